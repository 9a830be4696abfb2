/* _collections: deque, defaultdict, OrderedDict, and helpers of namedtuple and Counter. */
#include <config.h>

#include "runtime/dict_internal.h"
#include "runtime/module.h"
#include "runtime/native/collections.h"
#include "runtime/search.h"

/* === deque ===

   A ring of slots. Every access is under the object's lock, which is held for a few instructions.
   `state` counts the changes that disturb iterators. */

typedef struct ring {
  size_t capacity; /* a power of two */
  wf_value items[];
} ring;

typedef struct deque {
  wf_object head;
  ring *ring; /* NULL: none yet. All fields but count: under the lock */
  size_t start;
  _Atomic(size_t) count;
  uint64_t state;
  _Atomic(int64_t) maxlen; /* -1: none; set by __init__; read by any */
} deque;

static wf_type deque_type, deque_iterator_type, deque_reverse_iterator_type;

static deque *to_deque(wf_value v) { return (deque *)(uintptr_t)v; }
static bool is_deque(wf_value v) { return wf_is_a(v, &deque_type); }
static size_t count_of(const deque *d) {
  return atomic_load_explicit(&((deque *)d)->count, memory_order_relaxed);
}
static void set_count(deque *d, size_t count) {
  atomic_store_explicit(&d->count, count, memory_order_relaxed);
}
static wf_value *slot_at(const deque *d, size_t i) {
  return &d->ring->items[(d->start + i) & (d->ring->capacity - 1)];
}

/* -- Under the lock -- */

static bool grow(deque *d) {
  size_t count = count_of(d), capacity = d->ring ? d->ring->capacity * 2 : 8;
  ring *bigger = wf_alloc_var(sizeof *bigger + capacity * sizeof(wf_value));
  if (!bigger) return false;
  bigger->capacity = capacity;
  for (size_t i = 0; i < count; i++) bigger->items[i] = *slot_at(d, i);
  d->ring = bigger;
  d->start = 0;
  return true;
}

static wf_value take_last(deque *d) {
  size_t count = count_of(d);
  if (count == 0) return WF_EMPTY;
  wf_value *slot = slot_at(d, count - 1), v = *slot;
  *slot = WF_EMPTY;
  set_count(d, count - 1);
  d->state++;
  return v;
}

static wf_value take_first(deque *d) {
  size_t count = count_of(d);
  if (count == 0) return WF_EMPTY;
  wf_value *slot = slot_at(d, 0), v = *slot;
  *slot = WF_EMPTY;
  d->start = (d->start + 1) & (d->ring->capacity - 1);
  set_count(d, count - 1);
  d->state++;
  return v;
}

static int64_t limit_of(const deque *d) {
  return atomic_load_explicit(&((deque *)d)->maxlen, memory_order_relaxed);
}

static bool push_last(deque *d, wf_value v) {
  size_t count = count_of(d);
  if ((!d->ring || count == d->ring->capacity) && !grow(d)) return false;
  *slot_at(d, count) = v;
  set_count(d, count + 1);
  return true;
}

static bool push_first(deque *d, wf_value v) {
  size_t count = count_of(d);
  if ((!d->ring || count == d->ring->capacity) && !grow(d)) return false;
  d->start = (d->start - 1) & (d->ring->capacity - 1);
  *slot_at(d, 0) = v;
  set_count(d, count + 1);
  return true;
}

/* Those keep the count, which others read without the lock, while an item goes at one end and one
   comes at the other. The deque has items. */
static void shift_last(deque *d, wf_value v) {
  *slot_at(d, 0) = WF_EMPTY;
  d->start = (d->start + 1) & (d->ring->capacity - 1);
  *slot_at(d, count_of(d) - 1) = v;
}

static void shift_first(deque *d, wf_value v) {
  *slot_at(d, count_of(d) - 1) = WF_EMPTY;
  d->start = (d->start - 1) & (d->ring->capacity - 1);
  *slot_at(d, 0) = v;
}

/* A full one pushes items out at the other end; one of length 0 takes none. */
static bool add_last(deque *d, wf_value v) {
  int64_t limit = limit_of(d);
  d->state++;
  if (limit == 0) return true;
  if (limit < 0 || count_of(d) < (size_t)limit) return push_last(d, v);
  shift_last(d, v);
  return true;
}

static bool add_first(deque *d, wf_value v) {
  int64_t limit = limit_of(d);
  d->state++;
  if (limit == 0) return true;
  if (limit < 0 || count_of(d) < (size_t)limit) return push_first(d, v);
  shift_first(d, v);
  return true;
}

static void empty(deque *d) {
  d->ring = NULL;
  d->start = 0;
  set_count(d, 0);
  d->state++;
}

static void turn(deque *d, int64_t n) {
  size_t count = count_of(d);
  if (count < 2) return;
  n %= (int64_t)count;
  if (n > (int64_t)count / 2) n -= (int64_t)count;
  if (n < -(int64_t)count / 2) n += (int64_t)count;
  d->state++;
  for (; n > 0; n--) shift_first(d, *slot_at(d, count - 1));
  for (; n < 0; n++) shift_last(d, *slot_at(d, 0));
}

static void delete_at(deque *d, size_t i) {
  size_t count = count_of(d);
  if (i < count / 2) {
    for (; i > 0; i--) *slot_at(d, i) = *slot_at(d, i - 1);
    take_first(d);
  } else {
    for (; i + 1 < count; i++) *slot_at(d, i) = *slot_at(d, i + 1);
    take_last(d);
  }
}

/* -- For C code -- */

bool wf_is_deque_exact(wf_value v) { return wf_has_root_shape(v, &deque_type); }
size_t wf_deque_length(wf_value v) { return count_of(to_deque(v)); }

bool wf_deque_append(wf_value v, wf_value item) {
  wf_lock(to_deque(v));
  bool added = add_last(to_deque(v), item);
  wf_unlock(to_deque(v));
  return added;
}

wf_value wf_deque_popleft(wf_value v) {
  wf_lock(to_deque(v));
  wf_value item = take_first(to_deque(v));
  wf_unlock(to_deque(v));
  return item;
}

/* -- Copies -- */

static wf_value *snapshot(deque *d, size_t *count, uint64_t *state) {
  wf_lock(d);
  *count = count_of(d);
  if (state) *state = d->state;
  wf_value *items = wf_alloc_array(*count ? *count : 1, sizeof *items);
  for (size_t i = 0; items && i < *count; i++) items[i] = *slot_at(d, i);
  wf_unlock(d);
  return items;
}

static bool add_items(deque *d, const wf_value *items, size_t count,
                      bool (*add)(deque *, wf_value)) {
  bool ok = true;
  wf_lock(d);
  for (size_t i = 0; ok && i < count; i++) ok = add(d, items[i]);
  wf_unlock(d);
  return ok;
}

static bool extend(deque *d, wf_value iterable, bool (*add)(deque *, wf_value)) {
  size_t count;
  if (wf_type_of(iterable)->slots.iter == deque_type.slots.iter && is_deque(iterable)) {
    wf_value *items = snapshot(to_deque(iterable), &count, NULL);
    return items && add_items(d, items, count, add);
  }
  if (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable)) {
    const wf_value *items = wf_sequence_array(iterable, &count);
    return items && add_items(d, items, count, add);
  }
  wf_value iterator = wf_iter_at_once(iterable);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value v = wf_step(iterator);
    if (v == WF_EMPTY) return true;
    if (v == WF_ERROR || !add_items(d, &v, 1, add)) return false;
  }
}

