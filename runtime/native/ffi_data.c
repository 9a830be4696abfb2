/* Foreign values: the memory, what they keep alive, the base class _CData. */
#include <config.h>

#include <stdio.h>

#include "runtime/attribute.h"
#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/native/ffi.h"

/* --- Making --- */

wf_value wf_ffi_new(wf_type *type) {
  wf_ffi_info *info = wf_ffi_concrete(type);
  if (!info) return WF_ERROR;
  info = wf_ffi_settled(info);
  wf_ffi_data *d = wf_object_new(type);
  uint8_t *at = d->own;
  if (info->size > WF_FFI_INLINE && !(d->block = at = wf_alloc_var_atomic(info->size)))
    return WF_ERROR;
  atomic_init(&d->at, at);
  atomic_init(&d->size, info->size);
  d->room = info->size > WF_FFI_INLINE ? info->size : WF_FFI_INLINE;
  return wf_from_object(d);
}

wf_value wf_ffi_new_slot(wf_type *type, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                         WF_UNUSED wf_value kwnames) {
  return wf_ffi_new(type);
}

wf_value wf_ffi_part(wf_type *type, wf_value base, size_t index, uint8_t *at) {
  wf_ffi_info *info = wf_ffi_concrete(type);
  if (!info) return WF_ERROR;
  info = wf_ffi_settled(info);
  wf_ffi_data *d = wf_object_new(type);
  atomic_init(&d->at, at);
  atomic_init(&d->size, info->size);
  d->base = base;
  d->index = index;
  return wf_from_object(d);
}

wf_value wf_ffi_copy(wf_type *type, const void *from) {
  wf_value v = wf_ffi_new(type);
  if (v != WF_ERROR) wf_ffi_move(wf_ffi_at(v), from, wf_ffi_size(v));
  return v;
}

/* --- What values keep alive --- */

static wf_value whole_of(wf_value v) {
  while (wf_to_ffi_data(v)->base != WF_EMPTY) v = wf_to_ffi_data(v)->base;
  return v;
}

wf_value wf_ffi_whole(wf_value v) {
  v = whole_of(v);
  wf_slot *keep = &wf_to_ffi_data(v)->keep;
  if (wf_slot_acquire(keep) == WF_EMPTY) {
    const wf_ffi_info *info = wf_ffi_info_of_value(v);
    wf_value fresh = info->length ? wf_dict_new() : WF_NONE, expected = WF_EMPTY;
    if (fresh == WF_ERROR) return WF_ERROR;
    atomic_compare_exchange_strong(keep, &expected, fresh);
  }
  return v;
}

/* The place of a part within the whole, as a text: the indexes, innermost first. */
static wf_value place_name(wf_value v, size_t index) {
  char text[32];
  wf_builder b;
  wf_builder_init(&b);
  snprintf(text, sizeof text, "%zx", index);
  wf_builder_add_c(&b, text);
  for (const wf_ffi_data *d = wf_to_ffi_data(v); d->base != WF_EMPTY; d = wf_to_ffi_data(d->base)) {
    snprintf(text, sizeof text, ":%zx", d->index);
    wf_builder_add_c(&b, text);
  }
  return wf_builder_finish(&b);
}

typedef struct store {
  uint8_t *to;
  const void *from;
  size_t size;
} store;
static void do_store(void *context) {
  const store *s = context;
  if (s->size) wf_ffi_move(s->to, s->from, s->size);
}

/* Does the whole keep a dict of what its places need? Once it does, it does for ever. */
static bool keeps_by_place(wf_value whole) {
  return wf_is_dict_exact(wf_slot_acquire(&wf_to_ffi_data(whole)->keep)) &&
         !wf_ffi_is_code(wf_type_of(whole), 'O'); /* whose dict is one of scripts */
}

/* False: the whole keeps by place. */
static bool put_whole(wf_value whole, store *s, wf_value keep) {
  if (keeps_by_place(whole)) return false;
  wf_ffi_data *d = wf_to_ffi_data(whole);
  wf_lock(d);
  bool by_place = keeps_by_place(whole);
  if (!by_place) {
    do_store(s); /* what was kept is until after that */
    wf_slot_set(&d->keep, keep);
  }
  wf_unlock(d);
  return !by_place;
}

static bool put(wf_value self, size_t index, store *s, wf_value keep) {
  wf_value whole = wf_ffi_whole(self);
  if (whole == WF_ERROR) return false;
  if (put_whole(whole, s, keep)) return true;
  wf_value kept = wf_slot_acquire(&wf_to_ffi_data(whole)->keep), name = place_name(self, index);
  return name != WF_ERROR && wf_dict_set_with(kept, name, keep, do_store, s);
}

bool wf_ffi_put(wf_value self, size_t index, uint8_t *at, const void *from, size_t size,
                wf_value keep) {
  store s = {at, from, size};
  if (keep != WF_NONE) return put(self, index, &s, keep);
  do_store(&s);
  return true;
}

