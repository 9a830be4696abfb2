/* Bytes of a source file to the text that the lexer reads. */
#include <config.h>

#include "interp/parser_internal.h"

#include <stdlib.h>
#include <string.h>

/* at_top: the error is of the file as a whole; otherwise it says nothing of a file. */
static _Noreturn void raise_source(wf_parser *p, bool at_top, const char *format, const char *name,
                                   size_t length) {
  char message[200];
  snprintf(message, sizeof message, format, (int)length, name);
  p->error = (wf_syntax_error){.kind = WF_SYNTAX_ERROR, .has_place = at_top, .line = 0,
                               .offset = at_top ? -1 : 0};
  p->error.message = wf_arena_text(p->arena, message, strlen(message));
  longjmp(p->on_error, 1);
}

static _Noreturn void raise_nul(wf_parser *p, const char *source, const char *nul) {
  if (!p->options->name)
    raise_source(p, false, "%.*s", "source code string cannot contain null bytes", 44);
  const char *line = nul;
  int32_t number = 1;
  while (line > source && line[-1] != '\n') line--;
  for (const char *s = source; s < line; s++) number += *s == '\n';
  p->error = (wf_syntax_error){.kind = WF_SYNTAX_ERROR, .has_place = true, .line = number,
                               .end_line = number, .offset = -1,
                               .message = "source code cannot contain null bytes",
                               .text = wf_arena_text(p->arena, line, (size_t)(nul - line)),
                               .text_length = (size_t)(nul - line)};
  longjmp(p->on_error, 1);
}

/* --- Coding declarations --- */

static bool is_coding_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_' || c == '.';
}

/* Looks for a declaration in the comment that a line is; false: the line is more than a comment. */
static bool find_coding(const char *line, const char *end, const char **name, size_t *length) {
  const char *p = line;
  while (p < end && (*p == ' ' || *p == '\t' || *p == '\f')) p++;
  if (p < end && *p != '#') return false;
  for (; p + 7 <= end; p++) {
    if (memcmp(p, "coding", 6) || (p[6] != ':' && p[6] != '=')) continue;
    const char *q = p + 7;
    while (q < end && (*q == ' ' || *q == '\t')) q++;
    const char *start = q;
    while (q < end && is_coding_character(*q)) q++;
    if (q == start) continue;
    *name = start;
    *length = (size_t)(q - start);
    return true;
  }
  return true;
}

static bool is_encoding(const char *name, const char *wanted) {
  size_t length = strlen(wanted);
  return !strncmp(name, wanted, length) && (!name[length] || name[length] == '-');
}

enum encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII, ENCODING_UNKNOWN };

static enum encoding encoding_named(const char *name, size_t length) {
  char normal[13];
  size_t i;
  for (i = 0; i < length && i < sizeof normal - 1; i++) {
    char c = name[i];
    normal[i] = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
  }
  normal[i] = 0;
  if (is_encoding(normal, "utf-8") || !strcmp(normal, "utf8")) return ENCODING_UTF8;
  if (is_encoding(normal, "latin-1") || is_encoding(normal, "iso-8859-1") ||
      is_encoding(normal, "iso-latin-1") || !strcmp(normal, "latin1") || !strcmp(normal, "l1"))
    return ENCODING_LATIN1;
  if (!strcmp(normal, "ascii") || !strcmp(normal, "us-ascii")) return ENCODING_ASCII;
  return ENCODING_UNKNOWN;
}

static const char *end_of_line(const char *text, const char *end) {
  while (text < end && *text != '\n' && *text != '\r') text++;
  return text;
}

struct source {
  const char *text, *end;
  enum encoding encoding;
  bool declared;
};

static void decode_by_hook(wf_parser *p, struct source *source, const char *name, size_t length) {
  const wf_parse_hooks *hooks = p->options->hooks;
  wf_ast_text text;
  int answer = 0;
  if (hooks && hooks->decode)
    answer = hooks->decode(hooks->context, p->arena, wf_arena_text(p->arena, name, length),
                           source->text, (size_t)(source->end - source->text), &text);
  if (answer < 0) wf_parser_raise_callback(p);
  if (!answer && p->options->name)
    raise_source(p, false, "encoding problem: %.*s", name, length);
  if (!answer) raise_source(p, true, "unknown encoding: %.*s", name, length);
  source->text = text.data;
  source->end = text.data + text.length;
  source->encoding = ENCODING_UTF8;
}

