/* Attribute access.

   An instance of a type with attributes has, at attr_offset (or behind its variable part), one
   overflow word and then its inline slots. Slots are append-only: a value is stored before the
   shape that names it is published, and a slot never serves another name. Adding takes the object's
   lock; so does writing to the overflow block, which is replaced when it grows. Writing to an
   inline slot takes none, but looks at the shape again afterwards.

   When an instance's attributes move into a dict (because a script asked for __dict__, deleted an
   attribute, or made too many), the shape first becomes the moving shape, then, after a barrier
   that all threads pass, the values are taken out of the inline slots. A writer whose store came
   before the barrier has its value taken; one whose store came later sees that the shape is
   another, waits for the end of the move, and takes its value back, unless that is gone: then it
   has arrived. A reader who finds an inline slot empty looks again at the shape. */
#include <config.h>

#include "runtime/attribute.h"

#include <sys/syscall.h>
#include <unistd.h>

#include "runtime/allocate.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/shape.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/type.h"

_Atomic(uint64_t) wf_type_epoch = 1;

void wf_type_changed(void) { atomic_fetch_add(&wf_type_epoch, 1); }

/* --- Instances --- */

static size_t align8(size_t n) { return (n + 7) & ~(size_t)7; }

static uint32_t type_flags(const wf_type *type) {
  return atomic_load_explicit(&((wf_type *)type)->flags, memory_order_relaxed);
}

void *wf_object_new(wf_type *type) {
  size_t size = type->instance_size;
  wf_shape *shape = &type->root;
  if (type_flags(type) & WF_TYPE_ATTRS) {
    shape = atomic_load_explicit(&type->current_root, memory_order_acquire);
    size = type->attr_offset + (1 + (size_t)shape->inline_count) * sizeof(wf_value);
  }
  wf_object *o = WF_LIKELY(size <= WF_SMALL_SIZE) ? wf_alloc_small(wf_self, size) : wf_alloc(size);
  atomic_store_explicit(&o->shape, shape, memory_order_relaxed);
  if (WF_UNLIKELY(type->slots.finalize != NULL)) wf_object_track(o);
  return o;
}

/* atomic: what the instance holds needs no scanning; the way to a type made by a script does. */
static void *new_var(wf_type *type, size_t size, bool atomic) {
  bool attrs = type_flags(type) & WF_TYPE_ATTRS;
  if (type_flags(type) & WF_TYPE_SCRIPT) atomic = false;
  size_t total = attrs ? align8(size) + sizeof(wf_value) : size;
  wf_object *o = attrs || !atomic ? wf_alloc_var(total) : wf_alloc_var_atomic(total);
  if (!o) return NULL;
  atomic_store_explicit(&o->shape, &type->root, memory_order_relaxed);
  if (WF_UNLIKELY(type->slots.finalize != NULL)) wf_object_track(o);
  return o;
}
void *wf_object_new_var(wf_type *type, size_t size) { return new_var(type, size, false); }
void *wf_object_new_var_atomic(wf_type *type, size_t size) { return new_var(type, size, true); }

void wf_attr_init_type(wf_type *type, size_t expected) {
  bool var = type_flags(type) & WF_TYPE_VAR;
  bool script = type_flags(type) & WF_TYPE_SCRIPT;
  type->attr_offset =
      var || !(type_flags(type) & WF_TYPE_ATTRS) ? 0 : (uint32_t)align8(type->instance_size);
  size_t count = 0;
  if (script && !var && (type_flags(type) & WF_TYPE_ATTRS)) {
    const wf_type *base = type->base;
    if (base && (type_flags(base) & WF_TYPE_SCRIPT) && base->current_root)
      count = atomic_load(&((wf_type *)base)->current_root)->inline_count;
    count += expected;
    if (!expected && count < 4) count = 4;
    if (count > WF_SHAPE_MOST_INLINE) count = WF_SHAPE_MOST_INLINE;
  }
  wf_shape_init_root(&type->root, type, (uint16_t)count);
  atomic_store(&type->current_root, &type->root);
}

static wf_slot *overflow_word(wf_value v, const wf_type *type) {
  if (type->attr_offset) return wf_attr_slot_at(v, type->attr_offset);
  return wf_attr_slot_at(v, align8(type->var_size(v)));
}

