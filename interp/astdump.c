/* The tree as text, as CPython's ast.dump() writes it. It recurses as deeply as the tree is, so
   it is for trees of sane depth or for large stacks. */
#include <config.h>

#include "interp/ast.h"

#include <stdlib.h>
#include <string.h>

struct dump {
  FILE *out;
  const wf_ast_dump_options *options;
  bool comma; /* something stands before the next field */
};

static void expr(struct dump *d, const wf_ast_expr *e);
static void pattern(struct dump *d, const wf_ast_pattern *p);
static void body(struct dump *d, const char *name, wf_ast_stmts stmts);
static void arguments(struct dump *d, const wf_ast_arguments *a);

/* --- Pieces. Each value leaves comma set. --- */

static void begin(struct dump *d, const char *name) {
  fprintf(d->out, "%s(", name);
  d->comma = false;
}

static void end(struct dump *d, const wf_ast_place *place) {
  if (place && d->options->with_places)
    fprintf(d->out, "%slineno=%d, col_offset=%d, end_lineno=%d, end_col_offset=%d",
            d->comma ? ", " : "", place->line, place->column, place->end_line, place->end_column);
  fputc(')', d->out);
  d->comma = true;
}

static void field(struct dump *d, const char *name) {
  fprintf(d->out, "%s%s=", d->comma ? ", " : "", name);
}

static void word(struct dump *d, const char *text) {
  fputs(text, d->out);
  d->comma = true;
}

static void number(struct dump *d, int value) {
  fprintf(d->out, "%d", value);
  d->comma = true;
}

static void empty_node(struct dump *d, const char *name) {
  fprintf(d->out, "%s()", name);
  d->comma = true;
}

/* For lists: before item i, and after the last. */
static void item(struct dump *d, size_t i) { fputs(i ? ", " : "", d->out); }
static void begin_list(struct dump *d, const char *name) {
  field(d, name);
  fputc('[', d->out);
}
static void end_list(struct dump *d) { word(d, "]"); }

/* --- Text --- */

static uint32_t decode(const unsigned char **at) {
  const unsigned char *s = *at;
  unsigned size = s[0] < 0x80 ? 1 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
  uint32_t c = size == 1 ? s[0] : s[0] & (0x7fu >> size);
  for (unsigned i = 1; i < size; i++) c = c << 6 | (s[i] & 0x3fu);
  *at = s + size;
  return c;
}

static bool is_printable(const struct dump *d, uint32_t c) {
  if (c < 0x80) return c >= 0x20 && c != 0x7f;
  if (c >= 0xd800 && c <= 0xdfff) return false;
  return !d->options->is_printable || d->options->is_printable(c);
}

static bool write_simple_escape(FILE *out, uint32_t c) {
  const char *text = c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : NULL;
  if (c == '\\') text = "\\\\";
  if (text) fputs(text, out);
  return text != NULL;
}

static void write_text(struct dump *d, wf_ast_text text, bool is_bytes) {
  bool single = memchr(text.data, '\'', text.length), twice = memchr(text.data, '"', text.length);
  char quote = single && !twice ? '"' : '\'';
  fprintf(d->out, "%s%c", is_bytes ? "b" : "", quote);
  const unsigned char *s = (const unsigned char *)text.data, *stop = s + text.length;
  while (s < stop) {
    const unsigned char *start = s;
    uint32_t c = is_bytes ? *s++ : decode(&s);
    if (write_simple_escape(d->out, c)) continue;
    if (c == (uint32_t)quote) fprintf(d->out, "\\%c", quote);
    else if (is_bytes ? c >= 0x20 && c < 0x7f : is_printable(d, c))
      fwrite(start, 1, (size_t)(s - start), d->out);
    else if (c < 0x100) fprintf(d->out, "\\x%02x", (unsigned)c);
    else if (c < 0x10000) fprintf(d->out, "\\u%04x", (unsigned)c);
    else fprintf(d->out, "\\U%08x", (unsigned)c);
  }
  fputc(quote, d->out);
  d->comma = true;
}

