/* Statements, but for those in compiler_try.c, compiler_function.c and compiler_match.c.

   Loops test at the bottom: the entry jumps there, and the body falls into it. What the test binds
   is therefore not known in the body from the order of emission; wf_jump_bind adds it. */
#include <config.h>

#include "interp/compiler.h"

/* --- Leaving blocks --- */

bool wf_stmt_unwinds(const wf_compiler *c, uint32_t down_to) {
  for (uint32_t i = down_to; i < c->unit->block_count; i++) {
    enum wf_block_kind kind = c->unit->blocks[i].kind;
    if (kind == WF_BLOCK_FINALLY || kind == WF_BLOCK_NAMED_HANDLER) return true;
  }
  return false;
}

static void leave_block(wf_compiler *c, const wf_block *block) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  wf_ast_place before = u->place;
  switch (block->kind) {
    case WF_BLOCK_FINALLY: wf_stmt_list_compile(c, block->body); break;
    case WF_BLOCK_FINALLY_END:
    case WF_BLOCK_HANDLER: wf_emit(c, WF_CODE_POP_HANDLED, block->reg, 0, 0); break;
    case WF_BLOCK_NAMED_HANDLER:
      wf_emit(c, WF_CODE_POP_HANDLED, block->reg, 0, 0);
      wf_target_unbind(c, block->name);
      break;
    case WF_BLOCK_WITH:
    case WF_BLOCK_ASYNC_WITH: {
      u->place = block->place;
      uint32_t t = wf_emit_temp(c, 1);
      wf_emit(c, WF_CODE_WITH_EXIT, block->reg, t, 0);
      if (block->kind == WF_BLOCK_ASYNC_WITH) wf_expr_await(c, t, 2);
      break;
    }
    default: break;
  }
  u->place = before;
  u->top = top;
}

static bool runs_code(enum wf_block_kind kind) {
  return kind == WF_BLOCK_FINALLY || kind == WF_BLOCK_WITH || kind == WF_BLOCK_ASYNC_WITH;
}

/* While the code that leaves a block is emitted, that block and those inside it are not there. */
void wf_stmt_unwind(wf_compiler *c, uint32_t down_to) {
  wf_unit *u = c->unit;
  uint32_t count = u->block_count;
  wf_block saved[WF_MAX_BLOCKS];
  memcpy(saved, u->blocks, count * sizeof *saved);
  for (uint32_t i = count; i-- > down_to && !c->failed;) {
    wf_emit_close_range(c, &saved[i]);
    u->block_count = i;
    leave_block(c, &saved[i]);
    /* ranges of the blocks outside may have been cut meanwhile */
    memcpy(saved, u->blocks, i * sizeof *saved);
    if (runs_code(saved[i].kind)) wf_emit_artificial(c); /* the jump is not its own line any more */
  }
  memcpy(u->blocks, saved, count * sizeof *saved);
  u->block_count = count;
}

void wf_stmt_rewind(wf_compiler *c, uint32_t down_to) {
  wf_unit *u = c->unit;
  for (uint32_t i = down_to; i < u->block_count; i++) wf_emit_open_range(c, &u->blocks[i]);
}

static bool star_block_error(wf_compiler *c, const wf_block *block) {
  if (!block->star) return false;
  wf_compile_error(c, c->unit->place,
                   "'break', 'continue' and 'return' cannot appear in an except* block");
  return true;
}

static void compile_jump(wf_compiler *c, bool is_break) {
  wf_unit *u = c->unit;
  wf_emit_line(c);
  for (uint32_t i = u->block_count; i-- > 0;) {
    const wf_block *block = &u->blocks[i];
    if (star_block_error(c, block)) return;
    if (block->kind != WF_BLOCK_WHILE && block->kind != WF_BLOCK_FOR) continue;
    int32_t label = is_break ? block->end_label : block->next_label;
    wf_stmt_unwind(c, i + 1);
    wf_emit_jump(c, label);
    wf_stmt_rewind(c, i + 1);
    return;
  }
  wf_compile_error(c, u->place,
                   is_break ? "'break' outside loop" : "'continue' not properly in loop");
}

