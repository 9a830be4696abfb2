/* What bytes.c, bytearray.c, bytes_methods.c, memoryview.c and the codecs share. */
#ifndef WF_BYTES_INTERNAL_H
#define WF_BYTES_INTERNAL_H

#include "runtime/bytes.h"
#include "runtime/native.h"

/* Copies bytes that other threads may be writing or reading, each of them whole, in no order.
   memcpy does that on every machine; the checker of C's rules for threads has to be told. */
static inline void wf_copy_shared(uint8_t *to, const uint8_t *from, size_t size) {
#ifdef __SANITIZE_THREAD__
  for (size_t i = 0; i < size; i++)
    __atomic_store_n(to + i, __atomic_load_n(from + i, __ATOMIC_RELAXED), __ATOMIC_RELAXED);
#else
  if (size) memcpy(to, from, size);
#endif
}

/* A number of 1, 2, 4 or 8 bytes at a place that is aligned for it, read or written whole. */
static inline uint64_t wf_load_word(const uint8_t *p, unsigned size) {
  switch (size) {
    case 1: return __atomic_load_n(p, __ATOMIC_RELAXED);
    case 2: return __atomic_load_n((const uint16_t *)(const void *)p, __ATOMIC_RELAXED);
    case 4: return __atomic_load_n((const uint32_t *)(const void *)p, __ATOMIC_RELAXED);
    default: return __atomic_load_n((const uint64_t *)(const void *)p, __ATOMIC_RELAXED);
  }
}
static inline void wf_store_word(uint8_t *p, unsigned size, uint64_t w) {
  switch (size) {
    case 1: __atomic_store_n(p, (uint8_t)w, __ATOMIC_RELAXED); break;
    case 2: __atomic_store_n((uint16_t *)(void *)p, (uint16_t)w, __ATOMIC_RELAXED); break;
    case 4: __atomic_store_n((uint32_t *)(void *)p, (uint32_t)w, __ATOMIC_RELAXED); break;
    default: __atomic_store_n((uint64_t *)(void *)p, w, __ATOMIC_RELAXED); break;
  }
}

/* Bytes that stay as they are: those of a bytes object, or a snapshot of a bytearray. */
typedef struct wf_bytes_view {
  const uint8_t *data;
  size_t size;
} wf_bytes_view;
/* v is a bytes or bytearray. data NULL: MemoryError. */
wf_bytes_view wf_bytes_view_of(wf_value v);
wf_bytes_view wf_bytearray_snapshot(wf_value v);
int wf_bytearray_at(wf_value v, int64_t index); /* a byte, or -1; no script code */
/* Takes the owner's lock for an operation that may change its size and has the operand `with`, or
   WF_EMPTY. False: BufferError with the message, somebody sees its memory. */
bool wf_exports_lock(wf_object *owner, wf_exports *exports, wf_value with, const char *message);
/* The view that a buffer slot fills is one to write: under the owner's lock. */
void wf_exports_pin(wf_exports *exports, wf_buffer *view);
void wf_exports_unpin(wf_value owner, wf_buffer *view); /* the slot buffer_release */
/* Is v a view of owner that is not released? */
bool wf_memoryview_shows(wf_value v, wf_value owner);

size_t wf_bytes_var_size(wf_value v);
/* An instance of cls, bytes or a subclass. */
wf_value wf_bytes_of_type(wf_type *cls, const void *data, size_t size);
/* The same kind as self: bytes or bytearray. */
wf_value wf_bytes_like(wf_value self, const void *data, size_t size);
static inline wf_bytes_view wf_bytes_view_buffer(const wf_buffer *b) {
  return (wf_bytes_view){b->data, b->size};
}

/* The bytes that bytes(source) and bytearray(source) are made of; `name` for messages. Other cases
   than the three argument ones are tried in CPython's order. */
bool wf_bytes_from_source(wf_value source, wf_value encoding, wf_value errors, const char *name,
                          wf_value *out); /* *out: a bytes object */
/* One byte from an int-like value: 0..255, or -1 with ValueError `message`. */
int wf_byte_value(wf_value v, const char *message);
/* repr of bytes, from the b on. */
wf_value wf_bytes_repr(wf_bytes_view v, const char *before, const char *after);

/* A contiguous copy of what a view with any strides shows, in C order. */
void wf_buffer_copy_out(const wf_buffer *view, uint8_t *out);
/* A bytes object with the contents of any object with a buffer. */
wf_value wf_bytes_from_buffer(wf_value v);
/* Text of hex digits; sep 0: none. */
typedef struct wf_hex_layout {
  int group;     /* bytes between separators, counted from the right; negative: from the left */
  int separator; /* an ASCII character, or WF_HEX_PLAIN: none */
} wf_hex_layout;
enum { WF_HEX_PLAIN = 0x80 };
/* The arguments of hex(); runs script code. False: error pending. */
bool wf_bytes_take_hex(wf_value sep, wf_value bytes_per_sep, wf_hex_layout *layout);
wf_value wf_bytes_hex(wf_bytes_view v, wf_hex_layout layout);

wf_value
wf_bytes_iter(wf_value v); /* over anything indexed by __len__-like slots: bytes, bytearray */
/* For str() of bytes or a bytearray: what -b asks for. False: an exception is pending. */
bool wf_bytes_warn_of_str(wf_value v);
wf_value wf_bytes_compare(wf_value a, wf_value b, enum wf_compare_op op);
wf_value wf_bytes_add(wf_value a, wf_value b);
int wf_bytes_contains(wf_value self, wf_value item);
wf_value wf_bytes_modulo(wf_value left, wf_value right);
/* How often they are to be repeated; false: error pending. May run script code. */
bool wf_bytes_times(wf_value count, int64_t *out);
wf_value wf_bytes_multiply(wf_value left, wf_value right); /* one of them is bytes or bytearray */

