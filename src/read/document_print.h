/* A document for people and programs to look at (`briefcast read --as`). */
#ifndef READ_DOCUMENT_PRINT_H
#define READ_DOCUMENT_PRINT_H

#include "base/buf.h"
#include "model/document.h"

enum document_style {
    DOCUMENT_AS_TEXT,     /* the text of the blocks, a blank line between */
    DOCUMENT_AS_MARKDOWN, /* with front matter; reads back as the same */
    DOCUMENT_AS_JSON,     /* one object, as described below */
};

/* Appends the document.  As text, images, the title (unless it is a block)
 * and what is left out are not printed.
 *
 * JSON, members without a value left out:
 *   {"source", "format", "title", "author", "date", "language", "site",
 *    "url", "summary", "image", "image_alt": strings,
 *    "title_in_blocks": bool, "replaced_bytes", "replaced_line": integers,
 *    "blocks": [{"kind", "level", "quote_depth", "ordinal", "header_rows",
 *                "continues", "text", "label", "caption", "language", "line",
 *                "runs": [{"kind", "begin", "end", "value"}]}],
 *    "omissions": [{"reason", "before", "text"}]}
 * begin and end are byte offsets in the UTF-8 text. */
void document_print(const struct document *document, enum document_style style,
                    struct buf *out);

#endif
