/* TextIOWrapper: text over a buffered stream.

   Decoded text waits as UTF-8 in text[pos, end), with line ends already translated, so a line is
   one memchr away. Text to write is encoded at once and collected in `out`. UTF-8, ASCII and
   Latin-1 and the other built-in codecs decode piecewise by themselves; any other encoding goes
   through its incremental decoder. Everything below `lock` is used only by its holder. What stands
   above it is changed only by the holder; anybody may look at it. */
#include <config.h>

#include "runtime/attribute.h"
#include "runtime/codec.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/native/io.h"
#include "runtime/str_internal.h"
#include "runtime/thread.h"
#include "runtime/unicode.h"

enum newline_seen { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

typedef struct textio {
  wf_iobase base;
  _Atomic(wf_value) buffer; /* WF_EMPTY: not initialised; None: detached */
  _Atomic(wf_value) encoding, errors;
  const char *_Atomic write_newline; /* what \n is written as, or NULL: as it is */
  _Atomic(bool) readable, writable, seekable; /* what the stream below could do at first */
  _Atomic(bool) line_buffering, write_through;
  _Atomic(bool) iterated; /* by next(), and not yet to the end: tell() is refused */
  _Atomic(int) seen;
  _Atomic(size_t) chunk;  /* 0: READ_SIZE */
  wf_io_lock lock;
  _Atomic(bool) closed;   /* by close(): set under the lock */
  const wf_codec *codec;  /* built in, or NULL: */
  wf_value decoder;       /* incremental decoder of any other codec */
  wf_value read_newline;  /* newline=: None, '', '\n', '\r', '\r\n' */
  bool translate, universal, utf8_strict;
  char *text;             /* decoded */
  size_t pos, end, capacity;
  bool beyond_ascii;      /* there may be other than ASCII in it; false when nothing waits */
  uint8_t *raw;           /* bytes of an unfinished character at the end of the last piece */
  size_t raw_size;
  bool pending_cr;        /* the last piece ended in \r: \n may follow */
  bool changed;           /* line ends were translated since the last seek: see tell */
  const char *unmarked;   /* of a codec that puts a byte order mark first: the one for the rest */
  const wf_codec *rest;   /* of such a codec: the one that reading goes on with after the mark */
  bool marked;            /* a mark is there, or would not be at the beginning */
  uint8_t *out;           /* encoded text to be written */
  size_t out_size, out_capacity;
} textio;

#define OUT_LIMIT WF_IO_BUFFER_SIZE
/* How much is asked of the stream below at once, unless a script sets _CHUNK_SIZE. */
#define READ_SIZE 8192
#define LARGEST_READ ((size_t)1 << 20) /* of what is read in place: room is made for it first */

static textio *to_text(wf_value v) { return (textio *)wf_to_object(v); }

static wf_value raise_uninitialized(void) {
  return wf_raise(&wf_exc_ValueError, "I/O operation on uninitialized object");
}

static wf_value raise_detached(void) {
  return wf_raise(&wf_exc_ValueError, "underlying buffer has been detached");
}

/* The stream below; WF_ERROR when there is none. */
static wf_value buffer_of(const textio *t) {
  wf_value buffer = t->buffer;
  if (buffer == WF_EMPTY) return raise_uninitialized();
  return buffer == WF_NONE ? raise_detached() : buffer;
}

/* The prints of this thread that are under way, the innermost first. */
static __thread wf_text_print *prints;
static bool write_held_back(wf_text_print *print);

static bool raise_closed(void) {
  wf_raise(&wf_exc_ValueError, "I/O operation on closed file.");
  return false;
}

static bool check_open(const textio *t) {
  bool closed;
  wf_value buffer = buffer_of(t);
  if (buffer == WF_ERROR || !wf_io_is_closed(buffer, &closed)) return false;
  if (closed) raise_closed();
  return !closed;
}

/* Takes the lock of a stream that has one below it; false: error pending. */
static bool take_lock(wf_value self) {
  textio *t = to_text(self);
  if (!wf_io_lock_enter(&t->lock, self)) return false;
  if (buffer_of(t) != WF_ERROR) return true;
  wf_io_lock_leave(&t->lock);
  return false;
}

/* The same, for whatever is done to a stream: it comes after what this thread is printing. */
static bool enter(wf_value self) { return write_held_back(prints) && take_lock(self); }

/* --- Writing --- */

static bool write_below(textio *t, const uint8_t *data, size_t size) {
  if (wf_is_buffered_exact(t->buffer)) return wf_buffered_write(t->buffer, data, size);
  wf_value bytes = wf_bytes_new(data, size);
  return bytes != WF_ERROR && wf_call_method1(t->buffer, wf_names.write, bytes) != WF_ERROR;
}

/* So much of what waits; what cannot be written is given up, with all that waits. */
static bool write_first(textio *t, size_t size) {
  size_t rest = t->out_size - size;
  t->out_size = 0;
  if (size && !write_below(t, t->out, size)) return false;
  if (rest) memmove(t->out, t->out + size, rest);
  t->out_size = rest;
  return true;
}

static bool write_out(textio *t) { return write_first(t, t->out_size); }

static bool add_out(textio *t, const void *data, size_t size) {
  if (t->out_size + size > t->out_capacity) {
    size_t capacity = (t->out_size + size) * 2;
    if (capacity < 1024) capacity = 1024;
    uint8_t *more = wf_alloc_var_atomic(capacity);
    if (!more) return false;
    if (t->out_size) memcpy(more, t->out, t->out_size);
    t->out = more;
    t->out_capacity = capacity;
  }
  if (size) memcpy(t->out + t->out_size, data, size);
  t->out_size += size;
  return true;
}

static bool has_surrogate(const char *p, size_t size) {
  for (const char *end = p + size; (p = memchr(p, 0xed, (size_t)(end - p))); p++)
    if (p + 1 < end && (unsigned char)p[1] >= 0xa0) return true;
  return false;
}

static const char *without_mark(const wf_codec *codec) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  static const char *const names[][2] = {
      {"utf_16", "utf_16_be"}, {"utf_32", "utf_32_be"}, {"utf_8_sig", "utf_8"}};
#else
  static const char *const names[][2] = {
      {"utf_16", "utf_16_le"}, {"utf_32", "utf_32_le"}, {"utf_8_sig", "utf_8"}};
#endif
  for (size_t i = 0; codec && i < WF_COUNT(names); i++)
    if (!strcmp(codec->name, names[i][0])) return names[i][1];
  return NULL;
}

/* What is appended to a file gets no mark. False: error pending. */
static bool look_for_mark(textio *t) {
  wf_value at;
  t->marked = false;
  if (!t->unmarked || !t->writable || !t->seekable) return true;
  if ((at = wf_call_method0(t->buffer, wf_names.tell)) == WF_ERROR) return false;
  t->marked = at != wf_small_int(0);
  return true;
}

