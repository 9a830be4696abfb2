/* Simple statements, blocks, and what a prompt reads. */
#include <config.h>

#include "interp/parser_internal.h"

#include <string.h>

#define T(name) WF_TOKEN_##name

/* --- Assignments and expressions --- */

/* What an augmented assignment does, plus one. */
static const uint8_t augmented[WF_TOKEN_KINDS] = {
  [T(ADD_ASSIGN)] = WF_AST_ADD + 1, [T(SUB_ASSIGN)] = WF_AST_SUB + 1,
  [T(STAR_ASSIGN)] = WF_AST_MULT + 1, [T(DIV_ASSIGN)] = WF_AST_DIV + 1,
  [T(FLOOR_DIV_ASSIGN)] = WF_AST_FLOOR_DIV + 1, [T(MOD_ASSIGN)] = WF_AST_MOD + 1,
  [T(AT_ASSIGN)] = WF_AST_MAT_MULT + 1, [T(BIT_AND_ASSIGN)] = WF_AST_BIT_AND + 1,
  [T(BIT_OR_ASSIGN)] = WF_AST_BIT_OR + 1, [T(BIT_XOR_ASSIGN)] = WF_AST_BIT_XOR + 1,
  [T(L_SHIFT_ASSIGN)] = WF_AST_L_SHIFT + 1, [T(R_SHIFT_ASSIGN)] = WF_AST_R_SHIFT + 1,
  [T(POW_ASSIGN)] = WF_AST_POW + 1,
};

bool wf_parser_at_augmented(const wf_parser *p) { return augmented[p->token->kind] != 0; }

bool wf_parser_is_single_target(const wf_ast_expr *expr) {
  return expr->kind == WF_AST_NAME || expr->kind == WF_AST_ATTRIBUTE ||
         expr->kind == WF_AST_SUBSCRIPT;
}

static void *yield_or_star(wf_parser *p) { return wf_parser_yield_or_star(p); }

/* The value that an annotated name gets. In the second pass it may be missing: the annotation
   alone is a statement, and the mistake is what follows it. */
static wf_ast_expr *assigned_value(wf_parser *p, wf_token *equals) {
  if (!p->diagnosing) return wf_parser_yield_or_star(p);
  wf_ast_expr *value = wf_parser_try(p, yield_or_star);
  if (!value) p->token = equals;
  return value;
}

static wf_ast_stmt *annotated(wf_parser *p, wf_token *start, wf_ast_expr *target) {
  if (!wf_parser_is_single_target(target)) wf_parser_fail(p);
  advance(p);
  wf_parser_set_context(target, WF_AST_STORE);
  wf_ast_expr *annotation = wf_parser_expression(p);
  wf_ast_expr *value = NULL;
  if (at(p, T(ASSIGN))) value = assigned_value(p, advance(p));
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_ANN_ASSIGN, start);
  stmt->ann_assign.target = target;
  stmt->ann_assign.annotation = annotation;
  stmt->ann_assign.value = value;
  stmt->ann_assign.simple = target->kind == WF_AST_NAME && !target->parenthesized;
  return stmt;
}

static wf_ast_stmt *augmented_assignment(wf_parser *p, wf_token *start, wf_ast_expr *target) {
  if (!wf_parser_is_single_target(target)) wf_parser_fail(p);
  wf_parser_set_context(target, WF_AST_STORE);
  uint8_t op = (uint8_t)(augmented[advance(p)->kind] - 1);
  wf_ast_expr *value = wf_parser_yield_or_star(p);
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_AUG_ASSIGN, start);
  stmt->aug_assign.target = target;
  stmt->aug_assign.op = op;
  stmt->aug_assign.value = value;
  return stmt;
}

static wf_ast_stmt *assignment(wf_parser *p, wf_token *start, wf_ast_expr *value) {
  size_t mark = p->stack_count;
  while (at(p, T(ASSIGN))) {
    if (wf_parser_invalid_target(value, WF_PARSER_STAR_TARGETS)) wf_parser_fail(p);
    wf_parser_set_context(value, WF_AST_STORE);
    push(p, value);
    advance(p);
    value = wf_parser_yield_or_star(p);
  }
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_ASSIGN, start);
  stmt->assign.targets = take_exprs(p, mark);
  stmt->assign.value = value;
  return stmt;
}

static void *parse_expression_statement(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *expr = wf_parser_yield_or_star(p);
  if (at(p, T(ASSIGN))) return assignment(p, start, expr);
  if (at(p, T(COLON))) return annotated(p, start, expr);
  if (wf_parser_at_augmented(p)) return augmented_assignment(p, start, expr);
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_EXPR, start);
  stmt->expr.value = expr;
  return stmt;
}

