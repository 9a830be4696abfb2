/* The types set and frozenset, and their iterator. */
#include <config.h>

#include "runtime/descriptor.h"
#include "runtime/sequence_internal.h"
#include "runtime/set_internal.h"

static bool is_mutable(wf_value v) { return wf_is_a(v, &wf_set_type); }

/* Results are plain sets or frozensets, whatever subclass the operand is of. */
static wf_type *base_of(wf_value v) { return is_mutable(v) ? &wf_set_type : &wf_frozenset_type; }

/* --- Construction --- */

static wf_value set_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  (void)args, (void)npos, (void)kwnames;
  return wf_set_new_of(cls);
}

static int set_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value iterable;
  if (!wf_refuse_all_keywords(&wf_set_type, kwnames) ||
      !wf_optional_argument("set", args, npos, &iterable))
    return -1;
  if (wf_set_count(self)) wf_set_clear(self);
  return iterable == WF_EMPTY || wf_set_update(self, iterable) ? 0 : -1;
}

static wf_value frozenset_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value iterable;
  if (!wf_refuse_keywords_new(cls, &wf_frozenset_type, kwnames) ||
      !wf_optional_argument("frozenset", args, npos, &iterable))
    return WF_ERROR;
  if (cls == &wf_frozenset_type && iterable != WF_EMPTY &&
      wf_has_root_shape(iterable, &wf_frozenset_type))
    return iterable;
  wf_value set = wf_set_new_of(cls);
  return iterable == WF_EMPTY || wf_set_update(set, iterable) ? set : WF_ERROR;
}

/* --- Slots --- */

static wf_value set_repr(wf_value self) {
  bool error = false;
  const wf_type *type = wf_type_of(self);
  if (!wf_repr_enter(self, &error))
    return error ? WF_ERROR : wf_str_format("%s(...)", wf_type_name(type));
  wf_items items = {0};
  wf_value text = WF_ERROR;
  bool own_way = type->slots.iter != wf_set_type.slots.iter;
  if (wf_set_count(self) && !wf_items_from(self, &items)) {
    text = WF_ERROR;
  } else if (items.count == 0 && !(own_way && wf_set_count(self))) {
    text = wf_str_format("%s()", wf_type_name(type));
  } else {
    text = wf_repr_items(items.data, items.count, "{", "}");
    if (text != WF_ERROR && type != &wf_set_type)
      text = wf_str_format("%s(%U)", wf_type_name(type), text);
  }
  wf_repr_leave(self);
  return text;
}

static uint64_t shuffle(uint64_t hash) {
  return ((hash ^ UINT64_C(89869747)) ^ (hash << 16)) * UINT64_C(3644798167);
}

/* Any order gives the same: the items' hashes, each spread over the word, are combined by xor. */
static int64_t frozenset_hash(wf_value self) {
  wf_set *s = wf_to_set(self);
  int64_t known = atomic_load_explicit(&s->hash, memory_order_relaxed);
  if (known != -1) return known;
  const wf_set_table *t = wf_set_table_of(self);
  uint64_t hash = 0;
  for (size_t i = 0; t && i <= t->mask; i++) {
    wf_value key = wf_slot_acquire(&t->entries[i].key);
    if (key != WF_EMPTY && key != WF_SET_DEAD)
      hash ^= shuffle((uint64_t)wf_set_hash_at(&t->entries[i]));
  }
  hash ^= ((uint64_t)wf_set_count(self) + 1) * UINT64_C(1927868237);
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069 + UINT64_C(907133923);
  if (hash == UINT64_MAX) hash = UINT64_C(590923713);
  atomic_store_explicit(&s->hash, (int64_t)hash, memory_order_relaxed);
  return (int64_t)hash;
}

static int equal(wf_value a, wf_value b) {
  int64_t ha = atomic_load_explicit(&wf_to_set(a)->hash, memory_order_relaxed);
  int64_t hb = atomic_load_explicit(&wf_to_set(b)->hash, memory_order_relaxed);
  return ha != -1 && hb != -1 && ha != hb ? 0 : wf_set_within(a, b, WF_EQ);
}

