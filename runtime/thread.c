/* Thread states: made when a native thread first enters the runtime, freed when it ends. */
#include <config.h>

#include "runtime/thread.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "runtime/c_stack.h"
#include "runtime/deadlock.h"
#include "runtime/error.h"
#include "runtime/guard.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/native/thread.h"
#include "runtime/park.h"
#include "runtime/root.h"
#include "runtime/signal.h"
#include "runtime/worker.h"

__thread wf_thread *wf_self __attribute__((tls_model("initial-exec")));
WF_OF_LIFE _Atomic(int) wf_recursion_limit = 1000;
_Atomic(uint32_t) wf_life;

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static wf_thread *first;
static _Atomic(size_t) count;
static _Atomic(wf_thread *) main_thread;
static _Atomic(wf_thread *) closer; /* the thread that ends the runtime, while the door is closed */
static _Atomic(bool) opening;       /* a life has begun, but only for the thread that begins it */
static _Atomic(pthread_t) opener;   /* while opening */
static pthread_key_t end_key;
static bool has_end_key; /* under list_lock */

/* Address space, not memory: pages cost nothing until they are used. The recursion limit decides
   how much of it is ever touched. */
#define STACK_BYTES ((size_t)64 << 20)
#define FRAMES_BYTES ((size_t)48 << 20)
/* Registers grow up and frames down from one place, so that a thread which calls little touches one
   page: this much of it is for frames. */
#define FRAMES_IN_FIRST_PAGE 1024
/* Where the system counts addresses, it is an eighth of that. */
#define LIMITED_SHIFT 3
/* What C code may still use when wf_native_stack_low says so. */
#define NATIVE_MARGIN ((size_t)160 << 10)

wf_thread *wf_thread_main(void) { return atomic_load_explicit(&main_thread, memory_order_acquire); }
wf_thread *wf_thread_first(void) { return first; }
size_t wf_thread_count(void) { return atomic_load_explicit(&count, memory_order_relaxed); }

void wf_thread_for_each(void (*function)(wf_thread *t, void *data), void *data) {
  pthread_mutex_lock(&list_lock);
  for (wf_thread *t = first; t; t = t->next)
    if (t->used) function(t, data);
  pthread_mutex_unlock(&list_lock);
}

static void ask_for_place(wf_thread *t, WF_UNUSED void *data) {
  if (t != wf_self && !atomic_load(&t->outside)) wf_poll_request(t, WF_POLL_PLACE);
}

static void count_unplaced(wf_thread *t, void *data) {
  size_t *left = data;
  bool is_inside = t != wf_self && !atomic_load(&t->outside) && !atomic_load(&t->handling);
  if (is_inside && atomic_load(&t->poll) & WF_POLL_PLACE) ++*left;
}

/* Running threads pass a safepoint soon, and there they save where they are. Those in long calls of
   C code do not, but they saved it when they made the call. */
static void update_places(void) {
  const struct timespec slice = {.tv_nsec = 1000000};
  wf_thread_for_each(ask_for_place, NULL);
  for (int i = 0; i < 20; i++) {
    size_t left = 0;
    wf_thread_for_each(count_unplaced, &left);
    if (!left) return;
    nanosleep(&slice, NULL);
  }
}

void wf_thread_for_each_still(void (*function)(wf_thread *t, void *data), void *data) {
  update_places();
  pthread_mutex_lock(&list_lock);
  wf_memory_stop_world();
  for (wf_thread *t = first; t; t = t->next)
    if (t->used) function(t, data);
  wf_memory_start_world();
  pthread_mutex_unlock(&list_lock);
}

uint64_t wf_thread_ident(void) { return (uint64_t)(uintptr_t)pthread_self(); }

/* Not in large pages: a system that gives them unasked would clear two megabytes a thread. */
static char *reserve_region(size_t size) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
#ifdef MAP_NORESERVE
  flags |= MAP_NORESERVE;
#endif
  void *region = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (region == MAP_FAILED) return NULL;
#ifdef MADV_NOHUGEPAGE
  madvise(region, size, MADV_NOHUGEPAGE);
