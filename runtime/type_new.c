/* Classes made by scripts, and instances made by calling classes. */
#include <config.h>

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/type.h"

static uint32_t flags_of(const wf_type *type) { return atomic_load(&((wf_type *)type)->flags); }

/* --- Layout --- */

/* The class whose own C structure instances have: below it, classes only add attributes. */
static const wf_type *solid_base(const wf_type *type) {
  while (type->base) {
    const wf_type *base = type->base;
    bool adds = type->instance_size != base->instance_size || type->item_size != base->item_size;
    if (adds) return type;
    type = base;
  }
  return type;
}

#define LAYOUT_FLAGS (WF_TYPE_ATTRS | WF_TYPE_WEAK | WF_TYPE_VAR)

/* Instances of both are laid out alike, given that those of their bases are. */
static bool adds_the_same(const wf_type *a, const wf_type *b) {
  if (a->instance_size != b->instance_size || a->item_size != b->item_size) return false;
  if ((flags_of(a) ^ flags_of(b)) & LAYOUT_FLAGS) return false;
  if (a->slot_names == b->slot_names) return true;
  return a->slot_names != WF_EMPTY && b->slot_names != WF_EMPTY &&
         wf_equal(a->slot_names, b->slot_names) == 1;
}

/* The class that determines the layout: those below it add nothing. */
static const wf_type *layout_base(const wf_type *type) {
  while (type->base && type->slot_names == WF_EMPTY &&
         type->instance_size == type->base->instance_size &&
         type->item_size == type->base->item_size &&
         !((flags_of(type) ^ flags_of(type->base)) & LAYOUT_FLAGS))
    type = type->base;
  return type;
}

bool wf_type_same_layout(const wf_type *a, const wf_type *b) {
  if ((flags_of(a) | flags_of(b)) & WF_TYPE_IS_CDATA) return a == b; /* their memory differs */
  a = layout_base(a);
  b = layout_base(b);
  return a == b || (a->base == b->base && (flags_of(a) & flags_of(b) & WF_TYPE_SCRIPT) &&
                    adds_the_same(a, b));
}

wf_type *wf_type_best_base(wf_value bases) {
  wf_type *best = NULL;
  const wf_type *winner = NULL;
  for (size_t i = 0; i < wf_tuple_length(bases); i++) {
    wf_value v = wf_tuple_get(bases, i);
    if (!wf_is_type(v)) {
      wf_raise(&wf_exc_TypeError, "bases must be types");
      return NULL;
    }
    wf_type *base = wf_to_type(v);
    if (!(flags_of(base) & WF_TYPE_BASE)) {
      wf_raise(&wf_exc_TypeError, "type '%s' is not an acceptable base type", base->name);
      return NULL;
    }
    const wf_type *candidate = solid_base(base);
    if (!winner || (wf_type_is_subtype(candidate, winner) && candidate != winner)) {
      winner = candidate;
      best = base;
    } else if (!wf_type_is_subtype(winner, candidate)) {
      wf_raise(&wf_exc_TypeError, "multiple bases have instance lay-out conflict");
      return NULL;
    }
  }
  return best;
}

/* --- __slots__ --- */

typedef struct slots_plan {
  wf_value names; /* list of mangled, sorted member names */
  bool given, dict, weakref;
} slots_plan;

static wf_value mangle(wf_value cls, wf_value name) {
  const char *n = wf_str_data(name), *c = wf_str_data(cls);
  size_t size = wf_str_size(name);
  if (size < 2 || n[0] != '_' || n[1] != '_' || (n[size - 1] == '_' && n[size - 2] == '_') ||
      strchr(n, '.'))
    return name;
  while (*c == '_') c++;
  return *c ? wf_str_intern(wf_str_format("_%s%U", c, name)) : name;
}

