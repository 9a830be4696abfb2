/* Numbers and strings. */
#include <config.h>

#include "interp/parser_internal.h"

#include <stdlib.h>
#include <string.h>

/* --- Warnings --- */

/* Once for each token, although tokens can be parsed more than once. */
static void warn(wf_parser *p, const wf_token *token, const char *category, const char *format,
                 const char *detail) {
  const wf_parse_hooks *hooks = p->options->hooks;
  if (!hooks || !hooks->warn || p->silent || p->diagnosing || token <= p->warned) return;
  char message[80];
  snprintf(message, sizeof message, format, detail);
  int answer = hooks->warn(hooks->context, category, message, token->line);
  if (answer < 0) wf_parser_raise_callback(p);
  wf_ast_place end = {token->line, token->end_column - 1, token->line, token->end_column - 1};
  if (answer > 0 && token->warn) wf_parser_raise(p, end, "%s", message);
  if (answer > 0) wf_parser_raise_token(p, token, "%s", message);
}

static void warn_octal(wf_parser *p, wf_parser_string *string, const char *digits) {
  char detail[4] = {digits[0], digits[1], digits[2], 0};
  if (!string->has_warned)
    warn(p, string->token, "DeprecationWarning", "invalid octal escape sequence '\\%s'", detail);
  string->has_warned = true;
}

void wf_parser_warn_escape(wf_parser *p, wf_parser_string *string, char c) {
  char detail[2] = {c, 0};
  if (!string->has_warned)
    warn(p, string->token, "DeprecationWarning", "invalid escape sequence '\\%s'", detail);
  string->has_warned = true;
}

/* --- Numbers --- */

static unsigned digit_value(char c) {
  return c <= '9' ? (unsigned)(c - '0') : (c | 0x20) - 'a' + 10u;
}

static void read_int(wf_parser *p, const char *text, size_t length, wf_ast_constant *constant) {
  unsigned base = 10;
  if (length > 2 && text[0] == '0' && text[1] > '9') {
    char letter = text[1] | 0x20;
    base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    text += 2;
    length -= 2;
  }
  while (length > 1 && *text == '0') text++, length--;
  constant->kind = WF_AST_INT;
  constant->base = (uint8_t)base;
  constant->is_small = true;
  uint64_t value = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned digit = digit_value(text[i]);
    if (value > ((uint64_t)INT64_MAX - digit) / base) {
      constant->is_small = false;
      constant->text = (wf_ast_text){wf_arena_text(p->arena, text, length), length};
      return;
    }
    value = value * base + digit;
  }
  constant->small = (int64_t)value;
}

static double read_double(wf_parser *p, const char *text, size_t length) {
  const wf_parse_hooks *hooks = p->options->hooks;
  return hooks && hooks->read_double ? hooks->read_double(text, length) : strtod(text, NULL);
}

static bool is_decimal_float(const char *text, size_t length) {
  if (length > 1 && text[0] == '0' && (text[1] | 0x20) == 'x') return false;
  for (size_t i = 0; i < length; i++)
    if (text[i] == '.' || text[i] == 'e' || text[i] == 'E') return true;
  return false;
}

static void read_number(wf_parser *p, char *text, size_t length, wf_ast_constant *constant) {
  if ((text[length - 1] | 0x20) == 'j') {
    text[length - 1] = 0;
    constant->kind = WF_AST_COMPLEX;
    constant->number = read_double(p, text, length - 1);
  } else if (is_decimal_float(text, length)) {
    constant->kind = WF_AST_FLOAT;
    constant->number = read_double(p, text, length);
  } else {
    read_int(p, text, length, constant);
  }
}

static const char *number_title(const char *text, const wf_ast_constant *constant) {
  if (constant->kind == WF_AST_COMPLEX) return "imaginary";
  if (text[0] != '0') return "decimal";
  switch (text[1] | 0x20) {
  case 'x': return "hexadecimal";
  case 'o': return "octal";
  case 'b': return "binary";
  default: return "decimal";
  }
}