#endif
  return region;
}

struct search {
  uint64_t ident;
  wf_value found;
};

static void compare_ident(wf_thread *t, void *data) {
  struct search *s = data;
  if (t->ident == s->ident) s->found = wf_slot_acquire(&t->thread_object);
}

wf_value wf_thread_object_of(uint64_t ident) {
  struct search s = {ident, WF_EMPTY};
  wf_thread_for_each(compare_ident, &s);
  return s.found;
}

/* Under the list's lock, so that a thread which enters meanwhile either is in the list by now or
   finds the door closed. All are asked before the first is woken, and none unwinds before the lock
   is free (begin_unwinding): what the end of one thread brings about, another that waited for it
   must not take for a reason to go on. */
void wf_thread_close_door(void) {
  atomic_store(&closer, wf_self);
  pthread_mutex_lock(&list_lock);
  for (wf_thread *t = first; t; t = t->next)
    if (t->used && t != wf_self) atomic_fetch_or(&t->poll, WF_POLL_UNWIND);
  atomic_store(&wf_life, 0);
  for (wf_thread *t = first; t; t = t->next)
    if (t->used && t != wf_self) wf_wake_thread(t);
  pthread_mutex_unlock(&list_lock);
}

static void begin_unwinding(wf_thread *t) {
  pthread_mutex_lock(&list_lock);
  pthread_mutex_unlock(&list_lock);
  wf_error_clear();
  t->unwinding = true;
}

bool wf_thread_is_last(const wf_thread *t) { return t == atomic_load(&closer); }

static void count_inside(wf_thread *t, void *data) {
  size_t *inside = data;
  if (t != wf_self && !atomic_load_explicit(&t->outside, memory_order_acquire)) ++*inside;
}

bool wf_thread_others_inside(void) {
  size_t inside = 0;
  wf_thread_for_each(count_inside, &inside);
  return inside > 0;
}

static bool always(void *data) {
  (void)data;
  return true;
}

void wf_thread_pause(int64_t nanoseconds) {
  wf_park(&count, always, NULL, wf_monotonic() + nanoseconds, false,
          WF_WAIT_FOR(RUNTIME, WF_EMPTY, NULL));
}

/* States of threads that ended stay on the list, for threads to come: their pages have been
   touched, and asking the system for them costs more than all the rest of adopting a thread. */
#define MOST_SPARE 32
static wf_thread *spare; /* by next_spare, under list_lock */
static size_t spare_count;

static void free_state(wf_thread *t) {
  if (t->region) munmap(t->region, t->region_size);
  if (t->park) wf_park_free(t->park);
  free(t->kept_cells);
  wf_free_root(t);
}

static void empty_stacks(wf_thread *t) {
  t->frame = NULL;
  t->stack_top = t->stack;
  t->frames_top = (char *)t->stack;
}

/* Nothing is left of what ran: registers and frames beyond the tops would keep it alive. */
static void clear_stacks(wf_thread *t) {
  empty_stacks(t);
  memset(t->stack, 0, WF_STACK_SLACK * sizeof *t->stack);
  memset(t->frames_top - WF_FRAME_SLACK, 0, WF_FRAME_SLACK);
}

static wf_thread *allocate_state(void) {
  static _Atomic(uint32_t) made;
  wf_thread *t = wf_alloc_root(sizeof *t);
  if (!t) return NULL;
  t->number = atomic_fetch_add(&made, 1);
  bool limited = wf_memory_addresses_limited();
  int shift = limited ? LIMITED_SHIFT : 0;
  t->region_size = (FRAMES_BYTES + STACK_BYTES) >> shift;
  t->region = reserve_region(t->region_size);
  if (limited) wf_memory_bound_heap(); /* else there is no bound */
  t->park = wf_park_new();
  if (!t->region || !t->park) {
    free_state(t);
    return NULL;
  }
  t->stack = (wf_value *)(t->region + (FRAMES_BYTES >> shift) + FRAMES_IN_FIRST_PAGE);
  empty_stacks(t); /* new pages, which are zero: who starts the thread need not touch them */
  t->stack_end = (wf_value *)(t->region + t->region_size) - WF_STACK_SLACK - 256;
  t->frames_end = t->region + WF_FRAME_SLACK + 4096;
  return t;
}

