#include "encode/id3_picture.h"

#include "encode/id3_read.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    FRAME_HEADER_SIZE = 10,
    FRONT_COVER = 3,
    LATIN1 = 0,
    UTF16 = 1,
    /* Unsynchronisation, extended header; compression, encryption, grouping:
     * few programs write them. */
    UNUSUAL_TAG = 0xC0,
    UNUSUAL_FRAME = 0xE0,
};

static unsigned byte(struct view bytes, size_t at)
{
    return (unsigned char)bytes.data[at];
}

/* What stands behind the text that ends in a zero of its encoding; empty when
 * it does not end. */
static struct view behind_text(struct view rest, unsigned encoding)
{
    size_t step = encoding == UTF16 ? 2 : 1;

    for (size_t i = 0; i + step <= rest.size; i += step) {
        if (rest.data[i] == 0 && rest.data[i + step - 1] == 0)
            return view_slice(rest, i + step, rest.size);
    }
    return (struct view){0};
}

/* Encoding, media type, 0, kind, description, 0, bytes. */
static bool read_apic(struct view body, struct view *picture)
{
    if (body.size < 4 || byte(body, 0) > UTF16)
        return false;
    unsigned encoding = byte(body, 0);
    struct view rest = behind_text(view_slice(body, 1, body.size), LATIN1);
    if (rest.size < 2 || byte(rest, 0) != FRONT_COVER)
        return false;
    *picture = behind_text(view_slice(rest, 1, rest.size), encoding);
    return picture->size > 0;
}

bool id3_picture(struct view tag, struct view *picture)
{
    if (tag.size < ID3_HEADER_SIZE || id3_read_size(tag) != tag.size ||
        byte(tag, 3) != 3 || byte(tag, 5) & UNUSUAL_TAG)
        return false;
    struct view rest = view_slice(tag, ID3_HEADER_SIZE, tag.size);
    while (rest.size >= FRAME_HEADER_SIZE && rest.data[0] != 0) {
        uint32_t size = byte(rest, 4) << 24 | byte(rest, 5) << 16 |
                        byte(rest, 6) << 8 | byte(rest, 7);

        if (size > rest.size - FRAME_HEADER_SIZE)
            return false;
        struct view body =
            view_slice(rest, FRAME_HEADER_SIZE, FRAME_HEADER_SIZE + size);
        if (memcmp(rest.data, "APIC", 4) == 0 &&
            !(byte(rest, 9) & UNUSUAL_FRAME) && read_apic(body, picture))
            return true;
        rest = view_slice(rest, FRAME_HEADER_SIZE + size, rest.size);
    }
    return false;
}
