/* itertools.

   Iterators may be shared by threads: what a step changes is one slot changed by compare-and-
   swap, or is changed under the iterator's lock when it takes several words (never across a call
   that could run script code). Where a step takes several items from inner iterators, threads
   that step at the same time share them out between them. */
#include <config.h>

#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/lock.h"
#include "runtime/module.h"
#include "runtime/mutex.h"
#include "runtime/native/itertools.h"

/* For types that take a fixed number of positional arguments. */
static bool take(const wf_type *cls, const wf_type *base, size_t wanted, const wf_value *args,
                 size_t npos, wf_value kwnames) {
  (void)args;
  if (!wf_refuse_keywords_new(cls, base, kwnames)) return false;
  if (npos == wanted) return true;
  wf_raise(&wf_exc_TypeError, "%s expected %zu argument%s, got %zu", wf_type_short_name(base),
           wanted, wanted == 1 ? "" : "s", npos);
  return false;
}

static wf_value get(const wf_slot *slot) { return wf_slot_acquire(slot); }
static void set(wf_slot *slot, wf_value v) { wf_slot_set(slot, v); }
static int64_t load(const _Atomic(int64_t) *p) {
  return atomic_load_explicit((_Atomic(int64_t) *)p, memory_order_relaxed);
}
static void store(_Atomic(int64_t) *p, int64_t v) {
  atomic_store_explicit(p, v, memory_order_relaxed);
}

bool wf_itertools_state_parts(wf_value state, size_t count, const wf_value **parts) {
  if (!wf_is_tuple(state)) {
    wf_raise(&wf_exc_TypeError, "state is not a tuple");
    return false;
  }
  if (wf_tuple_length(state) != count) {
    wf_raise(&wf_exc_TypeError, "function takes exactly %zu arguments (%zu given)", count,
             wf_tuple_length(state));
    return false;
  }
  *parts = wf_to_tuple(state)->items;
  return true;
}

/* A thread's turn with the iterator inside: others wait as long as a step of it takes. Chains wait
   for scripts' steps too, as streams do: whoever saw the end of the source while another thread was
   still about to publish its last iterator would drop the chain, and that iterator's items. */
typedef struct turn {
  wf_mutex mutex;
  _Atomic(uint64_t) owner; /* the ident of the thread whose turn it is, or 0 */
} turn;

static bool has_turn(const turn *t) {
  return atomic_load_explicit(&((turn *)t)->owner, memory_order_relaxed) == wf_self->ident;
}
static bool begin_turn(turn *t, wf_value self) {
  if (!wf_mutex_try(&t->mutex) &&
      wf_mutex_acquire(&t->mutex, -1, WF_WAIT_FOR(ITERATOR, self, &t->owner)) < 0)
    return false;
  atomic_store_explicit(&t->owner, wf_self->ident, memory_order_relaxed);
  return true;
}
static bool try_turn(turn *t) {
  if (!wf_mutex_try(&t->mutex)) return false;
  atomic_store_explicit(&t->owner, wf_self->ident, memory_order_relaxed);
  return true;
}
static void end_turn(turn *t) {
  atomic_store_explicit(&t->owner, 0, memory_order_relaxed);
  wf_mutex_release(&t->mutex);
}
/* A step of self in its turn with the iterator; at once when a step or call came back here. */
static wf_value step_in_turn(turn *t, wf_value iterator, wf_value (*step)(wf_value self),
                             wf_value self) {
  if (has_turn(t)) return step(self);
  if (!begin_turn(t, iterator)) return WF_ERROR;
  wf_value v = step(self);
  end_turn(t);
  return v;
}

static wf_type count_type, cycle_type, repeat_type, chain_type, compress_type, dropwhile_type,
    takewhile_type, filterfalse_type, groupby_type, grouper_type, islice_type, pairwise_type,
    starmap_type, tee_type, tee_data_type, zip_longest_type, accumulate_type;

/* --- count --- */

typedef struct counter {
  wf_object head;
  wf_slot value;
  wf_value step;
} counter;
static counter *to_counter(wf_value v) { return (counter *)(uintptr_t)v; }

static bool is_number(wf_value v) {
  const wf_slots *s = &wf_type_of(v)->slots;
  return wf_is_int(v) || wf_is_float(v) || wf_is_complex(v) || s->unary[WF_OP_INDEX] ||
         s->unary[WF_OP_INT] || s->unary[WF_OP_FLOAT];
}

static wf_value count_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("count", "(start=0, step=1)", args, npos, kwnames, a)) return WF_ERROR;
  if (a[0] == WF_EMPTY) a[0] = wf_small_int(0);
  if (a[1] == WF_EMPTY) a[1] = wf_small_int(1);
  if (!is_number(a[0]) || !is_number(a[1]))
    return wf_raise(&wf_exc_TypeError, "a number is required");
  counter *c = wf_object_new(cls);
  set(&c->value, a[0]);
  c->step = a[1];
  return wf_from_object(c);
}

static wf_value count_next(wf_value self) {
  counter *c = to_counter(self);
  for (;;) {
    wf_value v = get(&c->value), next = wf_binary(WF_OP_ADD, v, c->step);
    if (next == WF_ERROR) return WF_ERROR;
    wf_value expected = v;
    if (atomic_compare_exchange_strong(&c->value, &expected, next)) return v;
  }
}

static wf_value count_repr(wf_value self) {
  const counter *c = to_counter(self);
  const char *name = wf_type_short_name(wf_type_of(self));
  if (c->step == wf_small_int(1)) return wf_str_format("%s(%R)", name, get(&c->value));
  return wf_str_format("%s(%R, %R)", name, get(&c->value), c->step);
}

WF_NATIVE(count_reduce) {
  const counter *c = to_counter(args[0]);
  wf_value v = get(&c->value);
  return wf_tuple_of(2, TYPE_OF(args[0]),
                     c->step == wf_small_int(1) && wf_is_int(v) ? wf_tuple_of(1, v)
                                                                : wf_tuple_of(2, v, c->step));
}

static const wf_native_def count_methods[] = {REDUCE_ROW(count_reduce), {0}};
static wf_type count_type = {
    .name = "itertools.count",
    .doc = "Counts up from start, step by step, without end.",
    .signature = "(start=0, step=1)",
    .instance_size = sizeof(counter),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = count_next, .repr = count_repr, .new = count_new},
    .methods = count_methods,
};

/* --- cycle --- */

typedef struct cycler {
  wf_object head;
  wf_slot iterator; /* WF_EMPTY after the first round */
  wf_slot saved;    /* list */
  _Atomic(int64_t) index;
  _Atomic(bool) complete; /* all items are saved already (a copy of one in its second round) */
  turn turn;              /* in the first round */
} cycler;
static cycler *to_cycler(wf_value v) { return (cycler *)(uintptr_t)v; }

static wf_value cycle_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!take(cls, &cycle_type, 1, args, npos, kwnames)) return WF_ERROR;
  wf_value iterator = wf_iter(args[0]), saved = wf_list_new(0);
  if (iterator == WF_ERROR || saved == WF_ERROR) return WF_ERROR;
  cycler *c = wf_object_new(cls);
  set(&c->iterator, iterator);
  set(&c->saved, saved);
  return wf_from_object(c);
}

