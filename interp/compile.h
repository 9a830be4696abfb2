/* From source text to a code object. */
#ifndef WF_COMPILE_H
#define WF_COMPILE_H

#include "runtime/hooks.h"

/* source: str, or anything with bytes, whose coding declaration then counts. optimize: -1 as the
   command says. WF_ERROR: SyntaxError with its place, IndentationError, TabError, ValueError (NUL
   bytes), MemoryError or RecursionError (nested too deeply), or what a warning became. */
wf_value wf_compile_source(wf_value source, wf_value filename, enum wf_compile_mode mode, int flags,
                           int optimize);

#endif
