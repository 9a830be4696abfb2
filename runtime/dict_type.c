/* The type dict: construction, methods, slots. */
#include <config.h>

#include "runtime/descriptor.h"
#include "runtime/dict_internal.h"

/* --- Construction --- */

static wf_value dict_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  (void)args, (void)npos, (void)kwnames;
  return wf_dict_new_of(cls);
}

static bool set_keywords(wf_value dict, const wf_value *values, wf_value kwnames) {
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++)
    if (!wf_dict_set(dict, wf_tuple_get(kwnames, i), values[i])) return false;
  return true;
}

bool wf_dict_init_from(wf_value dict, const char *name, const wf_value *args, size_t npos,
                       wf_value kwnames) {
  if (npos > 1) {
    wf_raise(&wf_exc_TypeError, "%s expected at most 1 argument, got %zu", name, npos);
    return false;
  }
  if (npos == 1 && !wf_dict_update(dict, args[0])) return false;
  return set_keywords(dict, args + npos, kwnames);
}

static int dict_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  return wf_dict_init_from(self, "dict", args, npos, kwnames) ? 0 : -1;
}

/* --- Slots --- */

wf_value wf_dict_repr_pairs(wf_value self, const char *open, const char *close) {
  size_t pairs;
  wf_value *items = wf_dict_snapshot(self, &pairs);
  if (!items) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add_c(&b, open);
  for (size_t i = 0; i < pairs; i++) {
    if (i) wf_builder_add(&b, ", ", 2);
    if (!wf_builder_add_repr(&b, items[2 * i])) return WF_ERROR;
    wf_builder_add(&b, ": ", 2);
    if (!wf_builder_add_repr(&b, items[2 * i + 1])) return WF_ERROR;
  }
  wf_builder_add_c(&b, close);
  return wf_builder_finish(&b);
}

wf_value wf_dict_repr(wf_value self) {
  bool error = false;
  if (wf_dict_count(self) == 0) return wf_str_from_c("{}");
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_from_c("{...}");
  wf_value text = wf_dict_repr_pairs(self, "{", "}");
  wf_repr_leave(self);
  return text;
}

wf_value wf_dict_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_is_dict(a) || !wf_is_dict(b)) return WF_NOT_IMPLEMENTED;
  int equal = wf_dict_equal(a, b);
  return equal < 0 ? WF_ERROR : wf_bool(equal == (op == WF_EQ));
}

wf_value wf_dict_iter(wf_value self) {
  return wf_dict_iterator_new(&wf_dict_key_iterator_type, self, false);
}

static int64_t dict_length(wf_value self) { return (int64_t)wf_dict_count(self); }

wf_value wf_dict_getitem(wf_value self, wf_value key) {
  wf_value v = wf_dict_get(self, key);
  if (WF_LIKELY(v != WF_EMPTY)) return v;
  if (!wf_is_dict_exact(self)) {
    v = wf_call_special(self, wf_names.__missing__, &key, 1);
    if (v != WF_EMPTY) return v;
  }
  return wf_raise_key(key);
}

int wf_dict_setitem(wf_value self, wf_value key, wf_value value) {
  if (value != WF_EMPTY) return wf_dict_set(self, key, value) ? 0 : -1;
  int deleted = wf_dict_delete(self, key);
  if (deleted == 0) wf_raise_key(key);
  return deleted > 0 ? 0 : -1;
}

int wf_dict_contains_slot(wf_value self, wf_value key) { return wf_dict_contains(self, key); }

/* A dict of the items; a subclass that iterates in its own way is asked for its keys and items. */
static wf_value copy_of(wf_value self) {
  if (wf_dict_iterates_plainly(self)) return wf_dict_copy(self);
  wf_value copy = wf_dict_new();
  bool ok = copy != WF_ERROR && (wf_dict_count(self) == 0 || wf_dict_update(copy, self));
  return ok ? copy : WF_ERROR;
}

static wf_value dict_or(wf_value a, wf_value b) {
  if (!wf_is_dict(a) || !wf_is_dict(b)) return WF_NOT_IMPLEMENTED;
  wf_value result = copy_of(a);
  return result != WF_ERROR && wf_dict_update(result, b) ? result : WF_ERROR;
}

static wf_value dict_ior(wf_value self, wf_value other) {
  return wf_dict_update(self, other) ? self : WF_ERROR;
}

/* --- Methods --- */

WF_NATIVE(dict_getitem_method) { return wf_dict_getitem(args[0], args[1]); }
WF_NATIVE(dict_contains_method) {
  int found = wf_dict_contains(args[0], args[1]);
  return found < 0 ? WF_ERROR : wf_bool(found);
}

WF_NATIVE(dict_get) {
  wf_value v = wf_dict_get(args[0], args[1]);
  if (v != WF_EMPTY) return v;
  return args[2] == WF_EMPTY ? WF_NONE : args[2];
}

WF_NATIVE(dict_setdefault) {
  return wf_dict_setdefault(args[0], args[1], args[2] == WF_EMPTY ? WF_NONE : args[2]);
}

WF_NATIVE(dict_pop) {
  wf_value v;
  if (wf_dict_count(args[0]) == 0) v = WF_EMPTY; /* unhashable keys are not told then */
  else v = wf_dict_pop(args[0], args[1]);
  if (v != WF_EMPTY) return v;
  return args[2] == WF_EMPTY ? wf_raise_key(args[1]) : args[2];
}

