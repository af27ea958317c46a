#include "cue/voice_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "[voice]\nengine=tone\nname=low\nlanguage=en-GB\n"

static void test_roles_inherit_from_voice(void **state)
{
    struct arena arena = {0};
    struct voice voice;
    struct err err;

    (void)state;
    assert_true(voice_parse(&arena, "some/plain.voice",
                            VIEW(HEAD "rate = 200 ; words a minute\n"
                                      "[role.quote]\npitch = 61\n"
                                      "[pause]\nsentence = 120\n"),
                            &voice, &err));
    assert_true(view_equal(voice.name, VIEW("plain")));
    assert_int_equal(voice.roles[ROLE_QUOTE].rate_wpm, 200);
    assert_int_equal(voice.roles[ROLE_QUOTE].pitch, 61);
    assert_int_equal(voice.roles[ROLE_BODY].pitch, 50);
    assert_int_equal(voice.pause_ms[PAUSE_SENTENCE], 120);
    assert_int_equal(voice.pause_ms[PAUSE_PARAGRAPH], 700);
    arena_release(&arena);
}

static void test_rate_moves_roles_and_pauses(void **state)
{
    struct arena arena = {0};
    struct voice voice;
    struct err err;

    (void)state;
    assert_true(voice_parse(&arena, "v.voice",
                            VIEW(HEAD "rate = 200\n[role.title]\nrate = 100\n"
                                      "[pause]\nsentence = 300\n"),
                            &voice, &err));
    voice_set_rate(&voice, 400);
    assert_int_equal(voice.roles[ROLE_BODY].rate_wpm, 400);
    assert_int_equal(voice.roles[ROLE_TITLE].rate_wpm, 200);
    assert_int_equal(voice.pause_ms[PAUSE_SENTENCE], 150);
    voice_set_rate(&voice, 449);
    assert_int_equal(voice.roles[ROLE_BODY].rate_wpm, 449);
    arena_release(&arena);
}

static void test_mistakes_name_file_and_line(void **state)
{
    static const struct {
        const char *text, *place, *says;
    } rows[] = {
        {HEAD "rat = 170\n", "v.voice:5:", "rat"},
        {HEAD "rate = fast\n", "v.voice:5:", "80 to 449"},
        {HEAD "rate = 450\n", "v.voice:5:", "80 to 449"},
        {HEAD "rate = 1e2\n", "v.voice:5:", "1e2"},
        {HEAD "[pauses]\nsentence=3\n", "v.voice:5:", "[pauses]"},
        {HEAD "[pauses]\n", "v.voice:5:", "[pauses]"},
        {"engine=tone\n", "v.voice:1:", "before any"},
        {HEAD "[pause]\nsentence=-3\n", "v.voice:6:", "0 to 10000"},
        {HEAD "[role.narrator]\npitch=3\n", "v.voice:6:", "narrator"},
        {HEAD "engine=tone\n", "v.voice:5:", "twice"},
        {HEAD "no entry at all\n", "v.voice:5:", "key = value"},
        {"[voice]\nname=x\nlanguage=en\n", "v.voice", "engine"},
        {"[voice]\nengine=x\nlanguage=en\n", "v.voice", "name"},
        {"[voice]\nengine=x\nname=en\n", "v.voice", "language"},
        {"", "v.voice", "engine"},
        {HEAD "title = \xFF\n", "v.voice", "UTF-8"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct voice voice;
        struct err err = {0};

        assert_false(voice_parse(&arena, "v.voice", view_of(rows[i].text),
                                 &voice, &err));
        assert_non_null(strstr(err.message, rows[i].place));
        assert_non_null(strstr(err.message, rows[i].says));
        arena_release(&arena);
    }
}

static void test_shipped_voices_are_sound(void **state)
{
    struct arena arena = {0};
    struct voice_path path = {.folders = {VIEW("voices")}, .count = 1};
    struct voices voices;
    struct voice voice;
    struct err err;

    (void)state;
    assert_true(voice_list(&arena, &path, &voices, &err));
    assert_in_range(voices.count, 7, 100);
    assert_true(voice_find(&arena, &path, VIEW("newsreader"), &voice, &err));
    assert_true(voice_for_language(&arena, &path, &voices.at[0], VIEW("de-AT"),
                                   &voice, &err));
    assert_true(view_equal(voice.name, VIEW("german")));
    assert_true(voice_for_language(&arena, &path, &voices.at[0], VIEW("sv"),
                                   &voice, &err));
    assert_true(view_equal(voice.variant, VIEW("sv")));
    assert_false(voice_find(&arena, &path, VIEW("nobody"), &voice, &err));
    assert_non_null(strstr(err.message, "briefcast voices"));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles_inherit_from_voice),
        cmocka_unit_test(test_rate_moves_roles_and_pauses),
        cmocka_unit_test(test_mistakes_name_file_and_line),
        cmocka_unit_test(test_shipped_voices_are_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
