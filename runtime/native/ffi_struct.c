/* Structures and unions: where C puts their fields, and their classes. */
#include <config.h>

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/memory.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"
#include "runtime/type.h"

/* --- Layout ---

   As GCC lays them out on systems other than Windows: a bit field goes on in the unit that the one
   before it opened when it fits into it, or into the unit of its own type if that is larger;
   otherwise it opens a unit of its own type. */

typedef struct layout {
  size_t size, offset, align, most; /* most: of a union */
  size_t unit, used; /* bits of the open unit of bit fields (0: none), and how many are taken */
  size_t pack;       /* _pack_, or 0 */
  bool is_union, big_endian;
} layout;

static void add_plain(layout *l, wf_ffi_field *f, const wf_ffi_info *info) {
  size_t align = l->pack && l->pack < info->align ? l->pack : info->align;
  if (align && l->offset % align) {
    size_t gap = align - l->offset % align;
    l->offset += gap;
    l->size += gap;
  }
  f->offset = l->offset;
  l->offset += info->size;
  l->size += info->size;
  if (align > l->align) l->align = align;
}

/* A narrow type that goes on in a wide unit lies in the part of it that has its bits, and does not
   straddle two parts. */
static void narrow(layout *l, wf_ffi_field *f, const wf_ffi_info *info) {
  size_t own = info->size * 8;
  if (l->used / own != (l->used + f->bits - 1) / own) l->used += own - l->used % own;
  f->offset = l->offset - l->unit / 8 + l->used / own * info->size;
  f->shift = (uint8_t)(l->used % own);
  l->used += f->bits;
}

static bool fits_narrowly(const layout *l, const wf_ffi_field *f, size_t own) {
  size_t used = l->used;
  if (used / own != (used + f->bits - 1) / own) used += own - used % own;
  return used + f->bits <= l->unit;
}

static void add_bits(layout *l, wf_ffi_field *f, const wf_ffi_info *info) {
  size_t bits = f->bits, own = info->size * 8;
  if (own < l->unit && !l->big_endian && fits_narrowly(l, f, own)) {
    narrow(l, f, info);
    return;
  }
  if (l->unit && own <= l->unit && l->used + bits <= l->unit) {
    f->offset = l->offset - info->size;
  } else if (l->unit && own >= l->unit && l->used + bits <= own) {
    l->offset += info->size - l->unit / 8;
    l->size += info->size - l->unit / 8;
    l->unit = own;
    f->offset = l->offset - info->size;
  } else {
    l->unit = own;
    l->used = 0;
    add_plain(l, f, info);
  }
  f->shift = (uint8_t)(l->big_endian ? l->unit - l->used - bits : l->used);
  l->used += bits;
}

/* With all the padding there can be. */
static bool has_room(const layout *l, const wf_ffi_info *info) {
  size_t size = l->size;
  bool over = __builtin_add_overflow(size, l->align, &size) ||
              __builtin_add_overflow(size, info->align, &size) ||
              __builtin_add_overflow(size, info->size, &size) || size > PTRDIFF_MAX;
  if (over) wf_raise(&wf_exc_OverflowError, "structure too large");
  return !over;
}

static bool add_field(layout *l, wf_ffi_field *f, const wf_ffi_info *info) {
  if (l->is_union) {
    l->size = l->offset = 0;
    l->unit = l->used = 0;
  }
  if (!has_room(l, info)) return false;
  if (f->bits) {
    add_bits(l, f, info);
  } else {
    l->unit = l->used = 0;
    add_plain(l, f, info);
  }
  if (l->size > l->most) l->most = l->size;
  return true;
}

/* --- Reading _fields_ --- */

static bool is_sequence(wf_value v) {
  return wf_is_tuple(v) || wf_is_list(v) || (wf_type_of(v)->slots.getitem && !wf_is_dict(v));
}

static bool take_width(wf_value v, const wf_ffi_info *info, wf_type *type, wf_ffi_field *f) {
  int64_t bits;
  bool plain = info->kind == WF_FFI_SIMPLE && info->scalar->is_integer;
  if (!plain) {
    wf_raise(&wf_exc_TypeError, "bit fields not allowed for type %N", type);
    return false;
  }
  if (!wf_int_to_int64(v, &bits) || bits <= 0 || (size_t)bits > info->size * 8) {
    wf_raise(&wf_exc_ValueError, "number of bits invalid for bit field");
    return false;
  }
  f->bits = (uint8_t)bits;
  return true;
}

