/* The second pass: mistakes in the arguments of calls and in parameter lists. */
#include <config.h>

#include "interp/parser_internal.h"

#define T(name) WF_TOKEN_##name

static void *expression(wf_parser *p) { return wf_parser_expression(p); }
static void *argument(wf_parser *p) { return wf_parser_argument(p); }
static void *starred(wf_parser *p) { return wf_parser_starred_argument(p); }
static void *for_if_clauses(wf_parser *p) {
  if (!at_for(p)) wf_parser_fail(p);
  wf_ast_comprehensions *clauses = wf_arena_take(p->arena, sizeof *clauses);
  *clauses = wf_parser_for_if_clauses(p);
  return clauses;
}

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

/* --- Arguments --- */

static bool at_name_and(const wf_parser *p, uint8_t kind) {
  return is_name(p, p->token) && p->token[1].kind == kind;
}

static _Noreturn void raise_equals(wf_parser *p, wf_token *name) {
  wf_parser_raise_range(p, place_of_token(name), place_of_token(name + 1),
                        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

/* Where a keyword argument may stand. */
static void check_keyword(wf_parser *p) {
  wf_token *start = p->token;
  bool constant = at(p, T(TRUE)) || at(p, T(FALSE)) || at(p, T(NONE));
  if (constant && start[1].kind == T(ASSIGN))
    wf_parser_raise_range(p, place_of_token(start), place_of_token(start + 1),
                          "cannot assign to %s", start->name->text);
  if (at_name_and(p, T(ASSIGN))) {
    p->token = start + 2;
    if (attempt(p, expression) && attempt(p, for_if_clauses)) raise_equals(p, start);
  } else {
    wf_ast_expr *expr = attempt(p, expression);
    if (expr && at(p, T(ASSIGN)))
      wf_parser_raise_range(p, expr->place, place_of_token(p->token),
                            "expression cannot contain assignment, perhaps you meant \"==\"?");
  }
  p->token = start;
}

/* What of a call's arguments is right so far. */
struct arguments {
  size_t positional;
  bool plain;    /* there was one without a star */
  bool keywords; /* there was something from where keywords may stand */
  bool unpacked; /* there was a **value */
  wf_ast_expr *last; /* positional */
};

/* The order in which kinds of arguments may stand. */
enum stage { POSITIONAL, KEYWORDS, UNPACKINGS, NOTHING };

static bool match_argument(wf_parser *p, enum stage stage, struct arguments *found) {
  if (stage != POSITIONAL) check_keyword(p);
  if (stage != UNPACKINGS && at(p, T(STAR))) {
    wf_ast_expr *expr = attempt(p, starred);
    if (expr) found->last = expr, found->positional++;
    return expr != NULL;
  }
  if (stage == POSITIONAL) {
    wf_ast_expr *expr = attempt(p, argument);
    if (expr) found->last = expr, found->positional++, found->plain = true;
    return expr != NULL;
  }
  if (at_name_and(p, T(ASSIGN))) {
    wf_token *start = p->token;
    p->token += 2;
    if (attempt(p, expression)) return true;
    p->token = start;
    return false;
  }
  wf_token *start = p->token;
  if (stage == UNPACKINGS && accept_seen(p, T(POW))) {
    found->unpacked = true;
    if (attempt(p, expression)) return true;
    p->token = start;
  }
  return false;
}

/* Parses as many arguments as there are in good order; false: none. */
static bool match_arguments(wf_parser *p, struct arguments *found) {
  *found = (struct arguments){0};
  enum stage stage = POSITIONAL;
  bool any = false;
  for (;;) {
    wf_token *before = p->token;
    if (any && !accept_seen(p, T(COMMA))) return true;
    while (stage != NOTHING && !match_argument(p, stage, found)) stage++;
    if (stage == KEYWORDS || stage == UNPACKINGS) found->keywords = true;
    if (stage == NOTHING) {
      p->token = before;
      return any;
    }
    any = true;
  }
}

static wf_ast_place last_part(const wf_ast_comprehensions *clauses) {
  wf_ast_comprehension *last = clauses->items[clauses->count - 1];
  return last->ifs.count ? last->ifs.items[last->ifs.count - 1]->place : last->iter->place;
}

static const char bare_generator[] = "Generator expression must be parenthesized";

/* `x for x in y, ...` */
static void check_leading_generator(wf_parser *p, wf_token *start) {
  p->token = start;
  wf_ast_expr *first = attempt(p, expression);
  wf_ast_comprehensions *clauses = first ? attempt(p, for_if_clauses) : NULL;
  if (!clauses || !accept_seen(p, T(COMMA))) return;
  struct arguments ignored;
  match_arguments(p, &ignored);
  wf_parser_raise_range(p, first->place, last_part(clauses), bare_generator);
}

/* `a=x for x in y` */
static void check_generator_keyword(wf_parser *p, wf_token *start) {
  p->token = start;
  if (!at_name_and(p, T(ASSIGN))) return;
  p->token = start + 2;
  if (attempt(p, expression) && attempt(p, for_if_clauses)) raise_equals(p, start);
}

/* At what follows the arguments that are right. */
static void check_late_generator(wf_parser *p, const struct arguments *found) {
  wf_token *end = p->token;
  wf_ast_comprehensions *clauses = attempt(p, for_if_clauses);
  if (clauses && found->positional > 1)
    wf_parser_raise_range(p, found->last->place, last_part(clauses), bare_generator);
  p->token = end;
  if (!accept_seen(p, T(COMMA))) return;
  wf_ast_expr *element = attempt(p, expression);
  clauses = element ? attempt(p, for_if_clauses) : NULL;
  if (clauses)
    wf_parser_raise_range(p, element->place, last_part(clauses), bare_generator);
}

static void check_bare_starred_generator(wf_parser *p, wf_token *start) {
  p->token = start;
  wf_ast_expr *expr = at(p, T(STAR)) ? attempt(p, starred) : NULL;
  if (expr && attempt(p, for_if_clauses))
    wf_parser_raise(p, expr->place, "iterable unpacking cannot be used in comprehension");
}

void wf_parser_check_arguments(wf_parser *p, wf_token *start) {
  struct arguments found, more;
  check_bare_starred_generator(p, start);
  p->token = start;
  bool any = match_arguments(p, &found);
  wf_token *end = p->token;
  bool may_be_keywords = any && (found.keywords || !found.plain);
  if (may_be_keywords && at(p, T(COMMA)) && end[1].kind == T(STAR)) {
    wf_parser_saw(p, end + 1);
    wf_parser_raise_token(p, end + 1,
                          "iterable argument unpacking follows keyword argument unpacking");
  }
  check_leading_generator(p, start);
  check_generator_keyword(p, start);
  if (!any) return;
  p->token = end;
  check_late_generator(p, &found);
  p->token = end;
  if (accept_seen(p, T(COMMA)) && match_arguments(p, &more))
    wf_parser_raise_last(p, found.unpacked
                              ? "positional argument follows keyword argument unpacking"
                              : "positional argument follows keyword argument");
}

/* --- Parameters --- */

/* `end` ends the list: ')' for def, ':' for lambda. */

static void *def_parameter(wf_parser *p) { return wf_parser_parameter(p, true); }
static void *lambda_parameter(wf_parser *p) { return wf_parser_parameter(p, false); }

static wf_ast_arg *match_name(wf_parser *p, uint8_t end) {
  return attempt(p, end == T(COLON) ? lambda_parameter : def_parameter);
}

static bool match_separator(wf_parser *p, uint8_t end) {
  return accept_seen(p, T(COMMA)) || at(p, end);
}

/* name, */
static wf_ast_arg *match_plain(wf_parser *p, uint8_t end) {
  wf_token *start = p->token;
  wf_ast_arg *arg = match_name(p, end);
  if (arg && match_separator(p, end)) return arg;
  p->token = start;
  return NULL;
}

/* name=value, */
static bool match_defaulted(wf_parser *p, uint8_t end) {
  wf_token *start = p->token;
  if (match_name(p, end)) {
    wf_token *equals = p->token;
    if (accept_seen(p, T(ASSIGN))) {
      if (attempt(p, expression) && match_separator(p, end)) return true;
      p->token = equals + 1;
      if (at(p, T(RIGHT_PAREN)) || at(p, T(COMMA)))
        wf_parser_raise_token(p, equals, "expected default value expression");
    }
  }
  p->token = start;
  return false;
}

static bool match_any(wf_parser *p, uint8_t end) {
  return match_plain(p, end) || match_defaulted(p, end);
}

static bool match_slash(wf_parser *p, uint8_t end) {
  wf_token *start = p->token;
  if (accept_seen(p, T(DIV)) && match_separator(p, end)) return true;
  p->token = start;
  return false;
}

/* Parameters up to a slash, of which some or none have defaults. */
static bool match_position_only(wf_parser *p, uint8_t end) {
  wf_token *start = p->token;
  bool any = false;
  while (match_plain(p, end)) any = true;
  while (match_defaulted(p, end)) any = true;
  if (any && match_slash(p, end)) return true;
  p->token = start;
  return false;
}

static void check_missing_default(wf_parser *p, wf_token *start, uint8_t end) {
  p->token = start;
  while (match_plain(p, end)) continue;
  bool any = false;
  while (match_defaulted(p, end)) any = true;
  if (any) match_slash(p, end);
  wf_ast_arg *arg = any ? match_plain(p, end) : NULL;
  if (arg) wf_parser_raise(p, arg->place, "non-default argument follows default argument");
}

static void check_nested(wf_parser *p, wf_token *start, uint8_t end) {
  p->token = start;
  while (match_plain(p, end)) continue;
  wf_token *open = p->token;
  if (!accept_seen(p, T(LEFT_PAREN))) return;
  bool any = false;
  while (match_name(p, end)) {
    any = true;
    if (!accept_seen(p, T(COMMA))) break;
  }
  if (any && at(p, T(RIGHT_PAREN)))
    wf_parser_raise_range(p, place_of_token(open), place_of_token(p->token),
                          end == T(COLON) ? "Lambda expression parameters cannot be parenthesized"
                                          : "Function parameters cannot be parenthesized");
}

static void check_slashes(wf_parser *p, wf_token *start, uint8_t end) {
  p->token = start;
  if (at(p, T(DIV)) && start[1].kind == T(COMMA))
    wf_parser_raise_token(p, start, "at least one argument must precede /");
  bool slashed = match_position_only(p, end);
  while (match_any(p, end)) continue;
  if (slashed && at(p, T(DIV))) wf_parser_raise_token(p, p->token, "/ may appear only once");
  if (accept_seen(p, T(STAR)) && (accept_seen(p, T(COMMA)) || match_plain(p, end))) {
    while (match_any(p, end)) continue;
    if (at(p, T(DIV))) wf_parser_raise_token(p, p->token, "/ must be ahead of *");
  }
  p->token = start;
  bool any = false;
  while (match_any(p, end)) any = true;
  if (any && accept_seen(p, T(DIV)) && at(p, T(STAR)))
    wf_parser_raise_token(p, p->token, "expected comma between / and *");
}

/* At what should be the keywords' stars. */
static void check_double_star(wf_parser *p, uint8_t end) {
  if (!accept_seen(p, T(POW)) || !match_name(p, end)) return;
  if (at(p, T(ASSIGN)))
    wf_parser_raise_token(p, p->token, "var-keyword argument cannot have default value");
  if (!accept_seen(p, T(COMMA))) return;
  wf_ast_arg *arg = match_name(p, end);
  static const char message[] = "arguments cannot follow var-keyword argument";
  if (arg) wf_parser_raise(p, arg->place, message);
  if (at(p, T(STAR)) || at(p, T(POW)) || at(p, T(DIV)))
    wf_parser_raise_token(p, p->token, message);
}

static void check_bare_star(wf_parser *p, wf_token *star, uint8_t end) {
  bool bare = accept_seen(p, T(COMMA)) ? at(p, end) || at(p, T(POW)) : at(p, end);
  if (!bare) return;
  static const char message[] = "named arguments must follow bare *";
  if (end == T(COLON)) wf_parser_raise_last(p, message);
  wf_parser_raise_token(p, star, message);
}

/* At what should be a star. */
static void check_star(wf_parser *p, uint8_t end) {
  wf_token *star = p->token;
  if (!accept_seen(p, T(STAR))) return;
  check_bare_star(p, star, end);
  p->token = star + 1;
  if (match_name(p, end) && at(p, T(ASSIGN)))
    wf_parser_raise_token(p, p->token, "var-positional argument cannot have default value");
  p->token = star + 1;
  if (!accept_seen(p, T(COMMA)) && !match_plain(p, end)) return;
  while (match_any(p, end)) continue;
  wf_token *second = p->token;
  if (accept_seen(p, T(STAR)) && (at(p, T(COMMA)) || match_plain(p, end)))
    wf_parser_raise_token(p, second, "* argument may appear only once");
  p->token = second;
}

void wf_parser_check_parameters(wf_parser *p, wf_token *start, uint8_t end) {
  check_missing_default(p, start, end);
  check_nested(p, start, end);
  check_slashes(p, start, end);
  p->token = start;
  match_position_only(p, end);
  while (match_any(p, end)) continue;
  check_star(p, end);
  check_double_star(p, end);
}
