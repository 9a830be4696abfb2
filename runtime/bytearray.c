/* The type bytearray.

   The bytes live in a storage block. Single bytes are read and written in place, atomically; append
   adds behind the end. Everything that moves bytes makes a new block and publishes it, under the
   object's lock, so that a reader who has loaded a block can go on with it. A reader loads a block
   and a size that belong together, and never looks behind the block's capacity.

   A method works on a snapshot: the block is marked shared, and the next write in place moves to a
   copy first. When somebody has a live view of the block (a memoryview), writes must stay in place;
   then snapshots are copies. A block that is replaced leaves its views with what it held. */
#include <config.h>

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/sequence_internal.h"
#include "runtime/str_internal.h"

typedef struct storage {
  size_t capacity;
  bool shared, live; /* under the lock */
  _Alignas(8) uint8_t data[]; /* a view may show the bytes as words */
} storage;

typedef struct bytearray {
  wf_object head;
  _Atomic(size_t) size;
  _Atomic(storage *) block; /* never NULL in a finished object */
  wf_exports exports;
} bytearray;

static storage empty_block;

static bytearray *to_bytearray(wf_value v) { return (bytearray *)(uintptr_t)v; }

static size_t size_of(const bytearray *b) {
  return atomic_load_explicit(&((bytearray *)b)->size, memory_order_acquire);
}
static storage *block_of(const bytearray *b) {
  storage *s = atomic_load_explicit(&((bytearray *)b)->block, memory_order_acquire);
  return s ? s : &empty_block;
}
static uint8_t load_byte(const uint8_t *p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
static void store_byte(uint8_t *p, uint8_t byte) { __atomic_store_n(p, byte, __ATOMIC_RELAXED); }

static bool lock_to_resize(bytearray *b, wf_value with) {
  return wf_exports_lock(&b->head, &b->exports, with,
                         "Existing exports of data: object cannot be re-sized");
}

static storage *new_block(size_t capacity) {
  if (capacity > SIZE_MAX / 4) {
    wf_raise_memory();
    return NULL;
  }
  storage *s = wf_alloc_var_atomic(sizeof *s + capacity + 1);
  if (s) s->capacity = capacity;
  return s;
}

/* Under the lock: from now on the array is `block` with `size` bytes. */
static void publish(bytearray *b, storage *block, size_t size) {
  if (size < size_of(b)) atomic_store_explicit(&b->size, size, memory_order_release);
  atomic_store_explicit(&b->block, block, memory_order_release);
  atomic_store_explicit(&b->size, size, memory_order_release);
}

/* Under the lock: a block that may be written in place. NULL: MemoryError. */
static storage *writable_block(bytearray *b) {
  storage *s = block_of(b);
  if (!s->shared) return s;
  storage *copy = new_block(s->capacity);
  if (!copy) return NULL;
  wf_copy_shared(copy->data, s->data, size_of(b));
  publish(b, copy, size_of(b));
  return copy;
}

/* Under the lock: replaces bytes from..to by `count` others in a new block. False: MemoryError. */
static bool splice(bytearray *b, size_t from, size_t to, const uint8_t *with, size_t count) {
  storage *old = block_of(b);
  size_t size = size_of(b), result = size - (to - from) + count;
  storage *s = new_block(result + result / 8 + 8);
  if (!s) return false;
  wf_copy_shared(s->data, old->data, from);
  if (count) memcpy(s->data + from, with, count);
  wf_copy_shared(s->data + from + count, old->data + to, size - to);
  publish(b, s, result);
  return true;
}

/* Under the lock: adds at the end. */
static bool append_bytes(bytearray *b, const uint8_t *bytes, size_t count) {
  storage *s = block_of(b);
  size_t size = size_of(b);
  if (s == &empty_block || count > s->capacity - size) {
    storage *bigger = new_block((size + count) + ((size + count) >> 1) + 16);
    if (!bigger) return false;
    wf_copy_shared(bigger->data, s->data, size);
    s = bigger;
  } else if (s->shared) {
    /* a snapshot may be longer than the array is now */
    s = writable_block(b);
    if (!s) return false;
  }
  if (count == 1) store_byte(s->data + size, *bytes);
  else wf_copy_shared(s->data + size, bytes, count);
  publish(b, s, size + count);
  return true;
}

wf_bytes_view wf_bytearray_snapshot(wf_value v) {
  bytearray *b = to_bytearray(v);
  wf_lock(b);
  storage *s = block_of(b);
  wf_bytes_view view = {s->data, size_of(b)};
  if (s->live) {
    storage *copy = new_block(view.size);
    view.data = copy ? copy->data : NULL;
    if (copy) wf_copy_shared(copy->data, s->data, view.size);
  } else if (s != &empty_block) {
    s->shared = true;
  }
  wf_unlock(b);
  return view;
}

static wf_value make(wf_type *cls, const void *data, size_t size) {
  bytearray *b = wf_object_new(cls);
  if (size) {
    storage *s = new_block(size);
    if (!s) return WF_ERROR;
    if (data) memcpy(s->data, data, size);
    atomic_store_explicit(&b->block, s, memory_order_relaxed);
    atomic_store_explicit(&b->size, size, memory_order_relaxed);
  }
  return wf_from_object(b);
}

wf_value wf_bytearray_new(const void *data, size_t size) {
  return make(&wf_bytearray_type, data, size);
}

/* --- Construction --- */

static wf_value bytearray_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  (void)args, (void)npos, (void)kwnames;
  return make(cls, NULL, 0);
}

