#include "synth/speaker.h"

#include "base/atomic_file.h"
#include "base/pool.h"
#include "synth/speaker_engine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* An engine that does what its text says. */

enum { FAULT_RATE_HZ = 8000, LETTER_FRAMES = 100 };

static int *shared_count; /* of takes, in all processes */

static bool fault_open(const struct voice *voice, int *rate_hz, struct err *err)
{
    (void)voice;
    (void)err;
    *rate_hz = FAULT_RATE_HZ;
    return true;
}

static bool fault_prepare(const struct voice *voice,
                          const struct manner *manner, struct err *err)
{
    (void)voice;
    return manner->rate_wpm > 0 || err_set(err, "no such manner");
}

static bool says(const struct engine_piece *piece, const char *word)
{
    return view_find(piece->text, view_of(word), 0) != SIZE_MAX;
}

static void misbehave(const struct engine_piece *piece, struct sound *sound)
{
    static int16_t noise[4096];

    if (says(piece, "crash") || says(piece, "q")) {
        signal(SIGABRT, SIG_DFL);
        abort();
    }
    while (says(piece, "flood") && !sound->overflow)
        sound_add_samples(sound, noise, 4096);
    while (says(piece, "hang"))
        (void)sound;
    if (says(piece, "once") && ++*shared_count == 1)
        _exit(0);
    if (says(piece, "network"))
        socket(AF_INET, SOCK_STREAM, 0);
    if (says(piece, "program"))
        execl("/bin/true", "true", (char *)NULL);
    if (says(piece, "liar"))
        sound->frames = SIZE_MAX / 2;
}

static bool fault_speak(const struct engine_piece *piece, struct sound *sound)
{
    int16_t letter[LETTER_FRAMES];

    misbehave(piece, sound);
    if (says(piece, "mute"))
        return true;
    if (says(piece, "file") && (open("/etc/hostname", O_RDONLY) >= 0 ||
                                open("/tmp/x", O_CREAT | O_WRONLY, 0600) >= 0))
        return false;
    for (size_t i = 0; i < piece->text.size; i++) {
        if (i == 0 || piece->text.data[i - 1] == ' ')
            sound_add_anchor(sound, i, (int64_t)sound->frames);
        for (size_t k = 0; k < LETTER_FRAMES; k++)
            letter[k] = (int16_t)(1000 + piece->text.data[i]);
        sound_add_samples(sound, letter, LETTER_FRAMES);
    }
    return true;
}

static const struct engine fault_engine = {
    .name = "fault",
    .open = fault_open,
    .prepare = fault_prepare,
    .speak = fault_speak,
};

static struct voice voice_of(const char *engine, const char *variant,
                             const char *language)
{
    struct voice voice = {.name = VIEW("test"),
                          .path = VIEW("test.voice"),
                          .engine = view_of(engine),
                          .variant = view_of(variant),
                          .language = view_of(language)};

    for (int i = 0; i < ROLE_COUNT; i++)
        voice.roles[i] = (struct manner){175, 50, 50, 100, {0}};
    return voice;
}

static enum speaker_outcome say(struct speaker *speaker,
                                const struct voice *voice, struct view text,
                                struct clip *clip)
{
    struct cue cue = {
        .kind = CUE_SAY, .role = ROLE_BODY, .voice = voice, .spoken = text};
    enum speaker_outcome outcome = SPEAKER_GAP;
    struct err err = {0};

    if (!speaker_say(speaker, &cue, clip, &outcome, &err))
        fail_msg("%s", err.message);
    assert_true(clip->frames > 0);
    for (size_t i = 0; i < clip->anchor_count; i++) {
        assert_true(clip->anchors[i].offset <= text.size);
        assert_true(clip->anchors[i].frame >= 0);
        assert_true(clip->anchors[i].frame <= (int64_t)clip->frames);
        if (i > 0) {
            assert_true(clip->anchors[i].offset > clip->anchors[i - 1].offset);
            assert_true(clip->anchors[i].frame >= clip->anchors[i - 1].frame);
        }
    }
    return outcome;
}

static struct speaker *open_fault(const struct voice *voice)
{
    static const struct take_limits limits = {1, 1500};
    struct err err;

    return speaker_open_engine(&fault_engine, voice, &limits, &err);
}

static const struct {
    const char *text;
    enum speaker_outcome outcome;
    bool gap;
} faults[] = {
    {"all is well here", SPEAKER_CLEAN, false},
    {"a file is refused", SPEAKER_CLEAN, false},
    {"it fails once only", SPEAKER_REPEATED, false},
    {"words that crash the engine", SPEAKER_SPELLED, false},
    {"a mute word in here", SPEAKER_SPELLED, false},
    {"a flood of sound", SPEAKER_SPELLED, false},
    {"a liar tells sizes", SPEAKER_SPELLED, false},
    {"to the network", SPEAKER_SPELLED, false},
    {"start a program", SPEAKER_SPELLED, false},
    {"the letter q is deadly", SPEAKER_GAP, true},
    {"q", SPEAKER_GAP, true},
    {"?!", SPEAKER_GAP, true},
    {"", SPEAKER_GAP, true},
};

