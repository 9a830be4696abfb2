/* Threads as the runtime sees them: the state of each, the polling word, the one blocking point.

   Every native thread that touches the runtime has a wf_thread, in memory that the collector scans
   and never moves or frees while the thread lives. `wf_self` is only a pointer to it: the collector
   does not scan thread-local variables. Fields without a note belong to the thread itself. */
#ifndef WF_THREAD_H
#define WF_THREAD_H

#include <pthread.h>
#include <sys/types.h>

#include "runtime/object.h"
#include "runtime/wait.h"

struct wf_frame; /* interp/frame.h */

#define WF_FREE_LIST_COUNT 33 /* size classes of 16 bytes: up to WF_SMALL_SIZE */

/* The handled exceptions: each generator has one of its own, linked while it runs. */
typedef struct wf_handled {
  wf_value exception; /* being handled, or WF_EMPTY */
  struct wf_handled *previous;
} wf_handled;

/* Reasons for attention: bits of the polling word. Anyone sets them, the thread clears them. */
enum wf_poll_reason {
  WF_POLL_SIGNAL = 1,     /* a signal arrived: main thread only */
  WF_POLL_FINALIZERS = 2, /* finalizers are ready */
  WF_POLL_MEMORY = 4,     /* the reserve was touched: raise MemoryError */
  WF_POLL_UNWIND = 8,     /* the door is closed: unwind to the entry; stays until the thread has */
  WF_POLL_HOPELESS = 16,  /* the last thread is about to wait for another */
  WF_POLL_PLACE = 32,     /* somebody wants to know where the thread is: that is up to date now */
  WF_POLL_RECOVER = 256,  /* a MemoryError was raised, and what it let go of is to be found: the
                             collector gives up without looking if little was asked for */
  WF_POLL_DEADLOCK = 64,  /* a deadlock was reported: deadlock.h */
  WF_POLL_TRACE = 128,    /* calls and lines are traced. Nothing to attend to: it stays as long as
                             that is so, and tells the machine to run its other loop */
};
#define WF_POLL_ATTENTION (~(uint32_t)WF_POLL_TRACE)

struct wf_thread {
  _Atomic(uint32_t) poll;    /* enum wf_poll_reason */
  bool unwinding;            /* sticky: every call returns WF_ERROR until the entry, and nothing is
                                raised: there is no exception that native code could swallow */
  uint32_t life;             /* the life of the runtime it belongs to; see wf_life */
  int entries;               /* how often native code of this thread has called into script code and
                                is not back: only when none is left may another life begin */
  uint16_t error_depth;      /* errors while reporting errors */
  int c_depth;               /* wf_recursion_enter */
  int recursion_depth;       /* script frames */
  wf_value made;             /* str.h: see wf_str_made. Each collection clears both. */
  wf_value fresh;            /* str.h: the text in between that nothing but a register has */
  wf_slot pending;           /* the raised exception, or WF_EMPTY */
  wf_handled *handled;       /* innermost */
  wf_handled handled_base;
  struct wf_frame *frame;    /* the running script frame, or NULL; read by stack dumps */
  wf_value *stack, *stack_end;   /* registers of script frames; virtual memory */
  wf_value *stack_top;           /* first unused register: the collector scans up to here + slack */
  char *frames_top, *frames_end; /* wf_frame records, from the stack's beginning down: the newest
                                    is at the top, and the collector scans from slack below it */
  /* During a native call that may wait without an end: where its arguments end, behind which the
     registers of the frame that called are dead, and that frame. What runs inside the call has
     frames of its own. Or NULL. */
  const wf_value *dead_from;
  const struct wf_frame *dead_in;
  char *region;              /* what both lie in */
  size_t region_size;
  char *native_limit;        /* C stack addresses below this raise RecursionError */
  void *free_lists[2][WF_FREE_LIST_COUNT]; /* memory.c: scanned and atomic, by size class */
  void *next_lists[2][WF_FREE_LIST_COUNT]; /* memory.c: those that come after them */
  uint64_t had_first_cells[2];             /* by size class: see take_shared */
  uint8_t refills[2][WF_FREE_LIST_COUNT];  /* since the last collection, which clears them */
  _Atomic(uint64_t) kept;    /* pages that stay, see memory.c: collections << 32 | count */
  _Atomic(uintptr_t *) kept_cells; /* malloc'd: one of each, hidden; room for kept_room */
  uint32_t number;           /* of the state, from 0, in the order they were made */
  uint32_t kept_room, pages; /* that the thread has got, as far as keep_page counts */
  wf_value asyncgen_first, asyncgen_final; /* sys.set_asyncgen_hooks, or WF_EMPTY */
  wf_value repr_active;      /* list of the containers whose repr is under way, or WF_EMPTY */
  wf_slot thread_object;     /* threading.Thread, or WF_EMPTY; read by any */
  wf_value end_handle;       /* worker.h: done when the thread ends; or WF_EMPTY */
  wf_value end_table;        /* with end_handle: a dict that the ident is then taken out of */
  wf_value context;          /* contextvars */
  wf_slot locals;            /* dict: references to the _local objects that it has used */
  wf_slot trace, profile;    /* functions of sys.settrace and setprofile, or WF_EMPTY; others set
                                them too, and then call wf_thread_traced */
  int tracing;               /* such functions under way: nothing is reported meanwhile */
  int origin_depth;          /* of sys.set_coroutine_origin_tracking_depth */
  uint64_t ident;            /* the native one, unless another state has that: see thread.c */
  pthread_t native;          /* as long as native_runs: under the list's lock */
  bool native_runs;
  int64_t native_id;         /* its own, once it has asked for it, else 0: a call of the system */
  struct wf_thread *next, *previous; /* the list of all states, under its lock */
  struct wf_thread *next_spare;      /* of those that no thread uses; likewise */
  bool used, linked;                 /* likewise */
  void *park;                /* park.c: this thread's waiter record */
  _Atomic(bool) handling;    /* waits in a signal handler: passes no safepoint; anyone reads it */
  _Atomic(bool) outside;     /* in a call that may block, or in the host's code; anyone reads it */
  _Atomic(uint32_t) counted_locks; /* lock.h: read by a thread that comes in */
  wf_waiting waiting;        /* in wf_park: for what */
  bool foreign;              /* neither the main thread nor made by the runtime */
  bool daemon;               /* made by the runtime, which does not wait for its end */
  bool in_vain;              /* it was told that what it waits for will not come */
};

