/* Expressions.

   wf_expr_to computes an expression into a given register. When that is the register of a local,
   the last instruction alone writes it: until then the old value can be read, and must survive an
   exception. A temporary may be written at any time. */
#include <config.h>

#include "interp/compiler.h"
#include "runtime/sequence.h"

/* --- Looking inside expressions --- */

static bool search(const wf_ast_expr *e, const wf_ast_name *name, bool walrus);

static bool search_list(wf_ast_exprs list, const wf_ast_name *name, bool walrus) {
  for (size_t i = 0; i < list.count; i++)
    if (search(list.items[i], name, walrus)) return true;
  return false;
}

static bool search_comprehension(const wf_ast_expr *e, const wf_ast_name *name, bool walrus) {
  for (size_t i = 0; i < e->comp.generators.count; i++) {
    const wf_ast_comprehension *g = e->comp.generators.items[i];
    if (search(g->iter, name, walrus)) return true;
    if (!walrus && (search(g->target, name, walrus) || search_list(g->ifs, name, walrus)))
      return true;
  }
  if (walrus) return false; /* its body is a function of its own */
  return search(e->comp.elt, name, walrus) ||
         (e->kind == WF_AST_DICT_COMP && search(e->comp.value, name, walrus));
}

static bool search_call(const wf_ast_expr *e, const wf_ast_name *name, bool walrus) {
  for (size_t i = 0; i < e->call.keywords.count; i++)
    if (search(e->call.keywords.items[i]->value, name, walrus)) return true;
  return search(e->call.func, name, walrus) || search_list(e->call.args, name, walrus);
}

/* Whether the name occurs, or, for walrus, is the target of an assignment expression. */
static bool search(const wf_ast_expr *e, const wf_ast_name *name, bool walrus) {
  if (!e) return false;
  switch (e->kind) {
    case WF_AST_BOOL_OP: return search_list(e->bool_op.values, name, walrus);
    case WF_AST_NAMED_EXPR:
      return e->named_expr.target->name.id == name || search(e->named_expr.value, name, walrus);
    case WF_AST_BIN_OP:
      return search(e->bin_op.left, name, walrus) || search(e->bin_op.right, name, walrus);
    case WF_AST_UNARY_OP: return search(e->unary_op.operand, name, walrus);
    case WF_AST_LAMBDA:
      return search_list(e->lambda.args->defaults, name, walrus) ||
             search_list(e->lambda.args->kw_defaults, name, walrus) ||
             (!walrus && search(e->lambda.body, name, walrus));
    case WF_AST_IF_EXP:
      return search(e->if_exp.test, name, walrus) || search(e->if_exp.body, name, walrus) ||
             search(e->if_exp.orelse, name, walrus);
    case WF_AST_DICT:
      return search_list(e->dict.keys, name, walrus) || search_list(e->dict.values, name, walrus);
    case WF_AST_SET:
    case WF_AST_LIST_DISPLAY:
    case WF_AST_TUPLE: return search_list(e->list.elts, name, walrus);
    case WF_AST_LIST_COMP:
    case WF_AST_SET_COMP:
    case WF_AST_DICT_COMP:
    case WF_AST_GENERATOR_EXP: return search_comprehension(e, name, walrus);
    case WF_AST_AWAIT:
    case WF_AST_YIELD:
    case WF_AST_YIELD_FROM:
    case WF_AST_STARRED: return search(e->await.value, name, walrus);
    case WF_AST_COMPARE:
      return search(e->compare.left, name, walrus) ||
             search_list(e->compare.comparators, name, walrus);
    case WF_AST_CALL: return search_call(e, name, walrus);
    case WF_AST_FORMATTED_VALUE:
      return search(e->formatted_value.value, name, walrus) ||
             search(e->formatted_value.format_spec, name, walrus);
    case WF_AST_JOINED_STR: return search_list(e->joined_str.values, name, walrus);
    case WF_AST_ATTRIBUTE: return search(e->attribute.value, name, walrus);
    case WF_AST_SUBSCRIPT:
      return search(e->subscript.value, name, walrus) || search(e->subscript.slice, name, walrus);
    case WF_AST_NAME: return !walrus && e->name.id == name;
    case WF_AST_SLICE:
      return search(e->slice.lower, name, walrus) || search(e->slice.upper, name, walrus) ||
             search(e->slice.step, name, walrus);
    default: return false;
  }
}

bool wf_expr_mentions(const wf_ast_expr *e, const wf_ast_name *name) {
  return search(e, name, false);
}

bool wf_expr_rebinds(wf_compiler *c, const wf_ast_expr *e, const wf_ast_name *name) {
  return e && c->unit->scope->has_walrus && search(e, name, true);
}