static bool plan_slots(wf_value cls_name, wf_type *base, bool base_has_dict, bool base_has_weak,
                       wf_value namespace, slots_plan *plan) {
  *plan = (slots_plan){.names = wf_list_new(0), .dict = true, .weakref = true};
  wf_value slots = wf_dict_get_str(namespace, wf_names.__slots__);
  if (slots == WF_EMPTY) return true;
  plan->given = true;
  plan->dict = plan->weakref = false;
  wf_value items = wf_is_str(slots) ? wf_tuple_of(1, slots) : wf_tuple_from_iterable(slots);
  if (items == WF_ERROR) return false;
  if (wf_tuple_length(items) && (flags_of(base) & (WF_TYPE_VAR | WF_TYPE_IS_TYPE))) {
    wf_raise(&wf_exc_TypeError, "nonempty __slots__ not supported for subtype of '%s'",
             wf_type_name(base));
    return false;
  }
  for (size_t i = 0; i < wf_tuple_length(items); i++) {
    wf_value name = wf_tuple_get(items, i);
    if (!wf_is_str(name)) {
      wf_raise(&wf_exc_TypeError, "__slots__ items must be strings, not '%T'", name);
      return false;
    }
    if (!wf_str_is_identifier(name)) {
      wf_raise(&wf_exc_TypeError, "__slots__ must be identifiers");
      return false;
    }
    if (wf_str_equal_c(name, "__dict__")) {
      if (base_has_dict || plan->dict) {
        wf_raise(&wf_exc_TypeError, "__dict__ slot disallowed: we already got one");
        return false;
      }
      plan->dict = true;
      continue;
    }
    if (wf_str_equal_c(name, "__weakref__")) {
      if (base_has_weak || plan->weakref) {
        wf_raise(&wf_exc_TypeError, "__weakref__ slot disallowed: we already got one");
        return false;
      }
      plan->weakref = true;
      continue;
    }
    name = mangle(cls_name, wf_str_intern(name));
    if (!wf_list_append(plan->names, name)) return false;
    wf_value there = wf_dict_get_str(namespace, name);
    if (there != WF_EMPTY && !wf_str_equal_c(name, "__qualname__") &&
        !wf_str_equal_c(name, "__classcell__")) {
      wf_raise(&wf_exc_ValueError, "%R in __slots__ conflicts with class variable", name);
      return false;
    }
  }
  return wf_list_sort(plan->names, WF_EMPTY, false);
}

static bool add_slot_members(wf_type *type, const slots_plan *plan, uint32_t offset) {
  for (size_t i = 0; i < wf_list_length(plan->names); i++, offset += sizeof(wf_value)) {
    wf_value name = wf_list_get(plan->names, i);
    if (!wf_dict_set(type->namespace, name,
                     wf_member_new(type, name, offset, WF_MEMBER_VALUE, NULL)))
      return false;
  }
  return true;
}

/* --- The type object --- */

/* The descriptor of __dict__ of the built-in type below an instance's class, or WF_EMPTY: what the
   attribute means for classes, modules and exceptions, whichever class the script asks. */
static wf_value builtin_dict(wf_value self) {
  for (const wf_type *t = wf_type_of(self); t; t = t->base) {
    wf_value v = flags_of(t) & WF_TYPE_SCRIPT ? WF_EMPTY
                                              : wf_dict_get_str(t->namespace, wf_names.__dict__);
    if (v != WF_EMPTY) return v;
  }
  return WF_EMPTY;
}

static wf_value plain_dict(wf_value self) { return wf_attr_dict(self); }
static int set_plain_dict(wf_value self, wf_value v) {
  if (v == WF_EMPTY) {
    v = wf_dict_new();
  } else if (!wf_is_dict(v)) {
    wf_raise(&wf_exc_TypeError, "__dict__ must be set to a dictionary, not a '%T'", v);
    return -1;
  }
  return wf_attr_set_dict(self, v) ? 0 : -1;
}
static int set_builtin_dict(wf_value self, wf_value v) {
  if (v != WF_EMPTY) return set_plain_dict(self, v);
  wf_raise(&wf_exc_TypeError, "cannot delete __dict__");
  return -1;
}
/* Of the built-in types whose instances have attributes. */
const wf_getset_def wf_type_dict_def = {"__dict__", plain_dict, set_builtin_dict,
                                        "dictionary for instance variables"};

