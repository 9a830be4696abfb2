/* Frame objects, and what the runtime asks of the running frames (hooks.h). */
#include <config.h>

#include "interp/frame.h"

#include "interp/generator.h"
#include "interp/vm.h"
#include "interp/vm_support.h"
#include "runtime/dump.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"

/* Where a call stands before its first instruction; a module is not yet in any line. */
static int line_of_start(const wf_code *code) {
  return wf_str_equal_c(code->qualname, "<module>") ? 0 : code->first_line;
}

int wf_frame_line(const wf_frame *frame) {
  if (frame->pc == frame->code->instructions) return line_of_start(frame->code);
  const wf_place *place = wf_code_place(frame->code, wf_frame_pc(frame));
  return place ? place->line : frame->code->first_line;
}

wf_frame *wf_frame_at(int depth) {
  wf_frame *frame = wf_self->frame;
  while (frame && depth-- > 0) frame = frame->previous;
  return frame;
}

/* No function is called with the frame: a build that looks for races is to leave this one alone. */
WF_UNCHECKED_RACE size_t wf_frame_list(const wf_thread *t, wf_dump_frame *out, size_t room) {
  size_t depth = 0;
  for (const wf_frame *f = t->frame; f && depth < WF_DUMP_DEPTH + 1; f = f->previous, depth++) {
    if (depth >= room) continue;
    const wf_code *code = f->code;
    ptrdiff_t pc = f->pc - code->instructions;
    const wf_place *place = wf_code_place(code, pc > 0 ? (uint32_t)pc - 1 : 0);
    out[depth] = (wf_dump_frame){.filename = code->filename,
                                 .name = code->name,
                                 .code = wf_from_object(code),
                                 .function = wf_from_object(f->function),
                                 .place = pc > 0 ? (uint32_t)pc - 1 : 0,
                                 .line = place && place->line ? place->line : code->first_line};
  }
  return depth;
}

