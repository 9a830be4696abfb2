/* What the files of dict share: dict.c, dict_type.c, dict_view.c, native/collections.c. */
#ifndef WF_DICT_INTERNAL_H
#define WF_DICT_INTERNAL_H

#include "runtime/sequence_internal.h"

static inline wf_dict *wf_to_dict(wf_value v) { return (wf_dict *)(uintptr_t)v; }

/* How a key can be compared: with exact strs, with plain values, or perhaps by script code. */
enum wf_key_kind {
  WF_KEY_STR,
  WF_KEY_PLAIN,
  WF_KEY_OTHER,
  WF_KEY_WITHOUT_CALLS /* in dict.c: to be found only as far as no script code has to run */
};
typedef struct wf_key {
  wf_value value;
  int64_t hash;
  enum wf_key_kind kind;
} wf_key;

/* Hashes a key; false: error pending. May run script code. */
bool wf_key_hash_slow(wf_key *key);
static inline bool wf_key_of(wf_value v, wf_key *key) {
  key->value = v;
  if (wf_is_small_int(v)) {
    int64_t i = wf_small_int_get(v);
    key->kind = WF_KEY_PLAIN;
    key->hash = i;
    if (WF_LIKELY(i > -1 && i < (INT64_C(1) << 61) - 1)) return true;
  } else if (wf_is_str_exact(v)) {
    uint32_t hash = atomic_load_explicit(&wf_to_strp(v)->head.aux, memory_order_relaxed);
    key->kind = WF_KEY_STR;
    key->hash = hash ? hash : wf_str_hash32(v);
    return true;
  }
  return wf_key_hash_slow(key);
}
/* The same when the hash is known. */
static inline wf_key wf_key_known(wf_value v, int64_t hash) {
  return (wf_key){v, hash,
                  wf_is_str_exact(v) ? WF_KEY_STR : wf_is_plain(v) ? WF_KEY_PLAIN : WF_KEY_OTHER};
}

wf_value wf_dict_get_key(wf_value dict, const wf_key *key);
bool wf_dict_set_key(wf_value dict, const wf_key *key, wf_value value);
/* The value that is there now; `value` was stored if there was none. */
wf_value wf_dict_setdefault_key(wf_value dict, const wf_key *key, wf_value value);
wf_value wf_dict_pop_key(wf_value dict, const wf_key *key); /* WF_EMPTY when absent */

/* The value of a key becomes one more, or 1 when there was none: in one step when it is a small
   int. */
bool wf_dict_increment(wf_value dict, wf_value key);

extern wf_dict_table wf_dict_empty_table;

/* An empty dict of this class (a subclass of dict). */
wf_value wf_dict_new_of(wf_type *cls);
/* Removes and gives the last or first entry as a key and a value: 1, 0 when empty. */
int wf_dict_take_end(wf_value dict, bool last, wf_value *key, wf_value *value);
/* Moves a key to the end, or to the front: 1, 0 when absent, -1 error. */
int wf_dict_move(wf_value dict, wf_value key, bool last);
/* Keys and values, alternating, as they are at one moment; NULL: MemoryError. */
wf_value *wf_dict_snapshot(wf_value dict, size_t *pairs);
/* The keys with their hashes, likewise. */
wf_key *wf_dict_keys_hashed(wf_value dict, size_t *count);
bool wf_dict_init_from(wf_value dict, const char *name, const wf_value *args, size_t npos,
                       wf_value kwnames);
wf_value wf_dict_fromkeys(wf_type *cls, wf_value iterable, wf_value value);
/* 1 equal, 0 not, -1 error. Both are dicts, and taken as they are at one moment, or each at one of
   its own when keys are compared by calls. */
int wf_dict_equal(wf_value a, wf_value b);
/* Can m different things be all of n, some of them, or either, as op says: EQ, LT, LE? */
static inline bool wf_counts_allow(size_t m, size_t n, enum wf_compare_op op) {
  return op == WF_EQ ? m == n : op == WF_LT ? m < n : m <= n;
}
/* Are the things in a list of the caller's, which differ, all keys of the dict, or its items:
   `pairs`, some of them, or either, at one moment? 1, 0; WF_EQUAL_UNKNOWN: calls are needed. */
int wf_dict_has_all(wf_value dict, wf_value list, bool pairs, enum wf_compare_op op);
/* Does a class step through its instances as dict does? */
bool wf_dict_iterates_plainly(wf_value dict);
wf_value wf_dict_repr_pairs(wf_value dict, const char *open, const char *close);

wf_value wf_dict_getitem(wf_value self, wf_value key); /* raises KeyError; calls __missing__ */
int wf_dict_setitem(wf_value self, wf_value key, wf_value value);
int wf_dict_contains_slot(wf_value self, wf_value key);
wf_value wf_dict_compare(wf_value a, wf_value b, enum wf_compare_op op);
wf_value wf_dict_repr(wf_value self);
wf_value wf_dict_iterator_new(wf_type *type, wf_value dict, bool reversed);
extern wf_type wf_dict_reverse_key_iterator_type, wf_dict_reverse_value_iterator_type,
    wf_dict_reverse_item_iterator_type;
wf_value wf_dict_iter(wf_value self);
wf_value wf_dict_next_key(wf_value iterator);
wf_value wf_dict_next_value(wf_value iterator);
wf_value wf_dict_next_item(wf_value iterator);
wf_value wf_dict_previous_key(wf_value iterator);
wf_value wf_dict_previous_value(wf_value iterator);
wf_value wf_dict_previous_item(wf_value iterator);
bool wf_dict_types_init(void);
bool wf_set_types_init(void);

/* Views. */
typedef struct wf_dict_view {
  wf_object head;
  wf_value dict;
} wf_dict_view;
#define WF_DICT_VIEW(v) (((const wf_dict_view *)(uintptr_t)(v))->dict)
extern const struct wf_slots wf_dict_keys_slots;

#endif
