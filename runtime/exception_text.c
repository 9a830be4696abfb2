/* Errors about text: SyntaxError, which knows a place in a source file, and the errors of codecs,
   which know a place in the object that was coded. */
#include <config.h>

#include "runtime/exception.h"

#include "runtime/bytes.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/str.h"

static wf_slot *field(wf_value self, size_t index) { return &wf_to_exception(self)->extra[index]; }

/* --- SyntaxError --- */

typedef struct syntax_error {
  wf_exception base;
  wf_slot print_file_and_line;
} syntax_error;

/* (filename, lineno, offset, text[, end_lineno, end_offset]) */
static bool take_place(wf_value self, wf_value place) {
  place = wf_tuple_from_iterable(place);
  if (place == WF_ERROR) return false;
  size_t count = wf_tuple_length(place);
  if (count < 4 || count > 6)
    wf_raise(&wf_exc_TypeError, "function takes at %s %d arguments (%zu given)",
             count < 4 ? "least" : "most", count < 4 ? 4 : 6, count);
  else if (count == 5)
    wf_raise(&wf_exc_TypeError, "end_offset must be provided when end_lineno is provided");
  if (count < 4 || count == 5 || count > 6) return false;
  for (size_t i = 0; i < count; i++)
    wf_slot_set(field(self, WF_SYNTAXERROR_FILENAME + i), wf_tuple_get(place, i));
  return true;
}

static int syntax_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (wf_exception_base_init(self, args, npos, kwnames) < 0) return -1;
  if (npos >= 1) wf_slot_set(field(self, WF_SYNTAXERROR_MSG), args[0]);
  return npos == 2 && !take_place(self, args[1]) ? -1 : 0;
}

static wf_value base_name(wf_value filename) {
  const char *text = wf_str_data(filename), *slash = strrchr(text, '/');
  return slash ? wf_str_new(slash + 1, wf_str_size(filename) - (size_t)(slash + 1 - text))
               : filename;
}

static wf_value syntax_str(wf_value self) {
  wf_value msg = wf_exception_field(field(self, WF_SYNTAXERROR_MSG));
  wf_value filename = wf_exception_field(field(self, WF_SYNTAXERROR_FILENAME));
  wf_value lineno = wf_exception_field(field(self, WF_SYNTAXERROR_LINENO));
  bool has_file = wf_is_str(filename), has_line = wf_is_int_exact(lineno);
  if (has_file) filename = base_name(filename);
  if (has_file && has_line) return wf_str_format("%S (%U, line %S)", msg, filename, lineno);
  if (has_file) return wf_str_format("%S (%U)", msg, filename);
  if (has_line) return wf_str_format("%S (line %S)", msg, lineno);
  return wf_to_str(msg);
}

static const wf_member_def syntax_members[] = {
    WF_EXCEPTION_MEMBER("msg", WF_SYNTAXERROR_MSG),
    WF_EXCEPTION_MEMBER("filename", WF_SYNTAXERROR_FILENAME),
    WF_EXCEPTION_MEMBER("lineno", WF_SYNTAXERROR_LINENO),
    WF_EXCEPTION_MEMBER("offset", WF_SYNTAXERROR_OFFSET),
    WF_EXCEPTION_MEMBER("text", WF_SYNTAXERROR_TEXT),
    WF_EXCEPTION_MEMBER("end_lineno", WF_SYNTAXERROR_END_LINENO),
    WF_EXCEPTION_MEMBER("end_offset", WF_SYNTAXERROR_END_OFFSET),
    {"print_file_and_line", WF_MEMBER_VALUE_NONE, offsetof(syntax_error, print_file_and_line),
     NULL},
    {0},
};
const wf_exception_layout wf_exception_layout_SYNTAXERROR = {.size = sizeof(syntax_error),
                                                             .init = syntax_init,
                                                             .str = syntax_str,
                                                             .members = syntax_members};

/* --- Unicode errors --- */

static bool check_str(wf_value v, int position) {
  if (wf_is_str(v)) return true;
  wf_raise(&wf_exc_TypeError, "argument %d must be str, not %s", position,
           v == WF_NONE ? "None" : wf_type_name_of(v));
  return false;
}

static bool set_index(wf_value self, size_t index, wf_value v) {
  int64_t i;
  if (!wf_arg_size(v, &i)) return false;
  wf_slot_set(field(self, index), wf_int_new(i));
  return true;
}

/* What was decoded: bytes, or of another bytes-like object a copy of its bytes. */
static wf_value decoded_object(wf_value v) {
  wf_buffer view;
  if (wf_is_bytes(v)) return v;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value copy = wf_bytes_new(view.data, view.size);
  wf_buffer_release(&view);
  return copy;
}

static bool check_count(size_t npos, size_t wanted) {
  if (npos == wanted) return true;
  wf_raise(&wf_exc_TypeError, "function takes exactly %zu arguments (%zu given)", wanted, npos);
  return false;
}

static int codec_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (wf_exception_base_init(self, args, npos, kwnames) < 0 || !check_count(npos, 5)) return -1;
  bool decode = wf_type_is_subtype(wf_type_of(self), &wf_exc_UnicodeDecodeError);
  if (!check_str(args[0], 1) || (!decode && !check_str(args[1], 2))) return -1;
  if (!set_index(self, WF_UNICODEERROR_START, args[2]) ||
      !set_index(self, WF_UNICODEERROR_END, args[3]) || !check_str(args[4], 5))
    return -1;
  wf_value object = decode ? decoded_object(args[1]) : args[1];
  if (object == WF_ERROR) return -1;
  wf_slot_set(field(self, WF_UNICODEERROR_ENCODING), args[0]);
  wf_slot_set(field(self, WF_UNICODEERROR_OBJECT), object);
  wf_slot_set(field(self, WF_UNICODEERROR_REASON), args[4]);
  return 0;
}

