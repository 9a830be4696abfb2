/* collections.deque, for C code that keeps things in one; and what C code that collects items has
   to know of this module's types. */
#ifndef WF_NATIVE_COLLECTIONS_H
#define WF_NATIVE_COLLECTIONS_H

#include "runtime/object.h"

wf_value wf_deque_new(void);
bool wf_is_deque_exact(wf_value v);
/* Of exactly a deque. append: false with MemoryError; popleft: WF_EMPTY when there is nothing. */
bool wf_deque_append(wf_value deque, wf_value item);
wf_value wf_deque_popleft(wf_value deque);
size_t wf_deque_length(wf_value deque);
/* What a deque, an OrderedDict or its view holds at one moment, as a list; WF_EMPTY: something
   else. */
wf_value wf_collection_at_once(wf_value v);
bool wf_is_ordered_dict_exact(wf_value v);

#endif
