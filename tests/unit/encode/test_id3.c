#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/mem.h"
#include "encode/id3.h"
#include "encode/id3_read.h"
#include "encode/mp3.h"
#include "unit/encode/external.h"
#include "unit/encode/scratch.h"

#include <string.h>

enum { RATE_HZ = 22050, CHAPTERS_MAX = 600 };

/* An episode of chapters that last a second each: mark, sentence, pause. */
struct show {
    struct episode episode;
    struct script script;
    struct timeline timeline;
    struct cue cues[3 * CHAPTERS_MAX];
    struct cue_time times[3 * CHAPTERS_MAX];
    struct chapter chapters[CHAPTERS_MAX];
};

static struct show *new_show(size_t count, const int *levels)
{
    struct show *show = mem_new(1, sizeof *show);

    for (size_t i = 0; i < count; i++) {
        int64_t begin = (int64_t)i * RATE_HZ;

        show->chapters[i] = (struct chapter){.title = VIEW("A chapter"),
                                             .level = levels ? levels[i] : 1,
                                             .cue = 3 * i};
        show->cues[3 * i].kind = CUE_MARK;
        show->cues[3 * i + 1].kind = CUE_SAY;
        show->cues[3 * i + 1].shown = VIEW("A sentence.");
        show->cues[3 * i + 2].kind = CUE_PAUSE;
        show->cues[3 * i + 2].pause = PAUSE_SECTION;
        show->times[3 * i].at = (struct stretch){begin, begin};
        show->times[3 * i + 1].at = (struct stretch){begin, begin + 20000};
        show->times[3 * i + 2].at =
            (struct stretch){begin + 20000, begin + RATE_HZ};
    }
    show->script = (struct script){.cues = {show->cues, 3 * count, 0},
                                   .chapters = {show->chapters, count, 0}};
    show->timeline = (struct timeline){.script = &show->script,
                                       .rate_hz = RATE_HZ,
                                       .frames = (int64_t)count * RATE_HZ,
                                       .cues = show->times};
    show->episode = (struct episode){.title = VIEW("A title"),
                                     .artist = VIEW("Someone"),
                                     .album = VIEW("A series"),
                                     .comment = VIEW("Two\nlines"),
                                     .language = VIEW("de-AT"),
                                     .date = VIEW("2024-03-01T07:08:09Z"),
                                     .script = &show->script,
                                     .timeline = &show->timeline};
    return show;
}

static void write_tag(const struct show *show, struct buf *tag)
{
    struct err err;

    buf_reset(tag);
    assert_true(id3_write(&show->episode, tag, &err));
}

/* The tag before silence of the episode's length, as a file. */
static void write_file(const struct show *show, char *path)
{
    struct mp3_format format = {22050, 8, 9, 0};
    size_t frames = ((size_t)show->timeline.frames + 575) / 576 * 576;
    int16_t *silence = mem_new(frames, sizeof *silence);
    struct buf file = {0};
    struct buf mpeg = {0};
    struct err err;

    write_tag(show, &file);
    assert_true(mp3_encode_unit(&format, silence, frames, true, &mpeg, &err));
    assert_true(mp3_info_frame(&format, (int64_t)frames, mpeg.size,
                               mp3_crc(0, mpeg.data, mpeg.size), &file, &err));
    buf_add(&file, buf_view(&mpeg));
    scratch_write(path, buf_view(&file));
    buf_release(&file);
    buf_release(&mpeg);
    free(silence);
}

/* The frame with that name (its n-th), content only. */
static struct view find_frame(const struct buf *tag, const char *id, int n)
{
    for (size_t at = 10; at + 10 <= tag->size && tag->data[at];) {
        const unsigned char *frame = (unsigned char *)tag->data + at;
        size_t size = (size_t)frame[4] << 24 | (size_t)frame[5] << 16 |
                      (size_t)frame[6] << 8 | frame[7];

        if (memcmp(frame, id, 4) == 0 && n-- == 0)
            return view_slice(buf_view(tag), at + 10, at + 10 + size);
        at += 10 + size;
    }
    return (struct view){0};
}

#define assert_frame(tag, id, n, bytes)                                        \
    do {                                                                       \
        struct view found = find_frame(tag, id, n);                            \
        assert_int_equal(found.size, sizeof(bytes) - 1);                       \
        assert_memory_equal(found.data, bytes, sizeof(bytes) - 1);             \
    } while (0)

