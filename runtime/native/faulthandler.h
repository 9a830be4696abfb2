/* What the runtime's end undoes of faulthandler. */
#ifndef WF_NATIVE_FAULTHANDLER_H
#define WF_NATIVE_FAULTHANDLER_H

void wf_faulthandler_finish(void);

#endif
