/* Lives of the runtime in one process, each with threads, callbacks, imports and an exception: they
   leave no memory behind. WEFT_EMBED_CYCLES: how many (120). */
#include <config.h>

#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

static const char script[] =
    "import collections, json, re, string, textwrap, threading, queue, weakref\n"
    "class Base:\n"
    "    def __init__(self, n): self.n = n\n"
    "class Derived(Base):\n"
    "    @property\n"
    "    def double(self): return self.n * 2\n"
    "q = queue.Queue()\n"
    "threads = [threading.Thread(target=lambda i=i: q.put(Derived(i).double)) for i in range(4)]\n"
    "for t in threads: t.start()\n"
    "for t in threads: t.join()\n"
    "assert sorted(q.get() for _ in threads) == [0, 2, 4, 6]\n"
    "assert json.loads(json.dumps({'a': [1, 2.5, None]})) == {'a': [1, 2.5, None]}\n"
    "assert re.sub(r'(\\w+) (\\w+)', r'\\2 \\1', 'hello world') == 'world hello'\n"
    "assert twice(lambda: 21) == 42\n"
    "def fail(): return {}['missing']\n"
    "kept = [Derived(i) for i in range(1000)]\n"
    "refs = [weakref.ref(k, print) for k in kept]\n"
    "patterns = [re.compile(f'{i}{id(q)}(b|c)+') for i in range(100)]\n"
    "for p in patterns: p.match('b')\n"
    "threading.Thread(target=threading.Event().wait, daemon=True).start()\n";

static weft_status twice(void *data, const weft_value *arguments, size_t count,
                         weft_value *result) {
  int64_t number;
  (void)data, (void)count;
  weft_status status = weft_call(arguments[0], NULL, 0, result);
  if (status == WEFT_OK) status = weft_int_get(*result, &number);
  return status == WEFT_OK ? weft_int_new(2 * number, result) : status;
}
static const weft_function_row twice_row = {"twice", twice, "(function)", NULL};

static void *foreign(void *data) {
  bool *good = data;
  weft_value fail, exception, text;
  const char *shown = "";
  *good = weft_global_get("fail", &fail) == WEFT_OK &&
          weft_call(fail, NULL, 0, NULL) == WEFT_ERR_EXCEPTION &&
          weft_exception_fetch(&exception) == WEFT_OK &&
          weft_exception_text(exception, &text) == WEFT_OK &&
          weft_str_get(text, &shown, NULL) == WEFT_OK && strstr(shown, "KeyError: 'missing'");
  return NULL;
}

static bool cycle(void) {
  pthread_t thread;
  bool good = false;
  weft_value function;
  if (weft_initialize(NULL) != WEFT_OK) return false;
  bool ran = weft_function_new(&twice_row, NULL, &function) == WEFT_OK &&
             weft_global_set("twice", function) == WEFT_OK &&
             weft_run_source(script, "cycles") == WEFT_OK;
  if (!ran) weft_exception_print();
  if (pthread_create(&thread, NULL, foreign, &good) == 0) pthread_join(thread, NULL);
  return weft_finalize() == 0 && ran && good;
}

