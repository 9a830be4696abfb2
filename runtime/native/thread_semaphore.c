/* Semaphore, BoundedSemaphore and Event: a word that threads wait for.

   Who waits counts itself in before it looks at the word for the last time; who changes the word
   looks at that count afterwards. So one of the two sees the other, and nothing is locked. */
#include <config.h>

#include <limits.h>
#include <math.h>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/native.h"
#include "runtime/native/thread.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* Which of CPython's attributes an object has got. __init__ gives it all of them, a derived class
   that does not call it perhaps some. Without HAS_LOCK, which scripts cannot set, nothing can be
   done with it. */
enum { HAS_LOCK = 1, HAS_VALUE = 2, HAS_MOST = 4, HAS_FLAG = 8 };

typedef _Atomic(uint8_t) attributes;

static bool has(const attributes *a, uint8_t which) {
  return atomic_load_explicit((attributes *)a, memory_order_relaxed) & which;
}

/* What a class gets that does not call the base's __init__, in the words of an implementation with
   a lock in an attribute. */
static wf_value lacks(wf_value self, const char *attribute) {
  return wf_raise(&wf_exc_AttributeError, "'%T' object has no attribute '%s'", self, attribute);
}

/* --- Semaphores --- */

typedef struct semaphore {
  wf_object head;
  _Atomic(int64_t) value;
  _Atomic(uint32_t) waiting;
  attributes has;
  _Atomic(int64_t) most; /* BoundedSemaphore: how many permits there may be; else INT64_MAX */
  /* What the value that a script gave had beyond the whole number in `value`, and was it a float?
     A number of permits that is never exactly 0, like 1.5 or infinity, is never used up. */
  _Atomic(double) beyond;
  _Atomic(bool) is_float;
} semaphore;

static semaphore *to_semaphore(wf_value v) { return (semaphore *)(uintptr_t)v; }

static bool is_endless(const semaphore *s) {
  return atomic_load_explicit(&((semaphore *)s)->beyond, memory_order_relaxed) != 0;
}

static bool take_permit(semaphore *s) {
  int64_t value = atomic_load_explicit(&s->value, memory_order_relaxed);
  while (value > 0 || is_endless(s))
    if (atomic_compare_exchange_weak_explicit(&s->value, &value, value - 1, memory_order_acquire,
                                              memory_order_relaxed))
      return true;
  return false;
}

static bool no_permit(void *s) {
  return atomic_load(&((semaphore *)s)->value) <= 0 && !is_endless(s);
}

/* 1, 0 timed out, -1 with an exception. */
static int wait_for_permit(semaphore *s, int64_t deadline) {
  while (!take_permit(s)) {
    enum wf_park_result result =
        wf_park(&s->value, no_permit, s, deadline, true,
                WF_WAIT_FOR(SEMAPHORE, wf_from_object(s), NULL));
    if (!wf_poll(wf_self)) {
      if (result == WF_PARK_WOKEN) wf_wake(&s->value, 1); /* the permit is for the next one */
      return -1;
    }
    if (result == WF_PARK_TIMEOUT) return take_permit(s);
  }
  return 1;
}

/* False with an exception. */
static bool has_lock(semaphore *s) {
  if (WF_LIKELY(has(&s->has, HAS_LOCK))) return true;
  lacks(wf_from_object(s), "_cond");
  return false;
}

static int acquire(semaphore *s, int64_t deadline) {
  if (take_permit(s)) return 1;
  if (deadline == 0) return 0;
  atomic_fetch_add(&s->waiting, 1);
  int result = wait_for_permit(s, deadline);
  atomic_fetch_sub(&s->waiting, 1);
  return result;
}

#define MOST_PERMITS (INT64_MAX - 1) /* of a semaphore without a limit; INT64_MAX is none */

