/* array: sequences of numbers of one machine type.

   The bytes live in a storage block. Single items are read and written in place, whole; appending
   adds behind the end; everything that moves items makes a new block. Writers hold the object's
   lock; readers load a block and a length that belong together, and never look behind the block's
   capacity. Who has a live view of a block that is replaced keeps what it held. */
#include <config.h>

#include "runtime/bytes_internal.h"
#include "runtime/module.h"
#include "runtime/search.h"
#include "runtime/sequence_internal.h"
#include "runtime/unicode.h"

#define BIG (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

/* --- Kinds of items: how a value becomes a word of `size` bytes, and back --- */

typedef struct kind {
  char code;
  uint8_t size;
  char format[2]; /* for the buffer protocol */
  wf_value (*get)(uint64_t word);
  bool (*set)(wf_value v, uint64_t *word); /* false: error pending */
  int8_t machine;                          /* the machine format code of pickles */
} kind;

static bool overflow(const char *message) {
  wf_raise(&wf_exc_OverflowError, "%s", message);
  return false;
}

/* An integer in low..high. */
static bool set_within(wf_value v, int64_t low, int64_t high, const char *name, uint64_t *word) {
  int64_t i;
  wf_value n = wf_index(v);
  if (n == WF_ERROR) return false;
  bool fits = wf_int_to_int64(n, &i);
  if (fits && i >= low && i <= high) {
    *word = (uint64_t)i;
    return true;
  }
  wf_raise(&wf_exc_OverflowError, "%s is %s", name,
           (fits ? i < low : wf_int_sign(n) < 0) ? "less than minimum" : "greater than maximum");
  return false;
}

static wf_value get_b(uint64_t w) { return wf_small_int((int8_t)w); }
static wf_value get_B(uint64_t w) { return wf_small_int((uint8_t)w); }
static wf_value get_u(uint64_t w) {
  if ((uint32_t)w > 0x10ffff)
    return wf_raise(&wf_exc_ValueError, "character U+%x is not in range [U+0000; U+10ffff]",
                    (unsigned)w);
  return wf_str_from_char((uint32_t)w);
}
static wf_value get_h(uint64_t w) { return wf_small_int((int16_t)w); }
static wf_value get_H(uint64_t w) { return wf_small_int((uint16_t)w); }
static wf_value get_i(uint64_t w) { return wf_small_int((int32_t)w); }
static wf_value get_I(uint64_t w) { return wf_small_int((uint32_t)w); }
static wf_value get_q(uint64_t w) { return wf_int_new((int64_t)w); }
static wf_value get_Q(uint64_t w) { return wf_int_from_uint64(w); }
static wf_value get_f(uint64_t w) {
  uint32_t bits = (uint32_t)w;
  float f;
  memcpy(&f, &bits, sizeof f);
  return wf_float_new((double)f);
}
static wf_value get_d(uint64_t w) {
  double d;
  memcpy(&d, &w, sizeof d);
  return wf_float_new(d);
}

static bool set_b(wf_value v, uint64_t *w) {
  return set_within(v, INT8_MIN, INT8_MAX, "signed char", w);
}
static bool set_B(wf_value v, uint64_t *w) {
  return set_within(v, 0, UINT8_MAX, "unsigned byte integer", w);
}
static bool set_u(wf_value v, uint64_t *w) {
  if (wf_is_str(v) && wf_str_length(v) == 1) {
    *w = wf_str_at(v, 0);
    return true;
  }
  wf_raise(&wf_exc_TypeError, "array item must be unicode character");
  return false;
}
static bool set_h(wf_value v, uint64_t *w) {
  return set_within(v, INT16_MIN, INT16_MAX, "signed short integer", w);
}
static bool set_H(wf_value v, uint64_t *w) {
  return set_within(v, 0, UINT16_MAX, "unsigned short", w);
}
static bool set_i(wf_value v, uint64_t *w) {
  return set_within(v, INT32_MIN, INT32_MAX, "signed integer", w);
}
static bool set_unsigned(wf_value v, uint64_t limit, const char *negative, const char *large,
                         uint64_t *w) {
  wf_value n = wf_index(v);
  if (n == WF_ERROR) return false;
  if (wf_int_sign(n) < 0) return overflow(negative);
  return (wf_int_to_uint64(n, w) && *w <= limit) || overflow(large);
}
static bool set_I(wf_value v, uint64_t *w) {
  return set_unsigned(v, UINT32_MAX, "can't convert negative value to unsigned int",
                      "unsigned int is greater than maximum", w);
}
static bool set_signed(wf_value v, const char *message, uint64_t *w) {
  int64_t i = 0;
  wf_value n = wf_index(v);
  if (n == WF_ERROR) return false;
  if (!wf_int_to_int64(n, &i)) return overflow(message);
  *w = (uint64_t)i;
  return true;
}
static bool set_l(wf_value v, uint64_t *w) {
  return set_signed(v, "Python int too large to convert to C long", w);
}
static bool set_L(wf_value v, uint64_t *w) {
  return set_unsigned(v, UINT64_MAX, "can't convert negative value to unsigned int",
                      "Python int too large to convert to C unsigned long", w);
}
static bool set_q(wf_value v, uint64_t *w) { return set_signed(v, "int too big to convert", w); }
static bool set_Q(wf_value v, uint64_t *w) {
  return set_unsigned(v, UINT64_MAX, "can't convert negative int to unsigned",
                      "int too big to convert", w);
}
static bool set_f(wf_value v, uint64_t *w) {
  double d;
  uint32_t bits;
  if (!wf_arg_double(v, &d)) return false;
  float f = (float)d;
  memcpy(&bits, &f, sizeof bits);
  *w = bits;
  return true;
}
static bool set_d(wf_value v, uint64_t *w) {
  double d;
  if (!wf_arg_double(v, &d)) return false;
  memcpy(w, &d, sizeof *w);
  return true;
}

static const kind kinds[] = {
    {'b', 1, "b", get_b, set_b, 1},         {'B', 1, "B", get_B, set_B, 0},
    {'u', 4, "w", get_u, set_u, 20 + BIG},  {'h', 2, "h", get_h, set_h, 4 + BIG},
    {'H', 2, "H", get_H, set_H, 2 + BIG},   {'i', 4, "i", get_i, set_i, 8 + BIG},
    {'I', 4, "I", get_I, set_I, 6 + BIG},   {'l', 8, "l", get_q, set_l, 12 + BIG},
    {'L', 8, "L", get_Q, set_L, 10 + BIG},  {'q', 8, "q", get_q, set_q, 12 + BIG},
    {'Q', 8, "Q", get_Q, set_Q, 10 + BIG},  {'f', 4, "f", get_f, set_f, 14 + BIG},
    {'d', 8, "d", get_d, set_d, 16 + BIG},
};