/* An item of the first round; WF_EMPTY: it is over. */
static wf_value cycle_step(wf_value self) {
  cycler *c = to_cycler(self);
  wf_value iterator = get(&c->iterator), v = iterator == WF_EMPTY ? iterator : wf_step(iterator);
  if (v == WF_EMPTY) set(&c->iterator, WF_EMPTY);
  if (ENDED(v)) return v;
  return atomic_load(&c->complete) || wf_list_append(get(&c->saved), v) ? v : WF_ERROR;
}

/* In turns: who saw the end of the source while another thread was still about to save an item
   would begin the second round without it, or find nothing at all. */
static wf_value cycle_next(wf_value self) {
  cycler *c = to_cycler(self);
  if (get(&c->iterator) != WF_EMPTY) {
    wf_value v = step_in_turn(&c->turn, self, cycle_step, self);
    if (v != WF_EMPTY) return v;
  }
  wf_value saved = get(&c->saved);
  int64_t length = (int64_t)wf_list_length(saved), at = load(&c->index);
  if (length == 0) return WF_EMPTY;
  while (!atomic_compare_exchange_weak(&c->index, &at, at + 1 < length ? at + 1 : 0)) {
  }
  return wf_list_get(saved, at < length ? (size_t)at : 0);
}

WF_NATIVE(cycle_reduce) {
  cycler *c = to_cycler(args[0]);
  wf_value iterator = get(&c->iterator), saved = get(&c->saved);
  bool complete = atomic_load(&c->complete);
  if (iterator == WF_EMPTY) {
    iterator = wf_iter(saved);
    if (iterator == WF_ERROR) return WF_ERROR;
    if (load(&c->index) &&
        wf_call_method1(iterator, wf_names.__setstate__, wf_int_new(load(&c->index))) == WF_ERROR)
      return WF_ERROR;
    complete = true;
  }
  return wf_tuple_of(3, TYPE_OF(args[0]), wf_tuple_of(1, iterator),
                     wf_tuple_of(2, saved, wf_bool(complete)));
}

WF_NATIVE(cycle_setstate) {
  cycler *c = to_cycler(args[0]);
  const wf_value *parts;
  int complete;
  if (!wf_itertools_state_parts(args[1], 2, &parts) || !wf_arg_int(parts[1], &complete))
    return WF_ERROR;
  if (!wf_is_list(parts[0]))
    return wf_raise(&wf_exc_TypeError, "argument 1 must be list, not %a", parts[0]);
  set(&c->saved, parts[0]);
  atomic_store(&c->complete, complete != 0);
  store(&c->index, 0);
  return WF_NONE;
}

static const wf_native_def cycle_methods[] = {
    REDUCE_ROW(cycle_reduce), SETSTATE_ROW(cycle_setstate), {0}};
static wf_type cycle_type = {
    .name = "itertools.cycle",
    .doc = "Gives the items of an iterable again and again.",
    .signature = "(iterable, /)",
    .instance_size = sizeof(cycler),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = cycle_next, .new = cycle_new},
    .methods = cycle_methods,
};

/* --- repeat --- */

typedef struct repeater {
  wf_object head;
  wf_value element;
  _Atomic(int64_t) left; /* -1: without end */
} repeater;
static repeater *to_repeater(wf_value v) { return (repeater *)(uintptr_t)v; }

static wf_value repeat_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  int64_t left = -1;
  if (!WF_BIND("repeat", "(object, times=None)", args, npos, kwnames, a)) return WF_ERROR;
  if (a[1] != WF_EMPTY) {
    if (!wf_arg_size(a[1], &left)) return WF_ERROR;
    if (left < 0) left = 0;
  }
  repeater *r = wf_object_new(cls);
  r->element = a[0];
  store(&r->left, left);
  return wf_from_object(r);
}

static wf_value repeat_next(wf_value self) {
  repeater *r = to_repeater(self);
  int64_t left = load(&r->left);
  if (left < 0) return r->element;
  do {
    if (left == 0) return WF_EMPTY;
  } while (!WF_CLAIM(&r->left, &left, left - 1));
  return r->element;
}

static wf_value repeat_repr(wf_value self) {
  const repeater *r = to_repeater(self);
  int64_t left = load(&r->left);
  if (left < 0) return wf_str_format("%s(%R)", wf_type_short_name(wf_type_of(self)), r->element);
  return wf_str_format("%s(%R, %ld)", wf_type_short_name(wf_type_of(self)), r->element, (long)left);
}

WF_NATIVE(repeat_length_hint) {
  int64_t left = load(&to_repeater(args[0])->left);
  return left < 0 ? wf_raise(&wf_exc_TypeError, "len() of unsized object") : wf_int_new(left);
}

WF_NATIVE(repeat_reduce) {
  const repeater *r = to_repeater(args[0]);
  int64_t left = load(&r->left);
  return wf_tuple_of(2, TYPE_OF(args[0]), left < 0 ? wf_tuple_of(1, r->element)
                                                   : wf_tuple_of(2, r->element, wf_int_new(left)));
}

static const wf_native_def repeat_methods[] = {
    {"__length_hint__", repeat_length_hint, "(self, /)", "How often it is given yet.", 0},
    REDUCE_ROW(repeat_reduce),
    {0}};
static wf_type repeat_type = {
    .name = "itertools.repeat",
    .doc = "repeat(object [,times]) -> gives the object so often, or without end.",
    .instance_size = sizeof(repeater),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = repeat_next, .repr = repeat_repr, .new = repeat_new},
    .methods = repeat_methods,
};

/* --- chain --- */

typedef struct chainer {
  wf_object head;
  wf_slot source; /* iterator of iterables; WF_EMPTY when exhausted */
  wf_slot active; /* iterator, or WF_EMPTY */
  turn turn;      /* for getting the next one */
} chainer;
static chainer *to_chainer(wf_value v) { return (chainer *)(uintptr_t)v; }

static wf_value chain_of(wf_type *cls, wf_value iterables) {
  wf_value source = iterables == WF_ERROR ? WF_ERROR : wf_iter(iterables);
  if (source == WF_ERROR) return WF_ERROR;
  chainer *c = wf_object_new(cls);
  set(&c->source, source);
  return wf_from_object(c);
}

static wf_value chain_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_refuse_keywords_new(cls, &chain_type, kwnames)) return WF_ERROR;
  return chain_of(cls, wf_tuple_from_array(args, npos));
}

WF_NATIVE(chain_from_iterable) { return chain_of(wf_to_type(args[0]), args[1]); }

/* The next iterator to take items from. */
static wf_value chain_advance(chainer *c) {
  wf_value active = get(&c->active), source = get(&c->source);
  if (active != WF_EMPTY) return active; /* another thread has got it */
  wf_value iterable = source == WF_EMPTY ? WF_EMPTY : wf_step(source);
  active = ENDED(iterable) ? iterable : wf_iter(iterable);
  if (ENDED(active)) set(&c->source, WF_EMPTY);
  else set(&c->active, active);
  return active;
}