static bool encode_out(textio *t, wf_value text) {
  const char *data = wf_str_data(text);
  size_t size = wf_str_size(text);
  if (t->utf8_strict && (wf_str_is_ascii(text) || !has_surrogate(data, size)))
    return add_out(t, data, size);
  const char *encoding = t->marked && t->unmarked ? t->unmarked : wf_str_data(t->encoding);
  wf_value bytes = wf_codec_encode(text, encoding, wf_str_data(t->errors));
  if (bytes == WF_ERROR) return false;
  t->marked = true;
  return add_out(t, wf_to_bytes(bytes)->data, wf_to_bytes(bytes)->size);
}

static bool flush_below(textio *t) {
  return wf_call_method0(t->buffer, wf_names.flush) != WF_ERROR;
}

/* Ready to be encoded for a stream that writes \n so; WF_ERROR. A script's own str may do anything
   here: it is done without the lock, and again if the stream has been reconfigured meanwhile. */
static wf_value translated(const char *written_as, wf_value text) {
  if (!written_as || !memchr(wf_str_data(text), '\n', wf_str_size(text))) return text;
  wf_value v = wf_call_method2(text, wf_names.replace, wf_str_from_char('\n'),
                               wf_str_from_c(written_as));
  if (v == WF_ERROR || wf_is_str(v)) return v;
  return wf_raise(&wf_exc_TypeError, "bad argument type for built-in operation");
}

/* With the lock held: must this text be seen at once? */
static bool is_pushed(const textio *t, wf_value text) {
  if (!t->line_buffering) return false;
  return memchr(wf_str_data(text), '\n', wf_str_size(text)) ||
         memchr(wf_str_data(text), '\r', wf_str_size(text));
}

static bool check_writable(const textio *t) {
  if (!check_open(t)) return false;
  bool can = t->writable; /* looked at once: a second constructor may be under way */
  if (!can) wf_io_unsupported("not writable");
  return can;
}

/* With the lock held: puts text, translated, behind what waits to be written; that goes out before
   it, if both are too much to wait together. */
static bool put_out(textio *t, wf_value text) {
  size_t before = t->out_size;
  if (t->closed) return raise_closed();
  if (!encode_out(t, text)) return false;
  return !before || t->out_size <= OUT_LIMIT || write_first(t, before);
}

/* With the lock held, after text was added. */
static bool pass_on(textio *t, bool flush) {
  if (t->write_through || flush || t->out_size >= OUT_LIMIT)
    if (!write_out(t)) return false;
  if (flush && !flush_below(t)) return false;
  if (t->end != t->pos) t->pos = t->end = 0; /* text read ahead is no longer what follows */
  return true;
}

static wf_value text_write(wf_value self, wf_value text) {
  textio *t = to_text(self);
  if (!wf_is_str(text))
    return wf_raise(&wf_exc_TypeError, "write() argument must be str, not %a", text);
  for (;;) {
    const char *written_as = t->write_newline;
    wf_value ready = check_writable(t) ? translated(written_as, text) : WF_ERROR;
    if (ready == WF_ERROR || !enter(self)) return WF_ERROR;
    bool good = t->write_newline == written_as;
    bool ok = !good || (put_out(t, ready) && pass_on(t, is_pushed(t, ready)));
    wf_io_lock_leave(&t->lock);
    if (!ok) return WF_ERROR;
    if (good) return wf_int_from_uint64(wf_str_length(text));
  }
}

/* --- Printing ---

   What one call of print() writes stays together, whatever other threads write meanwhile. The
   pieces are held back until all are there; but what the thread itself does to any text stream in
   between, in a __str__ or a signal handler, finds them written. */

bool wf_text_takes_prints(wf_value stream) {
  if (!wf_is_object(stream) || wf_type_of(stream) != &wf_textio_type) return false;
  wf_value buffer = to_text(stream)->buffer;
  if (buffer == WF_EMPTY || !(wf_is_buffered_exact(buffer) || wf_is_fileio_exact(buffer)))
    return false; /* a script's object sees each write */
  return wf_attr_get_own(stream, wf_names.write) == WF_EMPTY;
}

void wf_text_print_begin(wf_text_print *print, wf_value stream) {
  *print = (wf_text_print){.outer = prints, .stream = stream, .pieces = wf_list_new(4)};
  prints = print;
}

static wf_value all_translated(const char *written_as, wf_value pieces) {
  wf_value all = written_as ? wf_list_new(wf_list_length(pieces)) : pieces;
  for (size_t i = 0; written_as && all != WF_ERROR && i < wf_list_length(pieces); i++) {
    wf_value ready = translated(written_as, wf_list_get(pieces, i));
    if (ready == WF_ERROR || !wf_list_append(all, ready)) return WF_ERROR;
  }
  return all;
}

/* With the lock held. */
static bool put_pieces(textio *t, wf_value pieces) {
  bool flush = false;
  for (size_t i = 0; i < wf_list_length(pieces); i++) {
    wf_value piece = wf_list_get(pieces, i);
    flush = flush || is_pushed(t, piece);
    if (!put_out(t, piece) || (t->out_size >= OUT_LIMIT && !write_out(t))) return false;
  }
  return pass_on(t, flush);
}

static bool write_pieces(textio *t, wf_value pieces) {
  for (;;) {
    const char *written_as = t->write_newline;
    wf_value ready = all_translated(written_as, pieces);
    if (ready == WF_ERROR || !take_lock(wf_from_object(t))) return false;
    bool good = t->write_newline == written_as, ok = !good || put_pieces(t, ready);
    wf_io_lock_leave(&t->lock);
    if (!ok || good) return ok;
  }
}

/* What a print and those around it hold back, the outermost first. */
static bool write_held_back(wf_text_print *print) {
  if (WF_LIKELY(!print)) return true;
  if (!write_held_back(print->outer)) return false;
  wf_value pieces = print->pieces;
  if (pieces == WF_ERROR || wf_list_length(pieces) == 0) return true;
  print->pieces = wf_list_new(4);
  textio *t = to_text(print->stream);
  return print->pieces != WF_ERROR && check_writable(t) && write_pieces(t, pieces);
}

bool wf_text_print_end(wf_text_print *print, bool complete) {
  if (!complete && wf_self->unwinding) { /* a thread that is ended leaves no half of a line */
    prints = print->outer;
    return false;
  }
  wf_value error = complete ? WF_EMPTY : wf_error_fetch();
  bool ok = write_held_back(print);
  prints = print->outer;
  if (ok && !complete) wf_error_restore(error);
  return ok && complete;
}

WF_NATIVE(textio_write) { return text_write(args[0], args[1]); }

WF_NATIVE(textio_flush) {
  textio *t = to_text(args[0]);
  if (!check_open(t) || !enter(args[0])) return WF_ERROR;
  bool ok = write_out(t) && flush_below(t);
  wf_io_lock_leave(&t->lock);
  return ok ? WF_NONE : WF_ERROR;
}

/* --- Reading --- */

static bool room_for(textio *t, size_t size) {
  if (t->pos == t->end) {
    t->pos = t->end = 0;
    t->beyond_ascii = false;
  }
  if (size <= t->capacity - t->end) return true;
  size_t have = t->end - t->pos;
  if (size <= t->capacity - have) {
    memmove(t->text, t->text + t->pos, have);
    t->pos = 0;
    t->end = have;
    return true;
  }
  size_t capacity = have ? (have + size) * 2 : size;
  char *more = wf_alloc_var_raw(capacity); /* what comes from below is no more than fits twice */
  if (!more) return false;
  if (have) memcpy(more, t->text + t->pos, have);
  t->text = more;
  t->capacity = capacity;
  t->pos = 0;
  t->end = have;
  return true;
}

