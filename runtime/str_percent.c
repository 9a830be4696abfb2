#include <config.h>

#include "runtime/str_percent.h"

#include <limits.h>
#include <stdlib.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dtoa.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/format.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* The formatting under way. */
struct percent {
  wf_builder *out;
  const char *start, *at, *end;
  bool as_bytes;
  wf_value args;    /* tuple, or the only argument */
  wf_value mapping; /* args when "%(name)s" may look in it, or WF_EMPTY */
  bool single;      /* args is one argument, not a tuple of them */
  size_t next;      /* of the positional arguments */
};

/* One conversion: %[(key)][flags][width][.precision][length]code */
struct conversion {
  bool left, plus, blank, alternate, zero;
  int64_t width, precision; /* -1: not given */
  uint32_t code;
};

static bool fail(const wf_type *type, const char *message) {
  wf_raise(type, "%s", message);
  return false;
}

static size_t argument_count(const struct percent *p) {
  return p->single ? 1 : wf_tuple_length(p->args);
}

static wf_value next_argument(struct percent *p) {
  if (p->next >= argument_count(p))
    return wf_raise(&wf_exc_TypeError, "not enough arguments for format string");
  return p->single ? (p->next++, p->args) : wf_tuple_get(p->args, p->next++);
}

/* --- Reading a conversion --- */

static bool take_key(struct percent *p) {
  if (p->mapping == WF_EMPTY) return fail(&wf_exc_TypeError, "format requires a mapping");
  const char *start = ++p->at;
  int depth = 1;
  for (; p->at < p->end; p->at++) {
    if (*p->at == ')' && --depth == 0) break;
    depth += *p->at == '(';
  }
  if (p->at == p->end) return fail(&wf_exc_ValueError, "incomplete format key");
  size_t size = (size_t)(p->at++ - start);
  wf_value key = p->as_bytes ? wf_bytes_new(start, size) : wf_str_new(start, size);
  wf_value v = key == WF_ERROR ? WF_ERROR : wf_getitem(p->mapping, key);
  if (v == WF_ERROR) return false;
  p->args = v;
  p->single = true;
  p->next = 0;
  return true;
}

static void take_flags(struct percent *p, struct conversion *c) {
  for (; p->at < p->end; p->at++) {
    switch (*p->at) {
    case '-': c->left = true; break;
    case '+': c->plus = true; break;
    case ' ': c->blank = true; break;
    case '#': c->alternate = true; break;
    case '0': c->zero = true; break;
    default: return;
    }
  }
}

/* A number or a star. False with an exception. */
static bool take_amount(struct percent *p, int64_t *out, int64_t limit, const char *too_big) {
  if (p->at < p->end && *p->at == '*') {
    p->at++;
    wf_value v = next_argument(p);
    if (v == WF_ERROR) return false;
    if (!wf_is_int(v)) return fail(&wf_exc_TypeError, "* wants int");
    if (!wf_int_to_int64(v, out) || *out > limit || *out < -limit)
      return fail(&wf_exc_OverflowError, limit == INT_MAX
                                             ? "Python int too large to convert to C int"
                                             : "Python int too large to convert to C ssize_t");
    return true;
  }
  int64_t n = 0;
  bool any = false;
  for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++) {
    any = true;
    if (n > (limit - (*p->at - '0')) / 10) return fail(&wf_exc_ValueError, too_big);
    n = n * 10 + (*p->at - '0');
  }
  if (any) *out = n;
  return true;
}

static bool take_conversion(struct percent *p, struct conversion *c) {
  *c = (struct conversion){.width = -1, .precision = -1};
  if (p->at < p->end && *p->at == '(' && !take_key(p)) return false;
  take_flags(p, c);
  int64_t width = 0;
  if (!take_amount(p, &width, INT64_MAX - 1, "width too big")) return false;
  if (width < 0) {
    c->left = true;
    width = -width;
  }
  if (width > 0) c->width = width;
  if (p->at < p->end && *p->at == '.') {
    p->at++;
    c->precision = 0;
    if (!take_amount(p, &c->precision, INT_MAX, p->as_bytes ? "prec too big" : "precision too big"))
      return false;
    if (c->precision < 0) c->precision = 0;
  }
  if (p->at < p->end && strchr("hlL", *p->at)) p->at++;
  if (p->at == p->end) return fail(&wf_exc_ValueError, "incomplete format");
  c->code = p->as_bytes ? (unsigned char)*p->at++ : wf_utf8_next(&p->at);
  return true;
}

