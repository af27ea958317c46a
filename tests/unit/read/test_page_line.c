/* page_line: lines of a page that are known by how they are made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/page_line.h"

struct row {
    const char *line;
    bool wanted;
};

static void expect(bool got, const struct row *row)
{
    if (got != row->wanted)
        fail_msg("\"%s\" is taken wrong", row->line);
}

static void test_calls(void **state)
{
    static const struct row rows[] = {
        {"Get the day’s headlines in your inbox every morning.", true},
        {"Sign up for our newsletter", true},
        {"Don’t miss our weekly newsletter!", true},
        {"→ Follow us on Instagram, YouTube and Facebook.", true},
        {"Follow me on Twitter or LinkedIn.", true},
        {"Folgen Sie uns auf Facebook!", true},
        {"Síguenos en Twitter", true},
        {"Follow the instructions on page 4.", false},
        {"Get the ladder, he said.", false},
        {"The newsletter reached 4,000 readers.", false},
        {"***", false},
        {"", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(page_line_is_call(view_of(rows[i].line)), &rows[i]);
}

static void test_credits(void **state)
{
    static const struct row rows[] = {
        {"Jane Doe via Getty Images", true},
        {"AFP / JANE DOE", true},
        {"Foto: Picture Alliance", true},
        {"The AFP reported it", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(page_line_is_credit(view_of(rows[i].line)), &rows[i]);
}

static void test_reading_times(void **state)
{
    static const struct row rows[] = {
        {"8 min read", true},      {"12 MIN. READ", true},
        {"5 minutes", true},       {"3-minute read", true},
        {"4 Min. Lesezeit", true}, {"8 minutes later", false},
        {"minutes", false},        {"2024 min", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(page_line_is_reading_time(view_of(rows[i].line)), &rows[i]);
}

static void test_dates(void **state)
{
    static const struct row rows[] = {
        {"5 May 2024", true},
        {"Updated May 5, 2024", true},
        {"Veröffentlicht am 26. Oktober 2023", true},
        {"The keeper", false},
        {"It was the hard winter of 5 May 2024", false},
    };
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(page_line_is_date(&arena, view_of(rows[i].line)), &rows[i]);
    arena_release(&arena);
}

static void test_templates(void **state)
{
    static const struct row rows[] = {
        {"{{hire=\"/banners/hire\"}}", true},
        {"[CTA_MODULE]", true},
        {"[button link=\"/send\"]Send[/button]", true},
        {"[The tape ends here]", false},
        {"[1]", false},
        {"[NATO]", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(page_line_is_template(view_of(rows[i].line)), &rows[i]);
}

static void test_addresses(void **state)
{
    static const struct row rows[] = {
        {"https://www.a.example/news/the-keeper-14.php", true},
        {"http://a.example/us/the-keeper-14.php", true},
        {"https://a.example/another-story", false},
        {"https://a.example/the-keeper-14.php tells it", false},
        {"the-keeper-14.php", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect(page_line_is_address(
                   view_of(rows[i].line),
                   VIEW("https://www.a.example/news/the-keeper-14.php")),
               &rows[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),         cmocka_unit_test(test_credits),
        cmocka_unit_test(test_reading_times), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_templates),     cmocka_unit_test(test_addresses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
