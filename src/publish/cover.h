/* A cover drawn of a title and a date, for a series that has no picture. */
#ifndef PUBLISH_COVER_H
#define PUBLISH_COVER_H

#include "base/buf.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>

enum { COVER_PIXELS = 1500 };

/* Appends a PNG of COVER_PIXELS square, RGB without alpha: the title as large
 * as it fits, white on a dark ground that the title chooses, and a line below
 * it ("4 March 2026"; may be empty).  A title too long to be read at 55 pixels
 * is cut with an ellipsis.  The same texts and fonts give the same bytes. */
bool cover_draw(struct view title, struct view line, struct buf *png,
                struct err *err) MUST_USE;

/* Appends a file name that changes with the picture, as podcast apps keep
 * covers by their address: "cover-1a2b3c4d.png". */
void cover_name(struct buf *out, struct view picture);

#endif
