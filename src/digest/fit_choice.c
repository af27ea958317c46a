#include "digest/fit_choice.h"

#include "digest/abridge.h"
#include "section/section.h"

#include <stdlib.h>

enum {
    STORY_LEAST_MS = 15000, /* a story is told at such a length, or not */
    PAUSE_MS = 400,         /* between sentences, on average */
    DEAR_MS = 3000, /* what a sentence costs besides its length: short ones
                       would else always win */
};

/* Bytes that eSpeak NG says in a second at 175 words a minute. */
static const double bytes_per_second = 15.5;

static enum block_kind kind_of(const struct fit_part *part, size_t sentence)
{
    const struct outline *outline = &part->outline;

    return outline->document->blocks.at[outline->sentences.at[sentence].block]
        .kind;
}

/* Title and byline, which are told with whatever of a story is told. */
static bool is_opening(const struct fit_part *part, size_t sentence)
{
    enum block_kind kind = kind_of(part, sentence);

    return kind == BLOCK_BYLINE ||
           (kind == BLOCK_HEADING &&
            part->outline.sentences.at[sentence].block == 0);
}

static bool is_prose(const struct fit_part *part, size_t sentence)
{
    enum block_kind kind = kind_of(part, sentence);

    return kind == BLOCK_PARAGRAPH || kind == BLOCK_QUOTE || kind == BLOCK_ITEM;
}

void fit_part_init(struct arena *arena, struct fit_story *story,
                   struct view language, int rate_wpm, struct fit_part *part)
{
    double ms_per_byte = 1000 / bytes_per_second * 175 / (double)rate_wpm;

    *part = (struct fit_part){.story = story, .factor = 1};
    section_document(arena, story->document, &part->outline);
    size_t total = part->outline.sentences.count;
    part->cost_ms = arena_new(arena, total + 1, sizeof *part->cost_ms);
    part->sentences = arena_new(arena, total + 1, sizeof *part->sentences);
    part->index = arena_new(arena, total + 1, sizeof *part->index);
    part->by_place = arena_new(arena, total + 1, sizeof *part->by_place);
    for (size_t i = 0; i < total; i++) {
        struct view text =
            sentence_text(&part->outline, &part->outline.sentences.at[i]);

        part->cost_ms[i] =
            PAUSE_MS + (int64_t)((double)text.size * ms_per_byte);
        if (!is_prose(part, i) || story->fixed)
            continue;
        part->sentences[part->count].text = text;
        part->index[part->count++] = i;
    }
    if (story->document->language.size > 0)
        language = story->document->language;
    extract_rank(language, part->sentences, part->count);
    /* What opens a story says what it is about. */
    for (size_t i = 1; i < part->count; i++)
        part->sentences[i].place +=
            part->sentences[i].place < part->sentences[0].place;
    if (part->count > 0)
        part->sentences[0].place = 0;
    for (size_t i = 0; i < part->count; i++)
        part->by_place[part->sentences[i].place] = i;
}

static int64_t scaled(const struct fit_part *part, int64_t ms)
{
    return (int64_t)((double)ms * part->factor);
}

static int64_t opening_ms(const struct fit_part *part)
{
    int64_t ms = 0;

    for (size_t i = 0; i < part->outline.sentences.count; i++) {
        if (is_opening(part, i))
            ms += part->cost_ms[i];
    }
    return scaled(part, ms);
}

static int64_t whole_ms(const struct fit_part *part)
{
    int64_t ms = 0;

    for (size_t i = 0; i < part->outline.sentences.count; i++)
        ms += part->cost_ms[i];
    return scaled(part, ms);
}

static int64_t place_ms(const struct fit_part *part, size_t place)
{
    return scaled(part, part->cost_ms[part->index[part->by_place[place]]]);
}

int64_t fit_part_ms(const struct fit_part *part)
{
    int64_t ms;

    if (!part->is_told)
        return 0;
    if (part->is_whole)
        return whole_ms(part);
    ms = opening_ms(part);
    for (size_t place = 0; place < part->taken; place++)
        ms += place_ms(part, place);
    return ms;
}

/* What is left to be filled. */
struct budget {
    int64_t left_ms;
    int64_t *group_left_ms;
};

static bool fits(const struct budget *budget, const struct fit_part *part,
                 int64_t ms)
{
    return ms <= budget->left_ms &&
           ms <= budget->group_left_ms[part->story->group];
}

