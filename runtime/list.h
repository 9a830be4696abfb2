/* Lists and tuples.

   A list's items live in a storage block that is replaced when it grows. Readers take no lock: they
   load the storage, then the length, check the index against both, and read the item; WF_EMPTY
   there means that the item went away meanwhile. Writers hold the list's lock. */
#ifndef WF_LIST_H
#define WF_LIST_H

#include "runtime/lock.h"

typedef struct wf_list_storage {
  size_t capacity;
  wf_slot items[];
} wf_list_storage;

typedef struct wf_list {
  wf_object head;
  _Atomic(size_t) length;
  _Atomic(wf_list_storage *) storage; /* never NULL in a finished list */
} wf_list;

static inline wf_list *wf_to_list(wf_value v) { return (wf_list *)(uintptr_t)v; }
static inline size_t wf_list_length(wf_value list) {
  return atomic_load_explicit(&wf_to_list(list)->length, memory_order_acquire);
}
/* The item, or WF_EMPTY when the index (not negative) is out of range. */
static inline wf_value wf_list_get(wf_value list, size_t index) {
  wf_list *l = wf_to_list(list);
  size_t length = atomic_load_explicit(&l->length, memory_order_acquire);
  wf_list_storage *s = atomic_load_explicit(&l->storage, memory_order_acquire);
  if (WF_UNLIKELY(index >= length || index >= s->capacity)) return WF_EMPTY;
  return wf_slot_acquire(&s->items[index]);
}
/* The same for an index below 0, which counts from the end: length and item belong together. */
wf_value wf_list_get_from_end_locked(wf_value list, int64_t index);
static inline wf_value wf_list_get_from_end(wf_value list, int64_t index) {
  wf_list *l = wf_to_list(list);
  uint64_t phase = atomic_load_explicit(&wf_lock_phase, memory_order_acquire);
  wf_list_storage *s = atomic_load_explicit(&l->storage, memory_order_acquire);
  uint64_t length = atomic_load_explicit(&l->length, memory_order_acquire);
  uint64_t i = length + (uint64_t)index; /* out of range: larger than any capacity */
  if (WF_LIKELY(i < s->capacity)) {
    wf_value v = wf_slot_acquire(&s->items[i]);
    /* an odd phase is never the same */
    if (WF_LIKELY(atomic_load_explicit(&wf_lock_phase, memory_order_acquire) ==
                  (phase & ~(uint64_t)1)))
      return v;
  }
  return wf_list_get_from_end_locked(list, index);
}
/* Short cuts for the machine; the out-of-line functions do the same. False: take the slow way. */
static inline bool wf_list_set_fast(wf_value list, size_t index, wf_value item) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  bool ok = index < atomic_load_explicit(&l->length, memory_order_relaxed);
  if (WF_LIKELY(ok))
    wf_slot_set(&atomic_load_explicit(&l->storage, memory_order_relaxed)->items[index], item);
  wf_unlock(l);
  return ok;
}
static inline bool wf_list_append_fast(wf_value list, wf_value item) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  size_t length = atomic_load_explicit(&l->length, memory_order_relaxed);
  wf_list_storage *s = atomic_load_explicit(&l->storage, memory_order_relaxed);
  bool ok = s && length < s->capacity;
  if (WF_LIKELY(ok)) {
    wf_slot_set(&s->items[length], item);
    atomic_store_explicit(&l->length, length + 1, memory_order_release);
  }
  wf_unlock(l);
  return ok;
}

wf_value wf_list_new(size_t capacity);
wf_value wf_list_from_array(const wf_value *items, size_t count);
wf_value wf_list_from_iterable(wf_value iterable); /* list(iterable) */
bool wf_list_append(wf_value list, wf_value item); /* false: MemoryError */
bool wf_list_set(wf_value list, size_t index,
                 wf_value item); /* false: out of range, nothing pending */
/* Appends what the list does not contain: 1 done, 0 it does, -1 with an exception. */
int wf_list_append_new(wf_value list, wf_value item);
bool wf_list_extend(wf_value list, wf_value iterable);
wf_value wf_list_pop(wf_value list, int64_t index); /* WF_EMPTY if out of range */
/* The same under the list's lock, which the caller has. */
bool wf_list_append_locked(wf_list *l, wf_value item);
wf_value wf_list_pop_locked(wf_list *l, int64_t index);
bool wf_list_insert_locked(wf_list *l, int64_t index, wf_value item);
bool wf_list_insert(wf_value list, int64_t index, wf_value item);
/* Removes the first that is the item itself; false when none is. */
bool wf_list_remove_itself(wf_value list, wf_value item);
/* Puts another in its place; false when none is. */
bool wf_list_replace_itself(wf_value list, wf_value item, wf_value other);
bool wf_list_sort(wf_value list, wf_value key, bool reverse);
wf_value wf_list_to_tuple(wf_value list); /* a snapshot */
wf_value wf_list_copy(wf_value list); /* of one moment */
/* A consistent copy of the items in collected memory; *count set. NULL: MemoryError. */
wf_value *wf_list_snapshot(wf_value list, size_t *count);
/* Its length, and its items at one moment if they are not more than `room`. */
size_t wf_list_copy_few(wf_value list, wf_value *items, size_t room);

typedef struct wf_tuple {
  wf_object head;
  size_t length;
  wf_value items[]; /* fixed before it is shared */
} wf_tuple;
static inline wf_tuple *wf_to_tuple(wf_value v) { return (wf_tuple *)(uintptr_t)v; }
static inline size_t wf_tuple_length(wf_value v) { return wf_to_tuple(v)->length; }
static inline wf_value wf_tuple_get(wf_value v, size_t i) { return wf_to_tuple(v)->items[i]; }
extern wf_value wf_tuple_empty;
wf_value wf_tuple_new(size_t count); /* to be filled before it is shared; 0 gives wf_tuple_empty */
wf_value wf_tuple_from_array(const wf_value *items, size_t count);
wf_value wf_tuple_of(size_t count, ...); /* wf_value arguments */
wf_value wf_tuple_from_iterable(wf_value iterable);
/* A tuple or list as an array: the tuple's own items, or a snapshot of the list. NULL: MemoryError.
 */
const wf_value *wf_sequence_array(wf_value tuple_or_list, size_t *count);

/* -- For list_sort.c -- */
/* Takes all items out, leaving the list empty; NULL: MemoryError. */
wf_value *wf_list_take_all(wf_value list, size_t *count);
/* Puts them back in place of whatever the list has now; false when that was something. */
bool wf_list_put_all(wf_value list, const wf_value *items, size_t count);
/* Rearranges the items under the list's lock: work gets a private copy and may return false to
   leave the list as it is. No script code in it. False: MemoryError. */
bool wf_list_rearrange(wf_value list, bool (*work)(wf_value *items, size_t count, void *data),
                       void *data);

#endif
