/* The module math. */
#include <config.h>

#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* --- Functions of one double --- */

static wf_value domain(void) { return wf_raise(&wf_exc_ValueError, "math domain error"); }
static wf_value range(void) { return wf_raise(&wf_exc_OverflowError, "math range error"); }

/* The result r of f(x): a nan from a number is a domain error; an infinity from a number is one
   too, or, when f can overflow, a range error. */
static wf_value checked(double x, double r, bool can_overflow) {
  if (isnan(r) && !isnan(x)) return domain();
  if (isinf(r) && isfinite(x)) return can_overflow ? range() : domain();
  return wf_float_new(r);
}

#define FUNCTION1(name, call, can_overflow)                                   \
  WF_NATIVE(math_##name) {                                                    \
    double x;                                                                 \
    return wf_arg_double(args[0], &x) ? checked(x, call(x), can_overflow) : WF_ERROR; \
  }
FUNCTION1(acos, acos, false)
FUNCTION1(acosh, acosh, false)
FUNCTION1(asin, asin, false)
FUNCTION1(asinh, asinh, false)
FUNCTION1(atan, atan, false)
FUNCTION1(atanh, atanh, false)
FUNCTION1(cbrt, cbrt, false)
FUNCTION1(cos, cos, false)
FUNCTION1(cosh, cosh, true)
FUNCTION1(erf, erf, false)
FUNCTION1(erfc, erfc, false)
FUNCTION1(exp, exp, true)
FUNCTION1(exp2, exp2, true)
FUNCTION1(expm1, expm1, true)
FUNCTION1(fabs, fabs, false)
FUNCTION1(log1p, log1p, false)
FUNCTION1(sin, sin, false)
FUNCTION1(sinh, sinh, true)
FUNCTION1(sqrt, sqrt, false)
FUNCTION1(tan, tan, false)
FUNCTION1(tanh, tanh, false)

/* --- The gamma function ---

   Lanczos' approximation, gamma(x) = S(x) * exp(-y) * y**(x - 1/2) with y = x + g - 1/2, where S is
   a quotient of polynomials. C. Lanczos, "A precision approximation of the gamma function" (1964);
   g and the coefficients are the set of 13 terms for doubles that J. Maddock derived for Boost.Math
   ("The Lanczos approximation" in its manual). The C library's tgamma() and lgamma() are not taken:
   their last digits differ from one library to the next. */

static const double LANCZOS_G = 6.024680040776729583740234375;

/* Coefficients of x**0, x**1, ... above and below the line; below, they are x(x + 1)...(x + 11). */
static const double lanczos_terms[][2] = {
    {23531376880.410759688572007674451636754734847, 0},
    {42919803642.649098768957899047001988850926355, 39916800},
    {35711959237.355668049440185451547166705960488, 120543840},
    {17921034426.037209699919755754458931112671403, 150917976},
    {6039542586.3520280050642916443072979210699388, 105258076},
    {1439720407.3117216736632230727949123939715485, 45995730},
    {248874557.86205415651146038641322942321632125, 13339535},
    {31426415.585400194380614231628318205362874685, 2637558},
    {2876370.6289353724412254090516208496135991146, 357423},
    {186056.26539522349504029498971604569928220784, 32670},
    {8071.6720023658162106380029022722506138218517, 1925},
    {210.82427775157934587250973392071336271166968, 66},
    {2.5066282746310002701649081771338373386264311, 1},
};
enum { LANCZOS_COUNT = sizeof lanczos_terms / sizeof *lanczos_terms };

/* S(x), x > 0; a large x is taken by its inverse, for the powers not to overflow. */
static double lanczos_sum(double x) {
  double above = 0, below = 0;
  for (int i = 0; i < LANCZOS_COUNT; i++) {
    const double *term = lanczos_terms[x < 5 ? LANCZOS_COUNT - 1 - i : i];
    above = (x < 5 ? above * x : above / x) + term[0];
    below = (x < 5 ? below * x : below / x) + term[1];
  }
  return above / below;
}

