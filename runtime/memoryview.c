/* memoryview: a window on the memory of another object, with a format and a shape.

   A view is immutable but for `released`. Slices and casts share the memory and the owner; each can
   be released on its own. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/sequence.h"
#include "runtime/siphash.h"
#include "runtime/str.h"

typedef struct memoryview {
  wf_object head;
  wf_buffer view;
  bool derived;           /* made from another view: does not give the buffer back */
  _Atomic(bool) released;
} memoryview;

#define MAX_DIMENSIONS 8

static memoryview *to_view(wf_value v) { return (memoryview *)(uintptr_t)v; }

static bool usable(const memoryview *m) {
  if (!atomic_load_explicit(&((memoryview *)m)->released, memory_order_acquire)) return true;
  wf_raise(&wf_exc_ValueError, "operation forbidden on released memoryview object");
  return false;
}

/* Any thread, also when nobody refers to the view any more. */
static void release(memoryview *m) {
  if (atomic_exchange(&m->released, true)) return;
  if (m->view.exports) atomic_fetch_sub(&m->view.exports->views, 1);
  if (m->derived) return;
  wf_buffer copy = m->view; /* other threads may still read the view itself */
  wf_buffer_release(&copy);
}

bool wf_memoryview_shows(wf_value v, wf_value owner) {
  return v != WF_EMPTY && wf_is_a(v, &wf_memoryview_type) && to_view(v)->view.owner == owner &&
         !atomic_load(&to_view(v)->released);
}

static void release_dead(void *view) { release(view); }

static wf_value new_view(const wf_buffer *view, bool derived) {
  memoryview *m = wf_object_new(&wf_memoryview_type);
  m->view = *view;
  m->derived = derived;
  if (view->exports) {
    atomic_fetch_add(&view->exports->views, 1);
    wf_memory_on_death(m, release_dead);
  }
  return wf_from_object(m);
}

static wf_value memoryview_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[1];
  wf_buffer view;
  (void)cls;
  if (!WF_BIND("memoryview", "(object)", args, npos, kwnames, a)) return WF_ERROR;
  if (!wf_has_buffer(a[0]))
    return wf_raise(&wf_exc_TypeError, "memoryview: a bytes-like object is required, not '%T'",
                    a[0]);
  if (wf_buffer_get(a[0], &view, WF_BUFFER_LIVE) < 0) return WF_ERROR;
  bool of_view = wf_is_a(a[0], &wf_memoryview_type);
  if (of_view) view.owner = to_view(a[0])->view.owner;
  return new_view(&view, of_view);
}

/* --- Items --- */

/* The native format code of a view, or 0: "@" and one character, or the character alone. */
static char format_code(const char *format) {
  if (*format == '@') format++;
  return format[0] && !format[1] && strchr("cbB?hHiIlLqQnNfdP", format[0]) ? format[0] : 0;
}

static size_t format_size(char code) {
  switch (code) {
  case 'h': case 'H': return sizeof(short);
  case 'i': case 'I': case 'f': return 4;
  case 'l': case 'L': return sizeof(long);
  case 'q': case 'Q': case 'd': return 8;
  case 'n': case 'N': case 'P': return sizeof(void *);
  default: return 1;
  }
}

static bool is_signed_code(char code) { return strchr("bhilqn", code) != NULL; }

/* Can the item be read and written whole? */
static bool is_word(const uint8_t *p, size_t size) {
  return (size == 1 || size == 2 || size == 4 || size == 8) && (uintptr_t)p % size == 0;
}

/* The number that `size` bytes, at most 8, are in the machine's order. */
static uint64_t load(const uint8_t *p, size_t size) {
  uint64_t bits = 0;
  if (is_word(p, size)) return wf_load_word(p, (unsigned)size);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  wf_copy_shared((uint8_t *)&bits + 8 - size, p, size);
#else
  wf_copy_shared((uint8_t *)&bits, p, size);
#endif
  return bits;
}