/* Adds decoded UTF-8, translating line ends; a \r at the very end waits for what follows. */
static bool add_text(textio *t, wf_value text, bool final) {
  const char *data = wf_str_data(text);
  size_t size = wf_str_size(text);
  if (!room_for(t, size + 2)) return false;
  if (!wf_str_is_ascii(text)) t->beyond_ascii = true;
  if (!t->universal) {
    if (size) memcpy(t->text + t->end, data, size);
    t->end += size;
    return true;
  }
  char *out = t->text + t->end;
  const char *p = data, *stop = data + size;
  if (t->pending_cr && (size || final)) {
    t->pending_cr = false;
    bool lf = size && *p == '\n';
    t->seen |= lf ? SEEN_CRLF : SEEN_CR;
    t->changed = true;
    if (t->translate) *out++ = '\n';
    else {
      *out++ = '\r';
      if (lf) *out++ = '\n';
    }
    if (lf) p++;
  }
  while (p < stop) {
    const char *cr = memchr(p, '\r', (size_t)(stop - p));
    const char *plain_end = cr ? cr : stop;
    if (!(t->seen & SEEN_LF) && memchr(p, '\n', (size_t)(plain_end - p))) t->seen |= SEEN_LF;
    memcpy(out, p, (size_t)(plain_end - p));
    out += plain_end - p;
    if (!cr) break;
    if (cr + 1 == stop && !final) {
      t->pending_cr = true;
      break;
    }
    bool lf = cr + 1 < stop && cr[1] == '\n';
    t->seen |= lf ? SEEN_CRLF : SEEN_CR;
    t->changed = true;
    if (t->translate) *out++ = '\n';
    else {
      *out++ = '\r';
      if (lf) *out++ = '\n';
    }
    p = cr + (lf ? 2 : 1);
  }
  t->end = (size_t)(out - t->text);
  return true;
}

/* After the first characters it is clear how the others are encoded. False: UnicodeError, since
   there is no mark. */
static bool note_mark(textio *t, const uint8_t *data) {
  static const uint8_t big[] = {0, 0, 0xfe, 0xff}, little[] = {0xff, 0xfe, 0, 0};
  const char *name = t->unmarked;
  size_t unit = name[4] == '3' ? 4 : 2;
  if (name[4] != '8') {
    if (!memcmp(data, big + 4 - unit, unit)) name = unit == 4 ? "utf_32_be" : "utf_16_be";
    else if (!memcmp(data, little, unit)) name = unit == 4 ? "utf_32_le" : "utf_16_le";
    else
      return wf_raise(&wf_exc_UnicodeError, "UTF-%d stream does not start with BOM",
                      (int)unit * 8), false;
  }
  t->rest = wf_codec_find(name);
  return true;
}

/* What is left of a piece waits for the next one. */
static bool keep_raw(textio *t, const uint8_t *data, size_t size) {
  if (size) {
    t->raw = wf_alloc_var_atomic(size);
    if (!t->raw) return false;
    memcpy(t->raw, data, size);
  }
  t->raw_size = size;
  return true;
}

/* Decodes a piece by a built-in codec, with what was left of the last one before it. */
static bool decode_builtin(textio *t, const uint8_t *data, size_t size, bool final) {
  if (t->raw_size) {
    uint8_t *joined = wf_alloc_var_atomic(t->raw_size + size);
    if (!joined) return false;
    memcpy(joined, t->raw, t->raw_size);
    if (size) memcpy(joined + t->raw_size, data, size);
    data = joined;
    size += t->raw_size;
    t->raw_size = 0;
  }
  wf_codec_data in = {.object = WF_EMPTY,
                      .at = data,
                      .size = size,
                      .errors = wf_str_data(t->errors),
                      .final = final};
  wf_value text = (t->rest ? t->rest : t->codec)->decode(&in);
  if (text == WF_ERROR) return false;
  /* an error handler may have put other bytes in place of these, and more of them */
  size_t consumed = final || in.consumed > size ? size : in.consumed;
  if (t->unmarked && !t->rest && consumed >= (t->unmarked[4] == '3' ? 4 : 2) &&
      !note_mark(t, data))
    return false;
  if (!keep_raw(t, data + consumed, size - consumed)) return false;
  return add_text(t, text, final);
}

static bool decode_piece(textio *t, wf_value bytes, bool final) {
  const wf_bytes *b = wf_to_bytes(bytes);
  if (t->codec) return decode_builtin(t, b->data, b->size, final);
  if (t->decoder == WF_EMPTY) {
    wf_value make = wf_import_attribute("codecs", "getincrementaldecoder");
    wf_value type = make == WF_ERROR ? WF_ERROR : wf_call1(make, t->encoding);
    wf_value decoder = type == WF_ERROR ? WF_ERROR : wf_call1(type, t->errors);
    if (decoder == WF_ERROR) return false;
    t->decoder = decoder;
  }
  wf_value text = wf_call_method2(t->decoder, wf_names.decode, bytes, wf_bool(final));
  if (text == WF_ERROR) return false;
  if (!wf_is_str(text)) {
    wf_raise(&wf_exc_TypeError, "decoder should return a string result, not '%T'", text);
    return false;
  }
  return add_text(t, text, final);
}

/* One more piece of UTF-8 from a stream of the runtime's own, read to where it is to stay: behind
   the text that waits. Only a piece that is not valid, or has line ends to be looked at, is decoded
   as those of other codecs are. 1: got some; 0: end; -1: error. */
static int read_in_place(textio *t, size_t size) {
  size_t left = t->raw_size;
  if (size > LARGEST_READ) size = LARGEST_READ;
  if (!room_for(t, left + size)) return -1;
  uint8_t *at = (uint8_t *)t->text + t->end;
  if (left) memcpy(at, t->raw, left);
  int64_t got = wf_buffered_read1_into(t->buffer, at + left, size);
  if (got < 0) return -1;
  size_t have = left + (size_t)got, count;
  if (got && !t->pending_cr && !(t->universal && memchr(at, '\r', have))) {
    struct wf_utf8_fault fault;
    size_t good = wf_utf8_valid_prefix((char *)at, have, false, &count, &fault);
    if (good == have || fault.truncated) {
      if (t->universal && !(t->seen & SEEN_LF) && memchr(at, '\n', good)) t->seen |= SEEN_LF;
      if (count != good) t->beyond_ascii = true;
      t->end += good;
      return keep_raw(t, at + good, have - good) ? 1 : -1;
    }
  }
  if (!decode_builtin(t, at + left, (size_t)got, got == 0)) return -1;
  return got != 0;
}

