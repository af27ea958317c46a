/* Gathering: sources -> items.  What is on the web is fetched side by side;
 * one source that fails never stops the others. */
#ifndef DIGEST_GATHER_H
#define DIGEST_GATHER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "digest/item.h"
#include "digest/source_state.h"

#include <stdbool.h>

struct gather_request {
    const struct digest_config *config;
    int64_t now; /* seconds since 1970 */
    const struct log *log;
};

/* Reads every source; states[i], of config->sources.at[i], holds what was kept
 * and is brought up to date.  Items are appended in the order of the sources,
 * those of a source newest first, with the text that the source itself carries.
 * False only when a signal asked to stop or nothing could be started. */
bool gather_items(struct arena *arena, const struct gather_request *request,
                  struct source_state *states, struct digest_items *items,
                  struct err *err) MUST_USE;

/* Reads the pages of the items whose text in their feed is but a teaser, and
 * which wait to be told.  A page that cannot be read leaves its item as it is,
 * with a note.  False as above. */
bool gather_pages(struct arena *arena, const struct gather_request *request,
                  struct digest_items *items, struct err *err) MUST_USE;

#endif
