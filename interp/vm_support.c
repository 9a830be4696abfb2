/* Slow paths of the machine: names, calls, generators, exceptions. Patterns and displays:
 * vm_data.c. */
#include <config.h>

#include "interp/vm_support.h"

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/sequence.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* --- Names --- */

static wf_value raise_name(const wf_type *type, const char *format, wf_value name) {
  wf_raise(type, format, name);
  wf_value exception = wf_error_fetch();
  if (wf_exception_matches(exception, &wf_exc_NameError))
    wf_slot_set(&((wf_exception *)wf_to_object(exception))->extra[WF_NAMEERROR_NAME], name);
  wf_error_restore(exception);
  return WF_ERROR;
}

void wf_vm_raise_unbound_local(wf_frame *frame, size_t index) {
  wf_value name = wf_tuple_get(frame->code->local_names, index);
  wf_raise(&wf_exc_UnboundLocalError,
           "cannot access local variable '%U' where it is not associated with a value", name);
}

void wf_vm_raise_unbound_free(wf_frame *frame, size_t index) {
  wf_value name = wf_tuple_get(frame->code->free_names, index);
  raise_name(
      &wf_exc_NameError,
      "cannot access free variable '%U' where it is not associated with a value in enclosing scope",
      name);
}

/* mapping[name], WF_EMPTY when there is none. */
static wf_value mapping_get(wf_value mapping, wf_value name) {
  if (wf_is_dict_exact(mapping)) return wf_dict_get_str(mapping, name);
  wf_value v = wf_getitem(mapping, name);
  if (v == WF_ERROR && wf_error_is(&wf_exc_KeyError)) {
    wf_error_clear();
    return WF_EMPTY;
  }
  return v;
}

wf_value wf_vm_load_class_free(wf_frame *frame, size_t index) {
  wf_value name = wf_tuple_get(frame->code->free_names, index);
  wf_value locals = frame->locals == WF_EMPTY ? frame->function->globals : frame->locals;
  wf_value v = mapping_get(locals, name);
  if (v != WF_EMPTY) return v;
  v = wf_slot_acquire(&wf_to_cell(wf_tuple_get(frame->function->closure, index))->value);
  if (v != WF_EMPTY) return v;
  wf_vm_raise_unbound_free(frame, index);
  return WF_ERROR;
}

const wf_cell *wf_vm_global_cell(wf_frame *frame, wf_cache *cache) {
  wf_function *f = frame->function;
  wf_value cell = wf_dict_cell(f->globals, cache->name);
  if (cell == WF_ERROR) return NULL;
  /* are the caches bound to these globals, and may they be asked instead? */
  if (frame->code->globals == f->globals && wf_is_dict_exact(f->globals)) {
    if (wf_is_dict_exact(f->builtins)) {
      wf_value builtin = wf_dict_find_cell(f->builtins, cache->name);
      if (builtin != WF_EMPTY) wf_slot_set(&cache->extra, builtin);
    }
    atomic_store_explicit(&cache->record, wf_to_cell(cell), memory_order_release);
  }
  return wf_to_cell(cell);
}

static wf_value own_global(wf_frame *frame, wf_cache *cache, bool by_class) {
  if (by_class) return mapping_get(frame->function->globals, cache->name);
  const wf_cell *cell = wf_vm_global_cell(frame, cache);
  return cell ? wf_slot_acquire(&cell->value) : WF_ERROR;
}

static wf_value load_global(wf_frame *frame, wf_cache *cache, bool by_class) {
  wf_value v = own_global(frame, cache, by_class);
  if (v != WF_EMPTY) return v;
  v = mapping_get(frame->function->builtins, cache->name);
  if (v != WF_EMPTY) return v;
  /* it may have come back from the builtins meanwhile */
  if (!by_class && (v = own_global(frame, cache, by_class)) != WF_EMPTY) return v;
  return raise_name(&wf_exc_NameError, "name '%U' is not defined", cache->name);
}

/* Globals of a subclass of dict have their own say (__getitem__, __missing__) here, ... */
wf_value wf_vm_load_global(wf_frame *frame, wf_cache *cache) {
  return load_global(frame, cache, !wf_is_dict_exact(frame->function->globals));
}

