/* Functions, lambdas and classes: a code object of its own, and what makes the object from it. */
#include <config.h>

#include "interp/compiler.h"

/* --- Their code --- */

static uint32_t kind_flags(const wf_scope *scope) {
  if (scope->is_generator) return scope->is_coroutine ? WF_CODE_ASYNC_GENERATOR : WF_CODE_GENERATOR;
  return scope->is_coroutine ? WF_CODE_COROUTINE : 0;
}

/* Moves the parameters that arrived beyond the near locals, through a register that is free by
 * then. */
static void move_far_parameters(wf_compiler *c) {
  wf_unit *u = c->unit;
  uint32_t index = 0, free_register = u->locals;
  for (wf_symbol *s = u->scope->symbols; s && index < u->scope->parameters; s = s->next, index++) {
    if (index < u->locals) continue;
    uint32_t from = index;
    if (index > 255) wf_emit_wide(c, WF_CODE_LOAD_FAR, from = free_register, index);
    if (s->binding == WF_BINDING_CELL) wf_emit(c, WF_CODE_MAKE_CELL, from, 0, 0);
    wf_emit_wide(c, WF_CODE_STORE_FAR, from, s->reg);
  }
}

void wf_function_body_start(wf_compiler *c) {
  wf_unit *u = c->unit;
  uint32_t index = 0;
  wf_ast_place at = u->place;
  wf_emit_artificial(c);
  if (u->local_count > WF_CODE_NEAR_LIMIT) move_far_parameters(c);
  for (wf_symbol *s = u->scope->symbols; s; s = s->next, index++) {
    if (s->binding != WF_BINDING_CELL) continue;
    if (s->reg < u->locals) {
      wf_emit(c, WF_CODE_MAKE_CELL, s->reg, 0, 0);
    } else if (index >= u->scope->parameters) {
      wf_emit(c, WF_CODE_CLEAR, u->locals, 0, 0);
      wf_emit(c, WF_CODE_MAKE_CELL, u->locals, 0, 0);
      wf_emit_wide(c, WF_CODE_STORE_FAR, u->locals, s->reg);
    }
  }
  u->place = at;
}

static void set_signature(wf_unit *u, const wf_ast_arguments *args) {
  u->positional_only = (uint32_t)args->posonlyargs.count;
  u->arguments = (uint32_t)(args->posonlyargs.count + args->args.count);
  u->keyword_only = (uint32_t)args->kwonlyargs.count;
  if (args->vararg) u->flags |= WF_CODE_VARARGS;
  if (args->kwarg) u->flags |= WF_CODE_VARKEYWORDS;
}

static wf_unit *enter_function(wf_compiler *c, const void *node, const wf_ast_arguments *args,
                               int32_t first_line) {
  wf_scope *scope = wf_scope_child(c->unit->scope, node);
  wf_unit *u = wf_emit_enter(c, scope, scope->name, first_line);
  u->flags = WF_CODE_OPTIMIZED | WF_CODE_NEWLOCALS | kind_flags(scope) | c->future;
  if (scope->nested) u->flags |= WF_CODE_NESTED;
  set_signature(u, args);
  return u;
}

/* The docstring of a body, whose statement is then not compiled. */
static wf_value take_docstring(wf_compiler *c, wf_ast_stmts *body) {
  if (!body->count || body->items[0]->kind != WF_AST_EXPR) return WF_NONE;
  const wf_ast_expr *e = body->items[0]->expr.value;
  if (e->kind != WF_AST_CONSTANT || e->constant.kind != WF_AST_STR) return WF_NONE;
  body->items++;
  body->count--;
  return c->optimize < 2 ? wf_compile_constant(c, e) : WF_NONE;
}

static wf_value function_code(wf_compiler *c, wf_ast_stmt *s, int32_t first_line) {
  wf_unit *u = enter_function(c, s, s->function_def.args, first_line);
  wf_ast_stmts body = s->function_def.body;
  u->is_async = s->kind == WF_AST_ASYNC_FUNCTION_DEF;
  u->docstring = take_docstring(c, &body);
  wf_emit_constant(c, u->docstring);
  wf_function_body_start(c);
  wf_stmt_list_compile(c, &body);
  wf_emit_artificial(c);
  wf_emit_return(c, WF_NONE);
  return wf_emit_leave(c);
}

/* --- What is evaluated when they are made --- */

