/* The public interface: exceptions. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/api.h"
#include "runtime/call.h"
#include "runtime/module.h"
#include "runtime/str.h"

static const struct {
  const char *name;
  wf_type *type;
} rows[] = {
#define WF_EXCEPTION(name, base, layout, doc) {#name, &wf_exc_##name},
#include "runtime/exceptions.def"
};

wf_type *wf_api_exception_type(const char *name) {
  for (size_t i = 0; i < WF_COUNT(rows); i++)
    if (strcmp(rows[i].name, name) == 0) return rows[i].type;
  return NULL;
}

weft_status weft_raise(const char *type, const char *format, ...) {
  WF_API_ENTER;
  WF_API_POINTER(type, 1);
  WF_API_POINTER(format, 2);
  wf_type *found = wf_api_exception_type(type);
  WF_API_CHECK(found, 1, "type", "names no built-in exception");
  char *text = NULL;
  va_list arguments;
  va_start(arguments, format);
  int size = vasprintf(&text, format, arguments);
  va_end(arguments);
  if (size < 0) {
    wf_raise_memory();
  } else {
    wf_value message = wf_str_from_fs(text, (size_t)size);
    if (message != WF_ERROR) wf_raise_value(found, message);
    free(text);
  }
  return wf_api_fail(&e);
}

weft_status weft_raise_value(weft_value exception) {
  WF_API_ENTER;
  WF_API_VALUE(exception, 1);
  wf_raise_statement(exception.word, WF_EMPTY);
  return wf_api_fail(&e);
}

/* Inside, whether an exception is pending or not; false: the runtime does not run. */
static bool enter(wf_entry *e) { return wf_entry_begin(e) == WEFT_OK; }

int weft_exception_pending(void) {
  wf_entry e;
  if (!wf_self || !enter(&e)) return 0;
  bool pending = wf_error_pending();
  wf_entry_end(&e);
  return pending;
}

int weft_exception_matches(const char *type) {
  wf_entry e;
  if (!wf_self || !enter(&e)) return 0;
  wf_type *found = type ? wf_api_exception_type(type) : NULL;
  bool is = found && wf_error_pending() && wf_error_is(found);
  wf_entry_end(&e);
  return is;
}

void weft_exception_clear(void) {
  wf_entry e;
  if (!wf_self || !enter(&e)) return;
  wf_error_clear();
  wf_entry_end(&e);
}

void weft_exception_print(void) {
  wf_entry e;
  if (!wf_self || !enter(&e)) return;
  if (wf_error_pending()) wf_error_print(wf_error_fetch());
  wf_entry_end(&e);
}

weft_status weft_exception_fetch(weft_value *exception) {
  wf_entry e;
  weft_status status = wf_entry_begin(&e);
  if (status != WEFT_OK) return status;
  WF_API_POINTER(exception, 1);
  wf_value v = wf_error_fetch();
  wf_entry_end(&e);
  if (v == WF_EMPTY) return WEFT_END;
  exception->word = v;
  return WEFT_OK;
}

/* "".join(traceback.format_exception(exception)) */
static wf_value text_of(wf_value exception) {
  wf_value format = wf_import_attribute("traceback", "format_exception");
  wf_value lines = format == WF_ERROR ? WF_ERROR : wf_call1(format, exception);
  return lines == WF_ERROR ? WF_ERROR : wf_str_join(wf_str_empty, lines);
}

weft_status weft_exception_text(weft_value exception, weft_value *text) {
  WF_API_ENTER;
  WF_API_TYPE(wf_is_exception(exception.word), exception, 1, "an exception");
  WF_API_POINTER(text, 2);
  return wf_api_result(&e, text_of(exception.word), text);
}