static void test_faults_cost_what_the_ladder_says(void **state)
{
    struct voice voice = voice_of("fault", "x", "en");
    struct speaker *speaker = open_fault(&voice);
    struct clip clip = {0};

    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        *shared_count = 0;
        enum speaker_outcome outcome =
            say(speaker, &voice, view_of(faults[i].text), &clip);

        if (outcome != faults[i].outcome || clip.gap != faults[i].gap)
            fail_msg("\"%s\": outcome %d", faults[i].text, (int)outcome);
    }
    clip_release(&clip);
    speaker_close(speaker);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void test_a_hang_is_ended(void **state)
{
    struct voice voice = voice_of("fault", "x", "en");
    struct speaker *speaker = open_fault(&voice);
    struct clip clip = {0};

    (void)state;
    assert_int_equal(say(speaker, &voice, VIEW("a hang now"), &clip),
                     SPEAKER_SPELLED);
    clip_release(&clip);
    speaker_close(speaker);
}

/* Wherever the deadly word stands, all others are spoken. */
static void test_only_the_deadly_word_is_lost(void **state)
{
    struct voice voice = voice_of("fault", "x", "en");
    struct speaker *speaker = open_fault(&voice);
    struct clip clip = {0};
    enum { WORDS = 40 };

    (void)state;
    for (size_t bad = 0; bad < WORDS; bad++) {
        struct buf text = {0};
        size_t anchors = 0;

        for (size_t i = 0; i < WORDS; i++)
            buf_addf(&text, "%s%s", i ? " " : "", i == bad ? "qq" : "word");
        assert_int_equal(say(speaker, &voice, buf_view(&text), &clip),
                         SPEAKER_GAP);
        for (size_t i = 0; i < clip.anchor_count; i++)
            anchors += text.data[clip.anchors[i].offset] == 'w';
        assert_int_equal(anchors, WORDS - 1);
        buf_release(&text);
    }
    clip_release(&clip);
    speaker_close(speaker);
}

static void test_a_refused_manner_is_an_error(void **state)
{
    struct voice voice = voice_of("fault", "x", "en");
    struct speaker *speaker = open_fault(&voice);
    struct clip clip = {0};
    struct cue cue = {.voice = &voice, .spoken = VIEW("hello")};
    enum speaker_outcome outcome;
    struct err err;

    (void)state;
    voice.roles[ROLE_TITLE].rate_wpm = 0;
    assert_false(speaker_say(speaker, &cue, &clip, &outcome, &err));
    assert_string_equal(err.message, "no such manner");
    voice.engine = VIEW("tone");
    assert_false(speaker_say(speaker, &cue, &clip, &outcome, &err));
    assert_non_null(strstr(err.message, "one engine"));
    clip_release(&clip);
    speaker_close(speaker);
}

static void test_tones_tell_words(void **state)
{
    struct voice voice = voice_of("tone", "tone", "en");
    struct clip clip = {0};
    struct err err;
    struct speaker *speaker = speaker_open(&voice, &err);

    (void)state;
    assert_non_null(speaker);
    assert_true(speaker_self_test(speaker, &err));
    assert_int_equal(say(speaker, &voice, VIEW("two words"), &clip),
                     SPEAKER_CLEAN);
    assert_int_equal(clip.anchor_count, 2);
    assert_int_equal(clip.anchors[1].offset, 4);
    /* Three letters of 60 ms, a space of 20; the start was trimmed by less
     * than a wave of the tone. */
    assert_true(llabs(clip.anchors[1].frame - 200 * 22050 / 1000) < 120);
    clip_release(&clip);
    speaker_close(speaker);
}

static void test_voices_that_are_not_there(void **state)
{
    static const char *const names[] = {"nosuch",
                                        "en-us+nosuch",
                                        "../../etc/passwd",
                                        "en us",
                                        "",
                                        "en-us+klatt6+f3",
                                        "+f3",
                                        "en-us+"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct voice voice = voice_of("espeak-ng", names[i], "en");
        struct err err = {0};

        assert_null(speaker_open(&voice, &err));
        assert_non_null(strstr(err.message, "test.voice"));
    }
    struct voice voice = voice_of("organ", "x", "en");
    struct err err = {0};
    assert_null(speaker_open(&voice, &err));
    assert_non_null(strstr(err.message, "organ"));
}

static bool same_clip(const struct clip *a, const struct clip *b)
{
    return a->frames == b->frames && a->anchor_count == b->anchor_count &&
           memcmp(a->samples, b->samples, a->frames * sizeof *a->samples) ==
               0 &&
           memcmp(a->anchors, b->anchors,
                  a->anchor_count * sizeof *a->anchors) == 0;
}

