/* _signal: who handles signals, and calls that send them or wait for them. stdlib/signal.py gives
   numbers their names. */
#include <config.h>

#include "runtime/signal.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/thread.h"

static bool signal_argument(wf_value v, int *number) {
  if (!wf_arg_int(v, number)) return false;
  if (wf_signal_is_valid(*number)) return true;
  wf_raise(&wf_exc_ValueError, "signal number out of range");
  return false;
}

static wf_value result(int status) {
  return status < 0 ? wf_raise_errno(errno, WF_EMPTY) : WF_NONE;
}

/* What follows a call that may have made a signal arrive. */
static wf_value attended(void) { return wf_poll(wf_self) ? WF_NONE : WF_ERROR; }

static bool check_main_thread(const char *message) {
  if (wf_self == wf_thread_main()) return true;
  wf_raise(&wf_exc_ValueError, "%s", message);
  return false;
}

/* --- Handlers --- */

static wf_value shown(wf_value handler) { return handler == WF_EMPTY ? WF_NONE : handler; }

WF_NATIVE(signal_signal) {
  int number;
  wf_value handler = args[1];
  if (!wf_arg_int(args[0], &number)) return WF_ERROR;
  if (!check_main_thread("signal only works in main thread of the main interpreter"))
    return WF_ERROR;
  if (!wf_signal_is_valid(number))
    return wf_raise(&wf_exc_ValueError, "signal number out of range");
  if (wf_is_int(handler) && handler != WF_SIGNAL_DEFAULT && handler != WF_SIGNAL_IGNORE)
    handler = wf_equal(handler, WF_SIGNAL_DEFAULT) > 0  ? WF_SIGNAL_DEFAULT
              : wf_equal(handler, WF_SIGNAL_IGNORE) > 0 ? WF_SIGNAL_IGNORE
                                                        : handler;
  if (handler != WF_SIGNAL_DEFAULT && handler != WF_SIGNAL_IGNORE && !wf_is_callable(handler))
    return wf_raise(&wf_exc_TypeError,
                    "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
  if (!wf_poll(wf_self)) return WF_ERROR; /* what has arrived is the old handler's */
  wf_value before = wf_signal_handler(number);
  if (!wf_signal_handle(number, handler)) return wf_raise_errno(errno, WF_EMPTY);
  return shown(before);
}

WF_NATIVE(signal_getsignal) {
  int number;
  return signal_argument(args[0], &number) ? shown(wf_signal_handler(number)) : WF_ERROR;
}

WF_NATIVE(signal_siginterrupt) {
  int number;
  if (!signal_argument(args[0], &number)) return WF_ERROR;
  int interrupts = wf_truth(args[1]);
  if (interrupts < 0) return WF_ERROR;
  return result(wf_signal_set_interrupts(number, interrupts) ? 0 : -1);
}

WF_NATIVE(signal_set_wakeup_fd) {
  int fd, warn = args[1] == WF_EMPTY ? 1 : wf_truth(args[1]);
  struct stat status;
  if (warn < 0 || !wf_arg_int(args[0], &fd)) return WF_ERROR;
  if (!check_main_thread("set_wakeup_fd only works in main thread of the main interpreter"))
    return WF_ERROR;
  if (fd != -1) {
    if (fstat(fd, &status) < 0) return wf_raise_errno(errno, WF_EMPTY);
    if (!(fcntl(fd, F_GETFL) & O_NONBLOCK))
      return wf_raise(&wf_exc_ValueError, "the fd %d must be in non-blocking mode", fd);
  }
  return wf_small_int(wf_signal_set_wakeup(fd, warn));
}

/* --- Sending --- */

WF_NATIVE(signal_raise) {
  int number;
  if (!wf_arg_int(args[0], &number)) return WF_ERROR;
  wf_outside_enter();
  int status = raise(number);
  if (!wf_outside_leave()) return WF_ERROR;
  return status != 0 ? wf_raise_errno(errno, WF_EMPTY) : attended();
}

typedef struct wanted_thread {
  uint64_t ident;
  int number, error;
} wanted_thread;

/* Under the list's lock, so that the thread cannot end in between. */
static void send(wf_thread *t, void *data) {
  wanted_thread *wanted = data;
  if (t->ident == wanted->ident && t->native_runs)
    wanted->error = pthread_kill(t->native, wanted->number);
}

WF_NATIVE(signal_pthread_kill) {
  wanted_thread wanted = {.error = ESRCH};
  if (!wf_arg_uint64(args[0], &wanted.ident) || !wf_arg_int(args[1], &wanted.number))
    return WF_ERROR;
  wf_thread_for_each(send, &wanted);
  return wanted.error ? wf_raise_errno(wanted.error, WF_EMPTY) : attended();
}

#ifdef SYS_pidfd_send_signal
WF_NATIVE(signal_pidfd_send_signal) {
  int fd, number, flags = 0;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int(args[1], &number) ||
      (args[3] != WF_EMPTY && !wf_arg_int(args[3], &flags)))
    return WF_ERROR;
  if (args[2] != WF_EMPTY && args[2] != WF_NONE)
    return wf_raise(&wf_exc_TypeError, "siginfo must be None");
  return result((int)syscall(SYS_pidfd_send_signal, fd, number, NULL, flags));
}
#endif

