/* Fields of structures and unions: descriptors that read and write the memory. */
#include <config.h>

#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/lock.h"
#include "runtime/native/ffi.h"
#include "runtime/str.h"

wf_value wf_ffi_field_new(const wf_ffi_field *model) {
  wf_ffi_field *f = wf_object_new(&wf_ffi_field_type);
  f->type = model->type;
  f->offset = model->offset;
  f->index = model->index;
  f->size = model->size;
  f->bits = model->bits;
  f->shift = model->shift;
  f->text = model->text;
  f->wide = model->wide;
  return wf_from_object(f);
}

/* --- Bit fields --- */

/* The unit in which the bits lie, as a number. */
static uint64_t load_unit(const wf_ffi_field *f, const uint8_t *at, bool swapped) {
  uint8_t u1;
  uint16_t u2;
  uint32_t u4;
  uint64_t u8;
  switch (f->size) {
  case 1: wf_ffi_move(&u1, at, 1); return u1;
  case 2: wf_ffi_move(&u2, at, 2); return swapped ? __builtin_bswap16(u2) : u2;
  case 4: wf_ffi_move(&u4, at, 4); return swapped ? __builtin_bswap32(u4) : u4;
  default: wf_ffi_move(&u8, at, 8); return swapped ? __builtin_bswap64(u8) : u8;
  }
}

static void store_unit(const wf_ffi_field *f, uint8_t *at, bool swapped, uint64_t unit) {
  uint8_t u1 = (uint8_t)unit;
  uint16_t u2 = swapped ? __builtin_bswap16((uint16_t)unit) : (uint16_t)unit;
  uint32_t u4 = swapped ? __builtin_bswap32((uint32_t)unit) : (uint32_t)unit;
  uint64_t u8 = swapped ? __builtin_bswap64(unit) : unit;
  switch (f->size) {
  case 1: wf_ffi_move(at, &u1, 1); break;
  case 2: wf_ffi_move(at, &u2, 2); break;
  case 4: wf_ffi_move(at, &u4, 4); break;
  default: wf_ffi_move(at, &u8, 8);
  }
}

static wf_value get_bits(const wf_ffi_field *f, const wf_ffi_info *info, const uint8_t *at) {
  uint64_t bits = load_unit(f, at, info->swapped) << (64 - f->shift - f->bits);
  if (info->scalar->code == '?') return wf_bool(bits != 0);
  if (info->scalar->is_signed) return wf_int_new((int64_t)bits >> (64 - f->bits));
  return wf_int_from_uint64(bits >> (64 - f->bits));
}

static int set_bits(const wf_ffi_field *f, const wf_ffi_info *info, uint8_t *at, wf_value v) {
  uint64_t mask = (f->bits == 64 ? ~UINT64_C(0) : (UINT64_C(1) << f->bits) - 1) << f->shift, bits;
  if (info->scalar->code == '?') {
    int truth = wf_truth(v);
    if (truth < 0) return -1;
    bits = (uint64_t)truth;
  } else if (!wf_ffi_integer_bits(v, &bits)) {
    return -1;
  }
  static _Atomic(uint8_t) lock; /* another thread may change other bits of the unit */
  wf_lock_byte(&lock);
  uint64_t unit = load_unit(f, at, info->swapped);
  store_unit(f, at, info->swapped, (unit & ~mask) | (bits << f->shift & mask));
  wf_unlock_byte(&lock);
  return 0;
}

/* --- The descriptor --- */

static uint8_t *place_of(const wf_ffi_field *f, wf_value object) {
  if (WF_UNLIKELY(!wf_is_ffi_data(object))) {
    wf_raise(&wf_exc_TypeError, "not a ctype instance");
    return NULL;
  }
  size_t size = wf_ffi_size(object);
  if (WF_LIKELY(f->size <= size && f->offset <= size - f->size))
    return wf_ffi_at(object) + f->offset;
  wf_raise(&wf_exc_TypeError, "the field lies outside of a '%T' object", object);
  return NULL;
}

static wf_value field_get(wf_value self, wf_value object, WF_UNUSED wf_value type) {
  if (object == WF_EMPTY) return self;
  const wf_ffi_field *f = wf_to_ffi_field(self);
  uint8_t *at = place_of(f, object);
  if (!at) return WF_ERROR;
  const wf_ffi_info *info = wf_ffi_info_of(f->type);
  if (f->bits) return get_bits(f, info, at);
  if (f->text) return wf_ffi_get_text(at, f->size, f->wide);
  if (WF_LIKELY(info->get && !info->derived)) return info->get(at);
  return wf_ffi_part(f->type, object, f->index, at);
}

static int field_set(wf_value self, wf_value object, wf_value value) {
  const wf_ffi_field *f = wf_to_ffi_field(self);
  uint8_t *at = place_of(f, object);
  if (!at) return -1;
  if (value == WF_EMPTY) {
    wf_raise(&wf_exc_TypeError, "can't delete attribute");
    return -1;
  }
  const wf_ffi_info *info = wf_ffi_info_of(f->type);
  if (f->bits) return set_bits(f, info, at, value);
  if (f->text && !wf_is_ffi_data(value)) {
    if (f->wide || wf_is_bytes(value))
      return wf_ffi_set_text(at, f->size, f->wide, true, value) ? 0 : -1;
    wf_raise(&wf_exc_TypeError, "expected bytes, %T found", value);
    return -1;
  }
  return wf_ffi_set(object, f->type, f->index, at, value) ? 0 : -1;
}

static wf_value field_repr(wf_value self) {
  const wf_ffi_field *f = wf_to_ffi_field(self);
  const char *name = wf_type_short_name(f->type);
  if (f->bits)
    return wf_str_format("<Field type=%s, ofs=%zu:%zu, bits=%zu>", name, f->offset,
                         (size_t)f->shift, (size_t)f->bits);
  return wf_str_format("<Field type=%s, ofs=%zu, size=%zu>", name, f->offset, f->size);
}

static wf_value get_offset(wf_value self) {
  return wf_int_from_uint64(wf_to_ffi_field(self)->offset);
}
/* Of a bit field: how many bits, and above which others, in one number. */
static wf_value get_size(wf_value self) {
  const wf_ffi_field *f = wf_to_ffi_field(self);
  return wf_int_from_uint64(f->bits ? (uint64_t)f->bits << 16 | f->shift : f->size);
}

static const wf_getset_def getsets[] = {
    {"offset", get_offset, NULL, "offset in bytes of this field"},
    {"size", get_size, NULL, "size in bytes of this field"},
    {0}};
wf_type wf_ffi_field_type = {
    .name = "_ctypes.CField",
    .doc = "A field of a structure or union.",
    .instance_size = sizeof(wf_ffi_field),
    .flags = WF_TYPE_NO_NEW,
    .slots = {.repr = field_repr, .descr_get = field_get, .descr_set = field_set},
    .getsets = getsets};
