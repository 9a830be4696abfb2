/* The module _os: the system's files and processes. stdlib/os.py builds the module os on it.
   Processes are made in os_process.c, directory listings in os_scandir.c. */
#include <config.h>

#include "runtime/native/io.h"
#include "runtime/native/os.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/statvfs.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/limits.h>
#include <linux/memfd.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/xattr.h>
#endif
#ifdef HAVE_SYS_RANDOM_H
#include <sys/random.h>
#endif

#include "runtime/audit.h"
#include "runtime/builtins.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/environment.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"
#include "runtime/thread.h"

/* --- Paths --- */

static bool path_fd(wf_value v, int *fd) {
  int64_t i;
  bool fits = wf_int_to_int64(v, &i);
  if (fits && i >= INT_MIN && i <= INT_MAX) {
    *fd = i < 0 ? INT_MAX : (int)i; /* not open either, and -1 says that there is none */
    return true;
  }
  wf_raise(&wf_exc_OverflowError, "fd is %s",
           wf_int_sign(v) < 0 ? "less than minimum" : "greater than maximum");
  return false;
}

/* str or bytes; WF_ERROR. */
static wf_value path_text(wf_value v, enum wf_os_path_kind kind, const char *what) {
  static const char *const others[] = {" or os.PathLike", ", os.PathLike or integer",
                                       ", os.PathLike, integer or None"};
  if (wf_is_str(v) || wf_is_bytes(v)) return v;
  if (what && wf_type_lookup(wf_type_of(v), wf_names.__fspath__) == WF_EMPTY)
    return wf_raise(&wf_exc_TypeError, "%s should be string, bytes%s, not %T", what, others[kind],
                    v);
  return wf_builtins_fspath(v);
}

bool wf_os_path(wf_value v, enum wf_os_path_kind kind, const char *what, wf_os_path_arg *out) {
  *out = (wf_os_path_arg){.fd = -1, .shown = v, .keep = v};
  if (kind != WF_OS_TEXT && wf_has_index(v)) {
    wf_value number = wf_index(v);
    return number != WF_ERROR && path_fd(number, &out->fd);
  }
  wf_value path = path_text(v, kind, what);
  if (path == WF_ERROR) return false;
  out->keep = out->shown = path;
  out->is_bytes = wf_is_bytes(path);
  if (!out->is_bytes) {
    out->text = wf_str_to_fs(path);
    return out->text != NULL;
  }
  const wf_bytes *b = wf_to_bytes(path);
  if (memchr(b->data, 0, b->size)) {
    const char *colon = what ? strchr(what, ':') : NULL;
    if (colon)
      wf_raise(&wf_exc_ValueError, "%U: embedded null character in%s",
               wf_str_new(what, (size_t)(colon - what)), colon + 1);
    else wf_raise(&wf_exc_ValueError, "embedded null byte");
    return false;
  }
  out->text = (const char *)b->data;
  return true;
}

wf_value wf_os_text(const char *text, bool as_bytes) {
  return as_bytes ? wf_bytes_new(text, strlen(text)) : wf_str_from_fs(text, strlen(text));
}

wf_value wf_os_done(int64_t status, wf_value shown) {
  return status < 0 ? wf_raise_errno(errno, shown) : WF_NONE;
}

/* Two paths: the error names both. */
static wf_value done_two(int status, wf_value from, wf_value to) {
  if (status >= 0) return WF_NONE;
  wf_raise_errno(errno, from);
  if (!wf_error_is(&wf_exc_OSError)) return WF_ERROR; /* MemoryError */
  wf_value error = wf_error_fetch();
  wf_slot_set(&((wf_exception *)wf_to_object(error))->extra[WF_OSERROR_FILENAME2], to);
  wf_error_restore(error);
  return WF_ERROR;
}

bool wf_os_int_or(wf_value v, int fallback, int *out) {
  *out = fallback;
  return v == WF_EMPTY || v == WF_NONE || wf_arg_int(v, out);
}

static bool dir_fd(wf_value v, int *out) { return wf_os_int_or(v, AT_FDCWD, out); }

bool wf_os_follow(wf_value v, bool *follow) {
  *follow = true;
  return v == WF_EMPTY || wf_arg_bool(v, follow);
}

/* A descriptor has neither a directory nor links; that 0 may be asked about without following is
   CPython's. */
static bool check_fd_alone(const wf_os_path_arg *path, wf_value directory, bool follow,
                           const char *what) {
  if (path->fd < 0) return true;
  if (directory != WF_EMPTY && directory != WF_NONE)
    wf_raise(&wf_exc_ValueError, "%s: can't specify dir_fd without matching path", what);
  else if (!follow && path->fd > 0)
    wf_raise(&wf_exc_ValueError, "%s: cannot use fd and follow_symlinks together", what);
  else return true;
  return false;
}

/* --- stat --- */

static const char *const stat_fields[] = {
    "st_mode",     "st_ino",      "st_dev",     "st_nlink",  "st_uid",   "st_gid",   "st_size",
    "_st_atime",   "_st_mtime",   "_st_ctime",  "st_atime",  "st_mtime", "st_ctime", "st_atime_ns",
    "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev",  NULL};
static const wf_record_def stat_def = {"os.stat_result", "What the system knows of a file.",
                                       stat_fields, 10};
static wf_type *stat_type;

static double seconds(struct timespec t) { return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec; }
static wf_value nanoseconds(struct timespec t) {
  return wf_int_add(wf_int_mul(wf_int_new(t.tv_sec), wf_small_int(1000000000)),
                    wf_int_new(t.tv_nsec));
}

