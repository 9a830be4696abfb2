/* What reads the characters of a pattern or of a template. */
#ifndef WF_NATIVE_RE_READER_H
#define WF_NATIVE_RE_READER_H

#include "runtime/object.h"

#define MAX_GROUPS 0x3fffffff
enum { END = -1 };

/* One character, or a backslash and one; c is END at the end. */
typedef struct token {
  int32_t c;
  bool escaped;
} token;

typedef struct re_reader {
  wf_value pattern;     /* str or bytes */
  bool is_text, quiet;  /* quiet: warnings were given before */
  const uint32_t *text; /* code points */
  int64_t length, index;
  token next;
} re_reader;

/* Raises re.error(message, pattern, pos); pos -1: none. Returns WF_ERROR. */
wf_value wf_re_raise(wf_value pattern, int64_t pos, wf_value message);
/* The same at a position of what is read; false. */
bool wf_re_fail_at(re_reader *p, int64_t pos, const char *format, ...);
/* So many characters before the next token. */
bool wf_re_fail_here(re_reader *p, int64_t back, const char *format, ...);
int64_t wf_re_tell(const re_reader *p); /* the position of the next token */

/* A str's or bytes' characters in malloc'ed memory; NULL: MemoryError is pending. */
uint32_t *wf_re_code_points(wf_value text, int64_t *length);
/* These read; false: an error is pending. */
bool wf_re_advance(re_reader *p);
bool wf_re_get(re_reader *p, token *t);
bool wf_re_seek(re_reader *p, int64_t index);
/* Reads c if it comes next. A failing read of what follows leaves an error: check with get. */
bool wf_re_match(re_reader *p, int32_t c, bool *matched);
/* Text up to the terminator, which is read, too. */
bool wf_re_get_until(re_reader *p, int32_t terminator, const char *what, wf_value *out);

wf_value wf_re_slice(const re_reader *p, int64_t from, int64_t to); /* a str */
wf_value wf_re_quoted(const re_reader *p, wf_value name);
/* False: the name that was just read, `offset` characters ago, is none; an error is pending. */
bool wf_re_check_group_name(re_reader *p, wf_value name, int64_t offset);
bool wf_re_bad_escape(re_reader *p, int64_t start); /* raises; false */
bool wf_re_check_octal(re_reader *p, int64_t start, int64_t value);
int wf_re_control_escape(int32_t c); /* the character that \c stands for; -1: none */

static inline bool is_next(const re_reader *p, int32_t c) {
  return p->next.c == c && !p->next.escaped;
}
static inline bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }
static inline bool is_octal(int32_t c) { return c >= '0' && c <= '7'; }
static inline bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool next_is_digit(const re_reader *p) {
  return !p->next.escaped && is_digit(p->next.c);
}
static inline bool next_is_octal(const re_reader *p) {
  return !p->next.escaped && is_octal(p->next.c);
}

#endif