/* sin(pi * x), x >= 0: exact at the multiples of 1/2. */
static double sine_of_pi(double x) {
  static const double pi = 3.141592653589793238462643383279502884;
  double part = fmod(x, 2);
  switch ((int)round(2 * part)) {
    case 0: return sin(pi * part);
    case 1: return cos(pi * (part - 0.5));
    case 2: return sin(pi * (1 - part));
    case 3: return -cos(pi * (part - 1.5));
    default: return sin(pi * (part - 2));
  }
}

/* What y = x + (LANCZOS_G - 1/2) lost in rounding. */
static double lost_in_sum(double x, double y) {
  double half = LANCZOS_G - 0.5;
  return x > half ? (y - x) - half : (y - half) - x;
}

/* x is no pole. A negative one is reflected: gamma(x) * gamma(-x) = -pi / (x * sin(pi * x)). */
static double gamma_of(double x) {
  static const double pi = 3.141592653589793238462643383279502884;
  if (x == floor(x) && x > 0 && x <= 23) {
    double product = 1;
    for (int i = 2; i < (int)x; i++) product *= i;
    return product;
  }
  double size = fabs(x);
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x > 0 ? INFINITY : 0 / sine_of_pi(size) * -1;
  double y = size + (LANCZOS_G - 0.5), lost = lost_in_sum(size, y) * LANCZOS_G / y, r;
  if (x < 0) {
    r = -pi / sine_of_pi(size) / size * exp(y) / lanczos_sum(size);
    r -= lost * r;
  } else {
    r = lanczos_sum(size) / exp(y);
    r += lost * r;
  }
  /* The power alone may overflow where the product does not: then in two halves. */
  bool halves = size >= 140;
  double power = halves ? pow(y, size / 2 - 0.25) : pow(y, size - 0.5);
  for (int i = 0; i <= halves; i++) r = x < 0 ? r / power : r * power;
  return r;
}

/* log(|gamma(x)|); x is no pole. */
static double log_gamma_of(double x) {
  static const double log_pi = 1.144729885849400174143427351353058711647;
  if (x == 1 || x == 2) return 0;
  double size = fabs(x);
  if (size < 1e-20) return -log(size);
  double r = log(lanczos_sum(size)) - LANCZOS_G;
  r += (size - 0.5) * (log(size + LANCZOS_G - 0.5) - 1);
  return x < 0 ? log_pi - log(fabs(sine_of_pi(size))) - log(size) - r : r;
}

WF_NATIVE(math_gamma) {
  double x;
  if (!wf_arg_double(args[0], &x)) return WF_ERROR;
  if (isnan(x) || (isinf(x) && x > 0)) return wf_float_new(x);
  if (x <= 0 && x == floor(x)) return domain();
  return checked(x, gamma_of(x), true);
}
WF_NATIVE(math_lgamma) {
  double x;
  if (!wf_arg_double(args[0], &x)) return WF_ERROR;
  if (isnan(x)) return wf_float_new(x);
  if (isinf(x)) return wf_float_new(INFINITY);
  if (x <= 0 && x == floor(x)) return domain();
  return checked(x, log_gamma_of(x), true);
}

/* --- Functions of two doubles --- */

