/* The listing of code that `weft --dis` prints.

     disassembly of f (example.py, line 1)
       2     0  ADD              total, total, x
       3     1  JUMP_LT_K        total, 10, true, -> 0

   A row: the source line where it changes, the offset in words, the opcode, and the operands:
   locals by name, temporaries as r and their number, constants by their repr, names as they are.
   Handlers follow, then the codes of inner functions. No address appears, so that listings can be
   compared. */
#include <config.h>

#include "interp/code.h"

#include <stdio.h>

#include "interp/code_internal.h"
#include "runtime/list.h"
#include "runtime/str.h"

static bool is_code(wf_value v) { return wf_has_root_shape(v, &wf_code_type); }

static void add_register(wf_builder *b, const wf_code *code, uint32_t index) {
  if (index < code->local_count && index < wf_tuple_length(code->local_names) &&
      (code->local_count <= WF_CODE_NEAR_LIMIT || index < WF_CODE_NEAR_LOCALS || index > 255))
    wf_builder_add_str(b, wf_tuple_get(code->local_names, index));
  else
    wf_builder_format(b, "r%d", (int)index);
}

static bool add_constant(wf_builder *b, const wf_code *code, uint32_t index) {
  if (index >= code->constant_count) {
    wf_builder_format(b, "constant %d", (int)index);
    return true;
  }
  wf_value v = code->constants[index];
  if (!is_code(v)) return wf_builder_add_repr(b, v);
  wf_builder_format(b, "<code %U>", wf_to_code(v)->name);
  return true;
}

static void add_wide(wf_builder *b, const wf_code *code, uint32_t instruction) {
  uint32_t op = instruction & 0xff, index = instruction >> 16;
  bool local = op == WF_CODE_LOAD_FAR || op == WF_CODE_STORE_FAR || op == WF_CODE_DELETE_FAR;
  wf_value names = local ? code->local_names : code->free_names;
  if (index < wf_tuple_length(names)) wf_builder_add_str(b, wf_tuple_get(names, index));
  else wf_builder_format(b, "%d", (int)index);
}

/* C of a jump is the sense of its test. */
static bool is_test(uint32_t op) { return op >= WF_CODE_JUMP_EQ && op <= WF_CODE_JUMP_IN; }

static bool add_operand(wf_builder *b, const wf_code *code, uint32_t pc, uint32_t instruction,
                        char kind, int position) {
  uint32_t value = position == 3 ? 0 : instruction >> (8 + 8 * position) & 0xff;
  uint32_t word = position == 3 ? wf_code_instruction(code, pc + 1) : 0;
  switch (kind) {
    case 'r':
    case 'w':
    case 'x': add_register(b, code, value); return true;
    case 'n':
      if (is_test(instruction & 0xff)) wf_builder_add_c(b, value ? "true" : "false");
      else wf_builder_format(b, "%d", (int)value);
      return true;
    case 'k': return add_constant(b, code, value);
    case 'K': return add_constant(b, code, instruction >> 16);
    case 'l': return add_constant(b, code, word);
    case 'U': add_wide(b, code, instruction); return true;
    case 'm': wf_builder_format(b, "%d", (int)word); return true;
    case 'c':
      if (word < code->cache_count) wf_builder_add_str(b, code->caches[word].name);
      return true;
    case 'o': {
      int64_t target = position == 3 ? pc + 2 + (int64_t)(int32_t)word
                                     : pc + 1 + (int64_t)((int32_t)instruction >> 8);
      wf_builder_format(b, "-> %d", (int)target);
      return true;
    }
    default: return true;
  }
}

/* RAISE counts its operands in C. */
static bool is_unused(uint32_t instruction, int position) {
  return (instruction & 0xff) == WF_CODE_RAISE && position < 2 &&
         (uint32_t)position >= instruction >> 24;
}

static bool add_instruction(wf_builder *b, const wf_code *code, uint32_t pc, int32_t *line) {
  uint32_t instruction = wf_code_general(wf_code_instruction(code, pc));
  const char *format = wf_opcode_formats[instruction & 0xff];
  const wf_place *place = wf_code_place(code, pc);
  char row[64];
  if (place && place->line && place->line != *line) {
    *line = place->line;
    snprintf(row, sizeof row, "%6d %5u  ", (int)*line, (unsigned)pc);
  } else {
    snprintf(row, sizeof row, "%6s %5u  ", "", (unsigned)pc);
  }
  wf_builder_add_c(b, row);
  const char *name = wf_opcode_names[instruction & 0xff];
  const char *separator = row;
  snprintf(row, sizeof row, "%-16s ", name);
  for (int position = 0; position < 4 && (position < 3 || format[3]); position++) {
    if (format[position] == '-' || is_unused(instruction, position)) continue;
    wf_builder_add_c(b, separator);
    separator = ", ";
    if (!add_operand(b, code, pc, instruction, format[position], position)) return false;
  }
  if (separator == row) wf_builder_add_c(b, name);
  wf_builder_add_c(b, "\n");
  return true;
}

static void add_handlers(wf_builder *b, const wf_code *code) {
  if (code->handler_count) wf_builder_add_c(b, "  handlers:\n");
  for (uint32_t i = 0; i < code->handler_count; i++) {
    const wf_handler *h = &code->handlers[i];
    wf_builder_format(b, "    %d to %d -> %d, exception in ", (int)h->start, (int)h->end,
                      (int)h->handler);
    add_register(b, code, h->exception_register);
    wf_builder_add_c(b, "\n");
  }
}

static bool add_code(wf_builder *b, const wf_code *code) {
  wf_builder_format(b, "disassembly of %U (%U, line %d)\n", code->qualname, code->filename,
                    (int)code->first_line);
  int32_t line = 0;
  for (uint32_t pc = 0; pc < code->instruction_count;
       pc += wf_code_instruction_size(wf_code_instruction(code, pc)))
    if (!add_instruction(b, code, pc, &line)) return false;
  add_handlers(b, code);
  for (uint32_t i = 0; i < code->constant_count; i++) {
    if (!is_code(code->constants[i])) continue;
    wf_builder_add_c(b, "\n");
    if (!add_code(b, wf_to_code(code->constants[i]))) return false;
  }
  return true;
}

wf_value wf_code_disassemble(const wf_code *code) {
  wf_builder b;
  wf_builder_init(&b);
  if (!add_code(&b, code)) return WF_ERROR;
  return wf_builder_finish(&b);
}