static uint32_t inline_offset(const wf_type *type, int64_t index) {
  return type->attr_offset + (uint32_t)(1 + index) * (uint32_t)sizeof(wf_value);
}

static bool has_attributes(wf_value v) {
  return wf_is_object(v) && (type_flags(wf_type_of(v)) & WF_TYPE_ATTRS);
}

/* False: the attributes have begun to move into a dict: the inline slot is empty, or the overflow
   word may already be that dict. The shape changes before these do. */
static bool read_at(wf_value v, const wf_shape *shape, int64_t index, wf_value *out) {
  if (index < shape->inline_count) {
    *out = wf_slot_acquire(wf_attr_slot_at(v, inline_offset(shape->type, index)));
    return *out != WF_EMPTY;
  }
  const wf_attr_block *block =
      (const wf_attr_block *)(uintptr_t)wf_slot_acquire(overflow_word(v, shape->type));
  if (wf_object_shape(wf_to_object(v))->flags & WF_SHAPE_DICT) return false;
  *out = wf_slot_acquire(&block->items[index - shape->inline_count]);
  return true;
}

/* The shape of an instance that is not on its way into dict mode: waits for the end of that. */
static wf_shape *settled_shape(wf_value v) {
  wf_shape *shape;
  while ((shape = wf_object_shape(wf_to_object(v)))->flags & WF_SHAPE_MOVING) {
    wf_lock(wf_to_object(v));
    wf_unlock(wf_to_object(v));
  }
  return shape;
}

/* The dict of an instance in dict mode, which it never leaves. */
static wf_value mode_dict(wf_value v, const wf_shape *shape) {
  return wf_slot_acquire(overflow_word(v, shape->type));
}

wf_value wf_attr_get_own(wf_value v, wf_value name) {
  if (!has_attributes(v)) return WF_EMPTY;
  for (;;) {
    wf_shape *shape = settled_shape(v);
    if (shape->flags & WF_SHAPE_DICT) return wf_dict_get_str(mode_dict(v, shape), name);
    int64_t index = wf_shape_find(shape, name);
    wf_value found;
    if (index < 0) return WF_EMPTY;
    if (read_at(v, shape, index, &found)) return found;
  }
}

wf_value wf_attr_peek(wf_value v, wf_value name) {
  if (!has_attributes(v)) return WF_EMPTY;
  wf_shape *shape = wf_object_shape(wf_to_object(v));
  if (shape->flags & WF_SHAPE_MOVING) return WF_EMPTY;
  if (shape->flags & WF_SHAPE_DICT) return wf_dict_get_str(mode_dict(v, shape), name);
  for (const wf_shape *s = shape; s->count; s = s->parent)
    if (s->name == name) {
      wf_value found;
      return read_at(v, shape, s->count - 1, &found) ? found : WF_EMPTY;
    }
  return WF_EMPTY;
}

/* Room for overflow index `index`; the object's lock is held. */
static bool grow_overflow(wf_value v, wf_type *type, size_t index) {
  wf_slot *word = overflow_word(v, type);
  wf_attr_block *block = (wf_attr_block *)(uintptr_t)wf_slot_acquire(word);
  if (block && index < block->capacity) return true;
  size_t capacity = index < 4 ? 4 : index * 2;
  wf_attr_block *more = wf_alloc_var(sizeof *more + capacity * sizeof more->items[0]);
  if (!more) return false;
  more->capacity = capacity;
  for (size_t i = 0; block && i < block->capacity; i++)
    wf_slot_set(&more->items[i], wf_slot_acquire(&block->items[i]));
  wf_slot_set(word, wf_from_object(more));
  return true;
}

