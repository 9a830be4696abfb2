/* Regular expressions: from Python's syntax to PCRE2's.

   The pattern is read once, by recursive descent, and what PCRE2 shall compile is written on the
   way. Nothing of Python's syntax is left to chance: every character, class, group and repetition
   is written out anew. Flags i, m and s become PCRE2's options and scoped options; a and u change
   what is written for classes and boundaries; x is gone. Groups have numbers only. Positions in
   messages are in code points. The widths of all parts are summed up, because lookbehind has to be
   of one width. */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native/re_parse.h"
#include "runtime/native/re_reader.h"
#include "runtime/native/re_words.h"
#include "runtime/str.h"

#define MAX_REPEAT INT64_C(4294967295)
#define MAX_WIDTH (UINT64_C(1) << 62)
#define MAX_DEPTH 400          /* nested groups */
#define PCRE_MAX_COUNT 65535   /* in a {m,n} of PCRE2 */

enum { TYPE_FLAGS = RE_ASCII | RE_LOCALE | RE_UNICODE, GLOBAL_FLAGS = RE_DEBUG | RE_TEMPLATE };
typedef struct width {
  uint64_t low, high;
} width;

typedef struct reference {
  int64_t group, at;
} reference;

typedef struct parser {
  re_reader in;
  enum re_mode mode;
  int flags;
  char *out;
  size_t size, capacity;
  bool no_memory;
  wf_value names;
  uint32_t groups, group_capacity, closed, loops;
  re_group *group;
  width *widths; /* of groups */
  uint32_t lookbehind; /* groups before the outermost lookbehind, 0: not inside one */
  reference *references; /* by number, in conditions */
  size_t reference_count;
} parser;

/* --- Writing --- */

static void put_bytes(parser *p, const char *bytes, size_t size) {
  if (p->size + size > p->capacity) {
    size_t capacity = (p->size + size) * 2 + 64;
    char *more = realloc(p->out, capacity);
    if (!more) {
      p->no_memory = true;
      return;
    }
    p->out = more;
    p->capacity = capacity;
  }
  memcpy(p->out + p->size, bytes, size);
  p->size += size;
}
static void put(parser *p, const char *text) { put_bytes(p, text, strlen(text)); }
static void put_format(parser *p, const char *format, unsigned long long a,
                       unsigned long long b) {
  char text[64];
  snprintf(text, sizeof text, format, a, b);
  put(p, text);
}
static int utf8_encode(uint32_t c, char *out) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) {
    out[0] = (char)(0xc0 | c >> 6);
    out[1] = (char)(0x80 | (c & 63));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xe0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 63));
    out[2] = (char)(0x80 | (c & 63));
    return 3;
  }
  out[0] = (char)(0xf0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 63));
  out[2] = (char)(0x80 | (c >> 6 & 63));
  out[3] = (char)(0x80 | (c & 63));
  return 4;
}

/* A character that stands for itself, in a class or outside. Non-ASCII ones are written as they
   are, because PCRE2 would not take a surrogate as \x{...}. */
static void put_char(parser *p, uint32_t c) {
  if (c < 0x80 && (is_letter((int32_t)c) || is_digit((int32_t)c) || c == '_')) {
    char text = (char)c;
    put_bytes(p, &text, 1);
  } else if (c < 0x20 || c == 0x7f || (c < 0x100 && p->mode == RE_MODE_BYTES && c >= 0x80)) {
    put_format(p, "\\x%02llx", c, 0);
  } else if (c < 0x80) {
    char text[2] = {'\\', (char)c};
    put_bytes(p, text, c == ' ' ? (text[0] = ' ', 1) : 2);
  } else {
    char text[4];
    put_bytes(p, text, (size_t)utf8_encode(c, text));
  }
}

#define NEVER "[^\\x00-\\xff]"

/* The highest character that the subject can have. */
static uint32_t top(const parser *p) {
  return p->mode == RE_MODE_NARROW ? 0x7f : p->mode == RE_MODE_BYTES ? 0xff : 0x10ffff;
}

/* Whether flags ignore the case of more than ASCII. */
static bool folds_unicode(const parser *p, int flags) {
  return p->in.is_text && (flags & RE_IGNORECASE) && !(flags & RE_ASCII);
}
/* PCRE2 always folds all of Unicode in UTF-8: with re.ASCII the case is written out instead. */
static bool folds_by_hand(const parser *p, int flags) {
  return p->mode == RE_MODE_UTF && (flags & RE_IGNORECASE) && (flags & RE_ASCII);
}
static int pcre_flags(const parser *p, int flags) {
  int result = flags & (RE_MULTILINE | RE_DOTALL);
  if ((flags & RE_IGNORECASE) && !folds_by_hand(p, flags)) result |= RE_IGNORECASE;
  return result;
}
static bool by_unicode(const parser *p, int flags) {
  return p->mode == RE_MODE_UTF && !(flags & RE_ASCII);
}
/* Whether \w, \d and \b in the text that PCRE2 gets mean those of Unicode. */
static bool pcre_by_unicode(const parser *p) { return by_unicode(p, p->flags); }

/* Characters that are one when case is ignored, though PCRE2 keeps them apart: as a text of all of
   them, or NULL. */
static const char *folded_together(uint32_t c) {
  switch (c) {
  case 'i': case 'I': case 0x130: case 0x131: return "iI\xc4\xb0\xc4\xb1";
  case 0x390: case 0x1fd3: return "\xce\x90\xe1\xbf\x93";
  case 0x3b0: case 0x1fe3: return "\xce\xb0\xe1\xbf\xa3";
  case 0xfb05: case 0xfb06: return "\xef\xac\x85\xef\xac\x86";
  default: return NULL;
  }
}

/* What a non-ASCII character matches in ASCII text when case is ignored; 0: nothing. */
static char narrow_fold(uint32_t c) {
  return c == 0x130 || c == 0x131 ? 'i' : c == 0x17f ? 's' : c == 0x212a ? 'k' : 0;
}

static void put_literal(parser *p, uint32_t c, int flags) {
  if (c > top(p)) {
    char folded = p->mode == RE_MODE_NARROW && folds_unicode(p, flags) ? narrow_fold(c) : 0;
    if (folded) put_bytes(p, &folded, 1);
    else put(p, NEVER);
  } else if (folds_by_hand(p, flags) && c < 0x80 && is_letter((int32_t)c)) {
    char text[4] = {'[', (char)(c | 32), (char)(c & ~32u), ']'};
    put_bytes(p, text, 4);
  } else if (p->mode == RE_MODE_UTF && folds_unicode(p, flags) && folded_together(c)) {
    put(p, "[");
    put(p, folded_together(c));
    put(p, "]");
  } else {
    put_char(p, c);
  }
}

