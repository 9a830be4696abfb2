/* The environment variables of the process. The C library lets nobody read them while another
   thread changes them, not even itself: what reads TZ is such a reader. So all that the runtime
   does with them after its start stands between wf_environment_lock and wf_environment_unlock. */
#ifndef WF_ENVIRONMENT_H
#define WF_ENVIRONMENT_H

#include "runtime/object.h"

/* In between: nothing that blocks, and no script code. errno is kept. */
void wf_environment_lock(void);
void wf_environment_unlock(void);

/* value: NULL removes the variable. False: errno says why. Not between lock and unlock. */
bool wf_environment_set(const char *name, const char *value);
/* All of them at one moment, for execve and its like: one block of the collector's. NULL: error
   pending. */
char **wf_environment_copy(void);
/* The value, or WF_EMPTY. WF_ERROR. */
wf_value wf_environment_get(const char *name);

#endif
