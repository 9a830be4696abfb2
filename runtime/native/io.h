/* What the files of the module _io share: the class hierarchy and the C parts of its objects. */
#ifndef WF_IO_H
#define WF_IO_H

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/mutex.h"
#include "runtime/native.h"

#define WF_IO_BUFFER_SIZE 8192

extern wf_type wf_iobase_type, wf_rawiobase_type, wf_bufferediobase_type, wf_textiobase_type,
    wf_fileio_type, wf_bufferedreader_type, wf_bufferedwriter_type, wf_bufferedrandom_type,
    wf_bufferedpair_type, wf_bytesio_type, wf_bytesio_export_type, wf_textio_type,
    wf_stringio_type, wf_newlinedecoder_type;

/* Every stream starts with this. */
typedef struct wf_iobase {
  wf_object head;
  _Atomic(bool) closed;
  _Atomic(wf_value) above; /* the last stream that was made to buffer for this one, or WF_EMPTY */
} wf_iobase;

/* `above` buffers for `below` from now on (WF_EMPTY: nobody does). */
void wf_io_set_above(wf_value below, wf_value above);
/* What the streams above hold back is written to this one, which is about to be closed for good.
   The uppermost. Errors are dropped. */
wf_value wf_io_flush_above(wf_value stream);
/* A stream nobody refers to is flushed and closed: runs once, as an object's finalizer. */
void wf_io_text_dropped(void *stream);
void wf_io_buffered_dropped(void *stream);
void wf_io_file_dropped(void *stream);
void wf_io_finalize_living(void); /* as the runtime ends: what files hold back is written */

/* A raw file. The constructor sets the fields, and may be called again. close() takes away what is
   open at once, but the descriptor is closed only when nobody holds it any more, so that no call
   into the system meets another file that got its number. */
typedef struct wf_open_file {
  int fd;
  bool own;               /* to be closed */
  _Atomic(uint32_t) held; /* bit 0: it is to be closed, once; above: how many hold it */
} wf_open_file;
typedef struct wf_fileio {
  wf_iobase base;
  _Atomic(wf_open_file *) open; /* NULL: closed */
  _Atomic(bool) readable, writable, appending, created, close_fd;
} wf_fileio;
/* -1: closed. */
static inline int wf_fileio_fd(const wf_fileio *f) {
  const wf_open_file *o = atomic_load_explicit(&((wf_fileio *)f)->open, memory_order_acquire);
  return o ? o->fd : -1;
}
static inline bool wf_is_fileio_exact(wf_value v) {
  return wf_is_object(v) && v != WF_EMPTY && wf_type_of(v) == &wf_fileio_type;
}

/* What a function that does two things answers. first: the exception of the first, or WF_EMPTY. v:
   of the second, WF_ERROR with its own one pending, which then gets the first as its context. */
wf_value wf_io_raise_both(wf_value first, wf_value v);
wf_value wf_io_unsupported(const char *what); /* raises io.UnsupportedOperation */
wf_type *wf_io_unsupported_type(void);
bool wf_io_is_closed(wf_value stream, bool *closed); /* asks its `closed`; false: error */
/* ValueError "I/O operation on closed file." */
bool wf_io_check_open(wf_value stream);

/* The bytes `first` and all that read(size), or read() for -1, gives until it gives none. None when
   there is nothing at all yet without blocking; WF_ERROR. */
wf_value wf_io_read_to_end(wf_value stream, int size, wf_value first);

/* For __getstate__ and __setstate__ of the streams in memory: the attributes as a dict, or None for
   none; the position in a state; the item named `ordinal` of one, as attributes. A position that is
   none is 0, and its exception is given, else WF_EMPTY: by then the stream has its content. */
wf_value wf_io_attributes(wf_value stream);
wf_value wf_io_state_position(wf_value v, const char *otherwise, int64_t *out);
wf_value wf_io_set_attributes(wf_value stream, wf_value attributes, const char *ordinal);

/* After a call that made no descriptor, with that errno: whether to try again, since there were too
   many and the files that nobody refers to have been closed. Once, by *tried, which is false at
   first. Runs script code. */
bool wf_io_reclaim(int error, bool *tried);

/* One read or write of the file's descriptor, outside the runtime. -1: error pending; -2: would
 * block. */
int64_t wf_fileio_read(wf_fileio *f, void *data, size_t size);
/* How much the file has behind its position; 0 when there is no telling. */
size_t wf_fileio_left(wf_fileio *f);
int64_t wf_fileio_write(wf_fileio *f, const void *data, size_t size);
int64_t wf_fileio_seek(wf_fileio *f, int64_t offset, int whence); /* -1: error pending */

wf_value wf_io_open(const wf_value *args); /* the eight parameters of open() */
/* A lock of a stream: not re-entrant ("reentrant call inside ..."); false: error pending. */
typedef struct wf_io_lock {
  wf_mutex mutex;
  _Atomic(uint64_t) owner; /* ident; 0: nobody */
} wf_io_lock;
bool wf_io_lock_enter(wf_io_lock *lock, wf_value stream);
void wf_io_lock_leave(wf_io_lock *lock);

/* Reads bytes as `buffer.read1(size)` would. A bytes object; WF_ERROR. */
wf_value wf_buffered_read1(wf_value buffer, size_t size);
/* The same into memory of the caller's, which no script sees. How many bytes; -1: error pending. */
int64_t wf_buffered_read1_into(wf_value buffer, void *data, size_t size);
/* buffer.write(bytes) */
bool wf_buffered_write(wf_value buffer, const void *data, size_t size);
wf_value wf_buffered_raw(wf_value v);   /* of such a one: WF_EMPTY, None or a stream */
bool wf_is_buffered_exact(wf_value v); /* one of the C buffered classes, no subclass */

/* A print() to a text stream of the runtime's own, which writes all of its pieces as one. It lives
   on the stack of the thread that prints. */
typedef struct wf_text_print {
  struct wf_text_print *outer;
  wf_value stream, pieces; /* a list: what is not written yet */
} wf_text_print;
/* No subclass, no write() of its own, and no object of a script below that would see the pieces. */
bool wf_text_takes_prints(wf_value stream);
void wf_text_print_begin(wf_text_print *print, wf_value stream);
/* Writes them, also those that came before an exception, which stays pending; but nothing more when
   the thread is unwound. False: not complete, or writing failed. */
bool wf_text_print_end(wf_text_print *print, bool complete);

bool wf_io_text_init(wf_value module);

#endif
