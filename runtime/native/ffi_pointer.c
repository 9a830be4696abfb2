/* Pointers to foreign values. */
#include <config.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/sequence.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* --- Classes --- */

static bool set_target(wf_ffi_info *info, wf_value target) {
  if (!wf_is_type(target)) {
    wf_raise(&wf_exc_TypeError, "_type_ must be a type");
    return false;
  }
  const wf_ffi_info *to = wf_ffi_is_class(target) ? wf_ffi_info_of(wf_to_type(target)) : NULL;
  if (!to) {
    wf_raise(&wf_exc_TypeError, "_type_ must have storage info");
    return false;
  }
  const char *format = to->format ? to->format : "B";
  info->format = wf_ffi_format_text("&", to->dimensions, to->shape, format, "");
  wf_slot_set(&info->item, target);
  return info->format != NULL;
}

wf_value wf_ffi_pointer_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_type *type = wf_ffi_class_new(meta, args, npos, kwnames);
  if (!type) return WF_ERROR;
  wf_ffi_info *info = wf_alloc(sizeof *info);
  *info = (wf_ffi_info){.kind = WF_FFI_POINTER,
                        .has_pointer = true,
                        .size = sizeof(void *),
                        .align = _Alignof(void *),
                        .length = 1,
                        .passed = &ffi_type_pointer};
  wf_value target = wf_dict_get_c(type->namespace, "_type_");
  if (target != WF_EMPTY && !set_target(info, target)) return WF_ERROR;
  wf_ffi_publish(type, info);
  return wf_from_type(type);
}

wf_value wf_ffi_pointer_set_type(const wf_value *args, WF_UNUSED size_t nargs,
                                 WF_UNUSED wf_value kwnames) {
  wf_ffi_info *info = wf_ffi_concrete(wf_to_type(args[0]));
  if (!info || !set_target(info, args[1])) return WF_ERROR;
  return wf_type_set_attribute(args[0], wf_str_intern_c("_type_"), args[1]) < 0 ? WF_ERROR
                                                                                : WF_NONE;
}

/* A new class; the cache of POINTER() is in ffi_library.c. */
wf_value wf_ffi_pointer_class(wf_value target) {
  wf_value namespace = wf_dict_new(), name;
  bool by_name = wf_is_str(target);
  if (!by_name && !wf_is_type(target))
    return wf_raise(&wf_exc_TypeError, "must be a ctypes type");
  name = by_name ? wf_str_format("LP_%U", target)
                 : wf_str_format("LP_%s", wf_type_short_name(wf_to_type(target)));
  if (name == WF_ERROR || namespace == WF_ERROR) return WF_ERROR;
  if (!by_name && !wf_dict_set_c(namespace, "_type_", target)) return WF_ERROR;
  return wf_call3(wf_from_type(&wf_ffi_pointer_meta), name,
                  wf_tuple_of(1, wf_from_type(&wf_ffi_pointer_type)), namespace);
}

/* --- Instances --- */

/* What the pointer's class says that it points to. NULL: TypeError, it does not say yet. */
static wf_type *target_type(wf_value self) {
  wf_type *type = wf_ffi_item_of(wf_ffi_info_of_value(self));
  if (WF_UNLIKELY(!type)) wf_raise(&wf_exc_TypeError, "%T has no _type_", self);
  return type;
}

static int set_contents(wf_value self, wf_value v) {
  if (v == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "Pointer does not support item deletion");
    return -1;
  }
  wf_type *type = target_type(self);
  if (!type) return -1;
  if (!wf_is_ffi_data(v)) {
    wf_raise(&wf_exc_TypeError, "expected %N instead of %T", type, v);
    return -1;
  }
  const void *to = wf_ffi_at(v);
  wf_value kept = wf_ffi_kept(v);
  return kept != WF_ERROR && wf_ffi_put(self, 1, wf_ffi_at(self), &to, sizeof to, v) &&
                 wf_ffi_keep(self, 0, kept) ? 0 : -1;
}

static uint8_t *target_of(wf_value self) {
  uint8_t *to = wf_ffi_load_pointer(wf_ffi_at(self));
  if (WF_UNLIKELY(!to)) wf_raise(&wf_exc_ValueError, "NULL pointer access");
  return to;
}

static wf_value get_contents(wf_value self) {
  uint8_t *to = target_of(self);
  wf_type *type = to ? target_type(self) : NULL;
  return type ? wf_ffi_part(type, self, 0, to) : WF_ERROR;
}

static wf_value pointer_make(wf_type *type, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                             WF_UNUSED wf_value kwnames) {
  const wf_ffi_info *info = wf_ffi_info_of(type);
  if (!info || !wf_ffi_item_of(info))
    return wf_raise(&wf_exc_TypeError, "Cannot create instance: has no _type_");
  return wf_ffi_new(type);
}

