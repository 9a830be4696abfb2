/* Classes of foreign values: what all metaclasses have in common, and the classes that are made on
   demand for arrays and pointers. */
#include <config.h>

#include <dlfcn.h>
#include <stdio.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/shape.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* Who uses a layout and who replaces it meet in one word, so that no value is ever smaller than its
   class says. */
wf_ffi_info *wf_ffi_settled(wf_ffi_info *info) {
  for (;;) {
    wf_ffi_info *later = atomic_load_explicit(&info->later, memory_order_acquire);
    if (!later && atomic_compare_exchange_strong(&info->later, &later, info)) return info;
    if (later == info) return info;
    info = later;
  }
}

wf_ffi_info *wf_ffi_concrete(const wf_type *type) {
  wf_ffi_info *info = wf_ffi_info_of(type);
  if (WF_UNLIKELY(!info)) wf_raise(&wf_exc_TypeError, "abstract class");
  return info;
}

wf_type *wf_ffi_class_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value v = wf_type_construct(meta, args, npos, kwnames);
  if (v == WF_ERROR) return NULL;
  wf_type *type = wf_to_type(v);
  /* instances seldom have attributes of their own */
  if (atomic_load(&type->flags) & WF_TYPE_IS_CDATA && type->attr_offset)
    wf_shape_init_root(&type->root, type, 0);
  return type;
}

int wf_ffi_class_attribute(const wf_type *type, const char *name, wf_value *out) {
  return wf_getattr_optional(wf_from_type(type), wf_str_intern_c(name), out);
}

const char *wf_ffi_format_text(const char *before, int dimensions, const int64_t *shape,
                               const char *format, const char *after) {
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add_c(&b, before);
  for (int i = 0; i < dimensions; i++)
    wf_builder_format(&b, "%s%lld", i ? "," : "(", (long long)shape[i]);
  if (dimensions) wf_builder_add_c(&b, ")");
  wf_builder_add_c(&b, format);
  wf_builder_add_c(&b, after);
  wf_value text = wf_builder_finish(&b);
  if (text == WF_ERROR) return NULL;
  char *copy = wf_alloc_var_atomic(wf_str_size(text) + 1);
  if (copy) memcpy(copy, wf_str_data(text), wf_str_size(text));
  return copy;
}

/* libffi looks at the parts of structures that may travel in registers; what is larger than any of
   these is only as large as it says. */
#define LARGEST_IN_REGISTERS 64

ffi_type *wf_ffi_aggregate(const wf_ffi_info *info) {
  if (info->kind != WF_FFI_ARRAY) return info->passed;
  bool whole = info->size <= LARGEST_IN_REGISTERS;
  size_t count = whole ? info->length : 1;
  ffi_type *item = &ffi_type_uint8;
  if (whole && info->length) item = wf_ffi_aggregate(wf_ffi_info_of(wf_ffi_item_of(info)));
  ffi_type *type = wf_alloc(sizeof *type);
  ffi_type **elements = wf_alloc_array(count + 1, sizeof *elements);
  if (!elements || !item) return NULL;
  for (size_t i = 0; i < count; i++) elements[i] = item;
  *type = (ffi_type){.size = info->size,
                     .alignment = (unsigned short)info->align,
                     .type = FFI_TYPE_STRUCT,
                     .elements = elements};
  return type;
}

/* --- Classes on demand --- */

wf_value wf_ffi_array_class(wf_type *item, int64_t length) {
  if (length < 0)
    return wf_raise(&wf_exc_ValueError, "Array length must be >= 0, not %lld", (long long)length);
  wf_ffi_info *info = wf_ffi_info_of(item);
  if (!info) return wf_raise(&wf_exc_TypeError, "_type_ must have storage info");
  info = wf_ffi_settled(info); /* its arrays are those of no other info */
  wf_value arrays = wf_slot_acquire(&info->arrays), key = wf_int_new(length);
  if (arrays == WF_EMPTY) {
    wf_value fresh = wf_dict_new(), expected = WF_EMPTY;
    if (fresh == WF_ERROR) return WF_ERROR;
    arrays = atomic_compare_exchange_strong(&info->arrays, &expected, fresh) ? fresh : expected;
  }
  wf_value known = wf_dict_get(arrays, key);
  if (known != WF_EMPTY) return known;
  wf_value namespace = wf_dict_new();
  if (namespace == WF_ERROR || !wf_dict_set_c(namespace, "_length_", key) ||
      !wf_dict_set_c(namespace, "_type_", wf_from_type(item)))
    return WF_ERROR;
  wf_value name = wf_str_format("%s_Array_%lld", wf_type_short_name(item), (long long)length);
  wf_value made = wf_call3(wf_from_type(&wf_ffi_array_meta), name,
                           wf_tuple_of(1, wf_from_type(&wf_ffi_array_type)), namespace);
  return made == WF_ERROR ? WF_ERROR : wf_dict_setdefault(arrays, key, made);
}

