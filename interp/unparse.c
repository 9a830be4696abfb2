/* Expressions as text: annotations under `from __future__ import annotations`. The text is what
   CPython makes of the same tree: as few parentheses as the precedence of operators allows, repr()
   of constants, one space around operators. */
#include <config.h>

#include "interp/compiler.h"

/* How strongly an expression holds together; what binds less than its place demands gets
 * parentheses. */
enum level { TUPLE, TEST, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, TERM, FACTOR,
             POWER, AWAIT, ATOM };

typedef struct writer {
  wf_compiler *c;
  wf_builder out;
  bool failed;
} writer;

static void write_expr(writer *w, const wf_ast_expr *e, int level);

static void put(writer *w, const char *text) { wf_builder_add_c(&w->out, text); }

static void open(writer *w, bool parentheses) {
  if (parentheses) put(w, "(");
}

static void close(writer *w, bool parentheses) {
  if (parentheses) put(w, ")");
}

static void write_list(writer *w, wf_ast_exprs list, int level) {
  for (size_t i = 0; i < list.count; i++) {
    if (i) put(w, ", ");
    write_expr(w, list.items[i], level);
  }
}

/* --- Constants and strings --- */

/* An infinite number is written as a literal that is too large. */
static void write_number(writer *w, wf_value text) {
  const char *p = wf_str_data(text), *inf;
  while ((inf = strstr(p, "inf"))) {
    wf_builder_add(&w->out, p, (size_t)(inf - p));
    put(w, "1e309");
    p = inf + 3;
  }
  put(w, p);
}

static void write_constant(writer *w, const wf_ast_expr *e) {
  if (e->constant.kind == WF_AST_ELLIPSIS) {
    put(w, "...");
    return;
  }
  if (e->constant.kind == WF_AST_STR && e->constant.u_prefix) put(w, "u");
  wf_value v = wf_compile_constant(w->c, e);
  wf_value text = v == WF_ERROR ? WF_ERROR : wf_repr(v);
  if (text == WF_ERROR) w->failed = true;
  else if (e->constant.kind == WF_AST_FLOAT || e->constant.kind == WF_AST_COMPLEX)
    write_number(w, text);
  else wf_builder_add_str(&w->out, text);
}

static void write_joined_body(writer *w, wf_ast_exprs values);

/* Text of an f-string outside its fields. */
static void write_literal(writer *w, wf_ast_text text) {
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '{' || text.data[i] == '}') wf_builder_add(&w->out, &text.data[i], 1);
    wf_builder_add(&w->out, &text.data[i], 1);
  }
}

static void write_field(writer *w, const wf_ast_expr *e) {
  writer inner = {.c = w->c};
  wf_builder_init(&inner.out);
  write_expr(&inner, e->formatted_value.value, TEST + 1);
  wf_value text = wf_builder_finish(&inner.out);
  if (text == WF_ERROR || inner.failed) {
    w->failed = true;
    return;
  }
  put(w, wf_str_data(text)[0] == '{' ? "{ " : "{");
  wf_builder_add_str(&w->out, text);
  int conversion = e->formatted_value.conversion;
  if (conversion > 0) wf_builder_format(&w->out, "!%c", conversion);
  if (e->formatted_value.format_spec) {
    put(w, ":");
    if (e->formatted_value.format_spec->kind == WF_AST_JOINED_STR)
      write_joined_body(w, e->formatted_value.format_spec->joined_str.values);
  }
  put(w, "}");
}

static void write_joined_body(writer *w, wf_ast_exprs values) {
  for (size_t i = 0; i < values.count && !w->failed; i++) {
    const wf_ast_expr *e = values.items[i];
    if (e->kind == WF_AST_FORMATTED_VALUE) write_field(w, e);
    else if (e->kind == WF_AST_JOINED_STR) write_joined_body(w, e->joined_str.values);
    else if (e->kind == WF_AST_CONSTANT) write_literal(w, e->constant.text);
  }
}

