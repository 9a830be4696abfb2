/* Entries: native code of a thread calls into the runtime, and goes out again. */
#include <config.h>

#include "runtime/entry.h"

#include "runtime/error.h"

/* A thread that is new, or was here in another life, or ends the runtime; or the door is closed. */
weft_status wf_entry_begin_slow(wf_entry *e) {
  wf_thread *before = e->thread, *t = wf_thread_enter_slow();
  if (t && !t->unwinding) {
    if (!before) *e = (wf_entry){t, true};
    t->entries++;
    return WEFT_OK;
  }
  if (before) atomic_store(&before->outside, e->outside);
  return before || !wf_thread_door_is_open() ? WEFT_ERR_FINALIZED : WEFT_ERR_MEMORY;
}

void wf_entry_unwound(const wf_entry *e) {
  if (e->thread->entries == 1) wf_error_settle();
  else wf_error_clear();
}
