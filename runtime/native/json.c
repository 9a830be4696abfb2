/* _json: reading and writing JSON, for stdlib/json. */
#include <config.h>

#include <math.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict_internal.h"
#include "runtime/dtoa.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/sequence_internal.h"
#include "runtime/str.h"

/* --- Reading --- */

#define KEY_CACHE 64 /* keys met in one text; a power of two */

/* A decoder's settings. Values as given: None means none. */
typedef struct scanner {
  wf_object head;
  wf_value strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
  bool is_strict;
} scanner;

/* The text being read. Lives on the C stack. */
typedef struct reader {
  const scanner *settings; /* NULL: scanstring */
  bool strict;
  wf_value text;
  const char *start, *at, *end;
  wf_value keys[KEY_CACHE]; /* objects of one text tend to have the same keys */
} reader;

static wf_value read_value(reader *r);

static int64_t index_of(const reader *r, const char *at) {
  return wf_str_char_index(r->text, (size_t)(at - r->start));
}

static wf_value fail(const reader *r, const char *at, wf_value message) {
  wf_value type = wf_import_attribute("json.decoder", "JSONDecodeError");
  if (type == WF_ERROR || message == WF_ERROR) return WF_ERROR;
  return wf_raise_made(wf_call3(type, message, r->text, wf_small_int(index_of(r, at))));
}
static wf_value fail_c(const reader *r, const char *at, const char *message) {
  return fail(r, at, wf_str_from_c(message));
}
/* No value begins here: the decoder makes an error of it. */
static wf_value no_value(const reader *r, const char *at) {
  return wf_raise_stop_iteration(wf_small_int(index_of(r, at)));
}

