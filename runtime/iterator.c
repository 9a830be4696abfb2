/* The general iterators: over sequences and callables, enumerate, zip, map, filter, reversed. */
#include <config.h>

#include "runtime/sequence_internal.h"

/* --- Over anything with __getitem__ --- */

typedef struct sequence_iterator {
  wf_object head;
  wf_slot sequence; /* WF_EMPTY when exhausted */
  _Atomic(int64_t) index;
} sequence_iterator;

static sequence_iterator *to_sequence(wf_value v) { return (sequence_iterator *)(uintptr_t)v; }

wf_value wf_sequence_iterator_new(wf_value sequence) {
  sequence_iterator *it = WF_NEW(sequence_iterator, wf_sequence_iterator_type);
  wf_slot_set(&it->sequence, sequence);
  return wf_from_object(it);
}

/* An index that is too large, or StopIteration, ends an iteration: true, with nothing pending. */
static bool ends_iteration(void) {
  if (!wf_error_is(&wf_exc_IndexError) && !wf_error_is(&wf_exc_StopIteration)) return false;
  wf_error_clear();
  return true;
}

static wf_value sequence_iterator_next(wf_value self) {
  sequence_iterator *it = to_sequence(self);
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return WF_EMPTY;
  int64_t index = atomic_fetch_add_explicit(&it->index, 1, memory_order_relaxed);
  if (index == INT64_MAX || index < 0) {
    atomic_store_explicit(&it->index, INT64_MAX, memory_order_relaxed);
    return wf_raise(&wf_exc_OverflowError, "iter index too large");
  }
  wf_value v = wf_getitem(sequence, wf_int_new(index));
  if (v != WF_ERROR || !ends_iteration()) return v;
  wf_slot_set(&it->sequence, WF_EMPTY);
  return WF_EMPTY;
}

WF_NATIVE(sequence_length_hint) {
  const sequence_iterator *it = to_sequence(args[0]);
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return wf_small_int(0);
  if (!wf_type_of(sequence)->slots.length) return WF_NOT_IMPLEMENTED;
  int64_t length = wf_length(sequence);
  if (length < 0) return WF_ERROR;
  length -= atomic_load_explicit(&((sequence_iterator *)it)->index, memory_order_relaxed);
  return wf_int_new(length < 0 ? 0 : length);
}

WF_NATIVE(sequence_reduce) {
  wf_value iter = wf_builtin("iter");
  sequence_iterator *it = to_sequence(args[0]);
  wf_value sequence = wf_slot_acquire(&it->sequence);
  if (sequence == WF_EMPTY) return wf_reduce(iter, wf_tuple_empty, WF_EMPTY);
  return wf_reduce(iter, sequence,
                   wf_int_new(atomic_load_explicit(&it->index, memory_order_relaxed)));
}

WF_NATIVE(sequence_setstate) {
  sequence_iterator *it = to_sequence(args[0]);
  int64_t index;
  if (!wf_arg_size(args[1], &index)) return WF_ERROR;
  if (wf_slot_acquire(&it->sequence) != WF_EMPTY)
    atomic_store_explicit(&it->index, index < 0 ? 0 : index, memory_order_relaxed);
  return WF_NONE;
}