static wf_value chain_advance_in_turn(chainer *c) {
  if (has_turn(&c->turn)) return chain_advance(c); /* a step of the source came back here */
  if (!begin_turn(&c->turn, wf_from_object(c))) return WF_ERROR;
  wf_value active = chain_advance(c);
  end_turn(&c->turn);
  return active;
}

static wf_value chain_next(wf_value self) {
  chainer *c = to_chainer(self);
  for (;;) {
    wf_value active = get(&c->active);
    if (active == WF_EMPTY) active = chain_advance_in_turn(c);
    if (ENDED(active)) return active;
    wf_value v = wf_step(active);
    if (v != WF_EMPTY) return v;
    wf_value expected = active;
    atomic_compare_exchange_strong(&c->active, &expected, WF_EMPTY);
  }
}

WF_NATIVE(chain_reduce) {
  const chainer *c = to_chainer(args[0]);
  wf_value source = get(&c->source), active = get(&c->active);
  if (source == WF_EMPTY) return wf_tuple_of(2, TYPE_OF(args[0]), wf_tuple_empty);
  return wf_tuple_of(3, TYPE_OF(args[0]), wf_tuple_empty,
                     active == WF_EMPTY ? wf_tuple_of(1, source)
                                        : wf_tuple_of(2, source, active));
}

static bool is_iterator(wf_value v) { return wf_type_of(v)->slots.next != NULL; }

WF_NATIVE(chain_setstate) {
  chainer *c = to_chainer(args[0]);
  if (!wf_is_tuple(args[1])) return wf_raise(&wf_exc_TypeError, "state is not a tuple");
  size_t count = wf_tuple_length(args[1]);
  if (count < 1 || count > 2)
    return wf_raise(&wf_exc_TypeError, "function takes %s (%zu given)",
                    count ? "at most 2 arguments" : "at least 1 argument", count);
  wf_value source = wf_tuple_get(args[1], 0);
  wf_value active = count > 1 ? wf_tuple_get(args[1], 1) : WF_EMPTY;
  if (!is_iterator(source) || (active != WF_EMPTY && !is_iterator(active)))
    return wf_raise(&wf_exc_TypeError, "Arguments must be iterators.");
  set(&c->source, source);
  set(&c->active, active);
  return WF_NONE;
}

static const wf_native_def chain_methods[] = {
    {"from_iterable", chain_from_iterable, "(cls, iterable, /)",
     "A chain of the iterables that an iterable gives.", WF_FN_CLASS},
    REDUCE_ROW(chain_reduce),
    SETSTATE_ROW(chain_setstate),
    WF_CLASS_GETITEM,
    {0}};
static wf_type chain_type = {
    .name = "itertools.chain",
    .doc = "chain(*iterables) -> the items of the first, then of the second, and so on.",
    .instance_size = sizeof(chainer),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = chain_next, .new = chain_new},
    .methods = chain_methods,
};

/* --- compress --- */

typedef struct compressor {
  wf_object head;
  wf_value data, selectors;
} compressor;
static compressor *to_compressor(wf_value v) { return (compressor *)(uintptr_t)v; }

static wf_value compress_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("compress", "(data, selectors)", args, npos, kwnames, a)) return WF_ERROR;
  wf_value data = wf_iter(a[0]), selectors = data == WF_ERROR ? WF_ERROR : wf_iter(a[1]);
  if (selectors == WF_ERROR) return WF_ERROR;
  compressor *c = wf_object_new(cls);
  c->data = data;
  c->selectors = selectors;
  return wf_from_object(c);
}

static wf_value compress_next(wf_value self) {
  const compressor *c = to_compressor(self);
  for (;;) {
    wf_value v = wf_step(c->data);
    if (ENDED(v)) return v;
    wf_value selector = wf_step(c->selectors);
    if (ENDED(selector)) return selector;
    int truth = wf_truth(selector);
    if (truth) return truth < 0 ? WF_ERROR : v;
  }
}

WF_NATIVE(compress_reduce) {
  const compressor *c = to_compressor(args[0]);
  return wf_tuple_of(2, TYPE_OF(args[0]), wf_tuple_of(2, c->data, c->selectors));
}

static const wf_native_def compress_methods[] = {REDUCE_ROW(compress_reduce), {0}};
static wf_type compress_type = {
    .name = "itertools.compress",
    .doc = "Gives the items of data whose selector is true.",
    .signature = "(data, selectors)",
    .instance_size = sizeof(compressor),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = compress_next, .new = compress_new},
    .methods = compress_methods,
};

/* --- dropwhile, takewhile, filterfalse, starmap: a function and an iterator --- */

typedef struct applier {
  wf_object head;
  wf_value function, iterator;
  _Atomic(bool) turned; /* dropwhile: has begun to give; takewhile: has ended */
  turn turn;            /* until then */
} applier;
static applier *to_applier(wf_value v) { return (applier *)(uintptr_t)v; }
static bool has_turned(const applier *a) { return atomic_load(&((applier *)a)->turned); }

static wf_value applier_new(wf_type *cls, const wf_type *base, const wf_value *args, size_t npos,
                            wf_value kwnames) {
  if (!take(cls, base, 2, args, npos, kwnames)) return WF_ERROR;
  wf_value iterator = wf_iter(args[1]);
  if (iterator == WF_ERROR) return WF_ERROR;
  applier *a = wf_object_new(cls);
  a->function = args[0];
  a->iterator = iterator;
  return wf_from_object(a);
}

/* The function's verdict on an item: 1, 0, -1. */
static int verdict(const applier *a, wf_value v) {
  wf_value answer = wf_call1(a->function, v);
  return answer == WF_ERROR ? -1 : wf_truth(answer);
}

static wf_value dropwhile_step(wf_value self) {
  applier *a = to_applier(self);
  for (;;) {
    wf_value v = wf_step(a->iterator);
    if (ENDED(v) || has_turned(a)) return v;
    int drop = verdict(a, v);
    if (drop < 0) return WF_ERROR;
    if (drop) continue;
    atomic_store(&a->turned, true);
    return v;
  }
}

/* In turns until the first item that is given is found: else an item behind it could be dropped, or
   one that is to be dropped could be taken for one behind it. */
static wf_value dropwhile_next(wf_value self) {
  applier *a = to_applier(self);
  if (has_turned(a)) return wf_step(a->iterator);
  return step_in_turn(&a->turn, self, dropwhile_step, self);
}

static wf_value takewhile_step(wf_value self) {
  applier *a = to_applier(self);
  if (has_turned(a)) return WF_EMPTY;
  wf_value v = wf_step(a->iterator);
  if (ENDED(v)) return v;
  int good = verdict(a, v);
  if (good == 0) atomic_store(&a->turned, true);
  return good > 0 ? v : good < 0 ? WF_ERROR : WF_EMPTY;
}

