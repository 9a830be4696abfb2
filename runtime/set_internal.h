/* What set.c and set_type.c share. */
#ifndef WF_SET_INTERNAL_H
#define WF_SET_INTERNAL_H

#include "runtime/dict_internal.h"

/* A place is free (WF_EMPTY), has a key, or had one (WF_SET_DEAD); a dead place may get another
   key. The hash is written before the key: who finds a key and then the hash of another one
   takes the first for absent, which it is by then. */
typedef struct wf_set_entry {
  _Atomic(int64_t) hash;
  wf_slot key;
} wf_set_entry;
#define WF_SET_DEAD WF_ERROR

typedef struct wf_set_table {
  size_t mask;
  _Atomic(size_t) fill;    /* places that are not free */
  _Atomic(size_t) version; /* counts insertions */
  wf_set_entry entries[];
} wf_set_table;

typedef struct wf_set {
  wf_object head;
  _Atomic(size_t) count;
  _Atomic(wf_set_table *) table; /* NULL: none yet */
  _Atomic(int64_t) hash;         /* of a frozenset; -1: not computed */
  size_t finger;                 /* where pop looks next; under the lock */
} wf_set;

static inline wf_set *wf_to_set(wf_value v) { return (wf_set *)(uintptr_t)v; }
static inline wf_set_table *wf_set_table_of(wf_value set) {
  return atomic_load_explicit(&wf_to_set(set)->table, memory_order_acquire);
}

/* Items with their hashes, in private memory. */
typedef struct wf_set_items {
  wf_set_entry *entries; /* keys may be read plainly */
  size_t count;
} wf_set_items;
static inline wf_value wf_set_item(const wf_set_items *items, size_t i) {
  return wf_slot_get(&items->entries[i].key);
}
static inline int64_t wf_set_hash_at(const wf_set_entry *e) {
  return atomic_load_explicit(&((wf_set_entry *)e)->hash, memory_order_relaxed);
}
bool wf_set_snapshot(wf_value set, wf_set_items *out); /* false: MemoryError */
wf_value wf_set_items_list(wf_value set);

wf_value wf_set_new_of(wf_type *cls);
wf_value wf_set_copy_of(wf_type *cls, wf_value set); /* cls: set or frozenset */
/* Are the items of a all of those of b, some, or either, as op says: EQ, LT, LE? 1, 0, -1. Both are
   taken as they are at one moment, or at one of their own when items are compared by calls. */
int wf_set_within(wf_value a, wf_value b, enum wf_compare_op op);
int wf_set_contains_key(wf_value set, const wf_key *key);
bool wf_set_add_key(wf_value set, const wf_key *key);
int wf_set_discard_key(wf_value set, const wf_key *key);
static inline wf_key wf_set_key(const wf_set_items *items, size_t i) {
  return wf_key_known(wf_set_item(items, i), wf_set_hash_at(&items->entries[i]));
}
/* Gives set the contents of other, which nobody else knows. */
void wf_set_adopt(wf_value set, wf_value other);
void wf_set_clear(wf_value set);
wf_value wf_set_pop(wf_value set); /* WF_EMPTY: it is empty */
/* Room for this many more, as CPython's update takes care of. */
bool wf_set_make_room(wf_value set, size_t more);

#endif
