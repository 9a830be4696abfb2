#include <config.h>

#include "runtime/unicode.h"

#include <stdatomic.h>
#include <stdlib.h>

/* --- Properties --- */

int wf_unicode_decimal(uint32_t c) {
  unsigned d = wf_unicode_record(c)->decimal;
  return d == 255 ? -1 : (int)d;
}

int wf_unicode_digit(uint32_t c) {
  unsigned d = wf_unicode_record(c)->digit;
  return d == 255 ? -1 : (int)d;
}

bool wf_unicode_numeric(uint32_t c, double *out) {
  int digit = wf_unicode_digit(c);
  if (digit >= 0) {
    *out = digit;
    return true;
  }
  unsigned low = 0, high = wf_unicode_number_count;
  while (low < high) {
    unsigned mid = (low + high) / 2;
    if (wf_unicode_numbers[mid].code < c) low = mid + 1;
    else high = mid;
  }
  if (low == wf_unicode_number_count || wf_unicode_numbers[low].code != c) return false;
  *out = wf_unicode_numbers[low].value;
  return true;
}

static int copy_special(const uint32_t from[3], uint32_t out[3]) {
  int n = 0;
  while (n < 3 && from[n]) {
    out[n] = from[n];
    n++;
  }
  return n;
}

#define DEFINE_CASE_MAPPING(field)                                                                 \
  int wf_unicode_##field(uint32_t c, uint32_t out[3]) {                                            \
    const struct wf_unicode_record *r = wf_unicode_record(c);                                      \
    if (r->flags & WF_UNICODE_SPECIAL_CASE)                                                        \
      return copy_special(wf_unicode_specials[r->upper].field, out);                               \
    out[0] = (uint32_t)((int64_t)c + r->field);                                                    \
    return 1;                                                                                      \
  }
DEFINE_CASE_MAPPING(upper)
DEFINE_CASE_MAPPING(lower)
DEFINE_CASE_MAPPING(title)
DEFINE_CASE_MAPPING(fold)

bool wf_unicode_final_sigma(const char *s, size_t length, size_t at) {
  const char *p = s + at;
  unsigned flags = 0;
  while (p > s) {
    flags = wf_unicode_flags(wf_utf8_previous(&p));
    if (!(flags & WF_UNICODE_CASE_IGNORABLE)) break;
    flags = 0;
  }
  if (!(flags & WF_UNICODE_CASED)) return false;
  p = s + at;
  wf_utf8_next(&p);
  while (p < s + length) {
    flags = wf_unicode_flags(wf_utf8_next(&p));
    if (!(flags & WF_UNICODE_CASE_IGNORABLE)) return !(flags & WF_UNICODE_CASED);
  }
  return true;
}

bool wf_unicode_is_identifier(const char *s, size_t length) {
  const char *p = s, *end = s + length;
  if (p == end || !wf_unicode_is_id_start(wf_utf8_next(&p))) return false;
  while (p < end)
    if (!wf_unicode_is_id_continue(wf_utf8_next(&p))) return false;
  return true;
}

/* --- Normalisation --- */

enum {
  HANGUL_S = 0xac00,
  HANGUL_L = 0x1100,
  HANGUL_V = 0x1161,
  HANGUL_T = 0x11a7,
  HANGUL_L_COUNT = 19,
  HANGUL_V_COUNT = 21,
  HANGUL_T_COUNT = 28,
  HANGUL_S_COUNT = HANGUL_L_COUNT * HANGUL_V_COUNT * HANGUL_T_COUNT
};

int wf_unicode_decomposition(uint32_t c, const uint32_t **out, const char **tag) {
  unsigned low = 0, high = wf_unicode_decomposition_count;
  while (low < high) {
    unsigned mid = (low + high) / 2;
    if (wf_unicode_decompositions[mid].code < c) low = mid + 1;
    else high = mid;
  }
  const struct wf_unicode_decomposition *d = &wf_unicode_decompositions[low];
  if (low == wf_unicode_decomposition_count || d->code != c) return 0;
  *out = wf_unicode_decomposition_pool + d->offset;
  *tag = wf_unicode_decomposition_tags[d->tag];
  return d->length;
}

