/* The module _io: the base classes of all streams, and open(). */
#include <config.h>

#include "runtime/native/io.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/attribute.h"
#include "runtime/builtins.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

static wf_iobase *to_base(wf_value v) { return (wf_iobase *)wf_to_object(v); }

static WF_OF_LIFE wf_slot unsupported_type; /* made by the first import */

wf_type *wf_io_unsupported_type(void) {
  return wf_exception_class(&unsupported_type, &wf_exc_OSError);
}

wf_value wf_io_unsupported(const char *what) {
  return wf_raise(wf_io_unsupported_type(), "%s", what);
}

bool wf_io_is_closed(wf_value stream, bool *closed) {
  /* what open() makes is asked without looking attributes up: it is, for every line */
  if (wf_is_buffered_exact(stream)) {
    wf_value raw = wf_buffered_raw(stream);
    if (wf_is_fileio_exact(raw)) stream = raw;
  }
  if (wf_is_fileio_exact(stream)) {
    *closed = wf_fileio_fd((wf_fileio *)wf_to_object(stream)) < 0;
    return true;
  }
  wf_value v = wf_getattr(stream, wf_names.closed);
  if (v == WF_ERROR) return false;
  int truth = wf_truth(v);
  *closed = truth > 0;
  return truth >= 0;
}

bool wf_io_check_open(wf_value stream) {
  bool closed;
  if (!wf_io_is_closed(stream, &closed)) return false;
  if (closed) wf_raise(&wf_exc_ValueError, "I/O operation on closed file.");
  return !closed;
}

void wf_io_set_above(wf_value below, wf_value above) {
  if (wf_is_a(below, &wf_iobase_type)) atomic_store(&to_base(below)->above, above);
}

/* Streams that a script has put over each other stand in a ring, which has no uppermost. */
#define MOST_LAYERS 1000

wf_value wf_io_flush_above(wf_value stream) {
  wf_value top = stream, next;
  for (int layers = 0; layers < MOST_LAYERS; layers++, top = next)
    if ((next = atomic_load(&to_base(top)->above)) == WF_EMPTY || next == stream) break;
  if (top == stream) return top;
  wf_value pending = wf_error_fetch();
  bool closed = true;
  if (wf_io_is_closed(top, &closed) && !closed) wf_call_method0(top, wf_names.flush);
  wf_error_restore(pending);
  return top;
}

void wf_io_finalize_living(void) {
  wf_memory_finalize_living(wf_io_text_dropped);
  wf_memory_finalize_living(wf_io_buffered_dropped);
  wf_memory_finalize_living(wf_io_file_dropped);
}

bool wf_io_lock_enter(wf_io_lock *lock, wf_value stream) {
  if (atomic_load_explicit(&lock->owner, memory_order_relaxed) == wf_self->ident) {
    wf_raise(&wf_exc_RuntimeError, "reentrant call inside %R", stream);
    return false;
  }
  /* a daemon that is blocked in a write must not hold up the end of the program */
  bool ends = !wf_waits_for_streams() && wf_self == wf_thread_main();
  int64_t deadline = ends ? wf_deadline_after(1000000000) : -1;
  int taken = wf_mutex_try(&lock->mutex)
                  ? 1
                  : wf_mutex_acquire(&lock->mutex, deadline,
                                     WF_WAIT_FOR(STREAM, stream, &lock->owner));
  if (taken == 0)
    wf_raise(&wf_exc_RuntimeError, "another thread is blocked inside %R", stream);
  if (taken <= 0) return false;
  atomic_store_explicit(&lock->owner, wf_self->ident, memory_order_relaxed);
  return true;
}

void wf_io_lock_leave(wf_io_lock *lock) {
  atomic_store_explicit(&lock->owner, 0, memory_order_relaxed);
  wf_mutex_release(&lock->mutex);
}

wf_value wf_io_attributes(wf_value stream) {
  wf_value own = wf_attr_snapshot(stream);
  return own == WF_EMPTY || (own != WF_ERROR && wf_dict_count(own) == 0) ? WF_NONE : own;
}

