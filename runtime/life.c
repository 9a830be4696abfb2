/* Variables that belong to one life of the runtime. */
#include <config.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/life.h"

#define HIDDEN __attribute__((visibility("hidden")))
extern char __start_wf_of_life[] HIDDEN, __stop_wf_of_life[] HIDDEN;

/* Whole words at a time: a thread that is left behind in a long calculation may read one. */
#define RESTORE(type, to, from)                                                                    \
  (atomic_store_explicit((_Atomic(type) *)(to), *(const type *)(from), memory_order_relaxed),      \
   sizeof(type))

static void restore(const char *initial, size_t size) {
  for (size_t at = 0; at < size;) {
    char *to = __start_wf_of_life + at;
    const char *from = initial + at;
    at += size - at >= sizeof(uint64_t)   ? RESTORE(uint64_t, to, from)
          : size - at >= sizeof(uint32_t) ? RESTORE(uint32_t, to, from)
                                          : RESTORE(uint8_t, to, from);
  }
}

bool wf_life_reset(void) {
  static char *initial; /* as the program was loaded */
  size_t size = (size_t)(__stop_wf_of_life - __start_wf_of_life);
  if (initial) {
    restore(initial, size);
    return true;
  }
  initial = malloc(size);
  if (initial) memcpy(initial, __start_wf_of_life, size);
  return initial != NULL;
}
