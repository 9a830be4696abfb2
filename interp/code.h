/* Code objects: what the compiler makes and the VM runs.

   Immutable after wf_code_finish, but for the caches and the opcodes that the VM specialises with
   single atomic stores. A code object is bound to the globals of the first function made from it,
   so that its caches can hold cells of that namespace; for other globals it is copied. */
#ifndef WF_CODE_H
#define WF_CODE_H

#include "runtime/dict.h"
#include "runtime/object.h"

typedef uint32_t wf_instruction;

enum wf_opcode {
#define WF_OP(name, format, text) WF_CODE_##name,
#include "interp/opcodes.def"
  WF_OPCODE_COUNT
};
extern const char *const wf_opcode_names[WF_OPCODE_COUNT];
extern const char *const wf_opcode_formats[WF_OPCODE_COUNT];
static inline bool wf_opcode_has_word(enum wf_opcode op) { return wf_opcode_formats[op][3] != 0; }

#define WF_INSTRUCTION(op, a, b, c) \
  ((uint32_t)(op) | (uint32_t)(a) << 8 | (uint32_t)(b) << 16 | (uint32_t)(c) << 24)
#define WF_INSTRUCTION_X(op, a, bx) ((uint32_t)(op) | (uint32_t)(a) << 8 | (uint32_t)(bx) << 16)

#define WF_LOOP_REGISTERS 3 /* of GET_LOOP and FOR_NEXT */

/* co_flags, with CPython's values */
enum { WF_CODE_OPTIMIZED = 1, WF_CODE_NEWLOCALS = 2, WF_CODE_VARARGS = 4, WF_CODE_VARKEYWORDS = 8,
       WF_CODE_NESTED = 16, WF_CODE_GENERATOR = 32, WF_CODE_COROUTINE = 128,
       WF_CODE_ITERABLE_COROUTINE = 256, WF_CODE_ASYNC_GENERATOR = 512,
       WF_CODE_FUTURE_BARRY = 0x400000, WF_CODE_FUTURE_ANNOTATIONS = 0x1000000,
       WF_CODE_UNSHOWN = 0x40000000 /* Weft's own: leaves no entry in tracebacks */ };
#define WF_CODE_ANY_GENERATOR (WF_CODE_GENERATOR | WF_CODE_COROUTINE | WF_CODE_ASYNC_GENERATOR)

/* An inline cache: the name, and what the site saw last (an immutable record, or a cell). */
typedef struct wf_cache {
  wf_value name;             /* interned str */
  _Atomic(const void *) record;
  wf_slot extra;             /* LOAD_GLOBAL: the builtin's cell */
} wf_cache;

/* While pc is in [start, end) an exception goes to handler, in register exception_register. Inner
   ranges come before the outer ones that contain them. */
typedef struct wf_handler {
  uint32_t start, end, handler;
  uint16_t exception_register;
} wf_handler;

/* Source places, sorted by pc: each holds until the next. line 0: artificial. Columns in UTF-8
   bytes, -1 unknown. */
typedef struct wf_place {
  uint32_t pc;
  int32_t line, end_line;
  int32_t column, end_column;
} wf_place;

/* For who traces: on the way from one instruction to another the line runs, though no instruction
   stands for it: a pass, a try, a break that became part of the jump before it. Sorted by `to`,
   then `from`, then as they run. from: WF_RELAY_START as the code is entered. */
#define WF_RELAY_START UINT32_MAX
typedef struct wf_relay {
  uint32_t to, from, order;
  int32_t line;
} wf_relay;

/* Where MAKE_FUNCTION takes each closure cell from: the maker's register, or the maker's own
 * closure. */
typedef struct wf_capture {
  bool from_closure;
  uint16_t index;
} wf_capture;

typedef struct wf_code {
  wf_object head;
  _Atomic(wf_instruction) *instructions;
  uint32_t instruction_count; /* words */
  uint16_t register_count;    /* locals and temporaries */
  uint16_t local_count;       /* registers 0.. are the locals, parameters first */
  uint16_t argument_count;    /* positional, positional-only included */
  uint16_t positional_only_count, keyword_only_count;
  bool plain;                 /* no keyword-only, no *args, no **kwargs, no generator: fast calls */
  uint32_t flags;
  wf_value *constants;
  uint32_t constant_count;
  wf_cache *caches;
  uint32_t cache_count;
  wf_handler *handlers;
  uint32_t handler_count;
  wf_place *places;
  uint32_t place_count;
  wf_relay *relays;
  uint32_t relay_count;
  wf_capture *captures;       /* capture_count == length of free_names */
  uint32_t capture_count;
  wf_value local_names; /* tuple of str, local_count: parameters (positional, keyword-only, *args,
                         **kwargs), then the others; co_varnames */
  wf_value cell_names; /* tuple: locals that closures share (their register holds the cell) */
  wf_value free_names;        /* tuple: closure cells in order */
  wf_value names;             /* tuple: co_names */
  wf_value name, qualname, filename; /* str */
  int32_t first_line;
  wf_slot globals;            /* the dict whose cells the caches hold, or WF_EMPTY before binding */
  _Atomic(const wf_cell *) module_cell; /* of the globals' __name__, or NULL until wanted */
  wf_slot copies;             /* list of copies for other globals, or WF_EMPTY */
  wf_value docstring;         /* str or None: the first constant of co_consts */
  uint8_t *cell_flags;        /* per local: 1 when its register holds a cell */
} wf_code;
static inline wf_code *wf_to_code(wf_value v) { return (wf_code *)(uintptr_t)v; }
extern wf_type wf_code_type;

/* The first relay of that way; *count: how many there are. */
const wf_relay *wf_code_relays(const wf_code *code, uint32_t from, uint32_t to, size_t *count);
const wf_place *wf_code_place(const wf_code *code, uint32_t pc); /* NULL when none */
/* How many different attributes the code sets on its first parameter. */
size_t wf_code_self_attributes(const wf_code *code);
bool wf_code_init(void);
/* Checks every instruction: opcodes, registers, constants, jumps. Debug builds call it on each
 * code. */
const char *wf_code_verify(const wf_code *code); /* NULL, or what is wrong */
/* The listing of `weft --dis`, dis-like: line numbers, offsets, operands with names; nested codes
 * after. */
wf_value wf_code_disassemble(const wf_code *code);
/* Another object with the same parts, but these globals and no module cell: the caller replaces
   what each object has for itself. */
wf_code *wf_code_twin(const wf_code *code, wf_value globals);

#endif
