/* Arrays of foreign values. */
#include <config.h>

#include <wchar.h>

#include "runtime/bytes.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/sequence.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* --- Texts: the attributes that char and wchar_t arrays have besides --- */

static int refuse_deletion(void) {
  wf_raise(&wf_exc_TypeError, "can't delete attribute");
  return -1;
}

static wf_value get_value(wf_value self) {
  size_t size = wf_ffi_size(self);
  return wf_ffi_get_text(wf_ffi_at(self), size, false);
}
static wf_value get_raw(wf_value self) {
  size_t size = wf_ffi_size(self);
  return wf_bytes_new(wf_ffi_at(self), size);
}
static wf_value get_wide_value(wf_value self) {
  size_t size = wf_ffi_size(self);
  return wf_ffi_get_text(wf_ffi_at(self), size, true);
}

static int set_value(wf_value self, wf_value v) {
  if (v == WF_EMPTY) return refuse_deletion();
  size_t room = wf_ffi_size(self);
  if (wf_is_bytes(v) && wf_to_bytes(v)->size > room) {
    wf_raise(&wf_exc_ValueError, "byte string too long");
    return -1;
  }
  return wf_ffi_set_text(wf_ffi_at(self), room, false, false, v) ? 0 : -1;
}
static int set_wide_value(wf_value self, wf_value v) {
  if (v == WF_EMPTY) return refuse_deletion();
  size_t room = wf_ffi_size(self);
  if (wf_is_str(v) && wf_str_length(v) > room / sizeof(wchar_t)) {
    wf_raise(&wf_exc_ValueError, "string too long");
    return -1;
  }
  return wf_ffi_set_text(wf_ffi_at(self), room, true, false, v) ? 0 : -1;
}
static int set_raw(wf_value self, wf_value v) {
  wf_buffer view;
  if (v == WF_EMPTY) {
    wf_raise(&wf_exc_AttributeError, "cannot delete attribute");
    return -1;
  }
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return -1;
  bool fits = view.size <= wf_ffi_size(self);
  if (fits) memmove(wf_ffi_at(self), view.data, view.size);
  else wf_raise(&wf_exc_ValueError, "byte string too long");
  wf_buffer_release(&view);
  return fits ? 0 : -1;
}

static const wf_getset_def value_def = {"value", get_value, set_value, "string value"};
static const wf_getset_def raw_def = {"raw", get_raw, set_raw, "value"};
static const wf_getset_def wide_def = {"value", get_wide_value, set_wide_value, "string value"};

static bool add_getset(wf_type *type, const wf_getset_def *def) {
  wf_value getset = wf_getset_new(type, def);
  return wf_type_set_attribute(wf_from_type(type), wf_str_intern_c(def->name), getset) == 0;
}

static bool add_text_attributes(wf_type *type, const wf_type *item) {
  if (wf_ffi_info_of(item)->derived) return true;
  if (wf_ffi_is_code(item, 'u')) return add_getset(type, &wide_def);
  return !wf_ffi_is_code(item, 'c') ||
         (add_getset(type, &value_def) && add_getset(type, &raw_def));
}

/* --- Classes --- */

static bool take_length(const wf_type *type, int64_t *length) {
  wf_value v;
  int found = wf_ffi_class_attribute(type, "_length_", &v);
  if (found < 0) return false;
  if (!found) {
    wf_raise(&wf_exc_AttributeError, "class must define a '_length_' attribute");
  } else if (!wf_is_int(v)) {
    wf_raise(&wf_exc_TypeError, "The '_length_' attribute must be an integer");
  } else if (wf_int_sign(v) < 0) {
    wf_raise(&wf_exc_ValueError, "The '_length_' attribute must not be negative");
  } else if (!wf_int_to_int64(v, length)) {
    wf_raise(&wf_exc_OverflowError, "The '_length_' attribute is too large");
  } else {
    return true;
  }
  return false;
}

