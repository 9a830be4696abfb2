/* Objects, shapes and types: what every value is made of, and the generic operations on values.

   An object starts with its shape, which names its type and says where its attributes are. A type
   is a C structure of slots (functions) plus a namespace of attributes that scripts see; built-in
   types are static structures, script classes are allocated. */
#ifndef WF_OBJECT_H
#define WF_OBJECT_H

#include "runtime/value.h"

#define WF_OBJECT_FINALIZED 0x80 /* a flag: the finalizer has run (finalize.c) */
struct wf_object {
  _Atomic(wf_shape *) shape; /* changed by attribute.c only, with release */
  _Atomic(uint8_t) lock;     /* the one-byte lock (lock.h) */
  uint8_t flags;             /* WF_OBJECT_FINALIZED; the others are of the type's own use, and set
                                before the object is shared */
  uint16_t more;             /* of the type's own use */
  _Atomic(uint32_t) aux;     /* of the type's own use: a hash, a small length */
};

/* Where the attributes of an object are. Immutable but for the two caches. Shapes form a tree: a
   child adds one name. attribute.c owns them. */
struct wf_shape {
  wf_type *type;
  wf_shape *parent;
  wf_value name;        /* interned str that this shape adds; WF_EMPTY in a root */
  uint32_t count;       /* attributes: `name` is at index count-1 */
  uint16_t inline_count; /* indexes below this are inline, the rest in the overflow array */
  uint16_t flags;       /* WF_SHAPE_... */
  _Atomic(void *) children; /* transitions; attribute.c */
  _Atomic(void *) index;    /* name -> index table for long chains, built when first wanted */
};

#define WF_SHAPE_DICT 1    /* attributes live in a dict (the overflow word points to it) */
#define WF_SHAPE_MOVING 2  /* on the way to WF_SHAPE_DICT: take the object's lock and look again */

/* The calling convention of everything callable. args: npos positional arguments, then one value
   for each name in kwnames (a tuple of str, or WF_EMPTY for none). The array belongs to the caller,
   who keeps it alive; the callee may not write to it. Returns WF_ERROR with an exception pending.
 */
typedef wf_value (*wf_call_fn)(wf_value callee, const wf_value *args, size_t npos,
                               wf_value kwnames);

enum wf_compare_op { WF_LT, WF_LE, WF_EQ, WF_NE, WF_GT, WF_GE };

enum wf_binary_op {
#define WF_BINARY(id, name, rname, iname, symbol) WF_OP_##id,
#include "runtime/operators.def"
  WF_BINARY_COUNT
};

enum wf_unary_op {
#define WF_UNARY(id, name, doc) WF_OP_##id,
#include "runtime/operators.def"
  WF_UNARY_COUNT
};

struct wf_buffer;

/* What C code can do with a value of a type. A NULL slot means that the type cannot. type.c fills
   in what a type does not define from its bases, and gives script classes functions that look up
   and call the special method. Each slot has a special method of the same meaning (slots.def),
   which type.c adds to the type's namespace. When a special method is assigned or deleted, its slot
   changes at once, beside threads that use it: whoever wants to know whether there is one, and then
   to call it, reads it once.

   Binary slots get their operands in source order whichever side they were found on, check both
   types themselves, and return WF_NOT_IMPLEMENTED when they cannot. Slots that return int return
   -1, and the hash slot -1, with an exception pending. */
