/* _functools: partial, reduce, cmp_to_key and the cache behind lru_cache. */
#include <config.h>

#include "runtime/descriptor.h"
#include "runtime/dict_internal.h"
#include "runtime/module.h"

#define ON_STACK 12

/* === partial === */

typedef struct parts {
  wf_value function, args, keywords; /* args: tuple; keywords: dict */
} parts;

typedef struct partial {
  wf_object head;
  _Atomic(const parts *) parts; /* never change: __setstate__ puts others in their place */
  parts first;                  /* those that it began with */
} partial;

static wf_type partial_type;

static partial *to_partial(wf_value v) { return (partial *)(uintptr_t)v; }
static const parts *parts_of(wf_value v) {
  return atomic_load_explicit(&to_partial(v)->parts, memory_order_acquire);
}
static wf_value get_function(wf_value v) { return parts_of(v)->function; }
static wf_value get_args(wf_value v) { return parts_of(v)->args; }
static wf_value get_keywords(wf_value v) { return parts_of(v)->keywords; }

/* The instance's attributes, or None when it has none. */
static wf_value attributes_of(wf_value self) {
  wf_value dict;
  int found = wf_getattr_optional(self, wf_names.__dict__, &dict);
  if (found < 0) return WF_ERROR;
  return found && wf_is_dict(dict) && wf_dict_count(dict) ? dict : WF_NONE;
}

static wf_value concatenate(wf_value first, const wf_value *rest, size_t count) {
  size_t n = wf_tuple_length(first);
  if (count == 0) return first;
  wf_value all = wf_tuple_new(n + count);
  if (all == WF_ERROR) return WF_ERROR;
  memcpy(wf_to_tuple(all)->items, wf_to_tuple(first)->items, n * sizeof(wf_value));
  memcpy(wf_to_tuple(all)->items + n, rest, count * sizeof(wf_value));
  return all;
}

static bool add_keywords(wf_value dict, wf_value kwnames, const wf_value *values) {
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++)
    if (!wf_dict_set(dict, wf_tuple_get(kwnames, i), values[i])) return false;
  return true;
}

static wf_value partial_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (npos < 1)
    return wf_raise(&wf_exc_TypeError, "type 'partial' takes at least one argument");
  wf_value function = args[0], first = wf_tuple_empty, keywords = wf_dict_new();
  if (!wf_is_callable(function))
    return wf_raise(&wf_exc_TypeError, "the first argument must be callable");
  if (wf_type_of(function) == &partial_type) { /* a partial of a partial becomes one */
    wf_value attributes = attributes_of(function);
    if (attributes == WF_ERROR) return WF_ERROR;
    if (attributes == WF_NONE) {
      const parts *now = parts_of(function);
      first = now->args;
      keywords = wf_dict_copy(now->keywords);
      function = now->function;
    }
  }
  first = concatenate(first, args + 1, npos - 1);
  if (first == WF_ERROR || keywords == WF_ERROR || !add_keywords(keywords, kwnames, args + npos))
    return WF_ERROR;
  partial *p = wf_object_new(cls);
  p->first = (parts){function, first, keywords};
  atomic_store_explicit(&p->parts, &p->first, memory_order_release);
  return wf_from_object(p);
}

static wf_value partial_call(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  const parts *now = parts_of(self);
  wf_value function = now->function, first = now->args, keywords = now->keywords;
  size_t n = wf_tuple_length(first);
  if (wf_dict_count(keywords)) {
    wf_value all = concatenate(first, args, npos), merged = wf_dict_copy(keywords);
    if (all == WF_ERROR || merged == WF_ERROR || !add_keywords(merged, kwnames, args + npos))
      return WF_ERROR;
    return wf_call_ex(function, all, merged);
  }
  size_t given = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value few[ON_STACK], *all = few;
  if (n + given > ON_STACK && !(all = wf_alloc_array(n + given, sizeof *all))) return WF_ERROR;
  memcpy(all, wf_to_tuple(first)->items, n * sizeof *all);
  if (given) memcpy(all + n, args, given * sizeof *all);
  return wf_call(function, all, n + npos, kwnames);
}

