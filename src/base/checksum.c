#include "base/checksum.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t checksum_continue(uint64_t sum, struct view bytes)
{
    for (size_t at = 0; at < bytes.size; at += CHECKSUM_BLOCK) {
        struct view block = view_slice(bytes, at, at + CHECKSUM_BLOCK);

        sum = XXH3_64bits_withSeed(block.data, block.size, sum);
    }
    return sum;
}

uint64_t checksum_bytes(struct view bytes)
{
    return checksum_continue(0, bytes);
}
