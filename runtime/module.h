/* Modules, and finding them (module.c, import.c). */
#ifndef WF_MODULE_H
#define WF_MODULE_H

#include "runtime/native.h"

typedef struct wf_module {
  wf_object head;
  wf_value namespace; /* dict in cell mode: module.__dict__ */
  const wf_module_def *def; /* native modules */
} wf_module;
static inline wf_value wf_module_namespace(wf_value module) {
  return ((wf_module *)(uintptr_t)module)->namespace;
}
static inline bool wf_is_module(wf_value v) {
  return wf_is_object(v) && v != WF_EMPTY && wf_is_a(v, &wf_module_type);
}
/* In its namespace, whatever its type has; -1 with AttributeError. WF_EMPTY deletes. */
int wf_module_set_own(wf_value self, wf_value name, wf_value value);
wf_value wf_module_new(wf_value name, wf_value doc); /* with __name__, __doc__, __loader__... set */
bool wf_module_add(wf_value module, const char *name, wf_value value);
bool wf_module_add_type(wf_value module, wf_type *type); /* readies it; under its short name */
bool wf_module_add_functions(wf_value module, const wf_native_def *functions);

/* What modules have in slots.getattr, and the same for one whose class is known. */
wf_value wf_module_getattr(wf_value module, wf_value name);
wf_value wf_module_getattr_by(wf_type *type, wf_value module, wf_value name);

/* sys.modules; the dict itself. */
wf_value wf_modules(void);
wf_value wf_module_sys(void);
wf_value wf_module_main(void); /* __main__, made when it is not there; WF_ERROR */
wf_value wf_module_builtins(void);
wf_value wf_builtins_namespace(void); /* dict in cell mode */
/* import name (dotted: the leaf is returned). WF_ERROR. */
wf_value wf_import(wf_value name);
wf_value wf_import_c(const char *name);
/* module.attribute after importing module. */
wf_value wf_import_attribute(const char *module, const char *attribute);
/* __import__(name, globals, locals, fromlist, level) */
wf_value wf_import_statement(wf_value name, wf_value globals, wf_value fromlist, int level);
/* `from module import name`: attribute, else submodule, else ImportError "cannot import name ..."
 */
wf_value wf_import_from(wf_value module, wf_value name);
bool wf_import_star(wf_value module, wf_value namespace);
wf_value wf_sys_get(const char *name); /* sys.NAME or WF_EMPTY; no script code */

#endif
