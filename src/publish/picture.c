#include "publish/picture.h"

#include "base/atomic_file.h"

#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

static uint32_t u16(const uint8_t *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t u32(const uint8_t *at)
{
    return u16(at) << 16 | u16(at + 2);
}

static bool read_png(struct view bytes, struct picture *picture)
{
    const uint8_t *at = (const uint8_t *)bytes.data;

    if (bytes.size < 33 || memcmp(at + 12, "IHDR", 4) != 0)
        return false;
    *picture = (struct picture){
        .kind = PICTURE_PNG,
        .width = u32(at + 16),
        .height = u32(at + 20),
        .alpha = at[25] == 4 || at[25] == 6,
    };
    return picture->width > 0 && picture->height > 0 &&
           view_find(bytes, VIEW("IEND"), bytes.size - 12) != SIZE_MAX;
}

/* Walks the segments to the frame header (SOF). */
static bool read_jpeg(struct view bytes, struct picture *picture)
{
    const uint8_t *data = (const uint8_t *)bytes.data;
    size_t at = 2;

    while (at + 10 <= bytes.size && data[at] == 0xFF) {
        uint8_t marker = data[at + 1];

        if (marker == 0xFF) {
            at++;
        } else if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            at += 2;
        } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
                   marker != 0xC8 && marker != 0xCC) {
            *picture = (struct picture){
                .kind = PICTURE_JPEG,
                .height = u16(data + at + 5),
                .width = u16(data + at + 7),
                .channels = data[at + 9],
            };
            return picture->width > 0 && picture->height > 0;
        } else {
            at += 2 + u16(data + at + 2);
        }
    }
    return false;
}

static bool read_gif(struct view bytes, struct picture *picture)
{
    const uint8_t *at = (const uint8_t *)bytes.data;

    if (bytes.size < 14)
        return false;
    *picture = (struct picture){
        .kind = PICTURE_GIF,
        .width = (uint32_t)at[7] << 8 | at[6],
        .height = (uint32_t)at[9] << 8 | at[8],
    };
    return picture->width > 0 && picture->height > 0;
}

bool picture_read(struct view bytes, struct picture *picture)
{
    if (view_starts(bytes, VIEW("\x89PNG\r\n\x1a\n")))
        return read_png(bytes, picture);
    if (view_starts(bytes, VIEW("\xFF\xD8\xFF")))
        return read_jpeg(bytes, picture);
    if (view_starts(bytes, VIEW("GIF87a")) ||
        view_starts(bytes, VIEW("GIF89a")))
        return read_gif(bytes, picture);
    return false;
}

const char *picture_type(enum picture_kind kind)
{
    static const char *const types[] = {
        [PICTURE_JPEG] = "image/jpeg",
        [PICTURE_PNG] = "image/png",
        [PICTURE_GIF] = "image/gif",
    };

    return types[kind];
}

const char *picture_ending(enum picture_kind kind)
{
    static const char *const endings[] = {[PICTURE_JPEG] = ".jpg",
                                          [PICTURE_PNG] = ".png",
                                          [PICTURE_GIF] = ".gif"};

    return endings[kind];
}

static bool too_large(const char *path, double bytes, struct err *err)
{
    return err_set(err,
                   "%s: a cover of %.1f MB is too large; it goes into every "
                   "MP3: make it a JPEG of at most %d MB",
                   path, bytes / (1 << 20), PICTURE_COVER_BYTES >> 20);
}

bool picture_check_cover(const char *path, struct view bytes, struct err *err)
{
    struct picture picture;

    if (bytes.size > PICTURE_COVER_BYTES)
        return too_large(path, (double)bytes.size, err);
    if (!picture_read(bytes, &picture) || picture.kind == PICTURE_GIF)
        return err_set(err,
                       "%s: is no JPEG or PNG picture; give a square cover of "
                       "%d to %d pixels in one of these formats",
                       path, PICTURE_COVER_MIN, PICTURE_COVER_MAX);
    if (picture.channels == 4)
        return err_set(err,
                       "%s: is a CMYK picture, for printing; podcast apps need "
                       "RGB: save it with RGB colours",
                       path);
    if (picture.alpha)
        return err_set(err,
                       "%s: has transparency, which podcast directories "
                       "refuse; save it without an alpha channel",
                       path);
    if (picture.width != picture.height || picture.width < PICTURE_COVER_MIN ||
        picture.width > PICTURE_COVER_MAX)
        return err_set(err,
                       "%s: has %u by %u pixels; a cover must be square, %d to "
                       "%d pixels a side",
                       path, (unsigned)picture.width, (unsigned)picture.height,
                       PICTURE_COVER_MIN, PICTURE_COVER_MAX);
    return true;
}

bool picture_read_cover(const char *path, char **data, size_t *size,
                        struct err *err)
{
    struct stat status;

    *data = NULL;
    *size = 0;
    if (stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_size > PICTURE_COVER_BYTES)
        return too_large(path, (double)status.st_size, err);
    return file_read(path, PICTURE_COVER_BYTES, data, size, err) &&
           picture_check_cover(path, (struct view){*data, *size}, err);
}
