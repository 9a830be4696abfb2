/* What the files of type share. */
#ifndef WF_TYPE_H
#define WF_TYPE_H

#include "runtime/native.h"

enum wf_slot_kind {
  WF_SLOT_UNARY_K,
  WF_SLOT_HASH,
  WF_SLOT_CALL,
  WF_SLOT_GETATTR,
  WF_SLOT_GETATTR_HOOK,
  WF_SLOT_SETATTR,
  WF_SLOT_DELATTR,
  WF_SLOT_LT,
  WF_SLOT_LE,
  WF_SLOT_EQ,
  WF_SLOT_NE,
  WF_SLOT_GT,
  WF_SLOT_GE,
  WF_SLOT_NEXT,
  WF_SLOT_GET,
  WF_SLOT_SET,
  WF_SLOT_DELETE,
  WF_SLOT_INIT,
  WF_SLOT_TRUTH,
  WF_SLOT_LENGTH,
  WF_SLOT_BINARY_FIXED,
  WF_SLOT_SETITEM,
  WF_SLOT_DELITEM,
  WF_SLOT_CONTAINS,
  WF_SLOT_LEFT,
  WF_SLOT_RIGHT,
  WF_SLOT_INPLACE,
  WF_SLOT_POWER,
  WF_SLOT_RPOWER,
  WF_SLOT_IPOWER,
  WF_SLOT_FINALIZE,
};

typedef void (*wf_any_fn)(void);

typedef struct wf_slot_row {
  const char *name; /* of the special method */
  size_t offset;    /* of the slot in wf_slots */
  enum wf_slot_kind kind;
  wf_any_fn script; /* the C function that calls a script's method */
  const char *signature;
} wf_slot_row;
extern const wf_slot_row wf_slot_rows[];
extern const size_t wf_slot_row_count;
wf_value wf_slot_row_name(size_t row); /* interned */

static inline _Atomic(wf_any_fn) *wf_slot_field(const wf_type *type, size_t offset) {
  return (_Atomic(wf_any_fn) *)((char *)&((wf_type *)type)->slots + offset);
}

/* A slot's C function as a descriptor of the type it belongs to: int.__add__. */
typedef struct wf_wrapper_descr {
  wf_object head;
  wf_type *owner;
  const wf_slot_row *row;
  wf_any_fn function;
} wf_wrapper_descr;
wf_value wf_wrapper_descr_new(wf_type *owner, const wf_slot_row *row, wf_any_fn function);

/* Before any object is made. */
void wf_type_bootstrap(void);
/* What a new class has until its own are filled. */
void wf_type_copy_slots(wf_type *type, const wf_type *from);
/* Fills the slots of a script class from the special methods on its MRO. */
void wf_type_fill_slots(wf_type *type);
/* Of __new__ alone. */
void wf_type_fill_new(wf_type *type); /* type_slots.c holds its lock */
/* What the slots are when a script's class has __len__ or __bool__. */
int64_t wf_script_length(wf_value v);
int wf_script_truth(wf_value v);
/* iter(v) by the __iter__ of `type`, its class. */
wf_value wf_script_iter(wf_type *type, wf_value v);
/* The truth of v by the __len__ of `type`, its class when it was asked, which has no __bool__. */
int wf_script_truth_by_length(wf_type *type, wf_value v);
/* For __set__ and __delete__; 1, nothing pending: the class has none of them by now. */
int wf_script_descr_set(wf_value self, wf_value object, wf_value value);
bool wf_is_script_descr_set(wf_set_fn set);
/* For __get__; WF_EMPTY: the class has none by now. */
wf_value wf_script_descr_get(wf_value self, wf_value object, wf_value type);
bool wf_is_script_descr_get(wf_value (*get)(wf_value, wf_value, wf_value));
/* A special method was assigned or deleted: the slots of the type and of its subclasses again. */
void wf_type_update_slots(wf_type *type, wf_value name);
/* Adds descriptors for a built-in type's own slots to its namespace. */
bool wf_type_add_wrappers(wf_type *type);
/* The MRO that the metaclass's mro() gives, checked. WF_ERROR: mro() raised, or TypeError. */
wf_value wf_type_find_mro(wf_type *type);
/* Gives a new class its MRO and makes it known to its bases. */
bool wf_type_settle(wf_type *type);
/* The MRO by C3 as a tuple; WF_ERROR TypeError. */
wf_value wf_type_compute_mro(wf_type *type, wf_value bases);
/* The MRO; () as long as the metaclass's mro() has not answered for the first time. */
wf_value wf_type_mro(const wf_type *type);
bool wf_type_add_subclass(wf_type *base, wf_type *type);
wf_value wf_type_live_subclasses(wf_type *type); /* list */
void wf_type_prune(void); /* built-in types forget their subclasses that are gone */
/* The base whose C layout an instance of a class with these bases has; NULL: conflict, error
 * pending. */
wf_type *wf_type_best_base(wf_value bases);
bool wf_type_same_layout(const wf_type *a, const wf_type *b);
/* The __init__ to call for cls(...) when instances are made by object.__new__ and the metatype's
   __call__ is type's; WF_EMPTY otherwise. */
wf_value wf_type_simple_init(wf_type *type);
/* Where a class keeps a member of its namespace: sets it and does what follows from that. */
int wf_type_set_attribute(wf_value type, wf_value name, wf_value value);
wf_value wf_type_get_attribute(wf_value type, wf_value name);
/* The same where the metaclass is known, which another thread may change. */
wf_value wf_type_get_attribute_by(wf_type *meta, wf_value type, wf_value name);
/* WF_EMPTY: there is none. */
wf_value wf_type_find_attribute_by(wf_type *meta, wf_value type, wf_value name);
wf_value wf_type_construct(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames);
int wf_type_init_check(wf_value self, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_type_new_function(wf_type *type); /* the built-in __new__ of a static type */
/* owner.__new__(*args): args[0] is the class of the instance. */
wf_value wf_builtin_new_call(const wf_type *owner, const wf_value *args, size_t npos,
                             wf_value kwnames);
extern const wf_native_def wf_builtin_new_def;
bool wf_is_builtin_new(wf_value v);
wf_type *wf_builtin_new_owner(wf_value v);
wf_value wf_type_script_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_getset_new(wf_type *owner, const wf_getset_def *def);
extern const wf_native_def wf_type_methods[], wf_object_methods[];
extern const wf_getset_def wf_type_getsets[], wf_object_getsets[];

/* __dict__ of instances that have attributes of their own. */
extern const struct wf_getset_def wf_type_dict_def;

#endif
