#include "cue/cue.h"

#include "cue/link.h"
#include "cue/shown.h"
#include "cue/word.h"

#include <stdint.h>

struct writing {
    struct arena *arena;
    const struct cue_request *request;
    struct script *script;
    const struct outline *outline;
    size_t article;
    const struct sentence *last; /* last one said of this article, or NULL */
};

static const struct block *block_of(const struct outline *outline,
                                    const struct sentence *sentence)
{
    return &outline->document->blocks.at[sentence->block];
}

static bool is_quoted(const struct block *block)
{
    return block->kind == BLOCK_QUOTE || block->quote_depth > 0;
}

/* The title is the heading that opens the article. */
static bool is_title(const struct outline *outline,
                     const struct sentence *sentence)
{
    return sentence->block == 0 &&
           block_of(outline, sentence)->kind == BLOCK_HEADING;
}

static enum role role_of(const struct outline *outline,
                         const struct sentence *sentence)
{
    const struct block *block = block_of(outline, sentence);

    if (is_title(outline, sentence))
        return ROLE_TITLE;
    if (block->kind == BLOCK_HEADING)
        return ROLE_HEADING;
    if (block->kind == BLOCK_BYLINE)
        return ROLE_BYLINE;
    return is_quoted(block) ? ROLE_QUOTE : ROLE_BODY;
}

/* The boundary between two sentences of one article. */
static enum pause pause_between(const struct outline *outline,
                                const struct sentence *before,
                                const struct sentence *after)
{
    const struct block *a = block_of(outline, before);
    const struct block *b = block_of(outline, after);

    if (before->block == after->block)
        return a->kind == BLOCK_TABLE ? PAUSE_ITEM : PAUSE_SENTENCE;
    if (a->kind == BLOCK_BYLINE)
        return b->kind == BLOCK_BYLINE ? PAUSE_SENTENCE : PAUSE_BYLINE;
    if (is_title(outline, before))
        return PAUSE_TITLE;
    if (b->kind == BLOCK_HEADING)
        return a->kind == BLOCK_HEADING ? PAUSE_HEADING : PAUSE_SECTION;
    if (a->kind == BLOCK_HEADING)
        return PAUSE_HEADING;
    if (is_quoted(a) != is_quoted(b))
        return PAUSE_QUOTE;
    if (a->kind == BLOCK_ITEM && b->kind == BLOCK_ITEM)
        return PAUSE_ITEM;
    return PAUSE_PARAGRAPH;
}

static struct view primary_subtag(struct view tag)
{
    return view_cut(&tag, '-');
}

static const struct voice *voice_for(const struct cue_request *request,
                                     struct view language)
{
    for (size_t i = 0; i < request->voice_count; i++) {
        if (view_equal_nocase(primary_subtag(request->voices[i].language),
                              primary_subtag(language)))
            return &request->voices[i];
    }
    return &request->voices[0];
}

static struct cue *add_cue(struct writing *writing, enum cue_kind kind)
{
    struct cue *cue = ARENA_PUSH(writing->arena, &writing->script->cues);

    cue->kind = kind;
    cue->article = writing->article;
    cue->sentence = SIZE_MAX;
    return cue;
}

static void add_pause(struct writing *writing, enum pause pause)
{
    struct cue *cue = add_cue(writing, CUE_PAUSE);

    cue->pause = pause;
    cue->pause_ms = writing->request->voices[0].pause_ms[pause];
}

/* A chapter that begins with the section. */
static void add_mark(struct writing *writing, struct view title, int level,
                     size_t section)
{
    struct script *script = writing->script;
    struct chapter *chapter = ARENA_PUSH(writing->arena, &script->chapters);

    chapter->title = title;
    chapter->level = level;
    chapter->article = writing->article;
    chapter->cue = script->cues.count;
    chapter->url = link_of_section(writing->arena, writing->outline, section);
    chapter->image = link_of_picture(writing->outline, section);
    add_cue(writing, CUE_MARK)->chapter = script->chapters.count - 1;
}

static void add_saying(struct writing *writing, size_t index)
{
    const struct outline *outline = writing->outline;
    const struct sentence *sentence = &outline->sentences.at[index];
    struct cue *cue = add_cue(writing, CUE_SAY);

    cue->role = role_of(outline, sentence);
    cue->voice = voice_for(writing->request, sentence->language);
    cue->spoken = sentence->spoken;
    cue->has_phonemes = sentence->has_phonemes;
    cue->sentence = index;
    word_list(writing->arena, outline, sentence, &cue->words);
    cue->shown = shown_text(writing->arena, outline, sentence, &cue->words);
}

/* The title of an article's own chapter, where it is one of several. */
static struct view article_title(const struct outline *outline)
{
    if (outline->document->title.size > 0)
        return outline->document->title;
    return outline->sections.count > 0 ? outline->sections.at[0].title
                                       : outline->document->source;
}

static void add_section(struct writing *writing, size_t index)
{
    const struct outline *outline = writing->outline;
    const struct section *section = &outline->sections.at[index];
    bool marked = false;

    for (size_t i = 0; i < section->count; i++) {
        const struct sentence *sentence =
            &outline->sentences.at[section->first + i];
        bool opens_article = !writing->last;

        if (sentence->spoken.size == 0)
            continue;
        if (!opens_article)
            add_pause(writing, pause_between(outline, writing->last, sentence));
        else
            add_pause(writing,
                      writing->article == 0 ? PAUSE_LEAD : PAUSE_ARTICLE);
        if (opens_article && writing->request->outline_count > 1)
            add_mark(writing, article_title(outline), 0, index);
        else if (!marked)
            add_mark(writing, section->title, section->level, index);
        marked = true;
        add_saying(writing, section->first + i);
        writing->last = sentence;
    }
}

void cue_script(struct arena *arena, const struct cue_request *request,
                struct script *script)
{
    struct writing writing = {
        .arena = arena, .request = request, .script = script};

    *script = (struct script){0};
    for (size_t i = 0; i < request->outline_count; i++) {
        writing.outline = &request->outlines[i];
        writing.article = i;
        writing.last = NULL;
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
        *ARENA_PUSH(arena, &script->articles) = writing.outline;
        for (size_t k = 0; k < writing.outline->sections.count; k++)
            add_section(&writing, k);
    }
    add_pause(&writing, PAUSE_END);
}