static void return_expr(wf_compiler *c, wf_ast_expr *e) {
  wf_unit *u = c->unit;
  bool unwinds = wf_stmt_unwinds(c, 0);
  if (e->kind == WF_AST_IF_EXP && u->block_count == 0) {
    int32_t otherwise = wf_emit_label(c);
    uint32_t top = u->top;
    wf_ast_place before = wf_emit_at(c, e->place);
    wf_jump_if(c, e->if_exp.test, false, otherwise);
    u->place = before;
    return_expr(c, e->if_exp.body);
    u->top = top;
    wf_emit_place(c, otherwise);
    return_expr(c, e->if_exp.orelse);
    return;
  }
  if (e->kind == WF_AST_CONSTANT) {
    wf_emit_line(c);
    wf_stmt_unwind(c, 0);
    wf_emit_return(c, wf_compile_constant(c, e));
  } else {
    uint32_t value = wf_expr_any(c, e);
    if (unwinds && !wf_emit_is_temp(u, value)) {
      uint32_t copy = wf_emit_temp(c, 1);
      wf_emit_move(c, copy, value);
      value = copy;
    }
    wf_emit_line(c);
    wf_stmt_unwind(c, 0);
    wf_emit(c, WF_CODE_RETURN, value, 0, 0);
  }
  wf_stmt_rewind(c, 0);
}

static void compile_return(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  if (u->scope->kind != WF_SCOPE_FUNCTION) {
    wf_compile_error(c, s->place, "'return' outside function");
    return;
  }
  if (s->return_.value && (u->flags & WF_CODE_ASYNC_GENERATOR)) {
    wf_compile_error(c, s->place, "'return' with value in async generator");
    return;
  }
  for (uint32_t i = u->block_count; i-- > 0;)
    if (star_block_error(c, &u->blocks[i])) return;
  static wf_ast_expr none = {.kind = WF_AST_CONSTANT, .constant = {.kind = WF_AST_NONE}};
  return_expr(c, s->return_.value ? s->return_.value : &none);
}

/* --- Simple statements --- */

static void compile_expression(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  if (c->interactive && u->scope->kind == WF_SCOPE_MODULE)
    wf_emit(c, WF_CODE_PRINT_EXPR, wf_expr_any(c, s->expr.value), 0, 0);
  else
    wf_expr_effect(c, s->expr.value);
}

static void delete_target(wf_compiler *c, wf_ast_expr *e) {
  wf_unit *u = c->unit;
  if (c->failed) return;
  wf_ast_place before = wf_emit_at(c, e->place);
  uint32_t top = u->top;
  switch (e->kind) {
    case WF_AST_NAME: {
      const wf_name *name = wf_compile_name(c, e->name.id);
      if (!wf_target_forbidden(c, name, WF_AST_DEL, e->place)) wf_target_delete(c, name);
      break;
    }
    case WF_AST_ATTRIBUTE: {
      const wf_name *name = wf_compile_name(c, e->attribute.attr);
      if (wf_target_forbidden(c, name, WF_AST_DEL, e->place)) break;
      uint32_t object = wf_expr_any(c, e->attribute.value);
      wf_expr_attribute_place(c, e);
      name = wf_scope_mangle(c, u->scope->class_name, name);
      wf_emit_word(c, WF_CODE_DELETE_ATTR, object, 0, 0, wf_emit_cache(c, name));
      break;
    }
    case WF_AST_SUBSCRIPT: {
      uint32_t object = wf_expr_operand(c, e->subscript.value, e->subscript.slice);
      wf_emit(c, WF_CODE_DELETE_ITEM, object, wf_expr_index(c, e->subscript.slice), 0);
      break;
    }
    case WF_AST_TUPLE:
    case WF_AST_LIST_DISPLAY:
      for (size_t i = 0; i < e->list.elts.count; i++) delete_target(c, e->list.elts.items[i]);
      break;
    default: wf_compile_error(c, e->place, "cannot delete this expression"); break;
  }
  u->top = top;
  u->place = before;
}

/* Several targets: the value is computed once; into the first target if that is a local that the
   others do not use. */
