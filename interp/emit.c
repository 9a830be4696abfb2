/* The back end of the compiler: instructions, constants, caches, registers, labels and ranges of
   one code object, and what is known of its locals at the point that is being compiled.

   What is proven bound. `bound` has a bit for each local in a near register. It grows as
   assignments are emitted; a label keeps what is bound on every jump to it. A loop's head keeps the
   state of its entry, which is right since nothing in the loop takes a bit away but for the locals
   in `unstable` (deleted somewhere, or targets of except clauses), which are dropped there and at
   handlers. */
#include <config.h>

#include <stdlib.h>

#include "interp/compiler.h"
#include "runtime/float.h"
#include "runtime/memory.h"
#include "runtime/sequence.h"

/* --- Growing arrays --- */

static void *grown(void *array, uint32_t *capacity, size_t item_size) {
  uint32_t count = *capacity ? *capacity * 2 : 32;
  void *bigger = realloc(array, count * item_size);
  if (!bigger) abort(); /* a few bytes for each byte of a source text that fitted in memory */
  *capacity = count;
  return bigger;
}

static wf_value *grown_values(wf_value *array, uint32_t *capacity) {
  uint32_t count = *capacity ? *capacity * 2 : 16;
  wf_value *bigger = wf_alloc_array(count, sizeof *bigger);
  if (!bigger) return NULL;
  if (*capacity) memcpy(bigger, array, *capacity * sizeof *array);
  *capacity = count;
  return bigger;
}

#define PUSH(array, count, capacity) \
  ((count) == (capacity) ? (array) = grown(array, &(capacity), sizeof *(array)) : (array), \
   &(array)[(count)++])

/* --- Instructions --- */

static void add_place(wf_unit *u) {
  const wf_ast_place *at = &u->place;
  wf_place place = {.pc = u->size, .column = -1, .end_column = -1};
  if (at->line > 0) {
    place.line = at->line;
    place.end_line = at->end_line;
    place.column = at->column;
    place.end_column = at->end_column;
  }
  if (u->place_count) {
    const wf_place *last = &u->places[u->place_count - 1];
    if (last->line == place.line && last->column == place.column &&
        last->end_line == place.end_line && last->end_column == place.end_column)
      return;
  }
  *PUSH(u->places, u->place_count, u->place_capacity) = place;
}

static void add_word(wf_unit *u, uint32_t word) { *PUSH(u->code, u->size, u->capacity) = word; }

static void add_instruction(wf_compiler *c, uint32_t word) {
  wf_unit *u = c->unit;
  if (!u->reachable) return;
  add_place(u);
  u->last_pc = u->size;
  u->last_line = u->place.line > 0 ? u->place.line : 0;
  u->falls = true;
  add_word(u, word);
  uint32_t op = word & 0xff;
  if (op == WF_CODE_RETURN || op == WF_CODE_RETURN_K || op == WF_CODE_RAISE ||
      op == WF_CODE_RERAISE)
    u->reachable = u->falls = false;
}

void wf_emit(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t b, uint32_t operand_c) {
  add_instruction(c, WF_INSTRUCTION(op, a & 0xff, b & 0xff, operand_c & 0xff));
}

/* The instruction as the one that makes a text in between, or 0. */
static uint32_t chained(uint32_t word) {
  const uint32_t operands = word & ~(uint32_t)0xff, goes_on = (uint32_t)1 << 24;
  switch (word & 0xff) {
    case WF_CODE_CALL:
    case WF_CODE_CALL_CHAINED: return operands | goes_on | WF_CODE_CALL_CHAINED;
    case WF_CODE_CALL_METHOD:
    case WF_CODE_CALL_METHOD_CHAINED: return operands | goes_on | WF_CODE_CALL_METHOD_CHAINED;
    case WF_CODE_BUILD_STRING: return operands | WF_CODE_BUILD_STRING_CHAINED;
    default: return 0;
  }
}

bool wf_emit_chain(wf_compiler *c, uint32_t value) {
  wf_unit *u = c->unit;
  if (!u->reachable || u->last_pc < 0) return false;
  uint32_t *last = &u->code[u->last_pc], word = chained(*last);
  if (!word || (word >> 8 & 0xff) != value) return false;
  *last = word;
  return true;
}

