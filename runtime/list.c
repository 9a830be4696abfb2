/* The type list, and the iterators of lists and tuples.

   Slots of the storage at and behind the length are WF_EMPTY. A writer that adds an item stores
   it before the length; one that removes items stores the length before it clears their slots. So
   a reader without the lock finds an item that was there, or WF_EMPTY. Whoever needs several
   items as they are at one moment copies them under the lock. */
#include <config.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "runtime/search.h"
#include "runtime/sequence_internal.h"

static wf_list_storage empty_storage;

#define LONGEST (SIZE_MAX / 64)

static size_t length_of(const wf_list *l) {
  return atomic_load_explicit(&((wf_list *)l)->length, memory_order_relaxed);
}
static void set_length(wf_list *l, size_t length) {
  atomic_store_explicit(&l->length, length, memory_order_release);
}
static wf_list_storage *storage_of(const wf_list *l) {
  wf_list_storage *s = atomic_load_explicit(&((wf_list *)l)->storage, memory_order_acquire);
  return s ? s : &empty_storage;
}
static void set_storage(wf_list *l, wf_list_storage *s) {
  atomic_store_explicit(&l->storage, s, memory_order_release);
}

/* The caller fills the first `filled` slots at once; the others are empty. */
static wf_list_storage *storage_new(size_t capacity, size_t filled) {
  if (capacity == 0) return &empty_storage;
  if (capacity > LONGEST) {
    wf_raise_memory();
    return NULL;
  }
  wf_list_storage *s = wf_alloc_var_unfilled(sizeof *s + capacity * sizeof(wf_slot));
  if (!s) return NULL;
  s->capacity = capacity;
  memset((void *)(s->items + filled), 0, (capacity - filled) * sizeof *s->items);
  return s;
}

/* Words of a storage that no other thread has seen, from an array or from words under the lock. */
static void fill(wf_slot *to, const wf_value *from, size_t count) {
  if (count) memcpy((void *)to, from, count * sizeof *to);
}
static void fill_from_slots(void *to, const wf_slot *from, size_t count) {
  if (count) memcpy(to, (const void *)from, count * sizeof *from);
}

/* --- Under the lock --- */

/* Bits of `aux`, changed under the lock: it was cleared before; its items are being sorted, and
   lie elsewhere until that is over (list_sort.c). */
enum { CLEARED = 1, TAKEN = 2 };

static bool is_taken(const wf_list *l) {
  return atomic_load_explicit(&((wf_list *)l)->head.aux, memory_order_relaxed) & TAKEN;
}

static bool reserve(wf_list *l, size_t capacity) {
  wf_list_storage *s = storage_of(l);
  if (capacity <= s->capacity) return true;
  size_t length = length_of(l), better = length + length / 2 + 4;
  wf_list_storage *bigger = storage_new(capacity > better ? capacity : better, length);
  if (!bigger) return false;
  fill_from_slots(bigger->items, s->items, length);
  set_storage(l, bigger);
  return true;
}

bool wf_list_append_locked(wf_list *l, wf_value item) {
  size_t length = length_of(l);
  if (WF_UNLIKELY(length >= storage_of(l)->capacity) && !reserve(l, length + 1)) return false;
  wf_slot_set(&storage_of(l)->items[length], item);
  set_length(l, length + 1);
  return true;
}

/* Four words at once, each of which other threads see whole: the processor's vector moves keep
   aligned words together (Go's collector relies on the same), which memmove does not promise. */
#define AT_ONCE 4
static inline void move_some(wf_slot *to, const wf_slot *from) {
#if defined(__SSE2__) && !defined(WF_SANITIZER)
  __m128i low = _mm_loadu_si128((const __m128i *)(const void *)from);
  __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(from + 2));
  _mm_storeu_si128((__m128i *)(void *)to, low);
  _mm_storeu_si128((__m128i *)(void *)(to + 2), high);
#else
  wf_value items[AT_ONCE];
  for (int i = 0; i < AT_ONCE; i++) items[i] = wf_slot_get(&from[i]);
  for (int i = 0; i < AT_ONCE; i++) wf_slot_set(&to[i], items[i]);
#endif
}

static void move_down(wf_slot *to, const wf_slot *from, size_t count) {
  for (; count >= AT_ONCE; count -= AT_ONCE, to += AT_ONCE, from += AT_ONCE) move_some(to, from);
  for (; count > 0; count--) wf_slot_set(to++, wf_slot_get(from++));
}

static void move_up(wf_slot *to, const wf_slot *from, size_t count) {
  for (; count >= AT_ONCE; count -= AT_ONCE)
    move_some(to + count - AT_ONCE, from + count - AT_ONCE);
  for (; count > 0; count--) wf_slot_set(&to[count - 1], wf_slot_get(&from[count - 1]));
}

/* Opens or closes a gap: the items from `from` on move to `to`. The length is not touched. */
static void move_items(wf_list_storage *s, size_t from, size_t to, size_t count) {
  if (from < to) move_up(&s->items[to], &s->items[from], count);
  else if (from > to) move_down(&s->items[to], &s->items[from], count);
}

/* Gives the list a shorter length; the slots behind it become empty. */
static void truncate(wf_list *l, size_t length) {
  wf_list_storage *s = storage_of(l);
  size_t old = length_of(l);
  set_length(l, length);
  for (size_t i = length; i < old; i++) wf_slot_set(&s->items[i], WF_EMPTY);
  if (s->capacity > 64 && length < s->capacity / 4 && !is_taken(l)) {
    wf_list_storage *smaller = storage_new(length * 2, length);
    if (!smaller) return wf_error_clear();
    fill_from_slots(smaller->items, s->items, length);
    set_storage(l, smaller);
  }
}

