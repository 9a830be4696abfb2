/* StringIO: a text stream in memory, kept as code points so that positions are plain indexes. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/names.h"
#include "runtime/native/io.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

typedef struct stringio {
  wf_iobase base;
  wf_io_lock lock; /* what follows is used only by its holder */
  uint32_t *data;
  size_t size, capacity, pos;
  wf_value newline; /* None, '', '\n', '\r', '\r\n' */
  int seen;
} stringio;
static stringio *to_string(wf_value v) { return (stringio *)wf_to_object(v); }

static bool is_open(wf_value self) {
  bool closed = atomic_load(&to_string(self)->base.closed);
  if (closed) wf_raise(&wf_exc_ValueError, "I/O operation on closed file");
  return !closed;
}
static bool enter(wf_value self) {
  return is_open(self) && wf_io_lock_enter(&to_string(self)->lock, self);
}

static bool reserve(stringio *s, size_t size) {
  if (size <= s->capacity) return true;
  size_t capacity = size + size / 2 + 64;
  if (capacity > SIZE_MAX / 8) return wf_raise_memory() != WF_ERROR;
  uint32_t *data = wf_alloc_var_atomic(capacity * sizeof *data);
  if (!data) return false;
  if (s->size) memcpy(data, s->data, s->size * sizeof *data);
  s->data = data;
  s->capacity = capacity;
  return true;
}

/* One character at the position. */
static bool put_char(stringio *s, uint32_t c) {
  if (!reserve(s, s->pos + 1)) return false;
  while (s->size < s->pos) s->data[s->size++] = 0;
  s->data[s->pos++] = c;
  if (s->pos > s->size) s->size = s->pos;
  return true;
}

/* All characters as they are, at the position; there is room for them. */
static void put_plain(stringio *s, wf_value text) {
  size_t length = wf_str_length(text);
  const char *p = wf_str_bytes(text);
  while (s->size < s->pos) s->data[s->size++] = 0;
  uint32_t *to = s->data + s->pos;
  if (wf_str_is_ascii(text))
    for (size_t i = 0; i < length; i++) to[i] = (unsigned char)p[i];
  else
    for (size_t i = 0; i < length; i++) to[i] = wf_utf8_next(&p);
  s->pos += length;
  if (s->pos > s->size) s->size = s->pos;
}

/* Writes with line ends translated as newline= says. */
static bool put_text(stringio *s, wf_value text) {
  const char *p = wf_str_data(text), *end = p + wf_str_size(text);
  if (p == end) return true;
  if (s->pos > PTRDIFF_MAX - wf_str_size(text)) {
    wf_raise(&wf_exc_OverflowError, "new position too large");
    return false;
  }
  if (!reserve(s, s->pos + wf_str_length(text))) return false;
  bool universal = s->newline == WF_NONE;
  const char *replace = universal || wf_str_size(s->newline) == 0 ||
                                wf_str_equal_c(s->newline, "\n")
                            ? NULL
                            : wf_str_data(s->newline);
  if (!universal && !replace) {
    put_plain(s, text);
    return true;
  }
  while (p < end) {
    uint32_t c = wf_utf8_next(&p);
    if (universal && c == '\r') {
      if (p < end && *p == '\n') p++, s->seen |= 4;
      else s->seen |= 1;
      c = '\n';
    } else if (universal && c == '\n') {
      s->seen |= 2;
    }
    if (c == '\n' && replace) {
      for (const char *r = replace; *r; r++)
        if (!put_char(s, (uint32_t)*r)) return false;
    } else if (!put_char(s, c)) {
      return false;
    }
  }
  return true;
}

static wf_value ascii_text_of(const uint32_t *data, size_t count) {
  if (count <= 1) return count ? wf_str_from_char(*data) : wf_str_empty;
  wf_value v = wf_str_alloc_ascii(count);
  if (v == WF_ERROR) return WF_ERROR;
  char *out = (char *)wf_str_data(v);
  for (size_t i = 0; i < count; i++) out[i] = (char)data[i];
  return v;
}

