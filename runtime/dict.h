/* Dicts (ordered) and sets.

   A dict's table is an index of positions into an array of entries in order of insertion. Readers
   take no lock: they load the table once. Within a table entries are only appended, and an entry's
   key and hash never change until it is deleted, when it loses its value and then its key; growth
   and compaction make a new table. Writers hold the dict's lock, but never while a key's __eq__ or
   __hash__ runs: they look up without it, lock, see whether the table is still what they looked at,
   and start again if not.

   A dict in *cell mode* keeps each value in a wf_cell of its own, which never changes for that key,
   so that code can cache the cell: namespaces of modules and classes. Scripts see no difference. */
#ifndef WF_DICT_H
#define WF_DICT_H

#include "runtime/str.h"

/* A box for one value: closure variables, and the values of dicts in cell mode. */
typedef struct wf_cell {
  wf_object head;
  wf_slot value; /* WF_EMPTY: unbound */
} wf_cell;
static inline wf_cell *wf_to_cell(wf_value v) { return (wf_cell *)(uintptr_t)v; }
wf_value wf_cell_new(wf_value value);

typedef struct wf_dict_table wf_dict_table;
typedef struct wf_dict {
  wf_object head;
  _Atomic(size_t) count;
  _Atomic(wf_dict_table *) table; /* never NULL */
} wf_dict;

typedef struct wf_dict_entry {
  int64_t hash;
  wf_slot key;   /* WF_DICT_DEAD after deletion */
  wf_slot value; /* WF_EMPTY after deletion; in a table of cells a wf_cell */
} wf_dict_entry;
#define WF_DICT_DEAD WF_ERROR

/* The index (1 << log2_size positions, 0 free, else entry + 1), then the entries. */
struct wf_dict_table {
  uint8_t log2_size;
  uint8_t width; /* log2 of the bytes of a position */
  bool cells;
  bool constant; /* the empty table that all empty dicts share */
  _Atomic(uint32_t) used;  /* entries appended */
  _Atomic(uint32_t) first; /* entries below are dead */
  uint32_t last;           /* entries from here on are dead; under the lock */
  uint8_t index[];
};

static inline wf_dict_table *wf_dict_table_of(wf_value dict) {
  return atomic_load_explicit(&((wf_dict *)(uintptr_t)dict)->table, memory_order_acquire);
}
static inline wf_dict_entry *wf_dict_entries(const wf_dict_table *t) {
  return (wf_dict_entry *)(void *)((uint8_t *)t->index + ((size_t)1 << t->log2_size << t->width));
}
static inline uint32_t wf_dict_used(const wf_dict_table *t) {
  return atomic_load_explicit(&((wf_dict_table *)t)->used, memory_order_acquire);
}
static inline uint32_t wf_dict_index_get(const wf_dict_table *t, size_t i) {
  if (t->width == 0) return __atomic_load_n(&t->index[i], __ATOMIC_ACQUIRE);
  if (t->width == 1)
    return __atomic_load_n((const uint16_t *)(const void *)t->index + i, __ATOMIC_ACQUIRE);
  return __atomic_load_n((const uint32_t *)(const void *)t->index + i, __ATOMIC_ACQUIRE);
}
/* What the cell of an entry holds. A name's cell may be replaced, which empties the old one: an
   empty cell says nothing unless it is still the entry's. */
static inline wf_value wf_dict_cell_value(const wf_slot *entry, wf_value cell) {
  for (;;) {
    wf_value v = wf_slot_acquire(&wf_to_cell(cell)->value), now;
    if (WF_LIKELY(v != WF_EMPTY)) return v;
    now = wf_slot_acquire(entry);
    if (now == cell || now == WF_EMPTY) return WF_EMPTY;
    cell = now;
  }
}
/* What scripts see of an entry's value: WF_EMPTY when there is none (any more). */
static inline wf_value wf_dict_entry_value(const wf_dict_table *t, const wf_dict_entry *e) {
  wf_value v = wf_slot_acquire(&e->value);
  return t->cells && v != WF_EMPTY ? wf_dict_cell_value(&e->value, v) : v;
}
/* The value for an exact str key, or WF_EMPTY. No script code: a key of another type than str that
   would compare equal is not found (wf_dict_get finds it). */
static inline wf_value wf_dict_get_str_fast(wf_value dict, wf_value name) {
  const wf_dict_table *t = wf_dict_table_of(dict);
  const wf_dict_entry *entries = wf_dict_entries(t);
  size_t mask = ((size_t)1 << t->log2_size) - 1;
  uint32_t hash = atomic_load_explicit(&wf_to_strp(name)->head.aux, memory_order_relaxed);
  if (WF_UNLIKELY(hash == 0)) hash = wf_str_hash32(name);
  uint32_t perturb = hash;
  for (size_t i = hash & mask;; i = (i * 5 + perturb + 1) & mask) {
    uint32_t position = wf_dict_index_get(t, i);
    if (position == 0) return WF_EMPTY;
    const wf_dict_entry *e = &entries[position - 1];
    wf_value key = wf_slot_acquire(&e->key);
    if (key == name || (e->hash == hash && wf_is_str(key) && wf_str_equal(key, name))) {
      wf_value v = wf_slot_acquire(&e->value);
      if (WF_LIKELY(v != WF_EMPTY)) return t->cells ? wf_dict_cell_value(&e->value, v) : v;
    }
    perturb >>= 5;
  }
}

/* Iterators over keys, values and items. `place` holds the next entry (low half) and how many were
   given (high half): claimed by one compare-and-swap. */
