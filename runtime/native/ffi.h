/* Foreign values and foreign functions: what the files of the module _ffi share.

   A class of foreign values (c_int, a Structure, an array type, ...) has a wf_ffi_info, which says
   how its values lie in memory and how they are passed. A foreign value is a wf_ffi_data: a place
   in memory, its own or a part of another value's.

   Memory. What a value owns is collected memory without pointers: the collector neither moves it
   nor looks into it. So whatever a foreign value points to is kept alive by references beside the
   memory (`keep`, which scripts see as _objects), never by the pointer in it. Several threads may
   read and write the same memory: aligned words up to eight bytes are read and written whole. */
#ifndef WF_NATIVE_FFI_H
#define WF_NATIVE_FFI_H

#include <ffi.h>

#include "runtime/native.h"

/* --- Classes (ffi_type.c) --- */

enum wf_ffi_kind {
  WF_FFI_SIMPLE = 1,
  WF_FFI_POINTER,
  WF_FFI_ARRAY,
  WF_FFI_STRUCT,
  WF_FFI_UNION,
  WF_FFI_FUNCTION
};

/* Reads a value; WF_ERROR with an exception pending. */
typedef wf_value (*wf_ffi_getter)(const uint8_t *at);
/* Writes one; gives what has to be kept alive for it (WF_NONE: nothing), or WF_ERROR. */
typedef wf_value (*wf_ffi_setter)(uint8_t *at, wf_value v);

/* A C type that has a code of one letter (ffi_scalar.c). */
typedef struct wf_ffi_scalar {
  char code;
  uint8_t size, align;
  bool is_signed, is_integer;
  ffi_type *passed;
  wf_ffi_getter get, get_swapped; /* swapped: NULL when there is no other byte order */
  wf_ffi_setter set, set_swapped;
} wf_ffi_scalar;

/* How a parameter is converted: by the class itself, or by what its from_param was set to. */
typedef struct wf_ffi_parameter {
  wf_type *type;       /* NULL: from_param only */
  wf_value from_param; /* WF_EMPTY: as the class does */
} wf_ffi_parameter;
typedef struct wf_ffi_parameters {
  wf_value types; /* the tuple that was given */
  size_t count;
  wf_ffi_parameter items[];
} wf_ffi_parameters;

/* Fixed when it is published in its class, but for the fields marked so. A class of structures gets
   another one when its _fields_ are set. */
typedef struct wf_ffi_info {
  enum wf_ffi_kind kind;
  bool swapped;
  bool derived;       /* below a simple type: its values are given as instances */
  bool has_pointer;   /* cannot be pickled */
  bool has_bitfield;
  bool has_union;
  /* Structures: NULL while _fields_ may still be set; this info itself once its layout has been
     used; or the info that has taken its place. Set once, by any thread: wf_ffi_settled. */
  _Atomic(struct wf_ffi_info *) later;
  const wf_ffi_scalar *scalar; /* SIMPLE */
  size_t size, align;
  size_t length;      /* items of an array, fields of a structure with those of its bases */
  ffi_type *passed;
  wf_ffi_getter get;  /* NULL: values are given as instances */
  wf_ffi_setter set;
  wf_slot item;       /* class of the items or of what is pointed to; WF_EMPTY: not known yet.
                         Written by set_type of a pointer class. */
  _Atomic(const char *) format; /* of the buffer protocol, for an item of an array.
                         Written as `item`. */
  int dimensions;
  const int64_t *shape;
  wf_slot arrays;     /* dict: length -> array class of this one. Any thread. */
  wf_value fields;    /* STRUCT, UNION: tuple of the names that the class itself adds */
  wf_value places;    /* likewise: of what is found under these names, wf_ffi_field each */
  _Atomic(bool) shown; /* the class has them as attributes */
  int flags;          /* FUNCTION: WF_FFI_FLAG_... */
  const wf_ffi_parameters *parameters; /* FUNCTION; NULL: none given */
  wf_value restype;   /* FUNCTION; WF_EMPTY: none given */
  wf_value checker;   /* FUNCTION: restype's _check_retval_, or WF_EMPTY */
} wf_ffi_info;

enum { WF_FFI_FLAG_CDECL = 1, WF_FFI_FLAG_PYTHON = 4, WF_FFI_FLAG_ERRNO = 8 };

static inline bool wf_ffi_is_class(wf_value v) {
  return wf_is_type(v) &&
         (atomic_load_explicit(&wf_to_type(v)->flags, memory_order_relaxed) & WF_TYPE_IS_CDATA);
}
/* NULL: not a class of foreign values, or one without a layout. An info that has been replaced is
   not given any more, though it may be the class's for another moment: values may have been made
   by the new one. */
