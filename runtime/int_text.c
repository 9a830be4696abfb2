/* Integers as text, in any base from 2 to 36. */
#include <config.h>

#include <gmp.h>
#include <stdio.h>

#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/int_internal.h"
#include "runtime/life.h"
#include "runtime/memory.h"
#include "runtime/str_internal.h"

/* Conversions between text and binary take more than linear time, so their length has a limit. */
WF_OF_LIFE _Atomic(int) wf_int_max_str_digits = 4300;

static bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

static bool check_digits(size_t digits, bool parsing) {
  size_t limit = (size_t)atomic_load(&wf_int_max_str_digits);
  if (limit == 0 || digits <= limit) return true;
  if (parsing)
    wf_raise(&wf_exc_ValueError,
             "Exceeds the limit (%zu digits) for integer string conversion: value has %zu digits; "
             "use sys.set_int_max_str_digits() to increase the limit",
             limit, digits);
  else
    wf_raise(&wf_exc_ValueError,
             "Exceeds the limit (%zu digits) for integer string conversion; "
             "use sys.set_int_max_str_digits() to increase the limit",
             limit);
  return false;
}

/* Writes the digits and the sign so that they end before `end`; where they begin. */
static char *write_decimal(char *end, int64_t i) {
  static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233"
                              "34353637383940414243444546"
                              "47484950515253545556575859606162636465666768697071727374757677787980"
                              "81828384858687888990919293"
                              "949596979899";
  char *p = end;
  uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
  for (; u >= 100; u /= 100) memcpy(p -= 2, pairs + u % 100 * 2, 2);
  if (u >= 10) memcpy(p -= 2, pairs + u * 2, 2);
  else *--p = (char)('0' + u);
  if (i < 0) *--p = '-';
  return p;
}

size_t wf_int_decimal_size(int64_t i) {
  static const uint64_t powers[] = {
#define TENS(n) n##ULL, n##0ULL, n##00ULL, n##000ULL
      0, TENS(10), TENS(100000), TENS(1000000000), TENS(10000000000000),
      100000000000000000, 1000000000000000000, 10000000000000000000U};
#undef TENS
  uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
  unsigned bits = 64 - (unsigned)__builtin_clzll(u | 1);
  unsigned less = bits * 1233 >> 12; /* 1233/4096: the logarithm of 2; digits, or one less */
  return less + (u >= powers[less]) + (i < 0);
}

char *wf_int_decimal_add(char *to, int64_t i) {
  char *end = to + wf_int_decimal_size(i);
  write_decimal(end, i);
  return end;
}

static wf_value small_decimal(int64_t i) {
  char buffer[24], *end = buffer + sizeof buffer, *p = write_decimal(end, i);
  return wf_str_new_ascii(p, (size_t)(end - p));
}

static wf_value small_text(int64_t i, int base) {
  if (base == 10) return small_decimal(i);
  char buffer[72], *p = buffer + sizeof buffer;
  uint64_t u = i < 0 ? -(uint64_t)i : (uint64_t)i;
  do {
    *--p = "0123456789abcdefghijklmnopqrstuvwxyz"[u % (unsigned)base];
    u /= (unsigned)base;
  } while (u);
  if (i < 0) *--p = '-';
  return wf_str_new(p, (size_t)(buffer + sizeof buffer - p));
}

/* Digits that `bits` bits can take, rounded up. */
static size_t text_room(size_t bits, int base) {
  int per_digit = 1; /* bits that a digit surely holds */
  while ((2 << per_digit) <= base) per_digit++;
  return bits / (size_t)per_digit + 2;
}

