/* Code objects: the opcode tables, look-up of source places, the verifier, and what scripts see. */
#include <config.h>

#include "interp/code.h"

#include <stdio.h>
#include <stdlib.h>

#include "interp/code_internal.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/frozen.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/native.h"
#include "runtime/str.h"


const char *const wf_opcode_names[WF_OPCODE_COUNT] = {
#define WF_OP(name, format, text) #name,
#include "interp/opcodes.def"
};

const char *const wf_opcode_formats[WF_OPCODE_COUNT] = {
#define WF_OP(name, format, text) format,
#include "interp/opcodes.def"
};

/* --- Instructions --- */

static uint8_t general_forms[WF_OPCODE_COUNT];

/* A specialised form is named after the general one: GET_ATTR_SLOT after GET_ATTR. */
static void find_general_forms(void) {
  for (int op = 0; op < WF_OPCODE_COUNT; op++) {
    general_forms[op] = (uint8_t)op;
    if (op < WF_CODE_FIRST_SPECIAL) continue;
    size_t best = 0;
    for (int other = 0; other < WF_CODE_FIRST_SPECIAL; other++) {
      const char *name = wf_opcode_names[other];
      size_t length = strlen(name);
      if (length <= best || strncmp(name, wf_opcode_names[op], length) != 0) continue;
      if (wf_opcode_names[op][length] != '_') continue;
      general_forms[op] = (uint8_t)other;
      best = length;
    }
  }
}

uint32_t wf_code_instruction(const wf_code *code, uint32_t pc) {
  return atomic_load_explicit(&code->instructions[pc], memory_order_relaxed);
}

uint32_t wf_code_general(uint32_t instruction) {
  uint32_t op = instruction & 0xff;
  if (op >= WF_OPCODE_COUNT) return instruction;
  return (instruction & ~UINT32_C(0xff)) | general_forms[op];
}

/* Words of the instruction at pc. */
uint32_t wf_code_instruction_size(uint32_t instruction) {
  uint32_t op = instruction & 0xff;
  return op < WF_OPCODE_COUNT && wf_opcode_has_word((enum wf_opcode)op) ? 2 : 1;
}

const wf_place *wf_code_place(const wf_code *code, uint32_t pc) {
  uint32_t low = 0, high = code->place_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (code->places[middle].pc <= pc) low = middle + 1;
    else high = middle;
  }
  return low ? &code->places[low - 1] : NULL;
}

const wf_relay *wf_code_relays(const wf_code *code, uint32_t from, uint32_t to, size_t *count) {
  uint32_t low = 0, high = code->relay_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const wf_relay *r = &code->relays[middle];
    if (r->to < to || (r->to == to && r->from < from)) low = middle + 1;
    else high = middle;
  }
  const wf_relay *first = code->relays + low;
  for (*count = 0; low < code->relay_count && code->relays[low].to == to &&
                   code->relays[low].from == from; low++)
    ++*count;
  return first;
}

size_t wf_code_self_attributes(const wf_code *code) {
  enum { MOST = 32 };
  wf_value seen[MOST];
  size_t count = 0;
  for (uint32_t pc = 0; pc < code->instruction_count && count < MOST;) {
    uint32_t i = wf_code_instruction(code, pc);
    pc += wf_code_instruction_size(i);
    if ((i & 0xff) != WF_CODE_SET_ATTR || (i >> 8 & 0xff) != 0) continue;
    wf_value name = code->caches[wf_code_instruction(code, pc - 1)].name;
    size_t k = 0;
    while (k < count && seen[k] != name) k++;
    if (k == count) seen[count++] = name;
  }
  return count;
}

/* --- The verifier --- */

typedef struct verifier {
  const wf_code *code;
  uint8_t *starts; /* 1 where an instruction starts */
  char *message;   /* static buffer */
} verifier;

static _Thread_local char verify_message[160];

static const char *complain(uint32_t pc, uint32_t instruction, const char *what) {
  uint32_t op = instruction & 0xff;
  snprintf(verify_message, sizeof verify_message, "%s at %u: %s",
           op < WF_OPCODE_COUNT ? wf_opcode_names[op] : "?", (unsigned)pc, what);
  return verify_message;
}

