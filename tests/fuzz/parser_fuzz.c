/* Fuzzes the parser: any bytes must give a tree or an error, in little stack and time.

   clang -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined -I. tests/fuzz/parser_fuzz.c \
     interp/arena.c interp/ast.c interp/astdump.c interp/lexer.c interp/parser*.c \
     interp/syntaxerror.c -o parser_fuzz
   The first byte of an input chooses mode and flags; the rest is source. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interp/parser.h"

#define DUMPED 2000 /* bytes; the dump of a larger tree could be too deep for the stack */

static bool is_start(uint32_t c) { return c % 3 != 0; }
static bool is_part(uint32_t c) { return c % 7 != 0; }
static bool is_printable(uint32_t c) { return c % 2 != 0; }

static bool normalize(wf_arena *arena, const char *text, size_t length, wf_ast_text *result) {
  *result = (wf_ast_text){wf_arena_text(arena, text, length), length};
  return true;
}

static uint32_t character_named(const char *name, size_t length) {
  return length && *name != 'x' ? 0x1f600 : UINT32_MAX;
}

static int decode(void *context, wf_arena *arena, const char *encoding, const char *source,
                  size_t length, wf_ast_text *result) {
  (void)context;
  *result = (wf_ast_text){wf_arena_text(arena, source, length), length};
  return encoding[0] == 'x' ? 1 : encoding[0] == 'y' ? -1 : 0;
}

/* context: what to answer */
static int warn(void *context, const char *category, const char *message, int line) {
  (void)category, (void)message, (void)line;
  return *(const int *)context;
}

static void check_error(const wf_syntax_error *error) {
  bool silent = error->kind == WF_SYNTAX_MEMORY || error->kind == WF_SYNTAX_CALLBACK;
  if (error->kind == WF_SYNTAX_NO_ERROR || (!error->message && !silent)) abort();
  if (error->text && strlen(error->text) != error->text_length) abort();
  if (error->text && error->offset > (int32_t)error->text_length + 2) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size) return 0;
  static const int answers[] = {0, 1, -1, 0};
  int answer = answers[data[0] >> 6];
  wf_parse_hooks hooks = {is_start, is_part, is_printable, normalize, character_named, decode,
                          NULL,     warn,    &answer};
  wf_parse_options options = {.mode = data[0] % 3, .flags = data[0] >> 2 & 7};
  if (data[0] & 32) options.hooks = &hooks;
  char *source = malloc(size);
  if (!source) return 0;
  memcpy(source, data + 1, size - 1);
  wf_arena arena = WF_ARENA_EMPTY;
  wf_syntax_error error;
  wf_ast_module *module = wf_parse(&arena, source, size - 1, &options, &error);
  free(source); /* neither tree nor error may point into it */
  if (!module) {
    check_error(&error);
  } else if (size < DUMPED) {
    static FILE *nowhere;
    if (!nowhere) nowhere = fopen("/dev/null", "w");
    wf_ast_dump_options dump = {.with_places = true};
    if (nowhere) wf_ast_dump(nowhere, module, &dump);
  }
  wf_arena_free(&arena);
  return 0;
}
