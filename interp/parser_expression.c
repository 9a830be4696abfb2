/* Expressions, comprehensions and targets. */
#include <config.h>

#include "interp/parser_internal.h"

#define T(name) WF_TOKEN_##name

/* In the second pass what cannot be parsed after an operator leaves the expression as it was
   before the operator, as a parser with backtracking would find it: the checks look at what comes
   after a mistake's first part. The first pass needs none of this. */
static void *part(wf_parser *p, void *(*parse)(wf_parser *p), wf_token *operator) {
  if (!p->diagnosing) return parse(p);
  void *result = wf_parser_try(p, parse);
  if (!result) p->token = operator;
  return result;
}

/* --- Operators --- */

/* Binary operators by token: how tightly they bind (0: none is meant), and what they are. */
static const struct binary { uint8_t rank, op; } binaries[WF_TOKEN_KINDS] = {
  [T(BIT_OR)] = {1, WF_AST_BIT_OR},
  [T(BIT_XOR)] = {2, WF_AST_BIT_XOR},
  [T(BIT_AND)] = {3, WF_AST_BIT_AND},
  [T(L_SHIFT)] = {4, WF_AST_L_SHIFT}, [T(R_SHIFT)] = {4, WF_AST_R_SHIFT},
  [T(ADD)] = {5, WF_AST_ADD}, [T(SUB)] = {5, WF_AST_SUB},
  [T(STAR)] = {6, WF_AST_MULT}, [T(DIV)] = {6, WF_AST_DIV}, [T(MOD)] = {6, WF_AST_MOD},
  [T(FLOOR_DIV)] = {6, WF_AST_FLOOR_DIV}, [T(AT)] = {6, WF_AST_MAT_MULT},
};

/* Comparison operators of one token, plus one. */
static const uint8_t comparisons[WF_TOKEN_KINDS] = {
  [T(EQ)] = WF_AST_EQ + 1, [T(NOT_EQ)] = WF_AST_NOT_EQ + 1, [T(LT)] = WF_AST_LT + 1,
  [T(LT_E)] = WF_AST_LT_E + 1, [T(GT)] = WF_AST_GT + 1, [T(GT_E)] = WF_AST_GT_E + 1,
  [T(IN)] = WF_AST_IN + 1, [T(IS)] = WF_AST_IS + 1, [T(NOT)] = WF_AST_NOT_IN + 1,
};

bool wf_parser_starts_expression(const wf_parser *p) {
  switch (p->token->kind) {
  case T(NAME): case T(NUMBER): case T(STRING): case T(FALSE): case T(NONE): case T(TRUE):
  case T(LAMBDA): case T(NOT): case T(LEFT_PAREN): case T(LEFT_SQUARE): case T(LEFT_BRACE):
  case T(ELLIPSIS): case T(ADD): case T(SUB): case T(INVERT):
    return true;
  }
  return false;
}

/* --- Displays: ( ), [ ] and { } --- */

static wf_ast_expr *finish_sequence(wf_parser *p, wf_token *start, uint8_t kind, size_t mark) {
  wf_ast_expr *expr = new_expr(p, kind, place_from(p, start));
  expr->list.elts = take_exprs(p, mark);
  return expr;
}

static wf_ast_expr *finish_comprehension(wf_parser *p, wf_token *open, uint8_t kind,
                                         wf_ast_expr *elt, wf_ast_expr *value, uint8_t close) {
  if (elt->kind == WF_AST_STARRED) wf_parser_fail(p);
  wf_ast_comprehensions generators = wf_parser_for_if_clauses(p);
  expect(p, close);
  wf_ast_expr *expr = new_expr(p, kind, place_from(p, open));
  expr->comp.elt = elt;
  expr->comp.value = value;
  expr->comp.generators = generators;
  return expr;
}

/* After the first of several elements, which has been pushed: the rest up to `close`, which
   stays. */
static void star_named_rest(wf_parser *p, uint8_t close) {
  while (accept(p, T(COMMA)) && !at(p, close)) push(p, wf_parser_star_named(p));
}

static wf_ast_expr *group(wf_parser *p, wf_ast_expr *expr) {
  expect(p, T(RIGHT_PAREN));
  expr->parenthesized = true;
  return expr;
}

static wf_ast_expr *yield_expr(wf_parser *p);

