/* _string: the parser of format strings, for string.Formatter. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/list.h"
#include "runtime/module.h"
#include "runtime/native.h"
#include "runtime/str_format.h"

/* Both iterators: what is left of a string. Each step reads on from `offset`, which is claimed by
   one compare-and-swap. */
typedef struct markup_iterator {
  wf_object head;
  wf_value text;
  _Atomic(size_t) offset;
} markup_iterator;

static wf_value iterator_self(wf_value self) { return self; }

static wf_value new_iterator(wf_type *type, wf_value text, size_t offset) {
  markup_iterator *it = wf_object_new(type);
  it->text = text;
  atomic_store_explicit(&it->offset, offset, memory_order_relaxed);
  return wf_from_object(it);
}

/* The rest of the text; finish_step says how far it was read and whether this thread was first. */
static wf_span start_step(markup_iterator *it, size_t *offset) {
  *offset = atomic_load_explicit(&it->offset, memory_order_relaxed);
  const char *data = wf_str_data(it->text);
  return (wf_span){data + *offset, data + wf_str_size(it->text)};
}

static bool finish_step(markup_iterator *it, size_t offset, const wf_span *rest) {
  size_t now = wf_str_size(it->text) - (size_t)(rest->end - rest->at);
  return atomic_compare_exchange_strong(&it->offset, &offset, now);
}

static wf_value markup_tuple(const wf_markup *m) {
  wf_value items[4] = {wf_span_str(m->literal), WF_NONE, WF_NONE, WF_NONE};
  if (m->has_field) {
    items[1] = wf_span_str(m->field);
    items[2] = wf_span_str(m->spec);
    if (m->conversion) items[3] = wf_str_from_char(m->conversion);
  }
  for (int i = 0; i < 4; i++)
    if (items[i] == WF_ERROR) return WF_ERROR;
  return wf_tuple_from_array(items, 4);
}

static wf_value markup_iterator_next(wf_value self) {
  markup_iterator *it = (markup_iterator *)(uintptr_t)self;
  for (;;) {
    size_t offset;
    wf_span rest = start_step(it, &offset);
    wf_markup m;
    int more = wf_markup_next(&rest, &m);
    if (more < 0) return WF_ERROR;
    if (more == 0) return WF_EMPTY;
    if (finish_step(it, offset, &rest)) return markup_tuple(&m);
  }
}

static wf_value field_iterator_next(wf_value self) {
  markup_iterator *it = (markup_iterator *)(uintptr_t)self;
  for (;;) {
    size_t offset;
    wf_span rest = start_step(it, &offset), name;
    bool is_attribute;
    int64_t index;
    int more = wf_field_next(&rest, &is_attribute, &name, &index);
    if (more < 0) return WF_ERROR;
    if (more == 0) return WF_EMPTY;
    if (!finish_step(it, offset, &rest)) continue;
    wf_value key = index >= 0 ? wf_small_int(index) : wf_span_str(name);
    return key == WF_ERROR ? WF_ERROR : wf_tuple_of(2, wf_bool(is_attribute), key);
  }
}

static wf_type formatter_iterator_type = {
    .name = "formatteriterator",
    .doc = "Gives the literal texts and replacement fields of a format string.",
    .instance_size = sizeof(markup_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = iterator_self, .next = markup_iterator_next},
};

static wf_type field_iterator_type = {
    .name = "fieldnameiterator",
    .doc = "Gives the accessors of a field name.",
    .instance_size = sizeof(markup_iterator),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.iter = iterator_self, .next = field_iterator_next},
};

WF_NATIVE(formatter_parser) {
  if (!wf_is_str(args[0]))
    return wf_raise(&wf_exc_TypeError, "expected str, got %T", args[0]);
  return new_iterator(&formatter_iterator_type, args[0], 0);
}

WF_NATIVE(formatter_field_name_split) {
  if (!wf_is_str(args[0]))
    return wf_raise(&wf_exc_TypeError, "expected str, got %T", args[0]);
  const char *data = wf_str_data(args[0]);
  wf_span field = {data, data + wf_str_size(args[0])}, first, rest;
  int64_t index;
  if (!wf_field_split(field, &first, &rest, &index)) return WF_ERROR;
  wf_value name = index >= 0 ? wf_small_int(index) : wf_span_str(first);
  if (name == WF_ERROR) return WF_ERROR;
  return wf_tuple_of(2, name,
                     new_iterator(&field_iterator_type, args[0], (size_t)(rest.at - data)));
}

static const wf_native_def functions[] = {
    {"formatter_field_name_split", formatter_field_name_split, "(field_name, /)",
     "The first part of a field name, and an iterator over the rest.", 0},
    {"formatter_parser", formatter_parser, "(format_string, /)",
     "An iterator over (literal, field name, spec, conversion).", 0},
    {0}};

static bool init(wf_value module) {
  (void)module;
  return wf_type_ready(&formatter_iterator_type) && wf_type_ready(&field_iterator_type);
}

const wf_module_def wf_string_module = {
    .name = "_string", .doc = "What the string module needs of str.", .functions = functions,
    .init = init};
