/* What os does with descriptors besides opening, reading and writing: positioned and scattered
   reads and writes, copies inside the system, terminals, file systems, extended attributes. */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <pty.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/xattr.h>
#include <utmp.h>
#endif

#include "runtime/audit.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native/io.h"
#include "runtime/native/os.h"
#include "runtime/str.h"

static wf_value counted(int64_t n) {
  return n < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(n);
}

/* --- Positioned and scattered --- */

/* -1: error pending. */
static int64_t read_at(int fd, const wf_os_room *room, int64_t offset) {
  ssize_t n;
  WF_OS_OUTSIDE_OR(n, pread(fd, room->data, room->size, offset), -1);
  if (n < 0) wf_raise_errno(errno, WF_EMPTY);
  return n;
}
WF_NATIVE(os_pread) {
  int fd;
  int64_t size, offset;
  wf_os_room room;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_size(args[1], &size) || !wf_arg_int64(args[2], &offset))
    return WF_ERROR;
  if (size < 0) return wf_raise_errno(EINVAL, WF_EMPTY);
  if (!wf_os_room_take(&room, fd, offset < 0 ? 0 : offset, (size_t)size)) return WF_ERROR;
  return wf_os_room_result(&room, read_at(fd, &room, offset));
}

static wf_value pwrite_view(int fd, const wf_buffer *view, int64_t offset) {
  ssize_t n;
  WF_OS_OUTSIDE(n, pwrite(fd, view->data, view->size, offset));
  return counted(n);
}
WF_NATIVE(os_pwrite) {
  int fd;
  int64_t offset;
  wf_buffer view;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int64(args[2], &offset) ||
      wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0)
    return WF_ERROR;
  wf_value n = pwrite_view(fd, &view, offset);
  wf_buffer_release(&view);
  return n;
}

typedef struct vectors {
  wf_buffer *views;
  struct iovec *parts;
  size_t count;
} vectors;

static void release_vectors(vectors *v) {
  while (v->count) wf_buffer_release(&v->views[--v->count]);
}

static bool get_vectors(wf_value sequence, const char *what, int access, vectors *out) {
  size_t count;
  *out = (vectors){0};
  if (!wf_is_list(sequence) && !wf_is_tuple(sequence) &&
      !wf_type_of(sequence)->slots.getitem) {
    wf_raise(&wf_exc_TypeError, "%s() arg 2 must be a sequence", what);
    return false;
  }
  wf_value tuple = wf_tuple_from_iterable(sequence);
  if (tuple == WF_ERROR) return false;
  const wf_value *items = wf_sequence_array(tuple, &count);
  out->views = wf_alloc_array(count + 1, sizeof *out->views);
  out->parts = wf_alloc_array(count + 1, sizeof *out->parts);
  if (!out->views || !out->parts) return false;
  for (; out->count < count; out->count++) {
    wf_buffer *view = &out->views[out->count];
    if (wf_buffer_get(items[out->count], view, access) < 0) {
      release_vectors(out);
      return false;
    }
    out->parts[out->count] = (struct iovec){view->data, view->size};
  }
  return true;
}

enum vector_call { READV, WRITEV, PREADV, PWRITEV };

static wf_value call_vectors(enum vector_call call, int fd, const vectors *v, int64_t offset,
                             int flags) {
  ssize_t n;
  int count = (int)v->count;
  switch (call) {
  case READV: WF_OS_OUTSIDE(n, readv(fd, v->parts, count)); break;
  case WRITEV: WF_OS_OUTSIDE(n, writev(fd, v->parts, count)); break;
#ifdef RWF_HIPRI
  case PREADV: WF_OS_OUTSIDE(n, preadv2(fd, v->parts, count, offset, flags)); break;
  default: WF_OS_OUTSIDE(n, pwritev2(fd, v->parts, count, offset, flags));
#else
  case PREADV: WF_OS_OUTSIDE(n, preadv(fd, v->parts, count, offset)); break;
  default: WF_OS_OUTSIDE(n, pwritev(fd, v->parts, count, offset));
#endif
  }
  (void)flags;
  return counted(n);
}