/* Adds or changes with the lock held. 1 done, 0 needs a dict, -1 no memory. */
static int set_locked(wf_value v, wf_value name, wf_value value) {
  wf_object *o = wf_to_object(v);
  wf_shape *shape = wf_object_shape(o);
  if (shape->flags & WF_SHAPE_DICT) return 0;
  int64_t index = wf_shape_find(shape, name);
  wf_shape *next = shape;
  if (index < 0) {
    next = wf_shape_add(shape, name);
    if (!next) return 0;
    index = shape->count;
  }
  if (index < shape->inline_count) {
    wf_slot_set(wf_attr_slot_at(v, inline_offset(shape->type, index)), value);
  } else {
    size_t at = (size_t)index - shape->inline_count;
    if (!grow_overflow(v, shape->type, at)) return -1;
    wf_attr_block *block =
        (wf_attr_block *)(uintptr_t)wf_slot_acquire(overflow_word(v, shape->type));
    wf_slot_set(&block->items[at], value);
  }
  if (next == shape) return 1;
  atomic_store_explicit(&o->shape, next, memory_order_release);
  if (next->count > next->inline_count && shape->type->attr_offset)
    wf_shape_learn(shape->type, next->count);
  return 1;
}

/* All threads' stores before this are visible after it, and the other way round. */
static void barrier_all_threads(void) {
  atomic_thread_fence(memory_order_seq_cst);
#if defined(__linux__) && defined(SYS_membarrier)
  static _Atomic(int) registered;
  enum { PRIVATE_EXPEDITED = 8, REGISTER_PRIVATE_EXPEDITED = 16 };
  if (wf_thread_count() <= 1) return;
  if (!atomic_exchange(&registered, 1)) syscall(SYS_membarrier, REGISTER_PRIVATE_EXPEDITED, 0, 0);
  syscall(SYS_membarrier, PRIVATE_EXPEDITED, 0, 0);
#endif
}

static bool fill_dict(wf_value dict, const wf_shape *shape, const wf_value *values) {
  wf_value names[WF_SHAPE_MOST_ATTRIBUTES];
  for (const wf_shape *s = shape; s->count; s = s->parent) names[s->count - 1] = s->name;
  for (uint32_t i = 0; i < shape->count; i++)
    if (!wf_dict_set(dict, names[i], values[i])) return false;
  return true;
}

static uint32_t inline_attributes(const wf_shape *shape) {
  return shape->count < shape->inline_count ? shape->count : shape->inline_count;
}

/* Moves the attributes into the dict; the caller holds the lock and has set the moving shape.
   False, and they are where they were: no memory. */
static bool move_into(wf_value v, const wf_shape *shape, wf_value dict) {
  wf_value values[WF_SHAPE_MOST_ATTRIBUTES];
  uint32_t i = 0, inlined = inline_attributes(shape);
  const wf_attr_block *block =
      (const wf_attr_block *)(uintptr_t)wf_slot_acquire(overflow_word(v, shape->type));
  for (; i < inlined; i++)
    values[i] =
        atomic_exchange(wf_attr_slot_at(v, inline_offset(shape->type, i)), (wf_value)WF_EMPTY);
  for (; i < shape->count; i++) values[i] = wf_slot_acquire(&block->items[i - shape->inline_count]);
  if (fill_dict(dict, shape, values)) return true;
  for (i = 0; i < inlined; i++) {
    wf_value empty = WF_EMPTY;
    atomic_compare_exchange_strong(wf_attr_slot_at(v, inline_offset(shape->type, i)), &empty,
                                   values[i]);
  }
  return false;
}

bool wf_attr_has_arrived(wf_value v, size_t offset, wf_value value) {
  if (!(settled_shape(v)->flags & WF_SHAPE_DICT)) return true; /* has grown */
  return !atomic_compare_exchange_strong(wf_attr_slot_at(v, offset), &value, (wf_value)WF_EMPTY);
}

/* A class whose instances have no attributes may have got a base whose instances have some, and
   with it what that knows of them. */
static bool check_has_attributes(wf_value v) {
  if (has_attributes(v)) return true;
  wf_raise(&wf_exc_AttributeError, "This object has no __dict__");
  return false;
}

wf_value wf_attr_dict(wf_value v) {
  if (!check_has_attributes(v)) return WF_ERROR;
  wf_object *o = wf_to_object(v);
  wf_shape *shape = settled_shape(v);
  if (shape->flags & WF_SHAPE_DICT) return mode_dict(v, shape);
  wf_value dict = wf_dict_new();
  if (dict == WF_ERROR) return WF_ERROR;
  wf_shape *moving = wf_shape_dict(shape->type, true), *final = wf_shape_dict(shape->type, false);
  wf_lock(o);
  shape = wf_object_shape(o);
  if (shape->flags & WF_SHAPE_DICT) {
    dict = wf_slot_acquire(overflow_word(v, shape->type));
  } else {
    atomic_store_explicit(&o->shape, moving, memory_order_release);
    barrier_all_threads();
    if (move_into(v, shape, dict)) {
      wf_slot_set(overflow_word(v, shape->type), dict);
      atomic_store_explicit(&o->shape, final, memory_order_release);
    } else {
      atomic_store_explicit(&o->shape, shape, memory_order_release);
      dict = WF_ERROR;
    }
  }
  wf_unlock(o);
  return dict;
}

