#include <config.h>

#include "interp/scope.h"

#include <stdlib.h>

#include "interp/compiler.h"

typedef struct builder {
  wf_compiler *c;
  wf_scope *module, *now;
} builder;

/* --- Symbols --- */

static wf_symbol **find_slot(const wf_scope *scope, const wf_name *name) {
  uint32_t mask = scope->capacity - 1, at = name->hash & mask;
  while (scope->index[at] && scope->index[at]->name != name) at = (at + 1) & mask;
  return &scope->index[at];
}

wf_symbol *wf_scope_find(const wf_scope *scope, const wf_name *name) {
  return scope->capacity ? *find_slot(scope, name) : NULL;
}

static void grow_index(wf_compiler *c, wf_scope *scope) {
  wf_symbol **old = scope->index;
  uint32_t count = scope->capacity;
  scope->capacity = count ? count * 2 : 8;
  scope->index = wf_compile_alloc(c, scope->capacity * sizeof *scope->index);
  for (uint32_t i = 0; i < count; i++)
    if (old[i]) *find_slot(scope, old[i]->name) = old[i];
}

static wf_symbol *add_symbol(wf_compiler *c, wf_scope *scope, const wf_name *name) {
  if (scope->count * 2 >= scope->capacity) grow_index(c, scope);
  wf_symbol **slot = find_slot(scope, name);
  if (*slot) return *slot;
  wf_symbol *symbol = wf_compile_alloc(c, sizeof *symbol);
  symbol->name = name;
  symbol->free_index = -1;
  if (scope->last_symbol) scope->last_symbol->next = symbol;
  else scope->symbols = symbol;
  scope->last_symbol = symbol;
  scope->count++;
  return *slot = symbol;
}

const wf_name *wf_scope_mangle(wf_compiler *c, const wf_name *class_name, const wf_name *name) {
  const char *text = name->text;
  size_t size = name->length;
  if (!class_name || size < 3 || text[0] != '_' || text[1] != '_' ||
      (text[size - 1] == '_' && text[size - 2] == '_') || memchr(text, '.', size))
    return name;
  const char *prefix = class_name->text;
  while (*prefix == '_') prefix++;
  if (!*prefix) return name;
  size_t prefix_size = strlen(prefix);
  char *mangled = wf_compile_alloc(c, prefix_size + size + 1);
  mangled[0] = '_';
  memcpy(mangled + 1, prefix, prefix_size);
  memcpy(mangled + 1 + prefix_size, text, size);
  return wf_compile_intern(c, mangled, prefix_size + size + 1);
}

static void define_name(builder *b, const wf_name *name, uint32_t flag, wf_ast_place at) {
  wf_scope *scope = b->now;
  name = wf_scope_mangle(b->c, scope->class_name, name);
  wf_symbol *symbol = add_symbol(b->c, scope, name);
  if ((flag & WF_SYMBOL_PARAMETER) && (symbol->flags & WF_SYMBOL_PARAMETER)) {
    wf_compile_error(b->c, at, "duplicate argument '%s' in function definition", name->text);
    return;
  }
  if (scope->iterating_target) {
    if (symbol->flags & (WF_SYMBOL_GLOBAL | WF_SYMBOL_NONLOCAL)) {
      wf_compile_error(b->c, at,
                       "comprehension inner loop cannot rebind assignment expression target '%s'",
                       name->text);
      return;
    }
    flag |= WF_SYMBOL_ITERATION;
  }
  symbol->flags |= flag;
  if (flag & WF_SYMBOL_PARAMETER) scope->parameters++;
  if ((flag & (WF_SYMBOL_GLOBAL | WF_SYMBOL_NONLOCAL)) && !symbol->declared.line)
    symbol->declared = at; /* the first one is named in errors */
  if ((flag & WF_SYMBOL_GLOBAL) && scope != b->module)
    add_symbol(b->c, b->module, name)->flags |= WF_SYMBOL_GLOBAL;
}

