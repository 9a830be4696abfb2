/* contextvars: variables whose values belong to a context, and contexts.

   The values of a context are an immutable map that set() replaces, so copying a context copies one
   pointer, and another thread may read a context while it changes. The map is a tree that the
   variables' numbers lead through, five bits a level; numbers differ, so no two variables meet for
   good. A context is changed by the thread that is in it, and only one can be. */
#include <config.h>

#include <string.h>

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/thread.h"

typedef struct variable {
  wf_object head;
  wf_value name, fallback; /* fallback: WF_EMPTY when there is none */
  uint64_t number;
} variable;

/* --- Maps --- */

typedef struct entry {
  variable *key;  /* NULL: value is a node */
  wf_value value;
} entry;

typedef struct node {
  uint32_t bitmap; /* which of the 32 places are taken: their entries, in order */
  entry entries[];
} node;

#define LEVEL_BITS 5

static size_t node_count(const node *n) { return (size_t)__builtin_popcount(n->bitmap); }
static node *to_node(wf_value v) { return (node *)(uintptr_t)v; }

static uint32_t place_bit(const variable *key, unsigned level) {
  return (uint32_t)1 << (key->number >> level * LEVEL_BITS & 31);
}

static size_t place_index(const node *n, uint32_t bit) {
  return (size_t)__builtin_popcount(n->bitmap & (bit - 1));
}

static wf_value map_get(const node *n, const variable *key) {
  for (unsigned level = 0; n; level++) {
    uint32_t bit = place_bit(key, level);
    if (!(n->bitmap & bit)) return WF_EMPTY;
    const entry *e = &n->entries[place_index(n, bit)];
    if (e->key) return e->key == key ? e->value : WF_EMPTY;
    n = to_node(e->value);
  }
  return WF_EMPTY;
}

static node *new_node(size_t count) { return wf_alloc(sizeof(node) + count * sizeof(entry)); }

static node *node_of_two(entry a, entry b, unsigned level) {
  uint32_t x = place_bit(a.key, level), y = place_bit(b.key, level);
  node *n = new_node(x == y ? 1 : 2);
  n->bitmap = x | y;
  if (x == y) {
    n->entries[0] = (entry){NULL, (wf_value)(uintptr_t)node_of_two(a, b, level + 1)};
  } else {
    n->entries[x > y] = a;
    n->entries[x < y] = b;
  }
  return n;
}

static node *map_with(const node *n, entry added, unsigned level) {
  uint32_t bit = place_bit(added.key, level), taken = n ? n->bitmap & bit : 0;
  size_t count = n ? node_count(n) : 0, at = n ? place_index(n, bit) : 0;
  node *out = new_node(count + !taken);
  out->bitmap = (n ? n->bitmap : 0) | bit;
  if (n) memcpy(out->entries, n->entries, at * sizeof(entry));
  if (n) memcpy(out->entries + at + !taken, n->entries + at, (count - at) * sizeof(entry));
  entry *e = &out->entries[at];
  if (taken && !e->key)
    e->value = (wf_value)(uintptr_t)map_with(to_node(e->value), added, level + 1);
  else if (taken && e->key != added.key)
    *e = (entry){NULL, (wf_value)(uintptr_t)node_of_two(*e, added, level + 1)};
  else
    *e = added;
  return out;
}

/* The key is in it. NULL: nothing is left. */
static node *map_without(const node *n, const variable *key, unsigned level) {
  uint32_t bit = place_bit(key, level);
  size_t count = node_count(n), at = place_index(n, bit);
  const entry *e = &n->entries[at];
  node *below = e->key ? NULL : map_without(to_node(e->value), key, level + 1);
  if (!below && count == 1) return NULL;
  node *out = new_node(below ? count : count - 1);
  out->bitmap = below ? n->bitmap : n->bitmap & ~bit;
  memcpy(out->entries, n->entries, at * sizeof(entry));
  if (below) out->entries[at] = (entry){NULL, (wf_value)(uintptr_t)below};
  memcpy(out->entries + at + !!below, e + 1, (count - at - 1) * sizeof(entry));
  return out;
}

static size_t map_length(const node *n) {
  size_t length = 0;
  for (size_t i = 0; n && i < node_count(n); i++)
    length += n->entries[i].key ? 1 : map_length(to_node(n->entries[i].value));
  return length;
}

enum what { KEYS, VALUES, ITEMS };