/* False with ValueError: more than there may be. */
static bool add_permits(semaphore *s, int64_t n) {
  int64_t value = atomic_load_explicit(&s->value, memory_order_relaxed), after;
  do {
    int64_t most = atomic_load(&s->most);
    bool too_many = __builtin_add_overflow(value, n, &after);
    if (too_many && most == INT64_MAX) after = MOST_PERMITS; /* there is no limit */
    else if (too_many || after > most) {
      wf_raise(&wf_exc_ValueError, "Semaphore released too many times");
      return false;
    }
  } while (!atomic_compare_exchange_weak(&s->value, &value, after));
  if (atomic_load(&s->waiting)) wf_wake(&s->value, n > INT_MAX ? INT_MAX : (int)n);
  return true;
}

static wf_value semaphore_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                              WF_UNUSED wf_value kwnames) {
  semaphore *s = wf_object_new(cls);
  atomic_store(&s->most, INT64_MAX);
  return wf_from_object(s);
}

/* A number of permits; one that is larger than threads can count to is MOST_PERMITS. */
static bool take_count(wf_value v, int64_t *n) {
  if (wf_arg_int64(v, n)) {
    if (*n > MOST_PERMITS) *n = MOST_PERMITS;
    return true;
  }
  if (!wf_error_is(&wf_exc_OverflowError)) return false;
  wf_error_clear();
  *n = MOST_PERMITS;
  return true;
}

/* False with an exception. */
static bool set_permits(semaphore *s, wf_value permits) {
  int64_t whole = 0;
  double beyond = 0;
  if (!wf_is_float(permits)) {
    if (!take_count(permits, &whole)) return false;
  } else {
    beyond = wf_float_get(permits);
    if (fabs(beyond) < 0x1p62) {
      whole = (int64_t)floor(beyond);
      beyond -= (double)whole;
    }
  }
  atomic_store(&s->is_float, wf_is_float(permits));
  atomic_store(&s->beyond, beyond);
  atomic_store(&s->value, whole);
  return true;
}

static int semaphore_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[1];
  semaphore *s = to_semaphore(self);
  bool bounded = wf_is_a(self, &wf_bounded_semaphore_type);
  if (!WF_BIND_AS_SCRIPT(bounded ? "BoundedSemaphore.__init__" : "Semaphore.__init__",
                         "(value=1)", args, npos, kwnames, a))
    return -1;
  if (a[0] == WF_EMPTY) a[0] = wf_small_int(1);
  int negative = wf_compare_bool(a[0], wf_small_int(0), WF_LT);
  if (negative > 0) wf_raise(&wf_exc_ValueError, "semaphore initial value must be >= 0");
  if (negative || !set_permits(s, a[0])) return -1;
  atomic_store(&s->most, bounded ? atomic_load(&s->value) : INT64_MAX);
  atomic_store(&s->has, HAS_LOCK | HAS_VALUE | HAS_MOST);
  return 0;
}

WF_NATIVE(semaphore_acquire) {
  int64_t deadline = -1;
  semaphore *s = to_semaphore(args[0]);
  if (args[1] != WF_EMPTY || args[2] != WF_EMPTY) {
    int blocking = args[1] == WF_EMPTY ? 1 : wf_truth(args[1]);
    if (blocking < 0) return WF_ERROR;
    if (!blocking && args[2] != WF_EMPTY && args[2] != WF_NONE)
      return wf_raise(&wf_exc_ValueError, "can't specify timeout for non-blocking acquire");
    if (!has_lock(s)) return WF_ERROR;
    if (!wf_arg_deadline_added(args[2], &deadline)) return WF_ERROR;
    if (!blocking) deadline = 0;
  }
  int taken = has_lock(s) ? acquire(s, deadline) : -1;
  return taken < 0 ? WF_ERROR : wf_bool(taken);
}

WF_NATIVE(semaphore_enter) {
  semaphore *s = to_semaphore(args[0]);
  return !has_lock(s) || acquire(s, -1) < 0 ? WF_ERROR : WF_TRUE;
}