/* In turns: else one thread could give an item from behind the one at which another ends it. */
static wf_value takewhile_next(wf_value self) {
  applier *a = to_applier(self);
  return has_turned(a) ? WF_EMPTY : step_in_turn(&a->turn, self, takewhile_step, self);
}

static wf_value filterfalse_next(wf_value self) {
  const applier *a = to_applier(self);
  bool plain = a->function == WF_NONE || a->function == wf_from_type(&wf_bool_type);
  for (;;) {
    wf_value v = wf_step(a->iterator);
    if (ENDED(v)) return v;
    int truth = plain ? wf_truth(v) : verdict(a, v);
    if (truth <= 0) return truth < 0 ? WF_ERROR : v;
  }
}

static wf_value starmap_next(wf_value self) {
  const applier *a = to_applier(self);
  wf_value v = wf_step(a->iterator);
  if (ENDED(v)) return v;
  if (!wf_is_tuple_exact(v)) v = wf_tuple_from_iterable(v);
  if (v == WF_ERROR) return WF_ERROR;
  return wf_call(a->function, wf_to_tuple(v)->items, wf_tuple_length(v), WF_EMPTY);
}

WF_NATIVE(applier_reduce) {
  const applier *a = to_applier(args[0]);
  return wf_tuple_of(2, TYPE_OF(args[0]), wf_tuple_of(2, a->function, a->iterator));
}
WF_NATIVE(turning_reduce) {
  const applier *a = to_applier(args[0]);
  return wf_tuple_of(3, TYPE_OF(args[0]), wf_tuple_of(2, a->function, a->iterator),
                     wf_small_int(has_turned(a)));
}
WF_NATIVE(turning_setstate) {
  int truth = wf_truth(args[1]);
  if (truth < 0) return WF_ERROR;
  atomic_store(&to_applier(args[0])->turned, truth);
  return WF_NONE;
}

static const wf_native_def applier_methods[] = {REDUCE_ROW(applier_reduce), {0}};
static const wf_native_def turning_methods[] = {
    REDUCE_ROW(turning_reduce), SETSTATE_ROW(turning_setstate), {0}};

#define APPLIER(name_, doc_, signature_, methods_)                                            \
  static wf_value name_##_new(wf_type *cls, const wf_value *args, size_t npos,                \
                              wf_value kwnames) {                                             \
    return applier_new(cls, &name_##_type, args, npos, kwnames);                              \
  }                                                                                           \
  static wf_type name_##_type = {                                                             \
      .name = "itertools." #name_,                                                            \
      .doc = doc_,                                                                            \
      .signature = signature_,                                                                \
      .instance_size = sizeof(applier),                                                       \
      .flags = WF_TYPE_BASE,                                                                  \
      .slots = {.iter = wf_self_iter, .next = name_##_next, .new = name_##_new},              \
      .methods = methods_,                                                                    \
  }
APPLIER(dropwhile, "Leaves out items as long as predicate is true of them, then gives all others.",
        "(predicate, iterable, /)", turning_methods);
APPLIER(takewhile, "Gives items as long as predicate is true of them.", "(predicate, iterable, /)",
        turning_methods);
APPLIER(filterfalse,
        "Gives the items for which function is false; with None, those that are false.",
        "(function, iterable, /)", applier_methods);
APPLIER(starmap, "Gives function(*item) for each item.", "(function, iterable, /)",
        applier_methods);

/* --- groupby --- */

typedef struct grouping {
  wf_object head;
  wf_value iterator, function;     /* function None: items are their own keys */
  wf_slot target;                  /* key of the group given last, or WF_EMPTY */
  wf_slot key, value;              /* of the item read last; value WF_EMPTY when it was given */
  wf_slot group;                   /* the group that may still give items, or WF_EMPTY */
  turn turn;                       /* for steps of it and of its groups */
} grouping;
typedef struct grouper {
  wf_object head;
  wf_value parent, target;
} grouper;
static grouping *to_grouping(wf_value v) { return (grouping *)(uintptr_t)v; }
static grouper *to_grouper(wf_value v) { return (grouper *)(uintptr_t)v; }

static wf_value groupby_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("groupby", "(iterable, key=None)", args, npos, kwnames, a)) return WF_ERROR;
  wf_value iterator = wf_iter(a[0]);
  if (iterator == WF_ERROR) return WF_ERROR;
  grouping *g = wf_object_new(cls);
  g->iterator = iterator;
  g->function = a[1] == WF_EMPTY ? WF_NONE : a[1];
  return wf_from_object(g);
}

/* Reads the next item: 1, 0 at the end, -1 error. */
static int group_read(grouping *g) {
  wf_value v = wf_step(g->iterator);
  if (ENDED(v)) return v == WF_EMPTY ? 0 : -1;
  wf_value key = g->function == WF_NONE ? v : wf_call1(g->function, v);
  if (key == WF_ERROR) return -1;
  set(&g->value, v);
  set(&g->key, key);
  return 1;
}

static wf_value grouper_of(wf_value parent, wf_value target) {
  grouper *group = wf_object_new(&grouper_type);
  group->parent = parent;
  group->target = target;
  set(&to_grouping(parent)->group, wf_from_object(group));
  return wf_from_object(group);
}

static wf_value groupby_step(wf_value self) {
  grouping *g = to_grouping(self);
  set(&g->group, WF_EMPTY);
  for (;;) {
    wf_value key = get(&g->key), target = get(&g->target);
    if (key != WF_EMPTY) {
      int same = target == WF_EMPTY ? 0 : wf_items_equal(target, key);
      if (same < 0) return WF_ERROR;
      if (!same) break;
    }
    int more = group_read(g);
    if (more <= 0) return more < 0 ? WF_ERROR : WF_EMPTY;
  }
  wf_value key = get(&g->key);
  set(&g->target, key);
  return wf_tuple_of(2, key, grouper_of(self, key));
}

static wf_value grouper_step(wf_value self) {
  const grouper *group = to_grouper(self);
  grouping *g = to_grouping(group->parent);
  if (get(&g->group) != self) return WF_EMPTY;
  if (get(&g->value) == WF_EMPTY) {
    int more = group_read(g);
    if (more <= 0) return more < 0 ? WF_ERROR : WF_EMPTY;
  }
  int same = wf_items_equal(group->target, get(&g->key));
  if (same <= 0) return same < 0 ? WF_ERROR : WF_EMPTY;
  wf_value v = get(&g->value);
  set(&g->value, WF_EMPTY);
  return v;
}

/* In turns: two threads that both found no item read would both read one, and give the second
   twice or not at all. */
static wf_value groupby_next(wf_value self) {
  return step_in_turn(&to_grouping(self)->turn, self, groupby_step, self);
}

static wf_value grouper_next(wf_value self) {
  wf_value parent = to_grouper(self)->parent;
  return step_in_turn(&to_grouping(parent)->turn, parent, grouper_step, self);
}

