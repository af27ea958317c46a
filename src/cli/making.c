#include "cli/making.h"

#include "digest/place.h"
#include "pipeline/make.h"

#include <sched.h>
#include <stdlib.h>
#include <time.h>

enum { CACHE_MB = 2000 };

bool making_time(int64_t *made, struct err *err)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;

    *made = (int64_t)time(NULL);
    if (!text || !*text)
        return true;
    *made = strtoll(text, &end, 10);
    if (*end != '\0' || *made < 0 || *made > 253402300799)
        return err_set_kind(err, ERR_USAGE,
                            "SOURCE_DATE_EPOCH is \"%s\"; set it to whole "
                            "seconds since 1970, or unset it",
                            text);
    return true;
}

unsigned making_jobs(const struct options *options)
{
    cpu_set_t cores;

    if (options->jobs > 0)
        return (unsigned)options->jobs;
    if (sched_getaffinity(0, sizeof cores, &cores) != 0)
        return 1;
    return (unsigned)CPU_COUNT(&cores);
}

struct view making_cache_folder(struct arena *arena)
{
    struct view base;
    struct err ignored;

    if (!place_folder(arena, "XDG_CACHE_HOME", ".cache", &base, &ignored))
        return (struct view){0};
    return arena_format(arena, "%.*s/briefcast", VIEW_ARG(base));
}

uint64_t making_cache_bytes(const struct options *options)
{
    return (uint64_t)(options->cache_mb > 0 ? options->cache_mb : CACHE_MB) *
           1000000;
}

struct cache *making_cache(struct arena *arena, const struct options *options,
                           const struct log *log)
{
    struct view folder = making_cache_folder(arena);

    if (options->no_cache || folder.size == 0)
        return NULL;
    return cache_open(folder.data, making_cache_bytes(options),
                      making_jobs(options), log);
}

struct mp3_format making_mp3(const struct options *options)
{
    struct mp3_format format = {
        .rate_hz = options->small ? 22050 : 44100,
        .bitrate_kbps = options->small ? 48 : 96,
        .quality = options->quality >= 0 ? options->quality : 5,
        .bandwidth_hz = MAKE_BANDWIDTH_HZ,
    };

    if (options->bitrate_kbps > 0)
        format.bitrate_kbps = options->bitrate_kbps;
    return format;
}
