/* The module _inflate: unpacks deflated data (RFC 1951), as archives of scripts have it. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/module.h"

enum { MOST_BITS = 15, LITERALS = 288, DISTANCES = 30, END_OF_BLOCK = 256 };

typedef struct input {
  const uint8_t *at, *end;
  uint32_t bits;
  int bit_count;
  bool short_of; /* it ended too early */
} input;

typedef struct output {
  uint8_t *data;
  size_t size, room;
} output;

/* How many codes there are of each length, and the symbols ordered by their codes. */
typedef struct code_table {
  uint16_t counts[MOST_BITS + 1], symbols[LITERALS];
} code_table;

static uint32_t take_bits(input *in, int count) {
  while (in->bit_count < count) {
    if (in->at == in->end) {
      in->short_of = true;
      return 0;
    }
    in->bits |= (uint32_t)*in->at++ << in->bit_count;
    in->bit_count += 8;
  }
  uint32_t taken = in->bits & ((1u << count) - 1);
  in->bits >>= count;
  in->bit_count -= count;
  return taken;
}

/* False: more codes of some length than there can be. */
static bool make_table(code_table *table, const uint8_t *lengths, int count) {
  uint16_t next[MOST_BITS + 1];
  int left = 1;
  memset(table->counts, 0, sizeof table->counts);
  for (int i = 0; i < count; i++) table->counts[lengths[i]]++;
  next[1] = 0;
  for (int bits = 1; bits <= MOST_BITS; bits++) {
    left = left * 2 - table->counts[bits];
    if (left < 0) return false;
    if (bits < MOST_BITS) next[bits + 1] = (uint16_t)(next[bits] + table->counts[bits]);
  }
  for (int i = 0; i < count; i++)
    if (lengths[i]) table->symbols[next[lengths[i]]++] = (uint16_t)i;
  return true;
}

