/* Which blocks of a document begin a section: its headings; without them the
 * author's other signs ("Chapter 2", a paragraph all in bold, "* * *"); and in
 * long stretches without either, the ends of paragraphs where the subject
 * changes, so that there is a place to jump to about every two minutes. */
#ifndef SECTION_PLAN_H
#define SECTION_PLAN_H

#include "base/arena.h"
#include "model/document.h"

#include <stdbool.h>

struct plan_mark {
    int level;    /* of the section that begins at the block; 0: none does */
    bool heading; /* the block is its heading */
};

/* One mark for each block of the document, from arena.  The first block with
 * text always begins a section. */
struct plan_mark *plan_sections(struct arena *arena,
                                const struct document *document);

#endif
