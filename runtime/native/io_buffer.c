/* Buffered binary streams over any raw stream, and BytesIO.

   One buffer serves reading or writing, not both at once. Reading: data[pos, end) is what was read
   ahead, and the raw position is that of `end`. Writing: data[0, pos) is what waits to be written.
   Everything below `lock` is used only by its holder. `raw` and the two abilities are changed only
   by the holder; anybody may look at them, who then asks the one stream that was seen. */
#include <config.h>

#include <errno.h>
#include <unistd.h>

#include "runtime/bytes_internal.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/native/io.h"
#include "runtime/str.h"

enum buffer_state { IDLE, READING, WRITING };

typedef struct buffered {
  wf_iobase base;
  _Atomic(wf_value) raw; /* WF_EMPTY: not initialised; None: detached */
  _Atomic(bool) readable, writable;
  wf_io_lock lock;
  _Atomic(bool) closed; /* by close(): set under the lock */
  enum buffer_state state;
  uint8_t *data;
  size_t capacity, pos, end;
} buffered;

static buffered *to_buffered(wf_value v) { return (buffered *)wf_to_object(v); }

bool wf_is_buffered_exact(wf_value v) {
  if (!wf_is_object(v) || v == WF_EMPTY) return false;
  wf_type *type = wf_type_of(v);
  return type == &wf_bufferedreader_type || type == &wf_bufferedwriter_type ||
         type == &wf_bufferedrandom_type;
}

wf_value wf_buffered_raw(wf_value v) { return to_buffered(v)->raw; }

static wf_value raise_detached(void) {
  return wf_raise(&wf_exc_ValueError, "raw stream has been detached");
}

/* The stream below; WF_ERROR when there is none. */
static wf_value raw_of(const buffered *b) {
  wf_value raw = b->raw;
  if (raw == WF_EMPTY)
    return wf_raise(&wf_exc_ValueError, "I/O operation on uninitialized object");
  return raw == WF_NONE ? raise_detached() : raw;
}

/* operation: "write to", "read of", ... */
static bool check_usable(const buffered *b, const char *operation) {
  wf_value raw = raw_of(b);
  if (raw == WF_ERROR) return false;
  bool closed;
  if (wf_is_fileio_exact(raw)) closed = wf_fileio_fd((wf_fileio *)wf_to_object(raw)) < 0;
  else if (!wf_io_is_closed(raw, &closed)) return false;
  if (closed) wf_raise(&wf_exc_ValueError, "%s closed file", operation);
  return !closed;
}

/* Takes the lock of a stream that has one below it; false: error pending. */
static bool enter(wf_value self) {
  buffered *b = to_buffered(self);
  if (raw_of(b) == WF_ERROR || !wf_io_lock_enter(&b->lock, self)) return false;
  if (raw_of(b) != WF_ERROR) return true; /* nobody detached it meanwhile */
  wf_io_lock_leave(&b->lock);
  return false;
}

/* --- The raw stream; the lock is held, so there is one. A stream written in script sees memory of
   its own through a view, which keeps that memory from being resized. --- */

static wf_value view_of(wf_value bytes) {
  return bytes == WF_ERROR ? WF_ERROR : wf_call1(wf_from_type(&wf_memoryview_type), bytes);
}

/* Reads into memory. 0: end; -1: error pending; -2: nothing there yet. */
static int64_t raw_read(buffered *b, uint8_t *out, size_t size) {
  wf_value raw = b->raw;
  if (wf_is_fileio_exact(raw))
    return wf_fileio_read((wf_fileio *)wf_to_object(raw), out, size);
  wf_value array = wf_bytearray_new(NULL, size), shown = view_of(array);
  wf_value n = shown == WF_ERROR ? WF_ERROR
                                 : wf_call_method1(raw, wf_str_intern_c("readinto"), shown);
  int64_t got;
  if (n == WF_ERROR) return -1;
  if (n == WF_NONE) return -2;
  if (!wf_arg_size(n, &got)) {
    if (wf_error_is(&wf_exc_Exception))
      wf_raise_from_pending(&wf_exc_OSError, "raw readinto() failed");
    return -1;
  }
  if (got < 0 || (size_t)got > size) {
    wf_raise(&wf_exc_OSError,
             "raw readinto() returned invalid length %zd (should have been between 0 and %zd)",
             (ptrdiff_t)got, (ptrdiff_t)size);
    return -1;
  }
  wf_buffer view;
  if (wf_buffer_get(array, &view, WF_BUFFER_READ) < 0) return -1;
  bool whole = view.size >= (size_t)got; /* else the view was released and the array cut */
  if (whole) memcpy(out, view.data, (size_t)got);
  else wf_raise(&wf_exc_OSError, "raw readinto() resized the buffer");
  wf_buffer_release(&view);
  return whole ? got : -1;
}

static int64_t raw_write(buffered *b, const uint8_t *data, size_t size) {
  wf_value raw = b->raw;
  if (wf_is_fileio_exact(raw))
    return wf_fileio_write((wf_fileio *)wf_to_object(raw), data, size);
  wf_value shown = view_of(wf_bytes_new(data, size));
  wf_value n = shown == WF_ERROR ? WF_ERROR : wf_call_method1(raw, wf_names.write, shown);
  int64_t written;
  if (n == WF_ERROR) return -1;
  if (n == WF_NONE) return -2;
  if (!wf_arg_size(n, &written)) return -1;
  if (written < 0 || (size_t)written > size) {
    wf_raise(&wf_exc_OSError,
             "raw write() returned invalid length %zd (should have been between 0 and %zd)",
             (ptrdiff_t)written, (ptrdiff_t)size);
    return -1;
  }
  return written;
}

static int64_t raw_seek(buffered *b, int64_t offset, int whence) {
  wf_value v = wf_call_method2(b->raw, wf_names.seek, wf_int_new(offset), wf_small_int(whence));
  int64_t at;
  if (v == WF_ERROR || !wf_arg_size(v, &at)) return -1;
  if (at < 0) wf_raise(&wf_exc_OSError, "Raw stream returned invalid position %zd", (ptrdiff_t)at);
  return at < 0 ? -1 : at;
}

/* --- Changing between reading and writing; the lock is held --- */

/* `taken` bytes of what was to be written are on their way all the same. */
static bool would_block(size_t taken) {
  wf_value args[3] = {wf_small_int(EAGAIN),
                      wf_str_from_c("write could not complete without blocking"),
                      wf_int_from_uint64(taken)};
  wf_value error = wf_exception_new(&wf_exc_BlockingIOError, args, 3);
  if (error != WF_ERROR) wf_raise_exception(error);
  return false;
}

