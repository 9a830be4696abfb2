/* Every public function with each of its arguments wrong, in every phase, and with an exception
   left pending: a status, and on stderr which argument of which function it was. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

static FILE *said;   /* what goes to stderr */
static int terminal; /* where it went before */

static void listen(void) {
  fflush(stderr);
  said = tmpfile();
  terminal = dup(2);
  dup2(fileno(said), 2);
}

/* What was said since listen(). */
static const char *heard(void) {
  static char all[4096];
  fflush(stderr);
  ssize_t size = pread(fileno(said), all, sizeof all - 1, 0);
  all[size < 0 ? 0 : size] = 0;
  dup2(terminal, 2);
  close(terminal);
  fclose(said);
  return all;
}

/* After listen() and the call. */
static void is_misuse(weft_status status, const char *function, const char *what) {
  char line[256], name[256];
  snprintf(line, sizeof line, "weft: %s: %s\n", function, what);
  snprintf(name, sizeof name, "%s: %s", function, what);
  const char *heard_now = heard();
  if (status == WEFT_ERR_MISUSE) is_text(heard_now, line, name);
  else is_int(status, WEFT_ERR_MISUSE, name);
  weft_exception_clear();
}

#define WRONG(what, function, ...)                                                                 \
  do {                                                                                             \
    listen();                                                                                      \
    is_misuse(function(__VA_ARGS__), #function, what);                                             \
  } while (0)
#define NULLED(number, name, ...)                                                                  \
  WRONG("argument " #number " (" #name ") must not be NULL", __VA_ARGS__)
#define HOLED(number, name, ...)                                                                   \
  WRONG("argument " #number " (" #name ") has an element that is no value", __VA_ARGS__)
#define UNSET(number, name, ...) WRONG("argument " #number " (" #name ") is no value", __VA_ARGS__)

/* A TypeError of that text. */
static void is_type_error(weft_status status, const char *text) {
  weft_value exception, message;
  const char *got = NULL;
  if (is_int(status, WEFT_ERR_EXCEPTION, text) &&
      weft_exception_matches("TypeError") && weft_exception_fetch(&exception) == WEFT_OK &&
      weft_to_str(exception, &message) == WEFT_OK && weft_str_get(message, &got, NULL) == WEFT_OK)
    is_text(got, text, "a TypeError that says so");
  else ok(false, "a TypeError that says so");
  weft_exception_clear();
}

#define MISTYPED(number, name, wanted, given, function, ...)                                       \
  is_type_error(function(__VA_ARGS__), #function "() argument " #number " (" #name ") must be "    \
                                       wanted ", not " given)

static weft_status nothing_done(void *data, const weft_value *arguments, size_t count,
                                weft_value *result) {
  (void)data, (void)arguments, (void)count;
  *result = weft_none();
  return WEFT_OK;
}

static const weft_function_row row = {"f", nothing_done, "()", NULL};
static const weft_type_row type_row = {"arguments.T", NULL, NULL, NULL, NULL, NULL, NULL, NULL};
static weft_value unset, value, text, list, dict, type, instance, iterator, error;
static const char *const no_names[] = {NULL};
static weft_handle *handle;

/* --- Arguments --- */

static void without_values(void) {
  weft_value v;
  weft_handle *h;
  size_t size, position = 0;
  int answer;
  int64_t number;
  uint64_t natural;
  double real;
  uint8_t digits[8];
  const char *chars;
  const void *bytes;
  void *data;
  weft_kind kind;
  const weft_value holes[1] = {unset};
  UNSET(2, value, weft_global_set, "x", unset);
  UNSET(1, callee, weft_call, unset, NULL, 0, &v);
  HOLED(2, arguments, weft_call, type, holes, 1, &v);
  UNSET(1, callee, weft_call_keywords, unset, NULL, 0, no_names, &v);
  HOLED(2, arguments, weft_call_keywords, type, holes, 1, no_names, &v);
  UNSET(1, object, weft_call_method, unset, "m", NULL, 0, &v);
  HOLED(3, arguments, weft_call_method, text, "count", holes, 1, &v);
  UNSET(1, object, weft_attribute_get, unset, "a", &v);
  UNSET(1, object, weft_attribute_set, unset, "a", value);
  UNSET(3, value, weft_attribute_set, type, "a", unset);
  UNSET(1, object, weft_attribute_delete, unset, "a");
  UNSET(1, object, weft_item_get, unset, value, &v);
  UNSET(2, key, weft_item_get, dict, unset, &v);
  UNSET(1, object, weft_item_set, unset, value, value);
  UNSET(2, key, weft_item_set, dict, unset, value);
  UNSET(3, value, weft_item_set, dict, value, unset);
  UNSET(1, object, weft_item_delete, unset, value);
  UNSET(2, key, weft_item_delete, dict, unset);
  UNSET(1, object, weft_contains, unset, value, &answer);
  UNSET(2, item, weft_contains, list, unset, &answer);
  UNSET(1, object, weft_length, unset, &size);
  UNSET(1, iterable, weft_iterate, unset, &v);
  UNSET(1, iterator, weft_next, unset, &v);
  UNSET(1, a, weft_compare, unset, value, WEFT_LT, &answer);
  UNSET(2, b, weft_compare, value, unset, WEFT_LT, &answer);
  UNSET(1, value, weft_truth, unset, &answer);
  UNSET(1, value, weft_is_instance, unset, type, &answer);
  UNSET(2, type, weft_is_instance, value, unset, &answer);
  UNSET(1, value, weft_to_str, unset, &v);
  UNSET(1, value, weft_to_repr, unset, &v);
  HOLED(1, items, weft_list_new, holes, 1, &v);
  HOLED(1, items, weft_tuple_new, holes, 1, &v);
  UNSET(1, value, weft_int_get, unset, &number);
  UNSET(1, value, weft_uint_get, unset, &natural);
  UNSET(1, value, weft_big_int_get, unset, digits, sizeof digits, &size);
  UNSET(1, value, weft_float_get, unset, &real);
  UNSET(1, value, weft_str_get, unset, &chars, &size);
  UNSET(1, value, weft_bytes_get, unset, &bytes, &size);
  UNSET(1, list, weft_list_append, unset, value);
  UNSET(2, item, weft_list_append, list, unset);
  UNSET(1, list, weft_list_get, unset, 0, &v);
  UNSET(1, dict, weft_dict_next, unset, &position, &v, &v);
  UNSET(1, type, weft_instance_new, unset, NULL, &v);
  UNSET(1, instance, weft_instance_get, unset, type, &data);
  UNSET(2, type, weft_instance_get, instance, unset, &data);
  UNSET(1, exception, weft_raise_value, unset);
  UNSET(1, exception, weft_exception_text, unset, &v);
  UNSET(1, value, weft_handle_new, unset, &h);
  /* an argument that was not given is none of these: it is asked for its kind */
  ok(weft_kind_get(unset, &kind) == WEFT_OK && kind == WEFT_KIND_MISSING,
     "weft_kind_get of what was not given");
}

static void with_null(void) {
  weft_value v;
  weft_guard *guard;
  size_t position = 0;
  uint8_t digits[8];
  static const weft_function_row nameless = {NULL, nothing_done, "()", NULL};
  static const weft_function_row idle = {"f", NULL, "()", NULL};
  static const weft_function_row malformed = {"f", nothing_done, "x,", NULL};
  static const weft_type_row anonymous = {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
  NULLED(1, name, weft_guard_acquire, NULL, &guard);
  NULLED(2, guard, weft_guard_acquire, "g", NULL);
  NULLED(1, source, weft_run_source, NULL, NULL);
  NULLED(1, path, weft_run_file, NULL);
  NULLED(1, name, weft_run_module, NULL);
  NULLED(1, expression, weft_eval, NULL, &v);
  NULLED(2, result, weft_eval, "1", NULL);
  NULLED(1, name, weft_import, NULL, &v);
  NULLED(2, module, weft_import, "sys", NULL);
  NULLED(1, name, weft_load_source, NULL, "", "f", &v);
  NULLED(2, source, weft_load_source, "m", NULL, "f", &v);
  NULLED(4, module, weft_load_source, "m", "", "f", NULL);
  NULLED(1, name, weft_global_get, NULL, &v);
  NULLED(2, value, weft_global_get, "x", NULL);
  NULLED(1, name, weft_global_set, NULL, value);
  NULLED(2, arguments, weft_call, type, NULL, 1, &v);
  NULLED(2, arguments, weft_call_keywords, type, NULL, 1, no_names, &v);
  NULLED(2, name, weft_call_method, text, NULL, NULL, 0, &v);
  NULLED(3, arguments, weft_call_method, text, "count", NULL, 1, &v);
  NULLED(2, name, weft_attribute_get, text, NULL, &v);
  NULLED(3, value, weft_attribute_get, text, "a", NULL);
  NULLED(2, name, weft_attribute_set, type, NULL, value);
  NULLED(2, name, weft_attribute_delete, type, NULL);
  NULLED(3, value, weft_item_get, dict, value, NULL);
  NULLED(3, answer, weft_contains, list, value, NULL);
  NULLED(2, length, weft_length, list, NULL);
  NULLED(2, iterator, weft_iterate, list, NULL);
  NULLED(2, item, weft_next, iterator, NULL);
  NULLED(4, answer, weft_compare, value, value, WEFT_EQ, NULL);
  NULLED(2, answer, weft_truth, value, NULL);
  NULLED(3, answer, weft_is_instance, value, type, NULL);
  NULLED(2, text, weft_to_str, value, NULL);
  NULLED(2, text, weft_to_repr, value, NULL);
  NULLED(2, kind, weft_kind_get, value, NULL);
  NULLED(2, value, weft_int_new, 1, NULL);
  NULLED(2, value, weft_uint_new, 1, NULL);
  NULLED(1, bytes, weft_big_int_new, NULL, 8, &v);
  NULLED(3, value, weft_big_int_new, digits, 0, NULL);
  NULLED(2, value, weft_float_new, 1.5, NULL);
  NULLED(1, text, weft_str_new, NULL, 3, &v);
  NULLED(3, value, weft_str_new, "abc", 3, NULL);
  NULLED(1, bytes, weft_bytes_new, NULL, 3, &v);
  NULLED(3, value, weft_bytes_new, "abc", 3, NULL);
  NULLED(1, items, weft_list_new, NULL, 1, &v);
  NULLED(3, value, weft_list_new, &value, 1, NULL);
  NULLED(1, items, weft_tuple_new, NULL, 1, &v);
  NULLED(3, value, weft_tuple_new, &value, 1, NULL);
  NULLED(1, value, weft_dict_new, NULL);
  NULLED(2, number, weft_int_get, value, NULL);
  NULLED(2, number, weft_uint_get, value, NULL);
  NULLED(2, bytes, weft_big_int_get, value, NULL, 8, NULL);
  NULLED(2, number, weft_float_get, value, NULL);
  NULLED(2, text, weft_str_get, text, NULL, NULL);
  NULLED(2, bytes, weft_bytes_get, text, NULL, NULL);
  NULLED(3, item, weft_list_get, list, 0, NULL);
  NULLED(2, position, weft_dict_next, dict, NULL, &v, &v);
  NULLED(3, key, weft_dict_next, dict, &position, NULL, &v);
  NULLED(4, value, weft_dict_next, dict, &position, &v, NULL);
  WRONG("argument 1 (row) needs a name and a function", weft_function_new, NULL, NULL, &v);
  WRONG("argument 1 (row) needs a name and a function", weft_function_new, &nameless, NULL, &v);
  WRONG("argument 1 (row) needs a name and a function", weft_function_new, &idle, NULL, &v);
  WRONG("argument 1 (row) has a malformed signature", weft_function_new, &malformed, NULL, &v);
  NULLED(3, function, weft_function_new, &row, NULL, NULL);
  NULLED(1, name, weft_module_new, NULL, NULL, NULL, NULL, &v);
  NULLED(5, module, weft_module_new, "m", NULL, NULL, NULL, NULL);
  WRONG("argument 1 (row) needs a name", weft_type_new, NULL, &v);
  WRONG("argument 1 (row) needs a name", weft_type_new, &anonymous, &v);
  NULLED(2, type, weft_type_new, &type_row, NULL);
  NULLED(3, instance, weft_instance_new, type, NULL, NULL);
  NULLED(3, data, weft_instance_get, instance, type, NULL);
  NULLED(1, type, weft_raise, NULL, "%s", "x");
  NULLED(1, exception, weft_exception_fetch, NULL);
  NULLED(2, text, weft_exception_text, error, NULL);
  NULLED(4, names, weft_call_keywords, type, NULL, 0, NULL, &v);
  NULLED(2, handle, weft_handle_new, value, NULL);
  NULLED(1, handle, weft_handle_get, NULL, &v);
  NULLED(2, value, weft_handle_get, handle, NULL);
}

static void of_wrong_types(void) {
  weft_value v;
  size_t size, position = 0;
  int64_t number;
  uint64_t natural;
  double real;
  uint8_t digits[8];
  const char *chars;
  const void *bytes;
  void *data;
  MISTYPED(1, value, "int", "str", weft_int_get, text, &number);
  MISTYPED(1, value, "int", "str", weft_uint_get, text, &natural);
  MISTYPED(1, value, "int", "str", weft_big_int_get, text, digits, sizeof digits, &size);
  MISTYPED(1, value, "float or int", "str", weft_float_get, text, &real);
  MISTYPED(1, value, "str", "list", weft_str_get, list, &chars, &size);
  MISTYPED(1, value, "bytes", "str", weft_bytes_get, text, &bytes, &size);
  MISTYPED(1, list, "list", "dict", weft_list_append, dict, value);
  MISTYPED(1, list, "list or tuple", "dict", weft_list_get, dict, 0, &v);
  MISTYPED(1, dict, "dict", "list", weft_dict_next, list, &position, &v, &v);
  MISTYPED(2, type, "a type of the host", "str", weft_instance_get, instance, text, &data);
  MISTYPED(1, instance, "arguments.T", "str", weft_instance_get, text, type, &data);
  MISTYPED(1, exception, "an exception", "str", weft_exception_text, text, &v);
}

/* --- Phases --- */

#define PHASES(check)                                                                              \
  check(weft_attach());                                                                            \
  check(weft_run_source("1", NULL));                                                               \
  check(weft_run_file("/no/such/file"));                                                           \
  check(weft_run_module("this"));                                                                  \
  check(weft_eval("1", &v));                                                                       \
  check(weft_import("sys", &v));                                                                   \
  check(weft_load_source("m", "", "m.py", &v));                                                    \
  check(weft_global_get("x", &v));                                                                 \
  check(weft_global_set("x", value));                                                              \
  check(weft_call(type, NULL, 0, &v));                                                             \
  check(weft_call_keywords(type, NULL, 0, no_names, &v));                                          \
  check(weft_call_method(text, "upper", NULL, 0, &v));                                             \
  check(weft_attribute_get(text, "upper", &v));                                                    \
  check(weft_attribute_set(type, "a", value));                                                     \
  check(weft_attribute_delete(type, "a"));                                                         \
  check(weft_item_get(dict, value, &v));                                                           \
  check(weft_item_set(dict, value, value));                                                        \
  check(weft_item_delete(dict, value));                                                            \
  check(weft_contains(list, value, &answer));                                                      \
  check(weft_length(list, &size));                                                                 \
  check(weft_iterate(list, &v));                                                                   \
  check(weft_next(iterator, &v));                                                                  \
  check(weft_compare(value, value, WEFT_EQ, &answer));                                             \
  check(weft_truth(value, &answer));                                                               \
  check(weft_is_instance(value, type, &answer));                                                   \
  check(weft_to_str(value, &v));                                                                   \
  check(weft_to_repr(value, &v));                                                                  \
  check(weft_uint_new(UINT64_MAX, &v));                                                            \
  check(weft_float_new(1.5, &v));                                                                  \
  check(weft_str_new("a", 1, &v));                                                                 \
  check(weft_bytes_new("a", 1, &v));                                                               \
  check(weft_big_int_new((const uint8_t *)"12345678", 8, &v));                                     \
  check(weft_list_new(NULL, 0, &v));                                                               \
  check(weft_tuple_new(NULL, 0, &v));                                                              \
  check(weft_dict_new(&v));                                                                        \
  check(weft_float_get(value, &real));                                                             \
  check(weft_big_int_get(value, digits, sizeof digits, &size));                                    \
  check(weft_list_append(list, value));                                                            \
  check(weft_list_get(list, 0, &v));                                                               \
  check(weft_dict_next(dict, &size, &v, &v));                                                      \
  check(weft_function_new(&row, NULL, &v));                                                        \
  check(weft_module_new("m", NULL, NULL, NULL, &v));                                               \
  check(weft_type_new(&type_row, &v));                                                             \
  check(weft_instance_new(type, NULL, &v));                                                        \
  check(weft_instance_get(instance, type, &data));                                                 \
  check(weft_raise("ValueError", "x"));                                                            \
  check(weft_raise_value(type));                                                                   \
  check(weft_handle_new(value, &h))

#define PHASE_VARIABLES                                                                            \
  weft_value v;                                                                                    \
  weft_handle *h;                                                                                  \
  size_t size = 0;                                                                                 \
  int answer;                                                                                      \
  double real;                                                                                     \
  uint8_t digits[8];                                                                               \
  void *data

#define IS_CLOSED(call) ok((call) == WEFT_ERR_FINALIZED, "%s: %s", phase, #call)
static void closed(const char *phase) {
  PHASE_VARIABLES;
  PHASES(IS_CLOSED);
  IS_CLOSED(weft_exception_fetch(&v));
  IS_CLOSED(weft_exception_text(value, &v));
  ok(!weft_exception_pending() && !weft_exception_matches("ValueError"), "%s: none pends", phase);
  weft_exception_clear();
  weft_exception_print();
  ok(!weft_is_running(), "%s: it does not run", phase);
}

/* The function's name is up to the bracket. */
static void is_pending(weft_status status, const char *call) {
  char function[32], line[128];
  snprintf(function, sizeof function, "%.*s", (int)strcspn(call, "("), call);
  snprintf(line, sizeof line,
           "weft: %s: an exception is pending (KeyError): fetch, print or clear it first\n",
           function);
  const char *heard_now = heard();
  if (status == WEFT_ERR_MISUSE) is_text(heard_now, line, call);
  else is_int(status, WEFT_ERR_MISUSE, call);
}

#define IS_PENDING(call)                                                                           \
  do {                                                                                             \
    listen();                                                                                      \
    is_pending(call, #call);                                                                       \
  } while (0)
static void while_one_is_pending(void) {
  PHASE_VARIABLES;
  ok(weft_run_source("raise KeyError", NULL) == WEFT_ERR_EXCEPTION, "an exception left pending");
  PHASES(IS_PENDING);
  ok(weft_exception_matches("KeyError"), "it is still the same one");
  weft_exception_clear();
}

static bool make_values(void) {
  return weft_int_new(7, &value) == WEFT_OK && weft_str_new("text", 4, &text) == WEFT_OK &&
         weft_list_new(&value, 1, &list) == WEFT_OK && weft_dict_new(&dict) == WEFT_OK &&
         weft_type_new(&type_row, &type) == WEFT_OK &&
         weft_instance_new(type, NULL, &instance) == WEFT_OK &&
         weft_iterate(list, &iterator) == WEFT_OK &&
         weft_eval("ValueError('x')", &error) == WEFT_OK &&
         weft_handle_new(value, &handle) == WEFT_OK;
}

int main(void) {
#ifndef WF_API_CHECKS
  return skip_all("built without the checks (--disable-api-checks)");
#endif
  alarm(300);
  closed("before");
  if (!ok(weft_initialize(NULL) == WEFT_OK && make_values(), "values of every kind"))
    return done_testing();
  without_values();
  with_null();
  of_wrong_types();
  while_one_is_pending();
  ok(weft_run_source("x = 1 + 1", NULL) == WEFT_OK, "after all that it runs");
  weft_handle_free(handle);
  listen();
  weft_handle_free(handle);
  is_text(heard(), "weft: weft_handle_free: argument 1 (handle) was freed before\n",
          "a handle that is freed twice");
  ok(weft_finalize() == 0, "and ends");
  closed("after");
  return done_testing();
}
