/* One-byte locks under contention, and the change from locks that only count to real ones. */
#include <config.h>

#include "runtime/lock.h"

#include <sched.h>
#include <unistd.h>
#ifdef HAVE_LINUX_MEMBARRIER_H
#include <linux/membarrier.h>
#include <sys/syscall.h>
#endif

#include "runtime/deadlock.h"
#include "runtime/lifecycle.h"
#include "runtime/park.h"

/* --- 0 free, 1 held, 3 held and somebody waits --- */

static bool still_contended(void *data) { return atomic_load((_Atomic(uint8_t) *)data) == 3; }

/* Who finds a lock held looks again after ever longer pauses. Looking takes the lock's memory from
   the processor that works with it, which then waits for it a quarter of a microsecond, as long as
   for ten or twenty steps. So already the first pause is long, a hundred steps of the other: with
   short ones, two threads on one list got a quarter done of what one does alone. In all it is less
   than what falling asleep and being woken takes. But where more threads can go on than there are
   processors, the one that has the lock may well not be running. */
#define FIRST_PAUSE 2500 /* ns */
#define LOCK_LOOKS 3     /* after one, two and four times that */
/* A lock of scripts is held for longer, and who is handed something through it often finds the
   other about to let go of it: the first pause is a part of that. */
#define MUTEX_PART 4
#define MUTEX_LOOKS 5
#define SHORT_PAUSE 4    /* times wf_pause, if threads share processors */

static struct {
  _Atomic(int64_t) processors; /* 0: not yet measured */
  _Atomic(unsigned) first_pause; /* how often wf_pause fills it: that takes 1 ns to 50 */
} machine;

static void measure_machine(void) {
  enum { SAMPLE = 128, LEAST = SAMPLE / 8, MOST = SAMPLE * 32 };
  int64_t begin = wf_monotonic();
  for (unsigned i = 0; i < SAMPLE; i++) wf_pause();
  int64_t took = wf_monotonic() - begin, pauses = SAMPLE * FIRST_PAUSE / (took > 0 ? took : 1);
  atomic_store(&machine.first_pause, pauses < LEAST  ? LEAST
                                     : pauses > MOST ? MOST
                                                     : (unsigned)pauses);
  atomic_store(&machine.processors, sysconf(_SC_NPROCESSORS_ONLN));
}

static bool look(_Atomic(uint8_t) *byte, unsigned part, int looks) {
  if (WF_UNLIKELY(!atomic_load_explicit(&machine.processors, memory_order_acquire)))
    measure_machine();
  unsigned pause =
      atomic_load_explicit(&wf_awake_count, memory_order_relaxed) <=
              atomic_load_explicit(&machine.processors, memory_order_relaxed)
          ? atomic_load_explicit(&machine.first_pause, memory_order_relaxed) / part
          : SHORT_PAUSE;
  for (int i = 0; i < looks; i++, pause *= 2) {
    for (unsigned n = 0; n < pause; n++) wf_pause();
    uint8_t state = atomic_load_explicit(byte, memory_order_relaxed);
    if (state == 0 && atomic_compare_exchange_strong_explicit(
                          byte, &state, 1, memory_order_acquire, memory_order_relaxed))
      return true;
  }
  return false;
}

bool wf_lock_look(_Atomic(uint8_t) *byte) { return look(byte, MUTEX_PART, MUTEX_LOOKS); }

void wf_lock_slow(_Atomic(uint8_t) *byte) {
  if (look(byte, 1, LOCK_LOOKS)) return;
  while (atomic_exchange(byte, 3) != 0)
    wf_park(byte, still_contended, byte, -1, false, WF_WAIT_FOR(OBJECT, WF_EMPTY, NULL));
}

void wf_unlock_slow(_Atomic(uint8_t) *byte) {
  atomic_store(byte, 0);
  wf_wake(byte, 1);
}

/* --- Counting and real locks ---

   A lone thread stores its count and then looks at wf_lock_real, with no fence between: the fence
   is on the side of the thread that comes in, which sets wf_lock_real, has the system run a full
   barrier on every thread of the process, and then reads the counts. Either the lone thread sees
   that its locks are to be real, or its count is seen and waited for; it is in the middle of a few
   instructions that do not block. A system without such a barrier has real locks always.

   For the same reason a lone thread may read without counting, and look at wf_lock_phase before and
   after. Whatever another thread writes, it writes after that barrier, for which the phase has
   become another. If the lone thread's second look came after the barrier, it sees that; if before,
   so did what it read in between. */

_Atomic(bool) wf_lock_real = true;
_Atomic(uint64_t) wf_lock_phase = 1;
static bool can_count;      /* set once, before there is a second thread */

/* A host whose threads come one after the other would pay for each change, more than for all the
   rest of taking a thread in: so there are some at once, and then one a millisecond. */
#define MOST_CHANGES 64
#define CHANGE_TIME 1000000 /* nanoseconds */
static int64_t paid_until; /* of the clock; each change puts it off. Under the list's lock */

#if defined(HAVE_LINUX_MEMBARRIER_H) && !defined(WF_SANITIZER)
static bool barrier(int command) { return syscall(SYS_membarrier, command, 0, 0) >= 0; }
static bool prepare(void) { return barrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED); }
static void fence_all_threads(void) {
  if (barrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) return;
  if (prepare() && barrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) return; /* a forked process */
  if (!barrier(MEMBARRIER_CMD_GLOBAL)) wf_fatal("no memory barrier");
}
#else
static bool prepare(void) { return false; }
static void fence_all_threads(void) {}
#endif

static void set_real(bool real) {
  uint64_t phase = atomic_load(&wf_lock_phase);
  atomic_store(&wf_lock_real, real);
  if ((phase & 1) != real) atomic_store(&wf_lock_phase, phase + 1);
}

void wf_lock_init(void) {
  static bool done;
  if (done) return;
  done = true;
  can_count = prepare();
  set_real(!can_count);
}

void wf_lock_thread_comes(const wf_thread *states) {
  if (atomic_load(&wf_lock_real)) return;
  set_real(true);
  fence_all_threads();
  for (const wf_thread *t = states; t; t = t->next)
    while (atomic_load_explicit(&((wf_thread *)t)->counted_locks, memory_order_acquire))
      sched_yield();
}

static bool may_change(void) {
  int64_t now = wf_monotonic(), first = now - MOST_CHANGES * CHANGE_TIME;
  if (paid_until < first) paid_until = first;
  if (paid_until > now) return false;
  paid_until += CHANGE_TIME;
  return true;
}

void wf_lock_thread_goes(size_t left) {
  if (left <= 1 && can_count && may_change()) set_real(false);
}
