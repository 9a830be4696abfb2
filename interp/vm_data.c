/* Slow paths of the machine that build, take apart and match data. */
#include <config.h>

#include "interp/vm_support.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/names.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"

wf_value wf_vm_build_set(const wf_value *items, size_t count) {
  wf_value set = wf_set_new(WF_EMPTY);
  if (set == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < count; i++)
    if (!wf_set_add(set, items[i])) return WF_ERROR;
  return set;
}

wf_value wf_vm_build_dict(const wf_value *pairs, size_t count) {
  wf_value dict = count ? wf_dict_new_sized(count) : wf_dict_new();
  if (dict == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < count; i++)
    if (!wf_dict_set(dict, pairs[2 * i], pairs[2 * i + 1])) return WF_ERROR;
  return dict;
}

bool wf_vm_list_extend(wf_value list, wf_value iterable) {
  if (wf_list_extend(list, iterable)) return true;
  if (wf_error_is(&wf_exc_TypeError) && wf_type_of(iterable)->slots.iter == NULL &&
      wf_type_of(iterable)->slots.getitem == NULL) {
    wf_error_clear();
    wf_raise(&wf_exc_TypeError, "Value after * must be an iterable, not %T", iterable);
  }
  return false;
}

/* How messages name a callee: "module.f()". */
static wf_value callee_text(wf_value callee) {
  wf_value qualname, module;
  int found = wf_getattr_optional(callee, wf_names.__qualname__, &qualname);
  if (found <= 0) return found < 0 ? WF_ERROR : wf_to_str(callee);
  found = wf_getattr_optional(callee, wf_names.__module__, &module);
  if (found < 0) return WF_ERROR;
  if (!found || module == WF_NONE || (wf_is_str(module) && wf_str_equal(module, wf_names.builtins)))
    return wf_str_format("%S()", qualname);
  return wf_str_format("%S.%S()", module, qualname);
}

wf_value wf_vm_call_unpacked(wf_value callee, wf_value args, wf_value kwargs) {
  if (!wf_is_tuple_exact(args) && !wf_is_list_exact(args)) {
    const wf_type *type = wf_type_of(args);
    if (type->slots.iter == NULL && type->slots.getitem == NULL) {
      wf_value text = callee_text(callee);
      if (text == WF_ERROR) return WF_ERROR;
      return wf_raise(&wf_exc_TypeError, "%U argument after * must be an iterable, not %T", text,
                      args);
    }
    args = wf_tuple_from_iterable(args);
    if (args == WF_ERROR) return WF_ERROR;
  }
  return wf_call_ex(callee, args, kwargs);
}

bool wf_vm_dict_update(wf_value dict, wf_value mapping) {
  wf_value keys;
  if (!wf_is_dict(mapping)) {
    int found = wf_getattr_optional(mapping, wf_names.keys, &keys);
    if (found < 0) return false;
    if (!found) {
      wf_raise(&wf_exc_TypeError, "'%T' object is not a mapping", mapping);
      return false;
    }
  }
  return wf_dict_update(dict, mapping);
}

wf_value wf_vm_format_value(wf_value v, int conversion, wf_value spec) {
  if (conversion == 1) v = wf_to_str(v);
  else if (conversion == 2) v = wf_repr(v);
  else if (conversion == 3) v = wf_ascii(v);
  if (v == WF_ERROR) return WF_ERROR;
  if (wf_is_str_exact(v) && wf_str_size(spec) == 0) return v;
  return wf_format(v, spec);
}

/* --- Unpacking --- */

static bool raise_too_many(size_t expected) {
  wf_raise(&wf_exc_ValueError, "too many values to unpack (expected %zu)", expected);
  return false;
}

static bool raise_not_enough(size_t expected, bool at_least, size_t got) {
  wf_raise(&wf_exc_ValueError, "not enough values to unpack (expected %s%zu, got %zu)",
           at_least ? "at least " : "", expected, got);
  return false;
}

