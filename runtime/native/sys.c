/* The module sys. */
#include <config.h>

#include <float.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "runtime/audit.h"
#include "runtime/builtins.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/dump.h"
#include "runtime/environment.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/frozen.h"
#include "runtime/hooks.h"
#include "runtime/import.h"
#include "runtime/int.h"
#include "runtime/int_internal.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* --- The exception under way --- */

static wf_value traceback_of(wf_value exception) {
  wf_value v = wf_slot_acquire(&((wf_exception *)wf_to_object(exception))->traceback);
  return v == WF_EMPTY ? WF_NONE : v;
}

WF_NATIVE(sys_exception) {
  wf_value v = wf_error_handled();
  return v == WF_EMPTY ? WF_NONE : v;
}

WF_NATIVE(sys_exc_info) {
  wf_value v = wf_error_handled();
  if (v == WF_EMPTY || v == WF_NONE) return wf_tuple_of(3, WF_NONE, WF_NONE, WF_NONE);
  return wf_tuple_of(3, wf_from_type(wf_type_of(v)), v, traceback_of(v));
}

WF_NATIVE(sys_exit) {
  wf_value status = args[0];
  if (status == WF_EMPTY || status == WF_NONE) return wf_raise_type(&wf_exc_SystemExit);
  if (!wf_is_tuple(status)) return wf_raise_value(&wf_exc_SystemExit, status);
  wf_value exception = wf_exception_new(&wf_exc_SystemExit, wf_to_tuple(status)->items,
                                        wf_tuple_length(status));
  return exception == WF_ERROR ? WF_ERROR : wf_raise_exception(exception);
}

static wf_value call_traceback(const char *function, wf_value exception) {
  wf_value f = wf_import_attribute("traceback", function);
  return f == WF_ERROR ? WF_ERROR : wf_call1(f, exception);
}

static wf_value refuse_to_print(wf_value no_exception) {
  wf_value stream = wf_sys_get("stderr"),
           text = wf_str_format("TypeError: print_exception(): Exception expected for value, %T "
                                "found\n", no_exception);
  if (stream == WF_EMPTY || stream == WF_NONE) return WF_NONE;
  if (text == WF_ERROR || wf_call_method1(stream, wf_names.write, text) == WF_ERROR)
    wf_error_clear();
  return WF_NONE;
}

WF_NATIVE(sys_excepthook) {
  wf_value v = args[1];
  if (!wf_is_exception(v)) return refuse_to_print(v);
  if (wf_has_root_shape(args[2], &wf_traceback_type) && traceback_of(v) == WF_NONE)
    wf_slot_set(&((wf_exception *)wf_to_object(v))->traceback, args[2]);
  if (call_traceback("_print_uncaught", v) == WF_ERROR) {
    wf_error_clear();
    wf_exception_print_native(v);
  }
  return WF_NONE;
}

/* All of it in one call, so that threads do not mix their lines; or the exception natively, when
   the traceback module cannot be had. `text` comes before it, if it is not WF_EMPTY. */
static wf_value write_unraisable(wf_value stream, wf_value text, wf_value exception) {
  wf_value rest = exception == WF_NONE ? WF_EMPTY : call_traceback("_format_unraisable", exception);
  bool found = rest != WF_ERROR && rest != WF_EMPTY;
  if (rest == WF_ERROR) wf_error_clear();
  if (found) text = text == WF_EMPTY ? rest : wf_str_concat(text, rest);
  if (text == WF_ERROR ||
      (text != WF_EMPTY && wf_call_method1(stream, wf_names.write, text) == WF_ERROR))
    return WF_ERROR;
  if (!found && exception != WF_NONE) wf_exception_print_native(exception);
  return wf_call_method0(stream, wf_names.flush);
}

