/* Functions and types of the host that do what they should not, or are called when the runtime is
   about to end: each in a life of its own. */
#include <stdlib.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

/* What scripts say by say(text), and what a life wrote to its standard output. */
static char said[1024], written[1024];
static int ends[2];

static weft_status say(void *data, const weft_value *arguments, size_t count, weft_value *result) {
  const char *text;
  (void)data, (void)count, (void)result;
  weft_status status = weft_str_get(arguments[0], &text, NULL);
  if (status == WEFT_OK)
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s ", text);
  return status;
}

static void define(const weft_function_row *rows) {
  static const weft_function_row say_row = {"say", say, "(text)", NULL};
  weft_value function;
  if (weft_function_new(&say_row, NULL, &function) != WEFT_OK ||
      weft_global_set("say", function) != WEFT_OK)
    abort();
  for (; rows && rows->name; rows++)
    if (weft_function_new(rows, NULL, &function) != WEFT_OK ||
        weft_global_set(rows->name, function) != WEFT_OK)
      abort();
}

static void begin(const weft_function_row *rows) {
  weft_config config = WEFT_CONFIG_INIT;
  if (pipe(ends) != 0) abort();
  config.standard_output = config.standard_error = ends[1];
  said[0] = 0;
  if (weft_initialize(&config) != WEFT_OK) abort();
  define(rows);
}

static void end(int status) {
  is_int(weft_finalize(), status, "weft_finalize");
  close(ends[1]);
  size_t size = 0;
  ssize_t part;
  while ((part = read(ends[0], written + size, sizeof written - 1 - size)) > 0)
    size += (size_t)part;
  written[size] = 0;
  close(ends[0]);
}

static void run(const char *script) {
  weft_status status = weft_run_source(script, NULL);
  if (!ok(status == WEFT_OK, "the script runs to its end")) printf("# status %d\n", status);
  weft_exception_clear();
}

/* --- Results --- */

static weft_status give_first(void *data, const weft_value *arguments, size_t count,
                              weft_value *result) {
  (void)data, (void)count;
  *result = arguments[0];
  return WEFT_OK;
}
static weft_status give_zero(void *data, const weft_value *arguments, size_t count,
                             weft_value *result) {
  (void)data, (void)arguments, (void)count;
  memset(result, 0, sizeof *result);
  return WEFT_OK;
}

static void results_that_are_none(void) {
  static const weft_function_row rows[] = {{"first", give_first, "(x=None)", NULL},
                                           {"zero", give_zero, "()", NULL}, {0}};
  begin(rows);
  run("assert first(5) == 5\n"
      "def attempt(f):\n"
      "    try: [f()]\n"
      "    except SystemError as e: say(str(e))\n"
      "attempt(first); attempt(zero)\n");
  end(0);
  is_text(said, "first() returned no value zero() returned no value ",
          "a missing argument and a zero are no results");
}

/* --- What inspect and help() say of functions, methods and types --- */

static weft_status construct_nothing(void *data, const weft_value *arguments, size_t count,
                                     void **instance) {
  (void)data, (void)arguments, (void)count;
  *instance = NULL;
  return WEFT_OK;
}

static void described(void) {
  static const weft_function_row rows[] = {
      {"repeat", give_first, "(text, count=2, /, *, deep=False)", "Repeats."},
      {"odd", give_first, "(a=LIMIT, b=host.limit, c=<unset>, d='x, (', e=[1, (2)], f=sys, *g, **h)",
       NULL},
      {"any", give_first, NULL, NULL},
      {0}};
  static const weft_function_row methods[] = {
      {"grow", give_first, "(self, by=1 << 4, *, unit=MM)", "Grows."}, {0}};
  static const weft_type_row type_row = {.name = "host.Box", .doc = "A box.", .methods = methods,
                                         .signature = "(size=SMALL)",
                                         .construct = construct_nothing};
  weft_value module, type, limit;
  begin(NULL);
  if (weft_module_new("host", "The host.", rows, NULL, &module) != WEFT_OK ||
      weft_type_new(&type_row, &type) != WEFT_OK ||
      weft_attribute_set(module, "Box", type) != WEFT_OK || weft_int_new(7, &limit) != WEFT_OK ||
      weft_attribute_set(module, "limit", limit) != WEFT_OK)
    abort();
  run("import host, inspect\n"
      "for thing in host.repeat, host.odd, host.Box, host.Box.grow, host.Box().grow:\n"
      "    say(str(inspect.signature(thing)))\n");
  is_text(said,
          "(text, count=2, /, *, deep=False) "
          "(a=LIMIT, b=7, c=<unset>, d='x, (', e=[1, 2], f=sys, *g, **h) "
          "(size=SMALL) (self, /, by=16, *, unit=MM) (by=16, *, unit=MM) ",
          "signatures, whatever stands for a default");
  said[0] = 0;
  run("import copy, types\n"
      "f = host.repeat\n"
      "say(f'{inspect.isbuiltin(f)} {inspect.isroutine(f)} {f.__self__}')\n"
      "say(f'{isinstance(f, types.BuiltinFunctionType)} {copy.copy(f) is copy.deepcopy(f) is f}')\n"
      "say(f'{inspect.isbuiltin(host.Box.grow)} {inspect.isroutine(host.Box.grow)}')\n"
      "say(inspect.signature(f).bind('x').arguments['text'])\n");
  is_text(said, "True True None True True False True x ", "built-in functions to scripts");
  said[0] = 0;
  run("import pydoc\n"
      "def shown(thing): return pydoc.render_doc(thing, 'Help on %s:', renderer=pydoc.plaintext)\n"
      "say(shown(host.repeat))\n"
      "say(shown(host.any))\n");
  is_text(said,
          "Help on built-in function repeat in module host:\n\n"
          "repeat(text, count=2, /, *, deep=False)\n    Repeats.\n "
          "Help on built-in function any in module host:\n\nany(...)\n ",
          "help on a function");
  said[0] = 0;
  run("text = shown(host)\n"
      "say(text[text.index('FUNCTIONS'):text.index('FILE')])\n");
  is_text(said,
          "FUNCTIONS\n    any(...)\n    \n"
          "    odd(a=LIMIT, b=7, c=<unset>, d='x, (', e=[1, 2], f=sys, *g, **h)\n    \n"
          "    repeat(text, count=2, /, *, deep=False)\n        Repeats.\n\n"
          "DATA\n    limit = 7\n\n ",
          "help on a module");
  end(0);
}

