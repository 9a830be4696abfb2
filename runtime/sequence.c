/* What the containers share: arguments, indexes, comparison, repr, and their parts' start. */
#include <config.h>

#include "runtime/builtins.h"
#include "runtime/descriptor.h"
#include "runtime/dict_internal.h"
#include "runtime/lifecycle.h"
#include "runtime/module.h"
#include "runtime/native/collections.h"
#include "runtime/set_internal.h"

/* How a value compares for equality. Classes can change at any moment, so what is not built in is
   compared here by identity or not at all: never by a call through its class. */
enum comparison { BY_VALUE, AS_TUPLE, AS_METHOD, BY_IDENTITY, BY_ITS_CLASS };

static enum comparison comparison_of(wf_value v) {
  if (wf_is_plain(v)) return BY_VALUE;
  if (wf_is_tuple_exact(v)) return AS_TUPLE;
  if (wf_has_root_shape(v, &wf_method_type)) return AS_METHOD;
  return wf_type_of(v)->slots.compare == wf_object_type.slots.compare ? BY_IDENTITY : BY_ITS_CLASS;
}

static int equal_plainly(wf_value a, wf_value b, int depth);

/* For who may hold a lock already: does not wait for long. */
static bool lock_soon(const void *object) {
  for (int looks = 0; looks < 100; looks++) {
    if (wf_try_lock(object)) return true;
    wf_pause();
  }
  return false;
}

static bool lock_both_soon(const void *a, const void *b) {
  if (!lock_soon(a)) return false;
  if (a == b || lock_soon(b)) return true;
  wf_unlock(a);
  return false;
}

static int tuples_equal_plainly(wf_value a, wf_value b, int depth) {
  size_t m = wf_tuple_length(a), n = wf_tuple_length(b);
  if (depth == 0) return WF_EQUAL_UNKNOWN;
  for (size_t i = 0; i < m && i < n; i++) {
    int equal = equal_plainly(wf_tuple_get(a, i), wf_tuple_get(b, i), depth - 1);
    if (equal != 1) return equal;
  }
  return m == n;
}

static int lists_equal_plainly(wf_value a, wf_value b, int depth) {
  const wf_list *x = wf_to_list(a), *y = wf_to_list(b);
  if (depth == 0 || !lock_both_soon(x, y)) return WF_EQUAL_UNKNOWN;
  size_t n = wf_list_length(a);
  int equal = n == wf_list_length(b);
  for (size_t i = 0; i < n && equal == 1; i++)
    equal = equal_plainly(wf_list_get(a, i), wf_list_get(b, i), depth - 1);
  wf_unlock2(x, y);
  return equal;
}

/* A list, dict or set of a built-in class: not equal to anything plain. */
static bool is_plain_container(wf_value v) {
  const uint32_t kinds = WF_TYPE_IS_LIST | WF_TYPE_IS_DICT | WF_TYPE_IS_SET;
  uint32_t flags = wf_type_flags_of(v);
  return flags & kinds && !(flags & WF_TYPE_SCRIPT);
}

static int methods_equal_plainly(wf_value a, wf_value b, int depth) {
  const wf_method *x = (wf_method *)wf_to_object(a), *y = (wf_method *)wf_to_object(b);
  int equal = depth ? equal_plainly(x->function, y->function, depth - 1) : WF_EQUAL_UNKNOWN;
  return equal == 1 ? x->self == y->self : equal;
}

/* Under -b it may be a BytesWarning that the two are compared. */
static bool may_warn(wf_value a, wf_value b) {
  return WF_UNLIKELY(wf_config.bytes_warning) && wf_is_bytes(a) != wf_is_bytes(b);
}

static int equal_plainly(wf_value a, wf_value b, int depth) {
  if (a == b) return 1;
  enum comparison x = comparison_of(a), y = comparison_of(b);
  if (x == BY_ITS_CLASS || y == BY_ITS_CLASS) {
    if (wf_is_list_exact(a) && wf_is_list_exact(b)) return lists_equal_plainly(a, b, depth);
    if (x == BY_VALUE && is_plain_container(b)) return 0;
    return y == BY_VALUE && is_plain_container(a) ? 0 : WF_EQUAL_UNKNOWN;
  }
  if (x != y) return 0;
  switch (x) {
  case BY_VALUE: return may_warn(a, b) ? WF_EQUAL_UNKNOWN : wf_equal(a, b);
  case AS_TUPLE: return tuples_equal_plainly(a, b, depth);
  case AS_METHOD: return methods_equal_plainly(a, b, depth);
  default: return 0;
  }
}

