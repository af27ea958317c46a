#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/publish/stage.h"

#include "publish/leaf.h"
#include "publish/overlay.h"
#include "publish/prose.h"

#include <stdlib.h>

struct book {
    struct stage stage;
    struct leaves leaves;
    struct prose prose;
    struct buf out;
};

static void open_book(struct book *book)
{
    stage_finish(&book->stage);
    leaf_list(&book->stage.arena, &book->stage.episode, &book->leaves);
    book->prose = (struct prose){.episode = &book->stage.episode,
                                 .leaves = &book->leaves,
                                 .arena = &book->stage.arena,
                                 .out = &book->out};
}

static void close_book(struct book *book)
{
    buf_release(&book->out);
    stage_release(&book->stage);
}

static void test_lists_nest(void **state)
{
    struct book book = {0};

    (void)state;
    stage_article(&book.stage, "A");
    stage_block(&book.stage, BLOCK_ITEM, 1, "One.")->ordinal = 1;
    stage_block(&book.stage, BLOCK_ITEM, 2, "Inner.");
    stage_block(&book.stage, BLOCK_ITEM, 1, "Two.")->ordinal = 2;
    stage_block(&book.stage, BLOCK_ITEM, 1, "More.")->continues = true;
    stage_block(&book.stage, BLOCK_QUOTE, 0, "Said.");
    open_book(&book);
    prose_leaf(&book.prose, &book.leaves.at[0]);
    assert_string_equal(
        buf_string(&book.out),
        "<ol>\n<li><div><span id=\"s0-0\">One.</span></div>\n"
        "<ul>\n<li><div><span id=\"s0-1\">Inner.</span></div>\n</li></ul>\n"
        "</li>\n<li><div><span id=\"s0-2\">Two.</span></div>\n"
        "<p><span id=\"s0-3\">More.</span></p>\n</li></ol>\n"
        "<blockquote>\n<p><span id=\"s0-4\">Said.</span></p>\n"
        "</blockquote>\n");
    close_book(&book);
}

/* A run over two sentences is closed and opened again between them; a run that
 * overlaps its neighbour ends with it; what is no web address is no link. */
static void test_runs_cross_sentences(void **state)
{
    struct book book = {0};
    struct run runs[] = {
        {RUN_EMPHASIS, 4, 13, VIEW("")},
        {RUN_STRONG, 9, 18, VIEW("")},
        {RUN_LINK, 19, 23, VIEW("javascript:alert(1)")},
        {RUN_LANGUAGE, 19, 23, VIEW("ar")},
    };

    (void)state;
    stage_article(&book.stage, "A");
    stage_block(&book.stage, BLOCK_PARAGRAPH, 0, "One two.|Three <four> five.")
        ->runs = (struct runs){runs, 4, 4};
    open_book(&book);
    prose_leaf(&book.prose, &book.leaves.at[0]);
    assert_string_equal(
        buf_string(&book.out),
        "<p><span id=\"s0-0\">One <em>two.</em></span><em> </em>"
        "<span id=\"s0-1\"><em><strong>Thre</strong></em>e &lt;fou<span "
        "lang=\"ar\" dir=\"rtl\">r&gt; f</span>ive.</span></p>\n");
    close_book(&book);
}

static void test_table(void **state)
{
    struct book book = {0};

    (void)state;
    stage_article(&book.stage, "A");
    stage_block(&book.stage, BLOCK_TABLE, 0, "City\tPeople|Rome\t3 < 4")
        ->header_rows = 1;
    open_book(&book);
    prose_leaf(&book.prose, &book.leaves.at[0]);
    assert_string_equal(
        buf_string(&book.out),
        "<table>\n<thead>\n<tr id=\"s0-0\"><th scope=\"col\">City</th>"
        "<th scope=\"col\">People</th></tr>\n</thead>\n<tbody>\n"
        "<tr id=\"s0-1\"><td>Rome</td><td>3 &lt; 4</td></tr>\n</tbody>\n"
        "</table>\n");
    close_book(&book);
}

