/* Hosts that do what they should not: each gets a status, and none a crash or an endless wait. */
#include <config.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

static FILE *said;   /* what goes to stderr */
static int terminal; /* where it went before */

static void listen(void) {
  said = tmpfile();
  terminal = dup(2);
  dup2(fileno(said), 2);
}

static bool was_said(const char *text) {
  static char all[4096];
  ssize_t size = pread(fileno(said), all, sizeof all - 1, 0);
  all[size < 0 ? 0 : size] = 0;
  return strstr(all, text) != NULL;
}

/* What was said since listen(), when the runtime checks what hosts do. */
static void heard(const char *text) {
#ifdef WF_API_CHECKS
  bool good = was_said(text);
#else
  bool good = true;
#endif
  dup2(terminal, 2);
  close(terminal);
  fclose(said);
  ok(good, "which says: %s", text);
}

static void *in_thread(void *(*function)(void *data), void *data) {
  pthread_t thread;
  void *result = NULL;
  if (pthread_create(&thread, NULL, function, data) == 0) pthread_join(thread, &result);
  return result;
}

static bool works(void) {
  weft_value v;
  return weft_eval("1", &v) == WEFT_OK;
}

static weft_status define(const char *name, weft_function function) {
  weft_function_row *row = calloc(1, sizeof *row);
  weft_value value;
  row->name = name;
  row->function = function;
  row->signature = "()";
  weft_status status = weft_function_new(row, NULL, &value);
  return status == WEFT_OK ? weft_global_set(name, value) : status;
}

/* --- Starting and ending --- */

static pthread_barrier_t together;
static atomic_int started, refused;

static void *start_together(void *data) {
  pthread_barrier_wait(&together);
  weft_status status = weft_initialize(NULL);
  atomic_fetch_add(status == WEFT_OK ? &started : &refused, 1);
  pthread_barrier_wait(&together);
  if (status == WEFT_OK) *(bool *)data = works() && weft_finalize() == 0;
  return NULL;
}

static void initialize_together(void) {
  enum { THREADS = 4, ROUNDS = 10 };
  pthread_t threads[THREADS];
  int good = 0;
  listen();
  for (int round = 0; round < ROUNDS; round++) {
    bool served = false;
    pthread_barrier_init(&together, NULL, THREADS);
    for (int i = 0; i < THREADS; i++)
      pthread_create(&threads[i], NULL, start_together, &served);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    good += served;
  }
  is_int(atomic_load(&started), ROUNDS, "of threads that initialize at once, one does");
  is_int(atomic_load(&refused), ROUNDS * (THREADS - 1), "the others are refused");
  is_int(good, ROUNDS, "and its runtime works and ends");
  heard("weft: weft_initialize: ");
}

static weft_status statuses[2];

static weft_status initialize_again(void *data, const weft_value *arguments, size_t count,
                                    weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  for (int i = 0; i < 2; i++)
    if (statuses[i] == WEFT_OK) return statuses[i] = weft_initialize(NULL), WEFT_OK;
  return WEFT_OK;
}

static weft_status until_ending(void *data, const weft_value *arguments, size_t count,
                                weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  usleep(30000);
  return WEFT_OK;
}

static void initialize_while_it_ends(void) {
  ok(weft_initialize(NULL) == WEFT_OK && define("again", initialize_again) == WEFT_OK &&
         define("pause", until_ending) == WEFT_OK &&
         weft_run_source("import atexit, threading\n"
                         "atexit.register(again)\n"
                         "def late(): pause(); again()\n"
                         "threading.Thread(target=late).start()\n", NULL) == WEFT_OK,
     "functions are given that initialize");
  listen();
  is_int(weft_finalize(), 0, "the runtime ends all the same");
  is_int(statuses[0], WEFT_ERR_MISUSE, "a thread that is waited for is refused");
  is_int(statuses[1], WEFT_ERR_MISUSE, "and so is an exit function");
  heard("weft: weft_initialize: the runtime has not ended yet");
}

static void *finalize_elsewhere(void *data) {
  *(int *)data = weft_finalize();
  return NULL;
}

static void *initialize_and_leave(void *data) {
  *(weft_status *)data = weft_initialize(NULL);
  return NULL;
}

