/* Functions, methods and modules written in C.

   A native function has one C signature. Its parameters are described by a text in Python's own
   syntax, for example "(self, sub, start=None, end=None, /)" or "(iterable, /, *, key=None,
   reverse=False)", which is read once, on the first call: args then holds one value per parameter,
   in order, with WF_EMPTY for a parameter that was not given (the default in the text is for
   readers), a tuple for *args and a dict for **kwargs. Wrong counts and names raise CPython's
   TypeErrors before the function is entered. With the signature WF_RAW the arguments come as the
   caller gave them (call convention of object.h: nargs positional, then one for each name in
   kwnames); its visible signature is the doc's first line when that starts with "name(".

   For methods args[0] is self, checked to be an instance of the type. */
#ifndef WF_NATIVE_H
#define WF_NATIVE_H

#include "runtime/object.h"

typedef wf_value (*wf_native_fn)(const wf_value *args, size_t nargs, wf_value kwnames);

/* Heads the definition of a native function: WF_NATIVE(list_append) { ... args[0] ... } */
#define WF_NATIVE(function)                                                              \
  static wf_value function(WF_UNUSED const wf_value *args, WF_UNUSED size_t nargs,       \
                           WF_UNUSED wf_value kwnames)

#define WF_RAW NULL

enum wf_native_flags {
  WF_FN_METHOD = 0,       /* in a type's table: an instance method; in a module's: a function */
  WF_FN_CLASS = 1,        /* class method: args[0] is the class */
  WF_FN_STATIC = 2,       /* static method: no self */
  WF_FN_KIND = 3,         /* mask: one of the three above */
  WF_FN_SCRIPT = 4,       /* with METHOD: a function that is a script elsewhere; calls that do not
                             fit are told as such a function's are */
  WF_FN_WAITS = 8,        /* may wait without an end: see wf_thread's dead_from */
  WF_FN_PARSED = 16,      /* wrong counts are told with the words of those functions of CPython's
                             that take their arguments as one tuple */
  WF_FN_LETS_GO = 32,     /* a call that succeeds keeps nothing of its first argument, but may give
                             it back, or a list with it as the only item: see str.h */
  WF_FN_MAKES = 64,       /* says wf_str_made of a result that is new, and has unsaid it of any
                             other: see str.h */
};

typedef struct wf_native_def {
  const char *name;
  wf_native_fn function;
  const char *signature; /* or WF_RAW */
  const char *doc;
  int flags;
} wf_native_def;

typedef struct wf_getset_def {
  const char *name;
  wf_value (*get)(wf_value self);
  int (*set)(wf_value self, wf_value value); /* NULL: read-only; value WF_EMPTY deletes */
  const char *doc;
} wf_getset_def;

enum wf_member_kind {
  WF_MEMBER_VALUE,
  WF_MEMBER_VALUE_READONLY,
  WF_MEMBER_BOOL_READONLY,
  WF_MEMBER_INT_READONLY /* int32_t */,
  WF_MEMBER_DOUBLE_READONLY,
  WF_MEMBER_SUPER_READONLY, /* of what a super object stands for: descriptor.c */
  WF_MEMBER_VALUE_NONE /* unset reads None */
};

typedef struct wf_member_def {
  const char *name;
  enum wf_member_kind kind;
  size_t offset;
  const char *doc;
} wf_member_def;

/* A parsed signature; immutable once published. */
typedef struct wf_signature {
  uint16_t positional;      /* parameters that take positional arguments */
  uint16_t positional_only; /* the first so many of them */
  uint16_t required;        /* positional parameters without a default */
  uint16_t keyword_only;
  uint16_t keyword_required; /* keyword-only parameters without a default (count) */
  bool varargs, varkw;
  bool parsed;              /* of a function with WF_FN_PARSED */
  uint16_t count;           /* values in args: positional + varargs + keyword_only + varkw */
  wf_value names;           /* tuple of interned str, positional then keyword-only */
  uint64_t keyword_required_mask;
} wf_signature;

/* The object. Builtin functions, bound builtin methods (self set) and, with another type, unbound
   method descriptors share it. */
typedef struct wf_native {
  wf_object head;
  const wf_native_def *def;
  wf_native_fn function;
  _Atomic(const wf_signature *) signature; /* NULL until first needed or WF_RAW */
  wf_value self;     /* bound self, module for module functions, or WF_EMPTY */
  wf_type *owner;    /* the type of a method, or NULL */
  wf_value module;   /* __module__: str or None */
  void *data;        /* weft.h functions */
} wf_native;

