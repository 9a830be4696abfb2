/* The public interface: making and reading values of the basic types. */
#include <config.h>

#include "runtime/api.h"
#include "runtime/bytes.h"
#include "runtime/codec.h"
#include "runtime/dict.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/str.h"

weft_value weft_none(void) { return (weft_value){WF_NONE}; }
weft_value weft_bool(int truth) { return (weft_value){wf_bool(truth)}; }

static weft_kind kind_of(wf_value v) {
  if (v == WF_EMPTY) return WEFT_KIND_MISSING;
  if (v == WF_NONE) return WEFT_KIND_NONE;
  if (wf_is_bool(v)) return WEFT_KIND_BOOL;
  if (wf_is_int(v)) return WEFT_KIND_INT;
  if (wf_is_float(v)) return WEFT_KIND_FLOAT;
  if (wf_is_str(v)) return WEFT_KIND_STR;
  if (wf_is_bytes(v)) return WEFT_KIND_BYTES;
  if (wf_is_list(v)) return WEFT_KIND_LIST;
  if (wf_is_tuple(v)) return WEFT_KIND_TUPLE;
  return wf_is_dict(v) ? WEFT_KIND_DICT : WEFT_KIND_OTHER;
}

weft_status weft_kind_get(weft_value value, weft_kind *kind) {
  WF_API_ENTER;
  WF_API_CHECK(value.word != WF_ERROR, 1, "value", "is no value");
  WF_API_POINTER(kind, 2);
  *kind = kind_of(value.word);
  return wf_api_ok(&e);
}

/* --- Making --- */

#define NUMBER(function, type, make)                                                               \
  weft_status function(type number, weft_value *value) {                                           \
    WF_API_ENTER;                                                                                  \
    WF_API_POINTER(value, 2);                                                                      \
    return wf_api_result(&e, make(number), value);                                                 \
  }
NUMBER(weft_int_new, int64_t, wf_int_new)
NUMBER(weft_uint_new, uint64_t, wf_int_from_uint64)
NUMBER(weft_float_new, double, wf_float_new)

weft_status weft_big_int_new(const uint8_t *bytes, size_t size, weft_value *value) {
  WF_API_ENTER;
  WF_API_CHECK(bytes || !size, 1, "bytes", "must not be NULL");
  WF_API_POINTER(value, 3);
  return wf_api_result(&e, wf_int_from_bytes(bytes, size, true, true), value);
}

wf_value wf_api_text(const char *text, size_t size) {
  bool ascii = true;
  for (size_t i = 0; i < size && ascii; i++) ascii = !(text[i] & 0x80);
  if (ascii) return wf_str_new(text, size);
  wf_value bytes = wf_bytes_new(text, size);
  return bytes == WF_ERROR ? WF_ERROR : wf_codec_decode(bytes, "utf-8", "strict");
}

wf_value wf_api_name(const char *name) {
  wf_value text = wf_api_text(name, strlen(name));
  return text == WF_ERROR ? WF_ERROR : wf_str_intern(text);
}

weft_status weft_str_new(const char *text, size_t size, weft_value *value) {
  WF_API_ENTER;
  WF_API_CHECK(text || !size, 1, "text", "must not be NULL");
  WF_API_POINTER(value, 3);
  return wf_api_result(&e, wf_api_text(text, size), value);
}

weft_status weft_bytes_new(const void *bytes, size_t size, weft_value *value) {
  WF_API_ENTER;
  WF_API_CHECK(bytes || !size, 1, "bytes", "must not be NULL");
  WF_API_POINTER(value, 3);
  return wf_api_result(&e, wf_bytes_new(bytes ? bytes : "", size), value);
}

#ifdef WF_API_CHECKS
static bool all_values(const weft_value *items, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (items[i].word == WF_EMPTY || items[i].word == WF_ERROR) return false;
  return true;
}
#endif

weft_status weft_list_new(const weft_value *items, size_t count, weft_value *value) {
  WF_API_ENTER;
  WF_API_CHECK(items || !count, 1, "items", "must not be NULL");
  WF_API_CHECK(all_values(items, count), 1, "items", "has an element that is no value");
  WF_API_POINTER(value, 3);
  return wf_api_result(&e, wf_list_from_array(wf_api_array(items), count), value);
}

weft_status weft_tuple_new(const weft_value *items, size_t count, weft_value *value) {
  WF_API_ENTER;
  WF_API_CHECK(items || !count, 1, "items", "must not be NULL");
  WF_API_CHECK(all_values(items, count), 1, "items", "has an element that is no value");
  WF_API_POINTER(value, 3);
  return wf_api_result(&e, wf_tuple_from_array(wf_api_array(items), count), value);
}

weft_status weft_dict_new(weft_value *value) {
  WF_API_ENTER;
  WF_API_POINTER(value, 1);
  return wf_api_result(&e, wf_dict_new(), value);
}

/* --- Reading --- */