bool wf_vm_delete_global(wf_frame *frame, wf_cache *cache) {
  int deleted = wf_dict_delete(frame->function->globals, cache->name);
  if (deleted == 0) raise_name(&wf_exc_NameError, "name '%U' is not defined", cache->name);
  return deleted == 1;
}

/* ... not behind locals that lack the name. */
wf_value wf_vm_load_name(wf_frame *frame, wf_cache *cache) {
  wf_value v = mapping_get(frame->locals, cache->name);
  return v != WF_EMPTY ? v : load_global(frame, cache, false);
}

bool wf_vm_store_name(wf_frame *frame, wf_cache *cache, wf_value value) {
  if (frame->locals == WF_EMPTY) {
    if (!wf_is_dict_exact(frame->function->globals))
      return wf_setitem(frame->function->globals, cache->name, value) == 0;
    const wf_cell *cell = wf_vm_global_cell(frame, cache);
    return cell && wf_dict_set(frame->function->globals, cache->name, value);
  }
  if (wf_is_dict_exact(frame->locals)) return wf_dict_set(frame->locals, cache->name, value);
  return wf_setitem(frame->locals, cache->name, value) == 0;
}

bool wf_vm_delete_name(wf_frame *frame, wf_cache *cache) {
  wf_value locals = frame->locals == WF_EMPTY ? frame->function->globals : frame->locals;
  if (wf_is_dict_exact(locals)) {
    int deleted = wf_dict_delete(locals, cache->name);
    if (deleted == 0) raise_name(&wf_exc_NameError, "name '%U' is not defined", cache->name);
    return deleted == 1;
  }
  if (wf_setitem(locals, cache->name, WF_EMPTY) == 0) return true;
  if (wf_error_is(&wf_exc_KeyError)) {
    wf_error_clear();
    raise_name(&wf_exc_NameError, "name '%U' is not defined", cache->name);
  }
  return false;
}

/* --- Comparison and iteration --- */

int wf_vm_compare_bool(wf_value a, wf_value b, enum wf_compare_op op) {
  wf_value v = wf_compare(a, b, op);
  if (wf_is_bool(v)) return v == WF_TRUE;
  return v == WF_ERROR ? -1 : wf_truth(v);
}

static wf_value private_range_iterator(const wf_range *range) {
  if (!wf_is_small_int(range->start) || !wf_is_small_int(range->step) ||
      !wf_is_small_int(range->length))
    return WF_EMPTY;
  wf_range_iterator *it = wf_object_new(&wf_range_iterator_type);
  it->start = wf_small_int_get(range->start);
  it->step = wf_small_int_get(range->step);
  it->length = wf_small_int_get(range->length);
  it->head.flags = WF_ITERATOR_PRIVATE;
  return wf_from_object(it);
}

wf_value wf_vm_get_iter(wf_value iterable) {
  if (wf_is_range(iterable)) {
    wf_value v = private_range_iterator((wf_range *)wf_to_object(iterable));
    if (v != WF_EMPTY) return v;
  } else if (wf_is_list_exact(iterable)) {
    wf_list_iterator *it = wf_object_new(&wf_list_iterator_type);
    wf_slot_set(&it->sequence, iterable);
    it->head.flags = WF_ITERATOR_PRIVATE;
    return wf_from_object(it);
  }
  return wf_iter(iterable);
}

/* The loop counts from start to exactly its end, which must not be reached by wrapping around. */
static bool set_range(int64_t start, int64_t step, int64_t length, wf_value *loop) {
  int64_t span, end;
  if (__builtin_mul_overflow(step, length, &span) || __builtin_add_overflow(start, span, &end) ||
      !wf_fits_small_int(end))
    return false;
  loop[0] = wf_small_int(step);
  loop[1] = wf_small_int(start);
  loop[2] = wf_small_int(end);
  return true;
}