WF_NATIVE(semaphore_release) {
  int64_t n = 1;
  int too_few = args[1] == WF_EMPTY ? 0 : wf_compare_bool(args[1], wf_small_int(1), WF_LT);
  if (too_few < 0) return WF_ERROR;
  if (too_few) return wf_raise(&wf_exc_ValueError, "n must be one or more");
  if (!has_lock(to_semaphore(args[0]))) return WF_ERROR;
  if (args[1] != WF_EMPTY && !take_count(args[1], &n)) return WF_ERROR;
  return add_permits(to_semaphore(args[0]), n) ? WF_NONE : WF_ERROR;
}

/* A derived class may have a release() of its own. */
WF_NATIVE(semaphore_exit) {
  wf_value self = args[0];
  if (wf_type_flags_of(self) & WF_TYPE_SCRIPT)
    return wf_call_method0(self, wf_str_intern_c("release")) == WF_ERROR ? WF_ERROR : WF_NONE;
  return has_lock(to_semaphore(self)) && add_permits(to_semaphore(self), 1) ? WF_NONE : WF_ERROR;
}

static wf_value number_of(const semaphore *s, int64_t whole) {
  if (!atomic_load(&((semaphore *)s)->is_float)) return wf_int_new(whole);
  return wf_float_new((double)whole + atomic_load(&((semaphore *)s)->beyond));
}

static wf_value semaphore_value(wf_value self) {
  const semaphore *s = to_semaphore(self);
  if (!has(&s->has, HAS_VALUE)) return lacks(self, "_value");
  return number_of(s, atomic_load(&((semaphore *)s)->value));
}

/* For classes that change how many there may be. */
static int semaphore_set_value(wf_value self, wf_value value) {
  semaphore *s = to_semaphore(self);
  if (value == WF_EMPTY) {
    wf_raise(&wf_exc_AttributeError, "_value cannot be deleted");
    return -1;
  }
  if (!set_permits(s, value)) return -1;
  atomic_fetch_or(&s->has, HAS_VALUE);
  if (atomic_load(&s->waiting)) wf_wake(&s->value, INT_MAX); /* they see for themselves */
  return 0;
}

static wf_value semaphore_most(wf_value self) {
  semaphore *s = to_semaphore(self);
  if (!has(&s->has, HAS_MOST)) return lacks(self, "_initial_value");
  return number_of(s, atomic_load(&s->most));
}

static int semaphore_set_most(wf_value self, wf_value value) {
  int64_t n;
  if (value == WF_EMPTY || !wf_arg_int64(value, &n)) return -1;
  atomic_store(&to_semaphore(self)->most, n);
  atomic_fetch_or(&to_semaphore(self)->has, HAS_MOST);
  return 0;
}

static wf_value semaphore_repr(wf_value self) {
  wf_type *type = wf_type_of(self);
  const semaphore *s = to_semaphore(self);
  bool bounded = wf_is_a(self, &wf_bounded_semaphore_type);
  wf_value value = semaphore_value(self);
  wf_value most = value == WF_ERROR || !bounded ? value : semaphore_most(self);
  if (most == WF_ERROR) return WF_ERROR;
  wf_value module = wf_getattr(wf_from_type(type), wf_str_intern_c("__module__"));
  wf_value name = wf_getattr(wf_from_type(type), wf_str_intern_c("__qualname__"));
  if (module == WF_ERROR || name == WF_ERROR) return WF_ERROR;
  if (!bounded)
    return wf_str_format("<%S.%S at %p: value=%R>", module, name, (const void *)s, value);
  return wf_str_format("<%S.%S at %p: value=%R/%R>", module, name, (const void *)s, value, most);
}

static const wf_native_def semaphore_methods[] = {
    {"acquire", semaphore_acquire, "(self, blocking=True, timeout=None)",
     "Take a permit, waiting for one if blocking, for timeout seconds at most; was it taken?",
     WF_FN_SCRIPT | WF_FN_WAITS},
    {"__enter__", semaphore_enter, "(self)", "Take a permit.", WF_FN_WAITS},
    {"release", semaphore_release, "(self, n=1)", "Add n permits.", WF_FN_SCRIPT},
    {"__exit__", semaphore_exit, WF_RAW, "__exit__(self, /, *exc_info)\n\nAdd a permit.", 0},
    {0},
};

