/* Functions and types that a host program gives to scripts.

   While the host's code runs, the thread is outside, as in a system call: finalization does not
   wait for it, and it comes in again through the gate (entry.h) when it calls a public function. */
#include <config.h>

#include "runtime/host.h"

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/memory.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/type.h"

typedef struct host_function {
  wf_object head;
  const weft_function_row *row;
  void *data;
  _Atomic(const wf_signature *) signature; /* NULL until first needed */
  wf_type *owner;  /* of a method, or NULL */
  wf_value module; /* str or None */
} host_function;

typedef struct host_instance {
  wf_object head;
  _Atomic(void *) data;
  _Atomic(bool) destroyed;
} host_instance;

typedef struct host_type {
  wf_type type;
  _Atomic(const wf_signature *) signature; /* of what makes instances; NULL until first needed */
} host_type;

static host_function *to_function(wf_value v) { return (host_function *)wf_to_object(v); }
static host_instance *to_instance(wf_value v) { return (host_instance *)wf_to_object(v); }

/* --- Calls of the host --- */

/* Back from the host's code, which said `status`. */
static bool came_back(wf_thread *t, weft_status status, const char *name) {
  if (WF_UNLIKELY(t->unwinding) && status == WEFT_OK) wf_error_settle(); /* it went on */
  if (status == WEFT_OK && wf_slot_get(&t->pending) == WF_EMPTY) return wf_outside_leave();
  atomic_store(&t->outside, false);
  if (wf_slot_get(&t->pending) != WF_EMPTY) {
    if (status == WEFT_ERR_EXCEPTION || t->unwinding) return false;
    wf_error_clear();
    wf_raise(&wf_exc_SystemError, "%s() left an exception pending and returned another status",
             name);
  } else if (status == WEFT_ERR_FINALIZED) {
    t->unwinding = true; /* the runtime ends: what the host was told goes for its callers too */
  } else if (status == WEFT_ERR_MEMORY) {
    wf_raise_memory();
  } else {
    wf_raise(&wf_exc_SystemError, "%s() returned an error without an exception", name);
  }
  return false;
}

static const wf_signature *signature_of(host_function *f) {
  const char *text = f->row->signature;
  return wf_signature_parse(text ? text : "(*args)", &f->signature);
}

static wf_value call_host(const host_function *f, const wf_value *args, size_t count) {
  wf_thread *t = wf_self;
  weft_value result = {WF_NONE};
  wf_outside_enter();
  weft_status status =
      f->row->function(f->data, (const weft_value *)(const void *)args, count, &result);
  if (!came_back(t, status, f->row->name)) return WF_ERROR;
  if (WF_LIKELY(result.word != WF_EMPTY && result.word != WF_ERROR)) return result.word;
  return wf_raise(&wf_exc_SystemError, "%s() returned no value", f->row->name);
}

static bool check_self(const host_function *f, const wf_value *args, size_t npos) {
  if (!f->owner || (npos && wf_is_a(args[0], f->owner))) return true;
  if (npos)
    wf_raise(&wf_exc_TypeError, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object",
             f->row->name, f->owner, args[0]);
  else
    wf_raise(&wf_exc_TypeError, "unbound method %N.%s() needs an argument", f->owner, f->row->name);
  return false;
}

#define FEW 16 /* arguments that need no memory */

static wf_value function_call(wf_value callee, const wf_value *args, size_t npos,
                              wf_value kwnames) {
  host_function *f = to_function(callee);
  const wf_signature *s = signature_of(f);
  if (!s || !check_self(f, args, npos)) return WF_ERROR;
  if (kwnames == WF_EMPTY && npos == s->count && npos == s->positional)
    return call_host(f, args, npos);
  wf_value few[FEW];
  wf_value *bound = s->count <= FEW ? few : wf_alloc_array(s->count, sizeof *bound);
  if (!bound || !wf_signature_bind(s, f->row->name, f->owner != NULL, args, npos, kwnames, bound))
    return WF_ERROR;
  return call_host(f, bound, s->count);
}

/* --- Function objects --- */

static host_function *make(wf_type *type, const weft_function_row *row, void *data) {
  host_function *f = wf_object_new(type);
  f->row = row;
  f->data = data;
  f->module = WF_NONE;
  return f;
}

static wf_value method_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  return object == WF_EMPTY ? self : wf_method_new(self, object);
}

static wf_value function_repr(wf_value self) {
  const host_function *f = to_function(self);
  return f->owner ? wf_str_format("<method '%s' of '%N' objects>", f->row->name, f->owner)
                  : wf_str_format("<built-in function %s>", f->row->name);
}

static wf_value get_name(wf_value v) { return wf_str_intern_c(to_function(v)->row->name); }
static wf_value get_qualname(wf_value v) {
  const host_function *f = to_function(v);
  return f->owner ? wf_str_format("%s.%s", wf_type_short_name(f->owner), f->row->name)
                  : get_name(v);
}
static wf_value get_doc(wf_value v) {
  const char *doc = to_function(v)->row->doc;
  return doc ? wf_str_from_c(doc) : WF_NONE;
}
static wf_value get_signature(wf_value v) {
  const host_function *f = to_function(v);
  const char *text = f->row->signature;
  if (!text) return WF_NONE;
  return f->owner ? wf_str_format("($%s", text + 1) : wf_str_from_c(text);
}
static wf_value get_module(wf_value v) { return to_function(v)->module; }
static wf_value get_self(WF_UNUSED wf_value v) { return WF_NONE; }
/* To isinstance(), and so to inspect, help() and copy, it is a built-in function like any other. */
static wf_value get_class(WF_UNUSED wf_value v) { return wf_from_type(&wf_native_type); }

