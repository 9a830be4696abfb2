/* Signals that scripts see. Ctrl-C raises KeyboardInterrupt in the main thread.

   The handler may run on any thread, and on the main thread just before that blocks in a system
   call: neither ends the call. So the handler sets off a timer that interrupts the main thread
   again and again until it has seen the request. */
#include <config.h>

#include "runtime/signal.h"

#include <errno.h>
#include <pthread.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/lifecycle.h"
#include "runtime/memory.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/watch.h"

static _Atomic(bool) arrived[WF_SIGNAL_COUNT];
static _Atomic(bool) some_arrived;
static wf_slot handlers[WF_SIGNAL_COUNT]; /* WF_EMPTY: not ours */
static struct sigaction before[WF_SIGNAL_COUNT]; /* what was there before wf_signal_init */
static bool changed[WF_SIGNAL_COUNT];
static const int timer_signals[] = {
    [ITIMER_REAL] = SIGALRM, [ITIMER_VIRTUAL] = SIGVTALRM, [ITIMER_PROF] = SIGPROF};
static _Atomic(enum wf_timer) timers[WF_COUNT(timer_signals)]; /* as scripts have set them */
static _Atomic(int) wakeup_fd = -1, wakeup_error;
static _Atomic(bool) wakeup_warns;
static wf_slot exit_request; /* the SystemExit that a handler raised last */
static wf_slot raised;       /* what a handler raised last in a finalizer */
static bool postponed;       /* that is still to be raised; this and the next: main thread */
static int finalizing;       /* wf_signal_run_finalizers under way */

/* Held while an action is looked at and then set. */
static pthread_mutex_t actions = PTHREAD_MUTEX_INITIALIZER;

int wf_signal_action(int number, const struct sigaction *action, struct sigaction *old) {
  pthread_mutex_lock(&actions);
  int status = sigaction(number, action, old), error = errno;
  pthread_mutex_unlock(&actions);
  errno = error;
  return status;
}

bool wf_signal_set_interrupts(int number, bool interrupts) {
  struct sigaction action;
  pthread_mutex_lock(&actions);
  int status = sigaction(number, NULL, &action);
  if (status == 0) {
    if (interrupts) action.sa_flags &= ~SA_RESTART;
    else action.sa_flags |= SA_RESTART;
    status = sigaction(number, &action, NULL);
  }
  int error = errno;
  pthread_mutex_unlock(&actions);
  errno = error;
  return status == 0;
}

/* Remembers what was there before. */
static bool take(int number, const struct sigaction *action) {
  struct sigaction old;
  if (wf_signal_is_kept(number)) {
    errno = EINVAL; /* as for those that the system's library keeps */
    return false;
  }
  if (wf_signal_action(number, action, &old) != 0) return false;
  if (!changed[number]) before[number] = old;
  changed[number] = true;
  return true;
}

#if defined(SIGEV_THREAD_ID) && !defined(sigev_notify_thread_id)
#define sigev_notify_thread_id _sigev_un._tid
#endif

#ifdef SIGEV_THREAD_ID
#define NUDGE_SIGNAL SIGURG /* ignored by default: harmless to whoever gets it by mistake */
#define NUDGE_INTERVAL_NS 20000000

static timer_t nudge_timer;
static bool has_nudge_timer;

/* The signal's own handler may have found the main thread's place of waiting locked. */
static void on_nudge(WF_UNUSED int number) {
  int error = errno;
  wf_thread *t = wf_thread_main();
  if (t && atomic_load(&t->poll) & WF_POLL_ATTENTION) wf_wake_thread(t);
  errno = error;
}

static void make_timer(void) {
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = NUDGE_SIGNAL};
  event.sigev_notify_thread_id = gettid();
  has_nudge_timer = timer_create(CLOCK_MONOTONIC, &event, &nudge_timer) == 0;
}

static void after_fork(void) {
  if (has_nudge_timer) make_timer(); /* the child has none */
}

