/* What os knows and changes of this process and of the system: users, groups, sessions, scheduling,
   limits and names of the system's configuration. */
#include <config.h>

#include <grp.h>
#include <limits.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/sysmacros.h>
#endif
#ifdef HAVE_SYS_RANDOM_H
#include <sys/random.h>
#endif

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
#include "runtime/worker.h"

static wf_value done(int64_t status) { return wf_os_done(status, WF_EMPTY); }

/* --- Users and groups --- */

/* -1, which means "as it is" or "nobody" to the calls, is allowed. */
bool wf_os_id(wf_value v, const char *what, uint32_t *out) {
  int64_t id;
  if (!wf_type_of(v)->slots.unary[WF_OP_INDEX]) {
    wf_raise(&wf_exc_TypeError, "%s should be integer, not %T", what, v);
    return false;
  }
  if ((v = wf_index(v)) == WF_ERROR) return false;
  if (!wf_int_to_int64(v, &id)) id = wf_int_sign(v) < 0 ? INT64_MIN : INT64_MAX;
  if (id >= -1 && id <= UINT32_MAX) return *out = (uint32_t)id, true;
  wf_raise(&wf_exc_OverflowError, "%s is %s than %s", what, id < 0 ? "less" : "greater",
           id < 0 ? "minimum" : "maximum");
  return false;
}

#define SET_ONE(name, what)                                                            \
  WF_NATIVE(os_##name) {                                                               \
    uint32_t id;                                                                       \
    return wf_os_id(args[0], what, &id) ? done(name(id)) : WF_ERROR;                   \
  }
#define SET_TWO(name, what)                                                            \
  WF_NATIVE(os_##name) {                                                               \
    uint32_t real, effective;                                                          \
    if (!wf_os_id(args[0], what, &real) || !wf_os_id(args[1], what, &effective))       \
      return WF_ERROR;                                                                 \
    return done(name(real, effective));                                                \
  }
SET_ONE(setuid, "uid")
SET_ONE(seteuid, "uid")
SET_ONE(setgid, "gid")
SET_ONE(setegid, "gid")
SET_TWO(setreuid, "uid")
SET_TWO(setregid, "gid")

#ifdef __linux__
#define SET_THREE(name, what)                                                          \
  WF_NATIVE(os_##name) {                                                               \
    uint32_t id[3];                                                                    \
    for (int i = 0; i < 3; i++)                                                        \
      if (!wf_os_id(args[i], what, &id[i])) return WF_ERROR;                           \
    return done(name(id[0], id[1], id[2]));                                            \
  }
#define GET_THREE(name)                                                                \
  WF_NATIVE(os_##name) {                                                               \
    uint32_t id[3];                                                                    \
    if (name(&id[0], &id[1], &id[2]) < 0) return done(-1);                             \
    return wf_tuple_of(3, wf_int_new(id[0]), wf_int_new(id[1]), wf_int_new(id[2]));    \
  }
SET_THREE(setresuid, "uid")
SET_THREE(setresgid, "gid")
GET_THREE(getresuid)
GET_THREE(getresgid)
#endif

static wf_value group_list(const gid_t *groups, int count) {
  wf_value list = wf_list_new((size_t)count);
  for (int i = 0; i < count; i++)
    if (!wf_list_append(list, wf_int_new((int64_t)groups[i]))) return WF_ERROR;
  return list;
}
WF_NATIVE(os_getgroups) {
  int count = getgroups(0, NULL);
  gid_t *groups = count < 0 ? NULL : wf_alloc_var_atomic(((size_t)count + 1) * sizeof *groups);
  if (count >= 0 && !groups) return WF_ERROR;
  count = count < 0 ? -1 : getgroups(count, groups);
  return count < 0 ? done(-1) : group_list(groups, count);
}
WF_NATIVE(os_getgrouplist) {
  wf_os_path_arg user;
  uint32_t group;
  if (!wf_os_path(args[0], WF_OS_TEXT, "user", &user) || !wf_os_id(args[1], "gid", &group))
    return WF_ERROR;
  for (int room = 32;; room *= 2) {
    int count = room;
    gid_t *groups = wf_alloc_var_atomic((size_t)room * sizeof *groups);
    if (!groups) return WF_ERROR;
    if (getgrouplist(user.text, group, groups, &count) >= 0) return group_list(groups, count);
  }
}
WF_NATIVE(os_setgroups) {
  size_t count;
  wf_value tuple = wf_tuple_from_iterable(args[0]);
  if (tuple == WF_ERROR) return WF_ERROR;
  const wf_value *items = wf_sequence_array(tuple, &count);
  gid_t *groups = wf_alloc_var_atomic((count + 1) * sizeof *groups);
  if (!groups) return WF_ERROR;
  if (count > NGROUPS_MAX) return wf_raise(&wf_exc_ValueError, "too many groups");
  for (size_t i = 0; i < count; i++)
    if (!wf_os_id(items[i], "gid", &groups[i])) return WF_ERROR;
  return done(setgroups(count, groups));
}
WF_NATIVE(os_initgroups) {
  wf_os_path_arg user;
  uint32_t group;
  if (!wf_os_path(args[0], WF_OS_TEXT, "username", &user) || !wf_os_id(args[1], "gid", &group))
    return WF_ERROR;
  return done(initgroups(user.text, group));
}
WF_NATIVE(os_getlogin) {
  char name[LOGIN_NAME_MAX + 1];
  int error = getlogin_r(name, sizeof name);
  return error ? wf_raise_errno(error, WF_EMPTY) : wf_os_text(name, false);
}

