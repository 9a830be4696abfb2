/* What the files of str share: str*.c, codec*.c and format.c only. */
#ifndef WF_STR_INTERNAL_H
#define WF_STR_INTERNAL_H

#include "runtime/native.h"
#include "runtime/str.h"

size_t wf_str_var_size(wf_value v);
/* Of a string that is not shared yet. */
static inline void wf_str_set_size(wf_str *s, size_t size) {
  s->size_low = (uint32_t)size;
  s->head.more = (uint16_t)(size >> 32);
}
/* Text whose code points are known (or which is ASCII): nothing is scanned. */
wf_value wf_str_new_counted(const char *utf8, size_t size, size_t length);
wf_value wf_str_new_ascii(const char *text, size_t size);
/* To be filled with text of so many code points, more than one byte; no wf_str_finish needed. */
wf_value wf_str_alloc_counted(size_t size, size_t length);
static inline wf_value wf_str_alloc_ascii(size_t size) { return wf_str_alloc_counted(size, size); }
wf_value wf_str_exact(wf_value v);
wf_value wf_str_of_type(wf_type *type, wf_value text); /* text may be WF_ERROR */
/* An optional str argument as C text: NULL when it is missing. False: TypeError naming `what`, or
   it has a NUL or a surrogate inside. */
bool wf_str_c_argument(wf_value v, const char *what, const char **out);
/* What messages about arguments call the type of v. */
static inline const char *wf_kind_name(wf_value v) {
  return v == WF_NONE ? "None" : wf_type_name_of(v);
}
/* Raises UnicodeEncodeError(encoding, text, start, end, reason). */
wf_value wf_str_raise_encode(const char *encoding, wf_value text, int64_t start, int64_t end,
                             const char *reason);

/* memcpy for what is mostly a few bytes: most strings are. Returns the end of the copy. */
static inline char *wf_copy_bytes(char *to, const char *from, size_t size) {
  if (size >= 8) {
    if (size > 16) return (char *)memcpy(to, from, size) + size;
    uint64_t head, tail;
    memcpy(&head, from, sizeof head);
    memcpy(&tail, from + size - sizeof tail, sizeof tail);
    memcpy(to, &head, sizeof head);
    memcpy(to + size - sizeof tail, &tail, sizeof tail);
  } else if (size >= 4) {
    uint32_t head, tail;
    memcpy(&head, from, sizeof head);
    memcpy(&tail, from + size - sizeof tail, sizeof tail);
    memcpy(to, &head, sizeof head);
    memcpy(to + size - sizeof tail, &tail, sizeof tail);
  } else if (size >= 2) {
    uint16_t head, tail;
    memcpy(&head, from, sizeof head);
    memcpy(&tail, from + size - sizeof tail, sizeof tail);
    memcpy(to, &head, sizeof head);
    memcpy(to + size - sizeof tail, &tail, sizeof tail);
  } else if (size) {
    *to = *from;
  }
  return to + size;
}

/* The unit, of so many bytes, `count` times. Returns the end. */
static inline char *wf_fill_bytes(char *to, const char *unit, size_t size, int64_t count) {
  if (size == 1) return (char *)memset(to, *unit, (size_t)count) + count;
  for (; count > 0; count--) to = wf_copy_bytes(to, unit, size);
  return to;
}

/* --- str_search.c: bytes. Offsets, or -1. --- */
int64_t wf_search_forward(const char *text, size_t size, const char *sub, size_t sub_size);
int64_t wf_search_backward(const char *text, size_t size, const char *sub, size_t sub_size);
/* How often, without overlap, at most `limit` times. sub_size > 0. */
size_t wf_search_count(const char *text, size_t size, const char *sub, size_t sub_size,
                       size_t limit);

/* --- The method bodies, by file; str_methods.c has their rows. --- */
#define WF_STR_METHOD(name)                                                                  \
  wf_value wf_str_do_##name(WF_UNUSED const wf_value *args, WF_UNUSED size_t nargs,          \
                            WF_UNUSED wf_value kwnames)
/* str_case.c */
WF_STR_METHOD(upper);
WF_STR_METHOD(lower);
WF_STR_METHOD(casefold);
WF_STR_METHOD(title);
WF_STR_METHOD(capitalize);
WF_STR_METHOD(swapcase);
WF_STR_METHOD(isalpha);
WF_STR_METHOD(isdecimal);
WF_STR_METHOD(isdigit);
WF_STR_METHOD(isnumeric);
WF_STR_METHOD(isalnum);
WF_STR_METHOD(isspace);
WF_STR_METHOD(isprintable);
WF_STR_METHOD(isascii);
WF_STR_METHOD(isupper);
WF_STR_METHOD(islower);
WF_STR_METHOD(istitle);
WF_STR_METHOD(isidentifier);
/* str_split.c */
WF_STR_METHOD(split);
WF_STR_METHOD(rsplit);
WF_STR_METHOD(splitlines);
WF_STR_METHOD(partition);
WF_STR_METHOD(rpartition);
WF_STR_METHOD(strip);
WF_STR_METHOD(lstrip);
WF_STR_METHOD(rstrip);
/* str_format.c */
WF_STR_METHOD(format);
WF_STR_METHOD(format_map);
/* str_translate.c */
WF_STR_METHOD(translate);
WF_STR_METHOD(maketrans);
wf_value wf_str_percent(wf_value format, wf_value args); /* str_percent.c: format % args */

/* str_methods.c */
extern wf_type wf_str_iterator_type;
bool wf_text_init(void); /* readies the types of text and bytes: parts.def */
/* Bounds of a search, as given; runs __index__ methods. False: error pending. */
bool wf_str_take_bounds(wf_value start, wf_value end, int64_t *from, int64_t *to);
/* Clips them like those of slices, but from may lie behind `to`, which is in range: then nothing is
   found, not even "". No script code. */
void wf_str_clip_bounds(int64_t length, int64_t *from, int64_t *to);
wf_value wf_str_iter(wf_value v);

#endif
