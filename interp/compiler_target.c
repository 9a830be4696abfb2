/* Variables and the targets of assignment. */
#include <config.h>

#include "interp/compiler.h"
#include "runtime/sequence.h"

/* How code of the current unit reaches a variable. */
enum access { NEAR, FAR, CELL, FAR_CELL, FREE, CLASS_FREE, GLOBAL, NAME };

wf_symbol *wf_target_symbol(wf_compiler *c, const wf_name *name) {
  const wf_scope *scope = c->unit->scope;
  return wf_scope_find(scope, wf_scope_mangle(c, scope->class_name, name));
}

static enum access access_of(const wf_unit *u, const wf_symbol *symbol) {
  bool function = u->scope->kind == WF_SCOPE_FUNCTION;
  if (!symbol) return function ? GLOBAL : NAME;
  switch (symbol->binding) {
    case WF_BINDING_LOCAL: return !function ? NAME : symbol->reg < u->locals ? NEAR : FAR;
    case WF_BINDING_CELL: return !function ? NAME : symbol->reg < u->locals ? CELL : FAR_CELL;
    case WF_BINDING_FREE: return function ? FREE : CLASS_FREE;
    case WF_BINDING_GLOBAL: return GLOBAL;
    default: return function ? GLOBAL : NAME;
  }
}

static uint32_t cache_of(wf_compiler *c, wf_symbol *symbol, const wf_name *name) {
  if (symbol) return wf_emit_global_cache(c, symbol);
  return wf_emit_cache(c, wf_scope_mangle(c, c->unit->scope->class_name, name));
}

void wf_target_bound(wf_compiler *c, uint32_t reg) { wf_bits_add(&c->unit->bound, reg); }

int wf_target_register(wf_compiler *c, const wf_name *name) {
  const wf_symbol *symbol = wf_target_symbol(c, name);
  if (access_of(c->unit, symbol) != NEAR || name == c->n_debug) return -1;
  return (int)symbol->reg;
}

int wf_target_local(wf_compiler *c, const wf_name *name) {
  wf_unit *u = c->unit;
  const wf_symbol *symbol = wf_target_symbol(c, name);
  if (access_of(u, symbol) != NEAR) return -1;
  if (!wf_bits_has(&u->bound, symbol->reg)) {
    wf_emit(c, WF_CODE_CHECK_LOCAL, symbol->reg, 0, 0);
    wf_bits_add(&u->bound, symbol->reg);
  }
  return (int)symbol->reg;
}

bool wf_target_forbidden(wf_compiler *c, const wf_name *name, enum wf_ast_context context,
                         wf_ast_place at) {
  if (name != c->n_debug || context == WF_AST_LOAD) return false;
  wf_compile_error(c, at, "cannot %s __debug__", context == WF_AST_DEL ? "delete" : "assign to");
  return true;
}

void wf_target_load(wf_compiler *c, const wf_name *name, uint32_t to) {
  wf_unit *u = c->unit;
  wf_symbol *symbol = wf_target_symbol(c, name);
  switch (access_of(u, symbol)) {
    case NEAR: wf_emit_move(c, to, (uint32_t)wf_target_local(c, name)); break;
    case FAR: wf_emit_wide(c, WF_CODE_LOAD_FAR, to, symbol->reg); break;
    case CELL: wf_emit(c, WF_CODE_LOAD_CELL, to, symbol->reg, 0); break;
    case FAR_CELL: {
      uint32_t top = u->top, cell = wf_emit_is_temp(u, to) ? to : wf_emit_temp(c, 1);
      wf_emit_wide(c, WF_CODE_LOAD_FAR, cell, symbol->reg);
      wf_emit(c, WF_CODE_LOAD_CELL, to, cell, 0);
      u->top = top;
      break;
    }
    case FREE: wf_emit_wide(c, WF_CODE_LOAD_FREE, to, (uint32_t)symbol->free_index); break;
    case CLASS_FREE:
      wf_emit_wide(c, WF_CODE_LOAD_CLASS_FREE, to, (uint32_t)symbol->free_index);
      break;
    case GLOBAL: wf_emit_word(c, WF_CODE_LOAD_GLOBAL, to, 0, 0, cache_of(c, symbol, name)); break;
    case NAME: wf_emit_word(c, WF_CODE_LOAD_NAME, to, 0, 0, cache_of(c, symbol, name)); break;
  }
}

