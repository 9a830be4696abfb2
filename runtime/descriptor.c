/* Bound methods, property, classmethod, staticmethod, super, the descriptors of native attributes,
   cells, the proxy of a class's namespace, and SimpleNamespace. */
#include <config.h>

#include "runtime/descriptor.h"

#include "runtime/allocate.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/hooks.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/type.h"

/* --- Bound methods --- */

static wf_method *to_method(wf_value v) { return (wf_method *)wf_to_object(v); }

wf_value wf_method_new(wf_value function, wf_value self) {
  wf_method *m = wf_object_new(&wf_method_type);
  m->function = function;
  m->self = self;
  return wf_from_object(m);
}

static wf_value method_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  const wf_method *m = to_method(callee);
  size_t total = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value small[8],
      *all = total < WF_COUNT(small) ? small : wf_alloc_array(total + 1, sizeof *all);
  if (!all) return WF_ERROR;
  all[0] = m->self;
  if (total) memcpy(all + 1, args, total * sizeof *all);
  if (!wf_recursion_enter(" while calling a Python object")) return WF_ERROR;
  wf_value v = wf_call(m->function, all, npos + 1, kwnames);
  wf_recursion_leave();
  return v;
}

static wf_value method_construct(WF_UNUSED wf_type *cls, const wf_value *args, size_t npos,
                                 wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("method", "(function, instance, /)", args, npos, kwnames, a)) return WF_ERROR;
  if (!wf_is_callable(a[0])) return wf_raise(&wf_exc_TypeError, "first argument must be callable");
  if (a[1] == WF_NONE) return wf_raise(&wf_exc_TypeError, "instance must not be None");
  return wf_method_new(a[0], a[1]);
}

static wf_value method_getattr(wf_value self, wf_value name) {
  if (!wf_poll_deep(wf_self)) return WF_ERROR; /* the function may be a method too, and so on */
  if (wf_type_lookup(&wf_method_type, name) != WF_EMPTY && !wf_str_equal_c(name, "__doc__"))
    return wf_generic_getattr(self, name);
  return wf_getattr(to_method(self)->function, name);
}

static wf_value method_repr(wf_value self) {
  wf_value name;
  int found = wf_getattr_optional(to_method(self)->function, wf_names.__qualname__, &name);
  if (found == 0) found = wf_getattr_optional(to_method(self)->function, wf_names.__name__, &name);
  if (found < 0) return WF_ERROR;
  if (!found || !wf_is_str(name)) name = wf_str_from_char('?');
  return wf_str_format("<bound method %U of %R>", name, to_method(self)->self);
}
static wf_value method_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_has_root_shape(b, &wf_method_type))
    return WF_NOT_IMPLEMENTED;
  int same = wf_equal(to_method(a)->function, to_method(b)->function);
  if (same < 0) return WF_ERROR;
  same = same && to_method(a)->self == to_method(b)->self;
  return wf_bool(same == (op == WF_EQ));
}
static int64_t method_hash(wf_value v) {
  uint64_t objects = 0; /* the function may be a method too, and so on */
  for (; wf_has_root_shape(v, &wf_method_type); v = to_method(v)->function)
    objects = objects * 31 ^ to_method(v)->self >> 4;
  int64_t h = wf_hash(v);
  if (h == -1) return -1;
  h ^= (int64_t)(objects & INT64_MAX);
  return h == -1 ? -2 : h;
}
WF_NATIVE(method_reduce) {
  wf_value name = wf_getattr(to_method(args[0])->function, wf_names.__name__);
  if (name == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, wf_dict_get_c(wf_builtins_namespace(), "getattr"),
                     wf_tuple_of(2, to_method(args[0])->self, name));
}
static const wf_native_def method_methods[] = {{"__reduce__", method_reduce, "(self, /)", NULL, 0},
                                               {0}};
static const wf_member_def method_members[] = {
    {"__func__", WF_MEMBER_VALUE_READONLY, offsetof(wf_method, function),
     "the function that implements the method"},
    {"__self__", WF_MEMBER_VALUE_READONLY, offsetof(wf_method, self),
     "the instance that it is bound to"},
    {0}};
wf_type wf_method_type = {.name = "method",
                          .doc = "A function bound to an instance.",
                          .signature = "(function, instance, /)",
                          .instance_size = sizeof(wf_method),
                          .flags = WF_TYPE_WEAK,
                          .slots = {.repr = method_repr,
                                    .call = method_call,
                                    .getattr = method_getattr,
                                    .compare = method_compare,
                                    .hash = method_hash,
                                    .new = method_construct},
                          .methods = method_methods,
                          .members = method_members};

/* --- classmethod and staticmethod --- */

static wf_wrapped *to_wrapped(wf_value v) { return (wf_wrapped *)wf_to_object(v); }
static wf_value callable_of(wf_value v) { return wf_slot_acquire(&to_wrapped(v)->callable); }

static wf_value wrap_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                         WF_UNUSED wf_value kwnames) {
  wf_wrapped *w = wf_object_new(cls);
  w->callable = WF_NONE;
  return wf_from_object(w);
}