static void write_joined(writer *w, const wf_ast_expr *e) {
  writer inner = {.c = w->c};
  wf_builder_init(&inner.out);
  if (e->kind == WF_AST_FORMATTED_VALUE) write_field(&inner, e);
  else write_joined_body(&inner, e->joined_str.values);
  wf_value body = wf_builder_finish(&inner.out);
  wf_value text = body == WF_ERROR ? WF_ERROR : wf_repr(body);
  if (text == WF_ERROR || inner.failed) {
    w->failed = true;
    return;
  }
  put(w, "f");
  wf_builder_add_str(&w->out, text);
}

/* --- Operators --- */

static void write_binary(writer *w, const wf_ast_expr *e, int level) {
  static const struct { const char *text; int level; } operators[] = {
      [WF_AST_ADD] = {" + ", SUM}, [WF_AST_SUB] = {" - ", SUM}, [WF_AST_MULT] = {" * ", TERM},
      [WF_AST_MAT_MULT] = {" @ ", TERM}, [WF_AST_DIV] = {" / ", TERM}, [WF_AST_MOD] = {" % ", TERM},
      [WF_AST_L_SHIFT] = {" << ", SHIFT}, [WF_AST_R_SHIFT] = {" >> ", SHIFT},
      [WF_AST_BIT_OR] = {" | ", BIT_OR}, [WF_AST_BIT_XOR] = {" ^ ", BIT_XOR},
      [WF_AST_BIT_AND] = {" & ", BIT_AND}, [WF_AST_FLOOR_DIV] = {" // ", TERM},
      [WF_AST_POW] = {" ** ", POWER}};
  int own = operators[e->bin_op.op].level;
  bool from_right = e->bin_op.op == WF_AST_POW;
  open(w, level > own);
  write_expr(w, e->bin_op.left, own + from_right);
  put(w, operators[e->bin_op.op].text);
  write_expr(w, e->bin_op.right, own + !from_right);
  close(w, level > own);
}

static void write_unary(writer *w, const wf_ast_expr *e, int level) {
  static const char *const signs[] = {[WF_AST_INVERT] = "~", [WF_AST_NOT] = "not ",
                                      [WF_AST_U_ADD] = "+", [WF_AST_U_SUB] = "-"};
  int own = e->unary_op.op == WF_AST_NOT ? NOT : FACTOR;
  open(w, level > own);
  put(w, signs[e->unary_op.op]);
  write_expr(w, e->unary_op.operand, own);
  close(w, level > own);
}

static void write_boolean(writer *w, const wf_ast_expr *e, int level) {
  int own = e->bool_op.op == WF_AST_AND ? AND : OR;
  open(w, level > own);
  for (size_t i = 0; i < e->bool_op.values.count; i++) {
    if (i) put(w, own == AND ? " and " : " or ");
    write_expr(w, e->bool_op.values.items[i], own + 1);
  }
  close(w, level > own);
}

static void write_compare(writer *w, const wf_ast_expr *e, int level) {
  static const char *const signs[] = {
      [WF_AST_EQ] = " == ", [WF_AST_NOT_EQ] = " != ", [WF_AST_LT] = " < ", [WF_AST_LT_E] = " <= ",
      [WF_AST_GT] = " > ", [WF_AST_GT_E] = " >= ", [WF_AST_IS] = " is ",
      [WF_AST_IS_NOT] = " is not ", [WF_AST_IN] = " in ", [WF_AST_NOT_IN] = " not in "};
  open(w, level > COMPARE);
  write_expr(w, e->compare.left, COMPARE + 1);
  for (size_t i = 0; i < e->compare.ops.count; i++) {
    put(w, signs[e->compare.ops.items[i]]);
    write_expr(w, e->compare.comparators.items[i], COMPARE + 1);
  }
  close(w, level > COMPARE);
}

static void write_if(writer *w, const wf_ast_expr *e, int level) {
  open(w, level > TEST);
  write_expr(w, e->if_exp.body, TEST + 1);
  put(w, " if ");
  write_expr(w, e->if_exp.test, TEST + 1);
  put(w, " else ");
  write_expr(w, e->if_exp.orelse, TEST);
  close(w, level > TEST);
}

/* --- Lambdas --- */

static void write_parameter(writer *w, bool *first, const char *star, const wf_ast_arg *arg,
                            const wf_ast_expr *value) {
  if (!*first) put(w, ", ");
  *first = false;
  put(w, star);
  if (arg) put(w, arg->arg->text);
  if (!value) return;
  put(w, "=");
  write_expr(w, value, TEST);
}

