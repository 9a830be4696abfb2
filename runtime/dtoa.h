/* Text of doubles and back, the same in every locale. Nothing here knows values; any thread. */
#ifndef WF_DTOA_H
#define WF_DTOA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WF_DTOA_REPR_MAX 32 /* bytes of the longest repr, with its NUL */

/* repr(d): the shortest text that reads back as d, "1.0", "1e+16", "inf", "-nan" never. NUL-ended;
   returns its length. */
size_t wf_dtoa_repr(double d, char *out);

/* The shortest digits (without leading or trailing zeros; "0" for zero) of |d|, finite: at most 17.
   The value is 0.DIGITS * 10**point. Returns the number of digits. */
int wf_dtoa_shortest(double d, char digits[20], int *point);

enum {
  WF_DTOA_ALTERNATE = 1, /* keep the decimal point and, for 'g', trailing zeros ('#') */
  WF_DTOA_DOT_ZERO = 2,  /* add ".0" to what would look like an integer */
  WF_DTOA_SIGN = 4,      /* a plus sign before what is not negative */
  WF_DTOA_NO_NEG_ZERO = 8 /* what rounds to zero has no minus sign ('z') */
};
#define WF_DTOA_SMALL 64

/* d as with the format codes e E f F g G, correctly rounded, or r (repr, no precision). The result
   is `small` or malloc'ed memory, which the caller frees (wf_dtoa_free); NULL: no memory.
   NUL-ended. */
char *wf_dtoa_format(double d, char code, int precision, unsigned flags,
                     char small[WF_DTOA_SMALL], size_t *length);
void wf_dtoa_free(char *text, const char *small);

/* All of the text as float() reads it: sign, digits with single underscores between them, point,
   exponent, "inf", "infinity" or "nan" in any case. No spaces. Correctly rounded; overflow gives an
   infinity. False when the text is anything else (or there is no memory for a long one). */
bool wf_dtoa_parse(const char *text, size_t length, double *out);

#endif