wf_value wf_frame_get_object(wf_frame *frame) {
  wf_value there = __atomic_load_n(&frame->object, __ATOMIC_ACQUIRE);
  if (there != WF_EMPTY) return there;
  wf_frame_object *object = wf_object_new(&wf_frame_type);
  if (!frame->generator) object->owner = wf_self;
  object->live = frame;
  object->code = frame->code;
  object->function = frame->function;
  object->locals = frame->locals;
  object->generator = frame->generator;
  if (!__atomic_compare_exchange_n(&frame->object, &there, wf_from_object(object), false,
                                   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return there; /* another thread was first */
  if (object->owner) frame->flags |= WF_FRAME_OBJECT;
  return wf_from_object(object);
}

/* The place that a frame keeps when it ends. An exception may end it in code that no line stands
 * for, the cleanup of a handler: then the place is the one that raised it. */
static uint32_t last_pc(const wf_frame *frame, wf_value exception) {
  uint32_t pc = wf_frame_pc(frame);
  const wf_place *place = wf_code_place(frame->code, pc);
  if (exception == WF_EMPTY || (place && place->line)) return pc;
  wf_value v = wf_slot_acquire(&((wf_exception *)wf_to_object(exception))->traceback);
  if (v == WF_EMPTY || v == WF_NONE) return pc;
  const wf_traceback *traceback = (const wf_traceback *)wf_to_object(v);
  return traceback->frame == frame->object ? (uint32_t)traceback->lasti / 2 : pc;
}

void wf_frame_detach(wf_frame *frame) {
  wf_frame_object *object = (wf_frame_object *)wf_to_object(frame->object);
  size_t count = frame->code->local_count;
  wf_value exception = wf_error_fetch(), *copy = wf_alloc_array(count ? count : 1, sizeof *copy);
  if (copy && count) memcpy(copy, frame->registers, count * sizeof *copy);
  if (!copy) wf_error_clear();
  if (wf_slot_get(&object->back) == WF_EMPTY && !frame->generator)
    wf_slot_set(&object->back, frame->previous ? wf_frame_get_object(frame->previous) : WF_NONE);
  wf_lock(object); /* nobody looks at the frame */
  if (copy && atomic_load(&object->cleared)) memset(copy, 0, count * sizeof *copy);
  object->registers = copy;
  object->lasti = last_pc(frame, exception);
  object->live = NULL;
  wf_unlock(object);
  __atomic_store_n(&frame->object, WF_EMPTY, __ATOMIC_RELEASE);
  if (!frame->generator) frame->flags &= ~(uint32_t)WF_FRAME_OBJECT;
  if (exception != WF_EMPTY) wf_error_restore(exception);
}

void wf_frame_finish(wf_frame *frame) {
  if (frame->flags & WF_FRAME_OBJECT) wf_frame_detach(frame);
  if (frame->flags & WF_FRAME_FORGET)
    memset(frame->registers, 0, frame->code->register_count * sizeof *frame->registers);
}

/* Registers are used like a stack: where an except clause begins, those behind its own two are
   dead. Other handlers tidy up what has registers behind theirs. */
static const wf_value *dead_at(const wf_frame *frame, const wf_handler *handler) {
  wf_instruction first = atomic_load(&frame->code->instructions[handler->handler]);
  if ((first & 0xff) != WF_CODE_PUSH_HANDLED) return NULL;
  uint32_t saved = first >> 8 & 0xff, exception = first >> 16 & 0xff;
  return frame->registers + (saved > exception ? saved : exception) + 1;
}

void wf_frame_handle_memory_error(wf_frame *frame, const wf_handler *handler) {
  wf_forget_left_overs(dead_at(frame, handler));
  wf_forget_native_left_overs();
  for (wf_frame *f = frame; f; f = f->previous) f->flags |= WF_FRAME_FORGET;
}

wf_value wf_frame_of_dump(const wf_dump_frame *frame, wf_value back) {
  wf_frame_object *object = wf_object_new(&wf_frame_type);
  object->code = wf_to_code(frame->code);
  object->function = wf_to_function(frame->function);
  object->lasti = frame->place;
  size_t count = object->code->local_count;
  object->registers = wf_alloc_array(count ? count : 1, sizeof *object->registers);
  wf_slot_set(&object->back, back);
  return object->registers ? wf_from_object(object) : WF_ERROR;
}

/* --- Locals --- */

static wf_value local_value(const wf_code *code, const wf_value *registers, size_t index) {
  wf_value v = __atomic_load_n(&registers[index], __ATOMIC_RELAXED); /* beside frame_clear */
  if (v != WF_EMPTY && code->cell_flags && code->cell_flags[index] &&
      wf_has_root_shape(v, &wf_cell_type))
    return wf_slot_acquire(&wf_to_cell(v)->value);
  return v;
}

/* f: whose closure counts, too; NULL: of a frame that has been cleared. */
static bool add_locals(wf_value dict, const wf_code *code, const wf_value *registers,
                       const wf_function *f) {
  for (size_t i = 0; i < code->local_count && i < wf_tuple_length(code->local_names); i++) {
    wf_value name = wf_tuple_get(code->local_names, i), v = local_value(code, registers, i);
    if (v != WF_EMPTY && v != WF_ERROR) {
      if (!wf_dict_set(dict, name, v)) return false;
    } else if (wf_dict_delete(dict, name) < 0) {
      return false;
    }
  }
  if (!(code->flags & WF_CODE_OPTIMIZED) || (f && f->closure == WF_EMPTY)) return true;
  for (size_t i = 0; i < wf_tuple_length(code->free_names); i++) {
    wf_value name = wf_tuple_get(code->free_names, i);
    wf_value v = f ? wf_slot_acquire(&wf_to_cell(wf_tuple_get(f->closure, i))->value) : WF_EMPTY;
    if (v == WF_EMPTY ? wf_dict_delete(dict, name) < 0 : !wf_dict_set(dict, name, v)) return false;
  }
  return true;
}

static wf_value snapshot(wf_frame_object *object, const wf_value *registers) {
  wf_value dict = wf_slot_acquire(&object->locals_snapshot);
  if (dict == WF_EMPTY) dict = wf_slot_keep_first(&object->locals_snapshot, wf_dict_new());
  if (!registers || dict == WF_ERROR) return dict;
  const wf_function *f = atomic_load(&object->cleared) ? NULL : object->function;
  return add_locals(dict, object->code, registers, f) ? dict : WF_ERROR;
}

/* The mapping itself of a frame that has one, or WF_EMPTY. */
static wf_value mapping_of(const wf_frame_object *o) {
  if (o->locals != WF_EMPTY) return o->locals;
  return o->code->flags & WF_CODE_OPTIMIZED ? WF_EMPTY : o->function->globals;
}

wf_value wf_frame_locals(wf_frame *frame) {
  if (frame->locals != WF_EMPTY) return frame->locals;
  if (!(frame->code->flags & WF_CODE_OPTIMIZED)) return frame->function->globals;
  return snapshot((wf_frame_object *)wf_to_object(wf_frame_get_object(frame)), frame->registers);
}

/* The dict that scripts have of a function's variables, or WF_EMPTY. */
static wf_value shown_locals(const wf_frame *frame) {
  if (!wf_frame_has_object(frame) || !(frame->code->flags & WF_CODE_OPTIMIZED)) return WF_EMPTY;
  return wf_slot_acquire(&((wf_frame_object *)wf_to_object(frame->object))->locals_snapshot);
}

bool wf_frame_show_locals(wf_frame *frame) {
  wf_value dict = shown_locals(frame);
  return dict == WF_EMPTY || add_locals(dict, frame->code, frame->registers, frame->function);
}

static void take(wf_value dict, wf_value name, wf_value *reg, const wf_slot *cell) {
  wf_value v = wf_dict_get_str(dict, name);
  if (v == WF_EMPTY || v == WF_ERROR) return;
  if (!cell) *reg = v;
  else if (wf_slot_acquire(cell) != v) wf_slot_set((wf_slot *)cell, v);
}

void wf_frame_take_locals(wf_frame *frame) {
  const wf_code *code = frame->code;
  wf_value dict = shown_locals(frame);
  if (dict == WF_EMPTY) return;
  for (size_t i = 0; i < code->local_count && i < wf_tuple_length(code->local_names); i++) {
    wf_value *reg = &frame->registers[i];
    bool is_cell = *reg != WF_EMPTY && code->cell_flags && code->cell_flags[i] &&
                   wf_has_root_shape(*reg, &wf_cell_type);
    take(dict, wf_tuple_get(code->local_names, i), reg, is_cell ? &wf_to_cell(*reg)->value : NULL);
  }
  for (size_t i = 0; i < wf_tuple_length(code->free_names); i++)
    take(dict, wf_tuple_get(code->free_names, i), NULL,
         &wf_to_cell(wf_tuple_get(frame->function->closure, i))->value);
}

/* --- Attributes of frame objects --- */

static wf_frame_object *to_frame(wf_value v) { return (wf_frame_object *)wf_to_object(v); }

static bool is_foreign(const wf_frame_object *o) { return o->owner && o->owner != wf_self; }
/* Another thread may end the frame: it is that thread's, or a generator's, which any may run. */
static bool is_shared(const wf_frame_object *o) { return o->generator || is_foreign(o); }

/* The frame, which does not end before let_go; NULL: it has ended. */
static wf_frame *hold(wf_frame_object *o) {
  if (is_shared(o)) wf_lock(o);
  return o->live;
}
static void let_go(wf_frame_object *o) {
  if (is_shared(o)) wf_unlock(o);
}

/* Of a frame that another thread may be running. */
WF_UNCHECKED_RACE static ptrdiff_t next_pc(const wf_frame *frame) {
  return frame->pc - frame->code->instructions;
}
WF_UNCHECKED_RACE static void copy_registers(wf_value *to, const wf_frame *frame, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = frame->registers[i];
}

static wf_value get_locals(wf_value self) {
  wf_frame_object *o = to_frame(self);
  wf_value mapping = mapping_of(o);
  if (mapping != WF_EMPTY) return mapping;
  size_t count = o->code->local_count;
  wf_value *copy = wf_alloc_array(count ? count : 1, sizeof *copy);
  if (!copy) return WF_ERROR;
  const wf_frame *live = hold(o);
  if (live) copy_registers(copy, live, count);
  let_go(o);
  return snapshot(o, live ? copy : o->registers);
}
static wf_value get_globals(wf_value self) { return to_frame(self)->function->globals; }
static wf_value get_builtins(wf_value self) { return to_frame(self)->function->builtins; }
static wf_value get_code(wf_value self) { return wf_from_object(to_frame(self)->code); }
/* Another thread's frames as they are now, outwards. That thread does not leave the first one. */
static wf_value copies_of(const wf_frame *frame) {
  wf_value first = WF_NONE;
  wf_slot *back = NULL;
  for (; frame; frame = frame->previous) {
    ptrdiff_t pc = next_pc(frame);
    wf_dump_frame dump = {.code = wf_from_object(frame->code),
                          .function = wf_from_object(frame->function),
                          .place = pc > 0 ? (uint32_t)pc - 1 : 0};
    wf_value copy = wf_frame_of_dump(&dump, WF_NONE);
    if (copy == WF_ERROR) return WF_ERROR;
    if (back) wf_slot_set(back, copy);
    else first = copy;
    back = &to_frame(copy)->back;
  }
  return first;
}

/* Whether this thread is inside the frame. */
static bool is_running_here(const wf_frame *frame) {
  const wf_frame *f = wf_self->frame;
  while (f && f != frame) f = f->previous;
  return f != NULL;
}

/* The caller of a generator that another thread runs may go at any moment: None. */
static wf_value get_back(wf_value self) {
  wf_frame_object *o = to_frame(self);
  const wf_frame *live = hold(o);
  wf_value back = WF_EMPTY;
  if (live && is_foreign(o)) back = copies_of(live->previous);
  else if (live && (!live->generator || is_running_here(live)) && live->previous)
    back = wf_frame_get_object(live->previous);
  let_go(o);
  if (!live) back = wf_slot_acquire(&o->back);
  return back == WF_EMPTY ? WF_NONE : back;
}

/* What no line stands for belongs to what is before it. */
static int line_near(const wf_code *code, uint32_t pc) {
  const wf_place *place = wf_code_place(code, pc);
  while (place && !place->line && pc > 0) place = wf_code_place(code, --pc);
  return place && place->line ? place->line : code->first_line;
}
static wf_value get_lineno(wf_value self) {
  wf_frame_object *o = to_frame(self);
  const wf_frame *live = hold(o);
  ptrdiff_t pc = live ? next_pc(live) : 0;
  let_go(o);
  if (!live) return wf_small_int(line_near(o->code, o->lasti));
  int line = o->line;
  if (!line) line = pc > 0 ? line_near(o->code, (uint32_t)pc - 1) : line_of_start(o->code);
  return wf_small_int(line);
}
static wf_value get_lasti(wf_value self) {
  wf_frame_object *o = to_frame(self);
  const wf_frame *live = hold(o);
  ptrdiff_t last = live ? next_pc(live) - 1 : o->lasti;
  let_go(o);
  return wf_small_int(last < 0 ? -1 : last * 2); /* co_positions has one entry per two bytes */
}
static wf_value get_trace(wf_value self) {
  wf_value v = wf_slot_acquire(&to_frame(self)->trace);
  return v == WF_EMPTY ? WF_NONE : v;
}
static int set_trace(wf_value self, wf_value v) {
  wf_slot_set(&to_frame(self)->trace, v == WF_NONE ? WF_EMPTY : v);
  return 0;
}
static wf_value get_trace_lines(wf_value self) { return wf_bool(!to_frame(self)->quiet_lines); }
static wf_value get_trace_opcodes(wf_value self) { return wf_bool(to_frame(self)->trace_opcodes); }

static bool get_flag(wf_value v, bool *out) {
  *out = v == WF_TRUE;
  if (v == WF_EMPTY) wf_raise(&wf_exc_TypeError, "can't delete numeric/char attribute");
  else if (!wf_is_bool(v)) wf_raise(&wf_exc_TypeError, "attribute value type must be bool");
  return wf_is_bool(v);
}
static int set_trace_lines(wf_value self, wf_value v) {
  bool on;
  if (!get_flag(v, &on)) return -1;
  to_frame(self)->quiet_lines = !on;
  return 0;
}
static int set_trace_opcodes(wf_value self, wf_value v) {
  bool on;
  if (!get_flag(v, &on)) return -1;
  to_frame(self)->trace_opcodes = on;
  return 0;
}

/* The thread that closes a generator may still be about to take its registers away. */
static bool has_ended(const wf_frame_object *o) {
  return !o->live || (o->generator && atomic_load(&o->generator->state) == WF_GENERATOR_CLOSED);
}

static void forget_variables(wf_frame_object *o) {
  wf_lock(o); /* wf_frame_detach does it, or has done its part */
  atomic_store(&o->cleared, true);
  for (size_t i = 0; o->registers && i < o->code->local_count; i++)
    __atomic_store_n(&o->registers[i], WF_EMPTY, __ATOMIC_RELAXED); /* others may be looking */
  wf_unlock(o);
}

WF_NATIVE(frame_clear) {
  wf_frame_object *o = to_frame(args[0]);
  if (!has_ended(o) && !(o->generator && wf_generator_clear(o->generator)))
    return wf_raise(&wf_exc_RuntimeError, "cannot clear an executing frame");
  if (has_ended(o)) forget_variables(o); /* not so if it ignored GeneratorExit */
  return WF_NONE;
}

static wf_value frame_repr(wf_value self) {
  const wf_frame_object *o = to_frame(self);
  return wf_str_format("<frame at %p, file %R, line %ld, code %U>", (void *)(uintptr_t)self,
                       o->code->filename, (long)wf_small_int_get(get_lineno(self)), o->code->name);
}

static const wf_native_def methods[] = {
    {"clear", frame_clear, "(self, /)", "Drop the local variables of a finished frame.", 0},
    {0},
};
static const wf_getset_def getsets[] = {
    {"f_locals", get_locals, NULL, "Local variables, as a dict."},
    {"f_globals", get_globals, NULL, "Global variables."},
    {"f_builtins", get_builtins, NULL, "The built-in names."},
    {"f_code", get_code, NULL, "The code that runs."},
    {"f_back", get_back, NULL, "The frame that called this one, or None."},
    {"f_lineno", get_lineno, NULL, "The line that runs."},
    {"f_lasti", get_lasti, NULL, "Offset of the last instruction."},
    {"f_trace", get_trace, set_trace, "The trace function of this frame, or None."},
    {"f_trace_lines", get_trace_lines, set_trace_lines, "Are lines of this frame reported?"},
    {"f_trace_opcodes", get_trace_opcodes, set_trace_opcodes, "Is every instruction reported?"},
    {0},
};

wf_type wf_frame_type = {
    .name = "frame",
    .instance_size = sizeof(wf_frame_object),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
    .slots = {.repr = frame_repr},
    .methods = methods,
    .getsets = getsets,
};

bool wf_frame_init(void) { return wf_type_ready(&wf_frame_type); }
