#include "synth/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *text;
    enum gate_script script;
    bool passes;
} cases[] = {
    {"Hello", GATE_LATIN, true},
    {"Hello, world. It's a well-known 3.14.", GATE_LATIN, true},
    {"naïve Straße Łódź", GATE_LATIN, true},
    {"", GATE_LATIN, false},
    {" Hello", GATE_LATIN, false},
    {"Hello ", GATE_LATIN, false},
    {"Hello  world", GATE_LATIN, false},
    {"Hello,world", GATE_LATIN, false},
    {"Hello ,", GATE_LATIN, false},
    {"Hello..", GATE_LATIN, false},
    {"Hello?!", GATE_LATIN, false},
    {".", GATE_LATIN, false},
    {"'tis", GATE_LATIN, false},
    {"dogs'", GATE_LATIN, false},
    {"a--b", GATE_LATIN, false},
    {"a-b-c-d", GATE_LATIN, true},
    {"a-b-c-d-e", GATE_LATIN, false},
    {"o'n'e", GATE_LATIN, true},
    {"o'n'e's", GATE_LATIN, false},
    {"aaa", GATE_LATIN, true},
    {"aaaa", GATE_LATIN, false},
    {"aAaA", GATE_LATIN, false},
    {"abcdefghijklmnopqrstuvwxyzabcd", GATE_LATIN, true},
    {"abcdefghijklmnopqrstuvwxyzabcde", GATE_LATIN, false},
    {"1234", GATE_LATIN, true},
    {"12345", GATE_LATIN, false},
    {"1234.5678", GATE_LATIN, true},
    {"1.23456", GATE_LATIN, false},
    {"1.2.3", GATE_LATIN, false},
    {"1,000", GATE_LATIN, false},
    {"B2", GATE_LATIN, false},
    {"2B", GATE_LATIN, false},
    {"1. Next", GATE_LATIN, true},
    {"U.S", GATE_LATIN, true},
    {"the U.S embassy", GATE_LATIN, true},
    {"the U.S.", GATE_LATIN, true},
    {"the U.S. embassy", GATE_LATIN, false},
    {"the U.S, and", GATE_LATIN, true},
    {"A.B.C.D.E.F", GATE_LATIN, true},
    {"A.B.C.D.E.F.G", GATE_LATIN, false},
    {"A.B.C.D.E.F A.B.C.D", GATE_LATIN, true},
    {"A.B.C.D.E.F A.B.C.D.E", GATE_LATIN, false},
    {"U.S's", GATE_LATIN, false},
    {"U.S-x", GATE_LATIN, false},
    {"U.S1", GATE_LATIN, false},
    {"US.A", GATE_LATIN, false},
    {"U.SA", GATE_LATIN, false},
    {"U..S", GATE_LATIN, false},
    {"plan B.", GATE_LATIN, true},
    {"plan B. Then", GATE_LATIN, false},
    {"a b c d e f g h i j", GATE_LATIN, true},
    {"a b c d e f g h i j k", GATE_LATIN, false},
    {"Dr.99202100,000", GATE_LATIN, false},
    {"\001B", GATE_LATIN, false},
    {"a\nb", GATE_LATIN, false},
    {"a\xff", GATE_LATIN, false},
    {"e\xcc\x81", GATE_LATIN, false},
    {"привет", GATE_LATIN, false},
    {"привет, мир.", GATE_CYRILLIC, true},
    {"привет world", GATE_CYRILLIC, false},
    {"world", GATE_CYRILLIC, false},
    {"п.р", GATE_CYRILLIC, false},
    {"日本語ひらがな", GATE_KANA, true},
    {"ひらがな", GATE_HAN, false},
    {"[[k'oUmi]]", GATE_LATIN, false},
    {"<b>", GATE_LATIN, false},
    {"AT&T", GATE_LATIN, false},
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
        if (gate_allows(view_of(phonemes[i].text), GATE_LATIN, true) !=
            phonemes[i].passes)
            fail_msg("\"%s\" should %spass", phonemes[i].text,
                     phonemes[i].passes ? "" : "not ");
        assert_false(gate_allows(view_of(phonemes[i].text), GATE_LATIN, false));
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
            gate_allows((struct view){text, size}, GATE_LATIN, false),
            ends_well && size <= GATE_BYTES);
    }
    /* 41 short words. */
    for (size_t i = 0; i < (size_t)41 * 3; i++)
        text[i] = i % 3 == 2 ? ' ' : (char)('a' + i % 3);
    assert_true(gate_allows((struct view){text, (size_t)40 * 3 - 1}, GATE_LATIN,
                            false));
    assert_false(
        gate_allows((struct view){text, 41 * 3 - 1}, GATE_LATIN, false));
}

static void test_scripts_of_languages(void **state)
{
    (void)state;
    assert_int_equal(gate_script_of_language(VIEW("en-US")), GATE_LATIN);
    assert_int_equal(gate_script_of_language(VIEW("")), GATE_LATIN);
    assert_int_equal(gate_script_of_language(VIEW("ru")), GATE_CYRILLIC);
    assert_int_equal(gate_script_of_language(VIEW("zh-Hant")), GATE_HAN);
    assert_int_equal(gate_script_of_letter('A'), GATE_LATIN);
    assert_int_equal(gate_script_of_letter(0xD7), GATE_NONE);
    assert_int_equal(gate_script_of_letter(0x0416), GATE_CYRILLIC);
    assert_int_equal(gate_script_of_letter(0x10FFFF), GATE_NONE);
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
