/* Entries: native code of a thread calls into the runtime, and goes out again. */
#include <config.h>

#include "runtime/entry.h"

#include "runtime/error.h"

/* A thread that is new, or was here in another life, or ends the runtime; or the door is closed. */
weft_status wf_entry_begin_slow(wf_entry *e) {
  enum wf_refusal why = WF_REFUSED;
  wf_thread *before = e->thread, *t = wf_thread_enter_slow(&why);
  if (t && !t->unwinding) {
    if (!before) *e = (wf_entry){t, true};
    t->entries++;
    return WEFT_OK;
  }
  if (before) atomic_store(&before->outside, e->outside);
  return why == WF_REFUSED_FOR_MEMORY ? WEFT_ERR_MEMORY : WEFT_ERR_FINALIZED;
}

void wf_entry_unwound(const wf_entry *e) {
  if (e->thread->entries == 1) wf_error_settle();
  else wf_error_clear();
}