/* --- Sessions and process groups --- */

WF_NATIVE(os_setsid) { return done(setsid()); }
WF_NATIVE(os_setpgrp) { return done(setpgid(0, 0)); }
WF_NATIVE(os_setpgid) {
  int pid, group;
  return wf_arg_parsed_int(args[0], &pid) && wf_arg_int(args[1], &group) ? done(setpgid(pid, group))
                                                                  : WF_ERROR;
}
WF_NATIVE(os_chroot) {
  WF_OS_PATH(0, "chroot");
  return wf_os_done(chroot(path.text), path.shown);
}

/* --- Scheduling --- */

WF_NATIVE(os_getpriority) {
  int which, who;
  if (!wf_arg_int(args[0], &which) || !wf_arg_int(args[1], &who)) return WF_ERROR;
  errno = 0;
  int priority = getpriority(which, (id_t)who);
  return priority == -1 && errno ? done(-1) : wf_small_int(priority);
}
WF_NATIVE(os_setpriority) {
  int which, who, priority;
  if (!wf_arg_int(args[0], &which) || !wf_arg_int(args[1], &who) || !wf_arg_int(args[2], &priority))
    return WF_ERROR;
  wf_worker_keep_none();
  return done(setpriority(which, (id_t)who, priority));
}
WF_NATIVE(os_sched_yield) { return done(sched_yield()); }
WF_NATIVE(os_sched_get_priority_max) {
  int policy;
  if (!wf_arg_int(args[0], &policy)) return WF_ERROR;
  int most = sched_get_priority_max(policy);
  return most < 0 ? done(-1) : wf_small_int(most);
}
WF_NATIVE(os_sched_get_priority_min) {
  int policy;
  if (!wf_arg_int(args[0], &policy)) return WF_ERROR;
  int least = sched_get_priority_min(policy);
  return least < 0 ? done(-1) : wf_small_int(least);
}

#ifdef __linux__
static const char *const param_fields[] = {"sched_priority", NULL};
static const wf_record_def param_def = {"posix.sched_param", "A scheduling priority.", param_fields,
                                        1};
static wf_type *param_type;

/* Takes the priority itself, unlike other records. */
static wf_value param_new(WF_UNUSED wf_type *cls, const wf_value *args, size_t npos,
                          wf_value kwnames) {
  wf_value a[1];
  if (!WF_BIND("sched_param", "(sched_priority)", args, npos, kwnames, a)) return WF_ERROR;
  return wf_record_new(param_type, a, 1);
}

