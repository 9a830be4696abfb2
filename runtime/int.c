/* Integers: arithmetic. Small ones are immediate; the rest are limbs for GMP's mpn functions, which
   take no memory of their own that could clash with the host's. Text and the type: int_text.c,
   int_type.c. */
#include <config.h>

#include "runtime/int.h"

#include <gmp.h>
#include <math.h>
#include <stdlib.h>

#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int_internal.h"
#include "runtime/memory.h"
#include "runtime/thread.h"

_Static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0, "limbs of 64 bits");

/* --- Operands and results --- */

void wf_int_view(wf_value v, wf_int_operand *o) {
  if (wf_is_small_int(v) || wf_is_bool(v)) {
    int64_t i = wf_is_small_int(v) ? wf_small_int_get(v) : v == WF_TRUE;
    o->negative = i < 0;
    o->single = i < 0 ? -(uint64_t)i : (uint64_t)i;
    o->limbs = &o->single;
    o->count = i != 0;
    return;
  }
  const wf_int *big = (const wf_int *)wf_to_object(v);
  o->negative = big->head.flags & 1;
  o->limbs = big->limbs;
  o->count = big->count;
}

wf_int *wf_int_alloc(size_t limbs) {
  if (limbs > WF_INT_LIMBS_MAX) {
    wf_raise_memory();
    return NULL;
  }
  wf_int *r = wf_alloc_var_raw(sizeof(wf_int) + limbs * sizeof(uint64_t));
  if (!r) return NULL;
  memset(&r->head, 0, sizeof r->head);
  atomic_store_explicit(&r->head.shape, &wf_int_type.root, memory_order_relaxed);
  r->count = limbs;
  return r;
}

/* Below this size they work on the stack. A multiplication takes up to some four times its result.
 */
#define SMALLEST_SCRATCH 1024

bool wf_int_has_scratch(size_t limbs) {
  if (limbs < SMALLEST_SCRATCH) return true;
  void *block = malloc(limbs * 8 * sizeof(mp_limb_t));
  free(block);
  if (!block) wf_raise_memory();
  return block != NULL;
}

wf_value wf_int_finish(wf_int *r, bool negative) {
  size_t n = r->count;
  while (n > 0 && r->limbs[n - 1] == 0) n--;
  r->count = n;
  if (n == 0) return wf_small_int(0);
  if (n == 1 && r->limbs[0] <= (uint64_t)WF_SMALL_INT_MAX + negative) {
    int64_t i = (int64_t)r->limbs[0];
    return wf_small_int(negative ? -i : i);
  }
  r->head.flags = negative;
  return wf_from_object(r);
}

wf_value wf_int_new(int64_t i) {
  if (WF_LIKELY(wf_fits_small_int(i))) return wf_small_int(i);
  wf_int *r = wf_int_alloc(1);
  if (!r) return WF_ERROR;
  r->limbs[0] = i < 0 ? -(uint64_t)i : (uint64_t)i;
  return wf_int_finish(r, i < 0);
}

wf_value wf_int_from_uint64(uint64_t u) {
  if (u <= (uint64_t)WF_SMALL_INT_MAX) return wf_small_int((int64_t)u);
  wf_int *r = wf_int_alloc(1);
  if (!r) return WF_ERROR;
  r->limbs[0] = u;
  return wf_int_finish(r, false);
}

wf_value wf_int_from_double(double d) {
  if (isnan(d)) return wf_raise(&wf_exc_ValueError, "cannot convert float NaN to integer");
  if (isinf(d)) return wf_raise(&wf_exc_OverflowError, "cannot convert float infinity to integer");
  d = trunc(d);
  if (d > -4.6e18 && d < 4.6e18) return wf_int_new((int64_t)d);
  int exponent;
  double fraction = frexp(fabs(d), &exponent); /* d = fraction * 2**exponent, exponent > 62 */
  uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
  wf_value v = wf_int_lshift(wf_small_int((int64_t)mantissa), wf_small_int(exponent - 53));
  return v == WF_ERROR || d > 0 ? v : wf_int_neg(v);
}

