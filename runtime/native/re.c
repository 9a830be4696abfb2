/* _re: regular expressions on PCRE2.

   A pattern is compiled when it is first used, for the way it is used: search, match and fullmatch
   are three programs, because only what is anchored at compile time can run as native code, and
   each exists once for ASCII subjects, read byte by byte, and once for others. A program that is
   used often gets native code. Positions are byte offsets inside, and become code points when a
   script asks.

   Shared state: programs and spare match data are published with compare-and-swap; scanners claim a
   step with one, too. Nothing is locked. */
#include <config.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "runtime/bytes_internal.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/native/re.h"
#include "runtime/native/re_parse.h"
#include "runtime/native/re_reader.h"
#include "runtime/native/re_template.h"
#include "runtime/str.h"

#define USES_BEFORE_JIT 6
#define LONG_SUBJECT 2048     /* bytes that make native code worth it at once */
#define MATCH_LIMIT UINT32_C(50000000) /* steps, then something else has its turn */
#define HEAP_LIMIT 1000000    /* KiB */
#define JIT_STACK_KEPT ((size_t)8 << 20) /* bytes; only what is used takes memory */
#define JIT_STACK_LIMIT ((size_t)512 << 20)
#define CACHE_SIZE 512        /* a power of two */

enum kind { SEARCH, MATCH, FULLMATCH, KIND_COUNT };

typedef struct program {
  _Atomic(pcre2_code *) code;
  _Atomic(pcre2_code *) native; /* a copy with native code */
  _Atomic(uint32_t) uses;
} program;

typedef struct re_pattern {
  wf_object head;
  wf_value pattern;     /* str or bytes */
  wf_value names;       /* dict */
  wf_value group_names; /* tuple: name or None by number */
  int requested;        /* flags as given: for the cache */
  int flags;
  uint32_t groups;      /* with group 0 */
  bool is_text;
  uint32_t *by_close;   /* groups 1.. in the order they are closed; collected memory */
  uint32_t *loops;      /* by number: the outermost repetition around a group */
  program programs[2][KIND_COUNT]; /* [0]: byte by byte */
  _Atomic(pcre2_match_data *) spare;
  _Atomic(re_template *) template; /* the one used last */
} re_pattern;

typedef struct span {
  int64_t from, to; /* bytes; -1: not matched */
} span;

typedef struct re_match {
  wf_object head;
  re_pattern *re;
  wf_value string;
  int64_t pos, endpos; /* as a script sees them */
  uint32_t count;      /* groups */
  uint32_t lastindex;  /* 0: none */
  span spans[];
} re_match;

typedef struct re_scanner {
  wf_object head;
  re_pattern *re;
  wf_value string;
  int64_t pos, endpos;
  _Atomic(int64_t) state; /* offset in bytes * 2 + 1 if the last match was empty; -1: finished */
} re_scanner;

static wf_type pattern_type, match_type, scanner_type, iterator_type;

static re_pattern *to_pattern(wf_value v) { return (re_pattern *)(uintptr_t)v; }
static re_match *to_match(wf_value v) { return (re_match *)(uintptr_t)v; }

static pcre2_compile_context *compile_context;
static pcre2_match_context *match_context;
static _Atomic(uintptr_t) *cache; /* patterns, by hash */

/* --- Programs --- */

static __thread pcre2_jit_stack *thread_stack;
static __thread size_t thread_stack_size;
static pthread_key_t stack_key;

static void free_stack(void *stack) {
  thread_stack = NULL;
  thread_stack_size = 0;
  pcre2_jit_stack_free(stack);
}
/* NULL means 32 KB of the machine's stack, which is enough for most. */
static pcre2_jit_stack *find_stack(void *data) {
  (void)data;
  return thread_stack;
}

static bool make_contexts(void) {
  if (match_context) return true;
  compile_context = pcre2_compile_context_create(NULL);
  match_context = pcre2_match_context_create(NULL);
  if (!compile_context || !match_context || pthread_key_create(&stack_key, free_stack) != 0)
    return wf_raise_memory(), false;
  pcre2_set_newline(compile_context, PCRE2_NEWLINE_LF);
  pcre2_set_bsr(compile_context, PCRE2_BSR_UNICODE);
  pcre2_set_parens_nest_limit(compile_context, 5000);
  pcre2_set_match_limit(match_context, MATCH_LIMIT);
  pcre2_set_heap_limit(match_context, HEAP_LIMIT);
  pcre2_jit_stack_assign(match_context, find_stack, NULL);
  return true;
}

static void free_pattern(void *object) {
  re_pattern *re = object;
  for (int wide = 0; wide < 2; wide++)
    for (int kind = 0; kind < KIND_COUNT; kind++) {
      program *p = &re->programs[wide][kind];
      pcre2_code_free(atomic_exchange(&p->code, NULL));
      pcre2_code_free(atomic_exchange(&p->native, NULL));
    }
  pcre2_match_data_free(atomic_exchange(&re->spare, NULL));
}

void wf_re_leave_living(void) { wf_memory_leave_living(free_pattern); }

static wf_value raise_pcre(re_pattern *re, int code) {
  char text[256];
  if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAPLIMIT) return wf_raise_memory();
  if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT)
    return wf_raise(&wf_exc_RuntimeError,
                    "regular expression gave up: too many ways to match %R", re->pattern);
  if (pcre2_get_error_message(code, (PCRE2_UCHAR *)text, sizeof text) < 0)
    snprintf(text, sizeof text, "regular expression error %d", code);
  return wf_re_raise(re->pattern, -1, wf_str_from_c(text));
}

static pcre2_code *compile_program(re_pattern *re, bool wide, enum kind kind) {
  re_translation t;
  enum re_mode mode = !re->is_text ? RE_MODE_BYTES : wide ? RE_MODE_UTF : RE_MODE_NARROW;
  if (!wf_re_translate(re->pattern, re->requested, mode, true, &t)) return NULL;
  uint32_t options = PCRE2_ALT_CIRCUMFLEX;
  if (wide) options |= PCRE2_UTF | PCRE2_NO_UTF_CHECK;
  if (t.unicode) options |= PCRE2_UCP;
  if (t.options & RE_IGNORECASE) options |= PCRE2_CASELESS;
  if (t.options & RE_MULTILINE) options |= PCRE2_MULTILINE;
  if (t.options & RE_DOTALL) options |= PCRE2_DOTALL;
  if (kind != SEARCH) options |= PCRE2_ANCHORED;
  if (kind == FULLMATCH) options |= PCRE2_ENDANCHORED;
  int error;
  PCRE2_SIZE offset;
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)t.text, t.size, options, &error, &offset,
                                   compile_context);
  wf_re_translation_free(&t);
  if (!code) raise_pcre(re, error);
  return code;
}

static pcre2_code *get_code(re_pattern *re, program *p, bool wide, enum kind kind) {
  pcre2_code *code = atomic_load_explicit(&p->code, memory_order_acquire);
  if (code) return code;
  code = compile_program(re, wide, kind);
  pcre2_code *other = NULL;
  if (!code || atomic_compare_exchange_strong(&p->code, &other, code)) return code;
  pcre2_code_free(code);
  return other;
}