/* --- Operands --- */

/* A register for an intermediate result: `to` when that is a temporary, else a new one. */
static uint32_t scratch(wf_compiler *c, uint32_t to) {
  return wf_emit_is_temp(c->unit, to) ? to : wf_emit_temp(c, 1);
}

/* The first of consecutive new temporaries: `to` itself when it is the topmost one. */
static uint32_t base_at(wf_compiler *c, uint32_t to) {
  wf_unit *u = c->unit;
  return wf_emit_is_temp(u, to) && to + 1 == u->top ? to : wf_emit_temp(c, 1);
}

/* The register of a local that holds the expression's value already (or -1), unless `later`,
   evaluated before the register is read, could assign to it. */
static int held(wf_compiler *c, wf_ast_expr *e, wf_ast_expr *later) {
  if (e->kind == WF_AST_NAME) {
    if (wf_expr_rebinds(c, later, e->name.id)) return -1;
    wf_ast_place before = wf_emit_at(c, e->place);
    int reg = wf_target_local(c, wf_compile_name(c, e->name.id));
    if (reg >= 0) wf_emit_line(c);
    c->unit->place = before;
    return reg;
  }
  if (e->kind != WF_AST_NAMED_EXPR) return -1;
  const wf_ast_name *id = e->named_expr.target->name.id;
  int reg = wf_target_register(c, wf_compile_name(c, id));
  if (reg < 0 || wf_expr_rebinds(c, later, id)) return -1;
  wf_expr_to(c, e->named_expr.value, (uint32_t)reg);
  wf_target_bound(c, (uint32_t)reg);
  return reg;
}

/* An operand that, when it must be computed, may go to `to` if that is a temporary. */
static uint32_t operand_at(wf_compiler *c, wf_ast_expr *e, wf_ast_expr *later, uint32_t to) {
  int reg = held(c, e, later);
  if (reg >= 0) return (uint32_t)reg;
  uint32_t t = scratch(c, to);
  wf_expr_to(c, e, t);
  return t;
}

uint32_t wf_expr_operand(wf_compiler *c, wf_ast_expr *e, wf_ast_expr *later) {
  int reg = held(c, e, later);
  return reg >= 0 ? (uint32_t)reg : wf_expr_temp(c, e);
}

uint32_t wf_expr_any(wf_compiler *c, wf_ast_expr *e) { return wf_expr_operand(c, e, NULL); }

uint32_t wf_expr_temp(wf_compiler *c, wf_ast_expr *e) {
  uint32_t t = wf_emit_temp(c, 1);
  wf_expr_to(c, e, t);
  return t;
}

uint32_t wf_expr_copy(wf_compiler *c, uint32_t reg) {
  if (wf_emit_is_temp(c->unit, reg)) return reg;
  uint32_t t = wf_emit_temp(c, 1);
  wf_emit_move(c, t, reg);
  return t;
}

/* The index of a constant expression that fits an 8-bit operand, else -1. */
static int constant_operand(wf_compiler *c, const wf_ast_expr *e) {
  if (e->kind != WF_AST_CONSTANT || !c->unit->reachable) return -1;
  wf_ast_place before = wf_emit_at(c, e->place);
  wf_emit_line(c);
  c->unit->place = before;
  return wf_emit_constant_operand(c, wf_compile_constant(c, e));
}

/* --- Warnings about constants in odd places --- */

static const char *known_type(wf_compiler *c, const wf_ast_expr *e) {
  switch (e->kind) {
    case WF_AST_TUPLE: return "tuple";
    case WF_AST_LIST_DISPLAY:
    case WF_AST_LIST_COMP: return "list";
    case WF_AST_DICT:
    case WF_AST_DICT_COMP: return "dict";
    case WF_AST_SET:
    case WF_AST_SET_COMP: return "set";
    case WF_AST_GENERATOR_EXP: return "generator";
    case WF_AST_LAMBDA: return "function";
    case WF_AST_JOINED_STR:
    case WF_AST_FORMATTED_VALUE: return "str";
    case WF_AST_CONSTANT: {
      wf_value v = wf_compile_constant(c, e);
      return v == WF_ERROR ? "object" : wf_type_name_of(v);
    }
    default: return NULL;
  }
}

/* None, True, False and ... are right operands of `is`; other constants are not. */
static bool is_identity_operand(const wf_ast_expr *e) {
  return e->kind != WF_AST_CONSTANT || e->constant.kind <= WF_AST_ELLIPSIS;
}

