#include <config.h>

#include "interp/lexer.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* --- Names --- */

static uint32_t hash_text(const char *text, size_t length) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static _Noreturn void out_of_memory(wf_arena *arena) {
  arena->exhausted(arena->owner);
  abort(); /* the contract of wf_lexer_run: exhausted does not return */
}

static void grow_names(wf_lexer_names *names, wf_arena *arena) {
  size_t capacity = names->capacity ? names->capacity * 2 : 256;
  struct wf_lexer_name *items = calloc(capacity, sizeof *items);
  if (!items) out_of_memory(arena);
  for (size_t i = 0; i < names->capacity; i++) {
    if (!names->items[i].name) continue;
    size_t place = names->items[i].name->hash & (capacity - 1);
    while (items[place].name) place = (place + 1) & (capacity - 1);
    items[place] = names->items[i];
  }
  free(names->items);
  names->items = items;
  names->capacity = capacity;
}

static struct wf_lexer_name *find_name(wf_lexer_names *names, wf_arena *arena, const char *text,
                                       size_t length, uint32_t hash) {
  size_t mask = names->capacity - 1, place = hash & mask;
  while (names->items[place].name) {
    const wf_ast_name *name = names->items[place].name;
    if (name->hash == hash && name->length == length && !memcmp(name->text, text, length))
      return &names->items[place];
    place = (place + 1) & mask;
  }
  if ((names->count + 1) * 2 > names->capacity) {
    grow_names(names, arena);
    return find_name(names, arena, text, length, hash);
  }
  wf_ast_name *name = wf_arena_take(arena, sizeof *name + length + 1);
  name->length = (uint32_t)length;
  name->hash = hash;
  memcpy(name->text, text, length);
  name->text[length] = 0;
  names->count++;
  names->items[place] = (struct wf_lexer_name){name, WF_TOKEN_NAME};
  return &names->items[place];
}

const wf_ast_name *wf_lexer_intern(wf_lexer_names *names, wf_arena *arena, const char *text,
                                   size_t length) {
  return find_name(names, arena, text, length, hash_text(text, length))->name;
}

void wf_lexer_names_start(wf_lexer_names *names, wf_arena *arena) {
  static const struct { const char *text; uint8_t kind; } keywords[] = {
#define X(kind, text) {text, WF_TOKEN_##kind},
    WF_TOKEN_KEYWORDS(X)
#undef X
  };
  grow_names(names, arena);
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    size_t length = strlen(keywords[i].text);
    uint32_t hash = hash_text(keywords[i].text, length);
    find_name(names, arena, keywords[i].text, length, hash)->kind = keywords[i].kind;
  }
}

void wf_lexer_names_free(wf_lexer_names *names) {
  free(names->items);
  *names = (wf_lexer_names){0};
}

/* --- Characters --- */

enum { NAME_START = 1, NAME_PART = 2, DIGIT = 4, HEX = 8 };

static const uint8_t classes[256] = {
  ['0' ... '9'] = NAME_PART | DIGIT | HEX,
  ['A' ... 'F'] = NAME_START | NAME_PART | HEX,
  ['G' ... 'Z'] = NAME_START | NAME_PART,
  ['a' ... 'f'] = NAME_START | NAME_PART | HEX,
  ['g' ... 'z'] = NAME_START | NAME_PART,
  ['_'] = NAME_START | NAME_PART,
  [0x80 ... 0xff] = NAME_START | NAME_PART,
};
static inline unsigned class_of(char c) { return classes[(unsigned char)c]; }
static inline bool is_digit(char c) { return (class_of(c) & DIGIT) != 0; }

/* The source was checked: it is valid UTF-8. */
static uint32_t decode(const char *text, unsigned *size) {
  const unsigned char *s = (const unsigned char *)text;
  if (s[0] < 0x80) return *size = 1, s[0];
  if (s[0] < 0xe0) return *size = 2, (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu);
  if (s[0] < 0xf0) return *size = 3, (s[0] & 0xfu) << 12 | (s[1] & 0x3fu) << 6 | (s[2] & 0x3fu);
  *size = 4;
  return (s[0] & 7u) << 18 | (s[1] & 0x3fu) << 12 | (s[2] & 0x3fu) << 6 | (s[3] & 0x3fu);
}

