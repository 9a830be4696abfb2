/* The environment variables of the process, read and changed in one thread at a time. */
#include <config.h>

#include "runtime/environment.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/str.h"

extern char **environ;

static _Atomic(uint8_t) lock;

void wf_environment_lock(void) {
  int error = errno;
  wf_lock_byte(&lock);
  errno = error;
}
void wf_environment_unlock(void) {
  int error = errno;
  wf_unlock_byte(&lock);
  errno = error;
}

/* --- Changing ---

   Not by setenv: it frees the table that `environ` names before that names another. The collector
   asks for a variable in each collection, with all threads stopped, and would find it in between;
   so would whoever reads without the lock. Here `environ` always names a whole table: what is
   changed is one pointer in it, or a new table takes its place. */

static struct {
  char **texts; /* what `environ` names, if nobody has put another there; ends with NULLs */
  bool *own;    /* of each text: made here */
  size_t room;
} table;

static bool is_named(const char *text, const char *name, size_t size) {
  return strncmp(text, name, size) == 0 && text[size] == '=';
}

/* What was replaced is freed a while later, for readers who are just looking at it. */
static void retire(void *block) {
  static void *retired[64];
  static size_t next;
  if (!block) return;
  free(retired[next]);
  retired[next] = block;
  next = (next + 1) % WF_COUNT(retired);
}

/* Puts another table in place, of all variables but one (NULL: but none). False: no memory. */
static bool replace(const char *left_out, size_t room) {
  bool ours = table.texts == environ;
  size_t size = left_out ? strlen(left_out) : 0, kept = 0;
  char **old = environ, **texts = calloc(room, sizeof *texts), *gone = NULL;
  bool *own = calloc(room, sizeof *own);
  if (!texts || !own) {
    free(texts);
    free(own);
    errno = ENOMEM;
    return false;
  }
  for (size_t i = 0; old && old[i]; i++) {
    bool is_own = ours && table.own[i];
    if (left_out && is_named(old[i], left_out, size)) {
      if (is_own) gone = old[i];
      continue;
    }
    texts[kept] = old[i];
    own[kept++] = is_own;
  }
  __atomic_store_n(&environ, texts, __ATOMIC_RELEASE);
  retire(table.texts);
  retire(gone);
  free(table.own);
  table.texts = texts;
  table.own = own;
  table.room = room;
  return true;
}

static size_t count_all(void) {
  size_t count = 0;
  while (environ && environ[count]) count++;
  return count;
}

/* Where the variable is, or `count`. */
static size_t find(const char *name, size_t count) {
  size_t size = strlen(name), at = 0;
  while (at < count && !is_named(environ[at], name, size)) at++;
  return at;
}

static bool set(const char *name, const char *value) {
  size_t count = count_all(), at = find(name, count);
  bool has_room = table.texts && table.texts == environ && count + 1 < table.room;
  char *text = malloc(strlen(name) + strlen(value) + 2);
  if (!text || !(has_room || replace(NULL, 2 * count + 16))) {
    free(text);
    return false;
  }
  stpcpy(stpcpy(stpcpy(text, name), "="), value);
  char *before = table.texts[at];
  bool own = table.own[at];
  __atomic_store_n(&table.texts[at], text, __ATOMIC_RELEASE);
  table.own[at] = true;
  if (own) retire(before);
  return true;
}

/* In a new table, as a gap cannot be closed with one store. */
static bool unset(const char *name) {
  size_t count = count_all();
  return find(name, count) == count || replace(name, count + 16);
}

bool wf_environment_set(const char *name, const char *value) {
  if (!*name || strchr(name, '=')) {
    errno = EINVAL;
    return false;
  }
  wf_environment_lock();
  bool done = value ? set(name, value) : unset(name);
  wf_environment_unlock();
  return done;
}

/* --- Reading --- */

/* Pointers, NULL, and behind it the texts. */
static char **copy_all(void) {
  size_t count = 0, size = 0;
  for (char **e = environ; e && *e; e++) count++, size += strlen(*e) + 1;
  char **copy = wf_alloc_var_atomic((count + 1) * sizeof *copy + size);
  if (!copy) return NULL;
  char *text = (char *)(copy + count + 1);
  for (size_t i = 0; i < count; i++) {
    copy[i] = text;
    text = stpcpy(text, environ[i]) + 1;
  }
  copy[count] = NULL;
  return copy;
}

char **wf_environment_copy(void) {
  wf_environment_lock();
  char **copy = copy_all();
  wf_environment_unlock();
  return copy;
}

wf_value wf_environment_get(const char *name) {
  wf_environment_lock();
  const char *text = getenv(name);
  wf_value v = text ? wf_str_from_fs(text, strlen(text)) : WF_EMPTY;
  wf_environment_unlock();
  return v;
}
