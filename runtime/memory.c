/* Allocation over Boehm's collector, or over plain calloc for the sanitizer builds.

   Small blocks come from per-thread lists by size class, refilled a page at a time: popping one
   takes no lock and no call. Measured against calling the collector for each object, this takes
   about half the time on programs that allocate trees. */
#include <config.h>

#include "runtime/kept_signals.h"
#include "runtime/memory.h"

#include <fcntl.h>
#ifdef HAVE_MALLOC_H
#include <malloc.h>
#endif
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "runtime/allocate.h"
#include "runtime/c_stack.h"
#include "runtime/error.h"
#include "runtime/lifecycle.h"
#include "runtime/lock.h"
#include "runtime/thread.h"

/* Single pages: with each, the collector keeps a descriptor that a page of the heap needs too and
   that it could not make when there is no memory. Nobody writes to them. */
#define RESERVE_PAGES 128
#define RESERVE_PAGE 4096
#ifdef WF_SANITIZER
#define LARGEST_REQUEST                                                                            \
  ((size_t)4 << 30) /* a sanitizer's malloc ends the process at what is too much */
#else
#define LARGEST_REQUEST (SIZE_MAX / 4)
#endif

/* What is left alone when the reserve is filled for the second time or later: who catches the
   MemoryError has some memory to do it with before there is another. */
#define HANDLERS_ROOM (64 * RESERVE_PAGE)
enum { RESERVE_NONE, RESERVE_BUSY, RESERVE_FULL, RESERVE_OPEN };
static _Atomic(int) reserve_state;
static void *reserve[RESERVE_PAGES]; /* of the thread that made it busy */

static void *shared_lists[2][WF_FREE_LIST_COUNT]; /* see take_shared */

/* In bytes; RLIM_INFINITY: not limited. */
static rlim_t most_addresses(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_AS, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

bool wf_memory_addresses_limited(void) { return most_addresses() != RLIM_INFINITY; }

#ifdef WF_WITH_GC

#define GC_THREADS 1
#define GC_NO_THREAD_REDIRECTS 1
#include <gc/gc.h>
#include <gc/gc_inline.h>
#include <gc/gc_mark.h>
#include <gc/javaxfc.h>

static GC_push_other_roots_proc previous_push;

#define BLOCK ((size_t)4096) /* the collector's page */

/* Cells of atomic lists are not scanned, so the collector cannot follow their links: mark each. The
   world is stopped; a thread stopped in the middle of a pop still has its list's old head in place.
 */
static void mark_list(void **cell) {
  for (; cell; cell = *cell) GC_set_mark_bit(cell);
}

static void mark_atomic_lists(void *lists[2][WF_FREE_LIST_COUNT]) {
  for (size_t c = 1; c < WF_FREE_LIST_COUNT; c++) mark_list(lists[WF_ALLOC_ATOMIC][c]);
}

static void mark_next_atomic_lists(wf_thread *t) {
  for (size_t c = 1; c < WF_FREE_LIST_COUNT; c++)
    for (void **list = t->next_lists[WF_ALLOC_ATOMIC][c]; list; list = list[1]) mark_list(list);
}

/* --- Pages that stay ---

   The collector takes a page without a marked cell for free memory: it makes one block of it and
   its neighbours, and cuts that up again, by one lock for all threads, when somebody wants a page.
   For a program whose objects die young that was a quarter of the work, and much of what two
   threads waited for each other. So of each page of small cells that a thread gets, one stays
   unused, and the next collection marks it: the page goes to the list of those with free cells of
   its size, which are cheap to hand out. A page that was not wanted again since then is free at the
   collection after. A quarter of what is free is left for whatever comes: with all of it kept, the
   heap grew, and to touch new pages took more than was saved. (Nothing is kept before the first
   collection, nor of a thread that has had few pages.) The cells' addresses are hidden, and where
   the collector does not look. */
#define LARGEST_KEPT 128 /* bytes: of larger cells, one in a page would be too much of it */
#define FIRST_PAGES 64   /* not kept: a thread that does little pays nothing */
#define LEAST_KEPT 256
#define MOST_KEPT 32768
#define NOT_KNOWN INT32_MIN
static _Atomic(int32_t) may_keep;    /* so many more until the next collection; or NOT_KNOWN */
static _Atomic(size_t) marked_pages; /* that the last collection found kept */
static _Atomic(int) dropping_kept;   /* so many collections want what is free, not what is fast */

/* The world is stopped. */
static void mark_kept(wf_thread *t) {
  uint64_t kept = atomic_load(&t->kept);
  uint32_t count = atomic_load(&dropping_kept) ? 0 : (uint32_t)kept;
  for (uint32_t i = 0; i < count; i++) GC_set_mark_bit((void *)~t->kept_cells[i]);
  atomic_fetch_add(&marked_pages, count);
  atomic_store(&t->kept, ((kept >> 32) + 1) << 32);
}

/* More room for them. The collector may look between any two steps. */
static bool widen_kept(wf_thread *t) {
  uint32_t room = t->kept_room ? 2 * t->kept_room : LEAST_KEPT;
  uintptr_t *old = t->kept_cells, *cells = room > MOST_KEPT ? NULL : malloc(room * sizeof *cells);
  if (!cells) return false;
  if (old) memcpy(cells, old, t->kept_room * sizeof *cells);
  atomic_store(&t->kept_cells, cells);
  t->kept_room = room;
  free(old);
  return true;
}

/* The register and frame stacks are outside the collected heap: scanned as far as they are used, at
   once. GC_push_all would leave that for later on the collector's mark stack, which holds 4,096
   ranges, and it aborts when 10,000 threads have more. */
static void push_thread_roots(void) {
  atomic_store(&may_keep, NOT_KNOWN);
  atomic_store(&marked_pages, 0);
  for (wf_thread *t = wf_thread_first(); t; t = t->next) {
    if (t->stack)
      GC_push_all_eager(t->frames_top - WF_FRAME_SLACK, t->stack_top + WF_STACK_SLACK);
    mark_atomic_lists(t->free_lists);
    mark_next_atomic_lists(t);
    mark_kept(t);
    t->made = t->fresh = WF_EMPTY; /* their memory may become another's now */
    memset(t->refills, 0, sizeof t->refills);
  }
  mark_atomic_lists(shared_lists);
  if (previous_push) previous_push();
}

/* The thread that found them runs them: the main thread may never come back into the runtime. */
static void GC_CALLBACK finalizers_ready(void) {
  wf_thread *t = wf_self && !atomic_load(&wf_self->outside) ? wf_self : wf_thread_main();
  if (t) wf_poll_request(t, WF_POLL_FINALIZERS);
}

/* --- The size of the heap ---

   A page that is touched for the first time costs more than the collector's work on what fits into
   it, so the heap begins with 16 MB (less on small machines) of large pages. With the collector's
   own few pages, programs that allocate much collect an order of magnitude more often; with 64 MB,
   short ones spend more on touching memory than they save on collections (measured on trees, text
   and objects from 4 to 64 MB). The collector makes the heap a third larger when what lives does
   not leave enough free. Then as much again is added in large pages: half as many collections while
   a program builds up its data. */
#define LARGE_PAGE ((size_t)2 << 20)
#define LARGEST_STEP ((size_t)128 << 20)

enum { HEAP_GREW = 1, HEAP_FILLS = 2 };
static _Atomic(int) heap_news; /* for the next thread that asks for memory */
static int unfilled_kind; /* scanned, but not cleared */

/* The collector keeps pages with free cells by kind of object, so threads that take kinds of their
   own get the pages back that they had before, which their core still has in its caches. (With one
   kind for all, two threads swapped pages at each collection, and waited for nearly every line of
   each.) It has sixteen kinds, of which five are in use. */
#define GROUPS 5
static int kinds[GROUPS][2];

/* The first object of a kind makes the list of its pages with free cells: GC_generic_malloc_many
   would do without, and leave those pages unused. */
static int make_kind(enum wf_alloc_kind which) {
  bool scanned = which == WF_ALLOC_SCANNED;
  int kind = (int)GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, scanned, scanned);
  GC_generic_malloc(16, kind);
  return kind;
}

