/* Strings: their memory, identity and access by position. Building is in str_build.c, searching in
   str_search.c, the methods in str_methods.c and its neighbours.

   Positions. Scripts count code points, memory counts bytes. For ASCII text they are the same.
   Other text has a tail behind its NUL: how many code points it has, and a table with the byte
   offset of every 64th, which is filled when the first access far from both ends asks for it. The
   first entry is stored last, with release, and is never zero then: it says that the table is
   there. Two threads may fill it at once; both store the same numbers. (A word for the number in
   every header would make most strings, which are short ASCII, a third larger.)

   Grown strings. s += x in a loop makes a new string each time. When s itself came from + and is
   not short, the bytes go into a buffer with room to spare, and adding to the string that ends
   where the buffer's used part ends claims more of it with one compare-and-swap; nothing is copied
   but x. All strings of such a chain see their own prefix of the same bytes. */
#include <config.h>

#include "runtime/str.h"

#include <limits.h>
#include <stdlib.h>

#include "runtime/allocate.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/lifecycle.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/siphash.h"
#include "runtime/str_internal.h"
#include "runtime/unicode.h"

enum { INDEX_STRIDE = 64, GROW_MIN = 512 };
/* The longest text whose object comes from a thread's own lists. */
#define LONGEST_SMALL (WF_SMALL_SIZE - offsetof(wf_str, data) - 1)

wf_value wf_str_empty;
struct wf_names wf_names;
wf_value wf_str_singles[256];

/* --- Memory --- */

struct buffer {
  _Atomic(size_t) used; /* bytes that belong to a string, or CLOSED */
  size_t capacity;
  char data[];
};
#define CLOSED SIZE_MAX

/* What a grown string has in the place of its bytes. */
struct grown {
  struct buffer *buffer;
  size_t length; /* in code points */
  _Atomic(const char *) text; /* NUL-terminated, NULL until asked for: the buffer's or the twin's */
  _Atomic(wf_str *) twin;     /* a plain string with the same text */
};

/* The collector sees aligned pointers only. */
#define GROWN_OFFSET ((offsetof(wf_str, data) + 7) & ~(size_t)7)

static struct grown *grown_part(wf_value v) {
  return (struct grown *)(void *)((char *)wf_to_strp(v) + GROWN_OFFSET);
}

typedef _Atomic(uint32_t) index_entry;

/* Behind the NUL of text that is not ASCII. */
struct tail {
  size_t length; /* in code points */
  index_entry table[];
};

/* There is room for them also in text that is too large for the table: with less room for more
   text, what a builder has got would not do for what it ends with. */
static size_t index_entries(size_t size) {
  return (size > UINT32_MAX ? UINT32_MAX : size) / INDEX_STRIDE;
}

static size_t tail_offset(size_t size) {
  size_t bytes = offsetof(wf_str, data) + size + 1, align = sizeof(size_t) - 1;
  return (bytes + align) & ~align;
}

static struct tail *tail_of(wf_str *s) {
  return (struct tail *)(void *)((char *)s + tail_offset(wf_strp_size(s)));
}

/* Bytes of the C part of a string object. */
static size_t part_size(size_t size, bool ascii) {
  if (ascii) return offsetof(wf_str, data) + size + 1;
  return tail_offset(size) + sizeof(struct tail) + index_entries(size) * sizeof(index_entry);
}

size_t wf_str_counted_length(wf_value v) {
  return wf_str_flags(v) & WF_STR_GROWN ? grown_part(v)->length : tail_of(wf_to_strp(v))->length;
}

size_t wf_str_var_size(wf_value v) {
  wf_str *s = wf_to_strp(v);
  if (wf_str_flags(v) & WF_STR_GROWN) return GROWN_OFFSET + sizeof(struct grown);
  return part_size(wf_strp_size(s), wf_str_is_ascii(v));
}

