/* Scopes: which variable each name of a source text means.

   One pass over the tree makes a scope for the module and for every class, function, lambda and
   comprehension, with a symbol for each name that occurs in it. A second pass binds each symbol: to
   a register, to a cell that inner functions share, to a cell of an outer function, or to a
   namespace. All of it lies in the arena of the tree. */
#ifndef WF_SCOPE_H
#define WF_SCOPE_H

#include "interp/ast.h"
#include "runtime/value.h"

struct wf_compiler;

/* An identifier. In one compilation the same text is the same pointer. */
typedef struct wf_name {
  uint32_t length, hash;
  wf_value value; /* interned str, kept alive by the compiler */
  const char *text;
} wf_name;

enum wf_scope_kind { WF_SCOPE_MODULE, WF_SCOPE_CLASS, WF_SCOPE_FUNCTION };

/* What the text does with a name in a scope. */
enum wf_symbol_flags {
  WF_SYMBOL_GLOBAL = 1,      /* global statement */
  WF_SYMBOL_LOCAL = 2,       /* assigned to */
  WF_SYMBOL_PARAMETER = 4,
  WF_SYMBOL_NONLOCAL = 8,    /* nonlocal statement */
  WF_SYMBOL_USED = 16,
  WF_SYMBOL_IMPORTED = 32,
  WF_SYMBOL_ANNOTATED = 64,
  WF_SYMBOL_ITERATION = 128, /* iteration variable of a comprehension */
  WF_SYMBOL_UNBINDS = 256,   /* deleted, or target of an except clause */
};
#define WF_SYMBOL_BOUND (WF_SYMBOL_LOCAL | WF_SYMBOL_PARAMETER | WF_SYMBOL_IMPORTED)

enum wf_binding {
  WF_BINDING_UNKNOWN,
  WF_BINDING_LOCAL,    /* function: a register; class and module: the namespace */
  WF_BINDING_CELL,     /* a register that holds a cell */
  WF_BINDING_FREE,     /* a cell of an outer function */
  WF_BINDING_GLOBAL,   /* by a global statement */
  WF_BINDING_IMPLICIT, /* global or builtin, as no scope binds it */
};

typedef struct wf_symbol {
  const wf_name *name; /* mangled */
  uint32_t flags;
  enum wf_binding binding;
  int32_t free_index;  /* place in the closure, or -1; also of a name that only passes through */
  uint32_t reg;        /* LOCAL in functions, CELL: the register */
  uint32_t cache;      /* the compiler's: index + 1 of the cache of global accesses */
  wf_ast_place declared; /* the global or nonlocal statement */
  struct wf_symbol *next; /* in order of appearance */
} wf_symbol;

typedef struct wf_scope {
  enum wf_scope_kind kind;
  const void *node;    /* the statement, expression or tree that it belongs to */
  const wf_name *name;
  const wf_name *class_name; /* of the class around, for private names; or NULL */
  struct wf_scope *parent, *first_child, *last_child, *next;
  struct wf_scope *cursor; /* where the last look-up of a child ended */
  wf_symbol *symbols, *last_symbol;
  wf_symbol **index;   /* hash table by name */
  uint32_t count, capacity;
  wf_ast_place place;
  bool nested;         /* inside a function */
  bool is_generator, is_coroutine, returns_value;
  bool is_comprehension;
  bool is_annotation;  /* under the future import, while that is checked */
  enum wf_ast_expr_kind comprehension; /* when it is one */
  bool has_walrus;     /* contains an assignment expression */
  bool has_annotations; /* class, module: annotated assignments */
  bool needs_class_cell; /* class: a method uses __class__ */
  bool iterating_target; /* during the first pass */
  int iterable_depth;
  uint32_t parameters; /* how many symbols are parameters, .0 included */
  uint32_t free_count;
  const wf_name **free_names; /* sorted */
} wf_scope;

/* The scopes of a tree; NULL with SyntaxError or RecursionError pending. */
wf_scope *wf_scope_build(struct wf_compiler *c, const wf_ast_module *tree);
/* The scope of a function, class, lambda or comprehension directly inside `parent`. */
wf_scope *wf_scope_child(wf_scope *parent, const void *node);
/* The symbol of a name (mangled), or NULL. */
wf_symbol *wf_scope_find(const wf_scope *scope, const wf_name *name);
/* A private name as it is known in the scope's class. */
const wf_name *wf_scope_mangle(struct wf_compiler *c, const wf_name *class_name,
                               const wf_name *name);

#endif
