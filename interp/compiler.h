/* The compiler: from a tree to code objects. What its parts share.

     compile.c             the entry: source text, errors and warnings
     scope.c               which variable a name means
     compiler_fold.c       constant expressions, computed in the tree
     emit.c                instructions, registers, constants, labels, what is proven bound
     compiler_expr.c       expressions; compiler_jump.c conditions; compiler_call.c calls
     compiler_stmt.c       statements; compiler_try.c those with blocks that must be left in order
     compiler_target.c     names and assignment
     compiler_function.c   functions, classes, lambdas; compiler_comprehension.c
     compiler_match.c      match statements
     unparse.c             trees back to text, for annotations

   An error sets `failed` with the exception pending; everything then returns early, and what is
   returned does not matter. Registers: the locals come first, temporaries lie above as a stack
   whose height is unit->top. "Any" register of an expression is the register of a local, or a new
   temporary. */
#ifndef WF_COMPILER_H
#define WF_COMPILER_H

#include "interp/code.h"
#include "interp/code_internal.h"
#include "interp/scope.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/names.h"
#include "runtime/str.h"

/* Constants made by folding are kept outside the tree: constant.small is their index. */
#define WF_CONST_FOLDED ((enum wf_ast_constant_kind)(WF_AST_BYTES + 1))

#define WF_MAX_BLOCKS 20 /* CPython's limit of statically nested blocks */
#define WF_PIECE 32      /* items of a display or arguments that are computed side by side */

/* A set of registers of locals. */
typedef struct wf_bits {
  uint64_t word[4];
} wf_bits;

typedef struct wf_label {
  int32_t pc;       /* -1: not placed yet */
  int32_t fixups;   /* list of jumps to it, -1: none */
  uint32_t lines;   /* silent lines emitted before it */
  bool reached;     /* some jump to it was emitted */
  wf_bits bound;    /* what is bound on every way to it */
} wf_label;

typedef struct wf_fixup {
  uint32_t pc; /* of the jump */
  int32_t line; /* of the jump that this one takes the place of, or 0 */
  int32_t next;
} wf_fixup;

/* A line that runs without an instruction of its own. from: the instruction before, -1: none, or
   it does not fall through to here. */
typedef struct wf_silent {
  uint32_t pc;
  int64_t from;
  int32_t line;
} wf_silent;

enum wf_block_kind { WF_BLOCK_WHILE, WF_BLOCK_FOR, WF_BLOCK_TRY, WF_BLOCK_FINALLY,
                     WF_BLOCK_FINALLY_END, WF_BLOCK_WITH, WF_BLOCK_ASYNC_WITH, WF_BLOCK_HANDLER,
                     WF_BLOCK_NAMED_HANDLER, WF_BLOCK_ASYNC_GENERATOR };

/* A block that is open where code is being emitted. */
typedef struct wf_block {
  enum wf_block_kind kind;
  bool star;               /* HANDLER of except* */
  bool guarded;            /* has a handler: instructions from `start` on are in its range */
  int32_t next_label, end_label; /* loops: continue and break */
  int32_t handler_label;
  uint16_t exception_register;
  uint16_t reg;            /* WITH: exit function; HANDLER: saved handled exception */
  int32_t start;           /* first instruction of the open range */
  uint32_t top;            /* of the temporaries, at the entry */
  const wf_ast_stmts *body; /* FINALLY: the final statements */
  const wf_name *name;     /* NAMED_HANDLER */
  wf_ast_place place;
} wf_block;

typedef struct wf_unit {
  struct wf_unit *parent;
  wf_scope *scope;
  /* instructions; malloc'ed */
  uint32_t *code;
  uint32_t size, capacity;
  wf_place *places;
  uint32_t place_count, place_capacity;
  wf_handler *handlers;
  uint32_t handler_count, handler_capacity;
  wf_label *labels;
  uint32_t label_count, label_capacity;
  wf_fixup *fixups;
  uint32_t fixup_count, fixup_capacity;
  wf_silent *silents;
  uint32_t silent_count, silent_capacity;
  wf_relay *relays;
  uint32_t relay_count, relay_capacity;
  int64_t last_pc;    /* of the instruction emitted last, -1: none */
  bool falls;         /* and control may go on from there */
  int32_t last_line;  /* that has run last, on every way that leads here; 0: not known */
  int32_t jump_line;  /* for jumps emitted now: wf_fixup.line */
  uint32_t *constant_index; /* hash table of indexes + 1 */
  uint32_t constant_index_capacity;
  const wf_name **name_index; /* hash table of the names in `names` */
  uint32_t name_index_capacity, name_count;
  /* collected */
  wf_value *constants;
  uint32_t constant_count, constant_capacity;
  wf_value *cache_names;
  uint32_t cache_count, cache_capacity;
  wf_value names;           /* list: co_names */
  wf_value qualname;        /* str */
  wf_value docstring;       /* str or None */
  /* registers */
  uint32_t locals;          /* how many registers the near locals take */
  uint32_t top, high;       /* temporaries in use, most ever */
  uint32_t local_count;     /* all of them, in the code object's sense */
  wf_symbol **local_symbols; /* by register; NULL for fillers; arena */
  /* flow */
  bool reachable;
  wf_bits bound;
  wf_bits unstable;         /* locals that some statement unbinds */
  wf_ast_place place;       /* of what is being compiled; line 0: artificial */
  wf_block blocks[WF_MAX_BLOCKS];
  uint32_t block_count;
  uint32_t flags;
  uint32_t arguments, positional_only, keyword_only;
  int32_t first_line;
  bool is_async;            /* async def, or top-level await */
  bool is_lambda;
} wf_unit;

