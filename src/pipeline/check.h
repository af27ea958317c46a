/* check: is a file that a user wrote, or that we made, sound? */
#ifndef PIPELINE_CHECK_H
#define PIPELINE_CHECK_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

/* Looks at one file, by its ending: a voice (parsed, and its engine opened
 * and heard), a lexicon (parsed), an MP3 (every frame, the Info header, the
 * tag's chapters), a WebVTT transcript, a podcast feed, an EPUB.  True with a
 * few words about it in *found; false with what is wrong.  ERR_USAGE for a file
 * of no such kind. */
bool check_file(const char *path, struct buf *found, struct err *err) MUST_USE;

#endif