static wf_value instance_dict(wf_value self) {
  wf_value d = builtin_dict(self);
  if (d == WF_EMPTY) return wf_attr_dict(self);
  return wf_type_of(d)->slots.descr_get(d, self, wf_from_type(wf_type_of(self)));
}
static int set_instance_dict(wf_value self, wf_value v) {
  wf_value d = builtin_dict(self);
  if (d != WF_EMPTY) return wf_type_of(d)->slots.descr_set(d, self, v);
  return set_plain_dict(self, v);
}
static wf_value instance_weakref(WF_UNUSED wf_value self) { return WF_NONE; }
static const wf_getset_def dict_def = {"__dict__", instance_dict, set_instance_dict,
                                       "dictionary for instance variables"};
static const wf_getset_def weakref_def = {"__weakref__", instance_weakref, NULL,
                                          "list of weak references to the object"};

static bool take_qualname(wf_type *type, wf_value name) {
  wf_value ns = type->namespace, qualname = wf_dict_get_str(ns, wf_names.__qualname__);
  if (qualname != WF_EMPTY) {
    if (!wf_is_str(qualname)) {
      wf_raise(&wf_exc_TypeError, "type __qualname__ must be a str, not %T", qualname);
      return false;
    }
    wf_dict_delete(ns, wf_names.__qualname__);
  }
  wf_slot_set(&type->qualname, qualname == WF_EMPTY ? name : qualname);
  return true;
}

static bool set_defaults(wf_type *type) {
  wf_value ns = type->namespace;
  if (wf_dict_get_str(ns, wf_names.__module__) == WF_EMPTY) {
    wf_value globals = wf_hooks.frame_globals(0);
    wf_value module = globals == WF_EMPTY ? WF_EMPTY : wf_dict_get_str(globals, wf_names.__name__);
    if (module != WF_EMPTY && !wf_dict_set(ns, wf_names.__module__, module)) return false;
  }
  wf_value doc = wf_dict_get_str(ns, wf_names.__doc__);
  if (doc == WF_EMPTY) return wf_dict_set(ns, wf_names.__doc__, WF_NONE);
  return !wf_is_str(doc) || wf_str_refuse_surrogates(doc);
}

/* Functions that are class or static methods by their name. */
static bool wrap_function(wf_type *type, wf_value name, wf_value (*wrap)(wf_value)) {
  wf_value f = wf_dict_get_str(type->namespace, name);
  return f == WF_EMPTY || !wf_hooks.is_script_function(f) ||
         wf_dict_set(type->namespace, name, wrap(f));
}

static bool defines(const wf_type *type, wf_value name) {
  return wf_dict_get_str(type->namespace, name) != WF_EMPTY;
}

static bool call_set_names(wf_type *type) {
  wf_value items = wf_dict_items_list(type->namespace);
  if (items == WF_ERROR) return false;
  for (size_t i = 0; i < wf_list_length(items); i++) {
    wf_value pair = wf_list_get(items, i), name = wf_tuple_get(pair, 0), v = wf_tuple_get(pair, 1);
    wf_value args[2] = {wf_from_type(type), name};
    wf_value r = wf_call_special(v, wf_names.__set_name__, args, 2);
    if (r == WF_ERROR) {
      wf_raise_from_pending(&wf_exc_RuntimeError,
                            "Error calling __set_name__ on '%T' instance %R in '%s'", v, name,
                            type->name);
      return false;
    }
  }
  return true;
}

static bool call_init_subclass(wf_type *type, wf_value kwnames, const wf_value *kwvalues) {
  wf_value mro = wf_type_mro(type);
  size_t i = 0, count = wf_tuple_length(mro);
  while (i < count && wf_tuple_get(mro, i) != wf_from_type(type)) i++;
  if (i == count) { /* a script's mro() left it out */
    wf_raise(&wf_exc_TypeError, "super(type, obj): obj must be an instance or subtype of type");
    return false;
  }
  wf_value super = wf_super_new(type, wf_from_type(type));
  wf_value f = super == WF_ERROR ? WF_ERROR : wf_getattr(super, wf_names.__init_subclass__);
  return f != WF_ERROR && wf_call(f, kwvalues, 0, kwnames) != WF_ERROR;
}

/* Takes the cell of `__class__` out of the namespace; *cell stays WF_EMPTY when there is none. It
   is filled when the class is whole: functions of the body, which may run already, read it. */
