/* __del__ and the finalizers of built-in types: each runs once, at a safepoint, after its object
   became unreachable. What it stores makes the object live again. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/memory.h"

/* Bit of wf_object.spare: the finalizer of this object has run. */
#define FINALIZED 1

static void finalize(void *block) {
  wf_object *object = block;
  void (*finalizer)(wf_value) = wf_type_of(wf_from_object(object))->slots.finalize;
  if (!finalizer || (object->spare & FINALIZED)) return;
  object->spare |= FINALIZED;
  wf_value pending = wf_error_fetch();
  finalizer(wf_from_object(object));
  if (wf_error_pending()) wf_error_unraisable(NULL, wf_from_object(object));
  wf_error_restore(pending);
}

void wf_object_track(wf_object *object) { wf_memory_on_death(object, finalize); }
