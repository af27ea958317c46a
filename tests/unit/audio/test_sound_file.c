#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "audio/sound_file.h"

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FRAMES = 48000 };

static int16_t wave[FRAMES];

static int make_file(char *path, size_t room, const char *ending)
{
    snprintf(path, room, "/tmp/briefcast-test-XXXXXX%s", ending);
    int fd = mkstemps(path, (int)strlen(ending));
    assert_true(fd >= 0);
    return fd;
}

static bool write_wave(int fd, const char *path, int rate_hz, struct err *err)
{
    struct sound_tags tags = {.title = VIEW("T\xC3\xADtle"),
                              .artist = VIEW("Someone")};
    struct sound_writer *writer =
        sound_writer_open(fd, view_of(path), rate_hz, &tags, err);

    assert_non_null(writer);
    bool added = sound_writer_add(writer, wave, FRAMES, err);
    struct err second;
    bool closed = sound_writer_close(writer, added ? err : &second);
    return added && closed;
}

static const struct {
    const char *ending;
    int rate_hz;
    double noise; /* mean error, of full scale */
} formats[] = {
    {".wav", 44100, 0.0},
    {".flac", 44100, 0.0},
    {".ogg", 44100, 0.01},
    {".opus", 48000, 0.02},
};

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    for (size_t f = 0; f < 4; f++) {
        char path[64];
        int16_t *samples;
        size_t frames;
        int rate_hz;
        struct err err;
        int fd = make_file(path, sizeof path, formats[f].ending);

        assert_true(sound_format_known(view_of(path), 44100, &rate_hz));
        assert_int_equal(rate_hz, formats[f].rate_hz);
        assert_true(write_wave(fd, path, rate_hz, &err));
        close(fd);
        assert_true(
            sound_read(path, FRAMES, &samples, &frames, &rate_hz, &err));
        assert_int_equal(rate_hz, formats[f].rate_hz);
        assert_int_equal(frames, FRAMES);
        double noise = 0.0;
        for (size_t i = 0; i < FRAMES; i++)
            noise += fabs(samples[i] - (double)wave[i]) / 32768 / FRAMES;
        assert_true(noise <= formats[f].noise);
        free(samples);
        unlink(path);
    }
}

static size_t slurp(int fd, unsigned char *into, size_t room)
{
    ssize_t got = pread(fd, into, room, 0);

    assert_true(got > 0);
    return (size_t)got;
}

/* libsndfile counts Ogg serials from the clock; two seconds must not show. */
static void test_same_in_same_out(void **state)
{
    static unsigned char first[1 << 20];
    static unsigned char second[1 << 20];

    (void)state;
    for (size_t f = 0; f < 4; f++) {
        char path[64];
        struct err err;
        int fd = make_file(path, sizeof path, formats[f].ending);

        assert_true(write_wave(fd, path, formats[f].rate_hz, &err));
        size_t size = slurp(fd, first, sizeof first);
        assert_int_equal(ftruncate(fd, 0), 0);
        lseek(fd, 0, SEEK_SET);
        usleep(f < 2 ? 0 : 1100 * 1000);
        assert_true(write_wave(fd, path, formats[f].rate_hz, &err));
        assert_int_equal(slurp(fd, second, sizeof second), size);
        assert_memory_equal(first, second, size);
        if (f >= 2)
            assert_memory_equal(first + 14, "brfc", 4);
        close(fd);
        unlink(path);
    }
}

/* In a child, whose files may not grow above a size: libsndfile does not free
 * all it has when it cannot write.  True if the failure was told. */
