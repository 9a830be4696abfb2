#include <config.h>

#include "runtime/format.h"

#include <limits.h>
#include <stdlib.h>

#include "runtime/dtoa.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/unicode.h"

/* --- Reading a specification --- */

struct reader {
  const char *at, *end;
};

static uint32_t peek(const struct reader *r) {
  unsigned size;
  return r->at < r->end ? wf_utf8_decode(r->at, &size) : 0;
}

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

static bool take(struct reader *r, char c) {
  if (r->at == r->end || *r->at != c) return false;
  r->at++;
  return true;
}

/* A number into *out, -1 when there is none. False: too large. */
static bool take_number(struct reader *r, int64_t *out) {
  *out = -1;
  while (r->at < r->end) {
    int digit = wf_unicode_decimal(peek(r));
    if (digit < 0) break;
    if (*out < 0) *out = 0;
    if (*out > (INT64_MAX - digit) / 10) {
      wf_raise(&wf_exc_ValueError, "Too many decimal digits in format string");
      return false;
    }
    *out = *out * 10 + digit;
    wf_utf8_next(&r->at);
  }
  return true;
}

static void set_fill(wf_format_spec *spec, uint32_t c) {
  spec->fill_size = (uint8_t)wf_utf8_encode(c, spec->fill);
}

/* Fill and alignment, sign, z, # and 0. */
static void take_flags(struct reader *r, wf_format_spec *spec) {
  bool filled = false, aligned = false;
  if (r->at < r->end) {
    struct reader second = *r;
    uint32_t first = wf_utf8_next(&second.at);
    if (is_align(peek(&second))) {
      set_fill(spec, first);
      spec->align = *second.at;
      r->at = second.at + 1;
      filled = aligned = true;
    } else if (is_align(first)) {
      spec->align = (char)first;
      r->at++;
      aligned = true;
    }
  }
  uint32_t c = peek(r);
  if (c == '+' || c == '-' || c == ' ') spec->sign = *r->at++;
  spec->no_neg_zero = take(r, 'z');
  spec->alternate = take(r, '#');
  if (!filled && take(r, '0')) {
    set_fill(spec, '0');
    if (!aligned && spec->align == '>') spec->align = '=';
  }
}

static bool take_grouping(struct reader *r, wf_format_spec *spec) {
  if (take(r, ',')) spec->grouping = ',';
  if (take(r, '_')) {
    if (spec->grouping) {
      wf_raise(&wf_exc_ValueError, "Cannot specify both ',' and '_'.");
      return false;
    }
    spec->grouping = '_';
  }
  if (r->at < r->end && *r->at == ',' && spec->grouping == '_') {
    wf_raise(&wf_exc_ValueError, "Cannot specify both ',' and '_'.");
    return false;
  }
  return true;
}

static bool take_precision(struct reader *r, wf_format_spec *spec) {
  if (!take(r, '.')) return true;
  if (!take_number(r, &spec->precision)) return false;
  if (spec->precision >= 0) return true;
  wf_raise(&wf_exc_ValueError, "Format specifier missing precision");
  return false;
}

static bool check_grouping(const wf_format_spec *spec) {
  uint32_t c = spec->type;
  if (!spec->grouping || c == 0 || (c < 128 && strchr("deEfFgG%", (int)c))) return true;
  if (spec->grouping == '_' && c < 128 && strchr("boxX", (int)c)) return true;
  if (c > 32 && c < 128)
    wf_raise(&wf_exc_ValueError, "Cannot specify '%c' with '%c'.", spec->grouping, (int)c);
  else
    wf_raise(&wf_exc_ValueError, "Cannot specify '%c' with '\\x%x'.", spec->grouping, (unsigned)c);
  return false;
}

bool wf_format_parse(wf_value spec, wf_value value, uint32_t default_type, char default_align,
                     wf_format_spec *out) {
  const char *text = wf_str_data(spec);
  struct reader r = {text, text + wf_str_size(spec)};
  *out = (wf_format_spec){.fill = " ", .fill_size = 1, .align = default_align, .width = -1,
                          .precision = -1, .type = default_type};
  take_flags(&r, out);
  if (!take_number(&r, &out->width) || !take_grouping(&r, out) || !take_precision(&r, out))
    return false;
  if (r.at < r.end) out->type = wf_utf8_next(&r.at);
  if (r.at < r.end) {
    wf_raise(&wf_exc_ValueError, "Invalid format specifier '%U' for object of type '%T'", spec,
             value);
    return false;
  }
  out->zero_padding = out->align == '=' && out->fill_size == 1 && out->fill[0] == '0';
  return check_grouping(out);
}