void wf_target_store(wf_compiler *c, const wf_name *name, uint32_t from) {
  wf_unit *u = c->unit;
  wf_symbol *symbol = wf_target_symbol(c, name);
  switch (access_of(u, symbol)) {
    case NEAR:
      wf_emit_move(c, symbol->reg, from);
      wf_target_bound(c, symbol->reg);
      break;
    case FAR: wf_emit_wide(c, WF_CODE_STORE_FAR, from, symbol->reg); break;
    case CELL: wf_emit(c, WF_CODE_STORE_CELL, from, symbol->reg, 0); break;
    case FAR_CELL: {
      uint32_t top = u->top, cell = wf_emit_temp(c, 1);
      wf_emit_wide(c, WF_CODE_LOAD_FAR, cell, symbol->reg);
      wf_emit(c, WF_CODE_STORE_CELL, from, cell, 0);
      u->top = top;
      break;
    }
    case FREE:
    case CLASS_FREE: wf_emit_wide(c, WF_CODE_STORE_FREE, from, (uint32_t)symbol->free_index); break;
    case GLOBAL:
      wf_emit_word(c, WF_CODE_STORE_GLOBAL, from, 0, 0, cache_of(c, symbol, name));
      break;
    case NAME: wf_emit_word(c, WF_CODE_STORE_NAME, from, 0, 0, cache_of(c, symbol, name)); break;
  }
}

void wf_target_delete(wf_compiler *c, const wf_name *name) {
  wf_unit *u = c->unit;
  wf_symbol *symbol = wf_target_symbol(c, name);
  switch (access_of(u, symbol)) {
    case NEAR:
      wf_emit(c, WF_CODE_DELETE_LOCAL, symbol->reg, 0, 0);
      wf_bits_remove(&u->bound, symbol->reg);
      break;
    case FAR: wf_emit_wide(c, WF_CODE_DELETE_FAR, 0, symbol->reg); break;
    case CELL: wf_emit(c, WF_CODE_DELETE_CELL, 0, symbol->reg, 0); break;
    case FAR_CELL: {
      uint32_t top = u->top, cell = wf_emit_temp(c, 1);
      wf_emit_wide(c, WF_CODE_LOAD_FAR, cell, symbol->reg);
      wf_emit(c, WF_CODE_DELETE_CELL, 0, cell, 0);
      u->top = top;
      break;
    }
    case FREE:
    case CLASS_FREE: wf_emit_wide(c, WF_CODE_DELETE_FREE, 0, (uint32_t)symbol->free_index); break;
    case GLOBAL: wf_emit_word(c, WF_CODE_DELETE_GLOBAL, 0, 0, 0, cache_of(c, symbol, name)); break;
    case NAME: wf_emit_word(c, WF_CODE_DELETE_NAME, 0, 0, 0, cache_of(c, symbol, name)); break;
  }
}

void wf_target_unbind(wf_compiler *c, const wf_name *name) {
  wf_unit *u = c->unit;
  const wf_symbol *symbol = wf_target_symbol(c, name);
  if (access_of(u, symbol) == NEAR) {
    wf_emit(c, WF_CODE_CLEAR, symbol->reg, 0, 0);
    wf_bits_remove(&u->bound, symbol->reg);
    return;
  }
  uint32_t top = u->top, t = wf_emit_temp(c, 1);
  wf_emit_load(c, t, WF_NONE);
  wf_target_store(c, name, t);
  wf_target_delete(c, name);
  u->top = top;
}

/* --- Unpacking --- */

/* The first of the targets' registers when they are near locals in consecutive registers, each
   once, so that UNPACK can write them itself; else -1. */