static void compile_assign(wf_compiler *c, wf_ast_stmt *s) {
  wf_ast_exprs targets = s->assign.targets;
  wf_ast_expr *value = s->assign.value;
  if (targets.count == 1) {
    wf_target_assign_expr(c, targets.items[0], value);
    return;
  }
  const wf_ast_name *first = targets.items[0]->kind == WF_AST_NAME ? targets.items[0]->name.id
                                                                   : NULL;
  int reg = first ? wf_target_register(c, wf_compile_name(c, first)) : -1;
  bool copy = false;
  for (size_t i = 0; i < targets.count; i++) {
    if (reg >= 0 && i > 0 && wf_expr_mentions(targets.items[i], first)) reg = -1;
    if (value->kind == WF_AST_NAME && wf_expr_mentions(targets.items[i], value->name.id))
      copy = true;
  }
  uint32_t from;
  if (reg >= 0) {
    wf_expr_to(c, value, from = (uint32_t)reg);
    wf_target_bound(c, from);
  } else {
    from = copy || value->kind == WF_AST_NAMED_EXPR ? wf_expr_temp(c, value)
                                                    : wf_expr_any(c, value);
  }
  for (size_t i = reg >= 0; i < targets.count; i++) wf_target_assign(c, targets.items[i], from);
}

static void compile_aug_assign(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  wf_ast_expr *target = s->aug_assign.target, *value = s->aug_assign.value;
  uint8_t op = s->aug_assign.op;
  if (target->kind == WF_AST_NAME) {
    const wf_name *name = wf_compile_name(c, target->name.id);
    if (wf_target_forbidden(c, name, WF_AST_STORE, target->place)) return;
    int reg = wf_target_register(c, name);
    wf_ast_place at = wf_emit_at(c, target->place);
    uint32_t left;
    if (reg >= 0 && !wf_expr_rebinds(c, value, target->name.id)) {
      left = (uint32_t)wf_target_local(c, name);
    } else {
      left = wf_emit_temp(c, 1);
      wf_target_load(c, name, left);
    }
    u->place = at;
    uint32_t to = reg >= 0 ? (uint32_t)reg : left;
    wf_expr_binary(c, op, true, to, left, value);
    u->place = target->place;
    if (reg >= 0) wf_target_bound(c, to);
    else wf_target_store(c, name, to);
    u->place = at;
  } else if (target->kind == WF_AST_ATTRIBUTE) {
    const wf_name *name = wf_compile_name(c, target->attribute.attr);
    if (wf_target_forbidden(c, name, WF_AST_STORE, target->place)) return;
    name = wf_scope_mangle(c, u->scope->class_name, name);
    uint32_t object = wf_expr_operand(c, target->attribute.value, value);
    uint32_t t = wf_emit_temp(c, 1);
    wf_ast_place at = wf_emit_at(c, target->place);
    wf_expr_attribute_place(c, target);
    wf_emit_word(c, WF_CODE_GET_ATTR, t, object, 0, wf_emit_cache(c, name));
    u->place = at;
    wf_expr_binary(c, op, true, t, t, value);
    u->place = target->place;
    wf_expr_attribute_place(c, target);
    wf_emit_word(c, WF_CODE_SET_ATTR, object, t, 0, wf_emit_cache(c, name));
    u->place = at;
  } else {
    wf_ast_place at = wf_emit_at(c, target->place);
    uint32_t object = wf_expr_operand(c, target->subscript.value, target->subscript.slice);
    wf_ast_expr *index_expr = target->subscript.slice;
    if (wf_expr_mentions_walrus(c)) object = wf_expr_copy(c, object);
    uint32_t index = wf_expr_any(c, index_expr);
    if (wf_expr_mentions_walrus(c)) index = wf_expr_copy(c, index);
    uint32_t t = wf_emit_temp(c, 1);
    wf_emit(c, WF_CODE_GET_ITEM, t, object, index);
    u->place = at;
    wf_expr_binary(c, op, true, t, t, value);
    u->place = target->place;
    wf_emit(c, WF_CODE_SET_ITEM, object, index, t);
    u->place = at;
  }
}

static void store_annotation(wf_compiler *c, wf_ast_stmt *s, const wf_name *name) {
  wf_unit *u = c->unit;
  uint32_t annotation;
  if (c->future & WF_CODE_FUTURE_ANNOTATIONS) {
    annotation = wf_emit_temp(c, 1);
    wf_value text = wf_function_annotation(c, s->ann_assign.annotation);
    if (c->failed) return;
    wf_emit_load(c, annotation, text);
  } else {
    annotation = wf_expr_any(c, s->ann_assign.annotation);
  }
  uint32_t dict = wf_emit_temp(c, 2);
  wf_target_load(c, c->n_annotations, dict);
  wf_emit_load(c, dict + 1, wf_scope_mangle(c, u->scope->class_name, name)->value);
  wf_emit(c, WF_CODE_SET_ITEM, dict, dict + 1, annotation);
}