static void test_every_byte_of_the_frames(void **state)
{
    struct show *show = new_show(1, NULL);
    struct buf tag = {0};

    (void)state;
    show->chapters[0].url = VIEW("https://x.org/\xC3\xA9 ?");
    show->chapters[0].title = VIEW("\xC3\x89t\xC3\xA9");
    show->cues[1].shown = VIEW("\xF0\x9F\x8E\xA7");
    write_tag(show, &tag);
    assert_memory_equal(tag.data, "ID3\3\0\0", 6);
    assert_int_equal(id3_read_size(buf_view(&tag)), tag.size);
    assert_frame(&tag, "TIT2", 0, "\0A title");
    assert_frame(&tag, "TPE1", 0, "\0Someone");
    assert_frame(&tag, "TALB", 0, "\0A series");
    assert_frame(&tag, "TYER", 0,
                 "\0"
                 "2024");
    assert_frame(&tag, "TDAT", 0,
                 "\0"
                 "0103");
    assert_frame(&tag, "TIME", 0,
                 "\0"
                 "0708");
    assert_frame(&tag, "TLAN", 0, "\0ger");
    assert_frame(&tag, "TCON", 0, "\0Podcast");
    assert_frame(&tag, "TLEN", 0,
                 "\0"
                 "1000");
    assert_frame(&tag, "COMM", 0, "\0ger\0Two\nlines");
    assert_frame(&tag, "CTOC", 0, "toc0\0\3\1chp0\0TIT2\0\0\0\10\0\0\0A title");
    assert_frame(&tag, "CHAP", 0,
                 "chp0\0\0\0\0\0\0\0\3\xE8\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
                 "TIT2\0\0\0\4\0\0\0\xC9t\xE9"
                 "WXXX\0\0\0\32\0\0\0\0https://x.org/%C3%A9%20?");
    /* U+1F3A7 is the pair D83C DFA7. */
    assert_frame(&tag, "USLT", 0, "\1ger\xFF\xFE\0\0\xFF\xFE\x3C\xD8\xA7\xDF");
    assert_frame(&tag, "SYLT", 0,
                 "\1ger\2\2\xFF\xFE\0\0\xFF\xFE\x3C\xD8\xA7\xDF\0\0\0\0\0\0");
    for (size_t i = tag.size - 1024; i < tag.size; i++)
        assert_int_equal(tag.data[i], 0);
    buf_release(&tag);
    free(show);
}

static void test_what_is_missing_has_no_frame(void **state)
{
    struct show *show = new_show(1, NULL);
    struct buf tag = {0};
    struct id3_summary summary;
    struct err err;

    (void)state;
    show->script.chapters.count = 0;
    show->script.cues.count = 0;
    show->episode.artist = VIEW(" \n");
    show->episode.album = (struct view){0};
    show->episode.comment = (struct view){0};
    show->episode.language = VIEW("xx-nonsense");
    show->episode.date = VIEW("last year");
    show->episode.made = 31536000;
    write_tag(show, &tag);
    assert_int_equal(find_frame(&tag, "TPE1", 0).size, 0);
    assert_int_equal(find_frame(&tag, "TALB", 0).size, 0);
    assert_int_equal(find_frame(&tag, "COMM", 0).size, 0);
    assert_int_equal(find_frame(&tag, "CTOC", 0).size, 0);
    assert_int_equal(find_frame(&tag, "USLT", 0).size, 0);
    assert_int_equal(find_frame(&tag, "APIC", 0).size, 0);
    assert_frame(&tag, "TLAN", 0, "\0und");
    assert_frame(&tag, "TYER", 0,
                 "\0"
                 "1971");
    assert_true(id3_read(buf_view(&tag), &summary, &err));
    buf_release(&tag);
    free(show);
}

