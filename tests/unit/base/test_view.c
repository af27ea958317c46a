#include "base/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_slice_clamps(void **state)
{
    struct view text = VIEW("briefing");

    (void)state;
    assert_true(view_equal(view_slice(text, 0, 5), VIEW("brief")));
    assert_true(view_equal(view_slice(text, 5, SIZE_MAX), VIEW("ing")));
    assert_int_equal(view_slice(text, 9, 12).size, 0);
    assert_int_equal(view_slice(text, 4, 2).size, 0);
}

static void test_comparisons(void **state)
{
    (void)state;
    assert_true(view_equal((struct view){0}, VIEW("")));
    assert_false(view_equal(VIEW("a"), VIEW("b")));
    assert_true(view_equal_nocase(VIEW("EN-us"), VIEW("en-US")));
    assert_false(view_equal_nocase(VIEW("\xC3\x84"), VIEW("\xC3\xA4")));
    assert_true(view_starts(VIEW("abc"), VIEW("ab")));
    assert_false(view_starts(VIEW("a"), VIEW("ab")));
    assert_true(view_ends(VIEW("x.mp3"), VIEW(".mp3")));
    assert_false(view_ends(VIEW("mp3"), VIEW(".mp3")));
    assert_true(view_compare(VIEW("ab"), VIEW("abc")) < 0);
    assert_true(view_compare(VIEW("b"), VIEW("abc")) > 0);
    assert_int_equal(view_compare(VIEW("b"), VIEW("b")), 0);
}

static void test_find(void **state)
{
    (void)state;
    assert_int_equal(view_find(VIEW("a--b--c"), VIEW("--"), 0), 1);
    assert_int_equal(view_find(VIEW("a--b--c"), VIEW("--"), 2), 4);
    assert_true(view_find(VIEW("abc"), VIEW("x"), 0) == SIZE_MAX);
    assert_true(view_find(VIEW("abc"), VIEW("c"), 3) == SIZE_MAX);
    assert_true(view_find(VIEW("abc"), VIEW("c"), 4) == SIZE_MAX);
}

static void test_lines_keep_a_last_one_without_end(void **state)
{
    struct view rest = VIEW("one\r\n\ntwo");
    struct view line;

    (void)state;
    assert_true(view_next_line(&rest, &line));
    assert_true(view_equal(line, VIEW("one")));
    assert_true(view_next_line(&rest, &line));
    assert_int_equal(line.size, 0);
    assert_true(view_next_line(&rest, &line));
    assert_true(view_equal(line, VIEW("two")));
    assert_false(view_next_line(&rest, &line));
}

static void test_trim(void **state)
{
    (void)state;
    assert_true(view_equal(view_trim(VIEW(" \t a b\r\n")), VIEW("a b")));
    assert_int_equal(view_trim(VIEW(" \n ")).size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slice_clamps),
        cmocka_unit_test(test_comparisons),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_lines_keep_a_last_one_without_end),
        cmocka_unit_test(test_trim),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
