/* _codecs: the registry of codecs and the built-in ones one by one, as the codecs module uses them.
 */
#include <config.h>

#include "runtime/bytes_internal.h"
#include "runtime/codec_internal.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/str_internal.h"

/* An optional str as C text, where None counts as missing. */
static bool text_argument(wf_value v, const char *what, const char **out) {
  return wf_str_c_argument(v == WF_NONE ? WF_EMPTY : v, what, out);
}

/* --- One codec --- */

static wf_value with_length(wf_value made, size_t length) {
  return made == WF_ERROR ? WF_ERROR : wf_tuple_of(2, made, wf_small_int((int64_t)length));
}

static wf_value encode_with(wf_value (*encode)(const wf_codec_text *), const wf_value *args) {
  wf_codec_text in = {.text = args[0]};
  if (!wf_arg_str(args[0], "encode() argument 1") ||
      !text_argument(args[1], "encode() argument 2", &in.errors))
    return WF_ERROR;
  return with_length(encode(&in), wf_str_length(args[0]));
}

/* What a decoder needs of its arguments: data, errors, final. final_default: when not given. */
static bool start_decode(const wf_value *args, bool takes_final, bool final_default,
                         wf_buffer *view, wf_codec_data *in) {
  *in = (wf_codec_data){.final = final_default};
  if (!text_argument(args[1], "decode() argument 2", &in->errors)) return false;
  if (takes_final && args[2] != WF_EMPTY && !wf_arg_bool(args[2], &in->final)) return false;
  if (wf_buffer_get_still(args[0], view) < 0) return false;
  if (wf_is_bytes_exact(args[0])) in->object = args[0];
  in->at = view->data;
  in->size = view->size;
  return true;
}

static wf_value decode_with(wf_value (*decode)(wf_codec_data *), const wf_value *args,
                            bool takes_final, bool final_default) {
  wf_buffer view;
  wf_codec_data in;
  if (!start_decode(args, takes_final, final_default, &view, &in)) return WF_ERROR;
  wf_value text = decode(&in);
  wf_buffer_release(&view);
  return with_length(text, in.consumed);
}

