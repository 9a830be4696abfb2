/* Memory of one compilation: allocated in pieces, freed whole. Holds no collected values. */
#ifndef WF_ARENA_H
#define WF_ARENA_H

#include <stddef.h>
#include <stdint.h>

typedef struct wf_arena_block wf_arena_block;

typedef struct wf_arena {
  wf_arena_block *block;      /* the newest; each links to the one before */
  char *next, *end;           /* free space in it */
  struct wf_text_table *texts; /* interned identifiers */
} wf_arena;

void wf_arena_init(wf_arena *arena);
void wf_arena_free(wf_arena *arena);
/* Zeroed, 16-byte aligned. Never NULL: running out of memory ends the process with a message, as for
   all small allocations; sizes that depend on input are bounded by the source text's own size. */
void *wf_arena_alloc(wf_arena *arena, size_t size);
char *wf_arena_copy(wf_arena *arena, const char *bytes, size_t size); /* NUL-terminated copy */

/* An identifier: interned in its arena, so equal texts have equal pointers. */
typedef struct wf_text {
  uint32_t size, hash;
  char data[]; /* UTF-8, NUL-terminated */
} wf_text;
const wf_text *wf_arena_intern(wf_arena *arena, const char *bytes, size_t size);

#endif
