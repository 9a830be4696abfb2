/* Between two lives of the runtime: threads of the host that come in just then, and children that
   are forked off, which may begin a life of their own. And starts that fail. */
#include <config.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

#ifdef __has_feature
#define IS_THREAD_SANITIZED __has_feature(thread_sanitizer)
#elif defined(__SANITIZE_THREAD__)
#define IS_THREAD_SANITIZED 1
#else
#define IS_THREAD_SANITIZED 0
#endif

/* --- A thread that is being taken in while one life ends and the next begins ---

   The runtime asks for the limits when it makes the state of a thread, and for terminals as it
   opens its streams: both come by here. */
static atomic_bool comes, waits, may_go_on, is_through, starts;
static __thread bool is_comer;
static weft_status of_comer;

static void pause_until(atomic_bool *what) {
  for (int i = 0; i < 5000 && !atomic_load(what); i++) usleep(1000);
}

#ifdef __GLIBC__
typedef __rlimit_resource_t rlimit_resource;
#else
typedef int rlimit_resource;
#endif

int getrlimit(rlimit_resource resource, struct rlimit *limit) {
  if (is_comer && atomic_load(&comes)) {
    atomic_store(&waits, true);
    pause_until(&may_go_on);
  }
  return prlimit(0, resource, NULL, limit);
}

int isatty(int fd) {
  if (atomic_load(&starts)) {
    atomic_store(&may_go_on, true);
    pause_until(&is_through);
  }
  return fd < 0;
}

static void *come_in(void *data) {
  is_comer = true;
  of_comer = weft_attach();
  atomic_store(&is_through, true);
  return data;
}

static void start_beside_comer(void) {
  pthread_t thread;
  atomic_store(&comes, true);
  weft_status first = weft_initialize(NULL);
  pthread_create(&thread, NULL, come_in, NULL);
  pause_until(&waits);
  int ended = weft_finalize();
  atomic_store(&starts, true);
  weft_status second = weft_initialize(NULL);
  atomic_store(&starts, false);
  pthread_join(thread, NULL);
  ok(first == WEFT_OK && ended == 0 && second == WEFT_OK && atomic_load(&waits), "two lives");
  is_int(of_comer, WEFT_ERR_FINALIZED, "none comes into a life that is only coming up");
  is_int(weft_finalize(), 0, "the second ends");
}

/* --- A thread of a script that the system lets run only when another life has begun --- */

enum place { BEFORE_IT_ENTERS, BEFORE_ITS_FUNCTION };
static atomic_bool is_late; /* where pthread_create takes the next thread */
static enum place late_at;
static void *(*late_function)(void *data);
static pthread_key_t late_key;
static atomic_int visits;

static void wait_for_next_life(void) {
  atomic_store(&waits, true);
  pause_until(&may_go_on);
}

static void *be_late(void *data) {
  pthread_setspecific(late_key, &late_key);
  is_comer = late_at == BEFORE_ITS_FUNCTION; /* getrlimit waits */
  if (!is_comer) wait_for_next_life();
  return late_function(data);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*function)(void *data), void *data) {
  int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = NULL;
  *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
  if (!atomic_exchange(&is_late, false)) return create(thread, attributes, function, data);
  late_function = function;
  return create(thread, attributes, be_late, data);
}

static weft_status visit(void *data, const weft_value *arguments, size_t count,
                         weft_value *result) {
  (void)data, (void)arguments, (void)count;
  atomic_fetch_add(&visits, 1);
  *result = weft_none();
  return WEFT_OK;
}

static void late_thread_ended(void *data) {
  (void)data;
  atomic_store(&is_through, true);
}

static bool start_late_thread(void) {
  static const weft_function_row row = {.name = "visit", .function = visit, .signature = "()"};
  weft_config config = WEFT_CONFIG_INIT;
  weft_value function;
  config.grace_seconds = 0.05;
  if (weft_initialize(&config) != WEFT_OK || weft_function_new(&row, NULL, &function) != WEFT_OK ||
      weft_global_set("visit", function) != WEFT_OK)
    return false;
  atomic_store(&is_late, true);
  return weft_run_source("import threading\n"
                         "threading.Thread(target=visit, daemon=True).start()\n",
                         NULL) == WEFT_OK;
}

static void start_beside_late_thread(enum place place, const char *where) {
  late_at = place;
  atomic_store(&comes, true);
  atomic_store(&waits, false);
  atomic_store(&may_go_on, false);
  atomic_store(&is_through, false);
  atomic_store(&visits, 0);
  pthread_key_create(&late_key, late_thread_ended);
  bool started = start_late_thread();
  pause_until(&waits);
  ok(started && weft_finalize() == 0, "a life ends while a thread is still before %s", where);
  weft_status next = weft_initialize(NULL);
  atomic_store(&may_go_on, true);
  pause_until(&is_through);
  ok(next == WEFT_OK && atomic_load(&waits) && atomic_load(&is_through), "it goes on in the next");
  is_int(atomic_load(&visits), 0, "and ends without having run its function");
  is_int(weft_finalize(), 0, "the next life ends");
  pthread_key_delete(late_key);
}

/* --- What a host makes for a script whose life is over meanwhile --- */

static atomic_bool constructs, life_is_over;
static atomic_int destroyed;

static weft_status construct_late(void *data, const weft_value *arguments, size_t count,
                                  void **instance) {
  (void)data, (void)arguments, (void)count;
  *instance = &destroyed;
  atomic_store(&constructs, true);
  pause_until(&life_is_over);
  return WEFT_OK;
}

static void destroy_late(void *data, void *instance) {
  (void)data;
  atomic_fetch_add((atomic_int *)instance, 1);
}

