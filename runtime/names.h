/* The interned names of names.def, ready after wf_str_init. */
#ifndef WF_NAMES_H
#define WF_NAMES_H

#include "runtime/value.h"

struct wf_names {
#define WF_NAME(id) wf_value id;
#include "runtime/names.def"
#undef WF_NAME
};
extern struct wf_names wf_names; /* str.c fills it in */

#endif