static void make_kinds(void) {
  unfilled_kind = GC_new_kind(GC_new_free_list(), GC_DS_LENGTH, 1, 0);
  kinds[0][WF_ALLOC_ATOMIC] = GC_I_PTRFREE;
  kinds[0][WF_ALLOC_SCANNED] = GC_I_NORMAL;
  for (size_t i = 1; i < GROUPS; i++)
    for (int k = 0; k < 2; k++) kinds[i][k] = make_kind(k);
}

static void want_large_pages(void *block, size_t size) {
#ifdef MADV_HUGEPAGE
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start = (uintptr_t)block & ~(page - 1);
  madvise((void *)start, size, MADV_HUGEPAGE);
#else
  (void)block, (void)size;
#endif
}

/* Where the first growth may fail, the reserve must be there before. */
static bool memory_is_limited(void) {
  return wf_config.heap_limit || wf_memory_addresses_limited();
}

/* The collector looks for a free block in one list after another, by size, and finds an empty heap
   in the last of sixty: that was a sixth of the work of programs that make much garbage. So half of
   what is free is divided, by blocks that stay, into runs that stand in the sixteenth list; the
   rest is for large objects. Only when a program has asked for memory more often than short ones
   do, but before there are gaps, which the blocks would go into. */
#define ASKED_OFTEN 512
static _Atomic(int) undivided = ASKED_OFTEN; /* down to 0, or a little less */

#define RUN (16 * BLOCK)

static void divide(size_t size) {
  if (memory_is_limited()) return; /* the blocks that stay would be missing */
  size_t count = size / 2 / (RUN + BLOCK), made = 0;
  void **runs = GC_malloc(count * sizeof *runs); /* scanned: a collection leaves them alone */
  while (runs && made < count && (runs[made] = GC_malloc_atomic(RUN))) {
    made++;
    if (!GC_malloc_atomic_uncollectable(BLOCK)) break;
  }
  while (made > 0) GC_free(runs[--made]);
  GC_free(runs);
}

/* Makes the collector's next mapping begin one page before a large page, as far as it can be done:
   otherwise a program's first objects lie in single pages, which was a quarter of the start-up
   time. (One page, since the collector writes to it before expand can ask for large ones.) The
   kernel puts a mapping into the highest gap, so a filler at that gap's end moves it down. It
   aligns large ones itself, but not where it was asked for an address, as the collector does: with
   one that is taken, the place is the same. */
struct filler {
  void *start;
  size_t size;
};

static struct filler align_next_mapping(size_t size) {
  struct filler filler = {0};
  void *taken = (void *)((uintptr_t)reserve & ~(BLOCK - 1));
  char *place = mmap(taken, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) return filler;
  filler.size = ((uintptr_t)place + BLOCK) & (LARGE_PAGE - 1);
  if (filler.size > size) filler.size = 0;
  filler.start = place + size - filler.size;
  munmap(place, size - filler.size);
  return filler;
}

static void remove_filler(struct filler filler) {
  if (filler.size) munmap(filler.start, filler.size);
}

static __thread bool expanding;

/* The collector does not say where new memory is: whoever is given nearly all of it knows. What is
   left over is for other threads that allocate meanwhile. */
static void expand_by_one_block(size_t size) {
  struct filler filler = align_next_mapping(size);
  bool expanded = GC_expand_hp(size);
  remove_filler(filler);
  if (!expanded) return;
  size_t most = size - size / 32;
  void *block = GC_malloc_atomic_ignore_off_page(most); /* whatever looks like pointers into it */
  if (!block) return;
  want_large_pages(block, most);
  GC_free(block);
  if (atomic_load(&undivided) <= 0) divide(most);
}

static void expand(size_t size) {
  expanding = true;
  expand_by_one_block(size);
  expanding = false;
}

#define LARGEST_FIRST_HEAP (8 * LARGE_PAGE)
static size_t first_heap_size(void) {
  long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  size_t want = LARGEST_FIRST_HEAP;
  if (pages > 0 && page > 0 && (size_t)pages * (size_t)page / 16 < want)
    want = (size_t)pages * (size_t)page / 16;
  return want;
}

/* Threads that allocate use up the heap together, and each collection stops all of them: so there
   is twice as much more of it for each but the first (the main thread waits meanwhile, or is the
   only one), as long as there are processors and that is little of the machine's memory. (Two
   threads that make strings took a tenth less time so than with as much; with four times as much,
   no less.) */
