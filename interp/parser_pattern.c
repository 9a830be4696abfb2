/* The match statement and its patterns. */
#include <config.h>

#include "interp/parser_internal.h"

#define T(name) WF_TOKEN_##name

static wf_ast_pattern *new_pattern(wf_parser *p, uint8_t kind, const wf_token *start) {
  wf_ast_pattern *pattern = wf_arena_take(p->arena, sizeof *pattern);
  *pattern = (wf_ast_pattern){.kind = kind, .place = place_from(p, start)};
  return pattern;
}

static wf_ast_pattern *pattern(wf_parser *p);

/* --- Literals and names --- */

static wf_ast_pattern *value_pattern(wf_parser *p, const wf_token *start, wf_ast_expr *value) {
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_VALUE, start);
  result->value.value = value;
  return result;
}

static wf_ast_expr *signed_number(wf_parser *p) {
  wf_token *start = p->token;
  if (!accept(p, T(SUB))) return wf_parser_number(p);
  if (!at(p, T(NUMBER))) wf_parser_fail(p);
  wf_ast_expr *number = wf_parser_number(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_UNARY_OP, place_from(p, start));
  expr->unary_op.op = WF_AST_U_SUB;
  expr->unary_op.operand = number;
  return expr;
}

static bool is_imaginary(const wf_ast_expr *number) {
  if (number->kind == WF_AST_UNARY_OP) number = number->unary_op.operand;
  return number->constant.kind == WF_AST_COMPLEX;
}

/* A number, or the sum of a real and an imaginary one. */
static wf_ast_expr *number_literal(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *real = signed_number(p);
  if (!at(p, T(ADD)) && !at(p, T(SUB))) return real;
  const wf_ast_expr *digits = real->kind == WF_AST_UNARY_OP ? real->unary_op.operand : real;
  if (is_imaginary(real))
    wf_parser_raise(p, digits->place, "real number required in complex literal");
  uint8_t op = advance(p)->kind == T(ADD) ? WF_AST_ADD : WF_AST_SUB;
  if (!at(p, T(NUMBER))) wf_parser_fail(p);
  wf_ast_expr *imaginary = wf_parser_number(p);
  if (!is_imaginary(imaginary))
    wf_parser_raise(p, imaginary->place, "imaginary number required in complex literal");
  wf_ast_expr *expr = new_expr(p, WF_AST_BIN_OP, place_from(p, start));
  expr->bin_op.op = op;
  expr->bin_op.left = real;
  expr->bin_op.right = imaginary;
  return expr;
}

static wf_ast_expr *name_or_attribute(wf_parser *p) {
  wf_token *start = expect_name(p);
  wf_ast_expr *expr = wf_parser_name_expr(p, start, WF_AST_LOAD);
  while (accept(p, T(DOT))) {
    const wf_ast_name *attr = expect(p, T(NAME))->name;
    wf_ast_expr *outer = new_expr(p, WF_AST_ATTRIBUTE, place_from(p, start));
    outer->attribute.value = expr;
    outer->attribute.attr = attr;
    expr = outer;
  }
  return expr;
}

/* The name after `as` or stars: no "_", and nothing that makes more than a name of it. */
static const wf_ast_name *capture_name(wf_parser *p) {
  if (p->token->name == p->name_underscore && at(p, T(NAME))) wf_parser_fail(p);
  const wf_ast_name *name = expect_name(p)->name;
  if (at(p, T(DOT)) || at(p, T(LEFT_PAREN)) || at(p, T(ASSIGN))) wf_parser_fail(p);
  return name;
}

static wf_ast_pattern *new_capture(wf_parser *p, wf_token *start, const wf_ast_name *name) {
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_AS, start);
  result->as.pattern = NULL;
  result->as.name = name;
  return result;
}

/* --- Class patterns --- */

/* After keyword patterns: positional ones are a mistake of their own. */
static void check_late_positional(wf_parser *p) {
  wf_ast_pattern *first = pattern(p), *last = first;
  while (accept(p, T(COMMA)) && !at(p, T(RIGHT_PAREN))) {
    if (is_name(p, p->token) && p->token[1].kind == T(ASSIGN)) break;
    last = pattern(p);
  }
  wf_parser_raise_range(p, first->place, last->place,
                        "positional patterns follow keyword patterns");
}

static wf_ast_pattern *class_pattern(wf_parser *p, wf_token *start, wf_ast_expr *cls) {
  size_t mark = p->stack_count, keywords = 0;
  advance(p);
  while (!at(p, T(RIGHT_PAREN))) {
    if (is_name(p, p->token) && p->token[1].kind == T(ASSIGN)) {
      push(p, (void *)(uintptr_t)advance(p)->name);
      advance(p);
      keywords++;
    } else if (keywords) {
      if (diagnosing(p)) check_late_positional(p);
      wf_parser_fail(p);
    }
    push(p, pattern(p));
    if (!accept(p, T(COMMA))) break;
  }
  expect(p, T(RIGHT_PAREN));
  size_t count = p->stack_count - mark - 2 * keywords;
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_CLASS, start);
  result->class_.cls = cls;
  for (size_t i = 0; i < keywords; i++) push(p, p->stack[mark + count + 2 * i]);
  result->class_.kwd_attrs = take_names(p, p->stack_count - keywords);
  for (size_t i = 0; i < keywords; i++) push(p, p->stack[mark + count + 2 * i + 1]);
  result->class_.kwd_patterns = take_patterns(p, p->stack_count - keywords);
  p->stack_count = mark + count;
  result->class_.patterns = take_patterns(p, mark);
  return result;
}

