#include "publish/saying.h"

bool saying_next(const struct episode *episode, struct saying *saying)
{
    const struct script *script = episode->script;
    const struct timeline *timeline = episode->timeline;
    size_t i = saying->cue ? saying->index + 1 : 0;

    for (; i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];
        const struct cue_time *time = &timeline->cues[i];

        if (cue->kind != CUE_SAY || time->gap ||
            view_trim(cue->shown).size == 0)
            continue;
        int64_t begin_ms = timeline_ms(timeline, time->at.begin);
        int64_t end_ms = timeline_ms(timeline, time->at.end);

        if (begin_ms < saying->end_ms)
            begin_ms = saying->end_ms;
        *saying = (struct saying){
            .cue = cue,
            .time = time,
            .index = i,
            .begin_ms = begin_ms,
            /* A cue must last; a sound under a millisecond does not. */
            .end_ms = end_ms > begin_ms ? end_ms : begin_ms + 1,
        };
        return true;
    }
    return false;
}

const char *saying_speaker(const struct cue *cue)
{
    static const char *const names[ROLE_COUNT] = {
        [ROLE_TITLE] = "Title",     [ROLE_BYLINE] = "Byline",
        [ROLE_HEADING] = "Heading", [ROLE_BODY] = "Body",
        [ROLE_QUOTE] = "Quote",     [ROLE_NOTICE] = "Notice",
    };

    return names[cue->role];
}

int64_t saying_word_ms(const struct episode *episode,
                       const struct saying *saying, size_t i)
{
    return timeline_ms(episode->timeline, saying->time->words[i].begin);
}