static bool two(const wf_value *args, double *x, double *y) {
  return wf_arg_double(args[0], x) && wf_arg_double(args[1], y);
}
WF_NATIVE(math_atan2) {
  double y, x;
  return two(args, &y, &x) ? wf_float_new(atan2(y, x)) : WF_ERROR;
}
WF_NATIVE(math_copysign) {
  double x, y;
  return two(args, &x, &y) ? wf_float_new(copysign(x, y)) : WF_ERROR;
}
WF_NATIVE(math_nextafter) {
  double x, y;
  return two(args, &x, &y) ? wf_float_new(nextafter(x, y)) : WF_ERROR;
}
WF_NATIVE(math_fmod) {
  double x, y;
  if (!two(args, &x, &y)) return WF_ERROR;
  if (isinf(y) && isfinite(x)) return wf_float_new(x);
  double r = fmod(x, y);
  return isnan(r) && !isnan(x) && !isnan(y) ? domain() : wf_float_new(r);
}
WF_NATIVE(math_remainder) {
  double x, y;
  if (!two(args, &x, &y)) return WF_ERROR;
  double r = remainder(x, y);
  return isnan(r) && !isnan(x) && !isnan(y) ? domain() : wf_float_new(r);
}
WF_NATIVE(math_pow) {
  double x, y;
  if (!two(args, &x, &y)) return WF_ERROR;
  double r = pow(x, y);
  if (isnan(r) && !isnan(x) && !isnan(y)) return domain();
  if (isinf(r) && isfinite(x) && isfinite(y)) return x == 0 ? domain() : range();
  return wf_float_new(r);
}
WF_NATIVE(math_ulp) {
  double x;
  if (!wf_arg_double(args[0], &x)) return WF_ERROR;
  if (isnan(x)) return wf_float_new(x);
  x = fabs(x);
  if (isinf(x)) return wf_float_new(x);
  double up = nextafter(x, INFINITY);
  return wf_float_new(isinf(up) ? x - nextafter(x, -INFINITY) : up - x);
}
WF_NATIVE(math_degrees) {
  double x;
  return wf_arg_double(args[0], &x) ? wf_float_new(x * (180.0 / M_PI)) : WF_ERROR;
}
WF_NATIVE(math_radians) {
  double x;
  return wf_arg_double(args[0], &x) ? wf_float_new(x * (M_PI / 180.0)) : WF_ERROR;
}
WF_NATIVE(math_isfinite) {
  double x;
  return wf_arg_double(args[0], &x) ? wf_bool(isfinite(x)) : WF_ERROR;
}
WF_NATIVE(math_isinf) {
  double x;
  return wf_arg_double(args[0], &x) ? wf_bool(isinf(x)) : WF_ERROR;
}
WF_NATIVE(math_isnan) {
  double x;
  return wf_arg_double(args[0], &x) ? wf_bool(isnan(x)) : WF_ERROR;
}
WF_NATIVE(math_frexp) {
  double x;
  int exponent = 0;
  if (!wf_arg_double(args[0], &x)) return WF_ERROR;
  double m = isfinite(x) ? frexp(x, &exponent) : x;
  return wf_tuple_of(2, wf_float_new(m), wf_small_int(exponent));
}
WF_NATIVE(math_modf) {
  double x, whole;
  if (!wf_arg_double(args[0], &x)) return WF_ERROR;
  double fraction = modf(x, &whole);
  return wf_tuple_of(2, wf_float_new(fraction), wf_float_new(whole));
}
WF_NATIVE(math_ldexp) {
  double x;
  int64_t n;
  if (!wf_arg_double(args[0], &x)) return WF_ERROR;
  if (!wf_is_int(args[1]))
    return wf_raise(&wf_exc_TypeError, "Expected an int as second argument to ldexp.");
  if (!wf_int_to_int64(args[1], &n)) n = wf_int_sign(args[1]) > 0 ? INT64_MAX : INT64_MIN;
  if (x == 0 || !isfinite(x)) return wf_float_new(x);
  if (n > 100000) return range();
  double r = n < -100000 ? copysign(0.0, x) : ldexp(x, (int)n);
  return isinf(r) ? range() : wf_float_new(r);
}

/* --- Logarithms: exact enough for integers of any size --- */