wf_value wf_int_exact(wf_value v) {
  if (wf_is_int_exact(v)) return v;
  wf_int_operand o;
  wf_int_view(v, &o);
  wf_int *r = wf_int_alloc(o.count);
  if (!r) return WF_ERROR;
  if (o.count) memcpy(r->limbs, o.limbs, o.count * sizeof *o.limbs);
  return wf_int_finish(r, o.negative);
}

/* --- To C numbers --- */

bool wf_int_to_int64(wf_value v, int64_t *out) {
  if (wf_is_small_int(v)) {
    *out = wf_small_int_get(v);
    return true;
  }
  wf_int_operand o;
  wf_int_view(v, &o);
  if (o.count > 1) return false;
  uint64_t u = o.count ? o.limbs[0] : 0;
  if (u > (uint64_t)INT64_MAX + o.negative) return false;
  *out = o.negative ? (int64_t)-u : (int64_t)u;
  return true;
}

bool wf_int_to_uint64(wf_value v, uint64_t *out) {
  wf_int_operand o;
  wf_int_view(v, &o);
  if (o.count > 1 || (o.negative && o.count)) return false;
  *out = o.count ? o.limbs[0] : 0;
  return true;
}

uint64_t wf_int_low_bits(wf_value v) {
  wf_int_operand o;
  wf_int_view(v, &o);
  uint64_t bits = o.count ? o.limbs[0] : 0;
  return o.negative ? -bits : bits;
}

int wf_int_sign(wf_value v) {
  wf_int_operand o;
  wf_int_view(v, &o);
  return o.count == 0 ? 0 : o.negative ? -1 : 1;
}

size_t wf_int_bit_length(wf_value v) {
  wf_int_operand o;
  wf_int_view(v, &o);
  return o.count ? o.count * 64 - (size_t)__builtin_clzll(o.limbs[o.count - 1]) : 0;
}

/* The top 64 bits of the magnitude with the lowest one set if anything below is (sticky), so that
   one rounding to double is right. */
double wf_int_to_double(wf_value v, bool *overflow) {
  *overflow = false;
  if (wf_is_small_int(v)) return (double)wf_small_int_get(v);
  wf_int_operand o;
  wf_int_view(v, &o);
  if (o.count == 0) return 0;
  size_t bits = wf_int_bit_length(v);
  double d;
  if (bits <= 64) {
    d = (double)o.limbs[0];
  } else {
    size_t shift = bits - 64, limb = shift / 64, bit = shift % 64;
    uint64_t top = o.limbs[limb] >> bit;
    if (bit && limb + 1 < o.count) top |= o.limbs[limb + 1] << (64 - bit);
    bool sticky = bit && (o.limbs[limb] & ((UINT64_C(1) << bit) - 1));
    for (size_t i = 0; i < limb && !sticky; i++) sticky = o.limbs[i] != 0;
    /* rounded by hand to 53 bits, ties to even */
    uint64_t low = top & 0x7ff;
    top &= ~UINT64_C(0x7ff);
    if (low > 0x400 || (low == 0x400 && (sticky || (top & 0x800)))) {
      top += 0x800;
      if (top == 0) {
        top = UINT64_C(1) << 63;
        shift++;
      }
    }
    d = shift > 2000 ? INFINITY : ldexp((double)top, (int)shift);
  }
  if (isinf(d)) *overflow = true;
  return o.negative ? -d : d;
}

/* Modulo the Mersenne prime 2**61 - 1, as numbers of all types hash alike. */
#define HASH_MODULUS ((UINT64_C(1) << 61) - 1)