static void define(builder *b, const wf_ast_name *name, uint32_t flag, wf_ast_place at) {
  define_name(b, wf_compile_name(b->c, name), flag, at);
}

/* --- Opening and closing scopes --- */

static wf_scope *enter(builder *b, enum wf_scope_kind kind, const void *node, const wf_name *name,
                       wf_ast_place at) {
  wf_scope *parent = b->now;
  wf_scope *scope = wf_compile_alloc(b->c, sizeof *scope);
  scope->kind = kind;
  scope->node = node;
  scope->name = name;
  scope->place = at;
  scope->parent = parent;
  if (parent) {
    scope->class_name = kind == WF_SCOPE_CLASS ? name : parent->class_name;
    scope->iterable_depth = parent->iterable_depth;
    scope->nested = parent->nested || parent->kind == WF_SCOPE_FUNCTION;
    if (parent->last_child) parent->last_child->next = scope;
    else parent->first_child = scope;
    parent->last_child = scope;
  }
  return b->now = scope;
}

static void leave(builder *b) { b->now = b->now->parent; }

wf_scope *wf_scope_child(wf_scope *parent, const void *node) {
  wf_scope *from = parent->cursor ? parent->cursor : parent->first_child;
  for (wf_scope *s = from; s; s = s->next)
    if (s->node == node) return parent->cursor = s;
  for (wf_scope *s = parent->first_child; s != from; s = s->next)
    if (s->node == node) return parent->cursor = s;
  return NULL;
}

/* --- Expressions --- */

static void visit(builder *b, wf_ast_expr *e);

static void visit_list(builder *b, wf_ast_exprs list) {
  for (size_t i = 0; i < list.count; i++) visit(b, list.items[i]);
}

static void visit_parameter(builder *b, const wf_ast_arg *p) {
  if (p) define(b, p->arg, WF_SYMBOL_PARAMETER, p->place);
}

static void visit_parameters(builder *b, wf_ast_args list) {
  for (size_t i = 0; i < list.count; i++) visit_parameter(b, list.items[i]);
}

static void visit_arguments(builder *b, const wf_ast_arguments *args) {
  visit_parameters(b, args->posonlyargs);
  visit_parameters(b, args->args);
  visit_parameters(b, args->kwonlyargs);
  visit_parameter(b, args->vararg);
  visit_parameter(b, args->kwarg);
}

static void visit_lambda(builder *b, wf_ast_expr *e) {
  visit_list(b, e->lambda.args->defaults);
  visit_list(b, e->lambda.args->kw_defaults);
  enter(b, WF_SCOPE_FUNCTION, e, b->c->n_lambda, e->place);
  visit_arguments(b, e->lambda.args);
  visit(b, e->lambda.body);
  leave(b);
}

static void visit_generator(builder *b, wf_ast_comprehension *g, bool outermost) {
  if (!outermost) {
    b->now->iterable_depth++;
    visit(b, g->iter);
    b->now->iterable_depth--;
  }
  b->now->iterating_target = true;
  visit(b, g->target);
  b->now->iterating_target = false;
  visit_list(b, g->ifs);
  if (g->is_async) b->now->is_coroutine = true;
}

static void visit_comprehension(builder *b, wf_ast_expr *e, const wf_name *name) {
  wf_ast_comprehension *first = e->comp.generators.items[0];
  b->now->iterable_depth++;
  visit(b, first->iter);
  b->now->iterable_depth--;
  wf_scope *scope = enter(b, WF_SCOPE_FUNCTION, e, name, e->place);
  scope->is_comprehension = true;
  scope->comprehension = e->kind;
  define_name(b, b->c->n_first_iter, WF_SYMBOL_PARAMETER, e->place);
  for (size_t i = 0; i < e->comp.generators.count && !b->c->failed; i++)
    visit_generator(b, e->comp.generators.items[i], i == 0);
  visit(b, e->comp.elt);
  visit(b, e->comp.value);
  bool is_async = scope->is_coroutine && e->kind != WF_AST_GENERATOR_EXP;
  if (e->kind == WF_AST_GENERATOR_EXP) scope->is_generator = true;
  leave(b);
  if (is_async) b->now->is_coroutine = true;
}

