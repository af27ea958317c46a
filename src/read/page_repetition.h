/* Pages made for two sizes of screen say paragraphs twice, in two places. */
#ifndef READ_PAGE_REPETITION_H
#define READ_PAGE_REPETITION_H

#include "read/page_leaf.h"

/* Leaves out long paragraphs that were said before under another parent; a
 * refrain stands under one. */
void page_repetition_drop(struct arena *arena, struct html_tree *tree,
                          const struct page_leaves *leaves);

#endif