/* How many registers an operand covers from its first; 0: one. */
static uint32_t operand_width(uint32_t instruction, int operand, int64_t word) {
  uint32_t b = instruction >> 16 & 0xff, c = instruction >> 24;
  switch ((enum wf_opcode)(instruction & 0xff)) {
    case WF_CODE_GET_METHOD: return operand == 0 ? 2 : 1;
    case WF_CODE_BUILD_SLICE: return 3;
    case WF_CODE_GET_LOOP:
    case WF_CODE_FOR_NEXT: return operand == 0 ? 3 : 1;
    case WF_CODE_CALL:
    case WF_CODE_CALL_CHAINED:
    case WF_CODE_CALL_KW: return operand == 0 ? b + 1 : 1;
    case WF_CODE_CALL_METHOD:
    case WF_CODE_CALL_METHOD_CHAINED:
    case WF_CODE_CALL_METHOD_KW: return operand == 0 ? b + 2 : 1;
    case WF_CODE_CALL_EX: return operand == 0 ? 2 + (b ? 1 : 0) : 1;
    case WF_CODE_BUILD_LIST:
    case WF_CODE_BUILD_TUPLE:
    case WF_CODE_BUILD_SET:
    case WF_CODE_BUILD_STRING:
    case WF_CODE_BUILD_STRING_CHAINED: return operand == 1 ? c : 1;
    case WF_CODE_BUILD_DICT: return operand == 1 ? 2 * c : 1;
    case WF_CODE_FORMAT_VALUE: return operand == 1 ? 1 + (c >> 2 & 1) : 1;
    case WF_CODE_UNPACK: return operand == 0 ? c : 1;
    case WF_CODE_UNPACK_EX: return operand == 0 ? c + 1 + (uint32_t)word : 1;
    case WF_CODE_WITH_ENTER:
    case WF_CODE_ASYNC_WITH_ENTER: return operand == 0 ? 3 : 1;
    case WF_CODE_WITH_EXIT:
    case WF_CODE_WITH_EXCEPT: return operand == 0 ? 2 : 1;
    case WF_CODE_MATCH_STAR: return operand == 0 ? 2 : 1;
    case WF_CODE_IMPORT_NAME: return operand == 0 ? 2 : 1;
    case WF_CODE_MAKE_FUNCTION:
      return operand != 0 ? 1 : word & 4 ? 3 : word & 2 ? 2 : 1;
    default: return 1;
  }
}

static const char *verify_operand(const verifier *v, uint32_t pc, uint32_t instruction, int operand,
                                  char kind, int64_t word) {
  const wf_code *code = v->code;
  uint32_t value = instruction >> (8 + 8 * operand) & 0xff, wide = instruction >> 16;
  switch (kind) {
    case 'r':
    case 'w':
    case 'x': {
      uint32_t width = operand_width(instruction, operand, word);
      if (width && value + width > code->register_count)
        return complain(pc, instruction, "register out of range");
      return NULL;
    }
    case 'k':
      return value < code->constant_count ? NULL
                                          : complain(pc, instruction, "constant out of range");
    case 'K':
      return wide < code->constant_count ? NULL
                                         : complain(pc, instruction, "constant out of range");
    case 'U': {
      uint32_t op = instruction & 0xff;
      bool local = op == WF_CODE_LOAD_FAR || op == WF_CODE_STORE_FAR || op == WF_CODE_DELETE_FAR;
      if (wide >= (local ? code->register_count : code->capture_count))
        return complain(pc, instruction, "far local or closure cell out of range");
      return NULL;
    }
    default: return NULL;
  }
}

static const char *verify_target(const verifier *v, uint32_t pc, uint32_t instruction,
                                 int64_t target) {
  if (target < 0 || target >= v->code->instruction_count || !v->starts[target])
    return complain(pc, instruction, "jump to no instruction");
  return NULL;
}

static const char *verify_instruction(const verifier *v, uint32_t pc) {
  const wf_code *code = v->code;
  uint32_t instruction = wf_code_instruction(code, pc), op = instruction & 0xff;
  const char *format = wf_opcode_formats[op];
  int64_t word = format[3] ? (int32_t)wf_code_instruction(code, pc + 1) : 0;
  for (int operand = 0; operand < 3; operand++) {
    const char *wrong = verify_operand(v, pc, instruction, operand, format[operand], word);
    if (wrong) return wrong;
  }
  if (format[0] == 'o')
    return verify_target(v, pc, instruction, pc + 1 + ((int32_t)instruction >> 8));
  switch (format[3]) {
    case 'o': return verify_target(v, pc, instruction, pc + 2 + word);
    case 'c':
      return word >= 0 && word < code->cache_count
                 ? NULL
                 : complain(pc, instruction, "cache out of range");
    case 'l':
      return word >= 0 && word < code->constant_count
                 ? NULL
                 : complain(pc, instruction, "constant out of range");
    default: return NULL;
  }
}

static bool ends_flow(uint32_t op) {
  return op == WF_CODE_JUMP || op == WF_CODE_RETURN || op == WF_CODE_RETURN_K ||
         op == WF_CODE_RAISE || op == WF_CODE_RERAISE;
}

