/* Floats: the type, its arithmetic and its text. */
#include <config.h>

#include "runtime/float.h"

#include <errno.h>
#include <float.h>
#include <math.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dtoa.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

wf_value wf_float_box(double d) {
  wf_float *f = wf_object_new(&wf_float_type);
  f->value = d;
  return wf_from_object(f);
}

/* --- Arithmetic --- */

/* An operand as double. 1 done, 0 not a number of ours, -1 error (an int too large). */
static int operand(wf_value v, double *out) {
  if (wf_is_float(v)) {
    *out = wf_float_get(v);
    return 1;
  }
  if (!wf_is_int(v)) return 0;
  bool overflow;
  *out = wf_int_to_double(v, &overflow);
  if (!overflow) return 1;
  wf_raise(&wf_exc_OverflowError, "int too large to convert to float");
  return -1;
}

#define OPERANDS()                                          \
  double x, y;                                              \
  int left = operand(a, &x);                                \
  if (left <= 0) return left < 0 ? WF_ERROR : WF_NOT_IMPLEMENTED; \
  int right = operand(b, &y);                               \
  if (right <= 0) return right < 0 ? WF_ERROR : WF_NOT_IMPLEMENTED

double wf_float_mod(double a, double b) {
  double r = fmod(a, b);
  if (r == 0) return copysign(0.0, b);
  return (r < 0) != (b < 0) ? r + b : r;
}

double wf_float_floordiv(double a, double b) {
  double r = fmod(a, b), q = (a - r) / b;
  if (r != 0 && (b < 0) != (r < 0)) q -= 1.0;
  if (q == 0) return copysign(0.0, a / b);
  double f = floor(q);
  return q - f > 0.5 ? f + 1.0 : f;
}

wf_value wf_float_divmod(double a, double b, wf_value *remainder) {
  if (b == 0) return wf_raise(&wf_exc_ZeroDivisionError, "float divmod()");
  *remainder = wf_float_new(wf_float_mod(a, b));
  return wf_float_new(wf_float_floordiv(a, b));
}

static wf_value float_add(wf_value a, wf_value b) { OPERANDS(); return wf_float_new(x + y); }
static wf_value float_sub(wf_value a, wf_value b) { OPERANDS(); return wf_float_new(x - y); }
static wf_value float_mul(wf_value a, wf_value b) { OPERANDS(); return wf_float_new(x * y); }
static wf_value float_truediv(wf_value a, wf_value b) {
  OPERANDS();
  if (y == 0) return wf_raise(&wf_exc_ZeroDivisionError, "float division by zero");
  return wf_float_new(x / y);
}
static wf_value float_floordiv(wf_value a, wf_value b) {
  OPERANDS();
  if (y == 0) return wf_raise(&wf_exc_ZeroDivisionError, "float floor division by zero");
  return wf_float_new(wf_float_floordiv(x, y));
}
static wf_value float_mod(wf_value a, wf_value b) {
  OPERANDS();
  if (y == 0) return wf_raise(&wf_exc_ZeroDivisionError, "float modulo");
  return wf_float_new(wf_float_mod(x, y));
}
static wf_value float_divmod(wf_value a, wf_value b) {
  OPERANDS();
  wf_value r, q = wf_float_divmod(x, y, &r);
  return q == WF_ERROR ? WF_ERROR : wf_tuple_of(2, q, r);
}

static wf_value float_power(wf_value a, wf_value b, wf_value modulus) {
  if (modulus != WF_NONE)
    return wf_raise(&wf_exc_TypeError,
                    "pow() 3rd argument not allowed unless all arguments are integers");
  OPERANDS();
  if (x == 0 && y < 0 && isfinite(y))
    return wf_raise(&wf_exc_ZeroDivisionError, "0.0 cannot be raised to a negative power");
  if (x < 0 && isfinite(x) && isfinite(y) && y != floor(y)) /* a complex number */
    return wf_power(wf_complex_new(x, 0), wf_complex_new(y, 0), WF_NONE);
  double r = pow(x, y);
  if (isinf(r) && isfinite(x) && isfinite(y)) {
    wf_value parts[2] = {wf_small_int(ERANGE), wf_str_from_c("Numerical result out of range")};
    wf_value exception = wf_exception_new(&wf_exc_OverflowError, parts, 2);
    return exception == WF_ERROR ? WF_ERROR : wf_raise_exception(exception);
  }
  return wf_float_new(r);
}

