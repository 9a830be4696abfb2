/* Condition: threads wait until another one says that something has changed.

   Who waits puts a record, which lies on its own stack, at the end of the condition's list and then
   gives the lock back; who notifies takes records out at the front, marks them and wakes their
   threads, each by the address of its record. So a notification is for a thread that waited when it
   was made, and for no other, however late that one falls asleep. The list has a lock of its own,
   the object's: a condition may be over any object that has acquire() and release(). */
#include <config.h>

#include <limits.h>
#include <math.h>

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/names.h"
#include "runtime/native.h"
#include "runtime/native/thread.h"
#include "runtime/str.h"
#include "runtime/thread.h"

typedef struct wf_waiting_thread {
  struct wf_waiting_thread *next, *previous; /* under the lock of the condition's object */
  bool listed;                               /* under it */
  _Atomic(bool) notified;                    /* written under it; then the record is not listed */
} waiting;

static wf_condition *to_condition(wf_value v) { return (wf_condition *)(uintptr_t)v; }

/* --- The list --- */

static waiting *first_of(const wf_condition *c) {
  return atomic_load_explicit(&((wf_condition *)c)->first, memory_order_relaxed);
}

static void join(wf_condition *c, waiting *w) {
  wf_lock(c);
  w->previous = c->last;
  if (c->last) c->last->next = w;
  else atomic_store_explicit(&c->first, w, memory_order_relaxed);
  c->last = w;
  c->count++;
  w->listed = true;
  wf_unlock(c);
}

static void take_out(wf_condition *c, waiting *w) {
  if (w->previous) w->previous->next = w->next;
  else atomic_store_explicit(&c->first, w->next, memory_order_relaxed);
  if (w->next) w->next->previous = w->previous;
  else c->last = w->previous;
  c->count--;
  w->listed = false;
}

/* False: it was notified. */
static bool leave(wf_condition *c, waiting *w) {
  wf_lock(c);
  if (w->listed) take_out(c, w);
  bool notified = atomic_load(&w->notified);
  wf_unlock(c);
  return !notified;
}

/* What is behind the addresses may be gone as soon as the object's lock is free. */
static size_t take_addresses(wf_condition *c, const void **addresses, size_t most) {
  size_t count = 0;
  wf_lock(c);
  for (waiting *w; count < most && (w = first_of(c)); count++) {
    take_out(c, w);
    atomic_store(&w->notified, true);
    addresses[count] = &w->notified;
  }
  wf_unlock(c);
  return count;
}

void wf_condition_wake(wf_condition *c, size_t n) {
  enum { BATCH = 64 };
  const void *addresses[BATCH];
  size_t most, count;
  do {
    most = n < BATCH ? n : BATCH;
    count = take_addresses(c, addresses, most);
    for (size_t i = 0; i < count; i++) wf_wake(addresses[i], 1);
    n -= count;
  } while (n && count == most);
}

static size_t waiting_count(wf_value self) {
  wf_condition *c = to_condition(self);
  wf_lock(c);
  size_t count = c->count;
  wf_unlock(c);
  return count;
}

static bool not_notified(void *record) { return !atomic_load(&((waiting *)record)->notified); }

/* 1, 0, or -1 with an exception. The lock is not held. */
static int sleep_until_notified(waiting *w, int64_t deadline, const wf_wait_for *what) {
  while (not_notified(w)) {
    enum wf_park_result result =
        deadline == 0 ? WF_PARK_TIMEOUT
                      : wf_park(&w->notified, not_notified, w, deadline, true, what);
    if (!wf_poll(wf_self)) return -1;
    if (result == WF_PARK_TIMEOUT) return 0;
  }
  return 1;
}

/* --- The lock --- */

/* What giving the lock back leaves for taking it again. */
typedef struct held {
  enum { PLAIN, NESTED, SAVED, OTHER } kind;
  size_t count;   /* NESTED */
  wf_value state; /* SAVED: what the lock's _release_save() returned */
} held;

