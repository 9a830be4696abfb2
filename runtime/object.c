/* Operations that every value has, and the type object. */
#include <config.h>

#include "runtime/object.h"

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/format.h"
#include "runtime/hooks.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/sequence.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/type.h"

wf_type *const wf_constant_types[WF_CONSTANT_COUNT] = {
    &wf_none_type,    &wf_none_type, &wf_bool_type, &wf_bool_type, &wf_not_implemented_type,
    &wf_ellipsis_type};

uintptr_t wf_id(wf_value v) { return (uintptr_t)v; }
bool wf_is_callable(wf_value v) { return wf_type_of(v)->slots.call != NULL; }

/* --- Text --- */

wf_value wf_repr(wf_value v) {
  if (v == WF_EMPTY) return wf_str_from_c("<NULL>");
  if (!wf_recursion_enter(" while getting the repr of an object")) return WF_ERROR;
  wf_value (*repr)(wf_value) = wf_type_of(v)->slots.repr;
  wf_value r = repr(v);
  wf_recursion_leave();
  if (r != WF_ERROR && !wf_is_str(r))
    return wf_raise(&wf_exc_TypeError, "__repr__ returned non-string (type %T)", r);
  return r;
}

wf_value wf_to_str(wf_value v) {
  if (wf_is_small_int(v)) return wf_int_to_text(v, 10);
  if (wf_is_str_exact(v)) return v;
  wf_type *type = wf_type_of(v);
  wf_value (*str)(wf_value) = type->slots.str;
  if (!str) return wf_repr(v);
  if (!wf_recursion_enter(" while getting the str of an object")) return WF_ERROR;
  wf_value r = str(v);
  wf_recursion_leave();
  if (r != WF_ERROR && !wf_is_str(r))
    return wf_raise(&wf_exc_TypeError, "__str__ returned non-string (type %T)", r);
  return r;
}

wf_value wf_ascii(wf_value v) {
  wf_value r = wf_repr(v);
  if (r == WF_ERROR || wf_str_is_ascii(r)) return r;
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < wf_str_length(r); i++) {
    uint32_t c = wf_str_at(r, (int64_t)i);
    static const char hex[] = "0123456789abcdef";
    if (c < 0x80) {
      wf_builder_add_char(&b, c);
      continue;
    }
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    char text[12] = {'\\', c < 0x100 ? 'x' : c < 0x10000 ? 'u' : 'U'};
    for (int k = 0; k < digits; k++) text[2 + k] = hex[c >> (4 * (digits - 1 - k)) & 15];
    wf_builder_add(&b, text, (size_t)digits + 2);
  }
  return wf_builder_finish(&b);
}

wf_value wf_format(wf_value v, wf_value spec) {
  if (wf_is_str_exact(spec)) { /* the built-in types' own methods, without looking them up */
    if (wf_is_small_int(v)) return wf_format_int(v, spec);
    if (wf_is_str_exact(v)) return wf_format_str(v, spec);
    if (wf_is_float_immediate(v)) return wf_format_float(v, spec);
  }
  wf_value r = wf_call_special(v, wf_names.__format__, &spec, 1);
  if (r == WF_EMPTY) return wf_raise(&wf_exc_TypeError, "Type %T doesn't define __format__", v);
  if (r != WF_ERROR && !wf_is_str(r))
    return wf_raise(&wf_exc_TypeError, "__format__ must return a str, not %T", r);
  return r;
}

/* --- Hash, truth, length --- */

int64_t wf_hash(wf_value v) {
  int64_t (*hash)(wf_value) = wf_type_of(v)->slots.hash;
  if (hash) return hash(v);
  wf_raise(&wf_exc_TypeError, "unhashable type: '%T'", v);
  return -1;
}

int wf_truth(wf_value v) {
  if (v == WF_TRUE) return 1;
  if (v == WF_FALSE || v == WF_NONE) return 0;
  wf_type *type = wf_type_of(v);
  if (type == &wf_list_type) return wf_list_length(v) != 0; /* these two are asked most */
  if (type == &wf_dict_type) return wf_dict_count(v) != 0;
  int (*truth)(wf_value) = type->slots.truth;
  if (truth) return truth(v);
  int64_t (*length)(wf_value) = type->slots.length;
  if (!length) return 1;
  if (length == wf_script_length) return wf_script_truth_by_length(type, v);
  int64_t n = length(v);
  return n < 0 ? -1 : n > 0;
}