WF_NATIVE(groupby_reduce) {
  const grouping *g = to_grouping(args[0]);
  wf_value target = get(&g->target), key = get(&g->key), value = get(&g->value);
  wf_value source = wf_tuple_of(2, g->iterator, g->function);
  if (target == WF_EMPTY || key == WF_EMPTY || value == WF_EMPTY)
    return wf_tuple_of(2, TYPE_OF(args[0]), source);
  return wf_tuple_of(3, TYPE_OF(args[0]), source, wf_tuple_of(3, key, value, target));
}

WF_NATIVE(groupby_setstate) {
  grouping *g = to_grouping(args[0]);
  const wf_value *parts;
  if (!wf_itertools_state_parts(args[1], 3, &parts)) return WF_ERROR;
  set(&g->key, parts[0]);
  set(&g->value, parts[1]);
  set(&g->target, parts[2]);
  return WF_NONE;
}

static wf_value grouper_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  (void)cls;
  if (!WF_BIND("_grouper", "(parent, tgtkey, /)", args, npos, kwnames, a)) return WF_ERROR;
  if (!wf_is_a(a[0], &groupby_type))
    return wf_raise(&wf_exc_TypeError, "argument 1 must be itertools.groupby, not %T", a[0]);
  return grouper_of(a[0], a[1]);
}

WF_NATIVE(grouper_reduce) {
  const grouper *group = to_grouper(args[0]);
  if (get(&to_grouping(group->parent)->group) != args[0])
    return wf_reduce(wf_builtin("iter"), wf_tuple_empty, WF_EMPTY);
  return wf_tuple_of(2, TYPE_OF(args[0]), wf_tuple_of(2, group->parent, group->target));
}

static const wf_native_def groupby_methods[] = {
    REDUCE_ROW(groupby_reduce), SETSTATE_ROW(groupby_setstate), {0}};
static wf_type groupby_type = {
    .name = "itertools.groupby",
    .doc = "Gives a pair for each run of items with equal keys: the key and an iterator of the "
           "items.",
    .signature = "(iterable, key=None)",
    .instance_size = sizeof(grouping),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = groupby_next, .new = groupby_new},
    .methods = groupby_methods,
};
static const wf_native_def grouper_methods[] = {REDUCE_ROW(grouper_reduce), {0}};
static wf_type grouper_type = {
    .name = "itertools._grouper",
    .instance_size = sizeof(grouper),
    .slots = {.iter = wf_self_iter, .next = grouper_next, .new = grouper_new},
    .methods = grouper_methods,
};

/* --- islice --- */

typedef struct slicer {
  wf_object head;
  wf_slot iterator; /* WF_EMPTY when exhausted */
  _Atomic(int64_t) next, done; /* index of the next item to give, items read */
  int64_t stop, step;          /* stop -1: none */
  turn turn;                   /* in which items are skipped */
} slicer;
static slicer *to_slicer(wf_value v) { return (slicer *)(uintptr_t)v; }

/* An index argument: None gives `none`; -1 when it is not acceptable, with nothing pending. */
static int64_t slice_part(wf_value v, int64_t none) {
  if (v == WF_NONE) return none;
  int64_t i = -1;
  if (wf_has_index(v)) i = wf_index_get(v, true);
  if (wf_error_pending()) wf_error_clear();
  return i;
}

static wf_value islice_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_refuse_keywords_new(cls, &islice_type, kwnames)) return WF_ERROR;
  if (npos < 2 || npos > 4)
    return wf_raise(&wf_exc_TypeError, "islice expected at %s, got %zu",
                    npos < 2 ? "least 2 arguments" : "most 4 arguments", npos);
  wf_value last = npos == 2 ? args[1] : args[2];
  int64_t start = npos == 2 ? 0 : slice_part(args[1], 0), stop = slice_part(last, -1);
  int64_t step = npos == 4 ? slice_part(args[3], 1) : 1;
  if (last != WF_NONE && stop < 0)
    return wf_raise(&wf_exc_ValueError, "Stop argument for islice() must be None or an integer: "
                                        "0 <= x <= sys.maxsize.");
  if (start < 0)
    return wf_raise(&wf_exc_ValueError,
                    "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  if (step < 1)
    return wf_raise(&wf_exc_ValueError, "Step for islice() must be a positive integer or None.");
  wf_value iterator = wf_iter(args[0]);
  if (iterator == WF_ERROR) return WF_ERROR;
  slicer *s = wf_object_new(cls);
  set(&s->iterator, iterator);
  store(&s->next, start);
  s->stop = stop;
  s->step = step;
  return wf_from_object(s);
}

/* An item, unless the slice has no more. It counts before the iterator is asked for it: so threads
   never take one more than the slice has. */
static wf_value islice_take(slicer *s, wf_value iterator) {
  int64_t done = load(&s->done);
  do {
    if (s->stop != -1 && done >= s->stop) return WF_EMPTY;
  } while (!atomic_compare_exchange_weak(&s->done, &done, done + 1));
  wf_value v = wf_step(iterator);
  if (ENDED(v)) atomic_fetch_sub(&s->done, 1);
  return v;
}

/* Is there something to skip? `next` is looked at first: both grow, it behind `done` once the first
   item is given, so the other way round a thread could see it beyond an old `done`. */
static bool islice_lags(slicer *s) {
  int64_t next = atomic_load(&s->next);
  return atomic_load(&s->done) < next;
}

/* Items that are skipped count when the iterator has given them: so nobody takes what is behind
   them too early. */
static wf_value islice_step(wf_value self) {
  slicer *s = to_slicer(self);
  wf_value iterator = get(&s->iterator), v;
  if (iterator == WF_EMPTY) return WF_EMPTY;
  while (islice_lags(s)) {
    v = wf_step(iterator);
    if (ENDED(v)) goto ended;
    atomic_fetch_add(&s->done, 1);
  }
  v = islice_take(s, iterator);
  if (ENDED(v)) goto ended;
  int64_t next;
  if (__builtin_add_overflow(load(&s->next), s->step, &next) || (s->stop != -1 && next > s->stop))
    next = s->stop == -1 ? INT64_MAX : s->stop;
  store(&s->next, next);
  return v;
ended:
  set(&s->iterator, WF_EMPTY);
  return v;
}

/* In turns while there is something to skip: else one thread could skip what another is to give. */
static wf_value islice_next(wf_value self) {
  slicer *s = to_slicer(self);
  bool in_turn = s->step != 1 || islice_lags(s);
  return in_turn ? step_in_turn(&s->turn, self, islice_step, self) : islice_step(self);
}

WF_NATIVE(islice_reduce) {
  const slicer *s = to_slicer(args[0]);
  wf_value iterator = get(&s->iterator);
  if (iterator == WF_EMPTY) {
    iterator = wf_iter(wf_list_new(0));
    return wf_tuple_of(3, TYPE_OF(args[0]), wf_tuple_of(2, iterator, wf_small_int(0)),
                       wf_small_int(0));
  }
  wf_value stop = s->stop == -1 ? WF_NONE : wf_int_new(s->stop);
  return wf_tuple_of(3, TYPE_OF(args[0]), wf_tuple_of(4, iterator, wf_int_new(load(&s->next)), stop,
                                                      wf_int_new(s->step)),
                     wf_int_new(load(&s->done)));
}

