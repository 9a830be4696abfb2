/* The parser: source text to an abstract syntax tree, or to a syntax error.

   It knows only the C library and an arena: what needs Unicode's tables or the script's warnings is
   called through the options. The same source and options give the same result on any thread. */
#ifndef WF_PARSER_H
#define WF_PARSER_H

#include "interp/arena.h"
#include "interp/ast.h"
#include "interp/syntaxerror.h"

enum wf_parse_mode {
  WF_PARSE_EXEC,  /* a file: Module */
  WF_PARSE_EVAL,  /* an expression: Expression */
  WF_PARSE_SINGLE /* one interactive statement: Interactive */
};

enum {
  /* await is a keyword outside functions too. */
  WF_PARSE_TOP_LEVEL_AWAIT = 1,
  /* The source is text: a coding declaration in it means nothing. */
  WF_PARSE_IGNORE_COOKIE = 2,
  /* What is merely unfinished is an error marked incomplete, with the message "incomplete input".
     */
  WF_PARSE_ALLOW_INCOMPLETE = 4,
  /* As from __future__ import barry_as_FLUFL wants it: "not equal" is <>. */
  WF_PARSE_BARRY = 8
};

/* What the parser has to ask. Any function may be NULL: then every non-ASCII character may be in an
   identifier, text stays as written, and names of characters are unknown. */
typedef struct wf_parse_hooks {
  bool (*is_identifier_start)(uint32_t character);
  bool (*is_identifier_part)(uint32_t character);
  bool (*is_printable)(uint32_t character);
  /* Normal form KC of UTF-8 text into arena memory; false: no memory. */
  bool (*normalize)(wf_arena *arena, const char *text, size_t length, wf_ast_text *result);
  /* The character that has this name, as in "\N{name}"; UINT32_MAX: none. */
  uint32_t (*character_named)(const char *name, size_t length);
  /* Decodes source in an encoding that the parser does not know (it knows UTF-8, Latin-1 and ASCII)
     into UTF-8 in the arena. 1: done; 0: no such encoding; -1: an error that the callback keeps. */
  int (*decode)(void *context, wf_arena *arena, const char *encoding, const char *source,
                size_t length, wf_ast_text *result);
  /* The double that decimal text without underscores means; where NULL, strtod, which hangs on the
     locale. */
  double (*read_double)(const char *text, size_t length);
  /* An invalid escape sequence or literal; category is "DeprecationWarning" or "SyntaxWarning".
     0: go on; 1: it is an error with this message; -1: an error that the callback keeps. */
  int (*warn)(void *context, const char *category, const char *message, int line);
  void *context; /* for decode and warn */
} wf_parse_hooks;

typedef struct wf_parse_options {
  uint8_t mode; /* enum wf_parse_mode */
  unsigned flags;
  const char *name;            /* of the file that source comes from, or NULL */
  const wf_parse_hooks *hooks; /* or NULL */
} wf_parse_options;

/* Parses length bytes of source, which may be anything. The tree is in the arena and does not point
   into source. NULL: *error says why. */
wf_ast_module *wf_parse(wf_arena *arena, const char *source, size_t length,
                        const wf_parse_options *options, wf_syntax_error *error);

#endif