/* log of a positive int through its top bits. */
static double log_of_int(wf_value v, double (*log_fn)(double)) {
  bool overflow;
  double d = wf_int_to_double(v, &overflow);
  if (!overflow) return log_fn(d);
  size_t bits = wf_int_bit_length(v), shift = bits - 64;
  wf_value top = wf_int_rshift(v, wf_int_from_uint64(shift));
  d = top == WF_ERROR ? NAN : wf_int_to_double(top, &overflow);
  return log_fn(d) + (double)shift * log_fn(2.0);
}
static wf_value log_value(wf_value v, double (*log_fn)(double), double *out) {
  if (wf_is_int(v)) {
    if (wf_int_sign(v) <= 0) return domain();
    *out = log_of_int(v, log_fn);
    return WF_NONE;
  }
  double x;
  if (!wf_arg_double(v, &x)) return WF_ERROR;
  if (x <= 0) return domain();
  *out = log_fn(x);
  return WF_NONE;
}
WF_NATIVE(math_log) {
  double x, base;
  if (!wf_no_keywords("log", kwnames)) return WF_ERROR;
  if (nargs < 1 || nargs > 2)
    return wf_raise(&wf_exc_TypeError, "math.log requires 1 to 2 arguments");
  if (log_value(args[0], log, &x) == WF_ERROR) return WF_ERROR;
  if (nargs == 1) return wf_float_new(x);
  if (log_value(args[1], log, &base) == WF_ERROR) return WF_ERROR;
  if (base == 0) return wf_raise(&wf_exc_ZeroDivisionError, "float division by zero");
  return wf_float_new(x / base);
}
WF_NATIVE(math_log2) {
  double x;
  return log_value(args[0], log2, &x) == WF_ERROR ? WF_ERROR : wf_float_new(x);
}
WF_NATIVE(math_log10) {
  double x;
  return log_value(args[0], log10, &x) == WF_ERROR ? WF_ERROR : wf_float_new(x);
}

/* --- Rounding --- */

static bool is_plain_float(wf_value v) { return wf_type_of(v) == &wf_float_type; }

static wf_value rounded(wf_value v, wf_value name, double (*round_fn)(double)) {
  if (!is_plain_float(v)) {
    wf_value r = wf_call_special(v, name, NULL, 0);
    if (r != WF_EMPTY) return r;
  }
  double x;
  return wf_arg_double(v, &x) ? wf_int_from_double(round_fn(x)) : WF_ERROR;
}
WF_NATIVE(math_floor) { return rounded(args[0], wf_names.__floor__, floor); }
WF_NATIVE(math_ceil) { return rounded(args[0], wf_names.__ceil__, ceil); }
WF_NATIVE(math_trunc) {
  if (is_plain_float(args[0])) return wf_int_from_double(trunc(wf_float_get(args[0])));
  wf_value r = wf_call_special(args[0], wf_names.__trunc__, NULL, 0);
  if (r != WF_EMPTY) return r;
  return wf_raise(&wf_exc_TypeError, "type %T doesn't define __trunc__ method", args[0]);
}

/* --- Sums --- */

/* Shewchuk's algorithm: partial sums that do not overlap hold the exact sum. */
typedef struct partials {
  double *items;
  size_t count, capacity;
} partials;

static bool add_partial(partials *p, double x) {
  size_t kept = 0;
  for (size_t i = 0; i < p->count; i++) {
    double y = p->items[i];
    if (fabs(x) < fabs(y)) {
      double t = x;
      x = y;
      y = t;
    }
    volatile double high = x + y, back = high - x;
    double low = y - back;
    if (low != 0) p->items[kept++] = low;
    x = high;
  }
  if (kept == p->capacity) {
    size_t capacity = p->capacity ? p->capacity * 2 : 32;
    double *more = wf_alloc_var_atomic(capacity * sizeof *more);
    if (!more) return false;
    if (kept) memcpy(more, p->items, kept * sizeof *more);
    p->items = more;
    p->capacity = capacity;
  }
  p->items[kept] = x;
  p->count = kept + 1;
  return true;
}

