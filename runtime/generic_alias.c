/* types.GenericAlias (list[int]) and types.UnionType (int | str). */
#include <config.h>

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/native.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

typedef struct alias {
  wf_object head;
  wf_value origin, args;
  wf_slot parameters; /* tuple, once asked for */
  bool starred;       /* *tuple[int, ...] */
} alias;
static alias *to_alias(wf_value v) { return (alias *)wf_to_object(v); }

wf_value wf_generic_alias_new(wf_value origin, wf_value args) {
  alias *a = wf_object_new(&wf_generic_alias_type);
  a->origin = origin;
  a->args = wf_is_tuple(args) ? args : wf_tuple_of(1, args);
  return wf_from_object(a);
}
static wf_value alias_construct(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("GenericAlias", "(origin, args, /)", args, npos, kwnames, a)) return WF_ERROR;
  alias *made = wf_object_new(cls);
  made->origin = a[0];
  made->args = wf_is_tuple(a[1]) ? a[1] : wf_tuple_of(1, a[1]);
  return wf_from_object(made);
}

/* How a type shows in an alias: its qualified name; ... for Ellipsis. */
static bool add_type(wf_builder *b, wf_value v) {
  wf_value qualname, module, origin;
  if (v == WF_ELLIPSIS) {
    wf_builder_add_c(b, "...");
    return true;
  }
  if (wf_is_list(v)) {
    wf_builder_add_c(b, "[");
    for (size_t i = 0; i < wf_list_length(v); i++) {
      if (i) wf_builder_add_c(b, ", ");
      if (!add_type(b, wf_list_get(v, i))) return false;
    }
    wf_builder_add_c(b, "]");
    return true;
  }
  int has_origin = wf_getattr_optional(v, wf_names.__origin__, &origin);
  int has_args = has_origin > 0 ? wf_getattr_optional(v, wf_names.__args__, &qualname) : 0;
  if (has_origin < 0 || has_args < 0) return false;
  if (has_origin && has_args) return wf_builder_add_repr(b, v);
  int found = wf_getattr_optional(v, wf_names.__qualname__, &qualname);
  if (found > 0) found = wf_getattr_optional(v, wf_names.__module__, &module);
  if (found < 0) return false;
  if (!found || module == WF_NONE) return wf_builder_add_repr(b, v);
  if (wf_is_str(module) && wf_str_equal_c(module, "builtins")) wf_builder_format(b, "%S", qualname);
  else wf_builder_format(b, "%S.%S", module, qualname);
  return true;
}
static wf_value alias_repr(wf_value self) {
  const alias *a = to_alias(self);
  wf_builder b;
  wf_builder_init(&b);
  if (a->starred) wf_builder_add_c(&b, "*");
  if (!add_type(&b, a->origin)) return WF_ERROR;
  wf_builder_add_c(&b, "[");
  for (size_t i = 0; i < wf_tuple_length(a->args); i++) {
    if (i) wf_builder_add_c(&b, ", ");
    if (!add_type(&b, wf_tuple_get(a->args, i))) return WF_ERROR;
  }
  if (wf_tuple_length(a->args) == 0) wf_builder_add_c(&b, "()");
  wf_builder_add_c(&b, "]");
  return wf_builder_finish(&b);
}

/* --- Type parameters --- */

static bool add_once(wf_value list, wf_value v) {
  for (size_t i = 0; i < wf_list_length(list); i++)
    if (wf_list_get(list, i) == v) return true;
  return wf_list_append(list, v);
}
static bool collect(wf_value args, wf_value list) {
  for (size_t i = 0; i < wf_tuple_length(args); i++) {
    wf_value t = wf_tuple_get(args, i), v;
    if (wf_is_type(t)) continue;
    int found = wf_getattr_optional(t, wf_names.__typing_subst__, &v);
    if (found < 0) return false;
    if (found) {
      if (!add_once(list, t)) return false;
      continue;
    }
    found = wf_getattr_optional(t, wf_names.__parameters__, &v);
    if (found < 0) return false;
    for (size_t k = 0; found && wf_is_tuple(v) && k < wf_tuple_length(v); k++)
      if (!add_once(list, wf_tuple_get(v, k))) return false;
  }
  return true;
}
static wf_value parameters_of(wf_value args) {
  if (!wf_recursion_enter(" while collecting type parameters")) return WF_ERROR;
  wf_value list = wf_list_new(0);
  bool ok = collect(args, list);
  wf_recursion_leave();
  return ok ? wf_list_to_tuple(list) : WF_ERROR;
}
static wf_value get_parameters(wf_value self) {
  alias *a = to_alias(self);
  wf_value v = wf_slot_acquire(&a->parameters);
  if (v != WF_EMPTY) return v;
  v = parameters_of(a->args);
  if (v != WF_ERROR) wf_slot_set(&a->parameters, v);
  return v;
}

