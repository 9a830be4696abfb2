#include <config.h>

#include "interp/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 << 10)

struct wf_arena_block {
  wf_arena_block *before;
  size_t size;
  _Alignas(16) char data[];
};

typedef struct wf_text_table {
  size_t capacity, count; /* capacity is a power of two, at most half full */
  const wf_text **entries; /* malloc'ed */
} wf_text_table;

void wf_arena_init(wf_arena *arena) { *arena = (wf_arena){0}; }

void wf_arena_free(wf_arena *arena) {
  for (wf_arena_block *b = arena->block, *before; b; b = before) {
    before = b->before;
    free(b);
  }
  if (arena->texts) free(arena->texts->entries);
  free(arena->texts);
  *arena = (wf_arena){0};
}

static void *need(void *block) {
  if (block) return block;
  fputs("weft: fatal: out of memory while compiling\n", stderr);
  abort();
}

static void add_block(wf_arena *arena, size_t size) {
  if (size < BLOCK_SIZE) size = BLOCK_SIZE;
  wf_arena_block *b = need(calloc(1, sizeof *b + size));
  b->before = arena->block;
  b->size = size;
  arena->block = b;
  arena->next = b->data;
  arena->end = b->data + size;
}

void *wf_arena_alloc(wf_arena *arena, size_t size) {
  size = (size + 15) & ~(size_t)15;
  if ((size_t)(arena->end - arena->next) < size) add_block(arena, size);
  void *p = arena->next;
  arena->next += size;
  return p;
}

char *wf_arena_copy(wf_arena *arena, const char *bytes, size_t size) {
  char *copy = wf_arena_alloc(arena, size + 1);
  if (size) memcpy(copy, bytes, size);
  return copy;
}

static uint32_t hash_of(const char *bytes, size_t size) {
  uint32_t h = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < size; i++) h = (h ^ (unsigned char)bytes[i]) * 16777619u;
  return h;
}

static void grow(wf_text_table *t) {
  size_t capacity = t->capacity ? t->capacity * 2 : 256;
  const wf_text **entries = need(calloc(capacity, sizeof *entries));
  for (size_t i = 0; i < t->capacity; i++) {
    if (!t->entries[i]) continue;
    size_t at = t->entries[i]->hash & (capacity - 1);
    while (entries[at]) at = (at + 1) & (capacity - 1);
    entries[at] = t->entries[i];
  }
  free(t->entries);
  t->entries = entries;
  t->capacity = capacity;
}

const wf_text *wf_arena_intern(wf_arena *arena, const char *bytes, size_t size) {
  if (!arena->texts) arena->texts = need(calloc(1, sizeof *arena->texts));
  wf_text_table *t = arena->texts;
  if (t->count * 2 >= t->capacity) grow(t);
  uint32_t hash = hash_of(bytes, size);
  size_t at = hash & (t->capacity - 1);
  for (; t->entries[at]; at = (at + 1) & (t->capacity - 1)) {
    const wf_text *e = t->entries[at];
    if (e->hash == hash && e->size == size && memcmp(e->data, bytes, size) == 0) return e;
  }
  wf_text *text = wf_arena_alloc(arena, sizeof *text + size + 1);
  text->size = (uint32_t)size;
  text->hash = hash;
  memcpy(text->data, bytes, size);
  t->entries[at] = text;
  t->count++;
  return text;
}
