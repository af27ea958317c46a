/* What fuzzers share that read configurations of a digest: bytes are given as
 * a file, and what comes of them keeps what digest/config.h promises. */
#ifndef TESTS_FUZZ_DIGEST_CONFIG_H
#define TESTS_FUZZ_DIGEST_CONFIG_H

#include "digest/config.h"
#include "promise.h"

#include <sys/mman.h>
#include <unistd.h>

/* A path that leads to the bytes, of a file that is nowhere else. */
static inline const char *path_to(struct view bytes)
{
    static char path[64];
    static int fd = -1;

    if (fd < 0)
        fd = memfd_create("fuzz", MFD_CLOEXEC);
    promise(fd >= 0 && ftruncate(fd, 0) == 0 &&
                pwrite(fd, bytes.data, bytes.size, 0) == (ssize_t)bytes.size,
            "config", "no file for the bytes");
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    return path;
}

static inline void promise_source(const struct digest_source *source)
{
    promise(source->key.size > 0, "config", "a source without a key");
    promise(source->place.size > 0, "config", "a source without a place");
    promise(source->items <= 10000, "config", "items out of range");
    promise(source->length_ms >= 0 && source->length_ms <= 86400000, "config",
            "minutes out of range");
    promise(source->line > 0, "config", "a source without a line");
}

static inline bool promise_config(struct arena *arena, struct view bytes,
                                  struct mistakes *mistakes)
{
    const char *path = path_to(bytes);
    struct digest_config config;
    bool ok = digest_config_read(arena, path, NULL, &config, mistakes);

    promise(ok == (mistakes->count == 0), "config",
            "mistakes and the result disagree");
    for (size_t i = 0; i < mistakes->count; i++)
        promise(view_starts(mistakes->at[i], view_of(path)), "config",
                "a mistake without the file's name");
    if (!ok)
        return false;
    promise(config.output.size > 0 && config.output.data[0] == '/', "config",
            "no folder for the output");
    promise(config.sources.count > 0, "config", "no source");
    for (size_t i = 0; i < config.sources.count; i++)
        promise_source(&config.sources.at[i]);
    promise(config.rate_wpm == 0 ||
                (config.rate_wpm >= 80 && config.rate_wpm <= 449),
            "config", "a rate out of range");
    promise(config.length_ms >= 0 && config.length_ms <= 86400000, "config",
            "a length out of range");
    promise(config.updates >= UPDATES_SKIP && config.updates <= UPDATES_FULL &&
                config.order >= ORDER_SOURCES && config.order <= ORDER_NEWEST,
            "config", "a choice that is none");
    return true;
}

#endif