static const kind *kind_of_code(uint32_t code) {
  for (size_t i = 0; i < WF_COUNT(kinds); i++)
    if ((uint32_t)kinds[i].code == code) return &kinds[i];
  return NULL;
}

/* --- The object --- */

typedef struct storage {
  size_t capacity; /* items */
  _Alignas(8) uint8_t data[];
} storage;

typedef struct array {
  wf_object head;
  _Atomic(size_t) length;
  _Atomic(storage *) block; /* NULL: none yet */
  const kind *kind;
  wf_exports exports;
} array;

static wf_type array_type, array_iterator_type;
static storage empty_block;

static array *to_array(wf_value v) { return (array *)(uintptr_t)v; }
static bool is_array(wf_value v) { return wf_is_a(v, &array_type); }
static size_t length_of(const array *a) {
  return atomic_load_explicit(&((array *)a)->length, memory_order_acquire);
}
static storage *block_of(const array *a) {
  storage *s = atomic_load_explicit(&((array *)a)->block, memory_order_acquire);
  return s ? s : &empty_block;
}

static storage *new_block(const kind *k, size_t capacity) {
  if (capacity > SIZE_MAX / 64) {
    wf_raise_memory();
    return NULL;
  }
  storage *s = wf_alloc_var_atomic(sizeof *s + (capacity ? capacity : 1) * k->size);
  if (s) s->capacity = capacity;
  return s;
}

static bool lock_to_resize(array *a) {
  return wf_exports_lock(&a->head, &a->exports, WF_EMPTY,
                         "cannot resize an array that is exporting buffers");
}

/* Under the lock. */
static void publish(array *a, storage *s, size_t length) {
  if (length < length_of(a)) atomic_store_explicit(&a->length, length, memory_order_release);
  atomic_store_explicit(&a->block, s, memory_order_release);
  atomic_store_explicit(&a->length, length, memory_order_release);
}

/* Under the lock: items start..stop are replaced by `count` others, in a new block. */
static bool splice(array *a, size_t start, size_t stop, const uint8_t *with, size_t count) {
  const storage *old = block_of(a);
  size_t length = length_of(a), size = a->kind->size, result = length - (stop - start) + count;
  storage *s = new_block(a->kind, result + result / 16);
  if (!s) return false;
  wf_copy_shared(s->data, old->data, start * size);
  if (count) memcpy(s->data + start * size, with, count * size);
  wf_copy_shared(s->data + (start + count) * size, old->data + stop * size,
                 (length - stop) * size);
  publish(a, s, result);
  return true;
}

/* Under the lock: adds `count` items at the end. */
static bool append_items(array *a, const uint8_t *with, size_t count) {
  storage *s = block_of(a);
  size_t length = length_of(a), size = a->kind->size;
  if (count > s->capacity - length || s->capacity < length) {
    storage *bigger = new_block(a->kind, length + count + (length + count) / 2 + 8);
    if (!bigger) return false;
    wf_copy_shared(bigger->data, s->data, length * size);
    s = bigger;
  }
  for (size_t i = 0; i < count; i++)
    wf_store_word(s->data + (length + i) * size, (unsigned)size,
               wf_load_word(with + i * size, (unsigned)size));
  publish(a, s, length + count);
  return true;
}

static bool append_word(array *a, uint64_t word) {
  _Alignas(8) uint8_t bytes[8];
  wf_store_word(bytes, a->kind->size, word);
  if (!lock_to_resize(a)) return false;
  bool ok = append_items(a, bytes, 1);
  wf_unlock(a);
  return ok;
}

static bool append_value(array *a, wf_value v) {
  uint64_t word;
  return a->kind->set(v, &word) && append_word(a, word);
}

static bool append_array(array *a, const uint8_t *bytes, size_t count) {
  if (!lock_to_resize(a)) return false;
  bool ok = append_items(a, bytes, count);
  wf_unlock(a);
  return ok;
}

/* The items as they are at one moment, in memory of the caller's; NULL: MemoryError. */
static const uint8_t *snapshot(array *a, size_t *count) {
  wf_lock(a);
  size_t length = length_of(a);
  storage *copy = new_block(a->kind, length);
  if (copy) wf_copy_shared(copy->data, block_of(a)->data, length * a->kind->size);
  wf_unlock(a);
  *count = length;
  return copy ? copy->data : NULL;
}

/* A block and how many of its items are there, without the lock. A length that is read while the
   block stays the same is one that this block has had. Only the empty block ever comes back: the
   caller looks at the capacity too. */
static const storage *block_and_length(const array *a, size_t *length) {
  const storage *s;
  do {
    s = block_of(a);
    *length = length_of(a);
  } while (WF_UNLIKELY(block_of(a) != s));
  return s;
}

static bool word_at(const array *a, size_t i, uint64_t *word) {
  size_t length;
  const storage *s = block_and_length(a, &length);
  if (i >= length || i >= s->capacity) return false;
  *word = wf_load_word(s->data + i * a->kind->size, a->kind->size);
  return true;
}

/* The item, WF_EMPTY when there is none at this index, WF_ERROR. */
static wf_value item_at(const array *a, size_t i) {
  uint64_t word;
  return word_at(a, i, &word) ? a->kind->get(word) : WF_EMPTY;
}

/* The same for an index below 0, which counts from the end: length and item belong together. */
static wf_value item_from_end(const array *a, int64_t index) {
  uint64_t word;
  wf_lock(a);
  bool inside = word_at(a, length_of(a) + (uint64_t)index, &word);
  wf_unlock(a);
  return inside ? a->kind->get(word) : WF_EMPTY;
}

static wf_value array_of(wf_type *cls, const kind *k, const uint8_t *bytes, size_t count) {
  array *a = wf_object_new(cls);
  a->kind = k;
  if (count) {
    storage *s = new_block(k, count);
    if (!s) return WF_ERROR;
    if (bytes) memcpy(s->data, bytes, count * k->size);
    publish(a, s, count);
  }
  return wf_from_object(a);
}

/* --- Filling --- */

static bool extend_iterating(array *a, wf_value iterable) {
  wf_value iterator = wf_iter_at_once(iterable);
  if (iterator == WF_ERROR) return false;
  for (;;) {
    wf_value v = wf_step(iterator);
    if (v == WF_EMPTY) return true;
    if (v == WF_ERROR || !append_value(a, v)) return false;
  }
}

static bool extend(array *a, wf_value iterable) {
  if (!is_array(iterable)) return extend_iterating(a, iterable);
  array *other = to_array(iterable);
  if (other->kind != a->kind) {
    wf_raise(&wf_exc_TypeError, "can only extend with array of same kind");
    return false;
  }
  size_t count;
  const uint8_t *bytes = snapshot(other, &count);
  return bytes && append_array(a, bytes, count);
}

