/* What the files of exception share. */
#ifndef WF_EXCEPTION_H
#define WF_EXCEPTION_H

#include "runtime/error.h"
#include "runtime/native.h"

static inline wf_exception *wf_to_exception(wf_value v) { return (wf_exception *)wf_to_object(v); }

/* A field as scripts see it. */
static inline wf_value wf_exception_field(const wf_slot *slot) {
  wf_value v = wf_slot_acquire(slot);
  return v == WF_EMPTY ? WF_NONE : v;
}

/* What a kind of exception has beyond its base; NULL and zero: as the base. */
typedef struct wf_exception_layout {
  uint32_t size; /* bytes of an instance */
  wf_value (*new)(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames);
  int (*init)(wf_value self, const wf_value *args, size_t npos, wf_value kwnames);
  wf_value (*str)(wf_value self);
  const wf_native_def *methods;
  const wf_getset_def *getsets;
  const wf_member_def *members;
} wf_exception_layout;

#define WF_EXCEPTION_SIZE(fields) (offsetof(wf_exception, extra) + (fields) * sizeof(wf_slot))
#define WF_EXCEPTION_MEMBER(name, index) \
  { name, WF_MEMBER_VALUE_NONE, offsetof(wf_exception, extra) + (index) * sizeof(wf_slot), NULL }

extern const wf_exception_layout wf_exception_layout_OSERROR, wf_exception_layout_SYNTAXERROR,
    wf_exception_layout_UNICODEERROR, wf_exception_layout_UNICODETRANSLATE,
    wf_exception_layout_GROUP;

/* The slots of BaseException. */
wf_value wf_exception_base_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames);
int wf_exception_base_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_exception_base_str(wf_value self);
/* (type, args) and, when it has some, the attributes: for __reduce__. WF_ERROR: no memory. */
wf_value wf_exception_reduce(wf_value self, wf_value args, wf_value state);
/* False with TypeError "NAME() takes no keyword arguments". */
bool wf_exception_no_keywords(const wf_type *type, wf_value kwnames);
/* The subclass of OSError for an errno, or OSError itself. */
wf_type *wf_exception_os_type(int error);
/* Makes a class of a native module, doc may be NULL, and keeps it in *slot, which is WF_OF_LIFE:
   functions of an earlier import of the module raise the same one, but not those of an earlier
   life. False with an exception. */
bool wf_exception_make_class(wf_slot *slot, const char *module, const char *name, wf_value bases,
                             const char *doc);
/* That class; `otherwise` before it is made, and in a thread that comes late (life.h). */
wf_type *wf_exception_class(const wf_slot *slot, wf_type *otherwise);

#endif
