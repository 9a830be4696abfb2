/* Calling foreign functions: arguments into C's form, the call, the result back.

   A call is prepared once by libffi for the types of its arguments and its result; a function keeps
   what it used last and looks only whether the types are the same ones. */
#include <config.h>

#include <errno.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* --- The private errno of each thread --- */

static int *private_errno(void) {
  static __thread int number;
  static __thread uint32_t life;
  if (life != wf_self->life) number = 0;
  life = wf_self->life;
  return &number;
}

void wf_ffi_swap_errno(void) {
  int *own = private_errno(), other = *own;
  *own = errno;
  errno = other;
}
int wf_ffi_errno_get(void) { return *private_errno(); }
int wf_ffi_errno_set(int value) {
  int *own = private_errno(), old = *own;
  *own = value;
  return old;
}

/* --- Arguments in the general way --- */

static void pass_pointer(wf_ffi_argument *out, char code, const void *p, wf_value keep) {
  out->type = &ffi_type_pointer;
  out->code = code;
  out->keep = keep;
  out->place = out->bytes;
  memcpy(out->bytes, &p, sizeof p);
}

static void pass_data(wf_value v, wf_ffi_argument *out) {
  const wf_ffi_info *info = wf_ffi_info_of_value(v);
  uint8_t *at = wf_ffi_at(v);
  out->type = info->passed;
  out->keep = v;
  out->place = out->bytes;
  switch (info->kind) {
  case WF_FFI_SIMPLE:
    out->code = info->scalar->code;
    wf_ffi_move(out->bytes, at, info->size);
    break;
  case WF_FFI_STRUCT:
  case WF_FFI_UNION:
    out->code = 'V';
    out->place = at;
    break;
  case WF_FFI_ARRAY: pass_pointer(out, 'P', at, v); break;
  default: pass_pointer(out, info->kind == WF_FFI_FUNCTION ? 'X' : 'P', wf_ffi_load_pointer(at), v);
  }
}

static bool pass_integer(wf_value v, wf_ffi_argument *out) {
  int64_t i;
  uint64_t u;
  if (!wf_int_to_int64(v, &i) && !wf_int_to_uint64(v, &u)) {
    wf_raise(&wf_exc_OverflowError, "int too long to convert");
    return false;
  }
  wf_ffi_integer_bits(v, &u);
  int narrow = (int)u;
  out->type = &ffi_type_sint;
  out->code = 'i';
  out->keep = WF_NONE;
  out->place = out->bytes;
  memcpy(out->bytes, &narrow, sizeof narrow);
  return true;
}

static bool pass_text(wf_value v, wf_ffi_argument *out) {
  size_t length;
  wchar_t *wide = wf_ffi_to_wide(v, &length);
  if (wide) pass_pointer(out, 'Z', wide, wf_from_object(wide));
  return wide != NULL;
}

/* The _as_parameter_ of v: 1, 0, -1. */
static int as_parameter(wf_value v, wf_value *out) {
  if (!wf_is_object(v)) return 0;
  return wf_getattr_optional(v, wf_str_intern_c("_as_parameter_"), out);
}

bool wf_ffi_convert(wf_value v, wf_ffi_argument *out, size_t number) {
  if (wf_is_ffi_data(v)) {
    pass_data(v, out);
    return true;
  }
  if (v == WF_NONE) {
    pass_pointer(out, 'P', NULL, WF_NONE);
    return true;
  }
  if (wf_has_root_shape(v, &wf_ffi_box_type)) {
    const wf_ffi_box *box = (const wf_ffi_box *)wf_to_object(v);
    *out = box->argument;
    if (!out->place) out->place = out->bytes;
    return true;
  }
  if (wf_is_int(v)) return pass_integer(v, out);
  if (wf_is_bytes(v)) {
    pass_pointer(out, 'z', wf_to_bytes(v)->data, v);
    return true;
  }
  if (wf_is_str(v)) return pass_text(v, out);
  wf_value inner;
  int found = as_parameter(v, &inner);
  if (found < 0) return false;
  if (!found) {
    wf_raise(&wf_exc_TypeError, "Don't know how to convert parameter %zu", number);
    return false;
  }
  if (!wf_recursion_enter(" while calling a Python object")) return false;
  bool ok = wf_ffi_convert(inner, out, number);
  wf_recursion_leave();
  return ok;
}

/* --- Arguments as a class wants them --- */

static wf_value address_from_param(wf_type *type, wf_value v, wf_ffi_argument *out);

