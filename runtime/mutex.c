/* Waiting for the locks of scripts. */
#include <config.h>

#include "runtime/mutex.h"

#include "runtime/lock.h"
#include "runtime/thread.h"

static bool still_waited_for(void *data) { return atomic_load((_Atomic(uint8_t) *)data) == 3; }

int wf_mutex_acquire(wf_mutex *m, int64_t deadline, const wf_wait_for *what) {
  wf_thread *t = wf_self;
  if (wf_mutex_try(m)) return 1;
  if (deadline == 0) return 0;
  if (wf_lock_look(&m->state)) return 1;
  /* who has waited takes it as one that others may still wait for */
  while (atomic_exchange_explicit(&m->state, 3, memory_order_acquire) != 0) {
    enum wf_park_result result = wf_park(&m->state, still_waited_for, m, deadline, true, what);
    if (!wf_poll(t)) {
      if (result == WF_PARK_WOKEN) wf_mutex_wake(m); /* it was somebody's turn: the next one's */
      return -1;
    }
    if (result == WF_PARK_TIMEOUT) {
      uint8_t free_state = 0;
      return atomic_compare_exchange_strong(&m->state, &free_state, 3);
    }
  }
  return 1;
}

void wf_mutex_wake(wf_mutex *m) { wf_wake(&m->state, 1); }
