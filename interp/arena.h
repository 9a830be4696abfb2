/* An arena: memory that is handed out piece by piece and given back all at once.

   What lives here holds no garbage-collected values, so the collector never looks at it. One thread
   uses an arena at a time. */
#ifndef WF_ARENA_H
#define WF_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct wf_arena_block;

typedef struct wf_arena {
  struct wf_arena_block *blocks; /* newest first */
  char *next, *end;              /* what is left of the newest */
  size_t total;                  /* bytes taken from malloc */
  /* Called when malloc fails, with owner: it does not return, or wf_arena_take gives NULL. */
  void (*exhausted)(void *owner);
  void *owner;
} wf_arena;

#define WF_ARENA_EMPTY ((wf_arena){0})

/* Gives size bytes, aligned for any object, with unspecified contents. */
void *wf_arena_take_slow(wf_arena *arena, size_t size);

static inline void *wf_arena_take(wf_arena *arena, size_t size) {
  size = (size + 15) & ~(size_t)15;
  if (size > (size_t)(arena->end - arena->next)) return wf_arena_take_slow(arena, size);
  void *result = arena->next;
  arena->next += size;
  return result;
}

/* A copy of length bytes, with a NUL after them. */
char *wf_arena_text(wf_arena *arena, const char *data, size_t length);

/* Gives everything back; the arena is empty and usable again. */
void wf_arena_free(wf_arena *arena);

#endif