static int bytearray_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[3], made;
  if (!WF_BIND("bytearray", "(source=b'', encoding='utf-8', errors='strict')", args, npos,
               kwnames, a) ||
      !wf_bytes_from_source(a[0], a[1], a[2], "bytearray", &made))
    return -1;
  bytearray *b = to_bytearray(self);
  if (!lock_to_resize(b, WF_EMPTY)) return -1;
  bool ok = splice(b, 0, size_of(b), wf_to_bytes(made)->data, wf_to_bytes(made)->size);
  wf_unlock(b);
  return ok ? 0 : -1;
}

/* --- Slots --- */

static wf_value bytearray_repr(wf_value self) {
  wf_bytes_view v = wf_bytearray_snapshot(self);
  if (!v.data) return WF_ERROR;
  wf_value name = wf_str_from_c(wf_type_name_of(self));
  wf_value before = wf_str_concat(name, wf_str_from_char('('));
  return before == WF_ERROR ? WF_ERROR : wf_bytes_repr(v, wf_str_data(before), ")");
}
static wf_value bytearray_str(wf_value v) {
  return wf_bytes_warn_of_str(v) ? bytearray_repr(v) : WF_ERROR;
}

static int64_t bytearray_length(wf_value self) { return (int64_t)size_of(to_bytearray(self)); }

static bool index_argument(wf_value key, int64_t *index) {
  if (wf_is_small_int(key)) {
    *index = wf_small_int_get(key);
    return true;
  }
  if (!wf_is_int(key) && !wf_type_of(key)->slots.unary[WF_OP_INDEX]) {
    wf_raise(&wf_exc_TypeError, "bytearray indices must be integers or slices, not %T", key);
    return false;
  }
  *index = wf_index_get(key, false);
  return *index != -1 || !wf_error_pending();
}

static wf_value get_slice(wf_value self, wf_value key) {
  int64_t start, stop, step;
  if (!wf_slice_unpack(key, &start, &stop, &step)) return WF_ERROR;
  wf_bytes_view v = wf_bytearray_snapshot(self);
  if (!v.data) return WF_ERROR;
  int64_t count = wf_slice_adjust((int64_t)v.size, &start, &stop, step);
  if (step == 1) return wf_bytearray_new(v.data + start, (size_t)count);
  wf_value out = wf_bytearray_new(NULL, (size_t)count);
  if (out == WF_ERROR) return WF_ERROR;
  uint8_t *to = block_of(to_bytearray(out))->data;
  for (int64_t i = 0; i < count; i++) to[i] = v.data[start + i * step];
  return out;
}