/* The program's native code, made when it was used often enough; NULL if there is none. Only one
   thread gets the count that makes it, so nothing is made twice. */
static pcre2_code *get_native(program *p, pcre2_code *code, size_t size) {
  pcre2_code *native = atomic_load_explicit(&p->native, memory_order_acquire);
  if (native) return native;
  uint32_t uses = atomic_load_explicit(&p->uses, memory_order_relaxed);
  if (uses > USES_BEFORE_JIT) return NULL;
  if (size >= LONG_SUBJECT) {
    uses = atomic_exchange(&p->uses, USES_BEFORE_JIT + 1);
    if (uses > USES_BEFORE_JIT) return NULL;
  } else if (atomic_fetch_add(&p->uses, 1) != USES_BEFORE_JIT) {
    return NULL;
  }
  native = pcre2_code_copy(code);
  if (native && pcre2_jit_compile(native, PCRE2_JIT_COMPLETE) != 0) {
    pcre2_code_free(native);
    native = NULL;
  }
  atomic_store_explicit(&p->native, native, memory_order_release);
  return native;
}

/* Native code ran out of stack: true if the thread now has a larger one. */
static bool grow_stack(void) {
  size_t size = thread_stack ? thread_stack_size * 8 : JIT_STACK_KEPT;
  if (size > JIT_STACK_LIMIT) return false;
  pcre2_jit_stack *stack = pcre2_jit_stack_create(32 << 10, size, NULL);
  if (!stack) return false;
  if (thread_stack) free_stack(thread_stack);
  thread_stack = stack;
  thread_stack_size = size;
  pthread_setspecific(stack_key, stack);
  return true;
}

/* A match that went back and forth over a long text may have used much. */
static void shrink_stack(void) {
  if (thread_stack_size <= JIT_STACK_KEPT) return;
  free_stack(thread_stack);
  pthread_setspecific(stack_key, NULL);
}

static pcre2_match_data *take_data(re_pattern *re) {
  pcre2_match_data *data = atomic_exchange_explicit(&re->spare, NULL, memory_order_acquire);
  if (!data && !(data = pcre2_match_data_create(re->groups, NULL))) wf_raise_memory();
  return data;
}
static void give_data(re_pattern *re, pcre2_match_data *data) {
  pcre2_match_data *none = NULL;
  if (!atomic_compare_exchange_strong(&re->spare, &none, data)) pcre2_match_data_free(data);
}

/* --- Subjects --- */

typedef struct subject {
  wf_value object;
  const uint8_t *data;
  size_t size;
  bool is_text, wide, has_view;
  wf_buffer view;
} subject;

static bool open_bytes(wf_value v, subject *s) {
  *s = (subject){.object = v};
  if (wf_is_str(v)) {
    s->data = (const uint8_t *)wf_str_data(v);
    s->size = wf_str_size(v);
    s->is_text = true;
    s->wide = !wf_str_is_ascii(v);
  } else if (wf_is_bytes(v)) {
    s->data = wf_to_bytes(v)->data;
    s->size = wf_to_bytes(v)->size;
  } else {
    if (!wf_has_buffer(v))
      return wf_raise(&wf_exc_TypeError, "expected string or bytes-like object, got '%T'", v),
             false;
    if (wf_buffer_get(v, &s->view, WF_BUFFER_READ) < 0) return false;
    s->has_view = true;
    s->data = s->view.data;
    s->size = s->view.size;
  }
  return true;
}
static void close_subject(subject *s) {
  if (s->has_view) wf_buffer_release(&s->view);
}
static bool open_subject(re_pattern *re, wf_value v, subject *s) {
  if (!open_bytes(v, s)) return false;
  if (s->is_text == re->is_text) return true;
  wf_raise(&wf_exc_TypeError, re->is_text ? "cannot use a string pattern on a bytes-like object"
                                          : "cannot use a bytes pattern on a string-like object");
  close_subject(s);
  return false;
}

static int64_t subject_length(const subject *s) {
  return s->is_text ? (int64_t)wf_str_length(s->object) : (int64_t)s->size;
}
static size_t to_offset(const subject *s, int64_t index) {
  return s->wide ? wf_str_byte_offset(s->object, index) : (size_t)index;
}
static int64_t to_index(wf_value string, int64_t offset) {
  if (offset < 0 || !wf_is_str(string) || wf_str_is_ascii(string)) return offset;
  return wf_str_char_index(string, (size_t)offset);
}

/* A piece of the subject, of the type that a script gets. */
static wf_value piece(const subject *s, int64_t from, int64_t to) {
  if (from > (int64_t)s->size) from = (int64_t)s->size;
  if (to > (int64_t)s->size) to = (int64_t)s->size;
  size_t size = (size_t)(to - from);
  if (!s->is_text) {
    if (size == s->size && wf_is_bytes_exact(s->object)) return s->object;
    return wf_bytes_new(s->data + from, size);
  }
  if (size == s->size && wf_is_str_exact(s->object)) return s->object;
  return wf_str_new((const char *)s->data + from, size);
}

/* --- Running --- */

typedef struct attempt {
  pcre2_code *code, *native; /* native may be NULL */
  PCRE2_SPTR text;
  size_t size, start;
  uint32_t options;
  pcre2_match_data *data;
} attempt;

static int try_once(const attempt *a, pcre2_match_context *context) {
  int result = PCRE2_ERROR_JIT_BADOPTION;
  if (a->native) {
    do
      result = pcre2_jit_match(a->native, a->text, a->size, a->start, a->options, a->data, context);
    while (result == PCRE2_ERROR_JIT_STACKLIMIT && grow_stack());
    shrink_stack();
  }
  if (result == PCRE2_ERROR_JIT_BADOPTION || result == PCRE2_ERROR_JIT_STACKLIMIT)
    result = pcre2_match(a->code, a->text, a->size, a->start,
                         a->options | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, a->data, context);
  return result;
}

/* Some patterns have a great many ways to match. After a number of steps the thread attends to
   signals, and then begins anew with three times as many: PCRE2 can do neither in the midst of a
   match. 0 with an exception pending: a handler has raised it. */
static int try_longer(const attempt *a) {
  pcre2_match_context *patient = pcre2_match_context_copy(match_context);
  int result = patient ? PCRE2_ERROR_MATCHLIMIT : PCRE2_ERROR_NOMEMORY;
  for (uint32_t limit = MATCH_LIMIT; result == PCRE2_ERROR_MATCHLIMIT && limit <= UINT32_MAX / 3;) {
    limit *= 3;
    pcre2_set_match_limit(patient, limit);
    result = wf_poll(wf_self) ? try_once(a, patient) : 0;
  }
  if (patient) pcre2_match_context_free(patient);
  return result;
}

