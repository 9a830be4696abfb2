/* The abstract syntax tree: Python 3.11's grammar as data. Everything lies in one arena; the tree holds no
   collected values. Places are lines from 1 and columns in UTF-8 bytes from 0. */
#ifndef WF_AST_H
#define WF_AST_H

#include <stdbool.h>

#include "interp/arena.h"

typedef struct wf_place_range {
  int32_t line, column, end_line, end_column;
} wf_place_range;

typedef struct wf_expr wf_expr;
typedef struct wf_stmt wf_stmt;
typedef struct wf_pattern wf_pattern;

/* Arrays. Items may be NULL where noted. */
typedef struct wf_expr_list { size_t count; wf_expr **items; } wf_expr_list;
typedef struct wf_stmt_list { size_t count; wf_stmt **items; } wf_stmt_list;
typedef struct wf_pattern_list { size_t count; wf_pattern **items; } wf_pattern_list;
typedef struct wf_text_list { size_t count; const wf_text **items; } wf_text_list;

/* --- Expressions --- */

enum wf_expr_kind {
  WF_EXPR_BOOLOP, WF_EXPR_NAMED, WF_EXPR_BINOP, WF_EXPR_UNARYOP, WF_EXPR_LAMBDA, WF_EXPR_IFEXP,
  WF_EXPR_DICT, WF_EXPR_SET, WF_EXPR_LISTCOMP, WF_EXPR_SETCOMP, WF_EXPR_DICTCOMP, WF_EXPR_GENERATOR,
  WF_EXPR_AWAIT, WF_EXPR_YIELD, WF_EXPR_YIELD_FROM, WF_EXPR_COMPARE, WF_EXPR_CALL,
  WF_EXPR_FORMATTED, WF_EXPR_JOINED, WF_EXPR_CONSTANT, WF_EXPR_ATTRIBUTE, WF_EXPR_SUBSCRIPT,
  WF_EXPR_STARRED, WF_EXPR_NAME, WF_EXPR_LIST, WF_EXPR_TUPLE, WF_EXPR_SLICE,
};
enum wf_expr_context { WF_LOAD, WF_STORE, WF_DELETE };
enum wf_bool_op { WF_BOOL_AND, WF_BOOL_OR };
enum wf_unary_ast { WF_AST_INVERT, WF_AST_NOT, WF_AST_UADD, WF_AST_USUB };
/* In the order of the opcodes ADD ... MATMUL */
enum wf_binary_ast { WF_AST_ADD, WF_AST_SUB, WF_AST_MULT, WF_AST_DIV, WF_AST_FLOORDIV, WF_AST_MOD,
                     WF_AST_POW, WF_AST_LSHIFT, WF_AST_RSHIFT, WF_AST_BITAND, WF_AST_BITOR,
                     WF_AST_BITXOR, WF_AST_MATMULT };
enum wf_compare_ast { WF_AST_EQ, WF_AST_NE, WF_AST_LT, WF_AST_LE, WF_AST_GT, WF_AST_GE, WF_AST_IS,
                      WF_AST_IS_NOT, WF_AST_IN, WF_AST_NOT_IN };

enum wf_constant_kind { WF_CONST_NONE, WF_CONST_TRUE, WF_CONST_FALSE, WF_CONST_ELLIPSIS,
                        WF_CONST_INT, WF_CONST_FLOAT, WF_CONST_COMPLEX, WF_CONST_STR,
                        WF_CONST_BYTES };
typedef struct wf_constant {
  enum wf_constant_kind kind;
  bool is_u;          /* u"..." */
  bool is_small;      /* INT: `small` holds it */
  int base;           /* INT that is not small: base of the digits in `data` (no prefix, no underscores) */
  int64_t small;
  double number;      /* FLOAT, and the imaginary part of COMPLEX */
  const char *data;   /* STR: decoded text, generalized UTF-8; BYTES; digits of a large INT */
  size_t size;
} wf_constant;