/* The target of an assignment expression inside a comprehension belongs to the scope around all of
   them. */
static void extend_walrus(builder *b, const wf_name *name, wf_ast_place at) {
  for (wf_scope *s = b->now; s; s = s->parent) {
    const wf_name *mangled = wf_scope_mangle(b->c, s->class_name, name);
    wf_symbol *symbol = wf_scope_find(s, mangled);
    if (s->is_annotation) continue;
    if (s->is_comprehension) {
      if (symbol && (symbol->flags & WF_SYMBOL_ITERATION)) {
        wf_compile_error(
            b->c, at, "assignment expression cannot rebind comprehension iteration variable '%s'",
            name->text);
        return;
      }
      continue;
    }
    if (s->kind == WF_SCOPE_CLASS) {
      wf_compile_error(
          b->c, at, "assignment expression within a comprehension cannot be used in a class body");
      return;
    }
    bool global = s->kind == WF_SCOPE_MODULE || (symbol && (symbol->flags & WF_SYMBOL_GLOBAL));
    define_name(b, name, global ? WF_SYMBOL_GLOBAL : WF_SYMBOL_NONLOCAL, at);
    if (s->kind == WF_SCOPE_FUNCTION) s->has_walrus = true;
    add_symbol(b->c, s, mangled)->flags |=
        s->kind == WF_SCOPE_MODULE ? WF_SYMBOL_GLOBAL : WF_SYMBOL_LOCAL;
    return;
  }
}

/* True, with an error: an annotation that is only text cannot hold such an expression. */
static bool refuse_in_annotation(builder *b, const wf_ast_expr *e, const char *what) {
  if (b->now->is_annotation)
    wf_compile_error(b->c, e->place, "'%s' can not be used within an annotation", what);
  return b->c->failed;
}

static void visit_walrus(builder *b, wf_ast_expr *e) {
  if (refuse_in_annotation(b, e, "named expression")) return;
  if (b->now->iterable_depth > 0) {
    wf_compile_error(b->c, e->place,
                     "assignment expression cannot be used in a comprehension iterable expression");
    return;
  }
  b->now->has_walrus = true;
  if (b->now->is_comprehension)
    extend_walrus(b, wf_compile_name(b->c, e->named_expr.target->name.id),
                  e->named_expr.target->place);
  visit(b, e->named_expr.value);
  visit(b, e->named_expr.target);
}

static void visit_yield(builder *b, wf_ast_expr *e) {
  wf_scope *s = b->now;
  if (refuse_in_annotation(b, e, "yield expression")) return;
  visit(b, e->await.value);
  s->is_generator = true;
  if (!s->is_comprehension || b->c->failed) return;
  const char *kind = s->comprehension == WF_AST_LIST_COMP   ? "list comprehension"
                     : s->comprehension == WF_AST_SET_COMP  ? "set comprehension"
                     : s->comprehension == WF_AST_DICT_COMP ? "dict comprehension"
                                                            : "generator expression";
  wf_compile_error(b->c, e->place, "'yield' inside %s", kind);
}

static void visit_name(builder *b, wf_ast_expr *e) {
  wf_compiler *c = b->c;
  const wf_name *id = wf_compile_name(c, e->name.id);
  define_name(b, id,
              e->context == WF_AST_LOAD  ? WF_SYMBOL_USED
              : e->context == WF_AST_DEL ? WF_SYMBOL_LOCAL | WF_SYMBOL_UNBINDS
                                         : WF_SYMBOL_LOCAL,
              e->place);
  if (e->context != WF_AST_LOAD || b->now->kind != WF_SCOPE_FUNCTION) return;
  if (id == c->n_super) define_name(b, c->n_class, WF_SYMBOL_USED, e->place);
}