static int translate_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  if (wf_exception_base_init(self, args, npos, kwnames) < 0 || !check_count(npos, 4)) return -1;
  if (!check_str(args[0], 1) || !set_index(self, WF_UNICODEERROR_START, args[1]) ||
      !set_index(self, WF_UNICODEERROR_END, args[2]) || !check_str(args[3], 4))
    return -1;
  wf_slot_set(field(self, WF_UNICODEERROR_OBJECT), args[0]);
  wf_slot_set(field(self, WF_UNICODEERROR_REASON), args[3]);
  return 0;
}

typedef struct place {
  wf_value object, encoding, reason;
  int64_t start, end;
} place;

/* False with *result set: the fields have no text to show. */
static bool read_place(wf_value self, place *p, wf_value *result) {
  p->object = wf_slot_acquire(field(self, WF_UNICODEERROR_OBJECT));
  *result = wf_str_empty;
  if (p->object == WF_EMPTY) return false;
  p->reason = wf_to_str(wf_exception_field(field(self, WF_UNICODEERROR_REASON)));
  p->encoding = wf_to_str(wf_exception_field(field(self, WF_UNICODEERROR_ENCODING)));
  *result = WF_ERROR;
  if (p->reason == WF_ERROR || p->encoding == WF_ERROR) return false;
  wf_value start = wf_slot_acquire(field(self, WF_UNICODEERROR_START));
  wf_value end = wf_slot_acquire(field(self, WF_UNICODEERROR_END));
  p->start = p->end = 0;
  return (start == WF_EMPTY || wf_arg_size(start, &p->start)) &&
         (end == WF_EMPTY || wf_arg_size(end, &p->end));
}

static wf_value character_text(uint32_t c) {
  return wf_str_format(c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x", c);
}

static bool one_character(const place *p) {
  return wf_is_str(p->object) && p->start >= 0 && p->end == p->start + 1 &&
         p->start < (int64_t)wf_str_length(p->object);
}

static wf_value codec_str(wf_value self) {
  place p;
  wf_value result;
  if (!read_place(self, &p, &result)) return result;
  bool decode = wf_type_is_subtype(wf_type_of(self), &wf_exc_UnicodeDecodeError);
  if (!decode && one_character(&p))
    return wf_str_format("'%U' codec can't encode character '%U' in position %lld: %U", p.encoding,
                         character_text(wf_str_at(p.object, p.start)), (long long)p.start,
                         p.reason);
  if (decode && wf_is_bytes(p.object) && p.start >= 0 && p.end == p.start + 1 &&
      p.start < (int64_t)wf_to_bytes(p.object)->size)
    return wf_str_format("'%U' codec can't decode byte 0x%02x in position %lld: %U", p.encoding,
                         wf_to_bytes(p.object)->data[p.start], (long long)p.start, p.reason);
  return wf_str_format("'%U' codec can't %s in position %lld-%lld: %U", p.encoding,
                       decode ? "decode bytes" : "encode characters", (long long)p.start,
                       (long long)p.end - 1, p.reason);
}

static wf_value translate_str(wf_value self) {
  place p;
  wf_value result;
  if (!read_place(self, &p, &result)) return result;
  if (one_character(&p))
    return wf_str_format("can't translate character '%U' in position %lld: %U",
                         character_text(wf_str_at(p.object, p.start)), (long long)p.start,
                         p.reason);
  return wf_str_format("can't translate characters in position %lld-%lld: %U", (long long)p.start,
                       (long long)p.end - 1, p.reason);
}

static wf_value get_start(wf_value self) {
  return wf_exception_field(field(self, WF_UNICODEERROR_START));
}
static wf_value get_end(wf_value self) {
  return wf_exception_field(field(self, WF_UNICODEERROR_END));
}
static int set_place(wf_value self, size_t index, wf_value v) {
  if (v == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "can't delete numeric/char attribute");
    return -1;
  }
  return set_index(self, index, v) ? 0 : -1;
}
static int set_start(wf_value self, wf_value v) {
  return set_place(self, WF_UNICODEERROR_START, v);
}
static int set_end(wf_value self, wf_value v) { return set_place(self, WF_UNICODEERROR_END, v); }

static const wf_getset_def codec_getsets[] = {
    {"start", get_start, set_start, NULL}, {"end", get_end, set_end, NULL}, {0}};
static const wf_member_def codec_members[] = {
    WF_EXCEPTION_MEMBER("encoding", WF_UNICODEERROR_ENCODING),
    WF_EXCEPTION_MEMBER("object", WF_UNICODEERROR_OBJECT),
    WF_EXCEPTION_MEMBER("reason", WF_UNICODEERROR_REASON),
    {0}};
const wf_exception_layout wf_exception_layout_UNICODEERROR = {.size = WF_EXCEPTION_SIZE(5),
                                                              .init = codec_init,
                                                              .str = codec_str,
                                                              .getsets = codec_getsets,
                                                              .members = codec_members};
const wf_exception_layout wf_exception_layout_UNICODETRANSLATE = {.size = WF_EXCEPTION_SIZE(5),
                                                                  .init = translate_init,
                                                                  .str = translate_str,
                                                                  .getsets = codec_getsets,
                                                                  .members = codec_members};
