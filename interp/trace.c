/* Tracing and profiling: the events of the loop that reports (vm.c, WF_VM_TRACED). */
#include <config.h>

#include "interp/trace.h"

#include "interp/code_internal.h"
#include "interp/vm.h"
#include "interp/vm_support.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/str.h"

static wf_frame_object *object_of(const wf_frame *frame) {
  return frame->object == WF_EMPTY ? NULL : (wf_frame_object *)wf_to_object(frame->object);
}

wf_value wf_trace_drive(wf_thread *t) {
  for (;;) {
    bool traced = atomic_load_explicit(&t->poll, memory_order_relaxed) & WF_POLL_TRACE;
    wf_value v = traced ? wf_vm_loop_traced(t, t->frame) : wf_vm_loop(t, t->frame, true);
    if (v != WF_EMPTY) return v;
    wf_frame_object *object = object_of(t->frame);
    if (object) object->line = 0;
  }
}

void wf_trace_begin(wf_frame *frame) {
  bool entry;
  do {
    entry = frame->flags & WF_FRAME_ENTRY;
    frame->flags &= ~(uint32_t)WF_FRAME_RESUMED;
    frame = frame->previous;
  } while (!entry && frame);
}

/* --- The functions --- */

static wf_value call_hook(wf_thread *t, wf_frame *frame, wf_value hook, const char *event,
                          wf_value arg) {
  if (!wf_frame_show_locals(frame)) return WF_ERROR;
  wf_value args[3] = {wf_frame_get_object(frame), wf_str_intern_c(event), arg};
  t->tracing++;
  wf_thread_traced(t);
  wf_value v = wf_call(hook, args, 3, WF_EMPTY);
  t->tracing--;
  wf_thread_traced(t);
  wf_frame_take_locals(frame);
  return v;
}

/* The frame's own function is told, and may give another. When it fails, tracing ends. */
static bool call_trace(wf_thread *t, wf_frame *frame, wf_value hook, const char *event,
                       wf_value arg) {
  wf_value v = call_hook(t, frame, hook, event, arg);
  wf_frame_object *object = object_of(frame);
  if (v == WF_ERROR) {
    wf_slot_set(&t->trace, WF_EMPTY);
    wf_slot_set(&object->trace, WF_EMPTY);
    wf_thread_traced(t);
    return false;
  }
  if (v != WF_NONE) wf_slot_set(&object->trace, v);
  return true;
}

static bool call_profile(wf_thread *t, wf_frame *frame, const char *event, wf_value arg) {
  wf_value hook = wf_slot_acquire(&t->profile);
  if (hook == WF_EMPTY || t->tracing) return true;
  if (call_hook(t, frame, hook, event, arg) != WF_ERROR) return true;
  wf_slot_set(&t->profile, WF_EMPTY);
  wf_thread_traced(t);
  return false;
}

/* What lines and ends of this frame are reported to, or WF_EMPTY. */
static wf_value local_hook(wf_thread *t, const wf_frame *frame) {
  wf_frame_object *object = object_of(frame);
  if (!object || t->tracing || wf_slot_acquire(&t->trace) == WF_EMPTY) return WF_EMPTY;
  return wf_slot_acquire(&object->trace);
}

static bool report_local(wf_thread *t, wf_frame *frame, const char *event, wf_value arg) {
  wf_value hook = local_hook(t, frame);
  return hook == WF_EMPTY || call_trace(t, frame, hook, event, arg);
}

/* Reports while an exception is pending. It stays, unless the function raises another. */
static void report_aside(wf_thread *t, wf_frame *frame, const char *event, wf_value arg,
                         bool (*report)(wf_thread *, wf_frame *, const char *, wf_value)) {
  wf_value exception = wf_error_fetch();
  if (report(t, frame, event, arg)) wf_error_restore(exception);
}

/* --- Events --- */

static bool report_call(wf_thread *t, wf_frame *frame) {
  frame->flags &= ~(uint32_t)WF_FRAME_RESUMED;
  wf_value hook = wf_slot_acquire(&t->trace);
  if (hook != WF_EMPTY && !t->tracing && !call_trace(t, frame, hook, "call", WF_NONE))
    return false;
  return call_profile(t, frame, "call", WF_NONE);
}

static int32_t line_at(const wf_code *code, ptrdiff_t pc) {
  const wf_place *place = pc < 0 ? NULL : wf_code_place(code, (uint32_t)pc);
  return place ? place->line : 0;
}

/* An exception comes here: whatever line is next is a new one. */
static bool is_handler(const wf_code *code, ptrdiff_t pc) {
  for (uint32_t i = 0; i < code->handler_count; i++)
    if (code->handlers[i].handler == pc) return true;
  return false;
}

static enum wf_opcode opcode_at(const wf_code *code, ptrdiff_t pc) {
  return pc < 0 ? WF_CODE_NOP : (enum wf_opcode)(wf_code_instruction(code, (uint32_t)pc) & 0xff);
}

/* Once more: a line that follows itself is told again. A for loop begins again at its test, which
   is at the end of the body, unless the loop's entry jumped there. */
static bool is_repetition(const wf_code *code, ptrdiff_t from, ptrdiff_t to) {
  if (opcode_at(code, to) == WF_CODE_FOR_NEXT)
    return opcode_at(code, from) != WF_CODE_JUMP || opcode_at(code, from - 1) != WF_CODE_GET_LOOP;
  return to <= from && opcode_at(code, from) != WF_CODE_FOR_NEXT;
}

