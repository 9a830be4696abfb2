/* What the lexer and the parser say of source text that is not a program. */
#ifndef WF_SYNTAXERROR_H
#define WF_SYNTAXERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum wf_syntax_error_kind {
  WF_SYNTAX_NO_ERROR,
  WF_SYNTAX_ERROR,       /* SyntaxError */
  WF_SYNTAX_INDENTATION, /* IndentationError */
  WF_SYNTAX_TAB,         /* TabError */
  WF_SYNTAX_VALUE,       /* ValueError: NUL bytes, in eval(), compile() and the like */
  WF_SYNTAX_MEMORY,      /* MemoryError: nested too deeply, or no memory */
  WF_SYNTAX_CALLBACK     /* a callback has reported an error of its own */
};

/* The memory of message and text belongs to the arena that was given to the parser. All positions
   are as the attributes of Python's SyntaxError want them. */
typedef struct wf_syntax_error {
  uint8_t kind;        /* enum wf_syntax_error_kind */
  bool incomplete;     /* more lines could make a program of it: a prompt should ask for them */
  bool has_place;      /* false: only kind and message count */
  const char *message; /* UTF-8; NULL for MEMORY and CALLBACK */
  int32_t line, offset; /* from 1, offset in characters; 0 and -1 as CPython gives them */
  int32_t end_line, end_offset;
  const char *text;    /* the source line as UTF-8, or NULL; its newline may be missing */
  size_t text_length;
} wf_syntax_error;

/* The character offset that a byte offset in UTF-8 text means; past its end, one for each byte. */
int32_t wf_syntax_error_characters(const char *text, size_t length, int32_t bytes);

#endif
