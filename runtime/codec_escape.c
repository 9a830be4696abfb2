/* unicode_escape and raw_unicode_escape: text as Python writes it in literals. */
#include <config.h>

#include <stdio.h>

#include "runtime/bytes.h"
#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* --- Encoding --- */

static void add_escape(wf_builder *b, uint32_t c) {
  char text[12];
  snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x",
           (unsigned)c);
  wf_builder_add_c(b, text);
}

static void add_one(wf_builder *b, uint32_t c, bool raw) {
  char byte = (char)c;
  if (raw ? c < 0x100 : c >= ' ' && c < 0x7f && c != '\\') wf_builder_add(b, &byte, 1);
  else if (c == '\t') wf_builder_add(b, "\\t", 2);
  else if (c == '\n') wf_builder_add(b, "\\n", 2);
  else if (c == '\r') wf_builder_add(b, "\\r", 2);
  else if (c == '\\') wf_builder_add(b, "\\\\", 2);
  else add_escape(b, c);
}

static wf_value encode(const wf_codec_text *in, bool raw) {
  wf_builder b;
  wf_builder_init(&b);
  const char *p = wf_str_bytes(in->text), *end = p + wf_str_size(in->text);
  while (p < end && !b.failed) add_one(&b, wf_utf8_next(&p), raw);
  return b.failed ? WF_ERROR : wf_bytes_new(b.data ? b.data : "", b.size);
}

wf_value wf_codec_unicode_escape_encode(const wf_codec_text *in) { return encode(in, false); }
wf_value wf_codec_raw_unicode_escape_encode(const wf_codec_text *in) { return encode(in, true); }

/* --- Decoding --- */

static int hex_value(uint8_t c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/* An escape that is being read: `size` bytes from its backslash on so far. */
struct escape {
  size_t size;
  uint32_t c;
  const char *reason; /* why it is none; NULL: it is one */
  bool unfinished;    /* it is cut off by the end of the data */
  bool kept;          /* unknown: the backslash and the character stay */
};

static void read_hex(const uint8_t *p, size_t left, int digits, const char *truncated,
                     const char *too_large, struct escape *e) {
  e->size = 2;
  e->c = 0;
  for (int i = 0; i < digits; i++, e->size++) {
    int digit = e->size < left ? hex_value(p[e->size]) : -1;
    if (digit < 0) {
      e->reason = truncated;
      e->unfinished = e->size >= left;
      return;
    }
    e->c = e->c << 4 | (uint32_t)digit;
  }
  if (e->c > WF_UNICODE_MAX) e->reason = too_large;
}

static void read_octal(const uint8_t *p, size_t left, struct escape *e) {
  e->size = 1;
  e->c = 0;
  while (e->size < left && e->size < 4 && p[e->size] >= '0' && p[e->size] <= '7')
    e->c = e->c * 8 + (uint32_t)(p[e->size++] - '0');
  e->unfinished = e->size == left && e->size < 4;
}

static void read_name(const uint8_t *p, size_t left, struct escape *e) {
  e->reason = "malformed \\N character escape";
  e->size = 2;
  e->unfinished = left == 2;
  if (left == 2 || p[2] != '{') return;
  const uint8_t *close = memchr(p + 3, '}', left - 3);
  if (!close) {
    e->size = left;
    e->unfinished = true;
    return;
  }
  e->size = (size_t)(close - p) + 1;
  if (close == p + 3) return;
  e->reason = "unknown Unicode character name";
  e->c = wf_unicode_by_name((const char *)p + 3, (size_t)(close - p) - 3);
  if (e->c != WF_UNICODE_BAD) e->reason = NULL;
}

static void read_escape(const uint8_t *p, size_t left, struct escape *e) {
  static const char simple[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
  *e = (struct escape){.size = 2};
  if (left == 1) {
    *e = (struct escape){.size = 1, .reason = "\\ at end of string", .unfinished = true};
    return;
  }
  const char *found = p[1] ? strchr(simple, p[1]) : NULL;
  if (found) e->c = (unsigned char)values[found - simple];
  else if (p[1] >= '0' && p[1] <= '7') read_octal(p, left, e);
  else if (p[1] == 'x') read_hex(p, left, 2, "truncated \\xXX escape", NULL, e);
  else if (p[1] == 'u') read_hex(p, left, 4, "truncated \\uXXXX escape", NULL, e);
  else if (p[1] == 'U')
    read_hex(p, left, 8, "truncated \\UXXXXXXXX escape", "illegal Unicode character", e);
  else if (p[1] == 'N') read_name(p, left, e);
  else if (p[1] == '\n') e->c = WF_UNICODE_BAD; /* a continued line: nothing */
  else e->kept = true;
}

static void read_raw_escape(const uint8_t *p, size_t left, struct escape *e) {
  *e = (struct escape){.size = 1, .kept = true};
  if (left == 1) {
    e->unfinished = true;
    return;
  }
  if (p[1] != 'u' && p[1] != 'U') {
    e->size = 2;
    return;
  }
  e->kept = false;
  if (p[1] == 'u') read_hex(p, left, 4, "truncated \\uXXXX escape", NULL, e);
  else read_hex(p, left, 8, "truncated \\UXXXXXXXX escape", "\\Uxxxxxxxx out of range", e);
}

/* The first escape that is unknown, or octal and too large for a byte, is warned of. */
static bool warn_once(bool *warned, const uint8_t *p, const struct escape *e) {
  bool is_octal = !e->kept && p[1] >= '0' && p[1] <= '7' && e->c > 0xff;
  if (*warned || (!e->kept && !is_octal)) return true;
  *warned = true;
  char text[4] = {(char)p[1]};
  if (is_octal) memcpy(text, p + 1, 3);
  return wf_warn(&wf_exc_DeprecationWarning, 1, "invalid %sescape sequence '\\%s'",
                 is_octal ? "octal " : "", text) == 0;
}

static wf_value decode(wf_codec_data *in, bool raw) {
  const char *name = raw ? "rawunicodeescape" : "unicodeescape";
  wf_builder b;
  wf_builder_init(&b);
  size_t at = 0;
  bool warned = raw;
  while (at < in->size && !b.failed) {
    if (in->at[at] != '\\') {
      wf_builder_add_char(&b, in->at[at++]);
      continue;
    }
    struct escape e;
    (raw ? read_raw_escape : read_escape)(in->at + at, in->size - at, &e);
    if (e.unfinished && !in->final) break;
    if (e.reason) {
      wf_value replacement = wf_codec_decode_error(in, name, e.reason, at, at + e.size, &at);
      if (replacement == WF_ERROR) return WF_ERROR;
      wf_builder_add_str(&b, replacement);
      continue;
    }
    if (!warn_once(&warned, in->at + at, &e)) return WF_ERROR;
    if (e.kept) {
      for (size_t i = 0; i < e.size; i++) wf_builder_add_char(&b, in->at[at + i]);
    } else if (e.c != WF_UNICODE_BAD) {
      wf_builder_add_char(&b, e.c);
    }
    at += e.size;
  }
  in->consumed = at;
  return wf_builder_finish(&b);
}

wf_value wf_codec_unicode_escape_decode(wf_codec_data *in) { return decode(in, false); }
wf_value wf_codec_raw_unicode_escape_decode(wf_codec_data *in) { return decode(in, true); }