/* Looks like what it wraps. */
static bool copy_names(wf_value self, wf_value callable) {
  const wf_value names[] = {wf_names.__module__,  wf_names.__name__, wf_names.__qualname__,
                            wf_names.__doc__,     wf_names.__annotations__};
  wf_slot_set(&to_wrapped(self)->callable, callable);
  for (size_t i = 0; i < WF_COUNT(names); i++) {
    wf_value v;
    int found = wf_getattr_optional(callable, names[i], &v);
    if (found < 0 || (found && wf_attr_set_own(self, names[i], v) < 0)) return false;
  }
  return true;
}
static int wrap_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  const char *name = wf_type_of(self) == &wf_staticmethod_type ? "staticmethod" : "classmethod";
  if (!wf_no_keywords(name, kwnames)) return -1;
  if (npos != 1) {
    wf_raise(&wf_exc_TypeError, "%s expected 1 argument, got %zu", name, npos);
    return -1;
  }
  return copy_names(self, args[0]) ? 0 : -1;
}
static wf_value wrap_with(wf_type *type, wf_value callable) {
  wf_value v = wrap_new(type, NULL, 0, WF_EMPTY);
  return copy_names(v, callable) ? v : WF_ERROR;
}
wf_value wf_classmethod_new(wf_value callable) { return wrap_with(&wf_classmethod_type, callable); }
wf_value wf_staticmethod_new(wf_value callable) {
  return wrap_with(&wf_staticmethod_type, callable);
}

static wf_value classmethod_get(wf_value self, wf_value object, wf_value type) {
  wf_value callable = callable_of(self);
  if (type == WF_EMPTY) type = wf_from_type(wf_type_of(object));
  wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(callable)->slots.descr_get;
  if (get) return get(callable, type, type);
  return wf_method_new(callable, type);
}
static wf_value staticmethod_get(wf_value self, WF_UNUSED wf_value object,
                                 WF_UNUSED wf_value type) {
  return callable_of(self);
}
static wf_value staticmethod_call(wf_value callee, const wf_value *args, size_t npos,
                                  wf_value kwnames) {
  return wf_call(callable_of(callee), args, npos, kwnames);
}
static wf_value wrap_repr(wf_value self) {
  return wf_str_format("<%T(%R)>", self, callable_of(self));
}
static wf_value wrap_function(wf_value self) { return callable_of(self); }
static wf_value wrap_abstract(wf_value self) {
  wf_value v;
  int found = wf_getattr_optional(callable_of(self), wf_names.__isabstractmethod__, &v);
  int truth = found <= 0 ? found : wf_truth(v);
  return truth < 0 ? WF_ERROR : wf_bool(truth);
}
static wf_value own_dict(wf_value self) { return wf_attr_dict(self); }
static const wf_getset_def wrap_getsets[] = {{"__func__", wrap_function, NULL, NULL},
                                             {"__wrapped__", wrap_function, NULL, NULL},
                                             {"__isabstractmethod__", wrap_abstract, NULL, NULL},
                                             {"__dict__", own_dict, NULL, NULL},
                                             {0}};
wf_type wf_classmethod_type = {
    .name = "classmethod",
    .doc = "Makes a function a method of the class.",
    .signature = "(function, /)",
    .instance_size = sizeof(wf_wrapped),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS,
    .slots = {.new = wrap_new, .init = wrap_init, .descr_get = classmethod_get, .repr = wrap_repr},
    .getsets = wrap_getsets};
wf_type wf_staticmethod_type = {.name = "staticmethod",
                                .doc = "Makes a function a static method.",
                                .signature = "(function, /)",
                                .instance_size = sizeof(wf_wrapped),
                                .flags = WF_TYPE_BASE | WF_TYPE_ATTRS,
                                .slots = {.new = wrap_new,
                                          .init = wrap_init,
                                          .descr_get = staticmethod_get,
                                          .call = staticmethod_call,
                                          .repr = wrap_repr},
                                .getsets = wrap_getsets};

/* --- property --- */

static wf_property *to_property(wf_value v) { return (wf_property *)wf_to_object(v); }
static wf_value none_if_empty(wf_value v) { return v == WF_EMPTY ? WF_NONE : v; }

static wf_value property_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                             WF_UNUSED wf_value kwnames) {
  wf_property *p = wf_object_new(cls);
  wf_slot_set(&p->get, WF_NONE);
  wf_slot_set(&p->set, WF_NONE);
  wf_slot_set(&p->del, WF_NONE);
  return wf_from_object(p);
}
static int property_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[4], doc = WF_NONE;
  wf_property *p = to_property(self);
  if (!WF_BIND("property", "(fget=None, fset=None, fdel=None, doc=None)", args, npos, kwnames, a))
    return -1;
  wf_value get = none_if_empty(a[0]);
  wf_slot_set(&p->get, get);
  wf_slot_set(&p->set, none_if_empty(a[1]));
  wf_slot_set(&p->del, none_if_empty(a[2]));
  atomic_store(&p->doc_from_getter, false);
  doc = none_if_empty(a[3]);
  if (doc == WF_NONE && get != WF_NONE) {
    int found = wf_getattr_optional(get, wf_names.__doc__, &doc);
    if (found < 0) return -1;
    if (!found) doc = WF_NONE;
    atomic_store(&p->doc_from_getter, doc != WF_NONE);
  }
  wf_slot_set(&p->doc, doc);
  if (wf_type_of(self) != &wf_property_type && doc != WF_NONE)
    return wf_setattr(self, wf_names.__doc__,
                      doc); /* a subclass has a __doc__ of its own that hides ours */
  return 0;
}

