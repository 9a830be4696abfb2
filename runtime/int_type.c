/* The types int and bool: slots and methods. */
#include <config.h>

#include "runtime/attribute.h"
#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/format.h"
#include "runtime/int_internal.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

static wf_value int_repr(wf_value self) { return wf_int_to_text(self, 10); }
static int int_truth(wf_value self) { return wf_int_sign(self) != 0; }

static wf_value int_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!wf_is_int(a) || !wf_is_int(b)) return WF_NOT_IMPLEMENTED;
  int order = wf_int_compare(a, b);
  switch (op) {
  case WF_LT: return wf_bool(order < 0);
  case WF_LE: return wf_bool(order <= 0);
  case WF_EQ: return wf_bool(order == 0);
  case WF_NE: return wf_bool(order != 0);
  case WF_GT: return wf_bool(order > 0);
  default: return wf_bool(order >= 0);
  }
}

/* Arithmetic of two ints; another operand is not ours. */
#define INT_BINARY(name, call)                                           \
  static wf_value int_##name(wf_value a, wf_value b) {                   \
    if (!wf_is_int(a) || !wf_is_int(b)) return WF_NOT_IMPLEMENTED;       \
    return call;                                                         \
  }
INT_BINARY(add, wf_int_add(a, b))
INT_BINARY(sub, wf_int_sub(a, b))
INT_BINARY(mul, wf_int_mul(a, b))
INT_BINARY(truediv, wf_int_truediv(a, b))
INT_BINARY(floordiv, wf_int_floordiv(a, b))
INT_BINARY(mod, wf_int_mod(a, b))
INT_BINARY(lshift, wf_int_lshift(a, b))
INT_BINARY(rshift, wf_int_rshift(a, b))
INT_BINARY(and, wf_int_bitwise(a, b, '&'))
INT_BINARY(or, wf_int_bitwise(a, b, '|'))
INT_BINARY(xor, wf_int_bitwise(a, b, '^'))

static wf_value int_divmod(wf_value a, wf_value b) {
  if (!wf_is_int(a) || !wf_is_int(b)) return WF_NOT_IMPLEMENTED;
  wf_value r, q = wf_int_divmod(a, b, &r);
  return q == WF_ERROR ? WF_ERROR : wf_tuple_of(2, q, r);
}

static wf_value int_power(wf_value a, wf_value b, wf_value modulus) {
  if (!wf_is_int(a) || !wf_is_int(b) || (modulus != WF_NONE && !wf_is_int(modulus)))
    return WF_NOT_IMPLEMENTED;
  return wf_int_pow(a, b, modulus);
}

static wf_value int_abs(wf_value v) {
  return wf_int_sign(v) < 0 ? wf_int_neg(v) : wf_int_exact(v);
}
static wf_value int_invert(wf_value v) {
  wf_value n = wf_int_neg(v);
  return n == WF_ERROR ? WF_ERROR : wf_int_sub(n, wf_small_int(1));
}
static wf_value int_float(wf_value v) {
  bool overflow;
  double d = wf_int_to_double(v, &overflow);
  if (overflow) return wf_raise(&wf_exc_OverflowError, "int too large to convert to float");
  return wf_float_new(d);
}

/* --- int(...) --- */

static wf_value from_str(wf_value text, int base) {
  wf_value ascii = wf_str_number_text(text);
  if (ascii == WF_ERROR) return WF_ERROR;
  return wf_int_parse(wf_str_data(ascii), wf_str_size(ascii), base, text);
}

static wf_value from_buffer(wf_value v, int base) {
  wf_buffer view;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value copy = wf_bytes_new(view.data, view.size);
  wf_buffer_release(&view);
  if (copy == WF_ERROR) return WF_ERROR;
  const wf_bytes *b = wf_to_bytes(copy);
  return wf_int_parse((const char *)b->data, b->size, base, copy);
}

static wf_value check_int_result(wf_value v, const char *method) {
  if (v == WF_ERROR) return WF_ERROR;
  if (!wf_is_int(v))
    return wf_raise(&wf_exc_TypeError, "%s returned non-int (type %T)", method, v);
  if (wf_is_int_exact(v)) return v;
  if (wf_warn(&wf_exc_DeprecationWarning, 1,
              "%s returned non-int (type %s).  The ability to return an instance of a strict "
              "subclass of int is deprecated, and may be removed in a future version of Python.",
              method, wf_type_name_of(v)) < 0)
    return WF_ERROR;
  return wf_int_exact(v);
}