/* Names that the compiler itself knows: WF_KNOWN(member, text). */
#define WF_KNOWN_NAMES(WF_KNOWN)                                                             \
  WF_KNOWN(n_super, "super") WF_KNOWN(n_class, "__class__") WF_KNOWN(n_debug, "__debug__")    \
  WF_KNOWN(n_name, "__name__") WF_KNOWN(n_module, "__module__")                               \
  WF_KNOWN(n_qualname, "__qualname__") WF_KNOWN(n_annotations, "__annotations__")             \
  WF_KNOWN(n_classcell, "__classcell__") WF_KNOWN(n_doc, "__doc__")                           \
  WF_KNOWN(n_first_iter, ".0") WF_KNOWN(n_star, "*") WF_KNOWN(n_top, "<module>")              \
  WF_KNOWN(n_lambda, "<lambda>") WF_KNOWN(n_genexpr, "<genexpr>")                             \
  WF_KNOWN(n_listcomp, "<listcomp>") WF_KNOWN(n_setcomp, "<setcomp>")                         \
  WF_KNOWN(n_dictcomp, "<dictcomp>") WF_KNOWN(n_return, "return") WF_KNOWN(n_future, "__future__")

typedef struct wf_compiler {
  wf_arena *arena;
  wf_value filename;
  int optimize;
  uint32_t future;          /* co_flags of future statements */
  int32_t future_line;      /* of the last one that counts; -1: none */
  bool top_level_await;
  bool interactive;
  bool failed;
  bool is_file;            /* the source is what the file holds: WF_COMPILE_FILE */
  int depth, depth_limit;
  wf_unit *unit;
  wf_block no_block;        /* stands for one that could not be opened */
  wf_value folded;          /* list of constants made by folding */
  wf_value keep;            /* list: keeps the values of names alive */
  wf_name **name_table;     /* by text; in the arena */
  size_t name_count, name_capacity;
  struct { const wf_ast_name *tree; const wf_name *name; } recent[256]; /* by address */
#define WF_KNOWN(member, text) const wf_name *member;
  WF_KNOWN_NAMES(WF_KNOWN)
#undef WF_KNOWN
} wf_compiler;

/* --- compile.c: errors and text --- */

void wf_compile_error(wf_compiler *c, wf_ast_place at, const char *format, ...);
void wf_compile_warn(wf_compiler *c, const wf_type *category, wf_ast_place at, const char *format,
                     ...);
/* False with RecursionError when the tree is too deep; otherwise to be followed by leave. */
bool wf_compile_enter(wf_compiler *c);
static inline void wf_compile_leave(wf_compiler *c) { c->depth--; }
void *wf_compile_alloc(wf_compiler *c, size_t size); /* zeroed, in the arena */
const wf_name *wf_compile_intern(wf_compiler *c, const char *text, size_t length);
const wf_name *wf_compile_name(wf_compiler *c, const wf_ast_name *name);
/* The value of a CONSTANT expression; WF_ERROR. */
wf_value wf_compile_constant(wf_compiler *c, const wf_ast_expr *e);
bool wf_compile_is_future(const wf_ast_stmt *s); /* from __future__ import ... */
wf_value wf_compile_text(wf_compiler *c, wf_ast_text text); /* a str */

/* --- compiler_fold.c --- */

void wf_fold_tree(wf_compiler *c, wf_ast_module *tree);
/* Truth of a constant expression: 0, 1, or -1 when it is not constant. */
int wf_fold_truth(wf_compiler *c, const wf_ast_expr *e);

/* --- emit.c --- */