static wf_value lock_of(wf_value self) {
  wf_value lock = wf_slot_acquire(&to_condition(self)->lock);
  if (lock != WF_EMPTY) return lock;
  return wf_raise(&wf_exc_AttributeError, "'%T' object has no attribute '_lock'", self);
}

static bool lock_has(wf_value lock, const char *name, wf_value *method) {
  return wf_getattr_optional(lock, wf_str_intern_c(name), method) > 0;
}

static bool release(wf_value lock, held *h) {
  wf_value method;
  *h = (held){.kind = OTHER, .state = WF_NONE};
  if (wf_has_root_shape(lock, &wf_lock_type)) {
    h->kind = PLAIN;
    if (wf_lock_object_release((wf_lock_object *)(uintptr_t)lock)) return true;
    wf_raise(&wf_exc_RuntimeError, "release unlocked lock");
    return false;
  }
  if (wf_has_root_shape(lock, &wf_rlock_type)) {
    h->kind = NESTED;
    h->count = wf_rlock_object_release_all((wf_rlock_object *)(uintptr_t)lock);
    return true;
  }
  if (lock_has(lock, "_release_save", &method)) {
    h->kind = SAVED;
    return (h->state = wf_call0(method)) != WF_ERROR;
  }
  return wf_call_method0(lock, wf_str_intern_c("release")) != WF_ERROR;
}

static bool take_back(wf_value lock, const held *h) {
  switch (h->kind) {
    case PLAIN: return wf_lock_object_take((wf_lock_object *)(uintptr_t)lock, -1) > 0;
    case NESTED:
      return wf_rlock_object_take_again((wf_rlock_object *)(uintptr_t)lock, h->count) > 0;
    case SAVED:
      return wf_call_method1(lock, wf_str_intern_c("_acquire_restore"), h->state) != WF_ERROR;
    default: return wf_call_method0(lock, wf_str_intern_c("acquire")) != WF_ERROR;
  }
}

/* Ctrl-C does not make the caller go on without the lock, which is then waited for again. False
   with an exception; what is pending before stays. */
static bool take_back_surely(wf_value lock, const held *h) {
  wf_value exception = wf_error_fetch();
  bool native = h->kind == PLAIN || h->kind == NESTED;
  wf_self->in_vain = false;
  while (!take_back(lock, h)) {
    if (!native || wf_self->unwinding || wf_self->in_vain) return false;
    exception = wf_error_fetch();
  }
  wf_error_restore(exception);
  return exception == WF_EMPTY;
}

/* 1 owned by the calling thread (or, for a lock that does not know, by anybody), 0 not, -1. */
static int is_owned(wf_value lock) {
  wf_value method, answer;
  if (wf_has_root_shape(lock, &wf_lock_type))
    return wf_mutex_is_locked(&((wf_lock_object *)(uintptr_t)lock)->mutex);
  if (wf_has_root_shape(lock, &wf_rlock_type))
    return wf_rlock_object_is_mine((wf_rlock_object *)(uintptr_t)lock);
  if (lock_has(lock, "_is_owned", &method))
    return (answer = wf_call0(method)) == WF_ERROR ? -1 : wf_truth(answer);
  answer = wf_call_method1(lock, wf_str_intern_c("acquire"), WF_FALSE);
  int taken = answer == WF_ERROR ? -1 : wf_truth(answer);
  if (taken <= 0) return taken < 0 ? -1 : 1;
  return wf_call_method0(lock, wf_str_intern_c("release")) == WF_ERROR ? -1 : 0;
}

/* The condition's lock, which it may have no longer when this has asked it; WF_ERROR. */
static wf_value owned_lock_of(wf_value self, const char *what) {
  wf_value lock = lock_of(self);
  int owned = lock == WF_ERROR ? -1 : is_owned(lock);
  if (owned == 0) wf_raise(&wf_exc_RuntimeError, "cannot %s on un-acquired lock", what);
  return owned > 0 ? lock : WF_ERROR;
}

