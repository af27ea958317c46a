/* What a child does with one unit: speaks and stitches it, and sends what came
 * of it as records. */
#ifndef PIPELINE_UNIT_SPEECH_H
#define PIPELINE_UNIT_SPEECH_H

#include "base/err.h"
#include "base/pool.h"
#include "pipeline/kept.h"
#include "synth/speaker.h"

#include <stdbool.h>
#include <stdint.h>

enum unit_record {
    UNIT_SAMPLES = 1, /* int16 */
    UNIT_TIMES,       /* see kept_times_put() */
    UNIT_LOUDNESS,    /* struct loudness */
    UNIT_OUTCOME,     /* struct kept_outcome */
    UNIT_EFFORT,      /* struct unit_effort; the last */
};

struct unit_effort {
    uint64_t cost_us;
    bool is_repeatable; /* nothing failed: it would come out the same again */
};

bool unit_speak(struct speaker *speaker, const struct kept_unit *unit,
                struct pool_pipe *pipe, struct err *err) MUST_USE;

#endif