/* A block and how many of its bytes are there, without the lock. A size that is read while the
   block stays the same is one that this block has had. Only the empty block ever comes back: the
   caller looks at the capacity too. */
static const storage *block_and_size(const bytearray *b, size_t *size) {
  const storage *s;
  do {
    s = block_of(b);
    *size = size_of(b);
  } while (WF_UNLIKELY(block_of(b) != s));
  return s;
}

/* The byte at an index; -1: out of range. One from the end is looked for under the lock, so that
   size and byte belong together. */
static int get_one(bytearray *b, int64_t index) {
  bool from_end = index < 0;
  if (from_end) wf_lock(b);
  size_t size;
  const storage *s = block_and_size(b, &size);
  if (from_end) index += (int64_t)size;
  bool inside = index >= 0 && (size_t)index < size && (size_t)index < s->capacity;
  int byte = inside ? load_byte(s->data + index) : -1;
  if (from_end) wf_unlock(b);
  return byte;
}

int wf_bytearray_at(wf_value v, int64_t index) { return get_one(to_bytearray(v), index); }

static wf_value bytearray_getitem(wf_value self, wf_value key) {
  int64_t index;
  if (wf_is_slice(key)) return get_slice(self, key);
  if (!index_argument(key, &index)) return WF_ERROR;
  int byte = get_one(to_bytearray(self), index);
  return byte < 0 ? wf_raise(&wf_exc_IndexError, "bytearray index out of range")
                  : wf_small_int(byte);
}

static int set_one(bytearray *b, int64_t index, int byte) {
  wf_lock(b);
  size_t size = size_of(b);
  if (index < 0) index += (int64_t)size;
  bool inside = index >= 0 && (size_t)index < size;
  storage *s = inside ? writable_block(b) : NULL;
  if (s) store_byte(s->data + index, (uint8_t)byte);
  wf_unlock(b);
  if (!inside) wf_raise(&wf_exc_IndexError, "bytearray index out of range");
  return s ? 0 : -1;
}

static int delete_one(bytearray *b, int64_t index) {
  if (!lock_to_resize(b, WF_EMPTY)) return -1;
  size_t size = size_of(b);
  if (index < 0) index += (int64_t)size;
  bool inside = index >= 0 && (size_t)index < size;
  bool ok = inside && splice(b, (size_t)index, (size_t)index + 1, NULL, 0);
  wf_unlock(b);
  if (!inside) wf_raise(&wf_exc_IndexError, "bytearray index out of range");
  return ok ? 0 : -1;
}

/* The bytes that a slice is to become, as a bytes object. */
static wf_value slice_source(wf_value value) {
  if (wf_is_bytes(value)) return value;
  if (wf_is_str(value))
    return wf_raise(&wf_exc_TypeError, "can assign only bytes, buffers, or iterables of ints in "
                                       "range(0, 256)");
  if (wf_is_int(value) || !(wf_type_of(value)->slots.iter || wf_type_of(value)->slots.getitem ||
                            wf_has_buffer(value)))
    return wf_raise(&wf_exc_TypeError, "can assign only bytes, buffers, or iterables of ints in "
                                       "range(0, 256)");
  wf_value made;
  return wf_bytes_from_source(value, WF_EMPTY, WF_EMPTY, "bytearray", &made) ? made : WF_ERROR;
}

/* Every step-th byte from start, `count` of them, leaves. Under the lock. */
static bool delete_stepped(bytearray *b, int64_t start, int64_t step, int64_t count) {
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  storage *old = block_of(b);
  size_t size = size_of(b), at = 0;
  storage *s = new_block(size - (size_t)count + 8);
  if (!s) return false;
  for (size_t i = 0; i < size; i++) {
    int64_t from_start = (int64_t)i - start;
    if (from_start >= 0 && from_start % step == 0 && from_start / step < count) continue;
    s->data[at++] = old->data[i];
  }
  publish(b, s, at);
  return true;
}

