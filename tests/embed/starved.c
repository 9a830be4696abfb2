/* A runtime that is started with little memory: it runs or says WEFT_ERR_MEMORY, and can be started
   once there is more. Each try is a process of its own. */
#include <config.h>

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

enum { RAN, REFUSED_FIRST, WRONG };
#define STEP ((size_t)1 << 20)
#define STEPS 80

/* In bytes; 0: the system does not say. */
static size_t used_addresses(void) {
  size_t pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file) return 0;
  if (fscanf(file, "%zu", &pages) != 1) pages = 0;
  fclose(file);
  return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void limit_addresses(rlim_t most) {
  struct rlimit limit;
  getrlimit(RLIMIT_AS, &limit);
  limit.rlim_cur = most;
  setrlimit(RLIMIT_AS, &limit);
}

static bool works(void) {
  weft_value v;
  return weft_eval("sum(range(10))", &v) == WEFT_OK && weft_finalize() == 0;
}

static int start_with(size_t room) {
  alarm(60);
  limit_addresses(used_addresses() + room);
  weft_status status = weft_initialize(NULL);
  limit_addresses(RLIM_INFINITY);
  if (status == WEFT_OK) return works() ? RAN : WRONG;
  if (status != WEFT_ERR_MEMORY) return WRONG;
  return weft_initialize(NULL) == WEFT_OK && works() ? REFUSED_FIRST : WRONG;
}

int main(void) {
#if defined WF_SANITIZER || !defined WF_WITH_GC
  return skip_all("a sanitizer's memory is not counted like that, nor is malloc's");
#endif
  if (!used_addresses()) return skip_all("the system does not say what a process has");
  int counts[3] = {0};
  for (size_t step = 0; step < STEPS; step++) {
    pid_t pid = fork();
    if (pid == 0) _exit(start_with(step * STEP));
    int status;
    bool waited = pid > 0 && waitpid(pid, &status, 0) == pid;
    int result = waited && WIFEXITED(status) && WEXITSTATUS(status) < WRONG ? WEXITSTATUS(status)
                                                                           : WRONG;
    counts[result]++;
    if (result == WRONG) printf("# with %zu MB: wait status %#x\n", step, waited ? status : -1);
  }
  is_int(counts[WRONG], 0, "with whatever memory, it runs or says that there is too little");
  ok(counts[REFUSED_FIRST] > 0, "where it was too little, it runs once there is more");
  ok(counts[RAN] > 0, "where it was enough, it runs");
  return done_testing();
}
