/* The runtime is started and ended again and again while threads of the host, who know nothing of
   that, call into it all the time. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <weft.h>

enum { THREADS = 4, LIVES = 20 };

static atomic_int stop;
static atomic_long done, refused;

static void *keep_calling(void *data) {
  (void)data;
  while (!atomic_load(&stop)) {
    weft_value result;
    weft_status status = weft_eval("sum(range(100))", &result);
    if (status == WEFT_OK) {
      atomic_fetch_add(&done, 1);
    } else if (status == WEFT_ERR_FINALIZED) {
      atomic_fetch_add(&refused, 1); /* between two lives, or while one ended */
    } else {
      weft_exception_print();
      break;
    }
  }
  return NULL;
}

int main(void) {
  pthread_t threads[THREADS];
  int lives = 0;
  for (int i = 0; i < THREADS; i++)
    if (pthread_create(&threads[i], NULL, keep_calling, NULL) != 0) return 1;
  for (; lives < LIVES; lives++) {
    long before = atomic_load(&done);
    if (weft_initialize(NULL) != WEFT_OK) break;
    while (atomic_load(&done) < before + 20) continue; /* under load */
    if (weft_finalize() != 0) break;
  }
  atomic_store(&stop, 1);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  printf("%d lives, calls in each, refused between them: %s\n", lives,
         atomic_load(&refused) ? "yes" : "no");
  return lives == LIVES ? 0 : 1;
}