static bool read_param(wf_value v, struct sched_param *out) {
  if (wf_type_of(v) != param_type) {
    wf_raise(&wf_exc_TypeError, "must have a sched_param object");
    return false;
  }
  return wf_arg_int(wf_tuple_get(v, 0), &out->sched_priority);
}
WF_NATIVE(os_sched_getparam) {
  int pid;
  struct sched_param param;
  if (!wf_arg_parsed_int(args[0], &pid)) return WF_ERROR;
  if (sched_getparam(pid, &param) < 0) return done(-1);
  wf_value v = wf_small_int(param.sched_priority);
  return wf_record_new(param_type, &v, 1);
}
WF_NATIVE(os_sched_setparam) {
  int pid;
  struct sched_param param;
  return wf_arg_parsed_int(args[0], &pid) && read_param(args[1], &param)
             ? done(sched_setparam(pid, &param))
             : WF_ERROR;
}
WF_NATIVE(os_sched_getscheduler) {
  int pid;
  if (!wf_arg_parsed_int(args[0], &pid)) return WF_ERROR;
  int policy = sched_getscheduler(pid);
  return policy < 0 ? done(-1) : wf_small_int(policy);
}
WF_NATIVE(os_sched_setscheduler) {
  int pid, policy;
  struct sched_param param;
  if (!wf_arg_parsed_int(args[0], &pid) || !wf_arg_int(args[1], &policy) ||
      !read_param(args[2], &param))
    return WF_ERROR;
  wf_worker_keep_none();
  return done(sched_setscheduler(pid, policy, &param));
}
WF_NATIVE(os_sched_rr_get_interval) {
  int pid;
  struct timespec interval;
  if (!wf_arg_parsed_int(args[0], &pid)) return WF_ERROR;
  if (sched_rr_get_interval(pid, &interval) < 0) return done(-1);
  return wf_float_new((double)interval.tv_sec + 1e-9 * (double)interval.tv_nsec);
}

/* Sets of processors grow until the system's fits. */
WF_NATIVE(os_sched_getaffinity) {
  int pid;
  if (!wf_arg_parsed_int(args[0], &pid)) return WF_ERROR;
  for (int room = 1024; room <= 1 << 20; room *= 2) {
    size_t size = CPU_ALLOC_SIZE(room);
    cpu_set_t *set = wf_alloc_var_atomic(size);
    if (!set) return WF_ERROR;
    if (sched_getaffinity(pid, size, set) < 0) {
      if (errno == EINVAL && room < 1 << 20) continue;
      return done(-1);
    }
    wf_value list = wf_list_new(8);
    for (int cpu = 0; cpu < room; cpu++)
      if (CPU_ISSET_S((size_t)cpu, size, set)) wf_list_append(list, wf_small_int(cpu));
    return wf_call1(wf_from_type(&wf_set_type), list);
  }
  return wf_raise_errno(EINVAL, WF_EMPTY);
}
WF_NATIVE(os_sched_setaffinity) {
  int pid, cpu, most = 0;
  size_t count;
  if (!wf_arg_parsed_int(args[0], &pid)) return WF_ERROR;
  wf_value tuple = wf_tuple_from_iterable(args[1]);
  if (tuple == WF_ERROR) return WF_ERROR;
  const wf_value *items = wf_sequence_array(tuple, &count);
  for (size_t i = 0; i < count; i++) {
    if (!wf_is_int(items[i]))
      return wf_raise(&wf_exc_TypeError, "expected an iterator of ints, but iterator yielded %T",
                      items[i]);
    if (!wf_arg_int(items[i], &cpu)) return WF_ERROR;
    if (cpu < 0) return wf_raise(&wf_exc_ValueError, "negative CPU number");
    if (cpu >= 1 << 20) return wf_raise_errno(EINVAL, WF_EMPTY);
    if (cpu > most) most = cpu;
  }
  size_t size = CPU_ALLOC_SIZE(most + 1);
  cpu_set_t *set = wf_alloc_var_atomic(size);
  if (!set) return WF_ERROR;
  CPU_ZERO_S(size, set);
  for (size_t i = 0; i < count; i++) CPU_SET_S((size_t)wf_small_int_get(items[i]), size, set);
  wf_worker_keep_none();
  return done(sched_setaffinity(pid, size, set));
}
#endif

/* --- Names of the configuration --- */

typedef struct conf_name {
  const char *name;
  int value;
} conf_name;
#define SYSCONF(name) {#name, _##name},
static const conf_name sysconf_names[] = {
#include "runtime/native/os_names.def"
};
#undef SYSCONF
#define PATHCONF(name) {#name, _##name},
static const conf_name pathconf_names[] = {
#include "runtime/native/os_names.def"
};
#undef PATHCONF
#define CONFSTR(name) {#name, _##name},
static const conf_name confstr_names[] = {
#include "runtime/native/os_names.def"
};
#undef CONFSTR