typedef struct wf_slots {
  wf_value (*_Atomic repr)(wf_value self);
  wf_value (*_Atomic str)(wf_value self);
  int64_t (*_Atomic hash)(wf_value self);
  _Atomic(wf_call_fn) call;
  wf_value (*_Atomic getattr)(wf_value self, wf_value name); /* raises AttributeError */
  int (*_Atomic setattr)(wf_value self, wf_value name, wf_value value); /* WF_EMPTY deletes */
  wf_value (*_Atomic compare)(wf_value self, wf_value other, enum wf_compare_op op);
  wf_value (*_Atomic iter)(wf_value self);
  wf_value (*_Atomic next)(wf_value self); /* WF_EMPTY at the end, with nothing pending */
  /* object WF_EMPTY: on the class; value WF_EMPTY: deletes */
  wf_value (*_Atomic descr_get)(wf_value self, wf_value object, wf_value type);
  int (*_Atomic descr_set)(wf_value self, wf_value object, wf_value value);
  /* cls(...): makes the object; then init is called when the result is an instance of cls */
  wf_value (*_Atomic new)(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames);
  int (*_Atomic init)(wf_value self, const wf_value *args, size_t npos, wf_value kwnames);
  int (*_Atomic truth)(wf_value self);
  int64_t (*_Atomic length)(wf_value self);
  wf_value (*_Atomic getitem)(wf_value self, wf_value key);
  int (*_Atomic setitem)(wf_value self, wf_value key, wf_value value); /* WF_EMPTY deletes */
  int (*_Atomic contains)(wf_value self, wf_value item);
  wf_value (*_Atomic unary[WF_UNARY_COUNT])(wf_value self); /* WF_EMPTY: it has none by now */
  wf_value (*_Atomic binary[WF_BINARY_COUNT])(wf_value left, wf_value right);
  wf_value (*_Atomic inplace[WF_BINARY_COUNT])(wf_value left, wf_value right);
  /* modulus may be None */
  wf_value (*_Atomic power)(wf_value base, wf_value exponent, wf_value modulus);
  wf_value (*_Atomic inplace_power)(wf_value base, wf_value exponent, wf_value modulus);
  wf_value (*_Atomic await)(wf_value self);
  wf_value (*_Atomic aiter)(wf_value self);
  wf_value (*_Atomic anext)(wf_value self);
  int (*_Atomic buffer)(wf_value self, struct wf_buffer *view, int flags); /* buffer.h */
  void (*_Atomic buffer_release)(wf_value self, struct wf_buffer *view);
  void (*_Atomic finalize)(wf_value self); /* __del__; runs at a safepoint, errors are reported */
} wf_slots;

enum wf_type_flags {
  WF_TYPE_BASE = 1 << 0,     /* may be subclassed */
  WF_TYPE_SCRIPT = 1 << 1,   /* made by a class statement or type(): mutable */
  WF_TYPE_ATTRS = 1 << 2,    /* instances have attributes of their own (and __dict__) */
  WF_TYPE_WEAK = 1 << 3,     /* instances can be weakly referenced */
  WF_TYPE_VAR = 1 << 4,      /* instances end in a variable part: see wf_type.item_size */
  WF_TYPE_NO_NEW = 1 << 5,   /* scripts cannot make instances: "cannot create 'x' instances" */
  WF_TYPE_ABSTRACT = 1 << 6, /* has abstract methods left */
  WF_TYPE_METHOD =
      1 << 7, /* instances are functions that bind self without a bound method object */
  WF_TYPE_SEQUENCE = 1 << 8,    /* matches sequence patterns */
  WF_TYPE_MAPPING = 1 << 9,     /* matches mapping patterns */
  WF_TYPE_KEYED = 1 << 10,      /* __getitem__ takes keys: no iteration over 0, 1, 2, ... */
  WF_TYPE_READY = 1 << 11,
  WF_TYPE_FILLED = 1 << 12, /* a script's class: has its slots, and may be shown to others */
  /* is, or derives from, the built-in type of that name: inherited, for one-load checks */
  WF_TYPE_IS_INT = 1 << 16,
  WF_TYPE_IS_STR = 1 << 17,
  WF_TYPE_IS_BYTES = 1 << 18,
  WF_TYPE_IS_LIST = 1 << 19,
  WF_TYPE_IS_TUPLE = 1 << 20,
  WF_TYPE_IS_DICT = 1 << 21,
  WF_TYPE_IS_TYPE = 1 << 22,
  WF_TYPE_IS_EXCEPTION = 1 << 23,
  WF_TYPE_IS_FLOAT = 1 << 24,
  WF_TYPE_IS_SET = 1 << 25, /* set or frozenset */
  WF_TYPE_IS_COMPLEX = 1 << 26,
  WF_TYPE_IS_BYTEARRAY = 1 << 27,
  WF_TYPE_IS_CDATA = 1 << 28, /* foreign values: native/ffi.h */
};

/* Concatenates and repeats: what CPython's sequence slots do. */
#define WF_TYPE_ANY_SEQUENCE                                                                       \
  (WF_TYPE_IS_STR | WF_TYPE_IS_BYTES | WF_TYPE_IS_BYTEARRAY | WF_TYPE_IS_LIST | WF_TYPE_IS_TUPLE | \
   WF_TYPE_SEQUENCE)

enum { WF_NO_PAIR = -2 }; /* see next_pair */

