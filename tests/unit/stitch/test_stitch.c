#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "stitch/stitch.h"

#include <stdlib.h>

enum { RATE_HZ = 22050, CLIP_FRAMES = 2205 };

/* A pause, a mark, "of the cat 7", a pause, a word, a pause. */
static struct word words[] = {
    {0, 2, 0, 2}, {3, 6, 3, 6}, {7, 10, 7, 10}, {11, 12, 11, 16}};
static struct cue cues[] = {
    {.kind = CUE_PAUSE, .pause_ms = 100},
    {.kind = CUE_MARK},
    {.kind = CUE_SAY,
     .spoken = {"of the cat seven", 16},
     .words = {words, 4, 4}},
    {.kind = CUE_PAUSE, .pause_ms = 333},
    {.kind = CUE_SAY, .spoken = {"one", 3}},
    {.kind = CUE_PAUSE, .pause_ms = 10},
};
static const struct script script = {.cues = {cues, 6, 6}};

static void make_clip(struct clip *clip, size_t frames)
{
    int16_t loud = 20000;

    *clip = (struct clip){.rate_hz = RATE_HZ};
    for (size_t i = 0; i < frames; i++)
        clip_add_samples(clip, &loud, 1);
}

static void test_times_and_lengths(void **state)
{
    struct stitch stitch;
    struct clip clip;

    (void)state;
    make_clip(&clip, CLIP_FRAMES);
    clip_add_anchor(&clip, 0, 0);
    clip_add_anchor(&clip, 7, 700);
    stitch_init(&stitch, &script, 0, RATE_HZ);
    stitch_silent_cue(&stitch);
    stitch_silent_cue(&stitch);
    stitch_clip(&stitch, &clip);
    stitch_silent_cue(&stitch);
    clip.gap = true;
    stitch_clip(&stitch, &clip);
    stitch_lead_pause(&stitch, 77);

    static const struct stretch want[] = {{0, 2205},      {2205, 2205},
                                          {2205, 4410},   {4410, 11753},
                                          {11753, 13958}, {13958, 14035}};
    assert_int_equal(stitch.cue_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(stitch.cues[i].at.begin, want[i].begin);
        assert_int_equal(stitch.cues[i].at.end, want[i].end);
        assert_int_equal(stitch.cues[i].gap, i == 4);
    }
    /* "of" and "the" share an anchor; "seven" lies between the last anchor
     * and the end. */
    static const struct stretch spans[] = {
        {2205, 2505}, {2505, 2905}, {2905, 3573}, {3573, 4410}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(stitch.cues[2].words[i].begin, spans[i].begin);
        assert_int_equal(stitch.cues[2].words[i].end, spans[i].end);
    }
    assert_null(stitch.cues[4].words);
    assert_int_equal(stitch.frames, 14035);
    stitch_release(&stitch);
    clip_release(&clip);
}

/* Silence meets sound without a step; the inside is untouched. */
static void test_ends_are_faded(void **state)
{
    struct stitch stitch;
    struct clip clip;

    (void)state;
    for (size_t frames = 0; frames < 400; frames += 7) {
        make_clip(&clip, frames);
        stitch_init(&stitch, &script, 4, RATE_HZ);
        stitch_clip(&stitch, &clip);
        assert_int_equal(stitch.frames, frames);
        if (frames > 1) {
            assert_int_equal(stitch.samples[0], 0);
            assert_int_equal(stitch.samples[frames - 1], 0);
        }
        for (size_t i = 1; frames > 300 && i < frames; i++) {
            int step = stitch.samples[i] - stitch.samples[i - 1];

            assert_true(abs(step) <= 20000 / 22 + 1);
            assert_true(i < 22 || i > frames - 112 ||
                        stitch.samples[i] == 20000);
        }
        stitch_release(&stitch);
        clip_release(&clip);
    }
}

static void test_wild_anchors_stay_inside(void **state)
{
    static const struct anchor wild[][3] = {
        {{5, 9000}, {5, 9000}, {5, 9000}},
        {{0, -50}, {3, 400}, {16, 99999}},
        {{100, 3}, {200, 2}, {300, 1}},
        {{3, 2000}, {7, 100}, {11, 50}},
    };

    (void)state;
    for (size_t w = 0; w < 4; w++) {
        struct stitch stitch;
        struct clip clip;
        int64_t last = 0;

        make_clip(&clip, CLIP_FRAMES);
        for (size_t i = 0; i < 3; i++)
            clip_add_anchor(&clip, wild[w][i].offset, wild[w][i].frame);
        stitch_init(&stitch, &script, 2, RATE_HZ);
        stitch_clip(&stitch, &clip);
        for (size_t i = 0; i < 4; i++) {
            struct stretch at = stitch.cues[0].words[i];

            assert_true(at.begin >= last && at.begin <= at.end &&
                        at.end <= CLIP_FRAMES);
            last = at.begin;
        }
        assert_int_equal(stitch.cues[0].words[3].end, CLIP_FRAMES);
        stitch_release(&stitch);
        clip_release(&clip);
    }
}

static void test_pad(void **state)
{
    struct stitch stitch;
    struct clip clip;

    (void)state;
    make_clip(&clip, CLIP_FRAMES);
    stitch_init(&stitch, &script, 4, RATE_HZ);
    stitch_clip(&stitch, &clip);
    stitch_pad(&stitch, 576, 1152);
    assert_int_equal(stitch.frames % 576, 0);
    assert_true(stitch.frames >= CLIP_FRAMES + 1151);
    assert_int_equal(stitch.cues[0].at.end, CLIP_FRAMES);
    for (size_t i = stitch.frames - 1152; i < stitch.frames; i++)
        assert_int_equal(stitch.samples[i], 0);
    /* What is silent enough and of the right length stays. */
    size_t frames = stitch.frames;
    stitch_pad(&stitch, 576, 1152);
    assert_int_equal(stitch.frames, frames);
    /* A pause at the end takes the silence. */
    stitch_silent_cue(&stitch);
    stitch_pad(&stitch, 576, 0);
    assert_int_equal(stitch.cues[1].at.end, stitch.frames);
    stitch_release(&stitch);

    stitch_init(&stitch, &script, 0, RATE_HZ);
    stitch_pad(&stitch, 576, 10);
    assert_int_equal(stitch.frames, 576);
    stitch_release(&stitch);
    clip_release(&clip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_times_and_lengths),
        cmocka_unit_test(test_ends_are_faded),
        cmocka_unit_test(test_wild_anchors_stay_inside),
        cmocka_unit_test(test_pad),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