void wf_expr_warn_identity(wf_compiler *c, wf_ast_expr *e) {
  bool left = is_identity_operand(e->compare.left);
  for (size_t i = 0; i < e->compare.ops.count; i++) {
    bool right = is_identity_operand(e->compare.comparators.items[i]);
    uint8_t op = e->compare.ops.items[i];
    if ((op == WF_AST_IS || op == WF_AST_IS_NOT) && (!left || !right))
      wf_compile_warn(c, &wf_exc_SyntaxWarning, e->place,
                      op == WF_AST_IS ? "\"is\" with a literal. Did you mean \"==\"?"
                                      : "\"is not\" with a literal. Did you mean \"!=\"?");
    left = right;
  }
}

static bool is_constant_of(wf_compiler *c, const wf_ast_expr *e, uint32_t flags) {
  if (e->kind != WF_AST_CONSTANT) return false;
  wf_value v = wf_compile_constant(c, e);
  return v != WF_ERROR && (wf_type_of(v)->flags & flags);
}

static void warn_subscript(wf_compiler *c, wf_ast_expr *e) {
  const wf_ast_expr *value = e->subscript.value, *index = e->subscript.slice;
  bool sequence = is_constant_of(c, value, WF_TYPE_IS_STR | WF_TYPE_IS_BYTES | WF_TYPE_IS_TUPLE);
  bool number = value->kind == WF_AST_CONSTANT && !sequence;
  if (number || value->kind == WF_AST_SET || value->kind == WF_AST_SET_COMP ||
      value->kind == WF_AST_GENERATOR_EXP || value->kind == WF_AST_LAMBDA) {
    wf_compile_warn(c, &wf_exc_SyntaxWarning, e->place,
                    "'%s' object is not subscriptable; perhaps you missed a comma?",
                    known_type(c, value));
    return;
  }
  const char *index_type = known_type(c, index);
  if (!index_type || is_constant_of(c, index, WF_TYPE_IS_INT)) return;
  if (sequence || value->kind == WF_AST_TUPLE || value->kind == WF_AST_LIST_DISPLAY ||
      value->kind == WF_AST_LIST_COMP || value->kind == WF_AST_JOINED_STR)
    wf_compile_warn(c, &wf_exc_SyntaxWarning, e->place,
                    "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
                    known_type(c, value), index_type);
}

void wf_expr_warn_call(wf_compiler *c, const wf_ast_expr *call) {
  const wf_ast_expr *callee = call->call.func;
  if (callee->kind == WF_AST_LAMBDA) return;
  const char *type = known_type(c, callee);
  if (type)
    wf_compile_warn(c, &wf_exc_SyntaxWarning, call->place,
                    "'%s' object is not callable; perhaps you missed a comma?", type);
}

/* --- Operators --- */

static const uint8_t binary_opcodes[] = {
    [WF_AST_ADD] = WF_CODE_ADD, [WF_AST_SUB] = WF_CODE_SUB, [WF_AST_MULT] = WF_CODE_MUL,
    [WF_AST_MAT_MULT] = WF_CODE_MATMUL, [WF_AST_DIV] = WF_CODE_TRUEDIV,
    [WF_AST_MOD] = WF_CODE_MOD, [WF_AST_POW] = WF_CODE_POW, [WF_AST_L_SHIFT] = WF_CODE_LSHIFT,
    [WF_AST_R_SHIFT] = WF_CODE_RSHIFT, [WF_AST_BIT_OR] = WF_CODE_OR,
    [WF_AST_BIT_XOR] = WF_CODE_XOR, [WF_AST_BIT_AND] = WF_CODE_AND,
    [WF_AST_FLOOR_DIV] = WF_CODE_FLOORDIV,
};

/* Of the four forms of an operator in opcodes.def: plain, constant, in-place, in-place constant. */
void wf_expr_binary(wf_compiler *c, uint8_t op, bool in_place, uint32_t to, uint32_t left,
                    wf_ast_expr *right) {
  enum wf_opcode opcode = (enum wf_opcode)(binary_opcodes[op] + (in_place ? 2 : 0));
  int k = constant_operand(c, right);
  if (k >= 0) wf_emit(c, (enum wf_opcode)(opcode + 1), to, left, (uint32_t)k);
  else wf_emit(c, opcode, to, left, wf_expr_any(c, right));
}

static void binary_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  uint32_t left = operand_at(c, e->bin_op.left, e->bin_op.right, to);
  wf_expr_binary(c, e->bin_op.op, false, to, left, e->bin_op.right);
}