/* --- WEFT_ERR_FINALIZED, passed on while the runtime runs or on the thread that ends it --- */

static weft_status leave(void *data, const weft_value *arguments, size_t count,
                         weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  return WEFT_ERR_FINALIZED;
}
static weft_status guarded(void *data, const weft_value *arguments, size_t count,
                           weft_value *result) {
  weft_guard *guard;
  (void)data, (void)arguments, (void)count, (void)result;
  weft_status status = weft_guard_acquire("saving", &guard);
  if (status == WEFT_OK) weft_guard_release(guard);
  return status;
}
static weft_status call_and_go_on(void *data, const weft_value *arguments, size_t count,
                                  weft_value *result) {
  (void)data, (void)count, (void)result;
  return weft_call(arguments[0], NULL, 0, NULL) == WEFT_ERR_FINALIZED ? WEFT_OK
                                                                    : WEFT_ERR_EXCEPTION;
}
static const weft_function_row leavers[] = {{"leave", leave, "()", NULL},
                                            {"guarded", guarded, "()", NULL},
                                            {"go_on", call_and_go_on, "(function)", NULL},
                                            {0}};

static void leaving_an_exit_function(void) {
  begin(leavers);
  run("import atexit\n"
      "atexit.register(say, 'first')\n"
      "atexit.register(leave)\n"
      "atexit.register(say, 'third')\n"
      "print('buffered')\n");
  end(0);
  is_text(said, "third first ", "the other exit functions run");
  is_text(written, "buffered\n", "standard output is flushed");
}

static void leaving_the_shutdown_hook(void) {
  begin(leavers);
  run("import atexit, threading\n"
      "threading._shutdown = leave\n"
      "atexit.register(say, 'exit')\n"
      "print('buffered')\n");
  end(0);
  is_text(said, "exit ", "exit functions run");
  is_text(written, "buffered\n", "standard output is flushed");
}

static void leaving_a_flush(void) {
  begin(leavers);
  run("import sys\n"
      "class Stream:\n"
      "    def write(self, text): return len(text)\n"
      "    def flush(self): leave()\n"
      "class Late:\n"
      "    def __del__(self): say('late')\n"
      "late = Late()\n"
      "sys.stdout = Stream()\n");
  end(120);
  is_text(said, "late ", "finalizers run");
}

static void leaving_a_late_finalizer(void) {
  begin(leavers);
  run("class A:\n"
      "    def __del__(self): guarded()\n"
      "class B:\n"
      "    def __del__(self): print('B saved')\n"
      "a = A(); b = B()\n"
      "print('hello')\n");
  end(0);
  is_text(written, "hello\nB saved\n", "the other finalizers run");
}

static void leaving_a_finalizer(void) {
  begin(leavers);
  run("import gc\n"
      "class D:\n"
      "    def __del__(self): leave()\n"
      "def make():\n"
      "    for i in range(20): D()\n"
      "for i in range(5): make(); gc.collect()\n"
      "say('after')\n");
  run("say('next')\n");
  end(0);
  is_text(said, "after next ", "what the finalizer interrupted goes on");
}

static void leaving_a_hook(void) {
  begin(leavers);
  run("import sys\n"
      "sys.excepthook = sys.unraisablehook = lambda *args: leave()\n");
  is_int(weft_run_source("1 / 0", NULL), WEFT_ERR_EXCEPTION, "an exception");
  weft_exception_print();
  run("say('next')\n");
  end(0);
  is_text(said, "next ", "the next call is served");
}