int64_t wf_length(wf_value v) {
  int64_t (*length)(wf_value) = wf_type_of(v)->slots.length;
  if (length) return length(v);
  wf_raise(&wf_exc_TypeError, "object of type '%T' has no len()", v);
  return -1;
}

int64_t wf_length_hint(wf_value v, int64_t fallback) {
  int64_t (*length)(wf_value) = wf_type_of(v)->slots.length;
  if (length) {
    int64_t n = length(v);
    if (n >= 0 || !wf_error_is(&wf_exc_TypeError)) return n;
    wf_error_clear();
  }
  wf_value r = wf_call_special(v, wf_names.__length_hint__, NULL, 0);
  if (r == WF_EMPTY || r == WF_NOT_IMPLEMENTED) return fallback;
  if (r == WF_ERROR) {
    if (!wf_error_is(&wf_exc_TypeError)) return -1;
    wf_error_clear();
    return fallback;
  }
  int64_t n;
  if (!wf_is_int(r)) {
    wf_raise(&wf_exc_TypeError, "__length_hint__ must be an integer, not %T", r);
    return -1;
  }
  if (!wf_arg_size(r, &n)) return -1;
  if (n < 0) wf_raise(&wf_exc_ValueError, "__length_hint__() should return >= 0");
  return n < 0 ? -1 : n;
}

bool wf_ask_length(wf_value iterable) {
  const wf_type *type = wf_type_of(iterable);
  if (!(type->flags & WF_TYPE_SCRIPT) || !(type->slots.iter || type->slots.getitem)) return true;
  return wf_length_hint(iterable, 0) >= 0;
}

/* --- Items --- */

wf_value wf_getitem(wf_value v, wf_value key) {
  wf_value (*get)(wf_value, wf_value) = wf_type_of(v)->slots.getitem;
  return get ? get(v, key) : wf_getitem_of_class(v, key);
}

wf_value wf_getitem_of_class(wf_value v, wf_value key) {
  if (wf_is_type(v)) {
    if (v == wf_from_type(&wf_type_type)) return wf_generic_alias_new(v, key);
    wf_value f;
    int found = wf_getattr_optional(v, wf_names.__class_getitem__, &f);
    if (found < 0) return WF_ERROR;
    if (found && f != WF_NONE) return wf_call1(f, key);
    return wf_raise(&wf_exc_TypeError, "type '%s' is not subscriptable",
                    wf_type_name(wf_to_type(v)));
  }
  return wf_raise(&wf_exc_TypeError, "'%T' object is not subscriptable", v);
}

int wf_setitem(wf_value v, wf_value key, wf_value value) {
  int (*set)(wf_value, wf_value, wf_value) = wf_type_of(v)->slots.setitem;
  if (set) return set(v, key, value);
  const wf_slots *slots = &wf_type_of(v)->slots;
  bool is_sequence = slots->length || slots->contains || wf_type_flags_of(v) & WF_TYPE_SCRIPT;
  wf_raise(&wf_exc_TypeError,
           value != WF_EMPTY                  ? "'%T' object does not support item assignment"
           : is_sequence && wf_has_index(key) ? "'%T' object doesn't support item deletion"
                                              : "'%T' object does not support item deletion",
           v);
  return -1;
}

int wf_iterate_contains(wf_value v, wf_value item) {
  const wf_type *type = wf_type_of(v);
  if (!type->slots.iter && !type->slots.getitem) {
    wf_raise(&wf_exc_TypeError, "argument of type '%T' is not iterable", v);
    return -1;
  }
  wf_value it = wf_iter_shared(v), x;
  if (it == WF_ERROR) {
    if (wf_error_is(&wf_exc_TypeError)) {
      wf_error_clear();
      wf_raise(&wf_exc_TypeError, "argument of type '%T' is not iterable", v);
    }
    return -1;
  }
  while ((x = wf_next(it)) != WF_EMPTY) {
    int same = x == WF_ERROR ? -1 : wf_equal(x, item);
    if (same) return same;
  }
  return 0;
}

int wf_contains(wf_value container, wf_value item) {
  int (*contains)(wf_value, wf_value) = wf_type_of(container)->slots.contains;
  return contains ? contains(container, item) : wf_iterate_contains(container, item);
}

