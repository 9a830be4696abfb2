/* The type str: its slots and the table of its methods. */
#include <config.h>

#include <stdlib.h>

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/sequence.h"
#include "runtime/sequence_internal.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* --- Slots --- */

static wf_value str_str(wf_value self) { return wf_str_exact(self); }

/* Zero-extended, so that folding it to 32 bits gives what dicts use. */
static int64_t str_hash(wf_value self) { return (int64_t)wf_str_hash32(self); }

static wf_value str_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!wf_is_str(a) || !wf_is_str(b)) return WF_NOT_IMPLEMENTED;
  if (op == WF_EQ) return wf_bool(wf_str_equal(a, b));
  if (op == WF_NE) return wf_bool(!wf_str_equal(a, b));
  int order = wf_str_order(a, b);
  return wf_bool(op == WF_LT ? order < 0 : op == WF_LE ? order <= 0 : op == WF_GT ? order > 0
                                                                                  : order >= 0);
}

static int64_t str_length(wf_value self) { return (int64_t)wf_str_length(self); }

static wf_value stepped_slice(wf_value self, int64_t start, int64_t step, int64_t count) {
  wf_builder b;
  wf_builder_init(&b);
  for (int64_t i = 0; i < count && !b.failed; i++, start += step)
    wf_builder_add_char(&b, wf_str_at(self, start));
  return wf_builder_finish(&b);
}

static wf_value str_getitem(wf_value self, wf_value key) {
  int64_t length = (int64_t)wf_str_length(self);
  if (wf_is_slice(key)) {
    int64_t start, stop, step;
    int64_t count = wf_slice_resolve(key, length, &start, &stop, &step);
    if (count < 0) return WF_ERROR;
    return step == 1 ? wf_str_slice(self, start, start + count)
                     : stepped_slice(self, start, step, count);
  }
  int64_t index;
  if (wf_is_small_int(key)) {
    index = wf_small_int_get(key);
  } else {
    if (!wf_is_int(key) && !wf_type_of(key)->slots.unary[WF_OP_INDEX])
      return wf_raise(&wf_exc_TypeError, "string indices must be integers, not '%T'", key);
    index = wf_index_get(key, false);
    if (index == -1 && wf_error_pending()) return WF_ERROR;
  }
  if (index < 0) index += length;
  if (index < 0 || index >= length)
    return wf_raise(&wf_exc_IndexError, "string index out of range");
  return wf_str_from_char(wf_str_at(self, index));
}

static int str_contains(wf_value self, wf_value item) {
  if (!wf_is_str(item)) {
    wf_raise(&wf_exc_TypeError, "'in <string>' requires string as left operand, not %T", item);
    return -1;
  }
  return wf_search_forward(wf_str_bytes(self), wf_str_size(self), wf_str_bytes(item),
                           wf_str_size(item)) >= 0;
}

/* What the right operand's type makes of it: the last chance before an error. Only the left operand
   may ask, or two types could ask each other for ever. */
static wf_value ask_other(enum wf_binary_op op, wf_value left, wf_value right, wf_value other) {
  wf_value (*slot)(wf_value, wf_value) = wf_type_of(other)->slots.binary[op];
  return slot && slot != wf_str_type.slots.binary[op] ? slot(left, right) : WF_NOT_IMPLEMENTED;
}

static wf_value str_add(wf_value left, wf_value right) {
  if (!wf_is_str(left)) return WF_NOT_IMPLEMENTED;
  if (wf_is_str(right)) return wf_str_concat(left, right);
  wf_value result = ask_other(WF_OP_ADD, left, right, right);
  if (result != WF_NOT_IMPLEMENTED) return result;
  return wf_raise(&wf_exc_TypeError, "can only concatenate str (not \"%T\") to str", right);
}

