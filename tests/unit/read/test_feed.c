/* feed: the golden feeds (one difficulty each), and documents made of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/feed.h"
#include "read/feed_print.h"

#include "golden_case.h"

static void run_case(struct golden_case *golden)
{
    struct golden_case side = *golden;
    struct arena arena = {0};
    struct read_request request = {.source = VIEW("feed")};
    struct reader_text text;
    struct feed feed;
    struct buf got = {0};
    struct err err;

    side.bytes = NULL;
    if (golden_read(&side, "base-url"))
        request.base_url =
            arena_copy(&arena, (struct view){side.bytes, side.size});
    if (golden_read(&side, "content-type"))
        request.content_type =
            arena_copy(&arena, (struct view){side.bytes, side.size});
    if (!golden_read(&side, "feed.xml"))
        assert_true(golden_read(&side, "feed.json"));
    request.bytes = (struct view){side.bytes, side.size};
    if (!feed_read(&arena, &request, &feed, &text, &err))
        fail_msg("%s: %s", golden->path, err.message);
    assert_true(feed_probe(&request) > 50 ||
                strstr(golden->path, "leading-junk"));
    feed_print_json(&arena, &feed, &got);
    golden_expect(golden, "wanted.json", &got);
    buf_release(&got);
    free(side.bytes);
    arena_release(&arena);
}

static void test_golden_feeds(void **state)
{
    (void)state;
    assert_true(golden_run("feed-", run_case) >= 20);
}

static void read_string(struct arena *arena, const char *string, size_t items,
                        struct documents *documents)
{
    struct read_request request = {.source = VIEW("feed"),
                                   .bytes = view_of(string),
                                   .base_url = VIEW("https://e.example/f/"),
                                   .items = items};
    struct err err;

    *documents = (struct documents){0};
    if (!feed_reader.read(arena, &request, NULL, documents, &err))
        fail_msg("%s", err.message);
}

static void expect_view(struct view got, const char *wanted)
{
    char *string = mem_copy_string(got.size ? got.data : "", got.size);

    assert_string_equal(string, wanted);
    free(string);
}

static const char four[] =
    "<rss><channel><title>Site</title><language>de</language>"
    "<item><title>Old</title><pubDate>2001-01-01</pubDate></item>"
    "<item><title>Undated</title><description>u</description></item>"
    "<item><guid>n</guid><title>New</title><pubDate>2003-01-01</pubDate>"
    "<description>Short</description><content:encoded>&lt;p&gt;Long "
    "&lt;a href='../x'&gt;text&lt;/a&gt;&lt;/p&gt;</content:encoded></item>"
    "<item><guid>n</guid><title>New again</title>"
    "<pubDate>2003-01-01</pubDate></item>"
    "<item><title>Middle</title><pubDate>2002-01-01</pubDate>"
    "<description>m</description></item></channel></rss>";

static void test_documents_are_newest_first(void **state)
{
    struct arena arena = {0};
    struct documents documents;

    (void)state;
    read_string(&arena, four, 0, &documents);
    assert_int_equal(documents.count, 4);
    expect_view(documents.at[0].title, "New");
    expect_view(documents.at[1].title, "Middle");
    expect_view(documents.at[2].title, "Old");
    expect_view(documents.at[3].title, "Undated");
    expect_view(documents.at[0].site, "Site");
    expect_view(documents.at[0].language, "de");
    expect_view(documents.at[0].date, "2003-01-01T00:00:00Z");
    arena_release(&arena);
}

static void test_items_limits(void **state)
{
    struct arena arena = {0};
    struct documents documents;

    (void)state;
    read_string(&arena, four, 2, &documents);
    assert_int_equal(documents.count, 2);
    expect_view(documents.at[1].title, "Middle");
    arena_release(&arena);
}

static void test_content_over_summary_links_absolute(void **state)
{
    struct arena arena = {0};
    struct documents documents;

    (void)state;
    read_string(&arena, four, 1, &documents);
    assert_int_equal(documents.at[0].blocks.count, 1);
    const struct block *block = &documents.at[0].blocks.at[0];
    expect_view(block->text, "Long text");
    expect_view(documents.at[0].summary, "Short");
    assert_int_equal(block->runs.count, 1);
    expect_view(block->runs.at[0].value, "https://e.example/x");
    arena_release(&arena);
}

static void test_what_is_no_feed(void **state)
{
    static const char *const inputs[] = {
        "<html><body><p>A page that shows &lt;rss&gt;</p></body></html>",
        "Only words.", "{\"version\": 1}", "<rss"};

    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        struct arena arena = {0};
        struct read_request request = {.source = VIEW("x.rss"),
                                       .bytes = view_of(inputs[i])};
        struct documents documents = {0};
        struct err err = {0};

        assert_int_equal(feed_probe(&request), 0);
        assert_false(
            feed_reader.read(&arena, &request, NULL, &documents, &err));
        assert_non_null(strstr(err.message, "x.rss: "));
        arena_release(&arena);
    }
}

/* Nesting, attributes and repeated half-markup must cost linear time. */
static void test_hostile_sizes(void **state)
{
    static const char *const pieces[] = {
        "<a>",  "<a x='1' ", "<![CDATA[",         "<!--", "&amp", "<!DOCTYPE ",
        "</b>", "<?",        "<item xmlns:a='b'>"};

    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct arena arena = {0};
        struct buf input = {0};
        struct reader_text text;
        struct feed feed;
        struct err err;

        buf_add_string(&input, "<rss><channel>");
        while (input.size < 1 << 20)
            buf_add_string(&input, pieces[i]);
        struct read_request request = {.source = VIEW("x"),
                                       .bytes = buf_view(&input)};
        (void)!feed_read(&arena, &request, &feed, &text, &err);
        buf_release(&input);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden_feeds),
        cmocka_unit_test(test_documents_are_newest_first),
        cmocka_unit_test(test_items_limits),
        cmocka_unit_test(test_content_over_summary_links_absolute),
        cmocka_unit_test(test_what_is_no_feed),
        cmocka_unit_test(test_hostile_sizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