/* Replaces items start..stop. */
static bool splice(wf_list *l, size_t start, size_t stop, const wf_value *items, size_t count) {
  size_t length = length_of(l), tail = length - stop, result = start + count + tail;
  if (result > length && !reserve(l, result)) return false;
  wf_list_storage *s = storage_of(l);
  move_items(s, stop, start + count, tail);
  for (size_t i = 0; i < count; i++) wf_slot_set(&s->items[start + i], items[i]);
  if (result >= length) set_length(l, result);
  else truncate(l, result);
  return true;
}

/* --- For C code --- */

static wf_list *list_alloc(wf_list_storage *s, size_t length) {
  wf_list *l = WF_NEW(wf_list, wf_list_type);
  atomic_store_explicit(&l->storage, s, memory_order_relaxed);
  atomic_store_explicit(&l->length, length, memory_order_relaxed);
  return l;
}

wf_value wf_list_new(size_t capacity) {
  wf_list_storage *s = storage_new(capacity, 0);
  return s ? wf_from_object(list_alloc(s, 0)) : WF_ERROR;
}

wf_value wf_list_from_array(const wf_value *items, size_t count) {
  wf_list_storage *s = storage_new(count, count);
  if (!s) return WF_ERROR;
  fill(s->items, items, count);
  return wf_from_object(list_alloc(s, count));
}

wf_value wf_list_copy(wf_value list) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  size_t count = length_of(l);
  wf_list_storage *s = storage_new(count, count);
  if (s) fill_from_slots(s->items, storage_of(l)->items, count);
  wf_unlock(l);
  return s ? wf_from_object(list_alloc(s, count)) : WF_ERROR;
}

wf_value wf_list_from_iterable(wf_value iterable) {
  if (wf_is_tuple_exact(iterable)) {
    size_t count;
    const wf_value *items = wf_sequence_array(iterable, &count);
    return items ? wf_list_from_array(items, count) : WF_ERROR;
  }
  wf_value list = wf_items_at_once(iterable);
  if (list != WF_EMPTY) return list;
  list = wf_list_new(0);
  return list != WF_ERROR && wf_list_extend(list, iterable) ? list : WF_ERROR;
}

wf_value wf_list_get_from_end_locked(wf_value list, int64_t index) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  uint64_t length = length_of(l), i = length + (uint64_t)index;
  wf_value v = i < length ? wf_slot_get(&storage_of(l)->items[i]) : WF_EMPTY;
  wf_unlock(l);
  return v;
}

bool wf_list_append(wf_value list, wf_value item) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  bool ok = wf_list_append_locked(l, item);
  wf_unlock(l);
  return ok;
}

bool wf_list_set(wf_value list, size_t index, wf_value item) {
  return wf_list_set_fast(list, index, item);
}

size_t wf_list_copy_few(wf_value list, wf_value *items, size_t room) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  size_t length = length_of(l);
  if (length <= room) fill_from_slots(items, storage_of(l)->items, length);
  wf_unlock(l);
  return length;
}

wf_value *wf_list_snapshot(wf_value list, size_t *count) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  size_t length = length_of(l);
  wf_value *items = wf_alloc_array(length ? length : 1, sizeof *items);
  if (items) fill_from_slots(items, storage_of(l)->items, length);
  wf_unlock(l);
  *count = length;
  return items;
}

static bool append_array(wf_list *l, const wf_value *items, size_t count) {
  wf_lock(l);
  bool ok = splice(l, length_of(l), length_of(l), items, count);
  wf_unlock(l);
  return ok;
}

static bool replace_all(wf_list *l, const wf_value *items, size_t count) {
  wf_lock(l);
  bool ok = splice(l, 0, length_of(l), items, count);
  wf_unlock(l);
  return ok;
}

/* The capacity that an iterable's length suggests; false: error pending. */
static bool reserve_for(wf_list *l, wf_value iterable) {
  int64_t hint = wf_length_hint(iterable, 8);
  if (hint < 0) return false;
  bool told_by_script = wf_type_flags_of(iterable) & WF_TYPE_SCRIPT;
  if (told_by_script && hint > 1 << 20) hint = 1 << 20; /* believe it only so far */
  wf_lock(l);
  bool ok = reserve(l, length_of(l) + (size_t)hint);
  wf_unlock(l);
  return ok;
}

bool wf_list_extend(wf_value list, wf_value iterable) {
  wf_list *l = wf_to_list(list);
  if (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable)) {
    size_t count;
    const wf_value *items = wf_sequence_array(iterable, &count);
    return items && append_array(l, items, count);
  }
  wf_value at_once = wf_items_at_once(iterable);
  if (at_once != WF_EMPTY) return at_once != WF_ERROR && wf_list_extend(list, at_once);
  wf_value iterator = wf_iter(iterable);
  if (iterator == WF_ERROR || !reserve_for(l, iterable)) return false;
  wf_value (*next)(wf_value) = wf_step_function(iterator);
  for (;;) {
    wf_value v = next(iterator);
    if (v == WF_EMPTY) return true;
    if (v == WF_ERROR || !(wf_list_append_fast(list, v) || wf_list_append(list, v))) return false;
  }
}

wf_value wf_list_pop_locked(wf_list *l, int64_t index) {
  size_t length = length_of(l);
  if (index < 0) index += (int64_t)length;
  if (index < 0 || (size_t)index >= length) return WF_EMPTY;
  wf_list_storage *s = storage_of(l);
  wf_value item = wf_slot_get(&s->items[index]);
  move_items(s, (size_t)index + 1, (size_t)index, length - (size_t)index - 1);
  truncate(l, length - 1);
  return item;
}
wf_value wf_list_pop(wf_value list, int64_t index) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  wf_value item = wf_list_pop_locked(l, index);
  wf_unlock(l);
  return item;
}