static wf_ast_expr *parenthesized(wf_parser *p, wf_token *open) {
  size_t mark = p->stack_count;
  if (at(p, T(YIELD))) return group(p, yield_expr(p));
  if (!at(p, T(RIGHT_PAREN))) {
    wf_ast_expr *first = wf_parser_star_named(p);
    if (at_for(p))
      return finish_comprehension(p, open, WF_AST_GENERATOR_EXP, first, NULL, T(RIGHT_PAREN));
    if (!at(p, T(COMMA))) {
      if (first->kind == WF_AST_STARRED) wf_parser_fail(p);
      return group(p, first);
    }
    push(p, first);
    star_named_rest(p, T(RIGHT_PAREN));
  }
  expect(p, T(RIGHT_PAREN));
  wf_ast_expr *tuple = finish_sequence(p, open, WF_AST_TUPLE, mark);
  tuple->parenthesized = true;
  return tuple;
}

static wf_ast_expr *bracketed(wf_parser *p, wf_token *open) {
  size_t mark = p->stack_count;
  if (!at(p, T(RIGHT_SQUARE))) {
    wf_ast_expr *first = wf_parser_star_named(p);
    if (at_for(p))
      return finish_comprehension(p, open, WF_AST_LIST_COMP, first, NULL, T(RIGHT_SQUARE));
    push(p, first);
    star_named_rest(p, T(RIGHT_SQUARE));
  }
  expect(p, T(RIGHT_SQUARE));
  return finish_sequence(p, open, WF_AST_LIST_DISPLAY, mark);
}

/* The stack holds keys and values in turn. */
static wf_ast_expr *finish_dict(wf_parser *p, wf_token *open, size_t mark) {
  expect(p, T(RIGHT_BRACE));
  wf_ast_expr *expr = new_expr(p, WF_AST_DICT, place_from(p, open));
  size_t count = (p->stack_count - mark) / 2;
  wf_ast_expr **items = NULL;
  if (count) items = wf_arena_take(p->arena, 2 * count * sizeof *items);
  for (size_t i = 0; i < count; i++) {
    items[i] = p->stack[mark + 2 * i];
    items[count + i] = p->stack[mark + 2 * i + 1];
  }
  p->stack_count = mark;
  expr->dict.keys = (wf_ast_exprs){count, items};
  expr->dict.values = (wf_ast_exprs){count, count ? items + count : NULL};
  return expr;
}

static void dict_entry(wf_parser *p) {
  wf_ast_expr *key = NULL;
  if (accept(p, T(POW))) {
    push(p, NULL);
    push(p, wf_parser_bitwise_or(p));
    return;
  }
  key = wf_parser_expression(p);
  expect(p, T(COLON));
  push(p, key);
  push(p, wf_parser_expression(p));
}

static wf_ast_expr *dict_rest(wf_parser *p, wf_token *open, size_t mark) {
  while (accept(p, T(COMMA)) && !at(p, T(RIGHT_BRACE))) dict_entry(p);
  return finish_dict(p, open, mark);
}

static wf_ast_expr *braced(wf_parser *p, wf_token *open) {
  size_t mark = p->stack_count;
  if (at(p, T(RIGHT_BRACE))) return finish_dict(p, open, mark);
  if (at(p, T(POW))) {
    dict_entry(p);
    return dict_rest(p, open, mark);
  }
  wf_ast_expr *first = wf_parser_star_named(p);
  bool is_key = first->kind != WF_AST_STARRED &&
                (first->kind != WF_AST_NAMED_EXPR || first->parenthesized);
  if (is_key && accept(p, T(COLON))) {
    wf_ast_expr *value = wf_parser_expression(p);
    if (at_for(p))
      return finish_comprehension(p, open, WF_AST_DICT_COMP, first, value, T(RIGHT_BRACE));
    push(p, first);
    push(p, value);
    return dict_rest(p, open, mark);
  }
  if (at_for(p))
    return finish_comprehension(p, open, WF_AST_SET_COMP, first, NULL, T(RIGHT_BRACE));
  push(p, first);
  star_named_rest(p, T(RIGHT_BRACE));
  expect(p, T(RIGHT_BRACE));
  return finish_sequence(p, open, WF_AST_SET, mark);
}