/* args[0] has exc_type, exc_value, exc_traceback, err_msg, object. */
WF_NATIVE(sys_unraisablehook) {
  wf_value hook_args = args[0], message, object, value;
  if (wf_getattr_optional(hook_args, wf_str_intern_c("err_msg"), &message) <= 0 ||
      wf_getattr_optional(hook_args, wf_str_intern_c("object"), &object) <= 0 ||
      wf_getattr_optional(hook_args, wf_str_intern_c("exc_value"), &value) <= 0)
    return wf_raise(&wf_exc_TypeError,
                    "sys.unraisablehook argument type must be UnraisableHookArgs");
  wf_value stream = wf_sys_get("stderr");
  if (stream == WF_EMPTY || stream == WF_NONE) return WF_NONE;
  wf_value text = WF_EMPTY;
  if (object != WF_NONE) {
    wf_value shown = wf_repr(object);
    if (shown == WF_ERROR) {
      wf_error_clear();
      shown = wf_str_from_c("<object repr() failed>");
    }
    text = wf_str_format(
        "%S: %U\n", message == WF_NONE ? wf_str_from_c("Exception ignored in") : message, shown);
  } else if (message != WF_NONE) {
    text = wf_str_format("%S:\n", message);
  }
  return write_unraisable(stream, text, value);
}

WF_NATIVE(sys_displayhook) {
  wf_value v = args[0];
  if (v == WF_NONE) return WF_NONE;
  if (!wf_dict_set(wf_builtins_namespace(), wf_str_intern_c("_"), WF_NONE)) return WF_ERROR;
  wf_value stream = wf_sys_get("stdout");
  if (stream == WF_EMPTY || stream == WF_NONE)
    return wf_raise(&wf_exc_RuntimeError, "lost sys.stdout");
  wf_value text = wf_repr(v);
  if (text == WF_ERROR || wf_call_method1(stream, wf_names.write, text) == WF_ERROR ||
      wf_call_method1(stream, wf_names.write, wf_str_from_char('\n')) == WF_ERROR)
    return WF_ERROR;
  return wf_dict_set(wf_builtins_namespace(), wf_str_intern_c("_"), v) ? WF_NONE : WF_ERROR;
}

/* What WEFTBREAKPOINT names: a function of builtins, or module.function. */
static wf_value named_function(const char *name) {
  const char *dot = strrchr(name, '.');
  wf_value module = dot ? wf_str_new(name, (size_t)(dot - name)) : wf_str_from_c("builtins");
  module = wf_str_size(module) ? wf_import(wf_str_intern(module)) : WF_ERROR;
  if (module == WF_ERROR) return WF_ERROR;
  return wf_getattr(module, wf_str_intern_c(dot ? dot + 1 : name));
}

static wf_value ignore_breakpoint(const char *name) {
  if (wf_error_pending() && !wf_error_is(&wf_exc_ImportError) &&
      !wf_error_is(&wf_exc_AttributeError))
    return WF_ERROR;
  wf_error_clear();
  return wf_warn(&wf_exc_RuntimeWarning, 1, "Ignoring unimportable $WEFTBREAKPOINT: \"%s\"",
                 name) < 0
             ? WF_ERROR
             : WF_NONE;
}

WF_NATIVE(sys_breakpointhook) {
  wf_value name = wf_config.ignore_environment ? WF_EMPTY : wf_environment_get("WEFTBREAKPOINT");
  if (name == WF_ERROR) return WF_ERROR;
  if (name != WF_EMPTY && wf_str_equal_c(name, "0")) return WF_NONE;
  bool given = name != WF_EMPTY && wf_str_size(name);
  wf_value function = named_function(given ? wf_str_data(name) : "pdb.set_trace");
  if (function != WF_ERROR) return wf_call(function, args, nargs, kwnames);
  return given ? ignore_breakpoint(wf_str_data(name)) : WF_ERROR;
}

/* --- Frames --- */

WF_NATIVE(sys_getframe) {
  int depth = 0;
  if (args[0] != WF_EMPTY && !wf_arg_int(args[0], &depth)) return WF_ERROR;
  wf_value v = depth < 0 ? wf_hooks.frame_object(0) : wf_hooks.frame_object(depth);
  if (v == WF_EMPTY) return wf_raise(&wf_exc_ValueError, "call stack is not deep enough");
  return v;
}

/* The innermost frame of a thread, with those that called it; WF_EMPTY: it runs no script. */
static wf_value frames_of(const wf_dump *dump, const wf_dump_thread *t) {
  if (t->ident == wf_self->ident) return wf_hooks.frame_object(0);
  wf_value frame = WF_EMPTY;
  for (size_t i = t->frame_count; i > 0 && frame != WF_ERROR; i--)
    frame = wf_hooks.frame_of_dump(&dump->frames[t->first_frame + i - 1],
                                   frame == WF_EMPTY ? WF_NONE : frame);
  return frame;
}

