/* The retry ladder: what is done until a piece is spoken, or it is certain
 * that it cannot be.
 *
 *     1. the piece, and the piece again
 *     2. its halves, cut between words, and so on down
 *     3. the one word that fails, without apostrophes and hyphens
 *     4. that word letter by letter
 *     5. 300 ms of silence
 *
 * At most 12 takes may fail and 30 seconds pass for a piece; then the rest is
 * silence. */
#ifndef SYNTH_LADDER_H
#define SYNTH_LADDER_H

#include "base/err.h"
#include "model/clip.h"
#include "synth/piece.h"
#include "synth/speaker.h"
#include "synth/take.h"

#include <stdbool.h>

enum { LADDER_GAP_MS = 300 };

/* What is being spoken, and into what. */
struct ladder {
    struct booth *booth;
    const struct voice *voice;
    const struct manner *manner;
    const struct lexemes *lexemes;
    struct clip *clip;             /* grows */
    enum speaker_outcome *outcome; /* the worst so far */
    enum piece_seam seam;          /* before what comes next */
};

/* Speaks one piece at the end of the clip.  False when the machine gives
 * out, or the voice cannot be had. */
bool ladder_speak(struct ladder *ladder, const struct piece *piece,
                  struct err *err) MUST_USE;

/* First and last sample of a sound that can be heard: *begin <= *end, both
 * 0 when there is none. */
void ladder_audible(const int16_t *samples, size_t frames, size_t *begin,
                    size_t *end);

#endif
