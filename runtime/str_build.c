/* Making text: the builder, printf into strings, join, repr. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "runtime/dtoa.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/sequence_internal.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* --- The builder. Its memory is a str in the making, so that finishing it need not copy. --- */

void wf_builder_init(wf_builder *b) { *b = (wf_builder){0}; }

static bool make_room(wf_builder *b, size_t more) {
  if (b->failed) return false;
  if (WF_LIKELY(more <= b->capacity - b->size)) return true;
  size_t capacity = b->capacity < 64 ? 64 : b->capacity * 2;
  if (more <= SIZE_MAX / 4 && capacity < b->size + more) capacity = b->size + more;
  wf_value text = more > SIZE_MAX / 4 ? wf_raise_memory() : wf_str_alloc(capacity);
  if (text == WF_ERROR) {
    b->failed = true;
    return false;
  }
  char *data = wf_to_strp(text)->data;
  if (b->size) memcpy(data, b->data, b->size);
  b->data = data;
  b->capacity = capacity;
  return true;
}

void wf_builder_add(wf_builder *b, const char *bytes, size_t size) {
  if (!make_room(b, size) || size == 0) return;
  wf_copy_bytes(b->data + b->size, bytes, size);
  b->size += size;
}

void wf_builder_reserve(wf_builder *b, size_t size) { make_room(b, size); }

void wf_builder_fill(wf_builder *b, const char *unit, size_t size, int64_t count) {
  size_t bytes;
  if (count <= 0) return;
  if (__builtin_mul_overflow(size, (size_t)count, &bytes)) bytes = SIZE_MAX;
  if (!make_room(b, bytes)) return;
  wf_fill_bytes(b->data + b->size, unit, size, count);
  b->size += bytes;
}

void wf_builder_add_c(wf_builder *b, const char *text) { wf_builder_add(b, text, strlen(text)); }

/* wf_builder_add_char of whatever needs more than a look. */
void wf_builder_add_wide(wf_builder *b, uint32_t c) {
  if (!make_room(b, 4)) return;
  b->size += wf_utf8_encode(c, b->data + b->size);
}

void wf_builder_add_str(wf_builder *b, wf_value str) {
  wf_builder_add(b, wf_str_bytes(str), wf_str_size(str));
}

bool wf_builder_add_repr(wf_builder *b, wf_value v) {
  wf_value text = wf_repr(v);
  if (text == WF_ERROR) return false;
  wf_builder_add_str(b, text);
  return !b->failed;
}

wf_value wf_builder_finish(wf_builder *b) {
  if (b->failed) return WF_ERROR;
  if (b->size == 0) return wf_str_empty;
  if (b->size < b->capacity - b->capacity / 4) return wf_str_new(b->data, b->size);
  wf_str *s = (wf_str *)(void *)(b->data - offsetof(wf_str, data));
  wf_str_set_size(s, b->size);
  *b = (wf_builder){0};
  return wf_str_finish(wf_from_object(s));
}

/* --- printf --- */

struct conversion {
  char spec[24]; /* for snprintf: "%-5ld" */
  int length;    /* 0, 'l', 'q' (long long), 'z' */
  int precision; /* -1: none */
};

static const char *read_conversion(const char *p, struct conversion *c) {
  size_t n = 0;
  c->spec[n++] = '%';
  c->precision = -1;
  c->length = 0;
  while (*p && strchr("-+ #0123456789.", *p)) {
    if (*p == '.') c->precision = atoi(p + 1);
    if (n < sizeof c->spec - 6) c->spec[n++] = *p;
    p++;
  }
  while (*p == 'l' || *p == 'z' || *p == 'h') {
    c->length = *p == 'l' && c->length == 'l' ? 'q' : *p;
    p++;
  }
  c->spec[n] = 0;
  return p;
}

static void add_integer(wf_builder *b, struct conversion *c, char code, va_list *arguments) {
  char text[64];
  size_t n = strlen(c->spec);
  snprintf(c->spec + n, sizeof c->spec - n, "ll%c", code);
  bool is_signed = code == 'd' || code == 'i';
  long long i;
  if (c->length == 'q') i = va_arg(*arguments, long long);
  else if (c->length == 'l') i = va_arg(*arguments, long);
  else if (c->length == 'z') i = va_arg(*arguments, ptrdiff_t);
  else if (is_signed) i = va_arg(*arguments, int);
  else i = va_arg(*arguments, unsigned);
  snprintf(text, sizeof text, c->spec, i);
  wf_builder_add_c(b, text);
}

static void add_bytes_checked(wf_builder *b, const char *text, int precision) {
  size_t size = strlen(text), count;
  if (precision >= 0 && (size_t)precision < size) size = (size_t)precision;
  if (wf_utf8_is_valid(text, size, &count)) {
    wf_builder_add(b, text, size);
    return;
  }
  wf_value clean = wf_str_from_fs(text, size);
  if (clean == WF_ERROR) b->failed = true;
  else wf_builder_add_str(b, clean);
}