bool wf_list_insert_locked(wf_list *l, int64_t index, wf_value item) {
  int64_t length = (int64_t)length_of(l);
  if (index < 0) index = index + length < 0 ? 0 : index + length;
  if (index > length) index = length;
  return splice(l, (size_t)index, (size_t)index, &item, 1);
}
bool wf_list_insert(wf_value list, int64_t index, wf_value item) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  bool ok = wf_list_insert_locked(l, index, item);
  wf_unlock(l);
  return ok;
}

wf_value wf_list_to_tuple(wf_value list) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  size_t length = length_of(l);
  wf_value tuple = wf_tuple_new(length);
  if (length && tuple != WF_ERROR)
    fill_from_slots(wf_to_tuple(tuple)->items, storage_of(l)->items, length);
  wf_unlock(l);
  return tuple;
}

/* A list that is filled and cleared again and again keeps its storage, from the second time on and
   up to some size, if it made use of it: growing anew each time was most of the work, and the
   collector's. One that is being sorted keeps what it has got meanwhile: so the sort sees it. */
#define MOST_KEPT 768

static bool keeps_storage(wf_list *l, size_t length) {
  size_t capacity = storage_of(l)->capacity;
  uint32_t before = atomic_fetch_or_explicit(&l->head.aux, CLEARED, memory_order_relaxed);
  if (before & TAKEN) return true;
  return before & CLEARED && capacity <= MOST_KEPT && length >= capacity / 2;
}

static void clear(wf_list *l) {
  wf_lock(l);
  wf_list_storage *s = storage_of(l);
  size_t length = length_of(l);
  set_length(l, 0);
  if (!keeps_storage(l, length)) set_storage(l, &empty_storage);
  else for (size_t i = 0; i < length; i++) wf_slot_set(&s->items[i], WF_EMPTY);
  wf_unlock(l);
}

wf_value *wf_list_take_all(wf_value list, size_t *count) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  *count = length_of(l);
  wf_value *items = wf_alloc_array(*count ? *count : 1, sizeof *items);
  if (items) {
    fill_from_slots(items, storage_of(l)->items, *count);
    set_length(l, 0);
    set_storage(l, &empty_storage);
    atomic_fetch_or_explicit(&l->head.aux, TAKEN, memory_order_relaxed);
  }
  wf_unlock(l);
  return items;
}

bool wf_list_put_all(wf_value list, const wf_value *items, size_t count) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  bool untouched = length_of(l) == 0 && storage_of(l) == &empty_storage;
  atomic_fetch_and_explicit(&l->head.aux, ~(uint32_t)TAKEN, memory_order_relaxed);
  set_length(l, 0);
  wf_list_storage *s = storage_new(count, count);
  if (s) {
    fill(s->items, items, count);
    set_storage(l, s);
    set_length(l, count);
  }
  wf_unlock(l);
  return untouched;
}

bool wf_list_rearrange(wf_value list, bool (*work)(wf_value *items, size_t count, void *data),
                       void *data) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  size_t count = length_of(l);
  wf_list_storage *s = storage_new(count, count);
  if (s) {
    fill_from_slots(s->items, storage_of(l)->items, count);
    if (work((wf_value *)(void *)s->items, count, data)) set_storage(l, s);
  }
  wf_unlock(l);
  return s != NULL;
}

/* --- Construction --- */

static wf_value list_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  (void)args, (void)npos, (void)kwnames;
  if (cls == &wf_list_type) return wf_list_new(0);
  wf_list *l = wf_object_new(cls);
  set_storage(l, &empty_storage);
  return wf_from_object(l);
}

static int list_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value iterable;
  if (!wf_refuse_keywords(self, &wf_list_type, kwnames) ||
      !wf_optional_argument("list", args, npos, &iterable))
    return -1;
  wf_list *l = wf_to_list(self);
  if (iterable != self && (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable))) {
    size_t count;
    const wf_value *items = wf_sequence_array(iterable, &count);
    return items && replace_all(l, items, count) ? 0 : -1;
  }
  if (wf_list_length(self)) clear(l);
  return iterable == WF_EMPTY || wf_list_extend(self, iterable) ? 0 : -1;
}

/* --- Slots --- */

static wf_value list_repr(wf_value self) {
  if (wf_list_length(self) == 0) return wf_str_from_c("[]");
  bool error = false;
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_from_c("[...]");
  size_t count;
  wf_value *items = wf_list_snapshot(self, &count);
  wf_value text = items ? wf_repr_items(items, count, "[", "]") : WF_ERROR;
  wf_repr_leave(self);
  return text;
}

/* Two lists as far as they are compared: the first `at` items of the one are equal to those of the
   other. */
typedef struct comparison {
  wf_list *a, *b;
  size_t at;
  wf_value x, y;   /* the next ones, which differ */
  wf_items as, bs; /* or all from `at` on, to be compared by calls */
} comparison;

/* Under the locks of both: 1, 0; WF_EQUAL_UNKNOWN: the items at `at` need calls, for which the rest
   was copied; -1 MemoryError. */
static int compare_plainly(comparison *c) {
  size_t na = length_of(c->a), nb = length_of(c->b), n = na < nb ? na : nb;
  const wf_slot *as = storage_of(c->a)->items, *bs = storage_of(c->b)->items;
  int equal = 1;
  for (; c->at < n; c->at++) {
    c->x = wf_slot_get(&as[c->at]);
    c->y = wf_slot_get(&bs[c->at]);
    equal = wf_items_equal_plainly(c->x, c->y);
    if (equal != 1) break;
  }
  if (equal != WF_EQUAL_UNKNOWN) return equal;
  c->as.count = na - c->at;
  c->bs.count = nb - c->at;
  c->as.data = wf_alloc_array(c->as.count, sizeof *c->as.data);
  c->bs.data = wf_alloc_array(c->bs.count, sizeof *c->bs.data);
  if (!c->as.data || !c->bs.data) return -1;
  fill_from_slots(c->as.data, as + c->at, c->as.count);
  fill_from_slots(c->bs.data, bs + c->at, c->bs.count);
  return equal;
}