static void unary_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  static const uint8_t opcodes[] = {[WF_AST_INVERT] = WF_CODE_INVERT, [WF_AST_NOT] = WF_CODE_NOT,
                                    [WF_AST_U_ADD] = WF_CODE_POS, [WF_AST_U_SUB] = WF_CODE_NEG};
  uint32_t operand = operand_at(c, e->unary_op.operand, NULL, to);
  wf_emit(c, (enum wf_opcode)opcodes[e->unary_op.op], to, operand, 0);
}

static enum wf_opcode compare_opcode(uint8_t op) {
  static const uint8_t opcodes[] = {
      [WF_AST_EQ] = WF_CODE_EQ, [WF_AST_NOT_EQ] = WF_CODE_NE, [WF_AST_LT] = WF_CODE_LT,
      [WF_AST_LT_E] = WF_CODE_LE, [WF_AST_GT] = WF_CODE_GT, [WF_AST_GT_E] = WF_CODE_GE,
      [WF_AST_IS] = WF_CODE_IS, [WF_AST_IS_NOT] = WF_CODE_IS_NOT, [WF_AST_IN] = WF_CODE_IN,
      [WF_AST_NOT_IN] = WF_CODE_NOT_IN};
  return (enum wf_opcode)opcodes[op];
}

/* The registers of the operands of a chain, at most two: two operands are needed at a time. */
typedef struct { uint32_t reg[2], count; } chain;

static uint32_t chain_operand(wf_compiler *c, wf_ast_expr *e, wf_ast_expr *later, chain *k,
                              uint32_t left) {
  int reg = held(c, e, later);
  if (reg >= 0) return (uint32_t)reg;
  uint32_t t = k->count < 2 ? (k->reg[k->count++] = wf_emit_temp(c, 1)) : k->reg[k->reg[0] == left];
  wf_expr_to(c, e, t);
  return t;
}

static void compare_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  size_t n = e->compare.ops.count;
  wf_ast_expr **comparators = e->compare.comparators.items;
  wf_expr_warn_identity(c, e);
  if (n == 1) {
    uint32_t left = operand_at(c, e->compare.left, comparators[0], to);
    uint32_t right = wf_expr_any(c, comparators[0]);
    wf_emit(c, compare_opcode(e->compare.ops.items[0]), to, left, right);
    return;
  }
  chain k = {{0}, 0};
  uint32_t result = scratch(c, to);
  uint32_t left = chain_operand(c, e->compare.left, comparators[0], &k, UINT32_MAX);
  int32_t end = wf_emit_label(c);
  for (size_t i = 0; i < n; i++) {
    uint32_t right = chain_operand(c, comparators[i], i + 1 < n ? comparators[i + 1] : NULL, &k,
                                   left);
    wf_emit(c, compare_opcode(e->compare.ops.items[i]), result, left, right);
    if (i + 1 < n) wf_emit_branch(c, WF_CODE_JUMP_FALSE, result, 0, 0, end);
    left = right;
  }
  wf_emit_place(c, end);
  wf_emit_move(c, to, result);
}

/* Can be computed into a local after that was written: cannot raise, does not read it. */
static bool is_harmless(wf_compiler *c, const wf_ast_expr *e, uint32_t to) {
  if (e->kind == WF_AST_CONSTANT) return true;
  if (e->kind != WF_AST_NAME) return false;
  int reg = wf_target_register(c, wf_compile_name(c, e->name.id));
  return reg >= 0 && (uint32_t)reg != to && wf_bits_has(&c->unit->bound, (uint32_t)reg);
}

static void bool_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_unit *u = c->unit;
  wf_ast_exprs values = e->bool_op.values;
  bool direct = true;
  for (size_t i = 1; i < values.count; i++)
    direct = direct && is_harmless(c, values.items[i], to);
  uint32_t result = direct ? to : scratch(c, to);
  enum wf_opcode jump = e->bool_op.op == WF_AST_AND ? WF_CODE_JUMP_FALSE : WF_CODE_JUMP_TRUE;
  int32_t end = wf_emit_label(c);
  for (size_t i = 0; i < values.count && !c->failed; i++) {
    int truth = wf_fold_truth(c, values.items[i]);
    bool last = i + 1 == values.count;
    if (truth >= 0 && !last && truth == (e->bool_op.op == WF_AST_AND))
      continue; /* decides nothing */
    uint32_t top = u->top;
    wf_expr_to(c, values.items[i], result);
    u->top = top;
    if (truth >= 0 && !last) { /* it decides everything */
      wf_emit_jump(c, end);
    } else if (!last) {
      wf_emit_branch(c, jump, result, 0, 0, end);
    }
  }
  wf_emit_place(c, end);
  wf_emit_move(c, to, result);
}