/* A type. For built-in types the fields above the line are given in the static definition; the rest
   is filled in by wf_type_ready. */
struct wf_type {
  wf_object head;
  wf_shape root;              /* the shape of instances that have no attributes yet */
  const char *_Atomic name;   /* as tp_name: "module.Name" or plain "Name" for builtins */
  const char *doc;
  const char *signature;      /* of the constructor, as in native.h, for help(); or NULL */
  wf_type *_Atomic base;      /* NULL means object */
  uint32_t instance_size;     /* bytes of the fixed part in C, without attributes; 0: the base's */
  uint32_t item_size;         /* WF_TYPE_VAR: bytes an item of the variable part */
  size_t (*var_size)(wf_value self); /* WF_TYPE_VAR: bytes of the whole C part of this instance */
  _Atomic(uint32_t) flags;
  wf_slots slots;
  /* Iterators of pairs, for loops that take the pair apart at once: the next one without a tuple.
     1, 0 at the end, -1 with an exception pending, WF_NO_PAIR: its items are no pairs, nothing was
     taken. NULL in all others, subclasses included. */
  int (*next_pair)(wf_value self, wf_value pair[2]);
  /* slots.getattr that gives WF_EMPTY where that raises AttributeError; NULL as above. */
  wf_value (*find)(wf_value self, wf_value name);
  const struct wf_native_def *methods; /* native.h; each ends with a row of zeros */
  const struct wf_getset_def *getsets;
  const struct wf_member_def *members;
  /* --- */
  wf_slot name_value;         /* str: __name__ */
  wf_slot qualname;           /* str */
  wf_slot bases;              /* tuple */
  uint64_t searched;          /* the last search for a circle that came by: type.c */
  wf_slot mro;                /* tuple of types, self first; replaced whole */
  wf_value namespace;         /* dict in cell mode: the class's own attributes */
  _Atomic(wf_shape *) current_root; /* the root shape for new instances (learns inline_count) */
  uint32_t attr_offset; /* byte offset of the overflow word, inline slots follow; 0: none or VAR */
  _Atomic(uint16_t) inline_hint; /* attributes that instances were seen to need */
  wf_slot subclasses;         /* list of weak references, or WF_EMPTY */
  wf_value slot_names;        /* __slots__ members in order, tuple, or WF_EMPTY */
  void *native_data;          /* weft.h native types */
};

/* Every built-in type is `wf_NAME_type`; defined in the file of that noun. */
extern wf_type wf_object_type, wf_type_type, wf_int_type, wf_bool_type, wf_float_type,
    wf_complex_type, wf_str_type, wf_bytes_type, wf_bytearray_type, wf_memoryview_type,
    wf_list_type, wf_tuple_type, wf_dict_type, wf_set_type, wf_frozenset_type, wf_range_type,
    wf_slice_type, wf_none_type, wf_ellipsis_type, wf_not_implemented_type, wf_cell_type,
    wf_module_type, wf_native_type, wf_method_type, wf_method_descr_type, wf_wrapper_descr_type,
    wf_method_wrapper_type, wf_classmethod_descr_type, wf_getset_type, wf_member_type,
    wf_property_type, wf_classmethod_type, wf_staticmethod_type, wf_super_type,
    wf_mappingproxy_type, wf_namespace_type, wf_generic_alias_type, wf_union_type,
    wf_traceback_type, wf_weakref_type;

extern wf_type *const wf_constant_types[WF_CONSTANT_COUNT];

static inline wf_shape *wf_object_shape(const wf_object *object) {
  return atomic_load_explicit(&((wf_object *)object)->shape, memory_order_acquire);
}
/* The type of any value but WF_EMPTY and WF_ERROR. */
static inline wf_type *wf_type_of(wf_value v) {
  if (wf_is_object(v)) return wf_object_shape(wf_to_object(v))->type;
  if (wf_is_small_int(v)) return &wf_int_type;
  if (wf_is_float_immediate(v)) return &wf_float_type;
  return wf_constant_types[v >> 3];
}
/* What sets through a class attribute (or WF_EMPTY) that is a data descriptor, or NULL. */
typedef int (*wf_set_fn)(wf_value self, wf_value object, wf_value value);
static inline wf_set_fn wf_setter_of(wf_value found) {
  return found == WF_EMPTY ? NULL : wf_type_of(found)->slots.descr_set;
}
static inline uint32_t wf_type_flags_of(wf_value v) {
  return atomic_load_explicit(&wf_type_of(v)->flags, memory_order_relaxed);
}
/* Exactly the built-in type, no subclass: one compare (types with attributes cannot use it). */
static inline bool wf_has_root_shape(wf_value v, const wf_type *type) {
  return wf_is_object(v) && v != WF_EMPTY && wf_object_shape(wf_to_object(v)) == &type->root;
}

