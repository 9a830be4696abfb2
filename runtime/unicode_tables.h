/* The committed Unicode tables: their layout. Written by build-aux/unicode-tables.py, read by
   runtime/unicode.c (and, for the database fields, by the unicodedata module). */
#ifndef WF_UNICODE_TABLES_H
#define WF_UNICODE_TABLES_H

#include <stdint.h>

/* In the order of FLAGS in the generator. */
enum wf_unicode_flag {
  WF_UNICODE_ALPHA = 1 << 0,
  WF_UNICODE_DECIMAL = 1 << 1,
  WF_UNICODE_DIGIT = 1 << 2,
  WF_UNICODE_NUMERIC = 1 << 3,
  WF_UNICODE_SPACE = 1 << 4,
  WF_UNICODE_UPPER = 1 << 5,
  WF_UNICODE_LOWER = 1 << 6,
  WF_UNICODE_TITLE = 1 << 7,
  WF_UNICODE_PRINTABLE = 1 << 8,
  WF_UNICODE_ID_START = 1 << 9,
  WF_UNICODE_ID_CONTINUE = 1 << 10,
  WF_UNICODE_CASED = 1 << 11,          /* for the final sigma rule */
  WF_UNICODE_CASE_IGNORABLE = 1 << 12, /* never together with CASED */
  WF_UNICODE_LINEBREAK = 1 << 13,
  WF_UNICODE_SPECIAL_CASE = 1 << 14, /* `upper` is an index into wf_unicode_specials */
  WF_UNICODE_MIRRORED = 1 << 15
};

/* What all characters of one kind share. Case fields are distances from the character. */
struct wf_unicode_record {
  uint16_t flags;
  int32_t upper, lower, title, fold;
  uint8_t decimal, digit; /* 255: none */
  uint8_t category, bidi, combining, width;
};

/* Case mappings that are longer than one character; each ends with 0 or at 3. */
struct wf_unicode_special {
  uint32_t upper[3], lower[3], title[3], fold[3];
};

struct wf_unicode_decomposition {
  uint32_t code;
  uint8_t tag; /* in wf_unicode_decomposition_tags; 0: canonical */
  uint16_t offset;
  uint8_t length;
};

struct wf_unicode_composition {
  uint32_t first, second, composed;
};

struct wf_unicode_number {
  uint32_t code;
  double value;
};

#define WF_UNICODE_BLOCK_SHIFT 7

extern const char wf_unicode_version[];
extern const char *const wf_unicode_categories[];
extern const char *const wf_unicode_bidi_classes[];
extern const char *const wf_unicode_widths[];
extern const char *const wf_unicode_decomposition_tags[];
extern const struct wf_unicode_record wf_unicode_records[];
extern const struct wf_unicode_special wf_unicode_specials[];
extern const uint16_t wf_unicode_blocks[];
extern const uint16_t wf_unicode_index[];
extern const struct wf_unicode_decomposition wf_unicode_decompositions[];
extern const unsigned wf_unicode_decomposition_count;
extern const uint32_t wf_unicode_decomposition_pool[];
extern const struct wf_unicode_composition wf_unicode_compositions[];
extern const unsigned wf_unicode_composition_count;
extern const struct wf_unicode_number wf_unicode_numbers[];
extern const unsigned wf_unicode_number_count;

/* Names. A name is a list of words. wf_unicode_name_data holds the names one after another, first
   the characters' own (in code point order), then the aliases, then the named sequences: a byte
   with the number of words kept from the name before (high half) and of new ones (low half), then
   a code for each new word. A code is one byte below `short_codes`, otherwise two. Every
   WF_UNICODE_NAME_BLOCK names a block starts, which keeps nothing from the name before it. */
#define WF_UNICODE_NAME_BLOCK 32

struct wf_unicode_name_shape {
  unsigned words, short_codes, runs, own, aliases, sequences, ranges;
};

/* Code points first..last are called `prefix` and their number in hexadecimal. */
struct wf_unicode_name_range {
  uint32_t first, last;
  const char *prefix;
};

/* From name number `index` on, names belong to consecutive code points from `code` on. */
struct wf_unicode_name_run {
  uint32_t code;
  uint32_t index;
};

extern const struct wf_unicode_name_shape wf_unicode_name_shape;
extern const struct wf_unicode_name_range wf_unicode_name_ranges[];
extern const struct wf_unicode_name_run wf_unicode_name_runs[];
extern const uint32_t wf_unicode_name_aliases[];
extern const uint16_t wf_unicode_name_sequence_starts[];
extern const uint32_t wf_unicode_name_sequence_pool[];
extern const uint32_t wf_unicode_name_blocks[];
extern const uint8_t wf_unicode_name_data[];
extern const char wf_unicode_name_words[]; /* every word is followed by a space */

#endif
