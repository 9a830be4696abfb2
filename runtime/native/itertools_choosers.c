/* The iterators of itertools that choose: product, permutations and the two kinds of combinations.
   Each has an array of indexes, which is moved on under the iterator's lock. */
#include <config.h>

#include "runtime/module.h"
#include "runtime/native/itertools.h"

static wf_type product_type, permutations_type, combinations_type, replacement_type;

typedef struct chooser {
  wf_object head;
  wf_value pool;    /* tuple; for product, a tuple of tuples */
  int64_t *indices; /* n of them for permutations, r for the others; under the lock */
  int64_t *cycles;  /* permutations only */
  int64_t r;
  bool started, stopped; /* under the lock */
} chooser;
static chooser *to_chooser(wf_value v) { return (chooser *)(uintptr_t)v; }
static int64_t pool_size(const chooser *c) { return (int64_t)wf_tuple_length(c->pool); }

static int64_t *numbers(int64_t count) {
  size_t size;
  if (!__builtin_mul_overflow((size_t)(count ? count : 1), sizeof(int64_t), &size))
    return wf_alloc_var_atomic(size);
  wf_raise_memory();
  return NULL;
}

static wf_value chooser_of(wf_type *cls, wf_value pool, int64_t r, int64_t indices) {
  int64_t *array = numbers(indices);
  if (!array) return WF_ERROR;
  chooser *c = wf_object_new(cls);
  c->pool = pool;
  c->r = r;
  c->indices = array;
  return wf_from_object(c);
}

/* Steps under the lock: `advance` moves the indexes on; false: that was the last. */
static inline wf_value choose(wf_value self, bool (*advance)(chooser *c),
                              wf_value (*item)(const chooser *c, int64_t i)) {
  chooser *c = to_chooser(self);
  wf_value result = WF_EMPTY;
  wf_lock(c);
  if (!c->stopped && c->started && !advance(c)) c->stopped = true;
  c->started = true;
  if (!c->stopped) {
    result = wf_tuple_new((size_t)c->r);
    for (int64_t i = 0; result != WF_ERROR && i < c->r; i++)
      wf_to_tuple(result)->items[i] = item(c, i);
  }
  wf_unlock(c);
  return result;
}

static wf_value item_of_pool(const chooser *c, int64_t i) {
  return wf_tuple_get(c->pool, (size_t)c->indices[i]);
}

static wf_value numbers_tuple(const int64_t *array, int64_t count) {
  wf_value v = wf_tuple_new((size_t)count);
  for (int64_t i = 0; v != WF_ERROR && i < count; i++)
    wf_to_tuple(v)->items[i] = wf_small_int(array[i]);
  return v;
}

/* Reads `count` numbers of a state, each clipped to 0..limit(c, i). */
static bool set_numbers(const chooser *c, wf_value state, int64_t *to, int64_t count,
                        int64_t (*low)(const chooser *, int64_t),
                        int64_t (*high)(const chooser *, int64_t)) {
  if (!wf_is_tuple(state) || (int64_t)wf_tuple_length(state) != count) {
    wf_raise(&wf_exc_ValueError, "invalid arguments");
    return false;
  }
  for (int64_t i = 0; i < count; i++) {
    int64_t v;
    if (!wf_arg_int64(wf_tuple_get(state, (size_t)i), &v)) return false;
    if (v > high(c, i)) v = high(c, i);
    if (v < low(c, i)) v = low(c, i);
    to[i] = v;
  }
  return true;
}
static int64_t zero(const chooser *c, int64_t i) {
  (void)c, (void)i;
  return 0;
}

/* Replaces the indexes, which may be in use, by ones read from a state. */
static wf_value restore(chooser *c, wf_value state, int64_t count,
                        int64_t (*high)(const chooser *, int64_t)) {
  int64_t *array = numbers(count);
  if (!array || !set_numbers(c, state, array, count, zero, high)) return WF_ERROR;
  wf_lock(c);
  c->indices = array;
  c->started = true;
  wf_unlock(c);
  return WF_NONE;
}

/* (type, (pool, r)) before the first step, (type, ((), r)) after the last, else with the
   indexes. */
