#include "cue/shown.h"

#include "base/buf.h"

/* Where a mark stood, in the sentence's text. */
struct cut {
    size_t begin;
    size_t end;
};

struct cuts {
    struct cut *at; /* in order, apart */
    size_t count;
    size_t room;
};

/* The first run that does not begin before the offset: runs lie in order. */
static size_t find_run(const struct runs *runs, size_t offset)
{
    size_t low = 0;
    size_t high = runs->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (runs->at[middle].begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* True if any of the run is said.  *token is the first that may; both tokens
 * and runs lie in order. */
static bool is_said(const struct tokens *tokens, size_t *token,
                    const struct run *run)
{
    while (*token < tokens->count && tokens->at[*token].end <= run->begin)
        ++*token;
    for (size_t i = *token; i < tokens->count && tokens->at[i].begin < run->end;
         i++) {
        if (tokens->at[i].spoken_end > tokens->at[i].spoken_begin)
            return true;
    }
    return false;
}

static void list_cuts(struct arena *arena, const struct outline *outline,
                      const struct sentence *sentence, struct cuts *cuts)
{
    const struct runs *runs =
        &outline->document->blocks.at[sentence->block].runs;
    size_t token = 0;
    size_t behind = sentence->begin;

    for (size_t i = find_run(runs, sentence->begin);
         i < runs->count && runs->at[i].begin < sentence->end; i++) {
        const struct run *run = &runs->at[i];

        if (run->kind != RUN_NOTEMARK || run->begin < behind ||
            run->end > sentence->end || is_said(&sentence->tokens, &token, run))
            continue;
        *ARENA_PUSH(arena, cuts) = (struct cut){run->begin - sentence->begin,
                                                run->end - sentence->begin};
        behind = run->end;
    }
}

/* A walk through offsets that never go back. */
struct walk {
    const struct cuts *cuts;
    size_t next;  /* cut that is not behind yet */
    size_t taken; /* bytes of those that are */
};

/* Where an offset lies when the cuts are out. */
static size_t moved(struct walk *walk, size_t offset)
{
    const struct cuts *cuts = walk->cuts;

    while (walk->next < cuts->count && cuts->at[walk->next].end <= offset) {
        walk->taken += cuts->at[walk->next].end - cuts->at[walk->next].begin;
        walk->next++;
    }
    if (walk->next < cuts->count && cuts->at[walk->next].begin < offset)
        offset = cuts->at[walk->next].begin;
    return offset - walk->taken;
}

struct view shown_text(struct arena *arena, const struct outline *outline,
                       const struct sentence *sentence, struct words *words)
{
    struct view text = sentence_text(outline, sentence);
    struct cuts cuts = {0};
    struct walk walk = {.cuts = &cuts};
    struct buf kept = {0};
    size_t at = 0;

    list_cuts(arena, outline, sentence, &cuts);
    if (cuts.count == 0)
        return text;
    for (size_t i = 0; i < words->count; i++) {
        words->at[i].begin = (uint32_t)moved(&walk, words->at[i].begin);
        words->at[i].end = (uint32_t)moved(&walk, words->at[i].end);
    }
    for (size_t i = 0; i < cuts.count; i++) {
        buf_add(&kept, view_slice(text, at, cuts.at[i].begin));
        at = cuts.at[i].end;
    }
    buf_add(&kept, view_slice(text, at, text.size));
    struct view shown = arena_copy(arena, buf_view(&kept));
    buf_release(&kept);
    return shown;
}
