/* What the parser's files share.

   The grammar is parsed by recursive descent, twice at most. The first pass knows only what is
   right. When it fails, the second parses the same tokens again with p->diagnosing set, and there
   the functions of parser_diagnose*.c look for the mistakes that have messages of their own. What
   neither explains is "invalid syntax" at the furthest token that the first pass looked at.

   There are two ways out of a function: wf_parser_fail says "this is not it" and goes back to the
   innermost wf_parser_try; the wf_parser_raise family says what is wrong and ends the parse. Both
   are longjmps, which here cross nothing but the parser's own frames. Otherwise each call would be
   followed by a test of its result, in which the grammar gets lost. */
#ifndef WF_PARSER_INTERNAL_H
#define WF_PARSER_INTERNAL_H

#include <setjmp.h>

#include "interp/lexer.h"

/* The C stack that the parser allows itself. It is much less than a thread has, because threads of
   foreign programs may have little. */
#define WF_PARSER_STACK (224 << 10)

typedef struct wf_parser wf_parser;
struct wf_parser {
  wf_token *token; /* the current one */
  wf_arena *arena;
  wf_lexer lexer;
  const wf_parse_options *options;
  uint8_t mode;
  bool diagnosing;   /* the second pass */
  bool async_body;   /* in the body of an async def: await is a keyword */
  unsigned quiet;    /* while > 0, no diagnosis although in the second pass */
  unsigned rank;     /* for the next operand */
  wf_token *furthest; /* the last token looked at before a failure */
  wf_token *stopped;  /* what the first pass failed at; NULL before that */
  jmp_buf *on_failure;

  void **stack; /* of list items that are being collected */
  size_t stack_count, stack_capacity;

  wf_parser *root;   /* where errors go; itself but for the expressions of f-strings */
  wf_parser *parent; /* the parser of the text that the f-string is in, or NULL */
  wf_parser *child;  /* kept for the next f-string */
  int shift;         /* f-string: what was added to the columns of the first line */
  char *spare;       /* f-string: its source's buffer */
  size_t spare_capacity;
  wf_token *warned;  /* the last token whose warnings are out */
  bool final;        /* the error is this one, whatever the lexer found */
  bool silent;       /* f-string: no warnings, they are out */
  const wf_ast_name *name_print, *name_exec, *name_match, *name_case, *name_underscore, *name_await;

  /* root only */
  wf_syntax_error error;
  jmp_buf on_error;
  wf_lexer_names names;
  char *stack_base;
  char *source; /* malloc'ed */
};

/* --- parser.c: tokens, failure and memory --- */

_Noreturn void wf_parser_fail(wf_parser *p);
_Noreturn void wf_parser_raise_lexer_error(wf_parser *p);
_Noreturn void wf_parser_raise_too_deep(wf_parser *p); /* or: no memory */
_Noreturn void wf_parser_raise_nesting(wf_parser *p);
/* Errors of kind SyntaxError, at: a token, a node, from one place's start to another's end, and
   where the last token is that anything has looked at. */
_Noreturn void wf_parser_raise_token(wf_parser *p, const wf_token *token, const char *format, ...);
_Noreturn void wf_parser_raise(wf_parser *p, wf_ast_place place, const char *format, ...);
_Noreturn void wf_parser_raise_range(wf_parser *p, wf_ast_place start, wf_ast_place end,
                                     const char *format, ...);
/* To the end of the last token looked at. */
_Noreturn void wf_parser_raise_from(wf_parser *p, wf_ast_place start, const char *format, ...);
_Noreturn void wf_parser_raise_last(wf_parser *p, const char *format, ...);
_Noreturn void wf_parser_raise_indentation(wf_parser *p, const char *format, ...);
_Noreturn void wf_parser_raise_callback(wf_parser *p);

/* Gives what parse gives, or NULL where it fails; the current token is then what it was. */
void *wf_parser_try(wf_parser *p, void *(*parse)(wf_parser *p));

/* The same without messages of the second pass. */
void *wf_parser_try_quietly(wf_parser *p, void *(*parse)(wf_parser *p));

/* Notes that the token after the current one has been looked at. */
static inline void wf_parser_saw(wf_parser *p, wf_token *token) {
  if (token > p->furthest) p->furthest = token;
}
wf_token *wf_parser_last_token(wf_parser *p);

void wf_parser_grow_stack(wf_parser *p);

