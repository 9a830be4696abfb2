/* Deadlocks: finding and reporting them (deadlock.h). */
#include <config.h>

#include "runtime/deadlock.h"

#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "runtime/dump.h"
#include "runtime/error.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/memory.h"
#include "runtime/native/faulthandler.h"
#include "runtime/signal.h"
#include "runtime/thread.h"
#include "runtime/watch.h"

_Atomic(int64_t) wf_awake_count;
static _Atomic(uint64_t) suspicions, reported;
static _Atomic(bool) foreign_expected;
static _Atomic(bool) is_circle; /* the last that was reported, for those that are told of it */

#define IN_CIRCLE "deadlock: these threads wait for each other"
#define NOBODY "deadlock: no thread can go on"

void wf_deadlock_suspect(void) {
  if (wf_config.deadlock == WF_DEADLOCK_OFF || wf_is_finalizing()) return;
  atomic_fetch_add(&suspicions, 1);
  if (wf_watch_start()) wf_watch_request(WF_WATCH_DEADLOCK);
}

void wf_deadlock_expect_foreign(void) { atomic_store(&foreign_expected, true); }

/* --- Circles --- */

/* Does it wait for one other thread, without end? A lock that a thread takes twice is a signal, as
   in threading.Condition: somebody else is to release it. A lock may always be so, and be released
   by a thread that is not the one which took it: sure: count none. */
static bool waits_for_another(const wf_dump *d, size_t at, bool sure) {
  const wf_dump_thread *t = &d->threads[at];
  if (t->kind == WF_WAIT_NOTHING || t->deadline >= 0 || t->owner_index == WF_DUMP_NOBODY)
    return false;
  return t->kind != WF_WAIT_LOCK || (!sure && t->owner_index != at);
}

/* Each thread waits for one other at most, so from anywhere there is one way to go; who is met
   again on it is in a circle. */
static bool mark_cycle(wf_dump *d, size_t start, uint32_t *seen, uint32_t round, bool sure) {
  size_t at = start;
  while (waits_for_another(d, at, sure) && !seen[at]) {
    seen[at] = round;
    at = d->threads[at].owner_index;
  }
  if (!waits_for_another(d, at, sure) || seen[at] != round) return false;
  for (size_t i = at; !d->threads[i].is_in_cycle; i = d->threads[i].owner_index)
    d->threads[i].is_in_cycle = true;
  return true;
}

bool wf_deadlock_mark_cycles(wf_dump *d, bool sure) {
  uint32_t *seen = calloc(d->thread_count + 1, sizeof *seen);
  bool any = false;
  for (size_t i = 0; seen && i < d->thread_count; i++)
    if (!seen[i]) any |= mark_cycle(d, i, seen, (uint32_t)i + 1, sure);
  free(seen);
  return any;
}

static void write_wait(FILE *out, const wf_dump *d, const wf_dump_thread *t) {
  fputs("  ", out);
  wf_dump_write_name(out, t);
  fputc(' ', out);
  wf_dump_write_state(out, d, t);
  fputc('\n', out);
}

static void write_cycle_from(FILE *out, wf_dump *d, size_t start) {
  size_t at = start;
  do {
    write_wait(out, d, &d->threads[at]);
    d->threads[at].is_written = true;
    at = d->threads[at].owner_index;
  } while (at != start);
}

void wf_deadlock_write_cycles(FILE *out, wf_dump *d) {
  size_t first = 0;
  while (!d->threads[first].is_in_cycle) first++;
  for (size_t i = first; i < d->thread_count; i++) {
    if (!d->threads[i].is_in_cycle || d->threads[i].is_written) continue;
    fputs(i == first ? "" : "\n", out);
    fputs(IN_CIRCLE "\n", out);
    write_cycle_from(out, d, i);
  }
}

/* --- When nobody can go on --- */

static void pause_ms(long milliseconds) {
  struct timespec time = {.tv_sec = milliseconds / 1000,
                          .tv_nsec = milliseconds % 1000 * 1000000};
  nanosleep(&time, NULL);
}

/* Nobody has been awake since that suspicion, and nobody is about to wake up. */
static bool is_still(uint64_t suspicion) {
  wf_thread *t = wf_thread_main();
  return atomic_load(&wf_awake_count) == 0 && atomic_load(&suspicions) == suspicion &&
         !wf_is_finalizing() && t && !(atomic_load(&t->poll) & WF_POLL_ATTENTION);
}

/* Something outside the scripts may wake a thread. Then, and in a host, whose own threads may come
   in at any time, only a circle of locks that nobody else can release is sure. */