static void name_value(struct dump *d, const wf_ast_name *name) {
  write_text(d, (wf_ast_text){name->text, name->length}, false);
}

static void name_field(struct dump *d, const char *title, const wf_ast_name *name) {
  if (!name) return;
  field(d, title);
  name_value(d, name);
}

static void names(struct dump *d, const char *title, wf_ast_names list) {
  begin_list(d, title);
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    name_value(d, list.items[i]);
  }
  end_list(d);
}

/* --- Constants --- */

/* Decimal digits of an int of any base, nine to a word, lowest first. */
static void big_int(struct dump *d, const wf_ast_constant *constant) {
  size_t length = constant->text.length, count = 0;
  if (constant->base == 10) {
    word(d, constant->text.data);
    return;
  }
  uint32_t *words = calloc(length / 2 + 2, sizeof *words);
  for (size_t i = 0; words && i < length; i++) {
    char c = constant->text.data[i];
    uint64_t carry = (uint64_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    for (size_t j = 0; j < count; j++) {
      carry += (uint64_t)words[j] * constant->base;
      words[j] = (uint32_t)(carry % 1000000000);
      carry /= 1000000000;
    }
    if (carry) words[count++] = (uint32_t)carry;
  }
  if (count) fprintf(d->out, "%u", words[count - 1]);
  while (count > 1) fprintf(d->out, "%09u", words[--count - 1]);
  free(words);
  d->comma = true;
}

static void write_double(struct dump *d, double value, bool imaginary) {
  char text[64];
  if (d->options->write_double) d->options->write_double(value, text);
  else snprintf(text, sizeof text, "%.17g", value);
  size_t length = strlen(text);
  if (imaginary && length > 2 && !strcmp(text + length - 2, ".0")) text[length - 2] = 0;
  fprintf(d->out, "%s%s", text, imaginary ? "j" : "");
  d->comma = true;
}

static void constant_value(struct dump *d, const wf_ast_constant *constant) {
  switch (constant->kind) {
  case WF_AST_NONE: word(d, "None"); break;
  case WF_AST_TRUE: word(d, "True"); break;
  case WF_AST_FALSE: word(d, "False"); break;
  case WF_AST_ELLIPSIS: word(d, "Ellipsis"); break;
  case WF_AST_INT:
    if (!constant->is_small) big_int(d, constant);
    else fprintf(d->out, "%lld", (long long)constant->small), d->comma = true;
    break;
  case WF_AST_FLOAT: write_double(d, constant->number, false); break;
  case WF_AST_COMPLEX: write_double(d, constant->number, true); break;
  case WF_AST_STR: write_text(d, constant->text, false); break;
  case WF_AST_BYTES: write_text(d, constant->text, true); break;
  }
}

/* --- Lists of nodes --- */

static void expr_field(struct dump *d, const char *name, const wf_ast_expr *e) {
  if (!e) return;
  field(d, name);
  expr(d, e);
}

static void exprs(struct dump *d, const char *name, wf_ast_exprs list) {
  begin_list(d, name);
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    if (list.items[i]) expr(d, list.items[i]);
    else word(d, "None");
  }
  end_list(d);
}

static void patterns(struct dump *d, const char *name, wf_ast_patterns list) {
  begin_list(d, name);
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    pattern(d, list.items[i]);
  }
  end_list(d);
}

static void keywords(struct dump *d, wf_ast_keywords list) {
  begin_list(d, "keywords");
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    begin(d, "keyword");
    name_field(d, "arg", list.items[i]->arg);
    expr_field(d, "value", list.items[i]->value);
    end(d, &list.items[i]->place);
  }
  end_list(d);
}

static void generators(struct dump *d, wf_ast_comprehensions list) {
  begin_list(d, "generators");
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    begin(d, "comprehension");
    expr_field(d, "target", list.items[i]->target);
    expr_field(d, "iter", list.items[i]->iter);
    exprs(d, "ifs", list.items[i]->ifs);
    field(d, "is_async");
    number(d, list.items[i]->is_async);
    end(d, NULL);
  }
  end_list(d);
}