static inline bool at(const wf_parser *p, uint8_t kind) { return p->token->kind == kind; }

static inline wf_token *advance(wf_parser *p) {
  wf_token *token = p->token++;
  if (p->token->kind == WF_TOKEN_ERROR) wf_parser_raise_lexer_error(p);
  return token;
}

static inline bool accept(wf_parser *p, uint8_t kind) {
  if (!at(p, kind)) return false;
  advance(p);
  return true;
}

static inline wf_token *expect(wf_parser *p, uint8_t kind) {
  if (!at(p, kind)) wf_parser_fail(p);
  return advance(p);
}

/* Expects a token that nothing else could stand for: says so if it is not there. */
static inline void expect_forced(wf_parser *p, uint8_t kind, const char *text) {
  if (!at(p, kind)) wf_parser_raise_token(p, p->token, "expected '%s'", text);
  advance(p);
}

/* Called by each function that the grammar can call from within itself. */
static inline void check_stack(wf_parser *p) {
  char *here = __builtin_frame_address(0);
  if (p->root->stack_base - here > WF_PARSER_STACK) wf_parser_raise_nesting(p);
}

static inline bool diagnosing(const wf_parser *p) { return p->diagnosing && !p->quiet; }

static inline void push(wf_parser *p, void *item) {
  if (p->stack_count == p->stack_capacity) wf_parser_grow_stack(p);
  p->stack[p->stack_count++] = item;
}

/* Moves what was pushed since mark into the arena. */
void **wf_parser_collect(wf_parser *p, size_t mark, size_t *count);

#define WF_PARSER_TAKE(name, type)                                                                 \
  static inline wf_ast_##name take_##name(wf_parser *p, size_t mark) {                             \
    wf_ast_##name list;                                                                            \
    list.items = (type *)(void *)wf_parser_collect(p, mark, &list.count);                          \
    return list;                                                                                   \
  }
WF_PARSER_TAKE(exprs, wf_ast_expr *)
WF_PARSER_TAKE(stmts, wf_ast_stmt *)
WF_PARSER_TAKE(patterns, wf_ast_pattern *)
WF_PARSER_TAKE(comprehensions, wf_ast_comprehension *)
WF_PARSER_TAKE(handlers, wf_ast_handler *)
WF_PARSER_TAKE(args, wf_ast_arg *)
WF_PARSER_TAKE(keywords, wf_ast_keyword *)
WF_PARSER_TAKE(aliases, wf_ast_alias *)
WF_PARSER_TAKE(with_items, wf_ast_with_item *)
WF_PARSER_TAKE(match_cases, wf_ast_match_case *)
WF_PARSER_TAKE(names, const wf_ast_name *)
#undef WF_PARSER_TAKE

/* --- Places and nodes --- */

static inline wf_ast_place place_of_token(const wf_token *token) {
  return (wf_ast_place){token->line, token->column, token->end_line, token->end_column};
}
static inline wf_ast_place place_between(wf_ast_place start, wf_ast_place end) {
  return (wf_ast_place){start.line, start.column, end.end_line, end.end_column};
}
/* From a token to the last one consumed that is more than layout. */
static inline wf_ast_place place_from(const wf_parser *p, const wf_token *start) {
  const wf_token *last = p->token - 1;
  while (last > start && last->kind <= WF_TOKEN_DEDENT) last--;
  return (wf_ast_place){start->line, start->column, last->end_line, last->end_column};
}

static inline wf_ast_expr *new_expr(wf_parser *p, uint8_t kind, wf_ast_place place) {
  wf_ast_expr *expr = wf_arena_take(p->arena, sizeof *expr);
  *expr = (wf_ast_expr){.kind = kind, .place = place};
  return expr;
}
static inline wf_ast_stmt *new_stmt(wf_parser *p, uint8_t kind, const wf_token *start) {
  wf_ast_stmt *stmt = wf_arena_take(p->arena, sizeof *stmt);
  *stmt = (wf_ast_stmt){.kind = kind, .place = place_from(p, start)};
  return stmt;
}
wf_ast_expr *wf_parser_name_expr(wf_parser *p, const wf_token *token, uint8_t context);

