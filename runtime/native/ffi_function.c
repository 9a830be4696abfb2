/* Foreign functions as objects, and the boxes that carry arguments. */
#include <config.h>

#include <dlfcn.h>
#include <stdio.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* A restype and what it checks results with; replaced as one and never changed. */
typedef struct result {
  wf_value restype, checker;
} result;

typedef struct function {
  wf_ffi_data data;
  /* any thread may write these; WF_EMPTY or NULL: as the class says */
  wf_slot errcheck;
  _Atomic(const struct result *) result;
  _Atomic(const wf_ffi_parameters *) parameters;
  _Atomic(const wf_ffi_signature *) last;
  wf_value paramflags; /* tuple, or WF_EMPTY; fixed */
} function;
static function *to_function(wf_value v) { return (function *)wf_to_object(v); }

/* --- Classes --- */

wf_value wf_ffi_function_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_type *type = wf_ffi_class_new(meta, args, npos, kwnames);
  if (!type) return WF_ERROR;
  wf_value flags = wf_dict_get_c(type->namespace, "_flags_");
  int64_t bits;
  if (flags == WF_EMPTY || !wf_is_int(flags) || !wf_int_to_int64(flags, &bits))
    return wf_raise(&wf_exc_TypeError, "class must define _flags_ which must be an integer");
  wf_ffi_info *info = wf_alloc(sizeof *info);
  *info = (wf_ffi_info){.kind = WF_FFI_FUNCTION,
                        .has_pointer = true,
                        .size = sizeof(void *),
                        .align = _Alignof(void *),
                        .length = 1,
                        .passed = &ffi_type_pointer,
                        .format = "X{}",
                        .flags = (int)bits};
  wf_value types = wf_dict_get_c(type->namespace, "_argtypes_");
  if (types != WF_EMPTY && !(info->parameters = wf_ffi_parameters_new(types))) return WF_ERROR;
  info->restype = wf_dict_get_c(type->namespace, "_restype_");
  if (info->restype != WF_EMPTY && !wf_ffi_take_restype(info->restype, &info->checker))
    return wf_raise(&wf_exc_TypeError, "_restype_ must be a type, a callable, or None");
  wf_ffi_publish(type, info);
  return wf_from_type(type);
}

/* --- paramflags: (direction[, name[, default]]) for each parameter --- */

enum { DIRECTION_IN = 1, DIRECTION_OUT = 2, DIRECTION_LCID = 4 };

typedef struct paramflag {
  int direction;
  wf_value name, fallback; /* WF_EMPTY: none */
} paramflag;

static bool read_paramflag(wf_value item, paramflag *out) {
  int64_t direction;
  size_t parts = wf_is_tuple(item) ? wf_tuple_length(item) : 0;
  *out = (paramflag){0};
  if (parts < 1 || parts > 3 || !wf_is_int(wf_tuple_get(item, 0)) ||
      !wf_int_to_int64(wf_tuple_get(item, 0), &direction))
    return false;
  out->direction = (int)direction;
  if (parts > 1 && wf_tuple_get(item, 1) != WF_NONE) out->name = wf_tuple_get(item, 1);
  if (parts > 2) out->fallback = wf_tuple_get(item, 2);
  return out->name == WF_EMPTY || wf_is_str(out->name);
}

static bool may_be_out(const wf_type *type) {
  const wf_ffi_info *info = type ? wf_ffi_info_of(type) : NULL;
  if (!info) return false;
  return info->kind == WF_FFI_POINTER || info->kind == WF_FFI_ARRAY ||
         (info->kind == WF_FFI_SIMPLE && strchr("PzZ", info->scalar->code));
}

