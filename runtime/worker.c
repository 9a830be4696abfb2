/* Threads that the runtime makes.

   A thread whose function has returned waits a short while for another function: starting one is
   then a matter of waking it. Its state is made fresh for each function; the system's thread, its
   stack and what the collector knows of it stay. */
#include <config.h>

#include "runtime/worker.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

#include "runtime/call.h"
#include "runtime/deadlock.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/native.h"
#include "runtime/native/ffi.h"
#include "runtime/signal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

#define IDLE_TIME INT64_C(2000000000) /* nanoseconds */
/* What a thousand idle threads hold is 20 MB; the collector stops each of them. */
#define MOST_IDLE 1000
#define DEFAULT_STACK ((size_t)1 << 20)
#ifdef WF_SANITIZER
#define FRAME_GROWTH 4 /* a sanitizer makes the frames of C larger */
#else
#define FRAME_GROWTH 1
#endif
#define LEAST_STACK ((size_t)256 << 10) /* less would be all margin */
#define LEAST_ASKED ((size_t)32 << 10)  /* less is refused */

/* --- Handles --- */

static pthread_mutex_t joinable_lock = PTHREAD_MUTEX_INITIALIZER;
/* Roots, so in memory that the collector scans: the first handle that finalization has to join. */
static wf_handle **joinable;
static bool closed; /* under joinable_lock: no thread starts any more */

wf_value wf_handle_new(void) { return wf_from_object(wf_object_new(&wf_handle_type)); }

bool wf_handle_is_done(const wf_handle *h) {
  return atomic_load_explicit(&((wf_handle *)h)->state, memory_order_acquire) == WF_HANDLE_DONE;
}

/* Whether threads may still start; then one that is no daemon is to be joined. */
static bool admit(wf_handle *h, bool daemon) {
  pthread_mutex_lock(&joinable_lock);
  bool open = !closed;
  h->daemon = daemon;
  if (open && !daemon) {
    h->previous = NULL;
    h->next = *joinable;
    if (h->next) h->next->previous = h;
    *joinable = h;
  }
  pthread_mutex_unlock(&joinable_lock);
  return open;
}

static void forget_joinable(wf_handle *h) {
  pthread_mutex_lock(&joinable_lock);
  if (h->previous || *joinable == h) {
    if (h->previous) h->previous->next = h->next;
    else *joinable = h->next;
    if (h->next) h->next->previous = h->previous;
    h->next = h->previous = NULL;
  }
  pthread_mutex_unlock(&joinable_lock);
}

void wf_handle_set_done(wf_handle *h) {
  if (atomic_exchange(&h->state, WF_HANDLE_DONE) == WF_HANDLE_DONE) return;
  wf_slot_set(&h->function, WF_EMPTY);
  if (joinable) forget_joinable(h);
  wf_wake(&h->state, INT_MAX);
}

static bool not_done(void *handle) { return !wf_handle_is_done(handle); }

int wf_handle_join(wf_handle *h, int64_t deadline) {
  while (!wf_handle_is_done(h)) {
    enum wf_park_result result =
        wf_park(&h->state, not_done, h, deadline, true,
                WF_WAIT_FOR(JOIN, wf_from_object(h), &h->ident));
    if (!wf_poll(wf_self)) return -1;
    if (result == WF_PARK_TIMEOUT) return wf_handle_is_done(h);
  }
  return 1;
}

static bool is_starting(void *handle) {
  return atomic_load(&((wf_handle *)handle)->state) == WF_HANDLE_STARTING;
}

void wf_handle_await_start(wf_handle *h) {
  while (is_starting(h))
    wf_park(&h->state, is_starting, h, -1, false, WF_WAIT_FOR(START, wf_from_object(h), NULL));
}

int wf_worker_join_all(void) {
  int any = 0;
  for (;;) {
    pthread_mutex_lock(&joinable_lock);
    wf_handle *h = joinable ? *joinable : NULL;
    pthread_mutex_unlock(&joinable_lock);
    if (!h) return any;
    any = 1;
    if (wf_handle_join(h, -1) < 0) return -1;
  }
}

bool wf_worker_close(bool anyway) {
  pthread_mutex_lock(&joinable_lock);
  closed = anyway || !*joinable;
  bool done = closed;
  pthread_mutex_unlock(&joinable_lock);
  return done;
}