static void test_a_clip_depends_on_text_and_voice_alone(void **state)
{
    static const char *const names[] = {"en-us+klatt6", "de", "en-gb"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct voice voice = voice_of("espeak-ng", names[i], "en");
        struct voice other = voice_of("espeak-ng", "fr", "fr");
        struct clip first = {0};
        struct clip second = {0};
        struct err err = {0};
        struct speaker *speaker = speaker_open(&voice, &err);

        if (!speaker)
            fail_msg("%s", err.message);
        assert_true(speaker_self_test(speaker, &err));
        say(speaker, &voice, VIEW("The quick brown fox, once more."), &first);
        for (int n = 0; n < 5; n++) {
            say(speaker, &other, VIEW("Bonjour tout le monde."), &second);
            say(speaker, &voice, VIEW("\001300S fast"), &second);
            say(speaker, &voice, VIEW("The quick brown fox, once more."),
                &second);
            assert_true(same_clip(&first, &second));
        }
        say(speaker, &other, VIEW("The quick brown fox, once more."), &second);
        assert_false(same_clip(&first, &second));
        clip_release(&first);
        clip_release(&second);
        speaker_close(speaker);
    }
}

/* A job in its cell, as the pipeline runs it. */

struct cell {
    struct voice voice, other;
    struct speaker *speaker;
};

static const char cell_text[] = "Words from a cell, with the U.S Embassy.";

static bool open_cell(void *context, struct err *err)
{
    struct cell *cell = context;

    cell->speaker = speaker_open(&cell->voice, err);
    return cell->speaker && speaker_self_test(cell->speaker, err);
}

static bool speak_in_cell(void *context, size_t job, unsigned attempt,
                          struct pool_pipe *pipe, struct err *err)
{
    const struct cell *cell = context;
    struct clip clip = {0};
    enum speaker_outcome outcome;
    struct cue cue = {.voice = job % 2 ? &cell->other : &cell->voice,
                      .spoken = view_of(cell_text)};

    (void)attempt;
    bool ok = speaker_say(cell->speaker, &cue, &clip, &outcome, err) &&
              pool_send(pipe, outcome,
                        (struct view){(const char *)clip.samples,
                                      clip.frames * sizeof *clip.samples});
    clip_release(&clip);
    return ok;
}

static void run_cells(enum sandbox_profile profile, struct buf *sounds)
{
    struct cell cell = {voice_of("espeak-ng", "en-us+klatt6", "en-US"),
                        voice_of("espeak-ng", "ru", "ru"), NULL};
    struct pool_work work = {.open = open_cell,
                             .run = speak_in_cell,
                             .context = &cell,
                             .job_count = 4,
                             .at_once = 2,
                             .attempts = 1,
                             .job_timeout_ms = 20000,
                             .sandbox = profile};
    struct pool_result *result;
    struct err err = {0};
    struct pool *pool = pool_start(&work, &err);

    if (!pool)
        fail_msg("%s", err.message);
    for (int i = 0; i < 4; i++) {
        enum pool_state got = pool_next(pool, SIZE_MAX, &result, &err);

        if (got != POOL_DONE)
            fail_msg("%s",
                     got == POOL_ERROR ? err.message : result->error.message);
        buf_add(&sounds[result->job], buf_view(&result->records));
    }
    pool_stop(pool);
}

static void test_cells_do_not_change_the_sound(void **state)
{
    struct buf plain[4] = {{0}};
    struct buf caged[4] = {{0}};

    (void)state;
    run_cells(SANDBOX_NONE, plain);
    run_cells(SANDBOX_FORK, caged);
    for (int i = 0; i < 4; i++) {
        assert_true(view_equal(buf_view(&plain[i]), buf_view(&caged[i])));
        assert_true(view_equal(buf_view(&plain[i]), buf_view(&plain[i % 2])));
        /* The record says that it was spoken cleanly. */
        assert_int_equal(plain[i].data[0], SPEAKER_CLEAN);
    }
    for (int i = 0; i < 4; i++) {
        buf_release(&plain[i]);
        buf_release(&caged[i]);
    }
}