static wf_value int_from_value(wf_value v) {
  if (wf_is_int_exact(v)) return v;
  wf_type *type = wf_type_of(v);
  wf_value (*to_int)(wf_value) = type->slots.unary[WF_OP_INT];
  wf_value number = to_int ? to_int(v) : WF_EMPTY;
  if (number != WF_EMPTY) return check_int_result(number, "__int__");
  if (type->slots.unary[WF_OP_INDEX]) {
    wf_value i = wf_index(v);
    return i == WF_ERROR ? WF_ERROR : wf_int_exact(i);
  }
  wf_value self, trunc = wf_special(v, wf_names.__trunc__, &self);
  if (trunc != WF_EMPTY) {
    if (wf_warn(&wf_exc_DeprecationWarning, 1,
                "The delegation of int() to __trunc__ is deprecated.") < 0)
      return WF_ERROR;
    wf_value t = self == WF_EMPTY ? wf_call0(trunc) : wf_call1(trunc, self);
    if (t == WF_ERROR) return WF_ERROR;
    if (wf_is_int(t)) return wf_int_exact(t);
    if (wf_type_of(t)->slots.unary[WF_OP_INDEX]) return wf_index(t);
    return wf_raise(&wf_exc_TypeError, "__trunc__ returned non-Integral (type %T)", t);
  }
  if (wf_is_str(v)) return from_str(v, 10);
  if (wf_has_buffer(v)) return from_buffer(v, 10);
  return wf_raise(&wf_exc_TypeError,
                  "int() argument must be a string, a bytes-like object or a real number, not '%T'",
                  v);
}

static wf_value subclass_instance(wf_type *cls, wf_value v) {
  wf_int_operand o;
  wf_int_view(v, &o);
  wf_int *r = wf_object_new_var(cls, sizeof(wf_int) + (o.count ? o.count : 1) * sizeof(uint64_t));
  if (!r) return WF_ERROR;
  wf_int_view(v, &o);
  r->count = o.count;
  r->head.flags = o.negative && o.count;
  if (o.count) memcpy(r->limbs, o.limbs, o.count * sizeof(uint64_t));
  return wf_from_object(r);
}

static wf_value int_of(const wf_value *a) {
  if (a[0] == WF_EMPTY) {
    if (a[1] != WF_EMPTY) return wf_raise(&wf_exc_TypeError, "int() missing string argument");
    return wf_small_int(0);
  }
  if (a[1] == WF_EMPTY) return int_from_value(a[0]);
  int64_t base = wf_index_get(a[1], true);
  if (base == -1 && wf_error_pending()) return WF_ERROR;
  if (base != 0 && (base < 2 || base > 36))
    return wf_raise(&wf_exc_ValueError, "int() base must be >= 2 and <= 36, or 0");
  if (wf_is_str(a[0])) return from_str(a[0], (int)base);
  if (wf_is_bytes(a[0]) || wf_is_bytearray(a[0])) return from_buffer(a[0], (int)base);
  return wf_raise(&wf_exc_TypeError, "int() can't convert non-string with explicit base");
}

static wf_value int_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("int", "(x=0, /, base=10)", args, npos, kwnames, a)) return WF_ERROR;
  wf_value v = int_of(a);
  return v == WF_ERROR || cls == &wf_int_type ? v : subclass_instance(cls, v);
}

/* --- Methods --- */

WF_NATIVE(int_bit_length) { return wf_int_from_uint64(wf_int_bit_length(args[0])); }

WF_NATIVE(int_bit_count) {
  wf_int_operand o;
  wf_int_view(args[0], &o);
  uint64_t count = 0;
  for (size_t i = 0; i < o.count; i++) count += (uint64_t)__builtin_popcountll(o.limbs[i]);
  return wf_int_from_uint64(count);
}

WF_NATIVE(int_conjugate) { return wf_int_exact(args[0]); }

/* round(self, -n): to a multiple of 10**n, ties to even. */
WF_NATIVE(int_round) {
  if (args[1] == WF_EMPTY) return wf_int_exact(args[0]);
  wf_value digits = wf_index(args[1]);
  if (digits == WF_ERROR) return WF_ERROR;
  if (wf_int_sign(digits) >= 0) return wf_int_exact(args[0]);
  wf_value unit = wf_int_pow(wf_small_int(10), wf_int_neg(digits), WF_NONE);
  if (unit == WF_ERROR) return WF_ERROR;
  wf_value r, q = wf_int_divmod(args[0], unit, &r);
  if (q == WF_ERROR) return WF_ERROR;
  wf_value twice = wf_int_add(r, r);
  int order = wf_int_compare(twice, unit);
  wf_int_operand o;
  wf_int_view(q, &o);
  bool odd = o.count && (o.limbs[0] & 1);
  if (order > 0 || (order == 0 && odd)) q = wf_int_add(q, wf_small_int(1));
  return wf_int_mul(q, unit);
}