/* One match in the first `size` bytes from `start` on. 1, 0, or -1 with an exception pending. */
static int run(re_pattern *re, enum kind kind, const subject *s, size_t size, size_t start,
               bool not_empty, pcre2_match_data *data) {
  program *p = &re->programs[s->wide][kind];
  pcre2_code *code = get_code(re, p, s->wide, kind);
  if (!code) return -1;
  const attempt a = {.code = code, .native = get_native(p, code, size - start),
                     .text = s->data ? (PCRE2_SPTR)s->data : (PCRE2_SPTR) "", .size = size,
                     .start = start, .options = not_empty ? PCRE2_NOTEMPTY_ATSTART : 0,
                     .data = data};
  int result = try_once(&a, match_context);
  if (result == PCRE2_ERROR_MATCHLIMIT) result = try_longer(&a);
  if (result > 0) return 1;
  if (result == PCRE2_ERROR_NOMATCH) return 0;
  if (result < 0) raise_pcre(re, result);
  return -1;
}

static span span_of(pcre2_match_data *data, uint32_t group) {
  const PCRE2_SIZE *ovector = pcre2_get_ovector_pointer(data);
  PCRE2_SIZE from = ovector[2 * group], to = ovector[2 * group + 1];
  if (from == PCRE2_UNSET || to == PCRE2_UNSET) return (span){-1, -1};
  return (span){(int64_t)from, (int64_t)to};
}

/* The group that was closed last. PCRE2 does not tell, but the order in the pattern decides, unless
   two groups are in one repetition: then the one that ends later does. */
static uint32_t last_closed(const re_pattern *re, const span *spans) {
  uint32_t best = 0;
  for (uint32_t i = 0; i + 1 < re->groups; i++) {
    uint32_t g = re->by_close[i];
    if (spans[g].from < 0) continue;
    bool same_loop = best && re->loops[g] && re->loops[g] == re->loops[best];
    if (!same_loop || spans[g].to >= spans[best].to) best = g;
  }
  return best;
}

static wf_value new_match(re_pattern *re, wf_value string, int64_t pos, int64_t endpos,
                          pcre2_match_data *data) {
  re_match *m = wf_object_new_var(&match_type, sizeof *m + re->groups * sizeof(span));
  if (!m) return WF_ERROR;
  m->re = re;
  m->string = string;
  m->pos = pos;
  m->endpos = endpos;
  m->count = re->groups;
  for (uint32_t g = 0; g < re->groups; g++) m->spans[g] = span_of(data, g);
  m->lastindex = last_closed(re, m->spans);
  return wf_from_object(m);
}

/* pos and endpos as given, and as offsets. */
typedef struct bounds {
  int64_t pos, endpos;
  size_t from, to;
} bounds;

static bool get_bounds(const subject *s, wf_value pos, wf_value endpos, bounds *b) {
  int64_t length = subject_length(s);
  b->pos = 0;
  b->endpos = length;
  if (pos != WF_EMPTY && !wf_arg_size(pos, &b->pos)) return false;
  if (endpos != WF_EMPTY && !wf_arg_size(endpos, &b->endpos)) return false;
  b->pos = b->pos < 0 ? 0 : b->pos > length ? length : b->pos;
  b->endpos = b->endpos < 0 ? 0 : b->endpos > length ? length : b->endpos;
  b->from = to_offset(s, b->pos);
  b->to = to_offset(s, b->endpos);
  return true;
}

static wf_value match_once(re_pattern *re, enum kind kind, wf_value string, wf_value pos,
                           wf_value endpos) {
  subject s;
  bounds b;
  if (!open_subject(re, string, &s)) return WF_ERROR;
  wf_value result = WF_NONE;
  pcre2_match_data *data = NULL;
  if (!get_bounds(&s, pos, endpos, &b) || !(data = take_data(re))) {
    result = WF_ERROR;
  } else if (b.from <= b.to) {
    int found = run(re, kind, &s, b.to, b.from, false, data);
    result = found < 0 ? WF_ERROR
           : found == 0 ? WF_NONE : new_match(re, string, b.pos, b.endpos, data);
  }
  if (data) give_data(re, data);
  close_subject(&s);
  return result;
}

/* Visits all matches in order. visit: false to stop, with or without an exception pending. */
typedef struct walk {
  re_pattern *re;
  subject s;
  bounds b;
  pcre2_match_data *data;
  void *context;
} walk;

static bool walk_matches(walk *w, bool (*visit)(walk *w)) {
  size_t start = w->b.from;
  bool not_empty = false;
  while (start <= w->b.to) {
    int found = run(w->re, SEARCH, &w->s, w->b.to, start, not_empty, w->data);
    if (found < 0) return false;
    if (found == 0) return true;
    span whole = span_of(w->data, 0);
    if (!wf_poll(wf_self)) return false; /* or short memory is noticed too late */
    if (!visit(w)) return !wf_error_pending();
    start = (size_t)whole.to;
    not_empty = whole.from == whole.to;
  }
  return true;
}

static bool open_walk(walk *w, re_pattern *re, wf_value string, wf_value pos, wf_value endpos) {
  *w = (walk){.re = re};
  if (!open_subject(re, string, &w->s)) return false;
  if (get_bounds(&w->s, pos, endpos, &w->b) && (w->data = take_data(re))) return true;
  close_subject(&w->s);
  return false;
}
static void close_walk(walk *w) {
  give_data(w->re, w->data);
  close_subject(&w->s);
}

/* --- findall, split --- */

static wf_value empty_piece(const subject *s) { return piece(s, 0, 0); }

static wf_value group_piece(walk *w, uint32_t group, bool or_empty) {
  span at = span_of(w->data, group);
  if (at.from < 0) return or_empty ? empty_piece(&w->s) : WF_NONE;
  return piece(&w->s, at.from, at.to);
}

static bool findall_visit(walk *w) {
  wf_value item;
  uint32_t groups = w->re->groups;
  if (groups <= 2) {
    item = group_piece(w, groups - 1, true);
  } else {
    item = wf_tuple_new(groups - 1);
    for (uint32_t g = 1; g < groups && item != WF_ERROR; g++) {
      wf_value part = group_piece(w, g, true);
      if (part == WF_ERROR) return false;
      wf_to_tuple(item)->items[g - 1] = part;
    }
  }
  return item != WF_ERROR && wf_list_append(*(wf_value *)w->context, item);
}

static wf_value find_all(re_pattern *re, wf_value string, wf_value pos, wf_value endpos) {
  walk w;
  if (!open_walk(&w, re, string, pos, endpos)) return WF_ERROR;
  wf_value list = wf_list_new(0);
  w.context = &list;
  if (list != WF_ERROR && !walk_matches(&w, findall_visit)) list = WF_ERROR;
  close_walk(&w);
  return list;
}

typedef struct split_state {
  wf_value list;
  int64_t last, left;
} split_state;

static bool split_visit(walk *w) {
  split_state *state = w->context;
  span whole = span_of(w->data, 0);
  wf_value part = piece(&w->s, state->last, whole.from);
  if (part == WF_ERROR || !wf_list_append(state->list, part)) return false;
  for (uint32_t g = 1; g < w->re->groups; g++) {
    part = group_piece(w, g, false);
    if (part == WF_ERROR || !wf_list_append(state->list, part)) return false;
  }
  state->last = whole.to;
  return --state->left != 0;
}

