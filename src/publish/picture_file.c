#include "publish/picture_file.h"

#include "base/atomic_file.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The address as a file name: %XX undone, query and fragment dropped.  Empty
 * for one with a scheme or host, from the root, or with a NUL. */
static struct view file_name(struct arena *arena, struct view address)
{
    struct buf name = {0};

    for (size_t i = 0; i < address.size; i++) {
        char c = address.data[i];

        if (c == '?' || c == '#')
            break;
        if (c == '%' && i + 2 < address.size && hex(address.data[i + 1]) >= 0 &&
            hex(address.data[i + 2]) >= 0) {
            c = (char)(hex(address.data[i + 1]) * 16 +
                       hex(address.data[i + 2]));
            i += 2;
        } else if (c == ':') {
            buf_reset(&name);
            break;
        }
        if (c == '\0' || (c == '/' && name.size == 0)) {
            buf_reset(&name);
            break;
        }
        buf_add_char(&name, c);
    }
    struct view copy = arena_copy(arena, buf_view(&name));
    buf_release(&name);
    return copy;
}

/* The real path of a file, if it lies below the real path of the folder. */
static bool resolve(struct arena *arena, struct view folder, struct view name,
                    struct view *path)
{
    char *root = realpath(folder.data, NULL);
    char *real = realpath(
        arena_format(arena, "%.*s/%.*s", VIEW_ARG(folder), VIEW_ARG(name)).data,
        NULL);
    bool is_below = root && real;

    if (is_below) {
        size_t size = strlen(root);

        *path = arena_copy(arena, view_of(real));
        is_below = view_starts(*path, view_of(root)) &&
                   (real[size] == '/' || strcmp(root, "/") == 0);
    }
    free(root);
    free(real);
    return is_below;
}

bool picture_file_find(struct arena *arena, struct view source,
                       struct view address, struct picture_file *file)
{
    struct view name = file_name(arena, view_trim(address));
    size_t end = source.size;
    char *data = NULL;
    size_t size = 0;
    struct err err;

    if (name.size == 0 || source.size == 0 || name.size > PATH_MAX ||
        view_find(source, VIEW("://"), 0) != SIZE_MAX ||
        view_equal(source, VIEW("-")))
        return false;
    while (end > 0 && source.data[end - 1] != '/')
        end--;
    struct view folder =
        end > 0 ? arena_copy(arena, view_slice(source, 0, end)) : VIEW(".");
    if (!resolve(arena, folder, name, &file->path) ||
        !file_read(file->path.data, PICTURE_FILE_BYTES_MAX, &data, &size, &err))
        return false;
    bool is_picture = picture_read((struct view){data, size}, &file->picture);
    free(data);
    return is_picture;
}

/* RFC 4648, 4. */
static void add_base64(struct buf *out, const uint8_t *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < size; i += 3) {
        uint32_t group = (uint32_t)bytes[i] << 16;
        size_t left = size - i;
        char four[4] = {'=', '=', '=', '='};

        if (left > 1)
            group |= (uint32_t)bytes[i + 1] << 8;
        if (left > 2)
            group |= bytes[i + 2];
        four[0] = digits[group >> 18];
        four[1] = digits[group >> 12 & 63];
        if (left > 1)
            four[2] = digits[group >> 6 & 63];
        if (left > 2)
            four[3] = digits[group & 63];
        buf_add(out, (struct view){four, sizeof four});
    }
}

bool picture_file_data_url(const struct picture_file *file, struct buf *out)
{
    char *data = NULL;
    size_t size = 0;
    struct err err;

    if (!file_read(file->path.data, PICTURE_FILE_BYTES_MAX, &data, &size, &err))
        return false;
    buf_addf(out, "data:%s;base64,", picture_type(file->picture.kind));
    add_base64(out, (const uint8_t *)data, size);
    free(data);
    return true;
}
