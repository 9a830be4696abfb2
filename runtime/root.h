/* Roots: values kept alive for memory that the collector does not see: malloc'ed, foreign, the
   host's. */
#ifndef WF_ROOT_H
#define WF_ROOT_H

#include "runtime/value.h"

typedef struct wf_root wf_root;

/* Any thread that has entered. NULL: no memory (nothing is pending). */
wf_root *wf_root_new(wf_value value);
/* WF_EMPTY once the runtime's life in which the root was made is over. WF_ERROR: it was freed, as
   long as that shows. */
wf_value wf_root_get(const wf_root *root);
/* Any thread, entered or not, at any time: once for each root. False: it was freed before, as far
   as that still shows. NULL: nothing happens. */
bool wf_root_free(wf_root *root);
/* Finalization: all roots are empty from now on; they still have to be freed. */
void wf_root_empty_all(void);
/* Around every fork, by thread.c: the list is whole in the child. */
void wf_root_before_fork(void);
void wf_root_after_fork(void);

#endif