static const char *verify_tables(const verifier *v) {
  const wf_code *code = v->code;
  for (uint32_t i = 0; i < code->handler_count; i++) {
    const wf_handler *h = &code->handlers[i];
    if (h->start >= h->end || h->end > code->instruction_count || !v->starts[h->start] ||
        h->handler >= code->instruction_count || !v->starts[h->handler] ||
        (h->end < code->instruction_count && !v->starts[h->end]))
      return "handler range";
    if (h->exception_register >= code->register_count) return "handler register";
    for (uint32_t j = 0; j < i; j++) {
      const wf_handler *inner = &code->handlers[j];
      bool apart = inner->end <= h->start || h->end <= inner->start;
      bool inside = h->start <= inner->start && inner->end <= h->end;
      if (!apart && !inside) return "handler order";
    }
  }
  for (uint32_t i = 1; i < code->place_count; i++)
    if (code->places[i].pc <= code->places[i - 1].pc) return "place order";
  return NULL;
}

static const char *verify_shape(const wf_code *code) {
  size_t parameters = (size_t)code->argument_count + code->keyword_only_count +
                      !!(code->flags & WF_CODE_VARARGS) + !!(code->flags & WF_CODE_VARKEYWORDS);
  if (code->instruction_count == 0) return "no instructions";
  if (code->local_count > code->register_count) return "more locals than registers";
  if (parameters > code->local_count) return "more parameters than locals";
  if (code->positional_only_count > code->argument_count) return "positional-only count";
  if (wf_tuple_length(code->local_names) != code->local_count) return "local names";
  if (wf_tuple_length(code->free_names) != code->capture_count) return "captures";
  return NULL;
}

static const char *verify_all(verifier *v) {
  const wf_code *code = v->code;
  uint32_t pc = 0, last = 0;
  for (; pc < code->instruction_count; pc += wf_code_instruction_size(last)) {
    last = wf_code_instruction(code, pc);
    if ((last & 0xff) >= WF_OPCODE_COUNT) return complain(pc, last, "no such opcode");
    v->starts[pc] = 1;
  }
  if (pc != code->instruction_count) return complain(pc, last, "second word missing");
  if (!ends_flow(last & 0xff)) return complain(pc, last, "code runs off its end");
  for (pc = 0; pc < code->instruction_count;
       pc += wf_code_instruction_size(wf_code_instruction(code, pc))) {
    const char *wrong = verify_instruction(v, pc);
    if (wrong) return wrong;
  }
  return verify_tables(v);
}

const char *wf_code_verify(const wf_code *code) {
  const char *wrong = verify_shape(code);
  if (wrong) return wrong;
  verifier v = {.code = code, .starts = calloc(code->instruction_count, 1)};
  if (!v.starts) return NULL;
  wrong = verify_all(&v);
  free(v.starts);
  return wrong;
}

/* --- Names --- */

static size_t parameter_count(const wf_code *code) {
  return (size_t)code->argument_count + code->keyword_only_count +
         !!(code->flags & WF_CODE_VARARGS) + !!(code->flags & WF_CODE_VARKEYWORDS);
}

/* Local i is a variable of its own, not a second name for a register (see wf_code_far_base). */
static bool is_own_local(const wf_code *code, size_t i) {
  if (code->local_count <= WF_CODE_NEAR_LIMIT) return true;
  size_t base = wf_code_far_base(parameter_count(code));
  if (i >= base) return i - base + WF_CODE_NEAR_LOCALS >= parameter_count(code);
  return i < WF_CODE_NEAR_LOCALS || i < parameter_count(code);
}

/* co_varnames: the parameters, and the other locals that no closure shares. */
static wf_value variable_names(const wf_code *code) {
  wf_value list = wf_list_new(code->local_count);
  if (list == WF_ERROR) return WF_ERROR;
  size_t parameters = parameter_count(code);
  for (size_t i = 0; i < code->local_count; i++) {
    if (!is_own_local(code, i)) continue;
    if (i >= parameters && code->cell_flags && code->cell_flags[i]) continue;
    if (!wf_list_append(list, wf_tuple_get(code->local_names, i))) return WF_ERROR;
  }
  return wf_list_to_tuple(list);
}

/* --- Attributes --- */

