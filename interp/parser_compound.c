/* Compound statements, but match. */
#include <config.h>

#include "interp/parser_internal.h"

#define T(name) WF_TOKEN_##name

static wf_ast_stmts else_block(wf_parser *p) {
  if (!at(p, T(ELSE))) return (wf_ast_stmts){0};
  wf_token *start = advance(p);
  expect_forced(p, T(COLON), ":");
  return wf_parser_block(p, start, "'else' statement");
}

/* --- if, while, for --- */

/* A chain of elifs leans to the right: the stack holds each part's statement, and the parts are
   joined from the last one back. */
static wf_ast_stmt *if_statement(wf_parser *p) {
  size_t mark = p->stack_count;
  const wf_token *first = p->token;
  const char *title = "'if' statement";
  while (p->stack_count == mark || at(p, T(ELIF))) {
    wf_token *start = advance(p);
    wf_ast_expr *test = wf_parser_named(p);
    wf_parser_colon(p);
    wf_ast_stmts body = wf_parser_block(p, start, title);
    wf_ast_stmt *part = new_stmt(p, WF_AST_IF, start);
    part->if_.test = test;
    part->if_.body = body;
    part->if_.orelse = (wf_ast_stmts){0};
    push(p, part);
    title = "'elif' statement";
  }
  wf_ast_stmts orelse = else_block(p);
  wf_ast_stmt *part = p->stack[--p->stack_count];
  part->if_.orelse = orelse;
  wf_ast_place end = place_from(p, first);
  for (;;) {
    part->place = place_between(part->place, end);
    if (p->stack_count == mark) return part;
    size_t one = p->stack_count;
    push(p, part);
    wf_ast_stmts rest = take_stmts(p, one);
    part = p->stack[--p->stack_count];
    part->if_.orelse = rest;
  }
}

static wf_ast_stmt *while_statement(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_expr *test = wf_parser_named(p);
  wf_parser_colon(p);
  wf_ast_stmts body = wf_parser_block(p, start, "'while' statement");
  wf_ast_stmts orelse = else_block(p);
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_WHILE, start);
  stmt->while_.test = test;
  stmt->while_.body = body;
  stmt->while_.orelse = orelse;
  return stmt;
}

/* start: `for`, or the `async` before it. */
static wf_ast_stmt *for_statement(wf_parser *p, wf_token *start) {
  wf_token *word = advance(p);
  wf_ast_expr *target = wf_parser_for_target(p);
  wf_ast_expr *iter = wf_parser_star_expressions(p);
  wf_parser_colon(p);
  wf_ast_stmts body = wf_parser_block(p, word, "'for' statement");
  wf_ast_stmts orelse = else_block(p);
  wf_ast_stmt *stmt = new_stmt(p, start == word ? WF_AST_FOR : WF_AST_ASYNC_FOR, start);
  stmt->for_.target = target;
  stmt->for_.iter = iter;
  stmt->for_.body = body;
  stmt->for_.orelse = orelse;
  return stmt;
}

/* --- with --- */

static void *star_target(wf_parser *p) { return wf_parser_star_target(p); }

static wf_ast_with_item *with_item(wf_parser *p) {
  wf_ast_with_item *item = wf_arena_take(p->arena, sizeof *item);
  item->context_expr = wf_parser_expression(p);
  item->optional_vars = NULL;
  if (!accept(p, T(AS))) return item;
  wf_token *start = p->token;
  item->optional_vars =
    diagnosing(p) ? wf_parser_try(p, star_target) : wf_parser_star_target(p);
  bool ended = at(p, T(COMMA)) || at(p, T(RIGHT_PAREN)) || at(p, T(COLON)) ||
               (p->diagnosing && at(p, T(NEWLINE)));
  if (item->optional_vars && ended) return item;
  if (diagnosing(p)) wf_parser_check_with_target(p, start);
  wf_parser_fail(p);
}

/* Leaves the items on the stack. */
static void *parenthesized_items(wf_parser *p) {
  advance(p);
  push(p, with_item(p));
  while (accept(p, T(COMMA)) && !at(p, T(RIGHT_PAREN))) push(p, with_item(p));
  expect(p, T(RIGHT_PAREN));
  if (!at(p, T(COLON)) && !at(p, T(NEWLINE))) wf_parser_fail(p);
  return p;
}

