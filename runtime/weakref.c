/* Weak references.

   A table, keyed by the hidden address of each object that is weakly referenced, remembers (weakly)
   the references to it: so that the plain one is shared, and so that callbacks can be called.
   Entries whose object died lose their link to it when the collector finds out, and are dropped
   when the table grows. When a reference has a callback, the object's death is reported to died(),
   at a safepoint. */
#include <config.h>

#include "runtime/weakref.h"

#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/native.h"
#include "runtime/str.h"

/* --- The table --- */

typedef struct ref_link {
  struct ref_link *next;
  void *link; /* to the wf_weakref */
} ref_link;

typedef struct watch {
  struct watch *next;
  uintptr_t hidden;    /* ~address */
  void *link;          /* to the object; NULL: it died */
  void *plain, *proxy; /* links to those without callback */
  ref_link *others;    /* newest first */
  size_t other_count;  /* the dead among them included */
  size_t sweep_at;     /* the count at which the dead are looked for */
  bool reports;        /* died() is registered and has not run */
} watch;

static _Atomic(uint8_t) table_lock;
static watch **table; /* root memory */
static size_t table_size, table_used;

static size_t bucket_of(uintptr_t hidden, size_t size) {
  return (size_t)((~hidden >> 4) * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (size - 1);
}

/* Makes the table twice as large, without the entries that serve nobody. */
static bool grow_table(void) {
  size_t size = table_size ? table_size * 2 : 256;
  watch **fresh = wf_alloc_root(size * sizeof(watch *));
  if (!fresh) return false;
  table_used = 0;
  for (size_t i = 0; i < table_size; i++)
    for (watch *w = table[i], *next; w; w = next) {
      next = w->next;
      if (!w->link && !w->reports) continue;
      watch **bucket = &fresh[bucket_of(w->hidden, size)];
      w->next = *bucket;
      *bucket = w;
      table_used++;
    }
  if (table) wf_free_root(table);
  table = fresh;
  table_size = size;
  return true;
}

/* Deaths that were to be reported are not, once the collector has been told to forget them: their
   entries would stand in the way of objects that get the same addresses in the next life. */
void wf_weakref_forget_all(void) {
  wf_lock_byte(&table_lock);
  if (table) wf_free_root(table);
  table = NULL;
  table_size = table_used = 0;
  wf_unlock_byte(&table_lock);
}

/* The entry of a living object, or NULL. The lock is held. */
static watch *find(wf_value object) {
  if (!table) return NULL;
  uintptr_t hidden = ~(uintptr_t)object;
  for (watch *w = table[bucket_of(hidden, table_size)]; w; w = w->next)
    if (w->hidden == hidden && w->link) return w;
  return NULL;
}

static watch *find_or_add(wf_value object) {
  watch *w = find(object);
  if (w) return w;
  if (table_used >= table_size && !grow_table()) return NULL;
  w = wf_alloc(sizeof *w);
  w->hidden = ~(uintptr_t)object;
  wf_memory_weak_link(&w->link, wf_to_object(object));
  watch **bucket = &table[bucket_of(w->hidden, table_size)];
  w->next = *bucket;
  *bucket = w;
  table_used++;
  return w;
}

/* Takes out the entry of an object that died. The lock is held. */
static watch *take_dead(const void *object) {
  uintptr_t hidden = ~(uintptr_t)object;
  if (!table) return NULL;
  for (watch **at = &table[bucket_of(hidden, table_size)]; *at; at = &(*at)->next) {
    watch *w = *at;
    if (w->hidden != hidden || w->link || !w->reports) continue;
    *at = w->next;
    table_used--;
    return w;
  }
  return NULL;
}

static wf_value reveal(void **link) {
  void *object = *link ? wf_memory_weak_get(link) : NULL;
  return object ? wf_from_object(object) : WF_EMPTY;
}

static void died(void *object) {
  wf_lock_byte(&table_lock);
  watch *w = take_dead(object);
  wf_unlock_byte(&table_lock);
  if (!w) return;
  wf_value pending = wf_error_fetch();
  for (ref_link *l = w->others; l; l = l->next) {
    wf_value ref = reveal(&l->link);
    if (ref == WF_EMPTY) continue;
    wf_value callback = atomic_exchange(&((wf_weakref *)wf_to_object(ref))->callback, WF_EMPTY);
    if (callback != WF_EMPTY && wf_call1(callback, ref) == WF_ERROR)
      wf_error_unraisable(NULL, callback);
  }
  wf_error_restore(pending);
}

/* --- References --- */

static wf_weakref *to_ref(wf_value v) { return (wf_weakref *)wf_to_object(v); }
static bool is_ref(wf_value v) { return wf_is_a(v, &wf_weakref_type); }

static bool is_endless(wf_value object) {
  return wf_is_type(object) && !(atomic_load(&wf_to_type(object)->flags) & WF_TYPE_SCRIPT);
}

static wf_value make(wf_type *type, wf_value object, wf_value callback) {
  wf_weakref *r = wf_object_new(type);
  if (is_endless(object)) wf_slot_set(&r->endless, object);
  else wf_memory_weak_link(&r->link, wf_to_object(object));
  wf_slot_set(&r->callback, callback);
  atomic_store_explicit(&r->hash, -1, memory_order_relaxed);
  return wf_from_object(r);
}

/* The shared reference behind *link, made when there is none. The lock is held. */
static wf_value shared(void **link, wf_type *type, wf_value object) {
  wf_value ref = reveal(link);
  if (ref != WF_EMPTY) return ref;
  ref = make(type, object, WF_EMPTY);
  wf_memory_weak_link(link, wf_to_object(ref));
  return ref;
}

/* Takes out what leads to references that died. The lock is held. */
static void sweep_others(watch *w) {
  size_t count = 0;
  for (ref_link **at = &w->others; *at;) {
    if ((*at)->link) at = &(*at)->next, count++;
    else *at = (*at)->next;
  }
  w->other_count = count;
  w->sweep_at = 2 * count + 16;
}

/* The lock is held. */
static void add_other(watch *w, wf_value ref) {
  if (w->other_count++ >= w->sweep_at) sweep_others(w);
  ref_link *l = wf_alloc(sizeof *l);
  wf_memory_weak_link(&l->link, wf_to_object(ref));
  l->next = w->others;
  w->others = l;
}

static wf_value make_watched(wf_type *type, wf_value object, wf_value callback, bool proxy) {
  if (!wf_is_object(object) || !(wf_type_flags_of(object) & WF_TYPE_WEAK))
    return wf_raise(&wf_exc_TypeError, "cannot create weak reference to '%T' object", object);
  if (is_endless(object)) return make(type, object, callback);
  wf_lock_byte(&table_lock);
  watch *w = find_or_add(object);
  if (!w) {
    wf_unlock_byte(&table_lock);
    return wf_raise_memory();
  }
  wf_value ref;
  bool report = false;
  if (callback == WF_EMPTY && (proxy || type == &wf_weakref_type)) {
    ref = shared(proxy ? &w->proxy : &w->plain, type, object);
  } else {
    ref = make(type, object, callback);
    add_other(w, ref);
    report = callback != WF_EMPTY && !w->reports;
    w->reports |= report;
  }
  wf_unlock_byte(&table_lock);
  if (report) wf_memory_on_death(wf_to_object(object), died);
  return ref;
}

wf_value wf_weakref_new(wf_type *type, wf_value object, wf_value callback) {
  return make_watched(type, object, callback, false);
}

wf_value wf_weakref_proxy(wf_value object, wf_value callback) {
  wf_type *type = wf_type_of(object)->slots.call ? &wf_weak_callable_proxy_type
                                                 : &wf_weak_proxy_type;
  return make_watched(type, object, callback, true);
}

wf_value wf_weakref_get(wf_value ref) {
  wf_weakref *r = to_ref(ref);
  wf_value endless = wf_slot_acquire(&r->endless);
  return endless != WF_EMPTY ? endless : reveal(&r->link);
}

wf_value wf_weakref_list(wf_value object) {
  wf_value found[2] = {WF_EMPTY, WF_EMPTY}, list = wf_list_new(0), ref;
  if (!wf_is_object(object)) return list;
  wf_lock_byte(&table_lock);
  watch *w = find(object);
  if (w) {
    found[0] = reveal(&w->plain);
    found[1] = reveal(&w->proxy);
  }
  size_t count = 0;
  wf_value *others = wf_alloc_array((w ? w->other_count : 0) + 1, sizeof *others);
  for (ref_link *l = w && others ? w->others : NULL; l; l = l->next)
    if ((ref = reveal(&l->link)) != WF_EMPTY) others[count++] = ref;
  wf_unlock_byte(&table_lock);
  if (!others) return WF_ERROR;
  for (int i = 0; i < 2; i++)
    if (found[i] != WF_EMPTY && !wf_list_append(list, found[i])) return WF_ERROR;
  for (size_t i = 0; i < count; i++)
    if (!wf_list_append(list, others[i])) return WF_ERROR;
  return list;
}

static wf_value ref_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  if (cls == &wf_weakref_type && kwnames != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "ref() takes no keyword arguments");
  if (npos < 1 || npos > 2)
    return wf_raise(&wf_exc_TypeError, "__new__ expected at %s argument%s, got %zu",
                    npos ? "most 2" : "least 1", npos ? "s" : "", npos);
  return wf_weakref_new(cls, args[0], npos < 2 || args[1] == WF_NONE ? WF_EMPTY : args[1]);
}