/* A growing array of code points. */
struct points {
  uint32_t *items;
  size_t count, room;
  bool failed;
};

static void add_point(struct points *list, uint32_t c) {
  if (list->count == list->room) {
    size_t room = list->room ? list->room * 2 : 64;
    uint32_t *items = realloc(list->items, room * sizeof *items);
    if (!items) {
      list->failed = true;
      return;
    }
    list->items = items;
    list->room = room;
  }
  list->items[list->count++] = c;
}

static void decompose(struct points *list, uint32_t c, bool compat_wanted) {
  if (c - HANGUL_S < HANGUL_S_COUNT) {
    uint32_t s = c - HANGUL_S;
    add_point(list, HANGUL_L + s / (HANGUL_V_COUNT * HANGUL_T_COUNT));
    add_point(list, HANGUL_V + s % (HANGUL_V_COUNT * HANGUL_T_COUNT) / HANGUL_T_COUNT);
    if (s % HANGUL_T_COUNT) add_point(list, HANGUL_T + s % HANGUL_T_COUNT);
    return;
  }
  const uint32_t *parts = NULL;
  const char *tag = "";
  int n = c < 0xa0 ? 0 : wf_unicode_decomposition(c, &parts, &tag);
  if (n == 0 || (*tag && !compat_wanted)) {
    add_point(list, c);
    return;
  }
  for (int i = 0; i < n; i++) decompose(list, parts[i], compat_wanted);
}

/* Canonical order: each run of combining characters is sorted, stably, by combining class. */
static void reorder(struct points *list) {
  for (size_t i = 1; i < list->count; i++) {
    uint32_t c = list->items[i];
    unsigned class = wf_unicode_record(c)->combining;
    if (class == 0) continue;
    size_t j = i;
    while (j > 0 && wf_unicode_record(list->items[j - 1])->combining > class) {
      list->items[j] = list->items[j - 1];
      j--;
    }
    list->items[j] = c;
  }
}

static uint32_t compose_pair(uint32_t a, uint32_t b) {
  if (a - HANGUL_L < HANGUL_L_COUNT && b - HANGUL_V < HANGUL_V_COUNT)
    return HANGUL_S + ((a - HANGUL_L) * HANGUL_V_COUNT + (b - HANGUL_V)) * HANGUL_T_COUNT;
  if (a - HANGUL_S < HANGUL_S_COUNT && (a - HANGUL_S) % HANGUL_T_COUNT == 0 &&
      b - (HANGUL_T + 1) < HANGUL_T_COUNT - 1)
    return a + (b - HANGUL_T);
  unsigned low = 0, high = wf_unicode_composition_count;
  while (low < high) {
    unsigned mid = (low + high) / 2;
    const struct wf_unicode_composition *row = &wf_unicode_compositions[mid];
    if (row->first < a || (row->first == a && row->second < b)) low = mid + 1;
    else high = mid;
  }
  if (low == wf_unicode_composition_count) return WF_UNICODE_BAD;
  const struct wf_unicode_composition *row = &wf_unicode_compositions[low];
  return row->first == a && row->second == b ? row->composed : WF_UNICODE_BAD;
}

/* Joins each character to the last starter before it unless one between them blocks it. */
static void compose(struct points *list) {
  size_t starter = SIZE_MAX, out = 0;
  int last_class = -1; /* class of the last character kept behind the starter; -1: none */
  for (size_t i = 0; i < list->count; i++) {
    uint32_t c = list->items[i];
    int class = wf_unicode_record(c)->combining;
    if (starter != SIZE_MAX && last_class < class) {
      uint32_t joined = compose_pair(list->items[starter], c);
      if (joined != WF_UNICODE_BAD) {
        list->items[starter] = joined;
        continue;
      }
    }
    if (class == 0) {
      starter = out;
      last_class = -1;
    } else {
      last_class = class;
    }
    list->items[out++] = c;
  }
  list->count = out;
}