int wf_condition_wait(wf_condition *c, wf_value lock, int64_t deadline, const wf_wait_for *what) {
  waiting self = {0};
  held h;
  join(c, &self);
  if (!release(lock, &h)) {
    leave(c, &self);
    return -1;
  }
  int result = sleep_until_notified(&self, deadline, what);
  if (result < 0) {
    /* a notification that came just now is for another, if there is one */
    if (!leave(c, &self)) wf_condition_notify(c, 1);
    if (wf_self->unwinding) return -2;
    take_back_surely(lock, &h);
    return -1;
  }
  bool back = take_back_surely(lock, &h);
  if (result == 0) result = !leave(c, &self);
  return back ? result : wf_self->unwinding ? -2 : -1;
}

static int wait_on(wf_value self, wf_value lock, int64_t deadline) {
  return wf_condition_wait(to_condition(self), lock, deadline, WF_WAIT_FOR(CONDITION, self, NULL));
}

/* --- The type --- */

static wf_value condition_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                              WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}

/* False with an AttributeError. */
static bool is_like_a_lock(wf_value v) {
  const wf_type *type = wf_type_of(v);
  return type == &wf_lock_type || type == &wf_rlock_type ||
         (wf_getattr(v, wf_str_intern_c("acquire")) != WF_ERROR &&
          wf_getattr(v, wf_str_intern_c("release")) != WF_ERROR);
}

static int condition_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[1];
  if (!WF_BIND_AS_SCRIPT("Condition.__init__", "(lock=None)", args, npos, kwnames, a)) return -1;
  bool own = a[0] == WF_EMPTY || a[0] == WF_NONE;
  if (!own && !is_like_a_lock(a[0])) return -1;
  to_condition(self)->lock = own ? wf_from_object(wf_object_new(&wf_rlock_type)) : a[0];
  return 0;
}

static wf_value delegate(wf_value self, wf_value name, const wf_value *args, size_t npos,
                         wf_value kwnames) {
  wf_value lock = lock_of(self);
  if (lock == WF_ERROR) return WF_ERROR;
  if (kwnames == WF_EMPTY) return wf_call_method(lock, name, args, npos);
  wf_value method = wf_getattr(lock, name);
  return method == WF_ERROR ? WF_ERROR : wf_call(method, args, npos, kwnames);
}

WF_NATIVE(condition_acquire) {
  return delegate(args[0], wf_str_intern_c("acquire"), args + 1, nargs - 1, kwnames);
}
WF_NATIVE(condition_release) {
  return delegate(args[0], wf_str_intern_c("release"), args + 1, nargs - 1, kwnames);
}

WF_NATIVE(condition_enter) {
  wf_value lock = wf_slot_acquire(&to_condition(args[0])->lock);
  if (wf_has_root_shape(lock, &wf_lock_type)) {
    int taken = wf_lock_object_take((wf_lock_object *)(uintptr_t)lock, -1);
    return taken < 0 ? WF_ERROR : WF_TRUE;
  }
  return delegate(args[0], wf_names.__enter__, NULL, 0, WF_EMPTY);
}

WF_NATIVE(condition_exit) {
  wf_value lock = wf_slot_acquire(&to_condition(args[0])->lock);
  if (wf_has_root_shape(lock, &wf_lock_type)) {
    if (wf_lock_object_release((wf_lock_object *)(uintptr_t)lock)) return WF_NONE;
    return wf_raise(&wf_exc_RuntimeError, "release unlocked lock");
  }
  return delegate(args[0], wf_names.__exit__, args + 1, nargs - 1, kwnames);
}

WF_NATIVE(condition_wait) {
  int64_t deadline;
  wf_value lock = owned_lock_of(args[0], "wait");
  if (lock == WF_ERROR || !wf_arg_deadline_above_zero(args[1], &deadline)) return WF_ERROR;
  int result = wait_on(args[0], lock, deadline);
  return result < 0 ? WF_ERROR : wf_bool(result);
}

/* self.wait(timeout), which a derived class may have replaced. False with an exception. */
static bool wait_once(wf_value self, int64_t deadline, wf_value timeout) {
  if (wf_has_root_shape(self, &wf_condition_type)) {
    wf_value lock = owned_lock_of(self, "wait");
    return lock != WF_ERROR && wait_on(self, lock, deadline) >= 0;
  }
  return wf_call_method1(self, wf_str_intern_c("wait"), timeout) != WF_ERROR;
}

