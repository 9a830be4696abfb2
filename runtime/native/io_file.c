/* FileIO: a raw file over a descriptor. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/attribute.h"
#include "runtime/audit.h"
#include "runtime/builtins.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/native/io.h"
#include "runtime/native/os.h"
#include "runtime/str.h"
#include "runtime/thread.h"

static wf_fileio *to_file(wf_value v) { return (wf_fileio *)wf_to_object(v); }

#define MOST_BYTES ((size_t)0x7ffff000) /* what one read or write takes on Linux */

static bool raise_closed(void) {
  wf_raise(&wf_exc_ValueError, "I/O operation on closed file");
  return false;
}

#define CLOSED (1u << 31 | 1) /* of `held` */

/* Closes what was retired and is held by nobody. 0, or an errno. */
static int close_unheld(wf_open_file *o) {
  uint32_t expected = 1;
  if (!atomic_compare_exchange_strong(&o->held, &expected, CLOSED)) return 0;
  return close(o->fd) < 0 && errno != EINTR ? errno : 0;
}

/* For what was taken away from its file: the last to hold it closes it. 0, or an errno. */
static int retire(wf_open_file *o) {
  if (!o || !o->own) return 0;
  atomic_fetch_or(&o->held, 1);
  return close_unheld(o);
}

/* Leaves errno alone. */
static void drop(wf_open_file *o) {
  int error = errno;
  if (atomic_fetch_sub(&o->held, 2) == 3) close_unheld(o);
  errno = error;
}

/* What the file has open, until `drop`; NULL: error pending. */
static wf_open_file *hold(wf_fileio *f) {
  wf_open_file *o;
  while ((o = atomic_load(&f->open))) {
    if (!(atomic_fetch_add(&o->held, 2) & 1)) return o;
    drop(o); /* retired just now */
  }
  raise_closed();
  return NULL;
}

static int64_t read_held(int fd, void *data, size_t size) {
  for (;;) {
    wf_outside_enter();
    ssize_t n = read(fd, data, size < MOST_BYTES ? size : MOST_BYTES);
    if (n < 0 && errno == EINTR) {
      if (!wf_outside_leave()) return -1;
      continue;
    }
    wf_outside_return(); /* what was moved must not be lost, or moved twice */
    if (n >= 0) return n;
    if (errno == EAGAIN) return -2;
    wf_raise_errno(errno, WF_EMPTY);
    return -1;
  }
}

static int64_t write_held(int fd, const void *data, size_t size) {
  for (;;) {
    wf_outside_enter();
    ssize_t n = write(fd, data, size < MOST_BYTES ? size : MOST_BYTES);
    if (n < 0 && errno == EINTR) {
      if (!wf_outside_leave()) return -1;
      continue;
    }
    wf_outside_return(); /* what was moved must not be lost, or moved twice */
    if (n >= 0) return n;
    if (errno == EAGAIN) return -2;
    wf_raise_errno(errno, WF_EMPTY);
    return -1;
  }
}

int64_t wf_fileio_read(wf_fileio *f, void *data, size_t size) {
  wf_open_file *o = hold(f);
  if (!o) return -1;
  int64_t n = read_held(o->fd, data, size);
  drop(o);
  return n;
}

size_t wf_fileio_left(wf_fileio *f) {
  wf_open_file *o = hold(f);
  if (!o) return wf_error_clear(), 0;
  size_t left = wf_os_left(o->fd, -1);
  drop(o);
  return left;
}

int64_t wf_fileio_write(wf_fileio *f, const void *data, size_t size) {
  wf_open_file *o = hold(f);
  if (!o) return -1;
  int64_t n = write_held(o->fd, data, size);
  drop(o);
  return n;
}

int64_t wf_fileio_seek(wf_fileio *f, int64_t offset, int whence) {
  wf_open_file *o = hold(f);
  if (!o) return -1;
  off_t at = lseek(o->fd, offset, whence);
  drop(o);
  if (at < 0) wf_raise_errno(errno, WF_EMPTY);
  return at;
}

static bool check_open(const wf_fileio *f) {
  return wf_fileio_fd(f) >= 0 || raise_closed();
}
/* An ability is looked at once: a second constructor may be under way. */
static bool check_readable(const wf_fileio *f) {
  if (!check_open(f)) return false;
  bool can = f->readable;
  if (!can) wf_io_unsupported("File not open for reading");
  return can;
}
static bool check_writable(const wf_fileio *f) {
  if (!check_open(f)) return false;
  bool can = f->writable;
  if (!can) wf_io_unsupported("File not open for writing");
  return can;
}