/* The end of text that is not ASCII. */
static void make_tail(wf_str *s, size_t length) {
  size_t size = wf_strp_size(s);
  memset(s->data + size, 0, part_size(size, false) - offsetof(wf_str, data) - size);
  tail_of(s)->length = length;
}

#define UNCOUNTED SIZE_MAX /* a length, until wf_str_finish counts it */

/* The header, with two stores and one for the rest of the size. */
static inline void begin(wf_str *s, size_t size, uint8_t flags) {
  const wf_object head = {
      .shape = &wf_str_type.root, .flags = flags, .more = (uint16_t)(size >> 32)};
  memcpy(&s->head, &head, sizeof head);
  s->size_low = (uint32_t)size;
}

/* Text of so many code points, to be filled. */
static wf_str *allocate(size_t size, size_t length) {
  bool ascii = size == length;
  if (size > WF_STR_MOST) {
    wf_raise_memory();
    return NULL;
  }
  size_t bytes = part_size(size, ascii);
  wf_str *s = WF_LIKELY(bytes <= WF_SMALL_SIZE) ? wf_alloc_small_raw(wf_self, bytes)
                                                 : wf_alloc_var_raw(bytes);
  if (!s) return NULL;
  begin(s, size, ascii ? WF_STR_ASCII : 0);
  if (ascii) s->data[size] = 0;
  else make_tail(s, length);
  return s;
}

/* A new string for text whose code points are counted. */
wf_value wf_str_new_counted(const char *utf8, size_t size, size_t length) {
  if (size <= 1) {
    if (size == 0) return wf_str_empty;
    if (wf_str_singles[(unsigned char)*utf8]) return wf_str_singles[(unsigned char)*utf8];
  }
  wf_str *s = allocate(size, length);
  if (!s) return WF_ERROR;
  wf_copy_bytes(s->data, utf8, size);
  return wf_from_object(s);
}

static size_t count_points(const char *utf8, size_t size) {
  size_t ascii = wf_utf8_ascii_prefix(utf8, size);
  return ascii == size ? size : ascii + wf_utf8_count(utf8 + ascii, size - ascii);
}

wf_value wf_str_new(const char *utf8, size_t size) {
  return wf_str_new_counted(utf8, size, count_points(utf8, size));
}

wf_value wf_str_from_c(const char *text) { return wf_str_new(text, strlen(text)); }

/* Most pieces of text are short: wf_str_new_counted without its other cases. */
wf_value wf_str_new_ascii(const char *text, size_t size) {
  if (size - 2 > LONGEST_SMALL - 2) return wf_str_new_counted(text, size, size);
  wf_str *s = wf_alloc_small_raw(wf_self, offsetof(wf_str, data) + size + 1);
  begin(s, size, WF_STR_ASCII);
  *wf_copy_bytes(s->data, text, size) = 0;
  return wf_from_object(s);
}

wf_value wf_str_from_char(uint32_t c) {
  if (c < 256) return wf_str_singles[c];
  char text[4];
  return wf_str_new_counted(text, wf_utf8_encode(c, text), 1);
}

wf_value wf_str_alloc(size_t size) {
  wf_str *s = allocate(size, UNCOUNTED);
  return s ? wf_from_object(s) : WF_ERROR;
}

wf_value wf_str_alloc_counted(size_t size, size_t length) {
  wf_str *s = allocate(size, length);
  return s ? wf_from_object(s) : WF_ERROR;
}

wf_value wf_str_finish(wf_value v) {
  wf_str *s = wf_to_strp(v);
  size_t size = wf_strp_size(s), length;
  if (size == 0) return wf_str_empty;
  length = count_points(s->data, size);
  s->data[size] = 0;
  if (length == size) s->head.flags = WF_STR_ASCII;
  else make_tail(s, length); /* there may have been longer text */
  if (size == 1) return wf_str_singles[(unsigned char)s->data[0]];
  return v;
}

