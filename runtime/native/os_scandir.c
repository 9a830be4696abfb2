/* Listing directories: listdir and scandir. */
#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "runtime/audit.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/native/io.h"
#include "runtime/native/os.h"
#include "runtime/str.h"
#include "runtime/thread.h"

typedef struct entry {
  wf_object head;
  wf_value name, path; /* str or bytes */
  uint8_t type;        /* DT_... */
  int fd;              /* of the directory when it was given as a descriptor, else -1 */
  uint64_t inode;
  wf_slot stat, lstat; /* results, once asked for */
} entry;
static wf_type entry_type, iterator_type;
static entry *to_entry(wf_value v) { return (entry *)wf_to_object(v); }

typedef struct listing {
  wf_object head;
  wf_value entries; /* list, read whole when the directory is opened */
  _Atomic(size_t) next;
} listing;

static wf_value join(const char *folder, const char *name, bool as_bytes) {
  size_t size = strlen(folder), leaf = strlen(name);
  bool slash = size && folder[size - 1] != '/';
  char *text = wf_alloc_var_atomic(size + leaf + 2);
  if (!text) return WF_ERROR;
  memcpy(text, folder, size);
  if (slash) text[size] = '/';
  memcpy(text + size + slash, name, leaf);
  return wf_os_text(text, as_bytes);
}

static DIR *open_folder(const wf_os_path_arg *path) {
  if (path->fd < 0) return opendir(path->text);
  int copy = fcntl(path->fd, F_DUPFD_CLOEXEC, 0);
  DIR *dir = copy < 0 ? NULL : fdopendir(copy);
  if (dir) rewinddir(dir);
  else if (copy >= 0) close(copy);
  return dir;
}

/* Calls add for each entry but . and .. ; false: error pending. */
static bool read_folder(wf_value folder,
                        bool (*add)(wf_value list, const struct dirent *d,
                                    const wf_os_path_arg *path),
                        wf_value list, const char *what, const char *event) {
  wf_os_path_arg path = {.text = ".", .fd = -1, .shown = WF_NONE};
  if (folder != WF_EMPTY && folder != WF_NONE && !wf_os_path(folder, WF_OS_FD_OR_NONE, what, &path))
    return false;
  if (!WF_AUDIT(event, 1, path.shown)) return false;
  DIR *dir;
  int error;
  bool tried = false;
  do {
    wf_outside_enter();
    dir = open_folder(&path);
    error = errno;
    if (!wf_outside_leave()) {
      if (dir) closedir(dir);
      return false;
    }
  } while (!dir && wf_io_reclaim(error, &tried));
  if (!dir) {
    wf_raise_errno(error, path.fd >= 0 && error == EBADF ? WF_EMPTY
                          : path.shown == WF_NONE        ? wf_str_from_char('.')
                                                         : path.shown);
    return false;
  }
  bool ok = true;
  const struct dirent *d;
  while (ok && (errno = 0, d = readdir(dir)))
    if (strcmp(d->d_name, ".") && strcmp(d->d_name, "..")) ok = add(list, d, &path);
  error = ok && errno ? errno : 0;
  closedir(dir);
  if (error) wf_raise_errno(error, path.shown);
  return ok && !error;
}

static bool add_name(wf_value list, const struct dirent *d, const wf_os_path_arg *path) {
  wf_value name = wf_os_text(d->d_name, path->is_bytes);
  return name != WF_ERROR && wf_list_append(list, name);
}

static bool add_entry(wf_value list, const struct dirent *d, const wf_os_path_arg *path) {
  entry *e = wf_object_new(&entry_type);
  e->name = wf_os_text(d->d_name, path->is_bytes);
  e->path = path->fd >= 0 ? e->name : join(path->text, d->d_name, path->is_bytes);
  e->type = d->d_type;
  e->inode = d->d_ino;
  e->fd = path->fd;
  return e->name != WF_ERROR && e->path != WF_ERROR && wf_list_append(list, wf_from_object(e));
}

WF_NATIVE(os_listdir) {
  wf_value list = wf_list_new(16);
  return read_folder(args[0], add_name, list, "listdir: path", "os.listdir") ? list : WF_ERROR;
}

WF_NATIVE(os_scandir) {
  listing *l = wf_object_new(&iterator_type);
  l->entries = wf_list_new(16);
  return read_folder(args[0], add_entry, l->entries, "scandir: path", "os.scandir")
             ? wf_from_object(l)
             : WF_ERROR;
}

const wf_native_def wf_os_scandir_functions[] = {
    {"listdir", os_listdir, "(path=None)", "The names in a directory.", 0},
    {"scandir", os_scandir, "(path=None)", "An iterator of DirEntry objects of a directory.", 0},
    {0},
};

