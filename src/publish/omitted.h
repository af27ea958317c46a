/* What an article holds that was not spoken, and why: skipped tokens of the
 * ledger, what the reader left out of the document, and sentences that no
 * worker could speak.  Marks that have no sound of their own, such as hyphens,
 * are told apart from words. */
#ifndef PUBLISH_OMITTED_H
#define PUBLISH_OMITTED_H

#include "base/arena.h"
#include "model/episode.h"

#include <stdbool.h>
#include <stddef.h>

struct omitted_piece {
    struct view text;
    struct omitted_piece *next;
};

/* All pieces with one reason, in the order of the articles. */
struct omitted_group {
    struct view reason;
    size_t count;
    bool marks; /* no piece holds a letter, a digit or a picture */
    struct omitted_piece *first;
    struct omitted_piece *last;
};

struct omitted {
    struct omitted_group *at; /* in order of first appearance */
    size_t count;
    size_t room;
    size_t pieces; /* in groups that are not marks */
    size_t marks;  /* in those that are */
};

/* Collects them; memory is the arena's, texts are borrowed from the
 * documents. */
void omitted_list(struct arena *arena, const struct episode *episode,
                  struct omitted *omitted);

#endif
