/* Error handlers of codecs: the built-in ones and those that scripts register. */
#include <config.h>

#include <stdio.h>

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/codec.h"
#include "runtime/codec_internal.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* What went wrong where. Positions are code points of text, or bytes of data. */
struct fault {
  enum { ENCODE, DECODE, TRANSLATE } kind;
  const char *encoding;
  wf_value text;       /* ENCODE, TRANSLATE */
  const uint8_t *data; /* DECODE */
  size_t size;         /* of the text or data */
  int64_t start, end;
};

/* A handler gives the replacement and sets *next; WF_EMPTY: raise the exception; WF_ERROR. */
typedef wf_value (*handler_fn)(const struct fault *f, int64_t *next);

static wf_value handle_strict(const struct fault *f, int64_t *next) {
  (void)f, (void)next;
  return WF_EMPTY;
}

static wf_value handle_ignore(const struct fault *f, int64_t *next) {
  (void)f, (void)next;
  return wf_str_empty;
}

static wf_value handle_replace(const struct fault *f, int64_t *next) {
  (void)next;
  if (f->kind == DECODE) return wf_str_from_char(0xfffd);
  wf_builder b;
  wf_builder_init(&b);
  for (int64_t i = f->start; i < f->end; i++)
    wf_builder_add_char(&b, f->kind == ENCODE ? '?' : 0xfffd);
  return wf_builder_finish(&b);
}

static void add_backslash(wf_builder *b, uint32_t c) {
  char text[12];
  snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x",
           (unsigned)c);
  wf_builder_add_c(b, text);
}

static wf_value handle_backslash(const struct fault *f, int64_t *next) {
  (void)next;
  wf_builder b;
  wf_builder_init(&b);
  for (int64_t i = f->start; i < f->end; i++)
    add_backslash(&b, f->kind == DECODE ? f->data[i] : wf_str_at(f->text, i));
  return wf_builder_finish(&b);
}

static wf_value handle_xml(const struct fault *f, int64_t *next) {
  (void)next;
  wf_builder b;
  wf_builder_init(&b);
  for (int64_t i = f->start; i < f->end; i++)
    wf_builder_format(&b, "&#%d;", (int)wf_str_at(f->text, i));
  return wf_builder_finish(&b);
}

static wf_value handle_name(const struct fault *f, int64_t *next) {
  (void)next;
  char name[WF_UNICODE_NAME_MAX];
  wf_builder b;
  wf_builder_init(&b);
  for (int64_t i = f->start; i < f->end; i++) {
    uint32_t c = wf_str_at(f->text, i);
    if (wf_unicode_name(c, name)) wf_builder_format(&b, "\\N{%s}", name);
    else add_backslash(&b, c);
  }
  return wf_builder_finish(&b);
}

/* Bytes from 128 up stand as U+DC80 to U+DCFF in text. */
static wf_value handle_surrogate_escape(const struct fault *f, int64_t *next) {
  wf_builder b;
  wf_builder_init(&b);
  int64_t i = f->start;
  for (; i < f->end; i++) {
    uint32_t c = f->kind == DECODE ? f->data[i] : wf_str_at(f->text, i);
    if (f->kind == DECODE) {
      if (c < 128 || i - f->start == 4) break;
      wf_builder_add_char(&b, 0xdc00 + c);
    } else {
      if (c < 0xdc80 || c > 0xdcff) break;
      char byte = (char)(c - 0xdc00);
      wf_builder_add(&b, &byte, 1);
    }
  }
  if (i == f->start) return WF_EMPTY;
  *next = i;
  if (f->kind == DECODE || b.failed) return wf_builder_finish(&b);
  return wf_bytes_new(b.data, b.size);
}

/* How the UTF of an encoding's name stores a surrogate. unit 0: it is no UTF. */
struct utf_layout {
  int unit; /* bytes: 1 (for UTF-8), 2, 4 */
  bool big;
};

static struct utf_layout layout_of(const char *encoding) {
  char name[16];
  wf_codec_normalize(encoding, name, sizeof name);
  struct utf_layout l = {0, strstr(name, "be") != NULL};
  const char *p = strncmp(name, "utf", 3) == 0 ? name + 3 : NULL;
  if (p && *p == '_') p++;
  if (p && strncmp(p, "8", 1) == 0) l.unit = 1;
  else if (p && strncmp(p, "16", 2) == 0) l.unit = 2;
  else if (p && strncmp(p, "32", 2) == 0) l.unit = 4;
  else if (strcmp(name, "cp65001") == 0) l.unit = 1;
  return l;
}

