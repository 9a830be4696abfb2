/* Signals that scripts see. Ctrl-C raises KeyboardInterrupt in the main thread.

   The handler may run on any thread, and on the main thread just before that blocks in a system
   call: neither ends the call. So the handler sets off a timer that interrupts the main thread
   again and again until it has seen the request. */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "runtime/error.h"
#include "runtime/lifecycle.h"
#include "runtime/thread.h"
#include "runtime/watch.h"

static _Atomic(bool) interrupted;

#if defined(SIGEV_THREAD_ID) && !defined(sigev_notify_thread_id)
#define sigev_notify_thread_id _sigev_un._tid
#endif

#ifdef SIGEV_THREAD_ID
#define NUDGE_SIGNAL SIGURG /* ignored by default: harmless to whoever gets it by mistake */
#define NUDGE_INTERVAL_NS 20000000

static timer_t nudge_timer;
static bool has_nudge_timer;

static void on_nudge(WF_UNUSED int number) {}

static void nudge_init(void) {
  struct sigaction action = {.sa_handler = on_nudge}; /* without SA_RESTART, as for SIGINT */
  struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = NUDGE_SIGNAL};
  event.sigev_notify_thread_id = gettid();
  has_nudge_timer = sigaction(NUDGE_SIGNAL, &action, NULL) == 0 &&
                    timer_create(CLOCK_MONOTONIC, &event, &nudge_timer) == 0;
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

static void on_interrupt(WF_UNUSED int number) {
  int error = errno;
  atomic_store(&interrupted, true);
  wf_thread *t = wf_thread_main();
  if (t) wf_poll_request(t, WF_POLL_SIGNAL);
  nudge(true);
  errno = error;
}

/* What was there before wf_signal_init. */
static struct sigaction pipe_before, interrupt_before, quit_before;
static bool taken;

static void on_quit(WF_UNUSED int number) {
  int error = errno;
  wf_watch_request(WF_WATCH_DUMP);
  errno = error;
}

/* Ctrl-\ shows all threads, unless the process was started with it ignored. */
static void take_quit(void) {
  struct sigaction action = {.sa_handler = on_quit, .sa_flags = SA_RESTART};
  if (sigaction(SIGQUIT, NULL, &quit_before) == 0 && quit_before.sa_handler == SIG_DFL &&
      wf_watch_start())
    sigaction(SIGQUIT, &action, NULL);
}

void wf_signal_init(void) {
  if (!wf_config.take_signals) return;
  take_quit();
  struct sigaction action = {.sa_handler = SIG_IGN};
  sigaction(SIGPIPE, &action, &pipe_before);
  taken = true;
  if (sigaction(SIGINT, NULL, &interrupt_before) == 0 && interrupt_before.sa_handler == SIG_IGN)
    return;
  nudge_init();
  action.sa_handler = on_interrupt; /* without SA_RESTART: a blocking read ends with EINTR */
  sigaction(SIGINT, &action, NULL);
}

void wf_signal_release(void) {
  struct sigaction action = {.sa_handler = SIG_DFL}, current;
  if (taken && sigaction(SIGINT, NULL, &current) == 0 && current.sa_handler != SIG_IGN)
    sigaction(SIGINT, &action, NULL);
}

void wf_signal_finish(void) {
  if (!taken) return;
  taken = false;
  sigaction(SIGPIPE, &pipe_before, NULL);
  sigaction(SIGINT, &interrupt_before, NULL);
  sigaction(SIGQUIT, &quit_before, NULL);
  nudge_finish();
}

void wf_signal_simulate(int number) {
  struct sigaction current;
  if (sigaction(number, NULL, &current) == 0 && current.sa_handler == on_interrupt)
    on_interrupt(number);
}

bool wf_signal_has_script_handlers(void) { return false; }

bool wf_signal_check(void) {
  if (!atomic_exchange(&interrupted, false)) return true;
  nudge(false);
  wf_raise_type(&wf_exc_KeyboardInterrupt);
  return false;
}