static weft_status too_large(const wf_entry *e, const char *function) {
  wf_raise(&wf_exc_OverflowError, "%s(): int too large", function);
  return wf_api_fail(e);
}

weft_status weft_int_get(weft_value value, int64_t *number) {
  WF_API_ENTER;
  WF_API_POINTER(number, 2);
  WF_API_TYPE(value.word != WF_EMPTY && wf_is_int(value.word), value, 1, "int");
  return wf_int_to_int64(value.word, number) ? wf_api_ok(&e) : too_large(&e, __func__);
}

weft_status weft_uint_get(weft_value value, uint64_t *number) {
  WF_API_ENTER;
  WF_API_POINTER(number, 2);
  WF_API_TYPE(value.word != WF_EMPTY && wf_is_int(value.word), value, 1, "int");
  return wf_int_to_uint64(value.word, number) ? wf_api_ok(&e) : too_large(&e, __func__);
}

/* Bytes of the shortest two's complement form. */
static size_t signed_size(wf_value v) {
  size_t bits = wf_int_bit_length(v);
  if (wf_int_sign(v) >= 0) return bits / 8 + 1;
  wf_value next = wf_int_add(v, wf_small_int(1)); /* -128 has 8 bits, and fits one byte */
  return next == WF_ERROR ? bits / 8 + 1 : wf_int_bit_length(next) / 8 + 1;
}

weft_status weft_big_int_get(weft_value value, uint8_t *bytes, size_t size, size_t *needed) {
  WF_API_ENTER;
  WF_API_CHECK(bytes || !size, 2, "bytes", "must not be NULL");
  WF_API_POINTER(needed, 4);
  WF_API_TYPE(value.word != WF_EMPTY && wf_is_int(value.word), value, 1, "int");
  wf_value exact = wf_int_exact(value.word);
  *needed = signed_size(exact);
  if (size == 0) return wf_api_ok(&e);
  return wf_int_to_bytes(exact, bytes, size, true, true) ? wf_api_ok(&e)
                                                         : too_large(&e, __func__);
}

weft_status weft_float_get(weft_value value, double *number) {
  WF_API_ENTER;
  WF_API_POINTER(number, 2);
  wf_value v = value.word;
  if (v != WF_EMPTY && v != WF_ERROR && wf_is_float(v)) {
    *number = wf_float_get(v);
    return wf_api_ok(&e);
  }
  WF_API_TYPE(v != WF_EMPTY && wf_is_int(v), value, 1, "float or int");
  bool overflow = false;
  double d = wf_int_to_double(v, &overflow);
  if (overflow) return too_large(&e, __func__);
  *number = d;
  return wf_api_ok(&e);
}

weft_status weft_str_get(weft_value value, const char **text, size_t *size) {
  WF_API_ENTER;
  WF_API_POINTER(text, 2);
  WF_API_TYPE(wf_is_str(value.word), value, 1, "str");
  *text = wf_str_data(value.word);
  if (size) *size = wf_str_size(value.word);
  return wf_api_ok(&e);
}

weft_status weft_bytes_get(weft_value value, const void **bytes, size_t *size) {
  WF_API_ENTER;
  WF_API_POINTER(bytes, 2);
  WF_API_TYPE(wf_is_bytes(value.word), value, 1, "bytes");
  *bytes = wf_to_bytes(value.word)->data;
  if (size) *size = wf_to_bytes(value.word)->size;
  return wf_api_ok(&e);
}

/* --- Lists and dicts --- */

weft_status weft_list_append(weft_value list, weft_value item) {
  WF_API_ENTER;
  WF_API_TYPE(wf_is_list(list.word), list, 1, "list");
  WF_API_VALUE(item, 2);
  return wf_api_done(&e, wf_list_append(list.word, item.word));
}

weft_status weft_list_get(weft_value list, size_t index, weft_value *item) {
  WF_API_ENTER;
  WF_API_POINTER(item, 3);
  wf_value v = WF_EMPTY;
  if (wf_is_tuple(list.word)) {
    if (index < wf_tuple_length(list.word)) v = wf_tuple_get(list.word, index);
  } else {
    WF_API_TYPE(wf_is_list(list.word), list, 1, "list or tuple");
    v = wf_list_get(list.word, index);
  }
  wf_entry_end(&e);
  if (v == WF_EMPTY) return WEFT_END;
  item->word = v;
  return WEFT_OK;
}

weft_status weft_dict_next(weft_value dict, size_t *position, weft_value *key, weft_value *value) {
  WF_API_ENTER;
  WF_API_TYPE(wf_is_dict(dict.word), dict, 1, "dict");
  WF_API_POINTER(position, 2);
  WF_API_POINTER(key, 3);
  WF_API_POINTER(value, 4);
  bool more = wf_dict_next(dict.word, position, &key->word, &value->word);
  wf_entry_end(&e);
  return more ? WEFT_OK : WEFT_END;
}