static void test_texts(void **state)
{
    static const struct {
        struct view text;
        const char *frame;
        size_t size;
    } rows[] = {
        {{"plain", 5}, "\0plain", 6},
        {{"\xC3\xBF", 2}, "\0\xFF", 2},
        {{"\xC4\x80", 2}, "\1\xFF\xFE\0\1", 5},
        {{"a\tb\nc", 5}, "\0a b c", 6},
        {{"a\0b\x01\x7F\xC2\x85", 7}, "\0ab", 3},
        {{"\xFF", 1}, "\1\xFF\xFE\xFD\xFF", 5},
        {{"\xF4\x8F\xBF\xBD", 4}, "\1\xFF\xFE\xFF\xDB\xFD\xDF", 7},
        {{"a\xEF\xBF\xBE\xEF\xBB\xBF", 7}, "\0a", 2},
    };
    struct show *show = new_show(1, NULL);
    struct buf tag = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        show->episode.title = rows[i].text;
        write_tag(show, &tag);
        struct view frame = find_frame(&tag, "TIT2", 0);
        assert_int_equal(frame.size, rows[i].size);
        assert_memory_equal(frame.data, rows[i].frame, rows[i].size);
    }
    buf_release(&tag);
    free(show);
}

static void test_transcript_has_paragraphs(void **state)
{
    struct show *show = new_show(3, NULL);
    struct buf tag = {0};

    (void)state;
    show->cues[2].pause = PAUSE_SENTENCE;
    show->cues[3].kind = CUE_PAUSE;
    show->cues[3].pause = PAUSE_SENTENCE;
    show->cues[5].pause = PAUSE_ITEM;
    show->script.chapters.count = 0;
    write_tag(show, &tag);
    assert_frame(&tag, "USLT", 0,
                 "\0ger\0A sentence. A sentence.\nA sentence.");
    buf_release(&tag);
    free(show);
}

/* An article of two sections, one of none, one whose first section begins
 * where it does. */
static void test_chapters_nest(void **state)
{
    static const int levels[] = {0, 1, 1, 0, 0, 1, 2};
    struct show *show = new_show(7, levels);
    struct buf tag = {0};
    struct id3_summary summary;
    struct err err;

    (void)state;
    show->times[12].at = show->times[15].at;
    write_tag(show, &tag);
    assert_true(id3_read(buf_view(&tag), &summary, &err));
    assert_int_equal(summary.chapters, 6);
    assert_int_equal(summary.contents, 4);
    static const char *const lists[] = {
        "toc1\0\1\3chp0\0chp1\0chp2\0", "toc6\0\1\2chp5\0chp6\0",
        "toc5\0\1\1toc6\0", "toc0\0\3\3toc1\0chp3\0toc5\0"};
    static const size_t sizes[] = {22, 17, 12, 22};
    for (int i = 0; i < 4; i++) {
        struct view list = find_frame(&tag, "CTOC", i);

        assert_true(list.size > sizes[i]);
        assert_memory_equal(list.data, lists[i], sizes[i]);
        assert_memory_equal(list.data + sizes[i], "TIT2", 4);
    }
    buf_release(&tag);
    free(show);
}

static void test_many_and_deep_chapters(void **state)
{
    static const size_t counts[] = {255, 256, 600};
    struct buf tag = {0};
    int levels[CHAPTERS_MAX];

    (void)state;
    for (size_t deep = 0; deep < 3; deep++) {
        for (int i = 0; i < CHAPTERS_MAX; i++)
            levels[i] = deep == 0 ? 1 : deep == 1 ? i : CHAPTERS_MAX - i;
        for (size_t c = 0; c < 3; c++) {
            struct show *show = new_show(counts[c], levels);
            struct id3_summary summary;
            struct err err;

            write_tag(show, &tag);
            assert_true(id3_read(buf_view(&tag), &summary, &err));
            assert_int_equal(summary.chapters, counts[c]);
            if (deep == 0)
                assert_int_equal(summary.contents, c == 0 ? 1 : c == 1 ? 3 : 4);
            free(show);
        }
    }
    buf_release(&tag);
}

static void test_cover(void **state)
{
    struct show *show = new_show(1, NULL);
    struct buf tag = {0};
    struct err err;

    (void)state;
    show->episode.cover = VIEW("\x89PNG\r\n\x1A\n...");
    write_tag(show, &tag);
    assert_frame(&tag, "APIC", 0, "\0image/png\0\3\0\x89PNG\r\n\x1A\n...");
    show->episode.cover = VIEW("\xFF\xD8\xFF\xE0...");
    write_tag(show, &tag);
    assert_frame(&tag, "APIC", 0, "\0image/jpeg\0\3\0\xFF\xD8\xFF\xE0...");
    show->episode.cover = VIEW("GIF89a");
    buf_reset(&tag);
    assert_false(id3_write(&show->episode, &tag, &err));
    assert_int_equal(tag.size, 0);
    buf_release(&tag);
    free(show);
}

