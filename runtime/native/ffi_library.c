/* The functions of the module: libraries, addresses, sizes, texts in C's memory. */
#include <config.h>

#include <dlfcn.h>
#include <stdlib.h>
#include <wchar.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* --- Libraries --- */

static wf_value raise_dl(const wf_type *type) {
  const char *error = dlerror();
  return wf_raise(type, "%s", error ? error : "symbol is NULL");
}

static bool take_handle(wf_value v, void **out) {
  uint64_t bits;
  if (!wf_is_int(v)) {
    wf_raise(&wf_exc_TypeError, "an integer is required (got type %T)", v);
    return false;
  }
  if (!wf_ffi_integer_bits(v, &bits)) return false;
  *out = (void *)(uintptr_t)bits;
  return true;
}

/* A library's own initialization may take its time, or call back. */
WF_NATIVE(open_library) {
  const char *name = NULL;
  int mode = RTLD_LOCAL;
  if (args[1] != WF_EMPTY && !wf_arg_int(args[1], &mode)) return WF_ERROR;
  if (args[0] != WF_NONE) {
    wf_value path = wf_is_str(args[0]) ? args[0] : wf_call1(wf_import_attribute("os", "fsdecode"),
                                                            args[0]);
    if (path == WF_ERROR || !(name = wf_str_to_fs(path))) return WF_ERROR;
  }
  wf_outside_enter();
  void *handle = dlopen(name, mode | RTLD_NOW);
  if (!wf_outside_leave()) return WF_ERROR;
  return handle ? wf_int_from_uint64((uintptr_t)handle) : raise_dl(&wf_exc_OSError);
}

WF_NATIVE(find_symbol) {
  void *handle;
  if (!take_handle(args[0], &handle)) return WF_ERROR;
  if (!wf_arg_str(args[1], "dlsym() argument 2")) return WF_ERROR;
  void *address = dlsym(handle, wf_str_data(args[1]));
  return address ? wf_int_from_uint64((uintptr_t)address) : raise_dl(&wf_exc_OSError);
}

WF_NATIVE(close_library) {
  void *handle;
  if (!take_handle(args[0], &handle)) return WF_ERROR;
  return dlclose(handle) == 0 ? WF_NONE : raise_dl(&wf_exc_OSError);
}

/* --- Sizes and addresses --- */

static const wf_ffi_info *info_of(wf_value v) {
  if (wf_ffi_is_class(v)) return wf_ffi_info_of(wf_to_type(v));
  return wf_is_ffi_data(v) ? wf_ffi_info_of_value(v) : NULL;
}

WF_NATIVE(size_of) {
  if (wf_is_ffi_data(args[0])) return wf_int_from_uint64(wf_ffi_size(args[0]));
  const wf_ffi_info *info = info_of(args[0]);
  return info ? wf_int_from_uint64(info->size)
              : wf_raise(&wf_exc_TypeError, "this type has no size");
}

WF_NATIVE(alignment) {
  const wf_ffi_info *info = info_of(args[0]);
  return info ? wf_int_from_uint64(info->align)
              : wf_raise(&wf_exc_TypeError, "no alignment info");
}

WF_NATIVE(address_of) {
  if (!wf_is_ffi_data(args[0])) return wf_raise(&wf_exc_TypeError, "invalid type");
  return wf_int_from_uint64((uintptr_t)wf_ffi_at(args[0]));
}

WF_NATIVE(byref) {
  int64_t offset = 0;
  if (kwnames != WF_EMPTY && wf_tuple_length(kwnames))
    return wf_raise(&wf_exc_TypeError, "_ctypes.byref() takes no keyword arguments");
  if (nargs < 1 || nargs > 2)
    return wf_raise(&wf_exc_TypeError, "byref expected at %s argument%s, got %zu",
                    nargs ? "most 2" : "least 1", nargs ? "s" : "", nargs);
  if (nargs > 1 && !wf_arg_size(args[1], &offset)) return WF_ERROR;
  if (!wf_is_ffi_data(args[0]))
    return wf_raise(&wf_exc_TypeError, "byref() argument must be a ctypes instance, not '%T'",
                    args[0]);
  return wf_ffi_byref(args[0], offset);
}