static wf_ast_pattern *name_pattern(wf_parser *p) {
  wf_token *start = p->token;
  if (start->name == p->name_underscore) {
    advance(p);
    return new_capture(p, start, NULL);
  }
  wf_ast_expr *name = name_or_attribute(p);
  if (at(p, T(LEFT_PAREN))) return class_pattern(p, start, name);
  if (at(p, T(ASSIGN))) wf_parser_fail(p);
  if (name->kind == WF_AST_NAME) return new_capture(p, start, name->name.id);
  return value_pattern(p, start, name);
}

/* --- Sequences --- */

static wf_ast_pattern *star_pattern(wf_parser *p) {
  wf_token *start = advance(p);
  const wf_ast_name *name = NULL;
  if (at(p, T(NAME)) && p->token->name == p->name_underscore) advance(p);
  else name = capture_name(p);
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_STAR, start);
  result->star.name = name;
  return result;
}

static wf_ast_pattern *maybe_star(wf_parser *p) {
  return at(p, T(STAR)) ? star_pattern(p) : pattern(p);
}

static wf_ast_pattern *finish_sequence(wf_parser *p, wf_token *start, size_t mark) {
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_SEQUENCE, start);
  result->sequence.patterns = take_patterns(p, mark);
  return result;
}

static wf_ast_pattern *bracketed(wf_parser *p) {
  wf_token *start = advance(p);
  size_t mark = p->stack_count;
  while (!at(p, T(RIGHT_SQUARE))) {
    push(p, maybe_star(p));
    if (!accept(p, T(COMMA))) break;
  }
  expect(p, T(RIGHT_SQUARE));
  return finish_sequence(p, start, mark);
}

static wf_ast_pattern *parenthesized(wf_parser *p) {
  wf_token *start = advance(p);
  size_t mark = p->stack_count;
  if (!at(p, T(RIGHT_PAREN))) {
    wf_ast_pattern *first = maybe_star(p);
    if (!at(p, T(COMMA))) {
      if (first->kind == WF_AST_MATCH_STAR) wf_parser_fail(p);
      expect(p, T(RIGHT_PAREN));
      return first;
    }
    push(p, first);
    while (accept(p, T(COMMA)) && !at(p, T(RIGHT_PAREN))) push(p, maybe_star(p));
  }
  expect(p, T(RIGHT_PAREN));
  return finish_sequence(p, start, mark);
}

/* --- Mappings --- */

static wf_ast_expr *constant(wf_parser *p, uint8_t kind) {
  wf_ast_expr *expr = new_expr(p, WF_AST_CONSTANT, place_of_token(advance(p)));
  expr->constant.kind = kind;
  return expr;
}

static wf_ast_expr *mapping_key(wf_parser *p) {
  switch (p->token->kind) {
  case T(NUMBER): case T(SUB): return number_literal(p);
  case T(STRING): return wf_parser_strings(p);
  case T(NONE): return constant(p, WF_AST_NONE);
  case T(TRUE): return constant(p, WF_AST_TRUE);
  case T(FALSE): return constant(p, WF_AST_FALSE);
  default: break;
  }
  wf_ast_expr *key = name_or_attribute(p);
  if (key->kind == WF_AST_NAME) wf_parser_fail(p);
  return key;
}

static wf_ast_pattern *mapping(wf_parser *p) {
  wf_token *start = advance(p);
  size_t mark = p->stack_count;
  const wf_ast_name *rest = NULL;
  while (!at(p, T(RIGHT_BRACE))) {
    if (accept(p, T(POW))) {
      rest = capture_name(p);
      accept(p, T(COMMA));
      break;
    }
    push(p, mapping_key(p));
    expect(p, T(COLON));
    push(p, pattern(p));
    if (!accept(p, T(COMMA))) break;
  }
  expect(p, T(RIGHT_BRACE));
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_MAPPING, start);
  size_t count = (p->stack_count - mark) / 2;
  for (size_t i = 0; i < count; i++) push(p, p->stack[mark + 2 * i]);
  result->mapping.keys = take_exprs(p, p->stack_count - count);
  for (size_t i = 0; i < count; i++) push(p, p->stack[mark + 2 * i + 1]);
  result->mapping.patterns = take_patterns(p, p->stack_count - count);
  result->mapping.rest = rest;
  p->stack_count = mark;
  return result;
}

/* --- All patterns --- */

static wf_ast_pattern *singleton(wf_parser *p, uint8_t kind) {
  wf_token *start = advance(p);
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_SINGLETON, start);
  result->singleton.value = kind;
  return result;
}