static bool arg_position(wf_value v, int64_t *out) {
  if (!wf_arg_size(v, out)) return false;
  if (*out < 0) wf_raise(&wf_exc_ValueError, "position value cannot be negative");
  return *out >= 0;
}

wf_value wf_io_state_position(wf_value v, const char *otherwise, int64_t *out) {
  if (!wf_is_int(v)) wf_raise(&wf_exc_TypeError, otherwise, v);
  else if (arg_position(v, out)) return WF_EMPTY;
  *out = 0;
  return wf_error_fetch();
}

wf_value wf_io_set_attributes(wf_value stream, wf_value attributes, const char *ordinal) {
  if (attributes == WF_NONE) return WF_NONE;
  if (!wf_is_dict(attributes))
    return wf_raise(&wf_exc_TypeError, "%s item of state should be a dict, got a %T", ordinal,
                    attributes);
  wf_value own = wf_getattr(stream, wf_names.__dict__);
  return own == WF_ERROR ? WF_ERROR : wf_call_method1(own, wf_str_intern_c("update"), attributes);
}

/* --- _IOBase --- */

static wf_value base_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                         WF_UNUSED wf_value kwnames) {
  return wf_from_object(wf_object_new(cls));
}

static wf_value get_closed(wf_value self) { return wf_bool(atomic_load(&to_base(self)->closed)); }

wf_value wf_io_raise_both(wf_value first, wf_value v) {
  if (first == WF_EMPTY) return v == WF_ERROR ? WF_ERROR : WF_NONE;
  if (v == WF_ERROR) {
    wf_value second = wf_error_fetch();
    if (second == WF_EMPTY) return WF_ERROR; /* the thread unwinds */
    wf_slot_set(&((wf_exception *)wf_to_object(second))->context, first);
    first = second;
  }
  wf_error_restore(first);
  return WF_ERROR;
}

WF_NATIVE(base_close) {
  wf_iobase *b = to_base(args[0]);
  if (atomic_load(&b->closed)) return WF_NONE;
  wf_value v = wf_call_method0(args[0], wf_names.flush);
  atomic_store(&b->closed, true);
  return v == WF_ERROR ? WF_ERROR : WF_NONE;
}
/* What becomes of a dropped instance of a class made by a script. Streams that are only native have
   finalizers of their own. */
WF_NATIVE(base_del) {
  bool closed = false;
  if (!wf_io_is_closed(args[0], &closed)) {
    wf_error_clear();
    closed = false;
  }
  if (!closed && wf_call_method0(args[0], wf_names.close) == WF_ERROR) wf_error_clear();
  return WF_NONE;
}
WF_NATIVE(base_flush) {
  if (atomic_load(&to_base(args[0])->closed))
    return wf_raise(&wf_exc_ValueError, "I/O operation on closed file.");
  return WF_NONE;
}
WF_NATIVE(base_false) {
  (void)args;
  return WF_FALSE;
}
WF_NATIVE(base_fileno) { return wf_io_unsupported("fileno"); }
WF_NATIVE(base_seek) { return wf_io_unsupported("seek"); }
WF_NATIVE(base_truncate) { return wf_io_unsupported("truncate"); }
WF_NATIVE(base_tell) {
  return wf_call_method2(args[0], wf_names.seek, wf_small_int(0), wf_small_int(1));
}
WF_NATIVE(base_isatty) { return wf_io_check_open(args[0]) ? WF_FALSE : WF_ERROR; }
WF_NATIVE(base_enter) { return wf_io_check_open(args[0]) ? args[0] : WF_ERROR; }
WF_NATIVE(base_exit) { return wf_call_method0(args[0], wf_names.close); }
WF_NATIVE(base_check_closed) { return wf_io_check_open(args[0]) ? WF_NONE : WF_ERROR; }