#define CODEC_FUNCTIONS(name, takes_final, final_default)                                     \
  WF_NATIVE(name##_encode) { return encode_with(wf_codec_##name##_encode, args); }            \
  WF_NATIVE(name##_decode) {                                                                  \
    return decode_with(wf_codec_##name##_decode, args, takes_final, final_default);           \
  }
CODEC_FUNCTIONS(utf8, true, false)
CODEC_FUNCTIONS(utf16, true, false)
CODEC_FUNCTIONS(utf16_le, true, false)
CODEC_FUNCTIONS(utf16_be, true, false)
CODEC_FUNCTIONS(utf32, true, false)
CODEC_FUNCTIONS(utf32_le, true, false)
CODEC_FUNCTIONS(utf32_be, true, false)
CODEC_FUNCTIONS(latin1, false, true)
CODEC_FUNCTIONS(ascii, false, true)

/* The escape codecs take text as well as bytes. */
static wf_value decode_escapes(wf_value (*decode)(wf_codec_data *), const wf_value *args) {
  if (!wf_is_str(args[0])) return decode_with(decode, args, true, true);
  wf_value bytes = wf_bytes_new(wf_str_bytes(args[0]), wf_str_size(args[0]));
  if (bytes == WF_ERROR) return WF_ERROR;
  wf_value again[3] = {bytes, args[1], args[2]};
  return decode_with(decode, again, true, true);
}

WF_NATIVE(unicode_escape_encode) { return encode_with(wf_codec_unicode_escape_encode, args); }
WF_NATIVE(raw_unicode_escape_encode) {
  return encode_with(wf_codec_raw_unicode_escape_encode, args);
}
WF_NATIVE(unicode_escape_decode) { return decode_escapes(wf_codec_unicode_escape_decode, args); }
WF_NATIVE(raw_unicode_escape_decode) {
  return decode_escapes(wf_codec_raw_unicode_escape_decode, args);
}

/* utf_16_ex_decode and utf_32_ex_decode tell the byte order too: -1 little, 1 big. */
static wf_value decode_ex(const wf_value *args, unsigned unit) {
  wf_value plain[3] = {args[0], args[1], args[3]};
  wf_buffer view;
  wf_codec_data in;
  int order = 0;
  if (args[2] != WF_EMPTY && !wf_arg_int(args[2], &order)) return WF_ERROR;
  if (!start_decode(plain, true, false, &view, &in)) return WF_ERROR;
  wf_value text = wf_codec_utf_decode_order(&in, unit, &order);
  wf_buffer_release(&view);
  if (text == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(3, text, wf_small_int((int64_t)in.consumed), wf_small_int(order));
}

WF_NATIVE(utf16_ex_decode) { return decode_ex(args, 2); }
WF_NATIVE(utf32_ex_decode) { return decode_ex(args, 4); }

WF_NATIVE(readbuffer_encode) {
  wf_value made = wf_is_str(args[0])
                      ? wf_bytes_new(wf_str_bytes(args[0]), wf_str_size(args[0]))
                      : wf_bytes_from_buffer(args[0]);
  return made == WF_ERROR ? WF_ERROR : with_length(made, wf_to_bytes(made)->size);
}

/* --- The registry --- */

WF_NATIVE(codec_register) { return wf_codec_register(args[0]) ? WF_NONE : WF_ERROR; }
WF_NATIVE(codec_unregister) { return wf_codec_unregister(args[0]) ? WF_NONE : WF_ERROR; }

WF_NATIVE(codec_lookup) {
  const char *name;
  return wf_str_c_argument(args[0], "lookup() argument", &name) ? wf_codec_lookup(args[0])
                                                                : WF_ERROR;
}

/* encode() and decode(): obj, encoding='utf-8', errors='strict' */
static wf_value convert(const wf_value *args, const char *name,
                        wf_value (*function)(wf_value, const char *, const char *)) {
  const char *encoding, *errors;
  char what[40] = "";
  strcat(strcat(what, name), "() argument 'encoding'");
  if (!text_argument(args[1], what, &encoding) ||
      !text_argument(args[2], "argument 'errors'", &errors))
    return WF_ERROR;
  return function(args[0], encoding ? encoding : "utf-8", errors);
}

WF_NATIVE(codec_encode) { return convert(args, "encode", wf_codec_encode_any); }
WF_NATIVE(codec_decode) { return convert(args, "decode", wf_codec_decode_any); }

WF_NATIVE(codec_register_error) {
  if (!wf_arg_str(args[0], "register_error() argument 1")) return WF_ERROR;
  if (!wf_is_callable(args[1]))
    return wf_raise(&wf_exc_TypeError, "handler must be callable");
  return wf_codec_register_error(wf_str_data(args[0]), args[1]) ? WF_NONE : WF_ERROR;
}

WF_NATIVE(codec_lookup_error) {
  const char *name;
  if (!wf_str_c_argument(args[0], "lookup_error() argument", &name)) return WF_ERROR;
  return wf_codec_lookup_error(name);
}

/* The canonical name of a built-in text encoding, or None: what codecs.lookup builds on. */
WF_NATIVE(builtin_name) {
  if (!wf_arg_str(args[0], "argument")) return WF_ERROR;
  const wf_codec *codec = wf_codec_find(wf_str_data(args[0]));
  return codec ? wf_str_from_c(codec->name) : WF_NONE;
}

/* The same two functions for any built-in encoding, by name. */
WF_NATIVE(builtin_encode) {
  if (!wf_arg_str(args[0], "argument 1")) return WF_ERROR;
  const wf_codec *codec = wf_codec_find(wf_str_data(args[0]));
  if (!codec) return wf_raise(&wf_exc_LookupError, "unknown encoding: %U", args[0]);
  return encode_with(codec->encode, args + 1);
}

WF_NATIVE(builtin_decode) {
  if (!wf_arg_str(args[0], "argument 1")) return WF_ERROR;
  const wf_codec *codec = wf_codec_find(wf_str_data(args[0]));
  if (!codec) return wf_raise(&wf_exc_LookupError, "unknown encoding: %U", args[0]);
  return decode_with(codec->decode, args + 1, true, false);
}

#define ENCODE "(str, errors=None, /)"
#define DECODE "(data, errors=None, final=False, /)"
#define WHOLE "(data, errors=None, /)"
#define PAIR(script, c, decode)                                                               \
  {script "_encode", c##_encode, ENCODE, "(bytes, characters read)", 0},                      \
  {script "_decode", c##_decode, decode, "(text, bytes read)", 0}

static const wf_native_def functions[] = {
    PAIR("utf_8", utf8, DECODE),
    PAIR("utf_16", utf16, DECODE),
    PAIR("utf_16_le", utf16_le, DECODE),
    PAIR("utf_16_be", utf16_be, DECODE),
    PAIR("utf_32", utf32, DECODE),
    PAIR("utf_32_le", utf32_le, DECODE),
    PAIR("utf_32_be", utf32_be, DECODE),
    PAIR("latin_1", latin1, WHOLE),
    PAIR("ascii", ascii, WHOLE),
    PAIR("unicode_escape", unicode_escape, "(data, errors=None, final=True, /)"),
    PAIR("raw_unicode_escape", raw_unicode_escape, "(data, errors=None, final=True, /)"),
    {"utf_16_ex_decode", utf16_ex_decode, "(data, errors=None, byteorder=0, final=False, /)",
     "(text, bytes read, byte order)", 0},
    {"utf_32_ex_decode", utf32_ex_decode, "(data, errors=None, byteorder=0, final=False, /)",
     "(text, bytes read, byte order)", 0},
    {"readbuffer_encode", readbuffer_encode, "(data, errors=None, /)",
     "The bytes of data, and how many.", 0},
    {"register", codec_register, "(search_function, /)",
     "Adds a function that finds codecs by name.", 0},
    {"unregister", codec_unregister, "(search_function, /)", "Takes it away again.", 0},
    {"lookup", codec_lookup, "(encoding, /)", "What a search function has for an encoding.", 0},
    {"encode", codec_encode, "(obj, encoding='utf-8', errors='strict')", "obj, encoded.", 0},
    {"decode", codec_decode, "(obj, encoding='utf-8', errors='strict')", "obj, decoded.", 0},
    {"register_error", codec_register_error, "(errors, handler, /)",
     "Gives an error handler a name.", 0},
    {"lookup_error", codec_lookup_error, "(name, /)", "The error handler of that name.", 0},
    {"_builtin_name", builtin_name, "(encoding, /)",
     "The normalised name of a built-in text encoding, or None.", 0},
    {"_builtin_encode", builtin_encode, "(encoding, str, errors=None, /)",
     "(bytes, characters read)", 0},
    {"_builtin_decode", builtin_decode, "(encoding, data, errors=None, final=False, /)",
     "(text, bytes read)", 0},
    {0}};

const wf_module_def wf_codecs_module = {.name = "_codecs",
                                        .doc = "Text encodings, and the registry of codecs.",
                                        .functions = functions};
