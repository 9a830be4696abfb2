/* The second pass: mistakes in expressions, displays and assignments that have messages of their
   own.

   These functions are called where the parse of what is right has failed, or where what has been
   parsed is followed by something that cannot follow it. They parse on with wf_parser_try; what
   they find they raise, and otherwise they return. */
#include <config.h>

#include "interp/parser_internal.h"

#include <string.h>

#define T(name) WF_TOKEN_##name

_Noreturn void wf_parser_raise_target(wf_parser *p, wf_ast_expr *invalid, bool deleting) {
  wf_parser_raise(p, invalid->place, deleting ? "cannot delete %s" : "cannot assign to %s",
                  wf_ast_expr_title(invalid));
}

/* --- For wf_parser_try --- */

static void *expression(wf_parser *p) { return wf_parser_expression(p); }
static void *second_expression(wf_parser *p) { return wf_parser_second_expression(p); }
static void *disjunction(wf_parser *p) { return wf_parser_disjunction(p); }
static void *bitwise_or(wf_parser *p) { return wf_parser_bitwise_or(p); }
static void *star_expressions(wf_parser *p) { return wf_parser_star_expressions(p); }
static void *star_named(wf_parser *p) { return wf_parser_star_named(p); }
static void *yield_or_star(wf_parser *p) { return wf_parser_yield_or_star(p); }
static void *starred(wf_parser *p) { return wf_parser_starred_argument(p); }
static void *atom(wf_parser *p) { return wf_parser_atom(p); }

static void *for_if_clauses(wf_parser *p) {
  if (!at_for(p)) wf_parser_fail(p);
  wf_parser_for_if_clauses(p);
  return p;
}

/* Parses and notes the token that stopped it. */
static void *attempt(wf_parser *p, void *(*parse)(wf_parser *p)) {
  void *result = wf_parser_try(p, parse);
  wf_parser_saw(p, p->token);
  return result;
}

static bool accept_seen(wf_parser *p, uint8_t kind) {
  bool accepted = accept(p, kind);
  if (accepted) wf_parser_saw(p, p->token);
  return accepted;
}

/* --- After an expression --- */

static bool is_old_statement(const wf_parser *p, const wf_ast_name *name) {
  return name == p->name_print || name == p->name_exec;
}

/* CPython compares only as many characters as the name has; so `c d` is left alone as `case d`
   is. */
static bool begins_soft_keyword(const wf_ast_name *name) {
  return !strncmp("match", name->text, name->length) ||
         !strncmp("case", name->text, name->length) || !strcmp("_", name->text);
}

/* Two expressions in a row, in brackets. */
static void check_comma(wf_parser *p, wf_token *start, wf_ast_expr *first) {
  if (start->kind == T(NAME)) {
    if (start[1].kind == T(STRING)) return; /* more likely a wrong prefix */
    if (begins_soft_keyword(start->name)) return;
  }
  wf_token *end = p->token;
  wf_ast_expr *second = wf_parser_try_quietly(p, second_expression);
  if (!second) second = wf_parser_try_quietly(p, disjunction);
  wf_parser_saw(p, p->token);
  bool old = first->kind == WF_AST_NAME && is_old_statement(p, first->name.id);
  if (second && !old && p->token[-1].level)
    wf_parser_raise_range(p, first->place, second->place,
                          "invalid syntax. Perhaps you forgot a comma?");
  p->token = end;
}

/* A name with an expression after it. Only some are old statements; but what follows has been
   looked at in any case, and some errors are placed by that. */