static wf_value float_neg(wf_value v) { return wf_float_new(-wf_float_get(v)); }
static wf_value float_pos(wf_value v) { return wf_float_new(wf_float_get(v)); }
static wf_value float_abs(wf_value v) { return wf_float_new(fabs(wf_float_get(v))); }
static wf_value float_int(wf_value v) { return wf_int_from_double(wf_float_get(v)); }
static int float_truth(wf_value v) { return wf_float_get(v) != 0; }

/* Comparing with an int is exact. */
static int compare_with_int(double d, wf_value i) {
  bool overflow;
  double other = wf_int_to_double(i, &overflow);
  if (isinf(d)) return d > 0 ? 1 : -1;
  if (overflow) return wf_int_sign(i) > 0 ? -1 : 1;
  if (d != other || fabs(d) < 9007199254740992.0) return d < other ? -1 : d > other;
  wf_value exact = wf_int_from_double(d);
  return wf_int_compare(exact, i);
}

static wf_value float_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  double x = wf_float_get(a);
  if (wf_is_int(b) && !isnan(x)) {
    int order = compare_with_int(x, b);
    switch (op) {
    case WF_LT: return wf_bool(order < 0);
    case WF_LE: return wf_bool(order <= 0);
    case WF_EQ: return wf_bool(order == 0);
    case WF_NE: return wf_bool(order != 0);
    case WF_GT: return wf_bool(order > 0);
    default: return wf_bool(order >= 0);
    }
  }
  double y;
  if (wf_is_float(b)) y = wf_float_get(b);
  else if (wf_is_int(b)) y = 0; /* x is nan */
  else return WF_NOT_IMPLEMENTED;
  switch (op) {
  case WF_LT: return wf_bool(x < y);
  case WF_LE: return wf_bool(x <= y);
  case WF_EQ: return wf_bool(x == y);
  case WF_NE: return wf_bool(x != y);
  case WF_GT: return wf_bool(x > y);
  default: return wf_bool(x >= y);
  }
}

/* Numbers that are equal hash alike: the value modulo 2**61 - 1, computed 28 bits at a time. */
int64_t wf_float_hash(double d, wf_value owner) {
  const uint64_t modulus = (UINT64_C(1) << 61) - 1;
  if (isinf(d)) return d > 0 ? 314159 : -314159;
  if (isnan(d))
    return (int64_t)(owner >> 4 | owner << 60) == -1 ? -2 : (int64_t)(owner >> 4 | owner << 60);
  int exponent;
  double m = frexp(fabs(d), &exponent);
  uint64_t h = 0;
  while (m != 0) {
    h = (h << 28 & modulus) | h >> 33;
    m *= 268435456.0;
    exponent -= 28;
    uint64_t part = (uint64_t)m;
    m -= (double)part;
    h += part;
    if (h >= modulus) h -= modulus;
  }
  int shift = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
  h = (h << shift & modulus) | h >> (61 - shift);
  int64_t result = d < 0 ? -(int64_t)h : (int64_t)h;
  return result == -1 ? -2 : result;
}
static int64_t float_hash(wf_value v) { return wf_float_hash(wf_float_get(v), v); }

/* --- Text --- */

