/* Keyed hashing of bytes: SipHash-1-3. One key a process. */
#ifndef WF_SIPHASH_H
#define WF_SIPHASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The text of WEFT_HASHSEED: NULL, "" or "random" stands for random bytes, a number from 0 to
   4294967295 for a key that is always the same. False: it is neither. */
bool wf_siphash_seed_is_good(const char *seed);
/* Sets the key from such a text; one that is not good is as good as "random". Before the first
   hash, once. */
void wf_siphash_init(const char *seed);
/* Is the key a chosen one? (sys.flags.hash_randomization) */
bool wf_siphash_is_fixed(void);

uint64_t wf_siphash(const void *data, size_t size);
/* Folded to 32 bits, never 0: what strings and bytes cache. */
static inline uint32_t wf_siphash32(const void *data, size_t size) {
  uint64_t h = wf_siphash(data, size);
  uint32_t folded = (uint32_t)(h ^ h >> 32);
  return folded ? folded : 1;
}

#endif
