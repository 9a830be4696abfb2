/* list.sort.

   Keys of one simple kind (all small ints, all floats, all exact strs, or tuples that begin so)
   compare without calls through slots; the kind is found by one pass over them. A sort without a
   key function is done under the list's lock if no comparison needs script code: other threads see
   the list before or after it. Otherwise the list is empty while it is sorted, as in CPython, and
   one that is changed meanwhile gives ValueError. */
#include <config.h>

#include "runtime/sequence_internal.h"

enum kind { KIND_INT, KIND_FLOAT, KIND_STR, KIND_TUPLE, KIND_ANY };

/* An item with its key computed. */
struct keyed {
  wf_value key, item;
};

/* The run length below which insertion is cheaper than merging: 32 to 64, so that count divided
   by it is a power of two or a little less. */
static size_t shortest_run(size_t count) {
  size_t odd = 0;
  while (count >= 64) {
    odd |= count & 1;
    count >>= 1;
  }
  return count + odd;
}

/* The depth in a balanced merge tree over `count` items at which two neighbouring runs part: the
   first bit in which the two middles, as fractions of count, differ. */
static int boundary_power(size_t start, size_t left, size_t right, size_t count) {
  size_t a = 2 * start + left, b = a + left + right; /* twice the middles */
  int power = 0;
  for (;;) {
    power++;
    if (a >= count) {
      a -= count;
      b -= count;
    } else if (b >= count) {
      return power;
    }
    a <<= 1;
    b <<= 1;
  }
}

/* --- Comparisons --- */

static inline int less_int(wf_value a, wf_value b) { return (int64_t)a < (int64_t)b; }
static inline int less_float(wf_value a, wf_value b) { return wf_float_get(a) < wf_float_get(b); }
static inline int less_str(wf_value a, wf_value b) { return wf_str_order(a, b) < 0; }

static int less_any(wf_value a, wf_value b) {
  wf_value (*compare)(wf_value, wf_value, enum wf_compare_op) = wf_type_of(a)->slots.compare;
  wf_value result = WF_NOT_IMPLEMENTED;
  if (compare && wf_type_of(a) == wf_type_of(b)) result = compare(a, b, WF_LT);
  if (result == WF_NOT_IMPLEMENTED) return wf_compare_bool(a, b, WF_LT);
  if (wf_is_bool(result)) return result == WF_TRUE;
  return result == WF_ERROR ? -1 : wf_truth(result);
}

/* Non-empty tuples whose first items are of one simple kind; `rest` compares them further. */
static inline int less_in_tuple(wf_value a, wf_value b, int (*rest)(wf_value, wf_value)) {
  wf_value x = wf_tuple_get(a, 0), y = wf_tuple_get(b, 0);
  if (wf_both_small_int(x, y)) {
    if (x != y) return (int64_t)x < (int64_t)y;
  } else if (wf_is_str_exact(x)) {
    int order = wf_str_order(x, y);
    if (order) return order < 0;
  }
  return rest(a, b);
}
static inline int less_tuple(wf_value a, wf_value b) { return less_in_tuple(a, b, less_any); }
static inline int less_tuple_plainly(wf_value a, wf_value b) {
  return less_in_tuple(a, b, wf_items_less_plainly);
}

#define ITEM wf_value
#define LESS(a, b) less_int(*(a), *(b))
#define NAMED(x) x##_int
#include "runtime/list_sort_core.h"
#define ITEM wf_value
#define LESS(a, b) less_float(*(a), *(b))
#define NAMED(x) x##_float
#include "runtime/list_sort_core.h"
#define ITEM wf_value
#define LESS(a, b) less_str(*(a), *(b))
#define NAMED(x) x##_str
#include "runtime/list_sort_core.h"
#define ITEM wf_value
#define LESS(a, b) less_tuple(*(a), *(b))
#define NAMED(x) x##_tuple
#include "runtime/list_sort_core.h"
#define ITEM wf_value
#define LESS(a, b) less_any(*(a), *(b))
#define NAMED(x) x##_any
#include "runtime/list_sort_core.h"
#define ITEM wf_value
#define LESS(a, b) less_tuple_plainly(*(a), *(b))
#define NAMED(x) x##_tuple_plainly
#include "runtime/list_sort_core.h"
#define ITEM wf_value
#define LESS(a, b) wf_items_less_plainly(*(a), *(b))
#define NAMED(x) x##_any_plainly
#include "runtime/list_sort_core.h"
#define ITEM struct keyed
#define LESS(a, b) less_int((a)->key, (b)->key)
#define NAMED(x) x##_keyed_int
#include "runtime/list_sort_core.h"
#define ITEM struct keyed
#define LESS(a, b) less_float((a)->key, (b)->key)
#define NAMED(x) x##_keyed_float
#include "runtime/list_sort_core.h"
#define ITEM struct keyed
#define LESS(a, b) less_str((a)->key, (b)->key)
#define NAMED(x) x##_keyed_str
#include "runtime/list_sort_core.h"
#define ITEM struct keyed
#define LESS(a, b) less_tuple((a)->key, (b)->key)
#define NAMED(x) x##_keyed_tuple
#include "runtime/list_sort_core.h"
#define ITEM struct keyed
#define LESS(a, b) less_any((a)->key, (b)->key)
#define NAMED(x) x##_keyed_any
#include "runtime/list_sort_core.h"

static bool sort_plain(enum kind kind, wf_value *a, size_t count, wf_value *room) {
  switch (kind) {
    case KIND_INT: return sort_int(a, count, room);
    case KIND_FLOAT: return sort_float(a, count, room);
    case KIND_STR: return sort_str(a, count, room);
    case KIND_TUPLE: return sort_tuple(a, count, room);
    default: return sort_any(a, count, room);
  }
}

