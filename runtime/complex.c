/* Complex numbers. */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "runtime/call.h"
#include "runtime/dtoa.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/format.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

typedef struct pair { double real, imag; } pair;

wf_value wf_complex_new(double real, double imag) {
  wf_complex *c = wf_object_new(&wf_complex_type);
  c->real = real;
  c->imag = imag;
  return wf_from_object(c);
}
static wf_value make(pair p) { return wf_complex_new(p.real, p.imag); }
static pair get(wf_value v) {
  const wf_complex *c = (const wf_complex *)wf_to_object(v);
  return (pair){c->real, c->imag};
}

/* 1 done, 0 not a number of ours, -1 error. */
static int operand(wf_value v, pair *out) {
  if (wf_is_complex(v)) {
    *out = get(v);
    return 1;
  }
  out->imag = 0;
  if (wf_is_float(v)) {
    out->real = wf_float_get(v);
    return 1;
  }
  if (!wf_is_int(v)) return 0;
  bool overflow;
  out->real = wf_int_to_double(v, &overflow);
  if (!overflow) return 1;
  wf_raise(&wf_exc_OverflowError, "int too large to convert to float");
  return -1;
}

#define OPERANDS()                                                  \
  pair x, y;                                                        \
  int left = operand(a, &x);                                        \
  if (left <= 0) return left < 0 ? WF_ERROR : WF_NOT_IMPLEMENTED;   \
  int right = operand(b, &y);                                       \
  if (right <= 0) return right < 0 ? WF_ERROR : WF_NOT_IMPLEMENTED

static pair multiply(pair x, pair y) {
  return (pair){x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real};
}

/* Smith's method: scaled by the larger part of the divisor. false: division by zero. */
static bool divide(pair x, pair y, pair *out) {
  double ar = fabs(y.real), ai = fabs(y.imag);
  if (ar >= ai) {
    if (ar == 0) return false;
    double ratio = y.imag / y.real, denominator = y.real + y.imag * ratio;
    *out = (pair){(x.real + x.imag * ratio) / denominator, (x.imag - x.real * ratio) / denominator};
  } else if (ai >= ar) {
    double ratio = y.real / y.imag, denominator = y.real * ratio + y.imag;
    *out = (pair){(x.real * ratio + x.imag) / denominator, (x.imag * ratio - x.real) / denominator};
  } else {
    *out = (pair){NAN, NAN};
  }
  return true;
}

static wf_value complex_add(wf_value a, wf_value b) {
  OPERANDS();
  return wf_complex_new(x.real + y.real, x.imag + y.imag);
}
static wf_value complex_sub(wf_value a, wf_value b) {
  OPERANDS();
  return wf_complex_new(x.real - y.real, x.imag - y.imag);
}
static wf_value complex_mul(wf_value a, wf_value b) { OPERANDS(); return make(multiply(x, y)); }
static wf_value complex_truediv(wf_value a, wf_value b) {
  OPERANDS();
  pair q;
  return divide(x, y, &q) ? make(q)
                          : wf_raise(&wf_exc_ZeroDivisionError, "complex division by zero");
}

static pair power_int(pair x, int64_t n) {
  pair r = {1, 0};
  for (uint64_t k = n < 0 ? -(uint64_t)n : (uint64_t)n; k; k >>= 1) {
    if (k & 1) r = multiply(r, x);
    x = multiply(x, x);
  }
  return r;
}

/* |x|^re(y) / e^(im(y) arg x), at the angle arg x * re(y) + im(y) log |x|. errno: EDOM outside the
   domain of one of the functions. */
static pair power_polar(pair x, pair y) {
  double length = hypot(x.real, x.imag), size = pow(length, y.real), angle = atan2(x.imag, x.real);
  double phase = angle * y.real;
  if (y.imag != 0) {
    size /= exp(angle * y.imag);
    phase += y.imag * log(length);
  }
  return (pair){size * cos(phase), size * sin(phase)};
}

