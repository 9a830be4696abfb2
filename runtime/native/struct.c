/* The module _struct: C structures as bytes. */
#include <config.h>

#include <math.h>

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/codec.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"

static WF_OF_LIFE wf_slot struct_error;
/* What functions were called with: a dict from texts to Structs. */
static WF_OF_LIFE wf_slot formats;

static wf_type *error_type(void) { return wf_exception_class(&struct_error, &wf_exc_Exception); }
#define FAIL(...) wf_raise(error_type(), __VA_ARGS__)

typedef struct item {
  char code;
  size_t size, count, offset; /* bytes each; how many (or the length of s and p); where */
} item;

/* A compiled format. */
typedef struct format {
  wf_object head;
  wf_value text; /* str */
  bool little, native; /* native: sizes and alignment of the machine */
  size_t size, values, item_count;
  item *items;
} format;
static format *to_format(wf_value v) { return (format *)wf_to_object(v); }

/* What scripts call Struct. __init__ may come again, in another thread too. */
typedef struct handle {
  wf_object head;
  wf_slot format; /* WF_EMPTY before __init__ */
} handle;
static wf_type struct_type, format_type;

/* The format that the Struct has now; WF_ERROR when it has none. */
static wf_value format_of(wf_value v) {
  wf_value f = wf_slot_acquire(&((handle *)wf_to_object(v))->format);
  return f != WF_EMPTY ? f
                       : wf_raise(&wf_exc_RuntimeError, "Struct object is not initialized");
}

/* --- Reading formats --- */

/* Size and alignment of a code; size 0: unknown. */
static size_t size_of(char code, bool native, size_t *align) {
  static const struct { char code; uint8_t standard, native;
  } codes[] = {{'x', 1, 1},
               {'b', 1, 1},
               {'B', 1, 1},
               {'c', 1, 1},
               {'s', 1, 1},
               {'p', 1, 1},
               {'?', 1, sizeof(bool)},
               {'h', 2, sizeof(short)},
               {'H', 2, sizeof(short)},
               {'i', 4, sizeof(int)},
               {'I', 4, sizeof(int)},
               {'l', 4, sizeof(long)},
               {'L', 4, sizeof(long)},
               {'q', 8, sizeof(long long)},
               {'Q', 8, sizeof(long long)},
               {'n', 0, sizeof(ptrdiff_t)},
               {'N', 0, sizeof(size_t)},
               {'P', 0, sizeof(void *)},
               {'e', 2, 2},
               {'f', 4, 4},
               {'d', 8, 8}};
  for (size_t i = 0; i < WF_COUNT(codes); i++)
    if (codes[i].code == code) {
      size_t size = native ? codes[i].native : codes[i].standard;
      *align = native && !strchr("xcspbB?", code) ? size : 1;
      return size;
    }
  return 0;
}

static bool add_item(format *f, size_t *room, item it) {
  if (f->item_count == *room) {
    item *more = wf_alloc_var_atomic((*room = *room ? *room * 2 : 8) * sizeof *more);
    if (!more) return false;
    if (f->item_count) memcpy(more, f->items, f->item_count * sizeof *more);
    f->items = more;
  }
  f->items[f->item_count++] = it;
  return true;
}

static bool read_format(format *f, const char *p, const char *end) {
  const uint16_t one = 1;
  bool host_little = *(const uint8_t *)&one, native_size = true, native_align = true;
  f->native = true;
  size_t room = 0;
  f->little = host_little;
  if (p < end && strchr("@=<>!", *p)) {
    f->native = native_size = native_align = *p == '@';
    if (*p == '<') f->little = true;
    if (*p == '>' || *p == '!') f->little = false;
    p++;
  }
  while (p < end) {
    if (*p == ' ' || (*p >= '\t' && *p <= '\r')) {
      p++;
      continue;
    }
    size_t count = 1;
    if (*p >= '0' && *p <= '9') {
      for (count = 0; p < end && *p >= '0' && *p <= '9'; p++) {
        if (count > (SIZE_MAX / 4 - 9) / 10) return FAIL("total struct size too long") != WF_ERROR;
        count = count * 10 + (size_t)(*p - '0');
      }
      if (p == end) return FAIL("repeat count given without format specifier") != WF_ERROR;
    }
    size_t align, size = size_of(*p, native_size, &align);
    if (!size) return FAIL("bad char in struct format") != WF_ERROR;
    if (native_align) f->size = (f->size + align - 1) / align * align;
    if (count && size > (SIZE_MAX / 4 - f->size) / count)
      return FAIL("total struct size too long") != WF_ERROR;
    if (*p != 'x' && (count || *p == 's' || *p == 'p')) {
      if (!add_item(f, &room, (item){*p, size, count, f->size})) return false;
      f->values += *p == 's' || *p == 'p' ? 1 : count;
    }
    f->size += size * count;
    p++;
  }
  return true;
}

