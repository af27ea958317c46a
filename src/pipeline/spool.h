/* A spool keeps the waves of units between speaking and encoding, in one file
 * that has no name, so that nothing is left behind however the process ends.
 * Units lie in the order in which they were finished.  Of a unit whose MPEG
 * frames are at hand it may hold no more than length and sum. */
#ifndef PIPELINE_SPOOL_H
#define PIPELINE_SPOOL_H

#include "base/checksum.h"
#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spool_entry {
    size_t frames;                /* length of the wave */
    struct checksum_128 identity; /* sum of its samples */
    int64_t offset;               /* bytes in the file */
    size_t held_frames;           /* what stands there: all of them or none */
    uint64_t checksum;            /* of what stands there */
};

struct spool {
    int fd; /* -1 when not open */
    int64_t end;
    struct spool_entry *units; /* by unit number; owned */
    size_t unit_count;
};

/* Makes the file in TMPDIR, else in /var/tmp (a book's wave is too much for
 * a folder in memory), else in /tmp. */
bool spool_open(struct spool *spool, size_t unit_count,
                struct err *err) MUST_USE;
void spool_close(struct spool *spool);

/* Says what a unit's wave is. */
void spool_expect(struct spool *spool, size_t unit, size_t frames,
                  struct checksum_128 identity);

bool spool_holds(const struct spool *spool, size_t unit);

/* Appends samples of a unit; the calls for one unit follow each other. */
bool spool_add(struct spool *spool, size_t unit, struct view samples,
               struct err *err) MUST_USE;

/* Reads a unit's int16 samples back; *samples is the caller's to free.  May
 * be called in a forked child.  A wave that has changed is an error. */
bool spool_read(const struct spool *spool, size_t unit, int16_t **samples,
                size_t *frames, struct err *err) MUST_USE;

#endif
