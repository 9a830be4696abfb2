/* Processes: starting, waiting, signalling. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include "runtime/audit.h"
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
#include "runtime/native/os.h"
#include "runtime/signal.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/worker.h"

/* --- Waiting --- */

WF_NATIVE(os_waitpid) {
  int pid, options, status = 0;
  pid_t got;
  if (!wf_arg_parsed_int(args[0], &pid) || !wf_arg_int(args[1], &options)) return WF_ERROR;
  WF_OS_OUTSIDE(got, waitpid(pid, &status, options));
  if (got < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_tuple_of(2, wf_int_new(got), wf_int_new(status));
}
WF_NATIVE(os_wait) {
  wf_value a[2] = {wf_small_int(-1), wf_small_int(0)};
  return os_waitpid(a, 2, WF_EMPTY);
}

static const char *const rusage_fields[] = {
    "ru_utime", "ru_stime", "ru_maxrss",  "ru_ixrss",   "ru_idrss",   "ru_isrss",
    "ru_minflt", "ru_majflt", "ru_nswap",  "ru_inblock", "ru_oublock", "ru_msgsnd",
    "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw",  NULL};
static const wf_record_def rusage_def = {"resource.struct_rusage", "What a process has used.",
                                         rusage_fields, 16};
static wf_type *rusage_type;

static wf_value rusage_new(const struct rusage *u) {
  wf_value v[] = {wf_float_new((double)u->ru_utime.tv_sec + 1e-6 * (double)u->ru_utime.tv_usec),
                  wf_float_new((double)u->ru_stime.tv_sec + 1e-6 * (double)u->ru_stime.tv_usec),
                  wf_int_new(u->ru_maxrss),   wf_int_new(u->ru_ixrss),
                  wf_int_new(u->ru_idrss),    wf_int_new(u->ru_isrss),
                  wf_int_new(u->ru_minflt),   wf_int_new(u->ru_majflt),
                  wf_int_new(u->ru_nswap),    wf_int_new(u->ru_inblock),
                  wf_int_new(u->ru_oublock),  wf_int_new(u->ru_msgsnd),
                  wf_int_new(u->ru_msgrcv),   wf_int_new(u->ru_nsignals),
                  wf_int_new(u->ru_nvcsw),    wf_int_new(u->ru_nivcsw)};
  return wf_record_new(rusage_type, v, WF_COUNT(v));
}
static wf_value wait_used(int pid, int options) {
  int status = 0;
  pid_t got;
  struct rusage usage = {0};
  WF_OS_OUTSIDE(got, wait4(pid, &status, options, &usage));
  if (got < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_tuple_of(3, wf_int_new(got), wf_int_new(status), rusage_new(&usage));
}
WF_NATIVE(os_wait3) {
  int options;
  return wf_arg_int(args[0], &options) ? wait_used(-1, options) : WF_ERROR;
}
WF_NATIVE(os_wait4) {
  int pid, options;
  return wf_arg_parsed_int(args[0], &pid) && wf_arg_int(args[1], &options) ? wait_used(pid, options)
                                                                    : WF_ERROR;
}

static const char *const waitid_fields[] = {"si_pid",    "si_uid",  "si_signo",
                                            "si_status", "si_code", NULL};
static const wf_record_def waitid_def = {"posix.waitid_result", "What became of a child.",
                                         waitid_fields, 5};
static wf_type *waitid_type;
WF_NATIVE(os_waitid) {
  int kind, options, status;
  int64_t id;
  siginfo_t info = {0};
  if (!wf_arg_int(args[0], &kind) || !wf_arg_int64(args[1], &id) || !wf_arg_int(args[2], &options))
    return WF_ERROR;
  WF_OS_OUTSIDE(status, waitid((idtype_t)kind, (id_t)id, &info, options));
  if (status < 0) return wf_raise_errno(errno, WF_EMPTY);
  if (info.si_pid == 0) return WF_NONE;
  wf_value v[] = {wf_int_new(info.si_pid), wf_int_new((int64_t)info.si_uid),
                  wf_small_int(info.si_signo), wf_small_int(info.si_status),
                  wf_small_int(info.si_code)};
  return wf_record_new(waitid_type, v, WF_COUNT(v));
}

/* The wait status of a command line, run by the shell. */
WF_NATIVE(os_system) {
  WF_OS_PATH(0, "system");
  if (!WF_AUDIT("os.system", 1, wf_bytes_new(path.text, strlen(path.text)))) return WF_ERROR;
  return wf_os_shell(path.text);
}

#ifdef SYS_pidfd_open
WF_NATIVE(os_pidfd_open) {
  int pid, flags;
  if (!wf_arg_parsed_int(args[0], &pid) || !wf_os_int_or(args[1], 0, &flags)) return WF_ERROR;
  long fd = syscall(SYS_pidfd_open, pid, (unsigned)flags);
  return fd < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(fd);
}
#endif

#define STATUS_TEST(name, macro)                          \
  WF_NATIVE(os_##name) {                                  \
    int status;                                           \
    return wf_arg_int(args[0], &status) ? wf_bool(macro(status)) : WF_ERROR; \
  }
#define STATUS_PART(name, macro)                          \
  WF_NATIVE(os_##name) {                                  \
    int status;                                           \
    return wf_arg_int(args[0], &status) ? wf_small_int(macro(status)) : WF_ERROR; \
  }
STATUS_TEST(wifexited, WIFEXITED)
STATUS_TEST(wifsignaled, WIFSIGNALED)
STATUS_TEST(wifstopped, WIFSTOPPED)
STATUS_TEST(wifcontinued, WIFCONTINUED)
STATUS_TEST(wcoredump, WCOREDUMP)
STATUS_PART(wexitstatus, WEXITSTATUS)
STATUS_PART(wtermsig, WTERMSIG)
STATUS_PART(wstopsig, WSTOPSIG)

WF_NATIVE(os_waitstatus_to_exitcode) {
  int status;
  if (!wf_arg_int(args[0], &status)) return WF_ERROR;
  if (WIFEXITED(status)) return wf_small_int(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return wf_small_int(-WTERMSIG(status));
  if (WIFSTOPPED(status))
    return wf_raise(&wf_exc_ValueError, "process stopped by delivery of signal %d",
                    WSTOPSIG(status));
  return wf_raise(&wf_exc_ValueError, "invalid wait status: %d", status);
}

WF_NATIVE(os_kill) {
  int pid, number;
  if (!wf_arg_parsed_int(args[0], &pid) || !wf_arg_int(args[1], &number)) return WF_ERROR;
  if (!WF_AUDIT("os.kill", 2, wf_small_int(pid), wf_small_int(number))) return WF_ERROR;
  if (kill(pid, number) < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_poll(wf_self) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(os_killpg) {
  int group, number;
  if (!wf_arg_int(args[0], &group) || !wf_arg_int(args[1], &number)) return WF_ERROR;
  if (!WF_AUDIT("os.killpg", 2, wf_small_int(group), wf_small_int(number))) return WF_ERROR;
  return killpg(group, number) < 0 ? wf_raise_errno(errno, WF_EMPTY) : WF_NONE;
}
WF_NATIVE(os_getpgid) {
  int pid;
  if (!wf_arg_parsed_int(args[0], &pid)) return WF_ERROR;
  pid_t group = getpgid(pid);
  return group < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(group);
}
WF_NATIVE(os_getsid) {
  int pid;
  if (!wf_arg_parsed_int(args[0], &pid)) return WF_ERROR;
  pid_t session = getsid(pid);
  return session < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(session);
}
WF_NATIVE(os_nice) {
  int step;
  if (!wf_arg_int(args[0], &step)) return WF_ERROR;
  wf_worker_keep_none();
  errno = 0;
  int value = nice(step);
  return value == -1 && errno ? wf_raise_errno(errno, WF_EMPTY) : wf_small_int(value);
}

/* The words of a new program; NULL: error pending. */
static char **argument_array(wf_value argv, const char *noun) {
  if (!wf_is_list(argv) && !wf_is_tuple(argv)) {
    wf_raise(&wf_exc_TypeError, "%s must be a tuple or list", noun);
    return NULL;
  }
  char **words = wf_os_text_array(argv);
  if (!words || (words[0] && *words[0])) return words;
  wf_raise(&wf_exc_ValueError,
           words[0] ? "%s first element cannot be empty" : "%s must not be empty", noun);
  return NULL;
}

static wf_value environment_list(wf_value env, const char *what);

WF_NATIVE(os_execv) {
  wf_os_path_arg file;
  if (!wf_os_path(args[0], WF_OS_TEXT, "execv: path", &file)) return WF_ERROR;
  char **words = argument_array(args[1], "execv() arg 2");
  if (!words) return WF_ERROR;
  if (!WF_AUDIT("os.exec", 3, file.shown, args[1], WF_NONE)) return WF_ERROR;
  char **variables = wf_environment_copy();
  if (!variables) return WF_ERROR;
  execve(file.text, words, variables);
  return wf_raise_errno(errno, WF_EMPTY);
}
WF_NATIVE(os_execve) {
  wf_os_path_arg file;
  if (!wf_os_path(args[0], WF_OS_FD, "execve: path", &file)) return WF_ERROR;
  char **words = argument_array(args[1], "execve: argv");
  wf_value list = words ? environment_list(args[2], "execve") : WF_ERROR;
  char **variables = list == WF_ERROR ? NULL : wf_os_text_array(list);
  if (!variables) return WF_ERROR;
  if (!WF_AUDIT("os.exec", 3, file.shown, args[1], args[2])) return WF_ERROR;
  if (file.fd >= 0) fexecve(file.fd, words, variables);
  else execve(file.text, words, variables);
  return wf_raise_errno(errno, file.shown);
}
/* A mapping as a list of b"NAME=value"; a sequence of them stays. WF_ERROR. */
static wf_value environment_list(wf_value env, const char *what) {
  if (wf_is_list(env) || wf_is_tuple(env)) return env;
  wf_value method, list = wf_list_new(8), it, pair;
  int found = wf_getattr_optional(env, wf_names.items, &method);
  if (found == 0) wf_raise(&wf_exc_TypeError, "%s: environment must be a mapping object", what);
  wf_value items = found > 0 ? wf_call0(method) : WF_ERROR;
  if (items == WF_ERROR || (it = wf_iter(items)) == WF_ERROR) return WF_ERROR;
  while ((pair = wf_next(it)) != WF_EMPTY) {
    wf_os_path_arg k, v;
    if (pair == WF_ERROR || (pair = wf_tuple_from_iterable(pair)) == WF_ERROR) return WF_ERROR;
    if (wf_tuple_length(pair) != 2)
      return wf_raise(&wf_exc_TypeError, "env.items() must give pairs");
    if (!wf_os_path(wf_tuple_get(pair, 0), WF_OS_TEXT, NULL, &k) ||
        !wf_os_path(wf_tuple_get(pair, 1), WF_OS_TEXT, NULL, &v))
      return WF_ERROR;
    if (!*k.text || strchr(k.text, '='))
      return wf_raise(&wf_exc_ValueError, "illegal environment variable name");
    wf_value name = wf_bytes_concat(wf_bytes_new(k.text, strlen(k.text)), wf_bytes_new("=", 1));
    wf_value text = wf_bytes_concat(name, wf_bytes_new(v.text, strlen(v.text)));
    if (text == WF_ERROR || !wf_list_append(list, text)) return WF_ERROR;
  }
  return list;
}

/* --- posix_spawn --- */

static bool spawn_signals(wf_value signals, sigset_t *set) {
  size_t count;
  wf_value tuple = wf_tuple_from_iterable(signals);
  if (tuple == WF_ERROR) return false;
  const wf_value *items = wf_sequence_array(tuple, &count);
  sigemptyset(set);
  for (size_t i = 0; i < count; i++) {
    int number;
    if (!wf_arg_int(items[i], &number)) return false;
    if (number < 1 || number >= NSIG) {
      wf_raise(&wf_exc_ValueError, "signal number %d out of range [1; %d]", number, NSIG - 1);
      return false;
    }
    sigaddset(set, number);
  }
  return true;
}

enum file_action { ACTION_OPEN, ACTION_CLOSE, ACTION_DUP2 };

static bool add_file_action(wf_value row, posix_spawn_file_actions_t *out) {
  static const size_t sizes[] = {5, 2, 3};
  static const char *const names[] = {"A open", "A close", "A dup2"};
  int kind, n[4] = {0};
  if (!wf_is_tuple(row) || wf_tuple_length(row) == 0) {
    wf_raise(&wf_exc_TypeError, "Each file_actions element must be a non-empty tuple");
    return false;
  }
  if (!wf_arg_int(wf_tuple_get(row, 0), &kind)) return false;
  if (kind < ACTION_OPEN || kind > ACTION_DUP2) {
    wf_raise(&wf_exc_TypeError, "Unknown file_actions identifier");
    return false;
  }
  if (wf_tuple_length(row) != sizes[kind]) {
    wf_raise(&wf_exc_TypeError, "%s file_action tuple must have %zu elements", names[kind],
             sizes[kind]);
    return false;
  }
  wf_os_path_arg path = {0};
  for (size_t i = 1; i < sizes[kind]; i++) {
    wf_value v = wf_tuple_get(row, i);
    if (kind == ACTION_OPEN && i == 2 ? !wf_os_path(v, WF_OS_TEXT, "path", &path)
                                      : !wf_arg_int(v, &n[i - 1]))
      return false;
  }
  int error = kind == ACTION_OPEN ? posix_spawn_file_actions_addopen(out, n[0], path.text, n[2],
                                                                     (mode_t)n[3])
              : kind == ACTION_CLOSE ? posix_spawn_file_actions_addclose(out, n[0])
                                     : posix_spawn_file_actions_adddup2(out, n[0], n[1]);
  if (error) wf_raise_errno(error, WF_EMPTY);
  return !error;
}

static bool add_file_actions(wf_value rows, posix_spawn_file_actions_t *out) {
  if (rows == WF_EMPTY || rows == WF_NONE) return true;
  size_t count;
  if (!wf_is_list(rows) && !wf_is_tuple(rows)) {
    wf_raise(&wf_exc_TypeError, "file_actions must be a sequence or None");
    return false;
  }
  wf_value tuple = wf_tuple_from_iterable(rows);
  if (tuple == WF_ERROR) return false;
  const wf_value *items = wf_sequence_array(tuple, &count);
  for (size_t i = 0; i < count; i++)
    if (!add_file_action(items[i], out)) return false;
  return true;
}

/* args[4]: setpgroup, resetids, setsid, setsigmask, setsigdef, scheduler */
static bool set_attributes(const wf_value *args, posix_spawnattr_t *out) {
  int group, flags = 0;
  bool reset = false, session = false;
  sigset_t set;
  if (args[0] != WF_EMPTY) {
    if (!wf_arg_int(args[0], &group)) return false;
    posix_spawnattr_setpgroup(out, group);
    flags |= POSIX_SPAWN_SETPGROUP;
  }
  if ((args[1] != WF_EMPTY && !wf_arg_bool(args[1], &reset)) ||
      (args[2] != WF_EMPTY && !wf_arg_bool(args[2], &session)))
    return false;
  if (reset) flags |= POSIX_SPAWN_RESETIDS;
#ifdef POSIX_SPAWN_SETSID
  if (session) flags |= POSIX_SPAWN_SETSID;
#endif
  if (args[3] != WF_EMPTY) {
    if (!spawn_signals(args[3], &set)) return false;
    posix_spawnattr_setsigmask(out, &set);
    flags |= POSIX_SPAWN_SETSIGMASK;
  }
  if (args[4] != WF_EMPTY) {
    if (!spawn_signals(args[4], &set)) return false;
    posix_spawnattr_setsigdefault(out, &set);
    flags |= POSIX_SPAWN_SETSIGDEF;
  }
  if (args[5] != WF_EMPTY) {
    wf_value pair = wf_tuple_from_iterable(args[5]), param;
    struct sched_param scheduling;
    if (pair == WF_ERROR) return false;
    if (wf_tuple_length(pair) != 2 || !wf_is_tuple(param = wf_tuple_get(pair, 1))) {
      wf_raise(&wf_exc_TypeError, "A scheduler tuple must have two elements");
      return false;
    }
    if (!wf_arg_int(wf_tuple_get(param, 0), &scheduling.sched_priority)) return false;
    posix_spawnattr_setschedparam(out, &scheduling);
    flags |= POSIX_SPAWN_SETSCHEDPARAM;
    if (wf_tuple_get(pair, 0) != WF_NONE) {
      int policy;
      if (!wf_arg_int(wf_tuple_get(pair, 0), &policy)) return false;
      posix_spawnattr_setschedpolicy(out, policy);
      flags |= POSIX_SPAWN_SETSCHEDULER;
    }
  }
  return posix_spawnattr_setflags(out, (short)flags) == 0;
}

static wf_value posix_spawn_with(const wf_value *args, bool search, const char *what) {
  wf_os_path_arg file;
  char noun[32];
  snprintf(noun, sizeof noun, "%s: argv", what);
  if (!wf_os_path(args[0], WF_OS_TEXT, what, &file)) return WF_ERROR;
  char **words = argument_array(args[1], noun), **variables;
  if (!words) return WF_ERROR;
  if (args[2] == WF_NONE) {
    variables = wf_environment_copy();
  } else {
    wf_value list = environment_list(args[2], what);
    variables = list == WF_ERROR ? NULL : wf_os_text_array(list);
  }
  if (!variables) return WF_ERROR;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  pid_t pid;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  wf_value result = WF_ERROR;
  if (add_file_actions(args[3], &actions) && set_attributes(args + 4, &attributes) &&
      WF_AUDIT("os.posix_spawn", 3, file.shown, args[1], args[2])) {
    if (search) wf_environment_lock(); /* PATH */
    int error = (search ? posix_spawnp : posix_spawn)(&pid, file.text, &actions, &attributes,
                                                      words, variables);
    if (search) wf_environment_unlock();
    result = error ? wf_raise_errno(error, file.shown) : wf_int_new(pid);
  }
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return result;
}
WF_NATIVE(os_posix_spawn) { return posix_spawn_with(args, false, "posix_spawn"); }
WF_NATIVE(os_posix_spawnp) { return posix_spawn_with(args, true, "posix_spawnp"); }

/* What threading calls the other threads, as text; empty when it is not imported. */
static wf_value names_of_others(void) {
  wf_value threading = wf_dict_get_c(wf_modules(), "threading"), names = wf_list_new(4);
  wf_value threads = WF_ERROR, own = WF_ERROR;
  if (threading != WF_EMPTY) own = wf_call_method0(threading, wf_str_intern_c("current_thread"));
  if (own != WF_ERROR) threads = wf_call_method0(threading, wf_str_intern_c("enumerate"));
  if (threads != WF_ERROR) threads = wf_tuple_from_iterable(threads);
  size_t count = 0;
  const wf_value *items = threads == WF_ERROR ? NULL : wf_sequence_array(threads, &count);
  for (size_t i = 0; i < count; i++) {
    wf_value name;
    if (items[i] != own &&
        wf_getattr_optional(items[i], wf_names.name, &name) > 0 && wf_is_str(name))
      wf_list_append(names, name);
  }
  wf_error_clear();
  return wf_str_join(wf_str_from_c(", "), names);
}

/* The one thread of a copied process would be alone with locks that the others held. */
bool wf_os_may_fork(void) {
  if (wf_worker_count() == 0) { /* else some may be on their way in */
    wf_worker_dismiss_idle();
    if (wf_thread_count() == 1) return true;
  }
  wf_value names = names_of_others();
  size_t others = wf_thread_count() - 1;
  if (names != WF_ERROR && wf_str_size(names))
    wf_raise(&wf_exc_RuntimeError, "fork() beside other threads: %U", names);
  else
    wf_raise(&wf_exc_RuntimeError, "fork() beside %zu other thread%s", others,
             others == 1 ? "" : "s");
  return false;
}

static pid_t plain_fork(WF_UNUSED void *data) { return fork(); }

WF_NATIVE(os_fork) {
  if (!wf_os_may_fork()) return WF_ERROR;
  pid_t pid = wf_thread_fork(plain_fork, NULL);
  return pid < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(pid);
}

/* _poll([(fd, events)...], seconds or None) -> [(fd, events)...]; events: 1 readable, 4 writable.
 */
WF_NATIVE(os_poll) {
  size_t count;
  double limit = -1;
  wf_value rows = wf_tuple_from_iterable(args[0]);
  if (rows == WF_ERROR || (args[1] != WF_NONE && !wf_arg_double(args[1], &limit))) return WF_ERROR;
  const wf_value *items = wf_sequence_array(rows, &count);
  struct pollfd *fds = wf_alloc_var_atomic((count + 1) * sizeof *fds);
  if (!fds) return WF_ERROR;
  for (size_t i = 0; i < count; i++) {
    int fd, events;
    if (!wf_is_tuple(items[i]) || wf_tuple_length(items[i]) != 2)
      return wf_raise(&wf_exc_TypeError, "_poll() takes (fd, events) pairs");
    if (!wf_arg_int(wf_tuple_get(items[i], 0), &fd) ||
        !wf_arg_int(wf_tuple_get(items[i], 1), &events))
      return WF_ERROR;
    fds[i] = (struct pollfd){.fd = fd, .events = (short)events};
  }
  int64_t deadline = args[1] == WF_NONE ? -1
                                        : wf_monotonic() + (int64_t)((limit < 0 ? 0 : limit) * 1e9);
  int ready;
  do {
    int64_t left = deadline < 0 ? -1 : (deadline - wf_monotonic() + 999999) / 1000000;
    if (deadline >= 0 && left < 0) left = 0;
    wf_outside_enter();
    ready = poll(fds, count, left > INT32_MAX ? INT32_MAX : (int)left);
    int error = errno;
    if (!wf_outside_leave()) return WF_ERROR;
    errno = error;
  } while (ready < 0 && errno == EINTR);
  if (ready < 0) return wf_raise_errno(errno, WF_EMPTY);
  wf_value list = wf_list_new(8);
  for (size_t i = 0; i < count; i++)
    if (fds[i].revents)
      wf_list_append(list, wf_tuple_of(2, wf_small_int(fds[i].fd), wf_small_int(fds[i].revents)));
  return list;
}

static const wf_native_def functions[] = {
    {"_spawn", wf_os_spawn,
     "(args, executables, env, cwd, stdin, stdout, stderr, pass_fds, close_fds, new_session, "
     "restore_signals, process_group, user, group, groups, umask, /)",
     "Start a process: its pid, or (errno, 'cwd' or 'exec'). Descriptors of -1 are inherited; env "
     "is a sequence of b'NAME=value' or None.",
     0},
    {"_poll", os_poll, "(fds, timeout, /)", "Wait until descriptors are ready.", 0},
    {"waitpid", os_waitpid, "(pid, options, /)", "Wait for a child process.", 0},
    {"wait", os_wait, "()", "Wait for any child process.", 0},
    {"wait3", os_wait3, "(options)", "Wait for any child process: (pid, status, usage).", 0},
    {"wait4", os_wait4, "(pid, options)", "Wait for a child process: (pid, status, usage).", 0},
    {"waitid", os_waitid, "(idtype, id, options, /)", "Wait for children, also without end.", 0},
#ifdef SYS_pidfd_open
    {"pidfd_open", os_pidfd_open, "(pid, flags=0)", "A descriptor of a process.", 0},
#endif
    {"system", os_system, "(command)", "Run a command line in the shell: its wait status.", 0},
    {"WIFEXITED", os_wifexited, "(status)", NULL, 0},
    {"WIFSIGNALED", os_wifsignaled, "(status)", NULL, 0},
    {"WIFSTOPPED", os_wifstopped, "(status)", NULL, 0},
    {"WIFCONTINUED", os_wifcontinued, "(status)", NULL, 0},
    {"WCOREDUMP", os_wcoredump, "(status, /)", NULL, 0},
    {"WEXITSTATUS", os_wexitstatus, "(status)", NULL, 0},
    {"WTERMSIG", os_wtermsig, "(status)", NULL, 0},
    {"WSTOPSIG", os_wstopsig, "(status)", NULL, 0},
    {"waitstatus_to_exitcode", os_waitstatus_to_exitcode, "(status)",
     "The exit code of a wait status.", 0},
    {"kill", os_kill, "(pid, signal, /)", "Send a signal to a process.", 0},
    {"killpg", os_killpg, "(pgid, signal, /)", "Send a signal to a process group.", 0},
    {"getpgid", os_getpgid, "(pid)", NULL, 0},
    {"getsid", os_getsid, "(pid, /)", NULL, 0},
    {"nice", os_nice, "(increment, /)", "Change the process's priority.", 0},
    {"execv", os_execv, "(path, argv, /)", "Replace the process by another program.", 0},
    {"execve", os_execve, "(path, argv, env)", "Replace the process by another program.", 0},
    {"posix_spawn", os_posix_spawn,
     "(path, argv, env, /, *, file_actions=(), setpgroup=<unrepresentable>, resetids=False, "
     "setsid=False, setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)",
     "Start a program in a new process.", 0},
    {"posix_spawnp", os_posix_spawnp,
     "(path, argv, env, /, *, file_actions=(), setpgroup=<unrepresentable>, resetids=False, "
     "setsid=False, setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)",
     "Start a program, found by PATH, in a new process.", 0},
    {"fork", os_fork, "()", "Copy the process; only while it has one thread.", 0},
    {0},
};

bool wf_os_process_init(wf_value module) {
  static const struct { const char *name; int value;
  } rows[] = {{"POSIX_SPAWN_OPEN", ACTION_OPEN},
              {"POSIX_SPAWN_CLOSE", ACTION_CLOSE},
              {"POSIX_SPAWN_DUP2", ACTION_DUP2}};
  for (size_t i = 0; i < WF_COUNT(rows); i++)
    if (!wf_module_add(module, rows[i].name, wf_small_int(rows[i].value))) return false;
  if (!rusage_type) rusage_type = wf_record_type_new(&rusage_def);
  if (!waitid_type) waitid_type = wf_record_type_new(&waitid_def);
  return rusage_type && waitid_type &&
         wf_module_add(module, "waitid_result", wf_from_type(waitid_type)) &&
         wf_module_add_functions(module, functions);
}