static bool all_constant(wf_ast_exprs list) {
  for (size_t i = 0; i < list.count; i++)
    if (list.items[i]->kind != WF_AST_CONSTANT) return false;
  return true;
}

static void defaults_to(wf_compiler *c, wf_ast_exprs defaults, uint32_t to) {
  wf_unit *u = c->unit;
  uint32_t top = u->top;
  if (!all_constant(defaults)) {
    wf_expr_sequence(c, defaults, WF_AST_TUPLE, to);
    u->top = top;
    return;
  }
  wf_value tuple = wf_tuple_new(defaults.count);
  for (size_t i = 0; i < defaults.count && tuple != WF_ERROR; i++) {
    wf_value v = wf_compile_constant(c, defaults.items[i]);
    if (v == WF_ERROR) {
      c->failed = true;
      return;
    }
    wf_to_tuple(tuple)->items[i] = v;
  }
  wf_emit_load(c, to, tuple);
}

static const wf_name *mangled(wf_compiler *c, const wf_ast_name *name) {
  return wf_scope_mangle(c, c->unit->scope->class_name, wf_compile_name(c, name));
}

static bool keyword_defaults_to(wf_compiler *c, const wf_ast_arguments *args, uint32_t to) {
  wf_unit *u = c->unit;
  bool any = false;
  for (size_t i = 0; i < args->kwonlyargs.count && !c->failed; i++) {
    wf_ast_expr *value = args->kw_defaults.items[i];
    if (!value) continue;
    if (!any) wf_emit(c, WF_CODE_BUILD_DICT, to, to, 0);
    any = true;
    uint32_t top = u->top, key = wf_emit_temp(c, 1);
    wf_emit_load(c, key, mangled(c, args->kwonlyargs.items[i]->arg)->value);
    wf_emit(c, WF_CODE_DICT_PUT, to, key, wf_expr_any(c, value));
    u->top = top;
  }
  return any;
}

wf_value wf_function_annotation(wf_compiler *c, wf_ast_expr *e) {
  wf_value text = wf_unparse(c, e);
  if (text == WF_ERROR) c->failed = true;
  return text == WF_ERROR ? text : wf_str_intern(text);
}

typedef struct annotations {
  uint32_t to;
  bool any;
} annotations;

static void annotate_name(wf_compiler *c, annotations *a, const wf_name *name, wf_ast_expr *e) {
  wf_unit *u = c->unit;
  if (!e || c->failed) return;
  if (!a->any) wf_emit(c, WF_CODE_BUILD_DICT, a->to, a->to, 0);
  a->any = true;
  uint32_t top = u->top, key = wf_emit_temp(c, 1), value = wf_emit_temp(c, 1);
  wf_emit_load(c, key, name->value);
  if (c->future & WF_CODE_FUTURE_ANNOTATIONS) {
    wf_value text = wf_function_annotation(c, e);
    if (!c->failed) wf_emit_load(c, value, text);
  } else if (e->kind == WF_AST_STARRED) { /* *args: *Ts */
    wf_expr_to(c, e->starred.value, value);
    wf_emit(c, WF_CODE_UNPACK, value, value, 1);
  } else {
    wf_expr_to(c, e, value);
  }
  wf_emit(c, WF_CODE_DICT_PUT, a->to, key, value);
  u->top = top;
}

static void annotate(wf_compiler *c, annotations *a, const wf_ast_arg *arg) {
  if (arg && arg->annotation) annotate_name(c, a, mangled(c, arg->arg), arg->annotation);
}

static void annotate_all(wf_compiler *c, annotations *a, wf_ast_args args) {
  for (size_t i = 0; i < args.count; i++) annotate(c, a, args.items[i]);
}

static bool annotations_to(wf_compiler *c, const wf_ast_arguments *args, wf_ast_expr *returns,
                           uint32_t to) {
  annotations a = {.to = to};
  annotate_all(c, &a, args->args);
  annotate_all(c, &a, args->posonlyargs);
  annotate(c, &a, args->vararg);
  annotate_all(c, &a, args->kwonlyargs);
  annotate(c, &a, args->kwarg);
  annotate_name(c, &a, c->n_return, returns);
  return a.any;
}

