/* What the files of itertools share. */
#ifndef WF_NATIVE_ITERTOOLS_H
#define WF_NATIVE_ITERTOOLS_H

#include "runtime/sequence_internal.h"

#define REDUCE_DOC "For copying and pickling."
#define REDUCE_ROW(function) {"__reduce__", function, "(self, /)", REDUCE_DOC, 0}
#define SETSTATE_ROW(function) {"__setstate__", function, "(self, state, /)", REDUCE_DOC, 0}

#define TYPE_OF(v) wf_from_type(wf_type_of(v))
#define ENDED(v) ((v) == WF_EMPTY || (v) == WF_ERROR)

/* The parts of a state tuple; false: TypeError or ValueError pending. */
bool wf_itertools_state_parts(wf_value state, size_t count, const wf_value **parts);

bool wf_itertools_add_choosers(wf_value module); /* product, permutations, combinations... */

#endif
