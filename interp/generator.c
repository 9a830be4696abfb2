/* Generators and coroutines: the objects and their methods. Running them is the machine's (vm.c);
   asynchronous generators have more objects of their own, in async_generator.c. */
#include <config.h>

#include "interp/generator.h"

#include "interp/vm.h"
#include "interp/vm_support.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"

static const char *noun(const wf_generator *g) {
  if (g->frame.code->flags & WF_CODE_ASYNC_GENERATOR) return "async generator";
  return g->frame.code->flags & WF_CODE_COROUTINE ? "coroutine" : "generator";
}

static wf_type *type_for(uint32_t flags) {
  if (flags & WF_CODE_ASYNC_GENERATOR) return &wf_async_generator_type;
  return flags & WF_CODE_COROUTINE ? &wf_coroutine_type : &wf_generator_type;
}

/* cr_origin: (file, line, function) of the innermost running frames. */
static wf_value running_places(int depth) {
  wf_value list = wf_list_new(0);
  const wf_frame *frame = wf_self->frame;
  for (; list != WF_ERROR && frame && depth > 0; frame = frame->previous, depth--) {
    wf_value place = wf_tuple_of(3, frame->code->filename, wf_small_int(wf_frame_line(frame)),
                                 frame->code->name);
    if (place == WF_ERROR || !wf_list_append(list, place)) return WF_ERROR;
  }
  return list == WF_ERROR ? WF_ERROR : wf_list_to_tuple(list);
}

wf_value wf_generator_new(wf_function *f, wf_code *code, const wf_value *registers) {
  size_t size = sizeof(wf_generator) + code->register_count * sizeof(wf_value);
  wf_generator *g = wf_object_new_var(type_for(code->flags), size);
  if (!g) return WF_ERROR;
  memcpy(g->registers, registers, wf_code_parameters(code) * sizeof(wf_value));
  wf_slot_set(&g->name, wf_function_name(f));
  wf_slot_set(&g->qualname, wf_function_qualname(f));
  g->frame.code = code;
  g->frame.pc = code->instructions;
  g->frame.registers = g->registers;
  g->frame.function = f;
  g->frame.generator = g;
  g->frame.flags = WF_FRAME_GENERATOR;
  if (code->flags & (WF_CODE_COROUTINE | WF_CODE_ASYNC_GENERATOR) || code->handler_count)
    wf_generator_track(g);
  if (WF_UNLIKELY(wf_self->origin_depth && code->flags & WF_CODE_COROUTINE)) {
    wf_value v = running_places(wf_self->origin_depth);
    if (v == WF_ERROR) return WF_ERROR;
    g->origin = v;
  }
  return wf_from_object(g);
}

/* SUSPENDED: it is claimed now, also when it was not started. Otherwise RUNNING or CLOSED. */
static int claim(wf_generator *g) {
  while (!wf_vm_claim_for_next(g)) { /* another thread may have let go of it just now */
    int state = atomic_load(&g->state);
    if (state == WF_GENERATOR_RUNNING || state == WF_GENERATOR_CLOSED) return state;
  }
  return WF_GENERATOR_SUSPENDED;
}

bool wf_generator_claim(wf_generator *g) {
  int state = claim(g);
  if (state == WF_GENERATOR_RUNNING)
    wf_raise(&wf_exc_ValueError, "%s already executing", noun(g));
  return state == WF_GENERATOR_SUSPENDED;
}

/* Of one that is claimed, or that nobody has claimed meanwhile. */
static bool is_started(const wf_generator *g) {
  return g->frame.pc != g->frame.code->instructions;
}

/* The generator, claimed but not resumed, waits on as before. */
static wf_value unclaim(wf_generator *g, wf_value v) {
  if (is_started(g)) wf_generator_release(g);
  else atomic_store(&g->state, WF_GENERATOR_CREATED);
  return v;
}

/* The instruction at which a started generator waits. */
static wf_instruction waiting_at(const wf_generator *g) { return atomic_load(g->frame.pc - 1); }

/* What `yield from` or await waits for, or WF_EMPTY. */
WF_UNCHECKED_RACE static wf_value delegate(const wf_generator *g) {
  const _Atomic(wf_instruction) *pc = g->frame.pc;
  if (pc == g->frame.code->instructions) return WF_EMPTY;
  wf_instruction i = atomic_load(pc - 1);
  return (i & 0xff) == WF_CODE_YIELD_FROM ? g->registers[i >> 8 & 0xff] : WF_EMPTY;
}

