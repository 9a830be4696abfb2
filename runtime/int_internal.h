/* What the files of int share. */
#ifndef WF_INT_INTERNAL_H
#define WF_INT_INTERNAL_H

#include "runtime/int.h"

#define WF_INT_LIMBS_MAX ((size_t)1 << 32)

/* The magnitude and sign of an int of any kind; limbs may point to `single`. */
typedef struct wf_int_operand {
  const uint64_t *limbs;
  size_t count;
  uint64_t single;
  bool negative;
} wf_int_operand;
void wf_int_view(wf_value v, wf_int_operand *o);
/* To be filled, every limb: they hold anything. NULL with MemoryError. */
wf_int *wf_int_alloc(size_t limbs);
/* To be called before mpn functions on numbers of so many limbs together: they take what they need
   from malloc, and end the process when there is no more. False: MemoryError pending. */
bool wf_int_has_scratch(size_t limbs);
/* The value of filled limbs: small where it fits. */
wf_value wf_int_finish(wf_int *r, bool negative);
wf_value wf_int_bitwise(wf_value a, wf_value b, char op); /* & | ^ */
/* sys.set_int_max_str_digits; 0: no limit */
extern _Atomic(int) wf_int_max_str_digits;

#endif
