/* The watcher (watch.h). */
#include <config.h>

#include "runtime/watch.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "runtime/deadlock.h"
#include "runtime/dump.h"
#include "runtime/exit_report.h"
#include "runtime/memory.h"
#include "runtime/native/faulthandler.h"
#include "runtime/signal.h"
#include "runtime/thread.h"

#define STACK_SIZE ((size_t)256 << 10)

static pthread_mutex_t start_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_t thread;
static _Atomic(bool) running;
static _Atomic(unsigned) wanted; /* enum wf_watch_task */
static sem_t wake;

/* Until something is wanted or due. */
static void rest(void) {
  int64_t due = wf_exit_report_due(), left = due - wf_monotonic();
  if (due < 0) {
    while (sem_wait(&wake) != 0 && errno == EINTR) continue;
  } else if (left > 0) {
    struct timespec until; /* this clock may be set meanwhile: then it is late or early */
    clock_gettime(CLOCK_REALTIME, &until);
    left += until.tv_nsec;
    until.tv_sec += left / 1000000000;
    until.tv_nsec = left % 1000000000;
    sem_timedwait(&wake, &until);
  }
}

static void dump(void) {
  char heading[32];
  snprintf(heading, sizeof heading, "process %ld", (long)getpid());
  wf_dump_all(heading);
}

static void work(unsigned tasks) {
  int64_t due = wf_exit_report_due();
  if (tasks & WF_WATCH_DEADLOCK) wf_deadlock_check();
  if (tasks & WF_WATCH_DUMP) dump();
  if (tasks & WF_WATCH_SIGNALS) wf_faulthandler_write_asked();
  if (due >= 0 && wf_monotonic() >= due) wf_exit_report_write();
}

static void *watch(void *data) {
  for (;;) {
    rest();
    unsigned tasks = atomic_exchange(&wanted, 0);
    if (tasks & WF_WATCH_END) return data;
    if (!wf_memory_register_thread()) continue;
    work(tasks);
    wf_memory_unregister_thread();
  }
}

static bool create(void) {
  pthread_attr_t attributes;
  sigset_t all, before;
  wf_signal_fill_blockable(&all);
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, STACK_SIZE);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int status = pthread_create(&thread, &attributes, watch, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  return status == 0;
}

/* The child of a fork has no watcher until it needs one. */
static void forget(void) {
  pthread_mutex_init(&start_lock, NULL);
  sem_init(&wake, 0, 0);
  atomic_store(&wanted, 0);
  atomic_store(&running, false);
}

static void init_once(void) {
  sem_init(&wake, 0, 0);
  pthread_atfork(NULL, NULL, forget);
}

bool wf_watch_start(void) {
  if (atomic_load_explicit(&running, memory_order_acquire)) return true;
  pthread_once(&once, init_once);
  pthread_mutex_lock(&start_lock);
  if (!atomic_load(&running)) atomic_store(&running, create());
  pthread_mutex_unlock(&start_lock);
  return atomic_load(&running);
}

bool wf_watch_request(enum wf_watch_task task) {
  if (!atomic_load_explicit(&running, memory_order_acquire)) return false;
  atomic_fetch_or(&wanted, (unsigned)task);
  sem_post(&wake);
  return true;
}

void wf_watch_stop(void) {
  if (!wf_watch_request(WF_WATCH_END)) return;
  pthread_join(thread, NULL);
  atomic_store(&running, false);
}
