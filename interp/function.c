/* Script functions: the object, and how the arguments of a call find their parameters. */
#include <config.h>

#include "interp/function.h"

#include "interp/vm.h"
#include "interp/vm_support.h"
#include "runtime/allocate.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"

/* --- Making them --- */

wf_value wf_function_builtins_of(wf_value globals) {
  wf_value v = wf_dict_get_str(globals, wf_names.__builtins__);
  if (v == WF_EMPTY) return wf_builtins_namespace();
  return wf_is_module(v) ? wf_module_namespace(v) : v;
}

static wf_code *copy_code(const wf_code *code, wf_value globals) {
  wf_code *copy = wf_code_twin(code, globals);
  size_t words = code->instruction_count;
  copy->instructions = wf_alloc_var_atomic((words ? words : 1) * sizeof *copy->instructions);
  copy->caches = wf_alloc_array(code->cache_count ? code->cache_count : 1, sizeof *copy->caches);
  if (!copy->instructions || !copy->caches) return NULL;
  for (size_t i = 0; i < words; i++)
    atomic_init(&copy->instructions[i], atomic_load(&code->instructions[i]));
  for (size_t i = 0; i < code->cache_count; i++) copy->caches[i].name = code->caches[i].name;
  return copy;
}

static wf_value first_copies(wf_code *code) {
  wf_value fresh = wf_list_new(1);
  wf_lock(code);
  wf_value copies = wf_slot_get(&code->copies);
  if (copies == WF_EMPTY) wf_slot_set(&code->copies, copies = fresh);
  wf_unlock(code);
  return copies;
}

wf_code *wf_code_bind(wf_code *code, wf_value globals) {
  if (code->globals == globals) return code;
  wf_code *bound = code;
  wf_lock(code);
  if (code->globals == WF_EMPTY) {
    code->globals = globals;
    wf_unlock(code);
    return code;
  }
  wf_unlock(code);
  wf_value copies = wf_slot_acquire(&code->copies);
  if (copies != WF_EMPTY)
    for (size_t i = 0; i < wf_list_length(copies); i++) {
      wf_value copy = wf_list_get(copies, i);
      if (copy != WF_EMPTY && wf_to_code(copy)->globals == globals) return wf_to_code(copy);
    }
  bound = copy_code(code, globals);
  if (!bound) return NULL;
  if (copies == WF_EMPTY) copies = first_copies(code);
  if (wf_list_length(copies) < 8) wf_list_append(copies, wf_from_object(bound));
  return bound;
}

/* The global __name__ of the globals that code is bound to; WF_EMPTY: no memory. */
static wf_value module_name(wf_code *code) {
  const wf_cell *cell = atomic_load_explicit(&code->module_cell, memory_order_acquire);
  if (WF_UNLIKELY(!cell)) {
    wf_value v = wf_dict_cell(code->globals, wf_names.__name__);
    if (v == WF_ERROR) return WF_EMPTY;
    cell = wf_to_cell(v);
    wf_lock(code); /* copy_code reads it with all the rest */
    atomic_store_explicit(&code->module_cell, cell, memory_order_release);
    wf_unlock(code);
  }
  wf_value v = wf_slot_acquire(&cell->value);
  return v == WF_EMPTY ? WF_NONE : v;
}

wf_value wf_function_new(wf_code *code, wf_value globals, wf_value builtins, wf_value closure) {
  code = wf_code_bind(code, globals);
  wf_value module = code ? module_name(code) : WF_EMPTY;
  if (module == WF_EMPTY) return WF_ERROR;
  if (builtins == WF_EMPTY) builtins = wf_function_builtins_of(globals);
  wf_function *f = wf_alloc_small(wf_self, sizeof *f);
  atomic_store_explicit(&f->head.shape, &wf_function_type.root, memory_order_relaxed);
  wf_slot_set(&f->code_slot, wf_from_object(code));
  f->globals = globals;
  f->builtins = builtins;
  f->closure = closure;
  wf_slot_set(&f->module, module);
  return wf_from_object(f);
}

static wf_function_extra *extra_of(const wf_function *f) {
  return atomic_load_explicit(&((wf_function *)f)->extra, memory_order_acquire);
}

