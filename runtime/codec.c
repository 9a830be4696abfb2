/* Codecs by name: the table of those built in, the search functions of scripts, and the way of
   encode() and decode() through both. */
#include <config.h>

#include "runtime/codec.h"

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/codec_internal.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/str_internal.h"

/* --- The table --- */

static const wf_codec codecs[] = {
    {"utf_8", wf_codec_utf8_encode, wf_codec_utf8_decode},
    {"utf_8_sig", wf_codec_utf8_sig_encode, wf_codec_utf8_sig_decode},
    {"utf_16", wf_codec_utf16_encode, wf_codec_utf16_decode},
    {"utf_16_le", wf_codec_utf16_le_encode, wf_codec_utf16_le_decode},
    {"utf_16_be", wf_codec_utf16_be_encode, wf_codec_utf16_be_decode},
    {"utf_32", wf_codec_utf32_encode, wf_codec_utf32_decode},
    {"utf_32_le", wf_codec_utf32_le_encode, wf_codec_utf32_le_decode},
    {"utf_32_be", wf_codec_utf32_be_encode, wf_codec_utf32_be_decode},
    {"latin_1", wf_codec_latin1_encode, wf_codec_latin1_decode},
    {"ascii", wf_codec_ascii_encode, wf_codec_ascii_decode},
    {"unicode_escape", wf_codec_unicode_escape_encode, wf_codec_unicode_escape_decode},
    {"raw_unicode_escape", wf_codec_raw_unicode_escape_encode, wf_codec_raw_unicode_escape_decode},
};

static const struct {
  const char *alias, *name;
} aliases[] = {
    {"u8", "utf_8"},          {"utf", "utf_8"},          {"utf8", "utf_8"},
    {"utf8_ucs2", "utf_8"},   {"utf8_ucs4", "utf_8"},    {"cp65001", "utf_8"},
    {"utf8_sig", "utf_8_sig"}, {"u16", "utf_16"},        {"utf16", "utf_16"},
    {"utf_16le", "utf_16_le"}, {"utf16_le", "utf_16_le"}, {"utf_16be", "utf_16_be"},
    {"unicodelittleunmarked", "utf_16_le"}, {"unicodebigunmarked", "utf_16_be"},
    {"utf16_be", "utf_16_be"}, {"u32", "utf_32"},        {"utf32", "utf_32"},
    {"utf_32le", "utf_32_le"}, {"utf32_le", "utf_32_le"}, {"utf_32be", "utf_32_be"},
    {"utf32_be", "utf_32_be"}, {"latin1", "latin_1"},    {"latin", "latin_1"},
    {"l1", "latin_1"},        {"iso8859_1", "latin_1"},  {"iso_8859_1", "latin_1"},
    {"iso8859", "latin_1"},   {"iso_8859_1_1987", "latin_1"}, {"iso_ir_100", "latin_1"},
    {"8859", "latin_1"},      {"cp819", "latin_1"},      {"ibm819", "latin_1"},
    {"csisolatin1", "latin_1"}, {"us_ascii", "ascii"},   {"us", "ascii"},
    {"646", "ascii"},         {"iso646_us", "ascii"},    {"iso_646.irv_1991", "ascii"},
    {"ansi_x3.4_1968", "ascii"}, {"ansi_x3_4_1968", "ascii"}, {"ansi_x3.4_1986", "ascii"},
    {"cp367", "ascii"},       {"csascii", "ascii"},      {"ibm367", "ascii"},
    {"iso_ir_6", "ascii"},
};

void wf_codec_normalize(const char *encoding, char *out, size_t room) {
  size_t n = 0;
  bool gap = false;
  for (const char *p = encoding; *p && n + 2 < room; p++) {
    char c = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
    bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    if (kept && gap && n > 0) out[n++] = '_';
    gap = !kept;
    if (kept) out[n++] = c;
  }
  out[n] = 0;
}

const wf_codec *wf_codec_find(const char *encoding) {
  char name[40];
  if (!encoding || strcmp(encoding, "utf-8") == 0) return &codecs[0];
  wf_codec_normalize(encoding, name, sizeof name);
  const char *wanted = name;
  for (size_t i = 0; i < WF_COUNT(aliases); i++)
    if (strcmp(name, aliases[i].alias) == 0) wanted = aliases[i].name;
  for (size_t i = 0; i < WF_COUNT(codecs); i++)
    if (strcmp(wanted, codecs[i].name) == 0) return &codecs[i];
  return wf_codec_table_find(name);
}