void wf_emit_wide(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t bx) {
  add_instruction(c, WF_INSTRUCTION_X(op, a & 0xff, bx & 0xffff));
}

void wf_emit_word(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t b, uint32_t operand_c,
                  uint32_t word) {
  if (!c->unit->reachable) return;
  add_instruction(c, WF_INSTRUCTION(op, a & 0xff, b & 0xff, operand_c & 0xff));
  add_word(c->unit, word);
}

void wf_emit_move(wf_compiler *c, uint32_t to, uint32_t from) {
  if (to != from) wf_emit(c, WF_CODE_MOVE, to, from, 0);
}

void wf_emit_unreachable(wf_compiler *c) { c->unit->reachable = c->unit->falls = false; }

void wf_emit_line(wf_compiler *c) {
  wf_unit *u = c->unit;
  if (!u->reachable || u->place.line <= 0 || u->place.line == u->last_line) return;
  u->last_line = u->place.line;
  *PUSH(u->silents, u->silent_count, u->silent_capacity) =
      (wf_silent){.pc = u->size, .from = u->falls ? u->last_pc : -1, .line = u->place.line};
}

void wf_emit_artificial(wf_compiler *c) { c->unit->place = (wf_ast_place){0, -1, 0, -1}; }

/* --- Constants --- */

static uint64_t double_bits(double d) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return bits;
}

static uint32_t mix(uint64_t h) { return (uint32_t)((h * UINT64_C(0x9e3779b97f4a7c15)) >> 32); }

/* Constants are one when their types and values are the same, down to the sign of zero, also inside
   tuples. Those of other types (frozensets, code) are one when they are identical. */
static uint32_t constant_hash(wf_value v) {
  if (!wf_is_object(v)) return mix(v);
  if (wf_is_str_exact(v)) return wf_str_hash32(v);
  if (wf_is_tuple_exact(v)) {
    uint32_t h = 17;
    for (size_t i = 0; i < wf_tuple_length(v); i++)
      h = h * 31 + constant_hash(wf_tuple_get(v, i));
    return h;
  }
  if (wf_type_of(v) == &wf_float_type) return mix(double_bits(wf_float_get(v)));
  if (wf_type_of(v) == &wf_complex_type) return 5;
  if (wf_type_of(v) == &wf_int_type || wf_type_of(v) == &wf_bytes_type)
    return mix((uint64_t)wf_hash(v));
  if (wf_is_slice(v)) return 7;
  return mix(v);
}

static bool same_constant(wf_value a, wf_value b) {
  if (a == b) return true;
  if (!wf_is_object(a) || !wf_is_object(b)) return false;
  const wf_type *type = wf_type_of(a);
  if (type != wf_type_of(b)) return false;
  if (type == &wf_str_type) return wf_str_equal(a, b);
  if (type == &wf_tuple_type) {
    size_t n = wf_tuple_length(a);
    if (wf_tuple_length(b) != n) return false;
    for (size_t i = 0; i < n; i++)
      if (!same_constant(wf_tuple_get(a, i), wf_tuple_get(b, i))) return false;
    return true;
  }
  if (type == &wf_float_type) return double_bits(wf_float_get(a)) == double_bits(wf_float_get(b));
  if (type == &wf_complex_type) {
    const wf_complex *x = (const wf_complex *)wf_to_object(a),
                     *y = (const wf_complex *)wf_to_object(b);
    return double_bits(x->real) == double_bits(y->real) &&
           double_bits(x->imag) == double_bits(y->imag);
  }
  if (type == &wf_int_type || type == &wf_bytes_type) return wf_equal(a, b) == 1;
  if (type == &wf_slice_type) {
    const wf_slice *x = (const wf_slice *)wf_to_object(a), *y = (const wf_slice *)wf_to_object(b);
    return same_constant(x->start, y->start) && same_constant(x->stop, y->stop) &&
           same_constant(x->step, y->step);
  }
  return false;
}

