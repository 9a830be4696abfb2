/* Attributes: shapes, the storage of instances, look-up on types, and the records of inline caches.
 */
#ifndef WF_ATTRIBUTE_H
#define WF_ATTRIBUTE_H

#include "runtime/dict.h"
#include "runtime/lock.h"
#include "runtime/object.h"

/* The overflow word of an instance points to this, or to its dict (WF_SHAPE_DICT). */
typedef struct wf_attr_block {
  size_t capacity;
  wf_slot items[];
} wf_attr_block;

enum wf_attr_kind {
  WF_ATTR_NONE,
  WF_ATTR_INLINE,      /* instance attribute in an inline slot: offset */
  WF_ATTR_OVERFLOW,    /* instance attribute in the overflow block: index */
  WF_ATTR_MEMBER,      /* __slots__ member: offset */
  WF_ATTR_METHOD,      /* function on the class that binds self: cell */
  WF_ATTR_CLASS_VALUE, /* other class attribute that does not bind: cell */
  WF_ATTR_MODULE,      /* global of the module `object`: cell */
  WF_ATTR_TYPE,        /* attribute of the class `object` itself that does not bind: cell */
  WF_ATTR_ADD,         /* setattr that adds: offset, next_shape */
  WF_ATTR_DESCRIPTOR,  /* other data descriptor on the class: cell; not for the machine itself */
};

/* What a site saw. Immutable. Valid while the epoch is the same. A site that sees several shapes
   has a list of records, the newest first, at most WF_ATTR_MOST_RECORDS long. */
typedef struct wf_attr_cache {
  wf_shape *shape;      /* of the object; for MODULE and TYPE of the object `object` only */
  uint64_t epoch;
  enum wf_attr_kind kind;
  uint32_t offset;      /* bytes from the start of the object; OVERFLOW: of the overflow word */
  uint32_t index;       /* OVERFLOW: in the block */
  uint32_t depth;       /* how many records follow */
  const struct wf_attr_cache *next;
  wf_cell *cell;
  wf_value object;
  wf_shape *next_shape;
} wf_attr_cache;
#define WF_ATTR_MOST_RECORDS 4

#define WF_ATTR_SITE _Atomic(const wf_attr_cache *) *

/* getattr, the method look-up of a call, and setattr, that leave a record for the next time.
   Semantics are those of wf_getattr, wf_getmethod and wf_setattr. */
wf_value wf_getattr_caching(wf_value v, wf_value name, WF_ATTR_SITE site);
wf_value wf_getmethod_caching(wf_value v, wf_value name, wf_value *self, WF_ATTR_SITE site);
int wf_setattr_caching(wf_value v, wf_value name, wf_value value, WF_ATTR_SITE site);

/* `get` is what v's class, `type`, has in slots.getattr. Where another thread gives v another
   class, the look-up goes on by this one. */
wf_value wf_getattr_by(wf_type *type, wf_value (*get)(wf_value, wf_value), wf_value v,
                       wf_value name);

/* The cell of a name on a type's MRO, or NULL. No script code; names are interned. */
wf_cell *wf_type_lookup_cell(const wf_type *type, wf_value name);
/* Empties the cache of look-ups, which keeps classes alive. */
void wf_type_forget_lookups(void);
/* Something that made caches stale happened to a class. */
void wf_type_changed(void);
/* The instance's own attribute, WF_EMPTY when there is none. No script code but for odd dict keys.
 */
wf_value wf_attr_get_own(wf_value v, wf_value name);
/* The same for threads that are none of the runtime's: it allocates nothing. */
wf_value wf_attr_peek(wf_value v, wf_value name);
/* Stores or (WF_EMPTY) deletes it: 0, -1 error, 1: there was none to delete. */
int wf_attr_set_own(wf_value v, wf_value name, wf_value value);
/* The instance's __dict__: its attributes live in it from now on. WF_ERROR: no memory. */
wf_value wf_attr_dict(wf_value v);
bool wf_attr_set_dict(wf_value v, wf_value dict);
/* A new dict with the attributes; the instance is not converted. WF_EMPTY: it can have none. */
wf_value wf_attr_snapshot(wf_value v);
/* After a store into an inline slot that found the object with another shape: whether the value is
   where that looks for it. False: it has been taken back. */
bool wf_attr_has_arrived(wf_value v, size_t offset, wf_value value);
/* Moves the attributes of an object to another type of the same layout (__class__ assignment). */
bool wf_attr_change_type(wf_value v, wf_type *type);
/* The first root shape of a type that is being made. Its instances are expected to get so many
   attributes beyond those of its base; 0: who knows. */