WF_NATIVE(islice_setstate) {
  int64_t done;
  if (!wf_arg_size(args[1], &done)) return WF_ERROR;
  store(&to_slicer(args[0])->done, done);
  return WF_NONE;
}

static const wf_native_def islice_methods[] = {
    REDUCE_ROW(islice_reduce), SETSTATE_ROW(islice_setstate), {0}};
static wf_type islice_type = {
    .name = "itertools.islice",
    .doc = "islice(iterable, stop)\nislice(iterable, start, stop[, step])\n\n"
           "Gives the items that the slice of a list would have.",
    .instance_size = sizeof(slicer),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = islice_next, .new = islice_new},
    .methods = islice_methods,
};

/* --- pairwise --- */

typedef struct pairer {
  wf_object head;
  wf_slot iterator, old;
} pairer;
static pairer *to_pairer(wf_value v) { return (pairer *)(uintptr_t)v; }

static wf_value pairwise_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!take(cls, &pairwise_type, 1, args, npos, kwnames)) return WF_ERROR;
  wf_value iterator = wf_iter(args[0]);
  if (iterator == WF_ERROR) return WF_ERROR;
  pairer *p = wf_object_new(cls);
  set(&p->iterator, iterator);
  return wf_from_object(p);
}

static wf_value pairwise_next(wf_value self) {
  pairer *p = to_pairer(self);
  wf_value iterator = get(&p->iterator), old = get(&p->old);
  if (iterator == WF_EMPTY) return WF_EMPTY;
  wf_value v = WF_EMPTY;
  if (old == WF_EMPTY) {
    old = wf_step(iterator);
    if (!ENDED(old)) {
      set(&p->old, old);
      if (get(&p->iterator) == WF_EMPTY) old = WF_EMPTY; /* ended by a step inside this one */
    }
    v = old;
  }
  if (!ENDED(old)) v = wf_step(iterator);
  if (ENDED(v)) {
    set(&p->iterator, WF_EMPTY);
    set(&p->old, WF_EMPTY);
    return v;
  }
  wf_value pair = wf_tuple_of(2, old, v);
  set(&p->old, v);
  return pair;
}

static wf_type pairwise_type = {
    .name = "itertools.pairwise",
    .doc = "Gives each item together with the one after it.",
    .signature = "(iterable, /)",
    .instance_size = sizeof(pairer),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = pairwise_next, .new = pairwise_new},
};

/* --- tee: the items that were read are in a list of blocks, which each iterator walks --- */

#define TEE_ITEMS 57

typedef struct tee_data {
  wf_object head;
  wf_value iterator;
  turn turn;              /* for reading from `iterator` */
  _Atomic(int64_t) count; /* items read; changed in turn */
  wf_slot next;           /* the block after this one */
  wf_slot items[TEE_ITEMS];
} tee_data;
typedef struct tee {
  wf_object head;
  wf_slot data; /* with index: changed under the lock */
  _Atomic(int64_t) index;
} tee;
static tee_data *to_tee_data(wf_value v) { return (tee_data *)(uintptr_t)v; }
static tee *to_tee(wf_value v) { return (tee *)(uintptr_t)v; }

static wf_value tee_data_of(wf_value iterator) {
  tee_data *d = wf_object_new(&tee_data_type);
  d->iterator = iterator;
  return wf_from_object(d);
}

static bool steps_without_script(wf_value iterator) {
  const wf_type *type = wf_type_of(iterator);
  return type == &wf_range_iterator_type || type == &wf_list_iterator_type ||
         type == &wf_tuple_iterator_type || type == &wf_str_iterator_type;
}

/* Like any other iterator in use, it refuses to be entered twice; but over plain sequences threads
   share it. */
static bool tee_data_enter(tee_data *d) {
  bool waits = steps_without_script(d->iterator) && !has_turn(&d->turn);
  if (waits) return begin_turn(&d->turn, wf_from_object(d));
  if (try_turn(&d->turn)) return true;
  wf_raise(&wf_exc_RuntimeError, "cannot re-enter the tee iterator");
  return false;
}

/* Item i of a block, read from the iterator if need be; WF_EMPTY at the end. */
static wf_value tee_data_get(tee_data *d, int64_t i) {
  if (i < atomic_load_explicit(&d->count, memory_order_acquire)) return get(&d->items[i]);
  if (!tee_data_enter(d)) return WF_ERROR;
  wf_value v = WF_EMPTY;
  if (i < load(&d->count)) {
    v = get(&d->items[i]);
  } else {
    v = wf_step(d->iterator);
    if (!ENDED(v)) {
      set(&d->items[i], v);
      atomic_store_explicit(&d->count, i + 1, memory_order_release);
    }
  }
  end_turn(&d->turn);
  return v;
}

static wf_value tee_data_next(tee_data *d) {
  wf_value next = get(&d->next), expected = WF_EMPTY;
  if (next != WF_EMPTY) return next;
  next = tee_data_of(d->iterator);
  return atomic_compare_exchange_strong(&d->next, &expected, next) ? next : expected;
}

static wf_value tee_at(wf_type *cls, wf_value data, int64_t index) {
  tee *t = wf_object_new(cls);
  set(&t->data, data);
  store(&t->index, index);
  return wf_from_object(t);
}

/* Where the iterator stands, in one piece. */
static int64_t tee_place(const tee *t, wf_value *data) {
  wf_lock(t);
  *data = get(&t->data);
  int64_t index = load(&t->index);
  wf_unlock(t);
  return index;
}

/* From one place to another, if no other thread has moved it. */
static bool tee_move(tee *t, wf_value data, int64_t index, wf_value new_data, int64_t new_index) {
  wf_lock(t);
  bool still = get(&t->data) == data && load(&t->index) == index;
  if (still) {
    set(&t->data, new_data);
    store(&t->index, new_index);
  }
  wf_unlock(t);
  return still;
}

static wf_value tee_next(wf_value self) {
  tee *t = to_tee(self);
  for (;;) {
    wf_value data;
    int64_t index = tee_place(t, &data);
    if (index >= TEE_ITEMS) {
      tee_move(t, data, index, tee_data_next(to_tee_data(data)), 0);
      continue;
    }
    wf_value v = tee_data_get(to_tee_data(data), index);
    if (ENDED(v) || tee_move(t, data, index, data, index + 1)) return v;
  }
}

static wf_value tee_copy_of(wf_value v) {
  wf_value data;
  int64_t index = tee_place(to_tee(v), &data);
  return tee_at(&tee_type, data, index);
}
WF_NATIVE(tee_copy) { return tee_copy_of(args[0]); }

static wf_value tee_from(wf_value iterable) {
  wf_value iterator = wf_iter(iterable);
  if (iterator == WF_ERROR) return WF_ERROR;
  if (wf_is_a(iterator, &tee_type)) return tee_copy_of(iterator);
  return tee_at(&tee_type, tee_data_of(iterator), 0);
}