static wf_value vector_io(const wf_value *args, enum vector_call call, const char *what) {
  int fd, flags = 0;
  int64_t offset = 0;
  vectors v;
  bool positioned = call == PREADV || call == PWRITEV, reads = call == READV || call == PREADV;
  if (!wf_arg_int(args[0], &fd) || (positioned && !wf_arg_int64(args[2], &offset)) ||
      (positioned && !wf_os_int_or(args[3], 0, &flags)) ||
      !get_vectors(args[1], what, reads ? WF_BUFFER_WRITE : WF_BUFFER_READ, &v))
    return WF_ERROR;
  wf_value n = call_vectors(call, fd, &v, offset, flags);
  release_vectors(&v);
  return n;
}
WF_NATIVE(os_readv) { return vector_io(args, READV, "readv"); }
WF_NATIVE(os_writev) { return vector_io(args, WRITEV, "writev"); }
WF_NATIVE(os_preadv) { return vector_io(args, PREADV, "preadv"); }
WF_NATIVE(os_pwritev) { return vector_io(args, PWRITEV, "pwritev"); }

/* --- Files --- */

WF_NATIVE(os_fdatasync) {
  int fd, status;
  if (!wf_os_descriptor(args[0], &fd)) return WF_ERROR;
  WF_OS_OUTSIDE(status, fdatasync(fd));
  return wf_os_done(status, WF_EMPTY);
}
WF_NATIVE(os_sync) {
  wf_outside_enter();
  sync();
  return wf_outside_leave() ? WF_NONE : WF_ERROR;
}
WF_NATIVE(os_lockf) {
  int fd, command, status;
  int64_t length;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int(args[1], &command) ||
      !wf_arg_int64(args[2], &length))
    return WF_ERROR;
  if (!WF_AUDIT("os.lockf", 3, wf_small_int(fd), wf_small_int(command), wf_int_new(length)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, lockf(fd, command, length));
  return wf_os_done(status, WF_EMPTY);
}

static wf_value fallible(int error) { /* of functions that return what others leave in errno */
  return error ? wf_raise_errno(error, WF_EMPTY) : WF_NONE;
}
#if defined POSIX_FADV_NORMAL
WF_NATIVE(os_posix_fadvise) {
  int fd, advice, error;
  int64_t offset, length;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int64(args[1], &offset) ||
      !wf_arg_int64(args[2], &length) || !wf_arg_int(args[3], &advice))
    return WF_ERROR;
  WF_OS_OUTSIDE(error, posix_fadvise(fd, offset, length, advice));
  return fallible(error);
}
WF_NATIVE(os_posix_fallocate) {
  int fd, error;
  int64_t offset, length;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int64(args[1], &offset) ||
      !wf_arg_int64(args[2], &length))
    return WF_ERROR;
  WF_OS_OUTSIDE(error, posix_fallocate(fd, offset, length));
  return fallible(error);
}
#endif

static const char *const statvfs_fields[] = {"f_bsize", "f_frsize",  "f_blocks", "f_bfree",
                                             "f_bavail", "f_files",  "f_ffree",  "f_favail",
                                             "f_flag",  "f_namemax", "f_fsid",   NULL};
static const wf_record_def statvfs_def = {"os.statvfs_result", "What is known of a file system.",
                                          statvfs_fields, 10};
static wf_type *statvfs_type;

static wf_value statvfs_new(const struct statvfs *s) {
  wf_value v[] = {wf_int_from_uint64(s->f_bsize),  wf_int_from_uint64(s->f_frsize),
                  wf_int_from_uint64(s->f_blocks), wf_int_from_uint64(s->f_bfree),
                  wf_int_from_uint64(s->f_bavail), wf_int_from_uint64(s->f_files),
                  wf_int_from_uint64(s->f_ffree),  wf_int_from_uint64(s->f_favail),
                  wf_int_from_uint64(s->f_flag),   wf_int_from_uint64(s->f_namemax),
                  wf_int_from_uint64(s->f_fsid)};
  return wf_record_new(statvfs_type, v, WF_COUNT(v));
}
WF_NATIVE(os_statvfs) {
  wf_os_path_arg path;
  struct statvfs info;
  int status;
  if (!wf_os_path(args[0], WF_OS_FD, "statvfs: path", &path)) return WF_ERROR;
  WF_OS_OUTSIDE(status, path.fd >= 0 ? fstatvfs(path.fd, &info) : statvfs(path.text, &info));
  return status < 0 ? wf_raise_errno(errno, path.shown) : statvfs_new(&info);
}
WF_NATIVE(os_fstatvfs) {
  int fd, status;
  struct statvfs info;
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  WF_OS_OUTSIDE(status, fstatvfs(fd, &info));
  return status < 0 ? wf_raise_errno(errno, WF_EMPTY) : statvfs_new(&info);
}

