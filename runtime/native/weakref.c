/* The module _weakref, under stdlib/weakref.py. */
#include <config.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/weakref.h"

WF_NATIVE(weakref_proxy) {
  bool plain = args[1] == WF_EMPTY || args[1] == WF_NONE;
  return wf_weakref_proxy(args[0], plain ? WF_EMPTY : args[1]);
}

WF_NATIVE(weakref_count) {
  wf_value list = wf_weakref_list(args[0]);
  return list == WF_ERROR ? WF_ERROR : wf_small_int((int64_t)wf_list_length(list));
}

WF_NATIVE(weakref_list) { return wf_weakref_list(args[0]); }

/* A key that got another value meanwhile stays. */
WF_NATIVE(weakref_remove_dead) {
  if (!wf_is_dict(args[0]))
    return wf_raise(&wf_exc_TypeError, "_remove_dead_weakref() argument 1 must be dict, not %a",
                    args[0]);
  wf_value ref = wf_dict_get(args[0], args[1]);
  if (ref == WF_ERROR) return WF_ERROR;
  if (ref == WF_EMPTY || !wf_is_a(ref, &wf_weakref_type) || wf_weakref_get(ref) != WF_EMPTY)
    return WF_NONE;
  return wf_dict_delete_value(args[0], args[1], ref) < 0 ? WF_ERROR : WF_NONE;
}

static const wf_native_def functions[] = {
    {"proxy", weakref_proxy, "(object, callback=None, /)",
     "Something that behaves as the object and does not keep it alive.", 0},
    {"getweakrefcount", weakref_count, "(object, /)", "How many weak references there are.", 0},
    {"getweakrefs", weakref_list, "(object, /)", "The weak references to an object.", 0},
    {"_remove_dead_weakref", weakref_remove_dead, "(dct, key, /)",
     "Delete a key whose value is a dead reference.", 0},
    {0},
};

static bool init(wf_value module) {
  return wf_module_add_type(module, &wf_weakref_type) &&
         wf_module_add_type(module, &wf_weak_proxy_type) &&
         wf_module_add_type(module, &wf_weak_callable_proxy_type) &&
         wf_module_add(module, "ref", wf_from_type(&wf_weakref_type));
}

const wf_module_def wf_weakref_module = {
    .name = "_weakref",
    .doc = "Weak references.",
    .functions = functions,
    .init = init,
};
