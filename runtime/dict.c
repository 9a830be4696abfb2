/* Dicts: the table, and the operations that C code uses.

   The table is one block: an index of positions, probed by hash, and the entries in the order of
   insertion. Positions are 1, 2 or 4 bytes wide by the size of the index; 0 is a free place, so
   that zeroed memory is an empty index. Of the index two thirds are used at most.

   A deleted entry loses its value first and its key after it, and its place is never used again
   in this table. So whoever finds a key and then a value has found two that belong together,
   whatever other threads do; whoever finds a key without a value looks on, because the key may
   have come back further on. The two hints `first` and `last` keep taking from either end from
   walking over dead entries again and again.

   In a table of cells an entry's value is a cell that the dict never lets go of, for code caches
   it. A deleted name keeps its entry, with an empty cell. When such a name gets a value again,
   the cell moves to a new entry at the end, so that scripts see the order of insertion. */
#include <config.h>

#include "runtime/set_internal.h"
#include "runtime/native/collections.h"
#include "runtime/sequence_internal.h"

wf_dict_table wf_dict_empty_table = {
    .log2_size = 3, .constant = true, .index = {0, 0, 0, 0, 0, 0, 0, 0}};

enum { ABSENT = -1, FAILED = -2, UNKNOWN = -3 };

#define LOG2_LARGEST 31

static size_t usable(unsigned log2_size) { return ((size_t)2 << log2_size) / 3; }

static uint32_t count_of(const wf_dict *d) {
  return (uint32_t)atomic_load_explicit(&((wf_dict *)d)->count, memory_order_relaxed);
}
static void set_count(wf_dict *d, size_t count) {
  atomic_store_explicit(&d->count, count, memory_order_release);
}
static wf_dict_table *table_of(const wf_dict *d) {
  return atomic_load_explicit(&((wf_dict *)d)->table, memory_order_acquire);
}
static uint32_t first_of(const wf_dict_table *t) {
  return atomic_load_explicit(&((wf_dict_table *)t)->first, memory_order_relaxed);
}

/* --- Keys --- */

bool wf_key_hash_slow(wf_key *key) {
  key->kind = wf_is_str_exact(key->value) ? WF_KEY_STR
              : wf_is_plain(key->value)   ? WF_KEY_PLAIN
                                          : WF_KEY_OTHER;
  key->hash = wf_hash(key->value);
  return key->hash != -1 || !wf_error_pending();
}

/* --- The table --- */

static unsigned width_of(unsigned log2_size) {
  return log2_size <= 8 ? 0 : log2_size <= 16 ? 1 : 2;
}

static size_t table_size(unsigned log2_size) {
  return sizeof(wf_dict_table) + ((size_t)1 << log2_size << width_of(log2_size)) +
         usable(log2_size) * sizeof(wf_dict_entry);
}

static wf_dict_table *table_new(unsigned log2_size, bool cells) {
  if (log2_size > LOG2_LARGEST) {
    wf_raise_memory();
    return NULL;
  }
  wf_dict_table *t = wf_alloc_var(table_size(log2_size));
  if (!t) return NULL;
  t->log2_size = (uint8_t)log2_size;
  t->width = (uint8_t)width_of(log2_size);
  t->cells = cells;
  return t;
}

static unsigned log2_for(size_t entries) {
  unsigned log2_size = 3;
  while (usable(log2_size) < entries && log2_size <= LOG2_LARGEST) log2_size++;
  return log2_size;
}

static void index_set(wf_dict_table *t, size_t i, uint32_t position) {
  if (t->width == 0) __atomic_store_n(&t->index[i], (uint8_t)position, __ATOMIC_RELEASE);
  else if (t->width == 1)
    __atomic_store_n((uint16_t *)(void *)t->index + i, (uint16_t)position, __ATOMIC_RELEASE);
  else __atomic_store_n((uint32_t *)(void *)t->index + i, position, __ATOMIC_RELEASE);
}

/* The owner of a table appends; the table has room. */
static void table_append(wf_dict_table *t, int64_t hash, wf_value key, wf_value value) {
  uint32_t used = atomic_load_explicit(&t->used, memory_order_relaxed);
  wf_dict_entry *e = &wf_dict_entries(t)[used];
  e->hash = hash;
  wf_slot_set(&e->key, key);
  wf_slot_set(&e->value, value);
  size_t mask = ((size_t)1 << t->log2_size) - 1, perturb = (size_t)hash, i = perturb & mask;
  while (wf_dict_index_get(t, i) != 0) {
    perturb >>= 5;
    i = (i * 5 + perturb + 1) & mask;
  }
  index_set(t, i, used + 1);
  t->last = used + 1;
  atomic_store_explicit(&t->used, used + 1, memory_order_release);
}

/* Of a key in hand and the key of an entry with the same hash. UNKNOWN: script code would have
   to run. */
static int same_key(wf_value have, wf_value key, enum wf_key_kind kind) {
  if (have == WF_DICT_DEAD) return 0;
  if (kind == WF_KEY_STR) {
    if (wf_is_str_exact(have)) return wf_str_equal(have, key);
    return wf_is_plain(have) ? 0 : UNKNOWN;
  }
  if (kind == WF_KEY_PLAIN) {
    if (!wf_is_plain(have)) return UNKNOWN;
    return wf_is_str_exact(have) ? 0 : wf_equal(have, key);
  }
  if (kind == WF_KEY_WITHOUT_CALLS) {
    int same = wf_items_equal_plainly(have, key);
    return same == WF_EQUAL_UNKNOWN ? UNKNOWN : same;
  }
  return wf_equal(have, key);
}

/* The position of the live entry of a key, ABSENT, FAILED or UNKNOWN. Runs script code only when
   the kind says so; the table stays what it was. */