WF_NATIVE(signal_alarm) {
  int seconds;
  if (!wf_arg_int(args[0], &seconds)) return WF_ERROR;
  wf_signal_note_timer(ITIMER_REAL, seconds ? WF_TIMER_ONCE : WF_TIMER_OFF);
  return wf_small_int(alarm((unsigned)seconds));
}

static struct timeval to_timeval(double seconds) {
  double whole = floor(seconds);
  struct timeval t = {.tv_sec = (time_t)whole};
  t.tv_usec = (suseconds_t)ceil((seconds - whole) * 1e6);
  if (t.tv_usec >= 1000000) {
    t.tv_usec -= 1000000;
    t.tv_sec++;
  }
  return t;
}

static wf_value seconds_of(const struct timeval *t) {
  return wf_float_new((double)t->tv_sec + 1e-6 * (double)t->tv_usec);
}

static wf_value timer_tuple(const struct itimerval *t) {
  return wf_tuple_of(2, seconds_of(&t->it_value), seconds_of(&t->it_interval));
}

/* False with errno set. */
static bool set_timer(int which, const struct itimerval *next, struct itimerval *before) {
  bool runs = next->it_value.tv_sec || next->it_value.tv_usec;
  bool repeats = next->it_interval.tv_sec || next->it_interval.tv_usec;
  if (which != ITIMER_REAL && which != ITIMER_VIRTUAL && which != ITIMER_PROF) {
    errno = EINVAL;
    return false;
  }
  enum wf_timer then = wf_signal_note_timer(
      which, !runs ? WF_TIMER_OFF : repeats ? WF_TIMER_REPEATS : WF_TIMER_ONCE);
  if (setitimer(which, next, before) == 0) return true;
  wf_signal_note_timer(which, then);
  return false;
}

WF_NATIVE(signal_setitimer) {
  int which;
  double seconds, interval = 0;
  struct itimerval next, before;
  if (!wf_arg_int(args[0], &which) || !wf_arg_double(args[1], &seconds) ||
      (args[2] != WF_EMPTY && !wf_arg_double(args[2], &interval)))
    return WF_ERROR;
  if (isnan(seconds) || isnan(interval))
    return wf_raise(&wf_exc_ValueError, "Invalid value NaN (not a number)");
  if (fabs(seconds) > WF_TIMEOUT_MAX || fabs(interval) > WF_TIMEOUT_MAX)
    return wf_raise(&wf_exc_OverflowError, "timestamp out of range for platform time_t");
  next.it_value = to_timeval(seconds);
  next.it_interval = to_timeval(interval);
  if (!set_timer(which, &next, &before)) return wf_raise_errno(errno, WF_EMPTY);
  return timer_tuple(&before);
}

WF_NATIVE(signal_getitimer) {
  int which;
  struct itimerval now;
  if (!wf_arg_int(args[0], &which)) return WF_ERROR;
  return getitimer(which, &now) < 0 ? wf_raise_errno(errno, WF_EMPTY) : timer_tuple(&now);
}

/* --- Sets of signals --- */

