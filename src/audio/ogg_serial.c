#include "audio/ogg_serial.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Layout of a page: "OggS", version, flags, position (8), serial (4), number
 * (4), CRC (4), count of segments, their sizes, their bytes. */
enum {
    AT_FLAGS = 5,
    LAST_PAGE = 4,
    AT_SERIAL = 14,
    AT_CRC = 22,
    AT_SEGMENTS = 26,
    HEADER_SIZE = 27,
    PAGE_MAX = HEADER_SIZE + 255 + 255 * 255,
};

static const unsigned char serial[4] = {'b', 'r', 'f', 'c'};

/* CRC-32 with polynomial 0x04C11DB7, not reflected, begun with 0. */
static uint32_t checksum(const unsigned char *bytes, size_t size)
{
    static uint32_t table[256];
    uint32_t crc = 0;

    if (table[1] == 0) {
        for (uint32_t b = 0; b < 256; b++) {
            uint32_t value = b << 24;

            for (int bit = 0; bit < 8; bit++)
                value = value << 1 ^ (value >> 31 ? 0x04C11DB7 : 0);
            table[b] = value;
        }
    }
    for (size_t i = 0; i < size; i++)
        crc = crc << 8 ^ table[crc >> 24 ^ bytes[i]];
    return crc;
}

/* Size of the page that bytes begin with, 0 if they hold no whole page. */
static size_t page_size(const unsigned char *bytes, size_t size)
{
    if (size < HEADER_SIZE || memcmp(bytes, "OggS", 4) != 0)
        return 0;

    size_t segments = bytes[AT_SEGMENTS];
    size_t page = HEADER_SIZE + segments;
    if (page > size)
        return 0;
    for (size_t i = 0; i < segments; i++)
        page += bytes[HEADER_SIZE + i];
    return page <= size ? page : 0;
}

static void renumber(unsigned char *page, size_t size)
{
    memcpy(page + AT_SERIAL, serial, sizeof serial);
    memset(page + AT_CRC, 0, 4);
    uint32_t crc = checksum(page, size);
    for (int i = 0; i < 4; i++)
        page[AT_CRC + i] = (unsigned char)(crc >> (8 * i) & 0xFF);
}

bool ogg_serial_fix(int fd, const char *path, struct err *err)
{
    unsigned char *page = mem_new(PAGE_MAX, 1);
    off_t at = 0;
    bool ended = false;
    bool fine = true;

    while (fine) {
        ssize_t got = pread(fd, page, PAGE_MAX, at);

        if (got == 0 && ended)
            break;
        size_t size = got > 0 ? page_size(page, (size_t)got) : 0;
        if (size == 0) {
            fine = err_set(err,
                           "%s: the Ogg stream is not whole; is the disk full?",
                           path);
            break;
        }
        ended = page[AT_FLAGS] & LAST_PAGE;
        /* Only the header changes. */
        renumber(page, size);
        if (pwrite(fd, page, HEADER_SIZE, at) != HEADER_SIZE)
            fine = err_set_errno(err, "%s: writing failed", path);
        at += (off_t)size;
    }
    free(page);
    return fine;
}