static wf_value new_deque(int64_t maxlen) {
  deque *d = wf_object_new(&deque_type);
  atomic_store_explicit(&d->maxlen, maxlen, memory_order_relaxed);
  return wf_from_object(d);
}

wf_value wf_deque_new(void) { return new_deque(-1); }

static wf_value deque_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  (void)args, (void)npos, (void)kwnames;
  deque *d = wf_object_new(cls);
  atomic_store_explicit(&d->maxlen, -1, memory_order_relaxed);
  return wf_from_object(d);
}

static int deque_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  int64_t maxlen = -1;
  deque *d = to_deque(self);
  if (!WF_BIND("deque", "(iterable=(), maxlen=None)", args, npos, kwnames, a)) return -1;
  if (a[1] != WF_EMPTY && a[1] != WF_NONE) {
    if (!wf_is_int(a[1])) {
      wf_raise(&wf_exc_TypeError, "an integer is required");
      return -1;
    }
    if (!wf_arg_size(a[1], &maxlen)) return -1;
    if (maxlen < 0) {
      wf_raise(&wf_exc_ValueError, "maxlen must be non-negative");
      return -1;
    }
  }
  const wf_value *items = NULL; /* they replace the others under one lock */
  size_t count = 0;
  if (wf_is_list_exact(a[0]) || wf_is_tuple_exact(a[0])) {
    items = wf_sequence_array(a[0], &count);
    if (!items) return -1;
  }
  bool ok = true;
  wf_lock(d);
  atomic_store_explicit(&d->maxlen, maxlen, memory_order_relaxed);
  if (count_of(d)) empty(d);
  for (size_t i = 0; ok && i < count; i++) ok = add_last(d, items[i]);
  wf_unlock(d);
  return ok && (items || a[0] == WF_EMPTY || extend(d, a[0], add_last)) ? 0 : -1;
}

/* -- Slots -- */

static wf_value deque_repr(wf_value self) {
  bool error = false;
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_from_c("[...]");
  size_t count;
  wf_value *items = snapshot(to_deque(self), &count, NULL);
  wf_value text = items ? wf_repr_items(items, count, "[", "]") : WF_ERROR;
  wf_repr_leave(self);
  if (text == WF_ERROR) return WF_ERROR;
  const char *name = wf_type_short_name(wf_type_of(self));
  int64_t maxlen = to_deque(self)->maxlen;
  if (maxlen < 0) return wf_str_format("%s(%U)", name, text);
  return wf_str_format("%s(%U, maxlen=%zu)", name, text, (size_t)maxlen);
}

static wf_value deque_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!is_deque(a) || !is_deque(b)) return WF_NOT_IMPLEMENTED;
  if (a == b) return wf_order_result(0, 0, op);
  size_t na, nb;
  wf_value *x = snapshot(to_deque(a), &na, NULL), *y = snapshot(to_deque(b), &nb, NULL);
  return x && y ? wf_compare_arrays(x, na, y, nb, op) : WF_ERROR;
}

static int64_t deque_length(wf_value self) { return (int64_t)count_of(to_deque(self)); }

static bool take_key(wf_value key, int64_t *index) {
  if (wf_has_index(key)) return wf_take_index(key, index);
  wf_raise(&wf_exc_TypeError, "sequence index must be integer, not '%T'", key);
  return false;
}

static wf_value deque_getitem(wf_value self, wf_value key) {
  deque *d = to_deque(self);
  int64_t i;
  if (!take_key(key, &i)) return WF_ERROR;
  wf_lock(d);
  int64_t count = (int64_t)count_of(d);
  if (i < 0) i += count;
  wf_value v = i >= 0 && i < count ? *slot_at(d, (size_t)i) : WF_EMPTY;
  wf_unlock(d);
  return v == WF_EMPTY ? wf_raise_index("deque index out of range") : v;
}

static int deque_setitem(wf_value self, wf_value key, wf_value value) {
  deque *d = to_deque(self);
  int64_t i;
  if (!take_key(key, &i)) {
    if (wf_is_int(key) && wf_error_is(&wf_exc_IndexError)) {
      wf_error_clear();
      wf_raise(&wf_exc_OverflowError, "cannot fit '%T' into an index-sized integer", key);
    }
    return -1;
  }
  wf_lock(d);
  int64_t count = (int64_t)count_of(d);
  if (i < 0) i += count;
  bool ok = i >= 0 && i < count;
  if (ok && value == WF_EMPTY) delete_at(d, (size_t)i);
  else if (ok) *slot_at(d, (size_t)i) = value;
  wf_unlock(d);
  if (!ok) wf_raise_index("deque index out of range");
  return ok ? 0 : -1;
}

/* The item at an index and whether the deque is still as `state` says. */
static bool item_in_state(deque *d, size_t i, uint64_t state, wf_value *out) {
  wf_lock(d);
  bool same = d->state == state;
  *out = same && i < count_of(d) ? *slot_at(d, i) : WF_EMPTY;
  wf_unlock(d);
  return same;
}

static uint64_t state_of(deque *d) {
  wf_lock(d);
  uint64_t state = d->state;
  wf_unlock(d);
  return state;
}

/* Bounds of a search that count from the end. */
static void adjust_bounds(int64_t count, int64_t *start, int64_t *stop) {
  if (*start < 0) *start = *start + count < 0 ? 0 : *start + count;
  if (*stop < 0) *stop += count;
}

static int64_t find_locked(const void *container, wf_value v, int64_t i, int64_t stop) {
  const deque *d = container;
  int64_t count = (int64_t)count_of(d);
  adjust_bounds(count, &i, &stop);
  for (; i < count && i < stop; i++) {
    int equal = wf_items_equal_plainly(*slot_at(d, (size_t)i), v);
    if (equal) return equal > 0 ? i : WF_UNKNOWN;
  }
  return WF_NOWHERE;
}

/* The items of a search by calls, those of one moment: beside other threads a copy, since what they
   do is no mistake of this one's. */
typedef struct search {
  deque *deque;
  wf_value value, found, *items;
  size_t count;
  uint64_t state;
} search;

static bool search_begin(search *s, deque *d, wf_value v) {
  *s = (search){.deque = d, .value = v, .state = state_of(d)};
  if (!wf_lock_is_real() || !wf_search_needs_copy(v)) return true;
  return (s->items = snapshot(d, &s->count, &s->state)) != NULL;
}

/* Has the deque changed, where a class of a script's compares? That must not do it. */
static inline bool disturbed(const search *s) {
  if (WF_LIKELY(state_of(s->deque) == s->state)) return false;
  if (!s->items || s->found == WF_EMPTY) return !s->items;
  return (wf_type_flags_of(s->value) | wf_type_flags_of(s->found)) & WF_TYPE_SCRIPT;
}

/* Gets the item at index i; false: the deque has changed. */
static bool searched(search *s, size_t i) {
  if (!s->items) return item_in_state(s->deque, i, s->state, &s->found);
  s->found = i < s->count ? s->items[i] : WF_EMPTY;
  return true;
}

static int64_t find_by_calls(search *s, int64_t i, int64_t stop, const wf_type *error,
                             const char *message) {
  for (; i < stop; i++) {
    bool same = searched(s, (size_t)i);
    if (same && s->found == WF_EMPTY) return WF_NOWHERE;
    int equal = same ? wf_items_equal(s->found, s->value) : 0;
    if (equal < 0) return WF_FAILED;
    if (equal) return i;
    if (disturbed(s)) {
      wf_raise(error, "%s", message);
      return WF_FAILED;
    }
  }
  return WF_NOWHERE;
}

#define MUTATED "deque mutated during iteration"