static wf_value check_ability(wf_value self, const char *ability, const char *message) {
  wf_value v = wf_call_method0(self, wf_str_intern_c(ability));
  int truth = v == WF_ERROR ? -1 : wf_truth(v);
  if (truth < 0) return WF_ERROR;
  return truth ? WF_TRUE : wf_io_unsupported(message);
}
WF_NATIVE(base_check_readable) {
  return check_ability(args[0], "readable", "File or stream is not readable.");
}
WF_NATIVE(base_check_writable) {
  return check_ability(args[0], "writable", "File or stream is not writable.");
}
WF_NATIVE(base_check_seekable) {
  return check_ability(args[0], "seekable", "File or stream is not seekable.");
}

/* Byte by byte through read(), or by what peek() shows: for classes written in script. */
WF_NATIVE(base_readline) {
  int64_t limit = -1;
  if (!wf_arg_size_or_none(args[1], &limit)) return WF_ERROR;
  wf_value peek;
  int can_peek = wf_getattr_optional(args[0], wf_str_intern_c("peek"), &peek);
  if (can_peek < 0) return WF_ERROR;
  wf_value line = wf_bytes_new(NULL, 0);
  while (limit < 0 || (int64_t)wf_to_bytes(line)->size < limit) {
    int64_t want = 1;
    if (can_peek) {
      wf_value ahead = wf_call1(peek, wf_small_int(1));
      if (ahead == WF_ERROR) return WF_ERROR;
      if (!wf_is_bytes(ahead))
        return wf_raise(&wf_exc_OSError, "peek() should have returned a bytes object, not '%T'",
                        ahead);
      const wf_bytes *b = wf_to_bytes(ahead);
      if (b->size) {
        const uint8_t *end = memchr(b->data, '\n', b->size);
        want = end ? end - b->data + 1 : (int64_t)b->size;
        if (limit >= 0 && want > limit - (int64_t)wf_to_bytes(line)->size)
          want = limit - (int64_t)wf_to_bytes(line)->size;
      }
    }
    wf_value piece = wf_call_method1(args[0], wf_names.read, wf_small_int(want));
    if (piece == WF_ERROR) return WF_ERROR;
    if (!wf_is_bytes(piece))
      return wf_raise(&wf_exc_OSError, "read() should have returned a bytes object, not '%T'",
                      piece);
    size_t size = wf_to_bytes(piece)->size;
    if (size == 0) break;
    bool ended = wf_to_bytes(piece)->data[size - 1] == '\n';
    line = wf_bytes_concat(line, piece);
    if (line == WF_ERROR || ended) break;
  }
  return line;
}

static wf_value base_next(wf_value self) {
  wf_value line = wf_call_method0(self, wf_names.readline);
  if (line == WF_ERROR) return WF_ERROR;
  int64_t size = wf_length(line);
  return size < 0 ? WF_ERROR : size == 0 ? WF_EMPTY : line;
}
static wf_value base_iter(wf_value self) { return wf_io_check_open(self) ? self : WF_ERROR; }

WF_NATIVE(base_readlines) {
  int64_t hint = -1, total = 0;
  if (!wf_arg_size_or_none(args[1], &hint)) return WF_ERROR;
  wf_value list = wf_list_new(0), it = wf_iter(args[0]), line;
  if (it == WF_ERROR) return WF_ERROR;
  while ((line = wf_next(it)) != WF_EMPTY) {
    if (line == WF_ERROR || !wf_list_append(list, line)) return WF_ERROR;
    int64_t size = wf_length(line);
    if (size < 0) return WF_ERROR;
    if (hint > 0 && (total += size) >= hint) break;
  }
  return list;
}

WF_NATIVE(base_writelines) {
  if (!wf_io_check_open(args[0])) return WF_ERROR;
  wf_value it = wf_iter_shared(args[1]), line;
  if (it == WF_ERROR) return WF_ERROR;
  while ((line = wf_next(it)) != WF_EMPTY)
    if (line == WF_ERROR || wf_call_method1(args[0], wf_names.write, line) == WF_ERROR)
      return WF_ERROR;
  return WF_NONE;
}