static bool refuse_pair(void) {
  wf_raise(&wf_exc_TypeError, "'_fields_' must be a sequence of (name, C type) pairs");
  return false;
}

static bool read_pair(wf_value pair, size_t number, wf_value *name, wf_ffi_field *f) {
  size_t parts = wf_is_tuple(pair) ? wf_tuple_length(pair) : 0;
  if (parts < 2 || parts > 3 || !wf_is_str(wf_tuple_get(pair, 0))) return refuse_pair();
  wf_value width = parts == 3 ? wf_tuple_get(pair, 2) : WF_EMPTY;
  if (width != WF_EMPTY && !wf_is_int(width)) return refuse_pair();
  *name = wf_str_intern(wf_tuple_get(pair, 0));
  wf_value type = wf_tuple_get(pair, 1);
  wf_ffi_info *info = wf_ffi_is_class(type) ? wf_ffi_info_of(wf_to_type(type)) : NULL;
  if (!info) {
    wf_raise(&wf_exc_TypeError, "second item in _fields_ tuple (index %zu) must be a C type",
             number);
    return false;
  }
  info = wf_ffi_settled(info);
  f->type = wf_to_type(type);
  f->size = info->size;
  const wf_type *item = info->kind == WF_FFI_ARRAY ? wf_ffi_item_of(info) : NULL;
  f->wide = wf_ffi_is_code(item, 'u') && !wf_ffi_info_of(item)->derived;
  f->text = f->wide || (wf_ffi_is_code(item, 'c') && !wf_ffi_info_of(item)->derived);
  return width == WF_EMPTY || take_width(width, info, f->type, f);
}

/* --- The format of the buffer protocol: "T{<i:x:4x<d:y:}" --- */

static void add_padding(wf_builder *b, size_t bytes) {
  if (bytes == 1) wf_builder_add_c(b, "x");
  else if (bytes) wf_builder_format(b, "%zux", bytes);
}

static void add_format(wf_builder *b, const wf_ffi_info *info, wf_value name) {
  const char *text = wf_ffi_format_text("", info->dimensions, info->shape,
                                        info->format ? info->format : "B", "");
  if (text) wf_builder_add_c(b, text);
  wf_builder_add_c(b, ":");
  wf_builder_add_str(b, name);
  wf_builder_add_c(b, ":");
}

/* --- Making the info --- */

typedef struct making {
  layout layout;
  wf_ffi_info *info;
  const wf_ffi_info *base; /* of the base class, or NULL */
  wf_builder format;
  wf_value names, fields;  /* lists: of str, of wf_ffi_field */
  bool contains_itself;
  ffi_type **elements;
  size_t element_count;
} making;

static bool read_pack(const wf_type *type, layout *l) {
  wf_value v;
  int64_t pack;
  int found = wf_ffi_class_attribute(type, "_pack_", &v);
  if (found <= 0) return found == 0;
  if (wf_is_int(v) && wf_int_to_int64(v, &pack) && pack >= 0 && pack <= INT32_MAX) {
    l->pack = (size_t)pack;
    return true;
  }
  wf_raise(&wf_exc_ValueError, "_pack_ must be a non-negative integer");
  return false;
}

static bool begin(making *m, const wf_type *type, size_t count) {
  wf_ffi_info *base = type->base ? wf_ffi_info_of(type->base) : NULL;
  if (base) base = wf_ffi_settled(base);
  wf_value swapped;
  int found = wf_ffi_class_attribute(type, "_swappedbytes_", &swapped);
  if (found < 0 || !read_pack(type, &m->layout)) return false;
  m->base = base;
  m->layout.is_union = m->info->kind == WF_FFI_UNION;
  m->layout.big_endian = (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) != (found > 0);
  m->layout.align = 1;
  size_t inherited = 0;
  if (base) {
    m->layout.size = m->layout.offset = m->layout.most = base->size;
    if (base->align > 1) m->layout.align = base->align;
    m->info->has_pointer = base->has_pointer;
    m->info->has_bitfield = base->has_bitfield;
    m->info->has_union = base->has_union || m->layout.is_union;
    m->info->length = base->length;
    if (base->passed) while (base->passed->elements[inherited]) inherited++;
  }
  m->names = wf_list_new(count);
  m->fields = wf_list_new(count);
  m->elements = wf_alloc_array(inherited + count + 2, sizeof *m->elements);
  if (!m->elements) return false;
  for (size_t i = 0; i < inherited; i++)
    m->elements[m->element_count++] = base->passed->elements[i];
  wf_builder_init(&m->format);
  wf_builder_add_c(&m->format, "T{");
  return true;
}

