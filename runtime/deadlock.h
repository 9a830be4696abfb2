/* Deadlock: no script thread can go on any more.

   wf_awake_count is the number of script threads that can go on: all but those that sleep in
   wf_park without a deadline, or idle between two functions. Who wakes a thread counts it again
   before it runs, and who makes one counts it before it exists; so when the count is zero, no
   script thread will ever run again unless something from outside the scripts wakes one. Threads
   that the runtime did not make and that came in are always counted: what their C code will do,
   nobody knows. */
#ifndef WF_DEADLOCK_H
#define WF_DEADLOCK_H

#include <stdio.h>

#include "runtime/object.h"

struct wf_dump;

#define WF_DEADLOCK_STATUS 3 /* exit status */
enum wf_deadlock_mode {
  WF_DEADLOCK_REPORT,
  WF_DEADLOCK_ABORT,
  WF_DEADLOCK_RAISE,
  WF_DEADLOCK_OFF
};

extern _Atomic(int64_t) wf_awake_count;
/* Nobody seems to be awake: lets the watcher look into it. Never blocks. */
void wf_deadlock_suspect(void);

static inline void wf_awake_add(void) { atomic_fetch_add(&wf_awake_count, 1); }
static inline void wf_awake_drop(void) {
  if (atomic_fetch_sub(&wf_awake_count, 1) == 1) wf_deadlock_suspect();
}

/* Native threads unknown to the runtime may call in from now on, and so end any wait. */
void wf_deadlock_expect_foreign(void);
/* The watcher: is it a deadlock? Then says so, and asks for what the mode wants to follow. */
void wf_deadlock_check(void);
/* The threads of a dump that wait for each other in a circle: are there any? Writes them. sure:
   only where no other thread could help. */
bool wf_deadlock_mark_cycles(struct wf_dump *dump, bool sure);
void wf_deadlock_write_cycles(FILE *out, struct wf_dump *dump);
/* At a safepoint of the thread that the watcher chose. WF_DEADLOCK_ABORT, main thread: writes what
   is buffered and ends the process with status 3. WF_DEADLOCK_RAISE: an exception is pending. */
void wf_deadlock_meet(void);
/* Has it raised one in the main thread since that forgot the last? */
bool wf_deadlock_met_main(void);
void wf_deadlock_forget_main(void);

#endif