static wf_value handled_by(WF_UNUSED const wf_dump *dump, const wf_dump_thread *t) {
  return t->handled;
}

/* What is so of each thread at one moment, by its ident; threads of which it is WF_EMPTY are left
   out, and those that come late, from an earlier life. */
static wf_value of_each_thread(wf_value (*what)(const wf_dump *, const wf_dump_thread *)) {
  wf_dump *dump = wf_dump_take();
  if (!dump) return wf_raise_memory();
  wf_value dict = wf_dict_new();
  for (size_t i = 0; dict != WF_ERROR && i < dump->thread_count; i++) {
    const wf_dump_thread *t = &dump->threads[i];
    wf_value v = t->life == wf_self->life ? what(dump, t) : WF_EMPTY;
    if (v == WF_EMPTY) continue;
    if (v == WF_ERROR || !wf_dict_set(dict, wf_int_from_uint64(t->ident), v)) dict = WF_ERROR;
  }
  wf_dump_free(dump);
  return dict;
}

WF_NATIVE(sys_current_frames) { return of_each_thread(frames_of); }
WF_NATIVE(sys_current_exceptions) { return of_each_thread(handled_by); }

WF_NATIVE(sys_getrecursionlimit) { return wf_small_int(atomic_load(&wf_recursion_limit)); }

WF_NATIVE(sys_setrecursionlimit) {
  int limit;
  if (!wf_arg_int(args[0], &limit)) return WF_ERROR;
  if (limit < 1)
    return wf_raise(&wf_exc_ValueError, "recursion limit must be greater or equal than 1");
  int depth = wf_self->recursion_depth;
  if (depth >= limit)
    return wf_raise(
        &wf_exc_RecursionError,
        "cannot set the recursion limit to %d at the recursion depth %d: the limit is too low",
        limit, depth);
  atomic_store(&wf_recursion_limit, limit);
  return WF_NONE;
}

/* --- Values --- */

WF_NATIVE(sys_intern) {
  if (!wf_is_str(args[0]))
    return wf_raise(&wf_exc_TypeError, "intern() argument must be str, not %a", args[0]);
  if (!wf_is_str_exact(args[0])) return wf_raise(&wf_exc_TypeError, "can't intern %T", args[0]);
  return wf_str_intern(args[0]);
}

/* Nothing counts references here; the least that a program can rely on. */
WF_NATIVE(sys_getrefcount) { return wf_small_int(2); }

WF_NATIVE(sys_getsizeof) {
  wf_value v = wf_call_special(args[0], wf_names.__sizeof__, NULL, 0);
  if (v == WF_EMPTY)
    v = wf_raise(&wf_exc_TypeError, "Type %T doesn't define __sizeof__", args[0]);
  if (v == WF_ERROR) {
    if (args[1] == WF_EMPTY || !wf_error_is(&wf_exc_TypeError)) return WF_ERROR;
    wf_error_clear();
    return args[1];
  }
  if (!wf_is_int(v)) {
    if (args[1] != WF_EMPTY) return args[1];
    return wf_raise(&wf_exc_TypeError, "an integer is required");
  }
  if (wf_int_sign(v) < 0) return wf_raise(&wf_exc_ValueError, "__sizeof__() should return >= 0");
  return v;
}

WF_NATIVE(sys_get_int_max_str_digits) { return wf_small_int(atomic_load(&wf_int_max_str_digits)); }
WF_NATIVE(sys_set_int_max_str_digits) {
  int digits;
  if (!wf_arg_int(args[0], &digits)) return WF_ERROR;
  if (!wf_int_is_digits_limit(digits))
    return wf_raise(&wf_exc_ValueError, "maxdigits must be 0 or larger than 640");
  atomic_store(&wf_int_max_str_digits, digits);
  return WF_NONE;
}

/* Microseconds; kept for programs that read it. */
static WF_OF_LIFE _Atomic(int64_t) switch_interval = 5000;
WF_NATIVE(sys_getswitchinterval) { return wf_float_new((double)switch_interval / 1e6); }
WF_NATIVE(sys_setswitchinterval) {
  double seconds;
  if (!wf_arg_double(args[0], &seconds)) return WF_ERROR;
  if (!(seconds > 0))
    return wf_raise(&wf_exc_ValueError, "switch interval must be strictly positive");
  atomic_store(&switch_interval, (int64_t)(seconds * 1e6));
  return WF_NONE;
}

