/* Foreign values of one C type each: integers, floats, characters, pointers; and their class,
   _SimpleCData. The table of codes is the one place that knows them. */
#include <config.h>

#include <wchar.h>

#include "runtime/bytes.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* --- Integers --- */

bool wf_ffi_integer_bits(wf_value v, uint64_t *bits) {
  if (WF_LIKELY(wf_is_small_int(v))) {
    *bits = (uint64_t)wf_small_int_get(v);
    return true;
  }
  wf_value i = wf_index(v);
  if (i == WF_ERROR) return false;
  *bits = wf_int_low_bits(i);
  return true;
}

#define SWAP_1(x) (x)
#define SWAP_2(x) __builtin_bswap16(x)
#define SWAP_4(x) __builtin_bswap32(x)
#define SWAP_8(x) __builtin_bswap64(x)

/* bits: the unsigned type of that width. */
#define INTEGER(name, type, bits, SWAP, make)                                              \
  static wf_value get_##name(const uint8_t *at) {                                          \
    bits u;                                                                                \
    wf_ffi_move(&u, at, sizeof u);                                                         \
    return make((type)u);                                                                  \
  }                                                                                        \
  static wf_value set_##name(uint8_t *at, wf_value v) {                                    \
    uint64_t all;                                                                          \
    if (!wf_ffi_integer_bits(v, &all)) return WF_ERROR;                                    \
    bits u = (bits)all;                                                                    \
    wf_ffi_move(at, &u, sizeof u);                                                         \
    return WF_NONE;                                                                        \
  }                                                                                        \
  WF_UNUSED static wf_value get_##name##_swapped(const uint8_t *at) {                      \
    bits u;                                                                                \
    wf_ffi_move(&u, at, sizeof u);                                                         \
    return make((type)SWAP(u));                                                            \
  }                                                                                        \
  WF_UNUSED static wf_value set_##name##_swapped(uint8_t *at, wf_value v) {                \
    uint64_t all;                                                                          \
    if (!wf_ffi_integer_bits(v, &all)) return WF_ERROR;                                    \
    bits u = SWAP((bits)all);                                                              \
    wf_ffi_move(at, &u, sizeof u);                                                         \
    return WF_NONE;                                                                        \
  }
INTEGER(i8, int8_t, uint8_t, SWAP_1, wf_small_int)
INTEGER(u8, uint8_t, uint8_t, SWAP_1, wf_small_int)
INTEGER(i16, int16_t, uint16_t, SWAP_2, wf_small_int)
INTEGER(u16, uint16_t, uint16_t, SWAP_2, wf_small_int)
INTEGER(i32, int32_t, uint32_t, SWAP_4, wf_small_int)
INTEGER(u32, uint32_t, uint32_t, SWAP_4, wf_small_int)
INTEGER(i64, int64_t, uint64_t, SWAP_8, wf_int_new)
INTEGER(u64, uint64_t, uint64_t, SWAP_8, wf_int_from_uint64)

static void set_byte(uint8_t *at, uint8_t byte) { wf_ffi_move(at, &byte, 1); }
static uint8_t get_byte(const uint8_t *at) {
  uint8_t byte;
  wf_ffi_move(&byte, at, 1);
  return byte;
}

static wf_value get_bool(const uint8_t *at) { return wf_bool(get_byte(at) != 0); }
static wf_value set_bool(uint8_t *at, wf_value v) {
  int truth = wf_truth(v);
  if (truth < 0) return WF_ERROR;
  set_byte(at, (uint8_t)truth);
  return WF_NONE;
}

/* --- Floats --- */

#define REAL(name, type, bits, SWAP)                                                       \
  static wf_value get_##name(const uint8_t *at) {                                          \
    type x;                                                                                \
    wf_ffi_move(&x, at, sizeof x);                                                         \
    return wf_float_new((double)x);                                                        \
  }                                                                                        \
  static wf_value set_##name(uint8_t *at, wf_value v) {                                    \
    double d;                                                                              \
    if (!wf_arg_double(v, &d)) return WF_ERROR;                                            \
    type x = (type)d;                                                                      \
    wf_ffi_move(at, &x, sizeof x);                                                         \
    return WF_NONE;                                                                        \
  }                                                                                        \
  static wf_value get_##name##_swapped(const uint8_t *at) {                                \
    bits u;                                                                                \
    wf_ffi_move(&u, at, sizeof u);                                                         \
    u = SWAP(u);                                                                           \
    return get_##name((const uint8_t *)&u);                                                \
  }                                                                                        \
  static wf_value set_##name##_swapped(uint8_t *at, wf_value v) {                          \
    bits u;                                                                                \
    if (set_##name((uint8_t *)&u, v) == WF_ERROR) return WF_ERROR;                         \
    u = SWAP(u);                                                                           \
    wf_ffi_move(at, &u, sizeof u);                                                         \
    return WF_NONE;                                                                        \
  }