static bool check_paramflag(wf_value item, const wf_ffi_parameters *p, size_t i) {
  paramflag flag;
  if (!read_paramflag(item, &flag)) {
    wf_raise(&wf_exc_TypeError,
             "paramflags must be a sequence of (int [,string [,value]]) tuples");
    return false;
  }
  switch (flag.direction & (DIRECTION_IN | DIRECTION_OUT | DIRECTION_LCID)) {
  case 0:
  case DIRECTION_IN:
  case DIRECTION_IN | DIRECTION_LCID:
  case DIRECTION_IN | DIRECTION_OUT: return true;
  case DIRECTION_OUT:
    if (may_be_out(p->items[i].type)) return true;
    wf_raise(&wf_exc_TypeError, "'out' parameter %zu must be a pointer type, not %S", i + 1,
             wf_str_from_c(p->items[i].type ? wf_type_name(p->items[i].type) : "?"));
    return false;
  default:
    wf_raise(&wf_exc_TypeError, "paramflag value %d not supported", flag.direction);
    return false;
  }
}

static bool check_paramflags(wf_value flags, const wf_ffi_parameters *p) {
  if (!wf_is_tuple(flags)) {
    wf_raise(&wf_exc_TypeError, "paramflags must be a tuple or None");
    return false;
  }
  if (p && p->count != wf_tuple_length(flags)) {
    wf_raise(&wf_exc_ValueError, "paramflags must have the same length as argtypes");
    return false;
  }
  for (size_t i = 0; p && i < p->count; i++)
    if (!check_paramflag(wf_tuple_get(flags, i), p, i)) return false;
  return true;
}

/* --- Instances --- */

/* Address of a name in a library; false: error pending. */
static bool find_symbol(wf_value name, wf_value dll, void **out) {
  wf_value handle = wf_getattr(dll, wf_str_intern_c("_handle"));
  uint64_t bits;
  if (handle == WF_ERROR) return false;
  if (!wf_is_int(handle)) {
    wf_raise(&wf_exc_TypeError, "the _handle attribute of the second argument must be an integer");
    return false;
  }
  if (!wf_ffi_integer_bits(handle, &bits)) return false;
  const char *text = wf_is_str(name)     ? wf_str_data(name)
                     : wf_is_bytes(name) ? (const char *)wf_to_bytes(name)->data
                                         : NULL;
  if (!text) {
    wf_raise(&wf_exc_TypeError, "function name must be string, bytes object or integer");
    return false;
  }
  dlerror();
  *out = dlsym((void *)(uintptr_t)bits, text);
  if (*out) return true;
  const char *error = dlerror();
  wf_raise(&wf_exc_AttributeError, "%s", error ? error : "symbol is NULL");
  return false;
}

static wf_value from_library(wf_type *cls, const wf_value *args, size_t npos) {
  wf_value pair = args[0], flags = npos > 1 ? args[1] : WF_NONE;
  void *address;
  if (npos > 2 || wf_tuple_length(pair) != 2)
    return wf_raise(&wf_exc_TypeError, "argument must be callable or integer function address");
  if (!find_symbol(wf_tuple_get(pair, 0), wf_tuple_get(pair, 1), &address)) return WF_ERROR;
  const wf_ffi_info *info = wf_ffi_concrete(cls);
  if (!info || (flags != WF_NONE && !check_paramflags(flags, info->parameters))) return WF_ERROR;
  wf_value self = wf_ffi_new(cls);
  if (self == WF_ERROR) return WF_ERROR;
  wf_ffi_store_pointer(wf_ffi_at(self), address);
  if (flags != WF_NONE) to_function(self)->paramflags = flags;
  return wf_ffi_keep(self, 0, wf_tuple_get(pair, 1)) ? self : WF_ERROR;
}

/* keep=True: the callback stays callable when nothing refers to the object any more. */
static int take_keep(const wf_value *args, size_t npos, wf_value kwnames) {
  for (size_t i = 0; kwnames != WF_EMPTY && i < wf_tuple_length(kwnames); i++) {
    if (wf_str_equal_c(wf_tuple_get(kwnames, i), "keep")) return wf_truth(args[npos + i]);
    wf_raise(&wf_exc_TypeError, "'%U' is an invalid keyword argument for a function pointer",
             wf_tuple_get(kwnames, i));
    return -1;
  }
  return 0;
}

