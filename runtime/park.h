/* A thread's own part of the blocking point (park.c); the interface is in thread.h. */
#ifndef WF_PARK_H
#define WF_PARK_H

#include <stdbool.h>

struct wf_thread;

void *wf_park_new(void); /* NULL: no memory */
void wf_park_free(void *park);
/* Does it wait, and nobody has woken it yet? */
bool wf_park_is_asleep(const struct wf_thread *t);
/* In the child of a fork, where nobody waits. */
void wf_park_renew(void);

#endif