static void aliases(struct dump *d, wf_ast_aliases list) {
  begin_list(d, "names");
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    begin(d, "alias");
    name_field(d, "name", list.items[i]->name);
    name_field(d, "asname", list.items[i]->asname);
    end(d, &list.items[i]->place);
  }
  end_list(d);
}

/* --- Arguments --- */

static void arg(struct dump *d, const wf_ast_arg *a) {
  begin(d, "arg");
  name_field(d, "arg", a->arg);
  expr_field(d, "annotation", a->annotation);
  end(d, &a->place);
}

static void args(struct dump *d, const char *name, wf_ast_args list) {
  begin_list(d, name);
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    arg(d, list.items[i]);
  }
  end_list(d);
}

static void arg_field(struct dump *d, const char *name, const wf_ast_arg *a) {
  if (!a) return;
  field(d, name);
  arg(d, a);
}

static void arguments(struct dump *d, const wf_ast_arguments *a) {
  field(d, "args");
  begin(d, "arguments");
  args(d, "posonlyargs", a->posonlyargs);
  args(d, "args", a->args);
  arg_field(d, "vararg", a->vararg);
  args(d, "kwonlyargs", a->kwonlyargs);
  exprs(d, "kw_defaults", a->kw_defaults);
  arg_field(d, "kwarg", a->kwarg);
  exprs(d, "defaults", a->defaults);
  end(d, NULL);
}

/* --- Expressions --- */

static const char *const binary_names[] = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow",
                                           "LShift", "RShift", "BitOr", "BitXor", "BitAnd",
                                           "FloorDiv"};
static const char *const unary_names[] = {"Invert", "Not", "UAdd", "USub"};
static const char *const boolean_names[] = {"And", "Or"};
static const char *const compare_names[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot",
                                            "In", "NotIn"};
static const char *const context_names[] = {"Load", "Store", "Del"};
static const char *const expr_names[] = {
  "BoolOp", "NamedExpr", "BinOp", "UnaryOp", "Lambda", "IfExp", "Dict", "Set", "ListComp",
  "SetComp", "DictComp", "GeneratorExp", "Await", "Yield", "YieldFrom", "Compare", "Call",
  "FormattedValue", "JoinedStr", "Constant", "Attribute", "Subscript", "Starred", "Name", "List",
  "Tuple", "Slice"};

static void operator(struct dump *d, const char *name) {
  field(d, "op");
  empty_node(d, name);
}

static void context(struct dump *d, const wf_ast_expr *e) {
  field(d, "ctx");
  empty_node(d, context_names[e->context]);
}

static void compare(struct dump *d, const wf_ast_expr *e) {
  expr_field(d, "left", e->compare.left);
  begin_list(d, "ops");
  for (size_t i = 0; i < e->compare.ops.count; i++) {
    item(d, i);
    empty_node(d, compare_names[e->compare.ops.items[i]]);
  }
  end_list(d);
  exprs(d, "comparators", e->compare.comparators);
}

static void operation(struct dump *d, const wf_ast_expr *e) {
  switch (e->kind) {
  case WF_AST_BOOL_OP:
    operator(d, boolean_names[e->bool_op.op]);
    exprs(d, "values", e->bool_op.values);
    break;
  case WF_AST_BIN_OP:
    expr_field(d, "left", e->bin_op.left);
    operator(d, binary_names[e->bin_op.op]);
    expr_field(d, "right", e->bin_op.right);
    break;
  case WF_AST_UNARY_OP:
    operator(d, unary_names[e->unary_op.op]);
    expr_field(d, "operand", e->unary_op.operand);
    break;
  case WF_AST_COMPARE: compare(d, e); break;
  case WF_AST_IF_EXP:
    expr_field(d, "test", e->if_exp.test);
    expr_field(d, "body", e->if_exp.body);
    expr_field(d, "orelse", e->if_exp.orelse);
    break;
  case WF_AST_LAMBDA:
    arguments(d, e->lambda.args);
    expr_field(d, "body", e->lambda.body);
    break;
  case WF_AST_CALL:
    expr_field(d, "func", e->call.func);
    exprs(d, "args", e->call.args);
    keywords(d, e->call.keywords);
    break;
  }
}