/* An item at a time: for a lone thread. */
static wf_value compare_in_place(wf_value a, wf_value b, enum wf_compare_op op) {
  if (wf_list_length(a) != wf_list_length(b) && (op == WF_EQ || op == WF_NE))
    return wf_bool(op == WF_NE);
  for (size_t i = 0;; i++) {
    wf_value x = wf_list_get(a, i), y = wf_list_get(b, i);
    if (x == WF_EMPTY || y == WF_EMPTY)
      return wf_order_result((int64_t)wf_list_length(a), (int64_t)wf_list_length(b), op);
    int equal = wf_items_equal(x, y);
    if (equal < 0) return WF_ERROR;
    if (equal) continue;
    if (i >= wf_list_length(a) || i >= wf_list_length(b)) /* the comparison has shortened one */
      return wf_order_result((int64_t)wf_list_length(a), (int64_t)wf_list_length(b), op);
    /* they are asked for equality once only */
    return op == WF_EQ || op == WF_NE ? wf_bool(op == WF_NE) : wf_compare(x, y, op);
  }
}

/* Not inlined, as lists in lists are compared as deep as C's stack reaches. */
static WF_NOINLINE wf_value compare_beside_others(wf_value a, wf_value b, enum wf_compare_op op) {
  bool for_equality = op == WF_EQ || op == WF_NE;
  comparison c = {.a = wf_to_list(a), .b = wf_to_list(b)};
  wf_lock2(c.a, c.b);
  size_t na = length_of(c.a), nb = length_of(c.b);
  int equal = for_equality && na != nb ? 0 : compare_plainly(&c);
  wf_unlock2(c.a, c.b);
  if (equal == 1) return wf_order_result((int64_t)na, (int64_t)nb, op);
  if (equal == -1) return WF_ERROR;
  if (equal == 0) return for_equality ? wf_bool(op == WF_NE) : wf_compare(c.x, c.y, op);
  return wf_compare_arrays(c.as.data, c.as.count, c.bs.data, c.bs.count, op);
}

static wf_value list_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!wf_is_list(a) || !wf_is_list(b)) return WF_NOT_IMPLEMENTED;
  return WF_LIKELY(!wf_lock_is_real()) ? compare_in_place(a, b, op)
                                       : compare_beside_others(a, b, op);
}

static wf_value list_iter(wf_value self) {
  wf_list_iterator *it = WF_NEW(wf_list_iterator, wf_list_iterator_type);
  wf_slot_set(&it->sequence, self);
  return wf_from_object(it);
}

static int64_t list_length(wf_value self) { return (int64_t)wf_list_length(self); }

static wf_value slice_of(wf_value self, wf_value slice) {
  int64_t start, stop, step;
  if (!wf_slice_unpack(slice, &start, &stop, &step)) return WF_ERROR;
  wf_list *l = wf_to_list(self);
  wf_lock(l);
  size_t count = (size_t)wf_slice_adjust((int64_t)length_of(l), &start, &stop, step);
  wf_list_storage *from = storage_of(l), *s = storage_new(count, count);
  if (s && step == 1) fill_from_slots(s->items, from->items + start, count);
  for (size_t i = 0; s && step != 1 && i < count; i++)
    atomic_store_explicit(&s->items[i], wf_slot_get(&from->items[start + (int64_t)i * step]),
                          memory_order_relaxed);
  wf_unlock(l);
  return s ? wf_from_object(list_alloc(s, count)) : WF_ERROR;
}

/* 0 and *index, not yet adjusted; -1 and an error. */
static int take_key(wf_value key, int64_t *index) {
  if (wf_has_index(key)) return wf_take_index(key, index) ? 0 : -1;
  wf_raise(&wf_exc_TypeError, "list indices must be integers or slices, not %T", key);
  return -1;
}

static wf_value list_getitem(wf_value self, wf_value key) {
  int64_t i;
  if (wf_is_slice(key)) return slice_of(self, key);
  if (take_key(key, &i) < 0) return WF_ERROR;
  wf_value v = i < 0 ? wf_list_get_from_end(self, i) : wf_list_get(self, (size_t)i);
  return v == WF_EMPTY ? wf_raise_index("list index out of range") : v;
}

/* Under the lock: every step-th item goes. */
static void delete_stepped(wf_list *l, int64_t start, int64_t count, int64_t step) {
  wf_list_storage *s = storage_of(l);
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  size_t length = length_of(l), to = (size_t)start;
  for (size_t from = to; from < length; from++) {
    size_t behind = from - (size_t)start;
    if (behind % (size_t)step == 0 && behind / (size_t)step < (size_t)count) continue;
    wf_slot_set(&s->items[to++], wf_slot_get(&s->items[from]));
  }
  truncate(l, to);
}

static int raise_slice_size(size_t given, int64_t wanted) {
  wf_raise(&wf_exc_ValueError,
           "attempt to assign sequence of size %zu to extended slice of size %zu", given,
           (size_t)wanted);
  return -1;
}