static wf_value partial_repr(wf_value self) {
  bool error = false;
  if (!wf_repr_enter(self, &error)) return error ? WF_ERROR : wf_str_from_c("...");
  wf_builder b;
  wf_builder_init(&b);
  const char *name = wf_type_of(self) == &partial_type ? "functools.partial"
                                                       : wf_type_name_of(self);
  wf_builder_add_c(&b, name);
  wf_builder_add(&b, "(", 1);
  const parts *now = parts_of(self);
  wf_value first = now->args, keywords = now->keywords;
  bool ok = wf_builder_add_repr(&b, now->function);
  for (size_t i = 0; ok && i < wf_tuple_length(first); i++) {
    wf_builder_add(&b, ", ", 2);
    ok = wf_builder_add_repr(&b, wf_tuple_get(first, i));
  }
  size_t pairs = 0;
  wf_value *items = wf_dict_snapshot(keywords, &pairs);
  for (size_t i = 0; ok && items && i < pairs; i++) {
    wf_value key = wf_to_str(items[2 * i]);
    ok = key != WF_ERROR;
    if (!ok) break;
    wf_builder_format(&b, ", %U=", key);
    ok = wf_builder_add_repr(&b, items[2 * i + 1]);
  }
  wf_repr_leave(self);
  if (!ok || !items) return WF_ERROR;
  wf_builder_add(&b, ")", 1);
  return wf_builder_finish(&b);
}

WF_NATIVE(partial_reduce) {
  wf_value self = args[0], attributes = attributes_of(self);
  if (attributes == WF_ERROR) return WF_ERROR;
  const parts *now = parts_of(self);
  return wf_tuple_of(
      3, wf_from_type(wf_type_of(self)), wf_tuple_of(1, now->function),
      wf_tuple_of(4, now->function, now->args, now->keywords, attributes));
}

static bool valid_state(wf_value state) {
  return wf_is_tuple(state) && wf_tuple_length(state) == 4 &&
         wf_is_callable(wf_tuple_get(state, 0)) && wf_is_tuple(wf_tuple_get(state, 1)) &&
         (wf_tuple_get(state, 2) == WF_NONE || wf_is_dict(wf_tuple_get(state, 2)));
}

WF_NATIVE(partial_setstate) {
  wf_value self = args[0], state = args[1];
  if (!valid_state(state)) return wf_raise(&wf_exc_TypeError, "invalid partial state");
  wf_value keywords = wf_tuple_get(state, 2), attributes = wf_tuple_get(state, 3);
  wf_value first = wf_tuple_get(state, 1);
  if (!wf_is_tuple_exact(first))
    first = wf_tuple_from_array(wf_to_tuple(first)->items, wf_tuple_length(first));
  keywords = keywords == WF_NONE ? wf_dict_new()
             : wf_is_dict_exact(keywords) ? keywords
                                          : wf_dict_copy(keywords);
  if (first == WF_ERROR || keywords == WF_ERROR) return WF_ERROR;
  parts *now = wf_alloc_array(1, sizeof *now);
  if (!now) return WF_ERROR;
  *now = (parts){wf_tuple_get(state, 0), first, keywords};
  atomic_store_explicit(&to_partial(self)->parts, now, memory_order_release);
  if (attributes == WF_NONE) {
    wf_value had = attributes_of(self);
    if (had == WF_ERROR) return WF_ERROR;
    attributes = had == WF_NONE ? WF_NONE : wf_dict_new();
  }
  if (attributes != WF_NONE && wf_setattr(self, wf_names.__dict__, attributes) < 0)
    return WF_ERROR;
  return WF_NONE;
}

static const wf_native_def partial_methods[] = {
    {"__reduce__", partial_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__setstate__", partial_setstate, "(self, state, /)", "For copying and pickling.", 0},
    WF_CLASS_GETITEM,
    {0}};

static const wf_getset_def partial_getsets[] = {
    {"func", get_function, NULL, "the function that calls go to"},
    {"args", get_args, NULL, "arguments put before those of a call"},
    {"keywords", get_keywords, NULL, "keyword arguments added to those of a call"},
    {0}};

static wf_type partial_type = {
    .name = "functools.partial",
    .doc = "partial(func, *args, **keywords) -> a function\n\n"
           "Calls func with some arguments already given.",
    .instance_size = sizeof(partial),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
    .slots = {.repr = partial_repr, .call = partial_call, .new = partial_new},
    .methods = partial_methods,
    .getsets = partial_getsets,
};

/* === cmp_to_key === */

typedef struct key_wrapper {
  wf_object head;
  wf_value compare;
  wf_slot object; /* WF_EMPTY in what cmp_to_key itself gives */
} key_wrapper;

static wf_type key_wrapper_type;

static key_wrapper *to_wrapper(wf_value v) { return (key_wrapper *)(uintptr_t)v; }

static wf_value wrapper_of(wf_value compare, wf_value object) {
  key_wrapper *k = wf_object_new(&key_wrapper_type);
  k->compare = compare;
  wf_slot_set(&k->object, object);
  return wf_from_object(k);
}

static wf_value wrapper_call(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value object;
  if (!WF_BIND("K", "(obj)", args, npos, kwnames, &object)) return WF_ERROR;
  return wrapper_of(to_wrapper(self)->compare, object);
}

static wf_value wrapper_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if (wf_type_of(b) != &key_wrapper_type)
    return wf_raise(&wf_exc_TypeError, "other argument must be K instance");
  wf_value x = wf_slot_acquire(&to_wrapper(a)->object);
  wf_value y = wf_slot_acquire(&to_wrapper(b)->object);
  if (x == WF_EMPTY || y == WF_EMPTY) return wf_raise(&wf_exc_AttributeError, "object");
  wf_value order = wf_call2(to_wrapper(a)->compare, x, y);
  return order == WF_ERROR ? WF_ERROR : wf_compare(order, wf_small_int(0), op);
}