int64_t wf_int_hash(wf_value v) {
  if (wf_is_small_int(v)) {
    int64_t i = wf_small_int_get(v);
    uint64_t u = (i < 0 ? -(uint64_t)i : (uint64_t)i) % HASH_MODULUS;
    int64_t h = i < 0 ? -(int64_t)u : (int64_t)u;
    return h == -1 ? -2 : h;
  }
  wf_int_operand o;
  wf_int_view(v, &o);
  uint64_t h = 0;
  for (size_t i = o.count; i-- > 0;) /* h * 2**64 = h * 8 mod the modulus */
    h = (uint64_t)(((unsigned __int128)h * 8 + o.limbs[i]) % HASH_MODULUS);
  int64_t result = o.negative ? -(int64_t)h : (int64_t)h;
  return result == -1 ? -2 : result;
}

int wf_int_compare(wf_value a, wf_value b) {
  if (wf_both_small_int(a, b)) {
    int64_t x = (int64_t)a, y = (int64_t)b;
    return x < y ? -1 : x > y;
  }
  wf_int_operand x, y;
  wf_int_view(a, &x);
  wf_int_view(b, &y);
  bool xn = x.negative && x.count, yn = y.negative && y.count;
  if (xn != yn) return xn ? -1 : 1;
  int order = x.count != y.count ? (x.count < y.count ? -1 : 1)
                                 : x.count ? mpn_cmp(x.limbs, y.limbs, (mp_size_t)x.count) : 0;
  order = order < 0 ? -1 : order > 0;
  return xn ? -order : order;
}

/* --- Addition and subtraction --- */

static wf_value add_magnitudes(const wf_int_operand *x, const wf_int_operand *y, bool negative) {
  if (x->count < y->count) {
    const wf_int_operand *t = x;
    x = y;
    y = t;
  }
  wf_int *r = wf_int_alloc(x->count + 1);
  if (!r) return WF_ERROR;
  if (y->count == 0) {
    memcpy(r->limbs, x->limbs, x->count * sizeof(uint64_t));
    r->limbs[x->count] = 0;
  } else {
    r->limbs[x->count] = mpn_add((mp_limb_t *)r->limbs, (const mp_limb_t *)x->limbs,
                                 (mp_size_t)x->count, (const mp_limb_t *)y->limbs,
                                 (mp_size_t)y->count);
  }
  return wf_int_finish(r, negative);
}

static wf_value subtract_magnitudes(const wf_int_operand *x, const wf_int_operand *y,
                                    bool negative) {
  int order = x->count != y->count
                  ? (x->count < y->count ? -1 : 1)
                  : x->count ? mpn_cmp((const mp_limb_t *)x->limbs, (const mp_limb_t *)y->limbs,
                                       (mp_size_t)x->count)
                             : 0;
  if (order == 0) return wf_small_int(0);
  if (order < 0) {
    const wf_int_operand *t = x;
    x = y;
    y = t;
    negative = !negative;
  }
  wf_int *r = wf_int_alloc(x->count);
  if (!r) return WF_ERROR;
  if (y->count == 0)
    memcpy(r->limbs, x->limbs, x->count * sizeof(uint64_t));
  else
    mpn_sub((mp_limb_t *)r->limbs, (const mp_limb_t *)x->limbs, (mp_size_t)x->count,
            (const mp_limb_t *)y->limbs, (mp_size_t)y->count);
  return wf_int_finish(r, negative);
}

wf_value wf_int_add(wf_value a, wf_value b) {
  if (wf_both_small_int(a, b)) return wf_int_new(wf_small_int_get(a) + wf_small_int_get(b));
  wf_int_operand x, y;
  wf_int_view(a, &x);
  wf_int_view(b, &y);
  return x.negative == y.negative ? add_magnitudes(&x, &y, x.negative)
                                  : subtract_magnitudes(&x, &y, x.negative);
}

