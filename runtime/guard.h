/* Guards: hosts hold finalization off while they do something that needs the runtime. */
#ifndef WF_GUARD_H
#define WF_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The public weft_guard. Not a value: taking one needs no thread state. */
struct weft_guard;

enum wf_guard_answer { WF_GUARD_HELD, WF_GUARD_CLOSED, WF_GUARD_NO_MEMORY };
enum wf_guard_answer wf_guard_acquire(const char *name, struct weft_guard **guard);
bool wf_guard_release(struct weft_guard *guard); /* false: it is not held. NULL: nothing happens */

/* A life of the runtime begins: guards can be had. */
void wf_guard_open(void);
/* No more guards: true. False, and nothing changes, when one is held and not `anyway`. */
bool wf_guard_close(bool anyway);
bool wf_guard_any(void);
/* Waits, on the thread that ends the runtime, until none is held: 1 when there was any, 0 when
   not, -1 with an exception (Ctrl-C). */
int wf_guard_wait(void);
/* Each guard that is held, with the time in nanoseconds (wf_monotonic) since when; under the lock:
   function must not block. */
void wf_guard_for_each(void (*function)(const char *name, int64_t since, void *data), void *data);
/* Around every fork, by thread.c: the list is whole in the child. */
void wf_guard_before_fork(void);
void wf_guard_after_fork(void);

#endif