static const wf_native_def sequence_methods[] = {
    {"__length_hint__", sequence_length_hint, "(self, /)", "How many items are left, about.", 0},
    {"__reduce__", sequence_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", sequence_setstate, "(self, state, /)", "Goes to an index.", 0},
    {0}};

wf_type wf_sequence_iterator_type = {
    .name = "iterator",
    .instance_size = sizeof(sequence_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = wf_self_iter, .next = sequence_iterator_next},
    .methods = sequence_methods,
};

/* --- iter(callable, sentinel) --- */

typedef struct callable_iterator {
  wf_object head;
  wf_slot callable; /* WF_EMPTY when exhausted */
  wf_value sentinel;
  _Atomic(uint64_t) ender; /* the ident of the thread that came to the end first, or 0 */
} callable_iterator;

static callable_iterator *to_callable(wf_value v) { return (callable_iterator *)(uintptr_t)v; }

wf_value wf_callable_iterator_new(wf_value callable, wf_value sentinel) {
  callable_iterator *it = WF_NEW(callable_iterator, wf_callable_iterator_type);
  wf_slot_set(&it->callable, callable);
  it->sentinel = sentinel;
  return wf_from_object(it);
}

/* Sets the ender before others can see the end. */
static void callable_end(callable_iterator *it) {
  uint64_t nobody = 0;
  atomic_compare_exchange_strong(&it->ender, &nobody, wf_self->ident);
  wf_slot_set(&it->callable, WF_EMPTY);
}

/* Has this thread ended it? Then it was inside the call that it is in. What a call gave while
   another thread came to the end is an item like any other: no thread will see it again. */
static bool callable_ended_inside(const callable_iterator *it) {
  return wf_slot_acquire(&it->callable) == WF_EMPTY &&
         atomic_load(&((callable_iterator *)it)->ender) == wf_self->ident;
}

static wf_value callable_iterator_next(wf_value self) {
  callable_iterator *it = to_callable(self);
  wf_value callable = wf_slot_acquire(&it->callable);
  if (callable == WF_EMPTY) return WF_EMPTY;
  wf_value v = wf_call0(callable);
  if (v == WF_ERROR) {
    if (!wf_error_is(&wf_exc_StopIteration)) return WF_ERROR;
    wf_error_clear();
  } else {
    if (callable_ended_inside(it)) return WF_EMPTY;
    int equal = wf_items_equal(it->sentinel, v);
    if (equal < 0) return WF_ERROR;
    if (!equal) return v;
  }
  callable_end(it);
  return WF_EMPTY;
}

WF_NATIVE(callable_reduce) {
  const callable_iterator *it = to_callable(args[0]);
  wf_value iter = wf_builtin("iter"), callable = wf_slot_acquire(&it->callable);
  if (iter == WF_ERROR || callable == WF_EMPTY) return wf_reduce(iter, wf_tuple_empty, WF_EMPTY);
  return wf_tuple_of(2, iter, wf_tuple_of(2, callable, it->sentinel));
}

static const wf_native_def callable_methods[] = {
    {"__reduce__", callable_reduce, "(self, /)", "For copying and pickling.", 0}, {0}};

wf_type wf_callable_iterator_type = {
    .name = "callable_iterator",
    .instance_size = sizeof(callable_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = wf_self_iter, .next = callable_iterator_next},
    .methods = callable_methods,
};

/* --- enumerate --- */

typedef struct enumeration {
  wf_object head;
  wf_value iterator;
  wf_slot index; /* an int */
} enumeration;

static enumeration *to_enumeration(wf_value v) { return (enumeration *)(uintptr_t)v; }

static wf_value enumerate_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  size_t keywords = kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames);
  wf_value given[2] = {npos > 0 ? args[0] : WF_EMPTY, npos > 1 ? args[1] : WF_EMPTY};
  if (npos + keywords > 2)
    return wf_raise(&wf_exc_TypeError, "enumerate() takes at most 2 arguments (%zu given)",
                    npos + keywords);
  for (size_t i = 0; i < keywords; i++) {
    wf_value name = wf_tuple_get(kwnames, i);
    int which = wf_str_equal_c(name, "iterable") ? 0 : wf_str_equal_c(name, "start") ? 1 : -1;
    if (which < 0 || given[which] != WF_EMPTY)
      return wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for enumerate()",
                      name);
    given[which] = args[npos + i];
  }
  if (given[0] == WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "enumerate() missing required argument 'iterable'");
  wf_value start = given[1] == WF_EMPTY ? wf_small_int(0) : wf_index(given[1]);
  wf_value iterator = start == WF_ERROR ? WF_ERROR : wf_iter(given[0]);
  if (iterator == WF_ERROR) return WF_ERROR;
  enumeration *e = wf_object_new(cls);
  e->iterator = iterator;
  wf_slot_set(&e->index, start);
  return wf_from_object(e);
}

