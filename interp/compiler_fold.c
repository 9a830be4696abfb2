/* Constant folding: operations on constants are computed in the tree, before names are looked at.

   What is folded, and up to which size, follows CPython, so that identity of constants and the time
   and memory that odd programs take are as expected. An operation that raises stays as it is. */
#include <config.h>

#include "interp/compiler.h"
#include "runtime/float.h"
#include "runtime/int.h"

enum { MAX_INT_BITS = 128, MAX_ITEMS = 256, MAX_TEXT = 4096, MAX_TOTAL_ITEMS = 1024 };

static bool is_constant(const wf_ast_expr *e) { return e->kind == WF_AST_CONSTANT; }

/* Makes the node the constant v. */
static void set_constant(wf_compiler *c, wf_ast_expr *e, wf_value v) {
  wf_ast_constant k = {.kind = WF_AST_INT, .is_small = true, .base = 10};
  if (v == WF_NONE) k.kind = WF_AST_NONE;
  else if (wf_is_bool(v)) k.kind = v == WF_TRUE ? WF_AST_TRUE : WF_AST_FALSE;
  else if (wf_is_small_int(v)) k.small = wf_small_int_get(v);
  else {
    k.kind = (uint8_t)WF_CONST_FOLDED;
    k.small = (int64_t)wf_list_length(c->folded);
    if (!wf_list_append(c->folded, v)) {
      c->failed = true;
      return;
    }
  }
  e->kind = WF_AST_CONSTANT;
  e->constant = k;
}

/* Puts a computed value in place; an error leaves the node alone. */
static void put(wf_compiler *c, wf_ast_expr *e, wf_value v) {
  if (v == WF_ERROR) {
    if (!c->failed) wf_error_clear();
    return;
  }
  if (v != WF_EMPTY) set_constant(c, e, v);
}

/* --- Operators --- */

static size_t bits_of(wf_value v) { return wf_int_bit_length(v); }

/* How many items a nested tuple or frozenset has at most `limit` of; -1: more. */
static int64_t remaining_items(wf_value v, int64_t limit) {
  if (!wf_is_tuple(v)) return limit;
  limit -= (int64_t)wf_tuple_length(v);
  for (size_t i = 0; i < wf_tuple_length(v) && limit >= 0; i++)
    limit = remaining_items(wf_tuple_get(v, i), limit);
  return limit;
}

static bool repetition_is_small(wf_value count, wf_value sequence) {
  int64_t n, size = wf_length(sequence);
  if (!wf_int_to_int64(count, &n)) return false;
  bool text = wf_is_str(sequence) || wf_is_bytes(sequence);
  if (size == 0) return true;
  if (n < 0 || n > (text ? MAX_TEXT : MAX_ITEMS) / size) return false;
  return text || n == 0 || remaining_items(sequence, MAX_TOTAL_ITEMS / n) >= 0;
}

static bool is_repeatable(wf_value v) { return wf_is_tuple(v) || wf_is_str(v) || wf_is_bytes(v); }

/* Whether the operation is cheap enough to be done now. */
static bool is_safe(enum wf_binary_op op, wf_value a, wf_value b) {
  bool ints = wf_is_int(a) && wf_is_int(b);
  int64_t n;
  switch (op) {
    case WF_OP_MUL:
      if (ints) return bits_of(a) + bits_of(b) <= MAX_INT_BITS;
      if (wf_is_int(a) && is_repeatable(b)) return repetition_is_small(a, b);
      if (wf_is_int(b) && is_repeatable(a)) return repetition_is_small(b, a);
      return true;
    case WF_OP_POW:
      if (!ints || wf_int_sign(b) <= 0) return true;
      return wf_int_to_int64(b, &n) && bits_of(a) <= (size_t)(MAX_INT_BITS / n);
    case WF_OP_LSHIFT:
      if (!ints || wf_int_sign(a) == 0 || wf_int_sign(b) <= 0) return true;
      return wf_int_to_int64(b, &n) && n <= MAX_INT_BITS &&
             bits_of(a) <= (size_t)(MAX_INT_BITS - n);
    case WF_OP_MOD: return !wf_is_str(a) && !wf_is_bytes(a);
    case WF_OP_MATMUL: return false;
    default: return true;
  }
}