bool wf_attr_set_dict(wf_value v, wf_value dict) {
  if (wf_attr_dict(v) == WF_ERROR) return false;
  wf_slot_set(overflow_word(v, wf_type_of(v)), dict);
  return true;
}

wf_value wf_attr_snapshot(wf_value v) {
  if (!has_attributes(v)) return WF_EMPTY;
  for (;;) {
    wf_shape *shape = settled_shape(v);
    if (shape->flags & WF_SHAPE_DICT) return wf_dict_copy(mode_dict(v, shape));
    wf_value values[WF_SHAPE_MOST_ATTRIBUTES];
    uint32_t i = 0;
    while (i < shape->count && read_at(v, shape, i, &values[i])) i++;
    if (i < shape->count) continue;
    wf_value dict = wf_dict_new();
    return dict == WF_ERROR || !fill_dict(dict, shape, values) ? WF_ERROR : dict;
  }
}

int wf_attr_set_own(wf_value v, wf_value name, wf_value value) {
  if (!check_has_attributes(v)) return -1;
  wf_object *o = wf_to_object(v);
  if (value != WF_EMPTY) {
    if ((name = wf_str_intern(name)) == WF_ERROR) return -1;
    wf_lock(o);
    int done = set_locked(v, name, value);
    wf_unlock(o);
    if (done != 0) return done < 0 ? -1 : 0;
  }
  wf_shape *shape = wf_object_shape(o);
  if (value == WF_EMPTY && !(shape->flags & WF_SHAPE_DICT) && wf_shape_find(shape, name) < 0)
    return 1;
  wf_value dict = wf_attr_dict(v);
  if (dict == WF_ERROR) return -1;
  if (value != WF_EMPTY) return wf_dict_set(dict, name, value) ? 0 : -1;
  int deleted = wf_dict_delete(dict, name);
  return deleted < 0 ? -1 : !deleted;
}

bool wf_attr_change_type(wf_value v, wf_type *type) {
  wf_object *o = wf_to_object(v);
  wf_shape *shape = &type->root;
  if (type_flags(type) & WF_TYPE_ATTRS) {
    /* through a dict: both types have the overflow word in the same place */
    if (wf_attr_dict(v) == WF_ERROR) return false;
    shape = wf_shape_dict(type, false);
  }
  const wf_type *before = atomic_exchange(&o->shape, shape)->type;
  /* caches say of an attribute of a class whether it binds */
  if (before->slots.descr_get || before->slots.descr_set || type->slots.descr_get ||
      type->slots.descr_set)
    wf_type_changed();
  return true;
}

/* --- Look-up on types --- */

typedef struct lookup {
  const wf_type *type;
  wf_value name;
  uint64_t epoch;
  wf_cell *cell; /* NULL: absent */
} lookup;

#define LOOKUP_ROWS 4096
static _Atomic(lookup *) lookups[LOOKUP_ROWS];

/* The cell of a name that has a value, or NULL. An empty one was replaced meanwhile, or its name
   was deleted: what replaces it is there before it is emptied. */
static wf_cell *live_cell(wf_value namespace, wf_value name) {
  wf_value cell = wf_dict_find_cell(namespace, name), before = WF_EMPTY;
  while (cell != before && cell != WF_EMPTY) {
    if (wf_slot_acquire(&wf_to_cell(cell)->value) != WF_EMPTY) return wf_to_cell(cell);
    before = cell;
    cell = wf_dict_find_cell(namespace, name);
  }
  return NULL;
}

