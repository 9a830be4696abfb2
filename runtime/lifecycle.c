/* From nothing to a running runtime and back. */
#include <config.h>

#include "runtime/lifecycle.h"

#include <stdio.h>
#include <stdlib.h>

#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native/io.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/type.h"
#include "runtime/worker.h"

struct wf_config wf_config;
struct wf_hooks wf_hooks;
static _Atomic(bool) ending, finalizing;

#define WF_PART(function) bool function(void);
#include "runtime/parts.def"

bool wf_is_ending(void) { return atomic_load(&ending); }
bool wf_is_finalizing(void) { return atomic_load(&finalizing); }

void wf_fatal(const char *message) {
  fprintf(stderr, "weft: fatal: %s\n", message);
  fflush(stderr);
  abort();
}

typedef bool (*part_fn)(void);
static const part_fn parts[] = {
#define WF_PART(function) function,
#include "runtime/parts.def"
};

bool wf_lifecycle_start(void) {
  atomic_store(&ending, false);
  atomic_store(&finalizing, false);
  if (!wf_memory_init() || !wf_thread_enter()) return false;
  wf_type_bootstrap();
  if (!wf_str_init()) return false;
  for (size_t i = 0; i < WF_COUNT(parts); i++)
    if (!parts[i]()) return false;
  wf_signal_init();
  return true;
}

/* What threading registered to wait for its threads. What it raises is reported and does not stop
   what follows: 0, or -1 for Ctrl-C. */
static int call_shutdown_hook(void) {
  wf_value module = wf_dict_get_c(wf_modules(), "threading"), hook;
  if (module == WF_EMPTY || module == WF_NONE) return 0;
  int found = wf_getattr_optional(module, wf_str_intern_c("_shutdown"), &hook);
  if (found == 0 || (found > 0 && wf_call0(hook) != WF_ERROR)) return 0;
  if (wf_error_is(&wf_exc_KeyboardInterrupt)) return -1;
  wf_error_unraisable("Exception ignored on threading shutdown", WF_NONE);
  return 0;
}

/* Phase 1: threads that are no daemons. 1 when any had to be waited for, 0, -1 for Ctrl-C. */
static int wait_for_threads(void) {
  bool some = wf_worker_has_joinable();
  if (call_shutdown_hook() < 0 || wf_worker_join_all() < 0) return -1;
  return some;
}

/* Says which threads are left behind when Ctrl-C ends the wait for them. */
static void report_abandoned(void) {
  wf_error_clear();
  wf_value names = wf_worker_joinable_names();
  if (names == WF_ERROR || wf_list_length(names) == 0) {
    wf_error_clear();
    return;
  }
  wf_value text = wf_str_join(wf_str_from_c(", "), names);
  if (text != WF_ERROR)
    fprintf(stderr, "weft: interrupted, leaving behind: %s\n", wf_str_data(text));
  wf_error_clear();
}

/* Phases 1 and 2, again and again until neither finds anything to do. False: Ctrl-C. */
static bool wait_and_run_exit_functions(void) {
  bool interrupted = false;
  for (;;) {
    int waited = interrupted ? 0 : wait_for_threads();
    if (waited < 0) {
      report_abandoned();
      interrupted = true;
    }
    if (wf_atexit_run() == 0 && waited <= 0) return !interrupted;
  }
}

static bool flush_stream(const char *name, bool report) {
  wf_value stream = wf_sys_get(name), closed;
  if (stream == WF_EMPTY || stream == WF_NONE) return true;
  int found = wf_getattr_optional(stream, wf_names.closed, &closed);
  if (found < 0) wf_error_clear();
  else if (found && closed == WF_TRUE) return true;
  if (wf_call_method0(stream, wf_names.flush) != WF_ERROR) return true;
  if (report) wf_error_unraisable("Exception ignored in", stream);
  else wf_error_clear();
  return false;
}

/* Phase 4: nobody enters any more, and who is in script code unwinds. Threads in calls that block
   are not waited for: they find the door closed when they come back. */
static void close_door(void) {
  const int64_t patience = 2000000000, slice = 500000;
  int64_t deadline = wf_monotonic() + patience;
  atomic_store(&finalizing, true);
  wf_thread_unwind_others();
  while (wf_thread_others_inside() && wf_monotonic() < deadline) wf_thread_pause(slice);
}

int wf_lifecycle_finish(void) {
  bool interrupted = !wait_and_run_exit_functions();
  wf_worker_close();
  atomic_store(&ending, true);
  bool flushed = flush_stream("stdout", true) & flush_stream("stderr", false);
  close_door();
  wf_memory_collect();
  wf_memory_run_finalizers();
  wf_object_finalize_living();
  wf_io_finalize_living();
  wf_memory_forget_living();
  flushed &= flush_stream("stdout", flushed) & flush_stream("stderr", false);
  return !flushed ? 120 : interrupted ? 130 : 0;
}

/* The status that SystemExit(code) asks for. */
static int system_exit_status(wf_value exception) {
  wf_value code = wf_slot_acquire(
      &((wf_exception *)wf_to_object(exception))->extra[WF_SYSTEMEXIT_CODE]);
  int64_t status;
  if (code == WF_EMPTY || code == WF_NONE) return 0;
  if (wf_is_int(code)) return wf_int_to_int64(code, &status) ? (int)(status & 0xff) : 255;
  wf_value text = wf_to_str(code), stream = wf_sys_get("stderr");
  if (text == WF_ERROR) {
    wf_error_clear();
    return 1;
  }
  flush_stream("stdout", false);
  if (stream == WF_EMPTY || stream == WF_NONE ||
      wf_call_method1(stream, wf_names.write, text) == WF_ERROR ||
      wf_call_method1(stream, wf_names.write, wf_str_from_c("\n")) == WF_ERROR) {
    wf_error_clear();
    fprintf(stderr, "%s\n", wf_str_data(text));
  }
  return 1;
}

int wf_exit_status_of_pending(void) {
  wf_value exception = wf_error_fetch();
  if (exception == WF_EMPTY) return 0;
  if (wf_exception_matches(exception, &wf_exc_SystemExit)) return system_exit_status(exception);
  flush_stream("stdout", false);
  wf_error_print(exception);
  return wf_exception_matches(exception, &wf_exc_KeyboardInterrupt) ? 130 : 1;
}