static inline wf_ffi_info *wf_ffi_info_of(const wf_type *type) {
  if (!(atomic_load_explicit(&((wf_type *)type)->flags, memory_order_relaxed) & WF_TYPE_IS_CDATA))
    return NULL;
  wf_ffi_info *info = __atomic_load_n(&((wf_type *)type)->native_data, __ATOMIC_ACQUIRE);
  if (WF_UNLIKELY(!info)) return NULL;
  wf_ffi_info *later = atomic_load_explicit(&info->later, memory_order_acquire);
  return WF_LIKELY(!later) ? info : later;
}
static inline void wf_ffi_publish(wf_type *type, wf_ffi_info *info) {
  __atomic_store_n(&type->native_data, info, __ATOMIC_RELEASE);
}
/* The info to lay something out by: it changes no more. */
wf_ffi_info *wf_ffi_settled(wf_ffi_info *info);
/* The class of the items or of the target; NULL when it is not known (yet). */
static inline wf_type *wf_ffi_item_of(const wf_ffi_info *info) {
  wf_value v = wf_slot_acquire(&info->item);
  return v == WF_EMPTY ? NULL : wf_to_type(v);
}

extern wf_type wf_ffi_simple_meta, wf_ffi_pointer_meta, wf_ffi_array_meta, wf_ffi_struct_meta,
    wf_ffi_union_meta, wf_ffi_function_meta;

/* The class that `type` makes instances like: its info, with TypeError "abstract class". */
wf_ffi_info *wf_ffi_concrete(const wf_type *type);
/* Makes a class; the info is still to be published. NULL: error pending. One without a base among
   the foreign values has no use, but is made all the same. */
wf_type *wf_ffi_class_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames);
/* The attribute of a class, own or inherited: 1, 0, -1. */
int wf_ffi_class_attribute(const wf_type *type, const char *name, wf_value *out);
wf_value wf_ffi_array_class(wf_type *item, int64_t length);
wf_value wf_ffi_pointer_class(wf_value target);
/* "(2,3)<i" and the like in memory that the collector keeps; NULL: MemoryError. */
const char *wf_ffi_format_text(const char *before, int dimensions, const int64_t *shape,
                               const char *format, const char *after);
/* The structure of C that an array is when it is a part of one. */
ffi_type *wf_ffi_aggregate(const wf_ffi_info *info);

/* The metaclasses' `new` slots, each in the file of its noun. */
wf_value wf_ffi_simple_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_ffi_pointer_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_ffi_array_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_ffi_struct_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_ffi_function_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames);
int wf_ffi_struct_setattr(wf_value cls, wf_value name, wf_value value);
wf_value wf_ffi_pointer_set_type(const wf_value *args, size_t nargs, wf_value kwnames);

/* --- Values (ffi_data.c) --- */

#define WF_FFI_INLINE 16

typedef struct wf_ffi_data {
  wf_object head;
  _Alignas(16) uint8_t own[WF_FFI_INLINE]; /* memory of small values */
  /* Both changed by resize() only, which does not free what it leaves, and never gives a place with
     less room than any before: who reads the size first finds as much at `at`. */
  _Atomic(uint8_t *) at;
  _Atomic(size_t) size;
  wf_value base;    /* the value that this is a part of, or WF_EMPTY; fixed */
  union {
    size_t index;   /* of a part, in its base, for names in its `keep`; fixed */
    void *block;    /* of a whole: its memory, when that is not `own` and not foreign; else NULL */
  };
  wf_slot keep;     /* _objects: what has to live as long; WF_EMPTY: nothing. Any thread. */
  size_t room;      /* of a whole: bytes at `at`. Under the lock. */
} wf_ffi_data;
extern wf_type wf_ffi_data_type;

static inline wf_ffi_data *wf_to_ffi_data(wf_value v) { return (wf_ffi_data *)(uintptr_t)v; }
static inline bool wf_is_ffi_data(wf_value v) {
  return wf_is_object(v) && v != WF_EMPTY && (wf_type_flags_of(v) & WF_TYPE_IS_CDATA);
}
static inline uint8_t *wf_ffi_at(wf_value v) {
  return atomic_load_explicit(&wf_to_ffi_data(v)->at, memory_order_acquire);
}
/* To be read before wf_ffi_at, where both matter. */
static inline size_t wf_ffi_size(wf_value v) {
  return atomic_load_explicit(&wf_to_ffi_data(v)->size, memory_order_acquire);
}
static inline wf_ffi_info *wf_ffi_info_of_value(wf_value v) {
  return wf_ffi_info_of(wf_type_of(v));
}

