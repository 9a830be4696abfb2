/* The type bytes, and what it has in common with bytearray outside the methods. */
#include <config.h>

#include <stdio.h>

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/sequence.h"
#include "runtime/sequence_internal.h"
#include "runtime/sequence_internal.h"
#include "runtime/siphash.h"
#include "runtime/str_internal.h"
#include "runtime/str_percent.h"

/* --- Making --- */

static wf_slot empty_bytes, single_bytes[256]; /* made on first use */

size_t wf_bytes_var_size(wf_value v) {
  return offsetof(wf_bytes, data) + wf_to_bytes(v)->size + 1;
}

static wf_bytes *allocate(size_t size) {
  size_t bytes = offsetof(wf_bytes, data) + size + 1;
  if (size > SIZE_MAX / 4) {
    wf_raise_memory();
    return NULL;
  }
  wf_bytes *b = bytes <= WF_SMALL_SIZE ? wf_alloc_atomic(bytes) : wf_alloc_var_atomic(bytes);
  if (!b) return NULL;
  atomic_store_explicit(&b->head.shape, &wf_bytes_type.root, memory_order_relaxed);
  b->size = size;
  return b;
}

/* The object in a cache slot, made by the first to ask; all get the same one. */
static wf_value cached(wf_slot *slot, const void *data, size_t size) {
  wf_value v = wf_slot_acquire(slot);
  if (v != WF_EMPTY) return v;
  wf_bytes *b = allocate(size);
  if (!b) return WF_ERROR;
  memcpy(b->data, data, size);
  wf_value expected = WF_EMPTY;
  if (atomic_compare_exchange_strong(slot, &expected, wf_from_object(b)))
    return wf_from_object(b);
  return expected;
}

wf_value wf_bytes_new(const void *data, size_t size) {
  if (size == 0) return cached(&empty_bytes, "", 0);
  if (size == 1 && data) {
    /* once: others may write to that memory */
    uint8_t byte = __atomic_load_n((const uint8_t *)data, __ATOMIC_RELAXED);
    return cached(&single_bytes[byte], &byte, 1);
  }
  if (!data) {
    wf_bytes *b = allocate(size);
    return b ? wf_from_object(b) : WF_ERROR;
  }
  wf_value v = wf_bytes_room(size);
  if (v != WF_ERROR) memcpy(wf_to_bytes(v)->data, data, size);
  return v;
}

wf_value wf_bytes_room(size_t size) {
  wf_bytes *b = size > SIZE_MAX / 4 ? NULL : wf_alloc_var_raw(offsetof(wf_bytes, data) + size + 1);
  if (!b) return size > SIZE_MAX / 4 ? wf_raise_memory() : WF_ERROR;
  memset(b, 0, offsetof(wf_bytes, data));
  atomic_store_explicit(&b->head.shape, &wf_bytes_type.root, memory_order_relaxed);
  b->size = size;
  b->data[size] = 0;
  return wf_from_object(b);
}

#define LARGE_ROOM ((size_t)1 << 16) /* worth giving back at once */

void wf_bytes_drop_room(wf_value room) {
  if (wf_to_bytes(room)->size >= LARGE_ROOM) wf_free_array(wf_to_bytes(room));
}

wf_value wf_bytes_cut(wf_value room, size_t size) {
  wf_bytes *b = wf_to_bytes(room);
  if (size > 1 && b->size - size <= size / 8) { /* little is wasted */
    b->size = size;
    b->data[size] = 0;
    return room;
  }
  wf_value result = wf_bytes_new(b->data, size);
  wf_bytes_drop_room(room);
  return result;
}

wf_value wf_bytes_of_type(wf_type *cls, const void *data, size_t size) {
  if (cls == &wf_bytes_type) return wf_bytes_new(data, size);
  wf_bytes *b = wf_object_new_var_atomic(cls, offsetof(wf_bytes, data) + size + 1);
  if (!b) return WF_ERROR;
  b->size = size;
  memcpy(b->data, data, size);
  return wf_from_object(b);
}

wf_value wf_bytes_like(wf_value self, const void *data, size_t size) {
  return wf_is_bytes(self) ? wf_bytes_new(data, size) : wf_bytearray_new(data, size);
}

wf_bytes_view wf_bytes_view_of(wf_value v) {
  if (wf_is_bytes(v)) return (wf_bytes_view){wf_to_bytes(v)->data, wf_to_bytes(v)->size};
  return wf_bytearray_snapshot(v);
}

