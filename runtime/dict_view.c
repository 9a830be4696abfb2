/* Iterators over dicts, and the views keys(), values() and items(). */
#include <config.h>

#include "runtime/descriptor.h"
#include "runtime/dict_internal.h"

/* --- Iterators --- */

static wf_dict_iterator *to_iterator(wf_value v) { return (wf_dict_iterator *)(uintptr_t)v; }

static uint64_t place_of(const wf_dict_iterator *it) {
  return atomic_load_explicit(&((wf_dict_iterator *)it)->place, memory_order_relaxed);
}

/* A reverse iterator's place counts down: the entry below it comes next. */
wf_value wf_dict_iterator_new(wf_type *type, wf_value dict, bool reversed) {
  wf_dict_iterator *it = wf_new_exact(type, type->instance_size);
  wf_slot_set(&it->dict, dict);
  size_t count = atomic_load_explicit(&wf_to_dict(dict)->count, memory_order_acquire);
  atomic_store_explicit(&it->count, count, memory_order_relaxed);
  it->expected = wf_dict_table_of(dict)->cells ? wf_dict_count(dict) : count;
  if (reversed) atomic_store_explicit(&it->place, wf_dict_used(wf_dict_table_of(dict)),
                                      memory_order_relaxed);
  return wf_from_object(it);
}

static size_t count_of(const wf_dict_iterator *it) {
  return atomic_load_explicit(&((wf_dict_iterator *)it)->count, memory_order_relaxed);
}

static bool fail_iteration(wf_dict_iterator *it, const char *what, bool *failed) {
  *failed = true;
  bool ordered = strcmp(wf_type_name_of(wf_from_object(it)), "odict_iterator") == 0;
  if (ordered) wf_raise(&wf_exc_RuntimeError, "OrderedDict mutated during iteration");
  else wf_raise(&wf_exc_RuntimeError, "dictionary %s during iteration", what);
  return false;
}

static bool size_changed(const wf_dict_iterator *it, wf_value dict) {
  return atomic_load_explicit(&wf_to_dict(dict)->count, memory_order_acquire) != count_of(it);
}

/* The live entry at or behind (before, when reversed) place; *at becomes the place after it. */
static bool find_live(const wf_dict_table *t, uint32_t *at, bool reversed, wf_value *key,
                      wf_value *value) {
  uint32_t used = wf_dict_used(t);
  uint32_t first = atomic_load_explicit(&((wf_dict_table *)t)->first, memory_order_relaxed);
  if (!reversed && *at < first) *at = first;
  if (reversed && *at > used) *at = used;
  while (reversed ? *at > first : *at < used) {
    const wf_dict_entry *e = &wf_dict_entries(t)[reversed ? --*at : (*at)++];
    wf_value k = wf_slot_acquire(&e->key), v = wf_dict_entry_value(t, e);
    if (k == WF_DICT_DEAD || v == WF_EMPTY) continue;
    if (key) *key = k;
    if (value) *value = v;
    return true;
  }
  return false;
}

/* It fails again and again. */
static bool fail_for_ever(wf_dict_iterator *it, bool *failed) {
  atomic_store_explicit(&it->count, SIZE_MAX, memory_order_relaxed);
  return fail_iteration(it, "changed size", failed);
}

static inline bool advance(wf_dict_iterator *it, wf_value *key, wf_value *value, bool *failed,
                           bool reversed) {
  *failed = false;
  wf_value dict = wf_slot_acquire(&it->dict);
  if (dict == WF_EMPTY) return false;
  for (;;) {
    const wf_dict_table *t = wf_dict_table_of(dict);
    if (WF_UNLIKELY(size_changed(it, dict))) return fail_for_ever(it, failed);
    uint64_t place = place_of(it);
    uint32_t at = (uint32_t)place;
    if (WF_UNLIKELY(!find_live(t, &at, reversed, key, value))) {
      if (size_changed(it, dict)) return fail_for_ever(it, failed);
      /* a key that was removed and put in again meanwhile must not be missed */
      if (wf_dict_table_of(dict) != t || (!reversed && wf_dict_used(t) > at)) continue;
      wf_slot_set(&it->dict, WF_EMPTY);
      return false;
    }
    if (place >> 32 >= it->expected) {
      wf_slot_set(&it->dict, WF_EMPTY);
      return fail_iteration(it, "keys changed", failed);
    }
    uint64_t next = ((place >> 32) + 1) << 32 | at;
    if (WF_CLAIM(&it->place, &place, next)) return true;
  }
}

