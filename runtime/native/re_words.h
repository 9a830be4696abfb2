/* Many plain words as alternatives of a regular expression, written as a tree of their beginnings:
   smaller than the list, which PCRE2 limits to 64 KB, and faster. */
#ifndef WF_NATIVE_RE_WORDS_H
#define WF_NATIVE_RE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct re_word {
  const uint32_t *text;
  size_t length;
} re_word;

/* Where the expression goes. */
typedef struct re_words_out {
  void (*put)(void *data, const char *text);
  void (*put_character)(void *data, uint32_t c);
  void *data;
  bool classes; /* whether put_character also serves inside [] */
} re_words_out;

/* Writes what matches as words[0]|words[1]|... would, different characters being different to the
   expression too: where several words match, the earlier is tried before the later. Changes the
   order of words. False: no memory. */
bool wf_re_words_write(re_word *words, size_t count, const re_words_out *out);

#endif
