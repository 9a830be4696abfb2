/* _bisect: places in sorted sequences. */
#include <config.h>

#include "runtime/module.h"
#include "runtime/sequence_internal.h"

enum { A, X, LO, HI, KEY };

/* *hi -1: the end. */
static bool take_bounds(const wf_value *args, int64_t *lo, int64_t *hi) {
  *lo = 0;
  *hi = -1;
  if (args[LO] != WF_EMPTY && !wf_arg_size(args[LO], lo)) return false;
  if (args[HI] != WF_EMPTY && args[HI] != WF_NONE && !wf_arg_size(args[HI], hi)) return false;
  if (*lo < 0) {
    wf_raise(&wf_exc_ValueError, "lo must be non-negative");
    return false;
  }
  if (wf_is_dict(args[A]) && wf_type_of(args[A])->slots.getitem == wf_dict_type.slots.getitem) {
    wf_raise(&wf_exc_TypeError, "%T is not a sequence", args[A]);
    return false;
  }
  return true;
}

static wf_value item_at(wf_value sequence, int64_t i, wf_value key) {
  wf_value v = wf_is_list_exact(sequence) ? wf_list_get(sequence, (size_t)i) : WF_EMPTY;
  if (v == WF_EMPTY && !wf_type_of(sequence)->slots.getitem)
    return wf_raise(&wf_exc_TypeError, "'%T' object does not support indexing", sequence);
  if (v == WF_EMPTY) v = wf_getitem(sequence, wf_int_new(i));
  return v == WF_ERROR || key == WF_EMPTY ? v : wf_call1(key, v);
}

/* The place for x, behind its equals or before them; -1 error. key WF_EMPTY: none. */
static int64_t place(const wf_value *args, int64_t lo, int64_t hi, wf_value x, wf_value key,
                     bool right) {
  if (hi == -1) hi = wf_length(args[A]);
  if (hi < 0 && wf_error_pending()) return -1;
  while (lo < hi) {
    int64_t middle = lo + (hi - lo) / 2;
    wf_value v = item_at(args[A], middle, key);
    if (v == WF_ERROR) return -1;
    int less = right ? wf_compare_bool(x, v, WF_LT) : wf_compare_bool(v, x, WF_LT);
    if (less < 0) return -1;
    if (right ? less : !less) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}

static wf_value key_of(const wf_value *args) {
  return args[KEY] == WF_NONE ? WF_EMPTY : args[KEY];
}

static wf_value find(const wf_value *args, bool right) {
  int64_t lo, hi;
  if (!take_bounds(args, &lo, &hi)) return WF_ERROR;
  int64_t at = place(args, lo, hi, args[X], key_of(args), right);
  return at < 0 ? WF_ERROR : wf_int_new(at);
}

/* Under the list's lock: the same when no comparison needs script code; else -1. */
static int64_t place_plainly(wf_value list, int64_t lo, int64_t hi, wf_value x, bool right) {
  int64_t length = (int64_t)wf_list_length(list);
  if (hi == -1) hi = length;
  if (hi > length) return -1;
  while (lo < hi) {
    int64_t middle = lo + (hi - lo) / 2;
    wf_value v = wf_list_get(list, (size_t)middle);
    int less = right ? wf_items_less_plainly(x, v) : wf_items_less_plainly(v, x);
    if (less < 0) return -1;
    if (right ? less : !less) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}

/* Finds the place and inserts in one step: 1; 0: that needs calls; -1: MemoryError. */
static int insert_plainly(wf_value list, int64_t lo, int64_t hi, wf_value x, bool right) {
  wf_list *l = wf_to_list(list);
  wf_lock(l);
  int64_t at = place_plainly(list, lo, hi, x, right);
  int inserted = at < 0 ? 0 : wf_list_insert_locked(l, at, x) ? 1 : -1;
  wf_unlock(l);
  return inserted;
}

static wf_value insert(const wf_value *args, bool right) {
  wf_value key = key_of(args), x = key == WF_EMPTY ? args[X] : wf_call1(key, args[X]);
  int64_t lo, hi;
  if (x == WF_ERROR || !take_bounds(args, &lo, &hi)) return WF_ERROR;
  int inserted = key == WF_EMPTY && wf_is_list_exact(args[A])
                     ? insert_plainly(args[A], lo, hi, x, right)
                     : 0;
  if (inserted) return inserted > 0 ? WF_NONE : WF_ERROR;
  int64_t at = place(args, lo, hi, x, key, right);
  if (at < 0) return WF_ERROR;
  if (wf_is_list_exact(args[A]))
    return wf_list_insert(args[A], at, args[X]) ? WF_NONE : WF_ERROR;
  return wf_call_method2(args[A], wf_names.insert, wf_int_new(at), args[X]) == WF_ERROR ? WF_ERROR
                                                                                      : WF_NONE;
}

WF_NATIVE(bisect_right) { return find(args, true); }
WF_NATIVE(bisect_left) { return find(args, false); }
WF_NATIVE(insort_right) { return insert(args, true); }
WF_NATIVE(insort_left) { return insert(args, false); }

#define SIGNATURE "(a, x, lo=0, hi=None, *, key=None)"

static const wf_native_def functions[] = {
    {"bisect_right", bisect_right, SIGNATURE,
     "The index in the sorted sequence a where x goes, behind its equals.", 0},
    {"bisect_left", bisect_left, SIGNATURE,
     "The index in the sorted sequence a where x goes, before its equals.", 0},
    {"insort_right", insort_right, SIGNATURE,
     "Inserts x into the sorted sequence a, behind its equals.", 0},
    {"insort_left", insort_left, SIGNATURE,
     "Inserts x into the sorted sequence a, before its equals.", 0},
    {0}};

const wf_module_def wf_bisect_module = {
    .name = "_bisect", .doc = "Places in sorted sequences.", .functions = functions};