wf_value wf_int_sub(wf_value a, wf_value b) {
  if (wf_both_small_int(a, b)) return wf_int_new(wf_small_int_get(a) - wf_small_int_get(b));
  wf_int_operand x, y;
  wf_int_view(a, &x);
  wf_int_view(b, &y);
  return x.negative != y.negative ? add_magnitudes(&x, &y, x.negative)
                                  : subtract_magnitudes(&x, &y, x.negative);
}

wf_value wf_int_neg(wf_value v) {
  if (wf_is_small_int(v)) return wf_int_new(-wf_small_int_get(v));
  return wf_int_sub(wf_small_int(0), v);
}

/* --- Multiplication and division --- */

wf_value wf_int_mul(wf_value a, wf_value b) {
  int64_t product;
  if (wf_both_small_int(a, b) &&
      !__builtin_mul_overflow(wf_small_int_get(a), wf_small_int_get(b), &product))
    return wf_int_new(product);
  wf_int_operand x, y;
  wf_int_view(a, &x);
  wf_int_view(b, &y);
  if (x.count == 0 || y.count == 0) return wf_small_int(0);
  const wf_int_operand *l = x.count >= y.count ? &x : &y, *s = l == &x ? &y : &x;
  wf_int *r = wf_int_alloc(x.count + y.count);
  if (!r || !wf_int_has_scratch(r->count)) return WF_ERROR;
  if (l->limbs == s->limbs && l->count == s->count)
    mpn_sqr((mp_limb_t *)r->limbs, (const mp_limb_t *)l->limbs, (mp_size_t)l->count);
  else
    mpn_mul((mp_limb_t *)r->limbs, (const mp_limb_t *)l->limbs, (mp_size_t)l->count,
            (const mp_limb_t *)s->limbs, (mp_size_t)s->count);
  return wf_int_finish(r, x.negative != y.negative);
}

/* Where a division puts a result: an integer in the making, or, for what nobody asked for, the C
   stack. */
struct place {
  wf_int *made; /* NULL: on the stack */
  uint64_t *limbs;
};
#define STACK_LIMBS 256

static bool place_init(struct place *p, bool wanted, uint64_t *stack, size_t count) {
  p->made = NULL;
  p->limbs = stack;
  if (!wanted && count <= STACK_LIMBS) return true;
  p->made = wf_int_alloc(count);
  if (!p->made) return false;
  p->limbs = p->made->limbs;
  return true;
}

static bool any_limb(const uint64_t *limbs, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (limbs[i]) return true;
  return false;
}

/* Floor division: quotient and remainder of the sign of b. Either out may be NULL. */
static bool floor_divide(wf_value a, wf_value b, wf_value *quotient, wf_value *remainder) {
  wf_int_operand x, y;
  wf_int_view(a, &x);
  wf_int_view(b, &y);
  if (y.count == 0) {
    wf_raise(&wf_exc_ZeroDivisionError, quotient ? "integer division or modulo by zero"
                                                 : "integer modulo by zero");
    return false;
  }
  if (x.count < y.count) { /* |a| < |b| */
    bool adjust = x.count && x.negative != y.negative;
    wf_value r = !remainder ? WF_NONE : adjust ? wf_int_add(a, b) : wf_int_exact(a);
    if (quotient) *quotient = wf_small_int(adjust ? -1 : 0);
    if (remainder) *remainder = r;
    return r != WF_ERROR;
  }
  uint64_t stack[STACK_LIMBS]; /* only one of the two is not asked for */
  struct place q, r;
  size_t q_count = x.count - y.count + 1;
  if (!place_init(&q, quotient != NULL, stack, q_count) ||
      !place_init(&r, remainder != NULL, stack, y.count) || !wf_int_has_scratch(x.count + y.count))
    return false;
  mpn_tdiv_qr((mp_limb_t *)q.limbs, (mp_limb_t *)r.limbs, 0, (const mp_limb_t *)x.limbs,
              (mp_size_t)x.count, (const mp_limb_t *)y.limbs, (mp_size_t)y.count);
  /* towards minus infinity */
  bool adjust = x.negative != y.negative && any_limb(r.limbs, y.count);
  if (quotient) {
    *quotient = wf_int_finish(q.made, x.negative != y.negative);
    if (adjust) *quotient = wf_int_sub(*quotient, wf_small_int(1));
    if (*quotient == WF_ERROR) return false;
  }
  if (remainder) {
    *remainder = wf_int_finish(r.made, x.negative);
    if (adjust) *remainder = wf_int_add(*remainder, b);
    if (*remainder == WF_ERROR) return false;
  }
  return true;
}