bool wf_ffi_keep(wf_value self, size_t index, wf_value value) {
  return wf_ffi_put(self, index, NULL, NULL, 0, value);
}

wf_value wf_ffi_kept(wf_value v) {
  wf_value whole = wf_ffi_whole(v);
  return whole == WF_ERROR ? WF_ERROR : wf_slot_acquire(&wf_to_ffi_data(whole)->keep);
}

bool wf_ffi_shows(wf_value v, wf_value owner) {
  if (!wf_is_ffi_data(v)) return false;
  wf_value kept = wf_slot_acquire(&wf_to_ffi_data(whole_of(v))->keep), key, value;
  if (kept == WF_EMPTY || !wf_is_dict_exact(kept)) return wf_memoryview_shows(kept, owner);
  for (size_t position = 0; wf_dict_next(kept, &position, &key, &value);)
    if (wf_memoryview_shows(value, owner)) return true;
  return false;
}

/* --- Getting and setting --- */

wf_value wf_ffi_get(wf_type *type, wf_value base, size_t index, uint8_t *at) {
  const wf_ffi_info *info = wf_ffi_info_of(type);
  if (WF_LIKELY(info && info->get && !info->derived)) return info->get(at);
  return wf_ffi_part(type, base, index, at);
}

/* A place in a value that is assigned to. */
typedef struct place {
  wf_value self;
  size_t index;
  uint8_t *at;
} place;

static bool put_in(const place *p, const void *from, size_t size, wf_value keep) {
  return keep != WF_ERROR && wf_ffi_put(p->self, p->index, p->at, from, size, keep);
}

/* A pointer that is given an array points to its first item, and keeps both alive. */
static bool point_to_array(const place *p, wf_value array) {
  const void *to = wf_ffi_at(array);
  wf_value keep = wf_ffi_kept(array);
  return put_in(p, &to, sizeof to, keep == WF_ERROR ? WF_ERROR : wf_tuple_of(2, keep, array));
}

/* What lies in a simple value, and what it keeps alive for that, as they were at one moment. */
static wf_value take_simple(wf_value v, void *out, size_t size) {
  wf_value whole = wf_ffi_whole(v);
  if (whole == WF_ERROR) return WF_ERROR;
  wf_lock(wf_to_object(whole));
  wf_ffi_move(out, wf_ffi_at(v), size);
  wf_value keep = wf_slot_acquire(&wf_to_ffi_data(whole)->keep);
  wf_unlock(wf_to_object(whole));
  return keep;
}

static bool assign_data(wf_type *type, const wf_ffi_info *info, const place *p, wf_value value) {
  const wf_ffi_info *from = wf_ffi_info_of_value(value);
  int same = wf_is_instance(value, wf_from_type(type));
  if (same < 0) return false;
  if (same && info->kind == WF_FFI_SIMPLE) {
    _Alignas(16) uint8_t bytes[16];
    return put_in(p, bytes, info->size, take_simple(value, bytes, info->size));
  }
  if (same) return put_in(p, wf_ffi_at(value), info->size, wf_ffi_kept(value));
  if (info->kind == WF_FFI_POINTER && from->kind == WF_FFI_ARRAY &&
      wf_ffi_item_of(info) == wf_ffi_item_of(from))
    return point_to_array(p, value);
  wf_raise(&wf_exc_TypeError, "incompatible types, %T instance instead of %N instance", value,
           type);
  return false;
}

/* A tuple for a structure or an array: what calling the class with it makes. */
static bool assign_tuple(wf_type *type, const wf_ffi_info *info, const place *p, wf_value tuple) {
  wf_value made = wf_call_ex(wf_from_type(type), tuple, WF_EMPTY);
  if (made != WF_ERROR) return assign_data(type, info, p, made);
  wf_value error = wf_error_fetch();
  if (error == WF_EMPTY) return false; /* the thread unwinds */
  wf_value text = wf_to_str(error);
  if (text != WF_ERROR)
    wf_raise(&wf_exc_RuntimeError, "(%N) %N: %U", type, wf_type_of(error), text);
  return false;
}

bool wf_ffi_set_simple(wf_value self, const wf_ffi_info *info, size_t index, uint8_t *at,
                       wf_value value) {
  if (!info->has_pointer) return info->set(at, value) != WF_ERROR;
  void *pointer;
  wf_value keep = info->set((uint8_t *)&pointer, value);
  return keep != WF_ERROR && wf_ffi_put(self, index, at, &pointer, sizeof pointer, keep);
}

bool wf_ffi_set(wf_value self, wf_type *type, size_t index, uint8_t *at, wf_value value) {
  const wf_ffi_info *info = wf_ffi_concrete(type);
  const place p = {self, index, at};
  if (!info) return false;
  if (wf_is_ffi_data(value)) return assign_data(type, info, &p, value);
  if (info->set) return wf_ffi_set_simple(self, info, index, at, value);
  if (wf_is_tuple(value)) return assign_tuple(type, info, &p, value);
  if (value == WF_NONE && info->kind == WF_FFI_POINTER) {
    wf_ffi_store_pointer(at, NULL);
    return true;
  }
  wf_raise(&wf_exc_TypeError, "expected %N instance, got %T", type, value);
  return false;
}