static wf_ast_stmt *expression_statement(wf_parser *p) {
  if (!diagnosing(p)) return parse_expression_statement(p);
  wf_token *start = p->token;
  wf_ast_stmt *stmt = wf_parser_try(p, parse_expression_statement);
  bool ended = at(p, T(NEWLINE)) || at(p, T(SEMICOLON));
  if (stmt && (ended || stmt->kind != WF_AST_EXPR)) return stmt;
  wf_token *stopped = p->token;
  p->token = start;
  wf_parser_check_assignment(p, start);
  p->token = stopped;
  if (!stmt) wf_parser_fail(p);
  return stmt;
}

/* --- Small statements --- */

static wf_ast_stmt *return_statement(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_expr *value = NULL;
  if (wf_parser_starts_expression(p) || at(p, T(STAR))) value = wf_parser_star_expressions(p);
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_RETURN, start);
  stmt->return_.value = value;
  return stmt;
}

static wf_ast_stmt *raise_statement(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_expr *exc = NULL, *cause = NULL;
  if (wf_parser_starts_expression(p)) {
    exc = wf_parser_expression(p);
    if (accept(p, T(FROM))) cause = wf_parser_expression(p);
  }
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_RAISE, start);
  stmt->raise.exc = exc;
  stmt->raise.cause = cause;
  return stmt;
}

static wf_ast_stmt *assert_statement(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_expr *test = wf_parser_expression(p);
  wf_ast_expr *msg = accept(p, T(COMMA)) ? wf_parser_expression(p) : NULL;
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_ASSERT, start);
  stmt->assert_.test = test;
  stmt->assert_.msg = msg;
  return stmt;
}

static wf_ast_stmt *delete_statement(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_expr *expr = diagnosing(p) ? wf_parser_star_expressions(p) : wf_parser_target_list(p);
  wf_ast_expr *invalid = wf_parser_invalid_target(expr, WF_PARSER_DEL_TARGETS);
  if (invalid && diagnosing(p)) wf_parser_raise_target(p, invalid, true);
  if (invalid || (!at(p, T(NEWLINE)) && !at(p, T(SEMICOLON)))) wf_parser_fail(p);
  wf_parser_set_context(expr, WF_AST_DEL);
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_DELETE, start);
  if (expr->kind == WF_AST_TUPLE && !expr->parenthesized) {
    stmt->delete_.targets = expr->tuple.elts;
  } else {
    size_t mark = p->stack_count;
    push(p, expr);
    stmt->delete_.targets = take_exprs(p, mark);
  }
  return stmt;
}

static wf_ast_stmt *names_statement(wf_parser *p, uint8_t kind) {
  wf_token *start = advance(p);
  size_t mark = p->stack_count;
  do push(p, (void *)(uintptr_t)expect_name(p)->name);
  while (accept(p, T(COMMA)));
  wf_ast_stmt *stmt = new_stmt(p, kind, start);
  stmt->global.names = take_names(p, mark);
  return stmt;
}

static wf_ast_stmt *word_statement(wf_parser *p, uint8_t kind) {
  wf_token *start = advance(p);
  return new_stmt(p, kind, start);
}

/* --- Imports --- */

static const wf_ast_name *dotted_name(wf_parser *p) {
  wf_token *first = expect_name(p);
  if (!at(p, T(DOT))) return first->name;
  wf_parser_text text = {0};
  wf_parser_text_add(p, &text, first->name->text, first->name->length);
  while (accept(p, T(DOT))) {
    const wf_ast_name *name = expect_name(p)->name;
    wf_parser_text_add(p, &text, ".", 1);
    wf_parser_text_add(p, &text, name->text, name->length);
  }
  return wf_lexer_intern(&p->root->names, p->arena, text.data, text.length);
}

static wf_ast_alias *new_alias(wf_parser *p, wf_token *start, const wf_ast_name *name) {
  wf_ast_alias *alias = wf_arena_take(p->arena, sizeof *alias);
  alias->name = name;
  alias->asname = accept(p, T(AS)) ? expect_name(p)->name : NULL;
  alias->place = place_from(p, start);
  return alias;
}

static wf_ast_stmt *import_statement(wf_parser *p) {
  wf_token *start = advance(p);
  size_t mark = p->stack_count;
  do {
    wf_token *name = p->token;
    push(p, new_alias(p, name, dotted_name(p)));
  } while (accept(p, T(COMMA)));
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_IMPORT, start);
  stmt->import.names = take_aliases(p, mark);
  return stmt;
}

