/* What the runtime asks of the interpreter (runtime/hooks.h), and the interpreter's own start. */
#include <config.h>

#include "runtime/hooks.h"

#include <pthread.h>

#include "interp/compile.h"
#include "interp/vm.h"
#include "interp/vm_support.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"

/* What exec, eval and imports run code in gets the dict of built-in names; __main__, the module. */
static bool bind_globals(wf_value globals) {
  if (!wf_dict_make_cells(globals)) return false;
  wf_value builtins = wf_dict_get_str(globals, wf_names.__builtins__);
  if (builtins != WF_EMPTY) return builtins != WF_ERROR;
  return wf_dict_set(globals, wf_names.__builtins__, wf_builtins_namespace());
}

static wf_value run_closure(wf_value code, wf_value globals, wf_value locals, wf_value closure) {
  if (!bind_globals(globals)) return WF_ERROR;
  return wf_vm_run_code(wf_to_code(code), globals, locals, closure);
}

static wf_value run(wf_value code, wf_value globals, wf_value locals) {
  return run_closure(code, globals, locals, WF_EMPTY);
}

static wf_value frame_globals(int depth) {
  wf_frame *frame = wf_frame_at(depth);
  return frame ? frame->function->globals : WF_EMPTY;
}

static wf_value frame_locals(int depth) {
  wf_frame *frame = wf_frame_at(depth);
  return frame ? wf_frame_locals(frame) : WF_EMPTY;
}

static wf_value frame_object(int depth) {
  wf_frame *frame = wf_frame_at(depth);
  return frame ? wf_frame_get_object(frame) : WF_EMPTY;
}

/* Temporaries are allocated like a stack, so those behind the arguments of the call under way are
   dead; but code with very many locals keeps some of them there. */
static void forget_temporaries(const wf_value *from) {
  const wf_frame *frame = wf_self->frame;
  if (!frame || frame->code->register_count > 256) return;
  wf_value *end = frame->registers + frame->code->register_count;
  if (from < frame->registers || from >= end) return;
  memset(frame->registers + (from - frame->registers), 0, (size_t)(end - from) * sizeof *from);
}

typedef bool value_test(wf_value value, const void *data);

static bool any_in_cell(wf_value v, value_test *test, const void *data) {
  return wf_has_root_shape(v, &wf_cell_type) ? test(wf_slot_acquire(&wf_to_cell(v)->value), data)
                                             : test(v, data);
}

static bool any_in_dict(wf_value dict, value_test *test, const void *data) {
  size_t position = 0;
  wf_value key, value;
  while (wf_dict_next(dict, &position, &key, &value))
    if (test(value, data)) return true;
  return false;
}

static bool any_in_frame(const wf_frame *frame, value_test *test, const void *data) {
  for (size_t i = 0; i < frame->code->local_count; i++)
    if (any_in_cell(frame->registers[i], test, data)) return true;
  wf_value closure = frame->function->closure;
  for (size_t i = 0; closure != WF_EMPTY && i < wf_tuple_length(closure); i++)
    if (any_in_cell(wf_tuple_get(closure, i), test, data)) return true;
  return wf_is_dict(frame->locals) && any_in_dict(frame->locals, test, data);
}

static bool any_variable(value_test *test, const void *data) {
  wf_value searched = WF_EMPTY;
  for (const wf_frame *frame = wf_self->frame; frame; frame = frame->previous) {
    if (any_in_frame(frame, test, data)) return true;
    if (frame->function->globals == searched) continue;
    searched = frame->function->globals;
    if (any_in_dict(searched, test, data)) return true;
  }
  return false;
}

static bool frame_place(int depth, wf_value *filename, int *line) {
  wf_frame *frame = wf_frame_at(depth);
  if (!frame) return false;
  *filename = frame->code->filename;
  *line = wf_frame_line(frame);
  return true;
}

