/* Calling values from C. Everything here may run script code, raise, allocate and reach a
   safepoint. Argument arrays must be on the C stack, in a thread's value stack or in collected
   memory. */
#ifndef WF_CALL_H
#define WF_CALL_H

#include "runtime/object.h"

wf_value wf_call(wf_value callee, const wf_value *args, size_t npos, wf_value kwnames);
wf_value wf_call0(wf_value callee);
wf_value wf_call1(wf_value callee, wf_value a);
wf_value wf_call2(wf_value callee, wf_value a, wf_value b);
wf_value wf_call3(wf_value callee, wf_value a, wf_value b, wf_value c);
/* callee(*args, **kwargs); args a tuple or list, kwargs a dict with str keys or WF_EMPTY */
wf_value wf_call_ex(wf_value callee, wf_value args, wf_value kwargs);

/* object.name(args): does not make the bound method object. */
wf_value wf_call_method(wf_value object, wf_value name, const wf_value *args, size_t npos);
wf_value wf_call_method0(wf_value object, wf_value name);
wf_value wf_call_method1(wf_value object, wf_value name, wf_value a);
wf_value wf_call_method2(wf_value object, wf_value name, wf_value a, wf_value b);

/* Looks `name` up on the type of object (special method lookup). Returns the function and stores in
   *self the value to pass first (WF_EMPTY if it came bound already). WF_EMPTY when absent. */
wf_value wf_special(wf_value object, wf_value name, wf_value *self);
wf_value wf_special_by(wf_type *type, wf_value object, wf_value name, wf_value *self);
/* Calls it; WF_EMPTY, with nothing pending, when the type has none. */
wf_value wf_call_special(wf_value object, wf_value name, const wf_value *args, size_t npos);

/* cls(...) for a type: new, then init. */
wf_value wf_type_call(wf_value cls, const wf_value *args, size_t npos, wf_value kwnames);

/* The method lookup of `object.name(...)`: returns a function and sets *self to object, or returns
   the bound value and sets *self to WF_EMPTY. WF_ERROR with AttributeError. */
wf_value wf_getmethod(wf_value object, wf_value name, wf_value *self);

/* Depth of C recursion: every C function that may re-enter itself through values (repr, compare,
   calls) is bracketed. False with RecursionError pending; then do not call leave. */
bool wf_recursion_enter(const char *where); /* where: " while calling a Python object" */
void wf_recursion_leave(void);

/* repr of self-containing containers: true on first entry for this object in this thread.
   *error: no memory. wf_repr of the parts guards against deep recursion. */
bool wf_repr_enter(wf_value object, bool *error);
void wf_repr_leave(wf_value object);

#endif
