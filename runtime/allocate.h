/* The fast path of allocation: popping a thread's own free list. For files on the hot path; all
   others use memory.h. */
#ifndef WF_ALLOCATE_H
#define WF_ALLOCATE_H

#include "runtime/memory.h"
#include "runtime/thread.h"

enum wf_alloc_kind { WF_ALLOC_SCANNED, WF_ALLOC_ATOMIC };

/* A new list for the class, one cell of it returned, zeroed. */
void *wf_alloc_refill(wf_thread *t, enum wf_alloc_kind kind, size_t size_class);

/* size <= WF_SMALL_SIZE, scanned and zeroed. Never NULL. t: the calling thread. */
static inline void *wf_alloc_small(wf_thread *t, size_t size) {
  size_t size_class = (size + 15) / 16;
  void **cell = t->free_lists[WF_ALLOC_SCANNED][size_class];
  if (WF_UNLIKELY(!cell)) return wf_alloc_refill(t, WF_ALLOC_SCANNED, size_class);
  t->free_lists[WF_ALLOC_SCANNED][size_class] = *cell;
  *cell = NULL;
  return cell;
}

/* size <= WF_SMALL_SIZE, not scanned, with whatever was in it. Never NULL. t: the calling thread.
 */
static inline void *wf_alloc_small_raw(wf_thread *t, size_t size) {
  size_t size_class = (size + 15) / 16;
  void **cell = t->free_lists[WF_ALLOC_ATOMIC][size_class];
  if (WF_UNLIKELY(!cell)) return wf_alloc_refill(t, WF_ALLOC_ATOMIC, size_class);
  t->free_lists[WF_ALLOC_ATOMIC][size_class] = *cell;
  return cell;
}

/* Gives back what wf_alloc_small_raw gave the same thread for a size of the same class (or memory
   would wander from one list to another, where nobody asks for it). Nothing refers to it any more.
 */
static inline void wf_free_small_raw(wf_thread *t, void *block, size_t size) {
#ifdef WF_WITH_GC
  /* The collector may look between any two steps: the cell is in a register until it is in the
     list, and the list is whole. */
  size_t size_class = (size + 15) / 16;
  void **cell = block;
  *cell = t->free_lists[WF_ALLOC_ATOMIC][size_class];
  atomic_signal_fence(memory_order_seq_cst);
  t->free_lists[WF_ALLOC_ATOMIC][size_class] = cell;
#else
  (void)t, (void)size;
  wf_free_array(block);
#endif
}

#endif
