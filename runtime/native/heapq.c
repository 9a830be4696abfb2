/* _heapq: heaps in lists.

   An item moves by exchanges of two places, each under the list's lock, so the list has all its
   items at every moment. Comparisons of simple values happen under the lock too; others run
   outside it, and the two places are looked at again before they are exchanged. */
#include <config.h>

#include "runtime/module.h"
#include "runtime/sequence_internal.h"

/* Under the lock: the slots of the heap. */
static wf_slot *slots_of(wf_list *l) {
  return atomic_load_explicit(&l->storage, memory_order_relaxed)->items;
}
static size_t length_of(const wf_list *l) {
  return atomic_load_explicit(&((wf_list *)l)->length, memory_order_relaxed);
}

/* a < b when that needs no script code: 1, 0, or less for unknown. */
static int less_simple(wf_value a, wf_value b) {
  if (wf_both_small_int(a, b)) return (int64_t)a < (int64_t)b;
  if (wf_is_float_immediate(a) && wf_is_float_immediate(b))
    return wf_float_immediate_get(a) < wf_float_immediate_get(b);
  if (wf_is_str_exact(a) && wf_is_str_exact(b)) return wf_str_order(a, b) < 0;
  return wf_items_less_plainly(a, b);
}

struct heap {
  wf_list *list;
  bool max; /* the largest first */
  size_t length;
  bool disturbed; /* others changed the list's size */
};

/* Is the item at i to stand before the one at j? 1, 0, -1 error, with the lock held (for -1
   too). */
static int before(struct heap *h, size_t i, size_t j) {
  wf_value a = wf_slot_get(&slots_of(h->list)[i]), b = wf_slot_get(&slots_of(h->list)[j]);
  int less = h->max ? less_simple(b, a) : less_simple(a, b);
  if (less >= 0) return less;
  wf_unlock(h->list);
  less = h->max ? wf_compare_bool(b, a, WF_LT) : wf_compare_bool(a, b, WF_LT);
  wf_lock(h->list);
  if (less >= 0 && length_of(h->list) != h->length) {
    wf_unlock(h->list);
    wf_raise(&wf_exc_RuntimeError, "list changed size during iteration");
    wf_lock(h->list);
    h->disturbed = wf_lock_is_real();
    less = -1;
  }
  return less;
}

static void exchange(const struct heap *h, size_t i, size_t j) {
  wf_slot *s = slots_of(h->list);
  wf_value v = wf_slot_get(&s[i]);
  wf_slot_set(&s[i], wf_slot_get(&s[j]));
  wf_slot_set(&s[j], v);
}

/* Under the lock. The item at `at` moves towards the root, no further than `top`. */
static bool move_up(struct heap *h, size_t top, size_t at) {
  while (at > top) {
    size_t parent = (at - 1) / 2;
    int first = before(h, at, parent);
    if (first < 0) return false;
    if (!first) break;
    exchange(h, at, parent);
    at = parent;
  }
  return true;
}

/* Under the lock. The item at `at` moves to a leaf, always after its first child, and from there up
   again to its place: that takes fewer comparisons than stopping on the way down. */
static bool move_down(struct heap *h, size_t at) {
  size_t top = at;
  for (size_t child = 2 * at + 1; child < h->length; child = 2 * at + 1) {
    if (child + 1 < h->length) {
      int first = before(h, child, child + 1);
      if (first < 0) return false;
      if (!first) child++;
    }
    exchange(h, at, child);
    at = child;
  }
  return move_up(h, top, at);
}

/* `which` is " 1" for functions of two arguments. */
static bool is_heap(wf_value v, const char *function, const char *which) {
  if (wf_is_list(v)) return true;
  wf_raise(&wf_exc_TypeError, "%s() argument%s must be list, not %a", function, which, v);
  return false;
}

WF_NATIVE(heappush) {
  if (!is_heap(args[0], "heappush", " 1")) return WF_ERROR;
  struct heap h = {.list = wf_to_list(args[0])};
  wf_lock(h.list);
  bool ok = wf_list_append_locked(h.list, args[1]);
  h.length = length_of(h.list);
  ok = ok && move_up(&h, 0, h.length - 1);
  wf_unlock(h.list);
  return ok ? WF_NONE : WF_ERROR;
}

/* Under the lock. The first item has been taken out, and another stands in its place, which is to
   find its own. If other threads prevent that, the one taken out goes back rather than be lost. */
static bool take_place(struct heap *h, wf_value taken) {
  bool ok = move_down(h, 0);
  if (!ok && h->disturbed) wf_list_append_locked(h->list, taken);
  return ok;
}