static wf_value repeat(wf_value self, int64_t count) {
  size_t size = wf_str_size(self);
  if (count <= 0 || size == 0) return wf_str_empty;
  if (count == 1) return wf_str_exact(self);
  if (count > INT64_MAX / (int64_t)wf_str_length(self))
    return wf_raise(&wf_exc_OverflowError, "repeated string is too long");
  if ((uint64_t)count > (uint64_t)(INT64_MAX / 2) / size) return wf_raise_memory();
  size_t total = size * (size_t)count;
  wf_value out = wf_str_alloc_counted(total, wf_str_length(self) * (size_t)count);
  if (out == WF_ERROR) return WF_ERROR;
  char *to = wf_to_strp(out)->data;
  if (size == 1) {
    memset(to, wf_str_bytes(self)[0], total);
    return out;
  }
  memcpy(to, wf_str_bytes(self), size);
  for (size_t done = size; done < total;) {
    size_t more = done < total - done ? done : total - done;
    memcpy(to + done, to, more);
    done += more;
  }
  return out;
}

static wf_value str_multiply(wf_value left, wf_value right) {
  bool first = wf_is_str(left);
  wf_value self = first ? left : right, other = first ? right : left;
  if (!wf_is_int(other) && !wf_type_of(other)->slots.unary[WF_OP_INDEX]) {
    const wf_type *type = wf_type_of(other);
    bool sequence = type->slots.getitem && type->slots.binary[WF_OP_MUL];
    if (!first && sequence) return WF_NOT_IMPLEMENTED; /* it complains */
    bool ask = first && (!sequence || (wf_type_flags_of(other) & WF_TYPE_SCRIPT));
    wf_value result = ask ? ask_other(WF_OP_MUL, left, right, right) : WF_NOT_IMPLEMENTED;
    if (result != WF_NOT_IMPLEMENTED) return result;
    return wf_raise(&wf_exc_TypeError, "can't multiply sequence by non-int of type '%T'", other);
  }
  int64_t count = wf_index_get(other, false);
  if (count == -1 && wf_error_pending()) {
    if (!wf_error_is(&wf_exc_IndexError)) return WF_ERROR;
    wf_error_clear();
    return wf_raise(&wf_exc_OverflowError, "cannot fit '%T' into an index-sized integer", other);
  }
  return repeat(self, count);
}

static wf_value str_modulo(wf_value left, wf_value right) {
  return wf_is_str(left) ? wf_str_percent(left, right) : WF_NOT_IMPLEMENTED;
}

/* --- Construction --- */

static wf_value decode_argument(wf_value object, wf_value encoding, wf_value errors) {
  const char *encoding_text, *errors_text;
  if (!wf_str_c_argument(encoding, "str() argument 'encoding'", &encoding_text) ||
      !wf_str_c_argument(errors, "str() argument 'errors'", &errors_text))
    return WF_ERROR;
  if (object == WF_EMPTY) return wf_str_empty;
  if (wf_is_str(object)) return wf_raise(&wf_exc_TypeError, "decoding str is not supported");
  if (!wf_has_buffer(object))
    return wf_raise(&wf_exc_TypeError, "decoding to str: need a bytes-like object, %T found",
                    object);
  return wf_codec_decode(object, encoding_text, errors_text);
}

static wf_value str_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[3];
  if (npos == 1 && kwnames == WF_EMPTY) return wf_str_of_type(cls, wf_to_str(args[0]));
  if (!WF_BIND("str", "(object='', encoding='utf-8', errors='strict')", args, npos, kwnames, a))
    return WF_ERROR;
  if (a[1] != WF_EMPTY || a[2] != WF_EMPTY)
    return wf_str_of_type(cls, decode_argument(a[0], a[1], a[2]));
  return wf_str_of_type(cls, a[0] == WF_EMPTY ? wf_str_empty : wf_to_str(a[0]));
}

/* --- Iteration --- */

typedef struct str_iterator {
  wf_object head;
  wf_value text;
  _Atomic(size_t) offset; /* bytes; the text's size at the end */
} str_iterator;

