/* url: references of RFC 3986, 5.4, and what people write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/url.h"

static const struct {
    const char *base; /* NULL: that of RFC 3986 */
    const char *reference;
    const char *wanted;
} rows[] = {
    {NULL, "g:h", "g:h"},
    {NULL, "g", "http://a/b/c/g"},
    {NULL, "./g", "http://a/b/c/g"},
    {NULL, "g/", "http://a/b/c/g/"},
    {NULL, "/g", "http://a/g"},
    {NULL, "//g", "http://g"},
    {NULL, "?y", "http://a/b/c/d;p?y"},
    {NULL, "g?y", "http://a/b/c/g?y"},
    {NULL, "#s", "http://a/b/c/d;p?q#s"},
    {NULL, "g?y#s", "http://a/b/c/g?y#s"},
    {NULL, ";x", "http://a/b/c/;x"},
    {NULL, "", "http://a/b/c/d;p?q"},
    {NULL, ".", "http://a/b/c/"},
    {NULL, "..", "http://a/b/"},
    {NULL, "../g", "http://a/b/g"},
    {NULL, "../..", "http://a/"},
    {NULL, "../../../../g", "http://a/g"},
    {NULL, "/./g", "http://a/g"},
    {NULL, "/../g", "http://a/g"},
    {NULL, "g.", "http://a/b/c/g."},
    {NULL, "./g/../h", "http://a/b/c/h"},
    {NULL, "g?y/../x", "http://a/b/c/g?y/../x"},
    {NULL, " two words\n", "http://a/b/c/two%20words"},
    {"http://host", "x", "http://host/x"},
    {"", "x/y", "x/y"},
    {"mailto:a@b", "x", "x"},
    {"relative/base", "x", "x"},
};

static void test_resolve(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct view base =
            view_of(rows[i].base ? rows[i].base : "http://a/b/c/d;p?q");

        assert_string_equal(
            url_resolve(&arena, base, view_of(rows[i].reference)).data,
            rows[i].wanted);
    }
    arena_release(&arena);
}

static void test_is_web(void **state)
{
    (void)state;
    assert_true(url_is_web(VIEW("HTTP://a")));
    assert_true(url_is_web(VIEW("https://a/b")));
    assert_false(url_is_web(VIEW("http://")));
    assert_false(url_is_web(VIEW("https:///x")));
    assert_false(url_is_web(VIEW("file:///etc/passwd")));
    assert_false(url_is_web(VIEW("//a/b")));
}

static void test_decoded(void **state)
{
    struct arena arena = {0};

    (void)state;
    assert_string_equal(url_decoded(&arena, VIEW("a%20b%C3%a4%2")).data,
                        "a bä%2");
    assert_string_equal(url_decoded(&arena, VIEW("100%")).data, "100%");
    assert_string_equal(url_decoded(&arena, VIEW("%zz")).data, "%zz");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resolve),
        cmocka_unit_test(test_is_web),
        cmocka_unit_test(test_decoded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