/* Zero-argument super(): the first argument of the running function, and its __class__ cell. */
static bool super_context(wf_value *type, wf_value *self) {
  wf_frame *frame = wf_frame_at(0);
  if (!frame) {
    wf_raise(&wf_exc_RuntimeError, "super(): no current frame");
    return false;
  }
  const wf_code *code = frame->code;
  if (code->argument_count == 0) {
    wf_raise(&wf_exc_RuntimeError, "super(): no arguments");
    return false;
  }
  wf_value first = frame->registers[0];
  if (first != WF_EMPTY && code->cell_flags && code->cell_flags[0] &&
      wf_has_root_shape(first, &wf_cell_type))
    first = wf_slot_acquire(&wf_to_cell(first)->value);
  if (first == WF_EMPTY) {
    wf_raise(&wf_exc_RuntimeError, "super(): arg[0] deleted");
    return false;
  }
  for (size_t i = 0; i < wf_tuple_length(code->free_names); i++) {
    if (wf_tuple_get(code->free_names, i) != wf_names.__class__) continue;
    wf_value cls = wf_slot_acquire(&wf_to_cell(wf_tuple_get(frame->function->closure, i))->value);
    if (cls == WF_EMPTY) {
      wf_raise(&wf_exc_RuntimeError, "super(): empty __class__ cell");
      return false;
    }
    if (!wf_is_type(cls)) {
      wf_raise(&wf_exc_RuntimeError, "super(): __class__ is not a type (%T)", cls);
      return false;
    }
    *type = cls;
    *self = first;
    return true;
  }
  wf_raise(&wf_exc_RuntimeError, "super(): __class__ cell not found");
  return false;
}

static bool is_script_function(wf_value v) { return wf_is_function(v); }
static size_t self_attributes(wf_value v) {
  return wf_is_function(v) ? wf_code_self_attributes(wf_function_code(wf_to_function(v))) : 0;
}
static bool is_code(wf_value v) { return wf_has_root_shape(v, &wf_code_type); }
static size_t code_free_count(wf_value code) {
  return wf_tuple_length(wf_to_code(code)->free_names);
}

/* CPython's numbers of the flags that matter here. */
enum {
  PYTHON_DONT_IMPLY_DEDENT = 0x200,
  PYTHON_ONLY_AST = 0x400,
  PYTHON_TYPE_COMMENTS = 0x1000,
  PYTHON_TOP_LEVEL_AWAIT = 0x2000,
  PYTHON_INCOMPLETE = 0x4000,
  PYTHON_FUTURES = 0x1ff0000 | 0x2000
};

static int compile_flags(int python) {
  int ours = 0;
  wf_frame *frame = wf_frame_at(0);
  bool inherit = !(python & WF_COMPILE_PYTHON_DONT_INHERIT);
  python &= ~WF_COMPILE_PYTHON_DONT_INHERIT;
  int known = PYTHON_DONT_IMPLY_DEDENT | PYTHON_ONLY_AST | PYTHON_TYPE_COMMENTS |
              PYTHON_TOP_LEVEL_AWAIT | PYTHON_INCOMPLETE | PYTHON_FUTURES | 0x10 | 0x1000;
  if (python & ~known) {
    wf_raise(&wf_exc_ValueError, "compile(): unrecognised flags");
    return -1;
  }
  if (python & PYTHON_ONLY_AST) {
    wf_raise(&wf_exc_ValueError, "compile(): syntax trees are not available to scripts");
    return -1;
  }
  if (python & PYTHON_TOP_LEVEL_AWAIT) ours |= WF_COMPILE_TOP_LEVEL_AWAIT;
  if (python & PYTHON_INCOMPLETE) ours |= WF_COMPILE_MAY_BE_INCOMPLETE;
  if (inherit && frame) python |= (int)frame->code->flags;
  if (python & WF_CODE_FUTURE_ANNOTATIONS) ours |= WF_COMPILE_ANNOTATIONS;
  if (python & WF_CODE_FUTURE_BARRY) ours |= WF_COMPILE_BARRY;
  return ours;
}

static void hook(void) {
  wf_hooks = (struct wf_hooks){
      .compile = wf_compile_source,
      .run = run,
      .run_closure = run_closure,
      .code_free_count = code_free_count,
      .compile_flags = compile_flags,
      .anext_default = wf_anext_default_new,
      .frame_globals = frame_globals,
      .frame_locals = frame_locals,
      .frame_object = frame_object,
      .any_variable = any_variable,
      .thread_frames = wf_frame_list,
      .frame_of_dump = wf_frame_of_dump,
      .forget_temporaries = forget_temporaries,
      .frame_place = frame_place,
      .super_context = super_context,
      .is_script_function = is_script_function,
      .self_attributes = self_attributes,
      .is_code = is_code,
      .generator_dropped = wf_generator_dropped,
      .class_build = wf_vm_class_build,
      .function_type = &wf_function_type,
      .code_type = &wf_code_type,
      .generator_type = &wf_generator_type,
      .coroutine_type = &wf_coroutine_type,
      .async_generator_type = &wf_async_generator_type,
      .frame_type = &wf_frame_type,
  };
}

void wf_vm_hook(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, hook); /* late threads of the life before may be reading them */
}

bool wf_vm_init(void) {
  return wf_code_init() && wf_frame_init() && wf_function_init() && wf_generator_init();
}
