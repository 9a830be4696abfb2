/* Many foreign threads that each call in once and end: nothing of them is left.
   WEFT_EMBED_THREADS: how many (10000). */
#include <config.h>

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

static bool spawn(int count) {
  enum { AT_ONCE = 8 };
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

static const char script[] =
    "import threading\n"
    "local = threading.local()\n"
    "first = []\n"
    "def visit():\n"
    "    me = threading.current_thread()\n"
    "    local.x = [me]\n"
    "    if not first: first.append(me)\n"
    "    assert me.daemon and me.is_alive() and type(me).__name__ == '_DummyThread'\n";

int main(void) {
  const char *text = getenv("WEFT_EMBED_THREADS");
  int count = text ? atoi(text) : 10000;
  weft_value function;
  if (weft_initialize(NULL) != WEFT_OK || weft_run_source(script, "threads") != WEFT_OK ||
      weft_global_get("visit", &function) != WEFT_OK ||
      weft_handle_new(function, &visit) != WEFT_OK)
    return ok(false, "set up"), done_testing();
  ok(spawn(count / 10), "threads come and go");
  long then = resident();
  ok(spawn(count - count / 10), "and %d more", count - count / 10);
  is_int(atomic_load(&visits), (count + 7) / 8 * 8, "each has called once");
  is_int(number("len(threading._active)"), 1, "only the main thread is left in threading._active");
  is_int(number("threading.active_count()"), 1, "and in threading.active_count()");
  is_int(number("int(first[0].is_alive())"), 0, "the dummy of a thread that ended is not alive");
  printf("# %ld KB after a tenth, %ld KB at the end\n", then, resident());
#ifdef WF_SANITIZER
  puts("# a sanitizer keeps what was freed: memory is not compared");
#else
  ok(resident() < then + then / 10 + 1024, "memory is flat");
#endif
  weft_handle_free(visit);
  is_int(weft_finalize(), 0, "weft_finalize");
  return done_testing();
}
