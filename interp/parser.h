/* Source text to a tree, or to an error. Independent of the runtime: libc and the arena only. */
#ifndef WF_PARSER_H
#define WF_PARSER_H

#include "interp/ast.h"

enum wf_parse_error_kind { WF_PARSE_OK, WF_PARSE_SYNTAX, WF_PARSE_INDENTATION, WF_PARSE_TAB,
                           WF_PARSE_MEMORY /* too deeply nested */, WF_PARSE_VALUE /* NUL bytes */,
                           WF_PARSE_INCOMPLETE /* single mode: more lines are needed */ };

typedef struct wf_parse_error {
  enum wf_parse_error_kind kind;
  char message[512];
  int32_t line, offset, end_line, end_offset; /* lines and columns from 1, columns in characters; 0: none */
  const char *text;   /* the line, in the arena; or NULL */
  size_t text_size;
} wf_parse_error;

typedef struct wf_parse_options {
  enum wf_module_kind kind;
  const char *filename;
  bool source_is_utf8;     /* from a str: no coding cookie, no decoding */
  bool may_be_incomplete;  /* single mode at a prompt */
  bool top_level_await;
  void *context;
  /* name in \N{...}: the code point(s) as UTF-8 in out (room for 32), size or 0. May be NULL. */
  size_t (*named_character)(const char *name, size_t size, char *out);
  /* NFKC of an identifier with non-ASCII characters: malloc'ed, or NULL when unchanged. May be NULL. */
  char *(*normalize)(const char *text, size_t size, size_t *out_size);
  bool (*is_id_start)(uint32_t c);
  bool (*is_id_continue)(uint32_t c);
  bool (*is_printable)(uint32_t c);
  /* A warning; false: it became an error and parsing stops with WF_PARSE_SYNTAX and `message`. */
  bool (*warn)(void *context, const char *category, const char *message, int line);
} wf_parse_options;

/* NULL with *error filled in. source need not be NUL-terminated. */
wf_ast *wf_parse(wf_arena *arena, const char *source, size_t size, const wf_parse_options *options,
                 wf_parse_error *error);

#endif
