/* Where the system put the stack of the calling thread. */
#include <config.h>

#include "runtime/c_stack.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef HAVE_SYS_AUXV_H
#include <sys/auxv.h>
#include <sys/syscall.h>
#endif

/* Linux leaves at least 128 MB of address space to the first thread's stack, whatever the limit. */
#define MOST_SURE ((size_t)100 << 20)
#define GUESS ((size_t)512 << 10)

/* What a program's stack may grow to, as far as it is sure to: 0 when the system does not say. */
static size_t main_size(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) != 0) return 0;
  return limit.rlim_cur < MOST_SURE ? (size_t)limit.rlim_cur : MOST_SURE;
}

/* The highest thing on the first stack is the name of the program that the system started. A caller
   whose frame is not below it runs on a stack of its own: nearly always one that lies elsewhere,
   which a new thread finds out without asking the system. */
char *wf_c_stack_main_end(void) {
#if defined HAVE_SYS_AUXV_H && defined SYS_gettid && defined AT_EXECFN
  const char *name = (const char *)getauxval(AT_EXECFN);
  if (!name) return NULL;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t end = ((uintptr_t)(name + strlen(name)) | (page - 1)) + 1;
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  if (here >= end || end - here >= MOST_SURE) return NULL;
  return end - here < main_size() && syscall(SYS_gettid) == getpid() ? (char *)end : NULL;
#else
  return NULL;
#endif
}

/* Asked once a thread: the system takes longer for it than for most of adopting a thread. */
static __thread char *begin, *end;

static void ask(void) {
  end = wf_c_stack_main_end();
  if (end) begin = end - main_size();
#ifdef HAVE_PTHREAD_GETATTR_NP
  pthread_attr_t attributes;
  void *lowest;
  size_t size;
  if (begin || pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) {
    begin = lowest;
    end = begin + size;
  }
  pthread_attr_destroy(&attributes);
#endif
}

char *wf_c_stack_begin(void) {
  if (!begin) ask();
  return begin ? begin : (char *)__builtin_frame_address(0) - GUESS;
}

char *wf_c_stack_end(void) {
  if (!begin) ask();
  return end;
}
