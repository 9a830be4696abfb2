/* The abstract syntax tree: Python 3.11's documented node kinds and fields.

   A tree lives in one arena and is never changed once the parser has returned it. It holds no
   garbage-collected values. An optional node is NULL when absent; a list is {count, items}, and an
   entry of a list is NULL only where a comment says so. */
#ifndef WF_AST_H
#define WF_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "interp/arena.h"

/* Lines count from 1; columns are offsets in UTF-8 bytes, counting from 0. */
typedef struct wf_ast_place {
  int32_t line, column, end_line, end_column;
} wf_ast_place;

/* An identifier, as UTF-8 in normal form KC, with a NUL after it. In one tree the same text is the
   same pointer. */
typedef struct wf_ast_name {
  uint32_t length, hash;
  char text[];
} wf_ast_name;

/* The bytes of a str or bytes literal. They may contain NULs; one more NUL follows them. In a str
   they are UTF-8 in which a lone surrogate has its three bytes. */
typedef struct wf_ast_text {
  const char *data;
  size_t length;
} wf_ast_text;

typedef struct wf_ast_expr wf_ast_expr;
typedef struct wf_ast_stmt wf_ast_stmt;
typedef struct wf_ast_pattern wf_ast_pattern;
typedef struct wf_ast_comprehension wf_ast_comprehension;
typedef struct wf_ast_handler wf_ast_handler;
typedef struct wf_ast_arguments wf_ast_arguments;
typedef struct wf_ast_arg wf_ast_arg;
typedef struct wf_ast_keyword wf_ast_keyword;
typedef struct wf_ast_alias wf_ast_alias;
typedef struct wf_ast_with_item wf_ast_with_item;
typedef struct wf_ast_match_case wf_ast_match_case;

#define WF_AST_LIST(name, type)                                                                    \
  typedef struct wf_ast_##name {                                                                   \
    size_t count;                                                                                  \
    type *items;                                                                                   \
  } wf_ast_##name
WF_AST_LIST(exprs, wf_ast_expr *);
WF_AST_LIST(stmts, wf_ast_stmt *);
WF_AST_LIST(patterns, wf_ast_pattern *);
WF_AST_LIST(comprehensions, wf_ast_comprehension *);
WF_AST_LIST(handlers, wf_ast_handler *);
WF_AST_LIST(args, wf_ast_arg *);
WF_AST_LIST(keywords, wf_ast_keyword *);
WF_AST_LIST(aliases, wf_ast_alias *);
WF_AST_LIST(with_items, wf_ast_with_item *);
WF_AST_LIST(match_cases, wf_ast_match_case *);
WF_AST_LIST(names, const wf_ast_name *);
WF_AST_LIST(operators, uint8_t);
#undef WF_AST_LIST

/* --- Operators --- */

enum wf_ast_binary {
  WF_AST_ADD, WF_AST_SUB, WF_AST_MULT, WF_AST_MAT_MULT, WF_AST_DIV, WF_AST_MOD, WF_AST_POW,
  WF_AST_L_SHIFT, WF_AST_R_SHIFT, WF_AST_BIT_OR, WF_AST_BIT_XOR, WF_AST_BIT_AND, WF_AST_FLOOR_DIV
};
enum wf_ast_unary { WF_AST_INVERT, WF_AST_NOT, WF_AST_U_ADD, WF_AST_U_SUB };
enum wf_ast_boolean { WF_AST_AND, WF_AST_OR };
enum wf_ast_compare {
  WF_AST_EQ, WF_AST_NOT_EQ, WF_AST_LT, WF_AST_LT_E, WF_AST_GT, WF_AST_GT_E, WF_AST_IS,
  WF_AST_IS_NOT, WF_AST_IN, WF_AST_NOT_IN
};
enum wf_ast_context { WF_AST_LOAD, WF_AST_STORE, WF_AST_DEL };

/* --- Constants --- */

enum wf_ast_constant_kind {
  WF_AST_NONE, WF_AST_TRUE, WF_AST_FALSE, WF_AST_ELLIPSIS,
  WF_AST_INT, WF_AST_FLOAT, WF_AST_COMPLEX, WF_AST_STR, WF_AST_BYTES
};

typedef struct wf_ast_constant {
  uint8_t kind;
  bool u_prefix; /* str written u"..." */
  bool is_small; /* int: small holds the value */
  uint8_t base;  /* int: 2, 8, 10 or 16 */
  union {
    int64_t small;
    double number; /* float; complex: the imaginary part, the real part is 0 */
  };
  /* str, bytes: the value. int, if not small: its digits in base, no prefix, no underscores. */
  wf_ast_text text;
} wf_ast_constant;

/* --- Expressions --- */

