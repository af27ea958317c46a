#include "master/limiter.h"

#include "audio/loudness.h"
#include "base/mem.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The gain falls over this time.  The pulses of Klatt voices last 0.2 ms;
 * 1.5 ms makes the dip slow enough not to click and short enough not to be
 * heard as a hole. */
#define ATTACK_S 0.0015
/* It comes back with this time constant: long against a period of the voice,
 * so that it does not distort; short against a syllable. */
#define RELEASE_S LOUDNESS_RELEASE_S

/* True peaks are looked for at three places between two samples (4 times
 * oversampling, as BS.1770-4 annex 2 does), by a windowed sinc over REACH
 * samples on either side. */
enum { LANES = 4, REACH = 8 };

/* Only beside a sample above this part of the ceiling: a wave that was
 * resampled from 22.05 to 44.1 kHz rises at most 1 / cos(pi / 4), 3 dB, above
 * its samples, and speech at its own rate hardly more than 6 dB. */
#define SUSPECT 0.5F

/* Gains this close to 1 are 1: the step that is left is 0.009 dB, and the
 * mean over the attack makes a ramp of it. */
#define AT_REST 0.999F

/* The arrays hold `kept` samples of the past and then the new piece.  What
 * gain sample i needs is known when REACH samples behind it are there.
 * most[i] is the least need of the samples i .. i + attack, so that the gain
 * falls before the peak; envelope[i] follows it down at once and up slowly;
 * the gain of sample i is the mean of envelope[i - attack .. i].  Each of
 * those is at most what i needs, and so is their mean: the limiter holds its
 * ceiling, and its gain has no steps. */
struct limiter {
    float ceiling;
    float release; /* part of the way to 1 in one sample */
    size_t attack;
    size_t kept;
    size_t idle; /* samples since the envelope was last below 1 */
    float last;  /* envelope of the sample before */
    float taps[2 * REACH][LANES]; /* the last lane is the sample itself */
    float *wave;
    float *most;
    float *envelope;
};

static void make_taps(struct limiter *limiter)
{
    for (int lane = 0; lane < LANES - 1; lane++) {
        double sum = 0.0;
        double taps[2 * REACH];

        for (int i = 0; i < 2 * REACH; i++) {
            double t = (lane + 1.0) / LANES + REACH - 1 - i;

            taps[i] = sin(M_PI * t) / t * (1.0 + cos(M_PI * t / REACH));
            sum += taps[i];
        }
        for (int i = 0; i < 2 * REACH; i++)
            limiter->taps[i][lane] = (float)(taps[i] / sum);
    }
    limiter->taps[REACH - 1][LANES - 1] = 1.0F;
}

struct limiter *limiter_new(int rate_hz, float ceiling)
{
    struct limiter *limiter = mem_new(1, sizeof *limiter);

    limiter->ceiling = ceiling;
    limiter->release = (float)(1.0 - exp(-1.0 / (RELEASE_S * rate_hz)));
    limiter->attack = (size_t)(ATTACK_S * rate_hz) + 1;
    limiter->kept = 2 * (limiter->attack + REACH);
    limiter->idle = 4 * limiter->attack;
    limiter->last = 1.0F;
    make_taps(limiter);

    size_t room = limiter->kept + LIMITER_PIECE;
    limiter->wave = mem_new(room, sizeof *limiter->wave);
    limiter->most = mem_new(room, sizeof *limiter->most);
    limiter->envelope = mem_new(room, sizeof *limiter->envelope);
    for (size_t i = 0; i < room; i++)
        limiter->most[i] = limiter->envelope[i] = 1.0F;
    return limiter;
}

void limiter_free(struct limiter *limiter)
{
    if (!limiter)
        return;
    free(limiter->wave);
    free(limiter->most);
    free(limiter->envelope);
    free(limiter);
}

size_t limiter_delay_frames(const struct limiter *limiter)
{
    return limiter->attack + REACH;
}

/* Largest magnitude of a sample and of the places up to the next; around
 * begins REACH - 1 samples before it. */
