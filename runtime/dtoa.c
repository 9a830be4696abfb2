/* Shortest digits: Raffaello Giulietti, "The Schubfach way to render doubles" (2020). Reading:
   Daniel Lemire, "Number parsing at a gigabyte per second" (2021). Both multiply by a 128-bit
   approximation of a power of ten; where reading cannot decide with it, the C library does. Digits
   of a given precision come from the C library too, whose decimal point is never looked at. */
#include <config.h>

#include "runtime/dtoa.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POWER_MIN = -292, POWER_MAX = 324, EXACT_MAX = 55 /* 10**55 fits 128 bits */ };

struct power {
  uint64_t high, low;
};
static const struct power powers[] = {
#define WF_POWER(high, low) {UINT64_C(high), UINT64_C(low)},
#include "runtime/dtoa_powers.def"
#undef WF_POWER
};

struct wide {
  uint64_t high, low;
};

static struct wide multiply(uint64_t a, uint64_t b) {
  __extension__ typedef unsigned __int128 u128;
  u128 product = (u128)a * b;
  return (struct wide){(uint64_t)(product >> 64), (uint64_t)product};
}

/* --- Shortest digits --- */

/* floor(log2(10**e)), floor(log10(2**e)): exact for the exponents of doubles */
static int floor_log2_pow10(int e) { return (int)(((int64_t)e * 1741647) >> 19); }
static int floor_log10_pow2(int e) { return (int)(((int64_t)e * 1262611) >> 22); }
static int floor_log10_three_quarters_pow2(int e) {
  return (int)(((int64_t)e * 1262611 - 524031) >> 22);
}

/* The product's integer part, with its last bit set when anything was cut off. */
static uint64_t round_to_odd(struct power g, uint64_t c) {
  struct wide x = multiply(g.low, c), y = multiply(g.high, c);
  uint64_t low = y.low + x.high;
  uint64_t high = y.high + (low < y.low);
  return high | (low > 1);
}

struct decimal {
  uint64_t digits;
  int exponent;
};

/* c * 2**q, where the neighbour below is half as far when `uneven`. */
static struct decimal shortest(uint64_t c, int q, bool uneven) {
  bool even = (c & 1) == 0;
  int k = uneven ? floor_log10_three_quarters_pow2(q) : floor_log10_pow2(q);
  int h = q + floor_log2_pow10(-k) + 1;
  struct power g = powers[-k - POWER_MIN];
  uint64_t vbl = round_to_odd(g, (4 * c - 2 + uneven) << h);
  uint64_t vb = round_to_odd(g, (4 * c) << h);
  uint64_t vbr = round_to_odd(g, (4 * c + 2) << h);
  uint64_t lower = vbl + !even, upper = vbr - !even;
  uint64_t s = vb / 4;
  if (s >= 10) {
    uint64_t tens = s / 10;
    bool below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
    if (below != above) return (struct decimal){tens + above, k + 1};
  }
  bool below = lower <= 4 * s, above = 4 * s + 4 <= upper;
  if (below != above) return (struct decimal){s + above, k};
  uint64_t middle = 4 * s + 2;
  bool up = vb > middle || (vb == middle && (s & 1));
  return (struct decimal){s + up, k};
}

static struct decimal shortest_of(uint64_t bits) {
  uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
  int exponent = (int)(bits >> 52 & 0x7ff);
  if (exponent == 0) return shortest(fraction, -1074, false);
  uint64_t c = fraction | UINT64_C(1) << 52;
  int q = exponent - 1075;
  if (q <= 0 && q > -53 && (c & ((UINT64_C(1) << -q) - 1)) == 0)
    return (struct decimal){c >> -q, 0};
  return shortest(c, q, fraction == 0 && exponent > 1);
}

int wf_dtoa_shortest(double d, char digits[20], int *point) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  bits &= ~(UINT64_C(1) << 63);
  if (bits == 0) {
    digits[0] = '0';
    *point = 1;
    return 1;
  }
  struct decimal v = shortest_of(bits);
  while (v.digits % 10 == 0) {
    v.digits /= 10;
    v.exponent++;
  }
  char reversed[20];
  int n = 0;
  for (uint64_t rest = v.digits; rest; rest /= 10) reversed[n++] = (char)('0' + rest % 10);
  for (int i = 0; i < n; i++) digits[i] = reversed[n - 1 - i];
  *point = n + v.exponent;
  return n;
}

