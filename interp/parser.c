#include <config.h>

#include "interp/parser_internal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MODE_FSTRING = WF_PARSE_SINGLE + 1 };

/* --- Errors --- */

static _Noreturn void leave(wf_parser *p) { longjmp(p->root->on_error, 1); }

_Noreturn void wf_parser_raise_too_deep(wf_parser *p) {
  p->root->error = (wf_syntax_error){.kind = WF_SYNTAX_MEMORY};
  leave(p);
}

_Noreturn void wf_parser_raise_callback(wf_parser *p) {
  p->root->error = (wf_syntax_error){.kind = WF_SYNTAX_CALLBACK};
  leave(p);
}

static void out_of_memory(void *owner) { wf_parser_raise_too_deep(owner); }

wf_token *wf_parser_last_token(wf_parser *p) {
  return p->furthest > p->token ? p->furthest : p->token;
}

static const char *find_line(const wf_parser *p, int32_t line, size_t *length) {
  const char *text = p->lexer.source, *end = text + p->lexer.length;
  for (int32_t i = p->lexer.first_line; i < line && text < end; i++) {
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    if (!newline) break;
    if (newline + 1 == end) break;
    text = newline + 1;
  }
  const char *newline = memchr(text, '\n', (size_t)(end - text));
  *length = (size_t)((newline ? newline : end) - text);
  return text;
}

static void set_text(wf_parser *p, wf_syntax_error *error, bool with_newline) {
  size_t length;
  const char *text = find_line(p, error->line, &length);
  with_newline = with_newline && text + length < p->lexer.source + p->lexer.length;
  error->text = wf_arena_text(p->arena, text, length + with_newline);
  error->text_length = length + with_newline;
}

/* As byte offset `column` (from 1) is counted in the text of an error: in characters, not beyond
   the line's end. */
static int32_t character_offset(const wf_syntax_error *error, int32_t column) {
  if (column < 0) return column;
  int32_t limit = (int32_t)error->text_length + 1;
  return wf_syntax_error_characters(error->text, error->text_length,
                                    column > limit ? limit : column);
}

static void use_lexer_error(wf_parser *p) {
  p->root->error = p->lexer.error;
  bool with_newline = !p->lexer.certain && p->lexer.line <= p->lexer.error.line;
  wf_syntax_error *error = &p->root->error;
  set_text(p, error, with_newline);
  if (!p->lexer.certain) error->offset = character_offset(error, error->offset);
  if (p->options->name && p->lexer.at_end && error->end_offset < 0) error->offset = 0;
  error->incomplete = p->lexer.certain && p->lexer.at_end;
}

/* What the lexer found further on is the better explanation: what the parser stumbled over is often
   its consequence. An unclosed bracket counts only when the parser came past its line. */
static void prefer_lexer_errors(wf_parser *p) {
  for (; p; p = p->parent) {
    wf_lexer *lexer = &p->lexer;
    if (lexer->error.kind == WF_SYNTAX_NO_ERROR) continue;
    bool passed = lexer->level &&
                  wf_parser_last_token(p)->line > lexer->brackets[lexer->level - 1].line;
    if (!lexer->certain && passed) wf_lexer_unclosed(lexer);
    if (lexer->certain || passed) use_lexer_error(p);
  }
}

static _Noreturn void raise_generic(wf_parser *p, wf_token *token);

/* Nesting that is an error of the lexer's too is better explained by that. The second pass needs
   more stack than the first one, which has found an error already. */
_Noreturn void wf_parser_raise_nesting(wf_parser *p) {
  for (wf_parser *q = p; q; q = q->parent)
    if (q->stopped) raise_generic(q, q->stopped);
  p->root->error = (wf_syntax_error){.kind = WF_SYNTAX_MEMORY};
  prefer_lexer_errors(p);
  leave(p);
}

static _Noreturn void leave_incomplete(wf_parser *p) {
  p->root->error.incomplete = true;
  if (p->options->flags & WF_PARSE_ALLOW_INCOMPLETE) p->root->error.message = "incomplete input";
  leave(p);
}

_Noreturn void wf_parser_raise_lexer_error(wf_parser *p) {
  wf_parser_saw(p, p->token);
  use_lexer_error(p);
  if (p->lexer.at_end && !p->parent) leave_incomplete(p);
  for (wf_parser *outer = p->parent; outer; outer = outer->parent) prefer_lexer_errors(outer);
  leave(p);
}