/* What \d \D \s \S \w \W are inside a class. */
static const char *category_text(const parser *p, int32_t c, int flags) {
  bool unicode = by_unicode(p, flags), native = pcre_by_unicode(p) == unicode;
  bool wide_space = p->in.is_text && !(flags & RE_ASCII);
  switch (c) {
  case 'd': return native ? "\\d" : unicode ? "\\p{Nd}" : "0-9";
  case 'D':
    return native ? "\\D" : unicode ? "\\P{Nd}" : "\\x00-/:-\\x7f\\x{80}-\\x{10ffff}";
  case 'w': return native ? "\\w" : unicode ? "\\p{L}\\p{N}_" : "0-9A-Za-z_";
  case 'W':
    return native ? "\\W"
         : unicode ? "\\p{M}\\p{P}\\p{S}\\p{Z}\\p{C}"
                   : "\\x00-/:-@\\[-\\^`\\{-\\x7f\\x{80}-\\x{10ffff}";
  case 's':
    return !wide_space ? "\\t-\\r "
         : unicode ? "\\t-\\r\\x1c-\\x20\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}"
                     "\\x{2029}\\x{202f}\\x{205f}\\x{3000}"
                   : "\\t-\\r\\x1c-\\x20";
  default:
    if (unicode)
      return "\\x00-\\x08\\x0e-\\x1b\\x21-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-"
             "\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-"
             "\\x{2fff}\\x{3001}-\\x{10ffff}";
    if (wide_space) return "\\x00-\\x08\\x0e-\\x1b\\x21-\\xff";
    return p->mode == RE_MODE_UTF ? "\\x00-\\x08\\x0e-\\x1f\\x21-\\x{10ffff}"
                                  : "\\x00-\\x08\\x0e-\\x1f\\x21-\\xff";
  }
}

static void put_category(parser *p, int32_t c, int flags) {
  bool negated = c == 'D' || c == 'S' || c == 'W';
  put(p, negated ? "[^" : "[");
  put(p, category_text(p, negated ? c + 32 : c, flags));
  put(p, "]");
}

#define WORD "[0-9A-Za-z_]"
#define UWORD "[\\p{L}\\p{N}_]"
#define BOUNDARY(w) "(?:(?<!" w ")(?=" w ")|(?<=" w ")(?!" w "))"
#define NO_BOUNDARY(w) "(?:(?<!" w ")(?!" w ")|(?<=" w ")(?=" w "))"

static void put_boundary(parser *p, bool negated, int flags) {
  bool unicode = by_unicode(p, flags);
  if (negated) put(p, "(?!\\A\\z)"); /* \B never matches in an empty string */
  if (pcre_by_unicode(p) == unicode) put(p, negated ? "\\B" : "\\b");
  else if (unicode) put(p, negated ? NO_BOUNDARY(UWORD) : BOUNDARY(UWORD));
  else put(p, negated ? NO_BOUNDARY(WORD) : BOUNDARY(WORD));
}

/* --- Escapes --- */

enum escape_kind { ESCAPE_LITERAL, ESCAPE_CATEGORY, ESCAPE_AT, ESCAPE_GROUP };
typedef struct escape {
  enum escape_kind kind;
  int64_t value;
} escape;