static bool write_stepped(bytearray *b, int64_t start, int64_t step, const uint8_t *from,
                          int64_t count) {
  storage *s = count ? writable_block(b) : block_of(b);
  if (!s) return false;
  for (int64_t i = 0; i < count; i++) store_byte(s->data + start + i * step, from[i]);
  return true;
}

/* Clips the slice to the size and takes the lock, as lock_to_resize does when `with` bytes in the
   slice's place change the size. The count of bytes in the slice; -1, without the lock: error. */
static int64_t lock_slice(bytearray *b, int64_t *start, int64_t *stop, int64_t step, size_t with,
                          wf_value value) {
  for (;;) {
    int64_t from = *start, to = *stop;
    size_t count = (size_t)wf_slice_adjust((int64_t)size_of(b), &from, &to, step);
    bool resizes = count != with && (step == 1 || with == 0);
    if (!resizes) wf_lock(b);
    else if (!lock_to_resize(b, value)) return -1;
    from = *start;
    to = *stop;
    bool same = (size_t)wf_slice_adjust((int64_t)size_of(b), &from, &to, step) == count;
    if (same) {
      *start = from;
      *stop = to;
      return (int64_t)count;
    }
    wf_unlock(b); /* another thread came in between */
  }
}

static int set_slice(wf_value self, wf_value key, wf_value value) {
  bytearray *b = to_bytearray(self);
  wf_bytes_view source = {(const uint8_t *)"", 0};
  if (value != WF_EMPTY) {
    wf_value made = slice_source(value);
    if (made == WF_ERROR) return -1;
    source = wf_bytes_view_of(made);
  }
  int64_t start, stop, step;
  if (!wf_slice_unpack(key, &start, &stop, &step)) return -1;
  int64_t count = lock_slice(b, &start, &stop, step, source.size, value);
  if (count < 0) return -1;
  bool ok = true, fits = true;
  if (step == 1 && source.size == (size_t)count)
    ok = write_stepped(b, start, 1, source.data, count);
  else if (step == 1)
    ok = splice(b, (size_t)start, (size_t)(start + count), source.data, source.size);
  else if (source.size == 0)
    ok = count == 0 || delete_stepped(b, start, step, count);
  else if ((fits = source.size == (size_t)count))
    ok = write_stepped(b, start, step, source.data, count);
  wf_unlock(b);
  if (!fits)
    wf_raise(&wf_exc_ValueError,
             "attempt to assign bytes of size %zd to extended slice of size %zd",
             (ptrdiff_t)source.size, (ptrdiff_t)count);
  return ok && fits ? 0 : -1;
}

static int bytearray_setitem(wf_value self, wf_value key, wf_value value) {
  int64_t index;
  if (wf_is_slice(key)) return set_slice(self, key, value);
  if (!index_argument(key, &index)) return -1;
  if (value == WF_EMPTY) return delete_one(to_bytearray(self), index);
  int byte = wf_byte_value(value, "byte must be in range(0, 256)");
  return byte < 0 ? -1 : set_one(to_bytearray(self), index, byte);
}

static bool extend_from_buffer(wf_value self, wf_value other) {
  wf_buffer view;
  if (wf_buffer_get(other, &view, WF_BUFFER_READ) < 0) return false;
  wf_value copy = WF_EMPTY;
  const uint8_t *data = view.data;
  if (view.dimensions != 1 || view.strides[0] != (int64_t)view.item_size) {
    copy = wf_bytes_from_buffer(other);
    data = copy == WF_ERROR ? NULL : wf_to_bytes(copy)->data;
  }
  bytearray *b = to_bytearray(self);
  bool ok = data && (view.size == 0 || lock_to_resize(b, other));
  if (ok && view.size) {
    ok = append_bytes(b, data, view.size);
    wf_unlock(b);
  }
  wf_buffer_release(&view);
  return ok;
}

