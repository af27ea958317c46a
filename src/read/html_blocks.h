/* The tree of a page -> the blocks of a document.  Readers of HTML, Markdown
 * and books share it: they build a tree, mark in node->omit what is not to
 * be read, and let this write the rest into a draft. */
#ifndef READ_HTML_BLOCKS_H
#define READ_HTML_BLOCKS_H

#include "format/html.h"
#include "read/draft.h"

#include <stddef.h>

/* Appends the blocks of what lies inside node `root` (the node itself is
 * taken for a container).  Nodes with an omit reason become omissions, and
 * so do the parts that can never be read: scripts, forms, hidden parts.
 * Marks of notes become runs, and the notes they point to become
 * BLOCK_NOTE. */
void html_blocks(struct draft *draft, const struct html_tree *tree,
                 size_t root);

/* Why the element is never read ("script", "hidden", "control", ...), or
 * NULL; without looking at node->omit. */
const char *html_unread(const struct html_node *node);

#endif
