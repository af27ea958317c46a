/* An episode made by hand, as the writers see it: one or more articles of
 * blocks, each block's sentences ended by '|', each word 100 ms, each pause
 * 500 ms, at 1000 frames a second. */
#ifndef TESTS_UNIT_PUBLISH_STAGE_H
#define TESTS_UNIT_PUBLISH_STAGE_H

#include "publish/publish.h"

#include <string.h>

enum { STAGE_WORD_MS = 100, STAGE_PAUSE_MS = 500, STAGE_ARTICLES = 8 };

struct stage {
    struct arena arena;
    struct document documents[STAGE_ARTICLES];
    struct outline outlines[STAGE_ARTICLES];
    struct script script;
    struct timeline timeline;
    struct episode episode;
    size_t articles;
};

static struct document *stage_article(struct stage *stage, const char *title)
{
    struct document *document = &stage->documents[stage->articles];
    struct outline *outline = &stage->outlines[stage->articles++];

    document->title = view_of(title);
    document->language = VIEW("en");
    outline->document = document;
    return document;
}

/* A block of the last article; a sentence that begins with '~' is not said. */
static struct block *stage_block(struct stage *stage, enum block_kind kind,
                                 int level, const char *sentences)
{
    struct outline *outline = &stage->outlines[stage->articles - 1];
    struct document *document = &stage->documents[stage->articles - 1];
    struct block *block = ARENA_PUSH(&stage->arena, &document->blocks);
    struct view rest = view_of(sentences);
    struct buf text = {0};
    size_t index = document->blocks.count - 1;

    while (rest.size > 0) {
        struct view piece = view_cut(&rest, '|');
        struct sentence *sentence =
            ARENA_PUSH(&stage->arena, &outline->sentences);
        bool silent = view_starts(piece, VIEW("~"));

        if (silent)
            piece = view_slice(piece, 1, piece.size);
        if (text.size > 0)
            buf_add_char(&text, kind == BLOCK_TABLE ? '\n' : ' ');
        sentence->block = index;
        sentence->begin = text.size;
        buf_add(&text, piece);
        sentence->end = text.size;
        struct token *token = ARENA_PUSH(&stage->arena, &sentence->tokens);
        *token = (struct token){silent ? TOKEN_SKIPPED : TOKEN_SPOKEN,
                                silent ? "link address" : "word",
                                sentence->begin,
                                sentence->end,
                                0,
                                silent ? 0 : piece.size};
        if (!silent)
            sentence->spoken = arena_copy(&stage->arena, piece);
    }
    block->kind = kind;
    block->level = level;
    block->text = arena_copy(&stage->arena, buf_view(&text));
    buf_release(&text);
    return block;
}

static struct cue *stage_cue(struct stage *stage, enum cue_kind kind,
                             size_t article)
{
    struct cue *cue = ARENA_PUSH(&stage->arena, &stage->script.cues);

    cue->kind = kind;
    cue->article = article;
    cue->sentence = SIZE_MAX;
    return cue;
}

static void stage_mark(struct stage *stage, size_t article, struct view title,
                       int level)
{
    struct chapter *chapter =
        ARENA_PUSH(&stage->arena, &stage->script.chapters);

    *chapter = (struct chapter){.title = title,
                                .level = level,
                                .article = article,
                                .cue = stage->script.cues.count};
    stage_cue(stage, CUE_MARK, article)->chapter =
        stage->script.chapters.count - 1;
}

static void stage_say(struct stage *stage, size_t article, size_t index)
{
    const struct outline *outline = &stage->outlines[article];
    const struct sentence *sentence = &outline->sentences.at[index];
    const struct block *block = &outline->document->blocks.at[sentence->block];
    struct cue *cue = stage_cue(stage, CUE_SAY, article);

    cue->role = block->kind == BLOCK_HEADING ? ROLE_HEADING : ROLE_BODY;
    cue->shown = sentence_text(outline, sentence);
    cue->spoken = sentence->spoken;
    cue->sentence = index;
    for (size_t at = 0; at < cue->shown.size;) {
        size_t end = at;

        while (end < cue->shown.size && cue->shown.data[end] != ' ')
            end++;
        struct word *word = ARENA_PUSH(&stage->arena, &cue->words);
        word->begin = word->spoken_begin = (uint32_t)at;
        word->end = word->spoken_end = (uint32_t)end;
        at = end + 1;
    }
}

static void stage_script(struct stage *stage)
{
    bool several = stage->articles > 1;

    for (size_t a = 0; a < stage->articles; a++) {
        const struct outline *outline = &stage->outlines[a];
        size_t marked = SIZE_MAX;

        *ARENA_PUSH(&stage->arena, &stage->script.articles) = outline;
        for (size_t i = 0; i < outline->sentences.count; i++) {
            const struct sentence *sentence = &outline->sentences.at[i];
            const struct block *block =
                &outline->document->blocks.at[sentence->block];

            if (sentence->spoken.size == 0)
                continue;
            stage_cue(stage, CUE_PAUSE, a);
            if (marked == SIZE_MAX)
                stage_mark(stage, a,
                           several ? outline->document->title : block->text,
                           several ? 0 : 1);
            else if (block->kind == BLOCK_HEADING && sentence->block != marked)
                stage_mark(stage, a, block->text, block->level);
            marked = sentence->block;
            stage_say(stage, a, i);
        }
    }
    stage_cue(stage, CUE_PAUSE, stage->articles - 1);
}

/* Lays the articles out in time; the episode is ready then. */
static void stage_finish(struct stage *stage)
{
    int64_t at = 0;

    stage_script(stage);
    timeline_init(&stage->timeline, &stage->script, 1000);
    for (size_t i = 0; i < stage->script.cues.count; i++) {
        const struct cue *cue = &stage->script.cues.at[i];
        struct cue_time *time = &stage->timeline.cues[i];

        time->at.begin = at;
        if (cue->kind == CUE_PAUSE)
            at += STAGE_PAUSE_MS;
        for (size_t k = 0; k < cue->words.count; k++) {
            time->words[k] = (struct stretch){at, at + STAGE_WORD_MS};
            at += STAGE_WORD_MS;
        }
        time->at.end = at;
    }
    stage->timeline.frames = at;
    stage->episode = (struct episode){
        .title =
            stage->articles > 1 ? VIEW("Briefing") : stage->documents[0].title,
        .artist = VIEW("Ann & Bob"),
        .album = VIEW("Series"),
        .language = VIEW("en"),
        .date = VIEW("2026-03-04"),
        .made = 1772605800,
        .script = &stage->script,
        .timeline = &stage->timeline,
    };
}

/* What the output called name writes; the caller frees. */
static inline char *stage_write(struct stage *stage, const char *name,
                                bool words)
{
    struct publish_request request = {.episode = &stage->episode,
                                      .audio_name = VIEW("a b.mp3"),
                                      .words = words};
    const struct publish_output *output = publish_find(view_of(name));
    struct buf out = {0};
    struct err err;

    assert_non_null(output);
    if (!output->write(&request, &out, &err))
        fail_msg("%s", err.message);
    return buf_take(&out);
}

static void stage_release(struct stage *stage)
{
    timeline_release(&stage->timeline);
    arena_release(&stage->arena);
    *stage = (struct stage){0};
}

#endif