static double total_of(const partials *p) {
  if (p->count == 0) return 0;
  size_t n = p->count;
  double high = p->items[--n], low = 0;
  while (n > 0) {
    double x = high, y = p->items[--n];
    high = x + y;
    low = y - (high - x);
    if (low != 0) break;
  }
  /* round half to even across the rest */
  if (n > 0 && ((low < 0 && p->items[n - 1] < 0) || (low > 0 && p->items[n - 1] > 0))) {
    double y = low * 2, x = high + y;
    if (y == x - high) high = x;
  }
  return high;
}

WF_NATIVE(math_fsum) {
  wf_value it = wf_iter_at_once(args[0]), v;
  if (it == WF_ERROR) return WF_ERROR;
  partials p = {0};
  double special = 0, infinities = 0;
  while ((v = wf_next(it)) != WF_EMPTY) {
    double x;
    if (v == WF_ERROR || !wf_arg_double(v, &x)) return WF_ERROR;
    if (!isfinite(x)) {
      if (isinf(x)) infinities += x;
      special += x;
      continue;
    }
    if (!add_partial(&p, x)) return WF_ERROR;
    if (p.count && !isfinite(p.items[p.count - 1]))
      return wf_raise(&wf_exc_OverflowError, "intermediate overflow in fsum");
  }
  if (special != 0 || isnan(special)) {
    if (isnan(infinities)) return wf_raise(&wf_exc_ValueError, "-inf + inf in fsum");
    return wf_float_new(special);
  }
  return wf_float_new(total_of(&p));
}

WF_NATIVE(math_prod) {
  wf_value total = args[1] == WF_EMPTY ? wf_small_int(1) : args[1], v;
  wf_value it = wf_iter_at_once(args[0]);
  if (it == WF_ERROR) return WF_ERROR;
  while ((v = wf_next(it)) != WF_EMPTY)
    if (v == WF_ERROR || (total = wf_binary(WF_OP_MUL, total, v)) == WF_ERROR) return WF_ERROR;
  return total;
}

/* Euclidean length: scaled against overflow; the squares are summed with twice the digits, and what
   the square of the root misses of that sum corrects the root, which so is nearly always the double
   nearest to the truth. */
static wf_value length_of(const double *x, size_t count) {
  double largest = 0;
  bool nan = false;
  for (size_t i = 0; i < count; i++) {
    if (isinf(x[i])) return wf_float_new(INFINITY);
    nan |= isnan(x[i]);
    if (fabs(x[i]) > largest) largest = fabs(x[i]);
  }
  if (nan) return wf_float_new(NAN);
  if (largest == 0) return wf_float_new(0);
  int exponent;
  frexp(largest, &exponent);
  double sum = 0, low = 0;
  for (size_t i = 0; i < count; i++) {
    double s = ldexp(x[i], -exponent), square = s * s, total = sum + square;
    double taken = total - sum, lost = (sum - (total - taken)) + (square - taken);
    low += lost + fma(s, s, -square);
    sum = total;
  }
  double h = sqrt(sum + low), correction = (fma(-h, h, sum) + low) / (2 * h);
  return wf_float_new(ldexp(h + correction, exponent));
}

WF_NATIVE(math_hypot) {
  if (kwnames != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "math.hypot() takes no keyword arguments");
  double *x = wf_alloc_var_atomic((nargs + 1) * sizeof *x);
  for (size_t i = 0; x && i < nargs; i++)
    if (!wf_arg_double(args[i], &x[i])) return WF_ERROR;
  return x ? length_of(x, nargs) : WF_ERROR;
}

WF_NATIVE(math_dist) {
  wf_value p = wf_is_tuple(args[0]) ? args[0] : wf_tuple_from_iterable(args[0]);
  wf_value q = p == WF_ERROR          ? WF_ERROR
               : wf_is_tuple(args[1]) ? args[1]
                                      : wf_tuple_from_iterable(args[1]);
  if (q == WF_ERROR) return WF_ERROR;
  size_t count = wf_tuple_length(p);
  if (count != wf_tuple_length(q))
    return wf_raise(&wf_exc_ValueError, "both points must have the same number of dimensions");
  double *x = wf_alloc_var_atomic((count + 1) * sizeof *x), b;
  for (size_t i = 0; x && i < count; i++) {
    if (!wf_arg_double(wf_tuple_get(p, i), &x[i]) || !wf_arg_double(wf_tuple_get(q, i), &b))
      return WF_ERROR;
    x[i] -= b;
  }
  return x ? length_of(x, count) : WF_ERROR;
}