int wf_items_equal_plainly(wf_value a, wf_value b) {
  if (a == b) return 1;
  if (wf_both_small_int(a, b)) return 0;
  if (wf_is_str_exact(a) && wf_is_str_exact(b)) return wf_str_equal(a, b);
  return equal_plainly(a, b, 8);
}

static int less_plainly(wf_value a, wf_value b, int depth);

/* The first items that differ decide. */
static int arrays_less_plainly(const wf_slot *a, size_t m, const wf_slot *b, size_t n, int depth) {
  if (depth == 0) return WF_EQUAL_UNKNOWN;
  for (size_t i = 0; i < m && i < n; i++) {
    wf_value x = wf_slot_get(&a[i]), y = wf_slot_get(&b[i]);
    if (WF_UNLIKELY(x == WF_EMPTY || y == WF_EMPTY)) return x == WF_EMPTY && y != WF_EMPTY;
    if (x == y) continue;
    if (wf_both_small_int(x, y)) return (int64_t)x < (int64_t)y;
    if (wf_is_str_exact(x) && wf_is_str_exact(y)) {
      int order = wf_str_order(x, y);
      if (order) return order < 0;
      continue;
    }
    int equal = equal_plainly(x, y, depth - 1);
    if (equal == 0) return less_plainly(x, y, depth - 1);
    if (equal != 1) return WF_EQUAL_UNKNOWN;
  }
  return m < n;
}

static int tuples_less_plainly(wf_value a, wf_value b, int depth) {
  const void *as = wf_to_tuple(a)->items, *bs = wf_to_tuple(b)->items;
  return arrays_less_plainly(as, wf_tuple_length(a), bs, wf_tuple_length(b), depth);
}

/* Where another thread has one of them in hand, item by item. */
static int lists_less_plainly(wf_value a, wf_value b, int depth) {
  const wf_list *x = wf_to_list(a), *y = wf_to_list(b);
  bool locked = lock_both_soon(x, y);
  const wf_list_storage *s = atomic_load(&x->storage), *t = atomic_load(&y->storage);
  size_t m = wf_list_length(a), n = wf_list_length(b);
  if (s && t) {
    if (m > s->capacity) m = s->capacity; /* it may have moved just now */
    if (n > t->capacity) n = t->capacity;
  }
  int less = s && t ? arrays_less_plainly(s->items, m, t->items, n, depth) : m < n;
  if (locked) wf_unlock2(x, y);
  return less;
}

static bool both_plain(wf_value a, wf_value b) {
  bool alike = wf_is_object(a) && wf_is_object(b) &&
               wf_object_shape(wf_to_object(a)) == wf_object_shape(wf_to_object(b));
  return wf_is_plain(a) && (alike || wf_is_plain(b));
}

/* Of plain values. */
static int values_less(wf_value a, wf_value b) {
  wf_value (*compare)(wf_value, wf_value, enum wf_compare_op) = wf_type_of(a)->slots.compare;
  wf_value less = compare ? compare(a, b, WF_LT) : WF_NOT_IMPLEMENTED;
  if (less == WF_NOT_IMPLEMENTED && (compare = wf_type_of(b)->slots.compare))
    less = compare(b, a, WF_GT);
  if (wf_is_bool(less)) return less == WF_TRUE;
  if (less == WF_ERROR) wf_error_clear(); /* it comes again */
  return WF_EQUAL_UNKNOWN;
}

static int less_plainly(wf_value a, wf_value b, int depth) {
  if (wf_both_small_int(a, b)) return (int64_t)a < (int64_t)b;
  if (wf_is_tuple_exact(a) && wf_is_tuple_exact(b)) return tuples_less_plainly(a, b, depth);
  if (both_plain(a, b)) return values_less(a, b);
  if (wf_is_list_exact(a) && wf_is_list_exact(b)) return lists_less_plainly(a, b, depth);
  return WF_EQUAL_UNKNOWN;
}

int wf_items_less_plainly(wf_value a, wf_value b) { return less_plainly(a, b, 8); }

/* --- Arguments --- */

bool wf_refuse_all_keywords(const wf_type *base, wf_value kwnames) {
  if (kwnames == WF_EMPTY || wf_tuple_length(kwnames) == 0) return true;
  wf_raise(&wf_exc_TypeError, "%s() takes no keyword arguments", wf_type_short_name(base));
  return false;
}

bool wf_refuse_keywords(wf_value self, const wf_type *base, wf_value kwnames) {
  const wf_type *type = wf_type_of(self);
  return (type != base && type->slots.new != base->slots.new) ||
         wf_refuse_all_keywords(base, kwnames);
}