static wf_value text_of(const uint32_t *data, size_t count) {
  uint32_t all = 0;
  for (size_t i = 0; i < count; i++) all |= data[i];
  if (all < 0x80) return ascii_text_of(data, count);
  size_t size = 0;
  for (size_t i = 0; i < count; i++)
    size += data[i] < 0x80 ? 1 : data[i] < 0x800 ? 2 : data[i] < 0x10000 ? 3 : 4;
  wf_value v = wf_str_alloc(size);
  if (v == WF_ERROR) return WF_ERROR;
  char *out = (char *)wf_str_data(v);
  for (size_t i = 0; i < count; i++) out += wf_utf8_encode(data[i], out);
  return wf_str_finish(v);
}

static wf_value take(stringio *s, size_t count) {
  size_t left = s->pos < s->size ? s->size - s->pos : 0;
  if (count > left) count = left;
  wf_value v = text_of(s->data + s->pos, count);
  s->pos += count;
  return v;
}

static size_t line_length(const stringio *s) {
  const uint32_t *p = s->data + s->pos;
  size_t left = s->pos < s->size ? s->size - s->pos : 0;
  bool any = s->newline != WF_NONE && wf_str_size(s->newline) == 0;
  const char *wanted = s->newline == WF_NONE || any ? "\n" : wf_str_data(s->newline);
  for (size_t i = 0; i < left; i++) {
    if (any && p[i] == '\r') return i + 1 < left && p[i + 1] == '\n' ? i + 2 : i + 1;
    if (p[i] != (uint32_t)(unsigned char)wanted[0]) continue;
    if (!wanted[1]) return i + 1;
    if (i + 1 < left && p[i + 1] == (uint32_t)wanted[1]) return i + 2;
  }
  return left;
}

static wf_value read_line(wf_value self, int64_t limit) {
  if (!enter(self)) return WF_ERROR;
  stringio *s = to_string(self);
  size_t n = line_length(s);
  wf_value v = take(s, limit >= 0 && (size_t)limit < n ? (size_t)limit : n);
  wf_io_lock_leave(&s->lock);
  return v;
}

static wf_value string_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                           WF_UNUSED wf_value kwnames) {
  stringio *s = wf_object_new(cls);
  s->newline = WF_NONE;
  return wf_from_object(s);
}

static bool check_newline(wf_value newline) {
  if (newline == WF_NONE) return true;
  if (!wf_is_str(newline)) {
    wf_raise(&wf_exc_TypeError, "newline must be str or None, not %T", newline);
    return false;
  }
  bool ok = wf_str_size(newline) == 0 || wf_str_equal_c(newline, "\n") ||
            wf_str_equal_c(newline, "\r") || wf_str_equal_c(newline, "\r\n");
  if (!ok) wf_raise(&wf_exc_ValueError, "illegal newline value: %R", newline);
  return ok;
}

/* The stream holds `text`, None for nothing, and stands at pos. as_it_is: line ends were translated
   when it was written. */
static bool restart(wf_value self, wf_value text, wf_value newline, bool as_it_is, size_t pos) {
  stringio *s = to_string(self);
  if (!check_newline(newline)) return false;
  if (text != WF_NONE && !wf_is_str(text)) {
    wf_raise(&wf_exc_TypeError, "initial_value must be str or None, not %T", text);
    return false;
  }
  if (!wf_io_lock_enter(&s->lock, self)) return false;
  s->newline = as_it_is ? wf_str_from_char('\n') : newline;
  s->size = s->pos = 0;
  s->seen = 0;
  bool ok = text == WF_NONE || put_text(s, text);
  s->newline = newline;
  s->pos = pos;
  wf_io_lock_leave(&s->lock);
  return ok;
}

