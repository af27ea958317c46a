/* The pictures of chapters, read from beside the articles for the tag of the
 * MP3. */
#ifndef PIPELINE_CHAPTER_PICTURE_H
#define PIPELINE_CHAPTER_PICTURE_H

#include "base/arena.h"
#include "model/script.h"

enum {
    CHAPTER_PICTURE_BYTES_MAX = 1 << 20,     /* of one */
    CHAPTER_PICTURE_ALL_BYTES_MAX = 8 << 20, /* players read the tag first */
};

/* For each chapter the bytes of its picture, a JPEG or PNG that lies beside its
 * article (publish/picture_file.h), or nothing when it has none, when it is too
 * large, or when those before it have filled the room for all.  NULL when no
 * chapter has one.  Memory is the arena's. */
const struct view *chapter_picture_list(struct arena *arena,
                                        const struct script *script);

#endif
