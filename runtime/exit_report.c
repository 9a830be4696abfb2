/* The report on an exit that waits for long (exit_report.h). */
#include <config.h>

#include "runtime/exit_report.h"

#include <stdatomic.h>
#include <stdio.h>

#include "runtime/dump.h"
#include "runtime/guard.h"
#include "runtime/lifecycle.h"
#include "runtime/thread.h"
#include "runtime/watch.h"
#include "runtime/worker.h"

static _Atomic(int64_t) due = -1;   /* -1: no wait, or reported */
static _Atomic(int64_t) began = -1; /* the first wait of this life */
static _Atomic(bool) reported;

void wf_exit_report_begin(void) {
  if (wf_config.report <= 0 || atomic_load(&reported) || !wf_watch_start()) return;
  int64_t none = -1, now = wf_monotonic();
  atomic_compare_exchange_strong(&began, &none, now);
  atomic_store(&due, atomic_load(&began) + wf_config.report);
  wf_watch_request(WF_WATCH_TIME);
}

void wf_exit_report_end(void) { atomic_store(&due, -1); }

void wf_exit_report_finish(void) {
  atomic_store(&due, -1);
  atomic_store(&began, -1);
  atomic_store(&reported, false);
}

int64_t wf_exit_report_due(void) { return atomic_load(&due); }

static bool holds_up(const wf_dump_thread *t) { return wf_worker_is_joinable(t->ident); }

static void write_count(FILE *out, size_t count, const char *what) {
  if (count) fprintf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void write_threads(FILE *out, const wf_dump *d) {
  for (size_t i = 0; i < d->thread_count; i++) {
    if (!holds_up(&d->threads[i])) continue;
    fputc('\n', out);
    wf_dump_write_thread(out, d, &d->threads[i]);
  }
}

static void count_guard(const char *name, int64_t since, void *data) {
  (void)name, (void)since;
  ++*(size_t *)data;
}

static void write_guard(const char *name, int64_t since, void *out) {
  fprintf(out, "\nGuard %s, held for %.1f s\n", name, (double)(wf_monotonic() - since) * 1e-9);
}

static void write_all(FILE *out, const wf_dump *d) {
  size_t threads = 0, guards = 0;
  for (size_t i = 0; i < d->thread_count; i++) threads += holds_up(&d->threads[i]);
  wf_guard_for_each(count_guard, &guards);
  if (!threads && !guards) return;
  fprintf(out, "weft: the program has ended but has been waiting for %.1f s for ",
          (double)(wf_monotonic() - atomic_load(&began)) * 1e-9);
  write_count(out, threads, "thread");
  fputs(threads && guards ? " and " : "", out);
  write_count(out, guards, "guard");
  fputc('\n', out);
  write_threads(out, d);
  wf_guard_for_each(write_guard, out);
}

void wf_exit_report_write(void) {
  char *text;
  size_t size;
  atomic_store(&due, -1);
  if (atomic_exchange(&reported, true)) return;
  wf_dump *d = wf_dump_take();
  FILE *out = d ? wf_dump_open(&text, &size) : NULL;
  if (out) {
    write_all(out, d);
    wf_dump_close(out, &text, &size);
  }
  if (d) wf_dump_free(d);
}