/* An instance of a subclass with the same text. */
wf_value wf_str_of_type(wf_type *type, wf_value text) {
  if (type == &wf_str_type || text == WF_ERROR) return text;
  size_t size = wf_str_size(text);
  uint8_t ascii = wf_str_flags(text) & WF_STR_ASCII;
  wf_str *s = wf_object_new_var_atomic(type, part_size(size, ascii));
  if (!s) return WF_ERROR;
  wf_str_set_size(s, size);
  s->head.flags = ascii;
  memcpy(s->data, wf_str_bytes(text), size);
  if (!ascii) make_tail(s, wf_str_length(text));
  return wf_from_object(s);
}

/* The same text as an exact str: v itself unless it is of a subclass. */
wf_value wf_str_exact(wf_value v) {
  if (wf_is_str_exact(v)) return v;
  return wf_str_new_counted(wf_str_bytes(v), wf_str_size(v), wf_str_length(v));
}

/* --- Grown strings --- */

static wf_str *twin_of(wf_value v) {
  struct grown *g = grown_part(v);
  wf_str *twin = atomic_load_explicit(&g->twin, memory_order_acquire);
  if (twin) return twin;
  wf_value copy = wf_str_new_counted(g->buffer->data, wf_str_size(v), wf_str_length(v));
  if (copy == WF_ERROR) return NULL;
  return atomic_compare_exchange_strong(&g->twin, &twin, wf_to_strp(copy)) ? wf_to_strp(copy)
                                                                          : twin;
}

const char *wf_str_grown_bytes(wf_value v) { return grown_part(v)->buffer->data; }

const char *wf_str_grown_data(wf_value v) {
  struct grown *g = grown_part(v);
  const char *text = atomic_load_explicit(&g->text, memory_order_acquire);
  if (text) return text;
  size_t used = wf_str_size(v);
  if (atomic_compare_exchange_strong(&g->buffer->used, &used, CLOSED)) {
    text = g->buffer->data; /* nobody wrote behind it, so the NUL is there, and stays */
  } else {
    wf_str *twin = twin_of(v);
    if (!twin) { /* no memory for a copy: right but for the NUL */
      wf_error_clear();
      return g->buffer->data;
    }
    text = twin->data;
  }
  const char *first = NULL; /* it is the same for all who ask */
  return atomic_compare_exchange_strong(&g->text, &first, text) ? text : first;
}

wf_str *wf_str_plain(wf_value v) {
  if (WF_LIKELY(!(wf_str_flags(v) & WF_STR_GROWN))) return wf_to_strp(v);
  return twin_of(v);
}

static wf_value grown_new(struct buffer *buffer, size_t size, size_t length) {
  wf_str *s = wf_alloc(GROWN_OFFSET + sizeof(struct grown));
  atomic_store_explicit(&s->head.shape, &wf_str_type.root, memory_order_relaxed);
  wf_str_set_size(s, size);
  s->head.flags = WF_STR_GROWN | WF_STR_JOINED | (size == length ? WF_STR_ASCII : 0);
  grown_part(wf_from_object(s))->buffer = buffer;
  grown_part(wf_from_object(s))->length = length;
  return wf_from_object(s);
}

static wf_value grow(wf_value a, wf_value b) {
  size_t left = wf_str_size(a), right = wf_str_size(b), size = left + right;
  size_t length = wf_str_length(a) + wf_str_length(b);
  if (wf_str_flags(a) & WF_STR_GROWN) {
    struct buffer *buffer = grown_part(a)->buffer;
    size_t used = left;
    /* one byte is kept for the NUL */
    if (size < buffer->capacity && atomic_compare_exchange_strong(&buffer->used, &used, size)) {
      memcpy(buffer->data + left, wf_str_bytes(b), right);
      return grown_new(buffer, size, length);
    }
  }
  size_t capacity = size + size / 2 + 64;
  struct buffer *buffer = wf_alloc_var_atomic(sizeof *buffer + capacity);
  if (!buffer) return WF_ERROR;
  buffer->capacity = capacity;
  atomic_init(&buffer->used, size);
  memcpy(buffer->data, wf_str_bytes(a), left);
  memcpy(buffer->data + left, wf_str_bytes(b), right);
  return grown_new(buffer, size, length);
}

