/* CRC-16 with the polynomial x^16 + x^15 + x^2 + 1, least bit first, begun
 * with 0. */
#include "encode/mp3.h"

enum { POLYNOMIAL = 0xA001, SLICES = 8 };

/* slices[k][b] is the CRC of byte b followed by k zero bytes, so that eight
 * bytes are taken in one step. */
static uint16_t slices[SLICES][256];

static void fill_slices(void)
{
    if (slices[0][1] != 0)
        return;
    for (unsigned b = 0; b < 256; b++) {
        unsigned crc = b;

        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? POLYNOMIAL : 0);
        slices[0][b] = (uint16_t)crc;
    }
    for (int k = 1; k < SLICES; k++) {
        for (unsigned b = 0; b < 256; b++) {
            unsigned crc = slices[k - 1][b];

            slices[k][b] = (uint16_t)(crc >> 8 ^ slices[0][crc & 0xFF]);
        }
    }
}

uint16_t mp3_crc(uint16_t crc, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    unsigned sum = crc;

    fill_slices();
    for (; size >= SLICES; size -= SLICES, at += SLICES) {
        unsigned first = (sum ^ at[0]) & 0xFF;
        unsigned second = (sum >> 8 ^ at[1]) & 0xFF;

        sum = slices[7][first] ^ slices[6][second];
        for (int k = 2; k < SLICES; k++)
            sum ^= slices[7 - k][at[k]];
    }
    for (; size > 0; size--, at++)
        sum = sum >> 8 ^ slices[0][(sum ^ *at) & 0xFF];
    return (uint16_t)sum;
}

/* Product of two polynomials modulo the CRC's, in its bit order (the
 * coefficient of x^0 is the highest bit). */
static uint16_t multiply(uint16_t a, uint16_t b)
{
    unsigned product = 0;
    unsigned power = b;

    for (unsigned bit = 0x8000; bit != 0; bit >>= 1) {
        if (a & bit)
            product ^= power;
        power = power >> 1 ^ (power & 1 ? POLYNOMIAL : 0);
    }
    return (uint16_t)product;
}

/* The first CRC moves on by the second's bytes: a product with x^(8 size),
 * found by squaring. */
uint16_t mp3_crc_join(uint16_t first, uint16_t second, uint64_t second_size)
{
    uint16_t moved = first;
    uint16_t step = 0x8000 >> 8; /* x^8 */

    for (uint64_t left = second_size; left > 0; left >>= 1) {
        if (left & 1)
            moved = multiply(moved, step);
        step = multiply(step, step);
    }
    return (uint16_t)(moved ^ second);
}
