#include "cue/cue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* An outline written by hand: each sentence is a block of its own, said as
 * it is written, one token a word. */
struct line {
    enum block_kind kind;
    int level;
    const char *text;
    const char *language;
    bool opens_section;
    bool silent;
};

static void add_tokens(struct arena *arena, struct sentence *sentence,
                       struct view text)
{
    for (size_t at = 0; at < text.size;) {
        size_t end = view_find(text, VIEW(" "), at);

        if (end == SIZE_MAX)
            end = text.size;
        *ARENA_PUSH(arena, &sentence->tokens) =
            (struct token){.rule = "word",
                           .begin = at,
                           .end = end,
                           .spoken_begin = at,
                           .spoken_end = end};
        at = end + 1;
    }
}

static struct outline write_outline(struct arena *arena,
                                    const struct line *lines, size_t count)
{
    struct document *document = arena_new(arena, 1, sizeof *document);
    struct outline outline = {.document = document};

    for (size_t i = 0; i < count; i++) {
        struct view text = view_of(lines[i].text);
        struct block *block = ARENA_PUSH(arena, &document->blocks);
        struct sentence *sentence = ARENA_PUSH(arena, &outline.sentences);

        block->kind = lines[i].kind;
        block->level = lines[i].level;
        block->text = text;
        sentence->block = i;
        sentence->end = text.size;
        sentence->language =
            view_of(lines[i].language ? lines[i].language : "en");
        if (!lines[i].silent) {
            sentence->spoken = text;
            add_tokens(arena, sentence, text);
        }
        if (i == 0 || lines[i].opens_section) {
            struct section *section = ARENA_PUSH(arena, &outline.sections);

            section->title = text;
            section->level = lines[i].level ? lines[i].level : 1;
            section->first = i;
        }
        outline.sections.at[outline.sections.count - 1].count++;
    }
    return outline;
}

static const struct line article[] = {
    {BLOCK_HEADING, 1, "The Title", NULL, true, false},
    {BLOCK_BYLINE, 0, "By Ada", NULL, false, false},
    {BLOCK_PARAGRAPH, 0, "First words here", NULL, false, false},
    {BLOCK_PARAGRAPH, 0, "Not said", NULL, false, true},
    {BLOCK_QUOTE, 0, "Guten Tag", "de", false, false},
    {BLOCK_HEADING, 2, "Part Two", NULL, true, false},
    {BLOCK_ITEM, 1, "one", NULL, false, false},
    {BLOCK_ITEM, 1, "two", NULL, false, false},
};

static const struct voice voices[] = {
    {.name = {"main", 4}, .language = {"en-US", 5}},
    {.name = {"other", 5}, .language = {"de-DE", 5}},
};

static void test_order_of_the_show(void **state)
{
    static const struct {
        enum cue_kind kind;
        int detail; /* role or pause */
        const char *shown;
    } wanted[] = {
        {CUE_PAUSE, PAUSE_LEAD, NULL},
        {CUE_MARK, 0, NULL},
        {CUE_SAY, ROLE_TITLE, "The Title"},
        {CUE_PAUSE, PAUSE_TITLE, NULL},
        {CUE_SAY, ROLE_BYLINE, "By Ada"},
        {CUE_PAUSE, PAUSE_BYLINE, NULL},
        {CUE_SAY, ROLE_BODY, "First words here"},
        {CUE_PAUSE, PAUSE_QUOTE, NULL},
        {CUE_SAY, ROLE_QUOTE, "Guten Tag"},
        {CUE_PAUSE, PAUSE_SECTION, NULL},
        {CUE_MARK, 1, NULL},
        {CUE_SAY, ROLE_HEADING, "Part Two"},
        {CUE_PAUSE, PAUSE_HEADING, NULL},
        {CUE_SAY, ROLE_BODY, "one"},
        {CUE_PAUSE, PAUSE_ITEM, NULL},
        {CUE_SAY, ROLE_BODY, "two"},
        {CUE_PAUSE, PAUSE_END, NULL},
    };
    struct arena arena = {0};
    struct outline outline =
        write_outline(&arena, article, sizeof article / sizeof article[0]);
    struct cue_request request = {&outline, 1, voices, 2};
    struct script script;

    (void)state;
    cue_script(&arena, &request, &script);
    assert_int_equal(script.cues.count, sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < script.cues.count; i++) {
        const struct cue *cue = &script.cues.at[i];

        assert_int_equal(cue->kind, wanted[i].kind);
        if (cue->kind == CUE_PAUSE)
            assert_int_equal(cue->pause, wanted[i].detail);
        if (cue->kind == CUE_SAY) {
            assert_int_equal(cue->role, wanted[i].detail);
            assert_true(view_equal(cue->shown, view_of(wanted[i].shown)));
        }
    }
    assert_int_equal(script.chapters.count, 2);
    assert_int_equal(script.chapters.at[1].cue, 10);
    assert_ptr_equal(script.cues.at[8].voice, &voices[1]);
    assert_ptr_equal(script.cues.at[6].voice, &voices[0]);
    arena_release(&arena);
}