static wf_value bytearray_iadd(wf_value self, wf_value other) {
  if (!wf_has_buffer(other))
    return wf_raise(&wf_exc_TypeError, "can't concat %T to %T", other, self);
  return extend_from_buffer(self, other) ? self : WF_ERROR;
}

/* Under the lock: what it holds, `times` times. False: MemoryError. */
static bool repeat_in_place(bytearray *b, int64_t times) {
  size_t size = size_of(b), total;
  if (times <= 0) return splice(b, 0, size, NULL, 0);
  if (__builtin_mul_overflow(size, (size_t)times, &total)) return wf_raise_memory() != WF_ERROR;
  storage *s = new_block(total);
  if (!s) return false;
  wf_copy_shared(s->data, block_of(b)->data, size);
  for (size_t done = size; done < total;) {
    size_t more = done < total - done ? done : total - done;
    memcpy(s->data + done, s->data, more);
    done += more;
  }
  publish(b, s, total);
  return true;
}

static wf_value bytearray_imul(wf_value self, wf_value other) {
  if (!wf_is_int(other) && !wf_has_index(other)) return wf_bytes_multiply(self, other);
  bytearray *b = to_bytearray(self);
  int64_t times;
  if (!wf_bytes_times(other, &times)) return WF_ERROR;
  size_t size = size_of(b);
  if (times == 1 || size == 0) return self;
  if (times > 0 && (uint64_t)times > SIZE_MAX / 4 / size) return wf_raise_memory();
  if (!lock_to_resize(b, WF_EMPTY)) return WF_ERROR;
  bool ok = repeat_in_place(b, times);
  wf_unlock(b);
  return ok ? self : WF_ERROR;
}

/* For writers and live views the block itself, for readers a snapshot. */
static int bytearray_buffer(wf_value self, wf_buffer *view, int flags) {
  bytearray *b = to_bytearray(self);
  wf_bytes_view v;
  if (flags & (WF_BUFFER_WRITE | WF_BUFFER_LIVE)) {
    wf_lock(b);
    storage *s = writable_block(b);
    if (s == &empty_block) {
      s = new_block(8);
      if (s) publish(b, s, 0);
    }
    if (s) s->live = true;
    view->internal = s; /* keeps the block when the array moves on: data points into it */
    v = (wf_bytes_view){s ? s->data : NULL, size_of(b)};
    view->exports = &b->exports;
    if (s && (flags & WF_BUFFER_WRITE)) wf_exports_pin(&b->exports, view);
    wf_unlock(b);
  } else {
    v = wf_bytearray_snapshot(self);
  }
  view->data = (uint8_t *)(uintptr_t)v.data;
  view->size = v.size;
  return v.data ? 0 : -1;
}

/* --- Methods --- */

WF_NATIVE(bytearray_append) {
  int byte = wf_byte_value(args[1], "byte must be in range(0, 256)");
  if (byte < 0) return WF_ERROR;
  uint8_t one = (uint8_t)byte;
  bytearray *b = to_bytearray(args[0]);
  if (!lock_to_resize(b, WF_EMPTY)) return WF_ERROR;
  bool ok = append_bytes(b, &one, 1);
  wf_unlock(b);
  return ok ? WF_NONE : WF_ERROR;
}

