#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t codepoint = 0; codepoint <= 0x10FFFF; codepoint++) {
        char bytes[4];
        size_t size = utf8_encode(codepoint, bytes);
        struct view text = {bytes, size};
        size_t at = 0;
        size_t back = size;
        uint32_t expected =
            codepoint >= 0xD800 && codepoint <= 0xDFFF ? 0xFFFD : codepoint;

        assert_int_equal(utf8_next(text, &at), expected);
        assert_int_equal(at, size);
        assert_int_equal(utf8_previous(text, &back), expected);
        assert_int_equal(back, 0);
    }
}

static void test_bad_sequences(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        size_t length; /* code points and maximal subparts */
    } rows[] = {
        {"\x80", 1, 1},             /* continuation alone */
        {"\xC0\xAF", 2, 2},         /* overlong '/' */
        {"\xE0\x80\x80", 3, 3},     /* overlong NUL */
        {"\xED\xA0\x80", 3, 3},     /* surrogate */
        {"\xF4\x90\x80\x80", 4, 4}, /* above U+10FFFF */
        {"\xE2\x82", 2, 1},         /* cut euro sign: one maximal subpart */
        {"\xF0\x9F\x98z", 4, 2},    /* cut emoji, then a letter */
        {"\xFF", 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct view text = {rows[i].bytes, rows[i].size};
        size_t bad = 99;

        assert_false(utf8_valid(text, &bad));
        assert_int_equal(bad, 0);
        assert_int_equal(utf8_length(text), rows[i].length);
    }
}

static void test_floor_stays_between_characters(void **state)
{
    struct view text = VIEW("a\xE2\x82\xAC"
                            "b");

    (void)state;
    assert_int_equal(utf8_floor(text, 0), 0);
    assert_int_equal(utf8_floor(text, 2), 1);
    assert_int_equal(utf8_floor(text, 3), 1);
    assert_int_equal(utf8_floor(text, 4), 4);
    assert_int_equal(utf8_floor(text, 9), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_comes_back),
        cmocka_unit_test(test_bad_sequences),
        cmocka_unit_test(test_floor_stays_between_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