WF_NATIVE(sys_getdefaultencoding) { return wf_str_intern_c("utf-8"); }
WF_NATIVE(sys_getfilesystemencodeerrors) { return wf_str_intern_c("surrogateescape"); }
WF_NATIVE(sys_is_finalizing) { return wf_bool(wf_is_finalizing()); }
WF_NATIVE(sys_getallocatedblocks) { return wf_small_int((int64_t)(wf_memory_used_size() / 16)); }

/* --- Tracing (interp/trace.c reports) --- */

static wf_value set_hook(wf_slot *slot, wf_value v) {
  wf_slot_set(slot, v == WF_NONE ? WF_EMPTY : v);
  wf_thread_traced(wf_self);
  return WF_NONE;
}
static wf_value get_hook(const wf_slot *slot) {
  wf_value v = wf_slot_acquire(slot);
  return v == WF_EMPTY ? WF_NONE : v;
}
WF_NATIVE(sys_settrace) { return set_hook(&wf_self->trace, args[0]); }
WF_NATIVE(sys_gettrace) { return get_hook(&wf_self->trace); }
WF_NATIVE(sys_setprofile) { return set_hook(&wf_self->profile, args[0]); }
WF_NATIVE(sys_getprofile) { return get_hook(&wf_self->profile); }

static void trace_thread(wf_thread *t, void *data) {
  wf_value v = *(const wf_value *)data;
  wf_slot_set(&t->trace, v == WF_NONE ? WF_EMPTY : v);
  wf_thread_traced(t);
}
static void profile_thread(wf_thread *t, void *data) {
  wf_value v = *(const wf_value *)data;
  wf_slot_set(&t->profile, v == WF_NONE ? WF_EMPTY : v);
  wf_thread_traced(t);
}
WF_NATIVE(sys_settraceallthreads) {
  wf_value v = args[0];
  wf_thread_for_each(trace_thread, &v);
  return WF_NONE;
}
WF_NATIVE(sys_setprofileallthreads) {
  wf_value v = args[0];
  wf_thread_for_each(profile_thread, &v);
  return WF_NONE;
}

/* For debuggers: what the function calls is reported, although a trace function is under way. */
WF_NATIVE(sys_call_tracing) {
  if (!wf_is_tuple(args[1]))
    return wf_raise(&wf_exc_TypeError, "call_tracing() argument 2 must be tuple, not %a", args[1]);
  wf_thread *t = wf_self;
  int tracing = t->tracing;
  t->tracing = 0;
  wf_thread_traced(t);
  wf_value v = wf_call_ex(args[0], args[1], WF_EMPTY);
  t->tracing = tracing;
  wf_thread_traced(t);
  return v;
}

/* Hooks of asynchronous generators, each thread's own: first iteration and finalization. */
static wf_type *asyncgen_hooks_type;
WF_NATIVE(sys_get_asyncgen_hooks) {
  const wf_thread *t = wf_self;
  wf_value values[2] = {t->asyncgen_first == WF_EMPTY ? WF_NONE : t->asyncgen_first,
                        t->asyncgen_final == WF_EMPTY ? WF_NONE : t->asyncgen_final};
  return wf_record_new(asyncgen_hooks_type, values, 2);
}
WF_NATIVE(sys_set_asyncgen_hooks) {
  wf_value *const hooks[] = {&wf_self->asyncgen_first, &wf_self->asyncgen_final};
  static const char *const words[] = {"firstiter", "finalizer"};
  for (int i = 0; i < 2; i++)
    if (args[i] != WF_EMPTY && args[i] != WF_NONE && !wf_is_callable(args[i]))
      return wf_raise(&wf_exc_TypeError, "callable %s expected, got %T", words[i], args[i]);
  for (int i = 0; i < 2; i++)
    if (args[i] != WF_EMPTY) *hooks[i] = args[i] == WF_NONE ? WF_EMPTY : args[i];
  return WF_NONE;
}