static wf_value get_argcount(wf_value self) {
  return wf_small_int(wf_to_code(self)->argument_count);
}
static wf_value get_posonly(wf_value self) {
  return wf_small_int(wf_to_code(self)->positional_only_count);
}
static wf_value get_kwonly(wf_value self) {
  return wf_small_int(wf_to_code(self)->keyword_only_count);
}
static wf_value get_nlocals(wf_value self) {
  wf_value names = variable_names(wf_to_code(self));
  return names == WF_ERROR ? WF_ERROR : wf_small_int((int64_t)wf_tuple_length(names));
}
static wf_value get_stacksize(wf_value self) {
  const wf_code *code = wf_to_code(self);
  return wf_small_int(code->register_count - code->local_count);
}
static wf_value get_flags(wf_value self) {
  return wf_small_int(wf_to_code(self)->flags & ~(uint32_t)WF_CODE_UNSHOWN);
}
static wf_value get_consts(wf_value self) {
  const wf_code *code = wf_to_code(self);
  return wf_tuple_from_array(code->constants, code->constant_count);
}
static wf_value get_names(wf_value self) { return wf_to_code(self)->names; }
static wf_value get_varnames(wf_value self) { return variable_names(wf_to_code(self)); }
static wf_value get_cellvars(wf_value self) { return wf_to_code(self)->cell_names; }
static wf_value get_freevars(wf_value self) { return wf_to_code(self)->free_names; }
static wf_value get_filename(wf_value self) { return wf_to_code(self)->filename; }
static wf_value get_name(wf_value self) { return wf_to_code(self)->name; }
static wf_value get_qualname(wf_value self) { return wf_to_code(self)->qualname; }
static wf_value get_firstlineno(wf_value self) {
  return wf_small_int(wf_to_code(self)->first_line);
}

/* The instructions as compiled, four bytes a word, least significant first. */
static wf_value get_code(wf_value self) {
  const wf_code *code = wf_to_code(self);
  wf_value bytes = wf_bytes_new(NULL, (size_t)code->instruction_count * 4);
  if (bytes == WF_ERROR) return WF_ERROR;
  uint8_t *out = wf_to_bytes(bytes)->data;
  bool second = false;
  for (uint32_t pc = 0; pc < code->instruction_count; pc++) {
    uint32_t word = wf_code_instruction(code, pc);
    if (!second) {
      word = wf_code_general(word);
      second = wf_code_instruction_size(word) == 2;
    } else {
      second = false;
    }
    for (int i = 0; i < 4; i++) *out++ = (uint8_t)(word >> 8 * i);
  }
  return bytes;
}

static void put_varint(wf_builder *b, uint32_t n) {
  for (; n >= 0x40; n >>= 6) wf_builder_add(b, (char[]){(char)(0x40 | (n & 0x3f))}, 1);
  wf_builder_add(b, (char[]){(char)n}, 1);
}

static wf_value builder_bytes(wf_builder *b) {
  return b->failed ? wf_raise_memory() : wf_bytes_new(b->data, b->size);
}

static wf_value get_linetable(wf_value self) {
  const wf_code *code = wf_to_code(self);
  wf_builder b;
  wf_builder_init(&b);
  for (uint32_t i = 0; i < code->place_count; i++) {
    const wf_place *p = &code->places[i];
    put_varint(&b, p->pc);
    put_varint(&b, (uint32_t)p->line);
    put_varint(&b, (uint32_t)p->end_line);
    put_varint(&b, (uint32_t)(p->column + 1));
    put_varint(&b, (uint32_t)(p->end_column + 1));
  }
  return builder_bytes(&b);
}

static wf_value get_exceptiontable(wf_value self) {
  const wf_code *code = wf_to_code(self);
  wf_builder b;
  wf_builder_init(&b);
  for (uint32_t i = 0; i < code->handler_count; i++) {
    const wf_handler *h = &code->handlers[i];
    put_varint(&b, h->start);
    put_varint(&b, h->end);
    put_varint(&b, h->handler);
    put_varint(&b, h->exception_register);
  }
  return builder_bytes(&b);
}

/* Offsets that scripts see count two a word, as f_lasti does. */
#define OFFSET(pc) wf_small_int((int64_t)(pc) * 2)

WF_NATIVE(code_co_lines) {
  const wf_code *code = wf_to_code(args[0]);
  wf_value list = wf_list_new(code->place_count);
  if (list == WF_ERROR) return WF_ERROR;
  for (uint32_t i = 0; i < code->place_count;) {
    uint32_t start = code->places[i].pc, end = code->instruction_count;
    int32_t line = code->places[i].line;
    while (++i < code->place_count && code->places[i].line == line) continue;
    if (i < code->place_count) end = code->places[i].pc;
    wf_value row = wf_tuple_of(3, OFFSET(start), OFFSET(end), line ? wf_small_int(line) : WF_NONE);
    if (row == WF_ERROR || !wf_list_append(list, row)) return WF_ERROR;
  }
  return wf_iter(list);
}

