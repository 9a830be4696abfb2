/* Looking for a value among the items of a container that has a lock. */
#ifndef WF_SEARCH_H
#define WF_SEARCH_H

#include "runtime/lock.h"
#include "runtime/object.h"

/* In place of an index: no item is equal; script code has to compare; an error is pending. */
enum { WF_NOWHERE = -1, WF_UNKNOWN = -2, WF_FAILED = -3 };

/* The first index from `start` below `stop` with an item equal to v, if no script code has to run
   to find it; WF_NOWHERE; WF_UNKNOWN. The container's lock is held. */
typedef int64_t wf_find_locked(const void *container, wf_value v, int64_t start, int64_t stop);

static inline int64_t wf_find_plainly(const void *container, wf_find_locked *find, wf_value v,
                                      int64_t start, int64_t stop) {
  wf_lock(container);
  int64_t at = find(container, v, start, stop);
  wf_unlock(container);
  return at;
}

/* How many items are equal to v; WF_UNKNOWN. */
static inline int64_t wf_count_plainly(const void *container, wf_find_locked *find, wf_value v) {
  int64_t count = 0, at;
  wf_lock(container);
  for (int64_t i = 0; (at = find(container, v, i, INT64_MAX)) >= 0; i = at + 1) count++;
  wf_unlock(container);
  return at == WF_UNKNOWN ? WF_UNKNOWN : count;
}

#endif
