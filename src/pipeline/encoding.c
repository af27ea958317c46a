#include "pipeline/encoding.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/pool.h"
#include "master/master.h"
#include "pipeline/kept.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    RECORD_OUTPUT = 1,
    RECORD_COST, /* uint64_t, microseconds */
    ATTEMPTS = 3,
    UNIT_TIMEOUT_MS = 600 * 1000,
    /* How many units may be finished ahead of the next one to be written,
     * for each child: what bounds the memory of results that wait. */
    AHEAD = 3,
    ENCODER_BYTES = 2 << 20, /* of LAME and what it gives */
};

enum state {
    UNIT_WAITING, /* to be encoded */
    UNIT_KEPT,    /* the cache has it, it seems */
    UNIT_READY,   /* encoded, not written */
};

struct working {
    const struct encoding_request *request;
    size_t count;
    struct buf *outputs; /* of units that are ready */
    enum state *states;
    size_t *todo; /* units to be encoded: job i encodes todo[i] */
    size_t todo_count;
    size_t next; /* unit to be written next */
    size_t done; /* units that are encoded, or need not be */
    struct buf loaded;
    bool is_missed; /* the cache did not have what it seemed to */
};

static uint64_t now_us(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

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

/* What encoding a unit takes: its wave, the mastered one, and LAME. */
static size_t wanted_bytes(const struct encoding_request *request, size_t unit)
{
    size_t frames = request->spool->units[unit].frames;
    size_t mastered =
        frames * (size_t)request->out_rate_hz / (size_t)request->rate_hz;

    return (frames + mastered) * sizeof(int16_t) + ENCODER_BYTES;
}

static bool encode_unit(void *context, size_t job, unsigned attempt,
                        struct pool_pipe *pipe, struct err *err)
{
    const struct working *working = context;
    const struct encoding_request *request = working->request;
    size_t unit = working->todo[job];
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
    uint64_t began_us = now_us();

    (void)attempt;
    mem_warm(wanted_bytes(request, unit));
    bool ok = spool_read(request->spool, unit, &samples, &master.frames, err);
    master.samples = samples;
    ok = ok && master_unit(&master, &mastered, &mastered_frames, err) &&
         encode(request, unit, mastered, mastered_frames, &output, err);
    uint64_t cost_us = now_us() - began_us;
    ok = ok && pool_send_all(pipe, RECORD_OUTPUT, buf_view(&output)) &&
         pool_send(pipe, RECORD_COST,
                   (struct view){(const char *)&cost_us, sizeof cost_us});
    free(samples);
    free(mastered);
    buf_release(&output);
    return ok;
}

static bool is_cached(const struct encoding_request *request)
{
    return request->mp3 && request->kept->cache;
}

/* Writes all units that are next in turn.  One that the cache turns out not to
 * have ends it, and is waited for from then on. */
static bool write_in_turn(struct working *working, struct err *err)
{
    const struct encoding_request *request = working->request;

    for (; working->next < working->count; working->next++) {
        size_t unit = working->next;
        struct buf *output = &working->outputs[unit];

        if (working->states[unit] == UNIT_WAITING)
            return true;
        if (working->states[unit] == UNIT_KEPT) {
            output = &working->loaded;
            buf_reset(output);
            if (!cache_load(request->kept->cache, CACHE_MPEG,
                            kept_mpeg_key(request->kept, request, unit),
                            output)) {
                working->states[unit] = UNIT_WAITING;
                working->is_missed = true;
                return true;
            }
        }
        if (!request->sink(request->sink_context, buf_view(output), err))
            return false;
        if (output != &working->loaded)
            buf_release(output);
    }
    return true;
}

/* Keeps a result, then writes all that are next in turn. */
static bool take_unit(void *context, const struct pool_result *result,
                      struct err *err)
{
    struct working *working = context;
    const struct encoding_request *request = working->request;
    size_t unit = working->todo[result->job];
    struct buf *output = &working->outputs[unit];
    struct view records = buf_view(&result->records);
    struct view payload;
    uint32_t type;
    uint64_t cost_us = 0;

    while (pool_next_record(&records, &type, &payload)) {
        if (type == RECORD_OUTPUT)
            buf_add(output, payload);
        else if (type == RECORD_COST && payload.size == sizeof cost_us)
            memcpy(&cost_us, payload.data, sizeof cost_us);
    }
    working->states[unit] = UNIT_READY;
    if (is_cached(request))
        cache_store(request->kept->cache, CACHE_MPEG,
                    kept_mpeg_key(request->kept, request, unit),
                    buf_view(output), cost_us);
    working->done++;
    log_progress(request->log, "Encoding part %zu of %zu, %zu percent",
                 working->done, working->count,
                 working->done * 100 / working->count);
    return write_in_turn(working, err);
}

/* How many jobs, from the first, make units that may be made by now. */
static size_t not_far_ahead(const void *context)
{
    const struct working *working = context;
    size_t unit = working->next + (size_t)working->request->jobs * AHEAD;
    size_t below = 0;
    size_t above = working->todo_count;

    while (below < above) {
        size_t middle = below + (above - below) / 2;

        if (working->todo[middle] < unit)
            below = middle + 1;
        else
            above = middle;
    }
    return below;
}

static void list_todo(struct working *working)
{
    working->todo_count = 0;
    for (size_t u = 0; u < working->count; u++) {
        if (working->states[u] == UNIT_WAITING)
            working->todo[working->todo_count++] = u;
    }
}

/* Stops as soon as a unit is missed. */
static bool collect(struct working *working, struct pool *pool, struct err *err)
{
    struct pool_result *result;

    while (!working->is_missed) {
        switch (pool_next(pool, not_far_ahead(working), &result, err)) {
        case POOL_DONE:
            if (!take_unit(working, result, err))
                return false;
            break;
        case POOL_FAILED:
            *err = result->error;
            return false;
        case POOL_EMPTY:
            return true;
        case POOL_ERROR:
            return false;
        }
    }
    return true;
}

static bool encode_todo(struct working *working, struct err *err)
{
    const struct encoding_request *request = working->request;
    struct pool_work work = {
        .run = encode_unit,
        .context = working,
        .job_count = working->todo_count,
        .at_once = request->jobs,
        .attempts = ATTEMPTS,
        .job_timeout_ms = UNIT_TIMEOUT_MS,
        .sandbox = SANDBOX_COMPUTE,
        .log = request->log,
    };

    if (working->todo_count == 0)
        return true;
    if (!request->provide(request->provide_context, working->todo,
                          working->todo_count, err))
        return false;
    struct pool *pool = pool_start(&work, err);
    bool ok = pool && collect(working, pool, err);
    pool_stop(pool);
    return ok;
}

/* Asks the cache for names only: units are loaded when it is their turn. */
static void look_up(struct working *working)
{
    const struct encoding_request *request = working->request;

    for (size_t u = 0; is_cached(request) && u < working->count; u++) {
        if (!cache_has(request->kept->cache, CACHE_MPEG,
                       kept_mpeg_key(request->kept, request, u)))
            continue;
        working->states[u] = UNIT_KEPT;
        working->done++;
    }
    if (working->done > 0)
        log_detail(request->log, "%zu of %zu parts were encoded before",
                   working->done, working->count);
}

bool encoding_run(const struct encoding_request *request, struct err *err)
{
    size_t count = request->spool->unit_count;
    struct working working = {
        .request = request,
        .count = count,
        .outputs = mem_new(count, sizeof *working.outputs),
        .states = mem_new(count, sizeof *working.states),
        .todo = mem_new(count, sizeof *working.todo),
    };
    bool ok = true;

    look_up(&working);
    while (ok && working.next < count) {
        working.is_missed = false;
        ok = write_in_turn(&working, err);
        if (!ok || working.next == count)
            break;
        /* What was missed just now is on the list. */
        working.is_missed = false;
        list_todo(&working);
        ok = encode_todo(&working, err);
    }
    for (size_t i = 0; i < count; i++)
        buf_release(&working.outputs[i]);
    buf_release(&working.loaded);
    free(working.outputs);
    free(working.states);
    free(working.todo);
    return ok;
}