static wf_value raise_property(wf_value self, wf_value object, const char *what) {
  wf_value name = wf_slot_acquire(&to_property(self)->name);
  wf_value qualname = wf_slot_acquire(&wf_type_of(object)->qualname);
  if (name != WF_EMPTY)
    return wf_raise(&wf_exc_AttributeError, "property %R of %R object has no %s", name, qualname,
                    what);
  return wf_raise(&wf_exc_AttributeError, "property of %R object has no %s", qualname, what);
}
static wf_value property_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  if (object == WF_EMPTY) return self;
  wf_value get = wf_slot_acquire(&to_property(self)->get);
  return get == WF_NONE ? raise_property(self, object, "getter") : wf_call1(get, object);
}
static int property_set(wf_value self, wf_value object, wf_value value) {
  wf_property *p = to_property(self);
  wf_value f = wf_slot_acquire(value == WF_EMPTY ? &p->del : &p->set);
  if (f == WF_NONE) {
    raise_property(self, object, value == WF_EMPTY ? "deleter" : "setter");
    return -1;
  }
  wf_value r = value == WF_EMPTY ? wf_call1(f, object) : wf_call2(f, object, value);
  return r == WF_ERROR ? -1 : 0;
}

/* A copy with one function replaced. */
static wf_value property_copy(wf_value self, wf_value get, wf_value set, wf_value del) {
  wf_property *p = to_property(self);
  bool from_getter = atomic_load(&p->doc_from_getter);
  wf_value doc = from_getter ? WF_NONE : none_if_empty(wf_slot_acquire(&p->doc));
  wf_value args[4] = {get == WF_EMPTY ? wf_slot_acquire(&p->get) : get,
                      set == WF_EMPTY ? wf_slot_acquire(&p->set) : set,
                      del == WF_EMPTY ? wf_slot_acquire(&p->del) : del, doc};
  wf_value copy = wf_call(wf_from_type(wf_type_of(self)), args, 4, WF_EMPTY);
  wf_value name = wf_slot_acquire(&p->name);
  if (copy != WF_ERROR && wf_is_a(copy, &wf_property_type))
    wf_slot_set(&to_property(copy)->name, name);
  return copy;
}
WF_NATIVE(property_getter) { return property_copy(args[0], args[1], WF_EMPTY, WF_EMPTY); }
WF_NATIVE(property_setter) { return property_copy(args[0], WF_EMPTY, args[1], WF_EMPTY); }
WF_NATIVE(property_deleter) { return property_copy(args[0], WF_EMPTY, WF_EMPTY, args[1]); }
WF_NATIVE(property_set_name) {
  if (nargs != 3)
    return wf_raise(&wf_exc_TypeError,
                    "__set_name__() takes 2 positional arguments but %zu were given", nargs - 1);
  wf_slot_set(&to_property(args[0])->name, args[2]);
  return WF_NONE;
}
static wf_value property_abstract(wf_value self) {
  wf_property *p = to_property(self);
  wf_value parts[] = {wf_slot_acquire(&p->get), wf_slot_acquire(&p->set),
                      wf_slot_acquire(&p->del)}, v;
  for (size_t i = 0; i < WF_COUNT(parts); i++) {
    int found =
        parts[i] == WF_NONE ? 0 : wf_getattr_optional(parts[i], wf_names.__isabstractmethod__, &v);
    int truth = found <= 0 ? found : wf_truth(v);
    if (truth) return truth < 0 ? WF_ERROR : WF_TRUE;
  }
  return WF_FALSE;
}
static wf_value property_doc(wf_value self) {
  return none_if_empty(wf_slot_acquire(&to_property(self)->doc));
}
static int property_set_doc(wf_value self, wf_value v) {
  wf_slot_set(&to_property(self)->doc, none_if_empty(v));
  return 0;
}
static const wf_native_def property_methods[] = {
    {"getter", property_getter, "(self, fget, /)", "A copy with another getter.", 0},
    {"setter", property_setter, "(self, fset, /)", "A copy with another setter.", 0},
    {"deleter", property_deleter, "(self, fdel, /)", "A copy with another deleter.", 0},
    {"__set_name__", property_set_name, WF_RAW, "Method to set name of a property.", 0},
    {0}};
static const wf_member_def property_members[] = {
    {"fget", WF_MEMBER_VALUE_READONLY, offsetof(wf_property, get), NULL},
    {"fset", WF_MEMBER_VALUE_READONLY, offsetof(wf_property, set), NULL},
    {"fdel", WF_MEMBER_VALUE_READONLY, offsetof(wf_property, del), NULL},
    {0}};
static const wf_getset_def property_getsets[] = {
    {"__isabstractmethod__", property_abstract, NULL, NULL},
    {"__doc__", property_doc, property_set_doc, NULL},
    {0}};
wf_type wf_property_type = {.name = "property",
                            .doc = "An attribute computed by functions.",
                            .signature = "(fget=None, fset=None, fdel=None, doc=None)",
                            .instance_size = sizeof(wf_property),
                            .flags = WF_TYPE_BASE,
                            .slots = {.new = property_new,
                                      .init = property_init,
                                      .descr_get = property_get,
                                      .descr_set = property_set},
                            .methods = property_methods,
                            .members = property_members,
                            .getsets = property_getsets};

