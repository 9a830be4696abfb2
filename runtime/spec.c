/* ModuleSpec as the import system itself makes it; importlib.machinery offers the same type. */
#include <config.h>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/import.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/str.h"

typedef struct spec {
  wf_object head;
  wf_slot name, origin, loader_state, search, parent, cached, has_location, initializing;
  wf_slot loader; /* WF_EMPTY: nobody has asked yet; get_loader */
} spec;

static spec *to_spec(wf_value v) { return (spec *)wf_to_object(v); }

static spec *make(wf_type *cls, wf_value name, wf_value origin, wf_value search, wf_value parent) {
  spec *s = wf_object_new(cls);
  wf_slot_set(&s->name, name);
  wf_slot_set(&s->origin, origin);
  wf_slot_set(&s->search, search);
  wf_slot_set(&s->parent, parent);
  wf_slot_set(&s->loader_state, WF_NONE);
  wf_slot_set(&s->cached, WF_NONE);
  wf_slot_set(&s->has_location, WF_FALSE);
  wf_slot_set(&s->initializing, WF_FALSE);
  return s;
}

wf_value wf_import_spec_new(wf_value name, wf_value origin, wf_value search, wf_value parent) {
  spec *s = make(&wf_spec_type, name, origin, search, parent);
  bool builtin = origin == WF_NONE || wf_str_equal_c(origin, "built-in") ||
                 wf_str_equal_c(origin, "frozen");
  wf_slot_set(&s->has_location, wf_bool(!builtin));
  return wf_from_object(s);
}

static wf_value spec_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[5];
  if (!WF_BIND("ModuleSpec", "(name, loader, *, origin=None, loader_state=None, is_package=None)",
               args, npos, kwnames, a))
    return WF_ERROR;
  wf_str *name = wf_arg_str(a[0], "ModuleSpec() argument 'name'");
  if (!name) return WF_ERROR;
  bool is_package = false;
  if (a[4] != WF_EMPTY && !wf_arg_bool(a[4], &is_package)) return WF_ERROR;
  const char *dot = strrchr(name->data, '.');
  wf_value parent = is_package ? a[0]
                    : dot      ? wf_str_new(name->data, (size_t)(dot - name->data))
                               : wf_str_empty;
  wf_value search = is_package ? wf_call0(wf_from_type(&wf_list_type)) : WF_NONE;
  spec *s = make(cls, a[0], a[2] == WF_EMPTY ? WF_NONE : a[2], search, parent);
  wf_slot_set(&s->loader, a[1]);
  if (a[3] != WF_EMPTY) wf_slot_set(&s->loader_state, a[3]);
  return wf_from_object(s);
}

/* What the import system found by itself gets its loader when somebody wants to see it: loaders are
   written in the language, and most programs load none. */
static wf_value get_loader(wf_value self) {
  spec *s = to_spec(self);
  wf_value loader = wf_slot_acquire(&s->loader);
  if (loader != WF_EMPTY) return loader;
  wf_value make = wf_import_attribute("importlib.machinery", "_loader_of");
  return wf_slot_keep_first(&s->loader, make == WF_ERROR ? WF_ERROR : wf_call1(make, self));
}

static int set_loader(wf_value self, wf_value loader) {
  wf_slot_set(&to_spec(self)->loader, loader == WF_EMPTY ? WF_NONE : loader);
  return 0;
}

static const wf_getset_def getsets[] = {{"loader", get_loader, set_loader, "what loads it"}, {0}};

/* A member that may have been deleted: AttributeError. */
static wf_value member(spec *s, const wf_slot *slot, const char *name) {
  wf_value v = wf_slot_acquire(slot);
  if (v != WF_EMPTY) return v;
  return wf_raise_attribute(wf_from_object(&s->head), wf_str_intern_c(name));
}

static wf_value spec_repr(wf_value self) {
  spec *s = to_spec(self);
  wf_value name = member(s, &s->name, "name"), loader, origin, search;
  if (name == WF_ERROR || (loader = get_loader(self)) == WF_ERROR ||
      (origin = member(s, &s->origin, "origin")) == WF_ERROR ||
      (search = member(s, &s->search, "submodule_search_locations")) == WF_ERROR)
    return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_format(&b, "ModuleSpec(name=%R, loader=%R", name, loader);
  if (origin != WF_NONE) wf_builder_format(&b, ", origin=%R", origin);
  if (search != WF_NONE) wf_builder_format(&b, ", submodule_search_locations=%R", search);
  wf_builder_add_c(&b, ")");
  return wf_builder_finish(&b);
}

#define MEMBER(name, field, doc) {name, WF_MEMBER_VALUE, offsetof(spec, field), doc}
static const wf_member_def members[] = {
    MEMBER("name", name, "the module's full name"),
    MEMBER("origin", origin, "where it comes from"),
    MEMBER("loader_state", loader_state, NULL),
    MEMBER("submodule_search_locations", search, "folders of a package, or None"),
    MEMBER("parent", parent, "the package that it is in"),
    MEMBER("cached", cached, NULL),
    MEMBER("has_location", has_location, NULL),
    MEMBER("_initializing", initializing, NULL),
    {0},
};

wf_type wf_spec_type = {
    .name = "importlib.machinery.ModuleSpec",
    .doc = "Where a module comes from and what loads it.",
    .signature = "(name, loader, *, origin=None, loader_state=None, is_package=None)",
    .instance_size = sizeof(spec),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS,
    .slots = {.repr = spec_repr, .new = spec_new},
    .members = members,
    .getsets = getsets,
};
