/* faulthandler: the stacks of all threads when the process crashes, when a time is over, when a
   signal arrives, or now. The texts are CPython's, for programs that read them.

   The handlers of fatal signals use nothing but system calls and memory that is there already. They
   read other threads' frames while those may be running: it is the best that can be done then. The
   other dumps are taken while all threads are held still (dump.h). */
#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "runtime/call.h"
#include "runtime/deadlock.h"
#include "runtime/dump.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/int.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/native/faulthandler.h"
#include "runtime/signal.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/watch.h"

#define MOST_THREADS 100
#define MOST_CHARACTERS 500

/* --- Writing, with system calls alone --- */

typedef struct writer {
  int fd;
  size_t size;
  char text[512];
} writer;

static void flush(writer *w) {
  for (size_t done = 0; done < w->size;) {
    ssize_t n = write(w->fd, w->text + done, w->size - done);
    if (n < 0 && errno != EINTR) break;
    if (n > 0) done += (size_t)n;
  }
  w->size = 0;
}

static void put(writer *w, char c) {
  if (w->size == sizeof w->text) flush(w);
  w->text[w->size++] = c;
}

static void put_text(writer *w, const char *text) {
  while (*text) put(w, *text++);
}

static void put_hex(writer *w, uint64_t number, int digits) {
  while (digits-- > 0) put(w, "0123456789abcdef"[number >> digits * 4 & 15]);
}

static void put_decimal(writer *w, uint64_t number, int digits) {
  char text[20];
  int count = 0;
  do text[count++] = (char)('0' + number % 10);
  while (number /= 10);
  while (digits-- > count) put(w, '0');
  while (count) put(w, text[--count]);
}