static bool add_bytes(array *a, const uint8_t *bytes, size_t size) {
  if (size % a->kind->size != 0) {
    wf_raise(&wf_exc_ValueError, "bytes length not a multiple of item size");
    return false;
  }
  /* what comes from elsewhere may not be aligned */
  size_t count = size / a->kind->size;
  storage *copy = new_block(a->kind, count);
  if (!copy) return false;
  if (size) memcpy(copy->data, bytes, size);
  return append_array(a, copy->data, count);
}

static bool add_buffer(array *a, wf_value v) {
  wf_buffer view;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return false;
  bool ok = add_bytes(a, view.data, view.size);
  wf_buffer_release(&view);
  return ok;
}

static bool add_text(array *a, wf_value text) {
  size_t count = wf_str_length(text);
  storage *copy = new_block(a->kind, count);
  if (!copy) return false;
  for (size_t i = 0; i < count; i++)
    wf_store_word(copy->data + 4 * i, 4, wf_str_at(text, (int64_t)i));
  return append_array(a, copy->data, count);
}

static bool fill(array *a, wf_value initial) {
  char code = a->kind->code;
  if (wf_is_str(initial)) {
    if (code == 'u') return add_text(a, initial);
    wf_raise(&wf_exc_TypeError, "cannot use a str to initialize an array with typecode '%c'", code);
    return false;
  }
  if (is_array(initial)) {
    const array *other = to_array(initial);
    if (other->kind == a->kind) return extend(a, initial);
    if (other->kind->code == 'u') {
      wf_raise(&wf_exc_TypeError,
               "cannot use a unicode array to initialize an array with typecode '%c'", code);
      return false;
    }
  }
  if (wf_is_bytes(initial) || wf_is_bytearray(initial)) return add_buffer(a, initial);
  return extend_iterating(a, initial);
}

static const kind *take_code(wf_value v, const char *what) {
  if (!wf_is_str(v) || wf_str_length(v) != 1) {
    wf_raise(&wf_exc_TypeError, "%s must be a unicode character, not %a", what, v);
    return NULL;
  }
  const kind *k = kind_of_code(wf_str_at(v, 0));
  if (!k)
    wf_raise(&wf_exc_ValueError,
             "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
  return k;
}

/* What is wrong with the second argument is told before what is wrong with the first. */
static bool check_initial(wf_value code, wf_value initial) {
  if (!wf_is_str(code) || wf_str_length(code) != 1 || kind_of_code(wf_str_at(code, 0))) return true;
  const char *what = wf_is_str(initial)                                            ? "str"
                     : is_array(initial) && to_array(initial)->kind->code == 'u' ? "unicode array"
                                                                                   : NULL;
  if (what)
    wf_raise(&wf_exc_TypeError, "cannot use a %s to initialize an array with typecode '%U'", what,
             code);
  return !what && (wf_has_buffer(initial) || wf_iter(initial) != WF_ERROR);
}

static wf_value array_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if ((cls == &array_type || cls->slots.init == array_type.slots.init) && kwnames != WF_EMPTY &&
      wf_tuple_length(kwnames))
    return wf_raise(&wf_exc_TypeError, "array.array() takes no keyword arguments");
  if (npos < 1 || npos > 2)
    return wf_raise(&wf_exc_TypeError, "array() takes at %s (%zu given)",
                    npos ? "most 2 arguments" : "least 1 argument", npos);
  if (npos == 2 && !check_initial(args[0], args[1])) return WF_ERROR;
  const kind *k = take_code(args[0], "array() argument 1");
  if (!k) return WF_ERROR;
  wf_value self = array_of(cls, k, NULL, 0);
  if (self == WF_ERROR || npos == 1) return self;
  return fill(to_array(self), args[1]) ? self : WF_ERROR;
}

/* --- Slots --- */

static wf_value list_of(array *a) {
  size_t count;
  const uint8_t *bytes = snapshot(a, &count);
  wf_value list = bytes ? wf_list_new(count) : WF_ERROR;
  for (size_t i = 0; list != WF_ERROR && i < count; i++) {
    wf_value v = a->kind->get(wf_load_word(bytes + i * a->kind->size, a->kind->size));
    if (v == WF_ERROR || !wf_list_append(list, v)) return WF_ERROR;
  }
  return list;
}

static wf_value text_of(array *a) {
  size_t count;
  const uint8_t *bytes = snapshot(a, &count);
  if (!bytes) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < count; i++) {
    uint64_t c = wf_load_word(bytes + 4 * i, 4);
    if (c > 0x10ffff) return get_u(c);
    wf_builder_add_char(&b, (uint32_t)c);
  }
  return wf_builder_finish(&b);
}

static wf_value array_repr(wf_value self) {
  array *a = to_array(self);
  const char *name = wf_type_short_name(wf_type_of(self));
  wf_value items = a->kind->code == 'u' ? text_of(a) : list_of(a);
  if (items == WF_ERROR) return WF_ERROR;
  if (wf_length(items) == 0) return wf_str_format("%s('%c')", name, a->kind->code);
  return wf_str_format("%s('%c', %R)", name, a->kind->code, items);
}

/* Under the locks of both: numbers and characters are compared without a script's code. */
static wf_value compare_locked(const array *a, const array *b, enum wf_compare_op op) {
  size_t na = length_of(a), nb = length_of(b);
  if (na != nb && (op == WF_EQ || op == WF_NE)) return wf_bool(op == WF_NE);
  for (size_t i = 0; i < na && i < nb; i++) {
    wf_value x = item_at(a, i), y = item_at(b, i);
    if (x == WF_ERROR || y == WF_ERROR) return WF_ERROR;
    int equal = wf_compare_bool(x, y, WF_EQ); /* a nan is not itself here */
    if (equal < 0) return WF_ERROR;
    if (!equal) return wf_compare(x, y, op);
  }
  return wf_order_result((int64_t)na, (int64_t)nb, op);
}

static wf_value array_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!is_array(a) || !is_array(b)) return WF_NOT_IMPLEMENTED;
  wf_lock2(to_array(a), to_array(b));
  wf_value answer = compare_locked(to_array(a), to_array(b), op);
  wf_unlock2(to_array(a), to_array(b));
  return answer;
}

static int64_t array_length(wf_value self) { return (int64_t)length_of(to_array(self)); }