static void push_from_name(wf_parser *p) {
  wf_token *name = expect_name(p);
  push(p, new_alias(p, name, name->name));
}

static wf_ast_aliases from_names(wf_parser *p) {
  size_t mark = p->stack_count;
  if (at(p, T(STAR))) {
    wf_ast_alias *alias = wf_arena_take(p->arena, sizeof *alias);
    *alias = (wf_ast_alias){.place = place_of_token(advance(p))};
    alias->name = wf_lexer_intern(&p->root->names, p->arena, "*", 1);
    push(p, alias);
    return take_aliases(p, mark);
  }
  bool parenthesized = accept(p, T(LEFT_PAREN));
  push_from_name(p);
  while (accept(p, T(COMMA))) {
    if (parenthesized && at(p, T(RIGHT_PAREN))) break;
    if (at(p, T(NEWLINE)) && diagnosing(p))
      wf_parser_raise_last(p, "trailing comma not allowed without surrounding parentheses");
    push_from_name(p);
  }
  if (parenthesized) expect(p, T(RIGHT_PAREN));
  return take_aliases(p, mark);
}

static wf_ast_stmt *from_statement(wf_parser *p) {
  wf_token *start = advance(p);
  int level = 0;
  for (; at(p, T(DOT)) || at(p, T(ELLIPSIS)); advance(p)) level += at(p, T(DOT)) ? 1 : 3;
  const wf_ast_name *module = NULL;
  if (!level || !at(p, T(IMPORT))) module = dotted_name(p);
  expect(p, T(IMPORT));
  wf_ast_aliases names = from_names(p);
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_IMPORT_FROM, start);
  stmt->import_from.module = module;
  stmt->import_from.names = names;
  stmt->import_from.level = level;
  return stmt;
}

/* --- Lines and blocks --- */

static wf_ast_stmt *simple_statement(wf_parser *p) {
  switch (p->token->kind) {
  case T(RETURN): return return_statement(p);
  case T(IMPORT): return import_statement(p);
  case T(FROM): return from_statement(p);
  case T(RAISE): return raise_statement(p);
  case T(PASS): return word_statement(p, WF_AST_PASS);
  case T(BREAK): return word_statement(p, WF_AST_BREAK);
  case T(CONTINUE): return word_statement(p, WF_AST_CONTINUE);
  case T(DEL): return delete_statement(p);
  case T(ASSERT): return assert_statement(p);
  case T(GLOBAL): return names_statement(p, WF_AST_GLOBAL);
  case T(NONLOCAL): return names_statement(p, WF_AST_NONLOCAL);
  default: return expression_statement(p);
  }
}

static void push_simple(wf_parser *p) {
  do push(p, simple_statement(p));
  while (accept(p, T(SEMICOLON)) && !at(p, T(NEWLINE)));
}

static void push_line(wf_parser *p) {
  push_simple(p);
  expect(p, T(NEWLINE));
}

wf_ast_stmts wf_parser_statements(wf_parser *p) {
  size_t mark = p->stack_count;
  while (!at(p, T(END)) && !at(p, T(DEDENT))) {
    wf_ast_stmt *compound = wf_parser_compound(p);
    if (compound) push(p, compound);
    else push_line(p);
  }
  return take_stmts(p, mark);
}

wf_ast_stmts wf_parser_interactive(wf_parser *p) {
  size_t mark = p->stack_count;
  wf_ast_stmt *compound = wf_parser_compound(p);
  if (compound) {
    push(p, compound);
  } else if (at(p, T(NEWLINE))) {
    push(p, new_stmt(p, WF_AST_PASS, p->token));
  } else {
    push_simple(p);
  }
  if (!at(p, T(NEWLINE))) wf_parser_fail(p);
  p->token++; /* what comes after it is not looked at, even if it is an error */
  return take_stmts(p, mark);
}

void wf_parser_colon(wf_parser *p) {
  if (at(p, T(NEWLINE)) && diagnosing(p)) wf_parser_raise_last(p, "expected ':'");
  expect(p, T(COLON));
}

wf_ast_stmts wf_parser_block(wf_parser *p, const wf_token *start, const char *title) {
  if (!at(p, T(NEWLINE))) {
    size_t mark = p->stack_count;
    push_line(p);
    return take_stmts(p, mark);
  }
  advance(p);
  if (!at(p, T(INDENT)) && diagnosing(p))
    wf_parser_raise_indentation(p, "expected an indented block after %s on line %d", title,
                                (int)start->line);
  expect(p, T(INDENT));
  wf_ast_stmts body = wf_parser_statements(p);
  expect(p, T(DEDENT));
  return body;
}