bool wf_dict_iterator_advance(wf_dict_iterator *it, wf_value *key, wf_value *value, bool *failed) {
  return advance(it, key, value, failed, false);
}

wf_value wf_dict_next_key(wf_value self) {
  wf_value key;
  bool failed;
  return advance(to_iterator(self), &key, NULL, &failed, false) ? key
         : failed                                              ? WF_ERROR
                                                               : WF_EMPTY;
}

wf_value wf_dict_next_value(wf_value self) {
  wf_value value;
  bool failed;
  return advance(to_iterator(self), NULL, &value, &failed, false) ? value
         : failed                                                ? WF_ERROR
                                                                 : WF_EMPTY;
}

static int next_pair(wf_value self, wf_value pair[2]) {
  bool failed;
  if (advance(to_iterator(self), &pair[0], &pair[1], &failed, false)) return 1;
  return failed ? -1 : 0;
}

wf_value wf_dict_next_item(wf_value self) {
  wf_value pair[2];
  int got = next_pair(self, pair);
  return got > 0 ? wf_tuple_from_array(pair, 2) : got == 0 ? WF_EMPTY : WF_ERROR;
}

wf_value wf_dict_previous_key(wf_value self) {
  wf_value key;
  bool failed;
  return advance(to_iterator(self), &key, NULL, &failed, true) ? key
         : failed                                             ? WF_ERROR
                                                              : WF_EMPTY;
}

wf_value wf_dict_previous_value(wf_value self) {
  wf_value value;
  bool failed;
  return advance(to_iterator(self), NULL, &value, &failed, true) ? value
         : failed                                               ? WF_ERROR
                                                                : WF_EMPTY;
}

wf_value wf_dict_previous_item(wf_value self) {
  wf_value pair[2];
  bool failed;
  if (advance(to_iterator(self), &pair[0], &pair[1], &failed, true))
    return wf_tuple_from_array(pair, 2);
  return failed ? WF_ERROR : WF_EMPTY;
}

WF_NATIVE(iterator_length_hint) {
  const wf_dict_iterator *it = to_iterator(args[0]);
  wf_value dict = wf_slot_acquire(&it->dict);
  if (dict == WF_EMPTY || size_changed(it, dict)) return wf_small_int(0);
  size_t given = (size_t)(place_of(it) >> 32);
  return wf_small_int(given < it->expected ? (int64_t)(it->expected - given) : 0);
}

/* What is left, without moving the iterator: as a list for iter(). */
WF_NATIVE(iterator_reduce) {
  wf_value iter = wf_builtin("iter");
  const wf_dict_iterator *it = to_iterator(args[0]);
  size_t size = wf_type_of(args[0])->instance_size;
  wf_dict_iterator *copy = wf_new_exact(wf_type_of(args[0]), size);
  memcpy(copy + 1, it + 1, size - sizeof *it); /* what ordered dicts add */
  wf_slot_set(&copy->dict, wf_slot_acquire(&it->dict));
  atomic_store_explicit(&copy->count, count_of(it), memory_order_relaxed);
  copy->expected = it->expected;
  atomic_store_explicit(&copy->place, place_of(it), memory_order_relaxed);
  wf_value rest = wf_list_from_iterable(wf_from_object(copy));
  return wf_reduce(iter, rest, WF_EMPTY);
}

