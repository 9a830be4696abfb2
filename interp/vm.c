/* The machine: one loop that runs script frames.

   Calls from script to script push a frame and go on in the same loop; so do generators driven by
   `for` and `yield from`. C code enters through wf_vm_run with an ENTRY frame and gets its value
   back when that frame returns, yields or fails.

   The fast path of each instruction stands in its case; whatever may raise, run script code or
   allocate much is a function of vm_support.c or of the runtime. frame->pc is stored before such a
   call (SAVE), so that tracebacks, stack dumps and handler look-up see where the frame is.
   t->stack_top always lies beyond the registers of the running frame, so the collector sees them.

   This file is compiled twice: vm_traced.c defines WF_VM_TRACED for a second loop, which reports to
   the functions of sys.settrace and sys.setprofile. A thread changes from one loop to the other, at
   a safepoint, when WF_POLL_TRACE comes or goes in its polling word; so nobody pays for tracing but
   those who are traced. In that loop the pc is stored before each instruction: SAVE does nothing.
 */
#include <config.h>

#include "interp/vm.h"

#include "interp/trace.h"
#include "interp/vm_support.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

#if defined(__GNUC__) && !defined(WF_SWITCH_DISPATCH)
#define WF_COMPUTED_GOTO 1
#endif

#define OP_A(i) ((i) >> 8 & 0xff)
#define OP_B(i) ((i) >> 16 & 0xff)
#define OP_C(i) ((i) >> 24)
#define OP_BX(i) ((i) >> 16)
#define OP_SJ(i) ((int32_t)(i) >> 8)

#define FETCH(p) atomic_load_explicit((p), memory_order_relaxed)
#define WORD() ((int32_t)FETCH(pc))

/* --- Pushing and popping --- */

static inline bool room_for_frame(wf_thread *t, wf_value *registers, const wf_code *code) {
  return t->recursion_depth < atomic_load_explicit(&wf_recursion_limit, memory_order_relaxed) &&
         registers + code->register_count <= t->stack_end && t->frames_top > t->frames_end;
}

/* A thread can be stopped anywhere for a dump of its frames: each is complete before it is seen. */
static inline void show_frame(wf_thread *t, wf_frame *frame) {
  atomic_signal_fence(memory_order_release);
  t->frame = frame;
}

/* The registers hold `bound` arguments. NULL with RecursionError, or when attention raised. */
static inline wf_frame *push_frame(wf_thread *t, wf_function *f, wf_code *code, wf_value *registers,
                                   size_t bound, wf_value *result, uint32_t flags) {
  if (WF_UNLIKELY(!room_for_frame(t, registers, code))) {
    wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
    return NULL;
  }
  wf_frame *frame = (wf_frame *)t->frames_top - 1;
  frame->previous = t->frame;
  frame->code = code;
  frame->pc = code->instructions;
  frame->registers = registers;
  frame->function = f;
  frame->locals = WF_EMPTY;
  frame->object = WF_EMPTY;
  frame->generator = NULL;
  frame->result = result;
  frame->saved_top = t->stack_top;
  frame->flags = flags;
  for (size_t i = bound; i < code->local_count; i++) registers[i] = WF_EMPTY;
  t->stack_top = registers + code->register_count;
  t->frames_top = (char *)frame;
  t->recursion_depth++;
  show_frame(t, frame);
  return frame;
}

static inline void pop_frame(wf_thread *t, wf_frame *frame) {
  if (WF_UNLIKELY(frame->flags & (WF_FRAME_OBJECT | WF_FRAME_FORGET))) wf_frame_finish(frame);
  t->stack_top = frame->saved_top;
  t->frames_top = (char *)(frame + 1);
  t->recursion_depth--;
  t->frame = frame->previous;
}

/* A generator's frame becomes the running one; the caller has claimed the generator. */
static inline bool push_generator(wf_thread *t, wf_generator *g, uint32_t flags) {
  wf_frame *frame = &g->frame;
  uint32_t resumed = atomic_load_explicit(&g->resumed, memory_order_relaxed);
  atomic_store_explicit(&g->resumed, resumed + 1, memory_order_relaxed);
  atomic_thread_fence(memory_order_release);
  if (WF_UNLIKELY(t->recursion_depth >= atomic_load_explicit(&wf_recursion_limit,
                                                             memory_order_relaxed))) {
    wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
    return false;
  }
  frame->previous = t->frame;
  frame->flags = flags | WF_FRAME_GENERATOR | WF_FRAME_RESUMED;
  frame->saved_top = t->stack_top;
  g->handled.previous = t->handled;
  t->handled = &g->handled;
  t->recursion_depth++;
  show_frame(t, frame);
  return true;
}

static inline void pop_generator(wf_thread *t, wf_generator *g, int state) {
  wf_frame *frame = &g->frame;
  t->fresh = WF_EMPTY; /* it may be in the generator, and another thread may go on with that */
  t->handled = g->handled.previous;
  g->handled.previous = NULL;
  t->recursion_depth--;
  t->frame = frame->previous;
  frame->previous = NULL;
  if (state == WF_GENERATOR_CLOSED) wf_generator_end(g);
  else atomic_store_explicit(&g->state, state, memory_order_release);
}

/* Where a suspended generator goes on: the value lands where its yield wants it. */
static inline void deliver(wf_frame *frame, wf_value value) {
  if (frame->pc == frame->code->instructions) return; /* not started: only None gets here */
  wf_instruction i = FETCH(frame->pc - 1);
  if ((i & 0xff) == WF_CODE_YIELD_FROM) {
    frame->registers[OP_B(i)] = value;
    frame->pc--;
  } else {
    frame->registers[OP_A(i)] = value;
  }
}

#ifndef WF_VM_TRACED
wf_value wf_generator_resume(wf_generator *g, wf_value value, wf_value *result) {
  wf_thread *t = wf_self;
  if (wf_native_stack_low(t)) {
    wf_generator_release(g);
    return wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
  }
  if (!push_generator(t, g, WF_FRAME_ENTRY)) {
    wf_generator_release(g);
    return WF_ERROR;
  }
  wf_value returned = WF_EMPTY; /* g is another thread's as soon as it has yielded */
  g->frame.result = &returned;
  if (value != WF_EMPTY) deliver(&g->frame, value);
  wf_value v = wf_vm_run(t, &g->frame);
  if (v == WF_ERROR || returned == WF_EMPTY || !result) return v;
  *result = returned;
  return WF_EMPTY;
}

wf_value wf_vm_call_function(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_thread *t = wf_self;
  wf_function *f = wf_to_function(callee);
  wf_code *code = wf_function_code(f);
  wf_value *registers = t->stack_top;
  if (WF_UNLIKELY(wf_native_stack_low(t) || registers + code->register_count > t->stack_end))
    return wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
  if (t->unwinding) return WF_ERROR;
  if (code->plain && kwnames == WF_EMPTY && npos == code->argument_count)
    for (size_t i = 0; i < npos; i++) registers[i] = args[i];
  else if (!wf_vm_bind(t, f, code, registers, args, npos, kwnames))
    return WF_ERROR;
  if (code->flags & WF_CODE_ANY_GENERATOR) return wf_vm_make_generator(t, f, code, registers, 0);
  wf_frame *frame = push_frame(t, f, code, registers, wf_code_parameters(code), NULL,
                               WF_FRAME_ENTRY);
  return frame ? wf_vm_run(t, frame) : WF_ERROR;
}

