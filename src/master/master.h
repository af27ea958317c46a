/* master: wave -> wave at the right loudness.  A unit's wave is prepared once
 * (its peaks taken apart), then measured (audio/loudness.h); when all units
 * have been, each goes through a pull chain: gain, resampling to the rate of
 * the file, and a look-ahead true-peak limiter.  Every unit of a briefing gets
 * the same gain. */
#ifndef MASTER_MASTER_H
#define MASTER_MASTER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Turns the phases of a mono wave in place, so that its peaks are lower and
 * its sound and loudness the same; see phase_rotator.h.  For a whole unit,
 * before its loudness is measured. */
void master_prepare(int16_t *samples, size_t frames, int rate_hz);

/* What the limiter holds so that the decoded MP3 stays below -1 dBTP. */
#define MASTER_CEILING_DBTP (-2.0)

struct master_request {
    const int16_t *samples; /* mono, at rate_hz; borrowed */
    size_t frames;
    int rate_hz;
    int out_rate_hz;
    double gain_db;
    double ceiling_dbtp; /* true peak that the limiter holds */
};

/* Gives frames * out_rate_hz / rate_hz samples (which must be whole), in
 * time with the input (no delay), as int16 with fixed-seed dither left out.
 * *out is allocated; the caller frees it. */
bool master_unit(const struct master_request *request, int16_t **out,
                 size_t *out_frames, struct err *err) MUST_USE;

#endif
