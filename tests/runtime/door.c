/* The moment when the door closes: a thread that falls asleep just then gets no exception for it,
   and no thread unwinds before all have been asked to. */
#include <config.h>

#include <pthread.h>
#include <sched.h>
#include <time.h>

#include "runtime/error.h"
#include "runtime/lifecycle.h"
#include "runtime/park.h"
#include "runtime/thread.h"
#include "tests/tap.h"

static _Atomic(wf_thread *) sleeper;
static _Atomic(bool) may_sleep, unwound;
static enum wf_park_result slept;
static bool went_on, raised;

static bool for_ever(void *data) {
  (void)data;
  return true;
}

static void *sleep_at_the_door(void *data) {
  static char address;
  wf_thread *t = wf_thread_enter();
  (void)data;
  t->entries++;
  atomic_store(&sleeper, t);
  while (!atomic_load(&may_sleep)) sched_yield();
  slept = wf_park(&address, for_ever, NULL, -1, true, WF_WAIT_FOR(RUNTIME, WF_EMPTY, NULL));
  went_on = wf_poll(t);
  raised = wf_error_pending();
  atomic_store(&unwound, true);
  t->entries--;
  return NULL;
}

/* What wf_thread_close_door does for each thread, and under the same lock. */
static void ask(wf_thread *t, void *too_early) {
  const struct timespec moment = {0, 20000000};
  if (t != atomic_load(&sleeper)) return;
  wf_poll_request(t, WF_POLL_UNWIND);
  nanosleep(&moment, NULL);
  *(bool *)too_early = atomic_load(&unwound);
}

int main(void) {
  pthread_t thread;
  bool too_early = false;
  ok(wf_lifecycle_start(), "the runtime starts");
  wf_thread_open_door();
  pthread_create(&thread, NULL, sleep_at_the_door, NULL);
  while (!atomic_load(&sleeper)) sched_yield();

  uint32_t life = atomic_exchange(&wf_life, 0);
  atomic_store(&may_sleep, true);
  while (!wf_park_is_asleep(atomic_load(&sleeper)) && !atomic_load(&unwound)) sched_yield();
  ok(!atomic_load(&unwound), "it sleeps, although the life is over");
  atomic_store(&wf_life, life);

  wf_thread_for_each(ask, &too_early);
  ok(!too_early, "it does not unwind while others have still to be asked");
  pthread_join(thread, NULL);
  is_int(slept, WF_PARK_INTERRUPTED, "it was woken to unwind");
  ok(!went_on && !raised, "which is no exception");
  return done_testing();
}
