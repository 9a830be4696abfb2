/* Types: readying the static ones, the type object's attributes, subclass bookkeeping, the MRO.
   Making classes from scripts is type_new.c. */
#include <config.h>

#include "runtime/type.h"

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"

const char *wf_type_short_name(const wf_type *type) {
  const char *dot = strrchr(type->name, '.');
  return dot && !(atomic_load(&((wf_type *)type)->flags) & WF_TYPE_SCRIPT) ? dot + 1 : type->name;
}

bool wf_type_is_subtype(const wf_type *type, const wf_type *base) {
  if (type == base) return true;
  wf_value mro = wf_slot_acquire(&type->mro);
  if (mro == WF_EMPTY) {
    for (; type; type = type->base)
      if (type == base) return true;
    return base == &wf_object_type;
  }
  const wf_tuple *t = wf_to_tuple(mro);
  for (size_t i = 0; i < t->length; i++)
    if (t->items[i] == wf_from_type(base)) return true;
  return false;
}

/* --- Static types --- */

static bool add_methods(wf_type *type) {
  for (const wf_native_def *d = type->methods; d && d->name; d++) {
    wf_value name = wf_str_intern_c(d->name);
    wf_value descr = wf_native_descr_new(d, type);
    if (descr == WF_ERROR || !wf_dict_set(type->namespace, name, descr)) return false;
  }
  for (const wf_getset_def *d = type->getsets; d && d->name; d++)
    if (!wf_dict_set(type->namespace, wf_str_intern_c(d->name), wf_getset_new(type, d)))
      return false;
  for (const wf_member_def *d = type->members; d && d->name; d++) {
    wf_value name = wf_str_intern_c(d->name);
    if (!wf_dict_set(type->namespace, name,
                     wf_member_new(type, name, (uint32_t)d->offset, d->kind, d->doc)))
      return false;
  }
  return true;
}

void wf_type_copy_slots(wf_type *type, const wf_type *from) {
  _Atomic(wf_any_fn) *mine = (_Atomic(wf_any_fn) *)&type->slots;
  const _Atomic(wf_any_fn) *theirs = (const _Atomic(wf_any_fn) *)&from->slots;
  for (size_t i = 0; i < sizeof(wf_slots) / sizeof *mine; i++)
    atomic_store_explicit(&mine[i], atomic_load_explicit(&theirs[i], memory_order_relaxed),
                          memory_order_relaxed);
}

/* Copies what the type leaves open from its base. Comparison and hash go together. */
static void inherit_slots(wf_type *type, const wf_type *base) {
  bool keep_hash = type->slots.compare || type->slots.hash;
  int64_t (*hash)(wf_value) = type->slots.hash;
  wf_value (*compare)(wf_value, wf_value, enum wf_compare_op) = type->slots.compare;
  _Atomic(wf_any_fn) *mine = (_Atomic(wf_any_fn) *)&type->slots;
  const _Atomic(wf_any_fn) *theirs = (const _Atomic(wf_any_fn) *)&base->slots;
  for (size_t i = 0; i < sizeof(wf_slots) / sizeof *mine; i++)
    if (!mine[i]) mine[i] = theirs[i];
  if (keep_hash) {
    type->slots.hash = hash;
    type->slots.compare = compare ? compare : base->slots.compare;
  }
}

#define INHERITED_FLAGS                                                                           \
  (WF_TYPE_IS_INT | WF_TYPE_IS_STR | WF_TYPE_IS_BYTES | WF_TYPE_IS_LIST | WF_TYPE_IS_TUPLE |      \
   WF_TYPE_IS_DICT | WF_TYPE_IS_TYPE | WF_TYPE_IS_EXCEPTION | WF_TYPE_IS_FLOAT | WF_TYPE_IS_SET | \
   WF_TYPE_IS_COMPLEX | WF_TYPE_IS_BYTEARRAY | WF_TYPE_IS_CDATA | WF_TYPE_SEQUENCE |              \
   WF_TYPE_MAPPING | WF_TYPE_VAR | WF_TYPE_ATTRS | WF_TYPE_WEAK)

static wf_value module_name(const wf_type *type) {
  const char *dot = strrchr(type->name, '.');
  return dot ? wf_str_intern(wf_str_new(type->name, (size_t)(dot - type->name)))
             : wf_str_intern_c("builtins");
}

static bool has_own_wrapper(const wf_type *type, const char *name) {
  return wf_dict_find_cell(type->namespace, wf_str_intern_c(name)) != WF_EMPTY;
}

static bool fill_namespace(wf_type *type) {
  wf_value ns = type->namespace;
  if (!add_methods(type) || !wf_type_add_wrappers(type)) return false;
  if (type->slots.new && !(atomic_load(&type->flags) & WF_TYPE_NO_NEW) &&
      !has_own_wrapper(type, "__new__") &&
      !wf_dict_set(ns, wf_names.__new__, wf_type_new_function(type)))
    return false;
  if (type->slots.compare && !type->slots.hash && !wf_dict_set(ns, wf_names.__hash__, WF_NONE))
    return false;
  if (!has_own_wrapper(type, "__doc__") &&
      !wf_dict_set(ns, wf_names.__doc__, type->doc ? wf_str_from_c(type->doc) : WF_NONE))
    return false;
  if (strchr(type->name, '.') && !has_own_wrapper(type, "__module__") &&
      !wf_dict_set(ns, wf_names.__module__, module_name(type)))
    return false;
  bool first_with_attrs = (atomic_load(&type->flags) & WF_TYPE_ATTRS) &&
                          !(type->base && (atomic_load(&type->base->flags) & WF_TYPE_ATTRS));
  return !first_with_attrs || has_own_wrapper(type, "__dict__") ||
         wf_dict_set(ns, wf_names.__dict__, wf_getset_new(type, &wf_type_dict_def));
}

