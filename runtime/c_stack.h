/* Where the system put the stack of the calling thread. */
#ifndef WF_C_STACK_H
#define WF_C_STACK_H

/* Its lowest address; a careful guess where the system does not say. Any thread. */
char *wf_c_stack_begin(void);
/* One past its highest address; NULL where the system does not say. Any thread. */
char *wf_c_stack_end(void);
/* One past its highest address if the calling thread is the process's first and that is known
   without reading the process's memory map, which takes longer than most of a start; else NULL. */
char *wf_c_stack_main_end(void);

#endif