/* A zeroed value of its own. WF_ERROR: TypeError for an abstract class, MemoryError. */
wf_value wf_ffi_new(wf_type *type);
wf_value wf_ffi_new_slot(wf_type *type, const wf_value *args, size_t npos, wf_value kwnames);
/* One in the memory of `base` (WF_EMPTY: nobody's). */
wf_value wf_ffi_part(wf_type *type, wf_value base, size_t index, uint8_t *at);
/* A copy of foreign memory. */
wf_value wf_ffi_copy(wf_type *type, const void *from);
/* The value of class `type` at a place in `base`: read, or as a part. */
wf_value wf_ffi_get(wf_type *type, wf_value base, size_t index, uint8_t *at);
/* Assigns to a place in `self` and keeps alive what that needs. false: error pending. */
bool wf_ffi_set(wf_value self, wf_type *type, size_t index, uint8_t *at, wf_value value);
/* The same for a simple type and what its setter takes. */
bool wf_ffi_set_simple(wf_value self, const wf_ffi_info *info, size_t index, uint8_t *at,
                       wf_value value);
/* Stores bytes at a place in `self` and keeps alive what they need (WF_NONE: nothing): one step for
   all that store there so, or what is kept might not be what is pointed to. */
bool wf_ffi_put(wf_value self, size_t index, uint8_t *at, const void *from, size_t size,
                wf_value keep);
bool wf_ffi_keep(wf_value self, size_t index, wf_value value);
/* What the whole that v belongs to keeps alive: a dict, a value, or WF_NONE. */
wf_value wf_ffi_kept(wf_value v);
/* The _objects of the whole, made a dict where it can be one. */
wf_value wf_ffi_whole(wf_value v);
int wf_ffi_buffer(wf_value self, struct wf_buffer *view, int flags);
/* Is the memory of v that of `owner`, through a view that from_buffer() holds? No script code. */
bool wf_ffi_shows(wf_value v, wf_value owner);

/* Moves up to 8 aligned bytes as one word. */
static inline void wf_ffi_move(void *to, const void *from, size_t size) {
  uintptr_t both = (uintptr_t)to | (uintptr_t)from;
  if (size == 8 && !(both & 7))
    __atomic_store_n((uint64_t *)to, __atomic_load_n((const uint64_t *)from, __ATOMIC_RELAXED),
                     __ATOMIC_RELAXED);
  else if (size == 4 && !(both & 3))
    __atomic_store_n((uint32_t *)to, __atomic_load_n((const uint32_t *)from, __ATOMIC_RELAXED),
                     __ATOMIC_RELAXED);
  else if (size == 2 && !(both & 1))
    __atomic_store_n((uint16_t *)to, __atomic_load_n((const uint16_t *)from, __ATOMIC_RELAXED),
                     __ATOMIC_RELAXED);
  else if (size == 1)
    __atomic_store_n((uint8_t *)to, __atomic_load_n((const uint8_t *)from, __ATOMIC_RELAXED),
                     __ATOMIC_RELAXED);
  else memmove(to, from, size);
}
static inline void *wf_ffi_load_pointer(const void *at) {
  void *p;
  wf_ffi_move(&p, at, sizeof p);
  return p;
}
static inline void wf_ffi_store_pointer(void *at, const void *p) { wf_ffi_move(at, &p, sizeof p); }

/* --- Simple types (ffi_scalar.c) --- */

extern wf_type wf_ffi_simple_type;
const wf_ffi_scalar *wf_ffi_scalar_find(uint32_t code);
/* The low 64 bits of an integer; false: TypeError. */
bool wf_ffi_integer_bits(wf_value v, uint64_t *bits);
wf_value wf_ffi_from_wide(const wchar_t *text, size_t length);
/* A copy, NUL-terminated, in collected memory: NULL for MemoryError. */
wchar_t *wf_ffi_to_wide(wf_value str, size_t *length);
/* Texts up to the NUL, of at most `most` characters, that others may change meanwhile. */
wf_value wf_ffi_chars(const char *text, size_t most);
wf_value wf_ffi_wide_chars(const wchar_t *text, size_t most);
/* Those of char and wchar_t arrays of `size` bytes. */
wf_value wf_ffi_get_text(const uint8_t *at, size_t size, bool wide);
/* v as far as its first NUL (to_nul), or all of it. */
bool wf_ffi_set_text(uint8_t *at, size_t size, bool wide, bool to_nul, wf_value v);
static inline bool wf_ffi_is_code(const wf_type *type, char code) {
  const wf_ffi_info *info = type ? wf_ffi_info_of(type) : NULL;
  return info && info->kind == WF_FFI_SIMPLE && info->scalar->code == code;
}