static bool fails_told(size_t format, rlim_t size)
{
    pid_t child = fork();

    if (child == 0) {
        struct rlimit limit = {size, size};
        struct sound_tags none = {0};
        char path[64];
        struct err err = {0};
        int fd = make_file(path, sizeof path, formats[format].ending);

        unlink(path);
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        struct sound_writer *writer = sound_writer_open(
            fd, view_of(path), formats[format].rate_hz, &none, &err);
        bool fine = writer && sound_writer_add(writer, wave, FRAMES, &err);
        if (writer)
            fine = sound_writer_close(writer, &err) && fine;
        _exit(!fine && strstr(err.message, path) ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status == 0;
}

static void test_full_disk_is_an_error(void **state)
{
    /* Nothing, a header, and some of the sound fit. */
    static const rlim_t sizes[] = {0, 200, 5000};

    (void)state;
    for (size_t f = 0; f < 4; f++) {
        for (size_t i = 0; i < 3; i++)
            assert_true(fails_told(f, sizes[i]));
    }
}

static void put_u32le(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

/* A WAV file of floats, of which we choose header and samples. */
static void write_float_wave(const char *path, unsigned channels,
                             uint32_t rate_hz, const float *samples,
                             size_t count, uint32_t claimed_bytes)
{
    unsigned char header[44] = "RIFF....WAVEfmt ....................data....";
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    put_u32le(header + 4, 36 + claimed_bytes);
    put_u32le(header + 16, 16);
    header[20] = 3;
    header[21] = 0;
    header[22] = (unsigned char)channels;
    header[23] = 0;
    put_u32le(header + 24, rate_hz);
    put_u32le(header + 28, rate_hz * channels * 4);
    header[32] = (unsigned char)(4 * channels);
    header[33] = 0;
    header[34] = 32;
    header[35] = 0;
    put_u32le(header + 40, claimed_bytes);
    assert_int_equal(fwrite(header, 1, sizeof header, file), sizeof header);
    assert_int_equal(fwrite(samples, 4, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static bool reads(const char *path, size_t max_frames, size_t *frames,
                  int16_t *first)
{
    int16_t *samples = NULL;
    int rate_hz;
    struct err err;
    bool fine = sound_read(path, max_frames, &samples, frames, &rate_hz, &err);

    if (fine) {
        *first = samples[0];
        free(samples);
    } else {
        assert_non_null(strstr(err.message, path));
    }
    return fine;
}

static void test_untrue_and_odd_files(void **state)
{
    char path[64];
    float samples[8] = {0.5F, -0.25F, 7.0F, 7.0F, 0, 0, 0, 0};
    float broken[4] = {0.0F, NAN, 0.0F, 0.0F};
    size_t frames = 0;
    int16_t first = 0;

    (void)state;
    close(make_file(path, sizeof path, ".wav"));
    assert_false(reads(path, 100, &frames, &first)); /* empty */
    write_float_wave(path, 2, 22050, samples, 8, 32);
    assert_true(reads(path, 100, &frames, &first));
    assert_int_equal(frames, 4);
    assert_int_equal(first, 4096);                 /* mean of 0.5 and -0.25 */
    assert_false(reads(path, 3, &frames, &first)); /* too long */
    write_float_wave(path, 2, 22050, samples, 8, 0x7FFFFFF0);
    assert_true(reads(path, 100, &frames, &first)); /* claims 268 M frames */
    assert_int_equal(frames, 4);
    write_float_wave(path, 1, 22050, broken, 4, 16);
    assert_false(reads(path, 100, &frames, &first)); /* no number */
    write_float_wave(path, 3, 22050, samples, 6, 24);
    assert_false(reads(path, 100, &frames, &first)); /* three channels */
    write_float_wave(path, 1, 4000, samples, 8, 32);
    assert_false(reads(path, 100, &frames, &first)); /* too slow */
    assert_int_equal(truncate(path, 60000000), 0);
    assert_false(reads(path, 100, &frames, &first)); /* too large */
    unlink(path);
    assert_false(reads(path, 100, &frames, &first)); /* not there */
    assert_false(reads("/tmp", 100, &frames, &first));
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(reads(path, 100, &frames, &first)); /* must not wait */
    unlink(path);
}

static void test_endings(void **state)
{
    int rate_hz;
    struct err err;
    struct sound_tags none = {0};

    (void)state;
    assert_true(sound_format_known(VIEW("A.WAV"), 22050, &rate_hz));
    assert_int_equal(rate_hz, 22050);
    assert_false(sound_format_known(VIEW("a.mp3"), 22050, &rate_hz));
    assert_false(sound_format_known(VIEW(".wav"), 22050, &rate_hz));
    assert_null(sound_writer_open(-1, VIEW("a.txt"), 22050, &none, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_null(sound_writer_open(-1, VIEW("a.wav"), 22050, &none, &err));
}

static int fill_wave(void **state)
{
    (void)state;
    for (size_t i = 0; i < FRAMES; i++)
        wave[i] = (int16_t)(9000.0 * sin((double)i * 0.05) +
                            3000.0 * sin((double)i * 0.31));
    return 0;
}

struct heard {
    size_t frames;
    double sum;
    bool refuses;
};

static bool hear(void *context, const float *samples, size_t frames,
                 int channels, int rate_hz, struct err *err)
{
    struct heard *heard = context;

    assert_int_equal(channels, 1);
    assert_int_equal(rate_hz, 44100);
    if (heard->refuses)
        return err_set(err, "enough");
    heard->frames += frames;
    for (size_t i = 0; i < frames; i++)
        heard->sum += fabs((double)samples[i]);
    return true;
}

static void test_stream(void **state)
{
    char path[64];
    struct err err;
    struct heard heard = {0};
    double sum = 0.0;
    int fd = make_file(path, sizeof path, ".flac");

    (void)state;
    assert_true(write_wave(fd, path, 44100, &err));
    for (size_t i = 0; i < FRAMES; i++)
        sum += fabs(wave[i] / 32768.0);
    int64_t bytes = lseek(fd, 0, SEEK_END);
    assert_true(sound_stream(fd, bytes, path, hear, &heard, &err));
    assert_int_equal(heard.frames, FRAMES);
    assert_true(fabs(heard.sum - sum) < 0.001 * sum);
    heard.refuses = true;
    assert_false(sound_stream(fd, bytes, path, hear, &heard, &err));
    assert_string_equal(err.message, "enough");
    assert_false(sound_stream(fd, 10, path, hear, &heard, &err));
    assert_non_null(strstr(err.message, path));
    close(fd);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_same_in_same_out),
        cmocka_unit_test(test_full_disk_is_an_error),
        cmocka_unit_test(test_untrue_and_odd_files),
        cmocka_unit_test(test_endings),
        cmocka_unit_test(test_stream),
    };

    return cmocka_run_group_tests(tests, fill_wave, NULL);
}