/* Whether a name followed by this token could only be the word `await`. */
static inline bool is_awaited(const wf_token *token) {
  return token->kind == WF_TOKEN_NAME || token->kind == WF_TOKEN_NUMBER ||
         token->kind == WF_TOKEN_STRING || token->kind == WF_TOKEN_LEFT_BRACE ||
         token->kind == WF_TOKEN_ELLIPSIS || token->kind == WF_TOKEN_NONE ||
         token->kind == WF_TOKEN_TRUE || token->kind == WF_TOKEN_FALSE;
}
/* Whether the token is the keyword. It is a name outside async def; but `await x` has no other
   meaning, so there it is an expression too, of which the compiler says what is wrong. */
static inline bool is_await(const wf_parser *p, const wf_token *token) {
  return token->kind == WF_TOKEN_NAME && token->name == p->name_await &&
         (p->async_body || is_awaited(token + 1));
}
static inline bool is_name(const wf_parser *p, const wf_token *token) {
  return token->kind == WF_TOKEN_NAME && !is_await(p, token);
}
static inline wf_token *expect_name(wf_parser *p) {
  if (!is_name(p, p->token)) wf_parser_fail(p);
  return advance(p);
}

/* --- parser.c: the grammar's roots --- */

/* Lexes and parses p->lexer.source by p->mode; the root's error says why not. */
void *wf_parser_run(wf_parser *p);
/* The expression of an f-string, whose text stands in the token's first..end of text. */
wf_parser *wf_parser_child(wf_parser *p);

/* --- parser_source.c --- */

/* Makes lexer.source of the bytes: UTF-8, lines ending in \n. Raises what is wrong with them. */
void wf_parser_read_source(wf_parser *p, const char *source, size_t length);

/* --- parser_expression.c --- */

wf_ast_expr *wf_parser_expression(wf_parser *p);
wf_ast_expr *wf_parser_named(wf_parser *p);
wf_ast_expr *wf_parser_star_named(wf_parser *p);
/* One or several with commas: then a tuple. */
wf_ast_expr *wf_parser_expressions(wf_parser *p);
wf_ast_expr *wf_parser_star_expressions(wf_parser *p);
/* An expression that two in a row may end with: as wf_parser_expression, but not remembered as
   parsed. */
wf_ast_expr *wf_parser_second_expression(wf_parser *p);
wf_ast_expr *wf_parser_yield_or_star(wf_parser *p);
wf_ast_expr *wf_parser_disjunction(wf_parser *p);
wf_ast_expr *wf_parser_bitwise_or(wf_parser *p);
wf_ast_expr *wf_parser_starred(wf_parser *p); /* '*' bitwise_or */
wf_ast_expr *wf_parser_atom(wf_parser *p);
wf_ast_comprehensions wf_parser_for_if_clauses(wf_parser *p);
bool wf_parser_async_for(wf_parser *p);
static inline bool at_for(wf_parser *p) {
  return at(p, WF_TOKEN_FOR) || (at(p, WF_TOKEN_ASYNC) && wf_parser_async_for(p));
}
bool wf_parser_starts_expression(const wf_parser *p);

/* What may be targets, with commas or one; not checked. */
wf_ast_expr *wf_parser_target_list(wf_parser *p);
/* The target of a `for`, and its `in`. */
wf_ast_expr *wf_parser_for_target(wf_parser *p);
/* NULL: what was there is an expression and no target. */
wf_ast_expr *wf_parser_star_target(wf_parser *p);
enum wf_parser_targets { WF_PARSER_STAR_TARGETS, WF_PARSER_FOR_TARGETS, WF_PARSER_DEL_TARGETS };
/* The part of an expression that keeps it from being a target, or NULL. */
wf_ast_expr *wf_parser_invalid_target(wf_ast_expr *expr, enum wf_parser_targets targets);
/* Gives a whole target its context. */
void wf_parser_set_context(wf_ast_expr *expr, uint8_t context);

/* --- parser_arguments.c --- */

/* Positional arguments and keywords up to a closing parenthesis, which is left. */
typedef struct wf_parser_call {
  wf_ast_exprs args;
  wf_ast_keywords keywords;
} wf_parser_call;
/* The opening parenthesis has been consumed. False, in the second pass: there are no good ones. */
bool wf_parser_arguments(wf_parser *p, wf_parser_call *call);
wf_ast_expr *wf_parser_argument(wf_parser *p); /* a positional one */
wf_ast_expr *wf_parser_starred_argument(wf_parser *p);
wf_ast_keyword *wf_parser_keyword(wf_parser *p);        /* name=value */
wf_ast_keyword *wf_parser_double_starred(wf_parser *p); /* **value */
/* Up to `end`, which is left: ')' for def, ':' for lambda. */
wf_ast_arguments *wf_parser_parameters(wf_parser *p, uint8_t end);
wf_ast_arg *wf_parser_parameter(wf_parser *p, bool with_annotation);