static wf_value from_callable(wf_type *cls, wf_value callable, int keep) {
  const wf_ffi_info *info = wf_ffi_info_of(cls);
  if (!info || !info->parameters)
    return wf_raise(&wf_exc_TypeError, "cannot construct instance of this class: no argtypes");
  wf_value restype = info->restype == WF_EMPTY ? WF_NONE : info->restype;
  wf_value thunk = wf_ffi_thunk_new(callable, info->parameters, restype, info->flags, keep > 0);
  wf_value self = thunk == WF_ERROR ? WF_ERROR : wf_ffi_new(cls);
  if (self == WF_ERROR) return WF_ERROR;
  wf_ffi_store_pointer(wf_ffi_at(self), wf_ffi_thunk_code(thunk));
  return wf_ffi_keep(self, 0, thunk) ? self : WF_ERROR;
}

static wf_value function_make(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  int keep = take_keep(args, npos, kwnames);
  if (keep < 0) return WF_ERROR;
  if (npos == 0) return wf_ffi_new(cls);
  if (wf_is_tuple(args[0])) return from_library(cls, args, npos);
  if (npos != 1 || (!wf_is_int(args[0]) && !wf_is_callable(args[0])))
    return wf_raise(&wf_exc_TypeError, "argument must be callable or integer function address");
  if (!wf_is_int(args[0])) return from_callable(cls, args[0], keep);
  uint64_t bits;
  wf_value self = wf_ffi_new(cls);
  if (self == WF_ERROR || !wf_ffi_integer_bits(args[0], &bits)) return WF_ERROR;
  wf_ffi_store_pointer(wf_ffi_at(self), (void *)(uintptr_t)bits);
  return self;
}

static const wf_ffi_parameters *parameters_of(wf_value self) {
  const wf_ffi_parameters *own =
      atomic_load_explicit(&to_function(self)->parameters, memory_order_acquire);
  return own ? own : wf_ffi_info_of_value(self)->parameters;
}

/* WF_EMPTY: none was ever given, which means int. */
static wf_value restype_of(wf_value self, wf_value *checker) {
  const wf_ffi_info *info = wf_ffi_info_of_value(self);
  const result *own = atomic_load_explicit(&to_function(self)->result, memory_order_acquire);
  *checker = own ? own->checker : info->checker;
  return own ? own->restype : info->restype;
}

static wf_value get_restype(wf_value self) {
  wf_value checker, v = restype_of(self, &checker);
  return v == WF_EMPTY ? WF_NONE : v;
}
static int set_restype(wf_value self, wf_value v) {
  wf_value checker = WF_EMPTY;
  result *own = NULL;
  if (v != WF_EMPTY && !wf_ffi_take_restype(v, &checker)) {
    wf_raise(&wf_exc_TypeError, "restype must be a type, a callable, or None");
    return -1;
  }
  if (v != WF_EMPTY) {
    own = wf_alloc(sizeof *own);
    *own = (result){v, checker};
  }
  atomic_store_explicit(&to_function(self)->result, own, memory_order_release);
  return 0;
}

static wf_value get_argtypes(wf_value self) {
  const wf_ffi_parameters *p = parameters_of(self);
  return p ? p->types : WF_NONE;
}
static int set_argtypes(wf_value self, wf_value v) {
  const wf_ffi_parameters *p = NULL;
  wf_value flags = to_function(self)->paramflags;
  if (v != WF_EMPTY && v != WF_NONE && !(p = wf_ffi_parameters_new(v))) return -1;
  if (p && flags != WF_EMPTY && !check_paramflags(flags, p)) return -1;
  atomic_store_explicit(&to_function(self)->parameters, p, memory_order_release);
  return 0;
}

static wf_value get_errcheck(wf_value self) {
  wf_value v = wf_slot_acquire(&to_function(self)->errcheck);
  return v == WF_EMPTY ? WF_NONE : v;
}
static int set_errcheck(wf_value self, wf_value v) {
  if (v != WF_EMPTY && !wf_is_callable(v)) {
    wf_raise(&wf_exc_TypeError, "the errcheck attribute must be callable");
    return -1;
  }
  wf_slot_set(&to_function(self)->errcheck, v);
  return 0;
}

static int function_truth(wf_value self) { return wf_ffi_load_pointer(wf_ffi_at(self)) != NULL; }

static wf_value function_repr(wf_value self) {
  return wf_str_format("<%T object at %p>", self, (void *)(uintptr_t)self);
}