static int enumerate_pair(wf_value self, wf_value pair[2]) {
  enumeration *e = to_enumeration(self);
  pair[1] = wf_step(e->iterator);
  if (pair[1] == WF_EMPTY || pair[1] == WF_ERROR) return pair[1] == WF_EMPTY ? 0 : -1;
  pair[0] = wf_slot_acquire(&e->index);
  wf_value next;
  do {
    next = WF_LIKELY(wf_is_small_int(pair[0]) && pair[0] != wf_small_int(WF_SMALL_INT_MAX))
               ? pair[0] + 2
               : wf_int_add(pair[0], wf_small_int(1));
    if (next == WF_ERROR) return -1;
  } while (!WF_CLAIM(&e->index, &pair[0], next));
  return 1;
}

static wf_value enumerate_next(wf_value self) {
  wf_value pair[2];
  int got = enumerate_pair(self, pair);
  return got > 0 ? wf_tuple_from_array(pair, 2) : got == 0 ? WF_EMPTY : WF_ERROR;
}

WF_NATIVE(enumerate_reduce) {
  const enumeration *e = to_enumeration(args[0]);
  return wf_tuple_of(2, wf_from_type(wf_type_of(args[0])),
                     wf_tuple_of(2, e->iterator, wf_slot_acquire(&e->index)));
}

static const wf_native_def enumerate_methods[] = {
    {"__reduce__", enumerate_reduce, "(self, /)", "For copying and pickling.", 0},
    WF_CLASS_GETITEM,
    {0}};

wf_type wf_enumerate_type = {
    .name = "enumerate",
    .doc = "An iterator over pairs of a number, counted up from start, and an item.",
    .signature = "(iterable, start=0)",
    .instance_size = sizeof(enumeration),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = enumerate_next, .new = enumerate_new},
    .next_pair = enumerate_pair,
    .methods = enumerate_methods,
};

/* --- zip --- */

typedef struct zipper {
  wf_object head;
  wf_value iterators; /* tuple */
  _Atomic(bool) strict;
} zipper;

static zipper *to_zipper(wf_value v) { return (zipper *)(uintptr_t)v; }

/* The iterators of all arguments; WF_ERROR. */
static wf_value iterators_of(const wf_value *iterables, size_t count) {
  wf_value iterators = wf_tuple_new(count);
  for (size_t i = 0; iterators != WF_ERROR && i < count; i++) {
    wf_value it = wf_iter(iterables[i]);
    if (it == WF_ERROR) return WF_ERROR;
    wf_to_tuple(iterators)->items[i] = it;
  }
  return iterators;
}

static wf_value zip_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  int strict = 0;
  if (cls == &wf_zip_type || cls->slots.init == wf_zip_type.slots.init) {
    for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++) {
      wf_value name = wf_tuple_get(kwnames, i);
      if (!wf_str_equal_c(name, "strict"))
        return wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for zip()", name);
      strict = wf_truth(args[npos + i]);
      if (strict < 0) return WF_ERROR;
    }
  }
  wf_value iterators = iterators_of(args, npos);
  if (iterators == WF_ERROR) return WF_ERROR;
  zipper *z = wf_object_new(cls);
  z->iterators = iterators;
  atomic_store_explicit(&z->strict, strict, memory_order_relaxed);
  return wf_from_object(z);
}

static wf_value raise_zip(size_t which, const char *what, size_t before) {
  if (before == 1)
    return wf_raise(&wf_exc_ValueError, "zip() argument %zu is %s than argument 1", which, what);
  return wf_raise(&wf_exc_ValueError, "zip() argument %zu is %s than arguments 1-%zu", which, what,
                  before);
}

