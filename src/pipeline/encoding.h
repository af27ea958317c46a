/* Encoding: waves of units -> the audio of a file.  Each unit is mastered
 * and encoded in a child of its own, unless the cache has its frames; the
 * results are written in order. */
#ifndef PIPELINE_ENCODING_H
#define PIPELINE_ENCODING_H

#include "base/err.h"
#include "base/log.h"
#include "base/view.h"
#include "encode/mp3.h"
#include "pipeline/spool.h"

#include <stdbool.h>
#include <stddef.h>

struct kept;

struct encoding_request {
    const struct spool *spool;
    int rate_hz;     /* of the waves in the spool */
    int out_rate_hz; /* of the file */
    double gain_db;
    double ceiling_dbtp; /* what the limiter holds */
    unsigned jobs;
    const struct mp3_format *mp3; /* NULL: plain samples are wanted */
    const struct kept *kept;
    const struct log *log;
    /* Sees to it that the spool holds the waves of these units. */
    bool (*provide)(void *context, const size_t *units, size_t count,
                    struct err *err);
    void *provide_context;
    /* Takes a unit's result, unit after unit: MPEG frames, or int16 samples
     * at out_rate_hz. */
    bool (*sink)(void *context, struct view bytes, struct err *err);
    void *sink_context;
};

bool encoding_run(const struct encoding_request *request,
                  struct err *err) MUST_USE;

#endif
