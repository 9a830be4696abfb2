/* The one blocking point: threads wait on an address until somebody wakes it.

   A table of buckets, each a lock and a queue of waiters in order of arrival. Who waits checks its
   condition under the bucket's lock, so a waker that changes the condition first and then calls
   wf_wake cannot be missed. Each thread has one waiter record, and sleeps on a word in it. Who is
   woken was taken out of the queue by the waker, and touches the bucket no more: thousands that are
   woken at once do not queue up for a lock that each of them would need only to learn that.

   Records outlive their threads: a waker may still be about to tell the system of a word when the
   thread that slept on it has gone on, and even ended. At worst some later sleeper looks up once.
 */
#include <config.h>

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#endif

#include "runtime/deadlock.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/park.h"
#include "runtime/thread.h"

/* What the word of a waiter says. Only ASLEEP and DEEP_ASLEEP are left by others. LOOKS with one of
   them: the thread does not sleep yet, so nobody needs to tell the system. Above that stands the
   number of the wait with these two, so the word of one is never that of a later one. */
enum { AWAKE, ASLEEP, DEEP_ASLEEP /* attention does not end it */, WOKEN, INTERRUPTED, STATES = 7,
       LOOKS = 8, NUMBERS = 16 };

typedef struct waiter {
  _Atomic(uint32_t) word;
  _Atomic(uint32_t) counted_out; /* the word of a wait without a deadline, for which the thread is
                                    not among those that are awake; else 0 */
  uint32_t number;               /* of the last wait; its own */
  bool was_short, was_brief; /* the thread's last wait; these and the next two: its own */
  uint8_t passed, passes;    /* how many waits it has not looked in, and is not to look in */
  bool queued;         /* this and the rest: under the bucket's lock */
  const void *address;
  struct waiter *next; /* in a queue, or in the list of records without a thread */
#ifndef FUTEX_WAIT_BITSET
  pthread_mutex_t lock;
  pthread_cond_t wake;
#endif
} waiter;

typedef struct bucket {
  pthread_mutex_t lock;
  waiter *head, *tail;
} bucket;

#define BUCKET_COUNT 256
typedef struct table {
  bucket buckets[BUCKET_COUNT];
  pthread_mutex_t unused_lock;
  waiter *unused; /* under unused_lock */
} table;

static table first_table;
static _Atomic(table *) current = &first_table; /* in the child of a fork, another */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int most_lookers; /* one processor is for the thread that is waited for */
static _Atomic(int) lookers; /* words with LOOKS: who takes that away counts down */

static table *current_table(void) { return atomic_load_explicit(&current, memory_order_relaxed); }

static void init_table(table *all) {
  for (size_t i = 0; i < BUCKET_COUNT; i++) {
    pthread_mutex_init(&all->buckets[i].lock, NULL);
    all->buckets[i].head = all->buckets[i].tail = NULL;
  }
  pthread_mutex_init(&all->unused_lock, NULL);
}

static void init_park(void) {
  most_lookers = (int)sysconf(_SC_NPROCESSORS_ONLN) - 1;
  init_table(&first_table);
}

static bucket *bucket_of(const void *address) {
  uint64_t h = (uint64_t)(uintptr_t)address * UINT64_C(0x9e3779b97f4a7c15);
  return &current_table()->buckets[h >> 56];
}

