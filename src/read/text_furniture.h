/* What surrounds an article in pasted text: page numbers and running heads
 * of printed pages; what mail and web pages put around it (text_mail.h,
 * text_paste.h). */
#ifndef READ_TEXT_FURNITURE_H
#define READ_TEXT_FURNITURE_H

#include "model/document.h"
#include "read/text_line.h"

/* Sets line->omit; a mail's Subject, From and Date go to the document. */
void text_furniture_mark(struct arena *arena, struct text_lines *lines,
                         struct document *document);

#endif
