/* What a thread waits for, as others can see it: dumps, reports, the search for deadlocks.

   Whoever calls wf_park says it with WF_WAIT_FOR; wf_park publishes it in the thread's state just
   before it sleeps and takes it back afterwards, so a wait that turns out to be none costs nothing.
 */
#ifndef WF_WAIT_H
#define WF_WAIT_H

#include "runtime/object.h"

enum wf_wait_kind {
#define WF_WAIT(name, text) WF_WAIT_##name,
#include "runtime/wait_kinds.def"
};

typedef struct wf_wait_for {
  enum wf_wait_kind kind;
  wf_value object; /* the lock, queue, ... as scripts know it, or WF_EMPTY */
  /* where the ident of the thread that can end the wait stands (0: nobody now), or NULL when that
     may be any thread; it stays readable as long as the thread waits */
  const _Atomic(uint64_t) *owner;
} wf_wait_for;

/* WF_WAIT_FOR(LOCK, self, &owner): a pointer for wf_park. */
#define WF_WAIT_FOR(name, object, owner) (&(wf_wait_for){WF_WAIT_##name, object, owner})

/* In the thread's state: written by the thread itself, read by any. The rest belongs to the kind
   unless that is WF_WAIT_NOTHING. */
typedef struct wf_waiting {
  _Atomic(uint32_t) kind;
  wf_slot object;
  _Atomic(const _Atomic(uint64_t) *) owner;
  _Atomic(int64_t) since, deadline; /* CLOCK_MONOTONIC nanoseconds; deadline -1: no end */
} wf_waiting;

#endif