static int string_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[2];
  if (!WF_BIND("StringIO", "(initial_value='', newline='\\n')", args, npos, kwnames, a)) return -1;
  return restart(self, a[0] == WF_EMPTY ? WF_NONE : a[0],
                 a[1] == WF_EMPTY ? wf_str_from_char('\n') : a[1], false, 0)
             ? 0
             : -1;
}

WF_NATIVE(string_getstate) {
  if (!enter(args[0])) return WF_ERROR;
  stringio *s = to_string(args[0]);
  size_t at = s->pos;
  wf_value text = text_of(s->data, s->size), newline = s->newline;
  wf_io_lock_leave(&s->lock);
  wf_value attributes = text == WF_ERROR ? WF_ERROR : wf_io_attributes(args[0]);
  return attributes == WF_ERROR
             ? WF_ERROR
             : wf_tuple_of(4, text, newline, wf_int_from_uint64(at), attributes);
}
WF_NATIVE(string_setstate) {
  if (!is_open(args[0])) return WF_ERROR;
  if (!wf_is_tuple(args[1]) || wf_tuple_length(args[1]) < 4)
    return wf_raise(&wf_exc_TypeError, "%s.__setstate__ argument should be 4-tuple, got %T",
                    wf_type_of(args[0])->name, args[1]);
  wf_value text = wf_tuple_get(args[1], 0), newline = wf_tuple_get(args[1], 1),
           at = wf_tuple_get(args[1], 2);
  int64_t pos;
  wf_value wrong =
      wf_io_state_position(at, "third item of state must be an integer, got %T", &pos);
  if (!restart(args[0], text, newline, true, (size_t)pos)) return WF_ERROR;
  if (wrong != WF_EMPTY) return wf_error_restore(wrong), WF_ERROR;
  return wf_io_set_attributes(args[0], wf_tuple_get(args[1], 3), "fourth");
}

