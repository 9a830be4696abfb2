/* Sets: the table, and the operations that C code uses.

   Open addressing; ten neighbouring places are tried before the next jump, which keeps small
   integers in ascending order, as people are used to see them. Sizes and jumps follow CPython's,
   so sets of numbers are walked in the same order there and here. Readers take no lock. */
#include <config.h>

#include "runtime/set_internal.h"
#include "runtime/sequence_internal.h"

enum { ABSENT = -1, FAILED = -2, UNKNOWN = -3 };
#define NEIGHBOURS 9
#define SMALLEST 8

static size_t count_of(const wf_set *s) {
  return atomic_load_explicit(&((wf_set *)s)->count, memory_order_relaxed);
}
static void set_count(wf_set *s, size_t count) {
  atomic_store_explicit(&s->count, count, memory_order_release);
}
static wf_set_table *table_of(const wf_set *s) {
  return atomic_load_explicit(&((wf_set *)s)->table, memory_order_acquire);
}
static size_t version_of(const wf_set_table *t) {
  return t ? atomic_load_explicit(&((wf_set_table *)t)->version, memory_order_acquire) : 0;
}
static size_t fill_of(const wf_set_table *t) {
  return t ? atomic_load_explicit(&((wf_set_table *)t)->fill, memory_order_acquire) : 0;
}

static wf_set_table *table_new(size_t more_than) {
  size_t size = SMALLEST;
  while (size <= more_than) size <<= 1;
  if (size > SIZE_MAX / 64) {
    wf_raise_memory();
    return NULL;
  }
  wf_set_table *t = wf_alloc_var(sizeof *t + size * sizeof(wf_set_entry));
  if (t) t->mask = size - 1;
  return t;
}

/* --- Probing --- */

static int same_key(wf_value have, wf_value key, enum wf_key_kind kind) {
  if (kind == WF_KEY_STR) {
    if (wf_is_str_exact(have)) return wf_str_equal(have, key);
    return wf_is_plain(have) ? 0 : UNKNOWN;
  }
  if (kind == WF_KEY_PLAIN) {
    if (!wf_is_plain(have)) return UNKNOWN;
    return wf_is_str_exact(have) ? 0 : wf_equal(have, key);
  }
  return wf_equal(have, key);
}

/* Keys that a key was compared with, by calling script code. */
typedef struct compared {
  size_t count; /* may be more than there is room for */
  wf_value keys[16], last;
} compared;

static void note_compared(compared *c, wf_value key) {
  if (c->count < WF_COUNT(c->keys)) c->keys[c->count] = key;
  c->count++;
  c->last = key;
}

static bool was_compared(const compared *c, wf_value key) {
  for (size_t i = 0; i < c->count && i < WF_COUNT(c->keys); i++)
    if (c->keys[i] == key) return true;
  return false;
}

/* The place of a key, ABSENT, FAILED or UNKNOWN; *free: the place where it would go, the last
   dead one on the way if there is any. seen, or NULL: gets what was compared. */
static inline int64_t probe(const wf_set_table *t, const wf_key *key, enum wf_key_kind kind,
                            size_t *free, compared *seen) {
  size_t perturb = (size_t)key->hash, i = perturb & t->mask, dead = SIZE_MAX;
  for (;;) {
    size_t last = i + NEIGHBOURS <= t->mask ? i + NEIGHBOURS : i;
    for (size_t at = i; at <= last; at++) {
      const wf_set_entry *e = &t->entries[at];
      wf_value have = wf_slot_acquire(&e->key);
      if (have == WF_EMPTY) {
        *free = dead == SIZE_MAX ? at : dead;
        return ABSENT;
      }
      if (have == key->value) return (int64_t)at;
      if (have == WF_SET_DEAD) dead = at;
      if (have == WF_SET_DEAD || wf_set_hash_at(e) != key->hash) continue;
      if (seen) note_compared(seen, have);
      int same = same_key(have, key->value, kind);
      if (same < 0) return same == UNKNOWN ? UNKNOWN : FAILED;
      if (same) return (int64_t)at;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + perturb) & t->mask;
  }
}

static int64_t probe_plain(const wf_set_table *t, const wf_key *key, size_t *free) {
  if (!t) return ABSENT;
  return key->kind == WF_KEY_STR ? probe(t, key, WF_KEY_STR, free, NULL)
                                 : probe(t, key, WF_KEY_PLAIN, free, NULL);
}