static void add_text_of(wf_builder *b, wf_value (*convert)(wf_value), wf_value v) {
  if (b->failed) return;
  wf_value text = convert(v);
  if (text == WF_ERROR) b->failed = true;
  else wf_builder_add_str(b, text);
}

static void add_double(wf_builder *b, const struct conversion *c, char code, double d) {
  char small[WF_DTOA_SMALL];
  size_t size;
  char *text = wf_dtoa_format(d, code, c->precision < 0 ? 6 : c->precision, 0, small, &size);
  if (!text) return;
  wf_builder_add(b, text, size);
  wf_dtoa_free(text, small);
}

static void add_conversion(wf_builder *b, struct conversion *c, char code, va_list *arguments) {
  switch (code) {
  case 'd': case 'i': case 'u': case 'x': case 'X': case 'o':
    add_integer(b, c, code, arguments);
    break;
  case 'c': wf_builder_add_char(b, (uint32_t)va_arg(*arguments, int)); break;
  case 's': add_bytes_checked(b, va_arg(*arguments, const char *), c->precision); break;
  case 'S': add_text_of(b, wf_to_str, va_arg(*arguments, wf_value)); break;
  case 'R': add_text_of(b, wf_repr, va_arg(*arguments, wf_value)); break;
  case 'A': add_text_of(b, wf_ascii, va_arg(*arguments, wf_value)); break;
  case 'U': wf_builder_add_str(b, va_arg(*arguments, wf_value)); break;
  case 'T': wf_builder_add_c(b, wf_type_name_of(va_arg(*arguments, wf_value))); break;
  case 'a': {
    wf_value v = va_arg(*arguments, wf_value);
    wf_builder_add_c(b, v == WF_NONE ? "None" : wf_type_name_of(v));
    break;
  }
  case 'N': wf_builder_add_c(b, wf_type_name(va_arg(*arguments, const wf_type *))); break;
  case 'p':
    wf_builder_format(b, "0x%llx", (unsigned long long)(uintptr_t)va_arg(*arguments, void *));
    break;
  case 'e': case 'f': case 'g': add_double(b, c, code, va_arg(*arguments, double)); break;
  case '%': wf_builder_add(b, "%", 1); break;
  default: wf_builder_add(b, &code, 1); break;
  }
}

static void add_vformat(wf_builder *b, const char *format, va_list *arguments) {
  for (const char *p = format; *p;) {
    size_t plain = strcspn(p, "%");
    wf_builder_add(b, p, plain);
    p += plain;
    if (!*p) break;
    struct conversion c;
    p = read_conversion(p + 1, &c);
    if (!*p) break;
    add_conversion(b, &c, *p++, arguments);
  }
}

wf_value wf_str_vformat(const char *format, va_list arguments) {
  wf_builder b;
  wf_builder_init(&b);
  va_list copy;
  va_copy(copy, arguments);
  add_vformat(&b, format, &copy);
  va_end(copy);
  return wf_builder_finish(&b);
}

wf_value wf_str_format(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  wf_value text = wf_str_vformat(format, arguments);
  va_end(arguments);
  return text;
}

void wf_builder_format(wf_builder *b, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  add_vformat(b, format, &arguments);
  va_end(arguments);
}

/* --- join --- */

/* What joining gives. */
struct joined {
  size_t size, length;
};

/* False: not all are str (TypeError), or too long. */
static bool measure(wf_value separator, const wf_value *items, size_t count, struct joined *out) {
  struct joined sum = {.size = wf_str_size(separator) * (count - 1),
                       .length = wf_str_length(separator) * (count - 1)};
  for (size_t i = 0; i < count; i++) {
    if (WF_UNLIKELY(!wf_is_str_exact(items[i])) && !wf_is_str(items[i])) {
      wf_raise(&wf_exc_TypeError, "sequence item %zd: expected str instance, %T found",
               (ptrdiff_t)i, items[i]);
      return false;
    }
    size_t size = wf_str_size(items[i]);
    sum.size += size;
    sum.length += wf_str_is_ascii(items[i]) ? size : wf_str_counted_length(items[i]);
    if (sum.size > SIZE_MAX / 8) {
      wf_raise(&wf_exc_OverflowError, "join() result is too long for a Python string");
      return false;
    }
  }
  *out = sum;
  return true;
}

