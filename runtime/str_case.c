/* Case, and the questions that begin with is. */
#include <config.h>

#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* --- Mapping --- */

typedef int (*case_mapping)(uint32_t c, uint32_t out[3]);

/* Turns the case of those of eight ASCII characters that are in [first, first + 25]. Adding to a
   byte below 0x80 sets its top bit from some value on, so two sums tell who is in the range. */
static uint64_t turn_case(uint64_t word, unsigned char first) {
  const uint64_t each = UINT64_C(0x0101010101010101), top = each * 0x80;
  uint64_t from_first = word + each * (0x80u - first),
           beyond_last = word + each * (0x80u - 26 - first);
  return word ^ (((from_first ^ beyond_last) & top) >> 2);
}

/* The ASCII text with the letters from `first` ('a' or 'A') on in the other case. */
static wf_value map_ascii(wf_value v, unsigned char first) {
  size_t size = wf_str_size(v), i = 0;
  uint64_t word = 0;
  const char *from = wf_str_bytes(v);
  if (size <= 1) {
    memcpy(&word, from, size);
    word = turn_case(word, first);
    return wf_str_new_ascii((char *)&word, size);
  }
  wf_value out = wf_str_alloc_ascii(size);
  if (out == WF_ERROR) return WF_ERROR;
  char *to = wf_to_strp(out)->data;
  for (; i + sizeof word <= size; i += sizeof word) {
    memcpy(&word, from + i, sizeof word);
    word = turn_case(word, first);
    memcpy(to + i, &word, sizeof word);
  }
  memcpy(&word, from + i, size - i);
  word = turn_case(word, first);
  memcpy(to + i, &word, size - i);
  return wf_str_made(out);
}

static void add_points(wf_builder *b, const uint32_t *points, int count) {
  for (int i = 0; i < count; i++) wf_builder_add_char(b, points[i]);
}

static wf_value map_text(wf_value v, case_mapping map) {
  wf_builder b;
  wf_builder_init(&b);
  const char *p = wf_str_bytes(v), *end = p + wf_str_size(v);
  while (p < end && !b.failed) {
    uint32_t out[3];
    add_points(&b, out, map(wf_utf8_next(&p), out));
  }
  return wf_builder_finish(&b);
}

/* The small form of the character at byte `at`, which knows the final sigma. */
static int lower_at(const char *text, size_t size, size_t at, uint32_t c, uint32_t out[3]) {
  if (c != 0x3a3) return wf_unicode_lower(c, out);
  out[0] = wf_unicode_final_sigma(text, size, at) ? 0x3c2 : 0x3c3;
  return 1;
}

WF_STR_METHOD(upper) {
  if (wf_str_is_ascii(args[0])) return map_ascii(args[0], 'a');
  return map_text(args[0], wf_unicode_upper);
}

WF_STR_METHOD(casefold) {
  if (wf_str_is_ascii(args[0])) return map_ascii(args[0], 'A');
  return map_text(args[0], wf_unicode_fold);
}

/* Calls choose for each character with what it needs to know of the text. */
struct case_walk {
  const char *text;
  size_t size, at;
  bool first, after_cased;
};

static wf_value walk_case(wf_value v, int (*choose)(struct case_walk *w, uint32_t c,
                                                    uint32_t out[3])) {
  struct case_walk w = {wf_str_bytes(v), wf_str_size(v), 0, true, false};
  wf_builder b;
  wf_builder_init(&b);
  while (w.at < w.size && !b.failed) {
    unsigned width;
    uint32_t c = wf_utf8_decode(w.text + w.at, &width), out[3];
    add_points(&b, out, choose(&w, c, out));
    w.after_cased = wf_unicode_is_cased(c);
    w.first = false;
    w.at += width;
  }
  return wf_builder_finish(&b);
}

static int choose_lower(struct case_walk *w, uint32_t c, uint32_t out[3]) {
  return lower_at(w->text, w->size, w->at, c, out);
}

static int choose_title(struct case_walk *w, uint32_t c, uint32_t out[3]) {
  return w->after_cased ? choose_lower(w, c, out) : wf_unicode_title(c, out);
}

static int choose_capitalize(struct case_walk *w, uint32_t c, uint32_t out[3]) {
  return w->first ? wf_unicode_title(c, out) : choose_lower(w, c, out);
}

static int choose_swap(struct case_walk *w, uint32_t c, uint32_t out[3]) {
  if (wf_unicode_is_upper(c)) return choose_lower(w, c, out);
  if (wf_unicode_is_lower(c)) return wf_unicode_upper(c, out);
  out[0] = c;
  return 1;
}

WF_STR_METHOD(lower) {
  if (wf_str_is_ascii(args[0])) return map_ascii(args[0], 'A');
  return walk_case(args[0], choose_lower);
}

static bool is_ascii_letter(char c) { return (unsigned char)((c | 0x20) - 'a') < 26; }

/* ASCII letters are large and small in pairs that differ in this bit. */
#define SMALL 0x20