/* An iterator over what is unpacked, or WF_ERROR "cannot unpack non-iterable int object". */
static wf_value unpack_iterator(wf_value iterable) {
  wf_value iterator = wf_iter_at_once(iterable);
  const wf_type *type = wf_type_of(iterable);
  if (iterator == WF_ERROR && wf_error_is(&wf_exc_TypeError) && type->slots.iter == NULL &&
      (type->slots.getitem == NULL || type->flags & WF_TYPE_KEYED)) {
    wf_error_clear();
    return wf_raise(&wf_exc_TypeError, "cannot unpack non-iterable %T object", iterable);
  }
  return iterator;
}

bool wf_vm_unpack(wf_value iterable, wf_value *target, size_t count) {
  if (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable)) {
    size_t length;
    const wf_value *items = wf_sequence_array(iterable, &length);
    if (!items && length) return false;
    if (length > count) return raise_too_many(count);
    if (length < count) return raise_not_enough(count, false, length);
    if (count) memmove(target, items, count * sizeof *items);
    return true;
  }
  wf_value iterator = unpack_iterator(iterable), items[256]; /* count is an operand */
  if (iterator == WF_ERROR) return false;
  for (size_t i = 0; i < count; i++) {
    items[i] = wf_next(iterator);
    if (items[i] == WF_ERROR) return false;
    if (items[i] == WF_EMPTY) return raise_not_enough(count, false, i);
  }
  wf_value extra = wf_next(iterator);
  if (extra == WF_ERROR) return false;
  if (extra != WF_EMPTY) return raise_too_many(count);
  memcpy(target, items, count * sizeof *items); /* all or nothing: they may be locals */
  return true;
}

bool wf_vm_unpack_ex(wf_value iterable, wf_value *target, size_t before, size_t after) {
  wf_value iterator = unpack_iterator(iterable);
  if (iterator == WF_ERROR) return false;
  for (size_t i = 0; i < before; i++) {
    wf_value v = wf_next(iterator);
    if (v == WF_ERROR) return false;
    if (v == WF_EMPTY) return raise_not_enough(before + after, true, i);
    target[i] = v;
  }
  wf_value rest = wf_list_from_iterable(iterator);
  if (rest == WF_ERROR) return false;
  size_t length = wf_list_length(rest);
  if (length < after) return raise_not_enough(before + after, true, before + length);
  for (size_t i = after; i > 0; i--) target[before + i] = wf_list_pop(rest, -1);
  target[before] = rest;
  return true;
}

/* --- Patterns --- */

wf_value wf_vm_copy_without_keys(wf_value mapping, wf_value keys) {
  wf_value dict = wf_dict_new();
  if (dict == WF_ERROR || !wf_dict_update(dict, mapping)) return WF_ERROR;
  for (size_t i = 0; i < wf_tuple_length(keys); i++)
    if (wf_dict_delete(dict, wf_tuple_get(keys, i)) < 0) return WF_ERROR;
  return dict;
}

/* get(key, sentinel) tells a missing key without __missing__ running. */
wf_value wf_vm_match_keys(wf_value subject, wf_value keys) {
  size_t count = wf_tuple_length(keys);
  wf_value seen = wf_set_new(WF_EMPTY), values = wf_tuple_new(count), get = WF_EMPTY,
           absent = WF_EMPTY;
  if (seen == WF_ERROR || values == WF_ERROR) return WF_ERROR;
  if (!wf_is_dict_exact(subject) && count) {
    get = wf_getattr(subject, wf_names.get);
    if (get == WF_ERROR) return WF_ERROR;
    absent = wf_call0(wf_from_type(&wf_object_type));
    if (absent == WF_ERROR) return WF_ERROR;
  }
  for (size_t i = 0; i < count; i++) {
    wf_value key = wf_tuple_get(keys, i), v;
    int duplicate = wf_set_contains(seen, key);
    if (duplicate < 0) return WF_ERROR;
    if (duplicate)
      return wf_raise(&wf_exc_ValueError, "mapping pattern checks duplicate key (%R)", key);
    if (!wf_set_add(seen, key)) return WF_ERROR;
    if (get == WF_EMPTY) v = wf_dict_get(subject, key);
    else if ((v = wf_call2(get, key, absent)) == absent) v = WF_EMPTY;
    if (v == WF_ERROR) return WF_ERROR;
    if (v == WF_EMPTY) return WF_NONE;
    wf_to_tuple(values)->items[i] = v;
  }
  return values;
}

