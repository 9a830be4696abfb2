/* Codecs by name: the table of those built in, the search functions of scripts, and the way of
   encode() and decode() through both. */
#include <config.h>

#include "runtime/codec.h"

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/codec_internal.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/exception.h"
#include "runtime/life.h"
#include "runtime/lifecycle.h"
#include "runtime/list.h"
#include "runtime/module.h"
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
  wf_value v = wf_slot_acquire(slot);
  return v != WF_EMPTY ? v : wf_slot_keep_first(slot, make());
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
  wf_value list = wf_slot_acquire(&search_path);
  if (list == WF_EMPTY || !wf_list_remove_itself(list, search_function)) return true;
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
  if (wf_import(wf_str_intern_c("codecs")) == WF_ERROR) return WF_ERROR;
  wf_value functions = wf_list_to_tuple(list); /* unregistering one must not hide another */
  if (functions == WF_ERROR) return WF_ERROR;
  for (size_t i = 0; i < wf_tuple_length(functions); i++) {
    found = wf_call1(wf_tuple_get(functions, i), key);
    if (found == WF_ERROR) return WF_ERROR;
    if (found == WF_NONE) continue;
    if (!wf_is_tuple(found) || wf_tuple_length(found) != 4)
      return wf_raise(&wf_exc_TypeError, "codec search functions must return 4-tuples");
    return wf_dict_set(known, key, found) ? found : WF_ERROR;
  }
  return wf_raise(&wf_exc_LookupError, "unknown encoding: %U", name);
}

/* An error that a codec raised says which codec that was: a new one of the same class, if that
   class is made from a text alone, caused by the first. Gives `made`, or WF_ERROR. */
static wf_value explain(wf_value made, const char *encoding, bool encoder) {
  if (made != WF_ERROR || !wf_error_is(&wf_exc_Exception)) return made;
  wf_value e = wf_error_fetch(), args = wf_exception_field(&wf_to_exception(e)->args), own;
  wf_type *type = wf_type_of(e);
  bool simple = type->slots.new == wf_exc_BaseException.slots.new &&
                type->slots.init == wf_exc_BaseException.slots.init &&
                wf_tuple_length(args) <= 1 &&
                (wf_tuple_length(args) == 0 || wf_is_str(wf_tuple_get(args, 0)));
  if (simple && wf_getattr_optional(e, wf_str_intern_c("__dict__"), &own) > 0)
    simple = wf_truth(own) == 0;
  wf_error_restore(e);
  return simple ? wf_raise_from_pending(type, "%s with '%s' codec failed (%N: %S)",
                                        encoder ? "encoding" : "decoding", encoding, type, e)
                : WF_ERROR;
}

/* codec(object, errors)[0] */
static wf_value call_codec(wf_value codec, const char *encoding, bool encoder, wf_value object,
                           const char *errors) {
  wf_value function = wf_tuple_get(codec, encoder ? 0 : 1);
  wf_value result = errors ? wf_call2(function, object, wf_str_from_c(errors))
                           : wf_call1(function, object);
  if (result == WF_ERROR) return explain(WF_ERROR, encoding, encoder);
  if (wf_is_tuple(result) && wf_tuple_length(result) == 2) return wf_tuple_get(result, 0);
  return wf_raise(&wf_exc_TypeError, encoder ? "encoder must return a tuple (object, integer)"
                                             : "decoder must return a tuple (object,integer)");
}

wf_value wf_codec_lookup_text(const char *encoding, const char *other_way) {
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

/* The codecs that str.encode() and bytes.decode() call directly, their errors as they are. */
static bool is_direct(const wf_codec *codec) {
  static const char *const names[] = {"utf_8", "utf_16", "utf_32", "latin_1", "ascii"};
  for (size_t i = 0; i < WF_COUNT(names); i++)
    if (strcmp(codec->name, names[i]) == 0) return true;
  return false;
}

/* In development mode the names are checked even when they make no difference. */
static bool check_names(const char *encoding, const char *errors) {
  if (!wf_config.dev_mode) return true;
  if (errors && wf_codec_lookup_error(errors) == WF_ERROR) return false;
  if (!encoding || wf_codec_find(encoding)) return true;
  return wf_codec_lookup(wf_str_from_c(encoding)) != WF_ERROR;
}

wf_value wf_codec_encode(wf_value text, const char *encoding, const char *errors) {
  if (!check_names(encoding, errors)) return WF_ERROR;
  const wf_codec *c = wf_codec_find(encoding);
  wf_codec_text in = {text, errors};
  if (c) return is_direct(c) ? c->encode(&in) : explain(c->encode(&in), encoding, true);
  wf_value codec = wf_codec_lookup_text(encoding, "codecs.encode()");
  wf_value made = codec == WF_ERROR ? WF_ERROR : call_codec(codec, encoding, true, text, errors);
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
  if (wf_buffer_get_still(data, &view) < 0) return WF_ERROR;
  in.at = view.data;
  in.size = view.size;
  wf_value text = c->decode(&in);
  wf_buffer_release(&view);
  return text;
}

wf_value wf_codec_decode(wf_value data, const char *encoding, const char *errors) {
  if (!check_names(encoding, errors)) return WF_ERROR;
  const wf_codec *c = wf_codec_find(encoding);
  if (c) {
    wf_value made = decode_built_in(c, data, errors);
    return is_direct(c) ? made : explain(made, encoding, false);
  }
  if (wf_is_bytes_exact(data) && wf_to_bytes(data)->size == 0) return wf_str_empty;
  wf_value codec = wf_codec_lookup_text(encoding, "codecs.decode()");
  wf_value made = codec == WF_ERROR ? WF_ERROR : call_codec(codec, encoding, false, data, errors);
  if (made == WF_ERROR || wf_is_str(made)) return made;
  return wf_raise(&wf_exc_TypeError,
                  "'%s' decoder returned '%T' instead of 'str'; use codecs.decode() to decode to "
                  "arbitrary types",
                  encoding, made);
}

/* --- codecs.encode() and codecs.decode(): any codec, from anything to anything --- */

/* The name of the function that is told when it is given something else than text. */
static wf_value not_a_str(const wf_codec *codec, wf_value object) {
  bool table = wf_codec_table_find(codec->name) == codec;
  return wf_raise(&wf_exc_TypeError, "%s_encode() argument 1 must be str, not %a",
                  table ? "charmap" : codec->name, object);
}

wf_value wf_codec_encode_any(wf_value object, const char *encoding, const char *errors) {
  const wf_codec *c = wf_codec_find(encoding);
  if (c) {
    wf_codec_text in = {object, errors};
    return explain(wf_is_str(object) ? c->encode(&in) : not_a_str(c, object), encoding, true);
  }
  wf_value codec = wf_codec_lookup(wf_str_from_c(encoding));
  return codec == WF_ERROR ? WF_ERROR : call_codec(codec, encoding, true, object, errors);
}

wf_value wf_codec_decode_any(wf_value object, const char *encoding, const char *errors) {
  const wf_codec *c = wf_codec_find(encoding);
  if (c) return explain(decode_built_in(c, object, errors), encoding, false);
  wf_value codec = wf_codec_lookup(wf_str_from_c(encoding));
  return codec == WF_ERROR ? WF_ERROR : call_codec(codec, encoding, false, object, errors);
}
