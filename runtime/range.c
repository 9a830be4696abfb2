/* The type range and its iterators. Ranges of small ints compute with machine words; others with
   ints of any size. */
#include <config.h>

#include "runtime/sequence_internal.h"

static wf_type long_range_iterator_type;

static wf_range *to_range(wf_value v) { return (wf_range *)(uintptr_t)v; }
static wf_range_iterator *to_iterator(wf_value v) { return (wf_range_iterator *)(uintptr_t)v; }

#define ZERO wf_small_int(0)
#define ONE wf_small_int(1)

/* --- Making ranges --- */

/* How many values lie between, for ints of any size. */
static wf_value length_any(wf_value start, wf_value stop, wf_value step) {
  bool down = wf_int_sign(step) < 0;
  wf_value low = down ? stop : start, high = down ? start : stop;
  if (wf_int_compare(low, high) >= 0) return ZERO;
  wf_value span = wf_int_sub(high, low), width = down ? wf_int_neg(step) : step;
  if (span == WF_ERROR || width == WF_ERROR) return WF_ERROR;
  span = wf_int_sub(span, ONE);
  wf_value n = span == WF_ERROR ? WF_ERROR : wf_int_floordiv(span, width);
  return n == WF_ERROR ? WF_ERROR : wf_int_add(n, ONE);
}

static wf_value length_of(wf_value start, wf_value stop, wf_value step) {
  if (!wf_both_small_int(start, stop) || !wf_is_small_int(step))
    return length_any(start, stop, step);
  int64_t low = wf_small_int_get(start), high = wf_small_int_get(stop);
  int64_t width = wf_small_int_get(step);
  if (width < 0) {
    int64_t swap = low;
    low = high;
    high = swap;
    width = -width;
  }
  if (low >= high) return ZERO;
  return wf_int_from_uint64(((uint64_t)high - (uint64_t)low - 1) / (uint64_t)width + 1);
}

static wf_value range_of(wf_value start, wf_value stop, wf_value step, wf_value length) {
  wf_range *r = WF_NEW(wf_range, wf_range_type);
  r->start = start;
  r->stop = stop;
  r->step = step;
  r->length = length;
  return wf_from_object(r);
}

wf_value wf_range_new(wf_value start, wf_value stop, wf_value step) {
  if (wf_int_sign(step) == 0)
    return wf_raise(&wf_exc_ValueError, "range() arg 3 must not be zero");
  wf_value length = length_of(start, stop, step);
  return length == WF_ERROR ? WF_ERROR : range_of(start, stop, step, length);
}

static wf_value range_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_refuse_keywords_new(cls, &wf_range_type, kwnames)) return WF_ERROR;
  if (npos < 1 || npos > 3)
    return wf_raise(&wf_exc_TypeError, "range expected at %s, got %zu",
                    npos ? "most 3 arguments" : "least 1 argument", npos);
  wf_value part[3] = {ZERO, ZERO, ONE};
  for (size_t i = 0; i < npos; i++) {
    size_t to = npos == 1 ? 1 : i;
    part[to] = wf_is_small_int(args[i]) ? args[i] : wf_index(args[i]);
    if (part[to] == WF_ERROR) return WF_ERROR;
  }
  return wf_range_new(part[0], part[1], part[2]);
}

/* --- Values --- */

/* start + index * step; index is in bounds. */
static wf_value value_at(const wf_range *r, wf_value index) {
  int64_t offset, value;
  if (wf_both_small_int(index, r->step) && wf_is_small_int(r->start) &&
      !__builtin_mul_overflow(wf_small_int_get(index), wf_small_int_get(r->step), &offset) &&
      !__builtin_add_overflow(wf_small_int_get(r->start), offset, &value))
    return wf_int_new(value);
  wf_value product = wf_int_mul(index, r->step);
  return product == WF_ERROR ? WF_ERROR : wf_int_add(r->start, product);
}

static wf_value slice_of(const wf_range *r, wf_value slice) {
  wf_value part[3];
  if (!wf_slice_indices(slice, r->length, part)) return WF_ERROR;
  wf_value start = value_at(r, part[0]), stop = value_at(r, part[1]);
  wf_value step = wf_int_mul(r->step, part[2]);
  if (start == WF_ERROR || stop == WF_ERROR || step == WF_ERROR) return WF_ERROR;
  return wf_range_new(start, stop, step);
}

