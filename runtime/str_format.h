/* The language of str.format: replacement fields and field names (str_format.c, also for _string).
 */
#ifndef WF_STR_FORMAT_H
#define WF_STR_FORMAT_H

#include "runtime/str.h"

/* A stretch of a string that the holder keeps alive; at NULL: nothing there. */
typedef struct wf_span {
  const char *at, *end;
} wf_span;
static inline bool wf_span_is_empty(wf_span s) { return s.at == s.end; }
wf_value wf_span_str(wf_span s);

/* One step through a format string: literal text, then perhaps a field. */
typedef struct wf_markup {
  wf_span literal, field, spec;
  uint32_t conversion; /* the character behind '!', or 0 */
  bool has_field, nested; /* nested: the spec has fields of its own */
} wf_markup;
/* 1: *out is filled and *rest moved on; 0: the end; -1: ValueError. */
int wf_markup_next(wf_span *rest, wf_markup *out);

/* Splits "name.attr[item]" into its first part and the rest. *index: the first part as a number, or
   -1. False: ValueError. */
bool wf_field_split(wf_span field, wf_span *first, wf_span *rest, int64_t *index);
/* The next accessor in `rest`. 1, 0 at the end, -1 ValueError. *index as above, for items only. */
int wf_field_next(wf_span *rest, bool *is_attribute, wf_span *name, int64_t *index);

#endif