bool wf_vm_start_range(const wf_value *args, size_t count, wf_value *loop) {
  wf_value part[3] = {wf_small_int(0), wf_small_int(0), wf_small_int(1)};
  if (count < 1 || count > 3) return false;
  for (size_t i = 0; i < count; i++) {
    if (!wf_is_small_int(args[i])) return false;
    part[count == 1 ? 1 : i] = args[i];
  }
  int64_t start = wf_small_int_get(part[0]), stop = wf_small_int_get(part[1]);
  int64_t step = wf_small_int_get(part[2]);
  if (step == 0) return false;
  if (step > 0 ? start >= stop : start <= stop) return set_range(start, step, 0, loop);
  uint64_t distance = step > 0 ? (uint64_t)stop - (uint64_t)start
                               : (uint64_t)start - (uint64_t)stop;
  uint64_t width = step > 0 ? (uint64_t)step : -(uint64_t)step;
  uint64_t length = width == 1 ? distance : (distance - 1) / width + 1;
  return length <= INT64_MAX && set_range(start, step, (int64_t)length, loop);
}

wf_value wf_vm_start_loop(wf_value iterable, wf_value *loop) {
  if (wf_is_range(iterable)) {
    const wf_range *range = (wf_range *)wf_to_object(iterable);
    wf_value parts[3] = {range->start, range->stop, range->step};
    if (wf_vm_start_range(parts, 3, loop)) return loop[0];
  } else if (wf_has_root_shape(iterable, &wf_range_iterator_type)) {
    wf_range_iterator *it = (wf_range_iterator *)wf_to_object(iterable);
    int64_t done = atomic_load_explicit(&it->index, memory_order_relaxed);
    if ((it->head.flags & WF_ITERATOR_PRIVATE) &&
        set_range(it->start + done * it->step, it->step, it->length - done, loop))
      return loop[0];
  } else if (wf_has_root_shape(iterable, &wf_list_iterator_type)) {
    wf_list_iterator *it = (wf_list_iterator *)wf_to_object(iterable);
    wf_value list = wf_slot_acquire(&it->sequence);
    if ((it->head.flags & WF_ITERATOR_PRIVATE) && list != WF_EMPTY) {
      loop[1] = wf_small_int((int64_t)atomic_load_explicit(&it->index, memory_order_relaxed));
      return list;
    }
  }
  return wf_iter(iterable);
}

wf_generator *wf_vm_delegate(wf_value iterator, wf_value value) {
  if (!wf_is_generator(iterator) && !wf_is_coroutine(iterator)) return NULL;
  wf_generator *g = wf_to_generator(iterator);
  /* one that is not started takes None only, and says so to who asks in the general way */
  if (value != WF_NONE && atomic_load(&g->state) != WF_GENERATOR_SUSPENDED) return NULL;
  return wf_vm_claim_for_next(g) ? g : NULL;
}

/* --- Calls --- */

bool wf_vm_check_stack(wf_thread *t, wf_value *registers, const wf_code *code, size_t nargs) {
  if (registers + code->register_count + nargs <= t->stack_end) return true;
  wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
  return false;
}

/* Makes the registers of a callee part of what the collector scans, so that script code may run and
   memory be allocated before its frame is pushed. Returns the old top. */
static wf_value *cover_registers(wf_thread *t, wf_value *from, wf_value *registers,
                                 const wf_code *code) {
  wf_value *top = t->stack_top, *needed = registers + code->register_count;
  if (needed > top) {
    if (from < top) from = top;
    if (from < needed) memset(from, 0, (size_t)(needed - from) * sizeof *from);
    t->stack_top = needed;
  }
  return top;
}

bool wf_vm_bind(wf_thread *t, wf_function *f, wf_code *code, wf_value *registers,
                const wf_value *args, size_t nargs, wf_value kwnames) {
  if (!wf_vm_check_stack(t, registers, code, nargs)) return false;
  size_t given = nargs + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value *top =
      cover_registers(t, registers == args ? registers + given : registers, registers, code);
  bool bound = wf_function_bind(f, code, registers, args, nargs, kwnames);
  t->stack_top = top;
  return bound;
}