/* --- Iteration --- */

wf_value wf_iter(wf_value v) {
  wf_type *type = wf_type_of(v);
  wf_value (*iter)(wf_value) = type->slots.iter;
  bool has_none = !iter && wf_type_lookup(type, wf_names.__iter__) == WF_EMPTY;
  if (has_none) return wf_iter_by_items(type, v);
  wf_value it = iter ? iter(v) : wf_script_iter(type, v); /* which it has got just now */
  if (it != WF_ERROR && !wf_type_of(it)->slots.next)
    return wf_raise(&wf_exc_TypeError, "iter() returned non-iterator of type '%T'", it);
  return it;
}

wf_value wf_iter_by_items(const wf_type *type, wf_value v) {
  if (type->slots.getitem && !(type->flags & (WF_TYPE_KEYED | WF_TYPE_IS_DICT)))
    return wf_sequence_iterator_new(v);
  return wf_raise(&wf_exc_TypeError, "'%T' object is not iterable", v);
}

wf_value wf_next(wf_value iterator) {
  wf_value (*next)(wf_value) = wf_type_of(iterator)->slots.next;
  if (!next) return wf_raise(&wf_exc_TypeError, "'%T' object is not an iterator", iterator);
  if (!wf_poll_deep(wf_self)) return WF_ERROR;
  return next(iterator);
}

int wf_iterate(wf_value iterable, int (*visit)(wf_value item, void *data), void *data) {
  wf_value it = wf_iter_at_once(iterable), v;
  if (it == WF_ERROR) return -1;
  while ((v = wf_next(it)) != WF_EMPTY) {
    int status = v == WF_ERROR ? -1 : visit(v, data);
    if (status) return status < 0 ? -1 : 0;
  }
  return 0;
}

/* --- Integers --- */

wf_value wf_index(wf_value v) {
  if (wf_is_int_exact(v)) return v;
  if (wf_is_int(v)) return wf_int_exact(v);
  wf_value (*index)(wf_value) = wf_type_of(v)->slots.unary[WF_OP_INDEX];
  wf_value i = index ? index(v) : WF_EMPTY;
  if (i == WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "'%T' object cannot be interpreted as an integer", v);
  if (i == WF_ERROR || wf_is_int_exact(i)) return i;
  if (!wf_is_int(i)) return wf_raise(&wf_exc_TypeError, "__index__ returned non-int (type %T)", i);
  if (wf_warn(&wf_exc_DeprecationWarning, 1,
              "__index__ returned non-int (type %s).  The ability to return an instance of a "
              "strict subclass of int is deprecated, and may be removed in a future version of "
              "Python.",
              wf_type_name_of(i)) < 0)
    return WF_ERROR;
  return wf_int_exact(i);
}

int64_t wf_index_get(wf_value v, bool clip) {
  wf_value i = wf_index(v);
  int64_t n;
  if (i == WF_ERROR) return -1;
  if (wf_int_to_int64(i, &n)) return n;
  if (clip) return wf_int_sign(i) < 0 ? INT64_MIN : INT64_MAX;
  wf_raise(&wf_exc_IndexError, "cannot fit '%T' into an index-sized integer", v);
  return -1;
}

/* --- isinstance and issubclass --- */

/* The bases of something that is not a class but has __bases__; WF_EMPTY: it has none. */
static wf_value abstract_bases(wf_value c) {
  wf_value bases;
  int found = wf_getattr_optional(c, wf_names.__bases__, &bases);
  if (found < 0) return WF_ERROR;
  return found && wf_is_tuple(bases) ? bases : WF_EMPTY;
}

static int abstract_subclass(wf_value derived, wf_value c) {
  if (derived == c) return 1;
  wf_value bases = abstract_bases(derived);
  if (bases == WF_ERROR) return -1;
  if (bases == WF_EMPTY || !wf_recursion_enter(" in __subclasscheck__"))
    return bases == WF_EMPTY ? 0 : -1;
  int result = 0;
  for (size_t i = 0; i < wf_tuple_length(bases) && result == 0; i++)
    result = abstract_subclass(wf_tuple_get(bases, i), c);
  wf_recursion_leave();
  return result;
}