static void compile_annotated(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  wf_ast_expr *target = s->ann_assign.target;
  bool evaluated = u->scope->kind != WF_SCOPE_FUNCTION;
  uint32_t top = u->top;
  if (s->ann_assign.value) wf_target_assign_expr(c, target, s->ann_assign.value);
  u->top = top;
  if (target->kind == WF_AST_NAME) {
    const wf_name *name = wf_compile_name(c, target->name.id);
    if (wf_target_forbidden(c, name, WF_AST_STORE, s->place)) return;
    if (s->ann_assign.simple && evaluated) store_annotation(c, s, name);
  } else if (target->kind == WF_AST_ATTRIBUTE) {
    const wf_name *name = wf_compile_name(c, target->attribute.attr);
    if (wf_target_forbidden(c, name, WF_AST_STORE, target->place)) return;
    if (!s->ann_assign.value) wf_expr_effect(c, target->attribute.value);
  } else if (target->kind == WF_AST_SUBSCRIPT && !s->ann_assign.value) {
    wf_expr_effect(c, target->subscript.value);
    wf_expr_effect(c, target->subscript.slice);
  }
  if (!s->ann_assign.simple && evaluated && !(c->future & WF_CODE_FUTURE_ANNOTATIONS))
    wf_expr_effect(c, s->ann_assign.annotation);
}

static void compile_assert(wf_compiler *c, wf_ast_stmt *s) {
  const wf_ast_expr *test = s->assert_.test;
  wf_value constant = test->kind == WF_AST_CONSTANT ? wf_compile_constant(c, test) : WF_NONE;
  if ((test->kind == WF_AST_TUPLE && test->tuple.elts.count) ||
      (constant != WF_ERROR && wf_is_tuple(constant) && wf_tuple_length(constant)))
    wf_compile_warn(c, &wf_exc_SyntaxWarning, s->place,
                    "assertion is always true, perhaps remove parentheses?");
  if (c->optimize) return;
  int32_t end = wf_emit_label(c);
  wf_jump_if(c, s->assert_.test, true, end);
  uint32_t error = wf_emit_temp(c, 1);
  wf_emit(c, WF_CODE_LOAD_ASSERTION_ERROR, error, 0, 0);
  if (s->assert_.msg) {
    wf_expr_temp(c, s->assert_.msg);
    wf_emit(c, WF_CODE_CALL, error, 1, 0);
  }
  wf_emit(c, WF_CODE_RAISE, error, 0, 1);
  wf_emit_place(c, end);
}

static void compile_raise(wf_compiler *c, wf_ast_stmt *s) {
  uint32_t exception = 0, cause = 0, count = 0;
  if (s->raise.exc) {
    exception = wf_expr_operand(c, s->raise.exc, s->raise.cause);
    count = 1;
    if (s->raise.cause) {
      cause = wf_expr_any(c, s->raise.cause);
      count = 2;
    }
  }
  wf_emit(c, WF_CODE_RAISE, exception, cause, count);
}

/* --- Imports --- */

static void import_module(wf_compiler *c, const wf_name *module, int level, wf_value names,
                          uint32_t base) {
  wf_emit_load(c, base, wf_small_int(level));
  wf_emit_load(c, base + 1, names);
  module = wf_scope_mangle(c, c->unit->scope->class_name, module);
  wf_emit_word(c, WF_CODE_IMPORT_NAME, base, 0, 0, wf_emit_cache(c, module));
}