/* One attribute of a class pattern: 1 stored, 0 no match, -1 error. */
static int match_attribute(wf_value subject, wf_value cls, wf_value name, wf_value seen,
                           wf_value *out) {
  int duplicate = wf_set_contains(seen, name);
  if (duplicate < 0) return -1;
  if (duplicate) {
    wf_raise(&wf_exc_TypeError, "%N() got multiple sub-patterns for attribute %R", wf_to_type(cls),
             name);
    return -1;
  }
  if (!wf_set_add(seen, name)) return -1;
  return wf_getattr_optional(subject, name, out);
}

/* Built-in types whose single positional pattern is the subject itself. */
static bool matches_self(const wf_type *type) {
  return type->flags & (WF_TYPE_IS_INT | WF_TYPE_IS_STR | WF_TYPE_IS_BYTES | WF_TYPE_IS_BYTEARRAY |
                        WF_TYPE_IS_LIST | WF_TYPE_IS_TUPLE | WF_TYPE_IS_DICT | WF_TYPE_IS_SET |
                        WF_TYPE_IS_FLOAT);
}

/* The positional attribute names of a class; WF_EMPTY: the subject itself. WF_ERROR. */
static wf_value match_args(wf_value cls, size_t positional) {
  wf_value names = WF_EMPTY;
  int found = wf_getattr_optional(cls, wf_names.__match_args__, &names);
  if (found < 0) return WF_ERROR;
  if (found && !wf_is_tuple_exact(names))
    return wf_raise(&wf_exc_TypeError, "%N.__match_args__ must be a tuple (got %T)",
                    wf_to_type(cls), names);
  size_t allowed = found ? wf_tuple_length(names) : matches_self(wf_to_type(cls));
  if (positional > allowed)
    return wf_raise(&wf_exc_TypeError, "%N() accepts %zu positional sub-pattern%s (%zu given)",
                    wf_to_type(cls), allowed, allowed == 1 ? "" : "s", positional);
  return found ? names : WF_EMPTY;
}

wf_value wf_vm_match_class(wf_value subject, wf_value cls, size_t positional, wf_value names) {
  if (!wf_is_type(cls)) return wf_raise(&wf_exc_TypeError, "called match pattern must be a type");
  int instance = wf_is_instance(subject, cls);
  if (instance <= 0) return instance < 0 ? WF_ERROR : WF_NONE;
  size_t keywords = wf_tuple_length(names);
  wf_value seen = wf_set_new(WF_EMPTY), values = wf_tuple_new(positional + keywords);
  if (seen == WF_ERROR || values == WF_ERROR) return WF_ERROR;
  wf_value *items = wf_to_tuple(values)->items;
  if (positional) {
    wf_value by_position = match_args(cls, positional);
    if (by_position == WF_ERROR) return WF_ERROR;
    for (size_t i = 0; i < positional; i++) {
      if (by_position == WF_EMPTY) {
        items[i] = subject;
        continue;
      }
      wf_value name = wf_tuple_get(by_position, i);
      if (!wf_is_str_exact(name))
        return wf_raise(&wf_exc_TypeError, "__match_args__ elements must be strings (got %T)",
                        name);
      int matched = match_attribute(subject, cls, name, seen, &items[i]);
      if (matched <= 0) return matched < 0 ? WF_ERROR : WF_NONE;
    }
  }
  for (size_t i = 0; i < keywords; i++) {
    int matched = match_attribute(subject, cls, wf_tuple_get(names, i), seen,
                                  &items[positional + i]);
    if (matched <= 0) return matched < 0 ? WF_ERROR : WF_NONE;
  }
  return values;
}
