/* The main-content picker: which parts of a web page are the article. */
#ifndef READ_PAGE_H
#define READ_PAGE_H

#include "base/log.h"
#include "format/html.h"
#include "read/metadata.h"

/* Sets node->omit of all that is not the article's text: navigation, adverts,
 * notices, related links, comments, the title's own heading (title_heading;
 * SIZE_MAX: none).  Pages that are little but an article keep everything.
 * Warns when the page seems to be cut by a paywall, to be empty or to be no
 * article; source names it. */
void page_pick(struct arena *arena, struct html_tree *tree,
               size_t title_heading, const struct metadata *metadata,
               const struct log *log, struct view source);

#endif