static bool conf_value(wf_value v, const conf_name *names, size_t count, int *out) {
  if (wf_is_int(v)) return wf_arg_int(v, out);
  if (!wf_is_str(v)) {
    wf_raise(&wf_exc_TypeError, "configuration names must be strings or integers");
    return false;
  }
  for (size_t i = 0; i < count; i++)
    if (wf_str_equal_c(v, names[i].name)) return *out = names[i].value, true;
  wf_raise(&wf_exc_ValueError, "unrecognized configuration name");
  return false;
}

WF_NATIVE(os_sysconf) {
  int name;
  if (!conf_value(args[0], sysconf_names, WF_COUNT(sysconf_names), &name)) return WF_ERROR;
  errno = 0;
  long v = sysconf(name);
  return v < 0 && errno ? done(-1) : wf_int_new(v);
}
WF_NATIVE(os_pathconf) {
  wf_os_path_arg path;
  int name;
  if (!wf_os_path(args[0], WF_OS_FD, "pathconf: path", &path) ||
      !conf_value(args[1], pathconf_names, WF_COUNT(pathconf_names), &name))
    return WF_ERROR;
  errno = 0;
  long v = path.fd >= 0 ? fpathconf(path.fd, name) : pathconf(path.text, name);
  return v < 0 && errno ? wf_os_done(-1, path.shown) : wf_int_new(v);
}
WF_NATIVE(os_fpathconf) {
  int fd, name;
  if (!wf_arg_int(args[0], &fd) ||
      !conf_value(args[1], pathconf_names, WF_COUNT(pathconf_names), &name))
    return WF_ERROR;
  errno = 0;
  long v = fpathconf(fd, name);
  return v < 0 && errno ? done(-1) : wf_int_new(v);
}
WF_NATIVE(os_confstr) {
  int name;
  if (!conf_value(args[0], confstr_names, WF_COUNT(confstr_names), &name)) return WF_ERROR;
  errno = 0;
  size_t size = confstr(name, NULL, 0);
  if (!size) return errno ? done(-1) : WF_NONE;
  char *text = wf_alloc_var_atomic(size);
  if (!text) return WF_ERROR;
  confstr(name, text, size);
  return wf_os_text(text, false);
}

static bool add_names(wf_value module, const char *name, const conf_name *names, size_t count) {
  wf_value dict = wf_dict_new();
  for (size_t i = 0; i < count; i++)
    if (!wf_dict_set(dict, wf_str_from_c(names[i].name), wf_small_int(names[i].value)))
      return false;
  return wf_module_add(module, name, dict);
}

/* --- Devices and chance --- */

static bool device_number(wf_value v, uint64_t *out) { return wf_arg_uint64(v, out); }
WF_NATIVE(os_major) {
  uint64_t device;
  return device_number(args[0], &device) ? wf_int_new((int64_t)major((dev_t)device)) : WF_ERROR;
}
WF_NATIVE(os_minor) {
  uint64_t device;
  return device_number(args[0], &device) ? wf_int_new((int64_t)minor((dev_t)device)) : WF_ERROR;
}
WF_NATIVE(os_makedev) {
  int major_number, minor_number;
  if (!wf_arg_int(args[0], &major_number) || !wf_arg_int(args[1], &minor_number)) return WF_ERROR;
  return wf_int_from_uint64(makedev((unsigned)major_number, (unsigned)minor_number));
}

#ifdef HAVE_GETRANDOM
static wf_value random_bytes(uint8_t *data, int64_t size, int flags) {
  ssize_t n;
  WF_OS_OUTSIDE(n, getrandom(data, (size_t)size, (unsigned)flags));
  return n < 0 ? done(-1) : wf_bytes_new(data, (size_t)n);
}
WF_NATIVE(os_getrandom) {
  int64_t size;
  int flags;
  if (!wf_arg_size(args[0], &size) || !wf_os_int_or(args[1], 0, &flags)) return WF_ERROR;
  if (size < 0) return wf_raise_errno(EINVAL, WF_EMPTY);
  uint8_t *data = wf_alloc_var_atomic((size_t)size + 1);
  return data ? random_bytes(data, size, flags) : WF_ERROR;
}
#endif