static bool has_annotations(const wf_ast_arguments *args, const wf_ast_expr *returns) {
  const wf_ast_args lists[] = {args->posonlyargs, args->args, args->kwonlyargs};
  for (size_t l = 0; l < WF_COUNT(lists); l++)
    for (size_t i = 0; i < lists[l].count; i++)
      if (lists[l].items[i]->annotation) return true;
  return returns || (args->vararg && args->vararg->annotation) ||
         (args->kwarg && args->kwarg->annotation);
}

static bool has_keyword_defaults(const wf_ast_arguments *args) {
  for (size_t i = 0; i < args->kw_defaults.count; i++)
    if (args->kw_defaults.items[i]) return true;
  return false;
}

static void check_parameter(wf_compiler *c, const wf_ast_arg *arg) {
  if (arg) wf_target_forbidden(c, wf_compile_name(c, arg->arg), WF_AST_STORE, c->unit->place);
}

static void check_parameters(wf_compiler *c, const wf_ast_arguments *args) {
  const wf_ast_args lists[] = {args->posonlyargs, args->args, args->kwonlyargs};
  for (size_t l = 0; l < WF_COUNT(lists); l++)
    for (size_t i = 0; i < lists[l].count && !c->failed; i++)
      check_parameter(c, lists[l].items[i]);
  check_parameter(c, args->vararg);
  check_parameter(c, args->kwarg);
}

static void make_function(wf_compiler *c, wf_value code, uint32_t to, uint32_t flags) {
  if (c->failed || !c->unit->reachable) return;
  uint32_t index = wf_emit_constant(c, code);
  if (index > UINT16_MAX) {
    wf_raise(&wf_exc_OverflowError, "code is too large");
    c->failed = true;
    return;
  }
  wf_emit_word(c, WF_CODE_MAKE_FUNCTION, to, index & 0xff, index >> 8, flags);
}

/* Evaluates defaults and annotations, from `base` on, a temporary with nothing above it. Returns
   the flags for MAKE_FUNCTION. */
static uint32_t signature_at(wf_compiler *c, const wf_ast_arguments *args, wf_ast_expr *returns,
                             uint32_t base) {
  uint32_t flags = 0;
  check_parameters(c, args);
  bool annotated = has_annotations(args, returns);
  if (annotated || has_keyword_defaults(args)) wf_emit_temp(c, annotated ? 2 : 1);
  if (args->defaults.count) {
    defaults_to(c, args->defaults, base);
    flags |= 1;
  }
  if (keyword_defaults_to(c, args, base + 1)) flags |= 2;
  if (annotated && annotations_to(c, args, returns, base + 2)) flags |= 4;
  return flags;
}

/* --- Decorators --- */

/* The decorators are in registers side by side, and what they decorate comes after them; more than
   so many are in a list, after which come a register for one of them and what they decorate. */
enum { MOST_DECORATORS = 32 };

/* The first register, in which the decorated object will be. */
static uint32_t decorators_at(wf_compiler *c, wf_ast_exprs decorators) {
  uint32_t first = c->unit->top;
  bool listed = decorators.count > MOST_DECORATORS;
  if (listed) {
    wf_emit_temp(c, 2);
    wf_emit(c, WF_CODE_BUILD_LIST, first, first, 0);
  }
  for (size_t i = 0; i < decorators.count; i++) {
    if (listed) wf_expr_to(c, decorators.items[i], first + 1);
    else wf_expr_temp(c, decorators.items[i]);
    if (listed) wf_emit(c, WF_CODE_LIST_APPEND, first, first + 1, 0);
  }
  return first;
}

static void call_decorators(wf_compiler *c, wf_ast_exprs decorators, uint32_t first) {
  wf_unit *u = c->unit;
  wf_ast_place before = u->place;
  bool listed = decorators.count > MOST_DECORATORS;
  for (size_t i = decorators.count; i-- > 0;) {
    u->place = decorators.items[i]->place;
    uint32_t callee = listed ? first + 1 : first + (uint32_t)i;
    if (listed) {
      wf_emit_load(c, callee, wf_small_int((int64_t)i));
      wf_emit(c, WF_CODE_GET_ITEM, callee, first, callee);
    }
    wf_emit(c, WF_CODE_CALL, callee, 1, 0);
    if (listed) wf_emit_move(c, i ? first + 2 : first, callee);
  }
  u->place = before;
}

static int32_t first_line(const wf_ast_stmt *s, wf_ast_exprs decorators) {
  return decorators.count ? decorators.items[0]->place.line : s->place.line;
}

