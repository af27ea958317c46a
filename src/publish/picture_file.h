/* Pictures that lie beside an article, for books and pages to take in. */
#ifndef PUBLISH_PICTURE_FILE_H
#define PUBLISH_PICTURE_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "publish/picture.h"

#include <stdbool.h>

enum { PICTURE_FILE_BYTES_MAX = 20 << 20 };

struct picture_file {
    struct view path;
    struct picture picture;
};

/* Finds the picture that an article names by a relative address: a JPEG, PNG or
 * GIF of at most PICTURE_FILE_BYTES_MAX in the article's folder or below it.
 * source is the article's file.  False for anything else, also for what a link
 * or ".." leads out of the folder to: an article is not to be trusted with the
 * files of its reader.  Its path is the arena's. */
bool picture_file_find(struct arena *arena, struct view source,
                       struct view address, struct picture_file *file);

/* Appends "data:image/png;base64,...", the picture itself as an address (RFC
 * 2397); false when it cannot be read. */
bool picture_file_data_url(const struct picture_file *file, struct buf *out);

#endif
