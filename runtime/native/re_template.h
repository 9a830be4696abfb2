/* Replacement texts of regular expressions. */
#ifndef WF_NATIVE_RE_TEMPLATE_H
#define WF_NATIVE_RE_TEMPLATE_H

#include "runtime/object.h"

/* A replacement text: literals around group references. count references, count + 1 literals. */
typedef struct re_template {
  wf_value source;
  size_t count;
  wf_value *literals; /* str or bytes, collected memory */
  uint32_t *groups;
} re_template;
/* groups: number of groups with group 0; names: dict. NULL with an exception pending. */
re_template *wf_re_template_parse(wf_value source, uint32_t groups, wf_value names);

#endif
