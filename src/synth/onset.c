#include "synth/onset.h"

#include <stdlib.h>

enum {
    QUIET_MS = 100, /* the closure of a plosive is shorter */
    REACH_MS = 200,
};

/* -38 dB. */
static const double quiet_part = 0.0126;

static int quiet_level(const struct clip *clip)
{
    int peak = 0;

    for (size_t i = 0; i < clip->frames; i++) {
        int level = abs(clip->samples[i]);

        if (level > peak)
            peak = level;
    }
    return (int)(peak * quiet_part);
}

static void move_nearest(struct clip *clip, int64_t onset)
{
    int64_t reach = (int64_t)clip->rate_hz * REACH_MS / 1000;
    size_t nearest = clip->anchor_count;

    for (size_t i = 0; i < clip->anchor_count; i++) {
        int64_t away = llabs(clip->anchors[i].frame - onset);

        if (away <= reach) {
            reach = away;
            nearest = i;
        }
    }
    if (nearest == clip->anchor_count)
        return;
    bool fits_before =
        nearest == 0 || clip->anchors[nearest - 1].frame <= onset;
    bool fits_behind = nearest + 1 == clip->anchor_count ||
                       clip->anchors[nearest + 1].frame >= onset;
    if (fits_before && fits_behind)
        clip->anchors[nearest].frame = onset;
}

void onset_align(struct clip *clip)
{
    size_t least = (size_t)clip->rate_hz * QUIET_MS / 1000;
    int quiet = quiet_level(clip);
    size_t silent = 0;

    for (size_t i = 0; i < clip->frames; i++) {
        if (abs(clip->samples[i]) <= quiet) {
            silent++;
            continue;
        }
        if (silent >= least)
            move_nearest(clip, (int64_t)i);
        silent = 0;
    }
}
