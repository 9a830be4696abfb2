/* The module _ffi: foreign values and functions, over libffi. The module ctypes is made of it. */
#include <config.h>

#include <dlfcn.h>

#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"

/* A class whose own class is one of ours. */
static bool ready(wf_type *type, wf_type *meta) {
  if (!wf_type_ready(meta)) return false;
  if (!wf_object_shape(&type->head)) atomic_store(&type->head.shape, &meta->root);
  return wf_type_ready(type);
}

static WF_OF_LIFE wf_slot argument_error;

wf_type *wf_ffi_argument_error(void) {
  return wf_exception_class(&argument_error, &wf_exc_Exception);
}

static bool make_types(wf_value module) {
  static const struct { wf_type *type, *meta;
  } types[] = {{&wf_ffi_simple_type, &wf_ffi_simple_meta},
               {&wf_ffi_pointer_type, &wf_ffi_pointer_meta},
               {&wf_ffi_array_type, &wf_ffi_array_meta},
               {&wf_ffi_structure_type, &wf_ffi_struct_meta},
               {&wf_ffi_union_type, &wf_ffi_union_meta},
               {&wf_ffi_callable_type, &wf_ffi_function_meta}};
  if (!wf_type_ready(&wf_ffi_data_type) || !wf_type_ready(&wf_ffi_field_type) ||
      !wf_type_ready(&wf_ffi_box_type) || !wf_type_ready(&wf_ffi_thunk_type))
    return false;
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!ready(types[i].type, types[i].meta) || !wf_module_add_type(module, types[i].type))
      return false;
  return true;
}

static bool add_numbers(wf_value module) {
  const struct {
    const char *name;
    int64_t value;
  } numbers[] = {{"FUNCFLAG_CDECL", WF_FFI_FLAG_CDECL},
                 {"FUNCFLAG_PYTHONAPI", WF_FFI_FLAG_PYTHON},
                 {"FUNCFLAG_USE_ERRNO", WF_FFI_FLAG_ERRNO},
                 {"FUNCFLAG_USE_LASTERROR", 16},
                 {"CTYPES_MAX_ARGCOUNT", 1024},
                 {"RTLD_LOCAL", RTLD_LOCAL},
                 {"RTLD_GLOBAL", RTLD_GLOBAL},
                 {"_memmove_addr", (int64_t)(intptr_t)memmove},
                 {"_memset_addr", (int64_t)(intptr_t)memset}};
  for (size_t i = 0; i < WF_COUNT(numbers); i++)
    if (!wf_module_add(module, numbers[i].name, wf_int_new(numbers[i].value))) return false;
  return true;
}

static bool init(wf_value module) {
  wf_value bases = wf_tuple_of(1, wf_from_type(&wf_exc_Exception));
  return wf_exception_make_class(&argument_error, "ctypes", "ArgumentError", bases, NULL) &&
         wf_module_add(module, "ArgumentError", wf_from_type(wf_ffi_argument_error())) &&
         make_types(module) && add_numbers(module) && wf_ffi_library_init(module);
}

const wf_module_def wf_ffi_module = {.name = "_ffi",
                                     .doc = "Foreign values and functions; use the module ctypes.",
                                     .functions = wf_ffi_library_functions,
                                     .init = init};
