/* section: document -> outline.  Sections come from headings, or, without
 * them, from groups of paragraphs; sentences come from ICU and our own joins
 * and splits (section/sentence.h). */
#ifndef SECTION_SECTION_H
#define SECTION_SECTION_H

#include "base/arena.h"
#include "model/outline.h"

/* Every block with text is covered by sentences, and every sentence belongs
 * to one section.  A heading's text is the first sentence (or sentences) of
 * its section.  language is the document's, "en" where it states none.
 * Memory comes from arena; the outline borrows the document. */
void section_document(struct arena *arena, const struct document *document,
                      struct outline *outline);

#endif
