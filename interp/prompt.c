/* The interactive prompt, on libedit. */
#include <config.h>

#include "interp/prompt.h"

#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native.h"

/* The loop is written in the language (stdlib/_prompt.py); line editing comes from the native
 * module _edit. */
int wf_prompt_run(wf_value module) {
  wf_value interact = wf_import_attribute("_prompt", "interact");
  return interact == WF_ERROR || wf_call1(interact, module) == WF_ERROR ? -1 : 0;
}