/* --- From other values --- */

int wf_byte_value(wf_value v, const char *message) {
  wf_value i = wf_is_small_int(v) ? v : wf_index(v);
  if (i == WF_ERROR) return -1;
  int64_t n;
  if (wf_int_to_int64(i, &n) && n >= 0 && n <= 255) return (int)n;
  wf_raise(&wf_exc_ValueError, "%s", message);
  return -1;
}

struct byte_collector {
  wf_builder out;
  const char *message;
};

static int collect_byte(wf_value item, struct byte_collector *c) {
  int byte = wf_byte_value(item, c->message);
  if (byte < 0) return -1;
  char one = (char)byte;
  wf_builder_add(&c->out, &one, 1);
  return c->out.failed ? -1 : 0;
}

/* Items whose __index__ is script code may change the list: then each is taken when it is due, as
   in CPython. Others are those of one moment. */
static bool has_scripts(wf_value tuple) {
  for (size_t i = 0; i < wf_tuple_length(tuple); i++)
    if (wf_type_flags_of(wf_tuple_get(tuple, i)) & WF_TYPE_SCRIPT) return true;
  return false;
}

static wf_value byte_iterator(wf_value source) {
  if (!wf_is_list_exact(source)) return wf_iter_at_once(source);
  wf_value items = wf_list_to_tuple(source);
  if (items == WF_ERROR) return WF_ERROR;
  return wf_iter(has_scripts(items) ? source : items);
}

static bool collect_bytes(wf_value source, struct byte_collector *c) {
  wf_value iterator = byte_iterator(source), v;
  if (iterator == WF_ERROR) return false;
  while ((v = wf_next(iterator)) != WF_EMPTY)
    if (v == WF_ERROR || collect_byte(v, c) < 0) return false;
  return true;
}

static bool from_iterable(wf_value source, const char *name, wf_value *out) {
  if (!wf_type_of(source)->slots.iter && !wf_type_of(source)->slots.getitem) {
    wf_raise(&wf_exc_TypeError, "cannot convert '%T' object to %s", source, name);
    return false;
  }
  struct byte_collector c = {.message = strcmp(name, "bytes") == 0
                                            ? "bytes must be in range(0, 256)"
                                            : "byte must be in range(0, 256)"};
  wf_builder_init(&c.out);
  if (strcmp(name, "bytes") == 0 && !wf_ask_length(source)) return false;
  if (!collect_bytes(source, &c)) return false;
  *out = wf_bytes_new(c.out.data ? c.out.data : "", c.out.size);
  return *out != WF_ERROR;
}

static bool from_count(wf_value source, wf_value *out) {
  int64_t count = wf_index_get(source, false);
  if (count == -1 && wf_error_pending()) {
    if (!wf_error_is(&wf_exc_IndexError)) return false;
    wf_error_clear();
    wf_raise(&wf_exc_OverflowError, "cannot fit '%T' into an index-sized integer", source);
    return false;
  }
  if (count < 0) {
    wf_raise(&wf_exc_ValueError, "negative count");
    return false;
  }
  if (count == 1) *out = wf_bytes_new("", 1);
  else *out = wf_bytes_new(NULL, (size_t)count);
  return *out != WF_ERROR;
}

static bool from_text(wf_value source, wf_value encoding, wf_value errors, wf_value *out) {
  *out = WF_ERROR;
  if (!wf_is_str(source))
    wf_raise(&wf_exc_TypeError, "%s without a string argument",
             encoding != WF_EMPTY ? "encoding" : "errors");
  else if (encoding == WF_EMPTY)
    wf_raise(&wf_exc_TypeError, "string argument without an encoding");
  else
    *out = wf_codec_encode(source, wf_str_data(encoding),
                           errors == WF_EMPTY ? NULL : wf_str_data(errors));
  return *out != WF_ERROR;
}

static bool check_text_arguments(wf_value encoding, wf_value errors, const char *name) {
  char what[48];
  const char *text;
  snprintf(what, sizeof what, "%s() argument 'encoding'", name);
  if (!wf_str_c_argument(encoding, what, &text)) return false;
  snprintf(what, sizeof what, "%s() argument 'errors'", name);
  return wf_str_c_argument(errors, what, &text);
}