/* -1: no symbol has such a code. */
static int take_symbol(input *in, const code_table *table) {
  int code = 0, first = 0, index = 0;
  for (int bits = 1; bits <= MOST_BITS; bits++) {
    code |= (int)take_bits(in, 1);
    int count = table->counts[bits];
    if (in->short_of) return -1;
    if (code - first < count) return table->symbols[index + code - first];
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

static bool copy_stored(input *in, output *out) {
  in->bits = 0;
  in->bit_count = 0;
  if (in->end - in->at < 4) return false;
  size_t size = in->at[0] | (size_t)in->at[1] << 8;
  if (size != (0xffff ^ (in->at[2] | (size_t)in->at[3] << 8))) return false;
  in->at += 4;
  if ((size_t)(in->end - in->at) < size || out->room - out->size < size) return false;
  memcpy(out->data + out->size, in->at, size);
  in->at += size;
  out->size += size;
  return true;
}

/* The length or distance of a symbol: `step` symbols for each number of extra bits. */
static size_t measure(input *in, int symbol, int step) {
  if (symbol < 2 * step) return (size_t)symbol;
  int extra = symbol / step - 1;
  return ((size_t)(step + symbol % step) << extra) + take_bits(in, extra);
}

static bool copy_earlier(input *in, output *out, int symbol, const code_table *distances) {
  size_t length = symbol == 285 ? 258 : 3 + measure(in, symbol - 257, 4);
  int code = take_symbol(in, distances);
  if (symbol > 285 || code < 0 || code >= DISTANCES) return false;
  size_t distance = 1 + measure(in, code, 2);
  if (in->short_of || distance > out->size || length > out->room - out->size) return false;
  /* byte by byte: what is copied may reach into its own copy */
  for (; length; length--, out->size++) out->data[out->size] = out->data[out->size - distance];
  return true;
}

static bool unpack_block(input *in, output *out, const code_table *literals,
                         const code_table *distances) {
  for (;;) {
    int symbol = take_symbol(in, literals);
    if (symbol < 0) return false;
    if (symbol == END_OF_BLOCK) return true;
    if (symbol > END_OF_BLOCK) {
      if (!copy_earlier(in, out, symbol, distances)) return false;
      continue;
    }
    if (out->size == out->room) return false;
    out->data[out->size++] = (uint8_t)symbol;
  }
}

static bool unpack_fixed(input *in, output *out) {
  uint8_t lengths[LITERALS];
  code_table literals, distances;
  for (int i = 0; i < LITERALS; i++) lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
  if (!make_table(&literals, lengths, LITERALS)) return false;
  memset(lengths, 5, DISTANCES);
  return make_table(&distances, lengths, DISTANCES) && unpack_block(in, out, &literals, &distances);
}

/* The lengths of the codes of a block, which are packed themselves. */
static bool take_lengths(input *in, const code_table *table, uint8_t *lengths, int count) {
  for (int i = 0; i < count;) {
    int symbol = take_symbol(in, table);
    if (symbol < 0 || (symbol == 16 && i == 0)) return false;
    if (symbol < 16) {
      lengths[i++] = (uint8_t)symbol;
      continue;
    }
    uint8_t again = symbol == 16 ? lengths[i - 1] : 0;
    int times = symbol == 16   ? 3 + (int)take_bits(in, 2)
                : symbol == 17 ? 3 + (int)take_bits(in, 3)
                               : 11 + (int)take_bits(in, 7);
    if (in->short_of || times > count - i) return false;
    while (times--) lengths[i++] = again;
  }
  return true;
}

static bool unpack_dynamic(input *in, output *out) {
  static const uint8_t order[19] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                    11, 4,  12, 3, 13, 2, 14, 1, 15};
  uint8_t lengths[LITERALS + 32] = {0};
  code_table literals, distances;
  int literal_count = 257 + (int)take_bits(in, 5), distance_count = 1 + (int)take_bits(in, 5);
  int order_count = 4 + (int)take_bits(in, 4);
  if (literal_count > LITERALS) return false;
  for (int i = 0; i < order_count; i++) lengths[order[i]] = (uint8_t)take_bits(in, 3);
  if (in->short_of || !make_table(&literals, lengths, 19)) return false;
  memset(lengths, 0, sizeof lengths);
  return take_lengths(in, &literals, lengths, literal_count + distance_count) &&
         make_table(&literals, lengths, literal_count) &&
         make_table(&distances, lengths + literal_count, distance_count) &&
         unpack_block(in, out, &literals, &distances);
}

/* All blocks; false: the data are no such thing, or more than there is room for. */
static bool unpack(input *in, output *out) {
  bool is_last = false, ok = true;
  while (ok && !is_last) {
    is_last = take_bits(in, 1);
    uint32_t kind = take_bits(in, 2);
    ok = !in->short_of && (kind == 0   ? copy_stored(in, out)
                           : kind == 1 ? unpack_fixed(in, out)
                                       : kind == 2 && unpack_dynamic(in, out));
  }
  return ok;
}

WF_NATIVE(inflate) {
  int64_t size;
  wf_buffer packed;
  if (!wf_arg_size(args[1], &size)) return WF_ERROR;
  if (size < 0) return wf_raise(&wf_exc_ValueError, "the size is negative");
  if (wf_buffer_get(args[0], &packed, WF_BUFFER_READ) < 0) return WF_ERROR;
  uint8_t *room = malloc((size_t)size ? (size_t)size : 1);
  wf_value result = WF_ERROR;
  if (!room) {
    wf_raise_memory();
  } else {
    input in = {.at = packed.data, .end = (const uint8_t *)packed.data + packed.size};
    output out = {.data = room, .room = (size_t)size};
    if (unpack(&in, &out) && out.size == out.room) result = wf_bytes_new(room, out.size);
    else wf_raise(&wf_exc_ValueError, "the data are damaged");
  }
  free(room);
  wf_buffer_release(&packed);
  return result;
}

static const wf_native_def functions[] = {
    {"inflate", inflate, "(data, size, /)",
     "The bytes that were deflated, of which there are `size`; ValueError for bad data.", 0},
    {0},
};

const wf_module_def wf_inflate_module = {
    .name = "_inflate",
    .doc = "Unpacks deflated data.",
    .functions = functions,
};