#define MOST_SHARES 8
static void heap_for_thread(const wf_thread *t) {
  static _Atomic(long) shares;
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  if (t == wf_thread_main() || memory_is_limited()) return;
  long given = atomic_fetch_add(&shares, 1);
  if (given > 0 && given < processors && given < MOST_SHARES &&
      first_heap_size() == LARGEST_FIRST_HEAP)
    expand(2 * LARGEST_FIRST_HEAP);
}

static bool may_keep_another(void) {
  int32_t unknown = NOT_KNOWN;
  if (atomic_load_explicit(&may_keep, memory_order_relaxed) == NOT_KNOWN)
    atomic_compare_exchange_strong(
        &may_keep, &unknown,
        (int32_t)((GC_get_free_bytes() / BLOCK + atomic_load(&marked_pages)) / 4 * 3));
  return atomic_fetch_sub_explicit(&may_keep, 1, memory_order_relaxed) > 0;
}

/* list: of the cells of a page that the thread has just got. After a collection on the way, what is
   noted would be wrong, and is not counted. */
static void keep_page(wf_thread *t, size_t size_class, void **list) {
  uint64_t kept = atomic_load(&t->kept);
  uint32_t count = (uint32_t)kept;
  void **cell = *list;
  if (size_class > LARGEST_KEPT / 16 || !cell || !*cell) return;
  if (t->pages < FIRST_PAGES) {
    if (++t->pages == FIRST_PAGES) heap_for_thread(t);
    return;
  }
  if (count == t->kept_room && !widen_kept(t)) return;
  if (!may_keep_another()) return;
  *list = *cell;
  *cell = NULL;
  t->kept_cells[count] = ~(uintptr_t)cell;
  atomic_compare_exchange_strong(&t->kept, &kept, kept + 1);
}

/* The collector gives no block with a page that something looks like a pointer to, and takes the
   stacks of threads for that, by a hash of few bits: with a thousand threads each run of a few
   megabytes has such a page, wherever it is. It makes the heap larger then, in vain, again and
   again, until it counts those pages in its next collection: then it is content with such blocks.
   So where the heap grows though nothing has been allocated since it last did, it may grow no more,
   and who is refused a large block for that collects and tries again (see alloc_of_kind). */
#define MOST_STEPS_IN_VAIN 2
static _Atomic(bool) has_grown_in_vain; /* ever */

static void watch_steps(bool expected) { /* under the collector's lock */
  static size_t allocated;
  static int in_vain;
  size_t now = GC_get_bytes_since_gc();
  in_vain = !expected && now == allocated ? in_vain + 1 : 0;
  allocated = now;
  if (in_vain < MOST_STEPS_IN_VAIN) return;
  GC_set_max_heap_size(GC_get_heap_size());
  atomic_store(&has_grown_in_vain, true);
}

/* On the thread that made the heap larger. What comes of expand is no news: if the block that it
   asks for was not in what it had got, one step led to the next until no addresses were left. */
static void GC_CALLBACK heap_resized(GC_word size) {
  (void)size;
  if (!expanding) atomic_fetch_or(&heap_news, HEAP_GREW);
  wf_memory_bound_heap();
  watch_steps(expanding);
}

static bool may_refill(void) {
  int state = atomic_load(&reserve_state);
  return state == RESERVE_NONE || state == RESERVE_OPEN;
}

static void GC_CALLBACK collection_begins(void) {
  if (atomic_load(&has_grown_in_vain)) GC_set_max_heap_size(wf_config.heap_limit);
  watch_steps(true);
  wf_memory_bound_heap();
  if (may_refill()) atomic_fetch_or(&heap_news, HEAP_FILLS);
}

/* A heap that is used up for the first time gets the reserve: programs that never use it up do not
   pay for it. One that the collector made larger is made larger still. */
static WF_NOINLINE void take_news(void) {
  int news = atomic_exchange(&heap_news, 0);
  if (news) wf_memory_refill_reserve();
  if (!(news & HEAP_GREW) || wf_config.heap_limit) return;
  size_t step = GC_get_heap_size() / 3;
  expand(step < LARGEST_STEP ? step : LARGEST_STEP);
}

static void watch_heap(void) {
  if (WF_UNLIKELY(atomic_load_explicit(&undivided, memory_order_relaxed) > 0) &&
      atomic_fetch_sub_explicit(&undivided, 1, memory_order_relaxed) == 1)
    divide(GC_get_free_bytes());
  if (WF_UNLIKELY(atomic_load_explicit(&heap_news, memory_order_relaxed))) take_news();
}

/* A thread that somebody else made may block every signal, as those of glibc's timers do: then the
   collector could not stop it. It cannot do so afterwards: kept_signals.c. */
static void let_collector_in(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, GC_get_suspend_signal());
  sigaddset(&set, GC_get_thr_restart_signal());
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

/* Those that nobody uses. The collector's own choice has SIGXCPU in it, which a limit of processor
   time sends. (Real-time signals are queued: where a user's queue is full, they cannot be sent, and
   the collector gives up the process.) */
static void choose_signals(void) {
#if defined(SIGPWR) && defined(SIGSTKFLT)
  GC_set_suspend_signal(SIGPWR);
  GC_set_thr_restart_signal(SIGSTKFLT);
#endif
}

/* One that somebody else sends would stop the thread until the next collection: it is dropped. */
static struct sigaction stop_action;

static void on_stop(int number, siginfo_t *info, void *context) {
  bool unknown = info->si_pid == 0; /* where the queue is full, nothing is told of a signal */
  if (!unknown && (info->si_code != SI_TKILL || info->si_pid != getpid())) return;
  if (stop_action.sa_flags & SA_SIGINFO) stop_action.sa_sigaction(number, info, context);
  else stop_action.sa_handler(number);
}

static void drop_strange_stops(void) {
  int number = GC_get_suspend_signal();
  if (sigaction(number, NULL, &stop_action) != 0 || stop_action.sa_handler == SIG_DFL ||
      stop_action.sa_handler == SIG_IGN)
    return;
  struct sigaction action = stop_action;
  action.sa_flags |= SA_SIGINFO;
  action.sa_sigaction = on_stop;
  sigaction(number, &action, NULL);
}