static void rehash_constants(wf_unit *u) {
  free(u->constant_index);
  uint32_t capacity = u->constant_index_capacity ? u->constant_index_capacity * 2 : 32;
  u->constant_index_capacity = capacity;
  u->constant_index = calloc(capacity, sizeof *u->constant_index);
  if (!u->constant_index) abort();
  for (uint32_t i = 0; i < u->constant_count; i++) {
    uint32_t at = constant_hash(u->constants[i]) & (capacity - 1);
    while (u->constant_index[at]) at = (at + 1) & (capacity - 1);
    u->constant_index[at] = i + 1;
  }
}

uint32_t wf_emit_constant(wf_compiler *c, wf_value v) {
  wf_unit *u = c->unit;
  if (v == WF_ERROR) c->failed = true;
  if (c->failed) return 0;
  if (u->constant_count * 2 >= u->constant_index_capacity) rehash_constants(u);
  uint32_t mask = u->constant_index_capacity - 1, at = constant_hash(v) & mask;
  for (; u->constant_index[at]; at = (at + 1) & mask)
    if (same_constant(u->constants[u->constant_index[at] - 1], v)) return u->constant_index[at] - 1;
  if (u->constant_count == u->constant_capacity) {
    wf_value *bigger = grown_values(u->constants, &u->constant_capacity);
    if (!bigger) {
      c->failed = true;
      return 0;
    }
    u->constants = bigger;
  }
  u->constants[u->constant_count] = v;
  u->constant_index[at] = ++u->constant_count;
  return u->constant_count - 1;
}

int wf_emit_constant_operand(wf_compiler *c, wf_value v) {
  uint32_t index = wf_emit_constant(c, v);
  return index <= 255 ? (int)index : -1;
}

void wf_emit_load(wf_compiler *c, uint32_t a, wf_value v) {
  if (!c->unit->reachable && v != WF_ERROR) return;
  uint32_t index = wf_emit_constant(c, v);
  if (index <= UINT16_MAX) wf_emit_wide(c, WF_CODE_LOAD_CONST, a, index);
  else wf_emit_word(c, WF_CODE_LOAD_CONST_FAR, a, 0, 0, index);
}

void wf_emit_return(wf_compiler *c, wf_value v) {
  if (!c->unit->reachable && v != WF_ERROR) return;
  uint32_t index = wf_emit_constant(c, v);
  if (index <= UINT16_MAX) {
    wf_emit_wide(c, WF_CODE_RETURN_K, 0, index);
    return;
  }
  uint32_t top = c->unit->top, t = wf_emit_temp(c, 1);
  wf_emit_load(c, t, v);
  wf_emit(c, WF_CODE_RETURN, t, 0, 0);
  c->unit->top = top;
}

/* --- Names and caches --- */

static uint32_t name_hash(const wf_name *name) { return name->hash; }

/* Notes the name in co_names, in order of first use. */
static void note_name(wf_compiler *c, const wf_name *name) {
  wf_unit *u = c->unit;
  if (u->name_count * 2 >= u->name_index_capacity) {
    uint32_t old = u->name_index_capacity, capacity = old ? old * 2 : 16;
    const wf_name **index = calloc(capacity, sizeof *index);
    if (!index) abort();
    for (uint32_t i = 0; i < old; i++) {
      if (!u->name_index[i]) continue;
      uint32_t at = name_hash(u->name_index[i]) & (capacity - 1);
      while (index[at]) at = (at + 1) & (capacity - 1);
      index[at] = u->name_index[i];
    }
    free(u->name_index);
    u->name_index = index;
    u->name_index_capacity = capacity;
  }
  uint32_t mask = u->name_index_capacity - 1, at = name_hash(name) & mask;
  for (; u->name_index[at]; at = (at + 1) & mask)
    if (u->name_index[at] == name) return;
  u->name_index[at] = name;
  u->name_count++;
  if (!wf_list_append(u->names, name->value)) c->failed = true;
}

uint32_t wf_emit_cache(wf_compiler *c, const wf_name *name) {
  wf_unit *u = c->unit;
  if (!u->reachable || c->failed) return 0;
  note_name(c, name);
  if (u->cache_count == u->cache_capacity) {
    wf_value *bigger = grown_values(u->cache_names, &u->cache_capacity);
    if (!bigger) {
      c->failed = true;
      return 0;
    }
    u->cache_names = bigger;
  }
  u->cache_names[u->cache_count] = name->value;
  return u->cache_count++;
}

