#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/mem.h"
#include "encode/mp3.h"
#include "encode/mp3_read.h"
#include "encode/mpeg_frame.h"
#include "unit/encode/external.h"
#include "unit/encode/scratch.h"

#include <math.h>
#include <string.h>

enum decoder { MPG123, FFMPEG, DECODERS };

/* The samples that a decoder gives, without encoder delay and padding. */
static void decode(enum decoder decoder, const char *path, struct buf *samples)
{
    struct buf command = {0};

    if (decoder == MPG123)
        buf_addf(&command, "mpg123 -q -s %s 2>/dev/null", path);
    else
        buf_addf(&command, "ffmpeg -v error -nostdin -i %s -f s16le -", path);
    external_run(buf_string(&command), samples);
    buf_release(&command);
}

/* Adds one unit to wave: lead, a voice-like sound, tail; whole MPEG frames. */
static size_t add_unit(const struct mp3_format *format, int16_t *wave,
                       size_t number)
{
    size_t frame = (size_t)mp3_frame_frames(format);
    size_t lead = (size_t)mp3_lead_frames(format);
    size_t sound = (size_t)format->rate_hz / 5 + number * 331 % 4000;
    size_t frames = lead + sound + (size_t)mp3_tail_frames(format);

    frames = (frames + frame - 1) / frame * frame;
    memset(wave, 0, frames * sizeof *wave);
    for (size_t i = 0; i < sound; i++) {
        double t = (double)i / format->rate_hz;
        double pulse = fmod(t, 0.008);

        wave[lead + i] =
            (int16_t)(9000 * exp(-200 * pulse) *
                      (sin(2 * M_PI * (400 + 20 * (double)number) * pulse) +
                       0.6 * sin(2 * M_PI * 1700 * pulse) +
                       0.3 * sin(2 * M_PI * 3100 * pulse)));
    }
    return frames;
}

struct file {
    int16_t *wave;
    size_t frames;
    size_t joints[64]; /* where units begin */
    size_t count;
    struct buf bytes; /* Info frame and MPEG frames */
};

static void fill_wave(const struct mp3_format *format, size_t count,
                      struct file *file)
{
    *file = (struct file){.count = count};
    file->wave = mem_new(count * (size_t)format->rate_hz, sizeof(int16_t));
    for (size_t i = 0; i < count; i++) {
        file->joints[i] = file->frames;
        file->frames += add_unit(format, file->wave + file->frames, i);
    }
}

static void finish(const struct mp3_format *format, struct file *file,
                   struct buf *mpeg)
{
    struct err err;

    assert_true(mp3_info_frame(format, (int64_t)file->frames, mpeg->size,
                               mp3_crc(0, mpeg->data, mpeg->size), &file->bytes,
                               &err));
    buf_add(&file->bytes, buf_view(mpeg));
    buf_release(mpeg);
}

/* Each unit by its own encoder, or all as one. */
static void make_file(const struct mp3_format *format, size_t count,
                      bool serial, struct file *file)
{
    struct buf mpeg = {0};
    struct err err;

    fill_wave(format, count, file);
    for (size_t i = 0; i < count && !serial; i++) {
        size_t end = i + 1 < count ? file->joints[i + 1] : file->frames;
        size_t before = mpeg.size;

        assert_true(mp3_encode_unit(format, file->wave + file->joints[i],
                                    end - file->joints[i], i + 1 == count,
                                    &mpeg, &err));
        struct mpeg_frame frame;
        int begin = -1;
        struct view unit = view_slice(buf_view(&mpeg), before, mpeg.size);
        assert_true(mpeg_frame_read(unit, &frame));
        assert_true(mpeg_frame_main_data_begin(unit, &frame, &begin));
        assert_int_equal(begin, 0);
    }
    if (serial)
        assert_true(mp3_encode_unit(format, file->wave, file->frames, true,
                                    &mpeg, &err));
    finish(format, file, &mpeg);
}

static void release(struct file *file)
{
    free(file->wave);
    buf_release(&file->bytes);
}

