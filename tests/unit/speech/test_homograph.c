/* How words with two sounds come out: by the lexicon, its conditions, and the
 * engine, in sentences that hold each reading in the share it is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/atomic_file.h"
#include "cue/voice_file.h"
#include "speech/lexicon.h"
#include "speech/speech.h"
#include "synth/speaker.h"

enum { WORDS_MAX = 200, FIELDS = 4 };

/* Of the readings, weighted by their shares; every word counts the same. */
static const double GOAL = 0.95;

struct homograph {
    struct view name;
    double share, right;
};

static bool holds_one_of(struct view ipa, struct view choices)
{
    while (choices.size > 0) {
        if (view_find(ipa, view_cut(&choices, ','), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static struct homograph *find_homograph(struct homograph *words, size_t *count,
                                        struct view name)
{
    for (size_t i = 0; i < *count; i++) {
        if (view_equal(words[i].name, name))
            return &words[i];
    }
    assert_true(*count < WORDS_MAX);
    words[*count].name = name;
    return &words[(*count)++];
}

static bool is_right(struct speaker *speaker, const struct voice *voice,
                     const struct lexicon *lexicon, struct view choices,
                     struct view sentence)
{
    struct arena arena = {0};
    struct buf ipa = {0};
    struct err err;
    struct view spoken;
    const struct speech_request request = {.language = VIEW("en-US"),
                                           .lexicon = lexicon};

    if (!speech_line(&arena, &request, NULL, sentence, &spoken, &err) ||
        !speaker_phonemes(speaker, voice, spoken, true, &ipa, &err))
        fail_msg("%.*s: %s", VIEW_ARG(sentence), err.message);
    bool right = holds_one_of(buf_view(&ipa), choices);
    if (!right)
        printf("# want %.*s in %.*s: %.*s\n", VIEW_ARG(choices),
               VIEW_ARG(sentence), VIEW_ARG(buf_view(&ipa)));
    buf_release(&ipa);
    arena_release(&arena);
    return right;
}

static void test_readings(void **state)
{
    static struct homograph words[WORDS_MAX];
    size_t count = 0;
    struct arena arena = {0};
    const struct voice_path path = {.folders = {VIEW("voices")}, .count = 1};
    struct voice voice;
    struct err err;
    char *data = NULL;
    size_t size = 0;
    struct lexicon *lexicon = lexicon_new();
    struct view text;
    struct view line;
    double right = 0;

    (void)state;
    assert_true(voice_find(&arena, &path, VIEW("newsreader"), &voice, &err));
    assert_true(
        lexicon_load(lexicon, LEXICON_SHIPPED, "voices/en.lexicon", &err));
    assert_true(file_read("tests/golden/homograph/en.tsv", 1 << 20, &data,
                          &size, &err));
    struct speaker *speaker = speaker_open(&voice, &err);
    assert_non_null(speaker);
    text = (struct view){data, size};
    while (view_next_line(&text, &line)) {
        struct view fields[FIELDS];

        if (view_starts(line, VIEW("#")))
            continue;
        for (size_t i = 0; i < FIELDS; i++)
            fields[i] = view_cut(&line, '\t');
        struct homograph *word = find_homograph(words, &count, fields[0]);
        double share = strtod(fields[1].data, NULL);
        word->share += share;
        if (is_right(speaker, &voice, lexicon, fields[2], fields[3]))
            word->right += share;
    }
    for (size_t i = 0; i < count; i++)
        right += words[i].right / words[i].share;
    printf("# %zu words, %.1f %% of their readings\n", count,
           100 * right / (double)count);
    assert_true(count > 120 && right >= GOAL * (double)count);
    speaker_close(speaker);
    lexicon_free(lexicon);
    free(data);
    speech_close();
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_readings)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