static bool is_little(const char *function, wf_value v, bool *little) {
  *little = false;
  if (v == WF_EMPTY) return true; /* the default is "big" */
  if (!wf_is_str(v)) {
    wf_raise(&wf_exc_TypeError, "%s() argument 'byteorder' must be str, not %a", function,
             v);
    return false;
  }
  *little = wf_str_equal_c(v, "little");
  if (*little || wf_str_equal_c(v, "big")) return true;
  wf_raise(&wf_exc_ValueError, "byteorder must be either 'little' or 'big'");
  return false;
}

WF_NATIVE(int_to_bytes) {
  int64_t length = 1;
  bool little, is_signed = false;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &length)) return WF_ERROR;
  if (!is_little("to_bytes", args[2], &little)) return WF_ERROR;
  if (args[3] != WF_EMPTY && !wf_arg_bool(args[3], &is_signed)) return WF_ERROR;
  if (length < 0) return wf_raise(&wf_exc_ValueError, "length argument must be non-negative");
  wf_value bytes = wf_bytes_new(NULL, (size_t)length);
  if (bytes == WF_ERROR) return WF_ERROR;
  if (!wf_int_to_bytes(args[0], wf_to_bytes(bytes)->data, (size_t)length, little, is_signed)) {
    if (!is_signed && wf_int_sign(args[0]) < 0)
      return wf_raise(&wf_exc_OverflowError, "can't convert negative int to unsigned");
    return wf_raise(&wf_exc_OverflowError, "int too big to convert");
  }
  return bytes;
}

/* Does bytes(v) make so many zeros? */
static bool is_count(wf_value v) {
  return wf_type_of(v)->slots.unary[WF_OP_INDEX] && !wf_has_buffer(v) &&
         !wf_type_of(v)->slots.iter &&
         wf_type_lookup(wf_type_of(v), wf_names.__bytes__) == WF_EMPTY;
}

WF_NATIVE(int_from_bytes) {
  bool little, is_signed = false;
  if (!is_little("from_bytes", args[2], &little)) return WF_ERROR;
  if (args[3] != WF_EMPTY && !wf_arg_bool(args[3], &is_signed)) return WF_ERROR;
  wf_value bytes = args[1];
  if (!wf_is_bytes_exact(bytes)) {
    if (wf_is_str(bytes) || is_count(bytes))
      return wf_raise(&wf_exc_TypeError, "cannot convert '%T' object to bytes", bytes);
    bytes = wf_call1(wf_from_type(&wf_bytes_type), bytes);
    if (bytes == WF_ERROR) return WF_ERROR;
  }
  wf_value v = wf_int_from_bytes(wf_to_bytes(bytes)->data, wf_to_bytes(bytes)->size, little,
                                 is_signed);
  if (v == WF_ERROR || args[0] == wf_from_type(&wf_int_type)) return v;
  return wf_call1(args[0], v);
}

WF_NATIVE(int_as_integer_ratio) {
  wf_value v = wf_int_exact(args[0]);
  return v == WF_ERROR ? WF_ERROR : wf_tuple_of(2, v, wf_small_int(1));
}

WF_NATIVE(int_format) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "__format__() argument must be str, not %a", args[1]);
  return wf_format_int(args[0], args[1]);
}

WF_NATIVE(int_getnewargs) {
  wf_value v = wf_int_exact(args[0]);
  return v == WF_ERROR ? WF_ERROR : wf_tuple_of(1, v);
}

WF_NATIVE(int_sizeof) {
  wf_int_operand o;
  wf_int_view(args[0], &o);
  /* as CPython counts: 24 bytes and four for each 30-bit digit */
  size_t bits = o.count ? wf_int_bit_length(args[0]) : 0;
  return wf_small_int((int64_t)(24 + 4 * ((bits + 29) / 30 ? (bits + 29) / 30 : 0)));
}

static wf_value int_self(wf_value self) { return wf_int_exact(self); }
static wf_value int_zero(WF_UNUSED wf_value self) { return wf_small_int(0); }
static wf_value int_one(WF_UNUSED wf_value self) { return wf_small_int(1); }

