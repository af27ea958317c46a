#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_grows_and_ends_in_nul(void **state)
{
    struct buf buf = {0};

    (void)state;
    for (int i = 0; i < 1000; i++)
        buf_addf(&buf, "%d,", i);
    assert_int_equal(buf.size, 10 * 2 + 90 * 3 + 900 * 4);
    assert_int_equal(strlen(buf.data), buf.size);
    buf_release(&buf);
    assert_string_equal(buf_string(&buf), "");
    buf_release(&buf);
}

static void test_cap_drops_what_does_not_fit(void **state)
{
    struct buf buf;

    (void)state;
    buf_init(&buf, 5);
    buf_add_string(&buf, "1234");
    buf_add_string(&buf, "56");
    assert_true(buf.overflow);
    assert_string_equal(buf_string(&buf), "1234");
    buf_reset(&buf);
    assert_false(buf.overflow);
    buf_add_string(&buf, "12345");
    assert_false(buf.overflow);
    buf_release(&buf);
}

static void test_big_endian_and_take(void **state)
{
    struct buf buf = {0};

    (void)state;
    buf_add_u16be(&buf, 0x1234);
    buf_add_u32be(&buf, 0x89ABCDEF);
    assert_memory_equal(buf.data, "\x12\x34\x89\xAB\xCD\xEF", 6);
    char *taken = buf_take(&buf);
    assert_int_equal(buf.size, 0);
    free(taken);
}

static void test_arena_keeps_lists(void **state)
{
    struct {
        int *at;
        size_t count, room;
    } list = {0};
    struct arena arena = {0};

    (void)state;
    for (int i = 0; i < 10000; i++)
        *ARENA_PUSH(&arena, &list) = i;
    for (int i = 0; i < 10000; i++)
        assert_int_equal(list.at[i], i);
    struct view text = arena_format(&arena, "%s-%d", "x", 7);
    assert_string_equal(text.data, "x-7");
    assert_non_null(arena_new(&arena, 1, 1 << 20));
    arena_release(&arena);
}

static void test_err_is_one_clean_line(void **state)
{
    struct err err;
    char long_name[3000];

    (void)state;
    assert_false(err_set(&err, "bad\nname\x1B[2J"));
    assert_string_equal(err.message, "bad?name?[2J");
    memset(long_name, 'a', sizeof long_name);
    for (size_t i = 1; i + 1 < sizeof long_name; i += 2)
        memcpy(&long_name[i], "\xC3\xA4", 2);
    long_name[sizeof long_name - 1] = '\0';
    err_set(&err, "%s", long_name);
    size_t size = strlen(err.message);
    assert_in_range(size, sizeof err.message - 3, sizeof err.message - 1);
    assert_int_equal((unsigned char)err.message[size - 1], 0xA4);
    err_set_kind(&err, ERR_USAGE, "what");
    err_prefix(&err, "line %d", 3);
    assert_string_equal(err.message, "line 3: what");
    assert_int_equal(err.kind, ERR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grows_and_ends_in_nul),
        cmocka_unit_test(test_cap_drops_what_does_not_fit),
        cmocka_unit_test(test_big_endian_and_take),
        cmocka_unit_test(test_arena_keeps_lists),
        cmocka_unit_test(test_err_is_one_clean_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