REAL(float, float, uint32_t, SWAP_4)
REAL(double, double, uint64_t, SWAP_8)

static wf_value get_long_double(const uint8_t *at) {
  long double x;
  memcpy(&x, at, sizeof x);
  return wf_float_new((double)x);
}
static wf_value set_long_double(uint8_t *at, wf_value v) {
  double d;
  if (!wf_arg_double(v, &d)) return WF_ERROR;
  long double x = d;
  memcpy(at, &x, sizeof x);
  return WF_NONE;
}

/* --- Characters --- */

static wf_value get_char(const uint8_t *at) {
  uint8_t byte = get_byte(at);
  return wf_bytes_new(&byte, 1);
}
static wf_value set_char(uint8_t *at, wf_value v) {
  if (wf_is_bytes(v) && wf_to_bytes(v)->size == 1) {
    set_byte(at, wf_to_bytes(v)->data[0]);
    return WF_NONE;
  }
  wf_buffer view;
  if (wf_is_bytearray(v) && wf_buffer_get(v, &view, WF_BUFFER_READ) == 0) {
    bool one = view.size == 1;
    if (one) set_byte(at, get_byte(view.data));
    wf_buffer_release(&view);
    if (one) return WF_NONE;
  }
  int64_t i;
  if (wf_is_int(v) && wf_int_to_int64(v, &i) && i >= 0 && i < 256) {
    set_byte(at, (uint8_t)i);
    return WF_NONE;
  }
  return wf_raise(&wf_exc_TypeError, "one character bytes, bytearray or integer expected");
}

static bool add_wide(wf_builder *b, wchar_t wide) {
  uint32_t c = (uint32_t)wide;
  if (c <= 0x10ffff) wf_builder_add_char(b, c);
  else wf_raise(&wf_exc_ValueError, "character U+%x is not in range [U+0000; U+10ffff]", c);
  return c <= 0x10ffff;
}

wf_value wf_ffi_from_wide(const wchar_t *text, size_t length) {
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < length; i++)
    if (!add_wide(&b, text[i])) return WF_ERROR;
  return wf_builder_finish(&b);
}

wchar_t *wf_ffi_to_wide(wf_value str, size_t *length) {
  *length = wf_str_length(str);
  wchar_t *wide = wf_alloc_var_atomic((*length + 1) * sizeof *wide);
  for (size_t i = 0; wide && i < *length; i++) wide[i] = (wchar_t)wf_str_at(str, (int64_t)i);
  return wide;
}

static wf_value get_wide(const uint8_t *at) {
  wchar_t c;
  wf_ffi_move(&c, at, sizeof c);
  return wf_ffi_from_wide(&c, 1);
}
static wf_value set_wide(uint8_t *at, wf_value v) {
  if (!wf_is_str(v))
    return wf_raise(&wf_exc_TypeError, "unicode string expected instead of %T instance", v);
  if (wf_str_length(v) != 1)
    return wf_raise(&wf_exc_TypeError, "one character unicode string expected");
  wchar_t c = (wchar_t)wf_str_at(v, 0);
  wf_ffi_move(at, &c, sizeof c);
  return WF_NONE;
}

/* A shorter text may have come between finding the NUL and copying. */
wf_value wf_ffi_chars(const char *text, size_t most) {
  wf_value copy = wf_bytes_new(text, strnlen(text, most));
  if (copy == WF_ERROR) return WF_ERROR;
  const wf_bytes *b = wf_to_bytes(copy);
  size_t length = strlen((const char *)b->data);
  return WF_LIKELY(length == b->size) ? copy : wf_bytes_new(b->data, length);
}

wf_value wf_ffi_wide_chars(const wchar_t *text, size_t most) {
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < most; i++) {
    wchar_t c;
    wf_ffi_move(&c, &text[i], sizeof c);
    if (!c) break;
    if (!add_wide(&b, c)) return WF_ERROR;
  }
  return wf_builder_finish(&b);
}

wf_value wf_ffi_get_text(const uint8_t *at, size_t size, bool wide) {
  if (!wide) return wf_ffi_chars((const char *)at, size);
  return wf_ffi_wide_chars((const wchar_t *)(const void *)at, size / sizeof(wchar_t));
}

