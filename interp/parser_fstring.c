/* f-strings by the rules of 3.11: the text between the braces is found first, by looking at
   brackets and quotes alone, and then parsed as a source of its own, in parentheses. */
#include <config.h>

#include "interp/parser_internal.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NESTING 200

/* What is being read: at moves from text to end. */
struct format {
  wf_parser_string *string;
  wf_parser_format *out;
  const char *at, *end;
  int depth; /* 1: in a format specification */
};

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f'; }

static _Noreturn void expecting_brace(wf_parser *p) {
  wf_parser_raise_last(p, "f-string: expecting '}'");
}

/* --- Literal text --- */

/* at is after \N: skips its {name}, which is no expression. */
static const char *skip_name(const char *at, const char *end) {
  if (at == end || *at++ != '{') return at;
  while (at < end && *at++ != '}') continue;
  return at;
}

/* Appends literal text. True: a doubled brace ended it, and more text may follow. */
static bool literal_text(wf_parser *p, struct format *f) {
  const char *start = f->at, *s = start;
  bool doubled = false;
  f->string->has_warned = false; /* each piece of text warns for itself */
  while (s < f->end) {
    char c = *s++;
    if (c == '\\' && !f->string->is_raw && s < f->end) {
      c = *s++;
      if (c == 'N') {
        s = skip_name(s, f->end);
        continue;
      }
      if (c == '{') wf_parser_warn_escape(p, f->string, c);
    }
    if (c != '{' && c != '}') continue;
    doubled = f->depth == 0 && s < f->end && *s == c;
    if (doubled) break;
    if (f->depth == 0 && c == '}') wf_parser_raise_last(p, "f-string: single '}' is not allowed");
    s--;
    break;
  }
  f->at = s + doubled;
  wf_parser_decode(p, f->string, start, (size_t)(s - start), &f->out->text);
  return doubled;
}

/* --- Finding the end of an expression --- */

struct scan {
  char quote; /* of the string that it is in, or 0 */
  bool triple;
  unsigned nesting;
  char *brackets;
};

static bool is_tripled(const char *s, const char *end) {
  return s + 2 < end && s[1] == s[0] && s[2] == s[0];
}

static const char *scan_quote(struct scan *scan, const char *s, const char *end) {
  if (!scan->quote) {
    scan->quote = *s;
    scan->triple = is_tripled(s, end);
    return scan->triple ? s + 2 : s;
  }
  if (*s != scan->quote) return s;
  if (!scan->triple) scan->quote = 0;
  else if (is_tripled(s, end)) return scan->quote = 0, s + 2;
  return s;
}

static void scan_close(wf_parser *p, struct scan *scan, char c) {
  if (!scan->nesting) wf_parser_raise_last(p, "f-string: unmatched '%c'", c);
  char opening = scan->brackets[--scan->nesting];
  char wanted = opening == '(' ? ')' : opening == '[' ? ']' : '}';
  if (c != wanted)
    wf_parser_raise_last(p, "f-string: closing parenthesis '%c' does not match opening "
                            "parenthesis '%c'", c, opening);
}

/* Whether the character ends an expression that no bracket is open in. Skips operators that only
   look like it. */
static bool is_expression_end(const char **s, const char *end) {
  char c = **s, next = *s + 1 < end ? (*s)[1] : 0;
  if (c != '!' && c != ':' && c != '}' && c != '=' && c != '>' && c != '<') return false;
  if (next == '=' && c != ':' && c != '}') return ++*s, false;
  return c != '<' && c != '>';
}

static bool scan_character(wf_parser *p, struct scan *scan, const char **at, const char *end) {
  char c = **at;
  if (c == '\\')
    wf_parser_raise_last(p, "f-string expression part cannot include a backslash");
  if (scan->quote || c == '\'' || c == '"') {
    *at = scan_quote(scan, *at, end);
    return true;
  }
  if (c == '(' || c == '[' || c == '{') {
    if (scan->nesting >= MAX_NESTING)
      wf_parser_raise_last(p, "f-string: too many nested parenthesis");
    scan->brackets[scan->nesting++] = c;
    return true;
  }
  if (c == '#') wf_parser_raise_last(p, "f-string expression part cannot include '#'");
  if (!scan->nesting && is_expression_end(at, end)) return false;
  c = **at;
  if (c == ')' || c == ']' || c == '}') scan_close(p, scan, c);
  return true;
}

/* Gives the end of the expression at s. */
static const char *find_expression_end(wf_parser *p, const char *s, const char *end) {
  char brackets[MAX_NESTING];
  struct scan scan = {.brackets = brackets};
  for (; s < end; s++)
    if (!scan_character(p, &scan, &s, end)) break;
  if (scan.quote) wf_parser_raise_last(p, "f-string: unterminated string");
  if (scan.nesting) wf_parser_raise_last(p, "f-string: unmatched '%c'", brackets[scan.nesting - 1]);
  if (s >= end) expecting_brace(p);
  return s;
}

/* --- Parsing an expression --- */

/* Counts lines up to the brace. */
static void count_lines(wf_parser_string *string, const char *brace) {
  for (; string->counted < brace; string->counted++) {
    if (*string->counted != '\n') continue;
    string->lines++;
    string->line_start = string->counted + 1;
  }
}