/* import a.b.c binds a; import a.b.c as d binds what a.b.c is by then. */
static void compile_import(wf_compiler *c, wf_ast_stmt *s) {
  for (size_t i = 0; i < s->import.names.count && !c->failed; i++) {
    const wf_ast_alias *alias = s->import.names.items[i];
    uint32_t top = c->unit->top, base = wf_emit_temp(c, 2);
    const wf_name *name = wf_compile_name(c, alias->name);
    import_module(c, name, 0, WF_NONE, base);
    const char *dot = memchr(name->text, '.', name->length);
    const wf_name *bound;
    if (alias->asname) {
      bound = wf_compile_name(c, alias->asname);
      while (dot) {
        const char *part = dot + 1;
        dot = strchr(part, '.');
        size_t length = dot ? (size_t)(dot - part) : strlen(part);
        const wf_name *attribute = wf_compile_intern(c, part, length);
        wf_emit_word(c, WF_CODE_IMPORT_FROM, base, base, 0, wf_emit_cache(c, attribute));
      }
    } else {
      bound = dot ? wf_compile_intern(c, name->text, (size_t)(dot - name->text)) : name;
    }
    if (!wf_target_forbidden(c, bound, WF_AST_STORE, s->place)) wf_target_store(c, bound, base);
    c->unit->top = top;
  }
}

static void compile_import_from(wf_compiler *c, wf_ast_stmt *s) {
  wf_ast_aliases names = s->import_from.names;
  if (wf_compile_is_future(s) && s->place.line > c->future_line) {
    wf_compile_error(c, s->place,
                     "from __future__ imports must occur at the beginning of the file");
    return;
  }
  wf_value list = wf_tuple_new(names.count);
  if (list == WF_ERROR) {
    c->failed = true;
    return;
  }
  for (size_t i = 0; i < names.count; i++)
    wf_to_tuple(list)->items[i] = wf_compile_name(c, names.items[i]->name)->value;
  uint32_t base = wf_emit_temp(c, 2);
  const wf_name *module = s->import_from.module ? wf_compile_name(c, s->import_from.module)
                                                : wf_compile_intern(c, "", 0);
  import_module(c, module, s->import_from.level, list, base);
  for (size_t i = 0; i < names.count && !c->failed; i++) {
    const wf_ast_alias *alias = names.items[i];
    const wf_name *name = wf_compile_name(c, alias->name);
    if (name == c->n_star) {
      wf_emit(c, WF_CODE_IMPORT_STAR, base, 0, 0);
      return;
    }
    const wf_name *bound = alias->asname ? wf_compile_name(c, alias->asname) : name;
    if (wf_target_forbidden(c, bound, WF_AST_STORE, s->place)) return;
    name = wf_scope_mangle(c, c->unit->scope->class_name, name);
    int reg = wf_target_register(c, bound);
    uint32_t to = reg >= 0 ? (uint32_t)reg : base + 1;
    wf_emit_word(c, WF_CODE_IMPORT_FROM, to, base, 0, wf_emit_cache(c, name));
    wf_target_store(c, bound, to);
  }
}

/* --- Branches and loops --- */

/* Compiles statements that never run, for the errors in them. */
static void compile_dead(wf_compiler *c, const wf_ast_stmts *body) {
  wf_unit *u = c->unit;
  bool reachable = u->reachable;
  wf_bits bound = u->bound;
  u->reachable = false;
  wf_stmt_list_compile(c, body);
  u->reachable = reachable;
  u->bound = bound;
}

/* Where a lone break or continue goes, when nothing has to be left in order on the way; else -1. */
static int32_t lone_jump(const wf_compiler *c, const wf_ast_stmts *body) {
  const wf_unit *u = c->unit;
  if (body->count != 1 || !u->block_count) return -1;
  const wf_block *block = &u->blocks[u->block_count - 1];
  if (block->kind != WF_BLOCK_WHILE && block->kind != WF_BLOCK_FOR) return -1;
  if (body->items[0]->kind == WF_AST_BREAK) return block->end_label;
  return body->items[0]->kind == WF_AST_CONTINUE ? block->next_label : -1;
}

static void compile_if(wf_compiler *c, wf_ast_stmt *s) {
  int truth = wf_fold_truth(c, s->if_.test);
  if (truth >= 0) {
    wf_emit_line(c);
    if (!truth) compile_dead(c, &s->if_.body);
    wf_stmt_list_compile(c, truth ? &s->if_.body : &s->if_.orelse);
    if (truth) compile_dead(c, &s->if_.orelse);
    return;
  }
  int32_t jump = lone_jump(c, &s->if_.body);
  if (jump >= 0) {
    c->unit->jump_line = s->if_.body.items[0]->place.line;
    wf_jump_if(c, s->if_.test, true, jump);
    c->unit->jump_line = 0;
    wf_stmt_list_compile(c, &s->if_.orelse);
    return;
  }
  int32_t otherwise = wf_emit_label(c);
  wf_jump_if(c, s->if_.test, false, otherwise);
  wf_stmt_list_compile(c, &s->if_.body);
  if (s->if_.orelse.count) {
    int32_t end = wf_emit_label(c);
    wf_emit_artificial(c);
    wf_emit_jump(c, end);
    wf_emit_place(c, otherwise);
    wf_stmt_list_compile(c, &s->if_.orelse);
    wf_emit_place(c, end);
  } else {
    wf_emit_place(c, otherwise);
  }
}

