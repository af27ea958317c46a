/* Random and hostile lines: the ledger adds up, every word passes the gate,
 * and work grows with the input, not with its square. */
#include "speech/ledger.h"
#include "speech/letters.h"
#include "speech/speech.h"
#include "synth/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { INPUTS = 100000, FRAGMENTS_MAX = 8 };

/* U+202E, by its bytes: left open here, it would be a trap in a string. */
static const char OVERRIDE[] = {(char)0xE2, (char)0x80, (char)0xAE, '\0'};

static const char *const fragments[] = {
    "U.S.",
    "a.m. ",
    "s'",
    "$",
    "5",
    "99202100",
    ",000",
    "Dr.",
    "St. ",
    "1979",
    "-",
    "--",
    "\u2014",
    "\u2013",
    ".",
    "..",
    "\u2026",
    ",",
    ":",
    "/",
    "%",
    "(",
    ")",
    "[",
    "]",
    "[[",
    "]]",
    "[1]",
    "](x)",
    "!",
    "?",
    "'",
    "\"",
    "\u2019",
    "\u201C",
    " ",
    " ",
    " ",
    "\t",
    "\n",
    "\u00A0",
    "\u00AD",
    "\u200B",
    OVERRIDE,
    "\001300S",
    "the",
    "Henry",
    "VIII",
    "I",
    "XIV's",
    "NATO",
    "EFPs",
    "IAEA",
    "January",
    "Jan. ",
    "5th",
    "3rd",
    "3/4",
    "\u00BD",
    "km/h",
    "kg",
    "m\u00B2",
    "\u00B0C",
    "pm",
    "12:30",
    "1:01:01",
    "2012-01-05",
    "http://",
    "www.",
    "a@b.com",
    "example.com",
    "#",
    "@",
    "_",
    "*",
    "**",
    "~~",
    "`",
    "<b>",
    "</p>",
    "&amp;",
    "&",
    "+",
    "=",
    "<",
    ">",
    "\u00A3",
    "\u20AC",
    "\u0430\u0431",
    "\u5317",
    "\u0645",
    "\U0001F600",
    "\u200D",
    "\xFF",
    "\xC3",
    "\xE2\x82",
    "e\u0301",
    "\u00E9",
    "\uE000",
    "\uFF21",
    "Aaaaaaaaah",
    "x",
    "1st",
    "1.",
    "1.000.000",
    "0063",
    "A380",
    "t2000",
    "401(k)",
    "Mon., ",
    "No. ",
    "not",
    "don't",
    "'60s",
    "B.C.",
    "Q2 2022",
    "1e10",
    "\u0661\u0662",
    "123456789012345678901234567890",
};

static uint32_t seed;

static uint32_t next_random(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

/* Each word of the text passes the gate; no full stop behind a single letter
 * but at the end. */
static void check_gate(struct view written, struct view spoken,
                       enum letter_script script)
{
    struct view rest = spoken;
    while (rest.size > 0) {
        struct view word = view_cut(&rest, ' ');
        bool stop = word.size == 2 && word.data[1] == '.' &&
                    (word.data[0] < '0' || word.data[0] > '9') && rest.size > 0;
        bool initials = word.size > 3 && word.data[word.size - 1] == '.' &&
                        word.data[word.size - 3] == '.' && rest.size > 0;
        if (word.size == 0 || stop || initials ||
            !gate_allows(word, script, false))
            fail_msg("\"%.*s\" became \"%.*s\", not for the engine: \"%.*s\"",
                     VIEW_ARG(written), VIEW_ARG(spoken), VIEW_ARG(word));
    }
}

static bool is_sampled(uint32_t codepoint)
{
    bool is_large_block = (codepoint >= 0x3400 && codepoint < 0xA000) ||
                          (codepoint >= 0xAC00 && codepoint < 0xD800) ||
                          codepoint >= 0x17000;

    return letter_any(codepoint) && (!is_large_block || codepoint % 101 == 0);
}

/* Letters that no voice knows (archaic ones, forms, marks) are rewritten. */
static void test_every_letter(void **state)
{
    static const char *const languages[] = {
        "en", "el", "ru", "hy", "he", "ar", "fa", "hi", "bn", "pa", "gu", "or",
        "ta", "te", "kn", "ml", "si", "th", "my", "ka", "am", "ko", "ja", "zh"};
    struct buf text;
    (void)state;
    buf_init(&text, 0);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct speech_request request = {.language = view_of(languages[i])};
        enum letter_script native =
            letters_script_of_language(request.language);
        for (uint32_t letter = 0x80; letter < 0x20000; letter++) {
            struct arena arena = {0};
            struct err err;
            struct view spoken;
            if (!is_sampled(letter) || letter_script(letter) != native)
                continue;
            buf_reset(&text);
            buf_add_codepoint(&text, letter);
            if (!speech_line(&arena, &request, NULL, buf_view(&text), &spoken,
                             &err))
                fail_msg("U+%04X: %s", (unsigned)letter, err.message);
            check_gate(buf_view(&text), spoken,
                       gate_script_of_language(request.language));
            arena_release(&arena);
        }
    }
    buf_release(&text);
}

