/* Foreign threads against finalization: each situation that a thread can be in, reached in each
   phase of weft_finalize. Alone, and then all situations at once, each in a thread of its own.
   WEFT_EMBED_ROUNDS: how often all at once (3), and WEFT_EMBED_ALONE: alone (1); WEFT_EMBED_ONLY:
   situations with this in their name. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

enum { BEFORE, JOINING, EXITING, FLUSHING, CLOSING, LETTING_GO, PHASES };

static const char script[] =
    "import atexit, io, os, queue, sys, threading, time\n"
    "held = threading.Lock(); held.acquire()\n"
    "mine = threading.RLock()\n"
    "never = threading.Event()\n"
    "def daemon(function):\n"
    "    begun = threading.Event()\n"
    "    t = threading.Thread(target=function, args=(begun,), daemon=True)\n"
    "    t.start(); begun.wait(); return t\n"
    "def wait(begun): begun.set(); never.wait()\n"
    "def spin():\n"
    "    here()\n"
    "    while True: pass\n"
    "def call_chain(n=50): spin() if n == 0 else call_chain(n - 1)\n"
    "def swallow():\n"
    "    while True:\n"
    "        try: spin()\n"
    "        except BaseException: pass\n"
    "        finally: after.append(1)\n"
    "after = []\n"
    "def sleep(): here(); time.sleep(1000)\n"
    "def lock(): here(); held.acquire()\n"
    "def timed_lock(): here(); held.acquire(timeout=1000)\n"
    "def hold(begun): mine.acquire(); begun.set(); never.wait()\n"
    "def owned_lock(): here(); mine.acquire()\n"
    "def event(): here(); never.wait()\n"
    "def condition():\n"
    "    c = threading.Condition()\n"
    "    with c: here(); c.wait()\n"
    "def condition_for():\n"
    "    c = threading.Condition()\n"
    "    with c: here(); c.wait_for(lambda: False, 1000)\n"
    "def semaphore(): here(); threading.Semaphore(0).acquire()\n"
    "def barrier(): here(); threading.Barrier(2).wait()\n"
    "def latch(): here(); threading.CountDownLatch(1).wait()\n"
    "def get(): here(); queue.Queue().get()\n"
    "def put():\n"
    "    q = queue.Queue(1); q.put(1)\n"
    "    here(); q.put(2)\n"
    "def simple_get(): here(); queue.SimpleQueue().get()\n"
    "def join(): here(); sleeper.join()\n"
    "class Slow:\n"
    "    def find_spec(self, name, path=None, target=None):\n"
    "        if name == 'slow': self.begun.set(); never.wait()\n"
    "def load(begun):\n"
    "    Slow.begun = begun; sys.meta_path.insert(0, Slow())\n"
    "    import slow\n"
    "def importing(): here(); import slow\n"
    "class Stuck(io.RawIOBase):\n"
    "    def writable(self): return True\n"
    "    def write(self, data): self.begun.set(); never.wait()\n"
    "stuck = io.BufferedWriter(Stuck(), 1)\n"
    "def fill(begun): stuck.raw.begun = begun; stuck.write(b'xyz')\n"
    "def writing(): here(); stuck.write(b'0')\n"
    "def reading(): here(); os.read(empty, 1)\n"
    "def generator():\n"
    "    def g():\n"
    "        try: yield 1; spin()\n"
    "        finally: pass\n"
    "    list(g())\n"
    "def native(): here(); block()\n"
    "def nested(): call_back(spin)\n"
    "def twice(): call_back(nested)\n"
    "def sorting(): sort(compare)\n"
    "def compare(): spin()\n"
    "def sorting_native(): sort(native)\n"
    "def sorting_ctypes():\n"
    "    from ctypes import CDLL, CFUNCTYPE, c_int, c_void_p\n"
    "    callback = CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda a, b: spin())\n"
    "    CDLL(None).qsort((c_int * 3)(3, 1, 2), 3, 4, callback)\n"
    "def leave(): here()\n"
    "class Stream:\n"
    "    closed = False\n"
    "    def write(self, text): return len(text)\n"
    "    def flush(self): phase(FLUSHING)\n"
    "class Late:\n"
    "    def __del__(self): phase(LETTING_GO)\n"
    "late = Late()\n"
    "sys.stdout = Stream()\n"
    "atexit.register(phase, EXITING)\n"
    "if target == JOINING: threading.Thread(target=phase, args=(JOINING,)).start()\n";

static int target, threads;        /* written before the round's threads start */
static sem_t go, in_position, ready;
static atomic_int finalizing, over, gone; /* weft_finalize was called, has returned; go was given */
static atomic_int frames_in, frames_out; /* of the host's functions */
static int empty[2];                     /* a pipe that nobody writes to before the end */

static void give_go(bool wait) {
  if (atomic_exchange(&gone, 1)) return;
  for (int i = 0; i < threads; i++) sem_post(&go);
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 20;
  for (int i = 0; wait && i < threads; i++)
    while (sem_timedwait(&in_position, &until) != 0 && errno == EINTR) continue;
}

static weft_status here(void *data, const weft_value *arguments, size_t count,
                        weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  sem_post(&in_position);
  return WEFT_OK;
}