wf_value wf_str_iter(wf_value v) {
  str_iterator *it = wf_object_new(&wf_str_iterator_type);
  it->text = v;
  return wf_from_object(it);
}

static wf_value iterator_next(wf_value self) {
  str_iterator *it = (str_iterator *)(uintptr_t)self;
  const char *text = wf_str_bytes(it->text);
  size_t at = atomic_load_explicit(&it->offset, memory_order_relaxed), size = wf_str_size(it->text);
  for (;;) {
    if (at >= size) return WF_EMPTY;
    unsigned width;
    uint32_t c = wf_utf8_decode(text + at, &width);
    if (WF_CLAIM(&it->offset, &at, at + width)) return wf_str_from_char(c);
  }
}

static wf_value iterator_self(wf_value self) { return self; }

WF_NATIVE(iterator_length_hint) {
  str_iterator *it = (str_iterator *)(uintptr_t)args[0];
  size_t at = atomic_load_explicit(&it->offset, memory_order_relaxed);
  size_t left = wf_utf8_count(wf_str_bytes(it->text) + at, wf_str_size(it->text) - at);
  return wf_int_new((int64_t)left);
}

WF_NATIVE(iterator_reduce) {
  wf_value iter = wf_builtin("iter");
  const str_iterator *it = (const str_iterator *)(uintptr_t)args[0];
  size_t at = atomic_load_explicit(&it->offset, memory_order_relaxed);
  if (at >= wf_str_size(it->text)) return wf_reduce(iter, wf_str_empty, WF_EMPTY);
  return wf_reduce(iter, it->text, wf_int_new(wf_str_char_index(it->text, at)));
}

/* An iterator that came to its end stays there. */
WF_NATIVE(iterator_setstate) {
  str_iterator *it = (str_iterator *)(uintptr_t)args[0];
  int64_t index, length = wf_str_length(it->text);
  if (!wf_arg_size(args[1], &index)) return WF_ERROR;
  size_t at = wf_str_byte_offset(it->text, index < 0 ? 0 : index < length ? index : length);
  size_t before = atomic_load_explicit(&it->offset, memory_order_relaxed);
  while (before < wf_str_size(it->text) && !WF_CLAIM(&it->offset, &before, at)) {
  }
  return WF_NONE;
}

static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, "(self, /)", "How many characters are left.", 0},
    {"__reduce__", iterator_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", iterator_setstate, "(self, state, /)", "Goes to an index.", 0},
    {0}};

wf_type wf_str_iterator_type = {
    .name = "str_iterator",
    .doc = "Gives the characters of a string one after another.",
    .instance_size = sizeof(str_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = iterator_self, .next = iterator_next},
    .methods = iterator_methods,
};

/* --- Searching --- */

