/* Many foreign threads that each call in once and end: nothing of them is left.
   WEFT_EMBED_THREADS: how many (10000). */
#include <config.h>

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

static weft_handle *visit;
static atomic_long visits;

static void *call_once(void *data) {
  weft_value function;
  (void)data;
  if (weft_handle_get(visit, &function) == WEFT_OK &&
      weft_call(function, NULL, 0, NULL) == WEFT_OK)
    atomic_fetch_add(&visits, 1);
  return NULL;
}

enum { AT_ONCE = 8 };
static int whole_rounds(int count) { return (count + AT_ONCE - 1) / AT_ONCE * AT_ONCE; }

static bool spawn(int count) {
  pthread_t threads[AT_ONCE];
  for (int i = 0; i < count; i += AT_ONCE) {
    for (int k = 0; k < AT_ONCE; k++)
      if (pthread_create(&threads[k], NULL, call_once, NULL) != 0) return false;
    for (int k = 0; k < AT_ONCE; k++) pthread_join(threads[k], NULL);
  }
  return true;
}

static int64_t number(const char *expression) {
  weft_value value;
  int64_t n = -1;
  if (weft_eval(expression, &value) != WEFT_OK || weft_int_get(value, &n) != WEFT_OK)
    weft_exception_print();
  return n;
}

static long resident(void) {
  long pages = 0, all;
  FILE *f = fopen("/proc/self/statm", "r");
  if (f && fscanf(f, "%ld %ld", &all, &pages) != 2) pages = 0;
  if (f) fclose(f);
  return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* Destructors of thread-specific data that call in, in every round that the system gives them. The
   keys are older and younger than the runtime's own, so they come before and after it. */
typedef struct farewell {
  pthread_key_t key;
  int first;  /* the round in which it calls for the first time */
  bool leave; /* detaches after each call */
  int round, served, refused;
} farewell;
static pthread_key_t older, younger;

/* ThreadSanitizer takes the thread for ended before the last round. */
__attribute__((no_sanitize("thread"))) static void say_farewell(void *data) {
  farewell *f = data;
  weft_value v;
  pthread_setspecific(f->key, f); /* once more */
  if (++f->round < f->first) return;
  weft_status status = weft_eval("[0] * 100", &v);
  f->served += status == WEFT_OK;
  f->refused += status == WEFT_ERR_FINALIZED;
  if (f->leave && weft_detach() != WEFT_OK) f->refused = -1;
}

static void *end_with_farewell(void *data) {
  farewell *f = data;
  weft_value v;
  pthread_setspecific(f->key, f);
  return weft_eval("1", &v) == WEFT_OK ? f : NULL;
}

static void farewells(void) {
  static farewell all[16];
  for (int kind = 0; kind < 16; kind++) {
    farewell *f = &all[kind];
    f->key = kind & 1 ? older : younger;
    f->first = 1 + kind / 4;
    f->leave = kind & 2;
    pthread_t thread;
    void *done = NULL;
    if (pthread_create(&thread, NULL, end_with_farewell, f) == 0) pthread_join(thread, &done);
    bool good = done && f->round == PTHREAD_DESTRUCTOR_ITERATIONS &&
                f->served + f->refused == f->round - f->first + 1 && f->refused >= 1 &&
                (f->first > 2 || f->served >= 1);
    if (!ok(good, "a destructor calls in: %s key, from round %d on%s",
            kind & 1 ? "older" : "younger", f->first, f->leave ? ", and detaches" : ""))
      printf("# rounds %d, served %d, refused %d\n", f->round, f->served, f->refused);
  }
  is_int(number("__import__('gc').collect() and 0"), 0, "the collector finds all threads");
}

static const char script[] =
    "import threading\n"
    "local = threading.local()\n"
    "first = []\n"
    "def visit():\n"
    "    me = threading.current_thread()\n"
    "    local.x = [me]\n"
    "    if not first: first.append(me)\n"
    "    assert me.daemon and me.is_alive() and type(me).__name__ == '_DummyThread'\n";

/* --- The thread that began the life ends, and the system gives its name to the next ---

   Nobody can end that life, so it is the last. */

static void *begin_life(void *data) {
  (void)data;
  bool began = weft_initialize(NULL) == WEFT_OK &&
               weft_run_source("import threading", NULL) == WEFT_OK;
  return began ? NULL : (void *)"failed";
}

static void *look_around(void *data) {
  *(int64_t *)data = number("2 * (threading.current_thread() is threading.main_thread()) + "
                            "(threading.get_ident() == threading.main_thread().ident)");
  return NULL;
}

static void successor(void) {
  pthread_t first, second;
  void *failure = NULL;
  int64_t is_main = -1;
  if (pthread_create(&first, NULL, begin_life, NULL) != 0) abort();
  pthread_join(first, &failure);
  if (pthread_create(&second, NULL, look_around, &is_main) != 0) abort();
  pthread_join(second, NULL);
  if (!pthread_equal(first, second)) puts("# the system gave another name");
  ok(!failure, "a thread begins a life and ends");
  is_int(is_main, 0, "the thread that follows with its name is not the main thread");
}

int main(void) {
  const char *text = getenv("WEFT_EMBED_THREADS");
  int count = text ? atoi(text) : 10000;
  weft_value function;
  if (pthread_key_create(&older, say_farewell) != 0) return 1;
  if (weft_initialize(NULL) != WEFT_OK || weft_run_source(script, "threads") != WEFT_OK ||
      weft_global_get("visit", &function) != WEFT_OK ||
      weft_handle_new(function, &visit) != WEFT_OK)
    return ok(false, "set up"), done_testing();
  ok(spawn(count / 10), "threads come and go");
  long then = resident();
  ok(spawn(count - count / 10), "and %d more", count - count / 10);
  is_int(atomic_load(&visits), whole_rounds(count / 10) + whole_rounds(count - count / 10),
         "each has called once");
  is_int(number("len(threading._active)"), 1, "only the main thread is left in threading._active");
  is_int(number("threading.active_count()"), 1, "and in threading.active_count()");
  is_int(number("int(first[0].is_alive())"), 0, "the dummy of a thread that ended is not alive");
  printf("# %ld KB after a tenth, %ld KB at the end\n", then, resident());
#if defined WF_SANITIZER || !defined WF_WITH_GC
  puts("# nothing is freed, or a sanitizer keeps it: memory is not compared");
#else
  ok(resident() < then + then / 10 + 1024, "memory is flat");
#endif
  if (pthread_key_create(&younger, say_farewell) != 0) return 1;
  farewells();
  weft_handle_free(visit);
  is_int(weft_finalize(), 0, "weft_finalize");
  successor();
  return done_testing();
}
