#include "base/spoken_letter.h"
#include "synth/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text;
    enum letter_script script;
    bool passes;
} cases[] = {
    {"Hello", LETTER_LATIN, true},
    {"Hello, world. It's a well-known 3.14.", LETTER_LATIN, true},
    {"naïve Straße Łódź", LETTER_LATIN, true},
    {"", LETTER_LATIN, false},
    {" Hello", LETTER_LATIN, false},
    {"Hello ", LETTER_LATIN, false},
    {"Hello  world", LETTER_LATIN, false},
    {"Hello,world", LETTER_LATIN, false},
    {"Hello ,", LETTER_LATIN, false},
    {"Hello..", LETTER_LATIN, false},
    {"Hello?!", LETTER_LATIN, false},
    {".", LETTER_LATIN, false},
    {"'tis", LETTER_LATIN, false},
    {"dogs'", LETTER_LATIN, false},
    {"a--b", LETTER_LATIN, false},
    {"a-b-c-d", LETTER_LATIN, true},
    {"a-b-c-d-e", LETTER_LATIN, false},
    {"o'n'e", LETTER_LATIN, true},
    {"o'n'e's", LETTER_LATIN, false},
    {"aaa", LETTER_LATIN, true},
    {"aaaa", LETTER_LATIN, false},
    {"aAaA", LETTER_LATIN, false},
    {"abcdefghijklmnopqrstuvwxyzabcd", LETTER_LATIN, true},
    {"abcdefghijklmnopqrstuvwxyzabcde", LETTER_LATIN, false},
    {"1234", LETTER_LATIN, true},
    {"12345", LETTER_LATIN, false},
    {"1234.5678", LETTER_LATIN, true},
    {"1.23456", LETTER_LATIN, false},
    {"1.2.3", LETTER_LATIN, false},
    {"1,000", LETTER_LATIN, false},
    {"B2", LETTER_LATIN, false},
    {"2B", LETTER_LATIN, false},
    {"1. Next", LETTER_LATIN, true},
    {"U.S", LETTER_LATIN, true},
    {"the U.S embassy", LETTER_LATIN, true},
    {"the U.S.", LETTER_LATIN, true},
    {"the U.S. embassy", LETTER_LATIN, false},
    {"the U.S, and", LETTER_LATIN, true},
    {"A.B.C.D.E.F", LETTER_LATIN, true},
    {"A.B.C.D.E.F.G", LETTER_LATIN, false},
    {"A.B.C.D.E.F A.B.C.D", LETTER_LATIN, true},
    {"A.B.C.D.E.F A.B.C.D.E", LETTER_LATIN, false},
    {"U.S's", LETTER_LATIN, false},
    {"U.S-x", LETTER_LATIN, false},
    {"U.S1", LETTER_LATIN, false},
    {"US.A", LETTER_LATIN, false},
    {"U.SA", LETTER_LATIN, false},
    {"U..S", LETTER_LATIN, false},
    {"plan B.", LETTER_LATIN, true},
    {"plan B. Then", LETTER_LATIN, false},
    {"a b c d e f g h i j", LETTER_LATIN, true},
    {"a b c d e f g h i j k", LETTER_LATIN, false},
    {"Dr.99202100,000", LETTER_LATIN, false},
    {"\001B", LETTER_LATIN, false},
    {"a\nb", LETTER_LATIN, false},
    {"a\xff", LETTER_LATIN, false},
    {"e\xcc\x81", LETTER_LATIN, false},
    {"привет", LETTER_LATIN, false},
    {"привет, мир.", LETTER_CYRILLIC, true},
    {"привет world", LETTER_CYRILLIC, false},
    {"world", LETTER_CYRILLIC, false},
    {"п.р", LETTER_CYRILLIC, false},
    {"日本語ひらがな", LETTER_KANA, true},
    {"ひらがな", LETTER_HAN, false},
    {"[[k'oUmi]]", LETTER_LATIN, false},
    {"<b>", LETTER_LATIN, false},
    {"AT&T", LETTER_LATIN, false},
};

static void test_grammar(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (gate_allows(view_of(cases[i].text), cases[i].script, false) !=
            cases[i].passes)
            fail_msg("\"%s\" should %spass", cases[i].text,
                     cases[i].passes ? "" : "not ");
    }
}

static const struct {
    const char *text;
    bool passes;
} phonemes[] = {
    {"[[k'oUmi]]", true},
    {"Mr [[k'oUmi]], went", true},
    {"[[k'oUmi]][[a]]", false},
    {"[[k'oUmi]]s", false},
    {"x[[k'oUmi]]", false},
    {"[[]]", false},
    {"[[a b]]", false},
    {"[[a", false},
    {"[[a]", false},
    {"[a]]", false},
    {"[[[a]]]", false},
    {"[[a\\b]]", false},
    {"[[\xc3\xa9]]", false},
    {"[[012345678901234567890123456789012345678901234567]]", true},
    {"[[0123456789012345678901234567890123456789012345678]]", false},
    {"[[a]] [[a]] [[a]] [[a]] [[a]] [[a]] [[a]] [[a]]", true},
    {"[[a]] [[a]] [[a]] [[a]] [[a]] [[a]] [[a]] [[a]] [[a]]", false},
};

static void test_phonemes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof phonemes / sizeof phonemes[0]; i++) {
        if (gate_allows(view_of(phonemes[i].text), LETTER_LATIN, true) !=
            phonemes[i].passes)
            fail_msg("\"%s\" should %spass", phonemes[i].text,
                     phonemes[i].passes ? "" : "not ");
        assert_false(
            gate_allows(view_of(phonemes[i].text), LETTER_LATIN, false));
    }
}

static void test_sizes(void **state)
{
    char text[300];

    (void)state;
    for (size_t size = 1; size < sizeof text; size++) {
        /* "abcdef abcdef ...": 7 bytes a word, ending in a letter. */
        for (size_t i = 0; i < size; i++)
            text[i] = i % 7 == 6 ? ' ' : (char)('a' + i % 7);
        bool ends_well = size % 7 != 0;
        assert_int_equal(
            gate_allows((struct view){text, size}, LETTER_LATIN, false),
            ends_well && size <= GATE_BYTES);
    }
    /* 41 short words. */
    for (size_t i = 0; i < (size_t)41 * 3; i++)
        text[i] = i % 3 == 2 ? ' ' : (char)('a' + i % 3);
    assert_true(gate_allows((struct view){text, (size_t)40 * 3 - 1},
                            LETTER_LATIN, false));
    assert_false(
        gate_allows((struct view){text, 41 * 3 - 1}, LETTER_LATIN, false));
}

static void test_scripts_of_languages(void **state)
{
    (void)state;
    assert_int_equal(gate_script_of_language(VIEW("en-US")), LETTER_LATIN);
    assert_int_equal(gate_script_of_language(VIEW("")), LETTER_LATIN);
    assert_int_equal(gate_script_of_language(VIEW("ru")), LETTER_CYRILLIC);
    assert_int_equal(gate_script_of_language(VIEW("zh-Hant")), LETTER_HAN);
    assert_int_equal(spoken_letter_script('A'), LETTER_LATIN);
    assert_int_equal(spoken_letter_script(0xD7), LETTER_COMMON);
    assert_int_equal(spoken_letter_script(0x0416), LETTER_CYRILLIC);
    assert_int_equal(spoken_letter_script(0x10FFFF), LETTER_COMMON);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grammar),
        cmocka_unit_test(test_phonemes),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_scripts_of_languages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