static wf_value chooser_reduce(wf_value self) {
  chooser *c = to_chooser(self);
  wf_lock(c);
  bool started = c->started, stopped = c->stopped;
  wf_value indices = numbers_tuple(c->indices, c->r);
  wf_unlock(c);
  wf_value source = wf_tuple_of(2, stopped ? wf_tuple_empty : c->pool, wf_int_new(c->r));
  if (stopped || !started) return wf_tuple_of(2, TYPE_OF(self), source);
  return wf_tuple_of(3, TYPE_OF(self), source, indices);
}

static bool check_r(int64_t r) {
  if (r >= 0) return true;
  wf_raise(&wf_exc_ValueError, "r must be non-negative");
  return false;
}

/* --- product --- */

static bool product_advance(chooser *c) {
  for (int64_t i = c->r - 1; i >= 0; i--) {
    if (++c->indices[i] < (int64_t)wf_tuple_length(wf_tuple_get(c->pool, (size_t)i))) return true;
    c->indices[i] = 0;
  }
  return false;
}

static wf_value product_item(const chooser *c, int64_t i) {
  return wf_tuple_get(wf_tuple_get(c->pool, (size_t)i), (size_t)c->indices[i]);
}

static wf_value product_next(wf_value self) {
  return choose(self, product_advance, product_item);
}

static wf_value product_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  int64_t repeat = 1;
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++) {
    wf_value name = wf_tuple_get(kwnames, i);
    if (!wf_str_equal_c(name, "repeat"))
      return wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for product()", name);
    if (!wf_arg_size(args[npos + i], &repeat)) return WF_ERROR;
    if (repeat < 0)
      return wf_raise(&wf_exc_ValueError, "repeat argument cannot be negative");
  }
  size_t total, bytes;
  if (repeat == 0) npos = 0;
  if (__builtin_mul_overflow(npos, (size_t)repeat, &total) ||
      __builtin_mul_overflow(total, 64, &bytes))
    return wf_raise(&wf_exc_OverflowError, "repeat argument too large");
  wf_value pools = wf_tuple_new(total);
  if (pools == WF_ERROR) return WF_ERROR;
  bool none = false;
  for (size_t i = 0; i < npos; i++) {
    wf_value pool = wf_tuple_from_iterable(args[i]);
    if (pool == WF_ERROR) return WF_ERROR;
    none |= wf_tuple_length(pool) == 0;
    for (size_t k = i; k < total; k += npos) wf_to_tuple(pools)->items[k] = pool;
  }
  wf_value self = chooser_of(cls, pools, (int64_t)total, (int64_t)total);
  if (self != WF_ERROR) to_chooser(self)->stopped = none;
  return self;
}

WF_NATIVE(product_reduce) {
  chooser *c = to_chooser(args[0]);
  wf_lock(c);
  bool started = c->started, stopped = c->stopped;
  wf_value indices = numbers_tuple(c->indices, c->r);
  wf_unlock(c);
  if (stopped) return wf_tuple_of(2, TYPE_OF(args[0]), wf_tuple_of(1, wf_tuple_empty));
  if (!started) return wf_tuple_of(2, TYPE_OF(args[0]), c->pool);
  return wf_tuple_of(3, TYPE_OF(args[0]), c->pool, indices);
}

static int64_t product_high(const chooser *c, int64_t i) {
  return (int64_t)wf_tuple_length(wf_tuple_get(c->pool, (size_t)i)) - 1;
}
WF_NATIVE(product_setstate) {
  chooser *c = to_chooser(args[0]);
  for (int64_t i = 0; i < c->r; i++)
    if (product_high(c, i) < 0) return WF_NONE; /* there is nothing to give */
  return restore(c, args[1], c->r, product_high);
}

/* --- combinations --- */

static bool combinations_advance(chooser *c) {
  int64_t n = pool_size(c), r = c->r, i = r - 1;
  while (i >= 0 && c->indices[i] == i + n - r) i--;
  if (i < 0) return false;
  c->indices[i]++;
  for (i++; i < r; i++) c->indices[i] = c->indices[i - 1] + 1;
  return true;
}

