/* UTF-8, UTF-16, UTF-32, Latin-1 and ASCII. */
#include <config.h>

#include "runtime/bytes.h"
#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

static wf_value to_bytes(const wf_builder *b) {
  return b->failed ? WF_ERROR : wf_bytes_new(b->data ? b->data : "", b->size);
}

/* --- Encoding --- */

/* An encoding as the loop below sees it. */
struct encoding {
  const char *name, *reason;
  uint32_t limit;  /* characters from here up cannot be encoded; 0: only surrogates cannot */
  unsigned unit;   /* replacement bytes come in multiples of this */
  void (*put)(wf_builder *b, uint32_t c);
};

static void put_utf8(wf_builder *b, uint32_t c) { wf_builder_add_char(b, c); }
static void put_byte(wf_builder *b, uint32_t c) {
  char byte = (char)c;
  wf_builder_add(b, &byte, 1);
}
static void put_16_le(wf_builder *b, uint32_t c) {
  if (c >= 0x10000) {
    put_16_le(b, 0xd7c0 + (c >> 10));
    c = 0xdc00 | (c & 0x3ff);
  }
  char bytes[2] = {(char)c, (char)(c >> 8)};
  wf_builder_add(b, bytes, 2);
}
static void put_16_be(wf_builder *b, uint32_t c) {
  if (c >= 0x10000) {
    put_16_be(b, 0xd7c0 + (c >> 10));
    c = 0xdc00 | (c & 0x3ff);
  }
  char bytes[2] = {(char)(c >> 8), (char)c};
  wf_builder_add(b, bytes, 2);
}
static void put_32_le(wf_builder *b, uint32_t c) {
  char bytes[4] = {(char)c, (char)(c >> 8), (char)(c >> 16), 0};
  wf_builder_add(b, bytes, 4);
}
static void put_32_be(wf_builder *b, uint32_t c) {
  char bytes[4] = {0, (char)(c >> 16), (char)(c >> 8), (char)c};
  wf_builder_add(b, bytes, 4);
}

static bool is_bad(const struct encoding *e, uint32_t c) {
  return e->limit ? c >= e->limit : wf_unicode_is_surrogate(c);
}

/* Adds a handler's replacement. False with the original error when it cannot be encoded either. */
static bool put_replacement(wf_builder *b, const struct encoding *e, wf_value replacement,
                            wf_value text, int64_t start, int64_t end) {
  if (wf_is_bytes(replacement)) {
    size_t size = wf_to_bytes(replacement)->size;
    if (size % e->unit == 0) {
      wf_builder_add(b, (const char *)wf_to_bytes(replacement)->data, size);
      return !b->failed;
    }
  } else {
    uint32_t limit = e->limit ? e->limit : 128;
    const char *p = wf_str_bytes(replacement), *stop = p + wf_str_size(replacement);
    while (p < stop) {
      uint32_t c = wf_utf8_next(&p);
      if (c >= limit) {
        wf_str_raise_encode(e->name, text, start, end, e->reason);
        return false;
      }
      e->put(b, c);
    }
    return !b->failed;
  }
  wf_str_raise_encode(e->name, text, start, end, e->reason);
  return false;
}

/* Deals with the bad characters from byte `at`, character `position`, on; both move behind. */
static bool encode_fault(wf_builder *b, const struct encoding *e, const wf_codec_text *in,
                         size_t *at, int64_t *position) {
  const char *data = wf_str_bytes(in->text), *p = data + *at;
  const char *stop = data + wf_str_size(in->text);
  int64_t end = *position, next;
  while (p < stop) {
    const char *before = p;
    if (!is_bad(e, wf_utf8_next(&p))) {
      p = before;
      break;
    }
    end++;
    if (e->unit > 1) break; /* one at a time */
  }
  wf_value replacement =
      wf_codec_encode_error(in->errors, e->name, e->reason, in->text, *position, end, &next);
  if (replacement == WF_ERROR) return false;
  if (!put_replacement(b, e, replacement, in->text, *position, end)) return false;
  *at = next == end ? (size_t)(p - data) : wf_str_byte_offset(in->text, next);
  *position = next;
  return true;
}

static wf_value encode(const struct encoding *e, const wf_codec_text *in, wf_builder *b) {
  const char *data = wf_str_bytes(in->text);
  size_t size = wf_str_size(in->text), at = 0;
  int64_t position = 0;
  while (at < size && !b->failed) {
    unsigned width;
    uint32_t c = wf_utf8_decode(data + at, &width);
    if (is_bad(e, c)) {
      if (!encode_fault(b, e, in, &at, &position)) return WF_ERROR;
      continue;
    }
    e->put(b, c);
    at += width;
    position++;
  }
  return to_bytes(b);
}