wf_function_extra *wf_function_need_extra(wf_function *f) {
  wf_function_extra *extra = extra_of(f), *mine;
  if (extra) return extra;
  mine = wf_alloc(sizeof *mine);
  return atomic_compare_exchange_strong(&f->extra, &extra, mine) ? mine : extra;
}

/* What was set of the function's own, or WF_EMPTY. */
#define OWN(f, field) (extra_of(f) ? wf_slot_acquire(&extra_of(f)->field) : WF_EMPTY)

/* The code first: before set_code puts in another, it makes the function's own what was that of the
   code. */
wf_value wf_function_name(const wf_function *f) {
  const wf_code *code = wf_function_code(f);
  wf_value own = OWN(f, name);
  return own == WF_EMPTY ? code->name : own;
}
wf_value wf_function_qualname(const wf_function *f) {
  const wf_code *code = wf_function_code(f);
  wf_value own = OWN(f, qualname);
  return own == WF_EMPTY ? code->qualname : own;
}

/* --- Binding arguments --- */

typedef struct binding {
  wf_function *f;
  const wf_code *code;
  wf_value *registers;
  const wf_value *args;
  size_t npos;
  wf_value kwnames;
  wf_value varkw; /* dict of **kwargs, or WF_EMPTY */
} binding;

static wf_value qualname(const binding *b) { return wf_function_qualname(b->f); }

static bool raise_unexpected(const binding *b, wf_value name) {
  wf_raise(&wf_exc_TypeError, "%U() got an unexpected keyword argument '%S'", qualname(b), name);
  return false;
}

/* Some keywords name positional-only parameters: says which. false when none does. */
static bool raise_positional_only(const binding *b) {
  wf_builder names;
  wf_builder_init(&names);
  for (size_t i = 0; i < b->code->positional_only_count; i++) {
    wf_value parameter = wf_tuple_get(b->code->local_names, i);
    for (size_t k = 0; k < wf_tuple_length(b->kwnames); k++) {
      if (!wf_str_equal(parameter, wf_tuple_get(b->kwnames, k))) continue;
      if (names.size) wf_builder_add_c(&names, ", ");
      wf_builder_add_str(&names, parameter);
    }
  }
  if (names.size == 0) return false;
  wf_raise(&wf_exc_TypeError,
           "%U() got some positional-only arguments passed as keyword arguments: '%U'", qualname(b),
           wf_builder_finish(&names));
  return true;
}

/* The parameter that a keyword names: its register, or -1. */
static int64_t find_parameter(const wf_code *code, wf_value name) {
  size_t end = (size_t)code->argument_count + code->keyword_only_count;
  for (size_t i = code->positional_only_count; i < end; i++)
    if (wf_tuple_get(code->local_names, i) == name) return (int64_t)i;
  for (size_t i = code->positional_only_count; i < end; i++)
    if (wf_str_equal(wf_tuple_get(code->local_names, i), name)) return (int64_t)i;
  return -1;
}

static bool bind_keyword(binding *b, wf_value name, wf_value value) {
  if (!wf_is_str(name)) {
    wf_raise(&wf_exc_TypeError, "%U() keywords must be strings", qualname(b));
    return false;
  }
  int64_t index = find_parameter(b->code, name);
  if (index < 0) {
    if (b->varkw == WF_EMPTY)
      return !raise_positional_only(b) && raise_unexpected(b, name);
    return wf_dict_set(b->varkw, name, value);
  }
  if (b->registers[index] != WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "%U() got multiple values for argument '%S'", qualname(b), name);
    return false;
  }
  b->registers[index] = value;
  return true;
}

/* The defaults of the last positional parameters, to be read once in a call: they may be assigned
   meanwhile. */
static const wf_value *defaults_of(const wf_function *f, size_t *count) {
  wf_value defaults = wf_slot_acquire(&f->defaults);
  *count = defaults == WF_EMPTY ? 0 : wf_tuple_length(defaults);
  return *count ? wf_to_tuple(defaults)->items : NULL;
}