static void put_character(writer *w, uint32_t c) {
  if (c >= ' ' && c < 127) {
    put(w, (char)c);
  } else {
    put_text(w, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
    put_hex(w, c, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
  }
}

static void put_str(writer *w, wf_value text) {
  const unsigned char *p = (const unsigned char *)wf_str_bytes(text), *end = p + wf_str_size(text);
  for (int i = 0; p < end; i++) {
    if (i == MOST_CHARACTERS) {
      put_text(w, "...");
      return;
    }
    uint32_t c = *p++;
    int more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
    if (more) c &= 0x3fu >> more;
    for (; more && p < end; more--) c = c << 6 | (*p++ & 0x3f);
    put_character(w, c);
  }
}

static void put_frames(writer *w, const wf_dump_frame *frames, size_t count, bool is_cut) {
  if (!count) put_text(w, "  <no Python frame>\n");
  for (size_t i = 0; i < count; i++) {
    put_text(w, "  File \"");
    put_str(w, frames[i].filename);
    put_text(w, "\", line ");
    put_decimal(w, (uint64_t)frames[i].line, 0);
    put_text(w, " in ");
    put_str(w, frames[i].name);
    put(w, '\n');
  }
  if (is_cut) put_text(w, "  ...\n");
}

static void put_thread_heading(writer *w, uint64_t ident, bool is_current) {
  put_text(w, is_current ? "Current thread 0x" : "Thread 0x");
  put_hex(w, ident, 16);
  put_text(w, " (most recent call first):\n");
}

/* --- In signal handlers --- */

static WF_UNCHECKED_RACE void put_thread_frames(writer *w, const wf_thread *t) {
  wf_dump_frame frames[WF_DUMP_DEPTH];
  size_t depth = wf_hooks.thread_frames(t, frames, WF_DUMP_DEPTH);
  put_frames(w, frames, depth < WF_DUMP_DEPTH ? depth : WF_DUMP_DEPTH, depth > WF_DUMP_DEPTH);
}

static WF_UNCHECKED_RACE void put_threads(writer *w) {
  size_t count = 0;
  for (const wf_thread *t = wf_thread_first(); t; t = t->next) {
    if (!t->used || atomic_load(&((wf_thread *)t)->waiting.kind) == WF_WAIT_IDLE) continue;
    if (count) put(w, '\n');
    if (count++ == MOST_THREADS) {
      put_text(w, "...\n");
      return;
    }
    put_thread_heading(w, t->ident, t == wf_self);
    put_thread_frames(w, t);
  }
}

static void dump_in_handler(int fd, bool all_threads, const char *reason) {
  writer w = {.fd = fd};
  if (reason) {
    put_text(&w, "Fatal Python error: ");
    put_text(&w, reason);
    put_text(&w, "\n\n");
  }
  if (all_threads) {
    put_threads(&w);
  } else {
    put_text(&w, "Stack (most recent call first):\n");
    if (wf_self) put_thread_frames(&w, wf_self);
    else put_frames(&w, NULL, 0, false);
  }
  flush(&w);
}

/* --- From threads --- */

/* current: the ident of the thread that is shown as such. */
static void put_dump(writer *w, const wf_dump *d, uint64_t current) {
  for (size_t i = d->thread_count, count = 0; i-- > 0; count++) {
    const wf_dump_thread *t = &d->threads[i];
    if (count) put(w, '\n');
    if (count == MOST_THREADS) {
      put_text(w, "...\n");
      return;
    }
    put_thread_heading(w, t->ident, current == t->ident);
    put_frames(w, d->frames + t->first_frame, t->frame_count, t->is_cut);
  }
}

/* The calling thread is known to the collector. */
static void dump_all_threads(int fd, const char *heading, uint64_t current) {
  writer w = {.fd = fd};
  wf_dump *d = wf_dump_take();
  put_text(&w, heading);
  if (d) put_dump(&w, d, current);
  flush(&w);
  if (d) wf_dump_free(d);
}

/* --- The file that is written to --- */

static bool fail(const wf_type *type, const char *message) {
  wf_raise(type, "%s", message);
  return false;
}

static bool file_argument(wf_value *file, int *fd) {
  if (*file == WF_EMPTY || *file == WF_NONE) {
    *file = wf_sys_get("stderr");
    if (*file == WF_EMPTY) return fail(&wf_exc_RuntimeError, "unable to get sys.stderr");
    if (*file == WF_NONE) return fail(&wf_exc_RuntimeError, "sys.stderr is None");
  } else if (wf_is_int(*file)) {
    if (!wf_arg_int(*file, fd)) return false;
    *file = WF_NONE;
    return *fd >= 0 || fail(&wf_exc_ValueError, "file is not a valid file descripter");
  }
  wf_value number = wf_call_method0(*file, wf_str_intern_c("fileno"));
  if (number == WF_ERROR) return false;
  if (!wf_is_int(number) || !wf_arg_int(number, fd) || *fd < 0) {
    wf_error_clear();
    return fail(&wf_exc_RuntimeError, "file.fileno() is not a valid file descriptor");
  }
  if (wf_call_method0(*file, wf_names.flush) == WF_ERROR) wf_error_clear();
  return true;
}

static bool truth_argument(wf_value v, bool fallback, bool *out) {
  int truth = v == WF_EMPTY ? fallback : wf_truth(v);
  *out = truth > 0;
  return truth >= 0;
}

WF_NATIVE(faulthandler_dump_traceback) {
  wf_value file = args[0];
  int fd;
  bool all;
  if (!file_argument(&file, &fd) || !truth_argument(args[1], true, &all)) return WF_ERROR;
  if (all) dump_all_threads(fd, "", wf_self->ident);
  else dump_in_handler(fd, false, NULL);
  return wf_poll(wf_self) ? WF_NONE : WF_ERROR;
}

/* --- Fatal signals --- */

/* Held by whoever changes what the handlers do; they themselves take no lock. */
static pthread_mutex_t settings = PTHREAD_MUTEX_INITIALIZER;

static struct fatal {
  int number;
  const char *name;
  _Atomic(bool) taken;
  struct sigaction before;
} fatals[] = {
    {.number = SIGBUS, .name = "Bus error"},
    {.number = SIGILL, .name = "Illegal instruction"},
    {.number = SIGFPE, .name = "Floating point exception"},
    {.number = SIGABRT, .name = "Aborted"},
    {.number = SIGSEGV, .name = "Segmentation fault"}, /* last: it comes first in a crash */
};
static _Atomic(bool) enabled, fatal_all;
static _Atomic(int) fatal_fd = -1;
static wf_slot fatal_file; /* kept open */

static void restore(struct fatal *f) {
  if (atomic_exchange(&f->taken, false)) sigaction(f->number, &f->before, NULL);
}

static void on_fatal(int number) {
  int error = errno;
  size_t i = 0;
  while (i < WF_COUNT(fatals) - 1 && fatals[i].number != number) i++;
  restore(&fatals[i]); /* a fault in here ends the process */
  dump_in_handler(fatal_fd, fatal_all, fatals[i].name);
  errno = error;
  raise(number); /* what would have happened without us */
}

/* So that the handler has a stack when the thread's own is used up. */
static void give_stack(void) {
  static bool given; /* under `settings` */
  if (given) return;
  stack_t stack = {.ss_size = (size_t)64 << 10};
  stack.ss_sp = malloc(stack.ss_size);
  given = stack.ss_sp && sigaltstack(&stack, NULL) == 0;
}

static bool enable(void) {
  if (enabled) return true;
  give_stack();
  enabled = true;
  for (size_t i = 0; i < WF_COUNT(fatals); i++) {
    struct sigaction action = {.sa_handler = on_fatal, .sa_flags = SA_NODEFER | SA_ONSTACK};
    if (wf_signal_action(fatals[i].number, &action, &fatals[i].before) != 0) return false;
    fatals[i].taken = true;
  }
  return true;
}

WF_NATIVE(faulthandler_enable) {
  wf_value file = args[0];
  int fd;
  bool all;
  if (!file_argument(&file, &fd) || !truth_argument(args[1], true, &all)) return WF_ERROR;
  pthread_mutex_lock(&settings);
  wf_slot_set(&fatal_file, file);
  fatal_fd = fd;
  fatal_all = all;
  bool done = enable();
  int error = errno;
  pthread_mutex_unlock(&settings);
  return done ? WF_NONE : wf_raise_errno(error, WF_EMPTY);
}

WF_NATIVE(faulthandler_disable) {
  pthread_mutex_lock(&settings);
  bool was_enabled = enabled;
  for (size_t i = 0; i < WF_COUNT(fatals); i++) restore(&fatals[i]);
  enabled = false;
  wf_slot_set(&fatal_file, WF_EMPTY);
  pthread_mutex_unlock(&settings);
  return wf_bool(was_enabled);
}

WF_NATIVE(faulthandler_is_enabled) { return wf_bool(enabled); }

/* --- When a time is over --- */

static struct {
  pthread_mutex_t lock;
  pthread_cond_t wake;
  pthread_t thread;
  bool running, cancelled; /* cancelled: under the lock; the rest the caller's, one at a time */
  bool repeat, exit;
  int fd;
  int64_t interval;
  char heading[64];
} later = {.lock = PTHREAD_MUTEX_INITIALIZER};
static pthread_mutex_t later_users = PTHREAD_MUTEX_INITIALIZER;
static wf_slot later_file;
static _Atomic(bool) is_pending;

bool wf_faulthandler_is_pending(void) { return atomic_load(&is_pending); }

/* False: it is cancelled. */
static bool wait_for_time(void) {
  int64_t deadline = wf_monotonic() + later.interval;
  struct timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
  pthread_mutex_lock(&later.lock);
  while (!later.cancelled)
    if (pthread_cond_timedwait(&later.wake, &later.lock, &until) == ETIMEDOUT) break;
  bool cancelled = later.cancelled;
  pthread_mutex_unlock(&later.lock);
  return !cancelled;
}

static void *watch_time(void *data) {
  do {
    if (!wait_for_time()) return data;
    if (wf_memory_register_thread()) {
      dump_all_threads(later.fd, later.heading, 0);
      wf_memory_unregister_thread();
    }
    if (later.exit) _exit(1);
  } while (later.repeat);
  atomic_store(&is_pending, false);
  wf_deadlock_suspect(); /* that it was pending may have kept one from being reported */
  return data;
}

static void cancel_later(void) {
  if (!later.running) return;
  pthread_mutex_lock(&later.lock);
  later.cancelled = true;
  pthread_cond_signal(&later.wake);
  pthread_mutex_unlock(&later.lock);
  wf_outside_enter();
  pthread_join(later.thread, NULL);
  wf_outside_return(); /* what a signal's handler raises comes when the caller has done all */
  atomic_store(&is_pending, false);
  pthread_cond_destroy(&later.wake);
  later.running = false;
}

static int start_later(void) {
  pthread_condattr_t attributes;
  sigset_t all, before;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&later.wake, &attributes);
  pthread_condattr_destroy(&attributes);
  later.cancelled = false;
  atomic_store(&is_pending, true);
  wf_signal_fill_blockable(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int status = pthread_create(&later.thread, NULL, watch_time, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  later.running = status == 0;
  if (!later.running) atomic_store(&is_pending, false);
  return status;
}

static void write_heading(int64_t nanoseconds) {
  int64_t us = nanoseconds / 1000, seconds = us / 1000000;
  int n = snprintf(later.heading, sizeof later.heading,
                   "Timeout (%" PRId64 ":%02d:%02d", seconds / 3600, (int)(seconds / 60 % 60),
                   (int)(seconds % 60));
  if (us % 1000000)
    n += snprintf(later.heading + n, sizeof later.heading - (size_t)n, ".%06d",
                  (int)(us % 1000000));
  snprintf(later.heading + n, sizeof later.heading - (size_t)n, ")!\n");
}

WF_NATIVE(faulthandler_dump_traceback_later) {
  wf_value file = args[2];
  int fd;
  int64_t interval;
  bool repeat, exit;
  if (!wf_arg_timeout(args[0], &interval)) return WF_ERROR;
  if (interval < 1000)
    return wf_raise(&wf_exc_ValueError, "timeout must be greater than 0");
  if (!truth_argument(args[1], false, &repeat) || !truth_argument(args[3], false, &exit) ||
      !file_argument(&file, &fd))
    return WF_ERROR;
  pthread_mutex_lock(&later_users);
  cancel_later();
  later.fd = fd;
  later.repeat = repeat;
  later.exit = exit;
  later.interval = interval;
  write_heading(interval);
  wf_slot_set(&later_file, file);
  int status = start_later();
  pthread_mutex_unlock(&later_users);
  if (status) return wf_raise(&wf_exc_RuntimeError, "unable to start watchdog thread");
  return WF_NONE;
}

WF_NATIVE(faulthandler_cancel_dump_traceback_later) {
  pthread_mutex_lock(&later_users);
  cancel_later();
  wf_slot_set(&later_file, WF_EMPTY);
  pthread_mutex_unlock(&later_users);
  return WF_NONE;
}

/* --- When a signal arrives --- */

static struct user {
  _Atomic(bool) taken, all, chain;
  _Atomic(int) fd;
  wf_slot file;
  struct sigaction before;
  _Atomic(uint64_t) asker;          /* the ident of the thread that the signal came to */
  _Atomic(unsigned) asked, written; /* dumps */
  _Atomic(bool) late;               /* one was waited for in vain, and is not written yet */
} users[WF_SIGNAL_COUNT];
static _Atomic(uint64_t) asking; /* a bit for each signal with one that is asked for */

/* Other threads go on while a handler runs: their frames can be read when the watcher has stopped
   them only. The output is there when the handler returns, unless it has interrupted its thread
   where the watcher has to wait for that: then signals that come meanwhile are not waited for, or
   the thread would never come on. False: there is no watcher. */
static bool ask_watcher(struct user *u) {
  const struct timespec slice = {.tv_nsec = 100000};
  enum { MOST_SLICES = 500 };
  atomic_store(&u->asker, wf_thread_ident());
  unsigned mine = atomic_fetch_add(&u->asked, 1) + 1;
  atomic_fetch_or(&asking, (uint64_t)1 << (u - users - 1));
  if (!wf_watch_request(WF_WATCH_SIGNALS)) return false;
  wf_thread *t = wf_self;
  bool first = t && !atomic_exchange(&t->handling, true);
  bool vain = false;
  for (int i = 0; !vain && (int)(atomic_load(&u->written) - mine) < 0; i++) {
    vain = i == MOST_SLICES || atomic_load(&u->late);
    if (!vain) nanosleep(&slice, NULL);
  }
  if (vain) atomic_store(&u->late, true);
  if (first) atomic_store(&t->handling, false);
  return true;
}

void wf_faulthandler_write_asked(void) {
  uint64_t signals = atomic_exchange(&asking, 0);
  for (int number = 1; number < WF_SIGNAL_COUNT; number++) {
    struct user *u = &users[number];
    if (!(signals >> (number - 1) & 1)) continue;
    unsigned asked = atomic_load(&u->asked);
    pthread_mutex_lock(&settings); /* the descriptor stays what it is */
    if (u->taken) dump_all_threads(u->fd, "", u->asker);
    pthread_mutex_unlock(&settings);
    atomic_store(&u->late, false);
    atomic_store(&u->written, asked);
  }
}

static void on_user(int number);

/* set: sigaction(), or as it. */
static bool take_user(int number, int (*set)(int, const struct sigaction *, struct sigaction *)) {
  /* on the thread's own stack: on another, a collection meanwhile would not find its way */
  struct sigaction action = {.sa_handler = on_user, .sa_flags = SA_RESTART};
  if (users[number].chain) action.sa_flags |= SA_NODEFER;
  errno = EINVAL;
  return !wf_signal_is_kept(number) &&
         set(number, &action, users[number].taken ? NULL : &users[number].before) == 0;
}

static void on_user(int number) {
  int error = errno;
  struct user *u = &users[number];
  if (!u->all || !ask_watcher(u)) dump_in_handler(u->fd, u->all, NULL);
  if (u->chain) {
    sigaction(number, &u->before, NULL);
    errno = error;
    raise(number);
    take_user(number, sigaction);
    if (!u->taken) sigaction(number, &u->before, NULL); /* unregistered in another thread */
  }
  errno = error;
}

static bool user_signal(wf_value v, int *number) {
  if (!wf_arg_parsed_int(v, number)) return false;
  for (size_t i = 0; i < WF_COUNT(fatals); i++) {
    if (fatals[i].number != *number) continue;
    wf_raise(&wf_exc_RuntimeError, "signal %d cannot be registered, use enable() instead",
             *number);
    return false;
  }
  return wf_signal_is_valid(*number) || fail(&wf_exc_ValueError, "signal number out of range");
}

WF_NATIVE(faulthandler_register) {
  wf_value file = args[1];
  int number, fd;
  bool all, chain;
  if (!user_signal(args[0], &number) || !file_argument(&file, &fd) ||
      !truth_argument(args[2], true, &all) || !truth_argument(args[3], false, &chain))
    return WF_ERROR;
  struct user *u = &users[number];
  if (all) wf_watch_start();
  pthread_mutex_lock(&settings);
  wf_slot_set(&u->file, file);
  u->fd = fd;
  u->all = all;
  u->chain = chain;
  bool done = take_user(number, wf_signal_action);
  int error = errno;
  if (done) u->taken = true;
  pthread_mutex_unlock(&settings);
  return done ? WF_NONE : wf_raise_errno(error, WF_EMPTY);
}

static bool drop_user(int number) {
  struct user *u = &users[number];
  pthread_mutex_lock(&settings);
  bool taken = atomic_exchange(&u->taken, false); /* first: see on_user */
  if (taken) wf_signal_action(number, &u->before, NULL);
  wf_slot_set(&u->file, WF_EMPTY);
  pthread_mutex_unlock(&settings);
  return taken;
}

WF_NATIVE(faulthandler_unregister) {
  int number;
  return user_signal(args[0], &number) ? wf_bool(drop_user(number)) : WF_ERROR;
}

void wf_faulthandler_finish(void) {
  pthread_mutex_lock(&later_users); /* a daemon may be about to do the same */
  cancel_later();
  pthread_mutex_unlock(&later_users);
  for (size_t i = 0; i < WF_COUNT(fatals); i++) restore(&fatals[i]);
  for (int number = 1; number < WF_SIGNAL_COUNT; number++) drop_user(number);
  enabled = false;
}

/* --- Faults, for trying it out --- */

static void no_core_file(void) {
  struct rlimit none = {0};
  setrlimit(RLIMIT_CORE, &none);
}

WF_NATIVE(faulthandler_sigsegv) {
  no_core_file();
  raise(SIGSEGV);
  return WF_NONE;
}
WF_NATIVE(faulthandler_sigfpe) {
  no_core_file();
  raise(SIGFPE);
  return WF_NONE;
}
WF_NATIVE(faulthandler_sigabrt) {
  no_core_file();
  abort();
}
/* Meant to crash, so that no sanitizer is to find it first. */
__attribute__((no_sanitize("undefined"))) static int read_from(volatile const int *nowhere) {
  return *nowhere;
}
WF_NATIVE(faulthandler_read_null) {
  no_core_file();
  return wf_small_int(read_from(NULL));
}

static const wf_native_def functions[] = {
    {"enable", faulthandler_enable, "(file=sys.stderr, all_threads=True)",
     "Write the stacks to the file when the process crashes.", 0},
    {"disable", faulthandler_disable, "()", "No more. Was it enabled?", 0},
    {"is_enabled", faulthandler_is_enabled, "()", "Is it enabled?", 0},
    {"dump_traceback", faulthandler_dump_traceback, "(file=sys.stderr, all_threads=True)",
     "Write the stacks to the file.", 0},
    {"dump_traceback_later", faulthandler_dump_traceback_later,
     "(timeout, repeat=False, file=sys.stderr, exit=False)",
     "Write the stacks to the file after so many seconds, or each time they have passed; exit: "
     "then end the process.", 0},
    {"cancel_dump_traceback_later", faulthandler_cancel_dump_traceback_later, "()",
     "Forget dump_traceback_later().", 0},
    {"register", faulthandler_register,
     "(signum, file=sys.stderr, all_threads=True, chain=False)",
     "Write the stacks to the file when the signal arrives; chain: then call the handler that it "
     "had.", 0},
    {"unregister", faulthandler_unregister, "(signum, /)",
     "No more for this signal. Was it registered?", 0},
    {"_sigsegv", faulthandler_sigsegv, "(release_gil=False, /)", "Crash.", 0},
    {"_sigfpe", faulthandler_sigfpe, "()", "Crash.", 0},
    {"_sigabrt", faulthandler_sigabrt, "()", "Crash.", 0},
    {"_read_null", faulthandler_read_null, "()", "Crash.", 0},
    {0},
};

const wf_module_def wf_faulthandler_module = {
    .name = "faulthandler",
    .doc = "The stacks of all threads when something goes wrong.",
    .functions = functions,
};