static wf_value number_or_none(int32_t n, int32_t none) {
  return n == none ? WF_NONE : wf_small_int(n);
}

WF_NATIVE(code_co_positions) {
  const wf_code *code = wf_to_code(args[0]);
  wf_value list = wf_list_new(code->instruction_count), row = WF_EMPTY;
  if (list == WF_ERROR) return WF_ERROR;
  uint32_t next = 0;
  for (uint32_t pc = 0; pc < code->instruction_count; pc++) {
    if (row == WF_EMPTY || (next < code->place_count && code->places[next].pc == pc)) {
      wf_place none = {.column = -1, .end_column = -1};
      const wf_place *p = next < code->place_count && code->places[next].pc == pc
                              ? &code->places[next++] : &none;
      row = wf_tuple_of(4, number_or_none(p->line, 0), number_or_none(p->end_line, 0),
                        number_or_none(p->column, -1), number_or_none(p->end_column, -1));
    }
    if (row == WF_ERROR || !wf_list_append(list, row)) return WF_ERROR;
  }
  return wf_iter(list);
}

/* --- Identity --- */

/* Equal as constants of code: same type, same value, also inside tuples; -0.0 is not 0.0. */
static int same_constant(wf_value a, wf_value b) {
  if (a == b) return 1;
  if (wf_type_of(a) != wf_type_of(b)) return 0;
  if (wf_is_tuple_exact(a)) {
    size_t n = wf_tuple_length(a);
    if (wf_tuple_length(b) != n) return 0;
    for (size_t i = 0; i < n; i++) {
      int same = same_constant(wf_tuple_get(a, i), wf_tuple_get(b, i));
      if (same <= 0) return same;
    }
    return 1;
  }
  int same = wf_equal(a, b);
  if (same <= 0 || !(wf_type_flags_of(a) & (WF_TYPE_IS_FLOAT | WF_TYPE_IS_COMPLEX))) return same;
  wf_value ra = wf_repr(a), rb = wf_repr(b);
  if (ra == WF_ERROR || rb == WF_ERROR) return -1;
  return wf_str_equal(ra, rb);
}

static bool same_instructions(const wf_code *a, const wf_code *b) {
  if (a->instruction_count != b->instruction_count) return false;
  for (uint32_t pc = 0; pc < a->instruction_count;) {
    uint32_t x = wf_code_general(wf_code_instruction(a, pc));
    uint32_t y = wf_code_general(wf_code_instruction(b, pc));
    if (x != y) return false;
    uint32_t size = wf_code_instruction_size(x);
    if (size == 2 && wf_code_instruction(a, pc + 1) != wf_code_instruction(b, pc + 1)) return false;
    pc += size;
  }
  return true;
}

static int same_code(const wf_code *a, const wf_code *b) {
  if (a == b) return 1;
  if (a->argument_count != b->argument_count || a->flags != b->flags ||
      a->positional_only_count != b->positional_only_count ||
      a->keyword_only_count != b->keyword_only_count || a->first_line != b->first_line ||
      a->constant_count != b->constant_count || a->register_count != b->register_count ||
      !same_instructions(a, b))
    return 0;
  if (!wf_str_equal(a->name, b->name)) return 0;
  const wf_value pairs[][2] = {{a->names, b->names}, {a->local_names, b->local_names},
                               {a->cell_names, b->cell_names}, {a->free_names, b->free_names}};
  for (size_t i = 0; i < WF_COUNT(pairs); i++) {
    int same = wf_equal(pairs[i][0], pairs[i][1]);
    if (same <= 0) return same;
  }
  for (uint32_t i = 0; i < a->constant_count; i++) {
    int same = same_constant(a->constants[i], b->constants[i]);
    if (same <= 0) return same;
  }
  return 1;
}

static wf_value code_compare(wf_value self, wf_value other, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || wf_type_of(other) != &wf_code_type ||
      wf_type_of(self) != &wf_code_type)
    return WF_NOT_IMPLEMENTED;
  int same = same_code(wf_to_code(self), wf_to_code(other));
  return same < 0 ? WF_ERROR : wf_bool(same == (op == WF_EQ));
}

static int64_t code_hash(wf_value self) {
  const wf_code *code = wf_to_code(self);
  int64_t name = wf_hash(code->name), locals = wf_hash(code->local_names);
  if (name == -1 || locals == -1) return -1;
  uint64_t h = (uint64_t)name * 31 + (uint64_t)locals;
  h = h * 31 + code->first_line;
  h = h * 31 + code->instruction_count;
  h = h * 31 + code->constant_count;
  h ^= (uint64_t)code->argument_count << 32 ^ code->flags;
  h &= INT64_MAX >> 2;
  return (int64_t)h;
}