/* type: NULL stands for c_void_p. */
static wf_value try_as_parameter(wf_type *type, wf_value v, wf_ffi_argument *out) {
  wf_value inner;
  int found = as_parameter(v, &inner);
  if (found < 0) return WF_ERROR;
  if (!found) {
    const wf_ffi_info *info = type ? wf_ffi_info_of(type) : NULL;
    if (!info || info->kind == WF_FFI_SIMPLE) return wf_raise(&wf_exc_TypeError, "wrong type");
    return wf_raise(&wf_exc_TypeError, "expected %N instance instead of %T", type, v);
  }
  if (!wf_recursion_enter(" while calling a Python object")) return WF_ERROR;
  wf_value result =
      type ? wf_ffi_from_param(type, inner, out) : address_from_param(NULL, inner, out);
  wf_recursion_leave();
  return result;
}

/* 1, 0, -1 */
static int is_instance(wf_value v, const wf_type *type) {
  return wf_type_of(v) == type ? 1 : wf_is_instance(v, wf_from_type(type));
}

static const wf_ffi_box *to_box(wf_value v) {
  return wf_has_root_shape(v, &wf_ffi_box_type) ? (const wf_ffi_box *)wf_to_object(v) : NULL;
}

/* An array of, or a pointer to, values of a type with this code. */
static bool refers_to(wf_value v, char code) {
  if (!wf_is_ffi_data(v)) return false;
  const wf_ffi_info *info = wf_ffi_info_of_value(v);
  bool refers = info->kind == WF_FFI_ARRAY || info->kind == WF_FFI_POINTER;
  return refers && wf_ffi_is_code(wf_ffi_item_of(info), code);
}

static wf_value text_from_param(wf_type *type, wf_value v, wf_ffi_argument *out, bool wide) {
  char item = wide ? 'u' : 'c';
  if (v == WF_NONE) return v;
  if (wide && wf_is_str(v)) return pass_text(v, out) ? WF_EMPTY : WF_ERROR;
  if (!wide && wf_is_bytes(v)) {
    pass_pointer(out, 'z', wf_to_bytes(v)->data, v);
    return WF_EMPTY;
  }
  int same = wf_is_ffi_data(v) ? is_instance(v, type) : 0;
  if (same) return same < 0 ? WF_ERROR : v;
  if (refers_to(v, item)) return v;
  const wf_ffi_box *box = to_box(v);
  if (box && wf_is_ffi_data(box->object) && wf_ffi_is_code(wf_type_of(box->object), item)) return v;
  return try_as_parameter(type, v, out);
}

static wf_value address_from_param(wf_type *type, wf_value v, wf_ffi_argument *out) {
  const wf_ffi_box *box = to_box(v);
  if (v == WF_NONE || (box && box->argument.code == 'P')) return v;
  if (wf_is_int(v)) {
    uint64_t bits;
    wf_ffi_integer_bits(v, &bits);
    pass_pointer(out, 'P', (void *)(uintptr_t)bits, WF_NONE);
    return WF_EMPTY;
  }
  if (wf_is_bytes(v)) {
    pass_pointer(out, 'z', wf_to_bytes(v)->data, v);
    return WF_EMPTY;
  }
  if (wf_is_str(v)) return pass_text(v, out) ? WF_EMPTY : WF_ERROR;
  if (!wf_is_ffi_data(v)) return try_as_parameter(type, v, out);
  const wf_ffi_info *info = wf_ffi_info_of_value(v);
  if (info->kind == WF_FFI_ARRAY || info->kind == WF_FFI_POINTER) return v;
  if (info->kind == WF_FFI_FUNCTION) {
    pass_pointer(out, 'P', wf_ffi_load_pointer(wf_ffi_at(v)), v);
    return WF_EMPTY;
  }
  if (info->kind == WF_FFI_SIMPLE && strchr("zZ", info->scalar->code)) {
    pass_pointer(out, 'Z', wf_ffi_load_pointer(wf_ffi_at(v)), v);
    return WF_EMPTY;
  }
  if (!type && info->kind == WF_FFI_SIMPLE && info->scalar->code == 'P') return v;
  int same = type ? is_instance(v, type) : 0;
  if (same) return same < 0 ? WF_ERROR : v;
  return try_as_parameter(type, v, out);
}