static wf_value repeat(wf_value left, wf_value right) {
  bool first = wf_ffi_is_class(left);
  wf_value type = first ? left : right, count = first ? right : left;
  if (!wf_ffi_is_class(type)) return WF_NOT_IMPLEMENTED;
  if (!wf_is_int(count) && !wf_type_of(count)->slots.unary[WF_OP_INDEX])
    return wf_raise(&wf_exc_TypeError, "can't multiply sequence by non-int of type '%T'", count);
  int64_t length;
  return wf_arg_size(count, &length) ? wf_ffi_array_class(wf_to_type(type), length) : WF_ERROR;
}

/* --- Methods of classes --- */

#define CLASS(name)                                     \
  wf_type *name = wf_to_type(args[0]);                  \
  wf_ffi_info *info = wf_ffi_concrete(name);            \
  if (!info) return WF_ERROR;                           \
  info = wf_ffi_settled(info)

WF_NATIVE(from_address) {
  CLASS(type);
  uint64_t bits;
  if (!wf_is_int(args[1])) return wf_raise(&wf_exc_TypeError, "integer expected");
  if (!wf_ffi_integer_bits(args[1], &bits)) return WF_ERROR;
  return wf_ffi_part(type, WF_EMPTY, 0, (uint8_t *)(uintptr_t)bits);
}

static bool check_room(const wf_ffi_info *info, size_t size, int64_t offset) {
  if (offset < 0) {
    wf_raise(&wf_exc_ValueError, "offset cannot be negative");
  } else if ((size_t)offset > size || info->size > size - (size_t)offset) {
    wf_raise(&wf_exc_ValueError,
             "Buffer size too small (%zu instead of at least %zu bytes)", size,
             info->size + (size_t)offset);
  } else {
    return true;
  }
  return false;
}

static bool contiguous(const wf_buffer *view) {
  int64_t stride = (int64_t)view->item_size;
  for (int i = view->dimensions - 1; i >= 0; i--) {
    if (view->shape[i] > 1 && view->strides[i] != stride) return false;
    stride *= view->shape[i];
  }
  return true;
}

/* The view stays open as long as the value lives: a memoryview holds it. */
WF_NATIVE(from_buffer) {
  CLASS(type);
  int64_t offset = 0;
  wf_value source = args[1];
  if (args[2] != WF_EMPTY && !wf_arg_size(args[2], &offset)) return WF_ERROR;
  wf_value held = wf_call1(wf_from_type(&wf_memoryview_type), source);
  wf_buffer view;
  if (held == WF_ERROR || wf_buffer_get(held, &view, WF_BUFFER_LIVE) < 0) return WF_ERROR;
  wf_value v = WF_ERROR;
  if (view.readonly) wf_raise(&wf_exc_TypeError, "underlying buffer is not writable");
  else if (!contiguous(&view)) wf_raise(&wf_exc_TypeError, "underlying buffer is not C contiguous");
  else if (check_room(info, view.size, offset))
    v = wf_ffi_part(type, WF_EMPTY, 0, view.data + offset);
  if (v == WF_ERROR || !wf_ffi_keep(v, SIZE_MAX, held)) return WF_ERROR;
  return v;
}