static wf_value static_mro(wf_type *type) {
  if (!type->base) return wf_tuple_of(1, wf_from_type(type));
  wf_value base = wf_slot_acquire(&type->base->mro);
  size_t count = wf_tuple_length(base);
  wf_value mro = wf_tuple_new(count + 1);
  wf_to_tuple(mro)->items[0] = wf_from_type(type);
  memcpy(wf_to_tuple(mro)->items + 1, wf_to_tuple(base)->items, count * sizeof(wf_value));
  return mro;
}

bool wf_type_ready(wf_type *type) {
  if (atomic_load(&type->flags) & WF_TYPE_READY) return true;
  atomic_fetch_or(&type->flags, WF_TYPE_READY);
  wf_type *base = type == &wf_object_type ? NULL : type->base ? type->base : &wf_object_type;
  type->base = base;
  if (base && !wf_type_ready(base)) return false;
  if (!wf_object_shape(&type->head))
    atomic_store(&type->head.shape, base ? wf_object_shape(&base->head) : &wf_type_type.root);
  if (base) {
    atomic_fetch_or(&type->flags, atomic_load(&base->flags) & INHERITED_FLAGS);
    if (!type->instance_size) type->instance_size = base->instance_size;
    if (!type->item_size) type->item_size = base->item_size;
    if (!type->var_size) type->var_size = base->var_size;
  }
  if (!type->instance_size) type->instance_size = sizeof(wf_object);
  wf_attr_init_type(type, 0);
  type->namespace = wf_dict_new_cells();
  if (type->namespace == WF_ERROR || !fill_namespace(type)) return false;
  if (base) inherit_slots(type, base);
  wf_value name = wf_str_intern_c(wf_type_short_name(type));
  wf_slot_set(&type->name_value, name);
  wf_slot_set(&type->qualname, name);
  wf_slot_set(&type->bases, base ? wf_tuple_of(1, wf_from_type(base)) : wf_tuple_empty);
  wf_slot_set(&type->mro, static_mro(type));
  wf_type_changed();
  return !base || wf_type_add_subclass(base, type);
}

/* --- Subclasses: weak references in a list --- */

typedef struct weak_type {
  wf_object head;
  void *link;
  wf_type *strong; /* static types never go away */
} weak_type;
static wf_type weak_type_type = {
    .name = "weak_type", .instance_size = sizeof(weak_type), .flags = WF_TYPE_NO_NEW};

static wf_type *revealed(wf_value row) {
  weak_type *w = (weak_type *)wf_to_object(row);
  return w->strong ? w->strong : wf_memory_weak_get(&w->link);
}

static bool is_listed(const wf_type *base, const wf_type *type) {
  wf_value list = wf_slot_acquire(&base->subclasses);
  size_t count = list == WF_EMPTY ? 0 : wf_list_length(list);
  for (size_t i = 0; i < count; i++) {
    wf_value row = wf_list_get(list, i);
    if (row != WF_EMPTY && revealed(row) == type) return true;
  }
  return false;
}

/* The list without those that are gone. It is another one: others go through the first. */
static wf_value live_rows(wf_value list) {
  wf_value kept = wf_list_new(0);
  for (size_t i = 0; kept != WF_ERROR && i < wf_list_length(list); i++) {
    wf_value row = wf_list_get(list, i);
    if (row != WF_EMPTY && revealed(row) && !wf_list_append(kept, row)) return WF_ERROR;
  }
  return kept;
}

static bool add_row(wf_type *base, wf_value row) {
  enum { SEARCH_FROM = 64 }; /* and at each power of two from there on */
  wf_value list = wf_slot_acquire(&base->subclasses);
  size_t count = list == WF_EMPTY ? 0 : wf_list_length(list);
  if (list == WF_EMPTY) list = wf_list_new(1);
  else if (count >= SEARCH_FROM && (count & (count - 1)) == 0) list = live_rows(list);
  if (list == WF_ERROR || !wf_list_append(list, row)) return false;
  wf_slot_set(&base->subclasses, list);
  return true;
}

static bool add_subclass_locked(wf_type *base, wf_type *type) {
  weak_type *w = wf_alloc_atomic(sizeof *w);
  atomic_store(&w->head.shape, &weak_type_type.root);
  if ((atomic_load(&type->flags) & WF_TYPE_SCRIPT) || type->native_data)
    wf_memory_weak_link(&w->link, type);
  else w->strong = type;
  return add_row(base, wf_from_object(w));
}

static _Atomic(uint8_t) bases_lock; /* also of what the section on MROs says */

bool wf_type_add_subclass(wf_type *base, wf_type *type) {
  wf_lock_byte(&bases_lock);
  bool done = add_subclass_locked(base, type);
  wf_unlock_byte(&bases_lock);
  return done;
}

wf_value wf_type_live_subclasses(wf_type *type) {
  wf_value list = wf_slot_acquire(&type->subclasses), live = wf_list_new(0);
  size_t count = list == WF_EMPTY ? 0 : wf_list_length(list);
  for (size_t i = 0; i < count; i++) {
    wf_value row = wf_list_get(list, i);
    if (row == WF_EMPTY) continue;
    wf_type *t = revealed(row);
    wf_value bases = t ? wf_slot_acquire(&t->bases) : WF_EMPTY;
    bool still = false; /* __bases__ may have been assigned */
    for (size_t k = 0; bases != WF_EMPTY && k < wf_tuple_length(bases); k++)
      still |= wf_tuple_get(bases, k) == wf_from_type(type);
    if (t && still && !wf_list_append(live, wf_from_type(t))) return WF_ERROR;
  }
  return live;
}

