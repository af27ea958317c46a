/* Units: a script cut into runs of cues that are spoken, mastered and
 * encoded independently of each other, side by side.  Where it is cut
 * depends on the script alone, never on how many run at once. */
#ifndef PIPELINE_UNIT_H
#define PIPELINE_UNIT_H

#include "base/arena.h"
#include "model/script.h"

#include <stddef.h>

struct unit {
    size_t first_cue; /* a pause: the silence that leads in */
    size_t cue_count;
};

struct units {
    struct unit *at;
    size_t count;
    size_t room;
};

/* Cuts before pauses of at least least_ms, about every 20 to 60 seconds of
 * speech; before shorter pauses only where there is no better one for
 * several minutes.  Every cue belongs to one unit, in order. */
void unit_cut(struct arena *arena, const struct script *script, int least_ms,
              struct units *units);

#endif