/* --- Tokens --- */

static wf_token *new_token(wf_lexer *lexer) {
  if (lexer->count == lexer->capacity) {
    size_t capacity = lexer->capacity ? lexer->capacity * 2 : lexer->length / 6 + 16;
    wf_token *tokens = realloc(lexer->tokens, capacity * sizeof *tokens);
    if (!tokens) out_of_memory(lexer->arena);
    lexer->tokens = tokens;
    lexer->capacity = capacity;
  }
  return &lexer->tokens[lexer->count++];
}

static wf_token *add_token(wf_lexer *lexer, uint8_t kind, const char *start, const char *end) {
  wf_token *token = new_token(lexer);
  *token = (wf_token){
    .kind = kind, .level = (uint8_t)lexer->level,
    .start = (uint32_t)(start - lexer->source), .end = (uint32_t)(end - lexer->source),
    .line = lexer->line, .column = (int32_t)(start - lexer->line_start),
    .end_line = lexer->line, .end_column = (int32_t)(end - lexer->line_start)};
  return token;
}

/* A token that has no text of its own. */
static wf_token *add_placeless(wf_lexer *lexer, uint8_t kind) {
  wf_token *token = add_token(lexer, kind, lexer->at, lexer->at);
  token->placeless = true;
  return token;
}

/* --- Errors --- */

static void set_error(wf_lexer *lexer, uint8_t kind, int32_t offset, int32_t end_offset,
                      const char *format, va_list arguments) {
  char message[256];
  vsnprintf(message, sizeof message, format, arguments);
  lexer->error = (wf_syntax_error){
    .kind = kind, .has_place = true,
    .message = wf_arena_text(lexer->arena, message, strlen(message)),
    .line = lexer->line, .offset = offset, .end_line = lexer->line, .end_offset = end_offset};
  add_placeless(lexer, WF_TOKEN_ERROR);
}

static int32_t characters_before(const wf_lexer *lexer, const char *at) {
  return wf_syntax_error_characters(lexer->line_start, (size_t)(at - lexer->line_start),
                                    (int32_t)(at - lexer->line_start));
}

/* These return false, for `return fail(...)`. */
static bool fail(wf_lexer *lexer, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int32_t offset = characters_before(lexer, lexer->at);
  set_error(lexer, WF_SYNTAX_ERROR, offset, offset, format, arguments);
  va_end(arguments);
  lexer->certain = true;
  return false;
}

static bool fail_unsure(wf_lexer *lexer, uint8_t kind, int32_t offset, int32_t end_offset,
                        const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  set_error(lexer, kind, offset, end_offset, format, arguments);
  va_end(arguments);
  return false;
}

void wf_lexer_unclosed(wf_lexer *lexer) {
  int top = lexer->level - 1;
  char message[] = "'(' was never closed";
  message[1] = lexer->brackets[top].bracket;
  lexer->error = (wf_syntax_error){
    .kind = WF_SYNTAX_ERROR, .has_place = true,
    .message = wf_arena_text(lexer->arena, message, strlen(message)),
    .line = lexer->brackets[top].line, .offset = lexer->brackets[top].column + 1,
    .end_line = lexer->brackets[top].line};
}

static bool fail_at_end(wf_lexer *lexer) {
  int32_t offset = (int32_t)(lexer->at - lexer->line_start);
  lexer->at_end = true;
  fail_unsure(lexer, WF_SYNTAX_ERROR, offset, -1, "unexpected EOF while parsing");
  if (lexer->level) wf_lexer_unclosed(lexer);
  return false;
}

static const char *line_end(const wf_lexer *lexer) {
  const char *end = strchr(lexer->line_start, '\n');
  return end ? end + 1 : lexer->source + lexer->length;
}

static bool fail_tabs(wf_lexer *lexer) {
  lexer->at = line_end(lexer);
  return fail_unsure(lexer, WF_SYNTAX_TAB, 1, 0,
                     "inconsistent use of tabs and spaces in indentation");
}

/* --- Lines --- */

static inline void begin_line(wf_lexer *lexer) {
  if (*lexer->at) { /* what comes after the last newline is not a line */
    lexer->line++;
    lexer->line_start = lexer->at;
  }
}