static wf_value get_slice(wf_value self, wf_value slice) {
  array *a = to_array(self);
  int64_t start, stop, step;
  size_t length, size = a->kind->size;
  if (!wf_slice_unpack(slice, &start, &stop, &step)) return WF_ERROR;
  const uint8_t *bytes = snapshot(a, &length);
  if (!bytes) return WF_ERROR;
  int64_t count = wf_slice_adjust((int64_t)length, &start, &stop, step);
  if (step == 1) return array_of(&array_type, a->kind, bytes + (size_t)start * size, (size_t)count);
  wf_value result = array_of(&array_type, a->kind, NULL, (size_t)count);
  for (int64_t i = 0; result != WF_ERROR && i < count; i++)
    memcpy(block_of(to_array(result))->data + (size_t)i * size,
           bytes + (size_t)(start + i * step) * size, size);
  return result;
}

static bool take_key(wf_value key, int64_t *index) {
  if (wf_has_index(key)) return wf_take_index(key, index);
  wf_raise(&wf_exc_TypeError, "array indices must be integers");
  return false;
}

static wf_value array_getitem(wf_value self, wf_value key) {
  int64_t i;
  if (wf_is_slice(key)) return get_slice(self, key);
  if (!take_key(key, &i)) return WF_ERROR;
  array *a = to_array(self);
  wf_value v = i < 0 ? item_from_end(a, i) : item_at(a, (size_t)i);
  return v == WF_EMPTY ? wf_raise_index("array index out of range") : v;
}

/* Under the lock: without every step-th item from start, in a new block. */
static bool delete_stepped(array *a, int64_t start, int64_t count, int64_t step) {
  size_t length = length_of(a), size = a->kind->size, to = 0;
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  const storage *old = block_of(a);
  storage *s = new_block(a->kind, length);
  if (!s) return false;
  for (size_t from = 0; from < length; from++) {
    int64_t behind = (int64_t)from - start;
    if (behind >= 0 && behind % step == 0 && behind / step < count) continue;
    wf_copy_shared(s->data + to++ * size, old->data + from * size, size);
  }
  publish(a, s, to);
  return true;
}

static int set_slice(wf_value self, wf_value slice, wf_value value) {
  array *a = to_array(self);
  int64_t start, stop, step;
  const uint8_t *bytes = NULL;
  size_t given = 0, size = a->kind->size;
  if (value != WF_EMPTY) {
    if (!is_array(value)) {
      wf_raise(&wf_exc_TypeError, "can only assign array (not \"%T\") to array slice", value);
      return -1;
    }
    if (to_array(value)->kind != a->kind) {
      wf_raise(&wf_exc_TypeError, "bad argument type for built-in operation");
      return -1;
    }
    bytes = snapshot(to_array(value), &given);
    if (!bytes) return -1;
  }
  if (!wf_slice_unpack(slice, &start, &stop, &step)) return -1;
  wf_lock(a);
  int64_t from = start, to = stop;
  int64_t count = wf_slice_adjust((int64_t)length_of(a), &from, &to, step);
  bool ok = true, fits = true;
  if (given == 0 || (step == 1 && (size_t)count != given)) {
    wf_unlock(a);
    if (!lock_to_resize(a)) return -1;
    from = start, to = stop;
    count = wf_slice_adjust((int64_t)length_of(a), &from, &to, step);
    if (step == 1) ok = splice(a, (size_t)from, (size_t)(to < from ? from : to), bytes, given);
    else if (value == WF_EMPTY) ok = count == 0 || delete_stepped(a, from, count, step);
    else fits = count == 0;
  } else if ((size_t)count != given) {
    fits = false;
  } else {
    for (int64_t i = 0; i < count; i++)
      wf_store_word(block_of(a)->data + (size_t)(from + i * step) * size, (unsigned)size,
                 wf_load_word(bytes + (size_t)i * size, (unsigned)size));
  }
  wf_unlock(a);
  if (!fits)
    wf_raise(&wf_exc_ValueError,
             "attempt to assign array of size %zu to extended slice of size %zu", given,
             (size_t)count);
  return ok && fits ? 0 : -1;
}

static int array_setitem(wf_value self, wf_value key, wf_value value) {
  array *a = to_array(self);
  int64_t i;
  uint64_t word = 0;
  if (wf_is_slice(key)) return set_slice(self, key, value);
  if (!take_key(key, &i)) return -1;
  bool converted = value == WF_EMPTY || a->kind->set(value, &word);
  if (value != WF_EMPTY) wf_lock(a);
  else if (!lock_to_resize(a)) return -1;
  int64_t length = (int64_t)length_of(a);
  if (i < 0) i += length;
  bool inside = i >= 0 && i < length, ok = true;
  if (inside && value == WF_EMPTY) ok = splice(a, (size_t)i, (size_t)i + 1, NULL, 0);
  else if (inside && converted)
    wf_store_word(block_of(a)->data + (size_t)i * a->kind->size, a->kind->size, word);
  wf_unlock(a);
  if (!inside) {
    if (!converted) wf_error_clear();
    wf_raise(&wf_exc_IndexError, "array assignment index out of range");
  }
  return inside && ok && converted ? 0 : -1;
}

/* The index of the first item from i below stop that is equal to v, which may be compared by calls;
   WF_NOWHERE, WF_FAILED. Bounds may count from the end. */
static int64_t find_by_calls(const array *a, wf_value v, int64_t i, int64_t stop) {
  int64_t length = (int64_t)length_of(a);
  if (i < 0) i = i + length < 0 ? 0 : i + length;
  if (stop < 0) stop += length;
  for (; i < stop; i++) {
    wf_value item = item_at(a, (size_t)i);
    if (item == WF_EMPTY) break;
    int equal = item == WF_ERROR ? -1 : wf_compare_bool(item, v, WF_EQ);
    if (equal) return equal < 0 ? WF_FAILED : i;
  }
  return WF_NOWHERE;
}

static int64_t find_locked(const void *container, wf_value v, int64_t i, int64_t stop) {
  return wf_is_plain(v) ? find_by_calls(container, v, i, stop) : WF_UNKNOWN;
}

static int64_t find(const array *a, wf_value v, int64_t start, int64_t stop) {
  int64_t at = wf_find_plainly(a, find_locked, v, start, stop);
  return at == WF_UNKNOWN ? find_by_calls(a, v, start, stop) : at;
}

static int array_contains(wf_value self, wf_value item) {
  int64_t at = find(to_array(self), item, 0, INT64_MAX);
  return at == WF_FAILED ? -1 : at >= 0;
}

static wf_value array_add(wf_value x, wf_value y) {
  if (!is_array(x)) return WF_NOT_IMPLEMENTED;
  if (!is_array(y)) {
    wf_value result = wf_other_operand(WF_OP_ADD, x, y, y, NULL);
    if (result != WF_NOT_IMPLEMENTED) return result;
    return wf_raise(&wf_exc_TypeError, "can only append array (not \"%T\") to array", y);
  }
  array *a = to_array(x);
  if (a->kind != to_array(y)->kind)
    return wf_raise(&wf_exc_TypeError, "bad argument type for built-in operation");
  size_t count;
  const uint8_t *bytes = snapshot(a, &count);
  wf_value result = bytes ? array_of(&array_type, a->kind, bytes, count) : WF_ERROR;
  return result != WF_ERROR && extend(to_array(result), y) ? result : WF_ERROR;
}