static const struct mp3_format formats[] = {
    {44100, 96, 7, 11025}, {48000, 64, 9, 0}, {32000, 32, 9, 0},
    {22050, 48, 7, 11025}, {24000, 8, 9, 0},  {16000, 160, 9, 0},
};

static void test_length_is_right_to_the_sample(void **state)
{
    static const size_t counts[] = {1, 2, 3, 50};

    (void)state;
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
        for (size_t c = 0; c < 4; c++) {
            struct file file;
            struct mp3_summary summary;
            struct err err;
            char path[32];

            make_file(&formats[f], counts[c], false, &file);
            scratch_write(path, buf_view(&file.bytes));
            for (int d = 0; d < DECODERS; d++) {
                struct buf samples = {0};

                decode((enum decoder)d, path, &samples);
                assert_int_equal(samples.size, file.frames * 2);
                buf_release(&samples);
            }
            assert_true(mp3_read(path, &summary, &err));
            assert_int_equal(summary.frames, file.frames);
            assert_true(summary.has_info && summary.constant);
            assert_int_equal(summary.bitrate_kbps, formats[f].bitrate_kbps);
            unlink(path);
            release(&file);
        }
    }
}

/* Signal to noise in dB of the decoded wave from frame begin to end. */
static double quality(const struct file *file, const struct buf *samples,
                      size_t begin, size_t end)
{
    double signal = 1.0;
    double noise = 1.0;

    for (size_t i = begin; i < end; i++) {
        int16_t sample;

        memcpy(&sample, samples->data + 2 * i, sizeof sample);
        double error = sample - (double)file->wave[i];
        signal += (double)file->wave[i] * file->wave[i];
        noise += error * error;
    }
    return 10.0 * log10(signal / noise);
}

/* The joints, and the whole, are as good as those of one serial stream; and
 * in the silence of a joint there is nothing to hear. */
static void test_joints_are_as_good_as_serial(void **state)
{
    (void)state;
    for (size_t f = 0; f < 4; f += 3) {
        const struct mp3_format *format = &formats[f];
        size_t span = (size_t)format->rate_hz * 18 / 100;
        struct file files[2];
        struct buf samples[2] = {{0}, {0}};
        double whole[2];
        double before[2] = {0};
        double after[2] = {0};
        char path[32];

        for (size_t k = 0; k < 2; k++) {
            make_file(format, 20, k == 1, &files[k]);
            scratch_write(path, buf_view(&files[k].bytes));
            decode(MPG123, path, &samples[k]);
            unlink(path);
            whole[k] = quality(&files[k], &samples[k], 0, files[k].frames);
            for (size_t i = 1; i < 20; i++) {
                size_t joint = files[k].joints[i];

                before[k] +=
                    quality(&files[k], &samples[k], joint - span, joint) / 19;
                after[k] +=
                    quality(&files[k], &samples[k], joint, joint + span) / 19;
            }
        }
        assert_true(whole[0] > 10.0);
        assert_true(whole[0] > whole[1] - 0.5);
        assert_true(before[0] > before[1] - 0.5);
        assert_true(after[0] > after[1] - 0.5);
        for (size_t i = 1; i < 20; i++) {
            for (size_t k = 0; k < 1152; k++) {
                int16_t sample;

                memcpy(&sample,
                       samples[0].data +
                           sizeof sample * (files[0].joints[i] + k - 600),
                       sizeof sample);
                assert_in_range(sample + 100, 100 - 12, 100 + 12);
            }
        }
        for (size_t k = 0; k < 2; k++) {
            release(&files[k]);
            buf_release(&samples[k]);
        }
    }
}

/* What goes in comes out as loud: LAME's own scaling is taken back. */
static void test_level_is_kept(void **state)
{
    struct file file;
    struct buf samples = {0};
    char path[32];
    double in = 0.0;
    double out = 0.0;

    (void)state;
    make_file(&formats[0], 3, false, &file);
    scratch_write(path, buf_view(&file.bytes));
    decode(FFMPEG, path, &samples);
    assert_true(samples.size >= 2 * file.frames);
    for (size_t i = 0; i < file.frames; i++) {
        int16_t sample;

        /* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): it holds */
        memcpy(&sample, samples.data + 2 * i, sizeof sample);
        in += (double)file.wave[i] * file.wave[i];
        out += (double)sample * sample;
    }
    assert_true(fabs(10.0 * log10(out / in)) < 0.1);
    unlink(path);
    buf_release(&samples);
    release(&file);
}