/* at is after a backslash: goes to the next line. */
static bool continue_line(wf_lexer *lexer) {
  if (*lexer->at != '\n') {
    if (*lexer->at) lexer->at++;
    int32_t column = (int32_t)(lexer->at - lexer->line_start) - 1;
    return fail_unsure(lexer, WF_SYNTAX_ERROR, column + 1, 0,
                       "unexpected character after line continuation character");
  }
  lexer->at++;
  begin_line(lexer);
  return *lexer->at ? true : fail_at_end(lexer);
}

/* Measures the white space that a line begins with: in columns with tabs at every eighth, and with
   tabs as one. Both must agree on what is deeper, else the meaning hangs on the tab width. */
static bool measure_indent(wf_lexer *lexer, int *column, int *tabless) {
  int continued = 0;
  *column = *tabless = 0;
  for (;; lexer->at++) {
    switch (*lexer->at) {
    case ' ': ++*column, ++*tabless; continue;
    case '\t': *column = (*column / 8 + 1) * 8, ++*tabless; continue;
    case '\f': *column = *tabless = 0; continue;
    case '\\':
      /* The indentation is what the first of the joined lines has. */
      if (!continued) continued = *column;
      lexer->at++;
      if (!continue_line(lexer)) return false;
      lexer->at--;
      continue;
    }
    break;
  }
  if (continued) *column = *tabless = continued;
  return true;
}

static bool indent_to(wf_lexer *lexer, int column, int tabless) {
  if (column == lexer->indents[lexer->indent])
    return tabless == lexer->tabless_indents[lexer->indent] || fail_tabs(lexer);
  if (column > lexer->indents[lexer->indent]) {
    if (lexer->indent + 1 >= WF_LEXER_MAX_INDENT) {
      lexer->at = line_end(lexer);
      return fail_unsure(lexer, WF_SYNTAX_INDENTATION, 1, 0, "too many levels of indentation");
    }
    if (tabless <= lexer->tabless_indents[lexer->indent]) return fail_tabs(lexer);
    lexer->indents[++lexer->indent] = column;
    lexer->tabless_indents[lexer->indent] = tabless;
    add_placeless(lexer, WF_TOKEN_INDENT);
    return true;
  }
  size_t before = lexer->count;
  while (lexer->indent > 0 && column < lexer->indents[lexer->indent]) {
    lexer->indent--;
    add_placeless(lexer, WF_TOKEN_DEDENT);
  }
  if (column != lexer->indents[lexer->indent]) {
    lexer->count = before;
    lexer->at = line_end(lexer);
    return fail_unsure(lexer, WF_SYNTAX_INDENTATION, (int32_t)(lexer->at - lexer->line_start), -1,
                       "unindent does not match any outer indentation level");
  }
  if (tabless == lexer->tabless_indents[lexer->indent]) return true;
  lexer->count = before;
  return fail_tabs(lexer);
}

/* --- Identifiers --- */

static bool is_part_of_name(const wf_lexer *lexer, uint32_t c, bool first) {
  if (c < 0x80) return true;
  const wf_parse_hooks *hooks = lexer->hooks;
  if (!hooks) return true;
  if (first) return !hooks->is_identifier_start || hooks->is_identifier_start(c);
  return !hooks->is_identifier_part || hooks->is_identifier_part(c);
}

static bool is_printable(const wf_lexer *lexer, uint32_t c) {
  if (c < 0x80) return c >= 0x20 && c < 0x7f;
  return !lexer->hooks || !lexer->hooks->is_printable || lexer->hooks->is_printable(c);
}

/* Checks the characters from token_start to at. */
static bool check_name(wf_lexer *lexer) {
  for (const char *p = lexer->token_start; p < lexer->at;) {
    unsigned size;
    uint32_t c = decode(p, &size);
    bool good = is_part_of_name(lexer, c, p == lexer->token_start);
    p += size;
    if (good) continue;
    lexer->at = p;
    if (is_printable(lexer, c))
      return fail(lexer, "invalid character '%.*s' (U+%04X)", (int)size, p - size, (unsigned)c);
    return fail(lexer, "invalid non-printable character U+%04X", (unsigned)c);
  }
  return true;
}

