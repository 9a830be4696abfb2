/* The module _random: the Mersenne Twister MT19937 of Matsumoto and Nishimura (1998), seeded as its
   authors' init_by_array does, and SHA-512 (FIPS 180-4) for seeds that are text. */
#include <config.h>

#include <sys/types.h>
#include <time.h>
#include <unistd.h>
#ifdef HAVE_SYS_RANDOM_H
#include <sys/random.h>
#endif

#include "runtime/bytes.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/float.h"
#include "runtime/int.h"
#include "runtime/int_internal.h"
#include "runtime/list.h"
#include "runtime/lock.h"
#include "runtime/memory.h"
#include "runtime/module.h"

#define N 624
#define M 397

/* The state changes under the object's lock. */
typedef struct generator {
  wf_object head;
  uint32_t state[N];
  int index;
} generator;
static wf_type random_type;
static generator *to_generator(wf_value v) { return (generator *)wf_to_object(v); }

static void refill(generator *g) {
  for (int i = 0; i < N; i++) {
    uint32_t y = (g->state[i] & 0x80000000u) | (g->state[(i + 1) % N] & 0x7fffffffu);
    g->state[i] = g->state[(i + M) % N] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
  }
  g->index = 0;
}

static uint32_t next_word(generator *g) {
  if (g->index >= N) refill(g);
  uint32_t y = g->state[g->index++];
  y ^= y >> 11;
  y ^= y << 7 & 0x9d2c5680u;
  y ^= y << 15 & 0xefc60000u;
  return y ^ y >> 18;
}

static void seed_word(generator *g, uint32_t seed) {
  g->state[0] = seed;
  for (uint32_t i = 1; i < N; i++)
    g->state[i] = 1812433253u * (g->state[i - 1] ^ g->state[i - 1] >> 30) + i;
  g->index = N;
}

static void seed_array(generator *g, const uint32_t *key, size_t count) {
  size_t i = 1, j = 0;
  seed_word(g, 19650218u);
  for (size_t k = count > N ? count : N; k; k--) {
    g->state[i] = (g->state[i] ^ (g->state[i - 1] ^ g->state[i - 1] >> 30) * 1664525u) + key[j] +
                  (uint32_t)j;
    if (++i >= N) {
      g->state[0] = g->state[N - 1];
      i = 1;
    }
    if (++j >= count) j = 0;
  }
  for (size_t k = N - 1; k; k--) {
    g->state[i] = (g->state[i] ^ (g->state[i - 1] ^ g->state[i - 1] >> 30) * 1566083941u) -
                  (uint32_t)i;
    if (++i >= N) {
      g->state[0] = g->state[N - 1];
      i = 1;
    }
  }
  g->state[0] = 0x80000000u;
}

static void seed_from_system(generator *g) {
  uint32_t key[N];
#ifdef HAVE_GETRANDOM
  if (getrandom(key, sizeof key, 0) == (ssize_t)sizeof key) {
    seed_array(g, key, N);
    return;
  }
#endif
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  uint32_t rough[] = {(uint32_t)now.tv_sec, (uint32_t)now.tv_nsec, (uint32_t)getpid(),
                      (uint32_t)(uintptr_t)g};
  seed_array(g, rough, 4);
}

/* Seeds by the magnitude of an int, or by the hash of anything else. */
static bool seed_value(generator *g, wf_value v) {
  if (v == WF_EMPTY || v == WF_NONE) {
    wf_lock(g);
    seed_from_system(g);
    wf_unlock(g);
    return true;
  }
  if (!wf_is_int(v)) {
    int64_t h = wf_hash(v);
    if (h == -1) return false;
    v = wf_int_from_uint64((uint64_t)h);
  }
  wf_int_operand o;
  wf_int_view(v, &o);
  size_t count = o.count * 2;
  uint32_t *key = wf_alloc_var_atomic((count + 1) * sizeof *key);
  if (!key) return false;
  for (size_t i = 0; i < o.count; i++) {
    key[2 * i] = (uint32_t)o.limbs[i];
    key[2 * i + 1] = (uint32_t)(o.limbs[i] >> 32);
  }
  while (count > 1 && key[count - 1] == 0) count--;
  if (count == 0) count = 1;
  wf_lock(g);
  seed_array(g, key, count);
  wf_unlock(g);
  return true;
}

WF_NATIVE(random_seed) { return seed_value(to_generator(args[0]), args[1]) ? WF_NONE : WF_ERROR; }

