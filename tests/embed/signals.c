/* A host that blocks all signals in its threads and waits for them in one, as servers do: memory is
   collected all the same, and the wait gets the host's signals alone. */
#include <config.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

typedef int change_mask(int how, const sigset_t *set, sigset_t *before);

static atomic_int at_rest, over;

static void block_all(change_mask *change) {
  sigset_t all;
  sigfillset(&all);
  change(SIG_SETMASK, &all, NULL);
}

static bool is_blocked(int number) {
  sigset_t now;
  pthread_sigmask(SIG_SETMASK, NULL, &now);
  return sigismember(&now, number) == 1;
}

static bool calls(const char *source) {
  weft_value v;
  return weft_eval(source, &v) == WEFT_OK;
}

/* Known to the runtime, then deaf, and away from it while others collect. */
static void *rest(void *change) {
  change_mask *function;
  memcpy(&function, change, sizeof function);
  if (!calls("1")) return NULL;
  block_all(function);
  atomic_fetch_add(&at_rest, 1);
  while (!atomic_load(&over)) usleep(1000);
  return calls("1") && is_blocked(SIGTERM) ? (void *)1 : NULL;
}

static void collected_while_threads_are_deaf(change_mask *change, const char *what) {
  pthread_t threads[3];
  void *fine[3];
  atomic_store(&at_rest, 0);
  atomic_store(&over, 0);
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, rest, &change);
  while (atomic_load(&at_rest) < 3) usleep(1000);
  ok(calls("[__import__('gc').collect() for _ in range(20)]"), "%s: memory is collected", what);
  atomic_store(&over, 1);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], &fine[i]);
  ok(fine[0] && fine[1] && fine[2], "%s: the threads call again, as deaf as before", what);
}

/* Collects as long as the main thread waits for a signal, which is sent at the end. */
static void *collect_and_send(void *unused) {
  for (int i = 0; i < 50; i++) calls("__import__('gc').collect()");
  kill(getpid(), SIGTERM);
  return unused;
}

static void *collect(void *unused) {
  while (!atomic_load(&over)) calls("__import__('gc').collect()");
  return unused;
}

static void a_wait_for_all_signals(void) {
  pthread_t thread;
  sigset_t all;
  int number = 0;
  struct timespec moment = {0, 100000000};
  sigfillset(&all);
  block_all(pthread_sigmask);
  pthread_create(&thread, NULL, collect_and_send, NULL);
  is_int(sigwait(&all, &number), 0, "sigwait for all signals");
  is_int(number, SIGTERM, "gets the one that was sent");
  pthread_join(thread, NULL);
  pthread_create(&thread, NULL, collect_and_send, NULL);
  is_int(sigwaitinfo(&all, NULL), SIGTERM, "sigwaitinfo too");
  pthread_join(thread, NULL);
  atomic_store(&over, 0);
  pthread_create(&thread, NULL, collect, NULL);
  errno = 0;
  int got = sigtimedwait(&all, NULL, &moment);
  ok(got == -1 && errno == EAGAIN, "sigtimedwait until its time is up");
  atomic_store(&over, 1);
  pthread_join(thread, NULL);
}

static void masks_are_what_they_were_set_to(void) {
  sigset_t one, before;
  sigemptyset(&one);
  sigaddset(&one, SIGUSR1);
  pthread_sigmask(SIG_SETMASK, &one, NULL);
  ok(is_blocked(SIGUSR1) && !is_blocked(SIGUSR2), "a mask is set");
  pthread_sigmask(SIG_UNBLOCK, &one, &before);
  ok(!is_blocked(SIGUSR1) && sigismember(&before, SIGUSR1) == 1, "taken back, and told");
  errno = 0;
  is_int(pthread_sigmask(99, &one, NULL), EINVAL, "pthread_sigmask returns what is wrong");
  is_int(errno, 0, "and leaves errno alone");
  ok(sigprocmask(99, &one, NULL) == -1 && errno == EINVAL, "sigprocmask sets errno");
}

int main(void) {
#if defined WF_SANITIZER || !defined WF_WITH_GC
  return skip_all("the collector's signals are kept in builds with one, and no sanitizer");
#endif
  alarm(120);
  block_all(pthread_sigmask);
  ok(is_blocked(SIGPWR) && is_blocked(SIGSTKFLT), "before the runtime starts all can be blocked");
  is_int(weft_initialize(NULL), WEFT_OK, "a runtime is started by a deaf thread");
  ok(is_blocked(SIGTERM), "which stays deaf");
  collected_while_threads_are_deaf(pthread_sigmask, "pthread_sigmask");
  collected_while_threads_are_deaf(sigprocmask, "sigprocmask");
  a_wait_for_all_signals();
  masks_are_what_they_were_set_to();
  is_int(weft_finalize(), 0, "weft_finalize");
  return done_testing();
}