static wf_value split_string(re_pattern *re, wf_value string, wf_value maxsplit) {
  walk w;
  split_state state = {.list = wf_list_new(0)};
  if (maxsplit != WF_EMPTY && !wf_arg_size(maxsplit, &state.left)) return WF_ERROR;
  if (state.list == WF_ERROR || !open_walk(&w, re, string, WF_EMPTY, WF_EMPTY)) return WF_ERROR;
  w.context = &state;
  bool ok = state.left < 0 || walk_matches(&w, split_visit);
  if (ok) {
    wf_value rest = piece(&w.s, state.last, (int64_t)w.s.size);
    ok = rest != WF_ERROR && wf_list_append(state.list, rest);
  }
  close_walk(&w);
  return ok ? state.list : WF_ERROR;
}

/* --- sub --- */

/* Text or bytes that are put together piece by piece. */
typedef struct output {
  bool is_text;
  wf_builder text; /* holds bytes, too: only the end differs */
  int64_t items;   /* pieces so far: for messages */
} output;

static void output_bytes(output *o, const void *data, size_t size) {
  wf_builder_add(&o->text, data, size);
  o->items++;
}

/* Adds what a replacement function or template gave. */
static bool output_value(output *o, wf_value v) {
  if (o->is_text) {
    if (!wf_is_str(v))
      return wf_raise(&wf_exc_TypeError, "sequence item %ld: expected str instance, %T found",
                      (long)o->items, v), false;
    wf_builder_add_str(&o->text, v);
    o->items++;
    return true;
  }
  wf_buffer view;
  if (!wf_has_buffer(v))
    return wf_raise(&wf_exc_TypeError,
                    "sequence item %ld: expected a bytes-like object, %T found", (long)o->items,
                    v), false;
  if (wf_buffer_get(v, &view, WF_BUFFER_READ) < 0) return false;
  output_bytes(o, view.data, view.size);
  wf_buffer_release(&view);
  return true;
}

static wf_value output_finish(output *o) {
  if (o->is_text) return wf_builder_finish(&o->text);
  return o->text.failed ? wf_raise_memory()
                        : wf_bytes_new(o->text.size ? o->text.data : "", o->text.size);
}

static re_template *get_template(re_pattern *re, wf_value source) {
  re_template *t = atomic_load_explicit(&re->template, memory_order_acquire);
  if (t && (t->source == source || (wf_is_str_exact(source) && wf_is_str_exact(t->source) &&
                                    wf_str_equal(t->source, source))))
    return t;
  wf_value kept = source;
  if (!wf_is_str(source) && !wf_is_bytes(source)) {
    subject s;
    if (!open_bytes(source, &s)) return NULL;
    kept = wf_bytes_new(s.data, s.size);
    close_subject(&s);
    if (kept == WF_ERROR) return NULL;
  }
  t = wf_re_template_parse(kept, re->groups, re->names);
  if (t) atomic_store_explicit(&re->template, t, memory_order_release);
  return t;
}

static bool output_template(output *o, const re_template *t, const subject *s, const span *spans) {
  for (size_t i = 0;; i++) {
    wf_value literal = t->literals[i];
    if ((wf_is_str(literal) ? wf_str_size(literal) : wf_to_bytes(literal)->size) &&
        !output_value(o, literal))
      return false;
    if (i == t->count) return true;
    span at = spans[t->groups[i]];
    if (at.from >= 0 && at.to <= (int64_t)s->size)
      output_bytes(o, s->data + at.from, (size_t)(at.to - at.from));
  }
}

typedef struct sub_state {
  output out;
  wf_value string, literal, function; /* one of literal, function and template is there */
  const re_template *template;
  span *spans;
  int64_t last, left, done;
} sub_state;

static bool sub_visit(walk *w) {
  sub_state *state = w->context;
  span whole = span_of(w->data, 0);
  if (whole.from > state->last)
    output_bytes(&state->out, w->s.data + state->last, (size_t)(whole.from - state->last));
  state->last = whole.to;
  state->done++;
  if (state->function != WF_EMPTY) {
    wf_value m = new_match(w->re, state->string, w->b.pos, w->b.endpos, w->data);
    wf_value text = m == WF_ERROR ? WF_ERROR : wf_call1(state->function, m);
    if (text == WF_ERROR || (text != WF_NONE && !output_value(&state->out, text))) return false;
  } else if (state->template) {
    for (uint32_t g = 0; g < w->re->groups; g++) state->spans[g] = span_of(w->data, g);
    if (!output_template(&state->out, state->template, &w->s, state->spans)) return false;
  } else if (!output_value(&state->out, state->literal)) {
    return false;
  }
  return --state->left != 0;
}

/* What kind of replacement repl is. */
static bool sub_prepare(re_pattern *re, wf_value repl, sub_state *state) {
  if (!re->is_text && wf_has_buffer(repl) && !wf_is_bytes(repl) &&
      (repl = wf_bytes_from_buffer(repl)) == WF_ERROR)
    return false; /* it is looked at more than once */
  if (wf_is_str(repl) || wf_has_buffer(repl)) {
    subject s;
    if (!open_bytes(repl, &s)) return false;
    bool plain = s.size == 0 || !memchr(s.data, '\\', s.size);
    close_subject(&s);
    if (plain) {
      state->literal = repl;
      return true;
    }
  } else if (wf_is_callable(repl)) {
    state->function = repl;
    return true;
  } else {
    return wf_raise(&wf_exc_TypeError, "decoding to str: need a bytes-like object, %T found",
                    repl), false;
  }
  state->spans = wf_alloc_var_atomic(re->groups * sizeof(span));
  return state->spans && (state->template = get_template(re, repl));
}

static wf_value substitute(re_pattern *re, wf_value repl, wf_value string, wf_value count,
                           bool with_count) {
  walk w;
  sub_state state = {.string = string, .literal = WF_EMPTY, .function = WF_EMPTY};
  if (count != WF_EMPTY && !wf_arg_size(count, &state.left)) return WF_ERROR;
  if (!sub_prepare(re, repl, &state) || !open_walk(&w, re, string, WF_EMPTY, WF_EMPTY))
    return WF_ERROR;
  state.out.is_text = re->is_text;
  wf_builder_init(&state.out.text);
  w.context = &state;
  wf_value result = WF_ERROR;
  if (state.left < 0 || walk_matches(&w, sub_visit)) {
    if (state.done == 0) {
      result = piece(&w.s, 0, (int64_t)w.s.size);
    } else {
      output_bytes(&state.out, w.s.data + state.last, w.s.size - (size_t)state.last);
      result = output_finish(&state.out);
    }
  }
  close_walk(&w);
  if (result == WF_ERROR || !with_count) return result;
  return wf_tuple_of(2, result, wf_int_new(state.done));
}

/* --- Patterns --- */

static bool set_groups(re_pattern *re, const re_translation *t) {
  re->groups = t->groups;
  re->names = t->names;
  re->by_close = wf_alloc_var_atomic(t->groups * sizeof *re->by_close);
  re->loops = wf_alloc_var_atomic(t->groups * sizeof *re->loops);
  re->group_names = wf_tuple_new(t->groups);
  if (!re->by_close || !re->loops || re->group_names == WF_ERROR) return false;
  for (uint32_t g = 0; g < t->groups; g++) {
    wf_to_tuple(re->group_names)->items[g] = WF_NONE;
    re->loops[g] = t->group[g].loop;
    if (g) re->by_close[t->group[g].closed - 1] = g;
  }
  size_t position = 0;
  wf_value name, number;
  while (wf_dict_next(t->names, &position, &name, &number))
    wf_to_tuple(re->group_names)->items[wf_small_int_get(number)] = name;
  return true;
}

