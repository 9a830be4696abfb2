/* Shapes form a tree below each root; a child adds one name at the next index. Children are
   published by compare-and-swap and never removed, so readers need no lock. */
#include <config.h>

#include "runtime/shape.h"

#include "runtime/memory.h"

typedef struct transition {
  wf_value name; /* WF_TRUE and WF_FALSE: the dict and the moving shape of a root */
  wf_shape *shape;
  struct transition *next;
} transition;

/* Names of long shapes by hash of the pointer: open addressing, at most half full. Immutable. */
typedef struct name_index {
  size_t mask;
  struct {
    wf_value name;
    uint32_t index;
  } rows[];
} name_index;

#define LINEAR_SEARCH 8
#define MOST_CHILDREN 200

void wf_shape_init_root(wf_shape *shape, wf_type *type, uint16_t inline_count) {
  shape->type = type;
  shape->inline_count = inline_count;
}

static size_t hash_of(wf_value name) { return (size_t)(name >> 4) * 0x9e3779b97f4a7c15u >> 20; }

static const name_index *make_index(const wf_shape *shape) {
  size_t capacity = 32;
  while (capacity < shape->count * 2) capacity *= 2;
  name_index *index = wf_alloc_var(sizeof *index + capacity * sizeof index->rows[0]);
  if (!index) return NULL;
  index->mask = capacity - 1;
  for (const wf_shape *s = shape; s->count; s = s->parent) {
    size_t at = hash_of(s->name) & index->mask;
    while (index->rows[at].name != WF_EMPTY) at = (at + 1) & index->mask;
    index->rows[at].name = s->name;
    index->rows[at].index = s->count - 1;
  }
  atomic_store_explicit(&((wf_shape *)shape)->index, index, memory_order_release);
  return index;
}

int64_t wf_shape_find(const wf_shape *shape, wf_value name) {
  if (shape->count > LINEAR_SEARCH) {
    const name_index *index =
        atomic_load_explicit(&((wf_shape *)shape)->index, memory_order_acquire);
    if (index || (index = make_index(shape))) {
      for (size_t at = hash_of(name) & index->mask; index->rows[at].name != WF_EMPTY;
           at = (at + 1) & index->mask)
        if (index->rows[at].name == name) return index->rows[at].index;
      return -1;
    }
  }
  for (const wf_shape *s = shape; s->count; s = s->parent)
    if (s->name == name) return s->count - 1;
  return -1;
}

static wf_shape *find_child(wf_shape *shape, wf_value name) {
  for (transition *t = atomic_load_explicit(&shape->children, memory_order_acquire); t; t = t->next)
    if (t->name == name) return t->shape;
  return NULL;
}

/* The child of that name, made by `make` if there is none; another thread's wins a race. */
static wf_shape *child(wf_shape *shape, wf_value name,
                       void (*fill)(wf_shape *child, wf_shape *parent, wf_value name)) {
  wf_shape *found = find_child(shape, name);
  if (found) return found;
  transition *t = wf_alloc(sizeof *t);
  t->name = name;
  t->shape = wf_alloc(sizeof *t->shape);
  t->shape->type = shape->type;
  t->shape->inline_count = shape->inline_count;
  fill(t->shape, shape, name);
  void *head = atomic_load_explicit(&shape->children, memory_order_acquire);
  do {
    if ((found = find_child(shape, name))) return found;
    t->next = head;
  } while (!atomic_compare_exchange_weak_explicit(&shape->children, &head, t, memory_order_release,
                                                  memory_order_acquire));
  return t->shape;
}

static void fill_named(wf_shape *s, wf_shape *parent, wf_value name) {
  s->parent = parent;
  s->name = name;
  s->count = parent->count + 1;
}

static size_t count_children(const wf_shape *shape) {
  size_t count = 0;
  for (transition *t = atomic_load_explicit(&((wf_shape *)shape)->children, memory_order_acquire);
       t; t = t->next)
    count++;
  return count;
}

wf_shape *wf_shape_add(wf_shape *shape, wf_value name) {
  if (shape->count >= WF_SHAPE_MOST_ATTRIBUTES) return NULL;
  wf_shape *found = find_child(shape, name);
  if (found) return found;
  /* names that differ from object to object: a dict finds them sooner, and shapes are kept */
  if (count_children(shape) >= MOST_CHILDREN) return NULL;
  return child(shape, name, fill_named);
}

static void fill_special(wf_shape *s, WF_UNUSED wf_shape *parent, wf_value name) {
  s->flags = name == WF_TRUE ? WF_SHAPE_DICT : WF_SHAPE_DICT | WF_SHAPE_MOVING;
}

wf_shape *wf_shape_dict(wf_type *type, bool moving) {
  return child(&type->root, moving ? WF_FALSE : WF_TRUE, fill_special);
}

void wf_shape_learn(wf_type *type, uint32_t count) {
  if (count > WF_SHAPE_MOST_INLINE) count = WF_SHAPE_MOST_INLINE;
  wf_shape *now = atomic_load_explicit(&type->current_root, memory_order_acquire);
  if (count <= now->inline_count) return;
  wf_shape *root = wf_alloc(sizeof *root);
  wf_shape_init_root(root, type, (uint16_t)count);
  atomic_compare_exchange_strong(&type->current_root, &now, root);
}