static wf_value range_getitem(wf_value self, wf_value key) {
  const wf_range *r = to_range(self);
  if (wf_is_slice(key)) return slice_of(r, key);
  if (!wf_has_index(key))
    return wf_raise(&wf_exc_TypeError, "range indices must be integers or slices, not %T", key);
  wf_value i = wf_index(key);
  if (i != WF_ERROR && wf_int_sign(i) < 0) i = wf_int_add(i, r->length);
  if (i == WF_ERROR) return WF_ERROR;
  if (wf_int_sign(i) < 0 || wf_int_compare(i, r->length) >= 0)
    return wf_raise_index("range object index out of range");
  return value_at(r, i);
}

static bool is_int_or_bool(wf_value v) { return wf_is_int_exact(v) || wf_is_bool(v); }

/* Membership of an int, by arithmetic: 1, 0, -1. */
static int has_int(const wf_range *r, wf_value v) {
  v = wf_int_exact(v);
  bool down = wf_int_sign(r->step) < 0;
  wf_value low = down ? r->stop : r->start, high = down ? r->start : r->stop;
  int above = wf_int_compare(v, low), below = wf_int_compare(v, high);
  if (down ? above <= 0 || below > 0 : above < 0 || below >= 0) return 0;
  wf_value offset = wf_int_sub(v, r->start);
  wf_value rest = offset == WF_ERROR ? WF_ERROR : wf_int_mod(offset, r->step);
  return rest == WF_ERROR ? -1 : rest == ZERO;
}

/* By comparing with every value, for what is no int. *index: where it was found. */
static int search(wf_value self, wf_value v, int64_t *index, bool count_all) {
  wf_value iterator = wf_iter(self);
  if (iterator == WF_ERROR) return -1;
  int found = 0;
  for (int64_t i = 0;; i++) {
    wf_value item = wf_step(iterator);
    if (item == WF_EMPTY) return found;
    int equal = item == WF_ERROR ? -1 : wf_items_equal(item, v);
    if (equal < 0) return -1;
    if (!equal) continue;
    *index = count_all ? *index + 1 : i;
    found = 1;
    if (!count_all) return 1;
  }
}

static int range_contains(wf_value self, wf_value item) {
  int64_t index;
  return is_int_or_bool(item) ? has_int(to_range(self), item) : search(self, item, &index, false);
}

WF_NATIVE(range_index) {
  const wf_range *r = to_range(args[0]);
  if (is_int_or_bool(args[1])) {
    int found = has_int(r, args[1]);
    if (found < 0) return WF_ERROR;
    if (!found) return wf_raise(&wf_exc_ValueError, "%R is not in range", args[1]);
    wf_value offset = wf_int_sub(wf_int_exact(args[1]), r->start);
    return offset == WF_ERROR ? WF_ERROR : wf_int_floordiv(offset, r->step);
  }
  int64_t index = 0;
  int found = search(args[0], args[1], &index, false);
  if (found < 0) return WF_ERROR;
  return found ? wf_int_new(index)
               : wf_raise(&wf_exc_ValueError, "sequence.index(x): x not in sequence");
}

WF_NATIVE(range_count) {
  if (is_int_or_bool(args[1])) {
    int found = has_int(to_range(args[0]), args[1]);
    return found < 0 ? WF_ERROR : wf_small_int(found);
  }
  int64_t count = 0;
  return search(args[0], args[1], &count, true) < 0 ? WF_ERROR : wf_int_new(count);
}

/* --- The other slots --- */

static wf_value range_repr(wf_value self) {
  const wf_range *r = to_range(self);
  if (r->step == ONE) return wf_str_format("range(%R, %R)", r->start, r->stop);
  return wf_str_format("range(%R, %R, %R)", r->start, r->stop, r->step);
}

/* Ranges are equal when they give the same values. */
static bool same_values(const wf_range *a, const wf_range *b) {
  if (a == b) return true;
  if (wf_int_compare(a->length, b->length) != 0) return false;
  if (a->length == ZERO) return true;
  if (wf_int_compare(a->start, b->start) != 0) return false;
  return a->length == ONE || wf_int_compare(a->step, b->step) == 0;
}

static wf_value range_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_is_range(a) || !wf_is_range(b))
    return WF_NOT_IMPLEMENTED;
  return wf_bool(same_values(to_range(a), to_range(b)) == (op == WF_EQ));
}