char *wf_unicode_normalize(enum wf_unicode_form form, const char *s, size_t length,
                           size_t *out_length) {
  struct points list = {0};
  bool compat = form == WF_UNICODE_NFKC || form == WF_UNICODE_NFKD;
  for (const char *p = s; p < s + length;) decompose(&list, wf_utf8_next(&p), compat);
  char *out = list.failed ? NULL : malloc(list.count * 4 + 1);
  if (!out) {
    free(list.items);
    return NULL;
  }
  reorder(&list);
  if (form == WF_UNICODE_NFC || form == WF_UNICODE_NFKC) compose(&list);
  size_t at = 0;
  for (size_t i = 0; i < list.count; i++) at += wf_utf8_encode(list.items[i], out + at);
  out[at] = 0;
  *out_length = at;
  free(list.items);
  return out;
}

/* --- Names --- */

/* What the first use of a name builds from the tables: where each word starts, and a hash table
   from names to their numbers plus one. Made once, published whole, never freed. */
struct name_index {
  uint32_t *words;
  uint32_t *table;
  uint32_t mask;
};

static _Atomic(struct name_index *) name_index;

/* Reads names one after another; words[0..count) are the word numbers of the current one. */
struct name_reader {
  const uint8_t *at;
  unsigned number; /* of the next name */
  unsigned count;
  uint16_t words[16];
};

static unsigned name_total(void) {
  const struct wf_unicode_name_shape *shape = &wf_unicode_name_shape;
  return shape->own + shape->aliases + shape->sequences;
}

static void read_name(struct name_reader *r) {
  unsigned head = *r->at++;
  unsigned kept = head >> 4, fresh = head & 15;
  for (unsigned i = 0; i < fresh; i++) {
    unsigned code = *r->at++;
    if (code >= wf_unicode_name_shape.short_codes)
      code = ((code - wf_unicode_name_shape.short_codes) << 8) + *r->at++ +
             wf_unicode_name_shape.short_codes;
    r->words[kept + i] = (uint16_t)code;
  }
  r->count = kept + fresh;
  r->number++;
}

static void read_name_number(struct name_reader *r, unsigned number) {
  unsigned block = number / WF_UNICODE_NAME_BLOCK;
  r->at = wf_unicode_name_data + wf_unicode_name_blocks[block];
  r->number = block * WF_UNICODE_NAME_BLOCK;
  do read_name(r);
  while (r->number <= number);
}

static size_t write_name(const struct name_index *index, const struct name_reader *r, char *out) {
  size_t n = 0;
  for (unsigned i = 0; i < r->count; i++) {
    const char *word = wf_unicode_name_words + index->words[r->words[i]];
    if (i > 0) out[n++] = ' ';
    while (*word != ' ' && n < WF_UNICODE_NAME_MAX - 1) out[n++] = *word++;
  }
  out[n] = 0;
  return n;
}

static uint32_t hash_name(const char *s, size_t n) {
  uint32_t h = 2166136261u;
  for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)s[i]) * 16777619u;
  return h ^ h >> 15;
}

static void fill_name_index(struct name_index *index) {
  const char *p = wf_unicode_name_words;
  for (unsigned i = 0; i < wf_unicode_name_shape.words; i++) {
    index->words[i] = (uint32_t)(p - wf_unicode_name_words);
    p = strchr(p, ' ') + 1;
  }
  struct name_reader r = {.at = wf_unicode_name_data};
  char name[WF_UNICODE_NAME_MAX];
  unsigned total = name_total();
  for (unsigned i = 0; i < total; i++) {
    read_name(&r);
    uint32_t at = hash_name(name, write_name(index, &r, name)) & index->mask;
    while (index->table[at]) at = (at + 1) & index->mask;
    index->table[at] = i + 1;
  }
}

static void free_name_index(struct name_index *index) {
  if (!index) return;
  free(index->words);
  free(index->table);
  free(index);
}

static struct name_index *new_name_index(void) {
  struct name_index *index = calloc(1, sizeof *index);
  if (!index) return NULL;
  uint32_t size = 1;
  while (size < name_total() * 2) size *= 2;
  index->mask = size - 1;
  index->words = calloc(wf_unicode_name_shape.words, sizeof *index->words);
  index->table = calloc(size, sizeof *index->table);
  if (!index->words || !index->table) {
    free_name_index(index);
    return NULL;
  }
  fill_name_index(index);
  return index;
}