bool wf_bytes_from_source(wf_value source, wf_value encoding, wf_value errors, const char *name,
                          wf_value *out) {
  if (!check_text_arguments(encoding, errors, name)) return false;
  if (encoding != WF_EMPTY || errors != WF_EMPTY)
    return from_text(source == WF_EMPTY ? WF_NONE : source, encoding, errors, out);
  if (source == WF_EMPTY) return (*out = wf_bytes_new("", 0)) != WF_ERROR;
  if (wf_is_bytes_exact(source)) {
    *out = source;
    return true;
  }
  if (strcmp(name, "bytes") == 0) {
    wf_value made = wf_call_special(source, wf_names.__bytes__, NULL, 0);
    if (made == WF_ERROR) return false;
    if (made != WF_EMPTY) {
      *out = made;
      if (wf_is_bytes(made)) return true;
      wf_raise(&wf_exc_TypeError, "__bytes__ returned non-bytes (type %T)", made);
      return false;
    }
  }
  if (wf_is_str(source)) {
    wf_raise(&wf_exc_TypeError, "string argument without an encoding");
    return false;
  }
  if (wf_is_int(source)) return from_count(source, out);
  if (wf_type_of(source)->slots.unary[WF_OP_INDEX]) {
    if (from_count(source, out)) return true;
    if (!wf_error_is(&wf_exc_TypeError)) return false;
    wf_error_clear();
  }
  if (wf_has_buffer(source)) return (*out = wf_bytes_from_buffer(source)) != WF_ERROR;
  return from_iterable(source, name, out);
}

static wf_value bytes_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[3], made;
  if (!WF_BIND("bytes", "(source=b'', encoding='utf-8', errors='strict')", args, npos, kwnames, a))
    return WF_ERROR;
  if (!wf_bytes_from_source(a[0], a[1], a[2], "bytes", &made)) return WF_ERROR;
  if (cls == &wf_bytes_type) return made;
  return wf_bytes_of_type(cls, wf_to_bytes(made)->data, wf_to_bytes(made)->size);
}

/* --- Shared with bytearray --- */

wf_value wf_bytes_repr(wf_bytes_view v, const char *before, const char *after) {
  static const char hex[] = "0123456789abcdef";
  char quote = '\'';
  if (memchr(v.data, '\'', v.size) && !memchr(v.data, '"', v.size)) quote = '"';
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add_c(&b, before);
  wf_builder_add(&b, "b", 1);
  wf_builder_add(&b, &quote, 1);
  for (size_t i = 0; i < v.size && !b.failed; i++) {
    char c = (char)v.data[i], text[4] = {'\\', 'x', hex[v.data[i] >> 4], hex[v.data[i] & 15]};
    if (c == quote || c == '\\' || (c == '\'' && *before)) text[1] = c; /* bytearray: always */
    else if (c == '\t' || c == '\n' || c == '\r') text[1] = c == '\t' ? 't' : c == '\n' ? 'n' : 'r';
    else if (v.data[i] >= ' ' && v.data[i] < 0x7f) text[0] = c;
    wf_builder_add(&b, text, text[0] != '\\' ? 1 : text[1] != 'x' ? 2 : 4);
  }
  wf_builder_add(&b, &quote, 1);
  wf_builder_add_c(&b, after);
  return wf_builder_finish(&b);
}

static wf_value order_result(int order, enum wf_compare_op op) {
  switch (op) {
  case WF_LT: return wf_bool(order < 0);
  case WF_LE: return wf_bool(order <= 0);
  case WF_EQ: return wf_bool(order == 0);
  case WF_NE: return wf_bool(order != 0);
  case WF_GT: return wf_bool(order > 0);
  default: return wf_bool(order >= 0);
  }
}

static int order_of(wf_bytes_view a, wf_bytes_view b) {
  int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
  return order ? order : a.size < b.size ? -1 : a.size > b.size;
}

/* -b: a comparison that is always false is likely a mistake. Runs script code. */
static bool warn_of_mixture(wf_value a, wf_value b) {
  const char *other = wf_is_str(a) || wf_is_str(b)   ? "string"
                      : wf_is_int(a) || wf_is_int(b) ? "int"
                                                     : NULL;
  bool array = wf_is_bytearray(a) || wf_is_bytearray(b);
  if (!other || (array && wf_is_int(wf_is_bytearray(a) ? b : a))) return true;
  return wf_warn(&wf_exc_BytesWarning, 1, "Comparison between %s and %s",
                 array ? "bytearray" : "bytes", other) == 0;
}

