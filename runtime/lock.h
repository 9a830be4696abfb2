/* The one-byte lock of an object. Held for a few instructions by writers of built-in containers;
   never while script code runs, while anything blocks, or across an allocation that may run
   finalizers (allocation is allowed: finalizers run only at safepoints). Contention parks in the
   one blocking point.

   While the runtime has one thread, a lock is only counted in the thread's state: nobody else can
   want it. The thread that comes in second makes locks real, and waits until the first holds none
   of those that it counted (lock.c). A byte of 0 tells unlock that its lock was counted. */
#ifndef WF_LOCK_H
#define WF_LOCK_H

#include "runtime/thread.h"

/* Between two looks at a word that another thread is about to change. */
static inline void wf_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/* For a lock that is held for longer than an object's (mutex.h, memory.c): takes it if it becomes
   free within a moment. */
bool wf_lock_look(_Atomic(uint8_t) *byte);
void wf_lock_slow(_Atomic(uint8_t) *byte);
void wf_unlock_slow(_Atomic(uint8_t) *byte);

static inline void wf_lock_byte(_Atomic(uint8_t) *byte) {
  uint8_t expected = 0;
  if (WF_UNLIKELY(!atomic_compare_exchange_strong_explicit(byte, &expected, 1,
                                                           memory_order_acquire,
                                                           memory_order_relaxed)))
    wf_lock_slow(byte);
}
static inline void wf_unlock_byte(_Atomic(uint8_t) *byte) {
  uint8_t expected = 1;
  if (WF_UNLIKELY(!atomic_compare_exchange_strong_explicit(byte, &expected, 0,
                                                           memory_order_release,
                                                           memory_order_relaxed)))
    wf_unlock_slow(byte);
}

extern _Atomic(bool) wf_lock_real;
/* Odd while locks are real, greater after each change. Who finds it even, and the same after it has
   read several words of an object, has read them as they were at one moment: see lock.c. */
extern _Atomic(uint64_t) wf_lock_phase;
void wf_lock_init(void); /* before the process has more threads than need be: see lock.c */
/* Under the lock of the list of states: another thread begins to use one; one ended, `left` use
   theirs. */
void wf_lock_thread_comes(const wf_thread *states);
void wf_lock_thread_goes(size_t left);

/* Are there other threads? */
static inline bool wf_lock_is_real(void) {
  return atomic_load_explicit(&wf_lock_real, memory_order_acquire);
}

static inline void wf_lock_recount(wf_thread *t, int change) {
  uint32_t count = atomic_load_explicit(&t->counted_locks, memory_order_relaxed);
  atomic_store_explicit(&t->counted_locks, count + (uint32_t)change, memory_order_release);
}

/* True: the lock is held and counted. False: it is to be taken for real. */
static inline bool wf_lock_counted(void) {
  if (WF_UNLIKELY(wf_lock_is_real())) return false;
  wf_thread *t = wf_self;
  wf_lock_recount(t, 1);
  atomic_signal_fence(memory_order_seq_cst);
  if (WF_LIKELY(!wf_lock_is_real())) return true;
  wf_lock_recount(t, -1);
  return false;
}

static inline void wf_lock(const void *object) {
  if (!wf_lock_counted()) wf_lock_byte(&((wf_object *)object)->lock);
}
/* False: somebody else has it. */
static inline bool wf_try_lock(const void *object) {
  uint8_t expected = 0;
  return wf_lock_counted() ||
         atomic_compare_exchange_strong_explicit(&((wf_object *)object)->lock, &expected, 1,
                                                 memory_order_acquire, memory_order_relaxed);
}
static inline void wf_unlock(const void *object) {
  _Atomic(uint8_t) *byte = &((wf_object *)object)->lock;
  if (WF_LIKELY(atomic_load_explicit(byte, memory_order_relaxed) == 0))
    wf_lock_recount(wf_self, -1);
  else wf_unlock_byte(byte);
}
/* Changes a word that threads share, the place of an iterator say, from *expected to next; false,
   with what it is in *expected, if another was quicker (or for no reason: compare_exchange_weak). A
   lone thread gets by without the processor's exchange, which takes longer than most steps. */
#define WF_CLAIM(word, expected, next)                                                        \
  (!wf_lock_counted()                                                                         \
       ? atomic_compare_exchange_weak_explicit(word, expected, next, memory_order_acq_rel,    \
                                               memory_order_acquire)                          \
   : atomic_load_explicit(word, memory_order_relaxed) == *(expected)                          \
       ? (atomic_store_explicit(word, next, memory_order_relaxed),                            \
          wf_lock_recount(wf_self, -1), true)                                                 \
       : (*(expected) = atomic_load_explicit(word, memory_order_acquire),                     \
          wf_lock_recount(wf_self, -1), false))

/* Both, in address order; a == b is locked once. */
static inline void wf_lock2(const void *a, const void *b) {
  wf_lock((uintptr_t)a < (uintptr_t)b ? a : b);
  if (a != b) wf_lock((uintptr_t)a < (uintptr_t)b ? b : a);
}
static inline void wf_unlock2(const void *a, const void *b) {
  wf_unlock(a);
  if (a != b) wf_unlock(b);
}

#endif
