/* Conditions: tests become jumps, and no True or False is made. */
#include <config.h>

#include "interp/compiler.h"

static void jump_value(wf_compiler *c, wf_ast_expr *e, bool sense, int32_t label) {
  uint32_t reg = wf_expr_any(c, e);
  wf_emit_branch(c, sense ? WF_CODE_JUMP_TRUE : WF_CODE_JUMP_FALSE, reg, 0, 0, label);
}

static void jump_bool(wf_compiler *c, wf_ast_expr *e, bool sense, int32_t label) {
  wf_ast_exprs values = e->bool_op.values;
  /* what one value alone decides: false for `and`, true for `or` */
  bool decides = e->bool_op.op == WF_AST_OR;
  int32_t skip = sense == decides ? label : wf_emit_label(c);
  for (size_t i = 0; i + 1 < values.count; i++) wf_jump_if(c, values.items[i], decides, skip);
  wf_jump_if(c, values.items[values.count - 1], sense, label);
  if (skip != label) wf_emit_place(c, skip);
}

static void jump_if_exp(wf_compiler *c, wf_ast_expr *e, bool sense, int32_t label) {
  int32_t otherwise = wf_emit_label(c), end = wf_emit_label(c);
  wf_jump_if(c, e->if_exp.test, false, otherwise);
  wf_jump_if(c, e->if_exp.body, sense, label);
  wf_emit_jump(c, end);
  wf_emit_place(c, otherwise);
  wf_jump_if(c, e->if_exp.orelse, sense, label);
  wf_emit_place(c, end);
}

typedef struct fused {
  uint8_t plain, constant; /* 0: no form with a constant */
  bool opposite;
} fused;

static const fused fused_jumps[] = {
    [WF_AST_EQ] = {WF_CODE_JUMP_EQ, WF_CODE_JUMP_EQ_K, false},
    [WF_AST_NOT_EQ] = {WF_CODE_JUMP_NE, WF_CODE_JUMP_NE_K, false},
    [WF_AST_LT] = {WF_CODE_JUMP_LT, WF_CODE_JUMP_LT_K, false},
    [WF_AST_LT_E] = {WF_CODE_JUMP_LE, WF_CODE_JUMP_LE_K, false},
    [WF_AST_GT] = {WF_CODE_JUMP_GT, WF_CODE_JUMP_GT_K, false},
    [WF_AST_GT_E] = {WF_CODE_JUMP_GE, WF_CODE_JUMP_GE_K, false},
    [WF_AST_IS] = {WF_CODE_JUMP_IS, WF_CODE_JUMP_IS_K, false},
    [WF_AST_IS_NOT] = {WF_CODE_JUMP_IS, WF_CODE_JUMP_IS_K, true},
    [WF_AST_IN] = {WF_CODE_JUMP_IN, 0, false},
    [WF_AST_NOT_IN] = {WF_CODE_JUMP_IN, 0, true},
};

static void jump_compare(wf_compiler *c, wf_ast_expr *e, bool sense, int32_t label) {
  size_t n = e->compare.ops.count;
  wf_ast_expr **comparators = e->compare.comparators.items;
  wf_expr_warn_identity(c, e);
  c->unit->place = e->place; /* and what follows the test stands there, too, as in CPython */
  int32_t skip = n > 1 && sense ? wf_emit_label(c) : label;
  uint32_t left = wf_expr_operand(c, e->compare.left, comparators[0]);
  for (size_t i = 0; i < n && !c->failed; i++) {
    const fused *jump = &fused_jumps[e->compare.ops.items[i]];
    bool last = i + 1 == n, wanted = last ? sense : false;
    int32_t target = last ? label : skip;
    wf_ast_expr *right = comparators[i];
    if (last && right->kind == WF_AST_CONSTANT && jump->constant && c->unit->reachable) {
      int k = wf_emit_constant_operand(c, wf_compile_constant(c, right));
      if (k >= 0) {
        wf_emit_branch(c, (enum wf_opcode)jump->constant, left, (uint32_t)k,
                       wanted != jump->opposite, target);
        break;
      }
    }
    uint32_t reg = wf_expr_operand(c, right, last ? NULL : comparators[i + 1]);
    wf_emit_branch(c, (enum wf_opcode)jump->plain, left, reg, wanted != jump->opposite, target);
    left = reg;
  }
  if (skip != label) wf_emit_place(c, skip);
}

void wf_jump_if(wf_compiler *c, wf_ast_expr *e, bool sense, int32_t label) {
  if (c->failed) return;
  int truth = wf_fold_truth(c, e);
  if (truth >= 0) {
    if ((bool)truth == sense) wf_emit_jump(c, label);
    return;
  }
  if (!wf_compile_enter(c)) return;
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  if (e->kind == WF_AST_UNARY_OP && e->unary_op.op == WF_AST_NOT)
    wf_jump_if(c, e->unary_op.operand, !sense, label);
  else if (e->kind == WF_AST_BOOL_OP) jump_bool(c, e, sense, label);
  else if (e->kind == WF_AST_IF_EXP) jump_if_exp(c, e, sense, label);
  else if (e->kind == WF_AST_COMPARE) jump_compare(c, e, sense, label);
  else jump_value(c, e, sense, label);
  u->top = top;
  wf_compile_leave(c);
}

/* --- Assignment expressions in tests --- */

/* Marks what evaluating e is sure to bind; sense: the truth it is known to have, or -1. */
static void bind_evaluated(wf_compiler *c, const wf_ast_expr *e, int sense) {
  switch (e->kind) {
    case WF_AST_NAMED_EXPR: {
      int reg = wf_target_register(c, wf_compile_name(c, e->named_expr.target->name.id));
      bind_evaluated(c, e->named_expr.value, -1);
      if (reg >= 0) wf_target_bound(c, (uint32_t)reg);
      break;
    }
    case WF_AST_UNARY_OP:
      bind_evaluated(c, e->unary_op.operand,
                     sense >= 0 && e->unary_op.op == WF_AST_NOT ? !sense : -1);
      break;
    case WF_AST_BOOL_OP: {
      bool all = sense >= 0 && sense == (e->bool_op.op == WF_AST_AND);
      for (size_t i = 0; i < (all ? e->bool_op.values.count : 1); i++)
        bind_evaluated(c, e->bool_op.values.items[i], all ? sense : -1);
      break;
    }
    case WF_AST_COMPARE:
      bind_evaluated(c, e->compare.left, -1);
      bind_evaluated(c, e->compare.comparators.items[0], -1);
      break;
    case WF_AST_CALL:
      bind_evaluated(c, e->call.func, -1);
      for (size_t i = 0; i < e->call.args.count; i++) bind_evaluated(c, e->call.args.items[i], -1);
      break;
    case WF_AST_ATTRIBUTE: bind_evaluated(c, e->attribute.value, -1); break;
    case WF_AST_SUBSCRIPT: bind_evaluated(c, e->subscript.value, -1); break;
    case WF_AST_BIN_OP:
      bind_evaluated(c, e->bin_op.left, -1);
      bind_evaluated(c, e->bin_op.right, -1);
      break;
    default: break;
  }
}

void wf_jump_bind(wf_compiler *c, const wf_ast_expr *e, bool sense) {
  if (c->unit->scope->has_walrus) bind_evaluated(c, e, sense);
}