static wf_value unknown_code(uint32_t code, wf_value value) {
  if (code > 32 && code < 128)
    return wf_raise(&wf_exc_ValueError, "Unknown format code '%c' for object of type '%T'",
                    (int)code, value);
  return wf_raise(&wf_exc_ValueError, "Unknown format code '\\x%x' for object of type '%T'",
                  (unsigned)code, value);
}

/* --- Padding --- */

static void add_fill(wf_builder *b, const wf_format_spec *spec, int64_t count) {
  wf_builder_fill(b, spec->fill, spec->fill_size, count);
}

/* How much of the padding goes in front. */
static int64_t padding_before(const wf_format_spec *spec, int64_t padding) {
  return spec->align == '<' ? 0 : spec->align == '^' ? padding / 2 : padding;
}

void wf_format_add_text(wf_builder *b, const wf_format_spec *spec, const char *text, size_t size,
                        size_t length) {
  int64_t padding = spec->width > (int64_t)length ? spec->width - (int64_t)length : 0;
  int64_t before = padding_before(spec, padding);
  add_fill(b, spec, before);
  wf_builder_add(b, text, size);
  add_fill(b, spec, padding - before);
}

/* How many digits to show, zeros in front included, so that they and their separators take at least
   `width` columns. */
static int64_t padded_digits(int64_t digits, int64_t width, int group) {
  if (group == 0) return width > digits ? width : digits;
  int64_t full = (width / (group + 1)) * group, left = width % (group + 1);
  int64_t need = full + (left ? left : 1); /* never starts with a separator */
  return need > digits ? need : digits;
}

static void add_digits(wf_builder *b, const wf_format_number *n, int64_t shown, int group,
                       char separator) {
  int64_t zeros = shown - (int64_t)n->digit_count;
  if (group == 0) {
    wf_builder_fill(b, "0", 1, zeros);
    wf_builder_add(b, n->digits, n->digit_count);
    return;
  }
  wf_builder_reserve(b, (size_t)shown + (size_t)(shown / group));
  for (int64_t i = 0; i < shown && !b->failed; i++) {
    if (i > 0 && (shown - i) % group == 0) wf_builder_add(b, &separator, 1);
    wf_builder_add(b, i < zeros ? "0" : n->digits + (i - zeros), 1);
  }
}

void wf_format_add_number(wf_builder *b, const wf_format_spec *spec, const wf_format_number *n,
                          int group_size) {
  int group = spec->grouping ? group_size : 0;
  size_t prefix = strlen(n->prefix);
  int64_t fixed = (n->sign != 0) + (int64_t)prefix + (int64_t)n->rest_size;
  int64_t shown = (int64_t)n->digit_count;
  if (spec->zero_padding && shown > 0) shown = padded_digits(shown, spec->width - fixed, group);
  int64_t separators = group && shown > 0 ? (shown - 1) / group : 0;
  int64_t padding = spec->width - fixed - shown - separators;
  if (padding < 0) padding = 0;
  int64_t before = spec->align == '=' ? 0 : padding_before(spec, padding);
  add_fill(b, spec, before);
  if (n->sign) wf_builder_add(b, &n->sign, 1);
  wf_builder_add(b, n->prefix, prefix);
  if (spec->align == '=') add_fill(b, spec, padding);
  add_digits(b, n, shown, group, spec->grouping);
  wf_builder_add(b, n->rest, n->rest_size);
  if (spec->align != '=') add_fill(b, spec, padding - before);
}

/* --- str --- */

static wf_value not_for_strings(const char *what) {
  return wf_raise(&wf_exc_ValueError, "%s in string format specifier", what);
}

wf_value wf_format_str(wf_value value, wf_value spec) {
  if (wf_str_size(spec) == 0) return wf_is_str_exact(value) ? value : wf_to_str(value);
  wf_format_spec f;
  if (!wf_format_parse(spec, value, 's', '<', &f)) return WF_ERROR;
  if (f.type != 's') return unknown_code(f.type, value);
  if (f.sign)
    return not_for_strings(f.sign == ' ' ? "Space not allowed" : "Sign not allowed");
  if (f.no_neg_zero) return not_for_strings("Negative zero coercion (z) not allowed");
  if (f.alternate) return not_for_strings("Alternate form (#) not allowed");
  if (f.align == '=') return not_for_strings("'=' alignment not allowed");
  size_t length = wf_str_length(value), size = wf_str_size(value);
  if (f.precision >= 0 && (size_t)f.precision < length) {
    length = (size_t)f.precision;
    size = wf_str_byte_offset(value, f.precision);
  }
  if (f.width <= (int64_t)length && length == wf_str_length(value) && wf_is_str_exact(value))
    return value;
  wf_builder b;
  wf_builder_init(&b);
  wf_format_add_text(&b, &f, wf_str_data(value), size, length);
  return wf_builder_finish(&b);
}

