/* The type tuple. */
#include <config.h>

#include <stdarg.h>

#include "runtime/sequence_internal.h"

static wf_tuple empty = {.head = {.shape = &wf_tuple_type.root}};
wf_value wf_tuple_empty = (wf_value)(uintptr_t)&empty;

#define LONGEST (SIZE_MAX / 64)

/* Not for count 0: there is only one empty tuple. NULL: MemoryError. */
static inline wf_tuple *alloc(size_t count) {
  size_t size = sizeof(wf_tuple) + count * sizeof(wf_value);
  wf_tuple *t;
  if (WF_LIKELY(size <= WF_SMALL_SIZE && count <= WF_SMALL_SIZE)) { /* the size may have wrapped */
    t = wf_alloc_small(wf_self, size);
    atomic_store_explicit(&t->head.shape, &wf_tuple_type.root, memory_order_relaxed);
  } else {
    if (count > LONGEST) {
      wf_raise_memory();
      return NULL;
    }
    t = wf_object_new_var(&wf_tuple_type, size);
    if (!t) return NULL;
  }
  t->length = count;
  return t;
}

wf_value wf_tuple_new(size_t count) {
  if (count == 0) return wf_tuple_empty;
  wf_tuple *t = alloc(count);
  return t ? wf_from_object(t) : WF_ERROR;
}

wf_value wf_tuple_from_array(const wf_value *items, size_t count) {
  if (count == 0) return wf_tuple_empty;
  wf_tuple *t = alloc(count);
  if (!t) return WF_ERROR;
  for (size_t i = 0; i < count; i++) t->items[i] = items[i];
  return wf_from_object(t);
}

wf_value wf_tuple_of(size_t count, ...) {
  wf_value v = wf_tuple_new(count);
  if (v == WF_ERROR) return WF_ERROR;
  va_list items;
  va_start(items, count);
  bool failed = false;
  for (size_t i = 0; i < count; i++) {
    wf_value item = va_arg(items, wf_value);
    failed |= item == WF_ERROR;
    wf_to_tuple(v)->items[i] = item;
  }
  va_end(items);
  return failed ? WF_ERROR : v;
}

wf_value wf_tuple_from_iterable(wf_value iterable) {
  if (wf_is_tuple_exact(iterable)) return iterable;
  wf_items items;
  return wf_items_from(iterable, &items) ? wf_tuple_from_array(items.data, items.count) : WF_ERROR;
}

const wf_value *wf_sequence_array(wf_value v, size_t *count) {
  if (wf_is_list(v)) return wf_list_snapshot(v, count);
  *count = wf_tuple_length(v);
  return wf_to_tuple(v)->items;
}

/* --- Construction --- */

/* An instance of cls, tuple or a subclass. */
static wf_value make(wf_type *cls, const wf_value *items, size_t count) {
  if (cls == &wf_tuple_type) return wf_tuple_from_array(items, count);
  if (count > LONGEST) return wf_raise_memory();
  wf_tuple *t = wf_object_new_var(cls, sizeof(wf_tuple) + count * sizeof(wf_value));
  if (!t) return WF_ERROR;
  t->length = count;
  for (size_t i = 0; i < count; i++) t->items[i] = items[i];
  return wf_from_object(t);
}

static wf_value tuple_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value iterable;
  if (!wf_refuse_keywords_new(cls, &wf_tuple_type, kwnames) ||
      !wf_optional_argument("tuple", args, npos, &iterable))
    return WF_ERROR;
  if (iterable == WF_EMPTY) return make(cls, NULL, 0);
  if (!wf_ask_length(iterable)) return WF_ERROR;
  if (cls == &wf_tuple_type) return wf_tuple_from_iterable(iterable);
  wf_items items;
  return wf_items_from(iterable, &items) ? make(cls, items.data, items.count) : WF_ERROR;
}

static size_t tuple_var_size(wf_value v) {
  return sizeof(wf_tuple) + wf_tuple_length(v) * sizeof(wf_value);
}

/* --- Slots --- */

static wf_value tuple_repr(wf_value self) {
  size_t count = wf_tuple_length(self);
  if (count == 0) return wf_str_from_c("()");
  bool error = false;
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_from_c("(...)");
  wf_value text = wf_repr_items(wf_to_tuple(self)->items, count, "(", count == 1 ? ",)" : ")");
  wf_repr_leave(self);
  return text;
}

/* The xxHash construction: each item's hash is one lane. */
#define PRIME_1 UINT64_C(11400714785074694791)
#define PRIME_2 UINT64_C(14029467366897019727)
#define PRIME_5 UINT64_C(2870177450012600261)

static int64_t tuple_hash(wf_value self);
static int64_t nested_hash(const wf_tuple *t);

static inline int64_t item_hash(wf_value v) {
  if (wf_is_small_int(v)) {
    int64_t i = wf_small_int_get(v);
    if (i > -1 && i < (INT64_C(1) << 61) - 1) return i;
  } else if (wf_is_str_exact(v)) {
    return wf_str_hash32(v);
  } else if (wf_is_tuple(v)) {
    if (wf_type_of(v)->slots.hash == tuple_hash) return nested_hash(wf_to_tuple(v));
    if (!wf_recursion_enter(" while hashing a tuple")) return -1;
    int64_t hash = wf_hash(v);
    wf_recursion_leave();
    return hash;
  }
  return wf_hash(v);
}