/* One optional bound, as slices take it. */
static bool bound(wf_value v, int64_t *out) {
  if (v == WF_EMPTY || v == WF_NONE) return true;
  if (!wf_is_int(v) && !wf_type_of(v)->slots.unary[WF_OP_INDEX]) {
    wf_raise(&wf_exc_TypeError,
             "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  *out = wf_index_get(v, true);
  return *out != -1 || !wf_error_pending();
}

bool wf_str_take_bounds(wf_value start, wf_value end, int64_t *from, int64_t *to) {
  *from = 0;
  *to = INT64_MAX;
  return bound(start, from) && bound(end, to);
}

void wf_str_clip_bounds(int64_t length, int64_t *from, int64_t *to) {
  if (*to > length) *to = length;
  else if (*to < 0) *to = *to + length < 0 ? 0 : *to + length;
  if (*from < 0) *from = *from + length < 0 ? 0 : *from + length;
}

/* The part of a string between the bounds, in bytes. False: the bounds are empty beyond repair. */
struct window {
  const char *text;
  size_t start, size;
};

static int window_of(wf_value self, wf_value start, wf_value end, struct window *w) {
  int64_t from, to;
  if (!wf_str_take_bounds(start, end, &from, &to)) return -1;
  wf_str_clip_bounds((int64_t)wf_str_length(self), &from, &to);
  if (from > to) return 0;
  w->start = wf_str_byte_offset(self, from);
  w->size = wf_str_byte_offset(self, to) - w->start;
  w->text = wf_str_bytes(self) + w->start;
  return 1;
}

/* Finds args[1] in args[0] between args[2] and args[3]: the character position, -1, or -2 for an
   error. */
static int64_t find(const wf_value *args, bool backward) {
  struct window w;
  int state = window_of(args[0], args[2], args[3], &w);
  if (state >= 0 && !wf_is_str(args[1])) {
    wf_raise(&wf_exc_TypeError, "must be str, not %T", args[1]);
    return -2;
  }
  if (state <= 0) return state < 0 ? -2 : -1;
  const char *sub = wf_str_bytes(args[1]);
  size_t sub_size = wf_str_size(args[1]);
  int64_t at = backward ? wf_search_backward(w.text, w.size, sub, sub_size)
                        : wf_search_forward(w.text, w.size, sub, sub_size);
  return at < 0 ? -1 : wf_str_char_index(args[0], w.start + (size_t)at);
}

static wf_value found(int64_t at, bool required) {
  if (at == -2) return WF_ERROR;
  if (at == -1 && required) return wf_raise(&wf_exc_ValueError, "substring not found");
  return wf_int_new(at);
}

WF_NATIVE(str_find) { return found(find(args, false), false); }
WF_NATIVE(str_rfind) { return found(find(args, true), false); }
WF_NATIVE(str_index) { return found(find(args, false), true); }
WF_NATIVE(str_rindex) { return found(find(args, true), true); }

WF_NATIVE(str_count) {
  struct window w;
  int state = window_of(args[0], args[2], args[3], &w);
  if (state < 0) return WF_ERROR;
  if (!wf_is_str(args[1])) return wf_raise(&wf_exc_TypeError, "must be str, not %T", args[1]);
  if (state == 0) return wf_small_int(0);
  size_t size = wf_str_size(args[1]);
  if (size == 0) return wf_int_new((int64_t)wf_utf8_count(w.text, w.size) + 1);
  return wf_int_new((int64_t)wf_search_count(w.text, w.size, wf_str_bytes(args[1]), size,
                                             SIZE_MAX));
}

static bool ends_match(const struct window *w, wf_value affix, bool at_end) {
  size_t size = wf_str_size(affix);
  if (size > w->size) return false;
  return memcmp(w->text + (at_end ? w->size - size : 0), wf_str_bytes(affix), size) == 0;
}

static wf_value has_affix(const wf_value *args, const char *name, bool at_end) {
  struct window w;
  wf_value affix = args[1];
  int state = window_of(args[0], args[2], args[3], &w);
  if (state < 0) return WF_ERROR;
  if (!wf_is_str(affix) && !wf_is_tuple(affix))
    return wf_raise(&wf_exc_TypeError, "%s first arg must be str or a tuple of str, not %T", name,
                    affix);
  if (wf_is_str(affix)) return wf_bool(state > 0 && ends_match(&w, affix, at_end));
  for (size_t i = 0; i < wf_tuple_length(affix); i++) {
    wf_value item = wf_tuple_get(affix, i);
    if (!wf_is_str(item))
      return wf_raise(&wf_exc_TypeError, "tuple for %s must only contain str, not %T", name, item);
    if (state > 0 && ends_match(&w, item, at_end)) return WF_TRUE;
  }
  return WF_FALSE;
}

WF_NATIVE(str_startswith) { return has_affix(args, "startswith", false); }
WF_NATIVE(str_endswith) { return has_affix(args, "endswith", true); }

static wf_value without_affix(const wf_value *args, const char *name, bool at_end) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "%s() argument must be str, not %s", name,
                    wf_kind_name(args[1]));
  struct window w = {wf_str_bytes(args[0]), 0, wf_str_size(args[0])};
  size_t size = wf_str_size(args[1]);
  if (size == 0 || !ends_match(&w, args[1], at_end)) return wf_str_exact(args[0]);
  return wf_str_made(wf_str_new_counted(w.text + (at_end ? 0 : size), w.size - size,
                                        wf_str_length(args[0]) - wf_str_length(args[1])));
}

