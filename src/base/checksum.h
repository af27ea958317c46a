/* Fast checksums against accidents (torn pipes, bad disks), not against
 * malice.  The 64-bit sum is XXH3 over blocks of CHECKSUM_BLOCK bytes, each
 * seeded with the sum so far.  The 128-bit sum is XXH3's: wide enough to name
 * what was summed. */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

enum { CHECKSUM_BLOCK = 1 << 16 };

uint64_t checksum_bytes(struct view bytes);

/* The sum of what was summed before and bytes behind it; starts from 0.
 * Equal to checksum_bytes() of the whole when all parts but the last are
 * multiples of CHECKSUM_BLOCK bytes. */
uint64_t checksum_continue(uint64_t sum, struct view bytes);

struct checksum_128 {
    uint64_t low;
    uint64_t high;
};

bool checksum_128_equal(struct checksum_128 a, struct checksum_128 b);

/* Sums bytes that come in parts, of any sizes. */
struct checksum_sum;
struct checksum_sum *checksum_sum_new(void);
void checksum_sum_add(struct checksum_sum *sum, struct view bytes);
struct checksum_128 checksum_sum_128(const struct checksum_sum *sum);
void checksum_sum_free(struct checksum_sum *sum);

/* The same for bytes that are all there. */
struct checksum_128 checksum_128(struct view bytes);

#endif