/* `times` repetitions of count items in a new block; NULL: MemoryError. */
static storage *repeated(const kind *k, const uint8_t *bytes, size_t count, int64_t times,
                         size_t *total) {
  *total = 0;
  if (times > 0 && __builtin_mul_overflow(count, (size_t)times, total)) {
    wf_raise_memory();
    return NULL;
  }
  storage *s = new_block(k, *total);
  size_t size = count * k->size;
  for (size_t done = 0; s && count && done < *total * k->size; done += size)
    memcpy(s->data + done, bytes, size);
  return s;
}

static wf_value array_multiply(wf_value x, wf_value y) {
  wf_value self = is_array(x) ? x : y, other = is_array(x) ? y : x;
  int64_t times;
  int is_count = wf_repeat_count(other, &times);
  if (is_count < 0) return WF_ERROR;
  if (is_count == 0) {
    wf_value result = self == x ? wf_other_operand(WF_OP_MUL, x, y, y, NULL) : WF_NOT_IMPLEMENTED;
    return result == WF_NOT_IMPLEMENTED ? wf_raise_repeat(other) : result;
  }
  size_t count, total;
  const uint8_t *bytes = snapshot(to_array(self), &count);
  storage *s = bytes ? repeated(to_array(self)->kind, bytes, count, times, &total) : NULL;
  if (!s) return WF_ERROR;
  wf_value result = array_of(&array_type, to_array(self)->kind, NULL, 0);
  publish(to_array(result), s, total);
  return result;
}

static wf_value array_iadd(wf_value self, wf_value other) {
  if (!is_array(other))
    return wf_raise(&wf_exc_TypeError, "can only extend array with array (not \"%T\")", other);
  return extend(to_array(self), other) ? self : WF_ERROR;
}

static wf_value array_imul(wf_value self, wf_value other) {
  int64_t times;
  int is_count = wf_repeat_count(other, &times);
  if (is_count <= 0) return is_count < 0 ? WF_ERROR : wf_raise_repeat(other);
  array *a = to_array(self);
  size_t total;
  if (times == 1 || length_of(a) == 0) return self;
  if (!lock_to_resize(a)) return WF_ERROR;
  storage *s = repeated(a->kind, block_of(a)->data, length_of(a), times, &total);
  if (s) publish(a, s, total);
  wf_unlock(a);
  return s ? self : WF_ERROR;
}

static int array_buffer(wf_value self, wf_buffer *view, int flags) {
  array *a = to_array(self);
  wf_lock(a);
  storage *s = block_of(a);
  size_t length = length_of(a);
  *view = (wf_buffer){.owner = self,
                      .data = s->data,
                      .size = length * a->kind->size,
                      .format = a->kind->format,
                      .item_size = a->kind->size,
                      .dimensions = 1,
                      .shape = {(int64_t)length},
                      .strides = {a->kind->size},
                      .internal = s,
                      .exports = &a->exports};
  if (flags & WF_BUFFER_WRITE) wf_exports_pin(&a->exports, view);
  wf_unlock(a);
  return 0;
}

/* --- Methods --- */

WF_NATIVE(array_append) { return append_value(to_array(args[0]), args[1]) ? WF_NONE : WF_ERROR; }
WF_NATIVE(array_extend) { return extend(to_array(args[0]), args[1]) ? WF_NONE : WF_ERROR; }

WF_NATIVE(array_insert) {
  array *a = to_array(args[0]);
  int64_t i;
  uint64_t word;
  _Alignas(8) uint8_t bytes[8];
  if (!wf_arg_size(args[1], &i) || !a->kind->set(args[2], &word)) return WF_ERROR;
  wf_store_word(bytes, a->kind->size, word);
  if (!lock_to_resize(a)) return WF_ERROR;
  int64_t length = (int64_t)length_of(a);
  if (i < 0) i = i + length < 0 ? 0 : i + length;
  if (i > length) i = length;
  bool ok = splice(a, (size_t)i, (size_t)i, bytes, 1);
  wf_unlock(a);
  return ok ? WF_NONE : WF_ERROR;
}

WF_NATIVE(array_pop) {
  array *a = to_array(args[0]);
  int64_t i = -1;
  uint64_t word = 0;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &i)) return WF_ERROR;
  if (!lock_to_resize(a)) return WF_ERROR;
  int64_t length = (int64_t)length_of(a);
  if (i < 0) i += length;
  bool inside = i >= 0 && i < length, ok = true;
  if (inside) {
    word = wf_load_word(block_of(a)->data + (size_t)i * a->kind->size, a->kind->size);
    if (i == length - 1)
      atomic_store_explicit(&a->length, (size_t)length - 1, memory_order_release);
    else ok = splice(a, (size_t)i, (size_t)i + 1, NULL, 0);
  }
  wf_unlock(a);
  if (length == 0) return wf_raise(&wf_exc_IndexError, "pop from empty array");
  if (!inside) return wf_raise(&wf_exc_IndexError, "pop index out of range");
  return ok ? a->kind->get(word) : WF_ERROR;
}

/* Where the item that was found at i is meanwhile; -1: it is gone. Under the lock. */
static int64_t find_word(const array *a, int64_t i, uint64_t wanted) {
  uint64_t word;
  if (word_at(a, (size_t)i, &word) && word == wanted) return i;
  for (i = 0; word_at(a, (size_t)i, &word); i++)
    if (word == wanted) return i;
  return -1;
}

/* Of a value with a comparison of its own: what was compared is removed. 1; 0: not there; -1: error
   pending. */
static int remove_compared(array *a, wf_value v) {
  uint64_t word;
  for (int64_t i = 0; word_at(a, (size_t)i, &word);) {
    wf_value item = a->kind->get(word);
    int equal = item == WF_ERROR ? -1 : wf_compare_bool(item, v, WF_EQ);
    if (equal < 0) return -1;
    if (!equal) {
      i++;
      continue;
    }
    if (!lock_to_resize(a)) return -1;
    int64_t at = find_word(a, i, word);
    bool ok = at < 0 || splice(a, (size_t)at, (size_t)at + 1, NULL, 0);
    wf_unlock(a);
    if (at >= 0 || !ok) return ok ? 1 : -1;
  }
  return 0;
}