static bool flush_writes(buffered *b) {
  size_t done = 0;
  while (b->state == WRITING && done < b->pos) {
    int64_t n = raw_write(b, b->data + done, b->pos - done);
    if (n == -2) would_block(0);
    if (n < 0) {
      memmove(b->data, b->data + done, b->pos - done);
      b->pos -= done;
      return false;
    }
    done += (size_t)n;
  }
  if (b->state == WRITING) {
    b->pos = b->end = 0;
    b->state = IDLE;
  }
  return true;
}

/* Forgets what was read ahead; the raw position becomes the visible one. */
static bool drop_reads(buffered *b) {
  if (b->state != READING) return true;
  size_t ahead = b->end - b->pos;
  b->pos = b->end = 0;
  b->state = IDLE;
  return ahead == 0 || raw_seek(b, -(int64_t)ahead, SEEK_CUR) >= 0;
}

static bool begin_reading(buffered *b) {
  if (b->state == WRITING && !flush_writes(b)) return false;
  b->state = READING;
  return true;
}

static bool begin_writing(buffered *b) {
  if (b->state == READING && !drop_reads(b)) return false;
  b->state = WRITING;
  return true;
}

/* Fills an empty buffer. As raw_read. */
static int64_t fill(buffered *b) {
  b->pos = b->end = 0;
  int64_t n = raw_read(b, b->data, b->capacity);
  if (n > 0) b->end = (size_t)n;
  return n;
}

/* --- Reading --- */

typedef struct gathered {
  wf_value room; /* WF_EMPTY: none yet */
  size_t size;
} gathered;

static size_t capacity_of(const gathered *g) {
  return g->room == WF_EMPTY ? 0 : wf_to_bytes(g->room)->size;
}
static uint8_t *end_of(const gathered *g) { return wf_to_bytes(g->room)->data + g->size; }

static bool enlarge(gathered *g, size_t capacity) {
  wf_value more = wf_bytes_room(capacity);
  if (more == WF_ERROR) return false;
  if (g->room != WF_EMPTY) {
    memcpy(wf_to_bytes(more)->data, wf_to_bytes(g->room)->data, g->size);
    wf_bytes_drop_room(g->room);
  }
  g->room = more;
  return true;
}

static bool gather(gathered *g, const uint8_t *data, size_t size) {
  if (g->size + size > capacity_of(g) && !enlarge(g, (g->size + size) * 2)) return false;
  memcpy(end_of(g), data, size);
  g->size += size;
  return true;
}

static wf_value gathered_bytes(const gathered *g) {
  return g->room == WF_EMPTY ? wf_bytes_new("", 0) : wf_bytes_cut(g->room, g->size);
}

#define AT_ONCE ((size_t)1 << 20)
#define GROWTH 8 /* room that nothing comes into costs little, a copy of what came costs more */
/* As much is asked for where so much is wanted: a descriptor that keeps records, of a pipe or a
   datagram, throws away what of one there is no room for. */
#define LARGE_RECORD ((size_t)1 << 16)

/* Room for some of the next `want` bytes, which are no fewer than the buffer's: for as many as the
   file has, or some times as many as came so far. What is asked for may be much more than there
   is. */
static bool make_room(buffered *b, gathered *g, size_t want) {
  size_t least = b->capacity < LARGE_RECORD ? LARGE_RECORD : b->capacity;
  size_t room = g->size < AT_ONCE / GROWTH ? AT_ONCE : g->size * GROWTH;
  if (least > want) least = want;
  if (capacity_of(g) - g->size >= least) return true;
  if (room < least) room = least;
  if (want > room && wf_is_fileio_exact(b->raw)) {
    size_t left = wf_fileio_left((wf_fileio *)wf_to_object(b->raw));
    if (left >= room) room = left + 1; /* one more finds out that this is the end */
  }
  return enlarge(g, g->size + (want < room ? want : room));
}

/* Up to size bytes. none: set when nothing was there without blocking. */
static bool read_many(buffered *b, size_t size, gathered *g, bool *none) {
  *none = false;
  while (g->size < size) {
    size_t ahead = b->end - b->pos, want = size - g->size;
    if (ahead == 0) {
      int64_t n;
      if (want >= b->capacity) { /* straight into the result */
        if (!make_room(b, g, want)) return false;
        size_t room = capacity_of(g) - g->size;
        n = raw_read(b, end_of(g), room < want ? room : want);
        if (n > 0) g->size += (size_t)n;
      } else {
        n = fill(b);
      }
      if (n == -1) return false;
      if (n == -2) *none = g->size == 0;
      if (n <= 0) return true;
      continue;
    }
    if (want > ahead) want = ahead;
    if (!gather(g, b->data + b->pos, want)) return false;
    b->pos += want;
  }
  return true;
}

/* Locks and makes ready for reading; false: error pending. */
static bool enter_reading(wf_value self, const char *operation) {
  buffered *b = to_buffered(self);
  if (!check_usable(b, operation)) return false;
  if (!b->readable) {
    wf_io_unsupported("read");
    return false;
  }
  if (!enter(self)) return false;
  if (begin_reading(b)) return true;
  wf_io_lock_leave(&b->lock);
  return false;
}

/* The rest: what was read ahead and what the raw stream's readall() gives, or read() again and
   again without one. Bytes, or None when nothing was there without blocking; WF_ERROR. */
static wf_value read_rest(buffered *b) {
  wf_value raw = b->raw, ahead = wf_bytes_new(b->data + b->pos, b->end - b->pos), method;
  b->pos = b->end = 0;
  int found = wf_getattr_optional(raw, wf_str_intern_c("readall"), &method);
  if (ahead == WF_ERROR || found < 0) return WF_ERROR;
  if (!found) return wf_io_read_to_end(raw, -1, ahead);
  wf_value rest = wf_call0(method);
  if (rest == WF_ERROR || (rest != WF_NONE && !wf_is_bytes(rest)))
    return rest == WF_ERROR ? WF_ERROR
                            : wf_raise(&wf_exc_TypeError, "readall() should return bytes");
  if (wf_to_bytes(ahead)->size == 0) return rest;
  return rest == WF_NONE ? ahead : wf_bytes_concat(ahead, rest);
}

WF_NATIVE(buffered_read) {
  buffered *b = to_buffered(args[0]);
  int64_t size = -1;
  if (!wf_arg_size_or_none(args[1], &size)) return WF_ERROR;
  if (size < -1) return wf_raise(&wf_exc_ValueError, "read length must be non-negative or -1");
  if (!enter_reading(args[0], "read of")) return WF_ERROR;
  wf_value result = WF_ERROR;
  if (size >= 0 && (size_t)size <= b->end - b->pos) {
    result = wf_bytes_new(b->data + b->pos, (size_t)size);
    b->pos += (size_t)size;
  } else if (size < 0) {
    result = read_rest(b);
  } else {
    gathered g = {.room = WF_EMPTY};
    bool none;
    if (read_many(b, (size_t)size, &g, &none)) result = none ? WF_NONE : gathered_bytes(&g);
  }
  wf_io_lock_leave(&b->lock);
  return result;
}