static bool take_foreign_name(wf_lexer *lexer) {
  if (!check_name(lexer)) return false;
  wf_ast_text text = {lexer->token_start, (size_t)(lexer->at - lexer->token_start)};
  if (lexer->hooks && lexer->hooks->normalize &&
      !lexer->hooks->normalize(lexer->arena, text.data, text.length, &text))
    out_of_memory(lexer->arena);
  const wf_ast_name *name = wf_lexer_intern(lexer->names, lexer->arena, text.data, text.length);
  add_token(lexer, WF_TOKEN_NAME, lexer->token_start, lexer->at)->name = name;
  return true;
}

static bool take_name(wf_lexer *lexer) {
  const char *p = lexer->at;
  unsigned char all = 0;
  while (class_of(*p) & NAME_PART) all |= (unsigned char)*p++;
  lexer->at = p;
  if (all & 0x80) return take_foreign_name(lexer);
  size_t length = (size_t)(p - lexer->token_start);
  uint32_t hash = hash_text(lexer->token_start, length);
  struct wf_lexer_name *found =
    find_name(lexer->names, lexer->arena, lexer->token_start, length, hash);
  const wf_ast_name *name = found->name;
  add_token(lexer, found->kind, lexer->token_start, p)->name = name;
  return true;
}

/* --- Numbers --- */

/* Whether a keyword that may follow a number begins at p: `1or 2` is deprecated, not wrong. */
static bool keyword_follows(const char *p) {
  static const char *const words[] = {"and", "else", "for", "or", "not"};
  if (p[0] == 'i') return p[1] == 'f' || p[1] == 'n' || p[1] == 's';
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t length = strlen(words[i]);
    if (!strncmp(p, words[i], length)) return !(class_of(p[length]) & NAME_PART);
  }
  return false;
}

static bool end_number(wf_lexer *lexer, const char *kind) {
  bool warn = keyword_follows(lexer->at);
  bool in_name = !(*lexer->at & 0x80) && class_of(*lexer->at) & NAME_PART;
  if (!warn && in_name) return fail(lexer, "invalid %s literal", kind);
  add_token(lexer, WF_TOKEN_NUMBER, lexer->token_start, lexer->at)->warn = warn;
  return true;
}

static bool take_digits(wf_lexer *lexer) {
  for (;;) {
    while (is_digit(*lexer->at)) lexer->at++;
    if (*lexer->at != '_') return true;
    lexer->at++;
    if (!is_digit(*lexer->at)) return fail(lexer, "invalid decimal literal");
  }
}

/* at is on an e or E that may or may not belong to the number. */
static bool take_exponent(wf_lexer *lexer) {
  const char *p = lexer->at + 1;
  if (*p == '+' || *p == '-') {
    lexer->at = p + 1;
    if (!is_digit(*lexer->at)) return fail(lexer, "invalid decimal literal");
  } else if (is_digit(*p)) {
    lexer->at = p;
  } else {
    return true;
  }
  return take_digits(lexer);
}

static bool take_rest_of_decimal(wf_lexer *lexer) {
  const char *start = lexer->at;
  if (*lexer->at == 'e' || *lexer->at == 'E') {
    if (!take_exponent(lexer)) return false;
    if (lexer->at == start) return end_number(lexer, "decimal");
  }
  if (*lexer->at == 'j' || *lexer->at == 'J') {
    lexer->at++;
    return end_number(lexer, "imaginary");
  }
  return end_number(lexer, "decimal");
}

/* at is after the point */
static bool take_fraction(wf_lexer *lexer) {
  if (is_digit(*lexer->at) && !take_digits(lexer)) return false;
  return take_rest_of_decimal(lexer);
}

static bool take_based(wf_lexer *lexer, char highest, unsigned class, const char *kind) {
  lexer->at += 2;
  do {
    if (*lexer->at == '_') lexer->at++;
    char c = *lexer->at;
    if (!(class_of(c) & class) || (class == DIGIT && c > highest)) {
      if (class == HEX || !is_digit(c)) return fail(lexer, "invalid %s literal", kind);
      lexer->at++;
      return fail(lexer, "invalid digit '%c' in %s literal", c, kind);
    }
    while (class_of(*lexer->at) & class && (class == HEX || *lexer->at <= highest)) lexer->at++;
  } while (*lexer->at == '_');
  if (class == DIGIT && is_digit(*lexer->at)) {
    lexer->at++;
    return fail(lexer, "invalid digit '%c' in %s literal", lexer->at[-1], kind);
  }
  return end_number(lexer, kind);
}