wf_value wf_str_concat(wf_value a, wf_value b) {
  size_t left = wf_str_size(a), right = wf_str_size(b);
  if (right == 0 && wf_is_str_exact(a)) return a;
  if (left == 0 && wf_is_str_exact(b)) return b;
  if (left >= GROW_MIN && left >= right && (wf_str_flags(a) & WF_STR_JOINED))
    return grow(a, b);
  wf_str *s = allocate(left + right, wf_str_length(a) + wf_str_length(b));
  if (!s) return WF_ERROR;
  s->head.flags |= WF_STR_JOINED;
  wf_copy_bytes(wf_copy_bytes(s->data, wf_str_bytes(a), left), wf_str_bytes(b), right);
  return wf_from_object(s);
}

/* --- Strings in between --- */

wf_value wf_str_made(wf_value v) {
  wf_self->made = v;
  return v;
}

void wf_str_let_go(wf_value v) {
  wf_str *s = wf_to_strp(v);
  if (s->head.flags != WF_STR_ASCII || wf_strp_size(s) > LONGEST_SMALL || wf_strp_size(s) < 2)
    return; /* shared for ever, or not only here */
  wf_free_small_raw(wf_self, s, part_size(wf_strp_size(s), true));
}

/* --- Positions --- */

/* The table of text that is not ASCII (of its twin, if it is grown), filled; NULL when it has none.
 */
static index_entry *get_index(wf_str *s) {
  size_t size = wf_strp_size(s);
  if (size < INDEX_STRIDE || size > UINT32_MAX) return NULL;
  struct tail *tail = tail_of(s);
  index_entry *table = tail->table;
  if (atomic_load_explicit(&table[0], memory_order_acquire)) return table;
  size_t count = (tail->length - 1) / INDEX_STRIDE, at = 0;
  uint32_t first = 0;
  for (size_t i = 0; i < count; i++) {
    at += wf_utf8_offset(s->data + at, size - at, INDEX_STRIDE);
    if (i == 0) first = (uint32_t)at;
    else atomic_store_explicit(&table[i], (uint32_t)at, memory_order_relaxed);
  }
  if (count) atomic_store_explicit(&table[0], first, memory_order_release);
  return count ? table : NULL;
}

static size_t entry(index_entry *table, size_t i) {
  return i == 0 ? 0 : atomic_load_explicit(&table[i - 1], memory_order_relaxed);
}

/* The string whose table serves v. */
static wf_str *indexed(wf_value v) {
  wf_str *s = wf_to_strp(v);
  if (!(wf_str_flags(v) & WF_STR_GROWN)) return s;
  wf_str *twin = twin_of(v);
  if (!twin) wf_error_clear();
  return twin;
}

size_t wf_str_byte_offset(wf_value v, int64_t position) {
  size_t index = (size_t)position, size = wf_str_size(v);
  if (wf_str_is_ascii(v) || index == 0) return index;
  size_t length = wf_str_length(v);
  if (index >= length) return size;
  const char *data = wf_str_bytes(v);
  if (index < INDEX_STRIDE) return wf_utf8_offset(data, size, index);
  if (length - index < 8) {
    const char *p = data + size;
    for (size_t left = length - index; left > 0; left--) wf_utf8_previous(&p);
    return (size_t)(p - data);
  }
  wf_str *with_index = indexed(v);
  index_entry *table = with_index ? get_index(with_index) : NULL;
  if (!table) return wf_utf8_offset(data, size, index);
  size_t start = entry(table, index / INDEX_STRIDE);
  return start + wf_utf8_offset(data + start, size - start, index % INDEX_STRIDE);
}