WF_NATIVE(condition_wait_for) {
  int64_t deadline;
  wf_value result = wf_call0(args[1]);
  if (result == WF_ERROR) return WF_ERROR;
  int truth = wf_truth(result);
  if (truth || !wf_arg_deadline_added(args[2], &deadline))
    return truth > 0 ? result : WF_ERROR;
  wf_value timeout = args[2] == WF_EMPTY ? WF_NONE : args[2];
  for (int64_t left = 1;;) {
    if (!wait_once(args[0], deadline, timeout)) return WF_ERROR;
    result = wf_call0(args[1]);
    if (result == WF_ERROR) return WF_ERROR;
    truth = wf_truth(result);
    if (deadline >= 0) left = deadline - wf_monotonic();
    if (truth || left <= 0) return truth < 0 ? WF_ERROR : result;
    if (deadline >= 0) timeout = wf_float_new((double)left / 1e9);
  }
}

/* No more than there can be; of a float, what is begun counts. False with an exception. */
static bool count_argument(wf_value v, size_t *out) {
  int64_t n = 1;
  int some = v == WF_EMPTY ? 1 : wf_compare_bool(v, wf_small_int(0), WF_GT);
  if (some < 0) return false;
  if (some && v != WF_EMPTY && wf_is_float(v)) {
    n = wf_float_get(v) < 0x1p62 ? (int64_t)ceil(wf_float_get(v)) : INT64_MAX;
  } else if (some && v != WF_EMPTY && !wf_arg_int64(v, &n)) {
    if (!wf_error_is(&wf_exc_OverflowError)) return false;
    wf_error_clear();
    n = INT64_MAX;
  }
  *out = some ? (size_t)n : 0;
  return true;
}

WF_NATIVE(condition_notify) {
  size_t n;
  if (owned_lock_of(args[0], "notify") == WF_ERROR) return WF_ERROR;
  if (waiting_count(args[0]) == 0) return WF_NONE; /* nor is anything said of the argument */
  if (!count_argument(args[1], &n)) return WF_ERROR;
  if (n) wf_condition_notify(to_condition(args[0]), n);
  return WF_NONE;
}

WF_NATIVE(condition_notify_all) {
  if (!wf_has_root_shape(args[0], &wf_condition_type)) { /* it may have a notify() of its own */
    wf_value count = wf_small_int((int64_t)waiting_count(args[0]));
    wf_value done = wf_call_method1(args[0], wf_str_intern_c("notify"), count);
    return done == WF_ERROR ? WF_ERROR : WF_NONE;
  }
  if (owned_lock_of(args[0], "notify") == WF_ERROR) return WF_ERROR;
  wf_condition_notify(to_condition(args[0]), SIZE_MAX);
  return WF_NONE;
}

WF_NATIVE(condition_notify_all_old) {
  if (wf_warn(&wf_exc_DeprecationWarning, 1,
              "notifyAll() is deprecated, use notify_all() instead") < 0)
    return WF_ERROR;
  wf_value done = wf_call_method0(args[0], wf_str_intern_c("notify_all"));
  return done == WF_ERROR ? WF_ERROR : WF_NONE;
}

WF_NATIVE(condition_is_owned) {
  wf_value lock = lock_of(args[0]);
  int owned = lock == WF_ERROR ? -1 : is_owned(lock);
  return owned < 0 ? WF_ERROR : wf_bool(owned);
}

/* What a Condition over this one calls. */
WF_NATIVE(condition_release_save) {
  wf_value lock = lock_of(args[0]), method;
  if (lock == WF_ERROR) return WF_ERROR;
  if (lock_has(lock, "_release_save", &method)) return wf_call0(method);
  return wf_call_method0(lock, wf_str_intern_c("release")) == WF_ERROR ? WF_ERROR : WF_NONE;
}

