/* What the files of the containers share. */
#ifndef WF_SEQUENCE_INTERNAL_H
#define WF_SEQUENCE_INTERNAL_H

#include "runtime/allocate.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/native.h"
#include "runtime/sequence.h"
#include "runtime/str.h"

/* Comparing and hashing plain values runs no script code. */
static inline bool wf_is_plain(wf_value v) {
  if (!wf_is_object(v)) return true;
  const wf_shape *shape = wf_object_shape(wf_to_object(v));
  return shape == &wf_str_type.root || shape == &wf_int_type.root ||
         shape == &wf_float_type.root || shape == &wf_bytes_type.root;
}

/* wf_equal with its short cuts in line. */
static inline int wf_items_equal(wf_value a, wf_value b) {
  if (a == b) return 1;
  if (wf_both_small_int(a, b)) return 0;
  if (wf_is_str_exact(a) && wf_is_str_exact(b)) return wf_str_equal(a, b);
  return wf_equal(a, b);
}

#define WF_EQUAL_UNKNOWN (-2)
/* The same when nothing has to be called that scripts can define: 0, 1; else WF_EQUAL_UNKNOWN.
   Locks may be held. */
int wf_items_equal_plainly(wf_value a, wf_value b);
/* Likewise: is a below b? Unknown also when they cannot be ordered, or when a list that is to be
   looked into is locked. */
int wf_items_less_plainly(wf_value a, wf_value b);

/* -- Arguments -- */

/* For init slots: keyword arguments are refused unless a subclass has a __new__ of its own,
   which may have wanted them. False: TypeError "list() takes no keyword arguments". */
bool wf_refuse_keywords(wf_value self, const wf_type *base, wf_value kwnames);
/* For new slots: the same of `cls`, unless it has an __init__ of its own. */
bool wf_refuse_keywords_new(const wf_type *cls, const wf_type *base, wf_value kwnames);
/* The same without exception. */
bool wf_refuse_all_keywords(const wf_type *base, wf_value kwnames);
/* The only positional argument, or WF_EMPTY when there is none. False: TypeError. */
bool wf_optional_argument(const char *name, const wf_value *args, size_t npos, wf_value *out);

/* -- Indexes -- */

static inline bool wf_has_index(wf_value v) {
  return wf_is_int(v) || wf_type_of(v)->slots.unary[WF_OP_INDEX] != NULL;
}
/* v as an index, not yet adjusted for negatives. v has an index (see above). False: error
   pending. */
bool wf_take_index(wf_value v, int64_t *out);
/* The three parts of a slice as integers; runs __index__ methods. */
bool wf_slice_unpack(wf_value slice, int64_t *start, int64_t *stop, int64_t *step);
/* Clips them to a length; returns the count of items. No script code. */
int64_t wf_slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step);
/* A repeat count for `sequence * other`: 1, 0 when other is no integer, -1 error. */
int wf_repeat_count(wf_value other, int64_t *count);
/* What the other operand's type makes of `a op b` when this sequence cannot: it is asked before the
   TypeError about the sequence is raised. */
wf_value wf_other_operand(enum wf_binary_op op, wf_value a, wf_value b, wf_value other,
                          const void *own);
/* Has a class statement given the type its + (or *, the other `op` there is)? type_slots.c */
bool wf_type_has_script_binary(const wf_type *type, enum wf_binary_op op);
wf_value wf_raise_repeat(wf_value other); /* "can't multiply sequence by non-int of type 'float'" */
/* slice.indices(length) for a length of any size: three ints. False: error pending. */
bool wf_slice_indices(wf_value slice, wf_value length, wf_value out[3]);
/* start and stop of list.index and tuple.index, clipped to nothing yet; negatives not adjusted. */
bool wf_search_bound(wf_value v, int64_t missing, int64_t *out);
/* The reverse= of list.sort and sorted: an int. False: error pending. */
bool wf_list_take_reverse(wf_value v, bool *reverse);

/* -- Comparison of sequences -- */