wf_value wf_str_join_array(wf_value separator, const wf_value *items, size_t count) {
  wf_self->made = WF_EMPTY;
  if (count == 0) return wf_str_empty;
  if (count == 1 && wf_is_str_exact(items[0])) return items[0];
  struct joined sum;
  if (!measure(separator, items, count, &sum)) return WF_ERROR;
  if (sum.size == 0) return wf_str_empty;
  wf_value text = wf_str_alloc_counted(sum.size, sum.length);
  if (text == WF_ERROR) return WF_ERROR;
  char *p = wf_to_strp(text)->data;
  const char *gap = wf_str_bytes(separator);
  size_t gap_size = wf_str_size(separator);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) {
      if (gap_size == 1) *p++ = *gap;
      else p = wf_copy_bytes(p, gap, gap_size);
    }
    p = wf_copy_bytes(p, wf_str_bytes(items[i]), wf_str_size(items[i]));
  }
  return sum.size == 1 ? wf_str_finish(text) : wf_str_made(text);
}

wf_value wf_str_from_parts(const wf_value *parts, size_t count) {
  size_t size = 0, length = 0;
  for (size_t i = 0; i < count; i++) {
    bool number = wf_is_small_int(parts[i]);
    size_t more = number ? wf_int_decimal_size(wf_small_int_get(parts[i])) : wf_str_size(parts[i]);
    size += more;
    length += number ? more : wf_str_length(parts[i]);
  }
  if (size == 0) return wf_str_empty;
  wf_value text = wf_str_alloc_counted(size, length);
  if (text == WF_ERROR) return WF_ERROR;
  char *p = wf_to_strp(text)->data;
  for (size_t i = 0; i < count; i++)
    p = wf_is_small_int(parts[i])
            ? wf_int_decimal_add(p, wf_small_int_get(parts[i]))
            : wf_copy_bytes(p, wf_str_bytes(parts[i]), wf_str_size(parts[i]));
  return size == 1 ? wf_str_finish(text) : text;
}

/* A list or tuple as it is, everything else as a list. */
static wf_value joinable(wf_value iterable) {
  if (wf_is_list_exact(iterable) || wf_is_tuple_exact(iterable)) return iterable;
  wf_value list = wf_items_at_once(iterable);
  if (list != WF_EMPTY) return list;
  wf_value iterator = wf_iter(iterable);
  if (iterator != WF_ERROR) return wf_list_from_iterable(iterator);
  if (!wf_error_is(&wf_exc_TypeError)) return WF_ERROR;
  wf_error_clear();
  return wf_raise(&wf_exc_TypeError, "can only join an iterable");
}

wf_value wf_str_join(wf_value separator, wf_value iterable) {
  iterable = joinable(iterable);
  if (iterable == WF_ERROR) return WF_ERROR;
  size_t count;
  if (wf_is_list_exact(iterable)) {
    wf_value few[16];
    count = wf_list_copy_few(iterable, few, WF_COUNT(few));
    if (count <= WF_COUNT(few)) return wf_str_join_array(separator, few, count);
  }
  const wf_value *items = wf_sequence_array(iterable, &count);
  return items ? wf_str_join_array(separator, items, count) : WF_ERROR;
}

/* --- repr --- */

static void add_escape(wf_builder *b, uint32_t c) {
  static const char short_escapes[] = {['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r'};
  if (c < sizeof short_escapes && short_escapes[c]) {
    char text[2] = {'\\', short_escapes[c]};
    wf_builder_add(b, text, 2);
    return;
  }
  char text[12];
  const char *form = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
  snprintf(text, sizeof text, form, (unsigned)c);
  wf_builder_add_c(b, text);
}

/* Bytes at the start that repr shows as they are. */
static size_t plain_prefix(const char *p, const char *end, char quote) {
  const char *start = p;
  while (p < end && *p >= ' ' && *p < 0x7f && *p != '\\' && *p != quote) p++;
  return (size_t)(p - start);
}

wf_value wf_str_repr(wf_value v) {
  const char *p = wf_str_bytes(v), *end = p + wf_str_size(v);
  char quote = '\'';
  if (memchr(p, '\'', (size_t)(end - p)) && !memchr(p, '"', (size_t)(end - p))) quote = '"';
  wf_builder b;
  wf_builder_init(&b);
  make_room(&b, wf_str_size(v) + 2);
  wf_builder_add(&b, &quote, 1);
  while (p < end) {
    size_t plain = plain_prefix(p, end, quote);
    wf_builder_add(&b, p, plain);
    p += plain;
    if (p == end) break;
    uint32_t c = wf_utf8_next(&p);
    if (c == (unsigned char)quote || c == '\\') {
      wf_builder_add(&b, "\\", 1);
      wf_builder_add_char(&b, c);
    } else if (c >= 0x80 && wf_unicode_is_printable(c)) {
      wf_builder_add_char(&b, c);
    } else {
      add_escape(&b, c);
    }
  }
  wf_builder_add(&b, &quote, 1);
  return wf_builder_finish(&b);
}