static unsigned put_surrogate(struct utf_layout l, uint32_t c, char *out) {
  if (l.unit == 1) return wf_utf8_encode(c, out);
  for (int i = 0; i < l.unit; i++) out[l.big ? l.unit - 1 - i : i] = (char)(c >> 8 * i);
  return (unsigned)l.unit;
}

static wf_value handle_surrogate_pass(const struct fault *f, int64_t *next) {
  struct utf_layout l = layout_of(f->encoding);
  if (l.unit == 0) return WF_EMPTY;
  if (f->kind == ENCODE) {
    wf_builder b;
    wf_builder_init(&b);
    for (int64_t i = f->start; i < f->end; i++) {
      char bytes[4];
      uint32_t c = wf_str_at(f->text, i);
      if (!wf_unicode_is_surrogate(c)) return WF_EMPTY;
      wf_builder_add(&b, bytes, put_surrogate(l, c, bytes));
    }
    return b.failed ? WF_ERROR : wf_bytes_new(b.data, b.size);
  }
  size_t width = l.unit == 1 ? 3 : (size_t)l.unit;
  const uint8_t *p = f->data + f->start;
  if (f->size - (size_t)f->start < width) return WF_EMPTY;
  uint32_t c = 0;
  if (l.unit == 1) {
    if (p[0] != 0xed || (p[1] & 0xe0) != 0xa0 || (p[2] & 0xc0) != 0x80) return WF_EMPTY;
    c = 0xd000u | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
  } else {
    for (int i = 0; i < l.unit; i++) c |= (uint32_t)p[l.big ? l.unit - 1 - i : i] << 8 * i;
    if (!wf_unicode_is_surrogate(c)) return WF_EMPTY;
  }
  *next = f->start + (int64_t)width;
  return wf_str_from_char(c);
}

enum { FOR_ENCODE = 1, FOR_DECODE = 2, FOR_TRANSLATE = 4, FOR_ALL = 7 };

struct builtin_handler {
  const char *name;
  handler_fn handle;
  int kinds;
};
static const struct builtin_handler builtin_handlers[] = {
    {"strict", handle_strict, FOR_ALL},
    {"ignore", handle_ignore, FOR_ALL},
    {"replace", handle_replace, FOR_ALL},
    {"backslashreplace", handle_backslash, FOR_ALL},
    {"xmlcharrefreplace", handle_xml, FOR_ENCODE},
    {"namereplace", handle_name, FOR_ENCODE},
    {"surrogateescape", handle_surrogate_escape, FOR_ENCODE | FOR_DECODE},
    {"surrogatepass", handle_surrogate_pass, FOR_ENCODE | FOR_DECODE},
};

static const struct builtin_handler *find_builtin(const char *name) {
  if (!name) return &builtin_handlers[0];
  for (size_t i = 0; i < WF_COUNT(builtin_handlers); i++)
    if (strcmp(name, builtin_handlers[i].name) == 0) return &builtin_handlers[i];
  return NULL;
}

/* --- The built-in handlers as functions that scripts can call --- */

/* Reads what happened out of an exception. False: it is none of ours (TypeError). */
static bool read_fault(wf_value exception, int kinds, struct fault *f) {
  int kind = 0;
  if (wf_is_exception(exception)) {
    if (wf_exception_matches(exception, &wf_exc_UnicodeEncodeError)) kind = FOR_ENCODE;
    else if (wf_exception_matches(exception, &wf_exc_UnicodeDecodeError)) kind = FOR_DECODE;
    else if (wf_exception_matches(exception, &wf_exc_UnicodeTranslateError)) kind = FOR_TRANSLATE;
  }
  if (!(kind & kinds)) {
    wf_raise(&wf_exc_TypeError, "don't know how to handle %T in error callback", exception);
    return false;
  }
  const wf_exception *e = (const wf_exception *)(uintptr_t)exception;
  wf_value object = wf_slot_get(&e->extra[WF_UNICODEERROR_OBJECT]);
  wf_value encoding = wf_slot_get(&e->extra[WF_UNICODEERROR_ENCODING]);
  wf_value start = wf_slot_get(&e->extra[WF_UNICODEERROR_START]);
  wf_value end = wf_slot_get(&e->extra[WF_UNICODEERROR_END]);
  bool right = kind == FOR_DECODE ? wf_is_bytes(object) : wf_is_str(object);
  if (!right || !wf_is_small_int(start) || !wf_is_small_int(end)) {
    wf_raise(&wf_exc_TypeError, "object attribute must be %s",
             kind == FOR_DECODE ? "bytes" : "unicode");
    return false;
  }
  *f = (struct fault){.kind = kind == FOR_ENCODE   ? ENCODE
                              : kind == FOR_DECODE ? DECODE
                                                   : TRANSLATE};
  f->encoding = wf_is_str(encoding) ? wf_str_data(encoding) : "";
  if (kind == FOR_DECODE) f->data = wf_to_bytes(object)->data;
  else f->text = object;
  f->size = kind == FOR_DECODE ? wf_to_bytes(object)->size : wf_str_length(object);
  f->start = wf_small_int_get(start);
  f->end = wf_small_int_get(end);
  int64_t size = (int64_t)f->size; /* both are clipped to what has a character between them */
  if (f->start >= size) f->start = size - 1;
  if (f->start < 0) f->start = 0;
  if (f->end < 1) f->end = 1;
  if (f->end > size) f->end = size;
  if (f->start > f->end) f->start = f->end;
  return true;
}