/* --- Opening --- */

/* What a mode says, and, as in CPython, what those of earlier constructors said. */
typedef struct file_mode {
  bool readable, writable, appending, created;
  int flags; /* for the system */
} file_mode;

static bool raise_mode(const char *mode) {
  wf_raise(&wf_exc_ValueError, "invalid mode: %s", mode);
  return false;
}
static bool raise_kinds(void) {
  wf_raise(&wf_exc_ValueError,
           "Must have exactly one of create/read/write/append mode and at most one plus");
  return false;
}

/* False with an exception. */
static bool parse_mode(const wf_fileio *f, const char *mode, file_mode *m) {
  int kinds = 0;
  bool plus = false;
  *m = (file_mode){f->readable, f->writable, f->appending, f->created, O_CLOEXEC};
  for (const char *p = mode; *p; p++) {
    switch (*p) {
    case 'r': kinds++; m->readable = true; break;
    case 'w': kinds++; m->writable = true; m->flags |= O_CREAT | O_TRUNC; break;
    case 'x': kinds++; m->writable = m->created = true; m->flags |= O_CREAT | O_EXCL; break;
    case 'a': kinds++; m->writable = m->appending = true; m->flags |= O_CREAT | O_APPEND; break;
    case 'b': break;
    case '+': if (plus) return raise_kinds(); plus = true; break;
    default: return raise_mode(mode);
    }
  }
  if (kinds != 1) return raise_kinds();
  if (plus) m->readable = m->writable = true;
  m->flags |= m->readable && m->writable ? O_RDWR : m->readable ? O_RDONLY : O_WRONLY;
  return true;
}

/* A descriptor, or -1 with an exception. */
static int open_by(wf_value opener, wf_value path, int flags) {
  wf_value fd = wf_call2(opener, path, wf_small_int(flags));
  int given;
  if (fd == WF_ERROR) return -1;
  if (!wf_is_int(fd)) {
    wf_raise(&wf_exc_TypeError, "expected integer from opener");
    return -1;
  }
  if (!wf_arg_int(fd, &given)) return -1;
  if (given < 0) wf_raise(&wf_exc_ValueError, "opener returned %d", given);
  return given < 0 ? -1 : given;
}

static int open_path(wf_value path, const char *mode, int flags, wf_value opener) {
  if (!WF_AUDIT("open", 3, path, wf_str_from_c(mode), wf_small_int(flags))) return -1;
  if (opener != WF_NONE) return open_by(opener, path, flags);
  wf_value text = wf_is_bytes(path) ? wf_str_from_fs((const char *)wf_to_bytes(path)->data,
                                                     wf_to_bytes(path)->size)
                                    : path;
  const char *name = wf_str_to_fs(text);
  if (!name) return -1;
  for (bool tried = false;;) {
    wf_outside_enter();
    int fd = open(name, flags, 0666), error = errno;
    if (fd < 0 && error == EINTR) {
      if (!wf_outside_leave()) return -1;
      continue;
    }
    wf_outside_return();
    if (fd < 0 && wf_io_reclaim(error, &tried)) continue;
    if (fd < 0) wf_raise_errno(error, path);
    return fd;
  }
}

static wf_value file_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                         WF_UNUSED wf_value kwnames) {
  wf_fileio *f = wf_object_new(cls);
  f->close_fd = true;
  return wf_from_object(f);
}

bool wf_io_reclaim(int error, bool *tried) {
  if (*tried || (error != EMFILE && error != ENFILE)) return false;
  *tried = true;
  wf_memory_collect();
  wf_memory_run_finalizers();
  return true;
}

void wf_io_file_dropped(void *stream) {
  wf_fileio *f = stream;
  const wf_open_file *o = atomic_load(&f->open);
  if (!o || !o->own) return;
  wf_value top = wf_io_flush_above(wf_from_object(f));
  wf_value pending = wf_error_fetch(), text = wf_repr(top);
  if (text == WF_ERROR || wf_warn(&wf_exc_ResourceWarning, 1, "unclosed file %U", text) < 0)
    wf_error_unraisable(NULL, top);
  wf_error_restore(pending);
  retire(atomic_exchange(&f->open, NULL)); /* unless the warning's filter closed the file */
}

