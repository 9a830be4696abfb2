/* Hooks of sys.addaudithook: they are told of what the program is about to do, and may refuse. */
#ifndef WF_AUDIT_H
#define WF_AUDIT_H

#include <fcntl.h>
#include <stdatomic.h>

#include "runtime/list.h"

extern _Atomic(bool) wf_audit_is_wanted; /* there is a hook */
bool wf_audit_begin(void);               /* no hooks yet; false for lack of memory */
bool wf_audit_add(wf_value hook);        /* false: an exception is pending */
/* Tells the hooks, the oldest first. False: one has raised what is pending now. */
bool wf_audit_tell(wf_value event, wf_value args);
bool wf_audit_tell_c(const char *event, wf_value args);

/* WF_AUDIT("os.rename", 2, from, to): false with an exception pending; costs a look at a flag when
   there is no hook. */
#define WF_AUDIT(event, ...)                                                 \
  (!atomic_load_explicit(&wf_audit_is_wanted, memory_order_relaxed) ||       \
   wf_audit_tell_c(event, wf_tuple_of(__VA_ARGS__)))

/* The descriptor of a folder that a path is relative to, as an argument: -1 for none. */
static inline wf_value wf_audit_folder(int dir_fd) {
  return wf_small_int(dir_fd == AT_FDCWD ? -1 : dir_fd);
}

#endif
