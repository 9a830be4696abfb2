/* From nothing to a running runtime and back (lifecycle.c). */
#ifndef WF_LIFECYCLE_H
#define WF_LIFECYCLE_H

#include "runtime/object.h"

/* Settings of the command or host, read-only after initialization. */
struct wf_config {
  bool ignore_environment, isolated, quiet, unbuffered, interactive, no_user_site, safe_path;
  bool dont_write_bytecode, dev_mode, utf8_mode;
  int optimize, verbose, inspect, bytes_warning;
  bool has_digits_limit;    /* else the usual one: sys.set_int_max_str_digits */
  int digits_limit;
  bool take_signals;
  bool is_command; /* no host's threads may come in */
  int deadlock;             /* enum wf_deadlock_mode */
  bool show_threads;        /* -X threads */
  bool import_time;         /* -X importtime */
  int argc;
  char **argv;              /* sys.argv */
  const char *executable;
  const char *const *warn_options; /* NULL-ended, or NULL */
  const char *const *x_options;
  size_t heap_limit;        /* bytes, 0: none */
  int64_t grace;            /* nanoseconds for threads to leave script code at the end */
  int64_t report;           /* nanoseconds until a shutdown that lasts says why; 0: never */
  int streams[3];           /* descriptors of stdin, stdout, stderr; -1: None */
};
extern struct wf_config wf_config;
#define WF_DEFAULT_GRACE INT64_C(2000000000)

/* The order in which parts come up; each part's function is called once per life of the runtime.
   Part functions return false only for lack of memory. */
bool wf_lifecycle_start(void);   /* memory, types, names, modules sys and builtins */
/* All is up: others are let in, and may hold guards. */
void wf_lifecycle_open(void);
/* What has come up goes down: what a host needs besides could not be made. */
void wf_lifecycle_abandon(void);
/* Phases 1 to 5 of docs/internals.md; returns the exit status contribution: 0, 120 when output
   could not be written, 130 after Ctrl-C during the wait for threads. */
int wf_lifecycle_finish(void);
void wf_flush_standard_streams(void); /* as well as they can be: nothing is reported */
/* The same when the main script's code is over: what it printed does not wait for its threads.
   False: KeyboardInterrupt, pending. */
bool wf_flush_after_script(void);
bool wf_waits_for_streams(void); /* false: the main thread gives a stream's other users a second */
bool wf_streams_open(void);      /* sys.stdin, stdout and stderr; false: error pending */
bool wf_is_ending(void);         /* no thread starts any more: streams are flushed */
bool wf_is_finalizing(void);     /* the door is closed: the other threads are gone or unwind */
/* Runs what sys.exit / uncaught exceptions ask for: prints, returns the process exit status. */
int wf_exit_status_of_pending(void);
void wf_fatal(const char *message) __attribute__((noreturn)); /* our own bug, or no way on */
void wf_module_forget_all(void); /* sys.modules is empty (import.c) */
size_t wf_atexit_run(void); /* what atexit knows, last first (native/atexit.c): how many ran */

#endif
