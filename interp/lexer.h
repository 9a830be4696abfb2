/* The lexer: UTF-8 source to an array of tokens, all at once.

   It stops at the first thing that is not a token, or at the end; the last token is then
   WF_TOKEN_ERROR or WF_TOKEN_END. Whether the error counts is for the parser to decide: it may find
   one of its own on the way there. */
#ifndef WF_LEXER_H
#define WF_LEXER_H

#include "interp/ast.h"
#include "interp/parser.h"

/* X(kind, text) */
#define WF_TOKEN_KEYWORDS(X)                                                                       \
  X(FALSE, "False") X(NONE, "None") X(TRUE, "True") X(AND, "and") X(AS, "as") X(ASSERT, "assert")  \
  X(ASYNC, "async") X(BREAK, "break") X(CLASS, "class") X(CONTINUE, "continue") X(DEF, "def")      \
  X(DEL, "del") X(ELIF, "elif") X(ELSE, "else") X(EXCEPT, "except") X(FINALLY, "finally")          \
  X(FOR, "for") X(FROM, "from") X(GLOBAL, "global") X(IF, "if") X(IMPORT, "import") X(IN, "in")    \
  X(IS, "is") X(LAMBDA, "lambda") X(NONLOCAL, "nonlocal") X(NOT, "not") X(OR, "or")                \
  X(PASS, "pass") X(RAISE, "raise") X(RETURN, "return") X(TRY, "try") X(WHILE, "while")            \
  X(WITH, "with") X(YIELD, "yield")

#define WF_TOKEN_OPERATORS(X)                                                                      \
  X(LEFT_PAREN, "(") X(RIGHT_PAREN, ")") X(LEFT_SQUARE, "[") X(RIGHT_SQUARE, "]")                  \
  X(LEFT_BRACE, "{") X(RIGHT_BRACE, "}") X(COLON, ":") X(COMMA, ",") X(SEMICOLON, ";")             \
  X(DOT, ".") X(ELLIPSIS, "...") X(ARROW, "->") X(AT, "@") X(WALRUS, ":=") X(ASSIGN, "=")          \
  X(EQ, "==") X(NOT_EQ, "!=") X(OLD_NOT_EQ, "<>") X(LT, "<") X(GT, ">") X(LT_E, "<=")              \
  X(GT_E, ">=") X(BIT_OR, "|") X(BIT_XOR, "^") X(BIT_AND, "&") X(L_SHIFT, "<<") X(R_SHIFT, ">>")   \
  X(ADD, "+") X(SUB, "-") X(STAR, "*") X(DIV, "/") X(FLOOR_DIV, "//") X(MOD, "%") X(POW, "**")     \
  X(INVERT, "~") X(ADD_ASSIGN, "+=") X(SUB_ASSIGN, "-=") X(STAR_ASSIGN, "*=")                      \
  X(DIV_ASSIGN, "/=") X(FLOOR_DIV_ASSIGN, "//=") X(MOD_ASSIGN, "%=") X(AT_ASSIGN, "@=")            \
  X(BIT_AND_ASSIGN, "&=") X(BIT_OR_ASSIGN, "|=") X(BIT_XOR_ASSIGN, "^=")                           \
  X(L_SHIFT_ASSIGN, "<<=") X(R_SHIFT_ASSIGN, ">>=") X(POW_ASSIGN, "**=")

enum wf_token_kind {
  WF_TOKEN_END, WF_TOKEN_NEWLINE, WF_TOKEN_INDENT, WF_TOKEN_DEDENT, WF_TOKEN_ERROR, WF_TOKEN_NAME,
  WF_TOKEN_NUMBER, WF_TOKEN_STRING,
  WF_TOKEN_OTHER, /* a character that means nothing: ? $ ! */
#define X(kind, text) WF_TOKEN_##kind,
  WF_TOKEN_KEYWORDS(X) WF_TOKEN_OPERATORS(X)
#undef X
  WF_TOKEN_KINDS
};

/* What the parser's second pass knows of the construct that begins at a token. */
enum {
  WF_TOKEN_FAILED_DISPLAY = 1, WF_TOKEN_FAILED_CALL = 2, WF_TOKEN_FAILED_PARAMETERS = 4,
  WF_TOKEN_QUIET_PRIMARY = 8, WF_TOKEN_QUIET_EXPRESSION = 16, WF_TOKEN_QUIET_FAILED_DISPLAY = 32,
  WF_TOKEN_CHECKED_COMPREHENSION = 64
};

typedef struct wf_token {
  uint8_t kind;
  uint8_t level;     /* brackets open after it */
  bool placeless;    /* END, INDENT, DEDENT: column is where the lexer stood, not where it begins */
  bool warn : 1;     /* a number that runs into a keyword */
  uint8_t known : 7; /* the above */
  uint32_t start, end; /* bytes of source */
  int32_t line, column, end_line, end_column; /* column counts bytes */
  const wf_ast_name *name; /* NAME and the keywords */
} wf_token;

/* The names of one tree, shared by the lexers of its f-strings. */
typedef struct wf_lexer_names {
  struct wf_lexer_name { const wf_ast_name *name; uint8_t kind; } *items;
  size_t count, capacity; /* capacity: a power of two */
} wf_lexer_names;

#define WF_LEXER_MAX_LEVEL 200
#define WF_LEXER_MAX_INDENT 100

typedef struct wf_lexer {
  wf_arena *arena;
  const wf_parse_hooks *hooks;
  wf_lexer_names *names;
  const char *source; /* NUL-terminated, no other NUL in it; lines end in \n */
  size_t length;
  int32_t first_line; /* the number of source's first line; 1 but in f-strings */
  bool interactive;   /* the end also ends a line and its blocks */
  bool barry;         /* <> and != have changed their kinds: WF_PARSE_BARRY */
  wf_token *tokens;   /* malloc'ed; the caller's to free */
  size_t count, capacity;

  /* After WF_TOKEN_ERROR. error.text is not set. An error that is not `certain` (of indentation, or
     the end inside brackets) counts only if the parser gets as far. */
  wf_syntax_error error;
  bool certain;
  bool at_end; /* the error is that the source ends */

  const char *at, *line_start, *token_start;
  int32_t line;
  bool line_begins;
  int level, indent;
  struct { char bracket; int32_t line, column; } brackets[WF_LEXER_MAX_LEVEL];
  int indents[WF_LEXER_MAX_INDENT], tabless_indents[WF_LEXER_MAX_INDENT];
} wf_lexer;

/* Fills tokens. Everything before the cursor fields is set by the caller, with tokens NULL or an
   array to use. Memory failures go to arena->exhausted, which must not return. */
void wf_lexer_run(wf_lexer *lexer);

/* Makes the error that the innermost open bracket was never closed. There is one. */
void wf_lexer_unclosed(wf_lexer *lexer);

const wf_ast_name *wf_lexer_intern(wf_lexer_names *names, wf_arena *arena, const char *text,
                                   size_t length);
void wf_lexer_names_start(wf_lexer_names *names, wf_arena *arena);
void wf_lexer_names_free(wf_lexer_names *names);

#endif