/* --- Output --- */

static void add_number(struct percent *p, const struct conversion *c, wf_format_number *n) {
  wf_format_spec spec = {.fill = " ", .fill_size = 1, .width = c->width, .precision = -1};
  spec.align = c->left ? '<' : c->zero ? '=' : '>';
  if (c->zero && !c->left) {
    spec.fill[0] = '0';
    spec.zero_padding = true;
  }
  if (!n->sign && (c->plus || c->blank)) n->sign = c->plus ? '+' : ' ';
  wf_format_add_number(p->out, &spec, n, 3);
}

static void add_text(struct percent *p, const struct conversion *c, const char *text, size_t size,
                     size_t length) {
  wf_format_spec spec = {.fill = " ", .fill_size = 1, .width = c->width};
  spec.align = c->left ? '<' : '>';
  wf_format_add_text(p->out, &spec, text, size, length);
}

static bool add_str(struct percent *p, const struct conversion *c, wf_value text) {
  if (text == WF_ERROR) return false;
  size_t size = wf_str_size(text), length = wf_str_length(text);
  if (c->precision >= 0 && (size_t)c->precision < length) {
    length = (size_t)c->precision;
    size = wf_str_byte_offset(text, c->precision);
  }
  add_text(p, c, wf_str_bytes(text), size, length);
  return true;
}

/* --- Integers --- */

static bool wrong_type(uint32_t code, const char *wanted, wf_value v) {
  wf_raise(&wf_exc_TypeError, "%%%c format: %s is required, not %T", (int)code, wanted, v);
  return false;
}

static bool is_number(wf_value v) {
  const wf_slots *slots = &wf_type_of(v)->slots;
  return slots->unary[WF_OP_INT] || slots->unary[WF_OP_FLOAT] || slots->unary[WF_OP_INDEX] ||
         wf_is_complex(v);
}

/* int(v) for d, i and u; an index for o, x and X. */
static wf_value to_integer(uint32_t code, wf_value v) {
  if (wf_is_int(v)) return v;
  bool exact = code == 'x' || code == 'o' || code == 'X';
  const char *wanted = exact ? "an integer" : "a real number";
  wf_value i = WF_ERROR;
  if (is_number(v)) {
    i = exact ? wf_index(v) : wf_call1(wf_from_type(&wf_int_type), v);
    if (i == WF_ERROR && !wf_error_is(&wf_exc_TypeError)) return WF_ERROR;
    if (i == WF_ERROR) wf_error_clear();
  }
  if (i == WF_ERROR) wrong_type(code, wanted, v);
  return i;
}

static bool add_integer(struct percent *p, const struct conversion *c, wf_value v) {
  v = to_integer(p->as_bytes && c->code == 'i' ? 'd' : c->code, v);
  if (v == WF_ERROR) return false;
  int base = c->code == 'o' ? 8 : c->code == 'x' || c->code == 'X' ? 16 : 10;
  wf_value text = wf_int_to_text(v, base);
  if (text == WF_ERROR) return false;
  const char *digits = wf_str_data(text);
  size_t count = wf_str_size(text);
  wf_format_number n = {.prefix = "", .rest = ""};
  if (*digits == '-') {
    n.sign = '-';
    digits++;
    count--;
  }
  if (c->alternate) n.prefix = base == 8 ? "0o" : base == 10 ? "" : c->code == 'X' ? "0X" : "0x";
  wf_builder grown;
  wf_builder_init(&grown);
  for (int64_t zeros = c->precision - (int64_t)count; zeros > 0 && !grown.failed; zeros--)
    wf_builder_add(&grown, "0", 1);
  wf_builder_add(&grown, digits, count);
  if (grown.failed) return false;
  for (size_t i = 0; c->code == 'X' && i < grown.size; i++)
    if (grown.data[i] >= 'a') grown.data[i] = (char)(grown.data[i] - 32);
  n.digits = grown.data;
  n.digit_count = grown.size;
  add_number(p, c, &n);
  return true;
}

