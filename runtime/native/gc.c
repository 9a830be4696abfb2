/* The module gc: what programs use of CPython's collector, said of Weft's. There is one generation,
   and the collector keeps no list of objects. */
#include <config.h>

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/str.h"
#include "runtime/thread.h"

enum {
  GENERATIONS = 3,
  DEBUG_STATS = 1,
  DEBUG_COLLECTABLE = 2,
  DEBUG_UNCOLLECTABLE = 4,
  DEBUG_SAVEALL = 32,
  DEBUG_LEAK = 38
};

static WF_OF_LIFE _Atomic(bool) disabled;
static WF_OF_LIFE _Atomic(int) debug_flags;
static WF_OF_LIFE _Atomic(int) thresholds[GENERATIONS] = {700, 10, 10};
static WF_OF_LIFE _Atomic(int64_t) collections[GENERATIONS];

static wf_value own(const char *name) {
  wf_value module = wf_dict_get_c(wf_modules(), "gc");
  if (module == WF_EMPTY || !wf_is_module(module)) return WF_EMPTY;
  return wf_dict_get_c(wf_module_namespace(module), name);
}

static bool tell(const char *phase, int generation) {
  wf_value callbacks = own("callbacks");
  if (callbacks == WF_EMPTY || !wf_is_list(callbacks) || wf_list_length(callbacks) == 0)
    return true;
  wf_value info = wf_dict_new(), zero = wf_small_int(0);
  if (info == WF_ERROR || !wf_dict_set_c(info, "generation", wf_small_int(generation)) ||
      !wf_dict_set_c(info, "collected", zero) || !wf_dict_set_c(info, "uncollectable", zero))
    return false;
  for (size_t i = 0; i < wf_list_length(callbacks); i++) {
    wf_value f = wf_list_get(callbacks, i);
    if (f != WF_EMPTY && wf_call2(f, wf_str_from_c(phase), info) == WF_ERROR)
      wf_error_unraisable(NULL, f);
  }
  return true;
}

WF_NATIVE(gc_collect) {
  int generation = GENERATIONS - 1;
  wf_value a[1];
  if (!WF_BIND("collect", "(generation=2)", args, nargs, kwnames, a)) return WF_ERROR;
  if (a[0] != WF_EMPTY && !wf_arg_int(a[0], &generation)) return WF_ERROR;
  if (generation < 0 || generation >= GENERATIONS)
    return wf_raise(&wf_exc_ValueError, "invalid generation");
  if (!tell("start", generation)) return WF_ERROR;
  wf_collect_garbage(args + nargs);
  atomic_fetch_add(&collections[generation], 1);
  return tell("stop", generation) ? wf_small_int(0) : WF_ERROR;
}

WF_NATIVE(gc_enable) {
  atomic_store(&disabled, false);
  return WF_NONE;
}
WF_NATIVE(gc_disable) {
  atomic_store(&disabled, true);
  return WF_NONE;
}
WF_NATIVE(gc_isenabled) { return wf_bool(!atomic_load(&disabled)); }

WF_NATIVE(gc_get_count) {
  return wf_tuple_of(3, wf_small_int(0), wf_small_int(0), wf_small_int(0));
}

WF_NATIVE(gc_get_debug) { return wf_small_int(atomic_load(&debug_flags)); }
WF_NATIVE(gc_set_debug) {
  int flags;
  if (!wf_arg_int(args[0], &flags)) return WF_ERROR;
  atomic_store(&debug_flags, flags);
  return WF_NONE;
}

WF_NATIVE(gc_get_threshold) {
  return wf_tuple_of(3, wf_small_int(atomic_load(&thresholds[0])),
                     wf_small_int(atomic_load(&thresholds[1])),
                     wf_small_int(atomic_load(&thresholds[2])));
}
WF_NATIVE(gc_set_threshold) {
  for (int i = 0, n; i < GENERATIONS; i++) {
    if (args[i] == WF_EMPTY) continue;
    if (!wf_arg_parsed_int(args[i], &n)) return WF_ERROR;
    atomic_store(&thresholds[i], n);
  }
  return WF_NONE;
}