/* --- Native attributes: getset and member --- */

typedef struct getset {
  wf_object head;
  wf_type *owner;
  const wf_getset_def *def;
} getset;
static getset *to_getset(wf_value v) { return (getset *)wf_to_object(v); }

wf_value wf_getset_new(wf_type *owner, const wf_getset_def *def) {
  getset *g = wf_object_new(&wf_getset_type);
  g->owner = owner;
  g->def = def;
  return wf_from_object(g);
}
static bool check_owner(const wf_type *owner, const char *name, wf_value object) {
  if (wf_is_a(object, owner)) return true;
  wf_raise(&wf_exc_TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%T' object",
           name, wf_type_name(owner), object);
  return false;
}
/* The object is, or has just been, one of the owner's. */
static wf_value get_by_function(const getset *g, wf_value object) {
  /* it may ask what the object wraps for the same attribute, and so on */
  return wf_poll_deep(wf_self) ? g->def->get(object) : WF_ERROR;
}
static wf_value getset_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  const getset *g = to_getset(self);
  if (object == WF_EMPTY) return self;
  return check_owner(g->owner, g->def->name, object) ? get_by_function(g, object) : WF_ERROR;
}
static int set_by_function(const getset *g, wf_value object, wf_value value) {
  if (g->def->set) return g->def->set(object, value);
  static const char *const plain[] = {"__mro__",          "__base__",      "__dictoffset__",
                                      "__flags__",        "__basicsize__", "__itemsize__",
                                      "__weakrefoffset__"}; /* members rather than functions in the
                                                               reference */
  for (size_t i = 0; g->owner == &wf_type_type && i < WF_COUNT(plain); i++)
    if (!strcmp(plain[i], g->def->name)) {
      wf_raise(&wf_exc_AttributeError, "readonly attribute");
      return -1;
    }
  wf_raise(&wf_exc_AttributeError, "attribute '%s' of '%s' objects is not writable", g->def->name,
           wf_type_name(g->owner));
  return -1;
}
static int getset_set(wf_value self, wf_value object, wf_value value) {
  const getset *g = to_getset(self);
  return check_owner(g->owner, g->def->name, object) ? set_by_function(g, object, value) : -1;
}
static wf_value getset_name(wf_value v) { return wf_str_intern_c(to_getset(v)->def->name); }
static wf_value getset_qualname(wf_value v) {
  return wf_str_format("%s.%s", wf_type_short_name(to_getset(v)->owner), to_getset(v)->def->name);
}
static wf_value getset_doc(wf_value v) {
  return to_getset(v)->def->doc ? wf_str_from_c(to_getset(v)->def->doc) : WF_NONE;
}
static wf_value getset_owner(wf_value v) { return wf_from_type(to_getset(v)->owner); }
static wf_value getset_repr(wf_value v) {
  return wf_str_format("<attribute '%s' of '%s' objects>", to_getset(v)->def->name,
                       wf_type_name(to_getset(v)->owner));
}
static const wf_getset_def getset_getsets[] = {{"__name__", getset_name, NULL, NULL},
                                               {"__qualname__", getset_qualname, NULL, NULL},
                                               {"__doc__", getset_doc, NULL, NULL},
                                               {"__objclass__", getset_owner, NULL, NULL},
                                               {0}};
wf_type wf_getset_type = {
    .name = "getset_descriptor",
    .instance_size = sizeof(getset),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = getset_repr, .descr_get = getset_get, .descr_set = getset_set},
    .getsets = getset_getsets};

static wf_member *to_member(wf_value v) { return (wf_member *)wf_to_object(v); }

wf_value wf_member_new(wf_type *owner, wf_value name, uint32_t offset, int kind, const char *doc) {
  wf_member *m = wf_object_new(&wf_member_type);
  m->owner = owner;
  m->name = name;
  m->offset = offset;
  m->kind = (uint8_t)kind;
  m->doc = doc;
  return wf_from_object(m);
}
static const struct super *to_super(wf_value v);

