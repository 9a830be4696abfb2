/* What the files of _thread share. */
#ifndef WF_NATIVE_THREAD_H
#define WF_NATIVE_THREAD_H

#include "runtime/object.h"

extern wf_type wf_thread_local_type;
/* The thread ends, or goes on to another function: its attributes go. */
void wf_thread_local_end(wf_thread *t);

#endif