static bool may_be_woken(void) {
  struct itimerval alarm; /* the other timers stand still while nobody runs */
  bool rings = getitimer(ITIMER_REAL, &alarm) == 0 && timerisset(&alarm.it_value);
  return rings || wf_faulthandler_is_pending() || wf_signal_has_script_handlers() ||
         atomic_load(&foreign_expected);
}

static bool is_deadlock(wf_dump *d) {
  bool only_cycles = !wf_config.is_command || may_be_woken();
  return wf_deadlock_mark_cycles(d, only_cycles) || !only_cycles;
}

static bool any_in_cycle(const wf_dump *d) {
  for (size_t i = 0; i < d->thread_count; i++)
    if (d->threads[i].is_in_cycle) return true;
  return false;
}

static void write_report(FILE *out, wf_dump *d) {
  if (any_in_cycle(d)) {
    wf_deadlock_write_cycles(out, d);
  } else {
    fputs(NOBODY "\n", out);
    for (size_t i = 0; i < d->thread_count; i++)
      if (d->threads[i].kind != WF_WAIT_NOTHING) write_wait(out, d, &d->threads[i]);
  }
  for (size_t i = 0; i < d->thread_count; i++) {
    fputc('\n', out);
    wf_dump_write_thread(out, d, &d->threads[i]);
  }
}

/* Of those in its circle, did it begin to wait last? */
static bool closed_its_cycle(const wf_dump *d, size_t start) {
  if (!d->threads[start].is_in_cycle) return false;
  size_t at = d->threads[start].owner_index;
  while (at != start && d->threads[at].since <= d->threads[start].since)
    at = d->threads[at].owner_index;
  return at == start;
}

static void ask(wf_thread *t, void *ident) {
  if (t->ident == *(uint64_t *)ident) wf_poll_request(t, WF_POLL_DEADLOCK);
}

/* Unless it has ended meanwhile. */
static void ask_main(void) {
  wf_thread *t = wf_thread_main();
  if (t) wf_poll_request(t, WF_POLL_DEADLOCK);
}

/* One thread of each circle gets the exception; without a circle, the main thread does. */
static void raise_in_some(const wf_dump *d) {
  bool any = false;
  atomic_store(&is_circle, any_in_cycle(d));
  for (size_t i = 0; i < d->thread_count; i++) {
    if (!closed_its_cycle(d, i)) continue;
    wf_thread_for_each(ask, &d->threads[i].ident);
    any = true;
  }
  if (!any) ask_main();
}

static void report(wf_dump *d) {
  char *text;
  size_t size;
  FILE *out = wf_dump_open(&text, &size);
  if (out) {
    write_report(out, d);
    wf_dump_close(out, &text, &size);
  }
  if (wf_config.deadlock == WF_DEADLOCK_RAISE) raise_in_some(d);
}

/* A finalizer of something that nobody refers to may still wake a thread. While all sleep, nobody
   else collects; what is ready then asks for the main thread's attention. */
static bool finalizers_may_help(uint64_t suspicion) {
  wf_memory_collect();
  return !is_still(suspicion);
}

/* Was it reported? */
static bool look(uint64_t suspicion) {
  wf_dump *d = wf_dump_take();
  if (!d) return false;
  bool sure = is_deadlock(d) && !finalizers_may_help(suspicion);
  if (sure) report(d);
  wf_dump_free(d);
  return sure;
}

void wf_deadlock_check(void) {
  uint64_t suspicion = atomic_load(&suspicions);
  if (suspicion == atomic_load(&reported) || !is_still(suspicion)) return;
  pause_ms(20); /* a signal may be on its way */
  if (!is_still(suspicion) || !look(suspicion)) return;
  atomic_store(&reported, suspicion);
  if (wf_config.deadlock != WF_DEADLOCK_ABORT) return;
  ask_main();
  pause_ms(2000); /* the main thread writes what is buffered; if it cannot, so be it */
  _exit(WF_DEADLOCK_STATUS);
}

static WF_OF_LIFE _Atomic(bool) main_has_met;

bool wf_deadlock_met_main(void) { return atomic_load(&main_has_met); }
void wf_deadlock_forget_main(void) { atomic_store(&main_has_met, false); }

void wf_deadlock_meet(void) {
  if (wf_config.deadlock == WF_DEADLOCK_RAISE) {
    wf_self->in_vain = true;
    if (wf_self == wf_thread_main()) atomic_store(&main_has_met, true);
    wf_raise(&wf_exc_RuntimeError, "%s", atomic_load(&is_circle) ? IN_CIRCLE : NOBODY);
    return;
  }
  wf_flush_standard_streams();
  _exit(WF_DEADLOCK_STATUS);
}
