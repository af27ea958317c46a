#include "pipeline/kept.h"

#include "cache/room.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/test_kept.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    room_clear(folder);
    return access(folder, F_OK) == 0 ? -1 : 0;
}

/* Two sentences with a pause between, and the pause that leads in. */
struct stage {
    struct voice voice;
    struct word words[2][3];
    struct cue cues[5];
    struct script script;
    struct kept_unit unit;
};

static void init(struct stage *stage)
{
    memset(stage, 0, sizeof *stage);
    stage->voice = (struct voice){
        .engine = VIEW("tone"),
        .variant = VIEW("en"),
        .language = VIEW("en-US"),
        .roles = {[ROLE_BODY] = {175, 50, 50, 100, {0}},
                  [ROLE_QUOTE] = {175, 50, 50, 100, {0}}},
    };
    for (size_t i = 0; i < 2; i++) {
        for (uint32_t w = 0; w < 3; w++)
            stage->words[i][w] =
                (struct word){w * 4, w * 4 + 3, w * 4, w * 4 + 3};
        stage->cues[1 + 2 * i] = (struct cue){
            .kind = CUE_SAY,
            .role = ROLE_BODY,
            .voice = &stage->voice,
            .spoken = i ? VIEW("six six six") : VIEW("one two ten"),
            .words = {stage->words[i], 3, 3},
        };
    }
    stage->cues[0] = (struct cue){.kind = CUE_PAUSE, .pause_ms = 500};
    stage->cues[2] = (struct cue){.kind = CUE_PAUSE, .pause_ms = 350};
    stage->cues[4] = (struct cue){.kind = CUE_PAUSE, .pause_ms = 900};
    stage->script.cues.at = stage->cues;
    stage->script.cues.count = 5;
    stage->unit = (struct kept_unit){
        .script = &stage->script,
        .opened = &stage->voice,
        .unit = {0, 5},
        .lead_frames = 1000,
        .tail_frames = 1152,
        .quantum_frames = 576,
        .rate_hz = 22050,
    };
}

enum change {
    NOTHING,
    LEAD_PAUSE, /* counts by lead_frames alone */
    SHOWN_TEXT, /* is never heard */
    SAME_KEY,   /* those before */
    TEXT,
    SPLIT, /* the same bytes, elsewhere */
    PAUSE,
    KIND,
    PHONEMES,
    WORD_PLACE,
    WORD_COUNT,
    LEAD,
    TAIL,
    QUANTUM,
    RATE,
    ENGINE,
    VARIANT,
    LANGUAGE,
    ROLE,
    ROLE_RATE,
    ROLE_PITCH,
    ROLE_RANGE,
    ROLE_VOLUME,
    ROLE_VARIANT,
    CUE_COUNT,
    CHANGES
};

/* The script's own texts are literals. */
static void apply(struct stage *stage, enum change change)
{
    struct manner *manner = &stage->voice.roles[ROLE_BODY];

    switch (change) {
    case NOTHING:
    case SAME_KEY:
    case CHANGES:
        break;
    case LEAD_PAUSE:
        stage->cues[0].pause_ms = 501;
        break;
    case SHOWN_TEXT:
        stage->cues[1].shown = VIEW("1 2 10");
        stage->words[0][0].end = 2;
        break;
    case TEXT:
        stage->cues[3].spoken = VIEW("six six sin");
        break;
    case SPLIT:
        stage->cues[1].spoken = VIEW("one two te");
        stage->cues[3].spoken = VIEW("nsix six six");
        break;
    case PAUSE:
        stage->cues[2].pause_ms = 351;
        break;
    case KIND:
        stage->cues[2] = (struct cue){.kind = CUE_MARK};
        break;
    case PHONEMES:
        stage->cues[1].has_phonemes = true;
        break;
    case WORD_PLACE:
        stage->words[1][2].spoken_begin = 9;
        break;
    case WORD_COUNT:
        stage->cues[1].words.count = 2;
        break;
    case LEAD:
        stage->unit.lead_frames++;
        break;
    case TAIL:
        stage->unit.tail_frames++;
        break;
    case QUANTUM:
        stage->unit.quantum_frames = 1;
        break;
    case RATE:
        stage->unit.rate_hz = 16000;
        break;
    case ENGINE:
        stage->voice.engine = VIEW("espeak-ng");
        break;
    case VARIANT:
        stage->voice.variant = VIEW("en+f2");
        break;
    case LANGUAGE:
        stage->voice.language = VIEW("en-GB");
        break;
    case ROLE:
        stage->voice.roles[ROLE_QUOTE].pitch = 40;
        stage->cues[3].role = ROLE_QUOTE;
        break;
    case ROLE_RATE:
        manner->rate_wpm = 176;
        break;
    case ROLE_PITCH:
        manner->pitch = 51;
        break;
    case ROLE_RANGE:
        manner->range = 51;
        break;
    case ROLE_VOLUME:
        manner->volume = 99;
        break;
    case ROLE_VARIANT:
        manner->variant = VIEW("en+m1");
        break;
    case CUE_COUNT:
        stage->unit.unit.cue_count = 4;
        break;
    }
}