static void start_collector(void) {
  choose_signals();
  GC_set_all_interior_pointers(0);
  GC_register_displacement(
      offsetof(wf_type, root)); /* instances point to their type's first shape */
  GC_set_finalize_on_demand(1);
  GC_set_java_finalization(1); /* what a dead object refers to lives until it is finalized */
  GC_set_finalizer_notifier(finalizers_ready);
  GC_set_warn_proc(GC_ignore_warn_proc);
  GC_set_handle_fork(-1); /* wf_memory_before_fork does it */
  const struct GC_stack_base bottom = {.mem_base = wf_c_stack_main_end()};
  if (bottom.mem_base) GC_set_stackbottom(NULL, &bottom);
  GC_INIT();
  GC_allow_register_threads();
  drop_strange_stops();
  wf_kept_signals_begin(GC_get_suspend_signal(), GC_get_thr_restart_signal());
  let_collector_in();
}

static void start_heap(void) {
  expand(first_heap_size());
  GC_set_on_heap_resize(heap_resized);
  GC_set_start_callback(collection_begins);
  make_kinds();
  previous_push = GC_get_push_other_roots();
  GC_set_push_other_roots(push_thread_roots);
}

/* Address space that is in use, in bytes; 0 when the system does not say. Without stdio, which
   would allocate: this runs under the collector's lock. */