static inline int64_t probe(const wf_dict_table *t, const wf_key *key, enum wf_key_kind kind) {
  const wf_dict_entry *entries = wf_dict_entries(t);
  size_t mask = ((size_t)1 << t->log2_size) - 1, perturb = (size_t)key->hash;
  for (size_t i = perturb & mask;; i = (i * 5 + perturb + 1) & mask) {
    uint32_t position = wf_dict_index_get(t, i);
    if (position == 0) return ABSENT;
    const wf_dict_entry *e = &entries[position - 1];
    wf_value have = wf_slot_acquire(&e->key);
    if (have == key->value || e->hash == key->hash) {
      int same = have == key->value ? 1 : same_key(have, key->value, kind);
      if (same < 0) return same == UNKNOWN ? UNKNOWN : FAILED;
      if (same && wf_slot_acquire(&e->value) != WF_EMPTY) return position - 1;
    }
    perturb >>= 5;
  }
}

static int64_t probe_plain(const wf_dict_table *t, const wf_key *key) {
  return key->kind == WF_KEY_STR ? probe(t, key, WF_KEY_STR) : probe(t, key, WF_KEY_PLAIN);
}

/* *called: script code may have run, and changed anything. */
static inline int64_t probe_any(const wf_dict_table *t, const wf_key *key, bool *called) {
  int64_t at = key->kind == WF_KEY_OTHER ? UNKNOWN : probe_plain(t, key);
  *called = at == UNKNOWN;
  return *called ? probe(t, key, WF_KEY_OTHER) : at;
}

/* Was nothing with that hash appended since there were `used` entries? Under the lock. */
static bool nothing_like(const wf_dict_table *t, uint32_t used, int64_t hash) {
  for (uint32_t now = wf_dict_used(t); used < now; used++)
    if (wf_dict_entries(t)[used].hash == hash) return false;
  return true;
}

/* Locks the dict and gives the position of the key or ABSENT; FAILED, without the lock: error
   pending. A key whose comparison runs script code is looked for first, and the finding is still
   good when nothing that might be equal was appended meanwhile (the entry may have died: then the
   key is absent). Whatever else is appended does not count: an __eq__ that stores into the dict
   would never come to an end. */
static int64_t lock_and_find(wf_dict *d, const wf_key *key) {
  if (key->kind != WF_KEY_OTHER) {
    wf_lock(d);
    int64_t at = probe_plain(table_of(d), key);
    if (WF_LIKELY(at != UNKNOWN)) return at;
    wf_unlock(d);
  }
  for (;;) {
    const wf_dict_table *t = table_of(d);
    uint32_t used = wf_dict_used(t);
    int64_t at = probe(t, key, WF_KEY_OTHER);
    if (at == FAILED) return FAILED;
    wf_lock(d);
    if (table_of(d) == t && nothing_like(t, used, key->hash)) {
      if (at >= 0 && wf_slot_get(&wf_dict_entries(t)[at].value) == WF_EMPTY) at = ABSENT;
      return at;
    }
    wf_unlock(d);
  }
}

/* --- Under the lock --- */

/* A new table with the live entries of the old one and room for `more`. */
static wf_dict_table *rebuild(wf_dict *d, size_t more, bool cells) {
  wf_dict_table *old = table_of(d);
  uint32_t used = wf_dict_used(old), live = 0;
  const wf_dict_entry *e = wf_dict_entries(old);
  for (uint32_t i = first_of(old); i < used; i++)
    live += wf_slot_get(&e[i].value) != WF_EMPTY;
  wf_dict_table *t = table_new(log2_for(live + more), cells);
  if (!t) return NULL;
  for (uint32_t i = first_of(old); i < used; i++) {
    wf_value v = wf_slot_get(&e[i].value);
    if (v == WF_EMPTY) continue;
    if (cells && !old->cells) v = wf_cell_new(v);
    table_append(t, e[i].hash, wf_slot_get(&e[i].key), v);
  }
  atomic_store_explicit(&d->table, t, memory_order_release);
  return t;
}

/* Appends to the dict, which does not have the key. False: MemoryError. */
static bool append(wf_dict *d, int64_t hash, wf_value key, wf_value value) {
  wf_dict_table *t = table_of(d);
  if (WF_UNLIKELY(t->constant || wf_dict_used(t) >= usable(t->log2_size))) {
    size_t count = count_of(d);
    t = rebuild(d, count < 4 ? 4 : count, t->cells);
    if (!t) return false;
  }
  table_append(t, hash, key, value);
  return true;
}

static void kill(wf_dict_table *t, uint32_t at) {
  wf_dict_entry *e = wf_dict_entries(t);
  wf_slot_set(&e[at].value, WF_EMPTY);
  wf_slot_set(&e[at].key, WF_DICT_DEAD);
  uint32_t first = first_of(t), used = wf_dict_used(t);
  if (at == first) {
    while (first < used && wf_slot_get(&e[first].value) == WF_EMPTY) first++;
    atomic_store_explicit(&t->first, first, memory_order_relaxed);
  }
  if (at + 1 == t->last)
    while (t->last > 0 && wf_slot_get(&e[t->last - 1].value) == WF_EMPTY) t->last--;
}

/* A value for the entry of a table of cells. */
static bool put_in_cell(wf_dict *d, uint32_t at, wf_value value) {
  wf_dict_table *t = table_of(d);
  wf_dict_entry *e = &wf_dict_entries(t)[at];
  wf_value cell = wf_slot_get(&e->value);
  if (wf_slot_get(&wf_to_cell(cell)->value) == WF_EMPTY) {
    if (at + 1 != wf_dict_used(t)) {
      wf_value key = wf_slot_get(&e->key);
      int64_t hash = e->hash;
      if (!append(d, hash, key, cell)) return false;
      if (table_of(d) == t) kill(t, at);
      else { /* rebuilt with both: the older one goes */
        wf_dict_table *now = table_of(d);
        wf_dict_entry *entries = wf_dict_entries(now);
        for (uint32_t i = 0; i + 1 < wf_dict_used(now); i++)
          if (wf_slot_get(&entries[i].value) == cell) kill(now, i);
      }
    }
    set_count(d, count_of(d) + 1);
  }
  wf_slot_set(&wf_to_cell(cell)->value, value);
  return true;
}