static wf_value complex_power(wf_value a, wf_value b, wf_value modulus) {
  OPERANDS();
  if (modulus != WF_NONE) return wf_raise(&wf_exc_ValueError, "complex modulo");
  pair r = {0, 0}, one = {1, 0};
  bool defined = true;
  if (y.imag == 0 && y.real == floor(y.real) && fabs(y.real) <= 100) {
    r = power_int(x, (int64_t)y.real);
    if (y.real <= 0) defined = divide(one, r, &r);
  } else if (x.real == 0 && x.imag == 0) {
    defined = y.imag == 0 && y.real >= 0;
  } else {
    errno = 0;
    r = power_polar(x, y);
    defined = errno != EDOM;
  }
  if (!defined)
    return wf_raise(&wf_exc_ZeroDivisionError, "0.0 to a negative or complex power");
  if (isinf(r.real) || isinf(r.imag))
    return wf_raise(&wf_exc_OverflowError, "complex exponentiation");
  return make(r);
}

static wf_value complex_neg(wf_value v) { return wf_complex_new(-get(v).real, -get(v).imag); }
static wf_value complex_pos(wf_value v) { return make(get(v)); }
static wf_value complex_abs(wf_value v) {
  pair p = get(v);
  double r = hypot(p.real, p.imag);
  if (isinf(r) && isfinite(p.real) && isfinite(p.imag))
    return wf_raise(&wf_exc_OverflowError, "absolute value too large");
  return wf_float_new(r);
}
static int complex_truth(wf_value v) { return get(v).real != 0 || get(v).imag != 0; }

static int64_t complex_hash(wf_value v) {
  uint64_t h = (uint64_t)wf_float_hash(get(v).real, v) +
               1000003u * (uint64_t)wf_float_hash(get(v).imag, v);
  return h == UINT64_MAX ? -2 : (int64_t)h;
}

static wf_value complex_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (op != WF_EQ && op != WF_NE) return WF_NOT_IMPLEMENTED;
  pair x = get(a);
  bool equal;
  if (wf_is_complex(b)) {
    equal = x.real == get(b).real && x.imag == get(b).imag;
  } else if (wf_is_int(b) || wf_is_float(b)) {
    if (x.imag != 0) equal = false;
    else {
      int same = wf_compare_bool(wf_float_new(x.real), b, WF_EQ);
      if (same < 0) return WF_ERROR;
      equal = same;
    }
  } else {
    return WF_NOT_IMPLEMENTED;
  }
  return wf_bool(equal == (op == WF_EQ));
}

/* --- Text --- */

static size_t part(double d, char *out) { /* repr without a trailing .0 */
  size_t n = wf_dtoa_repr(d, out);
  if (n > 2 && out[n - 1] == '0' && out[n - 2] == '.') out[n -= 2] = 0;
  return n;
}

static wf_value complex_repr(wf_value v) {
  pair p = get(v);
  char real[WF_DTOA_REPR_MAX], imag[WF_DTOA_REPR_MAX];
  part(p.imag, imag);
  if (p.real == 0 && !signbit(p.real)) return wf_str_format("%sj", imag);
  part(p.real, real);
  return wf_str_format("(%s%s%sj)", real, imag[0] == '-' ? "" : "+", imag);
}

static const char *skip_digits(const char *p, const char *end) {
  while (p < end && *p >= '0' && *p <= '9') p++;
  return p;
}

static const char *skip_word(const char *p, const char *end, const char *word) {
  size_t n = strlen(word);
  return (size_t)(end - p) >= n && strncasecmp(p, word, n) == 0 ? p + n : p;
}

/* The longest start of [p, end) that is a float: its end, or p. */
static const char *float_end(const char *p, const char *end, double *out) {
  const char *number = p < end && (*p == '+' || *p == '-') ? p + 1 : p;
  const char *q = skip_word(number, end, "inf");
  if (q != number) q = skip_word(q, end, "inity");
  else q = skip_word(number, end, "nan");
  if (q == number) {
    q = skip_digits(number, end);
    size_t digits = (size_t)(q - number);
    if (q < end && *q == '.') {
      const char *fraction = q + 1;
      q = skip_digits(fraction, end);
      digits += (size_t)(q - fraction);
    }
    if (!digits) return p;
    if (q < end && (*q == 'e' || *q == 'E')) {
      const char *exponent = q + 1 < end && (q[1] == '+' || q[1] == '-') ? q + 2 : q + 1;
      const char *after = skip_digits(exponent, end);
      if (after != exponent) q = after;
    }
  }
  return wf_dtoa_parse(p, (size_t)(q - p), out) ? q : p;
}

