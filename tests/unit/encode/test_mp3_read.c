#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/mem.h"
#include "encode/id3.h"
#include "encode/mp3.h"
#include "encode/mp3_read.h"
#include "encode/mpeg_frame.h"
#include "unit/encode/scratch.h"

#include <string.h>
#include <sys/stat.h>

static const struct mp3_format format = {44100, 96, 9, 0};

enum { UNITS = 3, FRAMES = 1152 * 12 };

/* Places in the file that tests damage. */
struct sample {
    struct buf bytes;
    size_t info;  /* the Info frame begins */
    size_t first; /* the first MPEG frame */
};

static void add_tag(struct buf *out, int64_t frames)
{
    struct cue cue = {.kind = CUE_MARK};
    struct cue_time time = {0};
    struct chapter chapter = {.title = VIEW("One")};
    struct script script = {.cues = {&cue, 1, 1}, .chapters = {&chapter, 1, 1}};
    struct timeline timeline = {
        .script = &script, .rate_hz = 44100, .frames = frames, .cues = &time};
    struct episode episode = {
        .title = VIEW("T"), .script = &script, .timeline = &timeline};
    struct err err;

    assert_true(id3_write(&episode, out, &err));
}

static void make_sample(struct sample *sample)
{
    static int16_t wave[FRAMES];
    struct buf mpeg = {0};
    struct err err;

    *sample = (struct sample){0};
    for (size_t i = 2000; i < FRAMES - 4000; i++)
        wave[i] = (int16_t)(i % 100 * 200);
    for (int i = 0; i < UNITS; i++)
        assert_true(mp3_encode_unit(&format, wave, FRAMES, i + 1 == UNITS,
                                    &mpeg, &err));
    add_tag(&sample->bytes, (int64_t)UNITS * FRAMES);
    sample->info = sample->bytes.size;
    assert_true(mp3_info_frame(&format, (int64_t)UNITS * FRAMES, mpeg.size,
                               mp3_crc(0, mpeg.data, mpeg.size), &sample->bytes,
                               &err));
    sample->first = sample->bytes.size;
    buf_add(&sample->bytes, buf_view(&mpeg));
    buf_release(&mpeg);
}

static bool reads(struct view bytes, struct mp3_summary *summary,
                  struct err *err)
{
    char path[32];

    scratch_write(path, bytes);
    bool fine = mp3_read(path, summary, err);
    if (!fine)
        assert_memory_equal(err->message, path, strlen(path));
    unlink(path);
    return fine;
}

static void test_sound_file(void **state)
{
    struct sample sample;
    struct mp3_summary summary;
    struct err err;

    (void)state;
    make_sample(&sample);
    assert_true(reads(buf_view(&sample.bytes), &summary, &err));
    assert_int_equal(summary.rate_hz, 44100);
    assert_int_equal(summary.channels, 1);
    assert_int_equal(summary.frames, (int64_t)UNITS * FRAMES);
    assert_int_equal(summary.mpeg_frames, UNITS * 12 + 1);
    assert_int_equal(summary.tag.chapters, 1);
    /* An ID3v1 tag at the end is no fault. */
    char tag[128] = "TAG";
    buf_add(&sample.bytes, (struct view){tag, sizeof tag});
    assert_true(reads(buf_view(&sample.bytes), &summary, &err));
    buf_release(&sample.bytes);
}

/* Each damage, and a word of the message that must tell it. */
static void test_damage_is_told(void **state)
{
    static const struct {
        const char *word;
        enum { IN_TAG, IN_INFO, IN_AUDIO } where;
        char byte;
        size_t at;
    } rows[] = {
        {"longer than the file", IN_TAG, 0x7F, 6},
        {"name no frame", IN_TAG, '!', 10},
        {"encoding 2", IN_TAG, 2, 20},
        {"checksum", IN_INFO, 1, 21 + 11},
        {"goes back", IN_INFO, 0, 21 + 16 + 50},
        {"checksum", IN_INFO, 1, 21 + 120 + 22},
        {"no MPEG frame", IN_AUDIO, 0, 0},
        {"leans on data", IN_AUDIO, 0x7F, 4},
        {"checksum", IN_AUDIO, 0x55, 100},
        {"channels change", IN_AUDIO, 0x04, 3},
    };
    struct sample sample;
    struct mp3_summary summary;
    struct err err;

    (void)state;
    make_sample(&sample);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t at = rows[i].at + (rows[i].where == IN_TAG    ? 0
                                  : rows[i].where == IN_INFO ? sample.info
                                                             : sample.first);
        char kept = sample.bytes.data[at];

        sample.bytes.data[at] = rows[i].byte;
        assert_int_not_equal(kept, rows[i].byte);
        assert_false(reads(buf_view(&sample.bytes), &summary, &err));
        if (!strstr(err.message, rows[i].word))
            fail_msg("row %zu: %s", i, err.message);
        sample.bytes.data[at] = kept;
    }
    buf_release(&sample.bytes);
}

/* Every cut is found, wherever it is. */
static void test_cut_is_told(void **state)
{
    struct sample sample;
    struct mp3_summary summary;
    struct err err;

    (void)state;
    make_sample(&sample);
    for (size_t size = 0; size < sample.bytes.size; size += 97)
        assert_false(reads(view_slice(buf_view(&sample.bytes), 0, size),
                           &summary, &err));
    /* A whole frame less. */
    assert_false(
        reads(view_slice(buf_view(&sample.bytes), 0, sample.bytes.size - 313),
              &summary, &err));
    buf_release(&sample.bytes);
}

/* Random bytes in a sound tag and file: any answer but a crash will do; the
 * sanitizers look on. */
static void test_random_damage(void **state)
{
    struct sample sample;
    struct mp3_summary summary;
    struct id3_summary tag;
    struct err err;
    uint32_t seed = 7;

    (void)state;
    make_sample(&sample);
    char *copy = mem_new(sample.bytes.size, 1);
    for (int run = 0; run < 20000; run++) {
        memcpy(copy, sample.bytes.data, sample.bytes.size);
        for (int k = 0; k < 1 + run % 5; k++) {
            seed = seed * 1664525 + 1013904223;
            size_t at = (seed >> 8) % (sample.info - 1000);
            copy[at] = (char)(seed >> 3);
        }
        struct view whole = {copy, sample.info};
        if (id3_read_size(whole) == sample.info && id3_read(whole, &tag, &err))
            assert_true(tag.chapters <= 3);
        if (run % 200 == 0) {
            copy[sample.info + seed % 3000] = (char)seed;
            if (!reads((struct view){copy, sample.bytes.size}, &summary, &err))
                assert_true(err.message[0] != '\0');
        }
    }
    free(copy);
    buf_release(&sample.bytes);
}

static void test_no_mp3(void **state)
{
    struct mp3_summary summary;
    struct err err;
    char path[] = "/tmp/briefcast-fifo-XXXXXX";

    (void)state;
    assert_false(reads(VIEW("This is a text."), &summary, &err));
    assert_false(reads(VIEW(""), &summary, &err));
    assert_false(mp3_read("/tmp", &summary, &err));
    assert_false(mp3_read("/tmp/there-is-no-such-file", &summary, &err));
    close(mkstemp(path));
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(mp3_read(path, &summary, &err));
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_file),
        cmocka_unit_test(test_damage_is_told),
        cmocka_unit_test(test_cut_is_told),
        cmocka_unit_test(test_random_damage),
        cmocka_unit_test(test_no_mp3),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