static wf_thread *take_spare(void) {
  pthread_mutex_lock(&list_lock);
  wf_thread *t = spare;
  if (t) {
    spare = t->next_spare;
    spare_count--;
  }
  pthread_mutex_unlock(&list_lock);
  return t;
}

/* The system gives the name of a thread that has ended to the next. The main thread's state stays
   when its native thread ends, and keeps the name. */
static uint64_t new_ident(const wf_thread *t) {
  const wf_thread *m = wf_thread_main();
  uint64_t native = wf_thread_ident();
  return m && m != t && m->ident == native ? (uint64_t)(uintptr_t)t : native;
}

int64_t wf_thread_native_id(void) {
  wf_thread *t = wf_self;
#ifdef SYS_gettid
  if (!t->native_id) t->native_id = syscall(SYS_gettid);
  return t->native_id;
#else
  return (int64_t)t->ident;
#endif
}

/* For this thread, by who made it. */
static __thread wf_thread *prepared;

wf_thread *wf_thread_prepare(void) {
  wf_thread *t = take_spare();
  return t ? t : allocate_state();
}

/* A state as good as new, whoever had it before and however that thread ended. */
static wf_thread *make_state(void) {
  wf_thread *t = prepared;
  prepared = NULL;
  if (!t && !(t = wf_thread_prepare())) return NULL;
  atomic_store(&t->poll, 0);
  t->unwinding = false;
  t->entries = t->c_depth = t->recursion_depth = 0;
  t->error_depth = 0;
  t->handled = &t->handled_base;
  t->foreign = true; /* who made it or begins a life with it knows better */
  t->daemon = false;
  atomic_store(&t->outside, false);
  t->ident = new_ident(t);
  t->native = pthread_self();
  t->native_id = 0;
  t->native_runs = true;
  t->native_limit = wf_c_stack_begin() + NATIVE_MARGIN;
  return t;
}

/* Those who read the list without its lock, because the world is stopped, find it in order after
   each single store. */
static void link_state(wf_thread *t) {
  t->next = first;
  if (first) first->previous = t;
  first = t;
  t->linked = true;
}

static void unlink_state(wf_thread *t) {
  if (t->previous) t->previous->next = t->next;
  else first = t->next;
  if (t->next) t->next->previous = t->previous;
}

/* Keeps the state for another thread, or frees it. */
static void put_away(wf_thread *t) {
  clear_stacks(t);
  pthread_mutex_lock(&list_lock);
  bool was_used = t->used;
  if (was_used) wf_lock_thread_goes(atomic_fetch_sub(&count, 1) - 1);
  t->used = false;
  bool keep = t->linked && spare_count < MOST_SPARE;
  if (keep) {
    t->next_spare = spare;
    spare = t;
    spare_count++;
  } else if (t->linked) {
    unlink_state(t);
  }
  pthread_mutex_unlock(&list_lock);
  if (was_used) wf_awake_drop();
  if (!keep) free_state(t);
}

/* A state that nobody has used. One on the list stays there: this thread may be one that the
   collector does not stop while it goes through it. */
void wf_thread_discard(wf_thread *t) {
  pthread_mutex_lock(&list_lock);
  if (t->linked) {
    t->next_spare = spare;
    spare = t;
    spare_count++;
  }
  pthread_mutex_unlock(&list_lock);
  if (!t->linked) free_state(t);
}

/* A life that comes up is there for the thread that begins it, and for no other. */
static bool comes_up_for_another(void) {
  return atomic_load(&opening) && !pthread_equal(pthread_self(), atomic_load(&opener));
}

/* The life that the calling thread may come into, or 0. Under the list's lock, without which one
   life may end and the next begin after the caller has looked. */
static uint32_t open_life(void) { return comes_up_for_another() ? 0 : atomic_load(&wf_life); }

