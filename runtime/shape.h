/* Shapes: which attribute of an instance is where (shape.c). */
#ifndef WF_SHAPE_H
#define WF_SHAPE_H

#include "runtime/object.h"

#define WF_SHAPE_MOST_ATTRIBUTES 128 /* beyond this an object's attributes move into a dict */
#define WF_SHAPE_MOST_INLINE 64

/* The index of an interned name, or -1. */
int64_t wf_shape_find(const wf_shape *shape, wf_value name);
/* The shape with one more name; NULL: too many, use a dict. */
wf_shape *wf_shape_add(wf_shape *shape, wf_value name);
/* The type's shapes for objects whose attributes live in a dict, or are on the way there. */
wf_shape *wf_shape_dict(wf_type *type, bool moving);
void wf_shape_init_root(wf_shape *shape, wf_type *type, uint16_t inline_count);
/* The root for new instances after one needed `count` attributes. */
void wf_shape_learn(wf_type *type, uint32_t count);

#endif