static wf_cell *search_mro(const wf_type *type, wf_value name) {
  wf_value mro = wf_slot_acquire(&type->mro);
  if (mro == WF_EMPTY) return NULL;
  for (size_t i = 0; i < wf_tuple_length(mro); i++) {
    wf_value namespace = wf_to_type(wf_tuple_get(mro, i))->namespace;
    wf_cell *cell = namespace == WF_EMPTY ? NULL : live_cell(namespace, name);
    if (cell) return cell;
  }
  return NULL;
}

/* A name that moves along the MRO, and is always there, changes the epoch before it leaves its old
   place: where nothing is found and the epoch is another, the search begins anew. *epoch: from
   before the search. */
static wf_cell *search(const wf_type *type, wf_value name, uint64_t *epoch) {
  wf_cell *cell;
  do {
    *epoch = atomic_load(&wf_type_epoch);
    cell = search_mro(type, name);
  } while (!cell && *epoch != atomic_load(&wf_type_epoch));
  return cell;
}

wf_cell *wf_type_lookup_cell(const wf_type *type, wf_value name) {
  if (!wf_str_is_interned(name) && (name = wf_str_intern(name)) == WF_ERROR) return NULL;
  uint64_t epoch = atomic_load(&wf_type_epoch);
  size_t row = (((uintptr_t)type >> 4) * 31 + (name >> 4)) % LOOKUP_ROWS;
  lookup *known = atomic_load_explicit(&lookups[row], memory_order_acquire);
  if (known && known->type == type && known->name == name && known->epoch == epoch)
    return known->cell;
  lookup *fresh = wf_alloc(sizeof *fresh);
  wf_cell *cell = search(type, name, &epoch);
  *fresh = (lookup){type, name, epoch, cell};
  atomic_store_explicit(&lookups[row], fresh, memory_order_release);
  return cell;
}

void wf_type_forget_lookups(void) {
  for (size_t i = 0; i < LOOKUP_ROWS; i++) atomic_store(&lookups[i], NULL);
}

wf_value wf_type_lookup(const wf_type *type, wf_value name) {
  wf_cell *cell = wf_type_lookup_cell(type, name);
  while (cell) {
    wf_value found = wf_slot_acquire(&cell->value);
    if (found != WF_EMPTY) return found;
    uint64_t epoch;
    cell = search(type, name, &epoch); /* deleted just now: what it has hidden */
  }
  return WF_EMPTY;
}

/* --- object.__getattribute__ and __setattr__ --- */

static bool check_name(wf_value name) {
  if (wf_is_str(name)) return true;
  wf_raise(&wf_exc_TypeError, "attribute name must be string, not '%T'", name);
  return false;
}

/* type: the class of v, read once: another thread may give v another one, of which this look-up
   must not see the half. */
wf_value wf_generic_find_by(wf_type *type, wf_value v, wf_value name) {
  if ((name = wf_str_intern(name)) == WF_ERROR) return WF_ERROR;
  for (;;) {
    uint64_t epoch = atomic_load(&wf_type_epoch);
    wf_value found = wf_type_lookup(type, name), own = WF_EMPTY;
    if (wf_setter_of(found)) {
      wf_value got = wf_descriptor_get_first(found, v, type);
      if (got != WF_EMPTY) return got;
    }
    if (has_attributes(v)) own = wf_attr_get_own(v, name);
    else if (wf_is_module(v)) own = wf_dict_get_str(wf_module_namespace(v), name);
    if (own != WF_EMPTY) return own;
    if (found != WF_EMPTY) return wf_descriptor_get(found, v, type);
    /* one that has moved from the object to its class meanwhile, or back, was there all the time */
    if (WF_LIKELY(epoch == atomic_load(&wf_type_epoch))) return WF_EMPTY;
  }
}

/* The generic look-up; WF_EMPTY, nothing pending, when there is no such attribute. */
wf_value wf_generic_find(wf_value v, wf_value name) {
  return wf_generic_find_by(wf_type_of(v), v, name);
}

wf_value wf_generic_getattr_by(wf_type *type, wf_value v, wf_value name) {
  if (!check_name(name)) return WF_ERROR;
  wf_value found = wf_generic_find_by(type, v, name);
  return found == WF_EMPTY ? wf_raise_attribute(v, name) : found;
}

wf_value wf_generic_getattr(wf_value v, wf_value name) {
  return wf_generic_getattr_by(wf_type_of(v), v, name);
}