static void *parse_display(wf_parser *p) {
  wf_token *open = advance(p);
  switch (open->kind) {
  case T(LEFT_PAREN): return parenthesized(p, open);
  case T(LEFT_SQUARE): return bracketed(p, open);
  default: return braced(p, open);
  }
}

/* In the second pass a display that failed once fails at once: else parsing it from several places
   would take exponential time. */
static wf_ast_expr *diagnose_display(wf_parser *p) {
  wf_token *open = p->token;
  unsigned failed = WF_TOKEN_FAILED_DISPLAY | (p->quiet ? WF_TOKEN_QUIET_FAILED_DISPLAY : 0);
  if (open->known & failed) wf_parser_fail(p);
  wf_ast_expr *expr = wf_parser_try(p, parse_display);
  if (expr) return expr;
  if (open->kind == T(LEFT_BRACE)) wf_parser_check_dict(p, open);
  if (!p->quiet) wf_parser_check_display(p, open);
  p->token = open;
  open->known |= p->quiet ? WF_TOKEN_QUIET_FAILED_DISPLAY : WF_TOKEN_FAILED_DISPLAY;
  wf_parser_fail(p);
}

/* In the first pass: mistakes in dicts are found before all others. */
static wf_ast_expr *first_display(wf_parser *p) {
  wf_token *open = p->token;
  wf_ast_expr *expr = wf_parser_try(p, parse_display);
  if (expr) return expr;
  wf_token *furthest = p->furthest;
  p->diagnosing = true;
  p->quiet++;
  wf_parser_check_dict(p, open);
  p->quiet--;
  p->diagnosing = false;
  p->furthest = furthest;
  p->token = open;
  wf_parser_fail(p);
}

static wf_ast_expr *display(wf_parser *p) {
  check_stack(p);
  if (p->diagnosing) return diagnose_display(p);
  return at(p, T(LEFT_BRACE)) ? first_display(p) : parse_display(p);
}

/* --- Atoms --- */

static wf_ast_expr *constant(wf_parser *p, uint8_t kind) {
  wf_ast_expr *expr = new_expr(p, WF_AST_CONSTANT, place_of_token(advance(p)));
  expr->constant.kind = kind;
  return expr;
}

wf_ast_expr *wf_parser_atom(wf_parser *p) {
  switch (p->token->kind) {
  case T(NAME):
    if (is_await(p, p->token)) wf_parser_fail(p);
    return wf_parser_name_expr(p, advance(p), WF_AST_LOAD);
  case T(NUMBER): return wf_parser_number(p);
  case T(STRING): return wf_parser_strings(p);
  case T(TRUE): return constant(p, WF_AST_TRUE);
  case T(FALSE): return constant(p, WF_AST_FALSE);
  case T(NONE): return constant(p, WF_AST_NONE);
  case T(ELLIPSIS): return constant(p, WF_AST_ELLIPSIS);
  case T(LEFT_PAREN): case T(LEFT_SQUARE): case T(LEFT_BRACE): return display(p);
  default: wf_parser_fail(p);
  }
}

/* --- Primaries --- */

/* These give NULL, in the second pass, for what is not there in whole. */
static wf_ast_expr *attribute(wf_parser *p, wf_token *start, wf_ast_expr *value) {
  wf_token *dot = advance(p);
  if (!at(p, T(NAME))) {
    if (!p->diagnosing) wf_parser_fail(p);
    wf_parser_saw(p, p->token);
    return p->token = dot, NULL;
  }
  const wf_ast_name *name = advance(p)->name;
  wf_ast_expr *expr = new_expr(p, WF_AST_ATTRIBUTE, place_from(p, start));
  expr->attribute.value = value;
  expr->attribute.attr = name;
  return expr;
}

static wf_ast_expr *call(wf_parser *p, wf_token *start, wf_ast_expr *func) {
  check_stack(p);
  wf_token *open = advance(p);
  wf_parser_call arguments;
  if (!wf_parser_arguments(p, &arguments)) return p->token = open, NULL;
  expect(p, T(RIGHT_PAREN));
  wf_ast_expr *expr = new_expr(p, WF_AST_CALL, place_from(p, start));
  expr->call.func = func;
  expr->call.args = arguments.args;
  expr->call.keywords = arguments.keywords;
  return expr;
}

static bool at_slice_end(const wf_parser *p) {
  return at(p, T(COLON)) || at(p, T(COMMA)) || at(p, T(RIGHT_SQUARE));
}

