/* The command: sets the runtime up, runs what the options ask for, and ends it. */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interp/options.h"
#include "interp/prompt.h"
#include "interp/vm.h"
#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/import.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/weft.h"

/* --- sys.argv and sys.path --- */

static wf_value text(const char *s) { return wf_str_from_fs(s, strlen(s)); }

static bool set_arguments(const char *first, int argc, char **argv, int rest) {
  wf_value list = wf_list_new((size_t)(argc - rest) + 1);
  wf_list_append(list, text(first));
  for (int i = rest; i < argc; i++) wf_list_append(list, text(argv[i]));
  return wf_module_add(wf_module_sys(), "argv", list);
}

static bool add_first_path(wf_value folder) {
  wf_value path = wf_sys_get("path");
  return wf_config.safe_path || path == WF_EMPTY || wf_list_insert(path, 0, folder);
}

/* The folder of a script, links resolved. */
static wf_value folder_of(const char *file) {
  char *real = realpath(file, NULL);
  const char *path = real ? real : file, *slash = strrchr(path, '/');
  wf_value folder = slash ? wf_str_from_fs(path, slash == path ? 1 : (size_t)(slash - path))
                          : wf_str_empty;
  free(real);
  return folder;
}

static wf_value current_folder(void) {
  char *cwd = getcwd(NULL, 0);
  wf_value v = cwd ? text(cwd) : wf_str_empty;
  free(cwd);
  return v;
}

/* --- Running --- */

static bool show_bytecode(wf_value code) {
  wf_value listing = wf_code_disassemble(wf_to_code(code));
  return listing != WF_ERROR &&
         wf_call_method1(wf_sys_get("stdout"), wf_names.write, listing) != WF_ERROR;
}

static bool run_source(wf_value source, wf_value filename, wf_value module, bool disassemble) {
  wf_value code = wf_hooks.compile(source, filename, WF_COMPILE_EXEC,
                                    WF_COMPILE_DONT_INHERIT | WF_COMPILE_FILE, -1);
  if (code == WF_ERROR) return false;
  if (disassemble) return show_bytecode(code);
  return wf_hooks.run(code, wf_module_namespace(module), WF_EMPTY) != WF_ERROR;
}

static bool is_folder(const char *path) {
  struct stat info;
  return stat(*path ? path : ".", &info) == 0 && S_ISDIR(info.st_mode);
}

static int run_by_runpy(wf_value name, wf_value is_named, bool disassemble) {
  wf_value run = wf_import_attribute("runpy",
                                     disassemble ? "_code_of_main" : "_run_module_as_main");
  wf_value result = run == WF_ERROR ? WF_ERROR : wf_call2(run, name, is_named);
  return result == WF_ERROR || (disassemble && !show_bytecode(result)) ? -1 : 0;
}

/* An archive has a record near its end that no source has; other text may stand before it. */
static bool is_archive(wf_value source) {
  const wf_bytes *bytes = wf_to_bytes(source);
  size_t room = 22 + 0xffff, size = bytes->size < room ? bytes->size : room;
  return size >= 22 && memmem(bytes->data + bytes->size - size, size, "PK\5\6", 4);
}

/* A folder or an archive is a program by its __main__.py, and where that looks for modules
   first. */
static int run_folder(const struct wf_options *o) {
  wf_value path = wf_sys_get("path");
  /* "." itself leaves no trace in the path */
  wf_value target = text(strcmp(o->target, ".") ? o->target : "");
  wf_value folder = wf_import_absolute_path(target);
  if (path != WF_EMPTY && !wf_list_insert(path, 0, folder)) return -1;
  return run_by_runpy(wf_names.__main__, WF_FALSE, o->disassemble);
}

static int say_unreadable(wf_value filename) {
  const wf_exception *error = (wf_exception *)wf_to_object(wf_error_fetch());
  wf_value number = wf_slot_acquire(&error->extra[WF_OSERROR_ERRNO]);
  wf_value reason = wf_slot_acquire(&error->extra[WF_OSERROR_STRERROR]);
  wf_value line = wf_str_format("%U: can't open file %R: [Errno %S] %S\n",
                                text(wf_config.argc ? wf_config.argv[0] : "weft"), filename,
                                number, reason);
  fputs(wf_str_data(line), stderr);
  return 2;
}

