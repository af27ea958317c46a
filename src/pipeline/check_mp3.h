/* What an MP3 is, in plain words: length, format, tag, chapters, loudness. */
#ifndef PIPELINE_CHECK_MP3_H
#define PIPELINE_CHECK_MP3_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

/* Reads every frame, the Info header and the tag (encode/mp3_read.h), and
 * decodes it all in a cell to measure its loudness.  Appends to found what it
 * is; false with what is wrong.  Memory does not follow its length. */
bool check_mp3(const char *path, struct buf *found, struct err *err) MUST_USE;

#endif