WF_NATIVE(dict_popitem) {
  wf_value pair[2];
  if (wf_dict_take_end(args[0], true, &pair[0], &pair[1])) return wf_tuple_from_array(pair, 2);
  return wf_raise(&wf_exc_KeyError, "popitem(): dictionary is empty");
}

WF_NATIVE(dict_keys) { return wf_dict_view_new(&wf_dict_keys_type, args[0]); }
WF_NATIVE(dict_values) { return wf_dict_view_new(&wf_dict_values_type, args[0]); }
WF_NATIVE(dict_items) { return wf_dict_view_new(&wf_dict_items_type, args[0]); }

/* Raw: a keyword may be called self. */
WF_NATIVE(dict_update) {
  if (nargs == 0 || !wf_is_dict(args[0]))
    return wf_raise(&wf_exc_TypeError, "descriptor 'update' for 'dict' objects needs a dict");
  return wf_dict_init_from(args[0], "update", args + 1, nargs - 1, kwnames) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(dict_fromkeys) {
  return wf_dict_fromkeys(wf_to_type(args[0]), args[1], args[2] == WF_EMPTY ? WF_NONE : args[2]);
}

WF_NATIVE(dict_clear) {
  wf_dict_clear(args[0]);
  return WF_NONE;
}

WF_NATIVE(dict_copy) { return copy_of(args[0]); }

WF_NATIVE(dict_reversed) {
  return wf_dict_iterator_new(&wf_dict_reverse_key_iterator_type, args[0], true);
}

WF_NATIVE(dict_sizeof) {
  const wf_dict_table *t = wf_dict_table_of(args[0]);
  size_t size = wf_type_of(args[0])->instance_size;
  if (size < sizeof(wf_dict)) size = sizeof(wf_dict);
  if (!t->constant)
    size += sizeof *t + ((size_t)1 << t->log2_size << t->width) +
            ((size_t)2 << t->log2_size) / 3 * sizeof(wf_dict_entry);
  return wf_int_new((int64_t)size);
}

static const wf_native_def methods[] = {
    {"__contains__", dict_contains_method, "(self, key, /)", "Is key in the dict?", 0},
    {"__getitem__", dict_getitem_method, "(self, key, /)", "self[key]", 0},
    {"__sizeof__", dict_sizeof, "(self, /)", "Bytes of memory.", 0},
    {"get", dict_get, "(self, key, default=None, /)", "The value of key, or default.", 0},
    {"setdefault", dict_setdefault, "(self, key, default=None, /)",
     "The value of key, which is set to default first when it is missing.", 0},
    {"pop", dict_pop, "(self, key, default=None, /)",
     "Removes key and gives its value; default, or KeyError, when it is missing.", 0},
    {"popitem", dict_popitem, "(self, /)",
     "Removes and gives the last (key, value) pair; KeyError when there is none.", 0},
    {"keys", dict_keys, "(self, /)", "A view of the keys.", 0},
    {"items", dict_items, "(self, /)", "A view of the (key, value) pairs.", 0},
    {"values", dict_values, "(self, /)", "A view of the values.", 0},
    {"update", dict_update, WF_RAW,
     "update([other, ]**keywords)\n\n"
     "Adds the items of other, a mapping or an iterable of pairs, and the keywords.",
     0},
    {"fromkeys", dict_fromkeys, "(cls, iterable, value=None, /)",
     "A new dict with the keys of iterable, all with the same value.", WF_FN_CLASS},
    {"clear", dict_clear, "(self, /)", "Removes all items.", 0},
    {"copy", dict_copy, "(self, /)", "A new dict with the same items.", 0},
    {"__reversed__", dict_reversed, "(self, /)", "An iterator over the keys, last first.", 0},
    WF_CLASS_GETITEM,
    {0}};

wf_type wf_dict_type = {
    .name = "dict",
    .doc = "dict() -> empty\ndict(mapping) -> the mapping's items\n"
           "dict(iterable) -> its (key, value) pairs\ndict(**keywords) -> names and values\n\n"
           "Values by key, in the order in which the keys were added.",
    .instance_size = sizeof(wf_dict),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_DICT | WF_TYPE_MAPPING,
    .slots =
        {
            .repr = wf_dict_repr,
            .compare = wf_dict_compare,
            .iter = wf_dict_iter,
            .new = dict_new,
            .init = dict_init,
            .length = dict_length,
            .getitem = wf_dict_getitem,
            .setitem = wf_dict_setitem,
            .contains = wf_dict_contains_slot,
            .binary = {[WF_OP_OR] = dict_or},
            .inplace = {[WF_OP_OR] = dict_ior},
        },
    .methods = methods,
};

bool wf_dict_types_init(void) {
  wf_type *const types[] = {&wf_dict_type, &wf_dict_keys_type, &wf_dict_values_type,
                            &wf_dict_items_type, &wf_dict_key_iterator_type,
                            &wf_dict_value_iterator_type, &wf_dict_item_iterator_type,
                            &wf_dict_reverse_key_iterator_type,
                            &wf_dict_reverse_value_iterator_type,
                            &wf_dict_reverse_item_iterator_type};
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_type_ready(types[i])) return false;
  return true;
}