static void prune(wf_type *type) {
  wf_value list = wf_slot_acquire(&type->subclasses), kept = wf_list_new(0);
  size_t count = list == WF_EMPTY ? 0 : wf_list_length(list);
  for (size_t i = 0; i < count; i++) {
    wf_value row = wf_list_get(list, i);
    if (row == WF_EMPTY || row == WF_ERROR) continue;
    weak_type *w = (weak_type *)wf_to_object(row);
    if (w->strong) prune(w->strong);
    if (revealed(row)) wf_list_append(kept, row);
  }
  if (count) wf_slot_set(&type->subclasses, kept);
}

/* As a life of the runtime ends: lives would add to the lists for ever. */
void wf_type_prune(void) { prune(&wf_object_type); }

/* --- C3 --- */

/* Whether candidate is in the tail of one of the lists. */
static bool in_tail(const wf_value *lists, const size_t *at, size_t count, wf_value candidate) {
  for (size_t i = 0; i < count; i++)
    for (size_t k = at[i] + 1; k < wf_tuple_length(lists[i]); k++)
      if (wf_tuple_get(lists[i], k) == candidate) return true;
  return false;
}

static wf_value raise_inconsistent(const wf_value *lists, const size_t *at, size_t count) {
  wf_value names = wf_list_new(0);
  for (size_t i = 0; i < count; i++) {
    if (at[i] >= wf_tuple_length(lists[i])) continue;
    wf_value c = wf_tuple_get(lists[i], at[i]);
    bool seen = false;
    for (size_t k = 0; k < i; k++)
      seen |= at[k] < wf_tuple_length(lists[k]) && wf_tuple_get(lists[k], at[k]) == c;
    if (!seen) wf_list_append(names, wf_slot_acquire(&wf_to_type(c)->name_value));
  }
  wf_value text = wf_str_join(wf_str_from_c(", "), names);
  if (text == WF_ERROR) return WF_ERROR;
  return wf_raise(&wf_exc_TypeError,
                  "Cannot create a consistent method resolution\norder (MRO) for bases %U", text);
}

wf_value wf_type_compute_mro(wf_type *type, wf_value bases) {
  size_t count = wf_tuple_length(bases);
  for (size_t i = 0; i < count; i++)
    for (size_t k = i + 1; k < count; k++)
      if (wf_tuple_get(bases, i) == wf_tuple_get(bases, k))
        return wf_raise(&wf_exc_TypeError, "duplicate base class %U",
                        wf_slot_acquire(&wf_to_type(wf_tuple_get(bases, i))->name_value));
  wf_value *lists = wf_alloc_array(count + 1, sizeof *lists), result = wf_list_new(8);
  size_t *at = wf_alloc_array(count + 1, sizeof *at);
  if (!lists || !at) return WF_ERROR;
  for (size_t i = 0; i < count; i++) {
    wf_type *base = wf_to_type(wf_tuple_get(bases, i));
    lists[i] = wf_slot_acquire(&base->mro);
    if (lists[i] == WF_EMPTY)
      return wf_raise(&wf_exc_TypeError, "Cannot extend an incomplete type '%U'",
                      wf_slot_acquire(&base->name_value));
  }
  lists[count] = bases;
  wf_list_append(result, wf_from_type(type));
  for (;;) {
    bool left = false, progress = false;
    for (size_t i = 0; i <= count && !progress; i++) {
      if (at[i] >= wf_tuple_length(lists[i])) continue;
      left = true;
      wf_value candidate = wf_tuple_get(lists[i], at[i]);
      if (in_tail(lists, at, count + 1, candidate)) continue;
      wf_list_append(result, candidate);
      for (size_t k = 0; k <= count; k++)
        if (at[k] < wf_tuple_length(lists[k]) && wf_tuple_get(lists[k], at[k]) == candidate)
          at[k]++;
      progress = true;
    }
    if (!left) return wf_list_to_tuple(result);
    if (!progress) return raise_inconsistent(lists, at, count + 1);
  }
}

wf_value wf_type_mro(const wf_type *type) {
  wf_value mro = wf_slot_acquire(&type->mro);
  return mro == WF_EMPTY ? wf_tuple_empty : mro;
}

/* --- Attributes of classes --- */

wf_value wf_type_find_attribute_by(wf_type *meta, wf_value self, wf_value name) {
  if (!wf_is_str(name))
    return wf_raise(&wf_exc_TypeError, "attribute name must be string, not '%T'", name);
  for (;;) {
    uint64_t epoch = atomic_load(&wf_type_epoch);
    wf_value on_meta = wf_type_lookup(meta, name);
    if (wf_setter_of(on_meta)) {
      wf_value got = wf_descriptor_get_first(on_meta, self, meta);
      if (got != WF_EMPTY) return got;
    }
    wf_value found = wf_type_lookup(wf_to_type(self), name);
    if (found != WF_EMPTY) {
      wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(found)->slots.descr_get;
      return get ? get(found, WF_EMPTY, self) : found;
    }
    if (on_meta != WF_EMPTY) return wf_descriptor_get(on_meta, self, meta);
    if (WF_LIKELY(epoch == atomic_load(&wf_type_epoch))) return WF_EMPTY; /* see attribute.c */
  }
}