static const uint8_t runtime_operators[] = {
    [WF_AST_ADD] = WF_OP_ADD, [WF_AST_SUB] = WF_OP_SUB, [WF_AST_MULT] = WF_OP_MUL,
    [WF_AST_MAT_MULT] = WF_OP_MATMUL, [WF_AST_DIV] = WF_OP_TRUEDIV, [WF_AST_MOD] = WF_OP_MOD,
    [WF_AST_POW] = WF_OP_POW, [WF_AST_L_SHIFT] = WF_OP_LSHIFT, [WF_AST_R_SHIFT] = WF_OP_RSHIFT,
    [WF_AST_BIT_OR] = WF_OP_OR, [WF_AST_BIT_XOR] = WF_OP_XOR, [WF_AST_BIT_AND] = WF_OP_AND,
    [WF_AST_FLOOR_DIV] = WF_OP_FLOORDIV,
};

static void fold_constants(wf_compiler *c, wf_ast_expr *e) {
  enum wf_binary_op op = (enum wf_binary_op)runtime_operators[e->bin_op.op];
  wf_value a = wf_compile_constant(c, e->bin_op.left), b = wf_compile_constant(c, e->bin_op.right);
  if (a == WF_ERROR || b == WF_ERROR || c->failed) {
    put(c, e, WF_ERROR);
    return;
  }
  if (!is_safe(op, a, b)) return;
  put(c, e, op == WF_OP_POW ? wf_power(a, b, WF_NONE) : wf_binary(op, a, b));
}

static wf_ast_expr *new_expr(wf_compiler *c, enum wf_ast_expr_kind kind, wf_ast_place place) {
  wf_ast_expr *e = wf_compile_alloc(c, sizeof *e);
  e->kind = (uint8_t)kind;
  e->place = place;
  return e;
}

static wf_ast_expr *text_expr(wf_compiler *c, wf_ast_place place, const char *data, size_t size) {
  wf_ast_expr *e = new_expr(c, WF_AST_CONSTANT, place);
  e->constant.kind = WF_AST_STR;
  e->constant.text.data = data;
  e->constant.text.length = size;
  return e;
}

/* "..." % (a, b) with nothing but %s, %r, %a and %% becomes an f-string, which means the same. */
static void fold_percent(wf_compiler *c, wf_ast_expr *e) {
  wf_ast_text format = e->bin_op.left->constant.text;
  wf_ast_exprs given = e->bin_op.right->tuple.elts;
  for (size_t i = 0; i < given.count; i++)
    if (given.items[i]->kind == WF_AST_STARRED) return;
  wf_ast_expr **parts = wf_compile_alloc(c, (2 * format.length + 2) * sizeof *parts);
  char *text = wf_compile_alloc(c, format.length + 1);
  size_t count = 0, used = 0, start = 0, filled = 0;
  for (size_t i = 0; i < format.length; i++) {
    char kind = format.data[i];
    if (kind != '%') {
      text[filled++] = kind;
      continue;
    }
    if (++i == format.length) return;
    kind = format.data[i];
    if (kind == '%') {
      text[filled++] = '%';
      continue;
    }
    if ((kind != 's' && kind != 'r' && kind != 'a') || used == given.count) return;
    if (filled > start)
      parts[count++] = text_expr(c, e->bin_op.left->place, text + start, filled - start);
    start = filled;
    wf_ast_expr *value = new_expr(c, WF_AST_FORMATTED_VALUE, given.items[used]->place);
    value->formatted_value.value = given.items[used++];
    value->formatted_value.conversion = kind;
    parts[count++] = value;
  }
  if (used != given.count) return;
  if (filled > start)
    parts[count++] = text_expr(c, e->bin_op.left->place, text + start, filled - start);
  e->kind = WF_AST_JOINED_STR;
  e->joined_str.values = (wf_ast_exprs){count, parts};
}