wf_ast_expr *wf_parser_number(wf_parser *p) {
  wf_token *token = advance(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_CONSTANT, place_of_token(token));
  const char *source = p->lexer.source + token->start;
  char small[64], *text = small;
  size_t length = token->end - token->start, count = 0;
  if (length >= sizeof small) text = wf_arena_take(p->arena, length + 1);
  for (size_t i = 0; i < length; i++)
    if (source[i] != '_') text[count++] = source[i];
  text[count] = 0;
  read_number(p, text, count, &expr->constant);
  if (token->warn) {
    warn(p, token, "SyntaxWarning", "invalid %s literal", number_title(source, &expr->constant));
    if (token > p->warned) p->warned = token;
  }
  return expr;
}

/* --- The text of strings --- */

void wf_parser_text_add(wf_parser *p, wf_parser_text *out, const char *data, size_t length) {
  if (out->length + length > out->capacity) {
    size_t capacity = 2 * (out->length + length) + 16;
    char *grown = wf_arena_take(p->arena, capacity + 1);
    if (out->length) memcpy(grown, out->data, out->length);
    out->data = grown;
    out->capacity = capacity;
  }
  if (length) memcpy(out->data + out->length, data, length);
  out->length += length;
}

static void add_byte(wf_parser *p, wf_parser_text *out, char c) {
  wf_parser_text_add(p, out, &c, 1);
}

static void add_character(wf_parser *p, wf_parser_text *out, uint32_t c) {
  char bytes[4];
  size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (size_t i = size; i-- > 1; c >>= 6) bytes[i] = (char)(0x80 | (c & 0x3f));
  bytes[0] = (char)(leads[size] | c);
  wf_parser_text_add(p, out, bytes, size);
}

/* A literal that is being decoded. */
struct literal {
  wf_parser_string *string;
  const char *text, *end, *at;
};

/* Positions in messages count the text as CPython's decoder sees it: it writes each character
   beyond ASCII as \UXXXXXXXX first, and a backslash before one as \u005c. */
static size_t reported_position(const struct literal *literal, const char *at) {
  size_t position = 0;
  for (const char *s = literal->text; s < at; s++) {
    if ((*s & 0xc0) == 0x80) continue;
    bool before_foreign = *s == '\\' && s + 1 < literal->end && s[1] & 0x80;
    position += *s & 0x80 ? 10 : before_foreign ? 6 : 1;
    if (*s == '\\' && !before_foreign && s + 1 < at && !(s[1] & 0x80)) position++, s++;
  }
  return position;
}

static _Noreturn void raise_escape(wf_parser *p, const struct literal *literal, const char *start,
                                   const char *reason) {
  size_t first = reported_position(literal, start);
  size_t last = first + (size_t)(literal->at - start) - 1;
  wf_parser_raise_last(p, "(unicode error) 'unicodeescape' codec can't decode bytes in position "
                          "%zu-%zu: %s", first, last, reason);
}

/* at is after \x, \u or \U. */
static uint32_t hex_escape(wf_parser *p, struct literal *literal, int digits) {
  const char *start = literal->at - 2;
  uint32_t c = 0;
  for (int i = 0; i < digits; i++, literal->at++) {
    char d = literal->at < literal->end ? *literal->at : 0;
    bool good = (d >= '0' && d <= '9') || ((d | 0x20) >= 'a' && (d | 0x20) <= 'f');
    if (!good)
      raise_escape(p, literal, start, digits == 2   ? "truncated \\xXX escape"
                                      : digits == 4 ? "truncated \\uXXXX escape"
                                                    : "truncated \\UXXXXXXXX escape");
    c = c << 4 | digit_value(d);
  }
  if (c > 0x10ffff) raise_escape(p, literal, start, "illegal Unicode character");
  return c;
}

