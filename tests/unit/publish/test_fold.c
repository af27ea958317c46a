#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/fold.h"

#include <string.h>

static void check_lines(const char *text, size_t width, const char *wanted)
{
    struct view rest = view_of(text);
    struct view lines = view_of(wanted);
    struct view line;

    while (fold_line(&rest, width, &line)) {
        struct view want = view_cut(&lines, '|');

        assert_int_equal(line.size, want.size);
        assert_memory_equal(line.data, want.data, want.size);
    }
    assert_int_equal(lines.size, 0);
}

static void test_lines(void **state)
{
    (void)state;
    check_lines("one two three four", 8, "one two|three|four");
    check_lines("  one  two ", 10, "one  two");
    check_lines("12345678", 8, "12345678");
    check_lines("123456789", 8, "12345678|9");
    check_lines("a 123456789 b", 8, "a|12345678|9 b");
    check_lines(" \n ", 8, "");
    /* Characters count, not bytes; a mark stays with its letter. */
    check_lines("\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"
                "\xC3\xA4z",
                8,
                "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"
                "\xC3\xA4|z");
    check_lines("1234567e\xCC\x81.", 8, "1234567|e\xCC\x81.");
}

static void test_head(void **state)
{
    bool cut;
    struct view head;

    (void)state;
    head = fold_head(VIEW("one two three"), 40, &cut);
    assert_false(cut);
    assert_int_equal(head.size, 13);
    head = fold_head(VIEW("one two three"), 9, &cut);
    assert_true(cut);
    assert_int_equal(head.size, 7);
    /* A short word before a long one does not stand alone. */
    head = fold_head(VIEW("a bcdefghijklmnop"), 12, &cut);
    assert_true(cut);
    assert_int_equal(head.size, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_head),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