/* One more piece from below. 1: got some; 0: end; -1: error. */
static int read_more(textio *t) {
  size_t size = t->chunk ? t->chunk : READ_SIZE;
  if (!write_out(t)) return -1;
  if (t->utf8_strict && wf_is_buffered_exact(t->buffer)) return read_in_place(t, size);
  const char *name = "read1";
  wf_value piece = wf_is_buffered_exact(t->buffer)
                       ? wf_buffered_read1(t->buffer, size)
                       : wf_call_method1(t->buffer, wf_str_intern_c("read1"),
                                         wf_int_from_uint64(size));
  if (piece == WF_ERROR && wf_error_is(&wf_exc_AttributeError)) {
    wf_error_clear();
    name = "read";
    piece = wf_call_method1(t->buffer, wf_names.read, wf_int_from_uint64(size));
  }
  if (piece == WF_ERROR) return -1;
  if (!wf_is_bytes(piece)) {
    if (!wf_has_buffer(piece) ) {
      wf_raise(&wf_exc_TypeError,
               "underlying %s() should have returned a bytes-like object, not '%T'", name, piece);
      return -1;
    }
    piece = wf_call1(wf_from_type(&wf_bytes_type), piece);
    if (piece == WF_ERROR) return -1;
  }
  bool end = wf_to_bytes(piece)->size == 0;
  if (!decode_piece(t, piece, end)) return -1;
  return !end;
}

static wf_value take(textio *t, size_t bytes) {
  const char *text = t->text + t->pos;
  wf_value v = t->beyond_ascii ? wf_str_new(text, bytes) : wf_str_new_ascii(text, bytes);
  t->pos += bytes;
  return v;
}

/* The length in bytes of the first `count` characters of what waits; *got characters. */
static size_t bytes_of(const textio *t, size_t count, size_t *got) {
  const char *p = t->text + t->pos, *end = t->text + t->end;
  size_t n = 0;
  if (!t->beyond_ascii) return *got = count < t->end - t->pos ? count : t->end - t->pos;
  while (p < end && n < count) {
    p++;
    while (p < end && (*p & 0xc0) == 0x80) p++;
    n++;
  }
  *got = n;
  return (size_t)(p - (t->text + t->pos));
}

/* Where the line that starts at text+from ends (past its newline); 0: not in what waits. */
static size_t line_end(const textio *t, const char *start, size_t size) {
  const char *end = start + size;
  if (t->read_newline == WF_NONE || wf_str_equal_c(t->read_newline, "\n")) {
    const char *p = memchr(start, '\n', size);
    return p ? (size_t)(p + 1 - start) : 0;
  }
  if (wf_str_size(t->read_newline)) {
    const char *wanted = wf_str_data(t->read_newline);
    size_t n = wf_str_size(t->read_newline);
    for (const char *p = start; (p = memchr(p, *wanted, (size_t)(end - p))); p++)
      if ((size_t)(end - p) >= n && memcmp(p, wanted, n) == 0) return (size_t)(p + n - start);
    return 0;
  }
  for (const char *p = start; p < end; p++) { /* '': any line end, kept as it is */
    if (*p == '\n') return (size_t)(p + 1 - start);
    if (*p == '\r') {
      if (p + 1 == end) return t->pending_cr ? 0 : (size_t)(p + 1 - start);
      return (size_t)(p + (p[1] == '\n' ? 2 : 1) - start);
    }
  }
  return 0;
}

static wf_value read_line(textio *t, int64_t limit) {
  size_t searched = 0;
  for (;;) {
    size_t have = t->end - t->pos;
    size_t back = searched && t->read_newline != WF_NONE ? 1 : 0; /* half of a \r\n */
    size_t found = have > searched
                       ? line_end(t, t->text + t->pos + searched - back, have - searched + back)
                       : 0;
    size_t length = found ? searched - back + found : 0;
    if (limit >= 0) {
      size_t got, bytes = bytes_of(t, (size_t)limit, &got);
      if (length ? bytes < length : got == (size_t)limit) return take(t, bytes);
    }
    if (length) return take(t, length);
    searched = have;
    int more = read_more(t);
    if (more < 0) return WF_ERROR;
    if (more == 0 && t->end - t->pos == have) return take(t, have);
  }
}

static bool enter_reading(wf_value self) {
  textio *t = to_text(self);
  if (!check_open(t)) return false;
  if (!t->readable) {
    wf_io_unsupported("not readable");
    return false;
  }
  return enter(self);
}

WF_NATIVE(textio_readline) {
  int64_t limit = -1;
  if (args[1] != WF_EMPTY && !wf_arg_size(args[1], &limit)) return WF_ERROR;
  if (!enter_reading(args[0])) return WF_ERROR;
  wf_value v = read_line(to_text(args[0]), limit);
  wf_io_lock_leave(&to_text(args[0])->lock);
  return v;
}

/* Iterated before the line is read, so that who comes to the end has the last word. */
static wf_value textio_next(wf_value self) {
  wf_value line;
  if (buffer_of(to_text(self)) == WF_ERROR) return WF_ERROR;
  to_text(self)->iterated = true;
  if (wf_type_of(self) == &wf_textio_type) {
    if (!enter_reading(self)) return WF_ERROR;
    line = read_line(to_text(self), -1);
    wf_io_lock_leave(&to_text(self)->lock);
  } else {
    line = wf_call_method0(self, wf_names.readline);
    if (line != WF_ERROR && !wf_is_str(line))
      return wf_raise(&wf_exc_OSError, "readline() should have returned a str object, not '%T'",
                      line);
  }
  if (line == WF_ERROR) return WF_ERROR;
  if (wf_str_size(line)) return line;
  to_text(self)->iterated = false;
  return WF_EMPTY;
}

static wf_value read_all(textio *t) {
  if (!write_out(t)) return WF_ERROR;
  wf_value rest = wf_call_method0(t->buffer, wf_names.read);
  if (rest == WF_ERROR) return WF_ERROR;
  if (rest == WF_NONE) rest = wf_bytes_new("", 0);
  if (!wf_is_bytes(rest))
    return wf_raise(&wf_exc_TypeError, "can't concat %T to bytes", rest);
  return decode_piece(t, rest, true) ? take(t, t->end - t->pos) : WF_ERROR;
}

static wf_value read_some(textio *t, size_t count) {
  for (;;) {
    size_t got, bytes = bytes_of(t, count, &got);
    if (got == count) return take(t, bytes);
    int more = read_more(t);
    if (more < 0) return WF_ERROR;
    if (more == 0) {
      bytes = bytes_of(t, count, &got);
      return take(t, bytes);
    }
  }
}

WF_NATIVE(textio_read) {
  int64_t size = -1;
  if (!wf_arg_size_or_none(args[1], &size)) return WF_ERROR;
  if (!enter_reading(args[0])) return WF_ERROR;
  textio *t = to_text(args[0]);
  wf_value v = size < 0 ? read_all(t) : read_some(t, (size_t)size);
  wf_io_lock_leave(&t->lock);
  return v;
}

/* --- Positions: byte offsets, where they can be had --- */

static void forget_reads(textio *t) {
  t->pos = t->end = t->raw_size = 0;
  t->pending_cr = t->changed = false;
}