WF_NATIVE(math_isclose) {
  double a, b, relative = 1e-9, absolute = 0;
  if (!two(args, &a, &b) || (args[2] != WF_EMPTY && !wf_arg_double(args[2], &relative)) ||
      (args[3] != WF_EMPTY && !wf_arg_double(args[3], &absolute)))
    return WF_ERROR;
  if (relative < 0 || absolute < 0)
    return wf_raise(&wf_exc_ValueError, "tolerances must be non-negative");
  if (a == b) return WF_TRUE;
  if (isinf(a) || isinf(b)) return WF_FALSE;
  double difference = fabs(b - a);
  return wf_bool(difference <= fabs(relative * b) || difference <= fabs(relative * a) ||
                 difference <= absolute);
}

/* --- Integers --- */

static wf_value fold_ints(const wf_value *args, size_t nargs, wf_value start,
                          wf_value (*step)(wf_value, wf_value)) {
  wf_value total = start;
  for (size_t i = 0; i < nargs; i++) {
    wf_value v = wf_index(args[i]);
    if (v == WF_ERROR || (total = step(total, v)) == WF_ERROR) return WF_ERROR;
  }
  return total;
}
static wf_value absolute(wf_value v) { return wf_int_sign(v) < 0 ? wf_int_neg(v) : v; }
static wf_value lcm_of(wf_value a, wf_value b) {
  if (wf_int_sign(a) == 0 || wf_int_sign(b) == 0) return wf_small_int(0);
  wf_value g = wf_int_gcd(a, b), q = g == WF_ERROR ? WF_ERROR : wf_int_floordiv(a, g);
  wf_value product = q == WF_ERROR ? WF_ERROR : wf_int_mul(q, b);
  return product == WF_ERROR ? WF_ERROR : absolute(product);
}
WF_NATIVE(math_gcd) {
  if (!wf_no_keywords("math.gcd", kwnames)) return WF_ERROR;
  return fold_ints(args, nargs, wf_small_int(0), wf_int_gcd);
}
WF_NATIVE(math_lcm) {
  if (!wf_no_keywords("math.lcm", kwnames)) return WF_ERROR;
  return fold_ints(args, nargs, wf_small_int(1), lcm_of);
}

/* The product of the odd-free range (low, high] by halves, so that operands stay balanced. */
static wf_value product_between(int64_t low, int64_t high) {
  if (low > high) return wf_small_int(1);
  if (high - low < 4) {
    wf_value v = wf_int_new(low);
    for (int64_t i = low + 1; i <= high && v != WF_ERROR; i++) v = wf_int_mul(v, wf_int_new(i));
    return v;
  }
  int64_t middle = low + (high - low) / 2;
  wf_value a = product_between(low, middle),
           b = a == WF_ERROR ? WF_ERROR : product_between(middle + 1, high);
  return b == WF_ERROR || !wf_poll(wf_self) ? WF_ERROR : wf_int_mul(a, b);
}

WF_NATIVE(math_factorial) {
  wf_value v = wf_index(args[0]);
  int64_t n;
  if (v == WF_ERROR) return WF_ERROR;
  if (wf_int_sign(v) < 0)
    return wf_raise(&wf_exc_ValueError, "factorial() not defined for negative values");
  if (!wf_int_to_int64(v, &n))
    return wf_raise(&wf_exc_OverflowError, "factorial() argument should not exceed %ld", LONG_MAX);
  return product_between(2, n);
}

