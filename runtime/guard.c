/* Guards: hosts hold finalization off while they do something that needs the runtime. */
#include <config.h>

#include "runtime/guard.h"

#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/thread.h"
#include "runtime/weft.h"

struct weft_guard {
  weft_guard *next, *previous; /* under list_lock */
  int64_t since;
  char name[];
};

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static weft_guard *first;
static bool open; /* under list_lock */

static bool link_guard(weft_guard *g) {
  pthread_mutex_lock(&list_lock);
  bool may = open;
  if (may) {
    g->next = first;
    if (first) first->previous = g;
    first = g;
  }
  pthread_mutex_unlock(&list_lock);
  return may;
}

enum wf_guard_answer wf_guard_acquire(const char *name, weft_guard **guard) {
  size_t size = strlen(name) + 1;
  weft_guard *g = calloc(1, sizeof *g + size);
  if (!g) return WF_GUARD_NO_MEMORY;
  memcpy(g->name, name, size);
  g->since = wf_monotonic();
  if (link_guard(g)) {
    *guard = g;
    return WF_GUARD_HELD;
  }
  free(g);
  return WF_GUARD_CLOSED;
}

void wf_guard_release(weft_guard *g) {
  if (!g) return;
  pthread_mutex_lock(&list_lock);
  if (g->previous) g->previous->next = g->next;
  else first = g->next;
  if (g->next) g->next->previous = g->previous;
  pthread_mutex_unlock(&list_lock);
  free(g);
  wf_wake(&first, INT_MAX);
}

void wf_guard_open(void) {
  pthread_mutex_lock(&list_lock);
  open = true;
  pthread_mutex_unlock(&list_lock);
}

bool wf_guard_close(bool anyway) {
  pthread_mutex_lock(&list_lock);
  bool closed = anyway || !first;
  if (closed) open = false;
  pthread_mutex_unlock(&list_lock);
  return closed;
}

bool wf_guard_any(void) {
  pthread_mutex_lock(&list_lock);
  bool any = first != NULL;
  pthread_mutex_unlock(&list_lock);
  return any;
}

static bool still_held(void *data) {
  (void)data;
  return wf_guard_any();
}

int wf_guard_wait(void) {
  if (!wf_guard_any()) return 0;
  while (wf_guard_any()) {
    wf_park(&first, still_held, NULL, -1, true, WF_WAIT_FOR(GUARD, WF_EMPTY, NULL));
    if (!wf_poll(wf_self)) return -1;
  }
  return 1;
}

void wf_guard_for_each(void (*function)(const char *name, int64_t since, void *data), void *data) {
  pthread_mutex_lock(&list_lock);
  for (weft_guard *g = first; g; g = g->next) function(g->name, g->since, data);
  pthread_mutex_unlock(&list_lock);
}