static void fold_binary(wf_compiler *c, wf_ast_expr *e) {
  const wf_ast_expr *left = e->bin_op.left, *right = e->bin_op.right;
  if (!is_constant(left)) return;
  if (is_constant(right)) fold_constants(c, e);
  else if (e->bin_op.op == WF_AST_MOD && right->kind == WF_AST_TUPLE &&
           left->constant.kind == WF_AST_STR)
    fold_percent(c, e);
}

static void fold_unary(wf_compiler *c, wf_ast_expr *e) {
  wf_ast_expr *operand = e->unary_op.operand;
  if (e->unary_op.op == WF_AST_NOT && operand->kind == WF_AST_COMPARE &&
      operand->compare.ops.count == 1) {
    uint8_t *op = &operand->compare.ops.items[0];
    static const uint8_t opposite[] = {[WF_AST_IS] = WF_AST_IS_NOT, [WF_AST_IS_NOT] = WF_AST_IS,
                                       [WF_AST_IN] = WF_AST_NOT_IN, [WF_AST_NOT_IN] = WF_AST_IN};
    if (*op < WF_AST_IS) return;
    *op = opposite[*op];
    *e = *operand;
    return;
  }
  if (!is_constant(operand)) return;
  wf_value v = wf_compile_constant(c, operand);
  if (v != WF_ERROR) {
    int truth;
    switch (e->unary_op.op) {
      case WF_AST_NOT:
        truth = wf_truth(v);
        v = truth < 0 ? WF_ERROR : wf_bool(!truth);
        break;
      case WF_AST_INVERT: v = wf_unary(WF_OP_INVERT, v); break;
      case WF_AST_U_ADD: v = wf_unary(WF_OP_POS, v); break;
      default: v = wf_unary(WF_OP_NEG, v); break;
    }
  }
  put(c, e, v);
}

/* --- Displays --- */

/* The tuple of constants, or WF_EMPTY when some are none. */
static wf_value constant_tuple(wf_compiler *c, wf_ast_exprs items) {
  for (size_t i = 0; i < items.count; i++)
    if (!is_constant(items.items[i])) return WF_EMPTY;
  wf_value tuple = wf_tuple_new(items.count);
  for (size_t i = 0; i < items.count && tuple != WF_ERROR; i++) {
    wf_value v = wf_compile_constant(c, items.items[i]);
    if (v == WF_ERROR) return WF_ERROR;
    wf_to_tuple(tuple)->items[i] = v;
  }
  return tuple;
}

/* What is only iterated or searched need not be mutable: a list becomes a tuple, a set of constants
   a frozenset. */
static void fold_iterable(wf_compiler *c, wf_ast_expr *e) {
  if (e->kind == WF_AST_LIST_DISPLAY) {
    for (size_t i = 0; i < e->list.elts.count; i++)
      if (e->list.elts.items[i]->kind == WF_AST_STARRED) return;
    e->kind = WF_AST_TUPLE;
    put(c, e, constant_tuple(c, e->list.elts));
  } else if (e->kind == WF_AST_SET) {
    wf_value tuple = constant_tuple(c, e->set.elts);
    put(c, e, tuple == WF_EMPTY || tuple == WF_ERROR ? tuple : wf_frozenset_new(tuple));
  }
}

static void fold_subscript(wf_compiler *c, wf_ast_expr *e) {
  if (e->context != WF_AST_LOAD || !is_constant(e->subscript.value) ||
      !is_constant(e->subscript.slice))
    return;
  wf_value value = wf_compile_constant(c, e->subscript.value);
  wf_value index = wf_compile_constant(c, e->subscript.slice);
  put(c, e, value == WF_ERROR || index == WF_ERROR ? WF_ERROR : wf_getitem(value, index));
}

/* --- The walk --- */

static void fold(wf_compiler *c, wf_ast_expr *e);

static void fold_list(wf_compiler *c, wf_ast_exprs list) {
  for (size_t i = 0; i < list.count; i++) fold(c, list.items[i]);
}