static wf_ast_stmt *with_statement(wf_parser *p, wf_token *start) {
  wf_token *word = advance(p);
  size_t mark = p->stack_count;
  if (!at(p, T(LEFT_PAREN)) || !wf_parser_try(p, parenthesized_items)) {
    do push(p, with_item(p));
    while (accept(p, T(COMMA)));
  }
  wf_ast_with_items items = take_with_items(p, mark);
  wf_parser_colon(p);
  wf_ast_stmts body = wf_parser_block(p, word, "'with' statement");
  wf_ast_stmt *stmt = new_stmt(p, start == word ? WF_AST_WITH : WF_AST_ASYNC_WITH, start);
  stmt->with.items = items;
  stmt->with.body = body;
  return stmt;
}

/* --- try --- */

static wf_ast_stmts finally_block(wf_parser *p) {
  if (!at(p, T(FINALLY))) return (wf_ast_stmts){0};
  wf_token *start = advance(p);
  expect_forced(p, T(COLON), ":");
  return wf_parser_block(p, start, "'finally' statement");
}

/* After the first type of an except clause without parentheses, at a comma. */
static void check_several_types(wf_parser *p, wf_ast_expr *first) {
  advance(p);
  wf_parser_expressions(p);
  if (accept(p, T(AS))) expect_name(p);
  if (at(p, T(COLON)))
    wf_parser_raise_from(p, first->place, "multiple exception types must be parenthesized");
}

/* After `except*`. */
static void check_star_alone(wf_parser *p) {
  if (at(p, T(NEWLINE)) || at(p, T(COLON)))
    wf_parser_raise_last(p, "expected one or more exception types");
}

static void except_header(wf_parser *p, wf_ast_handler *handler, bool star) {
  if (at(p, T(COLON)) && !star) return;
  if (star && diagnosing(p)) check_star_alone(p);
  if (at(p, T(NEWLINE))) return;
  handler->type = wf_parser_expression(p);
  if (accept(p, T(AS))) handler->name = expect_name(p)->name;
  else if (at(p, T(COMMA)) && diagnosing(p)) check_several_types(p, handler->type);
}

static wf_ast_handler *except_block(wf_parser *p) {
  wf_token *start = advance(p);
  bool star = accept(p, T(STAR));
  wf_ast_handler *handler = wf_arena_take(p->arena, sizeof *handler);
  *handler = (wf_ast_handler){0};
  except_header(p, handler, star);
  wf_parser_colon(p);
  handler->body =
    wf_parser_block(p, start, star ? "'except*' statement" : "'except' statement");
  handler->place = place_from(p, start);
  return handler;
}

/* An except clause of the other kind follows. */
static void check_mixed(wf_parser *p) {
  wf_token *word = advance(p), *last = word;
  if (at(p, T(STAR))) {
    last = advance(p);
    check_star_alone(p);
  }
  if (!at(p, T(COLON)) || last != word) {
    wf_parser_expression(p);
    if (accept(p, T(AS))) expect_name(p);
  }
  if (at(p, T(COLON)))
    wf_parser_raise_range(p, place_of_token(word), place_of_token(last),
                          "cannot have both 'except' and 'except*' on the same 'try'");
}

static bool at_starred_except(const wf_parser *p) { return p->token[1].kind == T(STAR); }

static wf_ast_stmt *try_statement(wf_parser *p) {
  wf_token *start = advance(p);
  expect_forced(p, T(COLON), ":");
  if (at(p, T(EXCEPT)) && diagnosing(p)) except_block(p);
  wf_ast_stmts body = wf_parser_block(p, start, "'try' statement"), orelse = {0};
  if (!at(p, T(EXCEPT)) && !at(p, T(FINALLY))) {
    if (diagnosing(p)) wf_parser_raise_last(p, "expected 'except' or 'finally' block");
    wf_parser_fail(p);
  }
  size_t mark = p->stack_count;
  bool star = at(p, T(EXCEPT)) && at_starred_except(p);
  while (at(p, T(EXCEPT)) && at_starred_except(p) == star) push(p, except_block(p));
  if (at(p, T(EXCEPT)) && diagnosing(p)) check_mixed(p);
  wf_ast_handlers handlers = take_handlers(p, mark);
  if (handlers.count) orelse = else_block(p);
  wf_ast_stmts finalbody = finally_block(p);
  wf_ast_stmt *stmt = new_stmt(p, star ? WF_AST_TRY_STAR : WF_AST_TRY, start);
  stmt->try_.body = body;
  stmt->try_.handlers = handlers;
  stmt->try_.orelse = orelse;
  stmt->try_.finalbody = finalbody;
  return stmt;
}