static wf_value get_member(const wf_member *m, wf_value object) {
  char *at = (char *)wf_to_object(object) + m->offset;
  switch ((enum wf_member_kind)m->kind) {
  case WF_MEMBER_SUPER_READONLY: return *(wf_value *)((char *)to_super(object) + m->offset);
  case WF_MEMBER_BOOL_READONLY: return wf_bool(*(bool *)at);
  case WF_MEMBER_INT_READONLY: return wf_small_int(*(int32_t *)at);
  case WF_MEMBER_DOUBLE_READONLY: return wf_float_new(*(double *)at);
  default: break;
  }
  wf_value v = wf_slot_acquire((wf_slot *)at);
  if (v != WF_EMPTY) return v;
  if (m->kind != WF_MEMBER_VALUE) return WF_NONE;
  return wf_raise_attribute(object, m->name);
}
static wf_value member_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  const wf_member *m = to_member(self);
  if (object == WF_EMPTY) return self;
  return check_owner(m->owner, wf_str_data(m->name), object) ? get_member(m, object) : WF_ERROR;
}
static int set_member(const wf_member *m, wf_value object, wf_value value) {
  if (m->kind != WF_MEMBER_VALUE && m->kind != WF_MEMBER_VALUE_NONE) {
    wf_raise(&wf_exc_AttributeError, "readonly attribute");
    return -1;
  }
  wf_slot *slot = (wf_slot *)((char *)wf_to_object(object) + m->offset);
  if (value != WF_EMPTY) {
    wf_slot_set(slot, value);
  } else if (atomic_exchange(slot, WF_EMPTY) == WF_EMPTY) {
    wf_raise_value(&wf_exc_AttributeError, m->name);
    return -1;
  }
  return 0;
}
static int member_set(wf_value self, wf_value object, wf_value value) {
  const wf_member *m = to_member(self);
  return check_owner(m->owner, wf_str_data(m->name), object) ? set_member(m, object, value) : -1;
}
static wf_value member_name(wf_value v) { return to_member(v)->name; }
static wf_value member_qualname(wf_value v) {
  return wf_str_format("%s.%U", wf_type_short_name(to_member(v)->owner), to_member(v)->name);
}
static wf_value member_doc(wf_value v) {
  return to_member(v)->doc ? wf_str_from_c(to_member(v)->doc) : WF_NONE;
}
static wf_value member_owner(wf_value v) { return wf_from_type(to_member(v)->owner); }
static wf_value member_repr(wf_value v) {
  return wf_str_format("<member '%U' of '%s' objects>", to_member(v)->name,
                       wf_type_name(to_member(v)->owner));
}
static const wf_getset_def member_getsets[] = {{"__name__", member_name, NULL, NULL},
                                               {"__qualname__", member_qualname, NULL, NULL},
                                               {"__doc__", member_doc, NULL, NULL},
                                               {"__objclass__", member_owner, NULL, NULL},
                                               {0}};
wf_type wf_member_type = {
    .name = "member_descriptor",
    .instance_size = sizeof(wf_member),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = member_repr, .descr_get = member_get, .descr_set = member_set},
    .getsets = member_getsets};

static bool is_of(const wf_type *type, const wf_type *owner) {
  return type == owner || wf_type_is_subtype(type, owner);
}

static wf_value get_by(wf_value (*get)(wf_value, wf_value, wf_value), wf_value found, wf_value v,
                       wf_type *type) {
  if (get == member_get && is_of(type, to_member(found)->owner))
    return get_member(to_member(found), v);
  if (get == getset_get && is_of(type, to_getset(found)->owner))
    return get_by_function(to_getset(found), v);
  return get(found, v, wf_from_type(type));
}

wf_value wf_descriptor_get(wf_value found, wf_value v, wf_type *type) {
  wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(found)->slots.descr_get;
  return get ? get_by(get, found, v, type) : found;
}

wf_value wf_descriptor_get_first(wf_value found, wf_value v, wf_type *type) {
  wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(found)->slots.descr_get;
  if (!get) return WF_EMPTY;
  return wf_is_script_descr_get(get) ? wf_script_descr_get(found, v, wf_from_type(type))
                                     : get_by(get, found, v, type);
}

int wf_descriptor_set(wf_set_fn set, wf_value found, wf_value v, wf_value value,
                      const wf_type *type) {
  if (set == member_set && is_of(type, to_member(found)->owner))
    return set_member(to_member(found), v, value);
  if (set == getset_set && is_of(type, to_getset(found)->owner))
    return set_by_function(to_getset(found), v, value);
  return wf_is_script_descr_set(set) ? wf_script_descr_set(found, v, value) : set(found, v, value);
}

/* --- super --- */

typedef struct super {
  wf_object head;
  _Atomic(uintptr_t) state; /* SUPER_..., or what a further __init__ has made of it: a super * */
  wf_value type, object;    /* None when absent; fixed once it is bound */
  wf_value start;           /* the class whose MRO is searched, behind `type`; or None */
} super;
enum { SUPER_NEW, SUPER_BOUND };
static const super unbound = {.type = WF_NONE, .object = WF_NONE, .start = WF_NONE};

/* What the object stands for, to be looked up once in an operation. */
static const super *to_super(wf_value v) {
  const super *s = (super *)wf_to_object(v);
  uintptr_t state = atomic_load_explicit(&((super *)s)->state, memory_order_acquire);
  if (WF_LIKELY(state == SUPER_BOUND)) return s;
  return state == SUPER_NEW ? &unbound : (const super *)state;
}

/* The class whose MRO to use: of the object, or the object itself when it is a class. NULL:
 * TypeError. */
static wf_type *super_check(wf_type *type, wf_value object) {
  if (wf_is_type(object) && wf_type_is_subtype(wf_to_type(object), type)) return wf_to_type(object);
  wf_type *of = wf_type_of(object);
  if (wf_type_is_subtype(of, type)) return of;
  wf_value cls;
  int found = wf_getattr_optional(object, wf_names.__class__, &cls);
  if (found < 0) return NULL;
  if (found && wf_is_type(cls) && wf_type_is_subtype(wf_to_type(cls), type)) return wf_to_type(cls);
  wf_raise(&wf_exc_TypeError, "super(type, obj): obj must be an instance or subtype of type");
  return NULL;
}
/* A super object gets its three words once, by who comes first; a further __init__ makes a second
   object that it stands for from then on, as other threads may be using the words it has. */
