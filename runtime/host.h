/* Functions and types that a host program gives to scripts (weft.h). */
#ifndef WF_HOST_H
#define WF_HOST_H

#include "runtime/object.h"
#include "runtime/weft.h"

/* module: str or None. */
wf_value wf_host_function_new(const weft_function_row *row, void *data, wf_value module);
/* WF_ERROR with an exception pending. */
wf_value wf_host_type_new(const weft_type_row *row);
/* NULL: it is no type made by wf_host_type_new. */
const weft_type_row *wf_host_type_row(wf_value type);
wf_value wf_host_instance_new(wf_type *type, void *data);
/* false: not an instance of that type. */
bool wf_host_instance_data(wf_value instance, const wf_type *type, void **data);
/* Finalization: destroys the instances that are left. */
void wf_host_destroy_living(void);
/* A life begins. */
bool wf_host_init(void);

#endif