static wf_value make_format(wf_value text) {
  if (wf_is_str(text) && (text = wf_codec_encode(text, "ascii", NULL)) == WF_ERROR) return WF_ERROR;
  if (!wf_is_bytes(text))
    return wf_raise(&wf_exc_TypeError, "Struct() argument 1 must be a str or bytes object, not %T",
                    text);
  const char *data = (const char *)wf_to_bytes(text)->data, *end = data + wf_to_bytes(text)->size;
  format *f = wf_object_new(&format_type);
  if (memchr(data, 0, (size_t)(end - data))) return FAIL("embedded null character");
  if (!read_format(f, data, end)) return WF_ERROR;
  f->text = wf_str_new(data, (size_t)(end - data));
  return wf_from_object(f);
}

/* Formats that functions were called with, by their text. */
static wf_value cached_format(wf_value text) {
  wf_value cache = wf_slot_acquire(&formats);
  if (!wf_is_str(text) && !wf_is_bytes(text) && wf_hash(text) == -1) return WF_ERROR;
  if (!wf_is_str(text) && !wf_is_bytes(text))
    return wf_raise(&wf_exc_TypeError, "Struct() argument 1 must be a str or bytes object, not %T",
                    text);
  wf_value known = cache == WF_EMPTY ? WF_EMPTY : wf_dict_get(cache, text);
  if (known != WF_EMPTY) return known;
  known = make_format(text);
  if (known == WF_ERROR || cache == WF_EMPTY) return known;
  if (wf_dict_count(cache) > 200) wf_dict_clear(cache);
  return wf_dict_set(cache, text, known) ? known : WF_ERROR;
}

/* --- Packing --- */

static void put_bytes(uint8_t *out, uint64_t v, size_t size, bool little) {
  for (size_t i = 0; i < size; i++) out[little ? i : size - 1 - i] = (uint8_t)(v >> (8 * i));
}

/* CPython's words depend on which C type took the number first. */
static bool out_of_range(const format *f, const item *it, wf_value v, bool is_signed) {
  int64_t number;
  uint64_t natural;
  bool fits = strchr(f->little ? "ILQ" : "HIL", it->code) ? wf_int_to_uint64(v, &natural)
                                                         : wf_int_to_int64(v, &number);
  if (it->code == 'P' || (!f->little && it->size == 8))
    return FAIL("int too large to convert") != WF_ERROR;
  if (!fits || it->size == 8) return FAIL("argument out of range") != WF_ERROR;
  wf_value low = wf_small_int(0), one = wf_small_int(1);
  wf_value high = wf_int_lshift(one, wf_small_int((int64_t)it->size * 8 - is_signed));
  if (is_signed) low = wf_int_neg(high);
  high = wf_int_sub(high, one);
  const char *name = it->size == 1 ? "byte" : "short";
  if (it->size > 2 || (it->size == 2 && !f->little))
    return FAIL("'%c' format requires %S <= number <= %S", it->code, low, high) != WF_ERROR;
  return FAIL("%s%s format requires %S <= number <= %S", is_signed ? "" : "u", name, low, high) !=
         WF_ERROR;
}

static bool pack_int(const format *f, const item *it, uint8_t *out, wf_value v) {
  bool is_signed = strchr("bhilqn", it->code) != NULL;
  wf_value i = wf_is_int(v) ? v : WF_EMPTY;
  if (i == WF_EMPTY) {
    if (!wf_type_of(v)->slots.unary[WF_OP_INDEX])
      return FAIL("required argument is not an integer") != WF_ERROR;
    if ((i = wf_index(v)) == WF_ERROR) return false;
  }
  if (it->code == 'P') is_signed = wf_int_sign(i) < 0;
  if (wf_int_to_bytes(i, out, it->size, f->little, is_signed)) return true;
  memset(out, 0, it->size); /* not the low bytes of a number that does not fit */
  return out_of_range(f, it, i, is_signed);
}