/* --- Codecs that scripts register --- */

static WF_OF_LIFE wf_slot search_path; /* list of functions, made on first use */
static WF_OF_LIFE wf_slot cache;       /* dict from normalised names to what they found */

static wf_value once(wf_slot *slot, wf_value (*make)(void)) {
  wf_value v = wf_slot_acquire(slot), expected = WF_EMPTY;
  if (v != WF_EMPTY) return v;
  v = make();
  if (v == WF_ERROR) return WF_ERROR;
  return atomic_compare_exchange_strong(slot, &expected, v) ? v : expected;
}

static wf_value new_list(void) { return wf_list_new(0); }

bool wf_codec_register(wf_value search_function) {
  if (!wf_is_callable(search_function)) {
    wf_raise(&wf_exc_TypeError, "argument must be callable");
    return false;
  }
  wf_value list = once(&search_path, new_list);
  return list != WF_ERROR && wf_list_append(list, search_function);
}

bool wf_codec_unregister(wf_value search_function) {
  wf_value list = wf_slot_acquire(&search_path), kept = WF_EMPTY;
  for (size_t i = 0; list != WF_EMPTY && i < wf_list_length(list); i++)
    if (wf_list_get(list, i) == search_function) kept = wf_list_pop(list, (int64_t)i--);
  if (kept == WF_EMPTY) return true;
  wf_value fresh = wf_dict_new();
  if (fresh != WF_ERROR) wf_slot_set(&cache, fresh);
  return fresh != WF_ERROR;
}

/* Lower case, with '_' for spaces: what search functions are called with. */
static wf_value search_name(wf_value name) {
  wf_builder b;
  wf_builder_init(&b);
  for (const char *p = wf_str_data(name); *p; p++) {
    char c = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p == ' ' || *p == '-' ? '_' : *p;
    wf_builder_add(&b, &c, 1);
  }
  return wf_builder_finish(&b);
}

wf_value wf_codec_lookup(wf_value name) {
  wf_value key = search_name(name), known = once(&cache, wf_dict_new);
  wf_value list = once(&search_path, new_list);
  if (key == WF_ERROR || known == WF_ERROR || list == WF_ERROR) return WF_ERROR;
  wf_value found = wf_dict_get_str(known, key);
  if (found != WF_EMPTY) return found;
  for (size_t i = 0; i < wf_list_length(list); i++) {
    wf_value function = wf_list_get(list, i);
    if (function == WF_EMPTY) break;
    found = wf_call1(function, key);
    if (found == WF_ERROR) return WF_ERROR;
    if (found == WF_NONE) continue;
    if (!wf_is_tuple(found) || wf_tuple_length(found) != 4)
      return wf_raise(&wf_exc_TypeError, "codec search functions must return 4-tuples");
    return wf_dict_set(known, key, found) ? found : WF_ERROR;
  }
  return wf_raise(&wf_exc_LookupError, "unknown encoding: %U", name);
}

/* codec(object, errors)[0] */
static wf_value call_codec(wf_value codec, bool encoder, wf_value object, const char *errors) {
  wf_value function = wf_tuple_get(codec, encoder ? 0 : 1);
  wf_value result = errors ? wf_call2(function, object, wf_str_from_c(errors))
                           : wf_call1(function, object);
  if (result == WF_ERROR) return WF_ERROR;
  if (wf_is_tuple(result) && wf_tuple_length(result) == 2) return wf_tuple_get(result, 0);
  return wf_raise(&wf_exc_TypeError, encoder ? "encoder must return a tuple (object, integer)"
                                             : "decoder must return a tuple (object,integer)");
}

/* A registered codec, which must not be one between other things than text and bytes. */
static wf_value text_codec(const char *encoding, const char *other_way) {
  wf_value codec = wf_codec_lookup(wf_str_from_c(encoding)), is_text;
  if (codec == WF_ERROR) return WF_ERROR;
  if (!wf_is_tuple_exact(codec)) {
    int found = wf_getattr_optional(codec, wf_str_intern_c("_is_text_encoding"), &is_text);
    if (found < 0) return WF_ERROR;
    int truth = found ? wf_truth(is_text) : 1;
    if (truth < 0) return WF_ERROR;
    if (truth == 0)
      return wf_raise(&wf_exc_LookupError,
                      "'%s' is not a text encoding; use %s to handle arbitrary codecs", encoding,
                      other_way);
  }
  return codec;
}