#define WF_BYTES_METHOD(name)                                                                \
  wf_value wf_bytes_do_##name(WF_UNUSED const wf_value *args, WF_UNUSED size_t nargs,        \
                              WF_UNUSED wf_value kwnames)

/* bytes_methods.c: one row a method that bytes and bytearray have. */
#define WF_BYTES_METHODS(ROW)                                                                \
  ROW(capitalize, "(self, /)", "The first byte in upper case, the others in lower case.")   \
  ROW(center, "(self, width, fillchar=b' ', /)", "The bytes in the middle of `width`.")      \
  ROW(count, "(self, sub, start=None, end=None, /)", "How often sub occurs, without overlap.") \
  ROW(decode, "(self, /, encoding='utf-8', errors='strict')", "The text that the bytes encode.") \
  ROW(endswith, "(self, suffix, start=None, end=None, /)",                                   \
      "Do the bytes end with suffix, or with one of a tuple of them?")                       \
  ROW(expandtabs, "(self, /, tabsize=8)", "The bytes with spaces for tabs.")                 \
  ROW(find, "(self, sub, start=None, end=None, /)", "The lowest index of sub, or -1.")       \
  ROW(hex, "(self, sep=None, bytes_per_sep=1)", "Two hexadecimal digits for each byte.")     \
  ROW(index, "(self, sub, start=None, end=None, /)", "The lowest index of sub, or ValueError.") \
  ROW(isalnum, "(self, /)", "Is every byte, and at least one, an ASCII letter or digit?")    \
  ROW(isalpha, "(self, /)", "Is every byte, and at least one, an ASCII letter?")             \
  ROW(isascii, "(self, /)", "Is every byte below 128?")                                      \
  ROW(isdigit, "(self, /)", "Is every byte, and at least one, an ASCII digit?")              \
  ROW(islower, "(self, /)", "Is every ASCII letter, and at least one, lower case?")          \
  ROW(isspace, "(self, /)", "Is every byte, and at least one, ASCII white space?")           \
  ROW(istitle, "(self, /)", "Does every word, and at least one, start with its only capital?") \
  ROW(isupper, "(self, /)", "Is every ASCII letter, and at least one, upper case?")          \
  ROW(join, "(self, iterable, /)", "The items of iterable with these bytes between them.")   \
  ROW(ljust, "(self, width, fillchar=b' ', /)", "The bytes at the left of `width`.")         \
  ROW(lower, "(self, /)", "ASCII letters in lower case.")                                    \
  ROW(lstrip, "(self, bytes=None, /)", "The bytes without those given, or spaces, in front.") \
  ROW(partition, "(self, sep, /)", "What is before the first sep, sep, and what is after.")  \
  ROW(removeprefix, "(self, prefix, /)", "The bytes without prefix.")                        \
  ROW(removesuffix, "(self, suffix, /)", "The bytes without suffix.")                        \
  ROW(replace, "(self, old, new, count=-1, /)", "With new in the place of old.")             \
  ROW(rfind, "(self, sub, start=None, end=None, /)", "The highest index of sub, or -1.")     \
  ROW(rindex, "(self, sub, start=None, end=None, /)", "The highest index of sub, or ValueError.") \
  ROW(rjust, "(self, width, fillchar=b' ', /)", "The bytes at the right of `width`.")        \
  ROW(rpartition, "(self, sep, /)", "What is before the last sep, sep, and what is after.")  \
  ROW(rsplit, "(self, /, sep=None, maxsplit=-1)", "The parts, found from the right.")        \
  ROW(rstrip, "(self, bytes=None, /)", "The bytes without those given, or spaces, at the end.") \
  ROW(split, "(self, /, sep=None, maxsplit=-1)", "The parts, separated by sep or spaces.")   \
  ROW(splitlines, "(self, /, keepends=False)", "The lines.")                                 \
  ROW(startswith, "(self, prefix, start=None, end=None, /)",                                 \
      "Do the bytes start with prefix, or with one of a tuple of them?")                     \
  ROW(strip, "(self, bytes=None, /)", "The bytes without those given, or spaces, at both ends.") \
  ROW(swapcase, "(self, /)", "Upper and lower case exchanged.")                              \
  ROW(title, "(self, /)", "Each word in title case.")                                        \
  ROW(translate, "(self, table, /, delete=b'')", "Each byte replaced by table[byte].")       \
  ROW(upper, "(self, /)", "ASCII letters in upper case.")                                    \
  ROW(zfill, "(self, width, /)", "With zeros in front, behind the sign.")

#define WF_BYTES_DECLARE(name, signature, doc) WF_BYTES_METHOD(name);
WF_BYTES_METHODS(WF_BYTES_DECLARE)
#undef WF_BYTES_DECLARE
#define WF_BYTES_ROW(name, signature, doc) {#name, wf_bytes_do_##name, signature, doc, 0},
WF_BYTES_METHOD(maketrans);
WF_BYTES_METHOD(fromhex); /* class method; calls the class for subclasses */

extern wf_type wf_bytes_iterator_type, wf_bytearray_iterator_type, wf_memory_iterator_type;

#endif