static int64_t range_hash(wf_value self) {
  const wf_range *r = to_range(self);
  bool any = r->length != ZERO, more = any && r->length != ONE;
  wf_value key = wf_tuple_of(3, r->length, any ? r->start : WF_NONE, more ? r->step : WF_NONE);
  return key == WF_ERROR ? -1 : wf_hash(key);
}

static int range_truth(wf_value self) { return to_range(self)->length != ZERO; }

static int64_t range_length(wf_value self) {
  int64_t length;
  if (wf_int_to_int64(to_range(self)->length, &length)) return length;
  wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C ssize_t");
  return -1;
}

/* --- Iterators --- */

/* start, step and length of a range whose values all are small ints. */
static wf_value iterator_of(wf_value start, wf_value step, wf_value length) {
  if (wf_both_small_int(start, step) && wf_is_small_int(length)) {
    int64_t offset, last;
    if (!__builtin_mul_overflow(wf_small_int_get(length), wf_small_int_get(step), &offset) &&
        !__builtin_add_overflow(wf_small_int_get(start), offset, &last) &&
        wf_fits_small_int(last)) {
      wf_range_iterator *it = WF_NEW(wf_range_iterator, wf_range_iterator_type);
      it->start = wf_small_int_get(start);
      it->step = wf_small_int_get(step);
      it->length = wf_small_int_get(length);
      return wf_from_object(it);
    }
  }
  return WF_EMPTY;
}

typedef struct long_range_iterator {
  wf_object head;
  wf_value start, step, length;
  wf_slot index;
} long_range_iterator;
static long_range_iterator *to_long(wf_value v) { return (long_range_iterator *)(uintptr_t)v; }

static wf_value any_iterator_of(wf_value start, wf_value step, wf_value length) {
  wf_value small = iterator_of(start, step, length);
  if (small != WF_EMPTY) return small;
  long_range_iterator *it = WF_NEW(long_range_iterator, long_range_iterator_type);
  it->start = start;
  it->step = step;
  it->length = length;
  wf_slot_set(&it->index, ZERO);
  return wf_from_object(it);
}

static wf_value range_iter(wf_value self) {
  const wf_range *r = to_range(self);
  return any_iterator_of(r->start, r->step, r->length);
}

WF_NATIVE(range_reversed) {
  const wf_range *r = to_range(args[0]);
  wf_value last = wf_int_sub(r->length, ONE), down = wf_int_neg(r->step);
  wf_value start = last == WF_ERROR ? WF_ERROR : value_at(r, last);
  if (start == WF_ERROR || down == WF_ERROR) return WF_ERROR;
  return any_iterator_of(start, down, r->length);
}

static wf_value range_iterator_next(wf_value self) {
  wf_range_iterator *it = to_iterator(self);
  int64_t index = atomic_load_explicit(&it->index, memory_order_relaxed);
  do {
    if (index >= it->length) return WF_EMPTY;
  } while (!WF_CLAIM(&it->index, &index, index + 1));
  return wf_small_int(it->start + index * it->step);
}

static wf_value long_iterator_next(wf_value self) {
  long_range_iterator *it = to_long(self);
  for (;;) {
    wf_value index = wf_slot_acquire(&it->index);
    if (wf_int_compare(index, it->length) >= 0) return WF_EMPTY;
    wf_value next = wf_int_add(index, ONE);
    if (next == WF_ERROR) return WF_ERROR;
    if (!atomic_compare_exchange_strong(&it->index, &index, next)) continue;
    wf_value offset = wf_int_mul(index, it->step);
    return offset == WF_ERROR ? WF_ERROR : wf_int_add(it->start, offset);
  }
}

WF_NATIVE(iterator_length_hint) {
  const wf_range_iterator *it = to_iterator(args[0]);
  int64_t index = atomic_load_explicit(&((wf_range_iterator *)it)->index, memory_order_relaxed);
  return wf_int_new(it->length - index);
}

/* (iter, (the range that it walks,), index) */
static wf_value reduce(wf_value start, wf_value step, wf_value length, wf_value index) {
  wf_value span = wf_int_mul(length, step);
  wf_value stop = span == WF_ERROR ? WF_ERROR : wf_int_add(start, span);
  if (stop == WF_ERROR) return WF_ERROR;
  return wf_reduce(wf_builtin("iter"), range_of(start, stop, step, length), index);
}

