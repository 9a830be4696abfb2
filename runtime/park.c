/* The one blocking point: threads wait on an address until somebody wakes it.

   A table of buckets, each a lock and a queue of waiters in order of arrival. Who waits checks its
   condition under the bucket's lock, so a waker that changes the condition first and then calls
   wf_wake cannot be missed. Each thread has one waiter record with a condition variable of its own.
 */
#include <config.h>

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "runtime/lifecycle.h"
#include "runtime/lock.h"
#include "runtime/park.h"
#include "runtime/thread.h"

typedef struct waiter {
  const void *address; /* under the bucket's lock; NULL when not waiting */
  struct waiter *next;
  pthread_cond_t wake;
  bool woken, interrupted; /* under the bucket's lock */
  _Atomic(struct bucket *) bucket; /* where it waits, for wf_wake_thread */
  bool interruptible;
} waiter;

typedef struct bucket {
  pthread_mutex_t lock;
  waiter *head, *tail;
} bucket;

#define BUCKET_COUNT 256
static bucket buckets[BUCKET_COUNT];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void init_buckets(void) {
  for (size_t i = 0; i < BUCKET_COUNT; i++) pthread_mutex_init(&buckets[i].lock, NULL);
}

static bucket *bucket_of(const void *address) {
  uint64_t h = (uint64_t)(uintptr_t)address * UINT64_C(0x9e3779b97f4a7c15);
  return &buckets[h >> 56];
}

int64_t wf_monotonic(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void *wf_park_new(void) {
  pthread_once(&once, init_buckets);
  waiter *w = calloc(1, sizeof *w);
  if (!w) return NULL;
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&w->wake, &attributes);
  pthread_condattr_destroy(&attributes);
  return w;
}

void wf_park_free(void *park) {
  waiter *w = park;
  pthread_cond_destroy(&w->wake);
  free(w);
}

static void enqueue(bucket *b, waiter *w) {
  w->next = NULL;
  if (b->tail) b->tail->next = w;
  else b->head = w;
  b->tail = w;
}

static void dequeue(bucket *b, waiter *w) {
  waiter **link = &b->head, *before = NULL;
  while (*link != w) {
    before = *link;
    link = &before->next;
  }
  *link = w->next;
  if (b->tail == w) b->tail = before;
  w->address = NULL;
}

static struct timespec to_timespec(int64_t nanoseconds) {
  return (struct timespec){.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
}

static enum wf_park_result sleep_until_woken(bucket *b, waiter *w, int64_t deadline) {
  struct timespec until = to_timespec(deadline < 0 ? 0 : deadline);
  while (!w->woken && !(w->interrupted && w->interruptible)) {
    int status = deadline < 0 ? pthread_cond_wait(&w->wake, &b->lock)
                              : pthread_cond_timedwait(&w->wake, &b->lock, &until);
    if (status != 0 && deadline >= 0 && wf_monotonic() >= deadline) break;
  }
  if (w->woken) return WF_PARK_WOKEN;
  return w->interrupted && w->interruptible ? WF_PARK_INTERRUPTED : WF_PARK_TIMEOUT;
}

/* What dumps say while the thread sleeps. The kind is written last and taken back first. */
static void publish(wf_waiting *w, const wf_wait_for *what, int64_t deadline) {
  wf_slot_set(&w->object, what->object);
  atomic_store_explicit(&w->owner, what->owner, memory_order_relaxed);
  atomic_store_explicit(&w->since, wf_monotonic(), memory_order_relaxed);
  atomic_store_explicit(&w->deadline, deadline, memory_order_relaxed);
  atomic_store_explicit(&w->kind, what->kind, memory_order_release);
}

static void withdraw(wf_waiting *w) {
  atomic_store_explicit(&w->kind, WF_WAIT_NOTHING, memory_order_release);
  wf_slot_set(&w->object, WF_EMPTY);
  atomic_store_explicit(&w->owner, NULL, memory_order_relaxed);
}

enum wf_park_result wf_park(const void *address, bool (*valid)(void *data), void *data,
                            int64_t deadline, bool interruptible, const wf_wait_for *what) {
  wf_thread *t = wf_self;
  waiter *w = t->park;
  bucket *b = bucket_of(address);
  enum wf_park_result result;
  if (interruptible && deadline < 0 && wf_is_finalizing())
    wf_poll_request(t, WF_POLL_HOPELESS); /* the others are gone, or on their way */
  pthread_mutex_lock(&b->lock);
  w->woken = w->interrupted = false;
  w->interruptible = interruptible;
  w->address = address;
  atomic_store(&w->bucket, b);
  if (interruptible && atomic_load(&t->poll)) {
    result = WF_PARK_INTERRUPTED;
  } else if (!valid(data)) {
    result = WF_PARK_CHANGED;
  } else {
    enqueue(b, w);
    publish(&t->waiting, what, deadline);
    atomic_store_explicit(&t->outside, true, memory_order_release);
    result = sleep_until_woken(b, w, deadline);
    withdraw(&t->waiting);
    atomic_store_explicit(&t->outside, false, memory_order_release);
    if (!w->woken) dequeue(b, w);
  }
  atomic_store(&w->bucket, NULL);
  w->address = NULL;
  pthread_mutex_unlock(&b->lock);
  return result;
}

int wf_wake(const void *address, int count) {
  bucket *b = bucket_of(address);
  int woken = 0;
  pthread_mutex_lock(&b->lock);
  for (waiter *w = b->head, *next; w && woken < count; w = next) {
    next = w->next;
    if (w->address != address) continue;
    dequeue(b, w);
    w->woken = true;
    woken++;
    pthread_cond_signal(&w->wake);
  }
  pthread_mutex_unlock(&b->lock);
  return woken;
}

/* Called from signal handlers too, through wf_poll_request: there the lock may be held by the
   interrupted thread itself, so it is only tried; the handler's caller is then woken by the
   signal's own interruption of its wait, see signal.c. */
void wf_wake_thread(wf_thread *t) {
  waiter *w = t->park;
  bucket *b = w ? atomic_load(&w->bucket) : NULL;
  if (!b || pthread_mutex_trylock(&b->lock) != 0) return;
  if (atomic_load(&w->bucket) == b) {
    w->interrupted = true;
    pthread_cond_signal(&w->wake);
  }
  pthread_mutex_unlock(&b->lock);
}

/* --- One-byte locks: 0 free, 1 held, 3 held and somebody waits --- */

static bool still_contended(void *data) { return atomic_load((_Atomic(uint8_t) *)data) == 3; }

void wf_lock_slow(_Atomic(uint8_t) *byte) {
  for (int spin = 0; spin < 40; spin++) {
    uint8_t free_state = 0;
    if (atomic_compare_exchange_weak(byte, &free_state, 1)) return;
    wf_pause();
  }
  while (atomic_exchange(byte, 3) != 0)
    wf_park(byte, still_contended, byte, -1, false, WF_WAIT_FOR(OBJECT, WF_EMPTY, NULL));
}

void wf_unlock_slow(_Atomic(uint8_t) *byte) {
  atomic_store(byte, 0);
  wf_wake(byte, 1);
}