WF_NATIVE(random_random) {
  generator *g = to_generator(args[0]);
  wf_lock(g);
  uint32_t a = next_word(g) >> 5, b = next_word(g) >> 6;
  wf_unlock(g);
  return wf_float_new((a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

WF_NATIVE(random_getrandbits) {
  int bits;
  generator *g = to_generator(args[0]);
  if (!wf_arg_int(args[1], &bits)) return WF_ERROR;
  if (bits < 0) return wf_raise(&wf_exc_ValueError, "number of bits must be non-negative");
  if (bits == 0) return wf_small_int(0);
  if (bits <= 32) {
    wf_lock(g);
    uint32_t word = next_word(g) >> (32 - bits);
    wf_unlock(g);
    return wf_small_int(word);
  }
  size_t words = ((size_t)bits - 1) / 32 + 1;
  uint8_t *data = wf_alloc_var_atomic(words * 4);
  if (!data) return WF_ERROR;
  wf_lock(g);
  for (size_t i = 0; i < words; i++, bits -= 32) {
    uint32_t word = next_word(g);
    if (bits < 32) word >>= 32 - bits;
    for (int k = 0; k < 4; k++) data[4 * i + (size_t)k] = (uint8_t)(word >> (8 * k));
  }
  wf_unlock(g);
  return wf_int_from_bytes(data, words * 4, true, false);
}

WF_NATIVE(random_getstate) {
  generator *g = to_generator(args[0]);
  wf_value state = wf_tuple_new(N + 1);
  if (state == WF_ERROR) return WF_ERROR;
  wf_lock(g);
  for (size_t i = 0; i < N; i++) wf_to_tuple(state)->items[i] = wf_small_int(g->state[i]);
  wf_to_tuple(state)->items[N] = wf_small_int(g->index);
  wf_unlock(g);
  return state;
}

WF_NATIVE(random_setstate) {
  generator *g = to_generator(args[0]);
  if (!wf_is_tuple(args[1])) return wf_raise(&wf_exc_TypeError, "state vector must be a tuple");
  if (wf_tuple_length(args[1]) != N + 1)
    return wf_raise(&wf_exc_ValueError, "state vector is the wrong size");
  uint32_t state[N];
  int64_t index;
  for (size_t i = 0; i < N; i++) {
    uint64_t word;
    if (!wf_arg_uint64(wf_tuple_get(args[1], i), &word)) return WF_ERROR;
    state[i] = (uint32_t)word;
  }
  if (!wf_arg_int64(wf_tuple_get(args[1], N), &index)) return WF_ERROR;
  if (index < 0 || index > N) return wf_raise(&wf_exc_ValueError, "invalid state");
  wf_lock(g);
  memcpy(g->state, state, sizeof state);
  g->index = (int)index;
  wf_unlock(g);
  return WF_NONE;
}

static wf_value random_new(wf_type *cls, const wf_value *args, size_t npos,
                           WF_UNUSED wf_value kwnames) {
  generator *g = wf_object_new(cls);
  if (cls == &random_type && npos > 1)
    return wf_raise(&wf_exc_TypeError, "Random() takes at most 1 argument (%zu given)", npos);
  /* random.Random's own seed() says what else may be a seed */
  bool given = npos && (cls == &random_type || wf_is_int(args[0]));
  return seed_value(g, given ? args[0] : WF_EMPTY) ? wf_from_object(g) : WF_ERROR;
}

static const wf_native_def random_methods[] = {
    {"seed", random_seed, "(self, n=None, /)",
     "Start anew from a seed, or from the system's randomness.", 0},
    {"random", random_random, "(self, /)", "The next float in [0, 1).", 0},
    {"getrandbits", random_getrandbits, "(self, k, /)", "An int of k random bits.", 0},
    {"getstate", random_getstate, "(self, /)", "The state as a tuple.", 0},
    {"setstate", random_setstate, "(self, state, /)", "Go back to a state.", 0},
    {0},
};
static wf_type random_type = {.name = "_random.Random",
                              .doc = "Random numbers by the Mersenne Twister.",
                              .instance_size = sizeof(generator),
                              .flags = WF_TYPE_BASE,
                              .slots = {.new = random_new},
                              .methods = random_methods};

/* --- SHA-512 --- */

static const uint64_t sha_constants[80] = {
#include "runtime/native/sha512.def"
};
static uint64_t rotate(uint64_t x, int n) { return x >> n | x << (64 - n); }

static void sha_block(uint64_t h[8], const uint8_t *p) {
  uint64_t w[80], v[8];
  for (int i = 0; i < 16; i++) {
    w[i] = 0;
    for (int k = 0; k < 8; k++) w[i] = w[i] << 8 | p[8 * i + k];
  }
  for (int i = 16; i < 80; i++) {
    uint64_t s0 = rotate(w[i - 15], 1) ^ rotate(w[i - 15], 8) ^ w[i - 15] >> 7;
    uint64_t s1 = rotate(w[i - 2], 19) ^ rotate(w[i - 2], 61) ^ w[i - 2] >> 6;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  memcpy(v, h, sizeof v);
  for (int i = 0; i < 80; i++) {
    uint64_t s1 = rotate(v[4], 14) ^ rotate(v[4], 18) ^ rotate(v[4], 41);
    uint64_t t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + sha_constants[i] + w[i];
    uint64_t s0 = rotate(v[0], 28) ^ rotate(v[0], 34) ^ rotate(v[0], 39);
    uint64_t t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
    memmove(v + 1, v, 7 * sizeof *v);
    v[4] += t1;
    v[0] = t1 + t2;
  }
  for (int i = 0; i < 8; i++) h[i] += v[i];
}

WF_NATIVE(random_sha512) {
  wf_buffer view;
  if (wf_buffer_get(args[0], &view, WF_BUFFER_READ) < 0) return WF_ERROR;
  uint64_t h[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                   0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
  size_t done = 0;
  for (; view.size - done >= 128; done += 128) sha_block(h, view.data + done);
  uint8_t last[256] = {0}, digest[64];
  size_t rest = view.size - done, total = rest + 17 <= 128 ? 128 : 256;
  memcpy(last, view.data + done, rest);
  last[rest] = 0x80;
  for (size_t i = 0; i < 8; i++)
    last[total - 1 - i] = (uint8_t)((uint64_t)view.size * 8 >> (8 * i));
  for (size_t i = 0; i < total; i += 128) sha_block(h, last + i);
  wf_buffer_release(&view);
  for (size_t i = 0; i < 64; i++) digest[i] = (uint8_t)(h[i / 8] >> (56 - 8 * (i % 8)));
  return wf_bytes_new(digest, sizeof digest);
}

static const wf_native_def functions[] = {
    {"sha512", random_sha512, "(data, /)", "The SHA-512 digest of bytes.", 0},
    {0},
};
static bool init(wf_value module) { return wf_module_add_type(module, &random_type); }

const wf_module_def wf_random_module = {.name = "_random",
                                        .doc = "The generator under the module random.",
                                        .functions = functions,
                                        .init = init};
