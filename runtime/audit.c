/* Hooks of sys.addaudithook. They stay for the rest of the program: there is no way to take one
   out, so an index into the list stays good while other threads add more. */
#include <config.h>

#include "runtime/audit.h"

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/memory.h"
#include "runtime/str.h"

static wf_value *hooks; /* a list, in memory that the collector scans */
_Atomic(bool) wf_audit_is_wanted;

bool wf_audit_begin(void) {
  if (!hooks && !(hooks = wf_alloc_root(sizeof *hooks))) return false;
  *hooks = wf_list_new(0);
  atomic_store(&wf_audit_is_wanted, false);
  return *hooks != WF_ERROR;
}

bool wf_audit_tell(wf_value event, wf_value args) {
  for (size_t i = 0; i < wf_list_length(*hooks); i++)
    if (wf_call2(wf_list_get(*hooks, i), event, args) == WF_ERROR) return false;
  return true;
}

bool wf_audit_tell_c(const char *event, wf_value args) {
  return args != WF_ERROR && wf_audit_tell(wf_str_intern_c(event), args);
}

/* A hook that raises an Exception keeps the new one out, silently. */
bool wf_audit_add(wf_value hook) {
  if (!WF_AUDIT("sys.addaudithook", 0)) {
    if (!wf_error_is(&wf_exc_Exception)) return false;
    wf_error_clear();
    return true;
  }
  if (!wf_list_append(*hooks, hook)) return false;
  atomic_store(&wf_audit_is_wanted, true);
  return true;
}
