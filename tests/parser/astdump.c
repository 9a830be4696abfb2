/* Parses files and writes their trees, or their syntax errors, for comparison with another parser.

   Usage: astdump [-p] [-e | -s] [-c] [-q] [FILE...]
   -p  with places          -e, -s  as an expression, as interactive input
   -c  ask for more input   -q      write nothing: only parse
   -t  the source is text: no coding declarations
   Without FILE: reads records `LENGTH\n` and LENGTH bytes of source from standard input, and
   writes one answer a line for each. An error is written as
   kind TAB message TAB line TAB offset TAB end line TAB end offset TAB text, in repr's escapes. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "interp/parser.h"
#include "runtime/dtoa.h"
#include "runtime/unicode.h"

static bool is_start(uint32_t c) { return c == '_' || wf_unicode_is_id_start(c); }
static bool is_part(uint32_t c) { return wf_unicode_is_id_continue(c); }
static bool is_printable(uint32_t c) { return wf_unicode_is_printable(c); }

static bool normalize(wf_arena *arena, const char *text, size_t length, wf_ast_text *result) {
  size_t size;
  char *normal = wf_unicode_normalize(WF_UNICODE_NFKC, text, length, &size);
  if (!normal) return false;
  *result = (wf_ast_text){wf_arena_text(arena, normal, size), size};
  free(normal);
  return true;
}

static double read_double(const char *text, size_t length) {
  double number = 0;
  wf_dtoa_parse(text, length, &number);
  return number;
}

static void write_double(double number, char *text) { wf_dtoa_repr(number, text); }

static const wf_parse_hooks hooks = {
  .is_identifier_start = is_start, .is_identifier_part = is_part, .is_printable = is_printable,
  .normalize = normalize, .character_named = wf_unicode_by_name, .read_double = read_double};

static void write_escaped(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '\n') fputs("\\n", stdout);
    else if (c == '\t') fputs("\\t", stdout);
    else if (c == '\r') fputs("\\r", stdout);
    else if (c == '\\') fputs("\\\\", stdout);
    else putchar(c);
  }
}

static void write_error(const wf_syntax_error *error) {
  static const char *const kinds[] = {"none", "SyntaxError", "IndentationError", "TabError",
                                      "ValueError", "MemoryError", "callback"};
  printf("%s%s\t", kinds[error->kind], error->incomplete ? "+" : "");
  if (error->message) write_escaped(error->message, strlen(error->message));
  printf("\t%d\t%d\t%d\t%d\t", error->line, error->offset, error->end_line, error->end_offset);
  if (error->text) write_escaped(error->text, error->text_length);
  putchar('\n');
}

static bool quiet;

static int parse(const char *source, size_t length, const wf_parse_options *options,
                 const wf_ast_dump_options *dump) {
  wf_arena arena = WF_ARENA_EMPTY;
  wf_syntax_error error;
  wf_ast_module *module = wf_parse(&arena, source, length, options, &error);
  if (module && !quiet) {
    wf_ast_dump(stdout, module, dump);
    putchar('\n');
  } else if (!module) {
    write_error(&error);
  }
  wf_arena_free(&arena);
  return module ? 0 : 1;
}

static char *read_bytes(FILE *file, size_t length) {
  char *data = malloc(length + 1);
  if (!data || fread(data, 1, length, file) != length) exit(2);
  return data;
}

static int parse_file(const char *name, wf_parse_options *options,
                      const wf_ast_dump_options *dump) {
  FILE *file = fopen(name, "rb");
  if (!file || fseek(file, 0, SEEK_END)) return perror(name), 2;
  long length = ftell(file);
  rewind(file);
  char *source = read_bytes(file, (size_t)length);
  options->name = name;
  int result = parse(source, (size_t)length, options, dump);
  free(source);
  fclose(file);
  return result;
}

static int parse_records(const wf_parse_options *options, const wf_ast_dump_options *dump) {
  size_t length;
  while (scanf("%zu", &length) == 1 && getchar() == '\n') {
    char *source = read_bytes(stdin, length);
    parse(source, length, options, dump);
    fflush(stdout);
    free(source);
  }
  return 0;
}

/* The dumper recurses as deeply as the tree is. */
static void want_stack(char **argv) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_STACK, &limit) || limit.rlim_cur >= (1u << 29)) return;
  limit.rlim_cur = limit.rlim_max < (1u << 29) ? limit.rlim_max : 1u << 29;
  if (!setrlimit(RLIMIT_STACK, &limit) && limit.rlim_cur == 1u << 29) execv(argv[0], argv);
}

int main(int argc, char **argv) {
  want_stack(argv);
  wf_parse_options options = {.mode = WF_PARSE_EXEC, .hooks = &hooks};
  wf_ast_dump_options dump = {.write_double = write_double, .is_printable = is_printable};
  for (int c; (c = getopt(argc, argv, "pescqt")) != -1;) {
    switch (c) {
    case 'p': dump.with_places = true; break;
    case 'e': options.mode = WF_PARSE_EVAL; break;
    case 's': options.mode = WF_PARSE_SINGLE; break;
    case 'c': options.flags |= WF_PARSE_ALLOW_INCOMPLETE; break;
    case 't': options.flags |= WF_PARSE_IGNORE_COOKIE; break;
    case 'q': quiet = true; break;
    default: return 2;
    }
  }
  if (optind == argc) return parse_records(&options, &dump);
  int result = 0;
  for (int i = optind; i < argc; i++) {
    int one = parse_file(argv[i], &options, &dump);
    if (one > result) result = one;
  }
  return result;
}
