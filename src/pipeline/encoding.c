#include "pipeline/encoding.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/pool.h"
#include "master/master.h"

#include <stdlib.h>

enum {
    RECORD_OUTPUT = 1,
    ATTEMPTS = 3,
    UNIT_TIMEOUT_MS = 600 * 1000,
    /* How many units may be finished ahead of the next one to be written,
     * for each child: what bounds the memory of results that wait. */
    AHEAD = 3,
};

struct working {
    const struct encoding_request *request;
    struct buf *waiting; /* results by unit, until they are written */
    bool *ready;
    size_t next; /* unit to be written next */
    size_t done; /* units that have come back */
};

static bool encode(const struct encoding_request *request, size_t unit,
                   const int16_t *samples, size_t frames, struct buf *out,
                   struct err *err)
{
    if (request->mp3)
        return mp3_encode_unit(request->mp3, samples, frames,
                               unit + 1 == request->spool->unit_count, out,
                               err);
    buf_add(out,
            (struct view){(const char *)samples, frames * sizeof *samples});
    return true;
}

static bool encode_unit(void *context, size_t job, unsigned attempt,
                        struct pool_pipe *pipe, struct err *err)
{
    const struct working *working = context;
    const struct encoding_request *request = working->request;
    struct master_request master = {
        .rate_hz = request->rate_hz,
        .out_rate_hz = request->out_rate_hz,
        .gain_db = request->gain_db,
        .ceiling_dbtp = request->ceiling_dbtp,
    };
    int16_t *samples = NULL;
    int16_t *mastered = NULL;
    size_t mastered_frames = 0;
    struct buf output = {0};

    (void)attempt;
    bool ok = spool_read(request->spool, job, &samples, &master.frames, err);
    master.samples = samples;
    ok = ok && master_unit(&master, &mastered, &mastered_frames, err) &&
         encode(request, job, mastered, mastered_frames, &output, err) &&
         pool_send_all(pipe, RECORD_OUTPUT, buf_view(&output));
    free(samples);
    free(mastered);
    buf_release(&output);
    return ok;
}

/* Keeps a result, then writes all that are next in turn. */
static bool write_in_turn(void *context, const struct pool_result *result,
                          struct err *err)
{
    struct working *working = context;
    size_t count = working->request->spool->unit_count;
    const struct encoding_request *request = working->request;
    struct view records = buf_view(&result->records);
    struct view payload;
    uint32_t type;

    while (pool_next_record(&records, &type, &payload))
        buf_add(&working->waiting[result->job], payload);
    working->ready[result->job] = true;
    while (working->next < request->spool->unit_count &&
           working->ready[working->next]) {
        struct buf *output = &working->waiting[working->next++];

        if (!request->sink(request->sink_context, buf_view(output), err))
            return false;
        buf_release(output);
    }
    working->done++;
    log_progress(request->log, "Encoding part %zu of %zu, %zu percent",
                 working->done, count, working->done * 100 / count);
    return true;
}

static size_t not_far_ahead(const void *context)
{
    const struct working *working = context;

    return working->next + (size_t)working->request->jobs * AHEAD;
}

bool encoding_run(const struct encoding_request *request, struct err *err)
{
    size_t count = request->spool->unit_count;
    struct working working = {
        .request = request,
        .waiting = mem_new(count, sizeof *working.waiting),
        .ready = mem_new(count, sizeof *working.ready),
    };
    struct pool_work work = {
        .run = encode_unit,
        .context = &working,
        .job_count = count,
        .at_once = request->jobs,
        .attempts = ATTEMPTS,
        .job_timeout_ms = UNIT_TIMEOUT_MS,
        .sandbox = SANDBOX_COMPUTE,
        .log = request->log,
    };
    struct pool *pool = pool_start(&work, err);
    bool ok =
        pool && pool_collect(pool, not_far_ahead, write_in_turn, &working, err);

    pool_stop(pool);
    for (size_t i = 0; i < count; i++)
        buf_release(&working.waiting[i]);
    free(working.waiting);
    free(working.ready);
    return ok;
}
