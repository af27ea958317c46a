/* EPUB 2 and 3: a book becomes one document, its spine in order, its parts
 * and chapters as headings that nest. */
#ifndef READ_EPUB_H
#define READ_EPUB_H

#include "read/reader.h"

/* Format "epub".  document->image is the name of the cover's entry in the
 * archive, document->cover its bytes. */
extern const struct reader epub_reader;

#endif