static wf_value float_repr(wf_value v) {
  char text[WF_DTOA_REPR_MAX];
  size_t size = wf_dtoa_repr(wf_float_get(v), text);
  return wf_str_new(text, size);
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static wf_value parse_text(const char *text, size_t size, wf_value shown) {
  const char *p = text, *end = text + size;
  while (p < end && is_space(*p)) p++;
  while (end > p && is_space(end[-1])) end--;
  double d;
  if (wf_dtoa_parse(p, (size_t)(end - p), &d)) return wf_float_new(d);
  return wf_raise(&wf_exc_ValueError, "could not convert string to float: %R", shown);
}

wf_value wf_float_parse(wf_value v) {
  if (wf_is_str(v)) {
    wf_value ascii = wf_str_number_text(v);
    return ascii == WF_ERROR ? WF_ERROR : parse_text(wf_str_data(ascii), wf_str_size(ascii), v);
  }
  wf_buffer view;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value copy = wf_bytes_new(view.data, view.size);
  wf_buffer_release(&view);
  if (copy == WF_ERROR) return WF_ERROR;
  return parse_text((const char *)wf_to_bytes(copy)->data, wf_to_bytes(copy)->size, copy);
}

/* --- float(...) and methods --- */

wf_value wf_float_by_method(wf_value v) {
  wf_value (*to_float)(wf_value) = wf_type_of(v)->slots.unary[WF_OP_FLOAT];
  wf_value f = to_float ? to_float(v) : WF_EMPTY;
  if (f == WF_EMPTY || f == WF_ERROR || wf_is_float_immediate(f)) return f;
  if (!wf_is_float(f))
    return wf_raise(&wf_exc_TypeError, "%T.__float__ returned non-float (type %T)", v, f);
  if (wf_type_of(f) != &wf_float_type &&
      wf_warn(&wf_exc_DeprecationWarning, 1,
              "%s.__float__ returned non-float (type %s).  The ability to return an instance of a "
              "strict subclass of float is deprecated, and may be removed in a future version of "
              "Python.",
              wf_type_name_of(v), wf_type_name_of(f)) < 0)
    return WF_ERROR;
  return wf_float_new(wf_float_get(f));
}

static wf_value float_of(wf_value v) {
  if (wf_is_float_immediate(v)) return v;
  if (wf_is_str_exact(v)) return wf_float_parse(v);
  wf_type *type = wf_type_of(v);
  double d;
  wf_value number = wf_float_by_method(v);
  if (number != WF_EMPTY) return number;
  if (type->slots.unary[WF_OP_INDEX])
    return wf_arg_double(v, &d) ? wf_float_new(d) : WF_ERROR;
  if (wf_is_str(v) || wf_has_buffer(v)) return wf_float_parse(v);
  return wf_raise(&wf_exc_TypeError, "float() argument must be a string or a real number, not '%T'",
                  v);
}

static wf_value float_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value from;
  if (!wf_refuse_keywords_new(cls, &wf_float_type, kwnames) ||
      !wf_optional_argument("float", args, npos, &from))
    return WF_ERROR;
  wf_value v = from == WF_EMPTY ? wf_float_new(0) : float_of(from);
  if (v == WF_ERROR || cls == &wf_float_type) return v;
  wf_float *f = wf_object_new(cls);
  f->value = wf_float_get(v);
  return wf_from_object(f);
}

WF_NATIVE(float_is_integer) {
  double d = wf_float_get(args[0]);
  return wf_bool(isfinite(d) && floor(d) == d);
}

WF_NATIVE(float_as_integer_ratio) {
  double d = wf_float_get(args[0]);
  if (isinf(d)) return wf_raise(&wf_exc_OverflowError, "cannot convert Infinity to integer ratio");
  if (isnan(d)) return wf_raise(&wf_exc_ValueError, "cannot convert NaN to integer ratio");
  int exponent;
  double m = frexp(d, &exponent);
  for (int i = 0; i < 300 && m != floor(m); i++) {
    m *= 2;
    exponent--;
  }
  wf_value numerator = wf_int_from_double(m), denominator = wf_small_int(1);
  wf_value shift = wf_small_int(exponent > 0 ? exponent : -exponent);
  if (exponent > 0) numerator = wf_int_lshift(numerator, shift);
  else denominator = wf_int_lshift(denominator, shift);
  if (numerator == WF_ERROR || denominator == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, numerator, denominator);
}