wf_value wf_type_get_attribute_by(wf_type *meta, wf_value self, wf_value name) {
  wf_value found = wf_type_find_attribute_by(meta, self, name);
  return found == WF_EMPTY ? wf_raise_attribute(self, name) : found;
}

wf_value wf_type_get_attribute(wf_value self, wf_value name) {
  return wf_type_get_attribute_by(wf_type_of(self), self, name);
}

static bool binds(wf_value v) {
  if (v == WF_EMPTY) return false;
  const wf_type *t = wf_type_of(v);
  return t->slots.descr_get || t->slots.descr_set;
}
/* Does a cached cell go on to mean the same? Whether a class attribute binds, and how. */
static bool same_kind(wf_value a, wf_value b) {
  if (a == WF_EMPTY || b == WF_EMPTY) return false;
  if (wf_type_of(a) == wf_type_of(b)) return true;
  return !binds(a) && !binds(b);
}

/* Sets a member of the namespace. What caches know of the name is stale when that changes how it
   binds: their cell is empty then, and soon they hear of it. */
static bool set_member(wf_type *type, wf_value name, wf_value value) {
  bool kept;
  if (!wf_dict_set_in_cell(type->namespace, name, value, same_kind, &kept)) return false;
  if (!kept) wf_type_changed();
  return true;
}

static bool is_special(wf_value name) {
  const char *s = wf_str_data(name);
  size_t n = wf_str_size(name);
  return n > 4 && s[0] == '_' && s[1] == '_' && s[n - 1] == '_' && s[n - 2] == '_';
}

int wf_type_set_attribute(wf_value self, wf_value name, wf_value value) {
  wf_type *type = wf_to_type(self), *meta = wf_type_of(self);
  if (!wf_is_str(name)) {
    wf_raise(&wf_exc_TypeError, "attribute name must be string, not '%T'", name);
    return -1;
  }
  if (!(atomic_load(&type->flags) & WF_TYPE_SCRIPT)) {
    wf_raise(&wf_exc_TypeError, "cannot set %R attribute of immutable type '%s'", name,
             wf_type_name(type));
    return -1;
  }
  name = wf_str_intern(name);
  wf_value on_meta = wf_type_lookup(meta, name);
  wf_set_fn set = wf_setter_of(on_meta);
  if (set) return set(on_meta, self, value);
  if (value == WF_EMPTY) {
    int deleted = wf_dict_delete(type->namespace, name);
    if (deleted == 0)
      wf_raise(&wf_exc_AttributeError, "type object '%s' has no attribute '%U'", wf_type_name(type),
               name);
    if (deleted <= 0) return -1;
    wf_type_changed();
  } else if (!set_member(type, name, value)) {
    return -1;
  }
  if (is_special(name)) {
    wf_type_changed();
    wf_type_update_slots(type, name);
    wf_type_changed(); /* what was remembered meanwhile may be by the old slots */
  }
  return 0;
}

/* --- The type type --- */

static wf_value type_repr(wf_value self) {
  wf_type *type = wf_to_type(self);
  wf_value module = wf_dict_get_str(type->namespace, wf_names.__module__);
  if (!(atomic_load(&type->flags) & WF_TYPE_SCRIPT) && strchr(type->name, '.'))
    return wf_str_format("<class '%s'>", type->name);
  if (module != WF_EMPTY && wf_is_str(module) && !wf_str_equal_c(module, "builtins"))
    return wf_str_format("<class '%U.%U'>", module, wf_slot_acquire(&type->qualname));
  return wf_str_format("<class '%U'>", wf_slot_acquire(&type->name_value));
}

