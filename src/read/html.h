/* Web pages: the reader that makes one article of a page. */
#ifndef READ_HTML_H
#define READ_HTML_H

#include "base/log.h"
#include "format/html.h"
#include "model/document.h"

#include <stdbool.h>

/* Picks the article of a parsed page and appends its blocks, what was left
 * out, and metadata to the document (whose source, address and language
 * stand).  Changes the omit marks of the page.  False when it holds no text. */
bool html_read_page(struct arena *arena, const struct html_tree *page,
                    struct document *document, const struct log *log);

#endif