static bool map_list(const node *n, enum what what, wf_value list) {
  for (size_t i = 0; n && i < node_count(n); i++) {
    const entry *e = &n->entries[i];
    if (!e->key) {
      if (!map_list(to_node(e->value), what, list)) return false;
      continue;
    }
    wf_value key = wf_from_object(e->key);
    wf_value item = what == KEYS ? key : what == VALUES ? e->value : wf_tuple_of(2, key, e->value);
    if (item == WF_ERROR || !wf_list_append(list, item)) return false;
  }
  return true;
}

/* --- Contexts --- */

typedef struct context {
  wf_object head;
  _Atomic(node *) map;   /* written by the thread that is in the context */
  _Atomic(bool) entered;
  wf_value previous;     /* the context that its thread was in before */
} context;

static wf_type context_type, variable_type, token_type, missing_type;
static context *to_context(wf_value v) { return (context *)(uintptr_t)v; }
static variable *to_variable(wf_value v) { return (variable *)(uintptr_t)v; }

static node *context_map(const context *c) {
  return atomic_load_explicit(&((context *)c)->map, memory_order_acquire);
}

static context *new_context(node *map) {
  context *c = wf_object_new(&context_type);
  atomic_store_explicit(&c->map, map, memory_order_relaxed);
  return c;
}

/* The calling thread's. */
static context *current_context(void) {
  wf_thread *t = wf_self;
  if (WF_LIKELY(t->context != WF_EMPTY)) return to_context(t->context);
  context *c = new_context(NULL);
  atomic_store(&c->entered, true);
  t->context = wf_from_object(c);
  return c;
}

static wf_value context_new(WF_UNUSED wf_type *cls, WF_UNUSED const wf_value *args, size_t npos,
                            wf_value kwnames) {
  if (npos || kwnames != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "Context() does not accept any arguments");
  return wf_from_object(new_context(NULL));
}

WF_NATIVE(context_run) {
  if (nargs < 2)
    return wf_raise(&wf_exc_TypeError, "run() missing 1 required positional argument");
  wf_thread *t = wf_self;
  context *c = to_context(args[0]);
  current_context();
  if (atomic_exchange(&c->entered, true))
    return wf_raise(&wf_exc_RuntimeError, "cannot enter context: %R is already entered", args[0]);
  c->previous = t->context;
  t->context = args[0];
  wf_value result = wf_call(args[1], args + 2, nargs - 2, kwnames);
  t->context = c->previous;
  c->previous = WF_EMPTY;
  atomic_store(&c->entered, false);
  return result;
}

WF_NATIVE(context_copy) {
  return wf_from_object(new_context(context_map(to_context(args[0]))));
}

static bool check_key(wf_value key) {
  if (wf_type_of(key) == &variable_type) return true;
  wf_raise(&wf_exc_TypeError, "a ContextVar key was expected, got %R", key);
  return false;
}

static wf_value context_getitem(wf_value self, wf_value key) {
  if (!check_key(key)) return WF_ERROR;
  wf_value v = map_get(context_map(to_context(self)), to_variable(key));
  return v == WF_EMPTY ? wf_raise_key(key) : v;
}

static int context_contains(wf_value self, wf_value key) {
  if (!check_key(key)) return -1;
  return map_get(context_map(to_context(self)), to_variable(key)) != WF_EMPTY;
}

WF_NATIVE(context_get) {
  if (!check_key(args[1])) return WF_ERROR;
  wf_value v = map_get(context_map(to_context(args[0])), to_variable(args[1]));
  return v != WF_EMPTY ? v : args[2] == WF_EMPTY ? WF_NONE : args[2];
}

static int64_t context_length(wf_value self) {
  return (int64_t)map_length(context_map(to_context(self)));
}

static wf_value iterate(wf_value self, enum what what) {
  wf_value list = wf_list_new(8);
  if (list == WF_ERROR || !map_list(context_map(to_context(self)), what, list)) return WF_ERROR;
  return wf_iter(list);
}

static wf_value context_iter(wf_value self) { return iterate(self, KEYS); }
WF_NATIVE(context_keys) { return iterate(args[0], KEYS); }
WF_NATIVE(context_values) { return iterate(args[0], VALUES); }
WF_NATIVE(context_items) { return iterate(args[0], ITEMS); }

/* Has b what a has? 0, 1, -1. */
static int has_all(const node *a, const node *b) {
  for (size_t i = 0; a && i < node_count(a); i++) {
    const entry *e = &a->entries[i];
    wf_value other = e->key ? map_get(b, e->key) : WF_EMPTY;
    int same = !e->key               ? has_all(to_node(e->value), b)
               : other == WF_EMPTY   ? 0
                                     : wf_equal(e->value, other);
    if (same <= 0) return same;
  }
  return 1;
}