/* What FileIO() is to work on: a descriptor, or -1 and a path. False with an exception. */
static bool find_target(wf_value file, int *fd, wf_value *path) {
  *fd = -1;
  *path = WF_EMPTY;
  if (!wf_is_int(file)) return (*path = wf_builtins_fspath(file)) != WF_ERROR;
  if (wf_is_bool(file) &&
      wf_warn(&wf_exc_RuntimeWarning, 1, "bool is used as a file descriptor") < 0)
    return false;
  if (!wf_arg_int(file, fd)) {
    wf_error_clear();
    wf_builtins_fspath(file); /* raises: then it is no path either */
    return false;
  }
  if (*fd < 0) wf_raise(&wf_exc_ValueError, "negative file descriptor");
  return *fd >= 0;
}

/* Is that a descriptor, of anything but a directory? False with an exception. */
static bool check_descriptor(int fd, wf_value file) {
  struct stat info;
  int error = 0;
  if (fstat(fd, &info) != 0) error = errno == EBADF ? EBADF : 0;
  else if (S_ISDIR(info.st_mode)) error = EISDIR;
  if (error) wf_raise_errno(error, error == EBADF ? WF_EMPTY : file);
  return !error;
}

/* Opens the file to that; what another thread opened it to meanwhile is closed. */
static void take(wf_fileio *f, wf_open_file *o, const file_mode *m) {
  f->readable = m->readable;
  f->writable = m->writable;
  f->appending = m->appending;
  f->created = m->created;
  f->close_fd = o->own;
  retire(atomic_exchange(&f->open, o));
}

static int file_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_fileio *f = to_file(self);
  wf_value a[4], path;
  bool close_fd = true;
  if (!WF_BIND("FileIO", "(file, mode='r', closefd=True, opener=None)", args, npos, kwnames, a))
    return -1;
  wf_str *text = a[1] == WF_EMPTY ? NULL : wf_arg_str(a[1], "FileIO() argument 'mode'");
  if ((a[1] != WF_EMPTY && !text) || (a[2] != WF_EMPTY && !wf_arg_bool(a[2], &close_fd))) return -1;
  const char *mode = text ? text->data : "r";
  int error = retire(atomic_exchange(&f->open, NULL)), fd;
  if (error) return wf_raise_errno(error, WF_EMPTY), -1;
  file_mode m;
  if (!find_target(a[0], &fd, &path) || !parse_mode(f, mode, &m)) return -1;
  bool opened = fd < 0;
  if (opened && !close_fd) {
    wf_raise(&wf_exc_ValueError, "Cannot use closefd=False with file name");
    return -1;
  }
  if (opened && (fd = open_path(path, mode, m.flags, a[3] == WF_EMPTY ? WF_NONE : a[3])) < 0)
    return -1;
  if (!check_descriptor(fd, a[0])) {
    if (opened) close(fd);
    return -1;
  }
  if (m.appending) lseek(fd, 0, SEEK_END);
  wf_open_file *o = wf_alloc_atomic(sizeof *o);
  *o = (wf_open_file){.fd = fd, .own = close_fd};
  take(f, o, &m);
  if (close_fd) wf_memory_on_death(f, wf_io_file_dropped);
  if (wf_setattr(self, wf_str_intern_c("name"), a[0]) < 0) {
    if (atomic_compare_exchange_strong(&f->open, &o, NULL) && opened) retire(o);
    return -1;
  }
  return 0;
}

/* --- Methods --- */

/* flush() of the stream itself, which may have one of its own; the error that it raised, or
   WF_EMPTY. */
static wf_value close_base(wf_value self) {
  wf_fileio *f = to_file(self);
  if (atomic_exchange(&f->base.closed, true)) return WF_EMPTY;
  if (wf_type_of(self) == &wf_fileio_type && wf_attr_peek(self, wf_names.flush) == WF_EMPTY)
    return WF_EMPTY; /* does nothing */
  atomic_store(&f->base.closed, false);
  wf_value flushed = wf_call_method0(self, wf_names.flush);
  atomic_store(&f->base.closed, true);
  return flushed == WF_ERROR ? wf_error_fetch() : WF_EMPTY;
}