static wf_ast_expr *slice(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *lower = NULL, *upper = NULL, *step = NULL;
  if (at(p, T(STAR))) return wf_parser_starred(p);
  if (!at(p, T(COLON))) {
    lower = wf_parser_named(p);
    bool bare_walrus = lower->kind == WF_AST_NAMED_EXPR && !lower->parenthesized;
    if (bare_walrus || !at(p, T(COLON))) return lower;
  }
  advance(p);
  if (!at_slice_end(p)) upper = wf_parser_expression(p);
  if (accept(p, T(COLON)) && !at_slice_end(p)) step = wf_parser_expression(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_SLICE, place_from(p, start));
  expr->slice.lower = lower;
  expr->slice.upper = upper;
  expr->slice.step = step;
  return expr;
}

static wf_ast_expr *slices(wf_parser *p) {
  wf_token *start = p->token;
  size_t mark = p->stack_count;
  wf_ast_expr *first = slice(p);
  if (!at(p, T(COMMA)) && first->kind != WF_AST_STARRED) return first;
  push(p, first);
  while (accept(p, T(COMMA)) && !at(p, T(RIGHT_SQUARE))) push(p, slice(p));
  return finish_sequence(p, start, WF_AST_TUPLE, mark);
}

static void *bracketed_slices(wf_parser *p) {
  advance(p);
  wf_ast_expr *index = slices(p);
  expect(p, T(RIGHT_SQUARE));
  return index;
}

static wf_ast_expr *subscript(wf_parser *p, wf_token *start, wf_ast_expr *value) {
  check_stack(p);
  wf_ast_expr *index = part(p, bracketed_slices, p->token);
  if (!index) return NULL;
  wf_ast_expr *expr = new_expr(p, WF_AST_SUBSCRIPT, place_from(p, start));
  expr->subscript.value = value;
  expr->subscript.slice = index;
  return expr;
}

/* A bracket after a primary, where a generator could be in parentheses. */
static void check_comprehension(wf_parser *p) {
  wf_token *open = p->token;
  if (open->known & WF_TOKEN_CHECKED_COMPREHENSION) return;
  open->known |= WF_TOKEN_CHECKED_COMPREHENSION;
  wf_parser_check_comprehension(p, open);
  p->token = open;
}

static wf_ast_expr *parse_primary(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *expr = wf_parser_atom(p);
  for (;;) {
    wf_ast_expr *more;
    switch (p->token->kind) {
    case T(DOT): more = attribute(p, start, expr); break;
    case T(LEFT_PAREN): more = call(p, start, expr); break;
    case T(LEFT_SQUARE): more = subscript(p, start, expr); break;
    default: more = NULL;
    }
    if (!more) break;
    expr = more;
  }
  if (diagnosing(p) && (at(p, T(LEFT_BRACE)) || at(p, T(LEFT_SQUARE)))) check_comprehension(p);
  return expr;
}

/* What the second pass has parsed quietly it does not look at again: so does CPython, which
   remembers the result. */
static wf_ast_expr *quietly(wf_parser *p, wf_ast_expr *(*parse)(wf_parser *p)) {
  p->quiet++;
  wf_ast_expr *expr = parse(p);
  p->quiet--;
  return expr;
}

static bool is_known(wf_parser *p, uint8_t what) {
  if (p->quiet) p->token->known |= what;
  return (p->token->known & what) != 0;
}

static wf_ast_expr *primary(wf_parser *p) {
  if (p->diagnosing && is_known(p, WF_TOKEN_QUIET_PRIMARY)) return quietly(p, parse_primary);
  return parse_primary(p);
}

/* --- Operators by precedence --- */

static wf_ast_expr *new_binary(wf_parser *p, wf_token *start, uint8_t op, wf_ast_expr *left,
                               wf_ast_expr *right) {
  wf_ast_expr *expr = new_expr(p, WF_AST_BIN_OP, place_from(p, start));
  expr->bin_op.op = op;
  expr->bin_op.left = left;
  expr->bin_op.right = right;
  return expr;
}

static wf_ast_expr *await_primary(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_expr *value = primary(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_AWAIT, place_from(p, start));
  expr->await.value = value;
  return expr;
}