/* --- Terminals --- */

WF_NATIVE(os_ttyname) {
  int fd;
  char name[256];
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  int error = ttyname_r(fd, name, sizeof name);
  return error ? wf_raise_errno(error, WF_EMPTY) : wf_os_text(name, false);
}
WF_NATIVE(os_ctermid) {
  char name[L_ctermid] = "";
  ctermid(name);
  return wf_os_text(name, false);
}
WF_NATIVE(os_tcgetpgrp) {
  int fd;
  return wf_arg_int(args[0], &fd) ? counted(tcgetpgrp(fd)) : WF_ERROR;
}
WF_NATIVE(os_tcsetpgrp) {
  int fd, group;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int(args[1], &group)) return WF_ERROR;
  return wf_os_done(tcsetpgrp(fd, group), WF_EMPTY);
}
WF_NATIVE(os_device_encoding) {
  int fd;
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  return isatty(fd) ? wf_str_from_c("utf-8") : WF_NONE;
}

#ifdef __linux__

/* As openpty(); no program keeps them that another thread starts just then. */
static bool open_terminal(int *leader, int *follower) {
  const int flags = O_RDWR | O_NOCTTY | O_CLOEXEC;
  char name[64];
  *leader = posix_openpt(flags);
  if (*leader < 0) return false;
  bool named = grantpt(*leader) == 0 && unlockpt(*leader) == 0 &&
               ptsname_r(*leader, name, sizeof name) == 0;
  *follower = named ? open(name, flags) : -1;
  int error = errno;
  if (*follower < 0) close(*leader);
  errno = error;
  return *follower >= 0;
}

WF_NATIVE(os_openpty) {
  int leader, follower;
  if (!open_terminal(&leader, &follower)) return wf_raise_errno(errno, WF_EMPTY);
  return wf_tuple_of(2, wf_small_int(leader), wf_small_int(follower));
}
WF_NATIVE(os_login_tty) {
  int fd;
  return wf_arg_int(args[0], &fd) ? wf_os_done(login_tty(fd), WF_EMPTY) : WF_ERROR;
}
static pid_t fork_on_terminal(void *leader) { return forkpty(leader, NULL, NULL, NULL); }

