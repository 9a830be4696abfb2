/* The locks of objects: counted while there is one thread, real from the moment when a second one
   comes in. A counter that is no atomic is exact only if no two threads held the lock at once. */
#include <config.h>

#include <pthread.h>
#include <time.h>

#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "tests/tap.h"

enum { ROUNDS = 300, HELD = 200 };

static wf_list *shared;
static volatile long counter;
static _Atomic(bool) stop;
static _Atomic(long) expected, visitors;

static void add_some(void) {
  for (int i = 0; i < HELD; i++) {
    wf_lock(shared);
    counter = counter + 1;
    wf_unlock(shared);
  }
  atomic_fetch_add(&expected, HELD);
}

static void *come_and_go(void *data) {
  (void)data;
  if (!wf_thread_enter()) return NULL;
  atomic_fetch_add(&visitors, 1);
  add_some();
  return NULL;
}

/* Threads come and go, one at a time, while the main thread is in the middle of its work. */
static void *send_threads(void *data) {
  (void)data;
  for (int i = 0; i < ROUNDS; i++) {
    pthread_t thread;
    pthread_create(&thread, NULL, come_and_go, NULL);
    pthread_join(thread, NULL);
  }
  atomic_store(&stop, true);
  return NULL;
}

static void *enter_while_held(void *data) {
  bool *entered = data;
  if (!wf_thread_enter()) return NULL;
  wf_lock(shared);
  *entered = true;
  wf_unlock(shared);
  return NULL;
}

int main(void) {
  ok(wf_lifecycle_start(), "the runtime starts");
  wf_thread_open_door();
  wf_value list = wf_list_new(0);
  shared = wf_to_list(list);

  pthread_t sender;
  pthread_create(&sender, NULL, send_threads, NULL);
  while (!atomic_load(&stop)) add_some();
  pthread_join(sender, NULL);
  is_int(atomic_load(&visitors), ROUNDS, "threads came in");
  is_int(counter, atomic_load(&expected), "no count is lost while threads come and go");

  /* the second thread comes in while the first holds a lock that it may only have counted */
  bool entered = false;
  wf_lock(shared);
  pthread_t other;
  pthread_create(&other, NULL, enter_while_held, &entered);
  struct timespec moment = {0, 20000000};
  nanosleep(&moment, NULL);
  bool too_early = *(volatile bool *)&entered;
  wf_unlock(shared);
  pthread_join(other, NULL);
  ok(!too_early, "a lock that was counted keeps others out");
  ok(entered, "and lets them in when it is given back");
  is_int(atomic_load(&wf_self->counted_locks), 0, "nothing is left in the count");
  return done_testing();
}
