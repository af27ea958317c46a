#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "publish/markup.h"

static void check(void (*write)(struct buf *out, struct view text),
                  struct view text, const char *wanted)
{
    struct buf out = {0};

    write(&out, text);
    assert_string_equal(buf_string(&out), wanted);
    buf_release(&out);
}

static void test_text(void **state)
{
    (void)state;
    check(markup_text, VIEW("<a b=\"c\">&'"),
          "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
    check(markup_text, VIEW("a\1b\xFFz\xEF\xBF\xBF\n"),
          "a\xEF\xBF\xBD"
          "b\xEF\xBF\xBDz\xEF\xBF\xBD\n");
    check(markup_text, VIEW(""), "");
}

static void test_cue_text(void **state)
{
    (void)state;
    check(markup_cue_text, VIEW("a --> <b>\n&\"c"),
          "a --&gt; &lt;b&gt; &amp;\"c");
}

static void test_url_part(void **state)
{
    (void)state;
    check(markup_url_part, VIEW("A-z_0.9~ /?\xC3\xA4%"),
          "A-z_0.9~%20%2F%3F%C3%A4%25");
}

static void test_is_url(void **state)
{
    static const struct {
        const char *text;
        bool is_url;
    } cases[] = {
        {"https://example.org", true},
        {"HTTP://example.org/a?b=c#d", true},
        {"https://", false},
        {"https:///a", false},
        {"http://?a", false},
        {"ftp://example.org/", false},
        {"javascript:alert(1)", false},
        {"https://example.org/a b", false},
        {"https://example.org/\xC3\xA4", false},
        {"https://example.org/\"", false},
        {"example.org", false},
        {"", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(markup_is_url(view_of(cases[i].text)),
                         cases[i].is_url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_cue_text),
        cmocka_unit_test(test_url_part),
        cmocka_unit_test(test_is_url),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