WF_NATIVE(str_removeprefix) { return without_affix(args, "removeprefix", false); }
WF_NATIVE(str_removesuffix) { return without_affix(args, "removesuffix", true); }

/* --- Replacing --- */

/* `with` before every character and at the end, at most `limit` times. */
static wf_value interleave(wf_value self, wf_value with, size_t limit) {
  wf_builder b;
  wf_builder_init(&b);
  const char *p = wf_str_bytes(self), *end = p + wf_str_size(self);
  while (limit > 0 && !b.failed) {
    wf_builder_add_str(&b, with);
    limit--;
    if (p == end) break;
    unsigned width = wf_utf8_length((unsigned char)*p);
    wf_builder_add(&b, p, width);
    p += width;
  }
  wf_builder_add(&b, p, (size_t)(end - p));
  return wf_builder_finish(&b);
}

static wf_value replace_counted(wf_value self, wf_value old, wf_value with, size_t count) {
  size_t old_size = wf_str_size(old), with_size = wf_str_size(with);
  const char *p = wf_str_bytes(self), *end = p + wf_str_size(self);
  if (with_size > old_size && (with_size - old_size) > SIZE_MAX / 8 / count)
    return wf_raise(&wf_exc_OverflowError, "replace string is too long");
  size_t size = wf_str_size(self) - count * old_size + count * with_size;
  if (size == 0) return wf_str_empty;
  size_t length =
      wf_str_length(self) - count * wf_str_length(old) + count * wf_str_length(with);
  wf_value out = wf_str_alloc_counted(size, length);
  if (out == WF_ERROR) return WF_ERROR;
  char *to = wf_to_strp(out)->data;
  for (; count > 0; count--) {
    size_t at = (size_t)wf_search_forward(p, (size_t)(end - p), wf_str_bytes(old), old_size);
    memcpy(to, p, at);
    memcpy(to + at, wf_str_bytes(with), with_size);
    to += at + with_size;
    p += at + old_size;
  }
  memcpy(to, p, (size_t)(end - p));
  return size == 1 ? wf_str_finish(out) : wf_str_made(out);
}

WF_NATIVE(str_replace) {
  int64_t limit = -1;
  if (!wf_arg_str(args[1], "replace() argument 1") || !wf_arg_str(args[2], "replace() argument 2"))
    return WF_ERROR;
  if (args[3] != WF_EMPTY && !wf_arg_size(args[3], &limit)) return WF_ERROR;
  size_t most = limit < 0 ? SIZE_MAX : (size_t)limit;
  if (wf_str_size(args[1]) == 0) return interleave(args[0], args[2], most);
  size_t count = wf_search_count(wf_str_bytes(args[0]), wf_str_size(args[0]),
                                 wf_str_bytes(args[1]), wf_str_size(args[1]), most);
  if (count == 0) return wf_str_exact(args[0]);
  return replace_counted(args[0], args[1], args[2], count);
}

/* --- Padding --- */

/* The fill character of center, ljust and rjust as a string. */
static bool fill_argument(wf_value v, wf_value *fill) {
  *fill = wf_str_from_char(' ');
  if (v == WF_EMPTY) return true;
  if (!wf_is_str(v)) {
    wf_raise(&wf_exc_TypeError, "The fill character must be a unicode character, not %T", v);
    return false;
  }
  if (wf_str_length(v) != 1) {
    wf_raise(&wf_exc_TypeError, "The fill character must be exactly one character long");
    return false;
  }
  *fill = v;
  return true;
}