static const char no_surrogates[] = "surrogates not allowed";
static const struct encoding utf8 = {"utf-8", no_surrogates, 0, 1, put_utf8};
static const struct encoding latin1 = {"latin-1", "ordinal not in range(256)", 256, 1, put_byte};
static const struct encoding ascii = {"ascii", "ordinal not in range(128)", 128, 1, put_byte};
static const struct encoding utf16 = {"utf-16", no_surrogates, 0, 2, put_16_le};
static const struct encoding utf16_le = {"utf-16-le", no_surrogates, 0, 2, put_16_le};
static const struct encoding utf16_be = {"utf-16-be", no_surrogates, 0, 2, put_16_be};
static const struct encoding utf32 = {"utf-32", no_surrogates, 0, 4, put_32_le};
static const struct encoding utf32_le = {"utf-32-le", no_surrogates, 0, 4, put_32_le};
static const struct encoding utf32_be = {"utf-32-be", no_surrogates, 0, 4, put_32_be};

wf_value wf_codec_utf8_encode(const wf_codec_text *in) {
  const char *data = wf_str_bytes(in->text);
  size_t size = wf_str_size(in->text);
  if (wf_str_is_ascii(in->text) || wf_utf8_find_surrogate(data, size) == size)
    return wf_bytes_new(data, size);
  wf_builder b;
  wf_builder_init(&b);
  return encode(&utf8, in, &b);
}

wf_value wf_codec_utf8_sig_encode(const wf_codec_text *in) {
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add(&b, "\xef\xbb\xbf", 3);
  return encode(&utf8, in, &b);
}

static wf_value encode_small(const struct encoding *e, const wf_codec_text *in) {
  if (wf_str_is_ascii(in->text))
    return wf_bytes_new(wf_str_bytes(in->text), wf_str_size(in->text));
  wf_builder b;
  wf_builder_init(&b);
  return encode(e, in, &b);
}

wf_value wf_codec_latin1_encode(const wf_codec_text *in) { return encode_small(&latin1, in); }
wf_value wf_codec_ascii_encode(const wf_codec_text *in) { return encode_small(&ascii, in); }

#define DEFINE_UTF_ENCODE(name, mark, mark_size)                                              \
  wf_value wf_codec_##name##_encode(const wf_codec_text *in) {                                \
    wf_builder b;                                                                             \
    wf_builder_init(&b);                                                                      \
    wf_builder_add(&b, mark, mark_size);                                                      \
    return encode(&name, in, &b);                                                             \
  }
DEFINE_UTF_ENCODE(utf16, "\xff\xfe", 2)
DEFINE_UTF_ENCODE(utf16_le, "", 0)
DEFINE_UTF_ENCODE(utf16_be, "", 0)
DEFINE_UTF_ENCODE(utf32, "\xff\xfe\0\0", 4)
DEFINE_UTF_ENCODE(utf32_le, "", 0)
DEFINE_UTF_ENCODE(utf32_be, "", 0)

/* --- Decoding --- */

/* Adds what the error handler gives for start..end; *at moves on. */
static bool decode_fault(wf_builder *b, wf_codec_data *in, const char *name, const char *reason,
                         size_t start, size_t end, size_t *at) {
  wf_value replacement = wf_codec_decode_error(in, name, reason, start, end, at);
  if (replacement == WF_ERROR) return false;
  wf_builder_add_str(b, replacement);
  return !b->failed;
}

static wf_value decode_utf8_from(wf_codec_data *in, size_t at) {
  struct wf_utf8_fault fault;
  size_t count, good;
  const char *data = (const char *)in->at + at;
  good = wf_utf8_valid_prefix(data, in->size - at, false, &count, &fault);
  in->consumed = at + good;
  if (in->consumed == in->size || (fault.truncated && !in->final))
    return wf_str_new_counted(data, good, count);
  wf_builder b;
  wf_builder_init(&b);
  for (;;) {
    wf_builder_add(&b, (const char *)in->at + at, good);
    at += good;
    in->consumed = at;
    if (at >= in->size || (fault.truncated && !in->final)) return wf_builder_finish(&b);
    if (!decode_fault(&b, in, "utf-8", fault.reason, at, at + fault.size, &at)) return WF_ERROR;
    good = wf_utf8_valid_prefix((const char *)in->at + at, in->size - at, false, &count, &fault);
  }
}

wf_value wf_codec_utf8_decode(wf_codec_data *in) { return decode_utf8_from(in, 0); }

wf_value wf_codec_utf8_sig_decode(wf_codec_data *in) {
  static const uint8_t mark[] = {0xef, 0xbb, 0xbf};
  size_t n = in->size < 3 ? in->size : 3;
  bool begins = memcmp(in->at, mark, n) == 0;
  if (begins && n < 3 && !in->final) {
    in->consumed = 0;
    return wf_str_empty;
  }
  return decode_utf8_from(in, begins && n == 3 ? 3 : 0);
}