static wf_value no_position(void) {
  return wf_raise(&wf_exc_OSError, "can't reconstruct logical file position");
}

/* Error handlers that lose something: what was decoded does not say which bytes it was. */
static bool is_lossy(wf_value errors) {
  static const char *const exact[] = {"strict", "surrogateescape", "surrogatepass"};
  for (size_t i = 0; i < WF_COUNT(exact); i++)
    if (wf_str_equal_c(errors, exact[i])) return false;
  return true;
}

/* Are these the bytes below that end at `end`? Reads them again. -1: error pending. */
static int are_below(textio *t, wf_value bytes, int64_t end, int64_t behind) {
  int64_t size = (int64_t)wf_to_bytes(bytes)->size;
  if (size > end - behind) return 0;
  if (wf_call_method1(t->buffer, wf_names.seek, wf_int_new(end - behind - size)) == WF_ERROR)
    return -1;
  wf_value read = wf_call_method1(t->buffer, wf_names.read, wf_int_new(size));
  if (read == WF_ERROR ||
      wf_call_method1(t->buffer, wf_names.seek, wf_int_new(end)) == WF_ERROR)
    return -1;
  return wf_compare_bool(read, bytes, WF_EQ);
}

/* Where reading goes on, the lock held. */
static wf_value position(textio *t) {
  int64_t at;
  if (!write_out(t) || !flush_below(t)) return WF_ERROR;
  wf_value v = wf_call_method0(t->buffer, wf_names.tell);
  if (v == WF_ERROR || !wf_arg_size(v, &at)) return WF_ERROR;
  size_t ahead = t->end - t->pos;
  if (ahead == 0) return wf_int_new(at - (int64_t)t->raw_size - t->pending_cr);
  bool lossy = is_lossy(t->errors);
  if (t->codec && t->utf8_strict && !t->changed && !lossy &&
      !has_surrogate(t->text + t->pos, ahead))
    return wf_int_new(at - (int64_t)ahead - (int64_t)t->raw_size - t->pending_cr);
  wf_value text = wf_str_new(t->text + t->pos, ahead);
  if (t->changed && t->translate) {
    if (t->seen != SEEN_CRLF && t->seen != SEEN_CR)
      return no_position();
    text = wf_call_method2(text, wf_names.replace, wf_str_from_char('\n'),
                           wf_str_from_c(t->seen == SEEN_CR ? "\r" : "\r\n"));
  }
  wf_value bytes = text == WF_ERROR
                       ? WF_ERROR
                       : wf_codec_encode(text, t->rest       ? t->rest->name
                                               : t->unmarked ? t->unmarked
                                                             : wf_str_data(t->encoding),
                                         wf_str_data(t->errors));
  if (bytes == WF_ERROR) return WF_ERROR;
  int64_t behind = (int64_t)t->raw_size + t->pending_cr;
  int same = lossy || t->unmarked ? are_below(t, bytes, at, behind) : 1;
  if (same <= 0) return same < 0 ? WF_ERROR : no_position();
  return wf_int_new(at - (int64_t)wf_to_bytes(bytes)->size - behind);
}

WF_NATIVE(textio_tell) {
  textio *t = to_text(args[0]);
  if (!check_open(t)) return WF_ERROR;
  if (!t->seekable) return wf_io_unsupported("underlying stream is not seekable");
  if (t->iterated)
    return wf_raise(&wf_exc_OSError, "telling position disabled by next() call");
  if (!enter(args[0])) return WF_ERROR;
  wf_value v = position(t);
  wf_io_lock_leave(&t->lock);
  return v;
}

WF_NATIVE(textio_seek) {
  textio *t = to_text(args[0]);
  int whence = 0;
  if (args[2] != WF_EMPTY && !wf_arg_int(args[2], &whence)) return WF_ERROR;
  if (!check_open(t)) return WF_ERROR;
  if (!t->seekable) return wf_io_unsupported("underlying stream is not seekable");
  if (whence == 1 || whence == 2) {
    int zero = wf_equal(args[1], wf_small_int(0));
    if (zero < 0) return WF_ERROR;
    if (!zero)
      return wf_io_unsupported(whence == 1 ? "can't do nonzero cur-relative seeks"
                                           : "can't do nonzero end-relative seeks");
  } else if (whence != 0) {
    return wf_raise(&wf_exc_ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence);
  }
  wf_value target = args[1];
  if (whence == 1) {
    target = wf_call_method0(args[0], wf_names.tell);
    if (target == WF_ERROR) return WF_ERROR;
    whence = 0;
  }
  int negative = whence == 0 ? wf_compare_bool(target, wf_small_int(0), WF_LT) : 0;
  if (negative < 0) return WF_ERROR;
  if (negative) return wf_raise(&wf_exc_ValueError, "negative seek position %R", target);
  wf_value cookie = target; /* of any kind that int() takes, and given back as it is */
  if (!wf_is_int(target)) target = wf_call1(wf_from_type(&wf_int_type), target);
  if (target == WF_ERROR) return WF_ERROR;
  if (!enter(args[0])) return WF_ERROR;
  wf_value v = WF_ERROR;
  if (write_out(t) && flush_below(t)) {
    forget_reads(t);
    t->decoder = WF_EMPTY;
    v = wf_call_method2(t->buffer, wf_names.seek, target, wf_small_int(whence));
    if (v != WF_ERROR) t->iterated = false;
    if (v == wf_small_int(0)) t->rest = NULL;
    else if (t->unmarked && !t->rest) t->rest = wf_codec_find(t->unmarked);
    t->marked = v != wf_small_int(0);
  }
  wf_io_lock_leave(&t->lock);
  return v == WF_ERROR || whence == 2 ? v : cookie;
}

WF_NATIVE(textio_truncate) {
  if (wf_call_method0(args[0], wf_names.flush) == WF_ERROR) return WF_ERROR;
  wf_value size = args[1], buffer = buffer_of(to_text(args[0]));
  if (buffer == WF_ERROR) return WF_ERROR;
  if (size == WF_EMPTY || size == WF_NONE) size = wf_call_method0(args[0], wf_names.tell);
  return size == WF_ERROR ? WF_ERROR : wf_call_method1(buffer, wf_names.truncate, size);
}

/* --- Closing and attributes --- */

/* The same as for a buffered stream: see io_buffer.c. */
static bool seal(wf_value self, wf_value buffer) {
  textio *t = to_text(self);
  if (!wf_is_buffered_exact(buffer)) return true;
  if (!enter(self)) return false;
  bool ok = write_out(t);
  atomic_store(&t->closed, ok);
  wf_io_lock_leave(&t->lock);
  return ok;
}