static int set_slice(wf_value self, wf_value slice, wf_value value) {
  int64_t start, stop, step;
  wf_items items = {0};
  if (!wf_slice_unpack(slice, &start, &stop, &step)) return -1;
  if (value != WF_EMPTY && !wf_items_from(value, &items)) {
    if (wf_error_is(&wf_exc_TypeError) && !wf_type_of(value)->slots.iter) {
      wf_error_clear();
      wf_raise(&wf_exc_TypeError, step == 1 ? "can only assign an iterable"
                                            : "must assign iterable to extended slice");
    }
    return -1;
  }
  wf_list *l = wf_to_list(self);
  wf_lock(l);
  int64_t count = wf_slice_adjust((int64_t)length_of(l), &start, &stop, step);
  bool ok = true, fits = true;
  if (step == 1) {
    ok = splice(l, (size_t)start, (size_t)(stop < start ? start : stop), items.data, items.count);
  } else if (value == WF_EMPTY) {
    if (count) delete_stepped(l, start, count, step);
  } else if ((size_t)count != items.count) {
    fits = false;
  } else {
    for (int64_t i = 0; i < count; i++)
      wf_slot_set(&storage_of(l)->items[start + i * step], items.data[i]);
  }
  wf_unlock(l);
  if (!fits) return raise_slice_size(items.count, count);
  return ok ? 0 : -1;
}

static int list_setitem(wf_value self, wf_value key, wf_value value) {
  int64_t i;
  if (wf_is_slice(key)) return set_slice(self, key, value);
  if (take_key(key, &i) < 0) return -1;
  wf_list *l = wf_to_list(self);
  wf_lock(l);
  size_t length = length_of(l);
  if (i < 0) i += (int64_t)length;
  bool ok = i >= 0 && (size_t)i < length;
  if (ok && value == WF_EMPTY) {
    move_items(storage_of(l), (size_t)i + 1, (size_t)i, length - (size_t)i - 1);
    truncate(l, length - 1);
  } else if (ok) {
    wf_slot_set(&storage_of(l)->items[i], value);
  }
  wf_unlock(l);
  if (!ok) wf_raise(&wf_exc_IndexError, "list assignment index out of range");
  return ok ? 0 : -1;
}

/* Bounds of a search that count from the end. */
static void adjust_bounds(int64_t length, int64_t *start, int64_t *stop) {
  if (*start < 0) *start = *start + length < 0 ? 0 : *start + length;
  if (*stop < 0) *stop += length;
}

static int64_t find_locked(const void *list, wf_value value, int64_t i, int64_t stop) {
  const wf_list *l = list;
  const wf_list_storage *s = storage_of(l);
  int64_t length = (int64_t)length_of(l);
  adjust_bounds(length, &i, &stop);
  for (; i < length && i < stop; i++) {
    wf_value v = wf_slot_get(&s->items[i]);
    int equal = wf_both_small_int(v, value) ? v == value : wf_items_equal_plainly(v, value);
    if (equal) return equal > 0 ? i : WF_UNKNOWN;
  }
  return WF_NOWHERE;
}

/* The items of a search by calls: beside other threads those of one moment, if built-in things are
   compared; else the list's own, whatever the calls do to it. */
typedef struct search {
  wf_value list, *items;
  size_t count;
} search;

static bool search_begin(search *s, wf_value list, wf_value value) {
  *s = (search){.list = list};
  if (!wf_lock_is_real() || !wf_search_needs_copy(value)) return true;
  return (s->items = wf_list_snapshot(list, &s->count)) != NULL;
}

static wf_value searched(const search *s, size_t i) {
  if (!s->items) return wf_list_get(s->list, i);
  return i < s->count ? s->items[i] : WF_EMPTY;
}

static int64_t find_by_calls(const search *s, wf_value value, int64_t i, int64_t stop,
                             wf_value *found) {
  for (; i < stop; i++) {
    *found = searched(s, (size_t)i);
    if (*found == WF_EMPTY) break;
    int equal = wf_items_equal(*found, value);
    if (equal) return equal > 0 ? i : WF_FAILED;
  }
  return WF_NOWHERE;
}

/* WF_FAILED: an error. */
static int64_t find(wf_value self, wf_value value, int64_t start, int64_t stop) {
  int64_t at = wf_find_plainly(wf_to_list(self), find_locked, value, start, stop);
  search s;
  wf_value found;
  if (at != WF_UNKNOWN) return at;
  if (!search_begin(&s, self, value)) return WF_FAILED;
  adjust_bounds(s.items ? (int64_t)s.count : list_length(self), &start, &stop);
  return find_by_calls(&s, value, start, stop, &found);
}

static int list_contains(wf_value self, wf_value item) {
  int64_t at = find(self, item, 0, INT64_MAX);
  return at == WF_FAILED ? -1 : at >= 0;
}

int wf_list_append_new(wf_value list, wf_value item) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  int64_t at = find_locked(l, item, 0, INT64_MAX);
  bool ok = at != WF_NOWHERE || wf_list_append_locked(l, item);
  wf_unlock(l);
  if (at == WF_NOWHERE) return ok ? 1 : -1;
  if (at != WF_UNKNOWN) return 0;
  int known = list_contains(list, item); /* by script code */
  return known ? known < 0 ? -1 : 0 : wf_list_append(list, item) ? 1 : -1;
}

static wf_value list_add(wf_value a, wf_value b) {
  if (!wf_is_list(a)) return WF_NOT_IMPLEMENTED;
  if (!wf_is_list(b)) {
    wf_value result = wf_other_operand(WF_OP_ADD, a, b, b, (const void *)(uintptr_t)list_add);
    if (result != WF_NOT_IMPLEMENTED) return result;
    return wf_raise(&wf_exc_TypeError, "can only concatenate list (not \"%T\") to list", b);
  }
  size_t na, nb;
  wf_value *right = wf_list_snapshot(b, &nb);
  if (!right) return WF_ERROR;
  wf_list *l = wf_to_list(a);
  wf_lock(l);
  na = length_of(l);
  wf_list_storage *s = storage_new(na + nb, na + nb);
  if (s) fill_from_slots(s->items, storage_of(l)->items, na);
  wf_unlock(l);
  if (!s) return WF_ERROR;
  fill(s->items + na, right, nb);
  return wf_from_object(list_alloc(s, na + nb));
}

