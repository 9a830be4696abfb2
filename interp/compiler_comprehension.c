/* Comprehensions and generator expressions: functions that get the first iterator as their
 * argument. */
#include <config.h>

#include "interp/compiler.h"

typedef struct comprehension {
  wf_ast_expr *e;
  uint32_t result; /* register of the list, set or dict; unused by generators */
  uint32_t others; /* register of a dict with the iterators of loops that have no registers */
} comprehension;

/* So many loops have registers of their own. Those inside them keep their iterators in a dict, by
   their index, and all use the same registers, each for its next item only. */
enum { OWN_LOOPS = 16 };

static void compile_generator(wf_compiler *c, const comprehension *k, size_t index);

static void compile_element(wf_compiler *c, const comprehension *k) {
  wf_unit *u = c->unit;
  wf_ast_expr *e = k->e;
  uint32_t top = u->top;
  if (e->kind == WF_AST_DICT_COMP) {
    uint32_t key = wf_expr_operand(c, e->comp.elt, e->comp.value);
    uint32_t value = wf_expr_any(c, e->comp.value);
    wf_emit(c, WF_CODE_DICT_PUT, k->result, key, value);
  } else {
    uint32_t value = wf_expr_any(c, e->comp.elt);
    if (e->kind == WF_AST_GENERATOR_EXP) {
      uint32_t sent = wf_emit_temp(c, 1);
      wf_emit(c, WF_CODE_YIELD, sent, value, 0);
    } else {
      wf_emit(c, e->kind == WF_AST_LIST_COMP ? WF_CODE_LIST_APPEND : WF_CODE_SET_ADD, k->result,
              value, 0);
    }
  }
  u->top = top;
}

/* What is done with each item: the conditions, then the next `for` or the element. */
static void compile_inside(wf_compiler *c, const comprehension *k, size_t index, int32_t next) {
  const wf_ast_comprehension *g = k->e->comp.generators.items[index];
  for (size_t i = 0; i < g->ifs.count; i++) wf_jump_if(c, g->ifs.items[i], false, next);
  if (index + 1 == k->e->comp.generators.count) {
    compile_element(c, k);
    return;
  }
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  compile_generator(c, k, index + 1);
  u->top = top;
}

/* `for x in [value]` is an assignment. */
static bool is_single(const wf_ast_expr *iter) {
  return (iter->kind == WF_AST_TUPLE || iter->kind == WF_AST_LIST_DISPLAY) &&
         iter->list.elts.count == 1 && iter->list.elts.items[0]->kind != WF_AST_STARRED;
}

static void load_index(wf_compiler *c, uint32_t to, size_t index) {
  wf_emit_load(c, to, wf_small_int((int64_t)index));
}

static void keep_iterator(wf_compiler *c, const comprehension *k, size_t index, uint32_t iterator) {
  uint32_t top = c->unit->top, key = wf_emit_temp(c, 1);
  load_index(c, key, index);
  wf_emit(c, WF_CODE_DICT_PUT, k->others, key, iterator);
  c->unit->top = top;
}

static void fetch_iterator(wf_compiler *c, const comprehension *k, size_t index, uint32_t to) {
  load_index(c, to, index);
  wf_emit(c, WF_CODE_GET_ITEM, to, k->others, to);
}

/* The registers from `inner` on are free for what is inside. */
static void compile_sync(wf_compiler *c, const comprehension *k, size_t index, uint32_t loop,
                         uint32_t inner) {
  wf_unit *u = c->unit;
  const wf_ast_comprehension *g = k->e->comp.generators.items[index];
  int32_t next = wf_emit_label(c), body = wf_emit_label(c);
  int reg = -1;
  if (g->target->kind == WF_AST_NAME)
    reg = wf_target_register(c, wf_compile_name(c, g->target->name.id));
  uint32_t value = reg >= 0 ? (uint32_t)reg : wf_emit_temp(c, 1), top = u->top;
  bool reachable = u->reachable;
  wf_bits bound = u->bound;
  wf_emit_jump(c, next);
  u->reachable = reachable;
  u->bound = bound;
  wf_emit_head(c, body);
  wf_ast_place before = wf_emit_at(c, g->target->place);
  wf_emit_line(c);
  u->place = before;
  if (reg >= 0) wf_target_bound(c, value);
  else wf_target_assign(c, g->target, value);
  u->top = index < OWN_LOOPS ? top : inner;
  compile_inside(c, k, index, next);
  u->top = top;
  wf_emit_place(c, next);
  u->place = k->e->place;
  if (index >= OWN_LOOPS) fetch_iterator(c, k, index, loop);
  wf_emit_branch(c, WF_CODE_FOR_NEXT, loop, value, 0, body);
}

