/* Notes: what an episode says of the items in it, in a file beside it.  From
 * these files a lost state is made anew. */
#ifndef DIGEST_NOTES_H
#define DIGEST_NOTES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "digest/item.h"
#include "digest/state.h"

#include <stdbool.h>

#define NOTES_ENDING ".digest.json"

/* Appends the file of an episode and its items, those that are settled and
 * those that were left out. */
void notes_write(const struct state_episode *episode,
                 const struct digest_items *items, struct buf *out);

/* Reads one back; path is for messages.  Memory is the arena's.  Fails on what
 * is no such file. */
bool notes_parse(struct arena *arena, const char *path, struct view json,
                 struct state_episode *episode, struct digest_items *items,
                 struct err *err) MUST_USE;

/* Fills an empty state from all such files of a folder, the oldest first;
 * *episodes counts them.  Files that cannot be read are passed over with a
 * warning. */
bool notes_restore(struct arena *arena, const char *folder, struct state *state,
                   const struct log *log, size_t *episodes,
                   struct err *err) MUST_USE;

#endif
