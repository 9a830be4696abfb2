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

struct wf_config wf_config;
struct wf_hooks wf_hooks;
static _Atomic(bool) finalizing;

#define WF_PART(function) bool function(void);
#include "runtime/parts.def"

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
  atomic_store(&finalizing, false);
  if (!wf_memory_init() || !wf_thread_enter()) return false;
  wf_type_bootstrap();
  if (!wf_str_init()) return false;
  for (size_t i = 0; i < WF_COUNT(parts); i++)
    if (!parts[i]()) return false;
  wf_signal_init();
  return true;
}

/* module.function() if the module was imported; errors are reported and forgotten. */
static void call_if_imported(const char *module_name, const char *function) {
  wf_value module = wf_dict_get_c(wf_modules(), module_name), f;
  if (module == WF_EMPTY || module == WF_NONE) return;
  int found = wf_getattr_optional(module, wf_str_intern_c(function), &f);
  if (found > 0 && wf_call0(f) != WF_ERROR) return;
  if (found != 0) wf_error_unraisable("Exception ignored in", module);
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

int wf_lifecycle_finish(void) {
  call_if_imported("threading", "_shutdown");
  wf_atexit_run();
  bool flushed = flush_stream("stdout", true) & flush_stream("stderr", false);
  atomic_store(&finalizing, true);
  wf_memory_collect();
  wf_memory_run_finalizers();
  wf_object_finalize_living();
  wf_io_finalize_living();
  wf_memory_forget_living();
  flushed &= flush_stream("stdout", flushed) & flush_stream("stderr", false);
  return flushed ? 0 : 120;
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