static const wf_native_def int_methods[] = {
    {"bit_length", int_bit_length, "(self, /)", "Number of bits needed for the magnitude.", 0},
    {"bit_count", int_bit_count, "(self, /)", "Number of ones in the magnitude's bits.", 0},
    {"conjugate", int_conjugate, "(self, /)", "self: the complex conjugate of any int.", 0},
    {"to_bytes", int_to_bytes, "(self, /, length=1, byteorder='big', *, signed=False)",
     "The value as an array of bytes.", 0},
    {"from_bytes", int_from_bytes, "(type, /, bytes, byteorder='big', *, signed=False)",
     "The integer that an array of bytes stands for.", WF_FN_CLASS},
    {"as_integer_ratio", int_as_integer_ratio, "(self, /)", "The pair (self, 1).", 0},
    {"__trunc__", int_conjugate, "(self, /)", "Truncating an integer gives itself.", 0},
    {"__floor__", int_conjugate, "(self, /)", "The floor of an integer is itself.", 0},
    {"__ceil__", int_conjugate, "(self, /)", "The ceiling of an integer is itself.", 0},
    {"__round__", int_round, "(self, ndigits=None, /)", "Rounded to 10**-ndigits, ties to even.",
     0},
    {"__format__", int_format, "(self, format_spec, /)", "Text by a format specification.", 0},
    {"__getnewargs__", int_getnewargs, "(self, /)", NULL, 0},
    {"__sizeof__", int_sizeof, "(self, /)", "Size in memory, in bytes.", 0},
    {0},
};
static const wf_getset_def int_getsets[] = {
    {"real", int_self, NULL, "the real part of a complex number"},
    {"imag", int_zero, NULL, "the imaginary part of a complex number"},
    {"numerator", int_self, NULL, "the numerator of a rational number in lowest terms"},
    {"denominator", int_one, NULL, "the denominator of a rational number in lowest terms"},
    {0},
};

static size_t int_var_size(wf_value self) {
  const wf_int *i = (const wf_int *)wf_to_object(self);
  return sizeof(wf_int) + (i->count ? i->count : 1) * sizeof(uint64_t);
}

wf_type wf_int_type = {
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
           "A number, or the text of one, as an integer; zero without arguments.",
    .instance_size = sizeof(wf_int),
    .item_size = sizeof(uint64_t),
    .var_size = int_var_size,
    .flags = WF_TYPE_BASE | WF_TYPE_VAR | WF_TYPE_IS_INT,
    .slots = {.repr = int_repr, .hash = wf_int_hash, .compare = int_compare, .new = int_new,
              .truth = int_truth,
              .unary = {[WF_OP_NEG] = wf_int_neg, [WF_OP_POS] = wf_int_exact,
                        [WF_OP_INVERT] = int_invert, [WF_OP_ABS] = int_abs,
                        [WF_OP_INT] = wf_int_exact, [WF_OP_FLOAT] = int_float,
                        [WF_OP_INDEX] = wf_int_exact},
              .binary = {[WF_OP_ADD] = int_add, [WF_OP_SUB] = int_sub, [WF_OP_MUL] = int_mul,
                         [WF_OP_TRUEDIV] = int_truediv, [WF_OP_FLOORDIV] = int_floordiv,
                         [WF_OP_MOD] = int_mod, [WF_OP_DIVMOD] = int_divmod,
                         [WF_OP_LSHIFT] = int_lshift, [WF_OP_RSHIFT] = int_rshift,
                         [WF_OP_AND] = int_and, [WF_OP_OR] = int_or, [WF_OP_XOR] = int_xor},
              .power = int_power},
    .methods = int_methods,
    .getsets = int_getsets,
};

/* --- bool: its instances are constants --- */

static wf_value bool_repr(wf_value self) {
  return wf_str_intern_c(self == WF_TRUE ? "True" : "False");
}

static wf_value bool_new(WF_UNUSED wf_type *cls, const wf_value *args, size_t npos,
                         wf_value kwnames) {
  wf_value a[1];
  if (!WF_BIND("bool", "(x=False, /)", args, npos, kwnames, a)) return WF_ERROR;
  if (a[0] == WF_EMPTY) return WF_FALSE;
  int truth = wf_truth(a[0]);
  return truth < 0 ? WF_ERROR : wf_bool(truth);
}

/* Two bools give a bool; anything else is int's. */
#define BOOL_BINARY(name, op)                                                        \
  static wf_value bool_##name(wf_value a, wf_value b) {                              \
    if (!wf_is_bool(a) || !wf_is_bool(b)) return int_##name(a, b);                   \
    return wf_bool((a == WF_TRUE) op (b == WF_TRUE));                                \
  }
BOOL_BINARY(and, &)
BOOL_BINARY(or, |)
BOOL_BINARY(xor, ^)

wf_type wf_bool_type = {
    .name = "bool",
    .doc = "bool(x) -> bool\n\nTrue when x is true, else False. bool cannot be subclassed.",
    .base = &wf_int_type,
    .flags = WF_TYPE_IS_INT | WF_TYPE_VAR,
    .slots = {.repr = bool_repr, .new = bool_new,
              .binary = {[WF_OP_AND] = bool_and, [WF_OP_OR] = bool_or, [WF_OP_XOR] = bool_xor}},
};
