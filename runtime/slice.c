/* The type slice. */
#include <config.h>

#include "runtime/sequence_internal.h"

static wf_slice *to_slice(wf_value v) { return (wf_slice *)(uintptr_t)v; }

wf_value wf_slice_new(wf_value start, wf_value stop, wf_value step) {
  wf_slice *s = WF_NEW(wf_slice, wf_slice_type);
  s->start = start;
  s->stop = stop;
  s->step = step;
  return wf_from_object(s);
}

/* --- From values to numbers --- */

static WF_NOINLINE bool take_other(wf_value v, int64_t *out) {
  if (!wf_has_index(v)) {
    wf_raise(&wf_exc_TypeError,
             "slice indices must be integers or None or have an __index__ method");
    return false;
  }
  *out = wf_index_get(v, true);
  return *out != -1 || !wf_error_pending();
}

static inline bool take_part(wf_value v, int64_t none, int64_t *out) {
  if (WF_LIKELY(wf_is_small_int(v))) *out = wf_small_int_get(v);
  else if (v == WF_NONE) *out = none;
  else return take_other(v, out);
  return true;
}

bool wf_slice_unpack(wf_value slice, int64_t *start, int64_t *stop, int64_t *step) {
  const wf_slice *s = to_slice(slice);
  if (!take_part(s->step, 1, step)) return false;
  if (*step == 0) {
    wf_raise(&wf_exc_ValueError, "slice step cannot be zero");
    return false;
  }
  if (*step < -INT64_MAX) *step = -INT64_MAX; /* so that it can be negated */
  return take_part(s->start, *step < 0 ? INT64_MAX : 0, start) &&
         take_part(s->stop, *step < 0 ? INT64_MIN : INT64_MAX, stop);
}

static int64_t clip(int64_t at, int64_t length, int64_t step) {
  if (at < 0) {
    at += length;
    return at >= 0 ? at : step < 0 ? -1 : 0;
  }
  return at < length ? at : step < 0 ? length - 1 : length;
}

int64_t wf_slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step) {
  *start = clip(*start, length, step);
  *stop = clip(*stop, length, step);
  if (WF_LIKELY(step == 1)) return *start < *stop ? *stop - *start : 0; /* no division */
  if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
  return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

/* Without a step, from numbers or nothing: what most slices are. */
static inline bool clip_plain_part(wf_value v, int64_t none, int64_t length, int64_t *out) {
  if (!wf_is_small_int(v)) {
    *out = none;
    return v == WF_NONE;
  }
  *out = clip(wf_small_int_get(v), length, 1);
  return true;
}

int64_t wf_slice_resolve(wf_value slice, int64_t length, int64_t *start, int64_t *stop,
                         int64_t *step) {
  const wf_slice *s = to_slice(slice);
  if (WF_LIKELY(s->step == WF_NONE && clip_plain_part(s->start, 0, length, start) &&
                clip_plain_part(s->stop, length, length, stop))) {
    *step = 1;
    return *start < *stop ? *stop - *start : 0;
  }
  if (!wf_slice_unpack(slice, start, stop, step)) return -1;
  return wf_slice_adjust(length, start, stop, *step);
}

/* --- The type --- */

static wf_value slice_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (!wf_refuse_keywords_new(cls, &wf_slice_type, kwnames)) return WF_ERROR;
  if (npos < 1 || npos > 3)
    return wf_raise(&wf_exc_TypeError, "slice expected at %s, got %zu",
                    npos ? "most 3 arguments" : "least 1 argument", npos);
  if (npos == 1) return wf_slice_new(WF_NONE, args[0], WF_NONE);
  return wf_slice_new(args[0], args[1], npos > 2 ? args[2] : WF_NONE);
}

static wf_value slice_repr(wf_value self) {
  const wf_slice *s = to_slice(self);
  return wf_str_format("slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static wf_value slice_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (!wf_is_slice(a) || !wf_is_slice(b)) return WF_NOT_IMPLEMENTED;
  if (a == b) return wf_order_result(0, 0, op);
  return wf_compare_arrays(&to_slice(a)->start, 3, &to_slice(b)->start, 3, op);
}

/* slice.indices works for lengths of any size, so it computes with ints of any size. */
static wf_value any_part(wf_value v) {
  if (wf_is_int(v)) return wf_int_exact(v);
  if (wf_has_index(v)) return wf_index(v);
  return wf_raise(&wf_exc_TypeError,
                  "slice indices must be integers or None or have an __index__ method");
}

/* One end, clipped to low..high; none: what None stands for. */
static wf_value any_bound(wf_value v, wf_value length, wf_value low, wf_value high, wf_value none) {
  if (v == WF_NONE) return none;
  v = any_part(v);
  if (v == WF_ERROR) return WF_ERROR;
  if (wf_int_sign(v) < 0) {
    v = wf_int_add(v, length);
    if (v == WF_ERROR) return WF_ERROR;
    return wf_int_compare(v, low) < 0 ? low : v;
  }
  return wf_int_compare(v, high) > 0 ? high : v;
}

bool wf_slice_indices(wf_value slice, wf_value length, wf_value out[3]) {
  const wf_slice *s = to_slice(slice);
  wf_value step = s->step == WF_NONE ? wf_small_int(1) : any_part(s->step);
  if (step == WF_ERROR) return false;
  int sign = wf_int_sign(step);
  if (sign == 0) {
    wf_raise(&wf_exc_ValueError, "slice step cannot be zero");
    return false;
  }
  wf_value low = sign < 0 ? wf_small_int(-1) : wf_small_int(0);
  wf_value high = sign < 0 ? wf_int_add(length, wf_small_int(-1)) : length;
  if (high == WF_ERROR) return false;
  out[0] = any_bound(s->start, length, low, high, sign < 0 ? high : low);
  if (out[0] == WF_ERROR) return false;
  out[1] = any_bound(s->stop, length, low, high, sign < 0 ? low : high);
  out[2] = step;
  return out[1] != WF_ERROR;
}

WF_NATIVE(slice_indices) {
  wf_value parts[3], length = wf_index(args[1]);
  if (length == WF_ERROR) return WF_ERROR;
  if (wf_int_sign(length) < 0)
    return wf_raise(&wf_exc_ValueError, "length should not be negative");
  return wf_slice_indices(args[0], length, parts) ? wf_tuple_from_array(parts, 3) : WF_ERROR;
}

WF_NATIVE(slice_reduce) {
  const wf_slice *s = to_slice(args[0]);
  return wf_tuple_of(2, wf_from_type(&wf_slice_type), wf_tuple_of(3, s->start, s->stop, s->step));
}

static const wf_native_def methods[] = {
    {"indices", slice_indices, "(self, length, /)",
     "The (start, stop, step) that the slice means for a sequence of this length.", 0},
    {"__reduce__", slice_reduce, "(self, /)", "For copying and pickling.", 0},
    {0}};

static const wf_member_def members[] = {
    {"start", WF_MEMBER_VALUE_READONLY, offsetof(wf_slice, start), "Where it begins."},
    {"stop", WF_MEMBER_VALUE_READONLY, offsetof(wf_slice, stop), "Before what it ends."},
    {"step", WF_MEMBER_VALUE_READONLY, offsetof(wf_slice, step), "How far it is to the next."},
    {0}};

wf_type wf_slice_type = {
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\n"
           "What stands between the brackets of x[start:stop:step].",
    .instance_size = sizeof(wf_slice),
    .slots = {.repr = slice_repr, .compare = slice_compare, .new = slice_new},
    .methods = methods,
    .members = members,
};