static int plain_is_instance(wf_value v, wf_value c) {
  if (wf_is_type(c)) {
    if (wf_is_a(v, wf_to_type(c))) return 1;
    wf_value cls;
    int found = wf_getattr_optional(v, wf_names.__class__, &cls);
    if (found < 0) return -1;
    return found && wf_is_type(cls) && wf_to_type(cls) != wf_type_of(v) &&
           wf_type_is_subtype(wf_to_type(cls), wf_to_type(c));
  }
  wf_value bases = abstract_bases(c), cls;
  if (bases == WF_ERROR) return -1;
  if (bases == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
    return -1;
  }
  int found = wf_getattr_optional(v, wf_names.__class__, &cls);
  return found <= 0 ? found : abstract_subclass(cls, c);
}

/* Plain classes are all asked about the class that v has now. */
static bool is_of_plain_classes(wf_value v, wf_value classes) {
  const wf_type *type = wf_type_of(v);
  bool is_any = false;
  for (size_t i = 0; i < wf_tuple_length(classes); i++) {
    wf_value c = wf_tuple_get(classes, i);
    if (!wf_is_type(c) || wf_type_of(c) != &wf_type_type) return false;
    is_any = is_any || wf_type_is_subtype(type, wf_to_type(c));
  }
  return is_any;
}

int wf_is_instance(wf_value v, wf_value c) {
  if (wf_from_type(wf_type_of(v)) == c) return 1;
  if (wf_is_type(c) && wf_type_of(c) == &wf_type_type) return plain_is_instance(v, c);
  if (wf_is_tuple(c)) {
    if (is_of_plain_classes(v, c)) return 1;
    if (!wf_recursion_enter(" in __instancecheck__")) return -1;
    int result = 0;
    for (size_t i = 0; i < wf_tuple_length(c) && result == 0; i++)
      result = wf_is_instance(v, wf_tuple_get(c, i));
    wf_recursion_leave();
    return result;
  }
  if (!wf_recursion_enter(" in __instancecheck__")) return -1;
  wf_value r = wf_call_special(c, wf_names.__instancecheck__, &v, 1);
  wf_recursion_leave();
  if (r == WF_EMPTY) return plain_is_instance(v, c);
  return r == WF_ERROR ? -1 : wf_truth(r);
}

static int plain_is_subclass(wf_value derived, wf_value c) {
  if (wf_is_type(derived) && wf_is_type(c))
    return wf_type_is_subtype(wf_to_type(derived), wf_to_type(c));
  wf_value bases = abstract_bases(derived);
  if (bases == WF_EMPTY) wf_raise(&wf_exc_TypeError, "issubclass() arg 1 must be a class");
  if (bases == WF_EMPTY || bases == WF_ERROR) return -1;
  bases = abstract_bases(c);
  if (bases == WF_EMPTY)
    wf_raise(&wf_exc_TypeError,
             "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return bases == WF_EMPTY || bases == WF_ERROR ? -1 : abstract_subclass(derived, c);
}

int wf_is_subclass(wf_value derived, wf_value c) {
  if (wf_is_type(c) && wf_type_of(c) == &wf_type_type)
    return derived == c ? 1 : plain_is_subclass(derived, c);
  if (wf_is_tuple(c)) {
    if (!wf_recursion_enter(" in __subclasscheck__")) return -1;
    int result = 0;
    for (size_t i = 0; i < wf_tuple_length(c) && result == 0; i++)
      result = wf_is_subclass(derived, wf_tuple_get(c, i));
    wf_recursion_leave();
    return result;
  }
  if (!wf_recursion_enter(" in __subclasscheck__")) return -1;
  wf_value r = wf_call_special(c, wf_names.__subclasscheck__, &derived, 1);
  wf_recursion_leave();
  if (r == WF_EMPTY) return plain_is_subclass(derived, c);
  return r == WF_ERROR ? -1 : wf_truth(r);
}

/* --- The type object --- */

static wf_value object_repr(wf_value v) {
  wf_type *type = wf_type_of(v);
  wf_value module = wf_dict_get_str(type->namespace, wf_names.__module__);
  if (module != WF_EMPTY && wf_is_str(module) && !wf_str_equal_c(module, "builtins"))
    return wf_str_format("<%U.%U object at %p>", module, wf_slot_acquire(&type->qualname),
                         (void *)(uintptr_t)v);
  return wf_str_format("<%s object at %p>", wf_type_name(type), (void *)(uintptr_t)v);
}
static wf_value object_str(wf_value v) { return wf_repr(v); }
static int64_t object_hash(wf_value v) { return (int64_t)((v >> 4 | v << 60) & INT64_MAX); }

static wf_value object_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (op == WF_EQ) return a == b ? WF_TRUE : WF_NOT_IMPLEMENTED;
  if (op != WF_NE) return WF_NOT_IMPLEMENTED;
  wf_value (*compare)(wf_value, wf_value, enum wf_compare_op) = wf_type_of(a)->slots.compare;
  wf_value r = compare ? compare(a, b, WF_EQ) : WF_NOT_IMPLEMENTED;
  if (r == WF_NOT_IMPLEMENTED || r == WF_ERROR) return r;
  int truth = wf_truth(r);
  return truth < 0 ? WF_ERROR : wf_bool(!truth);
}

