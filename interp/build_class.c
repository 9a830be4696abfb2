/* __build_class__: what the class statement calls. */
#include <config.h>

#include "interp/vm.h"
#include "interp/vm_support.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/str.h"

/* Bases that are not classes may stand for others by __mro_entries__. */
static wf_value resolve_bases(const wf_value *bases, size_t count, bool *changed) {
  wf_value original = wf_tuple_from_array(bases, count), result = wf_list_new(count);
  *changed = false;
  for (size_t i = 0; i < count; i++) {
    wf_value entries, method;
    int found = wf_is_type(bases[i])
                    ? 0
                    : wf_getattr_optional(bases[i], wf_names.__mro_entries__, &method);
    if (found < 0) return WF_ERROR;
    if (!found) {
      if (!wf_list_append(result, bases[i])) return WF_ERROR;
      continue;
    }
    *changed = true;
    entries = wf_call1(method, original);
    if (entries == WF_ERROR) return WF_ERROR;
    if (!wf_is_tuple(entries))
      return wf_raise(&wf_exc_TypeError, "__mro_entries__ must return a tuple");
    if (!wf_list_extend(result, entries)) return WF_ERROR;
  }
  return *changed ? wf_list_to_tuple(result) : original;
}

/* The most derived of `meta` and the metaclasses of the bases. */
static wf_value derive_metaclass(wf_value meta, wf_value bases) {
  for (size_t i = 0; i < wf_tuple_length(bases); i++) {
    wf_type *other = wf_type_of(wf_tuple_get(bases, i));
    if (wf_type_is_subtype(wf_to_type(meta), other)) continue;
    if (!wf_type_is_subtype(other, wf_to_type(meta)))
      return wf_raise(&wf_exc_TypeError,
                      "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                      "subclass of the metaclasses of all its bases");
    meta = wf_from_type(other);
  }
  return meta;
}

/* The keywords of the class statement without metaclass=. */
typedef struct class_keywords {
  wf_value metaclass; /* or WF_EMPTY */
  wf_value names;     /* tuple, or WF_EMPTY */
  wf_value *values;
  size_t count;
} class_keywords;

static bool split_keywords(const wf_value *values, wf_value kwnames, class_keywords *k) {
  *k = (class_keywords){.metaclass = WF_EMPTY, .names = WF_EMPTY};
  size_t count = kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames);
  if (count == 0) return true;
  wf_value names = wf_list_new(count);
  k->values = wf_alloc_array(count, sizeof *k->values);
  if (!k->values) return false;
  for (size_t i = 0; i < count; i++) {
    wf_value name = wf_tuple_get(kwnames, i);
    if (wf_str_equal_c(name, "metaclass")) {
      k->metaclass = values[i];
      continue;
    }
    wf_list_append(names, name);
    k->values[k->count++] = values[i];
  }
  if (k->count) k->names = wf_list_to_tuple(names);
  return true;
}

/* callee(name, bases[, namespace], **keywords) */
static wf_value call_with_keywords(wf_value callee, const wf_value *first, size_t count,
                                   const class_keywords *k) {
  wf_value *args = wf_alloc_array(count + k->count, sizeof *args);
  if (!args) return WF_ERROR;
  memcpy(args, first, count * sizeof *args);
  if (k->count) memcpy(args + count, k->values, k->count * sizeof *args);
  return wf_call(callee, args, count, k->names);
}

static wf_value prepare(wf_value meta, wf_value name, wf_value bases, const class_keywords *k) {
  wf_value method, args[2] = {name, bases};
  int found = wf_getattr_optional(meta, wf_names.__prepare__, &method);
  if (found < 0) return WF_ERROR;
  if (!found) return wf_dict_new();
  wf_value namespace = call_with_keywords(method, args, 2, k);
  if (namespace == WF_ERROR) return WF_ERROR;
  if (!wf_is_dict(namespace) && !wf_type_of(namespace)->slots.getitem)
    return wf_is_type(meta)
               ? wf_raise(&wf_exc_TypeError, "%s.__prepare__() must return a mapping, not %T",
                          wf_type_name(wf_to_type(meta)), namespace)
               : wf_raise(&wf_exc_TypeError,
                          "<metaclass>.__prepare__() must return a mapping, not %T", namespace);
  return namespace;
}

static bool run_body(wf_value function, wf_value namespace) {
  wf_function *f = wf_to_function(function);
  return wf_vm_run_code(wf_function_code(f), f->globals, namespace, f->closure) != WF_ERROR;
}

/* The cell that zero-argument super() and __class__ read must have been filled by type.__new__. */
static bool check_cell(wf_value cell, wf_value name, wf_value cls) {
  if (cell == WF_EMPTY || !wf_has_root_shape(cell, &wf_cell_type) || !wf_is_type(cls)) return true;
  wf_value now = wf_slot_acquire(&wf_to_cell(cell)->value);
  if (now == cls) return true;
  if (now == WF_EMPTY)
    wf_raise(&wf_exc_RuntimeError,
             "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
             name, cls);
  else
    wf_raise(&wf_exc_TypeError, "__class__ set to %R defining %R as %R", now, name, cls);
  return false;
}

wf_value wf_vm_class_build(const wf_value *args, size_t npos, wf_value kwnames) {
  if (npos < 2) return wf_raise(&wf_exc_TypeError, "__build_class__: not enough arguments");
  if (!wf_is_function(args[0]))
    return wf_raise(&wf_exc_TypeError, "__build_class__: func must be a function");
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "__build_class__: name is not a string");
  wf_value name = args[1];
  bool changed;
  class_keywords k;
  wf_value original = wf_tuple_from_array(args + 2, npos - 2);
  wf_value bases = resolve_bases(args + 2, npos - 2, &changed);
  if (bases == WF_ERROR || original == WF_ERROR || !split_keywords(args + npos, kwnames, &k))
    return WF_ERROR;
  wf_value meta = k.metaclass;
  if (meta == WF_EMPTY)
    meta = wf_tuple_length(bases) ? wf_from_type(wf_type_of(wf_tuple_get(bases, 0)))
                                  : wf_from_type(&wf_type_type);
  if (wf_is_type(meta) && (meta = derive_metaclass(meta, bases)) == WF_ERROR) return WF_ERROR;
  wf_value namespace = prepare(meta, name, bases, &k);
  if (namespace == WF_ERROR || !run_body(args[0], namespace)) return WF_ERROR;
  wf_value cell = /* now: a metaclass may take it out */
      wf_is_dict(namespace) ? wf_dict_get_str(namespace, wf_names.__classcell__) : WF_EMPTY;
  if (changed && wf_setitem(namespace, wf_names.__orig_bases__, original) < 0) return WF_ERROR;
  wf_value made[3] = {name, bases, namespace};
  wf_value cls = call_with_keywords(meta, made, 3, &k);
  if (cls == WF_ERROR || !check_cell(cell, name, cls)) return WF_ERROR;
  return cls;
}