/* False, with nothing pending: a comparison may need script code. */
static bool sort_without_calls(enum kind kind, wf_value *a, size_t count, wf_value *room) {
  if (kind == KIND_TUPLE) return sort_tuple_plainly(a, count, room);
  if (kind == KIND_ANY) return sort_any_plainly(a, count, room);
  return sort_plain(kind, a, count, room);
}

static bool sort_keyed(enum kind kind, struct keyed *a, size_t count, struct keyed *room) {
  switch (kind) {
    case KIND_INT: return sort_keyed_int(a, count, room);
    case KIND_FLOAT: return sort_keyed_float(a, count, room);
    case KIND_STR: return sort_keyed_str(a, count, room);
    case KIND_TUPLE: return sort_keyed_tuple(a, count, room);
    default: return sort_keyed_any(a, count, room);
  }
}

/* --- The kind of the keys --- */

static bool is_float_exact(wf_value v) {
  return wf_is_float_immediate(v) || wf_has_root_shape(v, &wf_float_type);
}

static enum kind simple_kind(wf_value v) {
  if (wf_is_small_int(v)) return KIND_INT;
  if (is_float_exact(v)) return KIND_FLOAT;
  return wf_is_str_exact(v) ? KIND_STR : KIND_ANY;
}

static enum kind kind_of_one(wf_value v) {
  if (!wf_is_tuple_exact(v)) return simple_kind(v);
  if (wf_tuple_length(v) == 0) return KIND_ANY;
  enum kind first = simple_kind(wf_tuple_get(v, 0));
  return first == KIND_INT || first == KIND_STR ? KIND_TUPLE : KIND_ANY;
}

/* Of `count` keys that lie `stride` words apart. */
static enum kind kind_of(const wf_value *keys, size_t count, size_t stride) {
  enum kind kind = kind_of_one(keys[0]);
  enum kind first = kind == KIND_TUPLE ? simple_kind(wf_tuple_get(keys[0], 0)) : KIND_ANY;
  for (size_t i = 1; i < count && kind != KIND_ANY; i++) {
    wf_value key = keys[i * stride];
    if (kind_of_one(key) != kind) return KIND_ANY;
    if (kind == KIND_TUPLE && simple_kind(wf_tuple_get(key, 0)) != first) return KIND_ANY;
  }
  return kind;
}

/* --- Sorting --- */

static void turn_round(wf_value *a, size_t count) {
  for (size_t i = 0, j = count; i + 1 < j; i++) {
    wf_value v = a[i];
    a[i] = a[--j];
    a[j] = v;
  }
}

static void turn_round_keyed(struct keyed *a, size_t count) {
  for (size_t i = 0, j = count; i + 1 < j; i++) {
    struct keyed v = a[i];
    a[i] = a[--j];
    a[j] = v;
  }
}

struct locked_sort {
  bool reverse, done, failed;
};

/* Under the list's lock: sorts when that runs no script code. Descending order keeps equal items in
   order, as sorting the items turned round and turning them round again does. */
static bool sort_under_lock(wf_value *items, size_t count, void *data) {
  struct locked_sort *job = data;
  job->done = count < 2;
  if (job->done) return false;
  wf_value *room = wf_alloc_array(count / 2 + 1, sizeof *room);
  if (!room) {
    job->failed = true;
    return false;
  }
  if (job->reverse) turn_round(items, count);
  job->done = sort_without_calls(kind_of(items, count, 1), items, count, room);
  if (job->reverse) turn_round(items, count);
  return job->done;
}

static bool sort_items(wf_value *items, size_t count, bool reverse) {
  if (count < 2) return true;
  wf_value *room = wf_alloc_array(count / 2 + 1, sizeof *room);
  if (!room) return false;
  if (reverse) turn_round(items, count);
  bool ok = sort_plain(kind_of(items, count, 1), items, count, room);
  if (reverse) turn_round(items, count);
  return ok;
}

static bool sort_by_key(wf_value *items, size_t count, wf_value key, bool reverse) {
  struct keyed *pairs = wf_alloc_array(count ? count : 1, sizeof *pairs);
  if (!pairs) return false;
  for (size_t i = 0; i < count; i++) {
    pairs[i].item = items[i];
    pairs[i].key = wf_call1(key, items[i]);
    if (pairs[i].key == WF_ERROR) return false;
  }
  if (count < 2) return true;
  struct keyed *room = wf_alloc_array(count / 2 + 1, sizeof *room);
  if (!room) return false;
  if (reverse) turn_round_keyed(pairs, count);
  bool ok = sort_keyed(kind_of(&pairs[0].key, count, 2), pairs, count, room);
  if (reverse) turn_round_keyed(pairs, count);
  for (size_t i = 0; i < count; i++) items[i] = pairs[i].item;
  return ok;
}

bool wf_list_sort(wf_value list, wf_value key, bool reverse) {
  bool has_key = key != WF_EMPTY && key != WF_NONE;
  if (!has_key) {
    struct locked_sort job = {.reverse = reverse};
    if (!wf_list_rearrange(list, sort_under_lock, &job) || job.failed) return false;
    if (job.done) return true;
  }
  size_t count;
  wf_value *items = wf_list_take_all(list, &count);
  if (!items) return false;
  bool ok = has_key ? sort_by_key(items, count, key, reverse) : sort_items(items, count, reverse);
  if (wf_list_put_all(list, items, count) || !ok) return ok;
  wf_raise(&wf_exc_ValueError, "list modified during sort");
  return false;
}