/* --- encode() and decode() --- */

/* Codecs between bytes, or between strings, that need no module: hex, base64, rot13. */
static bool is_other_codec(const char *encoding) {
  static const char *const names[] = {"hex", "hex_codec", "base64", "base64_codec", "base_64",
                                      "rot13", "rot_13"};
  char name[40];
  wf_codec_normalize(encoding, name, sizeof name);
  for (size_t i = 0; i < WF_COUNT(names); i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

static wf_value not_text(const char *encoding, const char *other_way) {
  return wf_raise(&wf_exc_LookupError,
                  "'%s' is not a text encoding; use %s to handle arbitrary codecs", encoding,
                  other_way);
}

/* In development mode the names are checked even when they make no difference. */
static bool check_names(const char *encoding, const char *errors) {
  if (!wf_config.dev_mode) return true;
  if (errors && wf_codec_lookup_error(errors) == WF_ERROR) return false;
  if (!encoding || wf_codec_find(encoding) || is_other_codec(encoding)) return true;
  return wf_codec_lookup(wf_str_from_c(encoding)) != WF_ERROR;
}

wf_value wf_codec_encode(wf_value text, const char *encoding, const char *errors) {
  if (!check_names(encoding, errors)) return WF_ERROR;
  const wf_codec *c = wf_codec_find(encoding);
  wf_codec_text in = {text, errors};
  if (c) return c->encode(&in);
  if (is_other_codec(encoding)) return not_text(encoding, "codecs.encode()");
  wf_value codec = text_codec(encoding, "codecs.encode()");
  wf_value made = codec == WF_ERROR ? WF_ERROR : call_codec(codec, true, text, errors);
  if (made == WF_ERROR || wf_is_bytes(made)) return made;
  if (wf_is_bytearray(made)) return wf_bytes_from_buffer(made);
  return wf_raise(&wf_exc_TypeError,
                  "'%s' encoder returned '%T' instead of 'bytes'; use codecs.encode() to encode to "
                  "arbitrary types",
                  encoding, made);
}

static wf_value decode_built_in(const wf_codec *c, wf_value data, const char *errors) {
  wf_codec_data in = {.errors = errors, .final = true};
  if (wf_is_bytes_exact(data)) {
    in.object = data;
    in.at = wf_to_bytes(data)->data;
    in.size = wf_to_bytes(data)->size;
    return c->decode(&in);
  }
  wf_buffer view;
  if (wf_buffer_get(data, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  in.at = view.data;
  in.size = view.size;
  wf_value text = c->decode(&in);
  wf_buffer_release(&view);
  return text;
}

wf_value wf_codec_decode(wf_value data, const char *encoding, const char *errors) {
  if (!check_names(encoding, errors)) return WF_ERROR;
  const wf_codec *c = wf_codec_find(encoding);
  if (c) return decode_built_in(c, data, errors);
  if (wf_is_bytes_exact(data) && wf_to_bytes(data)->size == 0) return wf_str_empty;
  if (is_other_codec(encoding)) return not_text(encoding, "codecs.decode()");
  wf_value codec = text_codec(encoding, "codecs.decode()");
  wf_value made = codec == WF_ERROR ? WF_ERROR : call_codec(codec, false, data, errors);
  if (made == WF_ERROR || wf_is_str(made)) return made;
  return wf_raise(&wf_exc_TypeError,
                  "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to "
                  "arbitrary types",
                  encoding, made);
}

/* --- hex, base64 and rot13 --- */

static wf_value rotate_letters(wf_value text) {
  wf_builder b;
  wf_builder_init(&b);
  const char *p = wf_str_bytes(text), *end = p + wf_str_size(text);
  for (; p < end; p++) {
    char c = *p, low = (char)(c | 32);
    if (low >= 'a' && low <= 'm') c = (char)(c + 13);
    else if (low >= 'n' && low <= 'z') c = (char)(c - 13);
    wf_builder_add(&b, &c, 1);
  }
  return wf_builder_finish(&b);
}

static const char base64_digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Lines of 76 characters, as MIME has them. */
static void base64_encode(wf_builder *b, wf_bytes_view v) {
  for (size_t i = 0; i < v.size; i += 3) {
    size_t left = v.size - i;
    uint32_t bits = (uint32_t)v.data[i] << 16 | (left > 1 ? (uint32_t)v.data[i + 1] << 8 : 0) |
                    (left > 2 ? v.data[i + 2] : 0);
    char quad[5] = {base64_digits[bits >> 18], base64_digits[bits >> 12 & 63],
                    left > 1 ? base64_digits[bits >> 6 & 63] : '=',
                    left > 2 ? base64_digits[bits & 63] : '=', '\n'};
    wf_builder_add(b, quad, left <= 3 || i % 57 == 54 ? 5 : 4);
  }
}

static void base64_decode(wf_builder *b, wf_bytes_view v) {
  uint32_t bits = 0;
  int count = 0;
  for (size_t i = 0; i < v.size && v.data[i] != '='; i++) {
    const char *digit = v.data[i] ? strchr(base64_digits, v.data[i]) : NULL;
    if (!digit) continue;
    bits = bits << 6 | (uint32_t)(digit - base64_digits);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    char byte = (char)(bits >> count);
    wf_builder_add(b, &byte, 1);
  }
}

static bool hex_decode(wf_builder *b, wf_bytes_view v) {
  for (size_t i = 0; i < v.size; i += 2) {
    int byte = 0;
    for (size_t k = 0; k < 2; k++) {
      char c = i + k < v.size ? (char)v.data[i + k] : 0, low = (char)(c | 32);
      int digit = c >= '0' && c <= '9' ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
      if (digit < 0) {
        wf_raise(&wf_exc_ValueError, i + k == v.size ? "Odd-length string"
                                                     : "Non-hexadecimal digit found");
        return false;
      }
      byte = byte << 4 | digit;
    }
    char one = (char)byte;
    wf_builder_add(b, &one, 1);
  }
  return true;
}

static wf_value convert_other(wf_value object, const char *encoding, bool encoding_way) {
  char name[40];
  wf_codec_normalize(encoding, name, sizeof name);
  if (name[0] == 'r')
    return wf_is_str(object) ? rotate_letters(object)
                             : wf_raise(&wf_exc_TypeError, "a str is required, not '%T'", object);
  wf_buffer view;
  if (wf_buffer_get(object, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_bytes_view v = wf_bytes_view_buffer(&view);
  wf_builder b;
  wf_builder_init(&b);
  bool ok = true;
  if (name[0] == 'b') (encoding_way ? base64_encode : base64_decode)(&b, v);
  else if (!encoding_way) ok = hex_decode(&b, v);
  else {
    wf_value text = wf_bytes_hex(v, (wf_hex_layout){1, WF_HEX_PLAIN});
    if (text == WF_ERROR) ok = false;
    else wf_builder_add_str(&b, text);
  }
  wf_buffer_release(&view);
  return ok && !b.failed ? wf_bytes_new(b.data ? b.data : "", b.size) : WF_ERROR;
}

wf_value wf_codec_encode_any(wf_value object, const char *encoding, const char *errors) {
  const wf_codec *c = wf_codec_find(encoding);
  if (c) {
    if (!wf_is_str(object))
      return wf_raise(&wf_exc_TypeError, "encoding with '%s' needs a str, not '%T'",
                      encoding ? encoding : "utf-8", object);
    return wf_codec_encode(object, encoding, errors);
  }
  if (is_other_codec(encoding)) return convert_other(object, encoding, true);
  wf_value codec = wf_codec_lookup(wf_str_from_c(encoding));
  return codec == WF_ERROR ? WF_ERROR : call_codec(codec, true, object, errors);
}

wf_value wf_codec_decode_any(wf_value object, const char *encoding, const char *errors) {
  const wf_codec *c = wf_codec_find(encoding);
  if (c) return decode_built_in(c, object, errors);
  if (is_other_codec(encoding)) return convert_other(object, encoding, false);
  wf_value codec = wf_codec_lookup(wf_str_from_c(encoding));
  return codec == WF_ERROR ? WF_ERROR : call_codec(codec, false, object, errors);
}