static wf_value tee_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value iterable;
  (void)cls;
  if (!WF_BIND("_tee", "(iterable, /)", args, npos, kwnames, &iterable)) return WF_ERROR;
  return tee_from(iterable);
}

WF_NATIVE(tee_reduce) {
  wf_value data;
  int64_t index = tee_place(to_tee(args[0]), &data);
  return wf_tuple_of(3, TYPE_OF(args[0]), wf_tuple_of(1, wf_tuple_empty),
                     wf_tuple_of(2, data, wf_int_new(index)));
}

WF_NATIVE(tee_setstate) {
  const wf_value *parts;
  int64_t index;
  if (!wf_itertools_state_parts(args[1], 2, &parts)) return WF_ERROR;
  if (wf_type_of(parts[0]) != &tee_data_type)
    return wf_raise(&wf_exc_TypeError, "argument 1 must be itertools._tee_dataobject, not %T",
                    parts[0]);
  if (!wf_arg_size(parts[1], &index)) return WF_ERROR;
  if (index < 0 || index > load(&to_tee_data(parts[0])->count)) /* no item leads to another place */
    return wf_raise(&wf_exc_ValueError, "Index out of range");
  tee *t = to_tee(args[0]);
  wf_lock(t);
  set(&t->data, parts[0]);
  store(&t->index, index);
  wf_unlock(t);
  return WF_NONE;
}

static wf_value tee_data_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[3];
  (void)cls;
  if (!WF_BIND("_tee_dataobject", "(iterable, values, next, /)", args, npos, kwnames, a))
    return WF_ERROR;
  if (!wf_is_list(a[1]))
    return wf_raise(&wf_exc_TypeError, "argument 2 must be list, not %a", a[1]);
  size_t count;
  wf_value *items = wf_list_snapshot(a[1], &count), data = tee_data_of(a[0]);
  if (!items) return WF_ERROR;
  if (count > TEE_ITEMS || (count < TEE_ITEMS && a[2] != WF_NONE) ||
      (a[2] != WF_NONE && wf_type_of(a[2]) != &tee_data_type))
    return wf_raise(&wf_exc_ValueError, "Invalid arguments");
  for (size_t i = 0; i < count; i++) set(&to_tee_data(data)->items[i], items[i]);
  store(&to_tee_data(data)->count, (int64_t)count);
  if (a[2] != WF_NONE) set(&to_tee_data(data)->next, a[2]);
  return data;
}

WF_NATIVE(tee_data_reduce) {
  const tee_data *d = to_tee_data(args[0]);
  int64_t count = load(&d->count);
  wf_value items = wf_list_new((size_t)count), next = get(&d->next);
  for (int64_t i = 0; items != WF_ERROR && i < count; i++)
    if (!wf_list_append(items, get(&d->items[i]))) return WF_ERROR;
  return wf_tuple_of(2, TYPE_OF(args[0]),
                     wf_tuple_of(3, d->iterator, items, next == WF_EMPTY ? WF_NONE : next));
}

static const wf_native_def tee_methods[] = {
    {"__copy__", tee_copy, "(self, /)", "An iterator that goes on from the same place.", 0},
    REDUCE_ROW(tee_reduce),
    SETSTATE_ROW(tee_setstate),
    {0}};
static const wf_native_def tee_data_methods[] = {REDUCE_ROW(tee_data_reduce), {0}};
static wf_type tee_type = {
    .name = "itertools._tee",
    .doc = "An iterator that can be copied.",
    .signature = "(iterable, /)",
    .instance_size = sizeof(tee),
    .flags = WF_TYPE_WEAK,
    .slots = {.iter = wf_self_iter, .next = tee_next, .new = tee_new},
    .methods = tee_methods,
};
static wf_type tee_data_type = {
    .name = "itertools._tee_dataobject",
    .doc = "Items that the iterators of a tee share.",
    .instance_size = sizeof(tee_data),
    .slots = {.new = tee_data_new},
    .methods = tee_data_methods,
};

WF_NATIVE(tee_function) {
  int64_t count = 2;
  wf_value copy;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &count)) return WF_ERROR;
  if (count < 0) return wf_raise(&wf_exc_ValueError, "n must be >= 0");
  wf_value result = wf_tuple_new((size_t)count);
  if (result == WF_ERROR || count == 0) return result;
  wf_value iterator = wf_iter(args[0]), name = wf_str_intern_c("__copy__");
  if (iterator == WF_ERROR) return WF_ERROR;
  int found = wf_getattr_optional(iterator, name, &copy);
  if (found < 0) return WF_ERROR;
  if (!found) {
    iterator = tee_from(iterator);
    if (iterator == WF_ERROR || wf_getattr_optional(iterator, name, &copy) < 0) return WF_ERROR;
  }
  wf_to_tuple(result)->items[0] = iterator;
  for (int64_t i = 1; i < count; i++) {
    wf_value v = wf_call0(copy);
    if (v == WF_ERROR) return WF_ERROR;
    wf_to_tuple(result)->items[i] = v;
  }
  return result;
}

/* --- zip_longest --- */

typedef struct longest {
  wf_object head;
  wf_slot *iterators; /* WF_EMPTY: that one has ended */
  size_t count;
  _Atomic(int64_t) active;
  wf_slot fill;
} longest;
static longest *to_longest(wf_value v) { return (longest *)(uintptr_t)v; }

static wf_value longest_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value fill = WF_NONE;
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++) {
    if (!wf_str_equal_c(wf_tuple_get(kwnames, i), "fillvalue"))
      return wf_raise(&wf_exc_TypeError, "zip_longest() got an unexpected keyword argument");
    fill = args[npos + i];
  }
  wf_slot *iterators = wf_alloc_array(npos ? npos : 1, sizeof *iterators);
  if (!iterators) return WF_ERROR;
  for (size_t i = 0; i < npos; i++) {
    wf_value it = wf_iter(args[i]);
    if (it == WF_ERROR) return WF_ERROR;
    set(&iterators[i], it);
  }
  longest *z = wf_object_new(cls);
  z->iterators = iterators;
  z->count = npos;
  store(&z->active, (int64_t)npos);
  set(&z->fill, fill);
  return wf_from_object(z);
}

static wf_value longest_next(wf_value self) {
  longest *z = to_longest(self);
  if (z->count == 0 || load(&z->active) <= 0) return WF_EMPTY;
  wf_value row = wf_tuple_new(z->count);
  if (row == WF_ERROR) return WF_ERROR;
  bool any = false;
  for (size_t i = 0; i < z->count; i++) {
    wf_value it = get(&z->iterators[i]);
    wf_value v = it == WF_EMPTY ? WF_EMPTY : wf_step(it);
    if (v == WF_ERROR) {
      store(&z->active, 0);
      return WF_ERROR;
    }
    if (v == WF_EMPTY) {
      v = get(&z->fill);
      wf_value expected = it;
      if (it != WF_EMPTY &&
          atomic_compare_exchange_strong(&z->iterators[i], &expected, WF_EMPTY) &&
          atomic_fetch_sub(&z->active, 1) <= 1)
        return WF_EMPTY;
    } else {
      any = true;
    }
    wf_to_tuple(row)->items[i] = v;
  }
  return any ? row : WF_EMPTY; /* other threads have had the last items meanwhile */
}