static void visit(builder *b, wf_ast_expr *e) {
  wf_compiler *c = b->c;
  if (!e || c->failed || e->kind == WF_AST_CONSTANT) return;
  if (e->kind == WF_AST_NAME) {
    visit_name(b, e);
    return;
  }
  if (!wf_compile_enter(c)) return;
  switch (e->kind) {
    case WF_AST_BOOL_OP: visit_list(b, e->bool_op.values); break;
    case WF_AST_NAMED_EXPR: visit_walrus(b, e); break;
    case WF_AST_BIN_OP:
      visit(b, e->bin_op.left);
      visit(b, e->bin_op.right);
      break;
    case WF_AST_UNARY_OP: visit(b, e->unary_op.operand); break;
    case WF_AST_LAMBDA: visit_lambda(b, e); break;
    case WF_AST_IF_EXP:
      visit(b, e->if_exp.test);
      visit(b, e->if_exp.body);
      visit(b, e->if_exp.orelse);
      break;
    case WF_AST_DICT:
      visit_list(b, e->dict.keys);
      visit_list(b, e->dict.values);
      break;
    case WF_AST_SET:
    case WF_AST_LIST_DISPLAY:
    case WF_AST_TUPLE: visit_list(b, e->list.elts); break;
    case WF_AST_LIST_COMP: visit_comprehension(b, e, c->n_listcomp); break;
    case WF_AST_SET_COMP: visit_comprehension(b, e, c->n_setcomp); break;
    case WF_AST_DICT_COMP: visit_comprehension(b, e, c->n_dictcomp); break;
    case WF_AST_GENERATOR_EXP: visit_comprehension(b, e, c->n_genexpr); break;
    case WF_AST_AWAIT:
      if (refuse_in_annotation(b, e, "await expression")) break;
      visit(b, e->await.value);
      b->now->is_coroutine = true;
      break;
    case WF_AST_YIELD:
    case WF_AST_YIELD_FROM: visit_yield(b, e); break;
    case WF_AST_COMPARE:
      visit(b, e->compare.left);
      for (size_t i = 0; i < e->compare.comparators.count; i++)
        visit(b, e->compare.comparators.items[i]);
      break;
    case WF_AST_CALL:
      visit(b, e->call.func);
      visit_list(b, e->call.args);
      for (size_t i = 0; i < e->call.keywords.count; i++)
        visit(b, e->call.keywords.items[i]->value);
      break;
    case WF_AST_FORMATTED_VALUE:
      visit(b, e->formatted_value.value);
      visit(b, e->formatted_value.format_spec);
      break;
    case WF_AST_JOINED_STR: visit_list(b, e->joined_str.values); break;
    case WF_AST_ATTRIBUTE: visit(b, e->attribute.value); break;
    case WF_AST_SUBSCRIPT:
      visit(b, e->subscript.value);
      visit(b, e->subscript.slice);
      break;
    case WF_AST_STARRED: visit(b, e->await.value); break;
    case WF_AST_SLICE:
      visit(b, e->slice.lower);
      visit(b, e->slice.upper);
      visit(b, e->slice.step);
      break;
    default: break;
  }
  wf_compile_leave(c);
}

/* --- Annotations. Under the future import they are only checked, in a scope that is dropped: their
   names mean nothing here. --- */

static void visit_annotation(builder *b, wf_ast_expr *e) {
  if (!e || !(b->c->future & WF_CODE_FUTURE_ANNOTATIONS)) {
    visit(b, e);
    return;
  }
  wf_scope *outer = b->now, *last = outer->last_child;
  enter(b, WF_SCOPE_FUNCTION, e, b->c->n_lambda, e->place)->is_annotation = true;
  visit(b, e);
  leave(b);
  outer->last_child = last;
  if (last) last->next = NULL;
  else outer->first_child = NULL;
}