/* The owner of a table puts a key that is not there into its first free place. */
static void insert_new(wf_set_table *t, int64_t hash, wf_value key) {
  size_t perturb = (size_t)hash, i = perturb & t->mask;
  for (;;) {
    size_t last = i + NEIGHBOURS <= t->mask ? i + NEIGHBOURS : i;
    for (size_t at = i; at <= last; at++) {
      wf_set_entry *e = &t->entries[at];
      if (wf_slot_get(&e->key) != WF_EMPTY) continue;
      atomic_store_explicit(&e->hash, hash, memory_order_relaxed);
      wf_slot_set(&e->key, key);
      atomic_store_explicit(&t->version, version_of(t) + 1, memory_order_release);
      atomic_store_explicit(&t->fill, fill_of(t) + 1, memory_order_release);
      return;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + perturb) & t->mask;
  }
}

/* Under the lock: is there nothing on the key's way that may be equal and that it was not compared
   with? *free: as for probe. */
static bool nothing_unseen(const wf_set_table *t, const wf_key *key, const compared *seen,
                           size_t *free) {
  size_t perturb = (size_t)key->hash, i = perturb & t->mask, dead = SIZE_MAX;
  if (seen->count > WF_COUNT(seen->keys)) return false;
  for (;;) {
    size_t last = i + NEIGHBOURS <= t->mask ? i + NEIGHBOURS : i;
    for (size_t at = i; at <= last; at++) {
      wf_value have = wf_slot_get(&t->entries[at].key);
      if (have == WF_EMPTY) {
        *free = dead == SIZE_MAX ? at : dead;
        return true;
      }
      if (have == WF_SET_DEAD) dead = at;
      else if (wf_set_hash_at(&t->entries[at]) == key->hash && !was_compared(seen, have))
        return false;
    }
    perturb >>= 5;
    i = (i * 5 + 1 + perturb) & t->mask;
  }
}

/* Does a finding of probe without the lock still hold, under it? Keys that cannot be equal do not
   count: an __eq__ that adds some would never come to an end. */
static bool still_holds(const wf_set *s, const wf_set_table *t, size_t version, int64_t at,
                        const wf_key *key, const compared *seen, size_t *free) {
  if (table_of(s) != t) return false;
  if (at >= 0) {
    wf_value found = wf_slot_get(&t->entries[at].key);
    return found == key->value || found == seen->last;
  }
  return !t || version_of(t) == version || nothing_unseen(t, key, seen, free);
}

/* As lock_and_find of dict.c: the lock is held but for FAILED. */
static int64_t lock_and_find(wf_set *s, const wf_key *key, size_t *free) {
  if (key->kind != WF_KEY_OTHER) {
    wf_lock(s);
    int64_t at = probe_plain(table_of(s), key, free);
    if (WF_LIKELY(at != UNKNOWN)) return at;
    wf_unlock(s);
  }
  for (;;) {
    const wf_set_table *t = table_of(s);
    size_t version = version_of(t);
    compared seen = {0};
    int64_t at = t ? probe(t, key, WF_KEY_OTHER, free, &seen) : ABSENT;
    if (at == FAILED) return FAILED;
    wf_lock(s);
    if (still_holds(s, t, version, at, key, &seen, free)) return at;
    wf_unlock(s);
  }
}

/* --- Under the lock --- */

static bool resize(wf_set *s, size_t more_than) {
  wf_set_table *old = table_of(s), *t = table_new(more_than);
  if (!t) return false;
  for (size_t i = 0; old && i <= old->mask; i++) {
    wf_value key = wf_slot_get(&old->entries[i].key);
    if (key != WF_EMPTY && key != WF_SET_DEAD) insert_new(t, wf_set_hash_at(&old->entries[i]), key);
  }
  atomic_store_explicit(&s->table, t, memory_order_release);
  return true;
}

/* Puts a key that is absent into place `at` of the table. */
static bool put(wf_set *s, const wf_key *key, size_t at) {
  wf_set_table *t = table_of(s);
  if (!t) {
    if (!resize(s, 0)) return false;
    t = table_of(s);
    at = (size_t)key->hash & t->mask;
  }
  bool reused = wf_slot_get(&t->entries[at].key) == WF_SET_DEAD;
  atomic_store_explicit(&t->entries[at].hash, key->hash, memory_order_relaxed);
  wf_slot_set(&t->entries[at].key, key->value);
  atomic_store_explicit(&t->version, version_of(t) + 1, memory_order_release);
  size_t fill = fill_of(t) + !reused, count = count_of(s) + 1;
  atomic_store_explicit(&t->fill, fill, memory_order_release);
  set_count(s, count);
  return reused || fill * 5 < t->mask * 3 || resize(s, count > 50000 ? count * 2 : count * 4);
}

