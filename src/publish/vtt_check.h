/* Reads a WebVTT file and says whether it is sound: an independent look at what
 * vtt.c writes, and at files of others. */
#ifndef PUBLISH_VTT_CHECK_H
#define PUBLISH_VTT_CHECK_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

/* True with a few words about it appended to found; false with file, line and
 * fault (W3C WebVTT, 4: signature, blocks, timings, escapes, tags). */
bool vtt_check(const char *path, struct buf *found, struct err *err) MUST_USE;

#endif