static int consecutive_locals(wf_compiler *c, wf_ast_exprs targets) {
  int first = -1;
  for (size_t i = 0; i < targets.count; i++) {
    const wf_ast_expr *e = targets.items[i];
    if (e->kind != WF_AST_NAME) return -1;
    int reg = wf_target_register(c, wf_compile_name(c, e->name.id));
    if (reg < 0 || (i && reg != first + (int)i)) return -1;
    if (i == 0) first = reg;
  }
  return first;
}

static void assign_all(wf_compiler *c, wf_ast_expr **targets, size_t count, uint32_t from) {
  for (size_t i = 0; i < count && !c->failed; i++) {
    wf_ast_expr *e = targets[i];
    wf_target_assign(c, e->kind == WF_AST_STARRED ? e->starred.value : e, from + (uint32_t)i);
  }
}

static uint32_t room(const wf_unit *u) { return u->top + 40 < 256 ? 256 - 40 - u->top : 4; }

/* More targets than there are registers: a piece at a time, the rest as a list. */
static void unpack_pieces(wf_compiler *c, wf_ast_exprs targets, uint32_t from) {
  wf_unit *u = c->unit;
  uint32_t rest = wf_emit_temp(c, 1), top = u->top;
  uint32_t piece = room(u) < WF_PIECE ? room(u) : WF_PIECE;
  while (targets.count > piece && !c->failed) {
    uint32_t base = wf_emit_temp(c, piece + 1);
    wf_emit_word(c, WF_CODE_UNPACK_EX, base, from, piece, 0);
    wf_emit_move(c, rest, base + piece);
    assign_all(c, targets.items, piece, base);
    u->top = top;
    from = rest;
    targets.items += piece;
    targets.count -= piece;
  }
  uint32_t base = wf_emit_temp(c, (uint32_t)targets.count);
  wf_emit(c, WF_CODE_UNPACK, base, from, (uint32_t)targets.count);
  assign_all(c, targets.items, targets.count, base);
}

/* So many targets around the starred one that the tail is taken off the list by slices. */
static void unpack_long_star(wf_compiler *c, wf_ast_exprs targets, size_t star, uint32_t from) {
  wf_unit *u = c->unit;
  size_t after = targets.count - star - 1;
  uint32_t rest = wf_emit_temp(c, 2);
  wf_emit(c, WF_CODE_BUILD_LIST, rest, rest, 0);
  wf_emit(c, WF_CODE_LIST_EXTEND, rest, from, 0);
  for (size_t done = 0; done < star && !c->failed;) {
    uint32_t piece = star - done < WF_PIECE ? (uint32_t)(star - done) : WF_PIECE;
    uint32_t top = u->top, base = wf_emit_temp(c, piece + 1);
    wf_emit_word(c, WF_CODE_UNPACK_EX, base, rest, piece, 0);
    wf_emit_move(c, rest, base + piece);
    assign_all(c, targets.items + done, piece, base);
    u->top = top;
    done += piece;
  }
  uint32_t top = u->top, t = wf_emit_temp(c, 1);
  if (after) {
    wf_emit_load(c, t, wf_slice_new(WF_NONE, wf_small_int(-(int64_t)after), WF_NONE));
    wf_emit(c, WF_CODE_GET_ITEM, rest + 1, rest, t);
    wf_target_assign(c, targets.items[star]->starred.value, rest + 1);
    wf_emit_load(c, t, wf_slice_new(wf_small_int(-(int64_t)after), WF_NONE, WF_NONE));
    wf_emit(c, WF_CODE_GET_ITEM, rest, rest, t);
    u->top = top;
    unpack_pieces(c, (wf_ast_exprs){after, targets.items + star + 1}, rest);
  } else {
    wf_target_assign(c, targets.items[star]->starred.value, rest);
  }
}