static wf_ast_pattern *closed_pattern(wf_parser *p) {
  check_stack(p);
  wf_token *start = p->token;
  switch (start->kind) {
  case T(NUMBER): case T(SUB): {
    wf_ast_expr *number = number_literal(p);
    return value_pattern(p, start, number);
  }
  case T(STRING): {
    wf_ast_expr *string = wf_parser_strings(p);
    return value_pattern(p, start, string);
  }
  case T(NONE): return singleton(p, WF_AST_NONE);
  case T(TRUE): return singleton(p, WF_AST_TRUE);
  case T(FALSE): return singleton(p, WF_AST_FALSE);
  case T(NAME): return name_pattern(p);
  case T(LEFT_PAREN): return parenthesized(p);
  case T(LEFT_SQUARE): return bracketed(p);
  case T(LEFT_BRACE): return mapping(p);
  default: wf_parser_fail(p);
  }
}

static wf_ast_pattern *or_pattern(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_pattern *first = closed_pattern(p);
  if (!at(p, T(BIT_OR))) return first;
  size_t mark = p->stack_count;
  push(p, first);
  while (accept(p, T(BIT_OR))) push(p, closed_pattern(p));
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_OR, start);
  result->or_.patterns = take_patterns(p, mark);
  return result;
}

static void check_as_target(wf_parser *p) {
  if (at(p, T(NAME)) && p->token->name == p->name_underscore)
    wf_parser_raise_token(p, p->token, "cannot use '_' as a target");
  if (at(p, T(NAME))) return;
  wf_parser_raise(p, wf_parser_expression(p)->place, "invalid pattern target");
}

static wf_ast_pattern *pattern(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_pattern *inner = or_pattern(p);
  if (!accept(p, T(AS))) return inner;
  if (diagnosing(p)) check_as_target(p);
  const wf_ast_name *name = capture_name(p);
  wf_ast_pattern *result = new_pattern(p, WF_AST_MATCH_AS, start);
  result->as.pattern = inner;
  result->as.name = name;
  return result;
}

static wf_ast_pattern *open_patterns(wf_parser *p) {
  wf_token *start = p->token;
  size_t mark = p->stack_count;
  wf_ast_pattern *first = maybe_star(p);
  if (!at(p, T(COMMA))) {
    if (start->kind == T(STAR)) wf_parser_fail(p);
    return first;
  }
  push(p, first);
  while (accept(p, T(COMMA)) && !at(p, T(COLON)) && !at(p, T(IF))) push(p, maybe_star(p));
  return finish_sequence(p, start, mark);
}

/* --- The statement --- */

static wf_ast_match_case *case_block(wf_parser *p) {
  wf_token *start = p->token;
  if (!at(p, T(NAME)) || start->name != p->name_case) wf_parser_fail(p);
  advance(p);
  wf_ast_match_case *match_case = wf_arena_take(p->arena, sizeof *match_case);
  match_case->pattern = open_patterns(p);
  match_case->guard = accept(p, T(IF)) ? wf_parser_named(p) : NULL;
  wf_parser_colon(p);
  match_case->body = wf_parser_block(p, start, "'case' statement");
  return match_case;
}

static wf_ast_expr *subject(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *first = wf_parser_star_named(p);
  if (!at(p, T(COMMA))) {
    if (first->kind == WF_AST_STARRED) wf_parser_fail(p);
    return first;
  }
  size_t mark = p->stack_count;
  push(p, first);
  while (accept(p, T(COMMA)) && (wf_parser_starts_expression(p) || at(p, T(STAR))))
    push(p, wf_parser_star_named(p));
  wf_ast_expr *tuple = new_expr(p, WF_AST_TUPLE, place_from(p, start));
  tuple->tuple.elts = take_exprs(p, mark);
  return tuple;
}

/* `match SUBJECT:` and the indented line after it; anything else begins another statement. */
static void *match_header(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_expr *expr = subject(p);
  if (at(p, T(NEWLINE)) && diagnosing(p)) wf_parser_raise_last(p, "expected ':'");
  expect(p, T(COLON));
  expect(p, T(NEWLINE));
  if (!at(p, T(INDENT)) && diagnosing(p))
    wf_parser_raise_indentation(
      p, "expected an indented block after 'match' statement on line %d", (int)start->line);
  expect(p, T(INDENT));
  return expr;
}

static bool may_begin_subject(uint8_t kind) {
  switch (kind) {
  case T(ASSIGN): case T(DOT): case T(COMMA): case T(NEWLINE): case T(COLON): case T(RIGHT_PAREN):
    return false;
  }
  return true;
}

wf_ast_stmt *wf_parser_match(wf_parser *p) {
  wf_token *start = p->token;
  if (!may_begin_subject(start[1].kind)) return NULL;
  wf_ast_expr *expr = wf_parser_try(p, match_header);
  if (!expr) return NULL;
  size_t mark = p->stack_count;
  do push(p, case_block(p));
  while (!at(p, T(DEDENT)));
  expect(p, T(DEDENT));
  wf_ast_stmt *stmt = new_stmt(p, WF_AST_MATCH, start);
  stmt->match.subject = expr;
  stmt->match.cases = take_match_cases(p, mark);
  return stmt;
}
