/* What other C code uses of the built-in functions. */
#ifndef WF_BUILTINS_H
#define WF_BUILTINS_H

#include "runtime/bytes.h"
#include "runtime/native.h"

/* os.fspath(): str or bytes; TypeError. */
wf_value wf_builtins_fspath(wf_value path);

#endif