/* --- Floats --- */

static bool to_double(struct percent *p, wf_value v, double *out) {
  if (wf_is_float(v)) {
    *out = wf_float_get(v);
    return true;
  }
  if (wf_arg_double(v, out)) return true;
  if (p->as_bytes) { /* whatever else it was */
    wf_error_clear();
    wf_raise(&wf_exc_TypeError, "float argument required, not %T", v);
  }
  return false;
}

static bool add_float(struct percent *p, const struct conversion *c, wf_value v) {
  double d;
  if (!to_double(p, v, &d)) return false;
  char small[WF_DTOA_SMALL];
  size_t size;
  char *text = wf_dtoa_format(d, (char)c->code, c->precision < 0 ? 6 : (int)c->precision,
                              c->alternate ? WF_DTOA_ALTERNATE : 0, small, &size);
  if (!text) {
    wf_raise_memory();
    return false;
  }
  bool negative = *text == '-';
  wf_format_number n = {.sign = negative ? '-' : 0, .prefix = "", .rest = ""};
  n.digits = text + negative; /* zero padding goes in front of "inf" too */
  n.digit_count = size - negative;
  add_number(p, c, &n);
  wf_dtoa_free(text, small);
  return true;
}

/* --- Characters --- */

static bool add_char(struct percent *p, const struct conversion *c, wf_value v) {
  char text[4];
  if (wf_is_str(v)) {
    if (wf_str_length(v) != 1) return fail(&wf_exc_TypeError, "%c requires int or char");
    add_text(p, c, wf_str_bytes(v), wf_str_size(v), 1);
    return true;
  }
  wf_value i = WF_ERROR;
  int64_t code;
  if (wf_type_of(v)->slots.unary[WF_OP_INDEX]) i = wf_index(v);
  if (i == WF_ERROR) {
    if (wf_error_pending()) {
      if (!wf_error_is(&wf_exc_TypeError)) return false;
      wf_error_clear();
    }
    return fail(&wf_exc_TypeError, "%c requires int or char");
  }
  if (!wf_int_to_int64(i, &code) || code < 0 || code > WF_UNICODE_MAX)
    return fail(&wf_exc_OverflowError, "%c arg not in range(0x110000)");
  add_text(p, c, text, wf_utf8_encode((uint32_t)code, text), 1);
  return true;
}

static bool add_byte(struct percent *p, const struct conversion *c, wf_value v) {
  char byte;
  if (wf_is_bytes(v) || wf_is_bytearray(v)) {
    wf_buffer view;
    if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return false;
    size_t size = view.size;
    if (size == 1) byte = (char)view.data[0];
    wf_buffer_release(&view);
    if (size == 1) {
      add_text(p, c, &byte, 1, 1);
      return true;
    }
  } else if (wf_type_of(v)->slots.unary[WF_OP_INDEX]) {
    wf_value i = wf_index(v);
    int64_t code;
    if (i == WF_ERROR) return false;
    if (!wf_int_to_int64(i, &code) || code < 0 || code > 255)
      return fail(&wf_exc_OverflowError, "%c arg not in range(256)");
    byte = (char)code;
    add_text(p, c, &byte, 1, 1);
    return true;
  }
  return fail(&wf_exc_TypeError, "%c requires an integer in range(256) or a single byte");
}

/* --- Bytes objects (%s and %b of bytes) --- */

static bool add_view(struct percent *p, const struct conversion *c, wf_value v) {
  wf_buffer view;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return false;
  size_t size = view.size;
  if (c->precision >= 0 && (size_t)c->precision < size) size = (size_t)c->precision;
  add_text(p, c, (const char *)view.data, size, size);
  wf_buffer_release(&view);
  return true;
}