static void display(struct dump *d, const wf_ast_expr *e) {
  switch (e->kind) {
  case WF_AST_DICT:
    exprs(d, "keys", e->dict.keys);
    exprs(d, "values", e->dict.values);
    break;
  case WF_AST_SET: exprs(d, "elts", e->set.elts); break;
  case WF_AST_DICT_COMP:
    expr_field(d, "key", e->comp.elt);
    expr_field(d, "value", e->comp.value);
    generators(d, e->comp.generators);
    break;
  case WF_AST_JOINED_STR: exprs(d, "values", e->joined_str.values); break;
  case WF_AST_FORMATTED_VALUE:
    expr_field(d, "value", e->formatted_value.value);
    field(d, "conversion");
    number(d, e->formatted_value.conversion);
    expr_field(d, "format_spec", e->formatted_value.format_spec);
    break;
  case WF_AST_CONSTANT:
    field(d, "value");
    constant_value(d, &e->constant);
    if (!e->constant.u_prefix) break;
    field(d, "kind");
    word(d, "'u'");
    break;
  default:
    expr_field(d, "elt", e->comp.elt);
    generators(d, e->comp.generators);
  }
}

static void place_like(struct dump *d, const wf_ast_expr *e) {
  switch (e->kind) {
  case WF_AST_ATTRIBUTE:
    expr_field(d, "value", e->attribute.value);
    name_field(d, "attr", e->attribute.attr);
    break;
  case WF_AST_SUBSCRIPT:
    expr_field(d, "value", e->subscript.value);
    expr_field(d, "slice", e->subscript.slice);
    break;
  case WF_AST_STARRED: expr_field(d, "value", e->starred.value); break;
  case WF_AST_NAME: name_field(d, "id", e->name.id); break;
  default: exprs(d, "elts", e->list.elts);
  }
  context(d, e);
}

static void expr(struct dump *d, const wf_ast_expr *e) {
  begin(d, expr_names[e->kind]);
  switch (e->kind) {
  case WF_AST_ATTRIBUTE: case WF_AST_SUBSCRIPT: case WF_AST_STARRED: case WF_AST_NAME:
  case WF_AST_LIST_DISPLAY: case WF_AST_TUPLE:
    place_like(d, e);
    break;
  case WF_AST_BOOL_OP: case WF_AST_BIN_OP: case WF_AST_UNARY_OP: case WF_AST_COMPARE:
  case WF_AST_IF_EXP: case WF_AST_LAMBDA: case WF_AST_CALL:
    operation(d, e);
    break;
  case WF_AST_NAMED_EXPR:
    expr_field(d, "target", e->named_expr.target);
    expr_field(d, "value", e->named_expr.value);
    break;
  case WF_AST_AWAIT: case WF_AST_YIELD: case WF_AST_YIELD_FROM:
    expr_field(d, "value", e->await.value);
    break;
  case WF_AST_SLICE:
    expr_field(d, "lower", e->slice.lower);
    expr_field(d, "upper", e->slice.upper);
    expr_field(d, "step", e->slice.step);
    break;
  default: display(d, e);
  }
  end(d, &e->place);
}

/* --- Patterns --- */

static const char *const pattern_names[] = {"MatchValue", "MatchSingleton", "MatchSequence",
                                            "MatchMapping", "MatchClass", "MatchStar", "MatchAs",
                                            "MatchOr"};