/* False: the door is closed. */
static bool begin_use(wf_thread *t) {
  pthread_mutex_lock(&list_lock);
  t->life = open_life();
  if (t->life) {
    if (atomic_load(&count)) wf_lock_thread_comes(first);
    if (!t->linked) link_state(t);
    t->used = true;
    atomic_fetch_add(&count, 1);
    wf_awake_add();
  }
  pthread_mutex_unlock(&list_lock);
  return t->life != 0;
}

/* The native thread ends, or wants no more of the runtime: its state goes, and the collector
   forgets it. */
static void forget(wf_thread *t) {
  wf_thread_renew(t);
  wf_self = NULL;
  put_away(t);
  wf_wake(&count, 1);
  wf_memory_unregister_thread();
}

static void watch_forks(void);

/* How often the system has gone through the thread-specific data of this thread, which ends: their
   destructors may call in, and that makes it go round again, but only so many times. A thread taken
   in after the last one would be gone without the collector's knowledge. `counting` in the place of
   a state, for a thread that was here once, makes every round come by here. */
static __thread int end_rounds;
static char counting;
#define LAST_ROUND (PTHREAD_DESTRUCTOR_ITERATIONS - 1)

static void *end_value(void) { return end_rounds < LAST_ROUND ? &counting : NULL; }

static void thread_ended(void *state) {
  end_rounds++;
  pthread_setspecific(end_key, end_value());
  if (state == &counting) return;
  if (state == wf_thread_main()) { /* its runtime goes on, for the others */
    pthread_mutex_lock(&list_lock);
    wf_thread_main()->native_runs = false;
    pthread_mutex_unlock(&list_lock);
    wf_self = NULL;
    wf_memory_unregister_thread();
    return;
  }
  wf_self = state; /* some systems have cleared it already */
  forget(state);
}

/* False: the host has all the keys that the system gives. */
static bool make_end_key(void) {
  pthread_mutex_lock(&list_lock);
  if (!has_end_key) has_end_key = pthread_key_create(&end_key, thread_ended) == 0;
  bool has = has_end_key;
  pthread_mutex_unlock(&list_lock);
  return has;
}

static wf_thread *adopt(enum wf_refusal *why) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, watch_forks);
  if (end_rounds >= LAST_ROUND) return NULL;
  *why = WF_REFUSED_FOR_MEMORY;
  if (!make_end_key() || !wf_memory_register_thread()) return NULL;
  wf_thread *t = make_state();
  if (t && pthread_setspecific(end_key, t) == 0) {
    if (begin_use(t)) return wf_self = t;
    pthread_setspecific(end_key, end_value());
    *why = WF_REFUSED;
  }
  if (t) put_away(t);
  wf_memory_unregister_thread();
  return NULL;
}

wf_thread *wf_thread_enter_prepared(wf_thread *state) {
  prepared = state;
  wf_thread *t = wf_thread_enter();
  if (prepared) wf_thread_discard(prepared);
  prepared = NULL;
  wf_memory_bound_heap(); /* it has mapped a stack */
  return t;
}

void wf_thread_leave(void) {
  pthread_setspecific(end_key, end_value());
  forget(wf_self);
}

void wf_thread_renew(wf_thread *t) {
  wf_slot_set(&t->pending, WF_EMPTY);
  wf_thread_local_end(t);
  wf_handle_end_thread(t);
  wf_slot_set(&t->thread_object, WF_EMPTY);
  t->context = t->made = t->fresh = WF_EMPTY;
  wf_slot_set(&t->trace, WF_EMPTY);
  wf_slot_set(&t->profile, WF_EMPTY);
  t->tracing = t->origin_depth = 0;
  t->repr_active = t->asyncgen_first = t->asyncgen_final = WF_EMPTY;
  t->handled = &t->handled_base;
  t->handled_base.exception = WF_EMPTY;
  wf_slot_set(&t->waiting.object, WF_EMPTY);
  atomic_store_explicit(&t->waiting.owner, NULL, memory_order_relaxed);
  atomic_fetch_and(&t->poll, WF_POLL_UNWIND);
}

