/* What the files of _thread share, and _queue with them. */
#ifndef WF_NATIVE_THREAD_H
#define WF_NATIVE_THREAD_H

#include "runtime/mutex.h"
#include "runtime/object.h"
#include "runtime/thread.h"

extern wf_type wf_thread_local_type, wf_lock_type, wf_rlock_type, wf_condition_type,
    wf_semaphore_type, wf_bounded_semaphore_type, wf_event_type;
/* The thread ends, or goes on to another function: its attributes go. */
void wf_thread_local_end(wf_thread *t);

/* --- Lock and RLock (thread_lock.c). Taking: 1 taken, 0 timed out, -1 with an exception. --- */
typedef struct wf_lock_object {
  wf_object head;
  wf_mutex mutex;
  _Atomic(uint64_t) owner; /* ident of the thread that holds it, or 0; for dumps alone */
} wf_lock_object;

int wf_lock_object_wait(wf_lock_object *l, int64_t deadline);
static inline int wf_lock_object_take(wf_lock_object *l, int64_t deadline) {
  if (WF_UNLIKELY(!wf_mutex_try(&l->mutex))) return wf_lock_object_wait(l, deadline);
  atomic_store_explicit(&l->owner, wf_self->ident, memory_order_relaxed);
  return 1;
}

/* False: nobody held it. The owner goes before the lock is free: the next owner's ident must not be
   cleared. */
static inline bool wf_lock_object_release(wf_lock_object *l) {
  if (!wf_mutex_is_locked(&l->mutex)) return false;
  atomic_store_explicit(&l->owner, 0, memory_order_relaxed);
  return wf_mutex_release(&l->mutex);
}

typedef struct wf_rlock_object {
  wf_object head;
  wf_mutex mutex;
  _Atomic(uint64_t) owner; /* ident, 0: nobody; written by the owner only */
  _Atomic(size_t) count;   /* how often it has it; likewise, and relaxed */
} wf_rlock_object;

static inline bool wf_rlock_object_is_mine(const wf_rlock_object *r) {
  return atomic_load_explicit(&((wf_rlock_object *)r)->owner, memory_order_relaxed) ==
         wf_self->ident;
}
/* The owner gives it back altogether: how often it had it; and takes it again as often. */
size_t wf_rlock_object_release_all(wf_rlock_object *r);
int wf_rlock_object_take_again(wf_rlock_object *r, size_t count);

/* --- Condition (thread_condition.c) --- */
struct wf_waiting_thread;
typedef struct wf_condition {
  wf_object head;
  wf_slot lock; /* WF_EMPTY before __init__ */
  /* Those that wait, in the order in which they came. Under the object's lock, but for looking
     whether there is any. */
  _Atomic(struct wf_waiting_thread *) first;
  struct wf_waiting_thread *last;
  size_t count;
} wf_condition;

/* Is it exactly a Condition, over exactly this Lock? Then what follows applies to it. */
static inline bool wf_condition_is_over(wf_value condition, const wf_lock_object *lock) {
  return wf_has_root_shape(condition, &wf_condition_type) &&
         wf_slot_acquire(&((wf_condition *)(uintptr_t)condition)->lock) == wf_from_object(lock);
}
/* The lock is held. notify: wakes up to n of those that wait. wait: gives the lock back, waits (for
   `what`, dumps say), takes it again, whatever lock the condition has by then: 1 notified, 0 the
   deadline has passed, -1 with an exception (the lock is held), -2 the same, and the thread is to
   unwind: the lock is not held. */
void wf_condition_wake(wf_condition *c, size_t n);
static inline void wf_condition_notify(wf_condition *c, size_t n) {
  if (atomic_load_explicit(&c->first, memory_order_relaxed)) wf_condition_wake(c, n);
}
int wf_condition_wait(wf_condition *c, wf_value lock, int64_t deadline, const wf_wait_for *what);

#endif
