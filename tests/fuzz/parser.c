/* Any bytes as source text: they compile, or they are a script's error, and nothing else happens.

   With libFuzzer (README.md), or alone: `tests/fuzz/parser FILE...` compiles each file once. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "interp/vm.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/hooks.h"
#include "runtime/lifecycle.h"
#include "runtime/str.h"

static void start(void) {
  static bool started;
  if (started)
    return;
  started = true;
  wf_vm_hook();
  if (!wf_lifecycle_start() || !wf_vm_init()) {
    fputs("the runtime cannot start\n", stderr);
    exit(1);
  }
}

/* What compiling may raise. */
static bool is_expected(void) {
  return wf_error_is(&wf_exc_SyntaxError) || wf_error_is(&wf_exc_ValueError) ||
         wf_error_is(&wf_exc_MemoryError) || wf_error_is(&wf_exc_RecursionError) ||
         wf_error_is(&wf_exc_OverflowError);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  start();
  wf_value source = wf_bytes_new(data, size);
  wf_value name = wf_str_from_c("<fuzz>");
  enum wf_compile_mode mode = size % 5 == 0 ? WF_COMPILE_EVAL : WF_COMPILE_EXEC;
  if (wf_hooks.compile(source, name, mode, WF_COMPILE_DONT_INHERIT, -1) == WF_ERROR) {
    if (!wf_error_pending() || !is_expected())
      abort();
    wf_error_clear();
  } else if (wf_error_pending()) {
    abort();
  }
  return 0;
}

#ifndef WEFT_LIBFUZZER
static int compile_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    return 1;
  }
  size_t size = 0, room = 1 << 16;
  unsigned char *data = malloc(room);
  for (size_t count; data && (count = fread(data + size, 1, room - size, file)) > 0;) {
    size += count;
    if (size == room)
      data = realloc(data, room *= 2);
  }
  fclose(file);
  if (data)
    LLVMFuzzerTestOneInput(data, size);
  free(data);
  return 0;
}

int main(int argc, char **argv) {
  int status = 0;
  for (int i = 1; i < argc; i++)
    status |= compile_file(argv[i]);
  return status;
}
#endif