static bool raise_too_many(const binding *b) {
  size_t limit = b->code->argument_count, defaults, given_keywords = 0;
  defaults_of(b->f, &defaults);
  for (size_t i = 0; i < b->code->keyword_only_count; i++)
    given_keywords += b->registers[limit + i] != WF_EMPTY;
  wf_value takes = defaults ? wf_str_format("from %zd to %zu", (ptrdiff_t)(limit - defaults), limit)
                            : wf_str_format("%zu", limit);
  wf_value given = given_keywords
                       ? wf_str_format(
                             "%zu positional argument%s (and %zu keyword-only argument%s)", b->npos,
                             b->npos == 1 ? "" : "s", given_keywords,
                             given_keywords == 1 ? "" : "s")
                       : wf_str_format("%zu", b->npos);
  wf_raise(&wf_exc_TypeError, "%U() takes %U positional argument%s but %U %s given", qualname(b),
           takes, limit == 1 && !defaults ? "" : "s", given,
           b->npos == 1 && !given_keywords ? "was" : "were");
  return false;
}

/* "'a', 'b', and 'c'" of the parameters in [from, to) that have no value. */
static wf_value missing_names(const binding *b, size_t from, size_t to, size_t *count) {
  wf_value names = wf_list_new(4);
  for (size_t i = from; i < to; i++)
    if (b->registers[i] == WF_EMPTY) wf_list_append(names, wf_tuple_get(b->code->local_names, i));
  *count = wf_list_length(names);
  wf_builder text;
  wf_builder_init(&text);
  for (size_t i = 0; i < *count; i++) {
    if (i) wf_builder_add_c(&text, *count == 2 ? " and " : i + 1 == *count ? ", and " : ", ");
    wf_builder_format(&text, "%R", wf_list_get(names, i));
  }
  return wf_builder_finish(&text);
}

static bool raise_missing(const binding *b, size_t from, size_t to, const char *kind) {
  size_t count;
  wf_value names = missing_names(b, from, to, &count);
  wf_raise(&wf_exc_TypeError, "%U() missing %zu required %s argument%s: %U", qualname(b), count,
           kind, count == 1 ? "" : "s", names);
  return false;
}

static bool fill_defaults(binding *b) {
  size_t positional = b->code->argument_count, defaults;
  const wf_value *values = defaults_of(b->f, &defaults);
  size_t first_default = positional > defaults ? positional - defaults : 0;
  for (size_t i = 0; i < first_default; i++)
    if (b->registers[i] == WF_EMPTY) return raise_missing(b, 0, first_default, "positional");
  for (size_t i = first_default; i < positional; i++)
    if (b->registers[i] == WF_EMPTY) b->registers[i] = values[i + defaults - positional];
  size_t end = positional + b->code->keyword_only_count;
  wf_value keyword_defaults = OWN(b->f, keyword_defaults);
  bool missing = false;
  for (size_t i = positional; i < end; i++) {
    if (b->registers[i] != WF_EMPTY) continue;
    wf_value v = keyword_defaults == WF_EMPTY || keyword_defaults == WF_NONE
                     ? WF_EMPTY
                     : wf_dict_get_str(keyword_defaults, wf_tuple_get(b->code->local_names, i));
    if (v == WF_EMPTY) missing = true;
    b->registers[i] = v;
  }
  return !missing || raise_missing(b, positional, end, "keyword-only");
}

/* args do not overlap registers. */
static bool bind(binding *b) {
  const wf_code *code = b->code;
  size_t positional = code->argument_count, plain = positional + code->keyword_only_count;
  size_t direct = b->npos < positional ? b->npos : positional;
  for (size_t i = 0; i < direct; i++) b->registers[i] = b->args[i];
  for (size_t i = direct; i < wf_code_parameters(code); i++) b->registers[i] = WF_EMPTY;
  size_t next = plain;
  if (code->flags & WF_CODE_VARARGS) {
    wf_value rest = wf_tuple_from_array(b->args + direct, b->npos - direct);
    if (rest == WF_ERROR) return false;
    b->registers[next++] = rest;
  }
  if (code->flags & WF_CODE_VARKEYWORDS) {
    b->varkw = wf_dict_new();
    b->registers[next] = b->varkw;
  }
  size_t keywords = b->kwnames == WF_EMPTY ? 0 : wf_tuple_length(b->kwnames);
  for (size_t k = 0; k < keywords; k++)
    if (!bind_keyword(b, wf_tuple_get(b->kwnames, k), b->args[b->npos + k])) return false;
  if (b->npos > positional && !(code->flags & WF_CODE_VARARGS)) return raise_too_many(b);
  return fill_defaults(b);
}

