/* What the parts of importing share, and what _imp offers to stdlib/importlib. */
#ifndef WF_IMPORT_H
#define WF_IMPORT_H

#include "runtime/native.h"

extern wf_type wf_spec_type;
extern wf_type wf_stand_in_type;
/* What stands for a class of importlib.machinery, or with args (a tuple) for an object that they
   make of it, until somebody asks for more. */
wf_value wf_stand_in_new(const char *class, wf_value args);
/* sys.meta_path and sys.path_hooks of a new program. */
wf_value wf_import_first_finders(void);
wf_value wf_import_first_hooks(void);
/* importlib.machinery has the finders themselves now: they replace those that stood for them. */
void wf_import_set_finders(wf_value finders);
/* A module's __spec__. search: list of a package's folders, or None. */
wf_value wf_import_spec_new(wf_value name, wf_value origin, wf_value search, wf_value parent);
wf_value wf_module_from_def(const wf_module_def *def); /* not yet initialised, not in sys.modules */
wf_value wf_import_read_file(wf_value path);           /* bytes; OSError */
/* The str, behind the current folder unless it is absolute (or there is no such folder). */
wf_value wf_import_absolute_path(wf_value path);
wf_value wf_import_find(wf_value name, wf_value search, bool by_hooks);
wf_value wf_import_frozen_source(wf_value name);       /* bytes or None */
wf_value wf_import_native(wf_value name);
wf_value wf_import_builtin_names(void);
wf_value wf_import_frozen_names(void);
wf_value wf_import_absent_names(void);  /* frozenset: CPython's modules that Weft has not yet */
wf_value wf_import_library_names(void); /* frozenset: all of Python's library, there or not */

#endif
