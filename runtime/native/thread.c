/* _thread: threads, locks, and what belongs to a thread. stdlib/threading.py is built on it. */
#include <config.h>

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
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
#include "runtime/mutex.h"
#include "runtime/native.h"
#include "runtime/native/thread.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/worker.h"

/* --- Locks --- */

typedef struct lock {
  wf_object head;
  wf_mutex mutex;
  _Atomic(uint64_t) owner; /* ident of the thread that took it last, for dumps alone */
} lock;

static lock *to_lock(wf_value v) { return (lock *)(uintptr_t)v; }

static wf_value lock_new(wf_type *cls, WF_UNUSED const wf_value *args, size_t npos,
                         wf_value kwnames) {
  if (npos || kwnames != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "lock expected 0 arguments, got %zu", npos);
  return wf_from_object(wf_object_new(cls));
}

/* acquire(blocking=True, timeout=-1) as a deadline: 0 for not waiting, -1 for no end. */
static bool wait_arguments(const wf_value *args, int64_t *deadline) {
  int64_t timeout = -1;
  int blocking = args[1] == WF_EMPTY ? 1 : wf_truth(args[1]);
  if (blocking < 0) return false;
  bool timed = args[2] != WF_EMPTY && !(wf_is_int(args[2]) && args[2] == wf_small_int(-1));
  if (timed && !wf_arg_timeout(args[2], &timeout)) return false;
  if (timed && wf_is_float(args[2]) && wf_float_get(args[2]) == -1) timed = false;
  if (timed && !blocking) {
    wf_raise(&wf_exc_ValueError, "can't specify a timeout for a non-blocking call");
    return false;
  }
  if (timed && timeout < 0) {
    wf_raise(&wf_exc_ValueError, "timeout value must be a non-negative number");
    return false;
  }
  *deadline = !blocking ? 0 : timed ? wf_deadline_after(timeout) : -1;
  return true;
}

static wf_value answer(int acquired) { return acquired < 0 ? WF_ERROR : wf_bool(acquired); }

static wf_value lock_take(wf_value self, int64_t deadline) {
  lock *l = to_lock(self);
  int taken = wf_mutex_try(&l->mutex)
                  ? 1
                  : wf_mutex_acquire(&l->mutex, deadline, WF_WAIT_FOR(LOCK, self, &l->owner));
  if (taken > 0) atomic_store_explicit(&l->owner, wf_self->ident, memory_order_relaxed);
  return answer(taken);
}

WF_NATIVE(lock_acquire) {
  int64_t deadline = -1;
  if ((args[1] != WF_EMPTY || args[2] != WF_EMPTY) && !wait_arguments(args, &deadline))
    return WF_ERROR;
  return lock_take(args[0], deadline);
}

WF_NATIVE(lock_release) {
  if (wf_mutex_release(&to_lock(args[0])->mutex)) return WF_NONE;
  return wf_raise(&wf_exc_RuntimeError, "release unlocked lock");
}

WF_NATIVE(lock_enter) { return lock_take(args[0], -1); }

WF_NATIVE(lock_exit) { return lock_release(args, 1, WF_EMPTY); }
WF_NATIVE(lock_locked) { return wf_bool(wf_mutex_is_locked(&to_lock(args[0])->mutex)); }

WF_NATIVE(lock_reinit) {
  wf_mutex_reset(&to_lock(args[0])->mutex);
  return WF_NONE;
}

static wf_value lock_repr(wf_value self) {
  return wf_str_format("<%s %T object at %p>",
                       wf_mutex_is_locked(&to_lock(self)->mutex) ? "locked" : "unlocked", self,
                       (void *)to_lock(self));
}

#define ACQUIRE "(self, /, blocking=True, timeout=-1)"
#define EXIT "(self, /, *exc_info)"
static const char acquire_doc[] = "Take the lock, waiting if need be; was it taken?";
static const char release_doc[] = "Give the lock back.";