static bool add_pair(making *m, const wf_type *type, wf_value pair, size_t number) {
  wf_ffi_field model = {.index = m->info->length};
  wf_value name;
  if (!read_pair(pair, number, &name, &model)) return false;
  const wf_ffi_info *info = wf_ffi_info_of(model.type);
  size_t before = m->layout.offset;
  if (!add_field(&m->layout, &model, info)) return false;
  if (!model.bits) add_padding(&m->format, model.offset > before ? model.offset - before : 0);
  add_format(&m->format, info, name);
  m->info->has_pointer |= info->has_pointer || info->kind == WF_FFI_POINTER;
  m->info->has_bitfield |= model.bits || info->has_bitfield;
  m->info->has_union |= info->has_union || info->kind == WF_FFI_UNION;
  if (!(m->elements[m->element_count++] = wf_ffi_aggregate(info))) return false;
  m->info->length++;
  m->contains_itself |= model.type == type;
  return wf_list_append(m->fields, wf_ffi_field_new(&model)) && wf_list_append(m->names, name);
}

static bool finish(making *m) {
  wf_ffi_info *info = m->info;
  layout *l = &m->layout;
  size_t size = l->is_union ? l->most : l->size;
  size_t whole = (size + l->align - 1) / l->align * l->align;
  info->size = whole;
  info->align = l->align;
  info->fields = wf_list_to_tuple(m->names);
  info->places = wf_list_to_tuple(m->fields);
  wf_builder_add_c(&m->format, "}");
  wf_value format = wf_builder_finish(&m->format);
  if (format == WF_ERROR || info->fields == WF_ERROR || info->places == WF_ERROR) return false;
  bool plain = l->is_union || l->pack;
  info->format = wf_ffi_format_text("", 0, NULL, plain ? "B" : wf_str_data(format), "");
  info->passed = wf_alloc(sizeof *info->passed);
  *info->passed = (ffi_type){.size = whole,
                             .alignment = (unsigned short)l->align,
                             .type = FFI_TYPE_STRUCT,
                             .elements = m->elements};
  return info->format != NULL;
}

/* --- Anonymous fields: their fields are the structure's too --- */

static bool add_anonymous(wf_type *type, wf_ffi_field *outer, size_t index, size_t offset) {
  atomic_store(&outer->anonymous, true);
  wf_value fields;
  fields = wf_getattr(wf_from_type(outer->type), wf_str_intern_c("_fields_"));
  if (fields == WF_ERROR) return false;
  wf_value pairs = wf_tuple_from_iterable(fields);
  if (pairs == WF_ERROR) {
    wf_error_clear();
    wf_raise(&wf_exc_TypeError, "_fields_ must be a sequence");
    return false;
  }
  for (size_t i = 0; i < wf_tuple_length(pairs); i++) {
    wf_value name = wf_getitem(wf_tuple_get(pairs, i), wf_small_int(0));
    wf_value inner = name == WF_ERROR ? WF_ERROR : wf_getattr(wf_from_type(outer->type), name);
    if (inner == WF_ERROR) return false;
    if (!wf_has_root_shape(inner, &wf_ffi_field_type)) {
      wf_raise(&wf_exc_TypeError, "unexpected type");
      return false;
    }
    wf_ffi_field *f = wf_to_ffi_field(inner);
    if (atomic_load(&f->anonymous)) {
      if (!add_anonymous(type, f, index + f->index, offset + f->offset)) return false;
      continue;
    }
    wf_ffi_field copy = *f;
    copy.index += index;
    copy.offset += offset;
    if (wf_type_set_attribute(wf_from_type(type), name, wf_ffi_field_new(&copy)) < 0) return false;
  }
  return true;
}