static wf_type *take_item(const wf_type *type) {
  wf_value v;
  int found = wf_ffi_class_attribute(type, "_type_", &v);
  if (found < 0) return NULL;
  if (!found) wf_raise(&wf_exc_AttributeError, "class must define a '_type_' attribute");
  else if (!wf_ffi_is_class(v) || !wf_ffi_info_of(wf_to_type(v)))
    wf_raise(&wf_exc_TypeError, "_type_ must have storage info");
  else return wf_to_type(v);
  return NULL;
}

static bool set_shape(wf_ffi_info *info, const wf_ffi_info *item) {
  info->dimensions = item->dimensions + 1;
  int64_t *shape = wf_alloc_var_atomic((size_t)info->dimensions * sizeof *shape);
  if (!shape) return false;
  shape[0] = (int64_t)info->length;
  for (int i = 0; i < item->dimensions; i++) shape[i + 1] = item->shape[i];
  info->shape = shape;
  return true;
}

wf_value wf_ffi_array_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_type *type = wf_ffi_class_new(meta, args, npos, kwnames);
  int64_t length;
  if (!type || !take_length(type, &length)) return WF_ERROR;
  wf_type *item_type = take_item(type);
  if (!item_type) return WF_ERROR;
  wf_ffi_info *item = wf_ffi_settled(wf_ffi_info_of(item_type)), *info = wf_alloc(sizeof *info);
  if (item->size && (size_t)length > (size_t)PTRDIFF_MAX / item->size)
    return wf_raise(&wf_exc_OverflowError, "array too large");
  *info = (wf_ffi_info){.kind = WF_FFI_ARRAY,
                        .has_pointer = item->has_pointer || item->kind == WF_FFI_POINTER,
                        .has_bitfield = item->has_bitfield,
                        .has_union = item->has_union,
                        .size = item->size * (size_t)length,
                        .align = item->align,
                        .length = (size_t)length,
                        .passed = &ffi_type_pointer,
                        .item = wf_from_type(item_type),
                        .format = item->format};
  if (!set_shape(info, item)) return WF_ERROR;
  wf_ffi_publish(type, info);
  return add_text_attributes(type, item_type) ? wf_from_type(type) : WF_ERROR;
}

/* --- Items --- */

static bool take_index(wf_value self, wf_value key, const char *refusal, size_t *index) {
  int64_t i, length = (int64_t)wf_ffi_info_of_value(self)->length;
  if (wf_is_small_int(key)) {
    i = wf_small_int_get(key);
  } else if (!wf_type_of(key)->slots.unary[WF_OP_INDEX] && !wf_is_int(key)) {
    wf_raise(&wf_exc_TypeError, "%s", refusal);
    return false;
  } else {
    i = wf_index_get(key, false);
    if (i == -1 && wf_error_pending()) return false;
  }
  if (i < 0) i += length;
  *index = (size_t)i;
  if (WF_LIKELY(i >= 0 && i < length)) return true;
  wf_raise(&wf_exc_IndexError, "invalid index");
  return false;
}

wf_value wf_ffi_items(wf_value self, wf_type *type, uint8_t *at, int64_t first, int64_t count,
                      int64_t step) {
  int64_t stride = (int64_t)(wf_ffi_info_of(type)->size * (uint64_t)step);
  if (wf_ffi_is_code(type, 'c')) {
    wf_value bytes = wf_bytes_new(NULL, (size_t)count);
    for (int64_t i = 0; bytes != WF_ERROR && i < count; i++)
      wf_ffi_move(wf_to_bytes(bytes)->data + i, at + i * stride, 1);
    return bytes;
  }
  if (wf_ffi_is_code(type, 'u')) {
    wchar_t *text = wf_alloc_var_atomic((size_t)(count + 1) * sizeof *text);
    for (int64_t i = 0; text && i < count; i++)
      wf_ffi_move(&text[i], at + i * stride, sizeof *text);
    return text ? wf_ffi_from_wide(text, (size_t)count) : WF_ERROR;
  }
  wf_value list = wf_list_new((size_t)count);
  for (int64_t i = 0; list != WF_ERROR && i < count; i++) {
    wf_value v = wf_ffi_get(type, self, (size_t)(first + i * step), at + i * stride);
    if (v == WF_ERROR || !wf_list_append(list, v)) return WF_ERROR;
  }
  return list;
}