static wf_ast_expr *unary(wf_parser *p);
static void *try_unary(wf_parser *p) { return unary(p); }

static wf_ast_expr *signed_unary(wf_parser *p, uint8_t op) {
  check_stack(p);
  wf_token *start = advance(p);
  wf_ast_expr *operand = unary(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_UNARY_OP, place_from(p, start));
  expr->unary_op.op = op;
  expr->unary_op.operand = operand;
  return expr;
}

static wf_ast_expr *power(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *left = is_await(p, start) ? await_primary(p) : primary(p);
  if (!at(p, T(POW))) return left;
  check_stack(p);
  wf_ast_expr *right = part(p, try_unary, advance(p));
  return right ? new_binary(p, start, WF_AST_POW, left, right) : left;
}

static wf_ast_expr *unary(wf_parser *p) {
  switch (p->token->kind) {
  case T(ADD): return signed_unary(p, WF_AST_U_ADD);
  case T(SUB): return signed_unary(p, WF_AST_U_SUB);
  case T(INVERT): return signed_unary(p, WF_AST_INVERT);
  default: return power(p);
  }
}

static wf_ast_expr *binary(wf_parser *p, unsigned rank);
static void *try_binary(wf_parser *p) { return binary(p, p->rank); }

static wf_ast_expr *binary(wf_parser *p, unsigned rank) {
  wf_token *start = p->token;
  wf_ast_expr *left = unary(p);
  for (;;) {
    struct binary operator = binaries[p->token->kind];
    if (operator.rank < rank || !operator.rank) return left;
    wf_token *token = advance(p);
    p->rank = operator.rank + 1u;
    wf_ast_expr *right = part(p, try_binary, token);
    if (!right) return left;
    left = new_binary(p, start, operator.op, left, right);
  }
}

wf_ast_expr *wf_parser_bitwise_or(wf_parser *p) { return binary(p, 1); }

/* The comparison operator that the current token begins; whether there is one. */
static bool comparison_operator(wf_parser *p, uint8_t *op) {
  unsigned found = comparisons[p->token->kind];
  if (!found) return false;
  *op = (uint8_t)(found - 1);
  advance(p);
  if (*op == WF_AST_NOT_IN) expect(p, T(IN));
  if (*op == WF_AST_IS && accept(p, T(NOT))) *op = WF_AST_IS_NOT;
  return true;
}

static void *comparison_pair(wf_parser *p) {
  uint8_t op;
  if (!comparison_operator(p, &op)) wf_parser_fail(p);
  push(p, (void *)(uintptr_t)op);
  push(p, wf_parser_bitwise_or(p));
  return p;
}

static wf_ast_expr *comparison_rest(wf_parser *p, wf_token *start, wf_ast_expr *left) {
  size_t mark = p->stack_count;
  while (comparisons[p->token->kind] && part(p, comparison_pair, p->token)) continue;
  if (at(p, T(OLD_NOT_EQ)) && (p->options->flags & WF_PARSE_BARRY))
    wf_parser_raise_token(p, p->token, "with Barry as BDFL, use '<>' instead of '!='");
  if (p->stack_count == mark) return left;
  wf_ast_expr *expr = new_expr(p, WF_AST_COMPARE, place_from(p, start));
  size_t count = (p->stack_count - mark) / 2;
  wf_ast_expr **items = wf_arena_take(p->arena, count * sizeof *items);
  uint8_t *ops = wf_arena_take(p->arena, count);
  for (size_t i = 0; i < count; i++) {
    ops[i] = (uint8_t)(uintptr_t)p->stack[mark + 2 * i];
    items[i] = p->stack[mark + 2 * i + 1];
  }
  p->stack_count = mark;
  expr->compare.left = left;
  expr->compare.ops = (wf_ast_operators){count, ops};
  expr->compare.comparators = (wf_ast_exprs){count, items};
  return expr;
}

static wf_ast_expr *inversion(wf_parser *p);

/* `not not not x` in a loop: it may be longer than the stack is deep. */
static wf_ast_expr *inversions(wf_parser *p) {
  check_stack(p);
  size_t mark = p->stack_count;
  while (at(p, T(NOT))) push(p, advance(p));
  wf_ast_expr *expr = inversion(p);
  while (p->stack_count > mark) {
    wf_ast_expr *operand = expr;
    expr = new_expr(p, WF_AST_UNARY_OP, place_from(p, p->stack[--p->stack_count]));
    expr->unary_op.op = WF_AST_NOT;
    expr->unary_op.operand = operand;
  }
  return expr;
}

