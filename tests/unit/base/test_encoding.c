/* encoding: bytes before labels, and every replaced byte counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/encoding.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

struct row {
    const char *what;
    struct view bytes;
    const char *content_type;
    const char *text;
    const char *name;
    size_t replaced;
    size_t repaired;
};

#define GERMAN_1252                                                            \
    "Die B\xFCrger von K\xF6ln f\xFCrchten gr\xF6\xDF"                         \
    "ere Versp\xE4tungen."
#define GERMAN_UTF8 "Die Bürger von Köln fürchten größere Verspätungen."

#define STRAY_BEFORE "für Ärger über "
#define STRAY_AFTER  "Öl, täglich"

static const struct row rows[] = {
    {"plain ASCII", {"abc\n", 4}, "", "abc\n", "UTF-8", 0, 0},
    {"UTF-8 mark", {"\xEF\xBB\xBFä", 5}, "", "ä", "UTF-8", 0, 0},
    {"UTF-16 mark", {"\xFE\xFF\0a\0\xE4", 6}, "", "aä", "UTF-16BE", 0, 0},
    {"UTF-32 mark", {"\xFF\xFE\0\0a\0\0\0", 8}, "", "a", "UTF-32LE", 0, 0},
    {"UTF-16 by its zeros",
     {"H\0e\0l\0l\0o\0 \0t\0h\0e\0r\0e\0.\0", 24},
     "",
     "Hello there.",
     "UTF-16LE",
     0,
     0},
    {"zero bytes go", {"a\0b", 3}, "", "ab", "UTF-8", 0, 0},
    {"UTF-8 beats the header",
     {"grün", 5},
     "text/html; charset=iso-8859-1",
     "grün",
     "UTF-8",
     0,
     0},
    {"header beats meta",
     {"<meta charset=koi8-r>\xCF\xF0", 23},
     "text/html; Charset=\"windows-1251\"",
     "<meta charset=koi8-r>Пр",
     "CP1251",
     0,
     0},
    {"meta",
     {"<meta charset='koi8-r'>\xF0\xD2", 25},
     "",
     "<meta charset='koi8-r'>Пр",
     "KOI8-R",
     0,
     0},
    {"meta in a comment",
     {"<!--<meta charset=koi8-r>--><meta charset=windows-1251>\xCF\xF0", 57},
     "",
     "<!--<meta charset=koi8-r>--><meta charset=windows-1251>Пр",
     "CP1251",
     0,
     0},
    {"XML declaration",
     {"<?xml version='1.0' encoding='iso-8859-2'?>\xA3", 44},
     "",
     "<?xml version='1.0' encoding='iso-8859-2'?>Ł",
     "ISO-8859-2",
     0,
     0},
    {"latin1 means windows-1252",
     {"\x93q\x94 \x80", 5},
     "text/plain; charset=ISO-8859-1",
     "“q” €",
     "CP1252",
     0,
     0},
    {"a UTF-8 label on other bytes",
     {GERMAN_1252, sizeof GERMAN_1252 - 1},
     "text/html; charset=utf-8",
     GERMAN_UTF8,
     "CP1252",
     0,
     0},
    {"no label at all",
     {GERMAN_1252, sizeof GERMAN_1252 - 1},
     "",
     GERMAN_UTF8,
     "CP1252",
     0,
     0},
    {"a stray byte in UTF-8",
     {STRAY_BEFORE "\x93" STRAY_AFTER,
      sizeof(STRAY_BEFORE "\x93" STRAY_AFTER) - 1},
     "",
     STRAY_BEFORE "“" STRAY_AFTER,
     "UTF-8",
     0,
     1},
    {"a cut last character",
     {"ü\nzwei \xE2\x82", 10},
     "",
     "ü\nzwei \xEF\xBF\xBD",
     "UTF-8",
     2,
     0},
    {"a hole in windows-1252",
     {"a\n\x81", 3},
     "text/plain; charset=windows-1252",
     "a\n\xEF\xBF\xBD",
     "CP1252",
     1,
     0},
    {"ISO-2022-JP is ASCII",
     {"\x1B$B$\"\x1B(B!", 9},
     "text/html; charset=iso-2022-jp",
     "あ!",
     "ISO-2022-JP-3",
     0,
     0},
    {"HZ is ASCII",
     {"a~{VPND~}~~", 11},
     "text/plain; charset=hz-gb-2312",
     "a中文~",
     "HZ",
     0,
     0},
    {"unknown label",
     {"caf\xE9", 4},
     "text/plain; charset=nothing-known",
     "café",
     NULL,
     0,
     0},
    {"empty", {NULL, 0}, "", "", "UTF-8", 0, 0},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};
        struct encoding found;

        encoding_to_utf8(rows[i].bytes, view_of(rows[i].content_type), &out,
                         &found);
        if (strcmp(buf_string(&out), rows[i].text) != 0)
            fail_msg("%s: got \"%s\" as %s", rows[i].what, buf_string(&out),
                     found.name);
        if (rows[i].name)
            assert_string_equal(found.name, rows[i].name);
        assert_int_equal(found.replaced_bytes, rows[i].replaced);
        assert_int_equal(found.repaired_bytes, rows[i].repaired);
        buf_release(&out);
    }
}

static void test_line_of_the_first(void **state)
{
    struct buf out = {0};
    struct encoding found;

    (void)state;
    buf_add_string(&out, "kept\n");
    encoding_to_utf8(VIEW("a\nb\nc\x81\n\x81"),
                     VIEW("text/plain; charset=windows-1252"), &out, &found);
    assert_int_equal(found.replaced_line, 3);
    assert_int_equal(found.replaced_bytes, 2);
    assert_true(view_starts(buf_view(&out), VIEW("kept\na\n")));
    buf_release(&out);
}

static void test_charset_of_a_header(void **state)
{
    (void)state;
    assert_true(view_equal(encoding_charset(VIEW("text/html; charset=x-y;q")),
                           VIEW("x-y")));
    assert_true(
        view_equal(encoding_charset(VIEW("a; CHARSET = 'b c'")), VIEW("b c")));
    assert_int_equal(encoding_charset(VIEW("text/html")).size, 0);
    assert_int_equal(encoding_charset(VIEW("")).size, 0);
}

/* Any bytes under any label give valid UTF-8 without NUL. */
static void test_any_bytes(void **state)
{
    static const char *const labels[] = {
        "",     "utf-8",  "gb2312", "shift_jis", "iso-2022-kr",
        "big5", "euc-jp", "hz",     "utf-16",    "koi8-u",
        "437",  "utf-7",  "x; y",   "\"",        "UCS-4//IGN"};
    uint32_t seed = 1;

    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        char bytes[64];
        char type[64];
        struct buf out = {0};
        struct encoding found;

        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        snprintf(type, sizeof type, "t/t; charset=%s",
                 labels[round % (sizeof labels / sizeof *labels)]);
        encoding_to_utf8((struct view){bytes, (seed >> 8) % sizeof bytes},
                         view_of(type), &out, &found);
        if (!utf8_valid(buf_view(&out), NULL))
            fail_msg("%s: rubbish as %s", type, found.name);
        assert_int_equal(view_find(buf_view(&out), VIEW("\0"), 0), SIZE_MAX);
        buf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_line_of_the_first),
        cmocka_unit_test(test_charset_of_a_header),
        cmocka_unit_test(test_any_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