static wf_value unpack_integer(const uint8_t *p, char code) {
  size_t size = format_size(code);
  uint64_t bits = load(p, size);
  if (!is_signed_code(code)) return wf_int_from_uint64(bits);
  unsigned shift = 64 - 8 * (unsigned)size;
  return wf_int_new((int64_t)(bits << shift) >> shift);
}

static wf_value unpack_double(const uint8_t *p) {
  double d;
  memcpy(&d, &(uint64_t){load(p, sizeof d)}, sizeof d);
  return wf_float_new(d);
}

static wf_value unpack_float(const uint8_t *p) {
  float f;
  memcpy(&f, &(uint32_t){(uint32_t)load(p, sizeof f)}, sizeof f);
  return wf_float_new(f);
}

static wf_value unpack(const uint8_t *p, const char *format) {
  char code = format_code(format);
  switch (code) {
  case 0:
    return wf_raise(&wf_exc_NotImplementedError, "memoryview: format %s not supported", format);
  case 'c': return wf_bytes_new(p, 1);
  case '?': return wf_bool(*p != 0);
  case 'f': return unpack_float(p);
  case 'd': return unpack_double(p);
  default: return unpack_integer(p, code);
  }
}

static int invalid_type(const char *format) {
  wf_raise(&wf_exc_TypeError, "memoryview: invalid type for format '%s'", format);
  return -1;
}

static int invalid_value(const char *format) {
  wf_raise(&wf_exc_ValueError, "memoryview: invalid value for format '%s'", format);
  return -1;
}

static int pack_integer(uint8_t *out, const char *format, char code, wf_value value) {
  if (!wf_is_int(value)) {
    if (!wf_type_of(value)->slots.unary[WF_OP_INDEX]) return invalid_type(format);
    value = wf_index(value);
    if (value == WF_ERROR) return -1;
  }
  size_t size = format_size(code);
  unsigned unused = 64 - 8 * (unsigned)size;
  uint64_t bits;
  int64_t i;
  if (is_signed_code(code)) {
    if (!wf_int_to_int64(value, &i)) return invalid_value(format);
    bits = (uint64_t)i;
    if ((int64_t)(bits << unused) >> unused != i) return invalid_value(format);
  } else {
    if (wf_int_sign(value) < 0 || !wf_int_to_uint64(value, &bits)) return invalid_value(format);
    if (bits << unused >> unused != bits) return invalid_value(format);
  }
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  memcpy(out, (uint8_t *)&bits + 8 - size, size);
#else
  memcpy(out, &bits, size);
#endif
  return 0;
}

/* The bytes of value as one item, into out[8]. */
static int pack(uint8_t out[8], const char *format, wf_value value) {
  char code = format_code(format);
  double d;
  int truth;
  switch (code) {
  case 0:
    wf_raise(&wf_exc_NotImplementedError, "memoryview: format %s not supported", format);
    return -1;
  case 'c':
    if (!wf_is_bytes(value)) return invalid_type(format);
    if (wf_to_bytes(value)->size != 1) return invalid_value(format);
    out[0] = wf_to_bytes(value)->data[0];
    return 0;
  case '?':
    truth = wf_truth(value);
    out[0] = truth > 0;
    return truth < 0 ? -1 : 0;
  case 'f': case 'd':
    if (!wf_arg_double(value, &d)) {
      if (!wf_error_is(&wf_exc_TypeError)) return -1;
      wf_error_clear();
      return invalid_type(format);
    }
    if (code == 'd') memcpy(out, &d, 8);
    else memcpy(out, &(float){(float)d}, 4);
    return 0;
  default: return pack_integer(out, format, code, value);
  }
}

static void store(uint8_t *to, const uint8_t *from, size_t size) {
  if (is_word(to, size)) {
    wf_store_word(to, (unsigned)size, load(from, size));
    return;
  }
  for (size_t i = 0; i < size; i++) __atomic_store_n(to + i, from[i], __ATOMIC_RELAXED);
}

/* --- Shape --- */