WF_NATIVE(file_close) {
  wf_fileio *f = to_file(args[0]);
  wf_value error = close_base(args[0]), done = WF_NONE;
  wf_open_file *o = atomic_exchange(&f->open, NULL);
  if (o && o->own) {
    wf_memory_off_death(f, wf_io_file_dropped);
    int number = retire(o);
    if (number) done = wf_raise_errno(number, WF_EMPTY);
  }
  return wf_io_raise_both(error, done);
}

WF_NATIVE(file_read_all) {
  wf_fileio *f = to_file(args[0]);
  if (!check_open(f)) return WF_ERROR; /* one for writing alone: the system says so */
  size_t left = wf_fileio_left(f), capacity = left ? left + 1 : WF_IO_BUFFER_SIZE, size = 0;
  wf_value room = wf_bytes_room(capacity);
  while (room != WF_ERROR) {
    if (size == capacity) {
      wf_value more = wf_bytes_room(capacity * 2);
      if (more == WF_ERROR) return WF_ERROR;
      memcpy(wf_to_bytes(more)->data, wf_to_bytes(room)->data, size);
      wf_bytes_drop_room(room);
      room = more;
      capacity *= 2;
    }
    int64_t n = wf_fileio_read(f, wf_to_bytes(room)->data + size, capacity - size);
    if (n == -1) return WF_ERROR;
    if (n == -2 && size == 0) return WF_NONE;
    if (n <= 0) return wf_bytes_cut(room, size);
    size += (size_t)n;
  }
  return WF_ERROR;
}

WF_NATIVE(file_read) {
  int64_t size = -1;
  if (!wf_arg_size_or_none(args[1], &size)) return WF_ERROR;
  wf_fileio *f = to_file(args[0]);
  if (!check_readable(f)) return WF_ERROR;
  if (size < 0) return wf_call_method0(args[0], wf_str_intern_c("readall"));
  wf_open_file *o = hold(f);
  if (!o) return WF_ERROR;
  int64_t n = -1;
  wf_os_room room;
  wf_value result = WF_ERROR;
  if (wf_os_room_take(&room, o->fd, -1, (size_t)size)) {
    n = read_held(o->fd, room.data, room.size);
    result = wf_os_room_result(&room, n);
  }
  drop(o);
  return n == -2 ? WF_NONE : result;
}

WF_NATIVE(file_readinto) {
  wf_fileio *f = to_file(args[0]);
  wf_buffer view;
  if (!check_readable(f) || !wf_buffer_to_write(args[1], &view, "readinto() argument"))
    return WF_ERROR;
  int64_t n = wf_fileio_read(f, view.data, view.size);
  wf_buffer_release(&view);
  return n == -1 ? WF_ERROR : n == -2 ? WF_NONE : wf_int_new(n);
}