wf_value wf_buffered_read1(wf_value self, size_t size) {
  buffered *b = to_buffered(self);
  if (!enter_reading(self, "read of")) return WF_ERROR;
  wf_value result = WF_ERROR;
  int64_t n = 1;
  if (b->pos == b->end) n = fill(b);
  if (n >= 0 || n == -2) {
    size_t ahead = b->end - b->pos;
    if (size > ahead) size = ahead;
    result = wf_bytes_new(b->data + b->pos, size);
    b->pos += size;
  }
  wf_io_lock_leave(&b->lock);
  return result;
}

int64_t wf_buffered_read1_into(wf_value self, void *data, size_t size) {
  buffered *b = to_buffered(self);
  if (!enter_reading(self, "read of")) return -1;
  int64_t n = 1;
  if (b->pos == b->end && size >= b->capacity && wf_is_fileio_exact(b->raw)) {
    n = raw_read(b, data, size); /* not by way of the buffer */
  } else {
    if (b->pos == b->end) n = fill(b);
    if (n >= 0) {
      n = (int64_t)(b->end - b->pos < size ? b->end - b->pos : size);
      memcpy(data, b->data + b->pos, (size_t)n);
      b->pos += (size_t)n;
    }
  }
  wf_io_lock_leave(&b->lock);
  return n == -2 ? 0 : n;
}

WF_NATIVE(buffered_read1) {
  int64_t size = -1;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &size)) return WF_ERROR;
  return wf_buffered_read1(args[0], size < 0 ? SIZE_MAX : (size_t)size); /* what the buffer holds */
}

static wf_value read_into(const wf_value *args, bool once) {
  buffered *b = to_buffered(args[0]);
  wf_buffer view;
  if (!wf_buffer_to_write(args[1], &view,
                          once ? "readinto1() argument" : "readinto() argument"))
    return WF_ERROR;
  wf_value result = WF_ERROR;
  if (enter_reading(args[0], "readinto of")) {
    size_t done = 0;
    int64_t n = 1;
    while (done < view.size && n > 0) {
      if (b->pos == b->end && view.size - done > b->capacity) { /* not by way of the buffer */
        n = raw_read(b, view.data + done, view.size - done);
        if (n > 0) done += (size_t)n;
        if (once) break;
        continue;
      }
      if (b->pos == b->end) {
        if (once && done) break;
        n = fill(b);
        if (n <= 0) break;
      }
      size_t part = b->end - b->pos < view.size - done ? b->end - b->pos : view.size - done;
      memcpy(view.data + done, b->data + b->pos, part);
      b->pos += part;
      done += part;
    }
    wf_io_lock_leave(&b->lock);
    if (n != -1) result = n == -2 && done == 0 ? WF_NONE : wf_int_from_uint64(done);
  }
  wf_buffer_release(&view);
  return result;
}
WF_NATIVE(buffered_readinto) { return read_into(args, false); }
WF_NATIVE(buffered_readinto1) { return read_into(args, true); }

WF_NATIVE(buffered_peek) {
  buffered *b = to_buffered(args[0]);
  if (!enter_reading(args[0], "peek of")) return WF_ERROR;
  int64_t n = b->pos == b->end ? fill(b) : 1;
  wf_value result = n == -1 ? WF_ERROR : wf_bytes_new(b->data + b->pos, b->end - b->pos);
  wf_io_lock_leave(&b->lock);
  return result;
}

/* The next line, at most `limit` bytes (SIZE_MAX: no limit). */
static wf_value read_line(wf_value self, size_t limit) {
  buffered *b = to_buffered(self);
  if (!enter_reading(self, "readline of")) return WF_ERROR;
  gathered g = {.room = WF_EMPTY};
  wf_value result = WF_EMPTY;
  while (result == WF_EMPTY) {
    size_t ahead = b->end - b->pos;
    if (ahead == 0) {
      int64_t n = g.size < limit ? fill(b) : 0;
      if (n == -1) result = WF_ERROR;
      else if (n <= 0) result = gathered_bytes(&g);
      continue;
    }
    if (ahead > limit - g.size) ahead = limit - g.size;
    const uint8_t *start = b->data + b->pos, *newline = memchr(start, '\n', ahead);
    size_t part = newline ? (size_t)(newline - start) + 1 : ahead;
    b->pos += part;
    if (newline && g.size == 0) result = wf_bytes_new(start, part);
    else if (!gather(&g, start, part)) result = WF_ERROR;
    else if (newline || g.size == limit) result = gathered_bytes(&g);
  }
  wf_io_lock_leave(&b->lock);
  return result;
}

WF_NATIVE(buffered_readline) {
  int64_t limit = -1;
  if (!wf_arg_size_or_none(args[1], &limit)) return WF_ERROR;
  return read_line(args[0], limit < 0 ? SIZE_MAX : (size_t)limit);
}

static wf_value buffered_next(wf_value self) {
  wf_value line = wf_is_buffered_exact(self) ? read_line(self, SIZE_MAX)
                                             : wf_call_method0(self, wf_names.readline);
  if (line == WF_ERROR) return WF_ERROR;
  int64_t size = wf_length(line);
  return size < 0 ? WF_ERROR : size == 0 ? WF_EMPTY : line;
}

/* --- Writing --- */

/* Adds as much as there is room for behind what waits; how much. */
static size_t hold(buffered *b, const uint8_t *data, size_t size) {
  size_t room = b->capacity - b->pos;
  if (size > room) size = room;
  memcpy(b->data + b->pos, data, size);
  b->pos += size;
  b->state = WRITING;
  return size;
}

/* A raw stream that would block fails the write only when the buffer cannot take the rest. */
static bool write_locked(buffered *b, const uint8_t *data, size_t size) {
  if (!begin_writing(b)) return false;
  if (size > b->capacity - b->pos && !flush_writes(b)) {
    if (!wf_error_is(&wf_exc_BlockingIOError)) return false;
    wf_error_clear();
    size_t held = hold(b, data, size);
    return held == size || would_block(held);
  }
  size_t done = 0;
  while (size - done > b->capacity - b->pos) {
    int64_t n = raw_write(b, data + done, size - done);
    if (n == -1) return false;
    if (n == -2) return would_block(done + hold(b, data + done, size - done));
    done += (size_t)n;
  }
  hold(b, data + done, size - done);
  return true;
}