bool wf_ffi_set_text(uint8_t *at, size_t size, bool wide, bool to_nul, wf_value v) {
  size_t item = wide ? sizeof(wchar_t) : 1, room = size / item, length;
  const void *from;
  if (wide) {
    if (!wf_is_str(v)) {
      wf_raise(&wf_exc_TypeError, "unicode string expected instead of %T instance", v);
      return false;
    }
    if (!(from = wf_ffi_to_wide(v, &length))) return false;
  } else {
    if (!wf_is_bytes(v)) {
      wf_raise(&wf_exc_TypeError, "bytes expected instead of %T instance", v);
      return false;
    }
    from = wf_to_bytes(v)->data;
    length = to_nul ? strlen(from) : wf_to_bytes(v)->size;
  }
  if (length > room) {
    wf_raise(&wf_exc_ValueError,
             wide ? "string too long (%zu, maximum length %zu)"
                  : "bytes too long (%zu, maximum length %zu)",
             length, room);
    return false;
  }
  memcpy(at, from, (length < room ? length + 1 : length) * item);
  return true;
}

/* --- Pointers --- */

static wf_value get_pointer(const uint8_t *at) {
  const void *p = wf_ffi_load_pointer(at);
  return p ? wf_int_from_uint64((uintptr_t)p) : WF_NONE;
}
static wf_value set_address(uint8_t *at, wf_value v) {
  uint64_t bits;
  if (!wf_ffi_integer_bits(v, &bits)) return WF_ERROR;
  wf_ffi_store_pointer(at, (void *)(uintptr_t)bits);
  return WF_NONE;
}
static wf_value set_pointer(uint8_t *at, wf_value v) {
  if (v == WF_NONE) {
    wf_ffi_store_pointer(at, NULL);
    return WF_NONE;
  }
  if (!wf_is_int(v)) return wf_raise(&wf_exc_TypeError, "cannot be converted to pointer");
  return set_address(at, v);
}

static wf_value get_chars(const uint8_t *at) {
  const char *p = wf_ffi_load_pointer(at);
  return p ? wf_ffi_chars(p, SIZE_MAX) : WF_NONE;
}
static wf_value set_chars(uint8_t *at, wf_value v) {
  if (v == WF_NONE) return set_pointer(at, v);
  if (wf_is_bytes(v)) {
    wf_ffi_store_pointer(at, wf_to_bytes(v)->data);
    return v;
  }
  if (wf_is_int(v)) return set_address(at, v);
  return wf_raise(&wf_exc_TypeError, "bytes or integer address expected instead of %T instance",
                  v);
}

static wf_value get_wide_chars(const uint8_t *at) {
  const wchar_t *p = wf_ffi_load_pointer(at);
  return p ? wf_ffi_wide_chars(p, SIZE_MAX) : WF_NONE;
}

/* The copy is a bytes object, which is what keeps it alive. */
static wf_value set_wide_chars(uint8_t *at, wf_value v) {
  if (v == WF_NONE) return set_pointer(at, v);
  if (wf_is_int(v)) return set_address(at, v);
  if (!wf_is_str(v))
    return wf_raise(&wf_exc_TypeError,
                    "unicode string or integer address expected instead of %T instance", v);
  size_t length;
  const wchar_t *wide = wf_ffi_to_wide(v, &length);
  wf_value copy = wide ? wf_bytes_new(wide, (length + 1) * sizeof *wide) : WF_ERROR;
  if (copy != WF_ERROR) wf_ffi_store_pointer(at, wf_to_bytes(copy)->data);
  return copy;
}

static wf_value get_object(const uint8_t *at) {
  wf_value v = (wf_value)(uintptr_t)wf_ffi_load_pointer(at);
  return v ? v : wf_raise(&wf_exc_ValueError, "PyObject is NULL");
}
static wf_value set_object(uint8_t *at, wf_value v) {
  wf_ffi_store_pointer(at, (void *)(uintptr_t)v);
  return v;
}

/* --- The table --- */

#define ROW(code, type, is_signed, is_integer, ffi, name) \
  {code, sizeof(type), _Alignof(type), is_signed, is_integer, &ffi, get_##name, NULL, set_##name,  \
   NULL}