static const wf_native_def base_methods[] = {
    {"close", base_close, "(self, /)", "Flush and close the stream.", 0},
    {"flush", base_flush, "(self, /)", "Write what is buffered.", 0},
    {"__del__", base_del, "(self, /)", "Close the stream, as it is dropped.", 0},
    {"fileno", base_fileno, "(self, /)", "The file descriptor.", 0},
    {"seek", base_seek, "(self, offset, whence=0, /)", "Move to a position.", 0},
    {"tell", base_tell, "(self, /)", "The current position.", 0},
    {"truncate", base_truncate, "(self, size=None, /)", "Cut the file.", 0},
    {"isatty", base_isatty, "(self, /)", "Whether the stream is a terminal.", 0},
    {"readable", base_false, "(self, /)", "Whether the stream can be read.", 0},
    {"writable", base_false, "(self, /)", "Whether the stream can be written.", 0},
    {"seekable", base_false, "(self, /)", "Whether the stream has positions.", 0},
    {"readline", base_readline, "(self, size=-1, /)", "The next line.", 0},
    {"readlines", base_readlines, "(self, hint=-1, /)", "A list of lines.", 0},
    {"writelines", base_writelines, "(self, lines, /)", "Write several lines.", 0},
    {"__enter__", base_enter, "(self, /)", NULL, 0},
    {"__exit__", base_exit, "(self, /, *args)", NULL, 0},
    {"_checkClosed", base_check_closed, "(self, msg=None)", NULL, 0},
    {"_checkReadable", base_check_readable, "(self, msg=None)", NULL, 0},
    {"_checkWritable", base_check_writable, "(self, msg=None)", NULL, 0},
    {"_checkSeekable", base_check_seekable, "(self, msg=None)", NULL, 0},
    {0},
};
static const wf_getset_def base_getsets[] = {{"closed", get_closed, NULL, NULL}, {0}};

wf_type wf_iobase_type = {
    .name = "_io._IOBase",
    .doc = "The base of all streams.",
    .instance_size = sizeof(wf_iobase),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
    .slots = {.new = base_new, .iter = base_iter, .next = base_next},
    .methods = base_methods,
    .getsets = base_getsets,
};

/* --- _RawIOBase, _BufferedIOBase, _TextIOBase --- */

wf_value wf_io_read_to_end(wf_value stream, int size, wf_value first) {
  wf_value pieces = wf_list_new(0);
  if (wf_to_bytes(first)->size && !wf_list_append(pieces, first)) return WF_ERROR;
  for (;;) {
    wf_value piece = size < 0 ? wf_call_method0(stream, wf_names.read)
                              : wf_call_method1(stream, wf_names.read, wf_small_int(size));
    if (piece == WF_ERROR) return WF_ERROR;
    if (piece != WF_NONE && !wf_is_bytes(piece))
      return wf_raise(&wf_exc_TypeError, "read() should return bytes");
    if (piece == WF_NONE || wf_to_bytes(piece)->size == 0)
      return wf_list_length(pieces) ? wf_call_method1(wf_bytes_new("", 0), wf_names.join, pieces)
                                     : piece;
    if (!wf_list_append(pieces, piece)) return WF_ERROR;
  }
}

WF_NATIVE(raw_readall) {
  return wf_io_read_to_end(args[0], WF_IO_BUFFER_SIZE, wf_bytes_new("", 0));
}