static int64_t find(deque *d, wf_value v, int64_t start, int64_t stop) {
  int64_t at = wf_find_plainly(d, find_locked, v, start, stop);
  search s;
  if (at != WF_UNKNOWN) return at;
  if (!search_begin(&s, d, v)) return WF_FAILED;
  adjust_bounds(s.items ? (int64_t)s.count : (int64_t)count_of(d), &start, &stop);
  return find_by_calls(&s, start, stop, &wf_exc_RuntimeError, MUTATED);
}

static int deque_contains(wf_value self, wf_value item) {
  int64_t at = find(to_deque(self), item, 0, INT64_MAX);
  return at == WF_FAILED ? -1 : at >= 0;
}

static wf_value deque_copy_of(wf_value self) {
  deque *d = to_deque(self);
  if (wf_type_of(self) == &deque_type) {
    wf_value copy = new_deque(d->maxlen);
    return extend(to_deque(copy), self, add_last) ? copy : WF_ERROR;
  }
  wf_value type = wf_from_type(wf_type_of(self));
  wf_value copy = d->maxlen < 0 ? wf_call1(type, self)
                                : wf_call2(type, self, wf_int_new(d->maxlen));
  if (copy != WF_ERROR && !is_deque(copy))
    return wf_raise(&wf_exc_TypeError, "%T() must return a deque, not %T", self, copy);
  return copy;
}

static wf_value deque_add(wf_value a, wf_value b) {
  if (!is_deque(a)) return WF_NOT_IMPLEMENTED;
  if (!is_deque(b)) {
    wf_value result = wf_other_operand(WF_OP_ADD, a, b, b, NULL);
    if (result != WF_NOT_IMPLEMENTED) return result;
    return wf_raise(&wf_exc_TypeError, "can only concatenate deque (not \"%T\") to deque", b);
  }
  wf_value copy = deque_copy_of(a);
  return copy != WF_ERROR && extend(to_deque(copy), b, add_last) ? copy : WF_ERROR;
}

static wf_value repeat_in_place(wf_value self, int64_t times) {
  deque *d = to_deque(self);
  size_t count, total;
  wf_value *items = snapshot(d, &count, NULL);
  if (!items) return WF_ERROR;
  if (times <= 0) {
    wf_lock(d);
    empty(d);
    wf_unlock(d);
    return self;
  }
  if (count == 0 || times == 1) return self;
  if (d->maxlen >= 0 && times > d->maxlen) /* only the last round stays */
    times = d->maxlen / (int64_t)count + 2 < times ? d->maxlen / (int64_t)count + 2 : times;
  if (__builtin_mul_overflow(count, (size_t)times, &total) || total > SIZE_MAX / 32)
    return wf_raise_memory();
  for (int64_t i = 1; i < times; i++)
    if (!add_items(d, items, count, add_last)) return WF_ERROR;
  return self;
}

static wf_value deque_multiply(wf_value a, wf_value b) {
  wf_value self = is_deque(a) ? a : b, other = is_deque(a) ? b : a;
  int64_t times;
  int is_count = wf_repeat_count(other, &times);
  if (is_count < 0) return WF_ERROR;
  if (is_count == 0) {
    wf_value result = self == a ? wf_other_operand(WF_OP_MUL, a, b, b, NULL) : WF_NOT_IMPLEMENTED;
    return result == WF_NOT_IMPLEMENTED ? wf_raise_repeat(other) : result;
  }
  wf_value copy = deque_copy_of(self);
  return copy == WF_ERROR ? WF_ERROR : repeat_in_place(copy, times);
}

static wf_value deque_iadd(wf_value self, wf_value other) {
  return extend(to_deque(self), other, add_last) ? self : WF_ERROR;
}

static wf_value deque_imul(wf_value self, wf_value other) {
  int64_t times;
  int is_count = wf_repeat_count(other, &times);
  if (is_count <= 0) return is_count < 0 ? WF_ERROR : wf_raise_repeat(other);
  return repeat_in_place(self, times);
}

/* -- Methods -- */