static wf_value pop(wf_value list, const char *function, bool max) {
  if (!is_heap(list, function, "")) return WF_ERROR;
  struct heap h = {.list = wf_to_list(list), .max = max};
  wf_lock(h.list);
  wf_value last = wf_list_pop_locked(h.list, -1);
  h.length = length_of(h.list);
  bool ok = true;
  if (h.length > 0) {
    wf_value first = wf_slot_get(&slots_of(h.list)[0]);
    wf_slot_set(&slots_of(h.list)[0], last);
    last = first;
    ok = take_place(&h, last);
  }
  wf_unlock(h.list);
  if (last == WF_EMPTY) return wf_raise(&wf_exc_IndexError, "index out of range");
  return ok ? last : WF_ERROR;
}

WF_NATIVE(heappop) { return pop(args[0], "heappop", false); }
WF_NATIVE(heappop_max) { return pop(args[0], "_heappop_max", true); }

/* Under the lock, of a heap that is not empty. */
static wf_value replace_first(struct heap *h, wf_value item) {
  h->length = length_of(h->list);
  wf_value first = wf_slot_get(&slots_of(h->list)[0]);
  wf_slot_set(&slots_of(h->list)[0], item);
  return take_place(h, first) ? first : WF_ERROR;
}

static wf_value replace(wf_value list, wf_value item, const char *function, bool max) {
  if (!is_heap(list, function, " 1")) return WF_ERROR;
  struct heap h = {.list = wf_to_list(list), .max = max};
  wf_lock(h.list);
  wf_value first = length_of(h.list) > 0 ? replace_first(&h, item) : WF_EMPTY;
  wf_unlock(h.list);
  return first == WF_EMPTY ? wf_raise(&wf_exc_IndexError, "index out of range") : first;
}

WF_NATIVE(heapreplace) { return replace(args[0], args[1], "heapreplace", false); }
WF_NATIVE(heapreplace_max) { return replace(args[0], args[1], "_heapreplace_max", true); }

WF_NATIVE(heappushpop) {
  if (!is_heap(args[0], "heappushpop", " 1")) return WF_ERROR;
  struct heap h = {.list = wf_to_list(args[0])};
  wf_value out = args[1];
  wf_lock(h.list);
  bool empty = length_of(h.list) == 0;
  wf_value first = empty ? WF_EMPTY : wf_slot_get(&slots_of(h.list)[0]);
  int less = empty ? 0 : less_simple(first, out);
  if (less < 0) {
    wf_unlock(h.list);
    less = wf_compare_bool(first, out, WF_LT);
    wf_lock(h.list);
  }
  if (less > 0) out = length_of(h.list) > 0 ? replace_first(&h, out) : WF_EMPTY;
  wf_unlock(h.list);
  if (out == WF_EMPTY) return wf_raise(&wf_exc_IndexError, "index out of range");
  return less < 0 ? WF_ERROR : out;
}

static wf_value make_heap(wf_value list, const char *function, bool max) {
  if (!is_heap(list, function, "")) return WF_ERROR;
  struct heap h = {.list = wf_to_list(list), .max = max};
  bool ok = true;
  wf_lock(h.list);
  h.length = length_of(h.list);
  for (size_t i = h.length / 2; ok && i-- > 0;) ok = move_down(&h, i);
  wf_unlock(h.list);
  return ok ? WF_NONE : WF_ERROR;
}

WF_NATIVE(heapify) { return make_heap(args[0], "heapify", false); }
WF_NATIVE(heapify_max) { return make_heap(args[0], "_heapify_max", true); }

static const wf_native_def functions[] = {
    {"heappush", heappush, "(heap, item, /)", "Adds an item to a heap.", 0},
    {"heappushpop", heappushpop, "(heap, item, /)",
     "Adds an item, then removes and gives the smallest.", 0},
    {"heappop", heappop, "(heap, /)", "Removes and gives the smallest item.", 0},
    {"heapreplace", heapreplace, "(heap, item, /)",
     "Removes and gives the smallest item, and adds another.", 0},
    {"heapify", heapify, "(heap, /)", "Makes a list a heap, in linear time.", 0},
    {"_heappop_max", heappop_max, "(heap, /)", "heappop for a heap with the largest first.", 0},
    {"_heapify_max", heapify_max, "(heap, /)", "heapify with the largest first.", 0},
    {"_heapreplace_max", heapreplace_max, "(heap, item, /)",
     "heapreplace for a heap with the largest first.", 0},
    {0}};

const wf_module_def wf_heapq_module = {
    .name = "_heapq", .doc = "Heaps in lists.", .functions = functions};
