/* Topics: the words by which a digest chooses items ("climate, energy*"). */
#ifndef DIGEST_TOPIC_H
#define DIGEST_TOPIC_H

#include "base/arena.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>

struct topics {
    struct view *at; /* folded to lower case, words divided by one space */
    size_t count;
    size_t room;
};

/* Adds the topics of a list divided by commas; empty ones do not count. */
void topics_parse(struct arena *arena, struct view list, struct topics *topics);

/* True if one of the topics stands in text: its words, one after the other,
 * whatever their case and what stands between them; a word that ends in '*'
 * stands for all that begin with it.  Linear in the size of text for each
 * topic. */
bool topics_match(const struct topics *topics, struct view text);

#endif