static double round_half_even(double d) {
  double r = round(d);
  return fabs(d - r) == 0.5 ? 2.0 * round(d / 2.0) : r;
}

/* Rounds to decimal digits through correctly rounded text, as repr does. */
static wf_value round_to(double d, int64_t digits) {
  if (!isfinite(d) || d == 0) return wf_float_new(d);
  if (digits > 323) return wf_float_new(d);
  if (digits < -308) return wf_float_new(copysign(0.0, d));
  char small[WF_DTOA_SMALL];
  size_t length;
  double r;
  if (digits >= 0) {
    char *text = wf_dtoa_format(d, 'f', (int)digits, 0, small, &length);
    if (!text) return wf_raise_memory();
    if (!wf_dtoa_parse(text, length, &r)) r = d;
    wf_dtoa_free(text, small);
  } else {
    /* exact: the integer part is rounded to tens as an int */
    wf_value whole = wf_int_from_double(trunc(d));
    wf_value unit = wf_int_pow(wf_small_int(10), wf_small_int(-digits), WF_NONE);
    if (whole == WF_ERROR || unit == WF_ERROR) return WF_ERROR;
    wf_value rest, q = wf_int_divmod(whole, unit, &rest);
    if (q == WF_ERROR) return WF_ERROR;
    int order = wf_int_compare(wf_int_add(rest, rest), unit);
    bool fraction = d != trunc(d);
    wf_value odd = wf_int_mod(q, wf_small_int(2));
    if (order > 0 || (order == 0 && (fraction ? d > 0 : odd == wf_small_int(1))))
      q = wf_int_add(q, wf_small_int(1));
    wf_value v = wf_int_mul(q, unit);
    bool overflow;
    r = v == WF_ERROR ? 0 : wf_int_to_double(v, &overflow);
    r = copysign(r, d);
  }
  if (isinf(r)) return wf_raise(&wf_exc_OverflowError, "rounded value too large to represent");
  return wf_float_new(r);
}

WF_NATIVE(float_round) {
  double d = wf_float_get(args[0]);
  if (args[1] == WF_EMPTY || args[1] == WF_NONE) return wf_int_from_double(round_half_even(d));
  int64_t digits;
  wf_value index = wf_index(args[1]);
  if (index == WF_ERROR) return WF_ERROR;
  if (!wf_int_to_int64(index, &digits)) digits = wf_int_sign(index) > 0 ? 1000 : -1000;
  return round_to(d, digits);
}

WF_NATIVE(float_trunc) { return wf_int_from_double(wf_float_get(args[0])); }
WF_NATIVE(float_floor) { return wf_int_from_double(floor(wf_float_get(args[0]))); }
WF_NATIVE(float_ceil) { return wf_int_from_double(ceil(wf_float_get(args[0]))); }
WF_NATIVE(float_conjugate) { return wf_float_new(wf_float_get(args[0])); }
WF_NATIVE(float_getnewargs) { return wf_tuple_of(1, wf_float_new(wf_float_get(args[0]))); }

