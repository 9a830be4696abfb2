/* try and with: statements whose handlers the exception table names.

   A handler finds the exception in a register. It makes it the handled one with PUSH_HANDLED, which
   keeps the one before in another register, and has a handler of its own, the cleanup, that puts
   that one back when something else is raised meanwhile:

     body                  -> handler: exception in e
     handler:  PUSH_HANDLED saved, e
               ...         -> cleanup: exception in e
     cleanup:  POP_HANDLED saved; RERAISE e

   A handler that ends in RERAISE inside this range leaves the rest to its cleanup. */
#include <config.h>

#include "interp/compiler.h"

/* A guard that is no block: nothing can leave it but by falling out, or through the blocks around.
 */
static wf_block *push_cleanup(wf_compiler *c, int32_t cleanup, uint32_t exception) {
  wf_block *block = wf_emit_push_block(c, WF_BLOCK_TRY);
  wf_emit_guard(c, block, cleanup, exception);
  return block;
}

static void emit_cleanup(wf_compiler *c, int32_t cleanup, const wf_bits *entry, uint32_t saved,
                         uint32_t exception) {
  wf_emit_handler(c, cleanup, entry);
  wf_emit_artificial(c);
  wf_emit(c, WF_CODE_POP_HANDLED, saved, 0, 0);
  wf_emit(c, WF_CODE_RERAISE, exception, 0, 0);
}

/* --- except --- */

typedef struct handling {
  wf_bits entry;
  uint32_t exception, saved; /* registers */
  int32_t end;
} handling;

/* The body of one clause, which handles the exception already. */
static void compile_clause(wf_compiler *c, wf_ast_handler *clause, const handling *h) {
  wf_unit *u = c->unit;
  if (!clause->name) {
    wf_block *block = wf_emit_push_block(c, WF_BLOCK_HANDLER);
    block->reg = (uint16_t)h->saved;
    wf_stmt_list_compile(c, &clause->body);
    wf_emit_pop_block(c);
    wf_emit_artificial(c);
    wf_emit(c, WF_CODE_POP_HANDLED, h->saved, 0, 0);
    wf_emit_jump(c, h->end);
    return;
  }
  const wf_name *name = wf_compile_name(c, clause->name);
  int32_t unbind = wf_emit_label(c);
  if (wf_target_forbidden(c, name, WF_AST_STORE, clause->place)) return;
  wf_target_store(c, name, h->exception);
  wf_bits bound = u->bound;
  wf_block *block = wf_emit_push_block(c, WF_BLOCK_NAMED_HANDLER);
  block->reg = (uint16_t)h->saved;
  block->name = name;
  wf_emit_guard(c, block, unbind, h->exception);
  wf_stmt_list_compile(c, &clause->body);
  wf_emit_pop_block(c);
  wf_emit_artificial(c);
  wf_emit(c, WF_CODE_POP_HANDLED, h->saved, 0, 0);
  wf_target_unbind(c, name);
  wf_emit_jump(c, h->end);
  wf_emit_handler(c, unbind, &bound);
  wf_emit_artificial(c);
  wf_target_unbind(c, name);
  wf_emit(c, WF_CODE_RERAISE, h->exception, 0, 0);
}

static void compile_clauses(wf_compiler *c, wf_ast_stmt *s, const handling *h) {
  wf_unit *u = c->unit;
  wf_ast_handlers clauses = s->try_.handlers;
  for (size_t i = 0; i < clauses.count && !c->failed; i++) {
    wf_ast_handler *clause = clauses.items[i];
    int32_t next = wf_emit_label(c);
    u->place = clause->place;
    if (clause->type) {
      uint32_t top = u->top, type = wf_expr_any(c, clause->type);
      wf_emit_branch(c, WF_CODE_JUMP_NO_MATCH, h->exception, type, 0, next);
      u->top = top;
    } else if (i + 1 < clauses.count) {
      wf_compile_error(c, clause->place, "default 'except:' must be last");
      return;
    }
    compile_clause(c, clause, h);
    wf_emit_place(c, next);
    u->place = clause->place;
  }
}

/* --- except* --- */

/* rest holds what no clause has taken yet, rest + 1 what a clause takes; raised collects what
   clauses raise. Where the clause is over, it goes on at next; when it raised, at failed, or
   without that (-1) behind it. */