wf_value wf_int_floordiv(wf_value a, wf_value b) {
  wf_value q;
  return floor_divide(a, b, &q, NULL) ? q : WF_ERROR;
}

wf_value wf_int_mod(wf_value a, wf_value b) {
  wf_value r;
  return floor_divide(a, b, NULL, &r) ? r : WF_ERROR;
}

wf_value wf_int_divmod(wf_value a, wf_value b, wf_value *remainder) {
  wf_value q;
  return floor_divide(a, b, &q, remainder) ? q : WF_ERROR;
}

/* Correctly rounded a / b: the quotient is computed to 55 bits or more with a sticky bit. */
wf_value wf_int_truediv(wf_value a, wf_value b) {
  wf_int_operand x, y;
  wf_int_view(a, &x);
  wf_int_view(b, &y);
  if (y.count == 0) return wf_raise(&wf_exc_ZeroDivisionError, "division by zero");
  bool negative = x.negative != y.negative;
  if (x.count == 0) return wf_float_new(negative ? -0.0 : 0.0);
  int64_t xb = (int64_t)wf_int_bit_length(a), yb = (int64_t)wf_int_bit_length(b);
  if (xb <= 53 && yb <= 53) {
    double q = (double)x.limbs[0] / (double)y.limbs[0];
    return wf_float_new(negative ? -q : q);
  }
  if (xb - yb > 1025)
    return wf_raise(&wf_exc_OverflowError, "integer division result too large for a float");
  if (xb - yb < -1080) return wf_float_new(negative ? -0.0 : 0.0);
  /* enough bits: 66 in general; below the normal range only those that the result can hold */
  int64_t shift = 66 - (xb - yb);
  wf_value numerator = x.negative ? wf_int_neg(a) : a, denominator = y.negative ? wf_int_neg(b) : b;
  if (numerator == WF_ERROR || denominator == WF_ERROR) return WF_ERROR;
  if (shift > 0) numerator = wf_int_lshift(numerator, wf_small_int(shift));
  else if (shift < 0) denominator = wf_int_lshift(denominator, wf_small_int(-shift));
  if (numerator == WF_ERROR || denominator == WF_ERROR) return WF_ERROR;
  wf_value r, q = wf_int_divmod(numerator, denominator, &r);
  if (q == WF_ERROR) return WF_ERROR;
  int64_t bits = (int64_t)wf_int_bit_length(q), keep = 53, exponent = bits - shift;
  if (exponent < -1021) keep = 53 - (-1021 - exponent);
  if (keep < 0) keep = 0;
  int64_t drop = bits - keep;
  wf_value top = wf_int_rshift(q, wf_small_int(drop));
  wf_value back = top == WF_ERROR ? WF_ERROR : wf_int_lshift(top, wf_small_int(drop));
  wf_value rest = back == WF_ERROR ? WF_ERROR : wf_int_sub(q, back);
  wf_value half = wf_int_lshift(wf_small_int(1), wf_small_int(drop - 1));
  if (rest == WF_ERROR || half == WF_ERROR) return WF_ERROR;
  int order = wf_int_compare(rest, half);
  int64_t mantissa = wf_small_int_get(top);
  if (order > 0 || (order == 0 && (wf_int_sign(r) || (mantissa & 1)))) mantissa++;
  double d = ldexp((double)mantissa, (int)(drop - shift));
  if (isinf(d))
    return wf_raise(&wf_exc_OverflowError, "integer division result too large for a float");
  return wf_float_new(negative ? -d : d);
}

