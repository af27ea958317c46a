/* What a picture's bytes say of it: kind, size, colours.  Nothing is decoded.
 */
#ifndef PUBLISH_PICTURE_H
#define PUBLISH_PICTURE_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stdint.h>

enum picture_kind { PICTURE_JPEG, PICTURE_PNG, PICTURE_GIF };

enum {
    PICTURE_COVER_MIN = 1400, /* pixels a side, podcasters.apple.com */
    PICTURE_COVER_MAX = 3000,
    PICTURE_COVER_BYTES = 10 << 20, /* it goes into every MP3 */
};

struct picture {
    enum picture_kind kind;
    uint32_t width; /* pixels */
    uint32_t height;
    int channels; /* JPEG: 1 grey, 3 colour, 4 CMYK; else 0 */
    bool alpha;   /* PNG with transparency */
};

/* Reads the head; false when it is neither JPEG (ISO 10918-1, B.2.2), PNG (W3C
 * PNG, 11.2.2) nor GIF, or cut short. */
bool picture_read(struct view bytes, struct picture *picture) MUST_USE;

/* "image/png", ".png". */
const char *picture_type(enum picture_kind kind);
const char *picture_ending(enum picture_kind kind);

/* True for a cover that podcast directories take: a JPEG or PNG of at most
 * PICTURE_COVER_BYTES, square, PICTURE_COVER_MIN to PICTURE_COVER_MAX, in RGB
 * or grey, opaque.  Else the message says what is wrong with the file at
 * path. */
bool picture_check_cover(const char *path, struct view bytes,
                         struct err *err) MUST_USE;

/* Reads the file and checks it so; a far too large one is not read.  *data is
 * allocated, the caller frees it, also after a failure. */
bool picture_read_cover(const char *path, char **data, size_t *size,
                        struct err *err) MUST_USE;

#endif