static void call_after_fork(void) { pthread_atfork(NULL, NULL, after_fork); }

static void nudge_init(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  struct sigaction action = {.sa_handler = on_nudge}; /* without SA_RESTART, as all others */
  if (has_nudge_timer || !take(NUDGE_SIGNAL, &action)) return;
  pthread_once(&once, call_after_fork);
  make_timer();
}

static void nudge_finish(void) {
  if (has_nudge_timer) timer_delete(nudge_timer);
  has_nudge_timer = false;
}

/* Safe in signal handlers. */
static void nudge(bool on) {
  struct itimerspec times = {0};
  if (on) {
    times.it_value.tv_nsec = 1;
    times.it_interval.tv_nsec = NUDGE_INTERVAL_NS;
  }
  if (has_nudge_timer) timer_settime(nudge_timer, 0, &times, NULL);
}
#else
static void nudge_init(void) {}
static void nudge_finish(void) {}
static void nudge(WF_UNUSED bool on) {}
#endif

static void wake_up(int number) {
  int fd = atomic_load(&wakeup_fd);
  unsigned char byte = (unsigned char)number;
  if (fd < 0 || write(fd, &byte, 1) >= 0) return;
  bool is_full = errno == EAGAIN || errno == EWOULDBLOCK;
  if (!is_full || atomic_load(&wakeup_warns)) atomic_store(&wakeup_error, errno);
}

/* A timer that the host sets after this is the host's. */
static void note_timer_rang(int number) {
  for (size_t which = 0; which < WF_COUNT(timers); which++) {
    enum wf_timer once = WF_TIMER_ONCE;
    if (timer_signals[which] == number)
      atomic_compare_exchange_strong(&timers[which], &once, WF_TIMER_OFF);
  }
}

static void note(int number, bool tell) {
  note_timer_rang(number);
  atomic_store(&arrived[number], true);
  atomic_store(&some_arrived, true);
  if (tell) wake_up(number);
  wf_thread *t = wf_thread_main();
  if (t) wf_poll_request(t, WF_POLL_SIGNAL);
  nudge(true);
}

static void on_signal(int number, WF_UNUSED siginfo_t *info, WF_UNUSED void *context) {
  int error = errno;
#ifdef NUDGE_SIGNAL
  if (number == NUDGE_SIGNAL && info->si_code == SI_TIMER) on_nudge(number);
  else note(number, true);
#else
  note(number, true);
#endif
  errno = error;
}

/* The child of a fork has no watcher: the main thread starts one, then. */
static void on_quit(int number) {
  int error = errno;
  if (!wf_watch_request(WF_WATCH_DUMP)) note(number, false); /* no script is told of it */
  errno = error;
}

/* --- Who handles them --- */

static bool take_signal(int number) {
  nudge_init();
  /* no SA_RESTART: a blocking read ends; the script's handler runs, and the read is repeated */
  struct sigaction action = {.sa_flags = SA_SIGINFO};
  action.sa_sigaction = on_signal;
  return take(number, &action);
}

static bool leave_signal(int number, bool ignore) {
  struct sigaction action = {.sa_handler = ignore ? SIG_IGN : SIG_DFL};
#ifdef NUDGE_SIGNAL
  /* by default it is ignored, and it must go on interrupting system calls */
  if (number == NUDGE_SIGNAL && has_nudge_timer) action.sa_handler = on_nudge;
#endif
  return take(number, &action);
}

void wf_signal_fill_blockable(sigset_t *set) {
  sigfillset(set);
  if (wf_memory_stop_signal()) sigdelset(set, wf_memory_stop_signal());
  if (wf_memory_start_signal()) sigdelset(set, wf_memory_start_signal());
}

bool wf_signal_is_kept(int number) {
  return number == wf_memory_stop_signal() || number == wf_memory_start_signal();
}

wf_value wf_signal_handler(int number) { return wf_slot_acquire(&handlers[number]); }