static bool owns_memory(wf_ffi_data *d) {
  wf_lock(d);
  bool owns = d->base == WF_EMPTY && (d->block || wf_ffi_at(wf_from_object(d)) == d->own);
  wf_unlock(d);
  return owns;
}

/* In words, since others may be writing them. Both places are aligned. */
static void copy_words(uint8_t *to, const uint8_t *from, size_t size) {
  for (size_t at = 0, step = sizeof(uint64_t); at < size; at += step) {
    while (step > size - at) step /= 2;
    wf_ffi_move(to + at, from + at, step);
  }
}

/* Under the lock. The old memory stays: parts of the value and C may still use it. The new memory
   begins with a reference to it. */
enum { HEAD = 16 };
static void give_room(wf_ffi_data *d, uint8_t *block, size_t room) {
  memcpy(block, &d->block, sizeof d->block);
  copy_words(block + HEAD, wf_ffi_at(wf_from_object(d)), wf_ffi_size(wf_from_object(d)));
  d->block = block;
  d->room = room;
  atomic_store_explicit(&d->at, block + HEAD, memory_order_release);
}

static bool set_size(wf_ffi_data *d, size_t size) {
  wf_lock(d);
  bool fits = size <= d->room;
  wf_unlock(d);
  uint8_t *block = fits ? NULL : wf_alloc_var(HEAD + size);
  if (!fits && !block) return false;
  wf_lock(d);
  if (size > d->room) give_room(d, block, size);
  atomic_store_explicit(&d->size, size, memory_order_release); /* after the memory for it */
  wf_unlock(d);
  return true;
}

