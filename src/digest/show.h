/* The show: items -> the documents of an episode.  Opening, headlines, each
 * item with its title, source and age, closing. */
#ifndef DIGEST_SHOW_H
#define DIGEST_SHOW_H

#include "base/arena.h"
#include "digest/item.h"

#include <stdint.h>

/* Gives the item's document the shape in which it is told: the title as its
 * first block, then where it comes from and how old it is. */
void show_dress(struct arena *arena, const struct digest_config *config,
                int64_t now, struct digest_item *item);

/* The opening's document; one without blocks when nothing is said. */
void show_opening(struct arena *arena, const struct digest_config *config,
                  int64_t now, int64_t length_ms,
                  const struct digest_items *items, struct document *document);

/* The closing's document, which also accounts for the items that are left out:
 * they are its omissions. */
void show_closing(struct arena *arena, const struct digest_config *config,
                  int64_t now, int64_t length_ms,
                  const struct digest_items *items, struct document *document);

#endif