static wf_value new_pattern(wf_value pattern, int flags) {
  re_translation t;
  bool is_text = wf_is_str(pattern);
  wf_value source = pattern;
  if (!is_text && !wf_is_bytes(pattern)) {
    subject s;
    if (!open_bytes(pattern, &s)) return WF_ERROR;
    source = wf_bytes_new(s.data, s.size);
    close_subject(&s);
    if (source == WF_ERROR) return WF_ERROR;
  }
  if (!wf_re_translate(source, flags, is_text ? RE_MODE_NARROW : RE_MODE_BYTES, false, &t))
    return WF_ERROR;
  re_pattern *re = wf_object_new(&pattern_type);
  re->pattern = source;
  re->requested = flags;
  re->flags = t.flags;
  re->is_text = is_text;
  bool ok = set_groups(re, &t);
  wf_re_translation_free(&t);
  if (!ok) return WF_ERROR;
  wf_memory_on_death(re, free_pattern);
  return wf_from_object(re);
}

static uint32_t cache_hash(wf_value pattern, int flags) {
  uint32_t hash = 2166136261u;
  if (wf_is_str(pattern)) {
    hash = wf_str_hash32(pattern);
  } else {
    for (size_t i = 0; i < wf_to_bytes(pattern)->size; i++)
      hash = (hash ^ wf_to_bytes(pattern)->data[i]) * 16777619u;
    hash ^= 1;
  }
  return (hash ^ (uint32_t)flags * 2654435761u) & (CACHE_SIZE - 1);
}

static bool is_cached(const re_pattern *re, wf_value pattern, int flags) {
  if (re->requested != flags || re->is_text != wf_is_str(pattern)) return false;
  if (re->pattern == pattern) return true;
  if (re->is_text) return wf_str_equal(re->pattern, pattern);
  const wf_bytes *a = wf_to_bytes(re->pattern), *b = wf_to_bytes(pattern);
  return a->size == b->size && memcmp(a->data, b->data, a->size) == 0;
}

static wf_value compile_flags(wf_value pattern, int flags) {
  bool cacheable = (wf_is_str_exact(pattern) || wf_is_bytes_exact(pattern)) &&
                   !(flags & RE_DEBUG);
  uint32_t slot = 0;
  if (cacheable) {
    slot = cache_hash(pattern, flags);
    re_pattern *known = (re_pattern *)atomic_load_explicit(&cache[slot], memory_order_acquire);
    if (known && is_cached(known, pattern, flags)) return wf_from_object(known);
  }
  wf_value made = new_pattern(pattern, flags);
  if (made != WF_ERROR && cacheable)
    atomic_store_explicit(&cache[slot], (uintptr_t)made, memory_order_release);
  return made;
}

/* pattern may be compiled already; flags WF_EMPTY: none. NULL with an exception pending. */
static re_pattern *get_pattern(wf_value pattern, wf_value flags) {
  int64_t bits = 0;
  bool compiled = wf_is_object(pattern) && wf_type_of(pattern) == &pattern_type;
  if (!compiled && !wf_is_str(pattern) && wf_hash(pattern) == -1) return NULL;
  if (flags != WF_EMPTY && !wf_is_int(flags) && wf_hash(flags) == -1) return NULL;
  if (!compiled && !wf_is_str(pattern) && !wf_has_buffer(pattern))
    return wf_raise(&wf_exc_TypeError, "first argument must be string or compiled pattern"), NULL;
  if (compiled) {
    int given = flags == WF_EMPTY ? 0 : wf_truth(flags);
    if (given == 0) return to_pattern(pattern);
    return given < 0 ? NULL
                     : (wf_raise(&wf_exc_ValueError,
                                 "cannot process flags argument with a compiled pattern"), NULL);
  }
  if (flags != WF_EMPTY && !wf_is_int(flags) && !wf_type_of(flags)->slots.unary[WF_OP_INDEX])
    return wf_raise(&wf_exc_TypeError,
                    "unsupported operand type(s) for &: '%T' and 'RegexFlag'", flags), NULL;
  if (flags != WF_EMPTY && !wf_arg_int64(flags, &bits)) return NULL;
  if (bits != (int)bits)
    return wf_raise(&wf_exc_OverflowError, "Python int too large to convert to C int"), NULL;
  if ((bits & RE_TEMPLATE) &&
      wf_warn(&wf_exc_DeprecationWarning, 1,
              "The re.TEMPLATE/re.T flag is deprecated as it is an undocumented flag "
              "without an obvious purpose. Don't use it.") < 0)
    return NULL;
  wf_value made = compile_flags(pattern, (int)bits);
  return made == WF_ERROR ? NULL : to_pattern(made);
}

static wf_value new_scanner(wf_type *type, re_pattern *re, wf_value string, wf_value pos,
                            wf_value endpos) {
  subject s;
  bounds b;
  if (!open_subject(re, string, &s)) return WF_ERROR;
  bool ok = get_bounds(&s, pos, endpos, &b);
  close_subject(&s);
  if (!ok) return WF_ERROR;
  re_scanner *scanner = wf_object_new(type);
  scanner->re = re;
  scanner->string = string;
  scanner->pos = b.pos;
  scanner->endpos = b.endpos;
  atomic_store_explicit(&scanner->state, (int64_t)b.from * 2, memory_order_relaxed);
  return wf_from_object(scanner);
}

/* One step of a scanner in a subject that is open; WF_EMPTY when another thread took it. */
static wf_value scan_step(re_scanner *scanner, enum kind kind, const subject *s,
                          pcre2_match_data *data) {
  re_pattern *re = scanner->re;
  int64_t state = atomic_load_explicit(&scanner->state, memory_order_acquire), next = -1;
  size_t end = to_offset(s, scanner->endpos);
  if (end > s->size) end = s->size; /* a bytearray that is shorter now */
  if (state < 0 || (size_t)(state >> 1) > end) return WF_NONE;
  int found = run(re, kind, s, end, (size_t)(state >> 1), state & 1, data);
  if (found < 0) return WF_ERROR;
  wf_value result = WF_NONE;
  if (found) {
    result = new_match(re, scanner->string, scanner->pos, scanner->endpos, data);
    if (result == WF_ERROR) return WF_ERROR;
    span whole = span_of(data, 0);
    next = whole.to * 2 + (whole.from == whole.to);
  }
  return atomic_compare_exchange_strong(&scanner->state, &state, next) ? result : WF_EMPTY;
}

static wf_value scan(wf_value self, enum kind kind) {
  re_scanner *scanner = (re_scanner *)(uintptr_t)self;
  subject s;
  if (!open_subject(scanner->re, scanner->string, &s)) return WF_ERROR;
  pcre2_match_data *data = take_data(scanner->re);
  wf_value result = data ? WF_EMPTY : WF_ERROR;
  while (result == WF_EMPTY) result = scan_step(scanner, kind, &s, data);
  if (data) give_data(scanner->re, data);
  close_subject(&s);
  return result;
}

