/* Roots: values kept alive for memory that the collector does not see. */
#include <config.h>

#include "runtime/root.h"

#include <pthread.h>

#include "runtime/memory.h"

struct wf_root {
  wf_slot value; /* the maker's, then emptied by wf_root_empty_all */
  wf_root *next, *previous; /* under list_lock */
};

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static wf_root *first;

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

void wf_root_free(wf_root *root) {
  if (!root) return;
  pthread_mutex_lock(&list_lock);
  if (root->previous) root->previous->next = root->next;
  else first = root->next;
  if (root->next) root->next->previous = root->previous;
  pthread_mutex_unlock(&list_lock);
  wf_free_root(root);
}

void wf_root_empty_all(void) {
  pthread_mutex_lock(&list_lock);
  for (wf_root *root = first; root; root = root->next) wf_slot_set(&root->value, WF_EMPTY);
  pthread_mutex_unlock(&list_lock);
}