bool wf_signal_handle(int number, wf_value handler) {
  bool set = handler == WF_SIGNAL_DEFAULT || handler == WF_SIGNAL_IGNORE
                 ? leave_signal(number, handler == WF_SIGNAL_IGNORE)
                 : take_signal(number);
  if (set) wf_slot_set(&handlers[number], handler);
  return set;
}

WF_NATIVE(default_interrupt) { return wf_raise_type(&wf_exc_KeyboardInterrupt); }

static const wf_native_def default_interrupt_def = {
    "default_int_handler", default_interrupt, "(signalnum, frame, /)", "Raises KeyboardInterrupt.",
    0};
static wf_slot default_interrupt_function;

wf_value wf_signal_default_interrupt(void) {
  wf_value v = wf_slot_acquire(&default_interrupt_function);
  if (v != WF_EMPTY) return v;
  v = wf_native_new(&default_interrupt_def, WF_EMPTY, wf_str_from_c("_signal"));
  if (v != WF_ERROR) wf_slot_set(&default_interrupt_function, v);
  return v;
}

static bool is_script_handler(wf_value handler) {
  return handler != WF_EMPTY && handler != WF_SIGNAL_DEFAULT && handler != WF_SIGNAL_IGNORE;
}

bool wf_signal_has_script_handlers(void) {
  for (int number = 1; number < WF_SIGNAL_COUNT; number++) {
    wf_value handler = wf_signal_handler(number);
    if (is_script_handler(handler) && handler != wf_slot_acquire(&default_interrupt_function))
      return true;
  }
  return atomic_load(&wakeup_fd) >= 0;
}

/* --- From the start to the end of the runtime --- */

static void find_handlers(void) {
  struct sigaction current;
  for (int number = 1; number < WF_SIGNAL_COUNT; number++) {
    wf_value handler = WF_EMPTY;
    if (sigaction(number, NULL, &current) == 0) {
      if (current.sa_handler == SIG_DFL) handler = WF_SIGNAL_DEFAULT;
      else if (current.sa_handler == SIG_IGN) handler = WF_SIGNAL_IGNORE;
    }
    wf_slot_set(&handlers[number], handler);
    changed[number] = false;
  }
}

/* Ctrl-\ shows all threads, unless the process was started with it ignored. */
static void take_quit(void) {
  struct sigaction action = {.sa_handler = on_quit, .sa_flags = SA_RESTART};
  if (wf_signal_handler(SIGQUIT) == WF_SIGNAL_DEFAULT && wf_watch_start()) take(SIGQUIT, &action);
}

void wf_signal_init(void) {
  wf_slot_set(&default_interrupt_function, WF_EMPTY); /* of an earlier life */
  find_handlers();
  if (!wf_config.take_signals) return;
  take_quit();
  wf_signal_handle(SIGPIPE, WF_SIGNAL_IGNORE);
#ifdef SIGXFSZ
  wf_signal_handle(SIGXFSZ, WF_SIGNAL_IGNORE); /* a file too large is an OSError */
#endif
  if (wf_signal_handler(SIGINT) == WF_SIGNAL_DEFAULT)
    wf_signal_handle(SIGINT, wf_signal_default_interrupt());
}

void wf_signal_release(void) {
  if (is_script_handler(wf_signal_handler(SIGINT))) wf_signal_handle(SIGINT, WF_SIGNAL_DEFAULT);
}

enum wf_timer wf_signal_note_timer(int which, enum wf_timer now) {
  return atomic_exchange(&timers[which], now);
}

/* Without the script's handler their signals would end the process. */
static void stop_timers(void) {
  static const struct itimerval none;
  for (size_t which = 0; which < WF_COUNT(timers); which++)
    if (atomic_exchange(&timers[which], WF_TIMER_OFF)) setitimer((int)which, &none, NULL);
}