static void compile_async(wf_compiler *c, const comprehension *k, size_t index, uint32_t iterator,
                          uint32_t inner) {
  wf_unit *u = c->unit;
  const wf_ast_comprehension *g = k->e->comp.generators.items[index];
  int32_t next = wf_emit_label(c), handler = wf_emit_label(c), end = wf_emit_label(c);
  uint32_t value = wf_emit_temp(c, 1);
  uint32_t top = u->top;
  wf_emit_head(c, next);
  wf_bits entry = u->bound;
  if (index >= OWN_LOOPS) fetch_iterator(c, k, index, iterator);
  wf_stmt_async_next(c, iterator, value, handler, value);
  wf_target_assign(c, g->target, value);
  u->top = index < OWN_LOOPS ? top : inner;
  compile_inside(c, k, index, next);
  u->top = top;
  wf_emit_jump(c, next);
  wf_emit_handler(c, handler, &entry);
  u->place = k->e->place;
  wf_emit_branch(c, WF_CODE_END_ASYNC_FOR, value, 0, 1, end);
  wf_emit_unreachable(c);
  wf_emit_place(c, end);
}

static void compile_generator(wf_compiler *c, const comprehension *k, size_t index) {
  if (c->failed || !wf_compile_enter(c)) return;
  const wf_ast_comprehension *g = k->e->comp.generators.items[index];
  if (index > 0 && !g->is_async && is_single(g->iter)) {
    int32_t next = wf_emit_label(c);
    wf_target_assign_expr(c, g->target, g->iter->list.elts.items[0]);
    compile_inside(c, k, index, next);
    wf_emit_place(c, next);
  } else {
    /* the first iterator is the function's argument */
    uint32_t loop = 0, inner = c->unit->top;
    if (!g->is_async) loop = wf_emit_temp(c, WF_LOOP_REGISTERS);
    else if (index > 0) loop = wf_emit_temp(c, 1);
    uint32_t top = c->unit->top, iterable = index == 0 ? 0 : wf_expr_any(c, g->iter);
    bool own = index < OWN_LOOPS;
    if (!g->is_async) wf_emit(c, own ? WF_CODE_GET_LOOP : WF_CODE_GET_ITER, loop, iterable, 0);
    else if (index > 0) wf_emit(c, WF_CODE_GET_AITER, loop, iterable, 0);
    c->unit->top = top;
    if (!own) keep_iterator(c, k, index, loop);
    if (g->is_async) compile_async(c, k, index, loop, inner);
    else compile_sync(c, k, index, loop, inner);
  }
  wf_compile_leave(c);
}

static wf_value comprehension_code(wf_compiler *c, wf_ast_expr *e, wf_scope *scope) {
  wf_unit *u = wf_emit_enter(c, scope, scope->name, e->place.line);
  comprehension k = {.e = e};
  u->place = e->place;
  u->flags = WF_CODE_OPTIMIZED | WF_CODE_NEWLOCALS | c->future;
  if (scope->nested) u->flags |= WF_CODE_NESTED;
  if (scope->is_coroutine)
    u->flags |= scope->is_generator ? WF_CODE_ASYNC_GENERATOR : WF_CODE_COROUTINE;
  else if (scope->is_generator) u->flags |= WF_CODE_GENERATOR;
  u->arguments = 1;
  wf_function_body_start(c);
  if (e->kind != WF_AST_GENERATOR_EXP) {
    k.result = wf_emit_temp(c, 1);
    wf_emit(c, e->kind == WF_AST_LIST_COMP  ? WF_CODE_BUILD_LIST
               : e->kind == WF_AST_SET_COMP ? WF_CODE_BUILD_SET
                                            : WF_CODE_BUILD_DICT,
            k.result, k.result, 0);
  }
  if (e->comp.generators.count > OWN_LOOPS) {
    k.others = wf_emit_temp(c, 1);
    wf_emit(c, WF_CODE_BUILD_DICT, k.others, k.others, 0);
  }
  compile_generator(c, &k, 0);
  if (e->kind != WF_AST_GENERATOR_EXP) wf_emit(c, WF_CODE_RETURN, k.result, 0, 0);
  else wf_emit_return(c, WF_NONE);
  return wf_emit_leave(c);
}

void wf_comprehension_to(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_unit *u = c->unit;
  wf_scope *scope = wf_scope_child(u->scope, e);
  bool waits = scope->is_coroutine && e->kind != WF_AST_GENERATOR_EXP;
  if (waits && !wf_expr_in_async(c)) {
    wf_compile_error(c, e->place,
                     "asynchronous comprehension outside of an asynchronous function");
    return;
  }
  wf_value code = comprehension_code(c, e, scope);
  if (c->failed) return;
  uint32_t base = wf_emit_is_temp(u, to) && to + 1 == u->top ? to : wf_emit_temp(c, 1);
  uint32_t iterator = wf_emit_temp(c, 1);
  const wf_ast_comprehension *first = e->comp.generators.items[0];
  if (u->reachable) {
    uint32_t index = wf_emit_constant(c, code);
    if (index > UINT16_MAX) {
      wf_raise(&wf_exc_OverflowError, "code is too large");
      c->failed = true;
      return;
    }
    wf_emit_word(c, WF_CODE_MAKE_FUNCTION, base, index & 0xff, index >> 8, 0);
  }
  uint32_t iterable = wf_expr_any(c, first->iter);
  wf_emit(c, first->is_async ? WF_CODE_GET_AITER : WF_CODE_GET_ITER, iterator, iterable, 0);
  wf_emit(c, WF_CODE_CALL, base, 1, 0);
  if (waits) {
    u->top = base + 1;
    wf_expr_await(c, base, 0);
  }
  wf_emit_move(c, to, base);
}