WF_NATIVE(from_buffer_copy) {
  CLASS(type);
  int64_t offset = 0;
  wf_buffer view;
  if (args[2] != WF_EMPTY && !wf_arg_size(args[2], &offset)) return WF_ERROR;
  if (wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value v = check_room(info, view.size, offset) ? wf_ffi_new(type) : WF_ERROR;
  if (v != WF_ERROR) memcpy(wf_ffi_at(v), view.data + offset, info->size);
  wf_buffer_release(&view);
  return v;
}

WF_NATIVE(in_dll) {
  CLASS(type);
  wf_value handle = wf_getattr(args[1], wf_str_intern_c("_handle"));
  if (handle == WF_ERROR) return WF_ERROR;
  if (!wf_is_int(handle))
    return wf_raise(&wf_exc_TypeError, "the _handle attribute of the second argument must be an "
                                       "integer");
  uint64_t bits;
  if (!wf_ffi_integer_bits(handle, &bits)) return WF_ERROR;
  if (!wf_arg_str(args[2], "in_dll() argument 2")) return WF_ERROR;
  dlerror();
  void *address = dlsym((void *)(uintptr_t)bits, wf_str_data(args[2]));
  const char *error = address ? NULL : dlerror();
  if (!address) return wf_raise(&wf_exc_ValueError, "%s", error ? error : "symbol is NULL");
  return wf_ffi_part(type, WF_EMPTY, 0, address);
}

static wf_value boxed(const wf_ffi_argument *argument) {
  wf_ffi_box *box = wf_object_new(&wf_ffi_box_type);
  box->argument = *argument;
  if (argument->place == argument->bytes) box->argument.place = NULL;
  box->object = argument->keep;
  return wf_from_object(box);
}

wf_value wf_ffi_class_from_param(const wf_value *args, WF_UNUSED size_t nargs,
                                 WF_UNUSED wf_value kwnames) {
  wf_ffi_argument argument = {0};
  if (!wf_ffi_concrete(wf_to_type(args[0]))) return WF_ERROR;
  wf_value v = wf_ffi_from_param(wf_to_type(args[0]), args[1], &argument);
  return v == WF_EMPTY ? boxed(&argument) : v;
}

#define COMMON                                                                               \
  {"from_address", from_address, "(self, address, /)",                                       \
   "A value in C's memory at an address.", 0},                                               \
      {"from_buffer", from_buffer, "(self, source, offset=0, /)",                            \
       "A value in the memory of an object that has the buffer protocol.", 0},               \
      {"from_buffer_copy", from_buffer_copy, "(self, source, offset=0, /)",                  \
       "A value with a copy of an object's memory.", 0},                                     \
      {"in_dll", in_dll, "(self, library, name, /)", "A variable of a library.", 0}, {       \
    "from_param", wf_ffi_class_from_param, "(self, value, /)",                               \
        "What is passed for a value as an argument.", 0                                      \
  }
static const wf_native_def common_methods[] = {COMMON, {0}};
static const wf_native_def pointer_methods[] = {
    COMMON,
    {"set_type", wf_ffi_pointer_set_type, "(self, type, /)", "Says what is pointed to.", 0},
    {0}};

/* --- Metaclasses --- */

/* The rest: further slots. */
#define META(variable, name_, new_, methods_, ...)                                          \
  wf_type variable = {.name = "_ctypes." name_,                                             \
                      .doc = "The class of classes of foreign values.",                     \
                      .base = &wf_type_type,                                                \
                      .instance_size = sizeof(wf_type),                                     \
                      .flags = WF_TYPE_BASE,                                                \
                      .slots = {.new = new_, .binary = {[WF_OP_MUL] = repeat}, __VA_ARGS__}, \
                      .methods = methods_}
META(wf_ffi_simple_meta, "PyCSimpleType", wf_ffi_simple_new, common_methods, );
META(wf_ffi_pointer_meta, "PyCPointerType", wf_ffi_pointer_new, pointer_methods, );
META(wf_ffi_array_meta, "PyCArrayType", wf_ffi_array_new, common_methods, );
META(wf_ffi_struct_meta, "PyCStructType", wf_ffi_struct_new, common_methods,
     .setattr = wf_ffi_struct_setattr);
META(wf_ffi_union_meta, "UnionType", wf_ffi_struct_new, common_methods,
     .setattr = wf_ffi_struct_setattr);
META(wf_ffi_function_meta, "PyCFuncPtrType", wf_ffi_function_new, common_methods, );