bool wf_worker_is_joinable(uint64_t ident) {
  pthread_mutex_lock(&joinable_lock);
  const wf_handle *h = joinable ? *joinable : NULL;
  while (h && atomic_load(&((wf_handle *)h)->ident) != ident) h = h->next;
  pthread_mutex_unlock(&joinable_lock);
  return h != NULL;
}

bool wf_worker_has_joinable(void) {
  pthread_mutex_lock(&joinable_lock);
  bool some = joinable && *joinable;
  pthread_mutex_unlock(&joinable_lock);
  return some;
}

/* Takes up to `most` off the list. */
static size_t take_joinable(wf_value *handles, size_t most) {
  size_t count = 0;
  pthread_mutex_lock(&joinable_lock);
  for (wf_handle *h; (h = *joinable) && count < most; h->next = NULL) {
    handles[count++] = wf_from_object(h);
    *joinable = h->next;
    if (h->next) h->next->previous = NULL;
  }
  pthread_mutex_unlock(&joinable_lock);
  return count;
}

/* The name of the threading.Thread whose method the thread runs; it has one before it runs. */
static wf_value name_of(const wf_handle *h) {
  wf_value v = wf_slot_acquire(&((wf_handle *)h)->function);
  bool found = v != WF_EMPTY && wf_getattr_optional(v, wf_names.__self__, &v) > 0 &&
               wf_getattr_optional(v, wf_str_intern_c("name"), &v) > 0 && wf_is_str(v);
  wf_error_clear();
  return found ? v
               : wf_str_format("thread %llu",
                               (unsigned long long)atomic_load(&((wf_handle *)h)->ident));
}

wf_value wf_worker_abandon(void) {
  wf_value handles[16], list = wf_list_new(0);
  size_t count;
  while ((count = take_joinable(handles, WF_COUNT(handles))))
    for (size_t i = count; i-- > 0 && list != WF_ERROR;) {
      wf_value name = name_of(wf_to_handle(handles[i]));
      if (name == WF_ERROR || !wf_list_append(list, name)) list = WF_ERROR;
    }
  return list;
}

/* --- Functions to run --- */

/* In memory that the collector scans, from the start of the thread until it has taken it. */
typedef struct job {
  wf_value function, args, kwargs;
  wf_handle *handle;
  uint32_t life;    /* the one it was started in, and is to run in */
  sigset_t mask;    /* the signals that the starting thread blocks */
  struct job *next; /* among spare_jobs */
} job;

/* An idle thread, on its own stack. */
typedef struct idle_worker {
  struct idle_worker *next, **link; /* link: what points to it */
  _Atomic(job *) job; /* NULL until there is one; the thread parks on its address */
  size_t stack_size;
} idle_worker;

static pthread_mutex_t idle_lock = PTHREAD_MUTEX_INITIALIZER;
static job *spare_jobs;         /* under idle_lock, as these three; root memory */
static idle_worker *idle;
static size_t idle_count;
static _Atomic(bool) dismissing; /* who is idle ends */
static _Atomic(bool) none_kept; /* wf_worker_keep_none */
static _Atomic(size_t) workers; /* native threads that are here */
static _Atomic(size_t) running;
static WF_OF_LIFE _Atomic(size_t) stack_size; /* 0: DEFAULT_STACK */

size_t wf_worker_count(void) { return atomic_load(&running); }

size_t wf_worker_stack_size(void) { return atomic_load(&stack_size); }

bool wf_worker_set_stack_size(size_t size) {
  if (size && size < LEAST_ASKED) return false;
  atomic_store(&stack_size, size);
  return true;
}

static void report(wf_value function) {
  wf_value exception = wf_error_fetch();
  if (exception == WF_EMPTY || wf_exception_matches(exception, &wf_exc_SystemExit)) return;
  wf_value text = wf_repr(function);
  if (text == WF_ERROR) wf_error_clear();
  wf_value message = wf_str_format("Exception ignored in thread started by %S",
                                   text == WF_ERROR ? wf_str_from_c("?") : text);
  wf_error_restore(exception);
  wf_error_unraisable(message == WF_ERROR ? NULL : wf_str_data(message), WF_NONE);
}