static void check_old_statement(wf_parser *p, wf_token *start) {
  if (start->kind != T(NAME) || start[1].kind == T(LEFT_PAREN)) return;
  bool old = is_old_statement(p, start->name);
  if (!old && (p->token != start + 1 || !wf_parser_starts_expression(p))) return;
  wf_token *end = p->token;
  p->token = start + 1;
  wf_ast_expr *rest = attempt(p, star_expressions);
  if (rest && old)
    wf_parser_raise_range(p, place_of_token(start), rest->place,
                          "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                          start->name->text, start->name->text);
  p->token = end;
}

void wf_parser_check_disjunction(wf_parser *p, wf_token *start, wf_ast_expr *expr) {
  if (wf_parser_starts_expression(p)) check_comma(p, start, expr);
  check_old_statement(p, start);
}

static bool at_assignment(const wf_parser *p) { return at(p, T(ASSIGN)) || at(p, T(WALRUS)); }

/* Whether the expression at start begins with something that is no plain mistake for a
   comparison. */
static bool begins_with_target(wf_parser *p, wf_token *start) {
  if (start->kind == T(TRUE) || start->kind == T(NONE) || start->kind == T(FALSE)) return true;
  if (start->kind != T(LEFT_SQUARE) && start->kind != T(LEFT_PAREN)) return false;
  p->token = start;
  wf_ast_expr *first = attempt(p, atom);
  if (!first || first->place.line != start->line || first->place.column != start->column)
    return false;
  return first->kind == WF_AST_LIST_DISPLAY || first->kind == WF_AST_TUPLE ||
         first->kind == WF_AST_GENERATOR_EXP;
}

/* At an `=` after an expression that cannot be assigned to here. */
static void check_single_equals(wf_parser *p, wf_token *start) {
  if (start->kind == T(NAME) && p->token == start + 1) {
    advance(p);
    wf_ast_expr *value = attempt(p, bitwise_or);
    if (value && !at_assignment(p))
      wf_parser_raise_range(p, place_of_token(start), value->place,
                            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  if (begins_with_target(p, start)) return;
  p->token = start;
  wf_ast_expr *target = attempt(p, bitwise_or);
  if (target && accept_seen(p, T(ASSIGN)) && attempt(p, bitwise_or) && !at_assignment(p))
    wf_parser_raise(p, target->place,
                    "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                    wf_ast_expr_title(target));
}

void wf_parser_check_named(wf_parser *p, wf_token *start, wf_ast_expr *expr) {
  wf_token *end = p->token;
  if (at(p, T(WALRUS))) {
    advance(p);
    if (attempt(p, expression))
      wf_parser_raise(p, expr->place, "cannot use assignment expressions with %s",
                      wf_ast_expr_title(expr));
  } else if (at(p, T(ASSIGN))) {
    check_single_equals(p, start);
  }
  p->token = end;
}

/* --- Targets --- */

void wf_parser_check_for_target(wf_parser *p, wf_token *token) {
  p->token = token;
  wf_ast_expr *expr = attempt(p, star_expressions);
  wf_ast_expr *invalid = expr ? wf_parser_invalid_target(expr, WF_PARSER_FOR_TARGETS) : NULL;
  if (invalid) wf_parser_raise_target(p, invalid, false);
}

void wf_parser_check_with_target(wf_parser *p, wf_token *start) {
  p->token = start;
  wf_ast_expr *expr = attempt(p, expression);
  if (!expr || (!at(p, T(COMMA)) && !at(p, T(RIGHT_PAREN)) && !at(p, T(COLON)))) return;
  wf_ast_expr *invalid = wf_parser_invalid_target(expr, WF_PARSER_STAR_TARGETS);
  if (invalid) wf_parser_raise_target(p, invalid, false);
}

/* --- Assignments --- */

static bool annotation_follows(wf_parser *p) {
  return accept_seen(p, T(COLON)) && attempt(p, expression);
}

/* `a, b: int` and the like. */
static void check_annotation(wf_parser *p, wf_token *start) {
  p->token = start;
  if (at(p, T(LEFT_PAREN)) || at(p, T(LEFT_SQUARE))) {
    wf_ast_expr *display = attempt(p, atom);
    if (display && (display->kind == WF_AST_LIST_DISPLAY || display->kind == WF_AST_TUPLE) &&
        annotation_follows(p))
      wf_parser_raise(p, display->place, "only single target (not %s) can be annotated",
                      wf_ast_expr_title(display));
  }
  p->token = start;
  wf_ast_expr *first = attempt(p, star_named);
  if (first && accept_seen(p, T(COMMA))) {
    while (attempt(p, star_named)) accept_seen(p, T(COMMA));
    if (annotation_follows(p))
      wf_parser_raise(p, first->place, "only single target (not tuple) can be annotated");
  }
  p->token = start;
  first = attempt(p, expression);
  if (first && annotation_follows(p))
    wf_parser_raise(p, first->place, "illegal target for annotation");
}

/* Skips `target =` as often as it stands there. */
static void skip_assigned(wf_parser *p) {
  for (;;) {
    wf_token *start = p->token;
    wf_ast_expr *target = attempt(p, star_expressions);
    bool good = target && !wf_parser_invalid_target(target, WF_PARSER_STAR_TARGETS);
    if (good && accept_seen(p, T(ASSIGN))) continue;
    p->token = start;
    return;
  }
}

void wf_parser_check_assignment(wf_parser *p, wf_token *start) {
  wf_token *end = p->token;
  wf_ast_expr *expr = attempt(p, star_expressions);
  bool committed = expr && wf_parser_is_single_target(expr) && wf_parser_at_augmented(p);
  if (committed) return;
  check_annotation(p, start);
  p->token = start;
  skip_assigned(p);
  wf_token *last = p->token;
  expr = attempt(p, star_expressions);
  if (expr && at(p, T(ASSIGN))) {
    wf_ast_expr *invalid = wf_parser_invalid_target(expr, WF_PARSER_STAR_TARGETS);
    if (invalid) wf_parser_raise_target(p, invalid, false);
  }
  p->token = last;
  if (at(p, T(YIELD))) {
    expr = attempt(p, yield_or_star);
    if (expr && at(p, T(ASSIGN)))
      wf_parser_raise(p, expr->place, "assignment to yield expression not possible");
  }
  p->token = start;
  expr = attempt(p, star_expressions);
  if (expr && wf_parser_at_augmented(p)) {
    advance(p);
    if (attempt(p, yield_or_star))
      wf_parser_raise(p, expr->place, "'%s' is an illegal expression for augmented assignment",
                      wf_ast_expr_title(expr));
  }
  p->token = end;
}

/* --- Displays --- */

static void check_group(wf_parser *p, wf_token *open) {
  p->token = open + 1;
  if (at(p, T(STAR))) {
    wf_ast_expr *expr = attempt(p, starred);
    if (expr && at(p, T(RIGHT_PAREN)))
      wf_parser_raise(p, expr->place, "cannot use starred expression here");
  } else if (accept(p, T(POW))) {
    if (attempt(p, expression) && at(p, T(RIGHT_PAREN)))
      wf_parser_raise_token(p, open + 1, "cannot use double starred expression here");
  }
}

void wf_parser_check_comprehension(wf_parser *p, wf_token *open) {
  static const char forgot[] = "did you forget parentheses around the comprehension target?";
  p->token = open + 1;
  wf_ast_expr *first = at(p, T(STAR)) ? attempt(p, starred) : NULL;
  if (first && attempt(p, for_if_clauses))
    wf_parser_raise(p, first->place, "iterable unpacking cannot be used in comprehension");
  if (open->kind == T(LEFT_PAREN)) return;
  p->token = open + 1;
  first = attempt(p, star_named);
  wf_token *comma = p->token;
  if (!first || !accept_seen(p, T(COMMA))) return;
  wf_ast_expr *last = NULL, *next;
  while ((next = attempt(p, star_named))) {
    last = next;
    if (!accept_seen(p, T(COMMA))) break;
  }
  if (last && attempt(p, for_if_clauses))
    wf_parser_raise_range(p, first->place, last->place, forgot);
  p->token = comma + 1;
  if (attempt(p, for_if_clauses))
    wf_parser_raise_range(p, first->place, place_of_token(comma), forgot);
}

static void *dict_pair(wf_parser *p) {
  if (accept(p, T(POW))) return wf_parser_bitwise_or(p);
  wf_parser_expression(p);
  expect(p, T(COLON));
  return wf_parser_expression(p);
}

/* After a key, at its colon. */
static void check_dict_value(wf_parser *p) {
  wf_token *colon = p->token;
  if (!accept_seen(p, T(COLON))) return;
  wf_token *value = p->token;
  if (accept_seen(p, T(STAR)) && attempt(p, bitwise_or))
    wf_parser_raise_from(p, place_of_token(value),
                         "cannot use a starred expression in a dictionary value");
  p->token = value;
  if (at(p, T(RIGHT_BRACE)) || at(p, T(COMMA)))
    wf_parser_raise_token(p, colon, "expression expected after dictionary key and ':'");
}

void wf_parser_check_dict(wf_parser *p, wf_token *open) {
  p->token = open + 1;
  if (attempt(p, dict_pair)) {
    wf_token *comma = p->token;
    while (accept_seen(p, T(COMMA)) && attempt(p, dict_pair)) comma = p->token;
    p->token = comma;
    if (!accept_seen(p, T(COMMA))) return;
    wf_ast_expr *key = attempt(p, expression);
    if (key && !at(p, T(COLON))) {
      wf_ast_place place = {key->place.line, key->place.end_column - 1, key->place.end_line, -1};
      wf_parser_raise(p, place, "':' expected after dictionary key");
    }
    if (key) check_dict_value(p);
    return;
  }
  p->token = open + 1;
  if (attempt(p, expression)) check_dict_value(p);
}

static void check_dict_comprehension(wf_parser *p, wf_token *open) {
  p->token = open + 1;
  if (accept(p, T(POW)) && attempt(p, bitwise_or) && attempt(p, for_if_clauses) &&
      at(p, T(RIGHT_BRACE)))
    wf_parser_raise_token(p, open + 1, "dict unpacking cannot be used in dict comprehension");
}

void wf_parser_check_display(wf_parser *p, wf_token *open) {
  if (open->kind == T(LEFT_PAREN)) check_group(p, open);
  if (open->kind == T(LEFT_BRACE)) check_dict_comprehension(p, open);
  wf_parser_check_comprehension(p, open);
}
