/* The module atexit. The list is changed under its own lock and run without it. */
#include <config.h>

#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* Rows (function, args tuple, kwargs dict or None), made by the first import. */
static WF_OF_LIFE wf_slot made_rows;

/* The end runs them, until there are none. It does not wait for daemons, so what they register from
   now on is not run: they may go on and on. */
static WF_OF_LIFE _Atomic(bool) has_begun;

/* A thread that comes late, from an earlier life, may find none. */
static wf_value registered(void) {
  wf_value rows = wf_slot_acquire(&made_rows);
  return rows == WF_EMPTY ? wf_list_new(0) : rows;
}

WF_NATIVE(atexit_register) {
  if (nargs == 0)
    return wf_raise(&wf_exc_TypeError, "register() takes at least 1 argument (0 given)");
  if (!wf_is_callable(args[0]))
    return wf_raise(&wf_exc_TypeError, "the first argument must be callable");
  wf_value keywords = WF_EMPTY;
  if (kwnames != WF_EMPTY) {
    keywords = wf_dict_new();
    if (keywords == WF_ERROR) return WF_ERROR;
    for (size_t i = 0; i < wf_tuple_length(kwnames); i++)
      if (!wf_dict_set(keywords, wf_tuple_get(kwnames, i), args[nargs + i])) return WF_ERROR;
  }
  if (wf_self->daemon && atomic_load(&has_begun)) return args[0];
  wf_value positional = wf_tuple_from_array(args + 1, nargs - 1);
  if (positional == WF_ERROR) return WF_ERROR;
  wf_value row = wf_tuple_of(3, args[0], positional, keywords == WF_EMPTY ? WF_NONE : keywords);
  if (row == WF_ERROR || !wf_list_append(registered(), row)) return WF_ERROR;
  return args[0];
}

WF_NATIVE(atexit_unregister) {
  wf_value rows = registered();
  for (size_t i = wf_list_length(rows); i-- > 0;) {
    wf_value row = wf_list_get(rows, i);
    if (row == WF_EMPTY) continue;
    int same = wf_equal(wf_tuple_get(row, 0), args[0]);
    if (same < 0) return WF_ERROR;
    if (same) wf_list_remove_itself(rows, row);
  }
  return WF_NONE;
}

WF_NATIVE(atexit_clear) {
  wf_value rows = registered();
  while (wf_list_pop(rows, -1) != WF_EMPTY) continue;
  return WF_NONE;
}

WF_NATIVE(atexit_ncallbacks) { return wf_small_int((int64_t)wf_list_length(registered())); }

static size_t run_all(void) {
  wf_value rows = wf_slot_acquire(&made_rows), row;
  size_t count = 0;
  while (rows != WF_EMPTY && (row = wf_list_pop(rows, -1)) != WF_EMPTY) {
    wf_value keywords = wf_tuple_get(row, 2), function = wf_tuple_get(row, 0);
    if (wf_call_ex(function, wf_tuple_get(row, 1), keywords == WF_NONE ? WF_EMPTY : keywords) ==
        WF_ERROR)
      wf_error_unraisable("Exception ignored in atexit callback", function);
    count++;
  }
  return count;
}

size_t wf_atexit_run(void) {
  atomic_store(&has_begun, true);
  return run_all();
}

WF_NATIVE(atexit_run) {
  run_all();
  return WF_NONE;
}

static const wf_native_def functions[] = {
    {"register", atexit_register, WF_RAW,
     "register(func, *args, **kwargs)\n\nCall func when the program ends.", 0},
    {"unregister", atexit_unregister, "(func, /)", "Forget every registration of func.", 0},
    {"_clear", atexit_clear, "()", "Forget all registrations.", 0},
    {"_ncallbacks", atexit_ncallbacks, "()", "How many functions are registered.", 0},
    {"_run_exitfuncs", atexit_run, "()", "Run the registered functions, last first.", 0},
    {0},
};

static bool init(WF_UNUSED wf_value module) {
  if (wf_slot_acquire(&made_rows) != WF_EMPTY) return true;
  wf_value rows = wf_list_new(4);
  if (rows != WF_ERROR) wf_slot_set(&made_rows, rows);
  return rows != WF_ERROR;
}

const wf_module_def wf_atexit_module = {
    .name = "atexit",
    .doc = "Functions that run when the program ends.",
    .functions = functions,
    .init = init,
};