/* --- Calls by paramflags --- */

typedef struct arranged {
  wf_value *values;
  bool *given_back; /* an out or inout parameter: a part of the result */
  size_t count, results;
} arranged;

/* The next argument: by position, by name, or the default. WF_EMPTY is none. */
static wf_value next_argument(const paramflag *flag, const wf_value *args, size_t npos,
                              wf_value kwnames, size_t *used) {
  if (*used < npos) return args[(*used)++];
  for (size_t i = 0; kwnames != WF_EMPTY && flag->name != WF_EMPTY && i < wf_tuple_length(kwnames);
       i++)
    if (wf_str_equal(wf_tuple_get(kwnames, i), flag->name)) {
      ++*used;
      return args[npos + i];
    }
  if (flag->fallback != WF_EMPTY) return flag->fallback;
  if (flag->name != WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "required argument '%U' missing", flag->name);
  return wf_raise(&wf_exc_TypeError, "not enough arguments");
}

static wf_value out_argument(const paramflag *flag, wf_type *type) {
  if (flag->fallback != WF_EMPTY) return flag->fallback;
  const wf_ffi_info *info = wf_ffi_info_of(type);
  if (info->kind == WF_FFI_SIMPLE)
    return wf_raise(&wf_exc_TypeError, "%N 'out' parameter must be passed as default value", type);
  wf_type *made = info->kind == WF_FFI_ARRAY ? type : wf_ffi_item_of(info);
  if (!made) return wf_raise(&wf_exc_TypeError, "%N has no _type_", type);
  return wf_call0(wf_from_type(made));
}

static bool arrange(wf_value self, const wf_ffi_parameters *p, const wf_value *args, size_t npos,
                    wf_value kwnames, arranged *out) {
  size_t used = 0, given = npos + (kwnames == WF_EMPTY ? 0 : wf_tuple_length(kwnames));
  wf_value flags = to_function(self)->paramflags;
  out->count = p->count;
  out->values = wf_alloc_array(p->count, sizeof *out->values);
  out->given_back = wf_alloc_array(p->count, sizeof *out->given_back);
  if (!out->values || !out->given_back) return false;
  for (size_t i = 0; i < p->count && i < wf_tuple_length(flags); i++) {
    paramflag flag;
    read_paramflag(wf_tuple_get(flags, i), &flag);
    int direction = flag.direction & (DIRECTION_IN | DIRECTION_OUT | DIRECTION_LCID);
    if (direction & DIRECTION_OUT) {
      out->given_back[i] = true;
      out->results++;
    }
    if (direction == (DIRECTION_IN | DIRECTION_LCID))
      out->values[i] = flag.fallback == WF_EMPTY ? wf_small_int(0) : flag.fallback;
    else if (direction == DIRECTION_OUT) out->values[i] = out_argument(&flag, p->items[i].type);
    else out->values[i] = next_argument(&flag, args, npos, kwnames, &used);
    if (out->values[i] == WF_ERROR) return false;
  }
  if (used == given) return true;
  wf_raise(&wf_exc_TypeError, "call takes exactly %zu arguments (%zu given)", used, given);
  return false;
}

static wf_value results_of(wf_value self, const arranged *a) {
  wf_value tuple = wf_tuple_new(a->results), flags = to_function(self)->paramflags;
  size_t n = 0;
  if (tuple == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < a->count; i++) {
    if (!a->given_back[i]) continue;
    paramflag flag;
    read_paramflag(wf_tuple_get(flags, i), &flag);
    wf_value v = a->values[i];
    if (!(flag.direction & DIRECTION_IN))
      v = wf_call_method0(v, wf_str_intern_c("__ctypes_from_outparam__"));
    if (v == WF_ERROR || a->results == 1) return v;
    wf_to_tuple(tuple)->items[n++] = v;
  }
  return tuple;
}

static wf_value check_result(wf_value self, wf_value result, const arranged *a, wf_value errcheck) {
  if (errcheck != WF_EMPTY && result != WF_ERROR) {
    wf_value tuple = wf_tuple_from_array(a->values, a->count);
    if (tuple == WF_ERROR) return WF_ERROR;
    wf_value checked = wf_call3(errcheck, result, self, tuple);
    if (checked != tuple) return checked;
  }
  return result == WF_ERROR || a->results == 0 ? result : results_of(self, a);
}

