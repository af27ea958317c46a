/* Which stretch of sound belongs to which element of the text, without gaps,
 * for EPUB media overlays and DAISY. */
#ifndef PUBLISH_OVERLAY_H
#define PUBLISH_OVERLAY_H

#include "publish/leaf.h"
#include "publish/prose.h"

struct clip_times {
    const struct prose_item *item;
    int64_t begin_ms;
    int64_t end_ms; /* above begin_ms, where the next one begins */
};

struct overlay {
    struct clip_times *at;
    size_t count;
    size_t room;
};

/* The clips of a leaf, from the items written for it (first to behind last in
 * prose->items).  They cover the leaf's time whole: the pause behind a sentence
 * is its own.  Text that is not said shares the pause before the next sentence;
 * where there is none, it takes a millisecond each. */
void overlay_list(struct arena *arena, const struct prose *prose,
                  const struct leaf *leaf, size_t first, size_t last,
                  struct overlay *overlay);

#endif