/* What a set does once the key's position is known. */
static bool put(wf_dict *d, int64_t at, const wf_key *key, wf_value value) {
  wf_dict_table *t = table_of(d);
  if (at >= 0) {
    if (WF_UNLIKELY(t->cells)) return put_in_cell(d, (uint32_t)at, value);
    wf_slot_set(&wf_dict_entries(t)[at].value, value);
    return true;
  }
  if (WF_UNLIKELY(t->cells)) value = wf_cell_new(value);
  if (!append(d, key->hash, key->value, value)) return false;
  set_count(d, count_of(d) + 1);
  return true;
}

/* Takes the value away; WF_EMPTY when a cell had none. The count changes before the entry goes (and
   after one comes): an iterator that finds no entry any more looks at it again. */
static wf_value take(wf_dict *d, uint32_t at) {
  wf_dict_table *t = table_of(d);
  wf_value v = wf_slot_get(&wf_dict_entries(t)[at].value);
  wf_cell *cell = t->cells ? wf_to_cell(v) : NULL;
  if (WF_UNLIKELY(cell != NULL)) v = wf_slot_get(&cell->value);
  if (v != WF_EMPTY && count_of(d) > 0) set_count(d, count_of(d) - 1);
  if (WF_UNLIKELY(cell != NULL)) wf_slot_set(&cell->value, WF_EMPTY);
  else kill(t, at);
  return v;
}

/* --- Making dicts --- */

wf_value wf_dict_new_of(wf_type *cls) {
  wf_dict *d = wf_object_new(cls);
  atomic_store_explicit(&d->table, &wf_dict_empty_table, memory_order_relaxed);
  return wf_from_object(d);
}

wf_value wf_dict_new(void) {
  wf_dict *d = WF_NEW(wf_dict, wf_dict_type);
  atomic_store_explicit(&d->table, &wf_dict_empty_table, memory_order_relaxed);
  return wf_from_object(d);
}

wf_value wf_dict_new_sized(size_t expected) {
  wf_value dict = wf_dict_new();
  if (expected == 0) return dict;
  wf_dict_table *t = table_new(log2_for(expected), false);
  if (!t) return WF_ERROR;
  atomic_store_explicit(&wf_to_dict(dict)->table, t, memory_order_relaxed);
  return dict;
}

wf_value wf_dict_new_cells(void) {
  wf_value dict = wf_dict_new();
  return wf_dict_make_cells(dict) ? dict : WF_ERROR;
}

bool wf_dict_make_cells(wf_value dict) {
  wf_dict *d = wf_to_dict(dict);
  wf_lock(d);
  bool ok = table_of(d)->cells || rebuild(d, 8, true) != NULL;
  wf_unlock(d);
  return ok;
}

wf_value wf_dict_cell(wf_value dict, wf_value name) {
  wf_dict *d = wf_to_dict(dict);
  wf_key key = {name, wf_str_hash32(name), WF_KEY_STR};
  int64_t at = lock_and_find(d, &key);
  if (at == FAILED) return WF_ERROR;
  wf_value cell;
  if (at >= 0) {
    cell = wf_slot_get(&wf_dict_entries(table_of(d))[at].value);
  } else {
    cell = wf_cell_new(WF_EMPTY);
    if (!append(d, key.hash, name, cell)) cell = WF_ERROR;
  }
  wf_unlock(d);
  return cell;
}

bool wf_dict_set_in_cell(wf_value dict, wf_value name, wf_value value,
                         bool (*keeps)(wf_value old, wf_value value), bool *kept) {
  wf_dict *d = wf_to_dict(dict);
  wf_key key = {name, wf_str_hash32(name), WF_KEY_STR};
  int64_t at = lock_and_find(d, &key);
  if (at == FAILED) return false;
  bool ok = true;
  wf_slot *entry = at < 0 ? NULL : &wf_dict_entries(table_of(d))[at].value;
  wf_slot *old = entry ? &wf_to_cell(wf_slot_get(entry))->value : NULL;
  *kept = old && keeps(wf_slot_get(old), value);
  if (*kept) {
    wf_slot_set(old, value);
  } else if (old && wf_slot_get(old) != WF_EMPTY) {
    wf_slot_set(entry, wf_cell_new(value));
    wf_slot_set(old, WF_EMPTY);
  } else {
    if (old) wf_slot_set(entry, wf_cell_new(WF_EMPTY));
    ok = put(d, at, &key, value);
  }
  wf_unlock(d);
  return ok;
}

wf_value wf_dict_find_cell(wf_value dict, wf_value name) {
  const wf_dict_table *t = table_of(wf_to_dict(dict));
  wf_key key = {name, wf_str_hash32(name), WF_KEY_STR};
  int64_t at = t->cells ? probe(t, &key, WF_KEY_STR) : ABSENT;
  return at >= 0 ? wf_slot_acquire(&wf_dict_entries(t)[at].value) : WF_EMPTY;
}

/* --- Reading --- */

/* Entries of a table of cells come and go without the dict hearing of it: they are counted anew. */
size_t wf_dict_count(wf_value dict) {
  const wf_dict_table *t = wf_dict_table_of(dict);
  if (!t->cells) return atomic_load_explicit(&wf_to_dict(dict)->count, memory_order_acquire);
  size_t count = 0;
  for (uint32_t i = 0, used = wf_dict_used(t); i < used; i++)
    count += wf_dict_entry_value(t, &wf_dict_entries(t)[i]) != WF_EMPTY;
  return count;
}

wf_value wf_dict_get_key(wf_value dict, const wf_key *key) {
  for (;;) {
    const wf_dict_table *t = wf_dict_table_of(dict);
    bool called;
    int64_t at = probe_any(t, key, &called);
    if (at < 0) return at == ABSENT ? WF_EMPTY : WF_ERROR;
    if (called && wf_dict_table_of(dict) != t) continue; /* cleared by the comparison, perhaps */
    const wf_slot *entry = &wf_dict_entries(t)[at].value;
    wf_value v = wf_slot_acquire(entry);
    if (v == WF_EMPTY) continue; /* deleted since: perhaps it came back */
    return t->cells ? wf_dict_cell_value(entry, v) : v;
  }
}