static void *make_instance(void *data) {
  weft_value v;
  *(weft_status *)data = weft_eval("Late()", &v);
  return data;
}

static void construct_beyond_the_end(void) {
  static const weft_type_row row = {.name = "host.Late", .signature = "()",
                                    .construct = construct_late, .destroy = destroy_late};
  pthread_t thread;
  weft_value type;
  weft_status got = WEFT_OK;
  bool begun = weft_initialize(NULL) == WEFT_OK && weft_type_new(&row, &type) == WEFT_OK &&
               weft_global_set("Late", type) == WEFT_OK;
  pthread_create(&thread, NULL, make_instance, &got);
  pause_until(&constructs);
  ok(begun && weft_finalize() == 0, "the end does not wait for a constructor");
  ok(weft_initialize(NULL) == WEFT_OK &&
         weft_run_source("import sys\nassert len(sys._current_frames()) == 1", NULL) == WEFT_OK,
     "nor does the next life see it");
  is_int(weft_finalize(), 0, "which ends, too");
  atomic_store(&life_is_over, true);
  pthread_join(thread, NULL);
  is_int(got, WEFT_ERR_FINALIZED, "whose caller is told");
  is_int(atomic_load(&destroyed), 1, "and what it has made is destroyed");
}

/* --- Children --- */

static const char with_thread[] = "import threading\n"
                                  "t = threading.Thread(target=list)\n"
                                  "t.start()\n"
                                  "t.join()\n";

#define MOST_SECONDS 20

static int live_once(void) {
  weft_config config = WEFT_CONFIG_INIT;
  config.grace_seconds = 2 * MOST_SECONDS; /* nor does it wait for one that does not come out */
  if (weft_initialize(&config) != WEFT_OK) return 1;
  if (weft_run_source(with_thread, NULL) != WEFT_OK) return 2;
  return weft_finalize();
}

static int in_a_child(int (*function)(void)) {
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    alarm(MOST_SECONDS);
    _exit(function());
  }
  return pid > 0 && waitpid(pid, &status, 0) == pid ? status : -1;
}

/* What each says, or the first that is no 0. */
static int live_in_children(int count) {
  int status = 0;
  for (int i = 0; i < count && !status; i++) status = in_a_child(live_once);
  return status;
}

static atomic_bool stop;

static void *call_in(void *data) {
  weft_value v;
  while (!atomic_load(&stop))
    if (weft_eval("1", &v) != WEFT_OK && !data) break;
  return data;
}

static void *take_guards(void *data) {
  weft_guard *guard;
  while (!atomic_load(&stop))
    if (weft_guard_acquire("between", &guard) == WEFT_OK) weft_guard_release(guard);
  return data;
}

static void fork_beside(void *(*function)(void *data), int count, const char *what) {
  pthread_t thread;
  atomic_store(&stop, false);
  pthread_create(&thread, NULL, function, &stop);
  usleep(10000);
  is_int(live_in_children(count), 0, what);
  atomic_store(&stop, true);
  pthread_join(thread, NULL);
}

/* A thread that has come in before and is refused now. */
static void fork_beside_caller(void) {
  pthread_t thread;
  atomic_store(&stop, false);
  weft_status status = weft_initialize(NULL);
  pthread_create(&thread, NULL, call_in, &stop);
  usleep(10000);
  ok(status == WEFT_OK && weft_finalize() == 0, "a life that a thread knows");
  is_int(live_in_children(12), 0, "a child does not wait for threads that it has not");
  atomic_store(&stop, true);
  pthread_join(thread, NULL);
}

/* --- Starts that fail, and can be tried again --- */

static int start_with_little_heap(void) {
  weft_config config = WEFT_CONFIG_INIT;
#ifdef WF_WITH_GC
  config.heap_limit = 1;
  if (weft_initialize(&config) != WEFT_ERR_MEMORY) return 5;
#endif
  config.heap_limit = (size_t)4 << 20;
  if (weft_initialize(&config) != WEFT_OK || weft_finalize() != 0) return 6;
  return live_once();
}

#define MOST_KEYS 4096

static int start_without_keys(void) {
  static pthread_key_t keys[MOST_KEYS];
  int count = 0;
  while (count < MOST_KEYS && pthread_key_create(&keys[count], NULL) == 0) count++;
  if (count == MOST_KEYS) return 0; /* there is no end of them */
  if (weft_initialize(NULL) != WEFT_ERR_MEMORY) return 5;
  pthread_key_delete(keys[0]);
  return live_once();
}

int main(void) {
  if (IS_THREAD_SANITIZED) { /* its children may not have threads */
    start_beside_comer();
    start_beside_late_thread(BEFORE_IT_ENTERS, "its way in");
    construct_beyond_the_end();
    return done_testing();
  }
  is_int(in_a_child(start_with_little_heap), 0, "a heap that is too small for the start");
  is_int(in_a_child(start_without_keys), 0, "a process that has no thread-specific data left");
  fork_beside(take_guards, 30, "a child of a process that takes guards in vain");
  start_beside_comer();
  start_beside_late_thread(BEFORE_IT_ENTERS, "its way in");
#ifdef WF_WITH_GC /* else nothing calls getrlimit there */
  start_beside_late_thread(BEFORE_ITS_FUNCTION, "its function");
#endif
  is_int(live_once(), 0, "a life with a thread");
  is_int(live_in_children(2), 0, "a child gives nothing to threads that it has not");
  fork_beside(take_guards, 30, "the same after a life");
  fork_beside_caller();
  is_int(live_once(), 0, "the parent goes on");
  construct_beyond_the_end();
  return done_testing();
}
