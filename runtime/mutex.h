/* The lock under the locks of scripts: one byte, taken with one compare-and-swap when it is free.
   Any thread may release it. */
#ifndef WF_MUTEX_H
#define WF_MUTEX_H

#include "runtime/object.h"
#include "runtime/wait.h"

/* 0 free, 1 held, 3 held and somebody may wait. */
typedef struct wf_mutex {
  _Atomic(uint8_t) state;
} wf_mutex;

static inline bool wf_mutex_try(wf_mutex *m) {
  uint8_t expected = 0;
  return atomic_compare_exchange_strong_explicit(&m->state, &expected, 1, memory_order_acquire,
                                                 memory_order_relaxed);
}

/* Waits until the deadline (wf_park; 0: not at all). 1 taken, 0 not, -1 with an exception: Ctrl-C
   in the main thread, or the thread is to unwind. Runs what signals and finalizers want to run.
   what: as in wf_park. */
int wf_mutex_acquire(wf_mutex *m, int64_t deadline, const wf_wait_for *what);

void wf_mutex_wake(wf_mutex *m);
/* False: nobody held it. */
static inline bool wf_mutex_release(wf_mutex *m) {
  uint8_t before = atomic_exchange_explicit(&m->state, 0, memory_order_release);
  if (WF_UNLIKELY(before == 3)) wf_mutex_wake(m);
  return before != 0;
}

static inline bool wf_mutex_is_locked(const wf_mutex *m) {
  return atomic_load_explicit(&((wf_mutex *)m)->state, memory_order_relaxed) != 0;
}
static inline void wf_mutex_reset(wf_mutex *m) { atomic_store(&m->state, 0); }

#endif