/* at is after \N. */
static uint32_t named_escape(wf_parser *p, struct literal *literal) {
  const char *start = literal->at - 2;
  if (literal->at == literal->end || *literal->at != '{')
    raise_escape(p, literal, start, "malformed \\N character escape");
  const char *name = ++literal->at;
  while (literal->at < literal->end && *literal->at != '}') literal->at++;
  if (literal->at == literal->end || literal->at == name)
    raise_escape(p, literal, start, "malformed \\N character escape");
  size_t length = (size_t)(literal->at++ - name);
  const wf_parse_hooks *hooks = p->options->hooks;
  uint32_t c = hooks && hooks->character_named ? hooks->character_named(name, length) : UINT32_MAX;
  if (c > 0x10ffff) raise_escape(p, literal, start, "unknown Unicode character name");
  return c;
}

/* at is on the first digit. */
static uint32_t octal_escape(struct literal *literal) {
  uint32_t c = 0;
  for (int i = 0; i < 3 && literal->at < literal->end; i++, literal->at++) {
    if (*literal->at < '0' || *literal->at > '7') break;
    c = c << 3 | (uint32_t)(*literal->at - '0');
  }
  return c;
}

/* The meaning of a backslash before c where that is one character, or -1. */
static int simple_escape(char c) {
  switch (c) {
  case '\\': case '\'': case '"': return c;
  case 'a': return '\a';
  case 'b': return '\b';
  case 'f': return '\f';
  case 'n': return '\n';
  case 'r': return '\r';
  case 't': return '\t';
  case 'v': return '\v';
  default: return -1;
  }
}

static char bytes_hex_escape(wf_parser *p, struct literal *literal) {
  uint32_t c = 0;
  const char *start = literal->at - 2;
  for (int i = 0; i < 2; i++, literal->at++) {
    char d = literal->at < literal->end ? *literal->at : 0;
    if (!((d >= '0' && d <= '9') || ((d | 0x20) >= 'a' && (d | 0x20) <= 'f')))
      wf_parser_raise_last(p, "(value error) invalid \\x escape at position %zu",
                           (size_t)(start - literal->text));
    c = c << 4 | digit_value(d);
  }
  return (char)c;
}

/* What bytes and str spell differently; false: this is no escape. */
static bool wide_escape(wf_parser *p, struct literal *literal, char c, wf_parser_text *out) {
  if (literal->string->is_bytes) {
    if (c != 'x') return false;
    add_byte(p, out, bytes_hex_escape(p, literal));
    return true;
  }
  switch (c) {
  case 'x': add_character(p, out, hex_escape(p, literal, 2)); return true;
  case 'u': add_character(p, out, hex_escape(p, literal, 4)); return true;
  case 'U': add_character(p, out, hex_escape(p, literal, 8)); return true;
  case 'N': add_character(p, out, named_escape(p, literal)); return true;
  default: return false;
  }
}

/* at is after a backslash. */
static void escape(wf_parser *p, struct literal *literal, wf_parser_text *out) {
  if (literal->at == literal->end || *literal->at & 0x80) {
    add_byte(p, out, '\\');
    return;
  }
  char c = *literal->at;
  if (c >= '0' && c <= '7') {
    const char *digits = literal->at;
    uint32_t value = octal_escape(literal);
    if (value > 0xff) warn_octal(p, literal->string, digits);
    if (literal->string->is_bytes) add_byte(p, out, (char)value);
    else add_character(p, out, value);
    return;
  }
  literal->at++;
  if (c == '\n') return;
  int simple = simple_escape(c);
  if (simple >= 0) {
    add_byte(p, out, (char)simple);
  } else if (!wide_escape(p, literal, c, out)) {
    wf_parser_warn_escape(p, literal->string, c);
    add_byte(p, out, '\\');
    add_byte(p, out, c);
  }
}