static int remove_plain(array *a, wf_value v) {
  if (!lock_to_resize(a)) { /* that matters only if there is something to remove */
    if (find(a, v, 0, INT64_MAX) >= 0) return -1;
    wf_error_clear();
    return 0;
  }
  int64_t at = find_locked(a, v, 0, INT64_MAX);
  bool ok = at < 0 || splice(a, (size_t)at, (size_t)at + 1, NULL, 0);
  wf_unlock(a);
  return !ok ? -1 : at >= 0;
}

WF_NATIVE(array_remove) {
  array *a = to_array(args[0]);
  int removed = wf_is_plain(args[1]) ? remove_plain(a, args[1]) : remove_compared(a, args[1]);
  if (removed < 0) return WF_ERROR;
  return removed ? WF_NONE : wf_raise(&wf_exc_ValueError, "array.remove(x): x not in array");
}

WF_NATIVE(array_index) {
  int64_t start, stop;
  if (!wf_search_bound(args[2], 0, &start) || !wf_search_bound(args[3], INT64_MAX, &stop))
    return WF_ERROR;
  int64_t at = find(to_array(args[0]), args[1], start, stop);
  if (at == WF_FAILED) return WF_ERROR;
  return at >= 0 ? wf_int_new(at)
                 : wf_raise(&wf_exc_ValueError, "array.index(x): x not in array");
}

WF_NATIVE(array_count) {
  const array *a = to_array(args[0]);
  int64_t count = wf_count_plainly(a, find_locked, args[1]);
  if (count != WF_UNKNOWN) return wf_error_pending() ? WF_ERROR : wf_int_new(count);
  count = 0;
  for (int64_t at = 0;; at++, count++) {
    at = find_by_calls(a, args[1], at, INT64_MAX);
    if (at == WF_FAILED) return WF_ERROR;
    if (at == WF_NOWHERE) return wf_int_new(count);
  }
}

WF_NATIVE(array_reverse) {
  array *a = to_array(args[0]);
  unsigned size = a->kind->size;
  wf_lock(a);
  uint8_t *data = block_of(a)->data;
  for (size_t i = 0, j = length_of(a); i + 1 < j; i++) {
    uint64_t word = wf_load_word(data + i * size, size);
    j--;
    wf_store_word(data + i * size, size, wf_load_word(data + j * size, size));
    wf_store_word(data + j * size, size, word);
  }
  wf_unlock(a);
  return WF_NONE;
}

static uint64_t swapped(uint64_t w, unsigned size) {
  return size == 1 ? w : __builtin_bswap64(w) >> (64 - 8 * size);
}

WF_NATIVE(array_byteswap) {
  array *a = to_array(args[0]);
  unsigned size = a->kind->size;
  wf_lock(a);
  uint8_t *data = block_of(a)->data;
  for (size_t i = 0, n = length_of(a); i < n; i++)
    wf_store_word(data + i * size, size, swapped(wf_load_word(data + i * size, size), size));
  wf_unlock(a);
  return WF_NONE;
}

WF_NATIVE(array_copy) {
  array *a = to_array(args[0]);
  size_t count;
  const uint8_t *bytes = snapshot(a, &count);
  return bytes ? array_of(&array_type, a->kind, bytes, count) : WF_ERROR;
}

WF_NATIVE(array_tobytes) {
  array *a = to_array(args[0]);
  size_t count;
  const uint8_t *bytes = snapshot(a, &count);
  return bytes ? wf_bytes_new(bytes, count * a->kind->size) : WF_ERROR;
}

WF_NATIVE(array_frombytes) { return add_buffer(to_array(args[0]), args[1]) ? WF_NONE : WF_ERROR; }
WF_NATIVE(array_tolist) { return list_of(to_array(args[0])); }