static int ref_init(WF_UNUSED wf_value self, WF_UNUSED const wf_value *args, size_t npos,
                    WF_UNUSED wf_value kwnames) {
  if (npos >= 1 && npos <= 2) return 0;
  wf_raise(&wf_exc_TypeError, "__init__ expected at %s argument%s, got %zu",
           npos ? "most 2" : "least 1", npos ? "s" : "", npos);
  return -1;
}

static wf_value ref_call(wf_value callee, WF_UNUSED const wf_value *args, size_t npos,
                         wf_value kwnames) {
  if (kwnames != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "weakref() takes no keyword arguments");
  if (npos) return wf_raise(&wf_exc_TypeError, "weakref expected 0 arguments, got %zu", npos);
  wf_value object = wf_weakref_get(callee);
  return object == WF_EMPTY ? WF_NONE : object;
}

static int64_t ref_hash(wf_value self) {
  wf_weakref *r = to_ref(self);
  int64_t hash = atomic_load(&r->hash);
  if (hash != -1) return hash;
  wf_value object = wf_weakref_get(self);
  if (object == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "weak object has gone away");
    return -1;
  }
  hash = wf_hash(object);
  if (hash != -1) atomic_store(&r->hash, hash);
  return hash;
}

static wf_value ref_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !is_ref(a) || !is_ref(b)) return WF_NOT_IMPLEMENTED;
  wf_value x = wf_weakref_get(a), y = wf_weakref_get(b);
  if (x == WF_EMPTY || y == WF_EMPTY) return wf_bool((a == b) == (op == WF_EQ));
  return wf_compare(x, y, op);
}

