/* A timeline says where every cue, word and chapter of a script stands, in
 * frames of the stitched wave.  All times that are published come from it.
 * Memory is its own. */
#ifndef MODEL_TIMELINE_H
#define MODEL_TIMELINE_H

#include "model/script.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stretch {
    int64_t begin; /* frames; begin <= end */
    int64_t end;
};

/* Where one cue stands.  A say cue's stretch is its sound, without the
 * silence around it; a mark has no length. */
struct cue_time {
    struct stretch at;
    struct stretch *words; /* as many as cue->words; NULL for other kinds */
    bool gap;              /* the cue could not be spoken */
};

struct timeline {
    const struct script *script; /* borrowed */
    int rate_hz;
    int64_t frames;        /* length of the whole */
    struct cue_time *cues; /* one for each cue of the script, in order */
    struct arena arena;    /* of cues and words */
};

void timeline_init(struct timeline *timeline, const struct script *script,
                   int rate_hz);
void timeline_release(struct timeline *timeline);

/* Whole milliseconds, rounded to the nearest, of a frame number. */
int64_t timeline_ms(const struct timeline *timeline, int64_t frame);

double timeline_seconds(const struct timeline *timeline, int64_t frame);

/* Where chapter i begins (at its mark) and ends: where the next one begins,
 * whatever its level, or at the end of all.  So chapters never overlap. */
struct stretch timeline_chapter(const struct timeline *timeline, size_t i);

/* How many say cues became gaps. */
size_t timeline_gaps(const struct timeline *timeline);

#endif