#define WF_DEFINE_CHECK(noun, FLAG)                                                            \
  static inline bool wf_is_##noun##_exact(wf_value v) {                                        \
    return wf_has_root_shape(v, &wf_##noun##_type);                                            \
  }                                                                                            \
  static inline bool wf_is_##noun(wf_value v) {                                                \
    return wf_is_object(v) && v != WF_EMPTY && (wf_type_flags_of(v) & FLAG);                   \
  }
/* wf_is_list(v): a list or an instance of a subclass; wf_is_list_exact(v): no subclass */
WF_DEFINE_CHECK(str, WF_TYPE_IS_STR)
WF_DEFINE_CHECK(bytes, WF_TYPE_IS_BYTES)
WF_DEFINE_CHECK(bytearray, WF_TYPE_IS_BYTEARRAY)
WF_DEFINE_CHECK(list, WF_TYPE_IS_LIST)
WF_DEFINE_CHECK(tuple, WF_TYPE_IS_TUPLE)
WF_DEFINE_CHECK(dict, WF_TYPE_IS_DICT)
WF_DEFINE_CHECK(set, WF_TYPE_IS_SET) /* wf_is_set: frozenset too */
static inline bool wf_is_type(wf_value v) {
  return wf_is_object(v) && v != WF_EMPTY && (wf_type_flags_of(v) & WF_TYPE_IS_TYPE);
}
static inline bool wf_is_exception(wf_value v) {
  return wf_is_object(v) && v != WF_EMPTY && (wf_type_flags_of(v) & WF_TYPE_IS_EXCEPTION);
}
static inline wf_type *wf_to_type(wf_value v) { return (wf_type *)(uintptr_t)v; }
static inline wf_value wf_from_type(const wf_type *type) { return wf_from_object(type); }

/* A new zeroed instance of a type whose C part is `size` bytes; room for attributes is added where
   the type has them. new_var: for WF_TYPE_VAR types and data-dependent sizes; may fail
   (WF_ERROR-less: NULL, MemoryError pending). atomic: the C part holds no values (ignored for
   subclasses with attributes). */
void *wf_object_new(wf_type *type);
void *wf_object_new_var(wf_type *type, size_t size);
void *wf_object_new_var_atomic(wf_type *type, size_t size);

/* --- Generic operations (object.c, operator.c, attribute.c, call.c). All may run script code,
   raise, allocate and reach a safepoint unless said otherwise. No lock may be held by the caller.
   --- */

wf_value wf_repr(wf_value v);   /* a str; guards against deep recursion */
wf_value wf_ascii(wf_value v);
wf_value wf_to_str(wf_value v); /* str(v) */
int64_t wf_hash(wf_value v);    /* -1 with TypeError "unhashable type: 'list'" */
int wf_truth(wf_value v);       /* 0, 1, -1 */
wf_value wf_compare(wf_value a, wf_value b, enum wf_compare_op op);
/* Like `a is b or a == b`, as containers compare: 0, 1, -1. */
int wf_equal(wf_value a, wf_value b);
int wf_compare_bool(wf_value a, wf_value b,
                    enum wf_compare_op op); /* 0, 1, -1; no identity shortcut */
wf_value wf_binary(enum wf_binary_op op, wf_value a, wf_value b);
wf_value wf_inplace(enum wf_binary_op op, wf_value a, wf_value b);
wf_value wf_unary(enum wf_unary_op op, wf_value v);
wf_value wf_power_named(wf_value base, wf_value exponent, wf_value modulus, const char *symbol);
wf_value wf_power(wf_value base, wf_value exponent, wf_value modulus);
int64_t wf_length(wf_value v);                /* -1 on error */
int64_t wf_length_hint(wf_value v, int64_t fallback); /* -1 on error */
/* What takes all items asks an instance of a script's class how many there are, as CPython does,
   though it needs no answer: false, error pending, when that fails. */
