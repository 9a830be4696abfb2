/* The report on an exit that waits for long: who holds it up, and what they do. */
#ifndef WF_EXIT_REPORT_H
#define WF_EXIT_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* The main thread, around its wait for others at the end. The report comes once in a life, 10 s
   after the first call, or what WEFT_SHUTDOWN_REPORT says (seconds; 0: never). */
void wf_exit_report_begin(void);
void wf_exit_report_end(void);
void wf_exit_report_finish(void); /* the life is over */

/* Others than threads that hold the exit up: each writes a line for everything that does, and
   returns how many those are. At most 4; they run in the watcher, without any lock. */
void wf_exit_report_add_holder(int (*write)(FILE *out));

/* For the watcher: when the report is due (CLOCK_MONOTONIC; -1: not at all), and the report. */
int64_t wf_exit_report_due(void);
void wf_exit_report_write(void);

#endif