/* With `fill` so many times at the left, behind the first `before` bytes, and at the right. */
static wf_value padded(wf_value self, size_t before, int64_t left, int64_t right, wf_value fill) {
  const char *unit = wf_str_bytes(fill);
  size_t width = wf_str_size(fill), size = wf_str_size(self);
  size_t count = (size_t)left + (size_t)right, more;
  if (__builtin_mul_overflow(width, count, &more) || more > WF_STR_MOST)
    return wf_raise_memory();
  wf_value out = wf_str_alloc_counted(size + more, wf_str_length(self) + count);
  if (out == WF_ERROR) return WF_ERROR;
  char *p = wf_copy_bytes(wf_to_strp(out)->data, wf_str_bytes(self), before);
  p = wf_fill_bytes(p, unit, width, left);
  p = wf_copy_bytes(p, wf_str_bytes(self) + before, size - before);
  wf_fill_bytes(p, unit, width, right);
  return size + more == 1 ? wf_str_finish(out) : wf_str_made(out);
}

/* Padding to args[1] columns; share: how much of it goes left, of `margin`. */
static wf_value justify(const wf_value *args, int64_t (*share)(int64_t margin, int64_t width)) {
  int64_t width;
  wf_value fill;
  if (!wf_arg_size(args[1], &width) || !fill_argument(args[2], &fill)) return WF_ERROR;
  int64_t margin = width - (int64_t)wf_str_length(args[0]);
  if (margin <= 0) return wf_str_exact(args[0]);
  int64_t left = share(margin, width);
  return padded(args[0], 0, left, margin - left, fill);
}

static int64_t share_none(int64_t margin, int64_t width) {
  (void)margin, (void)width;
  return 0;
}
static int64_t share_all(int64_t margin, int64_t width) {
  (void)width;
  return margin;
}
static int64_t share_half(int64_t margin, int64_t width) {
  return margin / 2 + (margin & width & 1);
}

WF_NATIVE(str_ljust) { return justify(args, share_none); }
WF_NATIVE(str_rjust) { return justify(args, share_all); }
WF_NATIVE(str_center) { return justify(args, share_half); }

WF_NATIVE(str_zfill) {
  int64_t width;
  if (!wf_arg_size(args[1], &width)) return WF_ERROR;
  int64_t zeros = width - (int64_t)wf_str_length(args[0]);
  if (zeros <= 0) return wf_str_exact(args[0]);
  const char *text = wf_str_bytes(args[0]);
  size_t size = wf_str_size(args[0]), sign = size > 0 && (*text == '+' || *text == '-');
  return padded(args[0], sign, zeros, 0, wf_str_from_char('0'));
}

WF_NATIVE(str_expandtabs) {
  int tab = 8;
  if (args[1] != WF_EMPTY && !wf_arg_int(args[1], &tab)) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  int64_t column = 0;
  for (const char *p = wf_str_bytes(args[0]), *end = p + wf_str_size(args[0]);
       p < end && !b.failed;) {
    unsigned width = wf_utf8_length((unsigned char)*p);
    if (*p == '\t') {
      int64_t blanks = tab > 0 ? tab - column % tab : 0;
      wf_builder_fill(&b, " ", 1, blanks);
      column += blanks;
    } else {
      column = *p == '\n' || *p == '\r' ? 0 : column + 1;
      wf_builder_add(&b, p, width);
    }
    p += width;
  }
  return wf_builder_finish(&b);
}

/* --- The rest --- */

WF_NATIVE(str_join) { return wf_str_join(args[0], args[1]); }

WF_NATIVE(str_encode) {
  const char *encoding, *errors;
  if (!wf_str_c_argument(args[1], "encode() argument 'encoding'", &encoding) ||
      !wf_str_c_argument(args[2], "encode() argument 'errors'", &errors))
    return WF_ERROR;
  return wf_codec_encode(args[0], encoding, errors);
}