static void compile_star_clause(wf_compiler *c, wf_ast_handler *clause, uint32_t rest,
                                uint32_t raised, int32_t next, int32_t failed) {
  wf_unit *u = c->unit;
  uint32_t top = u->top, saved = wf_emit_temp(c, 2), exception = saved + 1;
  int32_t handler = wf_emit_label(c);
  uint32_t type = wf_expr_any(c, clause->type);
  wf_emit(c, WF_CODE_MATCH_STAR, rest, type, 0);
  int none = wf_emit_constant_operand(c, WF_NONE);
  if (none < 0) {
    uint32_t t = wf_emit_temp(c, 1);
    wf_emit_load(c, t, WF_NONE);
    wf_emit_branch(c, WF_CODE_JUMP_IS, rest + 1, t, true, next);
  } else {
    wf_emit_branch(c, WF_CODE_JUMP_IS_K, rest + 1, (uint32_t)none, true, next);
  }
  u->top = saved + 2;
  const wf_name *name = clause->name ? wf_compile_name(c, clause->name) : NULL;
  wf_emit(c, WF_CODE_PUSH_HANDLED, saved, rest + 1, 0);
  if (name && !wf_target_forbidden(c, name, WF_AST_STORE, clause->place))
    wf_target_store(c, name, rest + 1);
  wf_bits bound = u->bound;
  wf_block *block = wf_emit_push_block(c, name ? WF_BLOCK_NAMED_HANDLER : WF_BLOCK_HANDLER);
  block->star = true;
  block->reg = (uint16_t)saved;
  block->name = name;
  wf_emit_guard(c, block, handler, exception);
  wf_stmt_list_compile(c, &clause->body);
  wf_emit_pop_block(c);
  wf_emit_artificial(c);
  wf_emit(c, WF_CODE_POP_HANDLED, saved, 0, 0);
  if (name) wf_target_unbind(c, name);
  wf_emit_jump(c, next);
  wf_emit_handler(c, handler, &bound);
  wf_emit_artificial(c);
  if (name) wf_target_unbind(c, name);
  wf_emit(c, WF_CODE_POP_HANDLED, saved, 0, 0);
  wf_emit(c, WF_CODE_LIST_APPEND, raised, exception, 0);
  if (failed >= 0) wf_emit_jump(c, failed);
  u->top = top;
}

static void jump_none(wf_compiler *c, uint32_t reg, bool sense, int32_t label) {
  int none = wf_emit_constant_operand(c, WF_NONE);
  if (none >= 0) {
    wf_emit_branch(c, WF_CODE_JUMP_IS_K, reg, (uint32_t)none, sense, label);
    return;
  }
  uint32_t top = c->unit->top, t = wf_emit_temp(c, 1);
  wf_emit_load(c, t, WF_NONE);
  wf_emit_branch(c, WF_CODE_JUMP_IS, reg, t, sense, label);
  c->unit->top = top;
}

static void compile_star_clauses(wf_compiler *c, wf_ast_stmt *s, const handling *h) {
  wf_unit *u = c->unit;
  uint32_t rest = wf_emit_temp(c, 3), raised = rest + 2;
  wf_emit_move(c, rest, h->exception);
  wf_emit(c, WF_CODE_BUILD_LIST, raised, raised, 0);
  /* the line of the last clause is told again when it is over, but not when it raised */
  int32_t finish = wf_emit_label(c);
  for (size_t i = 0; i < s->try_.handlers.count && !c->failed; i++) {
    wf_ast_handler *clause = s->try_.handlers.items[i];
    int32_t next = wf_emit_label(c);
    bool is_last = i + 1 == s->try_.handlers.count;
    u->place = clause->place;
    compile_star_clause(c, clause, rest, raised, next, is_last ? finish : -1);
    wf_emit_place(c, next);
    u->place = clause->place;
  }
  wf_emit_line(c);
  wf_emit_artificial(c);
  wf_emit_place(c, finish);
  int32_t done = wf_emit_label(c), raise = wf_emit_label(c);
  jump_none(c, rest, true, done);
  wf_emit(c, WF_CODE_LIST_APPEND, raised, rest, 0);
  wf_emit_place(c, done);
  wf_emit(c, WF_CODE_END_STAR, h->exception, raised, 0);
  jump_none(c, h->exception, false, raise);
  wf_emit(c, WF_CODE_POP_HANDLED, h->saved, 0, 0);
  wf_emit_jump(c, h->end);
  wf_emit_place(c, raise);
  wf_emit(c, WF_CODE_RERAISE, h->exception, 0, 0);
}

static void compile_except(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  handling h = {.entry = u->bound};
  h.exception = wf_emit_temp(c, 2);
  h.saved = h.exception + 1;
  h.end = wf_emit_label(c);
  int32_t handler = wf_emit_label(c), cleanup = wf_emit_label(c);
  push_cleanup(c, handler, h.exception);
  wf_stmt_list_compile(c, &s->try_.body);
  wf_emit_pop_block(c);
  wf_stmt_list_compile(c, &s->try_.orelse);
  wf_emit_artificial(c);
  wf_emit_jump(c, h.end);
  wf_emit_handler(c, handler, &h.entry);
  wf_emit(c, WF_CODE_PUSH_HANDLED, h.saved, h.exception, 0);
  push_cleanup(c, cleanup, h.exception);
  if (s->kind == WF_AST_TRY_STAR) compile_star_clauses(c, s, &h);
  else compile_clauses(c, s, &h);
  wf_emit_pop_block(c);
  if (s->kind == WF_AST_TRY) { /* no clause matches */
    wf_emit(c, WF_CODE_POP_HANDLED, h.saved, 0, 0);
    wf_emit(c, WF_CODE_RERAISE, h.exception, 0, 0);
  }
  emit_cleanup(c, cleanup, &h.entry, h.saved, h.exception);
  u->top = top;
  u->place = s->place;
  wf_emit_place(c, h.end);
}