static wf_value title_ascii(wf_value v) {
  size_t size = wf_str_size(v);
  const char *from = wf_str_bytes(v);
  wf_value out = wf_str_alloc_ascii(size);
  if (out == WF_ERROR) return WF_ERROR;
  char *to = wf_to_strp(out)->data;
  bool inside = false; /* a word */
  for (size_t i = 0; i < size; i++) {
    bool letter = is_ascii_letter(from[i]);
    to[i] = (char)(!letter ? from[i] : inside ? from[i] | SMALL : from[i] & ~SMALL);
    inside = letter;
  }
  return wf_str_made(out);
}

static wf_value capitalize_ascii(wf_value v) {
  wf_value out = map_ascii(v, 'A');
  if (out == WF_ERROR) return WF_ERROR;
  char *first = wf_to_strp(out)->data;
  if (is_ascii_letter(*first)) *first &= ~SMALL;
  return out;
}

static wf_value swapcase_ascii(wf_value v) {
  size_t size = wf_str_size(v);
  const char *from = wf_str_bytes(v);
  wf_value out = wf_str_alloc_ascii(size);
  if (out == WF_ERROR) return WF_ERROR;
  char *to = wf_to_strp(out)->data;
  for (size_t i = 0; i < size; i++)
    to[i] = (char)(from[i] ^ (is_ascii_letter(from[i]) ? SMALL : 0));
  return wf_str_made(out);
}

/* Single characters are shared: they are not made here. */
static bool is_long_ascii(wf_value v) { return wf_str_is_ascii(v) && wf_str_size(v) > 1; }

WF_STR_METHOD(title) {
  return is_long_ascii(args[0]) ? title_ascii(args[0]) : walk_case(args[0], choose_title);
}
WF_STR_METHOD(capitalize) {
  return is_long_ascii(args[0]) ? capitalize_ascii(args[0]) : walk_case(args[0], choose_capitalize);
}
WF_STR_METHOD(swapcase) {
  return is_long_ascii(args[0]) ? swapcase_ascii(args[0]) : walk_case(args[0], choose_swap);
}

/* --- Questions --- */

/* Does every character, and at least one, have one of the flags? */
static wf_value all_have(wf_value v, unsigned flags) {
  const char *p = wf_str_bytes(v), *end = p + wf_str_size(v);
  if (p == end) return WF_FALSE;
  while (p < end)
    if (!(wf_unicode_flags(wf_utf8_next(&p)) & flags)) return WF_FALSE;
  return WF_TRUE;
}

WF_STR_METHOD(isalpha) { return all_have(args[0], WF_UNICODE_ALPHA); }
WF_STR_METHOD(isdecimal) { return all_have(args[0], WF_UNICODE_DECIMAL); }
WF_STR_METHOD(isdigit) { return all_have(args[0], WF_UNICODE_DIGIT); }
WF_STR_METHOD(isnumeric) { return all_have(args[0], WF_UNICODE_NUMERIC); }
WF_STR_METHOD(isspace) { return all_have(args[0], WF_UNICODE_SPACE); }
WF_STR_METHOD(isalnum) {
  return all_have(args[0], WF_UNICODE_ALPHA | WF_UNICODE_DECIMAL | WF_UNICODE_DIGIT |
                               WF_UNICODE_NUMERIC);
}
WF_STR_METHOD(isprintable) {
  return wf_str_size(args[0]) == 0 ? WF_TRUE : all_have(args[0], WF_UNICODE_PRINTABLE);
}
WF_STR_METHOD(isascii) { return wf_bool(wf_str_is_ascii(args[0])); }
WF_STR_METHOD(isidentifier) { return wf_bool(wf_str_is_identifier(args[0])); }

/* Some character has the `wanted` flag, and none has an `unwanted` one. */
static wf_value all_cased_are(wf_value v, unsigned wanted, unsigned unwanted) {
  const char *p = wf_str_bytes(v), *end = p + wf_str_size(v);
  bool found = false;
  while (p < end) {
    unsigned flags = wf_unicode_flags(wf_utf8_next(&p));
    if (flags & unwanted) return WF_FALSE;
    found |= (flags & wanted) != 0;
  }
  return wf_bool(found);
}

WF_STR_METHOD(isupper) {
  return all_cased_are(args[0], WF_UNICODE_UPPER, WF_UNICODE_LOWER | WF_UNICODE_TITLE);
}
WF_STR_METHOD(islower) {
  return all_cased_are(args[0], WF_UNICODE_LOWER, WF_UNICODE_UPPER | WF_UNICODE_TITLE);
}

WF_STR_METHOD(istitle) {
  const char *p = wf_str_bytes(args[0]), *end = p + wf_str_size(args[0]);
  bool found = false, after_cased = false;
  while (p < end) {
    unsigned flags = wf_unicode_flags(wf_utf8_next(&p));
    bool capital = flags & (WF_UNICODE_UPPER | WF_UNICODE_TITLE);
    bool cased = capital || (flags & WF_UNICODE_LOWER);
    if (cased && capital == after_cased) return WF_FALSE;
    found |= cased;
    after_cased = cased;
  }
  return wf_bool(found);
}
