/* bytes: immutable, NUL-terminated; bytearray: a buffer that writers replace or change under its
 * lock. */
#ifndef WF_BYTES_H
#define WF_BYTES_H

#include "runtime/object.h"

typedef struct wf_bytes {
  wf_object head; /* aux: hash folded to 32 bits, 0 until computed */
  size_t size;
  uint8_t data[]; /* size bytes and a NUL */
} wf_bytes;
static inline wf_bytes *wf_to_bytes(wf_value v) { return (wf_bytes *)(uintptr_t)v; }
wf_value wf_bytes_new(const void *data,
                      size_t size); /* data NULL: to be filled before it is shared */
/* Room for bytes that are still to come, not zeroed: what is not filled costs little. Nobody else
   sees it before wf_bytes_cut. WF_ERROR: MemoryError. */
wf_value wf_bytes_room(size_t size);
/* What came into a room, which is given up: its first `size` bytes. */
wf_value wf_bytes_cut(wf_value room, size_t size);
void wf_bytes_drop_room(wf_value room); /* nothing came */
wf_value wf_bytes_concat(wf_value a, wf_value b);
wf_value wf_bytearray_new(const void *data, size_t size);

/* Who sees the memory of an object whose size can change: it must not while they do. Any thread. */
typedef struct wf_exports {
  _Atomic(uint32_t) views; /* memoryviews that are not released */
  _Atomic(uint32_t) pins;  /* calls under way that write into it; grows under the object's lock */
} wf_exports;

/* A view of the bytes of any object that has them (bytes, bytearray, memoryview, array). The holder
   keeps it on the C stack and releases it. What a view shows stays valid whatever others do: a
   bytearray that is resized meanwhile moves to other memory, and the view keeps the old. */
typedef struct wf_buffer {
  wf_value owner;
  uint8_t *data;
  size_t size;          /* bytes */
  bool readonly;
  const char *format;   /* struct format of an item; "B" */
  size_t item_size;
  int dimensions;       /* 0 or 1 for plain ones */
  int64_t shape[8], strides[8];
  void *internal;
  wf_exports *exports;  /* the owner's, when its size can change; else NULL */
  bool pins;            /* got to write: the size stays until it is released */
} wf_buffer;
enum {
  WF_BUFFER_READ = 0,  /* the bytes as they are now; of a bytearray perhaps a copy */
  WF_BUFFER_WRITE = 1, /* the memory itself, to change it */
  WF_BUFFER_LIVE = 2   /* the memory itself, to see changes: memoryview */
};
/* 0, or -1 with TypeError "a bytes-like object is required, not 'str'" ("a read-write bytes-like
   object" to write). */
int wf_buffer_get(wf_value v, wf_buffer *view, int flags);
/* The same to read, of memory that stays as it is: a copy, where others might write to it. For
   those who look at the bytes and then use them. */
int wf_buffer_get_still(wf_value v, wf_buffer *view);
/* Memory to change; false with a TypeError that begins with `what`. */
bool wf_buffer_to_write(wf_value v, wf_buffer *view, const char *what);
void wf_buffer_release(wf_buffer *view);
bool wf_has_buffer(wf_value v);

#endif
