/* Asynchronous generators: the object, the awaitables that its methods return, and anext() with a
   default. One operation runs at a time, `async_running`, and one thread at a time is in it. */
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

/* What the generator yields reaches its consumer in a wrapper; what it awaits passes as it is. */
typedef struct async_value {
  wf_object head;
  wf_value value;
} async_value;

wf_type wf_async_value_type = {
    .name = "async_generator_wrapped_value",
    .instance_size = sizeof(async_value),
    .flags = WF_TYPE_NO_NEW,
};

wf_value wf_async_value_new(wf_value v) {
  async_value *w = wf_object_new(&wf_async_value_type);
  w->value = v;
  return wf_from_object(w);
}

/* --- The awaitable of __anext__, asend, athrow and aclose --- */

enum operation_kind { SEND, THROW, CLOSE };
enum operation_state { FRESH, ITERATING, FINISHED };

typedef struct operation {
  wf_object head;
  wf_generator *generator;
  enum operation_kind kind;
  _Atomic(uint64_t) thread; /* the ident of the one that is in it; 0: none */
  _Atomic(enum operation_state) state; /* close() writes it from outside */
  wf_value value;      /* SEND */
  wf_value arguments[3]; /* THROW: type, value, traceback; WF_EMPTY where absent */
} operation;

static operation *to_operation(wf_value v) { return (operation *)wf_to_object(v); }

static const char *method_name(const operation *o) {
  return o->kind == SEND ? "asend" : o->kind == THROW ? "athrow" : "aclose";
}

static wf_value raise_reused(const operation *o) {
  return wf_raise(&wf_exc_RuntimeError, "cannot reuse already awaited %s",
                  o->kind == SEND ? "__anext__()/asend()" : "aclose()/athrow()");
}

static wf_value raise_running(const operation *o) {
  const char *name = o->kind == SEND ? "anext" : method_name(o);
  return wf_raise(&wf_exc_RuntimeError, "%s(): asynchronous generator is already running", name);
}

static bool is_closed(const wf_generator *g) {
  return atomic_load(&g->state) == WF_GENERATOR_CLOSED;
}

static void finish(operation *o) {
  struct operation *running = o;
  o->state = FINISHED;
  atomic_compare_exchange_strong(&o->generator->async_running, &running, NULL);
}

/* *first: this is not inside another call for the same operation. false: another thread is in it;
   RuntimeError pending. */
static bool enter(operation *o, bool *first) {
  uint64_t there = 0;
  *first = atomic_compare_exchange_strong(&o->thread, &there, wf_self->ident);
  if (*first || there == wf_self->ident) return true;
  raise_running(o);
  return false;
}
static wf_value leave(operation *o, bool first, wf_value v) {
  if (first) atomic_store(&o->thread, 0);
  return v;
}

static bool is_end(void) {
  return wf_error_is(&wf_exc_StopAsyncIteration) || wf_error_is(&wf_exc_GeneratorExit);
}

/* What a step of asend or athrow gave: a yielded value ends the await with StopIteration(value). */
static wf_value unwrap_value(operation *o, wf_value v) {
  if (v == WF_EMPTY) v = wf_raise_type(&wf_exc_StopAsyncIteration); /* the generator returned */
  if (v == WF_ERROR) {
    if (is_end()) o->generator->async_closed = true;
    finish(o);
    return WF_ERROR;
  }
  if (!wf_has_root_shape(v, &wf_async_value_type)) return v;
  finish(o);
  return wf_raise_stop_iteration(((async_value *)wf_to_object(v))->value);
}

/* For aclose: the end is success, a yielded value is an error. */
static wf_value unwrap_close(operation *o, wf_value v) {
  if (v != WF_EMPTY && v != WF_ERROR) {
    if (!wf_has_root_shape(v, &wf_async_value_type)) return v;
    finish(o);
    return wf_raise(&wf_exc_RuntimeError, "async generator ignored GeneratorExit");
  }
  finish(o);
  if (v == WF_ERROR) {
    if (!is_end()) return WF_ERROR;
    wf_error_clear();
  }
  return wf_raise_stop_iteration(WF_EMPTY);
}