static bool newline_follows(const char *s, const char *end) {
  while (s < end && (*s == ' ' || *s == '\t' || *s == '\f')) s++;
  return s < end && *s == '\n';
}

/* Where the parenthesis stands that is put for the brace, relative to its line in the source. */
static void place_child(const wf_parser_string *string, wf_parser *child, const char *start,
                        const char *end) {
  int column = 0;
  if (!newline_follows(start, end)) column = (int)(start - 1 - string->line_start);
  child->lexer.first_line = string->token->line + string->lines;
  child->shift = string->lines ? column : string->token->column + column;
}

static void set_child_source(wf_parser *p, wf_parser *child, const char *start, size_t length) {
  if (child->spare_capacity < length + 4) {
    char *spare = realloc(child->spare, length + 64);
    if (!spare) wf_parser_raise_too_deep(p);
    child->spare = spare;
    child->spare_capacity = length + 64;
  }
  child->spare[0] = '(';
  memcpy(child->spare + 1, start, length);
  memcpy(child->spare + 1 + length, ")\n", 3);
  child->lexer.source = child->spare;
  child->lexer.length = length + 3;
}

static wf_ast_expr *parse_expression(wf_parser *p, struct format *f, const char *start,
                                     const char *end) {
  const char *s = start;
  while (s < end && is_blank(*s)) s++;
  if (s == end && (*end == '!' || *end == ':' || *end == '='))
    wf_parser_raise_last(p, "f-string: expression required before '%c'", *end);
  if (s == end) wf_parser_raise_last(p, "f-string: empty expression not allowed");
  wf_parser *child = wf_parser_child(p);
  count_lines(f->string, start - 1);
  place_child(f->string, child, start, end);
  set_child_source(p, child, start, (size_t)(end - start));
  child->silent = p->silent || p->diagnosing || f->string->token <= p->warned;
  child->warned = NULL;
  return wf_parser_run(child);
}

/* --- Replacement fields --- */

static void format_text(wf_parser *p, struct format *f);

static int conversion(wf_parser *p, struct format *f) {
  if (*f->at != '!') return -1;
  if (++f->at >= f->end) expecting_brace(p);
  char c = *f->at++;
  if (c != 's' && c != 'r' && c != 'a')
    wf_parser_raise_last(p, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
  return c;
}

static wf_ast_expr *specification(wf_parser *p, struct format *f) {
  if (f->at >= f->end) expecting_brace(p);
  if (*f->at != ':') return NULL;
  if (++f->at >= f->end) expecting_brace(p);
  wf_parser_format inner = {.place = f->out->place, .is_u = f->out->is_u};
  struct format nested = {f->string, &inner, f->at, f->end, f->depth + 1};
  size_t mark = p->stack_count;
  format_text(p, &nested);
  f->at = nested.at;
  /* The last piece and the whole have this token's place, the other pieces that of all tokens. */
  inner.place = place_of_token(f->string->token);
  inner.is_u = false;
  wf_parser_format_flush(p, &inner);
  wf_ast_expr *expr = new_expr(p, WF_AST_JOINED_STR, inner.place);
  expr->joined_str.values = take_exprs(p, mark);
  return expr;
}

/* at is on the opening brace. */
static void replacement_field(wf_parser *p, struct format *f) {
  check_stack(p);
  if (f->depth >= 2) wf_parser_raise_last(p, "f-string: expressions nested too deeply");
  const char *start = ++f->at;
  f->at = find_expression_end(p, start, f->end);
  wf_ast_expr *value = parse_expression(p, f, start, f->at);
  bool with_text = *f->at == '=';
  if (with_text) {
    f->at++;
    while (f->at < f->end && (is_blank(*f->at) || *f->at == '\v' || *f->at == '\r')) f->at++;
    if (f->at >= f->end) expecting_brace(p);
    wf_parser_text_add(p, &f->out->text, start, (size_t)(f->at - start));
  }
  /* What came before is one constant, with the text of `=`. */
  wf_parser_format_flush(p, f->out);
  int how = conversion(p, f);
  wf_ast_expr *spec = specification(p, f);
  if (f->at >= f->end || *f->at != '}') expecting_brace(p);
  f->at++;
  wf_ast_expr *expr = new_expr(p, WF_AST_FORMATTED_VALUE, f->out->place);
  expr->formatted_value.value = value;
  expr->formatted_value.conversion = with_text && how < 0 && !spec ? 'r' : how;
  expr->formatted_value.format_spec = spec;
  push(p, expr);
}

/* Text and fields, up to the end or, in a specification, its closing brace. */
static void format_text(wf_parser *p, struct format *f) {
  for (;;) {
    while (literal_text(p, f)) continue;
    if (f->at >= f->end || *f->at == '}') break;
    replacement_field(p, f);
  }
  if (f->depth && f->at >= f->end) expecting_brace(p);
}

void wf_parser_fstring(wf_parser *p, wf_parser_string *string, wf_parser_format *format) {
  struct format f = {string, format, string->text, string->text + string->length, 0};
  format_text(p, &f);
}
