/* Starting programs. posix_spawn copies nothing of this process, so it does not matter which locks
   other threads hold. Where it cannot do what is asked, the child of a fork does, which before it
   executes the program calls only what a signal handler may call. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/environment.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/os.h"
#include "runtime/str.h"
#include "runtime/thread.h"

char **wf_os_text_array(wf_value sequence) {
  size_t count;
  wf_value tuple = wf_tuple_from_iterable(sequence);
  if (tuple == WF_ERROR) return NULL;
  const wf_value *items = wf_sequence_array(tuple, &count);
  /* behind the NULL: what holds the texts */
  char **out = wf_alloc_array(2 * count + 1, sizeof *out);
  for (size_t i = 0; out && i < count; i++) {
    wf_os_path_arg text;
    if (!wf_os_path(items[i], WF_OS_TEXT, NULL, &text)) return NULL;
    out[i] = (char *)text.text;
    out[count + 1 + i] = (char *)wf_to_object(text.keep);
  }
  return out;
}

typedef struct request {
  char **argv, **env, **executables;
  const char *cwd;
  int std[3]; /* descriptors that become 0, 1, 2; -1: inherited */
  int *keep;  /* descriptors that stay open, besides 0 to 2; sorted */
  size_t keep_count;
  bool close_others, new_session, restore_signals;
  int process_group; /* -1: none */
  int64_t user, group; /* -1: the caller's */
  gid_t *groups;       /* with set_groups; the caller's otherwise */
  size_t group_count;
  bool set_groups;
  int mask;            /* for new files; -1: the caller's */
} request;

/* What could not be done. */
enum stage { STAGE_SETUP, STAGE_CWD, STAGE_EXEC };
static const char *const stage_names[] = {"setup", "cwd", "exec"};

static bool read_groups(wf_value groups, request *r) {
  size_t count;
  if (groups == WF_NONE) return true;
  wf_value tuple = wf_tuple_from_iterable(groups);
  if (tuple == WF_ERROR) return false;
  const wf_value *items = wf_sequence_array(tuple, &count);
  r->set_groups = true;
  r->groups = wf_alloc_array(count + 1, sizeof *r->groups);
  for (size_t i = 0; i < count; i++) {
    uint32_t id;
    if (!r->groups || !wf_os_id(items[i], "gid", &id)) return false;
    r->groups[r->group_count++] = id;
  }
  return r->groups != NULL;
}

static bool read_request(const wf_value *a, request *r) {
  *r = (request){.process_group = -1};
  if (!(r->argv = wf_os_text_array(a[0]))) return false;
  if (!(r->executables = wf_os_text_array(a[1]))) return false;
  r->env = a[2] == WF_NONE ? wf_environment_copy() : wf_os_text_array(a[2]);
  if (!r->env) return false;
  if (a[3] != WF_NONE) {
    wf_os_path_arg cwd;
    if (!wf_os_path(a[3], WF_OS_TEXT, NULL, &cwd)) return false;
    r->cwd = cwd.text;
  }
  size_t count;
  wf_value keep = wf_tuple_from_iterable(a[7]);
  if (keep == WF_ERROR) return false;
  const wf_value *items = wf_sequence_array(keep, &count);
  r->keep = wf_alloc_array(count + 1, sizeof *r->keep);
  for (size_t i = 0; i < count; i++)
    if (!r->keep || !wf_arg_int(items[i], &r->keep[r->keep_count++])) return false;
  return wf_arg_int(a[4], &r->std[0]) && wf_arg_int(a[5], &r->std[1]) &&
         wf_arg_int(a[6], &r->std[2]) &&
         wf_arg_bool(a[8], &r->close_others) && wf_arg_bool(a[9], &r->new_session) &&
         wf_arg_bool(a[10], &r->restore_signals) && wf_arg_int(a[11], &r->process_group) &&
         wf_arg_int64(a[12], &r->user) && wf_arg_int64(a[13], &r->group) &&
         read_groups(a[14], r) && wf_arg_int(a[15], &r->mask);
}