/* All accesses of a unit to one global share a cache: what it holds depends on the name alone. */
uint32_t wf_emit_global_cache(wf_compiler *c, wf_symbol *symbol) {
  if (symbol->cache) return symbol->cache - 1;
  uint32_t index = wf_emit_cache(c, symbol->name);
  if (c->unit->reachable) symbol->cache = index + 1;
  return index;
}

/* --- Registers --- */

uint32_t wf_emit_temp(wf_compiler *c, uint32_t count) {
  wf_unit *u = c->unit;
  uint32_t first = u->top;
  u->top += count;
  if (u->top > u->high) u->high = u->top;
  if (u->top > 256) {
    wf_compile_error(c, u->place, "too many intermediate values");
    u->top = first;
  }
  return first;
}

/* --- Labels --- */

static const wf_bits all_bits = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};

int32_t wf_emit_label(wf_compiler *c) {
  wf_unit *u = c->unit;
  *PUSH(u->labels, u->label_count, u->label_capacity) =
      (wf_label){.pc = -1, .fixups = -1, .bound = all_bits};
  return (int32_t)u->label_count - 1;
}

static void meet(wf_bits *a, const wf_bits *b) {
  for (int i = 0; i < 4; i++) a->word[i] &= b->word[i];
}

/* The jump at `pc` goes to the label; patched when everything is emitted. */
static void note_jump(wf_compiler *c, uint32_t pc, int32_t label) {
  wf_unit *u = c->unit;
  wf_fixup *fixup = PUSH(u->fixups, u->fixup_count, u->fixup_capacity);
  wf_label *l = &u->labels[label];
  fixup->pc = pc;
  fixup->line = u->jump_line;
  fixup->next = l->fixups;
  l->fixups = (int32_t)u->fixup_count - 1;
  l->reached = true;
  if (l->pc < 0) meet(&l->bound, &u->bound);
}

void wf_emit_jump(wf_compiler *c, int32_t label) {
  if (!c->unit->reachable) return;
  note_jump(c, c->unit->size, label);
  add_instruction(c, WF_CODE_JUMP);
  c->unit->reachable = c->unit->falls = false;
}

void wf_emit_branch(wf_compiler *c, enum wf_opcode op, uint32_t a, uint32_t b, uint32_t operand_c,
                    int32_t label) {
  if (!c->unit->reachable) return;
  note_jump(c, c->unit->size, label);
  wf_emit_word(c, op, a, b, operand_c, 0);
}

/* The instruction before jumps here or falls through to here, and lines run on one of the ways
   only: then the ways must differ. */
static void part_ways(wf_compiler *c, const wf_label *l) {
  wf_unit *u = c->unit;
  if (l->fixups < 0 || !u->falls || !u->reachable) return;
  const wf_fixup *latest = &u->fixups[l->fixups];
  bool silent = u->silent_count && u->silents[u->silent_count - 1].pc == u->size;
  if (latest->pc != u->last_pc || (!silent && !latest->line)) return;
  wf_ast_place before = u->place;
  wf_emit_artificial(c);
  wf_emit(c, WF_CODE_NOP, 0, 0, 0);
  u->place = before;
}

void wf_emit_place(wf_compiler *c, int32_t label) {
  wf_unit *u = c->unit;
  part_ways(c, &u->labels[label]);
  wf_label *l = &u->labels[label];
  l->pc = (int32_t)u->size;
  l->lines = u->silent_count;
  u->last_line = 0;
  if (l->reached) {
    if (u->reachable) meet(&u->bound, &l->bound);
    else u->bound = l->bound;
    u->reachable = true;
  }
}

void wf_emit_head(wf_compiler *c, int32_t label) {
  wf_unit *u = c->unit;
  u->labels[label].pc = (int32_t)u->size;
  u->labels[label].lines = u->silent_count;
  u->last_line = 0;
  wf_bits_without(&u->bound, &u->unstable);
}

void wf_emit_handler(wf_compiler *c, int32_t label, const wf_bits *at_entry) {
  wf_unit *u = c->unit;
  wf_label *l = &u->labels[label];
  l->pc = (int32_t)u->size;
  l->lines = u->silent_count;
  u->last_line = 0;
  u->bound = *at_entry;
  wf_bits_without(&u->bound, &u->unstable);
  u->reachable = l->reached;
}