bool wf_ask_length(wf_value iterable);
wf_value wf_getitem(wf_value v, wf_value key);
/* The same for v whose type has no slots.getitem, and iter for v whose type has no slots.iter. */
wf_value wf_getitem_of_class(wf_value v, wf_value key);
wf_value wf_iter_by_items(const wf_type *type, wf_value v);
int wf_setitem(wf_value v, wf_value key, wf_value value); /* WF_EMPTY deletes */
int wf_contains(wf_value container, wf_value item);
wf_value wf_iter(wf_value v);                 /* TypeError "'int' object is not iterable" */
wf_value wf_next(wf_value iterator);          /* WF_EMPTY at the end */
wf_value wf_index(wf_value v);                /* __index__: an int (not a subclass' instance) */
/* v as an index: TypeError if not an integer; out of range: clipped when `clip`, else IndexError
   "cannot fit 'int' into an index-sized integer". -1 with error pending is told from -1 by
   wf_error_pending(). */
int64_t wf_index_get(wf_value v, bool clip);
wf_value wf_format(wf_value v, wf_value spec); /* format(v, spec); spec a str */
bool wf_is_callable(wf_value v);
uintptr_t wf_id(wf_value v);
int wf_is_instance(wf_value v, wf_value classinfo);  /* isinstance(): 0, 1, -1 */
int wf_is_subclass(wf_value c, wf_value classinfo);
/* No script code: membership of the MRO. */
bool wf_type_is_subtype(const wf_type *type, const wf_type *base);
static inline bool wf_is_a(wf_value v, const wf_type *type) {
  return wf_type_of(v) == type || wf_type_is_subtype(wf_type_of(v), type);
}

/* `item in v` by iteration: 0, 1, -1. */
int wf_iterate_contains(wf_value v, wf_value item);
/* Iterates over what a built-in container holds now: calls visit(item, data) for each; stops early
   when it returns non-zero (1: stop with success, -1: error pending). Returns 0 or -1. */
int wf_iterate(wf_value iterable, int (*visit)(wf_value item, void *data), void *data);

/* --- Attributes (attribute.c). Names are str; interned ones are fastest. --- */
/* An object with __del__ (or another finalizer of its type): registers it (finalize.c). */
void wf_object_track(wf_object *object);
/* As the runtime ends: __del__ of all that still lives, first what the names of __main__ refer to.
 */
void wf_object_finalize_living(void);
wf_value wf_getattr(wf_value v, wf_value name);
/* 1 found, 0 absent (AttributeError swallowed, nothing pending), -1 another error */
int wf_getattr_optional(wf_value v, wf_value name, wf_value *out);
int wf_setattr(wf_value v, wf_value name, wf_value value); /* WF_EMPTY deletes */
/* object.__getattribute__ and object.__setattr__ */
wf_value wf_generic_getattr(wf_value v, wf_value name);
wf_value wf_generic_find(wf_value v, wf_value name); /* WF_EMPTY instead of AttributeError */
/* Where the caller has decided by the class of v already. */
wf_value wf_generic_getattr_by(wf_type *type, wf_value v, wf_value name);
wf_value wf_generic_find_by(wf_type *type, wf_value v, wf_value name);
int wf_generic_setattr(wf_value v, wf_value name, wf_value value);
/* Looks in the MRO of a type, without binding and without script code; WF_EMPTY when absent. */
wf_value wf_type_lookup(const wf_type *type, wf_value name);
/* A special method of v's type, bound for a call: see call.h wf_call_special. */

/* --- Types (type.c) --- */
bool wf_type_ready(wf_type *type); /* fills in a static type; aborts only for lack of memory */
/* Whether a class may have that name, a str; false: error pending. */
bool wf_type_check_name(wf_value name);
wf_value wf_type_new(wf_type *metatype, wf_value name, wf_value bases, wf_value namespace,
                     wf_value kwnames, const wf_value *kwvalues);
/* For messages: "collections.deque" for a built-in type of a module, else the plain name. */
static inline const char *wf_type_name(const wf_type *type) { return type->name; }
const char *wf_type_short_name(const wf_type *type); /* __name__: the part after the last dot */
static inline const char *wf_type_name_of(wf_value v) { return wf_type_name(wf_type_of(v)); }
/* Counts every change that can make an attribute cache stale: a name added to or deleted from a
   class, a change of bases, a value becoming or ceasing to be a descriptor. Caches compare it. */
extern _Atomic(uint64_t) wf_type_epoch;

#endif
