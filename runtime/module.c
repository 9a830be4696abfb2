/* Modules: the object, and making native ones from their tables. */
#include <config.h>

#include "runtime/module.h"

#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/str.h"

static wf_module *to_module(wf_value v) { return (wf_module *)wf_to_object(v); }

static bool fill(wf_value module, wf_value name, wf_value doc) {
  wf_value namespace = wf_module_namespace(module);
  return wf_dict_set(namespace, wf_names.__name__, name) &&
         wf_dict_set(namespace, wf_names.__doc__, doc == WF_EMPTY ? WF_NONE : doc) &&
         wf_dict_set(namespace, wf_names.__package__, WF_NONE) &&
         wf_dict_set(namespace, wf_names.__loader__, WF_NONE) &&
         wf_dict_set(namespace, wf_names.__spec__, WF_NONE);
}

wf_value wf_module_new(wf_value name, wf_value doc) {
  wf_module *m = wf_object_new(&wf_module_type);
  m->namespace = wf_dict_new_cells();
  wf_value module = wf_from_object(m);
  return m->namespace != WF_ERROR && fill(module, name, doc) ? module : WF_ERROR;
}

wf_value wf_module_main(void) {
  wf_value module = wf_dict_get_str(wf_modules(), wf_names.__main__);
  if (module != WF_EMPTY && wf_is_module(module)) return module;
  module = wf_module_new(wf_names.__main__, WF_NONE);
  if (module == WF_ERROR) return WF_ERROR;
  wf_value namespace = wf_module_namespace(module);
  bool ok = wf_dict_set(namespace, wf_names.__builtins__, wf_module_builtins()) &&
            wf_dict_set(namespace, wf_names.__annotations__, wf_dict_new()) &&
            wf_dict_set(wf_modules(), wf_names.__main__, module);
  return ok ? module : WF_ERROR;
}

bool wf_module_add(wf_value module, const char *name, wf_value value) {
  return value != WF_ERROR &&
         wf_dict_set(wf_module_namespace(module), wf_str_intern_c(name), value);
}

bool wf_module_add_type(wf_value module, wf_type *type) {
  return wf_type_ready(type) && wf_module_add(module, wf_type_short_name(type), wf_from_type(type));
}

bool wf_module_add_functions(wf_value module, const wf_native_def *functions) {
  wf_value name = wf_dict_get_str(wf_module_namespace(module), wf_names.__name__);
  if (wf_str_equal_c(name, "_os")) name = wf_str_intern_c("posix"); /* as messages know them */
  for (; functions && functions->name; functions++)
    if (!wf_module_add(module, functions->name, wf_native_new(functions, module, name)))
      return false;
  return true;
}

/* --- Attributes --- */

/* The import system leaves __loader__ to who wants to see it. */
static wf_value loader_from_spec(wf_value namespace, wf_value spec) {
  wf_value loader = WF_NONE;
  if (spec != WF_NONE && wf_getattr_optional(spec, wf_str_intern_c("loader"), &loader) < 0)
    return WF_ERROR;
  return wf_dict_setdefault(namespace, wf_names.__loader__, loader);
}

/* module.__getattr__(name) when the namespace has one; else AttributeError. */
static wf_value missing(wf_value self, wf_value name) {
  wf_value namespace = wf_module_namespace(self);
  wf_value spec = wf_dict_get_str(namespace, wf_names.__spec__), initializing = WF_EMPTY;
  if (name == wf_names.__loader__ && spec != WF_EMPTY) {
    wf_error_clear();
    return loader_from_spec(namespace, spec);
  }
  wf_value hook = wf_dict_get_str(namespace, wf_names.__getattr__);
  if (hook != WF_EMPTY) {
    wf_error_clear();
    return wf_call1(hook, name);
  }
  wf_value module_name = wf_dict_get_str(namespace, wf_names.__name__);
  wf_error_clear();
  if (module_name == WF_EMPTY || !wf_is_str(module_name)) {
    wf_raise(&wf_exc_AttributeError, "module has no attribute '%S'", name);
    return WF_ERROR;
  }
  if (spec != WF_EMPTY && spec != WF_NONE &&
      wf_getattr_optional(spec, wf_str_intern_c("_initializing"), &initializing) < 0)
    wf_error_clear();
  wf_raise(&wf_exc_AttributeError,
           initializing == WF_TRUE
               ? "partially initialized module '%U' has no attribute '%S' (most likely due to a "
                 "circular import)"
               : "module '%U' has no attribute '%S'",
           module_name, name);
  return wf_error_add_attribute(self, name);
}

/* Descriptors of the type with a setter, then the namespace, then the rest of the type. */
wf_value wf_module_getattr_by(wf_type *type, wf_value self, wf_value name) {
  wf_value v = wf_generic_find_by(type, self, name);
  bool found = v != WF_EMPTY && (v != WF_ERROR || !wf_error_is(&wf_exc_AttributeError));
  return found ? v : missing(self, name);
}
wf_value wf_module_getattr(wf_value self, wf_value name) {
  return wf_module_getattr_by(wf_type_of(self), self, name);
}

static int module_setattr(wf_value self, wf_value name, wf_value value) {
  wf_value on_type = wf_type_lookup(wf_type_of(self), name);
  if (wf_setter_of(on_type))
    return wf_generic_setattr(self, name, value);
  return wf_module_set_own(self, name, value);
}