/* --- Structures (ffi_struct.c, ffi_field.c), arrays, pointers --- */

extern wf_type wf_ffi_structure_type, wf_ffi_union_type, wf_ffi_field_type, wf_ffi_array_type,
    wf_ffi_pointer_type;

/* `count` items from `first` on, every step-th, the first one at `at`: bytes for chars, a str for
   wide ones, else a list. */
wf_value wf_ffi_items(wf_value self, wf_type *type, uint8_t *at, int64_t first, int64_t count,
                      int64_t step);

typedef struct wf_ffi_field {
  wf_object head;
  wf_type *type;
  size_t offset, index;
  size_t size;         /* bytes */
  uint8_t bits, shift; /* bits != 0: a bit field, from the lowest bit of its unit on */
  bool text, wide;     /* a char or wchar_t array: read and written as bytes or str */
  _Atomic(bool) anonymous; /* its fields are its owner's too */
} wf_ffi_field;
static inline wf_ffi_field *wf_to_ffi_field(wf_value v) { return (wf_ffi_field *)(uintptr_t)v; }
wf_value wf_ffi_field_new(const wf_ffi_field *model);

/* --- Functions (ffi_function.c, ffi_call.c) and callbacks (ffi_callback.c) --- */

/* A value on its way to a foreign function. */
typedef struct wf_ffi_argument {
  ffi_type *type;
  const void *place; /* where libffi finds it: `bytes`, or the memory of a structure */
  wf_value keep;     /* lives as long as the call */
  char code;
  _Alignas(16) uint8_t bytes[16];
} wf_ffi_argument;

/* byref() and from_param() give one of these. */
typedef struct wf_ffi_box {
  wf_object head;
  wf_ffi_argument argument; /* place: NULL stands for `bytes` */
  wf_value object;          /* byref's, _obj */
} wf_ffi_box;
extern wf_type wf_ffi_box_type, wf_ffi_callable_type, wf_ffi_thunk_type;
wf_type *wf_ffi_argument_error(void); /* ctypes.ArgumentError */
wf_value wf_ffi_byref(wf_value data, int64_t offset);

/* What a class makes of an argument: another value to be passed in the general way, or WF_EMPTY
   when it filled in `out`, or WF_ERROR. */
wf_value wf_ffi_from_param(wf_type *type, wf_value v, wf_ffi_argument *out);
/* The from_param of metaclasses, to see whether a class has another. */
wf_value wf_ffi_class_from_param(const wf_value *args, size_t nargs, wf_value kwnames);
/* The general way: integers, bytes, str, None, foreign values, _as_parameter_. */
bool wf_ffi_convert(wf_value v, wf_ffi_argument *out, size_t number);
/* v as a pointer argument of c_void_p; ArgumentError. */
bool wf_ffi_take_pointer(wf_value v, wf_ffi_argument *out);
wf_value wf_ffi_raise_argument(size_t number);

typedef struct wf_ffi_signature wf_ffi_signature; /* prepared by libffi; immutable */

typedef struct wf_ffi_call {
  void (*function)(void);
  int flags;
  const wf_ffi_parameters *parameters; /* or NULL */
  wf_value restype;                    /* class, callable, WF_NONE; WF_EMPTY: int */
  wf_value checker;                    /* or WF_EMPTY */
  _Atomic(const wf_ffi_signature *) *last; /* of the call before, or NULL */
} wf_ffi_call;
wf_value wf_ffi_call_function(const wf_ffi_call *call, const wf_value *args, size_t count);
/* argtypes as a sequence; NULL: TypeError. */
const wf_ffi_parameters *wf_ffi_parameters_new(wf_value types);
/* restype checked; *checker set. */
bool wf_ffi_take_restype(wf_value restype, wf_value *checker);

/* A thunk with which C calls `callable`; its address. keep: it lives as long as the runtime. */
wf_value wf_ffi_thunk_new(wf_value callable, const wf_ffi_parameters *parameters, wf_value restype,
                          int flags, bool keep);
void *wf_ffi_thunk_code(wf_value thunk);
/* As the runtime ends: what C has the addresses of is free for other callbacks. */
void wf_ffi_bury_living(void);
void wf_ffi_swap_errno(void);
int wf_ffi_errno_get(void);
int wf_ffi_errno_set(int value); /* the old one */

/* --- The module's functions (ffi_library.c) --- */

extern const wf_native_def wf_ffi_library_functions[];
bool wf_ffi_library_init(wf_value module);

#endif
