/* The names by which pages call their parts: tags, roles, classes, ids. */
#ifndef READ_PAGE_NAMES_H
#define READ_PAGE_NAMES_H

#include "format/html.h"

#include <stdbool.h>

/* The element's tag, role, class or id says that it is no part of an article:
 * navigation, share buttons, related links, comments, notices, adverts. */
bool page_names_clutter(const struct html_node *node);

/* ... that it holds an article's body: 0 (no) to 3 (says so itself). */
int page_names_body(const struct html_node *node);

/* ... that it is the caption or the credit of a picture. */
bool page_names_caption(const struct html_node *node);

/* ... that it is a part which a reader unfolds: a tab, an accordion. */
bool page_names_fold(const struct html_node *node);

#endif