static int generic_setattr_by(wf_type *type, wf_value v, wf_value name, wf_value value) {
  if (!check_name(name) || (name = wf_str_intern(name)) == WF_ERROR) return -1;
  wf_value found = wf_type_lookup(type, name);
  wf_set_fn set = wf_setter_of(found);
  int done = set ? wf_descriptor_set(set, found, v, value, type) : 1;
  if (done <= 0) return done;
  if (has_attributes(v)) {
    int status = wf_attr_set_own(v, name, value);
    if (status == 1) wf_raise_attribute(v, name);
    return status ? -1 : 0;
  }
  if (wf_is_module(v)) return wf_module_set_own(v, name, value);
  if (found == WF_EMPTY) wf_raise_attribute(v, name);
  else wf_raise(&wf_exc_AttributeError, "'%T' object attribute '%S' is read-only", v, name);
  return -1;
}

int wf_generic_setattr(wf_value v, wf_value name, wf_value value) {
  return generic_setattr_by(wf_type_of(v), v, name, value);
}

wf_value wf_getattr_by(wf_type *type, wf_value (*get)(wf_value, wf_value), wf_value v,
                       wf_value name) {
  return get == wf_generic_getattr      ? wf_generic_getattr_by(type, v, name)
         : get == wf_type_get_attribute ? wf_type_get_attribute_by(type, v, name)
         : get == wf_module_getattr     ? wf_module_getattr_by(type, v, name)
                                        : get(v, name);
}

wf_value wf_getattr(wf_value v, wf_value name) {
  wf_type *type = wf_type_of(v);
  wf_value (*get)(wf_value, wf_value) = type->slots.getattr;
  wf_value found = wf_getattr_by(type, get, v, name);
  return WF_LIKELY(found != WF_ERROR) ? found : wf_error_add_attribute(v, name);
}

int wf_setattr(wf_value v, wf_value name, wf_value value) {
  wf_type *type = wf_type_of(v);
  wf_set_fn set = type->slots.setattr;
  return set == wf_generic_setattr ? generic_setattr_by(type, v, name, value)
                                   : set(v, name, value);
}

int wf_getattr_optional(wf_value v, wf_value name, wf_value *out) {
  wf_type *type = wf_type_of(v);
  wf_value (*get)(wf_value, wf_value) = type->slots.getattr;
  wf_value found = get == wf_generic_getattr      ? wf_generic_find_by(type, v, name)
                   : get == wf_type_get_attribute ? wf_type_find_attribute_by(type, v, name)
                   : type->find                   ? type->find(v, name)
                                                  : wf_getattr_by(type, get, v, name);
  *out = found;
  if (found == WF_EMPTY) return 0;
  if (found != WF_ERROR) return 1;
  if (!wf_error_is(&wf_exc_AttributeError)) return -1;
  wf_error_clear();
  return 0;
}

/* A function on the class that would be bound to v, or WF_EMPTY. */
static wf_cell *plain_method(wf_value v, wf_value name, wf_type *type) {
  if (type->slots.getattr != wf_generic_getattr) return NULL;
  wf_cell *cell = wf_type_lookup_cell(type, name);
  if (!cell) return NULL;
  wf_value found = wf_slot_acquire(&cell->value);
  if (found == WF_EMPTY || !(wf_type_flags_of(found) & WF_TYPE_METHOD)) return NULL;
  if (has_attributes(v) && wf_attr_get_own(v, name) != WF_EMPTY) return NULL;
  return cell;
}

wf_value wf_getmethod(wf_value v, wf_value name, wf_value *self) {
  wf_cell *cell = plain_method(v, name, wf_type_of(v));
  wf_value f = cell ? wf_slot_acquire(&cell->value) : WF_EMPTY;
  if (f != WF_EMPTY) {
    *self = v;
    return f;
  }
  *self = WF_EMPTY;
  return wf_getattr(v, name);
}

/* --- Inline caches ---

   Another thread may give the object another class at any time. A record is about a shape, which
   has one type for ever: the shape is loaded once, before anything is looked up, and what the
   record says is found by it and by its type, never by what the object is a moment later. */

/* Puts the record before those of other shapes that are still good. A site that sees more shapes
   than that keeps those it has: replacing them in turn would cost more than it saves. */