/* Jumps to the test of a loop; what follows is its body, as reachable as the jump is. */
static void enter_loop(wf_compiler *c, int32_t test, int32_t body) {
  wf_unit *u = c->unit;
  bool reachable = u->reachable;
  wf_bits bound = u->bound;
  wf_emit_jump(c, test);
  u->reachable = reachable;
  u->bound = bound;
  wf_emit_head(c, body);
}

static void compile_dead_loop(wf_compiler *c, wf_ast_stmt *s) {
  wf_block *block = wf_emit_push_block(c, WF_BLOCK_WHILE);
  block->next_label = block->end_label = wf_emit_label(c);
  compile_dead(c, &s->while_.body);
  wf_emit_pop_block(c);
}

static void compile_while(wf_compiler *c, wf_ast_stmt *s) {
  int truth = wf_fold_truth(c, s->while_.test);
  if (truth >= 0) wf_emit_line(c);
  if (truth == 0) {
    compile_dead_loop(c, s);
    wf_stmt_list_compile(c, &s->while_.orelse);
    return;
  }
  int32_t test = wf_emit_label(c), body = wf_emit_label(c), end = wf_emit_label(c);
  if (truth < 0) enter_loop(c, test, body);
  else wf_emit_head(c, body);
  wf_jump_bind(c, s->while_.test, true);
  wf_block *block = wf_emit_push_block(c, WF_BLOCK_WHILE);
  block->next_label = test;
  block->end_label = end;
  wf_stmt_list_compile(c, &s->while_.body);
  wf_emit_pop_block(c);
  wf_emit_place(c, test);
  c->unit->place = s->place;
  if (truth < 0) {
    wf_jump_if(c, s->while_.test, true, body);
    wf_stmt_list_compile(c, &s->while_.orelse);
  } else {
    wf_emit_jump(c, body);
    compile_dead(c, &s->while_.orelse);
  }
  wf_emit_place(c, end);
}

static void compile_for(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  int32_t next = wf_emit_label(c), body = wf_emit_label(c), end = wf_emit_label(c);
  uint32_t loop = wf_emit_temp(c, WF_LOOP_REGISTERS);
  int reg = -1;
  if (s->for_.target->kind == WF_AST_NAME)
    reg = wf_target_register(c, wf_compile_name(c, s->for_.target->name.id));
  uint32_t value = reg >= 0 ? (uint32_t)reg : wf_emit_temp(c, 1);
  uint32_t top = u->top;
  wf_emit(c, WF_CODE_GET_LOOP, loop, wf_expr_any(c, s->for_.iter), 0);
  u->top = top;
  enter_loop(c, next, body);
  if (reg >= 0) wf_target_bound(c, value);
  else wf_target_assign(c, s->for_.target, value);
  wf_block *block = wf_emit_push_block(c, WF_BLOCK_FOR);
  block->next_label = next;
  block->end_label = end;
  wf_stmt_list_compile(c, &s->for_.body);
  wf_emit_pop_block(c);
  wf_emit_place(c, next);
  u->place = s->place;
  wf_emit_branch(c, WF_CODE_FOR_NEXT, loop, value, 0, body);
  u->top = loop;
  wf_stmt_list_compile(c, &s->for_.orelse);
  wf_emit_place(c, end);
}

void wf_stmt_async_next(wf_compiler *c, uint32_t iterator, uint32_t value, int32_t handler,
                        uint32_t exception) {
  uint32_t top = c->unit->top, t = wf_emit_temp(c, 1);
  wf_block range = {.start = -1};
  wf_emit_guard(c, &range, handler, exception);
  wf_emit(c, WF_CODE_GET_ANEXT, t, iterator, 0);
  wf_emit_load(c, value, WF_NONE);
  wf_emit(c, WF_CODE_YIELD_FROM, t, value, 0);
  wf_emit_close_range(c, &range);
  c->unit->top = top;
}

