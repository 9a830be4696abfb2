/* Regular expressions: many plain words as a tree.

   Only one of the words that begin with different characters can match at a place, so words may be
   brought together by their first character without changing what is tried before what; the order
   of words with the same first character stays. An empty word fits everywhere: nothing moves across
   it. */
#include <config.h>

#include "runtime/native/re_words.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 100     /* of groups, of which PCRE2 allows 250 */
#define CLASS_MINIMUM 4   /* characters: a class takes 33 bytes in PCRE2, an alternative 5 */

typedef struct entry {
  uint32_t first;
  size_t order;
  re_word word;
} entry;

/* Words of a segment that begin with the same character. */
typedef struct group {
  size_t order; /* of its first word */
  re_word *words;
  size_t count;
} group;

typedef struct writer {
  const re_words_out *out;
  bool first; /* no alternative was written in this group yet */
} writer;

static bool write_words(const re_words_out *out, re_word *words, size_t count, size_t at,
                        int depth);

static void put(const re_words_out *out, const char *text) { out->put(out->data, text); }
static void put_rest(const re_words_out *out, const re_word *word, size_t at) {
  for (size_t i = at; i < word->length; i++) out->put_character(out->data, word->text[i]);
}

static void separate(writer *w) {
  if (!w->first) put(w->out, "|");
  w->first = false;
}

static int by_first(const void *a, const void *b) {
  const entry *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static int by_order(const void *a, const void *b) {
  const group *x = a, *y = b;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Brings words that begin with the same character together; the number of groups, 0: no memory. */
static size_t make_groups(re_word *words, size_t count, size_t at, group *groups) {
  entry *entries = malloc(count * sizeof *entries);
  if (!entries) return 0;
  for (size_t i = 0; i < count; i++) entries[i] = (entry){words[i].text[at], i, words[i]};
  qsort(entries, count, sizeof *entries, by_first);
  size_t made = 0;
  for (size_t i = 0; i < count; i++) {
    words[i] = entries[i].word;
    if (i == 0 || entries[i].first != entries[i - 1].first)
      groups[made++] = (group){entries[i].order, &words[i], 0};
    groups[made - 1].count++;
  }
  free(entries);
  qsort(groups, made, sizeof *groups, by_order);
  return made;
}

static bool is_single(const group *g, size_t at) {
  return g->count == 1 && g->words[0].length == at + 1 && g->words[0].text[at] < 0x80;
}

static void write_class(writer *w, const group *groups, size_t count, size_t at) {
  separate(w);
  put(w->out, "[");
  for (size_t i = 0; i < count; i++)
    if (is_single(&groups[i], at)) w->out->put_character(w->out->data, groups[i].words[0].text[at]);
  put(w->out, "]");
}

/* How many characters all words of a group have in common, of which there are at least `at`. */
static size_t common_prefix(const group *g, size_t at) {
  for (;; at++)
    for (size_t i = 0; i < g->count; i++)
      if (g->words[i].length == at || g->words[i].text[at] != g->words[0].text[at]) return at;
}

static bool write_list(const re_words_out *out, const re_word *words, size_t count, size_t at) {
  for (size_t i = 0; i < count; i++) {
    if (i) put(out, "|");
    put_rest(out, &words[i], at);
  }
  return true;
}

static bool write_group(writer *w, const group *g, size_t at, int depth) {
  separate(w);
  if (g->count == 1) {
    put_rest(w->out, &g->words[0], at);
    return true;
  }
  size_t to = common_prefix(g, at + 1);
  put_rest(w->out, &(re_word){g->words[0].text, to}, at);
  put(w->out, "(?:");
  bool ok = depth == MAX_DEPTH ? write_list(w->out, g->words, g->count, to)
                               : write_words(w->out, g->words, g->count, to, depth + 1);
  put(w->out, ")");
  return ok;
}

/* Words that go on at `at`. */
static bool write_segment(writer *w, re_word *words, size_t count, size_t at, int depth) {
  group *groups = malloc(count * sizeof *groups);
  size_t group_count = groups ? make_groups(words, count, at, groups) : 0, singles = 0;
  for (size_t i = 0; i < group_count; i++) singles += is_single(&groups[i], at);
  bool ok = group_count > 0, in_class = w->out->classes && singles >= CLASS_MINIMUM;
  if (in_class) write_class(w, groups, group_count, at);
  for (size_t i = 0; ok && i < group_count; i++)
    if (!in_class || !is_single(&groups[i], at)) ok = write_group(w, &groups[i], at, depth);
  free(groups);
  return ok;
}

/* Alternatives for what the words have from `at` on, which is the same in all before it. */
static bool write_words(const re_words_out *out, re_word *words, size_t count, size_t at,
                        int depth) {
  writer w = {out, true};
  bool empty = false;
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from; to < count && words[to].length > at;) to++;
    if (to > from) {
      if (!write_segment(&w, words + from, to - from, at, depth)) return false;
      continue;
    }
    if (!empty) separate(&w);
    empty = true;
    to++;
  }
  return true;
}

bool wf_re_words_write(re_word *words, size_t count, const re_words_out *out) {
  return write_words(out, words, count, 0, 0);
}