/* Comes in again in another life than before, if it has left the earlier one altogether. */
static bool come_again(wf_thread *t) {
  if (t->entries) return false;
  wf_thread_renew(t);
  pthread_mutex_lock(&list_lock);
  uint32_t life = open_life();
  if (life) {
    t->life = life;
    t->foreign = true; /* as a new one; see make_state */
    t->daemon = false;
    t->unwinding = false;
    atomic_store(&t->poll, 0);
  }
  pthread_mutex_unlock(&list_lock);
  return life != 0;
}

wf_thread *wf_thread_enter_slow(enum wf_refusal *why) {
  wf_thread *t = wf_self;
  *why = WF_REFUSED;
  if (t && wf_thread_is_last(t)) return t;
  if (atomic_load(&wf_life) == 0) return NULL;
  if (comes_up_for_another()) return NULL;
  if (!t) return adopt(why);
  return come_again(t) ? t : NULL;
}

wf_thread *wf_thread_begin_life(void) {
  static uint32_t lives;
  atomic_store(&opener, pthread_self());
  atomic_store(&opening, true);
  pthread_mutex_lock(&list_lock);
  atomic_store(&wf_life, ++lives);
  pthread_mutex_unlock(&list_lock);
  wf_thread *t = wf_thread_enter();
  if (t) {
    t->entries = 1;
    atomic_store(&t->outside, false);
    t->foreign = false;
  } else {
    atomic_store(&wf_life, 0);
  }
  atomic_store_explicit(&main_thread, t, memory_order_release);
  return t;
}

/* --- Copies of the process ---

   The child of a fork has one thread, and whatever the others were about to do stays half done. So
   in the child of a host's fork the runtime has ended: nobody enters, and who is in script code
   unwinds. The collector alone is put in order for its memory, so that a child may allocate on its
   way out. os.fork is different: it makes sure that there is only one thread. And where no runtime
   ran, or its last thread forks in a destructor, nothing was half done, and the child may begin a
   life: it only has to forget the threads that it does not have.

   Lists that threads of the host change at any time, known to the runtime or not, are locked around
   the fork, so that each is whole in the child. */
static bool copy;                /* set in a child that has one thread */
static __thread bool continuing; /* in wf_thread_fork */

bool wf_thread_is_copy(void) { return copy; }

/* The collector's lock comes last, as everywhere. */
static void before_fork(void) {
  pthread_mutex_lock(&list_lock);
  wf_guard_before_fork();
  wf_root_before_fork();
  wf_memory_before_fork();
}

static void free_lists(void) {
  wf_root_after_fork();
  wf_guard_after_fork();
  pthread_mutex_unlock(&list_lock);
}

/* Those that wait for threads to come stay. */
static void forget_others(void) {
  size_t left = 0;
  for (wf_thread *t = first, *next; t; t = next) {
    next = t->next;
    if (!t->used) continue;
    if (t == wf_self) {
      left++;
      continue;
    }
    unlink_state(t);
    t->park = NULL; /* the thread may have been in the middle of it: nobody gets it any more */
    free_state(t);
  }
  atomic_store(&count, left);
  atomic_store(&wf_awake_count, (int64_t)left);
  wf_lock_thread_goes(left);
  wf_worker_forget_all();
}

static bool is_between_lives(void) {
  return !atomic_load(&wf_life) && (!wf_thread_main() || (wf_self && wf_thread_is_last(wf_self)));
}

static void in_child(void) {
  wf_memory_after_fork(true);
  free_lists();
  wf_park_renew();
  if (wf_self) wf_self->native_id = 0;
  if (continuing) return;
  if (is_between_lives()) {
    forget_others();
    return;
  }
  copy = true;
  atomic_store(&wf_life, 0);
  atomic_store(&opening, false);
  atomic_store(&closer, NULL);
  atomic_store(&main_thread, NULL);
  pthread_setspecific(end_key, NULL);
  if (wf_self && wf_self->entries) atomic_fetch_or(&wf_self->poll, WF_POLL_UNWIND);
  else wf_self = NULL;
}