wf_value wf_int_gcd(wf_value a, wf_value b) {
  while (wf_int_sign(b) != 0) {
    if (wf_both_small_int(a, b)) {
      uint64_t x = (uint64_t)llabs(wf_small_int_get(a)), y = (uint64_t)llabs(wf_small_int_get(b));
      while (y) {
        uint64_t t = x % y;
        x = y;
        y = t;
      }
      return wf_int_from_uint64(x);
    }
    wf_value r = wf_int_mod(a, b);
    if (r == WF_ERROR) return WF_ERROR;
    a = b;
    b = r;
  }
  return wf_int_sign(a) < 0 ? wf_int_neg(a) : wf_int_exact(a);
}

/* --- Powers --- */

#define WORTH_TRYING ((size_t)1 << 20) /* limbs: as much will be there, or be missed soon enough */

static wf_value reduce(wf_value v, wf_value modulus) {
  return v == WF_ERROR || modulus == WF_NONE ? v : wf_int_mod(v, modulus);
}

/* Whether base ** exponent is hopeless, known before anything is computed: false with MemoryError.
 */
static bool power_fits(wf_value base, wf_value exponent) {
  int64_t e;
  size_t bits = wf_int_bit_length(base) - 1, total;
  if (bits == 0) return true; /* 1 or -1 */
  if (!wf_int_to_int64(exponent, &e) || __builtin_mul_overflow(bits, (size_t)e, &total)) {
    wf_raise_memory();
    return false;
  }
  return total / 64 < WORTH_TRYING || wf_int_alloc(total / 64);
}

/* base ** exponent by squaring from the top bit; exponent > 0. */
static wf_value power_positive(wf_value base, wf_value exponent, wf_value modulus) {
  wf_int_operand e;
  size_t bits = wf_int_bit_length(exponent);
  wf_value r = reduce(base, modulus);
  base = r;
  for (size_t i = bits - 1; i-- > 0;) {
    if (r == WF_ERROR || !wf_poll(wf_self)) return WF_ERROR;
    r = reduce(wf_int_mul(r, r), modulus);
    wf_int_view(exponent, &e);
    if (r != WF_ERROR && (e.limbs[i / 64] >> (i % 64) & 1))
      r = reduce(wf_int_mul(r, base), modulus);
  }
  return r;
}

/* The inverse of a modulo n by the extended Euclidean algorithm. */
static wf_value invert_modulo(wf_value a, wf_value n) {
  wf_value b = wf_small_int(1), c = wf_small_int(0), m = n;
  a = wf_int_mod(a, n);
  while (a != WF_ERROR && wf_int_sign(m) != 0) {
    wf_value r, q = wf_int_divmod(a, m, &r);
    if (q == WF_ERROR) return WF_ERROR;
    wf_value t = wf_int_mul(q, c);
    if (t == WF_ERROR || (t = wf_int_sub(b, t)) == WF_ERROR) return WF_ERROR;
    a = m;
    m = r;
    b = c;
    c = t;
  }
  if (a == WF_ERROR) return WF_ERROR;
  if (a == wf_small_int(-1)) { b = wf_int_neg(b); a = wf_small_int(1); }
  if (a != wf_small_int(1))
    return wf_raise(&wf_exc_ValueError, "base is not invertible for the given modulus");
  return b;
}

