/* Each life of the runtime begins as a process does, whatever scripts did in the one before; and
   what C keeps of an earlier one does no harm. */
#include <config.h>

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

static bool live(const char *script) {
  if (weft_initialize(NULL) != WEFT_OK) return false;
  bool ran = weft_run_source(script, NULL) == WEFT_OK;
  if (!ran) weft_exception_print();
  return weft_finalize() == 0 && ran;
}

static void classes(void) {
  ok(live("import ctypes, io, queue, struct\n"
          "for c in ctypes.ArgumentError, io.UnsupportedOperation, queue.Empty, struct.error:\n"
          "    c.mark = 1\n"
          "    c.__str__ = lambda self: 'changed'\n"),
     "classes of built-in modules are changed");
  ok(live("import ctypes, io, queue, struct\n"
          "for c in ctypes.ArgumentError, io.UnsupportedOperation, queue.Empty, struct.error:\n"
          "    assert not hasattr(c, 'mark') and str(c('text')) == 'text', c\n"
          "try: struct.unpack('i', b'')\n"
          "except struct.error as e: assert 'buffer' in str(e)\n"),
     "the next life has them as they were");
}

static void settings(void) {
  ok(live("import ctypes, gc\n"
          "gc.set_threshold(5)\n"
          "ctypes.set_errno(7)\n"),
     "settings are changed");
  ok(live("import ctypes, gc\n"
          "assert gc.get_threshold() == (700, 10, 10), gc.get_threshold()\n"
          "assert ctypes.get_errno() == 0, ctypes.get_errno()\n"),
     "the next life has them as they were");
}

static void timers(void) {
  struct itimerval left;
  struct sigaction action;
  ok(live("import signal\n"
          "signal.signal(signal.SIGALRM, print)\n"
          "signal.setitimer(signal.ITIMER_REAL, 3600, 3600)\n"),
     "a script sets a timer");
  ok(sigaction(SIGALRM, NULL, &action) == 0 && action.sa_handler == SIG_DFL,
     "its handler is gone with the life");
  ok(getitimer(ITIMER_REAL, &left) == 0 && left.it_value.tv_sec == 0 && left.it_value.tv_usec == 0,
     "and so is the timer, whose signal would end the host");
}

static void timers_of_the_host(void) {
  bool begun = weft_initialize(NULL) == WEFT_OK;
  ok(begun && weft_run_source("import signal, time\n"
                              "signal.alarm(5)\n"
                              "signal.alarm(0)\n"
                              "rang = []\n"
                              "signal.signal(signal.SIGALRM, lambda *a: rang.append(1))\n"
                              "signal.setitimer(signal.ITIMER_REAL, 0.001)\n"
                              "while not rang: time.sleep(0.001)\n",
                              NULL) == WEFT_OK,
     "a script's timers are off again, or have rung");
  alarm(1000);
  ok(weft_finalize() == 0 && alarm(0) > 500, "the timer that the host sets then is the host's");
}

/* --- Threads that come late, and do not find what their functions use --- */

static bool live_with_daemons(const char *script) {
  weft_config config = WEFT_CONFIG_INIT;
  config.grace_seconds = 0;
  bool good = weft_initialize(&config) == WEFT_OK && weft_run_source(script, NULL) == WEFT_OK;
  usleep(1000);
  good = weft_finalize() == 0 && good;
  return weft_initialize(&config) == WEFT_OK && weft_finalize() == 0 && good;
}

static void late_threads(void) {
  enum { LIVES = 40 };
  static const char *const scripts[] = {
      "import struct, threading\n"
      "def work():\n"
      "    while True:\n"
      "        struct.calcsize('i')\n"
      "        try: struct.unpack('i', b'')\n"
      "        except Exception: pass\n"
      "for i in range(8): threading.Thread(target=work, daemon=True).start()\n",
      "import queue, threading\n"
      "q = queue.Queue()\n"
      "def work():\n"
      "    while True:\n"
      "        try: q.get_nowait()\n"
      "        except Exception: pass\n"
      "for i in range(8): threading.Thread(target=work, daemon=True).start()\n",
      "import atexit, threading\n"
      "def work():\n"
      "    while True: atexit._ncallbacks()\n"
      "for i in range(8): threading.Thread(target=work, daemon=True).start()\n"};
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    int lives = 0;
    while (lives < LIVES && live_with_daemons(scripts[i])) lives++;
    is_int(lives, LIVES, "a life ends without waiting for its daemons, and the next begins");
  }
}