static int add_to_set(wf_value item, void *data) {
  int64_t number;
  if (!wf_arg_int64(item, &number)) {
    if (!wf_error_is(&wf_exc_OverflowError)) return -1;
    wf_error_clear();
    number = -1;
  }
  if (number > 0 && number < WF_SIGNAL_COUNT) {
    /* the system's library keeps some numbers for itself, and so does the collector: left out */
    if (!wf_signal_is_kept((int)number)) sigaddset(data, (int)number);
    return 0;
  }
  wf_raise(&wf_exc_ValueError, "signal number %lld out of range [1; %d]", (long long)number,
           WF_SIGNAL_COUNT - 1);
  return -1;
}

static bool set_argument(wf_value v, sigset_t *set) {
  sigemptyset(set);
  return wf_iterate(v, add_to_set, set) == 0;
}

static wf_value set_of(const sigset_t *set) {
  wf_value v = wf_set_new(WF_EMPTY);
  for (int number = 1; v != WF_ERROR && number < WF_SIGNAL_COUNT; number++)
    if (sigismember(set, number) == 1 && !wf_set_add(v, wf_small_int(number))) return WF_ERROR;
  return v;
}

WF_NATIVE(signal_pthread_sigmask) {
  int how;
  sigset_t set, before;
  if (!wf_arg_int(args[0], &how) || !set_argument(args[1], &set)) return WF_ERROR;
  int error = pthread_sigmask(how, &set, &before);
  if (error) return wf_raise_errno(error, WF_EMPTY);
  return attended() == WF_ERROR ? WF_ERROR : set_of(&before);
}

WF_NATIVE(signal_sigpending) {
  sigset_t set;
  return sigpending(&set) < 0 ? wf_raise_errno(errno, WF_EMPTY) : set_of(&set);
}

WF_NATIVE(signal_valid_signals) {
  sigset_t set;
  wf_signal_fill_blockable(&set);
  return set_of(&set);
}

WF_NATIVE(signal_strsignal) {
  int number;
  if (!signal_argument(args[0], &number)) return WF_ERROR;
  const char *text = strsignal(number);
  if (!text || strncmp(text, "Unknown signal", 14) == 0) return WF_NONE;
  return wf_str_from_c(text);
}

/* --- Waiting --- */

WF_NATIVE(signal_pause) {
  wf_outside_enter();
  pause();
  return wf_outside_leave() ? WF_NONE : WF_ERROR;
}

WF_NATIVE(signal_sigwait) {
  sigset_t set;
  int number, error;
  if (!set_argument(args[0], &set)) return WF_ERROR;
  do {
    wf_outside_enter();
    error = sigwait(&set, &number);
    if (!wf_outside_leave()) return WF_ERROR;
  } while (error == EINTR);
  return error ? wf_raise_errno(error, WF_EMPTY) : wf_small_int(number);
}

static wf_type *info_type;

static wf_value info_record(const siginfo_t *info) {
  const wf_value values[] = {wf_small_int(info->si_signo), wf_small_int(info->si_code),
                             wf_small_int(info->si_errno), wf_small_int(info->si_pid),
                             wf_small_int(info->si_uid),   wf_small_int(info->si_status),
                             wf_int_new(info->si_band)};
  return wf_record_new(info_type, values, WF_COUNT(values));
}