static wf_value code_repr(wf_value self) {
  const wf_code *code = wf_to_code(self);
  return wf_str_format("<code object %U at %p, file \"%U\", line %d>", code->name,
                       (void *)(uintptr_t)self, code->filename, (int)code->first_line);
}

/* --- replace --- */

/* In the order of the signature's parameters. */
enum {
  R_SELF,
  R_ARGCOUNT,
  R_POSONLY,
  R_KWONLY,
  R_NLOCALS,
  R_STACKSIZE,
  R_FLAGS,
  R_FIRSTLINE,
  R_CODE,
  R_CONSTS,
  R_NAMES,
  R_VARNAMES,
  R_FREEVARS,
  R_CELLVARS,
  R_FILENAME,
  R_NAME,
  R_QUALNAME,
  R_LINETABLE,
  R_EXCEPTIONTABLE
};

static const char replace_signature[] =
    "(self, /, *, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, co_nlocals=-1, "
    "co_stacksize=-1, co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None, co_names=None, "
    "co_varnames=None, co_freevars=None, co_cellvars=None, co_filename=None, co_name=None, "
    "co_qualname=None, co_linetable=None, co_exceptiontable=None)";

static bool replace_number(wf_value v, uint16_t *field) {
  int n = *field;
  if (v == WF_EMPTY) return true;
  if (!wf_arg_int(v, &n)) return false;
  if (n < 0 || n > UINT16_MAX) {
    wf_raise(&wf_exc_ValueError, "code: count out of range");
    return false;
  }
  *field = (uint16_t)n;
  return true;
}

static bool replace_str(wf_value v, const char *what, wf_value *field) {
  if (v == WF_EMPTY) return true;
  if (!wf_is_str(v)) {
    wf_raise(&wf_exc_TypeError, "replace() argument '%s' must be str, not %a", what, v);
    return false;
  }
  *field = wf_str_intern(v);
  return true;
}

static bool check_names(wf_value v, const char *what, size_t count) {
  if (!wf_is_tuple(v)) {
    wf_raise(&wf_exc_TypeError, "replace() argument '%s' must be tuple, not %a", what, v);
    return false;
  }
  for (size_t i = 0; i < wf_tuple_length(v); i++)
    if (!wf_is_str(wf_tuple_get(v, i))) {
      wf_raise(&wf_exc_TypeError, "name tuples must contain only strings, not '%T'",
               wf_tuple_get(v, i));
      return false;
    }
  if (wf_tuple_length(v) == count) return true;
  wf_raise(&wf_exc_ValueError, "code: %s must have %zu names", what, count);
  return false;
}

static wf_value renamed(wf_value name, wf_value from, wf_value to) {
  for (size_t i = 0; i < wf_tuple_length(from); i++)
    if (wf_str_equal(wf_tuple_get(from, i), name)) return wf_str_intern(wf_tuple_get(to, i));
  return name;
}

/* A tuple of names with those of `from` become those of `to`. */
static wf_value renamed_all(wf_value names, wf_value from, wf_value to) {
  size_t n = wf_tuple_length(names);
  wf_value result = wf_tuple_new(n);
  if (result == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < n; i++)
    wf_to_tuple(result)->items[i] = renamed(wf_tuple_get(names, i), from, to);
  return result;
}

static bool replace_local_names(wf_code *code, const wf_value *args) {
  if (args[R_VARNAMES] != WF_EMPTY) {
    wf_value old = variable_names(code);
    if (old == WF_ERROR ||
        !check_names(args[R_VARNAMES], "co_varnames", wf_tuple_length(old)))
      return false;
    wf_value locals = renamed_all(code->local_names, old, args[R_VARNAMES]);
    wf_value cells = renamed_all(code->cell_names, old, args[R_VARNAMES]);
    if (locals == WF_ERROR || cells == WF_ERROR) return false;
    code->local_names = locals;
    code->cell_names = cells;
  }
  if (args[R_CELLVARS] != WF_EMPTY) {
    wf_value old = code->cell_names;
    if (!check_names(args[R_CELLVARS], "co_cellvars", wf_tuple_length(old))) return false;
    wf_value locals = renamed_all(code->local_names, old, args[R_CELLVARS]);
    if (locals == WF_ERROR) return false;
    code->local_names = locals;
    code->cell_names = args[R_CELLVARS];
  }
  if (args[R_FREEVARS] != WF_EMPTY) {
    if (!check_names(args[R_FREEVARS], "co_freevars", code->capture_count)) return false;
    code->free_names = args[R_FREEVARS];
  }
  return true;
}