wf_value wf_dict_get(wf_value dict, wf_value v) {
  wf_key key;
  if (WF_UNLIKELY(!wf_key_of(v, &key))) return WF_ERROR;
  return wf_dict_get_key(dict, &key);
}

wf_value wf_dict_get_str(wf_value dict, wf_value name) { return wf_dict_get_str_fast(dict, name); }

wf_value wf_dict_get_c(wf_value dict, const char *name) {
  return wf_dict_get_str_fast(dict, wf_str_from_c(name));
}

int wf_dict_contains(wf_value dict, wf_value v) {
  wf_value found = wf_dict_get(dict, v);
  return found == WF_ERROR ? -1 : found != WF_EMPTY;
}

bool wf_dict_next(wf_value dict, size_t *position, wf_value *key, wf_value *value) {
  const wf_dict_table *t = wf_dict_table_of(dict);
  uint32_t used = wf_dict_used(t), first = first_of(t);
  if (*position < first) *position = first;
  while (*position < used) {
    const wf_dict_entry *e = &wf_dict_entries(t)[(*position)++];
    wf_value k = wf_slot_acquire(&e->key), v = wf_dict_entry_value(t, e);
    if (k == WF_DICT_DEAD || v == WF_EMPTY) continue;
    if (key) *key = k;
    if (value) *value = v;
    return true;
  }
  return false;
}

/* Under the lock: what = 1 keys, 2 values, 3 both, into out; how many words. */
static size_t copy_entries(const wf_dict *d, int what, wf_value *out, size_t room) {
  const wf_dict_table *t = table_of(d);
  size_t n = 0, step = what == 3 ? 2 : 1;
  for (uint32_t i = first_of(t), used = wf_dict_used(t); i < used && n + step <= room; i++) {
    const wf_dict_entry *e = &wf_dict_entries(t)[i];
    wf_value v = wf_dict_entry_value(t, e);
    if (v == WF_EMPTY) continue;
    if (what & 1) out[n++] = wf_slot_get(&e->key);
    if (what & 2) out[n++] = v;
  }
  return n;
}

/* All keys, values or both as they are at one moment. NULL: MemoryError. */
static wf_value *copy_all(wf_value dict, int what, size_t *count) {
  wf_dict *d = wf_to_dict(dict);
  wf_lock(d);
  const wf_dict_table *t = table_of(d);
  size_t room = (size_t)(wf_dict_used(t) - first_of(t)) * (what == 3 ? 2 : 1);
  wf_value *out = wf_alloc_array(room ? room : 1, sizeof *out);
  if (out) *count = copy_entries(d, what, out, room);
  wf_unlock(d);
  return out;
}

wf_value *wf_dict_snapshot(wf_value dict, size_t *pairs) {
  wf_value *out = copy_all(dict, 3, pairs);
  if (out) *pairs /= 2;
  return out;
}

wf_key *wf_dict_keys_hashed(wf_value dict, size_t *count) {
  wf_dict *d = wf_to_dict(dict);
  *count = 0;
  wf_lock(d);
  const wf_dict_table *t = table_of(d);
  uint32_t first = first_of(t), used = wf_dict_used(t);
  wf_key *keys = wf_alloc_array(used - first + 1, sizeof *keys);
  for (uint32_t i = first; keys && i < used; i++) {
    const wf_dict_entry *e = &wf_dict_entries(t)[i];
    if (wf_dict_entry_value(t, e) != WF_EMPTY)
      keys[(*count)++] = wf_key_known(wf_slot_get(&e->key), e->hash);
  }
  wf_unlock(d);
  return keys;
}

static wf_value list_of(wf_value dict, int what) {
  size_t count;
  wf_value *items = copy_all(dict, what, &count);
  return items ? wf_list_from_array(items, count) : WF_ERROR;
}

wf_value wf_dict_keys_list(wf_value dict) { return list_of(dict, 1); }
wf_value wf_dict_values_list(wf_value dict) { return list_of(dict, 2); }

wf_value wf_dict_items_list(wf_value dict) {
  size_t pairs;
  wf_value *items = wf_dict_snapshot(dict, &pairs);
  if (!items) return WF_ERROR;
  for (size_t i = 0; i < pairs; i++) items[i] = wf_tuple_from_array(items + 2 * i, 2);
  return wf_list_from_array(items, pairs);
}

/* --- Writing --- */

bool wf_dict_set_key(wf_value dict, const wf_key *key, wf_value value) {
  wf_dict *d = wf_to_dict(dict);
  int64_t at = lock_and_find(d, key);
  if (WF_UNLIKELY(at == FAILED)) return false;
  bool ok = put(d, at, key, value);
  wf_unlock(d);
  return ok;
}

bool wf_dict_set(wf_value dict, wf_value v, wf_value value) {
  wf_key key;
  return WF_LIKELY(wf_key_of(v, &key)) && wf_dict_set_key(dict, &key, value);
}

bool wf_dict_set_with(wf_value dict, wf_value v, wf_value value, void (*also)(void *context),
                      void *context) {
  wf_dict *d = wf_to_dict(dict);
  wf_key key;
  if (!wf_key_of(v, &key)) return false;
  int64_t at = lock_and_find(d, &key);
  if (at == FAILED) return false;
  if (at >= 0) also(context); /* the old value is still there */
  bool ok = put(d, at, &key, value);
  if (at < 0 && ok) also(context);
  wf_unlock(d);
  return ok;
}

bool wf_dict_set_c(wf_value dict, const char *name, wf_value value) {
  wf_value key = wf_str_intern_c(name);
  return key != WF_ERROR && wf_dict_set(dict, key, value);
}

wf_value wf_dict_setdefault_key(wf_value dict, const wf_key *key, wf_value value) {
  wf_dict *d = wf_to_dict(dict);
  int64_t at = lock_and_find(d, key);
  if (at == FAILED) return WF_ERROR;
  const wf_dict_table *t = table_of(d);
  wf_value have = at >= 0 ? wf_dict_entry_value(t, &wf_dict_entries(t)[at]) : WF_EMPTY;
  if (have == WF_EMPTY) have = put(d, at, key, value) ? value : WF_ERROR;
  wf_unlock(d);
  return have;
}