WF_NATIVE(textio_close) {
  wf_value buffer = buffer_of(to_text(args[0]));
  bool closed;
  if (buffer == WF_ERROR || !wf_io_is_closed(buffer, &closed)) return WF_ERROR;
  if (closed) return WF_NONE;
  wf_value error = WF_EMPTY;
  if (wf_call_method0(args[0], wf_names.flush) == WF_ERROR || !seal(args[0], buffer))
    error = wf_error_fetch();
  if (to_text(args[0])->buffer == WF_NONE)
    return error == WF_EMPTY ? raise_detached() : wf_io_raise_both(error, WF_NONE);
  wf_value v = wf_call_method0(buffer, wf_names.close);
  if (v == WF_ERROR) atomic_store(&to_text(args[0])->closed, false);
  return wf_io_raise_both(error, v);
}
WF_NATIVE(textio_detach) {
  textio *t = to_text(args[0]);
  if (buffer_of(t) == WF_ERROR || wf_call_method0(args[0], wf_names.flush) == WF_ERROR ||
      !enter(args[0]))
    return WF_ERROR;
  wf_value buffer = t->buffer;
  /* since the flush another thread may have closed it, or have written something */
  bool ok = t->closed ? raise_closed() : write_out(t);
  if (ok) {
    t->buffer = WF_NONE;
    wf_io_set_above(buffer, WF_EMPTY);
  }
  wf_io_lock_leave(&t->lock);
  return ok ? buffer : WF_ERROR;
}

static wf_value below(wf_value self, const char *method) {
  wf_value buffer = buffer_of(to_text(self));
  return buffer == WF_ERROR ? WF_ERROR : wf_call_method0(buffer, wf_str_intern_c(method));
}
WF_NATIVE(textio_fileno) { return below(args[0], "fileno"); }
WF_NATIVE(textio_isatty) { return below(args[0], "isatty"); }
WF_NATIVE(textio_readable) { return below(args[0], "readable"); }
WF_NATIVE(textio_writable) { return below(args[0], "writable"); }
WF_NATIVE(textio_seekable) { return below(args[0], "seekable"); }

static wf_value get_encoding(wf_value self) { return to_text(self)->encoding; }
static wf_value get_errors(wf_value self) { return to_text(self)->errors; }
static wf_value get_buffer(wf_value self) {
  wf_value b = to_text(self)->buffer;
  return b == WF_EMPTY ? WF_NONE : b;
}
static wf_value get_line_buffering(wf_value self) { return wf_bool(to_text(self)->line_buffering); }
static wf_value get_write_through(wf_value self) { return wf_bool(to_text(self)->write_through); }
static wf_value get_closed(wf_value self) {
  wf_value buffer = buffer_of(to_text(self));
  return buffer == WF_ERROR ? WF_ERROR : wf_getattr(buffer, wf_names.closed);
}
static wf_value get_name(wf_value self) {
  wf_value buffer = buffer_of(to_text(self));
  return buffer == WF_ERROR ? WF_ERROR : wf_getattr(buffer, wf_str_intern_c("name"));
}
static wf_value newlines_of(int seen) {
  static const struct {
    int bit;
    const char *text;
  } kinds[] = {{SEEN_CR, "\r"}, {SEEN_LF, "\n"}, {SEEN_CRLF, "\r\n"}};
  wf_value list = wf_list_new(3);
  for (size_t i = 0; i < WF_COUNT(kinds); i++)
    if (seen & kinds[i].bit) wf_list_append(list, wf_str_from_c(kinds[i].text));
  size_t count = wf_list_length(list);
  return count == 0 ? WF_NONE : count == 1 ? wf_list_get(list, 0) : wf_list_to_tuple(list);
}
static wf_value get_newlines(wf_value self) { return newlines_of(to_text(self)->seen); }

static wf_value textio_repr(wf_value self) {
  textio *t = to_text(self);
  if (t->buffer == WF_EMPTY) return raise_uninitialized();
  wf_value name = WF_EMPTY, mode = WF_EMPTY;
  int found = wf_getattr_optional(self, wf_str_intern_c("name"), &name);
  if (found < 0) wf_error_clear();
  int has_mode = wf_getattr_optional(self, wf_names.mode, &mode);
  if (has_mode < 0) wf_error_clear();
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_add_c(&b, "<_io.TextIOWrapper");
  if (found > 0) wf_builder_format(&b, " name=%R", name);
  if (has_mode > 0) wf_builder_format(&b, " mode=%R", mode);
  wf_builder_format(&b, " encoding=%R>", t->encoding);
  return wf_builder_finish(&b);
}

/* --- Construction --- */

static wf_value textio_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                           WF_UNUSED wf_value kwnames) {
  textio *t = wf_object_new(cls);
  t->encoding = t->errors = t->read_newline = WF_NONE;
  return wf_from_object(t);
}

static bool check_newline(wf_value newline) {
  if (newline == WF_EMPTY) return true;
  if (newline != WF_NONE && !wf_is_str(newline)) {
    wf_raise(&wf_exc_TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %a",
             newline);
    return false;
  }
  const char *text = newline == WF_NONE ? "" : wf_str_data(newline);
  if (newline != WF_NONE && strlen(text) != wf_str_size(newline)) {
    wf_raise(&wf_exc_ValueError, "embedded null character");
    return false;
  }
  if (*text && strcmp(text, "\n") && strcmp(text, "\r") && strcmp(text, "\r\n")) {
    wf_raise(&wf_exc_ValueError, "illegal newline value: %s", text);
    return false;
  }
  return true;
}

/* The lock is held, or nobody else knows the stream. */
static void set_newline(textio *t, wf_value newline) {
  if (newline == WF_EMPTY) newline = WF_NONE;
  const char *text = newline == WF_NONE ? "" : wf_str_data(newline);
  t->read_newline = newline;
  t->translate = newline == WF_NONE;
  t->universal = newline == WF_NONE || !*text;
  t->write_newline = !strcmp(text, "\r") ? "\r" : !strcmp(text, "\r\n") ? "\r\n" : NULL;
}

/* What set_encoding is to set. */
typedef struct text_codec {
  wf_value encoding, errors;
  const wf_codec *codec;
} text_codec;

static bool find_codec(wf_value encoding, wf_value errors, text_codec *found) {
  if (encoding == WF_EMPTY || encoding == WF_NONE || wf_str_equal_c(encoding, "locale"))
    encoding = wf_str_from_c("UTF-8");
  if (errors == WF_EMPTY || errors == WF_NONE) errors = wf_str_from_c("strict");
  if (strlen(wf_str_data(encoding)) != wf_str_size(encoding) ||
      strlen(wf_str_data(errors)) != wf_str_size(errors)) {
    wf_raise(&wf_exc_ValueError, "embedded null character");
    return false;
  }
  const wf_codec *codec = wf_codec_find(wf_str_data(encoding));
  if (!codec && wf_codec_lookup_text(wf_str_data(encoding), "codecs.open()") == WF_ERROR)
    return false;
  *found = (text_codec){encoding, errors, codec};
  return true;
}

/* The lock is held. */
static void set_encoding(textio *t, const text_codec *found) {
  const wf_codec *codec = found->codec;
  t->codec = codec;
  t->unmarked = without_mark(codec);
  t->rest = NULL;
  t->decoder = WF_EMPTY;
  t->encoding = found->encoding;
  t->errors = found->errors;
  t->utf8_strict = codec && (!strcmp(codec->name, "utf_8") || !strcmp(codec->name, "utf-8"));
}