static bool c_contiguous(const wf_buffer *v) {
  int64_t stride = (int64_t)v->item_size;
  for (int i = v->dimensions - 1; i >= 0; i--) {
    if (v->shape[i] == 0) return true;
    if (v->shape[i] != 1 && v->strides[i] != stride) return false;
    stride *= v->shape[i];
  }
  return true;
}

static bool f_contiguous(const wf_buffer *v) {
  int64_t stride = (int64_t)v->item_size;
  for (int i = 0; i < v->dimensions; i++) {
    if (v->shape[i] == 0) return true;
    if (v->shape[i] != 1 && v->strides[i] != stride) return false;
    stride *= v->shape[i];
  }
  return true;
}

static void set_plain_strides(wf_buffer *v) {
  int64_t stride = (int64_t)v->item_size;
  for (int i = v->dimensions - 1; i >= 0; i--) {
    v->strides[i] = stride;
    stride *= v->shape[i];
  }
}

static size_t total_size(const wf_buffer *v) {
  size_t size = v->item_size;
  for (int i = 0; i < v->dimensions; i++) size *= (size_t)v->shape[i];
  return size;
}

static int memoryview_buffer(wf_value self, wf_buffer *out, int flags) {
  memoryview *m = to_view(self);
  if (!usable(m)) return -1;
  *out = m->view;
  out->owner = self;
  if ((flags & WF_BUFFER_LIVE) || c_contiguous(&m->view)) return 0;
  if (flags & WF_BUFFER_WRITE) {
    wf_raise(&wf_exc_BufferError, "memoryview: underlying buffer is not C-contiguous");
    return -1;
  }
  out->data = wf_alloc_var_atomic(m->view.size + 1);
  if (!out->data) return -1;
  wf_buffer_copy_out(&m->view, out->data);
  set_plain_strides(out);
  return 0;
}

/* --- Indexing --- */

/* The place of item `index` of a dimension; NULL with IndexError. */
static uint8_t *item_place(const wf_buffer *v, uint8_t *base, int64_t index, int dimension) {
  int64_t length = v->shape[dimension];
  if (index < 0) index += length;
  if (index >= 0 && index < length) return base + index * v->strides[dimension];
  wf_raise(&wf_exc_IndexError, "index out of bounds on dimension %d", dimension + 1);
  return NULL;
}

static bool is_index(wf_value v) {
  return wf_is_int(v) || wf_type_of(v)->slots.unary[WF_OP_INDEX];
}

static uint8_t *place_of_index(const wf_buffer *v, uint8_t *base, wf_value key, int dimension) {
  int64_t index = wf_index_get(key, false);
  if (index == -1 && wf_error_pending()) return NULL;
  return item_place(v, base, index, dimension);
}

static uint8_t *place_of_tuple(const wf_buffer *v, wf_value key) {
  size_t count = wf_tuple_length(key);
  if ((int)count < v->dimensions) {
    wf_raise(&wf_exc_NotImplementedError, "sub-views are not implemented");
    return NULL;
  }
  if ((int)count > v->dimensions) {
    wf_raise(&wf_exc_TypeError, "cannot index %d-dimension view with %zd-element tuple",
             v->dimensions, (ptrdiff_t)count);
    return NULL;
  }
  uint8_t *place = v->data;
  for (size_t i = 0; place && i < count; i++)
    place = place_of_index(v, place, wf_tuple_get(key, i), (int)i);
  return place;
}

static bool all_items(wf_value tuple, bool (*test)(wf_value)) {
  for (size_t i = 0; i < wf_tuple_length(tuple); i++)
    if (!test(wf_tuple_get(tuple, i))) return false;
  return true;
}

static bool is_slice_value(wf_value v) { return wf_is_slice(v); }

/* The view that a slice of the first dimension shows. */
static bool slice_view(const wf_buffer *from, wf_value key, wf_buffer *out) {
  int64_t start, stop, step;
  int64_t count = wf_slice_resolve(key, from->shape[0], &start, &stop, &step);
  if (count < 0) return false;
  *out = *from;
  out->data = from->data + start * from->strides[0];
  out->shape[0] = count;
  out->strides[0] = from->strides[0] * step;
  out->size = total_size(out);
  return true;
}