static wf_value ref_repr(wf_value self) {
  wf_value object = wf_weakref_get(self), name, owner;
  void *address = wf_to_object(self);
  if (object == WF_EMPTY) return wf_str_format("<weakref at %p; dead>", address);
  name = wf_special(object, wf_names.__name__, &owner);
  if (name == WF_ERROR) wf_error_clear();
  if (name == WF_EMPTY || name == WF_ERROR || !wf_is_str(name))
    return wf_str_format("<weakref at %p; to '%T' at %p>", address, object, wf_to_object(object));
  return wf_str_format("<weakref at %p; to '%T' at %p (%U)>", address, object, wf_to_object(object),
                       name);
}

static wf_value get_callback(wf_value self) {
  wf_value callback = wf_slot_acquire(&to_ref(self)->callback);
  return callback == WF_EMPTY ? WF_NONE : callback;
}
WF_NATIVE(ref_class_getitem) { return wf_generic_alias_new(args[0], args[1]); }

static const wf_native_def ref_methods[] = {
    {"__class_getitem__", ref_class_getitem, "(cls, item, /)", NULL, WF_FN_CLASS}, {0}};
static const wf_getset_def ref_getsets[] = {{"__callback__", get_callback, NULL, NULL}, {0}};
wf_type wf_weakref_type = {
    .name = "weakref.ReferenceType",
    .doc = "A reference that does not keep its object alive.",
    .instance_size = sizeof(wf_weakref),
    .flags = WF_TYPE_BASE,
    .slots = {.repr = ref_repr,
              .hash = ref_hash,
              .call = ref_call,
              .compare = ref_compare,
              .new = ref_new,
              .init = ref_init},
    .methods = ref_methods,
    .getsets = ref_getsets,
};