wf_value wf_codec_latin1_decode(wf_codec_data *in) {
  in->consumed = in->size;
  size_t plain = wf_utf8_ascii_prefix((const char *)in->at, in->size);
  if (plain == in->size) return wf_str_new_ascii((const char *)in->at, plain);
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add(&b, (const char *)in->at, plain);
  for (size_t i = plain; i < in->size; i++) wf_builder_add_char(&b, in->at[i]);
  return wf_builder_finish(&b);
}

wf_value wf_codec_ascii_decode(wf_codec_data *in) {
  size_t at = wf_utf8_ascii_prefix((const char *)in->at, in->size);
  in->consumed = in->size;
  if (at == in->size) return wf_str_new_ascii((const char *)in->at, at);
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add(&b, (const char *)in->at, at);
  while (at < in->size) {
    if (!decode_fault(&b, in, "ascii", "ordinal not in range(128)", at, at + 1, &at))
      return WF_ERROR;
    size_t good = wf_utf8_ascii_prefix((const char *)in->at + at, in->size - at);
    wf_builder_add(&b, (const char *)in->at + at, good);
    at += good;
  }
  in->consumed = in->size;
  return wf_builder_finish(&b);
}

static uint32_t load_unit(const uint8_t *p, unsigned unit, bool big) {
  uint32_t c = 0;
  for (unsigned i = 0; i < unit; i++) c |= (uint32_t)p[big ? unit - 1 - i : i] << 8 * i;
  return c;
}

/* One character at `at`. Returns its bytes; 0: *reason says why not, *bad how many bytes are wrong.
 */
static size_t take_utf(const wf_codec_data *in, size_t at, unsigned unit, bool big, uint32_t *c,
                       const char **reason, size_t *bad, bool *more) {
  size_t left = in->size - at;
  *more = false;
  *bad = left;
  if (left < unit) {
    *more = true;
    *reason = "truncated data";
    return 0;
  }
  *c = load_unit(in->at + at, unit, big);
  *bad = unit;
  if (unit == 4) {
    *reason = wf_unicode_is_surrogate(*c)
                  ? "code point in surrogate code point range(0xd800, 0xe000)"
                  : "code point not in range(0x110000)";
    return wf_unicode_is_surrogate(*c) || *c > WF_UNICODE_MAX ? 0 : 4;
  }
  if (!wf_unicode_is_surrogate(*c)) return 2;
  *reason = "illegal encoding";
  if (*c >= 0xdc00) return 0;
  if (left < 4) {
    *more = true;
    *bad = left;
    *reason = "unexpected end of data";
    return 0;
  }
  uint32_t low = load_unit(in->at + at + 2, 2, big);
  *reason = "illegal UTF-16 surrogate";
  if (low < 0xdc00 || low > 0xdfff) return 0;
  *c = 0x10000 + ((*c & 0x3ff) << 10 | (low & 0x3ff));
  return 4;
}

static wf_value decode_utf(wf_codec_data *in, size_t at, unsigned unit, bool big) {
  const char *name = unit == 2 ? big ? "utf-16-be" : "utf-16-le" : big ? "utf-32-be" : "utf-32-le";
  wf_builder b;
  wf_builder_init(&b);
  while (at < in->size && !b.failed) {
    uint32_t c;
    const char *reason;
    size_t bad;
    bool more;
    size_t width = take_utf(in, at, unit, big, &c, &reason, &bad, &more);
    if (width) {
      wf_builder_add_char(&b, c);
      at += width;
      continue;
    }
    if (more && !in->final) break;
    if (!decode_fault(&b, in, name, reason, at, at + bad, &at)) return WF_ERROR;
  }
  in->consumed = at;
  return wf_builder_finish(&b);
}

wf_value wf_codec_utf_decode_order(wf_codec_data *in, unsigned unit, int *order) {
  size_t at = 0;
  if (*order == 0 && in->size >= unit) {
    uint32_t mark = load_unit(in->at, unit, false);
    uint32_t swapped = unit == 2 ? 0xfffe : 0xfffe0000;
    if (mark == 0xfeff || mark == swapped) {
      *order = mark == 0xfeff ? -1 : 1;
      at = unit;
    }
  }
  return decode_utf(in, at, unit, *order > 0);
}

#define DEFINE_UTF_DECODE(name, unit, start)                                                  \
  wf_value wf_codec_##name##_decode(wf_codec_data *in) {                                      \
    int order = start;                                                                        \
    return wf_codec_utf_decode_order(in, unit, &order);                                       \
  }
DEFINE_UTF_DECODE(utf16, 2, 0)
DEFINE_UTF_DECODE(utf16_le, 2, -1)
DEFINE_UTF_DECODE(utf16_be, 2, 1)
DEFINE_UTF_DECODE(utf32, 4, 0)
DEFINE_UTF_DECODE(utf32_le, 4, -1)
DEFINE_UTF_DECODE(utf32_be, 4, 1)