static wf_value combinations_next(wf_value self) {
  return choose(self, combinations_advance, item_of_pool);
}

/* A chooser of r items, with as many indices, all 0. */
static wf_value choose_r(wf_type *cls, const char *name, const wf_value *args, size_t npos,
                         wf_value kwnames) {
  wf_value a[2];
  int64_t r;
  if (!WF_BIND(name, "(iterable, r)", args, npos, kwnames, a)) return WF_ERROR;
  if (!wf_arg_size(a[1], &r)) return WF_ERROR;
  wf_value pool = wf_tuple_from_iterable(a[0]);
  return pool != WF_ERROR && check_r(r) ? chooser_of(cls, pool, r, r) : WF_ERROR;
}

static wf_value combinations_new(wf_type *cls, const wf_value *args, size_t npos,
                                 wf_value kwnames) {
  wf_value self = choose_r(cls, "combinations", args, npos, kwnames);
  if (self == WF_ERROR) return WF_ERROR;
  chooser *c = to_chooser(self);
  for (int64_t i = 0; i < c->r; i++) c->indices[i] = i;
  c->stopped = c->r > pool_size(c);
  return self;
}

WF_NATIVE(combinations_reduce) { return chooser_reduce(args[0]); }
static int64_t combinations_high(const chooser *c, int64_t i) { return i + pool_size(c) - c->r; }
WF_NATIVE(combinations_setstate) {
  return restore(to_chooser(args[0]), args[1], to_chooser(args[0])->r, combinations_high);
}

/* --- combinations_with_replacement --- */

static bool replacement_advance(chooser *c) {
  int64_t n = pool_size(c), r = c->r, i = r - 1;
  while (i >= 0 && c->indices[i] == n - 1) i--;
  if (i < 0) return false;
  int64_t index = c->indices[i] + 1;
  for (; i < r; i++) c->indices[i] = index;
  return true;
}

static wf_value replacement_next(wf_value self) {
  return choose(self, replacement_advance, item_of_pool);
}

static wf_value replacement_new(wf_type *cls, const wf_value *args, size_t npos,
                                wf_value kwnames) {
  wf_value self = choose_r(cls, "combinations_with_replacement", args, npos, kwnames);
  if (self == WF_ERROR) return WF_ERROR;
  chooser *c = to_chooser(self);
  c->stopped = pool_size(c) == 0 && c->r > 0;
  return self;
}

static int64_t replacement_high(const chooser *c, int64_t i) {
  (void)i;
  return pool_size(c) - 1;
}
WF_NATIVE(replacement_setstate) {
  return restore(to_chooser(args[0]), args[1], to_chooser(args[0])->r, replacement_high);
}

/* --- permutations: cycles[i] says how many values are left for place i --- */

static bool permutations_advance(chooser *c) {
  int64_t n = pool_size(c), *indices = c->indices, *cycles = c->cycles;
  for (int64_t i = c->r - 1; i >= 0; i--) {
    if (--cycles[i] == 0) {
      int64_t index = indices[i];
      for (int64_t k = i; k < n - 1; k++) indices[k] = indices[k + 1];
      indices[n - 1] = index;
      cycles[i] = n - i;
    } else {
      int64_t with = n - cycles[i], index = indices[i];
      indices[i] = indices[with];
      indices[with] = index;
      return true;
    }
  }
  return false;
}

static wf_value permutations_next(wf_value self) {
  return choose(self, permutations_advance, item_of_pool);
}

static wf_value permutations_new(wf_type *cls, const wf_value *args, size_t npos,
                                 wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("permutations", "(iterable, r=None)", args, npos, kwnames, a)) return WF_ERROR;
  wf_value pool = wf_tuple_from_iterable(a[0]);
  if (pool == WF_ERROR) return WF_ERROR;
  int64_t n = (int64_t)wf_tuple_length(pool), r = n;
  if (a[1] != WF_EMPTY && a[1] != WF_NONE) {
    if (!wf_is_int(a[1])) return wf_raise(&wf_exc_TypeError, "Expected int as r");
    if (!wf_arg_size(a[1], &r) || !check_r(r)) return WF_ERROR;
  }
  wf_value self = chooser_of(cls, pool, r, n);
  int64_t *cycles = self == WF_ERROR ? NULL : numbers(r);
  if (!cycles) return WF_ERROR;
  chooser *c = to_chooser(self);
  for (int64_t i = 0; i < n; i++) c->indices[i] = i;
  for (int64_t i = 0; i < r; i++) cycles[i] = n - i;
  c->cycles = cycles;
  c->stopped = r > n;
  return self;
}