bool wf_buffered_write(wf_value self, const void *data, size_t size) {
  buffered *b = to_buffered(self);
  if (!check_usable(b, "write to")) return false;
  if (!b->writable) {
    wf_io_unsupported("write");
    return false;
  }
  if (!enter(self)) return false;
  bool ok = !b->closed;
  if (ok) ok = write_locked(b, data, size);
  else wf_raise(&wf_exc_ValueError, "write to closed file");
  wf_io_lock_leave(&b->lock);
  return ok;
}

WF_NATIVE(buffered_write) {
  wf_buffer view;
  if (wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "a bytes-like object is required, not '%T'", args[1]);
  if (wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  buffered *b = to_buffered(args[0]);
  bool ok = false;
  if (raw_of(b) != WF_ERROR) {
    bool closed = false;
    ok = wf_io_is_closed(args[0], &closed);
    if (ok && closed) ok = wf_raise(&wf_exc_ValueError, "write to closed file") != WF_ERROR;
    ok = ok && wf_buffered_write(args[0], view.data, view.size);
  }
  wf_value result = ok ? wf_int_from_uint64(view.size) : WF_ERROR;
  wf_buffer_release(&view);
  return result;
}

static bool flush_all(wf_value self) {
  buffered *b = to_buffered(self);
  if (!check_usable(b, "flush of")) return false;
  if (!enter(self)) return false;
  bool ok = flush_writes(b);
  wf_io_lock_leave(&b->lock);
  return ok;
}

WF_NATIVE(buffered_flush) { return flush_all(args[0]) ? WF_NONE : WF_ERROR; }

WF_NATIVE(reader_flush) { /* nothing waits to be written */
  wf_value raw = raw_of(to_buffered(args[0]));
  return raw == WF_ERROR ? WF_ERROR : wf_call_method0(raw, wf_names.flush);
}

/* --- Positions, closing, attributes --- */

WF_NATIVE(buffered_tell) {
  buffered *b = to_buffered(args[0]);
  if (!enter(args[0])) return WF_ERROR;
  int64_t at = raw_seek(b, 0, SEEK_CUR);
  if (at >= 0) at += b->state == READING ? -(int64_t)(b->end - b->pos) : (int64_t)b->pos;
  wf_io_lock_leave(&b->lock);
  return at < 0 && wf_error_pending() ? WF_ERROR : wf_int_new(at);
}

WF_NATIVE(buffered_seek) {
  buffered *b = to_buffered(args[0]);
  int64_t offset, at = -1;
  int whence = 0;
  if (!wf_arg_size(args[1], &offset) || (args[2] != WF_EMPTY && !wf_arg_int(args[2], &whence)))
    return WF_ERROR;
  if (whence < 0 || whence > 4)
    return wf_raise(&wf_exc_ValueError, "whence value %d unsupported", whence);
  if (!check_usable(b, "seek of") || !enter(args[0])) return WF_ERROR;
  bool ok = b->state == WRITING ? flush_writes(b) : drop_reads(b);
  if (ok) at = raw_seek(b, offset, whence);
  wf_io_lock_leave(&b->lock);
  return at < 0 ? WF_ERROR : wf_int_new(at);
}

WF_NATIVE(buffered_truncate) {
  buffered *b = to_buffered(args[0]);
  if (!check_usable(b, "truncate of")) return WF_ERROR;
  if (!b->writable) return wf_io_unsupported("truncate");
  if (!enter(args[0])) return WF_ERROR;
  bool ok = b->state == WRITING ? flush_writes(b) : drop_reads(b);
  wf_value v = ok ? wf_call_method1(b->raw, wf_names.truncate,
                                    args[1] == WF_EMPTY ? WF_NONE : args[1])
                  : WF_ERROR;
  wf_io_lock_leave(&b->lock);
  return v;
}

/* What another thread wrote since the flush goes out too, and later writes are turned away: they
   would be lost; nor can the raw stream be detached any more. One of a script's may use the buffer
   while it closes, as in CPython; the lock is not held then. False: error pending. */
static bool seal(wf_value self, wf_value raw) {
  buffered *b = to_buffered(self);
  if (!wf_is_fileio_exact(raw)) return true;
  if (!enter(self)) return false;
  bool ok = flush_writes(b);
  atomic_store(&b->closed, ok);
  wf_io_lock_leave(&b->lock);
  return ok;
}

WF_NATIVE(buffered_close) {
  wf_value raw = raw_of(to_buffered(args[0])), error = WF_EMPTY;
  bool closed;
  if (raw == WF_ERROR || !wf_io_is_closed(raw, &closed)) return WF_ERROR;
  if (closed) return WF_NONE;
  if (wf_call_method0(args[0], wf_names.flush) == WF_ERROR || !seal(args[0], raw))
    error = wf_error_fetch();
  if (to_buffered(args[0])->raw == WF_NONE) /* it belongs to whoever detached it meanwhile */
    return error == WF_EMPTY ? raise_detached() : wf_io_raise_both(error, WF_NONE);
  wf_value v = wf_call_method0(raw, wf_names.close);
  if (v == WF_ERROR) atomic_store(&to_buffered(args[0])->closed, false);
  return wf_io_raise_both(error, v);
}

WF_NATIVE(buffered_detach) {
  buffered *b = to_buffered(args[0]);
  if (raw_of(b) == WF_ERROR || wf_call_method0(args[0], wf_names.flush) == WF_ERROR ||
      !enter(args[0]))
    return WF_ERROR;
  wf_value raw = b->raw;
  bool ok = !b->closed; /* since the flush another thread may have, or have written something */
  if (ok) ok = flush_writes(b);
  else wf_raise(&wf_exc_ValueError, "flush of closed file");
  if (ok) {
    b->raw = WF_NONE;
    wf_io_set_above(raw, WF_EMPTY);
  }
  wf_io_lock_leave(&b->lock);
  return ok ? raw : WF_ERROR;
}

static wf_value to_raw(wf_value self, const char *method) {
  wf_value raw = raw_of(to_buffered(self));
  return raw == WF_ERROR ? WF_ERROR : wf_call_method0(raw, wf_str_intern_c(method));
}
WF_NATIVE(buffered_fileno) { return to_raw(args[0], "fileno"); }
WF_NATIVE(buffered_isatty) { return to_raw(args[0], "isatty"); }
WF_NATIVE(buffered_seekable) { return to_raw(args[0], "seekable"); }
WF_NATIVE(buffered_readable) { return to_raw(args[0], "readable"); }
WF_NATIVE(buffered_writable) { return to_raw(args[0], "writable"); }

static wf_value raw_attribute(wf_value self, const char *name) {
  wf_value raw = raw_of(to_buffered(self));
  return raw == WF_ERROR ? WF_ERROR : wf_getattr(raw, wf_str_intern_c(name));
}
static wf_value get_closed(wf_value self) { return raw_attribute(self, "closed"); }
static wf_value get_name(wf_value self) { return raw_attribute(self, "name"); }
static wf_value get_mode(wf_value self) { return raw_attribute(self, "mode"); }
static wf_value get_raw(wf_value self) {
  wf_value raw = to_buffered(self)->raw;
  return raw == WF_EMPTY ? WF_NONE : raw;
}

static wf_value buffered_repr(wf_value self) {
  wf_value name = WF_EMPTY;
  int found = wf_getattr_optional(self, wf_str_intern_c("name"), &name);
  if (found < 0) wf_error_clear();
  const char *type = wf_type_of(self)->name;
  return found > 0 ? wf_str_format("<%s name=%R>", type, name) : wf_str_format("<%s>", type);
}

/* --- Construction --- */

static wf_value buffered_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                             WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}