/* --- Layout --- */

/* A number ready to be laid out: digits[0..count), the value 0.DIGITS * 10**point; zeros follow the
   digits as far as wanted. */
struct layout {
  const char *digits;
  int count, point;
  int decimals;    /* digits to show behind the point; trailing ones are zeros */
  bool exponential, dot; /* dot: a point even without decimals */
  char exponent_mark;
};

static char *put_exponent(char *p, char mark, int exponent) {
  *p++ = mark;
  *p++ = exponent < 0 ? '-' : '+';
  unsigned e = (unsigned)abs(exponent);
  if (e >= 100) *p++ = (char)('0' + e / 100);
  *p++ = (char)('0' + e / 10 % 10);
  *p++ = (char)('0' + e % 10);
  return p;
}

/* Writes digits from..to of the number, zeros where it has none. */
static char *put_digits(char *p, const struct layout *l, int from, int to) {
  for (int i = from; i < to; i++) *p++ = i >= 0 && i < l->count ? l->digits[i] : '0';
  return p;
}

static char *put_number(char *p, const struct layout *l) {
  int whole = l->exponential ? 1 : l->point; /* digits before the point */
  if (whole <= 0) *p++ = '0';
  else p = put_digits(p, l, 0, whole);
  if (l->decimals > 0 || l->dot) *p++ = '.';
  p = put_digits(p, l, whole, whole + l->decimals);
  if (l->exponential) p = put_exponent(p, l->exponent_mark, l->point - 1);
  *p = 0;
  return p;
}

static size_t layout_size(const struct layout *l) {
  size_t whole = l->exponential || l->point < 1 ? 1 : (size_t)l->point;
  return whole + (size_t)l->decimals + 16;
}

static size_t put_nonfinite(double d, char *out, unsigned flags, bool capitals) {
  char *p = out;
  if (signbit(d) && !isnan(d)) *p++ = '-';
  else if (flags & WF_DTOA_SIGN) *p++ = '+';
  const char *word = isnan(d) ? (capitals ? "NAN" : "nan") : capitals ? "INF" : "inf";
  memcpy(p, word, 4);
  return (size_t)(p - out) + 3;
}

/* As repr: exponents from 1e16 up and below 1e-4. */
static void layout_repr(struct layout *l, unsigned flags) {
  l->exponential = l->point > 16 || l->point <= -4;
  l->decimals = l->count - (l->exponential ? 1 : l->point);
  if (l->decimals < 0) l->decimals = 0;
  if (l->decimals == 0 && !l->exponential && (flags & WF_DTOA_DOT_ZERO)) l->decimals = 1;
  l->dot = flags & WF_DTOA_ALTERNATE;
  l->exponent_mark = 'e';
}

size_t wf_dtoa_repr(double d, char *out) {
  if (!isfinite(d)) return put_nonfinite(d, out, 0, false);
  char digits[20], *p = out;
  struct layout l = {.digits = digits};
  l.count = wf_dtoa_shortest(d, digits, &l.point);
  layout_repr(&l, WF_DTOA_DOT_ZERO);
  if (signbit(d)) *p++ = '-';
  return (size_t)(put_number(p, &l) - out);
}

/* --- Digits of a given precision, from the C library --- */

/* No double has more digits, or more behind the point: what is asked for beyond is zeros, for which
   the C library would want work areas of its own, and say nothing of use when there are none. */
enum { MOST_DIGITS = 800, MOST_DECIMALS = 1100 };

/* Keeps the digits of printf's output, up to its exponent; returns their number. */
static int keep_digits(char *text, const char **exponent) {
  int n = 0;
  char *p = text;
  for (; *p && *p != 'e'; p++)
    if (*p >= '0' && *p <= '9') text[n++] = *p;
  *exponent = *p ? p + 1 : NULL;
  return n;
}

/* `wanted` significant digits of |d| in malloc'ed memory (or in small). */
static char *significant_digits(double d, int wanted, char *small, size_t room,
                                struct layout *l) {
  size_t size = (size_t)wanted + 32;
  char *text = size <= room ? small : malloc(size);
  if (!text) return NULL;
  snprintf(text, size, "%.*e", (wanted < MOST_DIGITS ? wanted : MOST_DIGITS) - 1, fabs(d));
  const char *exponent;
  int n = keep_digits(text, &exponent);
  l->point = d == 0 ? 1 : atoi(exponent) + 1;
  memset(text + n, '0', (size_t)(wanted - n));
  l->count = wanted;
  l->digits = text;
  return text;
}