static bool take_class_cell(wf_type *type, wf_value *cell) {
  wf_value v = wf_dict_get_str(type->namespace, wf_names.__classcell__);
  if (v == WF_EMPTY) return true;
  if (!wf_has_root_shape(v, &wf_cell_type)) {
    wf_raise(&wf_exc_TypeError,
             "__classcell__ must be a nonlocal cell, not %R", wf_from_type(wf_type_of(v)));
    return false;
  }
  *cell = v;
  return wf_dict_delete(type->namespace, wf_names.__classcell__) >= 0;
}

#define CLASS_FLAGS                                                                               \
  (WF_TYPE_IS_INT | WF_TYPE_IS_STR | WF_TYPE_IS_BYTES | WF_TYPE_IS_LIST | WF_TYPE_IS_TUPLE |      \
   WF_TYPE_IS_DICT | WF_TYPE_IS_TYPE | WF_TYPE_IS_EXCEPTION | WF_TYPE_IS_FLOAT | WF_TYPE_IS_SET | \
   WF_TYPE_IS_COMPLEX | WF_TYPE_IS_BYTEARRAY | WF_TYPE_IS_CDATA | WF_TYPE_VAR)

static uint32_t inherited_flags(wf_value bases) {
  uint32_t flags = 0;
  for (size_t i = 0; i < wf_tuple_length(bases); i++) {
    uint32_t base = flags_of(wf_to_type(wf_tuple_get(bases, i)));
    flags |= base & (CLASS_FLAGS | WF_TYPE_ATTRS | WF_TYPE_WEAK);
    if (!(flags & (WF_TYPE_SEQUENCE | WF_TYPE_MAPPING)))
      flags |= base & (WF_TYPE_SEQUENCE | WF_TYPE_MAPPING);
  }
  return flags;
}

static wf_type *allocate(wf_type *meta, wf_value name, wf_value bases, wf_type *base,
                         wf_value namespace) {
  wf_type *type = wf_alloc(sizeof *type);
  atomic_store(&type->head.shape, &meta->root);
  type->name = wf_str_data(name);
  type->base = base;
  wf_type_copy_slots(type, base); /* until the MRO is known, which a script's mro() may compute */
  type->item_size = base->item_size;
  type->var_size = base->var_size;
  wf_slot_set(&type->name_value, name);
  wf_slot_set(&type->bases, bases);
  type->namespace = wf_dict_new_cells();
  return type->namespace != WF_ERROR && wf_dict_update(type->namespace, namespace) ? type : NULL;
}

/* Instances keep their attributes elsewhere than in shapes: classes and modules, in their
 * namespace. */
static bool has_own_dict(const wf_type *base) {
  return !(flags_of(base) & WF_TYPE_ATTRS) && wf_type_lookup(base, wf_names.__dict__) != WF_EMPTY;
}

/* How many attributes the class's own __init__ sets, as far as its code shows. */
static size_t attributes_of_init(const wf_type *type) {
  wf_value init = wf_dict_get_str(type->namespace, wf_names.__init__);
  return init != WF_EMPTY && wf_hooks.self_attributes ? wf_hooks.self_attributes(init) : 0;
}

static bool lay_out(wf_type *type, wf_type *base, wf_value bases, wf_value name) {
  uint32_t flags = inherited_flags(bases) | WF_TYPE_SCRIPT | WF_TYPE_BASE | WF_TYPE_READY;
  slots_plan plan;
  bool own = has_own_dict(base), base_weak = flags & WF_TYPE_WEAK;
  bool base_dict = own || (flags & WF_TYPE_ATTRS);
  if (!plan_slots(name, base, base_dict, base_weak, type->namespace, &plan)) return false;
  if (plan.dict) flags |= WF_TYPE_ATTRS;
  if (own) flags &= ~(uint32_t)WF_TYPE_ATTRS;
  if (plan.weakref) flags |= WF_TYPE_WEAK;
  size_t members = wf_list_length(plan.names);
  type->instance_size = base->instance_size; /* members come before the attributes */
  if (members)
    type->instance_size = ((base->instance_size + 7) & ~7u) +
                          (uint32_t)(members * sizeof(wf_value));
  atomic_store(&type->flags, flags);
  type->slot_names = members ? wf_list_to_tuple(plan.names) : WF_EMPTY;
  if (!add_slot_members(type, &plan, type->instance_size - (uint32_t)(members * sizeof(wf_value))))
    return false;
  if (plan.dict && !base_dict && !defines(type, wf_names.__dict__) &&
      !wf_dict_set(type->namespace, wf_names.__dict__, wf_getset_new(type, &dict_def)))
    return false;
  if (plan.weakref && !base_weak && !defines(type, wf_names.__weakref__) &&
      !wf_dict_set(type->namespace, wf_names.__weakref__, wf_getset_new(type, &weakref_def)))
    return false;
  wf_attr_init_type(type, attributes_of_init(type));
  return true;
}