static void in_parent(void) {
  wf_memory_after_fork(false);
  free_lists();
}

static void watch_forks(void) { pthread_atfork(before_fork, in_parent, in_child); }

pid_t wf_thread_fork(pid_t (*function)(void *data), void *data) {
  continuing = true;
  pid_t pid = function(data);
  continuing = false;
  return pid;
}

void wf_thread_open_door(void) { atomic_store(&opening, false); }
bool wf_thread_door_is_open(void) { return atomic_load(&wf_life) && !atomic_load(&opening); }

void wf_thread_give_up_life(void) {
  if (!wf_thread_main()) return;
  pthread_mutex_lock(&list_lock);
  atomic_store(&wf_life, 0);
  atomic_store(&opening, false);
  pthread_mutex_unlock(&list_lock);
  wf_thread_end_life();
}

void wf_thread_end_life(void) {
  atomic_store(&closer, NULL);
  atomic_store(&main_thread, NULL);
  wf_thread_renew(wf_self);
  clear_stacks(wf_self);
  wf_self->entries = 0;
  atomic_store(&wf_self->outside, true);
}

/* --- Attention --- */

void wf_poll_request(wf_thread *t, enum wf_poll_reason reason) {
  atomic_fetch_or(&t->poll, reason);
  wf_wake_thread(t);
}

static bool take(wf_thread *t, enum wf_poll_reason reason) {
  return (atomic_fetch_and(&t->poll, ~(uint32_t)reason) & reason) != 0;
}

bool wf_poll_slow(void) {
  wf_thread *t = wf_self;
  if (t->unwinding) return false;
  if (!(atomic_load(&t->poll) & WF_POLL_ATTENTION)) return true;
  if (atomic_load(&t->poll) & WF_POLL_UNWIND) {
    begin_unwinding(t);
    return false;
  }
  if (take(t, WF_POLL_MEMORY)) {
    wf_memory_collect();
    wf_memory_refill_reserve();
    if (!wf_memory_has_room()) {
      wf_raise_memory();
      return false;
    }
  }
  if (take(t, WF_POLL_RECOVER)) {
    wf_memory_collect();
    wf_memory_refill_reserve();
  }
  take(t, WF_POLL_PLACE);
  if (take(t, WF_POLL_FINALIZERS)) wf_signal_run_finalizers();
  if (take(t, WF_POLL_SIGNAL) && !wf_signal_check()) return false;
  if (take(t, WF_POLL_DEADLOCK)) {
    wf_deadlock_meet();
    return false;
  }
  if (take(t, WF_POLL_HOPELESS)) {
    t->in_vain = true;
    wf_raise(&wf_exc_RuntimeError, "cannot wait for other threads at interpreter shutdown");
    return false;
  }
  return true;
}

bool wf_poll_deep_slow(void) {
  if (!wf_native_stack_low(wf_self)) return wf_poll_slow();
  wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
  return false;
}

static bool is_traced(wf_thread *t) {
  return wf_slot_acquire(&t->trace) != WF_EMPTY || wf_slot_acquire(&t->profile) != WF_EMPTY;
}

/* Two threads may do this for one: whoever comes second at the polling word sees what the first has
   set before. */
void wf_thread_traced(wf_thread *t) {
  if (t == wf_self && (t->tracing || !is_traced(t))) {
    atomic_fetch_and(&t->poll, WF_POLL_ATTENTION);
    if (t->tracing || !is_traced(t)) return;
  }
  atomic_fetch_or(&t->poll, WF_POLL_TRACE);
}

void wf_outside_enter(void) {
  atomic_store_explicit(&wf_self->outside, true, memory_order_release);
}

void wf_outside_return(void) {
  atomic_store_explicit(&wf_self->outside, false, memory_order_release);
}

bool wf_outside_leave(void) {
  wf_thread *t = wf_self;
  int error = errno;
  atomic_store(&t->outside, false); /* seen by who closes the door, or it is seen here */
  bool going_on = wf_poll(t);
  errno = error;
  return going_on;
}