static bool overrides(const wf_type *type, wf_value name) {
  return wf_type_lookup(type, name) != wf_type_lookup(&wf_object_type, name);
}

static wf_value raise_abstract(wf_type *cls) {
  wf_value set = wf_dict_get_str(cls->namespace, wf_names.__abstractmethods__);
  wf_value names = set == WF_EMPTY ? wf_list_new(0) : wf_list_from_iterable(set);
  if (names == WF_ERROR || !wf_list_sort(names, WF_EMPTY, false)) return WF_ERROR;
  size_t count = wf_list_length(names);
  wf_value text = wf_str_join(wf_str_from_c(", "), names);
  if (text == WF_ERROR) return WF_ERROR;
  return wf_raise(&wf_exc_TypeError,
                  "Can't instantiate abstract class %s with abstract method%s %U",
                  wf_type_name(cls), count == 1 ? "" : "s", text);
}

static wf_value object_new(wf_type *cls, WF_UNUSED const wf_value *args, size_t npos,
                           wf_value kwnames) {
  if (npos || kwnames != WF_EMPTY) {
    if (overrides(cls, wf_names.__new__))
      return wf_raise(&wf_exc_TypeError,
                      "object.__new__() takes exactly one argument (the type to instantiate)");
    if (!overrides(cls, wf_names.__init__))
      return wf_raise(&wf_exc_TypeError, "%s() takes no arguments", wf_type_name(cls));
  }
  if (WF_UNLIKELY(atomic_load(&cls->flags) & WF_TYPE_ABSTRACT)) return raise_abstract(cls);
  return wf_from_object(wf_object_new(cls));
}

static int object_init(wf_value self, WF_UNUSED const wf_value *args, size_t npos,
                       wf_value kwnames) {
  if (!npos && kwnames == WF_EMPTY) return 0;
  wf_type *type = wf_type_of(self);
  if (overrides(type, wf_names.__init__)) {
    wf_raise(&wf_exc_TypeError,
             "object.__init__() takes exactly one argument (the instance to initialize)");
    return -1;
  }
  if (!overrides(type, wf_names.__new__)) {
    wf_raise(&wf_exc_TypeError,
             "%s.__init__() takes exactly one argument (the instance to initialize)",
             wf_type_name(type));
    return -1;
  }
  return 0;
}

static wf_value get_class(wf_value self) { return wf_from_type(wf_type_of(self)); }

static int set_class(wf_value self, wf_value v) {
  if (v == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "can't delete __class__ attribute");
    return -1;
  }
  if (!wf_is_type(v)) {
    wf_raise(&wf_exc_TypeError, "__class__ must be set to a class, not '%T' object", v);
    return -1;
  }
  wf_type *from = wf_type_of(self), *to = wf_to_type(v);
  bool modules = wf_type_is_subtype(from, &wf_module_type) &&
                 wf_type_is_subtype(to, &wf_module_type);
  bool scripts = (atomic_load(&from->flags) & WF_TYPE_SCRIPT) &&
                 (atomic_load(&to->flags) & WF_TYPE_SCRIPT);
  if (!modules && !scripts) {
    wf_raise(&wf_exc_TypeError,
             "__class__ assignment only supported for mutable types or ModuleType subclasses");
    return -1;
  }
  if (!wf_type_same_layout(from, to)) {
    wf_raise(&wf_exc_TypeError, "__class__ assignment: '%s' object layout differs from '%s'",
             wf_type_name(to), wf_type_name(from));
    return -1;
  }
  return wf_attr_change_type(self, to) ? 0 : -1;
}

