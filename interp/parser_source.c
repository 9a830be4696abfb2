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
    raise_source(p, true, "encoding problem: %.*s with BOM",
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

/* Where the string or the name begins that at is in: what positions count from in sources that are
   no file, as their literals are decoded one by one. */
static const char *start_of_token(const char *line, const char *at) {
  const char *start = NULL;
  for (const char *s = line; s < at; s++)
    if (*s == '"' || *s == '\'') start = s + 1;
  for (; !start && at > line; at--)
    if (strchr(" \t=+-*/%&|^~<>()[]{},:;.@#", at[-1])) break;
  return start ? start : at;
}

/* And where the token begins that follows a string there: literals next to each other are decoded
   when that has been read. */
static const char *after_literals(const char *line, const char *at) {
  char quote = 0;
  const char *s = line;
  for (; s < at; s++)
    if (!quote ? *s == '"' || *s == '\'' : *s == quote) quote = quote ? 0 : *s;
  while (quote) {
    while (*s && *s != '\n' && *s != quote) s += *s == '\\' && s[1] && s[1] != '\n' ? 2 : 1;
    if (*s != quote) return at;
    do s++;
    while (*s == ' ' || *s == '\t');
    quote = *s == '"' || *s == '\'' ? *s++ : 0;
    at = s;
  }
  return at;
}

static _Noreturn void raise_not_utf8(wf_parser *p, const char *line_start, const char *at,
                                     int32_t line, const char *reason, bool declared) {
  const char *name = p->options->name, *last = name ? at : after_literals(line_start, at);
  char message[400];
  if (!name || declared)
    snprintf(message, sizeof message,
             "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %d: %s",
             (unsigned char)*at,
             (int)(at - (declared && name ? line_start : start_of_token(line_start, at))), reason);
  else
    snprintf(message, sizeof message,
             "Non-UTF-8 code starting with '\\x%02x' in file %.200s on line %d, but no encoding "
             "declared; see https://peps.python.org/pep-0263/ for details",
             (unsigned char)*at, name, (int)line);
  p->error = (wf_syntax_error){.kind = WF_SYNTAX_ERROR, .has_place = !name || declared,
                               .line = line, .offset = (int32_t)(last - line_start) + 1,
                               .end_line = line};
  p->error.message = wf_arena_text(p->arena, message, strlen(message));
  longjmp(p->on_error, 1);
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

static void check_utf8(wf_parser *p, const char *text, size_t length, bool declared) {
  bool surrogates = (p->options->flags & WF_PARSE_IGNORE_COOKIE) != 0;
  const unsigned char *s = (const unsigned char *)text;
  int32_t line = 1;
  size_t line_start = 0;
  for (size_t i = 0; i < length;) {
    if (s[i] < 0x80) {
      if (s[i++] != '\n') continue;
      line++;
      line_start = i;
      continue;
    }
    size_t size = text_sequence(s + i, length - i, surrogates);
    if (!size)
      raise_not_utf8(p, text + line_start, text + i, line, why_not_utf8(s + i, length - i),
                     declared);
    i += size;
  }
}

static void check_ascii(wf_parser *p, const char *source, const char *end) {
  for (const char *s = source; s < end; s++) {
    if (!(*s & 0x80)) continue;
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

void wf_parser_read_source(wf_parser *p, const char *source, size_t length) {
  const char *nul = memchr(source, 0, length);
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
  if (bytes.encoding == ENCODING_UTF8)
    check_utf8(p, p->source, p->lexer.length, bytes.declared);
}