static bool text_option(wf_value v, const char *name) {
  if (v == WF_EMPTY || v == WF_NONE) return true;
  if (wf_is_str(v)) return wf_str_refuse_surrogates(v);
  wf_raise(&wf_exc_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %a", name, v);
  return false;
}

void wf_io_text_dropped(void *stream) {
  textio *t = stream;
  bool closed = true;
  wf_value pending = wf_error_fetch(), buffer = t->buffer;
  if (buffer != WF_EMPTY && buffer != WF_NONE && t->out_size &&
      wf_io_is_closed(buffer, &closed) && !closed)
    wf_call_method0(wf_from_object(t), wf_names.close);
  wf_error_restore(pending);
}

static bool ability(wf_value buffer, const char *method, bool *out) {
  wf_value v = wf_call_method0(buffer, wf_str_intern_c(method));
  return v != WF_ERROR && wf_arg_bool(v, out);
}

static int textio_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[6];
  textio *t = to_text(self);
  if (!WF_BIND("TextIOWrapper",
               "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
               "write_through=False)",
               args, npos, kwnames, a))
    return -1;
  bool line_buffering = false, write_through = false, readable, writable, seekable;
  text_codec codec;
  if (!text_option(a[1], "encoding") || !text_option(a[2], "errors") || !check_newline(a[3]) ||
      (a[4] != WF_EMPTY && !wf_arg_bool(a[4], &line_buffering)) ||
      (a[5] != WF_EMPTY && !wf_arg_bool(a[5], &write_through)) ||
      !find_codec(a[1], a[2], &codec) || !ability(a[0], "readable", &readable) ||
      !ability(a[0], "writable", &writable) || !ability(a[0], "seekable", &seekable) ||
      !wf_io_lock_enter(&t->lock, self))
    return -1;
  set_newline(t, a[3]);
  set_encoding(t, &codec);
  t->line_buffering = line_buffering;
  t->write_through = write_through;
  t->readable = readable;
  t->writable = writable;
  t->seekable = seekable;
  t->iterated = false;
  forget_reads(t);
  t->out_size = 0;
  t->seen = 0;
  t->closed = false;
  t->buffer = a[0];
  wf_io_set_above(a[0], self);
  bool ok = look_for_mark(t);
  wf_io_lock_leave(&t->lock);
  wf_memory_on_death(t, wf_io_text_dropped);
  return ok ? 0 : -1;
}

static bool given(wf_value v) { return v != WF_EMPTY && v != WF_NONE; }

static wf_value reconfigure(textio *t, const wf_value *args) {
  if ((args[1] != WF_EMPTY || args[2] != WF_EMPTY || args[3] != WF_EMPTY) && t->end != t->pos)
    return wf_io_unsupported(
        "It is not possible to set the encoding or newline of stream after the first read");
  if (!write_out(t) || !flush_below(t)) return WF_ERROR;
  bool line_buffering = t->line_buffering, write_through = t->write_through;
  text_codec codec;
  if ((given(args[4]) && !wf_arg_bool(args[4], &line_buffering)) ||
      (given(args[5]) && !wf_arg_bool(args[5], &write_through)) ||
      !text_option(args[1], "encoding") || !text_option(args[2], "errors") ||
      !check_newline(args[3]))
    return WF_ERROR;
  if (given(args[1]) || given(args[2])) {
    wf_value errors = given(args[2]) ? args[2] : given(args[1]) ? WF_NONE : t->errors;
    if (!find_codec(given(args[1]) ? args[1] : t->encoding, errors, &codec)) return WF_ERROR;
    set_encoding(t, &codec);
    if (!look_for_mark(t)) return WF_ERROR;
  }
  if (args[3] != WF_EMPTY) set_newline(t, args[3]);
  t->line_buffering = line_buffering;
  t->write_through = write_through;
  return WF_NONE;
}

WF_NATIVE(textio_reconfigure) {
  if (buffer_of(to_text(args[0])) == WF_ERROR || !enter(args[0])) return WF_ERROR;
  wf_value v = reconfigure(to_text(args[0]), args);
  wf_io_lock_leave(&to_text(args[0])->lock);
  return v;
}

static const wf_native_def textio_methods[] = {
    {"write", textio_write, "(self, text, /)", "Write text; the number of characters.", 0},
    {"flush", textio_flush, "(self, /)", "Write what is buffered.", 0},
    {"read", textio_read, "(self, size=-1, /)", "Read characters.", 0},
    {"readline", textio_readline, "(self, size=-1, /)", "The next line.", 0},
    {"seek", textio_seek, "(self, cookie, whence=0, /)", "Move to a position that tell() gave.", 0},
    {"tell", textio_tell, "(self, /)", "The current position.", 0},
    {"truncate", textio_truncate, "(self, pos=None, /)", "Cut the file.", 0},
    {"close", textio_close, "(self, /)", "Flush and close the stream.", 0},
    {"detach", textio_detach, "(self, /)", "Separate the stream below.", 0},
    {"fileno", textio_fileno, "(self, /)", "The file descriptor.", 0},
    {"isatty", textio_isatty, "(self, /)", "Whether the stream is a terminal.", 0},
    {"readable", textio_readable, "(self, /)", "Whether the stream can be read.", 0},
    {"writable", textio_writable, "(self, /)", "Whether the stream can be written.", 0},
    {"seekable", textio_seekable, "(self, /)", "Whether the stream has positions.", 0},
    {"reconfigure", textio_reconfigure,
     "(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, "
     "write_through=None)",
     "Change how text is encoded and flushed.", 0},
    {0},
};
static wf_value get_chunk(wf_value self) {
  size_t chunk = to_text(self)->chunk;
  return wf_int_from_uint64(chunk ? chunk : READ_SIZE);
}
static int set_chunk(wf_value self, wf_value value) {
  int64_t chunk;
  if (value == WF_EMPTY) {
    wf_raise(&wf_exc_AttributeError, "cannot delete attribute");
    return -1;
  }
  if (!wf_arg_size(value, &chunk)) {
    if (wf_error_is(&wf_exc_OverflowError)) {
      wf_error_clear();
      wf_raise(&wf_exc_ValueError, "cannot fit '%T' into an index-sized integer", value);
    }
    return -1;
  }
  if (chunk <= 0) {
    wf_raise(&wf_exc_ValueError, "a strictly positive integer is required");
    return -1;
  }
  to_text(self)->chunk = (size_t)chunk;
  return 0;
}
static const wf_getset_def textio_getsets[] = {{"encoding", get_encoding, NULL, NULL},
                                               {"errors", get_errors, NULL, NULL},
                                               {"buffer", get_buffer, NULL, NULL},
                                               {"line_buffering", get_line_buffering, NULL, NULL},
                                               {"write_through", get_write_through, NULL, NULL},
                                               {"closed", get_closed, NULL, NULL},
                                               {"name", get_name, NULL, NULL},
                                               {"newlines", get_newlines, NULL, NULL},
                                               {"_CHUNK_SIZE", get_chunk, set_chunk, NULL},
                                               {0}};

