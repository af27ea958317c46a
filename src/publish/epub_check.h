/* Reads an EPUB and says whether reading systems take it and its sound is in
 * step with its text. */
#ifndef PUBLISH_EPUB_CHECK_H
#define PUBLISH_EPUB_CHECK_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

/* True with a few words about it appended to found; false with the file inside
 * the archive and the first fault: a mimetype that is not first, a manifest
 * that names what is not there, no table of contents, an overlay whose clips
 * run backwards or point to no text, durations that do not add up. */
bool epub_check(const char *path, struct buf *found, struct err *err) MUST_USE;

#endif
