#include "publish/sha1.h"

#include <string.h>

struct sha1 {
    uint32_t h[5];
    uint8_t block[64];
    size_t filled;
    uint64_t bytes;
};

static uint32_t rotate(uint32_t x, unsigned by)
{
    return x << by | x >> (32 - by);
}

/* FIPS 180-4, 4.1.1 and 5.3.1: function and constant of round t. */
static uint32_t mix(unsigned t, uint32_t b, uint32_t c, uint32_t d)
{
    if (t < 20)
        return ((b & c) | (~b & d)) + 0x5A827999;
    if (t < 40)
        return (b ^ c ^ d) + 0x6ED9EBA1;
    if (t < 60)
        return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
    return (b ^ c ^ d) + 0xCA62C1D6;
}

static void add_block(struct sha1 *sha)
{
    uint32_t w[80];
    uint32_t v[5];

    for (size_t t = 0; t < 16; t++)
        w[t] = (uint32_t)sha->block[4 * t] << 24 |
               (uint32_t)sha->block[4 * t + 1] << 16 |
               (uint32_t)sha->block[4 * t + 2] << 8 | sha->block[4 * t + 3];
    for (unsigned t = 16; t < 80; t++)
        w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
    memcpy(v, sha->h, sizeof v);
    for (unsigned t = 0; t < 80; t++) {
        uint32_t next =
            rotate(v[0], 5) + mix(t, v[1], v[2], v[3]) + v[4] + w[t];

        v[4] = v[3];
        v[3] = v[2];
        v[2] = rotate(v[1], 30);
        v[1] = v[0];
        v[0] = next;
    }
    for (unsigned i = 0; i < 5; i++)
        sha->h[i] += v[i];
}

static void add_bytes(struct sha1 *sha, struct view bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        sha->block[sha->filled++] = (uint8_t)bytes.data[i];
        if (sha->filled == sizeof sha->block) {
            add_block(sha);
            sha->filled = 0;
        }
    }
    sha->bytes += bytes.size;
}

/* One bit, zeros, and the length in bits (5.1.1). */
static void finish(struct sha1 *sha)
{
    uint64_t bits = sha->bytes * 8;
    char length[8];

    for (unsigned i = 0; i < 8; i++)
        length[i] = (char)(bits >> (56 - 8 * i) & 0xFF);
    add_bytes(sha, VIEW("\x80"));
    while (sha->filled != 56)
        add_bytes(sha, (struct view){"", 1});
    add_bytes(sha, (struct view){length, sizeof length});
}

void sha1_digest(struct view first, struct view second,
                 uint8_t digest[SHA1_BYTES])
{
    struct sha1 sha = {
        .h = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}};

    add_bytes(&sha, first);
    add_bytes(&sha, second);
    finish(&sha);
    for (unsigned i = 0; i < SHA1_BYTES; i++)
        digest[i] = (uint8_t)(sha.h[i / 4] >> (24 - 8 * (i % 4)) & 0xFF);
}