static int hex_value(int32_t c) {
  return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
       : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool hex_escape(parser *p, int64_t start, int digits, escape *out) {
  uint64_t value = 0;
  int read = 0;
  while (read < digits && !p->in.next.escaped && hex_value(p->in.next.c) >= 0) {
    value = value * 16 + (uint64_t)hex_value(p->in.next.c);
    read++;
    if (!wf_re_advance(&p->in)) return false;
  }
  if (read < digits) {
    wf_value text = wf_re_slice(&p->in, start, wf_re_tell(&p->in));
    return text != WF_ERROR && wf_re_fail_at(&p->in, start, "incomplete escape %U", text);
  }
  if (value > 0x10ffff) return wf_re_bad_escape(&p->in, start);
  *out = (escape){ESCAPE_LITERAL, (int64_t)value};
  return true;
}

static bool name_escape(parser *p, escape *out) {
  bool brace;
  wf_value name;
  if (!wf_re_match(&p->in, '{', &brace)) return false;
  if (!brace) return wf_re_fail_here(&p->in, 0, "missing {");
  if (!wf_re_get_until(&p->in, '}', "character name", &name)) return false;
  wf_value lookup = wf_import_attribute("unicodedata", "lookup");
  wf_value found = lookup == WF_ERROR ? WF_ERROR : wf_call1(lookup, name);
  if (found != WF_ERROR && !wf_arg_str(found, "ord() argument")) return false;
  if (found == WF_ERROR || wf_str_length(found) != 1) {
    if (found == WF_ERROR) {
      if (!wf_error_is(&wf_exc_KeyError)) return false;
      wf_error_clear();
    }
    return wf_re_fail_here(&p->in, (int64_t)wf_str_length(name) + 4, "undefined character name %R",
                   name);
  }
  *out = (escape){ESCAPE_LITERAL, wf_str_at(found, 0)};
  return true;
}

static bool octal_escape(parser *p, int64_t start, int64_t value, int more, escape *out) {
  while (more-- > 0 && next_is_octal(&p->in)) {
    value = value * 8 + (p->in.next.c - '0');
    if (!wf_re_advance(&p->in)) return false;
  }
  if (!wf_re_check_octal(&p->in, start, value)) return false;
  *out = (escape){ESCAPE_LITERAL, value};
  return true;
}

static bool group_is_closed(const parser *p, int64_t group) {
  return group < p->groups && p->group[group].closed != 0;
}

static bool check_lookbehind_group(parser *p, int64_t group) {
  if (!p->lookbehind) return true;
  if (!group_is_closed(p, group))
    return wf_re_fail_here(&p->in, 0, "cannot refer to an open group");
  if (group >= p->lookbehind)
    return wf_re_fail_here(&p->in, 0,
                   "cannot refer to group defined in the same lookbehind subpattern");
  return true;
}

/* \1 to \99, or three octal digits. first: the digit already read. */
static bool number_escape(parser *p, int64_t start, int32_t first, escape *out) {
  int64_t value = first - '0';
  if (next_is_digit(&p->in)) {
    int32_t second = p->in.next.c;
    value = value * 10 + (second - '0');
    if (!wf_re_advance(&p->in)) return false;
    if (is_octal(first) && is_octal(second) && next_is_octal(&p->in)) {
      int64_t octal = (first - '0') * 64 + (second - '0') * 8 + (p->in.next.c - '0');
      *out = (escape){ESCAPE_LITERAL, octal};
      return wf_re_advance(&p->in) && wf_re_check_octal(&p->in, start, octal);
    }
  }
  if (value >= p->groups)
    return wf_re_fail_at(&p->in, start + 1, "invalid group reference %ld", (long)value);
  if (!group_is_closed(p, value))
    return wf_re_fail_at(&p->in, start, "cannot refer to an open group");
  *out = (escape){ESCAPE_GROUP, value};
  return check_lookbehind_group(p, value);
}

/* The escape whose first token, c, was read from `start`. */
static bool read_escape(parser *p, int64_t start, int32_t c, bool in_class, escape *out) {
  int control = wf_re_control_escape(c);
  if (control >= 0 || (c == 'b' && in_class)) {
    *out = (escape){ESCAPE_LITERAL, control >= 0 ? control : 8};
    return true;
  }
  if (c < 0x80 && strchr("dDsSwW", c) && c) {
    *out = (escape){ESCAPE_CATEGORY, c};
    return true;
  }
  if (!in_class && c && c < 0x80 && strchr("AbBZ", c)) {
    *out = (escape){ESCAPE_AT, c};
    return true;
  }
  if (c == 'x') return hex_escape(p, start, 2, out);
  if (c == 'u' && p->in.is_text) return hex_escape(p, start, 4, out);
  if (c == 'U' && p->in.is_text) return hex_escape(p, start, 8, out);
  if (c == 'N' && p->in.is_text) return name_escape(p, out);
  if (c == '0' || (in_class && is_octal(c))) return octal_escape(p, start, c - '0', 2, out);
  if (is_digit(c))
    return in_class ? wf_re_bad_escape(&p->in, start) : number_escape(p, start, c, out);
  if (is_letter(c)) return wf_re_bad_escape(&p->in, start);
  *out = (escape){ESCAPE_LITERAL, c};
  return true;
}

/* --- Classes --- */

static void put_range(parser *p, uint32_t low, uint32_t high) {
  put_char(p, low);
  if (high == low) return;
  put(p, "-");
  put_char(p, high);
}

static void put_folded(parser *p, uint32_t low, uint32_t high, uint32_t from, uint32_t to) {
  uint32_t l = low > from ? low : from, h = high < to ? high : to;
  if (l <= h) put_range(p, l ^ 32, h ^ 32);
}

/* A range inside a class, with what it matches when case is ignored. */
static void put_class_range(parser *p, uint32_t low, uint32_t high, int flags) {
  if (low <= top(p)) {
    put_range(p, low, high < top(p) ? high : top(p));
    if (folds_by_hand(p, flags)) {
      put_folded(p, low, high, 'a', 'z');
      put_folded(p, low, high, 'A', 'Z');
    }
  }
  if (!folds_unicode(p, flags)) return;
  static const uint32_t special[] = {'i', 'I', 0x130, 0x131, 0x17f, 0x390, 0x3b0,
                                     0x1fd3, 0x1fe3, 0x212a, 0xfb05, 0xfb06};
  for (size_t i = 0; i < WF_COUNT(special); i++) {
    uint32_t c = special[i];
    if (c < low || c > high) continue;
    if (p->mode == RE_MODE_UTF) put(p, folded_together(c) ? folded_together(c) : "");
    else if (narrow_fold(c)) put_literal(p, c, flags);
  }
}

static bool warn_set(const parser *p, const char *what, int64_t at) {
  return p->in.quiet ||
         wf_warn(&wf_exc_FutureWarning, 1, "Possible %s at position %ld", what, (long)at) == 0;
}

static const char *set_operation(int32_t c) {
  return c == '-' ? "set difference" : c == '&' ? "set intersection"
       : c == '~' ? "set symmetric difference" : "set union";
}

static wf_value token_text(const parser *p, token t, int64_t at) {
  return wf_re_slice(&p->in, at, at + (t.escaped ? 2 : 1));
}

static bool class_item(parser *p, token t, int64_t at, escape *out) {
  if (t.escaped) return read_escape(p, at, t.c, true, out);
  *out = (escape){ESCAPE_LITERAL, t.c};
  return true;
}

static bool bad_range(parser *p, token this, int64_t this_at, token that, int64_t that_at) {
  wf_value low = token_text(p, this, this_at), high = token_text(p, that, that_at);
  if (low == WF_ERROR || high == WF_ERROR) return false;
  int64_t size = (int64_t)(wf_str_length(low) + 1 + wf_str_length(high));
  return wf_re_fail_here(&p->in, size, "bad character range %U-%U", low, high);
}

static void put_class_item(parser *p, const escape *item, int flags) {
  if (item->kind == ESCAPE_CATEGORY) put(p, category_text(p, (int32_t)item->value, flags));
  else put_class_range(p, (uint32_t)item->value, (uint32_t)item->value, flags);
}

/* What follows '['. */
static bool parse_class(parser *p, int flags) {
  int64_t here = wf_re_tell(&p->in) - 1;
  if (is_next(&p->in, '[') && !warn_set(p, "nested set", wf_re_tell(&p->in))) return false;
  size_t start = p->size;
  bool negated, any = false;
  if (!wf_re_match(&p->in, '^', &negated)) return false;
  put(p, negated ? "[^" : "[");
  size_t empty = p->size;
  for (;;) {
    int64_t at = wf_re_tell(&p->in), that_at;
    token this, that;
    if (!wf_re_get(&p->in, &this)) return false;
    if (this.c == END) return wf_re_fail_at(&p->in, here, "unterminated character set");
    if (this.c == ']' && !this.escaped && any) break;
    if (any && !this.escaped && this.c && strchr("-&~|", this.c & 0x7f) && this.c < 0x80 &&
        is_next(&p->in, this.c) && !warn_set(p, set_operation(this.c), wf_re_tell(&p->in) - 1))
      return false;
    escape low, high;
    if (!class_item(p, this, at, &low)) return false;
    bool dash;
    any = true;
    if (!wf_re_match(&p->in, '-', &dash)) return false;
    if (!dash) {
      put_class_item(p, &low, flags);
      continue;
    }
    that_at = wf_re_tell(&p->in);
    if (!wf_re_get(&p->in, &that)) return false;
    if (that.c == END) return wf_re_fail_at(&p->in, here, "unterminated character set");
    if (that.c == ']' && !that.escaped) {
      put_class_item(p, &low, flags);
      put_class_range(p, '-', '-', flags);
      break;
    }
    if (that.c == '-' && !that.escaped && !warn_set(p, "set difference", wf_re_tell(&p->in) - 2))
      return false;
    if (!class_item(p, that, that_at, &high)) return false;
    if (low.kind != ESCAPE_LITERAL || high.kind != ESCAPE_LITERAL || high.value < low.value)
      return bad_range(p, this, at, that, that_at);
    put_class_range(p, (uint32_t)low.value, (uint32_t)high.value, flags);
  }
  if (p->size == empty) { /* nothing of it can occur in the subject */
    p->size = start;
    put(p, negated ? "[\\x00-\\xff]" : NEVER);
  } else {
    put(p, "]");
  }
  return true;
}

/* --- Sequences --- */

/* The part of a sequence that a repetition after it applies to. */
enum part_kind { PART_NONE, PART_AT, PART_REPEAT, PART_OTHER };
typedef struct part {
  enum part_kind kind;
  size_t start;         /* in out */
  uint32_t first_group; /* groups that it opened begin here */
  width width;
} part;

static bool parse_alternation(parser *p, int flags, bool verbose, int depth, width *out);
static bool parse_sequence(parser *p, int flags, bool verbose, int depth, bool first, width *out);

static uint64_t add_width(uint64_t a, uint64_t b) {
  return a + b > MAX_WIDTH ? MAX_WIDTH : a + b;
}
static uint64_t times_width(uint64_t a, uint64_t b) {
  return a && b > MAX_WIDTH / a ? MAX_WIDTH : a * b;
}

static int flag_of(int32_t c) {
  switch (c) {
  case 'a': return RE_ASCII;
  case 'i': return RE_IGNORECASE;
  case 'L': return RE_LOCALE;
  case 'm': return RE_MULTILINE;
  case 's': return RE_DOTALL;
  case 'u': return RE_UNICODE;
  case 'x': return RE_VERBOSE;
  case 't': return RE_TEMPLATE;
  default: return 0;
  }
}
static int token_flag(token t) { return t.escaped ? 0 : flag_of(t.c); }

static bool is_alpha(int32_t c) {
  if (c < 0x80) return is_letter(c);
  wf_value s = wf_str_from_char((uint32_t)c);
  return wf_str_is_identifier(s);
}

static bool no_flag(parser *p, token t, const char *missing) {
  if (t.c == END) return wf_re_fail_here(&p->in, 0, "%s", missing);
  bool letter = !t.escaped && is_alpha(t.c);
  return wf_re_fail_here(&p->in, t.escaped ? 2 : 1, "%s", letter ? "unknown flag" : missing);
}

static bool added_flags(parser *p, token *t, int *add) {
  for (;;) {
    int flag = token_flag(*t);
    if (p->in.is_text && t->c == 'L')
      return wf_re_fail_here(&p->in, 0, "bad inline flags: cannot use 'L' flag with a str pattern");
    if (!p->in.is_text && t->c == 'u')
      return wf_re_fail_here(&p->in, 0,
                             "bad inline flags: cannot use 'u' flag with a bytes pattern");
    *add |= flag;
    if ((flag & TYPE_FLAGS) && (*add & TYPE_FLAGS) != flag)
      return wf_re_fail_here(&p->in, 0,
                             "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
    if (!wf_re_get(&p->in, t)) return false;
    if (t->c == END) return wf_re_fail_here(&p->in, 0, "missing -, : or )");
    if (!t->escaped && (t->c == ')' || t->c == '-' || t->c == ':')) return true;
    if (!token_flag(*t)) return no_flag(p, *t, "missing -, : or )");
  }
}

static bool removed_flags(parser *p, token *t, int *del) {
  if (!wf_re_get(&p->in, t)) return false;
  if (!token_flag(*t)) return no_flag(p, *t, "missing flag");
  for (;;) {
    int flag = token_flag(*t);
    if (flag & TYPE_FLAGS)
      return wf_re_fail_here(&p->in, 0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
    *del |= flag;
    if (!wf_re_get(&p->in, t)) return false;
    if (t->c == ':' && !t->escaped) return true;
    if (!token_flag(*t)) return no_flag(p, *t, "missing :");
  }
}

/* (?flags) or (?flags:, t being the first letter. *global: the first form. */
static bool parse_flags(parser *p, token t, int *add, int *del, bool *global) {
  *add = *del = 0;
  *global = false;
  if (t.c != '-' && !added_flags(p, &t, add)) return false;
  if (t.c == ')') {
    p->flags |= *add;
    *global = true;
    return true;
  }
  if (*add & GLOBAL_FLAGS)
    return wf_re_fail_here(&p->in, 1, "bad inline flags: cannot turn on global flag");
  if (t.c == '-' && !removed_flags(p, &t, del)) return false;
  if (*del & GLOBAL_FLAGS)
    return wf_re_fail_here(&p->in, 1, "bad inline flags: cannot turn off global flag");
  if (*add & *del)
    return wf_re_fail_here(&p->in, 1, "bad inline flags: flag turned on and off");
  return true;
}

/* "(?:" or the like, with the options that change. */
static void put_scope(parser *p, int from, int to) {
  int was = pcre_flags(p, from), is = pcre_flags(p, to), on = is & ~was, off = was & ~is;
  put(p, "(?");
  for (int round = 0; round < 2; round++) {
    int changed = round ? off : on;
    if (round && off) put(p, "-");
    if (changed & RE_IGNORECASE) put(p, "i");
    if (changed & RE_MULTILINE) put(p, "m");
    if (changed & RE_DOTALL) put(p, "s");
  }
  put(p, ":");
}

static bool open_group(parser *p, wf_value name, uint32_t *out) {
  uint32_t group = p->groups;
  if (group >= p->group_capacity) {
    uint32_t capacity = p->group_capacity * 2;
    re_group *groups = realloc(p->group, capacity * sizeof *groups);
    if (groups) p->group = groups;
    width *widths = realloc(p->widths, capacity * sizeof *widths);
    if (widths) p->widths = widths;
    if (!groups || !widths) return wf_raise_memory(), false;
    p->group_capacity = capacity;
  }
  p->group[group] = (re_group){0, 0};
  p->widths[group] = (width){0, 0};
  p->groups++;
  *out = group;
  if (name == WF_EMPTY) return true;
  wf_value other = wf_dict_get_str(p->names, name);
  if (other != WF_EMPTY)
    return wf_re_fail_here(&p->in, (int64_t)wf_str_length(name) + 1,
                   "redefinition of group name %R as group %u; was group %ld", name, group,
                   (long)wf_small_int_get(other));
  return wf_dict_set(p->names, name, wf_small_int(group));
}

static bool unterminated(parser *p, int64_t start) {
  return wf_re_fail_at(&p->in, start, "missing ), unterminated subpattern");
}

static bool expect_close(parser *p, int64_t start) {
  bool closed;
  if (!wf_re_match(&p->in, ')', &closed)) return false;
  return closed || unterminated(p, start);
}

static bool put_reference(parser *p, int64_t group, int flags, part *item) {
  bool by_hand = folds_by_hand(p, flags);
  put(p, by_hand ? "(?i:" : "");
  put_format(p, "\\g{%llu}", (unsigned long long)group, 0);
  put(p, by_hand ? ")" : "");
  item->width = p->widths[group];
  return true;
}

/* (?P= */
static bool named_reference(parser *p, int flags, part *item) {
  wf_value name;
  if (!wf_re_get_until(&p->in, ')', "group name", &name) ||
      !wf_re_check_group_name(&p->in, name, 1))
    return false;
  wf_value number = wf_dict_get_str(p->names, name);
  int64_t at = wf_re_tell(&p->in) - (int64_t)wf_str_length(name) - 1;
  if (number == WF_EMPTY) {
    wf_value shown = wf_re_quoted(&p->in, name);
    return shown != WF_ERROR && wf_re_fail_at(&p->in, at, "unknown group name %U", shown);
  }
  int64_t group = wf_small_int_get(number);
  if (!group_is_closed(p, group)) return wf_re_fail_at(&p->in, at, "cannot refer to an open group");
  return check_lookbehind_group(p, group) && put_reference(p, group, flags, item);
}

static bool skip_comment(parser *p, int64_t start) {
  for (;;) {
    token t;
    if (p->in.next.c == END) return wf_re_fail_at(&p->in, start, "missing ), unterminated comment");
    if (!wf_re_get(&p->in, &t)) return false;
    if (t.c == ')' && !t.escaped) return true;
  }
}

static bool lookaround(parser *p, token t, int64_t start, int flags, bool verbose, int depth) {
  bool behind = t.c == '<';
  uint32_t outer = p->lookbehind;
  if (behind) {
    int64_t at = wf_re_tell(&p->in);
    if (!wf_re_get(&p->in, &t)) return false;
    if (t.c == END) return wf_re_fail_here(&p->in, 0, "unexpected end of pattern");
    if (t.escaped || (t.c != '=' && t.c != '!')) {
      wf_value text = token_text(p, t, at);
      return text != WF_ERROR && wf_re_fail_at(&p->in, at - 2, "unknown extension ?<%U", text);
    }
    if (!outer) p->lookbehind = p->groups;
  }
  put(p, behind ? "(?<" : "(?");
  put(p, t.c == '=' ? "=" : "!");
  width w;
  if (!parse_alternation(p, flags, verbose, depth + 1, &w)) return false;
  if (behind) p->lookbehind = outer;
  if (!expect_close(p, start)) return false;
  put(p, ")");
  if (behind && w.low != w.high)
    return wf_re_fail_at(&p->in, -1, "look-behind requires fixed-width pattern");
  return true;
}

/* The group that a condition names. */
static bool condition_group(parser *p, int64_t *out) {
  wf_value name;
  if (!wf_re_get_until(&p->in, ')', "group name", &name)) return false;
  int64_t at = wf_re_tell(&p->in) - (int64_t)wf_str_length(name) - 1;
  if (wf_str_is_identifier(name)) {
    if (!wf_re_check_group_name(&p->in, name, 1)) return false;
    wf_value number = wf_dict_get_str(p->names, name);
    if (number != WF_EMPTY) return *out = wf_small_int_get(number), true;
    wf_value shown = wf_re_quoted(&p->in, name);
    return shown != WF_ERROR && wf_re_fail_at(&p->in, at, "unknown group name %U", shown);
  }
  wf_value number = wf_call1(wf_from_type(&wf_int_type), name);
  if (number == WF_ERROR) {
    if (!wf_error_is(&wf_exc_ValueError)) return false;
    wf_error_clear();
  }
  if (number == WF_ERROR || wf_int_sign(number) < 0) {
    wf_value shown = wf_re_quoted(&p->in, name);
    return shown != WF_ERROR && wf_re_fail_at(&p->in, at, "bad character in group name %U", shown);
  }
  if (!wf_int_to_int64(number, out)) *out = INT64_MAX;
  if (*out == 0) return wf_re_fail_at(&p->in, at, "bad group number");
  if (*out >= MAX_GROUPS) return wf_re_fail_at(&p->in, at, "invalid group reference %S", number);
  reference *more = realloc(p->references, (p->reference_count + 1) * sizeof *more);
  if (!more) return wf_raise_memory(), false;
  p->references = more;
  p->references[p->reference_count++] = (reference){*out, at};
  bool plain = true;
  for (const char *s = wf_str_data(name); *s; s++) plain = plain && is_digit(*s);
  if (plain || p->in.quiet) return true;
  wf_value shown = wf_re_quoted(&p->in, name);
  return shown != WF_ERROR &&
         wf_warn(&wf_exc_DeprecationWarning, 1, "bad character in group name %U at position %ld",
                 shown, (long)at) == 0;
}

/* (?( */
static bool conditional(parser *p, int64_t start, int flags, bool verbose, int depth,
                        part *item) {
  int64_t group;
  width yes, no = {0, 0};
  bool bar;
  if (!condition_group(p, &group) || !check_lookbehind_group(p, group)) return false;
  put_format(p, "(?(%llu)", (unsigned long long)group, 0);
  if (!parse_sequence(p, flags, verbose, depth + 1, false, &yes)) return false;
  if (!wf_re_match(&p->in, '|', &bar)) return false;
  if (bar) {
    put(p, "|");
    if (!parse_sequence(p, flags, verbose, depth + 1, false, &no)) return false;
    if (is_next(&p->in, '|'))
      return wf_re_fail_here(&p->in, 0, "conditional backref with more than two branches");
  }
  if (!expect_close(p, start)) return false;
  put(p, ")");
  item->width.low = yes.low < no.low ? yes.low : no.low;
  item->width.high = yes.high > no.high ? yes.high : no.high;
  return true;
}

/* The rest of a group after its opening was written. */
static bool group_body(parser *p, int64_t start, int flags, bool verbose, int depth, part *item) {
  if (!parse_alternation(p, flags, verbose, depth + 1, &item->width)) return false;
  if (!expect_close(p, start)) return false;
  put(p, ")");
  return true;
}

static bool capturing_group(parser *p, wf_value name, int64_t start, int flags, bool verbose,
                            int depth, part *item) {
  uint32_t group;
  if (!open_group(p, name, &group)) return false;
  put(p, "(");
  if (!group_body(p, start, flags, verbose, depth, item)) return false;
  p->group[group].closed = ++p->closed;
  p->widths[group] = item->width;
  return true;
}

/* What (? did: a part, nothing at all, or flags for the whole pattern. */
enum group_result { GROUP_FAILED, GROUP_PART, GROUP_NOTHING, GROUP_GLOBAL_FLAGS };

static enum group_result p_extension(parser *p, int64_t start, int flags, bool verbose, int depth,
                                     part *item) {
  bool matched;
  wf_value name;
  if (!wf_re_match(&p->in, '<', &matched)) return GROUP_FAILED;
  if (matched) {
    if (!wf_re_get_until(&p->in, '>', "group name", &name) ||
        !wf_re_check_group_name(&p->in, name, 1))
      return GROUP_FAILED;
    return capturing_group(p, wf_str_intern(name), start, flags, verbose, depth, item)
               ? GROUP_PART : GROUP_FAILED;
  }
  if (!wf_re_match(&p->in, '=', &matched)) return GROUP_FAILED;
  if (matched) return named_reference(p, flags, item) ? GROUP_PART : GROUP_FAILED;
  token t;
  int64_t at = wf_re_tell(&p->in);
  if (!wf_re_get(&p->in, &t)) return GROUP_FAILED;
  if (t.c == END) return wf_re_fail_here(&p->in, 0, "unexpected end of pattern"), GROUP_FAILED;
  wf_value text = token_text(p, t, at);
  if (text != WF_ERROR)
    wf_re_fail_here(&p->in, (t.escaped ? 2 : 1) + 2, "unknown extension ?P%U", text);
  return GROUP_FAILED;
}

static enum group_result flag_group(parser *p, token t, int64_t start, int flags, bool verbose,
                                    int depth, bool first, part *item) {
  int add, del;
  bool global;
  if (!parse_flags(p, t, &add, &del, &global)) return GROUP_FAILED;
  if (global) {
    if (!first)
      return wf_re_fail_at(&p->in, start, "global flags not at the start of the expression"),
             GROUP_FAILED;
    return GROUP_GLOBAL_FLAGS;
  }
  int inner = flags;
  if (add & TYPE_FLAGS) inner &= ~TYPE_FLAGS;
  inner = (inner | add) & ~del;
  put_scope(p, flags, inner);
  bool inner_verbose = (verbose || (add & RE_VERBOSE)) && !(del & RE_VERBOSE);
  return group_body(p, start, inner, inner_verbose, depth, item) ? GROUP_PART : GROUP_FAILED;
}

/* What follows '('. first: nothing comes before it in the pattern. */
static enum group_result parse_group(parser *p, int flags, bool verbose, int depth, bool first,
                                     part *item) {
  int64_t start = wf_re_tell(&p->in) - 1, at;
  bool extension;
  if (!wf_re_match(&p->in, '?', &extension)) return GROUP_FAILED;
  if (!extension)
    return capturing_group(p, WF_EMPTY, start, flags, verbose, depth, item) ? GROUP_PART
                                                                            : GROUP_FAILED;
  token t;
  at = wf_re_tell(&p->in);
  if (!wf_re_get(&p->in, &t)) return GROUP_FAILED;
  if (t.c == END) return wf_re_fail_here(&p->in, 0, "unexpected end of pattern"), GROUP_FAILED;
  bool ok = false;
  switch (t.escaped ? END : t.c) {
  case 'P': return p_extension(p, start, flags, verbose, depth, item);
  case ':':
    put(p, "(?:");
    ok = group_body(p, start, flags, verbose, depth, item);
    break;
  case '>':
    put(p, "(?>");
    ok = group_body(p, start, flags, verbose, depth, item);
    break;
  case '#': return skip_comment(p, start) ? GROUP_NOTHING : GROUP_FAILED;
  case '=': case '!': case '<': ok = lookaround(p, t, start, flags, verbose, depth); break;
  case '(': ok = conditional(p, start, flags, verbose, depth, item); break;
  default: {
    if (token_flag(t) || (t.c == '-' && !t.escaped))
      return flag_group(p, t, start, flags, verbose, depth, first, item);
    wf_value text = token_text(p, t, at);
    if (text != WF_ERROR)
      wf_re_fail_here(&p->in, (t.escaped ? 2 : 1) + 1, "unknown extension ?%U", text);
  }
  }
  return ok ? GROUP_PART : GROUP_FAILED;
}

/* --- Repetition --- */

static bool read_number(parser *p, int64_t *out, bool *any) {
  *out = 0;
  *any = false;
  while (next_is_digit(&p->in)) {
    *out = *out * 10 + (p->in.next.c - '0');
    if (*out > MAX_REPEAT) *out = MAX_REPEAT;
    *any = true;
    if (!wf_re_advance(&p->in)) return false;
  }
  return true;
}

/* {m,n} after the brace. *literal: it is no repetition, and nothing was read. */
static bool read_counts(parser *p, int64_t here, int64_t *min, int64_t *max, bool *literal) {
  bool comma, close, has_min, has_max;
  int64_t low, high;
  *literal = is_next(&p->in, '}');
  if (*literal) return true;
  if (!read_number(p, &low, &has_min) || !wf_re_match(&p->in, ',', &comma)) return false;
  if (comma) {
    if (!read_number(p, &high, &has_max)) return false;
  } else {
    high = low;
    has_max = has_min;
  }
  if (!wf_re_match(&p->in, '}', &close)) return false;
  if (!close) {
    *literal = true;
    return wf_re_seek(&p->in, here);
  }
  *min = has_min ? low : 0;
  *max = has_max ? high : MAX_REPEAT;
  if ((has_min && low >= MAX_REPEAT) || (has_max && high >= MAX_REPEAT))
    return wf_raise(&wf_exc_OverflowError, "the repetition number is too large"), false;
  if (*max < *min) return wf_re_fail_at(&p->in, here, "min repeat greater than max repeat");
  return true;
}

/* item{count}, or item{0,count} when optional, for counts beyond what PCRE2 allows. */
static void put_many(parser *p, const char *item, size_t size, uint64_t count, bool optional,
                     const char *mode) {
  const char *format = optional ? "{0,%llu}" : "{%llu}";
  const uint64_t block = 50000;
  if (count >= block) {
    put(p, "(?:");
    put_bytes(p, item, size);
    put_format(p, format, block, 0);
    put(p, mode);
    put(p, ")");
    put_format(p, "{%llu}", count / block, 0);
  }
  if (count % block) {
    put_bytes(p, item, size);
    put_format(p, format, count % block, 0);
    put(p, mode);
  }
}

static bool put_big_repeat(parser *p, part *item, int64_t min, int64_t max, const char *mode) {
  size_t size = p->size - item->start;
  if (item->first_group != p->groups || min / 50000 > PCRE_MAX_COUNT)
    return wf_raise(&wf_exc_OverflowError, "the repetition number is too large"), false;
  char *copy = malloc(size + 1);
  if (!copy) return wf_raise_memory(), false;
  memcpy(copy, p->out + item->start, size);
  p->size = item->start;
  put(p, *mode == '+' ? "(?>" : "(?:");
  put_many(p, copy, size, (uint64_t)min, false, "");
  if (max - min > 50000 * (int64_t)PCRE_MAX_COUNT) {
    put_bytes(p, copy, size);
    put(p, "*");
    put(p, mode);
  } else {
    put_many(p, copy, size, (uint64_t)(max - min), true, mode);
  }
  put(p, ")");
  free(copy);
  return true;
}

static void put_repeat(parser *p, int64_t min, int64_t max) {
  if (min == 0 && max == 1) put(p, "?");
  else if (min == 0 && max == MAX_REPEAT) put(p, "*");
  else if (min == 1 && max == MAX_REPEAT) put(p, "+");
  else if (max == MAX_REPEAT) put_format(p, "{%llu,}", (unsigned long long)min, 0);
  else if (max == min) put_format(p, "{%llu}", (unsigned long long)min, 0);
  else put_format(p, "{%llu,%llu}", (unsigned long long)min, (unsigned long long)max);
}

/* A repetition, c being its first character, of `item`. *literal: it was none. */
static bool parse_repeat(parser *p, int32_t c, part *item, bool *literal) {
  int64_t here = wf_re_tell(&p->in), min = c == '+' ? 1 : 0, max = c == '?' ? 1 : MAX_REPEAT;
  *literal = false;
  if (c == '{' && (!read_counts(p, here, &min, &max, literal) || *literal))
    return !wf_error_pending();
  if (item->kind == PART_NONE || item->kind == PART_AT)
    return wf_re_fail_at(&p->in, here - 1, "nothing to repeat");
  if (item->kind == PART_REPEAT) return wf_re_fail_at(&p->in, here - 1, "multiple repeat");
  bool lazy, possessive = false;
  if (!wf_re_match(&p->in, '?', &lazy) || (!lazy && !wf_re_match(&p->in, '+', &possessive)))
    return false;
  const char *mode = lazy ? "?" : possessive ? "+" : "";
  if (max > 1)
    for (uint32_t g = item->first_group, loop = ++p->loops; g < p->groups; g++)
      p->group[g].loop = loop;
  if (min > PCRE_MAX_COUNT || (max > PCRE_MAX_COUNT && max != MAX_REPEAT)) {
    if (!put_big_repeat(p, item, min, max, mode)) return false;
  } else {
    put_repeat(p, min, max);
    put(p, mode);
  }
  item->kind = PART_REPEAT;
  item->width.low = times_width(item->width.low, (uint64_t)min);
  item->width.high = times_width(item->width.high, max == MAX_REPEAT ? MAX_WIDTH : (uint64_t)max);
  return true;
}

/* --- Putting it together --- */

static bool put_escape(parser *p, const escape *e, int flags, part *item) {
  item->kind = PART_OTHER;
  switch (e->kind) {
  case ESCAPE_LITERAL:
    put_literal(p, (uint32_t)e->value, flags);
    item->width = (width){1, 1};
    return true;
  case ESCAPE_CATEGORY:
    put_category(p, (int32_t)e->value, flags);
    item->width = (width){1, 1};
    return true;
  case ESCAPE_GROUP: return put_reference(p, e->value, flags, item);
  default:
    item->kind = PART_AT;
    if (e->value == 'A') put(p, "\\A");
    else if (e->value == 'Z') put(p, "\\z");
    else put_boundary(p, e->value == 'B', flags);
    return true;
  }
}

static bool is_blank(int32_t c) { return c == ' ' || (c >= 9 && c <= 13); }

/* Skips what verbose patterns may have between parts: true when t was skipped. */
static bool skip_verbose(parser *p, token t, bool *failed) {
  if (t.escaped) return false;
  if (is_blank(t.c)) return true;
  if (t.c != '#') return false;
  while (t.c != END && !(t.c == '\n' && !t.escaped))
    if (!wf_re_get(&p->in, &t)) {
      *failed = true;
      break;
    }
  return true;
}

static void take_width(width *total, const part *item) {
  total->low = add_width(total->low, item->width.low);
  total->high = add_width(total->high, item->width.high);
}

/* One part, whose first token t was read from `at`. first: nothing comes before it in the pattern.
 */
static enum group_result parse_part(parser *p, token t, int64_t at, int flags, bool verbose,
                                    int depth, bool first, part *item) {
  escape e;
  if (t.escaped)
    return read_escape(p, at, t.c, false, &e) && put_escape(p, &e, flags, item) ? GROUP_PART
                                                                                : GROUP_FAILED;
  switch (t.c) {
  case '(': return parse_group(p, flags, verbose, depth, first, item);
  case '^': case '$':
    put(p, t.c == '^' ? "^" : "$");
    item->kind = PART_AT;
    return GROUP_PART;
  case '[':
    if (!parse_class(p, flags)) return GROUP_FAILED;
    break;
  case '.': put(p, "."); break;
  default: put_literal(p, (uint32_t)t.c, flags);
  }
  item->width = (width){1, 1};
  return GROUP_PART;
}

static bool parse_sequence(parser *p, int flags, bool verbose, int depth, bool first,
                           width *out) {
  part last = {.kind = PART_NONE};
  width total = {0, 0};
  while (p->in.next.c != END && !is_next(&p->in, '|') && !is_next(&p->in, ')')) {
    int64_t at = wf_re_tell(&p->in);
    token t;
    bool failed = false, literal;
    if (!wf_re_get(&p->in, &t)) return false;
    if (verbose && skip_verbose(p, t, &failed)) {
      if (failed) return false;
      continue;
    }
    if (!t.escaped && (t.c == '*' || t.c == '+' || t.c == '?' || t.c == '{')) {
      if (!parse_repeat(p, t.c, &last, &literal)) return false;
      if (!literal) continue;
    }
    part item = {.kind = PART_OTHER, .start = p->size, .first_group = p->groups};
    switch (parse_part(p, t, at, flags, verbose, depth, first && last.kind == PART_NONE, &item)) {
    case GROUP_FAILED: return false;
    case GROUP_PART:
      take_width(&total, &last);
      last = item;
      break;
    case GROUP_GLOBAL_FLAGS:
      flags = p->flags;
      verbose = flags & RE_VERBOSE;
      break;
    case GROUP_NOTHING: break;
    }
  }
  take_width(&total, &last);
  *out = total;
  return true;
}

/* --- Alternatives that are all plain words --- */

typedef struct word_list {
  re_word *words;
  uint32_t *text;
  size_t count, length;
} word_list;

static size_t count_alternatives(const parser *p, int64_t from) {
  size_t count = 1;
  for (int64_t i = from; i < p->in.length && p->in.text[i] != ')' && p->in.text[i] != '('; i++) {
    count += p->in.text[i] == '|';
    i += p->in.text[i] == '\\';
  }
  return count;
}

/* Reads words up to ')' or the end, where *end is then; false when anything else is between them.
   fold: case is ignored, which is done here, for words in ASCII. */
static bool read_words(const parser *p, int64_t from, bool fold, word_list *list, int64_t *end) {
  list->words[0] = (re_word){list->text, 0};
  for (*end = from; *end < p->in.length && p->in.text[*end] != ')'; ++*end) {
    uint32_t c = p->in.text[*end];
    if (c == '|') {
      list->words[++list->count] = (re_word){list->text + list->length, 0};
      continue;
    }
    if (c == '\\') {
      if (++*end == p->in.length) return false;
      c = p->in.text[*end];
      if (is_letter((int32_t)c) || is_digit((int32_t)c)) return false;
    } else if (c && c < 0x80 && strchr(".^$*+?{[(", (int)c)) {
      return false;
    }
    if (fold && c >= 0x80) return false;
    list->text[list->length++] = fold && c >= 'A' && c <= 'Z' ? c + 32 : c;
    list->words[list->count].length++;
  }
  list->count++;
  return true;
}

typedef struct word_sink {
  parser *p;
  int flags;
} word_sink;
static void put_word_text(void *data, const char *text) { put(((word_sink *)data)->p, text); }
static void put_word_character(void *data, uint32_t c) {
  put_literal(((word_sink *)data)->p, c, ((word_sink *)data)->flags);
}

#define MANY_WORDS 50

/* Writes an alternation of many words, if that is what comes next: 1; 0: something else; -1: error.
 */
static int parse_words(parser *p, int flags, width *out) {
  int64_t from = wf_re_tell(&p->in), end;
  size_t count = count_alternatives(p, from);
  if (count < MANY_WORDS) return 0;
  word_list list = {.words = malloc(count * sizeof *list.words),
                    .text = malloc((size_t)(p->in.length - from + 1) * sizeof *list.text)};
  int result = list.words && list.text ? read_words(p, from, flags & RE_IGNORECASE, &list, &end)
                                       : 0;
  if (result) {
    *out = (width){MAX_WIDTH, 0};
    for (size_t i = 0; i < list.count; i++) {
      if (list.words[i].length < out->low) out->low = list.words[i].length;
      if (list.words[i].length > out->high) out->high = list.words[i].length;
    }
    word_sink sink = {p, flags};
    if (!wf_re_words_write(list.words, list.count,
                           &(re_words_out){put_word_text, put_word_character, &sink,
                                           !(flags & RE_IGNORECASE)}))
      p->no_memory = true;
    if (!wf_re_seek(&p->in, end)) result = -1;
  }
  free(list.words);
  free(list.text);
  return result;
}

static bool parse_alternation(parser *p, int flags, bool verbose, int depth, width *out) {
  if (!verbose && p->in.next.c != END) {
    int words = parse_words(p, flags, out);
    if (words) return words > 0;
  }
  if (depth > MAX_DEPTH) {
    wf_raise(&wf_exc_RecursionError, "maximum recursion depth exceeded");
    return false;
  }
  width all = {MAX_WIDTH, 0}, w;
  for (bool first = true, more = true; more; first = false) {
    if (depth == 0) {
      flags = p->flags;
      verbose = flags & RE_VERBOSE;
    }
    if (!parse_sequence(p, flags, verbose, depth + 1, depth == 0 && first, &w)) return false;
    if (w.low < all.low) all.low = w.low;
    if (w.high > all.high) all.high = w.high;
    if (!wf_re_match(&p->in, '|', &more)) return false;
    if (more) put(p, "|");
  }
  *out = all;
  return true;
}

static bool fix_flags(parser *p) {
  const char *wrong = NULL;
  if (p->in.is_text) {
    if (p->flags & RE_LOCALE) wrong = "cannot use LOCALE flag with a str pattern";
    else if (!(p->flags & RE_ASCII)) p->flags |= RE_UNICODE;
    else if (p->flags & RE_UNICODE) wrong = "ASCII and UNICODE flags are incompatible";
  } else if (p->flags & RE_UNICODE) {
    wrong = "cannot use UNICODE flag with a bytes pattern";
  } else if ((p->flags & RE_LOCALE) && (p->flags & RE_ASCII)) {
    wrong = "ASCII and LOCALE flags are incompatible";
  }
  if (wrong) wf_raise(&wf_exc_ValueError, "%s", wrong);
  return !wrong;
}

static bool parse_all(parser *p) {
  width w;
  if (!wf_re_advance(&p->in) || !parse_alternation(p, p->flags, p->flags & RE_VERBOSE, 0, &w))
    return false;
  if (!fix_flags(p)) return false;
  if (p->in.next.c != END) return wf_re_fail_here(&p->in, 0, "unbalanced parenthesis");
  for (size_t i = 0; i < p->reference_count; i++)
    if (p->references[i].group >= p->groups)
      return wf_re_fail_at(&p->in, p->references[i].at, "invalid group reference %ld",
                     (long)p->references[i].group);
  if (p->no_memory) return wf_raise_memory(), false;
  return true;
}

static void release(parser *p) {
  free((void *)p->in.text);
  free(p->out);
  free(p->group);
  free(p->widths);
  free(p->references);
}

bool wf_re_translate(wf_value pattern, int flags, enum re_mode mode, bool quiet,
                     re_translation *out) {
  parser p = {.in = {.pattern = pattern, .is_text = wf_is_str(pattern), .quiet = quiet},
              .mode = mode,
              .flags = flags,
              .names = wf_dict_new(),
              .groups = 1,
              .group_capacity = 8};
  p.in.text = wf_re_code_points(pattern, &p.in.length);
  p.group = calloc(p.group_capacity, sizeof *p.group);
  p.widths = calloc(p.group_capacity, sizeof *p.widths);
  bool ok = p.in.text && p.group && p.widths && p.names != WF_ERROR;
  if (!ok && !wf_error_pending()) wf_raise_memory();
  ok = ok && parse_all(&p);
  if (ok) {
    put_bytes(&p, "", 1);
    *out = (re_translation){.text = p.out, .size = p.size - 1, .flags = p.flags,
                            .options = pcre_flags(&p, p.flags), .unicode = pcre_by_unicode(&p),
                            .groups = p.groups, .group = p.group, .names = p.names};
    p.out = NULL;
    p.group = NULL;
  }
  release(&p);
  return ok;
}

void wf_re_translation_free(re_translation *t) {
  free(t->text);
  free(t->group);
}
