/* The report on an exit that waits for long: who holds it up, and what they do. */
#ifndef WF_EXIT_REPORT_H
#define WF_EXIT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

/* The main thread, around its wait for others at the end. The report comes once in a life, so long
   after the first call as wf_config.report says. */
void wf_exit_report_begin(void);
void wf_exit_report_end(void);
void wf_exit_report_finish(void); /* the life is over */

/* For the watcher: when the report is due (CLOCK_MONOTONIC; -1: not at all), and the report. */
int64_t wf_exit_report_due(void);
void wf_exit_report_write(void);

#endif
