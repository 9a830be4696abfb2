/* Script functions. */
#ifndef WF_FUNCTION_H
#define WF_FUNCTION_H

#include "interp/frame.h"

typedef struct wf_function {
  wf_object head;
  wf_slot code_slot;       /* wf_code; __code__ may be assigned */
  wf_value globals;        /* dict in cell mode */
  wf_value builtins;       /* dict in cell mode */
  wf_value closure;        /* tuple of cells, or WF_EMPTY */
  wf_slot defaults;        /* tuple, or WF_EMPTY */
  wf_slot keyword_defaults; /* dict, or WF_EMPTY */
  wf_slot name, qualname;
  wf_slot doc, module, annotations, dict; /* WF_EMPTY until set or wanted */
} wf_function;
extern wf_type wf_function_type;

static inline wf_function *wf_to_function(wf_value v) { return (wf_function *)(uintptr_t)v; }
static inline wf_code *wf_function_code(const wf_function *f) {
  return wf_to_code(wf_slot_acquire(&f->code_slot));
}
static inline bool wf_is_function(wf_value v) { return wf_has_root_shape(v, &wf_function_type); }

/* code is bound to globals: a copy of it is used when it is bound to others already. */
wf_value wf_function_new(wf_code *code, wf_value globals, wf_value closure);
/* Puts the arguments of a call where the parameters are. registers: room for the parameters, may
   overlap args. false: TypeError pending. */
bool wf_function_bind(wf_function *f, wf_code *code, wf_value *registers, const wf_value *args,
                      size_t npos, wf_value kwnames);
/* The namespace of builtins that code with these globals sees. */
wf_value wf_function_builtins_of(wf_value globals);
wf_code *wf_code_bind(wf_code *code, wf_value globals);
bool wf_function_init(void);

#endif