wf_value wf_vm_run_code(wf_code *code, wf_value globals, wf_value locals, wf_value closure) {
  wf_thread *t = wf_self;
  wf_value fv = wf_function_new(code, globals, WF_EMPTY, closure);
  if (fv == WF_ERROR) return WF_ERROR;
  wf_function *f = wf_to_function(fv);
  code = wf_function_code(f);
  if (wf_code_parameters(code)) return wf_call0(fv); /* a function's code, given to exec */
  if (WF_UNLIKELY(wf_native_stack_low(t)))
    return wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
  if (code->flags & WF_CODE_ANY_GENERATOR)
    return wf_vm_make_generator(t, f, code, t->stack_top, 0);
  wf_frame *frame = push_frame(t, f, code, t->stack_top, 0, NULL, WF_FRAME_ENTRY);
  if (!frame) return WF_ERROR;
  if (locals != WF_EMPTY && locals != globals) frame->locals = locals;
  return wf_vm_run(t, frame);
}
#endif

/* --- Number fast paths: true when done --- */

static inline bool both_float(wf_value a, wf_value b) { return (((a ^ 2) | (b ^ 2)) & 3) == 0; }

static inline bool fast_number(wf_value v, double *out) {
  if (wf_is_float_immediate(v)) {
    *out = wf_float_immediate_get(v);
    return true;
  }
  if (!wf_is_small_int(v)) return false;
  int64_t i = wf_small_int_get(v);
  *out = (double)i;
  return i >= -(INT64_C(1) << 53) && i <= INT64_C(1) << 53;
}

/* A float and an int that is one exactly. */
static WF_NOINLINE bool mixed(wf_value a, wf_value b, double *x, double *y) {
  return fast_number(a, x) && fast_number(b, y);
}

#define FAST_ARITHMETIC(name, sign, int_result)                                \
  static inline bool fast_##name(wf_value a, wf_value b, wf_value *out) {      \
    if (WF_LIKELY(wf_both_small_int(a, b))) return int_result;                 \
    if (WF_LIKELY(both_float(a, b))) {                                         \
      *out = wf_float_new(wf_float_immediate_get(a) sign wf_float_immediate_get(b)); \
      return true;                                                             \
    }                                                                          \
    double x, y;                                                               \
    if (!mixed(a, b, &x, &y)) return false;                                    \
    *out = wf_float_new(x sign y);                                             \
    return true;                                                               \
  }

static inline bool int_add(wf_value a, wf_value b, wf_value *out) {
  int64_t r;
  if (__builtin_add_overflow((int64_t)a, (int64_t)(b - 1), &r)) return false;
  *out = (wf_value)r;
  return true;
}
static inline bool int_sub(wf_value a, wf_value b, wf_value *out) {
  int64_t r;
  if (__builtin_sub_overflow((int64_t)a, (int64_t)(b - 1), &r)) return false;
  *out = (wf_value)r;
  return true;
}
static inline bool int_mul(wf_value a, wf_value b, wf_value *out) {
  int64_t r;
  if (__builtin_mul_overflow((int64_t)(a - 1), wf_small_int_get(b), &r)) return false;
  *out = (wf_value)r + 1;
  return true;
}
FAST_ARITHMETIC(add, +, int_add(a, b, out))
FAST_ARITHMETIC(sub, -, int_sub(a, b, out))
FAST_ARITHMETIC(mul, *, int_mul(a, b, out))

static inline bool fast_truediv(wf_value a, wf_value b, wf_value *out) {
  double x, y;
  if (WF_LIKELY(both_float(a, b))) {
    x = wf_float_immediate_get(a);
    y = wf_float_immediate_get(b);
  } else if (!mixed(a, b, &x, &y)) {
    return false;
  }
  if (y == 0) return false;
  *out = wf_float_new(x / y);
  return true;
}

static inline bool fast_floordiv(wf_value a, wf_value b, wf_value *out) {
  if (!wf_both_small_int(a, b)) return false;
  int64_t x = wf_small_int_get(a), y = wf_small_int_get(b);
  if (y == 0 || y == -1) return false;
  int64_t q = x / y;
  if ((x ^ y) < 0 && q * y != x) q--;
  *out = wf_small_int(q);
  return true;
}

static inline bool fast_mod(wf_value a, wf_value b, wf_value *out) {
  if (!wf_both_small_int(a, b)) return false;
  int64_t x = wf_small_int_get(a), y = wf_small_int_get(b);
  if (y == 0 || y == -1) return false;
  int64_t r = x % y;
  if (r != 0 && (r ^ y) < 0) r += y;
  *out = wf_small_int(r);
  return true;
}

static inline bool fast_pow(wf_value a, wf_value b, wf_value *out) {
  if (b != wf_small_int(2)) return false;
  if (wf_is_small_int(a)) return int_mul(a, a, out);
  if (!wf_is_float_immediate(a)) return false;
  double x = wf_float_immediate_get(a);
  *out = wf_float_new(x * x);
  return true;
}

static inline bool fast_lshift(wf_value a, wf_value b, wf_value *out) {
  if (!wf_both_small_int(a, b)) return false;
  int64_t x = wf_small_int_get(a), n = wf_small_int_get(b);
  if (n < 0 || n > 61) return false;
  int64_t r = (int64_t)((uint64_t)x << n);
  if (r >> n != x || !wf_fits_small_int(r)) return false;
  *out = wf_small_int(r);
  return true;
}

static inline bool fast_rshift(wf_value a, wf_value b, wf_value *out) {
  if (!wf_both_small_int(a, b)) return false;
  int64_t n = wf_small_int_get(b);
  if (n < 0) return false;
  *out = wf_small_int(wf_small_int_get(a) >> (n > 63 ? 63 : n));
  return true;
}

#define FAST_BITS(name, op)                                                    \
  static inline bool fast_##name(wf_value a, wf_value b, wf_value *out) {      \
    if (!wf_both_small_int(a, b)) return false;                                \
    *out = (a op b) | 1;                                                       \
    return true;                                                               \
  }
FAST_BITS(and, &)
FAST_BITS(or, |)
FAST_BITS(xor, ^)

static inline bool fast_matmul(WF_UNUSED wf_value a, WF_UNUSED wf_value b,
                               WF_UNUSED wf_value *out) {
  return false;
}

/* What wf_native_call does when the arguments fill the signature exactly. */
static inline wf_value call_native(wf_value callee, const wf_value *args, size_t nargs,
                                   wf_value kwnames) {
  wf_native *n = (wf_native *)wf_to_object(callee);
  const wf_signature *s = atomic_load_explicit(&n->signature, memory_order_acquire);
  if (WF_LIKELY(s && kwnames == WF_EMPTY && nargs == s->positional && nargs == s->count)) {
    if (!n->owner) return n->function(args, nargs, WF_EMPTY);
    if (n->self == WF_EMPTY && nargs > 0 && wf_type_of(args[0]) == n->owner &&
        (n->def->flags & (WF_FN_KIND | WF_FN_WAITS)) == WF_FN_METHOD)
      return n->function(args, nargs, WF_EMPTY);
  }
  return wf_native_call(callee, args, nargs, kwnames);
}

#ifndef WF_VM_TRACED
static inline bool may_make(wf_value callee) {
  return ((wf_native *)wf_to_object(callee))->def->flags & WF_FN_MAKES;
}

/* A text in between, of which str.h tells. t->fresh is one that a chained instruction has made, or
   nothing; only a register of a frame that the thread is in refers to it, from which the next call
   of the chain takes it. That call takes it out of t->fresh before any other code sees it; so does
   a failed search for the call's method, whose exception has it (at `error`), and a generator that
   is left. One that was forgotten on the way is the collector's, which clears t->fresh, since that
   memory may become another's. Script code that runs between two calls of a chain leaves it there
   or puts another in its place. */
