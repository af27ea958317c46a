/* The blocks of an article as HTML or XHTML: headings, lists, quotations,
 * tables, code, images, each sentence in an element with an id. */
#ifndef PUBLISH_PROSE_H
#define PUBLISH_PROSE_H

#include "base/arena.h"
#include "base/buf.h"
#include "publish/leaf.h"
#include "publish/note.h"

#include <stdbool.h>
#include <stddef.h>

/* How the prose is marked up. */
enum prose_form {
    PROSE_PAGE,  /* HTML; notes lead back to their marks */
    PROSE_EPUB,  /* XHTML with epub:type, a file for each leaf */
    PROSE_DAISY, /* XHTML 1.0: no figure, aside, section; one file */
};

/* A piece of text that stands in an element of its own: id "s3-12" is sentence
 * 12 of article 3, "c3-12" the caption of its block 12.  Numbers from 0. */
struct prose_item {
    bool is_caption;
    size_t article;
    size_t index;
};

struct prose_items {
    struct prose_item *at; /* in reading order */
    size_t count;
    size_t room;
};

/* How a picture is shown, if it can be: appends an <img>, with the id, and
 * returns true; false leaves it to its text. */
struct prose_pictures {
    bool (*add)(void *context, size_t article, const struct block *block,
                const char *id, struct buf *out);
    void *context;
    bool with_text; /* the text stands below it, and it has no id */
};

struct prose {
    const struct episode *episode;
    const struct leaves *leaves;
    struct arena *arena; /* of the items */
    struct buf *out;
    enum prose_form form;
    const struct notes *notes;      /* NULL: marks lead nowhere */
    bool with_times;                /* data-b, data-e: milliseconds */
    int heading_offset;             /* added to the depth of headings */
    struct prose_pictures pictures; /* add may be NULL */
    struct prose_items items;       /* what was written, for overlays */
    bool *referred; /* by note: a mark that leads to it was written */
};

/* Appends the blocks of one leaf.  The first heading gets the leaf's depth plus
 * the offset; at most h6. */
void prose_leaf(struct prose *prose, const struct leaf *leaf);

/* True if the item is text of a note. */
bool prose_is_note(const struct prose *prose, const struct prose_item *item);

/* The id of an item. */
void prose_id(struct buf *out, const struct prose_item *item);

#endif