static void test_all_that_is_heard_is_in_the_key(void **state)
{
    struct cache *cache = cache_open(folder, 1000000, 1, NULL);
    struct checksum_128 keys[CHANGES];
    struct stage stage;
    struct kept kept;

    (void)state;
    for (enum change i = NOTHING; i < CHANGES; i++) {
        init(&stage);
        apply(&stage, i);
        kept_init(&kept, cache, &stage.script);
        keys[i] = kept_spoken_key(&kept, &stage.unit);
    }
    for (size_t a = 0; a < CHANGES; a++) {
        for (size_t b = a + 1; b < CHANGES; b++)
            assert_int_equal(checksum_128_equal(keys[a], keys[b]),
                             b <= SAME_KEY);
    }
    /* So is whoever made it. */
    init(&stage);
    kept_init(&kept, cache, &stage.script);
    kept.makers.high++;
    assert_false(
        checksum_128_equal(kept_spoken_key(&kept, &stage.unit), keys[NOTHING]));
    cache_close(cache);
}

static void test_all_that_is_encoded_is_in_the_key(void **state)
{
    struct spool_entry entries[2] = {{.frames = 576, .identity = {1, 2}},
                                     {.frames = 576, .identity = {1, 2}}};
    struct spool spool = {.fd = -1, .units = entries, .unit_count = 2};
    struct mp3_format mp3 = {44100, 96, 5, 11025};
    const struct encoding_request plain = {.spool = &spool,
                                           .rate_hz = 22050,
                                           .out_rate_hz = 44100,
                                           .gain_db = 4.1,
                                           .ceiling_dbtp = -2.0,
                                           .mp3 = &mp3};
    struct kept kept = {.makers = {5, 6}};
    struct checksum_128 keys[12];
    size_t count = 0;

    (void)state;
    for (int i = 0; i < 11; i++) {
        struct encoding_request request = plain;
        struct mp3_format format = mp3;

        request.mp3 = &format;
        request.gain_db += i == 1 ? 0.1 : 0;
        request.ceiling_dbtp += i == 2 ? 0.1 : 0;
        request.rate_hz += i == 3;
        request.out_rate_hz += i == 4;
        format.rate_hz += i == 5;
        format.bitrate_kbps += i == 6;
        format.quality += i == 7;
        format.bandwidth_hz += i == 8;
        entries[0].frames += i == 9;
        entries[0].identity.high += i == 10;
        keys[count++] = kept_mpeg_key(&kept, &request, 0);
        entries[0].frames -= i == 9;
        entries[0].identity.high -= i == 10;
    }
    /* The last unit has frames of its own. */
    keys[count++] = kept_mpeg_key(&kept, &plain, 1);
    for (size_t a = 0; a < count; a++) {
        for (size_t b = a + 1; b < count; b++)
            assert_false(checksum_128_equal(keys[a], keys[b]));
    }
    assert_true(checksum_128_equal(keys[0], kept_mpeg_key(&kept, &plain, 0)));
}

/* What a unit came to, of which every part can be told from the others. */
static void speak(const struct stage *stage, struct timeline *timeline,
                  struct kept_spoken *spoken)
{
    int64_t at = 7;

    timeline_init(timeline, &stage->script, 22050);
    for (size_t i = 0; i < 5; i++) {
        struct cue_time *time = &timeline->cues[i];

        time->at = (struct stretch){at, at + 100};
        time->gap = i == 3;
        for (size_t w = 0; w < stage->cues[i].words.count; w++)
            time->words[w] = (struct stretch){at + (int64_t)w * 30,
                                              at + (int64_t)w * 30 + 29};
        at += 100;
    }
    *spoken = (struct kept_spoken){.wave = {UINT64_MAX - 5, UINT64_MAX},
                                   .frames = 12345};
    for (size_t i = 0; i < LOUDNESS_CLASSES; i += 3) {
        spoken->loudness.blocks[i] = i + 1;
        spoken->loudness.power[i] = i * i + 1;
    }
    spoken->loudness.energy = 77;
    for (size_t i = 0; i < LOUDNESS_THRESHOLDS; i++)
        spoken->loudness.limited[i] = i * 5;
}