#define BOTH(code, type, is_signed, is_integer, ffi, name)                                 \
  {code, sizeof(type), _Alignof(type), is_signed, is_integer, &ffi, get_##name,            \
   get_##name##_swapped, set_##name, set_##name##_swapped}
#if __SIZEOF_LONG__ == 8
#define get_long get_i64
#define get_long_swapped get_i64_swapped
#define set_long set_i64
#define set_long_swapped set_i64_swapped
#define get_ulong get_u64
#define get_ulong_swapped get_u64_swapped
#define set_ulong set_u64
#define set_ulong_swapped set_u64_swapped
#else
#define get_long get_i32
#define get_long_swapped get_i32_swapped
#define set_long set_i32
#define set_long_swapped set_i32_swapped
#define get_ulong get_u32
#define get_ulong_swapped get_u32_swapped
#define set_ulong set_u32
#define set_ulong_swapped set_u32_swapped
#endif

static const wf_ffi_scalar scalars[] = {
    ROW('c', char, true, false, ffi_type_schar, char),
    ROW('b', signed char, true, true, ffi_type_schar, i8),
    ROW('B', unsigned char, false, true, ffi_type_uchar, u8),
    BOTH('h', short, true, true, ffi_type_sshort, i16),
    BOTH('H', unsigned short, false, true, ffi_type_ushort, u16),
    BOTH('i', int, true, true, ffi_type_sint, i32),
    BOTH('I', unsigned int, false, true, ffi_type_uint, u32),
    BOTH('l', long, true, true, ffi_type_slong, long),
    BOTH('L', unsigned long, false, true, ffi_type_ulong, ulong),
    BOTH('q', long long, true, true, ffi_type_sint64, i64),
    BOTH('Q', unsigned long long, false, true, ffi_type_uint64, u64),
    BOTH('f', float, true, false, ffi_type_float, float),
    BOTH('d', double, true, false, ffi_type_double, double),
    ROW('g', long double, true, false, ffi_type_longdouble, long_double),
    ROW('?', bool, false, true, ffi_type_uchar, bool),
    ROW('u', wchar_t, true, false, ffi_type_sint32, wide),
    ROW('z', void *, false, false, ffi_type_pointer, chars),
    ROW('Z', void *, false, false, ffi_type_pointer, wide_chars),
    ROW('P', void *, false, false, ffi_type_pointer, pointer),
    ROW('O', void *, false, false, ffi_type_pointer, object),
};

const wf_ffi_scalar *wf_ffi_scalar_find(uint32_t code) {
  for (size_t i = 0; i < WF_COUNT(scalars); i++)
    if ((uint32_t)(unsigned char)scalars[i].code == code) return &scalars[i];
  return NULL;
}

/* --- Classes --- */

/* The code that the buffer protocol uses: one that means the same size on every machine. */
static char format_code(const wf_ffi_scalar *s) {
  if (s->code == 'l' && s->size == 8) return 'q';
  if (s->code == 'L' && s->size == 8) return 'Q';
  return s->code;
}

#define IS_LITTLE (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)

static wf_ffi_info *info_of_scalar(const wf_ffi_scalar *s, bool swapped) {
  wf_ffi_info *info = wf_alloc(sizeof *info);
  char format[3] = {IS_LITTLE != swapped ? '<' : '>', format_code(s), 0};
  *info = (wf_ffi_info){.kind = WF_FFI_SIMPLE,
                        .swapped = swapped,
                        .has_pointer = strchr("zZPO", s->code) != NULL,
                        .scalar = s,
                        .size = s->size,
                        .align = s->align,
                        .passed = s->passed,
                        .get = swapped ? s->get_swapped : s->get,
                        .set = swapped ? s->set_swapped : s->set,
                        .format = wf_ffi_format_text("", 0, NULL, format, "")};
  return info->format ? info : NULL;
}

/* The class with the other byte order, and the attributes that name both. */
static bool add_swapped(wf_type *type, const wf_ffi_scalar *s, const wf_value *args) {
  const char *mine = IS_LITTLE ? "__ctype_le__" : "__ctype_be__";
  const char *other = IS_LITTLE ? "__ctype_be__" : "__ctype_le__";
  wf_value name = wf_str_format("%U%s", args[0], IS_LITTLE ? "_be" : "_le");
  if (name == WF_ERROR) return false;
  wf_type *meta = wf_type_of(wf_from_type(type));
  wf_value made = wf_type_new(meta, name, args[1], args[2], WF_EMPTY, NULL);
  if (made == WF_ERROR) return false;
  wf_type *swapped = wf_to_type(made);
  wf_ffi_info *info = info_of_scalar(s, true);
  if (!info) return false;
  wf_ffi_publish(swapped, info);
  wf_value names[] = {wf_str_intern_c(mine), wf_str_intern_c(other)};
  return wf_type_set_attribute(wf_from_type(type), names[0], wf_from_type(type)) == 0 &&
         wf_type_set_attribute(wf_from_type(type), names[1], made) == 0 &&
         wf_type_set_attribute(made, names[0], wf_from_type(type)) == 0 &&
         wf_type_set_attribute(made, names[1], made) == 0;
}

static const wf_ffi_scalar *take_code(const wf_type *type) {
  wf_value code;
  int found = wf_ffi_class_attribute(type, "_type_", &code);
  if (found < 0) return NULL;
  if (!found) {
    wf_raise(&wf_exc_AttributeError, "class must define a '_type_' attribute");
  } else if (!wf_is_str(code)) {
    wf_raise(&wf_exc_TypeError, "class must define a '_type_' string attribute");
  } else if (wf_str_length(code) != 1) {
    wf_raise(&wf_exc_ValueError, "class must define a '_type_' attribute which must be a string of "
                                 "length 1");
  } else {
    const wf_ffi_scalar *s = wf_ffi_scalar_find(wf_str_at(code, 0));
    if (s) return s;
    wf_raise(&wf_exc_AttributeError,
             "class must define a '_type_' attribute which must be\na single character string "
             "containing one of 'cbBhHiIlLdfuzZqQPXOv?g'.");
  }
  return NULL;
}

wf_value wf_ffi_simple_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_type *type = wf_ffi_class_new(meta, args, npos, kwnames);
  if (!type) return WF_ERROR;
  const wf_ffi_scalar *s = take_code(type);
  if (!s) return WF_ERROR;
  wf_ffi_info *base = wf_ffi_info_of(type->base);
  wf_ffi_info *info = info_of_scalar(s, base && base->swapped && s->get_swapped);
  if (!info) return WF_ERROR;
  info->derived = type->base != &wf_ffi_simple_type;
  wf_ffi_publish(type, info);
  if (!info->derived && meta == &wf_ffi_simple_meta && s->get_swapped &&
      !add_swapped(type, s, args))
    return WF_ERROR;
  return wf_from_type(type);
}