/* The calling thread, or NULL when it never entered. */
extern __thread wf_thread *wf_self __attribute__((tls_model("initial-exec")));
/* What the system calls the calling thread: on Linux a number like a process's. */
int64_t wf_thread_native_id(void);

/* --- Lives and the door ---

   Each start of the runtime begins a life. The door is open from its beginning until finalization
   closes it: then wf_life is 0, and every thread of that life is asked to unwind. Threads that are
   in a system call then, or in a foreign function, come back late, even during a later life: their
   states stay, and what they refer to stays with them, until they have unwound. */
extern _Atomic(uint32_t) wf_life;
/* Why a thread does not come in: the door is closed, or the thread still has to unwind, or its
   native end has come too far; or there is no memory. */
enum wf_refusal { WF_REFUSED, WF_REFUSED_FOR_MEMORY };
/* The calling thread's state: a new one for a thread that is new to the runtime; one as good as new
   for a thread that was here in an earlier life and has unwound since. NULL: *why says. */
wf_thread *wf_thread_enter_slow(enum wf_refusal *why);
/* The caller becomes the main thread; others are let in from wf_thread_open_door on. */
wf_thread *wf_thread_begin_life(void);
void wf_thread_open_door(void);
bool wf_thread_door_is_open(void);
/* From now on nobody enters but the caller, and every other thread unwinds. */
void wf_thread_close_door(void);
/* Has it closed the door? Then nobody else runs script code, or not for long. */
bool wf_thread_is_last(const wf_thread *t);
/* The caller has begun a life that cannot come up: nobody was in it but the caller. */
void wf_thread_give_up_life(void);
/* The life is over for the caller too: there is no main thread any more. */
void wf_thread_end_life(void);
/* Has this process been forked off one in which the runtime ran, other than by os.fork? Then it has
   one thread, locks that the others held, and no runtime. */
bool wf_thread_is_copy(void);
/* A fork whose child goes on in the runtime: function(data) forks; there is no other thread. */
pid_t wf_thread_fork(pid_t (*function)(void *data), void *data);
/* The calling thread, which has no entries, is no longer known to the runtime. */
void wf_thread_leave(void);
/* Forgets what belonged to the function that has run: for another one, or for another life. */
void wf_thread_renew(wf_thread *t);
wf_thread *wf_thread_main(void); /* NULL before the runtime is up */
wf_thread *wf_thread_first(void); /* the list; under its lock, or while the world is stopped */
static inline wf_thread *wf_thread_enter(void) {
  wf_thread *t = wf_self;
  enum wf_refusal why;
  return WF_LIKELY(t && t->life == atomic_load_explicit(&wf_life, memory_order_relaxed))
             ? t
             : wf_thread_enter_slow(&why);
}