/* Half precision, ties to even. false: too large. */
static bool to_half(double d, uint16_t *out) {
  uint16_t sign = signbit(d) ? 0x8000 : 0;
  if (isnan(d)) return *out = sign | 0x7e00, true;
  if (isinf(d)) return *out = sign | 0x7c00, true;
  int exponent;
  double m = frexp(fabs(d), &exponent); /* m in [0.5, 1) */
  if (m == 0) return *out = sign, true;
  int shift = exponent < -13 ? 11 + (exponent + 13) : 11;
  double scaled = ldexp(m, shift), whole = floor(scaled), rest = scaled - whole;
  if (rest > 0.5 || (rest == 0.5 && fmod(whole, 2) == 1)) whole += 1;
  uint32_t bits = (uint32_t)whole;
  if (exponent >= -13) bits = ((uint32_t)(exponent + 13) << 10) + bits;
  *out = (uint16_t)(sign | bits);
  return bits < 0x7c00;
}
static double from_half(uint16_t h) {
  int exponent = h >> 10 & 31, fraction = h & 1023;
  double d = exponent == 31 ? (fraction ? NAN : INFINITY)
             : exponent     ? ldexp(1024 + fraction, exponent - 25)
                            : ldexp(fraction, -24);
  return h & 0x8000 ? -d : d;
}

static bool too_large(const item *it, wf_value v) {
  if (wf_is_int(v)) FAIL("int too large to convert");
  else wf_raise(&wf_exc_OverflowError, "float too large to pack with %c format", it->code);
  return false;
}

static bool pack_float(const format *form, const item *it, uint8_t *out, wf_value v) {
  double d;
  if (!wf_arg_double(v, &d)) {
    wf_error_clear();
    FAIL("required argument is not a float");
    return false;
  }
  uint64_t bits = 0;
  if (it->code == 'd') {
    memcpy(&bits, &d, 8);
  } else if (it->code == 'f') {
    float f = (float)d;
    uint32_t word;
    if (isinf(f) && isfinite(d) && !form->native) return too_large(it, v);
    memcpy(&word, &f, 4);
    bits = word;
  } else {
    uint16_t half;
    if (!to_half(d, &half)) return too_large(it, v);
    bits = half;
  }
  put_bytes(out, bits, it->size, form->little);
  return true;
}

static bool pack_text(const item *it, uint8_t *out, wf_value v) {
  if (!wf_is_bytes(v) && !wf_is_bytearray(v))
    return FAIL("argument for '%c' must be a bytes object", it->code) != WF_ERROR;
  wf_buffer view;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return false;
  size_t room = it->count, skip = it->code == 'p' && room > 0;
  size_t n = view.size < room - skip ? view.size : room - skip;
  if (room > skip) memcpy(out + skip, view.data, n);
  if (skip) out[0] = (uint8_t)(n > 255 ? 255 : n);
  wf_buffer_release(&view);
  return true;
}

static bool pack_one(const format *f, const item *it, uint8_t *out, wf_value v) {
  switch (it->code) {
  case 'e': case 'f': case 'd': return pack_float(f, it, out, v);
  case '?': {
    int truth = wf_truth(v);
    *out = truth > 0;
    return truth >= 0;
  }
  case 'c':
    if (!wf_is_bytes(v) || wf_to_bytes(v)->size != 1)
      return FAIL("char format requires a bytes object of length 1") != WF_ERROR;
    *out = wf_to_bytes(v)->data[0];
    return true;
  default: return pack_int(f, it, out, v);
  }
}

static bool pack_all(const format *f, uint8_t *out, const wf_value *values) {
  memset(out, 0, f->size);
  for (size_t i = 0; i < f->item_count; i++) {
    const item *it = &f->items[i];
    if (it->code == 's' || it->code == 'p') {
      if (!pack_text(it, out + it->offset, *values++)) return false;
      continue;
    }
    for (size_t k = 0; k < it->count; k++)
      if (!pack_one(f, it, out + it->offset + k * it->size, *values++)) return false;
  }
  return true;
}

static wf_value pack(const format *f, const wf_value *values, size_t count) {
  if (count != f->values)
    return FAIL("pack expected %zu items for packing (got %zu)", f->values, count);
  uint8_t *out = wf_alloc_var_atomic(f->size + 1);
  return out && pack_all(f, out, values) ? wf_bytes_new(out, f->size) : WF_ERROR;
}

