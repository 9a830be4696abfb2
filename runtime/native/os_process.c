/* Processes: starting, waiting, signalling. A new process is forked with all signals blocked and
   does nothing but async-signal-safe calls up to exec, so it does not matter which locks other
   threads held. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native/os.h"
#include "runtime/str.h"
#include "runtime/thread.h"

extern char **environ;

/* A NULL-ended array of texts from a sequence of path-like values; NULL: error pending. */
static char **text_array(wf_value sequence, const char *what) {
  size_t count;
  wf_value tuple = wf_tuple_from_iterable(sequence);
  if (tuple == WF_ERROR) return NULL;
  const wf_value *items = wf_sequence_array(tuple, &count);
  char **out = wf_alloc_array(count + 1, sizeof *out);
  for (size_t i = 0; out && i < count; i++) {
    wf_os_path_arg text;
    if (!wf_os_path(items[i], false, what, &text)) return NULL;
    out[i] = (char *)text.text;
  }
  return out;
}

/* --- Starting --- */

typedef struct request {
  char **argv, **env, **executables;
  const char *cwd;
  int in, out, err; /* descriptors that become 0, 1, 2; -1: inherited */
  int *keep;        /* descriptors that stay open, besides 0 to 2 */
  size_t keep_count;
  bool close_others, new_session, restore_signals;
  int process_group; /* -1: none */
} request;

static void close_unlisted(const request *r, int error_pipe) {
  long most = sysconf(_SC_OPEN_MAX);
  if (most < 0 || most > 65536) most = 65536;
  for (int fd = 3; fd < most; fd++) {
    bool kept = fd == error_pipe;
    for (size_t i = 0; i < r->keep_count && !kept; i++) kept = r->keep[i] == fd;
    if (!kept) close(fd);
  }
}

/* Only async-signal-safe calls from here on: this is the child of a process with threads. */
static void child(const request *r, int error_pipe) {
  static const char failed_cwd = 'd', failed_exec = 'e';
  char stage = failed_exec;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (r->restore_signals) signal(SIGPIPE, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  int wanted[3] = {r->in, r->out, r->err};
  for (int i = 0; i < 3; i++) /* out of the way of the numbers that are about to be used */
    if (wanted[i] >= 0 && wanted[i] < 3 && wanted[i] != i) wanted[i] = fcntl(wanted[i], F_DUPFD, 3);
  if (error_pipe < 3) error_pipe = fcntl(error_pipe, F_DUPFD_CLOEXEC, 3);
  for (int i = 0; i < 3; i++) {
    if (wanted[i] == i) fcntl(i, F_SETFD, 0);
    else if (wanted[i] >= 0 && dup2(wanted[i], i) < 0) goto fail;
  }
  for (size_t i = 0; i < r->keep_count; i++) fcntl(r->keep[i], F_SETFD, 0);
  if (r->close_others) close_unlisted(r, error_pipe);
  if (r->new_session) setsid();
  if (r->process_group >= 0 && setpgid(0, r->process_group) < 0) goto fail;
  if (r->cwd && chdir(r->cwd) < 0) {
    stage = failed_cwd;
    goto fail;
  }
  int kept_error = 0;
  for (char **e = r->executables; *e; e++) {
    execve(*e, r->argv, r->env ? r->env : environ);
    if (errno != ENOENT && errno != ENOTDIR && kept_error == 0) kept_error = errno;
  }
  if (kept_error) errno = kept_error;
fail:;
  int error = errno;
  char report[5];
  memcpy(report, &error, sizeof error);
  report[4] = stage;
  ssize_t ignored = write(error_pipe, report, sizeof report);
  (void)ignored;
  _exit(255);
}

static bool read_request(const wf_value *a, request *r) {
  *r = (request){.in = -1, .out = -1, .err = -1, .process_group = -1};
  if (!(r->argv = text_array(a[0], "args")) || !(r->executables = text_array(a[1], "executable")))
    return false;
  if (a[2] != WF_NONE && !(r->env = text_array(a[2], "env"))) return false;
  if (a[3] != WF_NONE) {
    wf_os_path_arg cwd;
    if (!wf_os_path(a[3], false, "cwd", &cwd)) return false;
    r->cwd = cwd.text;
  }
  size_t count;
  wf_value keep = wf_tuple_from_iterable(a[7]);
  if (keep == WF_ERROR) return false;
  const wf_value *items = wf_sequence_array(keep, &count);
  r->keep = wf_alloc_array(count + 1, sizeof *r->keep);
  for (size_t i = 0; i < count; i++)
    if (!r->keep || !wf_arg_int(items[i], &r->keep[r->keep_count++])) return false;
  return wf_arg_int(a[4], &r->in) && wf_arg_int(a[5], &r->out) && wf_arg_int(a[6], &r->err) &&
         wf_arg_bool(a[8], &r->close_others) && wf_arg_bool(a[9], &r->new_session) &&
         wf_arg_bool(a[10], &r->restore_signals) && wf_arg_int(a[11], &r->process_group);
}

/* The pid; or (errno, stage) as a tuple when the child could not run the program. */
WF_NATIVE(os_spawn) {
  request r;
  int ends[2];
  if (!read_request(args, &r)) return WF_ERROR;
  if (pipe2(ends, O_CLOEXEC) < 0) return wf_raise_errno(errno, WF_EMPTY);
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pid_t pid = fork();
  if (pid == 0) child(&r, ends[1]);
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    return wf_raise_errno(error, WF_EMPTY);
  }
  char report[5];
  ssize_t got;
  wf_outside_enter();
  do got = read(ends[0], report, sizeof report);
  while (got < 0 && errno == EINTR);
  close(ends[0]);
  if (got == (ssize_t)sizeof report) waitpid(pid, NULL, 0);
  if (!wf_outside_leave()) return WF_ERROR;
  if (got != (ssize_t)sizeof report) return wf_int_new(pid);
  memcpy(&error, report, sizeof error);
  return wf_tuple_of(2, wf_small_int(error), wf_str_from_c(report[4] == 'd' ? "cwd" : "exec"));
}