WF_NATIVE(file_write) {
  wf_fileio *f = to_file(args[0]);
  wf_buffer view;
  if (!check_writable(f) || wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  int64_t n = wf_fileio_write(f, view.data, view.size);
  wf_buffer_release(&view);
  return n == -1 ? WF_ERROR : n == -2 ? WF_NONE : wf_int_new(n);
}

WF_NATIVE(file_seek) {
  wf_fileio *f = to_file(args[0]);
  int64_t offset;
  int whence = 0;
  if (!check_open(f) || !wf_arg_size(args[1], &offset) ||
      (args[2] != WF_EMPTY && !wf_arg_int(args[2], &whence)))
    return WF_ERROR;
  int64_t at = wf_fileio_seek(f, offset, whence);
  return at < 0 ? WF_ERROR : wf_int_new(at);
}
WF_NATIVE(file_tell) {
  wf_fileio *f = to_file(args[0]);
  int64_t at = check_open(f) ? wf_fileio_seek(f, 0, SEEK_CUR) : -1;
  return at < 0 ? WF_ERROR : wf_int_new(at);
}
WF_NATIVE(file_truncate) {
  wf_fileio *f = to_file(args[0]);
  if (!check_writable(f)) return WF_ERROR;
  int64_t size;
  if (args[1] == WF_EMPTY || args[1] == WF_NONE) size = wf_fileio_seek(f, 0, SEEK_CUR);
  else if (!wf_arg_size(args[1], &size)) return WF_ERROR;
  if (wf_error_pending()) return WF_ERROR;
  wf_open_file *o = hold(f);
  if (!o) return WF_ERROR;
  int status = ftruncate(o->fd, size);
  drop(o);
  return status < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(size);
}
WF_NATIVE(file_fileno) {
  int fd = wf_fileio_fd(to_file(args[0]));
  if (fd < 0) raise_closed();
  return fd < 0 ? WF_ERROR : wf_small_int(fd);
}
WF_NATIVE(file_isatty) {
  wf_open_file *o = hold(to_file(args[0]));
  if (!o) return WF_ERROR;
  bool is = isatty(o->fd);
  drop(o);
  return wf_bool(is);
}
WF_NATIVE(file_readable) {
  return check_open(to_file(args[0])) ? wf_bool(to_file(args[0])->readable) : WF_ERROR;
}
WF_NATIVE(file_writable) {
  return check_open(to_file(args[0])) ? wf_bool(to_file(args[0])->writable) : WF_ERROR;
}
WF_NATIVE(file_seekable) {
  wf_open_file *o = hold(to_file(args[0]));
  if (!o) return WF_ERROR;
  bool can = lseek(o->fd, 0, SEEK_CUR) >= 0;
  drop(o);
  return wf_bool(can);
}

static const char *mode_of(const wf_fileio *f) {
  if (f->created) return f->readable ? "xb+" : "xb";
  if (f->appending) return f->readable ? "ab+" : "ab";
  if (f->readable) return f->writable ? "rb+" : "rb";
  return "wb";
}
static wf_value get_mode(wf_value self) { return wf_str_from_c(mode_of(to_file(self))); }
static wf_value get_closed(wf_value self) { return wf_bool(wf_fileio_fd(to_file(self)) < 0); }
static wf_value get_closefd(wf_value self) { return wf_bool(to_file(self)->close_fd); }

static wf_value file_repr(wf_value self) {
  const wf_fileio *f = to_file(self);
  int fd = wf_fileio_fd(f);
  if (fd < 0) return wf_str_format("<%s [closed]>", wf_type_of(self)->name);
  wf_value name;
  int found = wf_getattr_optional(self, wf_str_intern_c("name"), &name);
  if (found < 0) wf_error_clear();
  if (found <= 0)
    return wf_str_format("<_io.FileIO fd=%d mode='%s' closefd=%s>", fd, mode_of(f),
                         f->close_fd ? "True" : "False");
  return wf_str_format("<_io.FileIO name=%R mode='%s' closefd=%s>", name, mode_of(f),
                       f->close_fd ? "True" : "False");
}

static const wf_native_def methods[] = {
    {"close", file_close, "(self, /)", "Close the file.", 0},
    {"read", file_read, "(self, size=-1, /)", "Read bytes; None when nothing is there yet.", 0},
    {"readall", file_read_all, "(self, /)", "Read to the end.", 0},
    {"readinto", file_readinto, "(self, buffer, /)", "Read into a buffer.", 0},
    {"write", file_write, "(self, b, /)", "Write bytes; the number written.", 0},
    {"seek", file_seek, "(self, pos, whence=0, /)", "Move to a position.", 0},
    {"tell", file_tell, "(self, /)", "The current position.", 0},
    {"truncate", file_truncate, "(self, size=None, /)", "Cut the file.", 0},
    {"fileno", file_fileno, "(self, /)", "The file descriptor.", 0},
    {"isatty", file_isatty, "(self, /)", "Whether the file is a terminal.", 0},
    {"readable", file_readable, "(self, /)", "Whether the file was opened for reading.", 0},
    {"writable", file_writable, "(self, /)", "Whether the file was opened for writing.", 0},
    {"seekable", file_seekable, "(self, /)", "Whether the file has positions.", 0},
    {0},
};
static const wf_getset_def getsets[] = {
    {"mode", get_mode, NULL, "how the file was opened"},
    {"closed", get_closed, NULL, "whether the file is closed"},
    {"closefd", get_closefd, NULL, "whether close() closes the descriptor"},
    {0},
};

wf_type wf_fileio_type = {
    .name = "_io.FileIO",
    .doc = "A raw binary file.",
    .signature = "(file, mode='r', closefd=True, opener=None)",
    .base = &wf_rawiobase_type,
    .instance_size = sizeof(wf_fileio),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
    .slots = {.new = file_new, .init = file_init, .repr = file_repr},
    .methods = methods,
    .getsets = getsets,
};