static void super_fill(super *s, wf_value type, wf_value object, wf_type *start) {
  s->type = type;
  s->object = object;
  s->start = start ? wf_from_type(start) : WF_NONE;
  atomic_store_explicit(&s->state, SUPER_BOUND, memory_order_release);
}
static bool super_bind(super *s, wf_value type, wf_value object) {
  wf_type *start = object == WF_NONE ? NULL : super_check(wf_to_type(type), object);
  if (object != WF_NONE && !start) return false;
  wf_lock(s);
  if (atomic_load_explicit(&s->state, memory_order_relaxed) == SUPER_NEW) {
    super_fill(s, type, object, start);
  } else {
    super *again = wf_object_new(&wf_super_type);
    super_fill(again, type, object, start);
    atomic_store_explicit(&s->state, (uintptr_t)again, memory_order_release);
  }
  wf_unlock(s);
  return true;
}
wf_value wf_super_new(wf_type *type, wf_value object) {
  wf_type *start = super_check(type, object);
  if (!start) return WF_ERROR;
  super *s = wf_object_new(&wf_super_type);
  super_fill(s, wf_from_type(type), object, start);
  return wf_from_object(s);
}
static wf_value super_construct(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                                WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}
static int super_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (npos > WF_COUNT(a)) {
    wf_raise(&wf_exc_TypeError, "super() expected at most 2 arguments, got %zu", npos);
    return -1;
  }
  if (!WF_BIND("super", "(type=None, object_or_type=None, /)", args, npos, kwnames, a)) return -1;
  if (a[0] == WF_EMPTY && !wf_hooks.super_context(&a[0], &a[1])) return -1;
  if (!wf_is_type(a[0])) {
    wf_raise(&wf_exc_TypeError, "super() argument 1 must be a type, not %T", a[0]);
    return -1;
  }
  wf_value object = a[1] == WF_EMPTY ? WF_NONE : a[1];
  return super_bind((super *)wf_to_object(self), a[0], object) ? 0 : -1;
}
/* The search begins anew when a class has changed and nothing was found: a name that moves along
   the MRO was there all the time. */
static wf_value super_find(const super *s, wf_value name) {
  for (;;) {
    uint64_t epoch = atomic_load(&wf_type_epoch);
    wf_value mro = wf_type_mro(wf_to_type(s->start)), found;
    size_t count = wf_tuple_length(mro), i = 0;
    while (i < count && wf_tuple_get(mro, i) != s->type) i++;
    for (i++; i < count; i++) {
      found = wf_dict_get_str(wf_to_type(wf_tuple_get(mro, i))->namespace, name);
      if (found != WF_EMPTY) return found;
    }
    if (epoch == atomic_load(&wf_type_epoch)) return WF_EMPTY;
  }
}
static wf_value super_getattr(wf_value self, wf_value name) {
  const super *s = to_super(self);
  if (s->start == WF_NONE || (wf_is_str(name) && wf_str_equal_c(name, "__class__")))
    return wf_generic_getattr(self, name);
  wf_value interned = wf_is_str_exact(name) ? wf_str_intern(name) : name;
  wf_value found = super_find(s, interned);
  if (found == WF_EMPTY) return wf_generic_getattr(self, name);
  wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(found)->slots.descr_get;
  if (!get) return found;
  return get(found, s->object == s->start ? WF_EMPTY : s->object, s->start);
}
static wf_value super_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  const super *s = to_super(self);
  if (object == WF_EMPTY || object == WF_NONE || s->object != WF_NONE) return self;
  if (wf_type_of(self) != &wf_super_type)
    return wf_call2(wf_from_type(wf_type_of(self)), s->type, object);
  return wf_super_new(wf_to_type(s->type), object);
}
static wf_value super_repr(wf_value self) {
  const super *s = to_super(self);
  wf_value name = wf_is_type(s->type) ? wf_slot_acquire(&wf_to_type(s->type)->name_value)
                                      : wf_str_from_c("NULL");
  if (s->start != WF_NONE)
    return wf_str_format("<super: <class '%U'>, <%U object>>", name,
                         wf_slot_acquire(&wf_to_type(s->start)->name_value));
  return wf_str_format("<super: <class '%U'>, NULL>", name);
}
static const wf_member_def super_members[] = {
    {"__thisclass__", WF_MEMBER_SUPER_READONLY, offsetof(super, type),
     "the class invoking super()"},
    {"__self__", WF_MEMBER_SUPER_READONLY, offsetof(super, object),
     "the instance invoking super(); may be None"},
    {"__self_class__", WF_MEMBER_SUPER_READONLY, offsetof(super, start),
     "the type of the instance invoking super(); may be None"},
    {0}};
wf_type wf_super_type = {
    .name = "super",
    .doc = "Looks attributes up behind a class in the method resolution order.",
    .instance_size = sizeof(super),
    .flags = WF_TYPE_BASE,
    .slots = {.repr = super_repr,
              .getattr = super_getattr,
              .descr_get = super_get,
              .new = super_construct,
              .init = super_init},
    .members = super_members};

/* --- Cells --- */

