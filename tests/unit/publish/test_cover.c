#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/category.h"
#include "publish/cover.h"
#include "publish/picture.h"

#include <string.h>

static void test_category(void **state)
{
    static const struct {
        const char *text;
        const char *main_name; /* NULL: refused */
        const char *sub_name;
    } cases[] = {
        {"News", "News", ""},
        {"news > DAILY news", "News", "Daily News"},
        {"Health & Fitness>Fitness", "Health & Fitness", "Fitness"},
        {"Technology", "Technology", ""},
        {"Technology > Gadgets", NULL, NULL},
        {"News > Chemistry", NULL, NULL},
        {"Tech", NULL, NULL},
        {"", NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct view main_name = {0};
        struct view sub_name = {0};
        struct err err = {0};
        bool found =
            category_find(view_of(cases[i].text), &main_name, &sub_name, &err);

        assert_int_equal(found, cases[i].main_name != NULL);
        if (!found) {
            assert_int_equal(err.kind, ERR_USAGE);
            continue;
        }
        assert_true(view_equal(main_name, view_of(cases[i].main_name)));
        assert_true(view_equal(sub_name, view_of(cases[i].sub_name)));
    }
}

/* A PNG's head of that size and colour type, with an end. */
static struct view png(char bytes[64], unsigned width, unsigned height,
                       char colour)
{
    static const char head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    static const char end[] = {'I', 'E', 'N', 'D'};

    memset(bytes, 0, 64);
    memcpy(bytes, head, sizeof head - 1);
    bytes[18] = (char)(width >> 8);
    bytes[19] = (char)width;
    bytes[22] = (char)(height >> 8);
    bytes[23] = (char)height;
    bytes[24] = 8;
    bytes[25] = colour;
    memcpy(bytes + 56, end, sizeof end);
    return (struct view){bytes, 64};
}

/* A JPEG up to its frame header. */
static struct view jpeg(char bytes[64], unsigned side, char channels)
{
    static const char head[] = "\xFF\xD8\xFF\xE0\0\4AB\xFF\xC2\0\x11\x08";

    memset(bytes, 0, 64);
    memcpy(bytes, head, sizeof head - 1);
    bytes[13] = bytes[15] = (char)(side >> 8);
    bytes[14] = bytes[16] = (char)side;
    bytes[17] = channels;
    return (struct view){bytes, 64};
}

static void refuse(struct view bytes, const char *reason)
{
    struct err err = {0};

    assert_false(picture_check_cover("x.png", bytes, &err));
    if (!strstr(err.message, reason))
        fail_msg("\"%s\" does not say \"%s\"", err.message, reason);
    assert_non_null(strstr(err.message, "x.png: "));
}

static void test_covers(void **state)
{
    char bytes[64];
    struct err err;

    (void)state;
    assert_true(picture_check_cover("x", png(bytes, 1400, 1400, 2), &err));
    assert_true(picture_check_cover("x", jpeg(bytes, 3000, 3), &err));
    assert_true(picture_check_cover("x", jpeg(bytes, 3000, 1), &err));
    refuse(png(bytes, 1399, 1399, 2), "1399 by 1399");
    refuse(png(bytes, 3001, 3001, 2), "3001 by 3001");
    refuse(png(bytes, 1400, 1500, 2), "square");
    refuse(png(bytes, 1400, 1400, 6), "transparency");
    refuse(jpeg(bytes, 2000, 4), "CMYK");
    refuse(VIEW("GIF89a\1\1\1\1aaaaaaaa"), "no JPEG or PNG");
    refuse(VIEW("hello"), "no JPEG or PNG");
    refuse(VIEW(""), "no JPEG or PNG");
    refuse(view_slice(png(bytes, 1400, 1400, 2), 0, 20), "no JPEG or PNG");
    refuse((struct view){bytes, PICTURE_COVER_BYTES + 1}, "too large");
}

static void test_drawn_cover(void **state)
{
    struct buf first = {0};
    struct buf second = {0};
    struct buf name = {0};
    struct err err;

    (void)state;
    assert_true(cover_draw(VIEW("A \"title\" & <more>"), VIEW("4 March 2026"),
                           &first, &err));
    assert_true(cover_draw(VIEW("A \"title\" & <more>"), VIEW("4 March 2026"),
                           &second, &err));
    assert_true(picture_check_cover("x", buf_view(&first), &err));
    assert_true(view_equal(buf_view(&first), buf_view(&second)));
    buf_reset(&second);
    assert_true(cover_draw(VIEW(""), VIEW(""), &second, &err));
    assert_false(view_equal(buf_view(&first), buf_view(&second)));
    cover_name(&name, buf_view(&first));
    assert_int_equal(name.size, strlen("cover-12345678.png"));
    buf_release(&name);
    buf_release(&first);
    buf_release(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_category),
        cmocka_unit_test(test_covers),
        cmocka_unit_test(test_drawn_cover),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
