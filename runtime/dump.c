/* Dumps of all threads (dump.h). */
#include <config.h>

#include "runtime/dump.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/attribute.h"
#include "runtime/deadlock.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/frozen.h"
#include "runtime/hooks.h"
#include "runtime/memory.h"
#include "runtime/park.h"
#include "runtime/str.h"
#include "runtime/thread.h"
#include "runtime/unicode.h"
#include "runtime/worker.h"

/* --- Taking --- */

/* The threads stand still, or there is no collector that frees what they let go of. */
static WF_UNCHECKED_RACE void take_thread(wf_thread *t, void *data) {
  wf_dump *d = data;
  if (atomic_load(&t->waiting.kind) == WF_WAIT_IDLE) return;
  if (d->thread_count++ >= d->thread_room) return;
  wf_dump_thread *out = &d->threads[d->thread_room - d->thread_count]; /* the list: newest first */
  const wf_waiting *w = &t->waiting;
  *out = (wf_dump_thread){.ident = t->ident,
                          .object = wf_slot_acquire(&t->thread_object),
                          .handled = wf_error_handled_by(t),
                          .life = t->life,
                          .is_main = t == wf_thread_main(),
                          .is_foreign = t->foreign,
                          .is_outside = atomic_load(&t->outside),
                          .kind = atomic_load(&w->kind),
                          .first_frame = d->frame_count};
  if (out->kind != WF_WAIT_NOTHING && !wf_park_is_asleep(t)) out->kind = WF_WAIT_NOTHING;
  if (out->kind != WF_WAIT_NOTHING) {
    const _Atomic(uint64_t) *owner = atomic_load(&w->owner);
    out->waits_for = wf_slot_acquire((wf_slot *)&w->object);
    out->owner = owner ? atomic_load((_Atomic(uint64_t) *)owner) : 0;
    out->since = atomic_load(&w->since);
    out->deadline = atomic_load(&w->deadline);
  }
  size_t room = d->frame_count < d->frame_room ? d->frame_room - d->frame_count : 0;
  if (room > WF_DUMP_DEPTH) room = WF_DUMP_DEPTH;
  size_t depth = wf_hooks.thread_frames(t, d->frames + d->frame_count, room);
  out->frame_count = depth < room ? depth : room;
  out->is_cut = depth > room;
  d->frame_count += depth < WF_DUMP_DEPTH ? depth : WF_DUMP_DEPTH;
}

static wf_dump *make(size_t threads, size_t frames) {
  wf_dump *d = wf_alloc_root(sizeof *d);
  if (!d) return NULL;
  d->thread_room = threads;
  d->frame_room = frames;
  d->threads = d->memory = wf_alloc_root(threads * sizeof *d->threads);
  d->frames = wf_alloc_root(frames * sizeof *d->frames);
  if (d->threads && d->frames) return d;
  wf_dump_free(d);
  return NULL;
}

void wf_dump_free(wf_dump *d) {
  if (d->memory) wf_free_root(d->memory);
  if (d->frames) wf_free_root(d->frames);
  wf_free_root(d);
}

static int by_ident(const void *a, const void *b) {
  uint64_t x = (*(wf_dump_thread *const *)a)->ident, y = (*(wf_dump_thread *const *)b)->ident;
  return x < y ? -1 : x > y;
}

static void find_owners(wf_dump *d) {
  wf_dump_thread **sorted = malloc((d->thread_count + 1) * sizeof *sorted), key, *wanted = &key;
  for (size_t i = 0; sorted && i < d->thread_count; i++) sorted[i] = &d->threads[i];
  if (sorted) qsort(sorted, d->thread_count, sizeof *sorted, by_ident);
  for (size_t i = 0; i < d->thread_count; i++) {
    wf_dump_thread *t = &d->threads[i], **found = NULL;
    key.ident = t->owner;
    if (sorted && t->owner)
      found = bsearch(&wanted, sorted, d->thread_count, sizeof *sorted, by_ident);
    t->owner_index = found ? (size_t)(*found - d->threads) : WF_DUMP_NOBODY;
  }
  free(sorted);
}

wf_dump *wf_dump_take(void) {
  size_t threads = wf_thread_count() + 16, frames = threads * 12;
  for (;;) {
    wf_dump *d = make(threads, frames);
    if (!d) return NULL;
    wf_thread_for_each_still(take_thread, d);
    if (d->thread_count <= threads && d->frame_count <= frames) {
      d->threads += threads - d->thread_count; /* filled from the end */
      d->time = wf_monotonic();
      find_owners(d);
      return d;
    }
    threads = d->thread_count + 16; /* there were more of them than expected */
    frames = d->frame_count * 2;
    wf_dump_free(d);
  }
}