wf_unit *wf_emit_enter(wf_compiler *c, wf_scope *scope, const wf_name *name, int32_t first_line);
/* The finished code of the unit, and back to its parent; WF_ERROR when compilation failed. */
wf_value wf_emit_leave(wf_compiler *c);
void wf_emit(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t b, uint32_t operand_c);
/* The value that the last instruction puts into that register goes to the call that comes next, a
   chained one, and nowhere else. False, and nothing changes: it is no instruction that may make a
   text in between. */
bool wf_emit_chain(wf_compiler *c, uint32_t value);
void wf_emit_wide(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t bx);
void wf_emit_word(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t b, uint32_t operand_c,
                  uint32_t word);
uint32_t wf_emit_constant(wf_compiler *c, wf_value v); /* its index */
/* As an 8-bit operand: its index, or -1 when there are too many. */
int wf_emit_constant_operand(wf_compiler *c, wf_value v);
void wf_emit_load(wf_compiler *c, uint32_t a, wf_value v); /* A = constant */
void wf_emit_return(wf_compiler *c, wf_value v);           /* return constant */
uint32_t wf_emit_cache(wf_compiler *c, const wf_name *name);
uint32_t wf_emit_global_cache(wf_compiler *c, wf_symbol *symbol);
uint32_t wf_emit_temp(wf_compiler *c, uint32_t count); /* the first of `count` new temporaries */
static inline bool wf_emit_is_temp(const wf_unit *u, uint32_t reg) { return reg >= u->locals; }
void wf_emit_move(wf_compiler *c, uint32_t to, uint32_t from);
int32_t wf_emit_label(wf_compiler *c);
void wf_emit_place(wf_compiler *c, int32_t label);    /* the label is here */
void wf_emit_head(wf_compiler *c, int32_t label);     /* the head of a loop, jumped back to */
void wf_emit_jump(wf_compiler *c, int32_t label);
/* Jumps with a second word: the operands as given. */
void wf_emit_branch(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t b, uint32_t operand_c,
                    int32_t label);
void wf_emit_unreachable(wf_compiler *c);
static inline bool wf_bits_has(const wf_bits *b, uint32_t i) {
  return b->word[i >> 6] >> (i & 63) & 1;
}
static inline void wf_bits_add(wf_bits *b, uint32_t i) {
  b->word[i >> 6] |= UINT64_C(1) << (i & 63);
}
static inline void wf_bits_remove(wf_bits *b, uint32_t i) {
  b->word[i >> 6] &= ~(UINT64_C(1) << (i & 63));
}
static inline void wf_bits_without(wf_bits *b, const wf_bits *other) {
  for (int i = 0; i < 4; i++) b->word[i] &= ~other->word[i];
}
/* Blocks. push: false with SyntaxError when too many are nested. A guarded block opens its range
 * here. */
wf_block *wf_emit_push_block(wf_compiler *c, enum wf_block_kind kind);
void wf_emit_guard(wf_compiler *c, wf_block *block, int32_t handler_label, uint32_t reg);
void wf_emit_pop_block(wf_compiler *c); /* closes its range */
void wf_emit_close_range(wf_compiler *c, wf_block *block);
void wf_emit_open_range(wf_compiler *c, wf_block *block);
/* Where a handler begins: everything bound at the try's entry is. */
void wf_emit_handler(wf_compiler *c, int32_t label, const wf_bits *at_entry);
static inline wf_ast_place wf_emit_at(wf_compiler *c, wf_ast_place at) {
  wf_ast_place before = c->unit->place;
  c->unit->place = at;
  return before;
}
/* The line of the present place runs here, with or without an instruction: for who traces. */
void wf_emit_line(wf_compiler *c);
void wf_emit_artificial(wf_compiler *c); /* what follows has no place in the source */

/* --- compiler_target.c: variables --- */

wf_symbol *wf_target_symbol(wf_compiler *c, const wf_name *name); /* mangles */
/* The register of a near local that is bound (checked here if need be), else -1. */
int wf_target_local(wf_compiler *c, const wf_name *name);
/* The register of a near local, bound or not, that assignment may write to directly; else -1. */
int wf_target_register(wf_compiler *c, const wf_name *name);
void wf_target_load(wf_compiler *c, const wf_name *name, uint32_t to);
void wf_target_store(wf_compiler *c, const wf_name *name, uint32_t from);
void wf_target_delete(wf_compiler *c, const wf_name *name);
void wf_target_unbind(wf_compiler *c, const wf_name *name); /* end of an except clause */
void wf_target_assign(wf_compiler *c, wf_ast_expr *target, uint32_t from);
/* target = value, computed where it is wanted when that is possible. */
void wf_target_assign_expr(wf_compiler *c, wf_ast_expr *target, wf_ast_expr *value);
void wf_target_bound(wf_compiler *c, uint32_t reg); /* the local was written */
void wf_target_unpack(wf_compiler *c, wf_ast_expr *target, uint32_t from);
bool wf_target_forbidden(wf_compiler *c, const wf_name *name, enum wf_ast_context context,
                         wf_ast_place at); /* __debug__ */