/* Waits until the deadline; -1: without end. None when it is over. */
static wf_value wait_for_info(const sigset_t *set, int64_t deadline) {
  siginfo_t info;
  for (;;) {
    int64_t left = deadline < 0 ? 0 : deadline - wf_monotonic();
    if (left < 0) left = 0;
    struct timespec timeout = {.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
    wf_outside_enter();
    int status = deadline < 0 ? sigwaitinfo(set, &info) : sigtimedwait(set, &info, &timeout);
    int error = errno;
    if (!wf_outside_leave()) return WF_ERROR;
    if (status >= 0) return info_record(&info);
    if (error == EAGAIN) return WF_NONE;
    if (error != EINTR) return wf_raise_errno(error, WF_EMPTY);
  }
}

WF_NATIVE(signal_sigwaitinfo) {
  sigset_t set;
  return set_argument(args[0], &set) ? wait_for_info(&set, -1) : WF_ERROR;
}

WF_NATIVE(signal_sigtimedwait) {
  sigset_t set;
  int64_t timeout;
  if (!wf_arg_timeout(args[1], &timeout)) return WF_ERROR;
  if (timeout < 0) return wf_raise(&wf_exc_ValueError, "timeout must be non-negative");
  if (!set_argument(args[0], &set)) return WF_ERROR;
  int64_t deadline = wf_deadline_after(timeout);
  return wait_for_info(&set, deadline);
}

/* --- The module --- */

static const wf_native_def functions[] = {
    {"signal", signal_signal, "(signalnum, handler, /)",
     "Let handler(signalnum, frame) be called in the main thread when the signal arrives; or "
     "SIG_DFL, SIG_IGN. Returns what it was before.", 0},
    {"getsignal", signal_getsignal, "(signalnum, /)",
     "Who handles the signal; None: not a script.", 0},
    {"siginterrupt", signal_siginterrupt, "(signalnum, flag, /)",
     "Does the signal interrupt system calls?", 0},
    {"set_wakeup_fd", signal_set_wakeup_fd, "(fd, /, *, warn_on_full_buffer=True)",
     "Write each signal's number to this file descriptor when it arrives; -1: no more. Returns the "
     "one before.", 0},
    {"raise_signal", signal_raise, "(signalnum, /)", "Send a signal to the calling thread.", 0},
    {"pthread_kill", signal_pthread_kill, "(thread_id, signalnum, /)",
     "Send a signal to a thread, named by its ident.", 0},
#ifdef SYS_pidfd_send_signal
    {"pidfd_send_signal", signal_pidfd_send_signal, "(pidfd, signalnum, siginfo=None, flags=0, /)",
     "Send a signal to the process that a file descriptor stands for.", 0},
#endif
    {"alarm", signal_alarm, "(seconds, /)",
     "Let SIGALRM arrive after so many seconds; 0: not at all. Returns what was left before.", 0},
    {"setitimer", signal_setitimer, "(which, seconds, interval=0.0, /)",
     "Set a timer; its signal arrives after seconds, and then at each interval. Returns its state "
     "before.", 0},
    {"getitimer", signal_getitimer, "(which, /)", "A timer's seconds left, and its interval.", 0},
    {"pthread_sigmask", signal_pthread_sigmask, "(how, mask, /)",
     "Change which signals the calling thread blocks. Returns those before.", 0},
    {"sigpending", signal_sigpending, "()", "The blocked signals that have arrived.", 0},
    {"valid_signals", signal_valid_signals, "()", "All signals that a script can name.", 0},
    {"strsignal", signal_strsignal, "(signalnum, /)", "The signal in words; None: unknown.", 0},
    {"pause", signal_pause, "()", "Wait for a signal.", 0},
    {"sigwait", signal_sigwait, "(sigset, /)", "Wait for one of these signals, and take it.", 0},
    {"sigwaitinfo", signal_sigwaitinfo, "(sigset, /)",
     "Wait for one of these signals, and take it, with what is known of it.", 0},
    {"sigtimedwait", signal_sigtimedwait, "(sigset, timeout, /)",
     "sigwaitinfo() for some seconds at most; None when they are over.", 0},
    {0},
};

static bool add_constants(wf_value module) {
  bool added = true;
#define ROW(name) added = added && wf_module_add(module, #name, wf_small_int(name));
#include "runtime/native/signal_constants.def"
#undef ROW
  return added;
}

static const char *const info_fields[] = {"si_signo", "si_code", "si_errno", "si_pid",
                                          "si_uid",   "si_status", "si_band", NULL};
static const wf_record_def info_record_def = {
    "signal.struct_siginfo", "What is known of a signal that has arrived.", info_fields, 7};

static bool init(wf_value module) {
  if (!info_type) info_type = wf_record_type_new(&info_record_def);
  return info_type && add_constants(module) &&
         wf_module_add(module, "struct_siginfo", wf_from_type(info_type)) &&
         wf_module_add(module, "default_int_handler", wf_signal_default_interrupt()) &&
         wf_module_add(module, "SIG_DFL", WF_SIGNAL_DEFAULT) &&
         wf_module_add(module, "SIG_IGN", WF_SIGNAL_IGNORE) &&
         wf_module_add(module, "NSIG", wf_small_int(WF_SIGNAL_COUNT));
}

const wf_module_def wf_signal_module = {
    .name = "_signal",
    .doc = "Signals by number.",
    .functions = functions,
    .init = init,
};