/* Runs the first of the executables that there is by `run`, which does not return, or gives 0 or an
   errno. 0, or why none was started. */
typedef struct runner {
  int (*run)(const struct runner *runner, const char *executable);
  const request *request;
  const posix_spawn_file_actions_t *actions;
  const posix_spawnattr_t *attributes;
  pid_t *pid;
} runner;

static int run_first(const runner *runner) {
  int kept = 0, error = ENOENT;
  for (char **e = runner->request->executables; *e; e++) {
    error = runner->run(runner, *e);
    if (error == 0) return 0;
    if (error != ENOENT && error != ENOTDIR && !kept) kept = error;
  }
  return kept ? kept : error;
}

#if defined(HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCHDIR_NP) && \
    defined(HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP)

/* --- By posix_spawn --- */

/* Descriptors from 3 on are closed, but for those that are kept. */
static int close_unlisted(const request *r, posix_spawn_file_actions_t *actions) {
  int error = 0, next = 3;
  for (size_t i = 0; i < r->keep_count && !error; i++) {
    for (; next < r->keep[i] && !error; next++)
      error = posix_spawn_file_actions_addclose(actions, next);
    if (next == r->keep[i]) next++;
  }
  return error ? error : posix_spawn_file_actions_addclosefrom_np(actions, next);
}

/* What becomes 0, 1 or 2 is first out of the way of these numbers; so `moved` are open here.
   dup2 of a descriptor to itself makes it one that the program inherits. */
static int plan_descriptors(const request *r, posix_spawn_file_actions_t *actions, int *moved) {
  int error = 0;
  for (int i = 0; i < 3; i++) {
    int fd = r->std[i];
    if (fd >= 0 && fd < 3 && fd != i && (fd = moved[i] = fcntl(fd, F_DUPFD_CLOEXEC, 3)) < 0)
      return errno;
    if (fd >= 0 && !error) error = posix_spawn_file_actions_adddup2(actions, fd, i);
  }
  for (size_t i = 0; i < r->keep_count && !error; i++)
    error = posix_spawn_file_actions_adddup2(actions, r->keep[i], r->keep[i]);
  if (!error && r->close_others) error = close_unlisted(r, actions);
  if (!error && r->cwd) error = posix_spawn_file_actions_addchdir_np(actions, r->cwd);
  return error;
}

static int plan_attributes(const request *r, posix_spawnattr_t *attributes) {
  short flags = 0; /* the caller's signal mask is inherited */
  sigset_t set;
  int error = 0;
  sigemptyset(&set);
  if (r->restore_signals) {
    sigaddset(&set, SIGPIPE);
    sigaddset(&set, SIGXFSZ);
    flags |= POSIX_SPAWN_SETSIGDEF;
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &set);
  }
  if (r->new_session) flags |= POSIX_SPAWN_SETSID;
  if (r->process_group >= 0) {
    flags |= POSIX_SPAWN_SETPGROUP;
    if (!error) error = posix_spawnattr_setpgroup(attributes, r->process_group);
  }
  return error ? error : posix_spawnattr_setflags(attributes, flags);
}

static int spawn_one(const runner *runner, const char *executable) {
  const request *r = runner->request;
  return posix_spawn(runner->pid, executable, runner->actions, runner->attributes, r->argv,
                     r->env);
}

static bool is_bad_folder(const char *cwd) {
  int fd = open(cwd, O_PATH | O_DIRECTORY | O_CLOEXEC);
  bool bad = fd < 0 || faccessat(AT_FDCWD, cwd, X_OK, AT_EACCESS) < 0;
  if (fd >= 0) close(fd);
  return bad;
}

/* posix_spawn does not say what failed. To execute a file gives none of these errors. */
static enum stage failed_stage(const request *r, int error) {
  if (r->cwd && is_bad_folder(r->cwd)) return STAGE_CWD;
  bool no_group = r->process_group >= 0 && (error == EPERM || error == ESRCH || error == EINVAL);
  return error == EBADF || no_group ? STAGE_SETUP : STAGE_EXEC;
}

