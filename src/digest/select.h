/* Selection: of all items that were gathered, those that are news. */
#ifndef DIGEST_SELECT_H
#define DIGEST_SELECT_H

#include "base/arena.h"
#include "base/err.h"
#include "digest/item.h"
#include "digest/state.h"

/* Sets the fate of items that are known, not wanted, empty, or beyond their
 * source's limit; the others keep ITEM_WAITING. */
bool select_new(struct arena *arena, struct state *state,
                const struct digest_config *config, struct digest_items *items,
                struct err *err) MUST_USE;

/* Once the pages are read: stories that two sources tell, or that were told in
 * the last month in nearly the same words, are told once; what is told of
 * items that have changed is only what is new, if the configuration says so.
 * Also fills items' sentences. */
bool select_stories(struct arena *arena, struct state *state,
                    const struct digest_config *config, int64_t now,
                    struct digest_items *items, struct err *err) MUST_USE;

/* How many items have that fate. */
size_t select_count(const struct digest_items *items, enum item_fate fate);

#endif