WF_NATIVE(function_reduce) { return get_name(args[0]); }

#define COMMON                                                                               \
  {"__name__", get_name, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL},            \
      {"__doc__", get_doc, NULL, NULL}, {"__text_signature__", get_signature, NULL, NULL}, { \
    "__module__", get_module, NULL, NULL                                                     \
  }
static const wf_native_def function_methods[] = {
    {"__reduce__", function_reduce, "(self, /)", NULL, 0}, {0}};
static const wf_getset_def function_getsets[] = {
    COMMON, {"__self__", get_self, NULL, NULL}, {"__class__", get_class, NULL, NULL}, {0}};
static const wf_getset_def method_getsets[] = {COMMON, {0}};
static wf_type function_type = {
    .name = "host_function",
    .doc = "A function of the program that hosts the runtime.",
    .instance_size = sizeof(host_function),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
    .slots = {.repr = function_repr, .call = function_call},
    .methods = function_methods,
    .getsets = function_getsets,
};
static wf_type method_type = {
    .name = "host_method",
    .doc = "A method of a type of the program that hosts the runtime.",
    .instance_size = sizeof(host_function),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK | WF_TYPE_METHOD,
    .slots = {.repr = function_repr, .call = function_call, .descr_get = method_get},
    .getsets = method_getsets,
};

wf_value wf_host_function_new(const weft_function_row *row, void *data, wf_value module) {
  host_function *f = make(&function_type, row, data);
  f->module = module;
  return wf_from_object(f);
}

/* --- Types --- */

/* Types of the host have this very table: other types use native_data for other things. */
static const wf_member_def mark[] = {{0}};

static void destroy_data(const wf_type *type, void *data) {
  const weft_type_row *row = type->native_data;
  if (!row->destroy) return;
  wf_thread *t = wf_self;
  wf_value pending = wf_error_fetch();
  bool before = atomic_exchange(&t->outside, true);
  row->destroy(row->data, data);
  atomic_store(&t->outside, before);
  wf_error_unraisable("Exception ignored in", wf_from_type(type));
  wf_error_restore(pending);
}

static void destroy(void *object) {
  host_instance *i = object;
  if (atomic_exchange(&i->destroyed, true)) return;
  destroy_data(wf_type_of(wf_from_object(object)), atomic_load(&i->data));
}

wf_value wf_host_instance_new(wf_type *type, void *data) {
  const weft_type_row *row = type->native_data;
  host_instance *i = wf_object_new(type);
  atomic_store(&i->data, data);
  if (row->destroy) wf_memory_on_death(i, destroy);
  return wf_from_object(i);
}

static wf_value instance_make(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  const weft_type_row *row = cls->native_data;
  const wf_signature *s = wf_signature_parse(row->signature, &((host_type *)cls)->signature);
  wf_value *bound = s ? wf_alloc_array(s->count + 1, sizeof *bound) : NULL;
  if (!bound || !wf_signature_bind(s, wf_type_short_name(cls), 0, args, npos, kwnames, bound))
    return WF_ERROR;
  wf_thread *t = wf_self;
  void *data = NULL;
  wf_outside_enter();
  weft_status status =
      row->construct(row->data, (const weft_value *)(const void *)bound, s->count, &data);
  if (came_back(t, status, wf_type_short_name(cls))) return wf_host_instance_new(cls, data);
  /* what was made is destroyed, whatever came in between: now, since its life may be over */
  if (status == WEFT_OK) destroy_data(cls, data);
  return WF_ERROR;
}

static wf_value attribute_of(wf_type *type, const weft_function_row *row, void *data,
                             bool property) {
  host_function *f = make(&method_type, row, data);
  f->owner = type;
  wf_value method = wf_from_object(f);
  return property ? wf_call1(wf_from_type(&wf_property_type), method) : method;
}

static bool add_rows(wf_type *type, const weft_function_row *row, void *data, bool property) {
  for (; row && row->name; row++) {
    wf_value attribute = attribute_of(type, row, data, property);
    if (attribute == WF_ERROR ||
        !wf_dict_set(type->namespace, wf_str_intern_c(row->name), attribute))
      return false;
  }
  return true;
}

wf_value wf_host_type_new(const weft_type_row *row) {
  host_type *made = wf_alloc_var(sizeof *made); /* scripts make no subclasses of it */
  if (!made) return WF_ERROR;
  wf_type *type = &made->type;
  type->name = row->name;
  type->doc = row->doc;
  type->signature = row->signature;
  type->instance_size = sizeof(host_instance);
  type->native_data = (void *)(uintptr_t)row;
  type->members = mark;
  bool made_by_scripts = row->signature && row->construct;
  if (made_by_scripts) type->slots.new = instance_make;
  atomic_store(&type->flags, WF_TYPE_WEAK | (made_by_scripts ? 0 : WF_TYPE_NO_NEW));
  bool ok = wf_type_ready(type) && add_rows(type, row->methods, row->data, false) &&
            add_rows(type, row->properties, row->data, true);
  wf_type_changed(); /* scripts may have come upon it, and found less */
  return ok ? wf_from_type(type) : WF_ERROR;
}

const weft_type_row *wf_host_type_row(wf_value type) {
  bool is = wf_is_type(type) && wf_to_type(type)->members == mark;
  return is ? wf_to_type(type)->native_data : NULL;
}

bool wf_host_instance_data(wf_value instance, const wf_type *type, void **data) {
  if (!wf_is_object(instance) || wf_type_of(instance) != type) return false;
  *data = atomic_load(&to_instance(instance)->data);
  return true;
}

void wf_host_destroy_living(void) { wf_memory_finalize_living(destroy); }

bool wf_host_init(void) { return wf_type_ready(&function_type) && wf_type_ready(&method_type); }