/* The count changes before the key goes (and after one comes): an iterator that finds none any more
   looks at it again. */
static void kill(wf_set *s, size_t at) {
  set_count(s, count_of(s) - 1);
  wf_slot_set(&table_of(s)->entries[at].key, WF_SET_DEAD);
}

/* --- Making sets --- */

wf_value wf_set_new_of(wf_type *cls) {
  wf_set *s = wf_object_new(cls);
  atomic_store_explicit(&s->hash, -1, memory_order_relaxed);
  return wf_from_object(s);
}

static wf_value new_from(wf_type *cls, wf_value iterable) {
  wf_value set = wf_set_new_of(cls);
  return iterable == WF_EMPTY || wf_set_update(set, iterable) ? set : WF_ERROR;
}

wf_value wf_set_new(wf_value iterable) { return new_from(&wf_set_type, iterable); }
wf_value wf_frozenset_new(wf_value iterable) { return new_from(&wf_frozenset_type, iterable); }

wf_value wf_set_copy_of(wf_type *cls, wf_value set) { return new_from(cls, set); }

/* --- Reading --- */

size_t wf_set_count(wf_value set) {
  return atomic_load_explicit(&wf_to_set(set)->count, memory_order_acquire);
}

int wf_set_contains_key(wf_value set, const wf_key *key) {
  size_t free;
  for (;;) {
    const wf_set_table *t = wf_set_table_of(set);
    int64_t at = key->kind == WF_KEY_OTHER ? UNKNOWN : probe_plain(t, key, &free);
    bool called = at == UNKNOWN;
    if (called) at = t ? probe(t, key, WF_KEY_OTHER, &free, NULL) : ABSENT;
    if (at < 0) return at == FAILED ? -1 : 0;
    /* the comparison may have removed what was found */
    bool stays = !called || (wf_set_table_of(set) == t &&
                             wf_slot_acquire(&t->entries[at].key) != WF_SET_DEAD);
    if (stays) return 1;
  }
}

int wf_set_contains(wf_value set, wf_value item) {
  wf_key key;
  return wf_key_of(item, &key) ? wf_set_contains_key(set, &key) : -1;
}

bool wf_set_next(wf_value set, size_t *position, wf_value *item) {
  const wf_set_table *t = wf_set_table_of(set);
  while (t && *position <= t->mask) {
    wf_value key = wf_slot_acquire(&t->entries[(*position)++].key);
    if (key == WF_EMPTY || key == WF_SET_DEAD) continue;
    *item = key;
    return true;
  }
  return false;
}

bool wf_set_snapshot(wf_value set, wf_set_items *out) {
  wf_set *s = wf_to_set(set);
  wf_lock(s);
  const wf_set_table *t = table_of(s);
  size_t count = count_of(s);
  out->count = 0;
  out->entries = wf_alloc_array(count ? count : 1, sizeof *out->entries);
  for (size_t i = 0; out->entries && t && i <= t->mask && out->count < count; i++) {
    wf_value key = wf_slot_get(&t->entries[i].key);
    if (key == WF_EMPTY || key == WF_SET_DEAD) continue;
    atomic_store_explicit(&out->entries[out->count].hash, wf_set_hash_at(&t->entries[i]),
                          memory_order_relaxed);
    atomic_store_explicit(&out->entries[out->count].key, key, memory_order_relaxed);
    out->count++;
  }
  wf_unlock(s);
  return out->entries != NULL;
}

/* Under the locks of both: 1, 0; UNKNOWN: keys have to be compared by calls. */
static int all_in(const wf_set *a, const wf_set *b) {
  const wf_set_table *t = table_of(a), *u = table_of(b);
  size_t free;
  for (size_t i = 0; t && i <= t->mask; i++) {
    wf_value v = wf_slot_get(&t->entries[i].key);
    if (v == WF_EMPTY || v == WF_SET_DEAD) continue;
    wf_key key = wf_key_known(v, wf_set_hash_at(&t->entries[i]));
    int64_t at = key.kind == WF_KEY_OTHER ? UNKNOWN : probe_plain(u, &key, &free);
    if (at < 0) return at == UNKNOWN ? UNKNOWN : 0;
  }
  return 1;
}

