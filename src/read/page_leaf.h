/* A page as a row of leaves: stretches of running text that no block element
 * divides, as a reader sees them: paragraphs, headings, items, buttons. */
#ifndef READ_PAGE_LEAF_H
#define READ_PAGE_LEAF_H

#include "format/html.h"

#include <stdbool.h>
#include <stddef.h>

struct page_leaf {
    size_t block;      /* the block element around it */
    size_t first;      /* its first text node */
    size_t last;       /* its last text node */
    size_t width;      /* code points, white space folded */
    size_t link_width; /* of those inside links */
    bool ends;         /* ends as a sentence does */
    bool good;         /* reads like the text of an article */
    int value;         /* for choosing: above 0 for text, below for clutter */
};

struct page_leaves {
    struct page_leaf *at; /* in document order */
    size_t count;
    size_t room;
};

/* Collects the leaves of what is not left out (node->omit, html_unread). */
void page_leaves_find(struct arena *arena, const struct html_tree *tree,
                      struct page_leaves *leaves);

/* Its text, white space folded; at most `limit` bytes (0: all). */
struct view page_leaf_text(struct arena *arena, const struct html_tree *tree,
                           const struct page_leaf *leaf, size_t limit);

/* Leaves the leaf out: its block, if that holds nothing else. */
void page_leaf_omit(struct html_tree *tree, const struct page_leaf *leaf,
                    const char *reason);

bool page_is_heading(enum html_tag tag);

#endif