wf_value wf_native_new(const wf_native_def *def, wf_value self, wf_value module_name);
/* One that is bound to `self` from the start. */
wf_value wf_native_bound_new(const wf_native_def *def, wf_type *owner, wf_value self);
wf_value wf_native_descr_new(const wf_native_def *def, wf_type *owner); /* by def->flags */
wf_value wf_native_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames);
/* The VM's short cut: entered when nargs positional arguments fill the signature exactly. */
const wf_signature *wf_native_signature(wf_native *native);

/* For WF_RAW functions: false, with TypeError "name() takes no keyword arguments". */
bool wf_no_keywords(const char *name, wf_value kwnames);
/* Arranges args by a signature into out[signature->count]; false with TypeError. `name` is for
   messages ("f() takes ..."). skip: leading args already bound (self), which messages do not count.
 */
bool wf_signature_bind(const wf_signature *signature, const char *name, size_t skip,
                       const wf_value *args, size_t npos, wf_value kwnames, wf_value *out);
bool wf_signature_bind_as_script(const wf_signature *s, const char *name, const wf_value *args,
                                 size_t npos, wf_value kwnames, wf_value *out);
/* Reads the text once and keeps the result in *cache, which the collector sees: a static variable
   or part of an object. */
const wf_signature *wf_signature_parse(const char *text, _Atomic(const wf_signature *) *cache);
/* Is it one in Python's syntax, of up to 64 parameters? */
bool wf_signature_is_sound(const char *text);

/* For new/init slots: binds by `text` into out (WF_COUNT values), name for messages. Use:
     wf_value a[2];
     if (!WF_BIND("range", "(start, stop=None, /)", args, npos, kwnames, a)) return WF_ERROR;  */
#define WF_BIND(name, text, args, npos, kwnames, out)                                          \
  __extension__({                                                                              \
    static _Atomic(const wf_signature *) cache_;                                               \
    const wf_signature *signature_ = wf_signature_parse(text, &cache_);                        \
    wf_signature_bind(signature_, name, 0, args, npos, kwnames, out);                          \
  })

/* The same for __init__ of a type that is a script's elsewhere; text is without self. */
#define WF_BIND_AS_SCRIPT(name, text, args, npos, kwnames, out)                                \
  __extension__({                                                                              \
    static _Atomic(const wf_signature *) cache_;                                               \
    const wf_signature *signature_ = wf_signature_parse(text, &cache_);                        \
    wf_signature_bind_as_script(signature_, name, args, npos, kwnames, out);                   \
  })

/* A native module: its table of functions, and init which adds the rest (types, constants). */
typedef struct wf_module_def {
  const char *name;
  const char *doc;
  const wf_native_def *functions;
  bool (*init)(wf_value module); /* or NULL; false with an exception pending */
} wf_module_def;

/* The table of native modules is native_modules.def: WF_MODULE(name, definition). */

/* --- Typed argument getters. Uniform messages; false / WF_ERROR with an exception pending. --- */
struct wf_str;
bool wf_arg_int64(wf_value v, int64_t *out);      /* __index__; OverflowError as CPython's C long */
bool wf_arg_int(wf_value v, int *out);            /* "... too large to convert to C int" */
bool wf_arg_parsed_int(wf_value v, int *out);     /* "signed integer is ..." */
/* Left as it is when v is None or not given. */
bool wf_arg_size_or_none(wf_value v, int64_t *out);
bool wf_arg_size(wf_value v,
                 int64_t *out); /* Py_ssize_t: "cannot fit 'int' into an index-sized integer" */
/* Seconds, an int or a float, as nanoseconds; may be negative. OverflowError "timestamp out of
   range for platform time_t" above WF_TIMEOUT_MAX. */
bool wf_arg_timeout(wf_value v, int64_t *out);
#define WF_TIMEOUT_MAX 9223372036.0
/* The same from now on as a deadline of wf_park: -1, no end, for None and for what is not given;
   what is negative is over at once. */
bool wf_arg_deadline(wf_value v, int64_t *out);
/* The same for what compares its timeout with 0 first: whatever is not above it is over at once. */
bool wf_arg_deadline_above_zero(wf_value v, int64_t *out);
/* The same for what adds its timeout to the time first. */
bool wf_arg_deadline_added(wf_value v, int64_t *out);
int64_t wf_deadline_after(int64_t nanoseconds);
bool wf_arg_uint64(wf_value v, uint64_t *out);
bool wf_arg_double(wf_value v,
                   double *out); /* float, __float__, __index__: "must be real number, not str" */
bool wf_arg_bool(wf_value v, bool *out);          /* truth */
/* A str (or subclass): "NAME must be str, not int" where what is e.g. "split() argument 1" */
struct wf_str *wf_arg_str(wf_value v, const char *what);
/* Bounds for slices of a sequence of `length` as str.find and list.index take them: None or missing
   gives the whole; negatives count from the end; clipped. */
bool wf_arg_bounds(wf_value start, wf_value end, int64_t length, int64_t *from, int64_t *to);

#endif
