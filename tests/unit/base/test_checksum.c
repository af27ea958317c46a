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

static void test_128_bits_of_parts_and_whole(void **state)
{
    struct view whole = {bytes, sizeof bytes};
    struct checksum_sum *sum = checksum_sum_new();

    (void)state;
    checksum_sum_add(sum, (struct view){0});
    for (size_t at = 0, size = 1; at < sizeof bytes; at += size, size += 777)
        checksum_sum_add(sum, view_slice(whole, at, at + size));
    assert_true(checksum_128_equal(checksum_sum_128(sum), checksum_128(whole)));
    checksum_sum_add(sum, VIEW("x"));
    assert_false(
        checksum_128_equal(checksum_sum_128(sum), checksum_128(whole)));
    checksum_sum_free(sum);
    /* Of nothing at all, by the published vectors of XXH3. */
    struct checksum_128 none = checksum_128((struct view){0});
    assert_true(none.low == 0x6001C324468D497F);
    assert_true(none.high == 0x99AA06D3014798D8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_make_the_whole),
        cmocka_unit_test(test_any_changed_byte_shows),
        cmocka_unit_test(test_128_bits_of_parts_and_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