/* --- The three --- */

void wf_function_def(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  wf_ast_exprs decorators = s->function_def.decorators;
  const wf_name *name = wf_compile_name(c, s->function_def.name);
  if (wf_target_forbidden(c, name, WF_AST_STORE, s->place)) return;
  uint32_t first = decorators_at(c, decorators), base = wf_emit_temp(c, 1);
  u->place = s->place;
  uint32_t flags = signature_at(c, s->function_def.args, s->function_def.returns, base);
  if (c->failed) return;
  wf_value code = function_code(c, s, first_line(s, decorators));
  int reg = wf_target_register(c, name);
  if (!flags && !decorators.count && reg >= 0) {
    make_function(c, code, (uint32_t)reg, 0);
    wf_target_bound(c, (uint32_t)reg);
    return;
  }
  make_function(c, code, base, flags);
  call_decorators(c, decorators, first);
  wf_target_store(c, name, first);
}

void wf_function_lambda(wf_compiler *c, wf_ast_expr *e, uint32_t to) {
  wf_unit *outer = c->unit;
  uint32_t base = wf_emit_is_temp(outer, to) && to + 1 == outer->top ? to : wf_emit_temp(c, 1);
  uint32_t flags = signature_at(c, e->lambda.args, NULL, base);
  if (c->failed) return;
  wf_unit *u = enter_function(c, e, e->lambda.args, e->place.line);
  u->place = e->place;
  wf_emit_constant(c, WF_NONE); /* no docstring */
  wf_function_body_start(c);
  u->place = e->lambda.body->place;
  uint32_t value = wf_expr_any(c, e->lambda.body);
  wf_emit_line(c);
  u->place = e->place;
  wf_emit(c, WF_CODE_RETURN, value, 0, 0);
  wf_value code = wf_emit_leave(c);
  if (!flags) {
    make_function(c, code, to, 0);
    return;
  }
  make_function(c, code, base, flags);
  wf_emit_move(c, to, base);
}

static wf_value class_code(wf_compiler *c, wf_ast_stmt *s, int32_t line) {
  wf_scope *scope = wf_scope_child(c->unit->scope, s);
  wf_unit *u = wf_emit_enter(c, scope, scope->name, line);
  wf_ast_stmts body = s->class_def.body;
  u->flags = c->future;
  if (scope->needs_class_cell) wf_emit(c, WF_CODE_MAKE_CELL, 0, 0, 0);
  uint32_t t = wf_emit_temp(c, 1);
  wf_target_load(c, c->n_name, t);
  wf_target_store(c, c->n_module, t);
  wf_emit_load(c, t, u->qualname);
  wf_target_store(c, c->n_qualname, t);
  if (scope->has_annotations) wf_emit(c, WF_CODE_SETUP_ANNOTATIONS, 0, 0, 0);
  if (body.count) u->place = body.items[0]->place;
  wf_value docstring = take_docstring(c, &body);
  if (docstring != WF_NONE) {
    wf_emit_load(c, t, docstring);
    wf_target_store(c, c->n_doc, t);
  }
  u->top = u->locals;
  wf_stmt_list_compile(c, &body);
  wf_emit_artificial(c);
  if (scope->needs_class_cell) {
    wf_target_store(c, c->n_classcell, 0);
    wf_emit(c, WF_CODE_RETURN, 0, 0, 0);
  }
  wf_emit_return(c, WF_NONE);
  return wf_emit_leave(c);
}

void wf_function_class(wf_compiler *c, wf_ast_stmt *s) {
  wf_unit *u = c->unit;
  wf_ast_exprs decorators = s->class_def.decorators;
  const wf_name *name = wf_compile_name(c, s->class_def.name);
  if (wf_target_forbidden(c, name, WF_AST_STORE, s->place)) return;
  uint32_t first = decorators_at(c, decorators), base = wf_emit_temp(c, 3);
  wf_value code = class_code(c, s, first_line(s, decorators));
  if (c->failed) return;
  u->place = s->place;
  wf_emit(c, WF_CODE_LOAD_BUILD_CLASS, base, 0, 0);
  make_function(c, code, base + 1, 0);
  wf_emit_load(c, base + 2, name->value);
  wf_call_arguments(c, base, 2, s->class_def.bases, s->class_def.keywords);
  call_decorators(c, decorators, first);
  wf_target_store(c, name, first);
}