/* The iterator at `ended` gave nothing: all the others must have ended too. */
static wf_value check_lengths(const wf_value *iterators, size_t count, size_t ended) {
  if (ended > 0) return raise_zip(ended + 1, "shorter", ended);
  for (size_t i = 1; i < count; i++) {
    wf_value v = wf_step(iterators[i]);
    if (v == WF_ERROR) return WF_ERROR;
    if (v != WF_EMPTY) return raise_zip(i + 1, "longer", i);
  }
  return WF_EMPTY;
}

/* An item of each iterator into `row`, which no other thread sees. 1, 0 at the end, -1. */
static int zip_row(zipper *z, wf_value *row, size_t count) {
  const wf_value *iterators = wf_to_tuple(z->iterators)->items;
  for (size_t i = 0; i < count; i++) {
    row[i] = wf_step(iterators[i]);
    if (row[i] == WF_ERROR) return -1;
    if (WF_LIKELY(row[i] != WF_EMPTY)) continue;
    bool strict = atomic_load_explicit(&z->strict, memory_order_relaxed);
    return strict && check_lengths(iterators, count, i) == WF_ERROR ? -1 : 0;
  }
  return 1;
}

static int zip_pair(wf_value self, wf_value pair[2]) {
  zipper *z = to_zipper(self);
  return wf_tuple_length(z->iterators) == 2 ? zip_row(z, pair, 2) : WF_NO_PAIR;
}

static wf_value zip_next(wf_value self) {
  zipper *z = to_zipper(self);
  size_t count = wf_tuple_length(z->iterators);
  if (count == 0) return WF_EMPTY;
  wf_value row = wf_tuple_new(count);
  if (row == WF_ERROR) return WF_ERROR;
  int got = zip_row(z, wf_to_tuple(row)->items, count);
  return got > 0 ? row : got == 0 ? WF_EMPTY : WF_ERROR;
}

WF_NATIVE(zip_reduce) {
  zipper *z = to_zipper(args[0]);
  wf_value type = wf_from_type(wf_type_of(args[0]));
  return atomic_load_explicit(&z->strict, memory_order_relaxed)
             ? wf_tuple_of(3, type, z->iterators, WF_TRUE)
             : wf_tuple_of(2, type, z->iterators);
}

WF_NATIVE(zip_setstate) {
  int strict = wf_truth(args[1]);
  if (strict < 0) return WF_ERROR;
  atomic_store_explicit(&to_zipper(args[0])->strict, strict, memory_order_relaxed);
  return WF_NONE;
}

static const wf_native_def zip_methods[] = {
    {"__reduce__", zip_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", zip_setstate, "(self, state, /)", "Sets whether lengths are compared.", 0},
    {0}};

wf_type wf_zip_type = {
    .name = "zip",
    .doc = "zip(*iterables, strict=False) -> iterator\n\n"
           "Gives tuples of an item from each iterable until the shortest has ended.\n"
           "strict: ValueError when another has not ended by then.",
    .instance_size = sizeof(zipper),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = zip_next, .new = zip_new},
    .next_pair = zip_pair,
    .methods = zip_methods,
};

/* --- map --- */

typedef struct mapper {
  wf_object head;
  wf_value function, iterators;
} mapper;

static mapper *to_mapper(wf_value v) { return (mapper *)(uintptr_t)v; }

static wf_value map_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_refuse_keywords_new(cls, &wf_map_type, kwnames)) return WF_ERROR;
  if (npos < 2) return wf_raise(&wf_exc_TypeError, "map() must have at least two arguments.");
  wf_value iterators = iterators_of(args + 1, npos - 1);
  if (iterators == WF_ERROR) return WF_ERROR;
  mapper *m = wf_object_new(cls);
  m->function = args[0];
  m->iterators = iterators;
  return wf_from_object(m);
}

#define MAP_ON_STACK 8

static wf_value map_next(wf_value self) {
  const mapper *m = to_mapper(self);
  size_t count = wf_tuple_length(m->iterators);
  wf_value few[MAP_ON_STACK], *args = few;
  if (count > MAP_ON_STACK && !(args = wf_alloc_array(count, sizeof *args))) return WF_ERROR;
  for (size_t i = 0; i < count; i++) {
    args[i] = wf_step(wf_tuple_get(m->iterators, i));
    if (args[i] == WF_EMPTY || args[i] == WF_ERROR) return args[i];
  }
  return wf_call(m->function, args, count, WF_EMPTY);
}

