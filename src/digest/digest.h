/* A digest: many sources, one episode, again tomorrow.  One run gathers what is
 * new, makes the episode of it, and remembers it; whatever stops it, the next
 * run goes on where it stood. */
#ifndef DIGEST_DIGEST_H
#define DIGEST_DIGEST_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "digest/config.h"
#include "digest/item.h"
#include "digest/source_state.h"
#include "digest/state.h"
#include "pipeline/make.h"

#include <stdbool.h>
#include <stdint.h>

struct digest_request {
    const struct digest_config *config;
    const struct voice *voice;       /* of the show */
    const struct voice_path *voices; /* where others are */
    const struct lexicon *lexicon;
    struct mp3_format mp3;
    unsigned jobs;
    struct cache *cache; /* NULL: everything is spoken anew */
    int64_t now;         /* seconds since 1970 */
    bool dry_run;        /* say what would be told; change nothing */
    const struct log *log;
};

/* What a run came to.  Memory is the arena's. */
struct digest_report {
    struct view finished; /* episode of an earlier run that was ended now */
    struct view restored; /* the state was made anew: its path */
    size_t restored_episodes;
    struct digest_items items;
    struct source_state *states; /* of config->sources.at[i] */
    size_t failed;               /* sources */
    bool is_made;                /* there is a new episode */
    struct state_episode episode;
    struct view audio; /* its path */
    struct made made;
    struct view feed; /* path, or empty */
    size_t removed;   /* old episodes */
};

/* Runs it.  *report is filled as far as the run came, also on failure. */
bool digest_run(struct arena *arena, const struct digest_request *request,
                struct digest_report *report, struct err *err) MUST_USE;

/* Appends everything that the digest's state says, for comparing two. */
bool digest_dump(struct arena *arena, const struct digest_config *config,
                 const struct log *log, struct buf *out,
                 struct err *err) MUST_USE;

#endif