int64_t wf_str_char_index(wf_value v, size_t offset) {
  if (wf_str_is_ascii(v)) return (int64_t)offset;
  const char *data = wf_str_bytes(v);
  if (offset < 4 * INDEX_STRIDE) return (int64_t)wf_utf8_count(data, offset);
  wf_str *with_index = indexed(v);
  index_entry *table = with_index ? get_index(with_index) : NULL;
  if (!table) return (int64_t)wf_utf8_count(data, offset);
  size_t low = 0, high = (wf_str_length(v) - 1) / INDEX_STRIDE + 1;
  while (high - low > 1) {
    size_t mid = (low + high) / 2;
    if (entry(table, mid) <= offset) low = mid;
    else high = mid;
  }
  size_t start = entry(table, low);
  return (int64_t)(low * INDEX_STRIDE + wf_utf8_count(data + start, offset - start));
}

uint32_t wf_str_at(wf_value v, int64_t index) {
  const char *data = wf_str_bytes(v);
  if (wf_str_is_ascii(v)) return (unsigned char)data[index];
  unsigned size;
  return wf_utf8_decode(data + wf_str_byte_offset(v, index), &size);
}

wf_value wf_str_slice(wf_value v, int64_t from, int64_t to) {
  if (to <= from) return wf_str_empty;
  if (from == 0 && (size_t)to == wf_str_length(v)) return wf_str_exact(v);
  const char *data = wf_str_bytes(v);
  if (wf_str_is_ascii(v)) return wf_str_new_ascii(data + from, (size_t)(to - from));
  size_t start = wf_str_byte_offset(v, from), end = wf_str_byte_offset(v, to);
  return wf_str_new_counted(data + start, end - start, (size_t)(to - from));
}

/* --- Comparing and hashing --- */

uint32_t wf_str_hash32(wf_value v) {
  wf_str *s = wf_to_strp(v);
  uint32_t hash = atomic_load_explicit(&s->head.aux, memory_order_relaxed);
  if (hash) return hash;
  hash = wf_siphash32(wf_str_bytes(v), wf_strp_size(s));
  atomic_store_explicit(&s->head.aux, hash, memory_order_relaxed);
  return hash;
}

bool wf_str_equal(wf_value a, wf_value b) {
  if (a == b) return true;
  wf_str *s = wf_to_strp(a), *t = wf_to_strp(b);
  size_t size = wf_strp_size(s);
  if (size != wf_strp_size(t)) return false;
  uint32_t ha = atomic_load_explicit(&s->head.aux, memory_order_relaxed);
  uint32_t hb = atomic_load_explicit(&t->head.aux, memory_order_relaxed);
  if (ha && hb && ha != hb) return false;
  return memcmp(wf_str_bytes(a), wf_str_bytes(b), size) == 0;
}

bool wf_str_equal_c(wf_value a, const char *text) {
  size_t size = strlen(text);
  return wf_str_size(a) == size && memcmp(wf_str_bytes(a), text, size) == 0;
}

/* The order of UTF-8's bytes is the order of the code points. */
int wf_str_order(wf_value a, wf_value b) {
  size_t left = wf_str_size(a), right = wf_str_size(b);
  int order = memcmp(wf_str_bytes(a), wf_str_bytes(b), left < right ? left : right);
  return order ? order : left < right ? -1 : left > right;
}

/* --- Interning ---

   An open-addressed table of strings, read without a lock. Writers hold intern_lock and replace the
   table when it fills up. A string that is interned has its flag set with an atomic store: readers
   of flags may see it late, and then look it up. */

struct intern_table {
  size_t mask;
  wf_slot items[];
};
static _Atomic(struct intern_table *) intern_table;
static size_t intern_count; /* under intern_lock */
static _Atomic(uint8_t) intern_lock;