WF_NATIVE(str_format_method) {
  if (!wf_arg_str(args[1], "__format__() argument")) return WF_ERROR;
  return wf_format_str(args[0], args[1]);
}

WF_NATIVE(str_getnewargs) {
  wf_value copy = wf_str_new_counted(wf_str_bytes(args[0]), wf_str_size(args[0]),
                                     wf_str_length(args[0]));
  return copy == WF_ERROR ? WF_ERROR : wf_tuple_of(1, copy);
}
WF_NATIVE(str_sizeof) { return wf_int_new((int64_t)wf_str_var_size(args[0])); }

#define MAKES (WF_FN_LETS_GO | WF_FN_MAKES)
#define ROW(name, doc) {#name, wf_str_do_##name, "(self, /)", doc, WF_FN_LETS_GO}
#define ROW_MAKES(name, doc) {#name, wf_str_do_##name, "(self, /)", doc, MAKES}
#define CHARS "(self, chars=None, /)"
#define SPLIT "(self, /, sep=None, maxsplit=-1)"
#define WITHIN "(self, sub, start=None, end=None, /)"
#define PAD "(self, width, fillchar=' ', /)"

static const wf_native_def methods[] = {
    ROW_MAKES(capitalize,
              "The text with its first character in title case and the others in lower case."),
    ROW_MAKES(casefold, "The text made fit for comparing without regard to case."),
    {"center", str_center, PAD, "The text in the middle of `width` columns.", MAKES},
    {"count", str_count, WITHIN, "How often sub occurs in the text, without overlap.",
     WF_FN_LETS_GO},
    {"encode", str_encode, "(self, /, encoding='utf-8', errors='strict')",
     "The text as bytes in an encoding.", 0},
    {"endswith", str_endswith, "(self, suffix, start=None, end=None, /)",
     "Does the text end with suffix, or with one of a tuple of them?", WF_FN_LETS_GO},
    {"expandtabs", str_expandtabs, "(self, /, tabsize=8)", "The text with spaces for tabs.",
     WF_FN_LETS_GO},
    {"find", str_find, WITHIN, "The lowest index where sub occurs, or -1.", WF_FN_LETS_GO},
    {"format", wf_str_do_format, WF_RAW,
     "format(*args, **kwargs)\n\nThe text with its replacement fields, in braces, filled in.", 0},
    {"format_map", wf_str_do_format_map, "(self, mapping, /)",
     "The text with its replacement fields filled in from a mapping.", 0},
    {"index", str_index, WITHIN, "The lowest index where sub occurs; ValueError if it does not.",
     WF_FN_LETS_GO},
    ROW(isalnum, "Is every character, and at least one, a letter or number?"),
    ROW(isalpha, "Is every character, and at least one, a letter?"),
    ROW(isascii, "Is every character ASCII?"),
    ROW(isdecimal, "Is every character, and at least one, a decimal digit?"),
    ROW(isdigit, "Is every character, and at least one, a digit?"),
    ROW(isidentifier, "Could the text be a name in a program?"),
    ROW(islower, "Is every cased character, and at least one, in lower case?"),
    ROW(isnumeric, "Is every character, and at least one, numeric?"),
    ROW(isprintable, "Does repr() leave every character as it is?"),
    ROW(isspace, "Is every character, and at least one, white space?"),
    ROW(istitle, "Does every word, and at least one, start with its only capital?"),
    ROW(isupper, "Is every cased character, and at least one, in upper case?"),
    {"join", str_join, "(self, iterable, /)", "The strings of iterable, with this text between.",
     WF_FN_MAKES},
    {"ljust", str_ljust, PAD, "The text at the left of `width` columns.", MAKES},
    ROW_MAKES(lower, "The text in lower case."),
    {"lstrip", wf_str_do_lstrip, CHARS, "The text without leading spaces, or without any of chars.",
     MAKES},
    {"maketrans", wf_str_do_maketrans, "(x, y=None, z=None, /)", "A table for translate().",
     WF_FN_STATIC},
    {"partition", wf_str_do_partition, "(self, sep, /)",
     "What is before the first sep, sep, and what is after it.", 0},
    {"removeprefix", str_removeprefix, "(self, prefix, /)", "The text without prefix.", MAKES},
    {"removesuffix", str_removesuffix, "(self, suffix, /)", "The text without suffix.", MAKES},
    {"replace", str_replace, "(self, old, new, count=-1, /)",
     "The text with new in the place of old, at most count times.", MAKES},
    {"rfind", str_rfind, WITHIN, "The highest index where sub occurs, or -1.", WF_FN_LETS_GO},
    {"rindex", str_rindex, WITHIN, "The highest index where sub occurs; ValueError if it does not.",
     WF_FN_LETS_GO},
    {"rjust", str_rjust, PAD, "The text at the right of `width` columns.", MAKES},
    {"rpartition", wf_str_do_rpartition, "(self, sep, /)",
     "What is before the last sep, sep, and what is after it.", 0},
    {"rsplit", wf_str_do_rsplit, SPLIT, "The words of the text, found from the right.",
     WF_FN_LETS_GO},
    {"rstrip", wf_str_do_rstrip, CHARS,
     "The text without trailing spaces, or without any of chars.", MAKES},
    {"split", wf_str_do_split, SPLIT, "The words of the text, separated by sep or by spaces.",
     WF_FN_LETS_GO},
    {"splitlines", wf_str_do_splitlines, "(self, /, keepends=False)", "The lines of the text.",
     WF_FN_LETS_GO},
    {"startswith", str_startswith, "(self, prefix, start=None, end=None, /)",
     "Does the text start with prefix, or with one of a tuple of them?", WF_FN_LETS_GO},
    {"strip", wf_str_do_strip, CHARS,
     "The text without leading and trailing spaces, or without any of chars.", MAKES},
    ROW_MAKES(swapcase, "The text with upper and lower case exchanged."),
    ROW_MAKES(title, "The text with each word in title case."),
    {"translate", wf_str_do_translate, "(self, table, /)",
     "The text with each character replaced by what the table has for it.", 0},
    ROW_MAKES(upper, "The text in upper case."),
    {"zfill", str_zfill, "(self, width, /)", "The text with zeros in front, behind its sign.",
     MAKES},
    {"__format__", str_format_method, "(self, format_spec, /)", "The text laid out by a spec.", 0},
    {"__getnewargs__", str_getnewargs, "(self, /)", "For copying and pickling.", 0},
    {"__sizeof__", str_sizeof, "(self, /)", "Bytes of memory.", 0},
    {0}};

wf_type wf_str_type = {
    .name = "str",
    .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
           "Text: an immutable sequence of Unicode characters.",
    .signature = "(object='', encoding='utf-8', errors='strict')",
    .instance_size = sizeof(wf_str),
    .item_size = 1,
    .var_size = wf_str_var_size,
    .flags = WF_TYPE_BASE | WF_TYPE_VAR | WF_TYPE_IS_STR,
    .slots =
        {
            .repr = wf_str_repr,
            .str = str_str,
            .hash = str_hash,
            .compare = str_compare,
            .iter = wf_str_iter,
            .new = str_new,
            .length = str_length,
            .getitem = str_getitem,
            .contains = str_contains,
            .binary = {[WF_OP_ADD] = str_add, [WF_OP_MUL] = str_multiply, [WF_OP_MOD] = str_modulo},
        },
    .methods = methods,
};

bool wf_text_init(void) {
  wf_type *const types[] = {&wf_str_type,        &wf_str_iterator_type,
                            &wf_bytes_type,      &wf_bytes_iterator_type,
                            &wf_bytearray_type,  &wf_bytearray_iterator_type,
                            &wf_memoryview_type, &wf_memory_iterator_type};
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_type_ready(types[i])) return false;
  return true;
}