/* The place in a buffer of `size` bytes for f; false: error. */
static bool find_offset(const format *f, size_t size, int64_t *offset, const char *what) {
  if (*offset < 0) {
    if (*offset + (int64_t)f->size > 0 && !strcmp(what, "pack_into"))
      return FAIL("no space to pack %zu bytes at offset %zd", f->size, (ptrdiff_t)*offset) !=
             WF_ERROR;
    if (*offset + (int64_t)f->size > 0)
      return FAIL("not enough data to unpack %zu bytes at offset %zd", f->size,
                  (ptrdiff_t)*offset) != WF_ERROR;
    if (*offset + (int64_t)size < 0)
      return FAIL("offset %zd out of range for %zu-byte buffer", (ptrdiff_t)*offset, size) !=
             WF_ERROR;
    *offset += (int64_t)size;
  }
  if ((int64_t)size - *offset >= (int64_t)f->size) return true;
  return FAIL("%s requires a buffer of at least %zu bytes for %s %zu bytes at offset %zd (actual "
              "buffer size is %zu)",
              what, f->size + (size_t)*offset, !strcmp(what, "pack_into") ? "packing" : "unpacking",
              f->size, (ptrdiff_t)*offset, size) != WF_ERROR;
}

/* Packs aside: other threads see in the buffer what was there or what is packed, but no zeros in
   between. Where a value is wrong, the buffer gets what comes before it. A value's own method may
   look into the buffer, so such values are packed in place. */
static bool pack_to(const format *f, uint8_t *to, const wf_value *values) {
  for (size_t i = 0; i < f->values; i++)
    if (!wf_is_plain(values[i])) return pack_all(f, to, values);
  uint8_t small[256], *out = f->size <= sizeof small ? small : wf_alloc_var_atomic(f->size);
  if (!out) return false;
  bool ok = pack_all(f, out, values);
  wf_copy_shared(to, out, f->size);
  return ok;
}

static wf_value pack_into(const format *f, const wf_value *args, size_t count) {
  if (count < 2)
    return FAIL(count ? "pack_into expected offset argument"
                      : "pack_into expected buffer argument");
  if (count - 2 != f->values)
    return FAIL("pack_into expected %zu items for packing (got %zu)", f->values, count - 2);
  wf_buffer view;
  int64_t offset;
  if (!wf_buffer_to_write(args[0], &view, "argument")) return WF_ERROR;
  bool ok = wf_arg_size(args[1], &offset) && find_offset(f, view.size, &offset, "pack_into") &&
            pack_to(f, view.data + offset, args + 2);
  wf_buffer_release(&view);
  return ok ? WF_NONE : WF_ERROR;
}

/* --- Unpacking --- */

/* A number of 1, 2, 4 or 8 bytes: one that is aligned is read whole, others may be writing it. */
static uint64_t load(const uint8_t *p, unsigned size, bool little) {
  const bool native = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  _Alignas(8) uint8_t copy[8];
  if ((uintptr_t)p & (size - 1)) {
    wf_copy_shared(copy, p, size);
    p = copy;
  }
  uint64_t word = wf_load_word(p, size);
  return little == native ? word : __builtin_bswap64(word) >> (64 - 8 * size);
}

static wf_value unpack_one(const item *it, const uint8_t *p, bool little) {
  if (it->code == 'c') return wf_bytes_new(p, 1);
  uint64_t bits = load(p, (unsigned)it->size, little);
  if (it->code == '?') return wf_bool(bits != 0);
  if (it->code == 'd') {
    double d;
    memcpy(&d, &bits, 8);
    return wf_float_new(d);
  }
  if (it->code == 'f') {
    uint32_t word = (uint32_t)bits;
    float f;
    memcpy(&f, &word, 4);
    return wf_float_new(f);
  }
  if (it->code == 'e') return wf_float_new(from_half((uint16_t)bits));
  if (!strchr("bhilqn", it->code)) return wf_int_from_uint64(bits);
  int shift = 64 - 8 * (int)it->size;
  return wf_int_new((int64_t)(bits << shift) >> shift);
}

static wf_value unpack(const format *f, const uint8_t *data) {
  wf_value tuple = wf_tuple_new(f->values);
  if (tuple == WF_ERROR) return WF_ERROR;
  wf_value *out = f->values ? wf_to_tuple(tuple)->items : NULL;
  for (size_t i = 0; i < f->item_count; i++) {
    const item *it = &f->items[i];
    const uint8_t *p = data + it->offset;
    if (it->code == 's') {
      *out++ = wf_bytes_new(p, it->count);
    } else if (it->code == 'p') {
      size_t n = it->count ? *p : 0;
      if (it->count && n >= it->count) n = it->count - 1;
      *out++ = wf_bytes_new(p + 1, n);
    } else {
      for (size_t k = 0; k < it->count; k++) *out++ = unpack_one(it, p + k * it->size, f->little);
    }
  }
  return tuple;
}