static void pattern(struct dump *d, const wf_ast_pattern *p) {
  begin(d, pattern_names[p->kind]);
  switch (p->kind) {
  case WF_AST_MATCH_VALUE: expr_field(d, "value", p->value.value); break;
  case WF_AST_MATCH_SINGLETON:
    field(d, "value");
    constant_value(d, &(wf_ast_constant){.kind = p->singleton.value});
    break;
  case WF_AST_MATCH_SEQUENCE: case WF_AST_MATCH_OR:
    patterns(d, "patterns", p->sequence.patterns);
    break;
  case WF_AST_MATCH_MAPPING:
    exprs(d, "keys", p->mapping.keys);
    patterns(d, "patterns", p->mapping.patterns);
    name_field(d, "rest", p->mapping.rest);
    break;
  case WF_AST_MATCH_CLASS:
    expr_field(d, "cls", p->class_.cls);
    patterns(d, "patterns", p->class_.patterns);
    names(d, "kwd_attrs", p->class_.kwd_attrs);
    patterns(d, "kwd_patterns", p->class_.kwd_patterns);
    break;
  case WF_AST_MATCH_STAR: name_field(d, "name", p->star.name); break;
  case WF_AST_MATCH_AS:
    if (p->as.pattern) {
      field(d, "pattern");
      pattern(d, p->as.pattern);
    }
    name_field(d, "name", p->as.name);
    break;
  }
  end(d, &p->place);
}

/* --- Statements --- */

static const char *const stmt_names[] = {
  "FunctionDef", "AsyncFunctionDef", "ClassDef", "Return", "Delete", "Assign", "AugAssign",
  "AnnAssign", "For", "AsyncFor", "While", "If", "With", "AsyncWith", "Match", "Raise", "Try",
  "TryStar", "Assert", "Import", "ImportFrom", "Global", "Nonlocal", "Expr", "Pass", "Break",
  "Continue"};

static void handlers(struct dump *d, wf_ast_handlers list) {
  begin_list(d, "handlers");
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    begin(d, "ExceptHandler");
    expr_field(d, "type", list.items[i]->type);
    name_field(d, "name", list.items[i]->name);
    body(d, "body", list.items[i]->body);
    end(d, &list.items[i]->place);
  }
  end_list(d);
}

static void with_items(struct dump *d, wf_ast_with_items list) {
  begin_list(d, "items");
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    begin(d, "withitem");
    expr_field(d, "context_expr", list.items[i]->context_expr);
    expr_field(d, "optional_vars", list.items[i]->optional_vars);
    end(d, NULL);
  }
  end_list(d);
}

static void match_cases(struct dump *d, wf_ast_match_cases list) {
  begin_list(d, "cases");
  for (size_t i = 0; i < list.count; i++) {
    item(d, i);
    begin(d, "match_case");
    field(d, "pattern");
    pattern(d, list.items[i]->pattern);
    expr_field(d, "guard", list.items[i]->guard);
    body(d, "body", list.items[i]->body);
    end(d, NULL);
  }
  end_list(d);
}

static void definition(struct dump *d, const wf_ast_stmt *s) {
  if (s->kind == WF_AST_CLASS_DEF) {
    name_field(d, "name", s->class_def.name);
    exprs(d, "bases", s->class_def.bases);
    keywords(d, s->class_def.keywords);
    body(d, "body", s->class_def.body);
    exprs(d, "decorator_list", s->class_def.decorators);
    return;
  }
  name_field(d, "name", s->function_def.name);
  arguments(d, s->function_def.args);
  body(d, "body", s->function_def.body);
  exprs(d, "decorator_list", s->function_def.decorators);
  expr_field(d, "returns", s->function_def.returns);
}

static void compound(struct dump *d, const wf_ast_stmt *s) {
  switch (s->kind) {
  case WF_AST_FOR: case WF_AST_ASYNC_FOR:
    expr_field(d, "target", s->for_.target);
    expr_field(d, "iter", s->for_.iter);
    body(d, "body", s->for_.body);
    body(d, "orelse", s->for_.orelse);
    break;
  case WF_AST_WHILE: case WF_AST_IF:
    expr_field(d, "test", s->if_.test);
    body(d, "body", s->if_.body);
    body(d, "orelse", s->if_.orelse);
    break;
  case WF_AST_WITH: case WF_AST_ASYNC_WITH:
    with_items(d, s->with.items);
    body(d, "body", s->with.body);
    break;
  case WF_AST_MATCH:
    expr_field(d, "subject", s->match.subject);
    match_cases(d, s->match.cases);
    break;
  case WF_AST_TRY: case WF_AST_TRY_STAR:
    body(d, "body", s->try_.body);
    handlers(d, s->try_.handlers);
    body(d, "orelse", s->try_.orelse);
    body(d, "finalbody", s->try_.finalbody);
    break;
  default: definition(d, s);
  }
}