static weft_status phase(void *data, const weft_value *arguments, size_t count,
                         weft_value *result) {
  int64_t number;
  (void)data, (void)count, (void)result;
  weft_status status = weft_int_get(arguments[0], &number);
  if (status != WEFT_OK) return status;
  while (number == JOINING && !atomic_load(&finalizing)) usleep(100);
  if (number == JOINING) usleep(1000);
  if (number == target) give_go(true);
  if (number == FLUSHING && target == CLOSING) give_go(false);
  return WEFT_OK;
}

static weft_status block(void *data, const weft_value *arguments, size_t count,
                         weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  atomic_fetch_add(&frames_in, 1);
  while (!atomic_load(&over)) usleep(200);
  atomic_fetch_add(&frames_out, 1);
  return WEFT_OK;
}

static weft_status call_back(void *data, const weft_value *arguments, size_t count,
                             weft_value *result) {
  (void)data, (void)count;
  atomic_fetch_add(&frames_in, 1);
  weft_status status = weft_call(arguments[0], NULL, 0, result);
  atomic_fetch_add(&frames_out, 1);
  return status;
}

static __thread struct {
  weft_value function; /* on the C stack of sort() too */
  weft_status status;
} sorting;

static int compare(const void *a, const void *b) {
  if (sorting.status == WEFT_OK) sorting.status = weft_call(sorting.function, NULL, 0, NULL);
  return *(const int *)a - *(const int *)b;
}

static weft_status sort(void *data, const weft_value *arguments, size_t count,
                        weft_value *result) {
  int numbers[] = {3, 1, 2};
  (void)data, (void)count, (void)result;
  atomic_fetch_add(&frames_in, 1);
  sorting.function = arguments[0];
  sorting.status = WEFT_OK;
  qsort(numbers, 3, sizeof *numbers, compare);
  atomic_fetch_add(&frames_out, 1);
  return sorting.status;
}

static const weft_function_row functions[] = {
    {"here", here, "()", NULL},           {"phase", phase, "(number)", NULL},
    {"block", block, "()", NULL},         {"call_back", call_back, "(function)", NULL},
    {"sort", sort, "(function)", NULL},   {0}};

enum kind { IDLE, CALL, FIRST, LEAVE, GUARD };
static const struct situation {
  const char *name;
  enum kind kind;
  const char *expression;
  const char *other; /* run beforehand, or NULL */
} situations[] = {
    {"idle", IDLE, NULL, NULL},
    {"in a tight loop", CALL, "spin()", NULL},
    {"in a loop many calls deep", CALL, "call_chain()", NULL},
    {"in a loop that swallows what is raised", CALL, "swallow()", NULL},
    {"in a generator", CALL, "generator()", NULL},
    {"asleep", CALL, "sleep()", NULL},
    {"waiting for a lock", CALL, "lock()", NULL},
    {"waiting for a lock, with a timeout", CALL, "timed_lock()", NULL},
    {"waiting for a lock that has an owner", CALL, "owned_lock()", "daemon(hold)"},
    {"waiting for an event", CALL, "event()", NULL},
    {"waiting on a condition", CALL, "condition()", NULL},
    {"waiting on a condition, with a timeout", CALL, "condition_for()", NULL},
    {"waiting for a semaphore", CALL, "semaphore()", NULL},
    {"waiting at a barrier", CALL, "barrier()", NULL},
    {"waiting for a latch", CALL, "latch()", NULL},
    {"waiting for a queue", CALL, "get()", NULL},
    {"waiting for room in a queue", CALL, "put()", NULL},
    {"waiting for a simple queue", CALL, "simple_get()", NULL},
    {"joining a thread", CALL, "join()", "sleeper = daemon(wait)"},
    {"waiting for an import", CALL, "importing()", "daemon(load)"},
    {"waiting for a stream", CALL, "writing()", "daemon(fill)"},
    {"reading from a pipe", CALL, "reading()", NULL},
    {"in a native function", CALL, "native()", NULL},
    {"in script called from foreign code called from script", CALL, "nested()", NULL},
    {"two such layers deep", CALL, "twice()", NULL},
    {"in a callback from qsort", CALL, "sorting()", NULL},
    {"in a native function under qsort", CALL, "sorting_native()", NULL},
    {"in a callback from qsort through ctypes", CALL, "sorting_ctypes()", NULL},
    {"entering for the first time", FIRST, "1", NULL},
    {"leaving", LEAVE, "leave()", NULL},
    {"inside a guard", GUARD, "1", NULL},
};
#define SITUATIONS (sizeof situations / sizeof *situations)

