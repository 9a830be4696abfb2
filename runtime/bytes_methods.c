/* The methods that bytes and bytearray share. self is read as a snapshot; the result is of self's
 * kind. */
#include <config.h>

#include <stdio.h>

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/str_internal.h"

/* ASCII only: bytes have no other letters. */
static bool is_upper(uint8_t c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(uint8_t c) { return c >= 'a' && c <= 'z'; }
static bool is_alpha(uint8_t c) { return is_upper(c) || is_lower(c); }
static bool is_digit(uint8_t c) { return c >= '0' && c <= '9'; }
static bool is_alnum(uint8_t c) { return is_alpha(c) || is_digit(c); }
static bool is_space(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }
static uint8_t to_upper(uint8_t c) { return is_lower(c) ? c - 32 : c; }
static uint8_t to_lower(uint8_t c) { return is_upper(c) ? c + 32 : c; }
static uint8_t swap_case(uint8_t c) { return is_alpha(c) ? c ^ 32 : c; }

/* --- Mapping --- */

static wf_value finish(wf_value self, const wf_builder *b) {
  return b->failed ? WF_ERROR : wf_bytes_like(self, b->data ? b->data : "", b->size);
}

static wf_value map_bytes(wf_value self, uint8_t (*map)(uint8_t)) {
  wf_bytes_view v = wf_bytes_view_of(self);
  if (!v.data) return WF_ERROR;
  uint8_t small[256], *out = v.size <= sizeof small ? small : wf_alloc_var_atomic(v.size);
  if (!out) return WF_ERROR;
  for (size_t i = 0; i < v.size; i++) out[i] = map(v.data[i]);
  return wf_bytes_like(self, out, v.size);
}

WF_BYTES_METHOD(upper) { return map_bytes(args[0], to_upper); }
WF_BYTES_METHOD(lower) { return map_bytes(args[0], to_lower); }
WF_BYTES_METHOD(swapcase) { return map_bytes(args[0], swap_case); }

/* Capitals at the start, and with `words` after everything that is no letter. */
static wf_value map_title(wf_value self, bool words) {
  wf_bytes_view v = wf_bytes_view_of(self);
  if (!v.data) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < v.size; i++) {
    bool start = i == 0 || (words && !is_alpha(v.data[i - 1]));
    char c = (char)(start ? to_upper(v.data[i]) : to_lower(v.data[i]));
    wf_builder_add(&b, &c, 1);
  }
  return finish(self, &b);
}

WF_BYTES_METHOD(title) { return map_title(args[0], true); }
WF_BYTES_METHOD(capitalize) { return map_title(args[0], false); }

/* --- Questions --- */

static wf_value all_are(wf_value self, bool (*test)(uint8_t)) {
  wf_bytes_view v = wf_bytes_view_of(self);
  if (!v.data) return WF_ERROR;
  for (size_t i = 0; i < v.size; i++)
    if (!test(v.data[i])) return WF_FALSE;
  return wf_bool(v.size > 0);
}

WF_BYTES_METHOD(isalnum) { return all_are(args[0], is_alnum); }
WF_BYTES_METHOD(isalpha) { return all_are(args[0], is_alpha); }
WF_BYTES_METHOD(isdigit) { return all_are(args[0], is_digit); }
WF_BYTES_METHOD(isspace) { return all_are(args[0], is_space); }
WF_BYTES_METHOD(isascii) {
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  if (!v.data) return WF_ERROR;
  for (size_t i = 0; i < v.size; i++)
    if (v.data[i] >= 0x80) return WF_FALSE;
  return WF_TRUE;
}

static wf_value cased(wf_value self, bool (*wanted)(uint8_t), bool (*unwanted)(uint8_t)) {
  wf_bytes_view v = wf_bytes_view_of(self);
  if (!v.data) return WF_ERROR;
  bool any = false;
  for (size_t i = 0; i < v.size; i++) {
    if (unwanted(v.data[i])) return WF_FALSE;
    any |= wanted(v.data[i]);
  }
  return wf_bool(any);
}

WF_BYTES_METHOD(isupper) { return cased(args[0], is_upper, is_lower); }
WF_BYTES_METHOD(islower) { return cased(args[0], is_lower, is_upper); }

