/* What other parts of the runtime know of faulthandler: its end undoes it, and a time that it waits
   for is nothing that one can wait for in vain. */
#ifndef WF_NATIVE_FAULTHANDLER_H
#define WF_NATIVE_FAULTHANDLER_H

#include <stdbool.h>

void wf_faulthandler_finish(void);
void wf_faulthandler_write_asked(void); /* the watcher: it writes what signal handlers ask for */
/* Is a dump due at a later time, after which the process may end? */
bool wf_faulthandler_is_pending(void);

#endif