WF_NATIVE(deque_append) {
  return add_items(to_deque(args[0]), &args[1], 1, add_last) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(deque_appendleft) {
  return add_items(to_deque(args[0]), &args[1], 1, add_first) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(deque_extend) {
  return extend(to_deque(args[0]), args[1], add_last) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(deque_extendleft) {
  return extend(to_deque(args[0]), args[1], add_first) ? WF_NONE : WF_ERROR;
}

static wf_value take(deque *d, wf_value (*end)(deque *)) {
  wf_lock(d);
  wf_value v = end(d);
  wf_unlock(d);
  return v == WF_EMPTY ? wf_raise(&wf_exc_IndexError, "pop from an empty deque") : v;
}

WF_NATIVE(deque_pop) { return take(to_deque(args[0]), take_last); }
WF_NATIVE(deque_popleft) { return take(to_deque(args[0]), take_first); }

WF_NATIVE(deque_clear) {
  deque *d = to_deque(args[0]);
  wf_lock(d);
  empty(d);
  wf_unlock(d);
  return WF_NONE;
}

WF_NATIVE(deque_copy) { return deque_copy_of(args[0]); }

WF_NATIVE(deque_rotate) {
  int64_t n = 1;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &n)) return WF_ERROR;
  deque *d = to_deque(args[0]);
  wf_lock(d);
  turn(d, n);
  wf_unlock(d);
  return WF_NONE;
}

WF_NATIVE(deque_reverse) {
  deque *d = to_deque(args[0]);
  wf_lock(d);
  for (size_t i = 0, j = count_of(d); i + 1 < j; i++) {
    wf_value v = *slot_at(d, i);
    *slot_at(d, i) = *slot_at(d, --j);
    *slot_at(d, j) = v;
  }
  wf_unlock(d);
  return WF_NONE;
}

WF_NATIVE(deque_count) {
  deque *d = to_deque(args[0]);
  int64_t count = wf_count_plainly(d, find_locked, args[1]);
  search s;
  if (count != WF_UNKNOWN) return wf_small_int(count);
  if (!search_begin(&s, d, args[1])) return WF_ERROR;
  count = 0;
  for (int64_t at = 0;; at++) {
    at = find_by_calls(&s, at, INT64_MAX, &wf_exc_RuntimeError, MUTATED);
    if (at == WF_FAILED) return WF_ERROR;
    if (disturbed(&s)) return wf_raise(&wf_exc_RuntimeError, MUTATED);
    if (at == WF_NOWHERE) return wf_small_int(count);
    count++;
  }
}

WF_NATIVE(deque_index) {
  int64_t start, stop;
  if (!wf_search_bound(args[2], 0, &start) || !wf_search_bound(args[3], INT64_MAX, &stop))
    return WF_ERROR;
  int64_t at = find(to_deque(args[0]), args[1], start, stop);
  if (at == WF_FAILED) return WF_ERROR;
  return at >= 0 ? wf_small_int(at)
                 : wf_raise(&wf_exc_ValueError, "%R is not in deque", args[1]);
}

#define MUTATED_BY_COMPARISON "deque mutated during remove()."

/* Removes what was found at i, wherever it is meanwhile; false when it is gone. */
static bool delete_if_there(deque *d, size_t i, wf_value v) {
  wf_lock(d);
  size_t count = count_of(d);
  if (i >= count || *slot_at(d, i) != v)
    for (i = 0; i < count && *slot_at(d, i) != v;) i++;
  if (i < count) delete_at(d, i);
  wf_unlock(d);
  return i < count;
}

/* If another thread takes what was found, the search begins anew. */
static wf_value remove_by_calls(deque *d, wf_value v) {
  for (;;) {
    search s;
    if (!search_begin(&s, d, v)) return WF_ERROR;
    int64_t at = find_by_calls(&s, 0, INT64_MAX, &wf_exc_IndexError, MUTATED_BY_COMPARISON);
    if (at == WF_FAILED) return WF_ERROR;
    if (at == WF_NOWHERE) return wf_raise(&wf_exc_ValueError, "%R is not in deque", v);
    if (disturbed(&s)) return wf_raise(&wf_exc_IndexError, MUTATED_BY_COMPARISON);
    if (delete_if_there(d, (size_t)at, s.found)) return WF_NONE;
  }
}

WF_NATIVE(deque_remove) {
  deque *d = to_deque(args[0]);
  wf_lock(d);
  int64_t at = find_locked(d, args[1], 0, INT64_MAX);
  if (at >= 0) delete_at(d, (size_t)at);
  wf_unlock(d);
  if (at >= 0) return WF_NONE;
  if (at == WF_UNKNOWN) return remove_by_calls(d, args[1]);
  return wf_raise(&wf_exc_ValueError, "%R is not in deque", args[1]);
}

WF_NATIVE(deque_insert) {
  deque *d = to_deque(args[0]);
  int64_t i;
  if (!wf_arg_size(args[1], &i)) return WF_ERROR;
  wf_lock(d);
  int64_t count = (int64_t)count_of(d);
  bool full = d->maxlen >= 0 && count >= d->maxlen, ok = true;
  if (!full) {
    if (i < 0) i = i + count < 0 ? 0 : i + count;
    ok = i == 0 ? add_first(d, args[2]) : add_last(d, args[2]);
    if (ok && i > 0 && i < count) {
      for (int64_t k = count; k > i; k--) *slot_at(d, (size_t)k) = *slot_at(d, (size_t)k - 1);
      *slot_at(d, (size_t)i) = args[2];
    }
  }
  wf_unlock(d);
  if (full) return wf_raise(&wf_exc_IndexError, "deque already at its maximum size");
  return ok ? WF_NONE : WF_ERROR;
}

WF_NATIVE(deque_reduce) {
  wf_value iterator = wf_iter(args[0]);
  wf_value state = iterator == WF_ERROR ? WF_ERROR
                                        : wf_call_method0(args[0], wf_names.__getstate__);
  if (state == WF_ERROR) return WF_ERROR;
  int64_t maxlen = to_deque(args[0])->maxlen;
  wf_value arguments = maxlen < 0 ? wf_tuple_empty
                                  : wf_tuple_of(2, wf_tuple_empty, wf_int_new(maxlen));
  return wf_tuple_of(4, wf_from_type(wf_type_of(args[0])), arguments, state, iterator);
}

WF_NATIVE(deque_sizeof) {
  const deque *d = to_deque(args[0]);
  size_t size = sizeof *d;
  wf_lock(d);
  if (d->ring) size += sizeof(ring) + d->ring->capacity * sizeof(wf_value);
  wf_unlock(d);
  return wf_int_new((int64_t)size);
}

static wf_value deque_maxlen(wf_value self) {
  int64_t maxlen = to_deque(self)->maxlen;
  return maxlen < 0 ? WF_NONE : wf_int_new(maxlen);
}

/* -- Iterators: all steps under the deque's lock -- */

typedef struct deque_iterator {
  wf_object head;
  wf_value deque;
  size_t given, count; /* count: items when it began; 0 after an error. Both under the lock */
  uint64_t state;
} deque_iterator;

static deque_iterator *to_iterator(wf_value v) { return (deque_iterator *)(uintptr_t)v; }

static wf_value iterator_of(wf_type *type, wf_value self, size_t given) {
  deque *d = to_deque(self);
  deque_iterator *it = wf_object_new(type);
  wf_lock(d);
  it->deque = self;
  it->count = count_of(d);
  it->given = given < it->count ? given : it->count;
  it->state = d->state;
  wf_unlock(d);
  return wf_from_object(it);
}

static wf_value deque_iter(wf_value self) { return iterator_of(&deque_iterator_type, self, 0); }
WF_NATIVE(deque_reversed) { return iterator_of(&deque_reverse_iterator_type, args[0], 0); }

static wf_value step(wf_value self, bool reversed) {
  deque_iterator *it = to_iterator(self);
  deque *d = to_deque(it->deque);
  wf_value v = WF_EMPTY;
  wf_lock(d);
  bool same = it->state == d->state;
  if (!same) {
    it->given = it->count;
  } else if (it->given < it->count) {
    v = *slot_at(d, reversed ? it->count - 1 - it->given : it->given);
    it->given++;
  }
  wf_unlock(d);
  return same ? v : wf_raise(&wf_exc_RuntimeError, MUTATED);
}

static wf_value iterator_next(wf_value self) { return step(self, false); }
static wf_value reverse_iterator_next(wf_value self) { return step(self, true); }

static size_t given_of(const deque_iterator *it, size_t *left) {
  wf_lock(to_deque(it->deque));
  size_t given = it->given;
  if (left) *left = it->count - it->given;
  wf_unlock(to_deque(it->deque));
  return given;
}

WF_NATIVE(iterator_length_hint) {
  size_t left;
  given_of(to_iterator(args[0]), &left);
  return wf_small_int((int64_t)left);
}

WF_NATIVE(iterator_reduce) {
  const deque_iterator *it = to_iterator(args[0]);
  return wf_tuple_of(2, wf_from_type(wf_type_of(args[0])),
                     wf_tuple_of(2, it->deque, wf_small_int((int64_t)given_of(it, NULL))));
}

static wf_value iterator_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  int64_t given = 0;
  if (!WF_BIND("_deque_iterator", "(deque, index=0, /)", args, npos, kwnames, a)) return WF_ERROR;
  if (!is_deque(a[0]))
    return wf_raise(&wf_exc_TypeError, "argument 1 must be collections.deque, not %T", a[0]);
  if (a[1] != WF_EMPTY && !wf_arg_size(a[1], &given)) return WF_ERROR;
  return iterator_of(cls, a[0], given < 0 ? 0 : (size_t)given);
}

static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, "(self, /)", "How many items are left.", 0},
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {0}};

static wf_type deque_iterator_type = {
    .name = "_collections._deque_iterator",
    .instance_size = sizeof(deque_iterator),
    .slots = {.iter = wf_self_iter, .next = iterator_next, .new = iterator_new},
    .methods = iterator_methods,
};
static wf_type deque_reverse_iterator_type = {
    .name = "_collections._deque_reverse_iterator",
    .instance_size = sizeof(deque_iterator),
    .slots = {.iter = wf_self_iter, .next = reverse_iterator_next, .new = iterator_new},
    .methods = iterator_methods,
};