static inline uint64_t add_lane(uint64_t acc, int64_t lane) {
  acc += (uint64_t)lane * PRIME_2;
  acc = acc << 31 | acc >> 33;
  return acc * PRIME_1;
}

static inline int64_t finish_hash(uint64_t acc, size_t length) {
  acc += length ^ (PRIME_5 ^ UINT64_C(3527539));
  return acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
}

/* Tuples in tuples, however deep: with a stack of its own. */
typedef struct hash_level {
  const wf_tuple *tuple;
  size_t next;
  uint64_t acc;
} hash_level;

static int64_t nested_hash(const wf_tuple *t) {
  hash_level few[8], *levels = few;
  size_t room = WF_COUNT(few), depth = 0;
  few[0] = (hash_level){t, 0, PRIME_5};
  for (;;) {
    hash_level *l = &levels[depth];
    int64_t lane;
    if (l->next == l->tuple->length) {
      lane = finish_hash(l->acc, l->tuple->length);
      if (depth-- == 0) return lane;
    } else {
      wf_value v = l->tuple->items[l->next++];
      if (wf_is_tuple(v) && wf_type_of(v)->slots.hash == tuple_hash) {
        if (++depth == room) {
          hash_level *more = wf_alloc_array(2 * room, sizeof *more);
          if (!more) return -1;
          levels = memcpy(more, levels, room * sizeof *more);
          room *= 2;
        }
        levels[depth] = (hash_level){wf_to_tuple(v), 0, PRIME_5};
        continue;
      }
      lane = item_hash(v);
      if (lane == -1 && wf_error_pending()) return -1;
    }
    levels[depth].acc = add_lane(levels[depth].acc, lane);
  }
}

static int64_t tuple_hash(wf_value self) {
  const wf_tuple *t = wf_to_tuple(self);
  uint64_t acc = PRIME_5;
  for (size_t i = 0; i < t->length; i++) {
    int64_t lane = item_hash(t->items[i]);
    if (lane == -1 && wf_error_pending()) return -1;
    acc = add_lane(acc, lane);
  }
  return finish_hash(acc, t->length);
}

static wf_value tuple_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!wf_is_tuple(a) || !wf_is_tuple(b)) return WF_NOT_IMPLEMENTED;
  return wf_compare_arrays(wf_to_tuple(a)->items, wf_tuple_length(a), wf_to_tuple(b)->items,
                           wf_tuple_length(b), op);
}

static wf_value tuple_iter(wf_value self) {
  wf_list_iterator *it = WF_NEW(wf_list_iterator, wf_tuple_iterator_type);
  wf_slot_set(&it->sequence, self);
  return wf_from_object(it);
}

static int64_t tuple_length(wf_value self) { return (int64_t)wf_tuple_length(self); }

static wf_value slice_of(wf_value self, wf_value slice) {
  int64_t start, stop, step;
  int64_t count = wf_slice_resolve(slice, tuple_length(self), &start, &stop, &step);
  if (count < 0) return WF_ERROR;
  const wf_value *items = wf_to_tuple(self)->items;
  if (step == 1) {
    if (count == tuple_length(self) && wf_is_tuple_exact(self)) return self;
    return wf_tuple_from_array(items + start, (size_t)count);
  }
  wf_value result = wf_tuple_new((size_t)count);
  for (int64_t i = 0; result != WF_ERROR && i < count; i++)
    wf_to_tuple(result)->items[i] = items[start + i * step];
  return result;
}

static wf_value tuple_getitem(wf_value self, wf_value key) {
  int64_t i, length = tuple_length(self);
  if (wf_is_small_int(key)) {
    i = wf_small_int_get(key);
  } else if (wf_is_slice(key)) {
    return slice_of(self, key);
  } else if (!wf_has_index(key)) {
    return wf_raise(&wf_exc_TypeError, "tuple indices must be integers or slices, not %T", key);
  } else if (!wf_take_index(key, &i)) {
    return WF_ERROR;
  }
  if (i < 0) i += length;
  if (WF_UNLIKELY((uint64_t)i >= (uint64_t)length))
    return wf_raise_index("tuple index out of range");
  return wf_tuple_get(self, (size_t)i);
}

static int tuple_contains(wf_value self, wf_value item) {
  const wf_tuple *t = wf_to_tuple(self);
  for (size_t i = 0; i < t->length; i++) {
    int equal = wf_items_equal(t->items[i], item);
    if (equal) return equal;
  }
  return 0;
}