static int start_by_spawn(const request *r, pid_t *pid, enum stage *stage) {
  int moved[3] = {-1, -1, -1};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  int error = plan_descriptors(r, &actions, moved);
  if (!error) error = plan_attributes(r, &attributes);
  *stage = STAGE_SETUP;
  if (!error) {
    error = run_first(&(runner){spawn_one, r, &actions, &attributes, pid});
    if (error) *stage = failed_stage(r, error);
  }
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  for (int i = 0; i < 3; i++)
    if (moved[i] >= 0) close(moved[i]);
  return error;
}

/* What posix_spawn has no words for. */
static bool needs_fork(const request *r) {
  return r->user >= 0 || r->group >= 0 || r->set_groups || r->mask >= 0;
}

#else

static int start_by_spawn(WF_UNUSED const request *r, WF_UNUSED pid_t *pid,
                          WF_UNUSED enum stage *stage) {
  return ENOSYS;
}
static bool needs_fork(WF_UNUSED const request *r) { return true; }

#endif

/* --- By fork. The child calls nothing that a lock of another thread could hold up. --- */

static int inherit(int fd) {
  int flags = fcntl(fd, F_GETFD);
  return flags < 0 || fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC) < 0 ? errno : 0;
}

static int set_descriptors(const request *r) {
  int from[3];
  for (int i = 0; i < 3; i++) {
    from[i] = r->std[i];
    if (from[i] >= 0 && from[i] < 3 && from[i] != i &&
        (from[i] = fcntl(from[i], F_DUPFD_CLOEXEC, 3)) < 0)
      return errno;
  }
  for (int i = 0; i < 3; i++) {
    if (from[i] >= 0 && from[i] != i && dup2(from[i], i) < 0) return errno;
    if (from[i] == i && inherit(i)) return errno;
  }
  for (size_t i = 0; i < r->keep_count; i++)
    if (inherit(r->keep[i])) return errno;
  return 0;
}

static void close_others(const request *r, int report) {
  int low = 3;
  for (size_t i = 0; i <= r->keep_count; i++) {
    int next = i < r->keep_count ? r->keep[i] : INT_MAX;
    if (next < low) continue;
    if (report >= low && report < next) {
      wf_os_close_range(low, report);
      low = report + 1;
    }
    wf_os_close_range(low, next);
    low = next == INT_MAX ? next : next + 1;
  }
}

static int exec_one(const runner *runner, const char *executable) {
  const request *r = runner->request;
  execve(executable, r->argv, r->env);
  return errno;
}

static int change_identity(const request *r) {
  gid_t group = (gid_t)r->group;
  uid_t user = (uid_t)r->user;
  if (r->set_groups && setgroups(r->group_count, r->groups) < 0) return errno;
  if (r->group >= 0 && setregid(group, group) < 0) return errno;
  return r->user >= 0 && setreuid(user, user) < 0 ? errno : 0;
}

/* In the child: an errno, with the stage. */
static int become(const request *r, int report, enum stage *stage) {
  *stage = STAGE_SETUP;
  int error = set_descriptors(r);
  if (error) return error;
  if (r->cwd && chdir(r->cwd) < 0) return *stage = STAGE_CWD, errno;
  if (r->mask >= 0) umask((mode_t)r->mask);
  if (r->restore_signals) {
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
  }
  if (r->new_session && setsid() < 0) return errno;
  if (r->process_group >= 0 && setpgid(0, r->process_group) < 0) return errno;
  if ((error = change_identity(r))) return error;
  if (r->close_others) close_others(r, report);
  *stage = STAGE_EXEC;
  return run_first(&(runner){.run = exec_one, .request = r});
}

/* The end of a pipe above the standard descriptors, which the child replaces. */
static int move_up(int fd) {
  int up = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  close(fd);
  return up;
}