/* Columns are byte offsets from 1; 0 and -1 stay what they are. */
static _Noreturn void raise_at(wf_parser *p, uint8_t kind, wf_ast_place place, const char *format,
                               va_list arguments) {
  char message[400];
  size_t used = 0;
  if (p->mode == MODE_FSTRING) {
    memcpy(message, "f-string: ", used = 10);
    place.column -= p->shift;
    if (place.end_column > 0) place.end_column -= p->shift;
  }
  vsnprintf(message + used, sizeof message - used, format, arguments);
  wf_syntax_error *error = &p->root->error;
  *error = (wf_syntax_error){.kind = kind, .has_place = true, .line = place.line,
                             .end_line = place.end_line};
  error->message = wf_arena_text(p->arena, message, strlen(message));
  set_text(p, error, wf_parser_last_token(p)->end_line <= place.line);
  error->offset = character_offset(error, place.column);
  error->end_offset = place.end_column > 0 ? character_offset(error, place.end_column)
                                           : place.end_column;
  if (!p->final) prefer_lexer_errors(p);
  leave(p);
}

#define RAISE_AT(p, kind, ...)                                                                     \
  do {                                                                                             \
    va_list arguments;                                                                             \
    va_start(arguments, format);                                                                   \
    raise_at(p, kind, (wf_ast_place){__VA_ARGS__}, format, arguments);                             \
  } while (0)

_Noreturn void wf_parser_raise_token(wf_parser *p, const wf_token *token, const char *format, ...) {
  if (token->placeless)
    RAISE_AT(p, WF_SYNTAX_ERROR, token->line, 0, token->end_line, 0);
  RAISE_AT(p, WF_SYNTAX_ERROR, token->line, token->column + 1, token->end_line,
           token->end_column + 1);
}

_Noreturn void wf_parser_raise(wf_parser *p, wf_ast_place place, const char *format, ...) {
  RAISE_AT(p, WF_SYNTAX_ERROR, place.line, place.column + 1, place.end_line, place.end_column + 1);
}

_Noreturn void wf_parser_raise_range(wf_parser *p, wf_ast_place start, wf_ast_place end,
                                     const char *format, ...) {
  RAISE_AT(p, WF_SYNTAX_ERROR, start.line, start.column + 1, end.end_line, end.end_column + 1);
}

_Noreturn void wf_parser_raise_from(wf_parser *p, wf_ast_place start, const char *format, ...) {
  const wf_token *last = wf_parser_last_token(p);
  RAISE_AT(p, WF_SYNTAX_ERROR, start.line, start.column + 1, last->end_line, last->end_column);
}

_Noreturn static void raise_last(wf_parser *p, uint8_t kind, const char *format,
                                 va_list arguments) {
  const wf_token *last = wf_parser_last_token(p);
  wf_ast_place place = {last->line, last->column + 1, last->end_line, last->end_column + 1};
  if (last->placeless) {
    /* behind the end of a file there is no column */
    bool behind = p->options->name && last->start >= p->lexer.length;
    place.column = behind ? 0 : last->column;
    place.end_column = -1;
  }
  raise_at(p, kind, place, format, arguments);
}

_Noreturn void wf_parser_raise_last(wf_parser *p, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_last(p, WF_SYNTAX_ERROR, format, arguments);
}

_Noreturn void wf_parser_raise_indentation(wf_parser *p, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  raise_last(p, WF_SYNTAX_INDENTATION, format, arguments);
}

/* --- Failure --- */

_Noreturn void wf_parser_fail(wf_parser *p) {
  wf_parser_saw(p, p->token);
  longjmp(*p->on_failure, 1);
}

void *wf_parser_try(wf_parser *p, void *(*parse)(wf_parser *p)) {
  jmp_buf here, *const outer = p->on_failure;
  wf_token *const token = p->token;
  const size_t stack_count = p->stack_count;
  const bool async_body = p->async_body;
  const unsigned quiet = p->quiet;
  void *volatile result = NULL;
  p->on_failure = &here;
  if (!setjmp(here)) {
    result = parse(p);
  } else {
    p->token = token;
    p->stack_count = stack_count;
    p->async_body = async_body;
    p->quiet = quiet;
  }
  p->on_failure = outer;
  return result;
}

void *wf_parser_try_quietly(wf_parser *p, void *(*parse)(wf_parser *p)) {
  p->quiet++;
  void *result = wf_parser_try(p, parse);
  p->quiet--;
  return result;
}

/* --- Memory --- */

void wf_parser_grow_stack(wf_parser *p) {
  size_t capacity = p->stack_capacity ? p->stack_capacity * 2 : 256;
  void **stack = realloc(p->stack, capacity * sizeof *stack);
  if (!stack) wf_parser_raise_too_deep(p);
  p->stack = stack;
  p->stack_capacity = capacity;
}