wf_value wf_bytes_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (wf_is_bytes(a) && wf_is_bytes(b))
    return order_result(order_of(wf_bytes_view_of(a), wf_bytes_view_of(b)), op);
  if (WF_UNLIKELY(wf_config.bytes_warning) && (op == WF_EQ || op == WF_NE) &&
      !warn_of_mixture(a, b))
    return WF_ERROR;
  if (!wf_is_bytearray(a) && !wf_is_bytearray(b)) return WF_NOT_IMPLEMENTED;
  if (!wf_has_buffer(a) || !wf_has_buffer(b)) return WF_NOT_IMPLEMENTED;
  wf_buffer x, y;
  if (wf_buffer_get(a, &x, WF_BUFFER_READ) < 0) return WF_ERROR;
  if (wf_buffer_get(b, &y, WF_BUFFER_READ) < 0) {
    wf_buffer_release(&x);
    return WF_ERROR;
  }
  int order = order_of(wf_bytes_view_buffer(&x), wf_bytes_view_buffer(&y));
  wf_buffer_release(&x);
  wf_buffer_release(&y);
  return order_result(order, op);
}

static wf_value concat_views(wf_value self, wf_bytes_view a, wf_bytes_view b) {
  if (b.size == 0) return wf_bytes_like(self, a.data, a.size);
  if (a.size + b.size == 1) return wf_bytes_like(self, b.data, 1);
  if (!wf_is_bytes(self)) {
    wf_builder joined;
    wf_builder_init(&joined);
    wf_builder_add(&joined, (const char *)a.data, a.size);
    wf_builder_add(&joined, (const char *)b.data, b.size);
    return joined.failed ? WF_ERROR : wf_bytearray_new(joined.data, joined.size);
  }
  wf_value out = wf_bytes_new(NULL, a.size + b.size);
  if (out == WF_ERROR) return WF_ERROR;
  memcpy(wf_to_bytes(out)->data, a.data, a.size);
  memcpy(wf_to_bytes(out)->data + a.size, b.data, b.size);
  return out;
}

wf_value wf_bytes_concat(wf_value a, wf_value b) {
  if (wf_is_bytes_exact(a) && wf_is_bytes_exact(b)) {
    if (wf_to_bytes(b)->size == 0) return a;
    if (wf_to_bytes(a)->size == 0) return b;
  }
  return concat_views(a, wf_bytes_view_of(a), wf_bytes_view_of(b));
}

