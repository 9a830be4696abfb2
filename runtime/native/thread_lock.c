/* Lock and RLock. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/mutex.h"
#include "runtime/native.h"
#include "runtime/native/thread.h"
#include "runtime/str.h"
#include "runtime/thread.h"

typedef wf_lock_object lock;
typedef wf_rlock_object rlock;

static lock *to_lock(wf_value v) { return (lock *)(uintptr_t)v; }

static wf_value lock_new(wf_type *cls, WF_UNUSED const wf_value *args, size_t npos,
                         wf_value kwnames) {
  if (kwnames != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "lock() takes no keyword arguments");
  if (npos)
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

int wf_lock_object_wait(lock *l, int64_t deadline) {
  int taken = wf_mutex_acquire(&l->mutex, deadline,
                               WF_WAIT_FOR(LOCK, wf_from_object(l), &l->owner));
  if (taken > 0) atomic_store_explicit(&l->owner, wf_self->ident, memory_order_relaxed);
  return taken;
}

WF_NATIVE(lock_acquire) {
  int64_t deadline = -1;
  if ((args[1] != WF_EMPTY || args[2] != WF_EMPTY) && !wait_arguments(args, &deadline))
    return WF_ERROR;
  return answer(wf_lock_object_take(to_lock(args[0]), deadline));
}

WF_NATIVE(lock_release) {
  if (wf_lock_object_release(to_lock(args[0]))) return WF_NONE;
  return wf_raise(&wf_exc_RuntimeError, "release unlocked lock");
}

WF_NATIVE(lock_enter) { return answer(wf_lock_object_take(to_lock(args[0]), -1)); }

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
static const char acquire_doc[] = "Take the lock, waiting if need be; was it taken?";
static const char release_doc[] = "Give the lock back.";
static const char exit_doc[] = "__exit__(self, /, *exc_info)\n\nGive the lock back.";

static const wf_native_def lock_methods[] = {
    {"acquire", lock_acquire, ACQUIRE, acquire_doc, WF_FN_WAITS},
    {"acquire_lock", lock_acquire, ACQUIRE, acquire_doc, WF_FN_WAITS},
    {"release", lock_release, "(self, /)", release_doc, 0},
    {"release_lock", lock_release, "(self, /)", release_doc, 0},
    {"locked", lock_locked, "(self, /)", "Does anyone hold the lock?", 0},
    {"locked_lock", lock_locked, "(self, /)", "Does anyone hold the lock?", 0},
    {"_at_fork_reinit", lock_reinit, "(self, /)", "Make the lock free.", 0},
    {"__enter__", lock_enter, "(self, /)", "Take the lock.", WF_FN_WAITS},
    {"__exit__", lock_exit, WF_RAW, exit_doc, 0},
    {0},
};

wf_type wf_lock_type = {
    .name = "_thread.lock",
    .doc = "A lock: one thread takes it, any thread gives it back.",
    .instance_size = sizeof(lock),
    .flags = WF_TYPE_WEAK,
    .slots = {.new = lock_new, .repr = lock_repr},
    .methods = lock_methods,
};

/* --- Locks that their owner can take again --- */

static rlock *to_rlock(wf_value v) { return (rlock *)(uintptr_t)v; }

static bool owned(const rlock *r) { return wf_rlock_object_is_mine(r); }

static size_t count_of(const rlock *r) {
  return atomic_load_explicit(&((rlock *)r)->count, memory_order_relaxed);
}
static void set_count(rlock *r, size_t count) {
  atomic_store_explicit(&r->count, count, memory_order_relaxed);
}

static void own(rlock *r, size_t count) {
  atomic_store_explicit(&r->owner, wf_self->ident, memory_order_relaxed);
  set_count(r, count);
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
    set_count(r, count_of(r) + 1);
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
  set_count(r, 0);
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
  if (count_of(r) > 1) set_count(r, count_of(r) - 1);
  else let_go(r);
  return WF_NONE;
}

WF_NATIVE(rlock_exit) { return rlock_release(args, 1, WF_EMPTY); }
size_t wf_rlock_object_release_all(rlock *r) {
  size_t count = count_of(r);
  let_go(r);
  return count;
}

int wf_rlock_object_take_again(rlock *r, size_t count) {
  if (take_mutex(r, -1) < 0) return -1;
  own(r, count);
  return 1;
}

WF_NATIVE(rlock_is_owned) { return wf_bool(owned(to_rlock(args[0]))); }

WF_NATIVE(rlock_count) {
  const rlock *r = to_rlock(args[0]);
  return wf_small_int(owned(r) ? (int64_t)count_of(r) : 0);
}

WF_NATIVE(rlock_release_save) {
  rlock *r = to_rlock(args[0]);
  if (!check_owned(r)) return WF_ERROR;
  wf_value saved =
      wf_tuple_of(2, wf_small_int((int64_t)count_of(r)), wf_int_from_uint64(wf_self->ident));
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
  return wf_rlock_object_take_again(r, (size_t)count) < 0 ? WF_ERROR : WF_NONE;
}

WF_NATIVE(rlock_locked) { return wf_bool(wf_mutex_is_locked(&to_rlock(args[0])->mutex)); }

WF_NATIVE(rlock_reinit) {
  rlock *r = to_rlock(args[0]);
  atomic_store(&r->owner, 0);
  set_count(r, 0);
  wf_mutex_reset(&r->mutex);
  return WF_NONE;
}

static wf_value rlock_repr(wf_value self) {
  const rlock *r = to_rlock(self);
  uint64_t owner = atomic_load(&((rlock *)r)->owner);
  return wf_str_format("<%s %T object owner=%llu count=%zu at %p>", owner ? "locked" : "unlocked",
                       self, (unsigned long long)owner, owner ? count_of(r) : (size_t)0, (void *)r);
}

static const wf_native_def rlock_methods[] = {
    {"acquire", rlock_acquire, ACQUIRE, acquire_doc, WF_FN_WAITS},
    {"release", rlock_release, "(self, /)", release_doc, 0},
    {"locked", rlock_locked, "(self, /)", "Does anyone hold the lock?", 0},
    {"_is_owned", rlock_is_owned, "(self, /)", "Does the calling thread hold the lock?", 0},
    {"_recursion_count", rlock_count, "(self, /)", "How often the calling thread holds it.", 0},
    {"_release_save", rlock_release_save, "(self, /)", "Give it back altogether.", 0},
    {"_acquire_restore", rlock_acquire_restore, "(self, state, /)",
     "Take it as often as it was held before _release_save().", 0},
    {"_at_fork_reinit", rlock_reinit, "(self, /)", "Make the lock free.", 0},
    {"__enter__", rlock_enter, "(self, /)", "Take the lock.", WF_FN_WAITS},
    {"__exit__", rlock_exit, WF_RAW, exit_doc, 0},
    {0},
};

wf_type wf_rlock_type = {
    .name = "_thread.RLock",
    .doc = "A lock that the thread which holds it can take again.",
    .instance_size = sizeof(rlock),
    .flags = WF_TYPE_WEAK | WF_TYPE_BASE,
    .slots = {.new = rlock_new, .repr = rlock_repr},
    .methods = rlock_methods,
};