static wf_value unwrap(operation *o, wf_value v) {
  return o->kind == CLOSE ? unwrap_close(o, v) : unwrap_value(o, v);
}

static wf_value start_throw(operation *o, wf_value *result) {
  wf_value exit[3] = {wf_from_type(&wf_exc_GeneratorExit), WF_EMPTY, WF_EMPTY};
  return wf_generator_throw_args(wf_from_object(o->generator),
                                 o->kind == CLOSE ? exit : o->arguments, result);
}

/* The operation is the one that runs from now on. false: another one does; error pending. */
static bool take_turn(operation *o) {
  struct operation *running = NULL;
  if (atomic_compare_exchange_strong(&o->generator->async_running, &running, o)) return true;
  o->state = FINISHED;
  raise_running(o);
  return false;
}

/* It has its turn and goes on. false: another thread has just closed it; error pending. */
static bool iterate(operation *o) {
  enum operation_state fresh = FRESH;
  if (atomic_compare_exchange_strong(&o->state, &fresh, ITERATING)) return true;
  finish(o);
  raise_reused(o);
  return false;
}

/* The operation begins. false: another one is running, or it has nothing to do; error pending. */
static bool begin(operation *o, wf_value value) {
  wf_generator *g = o->generator;
  if (!take_turn(o)) return false;
  if (o->kind != SEND && g->async_closed) {
    finish(o);
    wf_raise_type(&wf_exc_StopAsyncIteration);
    return false;
  }
  if (o->kind != SEND && value != WF_NONE) {
    g->async_running = NULL;
    wf_raise(&wf_exc_RuntimeError, "can't send non-None value to a just-started coroutine");
    return false;
  }
  if (!iterate(o)) return false;
  if (o->kind == CLOSE) g->async_closed = true;
  return true;
}

static wf_value send(operation *o, wf_value value) {
  wf_generator *g = o->generator;
  wf_value result;
  enum operation_state state = o->state;
  if (state == FINISHED) return raise_reused(o);
  if (o->kind != SEND && is_closed(g)) { /* nothing is left to throw into, to close */
    o->state = FINISHED;
    return wf_raise_stop_iteration(WF_EMPTY);
  }
  if (state == FRESH) {
    if (!begin(o, value)) return WF_ERROR;
    if (o->kind != SEND) return unwrap(o, start_throw(o, &result));
    if (value == WF_NONE) value = o->value;
  }
  return unwrap(o, wf_iterator_send(wf_from_object(g), value, &result));
}

static wf_value operation_send(wf_value self, wf_value value) {
  operation *o = to_operation(self);
  bool first;
  return enter(o, &first) ? leave(o, first, send(o, value)) : WF_ERROR;
}

static wf_value operation_next(wf_value self) { return operation_send(self, WF_NONE); }
static wf_value self_of(wf_value self) { return self; }

WF_NATIVE(operation_send_method) { return operation_send(args[0], args[1]); }

static wf_value throw_into(operation *o, const wf_value *arguments) {
  wf_value result = WF_NONE;
  enum operation_state state = o->state;
  if (state == FINISHED) return raise_reused(o);
  if (state == FRESH && !(take_turn(o) && iterate(o))) return WF_ERROR;
  return unwrap(o, wf_generator_throw_args(wf_from_object(o->generator), arguments, &result));
}

WF_NATIVE(operation_throw) {
  operation *o = to_operation(args[0]);
  bool first;
  return enter(o, &first) ? leave(o, first, throw_into(o, args + 1)) : WF_ERROR;
}

WF_NATIVE(operation_close) {
  to_operation(args[0])->state = FINISHED;
  return WF_NONE;
}