static wf_value raise_exhausted(const wf_generator *g) {
  if (g->frame.code->flags & WF_CODE_COROUTINE)
    return wf_raise(&wf_exc_RuntimeError, "cannot reuse already awaited coroutine");
  return WF_EMPTY;
}

/* send: the yielded value; WF_EMPTY with *result when it returned (or was finished: None). */
static wf_value send(wf_generator *g, wf_value value, wf_value *result) {
  *result = WF_NONE;
  if (!wf_generator_claim(g)) return wf_error_pending() ? WF_ERROR : raise_exhausted(g);
  if (value != WF_NONE && !is_started(g)) {
    wf_raise(&wf_exc_TypeError, "can't send non-None value to a just-started %s", noun(g));
    return unclaim(g, WF_ERROR);
  }
  return wf_generator_resume(g, value, result);
}

/* A method's result: the end becomes StopIteration. */
static wf_value or_stop(wf_value v, wf_value result) {
  if (v != WF_EMPTY) return v;
  return wf_raise_stop_iteration(result == WF_NONE ? WF_EMPTY : result);
}

/* Whoever iterates has no use for the result. */
static wf_value generator_next(wf_value self) {
  wf_value result;
  return send(wf_to_generator(self), WF_NONE, &result);
}

/* __next__, which gives the result to the caller in StopIteration. */
WF_NATIVE(generator_step) {
  wf_value result, v = send(wf_to_generator(args[0]), WF_NONE, &result);
  if (v != WF_EMPTY) return v;
  return wf_raise_stop_iteration(result == WF_NONE ? WF_EMPTY : result);
}

/* --- throw and close --- */

/* Raises the pending exception where the claimed generator waits. Its context is what the generator
   itself is handling; what the thrower handles is not. */
static wf_value resume_with_pending(wf_generator *g, wf_value *result) {
  if (!wf_error_pending()) return unclaim(g, WF_ERROR); /* a daemon at the end */
  if (g->handled.exception != WF_EMPTY && g->handled.exception != WF_NONE) {
    wf_thread *t = wf_self;
    wf_value exception = wf_error_fetch();
    g->handled.previous = t->handled;
    t->handled = &g->handled;
    wf_raise_exception(exception);
    t->handled = g->handled.previous;
  }
  if (g->frame.pc == g->frame.code->instructions) { /* not started: it ends here */
    wf_vm_add_traceback(&g->frame);
    wf_generator_end(g);
    return WF_ERROR;
  }
  return wf_generator_resume(g, WF_EMPTY, result);
}

/* Closes an iterator that a generator delegates to. 0 or -1. */
static int close_iterator(wf_value iterator) {
  if (wf_is_generator(iterator) || wf_is_coroutine(iterator)) return wf_generator_close(iterator);
  wf_value close;
  int found = wf_getattr_optional(iterator, wf_names.close, &close);
  if (found < 0) {
    wf_error_unraisable(NULL, iterator);
    return 0;
  }
  return found && wf_call0(close) == WF_ERROR ? -1 : 0;
}

/* The inner iterator ended with the pending StopIteration or gave `result`: the outer one goes on.
 */
static wf_value finish_delegation(wf_generator *g, wf_value result, wf_value *out) {
  wf_instruction i = waiting_at(g);
  g->registers[i >> 16 & 0xff] = result;
  /* deliver() would step back onto YIELD_FROM: go on behind it instead */
  return wf_generator_resume(g, WF_EMPTY, out);
}

static wf_value stop_value(wf_value exception) {
  wf_value v = wf_slot_acquire(
      &((wf_exception *)wf_to_object(exception))->extra[WF_STOPITERATION_VALUE]);
  return v == WF_EMPTY ? WF_NONE : v;
}

/* An exception of a class, or the one that making it raised instead; WF_ERROR: the thread unwinds.
 */
static wf_value make_exception(wf_value type, wf_value value) {
  wf_value made = value == WF_EMPTY || value == WF_NONE ? wf_call0(type)
                  : wf_is_tuple(value)                  ? wf_call_ex(type, value, WF_EMPTY)
                                                        : wf_call1(type, value);
  if (made != WF_ERROR && !wf_is_exception(made))
    made = wf_raise(&wf_exc_TypeError,
                    "calling %R should have returned an instance of BaseException, not %T", type,
                    made);
  if (made == WF_ERROR) made = wf_error_fetch();
  return made == WF_EMPTY ? WF_ERROR : made;
}

