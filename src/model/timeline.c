#include "model/timeline.h"

void timeline_init(struct timeline *timeline, const struct script *script,
                   int rate_hz)
{
    *timeline = (struct timeline){.script = script, .rate_hz = rate_hz};
    timeline->cues =
        arena_new(&timeline->arena, script->cues.count, sizeof *timeline->cues);
    for (size_t i = 0; i < script->cues.count; i++) {
        size_t count = script->cues.at[i].words.count;

        if (count > 0)
            timeline->cues[i].words = arena_new(
                &timeline->arena, count, sizeof *timeline->cues[i].words);
    }
}

void timeline_release(struct timeline *timeline)
{
    arena_release(&timeline->arena);
    *timeline = (struct timeline){0};
}

int64_t timeline_ms(const struct timeline *timeline, int64_t frame)
{
    return (frame * 1000 + timeline->rate_hz / 2) / timeline->rate_hz;
}

double timeline_seconds(const struct timeline *timeline, int64_t frame)
{
    return (double)frame / timeline->rate_hz;
}

struct stretch timeline_chapter(const struct timeline *timeline, size_t i)
{
    const struct chapters *chapters = &timeline->script->chapters;
    struct stretch at = {
        .begin = timeline->cues[chapters->at[i].cue].at.begin,
        .end = timeline->frames,
    };

    if (i + 1 < chapters->count)
        at.end = timeline->cues[chapters->at[i + 1].cue].at.begin;
    return at;
}

size_t timeline_gaps(const struct timeline *timeline)
{
    size_t gaps = 0;

    for (size_t i = 0; i < timeline->script->cues.count; i++)
        gaps += timeline->cues[i].gap;
    return gaps;
}