WF_NATIVE(map_reduce) {
  const mapper *m = to_mapper(args[0]);
  size_t count = wf_tuple_length(m->iterators);
  wf_value parts = wf_tuple_new(count + 1);
  if (parts == WF_ERROR) return WF_ERROR;
  wf_to_tuple(parts)->items[0] = m->function;
  memcpy(wf_to_tuple(parts)->items + 1, wf_to_tuple(m->iterators)->items,
         count * sizeof(wf_value));
  return wf_tuple_of(2, wf_from_type(wf_type_of(args[0])), parts);
}

static const wf_native_def map_methods[] = {
    {"__reduce__", map_reduce, "(self, /)", "For copying and pickling.", 0}, {0}};

wf_type wf_map_type = {
    .name = "map",
    .doc = "map(func, *iterables) -> iterator\n\n"
           "Gives what func makes of an item from each iterable, until the shortest has ended.",
    .instance_size = sizeof(mapper),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = map_next, .new = map_new},
    .methods = map_methods,
};

/* --- filter --- */

typedef struct filtering {
  wf_object head;
  wf_value function, iterator; /* function None: truth itself */
} filtering;

static filtering *to_filtering(wf_value v) { return (filtering *)(uintptr_t)v; }

static wf_value filter_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_refuse_keywords_new(cls, &wf_filter_type, kwnames)) return WF_ERROR;
  if (npos != 2)
    return wf_raise(&wf_exc_TypeError, "filter expected 2 arguments, got %zu", npos);
  wf_value iterator = wf_iter(args[1]);
  if (iterator == WF_ERROR) return WF_ERROR;
  filtering *f = wf_object_new(cls);
  f->function = args[0];
  f->iterator = iterator;
  return wf_from_object(f);
}

static wf_value filter_next(wf_value self) {
  const filtering *f = to_filtering(self);
  for (;;) {
    wf_value v = wf_step(f->iterator), verdict = v;
    if (v == WF_EMPTY || v == WF_ERROR) return v;
    if (f->function != WF_NONE && f->function != wf_from_type(&wf_bool_type))
      verdict = wf_call1(f->function, v);
    int truth = verdict == WF_ERROR ? -1 : verdict == WF_TRUE ? 1 : wf_truth(verdict);
    if (truth) return truth < 0 ? WF_ERROR : v;
  }
}

WF_NATIVE(filter_reduce) {
  const filtering *f = to_filtering(args[0]);
  return wf_tuple_of(2, wf_from_type(wf_type_of(args[0])),
                     wf_tuple_of(2, f->function, f->iterator));
}

static const wf_native_def filter_methods[] = {
    {"__reduce__", filter_reduce, "(self, /)", "For copying and pickling.", 0}, {0}};

wf_type wf_filter_type = {
    .name = "filter",
    .doc = "filter(function or None, iterable) -> iterator\n\n"
           "Gives the items for which function is true; with None, those that are true.",
    .instance_size = sizeof(filtering),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = filter_next, .new = filter_new},
    .methods = filter_methods,
};

/* --- reversed --- */

typedef struct reversal {
  wf_object head;
  wf_slot sequence; /* WF_EMPTY when exhausted */
  _Atomic(int64_t) index;
} reversal;

static reversal *to_reversal(wf_value v) { return (reversal *)(uintptr_t)v; }

