#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/pubdate.h"

static void test_mail(void **state)
{
    static const struct {
        time_t time;
        const char *mail;
        const char *iso;
    } cases[] = {
        {0, "Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z"},
        {1795413600, "Mon, 23 Nov 2026 06:00:00 +0000", "2026-11-23T06:00:00Z"},
        {1709164799, "Wed, 28 Feb 2024 23:59:59 +0000", "2024-02-28T23:59:59Z"},
        {1709164800, "Thu, 29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00Z"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buf out = {0};
        time_t back;

        pubdate_mail(&out, cases[i].time);
        assert_string_equal(buf_string(&out), cases[i].mail);
        buf_reset(&out);
        pubdate_iso(&out, cases[i].time);
        assert_string_equal(buf_string(&out), cases[i].iso);
        assert_true(pubdate_parse(buf_view(&out), &back));
        assert_int_equal(back, cases[i].time);
        buf_release(&out);
    }
}

static void test_parse(void **state)
{
    static const struct {
        const char *text;
        time_t time; /* -1: refused */
    } cases[] = {
        {"1970-01-02", 86400},
        {" 1970-01-01T00:01 ", 60},
        {"1970-01-01 00:00:01Z", 1},
        {"1970-01-01T01:00:00.5+01:00", 0},
        {"1969-12-31T23:00:00-0100", 0},
        {"2023-02-29", -1},
        {"2026-13-01", -1},
        {"2026-1-1", -1},
        {"2026-01-01T24:00", -1},
        {"2026-01-01x", -1},
        {"4 March 2026", -1},
        {"", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        time_t time = -1;

        assert_int_equal(pubdate_parse(view_of(cases[i].text), &time),
                         cases[i].time >= 0);
        assert_int_equal(time, cases[i].time);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mail),
        cmocka_unit_test(test_parse),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
