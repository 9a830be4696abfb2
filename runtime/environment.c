/* The environment variables of the process, read and changed in one thread at a time. */
#include <config.h>

#include "runtime/environment.h"

#include <errno.h>
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