static wf_value get_name(wf_value self) { return wf_slot_acquire(&wf_to_type(self)->name_value); }
static wf_value get_qualname(wf_value self) { return wf_slot_acquire(&wf_to_type(self)->qualname); }
static wf_value get_bases(wf_value self) { return wf_slot_acquire(&wf_to_type(self)->bases); }
static wf_value get_mro(wf_value self) {
  wf_value mro = wf_slot_acquire(&wf_to_type(self)->mro);
  return mro == WF_EMPTY ? WF_NONE : mro;
}
static wf_value get_base(wf_value self) {
  wf_type *base = wf_to_type(self)->base;
  return base ? wf_from_type(base) : WF_NONE;
}
static wf_value get_dict(wf_value self) { return wf_mappingproxy_new(wf_to_type(self)->namespace); }
static wf_value get_module(wf_value self) {
  wf_value v = wf_dict_get_str(wf_to_type(self)->namespace, wf_names.__module__);
  bool script = atomic_load(&wf_to_type(self)->flags) & WF_TYPE_SCRIPT;
  if (v != WF_EMPTY && (script || wf_is_str(v)))
    return v; /* type's own namespace has the descriptor */
  if (script) return wf_raise_value(&wf_exc_AttributeError, wf_names.__module__);
  return module_name(wf_to_type(self));
}
static wf_value get_doc(wf_value self) {
  wf_value v = wf_dict_get_str(wf_to_type(self)->namespace, wf_names.__doc__);
  if (v == WF_EMPTY) return WF_NONE;
  if (self == wf_from_type(&wf_type_type)) /* its namespace has this very descriptor */
    return wf_str_from_c(wf_type_type.doc);
  wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(v)->slots.descr_get;
  return get ? get(v, WF_EMPTY, self) : v;
}
static wf_value get_signature(wf_value self) {
  const char *s = wf_to_type(self)->signature;
  return s ? wf_str_from_c(s) : WF_NONE;
}
static wf_value get_flags(wf_value self) {
  uint32_t f = atomic_load(&wf_to_type(self)->flags);
  int64_t flags = 0; /* CPython's numbers of what programs look at */
  if (f & WF_TYPE_SCRIPT) flags |= 1 << 9;
  if (f & WF_TYPE_BASE) flags |= 1 << 10;
  if (f & WF_TYPE_ABSTRACT) flags |= 1 << 20;
  if (!(f & WF_TYPE_SCRIPT)) flags |= 1 << 8;
  if (f & WF_TYPE_SEQUENCE) flags |= 1 << 5;
  if (f & WF_TYPE_MAPPING) flags |= 1 << 6;
  return wf_small_int(flags | 1 << 12);
}
static wf_value get_basicsize(wf_value self) {
  return wf_small_int(wf_to_type(self)->instance_size);
}
static wf_value get_itemsize(wf_value self) { return wf_small_int(wf_to_type(self)->item_size); }
static wf_value get_dictoffset(wf_value self) {
  return wf_small_int(wf_to_type(self)->attr_offset);
}
static wf_value get_weakrefoffset(wf_value self) {
  return wf_small_int(atomic_load(&wf_to_type(self)->flags) & WF_TYPE_WEAK ? 8 : 0);
}
static wf_value get_abstract(wf_value self) {
  wf_value v = self == wf_from_type(&wf_type_type)
                   ? WF_EMPTY
                   : wf_dict_get_str(wf_to_type(self)->namespace, wf_names.__abstractmethods__);
  return v == WF_EMPTY ? wf_raise_value(&wf_exc_AttributeError, wf_names.__abstractmethods__) : v;
}
static wf_value get_annotations(wf_value self) {
  wf_type *type = wf_to_type(self);
  if (!(atomic_load(&type->flags) & WF_TYPE_SCRIPT))
    return wf_raise(&wf_exc_AttributeError, "type object '%s' has no attribute '__annotations__'",
                    wf_type_name(type));
  wf_value v = wf_dict_get_str(type->namespace, wf_names.__annotations__);
  if (v != WF_EMPTY) {
    wf_value (*get)(wf_value, wf_value, wf_value) = wf_type_of(v)->slots.descr_get;
    return get ? get(v, WF_EMPTY, self) : v;
  }
  v = wf_dict_setdefault(type->namespace, wf_names.__annotations__, wf_dict_new());
  wf_type_changed();
  return v;
}

static bool check_mutable(wf_value self, const char *name, wf_value value) {
  wf_type *type = wf_to_type(self);
  if (!(atomic_load(&type->flags) & WF_TYPE_SCRIPT)) {
    wf_raise(&wf_exc_TypeError, "cannot set '%s' attribute of immutable type '%s'", name,
             wf_type_name(type));
    return false;
  }
  if (value == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "cannot delete '%s' attribute of immutable type '%s'", name,
             wf_type_name(type));
    return false;
  }
  return true;
}
bool wf_type_check_name(wf_value name) {
  if (!wf_str_refuse_surrogates(name)) return false;
  if (!memchr(wf_str_data(name), 0, wf_str_size(name))) return true;
  wf_raise(&wf_exc_ValueError, "type name must not contain null characters");
  return false;
}
static int set_name(wf_value self, wf_value v) {
  if (!check_mutable(self, "__name__", v)) return -1;
  if (!wf_is_str(v)) {
    wf_raise(&wf_exc_TypeError, "can only assign string to %s.__name__, not '%T'",
             wf_type_name(wf_to_type(self)), v);
    return -1;
  }
  if (!wf_type_check_name(v)) return -1;
  wf_type *type = wf_to_type(self);
  wf_lock(type); /* both or none, also beside another assignment */
  type->name = wf_str_data(v);
  wf_slot_set(&type->name_value, v);
  wf_unlock(type);
  return 0;
}
static int set_qualname(wf_value self, wf_value v) {
  if (!check_mutable(self, "__qualname__", v)) return -1;
  if (!wf_is_str(v)) {
    wf_raise(&wf_exc_TypeError, "can only assign string to %s.__qualname__, not '%T'",
             wf_type_name(wf_to_type(self)), v);
    return -1;
  }
  wf_slot_set(&wf_to_type(self)->qualname, v);
  return 0;
}
static int set_namespace_value(wf_value self, wf_value name, wf_value v) {
  if (!check_mutable(self, wf_str_data(name), v)) return -1;
  return set_member(wf_to_type(self), name, v) ? 0 : -1;
}
static int set_module(wf_value self, wf_value v) {
  return set_namespace_value(self, wf_names.__module__, v);
}
static int set_doc(wf_value self, wf_value v) {
  return set_namespace_value(self, wf_names.__doc__, v);
}
static int set_annotations(wf_value self, wf_value v) {
  if (v != WF_EMPTY) return set_namespace_value(self, wf_names.__annotations__, v);
  int deleted = wf_dict_delete(wf_to_type(self)->namespace, wf_names.__annotations__);
  wf_type_changed();
  if (deleted == 0) wf_raise_value(&wf_exc_AttributeError, wf_names.__annotations__);
  return deleted == 1 ? 0 : -1;
}
/* __abc_tpflags__: which patterns instances match, 1 << 5 sequences, 1 << 6 mappings. Setting it is
   for abstract base classes; subclasses that exist follow. */