static void write_parameters(writer *w, const wf_ast_arguments *args) {
  bool first = true;
  size_t plain = args->posonlyargs.count + args->args.count;
  size_t required = plain - args->defaults.count;
  for (size_t i = 0; i < plain; i++) {
    bool only = i < args->posonlyargs.count;
    const wf_ast_arg *arg = only ? args->posonlyargs.items[i]
                                 : args->args.items[i - args->posonlyargs.count];
    write_parameter(w, &first, "", arg, i >= required ? args->defaults.items[i - required] : NULL);
    if (only && i + 1 == args->posonlyargs.count) put(w, ", /");
  }
  if (args->vararg || args->kwonlyargs.count) write_parameter(w, &first, "*", args->vararg, NULL);
  for (size_t i = 0; i < args->kwonlyargs.count; i++)
    write_parameter(w, &first, "", args->kwonlyargs.items[i], args->kw_defaults.items[i]);
  if (args->kwarg) write_parameter(w, &first, "**", args->kwarg, NULL);
}

static void write_lambda(writer *w, const wf_ast_expr *e, int level) {
  const wf_ast_arguments *args = e->lambda.args;
  open(w, level > TEST);
  put(w, args->posonlyargs.count + args->args.count ? "lambda " : "lambda");
  write_parameters(w, args);
  put(w, ": ");
  write_expr(w, e->lambda.body, TEST);
  close(w, level > TEST);
}

/* --- Displays, comprehensions and calls --- */

static void write_dict(writer *w, const wf_ast_expr *e) {
  put(w, "{");
  for (size_t i = 0; i < e->dict.values.count; i++) {
    if (i) put(w, ", ");
    if (e->dict.keys.items[i]) {
      write_expr(w, e->dict.keys.items[i], TEST);
      put(w, ": ");
      write_expr(w, e->dict.values.items[i], TEST);
    } else {
      put(w, "**");
      write_expr(w, e->dict.values.items[i], BIT_OR);
    }
  }
  put(w, "}");
}

static void write_tuple(writer *w, const wf_ast_expr *e, int level) {
  wf_ast_exprs items = e->tuple.elts;
  if (items.count == 0) {
    put(w, "()");
    return;
  }
  open(w, level > TUPLE);
  write_list(w, items, TEST);
  if (items.count == 1) put(w, ",");
  close(w, level > TUPLE);
}

static void write_comprehension(writer *w, const wf_ast_expr *e) {
  bool list = e->kind == WF_AST_LIST_COMP, generator = e->kind == WF_AST_GENERATOR_EXP;
  put(w, list ? "[" : generator ? "(" : "{");
  write_expr(w, e->comp.elt, TEST);
  if (e->kind == WF_AST_DICT_COMP) {
    put(w, ": ");
    write_expr(w, e->comp.value, TEST);
  }
  for (size_t i = 0; i < e->comp.generators.count; i++) {
    const wf_ast_comprehension *g = e->comp.generators.items[i];
    put(w, g->is_async ? " async for " : " for ");
    write_expr(w, g->target, TUPLE);
    put(w, " in ");
    write_expr(w, g->iter, TEST + 1);
    for (size_t k = 0; k < g->ifs.count; k++) {
      put(w, " if ");
      write_expr(w, g->ifs.items[k], TEST + 1);
    }
  }
  put(w, list ? "]" : generator ? ")" : "}");
}

static void write_call(writer *w, const wf_ast_expr *e) {
  wf_ast_exprs args = e->call.args;
  wf_ast_keywords keywords = e->call.keywords;
  write_expr(w, e->call.func, ATOM);
  if (args.count == 1 && keywords.count == 0 && args.items[0]->kind == WF_AST_GENERATOR_EXP) {
    write_comprehension(w, args.items[0]);
    return;
  }
  put(w, "(");
  write_list(w, args, TEST);
  for (size_t i = 0; i < keywords.count; i++) {
    if (i || args.count) put(w, ", ");
    if (keywords.items[i]->arg) {
      put(w, keywords.items[i]->arg->text);
      put(w, "=");
    } else {
      put(w, "**");
    }
    write_expr(w, keywords.items[i]->value, TEST);
  }
  put(w, ")");
}

