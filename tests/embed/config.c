/* What weft_config says is what happens: the report on an end that waits, deadlocks, the heap. */
#include <config.h>

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "runtime/exit_report.h"
#include "runtime/weft.h"
#include "tests/tap.h"

static FILE *said;   /* what goes to stderr */
static int terminal; /* where it went before */

static void listen(void) {
  said = tmpfile();
  terminal = dup(2);
  dup2(fileno(said), 2);
}

static void listened(void) {
  dup2(terminal, 2);
  close(terminal);
  fclose(said);
}

static bool was_said(const char *text) {
  static char all[65536];
  ssize_t size = pread(fileno(said), all, sizeof all - 1, 0);
  all[size < 0 ? 0 : size] = 0;
  return strstr(all, text) != NULL;
}

static void wait_ms(long milliseconds) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

/* How long one of the waits below took. What must not happen gets several times as long. */
static long took_ms;

static void finalize(void) {
  if (weft_finalize() != 0) ok(false, "weft_finalize");
}

static bool is_reported(void) { return was_said("Guard import of orders"); }
static bool is_due(void) { return wf_exit_report_due() >= 0; }
static bool is_deadlock(void) {
  return was_said("deadlock: these threads wait for each other\n");
}

/* Gives up after half a minute: then the checks of what was said fail. */
static bool wait_until(bool (*happened)(void)) {
  for (took_ms = 0; took_ms < 30000; took_ms += 5) {
    if (happened()) return true;
    wait_ms(5);
  }
  return false;
}

static void *release_when_reported(void *guard) {
  wait_until(is_reported);
  weft_guard_release(guard);
  return NULL;
}

static bool was_due;

static void *release_when_due(void *guard) {
  was_due = wait_until(is_due);
  weft_guard_release(guard);
  return NULL;
}

static void *release_later(void *guard) {
  wait_ms(50 + 5 * took_ms);
  was_due = is_due();
  weft_guard_release(guard);
  return NULL;
}

/* Ends the runtime under a guard that the thread releases. */
static void finalize_guarded(double report_seconds, void *(*release)(void *guard)) {
  weft_config config = WEFT_CONFIG_INIT;
  weft_guard *guard;
  pthread_t thread;
  config.report_seconds = report_seconds;
  listen();
  if (weft_initialize(&config) == WEFT_OK &&
      weft_guard_acquire("import of orders", &guard) == WEFT_OK &&
      pthread_create(&thread, NULL, release, guard) == 0) {
    finalize();
    pthread_join(thread, NULL);
  }
}

static void reports(void) {
  finalize_guarded(0.05, release_when_reported);
  ok(was_said("weft: the program has ended but has been waiting for "),
     "an end that waits says so");
  ok(was_said(" s for 1 guard\n"), "and for what");
  ok(was_said("\nGuard import of orders, held for "), "and names the guard");
  listened();
  finalize_guarded(1000, release_when_due);
  ok(was_due && !was_said("w"), "not before its time");
  listened();
  finalize_guarded(0, release_later);
  ok(!was_due && !was_said("w"), "and never when it is told not to");
  listened();
}

/* Two threads that wait for each other, while the main thread waits for `leave`. */
static const char deadlock[] =
    "import threading\n"
    "a, b, both = threading.RLock(), threading.RLock(), threading.Barrier(2)\n"
    "caught, leave = [], threading.Event()\n"
    "def cross(first, second):\n"
    "    with first:\n"
    "        both.wait()\n"
    "        try:\n"
    "            second.acquire()\n"
    "        except RuntimeError as e:\n"
    "            caught.append(str(e))\n"
    "        else:\n"
    "            second.release()\n"
    "threads = [threading.Thread(target=cross, args=pair, daemon=True)\n"
    "           for pair in ((a, b), (b, a))]\n"
    "for t in threads: t.start()\n";

static bool is_true(const char *expression) {
  weft_value value;
  int truth = 0;
  if (weft_eval(expression, &value) == WEFT_OK && weft_truth(value, &truth) == WEFT_OK)
    return truth;
  weft_exception_print();
  return false;
}

static void *leave_when_reported(void *data) {
  (void)data;
  wait_until(is_deadlock);
  is_true("leave.set()");
  return NULL;
}

static void *leave_later(void *data) {
  (void)data;
  wait_ms(50 + 5 * took_ms);
  is_true("leave.set()");
  return NULL;
}

