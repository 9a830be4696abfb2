/* The buffer protocol: views of memory, by the slots of the types that have it. */
#include <config.h>

#include "runtime/bytes_internal.h"
#include "runtime/error.h"

bool wf_has_buffer(wf_value v) { return wf_type_of(v)->slots.buffer != NULL; }

int wf_buffer_get(wf_value v, wf_buffer *view, int flags) {
  int (*slot)(wf_value, wf_buffer *, int) = wf_type_of(v)->slots.buffer;
  if (!slot) {
    wf_raise(&wf_exc_TypeError, "a bytes-like object is required, not '%T'", v);
    return -1;
  }
  *view = (wf_buffer){.owner = v, .format = "B", .item_size = 1, .dimensions = 1};
  if (slot(v, view, flags) < 0) return -1;
  if (view->dimensions == 1 && view->shape[0] == 0 && view->strides[0] == 0) {
    view->shape[0] = (int64_t)(view->size / view->item_size);
    view->strides[0] = (int64_t)view->item_size;
  }
  if (!(flags & WF_BUFFER_WRITE) || !view->readonly) return 0;
  wf_buffer_release(view);
  wf_raise(&wf_exc_TypeError, "a read-write bytes-like object is required, not '%T'", v);
  return -1;
}

void wf_buffer_release(wf_buffer *view) {
  if (view->owner == WF_EMPTY) return;
  void (*slot)(wf_value, wf_buffer *) = wf_type_of(view->owner)->slots.buffer_release;
  if (slot) slot(view->owner, view);
  view->owner = WF_EMPTY;
}

static void copy_dimension(const wf_buffer *view, int dimension, const uint8_t *from,
                           uint8_t **out) {
  if (dimension == view->dimensions) {
    memcpy(*out, from, view->item_size);
    *out += view->item_size;
    return;
  }
  for (int64_t i = 0; i < view->shape[dimension]; i++)
    copy_dimension(view, dimension + 1, from + i * view->strides[dimension], out);
}

void wf_buffer_copy_out(const wf_buffer *view, uint8_t *out) {
  bool plain = view->dimensions == 0 ||
               (view->dimensions == 1 && view->strides[0] == (int64_t)view->item_size);
  if (plain) memcpy(out, view->data, view->size);
  else copy_dimension(view, 0, view->data, &out);
}

wf_value wf_bytes_from_buffer(wf_value v) {
  wf_buffer view;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value out = wf_bytes_new(NULL, view.size);
  if (out != WF_ERROR && view.size) {
    if (view.size == 1) out = wf_bytes_new(view.data, 1);
    else wf_buffer_copy_out(&view, wf_to_bytes(out)->data);
  }
  wf_buffer_release(&view);
  return out;
}
