/* Strings: immutable UTF-8 (generalized: lone surrogates are encoded as three bytes),
   NUL-terminated.

   Everything about a string but its hash and its index is fixed before it is shared.

   The bytes follow the header, except in a *grown* string, the result of adding to the end of a
   long one again and again: those share one buffer that has room at its end. wf_str_data gives a
   grown string NUL-terminated bytes of its own when somebody asks; wf_str_bytes does not end in
   NUL. Never read `data` directly. */
#ifndef WF_STR_H
#define WF_STR_H

#include <stdarg.h>

#include "runtime/names.h"
#include "runtime/object.h"

struct wf_str {
  wf_object head;    /* aux: the hash folded to 32 bits, 0 until computed; flags: WF_STR_... */
  uint32_t size_low; /* bytes, without the NUL; head.more has what is above 32 bits */
  char data[];       /* size bytes, a NUL, and behind text that is not ASCII its tail: str.c */
};
#define WF_STR_MOST (((size_t)1 << 48) - 1) /* bytes */

enum {
  WF_STR_ASCII = 1,
  WF_STR_INTERNED = 2, /* set under the intern lock only */
  WF_STR_GROWN = 4,    /* the bytes are elsewhere: str.c */
  WF_STR_JOINED = 8    /* made by +: adding to it once more makes a grown one */
};

static inline wf_str *wf_to_strp(wf_value v) { return (wf_str *)(uintptr_t)v; }
static inline uint8_t wf_str_flags(wf_value v) {
  return __atomic_load_n(&wf_to_strp(v)->head.flags, __ATOMIC_RELAXED);
}
const char *wf_str_grown_data(wf_value v);
const char *wf_str_grown_bytes(wf_value v);
static inline const char *wf_str_data(wf_value v) {
  return WF_LIKELY(!(wf_str_flags(v) & WF_STR_GROWN)) ? wf_to_strp(v)->data : wf_str_grown_data(v);
}
static inline const char *wf_str_bytes(wf_value v) {
  return WF_LIKELY(!(wf_str_flags(v) & WF_STR_GROWN)) ? wf_to_strp(v)->data : wf_str_grown_bytes(v);
}
static inline size_t wf_strp_size(const wf_str *s) {
  return (size_t)s->head.more << 32 | s->size_low;
}
static inline size_t wf_str_size(wf_value v) { return wf_strp_size(wf_to_strp(v)); }
static inline bool wf_str_is_ascii(wf_value v) { return wf_str_flags(v) & WF_STR_ASCII; }
size_t wf_str_counted_length(wf_value v);
/* In code points. */
static inline size_t wf_str_length(wf_value v) {
  return WF_LIKELY(wf_str_is_ascii(v)) ? wf_str_size(v) : wf_str_counted_length(v);
}
static inline bool wf_str_is_interned(wf_value v) {
  return wf_str_flags(v) & WF_STR_INTERNED;
}

/* The same text as a string whose bytes are at ->data: v itself unless it is a grown one. NULL:
   MemoryError. */
wf_str *wf_str_plain(wf_value v);

/* The intern table, wf_names and the single-character strings. */
bool wf_str_init(void);

/* From valid (generalized) UTF-8 of known origin. WF_ERROR only for lack of memory. */
wf_value wf_str_new(const char *utf8, size_t size);
wf_value wf_str_from_c(const char *text); /* NUL-terminated */
/* From bytes of unknown origin, as UTF-8 with surrogateescape (file names, argv, environment). */
wf_value wf_str_from_fs(const char *bytes, size_t size);
/* The other way: bytes for the system, NUL-terminated in collected memory; NULL and ValueError
   "embedded null byte" / UnicodeEncodeError. */
const char *wf_str_to_fs(wf_value str);
/* False, with UnicodeEncodeError pending, when v has a lone surrogate. */
bool wf_str_refuse_surrogates(wf_value v);
wf_value wf_str_from_char(uint32_t code_point); /* cached below 256 */
extern wf_value wf_str_singles[256];            /* of one character each; fixed by wf_str_init */
wf_value wf_str_intern(wf_value str);           /* the one interned str of that text; exact str */
wf_value wf_str_intern_c(const char *text);
#define WF_STR_EMPTY wf_str_empty
extern wf_value wf_str_empty;