WF_NATIVE(object_format) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "__format__() argument must be str, not %a", args[1]);
  if (wf_str_size(args[1]))
    return wf_raise(&wf_exc_TypeError, "unsupported format string passed to %T.__format__",
                    args[0]);
  return wf_to_str(args[0]);
}

WF_NATIVE(object_dir) {
  wf_value names = wf_dict_new(), own, cls;
  own = wf_attr_snapshot(args[0]);
  if (own == WF_EMPTY) {
    int found = wf_getattr_optional(args[0], wf_names.__dict__, &own);
    if (found < 0) return WF_ERROR;
    if (!found) own = WF_EMPTY;
  }
  if (own == WF_ERROR || (own != WF_EMPTY && wf_is_dict(own) && !wf_dict_update(names, own)))
    return WF_ERROR;
  int found = wf_getattr_optional(args[0], wf_names.__class__, &cls);
  if (found < 0) return WF_ERROR;
  wf_value mro = found && wf_is_type(cls) ? wf_type_mro(wf_to_type(cls)) : wf_tuple_empty;
  for (size_t i = 0; i < wf_tuple_length(mro); i++)
    if (!wf_dict_update(names, wf_to_type(wf_tuple_get(mro, i))->namespace)) return WF_ERROR;
  return wf_dict_keys_list(names);
}

WF_NATIVE(object_sizeof) {
  const wf_type *type = wf_type_of(args[0]);
  return wf_small_int((int64_t)(type->var_size && wf_is_object(args[0]) ? type->var_size(args[0])
                                                                        : type->instance_size));
}
WF_NATIVE(object_init_subclass) { return WF_NONE; }
WF_NATIVE(object_subclasshook) { return WF_NOT_IMPLEMENTED; }

/* The members that have a value, into the dict *members, made when first needed. */
static bool add_members(wf_value self, wf_value names, wf_value *members) {
  for (size_t k = 0; names != WF_EMPTY && k < wf_tuple_length(names); k++) {
    wf_value v;
    int found = wf_getattr_optional(self, wf_tuple_get(names, k), &v);
    if (found < 0) return false;
    if (found && *members == WF_EMPTY) *members = wf_dict_new();
    if (found && !wf_dict_set(*members, wf_tuple_get(names, k), v)) return false;
  }
  return true;
}

/* The state to copy or pickle: None, the attributes, or (attributes, members). */
WF_NATIVE(object_getstate) {
  wf_value self = args[0], attributes = wf_attr_snapshot(self), members = WF_EMPTY;
  wf_type *type = wf_type_of(self);
  if (attributes == WF_ERROR) return WF_ERROR;
  if (attributes == WF_EMPTY) {
    wf_value dict;
    int found = wf_is_type(self) ? 0 : wf_getattr_optional(self, wf_names.__dict__, &dict);
    if (found < 0) return WF_ERROR;
    attributes = found ? dict : WF_NONE;
  }
  if (wf_is_dict(attributes) && wf_dict_count(attributes) == 0) attributes = WF_NONE;
  wf_value mro = wf_type_mro(type);
  wf_value known = wf_dict_get_str(type->namespace, wf_str_intern_c("__slotnames__"));
  if (known != WF_EMPTY && wf_is_list(known)) {
    if (!add_members(self, wf_list_to_tuple(known), &members)) return WF_ERROR;
  } else {
    for (size_t i = 0; i < wf_tuple_length(mro); i++)
      if (!add_members(self, wf_to_type(wf_tuple_get(mro, i))->slot_names, &members))
        return WF_ERROR;
  }
  if (members != WF_EMPTY && wf_dict_count(members)) return wf_tuple_of(2, attributes, members);
  return attributes;
}

static wf_value reduce_by_copyreg(wf_value self, wf_value protocol) {
  wf_value f = wf_import_attribute("copyreg", "_reduce");
  return f == WF_ERROR ? WF_ERROR : wf_call2(f, self, protocol);
}
WF_NATIVE(object_reduce) { return reduce_by_copyreg(args[0], wf_small_int(0)); }
WF_NATIVE(object_reduce_ex) {
  wf_value own = wf_type_lookup(wf_type_of(args[0]), wf_names.__reduce__);
  if (own != WF_EMPTY && own != wf_type_lookup(&wf_object_type, wf_names.__reduce__))
    return wf_call_method0(args[0], wf_names.__reduce__);
  return reduce_by_copyreg(args[0], args[1]);
}