static bool fail_leading_zeros(wf_lexer *lexer, const char *zeros_end) {
  fail(lexer, "leading zeros in decimal integer literals are not permitted; "
              "use an 0o prefix for octal integers");
  lexer->error.offset = (int32_t)(lexer->token_start + 1 - lexer->line_start);
  lexer->error.end_offset = (int32_t)(zeros_end - lexer->line_start);
  return false;
}

static bool take_zero(wf_lexer *lexer) {
  switch (lexer->at[1]) {
  case 'x': case 'X': return take_based(lexer, 'f', HEX, "hexadecimal");
  case 'o': case 'O': return take_based(lexer, '7', DIGIT, "octal");
  case 'b': case 'B': return take_based(lexer, '1', DIGIT, "binary");
  }
  while (*lexer->at == '0' || *lexer->at == '_') {
    if (*lexer->at++ == '_' && !is_digit(*lexer->at)) return fail(lexer, "invalid decimal literal");
  }
  const char *zeros_end = lexer->at + 1;
  bool nonzero = is_digit(*lexer->at);
  if (nonzero && !take_digits(lexer)) return false;
  char c = *lexer->at;
  if (c == '.') return lexer->at++, take_fraction(lexer);
  if (c == 'e' || c == 'E' || c == 'j' || c == 'J') {
    return take_rest_of_decimal(lexer);
  }
  return nonzero ? fail_leading_zeros(lexer, zeros_end) : end_number(lexer, "decimal");
}

static bool take_number(wf_lexer *lexer) {
  if (*lexer->at == '0') return take_zero(lexer);
  if (!take_digits(lexer)) return false;
  if (*lexer->at == '.') return lexer->at++, take_fraction(lexer);
  return take_rest_of_decimal(lexer);
}

/* --- Strings --- */

static bool fail_in_string(wf_lexer *lexer, bool triple, int32_t first_line,
                           const char *first_line_start) {
  int32_t last_line = lexer->line;
  lexer->at_end = triple;
  lexer->at = lexer->token_start + 1;
  lexer->line = first_line;
  lexer->line_start = first_line_start;
  return fail(lexer, "unterminated %sstring literal (detected at line %d)",
              triple ? "triple-quoted " : "", (int)last_line);
}

/* at is on the opening quote. */
static bool take_string(wf_lexer *lexer) {
  char quote = *lexer->at;
  bool triple = lexer->at[1] == quote && lexer->at[2] == quote;
  int32_t first_line = lexer->line;
  const char *first_line_start = lexer->line_start;
  for (lexer->at += triple ? 3 : 1;; lexer->at++) {
    char c = *lexer->at;
    if (c == quote && (!triple || (lexer->at[1] == quote && lexer->at[2] == quote))) break;
    if (c == '\\' && lexer->at[1]) c = *++lexer->at;
    else if (!c || (c == '\n' && !triple))
      return fail_in_string(lexer, triple, first_line, first_line_start);
    if (c == '\n' && lexer->at[1]) {
      lexer->line++;
      lexer->line_start = lexer->at + 1;
    }
  }
  lexer->at += triple ? 3 : 1;
  wf_token *token = add_token(lexer, WF_TOKEN_STRING, lexer->token_start, lexer->at);
  token->line = first_line;
  token->column = (int32_t)(lexer->token_start - first_line_start);
  return true;
}

/* The length of the string prefix at p, if one stands before a quote. */
static int string_prefix(const char *p) {
  bool b = false, r = false, u = false, f = false;
  for (int i = 0; i < 3; i++) {
    char c = p[i] | 0x20;
    if (p[i] == '"' || p[i] == '\'') return i;
    if (c == 'b' && !(b || u || f)) b = true;
    else if (c == 'u' && !(b || u || r || f)) u = true;
    else if (c == 'r' && !(r || u)) r = true;
    else if (c == 'f' && !(f || b || u)) f = true;
    else return -1;
  }
  return -1;
}

