#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "encode/language_code.h"

static void test_tags(void **state)
{
    static const char *const rows[][2] = {
        {"en", "eng"},      {"en-US", "eng"},     {"DE", "ger"},
        {"fr_CA", "fre"},   {"zh-Hant", "chi"},   {"nl", "dut"},
        {"pt-BR", "por"},   {"aa", "aar"},        {"zu", "zul"},
        {"iw", "heb"},      {"deu", "ger"},       {"zho", "chi"},
        {"gsw", "gsw"},     {"bod-CN", "tib"},    {"ENG", "eng"},
        {"", "und"},        {"x", "und"},         {"xx", "und"},
        {"english", "und"}, {"e1", "und"},        {"en1", "und"},
        {"-en", "und"},     {"i-klingon", "und"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char room[4];

        assert_string_equal(language_code(view_of(rows[i][0]), room),
                            rows[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tags),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
