/* The watcher: a native thread that looks at the script threads from outside. It is made when it is
   first needed, blocks all signals, and is no script thread: it never runs script code. */
#ifndef WF_WATCH_H
#define WF_WATCH_H

#include <stdbool.h>

enum wf_watch_task {
  WF_WATCH_DEADLOCK = 1, /* is it one? */
  WF_WATCH_DUMP = 2,     /* of all threads */
  WF_WATCH_TIME = 4,     /* exit_report.h: when something is due has changed */
  WF_WATCH_SIGNALS = 8,  /* faulthandler's dumps for the signals that have arrived */
  WF_WATCH_END = 16,
};

/* Any thread; not in signal handlers. False: the system has no thread for it. */
bool wf_watch_start(void);
/* Any thread, signal handlers too. False: there is no watcher. */
bool wf_watch_request(enum wf_watch_task task);
void wf_watch_stop(void); /* waits until it is gone */

#endif