WF_NATIVE(scanner_search) { return scan(args[0], SEARCH); }
WF_NATIVE(scanner_match) { return scan(args[0], MATCH); }

static wf_value iterator_self(wf_value self) { return self; }
static wf_value iterator_next(wf_value self) {
  wf_value m = scan(self, SEARCH);
  return m == WF_NONE ? WF_EMPTY : m;
}

WF_NATIVE(pattern_match) {
  return match_once(to_pattern(args[0]), MATCH, args[1], args[2], args[3]);
}
WF_NATIVE(pattern_fullmatch) {
  return match_once(to_pattern(args[0]), FULLMATCH, args[1], args[2], args[3]);
}
WF_NATIVE(pattern_search) {
  return match_once(to_pattern(args[0]), SEARCH, args[1], args[2], args[3]);
}
WF_NATIVE(pattern_findall) { return find_all(to_pattern(args[0]), args[1], args[2], args[3]); }
WF_NATIVE(pattern_finditer) {
  return new_scanner(&iterator_type, to_pattern(args[0]), args[1], args[2], args[3]);
}
WF_NATIVE(pattern_scanner) {
  return new_scanner(&scanner_type, to_pattern(args[0]), args[1], args[2], args[3]);
}
WF_NATIVE(pattern_split) { return split_string(to_pattern(args[0]), args[1], args[2]); }
WF_NATIVE(pattern_sub) {
  return substitute(to_pattern(args[0]), args[1], args[2], args[3], false);
}
WF_NATIVE(pattern_subn) {
  return substitute(to_pattern(args[0]), args[1], args[2], args[3], true);
}
WF_NATIVE(return_self) { return args[0]; }
WF_NATIVE(class_getitem) { return wf_generic_alias_new(args[0], args[1]); }
WF_NATIVE(pattern_reduce) {
  re_pattern *re = to_pattern(args[0]);
  wf_value compile = wf_import_attribute("re", "_compile");
  if (compile == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, compile, wf_tuple_of(2, re->pattern, wf_small_int(re->flags)));
}

static wf_value pattern_repr(wf_value self) {
  static const char *const flag_names[] = {"TEMPLATE", "IGNORECASE", "LOCALE", "MULTILINE",
                                           "DOTALL", "UNICODE", "VERBOSE", "DEBUG", "ASCII"};
  re_pattern *re = to_pattern(self);
  wf_value shown = wf_repr(re->pattern);
  if (shown == WF_ERROR) return WF_ERROR;
  if (wf_str_length(shown) > 200) shown = wf_str_slice(shown, 0, 200);
  int flags = re->flags;
  if (re->is_text && (flags & (RE_LOCALE | RE_UNICODE | RE_ASCII)) == RE_UNICODE)
    flags &= ~RE_UNICODE;
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_format(&b, "re.compile(%U", shown);
  const char *separator = ", ";
  for (size_t i = 0; i < WF_COUNT(flag_names); i++)
    if (flags & 1 << i) {
      wf_builder_format(&b, "%sre.%s", separator, flag_names[i]);
      separator = "|";
      flags &= ~(1 << i);
    }
  if (flags) wf_builder_format(&b, "%s0x%x", separator, (unsigned)flags);
  wf_builder_add_c(&b, ")");
  return wf_builder_finish(&b);
}

static int64_t pattern_hash(wf_value self) {
  re_pattern *re = to_pattern(self);
  int64_t hash = wf_hash(re->pattern);
  return hash == -1 ? -1 : hash ^ (int64_t)re->flags << 20;
}

static wf_value pattern_compare(wf_value self, wf_value other, enum wf_compare_op op) {
  if ((op != WF_EQ && op != WF_NE) || !wf_is_object(other) ||
      wf_type_of(other) != &pattern_type)
    return WF_NOT_IMPLEMENTED;
  re_pattern *a = to_pattern(self), *b = to_pattern(other);
  bool same = a == b || (a->flags == b->flags && a->is_text == b->is_text);
  if (same && a != b) {
    int equal = wf_equal(a->pattern, b->pattern);
    if (equal < 0) return WF_ERROR;
    same = equal;
  }
  return wf_bool(same == (op == WF_EQ));
}

static wf_value pattern_get_pattern(wf_value self) { return to_pattern(self)->pattern; }
static wf_value pattern_get_flags(wf_value self) { return wf_small_int(to_pattern(self)->flags); }
static wf_value pattern_get_groups(wf_value self) {
  return wf_small_int(to_pattern(self)->groups - 1);
}
static wf_value pattern_get_groupindex(wf_value self) {
  return wf_mappingproxy_new(to_pattern(self)->names);
}

/* --- Matches --- */

static size_t match_size(wf_value self) {
  return sizeof(re_match) + to_match(self)->count * sizeof(span);
}

/* The number of a group given by number or name; -1 with IndexError. */
static int64_t group_number(re_match *m, wf_value key) {
  int64_t number = -1;
  if (wf_is_small_int(key)) {
    number = wf_small_int_get(key);
  } else if (wf_is_str(key)) {
    wf_value found = wf_dict_get_str(m->re->names, key);
    if (found != WF_EMPTY) number = wf_small_int_get(found);
  } else {
    wf_value index = wf_index(key);
    if (index == WF_ERROR) wf_error_clear();
    else if (!wf_int_to_int64(index, &number)) number = -1;
  }
  if (number >= 0 && number < (int64_t)m->count) return number;
  wf_raise(&wf_exc_IndexError, "no such group");
  return -1;
}

static wf_value group_value(re_match *m, int64_t group, wf_value missing) {
  span at = m->spans[group];
  if (at.from < 0) return missing;
  subject s;
  if (!open_bytes(m->string, &s)) return WF_ERROR;
  wf_value result = piece(&s, at.from, at.to);
  close_subject(&s);
  return result;
}

static wf_value group_of(re_match *m, wf_value key) {
  int64_t number = group_number(m, key);
  return number < 0 ? WF_ERROR : group_value(m, number, WF_NONE);
}

WF_NATIVE(match_group) {
  re_match *m = to_match(args[0]);
  if (kwnames != WF_EMPTY && wf_tuple_length(kwnames))
    return wf_raise(&wf_exc_TypeError, "Match.group() takes no keyword arguments");
  if (nargs == 1) return group_value(m, 0, WF_NONE);
  if (nargs == 2) return group_of(m, args[1]);
  wf_value result = wf_tuple_new(nargs - 1);
  if (result == WF_ERROR) return WF_ERROR;
  for (size_t i = 1; i < nargs; i++) {
    wf_value v = group_of(m, args[i]);
    if (v == WF_ERROR) return WF_ERROR;
    wf_to_tuple(result)->items[i - 1] = v;
  }
  return result;
}

static wf_value match_getitem(wf_value self, wf_value key) { return group_of(to_match(self), key); }