static int start_by_fork(const request *r, pid_t *pid, enum stage *stage) {
  int ends[2], failure[2] = {0, STAGE_SETUP};
  *stage = STAGE_SETUP;
  if (wf_os_pipe(ends) < 0) return errno;
  if ((ends[1] = move_up(ends[1])) < 0) return close(ends[0]), EMFILE;
  pid_t child = fork();
  if (child == 0) {
    enum stage at;
    failure[0] = become(r, ends[1], &at);
    failure[1] = (int)at;
    _exit(write(ends[1], failure, sizeof failure) < 0 ? 254 : 255);
  }
  int error = child < 0 ? errno : 0;
  close(ends[1]);
  ssize_t got = 0;
  while (!error && (got = read(ends[0], failure, sizeof failure)) < 0 && errno == EINTR) continue;
  close(ends[0]);
  if (!error && got == 0) return *pid = child, 0;
  if (error) return error;
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
  *stage = (enum stage)failure[1];
  return failure[0];
}

/* The pid; or (errno, stage) as a tuple when the program could not be run. */
wf_value wf_os_spawn(const wf_value *args, WF_UNUSED size_t nargs, WF_UNUSED wf_value kwnames) {
  request r;
  pid_t pid = -1;
  enum stage stage;
  if (!read_request(args, &r)) return WF_ERROR;
  wf_outside_enter(); /* until the program has been read, maybe from afar */
  int error = needs_fork(&r) ? start_by_fork(&r, &pid, &stage) : start_by_spawn(&r, &pid, &stage);
  wf_outside_return();
  if (!error) return wf_int_new(pid);
  return wf_tuple_of(2, wf_small_int(error), wf_str_from_c(stage_names[stage]));
}

/* --- Command lines ---

   As system() does it, but with a copy of the environment, which system() reads while other threads
   may change it. */

/* As long as command lines run, Ctrl-C and Ctrl-\ are for them alone. */
static struct {
  pthread_mutex_t lock;
  size_t running;
  struct sigaction interrupt, quit; /* what these did before */
} shells = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* `caught`: the signals that the shell is not to ignore. */
static void begin_shell(sigset_t *caught) {
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  sigemptyset(caught);
  pthread_mutex_lock(&shells.lock);
  if (shells.running++ == 0) {
    sigaction(SIGINT, &ignore, &shells.interrupt);
    sigaction(SIGQUIT, &ignore, &shells.quit);
  }
  if (shells.interrupt.sa_handler != SIG_IGN) sigaddset(caught, SIGINT);
  if (shells.quit.sa_handler != SIG_IGN) sigaddset(caught, SIGQUIT);
  pthread_mutex_unlock(&shells.lock);
}

static void end_shell(void) {
  pthread_mutex_lock(&shells.lock);
  if (--shells.running == 0) {
    sigaction(SIGINT, &shells.interrupt, NULL);
    sigaction(SIGQUIT, &shells.quit, NULL);
  }
  pthread_mutex_unlock(&shells.lock);
}

static int start_shell(const char *line, char **env, const sigset_t *caught, const sigset_t *mask,
                       pid_t *pid) {
  char *argv[] = {(char *)"sh", (char *)"-c", (char *)line, NULL};
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, caught);
  posix_spawnattr_setsigmask(&attributes, mask);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  int error = posix_spawn(pid, "/bin/sh", NULL, &attributes, argv, env);
  posix_spawnattr_destroy(&attributes);
  return error;
}

/* A shell that cannot be run counts as one that ended with 127. */
static int run_shell(const char *line, char **env) {
  sigset_t child, before, caught;
  pid_t pid, ended;
  int status = 127 << 8;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  begin_shell(&caught);
  pthread_sigmask(SIG_BLOCK, &child, &before);
  if (start_shell(line, env, &caught, &before, &pid) == 0) {
    while ((ended = waitpid(pid, &status, 0)) < 0 && errno == EINTR) continue;
    if (ended < 0) status = -1;
  }
  end_shell();
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return status;
}

wf_value wf_os_shell(const char *line) {
  char **env = wf_environment_copy();
  if (!env) return WF_ERROR;
  wf_outside_enter();
  int status = run_shell(line, env);
  return wf_outside_leave() ? wf_int_new(status) : WF_ERROR;
}
