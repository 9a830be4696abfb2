/* What the files of the module _os share. */
#ifndef WF_OS_H
#define WF_OS_H

#include <sys/stat.h>

#include "runtime/bytes.h"
#include "runtime/descriptor.h"
#include "runtime/native.h"

typedef struct wf_os_path_arg {
  const char *text; /* for the system */
  int fd;           /* -1, or a descriptor given in place of a path */
  bool is_bytes;
  wf_value shown;   /* as the caller gave it */
} wf_os_path_arg;
/* A path argument: str, bytes, os.PathLike, or a descriptor. false: error pending. */
bool wf_os_path(wf_value v, bool allow_fd, const char *what, wf_os_path_arg *out);
wf_value wf_os_text(const char *text, bool as_bytes);
wf_value wf_os_stat_new(const struct stat *info);
extern const wf_native_def wf_os_process_functions[], wf_os_scandir_functions[];
bool wf_os_scandir_init(wf_value module);

#endif