static const struct name_index *get_name_index(void) {
  struct name_index *index = atomic_load(&name_index), *expected = NULL;
  if (index) return index;
  index = new_name_index();
  if (!index) return NULL;
  if (atomic_compare_exchange_strong(&name_index, &expected, index)) return index;
  free_name_index(index);
  return expected;
}

/* The number of a listed name (in capitals), or WF_UNICODE_BAD. */
static uint32_t find_listed(const char *name, size_t length) {
  const struct name_index *index = get_name_index();
  if (!index) return WF_UNICODE_BAD;
  char other[WF_UNICODE_NAME_MAX];
  struct name_reader r;
  for (uint32_t at = hash_name(name, length) & index->mask; index->table[at];
       at = (at + 1) & index->mask) {
    read_name_number(&r, index->table[at] - 1);
    if (write_name(index, &r, other) == length && memcmp(name, other, length) == 0)
      return index->table[at] - 1;
  }
  return WF_UNICODE_BAD;
}

static uint32_t code_of_name_number(uint32_t number) {
  unsigned low = 0, high = wf_unicode_name_shape.runs;
  while (high - low > 1) {
    unsigned mid = (low + high) / 2;
    if (wf_unicode_name_runs[mid].index <= number) low = mid;
    else high = mid;
  }
  return wf_unicode_name_runs[low].code + (number - wf_unicode_name_runs[low].index);
}

