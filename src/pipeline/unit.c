#include "pipeline/unit.h"

#include <stdbool.h>

/* Sizes in bytes of spoken text; 15 bytes are about a second.  Small enough
 * that two cores share a short article, large enough that the cost of two
 * processes and an encoder (some ten milliseconds) does not show. */
enum {
    SHORT_TEXT = 6000,
    AT_PARAGRAPH_OF_SHORT = 300,
    AT_PARAGRAPH = 900,
    AT_SENTENCE = 1200,
    AT_ANYTHING = 6000,
};

static bool may_cut(const struct cue *pause, size_t spoken_bytes,
                    size_t at_paragraph, int least_ms)
{
    if (spoken_bytes >= AT_ANYTHING)
        return true;
    if (pause->pause_ms < least_ms)
        return false;
    if (pause->pause == PAUSE_SENTENCE || pause->pause == PAUSE_ITEM)
        return spoken_bytes >= AT_SENTENCE;
    /* A chapter starts a unit, so that a file can be cut there. */
    return spoken_bytes >= at_paragraph || pause->pause == PAUSE_ARTICLE ||
           pause->pause == PAUSE_SECTION;
}

static size_t paragraph_bytes(const struct script *script)
{
    size_t total = 0;

    for (size_t i = 0; i < script->cues.count; i++)
        total += script->cues.at[i].spoken.size;
    return total < SHORT_TEXT ? AT_PARAGRAPH_OF_SHORT : AT_PARAGRAPH;
}

void unit_cut(struct arena *arena, const struct script *script, int least_ms,
              struct units *units)
{
    struct unit *unit = NULL;
    size_t spoken_bytes = 0;
    size_t at_paragraph = paragraph_bytes(script);

    *units = (struct units){0};
    for (size_t i = 0; i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];
        bool has_more = i + 1 < script->cues.count;

        if (!unit || (cue->kind == CUE_PAUSE && has_more && spoken_bytes > 0 &&
                      may_cut(cue, spoken_bytes, at_paragraph, least_ms))) {
            unit = ARENA_PUSH(arena, units);
            unit->first_cue = i;
            spoken_bytes = 0;
        }
        unit->cue_count++;
        spoken_bytes += cue->spoken.size;
    }
}