/* What -x leaves of a source: its first line is empty. */
static wf_value without_first_line(wf_value source) {
  const wf_bytes *bytes = wf_to_bytes(source);
  const uint8_t *end = bytes->data + bytes->size, *rest = memchr(bytes->data, '\n', bytes->size);
  return rest ? wf_bytes_new(rest, (size_t)(end - rest)) : wf_bytes_new("", 0);
}

/* What says where the main program comes from; it has no spec. */
static bool set_origin(wf_value module, wf_value filename, wf_value loader) {
  wf_value namespace = wf_module_namespace(module);
  if (loader == WF_ERROR || !wf_dict_set(namespace, wf_names.__loader__, loader)) return false;
  return filename == WF_EMPTY ||
         (wf_dict_set(namespace, wf_names.__file__, filename) &&
          wf_dict_set(namespace, wf_str_intern_c("__cached__"), WF_NONE));
}

static int run_file(const struct wf_options *o, wf_value module) {
  wf_value filename = wf_import_absolute_path(text(o->target));
  wf_value source = wf_import_read_file(filename);
  if (source == WF_ERROR) return say_unreadable(filename);
  if (is_archive(source)) return run_folder(o);
  if (!add_first_path(folder_of(o->target))) return -1;
  if (o->skip_first_line) source = without_first_line(source);
  wf_value loader = wf_stand_in_new("SourceFileLoader",
                                    wf_tuple_of(2, wf_names.__main__, filename));
  if (!set_origin(module, filename, loader)) return -1;
  return run_source(source, filename, module, o->disassemble) ? 0 : -1;
}

static int run_script(const struct wf_options *o, wf_value module) {
  return is_folder(o->target) ? run_folder(o) : run_file(o, module);
}

static int run_code(const struct wf_options *o, wf_value module) {
  if (!add_first_path(wf_str_empty)) return -1;
  if (!set_origin(module, WF_EMPTY, wf_stand_in_new("BuiltinImporter", WF_EMPTY))) return -1;
  wf_value source = wf_str_format("%U\n", text(o->target));
  return run_source(source, wf_str_intern_c("<string>"), module, o->disassemble) ? 0 : -1;
}

static int run_module(const struct wf_options *o) {
  if (!add_first_path(current_folder())) return -1;
  return run_by_runpy(text(o->target), WF_TRUE, o->disassemble);
}

static int run_stdin(const struct wf_options *o, wf_value module) {
  if (!add_first_path(wf_str_empty)) return -1;
  bool prompt = isatty(0) || (o->inspect && o->kind == WF_RUN_STDIN);
  if (!set_origin(module, prompt ? WF_EMPTY : wf_str_intern_c("<stdin>"),
                  wf_stand_in_new("BuiltinImporter", WF_EMPTY)))
    return -1;
  if (prompt) return wf_prompt_run(module);
  wf_value in = wf_sys_get("stdin"), buffer = WF_NONE;
  if (in != WF_NONE) buffer = wf_getattr(in, wf_str_intern_c("buffer"));
  if (buffer == WF_ERROR || buffer == WF_NONE) return buffer == WF_NONE ? 0 : -1;
  wf_value source = wf_call_method0(buffer, wf_names.read);
  if (source == WF_ERROR) return -1;
  return run_source(source, wf_str_intern_c("<stdin>"), module, o->disassemble) ? 0 : -1;
}

/* 0 or an exit status; -1 with an exception pending. */
static int run(const struct wf_options *o, int argc, char **argv) {
  const char *first = o->kind == WF_RUN_CODE ? "-c" : o->kind == WF_RUN_MODULE ? "-m"
                      : o->target ? o->target : "";
  if (!set_arguments(first, argc, argv, o->rest)) return -1;
  wf_value module = wf_module_main();
  if (module == WF_ERROR) return -1;
  switch (o->kind) {
  case WF_RUN_FILE: return run_script(o, module);
  case WF_RUN_CODE: return run_code(o, module);
  case WF_RUN_MODULE: return run_module(o);
  default: return run_stdin(o, module);
  }
}