WF_NATIVE(float_hex) {
  double d = wf_float_get(args[0]);
  if (!isfinite(d)) return float_repr(args[0]);
  if (d == 0) return wf_str_from_c(signbit(d) ? "-0x0.0p+0" : "0x0.0p+0");
  int exponent;
  double m = frexp(fabs(d), &exponent);
  int shift = 1 - (DBL_MIN_EXP - exponent > 0 ? DBL_MIN_EXP - exponent : 0);
  m = ldexp(m, shift);
  exponent -= shift;
  char digits[16];
  int whole = (int)m;
  for (int i = 0; i < 13; i++) {
    m = (m - floor(m)) * 16.0;
    digits[i] = "0123456789abcdef"[(int)m];
  }
  return wf_str_format("%s0x%d.%sp%s%d", d < 0 ? "-" : "", whole,
                       wf_str_data(wf_str_new(digits, 13)), exponent < 0 ? "-" : "+",
                       exponent < 0 ? -exponent : exponent);
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool word_at(const char **p, const char *end, const char *word) {
  size_t n = strlen(word);
  if ((size_t)(end - *p) < n) return false;
  for (size_t i = 0; i < n; i++)
    if (((*p)[i] | 0x20) != word[i]) return false;
  *p += n;
  return true;
}

/* Digits [first, last) with a point at `point` times 2**exponent, rounded half to even. */
static bool hex_value(const char *first, const char *last, const char *point, long exponent,
                      double *out) {
  wf_value mantissa = wf_small_int(0);
  long after = 0;
  for (const char *p = first; p < last; p++) {
    if (p == point) continue;
    int digit = hex_digit(*p);
    mantissa = wf_int_add(wf_int_lshift(mantissa, wf_small_int(4)), wf_small_int(digit));
    if (mantissa == WF_ERROR) return false;
    if (point && p > point) after++;
  }
  *out = 0;
  if (wf_int_sign(mantissa) == 0) return true;
  long bits = (long)wf_int_bit_length(mantissa), scale = exponent - 4 * after;
  long top = bits + scale; /* value in [2**(top-1), 2**top) */
  long keep = top < -1021 ? 53 - (-1021 - top) : 53;
  if (keep < 0 || top < -1080) return true;
  if (top > 1100) {
    *out = INFINITY;
    return true;
  }
  if (bits > keep) {
    long drop = bits - keep;
    wf_value head = wf_int_rshift(mantissa, wf_small_int(drop));
    wf_value rest = wf_int_sub(mantissa, wf_int_lshift(head, wf_small_int(drop)));
    int order = wf_int_compare(rest, wf_int_lshift(wf_small_int(1), wf_small_int(drop - 1)));
    wf_value odd = wf_int_mod(head, wf_small_int(2));
    if (order > 0 || (order == 0 && odd == wf_small_int(1)))
      head = wf_int_add(head, wf_small_int(1));
    mantissa = head;
    scale += drop;
  }
  bool overflow;
  *out = ldexp(wf_int_to_double(mantissa, &overflow), (int)scale);
  return true;
}

WF_NATIVE(float_fromhex) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "bad argument type for built-in operation");
  wf_str *s = wf_arg_str(args[1], "fromhex() argument");
  if (!s) return WF_ERROR;
  const char *p = s->data, *end = p + wf_strp_size(s);
  while (p < end && is_space(*p)) p++;
  while (end > p && is_space(end[-1])) end--;
  bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  double d;
  if (word_at(&p, end, "infinity") || word_at(&p, end, "inf")) {
    d = INFINITY;
  } else if (word_at(&p, end, "nan")) {
    d = NAN;
  } else {
    if (end - p > 1 && *p == '0' && (p[1] | 0x20) == 'x') p += 2;
    const char *first = p, *point = NULL;
    while (p < end && (hex_digit(*p) >= 0 || (*p == '.' && !point))) {
      if (*p == '.') point = p;
      p++;
    }
    const char *last = p;
    if (last - first - (point != NULL) <= 0) goto bad;
    long exponent = 0;
    if (p < end && (*p | 0x20) == 'p') {
      p++;
      bool minus = p < end && *p == '-';
      if (p < end && (*p == '-' || *p == '+')) p++;
      if (p == end || *p < '0' || *p > '9') goto bad;
      for (; p < end && *p >= '0' && *p <= '9'; p++)
        if (exponent < 100000000) exponent = exponent * 10 + (*p - '0');
      if (minus) exponent = -exponent;
    }
    if (p != end) goto bad;
    if (!hex_value(first, last, point, exponent, &d)) return WF_ERROR;
    if (isinf(d))
      return wf_raise(&wf_exc_OverflowError, "hexadecimal value too large to represent as a float");
  }
  if (p != end) goto bad;
  wf_value v = wf_float_new(negative ? -d : d);
  return args[0] == wf_from_type(&wf_float_type) ? v : wf_call1(args[0], v);