static void finalize(void) {
  int status = 0;
  ok(weft_initialize(NULL) == WEFT_OK, "weft_initialize");
  listen();
  in_thread(finalize_elsewhere, &status);
  is_int(status, -1, "another thread cannot finalize");
  heard("weft: weft_finalize: must be called on the thread that called weft_initialize");
  ok(works(), "the runtime goes on");
  is_int(weft_finalize(), 0, "weft_finalize");
  is_int(weft_finalize(), 0, "once more");
  in_thread(finalize_elsewhere, &status);
  is_int(status, 0, "and on another thread: there is nothing to do");
}

/* In a process of its own, since nobody can end that runtime. */
static void main_thread_ends(void) {
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    weft_status status = WEFT_ERR_MEMORY;
    weft_value v;
    alarm(60);
    in_thread(initialize_and_leave, &status);
    bool good = status == WEFT_OK && works() &&
                weft_run_source("import gc, threading\n"
                                "t = threading.Thread(target=gc.collect); t.start(); t.join()\n"
                                "x = [[i] for i in range(100000)]; gc.collect()",
                                NULL) == WEFT_OK &&
                weft_eval("len(x)", &v) == WEFT_OK;
    if (!freopen("/dev/null", "w", stderr)) good = false;
    _exit(good && weft_finalize() == -1 ? 0 : 1);
  }
  int status = -1;
  waitpid(pid, &status, 0);
  is_int(status, 0, "when the thread that initialized has ended, the runtime serves the others");
}

/* --- Guards and handles --- */

static void *release_late(void *guard) {
  usleep(50000);
  weft_guard_release(guard);
  return NULL;
}

static void guards(void) {
  weft_guard *first = NULL, *second = NULL;
  pthread_t thread;
  ok(weft_initialize(NULL) == WEFT_OK && weft_guard_acquire("first", &first) == WEFT_OK,
     "a guard is taken");
  weft_guard_release(first);
  ok(weft_guard_acquire("second", &second) == WEFT_OK, "released, and another is taken");
  listen();
  weft_guard_release(first);
  heard("weft: weft_guard_release: argument 1 (guard) is not held: it was released before");
  pthread_create(&thread, NULL, release_late, second);
  is_int(weft_finalize(), 0, "the second still holds the end off");
  pthread_join(thread, NULL);
  listen();
  weft_guard_release(second);
  heard("weft: weft_guard_release: argument 1 (guard) is not held: it was released before");
}

static void handles(void) {
  weft_handle *one = NULL, *old = NULL;
  weft_value v;
  ok(weft_initialize(NULL) == WEFT_OK && weft_eval("[1]", &v) == WEFT_OK &&
         weft_handle_new(v, &one) == WEFT_OK && weft_handle_new(v, &old) == WEFT_OK,
     "handles are made");
  weft_handle_free(one);
#ifdef WF_API_CHECKS
  listen();
  is_int(weft_handle_get(one, &v), WEFT_ERR_MISUSE, "a handle is read after it was freed");
  heard("weft: weft_handle_get: argument 1 (handle) was freed");
#endif
  listen();
  weft_handle_free(one);
  heard("weft: weft_handle_free: argument 1 (handle) was freed before");
  is_int(weft_finalize(), 0, "weft_finalize");
  is_int(weft_handle_get(old, &v), WEFT_ERR_FINALIZED, "a handle gives nothing after the end");
  ok(weft_initialize(NULL) == WEFT_OK, "another life");
  is_int(weft_handle_get(old, &v), WEFT_ERR_FINALIZED, "nor in the next life");
  ok(works(), "which works");
  weft_handle_free(old);
  is_int(weft_finalize(), 0, "weft_finalize");
}

/* --- fork() by the host --- */

static weft_guard *held;
static weft_handle *kept;

/* In the child: no call comes in, and none waits. */
static int child_is_refused(void) {
  weft_value v;
  weft_guard *guard;
  alarm(60);
  if (!freopen("/dev/null", "w", stderr)) return 2;
  if (weft_eval("1", &v) != WEFT_ERR_FINALIZED) return 3;
  if (weft_guard_acquire("child", &guard) != WEFT_ERR_FINALIZED) return 4;
  if (weft_handle_get(kept, &v) != WEFT_ERR_FINALIZED) return 5;
  if (weft_initialize(NULL) != WEFT_ERR_MISUSE) return 6;
  if (weft_is_running() || weft_finalize() != 0) return 7;
  weft_guard_release(held);
  weft_handle_free(kept);
  weft_exception_clear();
  return 0;
}

