/* A library for the tests of ctypes: what a C library may do to a program that calls it. */
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define EXPORT __attribute__((visibility("default")))

/* --- Every simple type goes in and comes out --- */

#define ECHO(name, type) \
  EXPORT type echo_##name(type x) { return x; }
ECHO(char, char)
ECHO(byte, signed char)
ECHO(ubyte, unsigned char)
ECHO(short, short)
ECHO(ushort, unsigned short)
ECHO(int, int)
ECHO(uint, unsigned int)
ECHO(long, long)
ECHO(ulong, unsigned long)
ECHO(longlong, long long)
ECHO(ulonglong, unsigned long long)
ECHO(float, float)
ECHO(double, double)
ECHO(longdouble, long double)
ECHO(bool, _Bool)
ECHO(wchar, wchar_t)
ECHO(pointer, void *)

/* --- Structures by value: in integer registers, in float registers, in both, in memory --- */

typedef struct { int x, y; } point;
typedef struct { double x, y, z; } vector;
typedef struct { float a, b; } floats;
typedef struct { long n; double d; } mixed;
typedef struct { char text[24]; int numbers[5]; } large;
typedef struct { point from, to; } line;
typedef struct { unsigned char bytes[3]; } three;
typedef union { int i; float f; } either;
typedef struct { char tag; int a : 3, b : 5, c : 10; unsigned d : 7; } bits;
#pragma pack(push, 1)
typedef struct { char c; int i; short s; double d; } packed;
#pragma pack(pop)

EXPORT point swap_point(point p) { return (point){p.y, p.x}; }
EXPORT vector scale(vector v, double by) { return (vector){v.x * by, v.y * by, v.z * by}; }
EXPORT floats add_floats(floats a, floats b) { return (floats){a.a + b.a, a.b + b.b}; }
EXPORT mixed twice(mixed m) { return (mixed){m.n * 2, m.d * 2}; }
EXPORT line reverse_line(line l) { return (line){l.to, l.from}; }
EXPORT three rotate(three t) { return (three){{t.bytes[1], t.bytes[2], t.bytes[0]}}; }
EXPORT int sum_large(large l) {
  int sum = (int)strlen(l.text);
  for (int i = 0; i < 5; i++) sum += l.numbers[i];
  l.numbers[0] = -1; /* the caller's is a copy */
  return sum;
}
EXPORT large make_large(const char *text) {
  large l = {{0}, {1, 2, 3, 4, 5}};
  strncpy(l.text, text, sizeof l.text - 1);
  return l;
}
EXPORT int sum_points(const point *points, int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) sum += points[i].x * points[i].y;
  return sum;
}
EXPORT int either_int(either e) { return e.i; }
EXPORT int read_bits(const bits *b, int which) {
  switch (which) {
  case 'a': return b->a;
  case 'b': return b->b;
  case 'c': return b->c;
  default: return (int)b->d;
  }
}
EXPORT void write_bits(bits *b, int a, int bb, int c, unsigned d) {
  b->a = a;
  b->b = bb;
  b->c = c;
  b->d = d;
}
EXPORT size_t size_of_bits(void) { return sizeof(bits); }
EXPORT double sum_packed(const packed *p) { return p->c + p->i + p->s + p->d; }

/* --- Variadic functions, errno, variables, many arguments --- */

EXPORT double sum_varied(int count, ...) {
  va_list list;
  double sum = 0;
  va_start(list, count);
  for (int i = 0; i < count; i++) sum += i % 2 ? va_arg(list, double) : va_arg(list, int);
  va_end(list);
  return sum;
}
EXPORT int set_errno_to(int value) {
  int old = errno;
  errno = value;
  return old;
}
EXPORT int counter = 42;
EXPORT const char *greeting = "hello";
EXPORT point origin = {7, 8};
EXPORT int get_counter(void) { return counter; }
EXPORT long sum_ten(long a, int b, short c, char d, long long e, long f, long g, long h, long i,
                    long j) {
  return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8 + i * 9 + j * 10;
}
EXPORT double sum_doubles(double a, double b, double c, double d, double e, double f, double g,
                          double h, double i, double j) {
  return a + b + c + d + e + f + g + h + i + j;
}
EXPORT void divide(int a, int b, int *quotient, int *remainder) {
  *quotient = a / b;
  *remainder = a % b;
}

/* --- Callbacks --- */

typedef int (*int_callback)(int);
EXPORT int apply(int_callback f, int x) { return f(x); }
EXPORT int apply_until_negative(int_callback f, int x) {
  int calls = 0;
  while (f(x++) >= 0) calls++;
  return calls;
}
EXPORT short apply_short(short (*f)(short), short x) { return f(x); }
EXPORT float apply_float(float (*f)(float), float x) { return f(x); }
EXPORT long double apply_long_double(long double (*f)(long double), long double x) { return f(x); }
EXPORT int apply_point(int (*f)(point), int x, int y) { return f((point){x, y}); }
EXPORT const char *apply_text(const char *(*f)(const char *), const char *text) { return f(text); }
EXPORT double apply_many(double (*f)(int, double, const char *, long, float), int a, double b,
                         const char *c, long d, float e) {
  return f(a, b, c, d, e);
}
EXPORT int_callback same_callback(int_callback f) { return f; }
EXPORT int errno_after(int_callback f, int value) {
  errno = value;
  f(0);
  return errno;
}

static int_callback remembered;
EXPORT void remember(int_callback f) { remembered = f; }
EXPORT int call_remembered(int x) { return remembered(x); }
/* To its end, though the collector's signals interrupt it. */
EXPORT void sleep_microseconds(unsigned n) {
  struct timespec left = {.tv_sec = n / 1000000, .tv_nsec = (long)(n % 1000000) * 1000};
  while (nanosleep(&left, &left) != 0) continue;
}

/* --- Threads that the runtime has not made --- */

typedef struct {
  int_callback f;
  int rounds;
  long sum;
  pthread_t thread;
} work;

static void *call_often(void *data) {
  work *w = data;
  for (int i = 0; i < w->rounds; i++) w->sum += w->f(i);
  return NULL;
}

/* Calls f from so many threads at once, each so many times; the sum of the results. */
EXPORT long call_from_threads(int_callback f, int threads, int rounds) {
  work *all = calloc((size_t)threads, sizeof *all);
  long sum = 0;
  for (int i = 0; i < threads; i++) {
    all[i] = (work){.f = f, .rounds = rounds};
    if (pthread_create(&all[i].thread, NULL, call_often, &all[i]) != 0) return -1;
  }
  for (int i = 0; i < threads; i++) {
    pthread_join(all[i].thread, NULL);
    sum += all[i].sum;
  }
  free(all);
  return sum;
}

/* Threads that never end, for a program that does. */
static atomic_long endless_calls;

static void *call_for_ever(void *data) {
  int_callback f = (int_callback)(uintptr_t)data;
  for (;;) {
    f(1);
    atomic_fetch_add(&endless_calls, 1);
  }
  return NULL;
}

EXPORT int start_endless_threads(int_callback f, int threads) {
  for (int i = 0; i < threads; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, call_for_ever, (void *)(uintptr_t)f) != 0) return -1;
    pthread_detach(thread);
  }
  return 0;
}
EXPORT long endless_count(void) { return atomic_load(&endless_calls); }
