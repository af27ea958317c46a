/* Speaking: script -> waves of its units, timeline, loudness.  Each unit is
 * spoken and stitched in a child of its own, unless the cache knows it. */
#ifndef PIPELINE_SPEAKING_H
#define PIPELINE_SPEAKING_H

#include "audio/loudness.h"
#include "base/err.h"
#include "base/log.h"
#include "model/timeline.h"
#include "pipeline/kept.h"
#include "pipeline/spool.h"
#include "pipeline/unit.h"

#include <stdbool.h>
#include <stddef.h>

struct speaking_request {
    const struct script *script;
    const struct units *units;
    const struct voice *voice; /* whose engine is opened */
    unsigned jobs;             /* children side by side, at least 1 */
    size_t quantum_frames;     /* a unit's length is a multiple of this */
    size_t lead_frames;        /* silence it needs at its start, */
    size_t tail_frames;        /* and at its end */
    int rate_hz;               /* of the engine, and of the waves */
    const struct kept *kept;
    const struct log *log; /* progress and what the retry ladder did */
};

struct speaking {
    struct spool spool; /* of units that the cache knows, without waves */
    struct timeline timeline;
    struct loudness loudness;
    /* A unit that was spoken again is another one than the cache told: start
     * again, without it. */
    bool is_stale;
};

/* Fills *speaking, which the caller releases even on failure. */
bool speaking_run(const struct speaking_request *request,
                  struct speaking *speaking, struct err *err) MUST_USE;

/* Sees to it that the spool holds the waves of these units. */
bool speaking_provide(const struct speaking_request *request,
                      struct speaking *speaking, const size_t *units,
                      size_t count, struct err *err) MUST_USE;

void speaking_release(struct speaking *speaking);

#endif