static int pointer_init(wf_value self, const wf_value *args, size_t npos,
                        WF_UNUSED wf_value kwnames) {
  if (npos > 1) {
    wf_raise(&wf_exc_TypeError, "POINTER expected at most 1 argument, got %zu", npos);
    return -1;
  }
  return npos ? set_contents(self, args[0]) : 0;
}

static int pointer_truth(wf_value self) { return wf_ffi_load_pointer(wf_ffi_at(self)) != NULL; }

static bool take_bound(wf_value v, int64_t missing, int64_t *out) {
  if (v == WF_NONE) {
    *out = missing;
    return true;
  }
  return wf_arg_size(v, out);
}

/* A slice needs the bounds that a length would give elsewhere. */
static wf_value get_slice(wf_value self, wf_value key) {
  const wf_slice *s = (const wf_slice *)wf_to_object(key);
  int64_t start, stop, step;
  if (!take_bound(s->step, 1, &step)) return WF_ERROR;
  if (step == 0) return wf_raise(&wf_exc_ValueError, "slice step cannot be zero");
  if (s->start == WF_NONE && step < 0)
    return wf_raise(&wf_exc_ValueError, "slice start is required for step < 0");
  if (!take_bound(s->start, 0, &start)) return WF_ERROR;
  if (s->stop == WF_NONE) return wf_raise(&wf_exc_ValueError, "slice stop is required");
  if (!take_bound(s->stop, 0, &stop)) return WF_ERROR;
  uint64_t far = step > 0 ? (uint64_t)stop - (uint64_t)start : (uint64_t)start - (uint64_t)stop;
  bool none = step > 0 ? stop <= start : stop >= start;
  uint64_t count = none ? 0 : (far - 1) / (step > 0 ? (uint64_t)step : -(uint64_t)step) + 1;
  if (count > PTRDIFF_MAX / sizeof(wf_value)) return wf_raise_memory();
  uint8_t *to = count ? target_of(self) : NULL;
  if (count && !to) return WF_ERROR;
  wf_type *type = target_type(self);
  if (!type) return WF_ERROR;
  if (count) to += (int64_t)((uint64_t)start * wf_ffi_info_of(type)->size);
  return wf_ffi_items(self, type, to, start, (int64_t)count, step);
}

static wf_value pointer_getitem(wf_value self, wf_value key) {
  int64_t index;
  if (WF_LIKELY(wf_is_small_int(key))) {
    index = wf_small_int_get(key);
  } else if (wf_is_slice(key)) {
    return get_slice(self, key);
  } else if (!wf_is_int(key) && !wf_type_of(key)->slots.unary[WF_OP_INDEX]) {
    return wf_raise(&wf_exc_TypeError, "Pointer indices must be integer");
  } else {
    index = wf_index_get(key, false);
    if (index == -1 && wf_error_pending()) return WF_ERROR;
  }
  uint8_t *to = target_of(self);
  wf_type *type = to ? target_type(self) : NULL;
  if (!type) return WF_ERROR;
  const wf_ffi_info *item = wf_ffi_info_of(type);
  to += (int64_t)((uint64_t)index * item->size);
  if (WF_LIKELY(item->get && !item->derived)) return item->get(to);
  return wf_ffi_part(type, self, (size_t)index, to);
}

static int pointer_setitem(wf_value self, wf_value key, wf_value value) {
  if (value == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "Pointer does not support item deletion");
    return -1;
  }
  int64_t index = wf_index_get(key, false);
  if (index == -1 && wf_error_pending()) return -1;
  uint8_t *to = target_of(self);
  wf_type *type = to ? target_type(self) : NULL;
  if (!type) return -1;
  to += (int64_t)((uint64_t)index * wf_ffi_info_of(type)->size);
  return wf_ffi_set(self, type, (size_t)index, to, value) ? 0 : -1;
}

static const wf_getset_def getsets[] = {
    {"contents", get_contents, set_contents,
     "the object this pointer points to (read-write)"},
    {0}};
wf_type wf_ffi_pointer_type = {.name = "_ctypes._Pointer",
                               .doc = "A pointer to a foreign value.",
                               .base = &wf_ffi_data_type,
                               .flags = WF_TYPE_BASE | WF_TYPE_IS_CDATA,
                               .slots = {.new = pointer_make,
                                         .init = pointer_init,
                                         .truth = pointer_truth,
                                         .getitem = pointer_getitem,
                                         .setitem = pointer_setitem},
                               .getsets = getsets};