static void spend(struct budget *budget, const struct fit_part *part,
                  int64_t ms)
{
    budget->left_ms -= ms;
    budget->group_left_ms[part->story->group] -= ms;
}

/* Tells as little of a story as makes sense, if there is room for it. */
static void begin_story(struct fit_part *part, struct budget *budget)
{
    int64_t ms = opening_ms(part);

    part->is_told = false;
    part->is_whole = false;
    part->taken = 0;
    while (part->taken < part->count &&
           (part->taken == 0 || ms < STORY_LEAST_MS)) {
        int64_t more_ms = place_ms(part, part->taken);

        if (part->taken > 0 && !fits(budget, part, ms + more_ms))
            break;
        ms += more_ms;
        part->taken++;
    }
    part->is_told = fits(budget, part, ms);
    if (part->is_told)
        spend(budget, part, ms);
    else
        part->taken = 0;
}

/* Adds the sentence that tells most for its length; false when none fits. */
static bool add_sentence(struct fit_part **parts, size_t count,
                         struct budget *budget)
{
    struct fit_part *best = NULL;
    double most = 0;

    for (size_t i = 0; i < count; i++) {
        struct fit_part *part = parts[i];

        if (!part->is_told || part->taken >= part->count)
            continue;
        int64_t ms = place_ms(part, part->taken);
        double value = part->sentences[part->by_place[part->taken]].score /
                       (double)(ms + DEAR_MS);

        if (fits(budget, part, ms) && (!best || value > most)) {
            best = part;
            most = value;
        }
    }
    if (!best)
        return false;
    spend(budget, best, place_ms(best, best->taken++));
    return true;
}

static int by_priority(const void *a, const void *b)
{
    const struct fit_part *x = *(struct fit_part *const *)a;
    const struct fit_part *y = *(struct fit_part *const *)b;

    if (x->story->priority != y->story->priority)
        return x->story->priority < y->story->priority ? -1 : 1;
    return (x > y) - (x < y);
}

void fit_choose(struct arena *arena, struct fit_part *parts, size_t count,
                int64_t length_ms, const int64_t *group_most_ms,
                size_t group_count)
{
    const int64_t endless_ms = INT64_MAX / 2;
    struct fit_part **order =
        arena_new(arena, count + 1, sizeof(struct fit_part *));
    size_t chosen = 0;
    struct budget budget = {
        .left_ms = length_ms > 0 ? length_ms : endless_ms,
        .group_left_ms =
            arena_new(arena, group_count + 1, sizeof *budget.group_left_ms),
    };

    for (size_t i = 0; i <= group_count; i++)
        budget.group_left_ms[i] = i < group_count && group_most_ms[i] > 0
                                      ? group_most_ms[i]
                                      : endless_ms;
    for (size_t i = 0; i < count; i++) {
        struct fit_part *part = &parts[i];

        if (part->story->fixed) {
            part->is_told = part->is_whole = true;
            budget.left_ms -= whole_ms(part);
        } else {
            order[chosen++] = part;
        }
    }
    qsort(order, chosen, sizeof(struct fit_part *), by_priority);
    for (size_t i = 0; i < chosen; i++)
        begin_story(order[i], &budget);
    while (add_sentence(order, chosen, &budget)) {
    }
    /* Headings, tables and notes are told where all of a story is. */
    for (size_t i = 0; i < chosen; i++) {
        int64_t more_ms = whole_ms(order[i]) - fit_part_ms(order[i]);

        if (order[i]->is_told && order[i]->taken == order[i]->count &&
            fits(&budget, order[i], more_ms)) {
            spend(&budget, order[i], more_ms);
            order[i]->is_whole = true;
        }
    }
}

void fit_part_tell(struct arena *arena, struct fit_part *part)
{
    struct fit_story *story = part->story;
    const struct outline *outline = &part->outline;

    story->is_told = part->is_told;
    story->is_shortened = part->is_told && !part->is_whole;
    if (!part->is_told)
        return;
    if (part->is_whole) {
        story->told = *story->document;
        return;
    }
    bool *keep = arena_new(arena, outline->sentences.count + 1, sizeof *keep);
    for (size_t i = 0; i < outline->sentences.count; i++)
        keep[i] = is_opening(part, i);
    for (size_t place = 0; place < part->taken; place++)
        keep[part->index[part->by_place[place]]] = true;
    abridge_document(arena, outline, keep, "shortened", &story->told);
}