void wf_handle_end_thread(wf_thread *t) {
  if (t->end_handle == WF_EMPTY) return;
  wf_value ident = wf_int_from_uint64(t->ident);
  if (ident == WF_ERROR || wf_dict_delete(t->end_table, ident) < 0) wf_error_clear();
  wf_handle_set_done(wf_to_handle(t->end_handle));
  t->end_handle = t->end_table = WF_EMPTY;
}

/* Jobs that are done are kept for those to come: root memory that comes and goes leaves the
   collector with ever more pages of it. */
static job *take_job(void) {
  pthread_mutex_lock(&idle_lock);
  job *work = spare_jobs;
  if (work) spare_jobs = work->next;
  pthread_mutex_unlock(&idle_lock);
  return work ? work : wf_alloc_root(sizeof *work);
}

static void put_job_back(job *work) {
  *work = (job){.function = WF_EMPTY, .args = WF_EMPTY, .kwargs = WF_EMPTY};
  pthread_mutex_lock(&idle_lock);
  work->next = spare_jobs;
  spare_jobs = work;
  pthread_mutex_unlock(&idle_lock);
}

/* What was asked of all threads while this one was idle. */
static void forget_hooks(wf_thread *t) {
  if (wf_slot_get(&t->trace) == WF_EMPTY && wf_slot_get(&t->profile) == WF_EMPTY) return;
  wf_slot_set(&t->trace, WF_EMPTY);
  wf_slot_set(&t->profile, WF_EMPTY);
  wf_thread_traced(t);
}

/* Its handle, which is to be done. */
static wf_handle *run(wf_thread *t, job *work) {
  job own = *work;
  put_job_back(work);
  t->foreign = false;
  t->daemon = own.handle->daemon;
  pthread_sigmask(SIG_SETMASK, &own.mask, NULL);
  forget_hooks(t);
  atomic_store_explicit(&own.handle->ident, t->ident, memory_order_release);
  uint32_t starting = WF_HANDLE_STARTING;
  atomic_compare_exchange_strong(&own.handle->state, &starting, WF_HANDLE_RUNNING);
  wf_wake(&own.handle->state, INT_MAX);
  t->entries++;
  /* its life may be over; a native function would not notice */
  bool good = wf_poll(t) && wf_call_ex(own.function, own.args, own.kwargs) != WF_ERROR;
  if (!good && !t->unwinding) report(own.function);
  t->entries--;
  wf_thread_renew(t);
  atomic_fetch_sub(&running, 1);
  return own.handle;
}

/* False: enough others wait. */
static bool add_idle(idle_worker *w) {
  pthread_mutex_lock(&idle_lock);
  bool wanted = idle_count < MOST_IDLE && !atomic_load(&none_kept);
  if (wanted) {
    w->next = idle;
    w->link = &idle;
    if (idle) idle->link = &w->next;
    idle = w;
    idle_count++;
  }
  pthread_mutex_unlock(&idle_lock);
  return wanted;
}

static void remove_idle(idle_worker *w) {
  *w->link = w->next;
  if (w->next) w->next->link = w->link;
  idle_count--;
}

static bool nothing_to_do(void *worker) {
  return !atomic_load(&((idle_worker *)worker)->job) && !atomic_load(&dismissing);
}

/* What is next to do, given by who also counts it as awake; or NULL. */
static job *leave_idle(idle_worker *w) {
  pthread_mutex_lock(&idle_lock);
  job *work = atomic_load(&w->job);
  if (!work) {
    remove_idle(w);
    wf_awake_add();
  }
  pthread_mutex_unlock(&idle_lock);
  return work;
}

/* Waits for something to do; NULL after a while, or when enough others wait. The thread holds no
   value but the handle of what it did. It is idle before that is done: who joined it and starts the
   next function finds it, and it need not sleep in between. */
static job *wait_for_job(idle_worker *w, wf_handle *handle) {
  sigset_t all;
  wf_signal_fill_blockable(&all);
  pthread_sigmask(SIG_SETMASK, &all, NULL); /* they are for threads that the script knows */
  wf_ffi_errno_set(0);
  atomic_store(&w->job, NULL);
  bool wanted = add_idle(w);
  wf_handle_set_done(handle);
  if (!wanted) return NULL;
  wf_awake_drop(); /* not before it has woken others; whoever gives it a job counts it in */
  /* what the function left behind would be kept alive while the thread waits */
  wf_forget_left_overs(NULL);
  wf_forget_native_left_overs();
  int64_t until = wf_monotonic() + IDLE_TIME;
  while (nothing_to_do(w))
    if (wf_park(&w->job, nothing_to_do, w, until, false,
                WF_WAIT_FOR(IDLE, WF_EMPTY, NULL)) == WF_PARK_TIMEOUT)
      break;
  return leave_idle(w);
}