static void visit_annotations(builder *b, wf_ast_args list) {
  for (size_t i = 0; i < list.count; i++) visit_annotation(b, list.items[i]->annotation);
}

/* --- Statements --- */

static void visit_body(builder *b, const wf_ast_stmts *list);

static void visit_function(builder *b, wf_ast_stmt *s) {
  const wf_ast_arguments *args = s->function_def.args;
  visit_list(b, s->function_def.decorators);
  visit_list(b, args->defaults);
  visit_list(b, args->kw_defaults);
  visit_annotations(b, args->posonlyargs);
  visit_annotations(b, args->args);
  if (args->vararg) visit_annotation(b, args->vararg->annotation);
  visit_annotations(b, args->kwonlyargs);
  if (args->kwarg) visit_annotation(b, args->kwarg->annotation);
  visit_annotation(b, s->function_def.returns);
  define(b, s->function_def.name, WF_SYMBOL_LOCAL, s->place);
  wf_scope *scope = enter(b, WF_SCOPE_FUNCTION, s, wf_compile_name(b->c, s->function_def.name),
                          s->place);
  scope->is_coroutine = s->kind == WF_AST_ASYNC_FUNCTION_DEF;
  visit_arguments(b, args);
  visit_body(b, &s->function_def.body);
  leave(b);
}

static void visit_class(builder *b, wf_ast_stmt *s) {
  visit_list(b, s->class_def.decorators);
  visit_list(b, s->class_def.bases);
  for (size_t i = 0; i < s->class_def.keywords.count; i++)
    visit(b, s->class_def.keywords.items[i]->value);
  define(b, s->class_def.name, WF_SYMBOL_LOCAL, s->place);
  enter(b, WF_SCOPE_CLASS, s, wf_compile_name(b->c, s->class_def.name), s->place);
  visit_body(b, &s->class_def.body);
  leave(b);
}

static void visit_annotated(builder *b, wf_ast_stmt *s) {
  wf_ast_expr *target = s->ann_assign.target;
  b->now->has_annotations = true;
  visit_annotation(b, s->ann_assign.annotation);
  visit(b, s->ann_assign.value);
  if (target->kind != WF_AST_NAME) {
    visit(b, target);
    return;
  }
  const wf_name *name = wf_scope_mangle(b->c, b->now->class_name,
                                        wf_compile_name(b->c, target->name.id));
  wf_symbol *known = wf_scope_find(b->now, name);
  if (known && (known->flags & (WF_SYMBOL_GLOBAL | WF_SYMBOL_NONLOCAL)) && b->now != b->module &&
      s->ann_assign.simple) {
    wf_compile_error(b->c, s->place, "annotated name '%s' can't be %s", target->name.id->text,
                     known->flags & WF_SYMBOL_GLOBAL ? "global" : "nonlocal");
    return;
  }
  if (s->ann_assign.simple)
    define(b, target->name.id, WF_SYMBOL_ANNOTATED | WF_SYMBOL_LOCAL, target->place);
  else if (s->ann_assign.value)
    define(b, target->name.id, WF_SYMBOL_LOCAL, target->place);
}

static void visit_declaration(builder *b, wf_ast_stmt *s, bool global) {
  const char *kind = global ? "global" : "nonlocal";
  wf_ast_names names = global ? s->global.names : s->nonlocal.names;
  for (size_t i = 0; i < names.count && !b->c->failed; i++) {
    const wf_name *name = wf_compile_name(b->c, names.items[i]);
    const wf_name *mangled = wf_scope_mangle(b->c, b->now->class_name, name);
    wf_symbol *known = wf_scope_find(b->now, mangled);
    uint32_t flags = known ? known->flags : 0;
    if (flags & WF_SYMBOL_PARAMETER)
      wf_compile_error(b->c, s->place, "name '%s' is parameter and %s", name->text, kind);
    else if (flags & WF_SYMBOL_USED)
      wf_compile_error(b->c, s->place, "name '%s' is used prior to %s declaration", name->text,
                       kind);
    else if (flags & WF_SYMBOL_ANNOTATED)
      wf_compile_error(b->c, s->place, "annotated name '%s' can't be %s", name->text, kind);
    else if (flags & WF_SYMBOL_LOCAL)
      wf_compile_error(b->c, s->place, "name '%s' is assigned to before %s declaration", name->text,
                       kind);
    else
      define_name(b, name, global ? WF_SYMBOL_GLOBAL : WF_SYMBOL_NONLOCAL, s->place);
  }
}