wf_value wf_bytes_add(wf_value a, wf_value b) {
  if (!wf_is_bytes(a) && !wf_is_bytearray(a)) return WF_NOT_IMPLEMENTED;
  if (wf_is_bytes(a) && wf_is_bytes(b)) return wf_bytes_concat(a, b);
  if (!wf_has_buffer(b)) {
    wf_value (*slot)(wf_value, wf_value) = wf_type_of(b)->slots.binary[WF_OP_ADD];
    wf_value result = slot && slot != wf_bytes_add ? slot(a, b) : WF_NOT_IMPLEMENTED;
    if (result != WF_NOT_IMPLEMENTED) return result;
    return wf_raise(&wf_exc_TypeError, "can't concat %T to %T", b, a);
  }
  wf_bytes_view left = wf_bytes_view_of(a);
  wf_buffer view;
  if (!left.data || wf_buffer_get(b, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value out = concat_views(a, left, wf_bytes_view_buffer(&view));
  wf_buffer_release(&view);
  return out;
}

static wf_value repeat(wf_value self, int64_t count) {
  wf_bytes_view v = wf_bytes_view_of(self);
  if (!v.data) return WF_ERROR;
  if (count <= 0 || v.size == 0) return wf_bytes_like(self, "", 0);
  if (count == 1 && wf_is_bytes_exact(self)) return self;
  if (wf_is_bytes(self) && count > INT64_MAX / (int64_t)v.size)
    return wf_raise(&wf_exc_OverflowError, "repeated bytes are too long");
  if ((uint64_t)count > (uint64_t)(INT64_MAX / 2) / v.size) return wf_raise_memory();
  size_t total = v.size * (size_t)count;
  if (total == 1) return wf_bytes_like(self, v.data, 1);
  wf_value out = wf_bytes_new(NULL, total);
  if (out == WF_ERROR) return WF_ERROR;
  uint8_t *to = wf_to_bytes(out)->data;
  if (v.size == 1) {
    memset(to, v.data[0], total);
  } else {
    memcpy(to, v.data, v.size);
    for (size_t done = v.size; done < total;) {
      size_t more = done < total - done ? done : total - done;
      memcpy(to + done, to, more);
      done += more;
    }
  }
  return wf_is_bytes(self) ? out : wf_bytearray_new(to, total);
}

bool wf_bytes_times(wf_value count, int64_t *out) {
  *out = wf_index_get(count, false);
  if (*out != -1 || !wf_error_pending()) return true;
  if (wf_error_is(&wf_exc_IndexError)) {
    wf_error_clear();
    wf_raise(&wf_exc_OverflowError, "cannot fit '%T' into an index-sized integer", count);
  }
  return false;
}

wf_value wf_bytes_multiply(wf_value left, wf_value right) {
  bool first = wf_is_bytes(left) || wf_is_bytearray(left);
  wf_value self = first ? left : right, other = first ? right : left;
  if (!wf_is_int(other) && !wf_type_of(other)->slots.unary[WF_OP_INDEX]) {
    wf_value (*slot)(wf_value, wf_value) = wf_type_of(other)->slots.binary[WF_OP_MUL];
    bool sequence = slot && wf_type_of(other)->slots.getitem;
    if (!first && sequence) return WF_NOT_IMPLEMENTED; /* it complains */
    bool ask = first && slot && slot != wf_bytes_multiply &&
               (!sequence || (wf_type_flags_of(other) & WF_TYPE_SCRIPT));
    wf_value result = ask ? slot(left, right) : WF_NOT_IMPLEMENTED;
    if (result != WF_NOT_IMPLEMENTED) return result;
    return wf_raise(&wf_exc_TypeError, "can't multiply sequence by non-int of type '%T'", other);
  }
  int64_t count;
  return wf_bytes_times(other, &count) ? repeat(self, count) : WF_ERROR;
}

wf_value wf_bytes_modulo(wf_value left, wf_value right) {
  if (!wf_is_bytes(left) && !wf_is_bytearray(left)) return WF_NOT_IMPLEMENTED;
  wf_bytes_view v = wf_bytes_view_of(left);
  wf_builder b;
  wf_builder_init(&b);
  if (!v.data || !wf_percent(&b, (const char *)v.data, v.size, right, true)) return WF_ERROR;
  return wf_bytes_like(left, b.data ? b.data : "", b.size);
}

int wf_bytes_contains(wf_value self, wf_value item) {
  if (wf_is_int(item) || wf_type_of(item)->slots.unary[WF_OP_INDEX]) {
    int byte = wf_byte_value(item, "byte must be in range(0, 256)"); /* may change self */
    wf_bytes_view v = byte < 0 ? (wf_bytes_view){0} : wf_bytes_view_of(self);
    return v.data ? memchr(v.data, byte, v.size) != NULL : -1;
  }
  wf_bytes_view v = wf_bytes_view_of(self);
  wf_buffer view;
  if (!v.data || wf_buffer_get(item, &view, WF_BUFFER_READ) < 0) return -1;
  bool found = wf_search_forward((const char *)v.data, v.size, (const char *)view.data,
                                 view.size) >= 0;
  wf_buffer_release(&view);
  return found;
}

/* --- Slots of bytes --- */

static wf_value bytes_repr(wf_value self) { return wf_bytes_repr(wf_bytes_view_of(self), "", ""); }

bool wf_bytes_warn_of_str(wf_value v) {
  return !wf_config.bytes_warning ||
         wf_warn(&wf_exc_BytesWarning, 1, "str() on a %s instance",
                 wf_is_bytearray(v) ? "bytearray" : "bytes") == 0;
}
static wf_value bytes_str(wf_value v) {
  return wf_bytes_warn_of_str(v) ? bytes_repr(v) : WF_ERROR;
}

static int64_t bytes_hash(wf_value self) {
  wf_bytes *b = wf_to_bytes(self);
  uint32_t hash = atomic_load_explicit(&b->head.aux, memory_order_relaxed);
  if (!hash) {
    hash = wf_siphash32(b->data, b->size);
    atomic_store_explicit(&b->head.aux, hash, memory_order_relaxed);
  }
  return hash;
}

static int64_t bytes_length(wf_value self) { return (int64_t)wf_to_bytes(self)->size; }

static wf_value bytes_slice(wf_value self, wf_value key) {
  wf_bytes *b = wf_to_bytes(self);
  int64_t start, stop, step;
  int64_t count = wf_slice_resolve(key, (int64_t)b->size, &start, &stop, &step);
  if (count < 0) return WF_ERROR;
  if (step == 1) {
    if ((size_t)count == b->size && wf_is_bytes_exact(self)) return self;
    return wf_bytes_new(b->data + start, (size_t)count);
  }
  if (count == 1) return wf_bytes_new(b->data + start, 1);
  wf_value out = wf_bytes_new(NULL, (size_t)count);
  if (out == WF_ERROR) return WF_ERROR;
  for (int64_t i = 0; i < count; i++) wf_to_bytes(out)->data[i] = b->data[start + i * step];
  return out;
}

static wf_value bytes_getitem(wf_value self, wf_value key) {
  int64_t index, size = (int64_t)wf_to_bytes(self)->size;
  if (wf_is_small_int(key)) {
    index = wf_small_int_get(key);
  } else {
    if (wf_is_slice(key)) return bytes_slice(self, key);
    if (!wf_is_int(key) && !wf_type_of(key)->slots.unary[WF_OP_INDEX])
      return wf_raise(&wf_exc_TypeError, "byte indices must be integers or slices, not %T", key);
    index = wf_index_get(key, false);
    if (index == -1 && wf_error_pending()) return WF_ERROR;
  }
  if (index < 0) index += size;
  if (index < 0 || index >= size) return wf_raise(&wf_exc_IndexError, "index out of range");
  return wf_small_int(wf_to_bytes(self)->data[index]);
}

static int bytes_buffer(wf_value self, wf_buffer *view, int flags) {
  (void)flags;
  view->data = wf_to_bytes(self)->data;
  view->size = wf_to_bytes(self)->size;
  view->readonly = true;
  return 0;
}

WF_NATIVE(bytes_dunder_bytes) {
  if (wf_is_bytes_exact(args[0])) return args[0];
  return wf_bytes_new(wf_to_bytes(args[0])->data, wf_to_bytes(args[0])->size);
}

WF_NATIVE(bytes_getnewargs) {
  wf_bytes *b = wf_to_bytes(args[0]);
  wf_value plain = wf_bytes_new(b->data, b->size);
  return plain == WF_ERROR ? WF_ERROR : wf_tuple_of(1, plain);
}

WF_NATIVE(bytes_sizeof) { return wf_int_new((int64_t)wf_bytes_var_size(args[0])); }

static const wf_native_def methods[] = {
    WF_BYTES_METHODS(WF_BYTES_ROW)
    {"fromhex", wf_bytes_do_fromhex, "(cls, string, /)",
     "Bytes from a text of hexadecimal digits; spaces are skipped.", WF_FN_CLASS},
    {"maketrans", wf_bytes_do_maketrans, "(frm, to, /)", "A table for translate().", WF_FN_STATIC},
    {"__bytes__", bytes_dunder_bytes, "(self, /)", "The bytes as an exact bytes object.", 0},
    {"__getnewargs__", bytes_getnewargs, "(self, /)", "For copying and pickling.", 0},
    {"__sizeof__", bytes_sizeof, "(self, /)", "Bytes of memory.", 0},
    {0}};

wf_type wf_bytes_type = {
    .name = "bytes",
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> bytes\nbytes(int) -> so many zero bytes\n"
           "bytes() -> empty\n\nAn immutable sequence of bytes.",
    .signature = "(source=b'', encoding='utf-8', errors='strict')",
    .instance_size = sizeof(wf_bytes),
    .item_size = 1,
    .var_size = wf_bytes_var_size,
    .flags = WF_TYPE_BASE | WF_TYPE_VAR | WF_TYPE_IS_BYTES,
    .slots =
        {
            .repr = bytes_repr,
            .str = bytes_str,
            .hash = bytes_hash,
            .compare = wf_bytes_compare,
            .iter = wf_bytes_iter,
            .new = bytes_new,
            .length = bytes_length,
            .getitem = bytes_getitem,
            .contains = wf_bytes_contains,
            .binary = {[WF_OP_ADD] = wf_bytes_add,
                       [WF_OP_MUL] = wf_bytes_multiply,
                       [WF_OP_MOD] = wf_bytes_modulo},
            .buffer = bytes_buffer,
        },
    .methods = methods,
};

/* --- Iterators: over bytes, bytearray and memoryview --- */

typedef struct bytes_iterator {
  wf_object head;
  wf_slot sequence; /* WF_EMPTY at the end */
  _Atomic(int64_t) index;
} bytes_iterator;

wf_value wf_bytes_iter(wf_value v) {
  bytes_iterator *it = wf_object_new(wf_is_bytes(v)       ? &wf_bytes_iterator_type
                                     : wf_is_bytearray(v) ? &wf_bytearray_iterator_type
                                                          : &wf_memory_iterator_type);
  wf_slot_set(&it->sequence, v);
  return wf_from_object(it);
}

/* WF_EMPTY: there is none. */
static wf_value item_at(wf_value sequence, int64_t index) {
  if (wf_is_bytearray(sequence)) {
    int byte = index < 0 ? -1 : wf_bytearray_at(sequence, index);
    return byte < 0 ? WF_EMPTY : wf_small_int(byte);
  }
  int64_t length = wf_length(sequence);
  if (length < 0) return WF_ERROR;
  if (index < 0 || index >= length) return WF_EMPTY;
  wf_value item = wf_getitem(sequence, wf_small_int(index));
  if (item != WF_ERROR || !wf_error_is(&wf_exc_IndexError)) return item;
  wf_error_clear(); /* it became shorter in between */
  return WF_EMPTY;
}

/* As for a list, the place moves on only if there is an item. */
static wf_value iterator_next(wf_value self) {
  bytes_iterator *it = (bytes_iterator *)(uintptr_t)self;
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return WF_EMPTY;
  int64_t index = atomic_load_explicit(&it->index, memory_order_relaxed);
  const wf_bytes *bytes = wf_is_bytes(sequence) ? wf_to_bytes(sequence) : NULL;
  while (WF_LIKELY(bytes && index >= 0 && (size_t)index < bytes->size))
    if (WF_CLAIM(&it->index, &index, index + 1)) return wf_small_int(bytes->data[index]);
  while (!bytes) {
    wf_value item = item_at(sequence, index);
    if (item == WF_EMPTY) break;
    if (WF_CLAIM(&it->index, &index, index + 1)) return item;
    if (item == WF_ERROR) wf_error_clear(); /* the other thread has it, too */
  }
  wf_slot_set(&it->sequence, WF_EMPTY);
  return WF_EMPTY;
}

static wf_value iterator_self(wf_value self) { return self; }

WF_NATIVE(iterator_length_hint) {
  bytes_iterator *it = (bytes_iterator *)(uintptr_t)args[0];
  wf_value sequence = wf_slot_acquire(&it->sequence);
  int64_t length = sequence == WF_EMPTY ? 0 : wf_length(sequence);
  if (length < 0) return WF_ERROR;
  int64_t left = length - atomic_load_explicit(&it->index, memory_order_relaxed);
  return wf_small_int(left > 0 ? left : 0);
}

WF_NATIVE(iterator_setstate) {
  int64_t index;
  if (!wf_arg_size(args[1], &index)) return WF_ERROR;
  bytes_iterator *it = (bytes_iterator *)(uintptr_t)args[0];
  atomic_store_explicit(&it->index, index < 0 ? 0 : index, memory_order_relaxed);
  return WF_NONE;
}

WF_NATIVE(iterator_reduce) {
  wf_value iter = wf_builtin("iter");
  bytes_iterator *it = (bytes_iterator *)(uintptr_t)args[0];
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return wf_reduce(iter, wf_tuple_empty, WF_EMPTY);
  return wf_reduce(iter, sequence,
                   wf_int_new(atomic_load_explicit(&it->index, memory_order_relaxed)));
}

static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, "(self, /)", "How many items are left.", 0},
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", iterator_setstate, "(self, index, /)", "Goes to an index.", 0},
    {0}};

#define ITERATOR_TYPE(c_name, script_name, noun)                                             \
  wf_type c_name = {.name = script_name,                                                     \
                    .doc = "Gives the items of a " noun " one after another.",               \
                    .instance_size = sizeof(bytes_iterator),                                 \
                    .flags = WF_TYPE_NO_NEW,                                                 \
                    .slots = {.iter = iterator_self, .next = iterator_next},                 \
                    .methods = iterator_methods}
ITERATOR_TYPE(wf_bytes_iterator_type, "bytes_iterator", "bytes object");
ITERATOR_TYPE(wf_bytearray_iterator_type, "bytearray_iterator", "bytearray");
ITERATOR_TYPE(wf_memory_iterator_type, "memory_iterator", "memoryview");
