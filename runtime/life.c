/* Variables that belong to one life of the runtime. */
#include <config.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/life.h"

#define HIDDEN __attribute__((visibility("hidden")))
extern char __start_wf_of_life[] HIDDEN, __stop_wf_of_life[] HIDDEN;

bool wf_life_reset(void) {
  static char *initial; /* as the program was loaded */
  size_t size = (size_t)(__stop_wf_of_life - __start_wf_of_life);
  if (initial) {
    memcpy(__start_wf_of_life, initial, size);
    return true;
  }
  initial = malloc(size);
  if (initial) memcpy(initial, __start_wf_of_life, size);
  return initial != NULL;
}
