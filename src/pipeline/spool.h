/* A spool keeps the waves of all units between speaking and encoding, in one
 * file that has no name, so that nothing is left behind however the process
 * ends.  Units lie in the order in which they were finished. */
#ifndef PIPELINE_SPOOL_H
#define PIPELINE_SPOOL_H

#include "base/err.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spool_entry {
    int64_t offset; /* bytes in the file */
    size_t frames;
    uint64_t checksum; /* of the samples */
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

/* Appends samples of a unit; the calls for one unit follow each other. */
bool spool_add(struct spool *spool, size_t unit, struct view samples,
               struct err *err) MUST_USE;

/* Reads a unit's int16 samples back; *samples is the caller's to free.  May
 * be called in a forked child.  A wave that has changed is an error. */
bool spool_read(const struct spool *spool, size_t unit, int16_t **samples,
                size_t *frames, struct err *err) MUST_USE;

#endif