static struct timespec to_timespec(int64_t nanoseconds) {
  return (struct timespec){.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
}

/* --- Sleeping on a word until it is not `asleep`, the deadline has passed, or for no reason --- */

#ifdef FUTEX_WAIT_BITSET
static void init_sleep(waiter *w) { (void)w; }

static void sleep_on(waiter *w, uint32_t asleep, int64_t deadline) {
  struct timespec until = to_timespec(deadline < 0 ? 0 : deadline);
  syscall(SYS_futex, &w->word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, asleep,
          deadline < 0 ? NULL : &until, NULL, FUTEX_BITSET_MATCH_ANY);
}

static void tell(waiter *w) {
  syscall(SYS_futex, &w->word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
}
#else
static void init_sleep(waiter *w) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_mutex_init(&w->lock, NULL);
  pthread_cond_init(&w->wake, &attributes);
  pthread_condattr_destroy(&attributes);
}

static void sleep_on(waiter *w, uint32_t asleep, int64_t deadline) {
  struct timespec until = to_timespec(deadline < 0 ? 0 : deadline);
  pthread_mutex_lock(&w->lock);
  if (atomic_load(&w->word) == asleep) {
    if (deadline < 0) pthread_cond_wait(&w->wake, &w->lock);
    else pthread_cond_timedwait(&w->wake, &w->lock, &until);
  }
  pthread_mutex_unlock(&w->lock);
}

static void tell(waiter *w) {
  pthread_mutex_lock(&w->lock);
  pthread_cond_signal(&w->wake);
  pthread_mutex_unlock(&w->lock);
}
#endif

int64_t wf_monotonic(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* --- Looking before sleeping ---

   To put a thread to sleep and to wake it takes the system some ten microseconds, and several
   times that when its processor has gone to sleep too. Threads that hand things to each other often
   wait less than that: a thread whose last wait was short looks for a while before it sleeps. What
   counts as short has room for the sleep of the other thread, so that two that keep waking each
   other come to look both. Each time that this was in vain, because others want the processor too,
   the thread lets twice as many waits pass before it looks again; each time that it was not, half.
 */
#define LOOK_TIME 50000 /* nanoseconds */
#define SHORT_WAIT (2 * LOOK_TIME)
#define MOST_PASSES 63

static void look_no_more(void) { atomic_fetch_sub_explicit(&lookers, 1, memory_order_relaxed); }

static bool may_look(waiter *w) {
  if (!w->was_short || w->passed++ < w->passes) return false;
  w->passed = 0;
  if (atomic_fetch_add_explicit(&lookers, 1, memory_order_relaxed) < most_lookers) return true;
  look_no_more();
  return false;
}

static void look(waiter *w, uint32_t asleep, int64_t since, int64_t deadline) {
  uint32_t looking = asleep | LOOKS;
  int64_t until = since + LOOK_TIME;
  if (deadline >= 0 && deadline < until) until = deadline;
  bool found = false;
  while (!found && wf_monotonic() < until)
    for (int i = 0; i < 16 && !found; i++) {
      wf_pause();
      found = atomic_load_explicit(&w->word, memory_order_relaxed) != looking;
    }
  if (found || !atomic_compare_exchange_strong(&w->word, &looking, asleep)) {
    w->passes >>= 1;
    return;
  }
  look_no_more();
  if (w->passes < MOST_PASSES) w->passes = (uint8_t)(2 * w->passes + 1);
}

void *wf_park_new(void) {
  pthread_once(&once, init_park);
  table *all = current_table();
  pthread_mutex_lock(&all->unused_lock);
  waiter *w = all->unused;
  if (w) all->unused = w->next;
  pthread_mutex_unlock(&all->unused_lock);
  if (!w && (w = calloc(1, sizeof *w))) init_sleep(w);
  return w;
}

void wf_park_free(void *park) {
  waiter *w = park;
  table *all = current_table();
  pthread_mutex_lock(&all->unused_lock);
  w->next = all->unused;
  all->unused = w;
  pthread_mutex_unlock(&all->unused_lock);
}

/* Before anybody can wake the thread; so whoever does counts it in, once, before it runs. */
static void count_out(waiter *w, uint32_t asleep) {
  atomic_store(&w->counted_out, asleep);
  wf_awake_drop();
}

/* For that wait, and for no later one that the thread may have gone into. */
static void count_in(waiter *w, uint32_t asleep) {
  if (asleep && atomic_load(&w->counted_out) == asleep &&
      atomic_compare_exchange_strong(&w->counted_out, &asleep, 0))
    wf_awake_add();
}

bool wf_park_is_asleep(const wf_thread *t) {
  uint32_t state = atomic_load(&((waiter *)t->park)->word) & STATES;
  return state == ASLEEP || state == DEEP_ASLEEP;
}

static void enqueue(bucket *b, waiter *w) {
  w->next = NULL;
  w->queued = true;
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
  w->queued = false;
}

typedef struct nap {
  waiter *waiter;
  uint32_t asleep;
  int64_t deadline;
} nap;

static bool goes_on(const nap *s) {
  return atomic_load_explicit(&s->waiter->word, memory_order_acquire) == s->asleep &&
         (s->deadline < 0 || wf_monotonic() < s->deadline);
}

/* Telling the collector that the thread sleeps, so that it need not be stopped, takes longer than
   some waits: a call of the system, for the registers. Threads whose waits are brief are stopped
   like those that run. */
#define BRIEF_WAIT 200000 /* nanoseconds */

static void fall_asleep(void *data) {
  const nap *s = data;
  while (goes_on(s)) sleep_on(s->waiter, s->asleep, s->deadline);
}

static enum wf_park_result sleep_until_woken(bucket *b, waiter *w, uint32_t asleep,
                                             int64_t deadline) {
  nap s = {w, asleep, deadline};
  wf_thread *t = wf_self;
  if (deadline < 0 && t->dead_from && t->dead_in == t->frame) wf_forget_left_overs(t->dead_from);
  if (w->was_brief) fall_asleep(&s);
  else if (goes_on(&s)) wf_memory_sleep(fall_asleep, &s);
  if (atomic_load_explicit(&w->word, memory_order_acquire) == WOKEN) return WF_PARK_WOKEN;
  /* a waker may have been faster: then this is what counts */
  pthread_mutex_lock(&b->lock);
  bool woken = !w->queued;
  if (!woken) dequeue(b, w);
  pthread_mutex_unlock(&b->lock);
  if (woken) return WF_PARK_WOKEN;
  return atomic_load(&w->word) == INTERRUPTED ? WF_PARK_INTERRUPTED : WF_PARK_TIMEOUT;
}

/* What dumps say while the thread sleeps. The kind is written last and taken back first. */
static void publish(wf_waiting *w, const wf_wait_for *what, int64_t since, int64_t deadline) {
  wf_slot_set(&w->object, what->object);
  atomic_store_explicit(&w->owner, what->owner, memory_order_relaxed);
  atomic_store_explicit(&w->since, since, memory_order_relaxed);
  atomic_store_explicit(&w->deadline, deadline, memory_order_relaxed);
  atomic_store_explicit(&w->kind, what->kind, memory_order_release);
}

static void withdraw(wf_waiting *w) {
  atomic_store_explicit(&w->kind, WF_WAIT_NOTHING, memory_order_release);
  wf_slot_set(&w->object, WF_EMPTY);
  atomic_store_explicit(&w->owner, NULL, memory_order_relaxed);
}

/* Under the bucket's lock: may the thread sleep? Attention is asked for by setting the polling word
   and then changing the waiter's word, so one of the two is seen. */
static enum wf_park_result check(wf_thread *t, bool (*valid)(void *data), void *data,
                                 bool interruptible) {
  if (interruptible && atomic_load(&t->poll) & WF_POLL_ATTENTION) return WF_PARK_INTERRUPTED;
  return valid(data) ? WF_PARK_WOKEN : WF_PARK_CHANGED;
}

enum wf_park_result wf_park(const void *address, bool (*valid)(void *data), void *data,
                            int64_t deadline, bool interruptible, const wf_wait_for *what) {
  wf_thread *t = wf_self;
  waiter *w = t->park;
  bucket *b = bucket_of(address);
  uint32_t asleep = (interruptible ? ASLEEP : DEEP_ASLEEP) | (w->number += NUMBERS);
  if (interruptible && deadline < 0 && wf_thread_is_last(t))
    wf_poll_request(t, WF_POLL_HOPELESS);
  pthread_mutex_lock(&b->lock);
  w->address = address;
  if (deadline < 0 && !t->foreign) count_out(w, asleep);
  bool looks = may_look(w);
  atomic_store(&w->word, looks ? asleep | LOOKS : asleep);
  enum wf_park_result result = check(t, valid, data, interruptible);
  if (result == WF_PARK_WOKEN) enqueue(b, w);
  pthread_mutex_unlock(&b->lock);
  if (result == WF_PARK_WOKEN) {
    int64_t since = wf_monotonic();
    publish(&t->waiting, what, since, deadline);
    atomic_store_explicit(&t->outside, true, memory_order_release);
    if (looks) look(w, asleep, since, deadline);
    result = sleep_until_woken(b, w, asleep, deadline);
    atomic_store_explicit(&t->outside, false, memory_order_release);
    withdraw(&t->waiting);
    int64_t took = wf_monotonic() - since;
    w->was_short = result == WF_PARK_WOKEN && took < SHORT_WAIT;
    w->was_brief = took < BRIEF_WAIT;
  }
  count_in(w, asleep);
  if (atomic_exchange_explicit(&w->word, AWAKE, memory_order_relaxed) & LOOKS) look_no_more();
  return result;
}

/* Takes up to `most` waiters out of the queue and notes whom the system has to tell, or NULL. */
static int take_waiters(bucket *b, const void *address, waiter **taken, int most) {
  int count = 0;
  for (waiter *w = b->head, *next; w && count < most; w = next) {
    next = w->next;
    if (w->address != address) continue;
    dequeue(b, w);
    count_in(w, atomic_load(&w->counted_out));
    uint32_t before = atomic_exchange_explicit(&w->word, WOKEN, memory_order_release);
    if (before & LOOKS) look_no_more();
    taken[count++] = before & LOOKS ? NULL : w;
  }
  return count;
}

int wf_wake(const void *address, int count) {
  enum { BATCH = 64 };
  waiter *taken[BATCH];
  bucket *b = bucket_of(address);
  int woken = 0, most, now;
  do {
    most = count - woken < BATCH ? count - woken : BATCH;
    pthread_mutex_lock(&b->lock);
    now = take_waiters(b, address, taken, most);
    pthread_mutex_unlock(&b->lock);
    for (int i = 0; i < now; i++)
      if (taken[i]) tell(taken[i]);
    woken += now;
  } while (now == most && woken < count);
  return woken;
}

/* The child of a fork has none of those that wait, look or were about to wake its thread. What they
   held stays locked, in the parent's table; the child gets its own, if there is memory. To hold all
   locks around the fork would be an order between these and those of whoever forks or waits, and a
   signal's handler that interrupts a thread in here could not fork. */
void wf_park_renew(void) {
  table *own = calloc(1, sizeof *own);
  if (!own) own = current_table();
  init_table(own);
  atomic_store(&current, own);
  atomic_store(&lookers, 0);
  if (wf_self && wf_self->park) init_sleep(wf_self->park);
}

/* Called from signal handlers too, through wf_poll_request: so it takes no lock. */
void wf_wake_thread(wf_thread *t) {
  waiter *w = t->park;
  if (!w) return;
  uint32_t before = atomic_load(&w->word);
  do
    if ((before & STATES) != ASLEEP) return;
  while (!atomic_compare_exchange_weak(&w->word, &before, INTERRUPTED));
  count_in(w, before & ~(uint32_t)LOOKS);
  if (before & LOOKS) look_no_more();
  else tell(w);
}