wf_type wf_textio_type = {
    .name = "_io.TextIOWrapper",
    .doc = "A text stream over a buffered binary stream.",
    .signature = "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
                 "write_through=False)",
    .base = &wf_textiobase_type,
    .instance_size = sizeof(textio),
    .flags = WF_TYPE_BASE | WF_TYPE_ATTRS | WF_TYPE_WEAK,
    .slots = {.new = textio_new, .init = textio_init, .repr = textio_repr, .next = textio_next},
    .methods = textio_methods,
    .getsets = textio_getsets,
};

/* --- IncrementalNewlineDecoder --- */

/* Any thread changes the fields; what belongs together under the object's lock. */
typedef struct newline_decoder {
  wf_object head;
  wf_slot decoder; /* or None: text goes in */
  _Atomic(bool) translate, pending_cr;
  _Atomic(int) seen;
} newline_decoder;
static newline_decoder *to_decoder(wf_value v) { return (newline_decoder *)wf_to_object(v); }

static wf_value decoder_new(wf_type *cls, WF_UNUSED const wf_value *args, WF_UNUSED size_t npos,
                            WF_UNUSED wf_value kwnames) {
  newline_decoder *d = wf_object_new(cls);
  wf_slot_set(&d->decoder, WF_NONE);
  return wf_from_object(d);
}
static int decoder_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_value a[3];
  if (!WF_BIND("IncrementalNewlineDecoder", "(decoder, translate, errors='strict')", args, npos,
               kwnames, a))
    return -1;
  newline_decoder *d = to_decoder(self);
  bool translate;
  if (!wf_arg_bool(a[1], &translate)) return -1;
  wf_slot_set(&d->decoder, a[0]);
  d->translate = translate;
  d->pending_cr = false;
  d->seen = 0;
  return 0;
}

/* A \r at the end of text waits for what follows it. Sets what waits from then on; gives whether
   one that has waited comes before text. */
static bool exchange_pending(newline_decoder *d, wf_value text, bool final) {
  size_t size = wf_str_size(text);
  bool waits = !final && size && wf_str_data(text)[size - 1] == '\r';
  wf_lock(d);
  bool comes = d->pending_cr && (size || final);
  if (comes || waits) d->pending_cr = waits;
  wf_unlock(d);
  return comes;
}

/* What a decoder gave, translated; first: a \r that comes before it. */
static wf_value translate_ends(newline_decoder *d, bool first, wf_value text, bool final) {
  const char *p = wf_str_data(text), *end = p + wf_str_size(text);
  bool translate = d->translate;
  int seen = 0;
  wf_builder b;
  wf_builder_init(&b);
  for (bool cr = first; cr || p < end; cr = false) {
    if (!cr && *p != '\r') {
      if (*p == '\n') seen |= SEEN_LF;
      wf_builder_add(&b, p++, 1);
      continue;
    }
    if (!cr && ++p == end && !final) break;
    bool lf = p < end && *p == '\n';
    seen |= lf ? SEEN_CRLF : SEEN_CR;
    wf_builder_add_c(&b, translate ? "\n" : lf ? "\r\n" : "\r");
    p += lf;
  }
  atomic_fetch_or(&d->seen, seen);
  return wf_builder_finish(&b);
}

WF_NATIVE(decoder_decode) {
  newline_decoder *d = to_decoder(args[0]);
  bool final = false;
  if (args[2] != WF_EMPTY && !wf_arg_bool(args[2], &final)) return WF_ERROR;
  wf_value decoder = wf_slot_acquire(&d->decoder);
  wf_value text = decoder == WF_NONE
                      ? args[1]
                      : wf_call_method2(decoder, wf_names.decode, args[1], wf_bool(final));
  if (text == WF_ERROR) return WF_ERROR;
  if (!wf_is_str(text))
    return wf_raise(&wf_exc_TypeError, "decoder should return a string result, not '%T'", text);
  return translate_ends(d, exchange_pending(d, text, final), text, final);
}

/* (bytes, flag) of a decoder, the flag of 64 bits, whatever is above them. */
static bool take_state(wf_value state, const char *refusal, wf_value *buffer, uint64_t *flag) {
  bool pair = wf_is_tuple(state) && wf_tuple_length(state) == 2;
  if (!pair || !wf_is_int(wf_tuple_get(state, 1)))
    return wf_raise(&wf_exc_TypeError, "%s", refusal) != WF_ERROR;
  *buffer = wf_tuple_get(state, 0);
  *flag = wf_int_low_bits(wf_tuple_get(state, 1));
  return true;
}
WF_NATIVE(decoder_getstate) {
  newline_decoder *d = to_decoder(args[0]);
  wf_value buffer = wf_bytes_new("", 0), decoder = wf_slot_acquire(&d->decoder);
  uint64_t flag = 0;
  if (decoder != WF_NONE) {
    wf_value state = wf_call_method0(decoder, wf_str_intern_c("getstate"));
    if (state == WF_ERROR || !take_state(state, "illegal decoder state", &buffer, &flag))
      return WF_ERROR;
  }
  return wf_tuple_of(2, buffer, wf_int_from_uint64(flag << 1 | d->pending_cr));
}
WF_NATIVE(decoder_setstate) {
  newline_decoder *d = to_decoder(args[0]);
  wf_value buffer, decoder = wf_slot_acquire(&d->decoder);
  uint64_t flag;
  if (!wf_is_tuple(args[1]))
    return wf_raise(&wf_exc_TypeError, "state argument must be a tuple");
  if (!take_state(args[1], "setstate(): illegal state argument", &buffer, &flag)) return WF_ERROR;
  d->pending_cr = flag & 1;
  if (decoder == WF_NONE) return WF_NONE;
  return wf_call_method1(decoder, wf_str_intern_c("setstate"),
                         wf_tuple_of(2, buffer, wf_int_from_uint64(flag >> 1)));
}
WF_NATIVE(decoder_reset) {
  newline_decoder *d = to_decoder(args[0]);
  d->seen = 0;
  d->pending_cr = false;
  wf_value decoder = wf_slot_acquire(&d->decoder);
  return decoder == WF_NONE ? WF_NONE : wf_call_method0(decoder, wf_names.reset);
}
static wf_value decoder_newlines(wf_value self) { return newlines_of(to_decoder(self)->seen); }
static const wf_native_def decoder_methods[] = {
    {"decode", decoder_decode, "(self, input, final=False)", "Decode and translate line ends.", 0},
    {"getstate", decoder_getstate, "(self, /)", NULL, 0},
    {"setstate", decoder_setstate, "(self, state, /)", NULL, 0},
    {"reset", decoder_reset, "(self, /)", NULL, 0},
    {0}};
static const wf_getset_def decoder_getsets[] = {{"newlines", decoder_newlines, NULL, NULL}, {0}};
wf_type wf_newlinedecoder_type = {.name = "_io.IncrementalNewlineDecoder",
                                  .doc = "Translates line ends of what another decoder gives.",
                                  .signature = "(decoder, translate, errors='strict')",
                                  .instance_size = sizeof(newline_decoder),
                                  .flags = WF_TYPE_BASE | WF_TYPE_ATTRS,
                                  .slots = {.new = decoder_new, .init = decoder_init},
                                  .methods = decoder_methods, .getsets = decoder_getsets};