WF_NATIVE(os_forkpty) {
  int leader = -1;
  if (!wf_os_may_fork()) return WF_ERROR;
  pid_t pid = wf_thread_fork(fork_on_terminal, &leader);
  if (pid < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_tuple_of(2, wf_int_new(pid), wf_small_int(leader));
}

/* --- Copies inside the system --- */

static bool offset_or(wf_value v, int64_t *offset, off_t **out) {
  *out = NULL;
  if (v == WF_EMPTY || v == WF_NONE) return true;
  *out = (off_t *)offset;
  return wf_arg_int64(v, offset);
}
WF_NATIVE(os_sendfile) {
  int to, from;
  int64_t offset, count;
  off_t *at;
  ssize_t n;
  if (!wf_arg_int(args[0], &to) || !wf_arg_int(args[1], &from) ||
      !offset_or(args[2], &offset, &at) || !wf_arg_size(args[3], &count))
    return WF_ERROR;
  WF_OS_OUTSIDE(n, sendfile(to, from, at, (size_t)count));
  return counted(n);
}
WF_NATIVE(os_copy_file_range) {
  int from, to;
  int64_t count, from_offset, to_offset;
  off_t *from_at, *to_at;
  ssize_t n;
  if (!wf_arg_int(args[0], &from) || !wf_arg_int(args[1], &to) || !wf_arg_size(args[2], &count) ||
      !offset_or(args[3], &from_offset, &from_at) || !offset_or(args[4], &to_offset, &to_at))
    return WF_ERROR;
  if (count < 0) return wf_raise(&wf_exc_ValueError, "negative value for 'count' not allowed");
  WF_OS_OUTSIDE(n, copy_file_range(from, from_at, to, to_at, (size_t)count, 0));
  return counted(n);
}
WF_NATIVE(os_splice) {
  int from, to;
  int64_t count, from_offset, to_offset;
  uint64_t flags = 0;
  off_t *from_at, *to_at;
  ssize_t n;
  if (!wf_arg_int(args[0], &from) || !wf_arg_int(args[1], &to) || !wf_arg_size(args[2], &count) ||
      !offset_or(args[3], &from_offset, &from_at) || !offset_or(args[4], &to_offset, &to_at) ||
      (args[5] != WF_EMPTY && !wf_arg_uint64(args[5], &flags)))
    return WF_ERROR;
  if (count < 0) return wf_raise(&wf_exc_ValueError, "negative value for 'count' not allowed");
  WF_OS_OUTSIDE(n, splice(from, from_at, to, to_at, (size_t)count, (unsigned)flags));
  return counted(n);
}

WF_NATIVE(os_pipe2) {
  int flags, ends[2];
  bool tried = false;
  if (!wf_arg_int(args[0], &flags)) return WF_ERROR;
  while (pipe2(ends, flags) < 0)
    if (!wf_io_reclaim(errno, &tried)) return wf_raise_errno(errno, WF_EMPTY);
  return wf_tuple_of(2, wf_small_int(ends[0]), wf_small_int(ends[1]));
}
WF_NATIVE(os_memfd_create) {
  wf_os_path_arg name;
  int flags;
  if (!wf_os_path(args[0], WF_OS_TEXT, "memfd_create: name", &name) ||
      !wf_os_int_or(args[1], MFD_CLOEXEC, &flags))
    return WF_ERROR;
  return counted(memfd_create(name.text, (unsigned)flags));
}
WF_NATIVE(os_eventfd) {
  uint64_t initial;
  int flags;
  if (!wf_arg_uint64(args[0], &initial) || !wf_os_int_or(args[1], EFD_CLOEXEC, &flags))
    return WF_ERROR;
  return counted(eventfd((unsigned)initial, flags));
}
WF_NATIVE(os_eventfd_read) {
  int fd, status;
  eventfd_t value;
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  WF_OS_OUTSIDE(status, eventfd_read(fd, &value));
  return status < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_from_uint64(value);
}
WF_NATIVE(os_eventfd_write) {
  int fd, status;
  uint64_t value;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_uint64(args[1], &value)) return WF_ERROR;
  WF_OS_OUTSIDE(status, eventfd_write(fd, value));
  return wf_os_done(status, WF_EMPTY);
}

/* --- Extended attributes --- */

typedef struct attribute_call {
  wf_os_path_arg path, name;
  bool follow;
} attribute_call;

static bool attribute_args(wf_value path, wf_value name, wf_value follow, const char *what,
                           attribute_call *c) {
  if (!wf_os_path(path, WF_OS_FD, what, &c->path) || !wf_os_follow(follow, &c->follow) ||
      (name != WF_EMPTY && !wf_os_path(name, WF_OS_TEXT, what, &c->name)))
    return false;
  if (c->path.fd >= 0 && !c->follow)
    wf_raise(&wf_exc_ValueError, "%s: cannot use fd and follow_symlinks together", what);
  return c->path.fd < 0 || c->follow;
}

