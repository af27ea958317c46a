/* Reads a podcast feed and says whether podcast apps take it. */
#ifndef PUBLISH_FEED_CHECK_H
#define PUBLISH_FEED_CHECK_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

/* True with a few words about it appended to found; false with file, line and
 * the first fault: not well-formed, a tag that Apple Podcasts or PSP-1 require
 * is missing, a category that there is not, an enclosure without length, a
 * guid or an address that is used twice.  Files that the feed names and that
 * lie beside it must have the length it gives. */
bool feed_check_file(const char *path, struct buf *found,
                     struct err *err) MUST_USE;

#endif
