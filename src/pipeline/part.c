#include "pipeline/part.h"

/* First cue of article i, and the number of cues. */
static size_t find_cues(const struct script *script, size_t i, size_t *first)
{
    size_t end = script->cues.count;

    for (*first = 0; *first < end && script->cues.at[*first].article < i;)
        ++*first;
    for (size_t k = *first; k < end; k++) {
        if (script->cues.at[k].article != i)
            end = k;
    }
    return end - *first;
}

bool part_stretch(const struct episode *whole, size_t i, struct stretch *at)
{
    size_t first;
    size_t count = find_cues(whole->script, i, &first);

    if (count == 0)
        return false;
    at->begin = whole->timeline->cues[first].at.begin;
    at->end = first + count == whole->script->cues.count
                  ? whole->timeline->frames
                  : whole->timeline->cues[first + count].at.begin;
    return true;
}

static void cut_chapters(const struct episode *whole, struct part *part,
                         size_t *first_chapter)
{
    const struct chapters *chapters = &whole->script->chapters;
    size_t end = part->first_cue + part->script.cues.count;
    bool found = false;

    for (size_t i = 0; i < chapters->count; i++) {
        if (chapters->at[i].cue < part->first_cue || chapters->at[i].cue >= end)
            continue;
        if (!found)
            *first_chapter = i;
        found = true;
        struct chapter *chapter =
            ARENA_PUSH(&part->arena, &part->script.chapters);
        *chapter = chapters->at[i];
        chapter->cue -= part->first_cue;
    }
}

/* Gives the number of its first chapter in the whole. */
static size_t cut_script(const struct episode *whole, size_t count,
                         struct part *part)
{
    const struct cue *cues = &whole->script->cues.at[part->first_cue];
    size_t first_chapter = 0;

    part->script.articles = whole->script->articles;
    part->script.cues.at =
        arena_new(&part->arena, count, sizeof *part->script.cues.at);
    part->script.cues.count = count;
    cut_chapters(whole, part, &first_chapter);
    for (size_t i = 0; i < count; i++) {
        part->script.cues.at[i] = cues[i];
        if (cues[i].kind == CUE_MARK)
            part->script.cues.at[i].chapter -= first_chapter;
    }
    return first_chapter;
}

static struct stretch moved(struct stretch at, int64_t by)
{
    return (struct stretch){at.begin - by, at.end - by};
}

static void cut_timeline(const struct episode *whole, struct stretch at,
                         struct part *part)
{
    const struct cue_time *times = &whole->timeline->cues[part->first_cue];

    timeline_init(&part->timeline, &part->script, whole->timeline->rate_hz);
    part->timeline.frames = at.end - at.begin;
    for (size_t i = 0; i < part->script.cues.count; i++) {
        struct cue_time *time = &part->timeline.cues[i];

        time->at = moved(times[i].at, at.begin);
        time->gap = times[i].gap;
        for (size_t k = 0; k < part->script.cues.at[i].words.count; k++)
            time->words[k] = moved(times[i].words[k], at.begin);
    }
}

void part_cut(const struct episode *whole, size_t i, struct part *part)
{
    const struct document *document = whole->script->articles.at[i]->document;
    struct stretch at = {0};

    *part = (struct part){.episode = *whole};
    size_t count = find_cues(whole->script, i, &part->first_cue);
    part_stretch(whole, i, &at);
    size_t first_chapter = cut_script(whole, count, part);
    cut_timeline(whole, at, part);
    part->episode.script = &part->script;
    part->episode.timeline = &part->timeline;
    if (whole->pictures)
        part->episode.pictures = &whole->pictures[first_chapter];
    if (part->script.chapters.count > 0)
        part->episode.title = part->script.chapters.at[0].title;
    if (document->author.size > 0)
        part->episode.artist = document->author;
    if (document->language.size > 0)
        part->episode.language = document->language;
    if (document->date.size > 0)
        part->episode.date = document->date;
}

void part_release(struct part *part)
{
    timeline_release(&part->timeline);
    arena_release(&part->arena);
}