wf_value wf_type_find_mro(wf_type *type) {
  wf_type *meta = wf_type_of(wf_from_type(type));
  wf_value own = meta == &wf_type_type ? WF_EMPTY : wf_type_lookup(meta, wf_names.mro);
  if (own == WF_EMPTY || own == wf_type_lookup(&wf_type_type, wf_names.mro))
    return wf_type_compute_mro(type, wf_slot_acquire(&type->bases));
  wf_value v = wf_call_special(wf_from_type(type), wf_names.mro, NULL, 0);
  wf_value mro = v == WF_ERROR ? WF_ERROR : wf_tuple_from_iterable(v);
  if (mro != WF_ERROR && wf_tuple_length(mro) == 0)
    return wf_raise(&wf_exc_TypeError, "type MRO must not be empty");
  const wf_type *solid = solid_base(type);
  for (size_t i = 0; mro != WF_ERROR && i < wf_tuple_length(mro); i++) {
    wf_value c = wf_tuple_get(mro, i);
    if (!wf_is_type(c))
      return wf_raise(&wf_exc_TypeError, "mro() returned a non-class ('%T')", c);
    if (wf_to_type(c) != type && !wf_type_is_subtype(solid, solid_base(wf_to_type(c))))
      return wf_raise(&wf_exc_TypeError, "mro() returned base with unsuitable layout ('%s')",
                      wf_to_type(c)->name);
  }
  return mro;
}

void wf_type_fill_new(wf_type *type) {
  wf_value found = wf_type_lookup(type, wf_names.__new__);
  if (found != WF_EMPTY && !wf_is_builtin_new(found)) type->slots.new = wf_type_script_new;
  else if (found != WF_EMPTY) type->slots.new = wf_builtin_new_owner(found)->slots.new;
  else type->slots.new = NULL; /* a script's mro() has left out object */
}

static wf_type *most_derived(wf_type *meta, wf_value bases) {
  for (size_t i = 0; i < wf_tuple_length(bases); i++) {
    wf_type *other = wf_type_of(wf_tuple_get(bases, i));
    if (wf_type_is_subtype(meta, other)) continue;
    if (!wf_type_is_subtype(other, meta)) {
      wf_raise(&wf_exc_TypeError, "metaclass conflict: the metaclass of a derived class must be a "
                                  "(non-strict) subclass of the "
                                  "metaclasses of all its bases");
      return NULL;
    }
    meta = other;
  }
  return meta;
}