static const wf_native_def lock_methods[] = {
    {"acquire", lock_acquire, ACQUIRE, acquire_doc, 0},
    {"acquire_lock", lock_acquire, ACQUIRE, acquire_doc, 0},
    {"release", lock_release, "(self, /)", release_doc, 0},
    {"release_lock", lock_release, "(self, /)", release_doc, 0},
    {"locked", lock_locked, "(self, /)", "Does anyone hold the lock?", 0},
    {"locked_lock", lock_locked, "(self, /)", "Does anyone hold the lock?", 0},
    {"_at_fork_reinit", lock_reinit, "(self, /)", "Make the lock free.", 0},
    {"__enter__", lock_enter, "(self, /)", "Take the lock.", 0},
    {"__exit__", lock_exit, EXIT, release_doc, 0},
    {0},
};

static wf_type lock_type = {
    .name = "_thread.lock",
    .doc = "A lock: one thread takes it, any thread gives it back.",
    .instance_size = sizeof(lock),
    .flags = WF_TYPE_WEAK,
    .slots = {.new = lock_new, .repr = lock_repr},
    .methods = lock_methods,
};

WF_NATIVE(thread_allocate_lock) { return wf_from_object(wf_object_new(&lock_type)); }

/* --- Locks that their owner can take again --- */

typedef struct rlock {
  wf_object head;
  wf_mutex mutex;
  _Atomic(uint64_t) owner; /* ident, 0: nobody; written by the owner only */
  size_t count;            /* the owner's */
} rlock;

static rlock *to_rlock(wf_value v) { return (rlock *)(uintptr_t)v; }

static bool owned(const rlock *r) {
  return atomic_load_explicit(&((rlock *)r)->owner, memory_order_relaxed) == wf_self->ident;
}

static void own(rlock *r, size_t count) {
  atomic_store_explicit(&r->owner, wf_self->ident, memory_order_relaxed);
  r->count = count;
}

static wf_value rlock_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                          WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}

/* 1, 0 timed out, -1 with an exception. So is take. */
static int take_mutex(rlock *r, int64_t deadline) {
  return wf_mutex_try(&r->mutex)
             ? 1
             : wf_mutex_acquire(&r->mutex, deadline,
                                WF_WAIT_FOR(RLOCK, wf_from_object(r), &r->owner));
}

static int take(rlock *r, int64_t deadline) {
  if (owned(r)) {
    r->count++;
    return 1;
  }
  int taken = take_mutex(r, deadline);
  if (taken > 0) own(r, 1);
  return taken;
}

WF_NATIVE(rlock_acquire) {
  int64_t deadline = -1;
  if ((args[1] != WF_EMPTY || args[2] != WF_EMPTY) && !wait_arguments(args, &deadline))
    return WF_ERROR;
  return answer(take(to_rlock(args[0]), deadline));
}

WF_NATIVE(rlock_enter) { return answer(take(to_rlock(args[0]), -1)); }

static void let_go(rlock *r) {
  atomic_store_explicit(&r->owner, 0, memory_order_relaxed);
  r->count = 0;
  wf_mutex_release(&r->mutex);
}

static bool check_owned(const rlock *r) {
  if (owned(r)) return true;
  wf_raise(&wf_exc_RuntimeError, "cannot release un-acquired lock");
  return false;
}

WF_NATIVE(rlock_release) {
  rlock *r = to_rlock(args[0]);
  if (!check_owned(r)) return WF_ERROR;
  if (r->count > 1) r->count--;
  else let_go(r);
  return WF_NONE;
}

WF_NATIVE(rlock_exit) { return rlock_release(args, 1, WF_EMPTY); }
WF_NATIVE(rlock_is_owned) { return wf_bool(owned(to_rlock(args[0]))); }

WF_NATIVE(rlock_count) {
  const rlock *r = to_rlock(args[0]);
  return wf_small_int(owned(r) ? (int64_t)r->count : 0);
}

WF_NATIVE(rlock_release_save) {
  rlock *r = to_rlock(args[0]);
  if (!check_owned(r)) return WF_ERROR;
  wf_value saved =
      wf_tuple_of(2, wf_small_int((int64_t)r->count), wf_int_from_uint64(wf_self->ident));
  if (saved != WF_ERROR) let_go(r);
  return saved;
}