/* --- Operators --- */

static bool open_bracket(wf_lexer *lexer, uint8_t kind) {
  lexer->at++;
  if (lexer->level >= WF_LEXER_MAX_LEVEL) return fail(lexer, "too many nested parentheses");
  lexer->brackets[lexer->level].bracket = lexer->at[-1];
  lexer->brackets[lexer->level].line = lexer->line;
  lexer->brackets[lexer->level++].column = (int32_t)(lexer->token_start - lexer->line_start);
  add_token(lexer, kind, lexer->token_start, lexer->at);
  return true;
}

static bool close_bracket(wf_lexer *lexer, uint8_t kind, char opening) {
  char c = *lexer->at++;
  if (!lexer->level) return fail(lexer, "unmatched '%c'", c);
  int top = --lexer->level;
  if (lexer->brackets[top].bracket == opening) {
    add_token(lexer, kind, lexer->token_start, lexer->at);
    return true;
  }
  if (lexer->brackets[top].line == lexer->line)
    return fail(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                lexer->brackets[top].bracket);
  return fail(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d",
              c, lexer->brackets[top].bracket, (int)lexer->brackets[top].line);
}

static bool operator(wf_lexer *lexer, uint8_t kind, int length) {
  lexer->at += length;
  add_token(lexer, kind, lexer->token_start, lexer->at);
  return true;
}

/* An operator of one character, or the same with = after it. */
static bool maybe_assign(wf_lexer *lexer, uint8_t plain, uint8_t assign) {
  return lexer->at[1] == '=' ? operator(lexer, assign, 2) : operator(lexer, plain, 1);
}

/* The same for an operator that may also be doubled. */
static bool maybe_double(wf_lexer *lexer, uint8_t plain, uint8_t assign, uint8_t twice,
                         uint8_t twice_assign) {
  if (lexer->at[1] != lexer->at[0]) return maybe_assign(lexer, plain, assign);
  return lexer->at[2] == '=' ? operator(lexer, twice_assign, 3) : operator(lexer, twice, 2);
}

static bool take_other(wf_lexer *lexer) {
  unsigned char c = (unsigned char)*lexer->at;
  if (is_printable(lexer, c)) return operator(lexer, WF_TOKEN_OTHER, 1);
  lexer->at++;
  return fail(lexer, "invalid non-printable character U+%04X", (unsigned)c);
}

#define T(name) WF_TOKEN_##name
static bool take_operator(wf_lexer *lexer) {
  const char *p = lexer->at;
  switch (*p) {
  case '(': return open_bracket(lexer, T(LEFT_PAREN));
  case '[': return open_bracket(lexer, T(LEFT_SQUARE));
  case '{': return open_bracket(lexer, T(LEFT_BRACE));
  case ')': return close_bracket(lexer, T(RIGHT_PAREN), '(');
  case ']': return close_bracket(lexer, T(RIGHT_SQUARE), '[');
  case '}': return close_bracket(lexer, T(RIGHT_BRACE), '{');
  case ':': return maybe_assign(lexer, T(COLON), T(WALRUS));
  case ',': return operator(lexer, T(COMMA), 1);
  case ';': return operator(lexer, T(SEMICOLON), 1);
  case '.':
    if (p[1] == '.' && p[2] == '.') return operator(lexer, T(ELLIPSIS), 3);
    if (is_digit(p[1])) return lexer->at++, take_fraction(lexer);
    return operator(lexer, T(DOT), 1);
  case '=': return maybe_assign(lexer, T(ASSIGN), T(EQ));
  case '!':
    if (p[1] != '=') return operator(lexer, T(OTHER), 1);
    return operator(lexer, lexer->barry ? T(OLD_NOT_EQ) : T(NOT_EQ), 2);
  case '<':
    if (p[1] == '>') return operator(lexer, lexer->barry ? T(NOT_EQ) : T(OLD_NOT_EQ), 2);
    return maybe_double(lexer, T(LT), T(LT_E), T(L_SHIFT), T(L_SHIFT_ASSIGN));
  case '>': return maybe_double(lexer, T(GT), T(GT_E), T(R_SHIFT), T(R_SHIFT_ASSIGN));
  case '*': return maybe_double(lexer, T(STAR), T(STAR_ASSIGN), T(POW), T(POW_ASSIGN));
  case '/': return maybe_double(lexer, T(DIV), T(DIV_ASSIGN), T(FLOOR_DIV), T(FLOOR_DIV_ASSIGN));
  case '-':
    if (p[1] == '>') return operator(lexer, T(ARROW), 2);
    return maybe_assign(lexer, T(SUB), T(SUB_ASSIGN));
  case '+': return maybe_assign(lexer, T(ADD), T(ADD_ASSIGN));
  case '%': return maybe_assign(lexer, T(MOD), T(MOD_ASSIGN));
  case '@': return maybe_assign(lexer, T(AT), T(AT_ASSIGN));
  case '&': return maybe_assign(lexer, T(BIT_AND), T(BIT_AND_ASSIGN));
  case '|': return maybe_assign(lexer, T(BIT_OR), T(BIT_OR_ASSIGN));
  case '^': return maybe_assign(lexer, T(BIT_XOR), T(BIT_XOR_ASSIGN));
  case '~': return operator(lexer, T(INVERT), 1);
  default: return take_other(lexer);
  }
}
#undef T