static void if_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_unit *u = c->unit;
  int32_t otherwise = wf_emit_label(c), end = wf_emit_label(c);
  wf_jump_if(c, e->if_exp.test, false, otherwise);
  uint32_t top = u->top;
  wf_expr_to(c, e->if_exp.body, to);
  u->top = top;
  wf_emit_jump(c, end);
  wf_emit_place(c, otherwise);
  wf_expr_to(c, e->if_exp.orelse, to);
  u->top = top;
  wf_emit_place(c, end);
}

/* --- Displays --- */

static bool has_star(wf_ast_exprs list) {
  for (size_t i = 0; i < list.count; i++)
    if (list.items[i]->kind == WF_AST_STARRED) return true;
  return false;
}

static bool all_constant(wf_ast_exprs list) {
  for (size_t i = 0; i < list.count; i++)
    if (list.items[i]->kind != WF_AST_CONSTANT) return false;
  return true;
}

static uint32_t room(const wf_unit *u) { return u->top + 24 < 256 ? 256 - 24 - u->top : 1; }

static uint32_t piece_size(const wf_unit *u) { return room(u) < WF_PIECE ? room(u) : WF_PIECE; }

/* The items, side by side from the register on that is returned. */
static uint32_t items_at(wf_compiler *c, wf_ast_expr **items, size_t count, uint32_t to) {
  wf_unit *u = c->unit;
  if (!count) return u->top < 256 ? u->top : 0;
  uint32_t base = base_at(c, to);
  for (size_t i = 0; i < count && !c->failed; i++)
    wf_expr_to(c, items[i], i ? wf_emit_temp(c, 1) : base);
  return base;
}

static void add_item(wf_compiler *c, wf_ast_expr *item, uint32_t collection, bool set) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  bool star = item->kind == WF_AST_STARRED;
  uint32_t value = wf_expr_any(c, star ? item->starred.value : item);
  enum wf_opcode op = set    ? (star ? WF_CODE_SET_UPDATE : WF_CODE_SET_ADD)
                      : star ? WF_CODE_LIST_EXTEND : WF_CODE_LIST_APPEND;
  wf_emit(c, op, collection, value, 0);
  u->top = top;
}

/* The constants as one constant: a tuple, or a frozenset. */
static wf_value constants_of(wf_compiler *c, wf_ast_exprs items, bool set) {
  wf_value tuple = wf_tuple_new(items.count);
  for (size_t i = 0; i < items.count && tuple != WF_ERROR; i++) {
    wf_value v = wf_compile_constant(c, items.items[i]);
    if (v == WF_ERROR) return WF_ERROR;
    wf_to_tuple(tuple)->items[i] = v;
  }
  return set && tuple != WF_ERROR ? wf_frozenset_new(tuple) : tuple;
}

void wf_expr_sequence(wf_compiler *c, wf_ast_exprs items, enum wf_ast_expr_kind kind, uint32_t to) {
  wf_unit *u = c->unit;
  bool set = kind == WF_AST_SET, star = has_star(items);
  enum wf_opcode build = set ? WF_CODE_BUILD_SET
                         : kind == WF_AST_TUPLE ? WF_CODE_BUILD_TUPLE : WF_CODE_BUILD_LIST;
  if (kind != WF_AST_TUPLE && items.count >= 3 && !star && all_constant(items)) {
    uint32_t collection = base_at(c, to), constants = wf_emit_temp(c, 1);
    wf_emit_load(c, constants, constants_of(c, items, set));
    wf_emit(c, build, collection, collection, 0);
    wf_emit(c, set ? WF_CODE_SET_UPDATE : WF_CODE_LIST_EXTEND, collection, constants, 0);
    wf_emit_move(c, to, collection);
    return;
  }
  uint32_t piece = piece_size(u);
  if (!star && items.count <= piece) {
    uint32_t base = items_at(c, items.items, items.count, to);
    wf_emit(c, build, to, base, (uint32_t)items.count);
    return;
  }
  size_t first = 0;
  while (first < items.count && first < piece && items.items[first]->kind != WF_AST_STARRED)
    first++;
  uint32_t collection = base_at(c, to);
  uint32_t top = u->top, base = items_at(c, items.items, first, collection);
  wf_emit(c, set ? WF_CODE_BUILD_SET : WF_CODE_BUILD_LIST, collection, base, (uint32_t)first);
  u->top = top;
  for (size_t i = first; i < items.count && !c->failed; i++)
    add_item(c, items.items[i], collection, set);
  if (kind == WF_AST_TUPLE) wf_emit(c, WF_CODE_LIST_TO_TUPLE, to, collection, 0);
  else wf_emit_move(c, to, collection);
}

