/* From nothing to a running runtime and back. */
#include <config.h>

#include "runtime/lifecycle.h"

#include <stdio.h>
#include <stdlib.h>

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/deadlock.h"
#include "runtime/dict.h"
#include "runtime/dump.h"
#include "runtime/error.h"
#include "runtime/exit_report.h"
#include "runtime/guard.h"
#include "runtime/hooks.h"
#include "runtime/host.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native/faulthandler.h"
#include "runtime/native/ffi.h"
#include "runtime/native/io.h"
#include "runtime/native/re.h"
#include "runtime/root.h"
#include "runtime/str.h"
#include "runtime/signal.h"
#include "runtime/thread.h"
#include "runtime/type.h"
#include "runtime/watch.h"
#include "runtime/weakref.h"
#include "runtime/worker.h"

struct wf_config wf_config;
struct wf_hooks wf_hooks;
static _Atomic(bool) ending;
static _Atomic(bool) flushing; /* the main thread, because its script is over */

#define WF_PART(function) bool function(void);
#define WF_LIFE_PART WF_PART
#include "runtime/parts.def"

bool wf_is_ending(void) { return atomic_load(&ending); }
bool wf_waits_for_streams(void) { return !atomic_load(&ending) && !atomic_load(&flushing); }
bool wf_is_finalizing(void) { return atomic_load(&wf_life) == 0; }

void wf_fatal(const char *message) {
  fprintf(stderr, "weft: fatal: %s\n", message);
  fflush(stderr);
  abort();
}

static const struct part {
  bool (*start)(void);
  bool each_life;
} parts[] = {
#define WF_PART(function) {function, false},
#define WF_LIFE_PART(function) {function, true},
#include "runtime/parts.def"
};

static bool start_parts(void) {
  static bool again;
  for (size_t i = 0; i < WF_COUNT(parts); i++)
    if ((parts[i].each_life || !again) && !parts[i].start()) return false;
  again = true;
  return true;
}

bool wf_lifecycle_start(void) {
  atomic_store(&ending, false);
  if (!wf_life_reset()) return false;
  wf_lock_init(); /* before the collector starts threads */
  if (!wf_memory_init() || !wf_thread_begin_life()) return false;
  wf_type_bootstrap();
  if (!wf_str_init()) return false;
  if (!start_parts()) return false;
  wf_signal_init();
  return true;
}

void wf_lifecycle_abandon(void) { wf_signal_finish(); }

void wf_lifecycle_open(void) {
  wf_guard_open();
  wf_thread_open_door();
}

enum flushed { FLUSHED, FAILED, BUSY };

/* Closed streams and None are no error. False: pending. */
static bool flush(wf_value stream) {
  wf_value closed;
  if (stream == WF_EMPTY || stream == WF_NONE) return true;
  int found = wf_getattr_optional(stream, wf_names.closed, &closed);
  if (found < 0) wf_error_clear();
  else if (found && wf_truth(closed) > 0) return true;
  wf_error_clear();
  bool before = atomic_load(&flushing);
  if (wf_self == wf_thread_main()) atomic_store(&flushing, true);
  wf_value done = wf_call_method0(stream, wf_names.flush);
  if (wf_self == wf_thread_main()) atomic_store(&flushing, before);
  return done != WF_ERROR;
}

/* BUSY: another thread is in the middle of writing there. */
static enum flushed flush_stream(const char *name, bool report, bool last) {
  wf_value stream = wf_sys_get(name);
  if (flush(stream)) return FLUSHED;
  bool busy = !last && wf_error_is(&wf_exc_RuntimeError);
  if (report && !busy) wf_error_unraisable("Exception ignored in", stream);
  else wf_error_settle();
  return busy ? BUSY : FAILED;
}

bool wf_flush_after_script(void) {
  static const char *const names[] = {"stdout", "stderr"};
  for (size_t i = 0; i < WF_COUNT(names); i++) {
    if (flush(wf_sys_get(names[i]))) continue;
    if (wf_error_is(&wf_exc_KeyboardInterrupt)) return false;
    wf_error_settle(); /* what is left over is flushed at the end, and then it is told */
  }
  return true;
}

void wf_flush_standard_streams(void) {
  flush_stream("stdout", false, true);
  flush_stream("stderr", false, true);
}