/* Sees what the first two lines declare. */
static void find_encoding(wf_parser *p, struct source *source, bool has_mark) {
  const char *name = NULL, *line = source->text, *end = source->end;
  size_t length = 0;
  for (int i = 0; i < 2 && !name; i++) {
    const char *stop = end_of_line(line, end);
    if (!find_coding(line, stop, &name, &length)) break;
    if (stop < end && *stop == '\r' && stop + 1 < end && stop[1] == '\n') stop++;
    line = stop < end ? stop + 1 : end;
  }
  source->declared = has_mark || name;
  if (!name) return;
  enum encoding encoding = source->encoding = encoding_named(name, length);
  bool is_utf8 = encoding == ENCODING_UTF8 && length > 3 && (name[3] == '-' || name[3] == '_');
  if (has_mark && !is_utf8)
    raise_source(p, !p->options->name, "encoding problem: %.*s with BOM",
                 encoding == ENCODING_LATIN1 ? "iso-8859-1" : name,
                 encoding == ENCODING_LATIN1 ? 10 : length);
  if (encoding == ENCODING_UNKNOWN) decode_by_hook(p, source, name, length);
}

/* --- Decoding --- */

/* The length of the good UTF-8 sequence at s, or 0. */
static size_t utf8_sequence(const unsigned char *s, size_t left) {
  size_t size = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3
                                                            : s[0] < 0xf5 ? 4 : 0;
  if (!size || size > left) return 0;
  for (size_t i = 1; i < size; i++)
    if ((s[i] & 0xc0) != 0x80) return 0;
  if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
      (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
    return 0;
  return size;
}

/* Text that came from a str may have lone surrogates, in three bytes. */
static size_t text_sequence(const unsigned char *s, size_t left, bool surrogates) {
  if (surrogates && left >= 3 && s[0] == 0xed && (s[1] & 0xe0) == 0xa0 && (s[2] & 0xc0) == 0x80)
    return 3;
  return utf8_sequence(s, left);
}

static const char *why_not_utf8(const unsigned char *s, size_t left) {
  if (s[0] < 0xc2 || s[0] > 0xf4) return "invalid start byte";
  size_t size = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
  for (size_t i = 1; i < size; i++) {
    if (i >= left) return "unexpected end of data";
    if ((s[i] & 0xc0) != 0x80) break;
  }
  return "invalid continuation byte";
}


/* How many bytes of bad UTF-8 are replaced by one character. */
static size_t bad_length(const unsigned char *s, size_t left) {
  size_t size = s[0] < 0xc2 || s[0] > 0xf4 ? 1 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4, i = 1;
  if (left > 1 && ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
                   (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f)))
    return 1;
  while (i < size && i < left && (s[i] & 0xc0) == 0x80) i++;
  return i;
}

#define REPLACEMENT "\xef\xbf\xbd"

/* Puts U+FFFD for what is no UTF-8; out has room for three times the length. */
static size_t replace_bad(const char *text, size_t length, char *out) {
  const unsigned char *s = (const unsigned char *)text;
  char *to = out;
  for (size_t i = 0; i < length;) {
    size_t good = utf8_sequence(s + i, length - i), size = good;
    if (!good) size = bad_length(s + i, length - i);
    memcpy(to, good ? text + i : REPLACEMENT, good ? good : 3);
    to += good ? good : 3;
    i += size;
  }
  return (size_t)(to - out);
}

/* Where a reader of the text is: in a comment, in a string, or in something else. */
typedef struct reader {
  const char *line;       /* start of the current one */
  int32_t number;         /* of the line, from 1 */
  bool comment;
  char quote;             /* of the string, 0 when it is in none */
  bool triple;
  const char *token;      /* what begins after the opening quotes, or the name */
  const char *token_line; /* start of the line in which it begins */
} reader;

