/* Entries: native code of a thread calls into the runtime, and goes out again.

   There is one gate for the host's threads and for foreign threads in a callback. It is the door of
   thread.h: open during a life of the runtime, and closed for those who came in during a life that
   is over, until they are out again. */
#ifndef WF_ENTRY_H
#define WF_ENTRY_H

#include "runtime/thread.h"
#include "runtime/weft.h"

typedef struct wf_entry {
  wf_thread *thread;
  bool outside; /* what the thread was before */
} wf_entry;

weft_status wf_entry_begin_slow(wf_entry *e);

/* Comes in, adopting a thread that is new. Any thread, entered or not: entries nest, and between
   an entry and the next the thread is outside (wf_outside_enter, or foreign code). WEFT_OK: leave
   with wf_entry_end. WEFT_ERR_FINALIZED, WEFT_ERR_MEMORY: it is still out.

   The exchange comes before the loads for every other thread: either who closes the door sees that
   this thread is inside, or this thread sees the door closed. */
static inline weft_status wf_entry_begin(wf_entry *e) {
  wf_thread *t = e->thread = wf_self;
  if (WF_UNLIKELY(!t)) return wf_entry_begin_slow(e);
  e->outside = atomic_exchange(&t->outside, false);
  if (WF_UNLIKELY(t->life != atomic_load(&wf_life))) return wf_entry_begin_slow(e);
  t->entries++;
  return WEFT_OK;
}

/* For a thread that unwinds and has come as far as this entry. A function of the host's that says
   WEFT_ERR_FINALIZED while the runtime runs ends the outermost call, and not more than that. */
void wf_entry_unwound(const wf_entry *e);

static inline void wf_entry_end(const wf_entry *e) {
  e->thread->entries--;
  atomic_store_explicit(&e->thread->outside, e->outside, memory_order_release);
}

#endif