WF_NATIVE(permutations_reduce) {
  chooser *c = to_chooser(args[0]);
  wf_lock(c);
  bool started = c->started, stopped = c->stopped;
  wf_value indices = numbers_tuple(c->indices, pool_size(c));
  wf_value cycles = numbers_tuple(c->cycles, c->r);
  wf_unlock(c);
  wf_value source = wf_tuple_of(2, stopped ? wf_tuple_empty : c->pool, wf_int_new(c->r));
  if (stopped || !started) return wf_tuple_of(2, TYPE_OF(args[0]), source);
  return wf_tuple_of(3, TYPE_OF(args[0]), source, wf_tuple_of(2, indices, cycles));
}

static int64_t cycles_low(const chooser *c, int64_t i) {
  (void)c, (void)i;
  return 1;
}
static int64_t cycles_high(const chooser *c, int64_t i) { return pool_size(c) - i; }

WF_NATIVE(permutations_setstate) {
  chooser *c = to_chooser(args[0]);
  const wf_value *parts;
  if (!wf_itertools_state_parts(args[1], 2, &parts)) return WF_ERROR;
  int64_t n = pool_size(c), *indices = numbers(n), *cycles = numbers(c->r);
  if (!indices || !cycles || !set_numbers(c, parts[0], indices, n, zero, replacement_high) ||
      !set_numbers(c, parts[1], cycles, c->r, cycles_low, cycles_high))
    return WF_ERROR;
  wf_lock(c);
  c->indices = indices;
  c->cycles = cycles;
  c->started = true;
  wf_unlock(c);
  return WF_NONE;
}

WF_NATIVE(chooser_sizeof) {
  const chooser *c = to_chooser(args[0]);
  return wf_int_new((int64_t)sizeof *c + (pool_size(c) + c->r) * (int64_t)sizeof(int64_t));
}

#define CHOOSER(name_, python_name, doc_, signature_, reduce_)                                \
  static const wf_native_def name_##_methods[] = {                                            \
      REDUCE_ROW(reduce_), SETSTATE_ROW(name_##_setstate),                                    \
      {"__sizeof__", chooser_sizeof, "(self, /)", "Bytes of memory.", 0}, {0}};               \
  static wf_type name_##_type = {                                                             \
      .name = "itertools." python_name,                                                       \
      .doc = doc_,                                                                            \
      .signature = signature_,                                                                \
      .instance_size = sizeof(chooser),                                                       \
      .flags = WF_TYPE_BASE,                                                                  \
      .slots = {.iter = wf_self_iter, .next = name_##_next, .new = name_##_new},              \
      .methods = name_##_methods,                                                             \
  }
CHOOSER(product, "product",
        "product(*iterables, repeat=1)\n\n"
        "Gives every tuple of an item from each iterable, as nested loops would.",
        NULL, product_reduce);
CHOOSER(combinations, "combinations",
        "Gives every tuple of r items at different places, in their order.", "(iterable, r)",
        combinations_reduce);
CHOOSER(replacement, "combinations_with_replacement",
        "Gives every tuple of r items in their order, where an item may come again.",
        "(iterable, r)", combinations_reduce);
CHOOSER(permutations, "permutations", "Gives every tuple of r items at different places.",
        "(iterable, r=None)", permutations_reduce);

bool wf_itertools_add_choosers(wf_value module) {
  return wf_module_add_type(module, &product_type) &&
         wf_module_add_type(module, &combinations_type) &&
         wf_module_add_type(module, &replacement_type) &&
         wf_module_add_type(module, &permutations_type);
}