typedef struct launch {
  job *job;
  wf_thread *state; /* made by who starts the thread, and can raise where there is no memory */
  size_t stack_size;
} launch;

/* The thread was not let in, mostly since the door is closed, or came so late that another life has
   begun: as if it had ended at once. */
static void drop(job *work) {
  wf_handle_set_done(work->handle);
  put_job_back(work);
  atomic_fetch_sub(&running, 1);
}

static void *worker_main(void *data) {
  launch begin = *(launch *)data;
  free(data);
  idle_worker self = {.stack_size = begin.stack_size};
  wf_thread *t = wf_thread_enter_prepared(begin.state);
  job *work = begin.job;
  if (!t) {
    drop(work);
    work = NULL;
  }
  wf_awake_drop(); /* it counts itself now; see create */
  while (work && (t = wf_thread_enter()) && t->life == work->life) {
    wf_handle *handle = run(t, work);
    work = NULL;
    if (t->unwinding) wf_handle_set_done(handle);
    else work = wait_for_job(&self, handle);
  }
  if (work) drop(work);
  if (wf_self) wf_thread_leave();
  atomic_fetch_sub(&workers, 1);
  wf_wake(&workers, INT_MAX);
  return NULL;
}

static bool give_to_idle(job *work, size_t size) {
  if (atomic_load(&none_kept)) return false;
  pthread_mutex_lock(&idle_lock);
  idle_worker *w = idle;
  while (w && w->stack_size != size) w = w->next;
  if (w) {
    remove_idle(w);
    wf_awake_add();
    atomic_store(&w->job, work);
  }
  pthread_mutex_unlock(&idle_lock);
  if (w) wf_wake(&w->job, 1); /* it may be gone by now: only its address is used */
  return w != NULL;
}

void wf_worker_forget_all(void) {
  pthread_mutex_init(&joinable_lock, NULL);
  pthread_mutex_init(&idle_lock, NULL);
  idle = NULL;
  idle_count = 0;
  atomic_store(&dismissing, false);
  atomic_store(&workers, 0);
  atomic_store(&running, 0);
}

void wf_worker_keep_none(void) { atomic_store(&none_kept, true); }

static bool create(job *work, size_t size) {
  if (!wf_memory_has_thread_room(size * FRAME_GROWTH)) return false;
  launch *begin = malloc(sizeof *begin);
  if (!begin) return false;
  *begin = (launch){work, wf_thread_prepare(), size};
  if (!begin->state) {
    free(begin);
    return false;
  }
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, size * FRAME_GROWTH);
  atomic_fetch_add(&workers, 1);
  wf_awake_add(); /* until it counts itself */
  int status = pthread_create(&thread, &attributes, worker_main, begin);
  pthread_attr_destroy(&attributes);
  if (status == 0) return true;
  wf_awake_drop();
  atomic_fetch_sub(&workers, 1);
  wf_thread_discard(begin->state);
  free(begin);
  return false;
}

static bool some_are_idle(WF_UNUSED void *data) {
  return atomic_load(&workers) > atomic_load(&running);
}

void wf_worker_dismiss_idle(void) {
  pthread_mutex_lock(&idle_lock);
  atomic_store(&dismissing, true);
  for (idle_worker *w = idle; w; w = w->next) wf_wake(&w->job, 1);
  pthread_mutex_unlock(&idle_lock);
  while (some_are_idle(NULL))
    wf_park(&workers, some_are_idle, NULL, -1, false, WF_WAIT_FOR(RUNTIME, WF_EMPTY, NULL));
  atomic_store(&dismissing, false);
}

static bool refuse(const char *message) {
  wf_raise(&wf_exc_RuntimeError, "%s", message);
  return false;
}