static void compile_async_for(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  if (!u->is_async) {
    wf_compile_error(c, s->place, "'async for' outside async function");
    return;
  }
  int32_t next = wf_emit_label(c), end = wf_emit_label(c), handler = wf_emit_label(c),
          otherwise = wf_emit_label(c);
  uint32_t iterator = wf_emit_temp(c, 2), value = iterator + 1, exception = iterator + 1;
  wf_emit(c, WF_CODE_GET_AITER, iterator, wf_expr_any(c, s->for_.iter), 0);
  u->top = value + 1;
  wf_emit_head(c, next);
  wf_bits entry = u->bound;
  wf_block *block = wf_emit_push_block(c, WF_BLOCK_FOR);
  block->next_label = next;
  block->end_label = end;
  wf_stmt_async_next(c, iterator, value, handler, exception);
  wf_target_assign(c, s->for_.target, value);
  wf_stmt_list_compile(c, &s->for_.body);
  wf_emit_pop_block(c);
  wf_emit_jump(c, next);
  wf_emit_handler(c, handler, &entry);
  u->place = s->place;
  wf_emit_branch(c, WF_CODE_END_ASYNC_FOR, exception, 0, 1, otherwise);
  wf_emit_unreachable(c);
  wf_emit_place(c, otherwise);
  u->top = iterator;
  wf_stmt_list_compile(c, &s->for_.orelse);
  wf_emit_place(c, end);
}

/* --- All of them --- */

static void compile(wf_compiler *c, wf_ast_stmt *s) {
  switch (s->kind) {
    case WF_AST_FUNCTION_DEF:
    case WF_AST_ASYNC_FUNCTION_DEF: wf_function_def(c, s); break;
    case WF_AST_CLASS_DEF: wf_function_class(c, s); break;
    case WF_AST_RETURN: compile_return(c, s); break;
    case WF_AST_DELETE:
      for (size_t i = 0; i < s->delete_.targets.count; i++)
        delete_target(c, s->delete_.targets.items[i]);
      break;
    case WF_AST_ASSIGN: compile_assign(c, s); break;
    case WF_AST_AUG_ASSIGN: compile_aug_assign(c, s); break;
    case WF_AST_ANN_ASSIGN: compile_annotated(c, s); break;
    case WF_AST_FOR: compile_for(c, s); break;
    case WF_AST_ASYNC_FOR: compile_async_for(c, s); break;
    case WF_AST_WHILE: compile_while(c, s); break;
    case WF_AST_IF: compile_if(c, s); break;
    case WF_AST_WITH:
    case WF_AST_ASYNC_WITH: wf_stmt_with(c, s); break;
    case WF_AST_MATCH: wf_stmt_match(c, s); break;
    case WF_AST_RAISE: compile_raise(c, s); break;
    case WF_AST_TRY:
    case WF_AST_TRY_STAR: wf_stmt_try(c, s); break;
    case WF_AST_ASSERT: compile_assert(c, s); break;
    case WF_AST_IMPORT: compile_import(c, s); break;
    case WF_AST_IMPORT_FROM: compile_import_from(c, s); break;
    case WF_AST_EXPR: compile_expression(c, s); break;
    case WF_AST_BREAK: compile_jump(c, true); break;
    case WF_AST_CONTINUE: compile_jump(c, false); break;
    default: break;
  }
}

/* Those that may need no instruction and run all the same. */
static bool runs_silently(uint8_t kind) {
  return kind == WF_AST_PASS || kind == WF_AST_EXPR || kind == WF_AST_ASSIGN;
}

void wf_stmt_list_compile(wf_compiler *c, const wf_ast_stmts *list) {
  wf_unit *u = c->unit;
  for (size_t i = 0; i < list->count && !c->failed; i++) {
    if (!wf_compile_enter(c)) return;
    uint32_t top = u->top;
    u->place = list->items[i]->place;
    uint32_t size = u->size;
    compile(c, list->items[i]);
    if (u->size == size && runs_silently(list->items[i]->kind)) wf_emit_line(c);
    u->top = top;
    wf_compile_leave(c);
  }
}
