/* The buffer protocol: views of memory, by the slots of the types that have it; and what keeps the
   size of an object as long as somebody sees its memory. */
#include <config.h>

#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/lock.h"
#include "runtime/native/ffi.h"

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

int wf_buffer_get_still(wf_value v, wf_buffer *view) {
  if (wf_is_bytes(v) || wf_is_bytearray(v)) return wf_buffer_get(v, view, WF_BUFFER_READ);
  wf_value copy = wf_bytes_from_buffer(v);
  return copy == WF_ERROR ? -1 : wf_buffer_get(copy, view, WF_BUFFER_READ);
}

bool wf_buffer_to_write(wf_value v, wf_buffer *view, const char *what) {
  if (wf_buffer_get(v, view, WF_BUFFER_WRITE) == 0) return true;
  if (!wf_error_is(&wf_exc_TypeError) && !wf_error_is(&wf_exc_BufferError)) return false;
  wf_error_clear();
  wf_raise(&wf_exc_TypeError, "%s must be read-write bytes-like object, not %a", what, v);
  return false;
}

void wf_buffer_release(wf_buffer *view) {
  if (view->owner == WF_EMPTY) return;
  void (*slot)(wf_value, wf_buffer *) = wf_type_of(view->owner)->slots.buffer_release;
  if (slot) slot(view->owner, view);
  view->owner = WF_EMPTY;
}

/* --- Objects whose size can change --- */

static bool shows(wf_value v, const void *bytes) {
  wf_value owner = wf_from_object((wf_object *)(uintptr_t)bytes);
  return v != WF_EMPTY && (wf_memoryview_shows(v, owner) || wf_ffi_shows(v, owner));
}

/* A view that was not released may have been dropped, and no collection can tell for certain: a
   stale copy of a reference may be in a register. So a view counts when a variable holds it, or a
   foreign value made from it; one that is held otherwise keeps the bytes that it shows. Pins always
   end. */
bool wf_exports_lock(wf_object *owner, wf_exports *exports, wf_value with, const char *message) {
  bool is_seen =
      WF_UNLIKELY(atomic_load(&exports->views)) &&
      (shows(with, owner) || (wf_hooks.any_variable && wf_hooks.any_variable(shows, owner)));
  wf_lock(owner);
  if (WF_LIKELY(!is_seen && !atomic_load_explicit(&exports->pins, memory_order_relaxed)))
    return true;
  wf_unlock(owner);
  wf_raise(&wf_exc_BufferError, "%s", message);
  return false;
}

void wf_exports_pin(wf_exports *exports, wf_buffer *view) {
  atomic_fetch_add(&exports->pins, 1);
  view->pins = true;
}

void wf_exports_unpin(WF_UNUSED wf_value owner, wf_buffer *view) {
  if (view->pins) atomic_fetch_sub(&view->exports->pins, 1);
  view->pins = false;
}

static void copy_dimension(const wf_buffer *view, int dimension, const uint8_t *from,
                           uint8_t **out) {
  if (dimension == view->dimensions) {
    wf_copy_shared(*out, from, view->item_size);
    *out += view->item_size;
    return;
  }
  for (int64_t i = 0; i < view->shape[dimension]; i++)
    copy_dimension(view, dimension + 1, from + i * view->strides[dimension], out);
}

void wf_buffer_copy_out(const wf_buffer *view, uint8_t *out) {
  bool plain = view->dimensions == 0 ||
               (view->dimensions == 1 && view->strides[0] == (int64_t)view->item_size);
  if (plain) wf_copy_shared(out, view->data, view->size);
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