static wf_value context_compare(wf_value self, wf_value other, enum wf_compare_op op) {
  if (wf_type_of(other) != &context_type || (op != WF_EQ && op != WF_NE))
    return WF_NOT_IMPLEMENTED;
  const node *a = context_map(to_context(self)), *b = context_map(to_context(other));
  int same = a == b                           ? 1
             : map_length(a) != map_length(b) ? 0
                                              : has_all(a, b);
  return same < 0 ? WF_ERROR : wf_bool(same == (op == WF_EQ));
}

static int64_t unhashable(wf_value self) {
  wf_raise(&wf_exc_TypeError, "unhashable type: '%T'", self);
  return -1;
}

static const wf_native_def context_methods[] = {
    {"run", context_run, WF_RAW,
     "run(callable, *args, **kwargs)\n\nCall it in this context.", 0},
    {"copy", context_copy, "(self, /)", "A context with the same values.", 0},
    {"get", context_get, "(self, key, default=None, /)",
     "The variable's value in this context, or the default.", 0},
    {"keys", context_keys, "(self, /)", "The variables that have a value in this context.", 0},
    {"values", context_values, "(self, /)", "The values in this context.", 0},
    {"items", context_items, "(self, /)", "The variables and their values.", 0},
    {0},
};

static wf_type context_type = {
    .name = "_contextvars.Context",
    .doc = "Values of context variables.",
    .instance_size = sizeof(context),
    .flags = WF_TYPE_WEAK,
    .slots = {.new = context_new,
              .getitem = context_getitem,
              .contains = context_contains,
              .length = context_length,
              .iter = context_iter,
              .compare = context_compare,
              .hash = unhashable},
    .methods = context_methods,
};

/* --- Tokens --- */

typedef struct token {
  wf_object head;
  wf_value context, variable, old; /* old: WF_EMPTY when there was no value */
  _Atomic(bool) used;
} token;

static WF_OF_LIFE wf_slot missing;

static token *to_token(wf_value v) { return (token *)(uintptr_t)v; }

static wf_value token_new(WF_UNUSED wf_type *cls, WF_UNUSED const wf_value *args,
                          WF_UNUSED size_t npos, WF_UNUSED wf_value kwnames) {
  return wf_raise(&wf_exc_RuntimeError, "Tokens can only be created by ContextVars");
}

static wf_value token_repr(wf_value self) {
  return wf_str_format("<Token%s var=%R at %p>", atomic_load(&to_token(self)->used) ? " used" : "",
                       to_token(self)->variable, (void *)to_token(self));
}

static wf_value token_var(wf_value self) { return to_token(self)->variable; }
static wf_value token_old(wf_value self) {
  return to_token(self)->old == WF_EMPTY ? wf_slot_acquire(&missing) : to_token(self)->old;
}

WF_NATIVE(class_getitem) { return wf_generic_alias_new(args[0], args[1]); }

static const wf_native_def generic_methods[] = {
    {"__class_getitem__", class_getitem, "(cls, item, /)", "See PEP 585", WF_FN_CLASS}, {0}};
static const wf_getset_def token_getsets[] = {
    {"var", token_var, NULL, "The variable that was set."},
    {"old_value", token_old, NULL, "Its value before, or Token.MISSING."},
    {0},
};

static wf_type token_type = {
    .name = "_contextvars.Token",
    .doc = "What a variable was before it was set.",
    .instance_size = sizeof(token),
    .slots = {.new = token_new, .repr = token_repr, .hash = unhashable},
    .methods = generic_methods,
    .getsets = token_getsets,
};

static wf_value missing_repr(WF_UNUSED wf_value self) { return wf_str_from_c("<Token.MISSING>"); }

static wf_type missing_type = {
    .name = "Token.MISSING",
    .instance_size = sizeof(wf_object),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = missing_repr},
};

/* --- Variables --- */

static _Atomic(uint64_t) last_number;

static wf_value variable_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("ContextVar", "(name, /, *, default=None)", args, npos, kwnames, a)) return WF_ERROR;
  if (!wf_is_str(a[0]))
    return wf_raise(&wf_exc_TypeError, "context variable name must be a str");
  variable *v = wf_object_new(cls);
  v->name = a[0];
  v->fallback = a[1];
  v->number = atomic_fetch_add(&last_number, 1);
  return wf_from_object(v);
}