void wf_parser_decode(wf_parser *p, wf_parser_string *string, const char *text, size_t length,
                      wf_parser_text *out) {
  struct literal literal = {string, text, text + length, text};
  while (literal.at < literal.end) {
    const char *backslash = NULL;
    if (!string->is_raw) backslash = memchr(literal.at, '\\', (size_t)(literal.end - literal.at));
    const char *stop = backslash ? backslash : literal.end;
    wf_parser_text_add(p, out, literal.at, (size_t)(stop - literal.at));
    if (!backslash) return;
    literal.at = stop + 1;
    escape(p, &literal, out);
  }
}

/* --- String tokens --- */

static void check_ascii(wf_parser *p, const wf_parser_string *string) {
  for (size_t i = 0; i < string->length; i++)
    if (string->text[i] & 0x80)
      wf_parser_raise_token(p, string->token, "bytes can only contain ASCII literal characters");
}

/* Reads prefix and quotes. */
static wf_parser_string open_string(wf_parser *p, const wf_token *token) {
  wf_parser_string string = {.token = token};
  const char *s = p->lexer.source + token->start, *end = p->lexer.source + token->end;
  string.counted = string.line_start = s;
  for (; *s != '"' && *s != '\''; s++) {
    switch (*s | 0x20) {
    case 'b': string.is_bytes = true; break;
    case 'r': string.is_raw = true; break;
    case 'f': string.is_format = true; break;
    }
  }
  size_t quotes = end - s >= 6 && s[1] == s[0] && s[2] == s[0] ? 3 : 1;
  string.text = s + quotes;
  string.length = (size_t)(end - s) - 2 * quotes;
  if (string.is_bytes) check_ascii(p, &string);
  return string;
}

static wf_ast_expr *string_constant(wf_parser *p, const wf_parser_format *format, uint8_t kind) {
  wf_ast_expr *expr = new_expr(p, WF_AST_CONSTANT, format->place);
  expr->constant.kind = kind;
  expr->constant.u_prefix = kind == WF_AST_STR && format->is_u;
  if (!format->text.data)
    expr->constant.text = (wf_ast_text){wf_arena_text(p->arena, "", 0), 0};
  else
    expr->constant.text = (wf_ast_text){format->text.data, format->text.length};
  if (format->text.data) format->text.data[format->text.length] = 0;
  return expr;
}

void wf_parser_format_flush(wf_parser *p, wf_parser_format *format) {
  if (!format->text.length) return;
  push(p, string_constant(p, format, WF_AST_STR));
  format->text = (wf_parser_text){0};
}

static wf_ast_expr *joined_string(wf_parser *p, wf_parser_format *format, size_t mark) {
  wf_parser_format_flush(p, format);
  wf_ast_expr *expr = new_expr(p, WF_AST_JOINED_STR, format->place);
  expr->joined_str.values = take_exprs(p, mark);
  return expr;
}

wf_ast_expr *wf_parser_strings(wf_parser *p) {
  check_stack(p);
  wf_token *first = p->token;
  size_t bytes = 0, mark = p->stack_count;
  for (; at(p, WF_TOKEN_STRING); advance(p)) bytes += p->token->end - p->token->start;
  wf_token *end = p->token;
  wf_parser_format format = {.place = place_from(p, first),
                             .is_u = p->lexer.source[first->start] == 'u'};
  format.text = (wf_parser_text){wf_arena_take(p->arena, bytes + 1), 0, bytes};
  bool is_bytes = false, is_format = false;
  for (wf_token *token = first; token < end; token++) {
    wf_parser_string string = open_string(p, token);
    if (token == first) is_bytes = string.is_bytes;
    if (!string.is_format)
      wf_parser_decode(p, &string, string.text, string.length, &format.text);
    if (is_bytes != string.is_bytes)
      wf_parser_raise_last(p, "cannot mix bytes and nonbytes literals");
    if (string.is_format) wf_parser_fstring(p, &string, &format);
    is_format |= string.is_format;
  }
  if (end - 1 > p->warned) p->warned = end - 1;
  if (is_format) return joined_string(p, &format, mark);
  return string_constant(p, &format, is_bytes ? WF_AST_BYTES : WF_AST_STR);
}