WF_NATIVE(resize) {
  int64_t size;
  if (!wf_is_ffi_data(args[0])) return wf_raise(&wf_exc_TypeError, "excepted ctypes instance");
  if (!wf_arg_size(args[1], &size)) return WF_ERROR;
  const wf_ffi_info *info = wf_ffi_info_of_value(args[0]);
  if (size < (int64_t)info->size)
    return wf_raise(&wf_exc_ValueError, "minimum size is %zu", info->size);
  wf_ffi_data *d = wf_to_ffi_data(args[0]);
  if (!owns_memory(d)) /* but a part of another's, or foreign */
    return wf_raise(&wf_exc_ValueError,
                    "Memory cannot be resized because this object doesn't own it");
  return set_size(d, (size_t)size) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(buffer_info) {
  const wf_ffi_info *info = info_of(args[0]);
  if (!info) return wf_raise(&wf_exc_TypeError, "not a ctypes type or object");
  wf_value shape = wf_tuple_new((size_t)info->dimensions);
  for (int i = 0; i < info->dimensions; i++)
    wf_to_tuple(shape)->items[i] = wf_int_new(info->shape[i]);
  return wf_tuple_of(3, wf_str_from_c(info->format ? info->format : "B"),
                     wf_int_new(info->dimensions), shape);
}

/* --- Pointers --- */

/* The dict _pointer_type_cache, also when the module is imported once more. */
static WF_OF_LIFE wf_slot pointer_types;

static wf_value pointer_type(wf_value target) {
  wf_value types = wf_slot_acquire(&pointer_types), known = wf_dict_get(types, target);
  if (known != WF_EMPTY) return known;
  wf_value made = wf_ffi_pointer_class(target);
  if (made == WF_ERROR) return WF_ERROR;
  wf_value key = wf_is_str(target) ? wf_int_from_uint64(wf_id(made)) : target;
  return wf_dict_setdefault(types, key, made);
}

WF_NATIVE(POINTER) { return pointer_type(args[0]); }

WF_NATIVE(pointer) {
  if (!wf_is_ffi_data(args[0])) return wf_raise(&wf_exc_TypeError, "_type_ must have storage info");
  wf_value type = pointer_type(wf_from_type(wf_type_of(args[0])));
  return type == WF_ERROR ? WF_ERROR : wf_call1(type, args[0]);
}

static bool can_be_cast_to(wf_value type) {
  const wf_ffi_info *info = wf_ffi_is_class(type) ? wf_ffi_info_of(wf_to_type(type)) : NULL;
  if (!info) return false;
  return info->kind == WF_FFI_POINTER || info->kind == WF_FFI_FUNCTION ||
         (info->kind == WF_FFI_SIMPLE && strchr("PzZO", info->scalar->code));
}

/* A value that is nothing but a pointer has changed, perhaps, since it was taken: what it is now
   goes with what is kept alive now. */
static void point_alike(wf_value from, wf_value to) {
  const wf_ffi_info *info = wf_ffi_info_of_value(from);
  if (info->kind == WF_FFI_SIMPLE && strchr("zZP", info->scalar->code))
    wf_ffi_move(wf_ffi_at(to), wf_ffi_at(from), sizeof(void *));
}

/* Both values share what is kept alive, whichever is used to change it. */
static bool share_kept(wf_value from, wf_value to) {
  wf_value whole = wf_ffi_whole(from), fresh = wf_dict_new();
  if (whole == WF_ERROR || fresh == WF_ERROR) return false;
  wf_slot *slot = &wf_to_ffi_data(whole)->keep;
  wf_lock(wf_to_object(whole));
  if (wf_slot_acquire(slot) == WF_NONE) wf_slot_set(slot, fresh);
  wf_value kept = wf_slot_acquire(slot);
  point_alike(from, to);
  wf_unlock(wf_to_object(whole));
  wf_slot_set(&wf_to_ffi_data(to)->keep, kept);
  if (!wf_is_dict_exact(kept)) return true;
  return wf_dict_set(kept, wf_int_from_uint64(wf_id(from)), from);
}

WF_NATIVE(cast) {
  wf_ffi_argument a;
  if (!wf_ffi_take_pointer(args[0], &a)) return WF_ERROR;
  if (!can_be_cast_to(args[1])) {
    wf_value what = wf_is_type(args[1]) ? args[1] : wf_from_type(wf_type_of(args[1]));
    return wf_raise(&wf_exc_TypeError, "cast() argument 2 must be a pointer type, not %N",
                    wf_to_type(what));
  }
  wf_value v = wf_call0(args[1]);
  if (v == WF_ERROR) return WF_ERROR;
  wf_ffi_store_pointer(wf_ffi_at(v), wf_ffi_load_pointer(a.place));
  if (wf_is_ffi_data(args[0])) return share_kept(args[0], v) ? v : WF_ERROR;
  return wf_is_object(a.keep) && !wf_ffi_keep(v, 0, a.keep) ? WF_ERROR : v;
}

/* --- Texts --- */

static bool take_text(const wf_value *args, const void **at, int64_t *size) {
  wf_ffi_argument a;
  *size = -1;
  if (!wf_ffi_take_pointer(args[0], &a)) return false;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], size)) return false;
  *at = wf_ffi_load_pointer(a.place);
  if (*at || *size == 0) return true;
  wf_raise(&wf_exc_ValueError, "NULL pointer access");
  return false;
}

WF_NATIVE(string_at) {
  const void *at;
  int64_t size;
  if (!take_text(args, &at, &size)) return WF_ERROR;
  return size < 0 ? wf_ffi_chars(at, SIZE_MAX) : wf_bytes_new(at ? at : "", (size_t)size);
}

WF_NATIVE(wstring_at) {
  const void *at;
  int64_t size;
  if (!take_text(args, &at, &size)) return WF_ERROR;
  return size < 0 ? wf_ffi_wide_chars(at, SIZE_MAX) : wf_ffi_from_wide(at, (size_t)size);
}

/* --- errno, calls by address, pickling, references --- */