static bool is_j(const char *p, const char *end) { return p < end && (*p == 'j' || *p == 'J'); }

static bool parse(const char *p, const char *end, pair *out) {
  *out = (pair){0, 0};
  while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r'))) p++;
  while (end > p && (end[-1] == ' ' || (end[-1] >= '\t' && end[-1] <= '\r'))) end--;
  bool paren = p < end && *p == '(';
  if (paren) {
    if (end[-1] != ')') return false;
    p++;
    end--;
    while (p < end && *p == ' ') p++;
    while (end > p && end[-1] == ' ') end--;
  }
  double first = 0;
  const char *q = float_end(p, end, &first);
  if (q != p) {
    if (q == end) {
      out->real = first;
      return true;
    }
    if (is_j(q, end)) {
      out->imag = first;
      return q + 1 == end;
    }
    out->real = first;
    if (*q != '+' && *q != '-') return false;
    p = q;
  }
  if (p == end) return false;
  double second = 0;
  q = float_end(p, end, &second);
  if (q == p) { /* +j, -j, j */
    second = *p == '-' ? -1 : 1;
    if (*p == '+' || *p == '-') q++;
  }
  out->imag = second;
  return is_j(q, end) && q + 1 == end;
}

/* Takes out the underscores, each of which must stand between digits. */
static bool drop_underscores(char *text, size_t *size) {
  size_t n = 0;
  for (size_t i = 0; i < *size; i++) {
    if (text[i] != '_') text[n++] = text[i];
    else if (!i || !isdigit((unsigned char)text[i - 1]) || !isdigit((unsigned char)text[i + 1]))
      return false;
  }
  *size = n;
  return true;
}

static wf_value from_str(wf_value v) {
  wf_value text = wf_str_number_text(v);
  pair p;
  if (text == WF_ERROR) return WF_ERROR;
  const char *digits = wf_str_data(text);
  size_t size = wf_str_size(text);
  if (memchr(digits, '_', size)) {
    char *copy = wf_alloc_atomic(size + 1);
    if (!copy) return WF_ERROR;
    memcpy(copy, digits, size + 1);
    if (!drop_underscores(copy, &size))
      return wf_raise(&wf_exc_ValueError, "could not convert string to complex: %R", v);
    digits = copy;
  }
  if (!parse(digits, digits + size, &p))
    return wf_raise(&wf_exc_ValueError, "complex() arg is a malformed string");
  return make(p);
}

/* --- complex(...) --- */

/* v as a complex number by __complex__, or as a real one. false: error pending. */
static bool convert(wf_value v, bool first, pair *out, bool *is_complex) {
  *is_complex = false;
  out->imag = 0;
  if (wf_is_complex(v) && wf_type_of(v) == &wf_complex_type) {
    *is_complex = true;
    *out = get(v);
    return true;
  }
  wf_value r = first ? wf_call_special(v, wf_names.dunder_complex, NULL, 0) : WF_EMPTY;
  if (r == WF_ERROR) return false;
  if (r != WF_EMPTY) {
    if (!wf_is_complex(r)) {
      wf_raise(&wf_exc_TypeError, "__complex__ returned non-complex (type %T)", r);
      return false;
    }
    *is_complex = true;
    *out = get(r);
    return wf_type_of(r) == &wf_complex_type ||
           wf_warn(&wf_exc_DeprecationWarning, 1,
                   "__complex__ returned non-complex (type %s).  The ability to return an instance "
                   "of a strict subclass of complex is deprecated, and may be removed in a future "
                   "version of Python.",
                   wf_type_name_of(r)) == 0;
  }
  if (wf_is_complex(v)) {
    *is_complex = true;
    *out = get(v);
    return true;
  }
  wf_type *type = wf_type_of(v);
  if (!wf_is_float(v) && !type->slots.unary[WF_OP_FLOAT] && !type->slots.unary[WF_OP_INDEX]) {
    if (first)
      wf_raise(&wf_exc_TypeError, "complex() first argument must be a string or a number, not '%T'",
               v);
    else wf_raise(&wf_exc_TypeError, "complex() second argument must be a number, not '%T'", v);
    return false;
  }
  if (wf_is_float(v) && type != &wf_float_type) {
    wf_value number = wf_float_by_method(v);
    if (number != WF_EMPTY) v = number;
  }
  return v != WF_ERROR && wf_arg_double(v, &out->real);
}