static void visit_import(builder *b, wf_ast_aliases names) {
  for (size_t i = 0; i < names.count && !b->c->failed; i++) {
    const wf_ast_alias *alias = names.items[i];
    const wf_name *name = wf_compile_name(b->c, alias->asname ? alias->asname : alias->name);
    if (name == b->c->n_star) {
      if (b->now->kind != WF_SCOPE_MODULE)
        wf_compile_error(b->c, alias->place, "import * only allowed at module level");
      continue;
    }
    const char *dot = alias->asname ? NULL : memchr(name->text, '.', name->length);
    if (dot) name = wf_compile_intern(b->c, name->text, (size_t)(dot - name->text));
    define_name(b, name, WF_SYMBOL_IMPORTED, alias->place);
  }
}

static void visit_pattern(builder *b, wf_ast_pattern *p);

static void visit_patterns(builder *b, wf_ast_patterns list) {
  for (size_t i = 0; i < list.count; i++) visit_pattern(b, list.items[i]);
}

static void visit_pattern(builder *b, wf_ast_pattern *p) {
  if (!p || b->c->failed || !wf_compile_enter(b->c)) return;
  switch (p->kind) {
    case WF_AST_MATCH_VALUE: visit(b, p->value.value); break;
    case WF_AST_MATCH_SINGLETON: break;
    case WF_AST_MATCH_SEQUENCE:
    case WF_AST_MATCH_OR: visit_patterns(b, p->sequence.patterns); break;
    case WF_AST_MATCH_MAPPING:
      visit_list(b, p->mapping.keys);
      visit_patterns(b, p->mapping.patterns);
      if (p->mapping.rest) define(b, p->mapping.rest, WF_SYMBOL_LOCAL, p->place);
      break;
    case WF_AST_MATCH_CLASS:
      visit(b, p->class_.cls);
      visit_patterns(b, p->class_.patterns);
      visit_patterns(b, p->class_.kwd_patterns);
      break;
    case WF_AST_MATCH_STAR:
      if (p->star.name) define(b, p->star.name, WF_SYMBOL_LOCAL, p->place);
      break;
    case WF_AST_MATCH_AS:
      visit_pattern(b, p->as.pattern);
      if (p->as.name) define(b, p->as.name, WF_SYMBOL_LOCAL, p->place);
      break;
  }
  wf_compile_leave(b->c);
}

static void visit_try(builder *b, wf_ast_stmt *s) {
  visit_body(b, &s->try_.body);
  for (size_t i = 0; i < s->try_.handlers.count; i++) {
    wf_ast_handler *handler = s->try_.handlers.items[i];
    visit(b, handler->type);
    if (handler->name)
      define(b, handler->name, WF_SYMBOL_LOCAL | WF_SYMBOL_UNBINDS, handler->place);
    visit_body(b, &handler->body);
  }
  visit_body(b, &s->try_.orelse);
  visit_body(b, &s->try_.finalbody);
}