WF_NATIVE(match_groups) {
  re_match *m = to_match(args[0]);
  wf_value missing = args[1] == WF_EMPTY ? WF_NONE : args[1];
  wf_value result = wf_tuple_new(m->count - 1);
  for (uint32_t g = 1; g < m->count && result != WF_ERROR; g++) {
    wf_value v = group_value(m, g, missing);
    if (v == WF_ERROR) return WF_ERROR;
    wf_to_tuple(result)->items[g - 1] = v;
  }
  return result;
}

WF_NATIVE(match_groupdict) {
  re_match *m = to_match(args[0]);
  wf_value missing = args[1] == WF_EMPTY ? WF_NONE : args[1], result = wf_dict_new();
  size_t position = 0;
  wf_value name, number;
  while (wf_dict_next(m->re->names, &position, &name, &number)) {
    wf_value v = group_value(m, wf_small_int_get(number), missing);
    if (v == WF_ERROR || !wf_dict_set(result, name, v)) return WF_ERROR;
  }
  return result;
}

static bool get_span(const wf_value *args, span *out) {
  re_match *m = to_match(args[0]);
  int64_t number = args[1] == WF_EMPTY ? 0 : group_number(m, args[1]);
  if (number < 0) return false;
  *out = m->spans[number];
  out->from = to_index(m->string, out->from);
  out->to = to_index(m->string, out->to);
  return true;
}

WF_NATIVE(match_start) {
  span at;
  return get_span(args, &at) ? wf_int_new(at.from) : WF_ERROR;
}
WF_NATIVE(match_end) {
  span at;
  return get_span(args, &at) ? wf_int_new(at.to) : WF_ERROR;
}
WF_NATIVE(match_span) {
  span at;
  if (!get_span(args, &at)) return WF_ERROR;
  return wf_tuple_of(2, wf_int_new(at.from), wf_int_new(at.to));
}

WF_NATIVE(match_expand) {
  re_match *m = to_match(args[0]);
  wf_value source = args[1];
  if (!wf_is_str(source) && !wf_has_buffer(source))
    return wf_raise(&wf_exc_TypeError, "decoding to str: need a bytes-like object, %T found",
                    source);
  re_template *t = get_template(m->re, source);
  subject s;
  if (!t || !open_bytes(m->string, &s)) return WF_ERROR;
  output o = {.is_text = m->re->is_text};
  wf_builder_init(&o.text);
  bool ok = output_template(&o, t, &s, m->spans);
  close_subject(&s);
  return ok ? output_finish(&o) : WF_ERROR;
}

#define MATCH_SHOWN 50 /* characters of what was found */

static wf_value match_repr(wf_value self) {
  re_match *m = to_match(self);
  wf_value text = group_value(m, 0, WF_NONE);
  if (text == WF_ERROR) return WF_ERROR;
  if ((text = wf_repr(text)) == WF_ERROR) return WF_ERROR;
  if (wf_str_length(text) > MATCH_SHOWN) text = wf_str_slice(text, 0, MATCH_SHOWN);
  return wf_str_format("<re.Match object; span=(%ld, %ld), match=%U>",
                       (long)to_index(m->string, m->spans[0].from),
                       (long)to_index(m->string, m->spans[0].to), text);
}

static wf_value match_get_string(wf_value self) { return to_match(self)->string; }
static wf_value match_get_re(wf_value self) { return wf_from_object(to_match(self)->re); }
static wf_value match_get_pos(wf_value self) { return wf_int_new(to_match(self)->pos); }
static wf_value match_get_endpos(wf_value self) { return wf_int_new(to_match(self)->endpos); }
static wf_value match_get_lastindex(wf_value self) {
  uint32_t last = to_match(self)->lastindex;
  return last ? wf_small_int(last) : WF_NONE;
}
static wf_value match_get_lastgroup(wf_value self) {
  re_match *m = to_match(self);
  return m->lastindex ? wf_tuple_get(m->re->group_names, m->lastindex) : WF_NONE;
}
static wf_value match_get_regs(wf_value self) {
  re_match *m = to_match(self);
  wf_value result = wf_tuple_new(m->count);
  for (uint32_t g = 0; g < m->count && result != WF_ERROR; g++) {
    wf_value pair = wf_tuple_of(2, wf_int_new(to_index(m->string, m->spans[g].from)),
                                wf_int_new(to_index(m->string, m->spans[g].to)));
    wf_to_tuple(result)->items[g] = pair;
  }
  return result;
}

static wf_value scanner_get_pattern(wf_value self) {
  return wf_from_object(((re_scanner *)(uintptr_t)self)->re);
}

/* --- Types --- */

#define WHERE "(self, /, string, pos=0, endpos=9223372036854775807)"

static const wf_native_def pattern_methods[] = {
    {"match", pattern_match, WHERE, "Matches at the beginning of the string.", 0},
    {"fullmatch", pattern_fullmatch, WHERE, "Matches the whole string.", 0},
    {"search", pattern_search, WHERE, "Finds the first match in the string.", 0},
    {"findall", pattern_findall, WHERE, "A list of all matches that do not overlap.", 0},
    {"finditer", pattern_finditer, WHERE, "An iterator over all matches.", 0},
    {"scanner", pattern_scanner, WHERE, "An object that matches again and again.", 0},
    {"split", pattern_split, "(self, /, string, maxsplit=0)",
     "The pieces of the string between matches.", 0},
    {"sub", pattern_sub, "(self, /, repl, string, count=0)",
     "The string with its matches replaced.", 0},
    {"subn", pattern_subn, "(self, /, repl, string, count=0)",
     "The string with its matches replaced, and how many were.", 0},
    {"__copy__", return_self, "(self, /)", NULL, 0},
    {"__deepcopy__", return_self, "(self, memo, /)", NULL, 0},
    {"__reduce__", pattern_reduce, "(self, /)", NULL, 0},
    {"__class_getitem__", class_getitem, "(cls, item, /)", NULL, WF_FN_CLASS},
    {0}};

static const wf_getset_def pattern_getsets[] = {
    {"pattern", pattern_get_pattern, NULL, "The text that the pattern was made from."},
    {"flags", pattern_get_flags, NULL, "The flags, also those set in the pattern."},
    {"groups", pattern_get_groups, NULL, "The number of groups."},
    {"groupindex", pattern_get_groupindex, NULL, "The numbers of the named groups."},
    {0}};

static wf_type pattern_type = {
    .name = "re.Pattern",
    .doc = "A compiled regular expression.",
    .instance_size = sizeof(re_pattern),
    .flags = WF_TYPE_NO_NEW | WF_TYPE_WEAK,
    .slots = {.repr = pattern_repr, .hash = pattern_hash, .compare = pattern_compare},
    .methods = pattern_methods,
    .getsets = pattern_getsets,
};

static const wf_native_def match_methods[] = {
    {"group", match_group, WF_RAW,
     "group([group1, ...]) -> str or tuple\n\nThe text of one or several groups; 0 is the match.",
     0},
    {"groups", match_groups, "(self, /, default=None)", "The texts of all groups.", 0},
    {"groupdict", match_groupdict, "(self, /, default=None)", "The texts of the named groups.", 0},
    {"start", match_start, "(self, group=0, /)", "Where a group begins.", 0},
    {"end", match_end, "(self, group=0, /)", "Where a group ends.", 0},
    {"span", match_span, "(self, group=0, /)", "Where a group begins and ends.", 0},
    {"expand", match_expand, "(self, /, template)", "The template with groups put in.", 0},
    {"__copy__", return_self, "(self, /)", NULL, 0},
    {"__deepcopy__", return_self, "(self, memo, /)", NULL, 0},
    {"__class_getitem__", class_getitem, "(cls, item, /)", NULL, WF_FN_CLASS},
    {0}};