wf_value wf_type_new(wf_type *meta, wf_value name, wf_value bases, wf_value namespace,
                     wf_value kwnames, const wf_value *kwvalues) {
  if (!wf_type_check_name(name)) return WF_ERROR;
  if (wf_tuple_length(bases) == 0) bases = wf_tuple_of(1, wf_from_type(&wf_object_type));
  wf_type *base = wf_type_best_base(bases);
  if (!base) return WF_ERROR;
  wf_type *type = allocate(meta, name, bases, base, namespace);
  wf_value cell = WF_EMPTY;
  if (!type || !take_class_cell(type, &cell) || !take_qualname(type, name) ||
      !lay_out(type, base, bases, name) || !set_defaults(type))
    return WF_ERROR;
  if (!wrap_function(type, wf_names.__new__, wf_staticmethod_new) ||
      !wrap_function(type, wf_names.__init_subclass__, wf_classmethod_new) ||
      !wrap_function(type, wf_names.__class_getitem__, wf_classmethod_new))
    return WF_ERROR;
  if (defines(type, wf_names.__eq__) && !defines(type, wf_names.__hash__) &&
      !wf_dict_set(type->namespace, wf_names.__hash__, WF_NONE))
    return WF_ERROR;
  /* a metaclass's mro() may call them before the class is whole, as in CPython */
  if (cell != WF_EMPTY && meta != &wf_type_type)
    wf_slot_set(&wf_to_cell(cell)->value, wf_from_type(type));
  if (!wf_type_settle(type)) return WF_ERROR;
  wf_type_fill_slots(type);
  type->slots.buffer = base->slots.buffer;
  type->slots.buffer_release = base->slots.buffer_release;
  atomic_fetch_or(&type->flags, WF_TYPE_FILLED);
  if (cell != WF_EMPTY) wf_slot_set(&wf_to_cell(cell)->value, wf_from_type(type));
  if (!call_set_names(type) || !call_init_subclass(type, kwnames, kwvalues)) return WF_ERROR;
  return wf_from_type(type);
}

/* Only the class statement asks bases what they stand for. */
static bool refuse_entries(wf_value bases) {
  for (size_t i = 0; i < wf_tuple_length(bases); i++) {
    wf_value v, b = wf_tuple_get(bases, i);
    int found = wf_is_type(b) ? 0 : wf_getattr_optional(b, wf_names.__mro_entries__, &v);
    if (found > 0)
      wf_raise(&wf_exc_TypeError,
               "type() doesn't support MRO entry resolution; use types.new_class()");
    if (found) return false;
  }
  return true;
}

/* type(object), or type(name, bases, namespace, **keywords). */
wf_value wf_type_construct(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames) {
  if (meta == &wf_type_type && npos == 1 && kwnames == WF_EMPTY)
    return wf_from_type(wf_type_of(args[0]));
  if (meta == &wf_type_type && npos == 1) return wf_no_keywords("type", kwnames), WF_ERROR;
  if (npos != 3) {
    if (meta == &wf_type_type) return wf_raise(&wf_exc_TypeError, "type() takes 1 or 3 arguments");
    return wf_raise(&wf_exc_TypeError, "type.__new__() takes exactly 3 arguments (%zu given)",
                    npos);
  }
  static const char *const what[] = {"str", "tuple", "dict"};
  bool ok[] = {wf_is_str(args[0]), wf_is_tuple(args[1]), wf_is_dict(args[2])};
  for (int i = 0; i < 3; i++)
    if (!ok[i])
      return wf_raise(&wf_exc_TypeError, "type.__new__() argument %d must be %s, not %a", i + 1,
                      what[i], args[i]);
  wf_value bases = args[1];
  if (wf_tuple_length(bases)) {
    if (!refuse_entries(bases)) return WF_ERROR;
    wf_type *winner = most_derived(meta, bases);
    if (!winner) return WF_ERROR;
    if (winner != meta) {
      wf_value (*new)(wf_type *, const wf_value *, size_t, wf_value) = winner->slots.new;
      if (new != wf_type_construct) return new(winner, args, npos, kwnames);
      meta = winner;
    }
  }
  return wf_type_new(meta, args[0], bases, args[2], kwnames, args + npos);
}

int wf_type_init_check(WF_UNUSED wf_value self, WF_UNUSED const wf_value *args, size_t npos,
                       wf_value kwnames) {
  if (npos == 1 && kwnames != WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "type.__init__() takes no keyword arguments");
    return -1;
  }
  if (npos != 1 && npos != 3) {
    wf_raise(&wf_exc_TypeError, "type.__init__() takes 1 or 3 arguments");
    return -1;
  }
  return 0;
}

/* --- Calling classes --- */