enum wf_ast_expr_kind {
  WF_AST_BOOL_OP, WF_AST_NAMED_EXPR, WF_AST_BIN_OP, WF_AST_UNARY_OP, WF_AST_LAMBDA, WF_AST_IF_EXP,
  WF_AST_DICT, WF_AST_SET, WF_AST_LIST_COMP, WF_AST_SET_COMP, WF_AST_DICT_COMP,
  WF_AST_GENERATOR_EXP, WF_AST_AWAIT, WF_AST_YIELD, WF_AST_YIELD_FROM, WF_AST_COMPARE, WF_AST_CALL,
  WF_AST_FORMATTED_VALUE, WF_AST_JOINED_STR, WF_AST_CONSTANT, WF_AST_ATTRIBUTE, WF_AST_SUBSCRIPT,
  WF_AST_STARRED, WF_AST_NAME, WF_AST_LIST_DISPLAY, WF_AST_TUPLE, WF_AST_SLICE
};

struct wf_ast_expr {
  wf_ast_place place;
  uint8_t kind;       /* enum wf_ast_expr_kind */
  uint8_t context;    /* enum wf_ast_context; Attribute, Subscript, Starred, Name, List, Tuple */
  bool parenthesized; /* written in parentheses of its own; a tuple may be without */
  union {
    struct { uint8_t op; wf_ast_exprs values; } bool_op;
    struct { wf_ast_expr *target, *value; } named_expr;
    struct { uint8_t op; wf_ast_expr *left, *right; } bin_op;
    struct { uint8_t op; wf_ast_expr *operand; } unary_op;
    struct { wf_ast_arguments *args; wf_ast_expr *body; } lambda;
    struct { wf_ast_expr *test, *body, *orelse; } if_exp;
    struct { wf_ast_exprs keys, values; } dict; /* a NULL key: **value */
    struct { wf_ast_exprs elts; } set, list, tuple;
    /* ListComp, SetComp, GeneratorExp; DictComp, where elt is the key */
    struct { wf_ast_expr *elt, *value; wf_ast_comprehensions generators; } comp;
    struct { wf_ast_expr *value; } await, yield, yield_from; /* yield: value may be NULL */
    struct { wf_ast_expr *left; wf_ast_operators ops; wf_ast_exprs comparators; } compare;
    struct { wf_ast_expr *func; wf_ast_exprs args; wf_ast_keywords keywords; } call;
    /* conversion: 's', 'r', 'a' or -1; format_spec: a JoinedStr, or NULL */
    struct { wf_ast_expr *value; int conversion; wf_ast_expr *format_spec; } formatted_value;
    struct { wf_ast_exprs values; } joined_str;
    wf_ast_constant constant;
    struct { wf_ast_expr *value; const wf_ast_name *attr; } attribute;
    struct { wf_ast_expr *value, *slice; } subscript;
    struct { wf_ast_expr *value; } starred;
    struct { const wf_ast_name *id; } name;
    struct { wf_ast_expr *lower, *upper, *step; } slice; /* each may be NULL */
  };
};

struct wf_ast_comprehension {
  wf_ast_expr *target, *iter;
  wf_ast_exprs ifs;
  bool is_async;
};

/* --- Arguments --- */

struct wf_ast_arg {
  wf_ast_place place;
  const wf_ast_name *arg;
  wf_ast_expr *annotation; /* or NULL */
};

struct wf_ast_arguments {
  wf_ast_args posonlyargs, args, kwonlyargs;
  wf_ast_arg *vararg, *kwarg; /* or NULL */
  wf_ast_exprs kw_defaults;   /* one for each of kwonlyargs; NULL: none */
  wf_ast_exprs defaults;      /* of the last of posonlyargs + args */
};

struct wf_ast_keyword {
  wf_ast_place place;
  const wf_ast_name *arg; /* NULL: **value */
  wf_ast_expr *value;
};

/* --- Statements --- */

enum wf_ast_stmt_kind {
  WF_AST_FUNCTION_DEF, WF_AST_ASYNC_FUNCTION_DEF, WF_AST_CLASS_DEF, WF_AST_RETURN, WF_AST_DELETE,
  WF_AST_ASSIGN, WF_AST_AUG_ASSIGN, WF_AST_ANN_ASSIGN, WF_AST_FOR, WF_AST_ASYNC_FOR, WF_AST_WHILE,
  WF_AST_IF, WF_AST_WITH, WF_AST_ASYNC_WITH, WF_AST_MATCH, WF_AST_RAISE, WF_AST_TRY,
  WF_AST_TRY_STAR, WF_AST_ASSERT, WF_AST_IMPORT, WF_AST_IMPORT_FROM, WF_AST_GLOBAL,
  WF_AST_NONLOCAL, WF_AST_EXPR, WF_AST_PASS, WF_AST_BREAK, WF_AST_CONTINUE
};