/* Objects get the addresses that others had in the life before. */
static void weak_references(void) {
#ifdef WF_WITH_GC
  enum { LIVES = 6 };
  int lives = 0;
  while (lives < LIVES &&
         live("import gc, weakref\n"
              "class A: pass\n"
              "called = 0\n"
              "def note(ref):\n"
              "    global called\n"
              "    called += 1\n"
              "objects = [A() for i in range(1500)]\n"
              "refs = [weakref.ref(a, note) for a in objects]\n"
              "kept = [A() for i in range(2500)]\n"
              "kept_refs = [weakref.ref(a, note) for a in kept]\n"
              "del objects\n"
              "for i in range(4): gc.collect()\n"
              "dead = sum(ref() is None for ref in refs)\n"
              "assert dead > 1000 and called == dead, (dead, called)\n"))
    lives++;
  is_int(lives, LIVES, "in each life, each object that dies is told to its callback");
#endif
}

/* --- A callback that C goes on calling when it is gone --- */

typedef long (*callback)(long);
static _Atomic(callback) kept;
static atomic_bool enough;

static weft_status keep(void *data, const weft_value *arguments, size_t count,
                        weft_value *result) {
  int64_t address;
  (void)data, (void)count;
  *result = weft_none();
  weft_status status = weft_int_get(arguments[0], &address);
  if (status == WEFT_OK) atomic_store(&kept, (callback)(intptr_t)address);
  return status;
}

/* What it answers is another callback's result, or zero. */
static void *call_always(void *data) {
  intptr_t strange = 0;
  (void)data;
  while (!atomic_load(&enough)) {
    callback c = atomic_load(&kept);
    long answer = c ? c(41) : 0;
    strange += answer != 42 && answer != 0;
  }
  return (void *)strange;
}

static bool live_with_callbacks(const char *script) {
  static const weft_function_row row = {.name = "keep", .function = keep, .signature = "(address)"};
  weft_value function;
  if (weft_initialize(NULL) != WEFT_OK) return false;
  bool ran = weft_function_new(&row, NULL, &function) == WEFT_OK &&
             weft_global_set("keep", function) == WEFT_OK &&
             weft_run_source(script, NULL) == WEFT_OK;
  if (!ran) weft_exception_print();
  return weft_finalize() == 0 && ran;
}

static void late_callbacks(void) {
  enum { LIVES = 3 };
  int lives = 0;
  pthread_t thread;
  void *strange = NULL;
  if (pthread_create(&thread, NULL, call_always, NULL) != 0) abort();
  while (lives < LIVES &&
         live_with_callbacks("import gc\n"
                             "from ctypes import CFUNCTYPE, c_double, c_long, c_void_p, cast\n"
                             "def add_one(n): return n + 1\n"
                             "types = [CFUNCTYPE(c_long, c_long),\n"
                             "         CFUNCTYPE(c_double, c_double, c_long)]\n"
                             "def begin(): keep(cast(types[0](add_one), c_void_p).value)\n"
                             "for i in range(20):\n"
                             "    if i % 10 == 0: begin()\n"
                             "    for t in types: many = [t(add_one) for n in range(1500)]\n"
                             "    many = None\n"
                             "    gc.collect()\n"))
    lives++;
  atomic_store(&enough, true);
  pthread_join(thread, &strange);
  is_int(lives, LIVES, "C calls addresses of callbacks that are gone, or used again");
  is_int((int)(intptr_t)strange, 0, "and gets zero, or what the new one answers");
}

int main(void) {
  classes();
  settings();
  timers();
  timers_of_the_host();
  late_threads();
  weak_references();
  late_callbacks();
  return done_testing();
}
