#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "encode/mpeg_frame.h"

static void test_headers(void **state)
{
    static const struct {
        const char *bytes;
        bool fine;
        int rate_hz;
        int bitrate_kbps;
        int channels;
        size_t size;
        size_t side_size;
        int frames;
    } rows[] = {
        {"\xFF\xFB\x70\xC4", true, 44100, 96, 1, 313, 17, 1152},
        {"\xFF\xFB\x72\xC4", true, 44100, 96, 1, 314, 17, 1152},
        {"\xFF\xFA\x94\x44", true, 48000, 128, 2, 384, 32, 1152},
        {"\xFF\xF3\x60\xC4", true, 22050, 48, 1, 156, 9, 576},
        {"\xFF\xF3\xE8\x04", true, 16000, 160, 2, 720, 17, 576},
        {"\xFF\xE3\x60\xC4", false, 0, 0, 0, 0, 0, 0}, /* MPEG-2.5 */
        {"\xFF\xFD\x70\xC4", false, 0, 0, 0, 0, 0, 0}, /* layer II */
        {"\xFF\xFB\xF0\xC4", false, 0, 0, 0, 0, 0, 0}, /* bit rate 15 */
        {"\xFF\xFB\x00\xC4", false, 0, 0, 0, 0, 0, 0}, /* free */
        {"\xFF\xFB\x7C\xC4", false, 0, 0, 0, 0, 0, 0}, /* rate 3 */
        {"\xFE\xFB\x70\xC4", false, 0, 0, 0, 0, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mpeg_frame frame;

        assert_int_equal(
            mpeg_frame_read((struct view){rows[i].bytes, 4}, &frame),
            rows[i].fine);
        if (!rows[i].fine)
            continue;
        assert_int_equal(frame.rate_hz, rows[i].rate_hz);
        assert_int_equal(frame.bitrate_kbps, rows[i].bitrate_kbps);
        assert_int_equal(frame.channels, rows[i].channels);
        assert_int_equal(frame.size, rows[i].size);
        assert_int_equal(frame.side_size, rows[i].side_size);
        assert_int_equal(frame.frames, rows[i].frames);
        assert_int_equal(frame.checked, i == 2);
        assert_false(mpeg_frame_read((struct view){rows[i].bytes, 3}, &frame));
    }
}

static void test_main_data_begin(void **state)
{
    struct mpeg_frame frame;
    int begin;

    (void)state;
    struct view first = VIEW("\xFF\xFB\x70\xC4\x81\x80");
    assert_true(mpeg_frame_read(first, &frame));
    assert_true(mpeg_frame_main_data_begin(first, &frame, &begin));
    assert_int_equal(begin, 0x103);
    struct view checked = VIEW("\xFF\xFA\x70\xC4\1\1\xFF\x80");
    assert_true(mpeg_frame_read(checked, &frame));
    assert_true(mpeg_frame_main_data_begin(checked, &frame, &begin));
    assert_int_equal(begin, 511);
    struct view second = VIEW("\xFF\xF3\x60\xC4\x81\x80");
    assert_true(mpeg_frame_read(second, &frame));
    assert_true(mpeg_frame_main_data_begin(second, &frame, &begin));
    assert_int_equal(begin, 0x81);
    second.size = 5;
    assert_false(mpeg_frame_main_data_begin(second, &frame, &begin));
}

/* What is written is read, for each rate and bit rate there is. */
static void test_every_header(void **state)
{
    static const int rates_hz[] = {44100, 48000, 32000, 22050, 24000, 16000};
    unsigned char bytes[MPEG_FRAME_HEADER_SIZE];
    struct mpeg_frame frame;

    (void)state;
    for (size_t r = 0; r < 6; r++) {
        int count = 0;

        for (int kbps; (kbps = mpeg_frame_bitrate_kbps(rates_hz[r], count)) > 0;
             count++) {
            assert_true(mpeg_frame_write_mono(rates_hz[r], kbps, bytes));
            assert_true(mpeg_frame_read(
                (struct view){(char *)bytes, sizeof bytes}, &frame));
            assert_int_equal(frame.rate_hz, rates_hz[r]);
            assert_int_equal(frame.bitrate_kbps, kbps);
            assert_int_equal(frame.channels, 1);
        }
        assert_int_equal(count, 14);
    }
    assert_false(mpeg_frame_write_mono(11025, 32, bytes));
    assert_false(mpeg_frame_write_mono(44100, 33, bytes));
    assert_int_equal(mpeg_frame_bitrate_kbps(44100, -1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headers),
        cmocka_unit_test(test_main_data_begin),
        cmocka_unit_test(test_every_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