static wf_value set_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!wf_is_set(a) || !wf_is_set(b)) return WF_NOT_IMPLEMENTED;
  int answer;
  switch (op) {
    case WF_EQ:
    case WF_NE: answer = equal(a, b); break;
    case WF_LT:
    case WF_LE: answer = wf_set_within(a, b, op); break;
    default: answer = wf_set_within(b, a, op == WF_GT ? WF_LT : WF_LE); break;
  }
  if (answer < 0) return WF_ERROR;
  return wf_bool(op == WF_NE ? !answer : answer);
}

static int64_t set_length(wf_value self) { return (int64_t)wf_set_count(self); }

/* A set as item to look for, which has no hash, stands for the frozenset of its items. True: then
   *key is that. */
static bool key_of_set(wf_value item, wf_key *key) {
  if (!wf_is_set(item) || !wf_error_is(&wf_exc_TypeError)) return false;
  wf_error_clear();
  wf_value frozen = wf_frozenset_new(item);
  return frozen != WF_ERROR && wf_key_of(frozen, key);
}

static int set_contains(wf_value self, wf_value item) {
  wf_key key;
  if (!wf_key_of(item, &key) && !key_of_set(item, &key)) return -1;
  return wf_set_contains_key(self, &key);
}

/* --- Combining --- */

/* Adds to `result` the items of `items` that are in `in` or not, as `wanted` says. */
static bool add_selected(wf_value result, const wf_set_items *items, wf_value in, bool wanted) {
  for (size_t i = 0; i < items->count; i++) {
    wf_key key = wf_set_key(items, i);
    int found = wf_set_contains_key(in, &key);
    if (found < 0 || (found == wanted && !wf_set_add_key(result, &key))) return false;
  }
  return true;
}

static wf_value intersection(wf_value self, wf_value other) {
  wf_value result = wf_set_new_of(base_of(self));
  wf_set_items items;
  if (self == other) return wf_set_copy_of(base_of(self), self);
  if (wf_is_set(other)) {
    bool swap = wf_set_count(other) > wf_set_count(self);
    return wf_set_snapshot(swap ? self : other, &items) &&
                   add_selected(result, &items, swap ? other : self, true)
               ? result
               : WF_ERROR;
  }
  wf_value iterator = wf_iter_at_once(other);
  if (iterator == WF_ERROR) return WF_ERROR;
  for (;;) {
    wf_value v = wf_next(iterator);
    wf_key key;
    if (v == WF_EMPTY) return result;
    if (v == WF_ERROR || !wf_key_of(v, &key)) return WF_ERROR;
    int found = wf_set_contains_key(self, &key);
    if (found < 0 || (found && !wf_set_add_key(result, &key))) return WF_ERROR;
  }
}

static bool subtract(wf_value self, wf_value other) {
  if (self == other) {
    wf_set_clear(self);
    return true;
  }
  if (wf_is_set(other)) {
    wf_set_items items;
    if (!wf_set_snapshot(other, &items)) return false;
    for (size_t i = 0; i < items.count; i++) {
      wf_key key = wf_set_key(&items, i);
      if (wf_set_discard_key(self, &key) < 0) return false;
    }
    return true;
  }
  if (wf_is_dict_exact(other)) {
    size_t count;
    const wf_key *keys = wf_dict_keys_hashed(other, &count);
    for (size_t i = 0; keys && i < count; i++)
      if (wf_set_discard_key(self, &keys[i]) < 0) return false;
    return keys != NULL;
  }
  wf_value iterator = wf_iter_at_once(other);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value v = wf_next(iterator);
    if (v == WF_EMPTY) return true;
    if (v == WF_ERROR || wf_set_discard(self, v) < 0) return false;
  }
}

static wf_value difference(wf_value self, wf_value other) {
  if (wf_is_set(other) && wf_set_count(self) >> 2 <= wf_set_count(other)) {
    wf_value result = wf_set_new_of(base_of(self));
    wf_set_items items;
    return wf_set_snapshot(self, &items) && add_selected(result, &items, other, false) ? result
                                                                                       : WF_ERROR;
  }
  wf_value result = wf_set_copy_of(base_of(self), self);
  return result != WF_ERROR && subtract(result, other) ? result : WF_ERROR;
}