WF_BYTES_METHOD(istitle) {
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  if (!v.data) return WF_ERROR;
  bool any = false, inside = false;
  for (size_t i = 0; i < v.size; i++) {
    if (is_alpha(v.data[i]) && is_upper(v.data[i]) == inside) return WF_FALSE;
    inside = is_alpha(v.data[i]);
    any |= inside;
  }
  return wf_bool(any);
}

/* --- Searching --- */

/* What to look for: bytes, or one byte given as an int. Released by drop. */
struct needle {
  wf_buffer view;
  bool held;
  uint8_t byte;
  const char *data;
  size_t size;
};

static bool take_needle(wf_value v, struct needle *n) {
  n->held = false;
  if (wf_is_int(v) || (wf_type_of(v)->slots.unary[WF_OP_INDEX] && !wf_has_buffer(v))) {
    int byte = wf_byte_value(v, "byte must be in range(0, 256)");
    n->byte = (uint8_t)byte;
    n->data = (const char *)&n->byte;
    n->size = 1;
    return byte >= 0;
  }
  if (!wf_has_buffer(v)) {
    wf_raise(&wf_exc_TypeError, "argument should be integer or bytes-like object, not '%T'", v);
    return false;
  }
  if (wf_buffer_get(v, &n->view, WF_BUFFER_READ) < 0) return false;
  n->held = true;
  n->data = (const char *)n->view.data;
  n->size = n->view.size;
  return true;
}

static void drop_needle(struct needle *n) {
  if (n->held) wf_buffer_release(&n->view);
}

/* The window from..to, bounds not clipped yet, in self: taken when no script code can run any more
   that would change self. 1; 0: it is empty beyond repair; -1: error. */
static int window_of(wf_value self, int64_t from, int64_t to, wf_bytes_view *v, size_t *offset) {
  *v = wf_bytes_view_of(self);
  *offset = 0;
  if (!v->data) return -1;
  wf_str_clip_bounds((int64_t)v->size, &from, &to);
  if (from > to) return 0;
  *offset = (size_t)from;
  v->data += from;
  v->size = (size_t)(to - from);
  return 1;
}

static wf_value find(const wf_value *args, bool backward, bool required) {
  struct needle n;
  wf_bytes_view v;
  size_t offset;
  int64_t from, to, at = -1;
  if (!wf_str_take_bounds(args[2], args[3], &from, &to) || !take_needle(args[1], &n))
    return WF_ERROR;
  int state = window_of(args[0], from, to, &v, &offset);
  if (state > 0)
    at = backward ? wf_search_backward((const char *)v.data, v.size, n.data, n.size)
                  : wf_search_forward((const char *)v.data, v.size, n.data, n.size);
  drop_needle(&n);
  if (state < 0) return WF_ERROR;
  if (at < 0 && required) return wf_raise(&wf_exc_ValueError, "subsection not found");
  return wf_int_new(at < 0 ? -1 : at + (int64_t)offset);
}

WF_BYTES_METHOD(find) { return find(args, false, false); }
WF_BYTES_METHOD(rfind) { return find(args, true, false); }
WF_BYTES_METHOD(index) { return find(args, false, true); }
WF_BYTES_METHOD(rindex) { return find(args, true, true); }

WF_BYTES_METHOD(count) {
  struct needle n;
  wf_bytes_view v;
  size_t offset, count = 0;
  int64_t from, to;
  if (!wf_str_take_bounds(args[2], args[3], &from, &to) || !take_needle(args[1], &n))
    return WF_ERROR;
  int state = window_of(args[0], from, to, &v, &offset);
  if (state > 0)
    count = n.size == 0 ? v.size + 1
                        : wf_search_count((const char *)v.data, v.size, n.data, n.size, SIZE_MAX);
  drop_needle(&n);
  return state < 0 ? WF_ERROR : wf_int_new((int64_t)count);
}

/* 1, 0, or -1 with an error: does v start or end with `affix`, of that size? */
static int affix_matches(wf_bytes_view v, wf_value affix, bool at_end, size_t *size) {
  wf_buffer view;
  if (wf_buffer_get(affix, &view, WF_BUFFER_READ) < 0) return -1;
  *size = view.size;
  bool match = view.size <= v.size &&
               memcmp(v.data + (at_end ? v.size - view.size : 0), view.data, view.size) == 0;
  wf_buffer_release(&view);
  return match;
}

