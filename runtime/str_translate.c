/* Character by character: str.translate, str.maketrans, the text of numbers. */
#include <config.h>

#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* Looks a character up: WF_EMPTY when the table does not have it (LookupError). */
static wf_value look_up(wf_value table, uint32_t c) {
  wf_value found = wf_getitem(table, wf_small_int(c));
  if (found == WF_ERROR && wf_error_is(&wf_exc_LookupError)) {
    wf_error_clear();
    return WF_EMPTY;
  }
  return found;
}

/* Adds what the table gives for c. */
static bool add_translation(wf_builder *b, wf_value found, uint32_t c) {
  if (found == WF_EMPTY) {
    wf_builder_add_char(b, c);
  } else if (found == WF_NONE) {
    return true;
  } else if (wf_is_str(found)) {
    wf_builder_add_str(b, found);
  } else if (wf_is_int(found)) {
    int64_t code;
    if (!wf_int_to_int64(found, &code) || code < 0 || code > WF_UNICODE_MAX) {
      wf_raise(&wf_exc_ValueError, "character mapping must be in range(0x%x)", 0x110000);
      return false;
    }
    wf_builder_add_char(b, (uint32_t)code);
  } else {
    wf_raise(&wf_exc_TypeError, "character mapping must return integer, None or str");
    return false;
  }
  return !b->failed;
}

/* What the table said of ASCII characters, each of which it is asked for once. Lives on the C
   stack, which keeps the values alive. */
struct answers {
  wf_value table, value[0x80];
  uint8_t turned[0x80]; /* into that ASCII character, or: */
};
enum { NOT_ASKED = 0x80, TO_NOTHING, TO_OTHER };

static uint8_t sum_up(wf_value found, uint32_t c) {
  if (found == WF_EMPTY) return (uint8_t)c;
  if (found == WF_NONE) return TO_NOTHING;
  if (wf_is_small_int(found) && (uint64_t)wf_small_int_get(found) < 0x80)
    return (uint8_t)wf_small_int_get(found);
  if (wf_is_str_exact(found) && wf_str_size(found) == 1) return (uint8_t)*wf_str_bytes(found);
  return TO_OTHER;
}

static wf_value ask(struct answers *a, uint32_t c) {
  if (c >= 0x80) return look_up(a->table, c);
  if (a->turned[c] != NOT_ASKED) return a->value[c];
  wf_value found = look_up(a->table, c);
  if (found == WF_ERROR) return found;
  a->turned[c] = sum_up(found, c);
  return a->value[c] = found;
}

/* As far as ASCII becomes ASCII. False: an exception is pending. */
static bool translate_ascii(wf_builder *b, const char **p, const char *end, struct answers *a) {
  wf_builder_reserve(b, (size_t)(end - *p));
  for (; *p < end && !b->failed; ++*p) {
    uint8_t c = (uint8_t)**p;
    if (c >= 0x80) return true;
    if (a->turned[c] == NOT_ASKED && ask(a, c) == WF_ERROR) return false;
    if (a->turned[c] < 0x80) b->data[b->size++] = (char)a->turned[c];
    else if (a->turned[c] == TO_OTHER) return true;
  }
  return !b->failed;
}

WF_STR_METHOD(translate) {
  wf_value text = args[0];
  struct answers a = {.table = args[1]};
  memset(a.turned, NOT_ASKED, sizeof a.turned);
  wf_builder b;
  wf_builder_init(&b);
  const char *p = wf_str_bytes(text), *end = p + wf_str_size(text);
  if (!translate_ascii(&b, &p, end, &a)) return WF_ERROR;
  while (p < end) {
    uint32_t c = wf_utf8_next(&p);
    wf_value found = ask(&a, c);
    if (found == WF_ERROR || !add_translation(&b, found, c)) return WF_ERROR;
  }
  return wf_builder_finish(&b);
}

/* A dict whose string keys are replaced by their code points. */
static wf_value table_from_dict(wf_value mapping) {
  if (!wf_is_dict_exact(mapping))
    return wf_raise(&wf_exc_TypeError,
                    "if you give only one argument to maketrans it must be a dict");
  wf_value table = wf_dict_new(), key, value;
  size_t position = 0;
  while (table != WF_ERROR && wf_dict_next(mapping, &position, &key, &value)) {
    if (wf_is_str(key)) {
      if (wf_str_length(key) != 1)
        return wf_raise(&wf_exc_ValueError, "string keys in translate table must be of length 1");
      key = wf_small_int(wf_str_at(key, 0));
    } else if (!wf_is_int(key)) {
      return wf_raise(&wf_exc_TypeError, "keys in translate table must be strings or integers");
    }
    if (!wf_dict_set(table, key, value)) return WF_ERROR;
  }
  return table;
}

static bool add_pairs(wf_value table, wf_value from, wf_value to) {
  const char *p = wf_str_bytes(from), *end = p + wf_str_size(from), *q = wf_str_bytes(to);
  while (p < end)
    if (!wf_dict_set(table, wf_small_int(wf_utf8_next(&p)), wf_small_int(wf_utf8_next(&q))))
      return false;
  return true;
}

WF_STR_METHOD(maketrans) {
  wf_value x = args[0], y = args[1], z = args[2];
  if (y == WF_EMPTY) return table_from_dict(x);
  if (!wf_arg_str(y, "maketrans() argument 2")) return WF_ERROR;
  if (z != WF_EMPTY && !wf_arg_str(z, "maketrans() argument 3")) return WF_ERROR;
  if (!wf_is_str(x))
    return wf_raise(&wf_exc_TypeError, "first maketrans argument must be a string if there is a "
                                       "second argument");
  if (wf_str_length(x) != wf_str_length(y))
    return wf_raise(&wf_exc_ValueError,
                    "the first two maketrans arguments must have equal length");
  wf_value table = wf_dict_new();
  if (table == WF_ERROR || !add_pairs(table, x, y)) return WF_ERROR;
  if (z == WF_EMPTY) return table;
  for (const char *p = wf_str_bytes(z), *end = p + wf_str_size(z); p < end;)
    if (!wf_dict_set(table, wf_small_int(wf_utf8_next(&p)), WF_NONE)) return WF_ERROR;
  return table;
}

wf_value wf_str_number_text(wf_value str) {
  if (wf_str_is_ascii(str)) return str;
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < wf_str_length(str); i++) {
    uint32_t c = wf_str_at(str, (int64_t)i);
    int digit = wf_unicode_decimal(c);
    bool space = c > 127 && wf_unicode_is_space(c);
    wf_builder_add_char(&b, digit >= 0 ? (uint32_t)('0' + digit) : space ? ' ' : c);
  }
  return wf_builder_finish(&b);
}
