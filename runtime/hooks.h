/* What the runtime needs of the interpreter: interp/ fills this in before anything runs. */
#ifndef WF_HOOKS_H
#define WF_HOOKS_H

#include "runtime/object.h"

struct wf_dump_frame;
struct wf_thread;

enum wf_compile_mode { WF_COMPILE_EXEC, WF_COMPILE_EVAL, WF_COMPILE_SINGLE };
enum wf_compile_flags {
  WF_COMPILE_DONT_INHERIT = 1, WF_COMPILE_ANNOTATIONS = 2 /* from __future__ import annotations */,
  WF_COMPILE_TOP_LEVEL_AWAIT = 4, WF_COMPILE_MAY_BE_INCOMPLETE = 8, WF_COMPILE_ONLY_AST = 16,
  WF_COMPILE_FILE = 32 /* the source is what the file of that name holds */,
  WF_COMPILE_BARRY = 64 /* from __future__ import barry_as_FLUFL */
};

#define WF_COMPILE_PYTHON_DONT_INHERIT (1 << 30)

struct wf_hooks {
  /* A code object from bytes or str source. Optimize: -1 as the command says, or 0..2. */
  wf_value (*compile)(wf_value source, wf_value filename, enum wf_compile_mode mode, int flags,
                      int optimize);
  /* Runs code with these namespaces. globals: dict (made cell mode), locals: any mapping. */
  wf_value (*run)(wf_value code, wf_value globals, wf_value locals);
  wf_value (*run_closure)(wf_value code, wf_value globals, wf_value locals, wf_value closure);
  size_t (*code_free_count)(wf_value code);
  /* CPython's compile() flags as enum wf_compile_flags, with what the calling code's own __future__
     imports add unless WF_COMPILE_PYTHON_DONT_INHERIT is set; -1: ValueError. */
  int (*compile_flags)(int python_flags);
  wf_value (*anext_default)(wf_value awaitable, wf_value fallback); /* anext(it, default) */
  /* Of the script frame `depth` frames up that runs now, or WF_EMPTY when there is none. */
  wf_value (*frame_globals)(int depth);
  wf_value (*frame_locals)(
      int depth); /* a snapshot dict, or the mapping of a class body / module */
  wf_value (*frame_object)(int depth);
  /* Does a variable of a function that is running in this thread, or of such a function's module,
     hold something that test accepts? */
  bool (*any_variable)(bool (*test)(wf_value value, const void *data), const void *data);
  /* No script value is needed any more in the running frame's registers from here on: for
     collections that are to find everything. */
  void (*forget_temporaries)(const wf_value *from);
  /* File and line of the script frame `depth` up: false when none. */
  bool (*frame_place)(int depth, wf_value *filename, int *line);
  /* Where a thread is, innermost frame first: fills in what fits and returns how many there are.
     From any thread, while that one stands still; it only reads. */
  size_t (*thread_frames)(const struct wf_thread *t, struct wf_dump_frame *out, size_t room);
  /* A frame object for one of them, called by `back` (None: by nobody). */
  wf_value (*frame_of_dump)(const struct wf_dump_frame *frame, wf_value back);
  /* The frame's code's co_name for messages and super(): first argument and __class__ cell. */
  bool (*super_context)(wf_value *type, wf_value *self); /* false: RuntimeError pending */
  bool (*is_script_function)(wf_value v);
  /* How many different attributes a script function sets on its first parameter; 0 for others. */
  size_t (*self_attributes)(wf_value function);
  bool (*is_code)(wf_value v);
  /* The finalizer of generators and coroutines that wait inside try or with: raises GeneratorExit
     there; and of asynchronous generators that have a hook: calls it. Of other objects nothing. */
  void (*generator_dropped)(void *object);
  wf_value (*class_build)(const wf_value *args, size_t npos,
                          wf_value kwnames); /* __build_class__ */
  const wf_type *function_type, *code_type, *generator_type, *coroutine_type, *async_generator_type,
      *frame_type;
};
extern struct wf_hooks wf_hooks;

#endif
