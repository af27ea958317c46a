#include "base/checksum.h"

#include "base/mem.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* The state wants more alignment than memory from the heap has. */
enum { STATE_ALIGNMENT = 64 };

struct checksum_sum {
    XXH3_state_t *state; /* in memory */
    void *memory;
};

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

bool checksum_128_equal(struct checksum_128 a, struct checksum_128 b)
{
    return a.low == b.low && a.high == b.high;
}

struct checksum_sum *checksum_sum_new(void)
{
    struct checksum_sum *sum = mem_new(1, sizeof *sum);

    sum->memory = mem_new(1, sizeof *sum->state + STATE_ALIGNMENT);
    char *at = sum->memory;
    at += STATE_ALIGNMENT - (uintptr_t)at % STATE_ALIGNMENT;
    sum->state = (XXH3_state_t *)(void *)at;
    XXH3_128bits_reset(sum->state);
    return sum;
}

void checksum_sum_add(struct checksum_sum *sum, struct view bytes)
{
    if (bytes.size > 0)
        XXH3_128bits_update(sum->state, bytes.data, bytes.size);
}

struct checksum_128 checksum_sum_128(const struct checksum_sum *sum)
{
    XXH128_hash_t hash = XXH3_128bits_digest(sum->state);

    return (struct checksum_128){hash.low64, hash.high64};
}

void checksum_sum_free(struct checksum_sum *sum)
{
    if (!sum)
        return;
    free(sum->memory);
    free(sum);
}

struct checksum_128 checksum_128(struct view bytes)
{
    XXH128_hash_t hash = XXH3_128bits(bytes.data ? bytes.data : "", bytes.size);

    return (struct checksum_128){hash.low64, hash.high64};
}