static wf_ast_expr *inversion(wf_parser *p) {
  if (at(p, T(NOT))) return inversions(p);
  wf_token *start = p->token;
  wf_ast_expr *left = wf_parser_bitwise_or(p);
  bool more = comparisons[p->token->kind] || at(p, T(OLD_NOT_EQ));
  return more ? comparison_rest(p, start, left) : left;
}

/* Pushes the operands that follow the first one, which has been pushed. */
static void boolean_rest(wf_parser *p, uint8_t word, void *(*parse)(wf_parser *p)) {
  while (at(p, word)) {
    wf_ast_expr *operand = part(p, parse, advance(p));
    if (!operand) return;
    push(p, operand);
  }
}

static wf_ast_expr *finish_boolean(wf_parser *p, wf_token *start, uint8_t op, size_t mark) {
  if (p->stack_count == mark + 1) return p->stack[--p->stack_count];
  wf_ast_expr *expr = new_expr(p, WF_AST_BOOL_OP, place_from(p, start));
  expr->bool_op.op = op;
  expr->bool_op.values = take_exprs(p, mark);
  return expr;
}

static void *try_inversion(wf_parser *p) { return inversion(p); }

static wf_ast_expr *conjunction(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *first = inversion(p);
  if (!at(p, T(AND))) return first;
  size_t mark = p->stack_count;
  push(p, first);
  boolean_rest(p, T(AND), try_inversion);
  return finish_boolean(p, start, WF_AST_AND, mark);
}

static void *try_conjunction(wf_parser *p) { return conjunction(p); }

wf_ast_expr *wf_parser_disjunction(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *first = conjunction(p);
  if (!at(p, T(OR))) return first;
  size_t mark = p->stack_count;
  push(p, first);
  boolean_rest(p, T(OR), try_conjunction);
  return finish_boolean(p, start, WF_AST_OR, mark);
}

/* --- Whole expressions --- */

static wf_ast_expr *lambda(wf_parser *p) {
  wf_token *start = advance(p);
  wf_ast_arguments *args = wf_parser_parameters(p, T(COLON));
  expect(p, T(COLON));
  wf_ast_expr *body = wf_parser_expression(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_LAMBDA, place_from(p, start));
  expr->lambda.args = args;
  expr->lambda.body = body;
  return expr;
}

static wf_ast_expr *disjunction_or_lambda(wf_parser *p) {
  wf_token *start = p->token;
  if (at(p, T(LAMBDA))) return lambda(p);
  wf_ast_expr *expr = wf_parser_disjunction(p);
  if (diagnosing(p)) wf_parser_check_disjunction(p, start, expr);
  return expr;
}

/* The rest of `body if test else orelse`, from `if`: pushes the test and orelse's first
   token, and gives orelse, which may have an `if` after it. */
static void *conditional_part(wf_parser *p) {
  wf_ast_expr *body = p->stack[p->stack_count - 1];
  advance(p);
  wf_ast_expr *test = wf_parser_disjunction(p);
  if (!at(p, T(ELSE)) && !at(p, T(COLON)) && diagnosing(p))
    wf_parser_raise_range(p, body->place, test->place, "expected 'else' after 'if' expression");
  expect(p, T(ELSE));
  push(p, test);
  push(p, p->token);
  if (p->diagnosing && is_known(p, WF_TOKEN_QUIET_EXPRESSION))
    return quietly(p, disjunction_or_lambda);
  return disjunction_or_lambda(p);
}

/* `a if b else c if d else e` leans to the right: the stack holds (start, body, test) of each part,
   and the nodes are made from the last one back. */
static wf_ast_expr *conditional(wf_parser *p, wf_token *start, wf_ast_expr *body) {
  size_t mark = p->stack_count;
  while (at(p, T(IF)) && (body->kind != WF_AST_LAMBDA || body->parenthesized)) {
    push(p, start);
    push(p, body);
    wf_ast_expr *orelse = part(p, conditional_part, p->token);
    if (!orelse) {
      p->stack_count -= 2;
      break;
    }
    body = orelse;
    start = p->stack[--p->stack_count];
  }
  while (p->stack_count > mark) {
    wf_ast_expr *expr = new_expr(p, WF_AST_IF_EXP, (wf_ast_place){0});
    expr->if_exp.orelse = body;
    expr->if_exp.test = p->stack[--p->stack_count];
    expr->if_exp.body = p->stack[--p->stack_count];
    expr->place = place_from(p, p->stack[--p->stack_count]);
    body = expr;
  }
  return body;
}

