/* A look-ahead true-peak limiter for a mono wave, by pieces: where the wave
 * between or at its samples would pass the ceiling, the gain is taken down
 * before, without a corner, and let up again after. */
#ifndef MASTER_LIMITER_H
#define MASTER_LIMITER_H

#include <stddef.h>
#include <stdint.h>

struct limiter;

/* ceiling is linear, above 0 and at most 1. */
struct limiter *limiter_new(int rate_hz, float ceiling);
/* NULL is allowed. */
void limiter_free(struct limiter *limiter);

/* Most samples that one call takes. */
enum { LIMITER_PIECE = 512 };

/* Takes frames (at most LIMITER_PIECE) samples and writes as many to out:
 * those that went in limiter_delay_frames() earlier; silence at first. */
void limiter_run(struct limiter *limiter, const float *samples, size_t frames,
                 int16_t *out);

size_t limiter_delay_frames(const struct limiter *limiter);

#endif
