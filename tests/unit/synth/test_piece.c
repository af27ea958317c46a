/* Lexemes and pieces together: any text in, what the engine gets out. */
#include "synth/piece.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* All pieces of a text; "|" stands for a seam without a pause, "/" for one
 * with the pause of its mark. */
static char *write_all(const char *spoken, enum letter_script native,
                       bool has_phonemes, bool *changed)
{
    struct lexemes lexemes;
    struct buf text = {0};

    lexeme_read(&lexemes, view_of(spoken), native, has_phonemes);
    for (size_t next = 0; next < lexemes.count;) {
        struct piece piece = piece_next(&lexemes, next);
        struct buf one = {0};

        piece_write(&lexemes, &piece, &one);
        if (!gate_allows(buf_view(&one), piece_script(&lexemes, &piece),
                         has_phonemes))
            fail_msg("\"%s\" gives \"%s\", which does not pass", spoken,
                     one.data);
        buf_add(&text, buf_view(&one));
        buf_release(&one);
        if (piece.seam != PIECE_END)
            buf_add_char(&text, piece.seam == PIECE_CLAUSE ? '/' : '|');
        next = piece.first + piece.count;
    }
    *changed = lexemes.changed;
    lexeme_release(&lexemes);
    return buf_take(&text);
}

static const struct {
    const char *spoken, *expected;
    enum letter_script native;
    bool has_phonemes;
    bool changed;
} cases[] = {
    {"Hello, world.", "Hello, world.", LETTER_LATIN, false, false},
    {"  \"Hello,\"  he said. ", "Hello, he said.", LETTER_LATIN, false, false},
    {"it’s ‘fine’", "it's fine", LETTER_LATIN, false, false},
    {"’tis dogs’ day", "tis dogs day", LETTER_LATIN, false, false},
    {"What?! Well...", "What? Well.", LETTER_LATIN, false, false},
    {"one — two – three -- four", "one, two, three, four", LETTER_LATIN, false,
     false},
    {"1914–1918", "1914 1918", LETTER_LATIN, false, false},
    {"well-known e-mail", "well-known e-mail", LETTER_LATIN, false, false},
    {"one-two-three-four-five", "one-two-three-four five", LETTER_LATIN, false,
     false},
    {"U.S. Embassy", "U.S Embassy", LETTER_LATIN, false, false},
    {"in the U.S.", "in the U.S.", LETTER_LATIN, false, false},
    {"J. R. R. Tolkien", "J R R Tolkien", LETTER_LATIN, false, false},
    {"at 9 a.m. on", "at 9 a.m on", LETTER_LATIN, false, false},
    {"Plan B. ", "Plan B.", LETTER_LATIN, false, false},
    {"example.com", "example com", LETTER_LATIN, false, false},
    {"10:30", "10 30", LETTER_LATIN, false, false},
    {"x86 and B2B", "x 86 and B 2 B", LETTER_LATIN, false, false},
    {"3.14", "3.14", LETTER_LATIN, false, false},
    {"12345", "1 2 3 4 5", LETTER_LATIN, false, true},
    {"Dr.99202100,000", "Dr 9 9 2 0 2 1 0 0, 000", LETTER_LATIN, false, true},
    {"aaaaargh", "aaargh", LETTER_LATIN, false, true},
    {"AT&T", "AT T", LETTER_LATIN, false, true},
    {"-5", "5", LETTER_LATIN, false, true},
    {"a soft\xc2\xadhyphen", "a softhyphen", LETTER_LATIN, false, false},
    {"\001"
     "20A quiet",
     "20 A quiet", LETTER_LATIN, false, false},
    {"say привет now", "say now", LETTER_LATIN, false, true},
    {"скажи hello снова", "скажи|hello|снова", LETTER_CYRILLIC, false, false},
    {"日本語です。はい", "日本語です. はい", LETTER_KANA, false, false},
    {"٣ كتب", "3 كتب", LETTER_ARABIC, false, false},
    {"bad \xff byte", "bad byte", LETTER_LATIN, false, true},
    {"Mr [[k'oUmi]], yes", "Mr [[k'oUmi]], yes", LETTER_LATIN, true, false},
    {"[[a b]] x", "[[a]] [[b]] x", LETTER_LATIN, true, false},
    {"[[a<b]] x", "x", LETTER_LATIN, true, true},
    {"[[open", "open", LETTER_LATIN, true, false},
    {"[[k'oUmi]]", "k'oUmi", LETTER_LATIN, false, false},
    {"<audio src=\"/etc/passwd\">", "audio src etc passwd", LETTER_LATIN, false,
     true},
    {"", "", LETTER_LATIN, false, false},
    {" ,.;'-", "", LETTER_LATIN, false, false},
};

static void test_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool changed;
        char *got = write_all(cases[i].spoken, cases[i].native,
                              cases[i].has_phonemes, &changed);

        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("\"%s\" gives \"%s\", not \"%s\"", cases[i].spoken, got,
                     cases[i].expected);
        if (changed != cases[i].changed)
            fail_msg("\"%s\": changed is wrong", cases[i].spoken);
        free(got);
    }
}

static void test_long_sentences_are_cut_at_clauses(void **state)
{
    struct buf spoken = {0};
    bool changed;

    (void)state;
    for (int i = 0; i < 20; i++)
        buf_add_string(&spoken, "some words of a clause, ");
    char *text = write_all(buf_string(&spoken), LETTER_LATIN, false, &changed);
    assert_non_null(strchr(text, '/'));
    assert_null(strchr(text, '|'));
    assert_false(changed);
    free(text);

    buf_reset(&spoken);
    for (int i = 0; i < 60; i++)
        buf_add_string(&spoken, "unbroken ");
    text = write_all(buf_string(&spoken), LETTER_LATIN, false, &changed);
    assert_non_null(strchr(text, '|'));
    assert_null(strchr(text, '/'));
    free(text);
    buf_release(&spoken);
}

static void test_no_text_is_too_long(void **state)
{
    static const char *const units[] = {"s'", "U.S.", "a.m. ", "9",
                                        "x",  "日",   "é . ",  "[["};
    (void)state;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct buf spoken = {0};
        bool changed;

        for (int n = 0; n < 20000; n++)
            buf_add_string(&spoken, units[i]);
        free(write_all(buf_string(&spoken), LETTER_HAN, true, &changed));
        buf_release(&spoken);
    }
}

static void test_origins(void **state)
{
    static const char spoken[] = "“Oh — it’s  naïve,” said U.S. General B.";
    struct lexemes lexemes;
    struct buf text = {0};

    (void)state;
    lexeme_read(&lexemes, view_of(spoken), LETTER_LATIN, false);
    struct piece piece = piece_next(&lexemes, 0);
    piece_write(&lexemes, &piece, &text);
    static const char *const words[] = {"Oh", "na", "said", "U.S", "General"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t at = view_find(buf_view(&text), view_of(words[i]), 0);

        assert_int_equal(piece_origin(&lexemes, &piece, at),
                         strstr(spoken, words[i]) - spoken);
    }
    buf_release(&text);
    lexeme_release(&lexemes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_long_sentences_are_cut_at_clauses),
        cmocka_unit_test(test_no_text_is_too_long),
        cmocka_unit_test(test_origins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