/* The thread could not be started: it may be tried again. */
static void begin_anew(wf_handle *handle) {
  atomic_store(&handle->state, WF_HANDLE_NEW);
  wf_wake(&handle->state, INT_MAX);
}

bool wf_worker_start(wf_value function, wf_value args, wf_value kwargs, wf_handle *handle,
                     bool daemon) {
  uint32_t fresh = WF_HANDLE_NEW;
  if (!atomic_compare_exchange_strong(&handle->state, &fresh, WF_HANDLE_STARTING))
    return refuse("thread already started");
  job *work = take_job();
  if (!work) {
    begin_anew(handle);
    return wf_raise_memory() != WF_ERROR;
  }
  *work = (job){.function = function, .args = args, .kwargs = kwargs, .handle = handle,
                .life = wf_self->life};
  pthread_sigmask(SIG_BLOCK, NULL, &work->mask);
  wf_slot_set(&handle->function, function);
  size_t chosen = atomic_load(&stack_size), size = chosen ? chosen : DEFAULT_STACK;
  if (size < LEAST_STACK) size = LEAST_STACK;
  const char *obstacle = "can't create new thread at interpreter shutdown";
  if (admit(handle, daemon)) {
    atomic_fetch_add(&running, 1);
    if (give_to_idle(work, size) || create(work, size)) return true;
    atomic_fetch_sub(&running, 1);
    forget_joinable(handle);
    obstacle = "can't start new thread";
  }
  put_job_back(work);
  begin_anew(handle);
  return refuse(obstacle);
}

/* --- The type of handles --- */

static wf_value handle_make(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!WF_BIND("_ThreadHandle", "()", args, npos, kwnames, (wf_value *)NULL)) return WF_ERROR;
  return wf_from_object(wf_object_new(cls));
}

static wf_value handle_ident(wf_value self) {
  return wf_int_from_uint64(atomic_load(&wf_to_handle(self)->ident));
}

static wf_value handle_repr(wf_value self) {
  return wf_str_format("<_thread._ThreadHandle object: ident=%S>", handle_ident(self));
}

WF_NATIVE(handle_is_done) { return wf_bool(wf_handle_is_done(wf_to_handle(args[0]))); }

WF_NATIVE(handle_set_done) {
  wf_handle *h = wf_to_handle(args[0]);
  if (atomic_load(&h->state) == WF_HANDLE_NEW)
    return wf_raise(&wf_exc_RuntimeError, "thread not started");
  wf_handle_set_done(h);
  return WF_NONE;
}

WF_NATIVE(handle_join) {
  wf_handle *h = wf_to_handle(args[0]);
  int64_t deadline;
  if (!wf_arg_deadline(args[1], &deadline)) return WF_ERROR;
  if (atomic_load(&h->state) == WF_HANDLE_NEW)
    return wf_raise(&wf_exc_RuntimeError, "thread not started");
  if (!wf_handle_is_done(h) && atomic_load(&h->ident) == wf_self->ident)
    return wf_raise(&wf_exc_RuntimeError, "Cannot join current thread");
  return wf_handle_join(h, deadline) < 0 ? WF_ERROR : WF_NONE;
}

static const wf_native_def handle_methods[] = {
    {"is_done", handle_is_done, "(self, /)", "Has the thread ended?", 0},
    {"join", handle_join, "(self, timeout=None, /)", "Wait until the thread has ended.",
     WF_FN_WAITS},
    {"_set_done", handle_set_done, "(self, /)", "Take the thread for ended.", 0},
    {0},
};
static const wf_getset_def handle_getsets[] = {
    {"ident", handle_ident, NULL, "The thread's identity; 0 before it runs."}, {0}};

wf_type wf_handle_type = {
    .name = "_thread._ThreadHandle",
    .doc = "A thread as others see it: has it ended?",
    .instance_size = sizeof(wf_handle),
    .slots = {.new = handle_make, .repr = handle_repr},
    .methods = handle_methods,
    .getsets = handle_getsets,
};

bool wf_worker_init(void) {
  if (!joinable && !(joinable = wf_alloc_root(sizeof *joinable))) return false;
  pthread_mutex_lock(&joinable_lock); /* a late thread of the life before may come by */
  *joinable = NULL;
  closed = false;
  pthread_mutex_unlock(&joinable_lock);
  return wf_type_ready(&wf_handle_type);
}
