/* One article of a briefing as an episode of its own: script and timeline cut
 * out and moved to begin at 0. */
#ifndef PIPELINE_PART_H
#define PIPELINE_PART_H

#include "model/episode.h"

#include <stdbool.h>
#include <stddef.h>

struct part {
    struct episode episode; /* points into the rest */
    struct script script;
    struct timeline timeline;
    size_t first_cue; /* in the whole script */
    struct arena arena;
};

/* Cuts article i (which has a cue) out; texts are borrowed from the whole.
 * *part must stay where it is until it is released. */
void part_cut(const struct episode *whole, size_t i, struct part *part);
void part_release(struct part *part);

/* Where article i begins and ends, in frames of the timeline.  Pauses belong to
 * the article that they lead to; the last one to the last.  False when nothing
 * of it is in the script. */
bool part_stretch(const struct episode *whole, size_t i, struct stretch *at);

#endif