/* The same for keys that are compared by calls, in b as it is now if there are other threads. */
static int within_by_calls(wf_value a, wf_value b, enum wf_compare_op op) {
  wf_set_items items;
  if (wf_lock_is_real() && wf_is_a(b, &wf_set_type)) b = wf_set_copy_of(&wf_frozenset_type, b);
  if (b == WF_ERROR || !wf_set_snapshot(a, &items)) return -1;
  if (!wf_counts_allow(items.count, wf_set_count(b), op)) return 0;
  for (size_t i = 0; i < items.count; i++) {
    wf_key key = wf_set_key(&items, i);
    int found = wf_set_contains_key(b, &key);
    if (found <= 0) return found;
  }
  return 1;
}

int wf_set_within(wf_value a, wf_value b, enum wf_compare_op op) {
  const wf_set *x = wf_to_set(a), *y = wf_to_set(b);
  bool x_changes = wf_is_a(a, &wf_set_type), y_changes = wf_is_a(b, &wf_set_type);
  const wf_set *first = x_changes ? x : y, *second = y_changes ? y : x;
  bool locks = x_changes || y_changes; /* frozensets, which threads may share, need none */
  if (locks) wf_lock2(first, second);
  int answer = wf_counts_allow(count_of(x), count_of(y), op) ? all_in(x, y) : 0;
  if (locks) wf_unlock2(first, second);
  return answer == UNKNOWN ? within_by_calls(a, b, op) : answer;
}

wf_value wf_set_items_list(wf_value set) {
  wf_set_items items;
  if (!wf_set_snapshot(set, &items)) return WF_ERROR;
  wf_value list = wf_list_new(items.count);
  for (size_t i = 0; list != WF_ERROR && i < items.count; i++)
    if (!wf_list_append(list, wf_set_item(&items, i))) return WF_ERROR;
  return list;
}

/* --- Writing --- */

bool wf_set_add_key(wf_value set, const wf_key *key) {
  wf_set *s = wf_to_set(set);
  size_t free = 0;
  int64_t at = lock_and_find(s, key, &free);
  if (at == FAILED) return false;
  bool ok = at >= 0 || put(s, key, free);
  wf_unlock(s);
  return ok;
}

bool wf_set_add(wf_value set, wf_value item) {
  wf_key key;
  return wf_key_of(item, &key) && wf_set_add_key(set, &key);
}

int wf_set_discard_key(wf_value set, const wf_key *key) {
  wf_set *s = wf_to_set(set);
  size_t free;
  int64_t at = lock_and_find(s, key, &free);
  if (at == FAILED) return -1;
  if (at >= 0) kill(s, (size_t)at);
  wf_unlock(s);
  return at >= 0;
}

int wf_set_discard(wf_value set, wf_value item) {
  wf_key key;
  return wf_key_of(item, &key) ? wf_set_discard_key(set, &key) : -1;
}

wf_value wf_set_pop(wf_value set) {
  wf_set *s = wf_to_set(set);
  wf_value item = WF_EMPTY;
  wf_lock(s);
  wf_set_table *t = table_of(s);
  while (count_of(s) > 0 && item == WF_EMPTY) {
    size_t at = s->finger & t->mask;
    wf_value key = wf_slot_get(&t->entries[at].key);
    s->finger = at + 1;
    if (key == WF_EMPTY || key == WF_SET_DEAD) continue;
    item = key;
    kill(s, at);
  }
  wf_unlock(s);
  return item;
}

void wf_set_clear(wf_value set) {
  wf_set *s = wf_to_set(set);
  wf_lock(s);
  set_count(s, 0);
  atomic_store_explicit(&s->table, NULL, memory_order_release);
  wf_unlock(s);
}

void wf_set_adopt(wf_value set, wf_value other) {
  wf_set *s = wf_to_set(set);
  wf_lock(s);
  set_count(s, wf_set_count(other));
  atomic_store_explicit(&s->table, wf_set_table_of(other), memory_order_release);
  wf_unlock(s);
}

bool wf_set_make_room(wf_value set, size_t more) {
  wf_set *s = wf_to_set(set);
  bool ok = true;
  wf_lock(s);
  wf_set_table *t = table_of(s);
  size_t mask = t ? t->mask : SMALLEST - 1;
  if ((fill_of(t) + more) * 5 >= mask * 3) ok = resize(s, (count_of(s) + more) * 2);
  wf_unlock(s);
  return ok;
}

/* Under the lock: as many as need no script code; how many. */
static size_t add_plain(wf_set *s, const wf_set_items *items, size_t from, bool *failed) {
  size_t i = from;
  for (; i < items->count; i++) {
    wf_key key = wf_set_key(items, i);
    size_t free = 0;
    if (key.kind == WF_KEY_OTHER) break;
    int64_t at = probe_plain(table_of(s), &key, &free);
    if (at == UNKNOWN) break;
    if (at >= 0 || put(s, &key, free)) continue;
    *failed = true;
    break;
  }
  return i;
}

