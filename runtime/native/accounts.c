/* The modules pwd and grp: the system's databases of users and of groups. */
#include <config.h>

#include <errno.h>
#include <grp.h>
#include <pthread.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/descriptor.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native/os.h"
#include "runtime/str.h"

/* A question may go to a server and so takes place outside, where no value can be made. So each
   entry found is written into a stream, field by field with a NUL after each, and becomes a record
   afterwards. */
typedef struct database {
  wf_record_def def;
  const char *kinds; /* of the fields: t text, n number, m a count and that many texts */
  wf_type *type;     /* written when the module begins */
  /* Writes the entry of that name (NULL: of that number), if there is one; an error number. */
  int (*find)(const char *name, uint32_t id, char *room, size_t size, FILE *out);
  void (*list)(FILE *out);
} database;

static void put_text(FILE *out, const char *text) {
  fprintf(out, "%s%c", text ? text : "", 0);
}
static void put_number(FILE *out, uint64_t n) { fprintf(out, "%llu%c", (unsigned long long)n, 0); }

static void put_user(FILE *out, const struct passwd *user) {
  put_text(out, user->pw_name);
  put_text(out, user->pw_passwd);
  put_number(out, user->pw_uid);
  put_number(out, user->pw_gid);
  put_text(out, user->pw_gecos);
  put_text(out, user->pw_dir);
  put_text(out, user->pw_shell);
}
static int find_user(const char *name, uint32_t id, char *room, size_t size, FILE *out) {
  struct passwd user, *found = NULL;
  int error = name ? getpwnam_r(name, &user, room, size, &found)
                   : getpwuid_r(id, &user, room, size, &found);
  if (!error && found) put_user(out, found);
  return error;
}
static void list_users(FILE *out) {
  const struct passwd *user;
  setpwent();
  while ((user = getpwent())) put_user(out, user);
  endpwent();
}

static void put_group(FILE *out, const struct group *group) {
  size_t count = 0;
  put_text(out, group->gr_name);
  put_text(out, group->gr_passwd);
  put_number(out, group->gr_gid);
  while (group->gr_mem[count]) count++;
  put_number(out, count);
  for (size_t i = 0; i < count; i++) put_text(out, group->gr_mem[i]);
}
static int find_group(const char *name, uint32_t id, char *room, size_t size, FILE *out) {
  struct group group, *found = NULL;
  int error = name ? getgrnam_r(name, &group, room, size, &found)
                   : getgrgid_r(id, &group, room, size, &found);
  if (!error && found) put_group(out, found);
  return error;
}
static void list_groups(FILE *out) {
  const struct group *group;
  setgrent();
  while ((group = getgrent())) put_group(out, group);
  endgrent();
}

static const char *const user_fields[] = {"pw_name",  "pw_passwd", "pw_uid",   "pw_gid",
                                          "pw_gecos", "pw_dir",    "pw_shell", NULL};
static const char *const group_fields[] = {"gr_name", "gr_passwd", "gr_gid", "gr_mem", NULL};
static database users = {
    .def = {"pwd.struct_passwd", "What the system knows of a user.", user_fields, 7},
    .kinds = "ttnnttt",
    .find = find_user,
    .list = list_users,
};
static database groups = {
    .def = {"grp.struct_group", "What the system knows of a group.", group_fields, 4},
    .kinds = "ttnm",
    .find = find_group,
    .list = list_groups,
};

/* --- From the stream to records --- */

static const char *next_text(const char **at) {
  const char *text = *at;
  *at += strlen(text) + 1;
  return text;
}
static wf_value next_number(const char **at) {
  uint64_t n = strtoull(next_text(at), NULL, 10);
  return n == UINT32_MAX ? wf_small_int(-1) : wf_int_from_uint64(n);
}
static wf_value next_texts(const char **at) {
  uint64_t count = strtoull(next_text(at), NULL, 10);
  wf_value list = wf_list_new(count);
  for (uint64_t i = 0; list != WF_ERROR && i < count; i++) {
    wf_value text = wf_os_text(next_text(at), false);
    if (text == WF_ERROR || !wf_list_append(list, text)) return WF_ERROR;
  }
  return list;
}

static wf_value next_record(const database *of, const char **at) {
  wf_value fields[WF_COUNT(user_fields)];
  size_t count = strlen(of->kinds);
  for (size_t i = 0; i < count; i++) {
    char kind = of->kinds[i];
    fields[i] = kind == 't'   ? wf_os_text(next_text(at), false)
                : kind == 'n' ? next_number(at)
                              : next_texts(at);
    if (fields[i] == WF_ERROR) return WF_ERROR;
  }
  return wf_record_new(of->type, fields, count);
}

/* --- Questions --- */