/* Items that self has go, the others come. */
static bool toggle(wf_value self, wf_value other) {
  wf_set_items items;
  if (self == other) {
    wf_set_clear(self);
    return true;
  }
  if (!wf_is_set(other)) {
    other = wf_set_new(other);
    if (other == WF_ERROR) return false;
  }
  if (!wf_set_snapshot(other, &items)) return false;
  for (size_t i = 0; i < items.count; i++) {
    wf_key key = wf_set_key(&items, i);
    int had = wf_set_discard_key(self, &key);
    if (had < 0 || (!had && !wf_set_add_key(self, &key))) return false;
  }
  return true;
}

static wf_value symmetric_difference(wf_value self, wf_value other) {
  wf_value result = wf_set_copy_of(base_of(self), other);
  return result != WF_ERROR && toggle(result, self) ? result : WF_ERROR;
}

static wf_value set_or(wf_value a, wf_value b) {
  if (!wf_is_set(a) || !wf_is_set(b)) return WF_NOT_IMPLEMENTED;
  wf_value result = wf_set_copy_of(base_of(a), a);
  return result != WF_ERROR && wf_set_update(result, b) ? result : WF_ERROR;
}
static wf_value set_and(wf_value a, wf_value b) {
  return wf_is_set(a) && wf_is_set(b) ? intersection(a, b) : WF_NOT_IMPLEMENTED;
}
static wf_value set_subtract(wf_value a, wf_value b) {
  return wf_is_set(a) && wf_is_set(b) ? difference(a, b) : WF_NOT_IMPLEMENTED;
}
static wf_value set_xor(wf_value a, wf_value b) {
  return wf_is_set(a) && wf_is_set(b) ? symmetric_difference(a, b) : WF_NOT_IMPLEMENTED;
}
static wf_value set_ior(wf_value a, wf_value b) {
  if (!wf_is_set(b)) return WF_NOT_IMPLEMENTED;
  return wf_set_update(a, b) ? a : WF_ERROR;
}
static wf_value set_iand(wf_value a, wf_value b) {
  if (!wf_is_set(b)) return WF_NOT_IMPLEMENTED;
  wf_value result = intersection(a, b);
  if (result == WF_ERROR) return WF_ERROR;
  wf_set_adopt(a, result);
  return a;
}
static wf_value set_isubtract(wf_value a, wf_value b) {
  if (!wf_is_set(b)) return WF_NOT_IMPLEMENTED;
  return subtract(a, b) ? a : WF_ERROR;
}
static wf_value set_ixor(wf_value a, wf_value b) {
  if (!wf_is_set(b)) return WF_NOT_IMPLEMENTED;
  return toggle(a, b) ? a : WF_ERROR;
}

/* --- Methods --- */

/* Of methods with *others: args[1] is their tuple. */
#define OTHERS wf_tuple_length(args[1])
#define OTHER(i) wf_tuple_get(args[1], i)

WF_NATIVE(set_union) {
  wf_value result = wf_set_copy_of(base_of(args[0]), args[0]);
  for (size_t i = 0; result != WF_ERROR && i < OTHERS; i++)
    if (OTHER(i) != args[0] && !wf_set_update(result, OTHER(i))) return WF_ERROR;
  return result;
}

WF_NATIVE(set_update) {
  for (size_t i = 0; i < OTHERS; i++)
    if (!wf_set_update(args[0], OTHER(i))) return WF_ERROR;
  return WF_NONE;
}

static wf_value copy_of(wf_value self) {
  if (wf_has_root_shape(self, &wf_frozenset_type)) return self;
  return wf_set_copy_of(base_of(self), self);
}

static wf_value intersect_all(const wf_value *args) {
  if (OTHERS == 0) return wf_set_copy_of(base_of(args[0]), args[0]);
  wf_value result = args[0];
  for (size_t i = 0; result != WF_ERROR && i < OTHERS; i++) result = intersection(result, OTHER(i));
  return result;
}

WF_NATIVE(set_intersection) { return intersect_all(args); }