void wf_io_buffered_dropped(void *stream) {
  buffered *b = stream;
  wf_value raw = b->raw;
  if (raw == WF_EMPTY || raw == WF_NONE) return;
  wf_io_flush_above(wf_from_object(b));
  bool closed = true;
  wf_value pending = wf_error_fetch();
  if (b->state == WRITING && wf_io_is_closed(raw, &closed) && !closed)
    wf_call_method0(wf_from_object(b), wf_names.close);
  wf_error_restore(pending);
}

static bool require(wf_value raw, const char *ability, const char *message) {
  wf_value v = wf_call_method0(raw, wf_str_intern_c(ability));
  int truth = v == WF_ERROR ? -1 : wf_truth(v);
  if (truth == 0) wf_io_unsupported(message);
  return truth > 0;
}

static int set_up(wf_value self, const wf_value *args, size_t npos, wf_value kwnames,
                  const char *name, bool readable, bool writable) {
  wf_value a[2];
  int64_t size = WF_IO_BUFFER_SIZE;
  if (!WF_BIND(name, "(raw, buffer_size=8192)", args, npos, kwnames, a)) return -1;
  if (a[1] != WF_EMPTY && !wf_arg_size(a[1], &size)) return -1;
  if (size <= 0) {
    wf_raise(&wf_exc_ValueError, "buffer size must be strictly positive");
    return -1;
  }
  if (readable && writable && !require(a[0], "seekable", "File or stream is not seekable."))
    return -1;
  if (readable && !require(a[0], "readable", "File or stream is not readable.")) return -1;
  if (writable && !require(a[0], "writable", "File or stream is not writable.")) return -1;
  buffered *b = to_buffered(self);
  uint8_t *data = wf_alloc_var_atomic((size_t)size);
  if (!data || !wf_io_lock_enter(&b->lock, self)) return -1;
  b->data = data;
  b->capacity = (size_t)size;
  b->pos = b->end = 0;
  b->state = IDLE;
  b->readable = readable;
  b->writable = writable;
  b->closed = false;
  b->raw = a[0];
  wf_io_set_above(a[0], self);
  wf_io_lock_leave(&b->lock);
  if (writable) wf_memory_on_death(b, wf_io_buffered_dropped);
  return 0;
}
static int reader_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  return set_up(self, args, npos, kwnames, "BufferedReader", true, false);
}
static int writer_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  return set_up(self, args, npos, kwnames, "BufferedWriter", false, true);
}
static int random_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  return set_up(self, args, npos, kwnames, "BufferedRandom", true, true);
}

#define COMMON_METHODS                                                                          \
  {"close", buffered_close, "(self, /)", "Flush and close the stream.", 0},                     \
  {"seek", buffered_seek, "(self, target, whence=0, /)", "Move to a position.", 0},             \
  {"tell", buffered_tell, "(self, /)", "The current position.", 0},                             \
  {"truncate", buffered_truncate, "(self, pos=None, /)", "Cut the file.", 0},                   \
  {"detach", buffered_detach, "(self, /)", "Separate the raw stream.", 0},                      \
  {"fileno", buffered_fileno, "(self, /)", "The file descriptor.", 0},                          \
  {"isatty", buffered_isatty, "(self, /)", "Whether the stream is a terminal.", 0},             \
  {"seekable", buffered_seekable, "(self, /)", "Whether the stream has positions.", 0}
#define FLUSH_METHOD(function) {"flush", function, "(self, /)", "Write what is buffered.", 0}
#define READ_METHODS                                                                               \
  {"read", buffered_read, "(self, size=-1, /)", "Read bytes.", 0},                                 \
      {"read1", buffered_read1, "(self, size=-1, /)", "Read with at most one raw read.", 0},       \
      {"readinto", buffered_readinto, "(self, buffer, /)", "Read into a buffer.", 0},              \
      {"readinto1", buffered_readinto1, "(self, buffer, /)",                                       \
       "Read into a buffer with at most one raw read.", 0},                                        \
      {"peek", buffered_peek, "(self, size=0, /)", "Bytes that come next, without moving.", 0},    \
      {"readline", buffered_readline, "(self, size=-1, /)", "The next line.", 0}, {                \
    "readable", buffered_readable, "(self, /)", "Whether the stream can be read.", 0               \
  }
#define WRITE_METHODS                                                                           \
  {"write", buffered_write, "(self, buffer, /)", "Write bytes.", 0},                            \
  {"writable", buffered_writable, "(self, /)", "Whether the stream can be written.", 0}

static const wf_native_def reader_methods[] = {COMMON_METHODS, FLUSH_METHOD(reader_flush),
                                               READ_METHODS, {0}};
static const wf_native_def writer_methods[] = {COMMON_METHODS, FLUSH_METHOD(buffered_flush),
                                               WRITE_METHODS, {0}};
static const wf_native_def random_methods[] = {COMMON_METHODS, FLUSH_METHOD(buffered_flush),
                                               READ_METHODS, WRITE_METHODS, {0}};
static const wf_getset_def getsets[] = {{"closed", get_closed, NULL, NULL},
                                        {"name", get_name, NULL, NULL},
                                        {"mode", get_mode, NULL, NULL},
                                        {"raw", get_raw, NULL, NULL},
                                        {0}};

/* The rest: further slots. */
#define BUFFERED_TYPE(variable, type_name, text, initializer, table, ...)                       \
  wf_type variable = {.name = type_name, .doc = text, .signature = "(raw, buffer_size=8192)",   \
                      .base = &wf_bufferediobase_type, .instance_size = sizeof(buffered),       \
                      .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,                      \
                      .slots = {.new = buffered_new, .init = initializer, .repr = buffered_repr, \
                                __VA_ARGS__},                                                   \
                      .methods = table, .getsets = getsets}