#define STACK_ARGUMENTS 32

bool wf_function_bind(wf_function *f, wf_code *code, wf_value *registers, const wf_value *args,
                      size_t npos, wf_value kwnames) {
  if (code->plain && kwnames == WF_EMPTY && npos <= code->argument_count) {
    /* only trailing defaults are missing */
    size_t defaults, missing = code->argument_count - npos;
    const wf_value *values = defaults_of(f, &defaults);
    if (missing <= defaults) {
      if (npos && registers != args) memcpy(registers, args, npos * sizeof *args);
      for (size_t i = 0; i < missing; i++) registers[npos + i] = values[defaults - missing + i];
      return true;
    }
  }
  size_t given = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value buffer[STACK_ARGUMENTS], *copy = buffer;
  if (given > STACK_ARGUMENTS && !(copy = wf_alloc_array(given, sizeof *copy))) return false;
  if (given) memcpy(copy, args, given * sizeof *args);
  binding b = {.f = f, .code = code, .registers = registers, .args = copy, .npos = npos,
               .kwnames = kwnames, .varkw = WF_EMPTY};
  return bind(&b);
}

/* --- Attributes --- */

static wf_value or_none(wf_value v) { return v == WF_EMPTY ? WF_NONE : v; }

static wf_value get_module(wf_value self) {
  return or_none(wf_slot_acquire(&wf_to_function(self)->module));
}
static wf_value get_defaults(wf_value self) {
  return or_none(wf_slot_acquire(&wf_to_function(self)->defaults));
}
static wf_value get_code_slot(wf_value self) {
  return wf_slot_acquire(&wf_to_function(self)->code_slot);
}
static wf_value get_keyword_defaults(wf_value self) {
  return or_none(OWN(wf_to_function(self), keyword_defaults));
}
static wf_value get_name(wf_value self) { return wf_function_name(wf_to_function(self)); }
static wf_value get_qualname(wf_value self) { return wf_function_qualname(wf_to_function(self)); }
static wf_value get_doc(wf_value self) {
  const wf_code *code = wf_function_code(wf_to_function(self)); /* first: see wf_function_name */
  wf_value own = OWN(wf_to_function(self), doc);
  return own == WF_EMPTY ? code->docstring : own;
}