WF_NATIVE(set_intersection_update) {
  wf_value result = intersect_all(args);
  if (result == WF_ERROR) return WF_ERROR;
  wf_set_adopt(args[0], result);
  return WF_NONE;
}

WF_NATIVE(set_difference) {
  if (OTHERS == 0) return wf_set_copy_of(base_of(args[0]), args[0]);
  wf_value result = difference(args[0], OTHER(0));
  for (size_t i = 1; result != WF_ERROR && i < OTHERS; i++)
    if (!subtract(result, OTHER(i))) return WF_ERROR;
  return result;
}

WF_NATIVE(set_difference_update) {
  for (size_t i = 0; i < OTHERS; i++)
    if (!subtract(args[0], OTHER(i))) return WF_ERROR;
  return WF_NONE;
}

WF_NATIVE(set_symmetric_difference) { return symmetric_difference(args[0], args[1]); }
WF_NATIVE(set_symmetric_difference_update) {
  return toggle(args[0], args[1]) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(set_issubset) {
  wf_value other = wf_is_set(args[1]) ? args[1] : wf_set_new(args[1]);
  int answer = other == WF_ERROR ? -1 : wf_set_within(args[0], other, WF_LE);
  return answer < 0 ? WF_ERROR : wf_bool(answer);
}

WF_NATIVE(set_issuperset) {
  if (wf_is_set(args[1])) {
    int answer = wf_set_within(args[1], args[0], WF_LE);
    return answer < 0 ? WF_ERROR : wf_bool(answer);
  }
  wf_value iterator = wf_iter_at_once(args[1]);
  if (iterator == WF_ERROR) return WF_ERROR;
  for (;;) {
    wf_value v = wf_next(iterator);
    if (v == WF_EMPTY) return WF_TRUE;
    int found = v == WF_ERROR ? -1 : set_contains(args[0], v);
    if (found <= 0) return found < 0 ? WF_ERROR : WF_FALSE;
  }
}

WF_NATIVE(set_isdisjoint) {
  wf_value self = args[0], other = args[1];
  if (self == other) return wf_bool(wf_set_count(self) == 0);
  if (wf_is_set(other) && wf_set_count(other) > wf_set_count(self)) {
    other = args[0];
    self = args[1];
  }
  wf_value iterator = wf_iter_at_once(other);
  if (iterator == WF_ERROR) return WF_ERROR;
  for (;;) {
    wf_value v = wf_next(iterator);
    if (v == WF_EMPTY) return WF_TRUE;
    int found = v == WF_ERROR ? -1 : wf_set_contains(self, v);
    if (found) return found < 0 ? WF_ERROR : WF_FALSE;
  }
}

WF_NATIVE(set_add) { return wf_set_add(args[0], args[1]) ? WF_NONE : WF_ERROR; }

static int discard(wf_value self, wf_value item) {
  wf_key key;
  if (!wf_key_of(item, &key) && !key_of_set(item, &key)) return -1;
  return wf_set_discard_key(self, &key);
}

WF_NATIVE(set_discard) { return discard(args[0], args[1]) < 0 ? WF_ERROR : WF_NONE; }

WF_NATIVE(set_remove) {
  int removed = discard(args[0], args[1]);
  if (removed == 0) return wf_raise_key(args[1]);
  return removed < 0 ? WF_ERROR : WF_NONE;
}

WF_NATIVE(set_pop) {
  wf_value v = wf_set_pop(args[0]);
  return v == WF_EMPTY ? wf_raise(&wf_exc_KeyError, "pop from an empty set") : v;
}

WF_NATIVE(set_clear) {
  wf_set_clear(args[0]);
  return WF_NONE;
}

WF_NATIVE(set_copy) { return copy_of(args[0]); }

WF_NATIVE(set_contains_method) {
  int found = set_contains(args[0], args[1]);
  return found < 0 ? WF_ERROR : wf_bool(found);
}

WF_NATIVE(set_reduce) {
  wf_value items = wf_list_from_iterable(args[0]), state = WF_NONE;
  if (items == WF_ERROR) return WF_ERROR;
  if (wf_type_of(args[0]) != base_of(args[0])) {
    state = wf_call_method0(args[0], wf_names.__getstate__);
    if (state == WF_ERROR) return WF_ERROR;
  }
  return wf_tuple_of(3, wf_from_type(wf_type_of(args[0])), wf_tuple_of(1, items), state);
}

WF_NATIVE(set_sizeof) {
  const wf_set_table *t = wf_set_table_of(args[0]);
  size_t size = sizeof(wf_set);
  if (t) size += sizeof *t + (t->mask + 1) * sizeof(wf_set_entry);
  return wf_int_new((int64_t)size);
}

#define COMMON_ROWS                                                                           \
  {"copy", set_copy, "(self, /)", "A set with the same items.", 0},                           \
      {"difference", set_difference, "(self, /, *others)",                                    \
       "The items that none of the others have.", 0},                                         \
      {"intersection", set_intersection, "(self, /, *others)",                                \
       "The items that all the others have too.", 0},                                         \
      {"isdisjoint", set_isdisjoint, "(self, other, /)",                                      \
       "Do the set and another iterable have no item in common?", 0},                         \
      {"issubset", set_issubset, "(self, other, /)", "Does other have all items of the set?", 0}, \
      {"issuperset", set_issuperset, "(self, other, /)",                                      \
       "Does the set have all items of other?", 0},                                           \
      {"symmetric_difference", set_symmetric_difference, "(self, other, /)",                  \
       "The items that are in exactly one of the two.", 0},                                   \
      {"union", set_union, "(self, /, *others)", "The items of the set and all the others.", 0}, \
      {"__contains__", set_contains_method, "(self, item, /)", "Is item in the set?", 0},     \
      {"__reduce__", set_reduce, "(self, /)", "For copying and pickling.", 0},                \
      {"__sizeof__", set_sizeof, "(self, /)", "Bytes of memory.", 0}, WF_CLASS_GETITEM

static const wf_native_def frozenset_methods[] = {COMMON_ROWS, {0}};

static const wf_native_def set_methods[] = {
    COMMON_ROWS,
    {"add", set_add, "(self, item, /)", "Adds an item; nothing changes when it is there.", 0},
    {"clear", set_clear, "(self, /)", "Removes all items.", 0},
    {"discard", set_discard, "(self, item, /)", "Removes an item if it is there.", 0},
    {"difference_update", set_difference_update, "(self, /, *others)",
     "Removes all items that any of the others has.", 0},
    {"intersection_update", set_intersection_update, "(self, /, *others)",
     "Removes all items but those that all the others have.", 0},
    {"pop", set_pop, "(self, /)", "Removes and gives any item; KeyError when there is none.", 0},
    {"remove", set_remove, "(self, item, /)", "Removes an item; KeyError when it is not there.", 0},
    {"symmetric_difference_update", set_symmetric_difference_update, "(self, other, /)",
     "Removes the items that other has too and adds those that only other has.", 0},
    {"update", set_update, "(self, /, *others)", "Adds the items of all the others.", 0},
    {0}};

/* --- The iterator --- */

typedef struct set_iterator {
  wf_object head;
  wf_slot set; /* WF_EMPTY when exhausted */
  _Atomic(size_t) expected, at, given;
} set_iterator;

static wf_type set_iterator_type;

static set_iterator *to_iterator(wf_value v) { return (set_iterator *)(uintptr_t)v; }
static size_t load(const _Atomic(size_t) *p) {
  return atomic_load_explicit((_Atomic(size_t) *)p, memory_order_relaxed);
}

static wf_value set_iter(wf_value self) {
  set_iterator *it = WF_NEW(set_iterator, set_iterator_type);
  wf_slot_set(&it->set, self);
  atomic_store_explicit(&it->expected, wf_set_count(self), memory_order_relaxed);
  return wf_from_object(it);
}

static wf_value fail_for_ever(set_iterator *it) {
  atomic_store_explicit(&it->expected, SIZE_MAX, memory_order_relaxed);
  return wf_raise(&wf_exc_RuntimeError, "Set changed size during iteration");
}

static size_t version_of(const wf_set_table *t) {
  return t ? atomic_load_explicit(&((wf_set_table *)t)->version, memory_order_acquire) : 0;
}

/* Where no item is left, it looks again for one that was removed and put in again meanwhile. */
static wf_value set_iterator_next(wf_value self) {
  set_iterator *it = to_iterator(self);
  wf_value set = wf_slot_acquire(&it->set), item;
  if (set == WF_EMPTY) return WF_EMPTY;
  size_t at = load(&it->at), next, expected = load(&it->expected);
  for (;;) {
    const wf_set_table *t = wf_set_table_of(set);
    size_t version = version_of(t);
    if (WF_UNLIKELY(wf_set_count(set) != expected)) return fail_for_ever(it);
    next = at;
    if (WF_LIKELY(wf_set_next(set, &next, &item))) {
      if (WF_CLAIM(&it->at, &at, next)) break;
    } else if (wf_set_count(set) == expected && wf_set_table_of(set) == t &&
               version_of(t) == version) {
      wf_slot_set(&it->set, WF_EMPTY);
      return WF_EMPTY;
    }
  }
  atomic_fetch_add_explicit(&it->given, 1, memory_order_relaxed);
  return item;
}

WF_NATIVE(iterator_length_hint) {
  const set_iterator *it = to_iterator(args[0]);
  wf_value set = wf_slot_acquire(&it->set);
  size_t expected = load(&it->expected), given = load(&it->given);
  if (set == WF_EMPTY || wf_set_count(set) != expected || given > expected) return wf_small_int(0);
  return wf_small_int((int64_t)(expected - given));
}

WF_NATIVE(iterator_reduce) {
  wf_value iter = wf_builtin("iter");
  const set_iterator *it = to_iterator(args[0]);
  set_iterator *copy = WF_NEW(set_iterator, set_iterator_type);
  wf_slot_set(&copy->set, wf_slot_acquire(&it->set));
  atomic_store_explicit(&copy->expected, load(&it->expected), memory_order_relaxed);
  atomic_store_explicit(&copy->at, load(&it->at), memory_order_relaxed);
  wf_value rest = wf_list_from_iterable(wf_from_object(copy));
  return wf_reduce(iter, rest, WF_EMPTY);
}

static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, "(self, /)", "How many items are left, about.", 0},
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {0}};