static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, "(self, /)", "How many items are left, about.", 0},
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {0}};

#define ITERATOR(type_name, python_name, step, pair_step)                                     \
  wf_type type_name = {                                                                       \
      .name = python_name,                                                                    \
      .instance_size = sizeof(wf_dict_iterator),                                              \
      .flags = WF_TYPE_NO_NEW,                                                                \
      .slots = {.iter = wf_self_iter, .next = step},                                          \
      .next_pair = pair_step,                                                                 \
      .methods = iterator_methods,                                                            \
  }
ITERATOR(wf_dict_key_iterator_type, "dict_keyiterator", wf_dict_next_key, NULL);
ITERATOR(wf_dict_value_iterator_type, "dict_valueiterator", wf_dict_next_value, NULL);
ITERATOR(wf_dict_item_iterator_type, "dict_itemiterator", wf_dict_next_item, next_pair);
ITERATOR(wf_dict_reverse_key_iterator_type, "dict_reversekeyiterator", wf_dict_previous_key, NULL);
ITERATOR(wf_dict_reverse_value_iterator_type, "dict_reversevalueiterator", wf_dict_previous_value,
         NULL);
ITERATOR(wf_dict_reverse_item_iterator_type, "dict_reverseitemiterator", wf_dict_previous_item,
         NULL);

/* --- Views --- */

wf_value wf_dict_view_new(wf_type *type, wf_value dict) {
  wf_dict_view *view = wf_new_exact(type, sizeof *view);
  view->dict = dict;
  return wf_from_object(view);
}

static int64_t view_length(wf_value self) { return (int64_t)wf_dict_count(WF_DICT_VIEW(self)); }

static wf_value view_repr(wf_value self) {
  bool error = false;
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_from_c("...");
  wf_value list = wf_list_from_iterable(self), text = WF_ERROR;
  if (list != WF_ERROR) text = wf_str_format("%s(%R)", wf_type_name_of(self), list);
  wf_repr_leave(self);
  return text;
}

static wf_value keys_iter(wf_value self) {
  return wf_dict_iterator_new(&wf_dict_key_iterator_type, WF_DICT_VIEW(self), false);
}
static wf_value values_iter(wf_value self) {
  return wf_dict_iterator_new(&wf_dict_value_iterator_type, WF_DICT_VIEW(self), false);
}
static wf_value items_iter(wf_value self) {
  return wf_dict_iterator_new(&wf_dict_item_iterator_type, WF_DICT_VIEW(self), false);
}

static int keys_contains(wf_value self, wf_value key) {
  return wf_dict_contains(WF_DICT_VIEW(self), key);
}

static int items_contains(wf_value self, wf_value item) {
  if (!wf_is_tuple(item) || wf_tuple_length(item) != 2) return 0;
  wf_value value = wf_dict_get(WF_DICT_VIEW(self), wf_tuple_get(item, 0));
  if (value == WF_EMPTY) return 0;
  return value == WF_ERROR ? -1 : wf_items_equal(value, wf_tuple_get(item, 1));
}

/* --- Views as sets --- */

static bool is_keys_or_items(wf_value v) {
  return wf_is_a(v, &wf_dict_keys_type) || wf_is_a(v, &wf_dict_items_type);
}

static bool is_set_like(wf_value v) { return wf_is_set(v) || is_keys_or_items(v); }

/* A container of one of the built-in types as it is now, which stays so beside other threads. */
static wf_value as_it_is(wf_value v) {
  if (!wf_lock_is_real()) return v;
  if (is_keys_or_items(v)) {
    wf_value copy = wf_dict_copy(WF_DICT_VIEW(v));
    return copy == WF_ERROR ? copy : wf_dict_view_new(wf_type_of(v), copy);
  }
  return wf_type_of(v) == &wf_set_type ? wf_frozenset_new(v) : v;
}