static void write_attribute(writer *w, const wf_ast_expr *e) {
  const wf_ast_expr *value = e->attribute.value;
  write_expr(w, value, ATOM);
  put(w, value->kind == WF_AST_CONSTANT && value->constant.kind == WF_AST_INT ? " ." : ".");
  put(w, e->attribute.attr->text);
}

static void write_slice(writer *w, const wf_ast_expr *e) {
  if (e->slice.lower) write_expr(w, e->slice.lower, TEST);
  put(w, ":");
  if (e->slice.upper) write_expr(w, e->slice.upper, TEST);
  if (!e->slice.step) return;
  put(w, ":");
  write_expr(w, e->slice.step, TEST);
}

static void write_yield(writer *w, const wf_ast_expr *e) {
  put(w, e->kind == WF_AST_YIELD_FROM ? "(yield from " : e->yield.value ? "(yield " : "(yield");
  if (e->yield.value) write_expr(w, e->yield.value, TEST);
  put(w, ")");
}

static void write_any(writer *w, const wf_ast_expr *e, int level) {
  switch (e->kind) {
    case WF_AST_BOOL_OP: write_boolean(w, e, level); break;
    case WF_AST_NAMED_EXPR:
      open(w, level > TUPLE);
      write_expr(w, e->named_expr.target, ATOM);
      put(w, " := ");
      write_expr(w, e->named_expr.value, ATOM);
      close(w, level > TUPLE);
      break;
    case WF_AST_BIN_OP: write_binary(w, e, level); break;
    case WF_AST_UNARY_OP: write_unary(w, e, level); break;
    case WF_AST_LAMBDA: write_lambda(w, e, level); break;
    case WF_AST_IF_EXP: write_if(w, e, level); break;
    case WF_AST_DICT: write_dict(w, e); break;
    case WF_AST_SET:
      put(w, "{");
      write_list(w, e->set.elts, TEST);
      put(w, "}");
      break;
    case WF_AST_LIST_COMP:
    case WF_AST_SET_COMP:
    case WF_AST_DICT_COMP:
    case WF_AST_GENERATOR_EXP: write_comprehension(w, e); break;
    case WF_AST_AWAIT:
      open(w, level > AWAIT);
      put(w, "await ");
      write_expr(w, e->await.value, ATOM);
      close(w, level > AWAIT);
      break;
    case WF_AST_YIELD:
    case WF_AST_YIELD_FROM: write_yield(w, e); break;
    case WF_AST_COMPARE: write_compare(w, e, level); break;
    case WF_AST_CALL: write_call(w, e); break;
    case WF_AST_FORMATTED_VALUE:
    case WF_AST_JOINED_STR: write_joined(w, e); break;
    case WF_AST_CONSTANT: write_constant(w, e); break;
    case WF_AST_ATTRIBUTE: write_attribute(w, e); break;
    case WF_AST_SUBSCRIPT:
      write_expr(w, e->subscript.value, ATOM);
      put(w, "[");
      write_expr(w, e->subscript.slice, TUPLE);
      put(w, "]");
      break;
    case WF_AST_STARRED:
      put(w, "*");
      write_expr(w, e->starred.value, BIT_OR);
      break;
    case WF_AST_NAME: put(w, e->name.id->text); break;
    case WF_AST_LIST_DISPLAY:
      put(w, "[");
      write_list(w, e->list.elts, TEST);
      put(w, "]");
      break;
    case WF_AST_TUPLE: write_tuple(w, e, level); break;
    case WF_AST_SLICE: write_slice(w, e); break;
    default: break;
  }
}

static void write_expr(writer *w, const wf_ast_expr *e, int level) {
  if (w->failed) return;
  if (!wf_compile_enter(w->c)) {
    w->failed = true;
    return;
  }
  write_any(w, e, level);
  wf_compile_leave(w->c);
}

wf_value wf_unparse(wf_compiler *c, const wf_ast_expr *e) {
  writer w = {.c = c};
  wf_builder_init(&w.out);
  write_expr(&w, e, TEST);
  if (w.failed) return WF_ERROR;
  return wf_builder_finish(&w.out);
}