static int64_t index_of(wf_value tuple, wf_value v) {
  for (size_t i = 0; i < wf_tuple_length(tuple); i++)
    if (wf_tuple_get(tuple, i) == v) return (int64_t)i;
  return -1;
}

/* *tuple[int, str] among the arguments stands for its own arguments. */
static wf_value unpack(wf_value args) {
  wf_value list = wf_list_new(0);
  for (size_t i = 0; i < wf_tuple_length(args); i++) {
    wf_value t = wf_tuple_get(args, i), v;
    int found = wf_is_type(t) ? 0
                              : wf_getattr_optional(t, wf_names.__typing_unpacked_tuple_args__, &v);
    if (found < 0) return WF_ERROR;
    bool open = found && wf_is_tuple(v) && wf_tuple_length(v) &&
                wf_tuple_get(v, wf_tuple_length(v) - 1) == WF_ELLIPSIS;
    if (found && wf_is_tuple(v) && !open) {
      if (!wf_list_extend(list, v)) return WF_ERROR;
    } else if (!wf_list_append(list, t)) {
      return WF_ERROR;
    }
  }
  return wf_list_to_tuple(list);
}

static wf_value substitute_in(wf_value t, wf_value parameters, wf_value given) {
  wf_value inner, values = wf_list_new(0);
  int found = wf_getattr_optional(t, wf_names.__parameters__, &inner);
  if (found <= 0 || !wf_is_tuple(inner) || wf_tuple_length(inner) == 0)
    return found < 0 ? WF_ERROR : t;
  for (size_t i = 0; i < wf_tuple_length(inner); i++) {
    int64_t at = index_of(parameters, wf_tuple_get(inner, i));
    wf_value v = at >= 0 ? wf_tuple_get(given, (size_t)at) : wf_tuple_get(inner, i);
    /* a TypeVarTuple, which can be iterated over, stands for several arguments */
    bool spread = at >= 0 && wf_is_tuple(v) &&
                  wf_type_lookup(wf_type_of(wf_tuple_get(inner, i)), wf_names.__iter__) != WF_EMPTY;
    if (!(spread ? wf_list_extend(values, v) : wf_list_append(values, v))) return WF_ERROR;
  }
  return wf_getitem(t, wf_list_to_tuple(values));
}

/* Whether t is *Ts: 1, 0, -1. */
static int is_unpacked_typevartuple(wf_value t) {
  wf_value v;
  int found = wf_getattr_optional(t, wf_str_intern_c("__typing_is_unpacked_typevartuple__"), &v);
  return found <= 0 ? found : wf_truth(v);
}

/* list[T][int]: the arguments with the parameters replaced. */
static wf_value substitute(wf_value self, wf_value args, wf_value parameters, wf_value item) {
  size_t wanted = wf_tuple_length(parameters);
  if (wanted == 0) return wf_raise(&wf_exc_TypeError, "%R is not a generic class", self);
  wf_value given = unpack(wf_is_tuple(item) ? item : wf_tuple_of(1, item)), list = wf_list_new(0);
  if (given == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < wanted; i++) {
    wf_value prepare;
    int found = wf_getattr_optional(wf_tuple_get(parameters, i),
                                    wf_str_intern_c("__typing_prepare_subst__"), &prepare);
    if (found < 0) return WF_ERROR;
    if (found && (given = wf_call2(prepare, self, given)) == WF_ERROR) return WF_ERROR;
  }
  if (!wf_is_tuple(given)) given = wf_tuple_from_iterable(given);
  if (given == WF_ERROR) return WF_ERROR;
  if (wf_tuple_length(given) != wanted)
    return wf_raise(&wf_exc_TypeError, "Too %s arguments for %R; actual %zu, expected %zu",
                    wf_tuple_length(given) > wanted ? "many" : "few", self, wf_tuple_length(given),
                    wanted);
  for (size_t i = 0; i < wf_tuple_length(args); i++) {
    wf_value t = wf_tuple_get(args, i), subst, v;
    if (wf_is_type(t)) {
      wf_list_append(list, t);
      continue;
    }
    wf_value unpacked;
    int star = wf_getattr_optional(t, wf_names.__typing_unpacked_tuple_args__, &unpacked);
    if (star < 0) return WF_ERROR;
    int found = wf_getattr_optional(t, wf_names.__typing_subst__, &subst);
    if (found < 0) return WF_ERROR;
    if (found) {
      int64_t at = index_of(parameters, t);
      v = at < 0 ? t : wf_call1(subst, wf_tuple_get(given, (size_t)at));
    } else {
      v = substitute_in(t, parameters, given);
    }
    if (v == WF_ERROR) return WF_ERROR;
    int spread = wf_is_tuple(v) ? is_unpacked_typevartuple(t) : 0;
    if (spread < 0 || !(spread ? wf_list_extend(list, v) : wf_list_append(list, v)))
      return WF_ERROR;
  }
  return wf_list_to_tuple(list);
}