/* Reads what may be any size: asks for the size, and again when it grew in between. */
static ssize_t read_attribute(const attribute_call *c, bool list, void *data, size_t size) {
  const char *name = c->name.text, *path = c->path.text;
  if (list)
    return c->path.fd >= 0 ? flistxattr(c->path.fd, data, size)
           : c->follow     ? listxattr(path, data, size)
                           : llistxattr(path, data, size);
  return c->path.fd >= 0 ? fgetxattr(c->path.fd, name, data, size)
         : c->follow     ? getxattr(path, name, data, size)
                         : lgetxattr(path, name, data, size);
}
static wf_value attribute_bytes(const attribute_call *c, bool list) {
  for (;;) {
    ssize_t size, got;
    WF_OS_OUTSIDE(size, read_attribute(c, list, NULL, 0));
    if (size < 0) return wf_raise_errno(errno, c->path.shown);
    uint8_t *data = wf_alloc_var_atomic((size_t)size + 1);
    if (!data) return WF_ERROR;
    WF_OS_OUTSIDE(got, read_attribute(c, list, data, (size_t)size));
    if (got >= 0) return wf_bytes_new(data, (size_t)got);
    if (errno != ERANGE) return wf_raise_errno(errno, c->path.shown);
  }
}
WF_NATIVE(os_getxattr) {
  attribute_call c = {0};
  return attribute_args(args[0], args[1], args[2], "getxattr", &c) &&
                 WF_AUDIT("os.getxattr", 2, c.path.shown, c.name.shown)
             ? attribute_bytes(&c, false)
             : WF_ERROR;
}
WF_NATIVE(os_listxattr) {
  attribute_call c = {0};
  bool is_here = args[0] == WF_EMPTY || args[0] == WF_NONE;
  wf_value path = is_here ? wf_str_from_c(".") : args[0];
  if (!attribute_args(path, WF_EMPTY, args[1], "listxattr", &c) ||
      !WF_AUDIT("os.listxattr", 1, is_here ? WF_NONE : c.path.shown))
    return WF_ERROR;
  wf_value names = attribute_bytes(&c, true), list = wf_list_new(4);
  if (names == WF_ERROR) return WF_ERROR;
  const char *text = (const char *)wf_to_bytes(names)->data, *end = text + wf_to_bytes(names)->size;
  for (; text < end; text += strlen(text) + 1) {
    wf_value name = wf_os_text(text, false);
    if (name == WF_ERROR || !wf_list_append(list, name)) return WF_ERROR;
  }
  return list;
}
static wf_value set_attribute(const attribute_call *c, const wf_buffer *value, int flags) {
  int status;
  const char *name = c->name.text, *path = c->path.text;
  WF_OS_OUTSIDE(status, c->path.fd >= 0
                            ? fsetxattr(c->path.fd, name, value->data, value->size, flags)
                        : c->follow ? setxattr(path, name, value->data, value->size, flags)
                                    : lsetxattr(path, name, value->data, value->size, flags));
  return wf_os_done(status, c->path.shown);
}
WF_NATIVE(os_setxattr) {
  attribute_call c = {0};
  int flags;
  wf_buffer value;
  if (!attribute_args(args[0], args[1], args[4], "setxattr", &c) ||
      !wf_os_int_or(args[3], 0, &flags) ||
      wf_buffer_get(args[2], &value, WF_BUFFER_READ) < 0)
    return WF_ERROR;
  wf_value result = WF_ERROR;
  if (WF_AUDIT("os.setxattr", 4, c.path.shown, c.name.shown,
               wf_bytes_new(value.size ? value.data : (const void *)"", value.size),
               wf_small_int(flags)))
    result = set_attribute(&c, &value, flags);
  wf_buffer_release(&value);
  return result;
}
WF_NATIVE(os_removexattr) {
  attribute_call c = {0};
  int status;
  if (!attribute_args(args[0], args[1], args[2], "removexattr", &c) ||
      !WF_AUDIT("os.removexattr", 2, c.path.shown, c.name.shown))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, c.path.fd >= 0 ? fremovexattr(c.path.fd, c.name.text)
                        : c.follow     ? removexattr(c.path.text, c.name.text)
                                       : lremovexattr(c.path.text, c.name.text));
  return wf_os_done(status, c.path.shown);
}
#endif