/* Both are whole numbers before either is found to be negative. */
static bool counting_args(const wf_value *args, wf_value *n, wf_value *k) {
  if ((*n = wf_index(args[0])) == WF_ERROR || (*k = wf_index(args[1])) == WF_ERROR) return false;
  if (wf_int_sign(*n) >= 0 && wf_int_sign(*k) >= 0) return true;
  wf_raise(&wf_exc_ValueError, "%s must be a non-negative integer",
           wf_int_sign(*n) < 0 ? "n" : "k");
  return false;
}
/* n * (n-1) * ... k factors, divided step by step by 1, 2, ... when combining. */
static wf_value falling(wf_value n, int64_t k, bool divide) {
  wf_value total = wf_small_int(1);
  for (int64_t i = 0; i < k; i++) {
    wf_value factor = wf_int_sub(n, wf_int_new(i));
    if (factor == WF_ERROR || (total = wf_int_mul(total, factor)) == WF_ERROR) return WF_ERROR;
    if (divide && (total = wf_int_floordiv(total, wf_int_new(i + 1))) == WF_ERROR) return WF_ERROR;
    if ((i & 1023) == 1023 && !wf_poll(wf_self)) return WF_ERROR;
  }
  return total;
}
WF_NATIVE(math_perm) {
  if (args[1] == WF_EMPTY || args[1] == WF_NONE) return math_factorial(args, 1, WF_EMPTY);
  wf_value n, k;
  int64_t count;
  if (!counting_args(args, &n, &k)) return WF_ERROR;
  if (wf_int_compare(k, n) > 0) return wf_small_int(0);
  if (!wf_int_to_int64(k, &count))
    return wf_raise(&wf_exc_OverflowError, "k must not exceed %lld", (long long)INT64_MAX);
  return falling(n, count, false);
}
WF_NATIVE(math_comb) {
  wf_value n, k;
  int64_t count;
  if (!counting_args(args, &n, &k)) return WF_ERROR;
  if (wf_int_compare(k, n) > 0) return wf_small_int(0);
  wf_value rest = wf_int_sub(n, k);
  if (rest == WF_ERROR) return WF_ERROR;
  if (wf_int_compare(rest, k) < 0) k = rest;
  if (!wf_int_to_int64(k, &count))
    return wf_raise(&wf_exc_OverflowError, "min(n - k, k) must not exceed %lld",
                    (long long)INT64_MAX);
  return falling(n, count, true);
}

/* Newton's iteration from above. */
WF_NATIVE(math_isqrt) {
  wf_value n = wf_index(args[0]);
  if (n == WF_ERROR) return WF_ERROR;
  if (wf_int_sign(n) < 0)
    return wf_raise(&wf_exc_ValueError, "isqrt() argument must be nonnegative");
  if (wf_is_small_int(n)) {
    int64_t i = wf_small_int_get(n), r = (int64_t)sqrt((double)i);
    while (r * r > i) r--;
    while ((r + 1) * (r + 1) <= i) r++;
    return wf_small_int(r);
  }
  wf_value x = wf_int_lshift(wf_small_int(1), wf_int_from_uint64((wf_int_bit_length(n) + 1) / 2));
  while (x != WF_ERROR) {
    wf_value q = wf_int_floordiv(n, x);
    wf_value next = q == WF_ERROR ? WF_ERROR : wf_int_rshift(wf_int_add(x, q), wf_small_int(1));
    if (next == WF_ERROR) return WF_ERROR;
    if (wf_int_compare(next, x) >= 0) return x;
    x = next;
  }
  return WF_ERROR;
}

