/* Chapters of an ID3v2.3 tag (id3.org "ID3v2 Chapter Frame Addendum 1.0"):
 * CHAP for each chapter, CTOC for each list of them. */
#ifndef ENCODE_ID3_CHAPTERS_H
#define ENCODE_ID3_CHAPTERS_H

#include "base/buf.h"
#include "model/episode.h"

/* Appends one CHAP a chapter, in order of time and without gap or overlap
 * from 0 to the end; one top-level CTOC; and below it one CTOC for each
 * chapter that has chapters of a lower level behind it, and for each 255
 * entries where a list has more, as a CTOC cannot hold more.  A chapter that
 * has no length (its first section begins where it does) has no CHAP, only
 * its CTOC.  Nothing for an episode without chapters. */
void id3_add_chapters(const struct episode *episode, struct buf *out);

#endif