/* The status that SystemExit(code) asks for. */
static int system_exit_status(wf_value exception) {
  wf_value code = wf_getattr(exception, wf_str_intern_c("code")); /* a class may have its own */
  int64_t status;
  if (code == WF_ERROR) {
    wf_error_clear();
    code = exception;
  }
  if (code == WF_NONE) return 0;
  if (wf_is_int(code)) return wf_int_to_int64(code, &status) ? (int)(status & 0xff) : 255;
  wf_value text = wf_to_str(code), stream = wf_sys_get("stderr");
  if (text == WF_ERROR) {
    wf_error_clear();
    return 1;
  }
  flush_stream("stdout", false, true);
  if (stream == WF_EMPTY || stream == WF_NONE ||
      wf_call_method1(stream, wf_names.write, text) == WF_ERROR ||
      wf_call_method1(stream, wf_names.write, wf_str_from_c("\n")) == WF_ERROR) {
    wf_error_clear();
    fprintf(stderr, "%s\n", wf_str_data(text));
  }
  return 1;
}

/* KeyboardInterrupt, SystemExit of a signal handler, or RuntimeError of a deadlock. */
static int status_of_signal(wf_value exception) {
  if (wf_deadlock_met_main()) return WF_DEADLOCK_STATUS;
  return wf_exception_matches(exception, &wf_exc_SystemExit) ? system_exit_status(exception) : 130;
}

/* Reports what is pending, and does not let it stop the end. False: it was Ctrl-C, or a signal
   handler wants the process to end, or the threads that are waited for wait for each other. */
static bool report_on_shutdown(void) {
  if (wf_error_is(&wf_exc_KeyboardInterrupt) || wf_signal_asked_to_exit()) return false;
  if (wf_error_is(&wf_exc_RuntimeError) && wf_deadlock_met_main()) return false;
  wf_error_unraisable("Exception ignored on threading shutdown", WF_NONE);
  return true;
}

/* What threading registered to wait for its threads, or what the script has put there. */
static bool call_shutdown_hook(void) {
  wf_value module = wf_dict_get_c(wf_modules(), "threading"), hook;
  if (module == WF_EMPTY || module == WF_NONE) return true;
  int found = wf_getattr_optional(module, wf_str_intern_c("_shutdown"), &hook);
  if (found == 0 || (found > 0 && wf_call0(hook) != WF_ERROR)) return true;
  return report_on_shutdown();
}

/* Phase 1: threads that are no daemons, whatever the hook did. False: as report_on_shutdown. */
static bool wait_for_threads(void) {
  wf_deadlock_forget_main();
  if (!call_shutdown_hook()) return false;
  while (wf_worker_join_all() < 0 || wf_guard_wait() < 0)
    if (!report_on_shutdown()) return false;
  return true;
}

static bool wait_with_report(void) {
  if (wf_worker_has_joinable() || wf_guard_any()) wf_exit_report_begin();
  bool done = wait_for_threads();
  wf_exit_report_end();
  return done;
}

/* A signal, or a deadlock, ended the wait: says which threads are left behind. They are daemons
   from now on, and another Ctrl-C ends the process at once. Gives the exit status. */
static int abandon_threads(void) {
  wf_value exception = wf_error_fetch();
  wf_signal_release();
  wf_value names = wf_worker_abandon(), text = WF_ERROR;
  if (names != WF_ERROR && wf_list_length(names))
    text = wf_str_join(wf_str_from_c(", "), names);
  if (text != WF_ERROR)
    fprintf(stderr, "weft: %s, leaving behind: %s\n",
            wf_deadlock_met_main() ? "deadlock" : "interrupted", wf_str_data(text));
  wf_error_clear();
  int status = status_of_signal(exception);
  wf_deadlock_forget_main(); /* its own signals, later, are others */
  return status;
}

/* No more guards and threads: false, and both go on, when there is one to wait for. */
static bool close_both(bool anyway) {
  if (!wf_guard_close(anyway)) return false;
  if (wf_worker_close(anyway)) return true;
  wf_guard_open();
  return false;
}

/* Phases 1 and 2, again and again until neither finds anything to do; then no thread starts any
   more. A script's own threading._shutdown is called again only if there is a thread to wait for.
   Gives the exit status: 0 unless a signal put an end to it. */
