/* Tuples with named fields made by C code: os.stat_result, time.struct_time, sys.flags. The tuple
   has all values; its visible length is that of the sequence, the rest are attributes only. */
#include <config.h>

#include <string.h>

#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/descriptor.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"
#include "runtime/names.h"
#include "runtime/native.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* A field: reads item `index`, which may lie behind the visible ones. */
typedef struct field {
  wf_object head;
  wf_type *owner;
  wf_value name;
  size_t index;
} field;

static wf_value field_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  const field *f = (const field *)wf_to_object(self);
  if (object == WF_EMPTY) return self;
  if (!wf_is_a(object, f->owner)) return wf_raise_attribute(object, f->name);
  return wf_to_tuple(object)->items[f->index];
}
static int field_set(WF_UNUSED wf_value self, WF_UNUSED wf_value object, WF_UNUSED wf_value value) {
  wf_raise(&wf_exc_AttributeError, "readonly attribute");
  return -1;
}
static wf_value field_name(wf_value v) { return ((field *)wf_to_object(v))->name; }
static const wf_getset_def field_getsets[] = {{"__name__", field_name, NULL, NULL}, {0}};
static wf_type field_type = {.name = "record_field",
                             .instance_size = sizeof(field),
                             .flags = WF_TYPE_NO_NEW,
                             .slots = {.descr_get = field_get, .descr_set = field_set},
                             .getsets = field_getsets};

static size_t total_of(const wf_record_def *def) {
  size_t n = 0;
  while (def->fields[n]) n++;
  return n;
}
static const wf_record_def *def_of(const wf_type *type) {
  while (type && !type->native_data) type = type->base;
  return type ? type->native_data : NULL;
}

wf_value wf_record_new(wf_type *type, const wf_value *values, size_t count) {
  const wf_record_def *def = def_of(type);
  size_t total = total_of(def);
  wf_tuple *t = wf_object_new_var(type, sizeof *t + total * sizeof(wf_value));
  if (!t) return WF_ERROR;
  for (size_t i = 0; i < total; i++) {
    wf_value v = i < count ? values[i] : WF_NONE;
    if (v == WF_ERROR) return WF_ERROR;
    t->items[i] = v;
  }
  t->length = def->visible;
  return wf_from_object(t);
}

/* The fields from `count` on: by name out of dict (WF_EMPTY: none); otherwise an attribute that has
   an item of the same name with a '_' in front, as st_atime has, is that. */
static void complete(const wf_record_def *def, wf_value *items, size_t count, wf_value dict) {
  for (size_t i = count; def->fields[i]; i++) {
    wf_value given = dict == WF_EMPTY ? WF_EMPTY
                                      : wf_dict_get_str(dict, wf_str_intern_c(def->fields[i]));
    if (given != WF_EMPTY) items[i] = given;
    for (size_t k = 0; given == WF_EMPTY && k < def->visible; k++)
      if (*def->fields[k] == '_' && !strcmp(def->fields[k] + 1, def->fields[i]))
        items[i] = items[k];
  }
}

static wf_value record_construct(wf_type *cls, const wf_value *args, size_t npos,
                                 wf_value kwnames) {
  wf_value a[2];
  const wf_record_def *def = def_of(cls);
  if (!WF_BIND("structseq", "(sequence, dict={})", args, npos, kwnames, a)) return WF_ERROR;
  if (a[1] != WF_EMPTY && !wf_is_dict(a[1]))
    return wf_raise(&wf_exc_TypeError, "%s() takes a dict as second arg, if any", def->name);
  wf_value items = wf_tuple_from_iterable(a[0]);
  if (items == WF_ERROR) {
    if (!wf_error_is(&wf_exc_TypeError)) return WF_ERROR;
    wf_error_clear();
    return wf_raise(&wf_exc_TypeError, "constructor requires a sequence");
  }
  size_t count = wf_tuple_length(items), total = total_of(def);
  if (count < def->visible || count > total)
    return wf_raise(&wf_exc_TypeError, "%s() takes %s %zu-sequence (%zu-sequence given)", def->name,
                    total == def->visible  ? "a"
                    : count < def->visible ? "an at least"
                                           : "an at most",
                    count < def->visible ? def->visible : total, count);
  wf_value record = wf_record_new(cls, wf_to_tuple(items)->items, count);
  if (record != WF_ERROR) complete(def, wf_to_tuple(record)->items, count, a[1]);
  return record;
}