static const char *const hangul_leads[] = {"G", "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                           "SS", "", "J", "JJ", "C",  "K", "T", "P", "H"};
static const char *const hangul_vowels[] = {"A",  "AE", "YA", "YAE", "EO", "E",  "YEO",
                                            "YE", "O",  "WA", "WAE", "OE", "YO", "U",
                                            "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
static const char *const hangul_tails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH",
                                           "D",  "L",  "LG", "LM", "LB", "LS", "LT",
                                           "LP", "LH", "M",  "B",  "BS", "S",  "SS",
                                           "NG", "J",  "C",  "K",  "T",  "P",  "H"};
static const char hangul_prefix[] = "HANGUL SYLLABLE ";

static size_t hangul_name(uint32_t c, char *out) {
  uint32_t s = c - HANGUL_S;
  const char *parts[4] = {hangul_prefix, hangul_leads[s / (HANGUL_V_COUNT * HANGUL_T_COUNT)],
                          hangul_vowels[s / HANGUL_T_COUNT % HANGUL_V_COUNT],
                          hangul_tails[s % HANGUL_T_COUNT]};
  size_t n = 0;
  for (int i = 0; i < 4; i++) {
    size_t size = strlen(parts[i]);
    memcpy(out + n, parts[i], size);
    n += size;
  }
  out[n] = 0;
  return n;
}

/* The longest of `parts` that starts s; its index, *s moves behind it. */
static int longest_part(const char *const *parts, int count, const char **s) {
  int best = -1;
  size_t best_size = 0;
  for (int i = 0; i < count; i++) {
    size_t size = strlen(parts[i]);
    if (strncmp(*s, parts[i], size) == 0 && (best < 0 || size > best_size)) {
      best = i;
      best_size = size;
    }
  }
  *s += best_size;
  return best;
}

static uint32_t hangul_by_name(const char *name) {
  if (strncmp(name, hangul_prefix, sizeof hangul_prefix - 1) != 0) return WF_UNICODE_BAD;
  name += sizeof hangul_prefix - 1;
  int l = longest_part(hangul_leads, HANGUL_L_COUNT, &name);
  int v = longest_part(hangul_vowels, HANGUL_V_COUNT, &name);
  int t = v < 0 ? -1 : longest_part(hangul_tails, HANGUL_T_COUNT, &name);
  if (l < 0 || v < 0 || t < 0 || *name) return WF_UNICODE_BAD;
  return HANGUL_S + (uint32_t)((l * HANGUL_V_COUNT + v) * HANGUL_T_COUNT + t);
}

static size_t write_hex(uint32_t c, char *out) {
  size_t n = 0;
  for (int shift = 20; shift >= 0; shift -= 4) {
    unsigned digit = c >> shift & 15;
    if (digit == 0 && n == 0 && shift > 12) continue;
    out[n++] = "0123456789ABCDEF"[digit];
  }
  out[n] = 0;
  return n;
}

static uint32_t range_by_name(const char *name) {
  for (unsigned i = 0; i < wf_unicode_name_shape.ranges; i++) {
    const struct wf_unicode_name_range *range = &wf_unicode_name_ranges[i];
    size_t prefix = strlen(range->prefix);
    if (strncmp(name, range->prefix, prefix) != 0) continue;
    uint32_t c = (uint32_t)strtoul(name + prefix, NULL, 16);
    char digits[8];
    write_hex(c, digits);
    if (c >= range->first && c <= range->last && strcmp(digits, name + prefix) == 0) return c;
  }
  return WF_UNICODE_BAD;
}

/* Capitals, ended by NUL; false when no name is that long. */
static bool fold_name(const char *name, size_t length, char out[WF_UNICODE_NAME_MAX]) {
  if (length == 0 || length >= WF_UNICODE_NAME_MAX) return false;
  for (size_t i = 0; i < length; i++)
    out[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32) : name[i];
  out[length] = 0;
  return true;
}

uint32_t wf_unicode_by_name(const char *name, size_t length) {
  char folded[WF_UNICODE_NAME_MAX];
  if (!fold_name(name, length, folded)) return WF_UNICODE_BAD;
  uint32_t c = hangul_by_name(folded);
  if (c == WF_UNICODE_BAD) c = range_by_name(folded);
  if (c != WF_UNICODE_BAD) return c;
  uint32_t number = find_listed(folded, length);
  const struct wf_unicode_name_shape *shape = &wf_unicode_name_shape;
  if (number == WF_UNICODE_BAD || number >= shape->own + shape->aliases) return WF_UNICODE_BAD;
  return number < shape->own ? code_of_name_number(number)
                             : wf_unicode_name_aliases[number - shape->own];
}

int wf_unicode_sequence_by_name(const char *name, size_t length, const uint32_t **out) {
  char folded[WF_UNICODE_NAME_MAX];
  if (!fold_name(name, length, folded)) return 0;
  uint32_t number = find_listed(folded, length);
  uint32_t first = wf_unicode_name_shape.own + wf_unicode_name_shape.aliases;
  if (number == WF_UNICODE_BAD || number < first) return 0;
  const uint16_t *start = &wf_unicode_name_sequence_starts[number - first];
  *out = wf_unicode_name_sequence_pool + start[0];
  return start[1] - start[0];
}

static size_t range_name(uint32_t c, char *out) {
  for (unsigned i = 0; i < wf_unicode_name_shape.ranges; i++) {
    const struct wf_unicode_name_range *range = &wf_unicode_name_ranges[i];
    if (c < range->first || c > range->last) continue;
    size_t prefix = strlen(range->prefix);
    memcpy(out, range->prefix, prefix);
    return prefix + write_hex(c, out + prefix);
  }
  return 0;
}

size_t wf_unicode_name(uint32_t c, char out[WF_UNICODE_NAME_MAX]) {
  out[0] = 0;
  if (c - HANGUL_S < HANGUL_S_COUNT) return hangul_name(c, out);
  size_t n = range_name(c, out);
  if (n) return n;
  unsigned low = 0, high = wf_unicode_name_shape.runs;
  while (high - low > 1) {
    unsigned mid = (low + high) / 2;
    if (wf_unicode_name_runs[mid].code <= c) low = mid;
    else high = mid;
  }
  const struct wf_unicode_name_run *run = &wf_unicode_name_runs[low];
  uint32_t end = low + 1 < wf_unicode_name_shape.runs ? run[1].index : wf_unicode_name_shape.own;
  if (c < run->code || c - run->code >= end - run->index) return 0;
  const struct name_index *index = get_name_index();
  if (!index) return 0;
  struct name_reader r;
  read_name_number(&r, run->index + (c - run->code));
  return write_name(index, &r, out);
}

/* --- UTF-8 --- */

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

static uint64_t load_word(const char *p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

size_t wf_utf8_ascii_prefix(const char *s, size_t length) {
  size_t i = 0;
  while (i + 32 <= length && !((load_word(s + i) | load_word(s + i + 8) | load_word(s + i + 16) |
                                load_word(s + i + 24)) & HIGH_BITS))
    i += 32;
  while (i + 8 <= length && !(load_word(s + i) & HIGH_BITS)) i += 8;
  while (i < length && (unsigned char)s[i] < 0x80) i++;
  return i;
}

/* One in each byte of the word that is not a continuation byte. */
static uint64_t starts_in(uint64_t word) { return (~word >> 7 | word >> 6) & LOW_BITS; }

size_t wf_utf8_count(const char *s, size_t length) {
  size_t i = 0, count = 0;
  while (i + 8 <= length) {
    uint64_t sums = 0;
    /* a byte of the sum holds at most 255 */
    for (int k = 0; k < 255 && i + 8 <= length; k++, i += 8) sums += starts_in(load_word(s + i));
    uint64_t pairs =
        (sums & UINT64_C(0x00ff00ff00ff00ff)) + (sums >> 8 & UINT64_C(0x00ff00ff00ff00ff));
    count += (size_t)(pairs * UINT64_C(0x0001000100010001) >> 48);
  }
  for (; i < length; i++) count += !wf_utf8_is_continuation((unsigned char)s[i]);
  return count;
}

size_t wf_utf8_offset(const char *s, size_t length, size_t index) {
  size_t i = 0;
  while (i + 8 <= length) {
    size_t here = (size_t)(starts_in(load_word(s + i)) * LOW_BITS >> 56);
    if (here > index) break;
    index -= here;
    i += 8;
  }
  for (; i < length; i++)
    if (!wf_utf8_is_continuation((unsigned char)s[i]) && index-- == 0) return i;
  return length;
}

/* The allowed range of the second byte after a lead byte: it excludes overlong forms, code points
   beyond the last one, and surrogates unless they are allowed. */
static void second_byte_range(unsigned char lead, bool surrogates, unsigned char *low,
                              unsigned char *high) {
  *low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  *high = lead == 0xed && !surrogates ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
}

/* Bytes of the valid sequence at p, or 0 with *fault written. */
static unsigned check_sequence(const unsigned char *p, size_t room, bool surrogates,
                               struct wf_utf8_fault *fault) {
  fault->truncated = false;
  fault->size = 1;
  if (p[0] < 0xc2 || p[0] > 0xf4) {
    fault->reason = "invalid start byte";
    return 0;
  }
  unsigned need = wf_utf8_length(p[0]);
  for (unsigned i = 1; i < need; i++) {
    unsigned char low = 0x80, high = 0xbf;
    if (i == 1) second_byte_range(p[0], surrogates, &low, &high);
    fault->size = i;
    if (i == room) {
      fault->truncated = true;
      fault->reason = "unexpected end of data";
      return 0;
    }
    if (p[i] < low || p[i] > high) {
      fault->truncated = room == 2 && p[0] == 0xed && p[1] > high && p[1] <= 0xbf;
      fault->reason = "invalid continuation byte";
      return 0;
    }
  }
  return need;
}

size_t wf_utf8_valid_prefix(const char *s, size_t length, bool surrogates, size_t *count,
                            struct wf_utf8_fault *fault) {
  size_t i = 0, n = 0;
  while (i < length) {
    size_t ascii = wf_utf8_ascii_prefix(s + i, length - i);
    i += ascii;
    n += ascii;
    while (i < length && (unsigned char)s[i] >= 0x80) {
      unsigned size =
          check_sequence((const unsigned char *)s + i, length - i, surrogates, fault);
      if (size == 0) {
        *count = n;
        return i;
      }
      i += size;
      n++;
    }
  }
  *count = n;
  return i;
}

size_t wf_utf8_find_surrogate(const char *s, size_t length) {
  const char *p = s, *end = s + length;
  while ((p = memchr(p, 0xed, (size_t)(end - p)))) {
    if ((unsigned char)p[1] >= 0xa0) return (size_t)(p - s);
    p++;
  }
  return length;
}