static void skip_blanks(reader *r) {
  while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\t' || *r->at == '\r'))
    r->at++;
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
       : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hexadecimal digits, with something after them; -1 if they are not there. */
static int32_t hex4(const char *at, const char *end) {
  int32_t value = 0;
  if (end - at <= 4) return -1;
  for (int i = 0; i < 4; i++) {
    int digit = hex_digit(at[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* What follows "\u"; r->at is at the u. */
static bool read_unicode_escape(reader *r, wf_builder *b) {
  int32_t code = hex4(r->at + 1, r->end);
  if (code < 0) return fail_c(r, r->at, "Invalid \\uXXXX escape"), false;
  r->at += 5;
  if (code >= 0xd800 && code <= 0xdbff && r->end - r->at > 6 && r->at[0] == '\\' &&
      r->at[1] == 'u') {
    int32_t low = hex4(r->at + 2, r->end);
    if (low < 0) return fail_c(r, r->at + 1, "Invalid \\uXXXX escape"), false;
    if (low >= 0xdc00 && low <= 0xdfff) {
      code = 0x10000 + ((code - 0xd800) << 10 | (low - 0xdc00));
      r->at += 6;
    }
  }
  wf_builder_add_char(b, (uint32_t)code);
  return true;
}

static bool read_escape(reader *r, const char *begin, wf_builder *b) {
  static const char letters[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  r->at++;
  if (r->at >= r->end) return fail_c(r, begin, "Unterminated string starting at"), false;
  if (*r->at == 'u') return read_unicode_escape(r, b);
  const char *letter = *r->at ? strchr(letters, *r->at) : NULL;
  if (!letter) return fail_c(r, r->at - 1, "Invalid \\escape"), false;
  wf_builder_add(b, &values[letter - letters], 1);
  r->at++;
  return true;
}

/* The string whose first character r->at is at; begin: its quote. A builder is used from the first
   escape on: *used says so, else the text is from the start to r->at - 1. */
static bool read_string_to(reader *r, const char *begin, wf_builder *b, bool *used) {
  const char *from = r->at;
  *used = false;
  for (;;) {
    while (r->at < r->end && *r->at != '"' && *r->at != '\\' && (unsigned char)*r->at > 0x1f)
      r->at++;
    if (r->at >= r->end) return fail_c(r, begin, "Unterminated string starting at"), false;
    if (*r->at != '"' && *r->at != '\\') {
      if (r->strict) return fail_c(r, r->at, "Invalid control character at"), false;
      r->at++;
      continue;
    }
    if (*r->at == '"' && !*used) break;
    if (!*used) wf_builder_init(b);
    *used = true;
    wf_builder_add(b, from, (size_t)(r->at - from));
    if (*r->at == '"') break;
    if (!read_escape(r, begin, b)) return false;
    from = r->at;
  }
  r->at++;
  return true;
}

static wf_value read_string(reader *r, const char *begin) {
  const char *from = r->at;
  wf_builder b;
  bool used;
  if (!read_string_to(r, begin, &b, &used)) return WF_ERROR;
  return used ? wf_builder_finish(&b) : wf_str_new(from, (size_t)(r->at - 1 - from));
}

static wf_value read_key(reader *r) {
  const char *from = r->at;
  wf_builder b;
  bool used;
  if (!read_string_to(r, from - 1, &b, &used)) return WF_ERROR;
  if (used) return wf_builder_finish(&b);
  size_t size = (size_t)(r->at - 1 - from);
  uint32_t hash = (uint32_t)size;
  for (size_t i = 0; i < size; i++) hash = hash * 31 + (unsigned char)from[i];
  wf_value *known = &r->keys[hash & (KEY_CACHE - 1)];
  if (*known == WF_EMPTY || wf_str_size(*known) != size ||
      memcmp(wf_str_bytes(*known), from, size) != 0)
    *known = wf_str_new(from, size);
  return *known;
}

/* The end of a number that begins at `at`; NULL if there is none. */
static const char *number_end(const char *at, const char *end, bool *is_float) {
  *is_float = false;
  if (at < end && *at == '-') at++;
  if (at >= end || *at < '0' || *at > '9') return NULL;
  if (*at == '0') at++;
  else
    while (at < end && *at >= '0' && *at <= '9') at++;
  const char *next = at + 1;
  if (at < end && *at == '.' && next < end && *next >= '0' && *next <= '9') {
    while (next < end && *next >= '0' && *next <= '9') next++;
    at = next;
    *is_float = true;
  }
  if (at < end && (*at == 'e' || *at == 'E')) {
    next = at + 1;
    if (next < end && (*next == '+' || *next == '-')) next++;
    if (next < end && *next >= '0' && *next <= '9') {
      while (next < end && *next >= '0' && *next <= '9') next++;
      at = next;
      *is_float = true;
    }
  }
  return at;
}

static wf_value small_number(const char *from, const char *to) {
  bool negative = *from == '-';
  int64_t value = 0;
  for (const char *at = from + negative; at < to; at++) value = value * 10 + (*at - '0');
  return wf_int_new(negative ? -value : value);
}

static wf_value read_number(reader *r) {
  bool is_float;
  const char *from = r->at, *to = number_end(from, r->end, &is_float);
  if (!to) return no_value(r, from);
  size_t size = (size_t)(to - from);
  r->at = to;
  wf_value parse = is_float ? r->settings->parse_float : r->settings->parse_int;
  if (!is_float && parse == wf_from_type(&wf_int_type))
    return size <= 18 ? small_number(from, to) : wf_int_parse(from, size, 10, WF_EMPTY);
  double d;
  if (is_float && parse == wf_from_type(&wf_float_type) && wf_dtoa_parse(from, size, &d))
    return wf_float_new(d);
  return wf_call1(parse, wf_str_new(from, size));
}

static bool take(reader *r, const char *word) {
  size_t size = strlen(word);
  if ((size_t)(r->end - r->at) < size || memcmp(r->at, word, size) != 0) return false;
  r->at += size;
  return true;
}

static wf_value read_constant(reader *r, const char *word) {
  return wf_call1(r->settings->parse_constant, wf_str_from_c(word));
}

static wf_value read_array(reader *r) {
  wf_value list = wf_list_new(0);
  if (list == WF_ERROR) return WF_ERROR;
  skip_blanks(r);
  if (r->at < r->end && *r->at == ']') {
    r->at++;
    return list;
  }
  for (;;) {
    wf_value item = read_value(r);
    if (item == WF_ERROR || !wf_list_append(list, item)) return WF_ERROR;
    skip_blanks(r);
    if (r->at < r->end && *r->at == ']') break;
    if (r->at >= r->end || *r->at != ',') return fail_c(r, r->at, "Expecting ',' delimiter");
    r->at++;
    skip_blanks(r);
  }
  r->at++;
  return list;
}

/* One "key: value"; both go into the dict, or as a pair into the list. */
static bool read_member(reader *r, wf_value into, bool pairs) {
  if (r->at >= r->end || *r->at != '"')
    return fail_c(r, r->at, "Expecting property name enclosed in double quotes"), false;
  r->at++;
  wf_value key = read_key(r);
  if (key == WF_ERROR) return false;
  skip_blanks(r);
  if (r->at >= r->end || *r->at != ':') return fail_c(r, r->at, "Expecting ':' delimiter"), false;
  r->at++;
  skip_blanks(r);
  wf_value value = read_value(r);
  if (value == WF_ERROR) return false;
  return pairs ? wf_list_append(into, wf_tuple_of(2, key, value)) : wf_dict_set(into, key, value);
}

static wf_value read_object(reader *r) {
  bool pairs = r->settings->object_pairs_hook != WF_NONE;
  wf_value result = pairs ? wf_list_new(0) : wf_dict_new();
  if (result == WF_ERROR) return WF_ERROR;
  skip_blanks(r);
  if (r->at >= r->end || *r->at != '}') {
    for (;;) {
      if (!read_member(r, result, pairs)) return WF_ERROR;
      skip_blanks(r);
      if (r->at < r->end && *r->at == '}') break;
      if (r->at >= r->end || *r->at != ',') return fail_c(r, r->at, "Expecting ',' delimiter");
      r->at++;
      skip_blanks(r);
    }
  }
  r->at++;
  if (pairs) return wf_call1(r->settings->object_pairs_hook, result);
  if (r->settings->object_hook != WF_NONE) return wf_call1(r->settings->object_hook, result);
  return result;
}

static wf_value read_nested(reader *r, bool is_object) {
  if (!wf_recursion_enter(is_object ? " while decoding a JSON object from a unicode string"
                                    : " while decoding a JSON array from a unicode string"))
    return WF_ERROR;
  r->at++;
  wf_value result = is_object ? read_object(r) : read_array(r);
  wf_recursion_leave();
  return result;
}

static wf_value read_value(reader *r) {
  if (r->at >= r->end) return no_value(r, r->at);
  switch (*r->at) {
  case '"': r->at++; return read_string(r, r->at - 1);
  case '{': return read_nested(r, true);
  case '[': return read_nested(r, false);
  case 'n': if (take(r, "null")) return WF_NONE; break;
  case 't': if (take(r, "true")) return WF_TRUE; break;
  case 'f': if (take(r, "false")) return WF_FALSE; break;
  case 'N': if (take(r, "NaN")) return read_constant(r, "NaN"); break;
  case 'I': if (take(r, "Infinity")) return read_constant(r, "Infinity"); break;
  case '-': if (take(r, "-Infinity")) return read_constant(r, "-Infinity"); break;
  default: break;
  }
  return read_number(r);
}

static void start_reading(reader *r, wf_value text, int64_t index) {
  r->text = text;
  r->start = wf_str_data(text);
  r->end = r->start + wf_str_size(text);
  r->at = r->start + wf_str_byte_offset(text, index);
}

static wf_value scanner_call(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  int64_t index;
  if (!WF_BIND("scan_once", "(string, idx)", args, npos, kwnames, a)) return WF_ERROR;
  if (!wf_is_str(a[0]))
    return wf_raise(&wf_exc_TypeError, "first argument must be a string, not %T", a[0]);
  if (!wf_arg_size(a[1], &index)) return WF_ERROR;
  if (index < 0) return wf_raise(&wf_exc_ValueError, "idx cannot be negative");
  if (index > (int64_t)wf_str_length(a[0])) return wf_raise_stop_iteration(wf_int_new(index));
  scanner *s = (scanner *)(uintptr_t)self;
  reader r = {.settings = s, .strict = s->is_strict};
  start_reading(&r, a[0], index);
  wf_value value = read_value(&r);
  if (value == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, value, wf_small_int(index_of(&r, r.at)));
}

static wf_type scanner_type;

static wf_value scanner_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value context;
  if (!WF_BIND("make_scanner", "(context)", args, npos, kwnames, &context)) return WF_ERROR;
  scanner *s = wf_object_new(cls);
  const struct {
    const char *name;
    wf_value *to;
  } settings[] = {{"strict", &s->strict}, {"object_hook", &s->object_hook},
                  {"object_pairs_hook", &s->object_pairs_hook},
                  {"parse_float", &s->parse_float}, {"parse_int", &s->parse_int},
                  {"parse_constant", &s->parse_constant}};
  for (size_t i = 0; i < WF_COUNT(settings); i++) {
    *settings[i].to = wf_getattr(context, wf_str_intern_c(settings[i].name));
    if (*settings[i].to == WF_ERROR) return WF_ERROR;
  }
  int strict = wf_truth(s->strict);
  if (strict < 0) return WF_ERROR;
  s->is_strict = strict;
  return wf_from_object(s);
}

static const wf_member_def scanner_members[] = {
    {"strict", WF_MEMBER_VALUE_READONLY, offsetof(scanner, strict), "strict"},
    {"object_hook", WF_MEMBER_VALUE_READONLY, offsetof(scanner, object_hook), "object_hook"},
    {"object_pairs_hook", WF_MEMBER_VALUE_READONLY, offsetof(scanner, object_pairs_hook), NULL},
    {"parse_float", WF_MEMBER_VALUE_READONLY, offsetof(scanner, parse_float), "parse_float"},
    {"parse_int", WF_MEMBER_VALUE_READONLY, offsetof(scanner, parse_int), "parse_int"},
    {"parse_constant", WF_MEMBER_VALUE_READONLY, offsetof(scanner, parse_constant), NULL},
    {0}};

static wf_type scanner_type = {
    .name = "_json.Scanner",
    .doc = "Reads one value of a JSON text: (text, index) -> (value, end).",
    .signature = "(context)",
    .instance_size = sizeof(scanner),
    .slots = {.new = scanner_new, .call = scanner_call},
    .members = scanner_members,
};

WF_NATIVE(json_scanstring) {
  int64_t end;
  int strict = args[2] == WF_EMPTY ? 1 : wf_truth(args[2]);
  if (strict < 0 || !wf_arg_size(args[1], &end)) return WF_ERROR;
  if (!wf_is_str(args[0]))
    return wf_raise(&wf_exc_TypeError, "first argument must be a string, not %T", args[0]);
  if (end < 0 || end > (int64_t)wf_str_length(args[0]))
    return wf_raise(&wf_exc_ValueError, "end is out of bounds");
  reader r = {.strict = strict};
  start_reading(&r, args[0], end);
  const char *begin = end > 0 ? r.start + wf_str_byte_offset(args[0], end - 1) : r.start;
  wf_value text = read_string(&r, begin);
  if (text == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, text, wf_small_int(index_of(&r, r.at)));
}

/* --- Strings to JSON --- */

static void add_unicode_escape(wf_builder *b, uint32_t code) {
  static const char digits[] = "0123456789abcdef";
  char text[6] = {'\\', 'u', digits[code >> 12 & 15], digits[code >> 8 & 15],
                  digits[code >> 4 & 15], digits[code & 15]};
  wf_builder_add(b, text, 6);
}

static uint32_t decode_utf8(const unsigned char **at) {
  const unsigned char *s = *at;
  if (s[0] < 0xe0) return *at += 2, (s[0] & 31u) << 6 | (s[1] & 63u);
  if (s[0] < 0xf0) return *at += 3, (s[0] & 15u) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);
  *at += 4;
  return (s[0] & 7u) << 18 | (s[1] & 63u) << 12 | (s[2] & 63u) << 6 | (s[3] & 63u);
}

static void add_escaped(wf_builder *b, const unsigned char **at) {
  static const char letters[] = "\"\\bfnrt", values[] = "\"\\\b\f\n\r\t";
  unsigned char c = **at;
  if (c >= 0x80) {
    uint32_t code = decode_utf8(at);
    if (code >= 0x10000) {
      code -= 0x10000;
      add_unicode_escape(b, 0xd800 | code >> 10);
      code = 0xdc00 | (code & 0x3ff);
    }
    add_unicode_escape(b, code);
    return;
  }
  const char *value = c ? strchr(values, c) : NULL;
  if (value) {
    char text[2] = {'\\', letters[value - values]};
    wf_builder_add(b, text, 2);
  } else {
    add_unicode_escape(b, c);
  }
  ++*at;
}

static void add_json_string(wf_builder *b, wf_value text, bool ascii) {
  const unsigned char *at = (const unsigned char *)wf_str_bytes(text), *from = at;
  const unsigned char *end = at + wf_str_size(text);
  wf_builder_add(b, "\"", 1);
  while (at < end) {
    unsigned char c = *at;
    if (WF_LIKELY(c >= 0x20 && c != '"' && c != '\\' && (c < 0x7f || !ascii))) {
      at++;
      continue;
    }
    wf_builder_add(b, (const char *)from, (size_t)(at - from));
    add_escaped(b, &at);
    from = at;
  }
  wf_builder_add(b, (const char *)from, (size_t)(at - from));
  wf_builder_add(b, "\"", 1);
}

static wf_value encode_string(wf_value text, bool ascii) {
  if (!wf_is_str(text))
    return wf_raise(&wf_exc_TypeError, "first argument must be a string, not %T", text);
  wf_builder b;
  wf_builder_init(&b);
  add_json_string(&b, text, ascii);
  return wf_builder_finish(&b);
}
WF_NATIVE(json_encode_basestring) { return encode_string(args[0], false); }
WF_NATIVE(json_encode_basestring_ascii) { return encode_string(args[0], true); }

/* --- Writing --- */

typedef struct encoder {
  wf_object head;
  wf_value markers, default_function, encode, indent, key_separator, item_separator;
  bool sort_keys, skip_keys, allow_nan;
  enum { ENCODE_CALL, ENCODE_PLAIN, ENCODE_ASCII } how;
} encoder;

/* The containers that are being written, innermost first. */
typedef struct inside {
  const struct inside *outer;
  wf_value container;
} inside;

typedef struct writer {
  const encoder *e;
  wf_builder *out;
} writer;

static bool write_value(writer *w, wf_value v, const inside *outer, int64_t level);

static bool is_inside(const writer *w, wf_value container, const inside *outer) {
  if (w->e->markers == WF_NONE) return false;
  for (; outer; outer = outer->outer)
    if (outer->container == container) return true;
  return false;
}

static bool write_text(writer *w, wf_value text) {
  if (w->e->how != ENCODE_CALL) {
    add_json_string(w->out, text, w->e->how == ENCODE_ASCII);
    return true;
  }
  wf_value encoded = wf_call1(w->e->encode, text);
  if (encoded == WF_ERROR) return false;
  if (!wf_is_str(encoded))
    return wf_raise(&wf_exc_TypeError, "encoder() must return a string, not %T", encoded), false;
  wf_builder_add_str(w->out, encoded);
  return true;
}

/* A float as text in `small`; false: ValueError. */
static bool float_text(const encoder *e, wf_value v, char small[WF_DTOA_REPR_MAX]) {
  double d = wf_float_get(v);
  if (isfinite(d)) return wf_dtoa_repr(d, small), true;
  if (!e->allow_nan) {
    if (e->indent != WF_NONE)
      wf_raise(&wf_exc_ValueError, "Out of range float values are not JSON compliant: %R", v);
    else
      wf_raise(&wf_exc_ValueError, "Out of range float values are not JSON compliant");
    return false;
  }
  strcpy(small, isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity");
  return true;
}

static const char *constant_text(wf_value v) {
  return v == WF_NONE ? "null" : v == WF_TRUE ? "true" : v == WF_FALSE ? "false" : NULL;
}

static void new_line(writer *w, int64_t level) {
  if (w->e->indent == WF_NONE) return;
  wf_builder_add(w->out, "\n", 1);
  wf_builder_fill(w->out, wf_str_bytes(w->e->indent), wf_str_size(w->e->indent), level);
}

/* 1 written, 0 left out, -1 error */
static int write_key(writer *w, wf_value key) {
  char small[WF_DTOA_REPR_MAX];
  wf_value text = key;
  const char *constant = constant_text(key);
  if (!wf_is_str(key)) {
    if (constant) {
      text = wf_str_from_c(constant);
    } else if (wf_is_float(key)) {
      if (!float_text(w->e, key, small)) return -1;
      text = wf_str_from_c(small);
    } else if (wf_is_int(key)) {
      text = wf_int_to_text(key, 10);
    } else {
      if (w->e->skip_keys) return 0;
      wf_raise(&wf_exc_TypeError, "keys must be str, int, float, bool or None, not %T", key);
      return -1;
    }
  }
  return text != WF_ERROR && write_text(w, text) ? 1 : -1;
}

static bool write_pair(writer *w, wf_value key, wf_value value, const inside *here,
                       int64_t level, bool *first) {
  wf_builder *out = w->out;
  size_t before = out->size;
  if (!*first) wf_builder_add_str(out, w->e->item_separator);
  new_line(w, level + 1);
  int written = write_key(w, key);
  if (written < 0) return false;
  if (written == 0) {
    out->size = before;
    return true;
  }
  *first = false;
  wf_builder_add_str(out, w->e->key_separator);
  return write_value(w, value, here, level + 1);
}

/* The items of a mapping as a list of pairs, in the order they are written. */
static wf_value ordered_items(const encoder *e, wf_value v) {
  wf_value items = wf_has_root_shape(v, &wf_dict_type)
                       ? wf_dict_items_list(v)
                       : wf_call_method0(v, wf_str_intern_c("items"));
  if (items != WF_ERROR && !wf_is_list(items)) items = wf_list_from_iterable(items);
  if (items != WF_ERROR && e->sort_keys && !wf_list_sort(items, WF_EMPTY, false)) return WF_ERROR;
  return items;
}

static bool write_items(writer *w, wf_value items, const inside *here, int64_t level,
                        bool *first) {
  for (size_t i = 0;; i++) {
    wf_value item = wf_list_get(items, i);
    if (item == WF_EMPTY) return true;
    if (!wf_is_tuple(item) || wf_tuple_length(item) != 2)
      return wf_raise(&wf_exc_ValueError, "items must return 2-tuples"), false;
    if (!write_pair(w, wf_tuple_get(item, 0), wf_tuple_get(item, 1), here, level, first))
      return false;
  }
}

static bool write_dict(writer *w, wf_value v, const inside *here, int64_t level) {
  bool first = true;
  size_t count = wf_dict_count(v);
  wf_value *pairs = NULL, items = WF_EMPTY;
  if (count && wf_has_root_shape(v, &wf_dict_type) && !w->e->sort_keys) {
    pairs = wf_dict_snapshot(v, &count); /* what default() adds is not written */
    if (!pairs) return false;
  } else if (count) {
    items = ordered_items(w->e, v);
    if (items == WF_ERROR) return false;
    if (!(wf_type_flags_of(v) & WF_TYPE_SCRIPT)) count = wf_list_length(items);
  }
  if (count == 0) { /* by now: other threads may have emptied it */
    wf_builder_add_c(w->out, "{}");
    return true;
  }
  wf_builder_add(w->out, "{", 1);
  for (size_t i = 0; pairs && i < count; i++)
    if (!write_pair(w, pairs[2 * i], pairs[2 * i + 1], here, level, &first)) return false;
  if (!pairs && !write_items(w, items, here, level, &first)) return false;
  new_line(w, level);
  wf_builder_add(w->out, "}", 1);
  return true;
}

static bool write_sequence(writer *w, wf_value v, const inside *here, int64_t level) {
  bool is_list = wf_is_list(v);
  if (is_list && wf_lock_is_real()) { /* else default() may change it while it is written */
    v = wf_list_copy(v);
    if (v == WF_ERROR) return false;
  }
  size_t count = is_list ? wf_list_length(v) : wf_tuple_length(v);
  if (count == 0) {
    wf_builder_add_c(w->out, "[]");
    return true;
  }
  wf_builder_add(w->out, "[", 1);
  for (size_t i = 0; is_list || i < count; i++) {
    wf_value item = is_list ? wf_list_get(v, i) : wf_tuple_get(v, i);
    if (item == WF_EMPTY) break;
    if (i) wf_builder_add_str(w->out, w->e->item_separator);
    new_line(w, level + 1);
    if (!write_value(w, item, here, level + 1)) return false;
  }
  new_line(w, level);
  wf_builder_add(w->out, "]", 1);
  return true;
}

static bool write_nested(writer *w, wf_value v, const inside *outer, int64_t level) {
  if (is_inside(w, v, outer))
    return wf_raise(&wf_exc_ValueError, "Circular reference detected"), false;
  if (!wf_recursion_enter(" while encoding a JSON object")) return false;
  inside here = {outer, v};
  bool ok;
  if (wf_is_dict(v)) {
    ok = write_dict(w, v, &here, level);
  } else if (wf_is_list(v) || wf_is_tuple(v)) {
    ok = write_sequence(w, v, &here, level);
  } else {
    wf_value other = wf_call1(w->e->default_function, v);
    ok = other != WF_ERROR && write_value(w, other, &here, level);
  }
  wf_recursion_leave();
  return ok;
}

static bool write_value(writer *w, wf_value v, const inside *outer, int64_t level) {
  const char *constant = constant_text(v);
  if (constant) {
    wf_builder_add_c(w->out, constant);
    return true;
  }
  if (wf_is_str(v)) return write_text(w, v);
  if (wf_is_int(v)) {
    wf_value text = wf_int_to_text(v, 10);
    if (text == WF_ERROR) return false;
    wf_builder_add_str(w->out, text);
    return true;
  }
  if (wf_is_float(v)) {
    char small[WF_DTOA_REPR_MAX];
    if (!float_text(w->e, v, small)) return false;
    wf_builder_add_c(w->out, small);
    return true;
  }
  return write_nested(w, v, outer, level);
}

static wf_value encoder_call(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  int64_t level;
  if (!WF_BIND("_iterencode", "(obj, _current_indent_level)", args, npos, kwnames, a) ||
      !wf_arg_size(a[1], &level))
    return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  writer w = {(encoder *)(uintptr_t)self, &b};
  if (!write_value(&w, a[0], NULL, level)) return WF_ERROR;
  wf_value text = wf_builder_finish(&b);
  return text == WF_ERROR ? WF_ERROR : wf_tuple_of(1, text);
}

static bool is_function(wf_value v, wf_native_fn function) {
  return wf_is_object(v) && wf_type_of(v) == &wf_native_type &&
         ((const wf_native *)(uintptr_t)v)->function == function;
}

static bool get_indent(encoder *e, wf_value indent) {
  int64_t width;
  e->indent = indent;
  if (indent == WF_NONE || wf_is_str(indent)) return true;
  if (!wf_has_index(indent)) {
    wf_raise(&wf_exc_TypeError, "can't multiply sequence by non-int of type '%T'", indent);
    return false;
  }
  if (!wf_arg_size(indent, &width)) return false;
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_fill(&b, " ", 1, width);
  e->indent = wf_builder_finish(&b);
  return e->indent != WF_ERROR;
}

static wf_value encoder_new(wf_type *cls, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[9];
  if (!WF_BIND("make_encoder",
               "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, "
               "skipkeys, allow_nan)",
               args, npos, kwnames, a))
    return WF_ERROR;
  if (a[0] != WF_NONE && !wf_is_dict(a[0]))
    return wf_raise(&wf_exc_TypeError, "make_encoder() argument 1 must be dict or None, not %a",
                    a[0]);
  for (int i = 4; i < 6; i++)
    if (!wf_is_str(a[i]))
      return wf_raise(&wf_exc_TypeError, "make_encoder() argument %d must be str, not %a", i + 1,
                      a[i]);
  encoder *e = wf_object_new(cls);
  e->markers = a[0];
  e->default_function = a[1];
  e->encode = a[2];
  e->key_separator = a[4];
  e->item_separator = a[5];
  if (!get_indent(e, a[3])) return WF_ERROR;
  e->how = is_function(a[2], json_encode_basestring_ascii) ? ENCODE_ASCII
         : is_function(a[2], json_encode_basestring) ? ENCODE_PLAIN : ENCODE_CALL;
  if (!wf_arg_bool(a[6], &e->sort_keys) || !wf_arg_bool(a[7], &e->skip_keys) ||
      !wf_arg_bool(a[8], &e->allow_nan))
    return WF_ERROR;
  return wf_from_object(e);
}

static const wf_member_def encoder_members[] = {
    {"markers", WF_MEMBER_VALUE_READONLY, offsetof(encoder, markers), "markers"},
    {"default", WF_MEMBER_VALUE_READONLY, offsetof(encoder, default_function), "default"},
    {"encoder", WF_MEMBER_VALUE_READONLY, offsetof(encoder, encode), "encoder"},
    {"indent", WF_MEMBER_VALUE_READONLY, offsetof(encoder, indent), "indent"},
    {"key_separator", WF_MEMBER_VALUE_READONLY, offsetof(encoder, key_separator), NULL},
    {"item_separator", WF_MEMBER_VALUE_READONLY, offsetof(encoder, item_separator), NULL},
    {0}};

static wf_type encoder_type = {
    .name = "_json.Encoder",
    .doc = "Writes a value: (value, level) -> (text,).",
    .signature = "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, "
                 "skipkeys, allow_nan)",
    .instance_size = sizeof(encoder),
    .slots = {.new = encoder_new, .call = encoder_call},
    .members = encoder_members,
};

static const wf_native_def functions[] = {
    {"scanstring", json_scanstring, "(string, end, strict=True, /)",
     "The text of the JSON string whose first character is at end, and where it ends.", 0},
    {"encode_basestring", json_encode_basestring, "(string, /)", "The text as a JSON string.", 0},
    {"encode_basestring_ascii", json_encode_basestring_ascii, "(string, /)",
     "The text as a JSON string of ASCII characters.", 0},
    {0}};

static bool init(wf_value module) {
  return wf_type_ready(&scanner_type) && wf_type_ready(&encoder_type) &&
         wf_module_add(module, "make_scanner", wf_from_type(&scanner_type)) &&
         wf_module_add(module, "make_encoder", wf_from_type(&encoder_type));
}

const wf_module_def wf_json_module = {
    .name = "_json", .doc = "What json does in C.", .functions = functions, .init = init};