static void test_articles_are_chapters_above_sections(void **state)
{
    struct arena arena = {0};
    struct outline outlines[2] = {
        write_outline(&arena, article, sizeof article / sizeof article[0]),
        write_outline(&arena, article, sizeof article / sizeof article[0]),
    };
    struct cue_request request = {outlines, 2, voices, 1};
    struct script script;
    int levels[] = {0, 2, 0, 2};

    (void)state;
    cue_script(&arena, &request, &script);
    assert_int_equal(script.chapters.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(script.chapters.at[i].level, levels[i]);
        assert_int_equal(script.chapters.at[i].article, i / 2);
    }
    assert_int_equal(script.cues.at[script.chapters.at[2].cue - 1].pause,
                     PAUSE_ARTICLE);
    arena_release(&arena);
}

static void test_words_share_a_token(void **state)
{
    struct arena arena = {0};
    struct line line = {
        BLOCK_PARAGRAPH, 0, "on 4 July now -- ok", NULL, true, true};
    struct outline outline = write_outline(&arena, &line, 1);
    struct sentence *sentence = &outline.sentences.at[0];
    struct cue_request request = {&outline, 1, voices, 1};
    struct script script;
    static const struct token tokens[] = {
        {TOKEN_SPOKEN, "word", 0, 2, 0, 2},
        {TOKEN_REWRITTEN, "date", 3, 9, 3, 21}, /* the fourth of July */
        {TOKEN_SPOKEN, "word", 10, 13, 22, 25},
        {TOKEN_SKIPPED, "dash", 14, 16, 25, 25},
        {TOKEN_SPOKEN, "word", 17, 19, 26, 28},
    };

    (void)state;
    for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++)
        *ARENA_PUSH(&arena, &sentence->tokens) = tokens[i];
    sentence->spoken = VIEW("on the fourth of July now ok");
    cue_script(&arena, &request, &script);
    const struct words *words = &script.cues.at[2].words;
    assert_int_equal(words->count, 5); /* the dash is not said */
    assert_int_equal(words->at[1].spoken_begin, 3);
    assert_int_equal(words->at[2].spoken_end, 21);
    for (size_t i = 1; i < words->count; i++)
        assert_true(words->at[i].spoken_begin > words->at[i - 1].spoken_begin);
    assert_int_equal(words->at[4].begin, 17);
    arena_release(&arena);
}

/* The marks of notes are no part of what is shown, unless they are said. */
static void test_note_marks_are_not_shown(void **state)
{
    static const struct line line[] = {
        {BLOCK_PARAGRAPH, 0, "It fell12 and3 rose.4", NULL, true, false},
    };
    static const struct token tokens[] = {
        {.begin = 0, .end = 2, .spoken_begin = 0, .spoken_end = 2},
        {.begin = 3, .end = 7, .spoken_begin = 3, .spoken_end = 7},
        {.begin = 7, .end = 9, .fate = TOKEN_SKIPPED},
        {.begin = 10, .end = 13, .spoken_begin = 8, .spoken_end = 11},
        {.begin = 13, .end = 14, .spoken_begin = 12, .spoken_end = 17},
        {.begin = 15, .end = 20, .spoken_begin = 18, .spoken_end = 23},
        {.begin = 20, .end = 21, .fate = TOKEN_SKIPPED},
    };
    struct run marks[] = {{RUN_NOTEMARK, 7, 8, VIEW("1")},
                          {RUN_NOTEMARK, 8, 9, VIEW("2")},
                          {RUN_NOTEMARK, 13, 14, VIEW("3")},
                          {RUN_NOTEMARK, 20, 21, VIEW("4")}};
    static const char *const words[] = {"It", "fell", "and3", "rose."};
    struct arena arena = {0};
    struct outline outline = write_outline(&arena, line, 1);
    struct voice voice = {.language = VIEW("en")};
    struct script script;

    (void)state;
    outline.document->blocks.at[0].runs = (struct runs){marks, 4, 4};
    outline.sentences.at[0].tokens =
        (struct tokens){(struct token *)tokens, 7, 7};
    cue_script(&arena,
               &(struct cue_request){.outlines = &outline,
                                     .outline_count = 1,
                                     .voices = &voice,
                                     .voice_count = 1},
               &script);
    const struct cue *cue = &script.cues.at[2];
    assert_int_equal(cue->kind, CUE_SAY);
    assert_true(view_equal(cue->shown, VIEW("It fell and3 rose.")));
    assert_int_equal(cue->words.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(view_equal(view_slice(cue->shown, cue->words.at[i].begin,
                                          cue->words.at[i].end),
                               view_of(words[i])));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_of_the_show),
        cmocka_unit_test(test_articles_are_chapters_above_sections),
        cmocka_unit_test(test_words_share_a_token),
        cmocka_unit_test(test_note_marks_are_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