/* --- The buffer protocol --- */

int wf_ffi_buffer(wf_value self, wf_buffer *view, WF_UNUSED int flags) {
  const wf_ffi_info *info = wf_ffi_info_of_value(self), *item = info;
  if (info->dimensions > (int)WF_COUNT(view->shape)) {
    wf_raise(&wf_exc_BufferError, "too many dimensions for a view");
    return -1;
  }
  while (item->kind == WF_FFI_ARRAY) item = wf_ffi_info_of(wf_ffi_item_of(item));
  view->size = wf_ffi_size(self);
  view->data = wf_ffi_at(self);
  view->format = info->format ? info->format : "B";
  view->item_size = item->size;
  view->dimensions = info->dimensions;
  int64_t stride = (int64_t)item->size;
  for (int i = info->dimensions - 1; i >= 0; i--) {
    view->shape[i] = info->shape[i];
    view->strides[i] = stride;
    stride *= info->shape[i];
  }
  return 0;
}

/* --- The base class --- */

static int64_t data_hash(WF_UNUSED wf_value self) {
  wf_raise(&wf_exc_TypeError, "unhashable type");
  return -1;
}

static wf_value get_base(wf_value self) {
  wf_value base = wf_to_ffi_data(self)->base;
  return base == WF_EMPTY ? WF_NONE : base;
}
static wf_value get_needs_free(wf_value self) {
  return wf_small_int(wf_to_ffi_data(self)->base == WF_EMPTY);
}
static wf_value get_objects(wf_value self) {
  wf_value keep = wf_slot_acquire(&wf_to_ffi_data(self)->keep);
  return keep == WF_EMPTY ? WF_NONE : keep;
}

WF_NATIVE(data_from_outparam) { return args[0]; }

WF_NATIVE(data_reduce) {
  const wf_ffi_info *info = wf_ffi_info_of_value(args[0]);
  if (info->has_pointer)
    return wf_raise(&wf_exc_ValueError, "ctypes objects containing pointers cannot be pickled");
  wf_value unpickle = wf_import_attribute("_ctypes", "_unpickle");
  wf_value dict = wf_getattr(args[0], wf_names.__dict__);
  size_t size = wf_ffi_size(args[0]);
  wf_value bytes = wf_bytes_new(wf_ffi_at(args[0]), size);
  if (unpickle == WF_ERROR || dict == WF_ERROR || bytes == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, unpickle,
                     wf_tuple_of(2, wf_from_type(wf_type_of(args[0])),
                                 wf_tuple_of(2, dict, bytes)));
}

WF_NATIVE(data_setstate) {
  if (!wf_is_dict(args[1]))
    return wf_raise(&wf_exc_TypeError, "__setstate__() argument 1 must be dict, not %a", args[1]);
  if (!wf_is_bytes(args[2]))
    return wf_raise(&wf_exc_TypeError, "__setstate__() argument 2 must be bytes, not %a", args[2]);
  size_t given = wf_to_bytes(args[2])->size;
  wf_value dict = wf_getattr(args[0], wf_names.__dict__);
  if (dict != WF_ERROR && !wf_is_dict(dict))
    return wf_raise(&wf_exc_TypeError, "%T.__dict__ must be dict, not %T", args[0], dict);
  size_t size = wf_ffi_size(args[0]);
  memcpy(wf_ffi_at(args[0]), wf_to_bytes(args[2])->data, given < size ? given : size);
  return dict != WF_ERROR && wf_dict_update(dict, args[1]) ? WF_NONE : WF_ERROR;
}

static const wf_native_def data_methods[] = {
    {"__ctypes_from_outparam__", data_from_outparam, "(self, /)", NULL, 0},
    {"__reduce__", data_reduce, "(self, /)", NULL, 0},
    {"__setstate__", data_setstate, "(self, dict, data, /)", NULL, 0},
    {0}};
static const wf_getset_def data_getsets[] = {
    {"_b_base_", get_base, NULL, "the base object"},
    {"_b_needsfree_", get_needs_free, NULL, "whether the object owns the memory or not"},
    {"_objects", get_objects, NULL, "internal objects tree (NEVER CHANGE THIS OBJECT!)"},
    {0}};
wf_type wf_ffi_data_type = {.name = "_ctypes._CData",
                            .doc = "A value in C's memory.",
                            .instance_size = sizeof(wf_ffi_data),
                            .flags = WF_TYPE_BASE | WF_TYPE_NO_NEW | WF_TYPE_IS_CDATA,
                            .slots = {.hash = data_hash, .buffer = wf_ffi_buffer},
                            .methods = data_methods,
                            .getsets = data_getsets};