static void publish(WF_ATTR_SITE site, wf_attr_cache record) {
  const wf_attr_cache *rest = wf_attr_record(site);
  if (rest && (rest->epoch != record.epoch || rest->shape == record.shape)) rest = rest->next;
  if (rest && rest->epoch != record.epoch) rest = NULL;
  for (const wf_attr_cache *r = rest; r; r = r->next)
    if (r->shape == record.shape) return;
  if (rest && rest->depth + 2 > WF_ATTR_MOST_RECORDS) return;
  wf_attr_cache *r = wf_alloc(sizeof *r);
  *r = record;
  r->next = rest;
  r->depth = rest ? rest->depth + 1 : 0;
  atomic_store_explicit(site, r, memory_order_release);
}

/* Remembers where an instance attribute is. */
static void remember_own(wf_value name, wf_shape *shape, uint64_t epoch, WF_ATTR_SITE site) {
  if (shape->flags & WF_SHAPE_DICT || !shape->type->attr_offset) return;
  int64_t index = wf_shape_find(shape, name);
  if (index < 0) return;
  wf_attr_cache record = {.shape = shape, .epoch = epoch};
  if (index < shape->inline_count) {
    record.kind = WF_ATTR_INLINE;
    record.offset = inline_offset(shape->type, index);
  } else {
    record.kind = WF_ATTR_OVERFLOW;
    record.offset = shape->type->attr_offset;
    record.index = (uint32_t)(index - shape->inline_count);
  }
  publish(site, record);
}

/* Remembers where a __slots__ member is, or the cell of another data descriptor. */
static void remember_descriptor(wf_cell *cell, wf_shape *shape, uint64_t epoch,
                                WF_ATTR_SITE site) {
  wf_value descriptor = wf_slot_acquire(&cell->value);
  if (!wf_has_root_shape(descriptor, &wf_member_type)) {
    publish(site, (wf_attr_cache){
                      .shape = shape, .epoch = epoch, .kind = WF_ATTR_DESCRIPTOR, .cell = cell});
    return;
  }
  const wf_member *member = (wf_member *)wf_to_object(descriptor);
  if (member->kind != WF_MEMBER_VALUE || type_flags(shape->type) & WF_TYPE_VAR) return;
  publish(site, (wf_attr_cache){.shape = shape, .epoch = epoch, .kind = WF_ATTR_MEMBER,
                                .offset = member->offset});
}

static void remember_get(wf_value v, wf_value name, WF_ATTR_SITE site) {
  if (!wf_is_object(v)) return;
  wf_shape *shape = wf_object_shape(wf_to_object(v));
  wf_type *type = shape->type;
  uint64_t epoch = atomic_load(&wf_type_epoch);
  if (wf_is_module(v)) {
    wf_value cell = wf_dict_find_cell(wf_module_namespace(v), name);
    if (cell != WF_EMPTY && type->slots.getattr == wf_module_type.slots.getattr &&
        !wf_type_lookup_cell(type, name))
      publish(site, (wf_attr_cache){.shape = shape,
                                    .epoch = epoch,
                                    .kind = WF_ATTR_MODULE,
                                    .cell = wf_to_cell(cell),
                                    .object = v});
    return;
  }
  if (wf_is_type(v)) {
    wf_cell *cell = wf_type_lookup_cell(wf_to_type(v), name);
    if (!cell || wf_type_lookup_cell(type, name) ||
        type->slots.getattr != wf_type_type.slots.getattr)
      return;
    wf_value found = wf_slot_acquire(&cell->value);
    if (found != WF_EMPTY && !wf_type_of(found)->slots.descr_get)
      publish(site,
              (wf_attr_cache){
                  .shape = shape, .epoch = epoch, .kind = WF_ATTR_TYPE, .cell = cell, .object = v});
    return;
  }
  if (type->slots.getattr != wf_generic_getattr) return;
  wf_cell *cell = wf_type_lookup_cell(type, name);
  wf_value found = cell ? wf_slot_acquire(&cell->value) : WF_EMPTY;
  if (wf_setter_of(found)) {
    remember_descriptor(cell, shape, epoch, site);
    return;
  }
  if (type_flags(type) & WF_TYPE_ATTRS &&
      (shape->flags & WF_SHAPE_DICT || wf_shape_find(shape, name) >= 0)) {
    remember_own(name, shape, epoch, site);
    return;
  }
  if (found != WF_EMPTY && !wf_type_of(found)->slots.descr_get)
    publish(site, (wf_attr_cache){
                      .shape = shape, .epoch = epoch, .kind = WF_ATTR_CLASS_VALUE, .cell = cell});
}