static wf_value record_repr(wf_value self) {
  const wf_record_def *def = def_of(wf_type_of(self));
  wf_builder b;
  wf_builder_init(&b);
  wf_builder_format(&b, "%s(", def->name);
  for (size_t i = 0; i < def->visible; i++) {
    const char *name = def->fields[i];
    wf_builder_format(&b, "%s%s=", i ? ", " : "", name + (*name == '_'));
    if (!wf_builder_add_repr(&b, wf_to_tuple(self)->items[i])) return WF_ERROR;
  }
  wf_builder_add_c(&b, ")");
  return wf_builder_finish(&b);
}

WF_NATIVE(record_reduce) {
  const wf_record_def *def = def_of(wf_type_of(args[0]));
  wf_value visible = wf_tuple_from_array(wf_to_tuple(args[0])->items, def->visible),
           dict = wf_dict_new();
  for (size_t i = def->visible; def->fields[i]; i++)
    wf_dict_set_c(dict, def->fields[i], wf_to_tuple(args[0])->items[i]);
  return wf_tuple_of(2, wf_from_type(wf_type_of(args[0])), wf_tuple_of(2, visible, dict));
}
static const wf_native_def record_methods[] = {{"__reduce__", record_reduce, "(self, /)", NULL, 0},
                                               {0}};

static size_t record_size(wf_value self) {
  return sizeof(wf_tuple) + total_of(def_of(wf_type_of(self))) * sizeof(wf_value);
}

static wf_type *make_type(const wf_record_def *def) {
  if (!wf_type_ready(&field_type)) return NULL;
  wf_type *type = wf_alloc_root(sizeof *type); /* lives as long as the process, like static types */
  if (!type) return NULL;
  type->name = def->name;
  type->doc = def->doc;
  type->base = &wf_tuple_type;
  type->var_size = record_size;
  type->native_data = (void *)def;
  type->slots.repr = record_repr;
  type->slots.new = record_construct;
  type->methods = record_methods;
  if (!wf_type_ready(type)) return NULL;
  size_t total = total_of(def), unnamed = 0;
  wf_value names = wf_list_new(def->visible);
  for (size_t i = 0; i < total; i++) {
    if (*def->fields[i] == '_') {
      unnamed++;
      continue;
    }
    field *f = wf_object_new(&field_type);
    f->owner = type;
    f->name = wf_str_intern_c(def->fields[i]);
    f->index = i;
    if (!wf_dict_set(type->namespace, f->name, wf_from_object(f))) return NULL;
    if (i < def->visible && !wf_list_append(names, f->name)) return NULL;
  }
  wf_dict_set_c(type->namespace, "n_fields", wf_small_int((int64_t)total));
  wf_dict_set_c(type->namespace, "n_sequence_fields", wf_small_int((int64_t)def->visible));
  wf_dict_set_c(type->namespace, "n_unnamed_fields", wf_small_int((int64_t)unnamed));
  wf_dict_set(type->namespace, wf_names.__match_args__, wf_tuple_from_iterable(names));
  wf_type_changed();
  return type;
}

/* One type for each definition, for all lives of the runtime. */
static struct known {
  const wf_record_def *def;
  wf_type *type;
  struct known *next;
} *_Atomic known_types;

static wf_type *find_known(const wf_record_def *def) {
  struct known *k = atomic_load(&known_types);
  while (k && k->def != def) k = k->next;
  return k ? k->type : NULL;
}

static wf_type *make_known(const wf_record_def *def) {
  struct known *k = wf_alloc_root(sizeof *k);
  if (!k || !(k->type = make_type(def))) return NULL;
  k->def = def;
  k->next = atomic_load(&known_types);
  atomic_store(&known_types, k);
  return k->type;
}

/* Some are made when they are first needed, perhaps by two threads. To make one runs no script
   code. */
wf_type *wf_record_type_new(const wf_record_def *def) {
  static _Atomic(uint8_t) lock;
  wf_type *type = find_known(def);
  if (type) return type;
  wf_lock_byte(&lock);
  type = find_known(def);
  if (!type) type = make_known(def);
  wf_unlock_byte(&lock);
  return type;
}