wf_value wf_vm_construct(wf_value cls, wf_function **init) {
  wf_type *type = wf_to_type(cls);
  if (wf_type_of(cls) != &wf_type_type) return WF_EMPTY;
  wf_value function = wf_type_simple_init(type);
  if (function == WF_EMPTY || !wf_is_function(function)) return WF_EMPTY;
  *init = wf_to_function(function);
  if (wf_function_code(*init)->flags & WF_CODE_ANY_GENERATOR) return WF_EMPTY;
  return wf_from_object(wf_object_new(type));
}

wf_value wf_vm_make_generator(wf_thread *t, wf_function *f, wf_code *code, wf_value *registers,
                              uint32_t call_flags) {
  wf_value *top = cover_registers(t, registers + wf_code_parameters(code), registers, code);
  wf_value v = wf_generator_new(f, code, registers);
  t->stack_top = top;
  if (v == WF_ERROR || !(call_flags & WF_FRAME_CONSTRUCT)) return v;
  /* __init__ has got another code since wf_vm_construct looked at it */
  return wf_raise(&wf_exc_TypeError, "__init__() should return None, not '%T'", v);
}

static wf_value closure_of(wf_frame *frame, const wf_code *code) {
  if (code->capture_count == 0) return WF_EMPTY;
  wf_value closure = wf_tuple_new(code->capture_count);
  for (size_t i = 0; i < code->capture_count; i++) {
    const wf_capture *capture = &code->captures[i];
    wf_to_tuple(closure)->items[i] = capture->from_closure
                                         ? wf_tuple_get(frame->function->closure, capture->index)
                                         : frame->registers[capture->index];
  }
  return closure;
}

wf_value wf_vm_make_function(wf_frame *frame, wf_value code, const wf_value *parts, int flags) {
  wf_value closure = closure_of(frame, wf_to_code(code));
  if (closure == WF_ERROR) return WF_ERROR;
  wf_value v = wf_function_new(wf_to_code(code), frame->function->globals,
                               frame->function->builtins, closure);
  if (v == WF_ERROR) return WF_ERROR;
  wf_function *f = wf_to_function(v);
  if (flags & 1) wf_slot_set(&f->defaults, parts[0]);
  if (flags & 2) wf_slot_set(&wf_function_need_extra(f)->keyword_defaults, parts[1]);
  if (flags & 4) wf_slot_set(&wf_function_need_extra(f)->annotations, parts[2]);
  return v;
}

wf_value wf_vm_build_class(wf_frame *frame) {
  wf_value v = mapping_get(frame->function->builtins, wf_names.__build_class__);
  if (v == WF_EMPTY) return wf_raise(&wf_exc_NameError, "__build_class__ not found");
  return v;
}

/* --- with --- */

/* A special method that must be there; *self as wf_special gives it. */
static wf_value need_special(wf_value manager, wf_value name, wf_value *self, const char *missing,
                             bool is_async) {
  wf_value f = wf_special(manager, name, self);
  if (f == WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "'%T' object does not support the %s protocol%s", manager,
                    is_async ? "asynchronous context manager" : "context manager", missing);
  return f;
}

bool wf_vm_with_enter(wf_value manager, wf_value *target, bool is_async) {
  wf_value enter_self, exit_self;
  wf_value enter = need_special(manager, is_async ? wf_names.__aenter__ : wf_names.__enter__,
                                &enter_self, "", is_async);
  if (enter == WF_ERROR) return false;
  wf_value leave = need_special(manager, is_async ? wf_names.__aexit__ : wf_names.__exit__,
                                &exit_self,
                                is_async ? " (missed __aexit__ method)"
                                         : " (missed __exit__ method)",
                                is_async);
  if (leave == WF_ERROR) return false;
  target[0] = leave;
  target[1] = exit_self;
  target[2] = enter_self; /* an argument in a register: see wf_thread's dead_from */
  wf_value v = wf_call(enter, &target[2], enter_self != WF_EMPTY, WF_EMPTY);
  target[2] = v;
  return v != WF_ERROR;
}

