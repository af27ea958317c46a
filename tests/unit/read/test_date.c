/* date: one row a form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/date.h"

#include <string.h>

struct row {
    const char *text;
    const char *iso; /* NULL: cannot be read */
};

static const struct row rows[] = {
    {"Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
    {"Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"},
    {"01 Jan 2004 19:48 +0130", "2004-01-01T18:18:00Z"},
    {"Thu, 5 Apr 2012 23:47:37 +02:00", "2012-04-05T21:47:37Z"},
    {"Thu, 5 Apr 2012 23:47:37 GMT+0200", "2012-04-05T21:47:37Z"},
    {"Thu, 5 Apr 2012 23:47:37 UTC", "2012-04-05T23:47:37Z"},
    {"Thu, 5 Apr 2012 23:47:37 EDT", "2012-04-06T03:47:37Z"},
    {"Thu, 5 Apr 2012 23:47:37 XYZ", "2012-04-05T23:47:37Z"},
    {"Thursday, 05-Apr-12 23:47:37 GMT", "2012-04-05T23:47:37Z"},
    {"Thu Apr  5 23:47:37 2012", "2012-04-05T23:47:37Z"},
    {"April 5, 2012", "2012-04-05T00:00:00Z"},
    {"April 5, 2012, 11:05 pm", "2012-04-05T23:05:00Z"},
    {"5 Sept 1999", "1999-09-05T00:00:00Z"},
    {"THU, 05 APR 2012 23:47:37 gmt", "2012-04-05T23:47:37Z"},
    {"2012-04-05", "2012-04-05T00:00:00Z"},
    {"2012-04", "2012-04-01T00:00:00Z"},
    {"2012", "2012-01-01T00:00:00Z"},
    {"20120405", "2012-04-05T00:00:00Z"},
    {"20120405T234737Z", "2012-04-05T23:47:37Z"},
    {"20120405234737", "2012-04-05T23:47:37Z"},
    {"2012-096", "2012-04-05T00:00:00Z"},
    {"2012-04-05T23:47Z", "2012-04-05T23:47:00Z"},
    {"2012-04-05T23:47:37.125+02:00", "2012-04-05T21:47:37Z"},
    {"2012-04-05 23:47:37", "2012-04-05T23:47:37Z"},
    {"2012-04-05 23:47:37 -0500", "2012-04-06T04:47:37Z"},
    {"2012/04/05 23:47:37", "2012-04-05T23:47:37Z"},
    {"2012-04-05T24:00:00Z", "2012-04-06T00:00:00Z"},
    {"8/21/2018 9:00:00 AM", "2018-08-21T09:00:00Z"},
    {"8/21/2018 12:30 AM", "2018-08-21T00:30:00Z"},
    {"21.8.2018 09:00", "2018-08-21T09:00:00Z"},
    {"21-08-2018", "2018-08-21T00:00:00Z"},
    {"Mi, 04 Dez 2019 10:00:00 +0100", "2019-12-04T09:00:00Z"},
    {"12. M\u00e4rz 2019", "2019-03-12T00:00:00Z"},
    {"mardi 5 ao\u00fbt 2003", "2003-08-05T00:00:00Z"},
    {"mar, 05 mar 2019 10:00:00 +0100", "2019-03-05T09:00:00Z"},
    {"gio, 03 gen 2019 10:00:00 +0000", "2019-01-03T10:00:00Z"},
    {"5 de mayo de 2020", "2020-05-05T00:00:00Z"},
    {"05 \u042f\u043d\u0432 2019 10:00:00 MSK", "2019-01-05T07:00:00Z"},
    {"2019\uB144 05\uC6D4 28\uC77C 01:31:15", "2019-05-28T01:31:15Z"},
    {"Fri, 29 Feb 2064 00:00:00 GMT", "2064-02-29T00:00:00Z"},
    {"Sat, 01 Jan 1955 00:00:00 GMT", "1955-01-01T00:00:00Z"},
    {"Thu, 01 Jan 1970 00:00:00 +0100", "1969-12-31T23:00:00Z"},
    {"", NULL},
    {"yesterday", NULL},
    {"2012-02-30", NULL},
    {"2012-13-01", NULL},
    {"31 Apr 2012", NULL},
    {"Thu, 05 Apr", NULL},
    {"2012-04-05T25:00:00Z", NULL},
    {"5", NULL},
    {"1 2 3 4 5", NULL},
    {"May", NULL},
    {"99999999999999999999", NULL},
};

static void test_forms(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date;
        bool read = date_parse(view_of(rows[i].text), &date);

        if (read != (rows[i].iso != NULL))
            fail_msg("\"%s\" is %sread", rows[i].text, read ? "" : "not ");
        if (read)
            assert_string_equal(date_iso(&arena, &date).data, rows[i].iso);
    }
    arena_release(&arena);
}

static void test_has_time(void **state)
{
    struct date date;

    (void)state;
    assert_true(date_parse(VIEW("2012-04-05"), &date));
    assert_false(date.has_time);
    assert_true(date_parse(VIEW("2012-04-05T00:00Z"), &date));
    assert_true(date.has_time);
}

/* Any bytes: no crash, and what is read can be written. */
static void test_any_bytes(void **state)
{
    static const char alphabet[] = "0123456789-/:.,+ TZapm JanMai\xC3\xA4\xFF";
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[24];
        struct arena arena = {0};
        struct date date;

        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        size_t size = (seed >> 8) % sizeof text;
        if (date_parse((struct view){text, size}, &date))
            assert_true(date_iso(&arena, &date).size >= 20);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_has_time),
        cmocka_unit_test(test_any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
