/* What sys.settrace and sys.setprofile ask for: calls of their functions as a thread runs.

   The events, their order and what they come with are those of CPython 3.11. Everything here is for
   the calling thread, whose frames they are; only the functions themselves may be set by others. */
#ifndef WF_TRACE_H
#define WF_TRACE_H

#include "interp/frame.h"

/* Runs t->frame until the frame that was entered from C is over, in one loop or in the other. */
wf_value wf_trace_drive(wf_thread *t);
/* The thread begins to report in the middle of these frames: none of them is being entered. */
void wf_trace_begin(wf_frame *frame);

/* Before the instruction at pc, which may be the first of a call: frame->pc still tells which one
   ran before. Afterwards it is that of the instruction to run. false: an exception is pending. */
bool wf_trace_next(wf_thread *t, wf_frame *frame, _Atomic(wf_instruction) *pc);
/* A generator is entered with an exception, which is pending; so is one afterwards. */
void wf_trace_thrown(wf_thread *t, wf_frame *frame);
/* The frame returns or yields that. false: an exception is pending. */
bool wf_trace_return(wf_thread *t, wf_frame *frame, wf_value v);
/* The pending exception was raised in the frame, or has come to it. One is pending afterwards. */
void wf_trace_exception(wf_thread *t, wf_frame *frame);
/* The pending exception ends the frame. One is pending afterwards. */
void wf_trace_unwind(wf_thread *t, wf_frame *frame);
/* A for loop or `yield from` is over since its iterator raised StopIteration with that value. No
   exception is pending afterwards: if the function fails here, that is the end of it. */
void wf_trace_stopped(wf_thread *t, wf_frame *frame, wf_value v);
/* Calls a native function. */
wf_value wf_trace_call(wf_thread *t, wf_frame *frame, wf_value callee, const wf_value *args,
                       size_t nargs, wf_value kwnames);

#endif
