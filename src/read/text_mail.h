/* What mail puts around a text: headers, also those of a message that is
 * passed on, signatures, the small print of newsletters. */
#ifndef READ_TEXT_MAIL_H
#define READ_TEXT_MAIL_H

#include "model/document.h"
#include "read/text_line.h"

/* Sets line->omit; Subject, From and Date of the first header go to the
 * document.  "Jane <jane@a.example> wrote:" before a quotation loses the
 * address (line->aside). */
void text_mail_mark(struct arena *arena, struct text_lines *lines,
                    struct document *document);

#endif