static void *thread_main(void *data) {
  const struct situation *s = data;
  const char *wrong = NULL;
  weft_value value;
  weft_guard *guard = NULL;
  weft_status status = s->kind == IDLE ? weft_attach() : WEFT_OK;
  if (status != WEFT_OK) wrong = "cannot be adopted";
  sem_post(&ready);
  while (sem_wait(&go) != 0) continue;
  if (s->kind == GUARD) status = weft_guard_acquire("the matrix", &guard);
  bool held = s->kind == GUARD && status == WEFT_OK;
  if (held || s->kind == IDLE) sem_post(&in_position);
  if (held) usleep(2000);
  if (s->kind != IDLE && status == WEFT_OK) status = weft_eval(s->expression, &value);
  if (held && status != WEFT_OK) wrong = "refused under a guard";
  weft_guard_release(guard);
  sem_post(&in_position);
  if (status == WEFT_ERR_EXCEPTION) {
    weft_exception_print();
    wrong = "an exception";
  } else if (s->kind == CALL && status != WEFT_ERR_FINALIZED) {
    wrong = "the call came back without WEFT_ERR_FINALIZED";
  } else if (status != WEFT_OK && status != WEFT_ERR_FINALIZED) {
    wrong = "another status";
  }
  if (s->kind == IDLE) {
    while (!atomic_load(&over)) usleep(200);
    if (weft_eval("1", &value) != WEFT_ERR_FINALIZED) wrong = "let in after the end";
  }
  return (void *)(uintptr_t)wrong;
}

static bool define(const char *name, int number) {
  weft_value value;
  return weft_int_new(number, &value) == WEFT_OK && weft_global_set(name, value) == WEFT_OK;
}

static bool start(const struct situation *const *played) {
  weft_config config = WEFT_CONFIG_INIT;
  config.report_seconds = 0;
  if (weft_initialize(&config) != WEFT_OK) return false;
  bool ok = define("JOINING", JOINING) && define("EXITING", EXITING) &&
            define("FLUSHING", FLUSHING) && define("LETTING_GO", LETTING_GO) &&
            define("target", target) && define("empty", empty[0]);
  for (const weft_function_row *row = functions; ok && row->name; row++) {
    weft_value function;
    ok = weft_function_new(row, NULL, &function) == WEFT_OK &&
         weft_global_set(row->name, function) == WEFT_OK;
  }
  ok = ok && weft_run_source(script, "matrix") == WEFT_OK;
  for (int i = 0; i < threads; i++)
    if (played[i]->other) ok = ok && weft_run_source(played[i]->other, "other") == WEFT_OK;
  return ok;
}

/* One life, with a thread for each of so many situations. NULL, or what went wrong. */
static const char *play(const struct situation *const *played, int count) {
  pthread_t ids[SITUATIONS];
  void *wrong = NULL, *one;
  alarm(200); /* whatever hangs ends the program */
  threads = count;
  atomic_store(&finalizing, 0);
  atomic_store(&over, 0);
  atomic_store(&gone, 0);
  atomic_store(&frames_in, 0);
  atomic_store(&frames_out, 0);
  sem_init(&go, 0, 0);
  sem_init(&in_position, 0, 0);
  sem_init(&ready, 0, 0);
  if (pipe(empty) != 0) return "no pipe";
  if (!start(played)) {
    weft_exception_print();
    return "cannot start";
  }
  for (int i = 0; i < count; i++)
    if (pthread_create(&ids[i], NULL, thread_main, (void *)(uintptr_t)played[i]) != 0)
      return "no thread";
  for (int i = 0; i < count; i++)
    while (sem_wait(&ready) != 0) continue;
  if (target == BEFORE) give_go(true);
  atomic_store(&finalizing, 1);
  int status = weft_finalize();
  atomic_store(&over, 1);
  give_go(false); /* should the phase not have come */
  close(empty[1]);
  for (int i = 0; i < count; i++) {
    pthread_join(ids[i], &one);
    if (one) printf("# a thread %s\n", played[i]->name), wrong = one;
  }
  close(empty[0]);
  if (!wrong && status != 0) return "weft_finalize failed";
  if (!wrong && atomic_load(&frames_in) != atomic_load(&frames_out)) return "a frame was lost";
  return wrong;
}

/* In each phase, so often. */
static bool play_all(const struct situation *const *played, int count, int rounds) {
  static const char *const phases[] = {"before", "joining", "exiting", "flushing", "closing",
                                       "letting go"};
  const char *wrong = NULL;
  for (int round = 0; round < rounds && !wrong; round++)
    for (target = 0; target < PHASES && !wrong; target++)
      if ((wrong = play(played, count)))
        printf("# in phase %s, round %d: %s\n", phases[target], round, wrong);
  return !wrong;
}

static int number_in(const char *variable, int usually) {
  const char *text = getenv(variable);
  return text ? atoi(text) : usually;
}

int main(void) {
  const char *only = getenv("WEFT_EMBED_ONLY");
  int rounds = number_in("WEFT_EMBED_ROUNDS", 3), alone = number_in("WEFT_EMBED_ALONE", 1);
  const struct situation *chosen[SITUATIONS];
  int count = 0;
  for (size_t i = 0; i < SITUATIONS; i++)
    if (!only || strstr(situations[i].name, only)) chosen[count++] = &situations[i];
  for (int i = 0; i < count; i++)
    ok(play_all(&chosen[i], 1, alone), "a foreign thread %s, in each phase", chosen[i]->name);
  ok(play_all(chosen, count, rounds), "%d of them at once, in each phase, %d times", count, rounds);
  return done_testing();
}
