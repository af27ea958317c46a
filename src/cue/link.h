/* Links of chapters: where a section can be read, and its first picture. */
#ifndef CUE_LINK_H
#define CUE_LINK_H

#include "base/arena.h"
#include "model/outline.h"

/* The web address of section i: its article's, with the anchor of the
 * section's heading unless it opens the article.  Empty when the article has
 * no web address.  Memory is the arena's or the document's. */
struct view link_of_section(struct arena *arena, const struct outline *outline,
                            size_t i);

/* The address of the first picture in section i; for the section that opens
 * the article else the article's lead picture.  As the article gives it, or
 * empty. */
struct view link_of_picture(const struct outline *outline, size_t i);

#endif