/* --- Proxies --- */

static bool is_proxy(wf_value v) {
  return wf_has_root_shape(v, &wf_weak_proxy_type) ||
         wf_has_root_shape(v, &wf_weak_callable_proxy_type);
}

/* The object that v stands for, v itself when it is no proxy; WF_ERROR ReferenceError. */
static wf_value unwrap(wf_value v) {
  if (!is_proxy(v)) return v;
  wf_value object = wf_weakref_get(v);
  return object != WF_EMPTY
             ? object
             : wf_raise(&wf_exc_ReferenceError, "weakly-referenced object no longer exists");
}

#define UNWRAP(v, failed) \
  if (((v) = unwrap(v)) == WF_ERROR) return failed

static wf_value proxy_repr(wf_value self) {
  wf_value object = wf_weakref_get(self);
  if (object == WF_EMPTY) object = WF_NONE;
  return wf_str_format("<weakproxy at %p to %T at %p>", wf_to_object(self), object,
                       (void *)wf_id(object));
}
static wf_value proxy_str(wf_value v) {
  UNWRAP(v, WF_ERROR);
  return wf_to_str(v);
}
static wf_value proxy_call(wf_value v, const wf_value *args, size_t npos, wf_value kwnames) {
  UNWRAP(v, WF_ERROR);
  return wf_call(v, args, npos, kwnames);
}
static wf_value proxy_getattr(wf_value v, wf_value name) {
  UNWRAP(v, WF_ERROR);
  return wf_getattr(v, name);
}
static int proxy_setattr(wf_value v, wf_value name, wf_value value) {
  UNWRAP(v, -1);
  return wf_setattr(v, name, value);
}
static wf_value proxy_compare(wf_value a, wf_value b, enum wf_compare_op op) {
  UNWRAP(a, WF_ERROR);
  UNWRAP(b, WF_ERROR);
  return wf_compare(a, b, op);
}
static wf_value proxy_iter(wf_value v) {
  UNWRAP(v, WF_ERROR);
  return wf_iter(v);
}
static wf_value proxy_next(wf_value v) {
  UNWRAP(v, WF_ERROR);
  if (!wf_type_of(v)->slots.next)
    return wf_raise(&wf_exc_TypeError, "Weakref proxy referenced a non-iterator '%T' object", v);
  return wf_next(v);
}
static int proxy_truth(wf_value v) {
  UNWRAP(v, -1);
  return wf_truth(v);
}
static int64_t proxy_length(wf_value v) {
  UNWRAP(v, -1);
  return wf_length(v);
}
static wf_value proxy_getitem(wf_value v, wf_value key) {
  UNWRAP(v, WF_ERROR);
  return wf_getitem(v, key);
}
static int proxy_setitem(wf_value v, wf_value key, wf_value value) {
  UNWRAP(v, -1);
  return wf_setitem(v, key, value);
}
static int proxy_contains(wf_value v, wf_value item) {
  UNWRAP(v, -1);
  return wf_contains(v, item);
}
static wf_value proxy_power(wf_value a, wf_value b, wf_value modulus) {
  UNWRAP(a, WF_ERROR);
  UNWRAP(b, WF_ERROR);
  UNWRAP(modulus, WF_ERROR);
  return wf_power(a, b, modulus);
}
static wf_value proxy_inplace_power(wf_value a, wf_value b, WF_UNUSED wf_value modulus) {
  UNWRAP(a, WF_ERROR);
  UNWRAP(b, WF_ERROR);
  return wf_inplace(WF_OP_POW, a, b);
}

