#include "pipeline/chapter_picture.h"

#include "base/atomic_file.h"
#include "publish/picture_file.h"

#include <stdlib.h>

static struct view read_picture(struct arena *arena,
                                const struct script *script,
                                const struct chapter *chapter, size_t room)
{
    const struct document *document =
        script->articles.at[chapter->article]->document;
    struct picture_file file;
    struct view bytes = {0};
    char *data = NULL;
    size_t size = 0;
    struct err ignored; /* a chapter can do without */

    if (room > CHAPTER_PICTURE_BYTES_MAX)
        room = CHAPTER_PICTURE_BYTES_MAX;
    if (chapter->image.size > 0 &&
        picture_file_find(arena, document->source, chapter->image, &file) &&
        file.picture.kind != PICTURE_GIF &&
        file_read(file.path.data, room, &data, &size, &ignored))
        bytes = arena_copy(arena, (struct view){data, size});
    free(data);
    return bytes;
}

const struct view *chapter_picture_list(struct arena *arena,
                                        const struct script *script)
{
    const struct chapters *chapters = &script->chapters;
    struct view *pictures = arena_new(arena, chapters->count, sizeof *pictures);
    size_t total = 0;

    for (size_t i = 0;
         i < chapters->count && total < CHAPTER_PICTURE_ALL_BYTES_MAX; i++) {
        pictures[i] = read_picture(arena, script, &chapters->at[i],
                                   CHAPTER_PICTURE_ALL_BYTES_MAX - total);
        total += pictures[i].size;
    }
    return total > 0 ? pictures : NULL;
}