static int all_in(wf_value a, wf_value b) {
  wf_value iterator = wf_iter(a);
  if (iterator == WF_ERROR) return -1;
  for (;;) {
    wf_value item = wf_next(iterator);
    if (item == WF_EMPTY) return 1;
    int found = item == WF_ERROR ? -1 : wf_contains(b, item);
    if (found <= 0) return found;
  }
}

/* Are the items of a all of those of b, some, or either, as op says: EQ, LT, LE? 1, 0, -1. */
static int within(wf_value a, wf_value b, enum wf_compare_op op) {
  int64_t m = wf_length(a), n = m < 0 ? -1 : wf_length(b);
  if (m < 0 || n < 0) return -1;
  if (!wf_counts_allow((size_t)m, (size_t)n, op)) return 0;
  wf_value list = wf_items_at_once(a); /* WF_EMPTY: a set that iterates in its own way */
  if (list == WF_ERROR) return -1;
  if (list != WF_EMPTY && is_keys_or_items(b)) {
    int has = wf_dict_has_all(WF_DICT_VIEW(b), list, wf_is_a(b, &wf_dict_items_type), op);
    if (has != WF_EQUAL_UNKNOWN) return has;
  }
  wf_value now = as_it_is(b);
  if (now == WF_ERROR) return -1;
  if (list != WF_EMPTY) m = wf_length(list);
  if (now != b) n = wf_length(now);
  return wf_counts_allow((size_t)m, (size_t)n, op) ? all_in(list == WF_EMPTY ? a : list, now) : 0;
}

static wf_value view_compare(wf_value self, wf_value other, enum wf_compare_op op) {
  if (!is_set_like(other)) return WF_NOT_IMPLEMENTED;
  int answer;
  switch (op) {
    case WF_NE: answer = within(self, other, WF_EQ); break;
    case WF_GT: answer = within(other, self, WF_LT); break;
    case WF_GE: answer = within(other, self, WF_LE); break;
    default: answer = within(self, other, op); break;
  }
  if (answer < 0) return WF_ERROR;
  return wf_bool(op == WF_NE ? !answer : answer);
}

static wf_value view_subtract(wf_value a, wf_value b) {
  if (!is_keys_or_items(a) && !is_keys_or_items(b)) return WF_NOT_IMPLEMENTED;
  wf_value set = wf_set_new(a);
  if (set == WF_ERROR) return WF_ERROR;
  wf_value iterator = wf_iter_at_once(b);
  if (iterator == WF_ERROR) return WF_ERROR;
  for (;;) {
    wf_value item = wf_next(iterator);
    if (item == WF_EMPTY) return set;
    if (item == WF_ERROR || wf_set_discard(set, item) < 0) return WF_ERROR;
  }
}

/* The items of b that a has. */
static wf_value view_and(wf_value a, wf_value b) {
  if (!is_keys_or_items(a)) { /* the reflected form */
    if (!is_keys_or_items(b)) return WF_NOT_IMPLEMENTED;
    wf_value swap = a;
    a = b;
    b = swap;
  }
  if (is_set_like(b) && is_keys_or_items(b) && wf_length(b) > wf_length(a)) {
    wf_value swap = a;
    a = b;
    b = swap;
  }
  wf_value set = wf_set_new(WF_EMPTY), iterator = wf_iter_at_once(b);
  if (set == WF_ERROR || iterator == WF_ERROR) return WF_ERROR;
  for (;;) {
    wf_value item = wf_next(iterator);
    if (item == WF_EMPTY) return set;
    int found = item == WF_ERROR ? -1 : wf_contains(a, item);
    if (found < 0 || (found && !wf_set_add(set, item))) return WF_ERROR;
  }
}

static wf_value view_or(wf_value a, wf_value b) {
  if (!is_keys_or_items(a) && !is_keys_or_items(b)) return WF_NOT_IMPLEMENTED;
  wf_value set = wf_set_new(a);
  return set != WF_ERROR && wf_set_update(set, b) ? set : WF_ERROR;
}

