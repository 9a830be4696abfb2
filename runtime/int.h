/* Integers: small ones are immediate, others are limbs for GMP's mpn functions. A heap integer
   never holds a value that fits a small one (except in instances of subclasses, True and False
   aside). */
#ifndef WF_INT_H
#define WF_INT_H

#include "runtime/object.h"

typedef struct wf_int {
  wf_object head; /* flags: 1 = negative */
  size_t count;   /* limbs in use; 0 for zero (subclasses only) */
  uint64_t limbs[];
} wf_int;

/* int or subclass, bool included */
static inline bool wf_is_int(wf_value v) {
  return wf_is_small_int(v) || wf_is_bool(v) ||
         (wf_is_object(v) && v != WF_EMPTY && (wf_type_flags_of(v) & WF_TYPE_IS_INT));
}
/* exactly int */
static inline bool wf_is_int_exact(wf_value v) {
  return wf_is_small_int(v) || wf_has_root_shape(v, &wf_int_type);
}
wf_value wf_int_new(int64_t i);
wf_value wf_int_from_uint64(uint64_t u);
wf_value wf_int_from_double(double d); /* truncates; OverflowError/ValueError for inf and nan */
/* Text of digits in `base` (2..36, or 0 for literals with prefix), underscores allowed between
   digits, spaces around; WF_ERROR ValueError "invalid literal for int() with base 10: '...'", which
   shows `source`, or the text when that is WF_EMPTY */
wf_value wf_int_parse(const char *text, size_t size, int base, wf_value source);
/* v is an int of any kind. false when out of range (nothing pending). */
bool wf_int_to_int64(wf_value v, int64_t *out);
bool wf_int_to_uint64(wf_value v, uint64_t *out);
uint64_t wf_int_low_bits(wf_value v); /* the lowest 64 of two's complement */
double wf_int_to_double(wf_value v, bool *overflow); /* correctly rounded */
wf_value wf_int_exact(wf_value v);   /* a plain int of the same value (from bool, subclass) */
int wf_int_sign(wf_value v);         /* -1 0 1 */
int wf_int_compare(wf_value a, wf_value b); /* no script code */
int64_t wf_int_hash(wf_value v);
/* The decimal digits with the sign: how many, and written, with where they end. */
size_t wf_int_decimal_size(int64_t i);
char *wf_int_decimal_add(char *to, int64_t i);
wf_value wf_int_to_text(wf_value v, int base); /* a str without prefix */
wf_value wf_int_format(wf_value v, wf_value spec);
/* little- or big-endian two's complement */
wf_value wf_int_from_bytes(const uint8_t *bytes, size_t size, bool little, bool is_signed);
bool wf_int_to_bytes(wf_value v, uint8_t *bytes, size_t size, bool little,
                     bool is_signed); /* false: does not fit */
size_t wf_int_bit_length(wf_value v);
/* The operations on ints that the VM calls when small ones overflow or operands are big:
   operands are ints of any kind. WF_ERROR on ZeroDivisionError, MemoryError, ... */
wf_value wf_int_add(wf_value a, wf_value b);
wf_value wf_int_sub(wf_value a, wf_value b);
wf_value wf_int_mul(wf_value a, wf_value b);
wf_value wf_int_floordiv(wf_value a, wf_value b);
wf_value wf_int_mod(wf_value a, wf_value b);
wf_value wf_int_divmod(wf_value a, wf_value b, wf_value *remainder);
wf_value wf_int_truediv(wf_value a, wf_value b);
wf_value wf_int_pow(wf_value a, wf_value b, wf_value modulus); /* modulus None: plain */
wf_value wf_int_lshift(wf_value a, wf_value b);
wf_value wf_int_rshift(wf_value a, wf_value b);
wf_value wf_int_gcd(wf_value a, wf_value b);
wf_value wf_int_neg(wf_value a);

/* May int and str be converted up to so many digits? 0: up to any number. */
static inline bool wf_int_is_digits_limit(int digits) { return digits == 0 || digits >= 640; }

#endif
