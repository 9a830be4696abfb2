/* Callbacks: script functions that C can call, on any thread.

   A thunk is the object that stands for one; a trampoline is what C gets the address of. The
   trampoline lies outside the collected heap and is never given back to the system, so C may call
   it at any time: as long as the thunk lives it runs the script function, and otherwise it answers
   with its default, zero. It holds its thunk by a hidden pointer, so that a function that refers to
   its own callback is no cycle through a root: the thunk is kept alive by the function pointer that
   scripts hold, or as long as the runtime (`keep`).

   That pointer is read without a lock. The thunk's finalizer clears it before the memory can be
   used again, and the collector sees a thread that has just read it.

   Trampolines of dead thunks are used again for functions with the same signature, so that what
   libffi reads of one never changes, but only after many others died: code that calls one a little
   too late gets zero and not somebody else's function.

   A thread comes in by the gate of entry.h, which adopts one that the runtime has never seen. When
   the runtime is finalized, or was since the trampoline was made, or the thread unwinds, no script
   code runs and the default is the answer. */
#include <config.h>

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/deadlock.h"
#include "runtime/entry.h"
#include "runtime/error.h"
#include "runtime/life.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"
#include "runtime/thread.h"

typedef struct trampoline trampoline;

typedef struct thunk {
  wf_object head;
  wf_value callable;
  wf_value restype; /* class, or WF_NONE */
  const wf_ffi_parameters *parameters;
  int flags;
  trampoline *trampoline;
} thunk;

/* How functions are called, for all trampolines that are called so. In root memory, for ever, with
   the types that libffi needs: structures of the same layout are the same type. */
typedef struct signature {
  ffi_cif cif;
  trampoline *first_dead, *last_dead; /* under the lock, as the next two */
  size_t dead_count;
  struct signature *next;
} signature;