bad:
  return wf_raise(&wf_exc_ValueError, "invalid hexadecimal floating-point string");
}

WF_NATIVE(float_format) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "__format__() argument must be str, not %a", args[1]);
  return wf_format_float(args[0], args[1]);
}

WF_NATIVE(float_getformat) {
  wf_str *s = wf_arg_str(args[1], "__getformat__() argument");
  if (!s) return WF_ERROR;
  if (strcmp(s->data, "double") && strcmp(s->data, "float"))
    return wf_raise(&wf_exc_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
  const uint16_t one = 1;
  return wf_str_from_c(*(const uint8_t *)&one ? "IEEE, little-endian" : "IEEE, big-endian");
}

static wf_value float_real(wf_value v) { return wf_float_new(wf_float_get(v)); }
static wf_value float_imag(WF_UNUSED wf_value v) { return wf_float_new(0); }

static const wf_native_def float_methods[] = {
    {"is_integer", float_is_integer, "(self, /)", "Whether the value is whole.", 0},
    {"as_integer_ratio", float_as_integer_ratio, "(self, /)", "Two ints whose ratio is the value.",
     0},
    {"hex", float_hex, "(self, /)", "The value in hexadecimal.", 0},
    {"fromhex", float_fromhex, "(type, string, /)", "The float of a hexadecimal text.",
     WF_FN_CLASS},
    {"conjugate", float_conjugate, "(self, /)", "self: the complex conjugate of any float.", 0},
    {"__trunc__", float_trunc, "(self, /)", "The integer nearest to self towards zero.", 0},
    {"__floor__", float_floor, "(self, /)", "The largest integer that is not greater.", 0},
    {"__ceil__", float_ceil, "(self, /)", "The smallest integer that is not less.", 0},
    {"__round__", float_round, "(self, ndigits=None, /)",
     "The nearest integer, or decimal number, ties to even.", 0},
    {"__format__", float_format, "(self, format_spec, /)", "Text by a format specification.", 0},
    {"__getnewargs__", float_getnewargs, "(self, /)", NULL, 0},
    {"__getformat__", float_getformat, "(type, typestr, /)", "How C numbers are represented.",
     WF_FN_CLASS},
    {0},
};
static const wf_getset_def float_getsets[] = {
    {"real", float_real, NULL, "the real part of a complex number"},
    {"imag", float_imag, NULL, "the imaginary part of a complex number"},
    {0},
};

wf_type wf_float_type = {
    .name = "float",
    .doc = "A number, or the text of one, as a floating-point number.",
    .signature = "(x=0, /)",
    .instance_size = sizeof(wf_float),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_FLOAT,
    .slots = {.repr = float_repr, .hash = float_hash, .compare = float_compare, .new = float_new,
              .truth = float_truth,
              .unary = {[WF_OP_NEG] = float_neg, [WF_OP_POS] = float_pos, [WF_OP_ABS] = float_abs,
                        [WF_OP_INT] = float_int, [WF_OP_FLOAT] = float_pos},
              .binary = {[WF_OP_ADD] = float_add, [WF_OP_SUB] = float_sub, [WF_OP_MUL] = float_mul,
                         [WF_OP_TRUEDIV] = float_truediv, [WF_OP_FLOORDIV] = float_floordiv,
                         [WF_OP_MOD] = float_mod, [WF_OP_DIVMOD] = float_divmod},
              .power = float_power},
    .methods = float_methods,
    .getsets = float_getsets,
};
