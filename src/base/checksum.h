/* A fast checksum against accidents (torn pipes, bad disks), not against
 * malice: XXH3 of 64 bits over blocks of CHECKSUM_BLOCK bytes, each seeded
 * with the sum so far. */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include "base/view.h"

#include <stdint.h>

enum { CHECKSUM_BLOCK = 1 << 16 };

uint64_t checksum_bytes(struct view bytes);

/* The sum of what was summed before and bytes behind it; starts from 0.
 * Equal to checksum_bytes() of the whole when all parts but the last are
 * multiples of CHECKSUM_BLOCK bytes. */
uint64_t checksum_continue(uint64_t sum, struct view bytes);

#endif
