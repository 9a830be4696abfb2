/* Signals that arrive for scripts, and who handles them.

   What arrives is noted by a handler that does nothing else; the main thread, at its next
   safepoint, calls the script's handler (wf_signal_check in thread.h). */
#ifndef WF_SIGNAL_H
#define WF_SIGNAL_H

#include <signal.h>

#include "runtime/object.h"

#ifdef NSIG
#define WF_SIGNAL_COUNT NSIG
#else
#define WF_SIGNAL_COUNT 65
#endif
#define WF_SIGNAL_DEFAULT wf_small_int((intptr_t)SIG_DFL)
#define WF_SIGNAL_IGNORE wf_small_int((intptr_t)SIG_IGN)

/* The two that the collector needs: nobody else handles them. */
bool wf_signal_is_kept(int number);
/* All signals but those. */
void wf_signal_fill_blockable(sigset_t *set);
static inline bool wf_signal_is_valid(int number) { return number > 0 && number < WF_SIGNAL_COUNT; }

/* Who handles the signal: a callable, one of the two above, or WF_EMPTY for somebody else. */
wf_value wf_signal_handler(int number);
/* As siginterrupt(): whether one that arrives ends the system call it comes into. Any thread; false
   with errno set. */
bool wf_signal_set_interrupts(int number, bool interrupts);
/* As sigaction(), and never in the midst of the function above, which would undo it. Not for
   handlers of signals: they take no lock. */
int wf_signal_action(int number, const struct sigaction *action, struct sigaction *old);
/* Main thread. Lets a callable or one of the two handle it; false with errno set. */
bool wf_signal_handle(int number, wf_value handler);
/* What raises KeyboardInterrupt: the first handler of SIGINT. */
wf_value wf_signal_default_interrupt(void);
/* Before a script sets that timer, of setitimer(): it stops when the runtime ends. What it was. */
enum wf_timer { WF_TIMER_OFF, WF_TIMER_ONCE, WF_TIMER_REPEATS };
enum wf_timer wf_signal_note_timer(int which, enum wf_timer now);
/* May one that arrives run script code, beyond KeyboardInterrupt? */
bool wf_signal_has_script_handlers(void);
/* Is the pending exception a SystemExit that a handler raised? */
bool wf_signal_asked_to_exit(void);
/* Calls the finalizers of dead objects and the callbacks of weak references. They come in the midst
   of what the thread does: what a signal's handler raises in one is meant for that, and is raised
   at the first safepoint behind them. Any thread. */
void wf_signal_run_finalizers(void);
/* Is that so of an exception that came out of one? Then it is not to be reported. */
bool wf_signal_postpones(wf_value exception);
/* A file descriptor that each signal's number is written to, or -1; returns the one before. warn:
   report a full pipe too. */
int wf_signal_set_wakeup(int fd, bool warn);

#endif