/* The answer of `la op lb` for lengths or other plain numbers. */
wf_value wf_order_result(int64_t a, int64_t b, enum wf_compare_op op);
/* Lexicographic; the items are the caller's snapshots. */
wf_value wf_compare_arrays(const wf_value *a, size_t na, const wf_value *b, size_t nb,
                           enum wf_compare_op op);

/* Items of `iterable` in a growing array of collected memory. */
typedef struct wf_items {
  wf_value *data;
  size_t count, capacity;
} wf_items;
bool wf_items_add(wf_items *items, wf_value v); /* false: MemoryError */
/* Do instances of a class give their items, and how many these are, as its built-in base does? */
static inline bool wf_type_takes_as(const wf_type *type, const wf_type *base) {
  return type->slots.iter == base->slots.iter && type->slots.length == base->slots.length;
}
/* Is a search for the value, where it needs calls, one that built-in things answer? Else only a
   script's classes can have been asked. */
static inline bool wf_search_needs_copy(wf_value v) {
  return !wf_is_plain(v) && !(wf_type_flags_of(v) & WF_TYPE_SCRIPT);
}
/* What a list, a dict, a set, a deque or a dict's view holds at one moment, as a list of its own;
   also of a class derived from one of these that leaves the iteration to it. WF_EMPTY: something
   else. */
wf_value wf_items_at_once(wf_value container);
/* wf_iter for calls that are whole: over what a list or such a container holds now, whatever other
   threads do to it meanwhile. The iterator is for the caller's thread alone. */
wf_value wf_iter_at_once(wf_value iterable);
/* The same where a lone thread need not copy, or means to see what its own calls change. */
static inline wf_value wf_iter_shared(wf_value iterable) {
  return wf_lock_is_real() ? wf_iter_at_once(iterable) : wf_iter(iterable);
}
/* All items: of these, tuples and lists a snapshot, else by iterating. A tuple's own array may be
   given: do not write to it. False: error pending. */
bool wf_items_from(wf_value iterable, wf_items *items);
static inline bool wf_items_visit_add(wf_items *items, wf_value v) {
  return wf_items_add(items, v);
}

/* repr of items as "<open>a, b<close>"; self guards against endless recursion ("[...]"). */
wf_value wf_repr_items(const wf_value *items, size_t count, const char *open, const char *close);

/* A copy of `count` words that other threads may be reading. */
static inline void wf_slots_copy(wf_value *to, const wf_slot *from, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = wf_slot_acquire(&from[i]);
}

/* What steps an iterator that wf_iter gave. */
static inline wf_value (*wf_step_function(wf_value iterator))(wf_value) {
  wf_value (*next)(wf_value) = wf_type_of(iterator)->slots.next;
  return WF_LIKELY(next != NULL) ? next : wf_next; /* deleted meanwhile */
}
/* wf_next for such an iterator. */
static inline wf_value wf_step(wf_value iterator) {
  return WF_LIKELY(wf_poll_deep(wf_self)) ? wf_step_function(iterator)(iterator) : WF_ERROR;
}
/* builtins.name; AttributeError. May run a script's __eq__, so __reduce__ looks up what it needs
   before it reads an iterator. */
wf_value wf_builtin(const char *name);
/* (function, (iterable,), at), without `at` when that is WF_EMPTY. WF_ERROR when one of them is. */
wf_value wf_reduce(wf_value function, wf_value iterable, wf_value at);

/* Rows that many types share. */
wf_value wf_self_iter(wf_value self);
wf_value wf_do_class_getitem(const wf_value *args, size_t nargs, wf_value kwnames);
#define WF_CLASS_GETITEM                                                                      \
  {"__class_getitem__", wf_do_class_getitem, "(cls, item, /)",                                \
   "The type with parameters, for annotations.", WF_FN_CLASS}

/* A new instance of exactly this built-in type, whose instances have no attributes of their own. */
static inline void *wf_new_exact(wf_type *type, size_t size) {
  wf_object *o = wf_alloc_small(wf_self, size);
  atomic_store_explicit(&o->shape, &type->root, memory_order_relaxed);
  return o;
}
#define WF_NEW(type, wf_type_object) ((type *)wf_new_exact(&(wf_type_object), sizeof(type)))

#endif
