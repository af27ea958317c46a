/* The names that ICU gives: numbers, units, currencies, months. */
#include "speech/date_words.h"
#include "speech/number_words.h"
#include "speech/transliterate.h"
#include "speech/unit_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_numbers(void **state)
{
    static const struct {
        const char *language;
        enum number_style style;
        int64_t value;
        const char *words;
    } rows[] = {
        {"en", NUMBER_CARDINAL, 1234, "one thousand two hundred thirty-four"},
        {"en", NUMBER_ORDINAL, 21, "twenty-first"},
        {"en", NUMBER_YEAR, 1905, "nineteen oh-five"},
        {"de", NUMBER_FEMININE, 1, "eine"},
        {"de", NUMBER_ORDINAL, 3, "dritter"},
        {"es", NUMBER_FEMININE, 21, "veintiuna"},
        {"es", NUMBER_ORDINAL_SHORT, 3, "tercer"},
        {"fr", NUMBER_ORDINAL_FEMININE, 1, "premi\u00E8re"},
        {"nl", NUMBER_CARDINAL, 5, "vijf"},
        {"en", NUMBER_CARDINAL, 999999999999999999,
         "nine hundred ninety-nine quadrillion nine hundred ninety-nine "
         "trillion nine hundred ninety-nine billion nine hundred ninety-nine "
         "million nine hundred ninety-nine thousand nine hundred ninety-nine"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        buf_init(&out, 0);
        assert_true(number_words(&out, view_of(rows[i].language), rows[i].style,
                                 rows[i].value));
        assert_string_equal(buf_string(&out), rows[i].words);
        buf_release(&out);
    }
}

static void test_unknown_language(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out, 0);
    assert_false(number_words(&out, VIEW("xx"), NUMBER_CARDINAL, 5));
    assert_false(number_words(&out, VIEW(""), NUMBER_CARDINAL, 5));
    assert_false(number_words(&out, VIEW("a-very-long-language-tag"),
                              NUMBER_CARDINAL, 5));
    assert_int_equal(out.size, 0);
    assert_false(unit_words(&out, VIEW("en"), "no-such-unit", VIEW("1")));
    assert_int_equal(out.size, 0);
    buf_release(&out);
}

static void test_units(void **state)
{
    static const struct {
        const char *language;
        const char *unit;
        const char *figure;
        const char *words;
    } rows[] = {
        {"en", "kilometer-per-hour", "1", "kilometer per hour"},
        {"en", "kilometer-per-hour", "2", "kilometers per hour"},
        {"en", "foot", "1", "foot"},
        {"de", "square-meter", "5", "Quadratmeter"},
        {"fr", "gram", "1.5", "gramme"},
        {"es", "celsius", "40", "grados Celsius"},
        {"pl", "kilogram", "2", "kilogramy"},
        {"pl", "kilogram", "5", "kilogram\u00F3w"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        buf_init(&out, 0);
        assert_true(unit_words(&out, view_of(rows[i].language), rows[i].unit,
                               view_of(rows[i].figure)));
        assert_string_equal(buf_string(&out), rows[i].words);
        buf_release(&out);
    }
}

static void test_currencies(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out, 0);
    assert_true(currency_words(&out, VIEW("en"), "CHF", VIEW("2")));
    assert_string_equal(buf_string(&out), "Swiss francs");
    buf_reset(&out);
    assert_true(currency_words(&out, VIEW("es"), "CHF", VIEW("1")));
    assert_string_equal(buf_string(&out), "franco suizo");
    buf_release(&out);
}

static void test_months(void **state)
{
    struct buf out;
    bool is_short;
    (void)state;
    buf_init(&out, 0);
    assert_int_equal(date_month(VIEW("en"), VIEW("January"), &is_short), 1);
    assert_false(is_short);
    assert_int_equal(date_month(VIEW("en"), VIEW("sept"), &is_short), 9);
    assert_true(is_short);
    assert_int_equal(date_month(VIEW("de"), VIEW("M\u00E4rz"), NULL), 3);
    assert_int_equal(date_month(VIEW("fr"), VIEW("F\u00C9VRIER"), NULL), 2);
    assert_int_equal(date_month(VIEW("en"), VIEW("Smarch"), NULL), 0);
    assert_int_equal(date_weekday(VIEW("en"), VIEW("Mon"), &is_short), 2);
    assert_true(date_add_month(&out, VIEW("es"), 12));
    assert_string_equal(buf_string(&out), "diciembre");
    assert_false(date_add_month(&out, VIEW("es"), 13));
    buf_release(&out);
}

static void test_transliteration(void **state)
{
    struct buf out;
    (void)state;
    buf_init(&out, 0);
    transliterate(&out, VIEW("\u041C\u043E\u0441\u043A\u0432\u0430"),
                  LETTER_LATIN);
    assert_string_equal(buf_string(&out), "Moskva");
    buf_release(&out);
}

static int close_icu(void **state)
{
    (void)state;
    date_words_close();
    number_words_close();
    transliterate_close();
    unit_words_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_unknown_language),
        cmocka_unit_test(test_units),   cmocka_unit_test(test_currencies),
        cmocka_unit_test(test_months),  cmocka_unit_test(test_transliteration),
    };
    return cmocka_run_group_tests(tests, NULL, close_icu);
}