static void test_crc(void **state)
{
    char bytes[1000];

    (void)state;
    /* The check value of CRC-16/ARC. */
    assert_int_equal(mp3_crc(0, "123456789", 9), 0xBB3D);
    assert_int_equal(mp3_crc(mp3_crc(0, "1234", 4), "56789", 5), 0xBB3D);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i * 31 + i);
    for (size_t cut = 0; cut <= sizeof bytes; cut += 37) {
        uint16_t first = mp3_crc(0, bytes, cut);
        uint16_t second = mp3_crc(0, bytes + cut, sizeof bytes - cut);

        assert_int_equal(mp3_crc_join(first, second, sizeof bytes - cut),
                         mp3_crc(0, bytes, sizeof bytes));
    }
}

static void test_formats(void **state)
{
    static const struct {
        struct mp3_format format;
        bool fine;
    } rows[] = {
        {{44100, 96, 5, 0}, true},   {{22050, 8, 9, 0}, true},
        {{44100, 8, 5, 0}, false},   {{22050, 320, 5, 0}, false},
        {{44100, 97, 5, 0}, false},  {{11025, 32, 5, 0}, false},
        {{0, 96, 5, 0}, false},      {{44100, 96, 10, 0}, false},
        {{44100, 96, -1, 0}, false}, {{-44100, 96, 5, 0}, false},
    };
    int16_t samples[1152] = {0};
    struct buf out = {0};
    struct err err;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(mp3_format_check(&rows[i].format, &err), rows[i].fine);
        if (!rows[i].fine)
            assert_int_equal(err.kind, ERR_USAGE);
    }
    assert_false(mp3_encode_unit(&formats[0], samples, 0, true, &out, &err));
    assert_false(mp3_encode_unit(&formats[0], samples, 1000, true, &out, &err));
    assert_int_equal(out.size, 0);
    assert_true(mp3_ceiling_dbtp(&formats[0], -1.0) < -1.3);
    assert_true(mp3_ceiling_dbtp(&formats[3], -1.0) <
                mp3_ceiling_dbtp(&formats[0], -1.0));
}

static void test_quantum(void **state)
{
    static const struct {
        int rate_hz;
        int wave_rate_hz;
        size_t frames;
    } rows[] = {
        {44100, 22050, 576},  {22050, 22050, 576},   {48000, 22050, 2646},
        {32000, 22050, 3969}, {44100, 16000, 20480}, {48000, 24000, 576},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mp3_format format = {.rate_hz = rows[i].rate_hz};
        size_t frames = mp3_quantum_frames(&format, rows[i].wave_rate_hz);

        assert_int_equal(frames, rows[i].frames);
        assert_int_equal(
            frames * (size_t)format.rate_hz %
                (size_t)(rows[i].wave_rate_hz * mp3_frame_frames(&format)),
            0);
    }
}

/* Its size must be known before its content is. */
static void test_info_frame_has_one_size(void **state)
{
    struct buf empty = {0};
    struct buf full = {0};
    struct err err;

    (void)state;
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
        buf_reset(&empty);
        buf_reset(&full);
        assert_true(mp3_info_frame(&formats[f], 0, 0, 0, &empty, &err));
        assert_true(mp3_info_frame(&formats[f], INT64_C(6000000000), 4000000000,
                                   0xFFFF, &full, &err));
        assert_int_equal(empty.size, full.size);
        assert_false(mp3_info_frame(&formats[f], INT64_C(6000000000),
                                    UINT64_C(4294967295), 0, &full, &err));
    }
    buf_release(&empty);
    buf_release(&full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_length_is_right_to_the_sample),
        cmocka_unit_test(test_joints_are_as_good_as_serial),
        cmocka_unit_test(test_level_is_kept),
        cmocka_unit_test(test_crc),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_quantum),
        cmocka_unit_test(test_info_frame_has_one_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