static int set_doc(wf_value self, wf_value v) {
  wf_slot_set(&wf_function_need_extra(wf_to_function(self))->doc, or_none(v));
  return 0;
}
static int set_module(wf_value self, wf_value v) {
  wf_slot_set(&wf_to_function(self)->module, or_none(v));
  return 0;
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
  return set_text(&wf_function_need_extra(wf_to_function(self))->name, v, "__name__");
}
static int set_qualname(wf_value self, wf_value v) {
  return set_text(&wf_function_need_extra(wf_to_function(self))->qualname, v, "__qualname__");
}
static int set_defaults(wf_value self, wf_value v) {
  if (v == WF_NONE) v = WF_EMPTY;
  if (v != WF_EMPTY && !wf_is_tuple(v)) {
    wf_raise(&wf_exc_TypeError, "__defaults__ must be set to a tuple object");
    return -1;
  }
  wf_slot_set(&wf_to_function(self)->defaults, v);
  return 0;
}
static int set_keyword_defaults(wf_value self, wf_value v) {
  if (v == WF_NONE) v = WF_EMPTY;
  if (v != WF_EMPTY && !wf_is_dict(v)) {
    wf_raise(&wf_exc_TypeError, "__kwdefaults__ must be set to a dict object");
    return -1;
  }
  wf_slot_set(&wf_function_need_extra(wf_to_function(self))->keyword_defaults, v);
  return 0;
}
static size_t closure_length(const wf_function *f) {
  return f->closure == WF_EMPTY ? 0 : wf_tuple_length(f->closure);
}
static int set_code(wf_value self, wf_value v) {
  wf_function *f = wf_to_function(self);
  if (v == WF_EMPTY || !wf_has_root_shape(v, &wf_code_type)) {
    wf_raise(&wf_exc_TypeError, "__code__ must be set to a code object");
    return -1;
  }
  size_t wanted = wf_tuple_length(wf_to_code(v)->free_names), has = closure_length(f);
  if (wanted != has) {
    wf_raise(&wf_exc_ValueError, "%U() requires a code object with %zu free vars, not %zu",
             wf_function_name(f), has, wanted);
    return -1;
  }
  wf_code *code = wf_code_bind(wf_to_code(v), f->globals);
  if (!code) return -1;
  /* these stay as they are */
  wf_value doc = get_doc(self), name = wf_function_name(f), named = wf_function_qualname(f);
  wf_function_extra *extra = wf_function_need_extra(f);
  wf_slot_keep_first(&extra->doc, doc); /* or what another thread assigns meanwhile */
  wf_slot_keep_first(&extra->name, name);
  wf_slot_keep_first(&extra->qualname, named);
  wf_slot_set(&f->code_slot, wf_from_object(code));
  return 0;
}
/* The dict in the slot, made if there is none yet. */
static wf_value need_dict(wf_slot *slot) {
  wf_value v = wf_slot_acquire(slot);
  return v != WF_EMPTY ? v : wf_slot_keep_first(slot, wf_dict_new());
}
static wf_value get_annotations(wf_value self) {
  return need_dict(&wf_function_need_extra(wf_to_function(self))->annotations);
}
static int set_annotations(wf_value self, wf_value v) {
  if (v != WF_EMPTY && v != WF_NONE && !wf_is_dict(v)) {
    wf_raise(&wf_exc_TypeError, "__annotations__ must be set to a dict object");
    return -1;
  }
  wf_slot_set(&wf_function_need_extra(wf_to_function(self))->annotations,
              v == WF_NONE ? WF_EMPTY : v);
  return 0;
}
static wf_value get_globals(wf_value self) { return wf_to_function(self)->globals; }
static wf_value get_builtins(wf_value self) { return wf_to_function(self)->builtins; }
static wf_value get_closure(wf_value self) { return or_none(wf_to_function(self)->closure); }
static wf_value get_dict(wf_value self) {
  return need_dict(&wf_function_need_extra(wf_to_function(self))->dict);
}
static int set_dict(wf_value self, wf_value v) {
  if (v == WF_EMPTY || !wf_is_dict(v)) {
    wf_raise(&wf_exc_TypeError, v == WF_EMPTY ? "cannot delete __dict__"
                                              : "__dict__ must be set to a dictionary, not a '%T'",
             v);
    return -1;
  }
  wf_slot_set(&wf_function_need_extra(wf_to_function(self))->dict, v);
  return 0;
}

static wf_value function_find(wf_value self, wf_value name) {
  wf_value found = wf_type_lookup(&wf_function_type, name);
  if (found == WF_EMPTY) {
    wf_value dict = OWN(wf_to_function(self), dict);
    wf_value v = dict == WF_EMPTY ? WF_EMPTY : wf_dict_get_str(dict, name);
    if (v != WF_EMPTY) return v;
  }
  return wf_generic_find(self, name);
}

static wf_value function_getattr(wf_value self, wf_value name) {
  wf_value found = function_find(self, name);
  return found == WF_EMPTY ? wf_raise_attribute(self, name) : found;
}

static int function_setattr(wf_value self, wf_value name, wf_value value) {
  wf_value found = wf_type_lookup(&wf_function_type, name);
  if (wf_setter_of(found))
    return wf_generic_setattr(self, name, value);
  wf_value dict = get_dict(self);
  if (value != WF_EMPTY) return wf_dict_set(dict, name, value) ? 0 : -1;
  int deleted = wf_dict_delete(dict, name);
  if (deleted == 0) wf_raise_attribute(self, name);
  return deleted == 1 ? 0 : -1;
}

static wf_value function_repr(wf_value self) {
  return wf_str_format("<function %U at %p>", wf_function_qualname(wf_to_function(self)),
                       (void *)(uintptr_t)self);
}

static wf_value function_descr_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  return object == WF_EMPTY || object == WF_NONE ? self : wf_method_new(self, object);
}

