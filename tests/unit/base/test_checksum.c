#include "base/checksum.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static char bytes[CHECKSUM_BLOCK * 3 + 17];

static void test_parts_make_the_whole(void **state)
{
    struct view whole = {bytes, sizeof bytes};
    uint64_t sum = 0;

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i >> 3);
    for (size_t at = 0; at < sizeof bytes; at += (size_t)2 * CHECKSUM_BLOCK)
        sum = checksum_continue(
            sum, view_slice(whole, at, at + (size_t)2 * CHECKSUM_BLOCK));
    assert_true(sum == checksum_bytes(whole));
}

static void test_any_changed_byte_shows(void **state)
{
    struct view whole = {bytes, sizeof bytes};
    uint64_t sum = checksum_bytes(whole);

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i += 4099) {
        bytes[i] ^= 1;
        assert_true(checksum_bytes(whole) != sum);
        bytes[i] ^= 1;
    }
    assert_true(checksum_bytes(view_slice(whole, 0, sizeof bytes - 1)) != sum);
    assert_true(checksum_bytes((struct view){0}) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_make_the_whole),
        cmocka_unit_test(test_any_changed_byte_shows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
