/* The public interface: calls, attributes, items, iteration, comparison, functions and types of the
   host. */
#include <config.h>

#include <string.h>

#include "runtime/api.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/host.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/str.h"

#ifdef WF_API_CHECKS
static bool all_values(const weft_value *values, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (values[i].word == WF_EMPTY || values[i].word == WF_ERROR) return false;
  return true;
}
#endif
#define CHECK_ARGUMENTS(count, number)                                                             \
  WF_API_CHECK(arguments || !(count), number, "arguments", "must not be NULL");                    \
  WF_API_CHECK(all_values(arguments, count), number, "arguments", "has an element that is no value")

/* --- Calls --- */

weft_status weft_call(weft_value callee, const weft_value *arguments, size_t count,
                      weft_value *result) {
  WF_API_ENTER;
  WF_API_VALUE(callee, 1);
  CHECK_ARGUMENTS(count, 2);
  return wf_api_result(&e, wf_call(callee.word, wf_api_array(arguments), count, WF_EMPTY), result);
}

weft_status weft_call_keywords(weft_value callee, const weft_value *arguments, size_t count,
                               const char *const *names, weft_value *result) {
  WF_API_ENTER;
  WF_API_VALUE(callee, 1);
  WF_API_POINTER(names, 4);
  size_t named = 0;
  while (names[named]) named++;
  CHECK_ARGUMENTS(count + named, 2);
  wf_value keywords = WF_EMPTY;
  if (named) keywords = wf_tuple_new(named);
  if (keywords == WF_ERROR) return wf_api_fail(&e);
  for (size_t i = 0; i < named; i++) {
    WF_API_NAME(text, names[i]);
    wf_to_tuple(keywords)->items[i] = text;
  }
  return wf_api_result(&e, wf_call(callee.word, wf_api_array(arguments), count, keywords), result);
}

weft_status weft_call_method(weft_value object, const char *name, const weft_value *arguments,
                             size_t count, weft_value *result) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_POINTER(name, 2);
  CHECK_ARGUMENTS(count, 3);
  WF_API_NAME(text, name);
  return wf_api_result(&e, wf_call_method(object.word, text, wf_api_array(arguments), count),
                       result);
}

/* --- Attributes and items --- */

/* found: 1, 0 absent, -1 error. */
static weft_status answer_found(const wf_entry *e, int found, wf_value v, weft_value *out) {
  if (found < 0) return wf_api_fail(e);
  wf_entry_end(e);
  if (found) out->word = v;
  return found ? WEFT_OK : WEFT_END;
}

weft_status weft_attribute_get(weft_value object, const char *name, weft_value *value) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_POINTER(name, 2);
  WF_API_POINTER(value, 3);
  WF_API_NAME(text, name);
  wf_value v = WF_EMPTY;
  int found = wf_getattr_optional(object.word, text, &v);
  return answer_found(&e, found, v, value);
}

weft_status weft_attribute_set(weft_value object, const char *name, weft_value value) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_POINTER(name, 2);
  WF_API_VALUE(value, 3);
  WF_API_NAME(text, name);
  return wf_api_done(&e, wf_setattr(object.word, text, value.word) == 0);
}

weft_status weft_attribute_delete(weft_value object, const char *name) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_POINTER(name, 2);
  WF_API_NAME(text, name);
  return wf_api_done(&e, wf_setattr(object.word, text, WF_EMPTY) == 0);
}

weft_status weft_item_get(weft_value object, weft_value key, weft_value *value) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_VALUE(key, 2);
  WF_API_POINTER(value, 3);
  wf_value v = wf_getitem(object.word, key.word);
  if (v == WF_ERROR && !e.thread->unwinding &&
      (wf_error_is(&wf_exc_KeyError) || wf_error_is(&wf_exc_IndexError))) {
    wf_error_clear();
    wf_entry_end(&e);
    return WEFT_END;
  }
  return wf_api_result(&e, v, value);
}

weft_status weft_item_set(weft_value object, weft_value key, weft_value value) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_VALUE(key, 2);
  WF_API_VALUE(value, 3);
  return wf_api_done(&e, wf_setitem(object.word, key.word, value.word) == 0);
}

weft_status weft_item_delete(weft_value object, weft_value key) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_VALUE(key, 2);
  return wf_api_done(&e, wf_setitem(object.word, key.word, WF_EMPTY) == 0);
}

static weft_status give_answer(const wf_entry *e, int is, int *answer) {
  if (is < 0) return wf_api_fail(e);
  *answer = is;
  return wf_api_ok(e);
}

/* What is asked about two values. */
#define QUESTION(function, a, b, operation)                                                        \
  weft_status function(weft_value a, weft_value b, int *answer) {                                  \
    WF_API_ENTER;                                                                                  \
    WF_API_VALUE(a, 1);                                                                            \
    WF_API_VALUE(b, 2);                                                                            \
    WF_API_POINTER(answer, 3);                                                                     \
    return give_answer(&e, operation(a.word, b.word), answer);                                     \
  }
QUESTION(weft_contains, object, item, wf_contains)
QUESTION(weft_is_instance, value, type, wf_is_instance)

/* What is made of one value. */
#define RESULT(function, argument, result, operation)                                              \
  weft_status function(weft_value argument, weft_value *result) {                                  \
    WF_API_ENTER;                                                                                  \
    WF_API_VALUE(argument, 1);                                                                     \
    WF_API_POINTER(result, 2);                                                                     \
    return wf_api_result(&e, operation(argument.word), result);                                    \
  }
