/* What make, digest and cache take from the command line and the environment
 * alike. */
#ifndef CLI_MAKING_H
#define CLI_MAKING_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "cache/cache.h"
#include "cli/options.h"
#include "encode/mp3.h"

#include <stdbool.h>
#include <stdint.h>

/* SOURCE_DATE_EPOCH if set (reproducible-builds.org), else now; seconds since
 * 1970. */
bool making_time(int64_t *made, struct err *err) MUST_USE;

/* --jobs, else the cores that this process may use. */
unsigned making_jobs(const struct options *options);

/* The folder of the cache, $XDG_CACHE_HOME/briefcast; empty where neither that
 * nor HOME says. */
struct view making_cache_folder(struct arena *arena);

/* --cache-size, in bytes. */
uint64_t making_cache_bytes(const struct options *options);

/* The cache, for the caller to close; NULL with --no-cache and where it can
 * have no folder. */
struct cache *making_cache(struct arena *arena, const struct options *options,
                           const struct log *log);

struct mp3_format making_mp3(const struct options *options);

#endif