/* All or nothing. */
WF_NATIVE(array_fromlist) {
  if (!wf_is_list(args[1])) return wf_raise(&wf_exc_TypeError, "arg must be list");
  array *a = to_array(args[0]);
  wf_value list = wf_lock_is_real() ? wf_list_copy(args[1]) : args[1];
  if (list == WF_ERROR) return WF_ERROR;
  size_t given = wf_list_length(list);
  wf_value part = array_of(&array_type, a->kind, NULL, 0);
  for (size_t i = 0; i < given; i++) {
    wf_value v = wf_list_get(list, i);
    if (v == WF_EMPTY) break;
    if (!append_value(to_array(part), v)) return WF_ERROR;
    if (wf_list_length(list) != given)
      return wf_raise(&wf_exc_RuntimeError, "list changed size during iteration");
  }
  return extend(a, part) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(array_fromunicode) {
  array *a = to_array(args[0]);
  if (!wf_arg_str(args[1], "fromunicode() argument")) return WF_ERROR;
  if (a->kind->code != 'u')
    return wf_raise(&wf_exc_ValueError,
                    "fromunicode() may only be called on unicode type arrays");
  return add_text(a, args[1]) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(array_tounicode) {
  array *a = to_array(args[0]);
  if (a->kind->code != 'u')
    return wf_raise(&wf_exc_ValueError, "tounicode() may only be called on unicode type arrays");
  return text_of(a);
}

WF_NATIVE(array_fromfile) {
  array *a = to_array(args[0]);
  int64_t count;
  if (!wf_arg_size(args[2], &count)) return WF_ERROR;
  if (count < 0) return wf_raise(&wf_exc_ValueError, "negative count");
  if (count > INT64_MAX / a->kind->size) return wf_raise_memory();
  int64_t wanted = count * a->kind->size;
  wf_value bytes = wf_call_method1(args[1], wf_names.read, wf_int_new(wanted));
  if (bytes == WF_ERROR) return WF_ERROR;
  if (!wf_is_bytes(bytes)) return wf_raise(&wf_exc_TypeError, "read() didn't return bytes");
  size_t got = wf_to_bytes(bytes)->size;
  if (!add_bytes(a, wf_to_bytes(bytes)->data, got)) return WF_ERROR;
  if (got != (size_t)wanted)
    return wf_raise(&wf_exc_EOFError, "read() didn't return enough bytes");
  return WF_NONE;
}

#define WRITE_PIECE (64 * 1024)

WF_NATIVE(array_tofile) {
  array *a = to_array(args[0]);
  size_t count;
  const uint8_t *bytes = snapshot(a, &count);
  if (!bytes) return WF_ERROR;
  size_t size = count * a->kind->size;
  for (size_t at = 0; at < size; at += WRITE_PIECE) {
    wf_value piece = wf_bytes_new(bytes + at, size - at < WRITE_PIECE ? size - at : WRITE_PIECE);
    if (piece == WF_ERROR || wf_call_method1(args[1], wf_names.write, piece) == WF_ERROR)
      return WF_ERROR;
  }
  return WF_NONE;
}

WF_NATIVE(array_buffer_info) {
  const array *a = to_array(args[0]);
  return wf_tuple_of(2, wf_int_from_uint64((uintptr_t)block_of(a)->data),
                     wf_int_new((int64_t)length_of(a)));
}

static wf_value attributes_of(wf_value self) {
  wf_value dict;
  int found = wf_getattr_optional(self, wf_names.__dict__, &dict);
  return found < 0 ? WF_ERROR : found ? dict : WF_NONE;
}

static wf_value code_text(const kind *k) { return wf_str_from_char((uint32_t)k->code); }

WF_NATIVE(array_reduce_ex) {
  array *a = to_array(args[0]);
  int protocol;
  if (!wf_arg_int(args[1], &protocol)) return WF_ERROR;
  wf_value type = wf_from_type(wf_type_of(args[0])), attributes = attributes_of(args[0]);
  if (attributes == WF_ERROR) return WF_ERROR;
  if (protocol < 3)
    return wf_tuple_of(3, type, wf_tuple_of(2, code_text(a->kind), list_of(a)), attributes);
  wf_value make = wf_import_attribute("array", "_array_reconstructor");
  return wf_tuple_of(3, make,
                     wf_tuple_of(4, type, code_text(a->kind), wf_small_int(a->kind->machine),
                                 array_tobytes(args, 1, WF_EMPTY)),
                     attributes);
}

WF_NATIVE(array_sizeof) {
  const array *a = to_array(args[0]);
  return wf_int_new((int64_t)(sizeof *a + block_of(a)->capacity * a->kind->size));
}

static wf_value array_typecode(wf_value self) { return code_text(to_array(self)->kind); }
static wf_value array_itemsize(wf_value self) { return wf_small_int(to_array(self)->kind->size); }

static const wf_native_def methods[] = {
    {"append", array_append, "(self, v, /)", "Adds an item at the end.", 0},
    {"buffer_info", array_buffer_info, "(self, /)",
     "The address of the memory and the number of items.", 0},
    {"byteswap", array_byteswap, "(self, /)", "Turns the byte order of all items round.", 0},
    {"__copy__", array_copy, "(self, /)", "A copy.", 0},
    {"__deepcopy__", array_copy, "(self, unused, /)", "A copy.", 0},
    {"count", array_count, "(self, v, /)", "How many items are equal to v.", 0},
    {"extend", array_extend, "(self, bb, /)", "Adds items at the end.", 0},
    {"frombytes", array_frombytes, "(self, buffer, /)", "Adds items from their bytes.", 0},
    {"fromfile", array_fromfile, "(self, f, n, /)", "Reads n items from a file and adds them.", 0},
    {"fromlist", array_fromlist, "(self, list, /)", "Adds the items of a list, all or none.", 0},
    {"fromunicode", array_fromunicode, "(self, ustr, /)", "Adds the characters of a text.", 0},
    {"index", array_index, "(self, v, start=0, stop=9223372036854775807, /)",
     "The index of the first item equal to v; ValueError when there is none.", 0},
    {"insert", array_insert, "(self, i, v, /)", "Adds an item before an index.", 0},
    {"pop", array_pop, "(self, i=-1, /)", "Removes and gives the item at an index.", 0},
    {"remove", array_remove, "(self, v, /)", "Removes the first item equal to v.", 0},
    {"reverse", array_reverse, "(self, /)", "Turns the order of the items round.", 0},
    {"tobytes", array_tobytes, "(self, /)", "The items' bytes.", 0},
    {"tofile", array_tofile, "(self, f, /)", "Writes the items' bytes to a file.", 0},
    {"tolist", array_tolist, "(self, /)", "A list of the items.", 0},
    {"tounicode", array_tounicode, "(self, /)", "The characters as a text.", 0},
    {"__reduce_ex__", array_reduce_ex, "(self, value, /)", "For copying and pickling.", 0},
    {"__sizeof__", array_sizeof, "(self, /)", "Bytes of memory.", 0},
    {0}};

static const wf_getset_def getsets[] = {
    {"typecode", array_typecode, NULL, "the code of the type of the items"},
    {"itemsize", array_itemsize, NULL, "the bytes of an item"},
    {0}};

/* --- The iterator --- */

static wf_value array_iter(wf_value self) {
  wf_list_iterator *it = WF_NEW(wf_list_iterator, array_iterator_type);
  wf_slot_set(&it->sequence, self);
  return wf_from_object(it);
}

static wf_value array_iterator_next(wf_value self) {
  wf_list_iterator *it = (wf_list_iterator *)(uintptr_t)self;
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return WF_EMPTY;
  size_t i = atomic_load_explicit(&it->index, memory_order_relaxed);
  const array *a = to_array(sequence);
  uint64_t word;
  while (word_at(a, i, &word)) /* the place moves on only if there is an item */
    if (WF_CLAIM(&it->index, &i, i + 1)) return a->kind->get(word);
  wf_slot_set(&it->sequence, WF_EMPTY);
  return WF_EMPTY;
}

WF_NATIVE(iterator_reduce) {
  wf_value iter = wf_builtin("iter");
  wf_list_iterator *it = (wf_list_iterator *)(uintptr_t)args[0];
  wf_value sequence = wf_slot_acquire(&it->sequence);
  size_t index = atomic_load_explicit(&it->index, memory_order_relaxed);
  if (sequence == WF_EMPTY) return wf_reduce(iter, wf_tuple_empty, WF_EMPTY);
  return wf_reduce(iter, sequence, wf_int_new((int64_t)index));
}

WF_NATIVE(iterator_setstate) {
  wf_list_iterator *it = (wf_list_iterator *)(uintptr_t)args[0];
  int64_t index;
  if (!wf_arg_size(args[1], &index)) return WF_ERROR;
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return WF_NONE;
  if (index < 0) index = 0;
  if (index > array_length(sequence)) index = array_length(sequence);
  atomic_store_explicit(&it->index, (size_t)index, memory_order_relaxed);
  return WF_NONE;
}

static const wf_native_def iterator_methods[] = {
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", iterator_setstate, "(self, state, /)", "Goes to an index.", 0},
    {0}};

static wf_type array_iterator_type = {
    .name = "array.arrayiterator",
    .instance_size = sizeof(wf_list_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = wf_self_iter, .next = array_iterator_next},
    .methods = iterator_methods,
};

static wf_type array_type = {
    .name = "array.array",
    .doc = "array(typecode [, initializer]) -> array\n\n"
           "A sequence of numbers, or characters, of one machine type, which uses little "
           "memory.\n\n"
           "Type codes: b B (1 byte, signed and unsigned), h H (2), i I (4), l L q Q (8), f "
           "(float),\nd (double), u (character).",
    .instance_size = sizeof(array),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_SEQUENCE,
    .slots =
        {
            .repr = array_repr,
            .compare = array_compare,
            .iter = array_iter,
            .new = array_new,
            .length = array_length,
            .getitem = array_getitem,
            .setitem = array_setitem,
            .contains = array_contains,
            .binary = {[WF_OP_ADD] = array_add, [WF_OP_MUL] = array_multiply},
            .inplace = {[WF_OP_ADD] = array_iadd, [WF_OP_MUL] = array_imul},
            .buffer = array_buffer,
            .buffer_release = wf_exports_unpin,
        },
    .methods = methods,
    .getsets = getsets,
};

/* --- Unpickling arrays that another machine made --- */

/* By machine format code: size, signed, float, big-endian, character. */
static const struct {
  uint8_t size;
  bool is_signed, is_float, big, text;
} machine_formats[] = {
    {1, false, false, false, false}, {1, true, false, false, false},
    {2, false, false, false, false}, {2, false, false, true, false},
    {2, true, false, false, false},  {2, true, false, true, false},
    {4, false, false, false, false}, {4, false, false, true, false},
    {4, true, false, false, false},  {4, true, false, true, false},
    {8, false, false, false, false}, {8, false, false, true, false},
    {8, true, false, false, false},  {8, true, false, true, false},
    {4, false, true, false, false},  {4, false, true, true, false},
    {8, false, true, false, false},  {8, false, true, true, false},
    {2, false, false, false, true},  {2, false, false, true, true},
    {4, false, false, false, true},  {4, false, false, true, true},
};

static uint64_t read_word(const uint8_t *p, unsigned size, bool big) {
  uint64_t w = 0;
  for (unsigned i = 0; i < size; i++) w |= (uint64_t)p[big ? size - 1 - i : i] << (8 * i);
  return w;
}

static wf_value read_text(const uint8_t *p, size_t count, unsigned size, bool big) {
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < count; i++) {
    uint32_t c = (uint32_t)read_word(p + i * size, size, big);
    if (size == 2 && c >= 0xd800 && c < 0xdc00 && i + 1 < count) {
      uint32_t low = (uint32_t)read_word(p + (i + 1) * size, size, big);
      if (low >= 0xdc00 && low < 0xe000) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        i++;
      }
    }
    if (c > 0x10ffff) return get_u(c);
    wf_builder_add_char(&b, c);
  }
  return wf_builder_finish(&b);
}

