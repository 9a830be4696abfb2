/* _binascii: base 64 (RFC 4648) and the checksum CRC-32 (ISO 3309), over bytes. */
#include <config.h>

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/module.h"
#include "runtime/str.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* --- Base 64 --- */

/* Four digits for three bytes; fewer than three are followed by '='. */
static uint8_t *encode_group(uint8_t *to, const uint8_t *from, size_t count) {
  uint32_t word = (uint32_t)from[0] << 16;
  if (count > 1) word |= (uint32_t)from[1] << 8;
  if (count > 2) word |= from[2];
  *to++ = (uint8_t)digits[word >> 18];
  *to++ = (uint8_t)digits[word >> 12 & 63];
  *to++ = count > 1 ? (uint8_t)digits[word >> 6 & 63] : '=';
  *to++ = count > 2 ? (uint8_t)digits[word & 63] : '=';
  return to;
}

/* (data, newline, /): script code has seen to the types. */
WF_NATIVE(encode_base64) {
  bool newline = args[1] == WF_TRUE;
  wf_buffer view;
  if (wf_buffer_get(args[0], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value out = view.size > SIZE_MAX / 4
                     ? wf_raise_memory()
                     : wf_bytes_new(NULL, (view.size + 2) / 3 * 4 + newline);
  if (out != WF_ERROR) {
    uint8_t *to = wf_to_bytes(out)->data;
    for (size_t at = 0; at < view.size; at += 3)
      to = encode_group(to, view.data + at, view.size - at);
    if (newline) *to = '\n';
  }
  wf_buffer_release(&view);
  return out;
}

enum { PAD = 0x40, OTHER = 0x80 }; /* below: the value of a digit */

static const uint8_t *digit_values(void) {
  static uint8_t values[256];
  static _Atomic(bool) ready; /* whoever is first fills it, perhaps several with the same */
  if (atomic_load_explicit(&ready, memory_order_acquire)) return values;
  for (int c = 0; c < 256; c++) {
    const char *digit = c ? strchr(digits, c) : NULL;
    uint8_t value = digit ? (uint8_t)(digit - digits) : c == '=' ? PAD : OTHER;
    __atomic_store_n(&values[c], value, __ATOMIC_RELAXED);
  }
  atomic_store_explicit(&ready, true, memory_order_release);
  return values;
}

struct decoder {
  uint8_t *to;
  size_t size;    /* bytes written */
  uint32_t word;  /* of the digits of a group that is not full */
  unsigned count; /* how many */
  unsigned pads;  /* '=' behind them */
  bool padded;    /* there was a '=' anywhere */
};

static void add_digit(struct decoder *d, uint8_t value) {
  d->pads = 0;
  d->word = d->word << 6 | value;
  if (++d->count < 4) return;
  for (int shift = 16; shift >= 0; shift -= 8) d->to[d->size++] = (uint8_t)(d->word >> shift);
  d->word = d->count = 0;
}

/* What is wrong with the text, NULL if nothing is. */
static const char *decode_digits(struct decoder *d, const uint8_t *text, size_t size, bool strict) {
  const uint8_t *values = digit_values();
  if (strict && size && *text == '=') return "Leading padding not allowed";
  for (size_t i = 0; i < size; i++) {
    uint8_t value = values[text[i]];
    if (value < PAD) {
      if (strict && d->padded) return "Discontinuous padding not allowed";
      add_digit(d, value);
    } else if (value == OTHER) {
      if (strict) return "Only base64 data is allowed";
    } else {
      d->padded = true;
      if (d->count < 2 || d->count + ++d->pads < 4) continue;
      return strict && i + 1 < size ? "Excess data after padding" : NULL;
    }
  }
  return NULL;
}

/* The same of the digits that are left over. */
static const char *decode_rest(struct decoder *d) {
  if (d->count + d->pads < 4 && d->count > 1) return "Incorrect padding";
  if (d->count == 2) d->to[d->size++] = (uint8_t)(d->word >> 4);
  if (d->count == 3) {
    d->to[d->size++] = (uint8_t)(d->word >> 10);
    d->to[d->size++] = (uint8_t)(d->word >> 2);
  }
  return NULL;
}

/* (text, strict, /): bytes, or a str that says what is wrong. */
WF_NATIVE(decode_base64) {
  wf_buffer view;
  if (wf_buffer_get(args[0], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  wf_value room = wf_bytes_new(NULL, view.size / 4 * 3 + 3);
  if (room == WF_ERROR) return wf_buffer_release(&view), WF_ERROR;
  struct decoder d = {.to = wf_to_bytes(room)->data};
  const char *fault = decode_digits(&d, view.data, view.size, args[1] == WF_TRUE);
  wf_buffer_release(&view);
  if (!fault && d.count == 1)
    return wf_str_format("Invalid base64-encoded string: number of data characters (%zu) cannot be "
                         "1 more than a multiple of 4",
                         d.size / 3 * 4 + 1);
  if (!fault) fault = decode_rest(&d);
  return fault ? wf_str_from_c(fault) : wf_bytes_new(d.to, d.size);
}

/* --- CRC-32 --- */

/* Four bits at a time: no table to fill. */
static uint32_t crc_of(uint32_t crc, const uint8_t *data, size_t size) {
  static const uint32_t row[16] = {
      0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
      0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
      0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
  for (size_t i = 0; i < size; i++) {
    crc ^= data[i];
    crc = crc >> 4 ^ row[crc & 15];
    crc = crc >> 4 ^ row[crc & 15];
  }
  return crc;
}

/* (data, value, /): value in 32 bits. */
WF_NATIVE(crc32) {
  wf_buffer view;
  int64_t value;
  if (!wf_arg_int64(args[1], &value)) return WF_ERROR;
  if (wf_buffer_get(args[0], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  uint32_t crc = ~crc_of(~(uint32_t)value, view.data, view.size);
  wf_buffer_release(&view);
  return wf_int_new((int64_t)crc);
}

/* (data, value, /): the 16 bits that BinHex 4 wants, of the polynomial x**16 + x**12 + x**5 + 1. */
WF_NATIVE(crc_hqx) {
  wf_buffer view;
  int64_t value;
  if (!wf_arg_int64(args[1], &value)) return WF_ERROR;
  if (wf_buffer_get(args[0], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  uint16_t crc = (uint16_t)value;
  for (const uint8_t *at = view.data, *end = at + view.size; at < end; at++) {
    crc ^= (uint16_t)(*at << 8);
    for (int bit = 0; bit < 8; bit++) crc = (uint16_t)(crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0));
  }
  wf_buffer_release(&view);
  return wf_small_int(crc);
}

static const wf_native_def functions[] = {
    {"encode_base64", encode_base64, "(data, newline, /)", "Bytes in base 64.", 0},
    {"decode_base64", decode_base64, "(text, strict, /)",
     "Bytes from base 64, or a str that says what is wrong with it.", 0},
    {"crc32", crc32, "(data, value, /)", "The checksum of the data, going on from value.", 0},
    {"crc_hqx", crc_hqx, "(data, value, /)", "The checksum of BinHex, going on from value.", 0},
    {0}};

const wf_module_def wf_binascii_module = {
    .name = "_binascii", .doc = "Bytes as text, for the module binascii.", .functions = functions};
