/* Generators, coroutines and asynchronous generators: a frame that can be left and entered again.
 */
#ifndef WF_GENERATOR_H
#define WF_GENERATOR_H

#include <string.h>

#include "interp/function.h"
#include "runtime/lock.h"

enum wf_generator_state { WF_GENERATOR_CREATED, WF_GENERATOR_SUSPENDED, WF_GENERATOR_RUNNING,
                          WF_GENERATOR_CLOSED };

typedef struct wf_generator {
  wf_object head;
  _Atomic(int) state; /* CREATED/SUSPENDED -> RUNNING by compare-and-swap: one thread at a time */
  _Atomic(uint32_t) resumed; /* how often; whoever claimed it counts before anything else changes */
  _Atomic(bool) hooks_called; /* async generators: the firstiter hook ran */
  struct operation *_Atomic async_running; /* async_generator.c */
  _Atomic(bool) async_closed; /* ... aclose() began, or an operation found the end */
  wf_slot finalizer;        /* async generators: the hook kept at first use, or WF_EMPTY */
  wf_handled handled;
  wf_slot name, qualname;
  wf_value origin;          /* coroutines: cr_origin, or WF_EMPTY */
  wf_frame frame;           /* its registers are below */
  wf_value registers[];
} wf_generator;
extern wf_type wf_generator_type, wf_coroutine_type, wf_async_generator_type, wf_anext_type,
    wf_athrow_type, wf_async_value_type, wf_coroutine_wrapper_type;

static inline wf_generator *wf_to_generator(wf_value v) { return (wf_generator *)(uintptr_t)v; }
static inline bool wf_is_generator(wf_value v) { return wf_has_root_shape(v, &wf_generator_type); }
static inline bool wf_is_coroutine(wf_value v) { return wf_has_root_shape(v, &wf_coroutine_type); }

/* Under its lock, which whoever asks for its frame object takes: what it holds goes there, if there
   is one, and is forgotten. */
static inline void wf_generator_let_go(wf_generator *g) {
  if (wf_frame_has_object(&g->frame)) wf_frame_detach(&g->frame);
  memset(g->registers, 0, g->frame.code->register_count * sizeof(wf_value));
}
/* By who runs it: it is closed. */
static inline void wf_generator_end(wf_generator *g) {
  wf_lock(g);
  wf_generator_let_go(g);
  atomic_store_explicit(&g->state, WF_GENERATOR_CLOSED, memory_order_release);
  wf_unlock(g);
}
/* The frame object of one that is not closed, else None. */
wf_value wf_generator_frame(wf_generator *g);

/* A suspended call: registers hold the bound parameters, and are copied. */
wf_value wf_generator_new(wf_function *f, wf_code *code, const wf_value *registers);
/* Runs it up to the next yield. value: what is sent (WF_EMPTY: raise the pending exception there).
   Returns the yielded value, WF_EMPTY when it returned (*result set), WF_ERROR. */
wf_value wf_generator_resume(wf_generator *g, wf_value value, wf_value *result);
/* Takes it for running: false with ValueError "generator already executing". */
bool wf_generator_claim(wf_generator *g);
wf_value wf_generator_throw(wf_value g, wf_value exception);
int wf_generator_close(wf_value g);
/* Closes it as its frame is cleared: nobody will await it any more. Exceptions are reported. false:
   it is running. */
bool wf_generator_clear(wf_generator *g);
/* send to any iterator, as `yield from` does: value None for next. Results as resume. */
wf_value wf_iterator_send(wf_value iterator, wf_value value, wf_value *result);
wf_value wf_get_yield_from(wf_value iterable, wf_code *code);
wf_value wf_get_awaitable(wf_value v, int kind);
wf_value wf_get_aiter(wf_value v);
wf_value wf_get_anext(wf_value v);
wf_value wf_generator_awaited(wf_generator *g); /* what a suspended one waits for, or None */
wf_value wf_anext_default_new(wf_value awaitable, wf_value fallback); /* anext(it, default) */
wf_value wf_async_value_new(wf_value v); /* wraps what an async generator yields */
/* throw(type, value, traceback); args: three, WF_EMPTY where absent. Results as resume. */
wf_value wf_generator_throw_args(wf_value g, const wf_value *args, wf_value *result);
/* Arranges for what must happen when a suspended one is dropped. */
void wf_generator_track(wf_generator *g);
void wf_generator_dropped(void *object); /* hooks.h */
bool wf_generator_init(void);
bool wf_async_generator_init(void); /* async_generator.c */

#endif