static int begin_run(const struct wf_options *o, int argc, char **argv) {
  if (o->faulthandler || wf_config.dev_mode) {
    wf_value enable = wf_import_attribute("faulthandler", "enable");
    if (enable == WF_ERROR || wf_call0(enable) == WF_ERROR) return -1;
  }
  /* it complains about what -W asks for, if need be */
  if (wf_config.warn_options && wf_import_c("warnings") == WF_ERROR) return -1;
  return run(o, argc, argv);
}

/* The program's own path, for sys.executable. */
static const char *own_path(const char *name) {
  static char path[4096];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
  if (size > 0) {
    path[size] = 0;
    return path;
  }
  return realpath(name, path) ? path : name;
}

/* The prompt comes next, so that the program has ended is all that SystemExit says. */
static int report_end(void) {
  if (!wf_error_is(&wf_exc_SystemExit)) return wf_exit_status_of_pending();
  wf_error_print(wf_error_fetch());
  return 0;
}

/* The status after what the script printed has been flushed; an uncaught exception's report does
   that itself. */
static int flush_after(int status) {
  if (status < 0 && !wf_error_is(&wf_exc_SystemExit)) return status;
  wf_value pending = wf_error_fetch();
  if (!wf_flush_after_script()) return -1;
  wf_error_restore(pending);
  return status;
}

/* An uncaught KeyboardInterrupt ends the process by the signal itself, so that a shell's loop which
   runs it ends too. */
static int finish_run(const struct wf_options *o, int status) {
  status = flush_after(status);
  bool interrupted = status < 0 && wf_error_is_exactly(&wf_exc_KeyboardInterrupt);
  bool prompt_follows = o->inspect && o->kind != WF_RUN_STDIN;
  if (status < 0) status = prompt_follows ? report_end() : wf_exit_status_of_pending();
  if (prompt_follows) {
    wf_value module = wf_dict_get_str(wf_modules(), wf_names.__main__);
    int after = wf_prompt_run(module);
    interrupted = after < 0 && wf_error_is_exactly(&wf_exc_KeyboardInterrupt);
    status = after < 0 ? wf_exit_status_of_pending() : after;
  }
  int end = wf_lifecycle_finish();
  if (interrupted) {
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
  }
  return end ? end : status;
}

static void print_version(bool long_form) {
  printf("Weft %s (Python 3.11)", PACKAGE_VERSION);
#ifdef __clang__
  if (long_form) printf(" [%s]", __VERSION__);
#else
  if (long_form) printf(" [GCC %s]", __VERSION__);
#endif
  putchar('\n');
}

int weft_main(int argc, char **argv) {
  struct wf_options options;
  int status = wf_options_read(argc, argv, &options);
  if (status) return status;
  if (options.kind >= WF_RUN_HELP) {
    wf_options_print_usage(options.kind);
    return 0;
  }
  if (options.version_level) {
    print_version(options.version_level > 1);
    return 0;
  }
  wf_config.argc = argc;
  wf_config.argv = argv;
  wf_config.executable = own_path(argc ? argv[0] : "weft");
  wf_config.take_signals = wf_config.is_command = true;
  wf_config.grace = WF_DEFAULT_GRACE;
  for (int fd = 0; fd < 3; fd++) wf_config.streams[fd] = fd;
  wf_vm_hook();
  if (!wf_lifecycle_start() || !wf_vm_init()) {
    bool told = wf_self && wf_error_pending();
    if (told) wf_exception_print_native(wf_error_fetch());
    fprintf(stderr, "weft: the runtime cannot start%s\n",
            told ? "" : ": there is too little memory");
    return 1;
  }
  wf_lifecycle_open();
  status = wf_streams_open() ? begin_run(&options, argc, argv) : -1;
  return finish_run(&options, status);
}