WF_NATIVE(sys_get_coroutine_origin_tracking_depth) { return wf_small_int(wf_self->origin_depth); }
WF_NATIVE(sys_set_coroutine_origin_tracking_depth) {
  int depth;
  if (!wf_arg_int(args[0], &depth)) return WF_ERROR;
  if (depth < 0) return wf_raise(&wf_exc_ValueError, "depth must be >= 0");
  wf_self->origin_depth = depth;
  return WF_NONE;
}

WF_NATIVE(sys_audit) {
  if (kwnames != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "sys.audit() takes no keyword arguments");
  if (nargs == 0)
    return wf_raise(&wf_exc_TypeError, "audit() missing 1 required positional argument: 'event'");
  if (!atomic_load(&wf_audit_is_wanted)) return WF_NONE;
  if (!wf_is_str(args[0]))
    return wf_raise(&wf_exc_TypeError, "expected str for argument 'event', not %T", args[0]);
  if (!wf_str_refuse_surrogates(args[0])) return WF_ERROR;
  return wf_audit_tell(args[0], wf_tuple_from_array(args + 1, nargs - 1)) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(sys_addaudithook) {
  return wf_audit_add(args[0]) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(sys_activate_stack_trampoline) { return WF_NONE; }

static const wf_native_def functions[] = {
    {"exception", sys_exception, "()", "The exception that is being handled, or None.", 0},
    {"exc_info", sys_exc_info, "()",
     "Type, value and traceback of the exception that is being handled.", 0},
    {"exit", sys_exit, "(status=None, /)", "End the program by raising SystemExit.", 0},
    {"excepthook", sys_excepthook, "(exctype, value, traceback, /)", "Print an uncaught exception.",
     0},
    {"unraisablehook", sys_unraisablehook, "(unraisable, /)",
     "Report an exception that nobody can catch.", 0},
    {"displayhook", sys_displayhook, "(object, /)", "Print a value at the prompt and keep it as _.",
     0},
    {"breakpointhook", sys_breakpointhook, WF_RAW,
     "breakpointhook(*args, **kws)\n\nWhat breakpoint() calls.", 0},
    {"_getframe", sys_getframe, "(depth=0, /)", "The frame of a caller.", 0},
    {"_current_exceptions", sys_current_exceptions, "()",
     "The exception that each thread handles, or None, by its ident.", 0},
    {"_current_frames", sys_current_frames, "()", "The running frame of each thread.", 0},
    {"getrecursionlimit", sys_getrecursionlimit, "()", "How deeply calls may be nested.", 0},
    {"setrecursionlimit", sys_setrecursionlimit, "(limit, /)",
     "Set how deeply calls may be nested.", 0},
    {"intern", sys_intern, "(string, /)", "The one interned string of that text.", 0},
    {"getrefcount", sys_getrefcount, "(object, /)", "A constant: references are not counted.", 0},
    {"getsizeof", sys_getsizeof, "(object, default=<unrepresentable>)", "Size in memory, in bytes.",
     0},
    {"get_int_max_str_digits", sys_get_int_max_str_digits, "()",
     "The limit of digits in conversions between int and str.", 0},
    {"set_int_max_str_digits", sys_set_int_max_str_digits, "(maxdigits)",
     "Set the limit of digits in conversions between int and str.", 0},
    {"getswitchinterval", sys_getswitchinterval, "()",
     "The switch interval that was set; threads need none here.", 0},
    {"setswitchinterval", sys_setswitchinterval, "(interval, /)",
     "Accepted; threads run in parallel.", 0},
    {"getdefaultencoding", sys_getdefaultencoding, "()", "utf-8", 0},
    {"getfilesystemencoding", sys_getdefaultencoding, "()", "utf-8", 0},
    {"getfilesystemencodeerrors", sys_getfilesystemencodeerrors, "()", "surrogateescape", 0},
    {"is_finalizing", sys_is_finalizing, "()", "Whether the runtime is ending.", 0},
    {"call_tracing", sys_call_tracing, "(func, args, /)", "func(*args)", 0},
    {"getallocatedblocks", sys_getallocatedblocks, "()", "An estimate of the blocks in use.", 0},
    {"_settraceallthreads", sys_settraceallthreads, "(function, /)",
     "Set the trace function of all threads.", 0},
    {"_setprofileallthreads", sys_setprofileallthreads, "(function, /)",
     "Set the profile function of all threads.", 0},
    {"settrace", sys_settrace, "(function, /)", "Set the trace function of this thread.", 0},
    {"gettrace", sys_gettrace, "()", "The trace function of this thread.", 0},
    {"setprofile", sys_setprofile, "(function, /)", "Set the profile function of this thread.", 0},
    {"getprofile", sys_getprofile, "()", "The profile function of this thread.", 0},
    {"get_asyncgen_hooks", sys_get_asyncgen_hooks, "()", "The hooks of asynchronous generators.",
     0},
    {"set_asyncgen_hooks", sys_set_asyncgen_hooks, "(firstiter=None, finalizer=None)",
     "Set the hooks of asynchronous generators.", 0},
    {"get_coroutine_origin_tracking_depth", sys_get_coroutine_origin_tracking_depth, "()", NULL, 0},
    {"set_coroutine_origin_tracking_depth", sys_set_coroutine_origin_tracking_depth, "(depth)",
     NULL, 0},
    {"audit", sys_audit, WF_RAW, "audit(event, *args)\n\nTell the audit hooks of an event.", 0},
    {"addaudithook", sys_addaudithook, "(hook)",
     "Have hook(event, args) called for every event, for the rest of the program.", 0},
    {"activate_stack_trampoline", sys_activate_stack_trampoline, "(backend, /)", NULL, 0},
    {0},
};

/* --- Constants --- */

static const wf_record_def flags_def = {
    "sys.flags", "What the command line set.",
    (const char *const[]){"debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
                          "no_user_site", "no_site", "ignore_environment", "verbose",
                          "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode",
                          "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits",
                          NULL},
    18};
static const wf_record_def version_def = {
    "sys.version_info", "The language version.",
    (const char *const[]){"major", "minor", "micro", "releaselevel", "serial", NULL}, 5};
static const wf_record_def float_def = {
    "sys.float_info", "The floating-point type.",
    (const char *const[]){"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig",
                          "mant_dig", "epsilon", "radix", "rounds", NULL}, 11};
static const wf_record_def int_def = {
    "sys.int_info", "The integer type.",
    (const char *const[]){"bits_per_digit", "sizeof_digit", "default_max_str_digits",
                          "str_digits_check_threshold", NULL}, 4};
static const wf_record_def hash_def = {
    "sys.hash_info", "How values are hashed.",
    (const char *const[]){"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits",
                          "seed_bits", "cutoff", NULL}, 9};
static const wf_record_def thread_def = {
    "sys.thread_info", "How threads are made.",
    (const char *const[]){"name", "lock", "version", NULL}, 3};
static const wf_record_def asyncgen_def = {
    "asyncgen_hooks", "Hooks of asynchronous generators.",
    (const char *const[]){"firstiter", "finalizer", NULL}, 2};

static bool add_record(wf_value module, const char *name, const wf_record_def *def,
                       const wf_value *values, size_t count) {
  wf_type *type = wf_record_type_new(def);
  return type && wf_module_add(module, name, wf_record_new(type, values, count));
}

/* One of whose type scripts make no instances. */
static bool add_only_record(wf_value module, const char *name, const wf_record_def *def,
                            const wf_value *values, size_t count) {
  wf_type *type = wf_record_type_new(def);
  if (!type) return false;
  atomic_fetch_or(&type->flags, WF_TYPE_NO_NEW);
  return wf_module_add(module, name, wf_record_new(type, values, count));
}

static wf_value n(int64_t i) { return wf_int_new(i); }

static bool apply_digits_limit(void) {
  if (wf_config.has_digits_limit) atomic_store(&wf_int_max_str_digits, wf_config.digits_limit);
  return true;
}

static bool add_flags(wf_value module) {
  const struct wf_config *c = &wf_config;
  wf_value v[] = {n(0),
                  n(c->inspect),
                  n(c->interactive),
                  n(c->optimize),
                  n(c->dont_write_bytecode),
                  n(c->no_user_site),
                  n(0),
                  n(c->ignore_environment),
                  n(c->verbose),
                  n(c->bytes_warning),
                  n(c->quiet),
                  n(1),
                  n(c->isolated),
                  wf_bool(c->dev_mode),
                  n(c->utf8_mode),
                  n(0),
                  wf_bool(c->safe_path),
                  n(c->has_digits_limit ? c->digits_limit : -1)};
  return add_only_record(module, "flags", &flags_def, v, WF_COUNT(v));
}

static bool add_numbers(wf_value module) {
  wf_value f[] = {wf_float_new(DBL_MAX), n(DBL_MAX_EXP), n(DBL_MAX_10_EXP), wf_float_new(DBL_MIN),
                  n(DBL_MIN_EXP), n(DBL_MIN_10_EXP), n(DBL_DIG), n(DBL_MANT_DIG),
                  wf_float_new(DBL_EPSILON), n(FLT_RADIX), n(FLT_ROUNDS)};
  wf_value i[] = {n(64), n(8), n(4300), n(640)};
  wf_value h[] = {n(64), n((INT64_C(1) << 61) - 1), n(314159), n(0), n(1000003),
                  wf_str_from_c("siphash13"), n(64), n(128), n(0)};
  wf_value t[] = {wf_str_from_c("pthread"), wf_str_from_c("mutex+cond"), WF_NONE};
  return add_record(module, "float_info", &float_def, f, WF_COUNT(f)) &&
         add_record(module, "int_info", &int_def, i, WF_COUNT(i)) &&
         add_record(module, "hash_info", &hash_def, h, WF_COUNT(h)) &&
         add_record(module, "thread_info", &thread_def, t, WF_COUNT(t)) &&
         wf_module_add(module, "maxsize", n(INT64_MAX)) &&
         wf_module_add(module, "maxunicode", n(0x10ffff)) &&
         wf_module_add(module, "float_repr_style", wf_str_from_c("short"));
}

static bool add_version(wf_value module) {
  wf_value v[] = {n(3), n(11), n(0), wf_str_intern_c("final"), n(0)};
  if (!add_only_record(module, "version_info", &version_def, v, WF_COUNT(v))) return false;
  wf_value namespace = wf_dict_new();
  wf_dict_set_c(namespace, "name", wf_str_intern_c("weft"));
  wf_dict_set_c(namespace, "cache_tag", WF_NONE);
  wf_dict_set_c(namespace, "version", wf_dict_get_c(wf_module_namespace(module), "version_info"));
  wf_dict_set_c(namespace, "hexversion", n(0x030b00f0));
  wf_dict_set_c(namespace, "_multiarch", wf_str_empty);
  return wf_module_add(module, "implementation", wf_simple_namespace_new(namespace)) &&
         wf_module_add(module, "hexversion", n(0x030b00f0)) &&
         wf_module_add(module, "api_version", n(1013)) &&
         wf_module_add(module, "version", wf_str_format("3.11.0 (Weft %s)", PACKAGE_VERSION)) &&
         wf_module_add(module, "copyright", wf_str_from_c("Copyright (c) The Weft developers.")) &&
#ifdef __APPLE__
         wf_module_add(module, "platform", wf_str_intern_c("darwin")) &&
#else
         wf_module_add(module, "platform", wf_str_intern_c("linux")) &&
#endif
         wf_module_add(
             module, "byteorder",
             wf_str_intern_c(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big")) &&
         wf_module_add(module, "abiflags", wf_str_empty) &&
         wf_module_add(module, "platlibdir", wf_str_from_c("lib"));
}

static wf_value text_list(const char *const *texts) {
  wf_value list = wf_list_new(0);
  for (; texts && *texts; texts++) wf_list_append(list, wf_str_from_fs(*texts, strlen(*texts)));
  return list;
}

/* -X name or -X name=value */
static wf_value x_options(void) {
  wf_value dict = wf_dict_new();
  for (const char *const *o = wf_config.x_options; o && *o; o++) {
    const char *equals = strchr(*o, '=');
    wf_value name = wf_str_from_fs(*o, equals ? (size_t)(equals - *o) : strlen(*o));
    wf_dict_set(dict, name, equals ? wf_str_from_fs(equals + 1, strlen(equals + 1)) : WF_TRUE);
  }
  return dict;
}

/* A path from the root without `.`, `..` and empty parts, as os.path.normpath makes it. */
static wf_value normal_path(wf_value path) {
  char *text = strdup(wf_str_data(path)), *end = text, *rest = text;
  if (!text) return wf_raise_memory();
  for (char *part; (part = strsep(&rest, "/"));) {
    if (!*part || !strcmp(part, ".")) continue;
    if (!strcmp(part, "..")) {
      while (end > text && *--end != '/') continue;
      continue;
    }
    *end++ = '/';
    size_t size = strlen(part);
    memmove(end, part, size);
    end += size;
  }
  wf_value normal = end == text ? wf_str_from_c("/") : wf_str_new(text, (size_t)(end - text));
  free(text);
  return normal;
}

/* The folders of WEFTPATH, each once and as it is now: the program may go to another folder. */
static bool add_extra_paths(wf_value path) {
  const char *extra = wf_config.ignore_environment ? NULL : getenv("WEFTPATH");
  for (bool more = extra && *extra; more;) {
    const char *end = strchr(extra, ':');
    size_t size = end ? (size_t)(end - extra) : strlen(extra);
    wf_value folder = wf_import_absolute_path(wf_str_from_fs(extra, size));
    if (folder != WF_ERROR && wf_str_data(folder)[0] == '/') folder = normal_path(folder);
    int known = folder == WF_ERROR ? -1 : wf_contains(path, folder);
    if (known < 0 || (!known && !wf_list_append(path, folder))) break;
    more = end != NULL;
    extra = end ? end + 1 : extra;
  }
  return !wf_error_pending();
}

static bool add_paths(wf_value module) {
  wf_value argv = wf_list_new(0);
  for (int i = 0; i < wf_config.argc; i++)
    wf_list_append(argv, wf_str_from_fs(wf_config.argv[i], strlen(wf_config.argv[i])));
  wf_value path = wf_list_new(4);
  if (!add_extra_paths(path) || !wf_list_append(path, wf_str_from_c(WF_FROZEN_FOLDER)))
    return false;
  const char *executable = wf_config.executable ? wf_config.executable : "";
  wf_value prefix = wf_str_from_c("/usr");
  return wf_module_add(module, "argv", argv) &&
         wf_module_add(module, "orig_argv", wf_list_from_iterable(argv)) &&
         wf_module_add(module, "path", path) &&
         wf_module_add(module, "meta_path", wf_import_first_finders()) &&
         wf_module_add(module, "path_hooks", wf_import_first_hooks()) &&
         wf_module_add(module, "path_importer_cache", wf_dict_new()) &&
         wf_module_add(module, "executable", wf_str_from_fs(executable, strlen(executable))) &&
         wf_module_add(module, "prefix", prefix) && wf_module_add(module, "exec_prefix", prefix) &&
         wf_module_add(module, "base_prefix", prefix) &&
         wf_module_add(module, "base_exec_prefix", prefix) &&
         wf_module_add(module, "pycache_prefix", WF_NONE) &&
         wf_module_add(module, "dont_write_bytecode", WF_TRUE) &&
         wf_module_add(module, "warnoptions", text_list(wf_config.warn_options)) &&
         wf_module_add(module, "_xoptions", x_options());
}

/* The hooks again under names that scripts do not replace. */
static bool keep_hooks(wf_value module) {
  static const char *const pairs[][2] = {{"excepthook", "__excepthook__"},
                                         {"displayhook", "__displayhook__"},
                                         {"breakpointhook", "__breakpointhook__"},
                                         {"unraisablehook", "__unraisablehook__"}};
  for (size_t i = 0; i < WF_COUNT(pairs); i++)
    if (!wf_module_add(module, pairs[i][1],
                       wf_dict_get_c(wf_module_namespace(module), pairs[i][0])))
      return false;
  return true;
}

static bool init(wf_value module) {
  asyncgen_hooks_type = wf_record_type_new(&asyncgen_def);
  return asyncgen_hooks_type && wf_module_add(module, "modules", wf_modules()) &&
         wf_module_add(module, "builtin_module_names", wf_import_builtin_names()) &&
         wf_module_add(module, "stdlib_module_names", wf_import_library_names()) &&
         wf_module_add(module, "stdin", WF_NONE) && wf_module_add(module, "stdout", WF_NONE) &&
         wf_module_add(module, "stderr", WF_NONE) && apply_digits_limit() && wf_audit_begin() &&
         add_flags(module) && add_numbers(module) &&
         add_version(module) && add_paths(module) && keep_hooks(module);
}

const wf_module_def wf_sys_module = {
    .name = "sys",
    .doc = "The running program: its arguments, streams, modules and limits.",
    .functions = functions,
    .init = init,
};