static wf_value list_multiply(wf_value a, wf_value b) {
  wf_value self = wf_is_list(a) ? a : b, other = wf_is_list(a) ? b : a;
  int64_t times;
  int is_count = wf_repeat_count(other, &times);
  if (is_count < 0) return WF_ERROR;
  if (is_count == 0) {
    wf_value result = self == a ? wf_other_operand(WF_OP_MUL, a, b, b,
                                                   (const void *)(uintptr_t)list_multiply)
                                : WF_NOT_IMPLEMENTED;
    return result == WF_NOT_IMPLEMENTED ? wf_raise_repeat(other) : result;
  }
  wf_list *l = wf_to_list(self);
  wf_lock(l);
  size_t length = length_of(l), total = 0;
  bool too_long = times > 0 && __builtin_mul_overflow(length, (size_t)times, &total);
  wf_list_storage *s = too_long ? NULL : storage_new(total, total);
  if (s && total) {
    fill_from_slots(s->items, storage_of(l)->items, length);
    for (size_t done = length; done < total; done *= 2)
      fill_from_slots(s->items + done, s->items, done < total - done ? done : total - done);
  }
  wf_unlock(l);
  if (too_long) return wf_raise_memory();
  return s ? wf_from_object(list_alloc(s, total)) : WF_ERROR;
}

static wf_value list_iadd(wf_value self, wf_value other) {
  return wf_list_extend(self, other) ? self : WF_ERROR;
}

static wf_value list_imul(wf_value self, wf_value other) {
  int64_t times;
  int is_count = wf_repeat_count(other, &times);
  if (is_count <= 0) return is_count < 0 ? WF_ERROR : wf_raise_repeat(other);
  wf_list *l = wf_to_list(self);
  if (times <= 0) {
    clear(l);
    return self;
  }
  wf_lock(l);
  size_t length = length_of(l), total;
  bool too_long = __builtin_mul_overflow(length, (size_t)times, &total);
  bool ok = !too_long && reserve(l, total);
  if (ok && total) {
    wf_list_storage *s = storage_of(l);
    for (size_t i = length; i < total; i++)
      wf_slot_set(&s->items[i], wf_slot_get(&s->items[i - length]));
    set_length(l, total);
  }
  wf_unlock(l);
  if (too_long) return wf_raise_memory();
  return ok ? self : WF_ERROR;
}

/* --- Methods --- */

WF_NATIVE(list_append) {
  if (WF_LIKELY(wf_list_append_fast(args[0], args[1]))) return WF_NONE;
  return wf_list_append(args[0], args[1]) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(list_extend) { return wf_list_extend(args[0], args[1]) ? WF_NONE : WF_ERROR; }

WF_NATIVE(list_insert) {
  int64_t index;
  if (!wf_has_index(args[1]))
    return wf_raise(&wf_exc_TypeError, "'%T' object cannot be interpreted as an integer", args[1]);
  if (!wf_take_index(args[1], &index)) return WF_ERROR;
  return wf_list_insert(args[0], index, args[2]) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(list_pop) {
  int64_t index = -1;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &index)) return WF_ERROR;
  wf_list *l = wf_to_list(args[0]);
  wf_lock(l);
  size_t length = length_of(l);
  wf_value v = wf_list_pop_locked(l, index);
  wf_unlock(l);
  if (v != WF_EMPTY) return v;
  return wf_raise(&wf_exc_IndexError, length ? "pop index out of range" : "pop from empty list");
}

WF_NATIVE(list_clear) {
  clear(wf_to_list(args[0]));
  return WF_NONE;
}

WF_NATIVE(list_copy) { return wf_list_copy(args[0]); }

static void delete_at(wf_list *l, size_t i) {
  size_t length = length_of(l);
  move_items(storage_of(l), i + 1, i, length - i - 1);
  truncate(l, length - 1);
}

/* Removes what was found at i, wherever it is meanwhile; false when it is gone. */
static bool delete_if_there(wf_list *l, size_t i, wf_value v) {
  wf_lock(l);
  size_t length = length_of(l);
  if (i >= length || wf_slot_get(&storage_of(l)->items[i]) != v)
    for (i = 0; i < length && wf_slot_get(&storage_of(l)->items[i]) != v;) i++;
  if (i < length) delete_at(l, i);
  wf_unlock(l);
  return i < length;
}

bool wf_list_remove_itself(wf_value list, wf_value item) {
  return delete_if_there(wf_to_list(list), 0, item);
}

bool wf_list_replace_itself(wf_value list, wf_value item, wf_value other) {
  wf_list *l = wf_to_list(list);
  size_t i = 0;
  wf_lock(l);
  size_t length = length_of(l);
  while (i < length && wf_slot_get(&storage_of(l)->items[i]) != item) i++;
  if (i < length) wf_slot_set(&storage_of(l)->items[i], other);
  wf_unlock(l);
  return i < length;
}

/* If another thread takes what was found, the search begins anew. */
static int64_t remove_by_calls(wf_value self, wf_value value) {
  search s;
  if (!search_begin(&s, self, value)) return WF_FAILED;
  int64_t i = 0;
  wf_value found;
  while ((i = find_by_calls(&s, value, i, INT64_MAX, &found)) >= 0) {
    if (delete_if_there(wf_to_list(self), (size_t)i, found)) break;
    if (!search_begin(&s, self, value)) return WF_FAILED;
    if (s.items) i = 0;
  }
  return i;
}