static struct intern_table *new_intern_table(size_t size) {
  struct intern_table *table = wf_alloc_var(sizeof *table + size * sizeof table->items[0]);
  if (table) table->mask = size - 1;
  return table;
}

/* The interned string equal to v, or WF_EMPTY with *at the place for it. */
static wf_value find_interned(struct intern_table *table, wf_value v, size_t *at) {
  size_t i = wf_str_hash32(v) & table->mask;
  for (;; i = (i + 1) & table->mask) {
    wf_value other = wf_slot_acquire(&table->items[i]);
    *at = i;
    if (other == WF_EMPTY || wf_str_equal(other, v)) return other;
  }
}

/* Under the lock. False: no memory. */
static bool make_intern_room(void) {
  struct intern_table *old = atomic_load_explicit(&intern_table, memory_order_relaxed);
  if ((intern_count + 1) * 2 <= old->mask) return true;
  struct intern_table *table = new_intern_table((old->mask + 1) * 2);
  if (!table) return false;
  for (size_t i = 0; i <= old->mask; i++) {
    size_t at;
    wf_value v = wf_slot_get(&old->items[i]);
    if (v == WF_EMPTY) continue;
    find_interned(table, v, &at);
    wf_slot_set(&table->items[at], v);
  }
  atomic_store_explicit(&intern_table, table, memory_order_release);
  return true;
}

static void mark_interned(wf_str *s) {
  uint8_t flags = __atomic_load_n(&s->head.flags, __ATOMIC_RELAXED);
  __atomic_store_n(&s->head.flags, (uint8_t)(flags | WF_STR_INTERNED), __ATOMIC_RELAXED);
}

wf_value wf_str_intern(wf_value v) {
  if (wf_str_is_interned(v)) return v;
  if (WF_UNLIKELY(!wf_is_str_exact(v)) && (v = wf_str_exact(v)) == WF_ERROR) return v;
  size_t at;
  wf_value found = find_interned(atomic_load(&intern_table), v, &at);
  if (found != WF_EMPTY) return found;
  wf_lock_byte(&intern_lock);
  if (!make_intern_room()) {
    wf_unlock_byte(&intern_lock);
    return WF_ERROR;
  }
  struct intern_table *table = atomic_load_explicit(&intern_table, memory_order_relaxed);
  found = find_interned(table, v, &at);
  if (found == WF_EMPTY) {
    mark_interned(wf_to_strp(v));
    wf_slot_set(&table->items[at], v);
    intern_count++;
    found = v;
  }
  wf_unlock_byte(&intern_lock);
  return found;
}

wf_value wf_str_intern_c(const char *text) {
  wf_value v = wf_str_from_c(text);
  return v == WF_ERROR ? v : wf_str_intern(v);
}

/* --- Text from and for the operating system --- */

wf_value wf_str_from_fs(const char *bytes, size_t size) {
  size_t count;
  struct wf_utf8_fault fault;
  if (wf_utf8_valid_prefix(bytes, size, false, &count, &fault) == size)
    return wf_str_new_counted(bytes, size, count);
  wf_builder b;
  wf_builder_init(&b);
  while (size > 0) {
    size_t good = wf_utf8_valid_prefix(bytes, size, false, &count, &fault);
    wf_builder_add(&b, bytes, good);
    if (good == size) break;
    wf_builder_add_char(&b, 0xdc00u + (unsigned char)bytes[good]);
    bytes += good + 1;
    size -= good + 1;
  }
  return wf_builder_finish(&b);
}

/* Surrogates that stand for bytes become those bytes; *end gets where writing stopped. The offset
   of another surrogate, or size. */
static size_t undo_surrogate_escapes(const char *s, size_t size, char *out, char **end) {
  size_t at = 0;
  for (;;) {
    size_t good = wf_utf8_find_surrogate(s + at, size - at);
    memcpy(out, s + at, good);
    out += good;
    at += good;
    *end = out;
    if (at == size) return size;
    unsigned width;
    uint32_t c = wf_utf8_decode(s + at, &width);
    if (c < 0xdc80 || c > 0xdcff) return at;
    *out++ = (char)(c - 0xdc00);
    at += width;
  }
}

