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
    const struct chapter *chapter = &chapters->at[i];
    struct stretch at = {timeline->cues[chapter->cue].at.begin,
                         timeline->frames};

    for (size_t next = i + 1; next < chapters->count; next++) {
        if (chapters->at[next].level <= chapter->level) {
            at.end = timeline->cues[chapters->at[next].cue].at.begin;
            break;
        }
    }
    return at;
}

size_t timeline_gaps(const struct timeline *timeline)
{
    size_t gaps = 0;

    for (size_t i = 0; i < timeline->script->cues.count; i++)
        gaps += timeline->cues[i].gap;
    return gaps;
}