static void a_host_that_goes_on(void) {
  begin(leavers);
  run("go_on(leave)\n"
      "for i in range(3): say(str(i))\n");
  end(0);
  is_text(said, "0 1 2 ", "and so does the script");
}

/* --- Exceptions that destroy leaves --- */

enum { INSTANCES = 30 };
static int destroyed, reported;

static weft_status construct(void *data, const weft_value *arguments, size_t count,
                             void **instance) {
  (void)data, (void)arguments, (void)count, (void)instance;
  return WEFT_OK;
}
static void destroy_badly(void *data, void *instance) {
  (void)data, (void)instance;
  destroyed++;
  if (weft_raise("ValueError", "left behind") != WEFT_ERR_EXCEPTION) abort();
}
static weft_status report(void *data, const weft_value *arguments, size_t count,
                          weft_value *result) {
  (void)data, (void)arguments, (void)count, (void)result;
  reported++;
  return WEFT_OK;
}

static void exceptions_of_destroy(void) {
  static const weft_function_row rows[] = {{"report", report, "(unraisable)", NULL}, {0}};
  static const weft_type_row row = {.name = "host.Bad", .signature = "()", .construct = construct,
                                    .destroy = destroy_badly};
  weft_value type;
  begin(rows);
  if (weft_type_new(&row, &type) != WEFT_OK || weft_global_set("Bad", type) != WEFT_OK) abort();
  run("import gc, sys\n"
      "sys.unraisablehook = report\n"
      "def make():\n"
      "    for i in range(10): Bad()\n"
      "for i in range(3): make(); gc.collect()\n"
      "say('after')\n");
  end(0);
  is_text(said, "after ", "do not reach what it interrupted");
  is_int(destroyed, INSTANCES, "it runs once for each instance");
  is_int(reported, INSTANCES, "and sys.unraisablehook sees every exception");
}

/* --- Instances that finalizers make --- */

static int made, gone;

static weft_status construct_counted(void *data, const weft_value *arguments, size_t count,
                                     void **instance) {
  (void)data, (void)arguments, (void)count, (void)instance;
  made++;
  return WEFT_OK;
}
/* Makes another one, four times. */
static void destroy_and_make(void *data, void *instance) {
  weft_value type, another;
  (void)data, (void)instance;
  gone++;
  if (made < 5 && weft_global_get("Chain", &type) == WEFT_OK &&
      weft_call(type, NULL, 0, &another) != WEFT_OK)
    abort();
}

static void instances_of_finalizers(void) {
  static const weft_type_row row = {.name = "host.Chain", .signature = "()",
                                    .construct = construct_counted, .destroy = destroy_and_make};
  weft_value type;
  begin(NULL);
  if (weft_type_new(&row, &type) != WEFT_OK || weft_global_set("Chain", type) != WEFT_OK) abort();
  run("class Again:\n"
      "    def __init__(self, n): self.n = n\n"
      "    def __del__(self):\n"
      "        global again\n"
      "        say(str(self.n))\n"
      "        if self.n: again = Again(self.n - 1)\n"
      "again = Again(3)\n"
      "chain = Chain()\n");
  end(0);
  is_int(made, 5, "destroy makes instances");
  is_int(gone, 5, "and all of them are destroyed");
  is_text(said, "3 2 1 0 ", "as is what __del__ makes");
}

static void no_end_of_finalizers(void) {
  begin(NULL);
  run("class Endless:\n"
      "    def __del__(self):\n"
      "        global endless\n"
      "        endless = Endless()\n"
      "endless = Endless()\n");
  end(0);
}

/* --- An import that a daemon of an earlier life has left unfinished --- */

static void leaving_an_import(void) {
  int held[2];
  char script[512];
  if (pipe(held) != 0) abort();
  snprintf(script, sizeof script,
           "import os, sys, threading, time\n"
           "begun = []\n"
           "class Finder:\n"
           "    def find_spec(name, path, target=None):\n"
           "        begun.append(name)\n"
           "        os.read(%d, 1)\n"
           "def load(): import never_there\n"
           "sys.meta_path.insert(0, Finder)\n"
           "threading.Thread(target=load, daemon=True).start()\n"
           "while not begun: time.sleep(0.001)\n"
           "time.sleep(0.05)\n", held[0]);
  begin(NULL);
  run(script);
  end(0);
  begin(NULL);
  const char *again = "try: import never_there\n"
                      "except ModuleNotFoundError as e: say(e.name)\n";
  run(again);
  if (write(held[1], "x", 1) != 1) abort();
  run("import time; time.sleep(0.05)");
  run(again);
  end(0);
  is_text(said, "never_there never_there ", "nobody waits for it in the next life");
  close(held[0]);
  close(held[1]);
}

int main(void) {
  results_that_are_none();
  described();
  leaving_an_exit_function();
  leaving_the_shutdown_hook();
  leaving_a_flush();
  leaving_a_late_finalizer();
  leaving_a_finalizer();
  leaving_a_hook();
  a_host_that_goes_on();
  exceptions_of_destroy();
  instances_of_finalizers();
  no_end_of_finalizers();
  leaving_an_import();
  return done_testing();
}