static wf_value variable_repr(wf_value self) {
  const variable *v = to_variable(self);
  if (v->fallback == WF_EMPTY)
    return wf_str_format("<ContextVar name=%R at %p>", v->name, (void *)(uintptr_t)self);
  return wf_str_format("<ContextVar name=%R default=%R at %p>", v->name, v->fallback,
                       (void *)(uintptr_t)self);
}

WF_NATIVE(variable_get) {
  const variable *v = to_variable(args[0]);
  wf_value current = wf_self->context;
  wf_value found =
      current == WF_EMPTY ? WF_EMPTY : map_get(context_map(to_context(current)), v);
  if (found != WF_EMPTY) return found;
  if (args[1] != WF_EMPTY) return args[1];
  return v->fallback != WF_EMPTY ? v->fallback : wf_raise_value(&wf_exc_LookupError, args[0]);
}

WF_NATIVE(variable_set) {
  variable *v = to_variable(args[0]);
  context *c = current_context();
  node *map = context_map(c);
  token *t = wf_object_new(&token_type);
  t->context = wf_from_object(c);
  t->variable = args[0];
  t->old = map_get(map, v);
  atomic_store_explicit(&c->map, map_with(map, (entry){v, args[1]}, 0), memory_order_release);
  return wf_from_object(t);
}

static bool check_token(wf_value self, wf_value token_value) {
  const token *t = to_token(token_value);
  if (wf_type_of(token_value) != &token_type)
    wf_raise(&wf_exc_TypeError, "expected an instance of Token, got %R", token_value);
  else if (atomic_load(&((token *)t)->used))
    wf_raise(&wf_exc_RuntimeError, "%R has already been used once", token_value);
  else if (t->variable != self)
    wf_raise(&wf_exc_ValueError, "%R was created by a different ContextVar", token_value);
  else if (t->context != wf_from_object(current_context()))
    wf_raise(&wf_exc_ValueError, "%R was created in a different Context", token_value);
  else
    return true;
  return false;
}

WF_NATIVE(variable_reset) {
  variable *v = to_variable(args[0]);
  if (!check_token(args[0], args[1])) return WF_ERROR;
  token *t = to_token(args[1]);
  context *c = current_context();
  node *map = context_map(c);
  atomic_store(&t->used, true);
  if (t->old != WF_EMPTY) map = map_with(map, (entry){v, t->old}, 0);
  else if (map_get(map, v) != WF_EMPTY) map = map_without(map, v, 0);
  atomic_store_explicit(&c->map, map, memory_order_release);
  return WF_NONE;
}

static const wf_native_def variable_methods[] = {
    {"get", variable_get, "(self, default=None, /)",
     "The value in the current context; or the default given here, or the variable's own.", 0},
    {"set", variable_set, "(self, value, /)",
     "Give it a value in the current context. Returns a token for reset().", 0},
    {"reset", variable_reset, "(self, token, /)",
     "Give it the value that it had before the set() that returned the token.", 0},
    {"__class_getitem__", class_getitem, "(cls, item, /)", "See PEP 585", WF_FN_CLASS},
    {0},
};
static const wf_member_def variable_members[] = {
    {"name", WF_MEMBER_VALUE_READONLY, offsetof(variable, name), "The variable's name."}, {0}};

static wf_type variable_type = {
    .name = "_contextvars.ContextVar",
    .doc = "A variable whose value belongs to a context.",
    .instance_size = sizeof(variable),
    .slots = {.new = variable_new, .repr = variable_repr},
    .methods = variable_methods,
    .members = variable_members,
};

/* --- The module --- */

WF_NATIVE(contextvars_copy_context) {
  return wf_from_object(new_context(context_map(current_context())));
}

static const wf_native_def functions[] = {
    {"copy_context", contextvars_copy_context, "()", "A copy of the current context.", 0},
    {0},
};

static bool init(wf_value module) {
  if (!wf_type_ready(&missing_type)) return false;
  if (wf_slot_acquire(&missing) == WF_EMPTY) /* else there are tokens that give it */
    wf_slot_set(&missing, wf_from_object(wf_object_new(&missing_type)));
  return wf_module_add_type(module, &context_type) && wf_module_add_type(module, &variable_type) &&
         wf_module_add_type(module, &token_type) &&
         wf_dict_set_c(token_type.namespace, "MISSING", wf_slot_acquire(&missing));
}

const wf_module_def wf_contextvars_module = {
    .name = "_contextvars",
    .doc = "Context variables.",
    .functions = functions,
    .init = init,
};