/* After a clause's pause the voice sets in where the anchor says. */
static void test_word_times(void **state)
{
    struct voice voice = voice_of("espeak-ng", "en-us+klatt6", "en-US");
    struct clip clip = {0};
    struct err err;
    struct speaker *speaker = speaker_open(&voice, &err);
    struct view text = VIEW("Monday, bread; money, garden: apples, begin.");

    (void)state;
    assert_int_equal(say(speaker, &voice, text, &clip), SPEAKER_CLEAN);
    assert_int_equal(clip.anchor_count, 6);
    for (size_t i = 1; i < clip.anchor_count; i++) {
        int64_t silent = 0;
        int64_t onset = -1;
        int64_t from = clip.anchors[i - 1].frame;

        for (int64_t at = from; at < (int64_t)clip.frames && onset < 0; at++) {
            bool audible = abs(clip.samples[at]) > 100;

            if (audible && silent > 22050 / 12)
                onset = at;
            silent = audible ? 0 : silent + 1;
        }
        assert_true(onset >= 0);
        assert_true(llabs(onset - clip.anchors[i].frame) < 22050 / 20);
    }
    clip_release(&clip);
    speaker_close(speaker);
}

static void test_long_sentences_keep_their_words(void **state)
{
    struct voice voice = voice_of("espeak-ng", "en-us", "en-US");
    struct clip clip = {0};
    struct buf text = {0};
    struct err err;
    struct speaker *speaker = speaker_open(&voice, &err);

    (void)state;
    for (int i = 0; i < 25; i++)
        buf_add_string(&text, "rabbits garden, ");
    assert_int_equal(say(speaker, &voice, buf_view(&text), &clip),
                     SPEAKER_CLEAN);
    assert_int_equal(clip.anchor_count, 50);
    for (size_t i = 0; i < clip.anchor_count; i++)
        assert_int_equal(clip.anchors[i].offset, i / 2 * 16 + (i % 2 ? 8 : 0));
    clip_release(&clip);
    buf_release(&text);
    speaker_close(speaker);
}

static void test_phonemes(void **state)
{
    static const struct {
        const char *text, *ipa;
    } cases[] = {
        {"shee-ite", "ʃˈiːˈaɪt"},
        {"[[k'oUmi]]", "kˈoʊmi"},
        {"one, two", "wˈʌn tˈuː"},
    };
    struct voice voice = voice_of("espeak-ng", "en-us", "en-US");
    struct err err = {0};
    struct speaker *speaker = speaker_open(&voice, &err);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf ipa = {0};

        if (!speaker_phonemes(speaker, &voice, view_of(cases[i].text), true,
                              &ipa, &err))
            fail_msg("%s", err.message);
        assert_string_equal(buf_string(&ipa), cases[i].ipa);
        buf_release(&ipa);
    }
    speaker_close(speaker);
}

static const char hostile[] = "tests/fixtures/hostile";

static void speak_file(struct speaker *speaker, const struct voice *voice,
                       const char *name)
{
    char path[512];
    char *data;
    size_t size;
    struct err err;
    struct clip clip = {0};
    struct buf sentence = {0};

    snprintf(path, sizeof path, "%s/%s", hostile, name);
    assert_true(file_read(path, 1 << 20, &data, &size, &err));
    say(speaker, voice, (struct view){data, size}, &clip);
    buf_add_string(&sentence, "Before it ");
    buf_add(&sentence, (struct view){data, size});
    buf_add_string(&sentence, " and behind it.");
    say(speaker, voice, buf_view(&sentence), &clip);
    if (clip.gap)
        fail_msg("%s is a gap", path);
    clip_release(&clip);
    buf_release(&sentence);
    free(data);
}

static void test_hostile_texts_are_spoken(void **state)
{
    static const char *const names[] = {"en-us", "en", "de", "ru"};
    int count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct voice voice = voice_of("espeak-ng", names[i], names[i]);
        struct err err;
        struct speaker *speaker;
        DIR *folder = opendir(hostile);
        struct dirent *entry;

        for (int role = 0; role < ROLE_COUNT; role++)
            voice.roles[role].rate_wpm = 449;
        speaker = speaker_open(&voice, &err);
        assert_non_null(folder);
        while ((entry = readdir(folder))) {
            if (strstr(entry->d_name, ".txt")) {
                speak_file(speaker, &voice, entry->d_name);
                count++;
            }
        }
        closedir(folder);
        speaker_close(speaker);
    }
    assert_true(count >= 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults_cost_what_the_ladder_says),
        cmocka_unit_test(test_a_hang_is_ended),
        cmocka_unit_test(test_only_the_deadly_word_is_lost),
        cmocka_unit_test(test_a_refused_manner_is_an_error),
        cmocka_unit_test(test_tones_tell_words),
        cmocka_unit_test(test_voices_that_are_not_there),
        cmocka_unit_test(test_a_clip_depends_on_text_and_voice_alone),
        cmocka_unit_test(test_cells_do_not_change_the_sound),
        cmocka_unit_test(test_word_times),
        cmocka_unit_test(test_long_sentences_keep_their_words),
        cmocka_unit_test(test_phonemes),
        cmocka_unit_test(test_hostile_texts_are_spoken),
    };

    shared_count = mmap(NULL, sizeof *shared_count, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return shared_count == MAP_FAILED
               ? 1
               : cmocka_run_group_tests(tests, NULL, NULL);
}
