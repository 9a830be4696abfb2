/* Calling values from C, and the bounds of C recursion. */
#include <config.h>

#include "runtime/call.h"

#include "runtime/attribute.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/thread.h"

wf_value wf_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_call_fn call = wf_type_of(callee)->slots.call;
  if (WF_UNLIKELY(!call)) return wf_raise(&wf_exc_TypeError, "'%T' object is not callable", callee);
  wf_thread *t = wf_self;
  if (WF_UNLIKELY(wf_native_stack_low(t)))
    return wf_raise(&wf_exc_RecursionError,
                    "maximum recursion depth exceeded while calling a Python object");
  if (WF_UNLIKELY(t->unwinding)) return WF_ERROR;
  return call(callee, args, npos, kwnames);
}

wf_value wf_call0(wf_value callee) { return wf_call(callee, NULL, 0, WF_EMPTY); }
wf_value wf_call1(wf_value callee, wf_value a) { return wf_call(callee, &a, 1, WF_EMPTY); }
wf_value wf_call2(wf_value callee, wf_value a, wf_value b) {
  wf_value args[2] = {a, b};
  return wf_call(callee, args, 2, WF_EMPTY);
}
wf_value wf_call3(wf_value callee, wf_value a, wf_value b, wf_value c) {
  wf_value args[3] = {a, b, c};
  return wf_call(callee, args, 3, WF_EMPTY);
}

wf_value wf_call_ex(wf_value callee, wf_value args, wf_value kwargs) {
  size_t count, keywords = kwargs == WF_EMPTY ? 0 : wf_dict_count(kwargs);
  const wf_value *items = wf_sequence_array(args, &count);
  if (!items && count) return WF_ERROR;
  if (keywords == 0) return wf_call(callee, items, count, WF_EMPTY);
  wf_value names = wf_list_new(keywords), key, value;
  wf_value *all = wf_alloc_array(count + keywords, sizeof *all);
  if (!all) return WF_ERROR;
  if (count) memcpy(all, items, count * sizeof *all);
  size_t position = 0, n = 0;
  while (n < keywords && wf_dict_next(kwargs, &position, &key, &value)) {
    if (!wf_is_str(key)) return wf_raise(&wf_exc_TypeError, "keywords must be strings");
    wf_list_append(names, key);
    all[count + n++] = value;
  }
  wf_value kwnames = wf_list_to_tuple(names);
  return kwnames == WF_ERROR ? WF_ERROR : wf_call(callee, all, count, n ? kwnames : WF_EMPTY);
}

/* --- Methods --- */

wf_value wf_call_method(wf_value object, wf_value name, const wf_value *args, size_t npos) {
  wf_value self, f = wf_getmethod(object, name, &self);
  if (f == WF_ERROR) return WF_ERROR;
  if (self == WF_EMPTY) return wf_call(f, args, npos, WF_EMPTY);
  wf_value small[8], *all = npos < WF_COUNT(small) ? small : wf_alloc_array(npos + 1, sizeof *all);
  if (!all) return WF_ERROR;
  all[0] = self;
  if (npos) memcpy(all + 1, args, npos * sizeof *all);
  return wf_call(f, all, npos + 1, WF_EMPTY);
}
wf_value wf_call_method0(wf_value object, wf_value name) {
  return wf_call_method(object, name, NULL, 0);
}
wf_value wf_call_method1(wf_value object, wf_value name, wf_value a) {
  return wf_call_method(object, name, &a, 1);
}
wf_value wf_call_method2(wf_value object, wf_value name, wf_value a, wf_value b) {
  wf_value args[2] = {a, b};
  return wf_call_method(object, name, args, 2);
}

wf_value wf_special_by(wf_type *type, wf_value object, wf_value name, wf_value *self) {
  wf_value f = wf_type_lookup(type, name);
  *self = WF_EMPTY;
  if (f == WF_EMPTY) return WF_EMPTY;
  if (wf_type_flags_of(f) & WF_TYPE_METHOD) {
    *self = object;
    return f;
  }
  wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(f)->slots.descr_get;
  return get ? get(f, object, wf_from_type(type)) : f;
}
wf_value wf_special(wf_value object, wf_value name, wf_value *self) {
  return wf_special_by(wf_type_of(object), object, name, self);
}

wf_value wf_call_special(wf_value object, wf_value name, const wf_value *args, size_t npos) {
  wf_value self, f = wf_special(object, name, &self);
  if (f == WF_EMPTY || f == WF_ERROR) return f;
  if (self == WF_EMPTY) return wf_call(f, args, npos, WF_EMPTY);
  wf_value small[8], *all = npos < WF_COUNT(small) ? small : wf_alloc_array(npos + 1, sizeof *all);
  if (!all) return WF_ERROR;
  all[0] = self;
  if (npos) memcpy(all + 1, args, npos * sizeof *all);
  return wf_call(f, all, npos + 1, WF_EMPTY);
}

/* --- Recursion --- */

bool wf_recursion_enter(const char *where) {
  wf_thread *t = wf_self;
  if (WF_UNLIKELY(wf_native_stack_low(t) ||
                  t->recursion_depth >=
                      atomic_load_explicit(&wf_recursion_limit, memory_order_relaxed))) {
    wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded%s", where);
    return false;
  }
  t->recursion_depth++;
  return true;
}
void wf_recursion_leave(void) { wf_self->recursion_depth--; }

bool wf_repr_enter(wf_value object, bool *error) {
  wf_thread *t = wf_self;
  *error = false;
  if (t->repr_active == WF_EMPTY) t->repr_active = wf_list_new(8);
  size_t count = wf_list_length(t->repr_active);
  for (size_t i = 0; i < count; i++)
    if (wf_list_get(t->repr_active, i) == object) return false;
  *error = !wf_list_append(t->repr_active, object);
  return !*error;
}
void wf_repr_leave(WF_UNUSED wf_value object) { wf_list_pop(wf_self->repr_active, -1); }