int wf_module_set_own(wf_value self, wf_value name, wf_value value) {
  wf_value namespace = wf_module_namespace(self);
  if (value != WF_EMPTY) return wf_dict_set(namespace, wf_str_intern(name), value) ? 0 : -1;
  int deleted = wf_dict_delete(namespace, name);
  if (deleted == 0)
    wf_raise(&wf_exc_AttributeError, "'%T' object has no attribute '%S'", self, name);
  return deleted == 1 ? 0 : -1;
}

/* What a loader says of a module without a spec; WF_EMPTY: nothing. */
static wf_value repr_of_loader(wf_value loader, wf_value module) {
  wf_value method;
  if (loader == WF_EMPTY || loader == WF_NONE) return WF_EMPTY;
  int found = wf_getattr_optional(loader, wf_str_intern_c("module_repr"), &method);
  if (found <= 0) return found < 0 ? WF_ERROR : WF_EMPTY;
  wf_value text = wf_call1(method, module);
  if (text != WF_ERROR) return text;
  if (!wf_error_is(&wf_exc_Exception)) return WF_ERROR;
  wf_error_clear();
  return WF_EMPTY;
}

static wf_value module_repr(wf_value self) {
  wf_value namespace = wf_module_namespace(self);
  wf_value spec = wf_dict_get_str(namespace, wf_names.__spec__);
  bool has_spec = spec != WF_EMPTY && spec != WF_NONE;
  wf_value loader = has_spec ? WF_EMPTY : wf_dict_get_str(namespace, wf_names.__loader__);
  wf_value text = repr_of_loader(loader, self);
  if (text != WF_EMPTY) return text;
  wf_value name = wf_dict_get_str(namespace, wf_names.__name__);
  wf_value file = wf_dict_get_str(namespace, wf_names.__file__);
  if (name == WF_EMPTY) name = wf_str_from_c("?");
  if (file != WF_EMPTY && file != WF_NONE) return wf_str_format("<module %R from %R>", name, file);
  if (has_spec) {
    wf_value origin;
    int found = wf_getattr_optional(spec, wf_str_intern_c("origin"), &origin);
    if (found < 0) return WF_ERROR;
    if (found && wf_is_str(origin)) return wf_str_format("<module %R (%U)>", name, origin);
  }
  if (loader != WF_EMPTY && loader != WF_NONE)
    return wf_str_format("<module %R (%R)>", name, loader);
  return wf_str_format("<module %R>", name);
}

static wf_value module_construct(wf_type *cls, WF_UNUSED const wf_value *args,
                                 WF_UNUSED size_t npos, WF_UNUSED wf_value kwnames) {
  wf_module *m = wf_object_new(cls);
  m->namespace = wf_dict_new_cells();
  return m->namespace == WF_ERROR ? WF_ERROR : wf_from_object(m);
}

static int module_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("module", "(name, doc=None)", args, npos, kwnames, a)) return -1;
  if (!wf_arg_str(a[0], "module() argument 'name'")) return -1;
  return fill(self, a[0], a[1]) ? 0 : -1;
}

static wf_value get_dict(wf_value self) { return wf_module_namespace(self); }

static wf_value get_annotations(wf_value self) {
  wf_value namespace = wf_module_namespace(self);
  wf_value v = wf_dict_get_str(namespace, wf_names.__annotations__);
  if (v != WF_EMPTY) return v;
  return wf_dict_setdefault(namespace, wf_names.__annotations__, wf_dict_new());
}

static int set_annotations(wf_value self, wf_value v) {
  wf_value namespace = wf_module_namespace(self);
  if (v != WF_EMPTY) return wf_dict_set(namespace, wf_names.__annotations__, v) ? 0 : -1;
  int deleted = wf_dict_delete(namespace, wf_names.__annotations__);
  if (deleted == 0) wf_raise(&wf_exc_AttributeError, "__annotations__");
  return deleted == 1 ? 0 : -1;
}

WF_NATIVE(module_dir) {
  wf_value namespace = wf_getattr(args[0], wf_names.__dict__);
  if (namespace == WF_ERROR) return WF_ERROR;
  if (!wf_is_dict(namespace))
    return wf_raise(&wf_exc_TypeError, "%T.__dict__ is not a dictionary", args[0]);
  wf_value hook = wf_dict_get_str(namespace, wf_names.__dir__);
  return hook == WF_EMPTY ? wf_dict_keys_list(namespace) : wf_call0(hook);
}

static const wf_native_def methods[] = {
    {"__dir__", module_dir, "(self, /)", "The names in the module.", 0},
    {0},
};
static const wf_getset_def getsets[] = {
    {"__dict__", get_dict, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {0},
};

wf_type wf_module_type = {
    .name = "module",
    .doc = "A module: a namespace with a name.",
    .signature = "(name, doc=None)",
    .instance_size = sizeof(wf_module),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK,
    .slots = {.repr = module_repr, .getattr = wf_module_getattr, .setattr = module_setattr,
              .new = module_construct, .init = module_init},
    .methods = methods,
    .getsets = getsets,
};

wf_value wf_module_from_def(const wf_module_def *def) {
  wf_value name = wf_str_intern_c(def->name);
  wf_value module = wf_module_new(name, def->doc ? wf_str_from_c(def->doc) : WF_NONE);
  if (module == WF_ERROR) return WF_ERROR;
  to_module(module)->def = def;
  if (!wf_module_add_functions(module, def->functions)) return WF_ERROR;
  return module;
}
