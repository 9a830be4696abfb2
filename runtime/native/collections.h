/* collections.deque, for C code that keeps things in one. */
#ifndef WF_NATIVE_COLLECTIONS_H
#define WF_NATIVE_COLLECTIONS_H

#include "runtime/object.h"

wf_value wf_deque_new(void);
bool wf_is_deque_exact(wf_value v);
/* Of exactly a deque. append: false with MemoryError; popleft: WF_EMPTY when there is nothing. */
bool wf_deque_append(wf_value deque, wf_value item);
wf_value wf_deque_popleft(wf_value deque);
size_t wf_deque_length(wf_value deque);

#endif