static wf_value read_items(int64_t format, const uint8_t *p, size_t size) {
  unsigned width = machine_formats[format].size;
  bool big = machine_formats[format].big;
  size_t count = size / width;
  if (machine_formats[format].text) return read_text(p, count, width, big);
  wf_value list = wf_list_new(count);
  for (size_t i = 0; list != WF_ERROR && i < count; i++) {
    uint64_t w = read_word(p + i * width, width, big);
    wf_value v;
    if (machine_formats[format].is_float) v = width == 4 ? get_f(w) : get_d(w);
    else if (machine_formats[format].is_signed)
      v = wf_int_new((int64_t)(w << (64 - 8 * width)) >> (64 - 8 * width));
    else v = wf_int_from_uint64(w);
    if (v == WF_ERROR || !wf_list_append(list, v)) return WF_ERROR;
  }
  return list;
}

WF_NATIVE(array_reconstructor) {
  int64_t format;
  if (!wf_is_type(args[0]))
    return wf_raise(&wf_exc_TypeError, "first argument must be a type object, not %T", args[0]);
  wf_type *type = wf_to_type(args[0]);
  if (!wf_type_is_subtype(type, &array_type))
    return wf_raise(&wf_exc_TypeError, "%N is not a subtype of array.array", type);
  if (!wf_is_str(args[1]) || wf_str_length(args[1]) != 1)
    return wf_raise(&wf_exc_TypeError,
                    "_array_reconstructor() argument 2 must be a unicode character, not %a",
                    args[1]);
  const kind *k = kind_of_code(wf_str_at(args[1], 0));
  if (!k) return wf_raise(&wf_exc_ValueError, "second argument must be a valid type code");
  if (!wf_arg_int64(args[2], &format)) return WF_ERROR;
  if (format < 0 || format >= (int64_t)WF_COUNT(machine_formats))
    return wf_raise(&wf_exc_ValueError, "third argument must be a valid machine format code.");
  if (!wf_is_bytes(args[3]))
    return wf_raise(&wf_exc_TypeError, "fourth argument should be bytes, not %T", args[3]);
  const wf_bytes *bytes = wf_to_bytes(args[3]);
  if (format != k->machine) {
    if (bytes->size % machine_formats[format].size)
      return wf_raise(&wf_exc_ValueError, "string length not a multiple of item size");
    /* the code whose items have this format here, if there is one: 'l' may be 4 bytes elsewhere */
    for (size_t i = 0; i < WF_COUNT(kinds); i++)
      if (kinds[i].size == machine_formats[format].size &&
          (kinds[i].machine | 1) == (format | 1) && kinds[i].size > 1) {
        if (k->size != kinds[i].size) k = &kinds[i];
        break;
      }
    wf_value items = read_items(format, bytes->data, bytes->size);
    return items == WF_ERROR ? WF_ERROR : wf_call2(args[0], code_text(k), items);
  }
  wf_value self = wf_call1(args[0], args[1]);
  if (self == WF_ERROR) return WF_ERROR;
  if (!is_array(self))
    return wf_raise(&wf_exc_TypeError, "%N is not a subtype of array.array", type);
  return add_bytes(to_array(self), bytes->data, bytes->size) ? self : WF_ERROR;
}

/* --- The module --- */

static const wf_native_def functions[] = {
    {"_array_reconstructor", array_reconstructor,
     "(arraytype, typecode, mformat_code, items, /)", "Makes an array for the pickle module.", 0},
    {0}};

static bool init(wf_value module) {
  char codes[WF_COUNT(kinds)];
  for (size_t i = 0; i < WF_COUNT(kinds); i++) codes[i] = kinds[i].code;
  if (!wf_type_ready(&array_iterator_type) || !wf_module_add_type(module, &array_type))
    return false;
  wf_value sequences = wf_import_attribute("_collections_abc", "MutableSequence");
  wf_value type = wf_from_type(&array_type), name = wf_str_intern_c("register");
  if (sequences == WF_ERROR || wf_call_method1(sequences, name, type) == WF_ERROR) return false;
  return wf_module_add(module, "ArrayType", wf_from_type(&array_type)) &&
         wf_module_add(module, "typecodes", wf_str_new(codes, sizeof codes));
}

const wf_module_def wf_array_module = {
    .name = "array",
    .doc = "Sequences of numbers of one machine type.",
    .functions = functions,
    .init = init,
};