/* --- int --- */

static wf_value format_char(wf_value value, wf_format_spec *f) {
  int64_t c;
  if (f->sign)
    return wf_raise(&wf_exc_ValueError, "Sign not allowed with integer format specifier 'c'");
  if (f->alternate)
    return wf_raise(&wf_exc_ValueError,
                    "Alternate form (#) not allowed with integer format specifier 'c'");
  if (!wf_int_to_int64(value, &c))
    return wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C long");
  if (c < 0 || c > WF_UNICODE_MAX)
    return wf_raise(&wf_exc_OverflowError, "%%c arg not in range(0x110000)");
  char text[4];
  unsigned size = wf_utf8_encode((uint32_t)c, text);
  wf_builder b;
  wf_builder_init(&b);
  wf_format_add_text(&b, f, text, size, 1);
  return wf_builder_finish(&b);
}

static void to_capitals(char *text, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (text[i] >= 'a' && text[i] <= 'z') text[i] = (char)(text[i] - 32);
}

/* The text of value in the base of f->type, laid out. */
static wf_value format_integer(wf_value value, const wf_format_spec *f) {
  int base = f->type == 'b' ? 2 : f->type == 'o' ? 8 : f->type == 'x' || f->type == 'X' ? 16 : 10;
  const char *prefix = base == 2 ? "0b" : base == 8 ? "0o" : f->type == 'X' ? "0X" : "0x";
  wf_value text = wf_int_to_text(value, base);
  if (text == WF_ERROR) return WF_ERROR;
  size_t size = wf_str_size(text);
  const char *digits = wf_str_data(text);
  bool negative = size > 0 && digits[0] == '-';
  wf_format_number n = {.prefix = f->alternate && base != 10 ? prefix : "", .rest = ""};
  n.sign = negative ? '-' : f->sign == '-' ? 0 : f->sign;
  n.digits = digits + negative;
  n.digit_count = size - negative;
  wf_builder b;
  wf_builder_init(&b);
  if (f->type == 'X') {
    size_t start = b.size;
    wf_builder_add(&b, n.digits, n.digit_count);
    wf_value capitals = wf_builder_finish(&b);
    if (capitals == WF_ERROR) return WF_ERROR;
    char *copy = (char *)(uintptr_t)wf_str_data(capitals) + start;
    to_capitals(copy, n.digit_count);
    n.digits = copy;
    wf_builder_init(&b);
  }
  wf_format_add_number(&b, f, &n, base == 10 ? 3 : 4);
  return wf_builder_finish(&b);
}

static wf_value format_double(double d, const wf_format_spec *f);

wf_value wf_format_int(wf_value value, wf_value spec) {
  if (wf_str_size(spec) == 0) return wf_to_str(value);
  wf_format_spec f;
  if (!wf_format_parse(spec, value, 'd', '>', &f)) return WF_ERROR;
  if (f.type < 128 && f.type && strchr("eEfFgG%", (int)f.type)) {
    bool overflow;
    double d = wf_int_to_double(value, &overflow);
    if (overflow) return wf_raise(&wf_exc_OverflowError, "int too large to convert to float");
    return format_double(d, &f);
  }
  if (f.type >= 128 || !f.type || !strchr("bcdoxXn", (int)f.type))
    return unknown_code(f.type, value);
  if (f.precision >= 0)
    return wf_raise(&wf_exc_ValueError, "Precision not allowed in integer format specifier");
  if (f.no_neg_zero)
    return wf_raise(&wf_exc_ValueError,
                    "Negative zero coercion (z) not allowed in integer format specifier");
  return f.type == 'c' ? format_char(value, &f) : format_integer(value, &f);
}

/* --- float --- */

/* The pieces of a float's text, which starts with an optional sign. */
static void split_number(const char *text, size_t size, wf_format_number *n) {
  if (size > 0 && (*text == '-' || *text == '+')) {
    n->sign = *text++;
    size--;
  }
  n->prefix = "";
  n->digits = text;
  n->digit_count = 0;
  while (n->digit_count < size && text[n->digit_count] >= '0' && text[n->digit_count] <= '9')
    n->digit_count++;
  n->rest = text + n->digit_count;
  n->rest_size = size - n->digit_count;
}

