/* A value: one 64-bit word.

     xxx...xxx1   small integer, 63 bits, two's complement
     xxx...xx10   double whose exponent is near zero's (see wf_float_immediate)
     xxx...x100   constant (None, False, True, ...), or WF_ERROR
     xxx...x000   pointer to a heap object (wf_object), never null; the null word is WF_EMPTY

   A word is read and written atomically, so no race can tear a value. Pointers are untagged, so the
   conservative collector finds them; tagged words never look like pointers to the start of an
   object. */
#ifndef WF_VALUE_H
#define WF_VALUE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t wf_value;
typedef _Atomic(wf_value) wf_slot; /* a value that several threads may reach */

typedef struct wf_object wf_object;
typedef struct wf_type wf_type;
typedef struct wf_shape wf_shape;
typedef struct wf_str wf_str;
typedef struct wf_thread wf_thread;

#define WF_UNUSED __attribute__((unused))
#define WF_LIKELY(x) __builtin_expect(!!(x), 1)
#define WF_UNLIKELY(x) __builtin_expect(!!(x), 0)
/* Reads what its owner may be writing, and can live with either value. */
#define WF_UNCHECKED_RACE __attribute__((no_sanitize_thread))
#define WF_NOINLINE __attribute__((noinline))
#define WF_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define WF_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* No value: an unbound local, a hole, a missing argument, the end of an iteration. Zeroed memory is
   full of it. Never visible to scripts. */
#define WF_EMPTY ((wf_value)0)
/* The result of a function that failed: the exception is pending in the thread (error.h). */
#define WF_ERROR ((wf_value)0x04)
#define WF_NONE ((wf_value)0x0c)
#define WF_FALSE ((wf_value)0x14)
#define WF_TRUE ((wf_value)0x1c)
#define WF_NOT_IMPLEMENTED ((wf_value)0x24)
#define WF_ELLIPSIS ((wf_value)0x2c)
#define WF_CONSTANT_COUNT 6 /* v >> 3 indexes tables over the constants */

#define WF_SMALL_INT_MAX INT64_C(0x3fffffffffffffff)
#define WF_SMALL_INT_MIN (-WF_SMALL_INT_MAX - 1)

static inline bool wf_is_small_int(wf_value v) { return v & 1; }
static inline bool wf_both_small_int(wf_value a, wf_value b) { return a & b & 1; }
static inline bool wf_is_float_immediate(wf_value v) { return (v & 3) == 2; }
static inline bool wf_is_constant(wf_value v) { return (v & 7) == 4; }
/* v must not be WF_EMPTY */
static inline bool wf_is_object(wf_value v) { return (v & 7) == 0; }
static inline bool wf_is_bool(wf_value v) { return (v | 8) == WF_TRUE; }
static inline wf_value wf_bool(bool b) { return b ? WF_TRUE : WF_FALSE; }
static inline wf_object *wf_to_object(wf_value v) { return (wf_object *)(uintptr_t)v; }
static inline wf_value wf_from_object(const void *object) { return (wf_value)(uintptr_t)object; }

static inline bool wf_fits_small_int(int64_t i) {
  return i >= WF_SMALL_INT_MIN && i <= WF_SMALL_INT_MAX;
}
static inline wf_value wf_small_int(int64_t i) { return (uint64_t)i << 1 | 1; }
static inline int64_t wf_small_int_get(wf_value v) { return (int64_t)v >> 1; }

/* Doubles of magnitude 2**-255 to 2**257 (less the smallest), and +0.0, are immediate. The exponent
   is moved so that its first two bits are 10; rotated to the end, behind the sign, they are the
   tag. The code of 2**-255 stands for +0.0 instead. */
#define WF_FLOAT_BIAS (UINT64_C(1) << 60)
#define WF_FLOAT_ZERO ((wf_value)2)
#define WF_FLOAT_SIGN ((wf_value)4) /* but for this bit, WF_FLOAT_ZERO is like no other */

static inline double wf_float_immediate_get(wf_value v) {
  uint64_t bits = (v >> 3 | v << 61) - WF_FLOAT_BIAS;
  if (WF_UNLIKELY(v == WF_FLOAT_ZERO)) bits = 0;
  double d;
  memcpy(&d, &bits, sizeof d);
  return d;
}

/* Stores the immediate form of d and returns true, or returns false: d needs a box. */
static inline bool wf_float_immediate(double d, wf_value *out) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  uint64_t moved = bits + WF_FLOAT_BIAS;
  wf_value v = moved << 3 | moved >> 61;
  if (WF_LIKELY(wf_is_float_immediate(v) && v != WF_FLOAT_ZERO)) {
    *out = v;
    return true;
  }
  if (bits == 0) {
    *out = WF_FLOAT_ZERO;
    return true;
  }
  return false;
}

/* Slots shared between threads: plain loads and stores of a word, in C's sense atomic. */
static inline wf_value wf_slot_get(const wf_slot *slot) {
  return atomic_load_explicit((wf_slot *)slot, memory_order_relaxed);
}
static inline wf_value wf_slot_acquire(const wf_slot *slot) {
  return atomic_load_explicit((wf_slot *)slot, memory_order_acquire);
}
static inline void wf_slot_set(wf_slot *slot, wf_value v) {
  atomic_store_explicit(slot, v, memory_order_release);
}
/* For what is made when it is first asked for: puts v into an empty slot, and returns what the slot
   holds then, the same for every thread that asks. An error is returned and not put in. */
static inline wf_value wf_slot_keep_first(wf_slot *slot, wf_value v) {
  wf_value before = WF_EMPTY;
  return v == WF_ERROR || atomic_compare_exchange_strong(slot, &before, v) ? v : before;
}

#endif