static bool add_bytes(struct percent *p, const struct conversion *c, wf_value v) {
  if (wf_is_bytes(v) || wf_is_bytearray(v)) return add_view(p, c, v);
  wf_value made = wf_call_special(v, wf_names.__bytes__, NULL, 0);
  if (made == WF_ERROR) return false;
  if (made != WF_EMPTY) {
    if (wf_is_bytes(made)) return add_view(p, c, made);
    wf_raise(&wf_exc_TypeError, "__bytes__ returned non-bytes (type %T)", made);
    return false;
  }
  if (wf_has_buffer(v)) return add_view(p, c, v);
  wf_raise(&wf_exc_TypeError,
           "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
  return false;
}

/* --- The whole --- */

static bool bad_code(struct percent *p, uint32_t code) {
  if (p->as_bytes && code > 127)
    return fail(&wf_exc_OverflowError, "character argument not in range(0x110000)");
  const char *before = p->at;
  if (p->as_bytes) before--;
  else wf_utf8_previous(&before);
  size_t index = p->as_bytes ? (size_t)(before - p->start)
                             : wf_utf8_count(p->start, (size_t)(before - p->start));
  wf_raise(&wf_exc_ValueError, "unsupported format character '%c' (0x%x) at index %zd",
           (int)(code > 31 && (code < 127 || p->as_bytes) ? code : '?'), code,
           (ptrdiff_t)index);
  return false;
}

static bool add_argument(struct percent *p, const struct conversion *c, wf_value v) {
  switch (c->code) {
  case 's':
    return p->as_bytes ? add_bytes(p, c, v) : add_str(p, c, wf_to_str(v));
  case 'b':
    return p->as_bytes ? add_bytes(p, c, v) : bad_code(p, c->code);
  case 'r':
    return add_str(p, c, p->as_bytes ? wf_ascii(v) : wf_repr(v));
  case 'a': return add_str(p, c, wf_ascii(v));
  case 'i': case 'd': case 'u': case 'o': case 'x': case 'X': return add_integer(p, c, v);
  case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': return add_float(p, c, v);
  case 'c': return p->as_bytes ? add_byte(p, c, v) : add_char(p, c, v);
  }
  return bad_code(p, c->code);
}

/* %s and %d of the plainest values, which most are. False: not one. */
static bool convert_plain(struct percent *p) {
  if (p->as_bytes || p->at == p->end || p->next >= argument_count(p)) return false;
  wf_value v = p->single ? p->args : wf_tuple_get(p->args, p->next);
  bool text = *p->at == 's' && wf_is_str_exact(v);
  if (!text && !((*p->at == 'd' || *p->at == 's') && wf_is_small_int(v))) return false;
  p->at++;
  p->next++;
  wf_builder_add_str(p->out, text ? v : wf_int_to_text(v, 10));
  return true;
}

static bool convert_next(struct percent *p) {
  struct conversion c;
  if (convert_plain(p)) return !p->out->failed;
  if (p->at < p->end && *p->at == '%') {
    wf_builder_add(p->out, p->at++, 1);
    return !p->out->failed;
  }
  if (!take_conversion(p, &c)) return false;
  wf_value v = next_argument(p);
  return v != WF_ERROR && add_argument(p, &c, v) && !p->out->failed;
}

bool wf_percent(wf_builder *b, const char *format, size_t size, wf_value args, bool as_bytes) {
  struct percent p = {.out = b, .start = format, .at = format, .end = format + size,
                      .as_bytes = as_bytes, .args = args};
  p.single = !wf_is_tuple(args);
  bool text = wf_is_str(args) || (as_bytes && (wf_is_bytes(args) || wf_is_bytearray(args)));
  if (p.single && !text && wf_type_of(args)->slots.getitem) p.mapping = args;
  while (p.at < p.end) {
    const char *plain = memchr(p.at, '%', (size_t)(p.end - p.at));
    if (!plain) plain = p.end;
    wf_builder_add(b, p.at, (size_t)(plain - p.at));
    p.at = plain;
    if (p.at == p.end) break;
    p.at++;
    if (!convert_next(&p)) return false;
  }
  if (p.mapping == WF_EMPTY && p.next < argument_count(&p)) {
    wf_raise(&wf_exc_TypeError, "not all arguments converted during %s formatting",
             as_bytes ? "bytes" : "string");
    return false;
  }
  return !b->failed;
}

wf_value wf_str_percent(wf_value format, wf_value args) {
  wf_builder b;
  wf_builder_init(&b);
  if (!wf_percent(&b, wf_str_data(format), wf_str_size(format), args, false)) return WF_ERROR;
  return wf_builder_finish(&b);
}