static void visit_statement(builder *b, wf_ast_stmt *s) {
  switch (s->kind) {
    case WF_AST_FUNCTION_DEF:
    case WF_AST_ASYNC_FUNCTION_DEF: visit_function(b, s); break;
    case WF_AST_CLASS_DEF: visit_class(b, s); break;
    case WF_AST_RETURN:
      visit(b, s->return_.value);
      if (s->return_.value) b->now->returns_value = true;
      break;
    case WF_AST_EXPR: visit(b, s->expr.value); break;
    case WF_AST_DELETE: visit_list(b, s->delete_.targets); break;
    case WF_AST_ASSIGN:
      visit(b, s->assign.value);
      visit_list(b, s->assign.targets);
      break;
    case WF_AST_AUG_ASSIGN:
      visit(b, s->aug_assign.target);
      visit(b, s->aug_assign.value);
      break;
    case WF_AST_ANN_ASSIGN: visit_annotated(b, s); break;
    case WF_AST_FOR:
    case WF_AST_ASYNC_FOR:
      visit(b, s->for_.iter);
      visit(b, s->for_.target);
      visit_body(b, &s->for_.body);
      visit_body(b, &s->for_.orelse);
      break;
    case WF_AST_WHILE:
    case WF_AST_IF:
      visit(b, s->if_.test);
      visit_body(b, &s->if_.body);
      visit_body(b, &s->if_.orelse);
      break;
    case WF_AST_WITH:
    case WF_AST_ASYNC_WITH:
      for (size_t i = 0; i < s->with.items.count; i++) {
        visit(b, s->with.items.items[i]->context_expr);
        visit(b, s->with.items.items[i]->optional_vars);
      }
      visit_body(b, &s->with.body);
      break;
    case WF_AST_MATCH:
      visit(b, s->match.subject);
      for (size_t i = 0; i < s->match.cases.count; i++) {
        visit_pattern(b, s->match.cases.items[i]->pattern);
        visit(b, s->match.cases.items[i]->guard);
        visit_body(b, &s->match.cases.items[i]->body);
      }
      break;
    case WF_AST_RAISE:
      visit(b, s->raise.exc);
      visit(b, s->raise.cause);
      break;
    case WF_AST_TRY:
    case WF_AST_TRY_STAR: visit_try(b, s); break;
    case WF_AST_ASSERT:
      visit(b, s->assert_.test);
      visit(b, s->assert_.msg);
      break;
    case WF_AST_IMPORT: visit_import(b, s->import.names); break;
    case WF_AST_IMPORT_FROM: visit_import(b, s->import_from.names); break;
    case WF_AST_GLOBAL: visit_declaration(b, s, true); break;
    case WF_AST_NONLOCAL: visit_declaration(b, s, false); break;
    default: break;
  }
}

static void visit_body(builder *b, const wf_ast_stmts *list) {
  for (size_t i = 0; i < list->count && !b->c->failed; i++) {
    if (!wf_compile_enter(b->c)) return;
    visit_statement(b, list->items[i]);
    wf_compile_leave(b->c);
  }
}

/* --- Binding --- */

/* The function scope around `scope` whose variable `name` is, or NULL. *class_cell: it is the
   implicit
   __class__ of the class scope that is returned. */
static wf_scope *find_owner(const wf_compiler *c, wf_scope *scope, const wf_name *name) {
  for (wf_scope *s = scope->parent; s; s = s->parent) {
    if (s->kind == WF_SCOPE_MODULE) return NULL;
    if (s->kind == WF_SCOPE_CLASS) {
      if (name == c->n_class) return s;
      continue;
    }
    wf_symbol *symbol = wf_scope_find(s, name);
    if (!symbol) continue;
    if (symbol->flags & WF_SYMBOL_GLOBAL) return NULL;
    if (symbol->flags & WF_SYMBOL_NONLOCAL) continue;
    if (symbol->flags & WF_SYMBOL_BOUND) return s;
  }
  return NULL;
}