static wf_value call_builtin(const struct builtin_handler *h, wf_value exception) {
  struct fault f;
  if (h->handle == handle_strict) {
    if (wf_is_exception(exception)) return wf_raise_exception(exception);
    return wf_raise(&wf_exc_TypeError, "codec must pass exception instance");
  }
  if (!read_fault(exception, h->kinds, &f)) return WF_ERROR;
  int64_t next = f.end;
  wf_value replacement = h->handle(&f, &next);
  if (replacement == WF_EMPTY) return wf_raise_exception(exception);
  if (replacement == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, replacement, wf_int_new(next));
}

#define HANDLER_FUNCTION(c_name, index)                                                       \
  WF_NATIVE(c_name) { return call_builtin(&builtin_handlers[index], args[0]); }
HANDLER_FUNCTION(strict_errors, 0)
HANDLER_FUNCTION(ignore_errors, 1)
HANDLER_FUNCTION(replace_errors, 2)
HANDLER_FUNCTION(backslashreplace_errors, 3)
HANDLER_FUNCTION(xmlcharrefreplace_errors, 4)
HANDLER_FUNCTION(namereplace_errors, 5)
HANDLER_FUNCTION(surrogateescape_errors, 6)
HANDLER_FUNCTION(surrogatepass_errors, 7)

static const wf_native_def handler_functions[] = {
    {"strict_errors", strict_errors, "(exception, /)", "Raises the exception.", 0},
    {"ignore_errors", ignore_errors, "(exception, /)", "Leaves out what is wrong.", 0},
    {"replace_errors", replace_errors, "(exception, /)", "Puts a question mark there.", 0},
    {"backslashreplace_errors", backslashreplace_errors, "(exception, /)",
     "Puts a backslash escape there.", 0},
    {"xmlcharrefreplace_errors", xmlcharrefreplace_errors, "(exception, /)",
     "Puts an XML character reference there.", 0},
    {"namereplace_errors", namereplace_errors, "(exception, /)", "Puts a \\N{...} escape there.",
     0},
    {"surrogateescape", surrogateescape_errors, "(exception, /)",
     "Lets single bytes pass as surrogates.", 0},
    {"surrogatepass", surrogatepass_errors, "(exception, /)", "Lets surrogates pass.", 0},
};

/* --- Registered handlers --- */

static WF_OF_LIFE wf_slot registry; /* dict, made on first use */
static wf_slot functions[WF_COUNT(builtin_handlers)];

/* What a slot holds, made by the first who asks. */
static wf_value once(wf_slot *slot, wf_value made) {
  wf_value expected = WF_EMPTY;
  if (made == WF_ERROR) return WF_ERROR;
  return atomic_compare_exchange_strong(slot, &expected, made) ? made : expected;
}

static wf_value get_registry(void) {
  wf_value dict = wf_slot_acquire(&registry);
  return dict != WF_EMPTY ? dict : once(&registry, wf_dict_new());
}

bool wf_codec_register_error(const char *name, wf_value handler) {
  wf_value dict = get_registry();
  return dict != WF_ERROR && wf_dict_set_c(dict, name, handler);
}

wf_value wf_codec_lookup_error(const char *name) {
  if (!name) name = "strict";
  wf_value dict = get_registry();
  if (dict == WF_ERROR) return WF_ERROR;
  wf_value handler = wf_dict_get_c(dict, name);
  if (handler != WF_EMPTY) return handler;
  const struct builtin_handler *h = find_builtin(name);
  if (!h)
    return wf_raise(&wf_exc_LookupError, "unknown error handler name '%s'", name);
  size_t i = (size_t)(h - builtin_handlers);
  handler = wf_slot_acquire(&functions[i]);
  if (handler != WF_EMPTY) return handler;
  return once(&functions[i],
              wf_native_new(&handler_functions[i], WF_EMPTY, wf_str_from_c("_codecs")));
}