wf_value wf_os_stat_new(const struct stat *s) {
  wf_value v[] = {wf_int_new(s->st_mode),
                  wf_int_from_uint64(s->st_ino),
                  wf_int_from_uint64(s->st_dev),
                  wf_int_from_uint64(s->st_nlink),
                  wf_int_from_uint64(s->st_uid),
                  wf_int_from_uint64(s->st_gid),
                  wf_int_new(s->st_size),
                  wf_int_new(s->st_atim.tv_sec),
                  wf_int_new(s->st_mtim.tv_sec),
                  wf_int_new(s->st_ctim.tv_sec),
                  wf_float_new(seconds(s->st_atim)),
                  wf_float_new(seconds(s->st_mtim)),
                  wf_float_new(seconds(s->st_ctim)),
                  nanoseconds(s->st_atim),
                  nanoseconds(s->st_mtim),
                  nanoseconds(s->st_ctim),
                  wf_int_new(s->st_blksize),
                  wf_int_new(s->st_blocks),
                  wf_int_from_uint64(s->st_rdev)};
  return wf_record_new(stat_type, v, WF_COUNT(v));
}

static wf_value stat_path(wf_value file, wf_value directory, bool follow, const char *what) {
  wf_os_path_arg path;
  struct stat info;
  int status, at;
  if (!wf_os_path(file, *what == 's' ? WF_OS_FD : WF_OS_TEXT, what, &path) ||
      !dir_fd(directory, &at) || !check_fd_alone(&path, directory, follow, "stat"))
    return WF_ERROR;
  if (path.fd >= 0) WF_OS_OUTSIDE(status, fstat(path.fd, &info));
  else WF_OS_OUTSIDE(status, fstatat(at, path.text, &info, follow ? 0 : AT_SYMLINK_NOFOLLOW));
  return status < 0 ? wf_raise_errno(errno, path.shown) : wf_os_stat_new(&info);
}
WF_NATIVE(os_stat) {
  bool follow;
  if (!wf_os_follow(args[2], &follow)) return WF_ERROR;
  return stat_path(args[0], args[1], follow, "stat: path");
}
WF_NATIVE(os_lstat) { return stat_path(args[0], args[1], false, "lstat: path"); }
WF_NATIVE(os_fstat) {
  struct stat info;
  int fd, status;
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  WF_OS_OUTSIDE(status, fstat(fd, &info));
  return status < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_os_stat_new(&info);
}

/* --- Directories and links --- */