RESULT(weft_iterate, iterable, iterator, wf_iter)
RESULT(weft_to_str, value, text, wf_to_str)
RESULT(weft_to_repr, value, text, wf_repr)

weft_status weft_length(weft_value object, size_t *length) {
  WF_API_ENTER;
  WF_API_VALUE(object, 1);
  WF_API_POINTER(length, 2);
  int64_t n = wf_length(object.word);
  if (n >= 0) *length = (size_t)n;
  return wf_api_done(&e, n >= 0);
}

weft_status weft_next(weft_value iterator, weft_value *item) {
  WF_API_ENTER;
  WF_API_VALUE(iterator, 1);
  WF_API_POINTER(item, 2);
  wf_value v = wf_next(iterator.word);
  return answer_found(&e, v == WF_ERROR ? -1 : v != WF_EMPTY, v, item);
}

weft_status weft_compare(weft_value a, weft_value b, enum weft_comparison comparison,
                         int *answer) {
  WF_API_ENTER;
  WF_API_VALUE(a, 1);
  WF_API_VALUE(b, 2);
  WF_API_CHECK(comparison >= WEFT_LT && comparison <= WEFT_GE, 3, "comparison", "is none");
  WF_API_POINTER(answer, 4);
  static const enum wf_compare_op operations[] = {WF_LT, WF_LE, WF_EQ, WF_NE, WF_GT, WF_GE};
  return give_answer(&e, wf_compare_bool(a.word, b.word, operations[comparison]), answer);
}

weft_status weft_truth(weft_value value, int *answer) {
  WF_API_ENTER;
  WF_API_VALUE(value, 1);
  WF_API_POINTER(answer, 2);
  return give_answer(&e, wf_truth(value.word), answer);
}

/* --- Functions and types of the host --- */

#ifdef WF_API_CHECKS
/* takes_self: it is a method, whose signature names at least its instance. */
static bool is_sound(const weft_function_row *row, bool takes_self) {
  const char *s = row->signature;
  if (!row->function) return false;
  return !s || (wf_signature_is_sound(s) && !(takes_self && s[1 + strspn(s + 1, " ")] == ')'));
}
static bool are_sound(const weft_function_row *row, bool takes_self) {
  for (; row && row->name; row++)
    if (!is_sound(row, takes_self)) return false;
  return true;
}
#endif

weft_status weft_function_new(const weft_function_row *row, void *data, weft_value *function) {
  WF_API_ENTER;
  WF_API_CHECK(row && row->name && row->function, 1, "row", "needs a name and a function");
  WF_API_CHECK(is_sound(row, false), 1, "row", "has a malformed signature");
  WF_API_POINTER(function, 3);
  return wf_api_result(&e, wf_host_function_new(row, data, WF_NONE), function);
}

static bool add_functions(wf_value module, const weft_function_row *row, void *data) {
  wf_value name = wf_dict_get_str(wf_module_namespace(module), wf_names.__name__);
  for (; row && row->name; row++)
    if (!wf_module_add(module, row->name, wf_host_function_new(row, data, name))) return false;
  return true;
}

weft_status weft_module_new(const char *name, const char *doc, const weft_function_row *functions,
                            void *data, weft_value *module) {
  WF_API_ENTER;
  WF_API_POINTER(name, 1);
  WF_API_CHECK(are_sound(functions, false), 3, "functions", "has a malformed row");
  WF_API_POINTER(module, 5);
  WF_API_NAME(text, name);
  wf_value about = doc ? wf_api_text(doc, strlen(doc)) : WF_NONE;
  wf_value v = about == WF_ERROR ? WF_ERROR : wf_module_new(text, about);
  bool ok = v != WF_ERROR && add_functions(v, functions, data) &&
            wf_dict_set(wf_modules(), text, v);
  return wf_api_result(&e, ok ? v : WF_ERROR, module);
}

weft_status weft_type_new(const weft_type_row *row, weft_value *type) {
  WF_API_ENTER;
  WF_API_CHECK(row && row->name, 1, "row", "needs a name");
  WF_API_CHECK(!row->signature || row->construct, 1, "row", "has a signature but no construct");
  WF_API_CHECK(!row->signature || wf_signature_is_sound(row->signature), 1, "row",
               "has a malformed signature");
  WF_API_CHECK(are_sound(row->methods, true), 1, "row", "has a malformed method");
  WF_API_CHECK(are_sound(row->properties, true), 1, "row", "has a malformed property");
  WF_API_POINTER(type, 2);
  return wf_api_result(&e, wf_host_type_new(row), type);
}

weft_status weft_instance_new(weft_value type, void *data, weft_value *instance) {
  WF_API_ENTER;
  WF_API_TYPE(wf_host_type_row(type.word), type, 1, "a type of the host");
  WF_API_POINTER(instance, 3);
  return wf_api_result(&e, wf_host_instance_new(wf_to_type(type.word), data), instance);
}

weft_status weft_instance_get(weft_value instance, weft_value type, void **data) {
  WF_API_ENTER;
  WF_API_VALUE(instance, 1);
  WF_API_TYPE(wf_host_type_row(type.word), type, 2, "a type of the host");
  WF_API_POINTER(data, 3);
  const wf_type *wanted = wf_to_type(type.word);
  WF_API_TYPE(wf_host_instance_data(instance.word, wanted, data), instance, 1,
              wf_type_name(wanted));
  return wf_api_ok(&e);
}