static void fold_arguments(wf_compiler *c, const wf_ast_arguments *args) {
  fold_list(c, args->defaults);
  fold_list(c, args->kw_defaults);
}

static void fold_comprehension(wf_compiler *c, wf_ast_expr *e) {
  fold(c, e->comp.elt);
  if (e->kind == WF_AST_DICT_COMP) fold(c, e->comp.value);
  for (size_t i = 0; i < e->comp.generators.count; i++) {
    wf_ast_comprehension *g = e->comp.generators.items[i];
    fold(c, g->target);
    fold(c, g->iter);
    fold_iterable(c, g->iter);
    fold_list(c, g->ifs);
  }
}

static void fold_compare(wf_compiler *c, wf_ast_expr *e) {
  size_t last = e->compare.ops.count - 1;
  fold(c, e->compare.left);
  fold_list(c, e->compare.comparators);
  if (e->compare.ops.items[last] == WF_AST_IN || e->compare.ops.items[last] == WF_AST_NOT_IN)
    fold_iterable(c, e->compare.comparators.items[last]);
}

static void fold(wf_compiler *c, wf_ast_expr *e) {
  if (!e || c->failed || e->kind == WF_AST_CONSTANT) return;
  if (e->kind == WF_AST_NAME) {
    if (e->context == WF_AST_LOAD && wf_compile_name(c, e->name.id) == c->n_debug)
      set_constant(c, e, wf_bool(c->optimize == 0));
    return;
  }
  if (!wf_compile_enter(c)) return;
  switch (e->kind) {
    case WF_AST_BOOL_OP: fold_list(c, e->bool_op.values); break;
    case WF_AST_NAMED_EXPR: fold(c, e->named_expr.value); break;
    case WF_AST_BIN_OP:
      fold(c, e->bin_op.left);
      fold(c, e->bin_op.right);
      if (!c->failed) fold_binary(c, e);
      break;
    case WF_AST_UNARY_OP:
      fold(c, e->unary_op.operand);
      if (!c->failed) fold_unary(c, e);
      break;
    case WF_AST_LAMBDA:
      fold_arguments(c, e->lambda.args);
      fold(c, e->lambda.body);
      break;
    case WF_AST_IF_EXP:
      fold(c, e->if_exp.test);
      fold(c, e->if_exp.body);
      fold(c, e->if_exp.orelse);
      break;
    case WF_AST_DICT:
      fold_list(c, e->dict.keys);
      fold_list(c, e->dict.values);
      break;
    case WF_AST_SET:
    case WF_AST_LIST_DISPLAY: fold_list(c, e->list.elts); break;
    case WF_AST_TUPLE:
      fold_list(c, e->tuple.elts);
      if (e->context == WF_AST_LOAD && !c->failed) put(c, e, constant_tuple(c, e->tuple.elts));
      break;
    case WF_AST_LIST_COMP:
    case WF_AST_SET_COMP:
    case WF_AST_DICT_COMP:
    case WF_AST_GENERATOR_EXP: fold_comprehension(c, e); break;
    case WF_AST_AWAIT:
    case WF_AST_YIELD:
    case WF_AST_YIELD_FROM:
    case WF_AST_STARRED: fold(c, e->await.value); break;
    case WF_AST_COMPARE: fold_compare(c, e); break;
    case WF_AST_CALL:
      fold(c, e->call.func);
      fold_list(c, e->call.args);
      for (size_t i = 0; i < e->call.keywords.count; i++) fold(c, e->call.keywords.items[i]->value);
      break;
    case WF_AST_FORMATTED_VALUE:
      fold(c, e->formatted_value.value);
      fold(c, e->formatted_value.format_spec);
      break;
    case WF_AST_JOINED_STR: fold_list(c, e->joined_str.values); break;
    case WF_AST_ATTRIBUTE: fold(c, e->attribute.value); break;
    case WF_AST_SUBSCRIPT:
      fold(c, e->subscript.value);
      fold(c, e->subscript.slice);
      if (!c->failed) fold_subscript(c, e);
      break;
    case WF_AST_SLICE:
      fold(c, e->slice.lower);
      fold(c, e->slice.upper);
      fold(c, e->slice.step);
      break;
    default: break;
  }
  wf_compile_leave(c);
}

