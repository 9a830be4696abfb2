/* _thread: threads, locks, and what belongs to a thread. stdlib/threading.py is built on it. */
#include <config.h>

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/native/thread.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/worker.h"

/* --- Threads --- */

WF_NATIVE(thread_allocate_lock) { return wf_from_object(wf_object_new(&wf_lock_type)); }

static bool check_function(const wf_value *args) {
  const char *wrong = !wf_is_callable(args[0])            ? "first arg must be callable"
                      : !wf_is_tuple(args[1])             ? "2nd arg must be a tuple"
                      : args[2] != WF_EMPTY && !wf_is_dict(args[2])
                          ? "optional 3rd arg must be a dictionary"
                          : NULL;
  if (wrong) wf_raise(&wf_exc_TypeError, "%s", wrong);
  return !wrong;
}

WF_NATIVE(thread_start_new) {
  if (!check_function(args)) return WF_ERROR;
  wf_value handle = wf_handle_new();
  wf_handle *h = wf_to_handle(handle);
  if (!wf_worker_start(args[0], args[1], args[2], h, true)) return WF_ERROR;
  wf_handle_await_start(h);
  return wf_int_from_uint64(atomic_load(&h->ident));
}

WF_NATIVE(thread_start_joinable) {
  if (!wf_is_callable(args[0]))
    return wf_raise(&wf_exc_TypeError, "thread function must be callable");
  wf_value handle = args[1] == WF_EMPTY || args[1] == WF_NONE ? wf_handle_new() : args[1];
  if (!wf_is_a(handle, &wf_handle_type))
    return wf_raise(&wf_exc_TypeError, "'handle' must be a _ThreadHandle");
  int daemon = args[2] == WF_EMPTY ? 1 : wf_truth(args[2]);
  if (daemon < 0) return WF_ERROR;
  if (!wf_worker_start(args[0], wf_tuple_new(0), WF_EMPTY, wf_to_handle(handle), daemon))
    return WF_ERROR;
  return handle;
}

WF_NATIVE(thread_make_handle) {
  uint64_t ident;
  if (!wf_arg_uint64(args[0], &ident)) return WF_ERROR;
  wf_value handle = wf_handle_new();
  atomic_store(&wf_to_handle(handle)->ident, ident);
  atomic_store(&wf_to_handle(handle)->state, WF_HANDLE_RUNNING);
  return handle;
}

WF_NATIVE(thread_get_ident) { return wf_int_from_uint64(wf_self->ident); }
WF_NATIVE(thread_get_main_ident) { return wf_int_from_uint64(wf_thread_main()->ident); }

WF_NATIVE(thread_get_native_id) { return wf_int_new(wf_thread_native_id()); }

WF_NATIVE(thread_count) { return wf_small_int((int64_t)wf_worker_count()); }

WF_NATIVE(thread_stack_size) {
  int64_t size = 0;
  if (args[0] != WF_EMPTY && !wf_arg_int64(args[0], &size)) return WF_ERROR;
  if (size < 0) return wf_raise(&wf_exc_ValueError, "size must be 0 or a positive value");
  wf_value before = wf_int_new((int64_t)wf_worker_stack_size());
  if (!wf_worker_set_stack_size((size_t)size))
    return wf_raise(&wf_exc_ValueError, "size not valid: %lld bytes", (long long)size);
  return before;
}

WF_NATIVE(thread_exit) { return wf_raise_type(&wf_exc_SystemExit); }

WF_NATIVE(thread_interrupt_main) {
  int number = SIGINT;
  if (args[0] != WF_EMPTY && !wf_arg_int(args[0], &number)) return WF_ERROR;
  if (number <= 0 || number >= NSIG)
    return wf_raise(&wf_exc_ValueError, "signal number out of range");
  wf_signal_simulate(number);
  return WF_NONE;
}

/* Gives the calling thread's name to the system, as much of it as fits. */
WF_NATIVE(thread_set_name) {
  if (!wf_arg_str(args[0], "set_name() argument 'name'")) return WF_ERROR;
#ifdef HAVE_PTHREAD_SETNAME_NP
  char name[16];
  size_t size = wf_str_size(args[0]);
  if (size >= sizeof name) size = sizeof name - 1;
  while (size && (wf_str_data(args[0])[size] & 0xc0) == 0x80) size--; /* whole characters */
  memcpy(name, wf_str_data(args[0]), size);
  name[size] = 0;
  if (wf_self != wf_thread_main()) pthread_setname_np(pthread_self(), name);
#endif
  return WF_NONE;
}

WF_NATIVE(thread_shutdown) { return wf_worker_join_all() < 0 ? WF_ERROR : WF_NONE; }
WF_NATIVE(thread_true) { return WF_TRUE; }