BUFFERED_TYPE(wf_bufferedreader_type, "_io.BufferedReader", "A buffer for a readable raw stream.",
              reader_init, reader_methods, .next = buffered_next);
BUFFERED_TYPE(wf_bufferedwriter_type, "_io.BufferedWriter", "A buffer for a writable raw stream.",
              writer_init, writer_methods, );
BUFFERED_TYPE(wf_bufferedrandom_type, "_io.BufferedRandom",
              "A buffer for a raw stream that is read and written.", random_init, random_methods,
              .next = buffered_next);

/* --- BufferedRWPair: a reader and a writer as one --- */

typedef struct pair {
  wf_iobase base;
  wf_value reader, writer;
} pair;
static pair *to_pair(wf_value v) { return (pair *)wf_to_object(v); }

static wf_value pair_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                         WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}
static int pair_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[3];
  if (!WF_BIND("BufferedRWPair", "(reader, writer, buffer_size=8192, /)", args, npos, kwnames, a))
    return -1;
  wf_value size = a[2] == WF_EMPTY ? wf_small_int(WF_IO_BUFFER_SIZE) : a[2];
  wf_value reader = wf_call2(wf_from_type(&wf_bufferedreader_type), a[0], size);
  wf_value writer = reader == WF_ERROR
                        ? WF_ERROR
                        : wf_call2(wf_from_type(&wf_bufferedwriter_type), a[1], size);
  if (writer == WF_ERROR) return -1;
  to_pair(self)->reader = reader;
  to_pair(self)->writer = writer;
  return 0;
}
static wf_value pair_call(wf_value half, const char *name, const wf_value *args, size_t count) {
  if (half == WF_EMPTY)
    return wf_raise(&wf_exc_ValueError, "I/O operation on uninitialized object");
  while (count && args[count - 1] == WF_EMPTY) count--;
  return wf_call_method(half, wf_str_intern_c(name), args, count);
}
#define PAIR_METHOD(name, half) \
  WF_NATIVE(pair_##name) { return pair_call(to_pair(args[0])->half, #name, args + 1, nargs - 1); }
PAIR_METHOD(read, reader)
PAIR_METHOD(read1, reader)
PAIR_METHOD(readinto, reader)
PAIR_METHOD(readinto1, reader)
PAIR_METHOD(peek, reader)
PAIR_METHOD(readable, reader)
PAIR_METHOD(write, writer)
PAIR_METHOD(flush, writer)
PAIR_METHOD(writable, writer)
WF_NATIVE(pair_close) {
  wf_value first = pair_call(to_pair(args[0])->writer, "close", NULL, 0), error = WF_EMPTY;
  if (first == WF_ERROR) error = wf_error_fetch();
  return wf_io_raise_both(error, pair_call(to_pair(args[0])->reader, "close", NULL, 0));
}
WF_NATIVE(pair_isatty) {
  wf_value v = pair_call(to_pair(args[0])->writer, "isatty", NULL, 0);
  return v == WF_FALSE ? pair_call(to_pair(args[0])->reader, "isatty", NULL, 0) : v;
}
static wf_value pair_closed(wf_value self) {
  wf_value writer = to_pair(self)->writer;
  if (writer == WF_EMPTY)
    return wf_raise(&wf_exc_RuntimeError, "the BufferedRWPair object is being garbage-collected");
  return wf_getattr(writer, wf_names.closed);
}
static const wf_native_def pair_methods[] = {
    {"read", pair_read, "(self, size=-1, /)", NULL, 0},
    {"read1", pair_read1, "(self, size=-1, /)", NULL, 0},
    {"readinto", pair_readinto, "(self, buffer, /)", NULL, 0},
    {"readinto1", pair_readinto1, "(self, buffer, /)", NULL, 0},
    {"peek", pair_peek, "(self, size=0, /)", NULL, 0},
    {"readable", pair_readable, "(self, /)", NULL, 0},
    {"write", pair_write, "(self, b, /)", NULL, 0},
    {"flush", pair_flush, "(self, /)", NULL, 0},
    {"writable", pair_writable, "(self, /)", NULL, 0},
    {"close", pair_close, "(self, /)", NULL, 0},
    {"isatty", pair_isatty, "(self, /)", NULL, 0},
    {0}};
static const wf_getset_def pair_getsets[] = {{"closed", pair_closed, NULL, NULL}, {0}};
wf_type wf_bufferedpair_type = {.name = "_io.BufferedRWPair",
                                .doc = "A readable and a writable raw stream as one.",
                                .signature = "(reader, writer, buffer_size=8192, /)",
                                .base = &wf_bufferediobase_type,
                                .instance_size = sizeof(pair),
                                .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
                                .slots = {.new = pair_new, .init = pair_init},
                                .methods = pair_methods,
                                .getsets = pair_getsets};

/* --- BytesIO --- */

/* What getbuffer() views; a BytesIO itself is no bytes-like object. It is taken and the data is
   moved with the lock of the stream held. */
typedef struct bytesio_export {
  wf_object head;
  wf_value source;
  wf_exports exports;
} bytesio_export;

/* Everything below `lock` is used only by its holder. While there are views, the size does not
   change (wf_exports_lock says which ones count). */
typedef struct bytesio {
  wf_iobase base;
  wf_io_lock lock;
  uint8_t *data;
  size_t size, capacity, pos;
  wf_slot export; /* what getbuffer() views; WF_EMPTY before */
} bytesio;
static bytesio_export *to_export(wf_value v) { return (bytesio_export *)wf_to_object(v); }
static bytesio *to_bytesio(wf_value v) { return (bytesio *)wf_to_object(v); }

static bool bytesio_enter(wf_value self) {
  bytesio *b = to_bytesio(self);
  if (atomic_load(&b->base.closed)) {
    wf_raise(&wf_exc_ValueError, "I/O operation on closed file.");
    return false;
  }
  return wf_io_lock_enter(&b->lock, self);
}

/* with: what the caller was given; a view in it counts. */
static bool bytesio_unshared(bytesio *b, wf_value with) {
  wf_value export = wf_slot_acquire(&b->export);
  if (export == WF_EMPTY) return true;
  bytesio_export *shown = to_export(export);
  if (!wf_exports_lock(&shown->head, &shown->exports, with,
                       "Existing exports of data: object cannot be re-sized"))
    return false;
  wf_unlock(shown);
  return true;
}

static bool bytesio_room(bytesio *b, size_t size) {
  if (size > PTRDIFF_MAX) {
    wf_raise(&wf_exc_OverflowError, "new buffer size too large");
    return false;
  }
  if (size <= b->capacity) return true;
  size_t capacity = size + size / 2 + 64;
  uint8_t *data = wf_alloc_var_atomic(capacity);
  if (!data) return false;
  if (b->size) memcpy(data, b->data, b->size);
  b->data = data;
  b->capacity = capacity;
  return true;
}

static bool bytesio_put(bytesio *b, const wf_buffer *view, wf_value with) {
  const uint8_t *data = view->data;
  size_t size = view->size;
  if (!bytesio_unshared(b, with)) return false;
  if (size == 0) return true;
  if (b->pos + size > b->size && !bytesio_room(b, b->pos + size)) return false;
  if (b->pos > b->size) memset(b->data + b->size, 0, b->pos - b->size);
  memmove(b->data + b->pos, data, size);
  b->pos += size;
  if (b->pos > b->size) b->size = b->pos;
  return true;
}

/* The stream holds a copy of `data` and stands at pos. */
static bool bytesio_restart(wf_value self, wf_value data, size_t pos) {
  bytesio *b = to_bytesio(self);
  wf_buffer view;
  if (wf_buffer_get(data, &view, WF_BUFFER_READ) < 0) return false;
  bool ok = bytesio_enter(self);
  if (ok) {
    if ((ok = bytesio_unshared(b, data))) {
      b->size = b->pos = 0;
      ok = bytesio_put(b, &view, data);
      b->pos = pos;
    }
    wf_io_lock_leave(&b->lock);
  }
  wf_buffer_release(&view);
  return ok;
}

static int bytesio_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[1];
  if (!WF_BIND("BytesIO", "(initial_bytes=b'')", args, npos, kwnames, a)) return -1;
  bool given = a[0] != WF_EMPTY && a[0] != WF_NONE;
  return bytesio_restart(self, given ? a[0] : wf_bytes_new("", 0), 0) ? 0 : -1;
}