WF_NATIVE(longest_reduce) {
  const longest *z = to_longest(args[0]);
  wf_value iterators = wf_tuple_new(z->count);
  for (size_t i = 0; iterators != WF_ERROR && i < z->count; i++) {
    wf_value it = get(&z->iterators[i]);
    wf_to_tuple(iterators)->items[i] = it == WF_EMPTY ? wf_tuple_empty : it;
  }
  return wf_tuple_of(3, TYPE_OF(args[0]), iterators, get(&z->fill));
}

WF_NATIVE(longest_setstate) {
  set(&to_longest(args[0])->fill, args[1]);
  return WF_NONE;
}

static const wf_native_def longest_methods[] = {
    REDUCE_ROW(longest_reduce), SETSTATE_ROW(longest_setstate), {0}};
static wf_type zip_longest_type = {
    .name = "itertools.zip_longest",
    .doc = "zip_longest(*iterables, fillvalue=None)\n\n"
           "As zip, until the longest has ended; fillvalue stands for what others lack.",
    .instance_size = sizeof(longest),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = longest_next, .new = longest_new},
    .methods = longest_methods,
};

/* --- accumulate --- */

typedef struct accumulator {
  wf_object head;
  wf_value iterator, function; /* function None: + */
  wf_slot total;               /* WF_EMPTY before the first item */
  wf_slot initial;             /* WF_EMPTY when it was given, or there is none */
} accumulator;
static accumulator *to_accumulator(wf_value v) { return (accumulator *)(uintptr_t)v; }

static wf_value accumulate_new(wf_type *cls, const wf_value *args, size_t npos,
                               wf_value kwnames) {
  wf_value a[3];
  if (!WF_BIND("accumulate", "(iterable, func=None, *, initial=None)", args, npos, kwnames, a))
    return WF_ERROR;
  wf_value iterator = wf_iter(a[0]);
  if (iterator == WF_ERROR) return WF_ERROR;
  accumulator *s = wf_object_new(cls);
  s->iterator = iterator;
  s->function = a[1] == WF_EMPTY ? WF_NONE : a[1];
  set(&s->initial, a[2] == WF_NONE ? WF_EMPTY : a[2]);
  return wf_from_object(s);
}

static bool adds_alone(wf_value v) {
  return wf_is_small_int(v) || wf_type_of(v) == &wf_int_type || wf_type_of(v) == &wf_float_type;
}

/* Adds numbers in one step for all threads; WF_EMPTY: adding these may call script code. */
static wf_value add_number(accumulator *s, wf_value v) {
  wf_value sum = WF_EMPTY;
  wf_lock(s);
  wf_value total = get(&s->total);
  if (total == WF_EMPTY) sum = v;
  else if (adds_alone(total)) sum = wf_binary(WF_OP_ADD, total, v);
  if (sum != WF_EMPTY && sum != WF_ERROR) set(&s->total, sum);
  wf_unlock(s);
  return sum;
}

/* For the first thread that comes. Nobody finds it gone before it is the total. */
static wf_value take_initial(accumulator *s) {
  wf_lock(s);
  wf_value initial = get(&s->initial);
  if (initial != WF_EMPTY) {
    set(&s->total, initial);
    set(&s->initial, WF_EMPTY);
  }
  wf_unlock(s);
  return initial;
}

static wf_value accumulate_next(wf_value self) {
  accumulator *s = to_accumulator(self);
  if (get(&s->initial) != WF_EMPTY) {
    wf_value initial = take_initial(s);
    if (initial != WF_EMPTY) return initial;
  }
  wf_value v = wf_step(s->iterator);
  if (ENDED(v)) return v;
  if (s->function == WF_NONE && adds_alone(v)) {
    wf_value sum = add_number(s, v);
    if (sum != WF_EMPTY) return sum;
  }
  wf_value total = get(&s->total);
  if (total != WF_EMPTY)
    v = s->function == WF_NONE ? wf_binary(WF_OP_ADD, total, v) : wf_call2(s->function, total, v);
  if (v != WF_ERROR) set(&s->total, v);
  return v;
}

static wf_value chained(wf_value first, wf_value rest) {
  return chain_of(&chain_type, wf_tuple_of(2, wf_tuple_of(1, first), rest));
}

/* A total of None stands in a state for "none yet", so one that is None takes a way round. */
WF_NATIVE(accumulate_reduce) {
  const accumulator *s = to_accumulator(args[0]);
  wf_value initial = get(&s->initial), total = get(&s->total), type = TYPE_OF(args[0]);
  if (initial != WF_EMPTY)
    return wf_tuple_of(3, type, wf_tuple_of(2, chained(initial, s->iterator), s->function),
                       WF_NONE);
  if (total == WF_NONE) {
    wf_value again = wf_call2(wf_from_type(&accumulate_type), chained(total, s->iterator),
                              s->function);
    return wf_tuple_of(2, wf_from_type(&islice_type),
                       wf_tuple_of(3, again, wf_small_int(1), WF_NONE));
  }
  return wf_tuple_of(3, type, wf_tuple_of(2, s->iterator, s->function),
                     total == WF_EMPTY ? WF_NONE : total);
}

WF_NATIVE(accumulate_setstate) {
  set(&to_accumulator(args[0])->total, args[1] == WF_NONE ? WF_EMPTY : args[1]);
  return WF_NONE;
}

static const wf_native_def accumulate_methods[] = {
    REDUCE_ROW(accumulate_reduce), SETSTATE_ROW(accumulate_setstate), {0}};
static wf_type accumulate_type = {
    .name = "itertools.accumulate",
    .doc = "Gives the sums of the items so far, or what func makes of them.",
    .signature = "(iterable, func=None, *, initial=None)",
    .instance_size = sizeof(accumulator),
    .flags = WF_TYPE_BASE,
    .slots = {.iter = wf_self_iter, .next = accumulate_next, .new = accumulate_new},
    .methods = accumulate_methods,
};

/* --- The module --- */

static const wf_native_def functions[] = {
    {"tee", tee_function, "(iterable, n=2, /)",
     "A tuple of n iterators that each give all items of an iterable.", 0},
    {0}};

static bool init(wf_value module) {
  wf_type *const types[] = {
      &accumulate_type, &cycle_type,    &dropwhile_type,   &takewhile_type, &islice_type,
      &starmap_type,    &chain_type,    &compress_type,    &filterfalse_type, &count_type,
      &zip_longest_type, &pairwise_type, &repeat_type,     &groupby_type,   &grouper_type,
      &tee_type,        &tee_data_type};
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_module_add_type(module, types[i])) return false;
  return wf_itertools_add_choosers(module);
}

const wf_module_def wf_itertools_module = {
    .name = "itertools",
    .doc = "Iterators as building blocks: they can be combined to walk over data in many ways.",
    .functions = functions,
    .init = init,
};