wf_value wf_dict_setdefault(wf_value dict, wf_value v, wf_value value) {
  wf_key key;
  return wf_key_of(v, &key) ? wf_dict_setdefault_key(dict, &key, value) : WF_ERROR;
}

bool wf_dict_increment(wf_value dict, wf_value v) {
  wf_dict *d = wf_to_dict(dict);
  wf_key key;
  if (!wf_key_of(v, &key)) return false;
  int64_t at = lock_and_find(d, &key);
  if (at == FAILED) return false;
  const wf_dict_table *t = table_of(d);
  wf_value have = at >= 0 ? wf_dict_entry_value(t, &wf_dict_entries(t)[at]) : WF_EMPTY;
  bool simple = have == WF_EMPTY ||
                (wf_is_small_int(have) && have != wf_small_int(WF_SMALL_INT_MAX));
  bool ok = simple && put(d, at, &key, have == WF_EMPTY ? wf_small_int(1) : have + 2);
  wf_unlock(d);
  if (simple) return ok;
  have = wf_binary(WF_OP_ADD, have, wf_small_int(1));
  return have != WF_ERROR && wf_dict_set_key(dict, &key, have);
}

wf_value wf_dict_pop_key(wf_value dict, const wf_key *key) {
  wf_dict *d = wf_to_dict(dict);
  int64_t at = lock_and_find(d, key);
  if (at == FAILED) return WF_ERROR;
  wf_value v = at >= 0 ? take(d, (uint32_t)at) : WF_EMPTY;
  wf_unlock(d);
  return v;
}

wf_value wf_dict_pop(wf_value dict, wf_value v) {
  wf_key key;
  return wf_key_of(v, &key) ? wf_dict_pop_key(dict, &key) : WF_ERROR;
}

int wf_dict_delete(wf_value dict, wf_value v) {
  wf_value was = wf_dict_pop(dict, v);
  return was == WF_ERROR ? -1 : was != WF_EMPTY;
}

int wf_dict_delete_value(wf_value dict, wf_value v, wf_value value) {
  wf_dict *d = wf_to_dict(dict);
  wf_key key;
  if (!wf_key_of(v, &key)) return -1;
  int64_t at = lock_and_find(d, &key);
  if (at == FAILED) return -1;
  wf_dict_table *t = table_of(d);
  bool same = at >= 0 && wf_dict_entry_value(t, &wf_dict_entries(t)[at]) == value;
  if (same) take(d, (uint32_t)at);
  wf_unlock(d);
  return same;
}

void wf_dict_clear(wf_value dict) {
  wf_dict *d = wf_to_dict(dict);
  wf_lock(d);
  wf_dict_table *t = table_of(d);
  set_count(d, 0);
  if (t->cells) {
    for (uint32_t i = 0, used = wf_dict_used(t); i < used; i++) {
      wf_value cell = wf_slot_get(&wf_dict_entries(t)[i].value);
      if (cell != WF_EMPTY) wf_slot_set(&wf_to_cell(cell)->value, WF_EMPTY);
    }
  } else {
    atomic_store_explicit(&d->table, &wf_dict_empty_table, memory_order_release);
  }
  wf_unlock(d);
}

int wf_dict_take_end(wf_value dict, bool last, wf_value *key, wf_value *value) {
  wf_dict *d = wf_to_dict(dict);
  int found = 0;
  wf_lock(d);
  wf_dict_table *t = table_of(d);
  uint32_t from = first_of(t), to = t->last;
  while (from < to && !found) {
    uint32_t at = last ? --to : from++;
    const wf_dict_entry *e = &wf_dict_entries(t)[at];
    if (wf_dict_entry_value(t, e) == WF_EMPTY) continue;
    *key = wf_slot_get(&e->key);
    *value = take(d, at);
    found = *value != WF_EMPTY;
  }
  wf_unlock(d);
  return found;
}

/* Under the lock: a new table with one entry in front of the others. */
static bool move_to_front(wf_dict *d, uint32_t at) {
  wf_dict_table *old = table_of(d), *t = table_new(log2_for(count_of(d) + 4), false);
  if (!t) return false;
  const wf_dict_entry *e = wf_dict_entries(old);
  table_append(t, e[at].hash, wf_slot_get(&e[at].key), wf_slot_get(&e[at].value));
  for (uint32_t i = first_of(old); i < wf_dict_used(old); i++)
    if (i != at && wf_slot_get(&e[i].value) != WF_EMPTY)
      table_append(t, e[i].hash, wf_slot_get(&e[i].key), wf_slot_get(&e[i].value));
  atomic_store_explicit(&d->table, t, memory_order_release);
  return true;
}

static bool move_to_end(wf_dict *d, uint32_t at) {
  const wf_dict_entry *e = &wf_dict_entries(table_of(d))[at];
  int64_t hash = e->hash;
  wf_value key = wf_slot_get(&e->key), value = wf_slot_get(&e->value);
  wf_dict_table *t = table_of(d);
  if (at + 1 == t->last) return true;
  if (wf_dict_used(t) >= usable(t->log2_size)) {
    uint32_t before = 0;
    for (uint32_t i = first_of(t); i < at; i++)
      before += wf_slot_get(&wf_dict_entries(t)[i].value) != WF_EMPTY;
    t = rebuild(d, count_of(d), false);
    if (!t) return false;
    at = before;
  }
  table_append(t, hash, key, value); /* before the other goes: it is there at every moment */
  kill(t, at);
  return true;
}

int wf_dict_move(wf_value dict, wf_value v, bool last) {
  wf_dict *d = wf_to_dict(dict);
  wf_key key;
  if (!wf_key_of(v, &key)) return -1;
  int64_t at = lock_and_find(d, &key);
  if (at == FAILED) return -1;
  int result = at >= 0;
  if (at >= 0 && !table_of(d)->cells &&
      !(last ? move_to_end(d, (uint32_t)at) : move_to_front(d, (uint32_t)at)))
    result = -1;
  wf_unlock(d);
  return result;
}

