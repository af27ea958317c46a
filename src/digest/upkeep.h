/* Upkeep of the folder of a digest's episodes: old ones go, and the podcast
 * feed tells of those that are there. */
#ifndef DIGEST_UPKEEP_H
#define DIGEST_UPKEEP_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "digest/config.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct upkeep {
    size_t episodes; /* that are there now */
    size_t removed;
    struct view feed; /* its path; empty: none was written */
};

/* Does it.  Whenever it is stopped, the next call ends it: an episode loses its
 * record first, then the feed is written, then its files go.  Only episodes
 * that a digest has made are removed. */
bool upkeep_run(struct arena *arena, const struct digest_config *config,
                int64_t now, const struct log *log, struct upkeep *upkeep,
                struct err *err) MUST_USE;

/* True if the feed that is configured can be written. */
bool upkeep_check(const struct digest_config *config, struct err *err) MUST_USE;

#endif