/* --- finally --- */

static void compile_finally(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  wf_bits entry = u->bound;
  uint32_t top = u->top, exception = wf_emit_temp(c, 2), saved = exception + 1;
  int32_t handler = wf_emit_label(c), cleanup = wf_emit_label(c), end = wf_emit_label(c);
  wf_block *block = wf_emit_push_block(c, WF_BLOCK_FINALLY);
  block->body = &s->try_.finalbody;
  wf_emit_guard(c, block, handler, exception);
  if (s->try_.handlers.count) compile_except(c, s);
  else wf_stmt_list_compile(c, &s->try_.body);
  wf_emit_pop_block(c);
  wf_stmt_list_compile(c, &s->try_.finalbody);
  wf_ast_place last = u->place;
  wf_emit_artificial(c);
  wf_emit_jump(c, end);
  wf_emit_handler(c, handler, &entry);
  wf_emit(c, WF_CODE_PUSH_HANDLED, saved, exception, 0);
  block = wf_emit_push_block(c, WF_BLOCK_FINALLY_END);
  block->reg = (uint16_t)saved;
  wf_emit_guard(c, block, cleanup, exception + 2);
  wf_emit_temp(c, 1);
  wf_stmt_list_compile(c, &s->try_.finalbody);
  wf_emit_pop_block(c);
  wf_emit(c, WF_CODE_POP_HANDLED, saved, 0, 0);
  wf_emit(c, WF_CODE_RERAISE, exception, 0, 0);
  emit_cleanup(c, cleanup, &entry, saved, exception + 2);
  u->top = top;
  u->place = last;
  wf_emit_place(c, end);
}

void wf_stmt_try(wf_compiler *c, wf_ast_stmt *s) {
  wf_emit_line(c);
  if (s->try_.finalbody.count) compile_finally(c, s);
  else compile_except(c, s);
}

/* --- with --- */

/* Registers: the exit function, its self, and the value of the manager, later the exception. */
static void compile_with_item(wf_compiler *c, wf_ast_stmt *s, size_t index) {
  wf_unit *u = c->unit;
  bool is_async = s->kind == WF_AST_ASYNC_WITH;
  wf_ast_with_item *item = s->with.items.items[index];
  uint32_t top = u->top, leave = wf_emit_temp(c, 3), value = leave + 2, exception = leave + 2;
  int32_t handler = wf_emit_label(c), cleanup = wf_emit_label(c), end = wf_emit_label(c);
  uint32_t manager = wf_expr_any(c, item->context_expr);
  u->place = s->place;
  wf_emit(c, is_async ? WF_CODE_ASYNC_WITH_ENTER : WF_CODE_WITH_ENTER, leave, manager, 0);
  u->top = leave + 3;
  if (is_async) wf_expr_await(c, value, 1);
  wf_bits entry = u->bound;
  wf_block *block = wf_emit_push_block(c, is_async ? WF_BLOCK_ASYNC_WITH : WF_BLOCK_WITH);
  block->reg = (uint16_t)leave;
  wf_emit_guard(c, block, handler, exception);
  if (item->optional_vars) wf_target_assign(c, item->optional_vars, value);
  if (index + 1 < s->with.items.count) {
    if (wf_compile_enter(c)) {
      compile_with_item(c, s, index + 1);
      wf_compile_leave(c);
    }
  } else {
    wf_stmt_list_compile(c, &s->with.body);
  }
  u->place = s->place;
  wf_emit_pop_block(c);
  uint32_t saved = wf_emit_temp(c, 2), result = saved + 1;
  wf_emit(c, WF_CODE_WITH_EXIT, leave, result, 0);
  if (is_async) wf_expr_await(c, result, 2);
  wf_emit_jump(c, end);
  wf_emit_handler(c, handler, &entry);
  int32_t suppressed = wf_emit_label(c);
  wf_emit(c, WF_CODE_PUSH_HANDLED, saved, exception, 0);
  wf_block guard = {.start = -1};
  wf_emit_guard(c, &guard, cleanup, exception);
  wf_emit(c, WF_CODE_WITH_EXCEPT, leave, result, exception);
  if (is_async) wf_expr_await(c, result, 2);
  wf_emit_branch(c, WF_CODE_JUMP_TRUE, result, 0, 0, suppressed);
  wf_emit_artificial(c);
  wf_emit(c, WF_CODE_RERAISE, exception, 0, 0);
  wf_emit_close_range(c, &guard);
  emit_cleanup(c, cleanup, &entry, saved, exception);
  u->place = s->place;
  wf_emit_place(c, suppressed);
  wf_emit(c, WF_CODE_POP_HANDLED, saved, 0, 0);
  u->top = top;
  wf_emit_place(c, end);
}

void wf_stmt_with(wf_compiler *c, wf_ast_stmt *s) {
  if (s->kind == WF_AST_ASYNC_WITH && !c->unit->is_async) {
    wf_compile_error(c, s->place, "'async with' outside async function");
    return;
  }
  compile_with_item(c, s, 0);
}
