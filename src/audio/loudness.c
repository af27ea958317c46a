#include "audio/loudness.h"

#include "base/mem.h"

#include <ebur128.h>
#include <math.h>
#include <stdlib.h>

/* BS.1770-4: loudness of a block is OFFSET + 10 lg(power). */
#define OFFSET_LU        (-0.691)
#define RELATIVE_GATE_LU (-10.0)
#define CLASS_LU         0.1
#define POWER_STEPS      0x1p40

#define MOST_MADE_GOOD_DB 2.0
#define MOST_GAIN_DB      40.0

static ebur128_state *meter_new(int channels, int rate_hz, int mode,
                                struct err *err)
{
    ebur128_state *meter = NULL;

    if (rate_hz >= 8000 && rate_hz <= 192000)
        meter = ebur128_init((unsigned)channels, (unsigned long)rate_hz, mode);
    if (!meter) {
        err_set(err,
                "loudness cannot be measured at %d Hz; use a rate from 8000 "
                "to 192000 Hz",
                rate_hz);
        return NULL;
    }
    if (channels == 1)
        ebur128_set_channel(meter, 0, EBUR128_DUAL_MONO);
    return meter;
}

static void add_block(struct loudness *loudness, double lufs)
{
    double class = floor((lufs - LOUDNESS_FLOOR_LUFS) / CLASS_LU);

    /* Also false for the loudness of silence, minus infinity. */
    if (!(class >= 0.0))
        return;
    size_t i = class < LOUDNESS_CLASSES ? (size_t) class : LOUDNESS_CLASSES - 1;
    double power = pow(10.0, (lufs - OFFSET_LU) / 10.0);
    loudness->blocks[i]++;
    loudness->power[i] += (uint64_t)llround(power * POWER_STEPS);
}

/* Feeds frames, or as many of silence when samples is NULL, and counts the
 * block that ends there if it is whole. */
static bool feed(struct loudness *loudness, ebur128_state *meter,
                 const int16_t *samples, size_t frames, bool whole)
{
    static const int16_t silence[192000 / 10];
    double lufs = -HUGE_VAL;

    if (ebur128_add_frames_short(meter, samples ? samples : silence, frames) !=
        EBUR128_SUCCESS)
        return false;
    if (!whole)
        return true;
    if (ebur128_loudness_momentary(meter, &lufs) != EBUR128_SUCCESS)
        return false;
    add_block(loudness, lufs);
    return true;
}

/* The stretch for which the estimate knows one peak and one energy: about a
 * period of a voice. */
#define STRETCH_S 0.005

/* Adds a stretch to the estimate for every threshold.  reductions_db are those
 * of the stretch before, dying away. */
static void estimate(struct loudness *loudness, double peak, double energy,
                     double *reductions_db)
{
    double decay = exp(-STRETCH_S / LOUDNESS_RELEASE_S);
    double peak_db = -HUGE_VAL;

    if (peak > 0.0)
        peak_db = 20.0 * log10(peak);
    loudness->energy += (uint64_t)(energy * POWER_STEPS);
    for (int i = 0; i < LOUDNESS_THRESHOLDS; i++) {
        double reduction_db = peak_db + i * LOUDNESS_THRESHOLD_STEP_DB;
        double kept = 1.0;

        reductions_db[i] *= decay;
        if (reduction_db > reductions_db[i])
            reductions_db[i] = reduction_db;
        if (reductions_db[i] > 0.01)
            kept = exp(-M_LN10 / 10.0 * reductions_db[i]);
        loudness->limited[i] += (uint64_t)(energy * kept * POWER_STEPS);
    }
}

static void estimate_wave(struct loudness *loudness, const int16_t *samples,
                          size_t frames, int rate_hz)
{
    size_t stretch = (size_t)(STRETCH_S * rate_hz);
    double reductions_db[LOUDNESS_THRESHOLDS] = {0};

    for (size_t begin = 0; begin < frames; begin += stretch) {
        size_t end = frames - begin < stretch ? frames : begin + stretch;
        int64_t energy = 0;
        int64_t peak = 0;

        for (size_t i = begin; i < end; i++) {
            int64_t sample = samples[i];
            int64_t size = sample < 0 ? -sample : sample;

            energy += sample * sample;
            peak = size > peak ? size : peak;
        }
        /* In seconds of full scale, which a sum of 1,000 hours can hold. */
        estimate(loudness, (double)peak / 32768.0,
                 (double)energy / 0x1p30 / rate_hz, reductions_db);
    }
}

bool loudness_add_wave(struct loudness *loudness, const int16_t *samples,
                       size_t frames, int rate_hz, struct err *err)
{
    ebur128_state *meter = meter_new(1, rate_hz, EBUR128_MODE_M, err);

    if (!meter)
        return false;

    size_t hop = ((size_t)rate_hz + 5) / 10;
    size_t hops = frames / hop;
    bool fine = true;

    for (size_t i = 0; fine && i < hops; i++)
        fine = feed(loudness, meter, samples + i * hop, hop, i >= 3);
    if (fine && hops < 4 && frames > 0) {
        size_t rest = frames - hops * hop;

        fine = feed(loudness, meter, samples + hops * hop, rest, false) &&
               feed(loudness, meter, NULL, hop - rest, hops == 3);
        for (size_t i = hops + 1; fine && i < 4; i++)
            fine = feed(loudness, meter, NULL, hop, i == 3);
    }
    ebur128_destroy(&meter);
    estimate_wave(loudness, samples, frames, rate_hz);
    return fine || err_set(err, "the loudness meter failed; try again with "
                                "more memory");
}

