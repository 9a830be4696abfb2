#include <config.h>

#include "interp/arena.h"

#include <stdlib.h>
#include <string.h>

struct wf_arena_block {
  struct wf_arena_block *older;
  _Alignas(16) char data[];
};

#define FIRST_BLOCK ((size_t)8 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)

static void *give_up(wf_arena *arena) {
  if (arena->exhausted) arena->exhausted(arena->owner);
  return NULL;
}

void *wf_arena_take_slow(wf_arena *arena, size_t size) {
  size_t wanted = arena->total ? arena->total : FIRST_BLOCK;
  if (wanted > LARGEST_BLOCK) wanted = LARGEST_BLOCK;
  if (size > SIZE_MAX - sizeof(struct wf_arena_block)) return give_up(arena);
  if (wanted < size) wanted = size;
  struct wf_arena_block *block = malloc(sizeof *block + wanted);
  if (!block) return give_up(arena);
  arena->total += wanted;
  block->older = arena->blocks;
  arena->blocks = block;
  /* A large piece must not throw away what is left of the block before it. */
  if (wanted - size < (size_t)(arena->end - arena->next)) return block->data;
  arena->next = block->data + size;
  arena->end = block->data + wanted;
  return block->data;
}

char *wf_arena_text(wf_arena *arena, const char *data, size_t length) {
  char *copy = wf_arena_take(arena, length + 1);
  if (!copy) return NULL;
  if (length) memcpy(copy, data, length);
  copy[length] = 0;
  return copy;
}

void wf_arena_free(wf_arena *arena) {
  struct wf_arena_block *block = arena->blocks;
  while (block) {
    struct wf_arena_block *older = block->older;
    free(block);
    block = older;
  }
  arena->blocks = NULL;
  arena->next = arena->end = NULL;
  arena->total = 0;
}