wf_value wf_vm_with_exit(wf_value function, wf_value self, wf_value exception) {
  wf_value args[4] = {self, WF_NONE, WF_NONE, WF_NONE};
  if (exception != WF_EMPTY) {
    args[1] = wf_from_type(wf_type_of(exception));
    args[2] = exception;
    wf_value traceback = wf_slot_acquire(&((wf_exception *)wf_to_object(exception))->traceback);
    args[3] = traceback == WF_EMPTY ? WF_NONE : traceback;
  }
  return self == WF_EMPTY ? wf_call(function, args + 1, 3, WF_EMPTY)
                          : wf_call(function, args, 4, WF_EMPTY);
}

/* --- Exceptions --- */

static bool is_exception_class(wf_value v) {
  return wf_is_type(v) && wf_type_is_subtype(wf_to_type(v), &wf_exc_BaseException);
}

int wf_vm_exception_match(wf_value exception, wf_value classes) {
  if (wf_is_tuple(classes)) {
    for (size_t i = 0; i < wf_tuple_length(classes); i++)
      if (!is_exception_class(wf_tuple_get(classes, i))) goto bad;
    for (size_t i = 0; i < wf_tuple_length(classes); i++)
      if (wf_exception_matches(exception, wf_to_type(wf_tuple_get(classes, i)))) return 1;
    return 0;
  }
  if (is_exception_class(classes)) return wf_exception_matches(exception, wf_to_type(classes));
bad:
  wf_raise(&wf_exc_TypeError,
           "catching classes that do not inherit from BaseException is not allowed");
  return -1;
}

static bool check_star_classes(wf_value classes) {
  wf_value one[1] = {classes};
  const wf_value *items = wf_is_tuple(classes) ? wf_to_tuple(classes)->items : one;
  size_t count = wf_is_tuple(classes) ? wf_tuple_length(classes) : 1;
  for (size_t i = 0; i < count; i++) {
    if (!is_exception_class(items[i])) {
      wf_raise(&wf_exc_TypeError,
               "catching classes that do not inherit from BaseException is not allowed");
      return false;
    }
    if (wf_type_is_subtype(wf_to_type(items[i]), &wf_exc_BaseExceptionGroup)) {
      wf_raise(&wf_exc_TypeError,
               "catching ExceptionGroup with except* is not allowed. Use except instead.");
      return false;
    }
  }
  return true;
}

bool wf_vm_match_star(wf_value *target, wf_value classes) {
  wf_value exception = target[0];
  target[1] = WF_NONE;
  if (!check_star_classes(classes)) return false;
  if (exception == WF_NONE) return true;
  int match = wf_vm_exception_match(exception, classes);
  if (match < 0) return false;
  if (match) {
    if (!wf_exception_matches(exception, &wf_exc_BaseExceptionGroup)) {
      /* a naked exception is wrapped */
      wf_value args[2] = {wf_str_empty, wf_tuple_of(1, exception)};
      wf_value group = wf_exception_new(&wf_exc_BaseExceptionGroup, args, 2);
      if (group == WF_ERROR) return false;
      wf_value traceback = wf_slot_acquire(&((wf_exception *)wf_to_object(exception))->traceback);
      wf_slot_set(&((wf_exception *)wf_to_object(group))->traceback, traceback);
      exception = group;
    }
    target[0] = WF_NONE;
    target[1] = exception;
    return true;
  }
  if (!wf_exception_matches(exception, &wf_exc_BaseExceptionGroup)) return true;
  wf_value pair = wf_call_method1(exception, wf_str_intern_c("split"), classes);
  if (pair == WF_ERROR) return false;
  if (!wf_is_tuple(pair) || wf_tuple_length(pair) < 2) {
    wf_raise(&wf_exc_TypeError, "%N.split must return a tuple, not %T", wf_type_of(exception),
             pair);
    return false;
  }
  target[1] = wf_tuple_get(pair, 0);
  target[0] = wf_tuple_get(pair, 1);
  return true;
}

wf_value wf_vm_end_star(wf_value original, wf_value raised) {
  return wf_exception_combine_star(original, raised);
}

