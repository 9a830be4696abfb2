/* The functions of the system by which a host would take the collector's two signals away.

   The collector stops a thread that runs by a signal, and another one lets it go on. A server
   blocks all signals in each thread and waits for them in one, as books on threads advise: then the
   first collection would wait for ever. So these functions leave the two out of what they block or
   wait for, once the collector runs; all else is as the caller says. They come before the system's
   in a program that is linked with this library. (Rejected: to look at the mask whenever a thread
   comes in, a system call each time; and it may be blocked after that.)

   Not held off: ppoll and its like, and sigsuspend, with a mask that has the two; system calls that
   do without the library of C; a program that loads this library by dlopen. */
#include <config.h>

#include "runtime/kept_signals.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "runtime/thread.h"

static _Atomic(int) kept[2]; /* 0: the collector does not run yet */

void wf_kept_signals_begin(int stop, int start) {
  atomic_store(&kept[0], stop);
  atomic_store(&kept[1], start);
}

#if defined(__linux__) && !defined(WF_SANITIZER)
#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))
#define MASK_SIZE (_NSIG / 8) /* bytes of the system's set of signals */

static sigset_t without_kept(const sigset_t *set) {
  sigset_t rest = *set;
  for (int i = 0; i < 2; i++) {
    int number = atomic_load_explicit(&kept[i], memory_order_relaxed);
    if (number) sigdelset(&rest, number);
  }
  return rest;
}

/* 0 or an error's number. Like the library of C, it blocks none of the signals that are its own. */
static int change_mask(int how, const sigset_t *set, sigset_t *before) {
  sigset_t rest;
  if (set && how != SIG_UNBLOCK) {
    rest = without_kept(set);
    for (int own = 32; own < SIGRTMIN; own++) sigdelset(&rest, own);
    set = &rest;
  }
  return syscall(SYS_rt_sigprocmask, how, set, before, MASK_SIZE) == 0 ? 0 : errno;
}

EXPORTED int pthread_sigmask(int how, const sigset_t *set, sigset_t *before) {
  int saved = errno, error = change_mask(how, set, before);
  errno = saved;
  return error;
}

EXPORTED int sigprocmask(int how, const sigset_t *set, sigset_t *before) {
  int error = change_mask(how, set, before);
  if (error) errno = error;
  return error ? -1 : 0;
}

/* The system's own one, which a thread can be cancelled in. */
typedef int wait_function(const sigset_t *set, siginfo_t *info, const struct timespec *timeout);
static int wait_once(const sigset_t *set, siginfo_t *info, const struct timespec *timeout) {
  static _Atomic(wait_function *) next;
  wait_function *function = atomic_load_explicit(&next, memory_order_relaxed);
  if (!function) {
    void *found = dlsym(RTLD_NEXT, "sigtimedwait");
    __builtin_memcpy(&function, &found, sizeof function);
    atomic_store_explicit(&next, function, memory_order_relaxed);
  }
  if (function) return function(set, info, timeout);
  return (int)syscall(SYS_rt_sigtimedwait, set, info, timeout, MASK_SIZE);
}

#define SECOND 1000000000 /* nanoseconds */
#define MOST_SECONDS (INT64_MAX / 4 / SECOND)
static int64_t nanoseconds(const struct timespec *t) {
  return (int64_t)t->tv_sec * SECOND + t->tv_nsec;
}

/* Who waits for the two as well does not expect that they end the wait: it goes on. */
static int wait_for(const sigset_t *set, siginfo_t *info, const struct timespec *timeout) {
  sigset_t rest = without_kept(set);
  int number = atomic_load_explicit(&kept[0], memory_order_relaxed);
  bool goes_on = number && sigismember(set, number) == 1;
  bool has_end = goes_on && timeout && timeout->tv_sec < MOST_SECONDS;
  int64_t end = has_end ? wf_monotonic() + nanoseconds(timeout) : 0;
  struct timespec left;
  for (;;) {
    int got = wait_once(&rest, info, timeout);
    if (got >= 0 || errno != EINTR || !goes_on) return got;
    if (!has_end) continue;
    int64_t rest_of_it = end - wf_monotonic();
    if (rest_of_it < 0) rest_of_it = 0;
    left = (struct timespec){.tv_sec = rest_of_it / SECOND, .tv_nsec = rest_of_it % SECOND};
    timeout = &left;
  }
}

EXPORTED int sigtimedwait(const sigset_t *restrict set, siginfo_t *restrict info,
                          const struct timespec *restrict timeout) {
  return wait_for(set, info, timeout);
}

EXPORTED int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info) {
  return wait_for(set, info, NULL);
}

EXPORTED int sigwait(const sigset_t *restrict set, int *restrict number) {
  int saved = errno, got;
  do got = wait_for(set, NULL, NULL); /* sigwait never says EINTR */
  while (got < 0 && errno == EINTR);
  int error = got < 0 ? errno : 0;
  errno = saved;
  if (got > 0) *number = got;
  return error;
}
#endif
