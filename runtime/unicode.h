/* Characters and UTF-8: what Unicode says of a code point, and the encoding that strings use.

   Nothing here knows values or allocates from the collector; everything may be called on any
   thread.

   Strings are "generalized" UTF-8: shortest forms of 0..0x10FFFF, where lone surrogates are encoded
   as three bytes like any other code point. Text is passed as pointer and byte length. */
#ifndef WF_UNICODE_H
#define WF_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "runtime/unicode_tables.h"

#define WF_UNICODE_MAX 0x10ffff
#define WF_UNICODE_LIMIT 0x110000
#define WF_UNICODE_BAD UINT32_MAX

/* --- Properties --- */

static inline const struct wf_unicode_record *wf_unicode_record(uint32_t c) {
  if (c > WF_UNICODE_MAX) c = 0xffff; /* never assigned */
  unsigned block = wf_unicode_blocks[c >> WF_UNICODE_BLOCK_SHIFT];
  unsigned low = c & ((1u << WF_UNICODE_BLOCK_SHIFT) - 1);
  return &wf_unicode_records[wf_unicode_index[(block << WF_UNICODE_BLOCK_SHIFT) + low]];
}
static inline unsigned wf_unicode_flags(uint32_t c) { return wf_unicode_record(c)->flags; }

#define WF_UNICODE_PREDICATE(name, mask)                                                           \
  static inline bool wf_unicode_is_##name(uint32_t c) {                                            \
    return (wf_unicode_flags(c) & (mask)) != 0;                                                    \
  }
WF_UNICODE_PREDICATE(alpha, WF_UNICODE_ALPHA)
WF_UNICODE_PREDICATE(decimal, WF_UNICODE_DECIMAL)
WF_UNICODE_PREDICATE(digit, WF_UNICODE_DIGIT)
WF_UNICODE_PREDICATE(numeric, WF_UNICODE_NUMERIC)
WF_UNICODE_PREDICATE(alnum, WF_UNICODE_ALPHA | WF_UNICODE_DECIMAL | WF_UNICODE_DIGIT |
                                WF_UNICODE_NUMERIC)
WF_UNICODE_PREDICATE(space, WF_UNICODE_SPACE)
WF_UNICODE_PREDICATE(upper, WF_UNICODE_UPPER)
WF_UNICODE_PREDICATE(lower, WF_UNICODE_LOWER)
WF_UNICODE_PREDICATE(title, WF_UNICODE_TITLE)
WF_UNICODE_PREDICATE(printable, WF_UNICODE_PRINTABLE)
WF_UNICODE_PREDICATE(id_start, WF_UNICODE_ID_START)
WF_UNICODE_PREDICATE(id_continue, WF_UNICODE_ID_CONTINUE)
WF_UNICODE_PREDICATE(cased, WF_UNICODE_UPPER | WF_UNICODE_LOWER | WF_UNICODE_TITLE)
WF_UNICODE_PREDICATE(linebreak, WF_UNICODE_LINEBREAK)

static inline bool wf_unicode_is_surrogate(uint32_t c) { return c >= 0xd800 && c <= 0xdfff; }

/* The value of a decimal digit (or of any digit), or -1. */
int wf_unicode_decimal(uint32_t c);
int wf_unicode_digit(uint32_t c);
/* The numeric value of a character; false when it has none. */
bool wf_unicode_numeric(uint32_t c, double *out);

/* Full case mappings of one character: one to three code points into out; returns how many.
   The final sigma rule needs context: see wf_unicode_lower_text. */
int wf_unicode_upper(uint32_t c, uint32_t out[3]);
int wf_unicode_lower(uint32_t c, uint32_t out[3]);
int wf_unicode_title(uint32_t c, uint32_t out[3]);
int wf_unicode_fold(uint32_t c, uint32_t out[3]);
/* Is the capital sigma at s[at] the last letter of a word, so that its small form is U+03C2? */
bool wf_unicode_final_sigma(const char *s, size_t length, size_t at);

/* Is the text an identifier: not empty, a start character, then continuing ones? Keywords count. */
bool wf_unicode_is_identifier(const char *s, size_t length);

/* --- Normalisation --- */

