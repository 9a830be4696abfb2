/* unicodedata: what the Unicode database says of a character. */
#include <config.h>

#include <stdlib.h>

#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/unicode.h"

/* A str of one character. `what` names function and argument for the message. */
static bool char_argument(wf_value v, const char *what, uint32_t *c) {
  if (wf_is_str(v) && wf_str_length(v) == 1) {
    *c = wf_str_at(v, 0);
    return true;
  }
  wf_raise(&wf_exc_TypeError, "%s must be a unicode character, not %a", what, v);
  return false;
}

/* The value, or the default that the caller gave, or ValueError. */
static wf_value or_default(bool known, wf_value value, wf_value fallback, const char *message) {
  if (known) return value;
  return fallback != WF_EMPTY ? fallback : wf_raise(&wf_exc_ValueError, "%s", message);
}

WF_NATIVE(decimal) {
  uint32_t c;
  if (!char_argument(args[0], "decimal() argument 1", &c)) return WF_ERROR;
  int d = wf_unicode_decimal(c);
  return or_default(d >= 0, wf_small_int(d), args[1], "not a decimal");
}

WF_NATIVE(digit) {
  uint32_t c;
  if (!char_argument(args[0], "digit() argument 1", &c)) return WF_ERROR;
  int d = wf_unicode_digit(c);
  return or_default(d >= 0, wf_small_int(d), args[1], "not a digit");
}

WF_NATIVE(numeric) {
  uint32_t c;
  double value = 0;
  if (!char_argument(args[0], "numeric() argument 1", &c)) return WF_ERROR;
  bool known = wf_unicode_numeric(c, &value);
  return or_default(known, wf_float_new(value), args[1], "not a numeric character");
}

WF_NATIVE(name) {
  uint32_t c;
  char text[WF_UNICODE_NAME_MAX];
  if (!char_argument(args[0], "name() argument 1", &c)) return WF_ERROR;
  size_t size = wf_unicode_name(c, text);
  return or_default(size > 0, size ? wf_str_new(text, size) : WF_NONE, args[1], "no such name");
}

WF_NATIVE(lookup) {
  if (!wf_arg_str(args[0], "lookup() argument")) return WF_ERROR;
  const char *text = wf_str_data(args[0]);
  size_t size = wf_str_size(args[0]);
  uint32_t c = wf_unicode_by_name(text, size);
  if (c != WF_UNICODE_BAD) return wf_str_from_char(c);
  const uint32_t *sequence;
  int count = wf_unicode_sequence_by_name(text, size, &sequence);
  if (count == 0)
    return wf_raise(&wf_exc_KeyError, "undefined character name '%U'", args[0]);
  wf_builder b;
  wf_builder_init(&b);
  for (int i = 0; i < count; i++) wf_builder_add_char(&b, sequence[i]);
  return wf_builder_finish(&b);
}

/* A function of one character that reads its record. */
#define RECORD_FUNCTION(name, expression)                                                     \
  WF_NATIVE(name) {                                                                           \
    uint32_t c;                                                                               \
    if (!char_argument(args[0], #name "() argument", &c)) return WF_ERROR;                    \
    const struct wf_unicode_record *record = wf_unicode_record(c);                            \
    return expression;                                                                        \
  }
RECORD_FUNCTION(category, wf_str_from_c(wf_unicode_categories[record->category]))
RECORD_FUNCTION(bidirectional, wf_str_from_c(wf_unicode_bidi_classes[record->bidi]))
RECORD_FUNCTION(combining, wf_small_int(record->combining))
RECORD_FUNCTION(east_asian_width, wf_str_from_c(wf_unicode_widths[record->width]))
RECORD_FUNCTION(mirrored, wf_small_int((record->flags & WF_UNICODE_MIRRORED) != 0))

WF_NATIVE(decomposition) {
  uint32_t c;
  if (!char_argument(args[0], "decomposition() argument", &c)) return WF_ERROR;
  const uint32_t *parts = NULL;
  const char *tag = "";
  int count = wf_unicode_decomposition(c, &parts, &tag);
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add_c(&b, tag);
  for (int i = 0; i < count; i++)
    wf_builder_format(&b, b.size ? " %04X" : "%04X", (unsigned)parts[i]);
  return wf_builder_finish(&b);
}

static bool form_argument(wf_value v, enum wf_unicode_form *form) {
  static const char *const names[] = {"NFC", "NFD", "NFKC", "NFKD"};
  if (!wf_arg_str(v, "normalize() argument 1")) return false;
  for (int i = 0; i < 4; i++) {
    if (!wf_str_equal_c(v, names[i])) continue;
    *form = (enum wf_unicode_form)i;
    return true;
  }
  wf_raise(&wf_exc_ValueError, "invalid normalization form");
  return false;
}

static wf_value normalized(const wf_value *args) {
  enum wf_unicode_form form;
  if (!wf_arg_str(args[1], "normalize() argument 2") || !form_argument(args[0], &form))
    return WF_ERROR;
  if (wf_str_is_ascii(args[1])) return args[1];
  size_t size;
  char *text = wf_unicode_normalize(form, wf_str_data(args[1]), wf_str_size(args[1]), &size);
  if (!text) return wf_raise_memory();
  wf_value out = wf_str_new(text, size);
  free(text);
  return out;
}

WF_NATIVE(normalize) { return normalized(args); }

WF_NATIVE(is_normalized) {
  wf_value form = normalized(args);
  return form == WF_ERROR ? WF_ERROR : wf_bool(wf_str_equal(form, args[1]));
}

static const wf_native_def functions[] = {
    {"bidirectional", bidirectional, "(chr, /)", "The bidirectional class of a character.", 0},
    {"category", category, "(chr, /)", "The general category of a character.", 0},
    {"combining", combining, "(chr, /)", "The canonical combining class of a character.", 0},
    {"decimal", decimal, "(chr, default=None, /)", "The decimal value of a character.", 0},
    {"decomposition", decomposition, "(chr, /)", "The decomposition of a character.", 0},
    {"digit", digit, "(chr, default=None, /)", "The digit value of a character.", 0},
    {"east_asian_width", east_asian_width, "(chr, /)", "The width class of a character.", 0},
    {"is_normalized", is_normalized, "(form, unistr, /)", "Is the text in that normal form?", 0},
    {"lookup", lookup, "(name, /)", "The character, or sequence, of that name.", 0},
    {"mirrored", mirrored, "(chr, /)", "Is the character mirrored in right-to-left text?", 0},
    {"name", name, "(chr, default=None, /)", "The name of a character.", 0},
    {"normalize", normalize, "(form, unistr, /)", "The text in a normal form.", 0},
    {"numeric", numeric, "(chr, default=None, /)", "The numeric value of a character.", 0},
    {0}};

/* For those who ask whether there is one: other versions of the database are not here. */
static wf_type database_type = {
    .name = "unicodedata.UCD", .instance_size = sizeof(wf_object), .flags = WF_TYPE_NO_NEW};

static bool init(wf_value module) {
  return wf_module_add_type(module, &database_type) &&
         wf_module_add(module, "unidata_version", wf_str_from_c(wf_unicode_version));
}

const wf_module_def wf_unicodedata_module = {.name = "unicodedata",
                                             .doc = "The Unicode character database.",
                                             .functions = functions,
                                             .init = init};