static wf_value wrapper_get_object(wf_value self) {
  wf_value v = wf_slot_acquire(&to_wrapper(self)->object);
  return v == WF_EMPTY ? WF_NONE : v;
}
static int wrapper_set_object(wf_value self, wf_value value) {
  wf_slot_set(&to_wrapper(self)->object, value);
  return 0;
}

static const wf_getset_def wrapper_getsets[] = {
    {"obj", wrapper_get_object, wrapper_set_object, "the value that is compared"}, {0}};

static wf_type key_wrapper_type = {
    .name = "functools.KeyWrapper",
    .instance_size = sizeof(key_wrapper),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.call = wrapper_call, .compare = wrapper_compare},
    .getsets = wrapper_getsets,
};

WF_NATIVE(cmp_to_key) { return wrapper_of(args[0], WF_EMPTY); }

/* === reduce === */

WF_NATIVE(reduce) {
  wf_value iterator = wf_iter(args[1]), result = args[2];
  if (iterator == WF_ERROR) {
    if (!wf_error_is(&wf_exc_TypeError)) return WF_ERROR;
    wf_error_clear();
    return wf_raise(&wf_exc_TypeError, "reduce() arg 2 must support iteration");
  }
  for (;;) {
    wf_value v = wf_step(iterator);
    if (v == WF_ERROR) return WF_ERROR;
    if (v == WF_EMPTY) break;
    result = result == WF_EMPTY ? v : wf_call2(args[0], result, v);
    if (result == WF_ERROR) return WF_ERROR;
  }
  if (result != WF_EMPTY) return result;
  return wf_raise(&wf_exc_TypeError, "reduce() of empty iterable with no initial value");
}

/* === lru_cache ===

   The results are in a dict; with a bound they also form a list by age, which the wrapper's lock
   guards. Looking up, which may run a key's __eq__, happens outside the lock. A link that was
   found in the dict may have left the list meanwhile: it then has no neighbours. cache_clear puts
   another dict in place, which also gets what was being computed; who has put a link into a dict
   and finds that changed does not enter it into the list. */

typedef struct link {
  wf_object head;
  struct link *older, *newer; /* NULL when not in the list; under the wrapper's lock */
  wf_value key, result;
  int64_t hash;
} link;

typedef struct lru {
  wf_object head;
  wf_value function, info_type;
  wf_slot cache;    /* dict: key -> result, or -> link when there is a bound */
  bool typed;
  int64_t maxsize;  /* -1: no bound */
  _Atomic(int64_t) hits, misses;
  link ends;        /* ends.newer is the oldest, ends.older the newest */
  int64_t count;    /* links in the list; under the lock */
} lru;

static wf_type link_type, lru_type;
static wf_slot keyword_mark; /* stands between positional and keyword arguments in a key */

static lru *to_lru(wf_value v) { return (lru *)(uintptr_t)v; }

static void tie(link *older, link *newer) {
  older->newer = newer;
  newer->older = older;
}
static void untie(link *l) {
  tie(l->older, l->newer);
  l->older = l->newer = NULL;
}
static void tie_newest(lru *c, link *l) {
  tie(c->ends.older, l);
  tie(l, &c->ends);
}

