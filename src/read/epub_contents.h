/* The table of contents of an EPUB: its navigation document, or its NCX. */
#ifndef READ_EPUB_CONTENTS_H
#define READ_EPUB_CONTENTS_H

#include "read/epub_package.h"

/* Fills package->contents from the entry at path (XHTML if is_nav, else
 * NCX).  A damaged one gives what can be understood, or nothing. */
void epub_contents_read(struct arena *arena, struct zip_reader *zip,
                        struct view path, bool is_nav,
                        struct epub_package *package);

#endif