struct wf_ast_stmt {
  wf_ast_place place;
  uint8_t kind; /* enum wf_ast_stmt_kind */
  union {
    /* FunctionDef, AsyncFunctionDef; returns may be NULL */
    struct {
      const wf_ast_name *name;
      wf_ast_arguments *args;
      wf_ast_stmts body;
      wf_ast_exprs decorators;
      wf_ast_expr *returns;
    } function_def;
    struct {
      const wf_ast_name *name;
      wf_ast_exprs bases;
      wf_ast_keywords keywords;
      wf_ast_stmts body;
      wf_ast_exprs decorators;
    } class_def;
    struct { wf_ast_expr *value; } return_; /* value may be NULL */
    struct { wf_ast_exprs targets; } delete_;
    struct { wf_ast_exprs targets; wf_ast_expr *value; } assign;
    struct { wf_ast_expr *target; uint8_t op; wf_ast_expr *value; } aug_assign;
    /* value may be NULL; simple: the target is a name without parentheses */
    struct { wf_ast_expr *target, *annotation, *value; bool simple; } ann_assign;
    struct { wf_ast_expr *target, *iter; wf_ast_stmts body, orelse; } for_; /* AsyncFor too */
    struct { wf_ast_expr *test; wf_ast_stmts body, orelse; } while_, if_;
    struct { wf_ast_with_items items; wf_ast_stmts body; } with; /* AsyncWith too */
    struct { wf_ast_expr *subject; wf_ast_match_cases cases; } match;
    struct { wf_ast_expr *exc, *cause; } raise; /* each may be NULL */
    struct { wf_ast_stmts body; wf_ast_handlers handlers; wf_ast_stmts orelse, finalbody; } try_;
    struct { wf_ast_expr *test, *msg; } assert_; /* msg may be NULL */
    struct { wf_ast_aliases names; } import;
    /* module: NULL in `from . import x` */
    struct { const wf_ast_name *module; wf_ast_aliases names; int level; } import_from;
    struct { wf_ast_names names; } global, nonlocal;
    struct { wf_ast_expr *value; } expr;
  };
};

struct wf_ast_handler {
  wf_ast_place place;
  wf_ast_expr *type;       /* or NULL */
  const wf_ast_name *name; /* or NULL */
  wf_ast_stmts body;
};

struct wf_ast_alias {
  wf_ast_place place;
  const wf_ast_name *name; /* dotted, or "*" */
  const wf_ast_name *asname; /* or NULL */
};

struct wf_ast_with_item {
  wf_ast_expr *context_expr, *optional_vars; /* the latter may be NULL */
};

struct wf_ast_match_case {
  wf_ast_pattern *pattern;
  wf_ast_expr *guard; /* or NULL */
  wf_ast_stmts body;
};

/* --- Patterns --- */

enum wf_ast_pattern_kind {
  WF_AST_MATCH_VALUE, WF_AST_MATCH_SINGLETON, WF_AST_MATCH_SEQUENCE, WF_AST_MATCH_MAPPING,
  WF_AST_MATCH_CLASS, WF_AST_MATCH_STAR, WF_AST_MATCH_AS, WF_AST_MATCH_OR
};

struct wf_ast_pattern {
  wf_ast_place place;
  uint8_t kind; /* enum wf_ast_pattern_kind */
  union {
    struct { wf_ast_expr *value; } value;
    struct { uint8_t value; } singleton; /* WF_AST_NONE, WF_AST_TRUE or WF_AST_FALSE */
    struct { wf_ast_patterns patterns; } sequence, or_;
    struct { wf_ast_exprs keys; wf_ast_patterns patterns; const wf_ast_name *rest; } mapping;
    struct {
      wf_ast_expr *cls;
      wf_ast_patterns patterns;
      wf_ast_names kwd_attrs;
      wf_ast_patterns kwd_patterns;
    } class_;
    struct { const wf_ast_name *name; } star; /* NULL: *_ */
    struct { wf_ast_pattern *pattern; const wf_ast_name *name; } as; /* both NULL: _ */
  };
};

/* --- Modules --- */

enum wf_ast_module_kind { WF_AST_MODULE, WF_AST_EXPRESSION, WF_AST_INTERACTIVE };

typedef struct wf_ast_module {
  uint8_t kind;      /* enum wf_ast_module_kind */
  wf_ast_stmts body; /* Module, Interactive */
  wf_ast_expr *expr; /* Expression */
} wf_ast_module;

/* --- Naming and writing trees --- */

/* What error messages call an expression: "function call", "tuple", ... */
const char *wf_ast_expr_title(const wf_ast_expr *expr);

typedef struct wf_ast_dump_options {
  bool with_places;
  /* repr() of a double into at least 64 bytes; where NULL, 17 digits. */
  void (*write_double)(double number, char *text);
  /* Whether repr() shows a non-ASCII character as it is; where NULL, always. */
  bool (*is_printable)(uint32_t character);
} wf_ast_dump_options;

/* Writes the tree to out as CPython's ast.dump(tree, include_attributes=with_places) does. */
void wf_ast_dump(FILE *out, const wf_ast_module *module, const wf_ast_dump_options *options);

#endif
