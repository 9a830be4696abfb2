/* The report on an exit that waits for long (exit_report.h). */
#include <config.h>

#include "runtime/exit_report.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "runtime/dump.h"
#include "runtime/lifecycle.h"
#include "runtime/thread.h"
#include "runtime/watch.h"
#include "runtime/worker.h"

#define DEFAULT_SECONDS 10
#define MOST_HOLDERS 4

static _Atomic(int64_t) due = -1;   /* -1: no wait, or reported */
static _Atomic(int64_t) began = -1; /* the first wait of this life */
static _Atomic(bool) reported;
static int (*_Atomic holders[MOST_HOLDERS])(FILE *out);

void wf_exit_report_add_holder(int (*write)(FILE *out)) {
  for (int i = 0; i < MOST_HOLDERS; i++) {
    int (*none)(FILE *) = NULL;
    if (atomic_load(&holders[i]) == write) return;
    if (atomic_compare_exchange_strong(&holders[i], &none, write)) return;
  }
}

static double seconds_wanted(void) {
  const char *text = wf_config.ignore_environment ? NULL : getenv("WEFT_SHUTDOWN_REPORT");
  char *end;
  if (!text || !*text) return DEFAULT_SECONDS;
  double seconds = strtod(text, &end);
  return *end || seconds < 0 || seconds > 1e9 ? DEFAULT_SECONDS : seconds;
}

void wf_exit_report_begin(void) {
  double seconds = seconds_wanted();
  if (seconds == 0 || atomic_load(&reported) || !wf_watch_start()) return;
  int64_t none = -1, now = wf_monotonic();
  atomic_compare_exchange_strong(&began, &none, now);
  atomic_store(&due, atomic_load(&began) + (int64_t)(seconds * 1e9));
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

static void write_threads(FILE *out, const wf_dump *d, size_t count) {
  fprintf(out, "weft: the program has ended but has been waiting for %.1f s for %zu thread%s\n",
          (double)(wf_monotonic() - atomic_load(&began)) * 1e-9, count, count == 1 ? "" : "s");
  for (size_t i = 0; i < d->thread_count; i++) {
    if (!holds_up(&d->threads[i])) continue;
    fputc('\n', out);
    wf_dump_write_thread(out, d, &d->threads[i]);
  }
}

static void write_holders(FILE *out) {
  for (int i = 0; i < MOST_HOLDERS; i++) {
    int (*write)(FILE *) = atomic_load(&holders[i]);
    if (write) write(out);
  }
}

void wf_exit_report_write(void) {
  char *text;
  size_t size, count = 0;
  atomic_store(&due, -1);
  if (atomic_exchange(&reported, true)) return;
  wf_dump *d = wf_dump_take();
  FILE *out = d ? wf_dump_open(&text, &size) : NULL;
  for (size_t i = 0; out && i < d->thread_count; i++) count += holds_up(&d->threads[i]);
  if (out) {
    if (count) write_threads(out, d, count);
    write_holders(out);
    wf_dump_close(out, &text, &size);
  }
  if (d) wf_dump_free(d);
}