/* --- parser_statement.c --- */

wf_ast_stmts wf_parser_statements(wf_parser *p);
wf_ast_stmts wf_parser_interactive(wf_parser *p);
/* ':' was consumed. The header began at `start` and is called `title`. */
wf_ast_stmts wf_parser_block(wf_parser *p, const wf_token *start, const char *title);
bool wf_parser_at_augmented(const wf_parser *p);
/* Whether it may be annotated or assigned to with an operator. */
bool wf_parser_is_single_target(const wf_ast_expr *expr);
/* The ':' that ends a header; at a line's end says so. */
void wf_parser_colon(wf_parser *p);

/* --- parser_compound.c --- */

/* A compound statement, or NULL if the current token begins none. */
wf_ast_stmt *wf_parser_compound(wf_parser *p);

/* --- parser_pattern.c --- */

/* NULL: this is no match statement, though it begins with its name. */
wf_ast_stmt *wf_parser_match(wf_parser *p);

/* --- parser_literal.c, parser_fstring.c --- */

wf_ast_expr *wf_parser_number(wf_parser *p);
wf_ast_expr *wf_parser_strings(wf_parser *p);

/* Text that grows. */
typedef struct wf_parser_text {
  char *data;
  size_t length, capacity;
} wf_parser_text;

/* One string token taken apart. */
typedef struct wf_parser_string {
  const wf_token *token;
  bool is_bytes, is_raw, is_format;
  const char *text; /* between the quotes */
  size_t length;
  bool has_warned;
  /* f-strings: the lines from the token's start to `counted` */
  const char *counted, *line_start;
  int lines;
} wf_parser_string;

/* Appends the value of literal text of a string: decodes its escapes unless it is raw. */
void wf_parser_decode(wf_parser *p, wf_parser_string *string, const char *text, size_t length,
                      wf_parser_text *out);
void wf_parser_text_add(wf_parser *p, wf_parser_text *out, const char *data, size_t length);
void wf_parser_warn_escape(wf_parser *p, wf_parser_string *string, char c);

/* The pieces of concatenated strings of which one is an f-string: literal text gathers in `text`
   and becomes a piece when an expression follows it. */
typedef struct wf_parser_format {
  wf_ast_place place; /* of them all */
  bool is_u;
  wf_parser_text text;
} wf_parser_format;
void wf_parser_format_flush(wf_parser *p, wf_parser_format *format);
void wf_parser_fstring(wf_parser *p, wf_parser_string *string, wf_parser_format *format);

/* --- parser_diagnose.c, parser_diagnose_arguments.c: the second pass --- */

/* After a disjunction that began at start: "forgot a comma?", print without parentheses. */
void wf_parser_check_disjunction(wf_parser *p, wf_token *start, wf_ast_expr *expr);
/* After an expression where := might follow. */
void wf_parser_check_named(wf_parser *p, wf_token *start, wf_ast_expr *expr);
/* When what follows `for` is no target. token: after the `for`. */
void wf_parser_check_for_target(wf_parser *p, wf_token *token);
/* A bracketed display that failed; open is its bracket. Raises, or returns. */
void wf_parser_check_display(wf_parser *p, wf_token *open);
/* The same for what looks like a comprehension. */
void wf_parser_check_comprehension(wf_parser *p, wf_token *open);
/* The same for what looks like a dict; this much is checked in the first pass already. */
void wf_parser_check_dict(wf_parser *p, wf_token *open);
/* Arguments that failed; start: after the parenthesis. Raises, or returns. */
void wf_parser_check_arguments(wf_parser *p, wf_token *start);
void wf_parser_check_parameters(wf_parser *p, wf_token *start, uint8_t end);
/* A statement that begins like an assignment, and is none. */
void wf_parser_check_assignment(wf_parser *p, wf_token *start);
/* A with item: `as` was consumed, and what follows is no target. */
void wf_parser_check_with_target(wf_parser *p, wf_token *start);
_Noreturn void wf_parser_raise_target(wf_parser *p, wf_ast_expr *invalid, bool deleting);

#endif