static void test_what_was_spoken_comes_back(void **state)
{
    struct cache *cache = cache_open(folder, 1000000, 1, NULL);
    struct kept_outcome said[2] = {{1, 3}, {3, 4}};
    struct timeline timeline;
    struct timeline again;
    struct kept_spoken spoken;
    struct kept_spoken loaded;
    struct stage stage;
    struct kept kept;
    struct arena arena = {0};
    struct buf times = {0};
    struct buf bytes = {0};

    (void)state;
    init(&stage);
    kept_init(&kept, cache, &stage.script);
    struct checksum_128 key = kept_spoken_key(&kept, &stage.unit);
    speak(&stage, &timeline, &spoken);
    spoken.outcomes = (struct kept_outcomes){said, 2, 2};
    kept_times_put(&stage.script, &stage.unit.unit, timeline.cues, &times);
    spoken.times = buf_view(&times);
    assert_false(kept_spoken_load(&kept, key, &arena, &bytes, &loaded));
    kept_spoken_store(&kept, key, &spoken, 1000);
    assert_true(kept_spoken_load(&kept, key, &arena, &bytes, &loaded));

    assert_true(checksum_128_equal(loaded.wave, spoken.wave));
    assert_int_equal(loaded.frames, spoken.frames);
    assert_memory_equal(&loaded.loudness, &spoken.loudness,
                        sizeof loaded.loudness);
    assert_int_equal(loaded.outcomes.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(loaded.outcomes.at[i].cue, said[i].cue);
        assert_int_equal(loaded.outcomes.at[i].outcome, said[i].outcome);
    }
    timeline_init(&again, &stage.script, 22050);
    assert_true(kept_times_take(&again, &stage.unit.unit, loaded.times));
    for (size_t i = 0; i < 5; i++) {
        size_t words = stage.cues[i].words.count;

        assert_memory_equal(&again.cues[i].at, &timeline.cues[i].at,
                            sizeof timeline.cues[i].at);
        assert_int_equal(again.cues[i].gap, timeline.cues[i].gap);
        if (words > 0)
            assert_memory_equal(again.cues[i].words, timeline.cues[i].words,
                                words * sizeof *again.cues[i].words);
    }
    /* Times of another unit do not fit. */
    assert_false(kept_times_take(&again, &stage.unit.unit,
                                 view_slice(loaded.times, 1, SIZE_MAX)));
    stage.unit.unit.cue_count = 4;
    assert_false(kept_times_take(&again, &stage.unit.unit, loaded.times));
    timeline_release(&timeline);
    timeline_release(&again);
    arena_release(&arena);
    buf_release(&times);
    buf_release(&bytes);
    cache_close(cache);
}

/* An entry with a right checksum that makes no sense is as good as none, and
 * is removed. */
static void test_nonsense_is_refused(void **state)
{
    struct cache *cache = cache_open(folder, 1000000, 1, NULL);
    struct kept_spoken loaded;
    struct stage stage;
    struct kept kept;
    struct arena arena = {0};
    struct buf bytes = {0};
    static char rubbish[4096];

    (void)state;
    init(&stage);
    kept_init(&kept, cache, &stage.script);
    struct checksum_128 key = kept_spoken_key(&kept, &stage.unit);
    memset(rubbish, 0xA5, sizeof rubbish);
    for (size_t size = 0; size < sizeof rubbish; size += 61) {
        cache_store(cache, CACHE_SPOKEN, key, (struct view){rubbish, size}, 1);
        assert_true(cache_has(cache, CACHE_SPOKEN, key));
        assert_false(kept_spoken_load(&kept, key, &arena, &bytes, &loaded));
        assert_false(cache_has(cache, CACHE_SPOKEN, key));
    }
    arena_release(&arena);
    buf_release(&bytes);
    cache_close(cache);
}

static void test_waves_of_long_scripts_are_not_kept(void **state)
{
    struct cache *cache = cache_open(folder, 100000000, 1, NULL);
    struct stage stage;
    struct kept kept;

    (void)state;
    init(&stage);
    kept_init(&kept, cache, &stage.script);
    assert_true(kept.keeps_waves);
    stage.cues[1].spoken.size = 12500000 / 2940;
    kept_init(&kept, cache, &stage.script);
    assert_false(kept.keeps_waves);
    kept_init(&kept, NULL, &stage.script);
    assert_false(kept.keeps_waves);
    cache_close(cache);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_all_that_is_heard_is_in_the_key),
        cmocka_unit_test(test_all_that_is_encoded_is_in_the_key),
        IN_FOLDER(test_what_was_spoken_comes_back),
        IN_FOLDER(test_nonsense_is_refused),
        IN_FOLDER(test_waves_of_long_scripts_are_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