WF_NATIVE(os_getcwd) {
  char *cwd = getcwd(NULL, 0);
  if (!cwd) return wf_raise_errno(errno, WF_EMPTY);
  wf_value v = wf_str_from_fs(cwd, strlen(cwd));
  free(cwd);
  return v;
}
WF_NATIVE(os_getcwdb) {
  char *cwd = getcwd(NULL, 0);
  if (!cwd) return wf_raise_errno(errno, WF_EMPTY);
  wf_value v = wf_bytes_new(cwd, strlen(cwd));
  free(cwd);
  return v;
}
WF_NATIVE(os_chdir) {
  wf_os_path_arg path;
  int status;
  if (!wf_os_path(args[0], WF_OS_FD, "chdir: path", &path) || !WF_AUDIT("os.chdir", 1, path.shown))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, path.fd >= 0 ? fchdir(path.fd) : chdir(path.text));
  return wf_os_done(status, path.shown);
}
WF_NATIVE(os_fchdir) {
  int fd, status;
  if (!wf_os_descriptor(args[0], &fd) || !WF_AUDIT("os.chdir", 1, wf_small_int(fd)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, fchdir(fd));
  return wf_os_done(status, WF_EMPTY);
}
WF_NATIVE(os_mkdir) {
  WF_OS_PATH(0, "mkdir");
  int mode, at, status;
  if (!wf_os_int_or(args[1], 0777, &mode) || !dir_fd(args[2], &at)) return WF_ERROR;
  if (!WF_AUDIT("os.mkdir", 3, path.shown, wf_small_int(mode), wf_audit_folder(at)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, mkdirat(at, path.text, (mode_t)mode));
  return wf_os_done(status, path.shown);
}
WF_NATIVE(os_rmdir) {
  WF_OS_PATH(0, "rmdir");
  int at, status;
  if (!dir_fd(args[1], &at)) return WF_ERROR;
  if (!WF_AUDIT("os.rmdir", 2, path.shown, wf_audit_folder(at))) return WF_ERROR;
  WF_OS_OUTSIDE(status, unlinkat(at, path.text, AT_REMOVEDIR));
  return wf_os_done(status, path.shown);
}
static wf_value unlink_path(const wf_value *args, const char *what) {
  wf_os_path_arg path;
  if (!wf_os_path(args[0], WF_OS_TEXT, what, &path)) return WF_ERROR;
  int at, status;
  if (!dir_fd(args[1], &at)) return WF_ERROR;
  if (!WF_AUDIT("os.remove", 2, path.shown, wf_audit_folder(at))) return WF_ERROR;
  WF_OS_OUTSIDE(status, unlinkat(at, path.text, 0));
  return wf_os_done(status, path.shown);
}
WF_NATIVE(os_unlink) { return unlink_path(args, "unlink: path"); }
WF_NATIVE(os_remove) { return unlink_path(args, "remove: path"); }
WF_NATIVE(os_rename) {
  wf_os_path_arg from, to;
  int from_at, to_at, status;
  if (!wf_os_path(args[0], WF_OS_TEXT, "rename: src", &from) ||
      !wf_os_path(args[1], WF_OS_TEXT, "rename: dst", &to) || !dir_fd(args[2], &from_at) ||
      !dir_fd(args[3], &to_at))
    return WF_ERROR;
  if (!WF_AUDIT("os.rename", 4, from.shown, to.shown, wf_audit_folder(from_at),
                wf_audit_folder(to_at)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, renameat(from_at, from.text, to_at, to.text));
  return done_two(status, from.shown, to.shown);
}
WF_NATIVE(os_link) {
  wf_os_path_arg from, to;
  int from_at, to_at, status;
  bool follow;
  if (!wf_os_path(args[0], WF_OS_TEXT, "link: src", &from) ||
      !wf_os_path(args[1], WF_OS_TEXT, "link: dst", &to) || !dir_fd(args[2], &from_at) ||
      !dir_fd(args[3], &to_at) || !wf_os_follow(args[4], &follow))
    return WF_ERROR;
  /* link(2) itself does not follow, and so it was before follow_symlinks came to be */
  int flags = args[4] != WF_EMPTY && follow ? AT_SYMLINK_FOLLOW : 0;
  if (!WF_AUDIT("os.link", 4, from.shown, to.shown, wf_audit_folder(from_at),
                wf_audit_folder(to_at)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, linkat(from_at, from.text, to_at, to.text, flags));
  return done_two(status, from.shown, to.shown);
}
WF_NATIVE(os_symlink) {
  wf_os_path_arg from, to;
  int status, at;
  if (!wf_os_path(args[0], WF_OS_TEXT, "symlink: src", &from) ||
      !wf_os_path(args[1], WF_OS_TEXT, "symlink: dst", &to) || !dir_fd(args[3], &at))
    return WF_ERROR;
  if (!WF_AUDIT("os.symlink", 3, from.shown, to.shown, wf_audit_folder(at))) return WF_ERROR;
  WF_OS_OUTSIDE(status, symlinkat(from.text, at, to.text));
  return done_two(status, from.shown, to.shown);
}
WF_NATIVE(os_readlink) {
  WF_OS_PATH(0, "readlink");
  char target[4097];
  int at;
  ssize_t size;
  if (!dir_fd(args[1], &at)) return WF_ERROR;
  WF_OS_OUTSIDE(size, readlinkat(at, path.text, target, sizeof target - 1));
  if (size < 0) return wf_raise_errno(errno, path.shown);
  target[size] = 0;
  return wf_os_text(target, path.is_bytes);
}
WF_NATIVE(os_access) {
  WF_OS_PATH(0, "access");
  int mode, status, at;
  bool effective = false, follow;
  if (!wf_arg_int(args[1], &mode) || !dir_fd(args[2], &at) || !wf_os_follow(args[4], &follow) ||
      (args[3] != WF_EMPTY && !wf_arg_bool(args[3], &effective)))
    return WF_ERROR;
  int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
  WF_OS_OUTSIDE(status, faccessat(at, path.text, mode, flags));
  return wf_bool(status == 0);
}
WF_NATIVE(os_chmod) {
  wf_os_path_arg path;
  int mode, status, at;
  bool follow;
  if (!wf_os_path(args[0], WF_OS_FD, "chmod: path", &path) || !wf_arg_int(args[1], &mode) ||
      !dir_fd(args[2], &at) || !wf_os_follow(args[3], &follow) ||
      !check_fd_alone(&path, args[2], follow, "chmod"))
    return WF_ERROR;
  int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
  if (!WF_AUDIT("os.chmod", 3, path.shown, wf_small_int(mode), wf_audit_folder(at)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, path.fd >= 0 ? fchmod(path.fd, (mode_t)mode)
                                     : fchmodat(at, path.text, (mode_t)mode, flags));
  if (status < 0 && !follow && (errno == EOPNOTSUPP || errno == ENOTSUP))
    return at == AT_FDCWD
               ? wf_raise(&wf_exc_NotImplementedError,
                          "chmod: follow_symlinks unavailable on this platform")
               : wf_raise(&wf_exc_ValueError,
                          "chmod: cannot use dir_fd and follow_symlinks together");
  return wf_os_done(status, path.shown);
}
WF_NATIVE(os_fchmod) {
  int fd, mode, status;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int(args[1], &mode) ||
      !WF_AUDIT("os.chmod", 3, wf_small_int(fd), wf_small_int(mode), wf_small_int(-1)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, fchmod(fd, (mode_t)mode));
  return wf_os_done(status, WF_EMPTY);
}

static bool tell_of_chown(wf_value path, uint32_t uid, uint32_t gid, int folder) {
  return WF_AUDIT("os.chown", 4, path, wf_int_from_uint64(uid), wf_int_from_uint64(gid),
                  wf_audit_folder(folder));
}
WF_NATIVE(os_chown) {
  wf_os_path_arg path;
  uint32_t uid, gid;
  int status, at;
  bool follow;
  if (!wf_os_path(args[0], WF_OS_FD, "chown: path", &path) || !wf_os_id(args[1], "uid", &uid) ||
      !wf_os_id(args[2], "gid", &gid) || !dir_fd(args[3], &at) ||
      !wf_os_follow(args[4], &follow) || !check_fd_alone(&path, args[3], follow, "chown") ||
      !tell_of_chown(path.shown, uid, gid, at))
    return WF_ERROR;
  int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
  WF_OS_OUTSIDE(status, path.fd >= 0 ? fchown(path.fd, uid, gid)
                                     : fchownat(at, path.text, uid, gid, flags));
  return wf_os_done(status, path.shown);
}
WF_NATIVE(os_lchown) {
  wf_value a[5] = {args[0], args[1], args[2], WF_NONE, WF_FALSE};
  return os_chown(a, 5, WF_EMPTY);
}
WF_NATIVE(os_fchown) {
  int fd, status;
  uint32_t uid, gid;
  if (!wf_arg_int(args[0], &fd) || !wf_os_id(args[1], "uid", &uid) ||
      !wf_os_id(args[2], "gid", &gid) || !tell_of_chown(wf_small_int(fd), uid, gid, AT_FDCWD))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, fchown(fd, uid, gid));
  return wf_os_done(status, WF_EMPTY);
}
WF_NATIVE(os_truncate) {
  wf_os_path_arg path;
  int64_t size;
  int status;
  if (!wf_os_path(args[0], WF_OS_FD, "truncate: path", &path) || !wf_arg_int64(args[1], &size))
    return WF_ERROR;
  if (!WF_AUDIT("os.truncate", 2, path.shown, wf_int_new(size))) return WF_ERROR;
  WF_OS_OUTSIDE(status, path.fd >= 0 ? ftruncate(path.fd, size) : truncate(path.text, size));
  return wf_os_done(status, path.fd >= 0 ? WF_EMPTY : path.shown);
}
WF_NATIVE(os_mkfifo) {
  WF_OS_PATH(0, "mkfifo");
  int mode, status, at;
  if (!wf_os_int_or(args[1], 0666, &mode) || !dir_fd(args[2], &at)) return WF_ERROR;
  WF_OS_OUTSIDE(status, mkfifoat(at, path.text, (mode_t)mode));
  return wf_os_done(status, path.shown);
}
WF_NATIVE(os_mknod) {
  WF_OS_PATH(0, "mknod");
  int mode, status, at;
  uint64_t device = 0;
  if (!wf_os_int_or(args[1], 0600, &mode) || !dir_fd(args[3], &at) ||
      (args[2] != WF_EMPTY && !wf_arg_uint64(args[2], &device)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, mknodat(at, path.text, (mode_t)mode, (dev_t)device));
  return wf_os_done(status, path.shown);
}

static bool time_of(wf_value seconds_value, struct timespec *out) {
  double d;
  if (!wf_arg_double(seconds_value, &d)) return false;
  if (isnan(d)) return wf_raise(&wf_exc_ValueError, "Invalid value NaN (not a number)"), false;
  if (d < -0x1p63 || d >= 0x1p63)
    return wf_raise(&wf_exc_OverflowError, "timestamp out of range for platform time_t"), false;
  out->tv_sec = (time_t)d - (d < (double)(time_t)d);
  out->tv_nsec = (long)((d - (double)out->tv_sec) * 1e9);
  return true;
}
static bool time_of_ns(wf_value v, struct timespec *out) {
  int64_t n;
  if (!wf_arg_int64(v, &n)) return false;
  out->tv_sec = n / 1000000000 - (n % 1000000000 < 0);
  out->tv_nsec = n % 1000000000 + (n % 1000000000 < 0 ? 1000000000 : 0);
  return true;
}
WF_NATIVE(os_utime) {
  wf_os_path_arg path;
  struct timespec times[2] = {{.tv_nsec = UTIME_NOW}, {.tv_nsec = UTIME_NOW}};
  int status, at;
  bool follow;
  if (!wf_os_path(args[0], WF_OS_FD, "utime: path", &path) || !dir_fd(args[3], &at) ||
      !wf_os_follow(args[4], &follow) || !check_fd_alone(&path, args[3], follow, "utime"))
    return WF_ERROR;
  bool given = args[1] != WF_EMPTY && args[1] != WF_NONE, in_ns = args[2] != WF_EMPTY;
  if (given && in_ns)
    return wf_raise(&wf_exc_ValueError,
                    "utime: you may specify either 'times' or 'ns' but not both");
  if (given || in_ns) {
    wf_value pair = given ? args[1] : args[2];
    if (!wf_is_tuple(pair) || wf_tuple_length(pair) != 2)
      return wf_raise(&wf_exc_TypeError,
                      given ? "utime: 'times' must be either a tuple of two ints or None"
                            : "utime: 'ns' must be a tuple of two ints");
    for (size_t i = 0; i < 2; i++)
      if (!(given ? time_of : time_of_ns)(wf_tuple_get(pair, i), &times[i])) return WF_ERROR;
  }
  int flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
  if (!WF_AUDIT("os.utime", 4, path.shown, given ? args[1] : WF_NONE, in_ns ? args[2] : WF_NONE,
                wf_audit_folder(at)))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, path.fd >= 0 ? futimens(path.fd, times)
                                     : utimensat(at, path.text, times, flags));
  return wf_os_done(status, WF_EMPTY); /* it may be the times that are wrong */
}

/* --- Descriptors --- */

WF_NATIVE(os_open) {
  WF_OS_PATH(0, "open");
  int flags, mode, at, fd;
  bool tried = false;
  if (!wf_arg_int(args[1], &flags) || !wf_os_int_or(args[2], 0777, &mode) || !dir_fd(args[3], &at))
    return WF_ERROR;
  if (!WF_AUDIT("open", 3, path.shown, WF_NONE, wf_small_int(flags | O_CLOEXEC))) return WF_ERROR;
  do WF_OS_OUTSIDE(fd, openat(at, path.text, flags | O_CLOEXEC, mode));
  while (fd < 0 && wf_io_reclaim(errno, &tried));
  return fd < 0 ? wf_raise_errno(errno, path.shown) : wf_small_int(fd);
}
WF_NATIVE(os_close) {
  int fd;
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  return close(fd) < 0 && errno != EINTR ? wf_raise_errno(errno, WF_EMPTY) : WF_NONE;
}
void wf_os_close_range(int low, int high) {
  if (low >= high) return;
#ifdef SYS_close_range
  if (syscall(SYS_close_range, (unsigned)low, (unsigned)high - 1, 0u) == 0) return;
#endif
  long most = sysconf(_SC_OPEN_MAX);
  if (most > 0 && high > most) high = (int)most;
  for (int fd = low; fd < high; fd++) close(fd);
}

WF_NATIVE(os_closerange) {
  int low, high;
  if (!wf_arg_int(args[0], &low) || !wf_arg_int(args[1], &high)) return WF_ERROR;
  wf_os_close_range(low < 0 ? 0 : low, high);
  return WF_NONE;
}

#define MOST_BYTES ((size_t)0x7ffff000) /* what one call moves on Linux */
/* As much comes from the heap, where it becomes the result without being copied. No pipe or socket
   gives more at once, so a larger room is hardly ever filled but by a file. */
#define MOST_FROM_HEAP ((size_t)1 << 26)

size_t wf_os_left(int fd, int64_t at) {
  struct stat info;
  if (fstat(fd, &info) < 0 || !S_ISREG(info.st_mode)) return 0;
  if (at < 0) at = lseek(fd, 0, SEEK_CUR);
  return at >= 0 && info.st_size > at ? (size_t)(info.st_size - at) : 0;
}

bool wf_os_room_take(wf_os_room *room, int fd, int64_t at, size_t size) {
  *room = (wf_os_room){.size = size < MOST_BYTES ? size : MOST_BYTES, .bytes = WF_EMPTY};
  size_t left = room->size > MOST_FROM_HEAP ? wf_os_left(fd, at) : 0;
  if (left && left < room->size) room->size = left;
  if (left || room->size <= MOST_FROM_HEAP) {
    room->bytes = wf_bytes_room(room->size);
    if (room->bytes == WF_ERROR) return false;
    room->data = wf_to_bytes(room->bytes)->data;
    return true;
  }
  void *data = mmap(NULL, room->size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (data == MAP_FAILED) return wf_raise_type(&wf_exc_MemoryError), false;
  room->data = data;
  return true;
}

wf_value wf_os_room_result(wf_os_room *room, int64_t n) {
  if (room->bytes == WF_EMPTY) {
    wf_value result = n < 0 ? WF_ERROR : wf_bytes_new(room->data, (size_t)n);
    munmap(room->data, room->size);
    return result;
  }
  if (n >= 0) return wf_bytes_cut(room->bytes, (size_t)n);
  wf_bytes_drop_room(room->bytes);
  return WF_ERROR;
}

/* -1: error pending. */
static int64_t read_once(int fd, const wf_os_room *room) {
  ssize_t n;
  WF_OS_OUTSIDE_OR(n, read(fd, room->data, room->size), -1);
  if (n < 0) wf_raise_errno(errno, WF_EMPTY);
  return n;
}
WF_NATIVE(os_read) {
  int fd;
  int64_t size;
  wf_os_room room;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_size(args[1], &size)) return WF_ERROR;
  if (size < 0) return wf_raise_errno(EINVAL, WF_EMPTY);
  if (!wf_os_room_take(&room, fd, -1, (size_t)size)) return WF_ERROR;
  return wf_os_room_result(&room, read_once(fd, &room));
}
WF_NATIVE(os_write) {
  int fd;
  ssize_t n;
  wf_buffer view;
  if (!wf_arg_int(args[0], &fd) || wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0)
    return WF_ERROR;
  wf_value copy = view.readonly ? args[1] : wf_bytes_new(view.data, view.size);
  if (!view.readonly) {
    wf_buffer_release(&view);
    if (copy == WF_ERROR || wf_buffer_get(copy, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  }
  WF_OS_OUTSIDE(n, write(fd, view.data, view.size));
  wf_buffer_release(&view);
  return n < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(n);
}
WF_NATIVE(os_lseek) {
  int fd, whence;
  int64_t offset;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int64(args[1], &offset) || !wf_arg_int(args[2], &whence))
    return WF_ERROR;
  off_t at = lseek(fd, offset, whence);
  return at < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(at);
}
int wf_os_pipe(int ends[2]) {
#ifdef HAVE_PIPE2
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) < 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

WF_NATIVE(os_pipe) {
  int ends[2];
  bool tried = false;
  while (wf_os_pipe(ends) < 0)
    if (!wf_io_reclaim(errno, &tried)) return wf_raise_errno(errno, WF_EMPTY);
  return wf_tuple_of(2, wf_small_int(ends[0]), wf_small_int(ends[1]));
}
WF_NATIVE(os_dup) {
  int fd;
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  bool tried = false;
  int copy;
  do copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  while (copy < 0 && wf_io_reclaim(errno, &tried));
  return copy < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_small_int(copy);
}
static int duplicate_to(int fd, int to, bool inheritable) {
#ifdef HAVE_DUP3
  return inheritable ? dup2(fd, to) : dup3(fd, to, O_CLOEXEC);
#else
  int status = dup2(fd, to);
  if (status >= 0 && !inheritable) fcntl(to, F_SETFD, FD_CLOEXEC);
  return status;
#endif
}

WF_NATIVE(os_dup2) {
  int fd, to;
  bool inheritable = true;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_int(args[1], &to) ||
      (args[2] != WF_EMPTY && !wf_arg_bool(args[2], &inheritable)))
    return WF_ERROR;
  if (duplicate_to(fd, to, inheritable) < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_small_int(to);
}
WF_NATIVE(os_isatty) {
  int fd;
  return wf_arg_int(args[0], &fd) ? wf_bool(isatty(fd)) : WF_ERROR;
}
/* A descriptor, or a file object's. */
bool wf_os_descriptor(wf_value v, int *fd) {
  if (!wf_is_int(v)) {
    wf_value method;
    int found = wf_getattr_optional(v, wf_names.fileno, &method);
    if (found == 0)
      wf_raise(&wf_exc_TypeError, "argument must be an int, or have a fileno() method.");
    if (found <= 0 || (v = wf_call0(method)) == WF_ERROR) return false;
    if (!wf_is_int(v)) wf_raise(&wf_exc_TypeError, "fileno() returned a non-integer");
  }
  if (wf_error_pending() || !wf_arg_int(v, fd)) return false;
  if (*fd < 0)
    wf_raise(&wf_exc_ValueError, "file descriptor cannot be a negative integer (%d)", *fd);
  return *fd >= 0;
}
WF_NATIVE(os_fsync) {
  int fd, status;
  if (!wf_os_descriptor(args[0], &fd)) return WF_ERROR;
  WF_OS_OUTSIDE(status, fsync(fd));
  return wf_os_done(status, WF_EMPTY);
}
static wf_value get_flag(const wf_value *args, int command, int flag, bool inverted) {
  int fd;
  if (!wf_arg_int(args[0], &fd)) return WF_ERROR;
  int flags = fcntl(fd, command);
  return flags < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_bool(((flags & flag) != 0) != inverted);
}
static wf_value set_flag(const wf_value *args, int get, int set, int flag, bool inverted) {
  int fd;
  bool on;
  if (!wf_arg_int(args[0], &fd) || !wf_arg_bool(args[1], &on)) return WF_ERROR;
  int flags = fcntl(fd, get);
  if (flags >= 0) flags = fcntl(fd, set, on != inverted ? flags | flag : flags & ~flag);
  return wf_os_done(flags, WF_EMPTY);
}
WF_NATIVE(os_get_blocking) { return get_flag(args, F_GETFL, O_NONBLOCK, true); }
WF_NATIVE(os_set_blocking) { return set_flag(args, F_GETFL, F_SETFL, O_NONBLOCK, true); }
WF_NATIVE(os_get_inheritable) { return get_flag(args, F_GETFD, FD_CLOEXEC, true); }
WF_NATIVE(os_set_inheritable) { return set_flag(args, F_GETFD, F_SETFD, FD_CLOEXEC, true); }

static const char *const terminal_fields[] = {"columns", "lines", NULL};
static const wf_record_def terminal_def = {"os.terminal_size", "Columns and lines of a terminal.",
                                           terminal_fields, 2};
static wf_type *terminal_type;
WF_NATIVE(os_get_terminal_size) {
  int fd;
  struct winsize size;
  if (!wf_os_int_or(args[0], 1, &fd)) return WF_ERROR;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return wf_raise_errno(errno, WF_EMPTY);
  wf_value v[2] = {wf_small_int(size.ws_col), wf_small_int(size.ws_row)};
  return wf_record_new(terminal_type, v, 2);
}

/* --- The process and the system --- */

#define SIMPLE_ID(name, call) WF_NATIVE(os_##name) { return wf_int_new((int64_t)call()); }
SIMPLE_ID(getpid, getpid)
SIMPLE_ID(getppid, getppid)
SIMPLE_ID(getuid, getuid)
SIMPLE_ID(geteuid, geteuid)
SIMPLE_ID(getgid, getgid)
SIMPLE_ID(getegid, getegid)
SIMPLE_ID(getpgrp, getpgrp)

WF_NATIVE(os_umask) {
  int mask;
  return wf_arg_int(args[0], &mask) ? wf_small_int(umask((mode_t)mask)) : WF_ERROR;
}
WF_NATIVE(os_exit) {
  int status;
  if (!wf_arg_int(args[0], &status)) return WF_ERROR;
  _exit(status);
}
WF_NATIVE(os_abort) { abort(); }
WF_NATIVE(os_cpu_count) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? wf_small_int(n) : WF_NONE;
}
WF_NATIVE(os_strerror) {
  int number;
  return wf_arg_int(args[0], &number) ? wf_str_from_c(strerror(number)) : WF_ERROR;
}
WF_NATIVE(os_urandom) {
  int64_t size;
  if (!wf_arg_size(args[0], &size)) return WF_ERROR;
  if (size < 0) return wf_raise(&wf_exc_ValueError, "negative argument not allowed");
  wf_value bytes = wf_bytes_new(NULL, (size_t)size);
  if (bytes == WF_ERROR) return WF_ERROR;
  uint8_t *data = wf_to_bytes(bytes)->data;
#ifdef HAVE_GETRANDOM
  for (size_t n = 0; n < (size_t)size;) {
    ssize_t got = getrandom(data + n, (size_t)size - n, 0);
    if (got < 0 && errno != EINTR) return wf_raise_errno(errno, WF_EMPTY);
    if (got > 0) n += (size_t)got;
  }
#else
  int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, data, (size_t)size);
  if (fd >= 0) close(fd);
  if (got != size) return wf_raise_errno(errno, WF_EMPTY);
#endif
  return bytes;
}

static const char *const uname_fields[] = {"sysname", "nodename", "release",
                                           "version", "machine",  NULL};
static const wf_record_def uname_def = {"posix.uname_result", "The system's names.", uname_fields,
                                        5};
static wf_type *uname_type;
WF_NATIVE(os_uname) {
  struct utsname u;
  if (uname(&u) < 0) return wf_raise_errno(errno, WF_EMPTY);
  wf_value v[5] = {wf_str_from_c(u.sysname), wf_str_from_c(u.nodename), wf_str_from_c(u.release),
                   wf_str_from_c(u.version), wf_str_from_c(u.machine)};
  return wf_record_new(uname_type, v, 5);
}

static const char *const times_fields[] = {"user",    "system", "children_user", "children_system",
                                           "elapsed", NULL};
static const wf_record_def times_def = {"posix.times_result", "Process times in seconds.",
                                        times_fields, 5};
static wf_type *times_type;
WF_NATIVE(os_times) {
  struct tms t;
  clock_t elapsed = times(&t);
  double unit = (double)sysconf(_SC_CLK_TCK);
  wf_value v[5] = {wf_float_new((double)t.tms_utime / unit),
                   wf_float_new((double)t.tms_stime / unit),
                   wf_float_new((double)t.tms_cutime / unit),
                   wf_float_new((double)t.tms_cstime / unit), wf_float_new((double)elapsed / unit)};
  return wf_record_new(times_type, v, 5);
}
WF_NATIVE(os_getloadavg) {
  double v[3];
  if (getloadavg(v, 3) != 3) return wf_raise(&wf_exc_OSError, "Load averages are unobtainable");
  return wf_tuple_of(3, wf_float_new(v[0]), wf_float_new(v[1]), wf_float_new(v[2]));
}
/* Environment variables as bytes. */
static bool variable(wf_value v, const char **out) {
  wf_os_path_arg path;
  if (!wf_os_path(v, WF_OS_TEXT, "name", &path)) return false;
  *out = path.text;
  return true;
}
WF_NATIVE(os_putenv) {
  const char *name, *value;
  if (!variable(args[0], &name) || !variable(args[1], &value)) return WF_ERROR;
  if (strchr(name, '='))
    return wf_raise(&wf_exc_ValueError, "illegal environment variable name");
  if (!WF_AUDIT("os.putenv", 2, wf_bytes_new(name, strlen(name)),
                wf_bytes_new(value, strlen(value))))
    return WF_ERROR;
  return wf_os_done(wf_environment_set(name, value) ? 0 : -1, WF_EMPTY);
}
WF_NATIVE(os_unsetenv) {
  const char *name;
  if (!variable(args[0], &name)) return WF_ERROR;
  if (!WF_AUDIT("os.unsetenv", 1, wf_bytes_new(name, strlen(name)))) return WF_ERROR;
  return wf_os_done(wf_environment_set(name, NULL) ? 0 : -1, WF_EMPTY);
}
static wf_value environment(void) {
  wf_value dict = wf_dict_new();
  char **copy = wf_environment_copy();
  if (!copy) return WF_ERROR;
  for (char **e = copy; *e; e++) {
    const char *equals = strchr(*e, '=');
    if (!equals) continue;
    wf_value name = wf_bytes_new(*e, (size_t)(equals - *e));
    if (wf_dict_contains(dict, name) == 0)
      wf_dict_set(dict, name, wf_bytes_new(equals + 1, strlen(equals + 1)));
  }
  return dict;
}
WF_NATIVE(os_fspath) { return wf_builtins_fspath(args[0]); }

static const wf_native_def functions[] = {
    {"stat", os_stat, "(path, *, dir_fd=None, follow_symlinks=True)",
     "What the system knows of a file.", 0},
    {"lstat", os_lstat, "(path, *, dir_fd=None)", "The same without following links.", 0},
    {"fstat", os_fstat, "(fd)", "The same of an open file.", 0},
    {"getcwd", os_getcwd, "()", "The current directory.", 0},
    {"getcwdb", os_getcwdb, "()", "The current directory as bytes.", 0},
    {"chdir", os_chdir, "(path)", "Change the current directory.", 0},
    {"fchdir", os_fchdir, "(fd)", "Change the current directory to an open one.", 0},
    {"mkdir", os_mkdir, "(path, mode=511, *, dir_fd=None)", "Make a directory.", 0},
    {"rmdir", os_rmdir, "(path, *, dir_fd=None)", "Remove a directory.", 0},
    {"unlink", os_unlink, "(path, *, dir_fd=None)", "Remove a file.", 0},
    {"remove", os_remove, "(path, *, dir_fd=None)", "Remove a file.", 0},
    {"rename", os_rename, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", "Rename a file.", 0},
    {"replace", os_rename, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
     "Rename a file, replacing another.", 0},
    {"link", os_link,
     "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", "Make a hard link.",
     0},
    {"symlink", os_symlink, "(src, dst, target_is_directory=False, *, dir_fd=None)",
     "Make a symbolic link.", 0},
    {"readlink", os_readlink, "(path, *, dir_fd=None)", "What a symbolic link points to.", 0},
    {"access", os_access, "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
     "Whether a file can be used.", 0},
    {"chmod", os_chmod, "(path, mode, *, dir_fd=None, follow_symlinks=True)",
     "Change a file's permissions.", 0},
    {"fchmod", os_fchmod, "(fd, mode)", "Change an open file's permissions.", 0},
    {"chown", os_chown, "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
     "Change a file's owner.", 0},
    {"lchown", os_lchown, "(path, uid, gid)", "Change the owner of a file or link.", 0},
    {"fchown", os_fchown, "(fd, uid, gid)", "Change an open file's owner.", 0},
    {"truncate", os_truncate, "(path, length)", "Cut a file.", 0},
    {"ftruncate", os_truncate, "(fd, length, /)", "Cut an open file.", 0},
    {"mkfifo", os_mkfifo, "(path, mode=438, *, dir_fd=None)", "Make a named pipe.", 0},
    {"mknod", os_mknod, "(path, mode=384, device=0, *, dir_fd=None)", "Make a special file.", 0},
    {"utime", os_utime,
     "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)",
     "Set a file's times.", 0},
    {"open", os_open, "(path, flags, mode=511, *, dir_fd=None)", "Open a file descriptor.", 0},
    {"close", os_close, "(fd)", "Close a file descriptor.", 0},
    {"closerange", os_closerange, "(fd_low, fd_high, /)", "Close several file descriptors.", 0},
    {"read", os_read, "(fd, length, /)", "Read bytes.", 0},
    {"write", os_write, "(fd, data, /)", "Write bytes; the number written.", 0},
    {"lseek", os_lseek, "(fd, position, whence, /)", "Move to a position.", 0},
    {"pipe", os_pipe, "()", "A pipe: (read end, write end).", 0},
    {"dup", os_dup, "(fd, /)", "A copy of a file descriptor.", 0},
    {"dup2", os_dup2, "(fd, fd2, inheritable=True)", "Copy a file descriptor to a given number.",
     0},
    {"isatty", os_isatty, "(fd, /)", "Whether a file descriptor is a terminal.", 0},
    {"fsync", os_fsync, "(fd)", "Write a file to its device.", 0},
    {"get_blocking", os_get_blocking, "(fd, /)", "Whether reads and writes wait.", 0},
    {"set_blocking", os_set_blocking, "(fd, blocking, /)", "Say whether reads and writes wait.", 0},
    {"get_inheritable", os_get_inheritable, "(fd, /)",
     "Whether child processes get the descriptor.", 0},
    {"set_inheritable", os_set_inheritable, "(fd, inheritable, /)",
     "Say whether child processes get the descriptor.", 0},
    {"get_terminal_size", os_get_terminal_size, "(fd=<unrepresentable>, /)",
     "Columns and lines of a terminal.", 0},
    {"getpid", os_getpid, "()", "This process's number.", 0},
    {"getppid", os_getppid, "()", "The parent process's number.", 0},
    {"getuid", os_getuid, "()", NULL, 0},
    {"geteuid", os_geteuid, "()", NULL, 0},
    {"getgid", os_getgid, "()", NULL, 0},
    {"getegid", os_getegid, "()", NULL, 0},
    {"getpgrp", os_getpgrp, "()", NULL, 0},
    {"umask", os_umask, "(mask, /)", "Set the mask of permissions; the old one.", 0},
    {"_exit", os_exit, "(status)", "End the process at once.", 0},
    {"abort", os_abort, "()", "End the process by SIGABRT.", 0},
    {"cpu_count", os_cpu_count, "()", "The number of processors.", 0},
    {"strerror", os_strerror, "(code, /)", "The message of an error number.", 0},
    {"urandom", os_urandom, "(size, /)", "Random bytes from the system.", 0},
    {"uname", os_uname, "()", "The system's names.", 0},
    {"times", os_times, "()", "Process times.", 0},
    {"getloadavg", os_getloadavg, "()", "Load averages.", 0},
    {"putenv", os_putenv, "(name, value, /)", "Set an environment variable.", 0},
    {"unsetenv", os_unsetenv, "(name, /)", "Remove an environment variable.", 0},
    {"fspath", os_fspath, "(path)", "The str or bytes of a path.", 0},
    {0},
};

static const struct { const char *name; int64_t value; } constants[] = {
#define ROW(name) {#name, name},
#include "runtime/native/os_constants.def"
#undef ROW
};

static bool init(wf_value module) {
  for (size_t i = 0; i < WF_COUNT(constants); i++)
    if (!wf_module_add(module, constants[i].name, wf_int_new(constants[i].value))) return false;
  if (!stat_type) stat_type = wf_record_type_new(&stat_def);
  if (!terminal_type) terminal_type = wf_record_type_new(&terminal_def);
  if (!uname_type) uname_type = wf_record_type_new(&uname_def);
  if (!times_type) times_type = wf_record_type_new(&times_def);
  return stat_type && terminal_type && uname_type && times_type &&
         wf_module_add(module, "stat_result", wf_from_type(stat_type)) &&
         wf_module_add(module, "terminal_size", wf_from_type(terminal_type)) &&
         wf_module_add(module, "uname_result", wf_from_type(uname_type)) &&
         wf_module_add(module, "times_result", wf_from_type(times_type)) &&
         wf_module_add(module, "environ", environment()) &&
         wf_module_add(module, "error", wf_from_type(&wf_exc_OSError)) &&
         wf_os_process_init(module) &&
         wf_module_add_functions(module, wf_os_scandir_functions) && wf_os_scandir_init(module) &&
         wf_os_descriptor_init(module) && wf_os_identity_init(module);
}

const wf_module_def wf_os_module = {
    .name = "_os",
    .doc = "The system's files and processes.",
    .functions = functions,
    .init = init,
};
