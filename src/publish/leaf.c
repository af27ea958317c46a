#include "publish/leaf.h"

#include "publish/saying.h"

/* The sentence that is said first at or after a mark; false when there is
 * none, or it is none of an article's. */
static bool first_sentence(const struct script *script,
                           const struct chapter *chapter, size_t *sentence)
{
    for (size_t i = chapter->cue; i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];

        if (cue->kind != CUE_SAY)
            continue;
        *sentence = cue->sentence;
        return cue->sentence != SIZE_MAX && cue->article == chapter->article;
    }
    return false;
}

static void list_times(struct arena *arena, const struct episode *episode,
                       struct leaves *leaves)
{
    const struct articles *articles = &episode->script->articles;
    struct saying saying = {0};

    leaves->times = arena_new(arena, articles->count, sizeof *leaves->times);
    for (size_t i = 0; i < articles->count; i++)
        leaves->times[i].at =
            arena_new(arena, articles->at[i]->sentences.count + 1,
                      sizeof *leaves->times[i].at);
    while (saying_next(episode, &saying)) {
        struct leaf_times *times;

        if (saying.cue->sentence == SIZE_MAX)
            continue;
        times = &leaves->times[saying.cue->article].at[saying.cue->sentence];
        if (times->end_ms == 0)
            times->begin_ms = saying.begin_ms;
        times->end_ms = saying.end_ms;
    }
}

/* A mark opens a leaf behind the last one (NULL: none yet) when a block of its
 * article begins there; marks inside a block stay with the leaf they stand in.
 */
static void add_leaf(struct arena *arena, const struct script *script,
                     const struct mark *mark, struct leaf *last,
                     struct leaves *leaves)
{
    size_t article = mark->chapter->article;
    size_t sentence = 0;
    struct leaf leaf = {.mark = *mark, .article = article};

    if (!first_sentence(script, mark->chapter, &sentence) && last)
        return;
    const struct outline *outline = script->articles.at[article];
    leaf.opens_article = !last || last->article != article;
    if (last && !leaf.opens_article) {
        leaf.first_block = outline->sentences.at[sentence].block;
        if (leaf.first_block <= last->first_block)
            return;
        last->end_block = leaf.first_block;
    }
    leaf.end_block = outline->document->blocks.count;
    leaf.has_heading =
        leaf.end_block > leaf.first_block &&
        outline->document->blocks.at[leaf.first_block].kind == BLOCK_HEADING;
    if (last)
        last->mark.end_ms = mark->begin_ms;
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): never NULL */
    *ARENA_PUSH(arena, leaves) = leaf;
}

/* Depth by nesting: a level that the author skipped is not missed. */
static void set_depths(struct leaves *leaves)
{
    int levels[6];
    int depth = 0;

    for (size_t i = 0; i < leaves->count; i++) {
        struct leaf *leaf = &leaves->at[i];
        int level = leaf->mark.chapter->level;

        while (depth > 0 && levels[depth - 1] >= level)
            depth--;
        if (depth < 6)
            levels[depth++] = level;
        leaf->depth = depth;
    }
}

void leaf_list(struct arena *arena, const struct episode *episode,
               struct leaves *leaves)
{
    struct mark mark = {0};

    *leaves = (struct leaves){0};
    list_times(arena, episode, leaves);
    if (episode->script->articles.count == 0)
        return;
    while (mark_next(episode, &mark)) {
        struct leaf *last =
            leaves->count > 0 ? &leaves->at[leaves->count - 1] : NULL;

        add_leaf(arena, episode->script, &mark, last, leaves);
    }
    if (leaves->count > 0)
        leaves->at[leaves->count - 1].mark.end_ms = mark_total_ms(episode);
    set_depths(leaves);
}