/* --- The whole --- */

static inline void skip_comment(wf_lexer *lexer) {
  while (*lexer->at && *lexer->at != '\n') lexer->at++;
}

/* Indentation, and skipping the lines that have nothing else. */
static bool begin_logical_line(wf_lexer *lexer) {
  for (;;) {
    int column, tabless;
    if (!measure_indent(lexer, &column, &tabless)) return false;
    if (*lexer->at == '#') skip_comment(lexer);
    else if (*lexer->at != '\n') return indent_to(lexer, column, tabless);
    if (*lexer->at != '\n') return true;
    lexer->at++;
    begin_line(lexer);
  }
}

static bool take_newline(wf_lexer *lexer) {
  if (!lexer->level) {
    add_token(lexer, WF_TOKEN_NEWLINE, lexer->token_start, lexer->at);
    lexer->line_begins = true;
  }
  lexer->at++;
  begin_line(lexer);
  return true;
}

static bool take_end(wf_lexer *lexer) {
  if (lexer->level) return fail_at_end(lexer);
  if (lexer->interactive && lexer->count) {
    add_placeless(lexer, WF_TOKEN_NEWLINE);
    if (lexer->indent) {
      while (lexer->indent-- > 0) add_placeless(lexer, WF_TOKEN_DEDENT);
      add_placeless(lexer, WF_TOKEN_NEWLINE);
    }
  }
  add_placeless(lexer, WF_TOKEN_END);
  return false;
}

/* Adds a token, or skips something; false at the end. */
static bool step(wf_lexer *lexer) {
  if (lexer->line_begins) {
    lexer->line_begins = false;
    if (!lexer->level && !begin_logical_line(lexer)) return false;
  }
  while (*lexer->at == ' ' || *lexer->at == '\t' || *lexer->at == '\f') lexer->at++;
  lexer->token_start = lexer->at;
  if (*lexer->at == '#') skip_comment(lexer);
  char c = *lexer->at;
  unsigned class = class_of(c);
  if (class & NAME_START) {
    int prefix = string_prefix(lexer->at);
    if (prefix < 0) return take_name(lexer);
    lexer->at += prefix;
    return take_string(lexer);
  }
  if (class & DIGIT) return take_number(lexer);
  switch (c) {
  case 0: return take_end(lexer);
  case '\n': return take_newline(lexer);
  case '"': case '\'': return take_string(lexer);
  case '\\': return lexer->at++, continue_line(lexer);
  default: return take_operator(lexer);
  }
}

void wf_lexer_run(wf_lexer *lexer) {
  lexer->count = 0;
  lexer->at = lexer->line_start = lexer->source;
  lexer->line = lexer->first_line - (lexer->length == 0);
  lexer->line_begins = true;
  lexer->level = lexer->indent = 0;
  lexer->indents[0] = lexer->tabless_indents[0] = 0;
  lexer->certain = lexer->at_end = false;
  lexer->error.kind = WF_SYNTAX_NO_ERROR;
  while (step(lexer)) continue;
}