static wf_value unpack_exact(const format *f, wf_value data) {
  wf_buffer view;
  if (wf_buffer_get(data, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value v = view.size == f->size ? unpack(f, view.data)
                                    : FAIL("unpack requires a buffer of %zu bytes", f->size);
  wf_buffer_release(&view);
  return v;
}
static wf_value unpack_from(const format *f, wf_value data, wf_value at) {
  wf_buffer view;
  int64_t offset = 0;
  if (at != WF_EMPTY && !wf_arg_size(at, &offset)) return WF_ERROR;
  if (wf_buffer_get(data, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value v = find_offset(f, view.size, &offset, "unpack_from") ? unpack(f, view.data + offset)
                                                                 : WF_ERROR;
  wf_buffer_release(&view);
  return v;
}

typedef struct iterator {
  wf_object head;
  wf_value format, data;
  _Atomic(size_t) offset;
} iterator;
static wf_value iterator_next(wf_value self) {
  iterator *it = (iterator *)wf_to_object(self);
  const format *f = to_format(it->format);
  wf_buffer view;
  if (wf_buffer_get(it->data, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  size_t at = atomic_load(&it->offset);
  bool is_left;
  do is_left = at <= view.size && f->size <= view.size - at;
  while (is_left && !atomic_compare_exchange_weak(&it->offset, &at, at + f->size));
  wf_value v = is_left ? unpack(f, view.data + at) : WF_EMPTY;
  wf_buffer_release(&view);
  return v;
}
static wf_value self_of(wf_value self) { return self; }
WF_NATIVE(iterator_hint) {
  iterator *it = (iterator *)wf_to_object(args[0]);
  int64_t n = wf_length(it->data);
  size_t at = atomic_load(&it->offset);
  return n < 0 ? WF_ERROR
               : wf_small_int(
                     (size_t)n > at ? (n - (int64_t)at) / (int64_t)to_format(it->format)->size : 0);
}
static const wf_native_def iterator_methods[] = {
    {"__length_hint__", iterator_hint, "(self, /)", NULL, 0}, {0}};
static wf_type iterator_type = {.name = "_struct.unpack_iterator",
                                .instance_size = sizeof(iterator),
                                .flags = WF_TYPE_NO_NEW,
                                .slots = {.iter = self_of, .next = iterator_next},
                                .methods = iterator_methods};

static wf_value iter_unpack(wf_value f, wf_value data) {
  wf_buffer view;
  if (to_format(f)->size == 0) return FAIL("cannot iteratively unpack with a struct of length 0");
  if (wf_buffer_get(data, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  bool fits = view.size % to_format(f)->size == 0;
  wf_buffer_release(&view);
  if (!fits)
    return FAIL("iterative unpacking requires a buffer of a multiple of %zu bytes",
                to_format(f)->size);
  iterator *it = wf_object_new(&iterator_type);
  it->format = f;
  it->data = data;
  return wf_from_object(it);
}

/* --- Struct and the functions --- */

/* What subclasses are called with is the business of their __init__. */
static wf_value struct_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                           WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}
static int struct_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[1];
  if (!WF_BIND("Struct", "(format)", args, npos, kwnames, a)) return -1;
  wf_value f = make_format(a[0]);
  if (f == WF_ERROR) return -1;
  wf_slot_set(&((handle *)wf_to_object(self))->format, f);
  return 0;
}

#define WITH_OWN_FORMAT(call)             \
  wf_value f = format_of(args[0]);        \
  return f == WF_ERROR ? WF_ERROR : (call)
WF_NATIVE(struct_pack) {
  if (!wf_no_keywords("Struct.pack", kwnames)) return WF_ERROR;
  WITH_OWN_FORMAT(pack(to_format(f), args + 1, nargs - 1));
}
WF_NATIVE(struct_pack_into) {
  if (!wf_no_keywords("Struct.pack_into", kwnames)) return WF_ERROR;
  WITH_OWN_FORMAT(pack_into(to_format(f), args + 1, nargs - 1));
}
WF_NATIVE(struct_unpack) { WITH_OWN_FORMAT(unpack_exact(to_format(f), args[1])); }
WF_NATIVE(struct_unpack_from) { WITH_OWN_FORMAT(unpack_from(to_format(f), args[1], args[2])); }
WF_NATIVE(struct_iter_unpack) { WITH_OWN_FORMAT(iter_unpack(f, args[1])); }
static wf_value get_format(wf_value self) {
  wf_value f = format_of(self);
  return f == WF_ERROR ? f : to_format(f)->text;
}
static wf_value get_size(wf_value self) {
  wf_value f = format_of(self);
  return f == WF_ERROR ? f : wf_int_from_uint64(to_format(f)->size);
}
static const wf_native_def struct_methods[] = {
    {"pack", struct_pack, WF_RAW, "pack(*values)\n\nValues as bytes.", 0},
    {"pack_into", struct_pack_into, WF_RAW,
     "pack_into(buffer, offset, *values)\n\nValues into a buffer.", 0},
    {"unpack", struct_unpack, "(self, buffer, /)", "The values in bytes.", 0},
    {"unpack_from", struct_unpack_from, "(self, /, buffer, offset=0)",
     "The values in bytes from an offset on.", 0},
    {"iter_unpack", struct_iter_unpack, "(self, buffer, /)", "An iterator of tuples of values.", 0},
    {0}};
static const wf_getset_def struct_getsets[] = {
    {"format", get_format, NULL, NULL}, {"size", get_size, NULL, NULL}, {0}};
static wf_type struct_type = {.name = "_struct.Struct",
                              .doc = "A compiled format.",
                              .signature = "(format)",
                              .instance_size = sizeof(handle),
                              .flags = WF_TYPE_BASE | WF_TYPE_WEAK,
                              .slots = {.new = struct_new, .init = struct_init},
                              .methods = struct_methods,
                              .getsets = struct_getsets};

static wf_type format_type = {.name = "_struct.format",
                              .instance_size = sizeof(format),
                              .flags = WF_TYPE_NO_NEW};

#define WITH_FORMAT(call)                              \
  wf_value f = cached_format(args[0]);                 \
  return f == WF_ERROR ? WF_ERROR : (call)
WF_NATIVE(calcsize) { WITH_FORMAT(wf_int_from_uint64(to_format(f)->size)); }
WF_NATIVE(module_pack) {
  if (!wf_no_keywords("_struct.pack", kwnames)) return WF_ERROR;
  if (nargs == 0) return wf_raise(&wf_exc_TypeError, "missing format argument");
  WITH_FORMAT(pack(to_format(f), args + 1, nargs - 1));
}
WF_NATIVE(module_pack_into) {
  if (!wf_no_keywords("_struct.pack_into", kwnames)) return WF_ERROR;
  if (nargs == 0) return wf_raise(&wf_exc_TypeError, "missing format argument");
  WITH_FORMAT(pack_into(to_format(f), args + 1, nargs - 1));
}
WF_NATIVE(module_unpack) { WITH_FORMAT(unpack_exact(to_format(f), args[1])); }
WF_NATIVE(module_unpack_from) { WITH_FORMAT(unpack_from(to_format(f), args[1], args[2])); }
WF_NATIVE(module_iter_unpack) { WITH_FORMAT(iter_unpack(f, args[1])); }
WF_NATIVE(clearcache) {
  wf_dict_clear(formats);
  return WF_NONE;
}
static const wf_native_def functions[] = {
    {"calcsize", calcsize, "(format, /)", "Size in bytes.", 0},
    {"pack", module_pack, WF_RAW, "pack(format, *values)\n\nValues as bytes.", 0},
    {"pack_into", module_pack_into, WF_RAW,
     "pack_into(format, buffer, offset, *values)\n\nValues into a buffer.", 0},
    {"unpack", module_unpack, "(format, buffer, /)", "The values in bytes.", 0},
    {"unpack_from", module_unpack_from, "(format, /, buffer, offset=0)",
     "The values in bytes from an offset on.", 0},
    {"iter_unpack", module_iter_unpack, "(format, buffer, /)", "An iterator of tuples of values.",
     0},
    {"_clearcache", clearcache, "()", "Forget the compiled formats.", 0},
    {0},
};

static bool init(wf_value module) {
  wf_slot_set(&formats, wf_dict_new());
  wf_value bases = wf_tuple_of(1, wf_from_type(&wf_exc_Exception));
  return wf_exception_make_class(&struct_error, "struct", "error", bases, NULL) &&
         wf_type_ready(&iterator_type) && wf_type_ready(&format_type) &&
         wf_module_add(module, "error", wf_from_type(error_type())) &&
         wf_module_add_type(module, &struct_type);
}

const wf_module_def wf_struct_module = {
    .name = "_struct", .doc = "C structures as bytes.", .functions = functions, .init = init};
