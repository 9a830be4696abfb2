/* The module _imp: what stdlib/importlib asks of the import system. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/import.h"
#include "runtime/module.h"
#include "runtime/str.h"

WF_NATIVE(imp_find) {
  bool by_hooks = false;
  if (!wf_arg_str(args[0], "find_module() argument 1") ||
      (args[2] != WF_EMPTY && !wf_arg_bool(args[2], &by_hooks)))
    return WF_ERROR;
  return wf_import_find(args[0], args[1] == WF_EMPTY ? WF_NONE : args[1], by_hooks);
}
WF_NATIVE(imp_set_finders) {
  wf_import_set_finders(args[0]);
  return WF_NONE;
}
WF_NATIVE(imp_frozen_source) {
  return wf_arg_str(args[0], "frozen_source() argument 1") ? wf_import_frozen_source(args[0])
                                                           : WF_ERROR;
}
WF_NATIVE(imp_create_native) {
  return wf_arg_str(args[0], "create_native() argument 1") ? wf_import_native(args[0]) : WF_ERROR;
}
WF_NATIVE(imp_frozen_names) { return wf_import_frozen_names(); }
WF_NATIVE(imp_import_module) {
  return wf_arg_str(args[0], "import_module() argument 1") ? wf_import(wf_str_intern(args[0]))
                                                           : WF_ERROR;
}
WF_NATIVE(imp_none) { return WF_NONE; }
WF_NATIVE(imp_false) { return WF_FALSE; }

static const wf_native_def functions[] = {
    {"find_module", imp_find, "(name, path=None, by_hooks=False, /)",
     "(kind, is_package, path, search locations), or None. Without a path only what is built in. "
     "Kind 'hooks': by_hooks is true, and sys.path_hooks have to tell.", 0},
    {"set_finders", imp_set_finders, "(finders, /)",
     "Has the three standard finders in sys.meta_path, where something stood for them.", 0},
    {"frozen_source", imp_frozen_source, "(name, /)",
     "Source of a built-in script module, or None.", 0},
    {"create_native", imp_create_native, "(name, /)", "Load a module written in C.", 0},
    {"frozen_names", imp_frozen_names, "()", "Names of all built-in script modules.", 0},
    {"import_module", imp_import_module, "(name, /)",
     "Import by full name; the module itself is returned.", 0},
    {"acquire_lock", imp_none, "()", "Nothing: imports need no global lock.", 0},
    {"release_lock", imp_none, "()", "Nothing: imports need no global lock.", 0},
    {"lock_held", imp_false, "()", "False.", 0},
    {0},
};

static bool init(wf_value module) {
  return wf_module_add_type(module, &wf_spec_type) &&
         wf_module_add(module, "absent_modules", wf_import_absent_names());
}

const wf_module_def wf_imp_module = {
    .name = "_imp",
    .doc = "What importlib asks of the import system.",
    .functions = functions,
    .init = init,
};