/* types.FunctionType(code, globals, name=None, argdefs=None, closure=None) */
static wf_value function_construct(WF_UNUSED wf_type *cls, const wf_value *args, size_t npos,
                                   wf_value kwnames) {
  wf_value a[5];
  if (!WF_BIND("function", "(code, globals, name=None, argdefs=None, closure=None)", args, npos,
               kwnames, a))
    return WF_ERROR;
  if (!wf_has_root_shape(a[0], &wf_code_type))
    return wf_raise(&wf_exc_TypeError, "function() argument 'code' must be code, not %a", a[0]);
  if (!wf_is_dict(a[1]))
    return wf_raise(&wf_exc_TypeError, "function() argument 'globals' must be dict, not %a", a[1]);
  wf_code *code = wf_to_code(a[0]);
  if (a[2] != WF_EMPTY && a[2] != WF_NONE && !wf_is_str(a[2]))
    return wf_raise(&wf_exc_TypeError, "arg 3 (name) must be None or string");
  if (a[3] != WF_EMPTY && a[3] != WF_NONE && !wf_is_tuple(a[3]))
    return wf_raise(&wf_exc_TypeError, "arg 4 (defaults) must be None or tuple");
  wf_value closure = a[4] == WF_NONE ? WF_EMPTY : a[4];
  if (closure != WF_EMPTY && !wf_is_tuple(closure))
    return wf_raise(&wf_exc_TypeError, "arg 5 (closure) must be None or tuple");
  size_t cells = closure == WF_EMPTY ? 0 : wf_tuple_length(closure);
  if (cells != wf_tuple_length(code->free_names)) {
    if (closure == WF_EMPTY) return wf_raise(&wf_exc_TypeError, "arg 5 (closure) must be tuple");
    return wf_raise(&wf_exc_ValueError, "%U requires closure of length %zu, not %zu", code->name,
                    wf_tuple_length(code->free_names), cells);
  }
  for (size_t i = 0; i < cells; i++)
    if (!wf_has_root_shape(wf_tuple_get(closure, i), &wf_cell_type))
      return wf_raise(&wf_exc_TypeError, "arg 5 (closure) expected cell, found %T",
                      wf_tuple_get(closure, i));
  if (!wf_dict_make_cells(a[1])) return WF_ERROR;
  wf_value v = wf_function_new(code, a[1], WF_EMPTY, cells ? closure : WF_EMPTY);
  if (v == WF_ERROR) return WF_ERROR;
  if (a[2] != WF_EMPTY && a[2] != WF_NONE)
    wf_slot_set(&wf_function_need_extra(wf_to_function(v))->name, a[2]);
  if (a[3] != WF_EMPTY && a[3] != WF_NONE && set_defaults(v, a[3]) < 0) return WF_ERROR;
  return v;
}

/* These are members in the reference, whose message this is. */
static int set_never(WF_UNUSED wf_value self, WF_UNUSED wf_value value) {
  wf_raise(&wf_exc_AttributeError, "readonly attribute");
  return -1;
}

static const wf_getset_def getsets[] = {
    {"__code__", get_code_slot, set_code, NULL},
    {"__defaults__", get_defaults, set_defaults, NULL},
    {"__kwdefaults__", get_keyword_defaults, set_keyword_defaults, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__dict__", get_dict, set_dict, NULL},
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__globals__", get_globals, set_never, NULL},
    {"__builtins__", get_builtins, set_never, NULL},
    {"__closure__", get_closure, set_never, NULL},
    {0},
};

wf_type wf_function_type = {
    .name = "function",
    .doc = "A function defined by def or lambda.",
    .signature = "(code, globals, name=None, argdefs=None, closure=None)",
    .instance_size = sizeof(wf_function),
    .flags = WF_TYPE_METHOD | WF_TYPE_WEAK,
    .slots = {.repr = function_repr, .call = wf_vm_call_function, .getattr = function_getattr,
              .setattr = function_setattr, .descr_get = function_descr_get,
              .new = function_construct},
    .find = function_find,
    .getsets = getsets,
};

bool wf_function_init(void) { return wf_type_ready(&wf_function_type); }
