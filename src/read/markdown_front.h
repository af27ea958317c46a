/* Front matter of Markdown: "key: value" lines between two "---" lines. */
#ifndef READ_MARKDOWN_FRONT_H
#define READ_MARKDOWN_FRONT_H

#include "base/arena.h"
#include "model/document.h"

/* Takes title, author, date, lang, site, url and summary into the document
 * and gives the text with the front matter blanked, so that lines keep their
 * numbers.  Text without front matter comes back as it is. */
struct view markdown_front(struct arena *arena, struct view text,
                           struct document *document);

#endif
