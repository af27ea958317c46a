/* HTML: text -> a tree of our own, as HTML5's parsing algorithm says.
 *
 * The nodes lie in one array in document order, each before what it holds:
 * the nodes inside node i are i + 1 up to at[i].end - 1, its first child is
 * i + 1, and the sibling behind it stands at at[i].end.  So a pass down is a
 * loop upwards, a sum over subtrees is a loop downwards, and no depth of
 * nesting needs recursion. */
#ifndef FORMAT_HTML_H
#define FORMAT_HTML_H

#include "base/arena.h"
#include "base/err.h"
#include "base/view.h"
#include "format/html_tag.h"

#include <stdbool.h>
#include <stddef.h>

struct html_attribute {
    struct view name; /* lower case */
    struct view value;
};

struct html_node {
    enum html_tag tag;
    struct view name; /* of the element, lower case; empty for text */
    struct view text; /* of a text node, entities resolved */
    const struct html_attribute *attributes;
    size_t attribute_count;
    size_t parent;    /* index; the root is its own */
    size_t end;       /* index behind the last node inside */
    size_t line;      /* in the source, from 1 */
    const char *omit; /* why a reader leaves it out with all inside; NULL:
                         it does not */
};

struct html_tree {
    struct html_node *at; /* 0 is the root, an <html> element */
    size_t count;
    size_t room;
};

/* Pages above this size in bytes, or with more elements and texts, are
 * refused. */
enum { HTML_SIZE_MAX = 10 << 20, HTML_NODES_MAX = 500000 };

/* Parses a page or a fragment of UTF-8.  What nests deeper than
 * HTML_GUARD_DEPTH is flattened; a page larger than HTML_SIZE_MAX, or one
 * whose tangle of tags would need unreasonable memory, is an error. */
bool html_parse(struct arena *arena, struct view text, struct html_tree *tree,
                struct err *err) MUST_USE;

/* Value of an attribute by its lower-case name; empty when it is not there. */
struct view html_attribute(const struct html_node *node, const char *name);
bool html_has_attribute(const struct html_node *node, const char *name);

/* First element with the tag inside node `from`, or SIZE_MAX. */
size_t html_find(const struct html_tree *tree, size_t from, enum html_tag tag);

/* All text inside the node, white space folded to single spaces, blocks
 * apart from each other; scripts and styles left out. */
struct view html_folded_text(struct arena *arena, const struct html_tree *tree,
                             size_t node);

/* The node behind `node` in its parent, or SIZE_MAX. */
size_t html_next_sibling(const struct html_tree *tree, size_t node);

#endif
