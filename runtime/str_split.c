/* Taking strings apart: split, splitlines, partition, strip. Everything works on byte offsets. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

/* The piece of v between two byte offsets. */
static wf_value piece(wf_value v, size_t from, size_t to) {
  if (from == 0 && to == wf_str_size(v)) return wf_str_exact(v);
  const char *data = wf_str_bytes(v);
  return wf_str_is_ascii(v) ? wf_str_new_ascii(data + from, to - from)
                            : wf_str_new(data + from, to - from);
}

/* Values that will become a list. Lives on the C stack, which the collector scans. */
struct pieces {
  wf_value small[480];
  wf_value *items;
  size_t count, room;
  bool failed;
};

static void pieces_init(struct pieces *list) {
  list->items = list->small;
  list->count = 0;
  list->room = WF_COUNT(list->small);
  list->failed = false;
}

static void pieces_free(struct pieces *list) {
  if (list->items != list->small) wf_free_array(list->items);
  list->items = list->small;
  list->count = 0;
}

static void give_up(struct pieces *list) {
  list->failed = true;
  pieces_free(list);
}

static WF_NOINLINE bool more_room(struct pieces *list) {
  wf_value *items = wf_alloc_array(list->room * 2, sizeof *items);
  if (!items) {
    give_up(list);
    return false;
  }
  memcpy(items, list->items, list->count * sizeof *items);
  if (list->items != list->small) wf_free_array(list->items);
  list->items = items;
  list->room *= 2;
  return true;
}

/* Pieces: as much as the memory that is kept in reserve holds several times. */
#define POLL_EVERY 1024

static inline void add_piece(struct pieces *list, wf_value v, size_t from, size_t to) {
  if (WF_UNLIKELY(list->count == list->room) && !more_room(list)) return;
  if (WF_UNLIKELY(list->count % POLL_EVERY == 0) && !wf_poll(wf_self)) {
    give_up(list);
    return;
  }
  wf_value part = piece(v, from, to);
  if (part == WF_ERROR) list->failed = true;
  else list->items[list->count++] = part;
}

static wf_value pieces_list(struct pieces *list) {
  wf_value made = list->failed ? WF_ERROR : wf_list_from_array(list->items, list->count);
  pieces_free(list);
  return made;
}

static wf_value pieces_reversed_list(struct pieces *list) {
  for (size_t i = 0, j = list->count; i + 1 < j; i++) {
    j--;
    wf_value t = list->items[i];
    list->items[i] = list->items[j];
    list->items[j] = t;
  }
  return pieces_list(list);
}

/* --- split --- */

