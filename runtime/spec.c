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
  wf_value name, origin, loader_state, search, parent, cached, has_location, initializing;
  wf_slot loader; /* WF_EMPTY: nobody has asked yet; get_loader */
} spec;

static spec *to_spec(wf_value v) { return (spec *)wf_to_object(v); }

wf_value wf_import_spec_new(wf_value name, wf_value origin, wf_value search, wf_value parent) {
  spec *s = wf_object_new(&wf_spec_type);
  s->name = name;
  s->loader_state = s->cached = WF_NONE;
  s->origin = origin;
  s->search = search;
  s->parent = parent;
  bool builtin = origin == WF_NONE || wf_str_equal_c(origin, "built-in") ||
                 wf_str_equal_c(origin, "frozen");
  s->has_location = wf_bool(!builtin);
  s->initializing = WF_FALSE;
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
  spec *s = wf_object_new(cls);
  s->name = a[0];
  wf_slot_set(&s->loader, a[1]);
  s->origin = a[2] == WF_EMPTY ? WF_NONE : a[2];
  s->loader_state = a[3] == WF_EMPTY ? WF_NONE : a[3];
  s->cached = WF_NONE;
  s->has_location = s->initializing = WF_FALSE;
  s->search = is_package ? wf_call0(wf_from_type(&wf_list_type)) : WF_NONE;
  const char *dot = strrchr(name->data, '.');
  s->parent = is_package ? a[0]
              : dot      ? wf_str_new(name->data, (size_t)(dot - name->data))
                         : wf_str_empty;
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

static wf_value spec_repr(wf_value self) {
  const spec *s = to_spec(self);
  wf_value loader = get_loader(self);
  if (loader == WF_ERROR) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_format(&b, "ModuleSpec(name=%R, loader=%R", s->name, loader);
  if (s->origin != WF_NONE) wf_builder_format(&b, ", origin=%R", s->origin);
  if (s->search != WF_NONE) wf_builder_format(&b, ", submodule_search_locations=%R", s->search);
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
