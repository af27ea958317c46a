/* The notes of all articles: which note a mark in the text means, and in which
 * leaf each stands, so that marks can lead to notes and back. */
#ifndef PUBLISH_NOTE_H
#define PUBLISH_NOTE_H

#include "base/arena.h"
#include "publish/leaf.h"

#include <stddef.h>

struct note {
    size_t article;
    struct view label;
    size_t block; /* of its first paragraph, in the article's document */
    size_t leaf;  /* index in leaves, where that block stands */
};

struct notes {
    struct note *at; /* by article, then label; of one label the first */
    size_t count;
    size_t room;
};

/* Lists them; memory is the arena's, labels are borrowed. */
void note_list(struct arena *arena, const struct episode *episode,
               const struct leaves *leaves, struct notes *notes);

/* The note of that label, or NULL. */
const struct note *note_find(const struct notes *notes, size_t article,
                             struct view label);

#endif