/* --- Copying and merging --- */

/* A table of `count` values of which none is dead, and which is not much too large: as it is. The
   lock of its dict is held. NULL: it is not such a table, or MemoryError is pending. */
static wf_dict_table *table_clone(const wf_dict_table *from, size_t count) {
  if (from->constant || from->cells || wf_dict_used(from) != count ||
      log2_for(count + 1) + 1 < from->log2_size)
    return NULL;
  size_t size = table_size(from->log2_size);
  size_t filled = (size_t)((char *)(wf_dict_entries(from) + count) - (char *)from);
  wf_dict_table *t = wf_alloc_var_unfilled(size);
  if (!t) return NULL;
  memcpy((void *)t, (const void *)from, filled);
  memset((char *)t + filled, 0, size - filled);
  return t;
}

/* An empty dict becomes a copy of the table of a clean one. False: nothing was done. */
static bool take_clone(wf_dict *d, wf_dict *other) {
  if (count_of(d) != 0 || table_of(d)->cells) return false;
  wf_lock(other);
  size_t count = count_of(other);
  wf_dict_table *t = table_clone(table_of(other), count);
  wf_unlock(other);
  if (!t) return wf_error_clear(), false;
  wf_lock(d);
  bool empty = count_of(d) == 0 && !table_of(d)->cells;
  if (empty) {
    atomic_store_explicit(&d->table, t, memory_order_release);
    set_count(d, count);
  }
  wf_unlock(d);
  return empty;
}

wf_value wf_dict_copy(wf_value dict) {
  wf_dict *d = wf_to_dict(dict);
  wf_value copy = wf_dict_new();
  if (take_clone(wf_to_dict(copy), d)) return copy;
  wf_lock(d);
  const wf_dict_table *from = table_of(d);
  wf_dict_table *t = from->constant ? NULL : table_new(log2_for(count_of(d) + 1), false);
  bool failed = !from->constant && !t;
  size_t count = 0;
  for (uint32_t i = first_of(from), used = wf_dict_used(from); t && i < used; i++) {
    const wf_dict_entry *e = &wf_dict_entries(from)[i];
    wf_value v = wf_dict_entry_value(from, e);
    if (v == WF_EMPTY) continue;
    if (count == usable(t->log2_size)) break; /* cells that others filled meanwhile */
    table_append(t, e->hash, wf_slot_get(&e->key), v);
    count++;
  }
  wf_unlock(d);
  if (failed) return WF_ERROR;
  if (t) atomic_store_explicit(&wf_to_dict(copy)->table, t, memory_order_relaxed);
  set_count(wf_to_dict(copy), count);
  return copy;
}

bool wf_dict_iterates_plainly(wf_value dict) {
  return wf_is_dict(dict) && wf_type_of(dict)->slots.iter == wf_dict_iter;
}

/* Under the lock of d: as many of the pairs as need no script code; how many. */
static size_t put_plain(wf_dict *d, const wf_value *pairs, size_t count, bool *failed) {
  for (size_t i = 0; i < count; i++) {
    if (!wf_is_plain(pairs[2 * i])) return i;
    wf_key key;
    wf_key_of(pairs[2 * i], &key);
    int64_t at = probe_plain(table_of(d), &key);
    if (at == UNKNOWN) return i;
    if (!put(d, at, &key, pairs[2 * i + 1])) {
      *failed = true;
      return i;
    }
  }
  return count;
}

/* All the pairs; keys that need no script code under one lock. A lone thread hears of it when its
   own comparisons change the source; beside others the pairs are those of one moment. */
static bool set_pairs(wf_value dict, const wf_value *pairs, size_t count, wf_value source) {
  wf_dict *d = wf_to_dict(dict);
  size_t before = source == WF_EMPTY ? 0 : count_of(wf_to_dict(source));
  for (size_t i = 0; i < count;) {
    bool failed = false;
    wf_lock(d);
    i += put_plain(d, pairs + 2 * i, count - i, &failed);
    wf_unlock(d);
    if (failed) return false;
    if (i == count) break;
    if (!wf_dict_set(dict, pairs[2 * i], pairs[2 * i + 1])) return false;
    i++;
    if (source != WF_EMPTY && source != dict && !wf_lock_is_real() &&
        count_of(wf_to_dict(source)) != before) {
      wf_raise(&wf_exc_RuntimeError, "dict mutated during update");
      return false;
    }
  }
  return true;
}

static bool update_from_dict(wf_value dict, wf_value other) {
  if (dict == other || take_clone(wf_to_dict(dict), wf_to_dict(other))) return true;
  size_t pairs;
  wf_value *items = wf_dict_snapshot(other, &pairs);
  return items && set_pairs(dict, items, pairs, other);
}

static bool update_from_mapping(wf_value dict, wf_value other, wf_value keys_method) {
  wf_value keys = wf_call0(keys_method);
  if (keys == WF_ERROR) return false;
  wf_value iterator = wf_iter(keys);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value key = wf_next(iterator);
    if (key == WF_EMPTY) return true;
    wf_value value = key == WF_ERROR ? WF_ERROR : wf_getitem(other, key);
    if (value == WF_ERROR || !wf_dict_set(dict, key, value)) return false;
  }
}

/* One element of a sequence of pairs. */
static bool add_pair(wf_value dict, wf_value element, size_t index) {
  wf_items pair = {0};
  if (!wf_items_from(element, &pair)) {
    if (wf_error_is(&wf_exc_TypeError)) {
      wf_error_clear();
      wf_raise(&wf_exc_TypeError,
               "cannot convert dictionary update sequence element #%zu to a sequence", index);
    }
    return false;
  }
  if (pair.count != 2) {
    wf_raise(&wf_exc_ValueError,
             "dictionary update sequence element #%zu has length %zu; 2 is required", index,
             pair.count);
    return false;
  }
  return wf_dict_set(dict, pair.data[0], pair.data[1]);
}

