#include <config.h>

#include "runtime/str_format.h"

#include "runtime/list.h"
#include "runtime/error.h"
#include "runtime/format.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

wf_value wf_span_str(wf_span s) {
  return s.at ? wf_str_new(s.at, (size_t)(s.end - s.at)) : wf_str_empty;
}

static int fail(const char *message) {
  wf_raise(&wf_exc_ValueError, "%s", message);
  return -1;
}

/* --- Replacement fields --- */

/* Reads "!c" and what must follow. 1: the field ends here; 0: a spec follows; -1: error. */
static int read_conversion(wf_span *rest, wf_markup *out) {
  if (rest->at >= rest->end) return fail("end of string while looking for conversion specifier");
  out->conversion = wf_utf8_next(&rest->at);
  if (rest->at >= rest->end) return fail("unmatched '{' in format spec");
  char c = *rest->at++;
  if (c == '}') return 1;
  return c == ':' ? 0 : fail("expected ':' after conversion specifier");
}

/* The spec up to the brace that closes the field. */
static int read_spec(wf_span *rest, wf_markup *out) {
  int depth = 1;
  out->spec.at = rest->at;
  while (rest->at < rest->end) {
    char c = *rest->at++;
    if (c == '{') {
      out->nested = true;
      depth++;
    } else if (c == '}' && --depth == 0) {
      out->spec.end = rest->at - 1;
      return 1;
    }
  }
  return fail("unmatched '{' in format spec");
}

/* The field behind its opening brace. */
static int read_field(wf_span *rest, wf_markup *out) {
  char c = 0;
  out->has_field = true;
  out->field.at = rest->at;
  for (; rest->at < rest->end; rest->at++) {
    c = *rest->at;
    if (c == '{') return fail("unexpected '{' in field name");
    if (c == '}' || c == ':' || c == '!') break;
    if (c != '[') continue;
    while (rest->at < rest->end && *rest->at != ']') rest->at++;
    if (rest->at == rest->end) break;
  }
  if (rest->at >= rest->end) return fail("expected '}' before end of string");
  out->field.end = rest->at++;
  out->spec.at = out->spec.end = rest->at;
  if (c == '}') return 1;
  int done = c == '!' ? read_conversion(rest, out) : 0;
  return done != 0 ? done : read_spec(rest, out);
}

int wf_markup_next(wf_span *rest, wf_markup *out) {
  *out = (wf_markup){.literal = {rest->at, rest->at}};
  if (rest->at >= rest->end) return 0;
  const char *p = rest->at;
  while (p < rest->end && *p != '{' && *p != '}') p++;
  out->literal.end = p;
  rest->at = p;
  if (p == rest->end) return 1;
  rest->at = p + 1;
  bool twice = p + 1 < rest->end && p[1] == *p;
  if (*p == '}' && !twice) return fail("Single '}' encountered in format string");
  if (*p == '{' && p + 1 == rest->end) return fail("Single '{' encountered in format string");
  if (!twice) return read_field(rest, out);
  out->literal.end = p + 1; /* a doubled brace is one brace of text */
  rest->at = p + 2;
  return 1;
}

/* --- Field names --- */

/* The text as a number; -1: it is none; -2: ValueError, it is too large. */
static int64_t read_index(wf_span s) {
  if (s.at == s.end) return -1;
  int64_t n = 0;
  for (const char *p = s.at; p < s.end;) {
    int digit = wf_unicode_decimal(wf_utf8_next(&p));
    if (digit < 0) return -1;
    if (n > (INT64_MAX - digit) / 10) {
      fail("Too many decimal digits in format string");
      return -2;
    }
    n = n * 10 + digit;
  }
  return n;
}

static const char *name_end(const char *p, const char *end) {
  while (p < end && *p != '.' && *p != '[') p++;
  return p;
}

bool wf_field_split(wf_span field, wf_span *first, wf_span *rest, int64_t *index) {
  const char *end = name_end(field.at, field.end);
  *first = (wf_span){field.at, end};
  *rest = (wf_span){end, field.end};
  *index = read_index(*first);
  return *index != -2;
}

int wf_field_next(wf_span *rest, bool *is_attribute, wf_span *name, int64_t *index) {
  if (rest->at >= rest->end) return 0;
  char c = *rest->at++;
  *index = -1;
  *is_attribute = c == '.';
  if (c == '.') {
    *name = (wf_span){rest->at, name_end(rest->at, rest->end)};
    rest->at = name->end;
  } else if (c == '[') {
    const char *close = memchr(rest->at, ']', (size_t)(rest->end - rest->at));
    if (!close) return fail("Missing ']' in format string");
    *name = (wf_span){rest->at, close};
    rest->at = close + 1;
    *index = read_index(*name);
    if (*index == -2) return -1;
  } else {
    return fail("Only '.' or '[' may follow ']' in format field specifier");
  }
  if (wf_span_is_empty(*name)) return fail("Empty attribute in format string");
  return 1;
}

/* --- Formatting --- */