static WF_NOINLINE wf_value call_chained(wf_thread *t, wf_value callee, const wf_value *args,
                                         size_t nargs, bool goes_on) {
  const wf_native *n = (wf_native *)wf_to_object(callee);
  bool bound = n->owner && n->self != WF_EMPTY; /* then self, of which they tell, is not in args */
  const int flags = bound ? 0 : n->def->flags;
  wf_value passed = nargs && flags & WF_FN_LETS_GO && t->fresh == args[0] ? args[0] : WF_EMPTY;
  t->fresh = t->made = WF_EMPTY;
  wf_value v = call_native(callee, args, nargs, WF_EMPTY);
  if (v == WF_ERROR) return v;
  if (v != passed && passed != WF_EMPTY && !(wf_is_list_exact(v) && wf_list_get(v, 0) == passed))
    wf_str_let_go(passed);
  if (goes_on && (v == passed || (flags & WF_FN_MAKES && v == t->made))) t->fresh = v;
  return v;
}
#endif

/* The item of a list or tuple, WF_EMPTY when it is neither or the index is out of range. */
static inline wf_value fast_item(wf_value object, wf_value key) {
  if (!wf_is_small_int(key) || !wf_is_object(object)) return WF_EMPTY;
  int64_t index = wf_small_int_get(key);
  const wf_shape *shape = wf_object_shape(wf_to_object(object));
  if (WF_LIKELY(shape == &wf_list_type.root)) {
    return WF_LIKELY(index >= 0) ? wf_list_get(object, (size_t)index)
                                 : wf_list_get_from_end(object, index);
  }
  if (shape != &wf_tuple_type.root) return WF_EMPTY;
  if (WF_UNLIKELY(index < 0)) index += (int64_t)wf_tuple_length(object);
  return (size_t)index < wf_tuple_length(object) ? wf_tuple_get(object, (size_t)index) : WF_EMPTY;
}

/* The character of an ASCII str, WF_EMPTY when it is none or the index is out of range. */
static inline wf_value fast_character(wf_value object, wf_value key) {
  if (!wf_is_small_int(key) || !wf_is_str_exact(object) || !wf_str_is_ascii(object))
    return WF_EMPTY;
  int64_t index = wf_small_int_get(key), length = (int64_t)wf_str_size(object);
  if (index < 0) index += length;
  if (index < 0 || index >= length) return WF_EMPTY;
  return wf_str_singles[(unsigned char)wf_str_bytes(object)[index]];
}

/* Does a loop begin with taking its value, which nobody else sees, into two? */
static inline bool takes_pair(const wf_code *code, wf_instruction first, wf_instruction loop) {
  return (first & 0xff) == WF_CODE_UNPACK && OP_C(first) == 2 && OP_B(first) == OP_B(loop) &&
         OP_B(loop) >= code->local_count;
}

/* --- The loop --- */