/* The threading.Thread of the calling thread, for stack dumps and reports; and, for threads that
   were not started here, the handle that is to be done and the table to leave when the native one
   ends. */
WF_NATIVE(thread_set_object) {
  bool has_end = args[1] != WF_EMPTY;
  if (has_end && (!wf_is_a(args[1], &wf_handle_type) || args[2] == WF_EMPTY ||
                  !wf_is_dict(args[2])))
    return wf_raise(&wf_exc_TypeError, "a _ThreadHandle and a dict are needed");
  wf_slot_set(&wf_self->thread_object, args[0]);
  wf_self->end_handle = args[1];
  wf_self->end_table = has_end ? args[2] : WF_EMPTY;
  return WF_NONE;
}

/* --- The module --- */

#define START "(function, args, kwargs=None, /)"
static const wf_native_def functions[] = {
    {"allocate_lock", thread_allocate_lock, "()", "A new lock.", 0},
    {"allocate", thread_allocate_lock, "()", "A new lock.", 0},
    {"start_new_thread", thread_start_new, START, "Call a function in a new thread.", 0},
    {"start_new", thread_start_new, START, "Call a function in a new thread.", 0},
    {"start_joinable_thread", thread_start_joinable, "(function, handle=None, daemon=True)",
     "Call a function in a new thread that the handle stands for.", 0},
    {"_make_thread_handle", thread_make_handle, "(ident, /)",
     "A handle for a thread that runs already.", 0},
    {"get_ident", thread_get_ident, "()", "The calling thread's identity.", 0},
    {"_get_main_thread_ident", thread_get_main_ident, "()", "The main thread's identity.", 0},
    {"get_native_id", thread_get_native_id, "()", "The system's number of the calling thread.", 0},
    {"set_name", thread_set_name, "(name, /)", "Tell the system the calling thread's name.", 0},
    {"_set_thread_object", thread_set_object, "(thread, handle=None, table=None, /)",
     "Tell the runtime the calling thread's Thread; and which handle to mark when the thread ends, "
     "and which table to take its ident out of.", 0},
    {"_count", thread_count, "()", "How many threads are running functions.", 0},
    {"stack_size", thread_stack_size, "(size=0, /)",
     "The size of the native stack of threads that start from now on; 0: the default.", 0},
    {"exit", thread_exit, "()", "End the calling thread: raise SystemExit.", 0},
    {"exit_thread", thread_exit, "()", "End the calling thread: raise SystemExit.", 0},
    {"interrupt_main", thread_interrupt_main, "(signum=2, /)",
     "Let a signal arrive in the main thread.", 0},
    {"_shutdown", thread_shutdown, "()", "Wait for the threads that are no daemons.", 0},
    {"daemon_threads_allowed", thread_true, "()", "Can threads be daemons?", 0},
    {"_is_main_interpreter", thread_true, "()", "There is only one.", 0},
    {0},
};

static const char *const hook_fields[] = {"exc_type", "exc_value", "exc_traceback", "thread", NULL};
static const wf_record_def hook_record = {
    "_thread._ExceptHookArgs", "What threading.excepthook is told.", hook_fields, 4};

static wf_type *const types[] = {
    &wf_lock_type,      &wf_rlock_type,     &wf_handle_type,            &wf_thread_local_type,
    &wf_condition_type, &wf_semaphore_type, &wf_bounded_semaphore_type, &wf_event_type,
};

/* Elsewhere they are scripts' classes: known by their names alone, and of that module. */
static wf_type *const scripted[] = {&wf_condition_type, &wf_semaphore_type,
                                    &wf_bounded_semaphore_type, &wf_event_type};

static bool init(wf_value module) {
  wf_type *hook_arguments = wf_record_type_new(&hook_record);
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_module_add_type(module, types[i])) return false;
  for (size_t i = 0; i < WF_COUNT(scripted); i++)
    if (!wf_dict_set_c(scripted[i]->namespace, "__module__", wf_str_intern_c("threading")))
      return false;
  return hook_arguments &&
         wf_module_add(module, "_ExceptHookArgs", wf_from_type(hook_arguments)) &&
         wf_module_add(module, "LockType", wf_from_type(&wf_lock_type)) &&
         wf_module_add(module, "error", wf_from_type((wf_type *)&wf_exc_RuntimeError)) &&
         wf_module_add(module, "TIMEOUT_MAX", wf_float_new(WF_TIMEOUT_MAX));
}

const wf_module_def wf_thread_module = {
    .name = "_thread",
    .doc = "Threads and locks, in their plainest form.",
    .functions = functions,
    .init = init,
};