wf_value wf_int_pow(wf_value a, wf_value b, wf_value modulus) {
  if (modulus != WF_NONE && wf_int_sign(modulus) == 0)
    return wf_raise(&wf_exc_ValueError, "pow() 3rd argument cannot be 0");
  if (wf_int_sign(b) < 0) {
    if (modulus == WF_NONE) { /* a float */
      bool over_a, over_b;
      double x = wf_int_to_double(a, &over_a), y = wf_int_to_double(b, &over_b);
      if (over_a || over_b)
        return wf_raise(&wf_exc_OverflowError, "int too large to convert to float");
      if (x == 0)
        return wf_raise(&wf_exc_ZeroDivisionError, "0.0 cannot be raised to a negative power");
      return wf_float_new(pow(x, y));
    }
    a = invert_modulo(a, modulus);
    if (a == WF_ERROR || (b = wf_int_neg(b)) == WF_ERROR) return WF_ERROR;
  }
  if (wf_int_sign(b) == 0) return reduce(wf_small_int(1), modulus);
  if ((a = wf_int_exact(a)) == WF_ERROR) return WF_ERROR;
  if (modulus == WF_NONE && wf_is_small_int(a) && llabs(wf_small_int_get(a)) <= 2) {
    int64_t base = wf_small_int_get(a);
    int64_t e;
    bool odd = wf_int_bit_length(b) && (wf_is_small_int(b) ? wf_small_int_get(b) & 1 : true);
    if (base == 0 || base == 1) return a;
    if (base == -1)
      return wf_is_small_int(b) ? wf_small_int(odd ? -1 : 1) : power_positive(a, b, modulus);
    if (wf_int_to_int64(b, &e)) {
      wf_value v = wf_int_lshift(wf_small_int(1), b);
      return base > 0 || !(e & 1) || v == WF_ERROR ? v : wf_int_neg(v);
    }
  }
  if (modulus == WF_NONE && !power_fits(a, b)) return WF_ERROR;
  return power_positive(a, b, modulus);
}

/* --- Shifts --- */

static bool shift_count(wf_value v, int64_t *out) {
  if (wf_int_sign(v) < 0) {
    wf_raise(&wf_exc_ValueError, "negative shift count");
    return false;
  }
  if (!wf_int_to_int64(v, out)) *out = INT64_MAX;
  return true;
}

wf_value wf_int_lshift(wf_value a, wf_value b) {
  int64_t n;
  if (!shift_count(b, &n)) return WF_ERROR;
  wf_int_operand x;
  wf_int_view(a, &x);
  if (x.count == 0) return wf_small_int(0);
  if (n == INT64_MAX) return wf_raise(&wf_exc_OverflowError, "too many digits in integer");
  if ((uint64_t)n / 64 > WF_INT_LIMBS_MAX - x.count - 1) return wf_raise_memory();
  size_t limbs = (size_t)n / 64, bits = (size_t)n % 64;
  wf_int *r = wf_int_alloc(x.count + limbs + 1);
  if (!r) return WF_ERROR;
  memset(r->limbs, 0, limbs * sizeof(uint64_t));
  if (bits)
    r->limbs[x.count + limbs] = mpn_lshift((mp_limb_t *)r->limbs + limbs,
                                           (const mp_limb_t *)x.limbs, (mp_size_t)x.count,
                                           (unsigned)bits);
  else {
    memcpy(r->limbs + limbs, x.limbs, x.count * sizeof(uint64_t));
    r->limbs[x.count + limbs] = 0;
  }
  return wf_int_finish(r, x.negative);
}

wf_value wf_int_rshift(wf_value a, wf_value b) {
  int64_t n;
  if (!shift_count(b, &n)) return WF_ERROR;
  if (wf_is_small_int(a)) return wf_small_int(wf_small_int_get(a) >> (n > 63 ? 63 : n));
  wf_int_operand x;
  wf_int_view(a, &x);
  size_t limbs = (size_t)(n / 64), bits = (size_t)(n % 64);
  if (limbs >= x.count) return wf_small_int(x.negative && x.count ? -1 : 0);
  size_t count = x.count - limbs;
  wf_int *r = wf_int_alloc(count + 1);
  if (!r) return WF_ERROR;
  r->limbs[count] = 0;
  bool lost = false; /* negative numbers round towards minus infinity */
  for (size_t i = 0; i < limbs && !lost; i++) lost = x.limbs[i] != 0;
  if (bits) lost |= mpn_rshift((mp_limb_t *)r->limbs, (const mp_limb_t *)x.limbs + limbs,
                               (mp_size_t)count, (unsigned)bits) != 0;
  else memcpy(r->limbs, x.limbs + limbs, count * sizeof(uint64_t));
  if (x.negative && lost)
    mpn_add_1((mp_limb_t *)r->limbs, (mp_limb_t *)r->limbs, (mp_size_t)count + 1, 1);
  return wf_int_finish(r, x.negative);
}

