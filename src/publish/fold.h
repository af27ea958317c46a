/* Text cut into lines of at most so many characters, between words where that
 * can be, for transcripts whose lines have a limit. */
#ifndef PUBLISH_FOLD_H
#define PUBLISH_FOLD_H

#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes the next line, of 1 to width characters (code points), off *rest, with
 * no white space at its ends; false when only white space is left.  A word that
 * is longer than a line is cut, never before a mark that belongs to the
 * character before it.  width is at least 8. */
bool fold_line(struct view *rest, size_t width, struct view *line);

/* The longest beginning of text with at most width characters that ends where
 * a word ends; with less than a third of width left so, it is cut inside a
 * word.  *cut says whether anything is missing. */
struct view fold_head(struct view text, size_t width, bool *cut);

#endif