static const wf_native_def operation_methods[] = {
    {"send", operation_send_method, "(self, value, /)", "Go on with the awaited value.", 0},
    {"throw", operation_throw, "(self, typ, val=None, tb=None, /)",
     "Raise an exception at the await.", 0},
    {"close", operation_close, "(self, /)", "Give up.", 0},
    {0},
};

#define OPERATION_TYPE(type_name)                                                           \
  {                                                                                         \
    .name = type_name, .instance_size = sizeof(operation), .flags = WF_TYPE_NO_NEW,         \
    .slots = {.iter = self_of, .next = operation_next, .await = self_of},                   \
    .methods = operation_methods,                                                           \
  }
wf_type wf_anext_type = OPERATION_TYPE("async_generator_asend");
wf_type wf_athrow_type = OPERATION_TYPE("async_generator_athrow");

/* --- The generator --- */

/* The hooks of sys.set_asyncgen_hooks, at first use. */
static bool call_hooks(wf_generator *g) {
  if (atomic_exchange(&g->hooks_called, true)) return true;
  wf_value finalizer = wf_self->asyncgen_final, first = wf_self->asyncgen_first;
  if (finalizer != WF_EMPTY) {
    wf_slot_set(&g->finalizer, finalizer);
    wf_generator_track(g);
  }
  if (first == WF_EMPTY) return true;
  return wf_call1(first, wf_from_object(g)) != WF_ERROR;
}

static wf_value new_operation(wf_value generator, enum operation_kind kind, wf_value value,
                              const wf_value *arguments) {
  wf_generator *g = wf_to_generator(generator);
  if (!call_hooks(g)) return WF_ERROR;
  operation *o = wf_object_new(kind == SEND ? &wf_anext_type : &wf_athrow_type);
  o->generator = g;
  o->kind = kind;
  o->value = value;
  if (arguments) memcpy(o->arguments, arguments, sizeof o->arguments);
  return wf_from_object(o);
}

static wf_value async_generator_anext(wf_value self) {
  return new_operation(self, SEND, WF_NONE, NULL);
}
WF_NATIVE(async_generator_asend) { return new_operation(args[0], SEND, args[1], NULL); }
WF_NATIVE(async_generator_athrow) { return new_operation(args[0], THROW, WF_NONE, args + 1); }
WF_NATIVE(async_generator_aclose) { return new_operation(args[0], CLOSE, WF_NONE, NULL); }

static wf_value async_generator_repr(wf_value self) {
  return wf_str_format("<async_generator object %U at %p>",
                       wf_slot_acquire(&wf_to_generator(self)->qualname), (void *)(uintptr_t)self);
}

static wf_value get_name(wf_value self) { return wf_slot_acquire(&wf_to_generator(self)->name); }
static wf_value get_qualname(wf_value self) {
  return wf_slot_acquire(&wf_to_generator(self)->qualname);
}
static wf_value get_code(wf_value self) {
  return wf_from_object(wf_to_generator(self)->frame.code);
}
static wf_value get_frame(wf_value self) {
  return wf_generator_frame(wf_to_generator(self));
}
static wf_value get_running(wf_value self) {
  return wf_bool(wf_to_generator(self)->async_running != NULL);
}
static wf_value get_suspended(wf_value self) {
  return wf_bool(atomic_load(&wf_to_generator(self)->state) == WF_GENERATOR_SUSPENDED);
}
static wf_value get_awaited(wf_value self) { return wf_generator_awaited(wf_to_generator(self)); }
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

WF_NATIVE(class_getitem) { return wf_generic_alias_new(args[0], args[1]); }

