/* Arguments of calls and classes, parameters of functions and lambdas. */
#include <config.h>

#include "interp/parser_internal.h"

#include <string.h>

#define T(name) WF_TOKEN_##name

/* --- Arguments --- */

wf_ast_expr *wf_parser_argument(wf_parser *p) {
  bool walrus = is_name(p, p->token) && p->token[1].kind == T(WALRUS);
  wf_ast_expr *expr = walrus ? wf_parser_named(p) : wf_parser_expression(p);
  if (at(p, T(WALRUS)) || at(p, T(ASSIGN))) wf_parser_fail(p);
  return expr;
}

wf_ast_expr *wf_parser_starred_argument(wf_parser *p) {
  wf_token *start = expect(p, T(STAR));
  wf_ast_expr *value = wf_parser_expression(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_STARRED, place_from(p, start));
  expr->starred.value = value;
  return expr;
}

static wf_ast_keyword *new_keyword(wf_parser *p, wf_token *start, const wf_ast_name *name) {
  wf_ast_keyword *keyword = wf_arena_take(p->arena, sizeof *keyword);
  keyword->arg = name;
  keyword->value = wf_parser_expression(p);
  keyword->place = place_from(p, start);
  return keyword;
}

wf_ast_keyword *wf_parser_keyword(wf_parser *p) {
  wf_token *start = expect_name(p);
  expect(p, T(ASSIGN));
  return new_keyword(p, start, start->name);
}

wf_ast_keyword *wf_parser_double_starred(wf_parser *p) {
  return new_keyword(p, expect(p, T(POW)), NULL);
}

/* The only argument is a generator, and has the call's parentheses: its place includes them. */
static wf_ast_expr *bare_generator(wf_parser *p, wf_token *open, wf_ast_expr *elt) {
  if (elt->kind == WF_AST_STARRED) wf_parser_fail(p);
  wf_ast_comprehensions generators = wf_parser_for_if_clauses(p);
  if (!at(p, T(RIGHT_PAREN))) wf_parser_fail(p);
  wf_ast_place place = place_between(place_of_token(open), place_of_token(p->token));
  wf_ast_expr *expr = new_expr(p, WF_AST_GENERATOR_EXP, place);
  expr->comp.elt = elt;
  expr->comp.value = NULL;
  expr->comp.generators = generators;
  return expr;
}

/* On the stack a keyword's pointer has its lowest bit set. */
static void push_keyword(wf_parser *p, wf_ast_keyword *keyword) {
  push(p, (char *)keyword + 1);
}

static wf_parser_call finish_call(wf_parser *p, size_t mark, size_t keywords) {
  wf_parser_call call = {0};
  size_t args = p->stack_count - mark - keywords;
  if (args) call.args.items = wf_arena_take(p->arena, args * sizeof(void *));
  if (keywords) call.keywords.items = wf_arena_take(p->arena, keywords * sizeof(void *));
  for (size_t i = mark; i < p->stack_count; i++) {
    if ((uintptr_t)p->stack[i] & 1)
      call.keywords.items[call.keywords.count++] = (void *)((char *)p->stack[i] - 1);
    else
      call.args.items[call.args.count++] = p->stack[i];
  }
  p->stack_count = mark;
  return call;
}

/* The bases of a class cannot be a generator without parentheses of its own. */
static bool may_be_generator(const wf_parser *p, const wf_token *open) {
  return open - p->lexer.tokens < 2 || open[-2].kind != T(CLASS);
}

/* After keywords. Of a name, more has been looked at: what might have been its equals sign. */
static _Noreturn void fail_positional(wf_parser *p) {
  if (is_name(p, p->token)) advance(p);
  wf_parser_fail(p);
}

static wf_parser_call parse_arguments(wf_parser *p) {
  wf_token *open = p->token - 1;
  size_t mark = p->stack_count, keywords = 0;
  bool unpacked = false;
  while (!at(p, T(RIGHT_PAREN))) {
    if (is_name(p, p->token) && p->token[1].kind == T(ASSIGN)) {
      push_keyword(p, wf_parser_keyword(p));
      keywords++;
    } else if (at(p, T(POW))) {
      push_keyword(p, wf_parser_double_starred(p));
      keywords++;
      unpacked = true;
    } else if (at(p, T(STAR))) {
      if (unpacked) wf_parser_fail(p);
      push(p, wf_parser_starred_argument(p));
    } else {
      if (keywords) fail_positional(p);
      wf_ast_expr *arg = wf_parser_argument(p);
      bool only = p->stack_count == mark && may_be_generator(p, open) && at_for(p);
      push(p, only ? bare_generator(p, open, arg) : arg);
      if (only) break;
    }
    if (!accept(p, T(COMMA))) break;
  }
  return finish_call(p, mark, keywords);
}

static void *try_arguments(wf_parser *p) {
  wf_parser_call call = parse_arguments(p);
  if (!at(p, T(RIGHT_PAREN))) wf_parser_fail(p);
  wf_parser_call *result = wf_arena_take(p->arena, sizeof *result);
  *result = call;
  return result;
}

bool wf_parser_arguments(wf_parser *p, wf_parser_call *call) {
  if (!p->diagnosing) {
    *call = parse_arguments(p);
    return true;
  }
  wf_token *start = p->token;
  if (start[-1].known & WF_TOKEN_FAILED_CALL) return false;
  wf_parser_call *found = wf_parser_try(p, try_arguments);
  if (found) {
    *call = *found;
    return true;
  }
  if (!p->quiet) wf_parser_check_arguments(p, start);
  p->token = start;
  start[-1].known |= WF_TOKEN_FAILED_CALL;
  return false;
}

/* --- Parameters --- */