static const wf_getset_def semaphore_getsets[] = {
    {"_value", semaphore_value, semaphore_set_value, "How many permits there are."}, {0}};

wf_type wf_semaphore_type = {
    .name = "Semaphore",
    .doc = "A number of permits: acquire() takes one, waiting if there is none; release() adds "
           "more.",
    .signature = "(value=1)",
    .instance_size = sizeof(semaphore),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_ATTRS,
    .slots = {.new = semaphore_new, .init = semaphore_init, .repr = semaphore_repr},
    .methods = semaphore_methods,
    .getsets = semaphore_getsets,
};

static const wf_native_def bounded_methods[] = {
    {"release", semaphore_release, "(self, n=1)",
     "Add n permits; ValueError if that makes more than there were at first.", WF_FN_SCRIPT},
    {0},
};

static const wf_getset_def bounded_getsets[] = {
    {"_initial_value", semaphore_most, semaphore_set_most, "How many permits there may be."}, {0}};

wf_type wf_bounded_semaphore_type = {
    .name = "BoundedSemaphore",
    .doc = "A semaphore that never has more permits than at first.",
    .signature = "(value=1)",
    .base = &wf_semaphore_type,
    .instance_size = sizeof(semaphore),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_ATTRS,
    .methods = bounded_methods,
    .getsets = bounded_getsets,
};

/* --- Events --- */

/* The flag is the lowest bit of the state, above it is how often it was put up. So who waits knows
   a flag that was put up and taken down again from one that never was, and is not misled by a wake
   that comes late, from a time before it began to wait. */
typedef struct event {
  wf_object head;
  _Atomic(uint64_t) state;
  _Atomic(uint32_t) waiting;
  attributes has;
} event;

#define FLAG 1
#define ONCE_MORE 2

static event *to_event(wf_value v) { return (event *)(uintptr_t)v; }

static bool is_down(event *e) { return !(atomic_load(&e->state) & FLAG); }
static void take_flag_down(event *e) { atomic_fetch_and(&e->state, ~(uint64_t)FLAG); }

/* False with an exception. */
static bool event_has(event *e, uint8_t which) {
  if (WF_LIKELY(has(&e->has, which))) return true;
  lacks(wf_from_object(e), which == HAS_LOCK ? "_cond" : "_flag");
  return false;
}

static void set_flag(event *e) {
  uint64_t before = atomic_load(&e->state);
  do
    if (before & FLAG) return;
  while (!atomic_compare_exchange_weak(&e->state, &before, (before + ONCE_MORE) | FLAG));
  if (atomic_load(&e->waiting)) wf_wake(&e->state, INT_MAX);
}

typedef struct event_wait {
  event *event;
  uint64_t state; /* when the wait began, the flag down */
} event_wait;

static bool is_unchanged(void *data) {
  const event_wait *w = data;
  return atomic_load(&w->event->state) == w->state;
}

static int wait_for_flag(event *e, int64_t deadline) {
  event_wait w = {e, atomic_load(&e->state)};
  if (w.state & FLAG) return 1;
  while (is_unchanged(&w)) {
    enum wf_park_result result = wf_park(&e->state, is_unchanged, &w, deadline, true,
                                         WF_WAIT_FOR(EVENT, wf_from_object(e), NULL));
    if (!wf_poll(wf_self)) return -1;
    if (result == WF_PARK_TIMEOUT) return !is_unchanged(&w);
  }
  return 1;
}

static wf_value event_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                          WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}

static int event_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!WF_BIND_AS_SCRIPT("Event.__init__", "()", args, npos, kwnames, (wf_value *)NULL)) return -1;
  take_flag_down(to_event(self));
  atomic_store(&to_event(self)->has, HAS_LOCK | HAS_FLAG);
  return 0;
}

WF_NATIVE(event_is_set) {
  if (!event_has(to_event(args[0]), HAS_FLAG)) return WF_ERROR;
  return wf_bool(!is_down(to_event(args[0])));
}