wf_value wf_int_to_text(wf_value v, int base) {
  if (wf_is_small_int(v)) return small_text(wf_small_int_get(v), base);
  wf_int_operand o;
  wf_int_view(v, &o);
  if (o.count == 0) return small_text(0, base);
  size_t bits = wf_int_bit_length(v), room = text_room(bits, base);
  /* below this many bits the text cannot exceed the limit */
  if (!is_power_of_two(base)) {
    int limit = atomic_load(&wf_int_max_str_digits);
    if (limit && (double)bits * 0.30102999566398120 > (double)limit + 1 &&
        !check_digits((size_t)((double)bits * 0.30102999566398120), false))
      return WF_ERROR;
  }
  /* mpn_get_str destroys its operand */
  mp_limb_t *copy = wf_alloc_var_atomic((o.count + 1) * sizeof *copy);
  unsigned char *digits = wf_alloc_var_atomic(room + 2);
  if (!copy || !digits || !wf_int_has_scratch(o.count)) return WF_ERROR;
  memcpy(copy, o.limbs, o.count * sizeof *copy);
  size_t count = mpn_get_str(digits, base, copy, (mp_size_t)o.count), skip = 0;
  while (skip + 1 < count && digits[skip] == 0) skip++;
  if (!is_power_of_two(base) && !check_digits(count - skip, false)) return WF_ERROR;
  wf_value text = wf_str_alloc(count - skip + o.negative);
  if (text == WF_ERROR) return WF_ERROR;
  char *out = (char *)wf_str_data(text);
  if (o.negative) *out++ = '-';
  for (size_t i = skip; i < count; i++)
    *out++ = "0123456789abcdefghijklmnopqrstuvwxyz"[digits[i]];
  return wf_str_finish(text);
}

static int digit_value(unsigned char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Strips a base prefix that fits; *base 0 is decided. false: bad. */
static bool read_prefix(const char **p, const char *end, int *base) {
  int found = 0;
  if (end - *p > 1 && **p == '0') {
    char c = (*p)[1] | 0x20;
    found = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
  }
  if (found && (*base == 0 || *base == found)) {
    *base = found;
    *p += 2;
    if (*p < end && **p == '_') ++*p;
    return true;
  }
  if (*base == 0) {
    *base = 10;
    if (**p == '0') { /* only zeros may follow a leading zero */
      for (const char *q = *p; q < end; q++)
        if (*q != '0' && *q != '_') return false;
    }
  }
  return true;
}

/* The digits of [p, end) as small numbers; count of them, or 0 when the text is bad. */
static size_t read_digits(const char *p, const char *end, int base, unsigned char *out) {
  size_t count = 0;
  bool after_digit = false;
  for (; p < end; p++) {
    if (*p == '_') {
      if (!after_digit) return 0;
      after_digit = false;
      continue;
    }
    int d = digit_value((unsigned char)*p);
    if (d >= base) return 0;
    out[count++] = (unsigned char)d;
    after_digit = true;
  }
  return after_digit ? count : 0;
}

static wf_value from_digits(unsigned char *digits, size_t count, int base, bool negative) {
  size_t skip = 0;
  while (skip < count && digits[skip] == 0) skip++;
  if (count - skip <= 18 || (base == 2 && count - skip <= 62)) {
    int64_t i = 0;
    if (base > 10 && count - skip > 11) goto big;
    for (; skip < count; skip++) i = i * base + digits[skip];
    return wf_int_new(negative ? -i : i);
  }
big:
  if (!is_power_of_two(base) && !check_digits(count, true)) return WF_ERROR;
  size_t bits = 1;
  while ((1 << bits) < base) bits++;
  wf_int *r = wf_int_alloc((count - skip) * bits / 64 + 2);
  if (!r || !wf_int_has_scratch(r->count)) return WF_ERROR;
  r->count = (size_t)mpn_set_str((mp_limb_t *)r->limbs, digits + skip, count - skip, base);
  return wf_int_finish(r, negative);
}

static wf_value raise_literal(const char *text, size_t size, int base, wf_value source) {
  wf_value shown = wf_repr(source == WF_EMPTY ? wf_str_from_fs(text, size) : source);
  if (shown == WF_ERROR) return WF_ERROR;
  if (wf_str_length(shown) > 200) shown = wf_str_slice(shown, 0, 200);
  return wf_raise(&wf_exc_ValueError, "invalid literal for int() with base %d: %U", base, shown);
}

wf_value wf_int_parse(const char *text, size_t size, int base, wf_value source) {
  const char *p = text, *end = text + size;
  int given = base;
  while (p < end && is_space(*p)) p++;
  while (end > p && is_space(end[-1])) end--;
  bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  if (p == end || !read_prefix(&p, end, &base)) return raise_literal(text, size, given, source);
  unsigned char small[128], *digits = small;
  if ((size_t)(end - p) > sizeof small && !(digits = wf_alloc_var_atomic((size_t)(end - p))))
    return WF_ERROR;
  size_t count = read_digits(p, end, base, digits);
  if (count == 0) return raise_literal(text, size, given, source);
  return from_digits(digits, count, base, negative);
}

wf_value wf_int_format(wf_value v, wf_value spec) { return wf_format_int(v, spec); }