WF_NATIVE(list_remove) {
  wf_list *l = wf_to_list(args[0]);
  wf_lock(l);
  int64_t at = find_locked(l, args[1], 0, INT64_MAX);
  if (at >= 0) delete_at(l, (size_t)at);
  wf_unlock(l);
  if (at == WF_UNKNOWN) at = remove_by_calls(args[0], args[1]);
  if (at == WF_FAILED) return WF_ERROR;
  return at >= 0 ? WF_NONE : wf_raise(&wf_exc_ValueError, "list.remove(x): x not in list");
}

WF_NATIVE(list_index) {
  int64_t start, stop;
  if (!wf_search_bound(args[2], 0, &start) || !wf_search_bound(args[3], INT64_MAX, &stop))
    return WF_ERROR;
  int64_t at = find(args[0], args[1], start, stop);
  if (at == WF_FAILED) return WF_ERROR;
  return at >= 0 ? wf_small_int(at) : wf_raise(&wf_exc_ValueError, "%R is not in list", args[1]);
}

WF_NATIVE(list_count) {
  int64_t count = wf_count_plainly(wf_to_list(args[0]), find_locked, args[1]);
  if (count != WF_UNKNOWN) return wf_small_int(count);
  search s;
  wf_value found;
  if (!search_begin(&s, args[0], args[1])) return WF_ERROR;
  int64_t at = 0;
  for (count = 0; (at = find_by_calls(&s, args[1], at, INT64_MAX, &found)) >= 0; at++) count++;
  return at == WF_FAILED ? WF_ERROR : wf_small_int(count);
}

WF_NATIVE(list_reverse) {
  wf_list *l = wf_to_list(args[0]);
  wf_lock(l);
  wf_list_storage *s = storage_of(l);
  for (size_t i = 0, j = length_of(l); i + 1 < j; i++) {
    wf_value v = wf_slot_get(&s->items[i]);
    wf_slot_set(&s->items[i], wf_slot_get(&s->items[--j]));
    wf_slot_set(&s->items[j], v);
  }
  wf_unlock(l);
  return WF_NONE;
}

bool wf_list_take_reverse(wf_value v, bool *reverse) {
  int flag = v == WF_TRUE;
  wf_value i = v == WF_EMPTY || wf_is_bool(v) ? WF_EMPTY : wf_index(v);
  int64_t wide;
  if (i == WF_ERROR) return false;
  if (i != WF_EMPTY && (!wf_int_to_int64(i, &wide) || wide < INT32_MIN || wide > INT32_MAX)) {
    wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C int");
    return false;
  }
  *reverse = i == WF_EMPTY ? flag : wide != 0;
  return true;
}

