/* Jean-Philippe Aumasson and Daniel J. Bernstein, "SipHash: a fast short-input PRF" (2012), with
   one round a block and three at the end. */
#include <config.h>

#include "runtime/siphash.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t key0, key1;
static bool fixed;

static void random_key(void) {
  uint64_t words[2];
  FILE *source = fopen("/dev/urandom", "rb");
  size_t got = source ? fread(words, sizeof words, 1, source) : 0;
  if (source) fclose(source);
  if (got != 1) {
    words[0] = (uint64_t)time(NULL) * UINT64_C(0x9e3779b97f4a7c15);
    words[1] = (uint64_t)clock() ^ (uint64_t)(uintptr_t)&words;
  }
  key0 = words[0];
  key1 = words[1];
}

/* Steps of a linear congruence spread a small number over the key. */
static void key_from_number(uint64_t n) {
  for (int i = 0; i < 4; i++) n = n * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  key0 = n;
  key1 = (n ^ n >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
}

/* A number of a seed, or -1. */
static int64_t seed_number(const char *seed) {
  if (!seed || seed[0] < '0' || seed[0] > '9') return -1;
  char *end;
  errno = 0;
  unsigned long long n = strtoull(seed, &end, 10);
  return *end || errno || n > UINT32_MAX ? -1 : (int64_t)n;
}

bool wf_siphash_seed_is_good(const char *seed) {
  return !seed || !*seed || strcmp(seed, "random") == 0 || seed_number(seed) >= 0;
}

void wf_siphash_init(const char *seed) {
  int64_t n = seed_number(seed);
  fixed = n >= 0;
  if (n < 0) random_key();
  else if (n == 0) key0 = key1 = 0;
  else key_from_number((uint64_t)n);
}

bool wf_siphash_is_fixed(void) { return fixed; }

#define ROTATE(x, n) ((x) << (n) | (x) >> (64 - (n)))

struct state {
  uint64_t a, b, c, d;
};

static inline void mix(struct state *s) {
  s->a += s->b;
  s->c += s->d;
  s->b = ROTATE(s->b, 13) ^ s->a;
  s->d = ROTATE(s->d, 16) ^ s->c;
  s->a = ROTATE(s->a, 32) + s->d;
  s->c += s->b;
  s->b = ROTATE(s->b, 17) ^ s->c;
  s->d = ROTATE(s->d, 21) ^ s->a;
  s->c = ROTATE(s->c, 32);
}

static inline void absorb(struct state *s, uint64_t word) {
  s->d ^= word;
  mix(s);
  s->a ^= word;
}

static inline uint64_t load_little(const unsigned char *p) {
  uint64_t word;
  memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

static inline uint64_t load_little_half(const unsigned char *p) {
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

/* The `rest` bytes left over at p, in the low end, and the length in the top byte. Reads no byte
   outside the data, and few more than once. */
static inline uint64_t last_word(const unsigned char *p, size_t rest, size_t size) {
  uint64_t word = (uint64_t)size << 56;
  if (rest == 0) return word;
  if (size >= 8) return word | load_little(p + rest - 8) >> 8 * (8 - rest);
  size_t middle = rest / 2, last = rest - 1;
  if (rest >= 4)
    return word | load_little_half(p) | load_little_half(p + rest - 4) << 8 * (rest - 4);
  return word | p[0] | (uint64_t)p[middle] << 8 * middle | (uint64_t)p[last] << 8 * last;
}

uint64_t wf_siphash(const void *data, size_t size) {
  const unsigned char *p = data;
  struct state s = {key0 ^ UINT64_C(0x736f6d6570736575), key1 ^ UINT64_C(0x646f72616e646f6d),
                    key0 ^ UINT64_C(0x6c7967656e657261), key1 ^ UINT64_C(0x7465646279746573)};
  size_t rest = size;
  for (; rest >= 8; rest -= 8, p += 8) absorb(&s, load_little(p));
  absorb(&s, last_word(p, rest, size));
  s.c ^= 0xff;
  mix(&s);
  mix(&s);
  mix(&s);
  return s.a ^ s.b ^ s.c ^ s.d;
}
