/* Finding and loading modules: by sys.modules, then by what sys.meta_path has. The three finders
   that it has from the start are here: native modules, the scripts built into the library, the
   folders of sys.path (or of the package's __path__). Other finders, and hooks of sys.path_hooks,
   are asked by stdlib/importlib. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/audit.h"
#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/frozen.h"
#include "runtime/hooks.h"
#include "runtime/import.h"
#include "runtime/int.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/thread.h"

#define WF_MODULE(name, definition) extern const wf_module_def definition;
#include "runtime/native_modules.def"

static const struct native_row {
  const char *name;
  const wf_module_def *def;
} native_rows[] = {
#define WF_MODULE(name, definition) {name, &definition},
#include "runtime/native_modules.def"
};

enum finder { FINDER_BUILTIN, FINDER_FROZEN, FINDER_PATH, FINDERS };
enum { HOOKS = 2 };

static struct {
  _Atomic(uint32_t) life;
  wf_slot modules, sys, builtins; /* of that life */
  wf_value finders[FINDERS]; /* what stands for them in sys.meta_path */
  wf_slot classes[FINDERS];  /* they themselves; WF_EMPTY while importlib.machinery is not loaded */
  wf_value hooks[HOOKS];     /* those of sys.path_hooks */
} *roots; /* in memory that the collector scans */

/* A thread that comes late, from an earlier life, must not leave what it loads to this one. */
wf_value wf_modules(void) {
  if (wf_self && wf_self->life != atomic_load_explicit(&roots->life, memory_order_relaxed))
    return wf_dict_new();
  return wf_slot_acquire(&roots->modules);
}
wf_value wf_module_sys(void) { return wf_slot_acquire(&roots->sys); }
wf_value wf_module_builtins(void) { return wf_slot_acquire(&roots->builtins); }
wf_value wf_builtins_namespace(void) { return wf_module_namespace(wf_module_builtins()); }

wf_value wf_sys_get(const char *name) {
  wf_value sys = roots ? wf_module_sys() : WF_EMPTY;
  return sys != WF_EMPTY ? wf_dict_get_c(wf_module_namespace(sys), name) : WF_EMPTY;
}

/* --- Where a module is --- */

/* PLACE_HOOKS: only sys.path_hooks can tell */
enum place_kind { PLACE_NONE, PLACE_NATIVE, PLACE_FROZEN, PLACE_FILE, PLACE_NAMESPACE,
                  PLACE_HOOKS };

typedef struct place {
  enum place_kind kind;
  bool is_package;
  const wf_module_def *native;
  const struct wf_frozen_module *frozen;
  wf_value file;   /* path of the source */
  wf_value search; /* __path__ of a package */
} place;

/* Who asks for the import under way. */
enum importer {
  BY_SCRIPT,
  /* A function of the library, or a module does that such a function asked for: modules of the
     library come from the standard finders, whatever a script has made of sys.meta_path. They are
     where CPython has C code, which asks nobody. */
  BY_LIBRARY,
  /* The runtime itself, or a module that is in the program, and the code that runs now is the
     library's: besides, it gets modules of the library whatever a script has by their names. */
  BY_RUNTIME
};
static __thread enum importer importer;

static const wf_module_def *find_native(const char *name) {
  for (size_t i = 0; i < WF_COUNT(native_rows); i++)
    if (strcmp(native_rows[i].name, name) == 0) return native_rows[i].def;
  return NULL;
}

static const struct wf_frozen_module *find_frozen(const char *name) {
  size_t low = 0, high = wf_frozen_module_count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(name, wf_frozen_modules[middle].name);
    if (order == 0) return &wf_frozen_modules[middle];
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return NULL;
}

/* Every builtin and frozen module's name, for sys.builtin_module_names. */
wf_value wf_import_builtin_names(void) {
  wf_value names = wf_list_new(WF_COUNT(native_rows));
  for (size_t i = 0; i < WF_COUNT(native_rows); i++)
    wf_list_append(names, wf_str_intern_c(native_rows[i].name));
  wf_list_sort(names, WF_EMPTY, false);
  return wf_list_to_tuple(names);
}

wf_value wf_import_frozen_names(void) {
  wf_value names = wf_list_new(wf_frozen_module_count);
  for (size_t i = 0; i < wf_frozen_module_count; i++)
    wf_list_append(names, wf_str_intern_c(wf_frozen_modules[i].name));
  return names;
}

static const char *const absent_rows[] = {
#define WF_ABSENT(name) name,
#define WF_ELSEWHERE(name)
#include "runtime/absent_modules.def"
};
static const char *const elsewhere_rows[] = {
#define WF_ABSENT(name)
#define WF_ELSEWHERE(name) name,
#include "runtime/absent_modules.def"
};

static wf_value list_of_rows(const char *const *rows, size_t count) {
  wf_value names = wf_list_new(count);
  for (size_t i = 0; i < count; i++) wf_list_append(names, wf_str_intern_c(rows[i]));
  return names;
}

wf_value wf_import_absent_names(void) {
  return wf_frozenset_new(list_of_rows(absent_rows, WF_COUNT(absent_rows)));
}

wf_value wf_import_library_names(void) {
  wf_value names = list_of_rows(absent_rows, WF_COUNT(absent_rows));
  for (size_t i = 0; i < WF_COUNT(elsewhere_rows); i++)
    wf_list_append(names, wf_str_intern_c(elsewhere_rows[i]));
  for (size_t i = 0; i < WF_COUNT(native_rows); i++)
    wf_list_append(names, wf_str_intern_c(native_rows[i].name));
  for (size_t i = 0; i < wf_frozen_module_count; i++)
    if (!strchr(wf_frozen_modules[i].name, '.'))
      wf_list_append(names, wf_str_intern_c(wf_frozen_modules[i].name));
  return wf_frozenset_new(names);
}