bool wf_refuse_keywords_new(const wf_type *cls, const wf_type *base, wf_value kwnames) {
  return (cls != base && cls->slots.init != base->slots.init) ||
         wf_refuse_all_keywords(base, kwnames);
}

bool wf_optional_argument(const char *name, const wf_value *args, size_t npos, wf_value *out) {
  *out = npos ? args[0] : WF_EMPTY;
  if (npos <= 1) return true;
  wf_raise(&wf_exc_TypeError, "%s expected at most 1 argument, got %zu", name, npos);
  return false;
}

wf_value wf_builtin(const char *name) {
  wf_value key = wf_str_from_c(name), found = wf_dict_get(wf_builtins_namespace(), key);
  return found == WF_EMPTY ? wf_raise_value(&wf_exc_AttributeError, key) : found;
}

wf_value wf_self_iter(wf_value self) { return self; }

wf_value wf_do_class_getitem(const wf_value *args, size_t nargs, wf_value kwnames) {
  (void)nargs, (void)kwnames;
  return wf_generic_alias_new(args[0], args[1]);
}

wf_value wf_reduce(wf_value function, wf_value iterable, wf_value at) {
  if (function == WF_ERROR || iterable == WF_ERROR || at == WF_ERROR) return WF_ERROR;
  wf_value args = wf_tuple_of(1, iterable);
  return at == WF_EMPTY ? wf_tuple_of(2, function, args) : wf_tuple_of(3, function, args, at);
}

/* --- Indexes --- */

bool wf_take_index(wf_value v, int64_t *out) {
  if (WF_LIKELY(wf_is_small_int(v))) {
    *out = wf_small_int_get(v);
    return true;
  }
  *out = wf_index_get(v, false);
  return *out != -1 || !wf_error_pending();
}

int wf_repeat_count(wf_value other, int64_t *count) {
  if (!wf_has_index(other)) return 0;
  *count = wf_index_get(other, false);
  if (*count != -1 || !wf_error_pending()) return 1;
  if (wf_error_is(&wf_exc_IndexError)) {
    wf_error_clear();
    wf_raise(&wf_exc_OverflowError, "cannot fit '%T' into an index-sized integer", other);
  }
  return -1;
}

wf_value wf_other_operand(enum wf_binary_op op, wf_value a, wf_value b, wf_value other,
                          const void *own) {
  const wf_type *type = wf_type_of(other);
  wf_value (*slot)(wf_value, wf_value) = type->slots.binary[op];
  /* another built-in sequence has only what this one has tried itself; a class was asked before */
  if (type->slots.getitem || wf_type_flags_of(other) & WF_TYPE_SCRIPT) return WF_NOT_IMPLEMENTED;
  return slot && (const void *)(uintptr_t)slot != own ? slot(a, b) : WF_NOT_IMPLEMENTED;
}

wf_value wf_raise_repeat(wf_value other) {
  return wf_raise(&wf_exc_TypeError, "can't multiply sequence by non-int of type '%T'", other);
}

bool wf_search_bound(wf_value v, int64_t missing, int64_t *out) {
  *out = missing;
  if (v == WF_EMPTY) return true;
  if (!wf_has_index(v)) {
    wf_raise(&wf_exc_TypeError,
             "slice indices must be integers or have an __index__ method");
    return false;
  }
  *out = wf_index_get(v, true);
  return *out != -1 || !wf_error_pending();
}

/* --- Comparison --- */

wf_value wf_order_result(int64_t a, int64_t b, enum wf_compare_op op) {
  switch (op) {
    case WF_LT: return wf_bool(a < b);
    case WF_LE: return wf_bool(a <= b);
    case WF_EQ: return wf_bool(a == b);
    case WF_NE: return wf_bool(a != b);
    case WF_GT: return wf_bool(a > b);
    default: return wf_bool(a >= b);
  }
}

wf_value wf_compare_arrays(const wf_value *a, size_t na, const wf_value *b, size_t nb,
                           enum wf_compare_op op) {
  if (na != nb && (op == WF_EQ || op == WF_NE)) return wf_bool(op == WF_NE);
  size_t n = na < nb ? na : nb, i = 0;
  for (; i < n; i++) {
    int equal = wf_items_equal(a[i], b[i]);
    if (equal < 0) return WF_ERROR;
    if (!equal) break;
  }
  if (i == n) return wf_order_result((int64_t)na, (int64_t)nb, op);
  if (op == WF_EQ || op == WF_NE) return wf_bool(op == WF_NE);
  if (wf_both_small_int(a[i], b[i]))
    return wf_order_result((int64_t)a[i], (int64_t)b[i], op);
  return wf_compare(a[i], b[i], op);
}