const char *wf_str_to_fs(wf_value v) {
  const char *s = wf_str_bytes(v);
  size_t size = wf_str_size(v);
  if (memchr(s, 0, size)) {
    wf_raise(&wf_exc_ValueError, "embedded null byte");
    return NULL;
  }
  if (wf_str_is_ascii(v)) return wf_str_data(v);
  char *out = wf_alloc_var_atomic(size + 1), *end;
  if (!out) return NULL;
  size_t bad = undo_surrogate_escapes(s, size, out, &end);
  if (bad == size) {
    *end = 0;
    return out;
  }
  int64_t position = wf_str_char_index(v, bad);
  wf_str_raise_encode("utf-8", v, position, position + 1, "surrogates not allowed");
  return NULL;
}

wf_value wf_str_raise_encode(const char *encoding, wf_value text, int64_t start, int64_t end,
                             const char *reason) {
  wf_value args[5] = {wf_str_from_c(encoding), text, wf_small_int(start), wf_small_int(end),
                      wf_str_from_c(reason)};
  wf_value error = wf_exception_new(&wf_exc_UnicodeEncodeError, args, 5);
  return error == WF_ERROR ? WF_ERROR : wf_raise_exception(error);
}

bool wf_str_refuse_surrogates(wf_value v) {
  size_t size = wf_str_size(v), surrogate = wf_utf8_find_surrogate(wf_str_bytes(v), size);
  if (surrogate == size) return true;
  int64_t position = wf_str_char_index(v, surrogate);
  wf_str_raise_encode("utf-8", v, position, position + 1, "surrogates not allowed");
  return false;
}

bool wf_str_c_argument(wf_value v, const char *what, const char **out) {
  *out = NULL;
  if (v == WF_EMPTY) return true;
  if (!wf_arg_str(v, what)) return false;
  *out = wf_str_data(v);
  if (memchr(*out, 0, wf_str_size(v))) {
    wf_raise(&wf_exc_ValueError, "embedded null character");
    return false;
  }
  return wf_str_refuse_surrogates(v);
}

bool wf_str_is_identifier(wf_value v) {
  return wf_unicode_is_identifier(wf_str_bytes(v), wf_str_size(v));
}

/* --- Start --- */

static bool init_single_chars(void) {
  wf_str *empty = allocate(0, 0);
  if (!empty) return false;
  wf_str_empty = wf_from_object(empty);
  for (uint32_t c = 0; c < 256; c++) {
    wf_str *s = allocate(wf_utf8_width(c), 1);
    if (!s) return false;
    wf_utf8_encode(c, s->data);
    wf_str_singles[c] = wf_from_object(s);
  }
  return true;
}

static const char *const name_texts[] = {
#define WF_NAME(id) #id,
#define WF_NAMED(id, text) text,
#include "runtime/names.def"
#undef WF_NAME
#undef WF_NAMED
};

static bool init_names(void) {
  wf_value *names = (wf_value *)&wf_names;
  for (size_t i = 0; i < WF_COUNT(name_texts); i++) {
    names[i] = wf_str_intern_c(name_texts[i]);
    if (names[i] == WF_ERROR) return false;
  }
  return true;
}

bool wf_str_init(void) {
  if (atomic_load(&intern_table)) return true; /* from an earlier life of the runtime */
  wf_siphash_init(wf_config.ignore_environment ? NULL : getenv("WEFT_HASHSEED"));
  wf_str_type.root.type = &wf_str_type;
  struct intern_table *table = new_intern_table(2048);
  if (!table) return false;
  atomic_store(&intern_table, table);
  return init_single_chars() && wf_str_intern(wf_str_empty) != WF_ERROR && init_names();
}