/* --- compiler_expr.c --- */

void wf_expr_to(wf_compiler *c, wf_ast_expr *e, uint32_t to);
uint32_t wf_expr_any(wf_compiler *c, wf_ast_expr *e);
uint32_t wf_expr_copy(wf_compiler *c, uint32_t reg); /* in a temporary, if it is a local's */
/* The same, when `later` (may be NULL) is evaluated before the register is read. */
uint32_t wf_expr_operand(wf_compiler *c, wf_ast_expr *e, wf_ast_expr *later);
uint32_t wf_expr_temp(wf_compiler *c, wf_ast_expr *e); /* in a new temporary, the next one */
void wf_expr_effect(wf_compiler *c, wf_ast_expr *e);   /* the value is dropped */
bool wf_expr_rebinds(wf_compiler *c, const wf_ast_expr *e, const wf_ast_name *name);
bool wf_expr_mentions(const wf_ast_expr *e, const wf_ast_name *name); /* anywhere inside */
void wf_expr_await(wf_compiler *c, uint32_t reg, int kind); /* awaits what is in a temporary */
bool wf_expr_in_async(const wf_compiler *c);
/* to = left op right, from the left operand's register */
void wf_expr_binary(wf_compiler *c, uint8_t op, bool in_place, uint32_t to, uint32_t left,
                    wf_ast_expr *right);
void wf_expr_warn_identity(wf_compiler *c, wf_ast_expr *e);
void wf_expr_warn_call(wf_compiler *c, const wf_ast_expr *call);
void wf_expr_sequence(wf_compiler *c, wf_ast_exprs items, enum wf_ast_expr_kind kind, uint32_t to);
uint32_t wf_expr_index(wf_compiler *c, wf_ast_expr *index); /* of a subscript, in any register */
/* What follows stands at the attribute's name when the expression has several lines. */
void wf_expr_attribute_place(wf_compiler *c, const wf_ast_expr *e);
static inline bool wf_expr_mentions_walrus(const wf_compiler *c) {
  return c->unit->scope->has_walrus;
}

/* --- compiler_jump.c --- */

void wf_jump_if(wf_compiler *c, wf_ast_expr *e, bool sense, int32_t label);
/* What a test is sure to bind (by :=) when it comes out so, for code that is emitted before it. */
void wf_jump_bind(wf_compiler *c, const wf_ast_expr *e, bool sense);

/* --- compiler_call.c --- */

void wf_call_to(wf_compiler *c, wf_ast_expr *e, uint32_t to);
/* Calls what is in base, whose first `extra_count` arguments follow it already; the result is in
   base. The temporaries above are free. */
void wf_call_arguments(wf_compiler *c, uint32_t base, size_t extra_count, wf_ast_exprs args,
                       wf_ast_keywords keywords);

/* --- compiler_stmt.c, compiler_try.c --- */

void wf_stmt_list_compile(wf_compiler *c, const wf_ast_stmts *list);
/* Before a jump out of the blocks from `down_to` on: what leaves them, from the top. After the
   jump, rewind. unwinds: whether a local could change on the way. */
void wf_stmt_unwind(wf_compiler *c, uint32_t down_to);
void wf_stmt_rewind(wf_compiler *c, uint32_t down_to);
bool wf_stmt_unwinds(const wf_compiler *c, uint32_t down_to);
void wf_stmt_try(wf_compiler *c, wf_ast_stmt *s);
void wf_stmt_with(wf_compiler *c, wf_ast_stmt *s);
void wf_stmt_match(wf_compiler *c, wf_ast_stmt *s);
/* value = await iterator.__anext__(); its end and its errors go to `handler`, in `exception`. */
void wf_stmt_async_next(wf_compiler *c, uint32_t iterator, uint32_t value, int32_t handler,
                        uint32_t exception);

/* --- compiler_function.c, compiler_comprehension.c --- */

void wf_function_def(wf_compiler *c, wf_ast_stmt *s);
void wf_function_lambda(wf_compiler *c, wf_ast_expr *e, uint32_t to);
void wf_function_class(wf_compiler *c, wf_ast_stmt *s);
void wf_function_body_start(wf_compiler *c); /* cells, far parameters */
wf_value wf_function_annotation(wf_compiler *c,
                                wf_ast_expr *e); /* its text, under the future import */
void wf_comprehension_to(wf_compiler *c, wf_ast_expr *e, uint32_t to);

/* --- unparse.c --- */

wf_value wf_unparse(wf_compiler *c, const wf_ast_expr *e);

#endif