static bool add_all_anonymous(wf_type *type) {
  wf_value names;
  int found = wf_ffi_class_attribute(type, "_anonymous_", &names);
  if (found <= 0) return found == 0;
  wf_value list = is_sequence(names) ? wf_tuple_from_iterable(names) : WF_EMPTY;
  if (list == WF_EMPTY) wf_raise(&wf_exc_TypeError, "_anonymous_ must be a sequence");
  if (list == WF_ERROR || list == WF_EMPTY) return false;
  for (size_t i = 0; i < wf_tuple_length(list); i++) {
    wf_value name = wf_tuple_get(list, i), field = wf_getattr(wf_from_type(type), name);
    if (field == WF_ERROR) return false;
    if (!wf_has_root_shape(field, &wf_ffi_field_type)) {
      wf_raise(&wf_exc_AttributeError, "'%S' is specified in _anonymous_ but not in _fields_",
               name);
      return false;
    }
    wf_ffi_field *f = wf_to_ffi_field(field);
    if (!add_anonymous(type, f, f->index, f->offset)) return false;
  }
  return true;
}

/* --- _fields_ --- */

static wf_ffi_info *fresh_info(const wf_type *type) {
  wf_ffi_info *info = wf_alloc(sizeof *info);
  info->kind = wf_is_a(wf_from_type(type), &wf_ffi_union_meta) ? WF_FFI_UNION : WF_FFI_STRUCT;
  return info;
}

static int refuse_fields(const char *message) {
  wf_raise(&wf_exc_AttributeError, "%s", message);
  return -1;
}

static bool set_attributes(const making *m, wf_type *type) {
  for (size_t i = 0; i < wf_list_length(m->names); i++)
    if (wf_type_set_attribute(wf_from_type(type), wf_list_get(m->names, i),
                              wf_list_get(m->fields, i)) < 0)
      return false;
  if (!add_all_anonymous(type)) return false;
  atomic_store_explicit(&m->info->shown, true, memory_order_release);
  return true;
}

/* The class shows nothing of the new layout before it is decided that this is the one: another
   thread may set _fields_ too, or make an instance. */
static int set_fields(wf_type *type, wf_value fields) {
  wf_value pairs = is_sequence(fields) ? wf_tuple_from_iterable(fields) : WF_EMPTY;
  if (pairs == WF_EMPTY)
    wf_raise(&wf_exc_TypeError, "'_fields_' must be a sequence of pairs");
  if (pairs == WF_EMPTY || pairs == WF_ERROR) return -1;
  wf_ffi_info *old = __atomic_load_n(&type->native_data, __ATOMIC_ACQUIRE), *none = NULL;
  if (!old) {
    wf_raise(&wf_exc_TypeError, "ctypes state is not initialized");
    return -1;
  }
  if (atomic_load(&old->later)) return refuse_fields("_fields_ is final");
  making m = {.info = fresh_info(type)};
  if (!begin(&m, type, wf_tuple_length(pairs))) return -1;
  for (size_t i = 0; i < wf_tuple_length(pairs); i++)
    if (!add_pair(&m, type, wf_tuple_get(pairs, i), i)) return -1;
  if (!finish(&m)) return -1;
  atomic_store(&m.info->later, m.info);
  if (!atomic_compare_exchange_strong(&old->later, &none, m.info))
    return refuse_fields(m.contains_itself ? "Structure or union cannot contain itself"
                                           : "_fields_ is final");
  wf_ffi_publish(type, m.info);
  return set_attributes(&m, type) ? 0 : -1;
}

int wf_ffi_struct_setattr(wf_value cls, wf_value name, wf_value value) {
  if (wf_type_set_attribute(cls, name, value) < 0) return -1;
  if (value == WF_EMPTY || !wf_is_str(name) || !wf_str_equal_c(name, "_fields_")) return 0;
  return set_fields(wf_to_type(cls), value);
}

/* Without _fields_ of its own a class is laid out like its base, and may get some later. */
static wf_ffi_info *inherited_info(const wf_type *type) {
  wf_ffi_info *base = wf_ffi_info_of(type->base);
  wf_ffi_info *info = fresh_info(type);
  enum wf_ffi_kind kind = info->kind;
  if (base) *info = *wf_ffi_settled(base);
  info->kind = kind;
  atomic_store(&info->later, NULL);
  wf_slot_set(&info->arrays, WF_EMPTY);
  info->fields = wf_tuple_empty;
  atomic_store(&info->shown, true);
  if (base) return info;
  info->format = "B";
  info->align = 1;
  info->passed = wf_alloc(sizeof *info->passed);
  ffi_type **elements = wf_alloc_array(1, sizeof *elements);
  *info->passed = (ffi_type){.alignment = 1, .type = FFI_TYPE_STRUCT, .elements = elements};
  return info;
}

