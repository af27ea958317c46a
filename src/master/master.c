#include "master/master.h"

#include "audio/resample.h"
#include "base/mem.h"
#include "master/limiter.h"
#include "master/phase_rotator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Samples at the wave's rate, with their gain, that wait for the
 * resampler. */
struct source {
    const struct master_request *request;
    struct resampler *resampler; /* NULL: rates are equal */
    float gain;
    size_t used; /* of the request's samples */
    float ready[LIMITER_PIECE];
    size_t begin; /* of what is ready */
    size_t end;
    bool ended;
};

static void refill(struct source *source)
{
    const struct master_request *request = source->request;
    size_t left = request->frames - source->used;
    size_t count = left < LIMITER_PIECE ? left : LIMITER_PIECE;

    for (size_t i = 0; i < count; i++)
        source->ready[i] =
            (float)request->samples[source->used + i] * source->gain;
    source->used += count;
    source->begin = 0;
    source->end = count;
}

/* Fills piece with up to LIMITER_PIECE samples; *made is 0 at the end. */
static bool pull(struct source *source, float *piece, size_t *made,
                 struct err *err)
{
    *made = 0;
    if (!source->resampler) {
        refill(source);
        *made = source->end;
        memcpy(piece, source->ready, *made * sizeof *piece);
        return true;
    }
    while (*made == 0 && !source->ended) {
        size_t used = 0;

        if (source->begin == source->end)
            refill(source);
        size_t count = source->end - source->begin;
        if (!resampler_run(source->resampler,
                           count ? source->ready + source->begin : NULL, count,
                           &used, piece, LIMITER_PIECE, made, err))
            return false;
        source->begin += used;
        source->ended = count == 0 && *made == 0;
    }
    return true;
}

/* Limits what the source gives into out, delay taken off. */
static bool limit(struct source *source, struct limiter *limiter, int16_t *out,
                  size_t frames, struct err *err)
{
    float piece[LIMITER_PIECE];
    int16_t limited[LIMITER_PIECE];
    size_t skip = limiter_delay_frames(limiter);
    size_t done = 0;
    size_t made;

    while (done < frames) {
        if (!pull(source, piece, &made, err))
            return false;
        /* Behind the end comes the silence that pushes the rest out. */
        if (made == 0) {
            memset(piece, 0, sizeof piece);
            made = LIMITER_PIECE;
        }
        limiter_run(limiter, piece, made, limited);
        for (size_t i = 0; i < made && done < frames; i++) {
            if (skip > 0)
                skip--;
            else
                out[done++] = limited[i];
        }
    }
    return true;
}

void master_prepare(int16_t *samples, size_t frames, int rate_hz)
{
    struct phase_rotator rotator;
    float piece[LIMITER_PIECE];

    phase_rotator_init(&rotator, rate_hz);
    mem_populate(samples, frames * sizeof *samples);
    for (size_t done = 0, count; done < frames; done += count) {
        count = frames - done < LIMITER_PIECE ? frames - done : LIMITER_PIECE;
        for (size_t i = 0; i < count; i++)
            piece[i] = (float)samples[done + i];
        phase_rotator_run(&rotator, piece, count);
        for (size_t i = 0; i < count; i++) {
            int value = (int)(piece[i] + 65536.5F) - 65536;

            value = value < INT16_MIN ? INT16_MIN : value;
            samples[done + i] =
                (int16_t)(value > INT16_MAX ? INT16_MAX : value);
        }
    }
}

bool master_unit(const struct master_request *request, int16_t **out,
                 size_t *out_frames, struct err *err)
{
    uint64_t scaled =
        (uint64_t)request->frames * (uint64_t)request->out_rate_hz;
    struct limiter *limiter = NULL;
    struct source source = {
        .request = request,
        .gain = (float)(pow(10.0, request->gain_db / 20.0) / 32768.0),
    };
    bool fine = false;

    if (request->rate_hz <= 0 || request->out_rate_hz <= 0 ||
        scaled % (uint64_t)request->rate_hz != 0)
        return err_set(err,
                       "%zu frames at %d Hz are no whole number of frames at "
                       "%d Hz; pad the unit first",
                       request->frames, request->rate_hz, request->out_rate_hz);
    size_t frames = (size_t)(scaled / (uint64_t)request->rate_hz);
    int16_t *samples = mem_resize(NULL, frames, sizeof *samples);

    if (request->rate_hz != request->out_rate_hz) {
        source.resampler =
            resampler_new(request->rate_hz, request->out_rate_hz, err);
        if (!source.resampler)
            goto out;
    }
    limiter = limiter_new(request->out_rate_hz,
                          (float)pow(10.0, request->ceiling_dbtp / 20.0));
    if (!limit(&source, limiter, samples, frames, err))
        goto out;
    *out = samples;
    *out_frames = frames;
    samples = NULL;
    fine = true;
out:
    limiter_free(limiter);
    resampler_free(source.resampler);
    free(samples);
    return fine;
}
