/* The state of a digest, in one SQLite file: what is known of its sources, the
 * items that have been told, its episodes.
 *
 * An episode and what it says of the state become true together.  First the
 * files are made under a hidden folder; then one transaction writes the items,
 * the sources and the episode, which is still pending; then the files are
 * moved; then the episode is done.  Whatever happens between, a pending episode
 * can be finished by moving files, and nothing else was changed. */
#ifndef DIGEST_STATE_H
#define DIGEST_STATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "digest/item.h"
#include "digest/source_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct state;

enum { STATE_VERSION = 1 };

struct state_names {
    struct view *at;
    size_t count;
    size_t room;
};

/* An episode as the state knows it. */
struct state_episode {
    struct view name; /* of its files, without endings */
    struct view title;
    int64_t made; /* seconds since 1970 */
    int64_t length_ms;
};

/* Opens the state, or makes it.  *is_new tells that there was none, or one that
 * was damaged and has been put aside.  NULL when a newer briefcast wrote it, or
 * when it cannot be opened. */
struct state *state_open(struct arena *arena, const char *path,
                         const struct log *log, bool *is_new, struct err *err);

/* NULL is allowed. */
void state_close(struct state *state);

/* Fills states[i] for source i.  What was seen with another configuration
 * counts as never fetched: other items may be wanted now. */
bool state_load_sources(struct arena *arena, struct state *state,
                        const struct digest_config *config,
                        struct source_state *states, struct err *err) MUST_USE;

/* Finds the item among those that were told: by the id its source gives it,
 * then by its link, then by its content.  Sets told_as, fate and is_update as
 * updates says. */
bool state_recognise(struct arena *arena, struct state *state,
                     enum digest_updates updates, struct digest_item *item,
                     struct err *err) MUST_USE;

/* True in *found when an item told since then tells the item's story in nearly
 * the same words. */
bool state_find_story(struct state *state, const struct digest_item *item,
                      int64_t since, bool *found, struct err *err) MUST_USE;

/* The sentences that an item had when it was told last. */
bool state_load_sentences(struct arena *arena, struct state *state,
                          int64_t told_as, struct sketch_sentences *sentences,
                          struct err *err) MUST_USE;

/* What one run changes. */
struct state_change {
    const struct digest_config *config;
    const struct source_state *states;
    const struct digest_items *items;    /* those that are settled are kept */
    const struct state_episode *episode; /* NULL: none was made */
    const struct state_names *files;     /* of the episode */
    int64_t now;
};

/* One transaction.  The episode is pending behind it. */
bool state_apply(struct state *state, const struct state_change *change,
                 struct err *err) MUST_USE;

/* The pending episode and its files, or *found false. */
bool state_pending(struct arena *arena, struct state *state,
                   struct state_episode *episode, struct state_names *files,
                   bool *found, struct err *err) MUST_USE;

/* The pending episode is done: its files have their names. */
bool state_finish(struct state *state, struct err *err) MUST_USE;

/* Takes back the pending episode, whose files are lost, and forgets what
 * sources said they had sent, so that its items come again. */
bool state_undo(struct state *state, struct err *err) MUST_USE;

/* Name of an episode that is done and of the items it told; for a state that
 * is made anew from the episodes themselves. */
bool state_restore(struct state *state, const struct state_episode *episode,
                   const struct digest_items *items, struct err *err) MUST_USE;

/* Everything that the state says, a line a row, in an order that does not
 * depend on its history; for comparing two. */
bool state_dump(struct state *state, struct buf *out, struct err *err) MUST_USE;

#endif