WF_NATIVE(gc_get_stats) {
  wf_value list = wf_list_new(GENERATIONS);
  for (int i = 0; i < GENERATIONS; i++) {
    wf_value row = wf_dict_new();
    int64_t count = atomic_load(&collections[i]);
    if (i == GENERATIONS - 1) count += (int64_t)wf_memory_collections();
    if (row == WF_ERROR || !wf_dict_set_c(row, "collections", wf_small_int(count)) ||
        !wf_dict_set_c(row, "collected", wf_small_int(0)) ||
        !wf_dict_set_c(row, "uncollectable", wf_small_int(0)) || !wf_list_append(list, row))
      return WF_ERROR;
  }
  return list;
}

WF_NATIVE(gc_empty_list) { return wf_list_new(0); }
WF_NATIVE(gc_zero) { return wf_small_int(0); }
WF_NATIVE(gc_nothing) { return WF_NONE; }

/* Whether the object can refer to others. */
WF_NATIVE(gc_is_tracked) {
  wf_value v = args[0];
  if (!wf_is_object(v)) return WF_FALSE;
  uint32_t flags = wf_type_flags_of(v);
  uint32_t plain = WF_TYPE_IS_INT | WF_TYPE_IS_STR | WF_TYPE_IS_BYTES | WF_TYPE_IS_FLOAT |
                   WF_TYPE_IS_COMPLEX | WF_TYPE_IS_BYTEARRAY;
  return wf_bool(!(flags & plain) || (flags & WF_TYPE_SCRIPT));
}
WF_NATIVE(gc_is_finalized) {
  return wf_bool(wf_is_object(args[0]) && (wf_to_object(args[0])->flags & WF_OBJECT_FINALIZED));
}

static const wf_native_def functions[] = {
    {"collect", gc_collect, WF_RAW,
     "collect(generation=2)\n\nCollect what is unreachable, and run finalizers.", 0},
    {"enable", gc_enable, "()", "Note that collections are wanted.", 0},
    {"disable", gc_disable, "()", "Note that collections are not wanted; they happen all the same.",
     0},
    {"isenabled", gc_isenabled, "()", "What enable() or disable() noted last.", 0},
    {"get_count", gc_get_count, "()", "Zeros: nothing is counted.", 0},
    {"get_debug", gc_get_debug, "()", "The flags that set_debug() set.", 0},
    {"set_debug", gc_set_debug, "(flags, /)", "Set flags; they have no effect.", 0},
    {"get_threshold", gc_get_threshold, "()", "The numbers that set_threshold() set.", 0},
    {"set_threshold", gc_set_threshold, "(threshold0, threshold1=0, threshold2=0, /)",
     "Set numbers; they have no effect.", 0},
    {"get_stats", gc_get_stats, "()", "How often memory was collected.", 0},
    {"get_objects", gc_empty_list, "(generation=None)",
     "An empty list: no list of objects is kept.", 0},
    {"get_referrers", gc_empty_list, "(*objs)", "An empty list: referrers are not known.", 0},
    {"get_referents", gc_empty_list, "(*objs)", "An empty list: referents are not known.", 0},
    {"is_tracked", gc_is_tracked, "(obj, /)", "Whether an object can refer to others.", 0},
    {"is_finalized", gc_is_finalized, "(obj, /)", "Whether the object's __del__ has run.", 0},
    {"freeze", gc_nothing, "()", "Nothing: there are no generations.", 0},
    {"unfreeze", gc_nothing, "()", "Nothing: there are no generations.", 0},
    {"get_freeze_count", gc_zero, "()", "Zero.", 0},
    {0},
};

static bool init(wf_value module) {
  return wf_module_add(module, "callbacks", wf_list_new(0)) &&
         wf_module_add(module, "garbage", wf_list_new(0)) &&
         wf_module_add(module, "DEBUG_STATS", wf_small_int(DEBUG_STATS)) &&
         wf_module_add(module, "DEBUG_COLLECTABLE", wf_small_int(DEBUG_COLLECTABLE)) &&
         wf_module_add(module, "DEBUG_UNCOLLECTABLE", wf_small_int(DEBUG_UNCOLLECTABLE)) &&
         wf_module_add(module, "DEBUG_SAVEALL", wf_small_int(DEBUG_SAVEALL)) &&
         wf_module_add(module, "DEBUG_LEAK", wf_small_int(DEBUG_LEAK));
}

const wf_module_def wf_gc_module = {
    .name = "gc",
    .doc = "The garbage collector.",
    .functions = functions,
    .init = init,
};