static int wait_and_run_exit_functions(void) {
  bool interrupted = false, first = true;
  int status = 0;
  do {
    bool some = first || wf_worker_has_joinable() || wf_guard_any();
    if (!interrupted && some && !wait_with_report()) {
      status = abandon_threads();
      interrupted = true;
    }
    first = false;
  } while (wf_atexit_run() > 0 || !close_both(interrupted));
  wf_signal_release();
  if (!wf_poll(wf_self)) { /* it came just now */
    bool counts = wf_error_is(&wf_exc_KeyboardInterrupt) || wf_signal_asked_to_exit();
    wf_value exception = wf_error_fetch();
    if (counts) status = status_of_signal(exception);
  }
  return status;
}

/* Phase 4: nobody enters any more, and who is in script code unwinds. Threads in calls that block
   are not waited for: they find the door closed when they come back. */
static void close_door(void) {
  const int64_t slice = 500000;
  int64_t deadline = wf_monotonic() + wf_config.grace;
  wf_thread_close_door();
  while (wf_thread_others_inside() && wf_monotonic() < deadline) wf_thread_pause(slice);
}

/* Phase 5. What a late thread still refers to stays: the collector sees its state. What finalizers
   make has its turn too, unless there is no end of it. */
static void let_go(void) {
  enum { MOST_ROUNDS = 100 };
  wf_memory_collect_mortal();
  wf_memory_run_finalizers();
  for (int round = 0; round == 0 || (wf_memory_has_more_deaths() && round < MOST_ROUNDS); round++) {
    wf_memory_mark_deaths();
    wf_object_finalize_living();
    wf_host_destroy_living();
    wf_io_finalize_living();
  }
  wf_ffi_bury_living();
  wf_re_leave_living();
  wf_memory_forget_living();
}

/* What would keep the objects of this life alive in the next. */
static void forget_life(void) {
  wf_root_empty_all();
  wf_module_forget_all();
  wf_weakref_forget_all();
  wf_type_prune();
  wf_type_forget_lookups();
  wf_life_reset();
}

static void count_named(wf_thread *t, void *data) {
  size_t *named = data;
  if (t != wf_self && wf_slot_get(&t->thread_object) != WF_EMPTY) ++*named;
}

/* With threads that were just started, once they have come so far as to have a name: up to 0.3 s,
   for those of _thread never have one. */
static void show_threads(void) {
  for (int i = 0; i < 300 && wf_worker_count(); i++) {
    size_t named = 0;
    wf_thread_for_each(count_named, &named);
    if (named >= wf_worker_count()) break;
    wf_thread_pause(1000000);
  }
  if (wf_worker_count()) wf_dump_all_at_end();
}

int wf_lifecycle_finish(void) {
  if (wf_config.show_threads) show_threads();
  int status = wait_and_run_exit_functions();
  atomic_store(&ending, true);
  enum flushed out = flush_stream("stdout", true, false);
  enum flushed err = flush_stream("stderr", false, false);
  close_door();
  /* what a daemon was in the way of */
  if (out == BUSY) out = flush_stream("stdout", true, true);
  if (err == BUSY) err = flush_stream("stderr", false, true);
  let_go();
  /* what finalizers wrote */
  if (out != FAILED) out = flush_stream("stdout", true, true);
  if (err != FAILED) err = flush_stream("stderr", false, true);
  wf_faulthandler_finish();
  wf_signal_finish();
  wf_exit_report_finish();
  if (!wf_config.take_signals) wf_watch_stop(); /* a program ends anyway */
  forget_life();
  wf_thread_end_life();
  return out == FAILED || err == FAILED ? 120 : status;
}

int wf_exit_status_of_pending(void) {
  bool interrupted = wf_error_is_exactly(&wf_exc_KeyboardInterrupt);
  wf_value exception = wf_error_fetch();
  if (exception == WF_EMPTY) return 0;
  if (wf_exception_matches(exception, &wf_exc_SystemExit)) return system_exit_status(exception);
  flush_stream("stdout", false, true);
  wf_value exit = wf_error_print(exception);
  if (exit != WF_EMPTY) return system_exit_status(exit);
  return interrupted ? 130 : 1;
}
