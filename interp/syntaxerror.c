#include <config.h>

#include "interp/syntaxerror.h"

int32_t wf_syntax_error_characters(const char *text, size_t length, int32_t bytes) {
  int32_t characters = 0;
  size_t end = bytes < 0 ? 0 : (size_t)bytes;
  for (size_t i = 0; i < end; i++)
    characters += i >= length || ((unsigned char)text[i] & 0xc0) != 0x80;
  return characters;
}
