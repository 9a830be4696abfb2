/* The interactive prompt. */
#ifndef WF_PROMPT_H
#define WF_PROMPT_H

#include "runtime/object.h"

/* Reads and runs statements in the module's namespace until end of input. 0, or -1 with SystemExit
   pending. */
int wf_prompt_run(wf_value module);

#endif