static void *fork_here(void *data) {
  bool known = data != NULL;
  weft_status status = known ? weft_attach() : WEFT_OK;
  pid_t pid = fork();
  if (pid == 0) {
    int result = child_is_refused();
    if (result == 0 && weft_detach() != WEFT_OK) result = 8;
    _exit(result);
  }
  int result = -1;
  waitpid(pid, &result, 0);
  return (void *)(intptr_t)(status == WEFT_OK ? result : -1);
}

static _Thread_local bool in_child;

static weft_status fork_in_script(void *data, const weft_value *arguments, size_t count,
                                  weft_value *result) {
  (void)data, (void)arguments, (void)count;
  pid_t pid = fork();
  if (pid == 0) {
    alarm(60);
    in_child = true;
    return WEFT_OK;
  }
  int status = -1;
  waitpid(pid, &status, 0);
  return weft_int_new(status, result);
}

static void forks(void) {
  enum { ROUNDS = 10 };
  weft_value v;
  int64_t n = -1;
  int good = 0;
  ok(weft_initialize(NULL) == WEFT_OK && weft_guard_acquire("held", &held) == WEFT_OK &&
         weft_handle_new(weft_none(), &kept) == WEFT_OK &&
         define("fork", fork_in_script) == WEFT_OK &&
         weft_run_source("import threading\n"
                         "going = True\n"
                         "def work():\n"
                         "    while going: x = [[str(i)] for i in range(100)]\n"
                         "workers = [threading.Thread(target=work) for i in range(2)]\n"
                         "for w in workers: w.start()\n", NULL) == WEFT_OK,
     "scripts are busy");
  for (int i = 0; i < ROUNDS; i++) good += in_thread(fork_here, NULL) == NULL;
  is_int(good, ROUNDS, "a thread that is unknown forks: the child is refused everything");
  good = 0;
  for (int i = 0; i < ROUNDS; i++) good += in_thread(fork_here, &n) == NULL;
  is_int(good, ROUNDS, "and so is the child of one that is known");
  ok(fork_here(&n) == NULL, "and of the main thread");
  good = 0;
  for (int i = 0; i < ROUNDS; i++) {
    weft_status status = weft_eval("fork() or [str(i) for i in range(100)] and 0", &v);
    if (in_child) _exit(status == WEFT_ERR_FINALIZED ? child_is_refused() : 1);
    good += status == WEFT_OK && weft_int_get(v, &n) == WEFT_OK && n == 0;
  }
  is_int(good, ROUNDS, "in the child of a fork under script code, the script is left");
  ok(weft_run_source("going = False\nfor w in workers: w.join()", NULL) == WEFT_OK,
     "the parent goes on");
  weft_guard_release(held);
  weft_handle_free(kept);
  is_int(weft_finalize(), 0, "and ends");
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    alarm(60);
    _exit(weft_initialize(NULL) == WEFT_OK && works() && weft_finalize() == 0 ? 0 : 1);
  }
  int status = -1;
  waitpid(pid, &status, 0);
  is_int(status, 0, "forked off between two lives, the child may begin its own");
}

static _Atomic(bool) forking;

static void *fork_often(void *guard) {
  int good = 0;
  for (int i = 0; i < 200; i++) {
    int status = -1;
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    waitpid(pid, &status, 0);
    good += status == 0;
  }
  forking = false;
  weft_guard_release(guard);
  return (void *)(intptr_t)good;
}

/* Each release wakes the end, which asks for the guards again. */
static void *take_guards(void *data) {
  weft_guard *guard = NULL;
  while (forking && weft_guard_acquire("short", &guard) == WEFT_OK) weft_guard_release(guard);
  return data;
}

static void forks_at_the_end(void) {
  weft_guard *guard = NULL;
  pthread_t forker, taker;
  void *good = NULL;
  ok(weft_initialize(NULL) == WEFT_OK && weft_guard_acquire("long", &guard) == WEFT_OK,
     "the end is held off");
  forking = true;
  pthread_create(&taker, NULL, take_guards, NULL);
  pthread_create(&forker, NULL, fork_often, guard);
  is_int(weft_finalize(), 0, "the host forks while the end waits for its guards");
  pthread_join(taker, NULL);
  pthread_join(forker, &good);
  is_int((int)(intptr_t)good, 200, "so often");
}

int main(void) {
  alarm(500);
  main_thread_ends();
  initialize_together();
  initialize_while_it_ends();
  finalize();
  guards();
  handles();
  forks();
  forks_at_the_end();
  return done_testing();
}