/* |d| * 10**decimals rounded to an integer, ties to even, exactly: mantissa and power together have
   fewer than 113 bits. False when it is too large for that. */
static bool scale_exactly(double d, int decimals, uint64_t *out) {
  __extension__ typedef unsigned __int128 wide;
  uint64_t power = 1;
  if (decimals > 17) return false;
  for (int i = 0; i < decimals; i++) power *= 10;
  d = fabs(d);
  if (d * (double)power >= 1e18) return false;
  int exponent;
  uint64_t mantissa = (uint64_t)ldexp(frexp(d, &exponent), 53);
  int shift = 53 - exponent; /* d = mantissa / 2**shift */
  wide product = (wide)mantissa * power;
  if (shift <= 0) {
    *out = (uint64_t)(product << -shift);
  } else if (shift > 120) {
    *out = 0;
  } else {
    wide half = (wide)1 << (shift - 1), rest = product & ((half << 1) - 1);
    uint64_t whole = (uint64_t)(product >> shift);
    *out = whole + (rest > half || (rest == half && (whole & 1)));
  }
  return true;
}

/* The digits of |d| down to `decimals` behind the point, without leading zeros. */
static char *decimal_digits(double d, int decimals, char *small, size_t room, struct layout *l) {
  uint64_t scaled;
  if (scale_exactly(d, decimals, &scaled)) {
    char *p = small + room;
    for (; scaled; scaled /= 10) *--p = (char)('0' + scaled % 10);
    l->digits = p;
    l->count = (int)(small + room - p);
    l->point = l->count - decimals;
    return small;
  }
  size_t size = (size_t)decimals + 340;
  char *text = size <= room ? small : malloc(size);
  if (!text) return NULL;
  int exact = decimals < MOST_DECIMALS ? decimals : MOST_DECIMALS, zeros = 0;
  snprintf(text, size, "%.*f", exact, fabs(d));
  const char *exponent;
  int n = keep_digits(text, &exponent);
  memset(text + n, '0', (size_t)(decimals - exact));
  n += decimals - exact;
  while (zeros < n && text[zeros] == '0') zeros++;
  l->digits = text + zeros;
  l->count = n - zeros;
  l->point = n - decimals - zeros;
  return text;
}

static bool is_zero(const struct layout *l) {
  for (int i = 0; i < l->count; i++)
    if (l->digits[i] != '0') return false;
  return true;
}

static void layout_general(struct layout *l, int precision, unsigned flags) {
  int limit = precision - ((flags & WF_DTOA_DOT_ZERO) ? 1 : 0);
  bool alternate = flags & WF_DTOA_ALTERNATE;
  l->exponential = l->point > limit || l->point <= -4;
  int shown = alternate ? precision : l->count;
  while (!alternate && shown > 1 && l->digits[shown - 1] == '0') shown--;
  l->decimals = shown - (l->exponential ? 1 : l->point);
  if (l->decimals < 0) l->decimals = 0;
  l->dot = alternate;
  if (l->decimals == 0 && !l->exponential && (flags & WF_DTOA_DOT_ZERO)) l->decimals = 1;
}

/* Finds the digits for the code and how to lay them out; the digits' memory, or NULL. */
static char *prepare(double d, char code, int precision, unsigned flags, char *small, size_t room,
                     struct layout *l) {
  l->dot = flags & WF_DTOA_ALTERNATE;
  if (code == 'r') {
    l->count = wf_dtoa_shortest(d, small, &l->point);
    l->digits = small;
    layout_repr(l, flags);
    return small;
  }
  if (code == 'f') {
    l->decimals = precision;
    return decimal_digits(d, precision, small, room, l);
  }
  if (code == 'g' && precision == 0) precision = 1;
  char *text = significant_digits(d, code == 'e' ? precision + 1 : precision, small, room, l);
  if (!text) return NULL;
  if (code == 'e') {
    l->exponential = true;
    l->decimals = precision;
  } else {
    layout_general(l, precision, flags);
  }
  return text;
}

