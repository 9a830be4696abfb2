/* The Test Anything Protocol for tests written in C: ok(condition, what...) per check, then
   `return done_testing();` from main. One file a program includes this. */
#ifndef WF_TESTS_TAP_H
#define WF_TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_count;
static int tap_failures;

__attribute__((unused, format(printf, 2, 3))) static bool ok(bool good, const char *what, ...) {
  va_list args;
  va_start(args, what);
  printf("%s %d - ", good ? "ok" : "not ok", ++tap_count);
  vprintf(what, args);
  printf("\n");
  va_end(args);
  fflush(stdout);
  if (!good)
    tap_failures++;
  return good;
}

__attribute__((unused)) static bool is_text(const char *got, const char *want, const char *what) {
  bool good = got && want ? strcmp(got, want) == 0 : got == want;
  ok(good, "%s", what);
  if (!good)
    printf("# got |%s|, not |%s|\n", got ? got : "(null)", want ? want : "(null)");
  return good;
}

__attribute__((unused)) static bool is_int(long long got, long long want, const char *what) {
  bool good = got == want;
  ok(good, "%s", what);
  if (!good)
    printf("# got %lld, not %lld\n", got, want);
  return good;
}

__attribute__((unused)) static int skip_all(const char *reason) {
  printf("1..0 # SKIP %s\n", reason);
  return 0;
}

static int done_testing(void) {
  printf("1..%d\n", tap_count);
  return tap_failures ? 1 : 0;
}

#endif
