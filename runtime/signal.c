/* Signals that scripts see. Ctrl-C raises KeyboardInterrupt in the main thread. */
#include <config.h>

#include <errno.h>
#include <signal.h>

#include "runtime/error.h"
#include "runtime/lifecycle.h"
#include "runtime/thread.h"

static _Atomic(bool) interrupted;

static void on_interrupt(WF_UNUSED int number) {
  int error = errno;
  atomic_store(&interrupted, true);
  wf_thread *t = wf_thread_main();
  if (t) wf_poll_request(t, WF_POLL_SIGNAL);
  errno = error;
}

void wf_signal_init(void) {
  if (!wf_config.take_signals) return;
  struct sigaction action = {.sa_handler = SIG_IGN};
  sigaction(SIGPIPE, &action, NULL);
  struct sigaction current;
  if (sigaction(SIGINT, NULL, &current) == 0 && current.sa_handler == SIG_IGN) return;
  action.sa_handler = on_interrupt; /* without SA_RESTART: a blocking read ends with EINTR */
  sigaction(SIGINT, &action, NULL);
}

bool wf_signal_check(void) {
  if (!atomic_exchange(&interrupted, false)) return true;
  wf_raise_type(&wf_exc_KeyboardInterrupt);
  return false;
}