typedef struct wf_comprehension {
  wf_expr *target, *iter;
  wf_expr_list conditions;
  bool is_async;
} wf_comprehension;

typedef struct wf_keyword {
  const wf_text *name; /* NULL: **value */
  wf_expr *value;
  wf_place_range at;
} wf_keyword;

typedef struct wf_parameter {
  const wf_text *name;
  wf_expr *annotation; /* or NULL */
  wf_place_range at;
} wf_parameter;

typedef struct wf_arguments {
  size_t positional_only_count, positional_count, keyword_only_count;
  wf_parameter *positional_only, *positional, *keyword_only;
  wf_parameter *vararg, *kwarg;    /* or NULL */
  wf_expr_list defaults;           /* of the last positional ones */
  wf_expr_list keyword_defaults;   /* keyword_only_count items, NULL where there is none */
} wf_arguments;

struct wf_expr {
  enum wf_expr_kind kind;
  enum wf_expr_context context; /* of NAME, ATTRIBUTE, SUBSCRIPT, STARRED, LIST, TUPLE */
  bool parenthesized;           /* stood directly in parentheses (not in CPython's tree) */
  wf_place_range at;
  union {
    struct { enum wf_bool_op op; wf_expr_list values; } boolop;
    struct { wf_expr *target, *value; } named;
    struct { enum wf_binary_ast op; wf_expr *left, *right; } binop;
    struct { enum wf_unary_ast op; wf_expr *operand; } unaryop;
    struct { wf_arguments *args; wf_expr *body; } lambda;
    struct { wf_expr *test, *body, *otherwise; } ifexp;
    struct { wf_expr_list keys, values; } dict; /* keys item NULL: **value */
    struct { wf_expr_list items; } sequence;    /* SET, LIST, TUPLE */
    struct { wf_expr *element, *value; size_t count; wf_comprehension *generators; } comp; /* value: DICTCOMP */
    struct { wf_expr *value; } unary;           /* AWAIT, YIELD (may be NULL), YIELD_FROM, STARRED */
    struct { wf_expr *left; size_t count; enum wf_compare_ast *ops; wf_expr **comparators; } compare;
    struct { wf_expr *function; wf_expr_list args; size_t keyword_count; wf_keyword *keywords; } call;
    struct { wf_expr *value; int conversion; wf_expr *spec; } formatted; /* conversion -1, 's', 'r', 'a'; spec JOINED or NULL */
    struct { wf_expr_list values; } joined;
    wf_constant constant;
    struct { wf_expr *value; const wf_text *name; } attribute;
    struct { wf_expr *value, *index; } subscript;
    struct { const wf_text *id; } name;
    struct { wf_expr *lower, *upper, *step; } slice; /* each may be NULL */
  };
};

/* --- Patterns --- */

enum wf_pattern_kind { WF_PATTERN_VALUE, WF_PATTERN_SINGLETON, WF_PATTERN_SEQUENCE,
                       WF_PATTERN_MAPPING, WF_PATTERN_CLASS, WF_PATTERN_STAR, WF_PATTERN_AS,
                       WF_PATTERN_OR };
struct wf_pattern {
  enum wf_pattern_kind kind;
  wf_place_range at;
  union {
    struct { wf_expr *value; } value;
    struct { enum wf_constant_kind value; } singleton;
    struct { wf_pattern_list patterns; } sequence; /* SEQUENCE, OR */
    struct { wf_expr_list keys; wf_pattern_list patterns; const wf_text *rest; } mapping;
    struct { wf_expr *cls; wf_pattern_list patterns; wf_text_list keyword_names;
             wf_pattern_list keyword_patterns; } cls;
    struct { const wf_text *name; } star;          /* NULL: *_ */
    struct { wf_pattern *pattern; const wf_text *name; } as; /* both NULL: _ */
  };
};