WF_NATIVE(get_errno) { return wf_small_int(wf_ffi_errno_get()); }
WF_NATIVE(set_errno) {
  int value;
  return wf_arg_int(args[0], &value) ? wf_small_int(wf_ffi_errno_set(value)) : WF_ERROR;
}

static wf_value call_address(const wf_value *args, int flags) {
  void *address;
  if (!take_handle(args[0], &address)) return WF_ERROR;
  if (!wf_is_tuple(args[1]))
    return wf_raise(&wf_exc_TypeError, "argument 2 must be tuple, not %a", args[1]);
  wf_ffi_call call = {.flags = flags, .restype = WF_EMPTY};
  call.function = (void (*)(void))address;
  const wf_tuple *tuple = wf_to_tuple(args[1]);
  return wf_ffi_call_function(&call, tuple->items, tuple->length);
}
WF_NATIVE(call_function) { return call_address(args, 0); }
WF_NATIVE(call_cdeclfunction) { return call_address(args, WF_FFI_FLAG_CDECL); }

WF_NATIVE(unpickle) {
  if (!wf_ffi_is_class(args[0]))
    return wf_raise(&wf_exc_TypeError, "_unpickle() argument 1 must be a ctypes type");
  wf_value v = wf_ffi_new(wf_to_type(args[0]));
  if (v == WF_ERROR) return WF_ERROR;
  size_t count;
  if (!wf_is_tuple(args[1]))
    return wf_raise(&wf_exc_TypeError, "_unpickle() argument 2 must be tuple, not %a", args[1]);
  const wf_value *state = wf_sequence_array(args[1], &count);
  return wf_call_method(v, wf_str_intern_c("__setstate__"), state, count) == WF_ERROR ? WF_ERROR
                                                                                      : v;
}

bool wf_ffi_library_init(wf_value module) {
  wf_value types = wf_slot_acquire(&pointer_types);
  if (types == WF_EMPTY) types = wf_slot_keep_first(&pointer_types, wf_dict_new());
  return types != WF_ERROR && wf_module_add(module, "_pointer_type_cache", types);
}

const wf_native_def wf_ffi_library_functions[] = {
    {"dlopen", open_library, "(name, flag=RTLD_LOCAL, /)",
     "Opens a shared library and gives its handle.", 0},
    {"dlsym", find_symbol, "(handle, name, /)", "The address of a name in a library.", 0},
    {"dlclose", close_library, "(handle, /)", "Closes a library.", 0},
    {"sizeof", size_of, "(obj, /)", "The size in bytes of a class or value.", 0},
    {"alignment", alignment, "(obj, /)", "The alignment of a class or value.", 0},
    {"addressof", address_of, "(obj, /)", "Where the value lies in memory.", 0},
    {"byref", byref, WF_RAW, "byref(obj, offset=0, /)\n\nThe address of a value, for an argument.",
     0},
    {"resize", resize, "(obj, size, /)", "More memory for a value.", 0},
    {"buffer_info", buffer_info, "(obj, /)", "Format, dimensions and shape of a buffer.", 0},
    {"POINTER", POINTER, "(type, /)", "The class of pointers to a class.", 0},
    {"pointer", pointer, "(obj, /)", "A pointer to a value.", 0},
    {"cast", cast, "(obj, typ)", "The same address as a pointer of another class.", 0},
    {"string_at", string_at, "(ptr, size=-1)", "The bytes at an address.", 0},
    {"wstring_at", wstring_at, "(ptr, size=-1)", "The wide text at an address.", 0},
    {"get_errno", get_errno, "()", "The private errno of this thread.", 0},
    {"set_errno", set_errno, "(value, /)", "Sets it and gives the old one.", 0},
    {"call_function", call_function, "(address, args, /)", "Calls what is at an address.", 0},
    {"call_cdeclfunction", call_cdeclfunction, "(address, args, /)",
     "Calls what is at an address.", 0},
    {"_unpickle", unpickle, "(type, state, /)", NULL, 0},
    {0}};