/* The lines that run on the way, and then that of the instruction, unless they have been told.
   An instruction without a line counts as one of the line before. */
static bool report_lines(wf_thread *t, wf_frame *frame, ptrdiff_t from, ptrdiff_t to) {
  const wf_code *code = frame->code;
  wf_frame_object *object = object_of(frame);
  int32_t told = object->line ? object->line : line_at(code, from), line = line_at(code, to);
  size_t count;
  const wf_relay *relay =
      wf_code_relays(code, from < 0 ? WF_RELAY_START : (uint32_t)from, (uint32_t)to, &count);
  for (; count; count--, relay++) {
    if (relay->line == told) continue;
    told = relay->line;
    object->line = told;
    if (!object->quiet_lines && !report_local(t, frame, "line", WF_NONE)) return false;
  }
  object->line = 0;
  if (!line) object->line = is_handler(code, to) ? 0 : told;
  else if ((line != told || is_repetition(code, from, to)) && !object->quiet_lines)
    return report_local(t, frame, "line", WF_NONE);
  return true;
}

/* The same for a frame whose lines nobody wants to know, but perhaps where it returns. */
static void pass_line(wf_frame *frame, ptrdiff_t from, ptrdiff_t to) {
  wf_frame_object *object = object_of(frame);
  if (!object) return;
  if (line_at(frame->code, to) || is_handler(frame->code, to)) object->line = 0;
  else if (!object->line) object->line = line_at(frame->code, from);
}

bool wf_trace_next(wf_thread *t, wf_frame *frame, _Atomic(wf_instruction) *pc) {
  const wf_code *code = frame->code;
  ptrdiff_t from = frame->pc - code->instructions - 1, to = pc - code->instructions;
  if ((from < 0 || frame->flags & WF_FRAME_RESUMED) && !report_call(t, frame)) return false;
  frame->pc = pc + 1;
  if (local_hook(t, frame) == WF_EMPTY) {
    pass_line(frame, from, to);
    if (wf_slot_acquire(&t->trace) == WF_EMPTY && wf_slot_acquire(&t->profile) == WF_EMPTY)
      wf_thread_traced(t); /* another thread has ended it */
    return true;
  }
  if (!report_lines(t, frame, from, to)) return false;
  return !object_of(frame)->trace_opcodes || report_local(t, frame, "opcode", WF_NONE);
}

static bool report_entry(wf_thread *t, wf_frame *frame, WF_UNUSED const char *event,
                         WF_UNUSED wf_value arg) {
  return report_call(t, frame);
}

void wf_trace_thrown(wf_thread *t, wf_frame *frame) {
  report_aside(t, frame, "call", WF_NONE, report_entry);
}

bool wf_trace_return(wf_thread *t, wf_frame *frame, wf_value v) {
  return report_local(t, frame, "return", v) && call_profile(t, frame, "return", v);
}

void wf_trace_exception(wf_thread *t, wf_frame *frame) {
  if (local_hook(t, frame) == WF_EMPTY) return;
  wf_value exception = wf_error_fetch();
  if (exception == WF_EMPTY) return;
  wf_value traceback = wf_slot_acquire(&((wf_exception *)wf_to_object(exception))->traceback);
  wf_value arg = wf_tuple_of(3, wf_from_type(wf_type_of(exception)), exception,
                             traceback == WF_EMPTY ? WF_NONE : traceback);
  wf_error_restore(exception);
  report_aside(t, frame, "exception", arg, report_local);
}

void wf_trace_unwind(wf_thread *t, wf_frame *frame) {
  if (t->unwinding) return;
  report_aside(t, frame, "return", WF_NONE, report_local);
  report_aside(t, frame, "return", WF_NONE, call_profile);
}

void wf_trace_stopped(wf_thread *t, wf_frame *frame, wf_value v) {
  if (local_hook(t, frame) == WF_EMPTY) return;
  wf_value exception = wf_exception_new(&wf_exc_StopIteration, &v, v != WF_NONE);
  if (exception != WF_ERROR) {
    wf_error_restore(exception);
    wf_trace_exception(t, frame);
  }
  wf_error_clear();
}

/* A method as it is when it is bound to its self. */
static wf_value bound_method(wf_value callee, const wf_value *args, size_t nargs) {
  const wf_type *type = wf_type_of(callee);
  if (type == &wf_native_type || nargs == 0) return callee;
  return type->slots.descr_get(callee, args[0], wf_from_type(wf_type_of(args[0])));
}

wf_value wf_trace_call(wf_thread *t, wf_frame *frame, wf_value callee, const wf_value *args,
                       size_t nargs, wf_value kwnames) {
  if (wf_slot_acquire(&t->profile) == WF_EMPTY || t->tracing)
    return wf_native_call(callee, args, nargs, kwnames);
  wf_value function = bound_method(callee, args, nargs);
  if (function == WF_ERROR || !call_profile(t, frame, "c_call", function)) return WF_ERROR;
  wf_value v = wf_native_call(callee, args, nargs, kwnames);
  if (v == WF_ERROR) {
    if (!t->unwinding) report_aside(t, frame, "c_exception", function, call_profile);
    return WF_ERROR;
  }
  return call_profile(t, frame, "c_return", function) ? v : WF_ERROR;
}
