#include "digest/select.h"

#include "base/buf.h"
#include "base/checksum.h"
#include "digest/abridge.h"
#include "digest/term.h"
#include "section/section.h"

#include <stdlib.h>

enum {
    STORY_DAYS = 30,     /* for how long a story is known by its wording */
    NEIGHBOURS_MAX = 30, /* items of one band that are compared with each */
};

/* Stories of one source have much of their form in common. */
static const double same_source_likeness = 0.9;

/* This much longer, the later of two texts is the one to tell. */
static const double longer = 1.3;

size_t select_count(const struct digest_items *items, enum item_fate fate)
{
    size_t count = 0;

    for (size_t i = 0; i < items->count; i++)
        count += items->at[i].fate == fate;
    return count;
}

static bool is_wanted(const struct digest_item *item)
{
    const struct digest_source *source = item->source;
    struct buf text = {0};
    bool wanted;

    if (source->match.count == 0 && source->skip.count == 0)
        return true;
    buf_add(&text, item->title);
    for (size_t i = 0; i < item->document.blocks.count; i++) {
        buf_add_char(&text, '\n');
        buf_add(&text, item->document.blocks.at[i].text);
    }
    wanted = (source->match.count == 0 ||
              topics_match(&source->match, buf_view(&text))) &&
             !topics_match(&source->skip, buf_view(&text));
    buf_release(&text);
    return wanted;
}

static bool is_empty(const struct digest_item *item)
{
    return term_count(item->title) == 0 && item->sketch.words == 0;
}

bool select_new(struct arena *arena, struct state *state,
                const struct digest_config *config, struct digest_items *items,
                struct err *err)
{
    size_t *taken = arena_new(arena, config->sources.count + 1, sizeof *taken);

    for (size_t i = 0; i < items->count; i++) {
        struct digest_item *item = &items->at[i];
        size_t limit = item->source->items;

        if (is_empty(item)) {
            item->fate = ITEM_EMPTY;
            continue;
        }
        if (!state_recognise(arena, state, config->updates, item, err))
            return false;
        if (item->fate == ITEM_KNOWN)
            continue;
        if (!is_wanted(item))
            item->fate = ITEM_UNWANTED;
        else if (limit > 0 && taken[item->source_index] >= limit)
            item->fate = ITEM_BEYOND;
        else
            taken[item->source_index]++;
    }
    return true;
}

/* ---- the same story twice */

/* An item under one of the numbers by which its like are found. */
struct filed {
    uint64_t number;
    size_t item;
    bool is_proof; /* the number alone says that they are the same */
};

struct files {
    struct filed *at;
    size_t count;
    size_t room;
};

static void file_under(struct arena *arena, struct files *files,
                       uint64_t number, size_t item, bool is_proof)
{
    *ARENA_PUSH(arena, files) = (struct filed){number, item, is_proof};
}

static void file_item(struct arena *arena, const struct digest_item *item,
                      size_t index, struct files *files)
{
    uint64_t bands[SKETCH_BANDS];

    if (item->link.size > 0 && !item->link_is_shared)
        file_under(arena, files, term_mix(1, checksum_bytes(item->link)), index,
                   true);
    if (item->story.words < SKETCH_WORDS_MIN)
        return;
    file_under(arena, files, term_mix(2, item->story.content), index, true);
    sketch_bands(&item->story, bands);
    for (size_t i = 0; i < SKETCH_BANDS; i++)
        file_under(arena, files, term_mix(3, bands[i]), index, false);
}

static int by_number(const void *a, const void *b)
{
    const struct filed *x = a;
    const struct filed *y = b;

    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

static void settle_pair(struct digest_items *items, size_t early, size_t late,
                        bool is_proof)
{
    struct digest_item *a = &items->at[early];
    struct digest_item *b = &items->at[late];
    double enough = a->source_index == b->source_index ? same_source_likeness
                                                       : SKETCH_SAME_STORY;

    if (a->fate != ITEM_WAITING || b->fate != ITEM_WAITING)
        return;
    if (!is_proof && sketch_likeness(&a->story, &b->story) < enough)
        return;
    bool later_wins = (double)b->story.words > longer * (double)a->story.words;
    if (later_wins) {
        a->fate = ITEM_TWIN;
        a->twin = late;
    } else {
        b->fate = ITEM_TWIN;
        b->twin = early;
    }
}

static void find_twins(struct arena *arena, struct digest_items *items)
{
    struct files files = {0};

    for (size_t i = 0; i < items->count; i++) {
        if (items->at[i].fate == ITEM_WAITING)
            file_item(arena, &items->at[i], i, &files);
    }
    if (files.count == 0)
        return;
    qsort(files.at, files.count, sizeof *files.at, by_number);
    for (size_t i = 0; i < files.count; i++) {
        for (size_t k = i + 1; k < files.count && k - i < NEIGHBOURS_MAX &&
                               files.at[k].number == files.at[i].number;
             k++)
            settle_pair(items, files.at[i].item, files.at[k].item,
                        files.at[i].is_proof);
    }
}

/* ---- updates */

/* Leaves only the sentences that were not told before; false when there is
 * none. */
static bool keep_new(struct arena *arena, const struct outline *outline,
                     const struct sketch_sentences *old,
                     struct digest_item *item)
{
    const struct document *document = outline->document;
    size_t count = outline->sentences.count;
    bool *keep = arena_new(arena, count + 1, sizeof *keep);
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        const struct sentence *sentence = &outline->sentences.at[i];
        enum block_kind kind = document->blocks.at[sentence->block].kind;
        uint64_t hash = sketch_text(sentence_text(outline, sentence));

        keep[i] = kind != BLOCK_HEADING && kind != BLOCK_BYLINE;
        for (size_t k = 0; k < old->count && keep[i]; k++)
            keep[i] = old->at[k] != hash;
        any = any || keep[i];
    }
    if (!any)
        return false;
    struct document shorter;
    abridge_document(arena, outline, keep, "told before", &shorter);
    shorter.title_in_blocks = false; /* its heading was left out, too */
    item->document = shorter;
    return true;
}

static bool prepare_item(struct arena *arena, struct state *state,
                         const struct digest_config *config,
                         struct digest_item *item, struct err *err)
{
    struct document *document = arena_new(arena, 1, sizeof *document);
    struct outline outline;
    struct sketch_sentences old;

    *document = item->document;
    section_document(arena, document, &outline);
    sketch_sentences(arena, &outline, &item->sentences);
    if (!item->is_update || config->updates != UPDATES_NEW)
        return true;
    if (!state_load_sentences(arena, state, item->told_as, &old, err))
        return false;
    if (!keep_new(arena, &outline, &old, item))
        item->fate = ITEM_KNOWN;
    return true;
}

bool select_stories(struct arena *arena, struct state *state,
                    const struct digest_config *config, int64_t now,
                    struct digest_items *items, struct err *err)
{
    int64_t since = now - (int64_t)STORY_DAYS * 24 * 3600;

    find_twins(arena, items);
    for (size_t i = 0; i < items->count; i++) {
        struct digest_item *item = &items->at[i];
        bool found = false;

        if (item->fate != ITEM_WAITING && item->fate != ITEM_TWIN)
            continue;
        if (!prepare_item(arena, state, config, item, err))
            return false;
        if (item->fate != ITEM_WAITING || item->is_update)
            continue;
        if (!state_find_story(state, item, since, &found, err))
            return false;
        if (found)
            item->fate = ITEM_TWIN;
    }
    return true;
}
