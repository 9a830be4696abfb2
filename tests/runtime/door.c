/* The moment when the door closes: a thread that falls asleep just then gets no exception for it,
   and no thread unwinds before all have been asked to. */
#include <config.h>

#include <pthread.h>
#include <sched.h>
#include <unistd.h>

#include "runtime/error.h"
#include "runtime/lifecycle.h"
#include "runtime/park.h"
#include "runtime/thread.h"
#include "tests/tap.h"

enum { SLEEPERS = 6, NODDERS = 6, RUNNERS = 6, THREADS = SLEEPERS + NODDERS + RUNNERS };

static struct visitor {
  pthread_t thread;
  _Atomic(wf_thread *) state;
  bool was_woken, went_on, raised, too_early;
} visitors[THREADS];
static _Atomic(int) arrived;

static bool for_ever(void *data) {
  (void)data;
  return true;
}

static enum wf_park_result sleep_for(int64_t time) {
  static char address;
  return wf_park(&address, for_ever, NULL, time < 0 ? -1 : wf_monotonic() + time, true,
                 WF_WAIT_FOR(RUNTIME, WF_EMPTY, NULL));
}

static bool is_asked(const struct visitor *v) {
  return atomic_load(&atomic_load(&v->state)->poll) & WF_POLL_UNWIND;
}

/* Some sleep for ever, some again and again for a moment, and some do not. */
static void visit(struct visitor *v, wf_thread *t) {
  ptrdiff_t number = v - visitors;
  if (number < SLEEPERS) {
    v->was_woken = sleep_for(-1) == WF_PARK_INTERRUPTED;
  } else if (number < SLEEPERS + NODDERS) {
    while (sleep_for(20000) == WF_PARK_TIMEOUT) continue;
    v->was_woken = true;
  } else {
    while (wf_poll(t)) sched_yield();
    v->was_woken = true;
  }
}

static void *come_in(void *data) {
  struct visitor *v = data;
  wf_thread *t = wf_thread_enter();
  t->entries++;
  atomic_store(&v->state, t);
  atomic_fetch_add(&arrived, 1);
  while (atomic_load(&arrived) < THREADS) sched_yield();
  visit(v, t);
  v->went_on = wf_poll(t);
  v->raised = wf_error_pending();
  for (int i = 0; i < THREADS; i++) v->too_early |= !is_asked(&visitors[i]);
  atomic_fetch_add(&arrived, 1); /* no state goes before all have looked */
  while (atomic_load(&arrived) < 2 * THREADS) sched_yield();
  t->entries--;
  return NULL;
}

static bool all_sleep(void) {
  for (int i = 0; i < SLEEPERS; i++)
    if (!wf_park_is_asleep(atomic_load(&visitors[i].state))) return false;
  return true;
}

int main(void) {
  bool woken = true, on = false, raised = false, too_early = false;
  alarm(60); /* nothing here takes long */
  ok(wf_lifecycle_start(), "the runtime starts");
  wf_thread_open_door();
  for (int i = 0; i < THREADS; i++)
    pthread_create(&visitors[i].thread, NULL, come_in, &visitors[i]);
  while (atomic_load(&arrived) < THREADS || !all_sleep()) sched_yield();
  wf_thread_close_door();
  for (int i = 0; i < THREADS; i++) {
    pthread_join(visitors[i].thread, NULL);
    woken &= visitors[i].was_woken;
    on |= visitors[i].went_on;
    raised |= visitors[i].raised;
    too_early |= visitors[i].too_early;
  }
  ok(woken, "who sleeps when the door closes is woken");
  ok(!on, "everyone unwinds");
  ok(!raised, "which is no exception");
  ok(!too_early, "nobody does before all have been asked to");
  return done_testing();
}