/* Every level of headings is reached in steps of one. */
static void test_depths(void **state)
{
    static const int wanted[] = {1, 2, 3, 2, 3, 3, 2};
    static const int levels[] = {1, 2, 5, 2, 4, 4, 2};
    struct book book = {0};

    (void)state;
    stage_article(&book.stage, "A");
    for (size_t i = 0; i < 7; i++) {
        stage_block(&book.stage, BLOCK_HEADING, levels[i], "Title");
        stage_block(&book.stage, BLOCK_PARAGRAPH, 0, "Text.");
    }
    open_book(&book);
    assert_int_equal(book.leaves.count, 7);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(book.leaves.at[i].depth, wanted[i]);
    close_book(&book);
}

/* Clips cover all time without gap or overlap, whatever is silent. */
static void test_overlay_covers(void **state)
{
    static const char *const texts[] = {
        "One.|Two.",        "~Silent.|One.|Two.",   "One.|~Silent.|Two.",
        "One.|Two.|~Last.", "~A.|~B.|One.|~C.|~D.", "One."};

    (void)state;
    for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
        struct book book = {0};
        int64_t at_ms = 0;

        stage_article(&book.stage, "A");
        stage_block(&book.stage, BLOCK_HEADING, 1, "Title");
        stage_block(&book.stage, BLOCK_PARAGRAPH, 0, texts[t]);
        stage_block(&book.stage, BLOCK_HEADING, 2, "Next");
        stage_block(&book.stage, BLOCK_PARAGRAPH, 0, texts[t]);
        open_book(&book);
        assert_int_equal(book.leaves.count, 2);
        for (size_t i = 0; i < book.leaves.count; i++) {
            size_t first = book.prose.items.count;
            struct overlay overlay;

            prose_leaf(&book.prose, &book.leaves.at[i]);
            overlay_list(&book.stage.arena, &book.prose, &book.leaves.at[i],
                         first, book.prose.items.count, &overlay);
            assert_int_equal(overlay.count, book.prose.items.count - first);
            for (size_t k = 0; k < overlay.count; k++) {
                assert_int_equal(overlay.at[k].begin_ms, at_ms);
                assert_true(overlay.at[k].end_ms > at_ms);
                at_ms = overlay.at[k].end_ms;
            }
            assert_int_equal(at_ms, book.leaves.at[i].mark.end_ms);
        }
        assert_int_equal(at_ms, mark_total_ms(&book.stage.episode));
        close_book(&book);
    }
}

static void test_articles_are_leaves(void **state)
{
    struct book book = {0};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        stage_article(&book.stage, "Article");
        stage_block(&book.stage, BLOCK_HEADING, 1, "Article");
        stage_block(&book.stage, BLOCK_PARAGRAPH, 0, "Text.");
        stage_block(&book.stage, BLOCK_HEADING, 2, "Part");
        stage_block(&book.stage, BLOCK_PARAGRAPH, 0, "Text.");
    }
    open_book(&book);
    assert_int_equal(book.leaves.count, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct leaf *leaf = &book.leaves.at[i];

        assert_int_equal(leaf->article, i / 2);
        assert_int_equal(leaf->opens_article, i % 2 == 0);
        assert_int_equal(leaf->first_block, i % 2 * 2);
        assert_int_equal(leaf->end_block, i % 2 * 2 + 2);
        assert_int_equal(leaf->depth, i % 2 + 1);
    }
    close_book(&book);
}

/* A mark leads to its note, wherever that stands, and on a page back; notes of
 * several paragraphs stay together; a mark without a note, or inside a link,
 * is just a mark. */