/* The variable passes from its owner through every scope in between. */
static void capture(wf_compiler *c, wf_scope *scope, const wf_name *name, wf_scope *owner) {
  for (wf_scope *s = scope; s != owner; s = s->parent) {
    wf_symbol *symbol = add_symbol(c, s, name);
    if (symbol->binding == WF_BINDING_UNKNOWN) symbol->binding = WF_BINDING_FREE;
    if (symbol->free_index >= 0) break; /* so the scopes around it have it too */
    symbol->free_index = 0;
    s->free_count++;
  }
  if (owner->kind == WF_SCOPE_CLASS) {
    owner->needs_class_cell = true;
    return;
  }
  add_symbol(c, owner, name)->binding = WF_BINDING_CELL;
}

static void bind_symbol(wf_compiler *c, wf_scope *scope, wf_symbol *symbol) {
  uint32_t flags = symbol->flags;
  if (flags & WF_SYMBOL_GLOBAL) {
    if (flags & WF_SYMBOL_NONLOCAL) {
      wf_compile_error(c, symbol->declared, "name '%s' is nonlocal and global",
                       symbol->name->text);
      return;
    }
    symbol->binding = WF_BINDING_GLOBAL;
    return;
  }
  if (flags & WF_SYMBOL_NONLOCAL) {
    wf_scope *owner = find_owner(c, scope, symbol->name);
    if (scope->kind == WF_SCOPE_MODULE) {
      wf_compile_error(c, symbol->declared, "nonlocal declaration not allowed at module level");
      return;
    }
    if (!owner) {
      wf_compile_error(c, symbol->declared, "no binding for nonlocal '%s' found",
                       symbol->name->text);
      return;
    }
    symbol->binding = WF_BINDING_FREE;
    capture(c, scope, symbol->name, owner);
    return;
  }
  if (flags & WF_SYMBOL_BOUND) {
    if (symbol->binding == WF_BINDING_UNKNOWN) symbol->binding = WF_BINDING_LOCAL;
    return;
  }
  if (symbol->binding != WF_BINDING_UNKNOWN) return;
  wf_scope *owner = scope->kind == WF_SCOPE_MODULE ? NULL : find_owner(c, scope, symbol->name);
  if (!owner) {
    symbol->binding = WF_BINDING_IMPLICIT;
    return;
  }
  symbol->binding = WF_BINDING_FREE;
  capture(c, scope, symbol->name, owner);
}

static void bind_scope(wf_compiler *c, wf_scope *scope) {
  if (c->failed || !wf_compile_enter(c)) return;
  for (wf_symbol *s = scope->symbols; s && !c->failed; s = s->next) bind_symbol(c, scope, s);
  for (wf_scope *child = scope->first_child; child; child = child->next) bind_scope(c, child);
  wf_compile_leave(c);
}

static int by_text(const void *a, const void *b) {
  const wf_name *x = *(const wf_name *const *)a, *y = *(const wf_name *const *)b;
  return strcmp(x->text, y->text);
}

/* Closures list their cells by name. */
static void number_free(wf_compiler *c, wf_scope *scope) {
  uint32_t n = 0;
  if (scope->free_count) {
    scope->free_names = wf_compile_alloc(c, scope->free_count * sizeof *scope->free_names);
    for (wf_symbol *s = scope->symbols; s; s = s->next)
      if (s->free_index >= 0) scope->free_names[n++] = s->name;
    qsort(scope->free_names, n, sizeof *scope->free_names, by_text);
    for (uint32_t i = 0; i < n; i++)
      wf_scope_find(scope, scope->free_names[i])->free_index = (int32_t)i;
  }
  for (wf_scope *child = scope->first_child; child; child = child->next) number_free(c, child);
}

wf_scope *wf_scope_build(wf_compiler *c, const wf_ast_module *tree) {
  builder b = {.c = c};
  b.module = enter(&b, WF_SCOPE_MODULE, tree, c->n_top, (wf_ast_place){1, 0, 1, 0});
  if (tree->kind == WF_AST_EXPRESSION) visit(&b, tree->expr);
  else visit_body(&b, &tree->body);
  if (!c->failed) bind_scope(c, b.module);
  if (!c->failed) number_free(c, b.module);
  return c->failed ? NULL : b.module;
}
