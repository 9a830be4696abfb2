/* The public interface: running scripts. */
#include <config.h>

#include <string.h>

#include "runtime/api.h"
#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/hooks.h"
#include "runtime/import.h"
#include "runtime/module.h"
#include "runtime/str.h"

static wf_value text_of(const char *s) { return wf_str_from_fs(s, strlen(s)); }

static wf_value globals(void) {
  wf_value module = wf_module_main();
  return module == WF_ERROR ? WF_ERROR : wf_module_namespace(module);
}

static wf_value run(wf_value source, wf_value filename, enum wf_compile_mode mode, int flags,
                    wf_value namespace) {
  if (source == WF_ERROR || filename == WF_ERROR || namespace == WF_ERROR) return WF_ERROR;
  wf_value code = wf_hooks.compile(source, filename, mode, WF_COMPILE_DONT_INHERIT | flags, -1);
  return code == WF_ERROR ? WF_ERROR : wf_hooks.run(code, namespace, WF_EMPTY);
}

static wf_value bytes_of(const char *source) { return wf_bytes_new(source, strlen(source)); }

weft_status weft_run_source(const char *source, const char *filename) {
  WF_API_ENTER;
  WF_API_POINTER(source, 1);
  wf_value name = text_of(filename ? filename : "<string>");
  return wf_api_result(&e, run(bytes_of(source), name, WF_COMPILE_EXEC, 0, globals()), NULL);
}

weft_status weft_eval(const char *expression, weft_value *result) {
  WF_API_ENTER;
  WF_API_POINTER(expression, 1);
  WF_API_POINTER(result, 2);
  while (*expression == ' ' || *expression == '\t') expression++;
  return wf_api_result(
      &e, run(bytes_of(expression), text_of("<string>"), WF_COMPILE_EVAL, 0, globals()), result);
}

weft_status weft_run_file(const char *path) {
  WF_API_ENTER;
  WF_API_POINTER(path, 1);
  wf_value name = text_of(path), source = wf_import_read_file(name), namespace = globals();
  if (source == WF_ERROR || namespace == WF_ERROR ||
      !wf_dict_set(namespace, wf_names.__file__, name))
    return wf_api_fail(&e);
  return wf_api_result(&e, run(source, name, WF_COMPILE_EXEC, WF_COMPILE_FILE, namespace), NULL);
}

weft_status weft_run_module(const char *name) {
  WF_API_ENTER;
  WF_API_POINTER(name, 1);
  wf_value function = wf_import_attribute("runpy", "_run_module_as_main");
  if (function == WF_ERROR) return wf_api_fail(&e);
  return wf_api_result(&e, wf_call2(function, text_of(name), WF_TRUE), NULL);
}

weft_status weft_import(const char *name, weft_value *module) {
  WF_API_ENTER;
  WF_API_POINTER(name, 1);
  WF_API_POINTER(module, 2);
  WF_API_NAME(text, name);
  return wf_api_result(&e, wf_import(text), module);
}

/* Other threads find the module that was there before, or none, until the code has run. */
static wf_value load(wf_value name, wf_value source, wf_value filename) {
  wf_value module = wf_module_new(name, WF_NONE);
  if (module == WF_ERROR) return WF_ERROR;
  wf_value namespace = wf_module_namespace(module);
  if (!wf_dict_set(namespace, wf_names.__file__, filename) ||
      run(source, filename, WF_COMPILE_EXEC, 0, namespace) == WF_ERROR ||
      !wf_dict_set(wf_modules(), name, module))
    return WF_ERROR;
  return module;
}

weft_status weft_load_source(const char *name, const char *source, const char *filename,
                             weft_value *module) {
  WF_API_ENTER;
  WF_API_POINTER(name, 1);
  WF_API_POINTER(source, 2);
  WF_API_POINTER(module, 4);
  WF_API_NAME(text, name);
  return wf_api_result(
      &e, load(text, bytes_of(source), text_of(filename ? filename : "<string>")), module);
}

weft_status weft_global_get(const char *name, weft_value *value) {
  WF_API_ENTER;
  WF_API_POINTER(name, 1);
  WF_API_POINTER(value, 2);
  WF_API_NAME(text, name);
  wf_value namespace = globals();
  if (namespace == WF_ERROR) return wf_api_fail(&e);
  wf_value v = wf_dict_get_str(namespace, text);
  wf_entry_end(&e);
  if (v == WF_EMPTY) return WEFT_END;
  value->word = v;
  return WEFT_OK;
}

weft_status weft_global_set(const char *name, weft_value value) {
  WF_API_ENTER;
  WF_API_POINTER(name, 1);
  WF_API_VALUE(value, 2);
  WF_API_NAME(text, name);
  wf_value namespace = globals();
  return wf_api_done(&e, namespace != WF_ERROR && wf_dict_set(namespace, text, value.word));
}