static wf_value get_pattern_flags(wf_value self) {
  uint32_t f = atomic_load(&wf_to_type(self)->flags);
  return wf_small_int((f & WF_TYPE_SEQUENCE ? 1 << 5 : 0) | (f & WF_TYPE_MAPPING ? 1 << 6 : 0));
}
static void add_pattern_flag(wf_type *type, uint32_t flag) {
  uint32_t f = atomic_load(&type->flags);
  do {
    if (!(f & WF_TYPE_SCRIPT) || (f & (WF_TYPE_SEQUENCE | WF_TYPE_MAPPING))) return;
  } while (!atomic_compare_exchange_weak(&type->flags, &f, f | flag));
  wf_value subclasses = wf_type_live_subclasses(type);
  for (size_t i = 0; i < wf_list_length(subclasses); i++)
    add_pattern_flag(wf_to_type(wf_list_get(subclasses, i)), flag);
}
static int set_pattern_flags(wf_value self, wf_value v) {
  int64_t flags;
  if (v == WF_EMPTY)
    return wf_raise_value(&wf_exc_AttributeError, wf_str_intern_c("__abc_tpflags__")), -1;
  if (!wf_arg_int64(v, &flags)) return -1;
  if ((flags & 1 << 5) && (flags & 1 << 6)) {
    wf_raise(&wf_exc_TypeError,
             "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    return -1;
  }
  if (flags & 1 << 5) add_pattern_flag(wf_to_type(self), WF_TYPE_SEQUENCE);
  if (flags & 1 << 6) add_pattern_flag(wf_to_type(self), WF_TYPE_MAPPING);
  return 0;
}

/* The flag says whether there is `some` in v, which has become __abstractmethods__ (WF_EMPTY: which
   is deleted). Whoever has set the flag looks whether v is still there, so that in the end flag and
   value agree: a lock for both would be held while keys of a script's own are compared. */
static bool mark_abstract(wf_type *type, wf_value v, int some) {
  for (wf_value now;; v = now) {
    if (some) atomic_fetch_or(&type->flags, WF_TYPE_ABSTRACT);
    else atomic_fetch_and(&type->flags, ~(uint32_t)WF_TYPE_ABSTRACT);
    now = wf_dict_get_str(type->namespace, wf_names.__abstractmethods__);
    if (now == v) return true;
    some = now == WF_EMPTY ? 0 : wf_truth(now);
    if (some < 0) return false;
  }
}

static int set_abstract(wf_value self, wf_value v) {
  wf_type *type = wf_to_type(self);
  int some = v == WF_EMPTY ? 0 : wf_truth(v);
  if (some < 0) return -1;
  int done = v == WF_EMPTY ? wf_dict_delete(type->namespace, wf_names.__abstractmethods__)
             : set_member(type, wf_names.__abstractmethods__, v) ? 1
                                                                 : -1;
  if (done == 0) wf_raise_value(&wf_exc_AttributeError, wf_names.__abstractmethods__);
  if (done <= 0 || !mark_abstract(type, v, some)) return -1;
  wf_type_changed();
  return 0;
}

static bool has_in_chain(const wf_type *a, const wf_type *b) {
  for (; a; a = a->base)
    if (a == b) return true;
  return false;
}

/* Whether a is b or inherits from it: by its MRO, or by its bases, which are new before the MRO is.
 */
static bool is_below(const wf_type *a, const wf_type *b) {
  return wf_type_is_subtype(a, b) || has_in_chain(a, b);
}

/* --- The MRO of classes whose bases change ---

   An MRO is computed without a lock, for a metaclass's mro() is script code. It becomes the class's
   when nothing that it rests on has changed meanwhile: under the lock, the class's bases are those
   that it was computed from, and have the MROs that they had before. A class is known to its bases
   before it gets its MRO, so whoever gives them another one afterwards comes by. */

/* The MROs of the bases, none for one that has none yet. Not for scripts. */
static wf_value mros_of(wf_value bases) {
  size_t count = wf_tuple_length(bases);
  wf_value all = wf_tuple_new(count);
  for (size_t i = 0; all != WF_ERROR && i < count; i++)
    wf_to_tuple(all)->items[i] = wf_slot_acquire(&wf_to_type(wf_tuple_get(bases, i))->mro);
  return all;
}

static bool have_mros(wf_value bases, wf_value mros) {
  for (size_t i = 0; i < wf_tuple_length(bases); i++)
    if (wf_slot_acquire(&wf_to_type(wf_tuple_get(bases, i))->mro) != wf_tuple_get(mros, i))
      return false;
  return true;
}

static bool set_mro(wf_type *type, wf_value bases, wf_value before, wf_value mro, wf_value above) {
  wf_lock_byte(&bases_lock);
  bool still = wf_slot_acquire(&type->bases) == bases && wf_slot_acquire(&type->mro) == before &&
               have_mros(bases, above);
  if (still) {
    wf_slot_set(&type->mro, mro);
    wf_type_changed();
  }
  wf_unlock_byte(&bases_lock);
  return still;
}

/* Makes the class known to its bases; once to each, also when it comes back to one. */
static bool join_bases(wf_type *type, wf_value bases, bool is_new) {
  bool ok = true;
  wf_lock_byte(&bases_lock);
  for (size_t i = 0; ok && i < wf_tuple_length(bases); i++) {
    wf_type *base = wf_to_type(wf_tuple_get(bases, i));
    ok = (!is_new && is_listed(base, type)) || add_subclass_locked(base, type);
  }
  wf_unlock_byte(&bases_lock);
  return ok;
}

bool wf_type_settle(wf_type *type) {
  wf_value bases = wf_slot_acquire(&type->bases), before, mro;
  for (bool known = false;; known = true) {
    wf_value above = mros_of(bases);
    if (above == WF_ERROR) return false;
    before = wf_slot_acquire(&type->mro);
    if ((mro = wf_type_find_mro(type)) == WF_ERROR) return false;
    if (!known && !join_bases(type, bases, true)) return false;
    if (set_mro(type, bases, before, mro, above)) return true;
    if (wf_slot_acquire(&type->bases) != bases) return true; /* a script's mro() assigned others */
  }
}

/* New bases: the MRO and slots of the class and of all below it again. Somebody else, perhaps a
   script's mro(), may have assigned other bases since: who did that has seen to all this. */
static bool update_mro(wf_type *type) {
  wf_value before = wf_slot_acquire(&type->mro), bases, above, mro;
  do {
    bases = wf_slot_acquire(&type->bases);
    above = mros_of(bases);
    if ((mro = wf_type_find_mro(type)) == WF_ERROR) return false;
    if (wf_slot_acquire(&type->mro) != before) return true;
  } while (!set_mro(type, bases, before, mro, above));
  wf_type_fill_slots(type);
  wf_type_changed(); /* set_mro did so too, before there were the new slots */
  wf_value list = wf_type_live_subclasses(type);
  if (list == WF_ERROR || !wf_recursion_enter(" while updating the classes below one"))
    return false;
  bool ok = true;
  for (size_t i = 0; ok && i < wf_list_length(list); i++)
    ok = update_mro(wf_to_type(wf_list_get(list, i)));
  wf_recursion_leave();
  return ok;
}

static uint64_t searches; /* under bases_lock */

/* Whether a is b or has it above itself, by what their bases are now. Comes by each class once. */
static bool leads_to(wf_type *a, const wf_type *b) {
  for (;;) {
    if (a == b) return true;
    if (a->searched == searches) return false;
    a->searched = searches;
    wf_value bases = wf_slot_acquire(&a->bases);
    size_t count = bases == WF_EMPTY ? 0 : wf_tuple_length(bases);
    if (count == 0) return false;
    for (size_t i = 1; i < count; i++)
      if (leads_to(wf_to_type(wf_tuple_get(bases, i)), b)) return true;
    a = wf_to_type(wf_tuple_get(bases, 0));
  }
}

/* From `expected`, unless that is WF_EMPTY, to others. False: they are no longer as expected, or
   another thread has meanwhile put one of them below the class: that would be a circle. */
static bool exchange_bases(wf_type *type, wf_value expected, wf_value bases, wf_type *base,
                           wf_value *old, wf_type **old_base) {
  wf_lock_byte(&bases_lock);
  *old = wf_slot_acquire(&type->bases);
  *old_base = type->base;
  bool wanted = expected == WF_EMPTY || expected == *old;
  searches++;
  for (size_t i = 0; wanted && i < wf_tuple_length(bases); i++)
    wanted = !leads_to(wf_to_type(wf_tuple_get(bases, i)), type);
  if (wanted) {
    wf_slot_set(&type->bases, bases);
    type->base = base;
  }
  wf_unlock_byte(&bases_lock);
  return wanted;
}

static int raise_cycle(void) {
  wf_raise(&wf_exc_TypeError, "a __bases__ item causes an inheritance cycle");
  return -1;
}

/* A type whose objects refer to no others, and are freed in another way in CPython. */
static bool is_plain(const wf_type *type) {
  return type == &wf_object_type || type == &wf_int_type || type == &wf_float_type ||
         type == &wf_complex_type || type == &wf_str_type || type == &wf_bytes_type ||
         type == &wf_bytearray_type;
}

static int set_bases(wf_value self, wf_value v) {
  wf_type *type = wf_to_type(self);
  if (!check_mutable(self, "__bases__", v)) return -1;
  if (!wf_is_tuple(v)) {
    wf_raise(&wf_exc_TypeError, "can only assign tuple to %s.__bases__, not %T", wf_type_name(type),
             v);
    return -1;
  }
  if (wf_tuple_length(v) == 0) {
    wf_raise(&wf_exc_TypeError, "can only assign non-empty tuple to %s.__bases__, not ()",
             wf_type_name(type));
    return -1;
  }
  for (size_t i = 0; i < wf_tuple_length(v); i++) {
    wf_value base = wf_tuple_get(v, i);
    if (!wf_is_type(base)) {
      wf_raise(&wf_exc_TypeError, "%s.__bases__ must be tuple of classes, not '%T'",
               wf_type_name(type), base);
      return -1;
    }
    if (is_below(wf_to_type(base), type)) return raise_cycle();
  }
  wf_type *best = wf_type_best_base(v);
  if (!best) return -1;
  if (!wf_type_same_layout(best, type->base)) {
    wf_raise(&wf_exc_TypeError, "__bases__ assignment: '%s' %s differs from '%s'",
             wf_type_name(best),
             is_plain(best) == is_plain(type->base) ? "object layout" : "deallocator",
             wf_type_name(type->base));
    return -1;
  }
  wf_value old, error;
  wf_type *old_base;
  if (!exchange_bases(type, WF_EMPTY, v, best, &old, &old_base)) return raise_cycle();
  if (join_bases(type, v, false) && update_mro(type)) return 0;
  if (wf_slot_acquire(&type->bases) != v) return -1; /* a script's mro() assigned others */
  error = wf_error_fetch();
  if (exchange_bases(type, v, old, old_base, &v, &best)) update_mro(type);
  wf_error_restore(error);
  return -1;
}

WF_NATIVE(type_mro) {
  wf_type *type = wf_to_type(args[0]);
  wf_value mro = wf_type_compute_mro(type, wf_slot_acquire(&type->bases));
  return mro == WF_ERROR ? WF_ERROR : wf_list_from_iterable(mro);
}
WF_NATIVE(type_subclasses) {
  wf_value all = wf_type_live_subclasses(wf_to_type(args[0])), shown = wf_list_new(0);
  for (size_t i = 0; all != WF_ERROR && i < wf_list_length(all); i++) {
    wf_value v = wf_list_get(all, i);
    uint32_t flags = atomic_load(&wf_to_type(v)->flags);
    bool unfinished = (flags & WF_TYPE_SCRIPT) && !(flags & WF_TYPE_FILLED);
    if (!unfinished && !wf_list_append(shown, v)) return WF_ERROR;
  }
  return all == WF_ERROR ? WF_ERROR : shown;
}
WF_NATIVE(type_instancecheck) { return wf_bool(wf_is_a(args[1], wf_to_type(args[0]))); }
WF_NATIVE(type_subclasscheck) {
  if (!wf_is_type(args[1]))
    return wf_raise(&wf_exc_TypeError, "issubclass() arg 1 must be a class");
  return wf_bool(wf_type_is_subtype(wf_to_type(args[1]), wf_to_type(args[0])));
}
WF_NATIVE(type_prepare) { return wf_dict_new(); }
WF_NATIVE(type_dir) {
  wf_value names = wf_dict_new(), mro = wf_type_mro(wf_to_type(args[0]));
  for (size_t i = 0; i < wf_tuple_length(mro); i++)
    if (!wf_dict_update(names, wf_to_type(wf_tuple_get(mro, i))->namespace)) return WF_ERROR;
  return wf_dict_keys_list(names);
}
WF_NATIVE(type_sizeof) { return wf_small_int(sizeof(wf_type)); }

static wf_value type_or(wf_value a, wf_value b) { return wf_union_new(a, b); }

const wf_native_def wf_type_methods[] = {
    {"mro", type_mro, "(self, /)", "The method resolution order as a list.", 0},
    {"__subclasses__", type_subclasses, "(self, /)", "The immediate subclasses that exist.", 0},
    {"__instancecheck__", type_instancecheck, "(self, instance, /)",
     "Whether an object is an instance.", 0},
    {"__subclasscheck__", type_subclasscheck, "(self, subclass, /)",
     "Whether a class is a subclass.", 0},
    {"__prepare__", type_prepare, "(cls, *args, **kwargs)", "The namespace for a class statement.",
     WF_FN_CLASS},
    {"__dir__", type_dir, "(self, /)", "The names of the class's attributes.", 0},
    {"__sizeof__", type_sizeof, "(self, /)", NULL, 0},
    {0},
};
const wf_getset_def wf_type_getsets[] = {
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"__bases__", get_bases, set_bases, NULL},
    {"__mro__", get_mro, NULL, NULL},
    {"__base__", get_base, NULL, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__dict__", get_dict, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__text_signature__", get_signature, NULL, NULL},
    {"__abstractmethods__", get_abstract, set_abstract, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {"__flags__", get_flags, NULL, NULL},
    {"__abc_tpflags__", get_pattern_flags, set_pattern_flags, NULL},
    {"__basicsize__", get_basicsize, NULL, NULL},
    {"__itemsize__", get_itemsize, NULL, NULL},
    {"__dictoffset__", get_dictoffset, NULL, NULL},
    {"__weakrefoffset__", get_weakrefoffset, NULL, NULL},
    {0},
};

wf_type wf_type_type = {
    .name = "type",
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .instance_size = sizeof(wf_type),
    .flags = WF_TYPE_BASE | WF_TYPE_IS_TYPE | WF_TYPE_WEAK,
    .slots = {.repr = type_repr,
              .call = wf_type_call,
              .getattr = wf_type_get_attribute,
              .setattr = wf_type_set_attribute,
              .new = wf_type_construct,
              .init = wf_type_init_check,
              .binary = {[WF_OP_OR] = type_or}},
    .methods = wf_type_methods,
    .getsets = wf_type_getsets,
};

/* Objects of these types are made before their types are ready: their root shapes must name the
 * type. */
void wf_type_bootstrap(void) {
  static wf_type *const first[] = {
      &wf_object_type,        &wf_type_type,         &wf_str_type,
      &wf_dict_type,          &wf_list_type,         &wf_tuple_type,
      &wf_cell_type,          &wf_int_type,          &wf_bytes_type,
      &wf_native_type,        &wf_method_descr_type, &wf_classmethod_descr_type,
      &wf_wrapper_descr_type, &wf_getset_type,       &wf_member_type,
      &wf_staticmethod_type};
  static bool done;
  if (done) return; /* late threads of the life before may be reading them */
  done = true;
  for (size_t i = 0; i < WF_COUNT(first); i++) {
    first[i]->root.type = first[i];
    atomic_store(&first[i]->head.shape, &wf_type_type.root);
  }
}

bool wf_type_init(void) {
  return wf_type_ready(&wf_object_type) && wf_type_ready(&wf_type_type) &&
         wf_type_ready(&weak_type_type) && wf_type_ready(&wf_native_type) &&
         wf_type_ready(&wf_method_descr_type) &&
         wf_type_ready(&wf_staticmethod_type); /* static methods of str come next */
}
