/* zip: what is packed comes back, the same bytes each time, and limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "format/zip.h"

#include <stdlib.h>
#include <string.h>

static const struct zip_entry book[] = {
    {.name = {"mimetype", sizeof("mimetype") - 1},
     .content = {"application/epub+zip", sizeof("application/epub+zip") - 1},
     .stored = true},
    {.name = {"a/größe.txt", sizeof("a/größe.txt") - 1},
     .content = {"words words words words",
                 sizeof("words words words words") - 1}},
    {.name = {"empty", sizeof("empty") - 1}, .content = {"", sizeof("") - 1}},
};

static void pack(const struct zip_entry *entries, size_t count, time_t made,
                 struct buf *out)
{
    struct err err;

    if (!zip_pack(entries, count, made, out, &err))
        fail_msg("%s", err.message);
}

static void test_round_trip(void **state)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct err err;
    struct view content;

    (void)state;
    pack(book, 3, 1600000000, &out);
    struct zip_reader *reader = zip_reader_open(buf_view(&out), &err);
    assert_non_null(reader);
    assert_int_equal(zip_reader_count(reader), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(view_equal(zip_reader_name(reader, i), book[i].name));
        assert_true(
            zip_reader_read(reader, &arena, book[i].name, &content, &err));
        assert_true(view_equal(content, book[i].content));
    }
    assert_true(zip_reader_has(reader, VIEW("MimeType")));
    assert_false(zip_reader_has(reader, VIEW("nothing")));
    assert_false(zip_reader_has(reader, (struct view){0}));
    assert_false(
        zip_reader_read(reader, &arena, VIEW("nothing"), &content, &err));
    assert_non_null(strstr(err.message, "nothing"));
    zip_reader_close(reader);
    buf_release(&out);
    arena_release(&arena);
}

/* OCF 3.3, 4.3: "mimetype" at byte 30, its text at 38: stored, no extra
 * field, no encryption. */
static void test_mimetype_is_plain(void **state)
{
    struct buf out = {0};

    (void)state;
    pack(book, 3, 1600000000, &out);
    assert_memory_equal(out.data, "PK\x03\x04", 4);
    assert_int_equal(out.data[6] & 1, 0);
    assert_memory_equal(out.data + 8, "\0\0", 2);
    assert_memory_equal(out.data + 26, "\x08\0\0\0", 4);
    assert_memory_equal(out.data + 30, "mimetypeapplication/epub+zip", 28);
    buf_release(&out);
}

static void test_same_bytes_in_any_time_zone(void **state)
{
    struct buf first = {0};
    struct buf second = {0};

    (void)state;
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    pack(book, 3, 1600000000, &first);
    setenv("TZ", "America/Lima", 1);
    tzset();
    pack(book, 3, 1600000000, &second);
    unsetenv("TZ");
    tzset();
    assert_true(view_equal(buf_view(&first), buf_view(&second)));
    /* 2020-09-13 12:26:40 UTC as MS-DOS time and date. */
    assert_memory_equal(first.data + 10, "\x54\x63\x2D\x51", 4);
    buf_reset(&second);
    pack(book, 3, 0, &second);
    assert_memory_equal(second.data + 10, "\0\0\x21\0", 4);
    buf_release(&first);
    buf_release(&second);
}

static void test_bomb(void **state)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct buf zeros = {0};
    struct err err;
    struct view content;

    (void)state;
    memset(buf_extend(&zeros, (size_t)70 << 20), 0, (size_t)70 << 20);
    const struct zip_entry entries[] = {
        {.name = VIEW("bomb"), .content = buf_view(&zeros)},
        {.name = VIEW("small"), .content = VIEW("fine")},
    };
    pack(entries, 2, 0, &out);
    struct zip_reader *reader = zip_reader_open(buf_view(&out), &err);
    assert_non_null(reader);
    assert_false(zip_reader_read(reader, &arena, VIEW("bomb"), &content, &err));
    assert_non_null(strstr(err.message, "bomb: unpacks to more than"));
    assert_true(zip_reader_read(reader, &arena, VIEW("small"), &content, &err));
    zip_reader_close(reader);
    buf_release(&out);
    buf_release(&zeros);
    arena_release(&arena);
}

static void test_no_archive(void **state)
{
    struct err err = {0};

    (void)state;
    assert_null(zip_reader_open(VIEW("PK\x03\x04 and no more"), &err));
    assert_non_null(strstr(err.message, "no whole ZIP archive"));
    assert_null(zip_reader_open((struct view){0}, &err));
    zip_reader_close(NULL);
}

/* Cut off anywhere, what stands whole before the cut is read. */
static void test_cut_off(void **state)
{
    struct buf out = {0};

    (void)state;
    pack(book, 3, 1600000000, &out);
    size_t most = 0;
    for (size_t size = 0; size < out.size; size++) {
        struct arena arena = {0};
        struct err err;
        struct view content;
        struct zip_reader *reader =
            zip_reader_open_cut_off(view_slice(buf_view(&out), 0, size));
        size_t count = reader ? zip_reader_count(reader) : 0;

        assert_true(count >= most);
        most = count;
        for (size_t i = 0; i < count; i++) {
            assert_true(
                zip_reader_read(reader, &arena, book[i].name, &content, &err));
            assert_true(view_equal(content, book[i].content));
        }
        zip_reader_close(reader);
        arena_release(&arena);
    }
    assert_int_equal(most, 3);
    buf_release(&out);
}

/* As streaming writers leave it: sizes stand behind the data, which may hold
 * the mark of a descriptor itself. */
static void test_cut_off_with_descriptor(void **state)
{
    static const char archive[] =
        "PK\x03\x04\x14\0\x08\0\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0"
        "n"
        "a PK\x07\x08 b"
        "PK\x07\x08"
        "\xA8\x6A\x8F\x30"
        "\x08\0\0\0"
        "\x08\0\0\0"
        "PK\x03";
    struct arena arena = {0};
    struct err err;
    struct view content;
    struct zip_reader *reader =
        zip_reader_open_cut_off((struct view){archive, sizeof archive - 1});

    (void)state;
    assert_non_null(reader);
    assert_int_equal(zip_reader_count(reader), 1);
    if (!zip_reader_read(reader, &arena, VIEW("n"), &content, &err))
        fail_msg("%s", err.message);
    assert_true(view_equal(content, VIEW("a PK\x07\x08 b")));
    zip_reader_close(reader);
    arena_release(&arena);
}

static void test_nothing_to_mend(void **state)
{
    (void)state;
    assert_null(zip_reader_open_cut_off((struct view){0}));
    assert_null(zip_reader_open_cut_off(VIEW("PK\x03\x04 and no more")));
    assert_null(zip_reader_open_cut_off(VIEW("no archive at all, but text")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_mimetype_is_plain),
        cmocka_unit_test(test_same_bytes_in_any_time_zone),
        cmocka_unit_test(test_bomb),
        cmocka_unit_test(test_no_archive),
        cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_cut_off_with_descriptor),
        cmocka_unit_test(test_nothing_to_mend),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