/* The data descriptor that the site remembers, or WF_EMPTY, and the type that it was found on. */
static wf_value known_descriptor(wf_value v, WF_ATTR_SITE site, wf_type **type) {
  const wf_attr_cache *r = wf_attr_find(v, site);
  if (!r || r->kind != WF_ATTR_DESCRIPTOR) return WF_EMPTY;
  *type = r->shape->type;
  return wf_slot_acquire(&r->cell->value);
}

wf_value wf_getattr_caching(wf_value v, wf_value name, WF_ATTR_SITE site) {
  wf_type *type = NULL;
  wf_value found = WF_EMPTY, descriptor = known_descriptor(v, site, &type);
  if (wf_setter_of(descriptor)) found = wf_descriptor_get_first(descriptor, v, type);
  if (found != WF_EMPTY)
    return WF_LIKELY(found != WF_ERROR) ? found : wf_error_add_attribute(v, name);
  found = wf_getattr(v, name);
  if (found != WF_ERROR) remember_get(v, name, site);
  return found;
}

wf_value wf_getmethod_caching(wf_value v, wf_value name, wf_value *self, WF_ATTR_SITE site) {
  wf_shape *shape = wf_is_object(v) ? wf_object_shape(wf_to_object(v)) : NULL;
  wf_type *type = shape ? shape->type : wf_type_of(v);
  uint64_t epoch = atomic_load(&wf_type_epoch);
  wf_cell *cell = plain_method(v, name, type);
  wf_value f = cell ? wf_slot_acquire(&cell->value) : WF_EMPTY;
  if (f == WF_EMPTY) {
    *self = WF_EMPTY;
    if (wf_attr_cache_get(v, site, &f)) return f;
    return wf_getattr_caching(v, name, site);
  }
  *self = v;
  if (shape && !(shape->flags & WF_SHAPE_DICT) && wf_shape_find(shape, name) < 0)
    publish(site, (wf_attr_cache){.shape = shape,
                                  .epoch = epoch,
                                  .kind = WF_ATTR_METHOD,
                                  .cell = cell});
  return f;
}

int wf_setattr_caching(wf_value v, wf_value name, wf_value value, WF_ATTR_SITE site) {
  if (!wf_is_object(v)) return wf_setattr(v, name, value);
  uint64_t epoch = atomic_load(&wf_type_epoch); /* before all that it stands for */
  wf_shape *before = wf_object_shape(wf_to_object(v));
  wf_type *type = before->type, *known = type;
  if (type->slots.setattr != wf_generic_setattr || !(type_flags(type) & WF_TYPE_ATTRS))
    return wf_setattr(v, name, value);
  wf_value descriptor = value == WF_EMPTY ? WF_EMPTY : known_descriptor(v, site, &known);
  wf_set_fn set = wf_setter_of(descriptor);
  int done = set ? wf_descriptor_set(set, descriptor, v, value, known) : 1;
  if (done <= 0) return done;
  if (generic_setattr_by(type, v, name, value) < 0) return -1;
  wf_cell *cell = wf_type_lookup_cell(type, name);
  wf_value found = cell ? wf_slot_acquire(&cell->value) : WF_EMPTY;
  if (wf_setter_of(found)) {
    remember_descriptor(cell, before, epoch, site);
    return 0;
  }
  wf_shape *after = wf_object_shape(wf_to_object(v));
  if (after == before) {
    remember_own(name, after, epoch, site);
  } else if (after->parent == before && after->name == name &&
             after->count <= after->inline_count && after->type->attr_offset) {
    publish(site, (wf_attr_cache){.shape = before,
                                  .epoch = epoch,
                                  .kind = WF_ATTR_ADD,
                                  .offset = inline_offset(type, after->count - 1),
                                  .next_shape = after});
  }
  return 0;
}
