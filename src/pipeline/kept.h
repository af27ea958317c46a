/* What of a unit is kept in the cache, and under which keys.
 *
 *     spoken   times, loudness, length of a unit, and the sum of its wave;
 *              from its text, voice, pauses
 *     wave     its samples; under their own sum
 *     mpeg     its MPEG frames; from the sum of its wave, gain, settings
 *
 * So a briefing that was made before is laid together without its waves, and
 * a changed sentence costs one unit, unless it changes the gain.  Every key
 * also sums up who has a say in the result: versions of this program and of
 * the libraries, and the engine's data. */
#ifndef PIPELINE_KEPT_H
#define PIPELINE_KEPT_H

#include "audio/loudness.h"
#include "base/checksum.h"
#include "cache/cache.h"
#include "model/timeline.h"
#include "pipeline/encoding.h"
#include "pipeline/unit.h"

#include <stdbool.h>
#include <stddef.h>

struct kept {
    struct cache *cache; /* NULL: nothing is kept */
    struct checksum_128 makers;
    bool keeps_waves;
};

/* Waves are large beside what they save: they are kept for scripts that leave
 * most of the cache to others. */
void kept_init(struct kept *kept, struct cache *cache,
               const struct script *script);

/* What a unit's sound depends on, beside its cues. */
struct kept_unit {
    const struct script *script;
    const struct voice *opened; /* whose engine was opened */
    struct unit unit;
    size_t lead_frames; /* length of its first pause */
    size_t tail_frames;
    size_t quantum_frames;
    int rate_hz;
};

struct checksum_128 kept_spoken_key(const struct kept *kept,
                                    const struct kept_unit *unit);

/* What the ladder had to do for a cue, when it was more than to say it. */
struct kept_outcome {
    size_t cue; /* of the unit */
    int outcome;
};

struct kept_outcomes {
    struct kept_outcome *at;
    size_t count;
    size_t room;
};

/* A unit that was spoken. */
struct kept_spoken {
    struct checksum_128 wave;
    size_t frames;
    struct loudness loudness;
    struct kept_outcomes outcomes;
    struct view times; /* as kept_times_take() reads them */
};

/* Appends the times of the unit's cues, counted from its start. */
void kept_times_put(const struct script *script, const struct unit *unit,
                    const struct cue_time *cues, struct buf *times);

/* Fills the unit's cues of the timeline; false when they do not fit. */
bool kept_times_take(struct timeline *timeline, const struct unit *unit,
                     struct view times) MUST_USE;

void kept_spoken_store(const struct kept *kept, struct checksum_128 key,
                       const struct kept_spoken *spoken, uint64_t cost_us);

/* *spoken points into *bytes and the arena; false when there is none. */
bool kept_spoken_load(const struct kept *kept, struct checksum_128 key,
                      struct arena *arena, struct buf *bytes,
                      struct kept_spoken *spoken) MUST_USE;

/* Key of a unit's MPEG frames. */
struct checksum_128 kept_mpeg_key(const struct kept *kept,
                                  const struct encoding_request *request,
                                  size_t unit);

#endif
