/* A thread's own part of the blocking point (park.c); the interface is in thread.h. */
#ifndef WF_PARK_H
#define WF_PARK_H

#include <stdbool.h>

struct wf_thread;

void *wf_park_new(void); /* NULL: no memory */
void wf_park_free(void *park);
/* Does it wait, and nobody has woken it yet? */
bool wf_park_is_asleep(const struct wf_thread *t);
/* Around every fork, by thread.c: nobody waits in the child. */
void wf_park_before_fork(void);
void wf_park_after_fork(bool in_child);

#endif