/* --- Blocks and their ranges --- */

wf_block *wf_emit_push_block(wf_compiler *c, enum wf_block_kind kind) {
  wf_unit *u = c->unit;
  if (u->block_count == WF_MAX_BLOCKS) {
    wf_compile_error(c, u->place, "too many statically nested blocks");
    c->no_block = (wf_block){.kind = kind, .start = -1};
    return &c->no_block;
  }
  wf_block *block = &u->blocks[u->block_count++];
  *block = (wf_block){.kind = kind, .start = -1, .place = u->place, .top = u->top};
  return block;
}

void wf_emit_open_range(wf_compiler *c, wf_block *block) {
  if (block->guarded) block->start = (int32_t)c->unit->size;
}

void wf_emit_close_range(wf_compiler *c, wf_block *block) {
  wf_unit *u = c->unit;
  if (!block->guarded || block->start < 0) return;
  if ((uint32_t)block->start < u->size) {
    u->labels[block->handler_label].reached = true;
    *PUSH(u->handlers, u->handler_count, u->handler_capacity) =
        (wf_handler){.start = (uint32_t)block->start, .end = u->size,
                     .handler = (uint32_t)block->handler_label,
                     .exception_register = block->exception_register};
  }
  block->start = -1;
}

void wf_emit_guard(wf_compiler *c, wf_block *block, int32_t handler_label, uint32_t reg) {
  block->guarded = true;
  block->handler_label = handler_label;
  block->exception_register = (uint16_t)reg;
  wf_emit_open_range(c, block);
}

void wf_emit_pop_block(wf_compiler *c) {
  wf_unit *u = c->unit;
  if (u->block_count == 0) return;
  wf_emit_close_range(c, &u->blocks[u->block_count - 1]);
  u->block_count--;
}

/* --- Finishing --- */

static void add_relay(wf_unit *u, uint32_t from, uint32_t to, int32_t line) {
  if (!line) return;
  *PUSH(u->relays, u->relay_count, u->relay_capacity) =
      (wf_relay){.to = to, .from = from, .order = u->relay_count - 1, .line = line};
}

static int32_t line_at(const wf_unit *u, uint32_t pc) {
  uint32_t low = 0, high = u->place_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (u->places[middle].pc <= pc) low = middle + 1;
    else high = middle;
  }
  return low ? u->places[low - 1].line : 0;
}

static uint32_t first_silent(const wf_unit *u, uint32_t from, uint32_t pc) {
  while (from < u->silent_count && u->silents[from].pc < pc) from++;
  return from;
}

/* A line that its instruction has, too, is not silent. */
static void drop_loud(wf_unit *u) {
  for (uint32_t i = 0; i < u->silent_count; i++) {
    wf_silent *s = &u->silents[i];
    bool last = i + 1 == u->silent_count || u->silents[i + 1].pc != s->pc;
    if (last && s->pc < u->size && line_at(u, s->pc) == s->line) s->line = 0;
  }
}

/* Where the jump at `pc`, to the label, ends after the unconditional jumps that stand there. What
   would run on the way without an instruction becomes a relay. */
static uint32_t final_target(wf_unit *u, const int32_t *labels, uint32_t pc, int32_t label,
                             int32_t line) {
  uint32_t first = u->relay_count, at = (uint32_t)u->labels[label].pc;
  add_relay(u, pc, 0, line);
  for (int i = 0; i < 8; i++) {
    const wf_label *l = &u->labels[label];
    for (uint32_t k = first_silent(u, l->lines, at); k < u->silent_count && u->silents[k].pc == at;
         k++)
      add_relay(u, pc, 0, u->silents[k].line);
    if (at >= u->size || (u->code[at] & 0xff) != WF_CODE_JUMP || i == 7) break;
    uint32_t next = (uint32_t)u->labels[labels[at]].pc;
    if (next == at) break;
    add_relay(u, pc, 0, line_at(u, at));
    label = labels[at];
    at = next;
  }
  while (first < u->relay_count) u->relays[first++].to = at;
  return at;
}