static bool add_items(wf_value set, const wf_set_items *items) {
  wf_set *s = wf_to_set(set);
  if (!wf_set_make_room(set, items->count)) return false;
  for (size_t i = 0; i < items->count; i++) {
    bool failed = false;
    wf_lock(s);
    i = add_plain(s, items, i, &failed);
    wf_unlock(s);
    if (failed) return false;
    if (i == items->count) break;
    wf_key key = wf_set_key(items, i);
    if (!wf_set_add_key(set, &key)) return false;
  }
  return true;
}

/* Into an empty set the items of another go as they are. */
static bool fill_empty(wf_set *s, const wf_set_items *items) {
  wf_lock(s);
  bool done = fill_of(table_of(s)) == 0;
  size_t mask = table_of(s) ? table_of(s)->mask : SMALLEST - 1;
  bool ok = true;
  if (done && (items->count * 5 >= mask * 3 || !table_of(s)))
    ok = resize(s, items->count * 5 >= mask * 3 ? items->count * 2 : 0);
  for (size_t i = 0; done && ok && i < items->count; i++)
    insert_new(table_of(s), wf_set_hash_at(&items->entries[i]), wf_set_item(items, i));
  if (done && ok) set_count(s, items->count);
  wf_unlock(s);
  return done && ok;
}

/* The size of a table for a copy of `count` items into an empty set. */
static size_t copy_mask(size_t count) {
  size_t size = SMALLEST;
  if (count * 5 >= (SMALLEST - 1) * 3)
    while (size <= count * 2) size <<= 1;
  return size - 1;
}

/* A copy of a table without dead places, which is as large as the copy's table would be: NULL
   when it is not so. */
static wf_set_table *clone_table(wf_set *s, size_t *count) {
  wf_lock(s);
  const wf_set_table *t = table_of(s);
  *count = count_of(s);
  wf_set_table *copy = NULL;
  if (t && fill_of(t) == *count && copy_mask(*count) == t->mask) copy = table_new(t->mask);
  for (size_t i = 0; copy && i <= t->mask; i++) {
    wf_value key = wf_slot_get(&t->entries[i].key);
    if (key == WF_EMPTY) continue;
    atomic_store_explicit(&copy->entries[i].hash, wf_set_hash_at(&t->entries[i]),
                          memory_order_relaxed);
    atomic_store_explicit(&copy->entries[i].key, key, memory_order_relaxed);
  }
  if (copy) atomic_store_explicit(&copy->fill, *count, memory_order_relaxed);
  wf_unlock(s);
  return copy;
}

/* Gives an empty set a copy of the other's table where it can be the same. */
static bool adopt_clone(wf_set *s, wf_set *other) {
  size_t count;
  if (table_of(s)) return false;
  wf_set_table *copy = clone_table(other, &count);
  if (!copy) return false;
  wf_lock(s);
  bool ok = table_of(s) == NULL;
  if (ok) {
    atomic_store_explicit(&s->table, copy, memory_order_release);
    set_count(s, count);
  }
  wf_unlock(s);
  return ok;
}

static bool update_from_set(wf_value set, wf_value other) {
  wf_set_items items;
  if (set == other || adopt_clone(wf_to_set(set), wf_to_set(other))) return true;
  if (wf_error_pending() || !wf_set_snapshot(other, &items)) return false;
  if (items.count == 0) return true;
  if (fill_empty(wf_to_set(set), &items)) return true;
  return !wf_error_pending() && add_items(set, &items);
}

static bool update_from_dict(wf_value set, wf_value dict) {
  size_t count;
  const wf_key *keys = wf_dict_keys_hashed(dict, &count);
  if (!keys || !wf_set_make_room(set, count)) return false;
  for (size_t i = 0; i < count; i++)
    if (!wf_set_add_key(set, &keys[i])) return false;
  return true;
}

bool wf_set_update(wf_value set, wf_value iterable) {
  if (wf_is_set(iterable)) return update_from_set(set, iterable);
  if (wf_is_dict_exact(iterable)) return update_from_dict(set, iterable);
  wf_value iterator = wf_iter_at_once(iterable);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value v = wf_next(iterator);
    if (v == WF_EMPTY) return true;
    if (v == WF_ERROR || !wf_set_add(set, v)) return false;
  }
}