wf_value wf_type_call(wf_value cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_type *type = wf_to_type(cls);
  if (type == &wf_type_type && npos == 1 && kwnames == WF_EMPTY)
    return wf_from_type(wf_type_of(args[0]));
  wf_value (*new)(wf_type *, const wf_value *, size_t, wf_value) = type->slots.new;
  if (!new || (flags_of(type) & WF_TYPE_NO_NEW))
    return wf_raise(&wf_exc_TypeError, "cannot create '%s' instances", type->name);
  wf_value v = new(type, args, npos, kwnames);
  if (v == WF_ERROR || !wf_is_a(v, type)) return v;
  wf_type *made = wf_type_of(v);
  int (*init)(wf_value, const wf_value *, size_t, wf_value) = made->slots.init;
  /* int(x), str(x): object's __init__ would only find that __new__ wanted the arguments */
  if (init == wf_object_type.slots.init && !(flags_of(made) & WF_TYPE_SCRIPT) &&
      made->slots.new != wf_object_type.slots.new)
    return v;
  return init && init(v, args, npos, kwnames) < 0 ? WF_ERROR : v;
}

/* slots.new of a class with its own __new__: a static method, called with the class. */
wf_value wf_type_script_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value f = wf_type_get_attribute(wf_from_type(cls), wf_names.__new__);
  if (f == WF_ERROR) return WF_ERROR;
  size_t total = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value small[8],
      *all = total < WF_COUNT(small) ? small : wf_alloc_array(total + 1, sizeof *all);
  if (!all) return WF_ERROR;
  all[0] = wf_from_type(cls);
  if (total) memcpy(all + 1, args, total * sizeof *all);
  return wf_call(f, all, npos + 1, kwnames);
}

wf_value wf_type_simple_init(wf_type *type) {
  if (type->slots.new != wf_object_type.slots.new || (flags_of(type) & WF_TYPE_ABSTRACT))
    return WF_EMPTY;
  wf_value init = wf_type_lookup(type, wf_names.__init__);
  return init != WF_EMPTY && wf_hooks.is_script_function(init) ? init : WF_EMPTY;
}

/* --- The __new__ of built-in types: checks its first argument, then makes an instance of that
 * class --- */

wf_value wf_builtin_new_call(const wf_type *owner, const wf_value *args, size_t npos,
                             wf_value kwnames) {
  if (npos == 0)
    return wf_raise(&wf_exc_TypeError, "%s.__new__(): not enough arguments", wf_type_name(owner));
  if (!wf_is_type(args[0]))
    return wf_raise(&wf_exc_TypeError, "%s.__new__(X): X is not a type object (%T)",
                    wf_type_name(owner), args[0]);
  wf_type *cls = wf_to_type(args[0]);
  if (!wf_type_is_subtype(cls, owner))
    return wf_raise(&wf_exc_TypeError, "%s.__new__(%s): %s is not a subtype of %s",
                    wf_type_name(owner), wf_type_name(cls), wf_type_name(cls), wf_type_name(owner));
  const wf_type *solid = cls;
  while (solid && (flags_of(solid) & WF_TYPE_SCRIPT)) solid = solid->base;
  if (solid && ((flags_of(solid) & WF_TYPE_NO_NEW) || solid->slots.new != owner->slots.new))
    return wf_raise(&wf_exc_TypeError, "%s.__new__(%s) is not safe, use %s.__new__()",
                    wf_type_name(owner), wf_type_name(cls), wf_type_name(solid));
  if (owner == &wf_type_type && npos != 4) /* type(x) is another thing */
    return wf_raise(&wf_exc_TypeError, "type.__new__() takes exactly 3 arguments (%zu given)",
                    npos - 1);
  return owner->slots.new(cls, args + 1, npos - 1, kwnames);
}

static wf_value builtin_new(const wf_value *args, size_t npos, wf_value kwnames) {
  return wf_builtin_new_call(wf_to_type(args[0]), args + 1, npos - 1, kwnames);
}
const wf_native_def wf_builtin_new_def = {
    "__new__", builtin_new, WF_RAW, "Make an instance; see help(type) for its arguments.", 0};

bool wf_is_builtin_new(wf_value v) {
  return wf_has_root_shape(v, &wf_native_type) &&
         ((wf_native *)wf_to_object(v))->def == &wf_builtin_new_def;
}
wf_type *wf_builtin_new_owner(wf_value v) { return ((wf_native *)wf_to_object(v))->owner; }

wf_value wf_type_new_function(wf_type *type) {
  return wf_native_bound_new(&wf_builtin_new_def, type, wf_from_type(type));
}
