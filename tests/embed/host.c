/* Functions and types of the host that do what they should not, or are called when the runtime is
   about to end: each in a life of its own. */
#include <stdlib.h>
#include <unistd.h>

#include "runtime/weft.h"
#include "tests/tap.h"

/* What scripts say by say(text), and what a life wrote to its standard output. */
static char said[1024], written[1024];
static int ends[2];

static weft_status say(void *data, const weft_value *arguments, size_t count, weft_value *result) {
  const char *text;
  (void)data, (void)count, (void)result;
  weft_status status = weft_str_get(arguments[0], &text, NULL);
  if (status == WEFT_OK)
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s ", text);
  return status;
}

static void define(const weft_function_row *rows) {
  static const weft_function_row say_row = {"say", say, "(text)", NULL};
  weft_value function;
  if (weft_function_new(&say_row, NULL, &function) != WEFT_OK ||
      weft_global_set("say", function) != WEFT_OK)
    abort();
  for (; rows && rows->name; rows++)
    if (weft_function_new(rows, NULL, &function) != WEFT_OK ||
        weft_global_set(rows->name, function) != WEFT_OK)
      abort();
}

static void begin(const weft_function_row *rows) {
  weft_config config = WEFT_CONFIG_INIT;
  if (pipe(ends) != 0) abort();
  config.standard_output = config.standard_error = ends[1];
  said[0] = 0;
  if (weft_initialize(&config) != WEFT_OK) abort();
  define(rows);
}

static void end(int status) {
  is_int(weft_finalize(), status, "weft_finalize");
  close(ends[1]);
  size_t size = 0;
  ssize_t part;
  while ((part = read(ends[0], written + size, sizeof written - 1 - size)) > 0)
    size += (size_t)part;
  written[size] = 0;
  close(ends[0]);
}

static void run(const char *script) {
  weft_status status = weft_run_source(script, NULL);
  if (!ok(status == WEFT_OK, "the script runs to its end")) printf("# status %d\n", status);
  weft_exception_clear();
}

/* --- Results --- */

static weft_status give_first(void *data, const weft_value *arguments, size_t count,
                              weft_value *result) {
  (void)data, (void)count;
  *result = arguments[0];
  return WEFT_OK;
}
static weft_status give_zero(void *data, const weft_value *arguments, size_t count,
                             weft_value *result) {
  (void)data, (void)arguments, (void)count;
  memset(result, 0, sizeof *result);
  return WEFT_OK;
}

static void results_that_are_none(void) {
  static const weft_function_row rows[] = {{"first", give_first, "(x=None)", NULL},
                                           {"zero", give_zero, "()", NULL}, {0}};
  begin(rows);
  run("assert first(5) == 5\n"
      "def attempt(f):\n"
      "    try: [f()]\n"
      "    except SystemError as e: say(str(e))\n"
      "attempt(first); attempt(zero)\n");
  end(0);
  is_text(said, "first() returned no value zero() returned no value ",
          "a missing argument and a zero are no results");
}

int main(void) {
  results_that_are_none();
  return done_testing();
}