static wf_value lru_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[4];
  int64_t maxsize = -1;
  if (!WF_BIND("lru_cache", "(user_function, maxsize, typed, cache_info_type)", args, npos,
               kwnames, a))
    return WF_ERROR;
  if (!wf_is_callable(a[0]))
    return wf_raise(&wf_exc_TypeError, "the first argument must be callable");
  if (a[1] != WF_NONE) {
    if (!wf_has_index(a[1]))
      return wf_raise(&wf_exc_TypeError, "maxsize should be integer or None");
    if (!wf_arg_size(a[1], &maxsize)) return WF_ERROR;
    if (maxsize < 0) maxsize = 0;
  }
  int typed = wf_truth(a[2]);
  if (typed < 0) return WF_ERROR;
  lru *c = wf_object_new(cls);
  c->function = a[0];
  c->info_type = a[3];
  c->typed = typed;
  c->maxsize = maxsize;
  tie(&c->ends, &c->ends);
  wf_slot_set(&c->cache, wf_dict_new());
  return wf_from_object(c);
}

/* One argument that is an exact int or str is its own key. */
static bool is_own_key(wf_value v) { return wf_is_str_exact(v) || wf_is_int_exact(v); }

static wf_value key_of_call(const lru *c, const wf_value *args, size_t npos, wf_value kwnames) {
  size_t keywords = kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames), n = 0;
  if (!c->typed && !keywords && npos == 1 && is_own_key(args[0])) return args[0];
  size_t size = npos + (keywords ? 1 + 2 * keywords : 0) + (c->typed ? npos + keywords : 0);
  wf_value key = wf_tuple_new(size);
  if (key == WF_ERROR) return WF_ERROR;
  wf_value *out = wf_to_tuple(key)->items;
  for (size_t i = 0; i < npos; i++) out[n++] = args[i];
  if (keywords) out[n++] = wf_slot_acquire(&keyword_mark);
  for (size_t i = 0; i < keywords; i++) {
    out[n++] = wf_tuple_get(kwnames, i);
    out[n++] = args[npos + i];
  }
  for (size_t i = 0; c->typed && i < npos + keywords; i++)
    out[n++] = wf_from_type(wf_type_of(args[i]));
  return key;
}

static void count(_Atomic(int64_t) *counter) {
  atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
}

static wf_value call_unbounded(lru *c, const wf_key *key, const wf_value *args, size_t npos,
                               wf_value kwnames) {
  wf_value cache = wf_slot_acquire(&c->cache), v = wf_dict_get_key(cache, key);
  if (v == WF_ERROR) return WF_ERROR;
  count(v == WF_EMPTY ? &c->misses : &c->hits);
  if (v != WF_EMPTY) return v;
  v = wf_call(c->function, args, npos, kwnames);
  cache = wf_slot_acquire(&c->cache); /* it may have been cleared */
  return v != WF_ERROR && wf_dict_set_key(cache, key, v) ? v : WF_ERROR;
}

/* Enters a link that the dict has just got; the oldest leaves when there are too many. */
static bool enter(lru *c, wf_value cache, link *l) {
  link *leaves = NULL;
  wf_lock(c);
  if (wf_slot_get(&c->cache) == cache) {
    tie_newest(c, l);
    if (++c->count > c->maxsize) {
      leaves = c->ends.newer;
      untie(leaves);
      c->count--;
    }
  }
  wf_unlock(c);
  if (!leaves) return true;
  wf_key key = wf_key_known(leaves->key, leaves->hash);
  return wf_dict_pop_key(cache, &key) != WF_ERROR;
}

static wf_value call_bounded(lru *c, const wf_key *key, const wf_value *args, size_t npos,
                             wf_value kwnames) {
  wf_value cache = wf_slot_acquire(&c->cache), found = wf_dict_get_key(cache, key);
  if (found == WF_ERROR) return WF_ERROR;
  if (found != WF_EMPTY) {
    link *l = (link *)(uintptr_t)found;
    wf_lock(c);
    if (l->older) {
      untie(l);
      tie_newest(c, l);
    }
    wf_unlock(c);
    count(&c->hits);
    return l->result;
  }
  count(&c->misses);
  wf_value result = wf_call(c->function, args, npos, kwnames);
  if (result == WF_ERROR) return WF_ERROR;
  cache = wf_slot_acquire(&c->cache); /* it may have been cleared */
  link *l = wf_object_new(&link_type);
  l->key = key->value;
  l->hash = key->hash;
  l->result = result;
  found = wf_dict_setdefault_key(cache, key, wf_from_object(l));
  if (found == WF_ERROR) return WF_ERROR;
  /* when the call itself, or another thread, has cached the same meanwhile, that stays */
  return found != wf_from_object(l) || enter(c, cache, l) ? result : WF_ERROR;
}