static void fold_pattern(wf_compiler *c, wf_ast_pattern *p) {
  if (!p || c->failed || !wf_compile_enter(c)) return;
  switch (p->kind) {
    case WF_AST_MATCH_VALUE: fold(c, p->value.value); break;
    case WF_AST_MATCH_SEQUENCE:
    case WF_AST_MATCH_OR:
      for (size_t i = 0; i < p->sequence.patterns.count; i++)
        fold_pattern(c, p->sequence.patterns.items[i]);
      break;
    case WF_AST_MATCH_MAPPING:
      fold_list(c, p->mapping.keys);
      for (size_t i = 0; i < p->mapping.patterns.count; i++)
        fold_pattern(c, p->mapping.patterns.items[i]);
      break;
    case WF_AST_MATCH_CLASS:
      fold(c, p->class_.cls);
      for (size_t i = 0; i < p->class_.patterns.count; i++)
        fold_pattern(c, p->class_.patterns.items[i]);
      for (size_t i = 0; i < p->class_.kwd_patterns.count; i++)
        fold_pattern(c, p->class_.kwd_patterns.items[i]);
      break;
    case WF_AST_MATCH_AS: fold_pattern(c, p->as.pattern); break;
    default: break;
  }
  wf_compile_leave(c);
}

static void fold_body(wf_compiler *c, wf_ast_stmts body);

static void fold_annotation(wf_compiler *c, wf_ast_expr *e) {
  if (!(c->future & WF_CODE_FUTURE_ANNOTATIONS)) fold(c, e);
}

static void fold_annotations(wf_compiler *c, wf_ast_args args) {
  for (size_t i = 0; i < args.count; i++) fold_annotation(c, args.items[i]->annotation);
}

static bool is_text(const wf_compiler *c, const wf_ast_stmt *s) {
  if (s->kind != WF_AST_EXPR || !is_constant(s->expr.value)) return false;
  const wf_ast_constant *k = &s->expr.value->constant;
  if (k->kind == WF_CONST_FOLDED) return wf_is_str(wf_list_get(c->folded, (size_t)k->small));
  return k->kind == WF_AST_STR;
}

/* A body whose first statement may be a docstring: an expression that only now becomes a str is
 * none. */
static void fold_documented(wf_compiler *c, wf_ast_stmts body) {
  bool documented = body.count && is_text(c, body.items[0]);
  fold_body(c, body);
  if (c->failed || !body.count || documented || !is_text(c, body.items[0])) return;
  wf_ast_expr *e = body.items[0]->expr.value, *copy = new_expr(c, WF_AST_CONSTANT, e->place);
  *copy = *e;
  wf_ast_expr **items = wf_compile_alloc(c, sizeof *items);
  items[0] = copy;
  e->kind = WF_AST_JOINED_STR;
  e->joined_str.values = (wf_ast_exprs){1, items};
}

static void fold_function(wf_compiler *c, wf_ast_stmt *s) {
  const wf_ast_arguments *args = s->function_def.args;
  fold_arguments(c, args);
  fold_annotations(c, args->posonlyargs);
  fold_annotations(c, args->args);
  fold_annotations(c, args->kwonlyargs);
  if (args->vararg) fold_annotation(c, args->vararg->annotation);
  if (args->kwarg) fold_annotation(c, args->kwarg->annotation);
  fold_annotation(c, s->function_def.returns);
  fold_list(c, s->function_def.decorators);
  fold_documented(c, s->function_def.body);
}