/* --- Items --- */

bool wf_items_add(wf_items *items, wf_value v) {
  if (WF_UNLIKELY(items->count == items->capacity)) {
    size_t capacity = items->capacity ? items->capacity * 2 : 8;
    wf_value *bigger = wf_alloc_array(capacity, sizeof *bigger);
    if (!bigger) return false;
    if (items->count) memcpy(bigger, items->data, items->count * sizeof *bigger);
    items->data = bigger;
    items->capacity = capacity;
  }
  items->data[items->count++] = v;
  return true;
}

static bool items_of_array(const wf_value *array, size_t count, wf_items *items) {
  if (!array && count) return false;
  *items = (wf_items){(wf_value *)(uintptr_t)array, count, count};
  return true;
}

wf_value wf_items_at_once(wf_value container) {
  const wf_type *type = wf_type_of(container);
  /* who goes through one of a script's class alone sees what it changes itself */
  if (type->flags & WF_TYPE_SCRIPT && !wf_lock_is_real()) return WF_EMPTY;
  if (wf_is_dict(container) && wf_type_takes_as(type, &wf_dict_type))
    return wf_dict_keys_list(container);
  if (wf_is_set(container) && wf_type_takes_as(type, &wf_set_type))
    return wf_set_items_list(container);
  if (wf_is_list(container) && wf_type_takes_as(type, &wf_list_type))
    return wf_list_copy(container);
  if (type == &wf_dict_keys_type) return wf_dict_keys_list(WF_DICT_VIEW(container));
  if (type == &wf_dict_values_type) return wf_dict_values_list(WF_DICT_VIEW(container));
  if (type == &wf_dict_items_type) return wf_dict_items_list(WF_DICT_VIEW(container));
  return wf_collection_at_once(container);
}

wf_value wf_iter_at_once(wf_value iterable) {
  bool is_list = wf_is_list_exact(iterable);
  wf_value items = is_list ? wf_list_to_tuple(iterable) : wf_items_at_once(iterable);
  if (items == WF_ERROR) return WF_ERROR;
  if (items == WF_EMPTY) return wf_iter(iterable);
  wf_value iterator = wf_iter(items);
  if (iterator != WF_ERROR) wf_to_object(iterator)->flags = WF_ITERATOR_PRIVATE;
  return iterator;
}

/* Room for the items of a built-in container: too many are a MemoryError at once. */
static bool make_room(wf_items *items, wf_value iterable) {
  const wf_type *type = wf_type_of(iterable);
  if (!type->slots.length || type->flags & WF_TYPE_SCRIPT) return true;
  int64_t length = wf_length_hint(iterable, 0);
  if (length <= 0) return length == 0;
  items->data = wf_alloc_array((size_t)length, sizeof *items->data);
  items->capacity = items->data ? (size_t)length : 0;
  return items->data != NULL;
}

bool wf_items_from(wf_value iterable, wf_items *items) {
  *items = (wf_items){0};
  if (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable)) {
    size_t count = 0;
    const wf_value *array = wf_sequence_array(iterable, &count);
    return (array || !wf_error_pending()) && items_of_array(array, count, items);
  }
  wf_value list = wf_items_at_once(iterable);
  if (list != WF_EMPTY) return list != WF_ERROR && wf_items_from(list, items);
  wf_value iterator = wf_iter(iterable);
  if (iterator == WF_ERROR || !make_room(items, iterable)) return false;
  wf_value (*next)(wf_value) = wf_step_function(iterator);
  for (;;) {
    wf_value v = next(iterator);
    if (v == WF_EMPTY) return true;
    if (v == WF_ERROR || !wf_items_add(items, v)) return false;
  }
}

wf_value wf_repr_items(const wf_value *items, size_t count, const char *open, const char *close) {
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add_c(&b, open);
  for (size_t i = 0; i < count; i++) {
    if (i) wf_builder_add(&b, ", ", 2);
    if (!wf_builder_add_repr(&b, items[i])) return WF_ERROR;
  }
  wf_builder_add_c(&b, close);
  return wf_builder_finish(&b);
}

/* --- Start --- */

bool wf_container_init(void);
bool wf_tuple_init(void);
bool wf_list_init(void);

bool wf_container_init(void) {
  return wf_tuple_init() && wf_list_init() && wf_dict_types_init() && wf_set_types_init();
}