/* The exception that throw(type, value, traceback) means; WF_ERROR. */
static wf_value exception_of(const wf_value *args) {
  wf_value type = args[0], value = args[1], traceback = args[2], exception;
  if (traceback != WF_EMPTY && traceback != WF_NONE &&
      !wf_has_root_shape(traceback, &wf_traceback_type))
    return wf_raise(&wf_exc_TypeError, "throw() third argument must be a traceback object");
  if (wf_is_type(type) && wf_type_is_subtype(wf_to_type(type), &wf_exc_BaseException)) {
    if (value != WF_EMPTY && value != WF_NONE && wf_is_exception(value) &&
        wf_exception_matches(value, wf_to_type(type)))
      exception = value;
    else
      exception = make_exception(type, value);
  } else if (wf_is_exception(type)) {
    if (value != WF_EMPTY && value != WF_NONE)
      return wf_raise(&wf_exc_TypeError, "instance exception may not have a separate value");
    exception = type;
  } else {
    return wf_raise(&wf_exc_TypeError,
                    "exceptions must be classes or instances deriving from BaseException, not %T",
                    type);
  }
  if (exception != WF_ERROR && traceback != WF_EMPTY && traceback != WF_NONE)
    wf_slot_set(&((wf_exception *)wf_to_object(exception))->traceback, traceback);
  return exception;
}

static bool is_generator_exit(wf_value v) {
  const wf_type *type = wf_is_type(v) ? wf_to_type(v) : wf_type_of(v);
  return wf_type_is_subtype(type, &wf_exc_GeneratorExit);
}

/* Raises what throw's arguments mean in the claimed generator itself. */
static wf_value throw_here(wf_generator *g, const wf_value *args, wf_value *result) {
  wf_value exception = exception_of(args);
  if (exception == WF_ERROR) return unclaim(g, WF_ERROR);
  wf_error_restore(exception);
  return resume_with_pending(g, result);
}

/* throw into what the generator delegates to. g is claimed, its delegate is `iterator`, which gets
   the arguments as they are: it may be no generator and see something else in them. */
static wf_value throw_through(wf_generator *g, wf_value iterator, const wf_value *args,
                              wf_value *result) {
  wf_value v, inner = WF_NONE;
  if (is_generator_exit(args[0])) {
    if (close_iterator(iterator) == 0) return throw_here(g, args, result);
    return resume_with_pending(g, result);
  }
  if (wf_is_generator(iterator) || wf_is_coroutine(iterator)) {
    wf_thread *t = wf_self;
    g->frame.previous = t->frame;
    t->frame = &g->frame; /* who looks at the stack sees the generator below its delegate */
    v = wf_generator_throw_args(iterator, args, &inner);
    t->frame = g->frame.previous;
    g->frame.previous = NULL;
  } else {
    wf_value method;
    int found = wf_getattr_optional(iterator, wf_names.throw, &method);
    if (!found) return throw_here(g, args, result);
    if (found < 0) return unclaim(g, WF_ERROR);
    v = wf_call(method, args, args[2] != WF_EMPTY ? 3 : args[1] != WF_EMPTY ? 2 : 1,
                WF_EMPTY);
  }
  if (v == WF_ERROR && wf_error_is(&wf_exc_StopIteration)) {
    inner = stop_value(wf_error_fetch());
    v = WF_EMPTY;
  }
  if (v == WF_ERROR) return resume_with_pending(g, result);
  if (v == WF_EMPTY) return finish_delegation(g, inner, result);
  return unclaim(g, v);
}

wf_value wf_generator_throw_args(wf_value self, const wf_value *args, wf_value *result) {
  wf_generator *g = wf_to_generator(self);
  *result = WF_NONE;
  if (!wf_generator_claim(g)) {
    if (wf_error_pending()) return WF_ERROR;
    wf_value exception = exception_of(args);
    if (exception == WF_ERROR || raise_exhausted(g) == WF_ERROR) return WF_ERROR;
    wf_raise_exception(exception);
    return WF_ERROR;
  }
  wf_value iterator = delegate(g);
  return iterator == WF_EMPTY ? throw_here(g, args, result)
                              : throw_through(g, iterator, args, result);
}