void loudness_add(struct loudness *into, const struct loudness *from)
{
    for (size_t i = 0; i < LOUDNESS_CLASSES; i++) {
        into->blocks[i] += from->blocks[i];
        into->power[i] += from->power[i];
    }
    into->energy += from->energy;
    for (size_t i = 0; i < LOUDNESS_THRESHOLDS; i++)
        into->limited[i] += from->limited[i];
}

/* Mean loudness of the blocks from class first up. */
static double gated(const struct loudness *loudness, size_t first)
{
    double power = 0.0;
    uint64_t blocks = 0;

    for (size_t i = first; i < LOUDNESS_CLASSES; i++) {
        power += (double)loudness->power[i] / POWER_STEPS;
        blocks += loudness->blocks[i];
    }
    if (blocks == 0)
        return -HUGE_VAL;
    return OFFSET_LU + 10.0 * log10(power / (double)blocks);
}

double loudness_integrated(const struct loudness *loudness)
{
    double lufs = gated(loudness, 0);
    double gate = lufs + RELATIVE_GATE_LU - LOUDNESS_FLOOR_LUFS;

    if (!(gate > 0.0))
        return lufs;
    return gated(loudness, (size_t)(gate / CLASS_LU));
}

double loudness_limiting_db(const struct loudness *loudness,
                            double threshold_db)
{
    double place = -threshold_db / LOUDNESS_THRESHOLD_STEP_DB;
    double below[2];

    if (place < 0.0)
        place = 0.0;
    if (place > LOUDNESS_THRESHOLDS - 2)
        place = LOUDNESS_THRESHOLDS - 2;
    int i = (int)place;
    for (int k = 0; k < 2; k++) {
        uint64_t limited = loudness->limited[i + k];

        if (limited == 0)
            return 0.0;
        below[k] = 10.0 * log10((double)limited / (double)loudness->energy);
    }
    return below[0] + (below[1] - below[0]) * (place - i);
}

double loudness_gain_db(const struct loudness *loudness, double target_lufs,
                        double ceiling_dbtp)
{
    double plain_db = target_lufs - loudness_integrated(loudness);
    double gain_db = plain_db;

    if (!isfinite(plain_db))
        return 0.0;
    /* What is taken grows more slowly than the gain, so this closes in. */
    for (int i = 0; i < 20; i++) {
        double taken_db =
            loudness_limiting_db(loudness, ceiling_dbtp - gain_db);

        gain_db = plain_db + fmin(-taken_db, MOST_MADE_GOOD_DB);
    }
    return fmin(round(gain_db * 10.0) / 10.0, MOST_GAIN_DB);
}

bool loudness_true_peak(const int16_t *samples, size_t frames, int rate_hz,
                        double *peak_dbtp, struct err *err)
{
    ebur128_state *meter = meter_new(1, rate_hz, EBUR128_MODE_TRUE_PEAK, err);
    double peak = 0.0;

    if (!meter)
        return false;

    /* Silence behind the end lets the oversampler finish. */
    int16_t silence[64] = {0};
    bool fine =
        ebur128_add_frames_short(meter, samples, frames) == EBUR128_SUCCESS &&
        ebur128_add_frames_short(meter, silence, 64) == EBUR128_SUCCESS &&
        ebur128_true_peak(meter, 0, &peak) == EBUR128_SUCCESS;
    ebur128_destroy(&meter);
    if (!fine)
        return err_set(err, "the true peak meter failed; try again with more "
                            "memory");
    *peak_dbtp = peak > 0.0 ? 20.0 * log10(peak) : -HUGE_VAL;
    return true;
}

struct loudness_meter {
    ebur128_state *state;
};

struct loudness_meter *loudness_meter_new(int channels, int rate_hz,
                                          struct err *err)
{
    /* Of a histogram, memory does not grow with the sound. */
    ebur128_state *state = meter_new(
        channels, rate_hz, EBUR128_MODE_I | EBUR128_MODE_HISTOGRAM, err);
    struct loudness_meter *meter;

    if (!state)
        return NULL;
    meter = mem_new(1, sizeof *meter);
    meter->state = state;
    return meter;
}

bool loudness_meter_add(struct loudness_meter *meter, const float *samples,
                        size_t frames, struct err *err)
{
    return ebur128_add_frames_float(meter->state, samples, frames) ==
               EBUR128_SUCCESS ||
           err_set(err, "the loudness meter failed; try again with more "
                        "memory");
}

double loudness_meter_lufs(const struct loudness_meter *meter)
{
    double lufs = -HUGE_VAL;

    if (ebur128_loudness_global(meter->state, &lufs) != EBUR128_SUCCESS)
        lufs = -HUGE_VAL;
    return lufs;
}

void loudness_meter_free(struct loudness_meter *meter)
{
    if (!meter)
        return;
    ebur128_destroy(&meter->state);
    free(meter);
}
