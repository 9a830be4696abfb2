/* Threads of the host call one script function, all at once, and check what comes back. Nothing is
   locked, and no thread says hello or goodbye to the runtime. */
#include <pthread.h>
#include <stdio.h>
#include <weft.h>

enum { WORKERS = 8, CALLS = 2000 };

static const char script[] = "import threading\n"
                             "seen = set()\n"
                             "def square(n):\n"
                             "    seen.add(threading.get_ident())\n"
                             "    return n * n\n";

typedef struct worker {
  pthread_t thread;
  weft_handle *function; /* a value in memory that the runtime does not see needs a handle */
  long right;
} worker;

static weft_status call_once(weft_handle *handle, int64_t n, int64_t *square) {
  weft_value function, argument, result;
  weft_status status = weft_handle_get(handle, &function);
  if (status == WEFT_OK) status = weft_int_new(n, &argument);
  if (status == WEFT_OK) status = weft_call(function, &argument, 1, &result);
  if (status == WEFT_OK) status = weft_int_get(result, square);
  return status;
}

static void *work(void *data) {
  worker *w = data;
  for (int64_t n = 0; n < CALLS; n++) {
    int64_t square;
    weft_status status = call_once(w->function, n, &square);
    if (status == WEFT_ERR_EXCEPTION) weft_exception_print();
    if (status != WEFT_OK) break;
    w->right += square == n * n;
  }
  return NULL;
}

int main(void) {
  static worker workers[WORKERS];
  weft_value function, threads;
  weft_handle *handle;
  int64_t seen = 0;
  long right = 0;
  if (weft_initialize(NULL) != WEFT_OK) return 1;
  if (weft_run_source(script, "workers") != WEFT_OK ||
      weft_global_get("square", &function) != WEFT_OK ||
      weft_handle_new(function, &handle) != WEFT_OK) {
    weft_exception_print();
    weft_exit(1);
  }
  for (int i = 0; i < WORKERS; i++) {
    workers[i].function = handle;
    if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0) return 1;
  }
  for (int i = 0; i < WORKERS; i++) {
    pthread_join(workers[i].thread, NULL);
    right += workers[i].right;
  }
  if (weft_eval("len(seen)", &threads) != WEFT_OK || weft_int_get(threads, &seen) != WEFT_OK)
    weft_exception_print();
  printf("%ld of %d calls right, from %d threads\n", right, WORKERS * CALLS, (int)seen);
  weft_handle_free(handle);
  weft_exit(right == WORKERS * CALLS ? 0 : 1);
}