static wf_value function_call(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  function *f = to_function(self);
  wf_ffi_call call = {.flags = wf_ffi_info_of_value(self)->flags,
                      .parameters = parameters_of(self),
                      .last = &f->last};
  call.function = (void (*)(void))wf_ffi_load_pointer(wf_ffi_at(self));
  call.restype = restype_of(self, &call.checker);
  if (WF_UNLIKELY(!call.function))
    return wf_raise(&wf_exc_ValueError, "attempt to call a NULL function pointer");
  wf_value errcheck = wf_slot_acquire(&f->errcheck);
  bool plain = f->paramflags == WF_EMPTY || !call.parameters || call.parameters->count == 0;
  if (WF_LIKELY(plain && errcheck == WF_EMPTY)) return wf_ffi_call_function(&call, args, npos);
  arranged a = {.values = (wf_value *)args, .count = npos};
  if (!plain && !arrange(self, call.parameters, args, npos, kwnames, &a)) return WF_ERROR;
  return check_result(self, wf_ffi_call_function(&call, a.values, a.count), &a, errcheck);
}

static const wf_getset_def getsets[] = {
    {"errcheck", get_errcheck, set_errcheck, "a function to check for errors"},
    {"restype", get_restype, set_restype, "specify the result type"},
    {"argtypes", get_argtypes, set_argtypes, "specify the argument types"},
    {0}};
wf_type wf_ffi_callable_type = {.name = "_ctypes.CFuncPtr",
                                .doc = "Function Pointer",
                                .base = &wf_ffi_data_type,
                                .instance_size = sizeof(function),
                                .flags = WF_TYPE_BASE | WF_TYPE_IS_CDATA,
                                .slots = {.new = function_make,
                                          .call = function_call,
                                          .repr = function_repr,
                                          .truth = function_truth},
                                .getsets = getsets};

/* --- Boxes --- */

wf_value wf_ffi_byref(wf_value data, int64_t offset) {
  wf_ffi_box *box = wf_object_new(&wf_ffi_box_type);
  const void *p = wf_ffi_at(data) + offset;
  box->argument = (wf_ffi_argument){.type = &ffi_type_pointer, .code = 'P', .keep = data};
  memcpy(box->argument.bytes, &p, sizeof p);
  box->object = data;
  return wf_from_object(box);
}

static wf_value box_repr(wf_value self) {
  const wf_ffi_argument *a = &((const wf_ffi_box *)wf_to_object(self))->argument;
  const wf_ffi_scalar *s = wf_ffi_scalar_find((unsigned char)a->code);
  char code = a->code;
  if (s && s->is_integer && code != '?')
    return wf_str_format("<cparam '%c' (%S)>", code, s->get(a->bytes));
  if (code == 'd' || code == 'f')
    return wf_str_format("<cparam '%c' (%R)>", code, s->get(a->bytes));
  if (code == 'c') {
    uint8_t c = a->bytes[0];
    if (c >= ' ' && c < 127 && c != '\\' && c != '\'')
      return wf_str_format("<cparam 'c' ('%c')>", c);
    char text[40];
    snprintf(text, sizeof text, "<cparam 'c' ('\\x%02x')>", c);
    return wf_str_from_c(text);
  }
  if (strchr("zZP", code)) {
    char text[40];
    snprintf(text, sizeof text, "<cparam '%c' (%p)>", code, wf_ffi_load_pointer(a->bytes));
    return wf_str_from_c(text);
  }
  return wf_str_format("<cparam '%c' at %p>", code, (void *)(uintptr_t)self);
}

static const wf_member_def box_members[] = {
    {"_obj", WF_MEMBER_VALUE_READONLY, offsetof(wf_ffi_box, object), "the wrapped object"}, {0}};
wf_type wf_ffi_box_type = {.name = "CArgObject",
                           .instance_size = sizeof(wf_ffi_box),
                           .flags = WF_TYPE_NO_NEW,
                           .slots = {.repr = box_repr},
                           .members = box_members};
