/* The public interface: checks and statuses, threads, guards, handles. */
#include <config.h>

#include "runtime/api.h"

#include <stdio.h>
#include <string.h>

#include "runtime/guard.h"
#include "runtime/root.h"

const char *weft_version(void) { return PACKAGE_VERSION; }
int weft_is_running(void) { return wf_thread_door_is_open(); }

/* --- Misuse --- */

weft_status wf_api_misuse(const char *function, const char *format, ...) {
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  fprintf(stderr, "weft: %s: %s\n", function, text);
  return WEFT_ERR_MISUSE;
}

weft_status wf_api_bad_argument(const wf_entry *e, const char *function, int number,
                                const char *name, const char *what) {
  wf_entry_end(e);
  return wf_api_misuse(function, "argument %d (%s) %s", number, name, what);
}

weft_status wf_api_bad_type(const wf_entry *e, const char *function, int number, const char *name,
                            const char *wanted, wf_value v) {
  if (v == WF_EMPTY || v == WF_ERROR)
    return wf_api_bad_argument(e, function, number, name, "is no value");
  wf_raise(&wf_exc_TypeError, "%s() argument %d (%s) must be %s, not %T", function, number, name,
           wanted, v);
  return wf_api_fail(e);
}

weft_status wf_api_pending(const wf_entry *e, const char *function) {
  const char *type = wf_type_name_of(wf_slot_get(&e->thread->pending));
  wf_entry_end(e);
  return wf_api_misuse(function,
                       "an exception is pending (%s): fetch, print or clear it first", type);
}

weft_status wf_api_fail(const wf_entry *e) {
  weft_status status = WEFT_ERR_EXCEPTION;
  if (e->thread->unwinding) {
    wf_entry_unwound(e);
    status = WEFT_ERR_FINALIZED;
  } else if (!wf_error_pending()) {
    wf_raise(&wf_exc_SystemError, "error return without exception set");
  }
  wf_entry_end(e);
  return status;
}

/* --- Threads --- */

weft_status weft_attach(void) {
  WF_API_ENTER;
  return wf_api_ok(&e);
}

weft_status weft_detach(void) {
  wf_thread *t = wf_self;
  if (!t) return WEFT_OK;
  if (t->entries) return wf_api_misuse(__func__, "the thread is in script code");
  if (t == wf_thread_main()) return wf_api_misuse(__func__, "this is the main thread");
  wf_thread_leave();
  return WEFT_OK;
}

/* --- Guards --- */

weft_status weft_guard_acquire(const char *name, weft_guard **guard) {
#ifdef WF_API_CHECKS
  if (!name) return wf_api_misuse(__func__, "argument 1 (name) must not be NULL");
  if (!guard) return wf_api_misuse(__func__, "argument 2 (guard) must not be NULL");
#endif
  if (wf_thread_is_copy()) return WEFT_ERR_FINALIZED;
  enum wf_guard_answer answer = wf_guard_acquire(name, guard);
  return answer == WF_GUARD_HELD     ? WEFT_OK
         : answer == WF_GUARD_CLOSED ? WEFT_ERR_FINALIZED
                                     : WEFT_ERR_MEMORY;
}

void weft_guard_release(weft_guard *guard) {
  if (wf_thread_is_copy() || wf_guard_release(guard)) return;
  wf_api_misuse(__func__, "argument 1 (guard) is not held: it was released before");
}

/* --- Handles: roots under their public name --- */

static inline wf_root *root_of(const weft_handle *handle) { return (wf_root *)(uintptr_t)handle; }

weft_status weft_handle_new(weft_value value, weft_handle **handle) {
  WF_API_ENTER;
  WF_API_VALUE(value, 1);
  WF_API_POINTER(handle, 2);
  wf_root *root = wf_root_new(value.word);
  if (!root) wf_raise_memory();
  else *handle = (weft_handle *)root;
  return wf_api_done(&e, root != NULL);
}

weft_status weft_handle_get(const weft_handle *handle, weft_value *value) {
  wf_entry e;
  weft_status status = wf_entry_begin(&e); /* an exception may be pending: handlers use this */
  if (status != WEFT_OK) return status;
  WF_API_POINTER(handle, 1);
  WF_API_POINTER(value, 2);
  wf_value v = wf_root_get(root_of(handle));
  WF_API_CHECK(v != WF_ERROR, 1, "handle", "was freed");
  if (v != WF_EMPTY) value->word = v;
  wf_entry_end(&e);
  return v != WF_EMPTY ? WEFT_OK : WEFT_ERR_FINALIZED; /* made in an earlier life */
}

void weft_handle_free(weft_handle *handle) {
  if (wf_thread_is_copy() || wf_root_free(root_of(handle))) return;
  wf_api_misuse(__func__, "argument 1 (handle) was freed before");
}
