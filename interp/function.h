/* Script functions. */
#ifndef WF_FUNCTION_H
#define WF_FUNCTION_H

#include "interp/frame.h"

/* What few functions have of their own; WF_EMPTY where it is not set. */
typedef struct wf_function_extra {
  wf_slot name, qualname, doc; /* or those of the code */
  wf_slot keyword_defaults;    /* dict */
  wf_slot annotations, dict;   /* made when wanted */
} wf_function_extra;

typedef struct wf_function {
  wf_object head;
  wf_slot code_slot;       /* wf_code; __code__ may be assigned */
  wf_value globals;        /* dict in cell mode */
  wf_value builtins;       /* dict in cell mode */
  wf_value closure;        /* tuple of cells, or WF_EMPTY */
  wf_slot defaults;        /* tuple, or WF_EMPTY */
  wf_slot module;
  _Atomic(wf_function_extra *) extra; /* NULL until something is set */
} wf_function;
extern wf_type wf_function_type;

static inline wf_function *wf_to_function(wf_value v) { return (wf_function *)(uintptr_t)v; }
static inline wf_code *wf_function_code(const wf_function *f) {
  return wf_to_code(wf_slot_acquire(&f->code_slot));
}
static inline bool wf_is_function(wf_value v) { return wf_has_root_shape(v, &wf_function_type); }

/* code is bound to globals: a copy of it is used when it is bound to others already. builtins:
   WF_EMPTY for those that the globals name. */
wf_value wf_function_new(wf_code *code, wf_value globals, wf_value builtins, wf_value closure);
wf_function_extra *wf_function_need_extra(wf_function *f);
wf_value wf_function_name(const wf_function *f);
wf_value wf_function_qualname(const wf_function *f);
/* Puts the arguments of a call where the parameters are. registers: room for the parameters, may
   overlap args. false: TypeError pending. */
bool wf_function_bind(wf_function *f, wf_code *code, wf_value *registers, const wf_value *args,
                      size_t npos, wf_value kwnames);
/* The namespace of builtins that code with these globals sees. */
wf_value wf_function_builtins_of(wf_value globals);
wf_code *wf_code_bind(wf_code *code, wf_value globals);
bool wf_function_init(void);

#endif