static const wf_native_def deque_methods[] = {
    {"append", deque_append, "(self, item, /)", "Adds an item at the right end.", 0},
    {"appendleft", deque_appendleft, "(self, item, /)", "Adds an item at the left end.", 0},
    {"clear", deque_clear, "(self, /)", "Removes all items.", 0},
    {"copy", deque_copy, "(self, /)", "A deque with the same items.", 0},
    {"__copy__", deque_copy, "(self, /)", "A deque with the same items.", 0},
    {"count", deque_count, "(self, value, /)", "How many items are equal to value.", 0},
    {"extend", deque_extend, "(self, iterable, /)", "Adds items at the right end.", 0},
    {"extendleft", deque_extendleft, "(self, iterable, /)",
     "Adds items one by one at the left end.", 0},
    {"index", deque_index, "(self, value, start=0, stop=9223372036854775807, /)",
     "The index of the first item equal to value; ValueError when there is none.", 0},
    {"insert", deque_insert, "(self, index, object, /)", "Adds an item before an index.", 0},
    {"pop", deque_pop, "(self, /)", "Removes and gives the rightmost item.", 0},
    {"popleft", deque_popleft, "(self, /)", "Removes and gives the leftmost item.", 0},
    {"remove", deque_remove, "(self, value, /)", "Removes the first item equal to value.", 0},
    {"reverse", deque_reverse, "(self, /)", "Turns the order of the items round.", 0},
    {"rotate", deque_rotate, "(self, n=1, /)",
     "Moves n items from the right end to the left, or the other way when n is negative.", 0},
    {"__reversed__", deque_reversed, "(self, /)", "An iterator over the items, last first.", 0},
    {"__reduce__", deque_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__sizeof__", deque_sizeof, "(self, /)", "Bytes of memory.", 0},
    WF_CLASS_GETITEM,
    {0}};

static const wf_getset_def deque_getsets[] = {
    {"maxlen", deque_maxlen, NULL, "the largest number of items, or None"}, {0}};

static wf_type deque_type = {
    .name = "collections.deque",
    .doc = "A list that is quick at both ends. With maxlen, adding to a full one pushes items out\n"
           "at the other end.",
    .signature = "(iterable=(), maxlen=None)",
    .instance_size = sizeof(deque),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_SEQUENCE,
    .slots =
        {
            .repr = deque_repr,
            .compare = deque_compare,
            .iter = deque_iter,
            .new = deque_new,
            .init = deque_init,
            .length = deque_length,
            .getitem = deque_getitem,
            .setitem = deque_setitem,
            .contains = deque_contains,
            .binary = {[WF_OP_ADD] = deque_add, [WF_OP_MUL] = deque_multiply},
            .inplace = {[WF_OP_ADD] = deque_iadd, [WF_OP_MUL] = deque_imul},
        },
    .methods = deque_methods,
    .getsets = deque_getsets,
};

/* === defaultdict === */

typedef struct defaultdict {
  wf_dict dict;
  wf_slot factory; /* WF_EMPTY stands for None */
} defaultdict;

static wf_type defaultdict_type;

static wf_value factory_of(wf_value v) {
  wf_value factory = wf_slot_acquire(&((defaultdict *)(uintptr_t)v)->factory);
  return factory == WF_EMPTY ? WF_NONE : factory;
}

static int defaultdict_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value factory = npos ? args[0] : WF_NONE;
  if (factory != WF_NONE && !wf_is_callable(factory)) {
    wf_raise(&wf_exc_TypeError, "first argument must be callable or None");
    return -1;
  }
  wf_slot_set(&((defaultdict *)(uintptr_t)self)->factory, factory);
  size_t skip = npos ? 1 : 0;
  return wf_dict_init_from(self, "defaultdict", args + skip, npos - skip, kwnames) ? 0 : -1;
}

/* Of threads that miss the same key at the same time all get the value that came first. */
static wf_value missing(wf_value self, wf_value key) {
  wf_value factory = factory_of(self);
  if (factory == WF_NONE) return wf_raise_key(key);
  wf_value v = wf_call0(factory);
  if (v == WF_ERROR) return WF_ERROR;
  if (wf_type_of(self)->slots.setitem == wf_dict_setitem) {
    wf_key k;
    if (!wf_key_of(key, &k)) return WF_ERROR;
    return wf_dict_setdefault_key(self, &k, v);
  }
  return wf_setitem(self, key, v) < 0 ? WF_ERROR : v;
}

WF_NATIVE(defaultdict_missing) { return missing(args[0], args[1]); }

static wf_value defaultdict_getitem(wf_value self, wf_value key) {
  if (wf_type_of(self) != &defaultdict_type) return wf_dict_getitem(self, key);
  wf_value v = wf_dict_get(self, key);
  return v == WF_EMPTY ? missing(self, key) : v;
}

static wf_value defaultdict_repr(wf_value self) {
  bool error = false;
  wf_value base = wf_dict_repr(self), factory = factory_of(self);
  if (base == WF_ERROR) return WF_ERROR;
  wf_value text = WF_NONE;
  if (wf_repr_enter(self, &error)) {
    text = wf_repr(factory);
    wf_repr_leave(self);
  } else {
    text = error ? WF_ERROR : wf_str_from_c("...");
  }
  if (text == WF_ERROR) return WF_ERROR;
  return wf_str_format("%s(%U, %U)", wf_type_short_name(wf_type_of(self)), text, base);
}

WF_NATIVE(defaultdict_copy) {
  return wf_call2(wf_from_type(wf_type_of(args[0])), factory_of(args[0]), args[0]);
}

WF_NATIVE(defaultdict_reduce) {
  wf_value factory = factory_of(args[0]);
  wf_value arguments = factory == WF_NONE ? wf_tuple_empty : wf_tuple_of(1, factory);
  wf_value items = wf_call_method0(args[0], wf_names.items);
  wf_value iterator = items == WF_ERROR ? WF_ERROR : wf_iter(items);
  return wf_tuple_of(5, wf_from_type(wf_type_of(args[0])), arguments, WF_NONE, WF_NONE, iterator);
}

static wf_value defaultdict_or(wf_value a, wf_value b) {
  bool mine = wf_is_a(a, &defaultdict_type);
  wf_value self = mine ? a : b;
  if (!wf_is_dict(a) || !wf_is_dict(b)) return WF_NOT_IMPLEMENTED;
  wf_value result = wf_call2(wf_from_type(wf_type_of(self)), factory_of(self), a);
  if (result != WF_ERROR && !wf_is_dict(result))
    return wf_raise(&wf_exc_TypeError, "%s() gave no dict but %T",
                    wf_type_name(wf_type_of(self)), result);
  return result != WF_ERROR && wf_dict_update(result, b) ? result : WF_ERROR;
}

static wf_value defaultdict_get_factory(wf_value self) { return factory_of(self); }
static int defaultdict_set_factory(wf_value self, wf_value value) {
  wf_slot_set(&((defaultdict *)(uintptr_t)self)->factory, value);
  return 0;
}

static const wf_native_def defaultdict_methods[] = {
    {"__missing__", defaultdict_missing, "(self, key, /)",
     "Calls default_factory and keeps what it gives as the key's value.", 0},
    {"copy", defaultdict_copy, "(self, /)", "A defaultdict with the same items.", 0},
    {"__copy__", defaultdict_copy, "(self, /)", "A defaultdict with the same items.", 0},
    {"__reduce__", defaultdict_reduce, "(self, /)", "For copying and pickling.", 0},
    WF_CLASS_GETITEM,
    {0}};

static const wf_getset_def defaultdict_getsets[] = {
    {"default_factory", defaultdict_get_factory, defaultdict_set_factory,
     "what makes the value of a missing key"},
    {0}};

static wf_type defaultdict_type = {
    .name = "collections.defaultdict",
    .doc = "defaultdict(default_factory=None, /, [...]) -> dict\n\n"
           "A dict that gets a missing key's value by calling default_factory.",
    .base = &wf_dict_type,
    .instance_size = sizeof(defaultdict),
    .flags = WF_TYPE_BASE,
    .slots = {.repr = defaultdict_repr,
              .init = defaultdict_init,
              .getitem = defaultdict_getitem,
              .binary = {[WF_OP_OR] = defaultdict_or}},
    .methods = defaultdict_methods,
    .getsets = defaultdict_getsets,
};

/* === OrderedDict ===

   A dict keeps order already; this adds moving to either end, taking from either end, and an
   equality that looks at order. */

