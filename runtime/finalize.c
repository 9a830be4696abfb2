/* Thorough collections, and __del__ and the finalizers of built-in types: each runs once, at a
   safepoint, after its object became unreachable. What it stores makes the object live again. */
#include <config.h>

#include "runtime/attribute.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/signal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

static void finalize(void *block) {
  wf_object *object = block;
  void (*finalizer)(wf_value) = wf_type_of(wf_from_object(object))->slots.finalize;
  if (!finalizer || (object->flags & WF_OBJECT_FINALIZED)) return;
  object->flags |= WF_OBJECT_FINALIZED;
  wf_value pending = wf_error_fetch();
  finalizer(wf_from_object(object));
  wf_error_unraisable(NULL, wf_from_object(object));
  wf_error_restore(pending);
}

void wf_object_track(wf_object *object) { wf_memory_on_death(object, finalize); }

/* In the order of the names, without a copy of them: there may be no memory left. Names that a
   finalizer moves out of the way are among all that lives, and that comes next. */
static void finalize_names(wf_value namespace) {
  size_t position = 0;
  wf_value name, value;
  while (wf_dict_next(namespace, &position, &name, &value))
    if (wf_is_object(value) && value != WF_EMPTY) {
      finalize(wf_to_object(value));
      wf_hooks.generator_dropped(wf_to_object(value));
    }
}

void wf_object_finalize_living(void) {
  wf_value main = wf_dict_get_c(wf_modules(), "__main__");
  if (main != WF_EMPTY && wf_is_module(main)) finalize_names(wf_module_namespace(main));
  wf_memory_finalize_living(wf_hooks.generator_dropped);
  wf_memory_finalize_living(finalize);
}

/* Registers and frames beyond the tops hold left-overs of calls that are over: the collector would
   take them for references. */
void wf_forget_left_overs(const wf_value *from) {
  wf_thread *t = wf_self;
  if (wf_hooks.forget_temporaries) wf_hooks.forget_temporaries(from);
  memset(t->frames_top - WF_FRAME_SLACK, 0, WF_FRAME_SLACK);
  memset(t->stack_top, 0, WF_STACK_SLACK * sizeof *t->stack_top);
}

/* The same for what earlier calls left below the native stack's top: the collector's own frames lie
   there, and what they leave as it was is scanned too. */
WF_NOINLINE void wf_forget_native_left_overs(void) {
  char room[8192];
  memset(room, 0, sizeof room);
  __asm__ volatile("" : : "r"(room) : "memory"); /* or it would be left out */
}

void wf_collect_life(void) {
  wf_forget_native_left_overs();
  wf_memory_collect();
}

/* Twice: what a finalizer lets go of is found by the second. */
void wf_collect_garbage(const wf_value *from) {
  wf_type_forget_lookups();
  for (int i = 0; i < 2; i++) {
    wf_forget_left_overs(from);
    wf_forget_native_left_overs();
    wf_memory_collect();
    wf_signal_run_finalizers();
  }
}