void **wf_parser_collect(wf_parser *p, size_t mark, size_t *count) {
  *count = p->stack_count - mark;
  p->stack_count = mark;
  if (!*count) return NULL;
  void **items = wf_arena_take(p->arena, *count * sizeof *items);
  memcpy(items, p->stack + mark, *count * sizeof *items);
  return items;
}

wf_ast_expr *wf_parser_name_expr(wf_parser *p, const wf_token *token, uint8_t context) {
  wf_ast_expr *expr = new_expr(p, WF_AST_NAME, place_of_token(token));
  expr->context = context;
  expr->name.id = token->name;
  return expr;
}

/* --- The roots of the grammar --- */

static wf_ast_expr *parse_eval(wf_parser *p) {
  wf_ast_expr *expr = wf_parser_expressions(p);
  while (accept(p, WF_TOKEN_NEWLINE)) continue;
  if (!at(p, WF_TOKEN_END)) wf_parser_fail(p);
  return expr;
}

/* Whether the source ends in an empty line, which at a prompt ends a compound statement. */
static bool ends_in_empty_line(const wf_parser *p) {
  const char *start = p->lexer.source, *at = start + p->lexer.length;
  if (at > start && at[-1] == '\n') at--;
  while (at > start && (at[-1] == ' ' || at[-1] == '\t')) at--;
  return at == start || at[-1] == '\n';
}

static void raise_incomplete(wf_parser *p) {
  p->root->error = (wf_syntax_error){.kind = WF_SYNTAX_ERROR, .message = "incomplete input"};
  leave_incomplete(p);
}

static wf_ast_stmts parse_interactive(wf_parser *p) {
  wf_ast_stmts body = wf_parser_interactive(p);
  for (wf_token *token = p->token; token->kind != WF_TOKEN_END; token++) {
    if (token->kind >= WF_TOKEN_NEWLINE && token->kind <= WF_TOKEN_DEDENT) continue;
    p->token--;
    p->final = true;
    wf_parser_raise_token(p, p->token,
                          "multiple statements found while compiling a single statement");
  }
  bool compound = p->token > p->lexer.tokens + 1 && body.count == 1 &&
                  p->token[-1].placeless && p->token[-1].kind == WF_TOKEN_NEWLINE &&
                  (p->token[-2].kind == WF_TOKEN_DEDENT || p->token[-2].kind == WF_TOKEN_NEWLINE);
  if (compound && p->options->flags & WF_PARSE_ALLOW_INCOMPLETE && !ends_in_empty_line(p))
    raise_incomplete(p);
  return body;
}

static void *parse_root(wf_parser *p) {
  if (p->mode == MODE_FSTRING) return wf_parser_star_expressions(p);
  wf_ast_module *module = wf_arena_take(p->arena, sizeof *module);
  *module = (wf_ast_module){.kind = p->mode == WF_PARSE_EVAL     ? WF_AST_EXPRESSION
                                    : p->mode == WF_PARSE_SINGLE ? WF_AST_INTERACTIVE
                                                                 : WF_AST_MODULE};
  if (p->mode == WF_PARSE_EVAL) {
    module->expr = parse_eval(p);
  } else if (p->mode == WF_PARSE_SINGLE) {
    module->body = parse_interactive(p);
  } else {
    module->body = wf_parser_statements(p);
    if (!at(p, WF_TOKEN_END)) wf_parser_fail(p);
  }
  return module;
}

static void *pass(wf_parser *p, bool diagnosing) {
  p->diagnosing = diagnosing;
  for (size_t i = 0; diagnosing && i < p->lexer.count; i++) p->lexer.tokens[i].known = 0;
  p->token = p->lexer.tokens;
  p->quiet = 0;
  p->stack_count = 0;
  p->async_body = p->parent ? p->parent->async_body
                            : (p->options->flags & WF_PARSE_TOP_LEVEL_AWAIT) != 0;
  if (at(p, WF_TOKEN_ERROR)) wf_parser_raise_lexer_error(p);
  return wf_parser_try(p, parse_root);
}

/* Whether nothing but the end follows the token that was not expected. A line that ends too early
   is wrong, not unfinished. */
static bool is_unfinished(const wf_parser *p, const wf_token *token) {
  bool ends_line = token->kind == WF_TOKEN_NEWLINE && token > p->lexer.tokens &&
                   token[-1].kind > WF_TOKEN_DEDENT;
  if (ends_line) return false;
  while (token->kind == WF_TOKEN_DEDENT || (token->kind == WF_TOKEN_NEWLINE && token->placeless))
    token++;
  return token->kind == WF_TOKEN_END;
}

