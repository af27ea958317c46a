/* stitch: clips -> wave and times.  A stitch lays the clips and pauses of
 * one unit (a run of cues) end to end, and writes down where each cue and
 * word stands. */
#ifndef STITCH_STITCH_H
#define STITCH_STITCH_H

#include "model/clip.h"
#include "model/script.h"
#include "model/timeline.h"

#include <stddef.h>
#include <stdint.h>

struct stitch {
    const struct script *script; /* borrowed */
    int rate_hz;
    int16_t *samples; /* mono; owned */
    size_t frames;
    size_t room;
    size_t first_cue;
    struct cue_time *cues; /* of cues first_cue, first_cue + 1 ..., owned;
                              times count from the start of the unit */
    size_t cue_count;
    size_t cue_room;
};

void stitch_init(struct stitch *stitch, const struct script *script,
                 size_t first_cue, int rate_hz);
void stitch_release(struct stitch *stitch);

/* The next cue is said by this clip.  Its ends are faded (5 ms at most) so
 * that they meet silence without a click; its words get their times from the
 * clip's anchors, each between its neighbours', rising and inside the clip. */
void stitch_clip(struct stitch *stitch, const struct clip *clip);

/* The next cue is a pause (of its own length) or a mark. */
void stitch_silent_cue(struct stitch *stitch);

/* The next cue is a pause of this many frames, whatever its own length: the
 * silence that leads into a unit, part of which the unit before holds. */
void stitch_lead_pause(struct stitch *stitch, size_t frames);

/* Adds silence until the length is a multiple of quantum frames and the last
 * tail frames, at least, are silent.  The silence belongs to the last cue if
 * that is a pause. */
void stitch_pad(struct stitch *stitch, size_t quantum, size_t tail);

#endif