/* Where arguments come from, and how fields were numbered so far. */
struct source {
  const wf_value *args; /* positional; NULL: there are none (format_map) */
  size_t count;
  wf_value names;       /* tuple of keyword names, whose values follow args, or WF_EMPTY */
  wf_value mapping;     /* format_map's, or WF_EMPTY */
  enum { UNDECIDED, AUTOMATIC, MANUAL } numbering;
  int64_t next;
};

static bool decide_numbering(struct source *s, bool empty) {
  if (s->numbering == UNDECIDED) s->numbering = empty ? AUTOMATIC : MANUAL;
  if (s->numbering == MANUAL && empty)
    fail("cannot switch from manual field specification to automatic field numbering");
  else if (s->numbering == AUTOMATIC && !empty)
    fail("cannot switch from automatic field numbering to manual field specification");
  else
    return true;
  return false;
}

static wf_value keyword(const struct source *s, wf_value name) {
  if (s->mapping != WF_EMPTY) return wf_getitem(s->mapping, name);
  size_t count = s->names == WF_EMPTY ? 0 : wf_tuple_length(s->names);
  for (size_t i = 0; i < count; i++)
    if (wf_str_equal(wf_tuple_get(s->names, i), name)) return s->args[s->count + i];
  return wf_raise_key(name);
}

static wf_value positional(const struct source *s, int64_t index) {
  if (!s->args) return wf_raise(&wf_exc_ValueError, "Format string contains positional fields");
  if ((uint64_t)index < s->count) return s->args[index];
  return wf_raise(&wf_exc_IndexError,
                  "Replacement index %zd out of range for positional args tuple",
                  (ptrdiff_t)index);
}

static wf_value field_value(struct source *s, wf_span field) {
  wf_span first, rest, name;
  int64_t index;
  bool is_attribute;
  if (!wf_field_split(field, &first, &rest, &index)) return WF_ERROR;
  bool empty = wf_span_is_empty(first);
  if ((empty || index >= 0) && !decide_numbering(s, empty)) return WF_ERROR;
  if (empty) index = s->next++;
  wf_value v = index >= 0 ? positional(s, index) : keyword(s, wf_span_str(first));
  while (v != WF_ERROR) {
    int more = wf_field_next(&rest, &is_attribute, &name, &index);
    if (more == 0) return v;
    if (more < 0) return WF_ERROR;
    if (index >= 0) v = wf_getitem(v, wf_small_int(index));
    else if (is_attribute) v = wf_getattr(v, wf_span_str(name));
    else v = wf_getitem(v, wf_span_str(name));
  }
  return v;
}

static wf_value convert(wf_value v, uint32_t conversion) {
  switch (conversion) {
  case 0: return v;
  case 'r': return wf_repr(v);
  case 's': return wf_to_str(v);
  case 'a': return wf_ascii(v);
  }
  if (conversion > 32 && conversion < 127)
    return wf_raise(&wf_exc_ValueError, "Unknown conversion specifier %c", (int)conversion);
  return wf_raise(&wf_exc_ValueError, "Unknown conversion specifier \\x%x", conversion);
}

static bool build(wf_builder *b, wf_span text, struct source *s, int depth);

static wf_value expand_spec(const wf_markup *m, struct source *s, int depth) {
  if (!m->nested) return wf_span_str(m->spec);
  wf_builder b;
  wf_builder_init(&b);
  return build(&b, m->spec, s, depth - 1) ? wf_builder_finish(&b) : WF_ERROR;
}

static bool add_field(wf_builder *b, const wf_markup *m, struct source *s, int depth) {
  wf_value v = field_value(s, m->field);
  if (v != WF_ERROR) v = convert(v, m->conversion);
  if (v == WF_ERROR) return false;
  wf_value spec = expand_spec(m, s, depth);
  if (spec == WF_ERROR) return false;
  wf_value text = wf_str_size(spec) == 0 && wf_is_str_exact(v) ? v : wf_format(v, spec);
  if (text == WF_ERROR) return false;
  wf_builder_add_str(b, text);
  return true;
}

static bool build(wf_builder *b, wf_span text, struct source *s, int depth) {
  if (depth <= 0) return fail("Max string recursion exceeded") > 0;
  wf_markup m;
  int more;
  while ((more = wf_markup_next(&text, &m)) > 0) {
    wf_builder_add(b, m.literal.at, (size_t)(m.literal.end - m.literal.at));
    if (m.has_field && !add_field(b, &m, s, depth)) return false;
  }
  return more == 0;
}

static wf_value format_text(wf_value format, struct source *s) {
  const char *text = wf_str_data(format);
  wf_builder b;
  wf_builder_init(&b);
  bool ok = build(&b, (wf_span){text, text + wf_str_size(format)}, s, 2);
  return ok ? wf_builder_finish(&b) : WF_ERROR;
}

WF_STR_METHOD(format) {
  struct source s = {.args = args + 1, .count = nargs - 1, .names = kwnames};
  return format_text(args[0], &s);
}

WF_STR_METHOD(format_map) {
  struct source s = {.mapping = args[1]};
  return format_text(args[0], &s);
}