static bool check_precision(const wf_format_spec *f) {
  if (f->precision <= INT_MAX) return true;
  wf_raise(&wf_exc_ValueError, "precision too big");
  return false;
}

/* Adds one double. Type 0 is repr's way: with a precision like g; dot_zero keeps it looking like a
   float. The percent code multiplies before this. */
static bool add_double(wf_builder *b, double d, const wf_format_spec *f, unsigned flags) {
  uint32_t type = f->type == 'n' ? 'g' : f->type == '%' ? 'f' : f->type;
  int64_t precision = f->precision;
  if (type == 0) type = precision < 0 ? 'r' : 'g';
  else flags &= ~(unsigned)WF_DTOA_DOT_ZERO;
  if (precision < 0) precision = 6;
  if (f->alternate) flags |= WF_DTOA_ALTERNATE;
  if (f->no_neg_zero) flags |= WF_DTOA_NO_NEG_ZERO;
  char small[WF_DTOA_SMALL];
  size_t size;
  char *text = wf_dtoa_format(d, (char)type, (int)precision, flags, small, &size);
  if (!text) {
    wf_raise_memory();
    return false;
  }
  wf_format_number n = {0};
  split_number(text, size, &n);
  if (!n.sign && f->sign != '-') n.sign = f->sign;
  wf_builder rest;
  if (f->type == '%') {
    wf_builder_init(&rest);
    wf_builder_add(&rest, n.rest, n.rest_size);
    wf_builder_add(&rest, "%", 1);
    n.rest = rest.failed ? "" : rest.data;
    n.rest_size = rest.failed ? 0 : rest.size;
  }
  wf_format_add_number(b, f, &n, 3);
  wf_dtoa_free(text, small);
  return true;
}

static wf_value format_double(double d, const wf_format_spec *f) {
  if (!check_precision(f)) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  if (!add_double(&b, f->type == '%' ? d * 100 : d, f, WF_DTOA_DOT_ZERO)) return WF_ERROR;
  return wf_builder_finish(&b);
}

wf_value wf_format_float(wf_value value, wf_value spec) {
  if (wf_str_size(spec) == 0) return wf_to_str(value);
  wf_format_spec f;
  if (!wf_format_parse(spec, value, 0, '>', &f)) return WF_ERROR;
  if (f.type && (f.type >= 128 || !strchr("eEfFgGn%", (int)f.type)))
    return unknown_code(f.type, value);
  return format_double(wf_float_get(value), &f);
}

/* --- complex --- */

static wf_value format_parts(double real, double imag, const wf_format_spec *f) {
  wf_format_spec part = *f;
  part.width = -1;
  part.align = '<';
  part.zero_padding = false;
  bool plain = f->type == 0;
  bool only_imaginary = plain && real == 0 && !__builtin_signbit(real);
  wf_builder b;
  wf_builder_init(&b);
  if (plain && !only_imaginary) wf_builder_add(&b, "(", 1);
  if (!only_imaginary) {
    if (!add_double(&b, real, &part, 0)) return WF_ERROR;
    part.sign = '+';
  }
  if (!add_double(&b, imag, &part, 0)) return WF_ERROR;
  wf_builder_add(&b, "j", 1);
  if (plain && !only_imaginary) wf_builder_add(&b, ")", 1);
  return wf_builder_finish(&b);
}

wf_value wf_format_complex(wf_value value, wf_value spec) {
  if (wf_str_size(spec) == 0) return wf_to_str(value);
  wf_format_spec f;
  if (!wf_format_parse(spec, value, 0, '>', &f)) return WF_ERROR;
  if (f.type && (f.type >= 128 || !strchr("eEfFgGn", (int)f.type)))
    return unknown_code(f.type, value);
  if (!check_precision(&f)) return WF_ERROR;
  if (f.fill_size == 1 && f.fill[0] == '0')
    return wf_raise(&wf_exc_ValueError,
                    "Zero padding is not allowed in complex format specifier");
  if (f.align == '=')
    return wf_raise(&wf_exc_ValueError,
                    "'=' alignment flag is not allowed in complex format specifier");
  const wf_complex *c = (const wf_complex *)(uintptr_t)value;
  wf_value text = format_parts(c->real, c->imag, &f);
  if (text == WF_ERROR) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  wf_format_add_text(&b, &f, wf_str_data(text), wf_str_size(text), wf_str_length(text));
  return wf_builder_finish(&b);
}