WF_NATIVE(iterator_reduce) {
  wf_range_iterator *it = to_iterator(args[0]);
  return reduce(wf_int_new(it->start), wf_int_new(it->step), wf_int_new(it->length),
                wf_int_new(atomic_load_explicit(&it->index, memory_order_relaxed)));
}

WF_NATIVE(iterator_setstate) {
  wf_range_iterator *it = to_iterator(args[0]);
  int64_t index;
  if (!wf_arg_int64(args[1], &index)) return WF_ERROR;
  if (index < 0) index = 0;
  if (index > it->length) index = it->length;
  atomic_store_explicit(&it->index, index, memory_order_relaxed);
  return WF_NONE;
}

WF_NATIVE(long_length_hint) {
  const long_range_iterator *it = to_long(args[0]);
  return wf_int_sub(it->length, wf_slot_acquire(&it->index));
}

WF_NATIVE(long_reduce) {
  const long_range_iterator *it = to_long(args[0]);
  return reduce(it->start, it->step, it->length, wf_slot_acquire(&it->index));
}

WF_NATIVE(long_setstate) {
  long_range_iterator *it = to_long(args[0]);
  wf_value index = wf_index(args[1]);
  if (index == WF_ERROR) return WF_ERROR;
  if (wf_int_sign(index) < 0) index = ZERO;
  if (wf_int_compare(index, it->length) > 0) index = it->length;
  wf_slot_set(&it->index, index);
  return WF_NONE;
}

static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, "(self, /)", "How many values are left.", 0},
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", iterator_setstate, "(self, state, /)", "Goes to an index.", 0},
    {0}};
static const wf_native_def long_methods[] = {
    {"__length_hint__", long_length_hint, "(self, /)", "How many values are left.", 0},
    {"__reduce__", long_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", long_setstate, "(self, state, /)", "Goes to an index.", 0},
    {0}};

wf_type wf_range_iterator_type = {
    .name = "range_iterator",
    .instance_size = sizeof(wf_range_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = wf_self_iter, .next = range_iterator_next},
    .methods = iterator_methods,
};
static wf_type long_range_iterator_type = {
    .name = "longrange_iterator",
    .instance_size = sizeof(long_range_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = wf_self_iter, .next = long_iterator_next},
    .methods = long_methods,
};

/* --- The type --- */

WF_NATIVE(range_reduce) {
  const wf_range *r = to_range(args[0]);
  return wf_tuple_of(2, wf_from_type(&wf_range_type), wf_tuple_of(3, r->start, r->stop, r->step));
}

static const wf_native_def methods[] = {
    {"__reversed__", range_reversed, "(self, /)", "An iterator over the values, last first.", 0},
    {"__reduce__", range_reduce, "(self, /)", "For copying and pickling.", 0},
    {"count", range_count, "(self, value, /)", "How often value is in the range.", 0},
    {"index", range_index, "(self, value, /)",
     "The index of value; ValueError when it is not in the range.", 0},
    {0}};

static const wf_member_def members[] = {
    {"start", WF_MEMBER_VALUE_READONLY, offsetof(wf_range, start), "The first value."},
    {"stop", WF_MEMBER_VALUE_READONLY, offsetof(wf_range, stop), "Before what it ends."},
    {"step", WF_MEMBER_VALUE_READONLY, offsetof(wf_range, step), "From one value to the next."},
    {0}};

wf_type wf_range_type = {
    .name = "range",
    .doc = "range(stop)\nrange(start, stop[, step])\n\n"
           "The integers from start, or 0, up to but not including stop, step apart.",
    .instance_size = sizeof(wf_range),
    .flags = WF_TYPE_SEQUENCE,
    .slots =
        {
            .repr = range_repr,
            .hash = range_hash,
            .compare = range_compare,
            .iter = range_iter,
            .new = range_new,
            .truth = range_truth,
            .length = range_length,
            .getitem = range_getitem,
            .contains = range_contains,
        },
    .methods = methods,
    .members = members,
};

bool wf_range_init(void);
bool wf_range_init(void) {
  return wf_type_ready(&wf_range_type) && wf_type_ready(&wf_range_iterator_type) &&
         wf_type_ready(&long_range_iterator_type);
}
