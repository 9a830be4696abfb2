/* Signals that hosts cannot block in any thread. */
#ifndef WF_KEPT_SIGNALS_H
#define WF_KEPT_SIGNALS_H

#include <signal.h>

/* From now on pthread_sigmask and its like leave these two out, in the whole process. */
void wf_kept_signals_begin(int stop, int start);

#endif