static void patch_jumps(wf_compiler *c) {
  wf_unit *u = c->unit;
  if (!u->fixup_count) return;
  int32_t *labels = malloc(u->size * sizeof *labels); /* by pc of the jump */
  if (!labels) abort();
  for (uint32_t i = 0; i < u->label_count; i++)
    for (int32_t f = u->labels[i].fixups; f >= 0; f = u->fixups[f].next)
      labels[u->fixups[f].pc] = (int32_t)i;
  for (uint32_t i = 0; i < u->label_count; i++) {
    for (int32_t f = u->labels[i].fixups; f >= 0; f = u->fixups[f].next) {
      uint32_t pc = u->fixups[f].pc;
      int64_t target = final_target(u, labels, pc, (int32_t)i, u->fixups[f].line);
      if ((u->code[pc] & 0xff) == WF_CODE_JUMP) {
        int64_t offset = target - (pc + 1);
        if (offset < -(1 << 23) || offset >= 1 << 23) {
          wf_raise(&wf_exc_OverflowError, "code is too large");
          c->failed = true;
        }
        u->code[pc] = WF_CODE_JUMP | (uint32_t)offset << 8;
      } else {
        u->code[pc + 1] = (uint32_t)(int32_t)(target - (pc + 2));
      }
    }
  }
  free(labels);
}