enum wf_unicode_form { WF_UNICODE_NFC, WF_UNICODE_NFD, WF_UNICODE_NFKC, WF_UNICODE_NFKD };

/* The normal form as malloc'ed text (the caller frees it), its length in *out_length; NULL when
   there is no memory. */
char *wf_unicode_normalize(enum wf_unicode_form form, const char *s, size_t length,
                           size_t *out_length);
/* The decomposition of one character as the database has it, not recursive; count, 0 for none. *tag
   is
   "" for a canonical one, else "<super>" and the like. */
int wf_unicode_decomposition(uint32_t c, const uint32_t **out, const char **tag);

/* --- Names --- */

#define WF_UNICODE_NAME_MAX 128

/* The character called `name` (any case; aliases too), or WF_UNICODE_BAD. */
uint32_t wf_unicode_by_name(const char *name, size_t length);
/* The same for named sequences: number of code points, *out points to them; 0 for none. */
int wf_unicode_sequence_by_name(const char *name, size_t length, const uint32_t **out);
/* Writes the character's name, ended by NUL; returns its length, 0 when it has none. */
size_t wf_unicode_name(uint32_t c, char out[WF_UNICODE_NAME_MAX]);

/* --- UTF-8 --- */

/* Bytes of the sequence that starts with this byte of valid text. */
static inline unsigned wf_utf8_length(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}
static inline bool wf_utf8_is_continuation(unsigned char byte) { return (byte & 0xc0) == 0x80; }
static inline unsigned wf_utf8_width(uint32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* The character at s (of valid text); *size gets its bytes. */
static inline uint32_t wf_utf8_decode(const char *s, unsigned *size) {
  const unsigned char *p = (const unsigned char *)s;
  if (p[0] < 0x80) {
    *size = 1;
    return p[0];
  }
  if (p[0] < 0xe0) {
    *size = 2;
    return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
  }
  if (p[0] < 0xf0) {
    *size = 3;
    return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
  }
  *size = 4;
  return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
}
/* The character at *p, which moves behind it. */
static inline uint32_t wf_utf8_next(const char **p) {
  unsigned size;
  uint32_t c = wf_utf8_decode(*p, &size);
  *p += size;
  return c;
}
/* The character before *p, which moves to its start; start is the beginning of the text. */
static inline uint32_t wf_utf8_previous(const char **p) {
  unsigned size;
  do (*p)--;
  while (wf_utf8_is_continuation((unsigned char)**p));
  return wf_utf8_decode(*p, &size);
}
/* Writes one character (at most 4 bytes); returns the number of bytes. */
static inline unsigned wf_utf8_encode(uint32_t c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xc0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3f));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xe0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3f));
    out[2] = (char)(0x80 | (c & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3f));
  out[2] = (char)(0x80 | (c >> 6 & 0x3f));
  out[3] = (char)(0x80 | (c & 0x3f));
  return 4;
}

/* How many bytes at the start are ASCII. */
size_t wf_utf8_ascii_prefix(const char *s, size_t length);
/* Code points in valid text. */
size_t wf_utf8_count(const char *s, size_t length);
/* The byte offset of code point number `index` in valid text; length when there are not that many.
 */
size_t wf_utf8_offset(const char *s, size_t length, size_t index);

/* What is wrong with a byte sequence. size: the bytes that one error covers, as Python reports it.
 */
struct wf_utf8_fault {
  size_t size;
  const char *reason;
  bool truncated; /* the text ends inside a sequence that more bytes could complete: also in a
                     surrogate's, which the error handler may take when it is whole */
};

/* The number of bytes at the start that are valid; length when all are. *count gets the code points
   in them. With `surrogates`, three-byte surrogates are valid. *fault is written when the result is
   short of length. */
size_t wf_utf8_valid_prefix(const char *s, size_t length, bool surrogates, size_t *count,
                            struct wf_utf8_fault *fault);
static inline bool wf_utf8_is_valid(const char *s, size_t length, size_t *count) {
  struct wf_utf8_fault fault;
  return wf_utf8_valid_prefix(s, length, true, count, &fault) == length;
}
/* The offset of the first surrogate in valid text, or length. */
size_t wf_utf8_find_surrogate(const char *s, size_t length);

#endif