static wf_value view_xor(wf_value a, wf_value b) {
  if (!is_keys_or_items(a) && !is_keys_or_items(b)) return WF_NOT_IMPLEMENTED;
  wf_value set = wf_set_new(a);
  wf_value other = set == WF_ERROR ? WF_ERROR : wf_set_new(b), item;
  if (other == WF_ERROR) return WF_ERROR;
  for (size_t at = 0; wf_set_next(other, &at, &item);) {
    int had = wf_set_discard(set, item);
    if (had < 0 || (!had && !wf_set_add(set, item))) return WF_ERROR;
  }
  return set;
}

WF_NATIVE(view_isdisjoint) {
  wf_value self = args[0], other = args[1];
  if (self == other) return wf_bool(view_length(self) == 0);
  if (is_set_like(other) && wf_length(other) > view_length(self)) {
    self = args[1];
    other = args[0];
  }
  wf_value iterator = wf_iter_at_once(other);
  if (iterator == WF_ERROR) return WF_ERROR;
  for (;;) {
    wf_value item = wf_next(iterator);
    if (item == WF_EMPTY) return WF_TRUE;
    int found = item == WF_ERROR ? -1 : wf_contains(self, item);
    if (found) return found < 0 ? WF_ERROR : WF_FALSE;
  }
}

WF_NATIVE(keys_reversed) {
  return wf_dict_iterator_new(&wf_dict_reverse_key_iterator_type, WF_DICT_VIEW(args[0]), true);
}
WF_NATIVE(values_reversed) {
  return wf_dict_iterator_new(&wf_dict_reverse_value_iterator_type, WF_DICT_VIEW(args[0]), true);
}
WF_NATIVE(items_reversed) {
  return wf_dict_iterator_new(&wf_dict_reverse_item_iterator_type, WF_DICT_VIEW(args[0]), true);
}

static wf_value view_mapping(wf_value self) { return wf_mappingproxy_new(WF_DICT_VIEW(self)); }

static const wf_getset_def view_getsets[] = {
    {"mapping", view_mapping, NULL, "the dict that this view shows"}, {0}};

#define DISJOINT_ROW                                                                          \
  {"isdisjoint", view_isdisjoint, "(self, other, /)",                                         \
   "Do the view and another iterable have no item in common?", 0}
static const wf_native_def keys_methods[] = {
    DISJOINT_ROW,
    {"__reversed__", keys_reversed, "(self, /)", "An iterator over the keys, last first.", 0},
    {0}};
static const wf_native_def values_methods[] = {
    {"__reversed__", values_reversed, "(self, /)", "An iterator over the values, last first.", 0},
    {0}};
static const wf_native_def items_methods[] = {
    DISJOINT_ROW,
    {"__reversed__", items_reversed, "(self, /)", "An iterator over the items, last first.", 0},
    {0}};

#define SET_LIKE                                                                              \
  .binary = {[WF_OP_SUB] = view_subtract, [WF_OP_AND] = view_and, [WF_OP_OR] = view_or,       \
             [WF_OP_XOR] = view_xor},                                                         \
  .compare = view_compare

wf_type wf_dict_keys_type = {
    .name = "dict_keys",
    .instance_size = sizeof(wf_dict_view),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = view_repr, .length = view_length, .iter = keys_iter,
              .contains = keys_contains, SET_LIKE},
    .methods = keys_methods,
    .getsets = view_getsets,
};
wf_type wf_dict_values_type = {
    .name = "dict_values",
    .instance_size = sizeof(wf_dict_view),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = view_repr, .length = view_length, .iter = values_iter},
    .methods = values_methods,
    .getsets = view_getsets,
};
wf_type wf_dict_items_type = {
    .name = "dict_items",
    .instance_size = sizeof(wf_dict_view),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = view_repr, .length = view_length, .iter = items_iter,
              .contains = items_contains, SET_LIKE},
    .methods = items_methods,
    .getsets = view_getsets,
};