const wf_native_def wf_os_descriptor_functions[] = {
    {"pread", os_pread, "(fd, length, offset, /)", "Read at a position.", 0},
    {"pwrite", os_pwrite, "(fd, buffer, offset, /)", "Write at a position.", 0},
    {"readv", os_readv, "(fd, buffers, /)", "Read into several buffers.", 0},
    {"writev", os_writev, "(fd, buffers, /)", "Write from several buffers.", 0},
    {"preadv", os_preadv, "(fd, buffers, offset, flags=0, /)",
     "Read into several buffers from a position.", 0},
    {"pwritev", os_pwritev, "(fd, buffers, offset, flags=0, /)",
     "Write from several buffers at a position.", 0},
    {"fdatasync", os_fdatasync, "(fd)", "Write a file's content to its device.", 0},
    {"sync", os_sync, "()", "Write everything to the devices.", 0},
    {"lockf", os_lockf, "(fd, command, length, /)", "Lock or unlock a part of a file.", 0},
#if defined POSIX_FADV_NORMAL
    {"posix_fadvise", os_posix_fadvise, "(fd, offset, length, advice, /)",
     "Say how a file will be read.", 0},
    {"posix_fallocate", os_posix_fallocate, "(fd, offset, length, /)",
     "Make sure that a file has room.", 0},
#endif
    {"statvfs", os_statvfs, "(path)", "What is known of the file system of a path.", 0},
    {"fstatvfs", os_fstatvfs, "(fd, /)", "What is known of the file system of an open file.", 0},
    {"ttyname", os_ttyname, "(fd, /)", "The name of a terminal.", 0},
    {"ctermid", os_ctermid, "()", "The name of the controlling terminal.", 0},
    {"tcgetpgrp", os_tcgetpgrp, "(fd, /)", "The process group in a terminal's foreground.", 0},
    {"tcsetpgrp", os_tcsetpgrp, "(fd, pgid, /)", "Put a process group into the foreground.", 0},
    {"device_encoding", os_device_encoding, "(fd)", "A terminal's encoding, or None.", 0},
#ifdef __linux__
    {"openpty", os_openpty, "()", "A new pseudo-terminal: (leader, follower).", 0},
    {"login_tty", os_login_tty, "(fd, /)", "Make a terminal the one of a new session.", 0},
    {"forkpty", os_forkpty, "()", "Copy the process onto a new pseudo-terminal: (pid, fd).", 0},
    {"sendfile", os_sendfile, "(out_fd, in_fd, offset, count)", "Copy from a file to a descriptor.",
     0},
    {"copy_file_range", os_copy_file_range,
     "(src, dst, count, offset_src=None, offset_dst=None)", "Copy from a file to a file.", 0},
    {"splice", os_splice, "(src, dst, count, offset_src=None, offset_dst=None, flags=0)",
     "Move bytes to or from a pipe.", 0},
    {"pipe2", os_pipe2, "(flags, /)", "A pipe with flags: (read end, write end).", 0},
    {"memfd_create", os_memfd_create, "(name, flags=1)", "A file in memory.", 0},
    {"eventfd", os_eventfd, "(initval, flags=524288)", "A descriptor that counts events.", 0},
    {"eventfd_read", os_eventfd_read, "(fd)", "Take a descriptor's events.", 0},
    {"eventfd_write", os_eventfd_write, "(fd, value)", "Add events to a descriptor.", 0},
    {"getxattr", os_getxattr, "(path, attribute, *, follow_symlinks=True)",
     "The value of an extended attribute.", 0},
    {"listxattr", os_listxattr, "(path=None, *, follow_symlinks=True)",
     "The names of a file's extended attributes.", 0},
    {"setxattr", os_setxattr, "(path, attribute, value, flags=0, *, follow_symlinks=True)",
     "Set an extended attribute.", 0},
    {"removexattr", os_removexattr, "(path, attribute, *, follow_symlinks=True)",
     "Remove an extended attribute.", 0},
#endif
    {0},
};

bool wf_os_descriptor_init(wf_value module) {
  if (!statvfs_type) statvfs_type = wf_record_type_new(&statvfs_def);
  return statvfs_type && wf_module_add(module, "statvfs_result", wf_from_type(statvfs_type)) &&
         wf_module_add_functions(module, wf_os_descriptor_functions);
}