static bool replace_names(wf_code *code, wf_value names) {
  if (names == WF_EMPTY) return true;
  if (!check_names(names, "co_names", wf_tuple_length(code->names))) return false;
  for (uint32_t i = 0; i < code->cache_count; i++)
    code->caches[i].name = renamed(code->caches[i].name, code->names, names);
  code->names = names;
  return true;
}

static bool replace_constants(wf_code *code, wf_value constants) {
  if (constants == WF_EMPTY) return true;
  if (!wf_is_tuple(constants)) {
    wf_raise(&wf_exc_TypeError, "replace() argument 'co_consts' must be tuple, not %a", constants);
    return false;
  }
  size_t n = wf_tuple_length(constants);
  code->constants = wf_alloc_array(n ? n : 1, sizeof *code->constants);
  if (!code->constants) return false;
  memcpy(code->constants, wf_to_tuple(constants)->items, n * sizeof *code->constants);
  code->constant_count = (uint32_t)n;
  return true;
}

static bool replace_instructions(wf_code *code, wf_value bytes) {
  if (bytes == WF_EMPTY) return true;
  if (!wf_is_bytes(bytes) || wf_to_bytes(bytes)->size % 4 != 0) {
    wf_raise(wf_is_bytes(bytes) ? &wf_exc_ValueError : &wf_exc_TypeError,
             "code: co_code is malformed");
    return false;
  }
  const uint8_t *in = wf_to_bytes(bytes)->data;
  size_t words = wf_to_bytes(bytes)->size / 4;
  code->instructions = wf_alloc_var_atomic((words ? words : 1) * sizeof *code->instructions);
  if (!code->instructions) return false;
  for (size_t i = 0; i < words; i++, in += 4)
    atomic_init(&code->instructions[i],
                in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 | (uint32_t)in[3] << 24);
  code->instruction_count = (uint32_t)words;
  return true;
}

wf_code *wf_code_twin(const wf_code *code, wf_value globals) {
  enum { REST = sizeof(wf_object) }; /* the head has the lock, which others try to take */
  wf_code *copy = wf_object_new(&wf_code_type);
  wf_lock(code);
  memcpy((char *)copy + REST, (const char *)code + REST, sizeof *copy - REST);
  wf_unlock(code);
  copy->globals = globals;
  atomic_init(&copy->module_cell, NULL);
  return copy;
}

/* A copy bound to no globals, with fresh caches and general instructions. */
static wf_code *code_copy(const wf_code *code) {
  wf_code *copy = wf_code_twin(code, WF_EMPTY);
  atomic_init(&copy->copies, WF_EMPTY);
  copy->caches = wf_alloc_array(code->cache_count ? code->cache_count : 1, sizeof *copy->caches);
  if (!copy->caches) return NULL;
  for (uint32_t i = 0; i < code->cache_count; i++) copy->caches[i].name = code->caches[i].name;
  return copy;
}

WF_NATIVE(code_replace) {
  const wf_code *old = wf_to_code(args[R_SELF]);
  wf_code *code = code_copy(old);
  if (!code) return WF_ERROR;
  wf_value bytes = args[R_CODE] != WF_EMPTY ? args[R_CODE] : get_code(args[R_SELF]);
  int flags = (int)code->flags, line = code->first_line;
  if (bytes == WF_ERROR || !replace_instructions(code, bytes) ||
      !replace_number(args[R_ARGCOUNT], &code->argument_count) ||
      !replace_number(args[R_POSONLY], &code->positional_only_count) ||
      !replace_number(args[R_KWONLY], &code->keyword_only_count) ||
      !replace_local_names(code, args) || !replace_names(code, args[R_NAMES]) ||
      !replace_constants(code, args[R_CONSTS]) ||
      !replace_str(args[R_FILENAME], "co_filename", &code->filename) ||
      !replace_str(args[R_NAME], "co_name", &code->name) ||
      !replace_str(args[R_QUALNAME], "co_qualname", &code->qualname))
    return WF_ERROR;
  if (args[R_FLAGS] != WF_EMPTY && !wf_arg_int(args[R_FLAGS], &flags)) return WF_ERROR;
  if (!(flags & WF_CODE_ANY_GENERATOR) != !(code->flags & WF_CODE_ANY_GENERATOR))
    return wf_raise(&wf_exc_ValueError, "code: flags for another kind of function");
  if (args[R_FIRSTLINE] != WF_EMPTY && !wf_arg_int(args[R_FIRSTLINE], &line)) return WF_ERROR;
  code->flags = (uint32_t)flags;
  if (!wf_frozen_is_file(wf_str_data(code->filename)))
    code->flags &= ~(uint32_t)WF_CODE_UNSHOWN; /* for the library alone */
  code->first_line = line;
  code->plain = wf_code_is_plain(code);
  const char *wrong = wf_code_verify(code);
  if (wrong) return wf_raise(&wf_exc_ValueError, "code: %s", wrong);
  return wf_from_object(code);
}