WF_NATIVE(rlock_acquire_restore) {
  rlock *r = to_rlock(args[0]);
  int64_t count;
  if (!wf_is_tuple(args[1]) || wf_tuple_length(args[1]) != 2 ||
      !wf_int_to_int64(wf_tuple_get(args[1], 0), &count))
    return wf_raise(&wf_exc_TypeError, "_acquire_restore() argument must be what _release_save() "
                                       "returned");
  if (take_mutex(r, -1) < 0) return WF_ERROR;
  own(r, (size_t)count);
  return WF_NONE;
}

WF_NATIVE(rlock_locked) { return wf_bool(wf_mutex_is_locked(&to_rlock(args[0])->mutex)); }

WF_NATIVE(rlock_reinit) {
  rlock *r = to_rlock(args[0]);
  atomic_store(&r->owner, 0);
  r->count = 0;
  wf_mutex_reset(&r->mutex);
  return WF_NONE;
}

static wf_value rlock_repr(wf_value self) {
  const rlock *r = to_rlock(self);
  uint64_t owner = atomic_load(&((rlock *)r)->owner);
  return wf_str_format("<%s %T object owner=%llu count=%zu at %p>", owner ? "locked" : "unlocked",
                       self, (unsigned long long)owner, owner ? r->count : (size_t)0, (void *)r);
}

static const wf_native_def rlock_methods[] = {
    {"acquire", rlock_acquire, ACQUIRE, acquire_doc, 0},
    {"release", rlock_release, "(self, /)", release_doc, 0},
    {"locked", rlock_locked, "(self, /)", "Does anyone hold the lock?", 0},
    {"_is_owned", rlock_is_owned, "(self, /)", "Does the calling thread hold the lock?", 0},
    {"_recursion_count", rlock_count, "(self, /)", "How often the calling thread holds it.", 0},
    {"_release_save", rlock_release_save, "(self, /)", "Give it back altogether.", 0},
    {"_acquire_restore", rlock_acquire_restore, "(self, state, /)",
     "Take it as often as it was held before _release_save().", 0},
    {"_at_fork_reinit", rlock_reinit, "(self, /)", "Make the lock free.", 0},
    {"__enter__", rlock_enter, "(self, /)", "Take the lock.", 0},
    {"__exit__", rlock_exit, EXIT, release_doc, 0},
    {0},
};

static wf_type rlock_type = {
    .name = "_thread.RLock",
    .doc = "A lock that the thread which holds it can take again.",
    .instance_size = sizeof(rlock),
    .flags = WF_TYPE_WEAK | WF_TYPE_BASE,
    .slots = {.new = rlock_new, .repr = rlock_repr},
    .methods = rlock_methods,
};

/* --- Threads --- */

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

WF_NATIVE(thread_get_native_id) {
#ifdef SYS_gettid
  return wf_small_int(syscall(SYS_gettid));
#else
  return wf_int_from_uint64(wf_self->ident);
#endif
}

WF_NATIVE(thread_count) { return wf_small_int((int64_t)wf_worker_count()); }

WF_NATIVE(thread_stack_size) {
  int64_t size = 0;
  if (args[0] != WF_EMPTY && !wf_arg_int64(args[0], &size)) return WF_ERROR;
  if (size < 0) return wf_raise(&wf_exc_ValueError, "size must be 0 or a positive value");
  wf_value before = wf_small_int((int64_t)wf_worker_stack_size());
  if (args[0] != WF_EMPTY && !wf_worker_set_stack_size((size_t)size))
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
  wf_self->thread_object = args[0];
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

static bool init(wf_value module) {
  wf_type *hook_arguments = wf_record_type_new(&hook_record);
  return hook_arguments && wf_module_add_type(module, &lock_type) &&
         wf_module_add_type(module, &rlock_type) && wf_module_add_type(module, &wf_handle_type) &&
         wf_module_add_type(module, &wf_thread_local_type) &&
         wf_module_add(module, "_ExceptHookArgs", wf_from_type(hook_arguments)) &&
         wf_module_add(module, "LockType", wf_from_type(&lock_type)) &&
         wf_module_add(module, "error", wf_from_type((wf_type *)&wf_exc_RuntimeError)) &&
         wf_module_add(module, "TIMEOUT_MAX", wf_float_new(WF_TIMEOUT_MAX));
}

const wf_module_def wf_thread_module = {
    .name = "_thread",
    .doc = "Threads and locks, in their plainest form.",
    .functions = functions,
    .init = init,
};