static wf_type odict_type, odict_keys_type, odict_values_type, odict_items_type;
static wf_type odict_iterators[6]; /* keys, values, items, then the reversed ones */
enum { KEYS, VALUES, ITEMS, REVERSED };

static bool is_odict(wf_value v) { return wf_is_a(v, &odict_type); }

/* A dict's iterator that also notices changes which leave the size as it was. */
typedef struct odict_iterator {
  wf_dict_iterator dict;
  const wf_dict_table *table;
  uint32_t used;
} odict_iterator;

static wf_value odict_iterator_of(wf_value self, int kind) {
  wf_value it = wf_dict_iterator_new(&odict_iterators[kind], self, kind >= REVERSED);
  odict_iterator *o = (odict_iterator *)(uintptr_t)it;
  o->table = wf_dict_table_of(self);
  o->used = wf_dict_used(o->table);
  return it;
}

static wf_value (*const dict_steps[6])(wf_value) = {
    wf_dict_next_key, wf_dict_next_value, wf_dict_next_item,
    wf_dict_previous_key, wf_dict_previous_value, wf_dict_previous_item};

static bool is_unmoved(const odict_iterator *o, wf_value dict) {
  const wf_dict_table *t = wf_dict_table_of(dict);
  return t == o->table && wf_dict_used(t) == o->used;
}

/* Looks before the step, and behind it for what another thread did meanwhile. */
static inline wf_value odict_step(wf_value self, int kind) {
  const odict_iterator *o = (odict_iterator *)(uintptr_t)self;
  wf_value dict = wf_slot_acquire(&o->dict.dict);
  if (dict == WF_EMPTY) return WF_EMPTY;
  if (is_unmoved(o, dict)) {
    wf_value v = dict_steps[kind](self);
    if (v == WF_ERROR || is_unmoved(o, dict)) return v;
  }
  return wf_raise(&wf_exc_RuntimeError, "OrderedDict mutated during iteration");
}
static wf_value odict_next_key(wf_value self) { return odict_step(self, 0); }
static wf_value odict_next_value(wf_value self) { return odict_step(self, 1); }
static wf_value odict_next_item(wf_value self) { return odict_step(self, 2); }
static wf_value odict_previous_key(wf_value self) { return odict_step(self, 3); }
static wf_value odict_previous_value(wf_value self) { return odict_step(self, 4); }
static wf_value odict_previous_item(wf_value self) { return odict_step(self, 5); }

bool wf_is_ordered_dict_exact(wf_value v) { return wf_type_of(v) == &odict_type; }

wf_value wf_collection_at_once(wf_value v) {
  const wf_type *type = wf_type_of(v);
  if (wf_is_dict(v) && wf_type_takes_as(type, &odict_type)) return wf_dict_keys_list(v);
  if (type == &odict_keys_type) return wf_dict_keys_list(WF_DICT_VIEW(v));
  if (type == &odict_values_type) return wf_dict_values_list(WF_DICT_VIEW(v));
  if (type == &odict_items_type) return wf_dict_items_list(WF_DICT_VIEW(v));
  if (!wf_type_takes_as(type, &deque_type) || !is_deque(v)) return WF_EMPTY;
  size_t count;
  wf_value *items = snapshot(to_deque(v), &count, NULL);
  return items ? wf_list_from_array(items, count) : WF_ERROR;
}

static wf_value odict_iter(wf_value self) { return odict_iterator_of(self, KEYS); }
WF_NATIVE(odict_reversed) { return odict_iterator_of(args[0], REVERSED + KEYS); }

static bool set_through_class(wf_value self, wf_value key, wf_value value) {
  if (wf_type_of(self)->slots.setitem == wf_dict_setitem) return wf_dict_set(self, key, value);
  return wf_setitem(self, key, value) == 0;
}

static bool update_from_keys(wf_value self, wf_value other, wf_value keys) {
  wf_value iterator = keys == WF_ERROR ? WF_ERROR : wf_iter(keys);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value key = wf_step(iterator);
    if (key == WF_EMPTY) return true;
    wf_value value = key == WF_ERROR ? WF_ERROR : wf_getitem(other, key);
    if (value == WF_ERROR || !set_through_class(self, key, value)) return false;
  }
}

static bool add_pair(wf_value self, wf_value pair) {
  wf_items parts;
  if (!wf_items_from(pair, &parts)) return false;
  if (parts.count != 2) {
    if (parts.count < 2)
      wf_raise(&wf_exc_ValueError, "need more than %zu value%s to unpack", parts.count,
               parts.count == 1 ? "" : "s");
    else
      wf_raise(&wf_exc_ValueError, "too many values to unpack (expected 2)");
    return false;
  }
  return set_through_class(self, parts.data[0], parts.data[1]);
}

static bool update_from_pairs(wf_value self, wf_value pairs) {
  wf_value iterator = pairs == WF_ERROR ? WF_ERROR : wf_iter_at_once(pairs);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value pair = wf_step(iterator);
    if (pair == WF_EMPTY) return true;
    if (pair == WF_ERROR || !add_pair(self, pair)) return false;
  }
}

/* As MutableMapping.update: through the class's own __setitem__. */
static bool odict_update_from(wf_value self, wf_value other) {
  wf_value method;
  if (wf_is_dict_exact(other) || wf_is_ordered_dict_exact(other))
    return update_from_pairs(self, wf_dict_items_list(other));
  int found = wf_getattr_optional(other, wf_names.keys, &method);
  if (found < 0) return false;
  if (found) return update_from_keys(self, other, wf_call0(method));
  found = wf_getattr_optional(other, wf_names.items, &method);
  if (found < 0) return false;
  return update_from_pairs(self, found ? wf_call0(method) : other);
}

static bool update_all(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (npos > 1) {
    wf_raise(&wf_exc_TypeError, "expected at most 1 arguments, got %zu", npos);
    return false;
  }
  if (npos && !odict_update_from(self, args[0])) return false;
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++)
    if (!set_through_class(self, wf_tuple_get(kwnames, i), args[npos + i])) return false;
  return true;
}

static int odict_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  return update_all(self, args, npos, kwnames) ? 0 : -1;
}

WF_NATIVE(odict_update) {
  if (nargs == 0)
    return wf_raise(&wf_exc_TypeError, "unbound method OrderedDict.update() needs an argument");
  return update_all(args[0], args + 1, nargs - 1, kwnames) ? WF_NONE : WF_ERROR;
}

/* The items as a list; a subclass is asked for them. WF_EMPTY: there are none. */
static wf_value items_to_show(wf_value self) {
  if (wf_dict_count(self) == 0) return WF_EMPTY;
  wf_value items = wf_type_of(self) == &odict_type ? wf_dict_view_new(&odict_items_type, self)
                                                   : wf_call_method0(self, wf_names.items);
  wf_value list = items == WF_ERROR ? WF_ERROR : wf_list_from_iterable(items);
  if (list == WF_ERROR || wf_type_of(items) != &odict_items_type) return list;
  return wf_list_length(list) ? list : WF_EMPTY; /* emptied meanwhile */
}

static wf_value odict_repr(wf_value self) {
  const char *name = wf_type_short_name(wf_type_of(self));
  bool error = false;
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_from_c("...");
  wf_value pieces = items_to_show(self), text;
  if (pieces == WF_EMPTY) text = wf_str_format("%s()", name);
  else text = pieces == WF_ERROR ? WF_ERROR : wf_str_format("%s(%R)", name, pieces);
  wf_repr_leave(self);
  return text;
}

