/* One file of a book's spine -> a tree for html_blocks(). */
#ifndef READ_EPUB_CHAPTER_H
#define READ_EPUB_CHAPTER_H

#include "base/arena.h"
#include "base/err.h"
#include "format/html.h"

#include <stdbool.h>

/* Parses bytes as XHTML, or, when it is not well-formed, as HTML (*mended is
 * set then).  Page numbers and lists of contents inside it get their omit
 * reasons.  *replaced receives the number of bytes that were no text. */
bool epub_chapter_parse(struct arena *arena, struct view bytes,
                        struct html_tree *tree, bool *mended, size_t *replaced,
                        struct err *err) MUST_USE;

#endif