static wf_value get_zero_dimensional(memoryview *m, wf_value self, wf_value key) {
  if (key == WF_ELLIPSIS) return self;
  if (wf_is_tuple(key) && wf_tuple_length(key) == 0) return unpack(m->view.data, m->view.format);
  return wf_raise(&wf_exc_TypeError, "invalid indexing of 0-dim memory");
}

static wf_value memoryview_getitem(wf_value self, wf_value key) {
  memoryview *m = to_view(self);
  const wf_buffer *v = &m->view;
  if (!usable(m)) return WF_ERROR;
  if (v->dimensions == 0) return get_zero_dimensional(m, self, key);
  uint8_t *place;
  if (is_index(key)) {
    if (v->dimensions > 1)
      return wf_raise(&wf_exc_NotImplementedError,
                      "multi-dimensional sub-views are not implemented");
    place = place_of_index(v, v->data, key, 0);
  } else if (wf_is_slice(key)) {
    wf_buffer part;
    return slice_view(v, key, &part) ? new_view(&part, true) : WF_ERROR;
  } else if (wf_is_tuple(key) && all_items(key, is_index)) {
    place = place_of_tuple(v, key);
  } else if (wf_is_tuple(key) && all_items(key, is_slice_value)) {
    return wf_raise(&wf_exc_NotImplementedError,
                    "multi-dimensional slicing is not implemented");
  } else {
    return wf_raise(&wf_exc_TypeError, "memoryview: invalid slice key");
  }
  if (!place || !usable(m)) return WF_ERROR;
  return unpack(place, v->format);
}

static bool same_format(const char *a, const char *b) {
  return strcmp(*a == '@' ? a + 1 : a, *b == '@' ? b + 1 : b) == 0;
}

static int assign_slice(memoryview *m, wf_value key, wf_value value) {
  wf_buffer to, from;
  if (m->view.dimensions != 1) {
    wf_raise(&wf_exc_NotImplementedError,
             "memoryview assignments are currently restricted to ndim = 1");
    return -1;
  }
  if (wf_buffer_get(value, &from, WF_BUFFER_READ) < 0) return -1;
  int result = -1;
  uint8_t *copy = NULL;
  if (!slice_view(&m->view, key, &to) || !usable(m)) {
  } else if (from.dimensions != 1 || !same_format(from.format, to.format) ||
             from.shape[0] != to.shape[0] || from.item_size != to.item_size) {
    wf_raise(&wf_exc_ValueError,
             "memoryview assignment: lvalue and rvalue have different structures");
  } else if ((copy = wf_alloc_var_atomic(from.size + 1))) {
    wf_buffer_copy_out(&from, copy); /* the two may overlap */
    for (int64_t i = 0; i < to.shape[0]; i++)
      store(to.data + i * to.strides[0], copy + i * (int64_t)to.item_size, to.item_size);
    result = 0;
  }
  wf_buffer_release(&from);
  return result;
}

static int memoryview_setitem(wf_value self, wf_value key, wf_value value) {
  memoryview *m = to_view(self);
  const wf_buffer *v = &m->view;
  uint8_t item[8], *place;
  if (!usable(m)) return -1;
  if (v->readonly) return wf_raise(&wf_exc_TypeError, "cannot modify read-only memory"), -1;
  if (value == WF_EMPTY) return wf_raise(&wf_exc_TypeError, "cannot delete memory"), -1;
  if (v->dimensions == 0) {
    bool whole = key == WF_ELLIPSIS || (wf_is_tuple(key) && wf_tuple_length(key) == 0);
    if (!whole) return wf_raise(&wf_exc_TypeError, "invalid indexing of 0-dim memory"), -1;
    place = v->data;
  } else if (is_index(key)) {
    if (v->dimensions > 1) {
      wf_raise(&wf_exc_NotImplementedError, "sub-views are not implemented");
      return -1;
    }
    place = place_of_index(v, v->data, key, 0);
  } else if (wf_is_slice(key)) {
    return assign_slice(m, key, value);
  } else if (wf_is_tuple(key) && all_items(key, is_index)) {
    place = place_of_tuple(v, key);
  } else if (wf_is_tuple(key) && all_items(key, is_slice_value)) {
    wf_raise(&wf_exc_NotImplementedError,
             "memoryview slice assignments are currently restricted to ndim = 1");
    return -1;
  } else {
    wf_raise(&wf_exc_TypeError, "memoryview: invalid slice key");
    return -1;
  }
  if (!place || pack(item, v->format, value) < 0 || !usable(m)) return -1;
  store(place, item, v->item_size);
  return 0;
}

