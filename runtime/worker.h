/* Threads that the runtime makes, and the handles that say when they are done. */
#ifndef WF_WORKER_H
#define WF_WORKER_H

#include "runtime/object.h"

enum wf_handle_state { WF_HANDLE_NEW, WF_HANDLE_STARTING, WF_HANDLE_RUNNING, WF_HANDLE_DONE };

/* A thread as others see it. It goes through its states in their order, each once; being done is
   announced exactly once, however that comes about. Any thread may read it. */
typedef struct wf_handle {
  wf_object head;
  _Atomic(uint32_t) state; /* enum wf_handle_state; who joins parks on its address */
  _Atomic(uint64_t) ident; /* 0 until it runs */
  bool daemon;             /* written before the thread is started */
  wf_slot function;        /* what it is to run, until it is done; for names in messages */
  struct wf_handle *next, *previous; /* the list of those that finalization joins; under its lock */
} wf_handle;
extern wf_type wf_handle_type;
static inline wf_handle *wf_to_handle(wf_value v) { return (wf_handle *)(uintptr_t)v; }

wf_value wf_handle_new(void);
bool wf_handle_is_done(const wf_handle *h);
void wf_handle_set_done(wf_handle *h);
/* What thread.h's end_handle says, for a thread that ends or goes on to another function. */
void wf_handle_end_thread(wf_thread *t);
/* Waits until it is done. deadline as wf_park: 1 done, 0 timed out, -1 with an exception (Ctrl-C in
   the main thread, unwinding). */
int wf_handle_join(wf_handle *h, int64_t deadline);

/* Runs function(*args, **kwargs) in another thread: one that is idle, or a new one. What it raises
   is reported; SystemExit ends it silently. kwargs: dict or WF_EMPTY. False: RuntimeError, no
   thread can be had, or the handle was started before. */
bool wf_worker_start(wf_value function, wf_value args, wf_value kwargs, wf_handle *handle,
                     bool daemon);
/* Waits until the thread runs: then its ident is known. */
void wf_handle_await_start(wf_handle *h);
/* How many threads are running functions. */
size_t wf_worker_count(void);
/* Ends the native threads that run none, and waits until they are gone. */
void wf_worker_dismiss_idle(void);
/* In the child of a fork, which has none of them. */
void wf_worker_forget_all(void);
/* From now on each function gets a native thread of its own, with what that inherits: a thread may
   have been given a priority or processors, which would be those of the next function. */
void wf_worker_keep_none(void);
/* Native stack of threads that are made from now on; 0: the default. */
size_t wf_worker_stack_size(void);
bool wf_worker_set_stack_size(size_t size); /* false: too small for the system */

/* Finalization: joins every handle that is no daemon's, also those that start meanwhile. 1 when
   there was any, 0 when not, -1 with an exception. */
int wf_worker_join_all(void);
bool wf_worker_has_joinable(void);
bool wf_worker_is_joinable(uint64_t ident); /* is that thread one of them? */
/* Joins them no more; their names, a list of str, or WF_ERROR. */
wf_value wf_worker_abandon(void);
/* From now on no thread starts: RuntimeError. False: there is one to join, and not `anyway`. */
bool wf_worker_close(bool anyway);

#endif
