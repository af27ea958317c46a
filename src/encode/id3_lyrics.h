/* What is said, in an ID3v2.3 tag: USLT, the whole text, and SYLT, the
 * sentences with their times. */
#ifndef ENCODE_ID3_LYRICS_H
#define ENCODE_ID3_LYRICS_H

#include "base/buf.h"
#include "model/episode.h"

/* Appends both frames; language is three letters of ISO 639-2.  Nothing when
 * nothing is said. */
void id3_add_lyrics(const struct episode *episode, const char *language,
                    struct buf *out);

#endif