WF_NATIVE(bytearray_extend) {
  wf_value made = args[1];
  if (!wf_has_buffer(made)) {
    if (wf_is_str(made) && !wf_str_size(made)) return WF_NONE;
    if (wf_is_str(made))
      return wf_raise(&wf_exc_TypeError, "'str' object cannot be interpreted as an integer");
    if (wf_is_int(made) || !(wf_type_of(made)->slots.iter || wf_type_of(made)->slots.getitem))
      return wf_raise(&wf_exc_TypeError, "can't extend bytearray with %T", made);
    if (!wf_ask_length(made) ||
        !wf_bytes_from_source(made, WF_EMPTY, WF_EMPTY, "bytearray", &made))
      return WF_ERROR;
  }
  return extend_from_buffer(args[0], made) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(bytearray_insert) {
  int64_t index;
  if (!wf_arg_size(args[1], &index)) return WF_ERROR;
  int byte = wf_byte_value(args[2], "byte must be in range(0, 256)");
  if (byte < 0) return WF_ERROR;
  uint8_t one = (uint8_t)byte;
  bytearray *b = to_bytearray(args[0]);
  if (!lock_to_resize(b, WF_EMPTY)) return WF_ERROR;
  int64_t size = (int64_t)size_of(b);
  if (index < 0) index = index + size < 0 ? 0 : index + size;
  if (index > size) index = size;
  bool ok = splice(b, (size_t)index, (size_t)index, &one, 1);
  wf_unlock(b);
  return ok ? WF_NONE : WF_ERROR;
}

WF_NATIVE(bytearray_pop) {
  int64_t index = -1;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &index)) return WF_ERROR;
  bytearray *b = to_bytearray(args[0]);
  int byte = 0;
  if (!lock_to_resize(b, WF_EMPTY)) return WF_ERROR;
  int64_t size = (int64_t)size_of(b);
  if (index < 0) index += size;
  bool inside = index >= 0 && index < size, ok = true;
  if (inside) {
    byte = block_of(b)->data[index];
    if (index == size - 1) atomic_store_explicit(&b->size, (size_t)index, memory_order_release);
    else ok = splice(b, (size_t)index, (size_t)index + 1, NULL, 0);
  }
  wf_unlock(b);
  if (size == 0) return wf_raise(&wf_exc_IndexError, "pop from empty bytearray");
  if (!inside) return wf_raise(&wf_exc_IndexError, "pop index out of range");
  return ok ? wf_small_int(byte) : WF_ERROR;
}

WF_NATIVE(bytearray_remove) {
  int byte = wf_byte_value(args[1], "byte must be in range(0, 256)");
  if (byte < 0) return WF_ERROR;
  bytearray *b = to_bytearray(args[0]);
  if (!lock_to_resize(b, WF_EMPTY)) return WF_ERROR;
  const uint8_t *data = block_of(b)->data, *at = memchr(data, byte, size_of(b));
  bool ok = at && splice(b, (size_t)(at - data), (size_t)(at - data) + 1, NULL, 0);
  wf_unlock(b);
  if (!at) return wf_raise(&wf_exc_ValueError, "value not found in bytearray");
  return ok ? WF_NONE : WF_ERROR;
}

WF_NATIVE(bytearray_reverse) {
  bytearray *b = to_bytearray(args[0]);
  wf_lock(b);
  size_t size = size_of(b);
  storage *s = size ? writable_block(b) : &empty_block;
  for (size_t i = 0; s && i + 1 < size - i; i++) {
    uint8_t first = s->data[i];
    store_byte(s->data + i, s->data[size - 1 - i]);
    store_byte(s->data + (size - 1 - i), first);
  }
  wf_unlock(b);
  return s ? WF_NONE : WF_ERROR;
}

WF_NATIVE(bytearray_clear) {
  bytearray *b = to_bytearray(args[0]);
  if (!lock_to_resize(b, WF_EMPTY)) return WF_ERROR;
  publish(b, &empty_block, 0);
  wf_unlock(b);
  return WF_NONE;
}

WF_NATIVE(bytearray_copy) {
  wf_bytes_view v = wf_bytearray_snapshot(args[0]);
  return v.data ? wf_bytearray_new(v.data, v.size) : WF_ERROR;
}

WF_NATIVE(bytearray_alloc) {
  bytearray *b = to_bytearray(args[0]);
  storage *s = block_of(b);
  return wf_int_new(s == &empty_block ? 0 : (int64_t)s->capacity + 1);
}

WF_NATIVE(bytearray_sizeof) {
  return wf_int_new((int64_t)(sizeof(bytearray) + block_of(to_bytearray(args[0]))->capacity));
}