static bool begin(enum weft_deadlock mode) {
  weft_config config = WEFT_CONFIG_INIT;
  config.deadlock = mode;
  listen();
  return weft_initialize(&config) == WEFT_OK && weft_run_source(deadlock, NULL) == WEFT_OK;
}

static void wait_for(void *(*leave)(void *data)) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, leave, NULL) != 0) return;
  is_true("leave.wait()");
  pthread_join(thread, NULL);
}

static void deadlocks(void) {
  ok(begin(WEFT_DEADLOCK_RAISE) && weft_run_source("for t in threads: t.join()", NULL) == WEFT_OK,
     "the threads of a deadlock that is to raise end");
  ok(is_true("caught == ['deadlock: these threads wait for each other']"), "since one of them got RuntimeError");
  ok(was_said("deadlock: these threads wait for each other\n"), "after a report");
  finalize();
  listened();

  if (begin(WEFT_DEADLOCK_REPORT)) wait_for(leave_when_reported);
  ok(is_deadlock(), "a deadlock that is to be reported is");
  ok(is_true("not caught and all(t.is_alive() for t in threads)"),
     "and stays");
  finalize();
  listened();

  bool began = begin(WEFT_DEADLOCK_IGNORE);
  if (began) wait_for(leave_later);
  ok(began && is_true("not caught and all(t.is_alive() for t in threads)") &&
         !was_said("deadlock"), "one that is to be ignored is not reported");
  finalize();
  listened();
}

/* Its own threads may come in at any time, also when it leaves signals to the runtime. */
static void waits_of_hosts_with_signals(void) {
  weft_config config = WEFT_CONFIG_INIT;
  pthread_t thread;
  config.take_signals = 1;
  config.deadlock = WEFT_DEADLOCK_RAISE;
  listen();
  bool began = weft_initialize(&config) == WEFT_OK &&
               weft_run_source("import threading\nleave = threading.Event()", NULL) == WEFT_OK &&
               pthread_create(&thread, NULL, leave_later, NULL) == 0;
  ok(began && is_true("leave.wait()") && !was_said("deadlock"),
     "a wait that a thread of the host ends is no deadlock");
  if (began) pthread_join(thread, NULL);
  finalize();
  listened();
}

static void heap(void) {
  static const char fill[] =
      "blocks = []\n"
      "try:\n"
      "    while len(blocks) < 300: blocks.append(bytes(1 << 20))\n"
      "except MemoryError:\n"
      "    blocks.append(None)\n";
  weft_config config = WEFT_CONFIG_INIT;
  config.heap_limit = (size_t)128 << 20;
  ok(weft_initialize(&config) == WEFT_OK && weft_run_source(fill, NULL) == WEFT_OK &&
         is_true("20 < len(blocks) <= 128 and blocks[-1] is None"),
     "a heap that is limited raises MemoryError");
  finalize();
  ok(weft_initialize(NULL) == WEFT_OK && weft_run_source(fill, NULL) == WEFT_OK &&
         is_true("len(blocks) == 300"), "without a limit it does not, in the life after that");
  finalize();
}

static void misuse(void) {
  weft_config config = WEFT_CONFIG_INIT;
  config.deadlock = (enum weft_deadlock)7;
  listen();
  is_int(weft_initialize(&config), WEFT_ERR_MISUSE, "no such way with deadlocks");
  ok(was_said("argument 1 (config) has an unknown value in deadlock"), "is misuse");
  listened();
  config = (weft_config)WEFT_CONFIG_INIT;
  config.report_seconds = -1;
  listen();
  is_int(weft_initialize(&config), WEFT_ERR_MISUSE, "a negative time");
  ok(was_said("argument 1 (config) has no sensible time in report_seconds"), "is misuse, too");
  listened();
  config = (weft_config)WEFT_CONFIG_INIT;
  config.grace_seconds = -1;
  listen();
  is_int(weft_initialize(&config), WEFT_ERR_MISUSE, "another negative time");
  ok(was_said("argument 1 (config) has no sensible time in grace_seconds"), "is told by its name");
  listened();
}

int main(void) {
  if (weft_initialize(NULL) != WEFT_OK) return 1; /* so what follows is not the first life */
  finalize();
  reports();
  deadlocks();
  waits_of_hosts_with_signals();
#ifdef WF_WITH_GC
  heap();
#else
  (void)heap;
#endif
#ifdef WF_API_CHECKS
  misuse();
#else
  (void)misuse;
#endif
  return done_testing();
}