/* --- Bits: negative numbers as infinite two's complement --- */

/* count limbs of two's complement. */
static void complement(const wf_int_operand *o, uint64_t *out, size_t count) {
  memset(out, 0, count * sizeof *out);
  if (o->count) memcpy(out, o->limbs, o->count * sizeof *out);
  if (o->negative && o->count) mpn_neg((mp_limb_t *)out, (mp_limb_t *)out, (mp_size_t)count);
}

wf_value wf_int_bitwise(wf_value a, wf_value b, char op) {
  wf_int_operand x, y;
  wf_int_view(a, &x);
  wf_int_view(b, &y);
  size_t count = (x.count > y.count ? x.count : y.count) + 1;
  wf_int *r = wf_int_alloc(count), *t = wf_int_alloc(count);
  if (!r || !t) return WF_ERROR;
  complement(&x, r->limbs, count);
  complement(&y, t->limbs, count);
  for (size_t i = 0; i < count; i++)
    r->limbs[i] = op == '&' ? r->limbs[i] & t->limbs[i]
                : op == '|' ? r->limbs[i] | t->limbs[i] : r->limbs[i] ^ t->limbs[i];
  bool negative = r->limbs[count - 1] >> 63;
  if (negative) mpn_neg((mp_limb_t *)r->limbs, (mp_limb_t *)r->limbs, (mp_size_t)count);
  return wf_int_finish(r, negative);
}

wf_value wf_int_from_bytes(const uint8_t *bytes, size_t size, bool little, bool is_signed) {
  size_t count = size / 8 + 1;
  wf_int *r = wf_int_alloc(count);
  if (!r) return WF_ERROR;
  memset(r->limbs, 0, count * sizeof(uint64_t));
  bool negative = is_signed && size && (bytes[little ? size - 1 : 0] & 0x80);
  for (size_t i = 0; i < count * 8; i++) {
    uint8_t byte = i < size ? bytes[little ? i : size - 1 - i] : negative ? 0xff : 0;
    r->limbs[i / 8] |= (uint64_t)byte << (i % 8 * 8);
  }
  if (negative) mpn_neg((mp_limb_t *)r->limbs, (mp_limb_t *)r->limbs, (mp_size_t)count);
  return wf_int_finish(r, negative);
}

bool wf_int_to_bytes(wf_value v, uint8_t *bytes, size_t size, bool little, bool is_signed) {
  wf_int_operand o;
  wf_int_view(v, &o);
  bool negative = o.negative && o.count;
  if (negative && !is_signed) return false;
  bool borrow = negative; /* two's complement: invert and add one, byte by byte */
  uint8_t last = 0;
  for (size_t i = 0; i < size || i < o.count * 8; i++) {
    uint8_t byte = i / 8 < o.count ? (uint8_t)(o.limbs[i / 8] >> (i % 8 * 8)) : 0;
    if (negative) {
      byte = (uint8_t)(~byte + borrow);
      borrow = borrow && byte == 0;
    }
    if (i < size) bytes[little ? i : size - 1 - i] = last = byte;
    else if (byte != (negative ? 0xff : 0)) return false;
  }
  if (!is_signed) return true;
  if (size == 0) return o.count == 0;
  return (last >> 7) == negative;
}
