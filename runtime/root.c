/* Roots: values kept alive for memory that the collector does not see. */
#include <config.h>

#include "runtime/root.h"

#include <pthread.h>

#include "runtime/memory.h"

struct wf_root {
  wf_slot value; /* the maker's, then emptied by wf_root_empty_all; WF_ERROR: freed */
  wf_root *next, *previous; /* under list_lock */
};

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static wf_root *first;

/* The roots that were freed last stay as they are for a while: so most of those that are freed
   twice, or read after that, are recognised. */
#define KEPT_COUNT 256
static wf_root *kept[KEPT_COUNT]; /* under list_lock */
static size_t frees;              /* likewise */

wf_root *wf_root_new(wf_value value) {
  wf_root *root = wf_alloc_root(sizeof *root);
  if (!root) return NULL;
  wf_slot_set(&root->value, value);
  root->previous = NULL;
  pthread_mutex_lock(&list_lock);
  root->next = first;
  if (first) first->previous = root;
  first = root;
  pthread_mutex_unlock(&list_lock);
  return root;
}

wf_value wf_root_get(const wf_root *root) { return wf_slot_acquire(&root->value); }

static void unlink_root(wf_root *root) {
  if (root->previous) root->previous->next = root->next;
  else first = root->next;
  if (root->next) root->next->previous = root->previous;
}

bool wf_root_free(wf_root *root) {
  if (!root) return true;
  wf_root **oldest = NULL, *gone = NULL;
  pthread_mutex_lock(&list_lock);
  bool good = wf_slot_get(&root->value) != WF_ERROR;
  if (good) {
    unlink_root(root);
    wf_slot_set(&root->value, WF_ERROR);
    oldest = &kept[frees++ % KEPT_COUNT];
    gone = *oldest;
    *oldest = root;
  }
  pthread_mutex_unlock(&list_lock);
  if (gone) wf_free_root(gone);
  return good;
}

void wf_root_empty_all(void) {
  pthread_mutex_lock(&list_lock);
  for (wf_root *root = first; root; root = root->next) wf_slot_set(&root->value, WF_EMPTY);
  pthread_mutex_unlock(&list_lock);
}

void wf_root_before_fork(void) { pthread_mutex_lock(&list_lock); }
void wf_root_after_fork(void) { pthread_mutex_unlock(&list_lock); }
