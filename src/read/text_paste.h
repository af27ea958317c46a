/* Text that was copied from a web page holds the words of its buttons. */
#ifndef READ_TEXT_PASTE_H
#define READ_TEXT_PASTE_H

#include "read/text_line.h"

/* Sets line->omit of buttons, labels, credits and names of accounts that
 * stand alone, if at least two different buttons tell where the text is
 * from. */
void text_paste_mark(struct text_lines *lines);

#endif