static float true_peak(const struct limiter *limiter, const float *around)
{
    float sums[LANES] = {0.0F};
    float peak = 0.0F;

    for (int i = 0; i < 2 * REACH; i++) {
        for (int lane = 0; lane < LANES; lane++)
            sums[lane] += limiter->taps[i][lane] * around[i];
    }
    for (int lane = 0; lane < LANES; lane++)
        peak = fabsf(sums[lane]) > peak ? fabsf(sums[lane]) : peak;
    return peak;
}

/* A loop that the compiler turns into vector instructions: in most pieces
 * there is nothing more to do. */
static bool any_suspect(const float *wave, size_t count, float suspect)
{
    unsigned hits = 0;

    for (size_t i = 0; i < count; i++)
        hits |= fabsf(wave[i]) >= suspect;
    return hits != 0;
}

/* Samples begin to end now have REACH samples behind them: takes down what
 * they and the samples before them may have.  True if any must. */
static bool find_peaks(struct limiter *limiter, size_t begin, size_t end)
{
    const float *wave = limiter->wave;
    float suspect = SUSPECT * limiter->ceiling;
    bool found = false;

    if (!any_suspect(wave + begin, end - begin + 1, suspect))
        return false;
    for (size_t i = begin; i < end; i++) {
        if (fabsf(wave[i]) < suspect && fabsf(wave[i + 1]) < suspect)
            continue;
        float peak = true_peak(limiter, wave + i - (REACH - 1));
        if (peak <= limiter->ceiling)
            continue;
        /* The peak may lie behind i, where sample i + 1 shapes it too. */
        float need = limiter->ceiling / peak;
        for (size_t k = i - limiter->attack; k <= i + 1; k++) {
            if (need < limiter->most[k])
                limiter->most[k] = need;
        }
        found = true;
    }
    return found;
}

/* Rounded by adding a half and cutting, all above zero: a libm call for each
 * sample would cost more than the rest.  The limiter has made the sample
 * hardly more than 1, so the product fits an int. */
static int16_t quantize(float sample)
{
    int value = (int)(sample * 32768.0F + 32768.5F) - 32768;

    value = value < INT16_MIN ? INT16_MIN : value;
    return (int16_t)(value > INT16_MAX ? INT16_MAX : value);
}

static void apply(struct limiter *limiter, size_t begin, size_t end,
                  int16_t *out)
{
    size_t span = limiter->attack + 1;
    double sum = 0.0;

    for (size_t i = begin - span; i < begin; i++)
        sum += (double)limiter->envelope[i];
    for (size_t i = begin; i < end; i++) {
        float envelope =
            limiter->last + (1.0F - limiter->last) * limiter->release;

        if (envelope > AT_REST)
            envelope = 1.0F;
        if (limiter->most[i] < envelope)
            envelope = limiter->most[i];
        limiter->idle = envelope < 1.0F ? 0 : limiter->idle + 1;
        limiter->envelope[i] = limiter->last = envelope;
        sum += (double)envelope - (double)limiter->envelope[i - span];
        *out++ = quantize(limiter->wave[i] * (float)(sum / (double)span));
    }
}

static void forget(const struct limiter *limiter, float *values, size_t frames)
{
    memmove(values, values + frames, limiter->kept * sizeof *values);
}

void limiter_run(struct limiter *limiter, const float *samples, size_t frames,
                 int16_t *out)
{
    size_t kept = limiter->kept;
    size_t known = kept - REACH;
    size_t begin = known - limiter->attack;

    memcpy(limiter->wave + kept, samples, frames * sizeof *samples);
    bool found = find_peaks(limiter, known, known + frames);
    if (!found && limiter->idle > 3 * limiter->attack) {
        for (size_t i = 0; i < frames; i++)
            out[i] = quantize(limiter->wave[begin + i]);
    } else {
        apply(limiter, begin, begin + frames, out);
        forget(limiter, limiter->most, frames);
        forget(limiter, limiter->envelope, frames);
        for (size_t i = kept; i < kept + LIMITER_PIECE; i++)
            limiter->most[i] = limiter->envelope[i] = 1.0F;
    }
    forget(limiter, limiter->wave, frames);
}
