/* An episode cut at its chapter marks: the stretches of text and time that the
 * page shows as sections and the books keep as files. */
#ifndef PUBLISH_LEAF_H
#define PUBLISH_LEAF_H

#include "base/arena.h"
#include "model/episode.h"
#include "publish/mark.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct leaf {
    struct mark mark; /* end_ms reaches to the next leaf's begin */
    size_t article;
    size_t first_block; /* in the article's document */
    size_t end_block;   /* behind the last one */
    int depth;          /* of its heading among all: 1 to 6, none skipped */
    bool has_heading;   /* its first block is one */
    bool opens_article;
};

/* Where a sentence is heard. */
struct leaf_times {
    int64_t begin_ms;
    int64_t end_ms; /* 0 as begin_ms: not heard */
};

/* Times of an article, by sentence. */
struct article_times {
    struct leaf_times *at;
};

struct leaves {
    struct leaf *at;
    size_t count;
    size_t room;
    struct article_times *times; /* by article */
};

/* Cuts it; memory is the arena's.  Together the leaves hold every block of
 * every article once, and all the time of the episode. */
void leaf_list(struct arena *arena, const struct episode *episode,
               struct leaves *leaves);

#endif