/* A piece of at most size bytes (-1: all) from the position on. */
static wf_value bytesio_take(bytesio *b, int64_t size) {
  size_t left = b->pos < b->size ? b->size - b->pos : 0;
  if (size >= 0 && (size_t)size < left) left = (size_t)size;
  wf_value v = wf_bytes_new(left ? b->data + b->pos : (const uint8_t *)"", left);
  b->pos += left;
  return v;
}

WF_NATIVE(bytesio_read) {
  int64_t size = -1;
  if (!wf_arg_size_or_none(args[1], &size)) return WF_ERROR;
  if (!bytesio_enter(args[0])) return WF_ERROR;
  wf_value v = bytesio_take(to_bytesio(args[0]), size);
  wf_io_lock_leave(&to_bytesio(args[0])->lock);
  return v;
}

static wf_value bytesio_line(wf_value self, int64_t limit) {
  if (!bytesio_enter(self)) return WF_ERROR;
  bytesio *b = to_bytesio(self);
  size_t left = b->pos < b->size ? b->size - b->pos : 0;
  if (limit >= 0 && (size_t)limit < left) left = (size_t)limit;
  const uint8_t *end = left ? memchr(b->data + b->pos, '\n', left) : NULL;
  wf_value v = bytesio_take(b, end ? end - (b->data + b->pos) + 1 : (int64_t)left);
  wf_io_lock_leave(&b->lock);
  return v;
}
WF_NATIVE(bytesio_readline) {
  int64_t limit = -1;
  if (!wf_arg_size_or_none(args[1], &limit)) return WF_ERROR;
  return bytesio_line(args[0], limit);
}
static wf_value bytesio_next(wf_value self) {
  wf_value line = bytesio_line(self, -1);
  return line == WF_ERROR || wf_to_bytes(line)->size ? line : WF_EMPTY;
}
WF_NATIVE(bytesio_readinto) {
  wf_buffer view;
  if (!wf_buffer_to_write(args[1], &view, "readinto() argument")) return WF_ERROR;
  wf_value v = WF_ERROR;
  if (bytesio_enter(args[0])) {
    v = bytesio_take(to_bytesio(args[0]), (int64_t)view.size);
    wf_io_lock_leave(&to_bytesio(args[0])->lock);
  }
  if (v != WF_ERROR) {
    memcpy(view.data, wf_to_bytes(v)->data, wf_to_bytes(v)->size);
    v = wf_int_from_uint64(wf_to_bytes(v)->size);
  }
  wf_buffer_release(&view);
  return v;
}
WF_NATIVE(bytesio_write) {
  wf_buffer view;
  if (wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "a bytes-like object is required, not '%T'", args[1]);
  if (wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  bool ok = bytesio_enter(args[0]);
  if (ok) {
    ok = bytesio_put(to_bytesio(args[0]), &view, args[1]);
    wf_io_lock_leave(&to_bytesio(args[0])->lock);
  }
  wf_value v = ok ? wf_int_from_uint64(view.size) : WF_ERROR;
  wf_buffer_release(&view);
  return v;
}
WF_NATIVE(bytesio_seek) {
  int64_t offset;
  int whence = 0;
  bytesio *b = to_bytesio(args[0]);
  if (!wf_arg_size(args[1], &offset) || (args[2] != WF_EMPTY && !wf_arg_int(args[2], &whence)))
    return WF_ERROR;
  if (!bytesio_enter(args[0])) return WF_ERROR;
  int64_t base = whence == 1 ? (int64_t)b->pos : whence == 2 ? (int64_t)b->size : 0;
  bool ok = false;
  if (whence < 0 || whence > 2)
    wf_raise(&wf_exc_ValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
  else if (whence == 0 && offset < 0)
    wf_raise(&wf_exc_ValueError, "negative seek value %zd", (ptrdiff_t)offset);
  else if (offset > INT64_MAX - base) wf_raise(&wf_exc_OverflowError, "new position too large");
  else ok = true;
  if (ok) b->pos = base + offset < 0 ? 0 : (size_t)(base + offset);
  size_t at = b->pos;
  wf_io_lock_leave(&b->lock);
  return ok ? wf_int_from_uint64(at) : WF_ERROR;
}
static bool bytesio_open(wf_value self) {
  bool closed = atomic_load(&to_bytesio(self)->base.closed);
  if (closed) wf_raise(&wf_exc_ValueError, "I/O operation on closed file.");
  return !closed;
}
WF_NATIVE(bytesio_tell) {
  if (!bytesio_enter(args[0])) return WF_ERROR;
  size_t at = to_bytesio(args[0])->pos;
  wf_io_lock_leave(&to_bytesio(args[0])->lock);
  return wf_int_from_uint64(at);
}
WF_NATIVE(bytesio_true) { return bytesio_open(args[0]) ? WF_TRUE : WF_ERROR; }
WF_NATIVE(bytesio_false) { return bytesio_open(args[0]) ? WF_FALSE : WF_ERROR; }
WF_NATIVE(bytesio_flush) { return bytesio_open(args[0]) ? WF_NONE : WF_ERROR; }
WF_NATIVE(bytesio_truncate) {
  bytesio *b = to_bytesio(args[0]);
  int64_t size = 0;
  bool given = args[1] != WF_EMPTY && args[1] != WF_NONE;
  if (!bytesio_open(args[0]) || (given && !wf_arg_size(args[1], &size))) return WF_ERROR;
  if (size < 0) return wf_raise(&wf_exc_ValueError, "negative size value %zd", (ptrdiff_t)size);
  if (!bytesio_enter(args[0])) return WF_ERROR;
  if (!given) size = (int64_t)b->pos;
  bool ok = bytesio_unshared(b, WF_EMPTY);
  if (ok && (size_t)size < b->size) b->size = (size_t)size;
  wf_io_lock_leave(&b->lock);
  return ok ? wf_int_new(size) : WF_ERROR;
}
WF_NATIVE(bytesio_close) {
  bytesio *b = to_bytesio(args[0]);
  if (!wf_io_lock_enter(&b->lock, args[0])) return WF_ERROR;
  bool ok = bytesio_unshared(b, WF_EMPTY);
  if (ok) atomic_store(&b->base.closed, true);
  wf_io_lock_leave(&b->lock);
  return ok ? WF_NONE : WF_ERROR;
}
WF_NATIVE(bytesio_getvalue) {
  if (!bytesio_enter(args[0])) return WF_ERROR;
  bytesio *b = to_bytesio(args[0]);
  wf_value v = wf_bytes_new(b->size ? b->data : (const uint8_t *)"", b->size);
  wf_io_lock_leave(&b->lock);
  return v;
}

static int export_buffer(wf_value self, wf_buffer *view, int flags) {
  bytesio_export *shown = to_export(self);
  bytesio *b = to_bytesio(shown->source);
  static uint8_t nothing[1];
  if (!wf_io_lock_enter(&b->lock, shown->source)) return -1;
  *view = (wf_buffer){.owner = self,
                      .data = b->data ? b->data : nothing,
                      .size = b->size,
                      .format = "B",
                      .item_size = 1,
                      .dimensions = 1,
                      .shape = {(int64_t)b->size},
                      .strides = {1},
                      .internal = b->data, /* keeps it when the stream moves on */
                      .exports = &shown->exports};
  if (flags & WF_BUFFER_WRITE) wf_exports_pin(&shown->exports, view);
  wf_io_lock_leave(&b->lock);
  return 0;
}
wf_type wf_bytesio_export_type = {
    .name = "_io._BytesIOBuffer",
    .instance_size = sizeof(bytesio_export),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.buffer = export_buffer, .buffer_release = wf_exports_unpin}};

WF_NATIVE(bytesio_getbuffer) {
  bytesio *b = to_bytesio(args[0]);
  if (!bytesio_enter(args[0])) return WF_ERROR;
  wf_value export = wf_slot_acquire(&b->export);
  if (export == WF_EMPTY) {
    bytesio_export *shown = wf_object_new(&wf_bytesio_export_type);
    shown->source = args[0];
    export = wf_from_object(shown);
    wf_slot_set(&b->export, export);
  }
  wf_io_lock_leave(&b->lock);
  return view_of(export);
}

WF_NATIVE(bytesio_getstate) {
  if (!bytesio_enter(args[0])) return WF_ERROR;
  bytesio *b = to_bytesio(args[0]);
  size_t at = b->pos;
  wf_value data = wf_bytes_new(b->size ? b->data : (const uint8_t *)"", b->size);
  wf_io_lock_leave(&b->lock);
  wf_value attributes = data == WF_ERROR ? WF_ERROR : wf_io_attributes(args[0]);
  return attributes == WF_ERROR ? WF_ERROR
                                : wf_tuple_of(3, data, wf_int_from_uint64(at), attributes);
}
WF_NATIVE(bytesio_setstate) {
  if (!wf_is_tuple(args[1]) || wf_tuple_length(args[1]) < 3)
    return wf_raise(&wf_exc_TypeError, "%s.__setstate__ argument should be 3-tuple, got %T",
                    wf_type_of(args[0])->name, args[1]);
  int64_t pos;
  wf_value wrong = wf_io_state_position(
      wf_tuple_get(args[1], 1), "second item of state must be an integer, not %T", &pos);
  if (!bytesio_restart(args[0], wf_tuple_get(args[1], 0), (size_t)pos)) return WF_ERROR;
  if (wrong != WF_EMPTY) return wf_error_restore(wrong), WF_ERROR;
  return wf_io_set_attributes(args[0], wf_tuple_get(args[1], 2), "third");
}
static const wf_native_def bytesio_methods[] = {
    {"read", bytesio_read, "(self, size=-1, /)", "Read bytes.", 0},
    {"read1", bytesio_read, "(self, size=-1, /)", "Read bytes.", 0},
    {"readline", bytesio_readline, "(self, size=-1, /)", "The next line.", 0},
    {"readinto", bytesio_readinto, "(self, buffer, /)", "Read into a buffer.", 0},
    {"write", bytesio_write, "(self, b, /)", "Write bytes.", 0},
    {"seek", bytesio_seek, "(self, pos, whence=0, /)", "Move to a position.", 0},
    {"tell", bytesio_tell, "(self, /)", "The current position.", 0},
    {"truncate", bytesio_truncate, "(self, size=None, /)", "Cut the data.", 0},
    {"close", bytesio_close, "(self, /)", "Close the stream.", 0},
    {"flush", bytesio_flush, "(self, /)", "Nothing to do.", 0},
    {"getvalue", bytesio_getvalue, "(self, /)", "All the data.", 0},
    {"getbuffer", bytesio_getbuffer, "(self, /)", "A view of the data.", 0},
    {"__getstate__", bytesio_getstate, "(self, /)", NULL, 0},
    {"__setstate__", bytesio_setstate, "(self, state, /)", NULL, 0},
    {"readable", bytesio_true, "(self, /)", NULL, 0},
    {"writable", bytesio_true, "(self, /)", NULL, 0},
    {"seekable", bytesio_true, "(self, /)", NULL, 0},
    {"isatty", bytesio_false, "(self, /)", NULL, 0},
    {0},
};
wf_type wf_bytesio_type = {.name = "_io.BytesIO",
                           .doc = "A binary stream in memory.",
                           .signature = "(initial_bytes=b'')",
                           .base = &wf_bufferediobase_type,
                           .instance_size = sizeof(bytesio),
                           .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
                           .slots = {.new = buffered_new,
                                     .init = bytesio_init,
                                     .next = bytesio_next},
                           .methods = bytesio_methods};