WF_NATIVE(list_sort) {
  bool reverse;
  if (!wf_list_take_reverse(args[2], &reverse)) return WF_ERROR;
  return wf_list_sort(args[0], args[1], reverse) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(list_getitem_method) { return list_getitem(args[0], args[1]); }

static wf_type list_reverse_iterator_type;

WF_NATIVE(list_reversed) {
  wf_list_iterator *it = WF_NEW(wf_list_iterator, list_reverse_iterator_type);
  wf_slot_set(&it->sequence, args[0]);
  atomic_store_explicit(&it->index, wf_list_length(args[0]), memory_order_relaxed);
  return wf_from_object(it);
}

WF_NATIVE(list_sizeof) {
  const wf_list *l = wf_to_list(args[0]);
  return wf_int_new((int64_t)(sizeof *l + storage_of(l)->capacity * sizeof(wf_slot)));
}

static const wf_native_def methods[] = {
    {"__getitem__", list_getitem_method, "(self, index, /)", "self[index]", 0},
    {"__reversed__", list_reversed, "(self, /)", "An iterator over the items, last first.", 0},
    {"__sizeof__", list_sizeof, "(self, /)", "Bytes of memory.", 0},
    {"clear", list_clear, "(self, /)", "Removes all items.", 0},
    {"copy", list_copy, "(self, /)", "A new list with the same items.", 0},
    {"append", list_append, "(self, object, /)", "Adds an item at the end.", 0},
    {"insert", list_insert, "(self, index, object, /)", "Adds an item before an index.", 0},
    {"extend", list_extend, "(self, iterable, /)", "Adds the items of an iterable at the end.", 0},
    {"pop", list_pop, "(self, index=-1, /)",
     "Removes and gives the item at an index, the last when there is none given.", 0},
    {"remove", list_remove, "(self, value, /)",
     "Removes the first item equal to value; ValueError when there is none.", 0},
    {"index", list_index, "(self, value, start=0, stop=9223372036854775807, /)",
     "The index of the first item equal to value; ValueError when there is none.", 0},
    {"count", list_count, "(self, value, /)", "How many items are equal to value.", 0},
    {"reverse", list_reverse, "(self, /)", "Turns the order of the items round.", 0},
    {"sort", list_sort, "(self, /, *, key=None, reverse=False)",
     "Puts the items in ascending order. Those that compare equal stay in order.\n\n"
     "key is called once with each item, and what it gives is compared instead.",
     0},
    WF_CLASS_GETITEM,
    {0}};

wf_type wf_list_type = {
    .name = "list",
    .doc = "A sequence of items that can change. Without an argument it is empty.",
    .signature = "(iterable=(), /)",
    .instance_size = sizeof(wf_list),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_LIST | WF_TYPE_SEQUENCE,
    .slots =
        {
            .repr = list_repr,
            .compare = list_compare,
            .iter = list_iter,
            .new = list_new,
            .init = list_init,
            .length = list_length,
            .getitem = list_getitem,
            .setitem = list_setitem,
            .contains = list_contains,
            .binary = {[WF_OP_ADD] = list_add, [WF_OP_MUL] = list_multiply},
            .inplace = {[WF_OP_ADD] = list_iadd, [WF_OP_MUL] = list_imul},
        },
    .methods = methods,
};

/* --- Iterators --- */

static wf_list_iterator *to_iterator(wf_value v) { return (wf_list_iterator *)(uintptr_t)v; }

/* Claims index *i, where the iterator was: two threads never get the same. False: another was
   quicker, and it is at *i now. */
static inline bool claim(wf_list_iterator *it, size_t *i) {
  if (!it->head.flags) return WF_CLAIM(&it->index, i, *i + 1);
  atomic_store_explicit(&it->index, *i + 1, memory_order_relaxed);
  return true; /* private: wf_list_iterator in sequence.h */
}

/* The item at the iterator's place, which moves on only if there is one: where the list has grown
   meanwhile, no other thread gets an item behind one that nobody got. */
static wf_value list_iterator_next(wf_value self) {
  wf_list_iterator *it = to_iterator(self);
  wf_value list = wf_slot_acquire(&it->sequence);
  if (list == WF_EMPTY) return WF_EMPTY;
  size_t i = atomic_load_explicit(&it->index, memory_order_relaxed);
  for (;;) {
    wf_value v = wf_list_get(list, i);
    if (WF_UNLIKELY(v == WF_EMPTY)) break;
    if (claim(it, &i)) return v;
  }
  wf_slot_set(&it->sequence, WF_EMPTY);
  return WF_EMPTY;
}

static wf_value tuple_iterator_next(wf_value self) {
  wf_list_iterator *it = to_iterator(self);
  wf_value tuple = wf_slot_acquire(&it->sequence);
  if (tuple == WF_EMPTY) return WF_EMPTY;
  size_t i = atomic_load_explicit(&it->index, memory_order_relaxed);
  while (WF_LIKELY(i < wf_tuple_length(tuple)))
    if (claim(it, &i)) return wf_tuple_get(tuple, i);
  wf_slot_set(&it->sequence, WF_EMPTY);
  return WF_EMPTY;
}

/* `index` is that of the item given last. */
static wf_value reverse_iterator_next(wf_value self) {
  wf_list_iterator *it = to_iterator(self);
  wf_value list = wf_slot_acquire(&it->sequence);
  if (list == WF_EMPTY) return WF_EMPTY;
  size_t i = atomic_load_explicit(&it->index, memory_order_relaxed);
  while (i > 0 && !WF_CLAIM(&it->index, &i, i - 1)) {
  }
  wf_value v = i > 0 ? wf_list_get(list, i - 1) : WF_EMPTY;
  if (v == WF_EMPTY) wf_slot_set(&it->sequence, WF_EMPTY);
  return v;
}

static size_t sequence_length(wf_value v) {
  return wf_is_tuple(v) ? wf_tuple_length(v) : wf_list_length(v);
}

WF_NATIVE(iterator_length_hint) {
  wf_list_iterator *it = to_iterator(args[0]);
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return wf_small_int(0);
  size_t at = atomic_load_explicit(&it->index, memory_order_relaxed);
  size_t length = sequence_length(sequence);
  if (wf_type_of(args[0]) == &list_reverse_iterator_type)
    return wf_small_int(at <= length ? (int64_t)at : 0);
  return wf_small_int(at < length ? (int64_t)(length - at) : 0);
}

WF_NATIVE(iterator_reduce) {
  wf_list_iterator *it = to_iterator(args[0]);
  const wf_type *type = wf_type_of(args[0]);
  bool reversed = type == &list_reverse_iterator_type;
  wf_value function = wf_builtin(reversed ? "reversed" : "iter");
  wf_value sequence = wf_slot_acquire(&it->sequence);
  int64_t at = (int64_t)atomic_load_explicit(&it->index, memory_order_relaxed);
  if (function == WF_ERROR || sequence != WF_EMPTY)
    return wf_reduce(function, sequence, wf_small_int(reversed ? at - 1 : at));
  return wf_reduce(reversed ? wf_builtin("iter") : function,
                   type == &wf_tuple_iterator_type ? wf_tuple_empty : wf_list_new(0), WF_EMPTY);
}

WF_NATIVE(iterator_setstate) {
  wf_list_iterator *it = to_iterator(args[0]);
  int64_t at;
  if (!wf_arg_size(args[1], &at)) return WF_ERROR;
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return WF_NONE;
  int64_t length = (int64_t)sequence_length(sequence);
  if (wf_type_of(args[0]) == &list_reverse_iterator_type) at++;
  if (at < 0) at = 0;
  if (at > length) at = length;
  atomic_store_explicit(&it->index, (size_t)at, memory_order_relaxed);
  return WF_NONE;
}

static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, "(self, /)", "How many items are left, about.", 0},
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", iterator_setstate, "(self, state, /)", "Goes to an index.", 0},
    {0}};

#define ITERATOR(python_name, step)                                                           \
  {                                                                                           \
    .name = python_name, .instance_size = sizeof(wf_list_iterator), .flags = WF_TYPE_NO_NEW,  \
    .slots = {.iter = wf_self_iter, .next = step}, .methods = iterator_methods,               \
  }
wf_type wf_list_iterator_type = ITERATOR("list_iterator", list_iterator_next);
wf_type wf_tuple_iterator_type = ITERATOR("tuple_iterator", tuple_iterator_next);
static wf_type list_reverse_iterator_type = ITERATOR("list_reverseiterator", reverse_iterator_next);

bool wf_list_init(void);
bool wf_list_init(void) {
  return wf_type_ready(&wf_list_type) && wf_type_ready(&wf_list_iterator_type) &&
         wf_type_ready(&wf_tuple_iterator_type) && wf_type_ready(&list_reverse_iterator_type);
}