static wf_ast_expr *parse_expression(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *expr = disjunction_or_lambda(p);
  return at(p, T(IF)) ? conditional(p, start, expr) : expr;
}

wf_ast_expr *wf_parser_second_expression(wf_parser *p) { return parse_expression(p); }

wf_ast_expr *wf_parser_expression(wf_parser *p) {
  check_stack(p);
  if (p->diagnosing && is_known(p, WF_TOKEN_QUIET_EXPRESSION))
    return quietly(p, parse_expression);
  return parse_expression(p);
}

wf_ast_expr *wf_parser_named(wf_parser *p) {
  wf_token *start = p->token;
  if (is_name(p, start) && start[1].kind == T(WALRUS)) {
    wf_ast_expr *target = wf_parser_name_expr(p, advance(p), WF_AST_STORE);
    advance(p);
    wf_ast_expr *value = wf_parser_expression(p);
    wf_ast_expr *expr = new_expr(p, WF_AST_NAMED_EXPR, place_from(p, start));
    expr->named_expr.target = target;
    expr->named_expr.value = value;
    return expr;
  }
  wf_ast_expr *expr = wf_parser_expression(p);
  if (diagnosing(p)) wf_parser_check_named(p, start, expr);
  if (at(p, T(WALRUS))) wf_parser_fail(p);
  return expr;
}

wf_ast_expr *wf_parser_starred(wf_parser *p) {
  wf_token *start = expect(p, T(STAR));
  wf_ast_expr *value = wf_parser_bitwise_or(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_STARRED, place_from(p, start));
  expr->starred.value = value;
  return expr;
}

wf_ast_expr *wf_parser_star_named(wf_parser *p) {
  return at(p, T(STAR)) ? wf_parser_starred(p) : wf_parser_named(p);
}

static void *try_expression(wf_parser *p) { return wf_parser_expression(p); }
static void *star_expression(wf_parser *p) {
  return at(p, T(STAR)) ? wf_parser_starred(p) : wf_parser_expression(p);
}

/* Whether, after a comma, another element follows. */
static bool more_follows(const wf_parser *p, bool stars) {
  return wf_parser_starts_expression(p) || (stars && at(p, T(STAR)));
}

static wf_ast_expr *tuple_or_one(wf_parser *p, void *(*parse)(wf_parser *p), bool stars) {
  wf_token *start = p->token;
  wf_ast_expr *first = parse(p);
  if (!at(p, T(COMMA))) return first;
  size_t mark = p->stack_count;
  push(p, first);
  while (accept(p, T(COMMA)) && more_follows(p, stars)) {
    wf_ast_expr *next = part(p, parse, p->token);
    if (!next) break;
    push(p, next);
  }
  return finish_sequence(p, start, WF_AST_TUPLE, mark);
}

wf_ast_expr *wf_parser_expressions(wf_parser *p) {
  return tuple_or_one(p, try_expression, false);
}

wf_ast_expr *wf_parser_star_expressions(wf_parser *p) {
  return tuple_or_one(p, star_expression, true);
}

static void *try_star_expressions(wf_parser *p) { return wf_parser_star_expressions(p); }

static wf_ast_expr *yield_expr(wf_parser *p) {
  check_stack(p);
  wf_token *start = advance(p);
  wf_ast_expr *value = NULL;
  uint8_t kind = WF_AST_YIELD;
  if (accept(p, T(FROM))) {
    kind = WF_AST_YIELD_FROM;
    value = wf_parser_expression(p);
  } else if (more_follows(p, true)) {
    value = part(p, try_star_expressions, p->token);
  }
  wf_ast_expr *expr = new_expr(p, kind, place_from(p, start));
  expr->yield.value = value;
  return expr;
}

wf_ast_expr *wf_parser_yield_or_star(wf_parser *p) {
  return at(p, T(YIELD)) ? yield_expr(p) : wf_parser_star_expressions(p);
}