wf_value wf_generator_throw(wf_value self, wf_value exception) {
  const wf_value args[3] = {exception, WF_EMPTY, WF_EMPTY};
  wf_value result, v = wf_generator_throw_args(self, args, &result);
  return or_stop(v, result);
}

/* Closes it if it has not begun. */
static bool close_unstarted(wf_generator *g) {
  int state = WF_GENERATOR_CREATED;
  wf_lock(g);
  bool unstarted = atomic_compare_exchange_strong(&g->state, &state, WF_GENERATOR_CLOSED);
  if (unstarted) wf_generator_let_go(g);
  wf_unlock(g);
  return unstarted;
}

/* Closes one that is claimed. 0 or -1. */
static int close_claimed(wf_generator *g) {
  wf_value iterator = delegate(g), result;
  bool failed = iterator != WF_EMPTY && close_iterator(iterator) < 0;
  if (!failed) wf_raise_type(&wf_exc_GeneratorExit);
  wf_value v = resume_with_pending(g, &result);
  if (v != WF_ERROR && v != WF_EMPTY) {
    wf_raise(&wf_exc_RuntimeError, "%s ignored GeneratorExit", noun(g));
    return -1;
  }
  if (v == WF_ERROR) {
    if (!wf_error_is(&wf_exc_GeneratorExit) && !wf_error_is(&wf_exc_StopIteration)) return -1;
    wf_error_clear();
  }
  return 0;
}

int wf_generator_close(wf_value self) {
  wf_generator *g = wf_to_generator(self);
  if (close_unstarted(g)) return 0;
  if (!wf_generator_claim(g)) return wf_error_pending() ? -1 : 0;
  return close_claimed(g);
}

/* --- What delegation is made of --- */

wf_value wf_iterator_send(wf_value iterator, wf_value value, wf_value *result) {
  *result = WF_NONE;
  if (wf_is_generator(iterator) || wf_is_coroutine(iterator) ||
      wf_has_root_shape(iterator, &wf_async_generator_type))
    return send(wf_to_generator(iterator), value, result);
  wf_value v;
  if (value == WF_NONE) {
    v = wf_type_of(iterator)->slots.next ? wf_next(iterator)
                                         : wf_call_method0(iterator, wf_names.__next__);
  } else {
    v = wf_call_method1(iterator, wf_names.send, value);
  }
  if (v == WF_ERROR && wf_error_is(&wf_exc_StopIteration)) {
    *result = stop_value(wf_error_fetch());
    return WF_EMPTY;
  }
  return v;
}

static bool may_await(const wf_code *code) {
  return code->flags & (WF_CODE_COROUTINE | WF_CODE_ITERABLE_COROUTINE);
}