/* --- def and class --- */

static void *result_annotation(wf_parser *p) {
  advance(p);
  return wf_parser_expression(p);
}

/* `-> annotation`, or NULL. Where it cannot be parsed in whole, its first part counts, and the
   colon is missed after it: in either pass. */
static wf_ast_expr *returns_annotation(wf_parser *p) {
  if (!at(p, T(ARROW))) return NULL;
  wf_ast_expr *annotation = wf_parser_try(p, result_annotation);
  if (annotation || p->diagnosing) return annotation;
  p->diagnosing = true;
  annotation = wf_parser_try_quietly(p, result_annotation);
  p->diagnosing = false;
  return annotation;
}

static wf_ast_stmt *function(wf_parser *p, wf_token *start, wf_ast_exprs decorators) {
  bool is_async = at(p, T(ASYNC));
  if (is_async) advance(p);
  wf_token *word = expect(p, T(DEF));
  const wf_ast_name *name = expect_name(p)->name;
  expect_forced(p, T(LEFT_PAREN), "(");
  wf_ast_arguments *args = wf_parser_parameters(p, T(RIGHT_PAREN));
  expect(p, T(RIGHT_PAREN));
  wf_ast_expr *returns = returns_annotation(p);
  expect_forced(p, T(COLON), ":");
  bool outer = p->async_body;
  p->async_body = is_async;
  wf_ast_stmts body = wf_parser_block(p, word, "function definition");
  p->async_body = outer;
  wf_ast_stmt *stmt =
    new_stmt(p, is_async ? WF_AST_ASYNC_FUNCTION_DEF : WF_AST_FUNCTION_DEF, start);
  stmt->function_def.name = name;
  stmt->function_def.args = args;
  stmt->function_def.body = body;
  stmt->function_def.decorators = decorators;
  stmt->function_def.returns = returns;
  return stmt;
}

static wf_ast_stmt *class_definition(wf_parser *p, wf_ast_exprs decorators) {
  wf_token *start = advance(p);
  const wf_ast_name *name = expect_name(p)->name;
  wf_parser_call arguments = {0};
  if (accept(p, T(LEFT_PAREN))) {
    if (!wf_parser_arguments(p, &arguments)) wf_parser_fail(p);
    expect(p, T(RIGHT_PAREN));
  }
  wf_parser_colon(p);
  bool outer = p->async_body;
  p->async_body = false;
  wf_ast_stmts body = wf_parser_block(p, start, "class definition");
  p->async_body = outer;
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_CLASS_DEF, start);
  stmt->class_def.name = name;
  stmt->class_def.bases = arguments.args;
  stmt->class_def.keywords = arguments.keywords;
  stmt->class_def.body = body;
  stmt->class_def.decorators = decorators;
  return stmt;
}

static wf_ast_stmt *decorated(wf_parser *p) {
  size_t mark = p->stack_count;
  while (accept(p, T(AT))) {
    push(p, wf_parser_named(p));
    expect(p, T(NEWLINE));
  }
  wf_ast_exprs decorators = take_exprs(p, mark);
  if (at(p, T(CLASS))) return class_definition(p, decorators);
  return function(p, p->token, decorators);
}

/* --- All of them --- */

static wf_ast_stmt *async_statement(wf_parser *p) {
  wf_token *start = p->token;
  switch (start[1].kind) {
  case T(WITH): return advance(p), with_statement(p, start);
  case T(FOR): return advance(p), for_statement(p, start);
  case T(DEF): return function(p, start, (wf_ast_exprs){0});
  default:
    advance(p);
    wf_parser_fail(p);
  }
}

wf_ast_stmt *wf_parser_compound(wf_parser *p) {
  switch (p->token->kind) {
  case T(NAME): return p->token->name == p->name_match ? wf_parser_match(p) : NULL;
  case T(IF): return if_statement(p);
  case T(WHILE): return while_statement(p);
  case T(FOR): return for_statement(p, p->token);
  case T(WITH): return with_statement(p, p->token);
  case T(TRY): return try_statement(p);
  case T(DEF): return function(p, p->token, (wf_ast_exprs){0});
  case T(CLASS): return class_definition(p, (wf_ast_exprs){0});
  case T(AT): return decorated(p);
  case T(ASYNC): return async_statement(p);
  default: return NULL;
  }
}