void wf_attr_init_type(wf_type *type, size_t expected);

static inline wf_slot *wf_attr_slot_at(wf_value v, size_t offset) {
  return (wf_slot *)((char *)wf_to_object(v) + offset);
}
static inline const wf_attr_cache *wf_attr_record(WF_ATTR_SITE site) {
  return atomic_load_explicit(site, memory_order_acquire);
}
static inline bool wf_attr_is_current(const wf_attr_cache *r) {
  return r->epoch == atomic_load_explicit(&wf_type_epoch, memory_order_relaxed);
}

/* The record of the site for objects of v's shape, or NULL. */
static inline const wf_attr_cache *wf_attr_find(wf_value v, WF_ATTR_SITE site) {
  if (WF_UNLIKELY(!wf_is_object(v))) return NULL;
  const wf_shape *shape = wf_object_shape(wf_to_object(v));
  const wf_attr_cache *r = wf_attr_record(site);
  while (WF_LIKELY(r != NULL)) {
    if (WF_LIKELY(r->shape == shape)) return WF_LIKELY(wf_attr_is_current(r)) ? r : NULL;
    r = r->next;
  }
  return NULL;
}

/* WF_EMPTY when the object has changed its shape: then the word may hold a dict. The shape changes
   before the word does. */
static inline wf_value wf_attr_overflow_get(wf_value v, const wf_attr_cache *r) {
  const wf_attr_block *block =
      (const wf_attr_block *)(uintptr_t)wf_slot_acquire(wf_attr_slot_at(v, r->offset));
  if (WF_UNLIKELY(wf_object_shape(wf_to_object(v)) != r->shape)) return WF_EMPTY;
  return wf_slot_acquire(&block->items[r->index]);
}

/* The short cuts of the machine; false: take the long way. */
static inline bool wf_attr_cache_get(wf_value v, WF_ATTR_SITE site, wf_value *out) {
  const wf_attr_cache *r = wf_attr_find(v, site);
  if (WF_UNLIKELY(!r)) return false;
  wf_value found;
  switch (r->kind) {
  case WF_ATTR_INLINE:
  case WF_ATTR_MEMBER: found = wf_slot_acquire(wf_attr_slot_at(v, r->offset)); break;
  case WF_ATTR_OVERFLOW: found = wf_attr_overflow_get(v, r); break;
  case WF_ATTR_CLASS_VALUE: found = wf_slot_acquire(&r->cell->value); break;
  case WF_ATTR_MODULE:
  case WF_ATTR_TYPE:
    if (v != r->object) return false;
    found = wf_slot_acquire(&r->cell->value);
    break;
  default: return false;
  }
  *out = found;
  return found != WF_EMPTY;
}

static inline bool wf_attr_cache_method(wf_value v, WF_ATTR_SITE site, wf_value *function) {
  const wf_attr_cache *r = wf_attr_find(v, site);
  if (WF_UNLIKELY(!r || r->kind != WF_ATTR_METHOD)) return false;
  *function = wf_slot_acquire(&r->cell->value);
  return *function != WF_EMPTY;
}

/* A store into an inline slot that raced with the object's move into a dict, and came too late for
   it, is done again by the long way (see attribute.c). */
static inline bool wf_attr_cache_set(wf_value v, wf_value value, WF_ATTR_SITE site) {
  const wf_attr_cache *r = wf_attr_find(v, site);
  if (WF_UNLIKELY(!r)) return false;
  if (WF_LIKELY(r->kind == WF_ATTR_INLINE)) {
    wf_slot_set(wf_attr_slot_at(v, r->offset), value);
    atomic_signal_fence(memory_order_seq_cst);
    return WF_LIKELY(wf_object_shape(wf_to_object(v)) == r->shape) ||
           wf_attr_has_arrived(v, r->offset, value);
  }
  if (r->kind == WF_ATTR_MEMBER) { /* in the same place in every class that v can get */
    wf_slot_set(wf_attr_slot_at(v, r->offset), value);
    return true;
  }
  if (r->kind == WF_ATTR_ADD) {
    wf_object *o = wf_to_object(v);
    if (!wf_try_lock(o)) return false;
    bool same = wf_object_shape(o) == r->shape;
    if (same) {
      wf_slot_set(wf_attr_slot_at(v, r->offset), value);
      atomic_store_explicit(&o->shape, r->next_shape, memory_order_release);
    }
    wf_unlock(o);
    return same;
  }
  return false;
}

#endif