bool wf_vm_reraise_handled(void) {
  wf_value exception = wf_error_handled();
  if (exception == WF_NONE || exception == WF_EMPTY) {
    wf_raise(&wf_exc_RuntimeError, "No active exception to reraise");
    return false;
  }
  wf_error_restore(exception);
  return true;
}

const wf_handler *wf_vm_find_handler(const wf_frame *frame) {
  const wf_code *code = frame->code;
  uint32_t pc = wf_frame_pc(frame);
  for (uint32_t n = 0; n < code->handler_count; n++)
    if (pc >= code->handlers[n].start && pc < code->handlers[n].end) return &code->handlers[n];
  return NULL;
}

void wf_vm_add_traceback(wf_frame *frame) {
  if (frame->code->flags & WF_CODE_UNSHOWN) return;
  wf_value exception = wf_error_fetch();
  if (exception == WF_EMPTY) return;
  int line = wf_frame_line(frame);
  if (!line && frame->pc == frame->code->instructions) {
    /* a module that Ctrl-C stops before its first statement */
    const wf_place *first = wf_code_place(frame->code, 0);
    line = first ? first->line : frame->code->first_line;
  }
  wf_traceback_add(exception, wf_frame_get_object(frame), (int32_t)wf_frame_pc(frame) * 2, line);
  wf_error_restore(exception);
}

static const char *generator_noun(const wf_code *code) {
  if (code->flags & WF_CODE_ASYNC_GENERATOR) return "async generator";
  return code->flags & WF_CODE_COROUTINE ? "coroutine" : "generator";
}

void wf_vm_generator_failed(wf_generator *g) {
  const wf_code *code = g->frame.code;
  if (wf_error_is(&wf_exc_StopIteration))
    wf_raise_from_pending(&wf_exc_RuntimeError, "%s raised StopIteration", generator_noun(code));
  else if ((code->flags & WF_CODE_ASYNC_GENERATOR) && wf_error_is(&wf_exc_StopAsyncIteration))
    wf_raise_from_pending(&wf_exc_RuntimeError, "async generator raised StopAsyncIteration");
}

void wf_generator_release(wf_generator *g) {
  bool started = g->frame.pc != g->frame.code->instructions;
  atomic_store_explicit(&g->state, started ? WF_GENERATOR_SUSPENDED : WF_GENERATOR_CREATED,
                        memory_order_release);
}

/* --- Imports and the rest --- */

wf_value wf_vm_import_name(wf_frame *frame, wf_value name, wf_value level, wf_value fromlist) {
  wf_value import = mapping_get(frame->function->builtins, wf_names.__import__);
  if (import == WF_EMPTY) return wf_raise(&wf_exc_ImportError, "__import__ not found");
  if (import == WF_ERROR) return WF_ERROR;
  if (wf_is_native(import)) {
    int64_t n = 0;
    wf_int_to_int64(level, &n);
    return wf_import_statement(name, frame->function->globals, fromlist, (int)n);
  }
  wf_value locals = frame->locals == WF_EMPTY ? WF_NONE : frame->locals;
  wf_value args[5] = {name, frame->function->globals, locals, fromlist, level};
  return wf_call(import, args, 5, WF_EMPTY);
}

bool wf_vm_import_star(wf_frame *frame, wf_value module) {
  return wf_import_star(module,
                        frame->locals == WF_EMPTY ? frame->function->globals : frame->locals);
}

bool wf_vm_setup_annotations(wf_frame *frame) {
  wf_value locals = frame->locals == WF_EMPTY ? frame->function->globals : frame->locals;
  wf_value v = mapping_get(locals, wf_names.__annotations__);
  if (v != WF_EMPTY) return v != WF_ERROR;
  return wf_setitem(locals, wf_names.__annotations__, wf_dict_new()) == 0;
}

bool wf_vm_print_expression(wf_value v) {
  wf_value hook = wf_sys_get("displayhook");
  if (hook == WF_EMPTY) {
    wf_raise(&wf_exc_RuntimeError, "lost sys.displayhook");
    return false;
  }
  return wf_call1(hook, v) != WF_ERROR;
}