/* --- Comprehensions --- */

static void *try_disjunction(wf_parser *p) { return wf_parser_disjunction(p); }

bool wf_parser_async_for(wf_parser *p) {
  wf_token *word = advance(p);
  bool is_for = at(p, T(FOR));
  wf_parser_saw(p, p->token);
  p->token = word;
  return is_for;
}

static void *for_if_clause(wf_parser *p) {
  wf_ast_comprehension *clause = wf_arena_take(p->arena, sizeof *clause);
  clause->is_async = accept(p, T(ASYNC));
  expect(p, T(FOR));
  clause->target = wf_parser_for_target(p);
  clause->iter = wf_parser_disjunction(p);
  size_t mark = p->stack_count;
  while (at(p, T(IF))) {
    wf_ast_expr *test = part(p, try_disjunction, advance(p));
    if (!test) break;
    push(p, test);
  }
  clause->ifs = take_exprs(p, mark);
  return clause;
}

wf_ast_comprehensions wf_parser_for_if_clauses(wf_parser *p) {
  size_t mark = p->stack_count;
  push(p, for_if_clause(p));
  while (at_for(p)) {
    wf_ast_comprehension *clause = part(p, for_if_clause, p->token);
    if (!clause) break;
    push(p, clause);
  }
  return take_comprehensions(p, mark);
}

/* --- Targets --- */

wf_ast_expr *wf_parser_invalid_target(wf_ast_expr *expr, enum wf_parser_targets targets) {
  switch (expr->kind) {
  case WF_AST_NAME: case WF_AST_SUBSCRIPT: case WF_AST_ATTRIBUTE:
    return NULL;
  case WF_AST_LIST_DISPLAY: case WF_AST_TUPLE:
    for (size_t i = 0; i < expr->list.elts.count; i++) {
      wf_ast_expr *invalid = wf_parser_invalid_target(expr->list.elts.items[i], targets);
      if (invalid) return invalid;
    }
    return NULL;
  case WF_AST_STARRED:
    if (targets == WF_PARSER_DEL_TARGETS) return expr;
    return wf_parser_invalid_target(expr->starred.value, targets);
  case WF_AST_COMPARE:
    /* `for f() in x` without its `in` would read as a comparison. */
    if (targets != WF_PARSER_FOR_TARGETS) return expr;
    if (expr->compare.ops.items[0] != WF_AST_IN) return NULL;
    return wf_parser_invalid_target(expr->compare.left, targets);
  default:
    return expr;
  }
}

void wf_parser_set_context(wf_ast_expr *expr, uint8_t context) {
  expr->context = context;
  if (expr->kind == WF_AST_STARRED) {
    wf_parser_set_context(expr->starred.value, context);
  } else if (expr->kind == WF_AST_TUPLE || expr->kind == WF_AST_LIST_DISPLAY) {
    for (size_t i = 0; i < expr->list.elts.count; i++)
      wf_parser_set_context(expr->list.elts.items[i], context);
  }
}

/* An element of a target, which may turn out to be none. */
static void *target_element(wf_parser *p) {
  wf_token *start = p->token;
  if (!accept(p, T(STAR))) return primary(p);
  wf_ast_expr *value = primary(p);
  wf_ast_expr *expr = new_expr(p, WF_AST_STARRED, place_from(p, start));
  expr->starred.value = value;
  return expr;
}

wf_ast_expr *wf_parser_target_list(wf_parser *p) { return tuple_or_one(p, target_element, true); }

static wf_ast_expr *as_target(wf_ast_expr *expr) {
  if (wf_parser_invalid_target(expr, WF_PARSER_STAR_TARGETS)) return NULL;
  wf_parser_set_context(expr, WF_AST_STORE);
  return expr;
}

static void *star_targets(wf_parser *p) {
  return as_target(wf_parser_target_list(p));
}

wf_ast_expr *wf_parser_for_target(wf_parser *p) {
  wf_token *start = p->token;
  wf_ast_expr *target = diagnosing(p) ? wf_parser_try(p, star_targets) : star_targets(p);
  if (target && accept(p, T(IN))) return target;
  if (diagnosing(p)) wf_parser_check_for_target(p, start);
  wf_parser_fail(p);
}

wf_ast_expr *wf_parser_star_target(wf_parser *p) { return as_target(target_element(p)); }