#define WF_BINARY(id, name, rname, iname, symbol)                 \
  WF_UNUSED static wf_value proxy_##id(wf_value a, wf_value b) {  \
    UNWRAP(a, WF_ERROR);                                          \
    UNWRAP(b, WF_ERROR);                                          \
    return wf_binary(WF_OP_##id, a, b);                           \
  }                                                               \
  WF_UNUSED static wf_value proxy_i##id(wf_value a, wf_value b) { \
    UNWRAP(a, WF_ERROR);                                          \
    UNWRAP(b, WF_ERROR);                                          \
    return wf_inplace(WF_OP_##id, a, b);                          \
  }
#define WF_UNARY(id, name, doc)            \
  static wf_value proxy_##id(wf_value v) { \
    UNWRAP(v, WF_ERROR);                   \
    return wf_unary(WF_OP_##id, v);        \
  }
#include "runtime/operators.def"

WF_NATIVE(proxy_bytes) {
  wf_value v = unwrap(args[0]);
  return v == WF_ERROR ? WF_ERROR : wf_call_method0(v, wf_names.__bytes__);
}
WF_NATIVE(proxy_reversed) {
  wf_value v = unwrap(args[0]);
  return v == WF_ERROR ? WF_ERROR : wf_call_method0(v, wf_names.__reversed__);
}
static const wf_native_def proxy_methods[] = {
    {"__bytes__", proxy_bytes, "(self, /)", NULL, 0},
    {"__reversed__", proxy_reversed, "(self, /)", NULL, 0},
    {0},
};

static const wf_slots proxy_slots = {
    .repr = proxy_repr,
    .str = proxy_str,
    .getattr = proxy_getattr,
    .setattr = proxy_setattr,
    .compare = proxy_compare,
    .iter = proxy_iter,
    .next = proxy_next,
    .truth = proxy_truth,
    .length = proxy_length,
    .getitem = proxy_getitem,
    .setitem = proxy_setitem,
    .contains = proxy_contains,
    .power = proxy_power,
    .inplace_power = proxy_inplace_power,
    .binary =
        {
#define WF_BINARY(id, name, rname, iname, symbol) [WF_OP_##id] = proxy_##id,
#include "runtime/operators.def"
        },
    .inplace =
        {
#define WF_BINARY(id, name, rname, iname, symbol) [WF_OP_##id] = proxy_i##id,
#include "runtime/operators.def"
        },
    .unary =
        {
#define WF_UNARY(id, name, doc) [WF_OP_##id] = proxy_##id,
#include "runtime/operators.def"
        },
};

wf_type wf_weak_proxy_type = {.name = "weakref.ProxyType",
                              .instance_size = sizeof(wf_weakref),
                              .flags = WF_TYPE_NO_NEW,
                              .methods = proxy_methods};
wf_type wf_weak_callable_proxy_type = {.name = "weakref.CallableProxyType",
                                       .instance_size = sizeof(wf_weakref),
                                       .flags = WF_TYPE_NO_NEW,
                                       .methods = proxy_methods};

bool wf_weakref_init(void) {
  wf_weak_proxy_type.slots = wf_weak_callable_proxy_type.slots = proxy_slots;
  wf_weak_proxy_type.slots.binary[WF_OP_POW] = NULL;
  wf_weak_proxy_type.slots.inplace[WF_OP_POW] = wf_weak_proxy_type.slots.inplace[WF_OP_DIVMOD] =
      NULL;
  wf_weak_callable_proxy_type.slots = wf_weak_proxy_type.slots;
  wf_weak_callable_proxy_type.slots.call = proxy_call;
  return wf_type_ready(&wf_weakref_type) && wf_type_ready(&wf_weak_proxy_type) &&
         wf_type_ready(&wf_weak_callable_proxy_type);
}