static wf_value reversed_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_refuse_keywords_new(cls, &wf_reversed_type, kwnames)) return WF_ERROR;
  if (npos != 1)
    return wf_raise(&wf_exc_TypeError, "reversed expected 1 argument, got %zu", npos);
  wf_value self, method = wf_special(args[0], wf_names.__reversed__, &self);
  if (method == WF_ERROR) return WF_ERROR;
  if (method != WF_EMPTY && method != WF_NONE)
    return self == WF_EMPTY ? wf_call0(method) : wf_call1(method, self);
  const wf_type *type = wf_type_of(args[0]);
  if (method == WF_NONE || !type->slots.getitem || wf_is_dict(args[0]))
    return wf_raise(&wf_exc_TypeError, "'%T' object is not reversible", args[0]);
  int64_t length = wf_length(args[0]);
  if (length < 0) return WF_ERROR;
  reversal *r = wf_object_new(cls);
  wf_slot_set(&r->sequence, args[0]);
  atomic_store_explicit(&r->index, length - 1, memory_order_relaxed);
  return wf_from_object(r);
}

static wf_value reversed_next(wf_value self) {
  reversal *r = to_reversal(self);
  wf_value sequence = wf_slot_acquire(&r->sequence);
  if (sequence == WF_EMPTY) return WF_EMPTY;
  int64_t index = atomic_fetch_sub_explicit(&r->index, 1, memory_order_relaxed);
  if (index >= 0) {
    wf_value v = wf_getitem(sequence, wf_int_new(index));
    if (v != WF_ERROR || !ends_iteration()) return v;
  }
  atomic_store_explicit(&r->index, -1, memory_order_relaxed);
  wf_slot_set(&r->sequence, WF_EMPTY);
  return WF_EMPTY;
}

WF_NATIVE(reversed_length_hint) {
  reversal *r = to_reversal(args[0]);
  wf_value sequence = wf_slot_acquire(&r->sequence);
  if (sequence == WF_EMPTY) return wf_small_int(0);
  int64_t length = wf_length(sequence);
  if (length < 0) return WF_ERROR;
  int64_t left = atomic_load_explicit(&r->index, memory_order_relaxed) + 1;
  return wf_int_new(length < left ? 0 : left);
}

WF_NATIVE(reversed_reduce) {
  reversal *r = to_reversal(args[0]);
  wf_value sequence = wf_slot_acquire(&r->sequence), type = wf_from_type(wf_type_of(args[0]));
  if (sequence == WF_EMPTY) return wf_tuple_of(2, type, wf_tuple_of(1, wf_tuple_empty));
  return wf_tuple_of(3, type, wf_tuple_of(1, sequence),
                     wf_int_new(atomic_load_explicit(&r->index, memory_order_relaxed)));
}

WF_NATIVE(reversed_setstate) {
  reversal *r = to_reversal(args[0]);
  int64_t index;
  if (!wf_arg_size(args[1], &index)) return WF_ERROR;
  wf_value sequence = wf_slot_acquire(&r->sequence);
  if (sequence == WF_EMPTY) return WF_NONE;
  int64_t length = wf_length(sequence);
  if (length < 0) return WF_ERROR;
  if (index < -1) index = -1;
  if (index > length - 1) index = length - 1;
  atomic_store_explicit(&r->index, index, memory_order_relaxed);
  return WF_NONE;
}

static const wf_native_def reversed_methods[] = {
    {"__length_hint__", reversed_length_hint, "(self, /)", "How many items are left, about.", 0},
    {"__reduce__", reversed_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", reversed_setstate, "(self, state, /)", "Goes to an index.", 0},
    {0}};

wf_type wf_reversed_type = {
    .name = "reversed",
    .doc = "An iterator over the items of a sequence, last first.",
    .signature = "(sequence, /)",
    .instance_size = sizeof(reversal),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = reversed_next, .new = reversed_new},
    .methods = reversed_methods,
};

/* --- Start --- */

bool wf_range_init(void);
bool wf_iterator_init(void);

bool wf_iterator_init(void) {
  wf_type *const types[] = {&wf_slice_type,    &wf_sequence_iterator_type,
                            &wf_callable_iterator_type, &wf_enumerate_type,
                            &wf_zip_type,      &wf_map_type,
                            &wf_filter_type,   &wf_reversed_type};
  if (!wf_range_init()) return false;
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_type_ready(types[i])) return false;
  return true;
}