static const wf_native_def async_generator_methods[] = {
    {"__class_getitem__", class_getitem, "(cls, item, /)",
     "The type with parameters, for annotations.", WF_FN_CLASS},
    {"asend", async_generator_asend, "(self, value, /)", "An awaitable that resumes with a value.",
     0},
    {"athrow", async_generator_athrow, "(self, typ, val=None, tb=None, /)",
     "An awaitable that raises an exception inside.", 0},
    {"aclose", async_generator_aclose, "(self, /)", "An awaitable that ends the generator.", 0},
    {0},
};
static const wf_getset_def async_generator_getsets[] = {
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"ag_await", get_awaited, NULL, "what is awaited, or None"},
    {"ag_frame", get_frame, NULL, NULL},
    {"ag_code", get_code, NULL, NULL},
    {"ag_running", get_running, NULL, NULL},
    {"ag_suspended", get_suspended, NULL, NULL},
    {0},
};

wf_type wf_async_generator_type = {
    .name = "async_generator",
    .instance_size = sizeof(wf_generator),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
    .slots = {.repr = async_generator_repr, .aiter = self_of, .anext = async_generator_anext},
    .methods = async_generator_methods,
    .getsets = async_generator_getsets,
};

/* --- anext(iterator, default) --- */

typedef struct anext_default {
  wf_object head;
  wf_value awaitable, fallback;
  wf_slot iterator; /* of the awaitable, once asked for */
} anext_default;

static anext_default *to_default(wf_value v) { return (anext_default *)wf_to_object(v); }

static wf_value default_iterator(anext_default *d) {
  wf_value there = wf_slot_acquire(&d->iterator);
  return there != WF_EMPTY ? there
                           : wf_slot_keep_first(&d->iterator, wf_get_awaitable(d->awaitable, 0));
}

/* StopAsyncIteration becomes the default. */
static wf_value or_default(anext_default *d, wf_value v) {
  if (v != WF_ERROR || !wf_error_is(&wf_exc_StopAsyncIteration)) return v;
  wf_error_clear();
  return wf_raise_stop_iteration(d->fallback);
}

static wf_value default_send(wf_value self, wf_value value) {
  anext_default *d = to_default(self);
  wf_value iterator = default_iterator(d), result;
  if (iterator == WF_ERROR) return WF_ERROR;
  wf_value v = wf_iterator_send(iterator, value, &result);
  if (v == WF_EMPTY) return wf_raise_stop_iteration(result == WF_NONE ? WF_EMPTY : result);
  return or_default(d, v);
}

static wf_value default_next(wf_value self) { return default_send(self, WF_NONE); }
WF_NATIVE(default_send_method) { return default_send(args[0], args[1]); }
WF_NATIVE(default_throw) {
  anext_default *d = to_default(args[0]);
  wf_value iterator = default_iterator(d);
  if (iterator == WF_ERROR) return WF_ERROR;
  size_t count = args[3] != WF_EMPTY ? 3 : args[2] != WF_EMPTY ? 2 : 1;
  return or_default(d, wf_call_method(iterator, wf_names.throw, args + 1, count));
}
WF_NATIVE(default_close) {
  wf_value iterator = default_iterator(to_default(args[0]));
  return iterator == WF_ERROR ? WF_ERROR : wf_call_method0(iterator, wf_names.close);
}
static const wf_native_def default_methods[] = {
    {"send", default_send_method, "(self, value, /)", NULL, 0},
    {"throw", default_throw, "(self, typ, val=None, tb=None, /)", NULL, 0},
    {"close", default_close, "(self, /)", NULL, 0},
    {0},
};
static wf_type anext_default_type = {
    .name = "anext_awaitable",
    .instance_size = sizeof(anext_default),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = self_of, .next = default_next, .await = self_of},
    .methods = default_methods,
};

wf_value wf_anext_default_new(wf_value awaitable, wf_value fallback) {
  anext_default *d = wf_object_new(&anext_default_type);
  d->awaitable = awaitable;
  d->fallback = fallback;
  return wf_from_object(d);
}

bool wf_async_generator_init(void) {
  return wf_type_ready(&wf_async_generator_type) && wf_type_ready(&wf_anext_type) &&
         wf_type_ready(&wf_athrow_type) && wf_type_ready(&wf_async_value_type) &&
         wf_type_ready(&anext_default_type);
}