static bool is_file(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}
static bool is_folder(const char *path) {
  struct stat info;
  errno = 0;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static wf_value joined(wf_value folder, const char *leaf, const char *end) {
  size_t size = wf_str_size(folder);
  bool slash = size && wf_str_data(folder)[size - 1] == '/';
  return wf_str_format("%U%s%s%s", folder, size == 0 || slash ? "" : "/", leaf, end);
}

wf_value wf_import_absolute_path(wf_value path) {
  if (path == WF_ERROR || wf_str_data(path)[0] == '/') return path;
  char *cwd = getcwd(NULL, 0);
  if (!cwd) return path;
  wf_value here = wf_str_from_fs(cwd, strlen(cwd));
  free(cwd);
  if (here == WF_ERROR || !wf_str_size(path)) return here;
  return joined(here, wf_str_data(path), "");
}

/* Looks in one folder. Returns false on an error that is pending. */
static bool look_in(wf_value folder, const char *leaf, place *p, wf_value portions) {
  if (!wf_is_str(folder) || wf_str_equal_c(folder, WF_FROZEN_FOLDER)) return true;
  folder = wf_import_absolute_path(folder); /* means the same wherever the program goes */
  if (folder == WF_ERROR) return false;
  wf_value package = joined(folder, leaf, "");
  wf_value init = joined(folder, leaf, "/__init__.py"), source = joined(folder, leaf, ".py");
  if (package == WF_ERROR || init == WF_ERROR || source == WF_ERROR) return false;
  const char *package_path = wf_str_to_fs(package);
  if (!package_path) {
    wf_error_clear();
    return true;
  }
  bool folder_exists = is_folder(package_path);
  if (!folder_exists && errno == ENOTDIR) {
    p->kind = PLACE_HOOKS; /* a file: it may be an archive */
    return true;
  }
  if (folder_exists && is_file(wf_str_to_fs(init))) {
    *p = (place){.kind = PLACE_FILE, .is_package = true, .file = init,
                 .search = wf_list_from_array(&package, 1)};
  } else if (is_file(wf_str_to_fs(source))) {
    *p = (place){.kind = PLACE_FILE, .file = source};
  } else if (folder_exists) {
    return wf_list_append(portions, package);
  }
  return true;
}

static void find_builtin(wf_value name, place *p) {
  *p = (place){.native = find_native(wf_str_data(name))};
  if (p->native) p->kind = PLACE_NATIVE;
}

static void find_library(wf_value name, place *p) {
  *p = (place){.frozen = find_frozen(wf_str_data(name))};
  if (!p->frozen) return;
  p->kind = PLACE_FROZEN;
  p->is_package = p->frozen->is_package;
  if (p->is_package) p->search = wf_list_new(0);
}

/* Are they those that the program began with? What is no list is for importlib to complain of. */
static bool has_own_hooks(void) {
  wf_value hooks = wf_sys_get("path_hooks");
  if (hooks == WF_EMPTY) return importer != BY_SCRIPT;
  if (!wf_is_list(hooks)) return false;
  if (wf_list_length(hooks) != HOOKS) return false;
  for (size_t i = 0; i < HOOKS; i++)
    if (wf_list_get(hooks, i) != roots->hooks[i]) return false;
  return true;
}

/* search: list of folders, or WF_EMPTY for a top-level module. No module has an empty name: that
   would be the folder itself. */
static bool find_in(const char *leaf, wf_value search, place *p) {
  *p = (place){.kind = PLACE_NONE};
  if (search == WF_EMPTY) search = wf_sys_get("path");
  if (search == WF_EMPTY || !*leaf) return true;
  wf_value portions = wf_list_new(0), folders = wf_list_from_iterable(search);
  if (folders == WF_ERROR) return false;
  for (size_t i = 0; i < wf_list_length(folders) && p->kind == PLACE_NONE; i++)
    if (!look_in(wf_list_get(folders, i), leaf, p, portions)) return false;
  if (p->kind == PLACE_NONE && wf_list_length(portions)) {
    *p = (place){.kind = PLACE_NAMESPACE, .is_package = true, .search = portions};
  }
  return true;
}

/* --- Loading --- */

/* Modules that CPython too has in the program itself, and parts of the library. */
static bool is_in_program(const char *name) {
  static const char *const names[] = {"abc", "codecs", "genericpath", "importlib", "io", "os",
                                      "posixpath", "runpy", "stat", "zipimport"};
  if (*name == '_') return true; /* by no name that a script would choose */
  size_t size = strcspn(name, ".");
  for (size_t i = 0; i < WF_COUNT(names); i++)
    if (strlen(names[i]) == size && strncmp(names[i], name, size) == 0) return true;
  return false;
}

/* What a script of CPython finds in sys.modules when it begins, and may find loaded here. */
static bool is_there_from_the_start(const char *name) {
  static const char *const names[] = {"_abc", "_codecs", "_collections_abc", "_imp", "_io",
                                      "_signal", "_thread", "_weakref", "abc", "codecs",
                                      "encodings", "encodings.aliases", "genericpath", "io", "os",
                                      "posixpath", "stat", "time", "zipimport"};
  for (size_t i = 0; i < WF_COUNT(names); i++)
    if (strcmp(names[i], name) == 0) return true;
  return false;
}

wf_value wf_import_read_file(wf_value path) {
  const char *fs = wf_str_to_fs(path);
  if (!fs) return WF_ERROR;
  int fd = open(fs, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return wf_raise_errno(errno, path);
  struct stat info;
  size_t capacity = fstat(fd, &info) == 0 && info.st_size > 0 ? (size_t)info.st_size + 1 : 65536;
  char *data = NULL;
  size_t size = 0;
  int error = 0;
  for (;;) {
    if (!data || size == capacity) {
      if (data) capacity *= 2;
      char *more = realloc(data, capacity);
      if (!more) {
        error = ENOMEM;
        break;
      }
      data = more;
    }
    ssize_t got = read(fd, data + size, capacity - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error = errno;
    if (got <= 0) break;
    size += (size_t)got;
  }
  close(fd);
  wf_value bytes = error ? wf_raise_errno(error, path) : wf_bytes_new(data, size);
  free(data);
  return bytes;
}

/* A module object with the attributes that say where it comes from. What they say is given, too:
   another thread may take them away as soon as it sees the module. */
static wf_value new_module(wf_value name, const place *p, wf_value *spec, wf_value *file) {
  wf_value module = wf_module_new(name, WF_NONE);
  if (module == WF_ERROR) return WF_ERROR;
  wf_value namespace = wf_module_namespace(module), package = name;
  if (!p->is_package) {
    const char *dot = strrchr(wf_str_data(name), '.');
    package = dot ? wf_str_new(wf_str_data(name), (size_t)(dot - wf_str_data(name))) : wf_str_empty;
  }
  if (!wf_dict_set(namespace, wf_names.__package__, package)) return WF_ERROR;
  const char *end = p->is_package ? "/__init__" : "";
  *file = p->kind == PLACE_NAMESPACE ? WF_NONE
          : p->kind == PLACE_FROZEN  ? wf_str_format(WF_FROZEN_FOLDER "/%U%s.py", name, end)
                                     : p->file;
  if (*file != WF_EMPTY && !wf_dict_set(namespace, wf_names.__file__, *file)) return WF_ERROR;
  if (p->is_package && !wf_dict_set(namespace, wf_names.__path__, p->search)) return WF_ERROR;
  const char *origin = p->kind == PLACE_NATIVE   ? "built-in"
                       : p->kind == PLACE_FROZEN ? "frozen"
                                                 : NULL;
  *spec = wf_import_spec_new(name,
                             origin                ? wf_str_from_c(origin)
                             : p->file == WF_EMPTY ? WF_NONE
                                                   : p->file,
                             p->is_package ? p->search : WF_NONE, package);
  if (*spec == WF_ERROR || !wf_dict_set(namespace, wf_names.__spec__, *spec)) return WF_ERROR;
  return wf_dict_delete(namespace, wf_names.__loader__) < 0 ? WF_ERROR : module; /* see spec.c */
}

static bool run_source(wf_value module, wf_value source, wf_value filename) {
  wf_value code = wf_hooks.compile(source, filename, WF_COMPILE_EXEC, WF_COMPILE_DONT_INHERIT, -1);
  if (code == WF_ERROR) return false;
  return wf_hooks.run(code, wf_module_namespace(module), WF_EMPTY) != WF_ERROR;
}

static bool run_body(wf_value module, const place *p, wf_value file) {
  if (p->kind != PLACE_FROZEN && p->kind != PLACE_FILE) return true;
  wf_value source = p->kind == PLACE_FILE ? wf_import_read_file(p->file)
                                          : wf_bytes_new(p->frozen->source, p->frozen->size);
  return source != WF_ERROR && run_source(module, source, file);
}

static wf_value load_native(wf_value name, const place *p) {
  wf_value module = wf_module_from_def(p->native);
  if (module == WF_ERROR) return WF_ERROR;
  wf_value spec = wf_import_spec_new(name, wf_str_from_c("built-in"), WF_NONE, wf_str_empty);
  wf_dict_set(wf_module_namespace(module), wf_names.__spec__, spec);
  wf_dict_set(wf_module_namespace(module), wf_names.__package__, wf_str_empty);
  wf_dict_delete(wf_module_namespace(module), wf_names.__loader__);
  if (!wf_dict_set(wf_modules(), name, module)) return WF_ERROR;
  if (p->native->init && !p->native->init(module)) {
    wf_value error = wf_error_fetch();
    wf_dict_delete(wf_modules(), name);
    wf_error_restore(error);
    return WF_ERROR;
  }
  return module;
}

static wf_value load(wf_value name, const place *p) {
  if (p->kind == PLACE_NATIVE) return load_native(name, p);
  wf_value spec, file, module = new_module(name, p, &spec, &file);
  if (module == WF_ERROR || !wf_dict_set(wf_modules(), name, module)) return WF_ERROR;
  wf_value initializing = wf_str_intern_c("_initializing");
  wf_setattr(spec, initializing, WF_TRUE);
  enum importer outer = importer;
  if (p->kind != PLACE_FROZEN) importer = BY_SCRIPT;
  else if (is_in_program(wf_str_data(name))) importer = BY_RUNTIME;
  bool ok = run_body(module, p, file);
  importer = outer;
  wf_value error = ok ? WF_EMPTY : wf_error_fetch();
  wf_setattr(spec, initializing, WF_FALSE);
  if (!ok) {
    wf_dict_delete(wf_modules(), name);
    wf_error_clear();
    wf_error_restore(error);
    return WF_ERROR;
  }
  /* the body may have put something else in its place */
  wf_value now = wf_dict_get_str(wf_modules(), name);
  return now == WF_EMPTY ? module : now;
}

static wf_value raise_not_found(wf_value name, const char *because) {
  wf_value message = wf_str_format("No module named %R%s", name, because);
  wf_value exception = wf_exception_new(&wf_exc_ModuleNotFoundError, &message, 1);
  if (exception == WF_ERROR) return WF_ERROR;
  wf_slot_set(&((wf_exception *)wf_to_object(exception))->extra[WF_IMPORTERROR_NAME], name);
  return wf_raise_exception(exception);
}

/* --- sys.meta_path --- */

wf_value wf_import_first_finders(void) {
  static const char *const classes[FINDERS] = {"BuiltinImporter", "FrozenImporter", "PathFinder"};
  for (int i = 0; i < FINDERS; i++) {
    roots->finders[i] = wf_stand_in_new(classes[i], WF_EMPTY);
    wf_slot_set(&roots->classes[i], WF_EMPTY);
  }
  return wf_list_from_array(roots->finders, FINDERS);
}

wf_value wf_import_first_hooks(void) {
  roots->hooks[0] = wf_stand_in_new("_archive_hook", WF_EMPTY);
  roots->hooks[1] = wf_stand_in_new("_folder_hook", WF_EMPTY);
  return wf_list_from_array(roots->hooks, HOOKS);
}

void wf_import_set_finders(wf_value finders) {
  wf_value list = wf_sys_get("meta_path");
  for (size_t i = 0; i < FINDERS; i++) {
    wf_value class = wf_tuple_get(finders, i);
    wf_slot_set(&roots->classes[i], class);
    if (list == WF_EMPTY || !wf_is_list(list) || class == roots->finders[i]) continue;
    while (wf_list_replace_itself(list, roots->finders[i], class)) continue;
  }
}

/* --- A script's modules before those of the library ---

   The library's modules count as the last folder of sys.path: a script may have a queue.py of its
   own. Not so those that CPython too has in the program itself, and what the runtime asks for. */

static bool is_namespace_of_library(wf_value namespace) {
  wf_value file = wf_dict_get_str(namespace, wf_names.__file__);
  return file != WF_EMPTY && wf_is_str(file) && wf_frozen_is_file(wf_str_data(file));
}

static bool is_of_library(wf_value package) {
  return wf_type_of(package) == &wf_module_type &&
         is_namespace_of_library(wf_module_namespace(package));
}

/* What of sys.path comes before the library: a list; all of it if the library has no entry. */
static wf_value path_before_library(void) {
  wf_value path = wf_sys_get("path"), before = wf_list_new(0);
  wf_value folders = path == WF_EMPTY ? before : wf_list_from_iterable(path);
  if (folders == WF_ERROR || before == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < wf_list_length(folders); i++) {
    wf_value folder = wf_list_get(folders, i);
    if (wf_is_str(folder) && wf_str_equal_c(folder, WF_FROZEN_FOLDER)) break;
    if (!wf_list_append(before, folder)) return WF_ERROR;
  }
  return before;
}

/* The library's module, unless the script has another, or perhaps one in an archive: then *p says
   where, PLACE_HOOKS or PLACE_FILE. parent: WF_EMPTY if there is none. */
static bool find_unless_shadowed(wf_value name, const char *leaf, wf_value parent, place *p) {
  find_library(name, p);
  if (p->kind == PLACE_NONE || importer == BY_RUNTIME || is_in_program(wf_str_data(name)))
    return true;
  place other = {.kind = PLACE_NONE};
  if (parent != WF_EMPTY) {
    if (!is_of_library(parent)) p->kind = PLACE_NONE;
    return true;
  }
  wf_value path = path_before_library();
  if (path == WF_ERROR) return false;
  if (!has_own_hooks()) other.kind = PLACE_HOOKS;
  else if (!find_in(leaf, path, &other)) return false;
  if (other.kind == PLACE_FILE || other.kind == PLACE_HOOKS) *p = other;
  return true;
}

/* Which of the standard finders it is; FINDERS: none. */
static enum finder finder_kind(wf_value finder) {
  enum finder kind = 0;
  while (kind < FINDERS && finder != roots->finders[kind] &&
         finder != wf_slot_acquire(&roots->classes[kind]))
    kind++;
  return kind;
}

static bool is_known_to_program(const char *name) { return find_native(name) || find_frozen(name); }

/* What sys.meta_path has, as a list of its own; WF_EMPTY: the standard finders, as for all that it
   takes to ask other ones. */
static __thread bool preparing;
static wf_value finders_now(wf_value name) {
  bool inside = importer != BY_SCRIPT;
  if (preparing) return WF_EMPTY;
  if ((inside || is_there_from_the_start(wf_str_data(name))) &&
      is_known_to_program(wf_str_data(name)))
    return WF_EMPTY;
  wf_value finders = wf_sys_get("meta_path");
  bool is_list = finders != WF_EMPTY && wf_is_list(finders);
  if (inside && !(is_list && wf_list_length(finders))) return WF_EMPTY;
  if (finders == WF_EMPTY)
    return wf_raise(&wf_exc_AttributeError, "module 'sys' has no attribute 'meta_path'");
  if (finders == WF_NONE)
    return wf_raise(&wf_exc_ImportError,
                    "sys.meta_path is None, Python is likely shutting down");
  return wf_list_from_iterable(finders);
}

/* The module that a function of importlib._finders loads; WF_EMPTY: it knows none. */
static wf_value ask_script(const char *function, wf_value finder, wf_value name, wf_value search) {
  bool outer = preparing;
  preparing = true;
  wf_value load_by = wf_import_attribute("importlib._finders", function);
  preparing = outer;
  if (load_by == WF_ERROR) return WF_ERROR;
  enum importer outer_importer = importer;
  importer = BY_SCRIPT;
  wf_value module = wf_call3(load_by, finder, name, search == WF_EMPTY ? WF_NONE : search);
  importer = outer_importer;
  return module == WF_NONE ? WF_EMPTY : module;
}

/* --- One thread at a time loads a module; others that want it wait until it is there ---

   Unless they would wait for each other: then one gets the module as far as it is, as a thread does
   that meets itself in a circle of imports. Records lie on the stacks of their threads; all of them
   are under loads_lock. The end of a load takes the waits for it out of their list: a thread that
   has yet to wake up waits for nobody, so what its thread imports next closes no circle with it.
   Records belong to a life: one of a thread that was left behind in a system call is forgotten
   when the next life begins, and the thread, coming back, does not find it. */

typedef struct loading {
  struct loading *next;
  const wf_thread *owner;
  wf_value name;
} loading;

typedef struct load_wait {
  struct load_wait *next;
  const wf_thread *thread;
  const loading *load; /* listed as long as this is */
} load_wait;

static pthread_mutex_t loads_lock = PTHREAD_MUTEX_INITIALIZER;
static loading *loads;
static load_wait *load_waits;
/* For a look without the lock: how many loads are under way, and, LOAD_BEGUN each, how many have
   begun. While it stays the same, no load begins or ends. */
static _Atomic(uint64_t) load_counts;
#define LOAD_BEGUN ((uint64_t)1 << 32)
static bool are_under_way(uint64_t counts) { return counts % LOAD_BEGUN != 0; }

static loading *find_loading(wf_value name) {
  loading *l = loads;
  while (l && !wf_str_equal(l->name, name)) l = l->next;
  return l;
}

/* Does the thread, through whatever others load, wait for the caller? */
static bool waits_for_caller(const wf_thread *thread) {
  while (thread && thread != wf_self) {
    load_wait *w = load_waits;
    while (w && w->thread != thread) w = w->next;
    thread = w ? w->load->owner : NULL;
  }
  return thread == wf_self;
}

static bool is_waiting(void *wait) {
  pthread_mutex_lock(&loads_lock);
  load_wait *w = load_waits;
  while (w && w != wait) w = w->next;
  pthread_mutex_unlock(&loads_lock);
  return w != NULL;
}

static void forget_wait(load_wait *w) {
  pthread_mutex_lock(&loads_lock);
  load_wait **link = &load_waits;
  while (*link && *link != w) link = &(*link)->next;
  if (*link) *link = w->next;
  pthread_mutex_unlock(&loads_lock);
}

/* Under the lock. */
static void forget_waits_for(const loading *load) {
  load_wait **link = &load_waits;
  while (*link)
    if ((*link)->load == load) *link = (*link)->next;
    else link = &(*link)->next;
}

/* Waits while another thread loads the module. 1 waited, 0 nothing to wait for (then, with
   `own`, the caller loads it), -1 with an exception. */
static int wait_for_load(wf_value name, loading *own) {
  load_wait w = {.thread = wf_self};
  pthread_mutex_lock(&loads_lock);
  loading *l = find_loading(name);
  bool wait = l && !waits_for_caller(l->owner);
  if (wait) {
    w.load = l;
    w.next = load_waits;
    load_waits = &w;
  } else if (own) {
    *own = (loading){.next = loads, .owner = wf_self, .name = name};
    loads = own;
    atomic_fetch_add(&load_counts, LOAD_BEGUN + 1);
  }
  pthread_mutex_unlock(&loads_lock);
  if (!wait) return 0;
  wf_park(l, is_waiting, &w, -1, true, WF_WAIT_FOR(IMPORT, name, NULL));
  forget_wait(&w);
  return wf_poll(wf_self) ? 1 : -1;
}

static void end_loading(loading *own) {
  pthread_mutex_lock(&loads_lock);
  loading **link = &loads;
  while (*link && *link != own) link = &(*link)->next;
  if (*link) {
    *link = own->next;
    forget_waits_for(own);
    atomic_fetch_sub(&load_counts, 1);
  }
  pthread_mutex_unlock(&loads_lock);
  wf_wake(own, INT_MAX);
}

static void forget_loads_of_earlier_lives(void) {
  pthread_mutex_lock(&loads_lock);
  loads = NULL;
  load_waits = NULL;
  atomic_store(&load_counts, 0);
  pthread_mutex_unlock(&loads_lock);
}

/* A package without an __init__.py may have got portions since it was loaded, by a change of
   sys.path: they are added to its path. 1: some were; -1: error pending. */
static int refresh_namespace(wf_value package, wf_value search) {
  wf_value namespace = wf_module_namespace(package), above = WF_EMPTY;
  wf_value name = wf_dict_get_str(namespace, wf_names.__name__);
  if (wf_dict_get_str(namespace, wf_names.__file__) != WF_NONE || !wf_is_list(search) ||
      name == WF_EMPTY || !wf_is_str(name))
    return 0;
  const char *dot = strrchr(wf_str_data(name), '.');
  if (dot) {
    wf_value grand = wf_dict_get(
        wf_modules(), wf_str_new(wf_str_data(name), (size_t)(dot - wf_str_data(name))));
    if (grand == WF_EMPTY || grand == WF_ERROR) return grand == WF_ERROR ? -1 : 0;
    if (wf_getattr_optional(grand, wf_names.__path__, &above) < 0) return -1;
  }
  place p;
  if (!find_in(dot ? dot + 1 : wf_str_data(name), above, &p)) return -1;
  int added = 0;
  for (size_t i = 0; p.kind == PLACE_NAMESPACE && i < wf_list_length(p.search); i++) {
    int new = wf_list_append_new(search, wf_list_get(p.search, i));
    if (new < 0) return -1;
    added |= new;
  }
  return added;
}

static bool find_below(const char *leaf, wf_value parent, wf_value search,
                       place *p) {
  size_t seen = wf_is_list(search) ? wf_list_length(search) : 0;
  if (!find_in(leaf, search, p)) return false;
  if (p->kind != PLACE_NONE || parent == WF_EMPTY || wf_type_of(parent) != &wf_module_type)
    return true;
  int more = refresh_namespace(parent, search);
  if (more < 0) return false;
  more |= wf_is_list(search) && wf_list_length(search) != seen; /* by another thread */
  return !more || find_in(leaf, search, p);
}

/* The library's module, also when an archive might have had one of that name and has none. */
static wf_value import_of_library(wf_value name, const char *leaf, wf_value parent) {
  place p;
  if (!find_unless_shadowed(name, leaf, parent, &p)) return WF_ERROR;
  if (p.kind == PLACE_HOOKS) {
    wf_value path = path_before_library();
    wf_value module = path == WF_ERROR ? WF_ERROR
                                       : ask_script("load_by_path", WF_NONE, name, path);
    if (module != WF_EMPTY) return module;
    find_library(name, &p);
  }
  return p.kind == PLACE_FROZEN ? load(name, &p) : WF_EMPTY;
}

/* By a standard finder. WF_EMPTY: it does not know the module. */
static wf_value import_by(enum finder kind, wf_value name, const char *leaf, wf_value parent,
                          wf_value search) {
  place p = {.kind = PLACE_NONE};
  if (kind == FINDER_BUILTIN) find_builtin(name, &p);
  if (kind == FINDER_FROZEN) return import_of_library(name, leaf, parent);
  if (kind == FINDER_PATH && !has_own_hooks()) p.kind = PLACE_HOOKS;
  else if (kind == FINDER_PATH && !find_below(leaf, parent, search, &p)) return WF_ERROR;
  if (p.kind == PLACE_HOOKS) return ask_script("load_by_path", WF_NONE, name, search);
  return p.kind == PLACE_NONE ? WF_EMPTY : load(name, &p);
}

static wf_value import_by_finders(wf_value name, const char *leaf, wf_value parent,
                                  wf_value search) {
  wf_value finders = finders_now(name), module = WF_EMPTY;
  if (finders == WF_ERROR) return WF_ERROR;
  size_t count = finders == WF_EMPTY ? FINDERS : wf_list_length(finders);
  for (size_t i = 0; i < count && module == WF_EMPTY; i++) {
    wf_value finder = finders == WF_EMPTY ? WF_EMPTY : wf_list_get(finders, i);
    enum finder kind = finders == WF_EMPTY ? (enum finder)i : finder_kind(finder);
    module = kind == FINDERS ? ask_script("load_by_finder", finder, name, search)
                             : import_by(kind, name, leaf, parent, search);
  }
  return module == WF_EMPTY ? raise_not_found(name, "") : module;
}

static bool tell_of_import(wf_value name) {
  if (!atomic_load_explicit(&wf_audit_is_wanted, memory_order_relaxed)) return true;
  static const char *const parts[] = {"path", "meta_path", "path_hooks"};
  wf_value told[5] = {name, WF_NONE};
  for (size_t i = 0; i < WF_COUNT(parts); i++) {
    wf_value v = wf_sys_get(parts[i]);
    told[i + 2] = v == WF_EMPTY ? WF_NONE : v;
  }
  return wf_audit_tell_c("import", wf_tuple_from_array(told, WF_COUNT(told)));
}

static wf_value name_of_parent(wf_value name, const char *leaf) {
  return wf_str_new(wf_str_data(name), (size_t)(leaf - 1 - wf_str_data(name)));
}

/* What a package put in its own place may refuse attributes: no more than a warning. False: an
   exception, that one or another, is pending. */
static bool warn_of_parent(wf_value name, const char *leaf) {
  if (!wf_error_is(&wf_exc_AttributeError)) return false;
  wf_error_clear();
  return wf_warn(&wf_exc_ImportWarning, 1, "Cannot set an attribute on %R for child module %R",
                 name_of_parent(name, leaf), wf_str_from_c(leaf)) >= 0;
}

/* One component whose parents are loaded. */
static wf_value import_one(wf_value name, wf_value parent, const char *leaf) {
  if (!tell_of_import(name)) return WF_ERROR;
  wf_value search = WF_EMPTY;
  if (parent != WF_EMPTY) {
    int found = wf_getattr_optional(parent, wf_names.__path__, &search);
    if (found < 0) return WF_ERROR;
    if (!found) {
      wf_value because = wf_str_format("; %R is not a package", name_of_parent(name, leaf));
      return raise_not_found(name, wf_str_data(because));
    }
  }
  wf_value module = import_by_finders(name, leaf, parent, search);
  bool is_set = module == WF_ERROR || parent == WF_EMPTY ||
                wf_setattr(parent, wf_str_intern_c(leaf), module) >= 0;
  return is_set || warn_of_parent(name, leaf) ? module : WF_ERROR;
}

/* -X importtime: how long an import takes, without and with those that it causes. */
static wf_value import_one_timed(wf_value name, wf_value parent, const char *leaf) {
  static _Atomic(bool) begun;
  static __thread int depth;
  static __thread int64_t inner; /* what the imports below this one took */
  if (!atomic_exchange(&begun, true))
    fputs("import time: self [us] | cumulative | imported package\n", stderr);
  int64_t outer = inner, start = wf_monotonic();
  inner = 0;
  depth++;
  wf_value module = import_one(name, parent, leaf);
  depth--;
  int64_t whole = wf_monotonic() - start;
  fprintf(stderr, "import time: %9lld | %10lld | %*s%s\n", (long long)(whole - inner) / 1000,
          (long long)whole / 1000, depth * 2, "", wf_str_data(name));
  inner = outer + whole;
  return module;
}

static wf_value check_found(wf_value name, wf_value module) {
  if (module != WF_NONE) return module;
  wf_value because = wf_str_format("import of %U halted; None in sys.modules", name);
  wf_value exception = wf_exception_new(&wf_exc_ModuleNotFoundError, &because, 1);
  if (exception == WF_ERROR) return WF_ERROR;
  wf_slot_set(&((wf_exception *)wf_to_object(exception))->extra[WF_IMPORTERROR_NAME], name);
  return wf_raise_exception(exception);
}

/* The module, when it is there and no other thread is at work on it; WF_EMPTY; WF_ERROR. A load
   that begins or ends meanwhile may be the one that put the module there, or was to take it out
   again because it failed. */
static wf_value find_loaded(wf_value name) {
  for (;;) {
    uint64_t before = atomic_load(&load_counts);
    wf_value module = wf_dict_get_str(wf_modules(), name);
    if (module == WF_EMPTY) return module;
    int waited = are_under_way(before) ? wait_for_load(name, NULL) : 0;
    if (waited < 0) return WF_ERROR;
    if (!waited && atomic_load(&load_counts) == before) return module;
  }
}

/* WF_EMPTY: another thread has tried meanwhile, so it is to be looked up again. */
static wf_value import_alone(wf_value name, wf_value parent, const char *leaf) {
  loading own;
  int waited = wait_for_load(name, &own);
  if (waited) return waited < 0 ? WF_ERROR : WF_EMPTY;
  /* another thread may have been quick */
  wf_value module = wf_dict_get_str(wf_modules(), name);
  if (module == WF_EMPTY)
    module = wf_config.import_time ? import_one_timed(name, parent, leaf)
                                   : import_one(name, parent, leaf);
  else module = check_found(name, module);
  end_loading(&own);
  return module;
}

static wf_value find_or_import_alone(wf_value name) {
  wf_value module = find_loaded(name);
  if (module == WF_ERROR) return WF_ERROR;
  if (module != WF_EMPTY) return check_found(name, module);
  const char *text = wf_str_data(name);
  const char *dot = strrchr(text, '.');
  wf_value parent = WF_EMPTY;
  if (dot == text) return raise_not_found(name, ""); /* a package without a name */
  if (dot) {
    parent = wf_import(wf_str_intern(wf_str_new(text, (size_t)(dot - text))));
    if (parent == WF_ERROR) return WF_ERROR;
    module = find_loaded(name); /* the parent may have imported it */
    if (module == WF_ERROR) return WF_ERROR;
    if (module != WF_EMPTY) return check_found(name, module);
  }
  if (!wf_recursion_enter(" while importing")) return WF_ERROR;
  module = import_alone(wf_str_intern(name), parent,
                        dot ? wf_str_data(name) + (dot + 1 - text) : wf_str_data(name));
  wf_recursion_leave();
  return module;
}

wf_value wf_import(wf_value name) {
  wf_value module;
  while ((module = find_or_import_alone(name)) == WF_EMPTY) continue;
  return module;
}

wf_value wf_import_c(const char *name) {
  enum importer outer = importer;
  importer = BY_RUNTIME;
  wf_value module = wf_import(wf_str_intern_c(name));
  importer = outer;
  return module;
}

wf_value wf_import_attribute(const char *module, const char *attribute) {
  wf_value m = wf_import_c(module);
  return m == WF_ERROR ? WF_ERROR : wf_getattr(m, wf_str_intern_c(attribute));
}

/* --- The import statement --- */

/* The package that a relative import of code with these globals starts from. */
static wf_value package_of(wf_value globals) {
  wf_value package = wf_dict_get_str(globals, wf_names.__package__);
  if (package != WF_EMPTY && package != WF_NONE) {
    if (wf_is_str(package)) return package;
    return wf_raise(&wf_exc_TypeError, "package must be a string");
  }
  wf_value name = wf_dict_get_str(globals, wf_names.__name__);
  if (name == WF_EMPTY) return wf_raise(&wf_exc_KeyError, "'__name__' not in globals");
  if (!wf_is_str(name)) return wf_raise(&wf_exc_TypeError, "__name__ must be a string");
  if (wf_dict_get_str(globals, wf_names.__path__) != WF_EMPTY) return name;
  const char *dot = strrchr(wf_str_data(name), '.');
  return dot ? wf_str_new(wf_str_data(name), (size_t)(dot - wf_str_data(name))) : wf_str_empty;
}

static wf_value absolute_name(wf_value name, wf_value globals, int level) {
  if (globals == WF_EMPTY || !wf_is_dict(globals))
    return wf_raise(&wf_exc_KeyError, "'__name__' not in globals");
  wf_value package = package_of(globals);
  if (package == WF_ERROR) return WF_ERROR;
  if (wf_str_size(package) == 0)
    return wf_raise(&wf_exc_ImportError, "attempted relative import with no known parent package");
  const char *text = wf_str_data(package);
  size_t size = wf_str_size(package);
  for (int i = 1; i < level; i++) {
    while (size > 0 && text[size - 1] != '.') size--;
    if (size == 0)
      return wf_raise(&wf_exc_ImportError, "attempted relative import beyond top-level package");
    size--;
  }
  wf_value base = wf_str_new(text, size);
  return wf_str_size(name) ? wf_str_format("%U.%U", base, name) : base;
}

/* Submodules named in `from package import a, b` (or __all__ for *). */
static bool import_listed(wf_value module, wf_value module_name, wf_value names, bool from_all) {
  wf_value list = wf_list_from_iterable(names);
  if (list == WF_ERROR) return false;
  for (size_t i = 0; i < wf_list_length(list); i++) {
    wf_value name = wf_list_get(list, i), v;
    if (!wf_is_str(name)) {
      wf_raise(&wf_exc_TypeError, from_all ? "Item in %U.__all__ must be str, not %T"
                                           : "Item in ``from list'' must be str, not %T",
               from_all ? module_name : name, name);
      return false;
    }
    int found = 1;
    if (wf_str_equal_c(name, "*")) {
      if (from_all) continue;
      found = wf_getattr_optional(module, wf_names.__all__, &v);
      if (found > 0 && !import_listed(module, module_name, v, true)) return false;
      if (found < 0) return false;
      continue;
    }
    found = wf_getattr_optional(module, name, &v);
    if (found < 0) return false;
    if (found) continue;
    wf_value full = wf_str_format("%U.%U", module_name, name);
    if (wf_import(wf_str_intern(full)) != WF_ERROR) continue;
    if (!wf_error_is(&wf_exc_ModuleNotFoundError)) return false;
    wf_value error = wf_error_fetch();
    wf_value missing = wf_slot_acquire(
        &((wf_exception *)wf_to_object(error))->extra[WF_IMPORTERROR_NAME]);
    bool halted = wf_dict_get_str(wf_modules(), wf_str_intern(full)) == WF_NONE;
    if (halted || missing == WF_EMPTY || !wf_is_str(missing) || !wf_str_equal(missing, full)) {
      wf_error_restore(error);
      return false;
    }
  }
  return true;
}

/* Is it the library's code, and no longer that which makes its module? What imports at that time is
   seen by the finders of scripts, as long as scripts cause it. */
static bool is_function_of_library(wf_value globals) {
  if (globals == WF_EMPTY || !wf_is_dict(globals) || !is_namespace_of_library(globals))
    return false;
  wf_value spec = wf_dict_get_str(globals, wf_names.__spec__), initializing;
  if (spec == WF_EMPTY || spec == WF_NONE) return true;
  int found = wf_getattr_optional(spec, wf_str_intern_c("_initializing"), &initializing);
  if (found < 0) wf_error_clear();
  return found <= 0 || initializing != WF_TRUE;
}

static wf_value import_named(wf_value name, wf_value globals, wf_value fromlist, int level) {
  wf_value full = level > 0 ? absolute_name(name, globals, level) : name;
  if (full == WF_ERROR) return WF_ERROR;
  if (level == 0 && wf_str_size(name) == 0)
    return wf_raise(&wf_exc_ValueError, "Empty module name");
  full = wf_str_intern(full);
  wf_value module = wf_import(full);
  if (module == WF_ERROR) return WF_ERROR;
  int listed = fromlist == WF_EMPTY || fromlist == WF_NONE ? 0 : wf_truth(fromlist);
  if (listed < 0) return WF_ERROR;
  if (listed) {
    wf_value path;
    int is_package = wf_getattr_optional(module, wf_names.__path__, &path);
    if (is_package < 0) return WF_ERROR;
    return !is_package || import_listed(module, full, fromlist, false) ? module : WF_ERROR;
  }
  /* `import a.b.c` binds a; a relative one cuts as much as was given */
  const char *dot = strchr(wf_str_data(name), '.');
  if (!dot && level == 0) return module;
  if (wf_str_size(name) == 0) return module;
  size_t cut = dot ? wf_str_size(name) - (size_t)(dot - wf_str_data(name)) : 0;
  if (cut == 0) return module;
  return wf_import(wf_str_intern(wf_str_new(wf_str_data(full), wf_str_size(full) - cut)));
}

wf_value wf_import_statement(wf_value name, wf_value globals, wf_value fromlist, int level) {
  enum importer outer = importer;
  if (outer == BY_SCRIPT && is_function_of_library(globals)) importer = BY_LIBRARY;
  wf_value module = import_named(name, globals, fromlist, level);
  importer = outer;
  return module;
}

static wf_value raise_cannot_import(wf_value module, wf_value name) {
  wf_value module_name = WF_EMPTY, file = WF_EMPTY, message;
  if (wf_getattr_optional(module, wf_names.__name__, &module_name) <= 0 || !wf_is_str(module_name))
    module_name = wf_str_from_c("<unknown module name>");
  if (wf_getattr_optional(module, wf_names.__file__, &file) <= 0) file = WF_EMPTY;
  if (wf_error_pending()) wf_error_clear();
  wf_value spec, initializing = WF_FALSE;
  if (wf_getattr_optional(module, wf_names.__spec__, &spec) > 0 && spec != WF_NONE &&
      wf_getattr_optional(spec, wf_str_intern_c("_initializing"), &initializing) < 0)
    wf_error_clear();
  if (initializing == WF_TRUE)
    message = wf_str_format(
        "cannot import name %R from partially initialized module %R (most "
        "likely due to a circular import) (%U)",
        name, module_name,
        wf_is_str(file == WF_EMPTY ? WF_NONE : file) ? file : wf_str_from_c("unknown location"));
  else if (file != WF_EMPTY && wf_is_str(file))
    message = wf_str_format("cannot import name %R from %R (%U)", name, module_name, file);
  else
    message = wf_str_format("cannot import name %R from %R (unknown location)", name, module_name);
  wf_value exception = wf_exception_new(&wf_exc_ImportError, &message, 1);
  if (exception == WF_ERROR) return WF_ERROR;
  wf_slot *extra = ((wf_exception *)wf_to_object(exception))->extra;
  wf_slot_set(&extra[WF_IMPORTERROR_NAME], module_name);
  wf_slot_set(&extra[WF_IMPORTERROR_PATH], file == WF_EMPTY ? WF_NONE : file);
  return wf_raise_exception(exception);
}

wf_value wf_import_from(wf_value module, wf_value name) {
  wf_value v, module_name;
  int found = wf_getattr_optional(module, name, &v);
  if (found != 0) return found < 0 ? WF_ERROR : v;
  /* circular imports: the submodule may be loaded but not yet set on its package */
  found = wf_getattr_optional(module, wf_names.__name__, &module_name);
  if (found < 0) return WF_ERROR;
  if (found && wf_is_str(module_name)) {
    v = wf_dict_get_str(wf_modules(), wf_str_format("%U.%U", module_name, name));
    if (v != WF_EMPTY && v != WF_NONE) return v;
  }
  return raise_cannot_import(module, name);
}

/* A list of what a sequence gives for 0, 1 and so on, as __all__ is read. */
static wf_value items_by_index(wf_value sequence) {
  if (wf_is_list(sequence) || wf_is_tuple(sequence)) return wf_list_from_iterable(sequence);
  if (wf_is_dict_exact(sequence) || wf_has_root_shape(sequence, &wf_mappingproxy_type))
    return wf_raise(&wf_exc_TypeError, "%T is not a sequence", sequence);
  if (!wf_type_of(sequence)->slots.getitem)
    return wf_raise(&wf_exc_TypeError, "'%T' object does not support indexing", sequence);
  wf_value list = wf_list_new(0);
  for (int64_t i = 0; list != WF_ERROR; i++) {
    wf_value v = wf_getitem(sequence, wf_int_new(i));
    if (v == WF_ERROR && wf_error_is(&wf_exc_IndexError)) return wf_error_clear(), list;
    if (v == WF_ERROR || !wf_list_append(list, v)) return WF_ERROR;
  }
  return WF_ERROR;
}

/* (name, value) of all that a module has at one moment: another thread may delete a name while they
   are gone through. WF_EMPTY for what looks its names up in a way of its own; WF_ERROR. */
static wf_value all_of_module(wf_value module, wf_value namespace) {
  bool plain = wf_type_of(module) == &wf_module_type && wf_is_dict_exact(namespace);
  return plain ? wf_dict_items_list(namespace) : WF_EMPTY;
}

bool wf_import_star(wf_value module, wf_value target) {
  wf_value names, namespace, items = WF_EMPTY;
  int has_all = wf_getattr_optional(module, wf_names.__all__, &names);
  if (has_all < 0) return false;
  if (!has_all) {
    int found = wf_getattr_optional(module, wf_names.__dict__, &namespace);
    if (found < 0) return false;
    if (!found) {
      wf_raise(&wf_exc_ImportError, "from-import-* object has no __dict__ and no __all__");
      return false;
    }
    names = items = all_of_module(module, namespace);
    if (items == WF_EMPTY) names = wf_call_method0(namespace, wf_names.keys);
    if (names == WF_ERROR || (names = wf_list_from_iterable(names)) == WF_ERROR) return false;
  }
  wf_value list = items_by_index(names);
  if (list == WF_ERROR) return false;
  for (size_t i = 0; i < wf_list_length(list); i++) {
    wf_value item = wf_list_get(list, i);
    wf_value name = items == WF_EMPTY ? item : wf_tuple_get(item, 0);
    if (!wf_is_str(name)) {
      wf_value module_name = wf_getattr(module, wf_names.__name__);
      if (module_name == WF_ERROR) return false;
      wf_raise(&wf_exc_TypeError, has_all ? "Item in %S.__all__ must be str, not %T"
                                          : "Key in %S.__dict__ must be str, not %T",
               module_name, name);
      return false;
    }
    if (!has_all && wf_str_size(name) && wf_str_data(name)[0] == '_') continue;
    wf_value v = items == WF_EMPTY ? wf_getattr(module, name) : wf_tuple_get(item, 1);
    if (v == WF_ERROR) return false;
    if (wf_is_dict_exact(target) ? !wf_dict_set(target, name, v) : wf_setitem(target, name, v) < 0)
      return false;
  }
  return true;
}

/* --- What _imp and importlib ask for --- */

/* (kind, is_package, path, search) of a module, or None: kind is "native", "frozen", "file",
   "namespace" or "hooks". search: list of folders, or None for what is built in. */
wf_value wf_import_find(wf_value name, wf_value search, bool by_hooks) {
  place p = {.kind = PLACE_HOOKS};
  const char *dot = strrchr(wf_str_data(name), '.');
  const char *leaf = dot ? dot + 1 : wf_str_data(name);
  if (search == WF_NONE) {
    find_builtin(name, &p);
    if (p.kind == PLACE_NONE && dot) find_library(name, &p);
    else if (p.kind == PLACE_NONE && !find_unless_shadowed(name, leaf, WF_EMPTY, &p))
      return WF_ERROR;
    if (p.kind == PLACE_HOOKS) find_library(name, &p);
    else if (p.kind == PLACE_FILE) p.kind = PLACE_NONE;
  } else if ((!by_hooks || has_own_hooks()) && !find_in(leaf, search, &p)) {
    return WF_ERROR;
  }
  if (p.kind == PLACE_HOOKS && !by_hooks) return WF_NONE;
  static const char *const kinds[] = {NULL, "native", "frozen", "file", "namespace", "hooks"};
  if (p.kind == PLACE_NONE) return WF_NONE;
  return wf_tuple_of(4, wf_str_intern_c(kinds[p.kind]), wf_bool(p.is_package),
                     p.file == WF_EMPTY ? WF_NONE : p.file,
                     p.is_package ? p.search : WF_NONE);
}

/* os.path is in sys.modules by that name too, so `-m os.path` gets this far. */
wf_value wf_import_frozen_source(wf_value name) {
  const char *text = wf_str_data(name);
  const struct wf_frozen_module *m = find_frozen(strcmp(text, "os.path") ? text : "posixpath");
  return m ? wf_bytes_new(m->source, m->size) : WF_NONE;
}

wf_value wf_import_native(wf_value name) {
  const wf_module_def *def = find_native(wf_str_data(name));
  if (!def) return raise_not_found(name, "");
  /* what a module's init makes once a process is not made by two threads */
  loading own;
  int waited;
  while ((waited = wait_for_load(name, &own)) > 0) continue;
  if (waited < 0) return WF_ERROR;
  wf_value module = load_native(name, &(place){.kind = PLACE_NATIVE, .native = def});
  end_loading(&own);
  return module;
}

/* sys and builtins stay for threads that come back late, but not what sys refers to. */
void wf_module_forget_all(void) {
  wf_value modules = wf_dict_new();
  if (modules != WF_ERROR) wf_slot_set(&roots->modules, modules);
  wf_dict_clear(wf_module_namespace(wf_module_sys()));
}

bool wf_module_init(void) {
  forget_loads_of_earlier_lives();
  if (!roots && !(roots = wf_alloc_root(sizeof *roots))) return false;
  if (!wf_type_ready(&wf_module_type) || !wf_type_ready(&wf_spec_type) ||
      !wf_type_ready(&wf_stand_in_type))
    return false;
  atomic_store(&roots->life, wf_self->life);
  wf_slot_set(&roots->modules, wf_dict_new());
  wf_value builtins = wf_import_c("builtins");
  if (builtins == WF_ERROR) return false;
  wf_slot_set(&roots->builtins, builtins);
  wf_value sys = wf_import_c("sys");
  if (sys == WF_ERROR) return false;
  wf_slot_set(&roots->sys, sys);
  return true;
}
