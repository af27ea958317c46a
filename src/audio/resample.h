/* Changes the sample rate of a mono wave of floats, by pieces, in time with
 * the input (no delay). */
#ifndef AUDIO_RESAMPLE_H
#define AUDIO_RESAMPLE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct resampler;

/* NULL with a message when the rates make no sense. */
struct resampler *resampler_new(int rate_hz, int out_rate_hz, struct err *err);
/* NULL is allowed. */
void resampler_free(struct resampler *resampler);

/* Takes up to frames samples (*used says how many) and gives up to room
 * (*made).  With samples NULL the input has ended: call until *made is 0.
 * What comes out in all is frames * out_rate_hz / rate_hz, rounded. */
bool resampler_run(struct resampler *resampler, const float *samples,
                   size_t frames, size_t *used, float *out, size_t room,
                   size_t *made, struct err *err) MUST_USE;

/* Names the library and its version. */
const char *resampler_version(void);

#endif