static void fold_statement(wf_compiler *c, wf_ast_stmt *s) {
  switch (s->kind) {
    case WF_AST_FUNCTION_DEF:
    case WF_AST_ASYNC_FUNCTION_DEF: fold_function(c, s); break;
    case WF_AST_CLASS_DEF:
      fold_list(c, s->class_def.bases);
      for (size_t i = 0; i < s->class_def.keywords.count; i++)
        fold(c, s->class_def.keywords.items[i]->value);
      fold_list(c, s->class_def.decorators);
      fold_documented(c, s->class_def.body);
      break;
    case WF_AST_RETURN: fold(c, s->return_.value); break;
    case WF_AST_EXPR: fold(c, s->expr.value); break;
    case WF_AST_DELETE: fold_list(c, s->delete_.targets); break;
    case WF_AST_ASSIGN:
      fold_list(c, s->assign.targets);
      fold(c, s->assign.value);
      break;
    case WF_AST_AUG_ASSIGN:
      fold(c, s->aug_assign.target);
      fold(c, s->aug_assign.value);
      break;
    case WF_AST_ANN_ASSIGN:
      fold(c, s->ann_assign.target);
      fold_annotation(c, s->ann_assign.annotation);
      fold(c, s->ann_assign.value);
      break;
    case WF_AST_FOR:
    case WF_AST_ASYNC_FOR:
      fold(c, s->for_.target);
      fold(c, s->for_.iter);
      if (s->kind == WF_AST_FOR && !c->failed) fold_iterable(c, s->for_.iter);
      fold_body(c, s->for_.body);
      fold_body(c, s->for_.orelse);
      break;
    case WF_AST_WHILE:
    case WF_AST_IF:
      fold(c, s->if_.test);
      fold_body(c, s->if_.body);
      fold_body(c, s->if_.orelse);
      break;
    case WF_AST_WITH:
    case WF_AST_ASYNC_WITH:
      for (size_t i = 0; i < s->with.items.count; i++) {
        fold(c, s->with.items.items[i]->context_expr);
        fold(c, s->with.items.items[i]->optional_vars);
      }
      fold_body(c, s->with.body);
      break;
    case WF_AST_MATCH:
      fold(c, s->match.subject);
      for (size_t i = 0; i < s->match.cases.count; i++) {
        wf_ast_match_case *match_case = s->match.cases.items[i];
        fold_pattern(c, match_case->pattern);
        fold(c, match_case->guard);
        fold_body(c, match_case->body);
      }
      break;
    case WF_AST_RAISE:
      fold(c, s->raise.exc);
      fold(c, s->raise.cause);
      break;
    case WF_AST_TRY:
    case WF_AST_TRY_STAR:
      fold_body(c, s->try_.body);
      for (size_t i = 0; i < s->try_.handlers.count; i++) {
        fold(c, s->try_.handlers.items[i]->type);
        fold_body(c, s->try_.handlers.items[i]->body);
      }
      fold_body(c, s->try_.orelse);
      fold_body(c, s->try_.finalbody);
      break;
    case WF_AST_ASSERT:
      fold(c, s->assert_.test);
      fold(c, s->assert_.msg);
      break;
    default: break;
  }
}

static void fold_body(wf_compiler *c, wf_ast_stmts body) {
  for (size_t i = 0; i < body.count && !c->failed; i++) {
    if (!wf_compile_enter(c)) return;
    fold_statement(c, body.items[i]);
    wf_compile_leave(c);
  }
}

void wf_fold_tree(wf_compiler *c, wf_ast_module *tree) {
  if (tree->kind == WF_AST_EXPRESSION) fold(c, tree->expr);
  else fold_documented(c, tree->body);
}

int wf_fold_truth(wf_compiler *c, const wf_ast_expr *e) {
  if (!is_constant(e)) return -1;
  switch (e->constant.kind) {
    case WF_AST_NONE:
    case WF_AST_FALSE: return 0;
    case WF_AST_TRUE:
    case WF_AST_ELLIPSIS: return 1;
    case WF_AST_INT: return !e->constant.is_small || e->constant.small != 0;
    case WF_AST_FLOAT:
    case WF_AST_COMPLEX: return e->constant.number != 0;
    case WF_AST_STR:
    case WF_AST_BYTES: return e->constant.text.length != 0;
    default: return wf_truth(wf_compile_constant(c, e));
  }
}