static _Noreturn void raise_generic(wf_parser *p, wf_token *token) {
  p->final = token->kind == WF_TOKEN_INDENT || token->kind == WF_TOKEN_DEDENT;
  if (p->final)
    wf_parser_raise_indentation(p, token->kind == WF_TOKEN_INDENT ? "unexpected indent"
                                                                  : "unexpected unindent");
  wf_parser_raise_token(p, token, "invalid syntax");
}

/* The columns of an f-string's expression count from the start of its line in the file. */
static void shift_first_line(wf_parser *p) {
  for (size_t i = 0; i < p->lexer.count; i++) {
    wf_token *token = &p->lexer.tokens[i];
    if (token->end_line != p->lexer.first_line) continue;
    token->column += p->shift;
    token->end_column += p->shift;
  }
}

void *wf_parser_run(wf_parser *p) {
  p->lexer.barry = (p->options->flags & WF_PARSE_BARRY) != 0;
  wf_lexer_run(&p->lexer);
  if (p->shift) shift_first_line(p);
  p->furthest = p->lexer.tokens;
  p->stopped = NULL;
  void *result = pass(p, false);
  if (result) return result;
  p->stopped = p->furthest;
  if (!p->parent && is_unfinished(p, p->stopped)) {
    p->root->error.incomplete = true;
    if (p->options->flags & WF_PARSE_ALLOW_INCOMPLETE) raise_incomplete(p);
  }
  pass(p, true);
  p->token = p->lexer.tokens;
  raise_generic(p, p->stopped);
}

/* --- Life --- */

static void start_lexer(wf_parser *p) {
  p->lexer.arena = p->arena;
  p->lexer.hooks = p->options->hooks;
  p->lexer.names = &p->root->names;
  p->lexer.first_line = 1;
}

static const wf_ast_name *intern(wf_parser *p, const char *text) {
  return wf_lexer_intern(&p->names, p->arena, text, strlen(text));
}

static void start_names(wf_parser *p) {
  wf_lexer_names_start(&p->names, p->arena);
  p->name_print = intern(p, "print");
  p->name_exec = intern(p, "exec");
  p->name_match = intern(p, "match");
  p->name_case = intern(p, "case");
  p->name_underscore = intern(p, "_");
  p->name_await = intern(p, "await");
}

wf_parser *wf_parser_child(wf_parser *p) {
  wf_parser *child = p->child;
  if (child) return child;
  child = calloc(1, sizeof *child);
  if (!child) wf_parser_raise_too_deep(p);
  child->root = p->root;
  child->parent = p;
  child->arena = p->arena;
  child->options = p->options;
  child->mode = MODE_FSTRING;
  child->name_print = p->name_print;
  child->name_exec = p->name_exec;
  child->name_match = p->name_match;
  child->name_case = p->name_case;
  child->name_underscore = p->name_underscore;
  child->name_await = p->name_await;
  start_lexer(child);
  return p->child = child;
}

static void free_parser(wf_parser *p) {
  while (p) {
    wf_parser *child = p->child;
    free(p->lexer.tokens);
    free(p->stack);
    free(p->source);
    free(p->spare);
    wf_lexer_names_free(&p->names);
    free(p);
    p = child;
  }
}

static wf_ast_module *parse(wf_parser *p, const char *source, size_t length) {
  wf_ast_module *volatile module = NULL;
  if (!setjmp(p->on_error)) {
    wf_parser_read_source(p, source, length);
    start_names(p);
    start_lexer(p);
    p->lexer.interactive = p->mode == WF_PARSE_SINGLE;
    module = wf_parser_run(p);
  }
  return module;
}

wf_ast_module *wf_parse(wf_arena *arena, const char *source, size_t length,
                        const wf_parse_options *options, wf_syntax_error *error) {
  wf_parser *p = calloc(1, sizeof *p);
  *error = (wf_syntax_error){.kind = WF_SYNTAX_MEMORY};
  if (!p) return NULL;
  p->root = p;
  p->arena = arena;
  p->options = options;
  p->mode = options->mode;
  p->stack_base = __builtin_frame_address(0);
  wf_arena before = *arena;
  arena->exhausted = out_of_memory;
  arena->owner = p;
  wf_ast_module *module = parse(p, source, length);
  arena->exhausted = before.exhausted;
  arena->owner = before.owner;
  *error = p->error;
  if (module) error->kind = WF_SYNTAX_NO_ERROR;
  free_parser(p);
  return module;
}