wf_value wf_cell_new(wf_value value) {
  wf_cell *c = wf_alloc_small(wf_self, sizeof *c);
  atomic_store_explicit(&c->head.shape, &wf_cell_type.root, memory_order_relaxed);
  wf_slot_set(&c->value, value);
  return wf_from_object(c);
}
static wf_value cell_construct(WF_UNUSED wf_type *cls, const wf_value *args, size_t npos,
                               wf_value kwnames) {
  wf_value a[1];
  return WF_BIND("cell", "(contents=None, /)", args, npos, kwnames, a) ? wf_cell_new(a[0])
                                                                       : WF_ERROR;
}
static wf_value cell_contents(wf_value self) {
  wf_value v = wf_slot_acquire(&wf_to_cell(self)->value);
  return v == WF_EMPTY ? wf_raise(&wf_exc_ValueError, "Cell is empty") : v;
}
static int cell_set_contents(wf_value self, wf_value v) {
  wf_slot_set(&wf_to_cell(self)->value, v);
  return 0;
}
static wf_value cell_repr(wf_value self) {
  wf_value v = wf_slot_acquire(&wf_to_cell(self)->value);
  if (v == WF_EMPTY) return wf_str_format("<cell at %p: empty>", (void *)(uintptr_t)self);
  return wf_str_format("<cell at %p: %T object at %p>", (void *)(uintptr_t)self, v,
                       (void *)(uintptr_t)v);
}
static wf_value cell_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!wf_has_root_shape(b, &wf_cell_type)) return WF_NOT_IMPLEMENTED;
  wf_value x = wf_slot_acquire(&wf_to_cell(a)->value), y = wf_slot_acquire(&wf_to_cell(b)->value);
  if (x != WF_EMPTY && y != WF_EMPTY) return wf_compare(x, y, op);
  return wf_compare(wf_small_int(x != WF_EMPTY), wf_small_int(y != WF_EMPTY), op);
}
static const wf_getset_def cell_getsets[] = {
    {"cell_contents", cell_contents, cell_set_contents, NULL}, {0}};
wf_type wf_cell_type = {
    .name = "cell",
    .doc = "A variable shared with closures.",
    .instance_size = sizeof(wf_cell),
    .slots = {.repr = cell_repr, .compare = cell_compare, .new = cell_construct},
    .getsets = cell_getsets};

/* --- mappingproxy --- */

/* A view of a view of ... asks the mapping at their end itself: however many there are, no C stack
   is used up. Only repr() shows them. */
typedef struct proxy {
  wf_object head;
  wf_value shown; /* what it was made for */
  wf_value mapping;
} proxy;
static wf_value inner(wf_value v) { return ((proxy *)wf_to_object(v))->mapping; }

wf_value wf_mappingproxy_new(wf_value mapping) {
  proxy *p = wf_object_new(&wf_mappingproxy_type);
  p->shown = mapping;
  p->mapping = wf_has_root_shape(mapping, &wf_mappingproxy_type) ? inner(mapping) : mapping;
  return wf_from_object(p);
}
static wf_value proxy_construct(WF_UNUSED wf_type *cls, const wf_value *args, size_t npos,
                                wf_value kwnames) {
  wf_value a[1];
  if (!WF_BIND("mappingproxy", "(mapping)", args, npos, kwnames, a)) return WF_ERROR;
  if (!wf_type_of(a[0])->slots.getitem || wf_is_list(a[0]) || wf_is_tuple(a[0]))
    return wf_raise(&wf_exc_TypeError, "mappingproxy() argument must be a mapping, not %T", a[0]);
  return wf_mappingproxy_new(a[0]);
}
static wf_value proxy_getitem(wf_value v, wf_value key) { return wf_getitem(inner(v), key); }
static int proxy_contains(wf_value v, wf_value key) { return wf_contains(inner(v), key); }
static int64_t proxy_length(wf_value v) { return wf_length(inner(v)); }
static wf_value proxy_iter(wf_value v) { return wf_iter(inner(v)); }
static wf_value proxy_str(wf_value v) { return wf_to_str(inner(v)); }
static wf_value proxy_repr(wf_value v) {
  return wf_str_format("mappingproxy(%R)", ((proxy *)wf_to_object(v))->shown);
}
static wf_value proxy_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  return wf_compare(inner(a), b, op);
}
static wf_value proxy_or(wf_value a, wf_value b) {
  if (wf_has_root_shape(a, &wf_mappingproxy_type)) a = inner(a);
  if (wf_has_root_shape(b, &wf_mappingproxy_type)) b = inner(b);
  return wf_binary(WF_OP_OR, a, b);
}
static wf_value proxy_ior(wf_value a, WF_UNUSED wf_value b) {
  return wf_raise(&wf_exc_TypeError, "'|=' is not supported by %T; use '|' instead", a);
}
WF_NATIVE(proxy_get) {
  wf_value all[2] = {args[1], args[2] == WF_EMPTY ? WF_NONE : args[2]};
  return wf_call_method(inner(args[0]), wf_names.get, all, 2);
}
WF_NATIVE(proxy_keys) { return wf_call_method0(inner(args[0]), wf_names.keys); }
WF_NATIVE(proxy_values) { return wf_call_method0(inner(args[0]), wf_names.values); }
WF_NATIVE(proxy_items) { return wf_call_method0(inner(args[0]), wf_names.items); }
WF_NATIVE(proxy_copy) { return wf_call_method0(inner(args[0]), wf_names.copy); }
WF_NATIVE(proxy_reversed) { return wf_call_method0(inner(args[0]), wf_names.__reversed__); }
WF_NATIVE(proxy_class_getitem) { return wf_generic_alias_new(args[0], args[1]); }
static const wf_native_def proxy_methods[] = {
    {"get", proxy_get, "(self, key, default=None, /)", "The value of a key, or the default.", 0},
    {"keys", proxy_keys, "(self, /)", "The keys.", 0},
    {"values", proxy_values, "(self, /)", "The values.", 0},
    {"items", proxy_items, "(self, /)", "The pairs.", 0},
    {"copy", proxy_copy, "(self, /)", "A shallow copy.", 0},
    {"__reversed__", proxy_reversed, "(self, /)", NULL, 0},
    {"__class_getitem__", proxy_class_getitem, "(cls, item, /)", NULL, WF_FN_CLASS},
    {0}};