static wf_value lru_call(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  lru *c = to_lru(self);
  if (c->maxsize == 0) {
    count(&c->misses);
    return wf_call(c->function, args, npos, kwnames);
  }
  wf_key key;
  wf_value v = key_of_call(c, args, npos, kwnames);
  if (v == WF_ERROR || !wf_key_of(v, &key)) return WF_ERROR;
  return c->maxsize < 0 ? call_unbounded(c, &key, args, npos, kwnames)
                        : call_bounded(c, &key, args, npos, kwnames);
}

static wf_value lru_get(wf_value self, wf_value object, wf_value type) {
  (void)type;
  return object == WF_EMPTY || object == WF_NONE ? self : wf_method_new(self, object);
}

/* The dict may hold one that is yet to enter, or about to leave. */
static int64_t links_of(const lru *c) {
  wf_lock(c);
  int64_t count = c->count;
  wf_unlock(c);
  return count;
}

WF_NATIVE(lru_cache_info) {
  lru *c = to_lru(args[0]);
  wf_value a[4] = {
      wf_int_new(atomic_load_explicit(&c->hits, memory_order_relaxed)),
      wf_int_new(atomic_load_explicit(&c->misses, memory_order_relaxed)),
      c->maxsize < 0 ? WF_NONE : wf_int_new(c->maxsize),
      wf_int_new(c->maxsize < 0 ? (int64_t)wf_dict_count(wf_slot_acquire(&c->cache))
                                : links_of(c))};
  return wf_call(c->info_type, a, 4, WF_EMPTY);
}

WF_NATIVE(lru_cache_clear) {
  lru *c = to_lru(args[0]);
  wf_value fresh = wf_dict_new();
  wf_lock(c);
  wf_slot_set(&c->cache, fresh);
  for (link *l = c->ends.newer; l != &c->ends;) {
    link *next = l->newer;
    l->older = l->newer = NULL;
    l = next;
  }
  tie(&c->ends, &c->ends);
  c->count = 0;
  atomic_store_explicit(&c->hits, 0, memory_order_relaxed);
  atomic_store_explicit(&c->misses, 0, memory_order_relaxed);
  wf_unlock(c);
  return WF_NONE;
}

WF_NATIVE(lru_reduce) { return wf_getattr(args[0], wf_names.__qualname__); }
WF_NATIVE(lru_copy) { return args[0]; }

static const wf_native_def lru_methods[] = {
    {"cache_info", lru_cache_info, "(self, /)", "How well the cache does: a named tuple.", 0},
    {"cache_clear", lru_cache_clear, "(self, /)", "Forgets all results and counts.", 0},
    {"__reduce__", lru_reduce, "(self, /)", "For copying and pickling.", 0},
    {"__copy__", lru_copy, "(self, /)", "The function itself.", 0},
    {"__deepcopy__", lru_copy, "(self, memo, /)", "The function itself.", 0},
    {0}};

static wf_type link_type = {
    .name = "functools._lru_list_elem",
    .instance_size = sizeof(link),
    .flags = WF_TYPE_NO_NEW,
};

static wf_type lru_type = {
    .name = "functools._lru_cache_wrapper",
    .doc = "A function that keeps the results of its last calls.",
    .instance_size = sizeof(lru),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
    .slots = {.call = lru_call, .descr_get = lru_get, .new = lru_new},
    .methods = lru_methods,
};

/* === The module === */

static const wf_native_def functions[] = {
    {"reduce", reduce, "(function, iterable, initial=None, /)",
     "reduce(function, iterable[, initial])\n\n"
     "Puts the items together from left to right: f(f(f(a, b), c), d).",
     0},
    {"cmp_to_key", cmp_to_key, "(mycmp)",
     "A key function that orders as a comparison function says.", 0},
    {0}};

static bool init(wf_value module) {
  wf_value mark = wf_call0(wf_from_type(&wf_object_type));
  if (mark == WF_ERROR) return false;
  wf_slot_set(&keyword_mark, mark);
  return wf_type_ready(&link_type) && wf_type_ready(&key_wrapper_type) &&
         wf_module_add_type(module, &partial_type) && wf_module_add_type(module, &lru_type);
}

const wf_module_def wf_functools_module = {
    .name = "_functools",
    .doc = "Functions about functions.",
    .functions = functions,
    .init = init,
};