typedef struct wf_match_case {
  wf_pattern *pattern;
  wf_expr *guard; /* or NULL */
  wf_stmt_list body;
} wf_match_case;

/* --- Statements --- */

enum wf_stmt_kind {
  WF_STMT_FUNCTION, WF_STMT_ASYNC_FUNCTION, WF_STMT_CLASS, WF_STMT_RETURN, WF_STMT_DELETE,
  WF_STMT_ASSIGN, WF_STMT_AUG_ASSIGN, WF_STMT_ANN_ASSIGN, WF_STMT_FOR, WF_STMT_ASYNC_FOR,
  WF_STMT_WHILE, WF_STMT_IF, WF_STMT_WITH, WF_STMT_ASYNC_WITH, WF_STMT_MATCH, WF_STMT_RAISE,
  WF_STMT_TRY, WF_STMT_TRY_STAR, WF_STMT_ASSERT, WF_STMT_IMPORT, WF_STMT_IMPORT_FROM,
  WF_STMT_GLOBAL, WF_STMT_NONLOCAL, WF_STMT_EXPR, WF_STMT_PASS, WF_STMT_BREAK, WF_STMT_CONTINUE,
};

typedef struct wf_alias {
  const wf_text *name;   /* dotted as written; "*" */
  const wf_text *asname; /* or NULL */
  wf_place_range at;
} wf_alias;

typedef struct wf_with_item {
  wf_expr *context, *target; /* target may be NULL */
} wf_with_item;

typedef struct wf_except {
  wf_expr *type;       /* or NULL */
  const wf_text *name; /* or NULL */
  wf_stmt_list body;
  wf_place_range at;
} wf_except;

struct wf_stmt {
  enum wf_stmt_kind kind;
  wf_place_range at; /* decorated functions and classes: from `def` or `class` */
  union {
    struct { const wf_text *name; wf_arguments *args; wf_stmt_list body; wf_expr_list decorators;
             wf_expr *returns; } function;
    struct { const wf_text *name; wf_expr_list bases; size_t keyword_count; wf_keyword *keywords;
             wf_stmt_list body; wf_expr_list decorators; } cls;
    struct { wf_expr *value; } value;     /* RETURN (may be NULL), EXPR */
    struct { wf_expr_list targets; } del;
    struct { wf_expr_list targets; wf_expr *value; } assign;
    struct { wf_expr *target; enum wf_binary_ast op; wf_expr *value; } aug_assign;
    struct { wf_expr *target, *annotation, *value; bool simple; } ann_assign; /* value may be NULL */
    struct { wf_expr *target, *iter; wf_stmt_list body, otherwise; } loop; /* FOR, ASYNC_FOR */
    struct { wf_expr *test; wf_stmt_list body, otherwise; } branch;       /* IF, WHILE */
    struct { size_t count; wf_with_item *items; wf_stmt_list body; } with;
    struct { wf_expr *subject; size_t count; wf_match_case *cases; } match;
    struct { wf_expr *exception, *cause; } raise; /* each may be NULL */
    struct { wf_stmt_list body; size_t handler_count; wf_except *handlers;
             wf_stmt_list otherwise, finally; } try_;
    struct { wf_expr *test, *message; } assert_; /* message may be NULL */
    struct { size_t count; wf_alias *names; } import;
    struct { const wf_text *module; size_t count; wf_alias *names; int level; } import_from; /* module may be NULL */
    struct { wf_text_list names; } names;       /* GLOBAL, NONLOCAL */
  };
};

enum wf_module_kind { WF_MODULE_EXEC, WF_MODULE_EVAL, WF_MODULE_SINGLE };
typedef struct wf_ast {
  enum wf_module_kind kind;
  wf_stmt_list body;   /* EXEC, SINGLE */
  wf_expr *expression; /* EVAL */
} wf_ast;

/* The tree as CPython's ast.dump writes it; malloc'ed, freed by the caller. */
char *wf_ast_dump(const wf_ast *tree, bool with_places);

#endif