/* Pairs that need not become tuples. 1 done, 0 they are none: nothing was taken, -1 error. */
static int update_from_next_pair(wf_value dict, wf_value iterator) {
  int (*next_pair)(wf_value, wf_value[2]) = wf_type_of(iterator)->next_pair;
  if (!next_pair) return 0;
  for (;;) {
    wf_value pair[2];
    int got = wf_poll_deep(wf_self) ? next_pair(iterator, pair) : -1;
    if (got <= 0) return got == WF_NO_PAIR ? 0 : got == 0 ? 1 : -1;
    if (!wf_dict_set(dict, pair[0], pair[1])) return -1;
  }
}

static bool update_from_pairs(wf_value dict, wf_value iterable) {
  wf_value iterator = wf_iter_at_once(iterable);
  if (iterator == WF_ERROR) return false;
  int done = update_from_next_pair(dict, iterator);
  if (done) return done > 0;
  for (size_t i = 0;; i++) {
    wf_value element = wf_next(iterator);
    if (element == WF_EMPTY) return true;
    if (element == WF_ERROR || !add_pair(dict, element, i)) return false;
  }
}

bool wf_dict_update(wf_value dict, wf_value other) {
  if (wf_dict_iterates_plainly(other) || wf_is_ordered_dict_exact(other))
    return update_from_dict(dict, other);
  if (wf_type_of(other) == &wf_dict_items_type && wf_is_dict_exact(WF_DICT_VIEW(other)))
    return update_from_dict(dict, WF_DICT_VIEW(other));
  wf_value keys;
  int found = wf_getattr_optional(other, wf_names.keys, &keys);
  if (found < 0) return false;
  return found ? update_from_mapping(dict, other, keys) : update_from_pairs(dict, other);
}

/* "f()" for messages about a call of v. */
static wf_value name_of_callable(wf_value v) {
  wf_value name, module;
  int found = wf_getattr_optional(v, wf_names.__qualname__, &name);
  if (found <= 0 || !wf_is_str(name)) {
    wf_error_clear();
    return wf_to_str(v);
  }
  found = wf_getattr_optional(v, wf_names.__module__, &module);
  if (found < 0) wf_error_clear();
  if (found > 0 && wf_is_str(module) && !wf_str_equal_c(module, "builtins"))
    return wf_str_format("%U.%U()", module, name);
  return wf_str_format("%U()", name);
}

static bool raise_kwargs(wf_value function, const char *format, wf_value subject) {
  wf_value name = name_of_callable(function);
  if (name != WF_ERROR) wf_raise(&wf_exc_TypeError, format, name, subject);
  return false;
}

/* One keyword; it must be new. That it is a str is for the call to check. */
static bool add_keyword(wf_value dict, wf_value key, wf_value value, wf_value function) {
  wf_key k;
  if (!wf_key_of(key, &k)) return false;
  wf_value have = wf_dict_get_key(dict, &k);
  if (have == WF_ERROR) return false;
  if (have != WF_EMPTY)
    return raise_kwargs(function, "%U got multiple values for keyword argument '%S'", key);
  return wf_dict_set_key(dict, &k, value);
}

static bool merge_mapping(wf_value dict, wf_value mapping, wf_value keys, wf_value function) {
  wf_value iterator = wf_iter(keys);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value key = wf_next(iterator);
    if (key == WF_EMPTY) return true;
    wf_value value = key == WF_ERROR ? WF_ERROR : wf_getitem(mapping, key);
    if (value == WF_ERROR || !add_keyword(dict, key, value, function)) return false;
  }
}

bool wf_dict_merge_kwargs(wf_value dict, wf_value mapping, wf_value function) {
  if (function == WF_EMPTY) return wf_dict_update(dict, mapping);
  if (wf_dict_iterates_plainly(mapping)) {
    size_t pairs;
    wf_value *items = wf_dict_snapshot(mapping, &pairs);
    if (!items) return false;
    for (size_t i = 0; i < pairs; i++)
      if (!add_keyword(dict, items[2 * i], items[2 * i + 1], function)) return false;
    return true;
  }
  wf_value method;
  int found = wf_getattr_optional(mapping, wf_names.keys, &method);
  if (found < 0) return false;
  if (!found)
    return raise_kwargs(function, "%U argument after ** must be a mapping, not %T", mapping);
  wf_value keys = wf_call0(method);
  return keys != WF_ERROR && merge_mapping(dict, mapping, keys, function);
}

/* The keys of a dict or set come with their hashes; NULL: it is neither, or MemoryError. */
static const wf_key *hashed_keys(wf_value iterable, size_t *count) {
  if (wf_is_dict_exact(iterable)) return wf_dict_keys_hashed(iterable, count);
  wf_set_items items;
  if (!wf_is_set(iterable) || wf_type_flags_of(iterable) & WF_TYPE_SCRIPT ||
      !wf_set_snapshot(iterable, &items))
    return NULL;
  wf_key *keys = wf_alloc_array(items.count + 1, sizeof *keys);
  *count = items.count;
  for (size_t i = 0; keys && i < items.count; i++) keys[i] = wf_set_key(&items, i);
  return keys;
}

wf_value wf_dict_fromkeys(wf_type *cls, wf_value iterable, wf_value value) {
  wf_value dict = cls == &wf_dict_type ? wf_dict_new() : wf_call0(wf_from_type(cls));
  if (dict == WF_ERROR) return WF_ERROR;
  bool plain = wf_is_dict_exact(dict);
  size_t count;
  const wf_key *keys = plain ? hashed_keys(iterable, &count) : NULL;
  if (keys) {
    for (size_t i = 0; i < count; i++)
      if (!wf_dict_set_key(dict, &keys[i], value)) return WF_ERROR;
    return dict;
  }
  if (wf_error_pending()) return WF_ERROR;
  wf_value iterator = wf_iter_at_once(iterable);
  if (iterator == WF_ERROR) return WF_ERROR;
  for (;;) {
    wf_value key = wf_next(iterator);
    if (key == WF_EMPTY) return dict;
    if (key == WF_ERROR) return WF_ERROR;
    if (plain ? !wf_dict_set(dict, key, value) : wf_setitem(dict, key, value) < 0) return WF_ERROR;
  }
}