#define ROW1(name, doc) {#name, math_##name, "(x, /)", doc, 0}
static const wf_native_def functions[] = {
    ROW1(acos, "Arc cosine."),
    ROW1(acosh, "Inverse hyperbolic cosine."),
    ROW1(asin, "Arc sine."),
    ROW1(asinh, "Inverse hyperbolic sine."),
    ROW1(atan, "Arc tangent."),
    ROW1(atanh, "Inverse hyperbolic tangent."),
    {"atan2", math_atan2, "(y, x, /)", "Arc tangent of y/x in the right quadrant.", 0},
    ROW1(cbrt, "Cube root."),
    ROW1(ceil, "The smallest integer that is not less."),
    {"comb", math_comb, "(n, k, /)", "Ways to choose k of n.", 0},
    {"copysign", math_copysign, "(x, y, /)", "x with the sign of y.", 0},
    ROW1(cos, "Cosine."),
    ROW1(cosh, "Hyperbolic cosine."),
    ROW1(degrees, "Radians as degrees."),
    {"dist", math_dist, "(p, q, /)", "Distance of two points.", 0},
    ROW1(erf, "Error function."),
    ROW1(erfc, "Complement of the error function."),
    ROW1(exp, "e**x."),
    ROW1(exp2, "2**x."),
    ROW1(expm1, "exp(x)-1."),
    ROW1(fabs, "Absolute value as a float."),
    ROW1(factorial, "n!."),
    ROW1(floor, "The largest integer that is not greater."),
    {"fmod", math_fmod, "(x, y, /)", "Remainder with the sign of x.", 0},
    ROW1(frexp, "Mantissa and exponent."),
    {"fsum", math_fsum, "(seq, /)", "Exactly rounded sum.", 0},
    ROW1(gamma, "Gamma function."),
    {"gcd", math_gcd, WF_RAW, "gcd(*integers)\n\nGreatest common divisor.", 0},
    {"hypot", math_hypot, WF_RAW, "hypot(*coordinates) -> value\n\nEuclidean length.", 0},
    {"isclose", math_isclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
     "Whether two numbers are close.", 0},
    ROW1(isfinite, "Neither infinite nor nan."),
    ROW1(isinf, "Infinite."),
    ROW1(isnan, "Not a number."),
    {"isqrt", math_isqrt, "(n, /)", "Integer part of the square root.", 0},
    {"lcm", math_lcm, WF_RAW, "lcm(*integers)\n\nLeast common multiple.", 0},
    {"ldexp", math_ldexp, "(x, i, /)", "x * 2**i.", 0},
    ROW1(lgamma, "Logarithm of the gamma function."),
    {"log", math_log, WF_RAW, "log(x, [base=math.e])\n\nLogarithm.", 0},
    ROW1(log10, "Logarithm to base 10."),
    ROW1(log1p, "log(1+x)."),
    ROW1(log2, "Logarithm to base 2."),
    ROW1(modf, "Fraction and whole part."),
    {"nextafter", math_nextafter, "(x, y, /)", "The next float after x towards y.", 0},
    {"perm", math_perm, "(n, k=None, /)", "Ways to arrange k of n.", 0},
    {"pow", math_pow, "(x, y, /)", "x**y.", 0},
    {"prod", math_prod, "(iterable, /, *, start=1)", "The product of the items.", 0},
    ROW1(radians, "Degrees as radians."),
    {"remainder", math_remainder, "(x, y, /)", "IEEE remainder.", 0},
    ROW1(sin, "Sine."),
    ROW1(sinh, "Hyperbolic sine."),
    ROW1(sqrt, "Square root."),
    ROW1(tan, "Tangent."),
    ROW1(tanh, "Hyperbolic tangent."),
    ROW1(trunc, "The whole part."),
    ROW1(ulp, "Value of the last bit."),
    {0},
};

static bool init(wf_value module) {
  return wf_module_add(module, "pi", wf_float_new(M_PI)) &&
         wf_module_add(module, "e", wf_float_new(M_E)) &&
         wf_module_add(module, "tau", wf_float_new(2 * M_PI)) &&
         wf_module_add(module, "inf", wf_float_new(INFINITY)) &&
         wf_module_add(module, "nan", wf_float_new(NAN));
}

const wf_module_def wf_math_module = {.name = "math",
                                      .doc = "Mathematical functions of real numbers.",
                                      .functions = functions,
                                      .init = init};