static wf_value has_affix(const wf_value *args, const char *name, bool at_end) {
  wf_bytes_view v;
  size_t offset, size;
  int64_t from, to;
  if (!wf_str_take_bounds(args[2], args[3], &from, &to)) return WF_ERROR;
  int state = window_of(args[0], from, to, &v, &offset);
  if (state < 0) return WF_ERROR;
  if (!wf_is_tuple(args[1])) {
    if (!wf_has_buffer(args[1]))
      return wf_raise(&wf_exc_TypeError, "%s first arg must be bytes or a tuple of bytes, not %T",
                      name, args[1]);
    int match = affix_matches(v, args[1], at_end, &size);
    return match < 0 ? WF_ERROR : wf_bool(match && state);
  }
  for (size_t i = 0; i < wf_tuple_length(args[1]); i++) {
    int match = affix_matches(v, wf_tuple_get(args[1], i), at_end, &size);
    if (match < 0) return WF_ERROR;
    if (match && state) return WF_TRUE;
  }
  return WF_FALSE;
}

WF_BYTES_METHOD(startswith) { return has_affix(args, "startswith", false); }
WF_BYTES_METHOD(endswith) { return has_affix(args, "endswith", true); }

static wf_value without_affix(const wf_value *args, bool at_end) {
  size_t size;
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  int match = v.data ? affix_matches(v, args[1], at_end, &size) : -1;
  if (match < 0) return WF_ERROR;
  if (!match && wf_is_bytes_exact(args[0])) return args[0];
  if (!match) return wf_bytes_like(args[0], v.data, v.size);
  return wf_bytes_like(args[0], v.data + (at_end ? 0 : size), v.size - size);
}

WF_BYTES_METHOD(removeprefix) { return without_affix(args, false); }
WF_BYTES_METHOD(removesuffix) { return without_affix(args, true); }

/* --- Splitting --- */

static bool add_part(wf_value list, wf_value self, const uint8_t *from, const uint8_t *to) {
  wf_value part = wf_bytes_like(self, from, (size_t)(to - from));
  return part != WF_ERROR && wf_list_append(list, part);
}

static wf_value split_spaces(wf_value self, wf_bytes_view v, int64_t limit) {
  wf_value list = wf_list_new(0);
  const uint8_t *p = v.data, *end = v.data + v.size;
  for (;;) {
    while (p < end && is_space(*p)) p++;
    if (p == end || list == WF_ERROR) return list;
    const uint8_t *start = p;
    if (limit-- == 0) return add_part(list, self, start, end) ? list : WF_ERROR;
    while (p < end && !is_space(*p)) p++;
    if (!add_part(list, self, start, p)) return WF_ERROR;
  }
}

static wf_value split_by(wf_value self, wf_bytes_view v, wf_bytes_view sep, int64_t limit) {
  wf_value list = wf_list_new(0);
  const uint8_t *p = v.data, *end = v.data + v.size;
  if (list == WF_ERROR) return WF_ERROR;
  while (limit-- != 0) {
    int64_t at = wf_search_forward((const char *)p, (size_t)(end - p), (const char *)sep.data,
                                   sep.size);
    if (at < 0) break;
    if (!add_part(list, self, p, p + at)) return WF_ERROR;
    p += (size_t)at + sep.size;
  }
  return add_part(list, self, p, end) ? list : WF_ERROR;
}

static wf_value rsplit_spaces(wf_value self, wf_bytes_view v, int64_t limit) {
  wf_value list = wf_list_new(0);
  const uint8_t *start = v.data, *end = v.data + v.size;
  for (;;) {
    while (end > start && is_space(end[-1])) end--;
    if (end == start || list == WF_ERROR) return list;
    if (limit-- == 0) return add_part(list, self, start, end) ? list : WF_ERROR;
    const uint8_t *p = end;
    while (p > start && !is_space(p[-1])) p--;
    if (!add_part(list, self, p, end)) return WF_ERROR;
    end = p;
  }
}

