/* ZIP archives that were cut off, and so have lost the directory at their
 * end: it is written anew from the headers that stand before each entry. */
#ifndef FORMAT_ZIP_MEND_H
#define FORMAT_ZIP_MEND_H

#include "base/buf.h"
#include "base/view.h"

#include <stddef.h>

/* Appends to out the entries of bytes that are whole, up to the first that is
 * not, and a directory of them.  Returns how many there are; with 0 nothing
 * is appended.  Sources: APPNOTE.TXT 6.3.10, 4.3.6 to 4.3.16; no ZIP64. */
size_t zip_mend(struct view bytes, struct buf *out);

#endif
