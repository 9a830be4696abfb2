/* Guards: hosts hold finalization off while they do something that needs the runtime. */
#include <config.h>

#include "runtime/guard.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/thread.h"
#include "runtime/weft.h"

/* What the host gets is no address but a number that is never given again: so a guard that is
   released twice is seen to be none, and cannot be taken for one that came later. */
typedef struct guard {
  struct guard *next; /* under list_lock */
  uintptr_t number;
  int64_t since;
  char name[];
} guard;

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static guard *first;
static uintptr_t numbers; /* under list_lock */
static _Atomic(bool) open; /* written under list_lock */

static bool link_guard(guard *g) {
  pthread_mutex_lock(&list_lock);
  bool may = atomic_load(&open);
  if (may) {
    g->number = ++numbers;
    g->next = first;
    first = g;
  }
  pthread_mutex_unlock(&list_lock);
  return may;
}

static guard *unlink_guard(uintptr_t number) {
  pthread_mutex_lock(&list_lock);
  guard **link = &first;
  while (*link && (*link)->number != number) link = &(*link)->next;
  guard *g = *link;
  if (g) *link = g->next;
  pthread_mutex_unlock(&list_lock);
  return g;
}

enum wf_guard_answer wf_guard_acquire(const char *name, weft_guard **held) {
  /* nobody takes the lock before the first life: forks are not watched yet */
  if (!atomic_load(&open)) return WF_GUARD_CLOSED;
  size_t size = strlen(name) + 1;
  guard *g = calloc(1, sizeof *g + size);
  if (!g) return WF_GUARD_NO_MEMORY;
  memcpy(g->name, name, size);
  g->since = wf_monotonic();
  if (link_guard(g)) {
    *held = (weft_guard *)g->number;
    return WF_GUARD_HELD;
  }
  free(g);
  return WF_GUARD_CLOSED;
}

bool wf_guard_release(weft_guard *held) {
  if (!held) return true;
  guard *g = unlink_guard((uintptr_t)held);
  if (!g) return false;
  free(g);
  wf_wake(&first, INT_MAX);
  return true;
}

void wf_guard_open(void) {
  pthread_mutex_lock(&list_lock);
  atomic_store(&open, true);
  pthread_mutex_unlock(&list_lock);
}

bool wf_guard_close(bool anyway) {
  pthread_mutex_lock(&list_lock);
  bool closed = anyway || !first;
  if (closed) atomic_store(&open, false);
  pthread_mutex_unlock(&list_lock);
  return closed;
}

bool wf_guard_any(void) {
  pthread_mutex_lock(&list_lock);
  bool any = first != NULL;
  pthread_mutex_unlock(&list_lock);
  return any;
}

static bool still_held(void *data) {
  (void)data;
  return wf_guard_any();
}

int wf_guard_wait(void) {
  if (!wf_guard_any()) return 0;
  while (wf_guard_any()) {
    wf_park(&first, still_held, NULL, -1, true, WF_WAIT_FOR(GUARD, WF_EMPTY, NULL));
    if (!wf_poll(wf_self)) return -1;
  }
  return 1;
}

void wf_guard_for_each(void (*function)(const char *name, int64_t since, void *data), void *data) {
  pthread_mutex_lock(&list_lock);
  for (const guard *g = first; g; g = g->next) function(g->name, g->since, data);
  pthread_mutex_unlock(&list_lock);
}

void wf_guard_before_fork(void) { pthread_mutex_lock(&list_lock); }
void wf_guard_after_fork(void) { pthread_mutex_unlock(&list_lock); }