wf_value wf_get_yield_from(wf_value iterable, wf_code *code) {
  if (wf_is_coroutine(iterable)) {
    if (may_await(code)) return iterable;
    return wf_raise(&wf_exc_TypeError,
                    "cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  return wf_is_generator(iterable) ? iterable : wf_iter(iterable);
}

static bool is_iterable_coroutine(wf_value v) {
  return wf_is_generator(v) &&
         (wf_to_generator(v)->frame.code->flags & WF_CODE_ITERABLE_COROUTINE);
}

/* The iterator of an awaitable; WF_EMPTY when v is none; WF_ERROR. */
static wf_value await_iterator(wf_value v) {
  if (wf_is_coroutine(v) || is_iterable_coroutine(v)) return v;
  wf_type *type = wf_type_of(v);
  wf_value (*await)(wf_value) = type->slots.await;
  if (!await) return WF_EMPTY;
  wf_value iterator = await(v);
  if (iterator == WF_ERROR) return WF_ERROR;
  if (wf_is_coroutine(iterator) || is_iterable_coroutine(iterator))
    return wf_raise(&wf_exc_TypeError, "__await__() returned a coroutine");
  if (!wf_type_of(iterator)->slots.next)
    return wf_raise(&wf_exc_TypeError, "__await__() returned non-iterator of type '%T'", iterator);
  return iterator;
}

wf_value wf_get_awaitable(wf_value v, int kind) {
  wf_value iterator = await_iterator(v);
  if (iterator == WF_EMPTY) {
    if (kind)
      return wf_raise(
          &wf_exc_TypeError,
          "'async with' received an object from %s that does not implement __await__: %T",
          kind == 1 ? "__aenter__" : "__aexit__", v);
    return wf_raise(&wf_exc_TypeError, "object %T can't be used in 'await' expression", v);
  }
  if (iterator != WF_ERROR && wf_is_coroutine(iterator) &&
      delegate(wf_to_generator(iterator)) != WF_EMPTY)
    return wf_raise(&wf_exc_RuntimeError, "coroutine is being awaited already");
  return iterator;
}

wf_value wf_get_aiter(wf_value v) {
  wf_type *type = wf_type_of(v);
  wf_value (*aiter)(wf_value) = type->slots.aiter;
  if (!aiter)
    return wf_raise(&wf_exc_TypeError,
                    "'async for' requires an object with __aiter__ method, got %T", v);
  wf_value iterator = aiter(v);
  if (iterator != WF_ERROR && !wf_type_of(iterator)->slots.anext)
    return wf_raise(
        &wf_exc_TypeError,
        "'async for' received an object from __aiter__ that does not implement __anext__: %T",
        iterator);
  return iterator;
}

wf_value wf_get_anext(wf_value v) {
  wf_type *type = wf_type_of(v);
  wf_value (*anext)(wf_value) = type->slots.anext;
  if (!anext)
    return wf_raise(&wf_exc_TypeError,
                    "'async for' requires an iterator with __anext__ method, got %T", v);
  wf_value next = anext(v);
  if (next == WF_ERROR) return WF_ERROR;
  wf_value iterator = await_iterator(next);
  if (iterator == WF_EMPTY)
    iterator = wf_raise(&wf_exc_TypeError, "object %T can't be used in 'await' expression", next);
  if (iterator == WF_ERROR)
    return wf_raise_from_pending(&wf_exc_TypeError,
                                 "'async for' received an invalid object from __anext__: %T", next);
  return iterator;
}

/* --- Methods --- */

WF_NATIVE(generator_send) {
  wf_value result, v = send(wf_to_generator(args[0]), args[1], &result);
  return or_stop(v, result);
}

WF_NATIVE(generator_throw) {
  wf_value result, v = wf_generator_throw_args(args[0], args + 1, &result);
  return or_stop(v, result);
}

WF_NATIVE(generator_close) { return wf_generator_close(args[0]) < 0 ? WF_ERROR : WF_NONE; }

static wf_value generator_repr(wf_value self) {
  wf_generator *g = wf_to_generator(self);
  const char *name = noun(g);
  bool is_async = g->frame.code->flags & WF_CODE_ASYNC_GENERATOR;
  return wf_str_format("<%s object %U at %p>", is_async ? "async_generator" : name,
                       wf_slot_acquire(&g->qualname), (void *)(uintptr_t)self);
}

static wf_value get_name(wf_value self) { return wf_slot_acquire(&wf_to_generator(self)->name); }
static wf_value get_qualname(wf_value self) {
  return wf_slot_acquire(&wf_to_generator(self)->qualname);
}
static int set_text(wf_slot *slot, wf_value v, const char *what) {
  if (v == WF_EMPTY || !wf_is_str(v)) {
    wf_raise(&wf_exc_TypeError, "%s must be set to a string object", what);
    return -1;
  }
  wf_slot_set(slot, v);
  return 0;
}
static int set_name(wf_value self, wf_value v) {
  return set_text(&wf_to_generator(self)->name, v, "__name__");
}
static int set_qualname(wf_value self, wf_value v) {
  return set_text(&wf_to_generator(self)->qualname, v, "__qualname__");
}
static wf_value get_frame(wf_value self) {
  return wf_generator_frame(wf_to_generator(self));
}
wf_value wf_generator_frame(wf_generator *g) {
  wf_lock(g); /* its end waits, and then finds the object */
  bool closed = atomic_load(&g->state) == WF_GENERATOR_CLOSED;
  wf_value v = closed ? WF_NONE : wf_frame_get_object(&g->frame);
  wf_unlock(g);
  return v;
}
static wf_value get_code(wf_value self) {
  return wf_from_object(wf_to_generator(self)->frame.code);
}
static wf_value get_running(wf_value self) {
  return wf_bool(atomic_load(&wf_to_generator(self)->state) == WF_GENERATOR_RUNNING);
}
static wf_value get_suspended(wf_value self) {
  wf_generator *g = wf_to_generator(self);
  return wf_bool(atomic_load(&g->state) == WF_GENERATOR_SUSPENDED);
}
wf_value wf_generator_awaited(wf_generator *g) {
  uint32_t resumed = atomic_load(&g->resumed);
  if (atomic_load(&g->state) != WF_GENERATOR_SUSPENDED) return WF_NONE;
  wf_value v = delegate(g);
  atomic_thread_fence(memory_order_acquire);
  bool waits = v != WF_EMPTY && atomic_load(&g->resumed) == resumed;
  return waits ? v : WF_NONE; /* another thread may have gone on with it meanwhile */
}
static wf_value get_delegate(wf_value self) { return wf_generator_awaited(wf_to_generator(self)); }
static wf_value get_origin(wf_value self) {
  wf_value v = wf_to_generator(self)->origin;
  return v == WF_EMPTY ? WF_NONE : v;
}

static wf_value self_iter(wf_value self) { return self; }

/* By way of the module `warnings`, which can say where the coroutine was made; else without. */
static void warn_unawaited(wf_generator *g) {
  wf_value self = wf_from_object(g), v = WF_ERROR;
  wf_value function = wf_import_attribute("warnings", "_warn_unawaited_coroutine");
  if (function == WF_ERROR) wf_error_clear();
  else v = wf_call1(function, self);
  bool warned = v != WF_ERROR || wf_error_is(&wf_exc_RuntimeWarning);
  if (wf_error_pending()) wf_error_unraisable("Exception ignored in", self);
  if (!warned && wf_warn(&wf_exc_RuntimeWarning, 1, "coroutine '%U' was never awaited",
                         wf_slot_acquire(&g->qualname)) < 0)
    wf_error_unraisable("Exception ignored in", self);
}

static bool is_unawaited(const wf_generator *g) {
  return atomic_load(&g->state) == WF_GENERATOR_CREATED && g->frame.code->flags & WF_CODE_COROUTINE;
}

/* False: no hook of sys.set_asyncgen_hooks was given it, or there is nothing left to close. */
static bool leave_to_hook(wf_generator *g) {
  wf_value hook = wf_slot_acquire(&g->finalizer);
  if (hook == WF_EMPTY || atomic_load(&g->async_closed)) return false;
  int state = atomic_load(&g->state);
  if (state != WF_GENERATOR_CREATED && state != WF_GENERATOR_SUSPENDED) return false;
  if (wf_call1(hook, wf_from_object(g)) == WF_ERROR)
    wf_error_unraisable("Exception ignored in", wf_from_object(g));
  return true;
}

/* Acts once, like __del__. */
void wf_generator_dropped(void *object) {
  wf_value v = wf_from_object(object);
  if (!wf_is_generator(v) && !wf_has_root_shape(v, &wf_coroutine_type) &&
      !wf_has_root_shape(v, &wf_async_generator_type))
    return;
  wf_generator *g = object;
  if (g->head.flags & WF_OBJECT_FINALIZED) return;
  g->head.flags |= WF_OBJECT_FINALIZED;
  if (is_unawaited(g)) warn_unawaited(g);
  if (leave_to_hook(g) || atomic_load(&g->state) != WF_GENERATOR_SUSPENDED) return;
  if (wf_generator_close(wf_from_object(g)) < 0)
    wf_error_unraisable("Exception ignored in", wf_from_object(g));
}

bool wf_generator_clear(wf_generator *g) {
  if (leave_to_hook(g)) return true;
  if (close_unstarted(g)) {
    if (g->frame.code->flags & WF_CODE_COROUTINE) warn_unawaited(g);
    return true;
  }
  int state = claim(g);
  if (state == WF_GENERATOR_SUSPENDED && close_claimed(g) < 0)
    wf_error_unraisable(NULL, wf_from_object(g));
  return state != WF_GENERATOR_RUNNING;
}

void wf_generator_track(wf_generator *g) {
  if (g->frame.code->handler_count || (g->frame.code->flags & WF_CODE_COROUTINE) ||
      wf_slot_acquire(&g->finalizer) != WF_EMPTY)
    wf_memory_on_death(g, wf_generator_dropped);
}

#define THROW_DOC "Raise an exception where the generator waits; return the next value yielded."
static const wf_native_def generator_methods[] = {
    {"__next__", generator_step, "(self, /)", "Implement next(self).", 0},
    {"send", generator_send, "(self, value, /)",
     "Resume with a value; return the next one yielded.", 0},
    {"throw", generator_throw, "(self, typ, val=None, tb=None, /)", THROW_DOC, 0},
    {"close", generator_close, "(self, /)", "Raise GeneratorExit where the generator waits.", 0},
    {0},
};
static const wf_native_def coroutine_methods[] = {
    {"send", generator_send, "(self, value, /)",
     "Send a value into coroutine; return what it waits for next.", 0},
    {"throw", generator_throw, "(self, typ, val=None, tb=None, /)",
     "Raise an exception in coroutine, where it waits; return what it waits for next.", 0},
    {"close", generator_close, "(self, /)", "Raise GeneratorExit inside coroutine.", 0},
    {0},
};
static const wf_getset_def generator_getsets[] = {
    {"__name__", get_name, set_name, "name of the generator"},
    {"__qualname__", get_qualname, set_qualname, "qualified name of the generator"},
    {"gi_frame", get_frame, NULL, NULL},
    {"gi_code", get_code, NULL, NULL},
    {"gi_running", get_running, NULL, NULL},
    {"gi_suspended", get_suspended, NULL, NULL},
    {"gi_yieldfrom", get_delegate, NULL, "the iterator that yield from waits for, or None"},
    {0},
};
static const wf_getset_def coroutine_getsets[] = {
    {"__name__", get_name, set_name, "name of the coroutine"},
    {"__qualname__", get_qualname, set_qualname, "qualified name of the coroutine"},
    {"cr_frame", get_frame, NULL, NULL},
    {"cr_code", get_code, NULL, NULL},
    {"cr_running", get_running, NULL, NULL},
    {"cr_suspended", get_suspended, NULL, NULL},
    {"cr_await", get_delegate, NULL, "what is awaited, or None"},
    {"cr_origin", get_origin, NULL, NULL},
    {0},
};

wf_type wf_generator_type = {
    .name = "generator",
    .instance_size = sizeof(wf_generator),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
    .slots = {.repr = generator_repr, .iter = self_iter, .next = generator_next},
    .methods = generator_methods,
    .getsets = generator_getsets,
};

/* --- Coroutines: no iterators; their __await__ gives a wrapper that is one --- */

typedef struct coroutine_wrapper {
  wf_object head;
  wf_value coroutine;
} coroutine_wrapper;

static wf_value coroutine_await(wf_value self) {
  coroutine_wrapper *w = wf_object_new(&wf_coroutine_wrapper_type);
  w->coroutine = self;
  return wf_from_object(w);
}
static wf_value wrapped(wf_value self) {
  return ((coroutine_wrapper *)wf_to_object(self))->coroutine;
}
static wf_value wrapper_next(wf_value self) {
  wf_value result, v = send(wf_to_generator(wrapped(self)), WF_NONE, &result);
  return v != WF_EMPTY || result == WF_NONE ? v : wf_raise_stop_iteration(result);
}
WF_NATIVE(wrapper_send) {
  wf_value a[2] = {wrapped(args[0]), args[1]};
  return generator_send(a, 2, WF_EMPTY);
}
WF_NATIVE(wrapper_throw) {
  wf_value a[4] = {wrapped(args[0]), args[1], args[2], args[3]};
  return generator_throw(a, 4, WF_EMPTY);
}
WF_NATIVE(wrapper_close) {
  return wf_generator_close(wrapped(args[0])) < 0 ? WF_ERROR : WF_NONE;
}
static const wf_native_def wrapper_methods[] = {
    {"send", wrapper_send, "(self, value, /)", "Resume with a value.", 0},
    {"throw", wrapper_throw, "(self, typ, val=None, tb=None, /)", THROW_DOC, 0},
    {"close", wrapper_close, "(self, /)", "Close the coroutine.", 0},
    {0},
};

wf_type wf_coroutine_wrapper_type = {
    .name = "coroutine_wrapper",
    .instance_size = sizeof(coroutine_wrapper),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = self_iter, .next = wrapper_next},
    .methods = wrapper_methods,
};

wf_type wf_coroutine_type = {
    .name = "coroutine",
    .instance_size = sizeof(wf_generator),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
    .slots = {.repr = generator_repr, .await = coroutine_await},
    .methods = coroutine_methods,
    .getsets = coroutine_getsets,
};

bool wf_generator_init(void) {
  return wf_type_ready(&wf_generator_type) && wf_type_ready(&wf_coroutine_type) &&
         wf_type_ready(&wf_coroutine_wrapper_type) && wf_async_generator_init();
}