/* --- What the codecs call --- */

static wf_value new_exception(const wf_type *type, const char *encoding, wf_value object,
                              int64_t start, int64_t end, const char *reason) {
  wf_value args[5] = {wf_str_from_c(encoding), object, wf_small_int(start), wf_small_int(end),
                      wf_str_from_c(reason)};
  return wf_exception_new(type, args, 5);
}

/* Calls a script's handler. Returns its replacement and position, both checked. */
static wf_value call_handler(const char *errors, wf_value exception, bool bytes_too,
                             int64_t *next) {
  wf_value handler = wf_codec_lookup_error(errors);
  if (handler == WF_ERROR || exception == WF_ERROR) return WF_ERROR;
  wf_value result = wf_call1(handler, exception);
  if (result == WF_ERROR) return WF_ERROR;
  if (wf_is_tuple(result) && wf_tuple_length(result) == 2) {
    wf_value replacement = wf_tuple_get(result, 0), position = wf_tuple_get(result, 1);
    if ((wf_is_str(replacement) || (bytes_too && wf_is_bytes(replacement))) &&
        wf_is_int(position)) {
      if (!wf_int_to_int64(position, next)) *next = INT64_MAX;
      return replacement;
    }
  }
  return wf_raise(&wf_exc_TypeError,
                  bytes_too ? "encoding error handler must return (str/bytes, int) tuple"
                            : "decoding error handler must return (str, int) tuple");
}

static bool check_position(int64_t *next, int64_t size) {
  int64_t given = *next;
  if (*next < 0) *next += size;
  if (*next >= 0 && *next <= size) return true;
  wf_raise(&wf_exc_IndexError, "position %zd from error handler out of bounds", (ptrdiff_t)given);
  return false;
}

wf_value wf_codec_encode_error(const char *errors, const char *encoding, const char *reason,
                               wf_value text, int64_t start, int64_t end, int64_t *next) {
  const struct builtin_handler *h = find_builtin(errors);
  *next = end;
  if (h) {
    struct fault f = {.kind = ENCODE, .encoding = encoding, .text = text,
                      .size = wf_str_length(text), .start = start, .end = end};
    wf_value replacement = h->handle(&f, next);
    if (replacement != WF_EMPTY) return replacement;
    return wf_str_raise_encode(encoding, text, start, end, reason);
  }
  wf_value exception =
      new_exception(&wf_exc_UnicodeEncodeError, encoding, text, start, end, reason);
  wf_value replacement = call_handler(errors, exception, true, next);
  if (replacement == WF_ERROR) return WF_ERROR;
  return check_position(next, (int64_t)wf_str_length(text)) ? replacement : WF_ERROR;
}

/* The data as a bytes object, for exceptions. */
static wf_value data_object(wf_codec_data *in) {
  if (in->object == WF_EMPTY) {
    in->object = wf_bytes_new(in->at, in->size);
    if (in->object != WF_ERROR) in->at = wf_to_bytes(in->object)->data;
  }
  return in->object;
}

wf_value wf_codec_decode_error(wf_codec_data *in, const char *encoding, const char *reason,
                               size_t start, size_t end, size_t *next) {
  const struct builtin_handler *h = find_builtin(in->errors);
  int64_t position = (int64_t)end;
  if (h && !(h->kinds & FOR_DECODE)) h = NULL;
  if (h) {
    struct fault f = {.kind = DECODE, .encoding = encoding, .data = in->at, .size = in->size,
                      .start = (int64_t)start, .end = (int64_t)end};
    wf_value replacement = h->handle(&f, &position);
    *next = (size_t)position;
    if (replacement != WF_EMPTY) return replacement;
  }
  wf_value object = data_object(in);
  if (object == WF_ERROR) return WF_ERROR;
  wf_value exception = new_exception(&wf_exc_UnicodeDecodeError, encoding, object, (int64_t)start,
                                     (int64_t)end, reason);
  if (exception == WF_ERROR) return WF_ERROR;
  if (h) return wf_raise_exception(exception);
  wf_value replacement = call_handler(in->errors, exception, false, &position);
  if (replacement == WF_ERROR) return WF_ERROR;
  object = wf_slot_get(&((wf_exception *)(uintptr_t)exception)->extra[WF_UNICODEERROR_OBJECT]);
  if (!wf_is_bytes(object))
    return wf_raise(&wf_exc_TypeError, "exception attribute object must be bytes");
  in->object = object;
  in->at = wf_to_bytes(object)->data;
  in->size = wf_to_bytes(object)->size;
  if (!check_position(&position, (int64_t)in->size)) return WF_ERROR;
  *next = (size_t)position;
  return replacement;
}
