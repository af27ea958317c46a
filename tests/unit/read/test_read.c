#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/document_print.h"
#include "read/metadata.h"
#include "read/read.h"
#include "read/reader.h"

#include <string.h>

static void test_choice_of_the_reader(void **state)
{
    static const struct {
        const char *source;
        const char *format;
        const char *text;
        const char *chosen;
    } cases[] = {
        {"a.txt", "", "Hello there.", "text"},
        {"a.md", "", "Hello there.", "markdown"},
        {"a.MD", "", "Hello there.", "markdown"},
        {"a.html", "", "<p>Hello there.", "html"},
        {"a.txt", "", "<!DOCTYPE html><p>Hello there.", "html"},
        {"a.md", "", "<div>\n<p>Hello</p>\n</div>", "markdown"},
        {"-", "", "Hello there.", "text"},
        {"-", "", "# Title\n\nSee [this](http://x.example).", "markdown"},
        {"-", "", "<html><body>Hello", "html"},
        {"a.html", "text", "Hello there.", "text"},
        {"http://x.example/a.md?b=c.html", "", "Hello there.", "markdown"},
        {"a", "MARKDOWN", "Hello there.", "markdown"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct documents documents = {0};
        struct err err;
        struct read_request request = {
            .source = view_of(cases[i].source),
            .format = view_of(cases[i].format),
            .bytes = view_of(cases[i].text),
        };

        assert_true(read_documents(&arena, &request, NULL, &documents, &err));
        assert_true(
            view_equal(documents.at[0].format, view_of(cases[i].chosen)));
        arena_release(&arena);
    }
}

static void fails(struct view bytes, const char *format, const char *words)
{
    struct arena arena = {0};
    struct documents documents = {0};
    struct err err = {0};
    struct read_request request = {
        .source = VIEW("in.x"), .bytes = bytes, .format = view_of(format)};

    assert_false(read_documents(&arena, &request, NULL, &documents, &err));
    assert_non_null(strstr(err.message, words));
    arena_release(&arena);
}

static void test_errors_say_what_is_wrong(void **state)
{
    struct buf big = {0};

    (void)state;
    fails((struct view){0}, "", "in.x: is empty");
    fails(VIEW("\x7f"
               "ELF\1\2\3\4"),
          "text", "in.x: is no text");
    fails(VIEW("\x89PNG\r\n\x1a\n...."), "", "PNG image");
    fails(VIEW("\1\2\3\4\5\6\7\1\2\3\4\5abc"), "", "binary");
    fails(VIEW(" \n \n"), "text", "no text that could be spoken");
    fails(VIEW("hello"), "wordstar", "markdown");
    memset(buf_extend(&big, READER_TEXT_MAX + 1), 'x', READER_TEXT_MAX + 1);
    fails(buf_view(&big), "", "at most");
    buf_release(&big);
}

static void print_as(struct arena *arena, const char *name, struct view text,
                     enum document_style style, struct buf *out)
{
    struct documents documents = {0};
    struct err err;
    struct read_request request = {
        .source = VIEW("x"), .format = view_of(name), .bytes = text};

    buf_reset(out);
    assert_true(read_documents(arena, &request, NULL, &documents, &err));
    document_print(&documents.at[0], style, out);
}

static const char sample[] =
    "---\ntitle: \"A \\\"B\\\"\"\nauthor: Ida\nlang: en\n---\n\n"
    "# A \"B\"\n\nText with *stars* \\* and `co*de`, [link](http://x.example/?"
    "a=1&b=2), 1 < 2 & a_b_c [x] and a note[^1].\n\n"
    "- one\n- two\n    - three\n\n3. three\n4. four\n\n> said\n>\n> again\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n```c\nint *a;\n```\n\n* * *\n\n"
    "![alt](i.png)\n\n[^1]: The note.\n";

/* Places in the source differ, nothing else does. */
static void drop_lines(struct buf *json)
{
    struct buf kept = {0};
    struct view rest = buf_view(json);
    struct view line;

    while (view_next_line(&rest, &line)) {
        if (view_find(line, VIEW("\"line\""), 0) != SIZE_MAX)
            continue;
        buf_add(&kept, line);
        buf_add_char(&kept, '\n');
    }
    buf_release(json);
    *json = kept;
}

static void test_markdown_reads_back(void **state)
{
    struct arena arena = {0};
    struct buf markdown = {0};
    struct buf first = {0};
    struct buf second = {0};

    (void)state;
    print_as(&arena, "markdown", view_of(sample), DOCUMENT_AS_JSON, &first);
    print_as(&arena, "markdown", view_of(sample), DOCUMENT_AS_MARKDOWN,
             &markdown);
    print_as(&arena, "markdown", buf_view(&markdown), DOCUMENT_AS_JSON,
             &second);
    drop_lines(&first);
    drop_lines(&second);
    assert_string_equal(buf_string(&first), buf_string(&second));
    buf_release(&markdown);
    buf_release(&first);
    buf_release(&second);
    arena_release(&arena);
}

static void test_text_style(void **state)
{
    struct arena arena = {0};
    struct buf out = {0};

    (void)state;
    print_as(&arena, "markdown", view_of(sample), DOCUMENT_AS_TEXT, &out);
    assert_string_equal(
        buf_string(&out),
        "A \"B\"\n\nText with stars * and co*de, link, 1 < 2 & a_b_c [x] and a "
        "note1.\n\n- one\n- two\n  - three\n3. three\n4. "
        "four\n\nsaid\n\nagain\n"
        "\na\tb\n1\t2\n\n\nint *a;\n\n\n[1] The note.\n");
    buf_release(&out);
    arena_release(&arena);
}

static void test_dates(void **state)
{
    static const char *const cases[][2] = {
        {"2024-03-12", "2024-03-12"},
        {" 2024-03-12T08:15:00+01:00 ", "2024-03-12T08:15:00+01:00"},
        {"2024-03-12 08:15", "2024-03-12T08:15"},
        {"March 12, 2024", "2024-03-12"},
        {"12. März 2024", "2024-03-12"},
        {"2024-13-45", ""},
        {"soon", ""},
        {"", ""},
        {"It was in 1714 that it began", ""},
    };
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct view date = metadata_date(&arena, view_of(cases[i][0]));

        assert_true(view_equal(date, view_of(cases[i][1])));
    }
    arena_release(&arena);
}

static void test_same_titles(void **state)
{
    (void)state;
    assert_true(metadata_same_title(VIEW("The Keeper!"), VIEW("the keeper")));
    assert_true(metadata_same_title(VIEW("The long Keeper's Tale | Post"),
                                    VIEW("The Long Keeper’s Tale")));
    assert_false(metadata_same_title(VIEW("The Keeper"), VIEW("The Pilot")));
    assert_false(metadata_same_title(VIEW("News"), VIEW("Newspaper reading")));
    assert_false(metadata_same_title(VIEW(""), VIEW("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choice_of_the_reader),
        cmocka_unit_test(test_errors_say_what_is_wrong),
        cmocka_unit_test(test_markdown_reads_back),
        cmocka_unit_test(test_text_style),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_same_titles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
