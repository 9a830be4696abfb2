/* _thread._local: an object whose attributes every thread has for itself.

   The object keeps the namespaces, by the idents of the threads, so that they die with it even when
   they refer to it. A thread remembers the objects that it has used, weakly and by their numbers:
   when it ends, it takes its namespaces out of them. When an object dies, a finalizer takes its
   number out of every thread. */
#include <config.h>

#include "runtime/native/thread.h"

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/weakref.h"

typedef struct local {
  wf_object head;
  wf_value number;       /* the key in each thread's dict; never used again */
  wf_value spaces;       /* dict of dicts, by ident: each thread touches its own entry only */
  wf_value args, kwargs; /* what each thread calls __init__ with */
} local;

static _Atomic(int64_t) last_number;

static local *to_local(wf_value v) { return (local *)(uintptr_t)v; }

static void forget(wf_thread *t, void *number) {
  wf_value locals = wf_slot_acquire(&t->locals); /* the thread may be ending */
  if (locals != WF_EMPTY && wf_dict_delete(locals, (wf_value)(uintptr_t)number) < 0)
    wf_error_clear();
}

static void died(void *block) {
  wf_thread_for_each(forget, (void *)(uintptr_t)((local *)block)->number);
}

static wf_value own_key(void) { return wf_int_from_uint64(wf_self->ident); }

static wf_value add_namespace(local *l) {
  wf_thread *t = wf_self;
  wf_value ref = wf_weakref_new(&wf_weakref_type, wf_from_object(&l->head), WF_EMPTY);
  wf_value namespace = wf_dict_new();
  wf_value locals = wf_slot_acquire(&t->locals);
  if (locals == WF_EMPTY && (locals = wf_dict_new()) != WF_ERROR) wf_slot_set(&t->locals, locals);
  bool added = ref != WF_ERROR && namespace != WF_ERROR && locals != WF_ERROR &&
               wf_dict_set(locals, l->number, ref) &&
               wf_dict_set(l->spaces, own_key(), namespace);
  return added ? namespace : WF_ERROR;
}

static wf_value local_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  bool plain = wf_type_lookup(cls, wf_names.__init__) ==
               wf_type_lookup(&wf_object_type, wf_names.__init__);
  if (plain && (npos || kwnames != WF_EMPTY))
    return wf_raise(&wf_exc_TypeError, "Initialization arguments are not supported");
  wf_value given = wf_tuple_from_array(args, npos), named = WF_EMPTY;
  if (given == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++) {
    if (named == WF_EMPTY) named = wf_dict_new();
    if (named == WF_ERROR || !wf_dict_set(named, wf_tuple_get(kwnames, i), args[npos + i]))
      return WF_ERROR;
  }
  wf_value v = wf_from_object(wf_object_new(cls)), spaces = wf_dict_new();
  if (spaces == WF_ERROR) return WF_ERROR;
  local *l = to_local(v);
  l->number = wf_small_int(atomic_fetch_add(&last_number, 1) + 1);
  l->spaces = spaces;
  l->args = given;
  l->kwargs = named;
  wf_memory_on_death(l, died);
  /* the thread that makes the object runs __init__ in the usual way */
  return add_namespace(l) == WF_ERROR ? WF_ERROR : v;
}

static bool init_namespace(wf_value self) {
  local *l = to_local(self);
  wf_value init = wf_type_lookup(wf_type_of(self), wf_names.__init__);
  if (init == wf_type_lookup(&wf_object_type, wf_names.__init__)) return true;
  wf_value bound = wf_getattr(wf_from_type(wf_type_of(self)), wf_names.__init__);
  wf_value args = bound == WF_ERROR ? WF_ERROR : wf_tuple_of(1, self);
  if (args != WF_ERROR) args = wf_binary(WF_OP_ADD, args, l->args);
  if (args != WF_ERROR && wf_call_ex(bound, args, l->kwargs) != WF_ERROR) return true;
  wf_value exception = wf_error_fetch(); /* the next use tries again */
  wf_dict_delete(l->spaces, own_key());
  wf_error_restore(exception);
  return false;
}

/* The calling thread's attributes, made on its first use of the object. Runs script code. */
static wf_value namespace_of(wf_value self) {
  local *l = to_local(self);
  wf_value namespace = wf_dict_get(l->spaces, own_key());
  if (namespace != WF_EMPTY) return namespace;
  namespace = add_namespace(l);
  return namespace == WF_ERROR || !init_namespace(self) ? WF_ERROR : namespace;
}

void wf_thread_local_end(wf_thread *t) {
  wf_value locals = wf_slot_acquire(&t->locals);
  if (locals == WF_EMPTY) return;
  wf_value items = wf_dict_items_list(locals), key = wf_int_from_uint64(t->ident);
  wf_slot_set(&t->locals, WF_EMPTY);
  for (size_t i = 0; items != WF_ERROR && i < wf_list_length(items); i++) {
    wf_value object = wf_weakref_get(wf_tuple_get(wf_list_get(items, i), 1));
    if (object != WF_EMPTY && wf_dict_delete(to_local(object)->spaces, key) < 0) wf_error_clear();
  }
}

static wf_value local_getattr(wf_value self, wf_value name) {
  wf_value namespace = namespace_of(self);
  if (namespace == WF_ERROR) return WF_ERROR;
  if (!wf_is_str(name)) return wf_generic_getattr(self, name);
  if (wf_str_equal_c(name, "__dict__")) return namespace;
  wf_type *type = wf_type_of(self);
  wf_value found = wf_type_lookup(type, name);
  if (wf_setter_of(found)) return wf_generic_getattr(self, name);
  wf_value own = wf_dict_get(namespace, name);
  return own == WF_EMPTY ? wf_generic_getattr(self, name) : own;
}

static int local_setattr(wf_value self, wf_value name, wf_value value) {
  wf_value namespace = namespace_of(self);
  if (namespace == WF_ERROR) return -1;
  if (!wf_is_str(name)) return wf_generic_setattr(self, name, value);
  if (wf_str_equal_c(name, "__dict__")) {
    wf_raise(&wf_exc_AttributeError, "'%T' object attribute '__dict__' is read-only", self);
    return -1;
  }
  wf_value found = wf_type_lookup(wf_type_of(self), name);
  wf_set_fn set = wf_setter_of(found);
  if (set) return set(found, self, value);
  if (value != WF_EMPTY) return wf_dict_set(namespace, name, value) ? 0 : -1;
  int gone = wf_dict_delete(namespace, name);
  if (gone == 0) wf_raise(&wf_exc_AttributeError, "'%T' object has no attribute '%U'", self, name);
  return gone > 0 ? 0 : -1;
}

wf_type wf_thread_local_type = {
    .name = "_thread._local",
    .doc = "An object whose attributes every thread has for itself.",
    .instance_size = sizeof(local),
    .flags = WF_TYPE_WEAK | WF_TYPE_BASE,
    .slots = {.new = local_new, .getattr = local_getattr, .setattr = local_setattr},
};