static wf_value simple_from_param(wf_type *type, const wf_ffi_info *info, wf_value v,
                                  wf_ffi_argument *out) {
  if (wf_is_ffi_data(v)) {
    int same = is_instance(v, type);
    if (same) return same < 0 ? WF_ERROR : v;
  }
  out->type = info->passed;
  out->code = info->scalar->code;
  out->place = out->bytes;
  out->keep = info->set(out->bytes, v);
  if (WF_LIKELY(out->keep != WF_ERROR)) return WF_EMPTY;
  wf_error_clear();
  return try_as_parameter(type, v, out);
}

static wf_value other_from_param(wf_type *type, const wf_ffi_info *info, wf_value v,
                                 wf_ffi_argument *out) {
  int same = wf_is_ffi_data(v) ? is_instance(v, type) : 0;
  if (same) return same < 0 ? WF_ERROR : v;
  const wf_ffi_box *box = to_box(v);
  if (!box) return try_as_parameter(type, v, out);
  wf_type *item = wf_ffi_item_of(info);
  int fits = item && box->object != WF_EMPTY ? is_instance(box->object, item) : 0;
  if (fits) return fits < 0 ? WF_ERROR : v;
  return wf_raise(&wf_exc_TypeError, "expected %N instance instead of pointer to %T", type,
                  box->object == WF_EMPTY ? WF_NONE : box->object);
}

/* Takes NULL, what byref would be given, and arrays and pointers of the same items. */
static wf_value pointer_from_param(wf_type *type, const wf_ffi_info *info, wf_value v,
                                   wf_ffi_argument *out) {
  if (v == WF_NONE || !wf_is_ffi_data(v)) {
    return v == WF_NONE ? v : other_from_param(type, info, v, out);
  }
  const wf_type *item = wf_ffi_item_of(info);
  if (!item) return other_from_param(type, info, v, out);
  int fits = is_instance(v, item);
  if (fits < 0) return WF_ERROR;
  if (fits) {
    pass_pointer(out, 'P', wf_ffi_at(v), v);
    return WF_EMPTY;
  }
  const wf_ffi_info *given = wf_ffi_info_of_value(v);
  bool refers = given->kind == WF_FFI_ARRAY || given->kind == WF_FFI_POINTER;
  const wf_type *target = refers ? wf_ffi_item_of(given) : NULL;
  if (target && wf_type_is_subtype(target, item)) return v;
  return other_from_param(type, info, v, out);
}

wf_value wf_ffi_from_param(wf_type *type, wf_value v, wf_ffi_argument *out) {
  const wf_ffi_info *info = wf_ffi_info_of(type);
  if (info->kind == WF_FFI_POINTER) return pointer_from_param(type, info, v, out);
  if (info->kind != WF_FFI_SIMPLE) return other_from_param(type, info, v, out);
  switch (info->scalar->code) {
  case 'z': return text_from_param(type, v, out, false);
  case 'Z': return text_from_param(type, v, out, true);
  case 'P': return address_from_param(type, v, out);
  default: return simple_from_param(type, info, v, out);
  }
}

wf_value wf_ffi_raise_argument(size_t number) {
  wf_value error = wf_error_fetch();
  if (error == WF_EMPTY) return WF_ERROR; /* the thread unwinds */
  wf_value text = wf_to_str(error);
  if (text == WF_ERROR) return WF_ERROR;
  return wf_raise(wf_ffi_argument_error(), "argument %zu: %N: %U", number, wf_type_of(error), text);
}

bool wf_ffi_take_pointer(wf_value v, wf_ffi_argument *out) {
  wf_value passed = address_from_param(NULL, v, out);
  if (passed == WF_EMPTY || (passed != WF_ERROR && wf_ffi_convert(passed, out, 1))) return true;
  wf_ffi_raise_argument(1);
  return false;
}

/* --- What is prepared --- */

struct wf_ffi_signature {
  ffi_cif cif;
  size_t count, fixed; /* fixed < count: variadic */
  ffi_type *result;
  ffi_type *types[];
};

static const wf_ffi_signature *prepare(const wf_ffi_argument *a, size_t count, size_t fixed,
                                       ffi_type *result) {
  wf_ffi_signature *s = wf_alloc_var(sizeof *s + count * sizeof *s->types);
  if (!s) return NULL;
  s->count = count;
  s->fixed = fixed;
  s->result = result;
  for (size_t i = 0; i < count; i++) s->types[i] = a[i].type;
  ffi_status status =
      fixed < count ? ffi_prep_cif_var(&s->cif, FFI_DEFAULT_ABI, (unsigned)fixed, (unsigned)count,
                                       result, s->types)
                    : ffi_prep_cif(&s->cif, FFI_DEFAULT_ABI, (unsigned)count, result, s->types);
  if (status == FFI_OK) return s;
  wf_raise(&wf_exc_RuntimeError, fixed < count ? "ffi_prep_cif_var failed" : "ffi_prep_cif failed");
  return NULL;
}