#ifdef WF_VM_TRACED
wf_value wf_vm_loop_traced(wf_thread *t, wf_frame *frame) {
#else
wf_value wf_vm_loop(wf_thread *t, wf_frame *frame, bool driven) {
#endif
  _Atomic(wf_instruction) *pc;
  wf_value *R;
  const wf_value *K;
  wf_cache *caches;
  wf_instruction i;
  wf_value v;

  /* What a call is about to do; set before `call:`. */
  wf_value callee, kwnames, *args;
  size_t nargs;
  wf_value *destination;
  wf_function *function;
  uint32_t call_flags;
  wf_value instance = WF_EMPTY; /* WF_FRAME_CONSTRUCT */

#define LOAD_FRAME()              \
  do {                            \
    pc = frame->pc;               \
    R = frame->registers;         \
    K = frame->code->constants;   \
    caches = frame->code->caches; \
  } while (0)
#ifdef WF_VM_TRACED
#define SAVE() ((void)0)
#else
#define SAVE() (frame->pc = pc)
#endif
/* Before a frame is pushed: it returns behind the instruction's second word. */
#define SAVE_FOR_RETURN() (frame->pc = pc)
#define RA R[OP_A(i)]
#define RB R[OP_B(i)]
#define RC R[OP_C(i)]
#define KC K[OP_C(i)]
#define KB K[OP_B(i)]
#define FAIL_IF(condition)                     \
  do {                                         \
    if (WF_UNLIKELY(condition)) goto error;    \
  } while (0)
/* Stores the result of something that may raise; it may also run script code. */
#define RESULT(target, expression)             \
  do {                                         \
    SAVE();                                    \
    v = (expression);                          \
    FAIL_IF(v == WF_ERROR);                    \
    target = v;                                \
  } while (0)
/* A safepoint; the pc is stored. */
#define POLL()                                                             \
  do {                                                                     \
    if (WF_UNLIKELY(FETCH(&t->poll) != 0) && !wf_poll_slow()) goto error;  \
  } while (0)
/* The same, and on to the next instruction, maybe in the other loop. SAFEPOINT is for jumps, which
   have been made: the frame is then at the instruction that comes next, or a try statement that
   begins with a loop would not see what is raised there. */
#ifdef WF_VM_TRACED
#define POLL_NEXT() \
  do {              \
    POLL();         \
    NEXT();         \
  } while (0)
#define SAFEPOINT()                                                        \
  do {                                                                     \
    if (WF_UNLIKELY(FETCH(&t->poll) != 0)) {                               \
      pc++;                                                                \
      SAVE();                                                              \
      if (!wf_poll_slow()) goto error;                                     \
      pc--;                                                                \
      SAVE();                                                              \
    }                                                                      \
  } while (0)
#else
#define POLL_NEXT()                                \
  do {                                             \
    if (WF_UNLIKELY(FETCH(&t->poll) != 0)) {       \
      SAVE();                                      \
      goto attention;                              \
    }                                              \
    NEXT();                                        \
  } while (0)
#define SAFEPOINT()                                \
  do {                                             \
    if (WF_UNLIKELY(FETCH(&t->poll) != 0))         \
      goto attention_after_jump;                   \
  } while (0)
#endif
/* Jumps backwards by the offset in the second word: a safepoint. */
#define LOOP_BACK()      \
  do {                   \
    pc += 1 + WORD();    \
    SAFEPOINT();         \
    NEXT();              \
  } while (0)
/* After what may have been outside where an exception must not come in between: in a with statement
   the lock would stay taken. */
#define POLL_UNWINDING()                                                             \
  do {                                                                               \
    if (WF_UNLIKELY(FETCH(&t->poll) & WF_POLL_UNWIND) && !wf_poll_slow()) goto error; \
  } while (0)
/* Jumps by the offset in the second word; backwards is a safepoint. */
#define BRANCH_IF(condition)                                       \
  do {                                                             \
    if (condition) {                                               \
      int32_t offset_ = WORD();                                    \
      pc += 1 + offset_;                                           \
      if (offset_ < 0) SAFEPOINT();                                \
    } else {                                                       \
      pc++;                                                        \
    }                                                              \
    NEXT();                                                        \
  } while (0)

/* What the loop that reports does besides. */
#ifdef WF_VM_TRACED
#define TRACE_RETURN(value)                                            \
  do {                                                                 \
    if (!wf_trace_return(t, frame, value)) goto error_in_caller;       \
  } while (0)
#define TRACE_STOPPED(condition, value)                  \
  do {                                                   \
    if (condition) wf_trace_stopped(t, frame, value);    \
  } while (0)
#define CALL_NATIVE() wf_trace_call(t, frame, callee, args, nargs, kwnames)
#else
#define TRACE_RETURN(value) ((void)0)
#define TRACE_STOPPED(condition, value) ((void)0)
#define CALL_NATIVE() call_native(callee, args, nargs, kwnames)
#endif

/* The operands of calls. */
#define TAKE_CALLEE()        \
  do {                       \
    destination = &RA;       \
    callee = destination[0]; \
    args = destination + 1;  \
    nargs = OP_B(i);         \
  } while (0)
#define TAKE_METHOD()          \
  do {                         \
    TAKE_CALLEE();             \
    if (callee != WF_EMPTY) {  \
      nargs++; /* with self */ \
    } else {                   \
      callee = destination[1]; \
      args++;                  \
    }                          \
  } while (0)

/* The running frame ends with the pending exception. */
#define LEAVE_FRAME()                                                          \
  do {                                                                         \
    uint32_t flags_ = frame->flags;                                            \
    if (flags_ & WF_FRAME_GENERATOR) {                                         \
      if (!t->unwinding) wf_vm_generator_failed(frame->generator);             \
      pop_generator(t, frame->generator, WF_GENERATOR_CLOSED);                 \
    } else {                                                                   \
      pop_frame(t, frame);                                                     \
    }                                                                          \
    if (flags_ & WF_FRAME_ENTRY) return WF_ERROR;                              \
    frame = t->frame;                                                          \
    LOAD_FRAME();                                                              \
  } while (0)

#ifdef WF_COMPUTED_GOTO
  static const void *const labels[] = {
#define WF_OP(name, format, text) &&op_##name,
#include "interp/opcodes.def"
  };
#define OP(name) op_##name
#define RUN_NEXT()                   \
  do {                               \
    i = FETCH(pc);                   \
    pc++;                            \
    goto *labels[i & 0xff];          \
  } while (0)
#define DISPATCH() NEXT();
#define END_DISPATCH()
#else
#define OP(name) case WF_CODE_##name
#define RUN_NEXT() goto dispatch
#define DISPATCH()   \
  NEXT();            \
  dispatch:          \
  i = FETCH(pc);     \
  pc++;              \
  switch (i & 0xff) {
#define END_DISPATCH() }
#endif
#ifdef WF_VM_TRACED
#define NEXT() goto next
#else
#define NEXT() RUN_NEXT()
#endif

  LOAD_FRAME();
#ifdef WF_VM_TRACED
  if (wf_error_pending()) { /* an exception is thrown into a generator */
    wf_trace_thrown(t, frame);
    goto error;
  }
  POLL();
  NEXT();

next:
  if (WF_UNLIKELY(!(FETCH(&t->poll) & WF_POLL_TRACE))) { /* to the other loop */
    frame->pc = pc;
    return WF_EMPTY;
  }
  bool going_on = wf_trace_next(t, frame, pc);
  pc = frame->pc;
  FAIL_IF(!going_on);
  pc--;
  RUN_NEXT();
#else
  if (wf_error_pending()) {
    if (WF_UNLIKELY(FETCH(&t->poll) & WF_POLL_TRACE)) goto other_loop;
    goto error;
  }
  if (WF_UNLIKELY(FETCH(&t->poll) != 0)) {
    if (!wf_poll_slow()) goto error;
    if (FETCH(&t->poll) & WF_POLL_TRACE) goto other_loop;
  }
#endif

  DISPATCH()

  OP(NOP) : NEXT();
  OP(MOVE) : RA = RB;
  NEXT();
  OP(LOAD_CONST) : RA = K[OP_BX(i)];
  NEXT();
  OP(LOAD_CONST_FAR) : RA = K[FETCH(pc)];
  pc++;
  NEXT();
  OP(CLEAR) : RA = WF_EMPTY;
  NEXT();
  OP(CHECK_LOCAL) : if (WF_UNLIKELY(RA == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_local(frame, OP_A(i));
    goto error;
  }
  NEXT();
  OP(DELETE_LOCAL) : if (WF_UNLIKELY(RA == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_local(frame, OP_A(i));
    goto error;
  }
  RA = WF_EMPTY;
  NEXT();
  OP(LOAD_FAR) : v = R[OP_BX(i)];
  if (WF_UNLIKELY(v == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_local(frame, OP_BX(i));
    goto error;
  }
  RA = v;
  NEXT();
  OP(STORE_FAR) : R[OP_BX(i)] = RA;
  NEXT();
  OP(DELETE_FAR) : if (WF_UNLIKELY(R[OP_BX(i)] == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_local(frame, OP_BX(i));
    goto error;
  }
  R[OP_BX(i)] = WF_EMPTY;
  NEXT();
  OP(MAKE_CELL) : SAVE();
  RA = wf_cell_new(RA);
  NEXT();
  OP(LOAD_CELL) : v = wf_slot_acquire(&wf_to_cell(RB)->value);
  if (WF_UNLIKELY(v == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_local(frame, OP_B(i));
    goto error;
  }
  RA = v;
  NEXT();
  OP(STORE_CELL) : wf_slot_set(&wf_to_cell(RB)->value, RA);
  NEXT();
  OP(DELETE_CELL) : v = atomic_exchange(&wf_to_cell(RB)->value, WF_EMPTY);
  if (WF_UNLIKELY(v == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_local(frame, OP_B(i));
    goto error;
  }
  NEXT();
#define FREE_CELL() wf_to_cell(wf_tuple_get(frame->function->closure, OP_BX(i)))
  OP(LOAD_FREE) : v = wf_slot_acquire(&FREE_CELL()->value);
  if (WF_UNLIKELY(v == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_free(frame, OP_BX(i));
    goto error;
  }
  RA = v;
  NEXT();
  OP(STORE_FREE) : wf_slot_set(&FREE_CELL()->value, RA);
  NEXT();
  OP(DELETE_FREE) : v = atomic_exchange(&FREE_CELL()->value, WF_EMPTY);
  if (WF_UNLIKELY(v == WF_EMPTY)) {
    SAVE();
    wf_vm_raise_unbound_free(frame, OP_BX(i));
    goto error;
  }
  NEXT();
  OP(LOAD_CLASS_FREE) : RESULT(RA, wf_vm_load_class_free(frame, OP_BX(i)));
  NEXT();

  OP(LOAD_GLOBAL) : {
    wf_cache *cache = &caches[FETCH(pc)];
    const wf_cell *cell = atomic_load_explicit(&cache->record, memory_order_acquire);
    if (WF_LIKELY(cell != NULL)) {
      v = wf_slot_acquire(&cell->value);
      if (v == WF_EMPTY) {
        wf_value builtin = wf_slot_acquire(&cache->extra);
        if (builtin != WF_EMPTY) v = wf_slot_acquire(&wf_to_cell(builtin)->value);
      }
      if (WF_LIKELY(v != WF_EMPTY)) {
        RA = v;
        pc++;
        NEXT();
      }
    }
    RESULT(RA, wf_vm_load_global(frame, cache));
    pc++;
    NEXT();
  }
  OP(STORE_GLOBAL) : {
    wf_cache *cache = &caches[FETCH(pc)];
    const wf_cell *cell = atomic_load_explicit(&cache->record, memory_order_acquire);
    if (WF_UNLIKELY(cell == NULL)) {
      SAVE();
      cell = wf_vm_global_cell(frame, cache);
      FAIL_IF(cell == NULL);
    }
    wf_value was = wf_slot_acquire(&cell->value);
    if (WF_LIKELY(was != WF_EMPTY)) {
      wf_slot_set((wf_slot *)&cell->value, RA);
    } else {
      SAVE();
      FAIL_IF(!wf_dict_set(frame->function->globals, cache->name, RA));
    }
    pc++;
    NEXT();
  }
  OP(DELETE_GLOBAL) : SAVE();
  FAIL_IF(!wf_vm_delete_global(frame, &caches[FETCH(pc)]));
  pc++;
  NEXT();
  OP(LOAD_NAME) : {
    wf_cache *cache = &caches[FETCH(pc)];
    if (frame->locals == WF_EMPTY) {
      const wf_cell *cell = atomic_load_explicit(&cache->record, memory_order_acquire);
      if (WF_LIKELY(cell != NULL)) {
        v = wf_slot_acquire(&cell->value);
        if (WF_LIKELY(v != WF_EMPTY)) {
          RA = v;
          pc++;
          NEXT();
        }
      }
      RESULT(RA, wf_vm_load_global(frame, cache));
    } else {
      RESULT(RA, wf_vm_load_name(frame, cache));
    }
    pc++;
    NEXT();
  }
  OP(STORE_NAME) : {
    wf_cache *cache = &caches[FETCH(pc)];
    const wf_cell *cell = atomic_load_explicit(&cache->record, memory_order_acquire);
    if (WF_LIKELY(frame->locals == WF_EMPTY && cell != NULL &&
                  wf_slot_acquire(&cell->value) != WF_EMPTY)) {
      wf_slot_set((wf_slot *)&cell->value, RA);
    } else {
      SAVE();
      FAIL_IF(!wf_vm_store_name(frame, cache, RA));
    }
    pc++;
    NEXT();
  }
  OP(DELETE_NAME) : SAVE();
  FAIL_IF(!wf_vm_delete_name(frame, &caches[FETCH(pc)]));
  pc++;
  NEXT();
  OP(LOAD_LOCALS) : RESULT(RA, wf_frame_locals(frame));
  NEXT();

  OP(GET_ATTR) : {
    wf_cache *cache = &caches[FETCH(pc)];
    if (WF_LIKELY(wf_attr_cache_get(RB, WF_ATTR_RECORD(cache), &v))) {
      RA = v;
      pc++;
      NEXT();
    }
    RESULT(RA, wf_getattr_caching(RB, cache->name, WF_ATTR_RECORD(cache)));
    pc++;
    NEXT();
  }
  OP(SET_ATTR) : {
    wf_cache *cache = &caches[FETCH(pc)];
    if (WF_UNLIKELY(!wf_attr_cache_set(RA, RB, WF_ATTR_RECORD(cache)))) {
      SAVE();
      FAIL_IF(wf_setattr_caching(RA, cache->name, RB, WF_ATTR_RECORD(cache)) < 0);
    }
    pc++;
    NEXT();
  }
  OP(DELETE_ATTR) : SAVE();
  FAIL_IF(wf_setattr(RA, caches[FETCH(pc)].name, WF_EMPTY) < 0);
  pc++;
  NEXT();
  OP(GET_METHOD) : {
    wf_cache *cache = &caches[FETCH(pc)];
    wf_value object = RB;
    wf_value *target = &RA;
    if (WF_LIKELY(wf_attr_cache_method(object, WF_ATTR_RECORD(cache), &v))) {
      target[0] = v;
      target[1] = object;
      pc++;
      NEXT();
    }
    SAVE();
    /* no local variable for self: it would stay alive with this function's frame */
    v = wf_getmethod_caching(object, cache->name, &target[1], WF_ATTR_RECORD(cache));
    FAIL_IF(v == WF_ERROR);
    target[0] = target[1] == WF_EMPTY ? WF_EMPTY : v;
    if (target[1] == WF_EMPTY) target[1] = v;
    pc++;
    NEXT();
  }
#define GET_ITEM(right)                                                    \
  {                                                                        \
    wf_value object = RB, key = right;                                     \
    v = fast_item(object, key);                                            \
    if (WF_LIKELY(v != WF_EMPTY)) {                                        \
      RA = v;                                                              \
      NEXT();                                                              \
    }                                                                      \
    if (wf_is_dict_exact(object)) {                                        \
      SAVE();                                                              \
      v = wf_dict_get(object, key);                                        \
      FAIL_IF(v == WF_ERROR);                                              \
    } else {                                                               \
      v = fast_character(object, key);                                     \
    }                                                                      \
    if (WF_LIKELY(v != WF_EMPTY)) {                                        \
      RA = v;                                                              \
      NEXT();                                                              \
    }                                                                      \
    RESULT(RA, wf_getitem(object, key));                                   \
    NEXT();                                                                \
  }
  OP(GET_ITEM) : GET_ITEM(RC)
  OP(GET_ITEM_K) : GET_ITEM(KC)
  OP(SET_ITEM) : {
    wf_value object = RA, key = RB;
    if (wf_is_list_exact(object) && wf_is_small_int(key) && (int64_t)key > 0 &&
        wf_list_set_fast(object, (size_t)wf_small_int_get(key), RC))
      NEXT();
    SAVE();
    if (wf_is_dict_exact(object)) {
      FAIL_IF(!wf_dict_set(object, key, RC));
      NEXT();
    }
    FAIL_IF(wf_setitem(object, key, RC) < 0);
    NEXT();
  }
  OP(DELETE_ITEM) : SAVE();
  FAIL_IF(wf_setitem(RA, RB, WF_EMPTY) < 0);
  NEXT();
  OP(BUILD_SLICE) : {
    wf_value *parts = &RA;
    RESULT(*parts, wf_slice_new(parts[0], parts[1], parts[2]));
    NEXT();
  }

#define WITH_FAST(fast, right, slow)           \
  if (WF_LIKELY(fast(RB, right, &v))) {        \
    RA = v;                                    \
    NEXT();                                    \
  }                                            \
  RESULT(RA, slow);                            \
  NEXT();
#define BINARY_OF(NAME, fast)                                                              \
  OP(NAME) : WITH_FAST(fast, RC, wf_binary(WF_OP_##NAME, RB, RC))                          \
  OP(NAME##_K) : WITH_FAST(fast, KC, wf_binary(WF_OP_##NAME, RB, KC))                      \
  OP(I##NAME) : WITH_FAST(fast, RC, wf_inplace(WF_OP_##NAME, RB, RC))                      \
  OP(I##NAME##_K) : WITH_FAST(fast, KC, wf_inplace(WF_OP_##NAME, RB, KC))
  BINARY_OF(ADD, fast_add)
  BINARY_OF(SUB, fast_sub)
  BINARY_OF(MUL, fast_mul)
  BINARY_OF(TRUEDIV, fast_truediv)
  BINARY_OF(FLOORDIV, fast_floordiv)
  BINARY_OF(MOD, fast_mod)
  BINARY_OF(POW, fast_pow)
  BINARY_OF(LSHIFT, fast_lshift)
  BINARY_OF(RSHIFT, fast_rshift)
  BINARY_OF(AND, fast_and)
  BINARY_OF(OR, fast_or)
  BINARY_OF(XOR, fast_xor)
  BINARY_OF(MATMUL, fast_matmul)

  OP(NEG) : if (wf_is_small_int(RB) && RB != wf_small_int(WF_SMALL_INT_MIN)) {
    RA = wf_small_int(-wf_small_int_get(RB));
    NEXT();
  }
  if (wf_is_float_immediate(RB) && (RB & ~WF_FLOAT_SIGN) != WF_FLOAT_ZERO) {
    RA = RB ^ WF_FLOAT_SIGN;
    NEXT();
  }
  RESULT(RA, wf_unary(WF_OP_NEG, RB));
  NEXT();
  OP(POS) : RESULT(RA, wf_unary(WF_OP_POS, RB));
  NEXT();
  OP(INVERT) : RESULT(RA, wf_unary(WF_OP_INVERT, RB));
  NEXT();

/* test becomes 0, 1 or -1 with an exception pending */
#define TRUTH(value)                                                                       \
  (wf_is_bool(value) ? (int)((value) == WF_TRUE)                                           \
   : (value) == WF_NONE ? 0                                                                \
   : wf_is_small_int(value) ? (int)((value) != wf_small_int(0)) : (SAVE(), wf_truth(value)))
  OP(NOT) : {
    int test = TRUTH(RB);
    FAIL_IF(test < 0);
    RA = wf_bool(!test);
    NEXT();
  }
  OP(JUMP_TRUE) : {
    int test = TRUTH(RA);
    FAIL_IF(test < 0);
    BRANCH_IF(test);
  }
  OP(JUMP_FALSE) : {
    int test = TRUTH(RA);
    FAIL_IF(test < 0);
    BRANCH_IF(!test);
  }
  OP(JUMP) : {
    int32_t offset = OP_SJ(i);
    pc += offset;
    if (offset < 0) SAFEPOINT();
    NEXT();
  }

#define COMPARE(NAME, OPERATOR, sign)                                                    \
  OP(NAME) : {                                                                           \
    wf_value a = RB, b = RC;                                                             \
    if (WF_LIKELY(wf_both_small_int(a, b))) {                                            \
      RA = wf_bool((int64_t)a sign (int64_t)b);                                          \
      NEXT();                                                                            \
    }                                                                                    \
    if (both_float(a, b)) {                                                              \
      RA = wf_bool(wf_float_immediate_get(a) sign wf_float_immediate_get(b));            \
      NEXT();                                                                            \
    }                                                                                    \
    RESULT(RA, wf_compare(a, b, OPERATOR));                                              \
    NEXT();                                                                              \
  }
#define COMPARE_JUMP(NAME, right, OPERATOR, sign)                                        \
  OP(NAME) : {                                                                           \
    wf_value a = RA, b = right;                                                          \
    int test;                                                                            \
    if (WF_LIKELY(wf_both_small_int(a, b))) {                                            \
      test = (int64_t)a sign (int64_t)b;                                                 \
    } else if (both_float(a, b)) {                                                       \
      test = wf_float_immediate_get(a) sign wf_float_immediate_get(b);                   \
    } else {                                                                             \
      SAVE();                                                                            \
      test = wf_vm_compare_bool(a, b, OPERATOR);                                         \
      FAIL_IF(test < 0);                                                                 \
    }                                                                                    \
    BRANCH_IF(test == (int)OP_C(i));                                                     \
  }
#define COMPARISON(NAME, sign)                                 \
  COMPARE(NAME, WF_##NAME, sign)                               \
  COMPARE_JUMP(JUMP_##NAME, RB, WF_##NAME, sign)               \
  COMPARE_JUMP(JUMP_##NAME##_K, KB, WF_##NAME, sign)
  COMPARISON(EQ, ==)
  COMPARISON(NE, !=)
  COMPARISON(LT, <)
  COMPARISON(LE, <=)
  COMPARISON(GT, >)
  COMPARISON(GE, >=)
  OP(IS) : RA = wf_bool(wf_vm_is(RB, RC));
  NEXT();
  OP(IS_NOT) : RA = wf_bool(!wf_vm_is(RB, RC));
  NEXT();
  OP(IN) : {
    SAVE();
    int found = wf_contains(RC, RB);
    FAIL_IF(found < 0);
    RA = wf_bool(found);
    NEXT();
  }
  OP(NOT_IN) : {
    SAVE();
    int found = wf_contains(RC, RB);
    FAIL_IF(found < 0);
    RA = wf_bool(!found);
    NEXT();
  }
  OP(JUMP_IS) : BRANCH_IF(wf_vm_is(RA, RB) == (bool)OP_C(i));
  OP(JUMP_IS_K) : BRANCH_IF(wf_vm_is(RA, KB) == (bool)OP_C(i));
  OP(JUMP_IN) : {
    SAVE();
    int found = wf_contains(RB, RA);
    FAIL_IF(found < 0);
    BRANCH_IF(found == (int)OP_C(i));
  }

  OP(GET_ITER) : {
    wf_value iterable = RB;
    if (wf_is_generator(iterable)) {
      RA = iterable;
      NEXT();
    }
    RESULT(RA, wf_vm_get_iter(iterable));
    NEXT();
  }
  OP(GET_LOOP) : {
    wf_value iterable = RB, *loop = &RA;
    if (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable)) {
      loop[0] = iterable;
      loop[1] = wf_small_int(0);
      NEXT();
    }
    if (wf_is_generator(iterable)) {
      loop[0] = iterable;
      NEXT();
    }
    RESULT(*loop, wf_vm_start_loop(iterable, loop));
    NEXT();
  }
  OP(FOR_NEXT) : {
    wf_value *loop = &RA, iterator = loop[0];
    if (wf_is_small_int(iterator)) {
      wf_value value = loop[1];
      if (WF_UNLIKELY(value == loop[2])) {
        pc++;
        NEXT();
      }
      RB = value;
      loop[1] = value + (iterator - 1);
      LOOP_BACK();
    }
    wf_shape *shape = wf_object_shape(wf_to_object(iterator));
    if (shape == &wf_list_type.root) {
      v = wf_list_get(iterator, (size_t)wf_small_int_get(loop[1]));
      if (WF_UNLIKELY(v == WF_EMPTY)) {
        pc++;
        NEXT();
      }
      RB = v;
      loop[1] += 2; /* the next small integer */
      LOOP_BACK();
    }
    if (shape == &wf_tuple_type.root) {
      size_t index = (size_t)wf_small_int_get(loop[1]);
      if (WF_UNLIKELY(index >= wf_tuple_length(iterator))) {
        pc++;
        NEXT();
      }
      RB = wf_tuple_get(iterator, index);
      loop[1] += 2;
      LOOP_BACK();
    }
    SAVE();
    if (shape == &wf_generator_type.root) {
      wf_generator *g = wf_to_generator(iterator);
      if (WF_LIKELY(wf_vm_claim_for_next(g))) {
        if (WF_UNLIKELY(!push_generator(t, g, WF_FRAME_FOR))) {
          wf_generator_release(g);
          goto error;
        }
        g->frame.result = &RB;
        deliver(&g->frame, WF_NONE);
        frame = &g->frame;
        LOAD_FRAME();
        NEXT();
      }
    }
#ifndef WF_VM_TRACED
    if (shape->type->next_pair) {
      wf_instruction unpack = FETCH(pc + 1 + WORD());
      wf_value pair[2];
      int got = takes_pair(frame->code, unpack, i) ? shape->type->next_pair(iterator, pair)
                                                   : WF_NO_PAIR;
      if (got != WF_NO_PAIR) {
        FAIL_IF(got < 0);
        POLL();
        if (got == 0) {
          pc++;
          NEXT();
        }
        R[OP_A(unpack)] = pair[0];
        R[OP_A(unpack) + 1] = pair[1];
        pc += 2 + WORD(); /* over the UNPACK */
        SAFEPOINT();
        NEXT();
      }
    }
#endif
    wf_value (*step)(wf_value) = shape->type->slots.next;
    v = step ? step(iterator) : wf_next(iterator);
    FAIL_IF(v == WF_ERROR);
    POLL();
    if (v == WF_EMPTY) {
      TRACE_STOPPED(shape->type->flags & WF_TYPE_SCRIPT, WF_NONE);
      pc++;
      NEXT();
    }
    RB = v;
    LOOP_BACK();
  }

  OP(CALL) : TAKE_CALLEE();
  kwnames = WF_EMPTY;
  goto call;
  OP(CALL_METHOD) : TAKE_METHOD();
  kwnames = WF_EMPTY;
  goto call;
  OP(CALL_KW) : TAKE_CALLEE();
  kwnames = K[FETCH(pc)];
  pc++;
  goto call;
  OP(CALL_CHAINED) : TAKE_CALLEE();
  goto chained;
  OP(CALL_METHOD_CHAINED) : TAKE_METHOD();
chained:
  kwnames = WF_EMPTY;
#ifndef WF_VM_TRACED
  if (wf_is_native(callee) && (t->fresh != WF_EMPTY || (OP_C(i) && may_make(callee)))) {
    SAVE_FOR_RETURN();
    RESULT(*destination, call_chained(t, callee, args, nargs, OP_C(i)));
    POLL_NEXT();
  }
#endif
  t->fresh = WF_EMPTY; /* the callee gets it, and may keep it */
  goto call;
  OP(CALL_METHOD_KW) : TAKE_METHOD();
  kwnames = K[FETCH(pc)];
  pc++;

call:
  SAVE_FOR_RETURN();
  call_flags = 0;
  if (WF_LIKELY(wf_is_function(callee))) {
    function = wf_to_function(callee);
    goto call_function;
  }
  if (wf_is_native(callee)) {
    RESULT(*destination, CALL_NATIVE());
    POLL_NEXT();
  }
  if (wf_is_type(callee)) {
    wf_function *init;
    if (callee == wf_from_type(&wf_range_type) && kwnames == WF_EMPTY) {
      /* `for x in range(...)`: no range is made when the loop can count */
      i = FETCH(pc);
      if ((i & 0xff) == WF_CODE_GET_LOOP && &RB == destination &&
          wf_vm_start_range(args, nargs, &RA)) {
        pc++;
        NEXT();
      }
    }
    v = wf_vm_construct(callee, &init);
    FAIL_IF(v == WF_ERROR);
    if (v != WF_EMPTY) { /* a new instance, and its __init__ is a script function */
      function = init;
      call_flags = WF_FRAME_CONSTRUCT;
      instance = v;
      *--args = v;
      nargs++;
      goto call_function;
    }
  } else if (wf_has_root_shape(callee, &wf_method_type)) {
    /* its self takes the callee's register: another method or a class would need one more */
    wf_method *method = (wf_method *)wf_to_object(callee);
    if (WF_LIKELY(wf_is_function(method->function) || wf_is_native(method->function))) {
      *--args = method->self;
      nargs++;
      callee = method->function;
      goto call;
    }
  }
  RESULT(*destination, wf_call(callee, args, nargs, kwnames));
  POLL_NEXT(); /* native code may have been outside, and come back when the door was closed */

call_function: {
  wf_code *code = wf_function_code(function);
  bool exact = code->plain && kwnames == WF_EMPTY && nargs == code->argument_count;
  wf_value *registers = args;
  if (WF_UNLIKELY(frame->generator || frame->code->register_count > 256)) {
    registers = t->stack_top; /* our registers are elsewhere, or some lie beyond the temporaries */
    FAIL_IF(!wf_vm_check_stack(t, registers, code, nargs));
    if (exact) memcpy(registers, args, nargs * sizeof *args);
  }
  if (WF_UNLIKELY(!exact)) {
    FAIL_IF(!wf_vm_bind(t, function, code, registers, args, nargs, kwnames));
    if (code->flags & WF_CODE_ANY_GENERATOR) {
      RESULT(*destination, wf_vm_make_generator(t, function, code, registers, call_flags));
      NEXT();
    }
  }
  wf_frame *callee_frame = push_frame(t, function, code, registers, wf_code_parameters(code),
                                      destination, call_flags);
  FAIL_IF(callee_frame == NULL);
  callee_frame->instance = instance;
  instance = WF_EMPTY; /* or it would live until the next one is made */
  frame = callee_frame;
  LOAD_FRAME();
  POLL_NEXT();
}

  OP(CALL_EX) : {
    wf_value *base = &RA;
    RESULT(*base, wf_vm_call_unpacked(base[0], base[1], OP_B(i) ? base[2] : WF_EMPTY));
    POLL_NEXT();
  }

  OP(RETURN) : v = RA;
  goto do_return;
  OP(RETURN_K) : v = K[OP_BX(i)];
do_return:
  TRACE_RETURN(v);
  if (WF_LIKELY(frame->flags == 0)) {
    wf_value *target = frame->result;
    pop_frame(t, frame);
    frame = t->frame;
    *target = v;
    LOAD_FRAME();
    NEXT();
  }
  SAVE();
  if (frame->flags & WF_FRAME_GENERATOR) {
    uint32_t flags = frame->flags;
    wf_value *target = frame->result;
    pop_generator(t, frame->generator, WF_GENERATOR_CLOSED);
    if (flags & WF_FRAME_ENTRY) return *target = v;
#ifdef WF_VM_TRACED
    bool told = v != WF_NONE || frame->code->flags & WF_CODE_COROUTINE;
#endif
    frame = t->frame;
    LOAD_FRAME();
    TRACE_STOPPED(told, v);
    if (flags & WF_FRAME_DELEGATE) *target = v;
    else pc++; /* FOR_NEXT: exhausted */
    NEXT();
  }
  if (frame->flags & WF_FRAME_CONSTRUCT) {
    if (v != WF_NONE) {
      wf_raise(&wf_exc_TypeError, "__init__() should return None, not '%T'", v);
      goto error_in_caller;
    }
    v = frame->instance;
  }
  {
    wf_value *target = frame->result;
    uint32_t flags = frame->flags;
    pop_frame(t, frame);
    if (flags & WF_FRAME_ENTRY) return v;
    frame = t->frame;
    *target = v;
    LOAD_FRAME();
    NEXT();
  }

  OP(MAKE_FUNCTION) : {
    wf_value *base = &RA;
    RESULT(*base, wf_vm_make_function(frame, K[OP_BX(i)], base, WORD()));
    pc++;
    NEXT();
  }
  OP(LOAD_BUILD_CLASS) : RESULT(RA, wf_vm_build_class(frame));
  NEXT();

  OP(BUILD_LIST) : RESULT(RA, wf_list_from_array(&RB, OP_C(i)));
  NEXT();
  OP(BUILD_TUPLE) : RESULT(RA, wf_tuple_from_array(&RB, OP_C(i)));
  NEXT();
  OP(BUILD_SET) : RESULT(RA, wf_vm_build_set(&RB, OP_C(i)));
  NEXT();
  OP(BUILD_DICT) : RESULT(RA, wf_vm_build_dict(&RB, OP_C(i)));
  NEXT();
  OP(BUILD_STRING) : RESULT(RA, wf_str_from_parts(&RB, OP_C(i)));
  NEXT();
  OP(BUILD_STRING_CHAINED) : RESULT(RA, wf_str_from_parts(&RB, OP_C(i)));
  t->fresh = v; /* also the empty text and single characters, which wf_str_let_go leaves alone */
  NEXT();
  OP(LIST_APPEND) : if (WF_LIKELY(wf_list_append_fast(RA, RB))) NEXT();
  SAVE();
  FAIL_IF(!wf_list_append(RA, RB));
  NEXT();
  OP(LIST_EXTEND) : SAVE();
  FAIL_IF(!wf_vm_list_extend(RA, RB));
  POLL_NEXT(); /* an iterable may have been outside; so in a set */
  OP(LIST_TO_TUPLE) : RESULT(RA, wf_list_to_tuple(RB));
  NEXT();
  OP(SET_ADD) : SAVE();
  FAIL_IF(!wf_set_add(RA, RB));
  NEXT();
  OP(SET_UPDATE) : SAVE();
  FAIL_IF(!wf_set_update(RA, RB));
  POLL_NEXT();
  OP(DICT_PUT) : SAVE();
  FAIL_IF(!wf_dict_set(RA, RB, RC));
  NEXT();
  OP(DICT_UPDATE) : SAVE();
  FAIL_IF(!wf_vm_dict_update(RA, RB));
  NEXT();
  OP(DICT_MERGE) : SAVE();
  FAIL_IF(!wf_dict_merge_kwargs(RA, RB, RC));
  NEXT();
  OP(FORMAT_VALUE) : {
    wf_value *base = &RB;
    int kind = OP_C(i);
    if (kind & 8 && wf_is_small_int(base[0])) {
      RA = base[0];
      NEXT();
    }
    RESULT(RA, wf_vm_format_value(base[0], kind & 3, kind & 4 ? base[1] : wf_str_empty));
    NEXT();
  }
  OP(UNPACK) : {
    wf_value sequence = RB, *target = &RA;
    size_t count = OP_C(i);
    if (wf_is_tuple_exact(sequence) && wf_tuple_length(sequence) == count) {
      const wf_value *items = wf_to_tuple(sequence)->items;
      for (size_t n = 0; n < count; n++) target[n] = items[n];
      NEXT();
    }
    SAVE();
    FAIL_IF(!wf_vm_unpack(sequence, target, count));
    NEXT();
  }
  OP(UNPACK_EX) : SAVE();
  FAIL_IF(!wf_vm_unpack_ex(RB, &RA, OP_C(i), FETCH(pc)));
  pc++;
  NEXT();

  OP(YIELD) : v = RB;
  SAVE();
  if (WF_UNLIKELY(frame->code->flags & WF_CODE_ASYNC_GENERATOR)) v = wf_async_value_new(v);
do_yield: {
  /* frame is a generator's; its pc is stored */
  TRACE_RETURN(v);
  uint32_t flags = frame->flags;
  wf_value *target = frame->result;
  pop_generator(t, frame->generator, WF_GENERATOR_SUSPENDED);
  if (flags & WF_FRAME_ENTRY) return v;
  frame = t->frame;
  if (flags & WF_FRAME_DELEGATE) goto do_yield;
  LOAD_FRAME();
  *target = v;
  BRANCH_IF(true);
}
  OP(YIELD_FROM) : {
    wf_value iterator = RA, result;
    SAVE();
    if (WF_LIKELY(wf_is_object(iterator))) {
      wf_generator *g = wf_vm_delegate(iterator, RB);
      if (g != NULL) {
        if (WF_UNLIKELY(!push_generator(t, g, WF_FRAME_DELEGATE))) {
          wf_generator_release(g);
          goto error;
        }
        g->frame.result = &RB;
        deliver(&g->frame, RB);
        frame = &g->frame;
        LOAD_FRAME();
        NEXT();
      }
    }
    v = wf_iterator_send(iterator, RB, &result);
    FAIL_IF(v == WF_ERROR);
    if (v != WF_EMPTY) goto do_yield;
    TRACE_STOPPED(result != WF_NONE || wf_type_flags_of(iterator) & WF_TYPE_SCRIPT, result);
    RB = result;
    NEXT();
  }
  OP(GET_YIELD_FROM) : RESULT(RA, wf_get_yield_from(RB, frame->code));
  NEXT();
  OP(GET_AWAITABLE) : RESULT(RA, wf_get_awaitable(RB, OP_C(i)));
  NEXT();
  OP(GET_AITER) : RESULT(RA, wf_get_aiter(RB));
  NEXT();
  OP(GET_ANEXT) : RESULT(RA, wf_get_anext(RB));
  NEXT();

  OP(WITH_ENTER) : SAVE();
  FAIL_IF(!wf_vm_with_enter(RB, &RA, false));
  POLL_UNWINDING();
  NEXT();
  OP(ASYNC_WITH_ENTER) : SAVE();
  FAIL_IF(!wf_vm_with_enter(RB, &RA, true));
  NEXT();
  OP(WITH_EXIT) : {
    wf_value *base = &RA;
    RESULT(RB, wf_vm_with_exit(base[0], base[1], WF_EMPTY));
    POLL_UNWINDING();
    NEXT();
  }
  OP(WITH_EXCEPT) : {
    wf_value *base = &RA;
    RESULT(RB, wf_vm_with_exit(base[0], base[1], RC));
    POLL_UNWINDING();
    NEXT();
  }
  OP(PUSH_HANDLED) : RA = t->handled->exception;
  t->handled->exception = RB;
  NEXT();
  OP(POP_HANDLED) : t->handled->exception = RA;
  NEXT();
  OP(JUMP_NO_MATCH) : {
    SAVE();
    int match = wf_vm_exception_match(RA, RB);
    FAIL_IF(match < 0);
    BRANCH_IF(!match);
  }
  OP(MATCH_STAR) : SAVE();
  FAIL_IF(!wf_vm_match_star(&RA, RB));
  NEXT();
  OP(END_STAR) : RESULT(RA, wf_vm_end_star(RA, RB));
  NEXT();
  OP(END_ASYNC_FOR) : if (wf_exception_matches(RA, &wf_exc_StopAsyncIteration)) {
    BRANCH_IF(true);
  }
  SAVE();
  wf_error_restore(RA);
  goto error_reraised;
  OP(RAISE) : SAVE();
  if (OP_C(i) == 0) {
    if (wf_vm_reraise_handled()) goto error_reraised;
    goto error;
  }
  wf_raise_statement(RA, OP_C(i) == 2 ? RB : WF_EMPTY);
  goto error;
  OP(RERAISE) : SAVE();
  wf_error_restore(RA);
  goto error_reraised;
  OP(LOAD_ASSERTION_ERROR) : RA = wf_from_type(&wf_exc_AssertionError);
  NEXT();

  OP(IMPORT_NAME) : {
    wf_value *base = &RA;
    RESULT(*base, wf_vm_import_name(frame, caches[FETCH(pc)].name, base[0], base[1]));
    POLL_UNWINDING();
    pc++;
    NEXT();
  }
  OP(IMPORT_FROM) : RESULT(RA, wf_import_from(RB, caches[FETCH(pc)].name));
  pc++;
  NEXT();
  OP(IMPORT_STAR) : SAVE();
  FAIL_IF(!wf_vm_import_star(frame, RA));
  NEXT();
  OP(SETUP_ANNOTATIONS) : SAVE();
  FAIL_IF(!wf_vm_setup_annotations(frame));
  NEXT();
  OP(PRINT_EXPR) : SAVE();
  FAIL_IF(!wf_vm_print_expression(RA));
  NEXT();
  OP(GET_LENGTH) : {
    SAVE();
    int64_t length = wf_length(RB);
    FAIL_IF(length < 0);
    RA = wf_small_int(length);
    NEXT();
  }
  OP(MATCH_SEQUENCE) : RA = wf_bool(wf_type_flags_of(RB) & WF_TYPE_SEQUENCE);
  NEXT();
  OP(MATCH_MAPPING) : RA = wf_bool(wf_type_flags_of(RB) & WF_TYPE_MAPPING);
  NEXT();
  OP(MATCH_KEYS) : RESULT(RA, wf_vm_match_keys(RB, RC));
  NEXT();
  OP(MATCH_CLASS) : RESULT(RA, wf_vm_match_class(RB, RC, (size_t)WORD(), RA));
  pc++;
  NEXT();
  OP(COPY_WITHOUT_KEYS) : RESULT(RA, wf_vm_copy_without_keys(RB, RC));
  NEXT();
  END_DISPATCH()

#ifndef WF_VM_TRACED
attention_after_jump:
  pc++;
  SAVE(); /* it stays so: who asked for the place looks when this thread has long gone on */
  if (!wf_poll_slow()) goto error;
  pc--;
  goto attended;
attention: /* the pc is stored */
  if (!wf_poll_slow()) goto error;
attended:
  if (FETCH(&t->poll) & WF_POLL_TRACE) {
    SAVE();
    wf_trace_begin(frame);
    goto other_loop;
  }
  NEXT();
other_loop:
  return driven ? WF_EMPTY : wf_trace_drive(t);
#endif

error_in_caller: /* the running frame is done; its caller is to blame */
  LEAVE_FRAME();
error:
  frame->pc = pc;
  t->fresh = WF_EMPTY;
  if (WF_UNLIKELY(FETCH(&t->poll) & WF_POLL_UNWIND)) wf_poll_slow(); /* no handler runs any more */
  if (WF_LIKELY(!t->unwinding)) {
    wf_vm_add_traceback(frame);
#ifdef WF_VM_TRACED
    wf_trace_exception(t, frame);
#endif
  }
error_reraised:
  if (WF_LIKELY(!t->unwinding)) {
    const wf_handler *handler = wf_vm_find_handler(frame);
    if (handler) {
      if (WF_UNLIKELY(wf_error_is(&wf_exc_MemoryError)))
        wf_frame_handle_memory_error(frame, handler);
      R[handler->exception_register] = wf_error_fetch();
      pc = frame->code->instructions + handler->handler;
      NEXT();
    }
  }
#ifdef WF_VM_TRACED
  wf_trace_unwind(t, frame);
#endif
  LEAVE_FRAME();
  goto error;
}