/* A state for a thread to be, which it enters with, so that who starts it learns of missing memory:
   NULL. Who could not start it gives it back. */
wf_thread *wf_thread_prepare(void);
void wf_thread_discard(wf_thread *state);
/* On the new thread, as its first call in. */
wf_thread *wf_thread_enter_prepared(wf_thread *state);
size_t wf_thread_count(void);
/* Calls it for each thread, under the list's lock: it must not block or run script code. */
void wf_thread_for_each(void (*function)(wf_thread *t, void *data), void *data);
/* The same while the others stand still, and running ones have just said where they are. The
   calling thread is known to the collector. It must not allocate either. */
void wf_thread_for_each_still(void (*function)(wf_thread *t, void *data), void *data);

/* Registers and frames that the collector scans beyond the tops: what a call under way may have
   written before the tops moved. */
#define WF_STACK_SLACK 256
#define WF_FRAME_SLACK 256
/* The recursion limit of sys.setrecursionlimit: script frames and C recursion together. */
extern _Atomic(int) wf_recursion_limit;
/* True when the C stack of the calling thread is nearly used up. */
static inline bool wf_native_stack_low(const wf_thread *t) {
  return (char *)__builtin_frame_address(0) < t->native_limit;
}
uint64_t wf_thread_ident(void);
/* The threading.Thread of the living thread with that ident, or WF_EMPTY. */
wf_value wf_thread_object_of(uint64_t ident);

/* Finalization: is another thread still inside, neither in a call that may block nor gone?; waits
   so many nanoseconds, or until a thread ends. */
bool wf_thread_others_inside(void);
void wf_thread_pause(int64_t nanoseconds);

/* Safepoint: tested at loop back-edges, calls, and after waits. false: an exception is pending. */
bool wf_poll_slow(void);
static inline bool wf_poll(wf_thread *t) {
  uint32_t poll = atomic_load_explicit(&t->poll, memory_order_relaxed);
  return WF_LIKELY((poll & WF_POLL_ATTENTION) == 0) || wf_poll_slow();
}
/* The same for C code that may loop or nest without end: RecursionError when the stack is used up.
 */
bool wf_poll_deep_slow(void);
static inline bool wf_poll_deep(wf_thread *t) {
  uint32_t poll = atomic_load_explicit(&t->poll, memory_order_relaxed);
  return WF_LIKELY(!wf_native_stack_low(t) && (poll & WF_POLL_ATTENTION) == 0) ||
         wf_poll_deep_slow();
}
void wf_poll_request(wf_thread *t,
                     enum wf_poll_reason reason); /* any thread, also signal handlers */

/* After a change of t's trace, profile or tracing: makes WF_POLL_TRACE say whether events are
   wanted. */
void wf_thread_traced(wf_thread *t);

/* Brackets a system or foreign call that may block: the collector and finalization do not wait for
   the thread in between. No value is touched in between. After wf_outside_leave, errno is kept. */
void wf_outside_enter(void);
bool wf_outside_leave(void); /* false: an exception is pending (Ctrl-C, unwinding) */
/* Instead, when the call has done something that must not be lost: attention has to wait. */
void wf_outside_return(void);

/* --- The one blocking point (park.c) --- */
enum wf_park_result { WF_PARK_WOKEN, WF_PARK_TIMEOUT, WF_PARK_INTERRUPTED, WF_PARK_CHANGED };
/* Waits on `address` until woken, the deadline (CLOCK_MONOTONIC nanoseconds, -1: none) or attention
   is wanted. valid(data) runs under the bucket's lock just before sleeping: false returns
   WF_PARK_CHANGED. It must not allocate, block or run script code. interruptible: attention ends
   the wait. what: for whoever asks what the thread waits for (wait.h). */
enum wf_park_result wf_park(const void *address, bool (*valid)(void *data), void *data,
                            int64_t deadline, bool interruptible, const wf_wait_for *what);
int wf_wake(const void *address, int count); /* wakes up to count; returns how many */
void wf_wake_thread(wf_thread *t);           /* ends its interruptible wait: WF_PARK_INTERRUPTED */
int64_t wf_monotonic(void);                  /* nanoseconds */

/* --- Signals that arrive for scripts (signal.c). Ctrl-C raises KeyboardInterrupt in the main
 * thread. --- */
void wf_signal_init(void);
void wf_signal_release(void); /* from now on Ctrl-C ends the process at once */
/* The handlers are what they were before wf_signal_init, and the timers of scripts are stopped. */
void wf_signal_finish(void);
void wf_signal_simulate(int number); /* as if it had arrived */
bool wf_signal_check(void); /* main thread: runs what arrived; false: exception pending */

#endif