void wf_target_unpack(wf_compiler *c, wf_ast_expr *target, uint32_t from) {
  wf_unit *u = c->unit;
  wf_ast_exprs targets = target->list.elts;
  size_t star = targets.count;
  for (size_t i = 0; i < targets.count; i++) {
    if (targets.items[i]->kind != WF_AST_STARRED) continue;
    if (star < targets.count) {
      wf_compile_error(c, u->place, "multiple starred expressions in assignment");
      return;
    }
    star = i;
  }
  if (star < targets.count && star > 255) {
    wf_compile_error(c, u->place, "too many expressions in star-unpacking assignment");
    return;
  }
  uint32_t top = u->top, count = (uint32_t)targets.count;
  if (star < targets.count) {
    if (targets.count > room(u)) {
      unpack_long_star(c, targets, star, from);
    } else {
      uint32_t base = wf_emit_temp(c, count);
      wf_emit_word(c, WF_CODE_UNPACK_EX, base, from, (uint32_t)star, count - (uint32_t)star - 1);
      assign_all(c, targets.items, count, base);
    }
  } else if (targets.count > room(u)) {
    unpack_pieces(c, targets, from);
  } else {
    int first = count ? consecutive_locals(c, targets) : -1;
    uint32_t base = first >= 0 ? (uint32_t)first : wf_emit_temp(c, count);
    wf_emit(c, WF_CODE_UNPACK, base, from, count);
    if (first >= 0)
      for (uint32_t i = 0; i < count; i++) wf_target_bound(c, base + i);
    else
      assign_all(c, targets.items, count, base);
  }
  u->top = top;
}

/* --- Assignment --- */

static void assign_attribute(wf_compiler *c, wf_ast_expr *target, uint32_t from) {
  wf_unit *u = c->unit;
  const wf_name *name = wf_compile_name(c, target->attribute.attr);
  if (wf_target_forbidden(c, name, WF_AST_STORE, target->place)) return;
  uint32_t object = wf_expr_any(c, target->attribute.value);
  wf_expr_attribute_place(c, target);
  name = wf_scope_mangle(c, u->scope->class_name, name);
  wf_emit_word(c, WF_CODE_SET_ATTR, object, from, 0, wf_emit_cache(c, name));
}

static void assign_item(wf_compiler *c, wf_ast_expr *target, uint32_t from) {
  uint32_t object = wf_expr_operand(c, target->subscript.value, target->subscript.slice);
  uint32_t index = wf_expr_index(c, target->subscript.slice);
  wf_emit(c, WF_CODE_SET_ITEM, object, index, from);
}

void wf_target_assign(wf_compiler *c, wf_ast_expr *target, uint32_t from) {
  if (c->failed) return;
  wf_unit *u = c->unit;
  wf_ast_place before = wf_emit_at(c, target->place);
  uint32_t top = u->top;
  switch (target->kind) {
    case WF_AST_NAME: {
      const wf_name *name = wf_compile_name(c, target->name.id);
      if (!wf_target_forbidden(c, name, WF_AST_STORE, target->place))
        wf_target_store(c, name, from);
      break;
    }
    case WF_AST_ATTRIBUTE: assign_attribute(c, target, from); break;
    case WF_AST_SUBSCRIPT: assign_item(c, target, from); break;
    case WF_AST_TUPLE:
    case WF_AST_LIST_DISPLAY: wf_target_unpack(c, target, from); break;
    case WF_AST_STARRED:
      wf_compile_error(c, target->place, "starred assignment target must be in a list or tuple");
      break;
    default: wf_compile_error(c, target->place, "cannot assign to this expression"); break;
  }
  u->top = top;
  u->place = before;
}

/* --- Assignment of what is still to be computed --- */

static bool has_star(wf_ast_exprs list) {
  for (size_t i = 0; i < list.count; i++)
    if (list.items[i]->kind == WF_AST_STARRED) return true;
  return false;
}

/* The register of a target that is a near local, else -1. */
static int plain_target(wf_compiler *c, const wf_ast_expr *e) {
  return e->kind == WF_AST_NAME ? wf_target_register(c, wf_compile_name(c, e->name.id)) : -1;
}

static bool is_target_name(wf_ast_exprs targets, const wf_ast_name *name) {
  for (size_t i = 0; i < targets.count; i++)
    if (wf_expr_mentions(targets.items[i], name)) return true;
  return false;
}