/* A str that is about to be filled: `size` bytes to write at wf_str_data (cast away const), then
   wf_str_finish counts code points, sets the flags and NUL. Not shared before that. */
wf_value wf_str_alloc(size_t size);
wf_value wf_str_finish(wf_value str);
/* As what parses numbers wants it: decimal digits of any script as ASCII ones, spaces beyond ASCII
   as blanks; str itself when it is ASCII. */
wf_value wf_str_number_text(wf_value str);

/* printf into a str; formats: see wf_raise in error.h. */
wf_value wf_str_format(const char *format, ...);
wf_value wf_str_vformat(const char *format, va_list arguments);

uint32_t wf_str_hash32(wf_value str); /* never 0; the hash of dict and set; no script code */
bool wf_str_equal(wf_value a, wf_value b);      /* contents; no script code */
bool wf_str_equal_c(wf_value a, const char *text);
int wf_str_order(wf_value a, wf_value b);       /* <0 0 >0 by code point */
wf_value wf_str_concat(wf_value a, wf_value b);
wf_value wf_str_slice(wf_value str, int64_t from, int64_t to); /* code points, in bounds */
uint32_t wf_str_at(wf_value str, int64_t index);               /* code point; in bounds */
size_t wf_str_byte_offset(wf_value str, int64_t index);        /* of code point index; 0..length */
int64_t wf_str_char_index(wf_value str, size_t byte_offset);   /* the other way */
wf_value wf_str_join(wf_value separator, wf_value iterable);
/* Strs, and small ints as their decimal digits: the parts of an f-string. New, unless it is empty
   or a single character. */
wf_value wf_str_from_parts(const wf_value *parts, size_t count);
wf_value wf_str_join_array(wf_value separator, const wf_value *items, size_t count); /* all str */
int64_t wf_str_find(wf_value str, wf_value sub, int64_t from, int64_t to); /* code points; -1 */
bool wf_str_is_identifier(wf_value str);
wf_value wf_str_repr(wf_value str);

/* --- Strings in between ---

   In `line.strip().lower().split()` nothing ever refers to the texts in between but the machine's
   register, and where text is taken apart they can be half of all memory that is asked for, which
   a collection, with all threads stopped, would have to find again. So they are given back at once.
   Three have to agree on it: the compiler, that the value goes to the next call of the chain and
   nowhere else; the method that made it, that it is new and has shown it to nobody; the method that
   is called with it, that it keeps nothing of it. See call_chained in vm.c. */

/* Says of the result of a function with WF_FN_MAKES that nobody else has it, and that its memory
   was asked for by its size: not what a builder made. Gives str, which may be WF_ERROR. */
wf_value wf_str_made(wf_value str);
/* str, an exact one of the calling thread's that nothing refers to any more, is memory again. (Only
   short ASCII text: that is what there is much of.) */
void wf_str_let_go(wf_value str);

/* A growing buffer of UTF-8, for code that builds text piece by piece. Lives on the C stack. */
typedef struct wf_builder {
  char *data; /* collected memory */
  size_t size, capacity;
  bool failed;
} wf_builder;
void wf_builder_init(wf_builder *b);
void wf_builder_add(wf_builder *b, const char *bytes, size_t size);
void wf_builder_add_c(wf_builder *b, const char *text);
/* Room for so many more bytes: what is too much fails before anything is written. */
void wf_builder_reserve(wf_builder *b, size_t size);
/* The unit, in UTF-8, `count` times; nothing when count is negative. */
void wf_builder_fill(wf_builder *b, const char *unit, size_t size, int64_t count);
void wf_builder_add_wide(wf_builder *b, uint32_t code_point);
static inline void wf_builder_add_char(wf_builder *b, uint32_t code_point) {
  if (WF_LIKELY(code_point < 0x80 && b->size < b->capacity)) b->data[b->size++] = (char)code_point;
  else wf_builder_add_wide(b, code_point);
}
void wf_builder_add_str(wf_builder *b, wf_value str);
void wf_builder_format(wf_builder *b, const char *format, ...);
bool wf_builder_add_repr(wf_builder *b, wf_value v); /* runs script code; false: error pending */
wf_value wf_builder_finish(wf_builder *b);           /* a str, or WF_ERROR */

#endif