typedef struct wf_dict_iterator {
  wf_object head;   /* flags: 1 = no script can reach it, only one thread steps it */
  wf_slot dict;     /* WF_EMPTY when exhausted */
  _Atomic(size_t) count; /* the dict's own when the iteration began: it changes with the dict's
                            size. SIZE_MAX: it has */
  size_t expected;  /* how many entries there were then: the same, but where cells were filled
                       while they were taken away */
  _Atomic(uint64_t) place;
} wf_dict_iterator;
/* The next entry in order, by position; false at the end. With RuntimeError pending when the dict
   changed size: *failed. For iterators of all kinds over dicts. */
bool wf_dict_iterator_advance(wf_dict_iterator *it, wf_value *key, wf_value *value, bool *failed);
/* The step of a private key iterator (see flags) over an undisturbed dict; false: call the type's
   next. */
static inline bool wf_dict_iterator_step(wf_dict_iterator *it, wf_value *key) {
  wf_value dict = wf_slot_get(&it->dict);
  if (WF_UNLIKELY(dict == WF_EMPTY)) return false;
  const wf_dict_table *t = wf_dict_table_of(dict);
  uint64_t place = atomic_load_explicit(&it->place, memory_order_relaxed);
  uint32_t at = (uint32_t)place;
  if (t->cells || at >= wf_dict_used(t) || (place >> 32) >= it->expected ||
      atomic_load_explicit(&((wf_dict *)(uintptr_t)dict)->count, memory_order_relaxed) !=
          it->expected)
    return false;
  const wf_dict_entry *e = &wf_dict_entries(t)[at];
  *key = wf_slot_acquire(&e->key);
  if (*key == WF_DICT_DEAD) return false;
  atomic_store_explicit(&it->place, place + (UINT64_C(1) << 32) + 1, memory_order_relaxed);
  return true;
}

wf_value wf_dict_new(void);
wf_value wf_dict_new_sized(size_t expected);
wf_value wf_dict_new_cells(void);
/* Turns a plain dict into cell mode in place (exec with a caller's dict). */
bool wf_dict_make_cells(wf_value dict);
/* The cell of an interned name in a dict in cell mode; made, with WF_EMPTY in it, when absent (such
   an entry is invisible until it gets a value). WF_ERROR: no memory. */
wf_value wf_dict_cell(wf_value dict, wf_value name);
/* Sets the value of an interned name in a dict in cell mode. The cell stays when keeps(old, value)
   says so, under the dict's lock; else the name gets a fresh one, and the old one is empty from
   then on, for whoever has cached it. kept: which it was. False: no memory. */
bool wf_dict_set_in_cell(wf_value dict, wf_value name, wf_value value,
                         bool (*keeps)(wf_value old, wf_value value), bool *kept);
/* The cell if there is one with or without a value, else WF_EMPTY. No script code. */
wf_value wf_dict_find_cell(wf_value dict, wf_value name);

size_t wf_dict_count(wf_value dict);
/* The value, or WF_EMPTY when absent, or WF_ERROR (unhashable key, __eq__ raised). */
wf_value wf_dict_get(wf_value dict, wf_value key);
/* For str keys: no script code, cannot fail. */
wf_value wf_dict_get_str(wf_value dict, wf_value name);
wf_value wf_dict_get_c(wf_value dict, const char *name);
bool wf_dict_set(wf_value dict, wf_value key, wf_value value); /* false: error pending */
bool wf_dict_set_c(wf_value dict, const char *name, wf_value value);
/* Sets the value and calls `also` in one step for all who set it so: under the dict's lock, and
   while both the old value and the new one are referred to. False: error pending, not called. */
bool wf_dict_set_with(wf_value dict, wf_value key, wf_value value, void (*also)(void *context),
                      void *context);
wf_value wf_dict_setdefault(wf_value dict, wf_value key, wf_value value);
int wf_dict_delete(wf_value dict, wf_value key);   /* 1 deleted, 0 absent, -1 error */
wf_value wf_dict_pop(wf_value dict, wf_value key); /* WF_EMPTY when absent */
/* Deletes the key if that very value is what it has: 1 deleted, 0 not, -1 error. */
int wf_dict_delete_value(wf_value dict, wf_value key, wf_value value);
int wf_dict_contains(wf_value dict, wf_value key);
void wf_dict_clear(wf_value dict);
wf_value wf_dict_copy(wf_value dict);              /* plain dict */
/* update(): other is a dict, a mapping (has keys()) or an iterable of pairs. */
bool wf_dict_update(wf_value dict, wf_value other);
/* Walks in order: *position starts at 0. false at the end. No script code; sees a consistent table
   even when others change the dict. */
bool wf_dict_next(wf_value dict, size_t *position, wf_value *key, wf_value *value);
wf_value wf_dict_keys_list(wf_value dict);
wf_value wf_dict_values_list(wf_value dict);
wf_value wf_dict_items_list(wf_value dict); /* list of 2-tuples */
/* `**mapping` in a call or display: keys must be str when function is not NULL ("f() got multiple
   values for keyword argument 'x'" on duplicates). */
bool wf_dict_merge_kwargs(wf_value dict, wf_value mapping, wf_value function);

/* The views that d.keys(), d.values() and d.items() give. */
extern wf_type wf_dict_keys_type, wf_dict_values_type, wf_dict_items_type;
wf_value wf_dict_view_new(wf_type *type, wf_value dict);

wf_value wf_set_new(wf_value iterable);       /* WF_EMPTY: empty */
wf_value wf_frozenset_new(wf_value iterable);
bool wf_set_add(wf_value set, wf_value item);
int wf_set_discard(wf_value set, wf_value item); /* 1 removed, 0 absent, -1 error */
int wf_set_contains(wf_value set, wf_value item);
size_t wf_set_count(wf_value set);
bool wf_set_update(wf_value set, wf_value iterable);
bool wf_set_next(wf_value set, size_t *position, wf_value *item);

#endif
