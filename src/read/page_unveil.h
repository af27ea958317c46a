/* Parts of a page that are hidden until a script or a reader opens them. */
#ifndef READ_PAGE_UNVEIL_H
#define READ_PAGE_UNVEIL_H

#include "format/html.h"

#include <stdbool.h>

/* Opens what is in effect all of the page's text (more than half of it, and
 * more than least bytes), what a reader can unfold, and the titles of such
 * parts, which are buttons: changes tags and attributes of the tree. */
void page_unveil(struct arena *arena, struct html_tree *tree, long long least);

/* Opens <noscript>, where pages that need a script may show their text; false
 * when there is none. */
bool page_unveil_noscript(struct html_tree *tree);

#endif