static bool is_name_byte(unsigned char c) {
  return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

/* Reads one byte, with the rest of the opening or closing quotes; the byte after it. The text ends
   with a NUL. */
static const char *read_on(reader *r, const char *at) {
  char c = *at++;
  bool is_quote = c == '"' || c == '\'';
  if (c == '\n') {
    r->line = at;
    r->number++;
    r->comment = false;
    if (!r->triple) r->quote = 0;
  } else if (r->quote) {
    if (c == '\\' && *at && *at != '\n' && !(*at & 0x80)) at++; /* others are checked whole */
    if (c != r->quote || (r->triple && (at[0] != c || at[1] != c))) return at;
    at += r->triple ? 2 : 0;
    r->quote = 0;
    r->triple = false;
  } else if (is_quote && !r->comment) {
    r->quote = c;
    r->triple = at[0] == c && at[1] == c;
    at += r->triple ? 2 : 0;
    r->token = at;
    r->token_line = r->line;
  } else if (c == '#') {
    r->comment = true;
  }
  return at;
}

/* Reads to where the token begins that follows the string which r is in: literals next to each
   other are decoded when that has been read. */
static const char *read_literals(reader *r, const char *at) {
  while (r->quote && *at) {
    while (r->quote && *at) at = read_on(r, at);
    const char *next = at;
    while (*next == ' ' || *next == '\t') next++;
    if (*next != '"' && *next != '\'') break;
    while (at <= next) at = read_on(r, at);
  }
  while (*at == ' ' || *at == '\t') at++;
  return at;
}

/* How long the token is that begins there, as far as a place in a line needs it. */
static int32_t token_length(const char *at) {
  static const char operators[] = "+-*/%@<>=!&|^:";
  int32_t length = 0;
  if (*at == '#') return (int32_t)strcspn(at, "\n");
  while (is_name_byte((unsigned char)at[length])) length++;
  if (length == 0)
    while (length < 2 && at[length] && strchr(operators, at[length])) length++;
  return length == 0 && *at && !strchr("\n\r", *at) ? 1 : length;
}

/* A file that is read as one is checked line by line. Of other sources the names and strings are
   decoded one by one: positions count from where they begin, and comments may hold anything. */
static _Noreturn void raise_not_utf8_in_file(wf_parser *p, const reader *r, const char *at,
                                             const char *reason, bool declared) {
  char message[400];
  if (declared)
    snprintf(message, sizeof message,
             "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %d: %s",
             (unsigned char)*at, (int)(at - r->line), reason);
  else
    snprintf(message, sizeof message,
             "Non-UTF-8 code starting with '\\x%02x' in file %.200s on line %d, but no encoding "
             "declared; see https://peps.python.org/pep-0263/ for details",
             (unsigned char)*at, p->options->name, (int)r->number);
  p->error = (wf_syntax_error){.kind = WF_SYNTAX_ERROR, .has_place = declared, .line = r->number,
                               .offset = (int32_t)(at - r->line) + 1, .end_line = r->number};
  p->error.message = wf_arena_text(p->arena, message, strlen(message));
  longjmp(p->on_error, 1);
}

static _Noreturn void raise_not_utf8(wf_parser *p, reader *r, const char *at, const char *end) {
  const char *token = at, *first = r->line;
  bool in_string = r->quote != 0;
  if (in_string) {
    token = r->token;
    first = r->token_line;
  }
  while (!in_string && token > r->line && is_name_byte((unsigned char)token[-1])) token--;
  const char *last = in_string ? read_literals(r, at) : token;
  const char *stop = memchr(last, '\n', (size_t)(end - last));
  stop = stop ? stop + 1 : end;
  /* the codec sees nothing of what follows the token */
  size_t left = 1;
  while (at + left < last && at[left] & 0x80) left++;
  while (!in_string && at + left < end && is_name_byte((unsigned char)at[left])) left++;
  const char *reason = why_not_utf8((const unsigned char *)at, left);
  int32_t offset = (int32_t)(in_string ? last + 1 - r->line : at + (ptrdiff_t)left - r->line);
  char message[120];
  snprintf(message, sizeof message,
           "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %d: %s",
           (unsigned char)*at, (int)(at - token), reason);
  p->error = (wf_syntax_error){.kind = WF_SYNTAX_ERROR, .has_place = true, .line = r->number,
                               .offset = offset, .end_line = r->number,
                               .end_offset = in_string ? offset + token_length(last) : -1};
  char *text = wf_arena_take(p->arena, (size_t)(stop - first) * 3 + 1);
  p->error.text_length = replace_bad(first, (size_t)(stop - first), text);
  p->error.text = text;
  p->error.message = wf_arena_text(p->arena, message, strlen(message));
  longjmp(p->on_error, 1);
}

/* True: comments hold something bad. */
static bool check_utf8(wf_parser *p, const char *text, size_t length, bool declared) {
  bool surrogates = (p->options->flags & WF_PARSE_IGNORE_COOKIE) != 0, is_bad = false;
  reader r = {.line = text, .number = 1};
  const char *end = text + length;
  for (const char *at = text; at < end;) {
    const unsigned char *s = (const unsigned char *)at;
    size_t left = (size_t)(end - at), size = 0;
    if (*s >= 0x80 && !(size = text_sequence(s, left, surrogates))) {
      if (p->options->name && !(declared && r.comment))
        raise_not_utf8_in_file(p, &r, at, why_not_utf8(s, left), declared);
      if (!r.comment) raise_not_utf8(p, &r, at, end);
      is_bad = true;
      size = bad_length(s, left);
    }
    at = size ? at + size : read_on(&r, at);
  }
  return is_bad;
}

static void repair_comments(wf_parser *p) {
  char *text = malloc(p->lexer.length * 3 + 1);
  if (!text) wf_parser_raise_too_deep(p);
  p->lexer.length = replace_bad(p->source, p->lexer.length, text);
  text[p->lexer.length] = 0;
  free(p->source);
  p->lexer.source = p->source = text;
}

static void check_ascii(wf_parser *p, const char *source, const char *end) {
  for (const char *s = source; s < end; s++) {
    if (!(*s & 0x80)) continue;
    if (p->options->name) raise_source(p, false, "%.*s", "encoding problem: ascii", 23);
    char detail[120];
    int length = snprintf(detail, sizeof detail,
                          "'ascii' codec can't decode byte 0x%02x in position %zu: ordinal not in "
                          "range(128)",
                          (unsigned char)*s, (size_t)(s - source));
    raise_source(p, true, "%.*s", detail, (size_t)length);
  }
}

/* Copies with every kind of newline made \n, and Latin-1 made UTF-8. */
static char *copy_lines(const char *s, const char *end, enum encoding encoding, char *out) {
  while (s < end) {
    char c = *s++;
    if (c == '\r') {
      if (s < end && *s == '\n') s++;
      c = '\n';
    }
    if (encoding == ENCODING_LATIN1 && c & 0x80) {
      *out++ = (char)(0xc0 | (unsigned char)c >> 6);
      c = (char)(0x80 | (c & 0x3f));
    }
    *out++ = c;
  }
  return out;
}

/* In a file, bytes that are no UTF-8 count before a NUL in the same line or a later one. */
static void check_before_nul(wf_parser *p, const char *source, const char *end, const char *nul) {
  struct source bytes = {.text = source, .end = end};
  if (!p->options->name) return;
  find_encoding(p, &bytes, false);
  if (bytes.declared) return;
  reader r = {.line = source, .number = 1};
  const char *stop = memchr(nul, '\n', (size_t)(end - nul));
  for (const char *at = source; at < (stop ? stop : end);) {
    size_t left = (size_t)(end - at), size = 1;
    if (*at & 0x80) size = utf8_sequence((const unsigned char *)at, left);
    if (!size)
      raise_not_utf8_in_file(p, &r, at, why_not_utf8((const unsigned char *)at, left), false);
    if (*at == '\n') r.number++;
    at += size;
  }
}

void wf_parser_read_source(wf_parser *p, const char *source, size_t length) {
  const char *nul = memchr(source, 0, length);
  if (nul) check_before_nul(p, source, source + length, nul);
  if (nul) raise_nul(p, source, nul);
  if (length > INT32_MAX / 4) wf_parser_raise_too_deep(p);
  struct source bytes = {.text = source, .end = source + length, .encoding = ENCODING_UTF8};
  bool is_text = (p->options->flags & WF_PARSE_IGNORE_COOKIE) != 0;
  bool has_mark = !is_text && length >= 3 && !memcmp(source, "\xef\xbb\xbf", 3);
  if (has_mark) bytes.text += 3;
  if (!is_text) find_encoding(p, &bytes, has_mark);
  if (bytes.encoding == ENCODING_ASCII) check_ascii(p, bytes.text, bytes.end);
  size_t growth = bytes.encoding == ENCODING_LATIN1 ? 2 : 1;
  p->source = malloc((size_t)(bytes.end - bytes.text) * growth + 2);
  if (!p->source) wf_parser_raise_too_deep(p);
  char *stop = copy_lines(bytes.text, bytes.end, bytes.encoding, p->source);
  if (p->mode == WF_PARSE_EXEC && stop > p->source && stop[-1] != '\n') *stop++ = '\n';
  *stop = 0;
  p->lexer.source = p->source;
  p->lexer.length = (size_t)(stop - p->source);
  if (bytes.encoding == ENCODING_UTF8 &&
      check_utf8(p, p->source, p->lexer.length, bytes.declared))
    repair_comments(p);
}