static int64_t memoryview_length(wf_value self) {
  memoryview *m = to_view(self);
  if (!usable(m)) return -1;
  return m->view.dimensions == 0 ? 1 : m->view.shape[0];
}

/* --- Comparing --- */

/* 1 equal, 0 not, -1 error. Walks both views in step. */
static int equal_items(const wf_buffer *a, const wf_buffer *b, int dimension, const uint8_t *p,
                       const uint8_t *q) {
  if (dimension == a->dimensions) {
    wf_value x = unpack(p, a->format), y = x == WF_ERROR ? WF_ERROR : unpack(q, b->format);
    if (y != WF_ERROR) return wf_compare_bool(x, y, WF_EQ);
    if (!wf_error_is(&wf_exc_NotImplementedError)) return -1;
    wf_error_clear(); /* an unknown format equals nothing */
    return 0;
  }
  for (int64_t i = 0; i < a->shape[dimension]; i++) {
    int same = equal_items(a, b, dimension + 1, p + i * a->strides[dimension],
                           q + i * b->strides[dimension]);
    if (same != 1) return same;
  }
  return 1;
}

static int equal_views(const wf_buffer *a, const wf_buffer *b) {
  if (a->dimensions != b->dimensions) return 0;
  for (int i = 0; i < a->dimensions; i++)
    if (a->shape[i] != b->shape[i]) return 0;
  char code = format_code(a->format);
  bool bytewise = code && !strchr("fd?", code) && same_format(a->format, b->format);
  if (bytewise && c_contiguous(a) && c_contiguous(b)) return memcmp(a->data, b->data, a->size) == 0;
  return equal_items(a, b, 0, a->data, b->data);
}

static wf_value memoryview_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (op != WF_EQ && op != WF_NE) return WF_NOT_IMPLEMENTED;
  if (!wf_is_a(a, &wf_memoryview_type)) {
    wf_value t = a;
    a = b;
    b = t;
  }
  if (a == b) return wf_bool(op == WF_EQ);
  memoryview *m = to_view(a);
  if (atomic_load(&m->released)) return wf_bool(op == WF_NE);
  if (!wf_has_buffer(b)) return WF_NOT_IMPLEMENTED;
  wf_buffer other;
  if (wf_buffer_get(b, &other, WF_BUFFER_LIVE) < 0) {
    wf_error_clear();
    return wf_bool(op == WF_NE);
  }
  int same = equal_views(&m->view, &other);
  wf_buffer_release(&other);
  return same < 0 ? WF_ERROR : wf_bool((same != 0) == (op == WF_EQ));
}

