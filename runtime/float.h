/* Floats: immediate where the exponent allows (value.h), boxed otherwise. */
#ifndef WF_FLOAT_H
#define WF_FLOAT_H

#include "runtime/object.h"

typedef struct wf_float {
  wf_object head;
  double value;
} wf_float;

wf_value wf_float_box(double d); /* the boxed form; use wf_float_new */
static inline wf_value wf_float_new(double d) {
  wf_value v;
  return WF_LIKELY(wf_float_immediate(d, &v)) ? v : wf_float_box(d);
}
/* float or subclass */
static inline bool wf_is_float(wf_value v) {
  return wf_is_float_immediate(v) ||
         (wf_is_object(v) && v != WF_EMPTY && (wf_type_flags_of(v) & WF_TYPE_IS_FLOAT));
}
static inline double wf_float_get(wf_value v) {
  return wf_is_float_immediate(v) ? wf_float_immediate_get(v)
                                  : ((const wf_float *)(uintptr_t)v)->value;
}
typedef struct wf_complex {
  wf_object head;
  double real, imag;
} wf_complex;
wf_value wf_complex_new(double real, double imag);
static inline bool wf_is_complex(wf_value v) {
  return wf_is_object(v) && v != WF_EMPTY && (wf_type_flags_of(v) & WF_TYPE_IS_COMPLEX);
}
int64_t wf_float_hash(double d, wf_value owner); /* owner: for nan, hashed by identity */
wf_value wf_float_by_method(wf_value v); /* v.__float__(), made exact; WF_EMPTY: it has none */
wf_value wf_float_parse(wf_value str_or_bytes);  /* float("...") */
wf_value wf_float_divmod(double a, double b, wf_value *remainder);
double wf_float_floordiv(double a, double b); /* b != 0 */
double wf_float_mod(double a, double b);      /* b != 0; sign of b */

#endif