/* --- Comparing --- */

static wf_value value_at(const wf_dict_table *t, int64_t at) {
  return at >= 0 ? wf_dict_entry_value(t, &wf_dict_entries(t)[at]) : WF_EMPTY;
}

/* Under the locks of both: has b an equal value for each key of a? 1, from the entry *at on nothing
   is known, since keys have to be compared by calls; 0; -1 MemoryError. Values that have to be
   compared so, and all behind them, go to `later`, two by two; it ends with WF_EMPTY where b has no
   such key. */
static int equal_plainly(const wf_dict *a, const wf_dict *b, uint32_t *at, wf_items *later) {
  const wf_dict_table *t = table_of(a), *u = table_of(b);
  for (uint32_t used = wf_dict_used(t); *at < used; ++*at) {
    const wf_dict_entry *e = &wf_dict_entries(t)[*at];
    wf_value v = wf_dict_entry_value(t, e);
    if (v == WF_EMPTY) continue;
    wf_key key = wf_key_known(wf_slot_get(&e->key), e->hash);
    int64_t found = probe(u, &key, key.kind == WF_KEY_OTHER ? WF_KEY_WITHOUT_CALLS : key.kind);
    if (found == UNKNOWN) return 1;
    wf_value w = value_at(u, found);
    if (v == w) continue;
    int same = w == WF_EMPTY ? 0 : later->count ? UNKNOWN : wf_items_equal_plainly(v, w);
    if (same == 1) continue;
    if (!same && !later->count) return 0;
    if (!wf_items_add(later, v) || !wf_items_add(later, w)) return -1;
    if (w == WF_EMPTY) return 1;
  }
  return 1;
}

static int pairs_equal(const wf_items *pairs) {
  for (size_t i = 0; i < pairs->count; i += 2) {
    wf_value w = pairs->data[i + 1];
    int same = w == WF_EMPTY ? 0 : wf_items_equal(pairs->data[i], w);
    if (same <= 0) return same;
  }
  return 1;
}

/* Entries at..used of a's table, one at a time: of a lone thread, or of copies. */
static int equal_in_turn(const wf_dict_table *t, uint32_t at, uint32_t used, wf_value b) {
  for (; at < used; at++) {
    const wf_dict_entry *e = &wf_dict_entries(t)[at];
    wf_value k = wf_slot_acquire(&e->key), v = wf_dict_entry_value(t, e);
    if (k == WF_DICT_DEAD || v == WF_EMPTY) continue;
    wf_key key = wf_key_known(k, e->hash);
    wf_value other = wf_dict_get_key(b, &key);
    if (other == WF_ERROR) return -1;
    int same = other == WF_EMPTY ? 0 : wf_items_equal(v, other);
    if (same <= 0) return same;
  }
  return 1;
}

/* Keys have to be compared by calls: each dict is taken as it is at a moment of its own. */
static int equal_by_calls(wf_value a, wf_value b) {
  a = wf_dict_copy(a);
  b = a == WF_ERROR ? a : wf_dict_copy(b);
  if (b == WF_ERROR) return -1;
  if (wf_dict_count(a) != wf_dict_count(b)) return 0;
  const wf_dict_table *t = wf_dict_table_of(a);
  return equal_in_turn(t, first_of(t), wf_dict_used(t), b);
}

/* Not inlined, as dicts in dicts are compared as deep as C's stack reaches. */
static WF_NOINLINE int equal_beside_others(wf_value a, wf_value b) {
  wf_dict *x = wf_to_dict(a), *y = wf_to_dict(b);
  wf_items later = {0};
  wf_lock2(x, y);
  const wf_dict_table *t = table_of(x);
  uint32_t used = wf_dict_used(t), at = first_of(t);
  int equal = wf_dict_count(a) == wf_dict_count(b);
  if (equal) equal = equal_plainly(x, y, &at, &later);
  wf_unlock2(x, y);
  if (equal <= 0) return equal;
  bool missing = later.count && later.data[later.count - 1] == WF_EMPTY;
  return at < used && !missing ? equal_by_calls(a, b) : pairs_equal(&later);
}

int wf_dict_equal(wf_value a, wf_value b) {
  if (WF_UNLIKELY(wf_lock_is_real())) return equal_beside_others(a, b);
  if (wf_dict_count(a) != wf_dict_count(b)) return 0;
  const wf_dict_table *t = wf_dict_table_of(a);
  return equal_in_turn(t, first_of(t), wf_dict_used(t), b);
}

/* Is this one of the dict's keys, or one of its items? */
static int has_plainly(const wf_dict_table *t, wf_value item, bool pairs) {
  if (pairs && (!wf_is_tuple_exact(item) || wf_tuple_length(item) != 2)) return WF_EQUAL_UNKNOWN;
  wf_key key = {.value = pairs ? wf_tuple_get(item, 0) : item};
  if (!wf_is_plain(key.value) || !wf_key_of(key.value, &key)) return WF_EQUAL_UNKNOWN;
  int64_t at = probe_plain(t, &key);
  if (at == UNKNOWN) return WF_EQUAL_UNKNOWN;
  wf_value v = value_at(t, at);
  if (v == WF_EMPTY || !pairs) return v != WF_EMPTY;
  return wf_items_equal_plainly(v, wf_tuple_get(item, 1));
}

int wf_dict_has_all(wf_value dict, wf_value list, bool pairs, enum wf_compare_op op) {
  const wf_dict *d = wf_to_dict(dict);
  int has = 1;
  wf_lock(d);
  if (!wf_counts_allow(wf_list_length(list), wf_dict_count(dict), op)) has = 0;
  for (size_t i = 0; has > 0 && i < wf_list_length(list); i++)
    has = has_plainly(table_of(d), wf_list_get(list, i), pairs);
  wf_unlock(d);
  return has;
}