static void test_notes(void **state)
{
    static const struct {
        enum prose_form form;
        const char *mark;
        const char *note;
    } forms[] = {
        {PROSE_PAGE,
         "Fell<sup><a class=\"noteref\" role=\"doc-noteref\" href=\"#n0-2\" "
         "id=\"r0-2\">1</a></sup>.</span>",
         "<aside class=\"note\" role=\"doc-footnote\" id=\"n0-2\">\n"
         "<p data-mark=\"one\"><span id=\"s0-4\">It did.</span></p>\n"
         "<p><span id=\"s0-5\">So.</span></p>\n"
         "<p><a class=\"back\" role=\"doc-backlink\" lang=\"en\" dir=\"ltr\" "
         "href=\"#r0-2\">Back to the text</a></p>\n</aside>\n"},
        {PROSE_EPUB,
         "Fell<sup><a epub:type=\"noteref\" role=\"doc-noteref\" "
         "href=\"part0002.xhtml#n0-2\">1</a></sup>.</span>",
         "<aside class=\"note\" epub:type=\"footnote\" role=\"doc-footnote\" "
         "id=\"n0-2\">\n"
         "<p data-mark=\"one\"><span id=\"s0-4\">It did.</span></p>\n"
         "<p><span id=\"s0-5\">So.</span></p>\n</aside>\n"},
        {PROSE_DAISY,
         "Fell<sup><a class=\"noteref\" href=\"#n0-2\">1</a></sup>.</span>",
         "<div class=\"note\" id=\"n0-2\">\n"
         "<p><span id=\"s0-4\">It did.</span></p>\n"
         "<p><span id=\"s0-5\">So.</span></p>\n</div>\n"},
    };
    struct run runs[] = {
        {RUN_NOTEMARK, 4, 5, VIEW("one")},
        {RUN_LINK, 7, 11, VIEW("https://example.org/")},
        {RUN_NOTEMARK, 10, 11, VIEW("one")},
        {RUN_NOTEMARK, 17, 18, VIEW("none")},
    };

    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct book book = {0};
        struct notes notes;

        stage_article(&book.stage, "A");
        stage_block(&book.stage, BLOCK_PARAGRAPH, 0, "Fell1.|See1.|Here2.")
            ->runs = (struct runs){runs, 4, 4};
        stage_block(&book.stage, BLOCK_HEADING, 1, "Notes");
        stage_block(&book.stage, BLOCK_NOTE, 0, "It did.")->label = VIEW("one");
        stage_block(&book.stage, BLOCK_NOTE, 0, "So.")->continues = true;
        book.stage.documents[0].blocks.at[2].label = VIEW("one");
        open_book(&book);
        assert_int_equal(book.leaves.count, 2);
        note_list(&book.stage.arena, &book.stage.episode, &book.leaves, &notes);
        book.prose.form = forms[i].form;
        book.prose.notes = &notes;
        prose_leaf(&book.prose, &book.leaves.at[0]);
        prose_leaf(&book.prose, &book.leaves.at[1]);
        const char *out = buf_string(&book.out);
        assert_non_null(strstr(out, forms[i].mark));
        assert_non_null(strstr(out, ">See<sup>1</sup></a>.</span>"));
        assert_non_null(strstr(out, "Here<sup>2</sup>."));
        assert_non_null(strstr(out, forms[i].note));
        assert_false(prose_is_note(&book.prose, &book.prose.items.at[0]));
        assert_true(prose_is_note(&book.prose, &book.prose.items.at[4]));
        close_book(&book);
    }
}

static void test_page_is_whole(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_article(&stage, "<script>alert(1)</script>");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "</script><b>|Two.");
    stage_finish(&stage);
    char *page = stage_write(&stage, "html", false);
    assert_non_null(strstr(page, "src=\"a%20b.mp3\""));
    assert_non_null(strstr(page, "&lt;/script&gt;&lt;b&gt;"));
    assert_null(strstr(page, "<script>alert"));
    assert_non_null(strstr(page, "data-b=\"500\" data-e=\"600\""));
    free(page);
    stage_release(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_nest),
        cmocka_unit_test(test_runs_cross_sentences),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_depths),
        cmocka_unit_test(test_overlay_covers),
        cmocka_unit_test(test_articles_are_leaves),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_page_is_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