static wf_value reduce(wf_value self, int protocol) {
  wf_bytes_view v = wf_bytearray_snapshot(self);
  if (!v.data) return WF_ERROR;
  wf_value state, arguments;
  state = wf_call_method0(self, wf_names.__getstate__);
  if (state == WF_ERROR) return WF_ERROR;
  if (protocol >= 3) {
    arguments = wf_tuple_of(1, wf_bytes_new(v.data, v.size));
  } else {
    wf_builder b;
    wf_builder_init(&b);
    for (size_t i = 0; i < v.size; i++) wf_builder_add_char(&b, v.data[i]);
    wf_value text = wf_builder_finish(&b);
    arguments = text == WF_ERROR ? text : wf_tuple_of(2, text, wf_str_from_c("latin-1"));
  }
  if (arguments == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(3, wf_from_type(wf_type_of(self)), arguments, state);
}

WF_NATIVE(bytearray_reduce) { return reduce(args[0], 2); }
WF_NATIVE(bytearray_reduce_ex) {
  int protocol = 0;
  if (args[1] != WF_EMPTY && !wf_arg_int(args[1], &protocol)) return WF_ERROR;
  return reduce(args[0], protocol);
}

static const wf_native_def methods[] = {
    WF_BYTES_METHODS(WF_BYTES_ROW)
    {"append", bytearray_append, "(self, item, /)", "Adds one byte at the end.", 0},
    {"clear", bytearray_clear, "(self, /)", "Removes all bytes.", 0},
    {"copy", bytearray_copy, "(self, /)", "A copy.", 0},
    {"extend", bytearray_extend, "(self, iterable_of_ints, /)", "Adds bytes at the end.", 0},
    {"fromhex", wf_bytes_do_fromhex, "(cls, string, /)",
     "A bytearray from a text of hexadecimal digits; spaces are skipped.", WF_FN_CLASS},
    {"insert", bytearray_insert, "(self, index, item, /)", "Inserts one byte before index.", 0},
    {"maketrans", wf_bytes_do_maketrans, "(frm, to, /)", "A table for translate().", WF_FN_STATIC},
    {"pop", bytearray_pop, "(self, index=-1, /)", "Removes the byte at index and gives it.", 0},
    {"remove", bytearray_remove, "(self, value, /)", "Removes the first byte of that value.", 0},
    {"reverse", bytearray_reverse, "(self, /)", "Turns the order of the bytes round.", 0},
    {"__alloc__", bytearray_alloc, "(self, /)", "Bytes allocated.", 0},
    {"__reduce__", bytearray_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__reduce_ex__", bytearray_reduce_ex, "(self, proto=0, /)", "For copying and pickling.", 0},
    {"__sizeof__", bytearray_sizeof, "(self, /)", "Bytes of memory.", 0},
    {0}};

wf_type wf_bytearray_type = {
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors])\n"
           "bytearray(bytes_or_buffer)\nbytearray(int) -> so many zero bytes\n"
           "bytearray() -> empty\n\nA mutable sequence of bytes.",
    .signature = "(source=b'', encoding='utf-8', errors='strict')",
    .instance_size = sizeof(bytearray),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_BYTEARRAY,
    .slots =
        {
            .repr = bytearray_repr,
            .str = bytearray_str,
            .compare = wf_bytes_compare,
            .iter = wf_bytes_iter,
            .new = bytearray_new,
            .init = bytearray_init,
            .length = bytearray_length,
            .getitem = bytearray_getitem,
            .setitem = bytearray_setitem,
            .contains = wf_bytes_contains,
            .binary = {[WF_OP_ADD] = wf_bytes_add,
                       [WF_OP_MUL] = wf_bytes_multiply,
                       [WF_OP_MOD] = wf_bytes_modulo},
            .inplace = {[WF_OP_ADD] = bytearray_iadd, [WF_OP_MUL] = bytearray_imul},
            .buffer = bytearray_buffer,
            .buffer_release = wf_exports_unpin,
        },
    .methods = methods,
};