wf_ast_arg *wf_parser_parameter(wf_parser *p, bool with_annotation) {
  wf_token *name = expect_name(p);
  wf_ast_arg *arg = wf_arena_take(p->arena, sizeof *arg);
  arg->arg = name->name;
  arg->annotation = NULL;
  if (with_annotation && accept(p, T(COLON))) arg->annotation = wf_parser_expression(p);
  arg->place = place_from(p, name);
  return arg;
}

/* *args may have a starred annotation. */
static wf_ast_arg *star_parameter(wf_parser *p, bool with_annotation) {
  wf_token *name = p->token;
  bool starred = with_annotation && is_name(p, name) && name[1].kind == T(COLON) &&
                 name[2].kind == T(STAR);
  wf_ast_arg *arg = wf_parser_parameter(p, with_annotation && !starred);
  if (!starred) return arg;
  advance(p);
  arg->annotation = wf_parser_starred(p);
  arg->place = place_from(p, name);
  return arg;
}

/* The stack holds (parameter, default) of all but *args and **kwargs. */
struct parameters {
  size_t mark;
  size_t position_only; /* how many, once the slash was seen */
  size_t plain;         /* how many before the star, once it was seen */
  bool slash, star, defaulted;
  wf_ast_arg *vararg, *kwarg;
};

static size_t parameter_count(const wf_parser *p, const struct parameters *all) {
  return (p->stack_count - all->mark) / 2;
}

static wf_ast_args take_parameters(wf_parser *p, const struct parameters *all, size_t start,
                                   size_t end) {
  wf_ast_args list = {end - start, NULL};
  if (list.count) list.items = wf_arena_take(p->arena, list.count * sizeof *list.items);
  for (size_t i = start; i < end; i++) list.items[i - start] = p->stack[all->mark + 2 * i];
  return list;
}

static wf_ast_exprs take_defaults(wf_parser *p, const struct parameters *all, size_t start,
                                  size_t end) {
  wf_ast_exprs list = {end - start, NULL};
  if (list.count) list.items = wf_arena_take(p->arena, list.count * sizeof *list.items);
  for (size_t i = start; i < end; i++) list.items[i - start] = p->stack[all->mark + 2 * i + 1];
  return list;
}

static wf_ast_arguments *finish_parameters(wf_parser *p, struct parameters *all) {
  wf_ast_arguments *arguments = wf_arena_take(p->arena, sizeof *arguments);
  size_t count = parameter_count(p, all), plain = all->star ? all->plain : count;
  size_t first_default = 0;
  while (first_default < plain && !p->stack[all->mark + 2 * first_default + 1]) first_default++;
  *arguments = (wf_ast_arguments){
    .posonlyargs = take_parameters(p, all, 0, all->position_only),
    .args = take_parameters(p, all, all->position_only, plain),
    .kwonlyargs = take_parameters(p, all, plain, count),
    .vararg = all->vararg, .kwarg = all->kwarg,
    .kw_defaults = take_defaults(p, all, plain, count),
    .defaults = take_defaults(p, all, first_default, plain)};
  p->stack_count = all->mark;
  return arguments;
}

static void slash(wf_parser *p, struct parameters *all) {
  if (all->slash || all->star || !parameter_count(p, all)) wf_parser_fail(p);
  advance(p);
  all->slash = true;
  all->position_only = parameter_count(p, all);
}

static void parameter(wf_parser *p, struct parameters *all, bool with_annotation) {
  push(p, wf_parser_parameter(p, with_annotation));
  push(p, accept(p, T(ASSIGN)) ? wf_parser_expression(p) : NULL);
  bool defaulted = p->stack[p->stack_count - 1] != NULL;
  if (!defaulted && all->defaulted && !all->star) wf_parser_fail(p);
  all->defaulted |= defaulted;
}

static void star(wf_parser *p, struct parameters *all, bool with_annotation) {
  if (all->star) wf_parser_fail(p);
  advance(p);
  all->star = true;
  all->plain = parameter_count(p, all);
  if (!at(p, T(COMMA))) {
    all->vararg = star_parameter(p, with_annotation);
    return;
  }
  advance(p);
  parameter(p, all, with_annotation);
}

static wf_ast_arguments *parse_parameters(wf_parser *p, uint8_t end) {
  struct parameters all = {.mark = p->stack_count};
  bool with_annotation = end == T(RIGHT_PAREN);
  while (!at(p, end) && !all.kwarg) {
    if (at(p, T(DIV))) slash(p, &all);
    else if (at(p, T(STAR))) star(p, &all, with_annotation);
    else if (accept(p, T(POW))) all.kwarg = wf_parser_parameter(p, with_annotation);
    else parameter(p, &all, with_annotation);
    if (!at(p, end)) expect(p, T(COMMA));
  }
  if (!at(p, end)) wf_parser_fail(p);
  return finish_parameters(p, &all);
}

static void *try_def_parameters(wf_parser *p) { return parse_parameters(p, T(RIGHT_PAREN)); }
static void *try_lambda_parameters(wf_parser *p) { return parse_parameters(p, T(COLON)); }

wf_ast_arguments *wf_parser_parameters(wf_parser *p, uint8_t end) {
  if (!diagnosing(p)) return parse_parameters(p, end);
  wf_token *start = p->token;
  if (start->known & WF_TOKEN_FAILED_PARAMETERS) wf_parser_fail(p);
  wf_ast_arguments *arguments =
    wf_parser_try(p, end == T(COLON) ? try_lambda_parameters : try_def_parameters);
  if (arguments) return arguments;
  wf_parser_check_parameters(p, start, end);
  p->token = start;
  start->known |= WF_TOKEN_FAILED_PARAMETERS;
  wf_parser_fail(p);
}