wf_value wf_ffi_struct_new(wf_type *meta, const wf_value *args, size_t npos, wf_value kwnames) {
  wf_type *type = wf_ffi_class_new(meta, args, npos, kwnames);
  if (!type) return WF_ERROR;
  if (wf_dict_get_c(type->namespace, "_abstract_") != WF_EMPTY) return wf_from_type(type);
  wf_ffi_publish(type, inherited_info(type));
  wf_value name = wf_str_intern_c("_fields_");
  wf_value fields = wf_dict_get_str(type->namespace, name);
  /* as an assignment, which a metaclass may have a say in */
  if (fields != WF_EMPTY && wf_setattr(wf_from_type(type), name, fields) < 0) return WF_ERROR;
  return wf_from_type(type);
}

/* --- Instances --- */

/* The field of that name, if the class has it but does not show it yet, since another thread is
   just giving the class its fields; or WF_EMPTY. */
static wf_value hidden_field(const wf_type *type, wf_value name) {
  const wf_ffi_info *info;
  for (const wf_type *t = type; t && (info = wf_ffi_info_of(t)); t = t->base) {
    if (WF_LIKELY(atomic_load_explicit(&info->shown, memory_order_acquire))) continue;
    if (wf_type_lookup(type, name) != WF_EMPTY) break;
    for (size_t i = 0; i < wf_tuple_length(info->fields); i++)
      if (wf_str_equal(wf_tuple_get(info->fields, i), name)) return wf_tuple_get(info->places, i);
  }
  return WF_EMPTY;
}

static int init_field(wf_value self, wf_value name, wf_value v) {
  wf_value field = hidden_field(wf_type_of(self), name);
  if (WF_LIKELY(field == WF_EMPTY)) return wf_setattr(self, name, v);
  return wf_ffi_field_type.slots.descr_set(field, self, v);
}

/* The positional arguments for the fields of a class and, before them, of its bases; how many were
   used, or -1. */
static int64_t init_fields(wf_value self, const wf_type *type, const wf_value *args, size_t npos,
                           wf_value kwnames) {
  const wf_ffi_info *info = type ? wf_ffi_info_of(type) : NULL;
  if (!info) return 0;
  int64_t used = init_fields(self, type->base, args, npos, kwnames);
  if (used < 0) return -1;
  for (size_t i = 0; i < wf_tuple_length(info->fields) && (size_t)used < npos; i++, used++) {
    wf_value name = wf_tuple_get(info->fields, i);
    for (size_t k = 0; kwnames != WF_EMPTY && k < wf_tuple_length(kwnames); k++)
      if (wf_str_equal(wf_tuple_get(kwnames, k), name)) {
        wf_raise(&wf_exc_TypeError, "duplicate values for field %R", name);
        return -1;
      }
    if (init_field(self, name, args[used]) < 0) return -1;
  }
  return used;
}

static int struct_init(wf_value self, const wf_value *args, size_t npos, wf_value kwnames) {
  int64_t used = npos ? init_fields(self, wf_type_of(self), args, npos, kwnames) : 0;
  if (used < 0) return -1;
  if ((size_t)used < npos) {
    wf_raise(&wf_exc_TypeError, "too many initializers");
    return -1;
  }
  for (size_t k = 0; kwnames != WF_EMPTY && k < wf_tuple_length(kwnames); k++)
    if (init_field(self, wf_tuple_get(kwnames, k), args[npos + k]) < 0) return -1;
  return 0;
}

wf_type wf_ffi_structure_type = {.name = "_ctypes.Structure",
                                 .doc = "Structure base class",
                                 .base = &wf_ffi_data_type,
                                 .flags = WF_TYPE_BASE | WF_TYPE_IS_CDATA,
                                 .slots = {.new = wf_ffi_new_slot, .init = struct_init}};
wf_type wf_ffi_union_type = {.name = "_ctypes.Union",
                             .doc = "Union base class",
                             .base = &wf_ffi_data_type,
                             .flags = WF_TYPE_BASE | WF_TYPE_IS_CDATA,
                             .slots = {.new = wf_ffi_new_slot, .init = struct_init}};
