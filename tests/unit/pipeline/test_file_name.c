#include "pipeline/file_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_titles(void **state)
{
    static const struct {
        const char *title, *name;
    } rows[] = {
        {"Breaking the Silence", "breaking-the-silence"},
        {"  A -- B  ", "a-b"},
        {"Don't panic!", "dont-panic"},
        {"\xC3\x9C"
         "ber gr\xC3\xB6\xC3\x9F"
         "ere Stra\xC3\x9F"
         "en",
         "uber-grossere-strassen"},
        {"\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0", "moskva"},
        {"\xF0\x9F\x98\x80", "briefing"},
        {"../../etc/passwd", "etc-passwd"},
        {"", "briefing"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct view name = file_name_of_title(&arena, view_of(rows[i].title));

        assert_true(view_equal(name, view_of(rows[i].name)));
        arena_release(&arena);
    }
}

static void test_long_title_is_cut_at_a_word(void **state)
{
    struct arena arena = {0};
    struct view name = file_name_of_title(
        &arena, VIEW("one two three four five six seven eight nine ten eleven "
                     "twelve thirteen fourteen fifteen sixteen"));

    (void)state;
    assert_in_range(name.size, 60, FILE_NAME_BYTES_MAX);
    assert_true(view_ends(name, VIEW("-fourteen")));
    arena_release(&arena);
}

static void test_endings(void **state)
{
    static const struct {
        const char *path, *with;
    } rows[] = {
        {"out/a.mp3", "out/a.vtt"},         {"a", "a.vtt"},
        {"out.d/a", "out.d/a.vtt"},         {"a.b.mp3", "a.b.vtt"},
        {"dir/.hidden", "dir/.hidden.vtt"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        struct view with =
            file_name_with_ending(&arena, view_of(rows[i].path), ".vtt");

        assert_string_equal(with.data, rows[i].with);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_long_title_is_cut_at_a_word),
        cmocka_unit_test(test_endings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
