#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "audio/resample.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { FRAMES = 22050 };

static size_t convert(int out_rate_hz, double hz, float *out, size_t room)
{
    float *wave = mem_new(FRAMES, sizeof *wave);
    struct err err;
    struct resampler *resampler = resampler_new(22050, out_rate_hz, &err);
    size_t at = 0;
    size_t count = 0;
    size_t used;
    size_t made;
    bool ended = false;

    assert_non_null(resampler);
    for (size_t i = 0; i < FRAMES; i++)
        wave[i] = (float)(0.5 * sin(2.0 * M_PI * hz * (double)i / 22050));
    while (!ended) {
        size_t left = FRAMES - at < 777 ? FRAMES - at : 777;

        assert_true(resampler_run(resampler, left ? wave + at : NULL, left,
                                  &used, out + count, room - count, &made,
                                  &err));
        ended = left == 0 && made == 0;
        at += used;
        count += made;
    }
    resampler_free(resampler);
    free(wave);
    return count;
}

/* The wave comes out with its length, in time, unchanged in the passband. */
static void test_tone_stays_in_time(void **state)
{
    static const int rates_hz[] = {44100, 48000, 32000, 24000, 16000};
    static const double tones_hz[] = {100, 1000, 5000};
    float *out = mem_new(200000, sizeof *out);

    (void)state;
    for (size_t r = 0; r < 5; r++) {
        for (size_t t = 0; t < 3; t++) {
            size_t count = convert(rates_hz[r], tones_hz[t], out, 200000);

            assert_int_equal(count, rates_hz[r]);
            for (size_t i = 1000; i < count - 1000; i++) {
                double want = 0.5 * sin(2.0 * M_PI * tones_hz[t] * (double)i /
                                        rates_hz[r]);

                assert_float_equal((double)out[i], want, 0.001);
            }
        }
    }
    free(out);
}

/* Power of one frequency in dB of full scale. */
static double level_db(const float *wave, size_t count, double hz)
{
    double a = 0.0;
    double b = 0.0;
    double weight = 0.0;

    for (size_t i = 0; i < count; i++) {
        double w = 0.5 - 0.5 * cos(2.0 * M_PI * (double)i / (double)count);
        double x = 2.0 * M_PI * hz * (double)i / 44100;

        a += w * (double)wave[i] * cos(x);
        b += w * (double)wave[i] * sin(x);
        weight += w;
    }
    return 20.0 * log10(2.0 * sqrt(a * a + b * b) / weight + 1e-12);
}

/* From 22.05 to 44.1 kHz a tone at f has its image at 22050 - f. */
static void test_images_are_80_db_down(void **state)
{
    static const double tones_hz[] = {1000, 5000, 8000, 9500, 10000};
    float *out = mem_new(50000, sizeof *out);

    (void)state;
    for (size_t t = 0; t < 5; t++) {
        size_t count = convert(44100, tones_hz[t], out, 50000);
        double tone_db = level_db(out + 2000, count - 4000, tones_hz[t]);
        double image_db =
            level_db(out + 2000, count - 4000, 22050 - tones_hz[t]);

        assert_float_equal(tone_db, -6.02F, 0.1);
        assert_true(image_db < tone_db - 80.0);
    }
    free(out);
}

static void test_senseless_rates(void **state)
{
    struct err err;

    (void)state;
    assert_null(resampler_new(0, 44100, &err));
    assert_null(resampler_new(22050, -1, &err));
    resampler_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tone_stays_in_time),
        cmocka_unit_test(test_images_are_80_db_down),
        cmocka_unit_test(test_senseless_rates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