static int64_t memoryview_hash(wf_value self) {
  memoryview *m = to_view(self);
  uint32_t hash = atomic_load_explicit(&m->head.aux, memory_order_relaxed);
  if (hash) return hash; /* stays when the view is released */
  if (!usable(m)) return -1;
  if (!m->view.readonly)
    return wf_raise(&wf_exc_ValueError, "cannot hash writable memoryview object"), -1;
  char code = format_code(m->view.format);
  if (code != 'B' && code != 'b' && code != 'c') {
    wf_raise(&wf_exc_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    return -1;
  }
  wf_value bytes = wf_bytes_from_buffer(self);
  if (bytes == WF_ERROR) return -1;
  hash = wf_siphash32(wf_to_bytes(bytes)->data, wf_to_bytes(bytes)->size);
  atomic_store_explicit(&m->head.aux, hash, memory_order_relaxed);
  return hash;
}

static wf_value memoryview_repr(wf_value self) {
  bool released = atomic_load(&to_view(self)->released);
  char text[64];
  snprintf(text, sizeof text, "<%s at 0x%llx>", released ? "released memory" : "memory",
           (unsigned long long)wf_id(self));
  return wf_str_from_c(text);
}

/* --- Methods --- */

WF_NATIVE(view_release) {
  release(to_view(args[0]));
  return WF_NONE;
}

WF_NATIVE(view_enter) { return usable(to_view(args[0])) ? args[0] : WF_ERROR; }
WF_NATIVE(view_exit) { return view_release(args, 1, WF_EMPTY); }

/* Copies in Fortran's order: the first index runs fastest. */
static void copy_f_order(const wf_buffer *v, int dimension, const uint8_t *from, uint8_t **out) {
  if (dimension < 0) {
    wf_copy_shared(*out, from, v->item_size);
    *out += v->item_size;
    return;
  }
  for (int64_t i = 0; i < v->shape[dimension]; i++)
    copy_f_order(v, dimension - 1, from + i * v->strides[dimension], out);
}

WF_NATIVE(view_tobytes) {
  memoryview *m = to_view(args[0]);
  char order = 'C';
  if (!usable(m)) return WF_ERROR;
  if (args[1] != WF_EMPTY && args[1] != WF_NONE) {
    if (!wf_is_str(args[1]))
      return wf_raise(&wf_exc_TypeError, "tobytes() argument 'order' must be str or None, not %a",
                      args[1]);
    const char *text = wf_str_data(args[1]);
    if (strcmp(text, "C") != 0 && strcmp(text, "F") != 0 && strcmp(text, "A") != 0)
      return wf_raise(&wf_exc_ValueError, "order must be 'C', 'F' or 'A'");
    order = *text;
  }
  if (order == 'C' || (order == 'A' && !f_contiguous(&m->view)) || m->view.dimensions < 2)
    return wf_bytes_from_buffer(args[0]);
  wf_value out = wf_bytes_new(NULL, m->view.size);
  if (out == WF_ERROR) return WF_ERROR;
  uint8_t *to = wf_to_bytes(out)->data;
  copy_f_order(&m->view, m->view.dimensions - 1, m->view.data, &to);
  return out;
}

static wf_value list_of(const wf_buffer *v, int dimension, const uint8_t *p) {
  if (dimension == v->dimensions) return unpack(p, v->format);
  wf_value list = wf_list_new((size_t)v->shape[dimension]);
  if (list == WF_ERROR) return WF_ERROR;
  for (int64_t i = 0; i < v->shape[dimension]; i++) {
    wf_value item = list_of(v, dimension + 1, p + i * v->strides[dimension]);
    if (item == WF_ERROR || !wf_list_append(list, item)) return WF_ERROR;
  }
  return list;
}

WF_NATIVE(view_tolist) {
  memoryview *m = to_view(args[0]);
  return usable(m) ? list_of(&m->view, 0, m->view.data) : WF_ERROR;
}

WF_NATIVE(view_hex) {
  wf_hex_layout layout;
  if (!usable(to_view(args[0])) || !wf_bytes_take_hex(args[1], args[2], &layout)) return WF_ERROR;
  wf_value bytes = wf_bytes_from_buffer(args[0]); /* asks anew whether it is released */
  return bytes == WF_ERROR ? WF_ERROR : wf_bytes_hex(wf_bytes_view_of(bytes), layout);
}

WF_NATIVE(view_toreadonly) {
  memoryview *m = to_view(args[0]);
  if (!usable(m)) return WF_ERROR;
  wf_buffer view = m->view;
  view.readonly = true;
  return new_view(&view, true);
}

/* --- cast --- */

static bool is_byte_format(const char *format) {
  char code = format_code(format);
  return code == 'c' || code == 'b' || code == 'B';
}

/* The formats live for ever: one text for each code. */
static const char *lasting_format(const char *format) {
  static const char plain[] = "c\0b\0B\0?\0h\0H\0i\0I\0l\0L\0q\0Q\0n\0N\0f\0d\0P";
  static const char with_at[] =
      "@c\0@b\0@B\0@?\0@h\0@H\0@i\0@I\0@l\0@L\0@q\0@Q\0@n\0@N\0@f\0@d\0@P";
  bool at = *format == '@';
  size_t width = at ? 3 : 2, size = at ? sizeof with_at : sizeof plain;
  const char *table = at ? with_at : plain;
  for (size_t i = 0; i < size; i += width)
    if (strcmp(table + i, format) == 0) return table + i;
  return NULL;
}

/* shape: a list or a tuple. */
static bool take_shape(wf_value shape, wf_buffer *v) {
  size_t count;
  const wf_value *items = wf_sequence_array(shape, &count);
  if (!items) return false;
  if (count > MAX_DIMENSIONS) {
    wf_raise(&wf_exc_ValueError, "memoryview: number of dimensions must not exceed %d",
             MAX_DIMENSIONS);
    return false;
  }
  uint64_t product = v->item_size;
  for (size_t i = 0; i < count; i++) {
    if (!wf_is_int(items[i])) {
      wf_raise(&wf_exc_TypeError, "memoryview.cast(): elements of shape must be integers");
      return false;
    }
    if (!wf_int_to_int64(items[i], &v->shape[i]) || v->shape[i] <= 0) {
      wf_raise(&wf_exc_ValueError, "memoryview.cast(): elements of shape must be integers > 0");
      return false;
    }
    if (__builtin_mul_overflow(product, (uint64_t)v->shape[i], &product)) product = UINT64_MAX;
  }
  v->dimensions = (int)count;
  if (product == v->size) return true;
  wf_raise(&wf_exc_TypeError, "memoryview: product(shape) * itemsize != buffer size");
  return false;
}

static bool cast_format(const wf_buffer *from, wf_value format, wf_buffer *to) {
  if (!wf_arg_str(format, "cast() argument 'format'")) return false;
  to->format = lasting_format(wf_str_data(format));
  if (!to->format) {
    wf_raise(&wf_exc_ValueError, "memoryview: destination format must be a native single character "
                                 "format prefixed with an optional '@'");
    return false;
  }
  if (!is_byte_format(from->format) && !is_byte_format(to->format)) {
    wf_raise(&wf_exc_TypeError, "memoryview: cannot cast between two non-byte formats");
    return false;
  }
  to->item_size = format_size(format_code(to->format));
  if (from->size % to->item_size == 0) return true;
  wf_raise(&wf_exc_TypeError, "memoryview: length is not a multiple of itemsize");
  return false;
}

WF_NATIVE(view_cast) {
  memoryview *m = to_view(args[0]);
  if (!usable(m)) return WF_ERROR;
  if (!c_contiguous(&m->view))
    return wf_raise(&wf_exc_TypeError, "memoryview: casts are restricted to C-contiguous views");
  bool shaped = args[2] != WF_EMPTY;
  if (shaped && !wf_is_list(args[2]) && !wf_is_tuple(args[2]))
    return wf_raise(&wf_exc_TypeError, "shape must be a list or a tuple");
  wf_buffer to = m->view;
  if ((shaped || m->view.dimensions != 1) &&
      !(m->view.dimensions == 1 || (!shaped && m->view.dimensions != 1)))
    return wf_raise(&wf_exc_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
  if (!cast_format(&m->view, args[1], &to)) return WF_ERROR;
  to.dimensions = 1;
  to.shape[0] = (int64_t)(to.size / to.item_size);
  if (shaped && !take_shape(args[2], &to)) return WF_ERROR;
  set_plain_strides(&to);
  return new_view(&to, true);
}

/* --- Attributes --- */

#define GETTER(name, expression)                                                              \
  static wf_value get_##name(wf_value self) {                                                 \
    memoryview *m = to_view(self);                                                            \
    return usable(m) ? (expression) : WF_ERROR;                                               \
  }

static wf_value int_tuple(const int64_t *numbers, int count) {
  wf_value items[MAX_DIMENSIONS];
  for (int i = 0; i < count; i++) items[i] = wf_int_new(numbers[i]);
  return wf_tuple_from_array(items, (size_t)count);
}

GETTER(obj, m->view.owner)
GETTER(nbytes, wf_int_new((int64_t)m->view.size))
GETTER(readonly, wf_bool(m->view.readonly))
GETTER(itemsize, wf_int_new((int64_t)m->view.item_size))
GETTER(format, wf_str_from_c(m->view.format))
GETTER(ndim, wf_int_new(m->view.dimensions))
GETTER(shape, int_tuple(m->view.shape, m->view.dimensions))
GETTER(strides, int_tuple(m->view.strides, m->view.dimensions))
GETTER(suboffsets, wf_tuple_empty)
GETTER(c_contiguous, wf_bool(c_contiguous(&m->view)))
GETTER(f_contiguous, wf_bool(f_contiguous(&m->view)))
GETTER(contiguous, wf_bool(c_contiguous(&m->view) || f_contiguous(&m->view)))

static const wf_getset_def getsets[] = {
    {"obj", get_obj, NULL, "The object whose memory this is."},
    {"nbytes", get_nbytes, NULL, "Bytes that tobytes() would give."},
    {"readonly", get_readonly, NULL, "May the memory not be changed?"},
    {"itemsize", get_itemsize, NULL, "Bytes of an item."},
    {"format", get_format, NULL, "The format of an item, as in the struct module."},
    {"ndim", get_ndim, NULL, "The number of dimensions."},
    {"shape", get_shape, NULL, "Items in each dimension."},
    {"strides", get_strides, NULL, "Bytes from one item to the next in each dimension."},
    {"suboffsets", get_suboffsets, NULL, "Always empty."},
    {"c_contiguous", get_c_contiguous, NULL, "Are the items in C's order, without gaps?"},
    {"f_contiguous", get_f_contiguous, NULL, "Are the items in Fortran's order, without gaps?"},
    {"contiguous", get_contiguous, NULL, "Are the items without gaps?"},
    {0}};

static const wf_native_def methods[] = {
    {"cast", view_cast, "(self, /, format, shape=None)", "The same memory in another format.", 0},
    {"hex", view_hex, "(self, sep=None, bytes_per_sep=1)", "Two hexadecimal digits for each byte.",
     0},
    {"release", view_release, "(self, /)", "Lets the memory go.", 0},
    {"tobytes", view_tobytes, "(self, /, order='C')", "The memory as bytes.", 0},
    {"tolist", view_tolist, "(self, /)", "The items as a list, or list of lists.", 0},
    {"toreadonly", view_toreadonly, "(self, /)", "A view that cannot change the memory.", 0},
    {"__enter__", view_enter, "(self, /)", NULL, 0},
    {"__exit__", view_exit, "(self, /, *args)", NULL, 0},
    {0}};

wf_type wf_memoryview_type = {
    .name = "memoryview",
    .doc = "A window on the memory of an object that supports the buffer protocol.",
    .signature = "(object)",
    .instance_size = sizeof(memoryview),
    .flags = WF_TYPE_WEAK | WF_TYPE_SEQUENCE,
    .slots =
        {
            .repr = memoryview_repr,
            .hash = memoryview_hash,
            .compare = memoryview_compare,
            .iter = wf_bytes_iter,
            .new = memoryview_new,
            .length = memoryview_length,
            .getitem = memoryview_getitem,
            .setitem = memoryview_setitem,
            .buffer = memoryview_buffer,
        },
    .methods = methods,
    .getsets = getsets,
};