/* --- Instances --- */

static int set_value(wf_value self, wf_value v) {
  const wf_ffi_info *info = wf_ffi_info_of_value(self);
  if (v == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "can't delete attribute");
    return -1;
  }
  return wf_ffi_set_simple(self, info, 0, wf_ffi_at(self), v) ? 0 : -1;
}
static wf_value get_value(wf_value self) {
  return wf_ffi_info_of_value(self)->get(wf_ffi_at(self));
}

static int simple_init(wf_value self, const wf_value *args, size_t npos,
                       WF_UNUSED wf_value kwnames) {
  if (npos > 1) {
    wf_raise(&wf_exc_TypeError, "__init__ expected at most 1 argument, got %zu", npos);
    return -1;
  }
  return npos ? set_value(self, args[0]) : 0;
}

static wf_value simple_repr(wf_value self) {
  if (wf_ffi_info_of_value(self)->derived)
    return wf_str_format("<%T object at %p>", self, (void *)(uintptr_t)self);
  wf_value v = get_value(self);
  return v == WF_ERROR ? WF_ERROR : wf_str_format("%T(%R)", self, v);
}

static int simple_truth(wf_value self) {
  _Alignas(16) uint8_t bytes[16]; /* read whole, where it can be */
  size_t size = wf_ffi_info_of_value(self)->size;
  wf_ffi_move(bytes, wf_ffi_at(self), size);
  for (size_t i = 0; i < size; i++)
    if (bytes[i]) return 1;
  return 0;
}

WF_NATIVE(from_outparam) {
  return wf_ffi_info_of_value(args[0])->derived ? args[0] : get_value(args[0]);
}

static const wf_native_def simple_methods[] = {
    {"__ctypes_from_outparam__", from_outparam, "(self, /)", NULL, 0}, {0}};
static const wf_getset_def simple_getsets[] = {{"value", get_value, set_value, "current value"},
                                               {0}};
wf_type wf_ffi_simple_type = {.name = "_ctypes._SimpleCData",
                              .doc = "A value of one C type.",
                              .base = &wf_ffi_data_type,
                              .flags = WF_TYPE_BASE | WF_TYPE_IS_CDATA,
                              .slots = {.new = wf_ffi_new_slot,
                                        .init = simple_init,
                                        .repr = simple_repr,
                                        .truth = simple_truth},
                              .methods = simple_methods,
                              .getsets = simple_getsets};
