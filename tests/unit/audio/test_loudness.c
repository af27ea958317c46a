#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "audio/loudness.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static int16_t *sine(int rate_hz, double hz, double peak_dbfs, double phase,
                     size_t frames)
{
    int16_t *wave = mem_new(frames, sizeof *wave);
    double peak = 32767.0 * pow(10.0, peak_dbfs / 20.0);

    for (size_t i = 0; i < frames; i++)
        wave[i] = (int16_t)lrint(
            peak * sin(phase + 2.0 * M_PI * hz * (double)i / rate_hz));
    return wave;
}

/* EBU Tech 3341, cases 1 and 2: a sine of 1000 Hz on both ears at -23 and
 * -33 dBFS reads the same in LUFS. */
static void test_sine_reads_its_level(void **state)
{
    static const int rates_hz[] = {16000, 22050, 44100, 48000};
    static const double levels[] = {-23.0, -33.0};
    struct err err;

    (void)state;
    for (size_t r = 0; r < 4; r++) {
        for (size_t i = 0; i < 2; i++) {
            size_t frames = (size_t)rates_hz[r] * 20;
            int16_t *wave = sine(rates_hz[r], 1000, levels[i], 0, frames);
            struct loudness loudness = {0};

            assert_true(
                loudness_add_wave(&loudness, wave, frames, rates_hz[r], &err));
            assert_float_equal(loudness_integrated(&loudness), levels[i], 0.1);
            free(wave);
        }
    }
}

/* EBU Tech 3341, case 3: what is 13 LU below is gated. */
static void test_relative_gate(void **state)
{
    struct loudness loudness = {0};
    struct err err;
    size_t frames = 220500;
    int16_t *quiet = sine(22050, 1000, -36, 0, frames);
    int16_t *loud = sine(22050, 1000, -23, 0, frames * 6);

    (void)state;
    assert_true(loudness_add_wave(&loudness, quiet, frames, 22050, &err));
    assert_true(loudness_add_wave(&loudness, loud, frames * 6, 22050, &err));
    assert_true(loudness_add_wave(&loudness, quiet, frames, 22050, &err));
    assert_float_equal(loudness_integrated(&loudness), -23.0, 0.1);
    free(quiet);
    free(loud);
}

static void test_sum_does_not_depend_on_order(void **state)
{
    struct loudness parts[3] = {0};
    struct loudness forth = {0};
    struct loudness back = {0};
    struct err err;

    (void)state;
    for (int i = 0; i < 3; i++) {
        int16_t *wave = sine(22050, 300 * (i + 1), -20 - 3 * i, 0, 50000);

        assert_true(loudness_add_wave(&parts[i], wave, 50000, 22050, &err));
        free(wave);
    }
    for (int i = 0; i < 3; i++) {
        loudness_add(&forth, &parts[i]);
        loudness_add(&back, &parts[2 - i]);
    }
    assert_memory_equal(&forth, &back, sizeof forth);
}

static void test_silence_and_short_waves(void **state)
{
    struct loudness loudness = {0};
    struct err err;
    int16_t *click = sine(22050, 1000, -10, 0, 2000);
    int16_t silence[4000] = {0};

    (void)state;
    assert_true(loudness_add_wave(&loudness, silence, 4000, 22050, &err));
    assert_true(loudness_add_wave(&loudness, silence, 0, 22050, &err));
    assert_true(isinf(loudness_integrated(&loudness)));
    assert_float_equal(loudness_gain_db(&loudness, -16, -1), 0.0, 0.0);
    assert_true(loudness_add_wave(&loudness, click, 2000, 22050, &err));
    /* 91 ms of a block of 400 ms. */
    assert_float_equal(loudness_integrated(&loudness),
                       (float)(-10 + 10 * log10(2000 / (0.4 * 22050))), 0.5);
    assert_false(loudness_add_wave(&loudness, click, 2000, 100, &err));
    free(click);
}

/* A pulse in every 10 ms over a quiet tone: the limiter takes the pulses. */
static void test_limiting_is_foreseen(void **state)
{
    struct loudness loudness = {0};
    struct err err;
    size_t frames = 110250;
    int16_t *wave = sine(22050, 200, -12, 0, frames);

    (void)state;
    assert_true(loudness_add_wave(&loudness, wave, frames, 22050, &err));
    assert_float_equal(loudness_limiting_db(&loudness, -11.0), 0.0, 0.01);
    assert_float_equal(loudness_limiting_db(&loudness, -15.0), -3.0, 0.1);
    assert_float_equal(loudness_limiting_db(&loudness, 3.0), 0.0, 0.0);
    double plain_db = -16.0 - loudness_integrated(&loudness);
    assert_float_equal(loudness_gain_db(&loudness, -16.0, 0.0), (float)plain_db,
                       0.1);
    /* A sine has nothing but peaks: what would be made good is lost again,
     * so that 2 dB are the end. */
    assert_float_equal(loudness_gain_db(&loudness, -8.0, -9.0),
                       (float)plain_db + 10, 0.1);
    free(wave);
}

/* At a quarter of the rate and 45 degrees no sample meets the peak. */
static void test_true_peak_between_samples(void **state)
{
    int16_t *wave = sine(44100, 11025, -6, M_PI / 4, 44100);
    int16_t silence[100] = {0};
    struct err err;
    double peak_dbtp;

    (void)state;
    assert_true(loudness_true_peak(wave, 44100, 44100, &peak_dbtp, &err));
    assert_float_equal(peak_dbtp, -6.0, 0.3);
    assert_true(loudness_true_peak(silence, 100, 44100, &peak_dbtp, &err));
    assert_true(isinf(peak_dbtp));
    free(wave);
}

/* Bit by bit it is what it is at once; two channels add up. */
static void test_meter_of_any_length(void **state)
{
    enum { RATE_HZ = 44100, PIECE = 1000 };
    size_t frames = (size_t)RATE_HZ * 10 / PIECE * PIECE;
    int16_t *wave = sine(RATE_HZ, 1000, -23, 0, frames);
    struct err err;

    (void)state;
    for (int channels = 1; channels <= 2; channels++) {
        struct loudness_meter *meter =
            loudness_meter_new(channels, RATE_HZ, &err);
        float piece[2 * PIECE];

        assert_non_null(meter);
        assert_true(isinf(loudness_meter_lufs(meter)));
        for (size_t at = 0; at < frames; at += PIECE) {
            for (size_t i = 0; i < (size_t)channels * PIECE; i++) {
                size_t frame = at + i / (size_t)channels;

                piece[i] = (float)wave[frame] / 32768.0F;
            }
            assert_true(loudness_meter_add(meter, piece, PIECE, &err));
        }
        assert_float_equal(loudness_meter_lufs(meter), -23.0, 0.1);
        loudness_meter_free(meter);
    }
    assert_null(loudness_meter_new(1, 100, &err));
    loudness_meter_free(NULL);
    free(wave);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sine_reads_its_level),
        cmocka_unit_test(test_relative_gate),
        cmocka_unit_test(test_sum_does_not_depend_on_order),
        cmocka_unit_test(test_silence_and_short_waves),
        cmocka_unit_test(test_limiting_is_foreseen),
        cmocka_unit_test(test_true_peak_between_samples),
        cmocka_unit_test(test_meter_of_any_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
