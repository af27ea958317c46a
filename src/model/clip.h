/* A clip is what an engine made of one say cue: mono samples at the engine's
 * own rate, and anchors that tie places of the spoken text to times.  The
 * clip owns its memory. */
#ifndef MODEL_CLIP_H
#define MODEL_CLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Time at which the engine begins to say what stands at a text offset. */
struct anchor {
    size_t offset; /* byte offset in the cue's spoken text */
    int64_t frame; /* from the start of the clip */
};

struct clip {
    int rate_hz;
    int16_t *samples; /* mono */
    size_t frames;
    size_t room;
    struct anchor *anchors; /* rising in offset and in frame, from synth/ */
    size_t anchor_count;
    size_t anchor_room;
    bool gap;    /* the text could not be spoken; the samples are silence */
    bool shaken; /* the engine failed on the way: another time it might not,
                    and the clip would be another */
};

void clip_release(struct clip *clip);

/* Empties it and keeps its memory. */
void clip_reset(struct clip *clip);

/* Appends count samples (copies). */
void clip_add_samples(struct clip *clip, const int16_t *samples, size_t count);
void clip_add_silence(struct clip *clip, size_t count);
void clip_add_anchor(struct clip *clip, size_t offset, int64_t frame);

#endif