/* Several constant keys of a short display: nobody sees them being evaluated. */
static bool has_constant_keys(const wf_ast_expr *e) {
  size_t count = e->dict.keys.count;
  if (count < 2 || count > 15) return false;
  for (size_t i = 0; i < count; i++)
    if (!e->dict.keys.items[i] || e->dict.keys.items[i]->kind != WF_AST_CONSTANT) return false;
  return true;
}

static void load_silently(wf_compiler *c, uint32_t to, const wf_ast_expr *constant) {
  wf_ast_place before = c->unit->place;
  wf_emit_artificial(c);
  wf_emit_load(c, to, wf_compile_constant(c, constant));
  c->unit->place = before;
}

static void dict_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_unit *u = c->unit;
  wf_ast_expr **keys = e->dict.keys.items, **values = e->dict.values.items;
  size_t count = e->dict.values.count, first = 0, piece = piece_size(u) / 2;
  while (first < count && first < piece && keys[first]) first++;
  uint32_t dict = first == count ? to : base_at(c, to), top = u->top;
  uint32_t base = first ? base_at(c, dict) : 0;
  bool constant = has_constant_keys(e);
  for (size_t i = 0; i < first && !c->failed; i++) {
    uint32_t key = i ? wf_emit_temp(c, 1) : base;
    if (constant) load_silently(c, key, keys[i]);
    else wf_expr_to(c, keys[i], key);
    wf_expr_temp(c, values[i]);
  }
  wf_emit(c, WF_CODE_BUILD_DICT, dict, base, (uint32_t)first);
  u->top = top;
  for (size_t i = first; i < count && !c->failed; i++) {
    if (keys[i]) {
      uint32_t key = wf_expr_operand(c, keys[i], values[i]);
      wf_emit(c, WF_CODE_DICT_PUT, dict, key, wf_expr_any(c, values[i]));
    } else {
      wf_emit(c, WF_CODE_DICT_UPDATE, dict, wf_expr_any(c, values[i]), 0);
    }
    u->top = top;
  }
  wf_emit_move(c, to, dict);
}

/* --- Strings --- */

/* kept: BUILD_STRING comes, and makes text of an int itself. */
static void formatted_to(wf_compiler *c, wf_ast_expr *e, uint32_t to, bool kept) {
  int conversion = e->formatted_value.conversion;
  uint32_t kind = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
  wf_ast_expr *spec = e->formatted_value.format_spec;
  if (!spec) {
    if (kept && kind <= 1) kind |= 8;
    wf_emit(c, WF_CODE_FORMAT_VALUE, to, operand_at(c, e->formatted_value.value, NULL, to), kind);
    return;
  }
  uint32_t base = base_at(c, to);
  wf_expr_to(c, e->formatted_value.value, base);
  wf_expr_temp(c, spec);
  wf_emit(c, WF_CODE_FORMAT_VALUE, to, base, kind | 4);
}

static void part_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  if (e->kind != WF_AST_FORMATTED_VALUE) {
    wf_expr_to(c, e, to);
    return;
  }
  wf_ast_place before = wf_emit_at(c, e->place);
  uint32_t top = c->unit->top;
  formatted_to(c, e, to, true);
  c->unit->top = top;
  c->unit->place = before;
}

static void joined_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_unit *u = c->unit;
  wf_ast_exprs values = e->joined_str.values;
  if (values.count == 0) {
    wf_emit_load(c, to, wf_str_empty);
    return;
  }
  if (values.count == 1) {
    wf_expr_to(c, values.items[0], to);
    return;
  }
  uint32_t base = base_at(c, to), top = u->top, piece = piece_size(u), used = 0;
  if (piece < 2) piece = 2;
  for (size_t i = 0; i < values.count && !c->failed; i++) {
    if (used == piece) { /* what there is becomes the first part of the next piece */
      wf_emit(c, WF_CODE_BUILD_STRING, base, base, used);
      u->top = top;
      used = 1;
    }
    part_to(c, values.items[i], used ? wf_emit_temp(c, 1) : base);
    used++;
  }
  wf_emit(c, WF_CODE_BUILD_STRING, to, base, used);
}

/* --- Attributes and subscripts --- */

void wf_expr_attribute_place(wf_compiler *c, const wf_ast_expr *e) {
  wf_ast_place *at = &c->unit->place;
  if (e->place.line == e->place.end_line) return;
  int32_t length = (int32_t)e->attribute.attr->length;
  at->line = e->place.end_line;
  at->column = length <= e->place.end_column ? e->place.end_column - length : -1;
  if (at->column < 0) at->end_column = -1;
}