static wf_type set_iterator_type = {
    .name = "set_iterator",
    .instance_size = sizeof(set_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = wf_self_iter, .next = set_iterator_next},
    .methods = iterator_methods,
};

/* --- The types --- */

#define COMMON_SLOTS                                                                          \
  .repr = set_repr, .compare = set_compare, .iter = set_iter,                                  \
  .length = set_length, .contains = set_contains,                                             \
  .binary = {[WF_OP_OR] = set_or, [WF_OP_AND] = set_and, [WF_OP_SUB] = set_subtract,          \
             [WF_OP_XOR] = set_xor}

wf_type wf_set_type = {
    .name = "set",
    .doc = "set() -> empty\nset(iterable) -> its items\n\n"
           "Items without order and without equals among them, which can change.",
    .instance_size = sizeof(wf_set),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_SET | WF_TYPE_WEAK,
    .slots = {COMMON_SLOTS,
              .new = set_new,
              .init = set_init,
              .inplace = {[WF_OP_OR] = set_ior, [WF_OP_AND] = set_iand,
                          [WF_OP_SUB] = set_isubtract, [WF_OP_XOR] = set_ixor}},
    .methods = set_methods,
};

wf_type wf_frozenset_type = {
    .name = "frozenset",
    .doc = "frozenset() -> empty\nfrozenset(iterable) -> its items\n\n"
           "Items without order and without equals among them, which never change.",
    .instance_size = sizeof(wf_set),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_SET | WF_TYPE_WEAK,
    .slots = {COMMON_SLOTS, .hash = frozenset_hash, .new = frozenset_new},
    .methods = frozenset_methods,
};

bool wf_set_types_init(void) {
  return wf_type_ready(&wf_set_type) && wf_type_ready(&wf_frozenset_type) &&
         wf_type_ready(&set_iterator_type);
}