static int by_way(const void *a, const void *b) {
  const wf_relay *x = a, *y = b;
  if (x->to != y->to) return x->to < y->to ? -1 : 1;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Those that fall through, too; and all in order. */
static void finish_relays(wf_unit *u) {
  for (uint32_t i = 0; i < u->silent_count; i++) {
    const wf_silent *s = &u->silents[i];
    if (s->from >= 0 || s->pc == 0)
      add_relay(u, s->from >= 0 ? (uint32_t)s->from : WF_RELAY_START, s->pc, s->line);
  }
  if (u->relay_count) qsort(u->relays, u->relay_count, sizeof *u->relays, by_way);
}

/* A tuple of the local names by register; far registers in between carry a far local's name. */
static wf_value local_names(const wf_unit *u) {
  wf_value names = wf_tuple_new(u->local_count);
  if (names == WF_ERROR) return WF_ERROR;
  for (uint32_t i = 0; i < u->local_count; i++) {
    const wf_symbol *symbol = u->local_symbols[i] ? u->local_symbols[i]
                                                  : u->local_symbols[u->local_count - 1];
    wf_to_tuple(names)->items[i] = symbol->name->value;
  }
  return names;
}

static int by_name(const void *a, const void *b) {
  return strcmp((*(wf_symbol *const *)a)->name->text, (*(wf_symbol *const *)b)->name->text);
}

/* co_cellvars, sorted; and the flags by register. */
static wf_value cell_names(wf_compiler *c, wf_code *code) {
  const wf_unit *u = c->unit;
  wf_symbol **cells = wf_compile_alloc(c, (u->local_count + 1) * sizeof *cells);
  uint32_t n = 0;
  for (uint32_t i = 0; i < u->local_count; i++) {
    wf_symbol *symbol = u->local_symbols[i];
    if (!symbol || symbol->reg != i || symbol->binding != WF_BINDING_CELL) continue;
    if (!code->cell_flags) code->cell_flags = wf_alloc_var_atomic(u->local_count);
    if (!code->cell_flags) return WF_ERROR;
    code->cell_flags[i] = 1;
    cells[n++] = symbol;
  }
  qsort(cells, n, sizeof *cells, by_name);
  wf_value names = wf_tuple_new(n);
  for (uint32_t i = 0; i < n && names != WF_ERROR; i++)
    wf_to_tuple(names)->items[i] = cells[i]->name->value;
  return names;
}

/* Where the maker of this code finds each cell. */
static bool add_captures(wf_compiler *c, wf_code *code) {
  const wf_scope *scope = c->unit->scope;
  uint32_t n = scope->free_count;
  code->free_names = wf_tuple_new(n);
  if (code->free_names == WF_ERROR) return false;
  if (!n) return true;
  code->captures = wf_alloc_var_atomic(n * sizeof *code->captures);
  if (!code->captures) return false;
  code->capture_count = n;
  for (uint32_t i = 0; i < n; i++) {
    const wf_name *name = scope->free_names[i];
    const wf_unit *maker = c->unit->parent;
    const wf_symbol *symbol = wf_scope_find(maker->scope, name);
    wf_to_tuple(code->free_names)->items[i] = name->value;
    if (maker->scope->kind == WF_SCOPE_CLASS && name == c->n_class)
      code->captures[i] = (wf_capture){false, 0}; /* register 0 of a class body */
    else if (symbol->binding == WF_BINDING_CELL)
      code->captures[i] = (wf_capture){false, (uint16_t)symbol->reg};
    else
      code->captures[i] = (wf_capture){true, (uint16_t)symbol->free_index};
  }
  return true;
}

static void *atomic_copy(const void *data, size_t size) {
  void *copy = wf_alloc_var_atomic(size ? size : 1);
  if (copy && size) memcpy(copy, data, size);
  return copy;
}

static bool fill_arrays(wf_compiler *c, wf_code *code) {
  wf_unit *u = c->unit;
  for (uint32_t i = 0; i < u->handler_count; i++)
    u->handlers[i].handler = (uint32_t)u->labels[u->handlers[i].handler].pc;
  code->instructions = wf_alloc_var_atomic((u->size + 1) * sizeof *code->instructions);
  code->places = atomic_copy(u->places, u->place_count * sizeof *u->places);
  code->relays = atomic_copy(u->relays, u->relay_count * sizeof *u->relays);
  code->handlers = atomic_copy(u->handlers, u->handler_count * sizeof *u->handlers);
  code->constants = wf_alloc_array(u->constant_count + 1, sizeof *code->constants);
  code->caches = wf_alloc_array(u->cache_count + 1, sizeof *code->caches);
  if (!code->instructions || !code->places || !code->relays || !code->handlers ||
      !code->constants || !code->caches)
    return false;
  for (uint32_t i = 0; i < u->size; i++) atomic_init(&code->instructions[i], u->code[i]);
  if (u->constant_count)
    memcpy(code->constants, u->constants, u->constant_count * sizeof *u->constants);
  for (uint32_t i = 0; i < u->cache_count; i++) code->caches[i].name = u->cache_names[i];
  code->instruction_count = u->size;
  code->place_count = u->place_count;
  code->relay_count = u->relay_count;
  code->handler_count = u->handler_count;
  code->constant_count = u->constant_count;
  code->cache_count = u->cache_count;
  return true;
}

static wf_value finish(wf_compiler *c) {
  wf_unit *u = c->unit;
  drop_loud(u);
  patch_jumps(c);
  finish_relays(u);
  if (c->failed) return WF_ERROR;
  wf_code *code = wf_object_new(&wf_code_type);
  if (!fill_arrays(c, code) || !add_captures(c, code)) return WF_ERROR;
  code->local_count = (uint16_t)u->local_count;
  code->register_count =
      (uint16_t)(u->high > u->local_count ? u->high : u->local_count ? u->local_count : 1);
  code->argument_count = (uint16_t)u->arguments;
  code->positional_only_count = (uint16_t)u->positional_only;
  code->keyword_only_count = (uint16_t)u->keyword_only;
  code->flags = u->flags;
  code->local_names = local_names(u);
  code->cell_names = cell_names(c, code);
  code->names = wf_list_to_tuple(u->names);
  code->name = u->scope->name->value;
  code->qualname = u->qualname;
  code->filename = c->filename;
  code->first_line = u->first_line;
  code->docstring = u->docstring;
  if (code->local_names == WF_ERROR || code->cell_names == WF_ERROR || code->names == WF_ERROR)
    return WF_ERROR;
  code->plain = wf_code_is_plain(code);
#ifdef WF_CHECKS
  const char *wrong = wf_code_verify(code);
  if (wrong)
    return wf_raise(&wf_exc_SystemError, "compiler: %U: %s", code->qualname, wrong);
#endif
  return wf_from_object(code);
}

static void free_unit(wf_unit *u) {
  free(u->code);
  free(u->places);
  free(u->handlers);
  free(u->labels);
  free(u->fixups);
  free(u->silents);
  free(u->relays);
  free(u->constant_index);
  free(u->name_index);
}

wf_value wf_emit_leave(wf_compiler *c) {
  wf_unit *u = c->unit;
  wf_value code = c->failed ? WF_ERROR : finish(c);
  if (code == WF_ERROR) c->failed = true;
  free_unit(u);
  c->unit = u->parent;
  return code;
}

/* --- Starting --- */

static void place_local(wf_unit *u, wf_symbol *symbol, uint32_t reg) {
  u->local_symbols[reg] = symbol;
  symbol->reg = reg;
  if (symbol->flags & WF_SYMBOL_UNBINDS && reg < 256) wf_bits_add(&u->unstable, reg);
}

/* Gives each local its register: see WF_CODE_NEAR_LIMIT. */
static void place_locals(wf_compiler *c) {
  wf_unit *u = c->unit;
  wf_scope *scope = u->scope;
  uint32_t count = 0;
  if (scope->kind == WF_SCOPE_CLASS && scope->needs_class_cell) {
    /* the only register variable of a class body: the cell of __class__ */
    wf_symbol *cell = wf_compile_alloc(c, sizeof *cell);
    cell->name = c->n_class;
    cell->binding = WF_BINDING_CELL;
    u->local_symbols = wf_compile_alloc(c, sizeof *u->local_symbols);
    u->local_symbols[0] = cell;
    u->local_count = u->locals = 1;
    return;
  }
  if (scope->kind != WF_SCOPE_FUNCTION) return;
  for (wf_symbol *s = scope->symbols; s; s = s->next)
    count += s->binding == WF_BINDING_LOCAL || s->binding == WF_BINDING_CELL;
  bool far = count > WF_CODE_NEAR_LIMIT;
  uint32_t base = wf_code_far_base(scope->parameters);
  u->local_count = far ? base + count - WF_CODE_NEAR_LOCALS : count;
  u->locals = far ? WF_CODE_NEAR_LOCALS : count;
  u->local_symbols = wf_compile_alloc(c, (u->local_count + 1) * sizeof *u->local_symbols);
  if (u->local_count > UINT16_MAX - 256) {
    wf_compile_error(c, scope->place, "too many local variables");
    u->local_count = 0;
    return;
  }
  uint32_t n = 0;
  for (wf_symbol *s = scope->symbols; s; s = s->next) {
    if (s->binding != WF_BINDING_LOCAL && s->binding != WF_BINDING_CELL) continue;
    if (far && n < scope->parameters) u->local_symbols[n] = s; /* its name, where it arrives */
    place_local(u, s, far && n >= WF_CODE_NEAR_LOCALS ? base + n - WF_CODE_NEAR_LOCALS : n);
    n++;
  }
}

static wf_value make_qualname(wf_compiler *c, const wf_name *name) {
  const wf_unit *parent = c->unit->parent;
  if (!parent || parent->scope->kind == WF_SCOPE_MODULE) return name->value;
  const wf_symbol *symbol =
      wf_scope_find(parent->scope, wf_scope_mangle(c, parent->scope->class_name, name));
  if (symbol && symbol->binding == WF_BINDING_GLOBAL && c->unit->scope->kind != WF_SCOPE_MODULE &&
      !c->unit->is_lambda && !c->unit->scope->is_comprehension)
    return name->value;
  bool function = parent->scope->kind == WF_SCOPE_FUNCTION && !parent->scope->is_comprehension;
  return wf_str_format(function ? "%U.<locals>.%U" : "%U.%U", parent->qualname, name->value);
}

wf_unit *wf_emit_enter(wf_compiler *c, wf_scope *scope, const wf_name *name, int32_t first_line) {
  wf_unit *u = wf_alloc(sizeof *u);
  u->parent = c->unit;
  u->scope = scope;
  u->reachable = true;
  u->first_line = first_line;
  u->place = (wf_ast_place){first_line, 0, first_line, 0};
  u->last_pc = -1;
  u->docstring = WF_NONE;
  u->names = wf_list_new(0);
  c->unit = u;
  u->is_lambda = name == c->n_lambda;
  u->qualname = make_qualname(c, name);
  if (u->qualname == WF_ERROR || u->names == WF_ERROR) c->failed = true;
  for (wf_symbol *s = scope->symbols; s; s = s->next)
    s->cache = 0; /* compiled once more, perhaps */
  place_locals(c);
  u->top = u->high = u->locals;
  for (uint32_t i = 0; i < scope->parameters && i < u->locals; i++) wf_bits_add(&u->bound, i);
  return u;
}
