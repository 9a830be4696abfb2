/* Frames: one running (or suspended) call of script code each, and the objects that scripts see of
   them.

   Frames of functions lie on the thread's frame stack and their registers on its register stack;
   those of generators lie in the generator. Everything here belongs to the thread that runs the
   frame. Others look at it by way of its object: under the object's lock, which a frame on a stack
   takes to end; what lies in a generator is there as long as the object. Only `code` and `function`
   never change under their eyes. */
#ifndef WF_FRAME_H
#define WF_FRAME_H

#include "interp/code.h"
#include "runtime/thread.h"

struct wf_function;
struct wf_generator;

enum wf_frame_flags {
  WF_FRAME_ENTRY = 1,     /* returning leaves the machine's loop, to C */
  WF_FRAME_CONSTRUCT = 2, /* __init__ called for cls(...): the result is the instance */
  WF_FRAME_FOR = 4,       /* generator driven by FOR_NEXT of the previous frame */
  WF_FRAME_DELEGATE = 8,  /* generator driven by YIELD_FROM of the previous frame */
  WF_FRAME_OBJECT = 16,   /* on a stack, with a frame object: its locals are copied at its end */
  WF_FRAME_GENERATOR = 32, /* lies in a generator */
  WF_FRAME_RESUMED = 64,   /* lies in a generator; whether that goes on has not been reported */
  WF_FRAME_FORGET = 128,   /* what it leaves in registers would keep memory that is short now */
};

struct wf_dump_frame;

typedef struct wf_frame {
  struct wf_frame *previous;
  wf_code *code;
  _Atomic(wf_instruction) *pc; /* after the first word of the instruction under way */
  wf_value *registers;
  struct wf_function *function; /* closure, globals, builtins */
  wf_value locals; /* mapping of a class body or exec; WF_EMPTY: globals or registers */
  wf_value object; /* wf_frame_object, or WF_EMPTY until wanted; in a generator by any thread */
  struct wf_generator *generator; /* or NULL */
  wf_value *result;             /* where the caller wants the result */
  wf_value *saved_top;          /* the register stack's top before the call */
  wf_value instance;            /* WF_FRAME_CONSTRUCT */
  uint32_t flags;
} wf_frame;

/* What sys._getframe and tracebacks give. While `live`, it shows the frame itself; when the frame
   ends its locals are copied. */
typedef struct wf_frame_object {
  wf_object head;
  _Atomic(wf_frame *) live; /* NULL when the frame has ended */
  const wf_thread *owner; /* whose stack it lies on; NULL: in a generator */
  wf_code *code;
  struct wf_function *function;
  wf_slot back;          /* filled in when the frame ends or is asked for */
  wf_value locals;       /* mapping, or WF_EMPTY */
  wf_slot locals_snapshot; /* the dict that f_locals gave last */
  wf_value *registers;   /* copy of the locals */
  _Atomic(bool) cleared; /* by clear(): the closure's variables are not shown, either */
  uint32_t lasti;
  wf_slot trace;         /* f_trace, or WF_EMPTY */
  /* Relaxed: other threads look at frames, too. */
  _Atomic(int32_t) line; /* while it is traced: the line that runs, if the pc does not tell */
  _Atomic(bool) quiet_lines, trace_opcodes; /* f_trace_lines is False; f_trace_opcodes is True */
  struct wf_generator *generator;
} wf_frame_object;
extern wf_type wf_frame_type;

/* frame: of the calling thread, or of a generator. */
wf_value wf_frame_get_object(wf_frame *frame);
static inline bool wf_frame_has_object(const wf_frame *frame) {
  return __atomic_load_n(&frame->object, __ATOMIC_ACQUIRE) != WF_EMPTY;
}
/* What another thread's frame was like when the dump was taken, without its variables: they are
   that thread's. back: the frame that called it, or None. WF_ERROR: no memory. */
wf_value wf_frame_of_dump(const struct wf_dump_frame *frame, wf_value back);
/* Called as a frame with an object ends. */
void wf_frame_detach(wf_frame *frame);
/* Called as a frame that lies in no generator ends, if it has an object or is to be forgotten. */
void wf_frame_finish(wf_frame *frame);
/* The running frame goes on at a handler, with a MemoryError: what the program lets go of from now
   on is to be free, though it once lay in registers. */
void wf_frame_handle_memory_error(wf_frame *frame, const wf_handler *handler);
static inline uint32_t wf_frame_pc(const wf_frame *frame) {
  return frame->pc > frame->code->instructions
             ? (uint32_t)(frame->pc - frame->code->instructions) - 1 : 0;
}
int wf_frame_line(const wf_frame *frame);
/* The locals as a dict (a snapshot), or the mapping itself. */
wf_value wf_frame_locals(wf_frame *frame);
/* For debuggers, which change variables through f_locals: whoever has that dict finds the present
   values in it; what was put there becomes the variables' values. Variables are not deleted so: the
   compiler has proven that some are bound. */
bool wf_frame_show_locals(wf_frame *frame);
void wf_frame_take_locals(wf_frame *frame);
wf_frame *wf_frame_at(int depth); /* NULL: no such frame */
/* hooks.h: thread_frames */
size_t wf_frame_list(const wf_thread *t, struct wf_dump_frame *out, size_t room);
bool wf_frame_init(void);

#endif