/* --- Writing --- */

/* Characters that would do something to a terminal are shown as repr shows them. */
static void write_bytes(FILE *out, const char *p, size_t size) {
  for (const char *end = p + size; p < end;) {
    const char *start = p;
    uint32_t c = wf_utf8_next(&p);
    if (c == ' ' || wf_unicode_is_printable(c)) fwrite(start, 1, (size_t)(p - start), out);
    else if (c == '\n' || c == '\r' || c == '\t')
      fputs(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t", out);
    else fprintf(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
  }
}
static void write_text(FILE *out, wf_value text) {
  write_bytes(out, wf_str_bytes(text), wf_str_size(text));
}

static wf_value own_name(wf_value object) {
  wf_value name = object == WF_EMPTY ? WF_EMPTY : wf_attr_peek(object, wf_names._name);
  return name != WF_EMPTY && wf_is_str(name) ? name : WF_EMPTY;
}

void wf_dump_write_name(FILE *out, const wf_dump_thread *t) {
  wf_value name = own_name(t->object);
  if (name != WF_EMPTY) write_text(out, name);
  else fputs(t->is_main ? "MainThread" : t->is_foreign ? "foreign thread" : "thread", out);
  fprintf(out, " (0x%016" PRIx64 ")", t->ident);
}

static void write_seconds(FILE *out, int64_t nanoseconds) {
  fprintf(out, "%.1f s", (double)(nanoseconds < 0 ? 0 : nanoseconds) * 1e-9);
}

/* As object.__repr__ shows it; the name of a module that is imported, in quotes. */
static void write_object(FILE *out, wf_value v) {
  if (wf_is_str(v)) {
    fputs(" '", out);
    write_text(out, v);
    fputc('\'', out);
    return;
  }
  const wf_type *type = wf_type_of(v);
  wf_value module = wf_dict_get_str(type->namespace, wf_names.__module__);
  fputs(" <", out);
  if (module != WF_EMPTY && wf_is_str(module) && !strchr(type->name, '.')) {
    write_text(out, module);
    fputc('.', out);
  }
  write_bytes(out, type->name, strlen(type->name));
  fprintf(out, " object at %p>", (void *)(uintptr_t)v);
}

static const char *const wait_texts[] = {
#define WF_WAIT(name, text) text,
#include "runtime/wait_kinds.def"
};

void wf_dump_write_state(FILE *out, const wf_dump *d, const wf_dump_thread *t) {
  if (t->kind == WF_WAIT_NOTHING) {
    fputs(t->is_outside ? "is in a call to the system or to foreign code" : "is running", out);
    return;
  }
  fputs(wait_texts[t->kind], out);
  bool of_thread = t->kind == WF_WAIT_JOIN || t->kind == WF_WAIT_START;
  const wf_dump_thread *owner =
      t->owner_index == WF_DUMP_NOBODY ? NULL : &d->threads[t->owner_index];
  if (of_thread) {
    fputc(' ', out);
    if (owner) wf_dump_write_name(out, owner);
    else fprintf(out, "0x%016" PRIx64, t->owner);
  } else if (t->waits_for != WF_EMPTY) {
    write_object(out, t->waits_for);
    if (owner == t && t->kind == WF_WAIT_LOCK) {
      fputs(", which it took itself", out);
    } else if (owner) {
      fputs(", held by ", out);
      wf_dump_write_name(out, owner);
    } else if (t->owner) {
      fprintf(out, ", held by 0x%016" PRIx64 ", which has ended", t->owner);
    }
  }
  fputs(", for ", out);
  write_seconds(out, d->time - t->since);
  if (t->deadline >= 0) {
    fputs(" and at most ", out);
    write_seconds(out, t->deadline - d->time);
    fputs(" more", out);
  }
}

/* --- Source lines --- */

/* A module of the library: its file is <weft>/package/module.py. */
static const struct wf_frozen_module *find_frozen(const char *file) {
  if (!wf_frozen_is_file(file)) return NULL;
  char name[128];
  size_t size = strlen(file += 7);
  if (size < 4 || size >= sizeof name) return NULL;
  memcpy(name, file, size - 3);
  name[size - 3] = 0;
  for (char *p = name; *p; p++)
    if (*p == '/') *p = '.';
  char *package = strstr(name, ".__init__");
  if (package) *package = 0;
  for (const struct wf_frozen_module *m = wf_frozen_modules; m->name; m++)
    if (strcmp(m->name, name) == 0) return m;
  return NULL;
}

static void write_stripped(FILE *out, const char *line, size_t size) {
  while (size && (*line == ' ' || *line == '\t' || *line == '\f')) line++, size--;
  while (size && strchr("\n\r ", line[size - 1])) size--;
  if (size) fprintf(out, "    %.*s\n", (int)size, line);
}

static void write_frozen_line(FILE *out, const struct wf_frozen_module *m, int line) {
  const char *p = (const char *)m->source, *end = p + m->size;
  while (p < end && --line > 0) {
    p = memchr(p, '\n', (size_t)(end - p));
    p = p ? p + 1 : end;
  }
  const char *stop = p < end ? memchr(p, '\n', (size_t)(end - p)) : end;
  write_stripped(out, p, (size_t)((stop ? stop : end) - p));
}

static void write_source_line(FILE *out, const char *file, int line) {
  const struct wf_frozen_module *frozen = find_frozen(file);
  if (frozen) {
    write_frozen_line(out, frozen, line);
    return;
  }
  FILE *source = *file == '<' ? NULL : fopen(file, "r");
  if (!source) return;
  char *text = NULL;
  size_t room = 0;
  ssize_t size = 0;
  while (line-- > 0 && size >= 0) size = getline(&text, &room, source);
  if (size > 0) write_stripped(out, text, (size_t)size);
  free(text);
  fclose(source);
}

static void write_frame(FILE *out, const wf_dump_frame *f) {
  char file[4096];
  snprintf(file, sizeof file, "%.*s", (int)wf_str_size(f->filename), wf_str_bytes(f->filename));
  fputs("  File \"", out);
  write_text(out, f->filename);
  fprintf(out, "\", line %d, in ", f->line);
  write_text(out, f->name);
  fputc('\n', out);
  write_source_line(out, file, f->line);
}

/* The main thread has no frames left, and is about to wait for the others. */
static void write_end(FILE *out, const wf_dump *d) {
  size_t waited_for = 0;
  for (size_t i = 0; i < d->thread_count; i++) {
    if (!wf_worker_is_joinable(d->threads[i].ident)) continue;
    fputs(waited_for++ ? ", " : "waits for the end of ", out);
    wf_dump_write_name(out, &d->threads[i]);
  }
  if (!waited_for) fputs("has ended", out);
}

void wf_dump_write_thread(FILE *out, const wf_dump *d, const wf_dump_thread *t) {
  wf_value daemonic = t->object == WF_EMPTY ? WF_EMPTY
                                            : wf_attr_peek(t->object, wf_names._daemonic);
  fputs("Thread ", out);
  wf_dump_write_name(out, t);
  if (daemonic == WF_TRUE || t->is_foreign) fputs(", daemon", out);
  fputs(", ", out);
  if (t->is_main && d->main_has_ended) write_end(out, d);
  else wf_dump_write_state(out, d, t);
  fputs(t->frame_count ? "; most recent call first:\n" : "\n", out);
  for (size_t i = 0; i < t->frame_count; i++) write_frame(out, &d->frames[t->first_frame + i]);
  if (t->is_cut) fputs("  ...\n", out);
}

FILE *wf_dump_open(char **text, size_t *size) { return open_memstream(text, size); }

static _Atomic(void (*)(void)) on_written;

void wf_dump_on_written(void (*call)(void)) { atomic_store(&on_written, call); }

void wf_dump_close(FILE *out, char **text, size_t *size) {
  if (fclose(out) != 0) return;
  for (size_t done = 0; done < *size;) {
    ssize_t n = write(STDERR_FILENO, *text + done, *size - done);
    if (n < 0 && errno != EINTR) break;
    if (n > 0) done += (size_t)n;
  }
  free(*text);
  void (*call)(void) = atomic_load(&on_written);
  if (call) call();
}

static void dump_all(const char *heading, bool main_has_ended) {
  char *text;
  size_t size;
  wf_dump *d = wf_dump_take();
  FILE *out = d ? wf_dump_open(&text, &size) : NULL;
  if (out) {
    d->main_has_ended = main_has_ended;
    fprintf(out, "weft: %s, %zu thread%s\n", heading, d->thread_count,
            d->thread_count == 1 ? "" : "s");
    for (size_t i = 0; i < d->thread_count; i++) {
      fputc('\n', out);
      wf_dump_write_thread(out, d, &d->threads[i]);
    }
    if (wf_deadlock_mark_cycles(d, false)) {
      fputc('\n', out);
      wf_deadlock_write_cycles(out, d);
    }
    wf_dump_close(out, &text, &size);
  }
  if (d) wf_dump_free(d);
}

void wf_dump_all(const char *heading) { dump_all(heading, false); }

void wf_dump_all_at_end(void) { dump_all("the main program has ended", true); }