static wf_value complex_of(const wf_value *a) {
  if (a[0] != WF_EMPTY && wf_is_str(a[0])) {
    if (a[1] != WF_EMPTY)
      return wf_raise(&wf_exc_TypeError, "complex() can't take second arg if first is a string");
    return from_str(a[0]);
  }
  if (a[1] != WF_EMPTY && wf_is_str(a[1]))
    return wf_raise(&wf_exc_TypeError, "complex() second arg can't be a string");
  pair x = {0, 0}, y = {0, 0};
  bool x_complex = false, y_complex = false;
  if (a[0] != WF_EMPTY && !convert(a[0], true, &x, &x_complex)) return WF_ERROR;
  if (a[1] == WF_EMPTY) return make(x);
  if (!convert(a[1], false, &y, &y_complex)) return WF_ERROR;
  /* x + y*1j, without turning zeros around */
  double real = y_complex ? x.real - y.imag : x.real, imag = x_complex ? x.imag + y.real : y.real;
  return wf_complex_new(real, imag);
}

static wf_value complex_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("complex", "(real=0, imag=0)", args, npos, kwnames, a)) return WF_ERROR;
  bool is_one = a[0] != WF_EMPTY && a[1] == WF_EMPTY && cls == &wf_complex_type;
  if (is_one && wf_has_root_shape(a[0], &wf_complex_type)) return a[0];
  wf_value v = complex_of(a);
  if (v == WF_ERROR || cls == &wf_complex_type) return v;
  wf_complex *c = wf_object_new(cls);
  c->real = get(v).real;
  c->imag = get(v).imag;
  return wf_from_object(c);
}

WF_NATIVE(complex_conjugate) { return wf_complex_new(get(args[0]).real, -get(args[0]).imag); }
WF_NATIVE(complex_complex) { return make(get(args[0])); }
WF_NATIVE(complex_getnewargs) {
  return wf_tuple_of(2, wf_float_new(get(args[0]).real), wf_float_new(get(args[0]).imag));
}
WF_NATIVE(complex_format) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "__format__() argument must be str, not %a", args[1]);
  return wf_format_complex(args[0], args[1]);
}

static const wf_native_def methods[] = {
    {"conjugate", complex_conjugate, "(self, /)", "The complex conjugate.", 0},
    {"__complex__", complex_complex, "(self, /)", "The value as a complex number.", 0},
    {"__getnewargs__", complex_getnewargs, "(self, /)", NULL, 0},
    {"__format__", complex_format, "(self, format_spec, /)", "Text by a format specification.", 0},
    {0},
};
static const wf_member_def members[] = {
    {"real", WF_MEMBER_DOUBLE_READONLY, offsetof(wf_complex, real),
     "the real part of a complex number"},
    {"imag", WF_MEMBER_DOUBLE_READONLY, offsetof(wf_complex, imag),
     "the imaginary part of a complex number"},
    {0},
};

wf_type wf_complex_type = {
    .name = "complex",
    .doc = "A complex number from a real and an imaginary part, or from text.",
    .signature = "(real=0, imag=0)",
    .instance_size = sizeof(wf_complex),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_COMPLEX,
    .slots =
        {.repr = complex_repr,
         .hash = complex_hash,
         .compare = complex_compare,
         .new = complex_new,
         .truth = complex_truth,
         .unary = {[WF_OP_NEG] = complex_neg, [WF_OP_POS] = complex_pos, [WF_OP_ABS] = complex_abs},
         .binary = {[WF_OP_ADD] = complex_add,
                    [WF_OP_SUB] = complex_sub,
                    [WF_OP_MUL] = complex_mul,
                    [WF_OP_TRUEDIV] = complex_truediv},
         .power = complex_power},
    .methods = methods,
    .members = members,
};

bool wf_number_init(void) {
  return wf_type_ready(&wf_int_type) && wf_type_ready(&wf_bool_type) &&
         wf_type_ready(&wf_float_type) && wf_type_ready(&wf_complex_type);
}
