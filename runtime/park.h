/* A thread's own part of the blocking point (park.c); the interface is in thread.h. */
#ifndef WF_PARK_H
#define WF_PARK_H

void *wf_park_new(void); /* NULL: no memory */
void wf_park_free(void *park);

#endif