WF_NATIVE(condition_acquire_restore) {
  wf_value lock = lock_of(args[0]), method;
  if (lock == WF_ERROR) return WF_ERROR;
  if (lock_has(lock, "_acquire_restore", &method)) return wf_call1(method, args[1]);
  return wf_call_method0(lock, wf_str_intern_c("acquire")) == WF_ERROR ? WF_ERROR : WF_NONE;
}

/* For the child of a fork, where nobody waits, and nobody holds anything. Anywhere else, who waits
   is forgotten, and waits on until its time is up. */
WF_NATIVE(condition_reinit) {
  wf_condition *c = to_condition(args[0]);
  wf_value lock = lock_of(args[0]);
  if (lock == WF_ERROR || wf_call_method0(lock, wf_str_intern_c("_at_fork_reinit")) == WF_ERROR)
    return WF_ERROR;
  wf_lock(c);
  for (waiting *w; (w = first_of(c));) take_out(c, w);
  wf_unlock(c);
  return WF_NONE;
}

static wf_value condition_waiters(wf_value self) {
  wf_value list = wf_list_new(0);
  for (size_t n = waiting_count(self); list != WF_ERROR && n > 0; n--)
    if (!wf_list_append(list, WF_NONE)) return WF_ERROR;
  return list;
}

static wf_value condition_repr(wf_value self) {
  wf_value lock = lock_of(self), text = lock == WF_ERROR ? WF_ERROR : wf_repr(lock);
  return text == WF_ERROR ? WF_ERROR
                          : wf_str_format("<Condition(%S, %zu)>", text, waiting_count(self));
}

static const wf_native_def condition_methods[] = {
    {"acquire", condition_acquire, WF_RAW,
     "acquire(self, /, *args)\n\nTake the lock, as its acquire() does.", 0},
    {"release", condition_release, WF_RAW, "release(self, /)\n\nGive the lock back.", 0},
    {"__enter__", condition_enter, "(self, /)", "Take the lock.", WF_FN_WAITS},
    {"__exit__", condition_exit, WF_RAW, "__exit__(self, /, *exc_info)\n\nGive the lock back.", 0},
    {"wait", condition_wait, "(self, timeout=None)",
     "Give the lock back, wait to be notified, and take the lock again. False when timeout seconds "
     "went by without a notification, True otherwise.", WF_FN_SCRIPT | WF_FN_WAITS},
    {"wait_for", condition_wait_for, "(self, predicate, timeout=None)",
     "Wait until predicate() is true, for timeout seconds at most. Its last result.",
     WF_FN_SCRIPT | WF_FN_WAITS},
    {"notify", condition_notify, "(self, n=1)",
     "Wake up to n of the threads that wait, those that have waited longest.", WF_FN_SCRIPT},
    {"notify_all", condition_notify_all, "(self)", "Wake all threads that wait.", WF_FN_SCRIPT},
    {"notifyAll", condition_notify_all_old, "(self)", "The old name of notify_all().",
     WF_FN_SCRIPT},
    {"_is_owned", condition_is_owned, "(self, /)", "Does the calling thread hold the lock?", 0},
    {"_release_save", condition_release_save, "(self, /)", "Give the lock back altogether.", 0},
    {"_acquire_restore", condition_acquire_restore, "(self, state, /)",
     "Take it as often as it was held before _release_save().", 0},
    {"_at_fork_reinit", condition_reinit, "(self, /)", "Make the lock free.", 0},
    {0},
};

static const wf_member_def condition_members[] = {
    {"_lock", WF_MEMBER_VALUE, offsetof(wf_condition, lock), "The lock."}, {0}};

static const wf_getset_def condition_getsets[] = {
    {"_waiters", condition_waiters, NULL, "A list, as long as threads wait."}, {0}};

wf_type wf_condition_type = {
    .name = "Condition",
    .doc = "Lets threads wait until another thread says that something they share has changed.\n\n"
           "It belongs to a lock (an RLock of its own if none is given), which must be held to "
           "wait and to notify.",
    .signature = "(lock=None)",
    .instance_size = sizeof(wf_condition),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_ATTRS,
    .slots = {.new = condition_new, .init = condition_init, .repr = condition_repr},
    .methods = condition_methods,
    .members = condition_members,
    .getsets = condition_getsets,
};
