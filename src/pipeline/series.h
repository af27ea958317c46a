/* A series: a folder of episodes -> its podcast feed, its page and its cover.
 * They are made anew from the episodes that are there, each written whole
 * before it replaces the one before; all other files are left alone. */
#ifndef PIPELINE_SERIES_H
#define PIPELINE_SERIES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "publish/feed.h"

#include <stdbool.h>
#include <stddef.h>

#define SERIES_PAGE "index.html"

struct series_request {
    const char *folder; /* of the episodes */
    /* cover_name is not looked at; an empty language is the newest episode's */
    struct feed_channel channel;
    const char *cover; /* path of a picture; NULL: one is drawn of the title */
    const struct log *log;
};

struct series {
    size_t episodes;
    struct view feed; /* paths */
    struct view page; /* empty: left alone, a foreign file has its name */
    struct view cover;
    struct records records; /* the episodes, newest first */
};

/* True if such a feed can be written: addresses, category, cover; else one
 * message (ERR_USAGE for what was asked).  Quick, for the time before an
 * episode is made. */
bool series_check(const struct series_request *request,
                  struct err *err) MUST_USE;

/* Writes covers, page and feed, in this order, so that the feed never names
 * what is not there.  Episodes are those of which the output "episode" was
 * written.  Fails without one, and rather than replace a feed.xml that is not
 * ours.  Texts in *series are the arena's. */
bool series_publish(struct arena *arena, const struct series_request *request,
                    struct series *series, struct err *err) MUST_USE;

#endif
