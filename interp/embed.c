/* The public interface: bringing the runtime up for a host, and down again. */
#include <config.h>

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interp/vm.h"
#include "runtime/api.h"
#include "runtime/deadlock.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/str.h"

/* What a host has asked for. Nobody waits here: who waited might be waited for. */
enum { DOWN, COMING_UP, UP, GOING_DOWN };
static _Atomic(int) state;

static wf_value texts(const char *const *list) {
  wf_value values = wf_list_new(4);
  for (; values != WF_ERROR && list && *list; list++)
    if (!wf_list_append(values, wf_str_from_fs(*list, strlen(*list)))) return WF_ERROR;
  return values;
}

static void take_config(const weft_config *config) {
  static const int modes[] = {[WEFT_DEADLOCK_REPORT] = WF_DEADLOCK_REPORT,
                              [WEFT_DEADLOCK_RAISE] = WF_DEADLOCK_RAISE,
                              [WEFT_DEADLOCK_IGNORE] = WF_DEADLOCK_OFF};
  memset(&wf_config, 0, sizeof wf_config);
  wf_config.no_user_site = true;
  wf_config.take_signals = config->take_signals;
  wf_config.heap_limit = config->heap_limit;
  wf_config.grace = (int64_t)(config->grace_seconds * 1e9);
  wf_config.deadlock = modes[config->deadlock];
  wf_config.report = (int64_t)(config->report_seconds * 1e9);
  wf_config.streams[0] = config->standard_input;
  wf_config.streams[1] = config->standard_output;
  wf_config.streams[2] = config->standard_error;
}

static bool set_up(const weft_config *config) {
  static const char *const nothing[] = {"", NULL};
  const char *const *arguments = config->arguments ? config->arguments : nothing;
  wf_value path = texts(config->search_path), argv = texts(arguments);
  return path != WF_ERROR && argv != WF_ERROR && wf_streams_open() &&
         wf_module_add(wf_module_sys(), "path", path) &&
         wf_module_add(wf_module_sys(), "argv", argv) && wf_module_main() != WF_ERROR;
}

static weft_status refuse(int state) {
  return wf_api_misuse("weft_initialize",
                       state == COMING_UP    ? "another thread is starting the runtime"
                       : state == GOING_DOWN ? "the runtime has not ended yet"
                                             : "the runtime runs already");
}

static weft_status give_up(bool started) {
  if (wf_self && wf_error_pending()) wf_exception_print_native(wf_error_fetch());
  if (started) wf_lifecycle_abandon();
  wf_thread_give_up_life();
  return WEFT_ERR_MEMORY;
}

static weft_status initialize(const weft_config *config) {
  if (weft_is_running()) return refuse(UP); /* as the command */
  if (wf_self && wf_self->entries)
    return wf_api_misuse("weft_initialize", "the thread is still in script code of an earlier run");
  take_config(config);
  wf_vm_hook();
  bool started = wf_lifecycle_start();
  if (!started || !wf_vm_init() || !set_up(config)) return give_up(started);
  wf_entry_end(&(wf_entry){wf_self, true}); /* into the host's code */
  wf_lifecycle_open();
  return WEFT_OK;
}

#ifdef WF_API_CHECKS
static bool is_time(double seconds) { return seconds >= 0 && seconds <= 1e9; }
#endif

weft_status weft_initialize(const weft_config *config) {
  static const weft_config defaults = WEFT_CONFIG_INIT;
  if (!config) config = &defaults;
#ifdef WF_API_CHECKS
  if (config->size != sizeof *config)
    return wf_api_misuse(__func__, "argument 1 (config) must begin with WEFT_CONFIG_INIT");
  if (config->deadlock < WEFT_DEADLOCK_REPORT || config->deadlock > WEFT_DEADLOCK_IGNORE)
    return wf_api_misuse(__func__, "argument 1 (config) has an unknown value in deadlock");
  if (!is_time(config->grace_seconds))
    return wf_api_misuse(__func__, "argument 1 (config) has no sensible time in grace_seconds");
  if (!is_time(config->report_seconds))
    return wf_api_misuse(__func__, "argument 1 (config) has no sensible time in report_seconds");
#endif
  if (wf_thread_is_copy())
    return wf_api_misuse(__func__, "this process was forked off one in which the runtime ran");
  int before = DOWN;
  if (!atomic_compare_exchange_strong(&state, &before, COMING_UP)) return refuse(before);
  weft_status status = initialize(config);
  atomic_store(&state, status == WEFT_OK ? UP : DOWN);
  return status;
}

int weft_finalize(void) {
  if (!weft_is_running()) return 0;
  wf_thread *t = wf_self;
  if (!t || t != wf_thread_main()) {
    wf_api_misuse(__func__, "must be called on the thread that called weft_initialize");
    return -1;
  }
  if (t->entries) {
    wf_api_misuse(__func__, "must not be called under script code");
    return -1;
  }
  wf_entry e;
  if (wf_entry_begin(&e) != WEFT_OK) return 0;
  wf_error_clear();
  atomic_store(&state, GOING_DOWN);
  int status = wf_lifecycle_finish();
  wf_collect_life();
  atomic_store(&state, DOWN);
  return status;
}

void weft_exit(int status) {
  int ended = weft_finalize();
  exit(status ? status : ended > 0 ? ended : 0);
}