static size_t used_addresses(void) {
  char text[64] = "";
  int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  return n > 0 ? strtoul(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

/* Where address space is limited, the heap leaves an eighth of it alone: the collector needs some
   for its own tables, and loses track of blocks when it gets none (it then crashes in a later
   collection); so do the parser and new threads. What others take (threads, malloc) comes out of
   the heap's share, so the bound is set anew at each collection and growth, before large blocks,
   and when a thread comes. Where it cannot be known, as without a free file descriptor, it stays.
   The heap's size first: if it grows meanwhile, the bound is too low, not too high. */
void wf_memory_bound_heap(void) {
  rlim_t most = wf_config.heap_limit ? RLIM_INFINITY : most_addresses();
  if (most == RLIM_INFINITY) return;
  size_t size = GC_get_heap_size() + GC_get_unmapped_bytes(), used = used_addresses();
  if (!used) return;
  used += most / 8;
  size += used < most ? most - used : 0;
  GC_set_max_heap_size(size ? size : 1); /* 0 would be no bound */
}

/* glibc gives each thread that calls malloc an arena of 64 MB of addresses, for speed. */
static void save_addresses(void) {
#ifdef M_ARENA_MAX
  if (wf_memory_addresses_limited()) mallopt(M_ARENA_MAX, 1);
#endif
}

/* The collector ends the process, or crashes, where it finds no room for its first tables. What the
   start takes, the first heap and the stacks of the main thread among it, is 40 MB. */
#define LEAST_ADDRESSES ((size_t)48 << 20)

static bool addresses_suffice(void) {
  if (!wf_memory_addresses_limited()) return true;
  void *room = mmap(NULL, LEAST_ADDRESSES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED) return false;
  munmap(room, LEAST_ADDRESSES);
  return true;
}

/* What the start takes of it is below 2 MB. Types that were left half made would be so for ever. */
#define LEAST_HEAP ((size_t)4 << 20)

static _Atomic(size_t) earlier_collections; /* of earlier lives */

bool wf_memory_init(void) {
  static bool done;
  bool heap_suffices = !wf_config.heap_limit || wf_config.heap_limit >= LEAST_HEAP;
  if (!heap_suffices || !addresses_suffice()) return false;
  if (!done) save_addresses();
  if (!done) start_collector();
  /* in every life: a heap that an earlier one has left larger grows no more */
  GC_set_max_heap_size(wf_config.heap_limit);
  wf_memory_bound_heap();
  if (!done) start_heap();
  done = true;
  if (memory_is_limited()) wf_memory_refill_reserve();
  atomic_store(&earlier_collections, GC_get_gc_no());
  return true;
}

bool wf_memory_register_thread(void) {
  if (GC_thread_is_registered()) return true;
  let_collector_in();
  struct GC_stack_base base = {.mem_base = wf_c_stack_end()};
  if (!base.mem_base && GC_get_stack_base(&base) != GC_SUCCESS) return false;
  int result = GC_register_my_thread(&base);
  return result == GC_SUCCESS || result == GC_DUPLICATE;
}

void wf_memory_unregister_thread(void) { GC_unregister_my_thread(); }

void wf_memory_before_fork(void) { GC_atfork_prepare(); }
static void collector_after_fork(bool in_child) {
  if (in_child) GC_atfork_child();
  else GC_atfork_parent();
}
int wf_memory_stop_signal(void) { return GC_get_suspend_signal(); }
int wf_memory_start_signal(void) { return GC_get_thr_restart_signal(); }

void wf_memory_stop_world(void) { GC_stop_world_external(); }
void wf_memory_start_world(void) { GC_start_world_external(); }

struct sleep {
  void (*function)(void *data);
  void *data;
};

static void *GC_CALLBACK fall_asleep(void *data) {
  struct sleep *s = data;
  s->function(s->data);
  return NULL;
}

void wf_memory_sleep(void (*function)(void *data), void *data) {
  GC_do_blocking(fall_asleep, &(struct sleep){function, data});
}

/* What the collector would clear although it is to be filled at once. Below this size it keeps
   cells cleared. */
#define UNFILLED_MIN 2048

static void *large_pages_if_large(void *block, size_t size) {
  if (block && size >= 2 * LARGE_PAGE) want_large_pages(block, size);
  return block;
}

/* Once more when only pages that are kept for later may have been in the way; some times more when
   the heap has grown in vain, since the collector may count by what it found the time before. */
static void *alloc_of_kind(size_t size, int kind) {
  watch_heap();
  if (size >= LARGE_PAGE) wf_memory_bound_heap();
  void *block = GC_generic_malloc(size, kind);
  for (int tries = 0; WF_UNLIKELY(!block) && size < GC_get_heap_size(); tries++) {
    if (tries == (atomic_load(&has_grown_in_vain) ? 3 : 1)) break;
    wf_memory_collect();
    block = GC_generic_malloc(size, kind);
  }
  return large_pages_if_large(block, size);
}

static void *raw_alloc_unfilled(size_t size) {
  return alloc_of_kind(size, size > UNFILLED_MIN ? unfilled_kind : GC_I_NORMAL);
}

static void *raw_alloc(size_t size) {
  void *block = raw_alloc_unfilled(size);
  if (size > UNFILLED_MIN && block) memset(block, 0, size);
  return block;
}

static void *raw_alloc_raw(size_t size) { return alloc_of_kind(size, GC_I_PTRFREE); }

static void *raw_alloc_atomic(size_t size) {
  void *block = raw_alloc_raw(size);
  if (block) memset(block, 0, size);
  return block;
}

static void release_reserve(void *block) { GC_free(block); }
static void *take_reserve(void) { return GC_malloc_atomic_uncollectable(RESERVE_PAGE); }
static size_t free_size(void) { return GC_get_free_bytes(); }
static bool has_free_memory(void) {
  return free_size() > HANDLERS_ROOM + GC_get_heap_size() / 64; /* not to collect all the time */
}

/* Half of what the heap leaves alone (see wf_memory_bound_heap) is not for stacks. */
static bool has_addresses(size_t size) {
  rlim_t most = most_addresses();
  return most == RLIM_INFINITY || used_addresses() + size + most / 16 <= most;
}

/* The collector's record of a thread comes from its heap, and when there is none the process ends.
   What is given back here is what a thread that is registered soon gets. */
#define THREAD_RECORD 904 /* of libgc 8.2 */
bool wf_memory_has_thread_room(size_t stack_size) {
  if (!memory_is_limited()) return true;
  if (!has_addresses(stack_size)) return false;
  if (free_size() <= HANDLERS_ROOM) wf_memory_collect();
  void *record = GC_malloc(THREAD_RECORD);
  if (record) GC_free(record);
  return record && free_size() > HANDLERS_ROOM;
}

static void refill_list(unsigned group, size_t size_class, enum wf_alloc_kind kind, void **out) {
  watch_heap();
  GC_generic_malloc_many(size_class * 16, kinds[group % GROUPS][kind], out);
}

void *wf_alloc_root(size_t size) {
  void *block = GC_malloc_uncollectable(size);
  if (WF_LIKELY(block)) return block;
  wf_memory_collect();
  return GC_malloc_uncollectable(size);
}
void wf_free_root(void *block) { GC_free(block); }
void wf_free_array(void *array) { GC_free(array); }

/* What an object's death calls. Gathering the dead allocates nothing: memory may be short. */
struct death {
  void (*finalizer)(void *object);
  struct death *next;
  uint64_t order; /* of registration */
  /* of the first of a dead object's; NULL while it lives, else it would live for ever */
  void *object;
  struct death *next_dead;
};
static _Atomic(uint64_t) deaths;
static uint64_t marked_deaths;

/* Objects whose finalizers are to run, each by its first death: the collector names them in no
   order. */
static __thread struct death **gathering;
static struct death *living; /* at the end: only the thread that ends the runtime uses it */

static void GC_CALLBACK gather(void *object, void *data) {
  struct death *first = data;
  first->object = object;
  first->next_dead = *gathering;
  *gathering = first;
}

/* By the bits of the order from `shift` on, counted from `start`; else they stay in order. */
static struct death *sort_by_byte(struct death *dead, uint64_t start, unsigned shift) {
  struct death *rows[256], **ends[256], *all = NULL, **end = &all;
  for (size_t i = 0; i < WF_COUNT(rows); i++) ends[i] = &rows[i];
  for (; dead; dead = dead->next_dead) {
    uint64_t distance = dead->order > start ? dead->order - start : start - dead->order;
    size_t i = distance >> shift & 0xff;
    *ends[i] = dead;
    ends[i] = &dead->next_dead;
  }
  for (size_t i = 0; i < WF_COUNT(rows); i++) {
    if (ends[i] == &rows[i]) continue;
    *end = rows[i];
    end = ends[i];
  }
  *end = NULL;
  return all;
}

static struct death *sort(struct death *dead, bool newest_first) {
  uint64_t oldest = UINT64_MAX, newest = 0;
  for (const struct death *d = dead; d; d = d->next_dead) {
    if (d->order < oldest) oldest = d->order;
    if (d->order > newest) newest = d->order;
  }
  uint64_t start = newest_first ? newest : oldest;
  for (unsigned shift = 0; dead && shift < 64 && (newest - oldest) >> shift; shift += 8)
    dead = sort_by_byte(dead, start, shift);
  return dead;
}

static struct death *take_first(struct death **dead, void **object) {
  struct death *first = *dead;
  *dead = first->next_dead;
  *object = first->object;
  first->object = NULL;
  first->next_dead = NULL;
  return first;
}

/* The collector has one finalizer for an object, which is taken from it, changed and given back:
   in one thread at a time. fresh: appended if none with its function is there; NULL: that one is
   removed. */
static void change_deaths(void *object, void (*finalizer)(void *object), struct death *fresh) {
  static _Atomic(uint8_t) lock;
  GC_finalization_proc before = NULL;
  void *data = NULL;
  wf_lock_byte(&lock);
  GC_register_finalizer_no_order(object, NULL, NULL, &before, &data);
  struct death *first = before == gather ? data : NULL, **d = &first;
  while (*d && (*d)->finalizer != finalizer) d = &(*d)->next;
  if (!fresh && *d) *d = (*d)->next;
  if (fresh && !*d) *d = fresh;
  if (first) GC_register_finalizer_no_order(object, gather, first, NULL, NULL);
  wf_unlock_byte(&lock);
}

/* For another thread to finalize: this one runs no more script code. Beside what others have
   registered meanwhile, if a finalizer has let them at the object. */
static void hand_over(struct death *dead) {
  void *object;
  while (dead) {
    struct death *first = take_first(&dead, &object);
    for (struct death *d = first, *next; d; d = next) {
      next = d->next;
      d->next = NULL;
      change_deaths(object, d->finalizer, d);
    }
  }
}

/* Layers and containers are mostly younger than what they are made of. */
void wf_memory_run_finalizers(void) {
  if (wf_self->unwinding) return;
  struct death *dead = NULL, **before = gathering;
  gathering = &dead;
  GC_invoke_finalizers();
  gathering = before;
  dead = sort(dead, true);
  while (dead && !wf_self->unwinding) {
    void *object;
    for (struct death *d = take_first(&dead, &object); d; d = d->next) d->finalizer(object);
  }
  hand_over(dead);
}

void wf_memory_finalize_living(void (*finalizer)(void *object)) {
  gathering = &living;
  GC_finalize_all();
  gathering = NULL;
  living = sort(living, false);
  for (struct death *first = living; first; first = first->next_dead)
    for (struct death *d = first; d; d = d->next)
      if (d->finalizer == finalizer) finalizer(first->object);
}

void wf_memory_leave_living(void (*finalizer)(void *object)) {
  for (struct death *first = living; first; first = first->next_dead)
    for (struct death *d = first; d; d = d->next)
      if (d->finalizer == finalizer) wf_memory_on_death(first->object, finalizer);
}

void wf_memory_forget_living(void) { living = NULL; }

static struct death *new_death(void (*finalizer)(void *object)) {
  struct death *d = wf_alloc(sizeof *d);
  d->finalizer = finalizer;
  d->order = atomic_fetch_add(&deaths, 1);
  return d;
}

void wf_memory_on_death(void *object, void (*finalizer)(void *object)) {
  change_deaths(object, finalizer, new_death(finalizer));
}
void wf_memory_off_death(void *object, void (*finalizer)(void *object)) {
  change_deaths(object, finalizer, NULL);
}

void wf_memory_weak_link(void **link, void *object) {
  *link = (void *)~(uintptr_t)object;
  if (GC_general_register_disappearing_link(link, object) != GC_NO_MEMORY) return;
  wf_memory_collect();
  if (GC_general_register_disappearing_link(link, object) == GC_NO_MEMORY)
    wf_fatal("out of memory"); /* it would outlive the object */
}

void wf_memory_weak_unlink(void **link) {
  GC_unregister_disappearing_link(link);
  *link = NULL;
}

static void *GC_CALLBACK reveal(void *link) {
  uintptr_t hidden = *(uintptr_t *)link;
  return hidden ? (void *)~hidden : NULL;
}

void *wf_memory_weak_get(void **link) { return GC_call_with_alloc_lock(reveal, link); }

void wf_memory_collect(void) {
  atomic_fetch_add(&dropping_kept, 1);
  GC_gcollect();
  atomic_fetch_sub(&dropping_kept, 1);
  /* who asked for it comes before the reserve, which it fills itself if it wants that */
  atomic_fetch_and(&heap_news, ~HEAP_FILLS);
}
void wf_memory_mark_deaths(void) { marked_deaths = atomic_load(&deaths); }
bool wf_memory_has_more_deaths(void) { return atomic_load(&deaths) != marked_deaths; }
void wf_memory_collect_mortal(void) {
  if (wf_memory_has_more_deaths()) wf_memory_collect();
}
size_t wf_memory_heap_size(void) { return GC_get_heap_size(); }
size_t wf_memory_used_size(void) { return GC_get_heap_size() - GC_get_free_bytes(); }
size_t wf_memory_collections(void) { return GC_get_gc_no() - atomic_load(&earlier_collections); }

#else /* no collector: nothing is ever freed but roots */

bool wf_memory_init(void) {
  wf_memory_refill_reserve();
  return true;
}
bool wf_memory_register_thread(void) { return true; }
bool wf_memory_has_thread_room(WF_UNUSED size_t stack_size) { return true; }
void wf_memory_unregister_thread(void) {}
void wf_memory_before_fork(void) {}
static void collector_after_fork(WF_UNUSED bool in_child) {}
int wf_memory_stop_signal(void) { return 0; }
int wf_memory_start_signal(void) { return 0; }
void wf_memory_bound_heap(void) {}
void wf_memory_stop_world(void) {}
void wf_memory_start_world(void) {}
void wf_memory_sleep(void (*function)(void *data), void *data) { function(data); }
static void *raw_alloc(size_t size) { return calloc(1, size ? size : 1); }
static void *raw_alloc_raw(size_t size) { return malloc(size); }
static void *raw_alloc_unfilled(size_t size) { return malloc(size); }
static void *raw_alloc_atomic(size_t size) { return raw_alloc(size); }
static void release_reserve(void *block) { free(block); }
static void *take_reserve(void) { return malloc(RESERVE_PAGE); }
static size_t free_size(void) { return SIZE_MAX; }
static bool has_free_memory(void) { return false; } /* nothing is ever freed */
static void keep_page(WF_UNUSED wf_thread *t, WF_UNUSED size_t size_class, WF_UNUSED void **list) {}

/* One cell at a time, so that AddressSanitizer sees each block's bounds. */
static void refill_list(unsigned group, size_t size_class, enum wf_alloc_kind kind, void **out) {
  (void)group, (void)kind;
  *out = calloc(1, size_class * 16);
}

void *wf_alloc_root(size_t size) { return calloc(1, size); }
void wf_free_root(void *block) { free(block); }
void wf_free_array(void *array) { free(array); }

/* Newest first. An object whose finalizers were removed stays: they all look at what is left to do.
 */
static struct survivor {
  void *object;
  void (*finalizer)(void *object);
  struct survivor *next;
} *_Atomic survivors;
static _Atomic(uint64_t) deaths; /* registered so far */
static uint64_t marked_deaths;

static void remember(void *object, void (*finalizer)(void *object)) {
  struct survivor *s = malloc(sizeof *s);
  if (!s) return;
  *s = (struct survivor){object, finalizer, atomic_load(&survivors)};
  while (!atomic_compare_exchange_weak(&survivors, &s->next, s)) continue;
}

void wf_memory_on_death(void *object, void (*finalizer)(void *object)) {
  atomic_fetch_add(&deaths, 1);
  remember(object, finalizer);
}
void wf_memory_off_death(WF_UNUSED void *object, WF_UNUSED void (*finalizer)(void *object)) {}

void wf_memory_finalize_living(void (*finalizer)(void *object)) {
  struct survivor *reversed = NULL, *next;
  for (struct survivor *s = atomic_exchange(&survivors, NULL); s; s = next) {
    next = s->next;
    s->next = reversed;
    reversed = s;
  }
  for (struct survivor *s = reversed; s; s = next) {
    next = s->next;
    if (s->finalizer == finalizer) finalizer(s->object);
    else remember(s->object, s->finalizer);
    free(s);
  }
}

void wf_memory_leave_living(WF_UNUSED void (*finalizer)(void *object)) {}
void wf_memory_forget_living(void) {}
void wf_memory_weak_link(void **link, void *object) { *link = (void *)~(uintptr_t)object; }
void wf_memory_weak_unlink(void **link) { *link = NULL; }
void *wf_memory_weak_get(void **link) {
  uintptr_t hidden = (uintptr_t)*link;
  return hidden ? (void *)~hidden : NULL;
}
void wf_memory_collect(void) {}
void wf_memory_mark_deaths(void) { marked_deaths = atomic_load(&deaths); }
bool wf_memory_has_more_deaths(void) { return atomic_load(&deaths) != marked_deaths; }
void wf_memory_collect_mortal(void) {}
void wf_memory_run_finalizers(void) {}
size_t wf_memory_heap_size(void) { return 0; }
size_t wf_memory_used_size(void) { return 0; }
size_t wf_memory_collections(void) { return 0; }

#endif

static bool begin_reserve(int expected) {
  return atomic_compare_exchange_strong(&reserve_state, &expected, RESERVE_BUSY);
}

static void ask_for_memory_error(wf_thread *t) {
  if (t) wf_poll_request(t, WF_POLL_MEMORY);
}

/* Makes the reserve free memory, once, and asks for MemoryError. */
static bool open_reserve(void) {
  if (!begin_reserve(RESERVE_FULL)) return false;
  for (size_t i = 0; i < RESERVE_PAGES; i++)
    if (reserve[i]) release_reserve(reserve[i]);
  atomic_store(&reserve_state, RESERVE_OPEN);
  ask_for_memory_error(wf_self);
  return true;
}

void wf_memory_refill_reserve(void) {
  bool first = begin_reserve(RESERVE_NONE);
  if (!first && !begin_reserve(RESERVE_OPEN)) return;
  for (size_t i = 0; i < RESERVE_PAGES; i++) {
    bool may = first || i < RESERVE_PAGES / 4 || free_size() > HANDLERS_ROOM;
    reserve[i] = may ? take_reserve() : NULL;
  }
  atomic_store(&reserve_state, reserve[0] ? RESERVE_FULL : RESERVE_OPEN);
}

/* A new thread needs few cells of few sizes, but would take a page for each size. Its first cells
   come from pages that new threads share. Nobody waits for them: a thread that finds another there
   takes a page. */
#define FIRST_CELLS 8
static atomic_flag shared_busy = ATOMIC_FLAG_INIT;

static void take_shared(void **list, enum wf_alloc_kind kind, size_t size_class) {
  if (atomic_flag_test_and_set(&shared_busy)) return;
  void **all = &shared_lists[kind][size_class];
  if (!*all) refill_list(0, size_class, kind, all);
  void **last = *all;
  for (size_t i = 1; i < FIRST_CELLS && last && *last; i++) last = *last;
  if (last) {
    *list = *all; /* wherever the collector stops the thread, it finds each cell in a list */
    atomic_signal_fence(memory_order_seq_cst);
    *all = *last;
    atomic_signal_fence(memory_order_seq_cst);
    *last = NULL;
  }
  atomic_flag_clear(&shared_busy);
}

/* --- Pages for many threads ---

   The collector hands out a page under two locks that it takes three times, and each of their
   words, and of its own, comes from another core's cache if another thread was there in between:
   with two threads that took as long as the work itself. So a thread that uses up a size class
   again and again takes several pages in its turn. Turns are only for speed: a thread that finds
   another's turn takes one page and goes on. (To wait for its own was a twentieth of the time of
   two threads that make strings.) */
#define MOST_PAGES 16
static _Atomic(uint8_t) turn; /* 1: taken */

static bool begin_turn(void) {
  uint8_t expected = 0;
  return atomic_compare_exchange_strong_explicit(&turn, &expected, 1, memory_order_acquire,
                                                 memory_order_relaxed);
}

static void end_turn(void) { atomic_store_explicit(&turn, 0, memory_order_release); }

static uint32_t pages_wanted(uint8_t *refills) {
  uint32_t wanted = UINT32_C(1) << *refills;
  if (wanted < MOST_PAGES) ++*refills;
  return wanted;
}

/* Of the pages that a turn brings, all lists but one are put aside: the second word of a list's
   first cell leads to the list that was put aside before it. Wherever the collector stops the
   thread, it finds each cell. (To make one list of them, each would be walked to its end.) */
static void put_list_aside(wf_thread *t, size_t size_class, enum wf_alloc_kind kind) {
  void **list = t->free_lists[kind][size_class];
  list[1] = t->next_lists[kind][size_class];
  atomic_signal_fence(memory_order_seq_cst);
  t->next_lists[kind][size_class] = list;
  atomic_signal_fence(memory_order_seq_cst);
  t->free_lists[kind][size_class] = NULL;
}

/* False: there is none. */
static bool take_next_list(wf_thread *t, size_t size_class, enum wf_alloc_kind kind) {
  void **list = t->next_lists[kind][size_class];
  if (!list) return false;
  t->free_lists[kind][size_class] = list;
  atomic_signal_fence(memory_order_seq_cst);
  t->next_lists[kind][size_class] = list[1];
  atomic_signal_fence(memory_order_seq_cst);
  list[1] = NULL; /* scanned cells are zero but for their link */
  return true;
}

static void refill_list_of_many(wf_thread *t, size_t size_class, enum wf_alloc_kind kind) {
  bool in_turn = begin_turn();
  uint32_t wanted = in_turn ? pages_wanted(&t->refills[kind][size_class]) : 1, got = 0;
  void **list = &t->free_lists[kind][size_class];
  do {
    if (*list) put_list_aside(t, size_class, kind);
    refill_list(t->number, size_class, kind, list);
    keep_page(t, size_class, list);
  } while (*list && ++got < wanted);
  if (in_turn) end_turn();
  if (!*list) take_next_list(t, size_class, kind);
}

/* How many threads have tried in vain to make room, and then again. Others, who take what comes
   free before them, give way: they ask for a MemoryError of their own, which lets go of more. */
static _Atomic(int) starving;

static bool someone_starves(void) {
  return atomic_load_explicit(&starving, memory_order_relaxed) > 0;
}

static void give_way(wf_thread *t) {
  ask_for_memory_error(t);
  wf_thread_pause(1000000);
}

static bool reserve_is_open(void) {
  return atomic_load_explicit(&reserve_state, memory_order_relaxed) == RESERVE_OPEN;
}

bool wf_memory_has_room(void) {
  return atomic_load(&reserve_state) == RESERVE_FULL && has_free_memory();
}

static void refill_list_of_one(wf_thread *t, size_t size_class, enum wf_alloc_kind kind) {
  void **list = &t->free_lists[kind][size_class];
  refill_list(t->number, size_class, kind, list);
  if (!reserve_is_open()) keep_page(t, size_class, list);
}

/* Where memory is short, many threads need a few cells each, to raise their MemoryErrors with. */
static void refill_own_list(wf_thread *t, size_t size_class, enum wf_alloc_kind kind) {
  bool is_short = reserve_is_open() || someone_starves();
  if (WF_UNLIKELY(is_short)) take_shared(&t->free_lists[kind][size_class], kind, size_class);
  if (t->free_lists[kind][size_class]) return;
  if (atomic_load_explicit(&wf_lock_real, memory_order_relaxed) && !is_short)
    refill_list_of_many(t, size_class, kind);
  else refill_list_of_one(t, size_class, kind);
}

/* A request for which there was no memory. */
typedef struct shortage {
  int tries;
  int64_t since; /* CLOCK_MONOTONIC nanoseconds */
} shortage;
#define STARVES_AFTER 3
#define MOST_TRIES 50
#define LONGEST_SHORTAGE INT64_C(10000000000)

static bool is_hopeless(const shortage *s) {
  if (s->tries > 3 && wf_thread_count() < 2) return true;
  return s->tries >= MOST_TRIES && wf_monotonic() - s->since > LONGEST_SHORTAGE;
}

/* Before another try where there was no memory: looks for what is free but kept for later; opens
   the reserve; when that is used up as well, waits for others, if there are any: they raise
   MemoryError too, and need some time to let go of what they have. */
static void make_room(shortage *s) {
  if (s->tries++ == 0) {
    s->since = wf_monotonic();
    wf_memory_collect();
    return;
  }
  if (s->tries == STARVES_AFTER) atomic_fetch_add(&starving, 1);
  if (open_reserve()) return;
  if (is_hopeless(s)) wf_fatal("out of memory");
  if (s->tries > 2) wf_thread_pause(10000000);
  wf_memory_collect();
}

static void end_shortage(const shortage *s) {
  if (s->tries >= STARVES_AFTER) atomic_fetch_sub(&starving, 1);
}

void *wf_alloc_refill(wf_thread *t, enum wf_alloc_kind kind, size_t size_class) {
  if (size_class == 0) size_class = 1;
  void **list = &t->free_lists[kind][size_class];
  if (!*list && !(t->had_first_cells[kind] >> size_class & 1)) {
    t->had_first_cells[kind] |= (uint64_t)1 << size_class;
    take_shared(list, kind, size_class);
  }
  if (!*list && !take_next_list(t, size_class, kind)) {
    if (WF_UNLIKELY(someone_starves())) give_way(t);
    refill_own_list(t, size_class, kind);
    shortage s = {0};
    while (WF_UNLIKELY(!*list)) {
      make_room(&s);
      refill_own_list(t, size_class, kind);
    }
    end_shortage(&s);
    /* another thread opened the reserve: this one must not use it up */
    if (WF_UNLIKELY(reserve_is_open())) ask_for_memory_error(t);
  }
  void **cell = *list;
  *list = *cell;
  if (kind == WF_ALLOC_ATOMIC) memset(cell, 0, size_class * 16);
  else *cell = NULL;
  return cell;
}

/* The child has nobody who would end a turn, or leave the shared pages. */
void wf_memory_after_fork(bool in_child) {
  collector_after_fork(in_child);
  if (!in_child) return;
  end_turn();
  atomic_store(&starving, 0);
  atomic_flag_clear(&shared_busy);
}

static void *alloc_fixed(size_t size, enum wf_alloc_kind kind) {
  for (shortage s = {0};; make_room(&s)) {
    void *block = kind == WF_ALLOC_ATOMIC ? raw_alloc_atomic(size) : raw_alloc(size);
    if (!block) continue;
    end_shortage(&s);
    return block;
  }
}

void *wf_alloc(size_t size) {
  if (size > WF_SMALL_SIZE) return alloc_fixed(size, WF_ALLOC_SCANNED);
  return wf_alloc_small(wf_self, size ? size : 1);
}

static void *alloc_small_atomic(size_t size) {
  size_t size_class = size ? (size + 15) / 16 : 1;
  wf_thread *t = wf_self;
  void **cell = t->free_lists[WF_ALLOC_ATOMIC][size_class];
  if (!cell) return wf_alloc_refill(t, WF_ALLOC_ATOMIC, size_class);
  t->free_lists[WF_ALLOC_ATOMIC][size_class] = *cell;
  memset(cell, 0, size_class * 16);
  return cell;
}

void *wf_alloc_atomic(size_t size) {
  return size > WF_SMALL_SIZE ? alloc_fixed(size, WF_ALLOC_ATOMIC) : alloc_small_atomic(size);
}

void *wf_alloc_var(size_t size) {
  if (size <= WF_SMALL_SIZE) return wf_alloc(size);
  void *block = size > LARGEST_REQUEST ? NULL : raw_alloc(size);
  if (!block) wf_raise_memory();
  return block;
}

void *wf_alloc_var_atomic(size_t size) {
  if (size <= WF_SMALL_SIZE) return alloc_small_atomic(size);
  void *block = size > LARGEST_REQUEST ? NULL : raw_alloc_atomic(size);
  if (!block) wf_raise_memory();
  return block;
}

void *wf_alloc_var_raw(size_t size) {
  if (size <= WF_SMALL_SIZE) return wf_alloc_small_raw(wf_self, size ? size : 1);
  void *block = size > LARGEST_REQUEST ? NULL : raw_alloc_raw(size);
  if (!block) wf_raise_memory();
  return block;
}

void *wf_alloc_var_unfilled(size_t size) {
  if (size <= WF_SMALL_SIZE) return wf_alloc(size);
  void *block = size > LARGEST_REQUEST ? NULL : raw_alloc_unfilled(size);
  if (!block) wf_raise_memory();
  return block;
}

void *wf_alloc_array(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    wf_raise_memory();
    return NULL;
  }
  return wf_alloc_var(bytes);
}