/* Do both give the same keys in the same order? 1, 0, -1. */
static int same_order(wf_value a, wf_value b) {
  wf_value x = wf_dict_keys_list(a), y = wf_dict_keys_list(b);
  if (x == WF_ERROR || y == WF_ERROR) return -1;
  for (size_t i = 0;; i++) {
    wf_value k = wf_list_get(x, i), l = wf_list_get(y, i);
    if (k == WF_EMPTY || l == WF_EMPTY) return k == l;
    int equal = wf_items_equal(k, l);
    if (equal <= 0) return equal;
  }
}

static wf_value odict_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_is_dict(a) || !wf_is_dict(b)) return WF_NOT_IMPLEMENTED;
  bool ordered = is_odict(a) && is_odict(b);
  if (ordered && wf_lock_is_real()) { /* items and order of one moment */
    a = wf_dict_copy(a);
    b = a == WF_ERROR ? a : wf_dict_copy(b);
    if (b == WF_ERROR) return WF_ERROR;
  }
  int equal = wf_dict_equal(a, b);
  if (equal > 0 && ordered) equal = same_order(a, b);
  return equal < 0 ? WF_ERROR : wf_bool(equal == (op == WF_EQ));
}

static wf_value odict_or(wf_value a, wf_value b) {
  if (!wf_is_dict(a) || !wf_is_dict(b)) return WF_NOT_IMPLEMENTED;
  wf_value type = wf_from_type(wf_type_of(is_odict(a) ? a : b));
  wf_value result = wf_call1(type, a);
  if (result == WF_ERROR || !wf_is_dict(result)) return result;
  return odict_update_from(result, b) ? result : WF_ERROR;
}

static wf_value odict_ior(wf_value self, wf_value other) {
  return odict_update_from(self, other) ? self : WF_ERROR;
}

WF_NATIVE(odict_setdefault) {
  wf_value self = args[0], fallback = args[2] == WF_EMPTY ? WF_NONE : args[2];
  if (wf_type_of(self)->slots.setitem == wf_dict_setitem &&
      wf_type_of(self)->slots.getitem == wf_dict_getitem)
    return wf_dict_setdefault(self, args[1], fallback);
  int found = wf_contains(self, args[1]);
  if (found < 0) return WF_ERROR;
  if (found) return wf_getitem(self, args[1]);
  return set_through_class(self, args[1], fallback) ? fallback : WF_ERROR;
}

WF_NATIVE(odict_pop) {
  wf_value v = wf_dict_pop(args[0], args[1]);
  if (v != WF_EMPTY) return v;
  return args[2] == WF_EMPTY ? wf_raise_key(args[1]) : args[2];
}

WF_NATIVE(odict_popitem) {
  wf_value pair[2];
  int last = args[1] == WF_EMPTY ? 1 : wf_truth(args[1]);
  if (last < 0) return WF_ERROR;
  if (wf_dict_take_end(args[0], last, &pair[0], &pair[1])) return wf_tuple_from_array(pair, 2);
  return wf_raise(&wf_exc_KeyError, "dictionary is empty");
}

WF_NATIVE(odict_move_to_end) {
  int last = args[2] == WF_EMPTY ? 1 : wf_truth(args[2]);
  int moved = last < 0 ? -1 : wf_dict_move(args[0], args[1], last);
  if (moved == 0) return wf_raise_key(args[1]);
  return moved < 0 ? WF_ERROR : WF_NONE;
}

WF_NATIVE(odict_copy) {
  wf_value copy = wf_call0(wf_from_type(wf_type_of(args[0])));
  if (copy == WF_ERROR) return WF_ERROR;
  if (wf_type_of(args[0]) == &odict_type)
    return wf_dict_update(copy, wf_dict_copy(args[0])) ? copy : WF_ERROR;
  wf_value keys = wf_dict_keys_list(args[0]);
  return update_from_keys(copy, args[0], keys) ? copy : WF_ERROR;
}

WF_NATIVE(odict_fromkeys) {
  return wf_dict_fromkeys(wf_to_type(args[0]), args[1], args[2] == WF_EMPTY ? WF_NONE : args[2]);
}

WF_NATIVE(odict_reduce) {
  wf_value state = wf_call_method0(args[0], wf_names.__getstate__);
  wf_value items = state == WF_ERROR ? WF_ERROR : wf_call_method0(args[0], wf_names.items);
  wf_value iterator = items == WF_ERROR ? WF_ERROR : wf_iter(items);
  return wf_tuple_of(5, wf_from_type(wf_type_of(args[0])), wf_tuple_empty, state, WF_NONE,
                     iterator);
}

WF_NATIVE(odict_keys) { return wf_dict_view_new(&odict_keys_type, args[0]); }
WF_NATIVE(odict_values) { return wf_dict_view_new(&odict_values_type, args[0]); }
WF_NATIVE(odict_items) { return wf_dict_view_new(&odict_items_type, args[0]); }

WF_NATIVE(odict_clear) {
  wf_dict_clear(args[0]);
  return WF_NONE;
}

static const wf_native_def odict_methods[] = {
    {"fromkeys", odict_fromkeys, "(cls, /, iterable, value=None)",
     "A new one with the keys of iterable, all with the same value.", WF_FN_CLASS},
    {"__reduce__", odict_reduce, "(self, /)", "For copying and pickling.", 0},
    {"setdefault", odict_setdefault, "(self, /, key, default=None)",
     "The value of key, which is set to default first when it is missing.", 0},
    {"pop", odict_pop, "(self, /, key, default=None)",
     "Removes key and gives its value; default, or KeyError, when it is missing.", 0},
    {"popitem", odict_popitem, "(self, /, last=True)",
     "Removes and gives the last (key, value) pair, or the first.", 0},
    {"keys", odict_keys, "(self, /)", "A view of the keys.", 0},
    {"values", odict_values, "(self, /)", "A view of the values.", 0},
    {"items", odict_items, "(self, /)", "A view of the (key, value) pairs.", 0},
    {"update", odict_update, WF_RAW,
     "update([other, ]**keywords)\n\nAdds items of other, and the keywords.", 0},
    {"clear", odict_clear, "(self, /)", "Removes all items.", 0},
    {"copy", odict_copy, "(self, /)", "One with the same items.", 0},
    {"__reversed__", odict_reversed, "(self, /)", "An iterator over the keys, last first.", 0},
    {"move_to_end", odict_move_to_end, "(self, /, key, last=True)",
     "Moves a key to the end, or to the beginning; KeyError when it is not there.", 0},
    {0}};

static wf_type odict_type = {
    .name = "collections.OrderedDict",
    .doc = "A dict whose order can be changed, and counts when two of them are compared.",
    .base = &wf_dict_type,
    .instance_size = sizeof(wf_dict),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
    .slots = {.repr = odict_repr,
              .compare = odict_compare,
              .iter = odict_iter,
              .init = odict_init,
              .setitem = wf_dict_setitem,
              .getitem = wf_dict_getitem,
              .binary = {[WF_OP_OR] = odict_or},
              .inplace = {[WF_OP_OR] = odict_ior}},
    .methods = odict_methods,
};

static wf_value odict_keys_iter(wf_value self) {
  return odict_iterator_of(WF_DICT_VIEW(self), KEYS);
}
static wf_value odict_values_iter(wf_value self) {
  return odict_iterator_of(WF_DICT_VIEW(self), VALUES);
}
static wf_value odict_items_iter(wf_value self) {
  return odict_iterator_of(WF_DICT_VIEW(self), ITEMS);
}
WF_NATIVE(odict_keys_reversed) { return odict_iterator_of(WF_DICT_VIEW(args[0]), REVERSED + KEYS); }
WF_NATIVE(odict_values_reversed) {
  return odict_iterator_of(WF_DICT_VIEW(args[0]), REVERSED + VALUES);
}
WF_NATIVE(odict_items_reversed) {
  return odict_iterator_of(WF_DICT_VIEW(args[0]), REVERSED + ITEMS);
}