/* Whether the targets are different near locals: then the order of storing cannot be seen. */
static bool all_plain(wf_compiler *c, wf_ast_exprs targets) {
  for (size_t i = 0; i < targets.count; i++) {
    if (plain_target(c, targets.items[i]) < 0) return false;
    for (size_t j = 0; j < i; j++)
      if (targets.items[i]->name.id == targets.items[j]->name.id) return false;
  }
  return true;
}

/* a, b = x, y without a tuple: the values are computed in order, then stored in order. Values that
   nothing can change meanwhile are not copied, and the last one may go straight to its target. */
static void assign_parallel(wf_compiler *c, wf_ast_exprs targets, wf_ast_exprs values) {
  wf_unit *u = c->unit;
  size_t n = targets.count, last = n;
  uint32_t from[WF_PIECE];
  bool plain = all_plain(c, targets);
  for (size_t i = 0; i < n; i++)
    if (values.items[i]->kind != WF_AST_CONSTANT) last = i;
  for (size_t i = 0; i < n && !c->failed; i++) {
    wf_ast_expr *value = values.items[i];
    from[i] = UINT32_MAX;
    if (value->kind == WF_AST_CONSTANT) continue;
    if (value->kind == WF_AST_NAME && !u->scope->has_walrus &&
        !is_target_name(targets, value->name.id)) {
      wf_ast_place before = wf_emit_at(c, value->place);
      int reg = wf_target_local(c, wf_compile_name(c, value->name.id));
      u->place = before;
      if (reg >= 0) {
        from[i] = (uint32_t)reg;
        continue;
      }
    }
    if (plain && i == last && !wf_expr_mentions_walrus(c)) {
      from[i] = (uint32_t)plain_target(c, targets.items[i]);
      wf_expr_to(c, value, from[i]);
      wf_target_bound(c, from[i]);
    } else {
      from[i] = wf_expr_temp(c, value);
    }
  }
  for (size_t i = 0; i < n && !c->failed; i++) {
    if (from[i] == UINT32_MAX) wf_target_assign_expr(c, targets.items[i], values.items[i]);
    else wf_target_assign(c, targets.items[i], from[i]);
  }
}

/* a, b = 1, 2: the constants, each to its target. */
static void assign_constants(wf_compiler *c, wf_ast_exprs targets, wf_value tuple) {
  wf_unit *u = c->unit;
  for (size_t i = 0; i < targets.count && !c->failed; i++) {
    int reg = plain_target(c, targets.items[i]);
    uint32_t top = u->top, t = reg >= 0 ? (uint32_t)reg : wf_emit_temp(c, 1);
    wf_emit_load(c, t, wf_tuple_get(tuple, i));
    wf_target_assign(c, targets.items[i], t);
    u->top = top;
  }
}

static bool assign_sequence(wf_compiler *c, wf_ast_expr *target, wf_ast_expr *value) {
  wf_ast_exprs targets = target->list.elts;
  if (!targets.count || targets.count > WF_PIECE || has_star(targets)) return false;
  if (value->kind == WF_AST_TUPLE && value->tuple.elts.count == targets.count &&
      !has_star(value->tuple.elts)) {
    assign_parallel(c, targets, value->tuple.elts);
    return true;
  }
  if (value->kind != WF_AST_CONSTANT || value->constant.kind != WF_CONST_FOLDED) return false;
  wf_value tuple = wf_compile_constant(c, value);
  if (!wf_is_tuple(tuple) || wf_tuple_length(tuple) != targets.count) return false;
  assign_constants(c, targets, tuple);
  return true;
}

void wf_target_assign_expr(wf_compiler *c, wf_ast_expr *target, wf_ast_expr *value) {
  if (c->failed) return;
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  int reg = plain_target(c, target);
  if (reg >= 0) {
    wf_expr_to(c, value, (uint32_t)reg);
    wf_target_bound(c, (uint32_t)reg);
    wf_ast_place before = wf_emit_at(c, target->place);
    wf_emit_line(c);
    u->place = before;
  } else if ((target->kind == WF_AST_TUPLE || target->kind == WF_AST_LIST_DISPLAY) &&
             assign_sequence(c, target, value)) {
    /* done */
  } else {
    wf_target_assign(c, target, wf_expr_operand(c, value, target));
  }
  u->top = top;
}
