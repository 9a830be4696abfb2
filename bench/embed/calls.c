/* What it costs a host to call a script: Weft, CPython and Lua through their C interfaces, in one
   process and in turns, so that whatever else the machine does meets all of them alike. Medians. */
#include <Python.h>
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "runtime/weft.h"

/* Fewer on a thread: CPython's PyGILState_Ensure and Release take the thread in and let it go each
   time, which is two calls of the system for memory. */
enum { ROUNDS = 9, CALLS = 100000, THREAD_CALLS = 20000, THREADS = 200 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void check(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "calls: %s failed\n", what);
  exit(1);
}

/* --- The three of them: calls of f(x) = x + 1, arguments made and results read --- */

static weft_handle *weft_f;

static void weft_calls(int calls) {
  weft_value f, argument, result;
  int64_t sum = 0, n;
  check(weft_handle_get(weft_f, &f) == WEFT_OK, "weft_handle_get");
  for (int i = 0; i < calls; i++) {
    check(weft_int_new(i, &argument) == WEFT_OK && weft_call(f, &argument, 1, &result) == WEFT_OK &&
              weft_int_get(result, &n) == WEFT_OK, "weft_call");
    sum += n;
  }
  check(sum == (int64_t)calls * (calls + 1) / 2, "weft's sum");
}

static PyObject *python_f;

static long python_call(long i) {
  PyObject *argument = PyLong_FromLong(i), *result = PyObject_CallOneArg(python_f, argument);
  check(result != NULL, "PyObject_CallOneArg");
  long n = PyLong_AsLong(result);
  Py_DECREF(argument);
  Py_DECREF(result);
  return n;
}

static void python_main_calls(int calls) {
  for (int i = 0; i < calls; i++) check(python_call(i) == i + 1, "the result");
}

/* As a thread that CPython did not make has to. */
static void python_calls(int calls) {
  for (int i = 0; i < calls; i++) {
    PyGILState_STATE state = PyGILState_Ensure();
    check(python_call(i) == i + 1, "the result");
    PyGILState_Release(state);
  }
}

static lua_State *lua_open(void) {
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  check(luaL_dostring(L, "function f(x) return x + 1 end") == 0, "luaL_dostring");
  lua_getglobal(L, "f");
  return L;
}

static void lua_calls_in(lua_State *L, int calls) {
  for (int i = 0; i < calls; i++) {
    lua_pushvalue(L, -1);
    lua_pushinteger(L, i);
    check(lua_pcall(L, 1, 1, 0) == 0 && lua_tointeger(L, -1) == i + 1, "lua_pcall");
    lua_pop(L, 1);
  }
}

/* A state of its own: Lua's are not shared between threads. */
static void lua_calls(int calls) {
  lua_State *L = lua_open();
  lua_calls_in(L, calls);
  lua_close(L);
}

/* --- Measuring --- */

typedef void work(int calls);
typedef struct job {
  work *work;
  int calls;
  double took;
} job;

static void *timed(void *data) {
  job *j = data;
  if (j->work) j->work(1); /* adopted now */
  double start = now();
  if (j->work) j->work(j->calls);
  j->took = now() - start;
  return NULL;
}

static void *plain(void *data) {
  job *j = data;
  if (j->work) j->work(1);
  return NULL;
}

static double on_main(work *w) {
  double start = now();
  w(CALLS);
  return (now() - start) / CALLS;
}

static double on_thread(work *w) {
  job j = {w, THREAD_CALLS, 0};
  pthread_t thread;
  check(pthread_create(&thread, NULL, timed, &j) == 0, "pthread_create");
  pthread_join(thread, NULL);
  return j.took / THREAD_CALLS;
}

/* A thread that calls once and ends. */
static double whole_thread(work *w) {
  job j = {w, 1, 0};
  double start = now();
  for (int i = 0; i < THREADS; i++) {
    pthread_t thread;
    check(pthread_create(&thread, NULL, plain, &j) == 0, "pthread_create");
    pthread_join(thread, NULL);
  }
  return (now() - start) / THREADS;
}

static int order(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *values) {
  qsort(values, ROUNDS, sizeof *values, order);
  return values[ROUNDS / 2];
}

int main(void) {
  static double figures[9][ROUNDS];
  weft_value f;
  check(weft_initialize(NULL) == WEFT_OK &&
            weft_run_source("def f(x): return x + 1", NULL) == WEFT_OK &&
            weft_global_get("f", &f) == WEFT_OK && weft_handle_new(f, &weft_f) == WEFT_OK,
        "weft_initialize");
  Py_InitializeEx(0);
  check(PyRun_SimpleString("def f(x): return x + 1") == 0, "PyRun_SimpleString");
  python_f = PyObject_GetAttrString(PyImport_AddModule("__main__"), "f");
  lua_State *L = lua_open();
  for (int round = 0; round < ROUNDS; round++) {
    figures[0][round] = on_main(weft_calls);
    figures[1][round] = on_main(python_main_calls);
    double start = now();
    lua_calls_in(L, CALLS);
    figures[2][round] = (now() - start) / CALLS;
    PyThreadState *state = PyEval_SaveThread();
    figures[3][round] = on_thread(weft_calls);
    figures[4][round] = on_thread(python_calls);
    figures[5][round] = on_thread(lua_calls);
    double empty = whole_thread(NULL);
    figures[6][round] = whole_thread(weft_calls) - empty;
    figures[7][round] = whole_thread(python_calls) - empty;
    figures[8][round] = whole_thread(lua_calls) - empty;
    PyEval_RestoreThread(state);
  }
  static const char *const rows[] = {"a call on the main thread, ns",
                                     "a call on a foreign thread, ns",
                                     "a thread that calls once: beyond its own cost, ns"};
  printf("%-52s %8s %8s %8s\n", "", "Weft", "CPython", "Lua");
  for (int row = 0; row < 3; row++)
    printf("%-52s %8.0f %8.0f %8.0f\n", rows[row], median(figures[3 * row]),
           median(figures[3 * row + 1]), median(figures[3 * row + 2]));
  lua_close(L);
  return 0;
}