static const bool ascii_spaces[0x80] = {
    ['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true,
    [0x1c] = true, [0x1d] = true, [0x1e] = true, [0x1f] = true, [' '] = true,
};

/* Where the next one begins that is a space, or is none. */
static inline size_t skip(const char *s, size_t at, size_t size, bool spaces) {
  for (;;) {
    while (at < size && (unsigned char)s[at] < 0x80) {
      if (ascii_spaces[(unsigned char)s[at]] != spaces) return at;
      at++;
    }
    unsigned width;
    if (at >= size || wf_unicode_is_space(wf_utf8_decode(s + at, &width)) != spaces) return at;
    at += width;
  }
}

static size_t skip_back(const char *s, size_t at, size_t start, bool spaces) {
  while (at > start) {
    const char *p = s + at;
    uint32_t c = wf_utf8_previous(&p);
    if (wf_unicode_is_space(c) != spaces) break;
    at = (size_t)(p - s);
  }
  return at;
}

/* What most text is gets by with half the instructions. */
static wf_value split_ascii_spaces(wf_value v, int64_t limit) {
  const unsigned char *s = (const unsigned char *)wf_str_bytes(v);
  size_t size = wf_str_size(v), at = 0;
  struct pieces list;
  pieces_init(&list);
  for (;;) {
    while (at < size && ascii_spaces[s[at]]) at++;
    if (at == size || list.failed) return pieces_list(&list);
    size_t start = at;
    if (limit-- == 0) at = size;
    while (at < size && !ascii_spaces[s[at]]) at++;
    add_piece(&list, v, start, at);
  }
}

static wf_value split_spaces(wf_value v, int64_t limit) {
  if (wf_str_is_ascii(v)) return split_ascii_spaces(v, limit);
  const char *s = wf_str_bytes(v);
  size_t size = wf_str_size(v);
  struct pieces list;
  pieces_init(&list);
  for (size_t at = skip(s, 0, size, true); at < size && !list.failed;) {
    if (limit-- == 0) {
      add_piece(&list, v, at, size);
      break;
    }
    size_t end = skip(s, at, size, false);
    add_piece(&list, v, at, end);
    at = skip(s, end, size, true);
  }
  return pieces_list(&list);
}

static wf_value rsplit_spaces(wf_value v, int64_t limit) {
  const char *s = wf_str_bytes(v);
  struct pieces list;
  pieces_init(&list);
  for (size_t end = skip_back(s, wf_str_size(v), 0, true); end > 0 && !list.failed;) {
    if (limit-- == 0) {
      add_piece(&list, v, 0, end);
      break;
    }
    size_t start = skip_back(s, end, 0, false);
    add_piece(&list, v, start, end);
    end = skip_back(s, start, 0, true);
  }
  return pieces_reversed_list(&list);
}

static wf_value split_by(wf_value v, wf_value separator, int64_t limit) {
  const char *s = wf_str_bytes(v), *sep = wf_str_bytes(separator);
  size_t size = wf_str_size(v), width = wf_str_size(separator), start = 0;
  struct pieces list;
  pieces_init(&list);
  while (limit-- != 0 && !list.failed) {
    int64_t at = wf_search_forward(s + start, size - start, sep, width);
    if (at < 0) break;
    add_piece(&list, v, start, start + (size_t)at);
    start += (size_t)at + width;
  }
  add_piece(&list, v, start, size);
  return pieces_list(&list);
}

static wf_value rsplit_by(wf_value v, wf_value separator, int64_t limit) {
  const char *s = wf_str_bytes(v), *sep = wf_str_bytes(separator);
  size_t end = wf_str_size(v), width = wf_str_size(separator);
  struct pieces list;
  pieces_init(&list);
  while (limit-- != 0 && !list.failed) {
    int64_t at = wf_search_backward(s, end, sep, width);
    if (at < 0) break;
    add_piece(&list, v, (size_t)at + width, end);
    end = (size_t)at;
  }
  add_piece(&list, v, 0, end);
  return pieces_reversed_list(&list);
}

/* Reads sep and maxsplit; 1: by separator, 0: by spaces, -1: error. */
static int split_arguments(const wf_value *args, int64_t *limit) {
  *limit = -1;
  if (args[2] != WF_EMPTY && !wf_arg_size(args[2], limit)) return -1;
  if (args[1] == WF_EMPTY || args[1] == WF_NONE) return 0;
  if (!wf_is_str(args[1])) {
    wf_raise(&wf_exc_TypeError, "must be str or None, not %T", args[1]);
    return -1;
  }
  if (wf_str_size(args[1]) > 0) return 1;
  wf_raise(&wf_exc_ValueError, "empty separator");
  return -1;
}

WF_STR_METHOD(split) {
  int64_t limit;
  int kind = split_arguments(args, &limit);
  if (kind < 0) return WF_ERROR;
  return kind ? split_by(args[0], args[1], limit) : split_spaces(args[0], limit);
}

WF_STR_METHOD(rsplit) {
  int64_t limit;
  int kind = split_arguments(args, &limit);
  if (kind < 0) return WF_ERROR;
  return kind ? rsplit_by(args[0], args[1], limit) : rsplit_spaces(args[0], limit);
}

WF_STR_METHOD(splitlines) {
  int keep = 0;
  if (args[1] != WF_EMPTY && !wf_arg_int(args[1], &keep)) return WF_ERROR;
  const char *s = wf_str_bytes(args[0]);
  size_t size = wf_str_size(args[0]), at = 0;
  struct pieces list;
  pieces_init(&list);
  while (at < size && !list.failed) {
    size_t start = at, end = size;
    while (at < size) {
      unsigned width;
      uint32_t c = wf_utf8_decode(s + at, &width);
      at += width;
      if (!wf_unicode_is_linebreak(c)) continue;
      end = at - width;
      if (c == '\r' && at < size && s[at] == '\n') at++;
      break;
    }
    add_piece(&list, args[0], start, keep ? at : end);
  }
  return pieces_list(&list);
}

/* --- partition --- */

static bool check_separator(wf_value separator) {
  if (!wf_is_str(separator)) wf_raise(&wf_exc_TypeError, "must be str, not %T", separator);
  else if (wf_str_size(separator) == 0) wf_raise(&wf_exc_ValueError, "empty separator");
  else return true;
  return false;
}

static wf_value around(const wf_value *args, size_t at) {
  size_t end = at + wf_str_size(args[1]);
  wf_value before = piece(args[0], 0, at);
  wf_value after = piece(args[0], end, wf_str_size(args[0]));
  if (before == WF_ERROR || after == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(3, before, wf_str_exact(args[1]), after);
}

WF_STR_METHOD(partition) {
  if (!check_separator(args[1])) return WF_ERROR;
  int64_t at = wf_search_forward(wf_str_bytes(args[0]), wf_str_size(args[0]),
                                 wf_str_bytes(args[1]), wf_str_size(args[1]));
  if (at >= 0) return around(args, (size_t)at);
  return wf_tuple_of(3, wf_str_exact(args[0]), wf_str_empty, wf_str_empty);
}

WF_STR_METHOD(rpartition) {
  if (!check_separator(args[1])) return WF_ERROR;
  int64_t at = wf_search_backward(wf_str_bytes(args[0]), wf_str_size(args[0]),
                                  wf_str_bytes(args[1]), wf_str_size(args[1]));
  if (at >= 0) return around(args, (size_t)at);
  return wf_tuple_of(3, wf_str_empty, wf_str_empty, wf_str_exact(args[0]));
}

/* --- strip --- */

/* The characters to take away: NULL for spaces, otherwise a string. */
struct strip_set {
  const char *chars;
  size_t size;
};

static bool in_set(const struct strip_set *set, const char *p, unsigned width) {
  if (!set->chars) return wf_unicode_is_space(wf_utf8_decode(p, &width));
  return wf_search_forward(set->chars, set->size, p, width) >= 0;
}

static wf_value strip(const wf_value *args, const char *name, bool left, bool right) {
  struct strip_set set = {0};
  if (args[1] != WF_EMPTY && args[1] != WF_NONE) {
    if (!wf_is_str(args[1]))
      return wf_raise(&wf_exc_TypeError, "%s arg must be None or str", name);
    set = (struct strip_set){wf_str_bytes(args[1]), wf_str_size(args[1])};
  }
  const char *s = wf_str_bytes(args[0]);
  size_t from = 0, to = wf_str_size(args[0]);
  while (left && from < to) {
    unsigned width = wf_utf8_length((unsigned char)s[from]);
    if (!in_set(&set, s + from, width)) break;
    from += width;
  }
  while (right && to > from) {
    const char *p = s + to;
    wf_utf8_previous(&p);
    if (!in_set(&set, p, (unsigned)(s + to - p))) break;
    to = (size_t)(p - s);
  }
  return from == 0 && to == wf_str_size(args[0]) ? wf_str_exact(args[0])
                                                 : wf_str_made(piece(args[0], from, to));
}

WF_STR_METHOD(strip) { return strip(args, "strip", true, true); }
WF_STR_METHOD(lstrip) { return strip(args, "lstrip", true, false); }
WF_STR_METHOD(rstrip) { return strip(args, "rstrip", false, true); }
