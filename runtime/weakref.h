/* Weak references and weak proxies (weakref.c). */
#ifndef WF_WEAKREF_H
#define WF_WEAKREF_H

#include "runtime/object.h"

typedef struct wf_weakref {
  wf_object head;
  void *link;            /* hidden pointer to the referent; NULL when it died or has no end */
  wf_slot endless;       /* a referent that never dies: a built-in type; or WF_EMPTY */
  wf_slot callback;      /* WF_EMPTY: none, or called already */
  _Atomic(int64_t) hash; /* of the referent; -1 until computed */
} wf_weakref;
extern wf_type wf_weak_proxy_type, wf_weak_callable_proxy_type;

/* A reference of `type` (wf_weakref_type or a subclass); callback WF_EMPTY for none. One without
   callback and of the plain type is shared. WF_ERROR TypeError. */
wf_value wf_weakref_new(wf_type *type, wf_value object, wf_value callback);
wf_value wf_weakref_proxy(wf_value object, wf_value callback);
/* The referent, or WF_EMPTY when it died. */
wf_value wf_weakref_get(wf_value ref);
/* As a life ends: no death that comes later is told to a callback of it. */
void wf_weakref_forget_all(void);
/* All references and proxies to an object that exist, as a list. */
wf_value wf_weakref_list(wf_value object);

#endif