const wf_native_def wf_object_methods[] = {
    {"__format__", object_format, "(self, format_spec, /)", "Text by a format specification.", 0},
    {"__dir__", object_dir, "(self, /)", "The names of the object's attributes.", 0},
    {"__sizeof__", object_sizeof, "(self, /)", "Size in memory, in bytes.", 0},
    {"__init_subclass__", object_init_subclass, "(cls, /)", "Called when a class is subclassed.",
     WF_FN_CLASS},
    {"__subclasshook__", object_subclasshook, "(cls, subclass, /)",
     "Lets abstract classes override issubclass().", WF_FN_CLASS},
    {"__getstate__", object_getstate, "(self, /)", "The state for copying and pickling.", 0},
    {"__reduce__", object_reduce, "(self, /)", "How to make the object again.", 0},
    {"__reduce_ex__", object_reduce_ex, "(self, protocol, /)", "How to make the object again.", 0},
    {0},
};
const wf_getset_def wf_object_getsets[] = {
    {"__class__", get_class, set_class, "the object's class"}, {0}};

wf_type wf_object_type = {
    .name = "object",
    .doc = "The base of all classes; instances have no attributes of their own.",
    .signature = "()",
    .instance_size = sizeof(wf_object),
    .flags = WF_TYPE_BASE,
    .slots = {.repr = object_repr,
              .str = object_str,
              .hash = object_hash,
              .compare = object_compare,
              .getattr = wf_generic_getattr,
              .setattr = wf_generic_setattr,
              .new = object_new,
              .init = object_init},
    .methods = wf_object_methods,
    .getsets = wf_object_getsets,
};

/* --- None, NotImplemented, Ellipsis --- */

static wf_value none_repr(WF_UNUSED wf_value v) { return wf_str_intern_c("None"); }
static int none_truth(WF_UNUSED wf_value v) { return 0; }
static wf_value not_implemented_repr(WF_UNUSED wf_value v) {
  return wf_str_intern_c("NotImplemented");
}
static int not_implemented_truth(WF_UNUSED wf_value v) {
  return wf_warn(&wf_exc_DeprecationWarning, 1,
                 "NotImplemented should not be used in a boolean context") < 0
             ? -1
             : 1;
}
static wf_value ellipsis_repr(WF_UNUSED wf_value v) { return wf_str_intern_c("Ellipsis"); }

#define SINGLETON(noun, NAME, CONSTANT)                                                           \
  static wf_value noun##_new(WF_UNUSED wf_type *cls, WF_UNUSED const wf_value *args, size_t npos, \
                             wf_value kwnames) {                                                  \
    if (npos || kwnames != WF_EMPTY)                                                              \
      return wf_raise(&wf_exc_TypeError, NAME " takes no arguments");                             \
    return CONSTANT;                                                                              \
  }                                                                                               \
  WF_NATIVE(noun##_reduce) { return noun##_repr(args[0]); }                                       \
  static const wf_native_def noun##_methods[] = {                                                 \
      {"__reduce__", noun##_reduce, "(self, /)", NULL, 0}, {0}};
SINGLETON(none, "NoneType", WF_NONE)
SINGLETON(not_implemented, "NotImplementedType", WF_NOT_IMPLEMENTED)
SINGLETON(ellipsis, "EllipsisType", WF_ELLIPSIS)

wf_type wf_none_type = {.name = "NoneType",
                        .slots = {.repr = none_repr,
                                  .truth = none_truth,
                                  .new = none_new},
                        .methods = none_methods};
wf_type wf_not_implemented_type = {.name = "NotImplementedType",
                                   .slots = {.repr = not_implemented_repr,
                                             .truth = not_implemented_truth,
                                             .new = not_implemented_new},
                                   .methods = not_implemented_methods};
wf_type wf_ellipsis_type = {.name = "ellipsis",
                            .slots = {.repr = ellipsis_repr, .new = ellipsis_new},
                            .methods = ellipsis_methods};