/* In root memory, for ever. */
struct trampoline {
  _Atomic(uintptr_t) hidden; /* ~ address of the thunk, or 0 */
  _Atomic(uint32_t) life;    /* of the runtime, when it got that */
  void *code;
  signature *signature;
  trampoline *next; /* of the dead ones; under the lock */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* --- Signatures --- */

#define SIGNATURE_BUCKETS 64
static signature *signatures[SIGNATURE_BUCKETS]; /* under the lock */

static bool is_same_type(const ffi_type *a, const ffi_type *b) {
  if (a == b) return true;
  if (a->type != FFI_TYPE_STRUCT || b->type != FFI_TYPE_STRUCT || a->size != b->size ||
      a->alignment != b->alignment)
    return false;
  size_t i = 0;
  while (a->elements[i] && b->elements[i] && is_same_type(a->elements[i], b->elements[i])) i++;
  return !a->elements[i] && !b->elements[i];
}

static signature **bucket_of(const ffi_cif *c) {
  size_t hash = c->nargs + c->rtype->type;
  for (unsigned i = 0; i < c->nargs; i++) hash = hash * 31 + c->arg_types[i]->type;
  return &signatures[hash % SIGNATURE_BUCKETS];
}

/* The lock is held. */
static signature *find_signature(const ffi_cif *c) {
  for (signature *s = *bucket_of(c); s; s = s->next) {
    if (s->cif.nargs != c->nargs || !is_same_type(s->cif.rtype, c->rtype)) continue;
    unsigned i = 0;
    while (i < c->nargs && is_same_type(s->cif.arg_types[i], c->arg_types[i])) i++;
    if (i == c->nargs) return s;
  }
  return NULL;
}

static signature *add_signature(const ffi_cif *c) {
  signature *fresh = wf_alloc_root(sizeof *fresh);
  ffi_type **types = wf_alloc_root((c->nargs + 1) * sizeof *types);
  if (!fresh || !types) {
    if (fresh) wf_free_root(fresh);
    if (types) wf_free_root(types);
    return NULL;
  }
  memcpy(types, c->arg_types, c->nargs * sizeof *types);
  fresh->cif = *c;
  fresh->cif.arg_types = types;
  pthread_mutex_lock(&lock);
  signature *other = find_signature(c), **bucket = bucket_of(c); /* another thread was faster? */
  if (!other) {
    fresh->next = *bucket;
    *bucket = fresh;
  }
  pthread_mutex_unlock(&lock);
  if (!other) return fresh;
  wf_free_root(fresh);
  wf_free_root(types);
  return other;
}

/* NULL with an exception. */
static signature *signature_of(const wf_ffi_parameters *p, const wf_ffi_info *result) {
  ffi_cif cif;
  ffi_type **types = wf_alloc_array(p->count + 1, sizeof *types);
  if (!types) return NULL;
  for (size_t i = 0; i < p->count; i++) {
    wf_ffi_info *info = p->items[i].type ? wf_ffi_info_of(p->items[i].type) : NULL;
    types[i] = info ? wf_ffi_settled(info)->passed : &ffi_type_pointer;
  }
  ffi_type *type = result ? result->passed : &ffi_type_void;
  if (ffi_prep_cif(&cif, FFI_DEFAULT_ABI, (unsigned)p->count, type, types) != FFI_OK) {
    wf_raise(&wf_exc_RuntimeError, "ffi_prep_closure failed");
    return NULL;
  }
  pthread_mutex_lock(&lock);
  signature *s = find_signature(&cif);
  pthread_mutex_unlock(&lock);
  if (!s && !(s = add_signature(&cif))) wf_raise_memory();
  return s;
}

/* Bytes that the default result is made of. */
static size_t result_size(const signature *s) {
  const ffi_type *type = s->cif.rtype;
  return type == &ffi_type_void ? 0 : type->size < sizeof(ffi_arg) ? sizeof(ffi_arg) : type->size;
}

/* --- Trampolines --- */

#define QUARANTINE 1024

static void bury(trampoline *t) {
  signature *s = t->signature;
  pthread_mutex_lock(&lock);
  t->next = NULL;
  if (s->last_dead) s->last_dead->next = t;
  else s->first_dead = t;
  s->last_dead = t;
  s->dead_count++;
  pthread_mutex_unlock(&lock);
}

static trampoline *take_dead(signature *s) {
  trampoline *t = NULL;
  pthread_mutex_lock(&lock);
  if (s->dead_count > QUARANTINE) {
    t = s->first_dead;
    s->first_dead = t->next;
    s->dead_count--;
  }
  pthread_mutex_unlock(&lock);
  return t;
}

static void arrive(ffi_cif *cif, void *result, void **places, void *data);

/* NULL with an exception. */
static trampoline *make_trampoline(signature *s) {
  trampoline *t = wf_alloc_root(sizeof *t);
  if (!t) return wf_raise_memory(), NULL;
  t->signature = s;
  pthread_mutex_lock(&lock); /* libffi makes its heap at the first call, without a barrier */
  ffi_closure *closure = ffi_closure_alloc(sizeof *closure, &t->code);
  pthread_mutex_unlock(&lock);
  if (closure && ffi_prep_closure_loc(closure, &s->cif, arrive, t, t->code) == FFI_OK) return t;
  if (!closure) wf_raise_memory();
  else wf_raise(&wf_exc_RuntimeError, "ffi_prep_closure failed");
  if (closure) ffi_closure_free(closure);
  wf_free_root(t);
  return NULL;
}

static void thunk_died(void *block) {
  trampoline *t = ((thunk *)block)->trampoline;
  if (atomic_exchange(&t->hidden, 0)) bury(t);
}

void wf_ffi_bury_living(void) { wf_memory_finalize_living(thunk_died); }

static const wf_ffi_info *info_of(wf_value type) {
  return type == WF_NONE ? NULL : wf_ffi_info_of(wf_to_type(type));
}

/* --- What is kept --- */

typedef struct held {
  wf_value thunk;
  struct held *next;
} held;
/* A thunk refers to all that its function can reach: in a later life it would be a leak. */
static WF_OF_LIFE _Atomic(held *) first_held;

static void hold(wf_value thunk) {
  held *h = wf_alloc(sizeof *h);
  h->thunk = thunk;
  h->next = atomic_load(&first_held);
  while (!atomic_compare_exchange_weak(&first_held, &h->next, h)) continue;
}

/* C may use a text as long as it likes, and nobody knows how long that is: it gets a copy that is
   never freed. */
static bool give_text(uint8_t *at, wf_value bytes) {
  size_t size = wf_to_bytes(bytes)->size + 1;
  char *copy = malloc(size);
  if (!copy) return wf_raise_memory() != WF_ERROR;
  memcpy(copy, wf_to_bytes(bytes)->data, size);
  wf_ffi_store_pointer(at, copy);
  return wf_warn(&wf_exc_RuntimeWarning, 1, "memory leak in callback function.") == 0;
}

/* --- A call that arrives --- */

static wf_value take_argument(const wf_ffi_parameter *p, const void *place) {
  const wf_ffi_info *info = p->type ? wf_ffi_info_of(p->type) : NULL;
  if (!info) return wf_raise(&wf_exc_TypeError, "cannot build parameter");
  if (WF_LIKELY(info->get && !info->derived)) return info->get(place);
  return wf_ffi_copy(p->type, place);
}

static wf_value call_script(const thunk *th, void **places) {
  enum { FEW = 8 };
  size_t count = th->parameters->count;
  wf_value few[FEW], *args = count <= FEW ? few : wf_alloc_array(count, sizeof *args);
  if (!args) return WF_ERROR;
  for (size_t i = 0; i < count; i++)
    if ((args[i] = take_argument(&th->parameters->items[i], places[i])) == WF_ERROR)
      return WF_ERROR;
  return wf_call(th->callable, args, count, WF_EMPTY);
}

/* Integers that are narrower than libffi's smallest result are widened. */
static void give_result(const wf_ffi_info *info, const uint8_t *bytes, void *result) {
  const wf_ffi_scalar *s = info->scalar;
  bool narrow = info->size < sizeof(ffi_arg) && s->passed != &ffi_type_float;
  if (!narrow) {
    memcpy(result, bytes, info->size);
    return;
  }
  uint64_t bits = 0;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  memcpy((uint8_t *)&bits + 8 - info->size, bytes, info->size);
#else
  memcpy(&bits, bytes, info->size);
#endif
  unsigned unused = 64 - 8 * (unsigned)info->size;
  ffi_arg wide = s->is_signed ? (ffi_arg)((int64_t)(bits << unused) >> unused) : (ffi_arg)bits;
  memcpy(result, &wide, sizeof wide);
}

static bool convert_result(const thunk *th, wf_value v, void *result) {
  const wf_ffi_info *info = info_of(th->restype);
  _Alignas(16) uint8_t bytes[16] = {0};
  if (!info) return true;
  wf_value keep = info->set(bytes, v);
  if (keep == WF_ERROR) return false;
  bool text = keep != WF_NONE && info->scalar->code != 'O';
  if (text && !give_text(bytes, keep)) return false;
  give_result(info, bytes, result);
  return true;
}

static void report(const wf_entry *e, const thunk *th, const char *what) {
  if (e->thread->unwinding) wf_entry_unwound(e);
  else wf_error_unraisable(what, th->callable);
}

static void run(const wf_entry *e, const thunk *th, void **places, void *result) {
  if (th->flags & WF_FFI_FLAG_ERRNO) wf_ffi_swap_errno();
  wf_value v = call_script(th, places);
  if (v == WF_ERROR) report(e, th, "Exception ignored on calling ctypes callback function");
  else if (!convert_result(th, v, result))
    report(e, th, "Exception ignored on converting result of ctypes callback function");
  if (th->flags & WF_FFI_FLAG_ERRNO) wf_ffi_swap_errno();
}

/* NULL: it died, or belongs to another life of the runtime. */
static const thunk *living_thunk(const trampoline *t, const wf_thread *thread) {
  uintptr_t hidden = atomic_load_explicit(&((trampoline *)t)->hidden, memory_order_acquire);
  uint32_t life = atomic_load_explicit(&((trampoline *)t)->life, memory_order_relaxed);
  return hidden && life == thread->life ? (const thunk *)~hidden : NULL;
}

static void arrive(WF_UNUSED ffi_cif *cif, void *result, void **places, void *data) {
  const trampoline *t = data;
  int error = errno;
  wf_entry entry;
  memset(result, 0, result_size(t->signature));
  if (WF_LIKELY(wf_entry_begin(&entry) == WEFT_OK)) {
    const thunk *th = living_thunk(t, entry.thread);
    errno = error;
    if (th) run(&entry, th, places, result);
    error = errno;
    wf_entry_end(&entry);
  }
  errno = error;
}

/* --- Thunks --- */

wf_value wf_ffi_thunk_new(wf_value callable, const wf_ffi_parameters *parameters, wf_value restype,
                          int flags, bool keep) {
  const wf_ffi_info *result = NULL;
  if (restype != WF_NONE) {
    result = wf_ffi_is_class(restype) ? info_of(restype) : NULL;
    if (!result || !result->set)
      return wf_raise(&wf_exc_TypeError, "invalid result type for callback function");
  }
  thunk *th = wf_object_new(&wf_ffi_thunk_type);
  th->callable = callable;
  th->restype = restype;
  th->parameters = parameters;
  th->flags = flags;
  signature *s = signature_of(parameters, result);
  trampoline *t = s ? take_dead(s) : NULL;
  if (!s || (!t && !(t = make_trampoline(s)))) return WF_ERROR;
  th->trampoline = t;
  atomic_store_explicit(&t->life, wf_self->life, memory_order_relaxed);
  atomic_store_explicit(&t->hidden, ~(uintptr_t)th, memory_order_release);
  wf_deadlock_expect_foreign();
  wf_memory_on_death(th, thunk_died);
  if (keep) hold(wf_from_object(th));
  return wf_from_object(th);
}

void *wf_ffi_thunk_code(wf_value v) { return ((const thunk *)wf_to_object(v))->trampoline->code; }

wf_type wf_ffi_thunk_type = {
    .name = "_ctypes.CThunkObject", .instance_size = sizeof(thunk), .flags = WF_TYPE_NO_NEW};