static long resident(void) {
  long pages = 0, all;
  FILE *f = fopen("/proc/self/statm", "r");
  if (f && fscanf(f, "%ld %ld", &all, &pages) != 2) pages = 0;
  if (f) fclose(f);
  return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static void note(long *most, long now) {
  if (now > *most) *most = now;
}

/* The addresses of callbacks, each once. */
enum { MOST_ADDRESSES = 16384 };
static int64_t addresses[MOST_ADDRESSES];
static int address_count;

static weft_status note_address(void *data, const weft_value *arguments, size_t count,
                                weft_value *result) {
  int64_t address;
  (void)data, (void)count, (void)result;
  weft_status status = weft_int_get(arguments[0], &address);
  if (status != WEFT_OK) return status;
  for (int i = 0; i < address_count; i++)
    if (addresses[i] == address) return WEFT_OK;
  if (address_count < MOST_ADDRESSES) addresses[address_count++] = address;
  return WEFT_OK;
}

static bool life_with_callbacks(const char *text) {
  static const weft_function_row note_row = {"note_address", note_address, "(address)", NULL};
  weft_value function;
  if (weft_initialize(NULL) != WEFT_OK) return false;
  bool ran = weft_function_new(&note_row, NULL, &function) == WEFT_OK &&
             weft_global_set("note_address", function) == WEFT_OK &&
             weft_run_source(text, "callbacks") == WEFT_OK;
  if (!ran) weft_exception_print();
  return weft_finalize() == 0 && ran;
}

/* Addresses of dead callbacks are given again once a thousand have died: so there are never more
   than those and one life's. */
static void callbacks(void) {
  static const char text[] =
      "from ctypes import CFUNCTYPE, c_int, c_void_p, cast\n"
      "kept = [CFUNCTYPE(c_int)(lambda: 1) for i in range(500)]\n"
      "for f in kept: note_address(cast(f, c_void_p).value)\n";
  int lives = 0;
  while (lives < 12 && life_with_callbacks(text)) lives++;
  is_int(lives, 12, "lives with callbacks");
  printf("# %d addresses\n", address_count);
  ok(address_count <= 1024 + 2 * 500, "their addresses are used again");
}

/* keep=True: as long as the runtime, and not longer. Each life has 8 MB that only its callback
   refers to. */
static void kept_callbacks(void) {
  enum { LIVES = 24, WARM = 4 };
  static const char text[] =
      "from ctypes import CFUNCTYPE, c_int\n"
      "def make():\n"
      "    big = bytearray(b'x') * (8 << 20)\n"
      "    CFUNCTYPE(c_int)(lambda: len(big), keep=True)\n"
      "make()\n";
  long then = 0;
  int lives = 0;
  while (lives < LIVES && life_with_callbacks(text))
    if (++lives == WARM) then = resident();
  is_int(lives, LIVES, "lives with callbacks that are kept");
  printf("# %ld KB, then %ld KB\n", then, resident());
#ifdef WF_WITH_GC
  ok(resident() - then < (LIVES - WARM) * (8 << 10) / 2, "what they refer to goes with them");
#endif
}

/* Threads that call in while the runtime starts and ends get WEFT_OK or WEFT_ERR_FINALIZED. */
static atomic_bool enough;
static atomic_int served, refused, others;

static void *call_in(void *data) {
  weft_value v;
  (void)data;
  while (!atomic_load(&enough)) {
    weft_status status = weft_int_new(1, &v);
    if (status == WEFT_OK) status = weft_detach(); /* new again the next time */
    atomic_fetch_add(status == WEFT_OK              ? &served
                     : status == WEFT_ERR_FINALIZED ? &refused
                                                    : &others,
                     1);
  }
  return NULL;
}

static void calls_at_any_time(void) {
  enum { THREADS = 2, LIVES = 40 };
  pthread_t threads[THREADS];
  int lives = 0;
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, call_in, NULL) != 0) abort();
  while (lives < LIVES && weft_initialize(NULL) == WEFT_OK && weft_finalize() == 0) lives++;
  while (!atomic_load(&refused)) usleep(1000);
  atomic_store(&enough, true);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  is_int(lives, LIVES, "lives with threads that call in all the time");
  printf("# served %d, refused %d\n", atomic_load(&served), atomic_load(&refused));
  is_int(atomic_load(&others), 0, "each call is served, or told that the runtime does not run");
}

/* The collector gives memory back now and then, so what counts is the most of ten lives. Without
   large pages: where the system has some only now and then, each is 2 MB that nobody uses. Without
   them the first lives come upon ever more of the heap's own pages. */
int main(void) {
  const char *text = getenv("WEFT_EMBED_CYCLES");
#ifdef PR_SET_THP_DISABLE
  prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
#endif
  int cycles = text ? atoi(text) : 120, mark = cycles >= 1000 ? cycles / 10 : cycles / 2, done = 0;
  long then = 0, now = 0;
  for (; done < cycles && cycle(); done++) {
    long size = resident();
    if (done > mark - 10 && done <= mark) note(&then, size);
    if (done >= cycles - 10) note(&now, size);
    if (text && done % 100 == 0) printf("# cycle %d: %ld KB\n", done, size), fflush(stdout);
  }
  ok(done == cycles, "%d lives, each with all its work done", done);
  printf("# at most %ld KB up to %d, %ld KB up to %d\n", then, mark, now, cycles);
#ifdef WF_WITH_GC
  ok(now <= then + then / 10, "resident memory stays within a tenth");
#endif
  callbacks();
  kept_callbacks();
  calls_at_any_time();
  return done_testing();
}