static void assignment(struct dump *d, const wf_ast_stmt *s) {
  switch (s->kind) {
  case WF_AST_ASSIGN:
    exprs(d, "targets", s->assign.targets);
    expr_field(d, "value", s->assign.value);
    break;
  case WF_AST_AUG_ASSIGN:
    expr_field(d, "target", s->aug_assign.target);
    operator(d, binary_names[s->aug_assign.op]);
    expr_field(d, "value", s->aug_assign.value);
    break;
  case WF_AST_ANN_ASSIGN:
    expr_field(d, "target", s->ann_assign.target);
    expr_field(d, "annotation", s->ann_assign.annotation);
    expr_field(d, "value", s->ann_assign.value);
    field(d, "simple");
    number(d, s->ann_assign.simple);
    break;
  }
}

static void small(struct dump *d, const wf_ast_stmt *s) {
  switch (s->kind) {
  case WF_AST_RETURN: expr_field(d, "value", s->return_.value); break;
  case WF_AST_EXPR: expr_field(d, "value", s->expr.value); break;
  case WF_AST_DELETE: exprs(d, "targets", s->delete_.targets); break;
  case WF_AST_RAISE:
    expr_field(d, "exc", s->raise.exc);
    expr_field(d, "cause", s->raise.cause);
    break;
  case WF_AST_ASSERT:
    expr_field(d, "test", s->assert_.test);
    expr_field(d, "msg", s->assert_.msg);
    break;
  case WF_AST_IMPORT: aliases(d, s->import.names); break;
  case WF_AST_IMPORT_FROM:
    name_field(d, "module", s->import_from.module);
    aliases(d, s->import_from.names);
    field(d, "level");
    number(d, s->import_from.level);
    break;
  case WF_AST_GLOBAL: case WF_AST_NONLOCAL: names(d, "names", s->global.names); break;
  }
}

static void stmt(struct dump *d, const wf_ast_stmt *s) {
  begin(d, stmt_names[s->kind]);
  switch (s->kind) {
  case WF_AST_ASSIGN: case WF_AST_AUG_ASSIGN: case WF_AST_ANN_ASSIGN: assignment(d, s); break;
  case WF_AST_RETURN: case WF_AST_EXPR: case WF_AST_DELETE: case WF_AST_RAISE:
  case WF_AST_ASSERT: case WF_AST_IMPORT: case WF_AST_IMPORT_FROM: case WF_AST_GLOBAL:
  case WF_AST_NONLOCAL:
    small(d, s);
    break;
  case WF_AST_PASS: case WF_AST_BREAK: case WF_AST_CONTINUE: break;
  default: compound(d, s);
  }
  end(d, &s->place);
}

static void body(struct dump *d, const char *name, wf_ast_stmts stmts) {
  begin_list(d, name);
  for (size_t i = 0; i < stmts.count; i++) {
    item(d, i);
    stmt(d, stmts.items[i]);
  }
  end_list(d);
}

void wf_ast_dump(FILE *out, const wf_ast_module *module, const wf_ast_dump_options *options) {
  static const char *const titles[] = {"Module", "Expression", "Interactive"};
  struct dump d = {out, options, false};
  begin(&d, titles[module->kind]);
  if (module->kind == WF_AST_EXPRESSION) expr_field(&d, "body", module->expr);
  else body(&d, "body", module->body);
  if (module->kind == WF_AST_MODULE) word(&d, ", type_ignores=[]");
  end(&d, NULL);
}
