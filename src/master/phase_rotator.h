/* Turns the phases of a voice so that its peaks are lower and its sound and
 * loudness the same, as broadcast processors do.  The pulses of a synthetic
 * voice have all their partials in step and stand 18 dB above its loudness; a
 * chain of allpass filters takes them apart. */
#ifndef MASTER_PHASE_ROTATOR_H
#define MASTER_PHASE_ROTATOR_H

#include <stddef.h>

enum { PHASE_ROTATOR_STAGES = 3 };

struct phase_rotator {
    float b0[PHASE_ROTATOR_STAGES]; /* coefficients; see phase_rotator.c */
    float b1[PHASE_ROTATOR_STAGES];
    float s1[PHASE_ROTATOR_STAGES]; /* state */
    float s2[PHASE_ROTATOR_STAGES];
};

void phase_rotator_init(struct phase_rotator *rotator, int rate_hz);

/* Filters in place, going on from the call before.  Frequencies above 1 kHz
 * pass in time, those of the voice's fundamental up to 6 ms late. */
void phase_rotator_run(struct phase_rotator *rotator, float *samples,
                       size_t frames);

#endif