static wf_value alias_getitem(wf_value self, wf_value item) {
  alias *a = to_alias(self);
  if (!wf_recursion_enter(" while calling a Python object")) return WF_ERROR;
  wf_value parameters = get_parameters(self);
  wf_value args = parameters == WF_ERROR ? WF_ERROR : substitute(self, a->args, parameters, item);
  wf_recursion_leave();
  if (args == WF_ERROR) return WF_ERROR;
  wf_value v = wf_generic_alias_new(a->origin, args);
  to_alias(v)->starred = a->starred;
  return v;
}

/* --- Acting like the origin --- */

static wf_value alias_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value v = wf_call(to_alias(callee)->origin, args, npos, kwnames);
  if (v == WF_ERROR || wf_setattr(v, wf_names.__orig_class__, callee) == 0) return v;
  if (!wf_error_is(&wf_exc_AttributeError) && !wf_error_is(&wf_exc_TypeError)) return WF_ERROR;
  wf_error_clear();
  return v;
}

static bool is_own(wf_value name) {
  static const char *const own[] = {
      "__class__",       "__origin__",     "__args__",
      "__unpacked__",    "__parameters__", "__typing_unpacked_tuple_args__",
      "__mro_entries__", "__reduce_ex__",  "__reduce__",
      "__copy__",        "__deepcopy__"};
  for (size_t i = 0; i < WF_COUNT(own); i++)
    if (wf_str_equal_c(name, own[i])) return true;
  return false;
}
static wf_value alias_getattr(wf_value self, wf_value name) {
  if (!wf_poll_deep(wf_self)) return WF_ERROR; /* the origin may be one too, and so on */
  return wf_is_str(name) && !is_own(name) ? wf_getattr(to_alias(self)->origin, name)
                                          : wf_generic_getattr(self, name);
}
static wf_value alias_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_is_a(b, &wf_generic_alias_type))
    return WF_NOT_IMPLEMENTED;
  int same = to_alias(a)->starred != to_alias(b)->starred
                 ? 0
                 : wf_equal(to_alias(a)->origin, to_alias(b)->origin);
  if (same > 0) same = wf_equal(to_alias(a)->args, to_alias(b)->args);
  return same < 0 ? WF_ERROR : wf_bool(same == (op == WF_EQ));
}
static int64_t alias_hash(wf_value v) {
  if (!wf_recursion_enter(" while calling a Python object")) return -1;
  int64_t x = wf_hash(to_alias(v)->origin), y = x == -1 ? -1 : wf_hash(to_alias(v)->args);
  wf_recursion_leave();
  return y == -1 ? -1 : (x ^ y) == -1 ? -2 : x ^ y;
}
typedef struct alias_iterator {
  wf_object head;
  wf_slot alias;
} alias_iterator;
static wf_value alias_iterator_next(wf_value self) {
  wf_value v = atomic_exchange(&((alias_iterator *)wf_to_object(self))->alias, WF_EMPTY);
  if (v == WF_EMPTY) return WF_EMPTY;
  wf_value starred = wf_generic_alias_new(to_alias(v)->origin, to_alias(v)->args);
  to_alias(starred)->starred = true;
  return starred;
}
static wf_value self_of(wf_value self) { return self; }
WF_NATIVE(alias_iterator_reduce) {
  wf_value iter = wf_builtin("iter");
  wf_value alias = wf_slot_acquire(&((alias_iterator *)wf_to_object(args[0]))->alias);
  return wf_reduce(iter, alias == WF_EMPTY ? wf_tuple_empty : alias, WF_EMPTY);
}
static const wf_native_def alias_iterator_methods[] = {
    {"__reduce__", alias_iterator_reduce, "(self, /)", "For copying and pickling.", 0}, {0}};
static wf_type alias_iterator_type = {.name = "generic_alias_iterator",
                                      .instance_size = sizeof(alias_iterator),
                                      .flags = WF_TYPE_NO_NEW,
                                      .slots = {.iter = self_of, .next = alias_iterator_next},
                                      .methods = alias_iterator_methods};