static const wf_native_def functions[] = {
    {"setuid", os_setuid, "(uid, /)", "Set the user.", 0},
    {"seteuid", os_seteuid, "(euid, /)", "Set the effective user.", 0},
    {"setgid", os_setgid, "(gid, /)", "Set the group.", 0},
    {"setegid", os_setegid, "(egid, /)", "Set the effective group.", 0},
    {"setreuid", os_setreuid, "(ruid, euid, /)", "Set the real and the effective user.", 0},
    {"setregid", os_setregid, "(rgid, egid, /)", "Set the real and the effective group.", 0},
#ifdef __linux__
    {"setresuid", os_setresuid, "(ruid, euid, suid, /)",
     "Set the real, effective and saved user.", 0},
    {"setresgid", os_setresgid, "(rgid, egid, sgid, /)",
     "Set the real, effective and saved group.", 0},
    {"getresuid", os_getresuid, "()", "The real, effective and saved user.", 0},
    {"getresgid", os_getresgid, "()", "The real, effective and saved group.", 0},
#endif
    {"getgroups", os_getgroups, "()", "The process's supplementary groups.", 0},
    {"getgrouplist", os_getgrouplist, "(user, group, /)", "The groups of a user.", 0},
    {"setgroups", os_setgroups, "(groups, /)", "Set the supplementary groups.", 0},
    {"initgroups", os_initgroups, "(username, gid, /)",
     "Set the supplementary groups to those of a user.", 0},
    {"getlogin", os_getlogin, "()", "The name of the user who logged in.", 0},
    {"setsid", os_setsid, "()", "Begin a session.", 0},
    {"setpgrp", os_setpgrp, "()", "Begin a process group.", 0},
    {"setpgid", os_setpgid, "(pid, pgrp, /)", "Put a process into a process group.", 0},
    {"chroot", os_chroot, "(path)", "Make a directory the root.", 0},
    {"getpriority", os_getpriority, "(which, who)", "A process's priority.", 0},
    {"setpriority", os_setpriority, "(which, who, priority)", "Set a process's priority.", 0},
    {"sched_yield", os_sched_yield, "()", "Let others use the processor.", 0},
    {"sched_get_priority_max", os_sched_get_priority_max, "(policy)",
     "A scheduling policy's highest priority.", 0},
    {"sched_get_priority_min", os_sched_get_priority_min, "(policy)",
     "A scheduling policy's lowest priority.", 0},
#ifdef __linux__
    {"sched_getparam", os_sched_getparam, "(pid, /)", "A process's scheduling priority.", 0},
    {"sched_setparam", os_sched_setparam, "(pid, param, /)",
     "Set a process's scheduling priority.", 0},
    {"sched_getscheduler", os_sched_getscheduler, "(pid, /)", "A process's scheduling policy.",
     0},
    {"sched_setscheduler", os_sched_setscheduler, "(pid, policy, param, /)",
     "Set a process's scheduling policy.", 0},
    {"sched_rr_get_interval", os_sched_rr_get_interval, "(pid, /)",
     "A process's time slice in seconds.", 0},
    {"sched_getaffinity", os_sched_getaffinity, "(pid, /)",
     "The processors that a process may run on.", 0},
    {"sched_setaffinity", os_sched_setaffinity, "(pid, mask, /)",
     "Set the processors that a process may run on.", 0},
#endif
    {"sysconf", os_sysconf, "(name, /)", "A number of the system's configuration.", 0},
    {"pathconf", os_pathconf, "(path, name)", "A limit of a file.", 0},
    {"fpathconf", os_fpathconf, "(fd, name, /)", "A limit of an open file.", 0},
    {"confstr", os_confstr, "(name, /)", "A text of the system's configuration.", 0},
    {"major", os_major, "(device, /)", "The major number of a device.", 0},
    {"minor", os_minor, "(device, /)", "The minor number of a device.", 0},
    {"makedev", os_makedev, "(major, minor, /)", "The number of a device.", 0},
#ifdef HAVE_GETRANDOM
    {"getrandom", os_getrandom, "(size, flags=0)", "Random bytes from the system.", 0},
#endif
    {0},
};

bool wf_os_identity_init(wf_value module) {
#ifdef __linux__
  if (!param_type) param_type = wf_record_type_new(&param_def);
  if (!param_type) return false;
  param_type->slots.new = param_new;
  if (!wf_module_add(module, "sched_param", wf_from_type(param_type))) return false;
#endif
  return add_names(module, "sysconf_names", sysconf_names, WF_COUNT(sysconf_names)) &&
         add_names(module, "pathconf_names", pathconf_names, WF_COUNT(pathconf_names)) &&
         add_names(module, "confstr_names", confstr_names, WF_COUNT(confstr_names)) &&
         wf_module_add_functions(module, functions);
}