static void attribute_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  const wf_name *name = wf_scope_mangle(c, c->unit->scope->class_name,
                                        wf_compile_name(c, e->attribute.attr));
  uint32_t object = operand_at(c, e->attribute.value, NULL, to);
  wf_expr_attribute_place(c, e);
  wf_emit_word(c, WF_CODE_GET_ATTR, to, object, 0, wf_emit_cache(c, name));
}

static wf_value bound_value(wf_compiler *c, const wf_ast_expr *e) {
  if (!e) return WF_NONE;
  return e->kind == WF_AST_CONSTANT ? wf_compile_constant(c, e) : WF_EMPTY;
}

/* A slice of constants, or WF_EMPTY. */
static wf_value constant_slice(wf_compiler *c, const wf_ast_expr *e) {
  wf_value lower = bound_value(c, e->slice.lower), upper = bound_value(c, e->slice.upper);
  wf_value step = bound_value(c, e->slice.step);
  if (lower == WF_ERROR || upper == WF_ERROR || step == WF_ERROR) return WF_ERROR;
  if (lower == WF_EMPTY || upper == WF_EMPTY || step == WF_EMPTY) return WF_EMPTY;
  return wf_slice_new(lower, upper, step);
}

static void slice_part(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  if (e) wf_expr_to(c, e, to);
  else wf_emit_load(c, to, WF_NONE);
}

static void slice_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_value constant = constant_slice(c, e);
  if (constant != WF_EMPTY) {
    wf_emit_load(c, to, constant);
    return;
  }
  uint32_t base = base_at(c, to);
  slice_part(c, e->slice.lower, base);
  slice_part(c, e->slice.upper, wf_emit_temp(c, 1));
  slice_part(c, e->slice.step, wf_emit_temp(c, 1));
  wf_emit(c, WF_CODE_BUILD_SLICE, base, 0, 0);
  wf_emit_move(c, to, base);
}

uint32_t wf_expr_index(wf_compiler *c, wf_ast_expr *index) { return wf_expr_any(c, index); }

static void subscript_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_ast_expr *index = e->subscript.slice;
  warn_subscript(c, e);
  uint32_t object = operand_at(c, e->subscript.value, index, to);
  int k = constant_operand(c, index);
  if (index->kind == WF_AST_SLICE && c->unit->reachable) {
    wf_value constant = constant_slice(c, index);
    if (constant != WF_EMPTY) k = wf_emit_constant_operand(c, constant);
  }
  if (k >= 0) wf_emit(c, WF_CODE_GET_ITEM_K, to, object, (uint32_t)k);
  else wf_emit(c, WF_CODE_GET_ITEM, to, object, wf_expr_index(c, index));
}

/* --- Suspending --- */

bool wf_expr_in_async(const wf_compiler *c) {
  return c->unit->is_async || c->unit->scope->is_comprehension;
}

void wf_expr_await(wf_compiler *c, uint32_t reg, int kind) {
  uint32_t top = c->unit->top, value = wf_emit_temp(c, 1);
  wf_emit(c, WF_CODE_GET_AWAITABLE, reg, reg, (uint32_t)kind);
  wf_emit_load(c, value, WF_NONE);
  wf_emit(c, WF_CODE_YIELD_FROM, reg, value, 0);
  wf_emit_move(c, reg, value);
  c->unit->top = top;
}

static void await_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  const wf_unit *u = c->unit;
  if (!u->is_async && u->scope->kind != WF_SCOPE_FUNCTION) {
    wf_compile_error(c, e->place, "'await' outside function");
    return;
  }
  if (!wf_expr_in_async(c)) {
    wf_compile_error(c, e->place, "'await' outside async function");
    return;
  }
  uint32_t value = scratch(c, to), iterator = wf_emit_temp(c, 1);
  wf_emit(c, WF_CODE_GET_AWAITABLE, iterator, operand_at(c, e->await.value, NULL, iterator), 0);
  wf_emit_load(c, value, WF_NONE);
  wf_emit(c, WF_CODE_YIELD_FROM, iterator, value, 0);
  wf_emit_move(c, to, value);
}

static void yield_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  if (c->unit->scope->kind != WF_SCOPE_FUNCTION) {
    wf_compile_error(c, e->place, "'yield' outside function");
    return;
  }
  uint32_t value;
  if (e->yield.value) value = operand_at(c, e->yield.value, NULL, to);
  else wf_emit_load(c, value = scratch(c, to), WF_NONE);
  wf_emit(c, WF_CODE_YIELD, to, value, 0);
}