static const wf_getset_def match_getsets[] = {
    {"string", match_get_string, NULL, "The string that was searched."},
    {"re", match_get_re, NULL, "The pattern."},
    {"pos", match_get_pos, NULL, "Where the search began."},
    {"endpos", match_get_endpos, NULL, "Where the search was to end."},
    {"lastindex", match_get_lastindex, NULL, "The number of the group that was closed last."},
    {"lastgroup", match_get_lastgroup, NULL, "The name of the group that was closed last."},
    {"regs", match_get_regs, NULL, "The spans of all groups."},
    {0}};

static wf_type match_type = {
    .name = "re.Match",
    .doc = "What a regular expression matched.",
    .instance_size = sizeof(re_match),
    .item_size = sizeof(span),
    .var_size = match_size,
    .flags = WF_TYPE_NO_NEW | WF_TYPE_VAR | WF_TYPE_KEYED,
    .slots = {.repr = match_repr, .getitem = match_getitem},
    .methods = match_methods,
    .getsets = match_getsets,
};

static const wf_native_def scanner_methods[] = {
    {"match", scanner_match, "(self, /)", "Matches where the last match ended.", 0},
    {"search", scanner_search, "(self, /)", "Finds the next match.", 0},
    {0}};
static const wf_getset_def scanner_getsets[] = {
    {"pattern", scanner_get_pattern, NULL, "The pattern."}, {0}};

static wf_type scanner_type = {
    .name = "_sre.SRE_Scanner",
    .instance_size = sizeof(re_scanner),
    .flags = WF_TYPE_NO_NEW,
    .methods = scanner_methods,
    .getsets = scanner_getsets,
};

static wf_type iterator_type = {
    .name = "callable_iterator",
    .instance_size = sizeof(re_scanner),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = iterator_self, .next = iterator_next},
};

/* --- The module --- */

WF_NATIVE(re_compile) {
  re_pattern *re = get_pattern(args[0], args[1]);
  return re ? wf_from_object(re) : WF_ERROR;
}
WF_NATIVE(re_match_function) {
  re_pattern *re = get_pattern(args[0], args[2]);
  return re ? match_once(re, MATCH, args[1], WF_EMPTY, WF_EMPTY) : WF_ERROR;
}
WF_NATIVE(re_fullmatch) {
  re_pattern *re = get_pattern(args[0], args[2]);
  return re ? match_once(re, FULLMATCH, args[1], WF_EMPTY, WF_EMPTY) : WF_ERROR;
}
WF_NATIVE(re_search) {
  re_pattern *re = get_pattern(args[0], args[2]);
  return re ? match_once(re, SEARCH, args[1], WF_EMPTY, WF_EMPTY) : WF_ERROR;
}
WF_NATIVE(re_findall) {
  re_pattern *re = get_pattern(args[0], args[2]);
  return re ? find_all(re, args[1], WF_EMPTY, WF_EMPTY) : WF_ERROR;
}
WF_NATIVE(re_finditer) {
  re_pattern *re = get_pattern(args[0], args[2]);
  return re ? new_scanner(&iterator_type, re, args[1], WF_EMPTY, WF_EMPTY) : WF_ERROR;
}
WF_NATIVE(re_split) {
  re_pattern *re = get_pattern(args[0], args[3]);
  return re ? split_string(re, args[1], args[2]) : WF_ERROR;
}
WF_NATIVE(re_sub) {
  re_pattern *re = get_pattern(args[0], args[4]);
  return re ? substitute(re, args[1], args[2], args[3], false) : WF_ERROR;
}
WF_NATIVE(re_subn) {
  re_pattern *re = get_pattern(args[0], args[4]);
  return re ? substitute(re, args[1], args[2], args[3], true) : WF_ERROR;
}
WF_NATIVE(re_purge) {
  for (size_t i = 0; i < CACHE_SIZE; i++) atomic_store(&cache[i], 0);
  return WF_NONE;
}
/* What PCRE2 gets to see: for tests and for re.DEBUG. */
WF_NATIVE(re_translated) {
  re_pattern *re = get_pattern(args[0], args[1]);
  re_translation t;
  if (!re || !wf_re_translate(re->pattern, re->requested,
                              re->is_text ? RE_MODE_UTF : RE_MODE_BYTES, true, &t))
    return WF_ERROR;
  wf_value text = wf_str_new(t.text, t.size);
  wf_re_translation_free(&t);
  return text;
}

#define FIND "(pattern, string, flags=0)"
#define SUB "(pattern, repl, string, count=0, flags=0)"

static const wf_native_def functions[] = {
    {"compile", re_compile, "(pattern, flags=0)",
     "The pattern as an object, which is made or was made before.", WF_FN_SCRIPT},
    {"match", re_match_function, FIND,
     "Matches at the beginning of the string; None if it does not.", WF_FN_SCRIPT},
    {"fullmatch", re_fullmatch, FIND,
     "Matches the whole string; None if it does not.", WF_FN_SCRIPT},
    {"search", re_search, FIND,
     "Finds the first match in the string; None without one.", WF_FN_SCRIPT},
    {"findall", re_findall, FIND,
     "A list of all matches that do not overlap: of their groups if there are any.", WF_FN_SCRIPT},
    {"finditer", re_finditer, FIND, "An iterator over all matches.", WF_FN_SCRIPT},
    {"split", re_split, "(pattern, string, maxsplit=0, flags=0)",
     "The pieces of the string between matches, with the groups of the matches.", WF_FN_SCRIPT},
    {"sub", re_sub, SUB,
     "The string with its matches replaced by a template or by what a function returns.",
     WF_FN_SCRIPT},
    {"subn", re_subn, SUB, "The string as sub makes it, and how many matches were replaced.",
     WF_FN_SCRIPT},
    {"purge", re_purge, "()", "Forgets the patterns that were kept for compile.", WF_FN_SCRIPT},
    {"translated", re_translated, "(pattern, flags=0)", "The pattern as PCRE2 gets it.", 0},
    {0}};

static bool init(wf_value module) {
  if (!make_contexts()) return false;
  if (!cache && !(cache = wf_alloc_root(CACHE_SIZE * sizeof *cache)))
    return wf_raise_memory(), false;
  return wf_type_ready(&scanner_type) && wf_type_ready(&iterator_type) &&
         wf_module_add_type(module, &pattern_type) && wf_module_add_type(module, &match_type) &&
         wf_module_add(module, "MAXREPEAT", wf_int_new(INT64_C(4294967295))) &&
         wf_module_add(module, "MAXGROUPS", wf_int_new(0x3fffffff));
}

const wf_module_def wf_re_module = {
    .name = "_re", .doc = "Regular expressions.", .functions = functions, .init = init};