void wf_signal_finish(void) {
  stop_timers();
  for (int number = 1; number < WF_SIGNAL_COUNT; number++) {
    if (changed[number]) wf_signal_action(number, &before[number], NULL);
    changed[number] = false;
    wf_slot_set(&handlers[number], WF_EMPTY);
    atomic_store(&arrived[number], false);
  }
  wf_slot_set(&exit_request, WF_EMPTY);
  wf_slot_set(&raised, WF_EMPTY);
  postponed = false;
  atomic_store(&wakeup_fd, -1);
  nudge_finish();
}

int wf_signal_set_wakeup(int fd, bool warn) {
  atomic_store(&wakeup_warns, warn);
  return atomic_exchange(&wakeup_fd, fd);
}

/* --- Delivery --- */

void wf_signal_simulate(int number) {
  if (is_script_handler(wf_signal_handler(number))) note(number, true);
}

static void note_exception(void) {
  wf_value exception = wf_error_fetch();
  if (exception == WF_EMPTY) return;
  if (finalizing && wf_self == wf_thread_main()) wf_slot_set(&raised, exception);
  if (wf_exception_matches(exception, &wf_exc_SystemExit)) wf_slot_set(&exit_request, exception);
  wf_error_restore(exception);
}

bool wf_signal_asked_to_exit(void) {
  wf_value exception = wf_error_fetch();
  if (exception == WF_EMPTY) return false;
  wf_error_restore(exception);
  return exception == wf_slot_acquire(&exit_request);
}

static bool deliver(int number) {
  wf_value handler = wf_signal_handler(number);
  if (number == SIGQUIT && handler == WF_SIGNAL_DEFAULT && wf_watch_start())
    wf_watch_request(WF_WATCH_DUMP);
  if (!is_script_handler(handler)) return true; /* it was changed since */
  if (handler == wf_slot_acquire(&default_interrupt_function)) {
    wf_raise_type(&wf_exc_KeyboardInterrupt);
    note_exception();
    return false;
  }
  wf_value frame = wf_hooks.frame_object ? wf_hooks.frame_object(0) : WF_EMPTY;
  if (frame == WF_ERROR) return false;
  wf_value arguments[] = {wf_small_int(number), frame == WF_EMPTY ? WF_NONE : frame};
  if (wf_call(handler, arguments, 2, WF_EMPTY) != WF_ERROR) return true;
  note_exception();
  return false;
}

static void report_wakeup_error(void) {
  int error = atomic_exchange(&wakeup_error, 0);
  if (!error) return;
  wf_raise_errno(error, WF_EMPTY);
  wf_error_unraisable("Exception ignored when trying to write to the signal wakeup fd", WF_NONE);
}

void wf_signal_run_finalizers(void) {
  bool is_main = wf_self == wf_thread_main();
  if (is_main) finalizing++;
  wf_memory_run_finalizers();
  if (!is_main || --finalizing) return;
  if (postponed) wf_poll_request(wf_self, WF_POLL_SIGNAL);
  else wf_slot_set(&raised, WF_EMPTY);
}

bool wf_signal_postpones(wf_value exception) {
  if (wf_self != wf_thread_main() || !finalizing || exception == WF_EMPTY ||
      exception != wf_slot_acquire(&raised))
    return false;
  postponed = true;
  return true;
}

static bool raise_postponed(void) {
  if (!postponed || finalizing) return false;
  postponed = false;
  wf_error_restore(wf_slot_acquire(&raised));
  wf_slot_set(&raised, WF_EMPTY);
  if (atomic_load(&some_arrived)) wf_poll_request(wf_self, WF_POLL_SIGNAL);
  return true;
}

bool wf_signal_check(void) {
  if (raise_postponed()) return false;
  nudge(false); /* before it looks, or one that arrives now would not nudge */
  if (!atomic_exchange(&some_arrived, false)) return true;
  report_wakeup_error();
  for (int number = 1; number < WF_SIGNAL_COUNT; number++) {
    if (!atomic_exchange(&arrived[number], false) || deliver(number)) continue;
    atomic_store(&some_arrived, true); /* the others come after the exception */
    wf_poll_request(wf_self, WF_POLL_SIGNAL);
    return false;
  }
  return true;
}
