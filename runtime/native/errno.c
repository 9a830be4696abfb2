/* The module errno: the system's error numbers by name. */
#include <config.h>

#include <errno.h>

#include "runtime/dict.h"
#include "runtime/module.h"
#include "runtime/str.h"

static const struct { const char *name; int number; } rows[] = {
#define ROW(name) {#name, name},
#include "runtime/native/errno.def"
#undef ROW
};

static bool init(wf_value module) {
  wf_value names = wf_dict_new();
  if (names == WF_ERROR) return false;
  for (size_t i = 0; i < WF_COUNT(rows); i++) {
    wf_value number = wf_small_int(rows[i].number);
    if (!wf_module_add(module, rows[i].name, number) ||
        !wf_dict_set(names, number, wf_str_intern_c(rows[i].name)))
      return false;
  }
  return wf_module_add(module, "errorcode", names);
}

const wf_module_def wf_errno_module = {
    .name = "errno",
    .doc = "The system's error numbers by name.",
    .init = init,
};