char *wf_dtoa_format(double d, char code, int precision, unsigned flags,
                     char small[WF_DTOA_SMALL], size_t *length) {
  bool capitals = code >= 'A' && code <= 'Z';
  if (capitals) code = (char)(code + 32);
  if (!isfinite(d)) {
    *length = put_nonfinite(d, small, flags, capitals);
    return small;
  }
  struct layout l = {.exponent_mark = capitals ? 'E' : 'e'};
  char scratch[400];
  char *digits = prepare(d, code, precision, flags, scratch, sizeof scratch, &l);
  if (!digits) return NULL;
  if (capitals) l.exponent_mark = 'E';
  size_t size = layout_size(&l);
  char *out = size <= WF_DTOA_SMALL ? small : malloc(size);
  if (out) {
    char *p = out;
    bool negative = signbit(d) && !((flags & WF_DTOA_NO_NEG_ZERO) && is_zero(&l));
    if (negative) *p++ = '-';
    else if (flags & WF_DTOA_SIGN) *p++ = '+';
    *length = (size_t)(put_number(p, &l) - out);
  }
  if (digits != scratch) free(digits);
  return out;
}

void wf_dtoa_free(char *text, const char *small) {
  if (text != small) free(text);
}

/* --- Reading --- */

enum { KEPT_DIGITS = 19 };