WF_NATIVE(raw_read) {
  int64_t size = -1;
  if (!wf_arg_size_or_none(args[1], &size)) return WF_ERROR;
  if (size < 0) return wf_call_method0(args[0], wf_str_intern_c("readall"));
  wf_value buffer = wf_bytearray_new(NULL, (size_t)size);
  if (buffer == WF_ERROR) return WF_ERROR;
  wf_value n = wf_call_method1(args[0], wf_str_intern_c("readinto"), buffer);
  int64_t got;
  if (n == WF_ERROR || n == WF_NONE) return n;
  if (!wf_arg_size(n, &got)) return WF_ERROR;
  wf_buffer view;
  if (wf_buffer_get(buffer, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value bytes = wf_bytes_new(view.data, got < 0                   ? 0
                                           : (size_t)got > view.size ? view.size
                                                                     : (size_t)got);
  wf_buffer_release(&view);
  return bytes;
}
WF_NATIVE(raw_readinto) { return wf_raise_type(&wf_exc_NotImplementedError); }
WF_NATIVE(raw_write) { return wf_raise_type(&wf_exc_NotImplementedError); }
static const wf_native_def raw_methods[] = {
    {"read", raw_read, "(self, size=-1, /)", "Read bytes.", 0},
    {"readall", raw_readall, "(self, /)", "Read to the end.", 0},
    {"readinto", raw_readinto, "(self, buffer, /)", "Read into a buffer.", 0},
    {"write", raw_write, "(self, b, /)", "Write bytes.", 0},
    {0},
};
wf_type wf_rawiobase_type = {.name = "_io._RawIOBase",
                             .doc = "The base of unbuffered binary streams.",
                             .base = &wf_iobase_type,
                             .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
                             .methods = raw_methods};

/* method: read or read1. */
static wf_value read_into(const wf_value *args, const char *method) {
  wf_buffer view;
  if (!wf_buffer_to_write(args[1], &view,
                          method[4] ? "readinto1() argument" : "readinto() argument"))
    return WF_ERROR;
  wf_value data = wf_call_method1(args[0], wf_str_intern_c(method), wf_int_from_uint64(view.size)),
           n = WF_ERROR;
  if (data != WF_ERROR && !wf_is_bytes(data))
    wf_raise(&wf_exc_TypeError, "read() should return bytes");
  else if (data != WF_ERROR && wf_to_bytes(data)->size > view.size)
    wf_raise(&wf_exc_ValueError, "read() returned too much data: %zu bytes requested, %zu returned",
             view.size, wf_to_bytes(data)->size);
  else if (data != WF_ERROR) {
    memcpy(view.data, wf_to_bytes(data)->data, wf_to_bytes(data)->size);
    n = wf_int_from_uint64(wf_to_bytes(data)->size);
  }
  wf_buffer_release(&view);
  return n;
}
WF_NATIVE(buffered_readinto) { return read_into(args, "read"); }
WF_NATIVE(buffered_readinto1) { return read_into(args, "read1"); }
WF_NATIVE(buffered_read) { return wf_io_unsupported("read"); }
WF_NATIVE(buffered_read1) { return wf_io_unsupported("read1"); }
WF_NATIVE(buffered_write) { return wf_io_unsupported("write"); }
WF_NATIVE(buffered_detach) { return wf_io_unsupported("detach"); }
static const wf_native_def buffered_methods[] = {
    {"read", buffered_read, "(self, size=-1, /)", "Read bytes.", 0},
    {"read1", buffered_read1, "(self, size=-1, /)", "Read with at most one call of the system.", 0},
    {"readinto", buffered_readinto, "(self, buffer, /)", "Read into a buffer.", 0},
    {"readinto1", buffered_readinto1, "(self, buffer, /)",
     "Read into a buffer with at most one call.", 0},
    {"write", buffered_write, "(self, b, /)", "Write bytes.", 0},
    {"detach", buffered_detach, "(self, /)", "Separate the stream below.", 0},
    {0},
};
wf_type wf_bufferediobase_type = {.name = "_io._BufferedIOBase",
                                  .doc = "The base of buffered binary streams.",
                                  .base = &wf_iobase_type,
                                  .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
                                  .methods = buffered_methods};

WF_NATIVE(text_read) { return wf_io_unsupported("read"); }
WF_NATIVE(text_readline) { return wf_io_unsupported("readline"); }
WF_NATIVE(text_write) { return wf_io_unsupported("write"); }
static wf_value text_none(WF_UNUSED wf_value self) { return WF_NONE; }
static const wf_native_def text_methods[] = {
    {"read", text_read, "(self, size=-1, /)", "Read text.", 0},
    {"readline", text_readline, "(self, size=-1, /)", "The next line.", 0},
    {"write", text_write, "(self, s, /)", "Write text.", 0},
    {"detach", buffered_detach, "(self, /)", "Separate the stream below.", 0},
    {0},
};
static const wf_getset_def text_getsets[] = {
    {"encoding", text_none, NULL, "the encoding, or None"},
    {"newlines", text_none, NULL, "the line ends seen so far"},
    {"errors", text_none, NULL, "how encoding errors are handled"},
    {0},
};
wf_type wf_textiobase_type = {.name = "_io._TextIOBase",
                              .doc = "The base of text streams.",
                              .base = &wf_iobase_type,
                              .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
                              .methods = text_methods,
                              .getsets = text_getsets};

/* --- open() --- */

typedef struct open_mode {
  bool reading, writing, appending, creating, updating, text, binary;
  char raw[8];
} open_mode;

static bool parse_mode(const char *mode, wf_value shown, open_mode *m) {
  *m = (open_mode){0};
  for (const char *p = mode; *p; p++) {
    bool *flag = *p == 'r' ? &m->reading : *p == 'w' ? &m->writing : *p == 'a' ? &m->appending
                 : *p == 'x' ? &m->creating : *p == '+' ? &m->updating : *p == 't' ? &m->text
                 : *p == 'b' ? &m->binary : NULL;
    if (!flag || *flag) {
      wf_raise(&wf_exc_ValueError, "invalid mode: %R", shown);
      return false;
    }
    *flag = true;
  }
  const char *message = NULL;
  if (m->text && m->binary) message = "can't have text and binary mode at once";
  else if (m->reading + m->writing + m->appending + m->creating > 1) /* FileIO says: none */
    message = "must have exactly one of create/read/write/append mode";
  if (message) {
    wf_raise(&wf_exc_ValueError, "%s", message);
    return false;
  }
  snprintf(m->raw, sizeof m->raw, "%s%s",
           m->reading     ? "r"
           : m->writing   ? "w"
           : m->creating  ? "x"
           : m->appending ? "a"
                          : "",
           m->updating ? "+" : "");
  return true;
}

static const char *binary_misuse(const open_mode *m, const wf_value *args) {
  if (!m->binary) return NULL;
  if (args[3] != WF_EMPTY && args[3] != WF_NONE)
    return "binary mode doesn't take an encoding argument";
  if (args[4] != WF_EMPTY && args[4] != WF_NONE)
    return "binary mode doesn't take an errors argument";
  if (args[5] != WF_EMPTY && args[5] != WF_NONE)
    return "binary mode doesn't take a newline argument";
  return NULL;
}

static wf_value none_if_empty(wf_value v) { return v == WF_EMPTY ? WF_NONE : v; }

static int64_t block_size(wf_value raw) {
  struct stat info;
  if (wf_is_fileio_exact(raw) &&
      fstat(wf_fileio_fd((wf_fileio *)wf_to_object(raw)), &info) == 0 && info.st_blksize > 1)
    return info.st_blksize;
  return WF_IO_BUFFER_SIZE;
}

/* The layers above a raw file. */
static wf_value wrap(wf_value raw, const open_mode *m, int64_t buffering, const wf_value *args) {
  bool line_buffering = buffering == 1 && !m->binary;
  if (buffering == 1) buffering = -1;
  if (buffering < 0) {
    wf_value tty = wf_call_method0(raw, wf_names.isatty);
    if (tty == WF_ERROR) return WF_ERROR;
    if (tty == WF_TRUE && !m->binary) line_buffering = true;
    buffering = block_size(raw);
  }
  if (buffering == 0) {
    if (m->binary) return raw;
    return wf_raise(&wf_exc_ValueError, "can't have unbuffered text I/O");
  }
  wf_type *type = m->updating  ? &wf_bufferedrandom_type
                  : m->reading ? &wf_bufferedreader_type
                               : &wf_bufferedwriter_type;
  wf_value buffer = wf_call2(wf_from_type(type), raw, wf_small_int(buffering));
  if (buffer == WF_ERROR || m->binary) return buffer;
  wf_value text_args[6] = {buffer,
                           none_if_empty(args[3]),
                           none_if_empty(args[4]),
                           none_if_empty(args[5]),
                           wf_bool(line_buffering),
                           WF_FALSE};
  wf_value text = wf_call(wf_from_type(&wf_textio_type), text_args, 6, WF_EMPTY);
  if (text == WF_ERROR) return WF_ERROR;
  return wf_setattr(text, wf_names.mode, args[1] == WF_EMPTY ? wf_str_from_c("r") : args[1]) < 0
             ? WF_ERROR
             : text;
}

wf_value wf_io_open(const wf_value *args) {
  int64_t buffering = -1;
  bool close_fd = true;
  wf_value file = args[0];
  if (!wf_is_int(file)) {
    file = wf_builtins_fspath(file);
    if (file == WF_ERROR) return WF_ERROR;
  }
  wf_str *mode_text = args[1] == WF_EMPTY ? NULL : wf_arg_str(args[1], "open() argument 'mode'");
  if (args[1] != WF_EMPTY && !mode_text) return WF_ERROR;
  if (args[2] != WF_EMPTY && !wf_arg_size(args[2], &buffering)) return WF_ERROR;
  if (args[6] != WF_EMPTY && !wf_arg_bool(args[6], &close_fd)) return WF_ERROR;
  for (int i = 3; i < 6; i++)
    if (args[i] != WF_EMPTY && args[i] != WF_NONE && !wf_is_str(args[i]))
      return wf_raise(&wf_exc_TypeError, "open() argument '%s' must be str or None, not %a",
                      i == 3 ? "encoding" : i == 4 ? "errors" : "newline", args[i]);
  open_mode m;
  if (!parse_mode(mode_text ? mode_text->data : "r",
                  args[1] == WF_EMPTY ? wf_str_from_c("r") : args[1], &m))
    return WF_ERROR;
  const char *misuse = binary_misuse(&m, args);
  if (misuse) return wf_raise(&wf_exc_ValueError, "%s", misuse);
  if (m.binary && buffering == 1 &&
      wf_warn(&wf_exc_RuntimeWarning, 1,
              "line buffering (buffering=1) isn't supported in binary mode, the default buffer "
              "size will be used") < 0)
    return WF_ERROR;
  wf_value raw_args[4] = {file, wf_str_from_c(m.raw), wf_bool(close_fd), none_if_empty(args[7])};
  wf_value raw = wf_call(wf_from_type(&wf_fileio_type), raw_args, 4, WF_EMPTY);
  if (raw == WF_ERROR) return WF_ERROR;
  wf_value result = wrap(raw, &m, buffering, args);
  if (result == WF_ERROR) {
    wf_value error = wf_error_fetch();
    if (wf_call_method0(raw, wf_names.close) == WF_ERROR) wf_error_clear();
    wf_error_restore(error);
  }
  return result;
}

WF_NATIVE(io_open_code) {
  if (!wf_arg_str(args[0], "open_code() argument 'path'")) return WF_ERROR;
  wf_value a[8] = {args[0], wf_str_from_c("rb")};
  return wf_io_open(a);
}
WF_NATIVE(io_text_encoding) {
  return args[0] == WF_NONE || args[0] == WF_EMPTY ? wf_str_intern_c("locale") : args[0];
}

static const wf_native_def functions[] = {
    {"open_code", io_open_code, "(path)", "Open a file of code for reading.", 0},
    {"text_encoding", io_text_encoding, "(encoding, stacklevel=2, /)",
     "The encoding, or \"locale\" for None.", 0},
    {0},
};

static bool make_unsupported(void) {
  wf_value bases = wf_tuple_of(2, wf_from_type(&wf_exc_OSError), wf_from_type(&wf_exc_ValueError));
  return wf_exception_make_class(&unsupported_type, "io", "UnsupportedOperation", bases, NULL);
}

static bool init(wf_value module) {
  static wf_type *const types[] = {
      &wf_iobase_type,         &wf_rawiobase_type,      &wf_bufferediobase_type,
      &wf_textiobase_type,     &wf_fileio_type,         &wf_bufferedreader_type,
      &wf_bufferedwriter_type, &wf_bufferedrandom_type, &wf_bufferedpair_type,
      &wf_bytesio_type,        &wf_newlinedecoder_type, &wf_textio_type,
      &wf_stringio_type};
  for (size_t i = 0; i < WF_COUNT(types); i++)
    if (!wf_module_add_type(module, types[i])) return false;
  return wf_type_ready(&wf_bytesio_export_type) && make_unsupported() &&
         wf_module_add(module, "open", wf_dict_get_c(wf_builtins_namespace(), "open")) &&
         wf_module_add(module, "UnsupportedOperation", wf_from_type(wf_io_unsupported_type())) &&
         wf_module_add(module, "DEFAULT_BUFFER_SIZE", wf_small_int(WF_IO_BUFFER_SIZE)) &&
         wf_module_add(module, "BlockingIOError", wf_from_type(&wf_exc_BlockingIOError));
}

const wf_module_def wf_io_module = {
    .name = "_io",
    .doc = "Streams: files, buffers and text.",
    .functions = functions,
    .init = init,
};

/* --- The standard streams --- */

static bool is_c_locale(const char *name) {
  static const char *const names[] = {"C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"};
  for (size_t i = 0; i < WF_COUNT(names); i++)
    if (strcmp(name, names[i]) == 0) return true;
  locale_t locale = newlocale(LC_CTYPE_MASK, name, (locale_t)0);
  if (locale) freelocale(locale);
  return !locale; /* one that is not installed stands for C, as in setlocale */
}

/* Who has told the system no language may have file names in any encoding, and wants to see them
   rather than an exception: CPython's rule. */
static bool streams_take_any_bytes(void) {
  static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  if (wf_config.utf8_mode) return true;
  for (size_t i = 0; i < WF_COUNT(variables); i++) {
    const char *name = getenv(variables[i]);
    if (name && *name) return is_c_locale(name);
  }
  return true;
}

static wf_value standard_stream(int fd, const char *mode, const char *name) {
  if (fcntl(fd, F_GETFD) < 0) return WF_NONE;
  bool out = fd != 0, unbuffered = wf_config.unbuffered && out;
  const char *errors = fd == 2                    ? "backslashreplace"
                       : streams_take_any_bytes() ? "surrogateescape"
                                                  : "strict";
  wf_value raw = wf_call3(wf_from_type(&wf_fileio_type), wf_small_int(fd), wf_str_from_c(mode),
                          WF_FALSE);
  if (raw == WF_ERROR) return WF_ERROR;
  wf_value buffer = raw;
  if (!unbuffered)
    buffer = wf_call2(wf_from_type(out ? &wf_bufferedwriter_type : &wf_bufferedreader_type), raw,
                      wf_small_int(out ? WF_IO_BUFFER_SIZE : 65536));
  wf_value args[6] = {buffer,
                      wf_str_from_c("utf-8"),
                      wf_str_from_c(errors),
                      wf_str_from_char('\n'),
                      wf_bool((out && isatty(fd)) || fd == 2),
                      wf_bool(unbuffered)};
  wf_value text = buffer == WF_ERROR ? WF_ERROR
                                     : wf_call(wf_from_type(&wf_textio_type), args, 6, WF_EMPTY);
  if (text == WF_ERROR || wf_setattr(text, wf_names.mode, wf_str_from_c(out ? "w" : "r")) < 0)
    return WF_ERROR;
  wf_value shown = wf_str_from_c(name);
  return wf_setattr(raw, wf_str_intern_c("name"), shown) < 0 ? WF_ERROR : text;
}

bool wf_streams_open(void) {
  static const char *const names[] = {"stdin", "stdout", "stderr"};
  if (wf_import_c("_io") == WF_ERROR) return false;
  for (int fd = 0; fd < 3; fd++) {
    char shown[16], kept[16];
    snprintf(shown, sizeof shown, "<%s>", names[fd]);
    snprintf(kept, sizeof kept, "__%s__", names[fd]);
    int descriptor = wf_config.streams[fd];
    wf_value stream =
        descriptor < 0 ? WF_NONE : standard_stream(descriptor, fd ? "wb" : "rb", shown);
    if (stream == WF_ERROR || !wf_module_add(wf_module_sys(), names[fd], stream) ||
        !wf_module_add(wf_module_sys(), kept, stream))
      return false;
  }
  wf_memory_mark_deaths();
  return true;
}