/* Where a voice writes otherwise than the text, figures are still said. */
static void test_figures_in_other_letters(void **state)
{
    static const char *const languages[] = {"ar", "fa", "he", "ja", "ko"};
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct speech_request request = {.language = view_of(languages[i])};
        struct arena arena = {0};
        struct err err;
        struct view spoken;
        if (!speech_line(&arena, &request, NULL, VIEW("5a, 30\xC3\xA9 and b7."),
                         &spoken, &err))
            fail_msg("%s: %s", languages[i], err.message);
        if (view_find(spoken, VIEW("5"), 0) == SIZE_MAX ||
            view_find(spoken, VIEW("30"), 0) == SIZE_MAX ||
            view_find(spoken, VIEW("7"), 0) == SIZE_MAX)
            fail_msg("%s: %.*s", languages[i], VIEW_ARG(spoken));
        arena_release(&arena);
    }
}

static void test_random_lines(void **state)
{
    static const char *const languages[] = {"en", "de", "fr", "es", "en-GB",
                                            "it", "pt", "ru", "nl", "zh"};
    size_t count = sizeof fragments / sizeof *fragments;
    struct buf text;
    (void)state;
    buf_init(&text, 0);
    for (uint32_t i = 0; i < INPUTS; i++) {
        struct arena arena = {0};
        struct err err;
        struct view spoken;
        const char *language = languages[i % 10];
        struct speech_request request = {
            .language = view_of(language),
            .urls = (enum speech_urls)(i % 4),
            .emoji = SPEECH_SAY,
        };
        seed = i;
        buf_reset(&text);
        for (uint32_t n = 1 + next_random() % FRAGMENTS_MAX; n > 0; n--)
            buf_add_string(&text, fragments[next_random() % count]);
        struct view written = buf_view(&text);
        if (!speech_line(&arena, &request, NULL, written, &spoken, &err))
            fail_msg("\"%.*s\": %s", VIEW_ARG(written), err.message);
        check_gate(written, spoken, gate_script_of_language(view_of(language)));
        arena_release(&arena);
    }
    buf_release(&text);
}

/* How often the classes look at an atom of a text of one unit, over and
 * over. */
static size_t looks_at(const char *unit, size_t size)
{
    struct buf text;
    struct arena arena = {0};
    size_t looks = 0;
    struct speech_request request = {.language = VIEW("en"), .looks = &looks};
    struct view spoken;
    struct err err;
    buf_init(&text, 0);
    while (text.size < size)
        buf_add_string(&text, unit);
    assert_true(
        speech_line(&arena, &request, NULL, buf_view(&text), &spoken, &err));
    buf_release(&text);
    arena_release(&arena);
    return looks;
}

/* Four times as much of one thing is four times as much work: looks are
 * counted, so that a busy machine makes no difference. */
static void test_linear(void **state)
{
    static const char *const units[] = {
        "1",      "1,",       ".",      "-",       "(",         "[",
        "]",      "1.",       "a.",     "a/",      "1/",        "'",
        "1:",     "1-",       "$1",     "I",       "I ",        "s'",
        "[1]",    "<b",       "![",     "](",      "*",         "_",
        "A",      "aB",       "a1",     "1 ",      "http://a/", "a@b.",
        "U.S. ",  "--",       "1000 ",  "#",       "&a;",       "1st ",
        "\u00AD", "Jan. 5 ",  "\"",     ". \"",    "12\" ",     "8' ",
        "(1.-[",  "\u00B2",   "\u2082", "H\u2082", "#a",        "#A",
        "\\a",    "^1",       "Mon-",   "1 000 ",  "1e-",       "Tel. 12 ",
        "5h 5m ", "1s. 5d. ", "IV ",    "v. ",     "A&",        "1x",
        "\u2026", "\u2014",   "a.b.c.", "1.1",     "=",         "1 x ",
    };
    enum { SMALL = 10000, TIMES = 4 };
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t small = looks_at(units[i], SMALL);
        size_t large = looks_at(units[i], (size_t)TIMES * SMALL);
        if (large > TIMES * small + small / 4 + 10000)
            fail_msg("\"%s\": %zu looks in 10 kB, %zu in 40 kB", units[i],
                     small, large);
    }
}

static int close_icu(void **state)
{
    (void)state;
    speech_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_lines),
        cmocka_unit_test(test_every_letter),
        cmocka_unit_test(test_figures_in_other_letters),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, close_icu);
}
