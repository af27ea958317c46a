#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "audio/loudness.h"
#include "base/mem.h"
#include "master/master.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_HZ = 22050, FRAMES = 576 * 100 };

/* A voice-like wave: a pulse of damped partials each 8 ms, every fortieth
 * one five times as high, as Klatt voices have them; silence at both ends. */
static int16_t *make_voice(void)
{
    int16_t *wave = mem_new(FRAMES, sizeof *wave);

    for (size_t i = 2000; i < FRAMES - 4000; i++) {
        double t = (double)(i % 176) / RATE_HZ;
        double height = i / 176 % 40 == 0 ? 15000 : 3000;

        wave[i] = (int16_t)(height * exp(-300 * t) *
                            (sin(2 * M_PI * 500 * t) +
                             0.6 * sin(2 * M_PI * 1500 * t) +
                             0.4 * sin(2 * M_PI * 2500 * t)));
    }
    return wave;
}

static int16_t *run(const int16_t *wave, int out_rate_hz, double gain_db,
                    double ceiling_dbtp, size_t *frames)
{
    struct master_request request = {
        .samples = wave,
        .frames = FRAMES,
        .rate_hz = RATE_HZ,
        .out_rate_hz = out_rate_hz,
        .gain_db = gain_db,
        .ceiling_dbtp = ceiling_dbtp,
    };
    int16_t *out = NULL;
    struct err err;

    assert_true(master_unit(&request, &out, frames, &err));
    return out;
}

static double true_peak(const int16_t *wave, size_t frames, int rate_hz)
{
    struct err err;
    double peak_dbtp;

    assert_true(loudness_true_peak(wave, frames, rate_hz, &peak_dbtp, &err));
    return peak_dbtp;
}

static void test_ceiling_holds(void **state)
{
    static const int rates_hz[] = {22050, 44100};
    static const double gains_db[] = {0, 6, 12, 30};
    int16_t *wave = make_voice();

    (void)state;
    for (size_t r = 0; r < 2; r++) {
        for (size_t g = 0; g < 4; g++) {
            size_t frames;
            int16_t *out = run(wave, rates_hz[r], gains_db[g], -2.0, &frames);

            assert_int_equal(frames, FRAMES * (size_t)rates_hz[r] / RATE_HZ);
            assert_true(true_peak(out, frames, rates_hz[r]) <= -1.9);
            free(out);
        }
    }
    free(wave);
}

/* Noise is the worst there is: every other sample over the ceiling. */
static void test_ceiling_holds_for_noise(void **state)
{
    int16_t *wave = mem_new(FRAMES, sizeof *wave);
    uint32_t seed = 1;
    size_t frames;

    (void)state;
    for (size_t i = 0; i < FRAMES; i++) {
        seed = seed * 1664525 + 1013904223;
        wave[i] = (int16_t)(seed >> 16);
    }
    int16_t *out = run(wave, 44100, 10.0, -1.0, &frames);
    assert_true(true_peak(out, frames, 44100) <= -0.9);
    free(out);
    out = run(wave, 22050, 10.0, -1.0, &frames);
    /* White noise up to half the rate overshoots any short interpolator. */
    assert_true(true_peak(out, frames, 22050) <= -0.3);
    free(out);
    free(wave);
}

/* What stays below the ceiling is only multiplied: same place, same shape. */
static void test_below_the_ceiling_nothing_is_touched(void **state)
{
    int16_t *wave = make_voice();
    size_t frames;

    (void)state;
    int16_t *out = run(wave, RATE_HZ, 0.0, -0.1, &frames);
    assert_memory_equal(out, wave, FRAMES * sizeof *wave);
    free(out);
    out = run(wave, RATE_HZ, -6.0206, -0.1, &frames);
    for (size_t i = 0; i < FRAMES; i++)
        assert_true(abs(out[i] - wave[i] / 2) <= 1);
    free(out);
    out = run(wave, 44100, 0.0, -0.1, &frames);
    for (size_t i = 0; i < FRAMES; i++)
        assert_true(abs(out[2 * i] - wave[i]) <= 400);
    free(out);
    free(wave);
}

/* A pulse is taken down by a dip that begins just before it and is over soon
 * after; further off every sample is as it was. */
static void test_limiting_is_local(void **state)
{
    int16_t *wave = mem_new(FRAMES, sizeof *wave);
    size_t frames;

    (void)state;
    for (size_t i = 0; i < FRAMES; i++)
        wave[i] = (int16_t)(2000 * sin(2 * M_PI * 441 * (double)i / RATE_HZ));
    for (size_t i = 30000; i < 30004; i++)
        wave[i] = 30000;
    int16_t *out = run(wave, RATE_HZ, 0.0, -12.0, &frames);
    for (size_t i = 0; i < FRAMES; i++) {
        if (i < 30000 - RATE_HZ / 300 || i > 30000 + RATE_HZ / 3)
            assert_int_equal(out[i], wave[i]);
        assert_true(abs(out[i]) < 8300);
    }
    assert_true(abs(out[29990]) < abs(wave[29990]));
    free(out);
    free(wave);
}

static void test_only_whole_lengths(void **state)
{
    int16_t samples[100] = {0};
    struct master_request request = {
        .samples = samples,
        .frames = 100,
        .rate_hz = RATE_HZ,
        .out_rate_hz = 48000,
        .ceiling_dbtp = -1.0,
    };
    int16_t *out = NULL;
    size_t frames;
    struct err err;

    (void)state;
    assert_false(master_unit(&request, &out, &frames, &err));
    request.frames = 0;
    assert_true(master_unit(&request, &out, &frames, &err));
    assert_int_equal(frames, 0);
    free(out);
}

/* Peaks fall, loudness and energy stay, and in a pause nothing lingers. */
static void test_prepare_lowers_peaks_only(void **state)
{
    int16_t *wave = make_voice();
    int16_t *turned = mem_new(FRAMES, sizeof *turned);
    struct loudness before = {0};
    struct loudness after = {0};
    struct err err;

    (void)state;
    memcpy(turned, wave, FRAMES * sizeof *wave);
    master_prepare(turned, FRAMES, RATE_HZ);
    assert_true(loudness_add_wave(&before, wave, FRAMES, RATE_HZ, &err));
    assert_true(loudness_add_wave(&after, turned, FRAMES, RATE_HZ, &err));
    assert_float_equal(loudness_integrated(&before),
                       loudness_integrated(&after), 0.05);
    assert_true(true_peak(turned, FRAMES, RATE_HZ) <
                true_peak(wave, FRAMES, RATE_HZ) - 1.0);
    for (size_t i = 0; i < 2000; i++)
        assert_int_equal(turned[i], 0);
    for (size_t i = FRAMES - 4000 + RATE_HZ / 25; i < FRAMES; i++)
        assert_int_equal(turned[i], 0);
    free(wave);
    free(turned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ceiling_holds),
        cmocka_unit_test(test_ceiling_holds_for_noise),
        cmocka_unit_test(test_below_the_ceiling_nothing_is_touched),
        cmocka_unit_test(test_limiting_is_local),
        cmocka_unit_test(test_only_whole_lengths),
        cmocka_unit_test(test_prepare_lowers_peaks_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
