/* ID3v2.3 with chapters (id3.org "ID3 tag version 2.3.0" and "ID3v2 Chapter
 * Frame Addendum 1.0"): the tag that stands at the head of a briefing. */
#ifndef ENCODE_ID3_H
#define ENCODE_ID3_H

#include "base/buf.h"
#include "base/err.h"
#include "model/episode.h"

#include <stdbool.h>

/* Appends the tag of an episode, padding included.  Fails if the text is too
 * long for a tag (256 MiB). */
bool id3_write(const struct episode *episode, struct buf *out,
               struct err *err) MUST_USE;

#endif
