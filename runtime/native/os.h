/* What the files of the module _os share. */
#ifndef WF_OS_H
#define WF_OS_H

#include <errno.h>
#include <sys/stat.h>

#include "runtime/bytes.h"
#include "runtime/descriptor.h"
#include "runtime/native.h"
#include "runtime/thread.h"

typedef struct wf_os_path_arg {
  const char *text; /* for the system */
  int fd;           /* -1, or a descriptor given in place of a path */
  bool is_bytes;
  wf_value shown;   /* as errors and audit hooks see it: what fspath() gives, or a descriptor as
                       the caller gave it */
  wf_value keep;    /* what holds the text: the collector sees pointers into it nowhere but
                       on the native stack */
} wf_os_path_arg;
enum wf_os_path_kind { WF_OS_TEXT, WF_OS_FD, WF_OS_FD_OR_NONE /* None is the caller's */ };
/* A path argument: str, bytes, os.PathLike, or a descriptor. false: error pending, which
   begins with `what`, "function: argument", if that is not NULL. */
bool wf_os_path(wf_value v, enum wf_os_path_kind kind, const char *what, wf_os_path_arg *out);
wf_value wf_os_text(const char *text, bool as_bytes);
wf_value wf_os_stat_new(const struct stat *info);
/* None; or the error of errno, about `shown` (WF_EMPTY: nothing). */
wf_value wf_os_done(int64_t status, wf_value shown);
bool wf_os_descriptor(wf_value v, int *fd);            /* an int, or what has fileno() */
bool wf_os_id(wf_value v, const char *what, uint32_t *out); /* of a user or group; -1 too */
bool wf_os_int_or(wf_value v, int fallback, int *out); /* for missing values and None */
bool wf_os_follow(wf_value v, bool *follow);           /* follow_symlinks */

/* As pipe(), with two ends that no program keeps which another thread starts just then, where the
   system can do that. */
int wf_os_pipe(int ends[2]);
/* Descriptors from low to below high are closed; also in the child of a fork. */
void wf_os_close_range(int low, int high);

/* A NULL-ended array of texts from a sequence of path-like values, which lives as long as the array
   does; NULL: error pending. */
char **wf_os_text_array(wf_value sequence);
/* _os._spawn: the pid; or (errno, stage) when the program could not be run. */
wf_value wf_os_spawn(const wf_value *args, size_t nargs, wf_value kwnames);
/* Runs a command line in the shell: its wait status, as system() gives it. */
wf_value wf_os_shell(const char *line);

/* Runs a system call outside the runtime until it is not interrupted; the result is in `status`,
   errno is kept. Leaves the function with WF_ERROR when attention raised; what the call has done is
   never lost to that. */
#define WF_OS_OUTSIDE(status, call) WF_OS_OUTSIDE_OR(status, call, WF_ERROR)
/* The same; leaves the function with `failed`. */
#define WF_OS_OUTSIDE_OR(status, call, failed)            \
  do {                                                    \
    wf_outside_enter();                                   \
    (status) = (call);                                    \
    if ((status) >= 0 || errno != EINTR) {                \
      wf_outside_return();                                \
      break;                                              \
    }                                                     \
    if (!wf_outside_leave()) return (failed);             \
  } while (true)

/* Declares `path`, from an argument. */
#define WF_OS_PATH(index, name) \
  wf_os_path_arg path;          \
  if (!wf_os_path(args[index], WF_OS_TEXT, name ": path", &path)) return WF_ERROR

/* Memory that one reading call may fill: what it does not fill costs little. `size` may be less
   than what was asked for: no call moves more, or the file has no more behind the position `at`
   (-1: the current one). */
typedef struct wf_os_room {
  uint8_t *data;
  size_t size;
  wf_value bytes; /* WF_EMPTY: the memory is mapped */
} wf_os_room;
bool wf_os_room_take(wf_os_room *room, int fd, int64_t at, size_t size); /* false: MemoryError */
/* The first n bytes of it, which is given up; n < 0: WF_ERROR, with what was raised. */
wf_value wf_os_room_result(wf_os_room *room, int64_t n);
/* How much a regular file has behind a position, as above; 0 when there is no telling. */
size_t wf_os_left(int fd, int64_t at);

extern const wf_native_def wf_os_scandir_functions[];
bool wf_os_scandir_init(wf_value module);
bool wf_os_process_init(wf_value module);
bool wf_os_may_fork(void); /* false: RuntimeError, there are other threads */
bool wf_os_descriptor_init(wf_value module);
bool wf_os_identity_init(wf_value module);

#endif
