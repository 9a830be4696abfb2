/* Encodings of one byte a character whose lower half is ASCII: codec_tables.def. */
#include <config.h>

#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/bytes.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

static const char unmapped[] = "character maps to <undefined>";

/* The byte of a character, or -1. */
static int find_byte(const uint16_t table[128], uint32_t c) {
  if (c < 128) return (int)c;
  for (int i = 127; i >= 0; i--) /* the last one, where two bytes stand for the same */
    if (table[i] == c) return 128 + i;
  return -1;
}

/* Adds a handler's replacement; text is looked up once more. */
static bool add_replacement(wf_builder *b, const uint16_t table[128], wf_value replacement,
                            wf_value text, int64_t start, int64_t end) {
  if (wf_is_bytes(replacement)) {
    wf_builder_add(b, (const char *)wf_to_bytes(replacement)->data,
                   wf_to_bytes(replacement)->size);
    return !b->failed;
  }
  const char *p = wf_str_bytes(replacement), *stop = p + wf_str_size(replacement);
  while (p < stop) {
    int byte = find_byte(table, wf_utf8_next(&p));
    if (byte < 0) {
      wf_str_raise_encode("charmap", text, start, end, unmapped);
      return false;
    }
    char one = (char)byte;
    wf_builder_add(b, &one, 1);
  }
  return !b->failed;
}

/* The first position from `start` on whose character has a byte. */
static int64_t end_of_run(const uint16_t table[128], wf_value text, int64_t start) {
  int64_t end = start;
  while (end < (int64_t)wf_str_length(text) && find_byte(table, wf_str_at(text, end)) < 0) end++;
  return end;
}

static wf_value encode(const uint16_t table[128], const wf_codec_text *in) {
  if (wf_str_is_ascii(in->text))
    return wf_bytes_new(wf_str_bytes(in->text), wf_str_size(in->text));
  wf_builder b;
  wf_builder_init(&b);
  int64_t position = 0;
  const char *start = wf_str_bytes(in->text), *p = start, *stop = p + wf_str_size(in->text);
  while (p < stop && !b.failed) {
    int byte = find_byte(table, wf_utf8_next(&p));
    if (byte >= 0) {
      char one = (char)byte;
      wf_builder_add(&b, &one, 1);
      position++;
      continue;
    }
    int64_t end = end_of_run(table, in->text, position), next;
    wf_value replacement = wf_codec_encode_error(in->errors, "charmap", unmapped, in->text,
                                                 position, end, &next);
    if (replacement == WF_ERROR ||
        !add_replacement(&b, table, replacement, in->text, position, end))
      return WF_ERROR;
    position = next;
    p = start + wf_str_byte_offset(in->text, next);
  }
  return b.failed ? WF_ERROR : wf_bytes_new(b.data ? b.data : "", b.size);
}

static wf_value decode(const uint16_t table[128], wf_codec_data *in) {
  wf_builder b;
  wf_builder_init(&b);
  size_t at = 0;
  while (at < in->size && !b.failed) {
    uint8_t byte = in->at[at];
    uint32_t c = byte < 128 ? byte : table[byte - 128];
    if (c || byte == 0) {
      wf_builder_add_char(&b, c);
      at++;
      continue;
    }
    wf_value replacement = wf_codec_decode_error(in, "charmap", unmapped, at, at + 1, &at);
    if (replacement == WF_ERROR) return WF_ERROR;
    wf_builder_add_str(&b, replacement);
  }
  in->consumed = at;
  return wf_builder_finish(&b);
}

#define WF_TABLE(name, aliases, ...)                                                               \
  static const uint16_t name##_table[128] = {__VA_ARGS__};                                         \
  static wf_value name##_encode(const wf_codec_text *in) { return encode(name##_table, in); }      \
  static wf_value name##_decode(wf_codec_data *in) { return decode(name##_table, in); }
#include "runtime/codec_tables.def"

static const struct {
  wf_codec codec;
  const char *aliases;
} tables[] = {
#define WF_TABLE(name, aliases, ...) {{#name, name##_encode, name##_decode}, aliases},
#include "runtime/codec_tables.def"
};

/* Is `word` one of the words of `list`? */
static bool has_word(const char *list, const char *word) {
  size_t size = strlen(word);
  for (const char *p = list; (p = strstr(p, word)); p += size) {
    bool starts = p == list || p[-1] == ' ', ends = !p[size] || p[size] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

const wf_codec *wf_codec_table_find(const char *name) {
  for (size_t i = 0; *name && i < WF_COUNT(tables); i++)
    if (strcmp(name, tables[i].codec.name) == 0 || has_word(tables[i].aliases, name))
      return &tables[i].codec;
  return NULL;
}
