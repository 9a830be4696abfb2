/* The format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type], and
   the
   __format__ methods of str, int, float and complex. */
#ifndef WF_FORMAT_H
#define WF_FORMAT_H

#include "runtime/str.h"

typedef struct wf_format_spec {
  char fill[4];       /* one character in UTF-8 */
  uint8_t fill_size;
  char align;         /* < > ^ = */
  char sign;          /* 0, + - or space */
  char grouping;      /* 0, ',' or '_' */
  bool no_neg_zero, alternate, zero_padding; /* z, #, and '=' aligned zeros */
  int64_t width, precision; /* -1: not given */
  uint32_t type;      /* the code, or the default that the caller named */
} wf_format_spec;

/* Reads a specification for `value`, which only messages name. False: ValueError pending. */
bool wf_format_parse(wf_value spec, wf_value value, uint32_t default_type, char default_align,
                     wf_format_spec *out);

/* The __format__ methods. spec is a str; value is of that type or derives from it. An empty spec
   gives what str(value) gives. */
wf_value wf_format_str(wf_value value, wf_value spec);
wf_value wf_format_int(wf_value value, wf_value spec);
wf_value wf_format_float(wf_value value, wf_value spec);
wf_value wf_format_complex(wf_value value, wf_value spec);

/* The pieces of a number's text: all ASCII. */
typedef struct wf_format_number {
  char sign;              /* 0, '-', '+' or ' ' */
  const char *prefix;     /* "0x" or ""; zero padding comes behind it */
  const char *digits;     /* the whole part: what grouping applies to; may be empty */
  size_t digit_count;
  const char *rest;       /* point, fraction, exponent, or "inf" */
  size_t rest_size;
} wf_format_number;
/* Grouped, padded and aligned as the spec says; group_size: 3 or 4. */
void wf_format_add_number(wf_builder *b, const wf_format_spec *spec, const wf_format_number *n,
                          int group_size);
/* Text of `length` characters, aligned by the spec ('=' counts as '>'). */
void wf_format_add_text(wf_builder *b, const wf_format_spec *spec, const char *text, size_t size,
                        size_t length);

#endif