static wf_value listing_next(wf_value self) {
  listing *l = (listing *)wf_to_object(self);
  return wf_list_get(l->entries, atomic_fetch_add(&l->next, 1));
}
static wf_value self_of(wf_value self) { return self; }
WF_NATIVE(listing_close) {
  atomic_store(&((listing *)wf_to_object(args[0]))->next, SIZE_MAX / 2);
  return WF_NONE;
}
WF_NATIVE(listing_enter) { return args[0]; }
static const wf_native_def listing_methods[] = {
    {"close", listing_close, "(self, /)", "End the iteration.", 0},
    {"__enter__", listing_enter, "(self, /)", NULL, 0},
    {"__exit__", listing_close, "(self, /, *args)", NULL, 0},
    {0},
};
static wf_type iterator_type = {.name = "posix.ScandirIterator",
                                .instance_size = sizeof(listing),
                                .flags = WF_TYPE_NO_NEW,
                                .slots = {.iter = self_of, .next = listing_next},
                                .methods = listing_methods};

/* --- DirEntry --- */

static wf_value entry_stat(entry *e, bool follow) {
  wf_slot *slot = follow ? &e->stat : &e->lstat;
  wf_value v = wf_slot_acquire(slot);
  if (v != WF_EMPTY) return v;
  wf_os_path_arg path;
  struct stat info;
  if (!wf_os_path(e->path, WF_OS_TEXT, "path", &path)) return WF_ERROR;
  wf_outside_enter();
  int status = fstatat(e->fd >= 0 ? e->fd : AT_FDCWD, path.text, &info,
                       follow ? 0 : AT_SYMLINK_NOFOLLOW);
  int error = errno;
  if (!wf_outside_leave()) return WF_ERROR;
  if (status < 0) return wf_raise_errno(error, e->path);
  v = wf_os_stat_new(&info);
  if (v != WF_ERROR) wf_slot_set(slot, v);
  return v;
}

/* Whether it is of a kind (S_IFDIR, ...); a vanished file is none. */
static wf_value is_kind(entry *e, mode_t kind, uint8_t type, bool follow) {
  if (e->type != DT_UNKNOWN && !(follow && e->type == DT_LNK)) return wf_bool(e->type == type);
  wf_value v = entry_stat(e, follow);
  if (v == WF_ERROR) {
    if (!wf_error_is(&wf_exc_FileNotFoundError)) return WF_ERROR;
    wf_error_clear();
    return WF_FALSE;
  }
  return wf_bool((wf_small_int_get(wf_tuple_get(v, 0)) & S_IFMT) == kind);
}
static bool follows(wf_value v, bool *out) {
  *out = true;
  return v == WF_EMPTY || wf_arg_bool(v, out);
}
WF_NATIVE(entry_is_dir) {
  bool follow;
  return follows(args[1], &follow) ? is_kind(to_entry(args[0]), S_IFDIR, DT_DIR, follow) : WF_ERROR;
}
WF_NATIVE(entry_is_file) {
  bool follow;
  return follows(args[1], &follow) ? is_kind(to_entry(args[0]), S_IFREG, DT_REG, follow) : WF_ERROR;
}
WF_NATIVE(entry_is_symlink) { return is_kind(to_entry(args[0]), S_IFLNK, DT_LNK, false); }
WF_NATIVE(entry_stat_method) {
  bool follow;
  return follows(args[1], &follow) ? entry_stat(to_entry(args[0]), follow) : WF_ERROR;
}
WF_NATIVE(entry_inode) { return wf_int_from_uint64(to_entry(args[0])->inode); }
WF_NATIVE(entry_fspath) { return to_entry(args[0])->path; }
static wf_value entry_repr(wf_value self) {
  return wf_str_format("<DirEntry %R>", to_entry(self)->name);
}

static const wf_native_def entry_methods[] = {
    {"is_dir", entry_is_dir, "(self, /, *, follow_symlinks=True)", "Whether it is a directory.", 0},
    {"is_file", entry_is_file, "(self, /, *, follow_symlinks=True)",
     "Whether it is a regular file.", 0},
    {"is_symlink", entry_is_symlink, "(self, /)", "Whether it is a symbolic link.", 0},
    {"stat", entry_stat_method, "(self, /, *, follow_symlinks=True)", "Its stat_result; kept.", 0},
    {"inode", entry_inode, "(self, /)", "Its inode number.", 0},
    {"__fspath__", entry_fspath, "(self, /)", "Its path.", 0},
    {0},
};
static const wf_member_def entry_members[] = {
    {"name", WF_MEMBER_VALUE_READONLY, offsetof(entry, name), "its name in the directory"},
    {"path", WF_MEMBER_VALUE_READONLY, offsetof(entry, path), "its path"},
    {0},
};
static wf_type entry_type = {.name = "posix.DirEntry",
                             .doc = "An entry of a directory.",
                             .instance_size = sizeof(entry),
                             .flags = WF_TYPE_NO_NEW,
                             .slots = {.repr = entry_repr},
                             .methods = entry_methods,
                             .members = entry_members};

bool wf_os_scandir_init(wf_value module) {
  return wf_type_ready(&iterator_type) && wf_module_add_type(module, &entry_type);
}
