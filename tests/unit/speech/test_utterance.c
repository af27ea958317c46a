/* What goes to the engine keeps to its grammar, whatever is put in. */
#include "speech/utterance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *added;
    const char *text;
} rows[] = {
    {"five dollars", "five dollars"},
    {"U.S", "U.S"},
    {"A.B.C.D.E.F.G", "A B C D E F G"},
    {"don't", "don't"},
    {"a'b'c'd", "a'b'c d"},
    {"a-b-c-d-e", "a-b-c-d e"},
    {"'tis'", "tis"},
    {"-x-", "x"},
    {"1979", "1979"},
    {"19790", "1 9 7 9 0"},
    {"3.14", "3.14"},
    {"3.14159", "3 1 4 1 5 9"},
    {"t2000", "t 2 0 0 0"},
    {"Aaaaaaah", "Aaah"},
    {"[[k'oUmi]]", "k'oUmi"},
    {"<audio>", "audio"},
    {"five, six", "five, six"},
    {"aaabbbcccdddeeefffggghhhiiijjjkkk", "aaabbbcccdddeeefffggghhhiiijjj kkk"},
    {"caf\u00E9", "caf\u00E9"},
    {"\u043C\u0438\u0440", ""},
    {"x\xFFy", "x y"},
    {"cross-section", "cross-section"},
    {"ee-e-ee", "ee-e ee"},
    {"e'Eee", "e Eee"},
};

static void test_words(void **state)
{
    struct utterance utterance;
    (void)state;
    utterance_init(&utterance, LETTER_LATIN);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        utterance_reset(&utterance, LETTER_LATIN);
        utterance_add(&utterance, view_of(rows[i].added));
        assert_string_equal(buf_string(&utterance.text), rows[i].text);
    }
    utterance_release(&utterance);
}

static void test_marks(void **state)
{
    struct utterance utterance;
    (void)state;
    utterance_init(&utterance, LETTER_LATIN);
    utterance_add_mark(&utterance, ',');
    assert_string_equal(buf_string(&utterance.text), "");
    utterance_add(&utterance, VIEW("Plan B"));
    utterance_add_mark(&utterance, '.');
    assert_string_equal(buf_string(&utterance.text), "Plan B.");
    utterance_add(&utterance, VIEW("Then"));
    assert_string_equal(buf_string(&utterance.text), "Plan B, Then");
    utterance_add_mark(&utterance, ',');
    utterance_add_mark(&utterance, '!');
    utterance_add_mark(&utterance, ';');
    assert_string_equal(buf_string(&utterance.text), "Plan B, Then!");
    utterance_release(&utterance);
}

static void test_glue(void **state)
{
    struct utterance utterance;
    (void)state;
    utterance_init(&utterance, LETTER_LATIN);
    utterance_add(&utterance, VIEW("well"));
    utterance.glue = true;
    utterance_add(&utterance, VIEW("known"));
    assert_string_equal(buf_string(&utterance.text), "well-known");
    utterance.glue = true;
    utterance_add(&utterance, VIEW("U.S"));
    assert_string_equal(buf_string(&utterance.text), "well-known U.S");
    utterance_release(&utterance);
}

static void test_phonemes(void **state)
{
    struct utterance utterance;
    (void)state;
    utterance_init(&utterance, LETTER_LATIN);
    utterance_add(&utterance, VIEW("Mr"));
    assert_false(utterance.has_phonemes);
    utterance_add_phonemes(&utterance, VIEW("k'oUmi"));
    utterance_add_mark(&utterance, '.');
    assert_string_equal(buf_string(&utterance.text), "Mr [[k'oUmi]].");
    assert_true(utterance.has_phonemes);
    utterance_release(&utterance);
}

static void test_other_script(void **state)
{
    struct utterance utterance;
    (void)state;
    utterance_init(&utterance, LETTER_CYRILLIC);
    utterance_add(&utterance, VIEW("\u043C\u0438\u0440 peace"));
    assert_string_equal(buf_string(&utterance.text), "\u043C\u0438\u0440");
    utterance_release(&utterance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_glue),         cmocka_unit_test(test_phonemes),
        cmocka_unit_test(test_other_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