static wf_value rsplit_by(wf_value self, wf_bytes_view v, wf_bytes_view sep, int64_t limit) {
  wf_value list = wf_list_new(0);
  size_t size = v.size;
  if (list == WF_ERROR) return WF_ERROR;
  while (limit-- != 0) {
    int64_t at = wf_search_backward((const char *)v.data, size, (const char *)sep.data, sep.size);
    if (at < 0) break;
    if (!add_part(list, self, v.data + at + sep.size, v.data + size)) return WF_ERROR;
    size = (size_t)at;
  }
  return add_part(list, self, v.data, v.data + size) ? list : WF_ERROR;
}

static wf_value reversed(wf_value list) {
  if (list == WF_ERROR) return WF_ERROR;
  for (size_t i = 0, j = wf_list_length(list); i + 1 < j; i++) {
    j--;
    wf_value a = wf_list_get(list, i), b = wf_list_get(list, j);
    wf_list_set(list, i, b);
    wf_list_set(list, j, a);
  }
  return list;
}

static wf_value split(const wf_value *args, bool from_right) {
  int64_t limit = -1;
  if (args[2] != WF_EMPTY && !wf_arg_size(args[2], &limit)) return WF_ERROR;
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  if (!v.data) return WF_ERROR;
  if (args[1] == WF_EMPTY || args[1] == WF_NONE)
    return from_right ? reversed(rsplit_spaces(args[0], v, limit))
                      : split_spaces(args[0], v, limit);
  wf_buffer view;
  if (wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value list;
  if (view.size == 0) list = wf_raise(&wf_exc_ValueError, "empty separator");
  else if (from_right) list = reversed(rsplit_by(args[0], v, wf_bytes_view_buffer(&view), limit));
  else list = split_by(args[0], v, wf_bytes_view_buffer(&view), limit);
  wf_buffer_release(&view);
  return list;
}

WF_BYTES_METHOD(split) { return split(args, false); }
WF_BYTES_METHOD(rsplit) { return split(args, true); }

WF_BYTES_METHOD(splitlines) {
  int keep = 0;
  if (args[1] != WF_EMPTY && !wf_arg_int(args[1], &keep)) return WF_ERROR;
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  wf_value list = v.data ? wf_list_new(0) : WF_ERROR;
  const uint8_t *p = v.data, *end = v.data + v.size;
  while (list != WF_ERROR && p < end) {
    const uint8_t *start = p;
    while (p < end && *p != '\n' && *p != '\r') p++;
    const uint8_t *stop = p;
    if (p < end) p += *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;
    if (!add_part(list, args[0], start, keep ? p : stop)) return WF_ERROR;
  }
  return list;
}

static wf_value partition(const wf_value *args, bool backward) {
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  wf_buffer view;
  if (!v.data || wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value parts[3] = {WF_ERROR, WF_ERROR, WF_ERROR};
  const char *text = (const char *)v.data, *sep = (const char *)view.data;
  if (view.size == 0) {
    wf_raise(&wf_exc_ValueError, "empty separator");
  } else {
    int64_t at = backward ? wf_search_backward(text, v.size, sep, view.size)
                          : wf_search_forward(text, v.size, sep, view.size);
    size_t before = at >= 0 ? (size_t)at : backward ? 0 : v.size;
    size_t after = at >= 0 ? (size_t)at + view.size : before;
    parts[0] = wf_bytes_like(args[0], v.data, before);
    parts[1] = at >= 0 && wf_is_bytes(args[0])
                   ? args[1]
                   : wf_bytes_like(args[0], view.data, at >= 0 ? view.size : 0);
    parts[2] = wf_bytes_like(args[0], v.data + after, v.size - after);
  }
  wf_buffer_release(&view);
  for (int i = 0; i < 3; i++)
    if (parts[i] == WF_ERROR) return WF_ERROR;
  return wf_tuple_from_array(parts, 3);
}

WF_BYTES_METHOD(partition) { return partition(args, false); }
WF_BYTES_METHOD(rpartition) { return partition(args, true); }

static wf_value strip(const wf_value *args, bool left, bool right) {
  bool remove[256] = {false};
  if (args[1] == WF_EMPTY || args[1] == WF_NONE) {
    for (int c = 0; c < 256; c++) remove[c] = is_space((uint8_t)c);
  } else {
    wf_buffer view;
    if (wf_buffer_get(args[1], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
    for (size_t i = 0; i < view.size; i++) remove[view.data[i]] = true;
    wf_buffer_release(&view);
  }
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  if (!v.data) return WF_ERROR;
  size_t from = 0, to = v.size;
  while (left && from < to && remove[v.data[from]]) from++;
  while (right && to > from && remove[v.data[to - 1]]) to--;
  if (to - from == v.size && wf_is_bytes_exact(args[0])) return args[0];
  return wf_bytes_like(args[0], v.data + from, to - from);
}

WF_BYTES_METHOD(strip) { return strip(args, true, true); }
WF_BYTES_METHOD(lstrip) { return strip(args, true, false); }
WF_BYTES_METHOD(rstrip) { return strip(args, false, true); }

/* --- Joining and replacing --- */

WF_BYTES_METHOD(join) {
  if (!wf_type_of(args[1])->slots.iter && !wf_type_of(args[1])->slots.getitem)
    return wf_raise(&wf_exc_TypeError, "can only join an iterable");
  wf_value items = args[1];
  if (!wf_is_list_exact(items) && !wf_is_tuple_exact(items)) items = wf_list_from_iterable(items);
  wf_bytes_view gap = items == WF_ERROR ? (wf_bytes_view){0} : wf_bytes_view_of(args[0]);
  if (!gap.data) return WF_ERROR;
  size_t count;
  const wf_value *array = wf_sequence_array(items, &count);
  if (!array) return WF_ERROR;
  if (count == 1 && wf_is_bytes_exact(array[0]) && wf_is_bytes(args[0])) return array[0];
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < count && !b.failed; i++) {
    if (!wf_has_buffer(array[i]))
      return wf_raise(&wf_exc_TypeError,
                      "sequence item %zd: expected a bytes-like object, %T found", (ptrdiff_t)i,
                      array[i]);
    wf_buffer view;
    if (wf_buffer_get(array[i], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
    if (i > 0) wf_builder_add(&b, (const char *)gap.data, gap.size);
    wf_builder_add(&b, (const char *)view.data, view.size);
    wf_buffer_release(&view);
  }
  return finish(args[0], &b);
}

static void replace_into(wf_builder *b, wf_bytes_view v, wf_bytes_view old, wf_bytes_view with,
                         int64_t limit) {
  const char *p = (const char *)v.data, *end = p + v.size;
  while (limit-- != 0 && !b->failed) {
    int64_t at =
        old.size ? wf_search_forward(p, (size_t)(end - p), (const char *)old.data, old.size) : 0;
    if (at < 0) break;
    wf_builder_add(b, p, (size_t)at);
    wf_builder_add(b, (const char *)with.data, with.size);
    p += (size_t)at + old.size;
    if (old.size) continue;
    if (p == end) break;
    wf_builder_add(b, p++, 1);
  }
  wf_builder_add(b, p, (size_t)(end - p));
}

WF_BYTES_METHOD(replace) {
  int64_t limit = -1;
  wf_buffer old, with;
  if (wf_buffer_get(args[1], &old, WF_BUFFER_READ) < 0) return WF_ERROR;
  if (wf_buffer_get(args[2], &with, WF_BUFFER_READ) < 0) {
    wf_buffer_release(&old);
    return WF_ERROR;
  }
  if (args[3] != WF_EMPTY && !wf_arg_size(args[3], &limit)) {
    wf_buffer_release(&old);
    wf_buffer_release(&with);
    return WF_ERROR;
  }
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  wf_builder b;
  wf_builder_init(&b);
  if (v.data)
    replace_into(&b, v, wf_bytes_view_buffer(&old), wf_bytes_view_buffer(&with), limit);
  wf_buffer_release(&old);
  wf_buffer_release(&with);
  return v.data ? finish(args[0], &b) : WF_ERROR;
}

WF_BYTES_METHOD(translate) {
  wf_buffer table = {0}, gone = {0};
  bool remove[256] = {false};
  if (args[1] != WF_NONE) {
    if (wf_buffer_get(args[1], &table, WF_BUFFER_READ) < 0) return WF_ERROR;
    if (table.size != 256) {
      wf_buffer_release(&table);
      return wf_raise(&wf_exc_ValueError, "translation table must be 256 characters long");
    }
  }
  if (args[2] != WF_EMPTY) {
    if (wf_buffer_get(args[2], &gone, WF_BUFFER_READ) < 0) {
      wf_buffer_release(&table);
      return WF_ERROR;
    }
    for (size_t i = 0; i < gone.size; i++) remove[gone.data[i]] = true;
    wf_buffer_release(&gone);
  }
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; v.data && i < v.size; i++)
    if (!remove[v.data[i]])
      wf_builder_add(&b, (const char *)(table.data ? &table.data[v.data[i]] : &v.data[i]), 1);
  wf_buffer_release(&table);
  return v.data ? finish(args[0], &b) : WF_ERROR;
}

WF_BYTES_METHOD(maketrans) {
  wf_buffer from, to;
  if (wf_buffer_get(args[0], &from, WF_BUFFER_READ) < 0) return WF_ERROR;
  if (wf_buffer_get(args[1], &to, WF_BUFFER_READ) < 0) {
    wf_buffer_release(&from);
    return WF_ERROR;
  }
  uint8_t table[256];
  for (int i = 0; i < 256; i++) table[i] = (uint8_t)i;
  bool same = from.size == to.size;
  for (size_t i = 0; same && i < from.size; i++) table[from.data[i]] = to.data[i];
  wf_buffer_release(&from);
  wf_buffer_release(&to);
  if (!same) return wf_raise(&wf_exc_ValueError, "maketrans arguments must have same length");
  return wf_bytes_new(table, 256);
}

/* --- Padding --- */

static bool fill_argument(wf_value v, const char *name, char *fill) {
  *fill = ' ';
  if (v == WF_EMPTY) return true;
  if (wf_is_bytes(v) || wf_is_bytearray(v)) {
    wf_bytes_view view = wf_bytes_view_of(v);
    if (!view.data) return false;
    *fill = view.size ? (char)view.data[0] : 0;
    if (view.size == 1) return true;
  }
  wf_raise(&wf_exc_TypeError, "%s() argument 2 must be a byte string of length 1, not %s", name,
           wf_kind_name(v));
  return false;
}

static void add_many(wf_builder *b, char c, int64_t count) {
  wf_builder_fill(b, &c, 1, count);
}

/* Half of the padding goes left for '^', all of it for '>'. */
static wf_value justify(const wf_value *args, const char *name, char align) {
  int64_t width;
  char fill;
  if (!wf_arg_size(args[1], &width) || !fill_argument(args[2], name, &fill)) return WF_ERROR;
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  if (!v.data) return WF_ERROR;
  int64_t margin = width > (int64_t)v.size ? width - (int64_t)v.size : 0;
  if (margin == 0 && wf_is_bytes_exact(args[0])) return args[0];
  int64_t left = align == '<' ? 0 : align == '>' ? margin : margin / 2 + (margin & width & 1);
  wf_builder b;
  wf_builder_init(&b);
  add_many(&b, fill, left);
  wf_builder_add(&b, (const char *)v.data, v.size);
  add_many(&b, fill, margin - left);
  return finish(args[0], &b);
}

WF_BYTES_METHOD(ljust) { return justify(args, "ljust", '<'); }
WF_BYTES_METHOD(rjust) { return justify(args, "rjust", '>'); }
WF_BYTES_METHOD(center) { return justify(args, "center", '^'); }

WF_BYTES_METHOD(zfill) {
  int64_t width;
  if (!wf_arg_size(args[1], &width)) return WF_ERROR;
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  if (!v.data) return WF_ERROR;
  if (width <= (int64_t)v.size && wf_is_bytes_exact(args[0])) return args[0];
  size_t sign = v.size > 0 && (v.data[0] == '+' || v.data[0] == '-');
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add(&b, (const char *)v.data, sign);
  add_many(&b, '0', width - (int64_t)v.size);
  wf_builder_add(&b, (const char *)v.data + sign, v.size - sign);
  return finish(args[0], &b);
}

WF_BYTES_METHOD(expandtabs) {
  int tab = 8;
  if (args[1] != WF_EMPTY && !wf_arg_int(args[1], &tab)) return WF_ERROR;
  wf_bytes_view v = wf_bytes_view_of(args[0]);
  if (!v.data) return WF_ERROR;
  wf_builder b;
  wf_builder_init(&b);
  int64_t column = 0;
  for (size_t i = 0; i < v.size && !b.failed; i++) {
    char c = (char)v.data[i];
    if (c == '\t') {
      int64_t n = tab > 0 ? tab - column % tab : 0;
      add_many(&b, ' ', n);
      column += n;
    } else {
      column = c == '\n' || c == '\r' ? 0 : column + 1;
      wf_builder_add(&b, &c, 1);
    }
  }
  return finish(args[0], &b);
}

/* --- Text --- */

WF_BYTES_METHOD(decode) {
  const char *encoding, *errors;
  if (!wf_str_c_argument(args[1], "decode() argument 'encoding'", &encoding) ||
      !wf_str_c_argument(args[2], "decode() argument 'errors'", &errors))
    return WF_ERROR;
  return wf_codec_decode(args[0], encoding, errors);
}

/* The separator of hex(): a single ASCII character, or -1 with an error. */
static int hex_separator(wf_value sep) {
  if (sep == WF_EMPTY) return WF_HEX_PLAIN;
  int64_t length = wf_length(sep);
  if (length < 0) return -1;
  uint32_t c = 0x80;
  if (length != 1) wf_raise(&wf_exc_ValueError, "sep must be length 1.");
  else if (wf_is_str(sep)) c = wf_str_at(sep, 0);
  else if (wf_is_bytes(sep)) c = wf_to_bytes(sep)->data[0];
  else wf_raise(&wf_exc_TypeError, "sep must be str or bytes.");
  if (c < 0x80) return (int)c;
  if (!wf_error_pending()) wf_raise(&wf_exc_ValueError, "sep must be ASCII.");
  return -1;
}

bool wf_bytes_take_hex(wf_value sep, wf_value bytes_per_sep, wf_hex_layout *layout) {
  layout->group = 1;
  if (bytes_per_sep != WF_EMPTY && !wf_arg_int(bytes_per_sep, &layout->group)) return false;
  layout->separator = hex_separator(sep);
  return layout->separator >= 0;
}

wf_value wf_bytes_hex(wf_bytes_view v, wf_hex_layout layout) {
  static const char hex[] = "0123456789abcdef";
  int group = layout.group, separator = layout.separator;
  if (!v.data) return WF_ERROR;
  size_t every = group < 0 ? (size_t)-(int64_t)group : (size_t)group;
  wf_builder b;
  wf_builder_init(&b);
  for (size_t i = 0; i < v.size && !b.failed; i++) {
    size_t before = group < 0 ? i : v.size - i;
    char text[3] = {(char)separator, hex[v.data[i] >> 4], hex[v.data[i] & 15]};
    bool separate = separator != WF_HEX_PLAIN && every && i > 0 && before % every == 0;
    wf_builder_add(&b, separate ? text : text + 1, separate ? 3 : 2);
  }
  return wf_builder_finish(&b);
}

WF_BYTES_METHOD(hex) {
  wf_hex_layout layout;
  if (!wf_bytes_take_hex(args[1], args[2], &layout)) return WF_ERROR;
  return wf_bytes_hex(wf_bytes_view_of(args[0]), layout);
}

static int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

WF_BYTES_METHOD(fromhex) {
  wf_type *cls = wf_to_type(args[0]);
  if (!wf_is_str(args[1]))
    return wf_raise(&wf_exc_TypeError, "fromhex() argument must be str, not %s",
                    wf_kind_name(args[1]));
  const char *start = wf_str_data(args[1]), *p = start, *end = p + wf_str_size(args[1]);
  wf_builder b;
  wf_builder_init(&b);
  for (;;) {
    while (p < end && is_space((uint8_t)*p)) p++;
    if (p == end) break;
    int high = hex_digit(p[0]), low = high < 0 || p + 1 == end ? -1 : hex_digit(p[1]);
    if (low < 0)
      return wf_raise(&wf_exc_ValueError,
                      "non-hexadecimal number found in fromhex() arg at position %zd",
                      (ptrdiff_t)wf_str_char_index(args[1], (size_t)(p - start)) + (high >= 0));
    char byte = (char)(high << 4 | low);
    wf_builder_add(&b, &byte, 1);
    p += 2;
  }
  if (b.failed) return WF_ERROR;
  if (cls == &wf_bytearray_type) return wf_bytearray_new(b.data ? b.data : "", b.size);
  wf_value made = wf_bytes_new(b.data ? b.data : "", b.size);
  return cls == &wf_bytes_type || made == WF_ERROR ? made : wf_call1(args[0], made);
}