wf_type wf_mappingproxy_type = {.name = "mappingproxy",
                                .doc = "A read-only view of a mapping.",
                                .signature = "(mapping)",
                                .instance_size = sizeof(proxy),
                                .flags = WF_TYPE_MAPPING,
                                .slots = {.repr = proxy_repr,
                                          .str = proxy_str,
                                          .compare = proxy_compare,
                                          .iter = proxy_iter,
                                          .length = proxy_length,
                                          .getitem = proxy_getitem,
                                          .contains = proxy_contains,
                                          .new = proxy_construct,
                                          .binary = {[WF_OP_OR] = proxy_or},
                                          .inplace = {[WF_OP_OR] = proxy_ior}},
                                .methods = proxy_methods};

/* --- SimpleNamespace --- */

wf_value wf_simple_namespace_new(wf_value dict) {
  wf_value v = wf_from_object(wf_object_new(&wf_namespace_type)), key, value;
  size_t position = 0;
  while (wf_dict_next(dict, &position, &key, &value))
    if (wf_attr_set_own(v, wf_str_intern(key), value) < 0) return WF_ERROR;
  return v;
}
static wf_value namespace_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                              WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}
static int namespace_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (npos) {
    wf_raise(&wf_exc_TypeError, "no positional arguments expected");
    return -1;
  }
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++)
    if (wf_attr_set_own(self, wf_str_intern(wf_tuple_get(kwnames, i)), args[i]) < 0) return -1;
  return 0;
}
static wf_value namespace_attributes(wf_value self) {
  wf_value dict = wf_attr_snapshot(self);
  return dict == WF_EMPTY ? wf_attr_dict(self) : dict; /* which raises then */
}
static wf_value namespace_repr(wf_value self) {
  bool error;
  const char *name = wf_type_of(self) == &wf_namespace_type ? "namespace" : wf_type_name_of(self);
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_format("%s(...)", name);
  wf_value dict = namespace_attributes(self), key, value;
  size_t position = 0, count = 0;
  bool ok = dict != WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_format(&b, "%s(", name);
  while (ok && wf_dict_next(dict, &position, &key, &value)) {
    if (count++) wf_builder_add_c(&b, ", ");
    wf_builder_format(&b, "%S=", key);
    ok = wf_builder_add_repr(&b, value);
  }
  wf_repr_leave(self);
  wf_builder_add_c(&b, ")");
  return ok ? wf_builder_finish(&b) : WF_ERROR;
}
static wf_value namespace_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_is_a(b, &wf_namespace_type)) return WF_NOT_IMPLEMENTED;
  wf_value x = namespace_attributes(a), y = x == WF_ERROR ? WF_ERROR : namespace_attributes(b);
  return y == WF_ERROR ? WF_ERROR : wf_compare(x, y, op);
}
static int set_own_dict(wf_value self, wf_value v) {
  if (v == WF_EMPTY || !wf_is_dict(v)) {
    wf_raise(&wf_exc_TypeError, "__dict__ must be set to a dictionary");
    return -1;
  }
  return wf_attr_set_dict(self, v) ? 0 : -1;
}
WF_NATIVE(namespace_reduce) {
  wf_value dict = namespace_attributes(args[0]);
  return dict == WF_ERROR ? WF_ERROR
                          : wf_tuple_of(3, wf_from_type(wf_type_of(args[0])), wf_tuple_empty, dict);
}
static const wf_native_def namespace_methods[] = {
    {"__reduce__", namespace_reduce, "(self, /)", NULL, 0}, {0}};
static const wf_getset_def namespace_getsets[] = {{"__dict__", own_dict, set_own_dict, NULL}, {0}};
wf_type wf_namespace_type = {.name = "types.SimpleNamespace",
                             .doc = "An object that only holds attributes.",
                             .signature = "(**kwargs)",
                             .instance_size = sizeof(wf_object),
                             .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
                             .slots = {.repr = namespace_repr,
                                       .compare = namespace_compare,
                                       .new = namespace_new,
                                       .init = namespace_init},
                             .methods = namespace_methods,
                             .getsets = namespace_getsets};

bool wf_descriptor_init(void) {
  static wf_type *const types[] = {
      &wf_method_type,    &wf_classmethod_type,   &wf_staticmethod_type,
      &wf_property_type,  &wf_getset_type,        &wf_member_type,
      &wf_super_type,     &wf_cell_type,          &wf_mappingproxy_type,
      &wf_namespace_type, &wf_none_type,          &wf_not_implemented_type,
      &wf_ellipsis_type};
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_type_ready(types[i])) return false;
  return true;
}
