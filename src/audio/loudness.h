/* Loudness by ITU-R BS.1770-4 / EBU R 128, measured by units side by side
 * and put together: a meter gives the power of each gating block, and the
 * blocks of all units make one integrated loudness. */
#ifndef AUDIO_LOUDNESS_H
#define AUDIO_LOUDNESS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Histogram of gating blocks (400 ms, every 100 ms) by their loudness:
 * class i counts blocks from LOUDNESS_FLOOR_LUFS + i * 0.1 up; with the sum
 * of their powers, so that nothing is lost by classing.  Powers are counted
 * in whole steps of 2^-40 (full scale is 1), so that the sum of histograms
 * does not depend on the order in which they are added; 64 bits hold 1,000
 * hours of full scale. */
enum { LOUDNESS_CLASSES = 1000 };
#define LOUDNESS_FLOOR_LUFS (-70.0)

/* What a limiter will take off: the energy of the wave as it is, and as it
 * would be if a limiter held it to -i * 0.5 dB of full scale, in the steps of
 * the powers. */
enum { LOUDNESS_THRESHOLDS = 48 };
#define LOUDNESS_THRESHOLD_STEP_DB 0.5
/* Time constant with which that limiter lets its gain up again. */
#define LOUDNESS_RELEASE_S 0.040

struct loudness {
    uint64_t blocks[LOUDNESS_CLASSES];
    uint64_t power[LOUDNESS_CLASSES];
    uint64_t energy;
    uint64_t limited[LOUDNESS_THRESHOLDS];
};

/* Adds the blocks of a mono wave, counted as dual mono (EBU Tech 3341: both
 * ears hear it).  A wave shorter than one block counts as one block, filled
 * with silence.  Fails for a rate outside 8000 to 192000 Hz. */
bool loudness_add_wave(struct loudness *loudness, const int16_t *samples,
                       size_t frames, int rate_hz, struct err *err) MUST_USE;

void loudness_add(struct loudness *into, const struct loudness *from);

/* Integrated loudness in LUFS, both gates applied; -HUGE_VAL for silence. */
double loudness_integrated(const struct loudness *loudness);

/* What limiting to a threshold (in dB of full scale, of the measured wave)
 * changes in loudness: 0 or less. */
double loudness_limiting_db(const struct loudness *loudness,
                            double threshold_db);

/* The gain, in whole tenths of a dB, after which the wave, limited to
 * ceiling_dbtp, has target_lufs.  0 for silence; at most 40; what the limiter
 * takes is made good up to 2 dB, as more gain would only flatten the voice. */
double loudness_gain_db(const struct loudness *loudness, double target_lufs,
                        double ceiling_dbtp);

/* The same bit by bit, of one or two channels, for sounds of any length. */
struct loudness_meter;

/* NULL with a message for a rate outside 8000 to 192000 Hz. */
struct loudness_meter *loudness_meter_new(int channels, int rate_hz,
                                          struct err *err);
/* Adds interleaved samples; full scale is 1. */
bool loudness_meter_add(struct loudness_meter *meter, const float *samples,
                        size_t frames, struct err *err) MUST_USE;
/* Integrated loudness so far; -HUGE_VAL for silence and less than 400 ms. */
double loudness_meter_lufs(const struct loudness_meter *meter);
/* NULL is allowed. */
void loudness_meter_free(struct loudness_meter *meter);

/* True peak of a mono wave in dBTP (4 times oversampled); -HUGE_VAL for
 * silence. */
bool loudness_true_peak(const int16_t *samples, size_t frames, int rate_hz,
                        double *peak_dbtp, struct err *err) MUST_USE;

#endif
