/* Regular expressions (re.c). */
#ifndef WF_NATIVE_RE_H
#define WF_NATIVE_RE_H

/* As the runtime ends: what patterns hold outside of the collector's heap is freed when they die,
   be it in a later life; a thread that comes late may be in the middle of a search. */
void wf_re_leave_living(void);

#endif
