/* Functions that know their place: bound methods, property, classmethod, staticmethod, super, and
   the descriptors of native attributes. */
#ifndef WF_DESCRIPTOR_H
#define WF_DESCRIPTOR_H

#include "runtime/object.h"

typedef struct wf_method { /* a bound method */
  wf_object head;
  wf_value function, self;
} wf_method;
wf_value wf_method_new(wf_value function, wf_value self);

typedef struct wf_property {
  wf_object head;
  wf_slot get, set, del; /* None when absent */
  wf_slot doc, name;
  _Atomic(bool) doc_from_getter;
} wf_property;

typedef struct wf_wrapped { /* classmethod, staticmethod */
  wf_object head;
  wf_slot callable;
} wf_wrapped;
wf_value wf_classmethod_new(wf_value callable);
wf_value wf_staticmethod_new(wf_value callable);

/* __slots__ member or native member: the value is at `offset` bytes of the instance. */
typedef struct wf_member {
  wf_object head;
  wf_type *owner;
  wf_value name;
  uint32_t offset;
  uint8_t kind; /* enum wf_member_kind */
  const char *doc;
} wf_member;
wf_value wf_member_new(wf_type *owner, wf_value name, uint32_t offset, int kind, const char *doc);

/* What was found on `type`, bound to v; a data descriptor that was found there sets v's attribute
   (WF_EMPTY: deletes it). v was of this type then; another thread may have given it another class
   of the same layout since. set: what wf_setter_of(found) gave; 1, nothing pending: another thread
   has taken its __set__ and __delete__ away since, so it is no data descriptor. */
wf_value wf_descriptor_get(wf_value found, wf_value v, wf_type *type);
/* Of one with a setter, which goes before what v has itself. WF_EMPTY: it has no __get__. */
wf_value wf_descriptor_get_first(wf_value found, wf_value v, wf_type *type);
int wf_descriptor_set(wf_set_fn set, wf_value found, wf_value v, wf_value value,
                      const wf_type *type);

wf_value wf_mappingproxy_new(wf_value mapping);
wf_value wf_super_new(wf_type *type, wf_value object);
wf_value wf_simple_namespace_new(wf_value dict);
wf_value wf_generic_alias_new(wf_value origin, wf_value args); /* list[int] */
wf_value wf_union_new(wf_value a, wf_value b);                 /* int | str; NotImplemented */

/* A tuple with named fields made by C code: sys.flags, os.stat_result, time.struct_time, ...
   The type derives from tuple; fields beyond `visible` are attributes only. */
typedef struct wf_record_def {
  const char *name; /* "module.Name" */
  const char *doc;
  const char *const *fields; /* ends with NULL; '_' before a name: an item without an attribute */
  size_t visible;            /* items of the tuple */
} wf_record_def;
wf_type *wf_record_type_new(const wf_record_def *def);
wf_value wf_record_new(wf_type *type, const wf_value *values, size_t count);

#endif
