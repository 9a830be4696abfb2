/* range, slice and the general iterators. */
#ifndef WF_SEQUENCE_H
#define WF_SEQUENCE_H

#include "runtime/object.h"

/* range whose bounds and step are small ints has is_small set; others go through the values. */
typedef struct wf_range {
  wf_object head;
  wf_value start, stop, step, length; /* ints */
} wf_range;
wf_value wf_range_new(wf_value start, wf_value stop, wf_value step); /* ints; ValueError step 0 */

/* The iterator of a range of small ints; the VM steps it itself. `index` is claimed by one atomic
 * step. */
typedef struct wf_range_iterator {
  wf_object head;
  int64_t start, step;
  _Atomic(int64_t) index;
  int64_t length;
} wf_range_iterator;
extern wf_type wf_range_iterator_type;

/* Flag of iterators of ranges, lists and tuples that one thread alone steps, so that it need not
   claim the items: GET_ITER made them for a comprehension, which takes them apart (GET_LOOP), or
   wf_iter_at_once for a call. */
#define WF_ITERATOR_PRIVATE 1

typedef struct wf_list_iterator { /* list and tuple iterators */
  wf_object head;
  wf_slot sequence; /* WF_EMPTY when exhausted */
  _Atomic(size_t) index;
} wf_list_iterator;
extern wf_type wf_list_iterator_type, wf_tuple_iterator_type, wf_str_iterator_type,
    wf_dict_key_iterator_type, wf_dict_value_iterator_type, wf_dict_item_iterator_type,
    wf_sequence_iterator_type, wf_callable_iterator_type, wf_enumerate_type, wf_zip_type,
    wf_map_type, wf_filter_type, wf_reversed_type;

wf_value wf_callable_iterator_new(wf_value callable, wf_value sentinel);
wf_value wf_sequence_iterator_new(wf_value sequence); /* by __getitem__ with 0, 1, ... */

typedef struct wf_slice {
  wf_object head;
  wf_value start, stop, step;
} wf_slice;
wf_value wf_slice_new(wf_value start, wf_value stop, wf_value step);
static inline bool wf_is_slice(wf_value v) { return wf_has_root_shape(v, &wf_slice_type); }
static inline bool wf_is_range(wf_value v) { return wf_has_root_shape(v, &wf_range_type); }
/* The slice applied to a sequence of `length`: count items from *start in *step's. -1 on error
   ("slice step cannot be zero", "slice indices must be integers or None or have an __index__
   method"). */
int64_t wf_slice_resolve(wf_value slice, int64_t length, int64_t *start, int64_t *stop,
                         int64_t *step);

#endif