static void test_too_long_for_a_tag(void **state)
{
    struct show *show = new_show(1, NULL);
    struct buf tag = {0};
    struct err err;
    size_t size = 1 << 28;
    char *cover = mem_new(size, 1);

    (void)state;
    cover[0] = '\xFF';
    cover[1] = '\xD8';
    cover[2] = '\xFF';
    show->episode.cover = (struct view){cover, size};
    assert_false(id3_write(&show->episode, &tag, &err));
    assert_int_equal(tag.size, 0);
    buf_release(&tag);
    buf_init(&tag, 1000);
    show->episode.cover = (struct view){cover, 3};
    assert_false(id3_write(&show->episode, &tag, &err));
    buf_release(&tag);
    free(cover);
    free(show);
}

/* What readers not ours see: one line a chapter, then the texts. */
static void test_others_read_the_same(void **state)
{
    static const int levels[] = {0, 1, 1, 0, 1};
    static const char want_ffprobe[] =
        "0.000000|First \xE2\x80\x94 \xF0\x9F\x8E\xA7\n"
        "1.000000|A chapter\n"
        "2.000000|A chapter\n"
        "3.000000|A chapter\n"
        "4.000000|A chapter\n";
    static const char want_mutagen[] =
        "0 1000 First \xE2\x80\x94 \xF0\x9F\x8E\xA7\n"
        "1000 2000 A chapter\n2000 3000 A chapter\n"
        "3000 4000 A chapter\n4000 5000 A chapter\n"
        "toc0 3 ['toc1', 'toc4']\n"
        "toc1 1 ['chp0', 'chp1', 'chp2']\n"
        "toc4 1 ['chp3', 'chp4']\n"
        "(2, 3, 0) A title\nSomeone\n2024-03-01 07:08:00\nger\n"
        "A sentence.\n\nA sentence.\n\nA sentence.\n\nA sentence.\n\n"
        "A sentence.\n"
        "[('A sentence.', 0), ('A sentence.', 1000), ('A sentence.', 2000), "
        "('A sentence.', 3000), ('A sentence.', 4000)]\n";
    struct show *show = new_show(5, levels);
    struct buf command = {0};
    struct buf seen = {0};
    char path[32];

    (void)state;
    show->chapters[0].title = VIEW("First \xE2\x80\x94 \xF0\x9F\x8E\xA7");
    write_file(show, path);
    buf_addf(&command,
             "ffprobe -v error -show_entries chapter=start_time:chapter_tags="
             "title -of compact=p=0:nk=1 %s",
             path);
    external_run(buf_string(&command), &seen);
    assert_string_equal(buf_string(&seen), want_ffprobe);

    buf_reset(&command);
    buf_reset(&seen);
    buf_addf(
        &command,
        "PYTHONIOENCODING=utf-8 /usr/bin/python3 -c 'import mutagen.id3\n"
        "t = mutagen.id3.ID3(\"%s\")\n"
        "for c in sorted(t.getall(\"CHAP\"), key=lambda c: c.start_time):\n"
        "    print(c.start_time, c.end_time, c.sub_frames[\"TIT2\"])\n"
        "for c in sorted(t.getall(\"CTOC\"), key=lambda c: c.element_id):\n"
        "    print(c.element_id, int(c.flags), c.child_element_ids)\n"
        "print(t.version, t[\"TIT2\"])\n"
        "print(t[\"TPE1\"])\nprint(t[\"TDRC\"])\nprint(t[\"TLAN\"])\n"
        "print(t.getall(\"USLT\")[0].text)\n"
        "print(t.getall(\"SYLT\")[0].text)\n'",
        path);
    external_run(buf_string(&command), &seen);
    assert_string_equal(buf_string(&seen), want_mutagen);
    unlink(path);
    buf_release(&command);
    buf_release(&seen);
    free(show);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_byte_of_the_frames),
        cmocka_unit_test(test_what_is_missing_has_no_frame),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_transcript_has_paragraphs),
        cmocka_unit_test(test_chapters_nest),
        cmocka_unit_test(test_many_and_deep_chapters),
        cmocka_unit_test(test_cover),
        cmocka_unit_test(test_too_long_for_a_tag),
        cmocka_unit_test(test_others_read_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