static void yield_from_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  if (c->unit->scope->kind != WF_SCOPE_FUNCTION) {
    wf_compile_error(c, e->place, "'yield' outside function");
    return;
  }
  if (c->unit->is_async) {
    wf_compile_error(c, e->place, "'yield from' inside async function");
    return;
  }
  uint32_t value = scratch(c, to), iterator = wf_emit_temp(c, 1);
  uint32_t iterable = operand_at(c, e->yield_from.value, NULL, iterator);
  wf_emit(c, WF_CODE_GET_YIELD_FROM, iterator, iterable, 0);
  wf_emit_load(c, value, WF_NONE);
  wf_emit(c, WF_CODE_YIELD_FROM, iterator, value, 0);
  wf_emit_move(c, to, value);
}

static void walrus_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  const wf_name *name = wf_compile_name(c, e->named_expr.target->name.id);
  if (wf_target_forbidden(c, name, WF_AST_STORE, e->named_expr.target->place)) return;
  int reg = wf_target_register(c, name);
  if (reg >= 0) {
    wf_expr_to(c, e->named_expr.value, (uint32_t)reg);
    wf_target_bound(c, (uint32_t)reg);
    wf_emit_move(c, to, (uint32_t)reg);
    return;
  }
  uint32_t value = scratch(c, to);
  wf_expr_to(c, e->named_expr.value, value);
  wf_ast_place before = wf_emit_at(c, e->named_expr.target->place);
  wf_target_store(c, name, value);
  c->unit->place = before;
  wf_emit_move(c, to, value);
}

/* --- All of them --- */

static void compute(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  switch (e->kind) {
    case WF_AST_BOOL_OP: bool_to(c, e, to); break;
    case WF_AST_NAMED_EXPR: walrus_to(c, e, to); break;
    case WF_AST_BIN_OP: binary_to(c, e, to); break;
    case WF_AST_UNARY_OP: unary_to(c, e, to); break;
    case WF_AST_LAMBDA: wf_function_lambda(c, e, to); break;
    case WF_AST_IF_EXP: if_to(c, e, to); break;
    case WF_AST_DICT: dict_to(c, e, to); break;
    case WF_AST_SET:
    case WF_AST_LIST_DISPLAY:
    case WF_AST_TUPLE: wf_expr_sequence(c, e->list.elts, (enum wf_ast_expr_kind)e->kind, to); break;
    case WF_AST_LIST_COMP:
    case WF_AST_SET_COMP:
    case WF_AST_DICT_COMP:
    case WF_AST_GENERATOR_EXP: wf_comprehension_to(c, e, to); break;
    case WF_AST_AWAIT: await_to(c, e, to); break;
    case WF_AST_YIELD: yield_to(c, e, to); break;
    case WF_AST_YIELD_FROM: yield_from_to(c, e, to); break;
    case WF_AST_COMPARE: compare_to(c, e, to); break;
    case WF_AST_CALL: wf_call_to(c, e, to); break;
    case WF_AST_FORMATTED_VALUE: formatted_to(c, e, to, false); break;
    case WF_AST_JOINED_STR: joined_to(c, e, to); break;
    case WF_AST_CONSTANT: wf_emit_load(c, to, wf_compile_constant(c, e)); break;
    case WF_AST_ATTRIBUTE: attribute_to(c, e, to); break;
    case WF_AST_SUBSCRIPT: subscript_to(c, e, to); break;
    case WF_AST_STARRED: wf_compile_error(c, e->place, "can't use starred expression here"); break;
    case WF_AST_NAME: wf_target_load(c, wf_compile_name(c, e->name.id), to); break;
    case WF_AST_SLICE: slice_to(c, e, to); break;
    default: break;
  }
}

void wf_expr_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  if (c->failed || !wf_compile_enter(c)) return;
  wf_unit *u = c->unit;
  wf_ast_place before = wf_emit_at(c, e->place);
  uint32_t top = u->top;
  compute(c, e, to);
  u->top = top;
  u->place = before;
  wf_compile_leave(c);
}

void wf_expr_effect(wf_compiler *c, wf_ast_expr *e) {
  if (c->failed || e->kind == WF_AST_CONSTANT) return;
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  if (e->kind == WF_AST_BOOL_OP && e->bool_op.values.count == 2) {
    int32_t end = wf_emit_label(c);
    wf_jump_if(c, e->bool_op.values.items[0], e->bool_op.op == WF_AST_OR, end);
    wf_expr_effect(c, e->bool_op.values.items[1]);
    wf_emit_place(c, end);
  } else {
    wf_expr_any(c, e);
  }
  u->top = top;
}