#define ODICT_VIEW(kind)                                                                      \
  static const wf_native_def odict_##kind##_methods[] = {                                     \
      {"__reversed__", odict_##kind##_reversed, "(self, /)",                                  \
       "An iterator in reverse order.", 0},                                                   \
      {0}};                                                                                   \
  static wf_type odict_##kind##_type = {                                                      \
      .name = "odict_" #kind,                                                                 \
      .base = &wf_dict_##kind##_type,                                                         \
      .instance_size = sizeof(wf_dict_view),                                                  \
      .flags = WF_TYPE_NO_NEW,                                                                \
      .slots = {.iter = odict_##kind##_iter},                                                 \
      .methods = odict_##kind##_methods,                                                      \
  }
ODICT_VIEW(keys);
ODICT_VIEW(values);
ODICT_VIEW(items);

static bool odict_ready(void) {
  static wf_value (*const steps[6])(wf_value) = {
      odict_next_key, odict_next_value, odict_next_item,
      odict_previous_key, odict_previous_value, odict_previous_item};
  for (int i = 0; i < 6; i++) {
    wf_type *type = &odict_iterators[i];
    if (type->flags & WF_TYPE_READY) continue;
    type->name = "odict_iterator";
    type->instance_size = sizeof(odict_iterator);
    type->flags = WF_TYPE_NO_NEW;
    type->slots.iter = wf_self_iter;
    type->slots.next = steps[i];
    type->methods = wf_dict_key_iterator_type.methods;
    if (!wf_type_ready(type)) return false;
  }
  return wf_type_ready(&odict_type) && wf_type_ready(&odict_keys_type) &&
         wf_type_ready(&odict_values_type) && wf_type_ready(&odict_items_type);
}

/* === _tuplegetter: a named tuple's field === */

typedef struct tuple_getter {
  wf_object head;
  int64_t index;
  wf_slot doc;
} tuple_getter;

static tuple_getter *to_getter(wf_value v) { return (tuple_getter *)(uintptr_t)v; }

static wf_value getter_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  int64_t index;
  if (!WF_BIND("_tuplegetter", "(index, doc, /)", args, npos, kwnames, a) ||
      !wf_arg_size(a[0], &index))
    return WF_ERROR;
  tuple_getter *g = wf_object_new(cls);
  g->index = index;
  wf_slot_set(&g->doc, a[1]);
  return wf_from_object(g);
}

static wf_value getter_get(wf_value self, wf_value object, wf_value type) {
  (void)type;
  int64_t index = to_getter(self)->index;
  if (object == WF_EMPTY || object == WF_NONE) return self;
  if (!wf_is_tuple(object))
    return wf_raise(&wf_exc_TypeError,
                    "descriptor for index '%ld' for tuple subclasses doesn't apply to '%T' object",
                    (long)index, object);
  if (index < 0 || (size_t)index >= wf_tuple_length(object))
    return wf_raise_index("tuple index out of range");
  return wf_tuple_get(object, (size_t)index);
}

static int getter_set(wf_value self, wf_value object, wf_value value) {
  (void)self, (void)object;
  wf_raise(&wf_exc_AttributeError,
           value == WF_EMPTY ? "can't delete attribute" : "can't set attribute");
  return -1;
}

static wf_value getter_repr(wf_value self) {
  return wf_str_format("%s(%ld, %R)", wf_type_short_name(wf_type_of(self)),
                       (long)to_getter(self)->index, wf_slot_acquire(&to_getter(self)->doc));
}

WF_NATIVE(getter_reduce) {
  tuple_getter *g = to_getter(args[0]);
  return wf_tuple_of(2, wf_from_type(wf_type_of(args[0])),
                     wf_tuple_of(2, wf_int_new(g->index), wf_slot_acquire(&g->doc)));
}

static wf_value getter_get_doc(wf_value self) {
  wf_value doc = wf_slot_acquire(&to_getter(self)->doc);
  return doc == WF_EMPTY ? WF_NONE : doc;
}
static int getter_set_doc(wf_value self, wf_value value) {
  wf_slot_set(&to_getter(self)->doc, value);
  return 0;
}

static const wf_native_def getter_methods[] = {
    {"__reduce__", getter_reduce, "(self, /)", "For copying and pickling.", 0}, {0}};
static const wf_getset_def getter_getsets[] = {
    {"__doc__", getter_get_doc, getter_set_doc, NULL}, {0}};

static wf_type getter_type = {
    .name = "_collections._tuplegetter",
    .instance_size = sizeof(tuple_getter),
    .slots = {.repr = getter_repr,
              .new = getter_new,
              .descr_get = getter_get,
              .descr_set = getter_set},
    .methods = getter_methods,
    .getsets = getter_getsets,
};

/* === Counting === */

/* mapping[item] = mapping.get(item, 0) + 1 through the mapping's methods. */
static bool count_through_methods(wf_value mapping, wf_value get, wf_value item) {
  wf_value have = wf_call2(get, item, wf_small_int(0));
  wf_value next = have == WF_ERROR ? WF_ERROR : wf_binary(WF_OP_ADD, have, wf_small_int(1));
  return next != WF_ERROR && wf_setitem(mapping, item, next) == 0;
}

static bool is_of_dict(const wf_type *type, wf_value name) {
  return wf_type_lookup(type, name) == wf_type_lookup(&wf_dict_type, name);
}

/* Can a dict's subclass be counted in directly? Its get and __setitem__ are dict's own. (The slot
   says nothing of the latter: Counter has a __delitem__, which is in the same.) */
static bool counts_plainly(wf_value mapping) {
  const wf_type *type = wf_type_of(mapping);
  return wf_is_dict(mapping) && is_of_dict(type, wf_names.__setitem__) &&
         is_of_dict(type, wf_names.get);
}

WF_NATIVE(count_elements) {
  wf_value mapping = args[0], get = WF_EMPTY, iterator = wf_iter_at_once(args[1]);
  if (iterator == WF_ERROR) return WF_ERROR;
  if (!counts_plainly(mapping)) {
    get = wf_getattr(mapping, wf_names.get);
    if (get == WF_ERROR) return WF_ERROR;
  }
  for (;;) {
    wf_value item = wf_step(iterator);
    if (item == WF_EMPTY) return WF_NONE;
    if (item == WF_ERROR) return WF_ERROR;
    if (get == WF_EMPTY ? !wf_dict_increment(mapping, item)
                        : !count_through_methods(mapping, get, item))
      return WF_ERROR;
  }
}

static const wf_native_def functions[] = {
    {"_count_elements", count_elements, "(mapping, iterable, /)",
     "Adds one to mapping[item] for each item.", 0},
    {0}};

static bool init(wf_value module) {
  return odict_ready() && wf_module_add_type(module, &deque_type) &&
         wf_module_add_type(module, &defaultdict_type) &&
         wf_module_add_type(module, &odict_type) &&
         wf_module_add_type(module, &deque_iterator_type) &&
         wf_module_add_type(module, &deque_reverse_iterator_type) &&
         wf_module_add_type(module, &getter_type);
}

const wf_module_def wf_collections_module = {
    .name = "_collections",
    .doc = "Containers for the collections module.",
    .functions = functions,
    .init = init,
};
