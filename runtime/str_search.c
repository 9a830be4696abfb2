/* Finding bytes in bytes. Forward search looks for the first byte with memchr, which is fastest
   where that is rare, and goes on with the C library's memmem, which takes linear time, where it is
   not. */
#include <config.h>

#include <string.h>

#include "runtime/str_internal.h"
#include "runtime/unicode.h"

int64_t wf_search_forward(const char *text, size_t size, const char *sub, size_t sub_size) {
  enum { FEW = 4, APART = 32 }; /* false starts that are worth it: some, and one in so many bytes */
  if (sub_size == 0) return 0;
  if (sub_size > size) return -1;
  const char *last = text + (size - sub_size), *at = text;
  if (sub_size == 1) {
    at = memchr(text, (unsigned char)*sub, size);
    return at ? at - text : -1;
  }
  for (size_t false_starts = 0; at <= last; at++) {
    at = memchr(at, (unsigned char)*sub, (size_t)(last - at) + 1);
    if (!at) return -1;
    if (memcmp(at, sub, sub_size) == 0) return at - text;
    if (++false_starts > FEW + (size_t)(at - text) / APART) {
      at = memmem(at + 1, size - (size_t)(at + 1 - text), sub, sub_size);
      return at ? at - text : -1;
    }
  }
  return -1;
}

/* Horspool's rule, mirrored: the byte under the window's start says how far to move left. */
int64_t wf_search_backward(const char *text, size_t size, const char *sub, size_t sub_size) {
  if (sub_size > size) return -1;
  if (sub_size == 0) return (int64_t)size;
  if (sub_size == 1) {
    for (size_t i = size; i-- > 0;)
      if (text[i] == *sub) return (int64_t)i;
    return -1;
  }
  size_t shift[256];
  for (int i = 0; i < 256; i++) shift[i] = sub_size;
  for (size_t i = sub_size; i-- > 1;) shift[(unsigned char)sub[i]] = i;
  for (size_t at = size - sub_size;;) {
    if (text[at] == sub[0] && memcmp(text + at, sub, sub_size) == 0) return (int64_t)at;
    size_t step = shift[(unsigned char)text[at]];
    if (step > at) return -1;
    at -= step;
  }
}

/* Eight bytes at a time: a search for each hit would be slow where there are many. */
static size_t count_byte(const char *text, size_t size, char c) {
  const uint64_t ones = UINT64_C(0x0101010101010101), low = ones * 0x7f;
  const uint64_t pattern = ones * (unsigned char)c;
  size_t count = 0, i = 0;
  for (; i + 8 <= size; i += 8) {
    uint64_t x;
    memcpy(&x, text + i, sizeof x);
    x ^= pattern;
    uint64_t hits = ~(((x & low) + low) | x | low); /* the top bits of the bytes that are zero */
    count += ((hits >> 7) * ones) >> 56;
  }
  for (; i < size; i++) count += text[i] == c;
  return count;
}

size_t wf_search_count(const char *text, size_t size, const char *sub, size_t sub_size,
                       size_t limit) {
  size_t count = 0;
  if (sub_size == 1 && limit >= size) return count_byte(text, size, *sub);
  while (count < limit) {
    int64_t at = wf_search_forward(text, size, sub, sub_size);
    if (at < 0) break;
    count++;
    text += (size_t)at + sub_size;
    size -= (size_t)at + sub_size;
  }
  return count;
}

int64_t wf_str_find(wf_value str, wf_value sub, int64_t from, int64_t to) {
  if (from > to) return -1;
  const char *text = wf_str_bytes(str);
  size_t start = wf_str_byte_offset(str, from), end = wf_str_byte_offset(str, to);
  int64_t at = wf_search_forward(text + start, end - start, wf_str_bytes(sub), wf_str_size(sub));
  return at < 0 ? -1 : wf_str_char_index(str, start + (size_t)at);
}
