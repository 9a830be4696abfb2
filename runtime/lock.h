/* The one-byte lock of an object. Held for a few instructions by writers of built-in containers;
   never while script code runs, while anything blocks, or across an allocation that may run
   finalizers (allocation is allowed: finalizers run only at safepoints). Contention parks in the
   one blocking point. */
#ifndef WF_LOCK_H
#define WF_LOCK_H

#include "runtime/object.h"

/* Between two looks at a word that another thread is about to change. */
static inline void wf_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

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
static inline void wf_lock(const void *object) { wf_lock_byte(&((wf_object *)object)->lock); }
static inline void wf_unlock(const void *object) { wf_unlock_byte(&((wf_object *)object)->lock); }
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
