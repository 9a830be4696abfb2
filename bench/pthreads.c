/* The measures of bench/threads in C, on pthreads, of those that mean something there.
   usage: threads MEASURE: prints a number, or nothing. */
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- Scaling --- */

static void *integers(void *unused) {
  volatile unsigned x = 1;
  for (unsigned i = 0; i < 50000000; i++) x = (x * 31 + i) % 1000003;
  return unused;
}

struct node {
  struct node *left, *right;
};

static struct node *tree(int depth) {
  struct node *n = malloc(sizeof *n);
  n->left = depth ? tree(depth - 1) : NULL;
  n->right = depth ? tree(depth - 1) : NULL;
  return n;
}

static void fell(struct node *n) {
  if (!n) return;
  fell(n->left);
  fell(n->right);
  free(n);
}

static void *trees(void *unused) {
  for (int i = 0; i < 300; i++) fell(tree(11));
  return unused;
}

static double together(void *(*work)(void *), int count) {
  pthread_t threads[2];
  double begin = now();
  for (int i = 0; i < count; i++) pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
  return now() - begin;
}

static int by_size(const void *a, const void *b) {
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* The median of pairs of runs, as the machine may change its pace between two pairs. */
static double scaling(void *(*work)(void *)) {
  enum { PAIRS = 15 };
  double factors[PAIRS];
  for (int i = 0; i < PAIRS; i++) {
    double one = together(work, 1);
    factors[i] = 2 * one / together(work, 2);
  }
  qsort(factors, PAIRS, sizeof *factors, by_size);
  return factors[PAIRS / 2];
}

/* --- Not contended --- */

static double with_lock(int kind) {
  enum { ROUNDS = 5000000 };
  pthread_mutexattr_t attributes;
  pthread_mutex_t mutex;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, kind);
  pthread_mutex_init(&mutex, &attributes);
  double begin = now();
  for (int i = 0; i < ROUNDS; i++) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
  }
  return (now() - begin) / ROUNDS * 1e9;
}

static double with_semaphore(void) {
  enum { ROUNDS = 5000000 };
  sem_t semaphore;
  sem_init(&semaphore, 0, 1);
  double begin = now();
  for (int i = 0; i < ROUNDS; i++) {
    sem_wait(&semaphore);
    sem_post(&semaphore);
  }
  return (now() - begin) / ROUNDS * 1e9;
}

/* --- Blocking --- */

static void *nothing(void *unused) { return unused; }

static double start_join(void) {
  enum { ROUNDS = 2000 };
  double begin = now();
  for (int i = 0; i < ROUNDS; i++) together(nothing, 1);
  return (now() - begin) / ROUNDS * 1e6;
}

enum { TURNS = 3000 };
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t barrier;
static int turn;

static void *player(void *me) {
  for (int i = 0; i < TURNS; i++) {
    pthread_mutex_lock(&mutex);
    while (turn != *(int *)me) pthread_cond_wait(&changed, &mutex);
    turn = 1 - turn;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
  }
  return NULL;
}

static void *meet(void *unused) {
  for (int i = 0; i < TURNS; i++) pthread_barrier_wait(&barrier);
  return unused;
}

static double game(void *(*play)(void *)) {
  int first = 0, second = 1;
  pthread_t thread;
  pthread_barrier_init(&barrier, NULL, 2);
  double begin = now();
  pthread_create(&thread, NULL, play, &second);
  play(&first);
  pthread_join(thread, NULL);
  return (now() - begin) / TURNS * 1e6;
}

/* --- Many --- */

enum { MANY = 10000 };
static bool open_now;

static void *wait_for_it(void *unused) {
  pthread_mutex_lock(&mutex);
  while (!open_now) pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

static double many(const char *what) {
  static pthread_t threads[MANY];
  double begin = now();
  for (int i = 0; i < MANY; i++) pthread_create(&threads[i], NULL, wait_for_it, NULL);
  double started = now();
  long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file && fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
  if (file) fclose(file);
  double release = now();
  pthread_mutex_lock(&mutex);
  open_now = true;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
  for (int i = 0; i < MANY; i++) pthread_join(threads[i], NULL);
  if (!strcmp(what, "10,000 start")) return started - begin;
  if (!strcmp(what, "10,000 release")) return now() - release;
  return (double)pages * 4096 / 1e6;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  double result;
  if (!strcmp(what, "integers")) result = scaling(integers);
  else if (!strcmp(what, "trees")) result = scaling(trees);
  else if (!strcmp(what, "with lock")) result = with_lock(PTHREAD_MUTEX_NORMAL);
  else if (!strcmp(what, "with rlock")) result = with_lock(PTHREAD_MUTEX_RECURSIVE);
  else if (!strcmp(what, "semaphore")) result = with_semaphore();
  else if (!strcmp(what, "start, join")) result = start_join();
  else if (!strcmp(what, "condition")) result = game(player);
  else if (!strcmp(what, "barrier")) result = game(meet);
  else if (!strncmp(what, "10,000", 6)) result = many(what);
  else return 0;
  printf("%g\n", result);
  return 0;
}
