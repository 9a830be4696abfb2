/* The machine: runs frames. */
#ifndef WF_VM_H
#define WF_VM_H

#include "interp/generator.h"

/* The loop for threads that are not traced, and the one for those that are. When it is time for the
   other one they return WF_EMPTY, with t->frame ready; the first only if it is `driven`, called by
   wf_trace_drive, and else it goes there. */
wf_value wf_vm_loop(wf_thread *t, wf_frame *frame, bool driven);
wf_value wf_vm_loop_traced(wf_thread *t, wf_frame *frame);
/* Runs `frame`, pushed with WF_FRAME_ENTRY, until it returns, yields or fails. On a yield the
   frame's generator is WF_GENERATOR_SUSPENDED afterwards. */
static inline wf_value wf_vm_run(wf_thread *t, wf_frame *frame) {
  return wf_vm_loop(t, frame, false);
}
/* The call slot of functions. */
wf_value wf_vm_call_function(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames);
/* Runs code as a module or exec does. locals WF_EMPTY or the same as globals: module level.
   closure: tuple of cells or WF_EMPTY. */
wf_value wf_vm_run_code(wf_code *code, wf_value globals, wf_value locals, wf_value closure);
wf_value wf_vm_class_build(const wf_value *args, size_t npos,
                           wf_value kwnames); /* __build_class__ */
void wf_vm_hook(void);  /* fills wf_hooks in: before the runtime starts */
bool wf_vm_init(void);  /* readies the types of interp/ */

#endif