WF_NATIVE(string_read) {
  int64_t size = -1;
  if (!wf_arg_size_or_none(args[1], &size)) return WF_ERROR;
  if (!enter(args[0])) return WF_ERROR;
  wf_value v = take(to_string(args[0]), size < 0 ? SIZE_MAX : (size_t)size);
  wf_io_lock_leave(&to_string(args[0])->lock);
  return v;
}
WF_NATIVE(string_readline) {
  int64_t limit = -1;
  if (!wf_arg_size_or_none(args[1], &limit)) return WF_ERROR;
  return read_line(args[0], limit);
}
static wf_value string_next(wf_value self) {
  wf_value line = read_line(self, -1);
  return line == WF_ERROR || wf_str_size(line) ? line : WF_EMPTY;
}
WF_NATIVE(string_write) {
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "string argument expected, got '%T'", args[1]);
  if (!enter(args[0])) return WF_ERROR;
  bool ok = put_text(to_string(args[0]), args[1]);
  wf_io_lock_leave(&to_string(args[0])->lock);
  return ok ? wf_int_from_uint64(wf_str_length(args[1])) : WF_ERROR;
}
WF_NATIVE(string_getvalue) {
  if (!enter(args[0])) return WF_ERROR;
  wf_value v = text_of(to_string(args[0])->data, to_string(args[0])->size);
  wf_io_lock_leave(&to_string(args[0])->lock);
  return v;
}
WF_NATIVE(string_tell) {
  if (!enter(args[0])) return WF_ERROR;
  size_t at = to_string(args[0])->pos;
  wf_io_lock_leave(&to_string(args[0])->lock);
  return wf_int_from_uint64(at);
}
WF_NATIVE(string_seek) {
  int64_t offset;
  int whence = 0;
  stringio *s = to_string(args[0]);
  if (!wf_arg_size(args[1], &offset) || (args[2] != WF_EMPTY && !wf_arg_int(args[2], &whence)) ||
      !is_open(args[0]))
    return WF_ERROR;
  if (whence < 0 || whence > 2)
    return wf_raise(&wf_exc_ValueError, "Invalid whence (%d, should be 0, 1 or 2)", whence);
  if (whence == 0 && offset < 0)
    return wf_raise(&wf_exc_ValueError, "Negative seek position %zd", (ptrdiff_t)offset);
  if (whence && offset) return wf_raise(&wf_exc_OSError, "Can't do nonzero cur-relative seeks");
  if (!enter(args[0])) return WF_ERROR;
  size_t at = s->pos = whence == 0 ? (size_t)offset : whence == 1 ? s->pos : s->size;
  wf_io_lock_leave(&s->lock);
  return wf_int_from_uint64(at);
}
WF_NATIVE(string_truncate) {
  stringio *s = to_string(args[0]);
  int64_t size = 0;
  bool given = args[1] != WF_EMPTY && args[1] != WF_NONE;
  if (!is_open(args[0]) || (given && !wf_arg_size(args[1], &size))) return WF_ERROR;
  if (size < 0) return wf_raise(&wf_exc_ValueError, "Negative size value %zd", (ptrdiff_t)size);
  if (!enter(args[0])) return WF_ERROR;
  if (!given) size = (int64_t)s->pos;
  if ((size_t)size < s->size) s->size = (size_t)size;
  wf_io_lock_leave(&s->lock);
  return wf_int_new(size);
}
WF_NATIVE(string_close) {
  atomic_store(&to_string(args[0])->base.closed, true);
  return WF_NONE;
}
WF_NATIVE(string_true) { return is_open(args[0]) ? WF_TRUE : WF_ERROR; }
static wf_value get_newlines(wf_value self) {
  static const char *const texts[] = {"\r", "\n", "\r\n"};
  if (!enter(self)) return WF_ERROR;
  int seen = to_string(self)->seen;
  wf_io_lock_leave(&to_string(self)->lock);
  wf_value list = wf_list_new(3);
  for (int i = 0; i < 3; i++)
    if (seen >> i & 1) wf_list_append(list, wf_str_from_c(texts[i]));
  size_t count = wf_list_length(list);
  return count == 0 ? WF_NONE : count == 1 ? wf_list_get(list, 0) : wf_list_to_tuple(list);
}
static wf_value get_line_buffering(wf_value self) { return is_open(self) ? WF_FALSE : WF_ERROR; }

static const wf_native_def methods[] = {
    {"read", string_read, "(self, size=-1, /)", "Read characters.", 0},
    {"readline", string_readline, "(self, size=-1, /)", "The next line.", 0},
    {"write", string_write, "(self, s, /)", "Write text; the number of characters.", 0},
    {"getvalue", string_getvalue, "(self, /)", "All the text.", 0},
    {"tell", string_tell, "(self, /)", "The current position.", 0},
    {"seek", string_seek, "(self, pos, whence=0, /)", "Move to a position.", 0},
    {"truncate", string_truncate, "(self, pos=None, /)", "Cut the text.", 0},
    {"__getstate__", string_getstate, "(self, /)", NULL, 0},
    {"__setstate__", string_setstate, "(self, state, /)", NULL, 0},
    {"close", string_close, "(self, /)", "Close the stream.", 0},
    {"readable", string_true, "(self, /)", NULL, 0},
    {"writable", string_true, "(self, /)", NULL, 0},
    {"seekable", string_true, "(self, /)", NULL, 0},
    {0},
};
static const wf_getset_def getsets[] = {{"newlines", get_newlines, NULL, NULL},
                                        {"line_buffering", get_line_buffering, NULL, NULL},
                                        {0}};

wf_type wf_stringio_type = {
    .name = "_io.StringIO",
    .doc = "A text stream in memory.",
    .signature = "(initial_value='', newline='\\n')",
    .base = &wf_textiobase_type,
    .instance_size = sizeof(stringio),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
    .slots = {.new = string_new, .init = string_init, .next = string_next},
    .methods = methods,
    .getsets = getsets,
};
