/* EPUB 2 and 3: a book becomes one document, its spine in order, its parts
 * and chapters as headings that nest. */
#ifndef READ_EPUB_H
#define READ_EPUB_H

#include "base/arena.h"
#include "base/err.h"
#include "read/reader.h"

#include <stdbool.h>

/* Format "epub".  document->image is the name of the cover's entry in the
 * archive; epub_cover() gives its bytes. */
extern const struct reader epub_reader;

/* The cover image of the book in bytes, copied into arena.  False when the
 * book names none, or it cannot be read. */
bool epub_cover(struct arena *arena, struct view bytes, struct view *image,
                struct err *err) MUST_USE;

#endif
