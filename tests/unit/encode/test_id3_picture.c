#include "encode/id3_picture.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void add_bytes(struct buf *out, const char *bytes, size_t size)
{
    buf_add(out, (struct view){bytes, size});
}

static void add_frame(struct buf *out, const char *id, const char *body,
                      size_t size, unsigned claimed)
{
    const char header[] = {(char)(claimed >> 24),
                           (char)(claimed >> 16),
                           (char)(claimed >> 8),
                           (char)claimed,
                           0,
                           0};

    add_bytes(out, id, 4);
    add_bytes(out, header, sizeof header);
    add_bytes(out, body, size);
}

/* A tag around frames, which move into it. */
static void wrap(struct buf *tag, int version, struct buf *frames)
{
    size_t size = frames->size;
    const char header[] = {'I',
                           'D',
                           '3',
                           (char)version,
                           0,
                           0,
                           (char)(size >> 21 & 0x7F),
                           (char)(size >> 14 & 0x7F),
                           (char)(size >> 7 & 0x7F),
                           (char)(size & 0x7F)};

    buf_reset(tag);
    add_bytes(tag, header, sizeof header);
    buf_add(tag, buf_view(frames));
    buf_reset(frames);
}

#define BODY(text) (text), sizeof(text) - 1, sizeof(text) - 1

static void test_front_cover_is_found(void **state)
{
    struct buf frames = {0};
    struct buf tag = {0};
    struct view picture;

    (void)state;
    add_frame(&frames, "TIT2", BODY("\0APIC"));
    add_frame(&frames, "APIC", BODY("\0image/png\0\4back\0no"));
    add_frame(&frames, "APIC",
              BODY("\1image/png\0\3\xff\xfe"
                   "a\0\0\0yes"));
    add_frame(&frames, "APIC", BODY("\0image/png\0\3\0second"));
    add_bytes(&frames, "\0\0\0\0", 4);
    wrap(&tag, 3, &frames);
    assert_true(id3_picture(buf_view(&tag), &picture));
    assert_true(view_equal(picture, VIEW("yes")));
    add_frame(&frames, "APIC", BODY("\0image/jpeg\0\3\0\0bytes"));
    wrap(&tag, 3, &frames);
    assert_true(id3_picture(buf_view(&tag), &picture));
    assert_int_equal(picture.size, 6);
    buf_release(&frames);
    buf_release(&tag);
}

static void test_what_is_no_cover(void **state)
{
    static const struct {
        const char *body;
        size_t size;
        unsigned claimed;
    } bodies[] = {
        {BODY("")},
        {BODY("\0")},
        {BODY("\0image/png")},
        {BODY("\0image/png\0")},
        {BODY("\0image/png\0\3")},
        {BODY("\0image/png\0\3no end")},
        {BODY("\0image/png\0\3\0")},
        {BODY("\1image/png\0\3a\0b\0c")},
        {BODY("\7image/png\0\3\0x")},
        {"\0image/png\0\3\0x", 14, 15},
        {"\0image/png\0\3\0x", 14, 0xFFFFFFFF},
    };
    struct buf frames = {0};
    struct buf tag = {0};
    struct view picture;

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        add_frame(&frames, "APIC", bodies[i].body, bodies[i].size,
                  bodies[i].claimed);
        wrap(&tag, 3, &frames);
        assert_false(id3_picture(buf_view(&tag), &picture));
    }
    add_frame(&frames, "APIC", BODY("\0image/png\0\3\0x"));
    wrap(&tag, 4, &frames);
    assert_false(id3_picture(buf_view(&tag), &picture));
    tag.data[3] = 3;
    assert_true(id3_picture(buf_view(&tag), &picture));
    assert_false(
        id3_picture(view_slice(buf_view(&tag), 0, tag.size - 1), &picture));
    assert_false(id3_picture((struct view){0}, &picture));
    buf_release(&frames);
    buf_release(&tag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_front_cover_is_found),
        cmocka_unit_test(test_what_is_no_cover),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