static wf_value get_slice(wf_value self, wf_value key) {
  const wf_ffi_info *info = wf_ffi_info_of_value(self);
  wf_type *type = wf_ffi_item_of(info);
  size_t size = wf_ffi_info_of(type)->size;
  int64_t start, stop, step;
  int64_t count = wf_slice_resolve(key, (int64_t)info->length, &start, &stop, &step);
  if (count < 0) return WF_ERROR;
  return wf_ffi_items(self, type, wf_ffi_at(self) + start * (int64_t)size, start, count, step);
}

static wf_value array_getitem(wf_value self, wf_value key) {
  const wf_ffi_info *info = wf_ffi_info_of_value(self);
  size_t index;
  if (wf_is_slice(key)) return get_slice(self, key);
  if (!take_index(self, key, "indices must be integers", &index)) return WF_ERROR;
  wf_type *type = wf_ffi_item_of(info);
  const wf_ffi_info *item = wf_ffi_info_of(type);
  uint8_t *at = wf_ffi_at(self) + index * item->size;
  if (WF_LIKELY(item->get && !item->derived)) return item->get(at);
  return wf_ffi_part(type, self, index, at);
}

static int set_item(wf_value self, size_t index, wf_value value) {
  wf_type *type = wf_ffi_item_of(wf_ffi_info_of_value(self));
  uint8_t *at = wf_ffi_at(self) + index * wf_ffi_info_of(type)->size;
  return wf_ffi_set(self, type, index, at, value) ? 0 : -1;
}

static int set_slice(wf_value self, wf_value key, wf_value value) {
  int64_t start, stop, step, length = (int64_t)wf_ffi_info_of_value(self)->length;
  int64_t count = wf_slice_resolve(key, length, &start, &stop, &step);
  int64_t given = count < 0 ? -1 : wf_length(value);
  if (given < 0) return -1;
  if (given != count) {
    wf_raise(&wf_exc_ValueError, "Can only assign sequence of same size");
    return -1;
  }
  for (int64_t i = 0; i < count; i++) {
    wf_value v = wf_getitem(value, wf_small_int(i));
    if (v == WF_ERROR || set_item(self, (size_t)(start + i * step), v) < 0) return -1;
  }
  return 0;
}

static int array_setitem(wf_value self, wf_value key, wf_value value) {
  size_t index;
  if (value == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "Array does not support item deletion");
    return -1;
  }
  if (wf_is_slice(key)) return set_slice(self, key, value);
  if (!take_index(self, key, "indices must be integer", &index)) return -1;
  return set_item(self, index, value);
}

static int64_t array_length(wf_value self) { return (int64_t)wf_ffi_info_of_value(self)->length; }

static int array_init(wf_value self, const wf_value *args, size_t npos,
                      WF_UNUSED wf_value kwnames) {
  for (size_t i = 0; i < npos; i++) {
    if (i >= wf_ffi_info_of_value(self)->length) {
      wf_raise(&wf_exc_IndexError, "invalid index");
      return -1;
    }
    if (set_item(self, i, args[i]) < 0) return -1;
  }
  return 0;
}

WF_NATIVE(class_getitem) { return wf_generic_alias_new(args[0], args[1]); }

static const wf_native_def methods[] = {
    {"__class_getitem__", class_getitem, "(cls, item, /)", "See PEP 585", WF_FN_CLASS}, {0}};
wf_type wf_ffi_array_type = {
    .name = "_ctypes.Array",
    .doc = "Items of one C type in a row; made by multiplying a class with a length.",
    .base = &wf_ffi_data_type,
    .flags = WF_TYPE_BASE | WF_TYPE_IS_CDATA,
    .slots = {.new = wf_ffi_new_slot,
              .init = array_init,
              .length = array_length,
              .getitem = array_getitem,
              .setitem = array_setitem},
    .methods = methods};