static bool suits(const wf_ffi_signature *s, const wf_ffi_argument *a, size_t count, size_t fixed,
                  const ffi_type *result) {
  if (!s || s->count != count || s->fixed != fixed || s->result != result) return false;
  for (size_t i = 0; i < count; i++)
    if (s->types[i] != a[i].type) return false;
  return true;
}

static const wf_ffi_signature *signature_for(const wf_ffi_call *call, const wf_ffi_argument *a,
                                             size_t count, size_t fixed, ffi_type *result) {
  const wf_ffi_signature *s =
      call->last ? atomic_load_explicit(call->last, memory_order_acquire) : NULL;
  if (WF_LIKELY(suits(s, a, count, fixed, result))) return s;
  s = prepare(a, count, fixed, result);
  if (s && call->last) atomic_store_explicit(call->last, s, memory_order_release);
  return s;
}

/* --- The result --- */

bool wf_ffi_take_restype(wf_value restype, wf_value *checker) {
  *checker = WF_EMPTY;
  if (restype == WF_NONE) return true;
  bool class = wf_ffi_is_class(restype) && wf_ffi_info_of(wf_to_type(restype));
  if (!class && !wf_is_callable(restype)) return false;
  wf_value found;
  int status = wf_getattr_optional(restype, wf_str_intern_c("_check_retval_"), &found);
  if (status < 0) wf_error_clear();
  if (status > 0) *checker = found;
  return true;
}

static const wf_ffi_info *result_info(wf_value restype) {
  if (restype == WF_EMPTY || !wf_ffi_is_class(restype)) return NULL;
  return wf_ffi_info_of(wf_to_type(restype));
}

static wf_value take_result(const wf_ffi_call *call, const wf_ffi_info *info, wf_value made,
                            const uint8_t *bytes) {
  wf_value v = made;
  if (call->restype == WF_NONE) return WF_NONE;
  if (!info) {
    ffi_sarg number;
    memcpy(&number, bytes, sizeof number);
    v = wf_small_int((int)number);
    return call->restype == WF_EMPTY ? v : wf_call1(call->restype, v);
  }
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  if (info->scalar && info->scalar->is_integer && info->size < sizeof(ffi_arg))
    bytes += sizeof(ffi_arg) - info->size;
#endif
  if (made == WF_EMPTY) {
    bool plain = info->get && !info->derived;
    v = plain ? info->get(bytes) : wf_ffi_copy(wf_to_type(call->restype), bytes);
  }
  return v == WF_ERROR || call->checker == WF_EMPTY ? v : wf_call1(call->checker, v);
}

/* --- The call --- */

#define MOST_ARGUMENTS 1024

static bool take_argument(const wf_ffi_call *call, wf_value v, size_t i, wf_ffi_argument *out) {
  const wf_ffi_parameters *p = call->parameters;
  if (p && i < p->count) {
    const wf_ffi_parameter *parameter = &p->items[i];
    v = parameter->from_param == WF_EMPTY ? wf_ffi_from_param(parameter->type, v, out)
                                          : wf_call1(parameter->from_param, v);
    if (v == WF_EMPTY) return true;
  }
  if (v != WF_ERROR && wf_ffi_convert(v, out, i + 1)) return true;
  wf_ffi_raise_argument(i + 1);
  return false;
}

static bool check_count(const wf_ffi_call *call, size_t count) {
  if (count > MOST_ARGUMENTS) {
    wf_raise(wf_ffi_argument_error(), "too many arguments (%zu), maximum is %d", count,
             MOST_ARGUMENTS);
    return false;
  }
  if (!call->parameters) return true;
  size_t wanted = call->parameters->count;
  bool open = call->flags & WF_FFI_FLAG_CDECL;
  if (open ? count >= wanted : count == wanted) return true;
  wf_raise(&wf_exc_TypeError, "this function takes %s%zu argument%s (%zu given)",
           open ? "at least " : "", wanted, wanted == 1 ? "" : "s", count);
  return false;
}

