/* Reading patterns and templates: tokens, names, and errors with their positions. */
#include <config.h>

#include "runtime/native/re_reader.h"

#include <stdarg.h>
#include <stdlib.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/module.h"
#include "runtime/str.h"

wf_value wf_re_raise(wf_value pattern, int64_t pos, wf_value message) {
  if (message == WF_ERROR) return WF_ERROR;
  wf_value class = wf_import_attribute("re", "error");
  if (class == WF_ERROR) return WF_ERROR;
  return wf_raise_made(wf_call3(class, message, pattern, pos < 0 ? WF_NONE : wf_small_int(pos)));
}

int64_t wf_re_tell(const re_reader *p) {
  return p->index - (p->next.c == END ? 0 : p->next.escaped ? 2 : 1);
}

static void fail(re_reader *p, int64_t pos, const char *format, va_list arguments) {
  wf_re_raise(p->pattern, pos, wf_str_vformat(format, arguments));
}

bool wf_re_fail_at(re_reader *p, int64_t pos, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fail(p, pos, format, arguments);
  va_end(arguments);
  return false;
}

bool wf_re_fail_here(re_reader *p, int64_t back, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fail(p, wf_re_tell(p) - back, format, arguments);
  va_end(arguments);
  return false;
}

bool wf_re_advance(re_reader *p) {
  if (p->index >= p->length) {
    p->next = (token){END, false};
    return true;
  }
  uint32_t c = p->text[p->index++];
  if (c != '\\') {
    p->next = (token){(int32_t)c, false};
    return true;
  }
  if (p->index >= p->length)
    return wf_re_fail_at(p, p->length - 1, "bad escape (end of pattern)");
  p->next = (token){(int32_t)p->text[p->index++], true};
  return true;
}

bool wf_re_match(re_reader *p, int32_t c, bool *matched) {
  *matched = is_next(p, c);
  return !*matched || wf_re_advance(p);
}

bool wf_re_get(re_reader *p, token *t) {
  *t = p->next;
  return wf_re_advance(p);
}

bool wf_re_seek(re_reader *p, int64_t index) {
  p->index = index;
  return wf_re_advance(p);
}

wf_value wf_re_slice(const re_reader *p, int64_t from, int64_t to) {
  wf_builder b;
  wf_builder_init(&b);
  for (int64_t i = from; i < to; i++) wf_builder_add_char(&b, p->text[i]);
  return wf_builder_finish(&b);
}

wf_value wf_re_quoted(const re_reader *p, wf_value name) {
  return p->is_text ? wf_repr(name) : wf_ascii(name);
}

bool wf_re_get_until(re_reader *p, int32_t terminator, const char *what, wf_value *out) {
  int64_t start = wf_re_tell(p);
  for (;;) {
    int64_t at = wf_re_tell(p);
    token t = p->next;
    if (!wf_re_advance(p)) return false;
    if (t.c == END) {
      if (at == start) return wf_re_fail_at(p, wf_re_tell(p), "missing %s", what);
      return wf_re_fail_at(p, start, "missing %c, unterminated name", (char)terminator);
    }
    if (t.c == terminator && !t.escaped) {
      if (at == start) return wf_re_fail_at(p, wf_re_tell(p) - 1, "missing %s", what);
      *out = wf_re_slice(p, start, at);
      return *out != WF_ERROR;
    }
  }
}

bool wf_re_check_group_name(re_reader *p, wf_value name, int64_t offset) {
  int64_t at = wf_re_tell(p) - (int64_t)wf_str_length(name) - offset;
  if (!wf_str_is_identifier(name)) {
    wf_value shown = wf_re_quoted(p, name);
    return shown != WF_ERROR && wf_re_fail_at(p, at, "bad character in group name %U", shown);
  }
  if (!p->is_text && !p->quiet && !wf_str_is_ascii(name))
    return wf_warn(&wf_exc_DeprecationWarning, 1, "bad character in group name %A at position %ld",
                   name, (long)at) == 0;
  return true;
}

int wf_re_control_escape(int32_t c) {
  switch (c) {
  case 'a': return 7;
  case 'f': return 12;
  case 'n': return 10;
  case 'r': return 13;
  case 't': return 9;
  case 'v': return 11;
  case '\\': return '\\';
  default: return -1;
  }
}

bool wf_re_bad_escape(re_reader *p, int64_t start) {
  wf_value text = wf_re_slice(p, start, wf_re_tell(p));
  return text != WF_ERROR && wf_re_fail_at(p, start, "bad escape %U", text);
}

bool wf_re_check_octal(re_reader *p, int64_t start, int64_t value) {
  if (value <= 0377) return true;
  wf_value text = wf_re_slice(p, start, wf_re_tell(p));
  return text != WF_ERROR &&
         wf_re_fail_at(p, start, "octal escape value %U outside of range 0-0o377", text);
}

uint32_t *wf_re_code_points(wf_value text, int64_t *length) {
  bool is_text = wf_is_str(text);
  const uint8_t *s = is_text ? (const uint8_t *)wf_str_data(text) : wf_to_bytes(text)->data;
  size_t size = is_text ? wf_str_size(text) : wf_to_bytes(text)->size;
  uint32_t *result = malloc((size + 1) * sizeof *result), *out = result;
  if (!result) return wf_raise_memory(), NULL;
  for (const uint8_t *end = s + size; s < end;) {
    if (!is_text || *s < 0x80) {
      *out++ = *s++;
    } else if (*s < 0xe0) {
      *out++ = (s[0] & 31u) << 6 | (s[1] & 63u);
      s += 2;
    } else if (*s < 0xf0) {
      *out++ = (s[0] & 15u) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);
      s += 3;
    } else {
      *out++ = (s[0] & 7u) << 18 | (s[1] & 63u) << 12 | (s[2] & 63u) << 6 | (s[3] & 63u);
      s += 4;
    }
  }
  *length = out - result;
  return result;
}