/* --- Waiting --- */

WF_NATIVE(os_waitpid) {
  int pid, options, status = 0;
  pid_t got;
  if (!wf_arg_int(args[0], &pid) || !wf_arg_int(args[1], &options)) return WF_ERROR;
  do {
    wf_outside_enter();
    got = waitpid(pid, &status, options);
    int error = errno;
    if (!wf_outside_leave()) return WF_ERROR;
    errno = error;
  } while (got < 0 && errno == EINTR);
  if (got < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_tuple_of(2, wf_int_new(got), wf_int_new(status));
}
WF_NATIVE(os_wait) {
  wf_value a[2] = {wf_small_int(-1), wf_small_int(0)};
  return os_waitpid(a, 2, WF_EMPTY);
}

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
  if (!wf_arg_int(args[0], &pid) || !wf_arg_int(args[1], &number)) return WF_ERROR;
  if (kill(pid, number) < 0) return wf_raise_errno(errno, WF_EMPTY);
  return wf_poll(wf_self) ? WF_NONE : WF_ERROR;
}
WF_NATIVE(os_killpg) {
  int group, number;
  if (!wf_arg_int(args[0], &group) || !wf_arg_int(args[1], &number)) return WF_ERROR;
  return killpg(group, number) < 0 ? wf_raise_errno(errno, WF_EMPTY) : WF_NONE;
}
WF_NATIVE(os_getpgid) {
  int pid;
  if (!wf_arg_int(args[0], &pid)) return WF_ERROR;
  pid_t group = getpgid(pid);
  return group < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(group);
}
WF_NATIVE(os_getsid) {
  int pid;
  if (!wf_arg_int(args[0], &pid)) return WF_ERROR;
  pid_t session = getsid(pid);
  return session < 0 ? wf_raise_errno(errno, WF_EMPTY) : wf_int_new(session);
}
WF_NATIVE(os_nice) {
  int step;
  if (!wf_arg_int(args[0], &step)) return WF_ERROR;
  errno = 0;
  int value = nice(step);
  return value == -1 && errno ? wf_raise_errno(errno, WF_EMPTY) : wf_small_int(value);
}

static wf_value exec(wf_value path, wf_value argv, wf_value env) {
  wf_os_path_arg file;
  if (!wf_os_path(path, false, "execv: path", &file)) return WF_ERROR;
  char **arguments = text_array(argv, "argv"),
       **variables = env == WF_NONE ? environ : text_array(env, "env");
  if (!arguments || !variables) return WF_ERROR;
  if (!arguments[0]) return wf_raise(&wf_exc_ValueError, "execv() arg 2 must not be empty");
  execve(file.text, arguments, variables);
  return wf_raise_errno(errno, path);
}
WF_NATIVE(os_execv) { return exec(args[0], args[1], WF_NONE); }
/* env: sequence of b"NAME=value" */
WF_NATIVE(os_execve) {
  wf_value env = args[2];
  if (wf_is_dict(env)) {
    wf_value list = wf_list_new(8), key, value;
    size_t position = 0;
    while (wf_dict_next(env, &position, &key, &value)) {
      wf_os_path_arg k, v;
      if (!wf_os_path(key, false, "key", &k) || !wf_os_path(value, false, "value", &v))
        return WF_ERROR;
      wf_value pair = wf_bytes_concat(wf_bytes_new(k.text, strlen(k.text)), wf_bytes_new("=", 1));
      wf_list_append(list, wf_bytes_concat(pair, wf_bytes_new(v.text, strlen(v.text))));
    }
    env = list;
  }
  return exec(args[0], args[1], env);
}
WF_NATIVE(os_fork) {
  if (wf_thread_count() > 1)
    return wf_raise(&wf_exc_RuntimeError, "fork() in a program with %zu threads",
                    wf_thread_count());
  pid_t pid = fork();
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

const wf_native_def wf_os_process_functions[] = {
    {"_spawn", os_spawn,
     "(args, executables, env, cwd, stdin, stdout, stderr, pass_fds, close_fds, new_session, "
     "restore_signals, process_group, /)",
     "Start a process: its pid, or (errno, 'cwd' or 'exec'). Descriptors of -1 are inherited; env "
     "is a sequence of b'NAME=value' or None.",
     0},
    {"_poll", os_poll, "(fds, timeout, /)", "Wait until descriptors are ready.", 0},
    {"waitpid", os_waitpid, "(pid, options, /)", "Wait for a child process.", 0},
    {"wait", os_wait, "()", "Wait for any child process.", 0},
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
    {"fork", os_fork, "()", "Copy the process; only while it has one thread.", 0},
    {0},
};