/* The record; WF_EMPTY: there is none. */
static wf_value look_up(const database *of, const char *name, uint32_t id) {
  int error = ERANGE;
  for (size_t size = 1024; error == ERANGE || error == EINTR; size *= 1 + (error == ERANGE)) {
    char *room = wf_alloc_var_atomic(size), *text = NULL;
    size_t length = 0;
    if (!room) return WF_ERROR;
    wf_outside_enter();
    FILE *out = open_memstream(&text, &length);
    error = out ? of->find(name, id, room, size, out) : ENOMEM;
    if (out && fclose(out) != 0) error = ENOMEM;
    wf_outside_return();
    const char *at = text;
    wf_value record = !error && length ? next_record(of, &at) : WF_EMPTY;
    free(text);
    if (record != WF_EMPTY) return record;
    if (!wf_poll(wf_self)) return WF_ERROR;
  }
  return error == ENOMEM ? wf_raise_memory() : WF_EMPTY;
}

/* The place in the system's list is one for the whole process: a list is read as a whole. Held
   outside only; a fork finds it free, since it needs that there are no other threads. */
static pthread_mutex_t reading = PTHREAD_MUTEX_INITIALIZER;

static wf_value all(const database *of) {
  char *text = NULL;
  size_t length = 0;
  wf_outside_enter();
  FILE *out = open_memstream(&text, &length);
  if (out) {
    pthread_mutex_lock(&reading);
    of->list(out);
    pthread_mutex_unlock(&reading);
  }
  bool whole = out && fclose(out) == 0;
  wf_outside_return();
  wf_value list = whole ? wf_list_new(0) : wf_raise_memory();
  for (const char *at = text; list != WF_ERROR && at < text + length;) {
    wf_value record = next_record(of, &at);
    if (record == WF_ERROR || !wf_list_append(list, record)) list = WF_ERROR;
  }
  free(text);
  return list;
}

static wf_value by_name(const database *of, wf_value name, const char *function,
                        const char *argument) {
  wf_os_path_arg key;
  if (!wf_arg_str(name, argument) || !wf_os_path(name, WF_OS_TEXT, "name", &key)) return WF_ERROR;
  wf_value found = look_up(of, key.text, 0);
  return found == WF_EMPTY
             ? wf_raise(&wf_exc_KeyError, "%s(): name not found: %R", function, name)
             : found;
}

WF_NATIVE(pwd_getpwnam) {
  return by_name(&users, args[0], "getpwnam", "getpwnam() argument");
}
WF_NATIVE(pwd_getpwuid) {
  uint32_t id;
  if (!wf_os_id(args[0], "uid", &id)) {
    if (!wf_error_is(&wf_exc_OverflowError)) return WF_ERROR;
    wf_error_clear();
    return wf_raise(&wf_exc_KeyError, "getpwuid(): uid not found");
  }
  wf_value found = look_up(&users, NULL, id);
  return found == WF_EMPTY ? wf_raise(&wf_exc_KeyError, "getpwuid(): uid not found: %ld",
                                      id == UINT32_MAX ? -1L : (long)id)
                           : found;
}
WF_NATIVE(pwd_getpwall) { return all(&users); }

WF_NATIVE(grp_getgrnam) {
  return by_name(&groups, args[0], "getgrnam", "getgrnam() argument 'name'");
}
WF_NATIVE(grp_getgrgid) {
  uint32_t id;
  if (!wf_os_id(args[0], "gid", &id)) return WF_ERROR;
  wf_value found = look_up(&groups, NULL, id);
  return found == WF_EMPTY ? wf_raise(&wf_exc_KeyError, "getgrgid(): gid not found: %ld",
                                      id == UINT32_MAX ? -1L : (long)id)
                           : found;
}
WF_NATIVE(grp_getgrall) { return all(&groups); }

static const wf_native_def user_functions[] = {
    {"getpwnam", pwd_getpwnam, "(name, /)", "The user of that name; KeyError: there is none.", 0},
    {"getpwuid", pwd_getpwuid, "(uid, /)", "The user of that number; KeyError: there is none.", 0},
    {"getpwall", pwd_getpwall, "()", "The list of all users.", 0},
    {0},
};
static const wf_native_def group_functions[] = {
    {"getgrnam", grp_getgrnam, "(name)", "The group of that name; KeyError: there is none.", 0},
    {"getgrgid", grp_getgrgid, "(id)", "The group of that number; KeyError: there is none.", 0},
    {"getgrall", grp_getgrall, "()", "The list of all groups.", 0},
    {0},
};

static bool begin(database *of, wf_value module, const char *name) {
  if (!of->type) of->type = wf_record_type_new(&of->def);
  return of->type && wf_module_add(module, name, wf_from_type(of->type));
}
static bool init_users(wf_value module) { return begin(&users, module, "struct_passwd"); }
static bool init_groups(wf_value module) { return begin(&groups, module, "struct_group"); }

const wf_module_def wf_pwd_module = {
    .name = "pwd",
    .doc = "The system's database of users.",
    .functions = user_functions,
    .init = init_users,
};
const wf_module_def wf_grp_module = {
    .name = "grp",
    .doc = "The system's database of groups.",
    .functions = group_functions,
    .init = init_groups,
};
