#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pipeline/part.h"
#include "unit/publish/stage.h"

static void make_stage(struct stage *stage)
{
    for (size_t i = 0; i < 3; i++) {
        static const char *const titles[] = {"First", "Second", "Third"};

        stage_article(stage, titles[i])->author = view_of(titles[i]);
        stage_block(stage, BLOCK_HEADING, 1, titles[i]);
        stage_block(stage, BLOCK_PARAGRAPH, 0, "One two three.|Four.");
        stage_block(stage, BLOCK_HEADING, 2, "Inner");
    }
    stage_finish(stage);
}

/* The parts follow each other without gap and hold all of the whole. */
static void test_parts_add_up(void **state)
{
    struct stage stage = {0};
    int64_t at = 0;
    size_t cues = 0;

    (void)state;
    make_stage(&stage);
    for (size_t i = 0; i < 3; i++) {
        struct stretch stretch;
        struct part part;

        assert_true(part_stretch(&stage.episode, i, &stretch));
        assert_int_equal(stretch.begin, at);
        at = stretch.end;
        part_cut(&stage.episode, i, &part);
        assert_int_equal(part.timeline.frames, stretch.end - stretch.begin);
        assert_int_equal(part.first_cue, cues);
        cues += part.script.cues.count;
        part_release(&part);
    }
    assert_int_equal(at, stage.timeline.frames);
    assert_int_equal(cues, stage.script.cues.count);
    stage_release(&stage);
}

static void test_times_move(void **state)
{
    struct stage stage = {0};
    struct stretch stretch;
    struct part part;

    (void)state;
    make_stage(&stage);
    assert_true(part_stretch(&stage.episode, 1, &stretch));
    part_cut(&stage.episode, 1, &part);
    assert_true(view_equal(part.episode.title, VIEW("Second")));
    assert_true(view_equal(part.episode.artist, VIEW("Second")));
    assert_int_equal(part.script.chapters.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct cue *mark =
            &part.script.cues.at[part.script.chapters.at[i].cue];

        assert_int_equal(mark->kind, CUE_MARK);
        assert_int_equal(mark->chapter, i);
    }
    for (size_t i = 0; i < part.script.cues.count; i++) {
        const struct cue_time *whole = &stage.timeline.cues[part.first_cue + i];
        const struct cue_time *cut = &part.timeline.cues[i];

        assert_int_equal(cut->at.begin, whole->at.begin - stretch.begin);
        assert_int_equal(cut->at.end, whole->at.end - stretch.begin);
        for (size_t k = 0; k < part.script.cues.at[i].words.count; k++)
            assert_int_equal(cut->words[k].begin,
                             whole->words[k].begin - stretch.begin);
    }
    part_release(&part);
    stage_release(&stage);
}

/* An article of which nothing is said has no part. */
static void test_silent_article(void **state)
{
    struct stage stage = {0};
    struct stretch stretch;

    (void)state;
    stage_article(&stage, "Said");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "One.");
    stage_article(&stage, "Silent");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "~Two.");
    stage_article(&stage, "Said too");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "Three.");
    stage_finish(&stage);
    assert_true(part_stretch(&stage.episode, 0, &stretch));
    assert_false(part_stretch(&stage.episode, 1, &stretch));
    assert_true(part_stretch(&stage.episode, 2, &stretch));
    assert_int_equal(stretch.end, stage.timeline.frames);
    stage_release(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_add_up),
        cmocka_unit_test(test_times_move),
        cmocka_unit_test(test_silent_article),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