/* What the text says: digits * 10**exponent, exactly so unless cut. */
struct scanned {
  uint64_t digits;
  int kept;         /* significant digits in `digits` */
  int64_t exponent;
  bool cut,
      any; /* cut: further digits that are not all zero were left out; any: a digit was seen */
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void scan_digit(struct scanned *s, char c, bool behind_point) {
  s->any = true;
  if (s->kept == KEPT_DIGITS) {
    s->cut |= c != '0';
    s->exponent += !behind_point;
    return;
  }
  s->digits = s->digits * 10 + (uint64_t)(c - '0');
  s->kept += s->digits != 0;
  s->exponent -= behind_point;
}

/* Digits with single underscores between them. False: a misplaced underscore. */
static bool scan_digits(struct scanned *s, const char **p, const char *end, bool behind_point) {
  while (*p < end) {
    if (is_digit(**p)) {
      scan_digit(s, **p, behind_point);
    } else if (**p == '_') {
      if (*p + 1 == end || !is_digit((*p)[1]) || !is_digit((*p)[-1])) return false;
    } else {
      break;
    }
    (*p)++;
  }
  return true;
}

static bool scan_exponent(struct scanned *s, const char *p, const char *end) {
  bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  if (p == end || !is_digit(*p)) return false;
  int64_t e = 0;
  for (; p < end; p++) {
    if (*p == '_') {
      if (p + 1 == end || !is_digit(p[1]) || !is_digit(p[-1])) return false;
      continue;
    }
    if (!is_digit(*p)) return false;
    if (e < INT64_C(1) << 56) e = e * 10 + (*p - '0');
  }
  s->exponent += negative ? -e : e;
  return true;
}

static bool scan(struct scanned *s, const char *p, const char *end) {
  if (p < end && *p == '_') return false;
  if (!scan_digits(s, &p, end, false)) return false;
  if (p < end && *p == '.') {
    p++;
    if (p < end && *p == '_') return false;
    if (!scan_digits(s, &p, end, true)) return false;
  }
  if (!s->any) return false;
  if (p < end && (*p == 'e' || *p == 'E')) return scan_exponent(s, p + 1, end);
  return p == end;
}

/* The 128-bit power rounded down, as reading needs it. */
static struct power truncated_power(int exponent) {
  struct power g = powers[exponent - POWER_MIN];
  if (exponent >= 0 && exponent <= EXACT_MAX) return g;
  if (g.low == 0) g.high--;
  g.low--;
  return g;
}

/* The top 128 bits of man * 10**exponent; false when they may be off by more than is safe. */
static bool scaled_mantissa(uint64_t man, int exponent, struct wide *out) {
  struct power g = truncated_power(exponent);
  struct wide x = multiply(man, g.high);
  if ((x.high & 0x1ff) == 0x1ff && x.low + man < man) {
    struct wide y = multiply(man, g.low);
    struct wide sum = {x.high, x.low + y.high};
    sum.high += sum.low < x.low;
    if ((sum.high & 0x1ff) == 0x1ff && sum.low + 1 == 0 && y.low + man < man) return false;
    x = sum;
  }
  *out = x;
  return true;
}

/* digits * 10**exponent, or false when this method cannot tell. */
static bool fast_double(uint64_t man, int64_t exponent, double *out) {
  if (man == 0) {
    *out = 0;
    return true;
  }
  if (exponent < POWER_MIN || exponent > 308) return false;
  int shift = __builtin_clzll(man);
  struct wide x;
  if (!scaled_mantissa(man << shift, (int)exponent, &x)) return false;
  uint64_t exp2 = (uint64_t)((217706 * exponent >> 16) + 64 + 1023) - (uint64_t)shift;
  unsigned top = (unsigned)(x.high >> 63);
  uint64_t mantissa = x.high >> (top + 9);
  exp2 -= 1 ^ top;
  if (x.low == 0 && (x.high & 0x1ff) == 0 && (mantissa & 3) == 1) return false; /* half-way */
  mantissa += mantissa & 1;
  mantissa >>= 1;
  if (mantissa >> 53) {
    mantissa >>= 1;
    exp2++;
  }
  if (exp2 - 1 >= 0x7ff - 1) return false; /* subnormal or too large */
  uint64_t bits = exp2 << 52 | (mantissa & ((UINT64_C(1) << 52) - 1));
  memcpy(out, &bits, sizeof bits);
  return true;
}

static bool clinger(const struct scanned *s, double *out) {
  static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (s->cut || s->digits >> 53 || s->exponent < -22 || s->exponent > 22) return false;
  double d = (double)s->digits;
  *out = s->exponent < 0 ? d / tens[-s->exponent] : d * tens[s->exponent];
  return true;
}

/* Asks the C library, with a text that has no decimal point: all digits, then the exponent. */
static bool slow_double(const char *p, const char *end, int64_t exponent, double *out) {
  char small[128];
  size_t size = (size_t)(end - p) + 32;
  char *text = size <= sizeof small ? small : malloc(size);
  if (!text) return false;
  char *q = text;
  *q++ = '0';
  for (; p < end && *p != 'e' && *p != 'E'; p++)
    if (is_digit(*p)) *q++ = *p;
  if (exponent > 99999) exponent = 99999;
  if (exponent < -INT64_C(999999999999)) exponent = -INT64_C(999999999999);
  snprintf(q, 24, "e%lld", (long long)exponent);
  *out = strtod(text, NULL);
  if (text != small) free(text);
  return true;
}

/* The exponent that belongs to all the digits, kept or not. */
static int64_t exponent_of_all(const char *p, const char *end, int64_t written) {
  bool behind = false;
  for (; p < end && *p != 'e' && *p != 'E'; p++) {
    if (*p == '.') behind = true;
    else if (behind && is_digit(*p)) written--;
  }
  return written;
}

static int64_t written_exponent(const char *p, const char *end) {
  while (p < end && *p != 'e' && *p != 'E') p++;
  struct scanned s = {0};
  if (p < end) scan_exponent(&s, p + 1, end);
  return s.exponent;
}

static bool read_number(const char *p, const char *end, double *out) {
  struct scanned s = {0};
  if (!scan(&s, p, end)) return false;
  if (s.digits == 0) {
    *out = 0;
    return true;
  }
  if (clinger(&s, out)) return true;
  double low, high;
  if (fast_double(s.digits, s.exponent, &low)) {
    *out = low;
    if (!s.cut) return true;
    if (fast_double(s.digits + 1, s.exponent, &high) && low == high) return true;
  }
  return slow_double(p, end, exponent_of_all(p, end, written_exponent(p, end)), out);
}

static bool is_word(const char *p, const char *end, const char *word) {
  for (; p < end && *word; p++, word++)
    if ((*p | 32) != *word) return false;
  return p == end && !*word;
}

bool wf_dtoa_parse(const char *text, size_t length, double *out) {
  const char *p = text, *end = text + length;
  bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  if (is_word(p, end, "inf") || is_word(p, end, "infinity")) *out = HUGE_VAL;
  else if (is_word(p, end, "nan")) *out = nan("");
  else if (!read_number(p, end, out)) return false;
  if (negative) *out = -*out;
  return true;
}