static wf_value tuple_add(wf_value a, wf_value b) {
  if (!wf_is_tuple(a)) return WF_NOT_IMPLEMENTED;
  if (!wf_is_tuple(b)) {
    wf_value result = wf_other_operand(WF_OP_ADD, a, b, b, (const void *)(uintptr_t)tuple_add);
    if (result != WF_NOT_IMPLEMENTED) return result;
    return wf_raise(&wf_exc_TypeError, "can only concatenate tuple (not \"%T\") to tuple", b);
  }
  size_t na = wf_tuple_length(a), nb = wf_tuple_length(b);
  if (nb == 0 && wf_is_tuple_exact(a)) return a;
  if (na == 0 && wf_is_tuple_exact(b)) return b;
  wf_value result = wf_tuple_new(na + nb);
  if (result == WF_ERROR || na + nb == 0) return result;
  wf_value *out = wf_to_tuple(result)->items;
  memcpy(out, wf_to_tuple(a)->items, na * sizeof *out);
  memcpy(out + na, wf_to_tuple(b)->items, nb * sizeof *out);
  return result;
}

static wf_value tuple_multiply(wf_value a, wf_value b) {
  wf_value self = wf_is_tuple(a) ? a : b, other = wf_is_tuple(a) ? b : a;
  int64_t times;
  int is_count = wf_repeat_count(other, &times);
  if (is_count < 0) return WF_ERROR;
  if (is_count == 0) {
    wf_value result = self == a ? wf_other_operand(WF_OP_MUL, a, b, b,
                                                   (const void *)(uintptr_t)tuple_multiply)
                                : WF_NOT_IMPLEMENTED;
    return result == WF_NOT_IMPLEMENTED ? wf_raise_repeat(other) : result;
  }
  size_t length = wf_tuple_length(self), total;
  if (times <= 0 || length == 0) return wf_is_tuple_exact(self) && !length ? self : wf_tuple_empty;
  if (times == 1 && wf_is_tuple_exact(self)) return self;
  if (__builtin_mul_overflow(length, (size_t)times, &total)) return wf_raise_memory();
  wf_value result = wf_tuple_new(total);
  if (result == WF_ERROR) return WF_ERROR;
  const wf_value *items = wf_to_tuple(self)->items;
  wf_value *out = wf_to_tuple(result)->items;
  for (size_t i = 0; i < total; i += length) memcpy(out + i, items, length * sizeof *out);
  return result;
}

/* --- Methods --- */

WF_NATIVE(tuple_index) {
  int64_t length = tuple_length(args[0]), start, stop;
  if (!wf_search_bound(args[2], 0, &start) || !wf_search_bound(args[3], INT64_MAX, &stop))
    return WF_ERROR;
  if (start < 0) start = start + length < 0 ? 0 : start + length;
  if (stop < 0) stop += length;
  if (stop > length) stop = length;
  for (int64_t i = start; i < stop; i++) {
    int equal = wf_items_equal(wf_tuple_get(args[0], (size_t)i), args[1]);
    if (equal < 0) return WF_ERROR;
    if (equal) return wf_small_int(i);
  }
  return wf_raise(&wf_exc_ValueError, "tuple.index(x): x not in tuple");
}

WF_NATIVE(tuple_count) {
  int64_t count = 0;
  for (size_t i = 0; i < wf_tuple_length(args[0]); i++) {
    int equal = wf_items_equal(wf_tuple_get(args[0], i), args[1]);
    if (equal < 0) return WF_ERROR;
    count += equal;
  }
  return wf_small_int(count);
}

WF_NATIVE(tuple_getnewargs) {
  const wf_tuple *t = wf_to_tuple(args[0]);
  return wf_tuple_of(1, wf_tuple_from_array(t->items, t->length));
}

WF_NATIVE(tuple_sizeof) { return wf_int_new((int64_t)tuple_var_size(args[0])); }

static const wf_native_def methods[] = {
    {"index", tuple_index, "(self, value, start=0, stop=9223372036854775807, /)",
     "The index of the first item equal to value; ValueError when there is none.", 0},
    {"count", tuple_count, "(self, value, /)", "How many items are equal to value.", 0},
    {"__getnewargs__", tuple_getnewargs, "(self, /)", "For copying and pickling.", 0},
    {"__sizeof__", tuple_sizeof, "(self, /)", "Bytes of memory.", 0},
    WF_CLASS_GETITEM,
    {0}};

wf_type wf_tuple_type = {
    .name = "tuple",
    .doc = "A sequence of items that never changes. Without an argument it is empty.",
    .signature = "(iterable=(), /)",
    .instance_size = sizeof(wf_tuple),
    .item_size = sizeof(wf_value),
    .var_size = tuple_var_size,
    .flags = WF_TYPE_BASE | WF_TYPE_VAR | WF_TYPE_IS_TUPLE | WF_TYPE_SEQUENCE,
    .slots =
        {
            .repr = tuple_repr,
            .hash = tuple_hash,
            .compare = tuple_compare,
            .iter = tuple_iter,
            .new = tuple_new,
            .length = tuple_length,
            .getitem = tuple_getitem,
            .contains = tuple_contains,
            .binary = {[WF_OP_ADD] = tuple_add, [WF_OP_MUL] = tuple_multiply},
        },
    .methods = methods,
};

bool wf_tuple_init(void);
bool wf_tuple_init(void) { return wf_type_ready(&wf_tuple_type); }