/* Nothing of the runtime is touched between entering and leaving. */
static bool call_outside(const wf_ffi_call *call, const wf_ffi_signature *s, void *result,
                         void **places) {
  bool with_errno = call->flags & WF_FFI_FLAG_ERRNO;
  wf_outside_enter();
  if (with_errno) wf_ffi_swap_errno();
  ffi_call((ffi_cif *)&s->cif, call->function, result, places);
  if (with_errno) wf_ffi_swap_errno();
  return wf_outside_leave();
}

static wf_value call_with(const wf_ffi_call *call, const wf_value *args, size_t count,
                          wf_ffi_argument *a, void **places) {
  for (size_t i = 0; i < count; i++) {
    if (!take_argument(call, args[i], i, &a[i])) return WF_ERROR;
    places[i] = (void *)(uintptr_t)a[i].place;
  }
  const wf_ffi_info *info = result_info(call->restype);
  ffi_type *type = call->restype == WF_NONE ? &ffi_type_void : info ? info->passed : &ffi_type_sint;
  if (info && info->kind == WF_FFI_ARRAY)
    return wf_raise(&wf_exc_TypeError, "a function cannot return an array");
  size_t fixed = call->parameters && call->parameters->count ? call->parameters->count : count;
  const wf_ffi_signature *s = signature_for(call, a, count, fixed, type);
  if (!s) return WF_ERROR;
  _Alignas(16) uint8_t bytes[16] = {0};
  wf_value made = WF_EMPTY;
  void *result = bytes;
  if (info && (info->kind == WF_FFI_STRUCT || info->kind == WF_FFI_UNION)) {
    made = wf_ffi_new(wf_to_type(call->restype));
    if (made == WF_ERROR) return WF_ERROR;
    result = wf_ffi_at(made);
  }
  return call_outside(call, s, result, places) ? take_result(call, info, made, bytes) : WF_ERROR;
}

/* In one block: during the call only the places are referred to, which lie in the arguments. */
static WF_NOINLINE wf_value call_with_many(const wf_ffi_call *call, const wf_value *args,
                                           size_t count) {
  wf_ffi_argument *a = wf_alloc_array(count, sizeof *a + sizeof(void *));
  return a ? call_with(call, args, count, a, (void **)(void *)(a + count)) : WF_ERROR;
}

wf_value wf_ffi_call_function(const wf_ffi_call *call, const wf_value *args, size_t count) {
  enum { FEW = 6 };
  if (!check_count(call, count)) return WF_ERROR;
  if (count > FEW) return call_with_many(call, args, count);
  wf_ffi_argument a[FEW];
  void *places[FEW];
  return call_with(call, args, count, a, places);
}

/* --- argtypes --- */

const wf_ffi_parameters *wf_ffi_parameters_new(wf_value types) {
  bool sequence = wf_is_tuple(types) || wf_is_list(types);
  wf_value tuple = sequence ? wf_tuple_from_iterable(types) : WF_EMPTY;
  if (!sequence) wf_raise(&wf_exc_TypeError, "_argtypes_ must be a sequence of types");
  if (tuple == WF_ERROR || !sequence) return NULL;
  size_t count = wf_tuple_length(tuple);
  if (count > MOST_ARGUMENTS) {
    wf_raise(wf_ffi_argument_error(),
             "_argtypes_ has too many arguments (%zu), maximum is %d", count,
             MOST_ARGUMENTS);
    return NULL;
  }
  wf_ffi_parameters *p = wf_alloc_var(sizeof *p + count * sizeof *p->items);
  if (!p) return NULL;
  p->types = tuple;
  p->count = count;
  for (size_t i = 0; i < count; i++) {
    wf_value type = wf_tuple_get(tuple, i), method;
    int found = wf_getattr_optional(type, wf_str_intern_c("from_param"), &method);
    if (found < 0) return NULL;
    if (!found) {
      wf_raise(&wf_exc_TypeError, "item %zu in _argtypes_ has no from_param method", i + 1);
      return NULL;
    }
    bool class = wf_ffi_is_class(type) && wf_ffi_info_of(wf_to_type(type));
    p->items[i].type = class ? wf_to_type(type) : NULL;
    const wf_native *native = wf_has_root_shape(method, &wf_native_type)
                                  ? (const wf_native *)wf_to_object(method) : NULL;
    bool plain = class && native && native->function == wf_ffi_class_from_param &&
                 native->self == type;
    p->items[i].from_param = plain ? WF_EMPTY : method;
  }
  return p;
}