static wf_value alias_iter(wf_value self) {
  alias_iterator *it = wf_object_new(&alias_iterator_type);
  wf_slot_set(&it->alias, self);
  return wf_from_object(it);
}
static wf_value either(wf_value a, wf_value b) { return wf_union_new(a, b); }

WF_NATIVE(alias_mro_entries) { return wf_tuple_of(1, to_alias(args[0])->origin); }
WF_NATIVE(alias_instancecheck) {
  return wf_raise(&wf_exc_TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}
WF_NATIVE(alias_subclasscheck) {
  return wf_raise(&wf_exc_TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}
WF_NATIVE(alias_reduce) {
  return wf_tuple_of(2, wf_from_type(&wf_generic_alias_type),
                     wf_tuple_of(2, to_alias(args[0])->origin, to_alias(args[0])->args));
}
WF_NATIVE(alias_dir) {
  wf_value names = wf_call_special(to_alias(args[0])->origin, wf_names.__dir__, NULL, 0);
  wf_value list = names == WF_ERROR ? WF_ERROR : wf_list_from_iterable(names);
  if (list == WF_ERROR) return WF_ERROR;
  static const char *const more[] = {"__origin__", "__args__", "__parameters__", "__mro_entries__"};
  for (size_t i = 0; i < WF_COUNT(more); i++) wf_list_append(list, wf_str_intern_c(more[i]));
  return list;
}
static wf_value get_origin(wf_value self) { return to_alias(self)->origin; }
static wf_value get_args(wf_value self) { return to_alias(self)->args; }
static wf_value get_unpacked(wf_value self) { return wf_bool(to_alias(self)->starred); }
static wf_value get_unpacked_args(wf_value self) {
  const alias *a = to_alias(self);
  return a->starred && a->origin == wf_from_type(&wf_tuple_type) ? a->args : WF_NONE;
}
static const wf_native_def alias_methods[] = {
    {"__mro_entries__", alias_mro_entries, "(self, bases, /)", NULL, 0},
    {"__instancecheck__", alias_instancecheck, "(self, instance, /)", NULL, 0},
    {"__subclasscheck__", alias_subclasscheck, "(self, subclass, /)", NULL, 0},
    {"__reduce__", alias_reduce, "(self, /)", NULL, 0},
    {"__dir__", alias_dir, "(self, /)", NULL, 0},
    {0}};
static const wf_getset_def alias_getsets[] = {
    {"__origin__", get_origin, NULL, NULL},
    {"__args__", get_args, NULL, NULL},
    {"__parameters__", get_parameters, NULL, NULL},
    {"__unpacked__", get_unpacked, NULL, NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL},
    {0}};
wf_type wf_generic_alias_type = {.name = "types.GenericAlias",
                                 .doc = "A generic class with arguments, such as list[int].",
                                 .signature = "(origin, args, /)",
                                 .instance_size = sizeof(alias),
                                 .flags = WF_TYPE_BASE | WF_TYPE_WEAK,
                                 .slots = {.repr = alias_repr,
                                           .call = alias_call,
                                           .getattr = alias_getattr,
                                           .getitem = alias_getitem,
                                           .compare = alias_compare,
                                           .hash = alias_hash,
                                           .iter = alias_iter,
                                           .new = alias_construct,
                                           .binary = {[WF_OP_OR] = either}},
                                 .methods = alias_methods,
                                 .getsets = alias_getsets};

/* --- Unions --- */

typedef struct either_type {
  wf_object head;
  wf_value args;
  wf_slot parameters;
} either_type;
static wf_value args_of(wf_value v) { return ((either_type *)wf_to_object(v))->args; }
static bool is_union(wf_value v) { return wf_has_root_shape(v, &wf_union_type); }

static bool may_join(wf_value v) {
  return v == WF_NONE || wf_is_type(v) || is_union(v) || wf_is_a(v, &wf_generic_alias_type);
}
static bool add_member(wf_value list, wf_value v) {
  if (v == WF_NONE) v = wf_from_type(&wf_none_type);
  if (is_union(v)) {
    for (size_t i = 0; i < wf_tuple_length(args_of(v)); i++)
      if (!add_member(list, wf_tuple_get(args_of(v), i))) return false;
    return true;
  }
  for (size_t i = 0; i < wf_list_length(list); i++) {
    wf_value have = wf_list_get(list, i);
    bool both_alias = wf_is_a(have, &wf_generic_alias_type) && wf_is_a(v, &wf_generic_alias_type);
    int same = have == v ? 1 : both_alias ? wf_equal(have, v) : 0;
    if (same) return same > 0;
  }
  return wf_list_append(list, v);
}
static wf_value union_of(wf_value list) {
  if (wf_list_length(list) == 1) return wf_list_get(list, 0);
  either_type *u = wf_object_new(&wf_union_type);
  u->args = wf_list_to_tuple(list);
  return wf_from_object(u);
}
wf_value wf_union_new(wf_value a, wf_value b) {
  if (!may_join(a) || !may_join(b)) return WF_NOT_IMPLEMENTED;
  wf_value list = wf_list_new(2);
  return add_member(list, a) && add_member(list, b) ? union_of(list) : WF_ERROR;
}
static wf_value union_repr(wf_value self) {
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < wf_tuple_length(args_of(self)); i++) {
    wf_value t = wf_tuple_get(args_of(self), i);
    if (i) wf_builder_add_c(&b, " | ");
    if (t == wf_from_type(&wf_none_type)) wf_builder_add_c(&b, "None");
    else if (!add_type(&b, t)) return WF_ERROR;
  }
  return wf_builder_finish(&b);
}
static wf_value union_set(wf_value v) { return wf_frozenset_new(args_of(v)); }
static wf_value union_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !is_union(b)) return WF_NOT_IMPLEMENTED;
  wf_value x = union_set(a), y = x == WF_ERROR ? WF_ERROR : union_set(b);
  return y == WF_ERROR ? WF_ERROR : wf_compare(x, y, op);
}
static int64_t union_hash(wf_value v) {
  wf_value set = union_set(v);
  return set == WF_ERROR ? -1 : wf_hash(set);
}
static wf_value union_parameters(wf_value self) {
  either_type *u = (either_type *)wf_to_object(self);
  wf_value v = wf_slot_acquire(&u->parameters);
  if (v == WF_EMPTY && (v = parameters_of(u->args)) != WF_ERROR) wf_slot_set(&u->parameters, v);
  return v;
}
static wf_value union_getitem(wf_value self, wf_value item) {
  wf_value parameters = union_parameters(self);
  wf_value args = parameters == WF_ERROR ? WF_ERROR
                                         : substitute(self, args_of(self), parameters, item);
  if (args == WF_ERROR) return WF_ERROR;
  wf_value total = wf_tuple_get(args, 0);
  for (size_t i = 1; i < wf_tuple_length(args) && total != WF_ERROR; i++)
    total = wf_binary(WF_OP_OR, total, wf_tuple_get(args, i));
  return total;
}
static wf_value check_members(const wf_value *args, const char *function,
                              int (*check)(wf_value, wf_value)) {
  for (size_t i = 0; i < wf_tuple_length(args_of(args[0])); i++) {
    wf_value t = wf_tuple_get(args_of(args[0]), i);
    if (!wf_is_type(t))
      return wf_raise(&wf_exc_TypeError, "%s() argument 2 cannot be a parameterized generic",
                      function);
    int yes = check(args[1], t);
    if (yes) return yes < 0 ? WF_ERROR : WF_TRUE;
  }
  return WF_FALSE;
}
WF_NATIVE(union_instancecheck) { return check_members(args, "isinstance", wf_is_instance); }
WF_NATIVE(union_subclasscheck) {
  if (!wf_is_type(args[1]))
    return wf_raise(&wf_exc_TypeError, "issubclass() arg 1 must be a class");
  return check_members(args, "issubclass", wf_is_subclass);
}
static const wf_native_def union_methods[] = {
    {"__instancecheck__", union_instancecheck, "(self, instance, /)", NULL, 0},
    {"__subclasscheck__", union_subclasscheck, "(self, subclass, /)", NULL, 0},
    {0}};
static const wf_getset_def union_getsets[] = {
    {"__args__", args_of, NULL, NULL}, {"__parameters__", union_parameters, NULL, NULL}, {0}};
wf_type wf_union_type = {.name = "types.UnionType",
                         .doc = "A union of types, such as int | str.",
                         .instance_size = sizeof(either_type),
                         .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
                         .slots = {.repr = union_repr,
                                   .compare = union_compare,
                                   .hash = union_hash,
                                   .getitem = union_getitem,
                                   .binary = {[WF_OP_OR] = either}},
                         .methods = union_methods,
                         .getsets = union_getsets};

bool wf_generic_alias_init(void) {
  return wf_type_ready(&wf_generic_alias_type) && wf_type_ready(&alias_iterator_type) &&
         wf_type_ready(&wf_union_type);
}