bool wf_code_is_plain(const wf_code *code) {
  return code->keyword_only_count == 0 &&
         !(code->flags & (WF_CODE_VARARGS | WF_CODE_VARKEYWORDS | WF_CODE_ANY_GENERATOR));
}

/* --- The type --- */

static const wf_native_def methods[] = {
    {"replace", code_replace, replace_signature, "A copy with some attributes changed.", 0},
    {"co_lines", code_co_lines, "(self, /)", "Iterate over (start, end, line) of the code.", 0},
    {"co_positions", code_co_positions, "(self, /)",
     "Iterate over (line, end line, column, end column) of each instruction word.", 0},
    {0},
};

static const wf_getset_def getsets[] = {
    {"co_argcount", get_argcount, NULL, "Number of positional parameters."},
    {"co_posonlyargcount", get_posonly, NULL, "Number of positional-only parameters."},
    {"co_kwonlyargcount", get_kwonly, NULL, "Number of keyword-only parameters."},
    {"co_nlocals", get_nlocals, NULL, "Number of local variables."},
    {"co_stacksize", get_stacksize, NULL, "Number of temporary registers."},
    {"co_flags", get_flags, NULL, "What kind of code it is, as bits."},
    {"co_code", get_code, NULL, "The instructions, as bytes."},
    {"co_consts", get_consts, NULL, "The constants that the code uses."},
    {"co_names", get_names, NULL, "Names of globals and attributes."},
    {"co_varnames", get_varnames, NULL, "Names of the parameters and local variables."},
    {"co_freevars", get_freevars, NULL, "Names taken from enclosing functions."},
    {"co_cellvars", get_cellvars, NULL, "Names of locals that inner functions use."},
    {"co_filename", get_filename, NULL, "File of the source."},
    {"co_name", get_name, NULL, "Name of the function, class or module."},
    {"co_qualname", get_qualname, NULL, "Dotted name."},
    {"co_firstlineno", get_firstlineno, NULL, "First line in the source."},
    {"co_linetable", get_linetable, NULL, "Source places, packed."},
    {"co_lnotab", get_linetable, NULL, "Source places, packed."},
    {"co_exceptiontable", get_exceptiontable, NULL, "Exception handlers, packed."},
    {0},
};

/* What CPython's code() takes, a letter an argument: int, bytes, tuple, str. */
static const char parts[] = "iiiiiibtttsssibbtt";
enum { LEAST_PARTS = 16, MOST_PARTS = sizeof parts - 1 };

static bool is_part(wf_value v, char kind) {
  return kind == 'b' ? wf_is_bytes(v) : kind == 't' ? wf_is_tuple(v) : wf_is_str(v);
}

/* Code is not made of its parts: CPython's do not tell what is needed here. Wrong arguments are
   complained of as there. */
static wf_value code_construct(WF_UNUSED wf_type *cls, const wf_value *args, size_t npos,
                               wf_value kwnames) {
  if (!wf_no_keywords("code", kwnames)) return WF_ERROR;
  if (npos < LEAST_PARTS || npos > MOST_PARTS)
    return wf_raise(&wf_exc_TypeError, "code expected at %s %d arguments, got %zu",
                    npos < LEAST_PARTS ? "least" : "most",
                    npos < LEAST_PARTS ? LEAST_PARTS : MOST_PARTS, npos);
  for (size_t i = 0; i < npos; i++) {
    int number;
    char kind = parts[i];
    if (kind == 'i' && !wf_arg_int(args[i], &number)) return WF_ERROR;
    if (kind != 'i' && !is_part(args[i], kind))
      return wf_raise(&wf_exc_TypeError, "code() argument %zu must be %s, not %a", i + 1,
                      kind == 'b' ? "bytes" : kind == 't' ? "tuple" : "str", args[i]);
  }
  return wf_raise(&wf_exc_TypeError, "code objects are not made of parts in Weft: use compile(), "
                                     "or replace() of another code object");
}

wf_type wf_code_type = {
    .name = "code",
    .doc = "A compiled piece of source.",
    .instance_size = sizeof(wf_code),
    .flags = WF_TYPE_WEAK,
    .slots = {.new = code_construct, .repr = code_repr, .hash = code_hash,
              .compare = code_compare},
    .methods = methods,
    .getsets = getsets,
};

bool wf_code_init(void) {
  find_general_forms();
  return wf_type_ready(&wf_code_type);
}