WF_NATIVE(event_is_set_old) {
  if (wf_warn(&wf_exc_DeprecationWarning, 1, "isSet() is deprecated, use is_set() instead") < 0)
    return WF_ERROR;
  return wf_call_method0(args[0], wf_str_intern_c("is_set"));
}

WF_NATIVE(event_set) {
  if (!event_has(to_event(args[0]), HAS_LOCK)) return WF_ERROR;
  set_flag(to_event(args[0]));
  return WF_NONE;
}

WF_NATIVE(event_clear) {
  if (!event_has(to_event(args[0]), HAS_LOCK)) return WF_ERROR;
  take_flag_down(to_event(args[0]));
  return WF_NONE;
}

WF_NATIVE(event_wait_for) {
  int64_t deadline;
  event *e = to_event(args[0]);
  if (!event_has(e, HAS_LOCK)) return WF_ERROR;
  if (!is_down(e)) return WF_TRUE;
  if (!wf_arg_deadline_above_zero(args[1], &deadline)) return WF_ERROR;
  atomic_fetch_add(&e->waiting, 1);
  int result = wait_for_flag(e, deadline);
  atomic_fetch_sub(&e->waiting, 1);
  return result < 0 ? WF_ERROR : wf_bool(result);
}

/* For the child of a fork, where nobody waits. Who waits anywhere else must go on counting: it
   counts itself out. */
WF_NATIVE(event_reinit) {
  return event_has(to_event(args[0]), HAS_LOCK) ? WF_NONE : WF_ERROR;
}

static wf_value event_flag(wf_value self) {
  return event_has(to_event(self), HAS_FLAG) ? wf_bool(!is_down(to_event(self))) : WF_ERROR;
}

static int event_set_flag(wf_value self, wf_value value) {
  int truth = value == WF_EMPTY ? 0 : wf_truth(value);
  if (truth > 0) set_flag(to_event(self));
  if (truth == 0) take_flag_down(to_event(self));
  if (truth >= 0 && value != WF_EMPTY) atomic_fetch_or(&to_event(self)->has, HAS_FLAG);
  return truth < 0 ? -1 : 0;
}

static wf_value event_repr(wf_value self) {
  wf_type *type = wf_type_of(self);
  if (!event_has(to_event(self), HAS_FLAG)) return WF_ERROR;
  wf_value module = wf_getattr(wf_from_type(type), wf_str_intern_c("__module__"));
  wf_value name = wf_getattr(wf_from_type(type), wf_str_intern_c("__qualname__"));
  if (module == WF_ERROR || name == WF_ERROR) return WF_ERROR;
  return wf_str_format("<%S.%S at %p: %s>", module, name, (void *)to_event(self),
                       is_down(to_event(self)) ? "unset" : "set");
}

static const wf_native_def event_methods[] = {
    {"is_set", event_is_set, "(self)", "Is the flag set?", WF_FN_SCRIPT},
    {"isSet", event_is_set_old, "(self)", "The old name of is_set().", WF_FN_SCRIPT},
    {"set", event_set, "(self)", "Set the flag, and wake all threads that wait for it.",
     WF_FN_SCRIPT},
    {"clear", event_clear, "(self)", "Take the flag down: from now on, wait() waits.",
     WF_FN_SCRIPT},
    {"wait", event_wait_for, "(self, timeout=None)",
     "Wait until the flag is set, for timeout seconds at most; was it set?",
     WF_FN_SCRIPT | WF_FN_WAITS},
    {"_at_fork_reinit", event_reinit, "(self)", "Nobody waits any more.", 0},
    {0},
};

static const wf_getset_def event_getsets[] = {
    {"_flag", event_flag, event_set_flag, "Is the flag set?"}, {0}};

wf_type wf_event_type = {
    .name = "Event",
    .doc = "A flag that threads can wait for.",
    .signature = "()",
    .instance_size = sizeof(event),
    .flags = WF_TYPE_BASE | WF_TYPE_WEAK | WF_TYPE_ATTRS,
    .slots = {.new = event_new, .init = event_init, .repr = event_repr},
    .methods = event_methods,
    .getsets = event_getsets,
};
