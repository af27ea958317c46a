#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/html.h"
#include "format/html_guard.h"

#include "base/buf.h"

#include <string.h>

static void parse(struct arena *arena, struct view text, struct html_tree *tree)
{
    struct err err;

    assert_true(html_parse(arena, text, tree, &err));
}

/* Parents, ends and siblings agree with each other. */
static void check_tree(const struct html_tree *tree)
{
    assert_true(tree->count > 0);
    assert_int_equal(tree->at[0].tag, HTML_HTML);
    assert_int_equal(tree->at[0].end, tree->count);
    for (size_t i = 1; i < tree->count; i++) {
        const struct html_node *parent = &tree->at[tree->at[i].parent];

        assert_true(tree->at[i].parent < i);
        assert_true(tree->at[i].end > i);
        assert_true(tree->at[i].end <= parent->end);
    }
}

static void test_tree(void **state)
{
    struct arena arena = {0};
    struct html_tree tree;

    (void)state;
    parse(
        &arena,
        VIEW(
            "<title>T</title>\n<P Class='a b'>one <b>two</b>\n<p>thr&eacute;e"),
        &tree);
    check_tree(&tree);
    size_t first = html_find(&tree, 0, HTML_P);
    assert_true(first != SIZE_MAX);
    assert_true(
        view_equal(html_attribute(&tree.at[first], "class"), VIEW("a b")));
    assert_false(html_has_attribute(&tree.at[first], "id"));
    assert_int_equal(tree.at[first].line, 2);
    assert_true(
        view_equal(html_folded_text(&arena, &tree, first), VIEW("one two")));
    size_t second = html_next_sibling(&tree, first);
    assert_int_equal(tree.at[second].tag, HTML_P);
    assert_true(
        view_equal(html_folded_text(&arena, &tree, second), VIEW("thrée")));
    assert_int_equal(html_next_sibling(&tree, second), SIZE_MAX);
    assert_int_equal(html_find(&tree, first, HTML_TABLE), SIZE_MAX);
    arena_release(&arena);
}

static void test_tags_are_sorted(void **state)
{
    (void)state;
    assert_int_equal(html_tag_of(VIEW("a")), HTML_A);
    assert_int_equal(html_tag_of(VIEW("dialog")), HTML_DIALOG);
    assert_int_equal(html_tag_of(VIEW("h6")), HTML_H6);
    assert_int_equal(html_tag_of(VIEW("noscript")), HTML_NOSCRIPT);
    assert_int_equal(html_tag_of(VIEW("wbr")), HTML_WBR);
    assert_int_equal(html_tag_of(VIEW("")), HTML_OTHER);
    assert_int_equal(html_tag_of(VIEW("my-element")), HTML_OTHER);
    assert_true(html_tag_kinds(HTML_BR) & HTML_IS_VOID);
    assert_false(html_tag_kinds(HTML_SPAN) & HTML_IS_BLOCK);
}

static void test_unknown_elements_keep_their_names(void **state)
{
    struct arena arena = {0};
    struct html_tree tree;

    (void)state;
    parse(&arena, VIEW("<My-Box>text</My-Box>"), &tree);
    size_t i = html_find(&tree, 0, HTML_OTHER);
    assert_true(i != SIZE_MAX);
    assert_true(view_equal(tree.at[i].name, VIEW("my-box")));
    arena_release(&arena);
}

static void repeat(struct buf *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add_string(out, text);
}

static size_t depth_of(const struct html_tree *tree)
{
    size_t deepest = 0;

    for (size_t i = 0; i < tree->count; i++) {
        size_t depth = 0;

        for (size_t at = i; at != 0; at = tree->at[at].parent)
            depth++;
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

/* What nests without end is flattened, and its text stays. */
static void test_deep_nesting_is_flattened(void **state)
{
    static const char *const tags[] = {
        "<div>",
        "<b>",
        "<blockquote>",
        "<ul><li>",
        "<table><tr><td>",
        "<div></span>",
        "<svg><foreignObject>",
        "<nobr>",
        "<x>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct arena arena = {0};
        struct html_tree tree;
        struct buf page = {0};

        repeat(&page, tags[i], 20000);
        buf_add_string(&page, "needle");
        parse(&arena, buf_view(&page), &tree);
        check_tree(&tree);
        assert_true(depth_of(&tree) < (size_t)6 * HTML_GUARD_DEPTH);
        struct view text = html_folded_text(&arena, &tree, 0);
        assert_true(view_find(text, VIEW("needle"), 0) != SIZE_MAX);
        buf_release(&page);
        arena_release(&arena);
    }
}

static void test_guard_leaves_ordinary_pages_alone(void **state)
{
    struct buf page = {0};
    struct buf out = {0};

    (void)state;
    buf_add_string(&page, "<html><body>");
    repeat(&page, "<div><p>text<br><img src=x><ul><li>a<li>b</ul></div>", 5000);
    repeat(&page, "<table><tr><td>1<td>2<tr><td>3</table>", 5000);
    repeat(&page, "<svg><path d='M0'/><g/></svg>", 5000);
    buf_add_string(&page,
                   "<script>if (a < b) document.write('<div>')</script>");
    assert_true(html_guard(buf_view(&page), &out));
    buf_release(&page);
    buf_release(&out);
}

/* Formatting elements that are never closed come back in each paragraph. */
static void test_reopened_formatting_is_bounded(void **state)
{
    struct arena arena = {0};
    struct html_tree tree;
    struct buf page = {0};

    (void)state;
    for (int i = 0; i < 3000; i++)
        buf_addf(&page, "<div><b id=%d></div>x", i);
    parse(&arena, buf_view(&page), &tree);
    assert_true(tree.count < (size_t)3000 * (HTML_GUARD_FORMATTING + 4));
    buf_release(&page);
    arena_release(&arena);
}

static void test_too_much_is_an_error(void **state)
{
    struct arena arena = {0};
    struct html_tree tree;
    struct buf page = {0};
    struct err err;

    (void)state;
    repeat(&page, "<p>x", HTML_NODES_MAX / 2 + 10);
    assert_false(html_parse(&arena, buf_view(&page), &tree, &err));
    assert_non_null(strstr(err.message, "tangled"));
    buf_extend(&page, HTML_SIZE_MAX);
    assert_false(html_parse(&arena, buf_view(&page), &tree, &err));
    assert_non_null(strstr(err.message, "bytes"));
    buf_release(&page);
    arena_release(&arena);
}

static void test_odd_input(void **state)
{
    static const char *const texts[] = {
        "",
        "<",
        "</",
        "<!",
        "<!--",
        "<a",
        "<a b='",
        "&#0;",
        "<p/></p></p>",
        "<script>",
        "<title>",
        "<plaintext>x",
        "<select><option>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena = {0};
        struct html_tree tree;

        parse(&arena, view_of(texts[i]), &tree);
        check_tree(&tree);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_tags_are_sorted),
        cmocka_unit_test(test_unknown_elements_keep_their_names),
        cmocka_unit_test(test_deep_nesting_is_flattened),
        cmocka_unit_test(test_guard_leaves_ordinary_pages_alone),
        cmocka_unit_test(test_reopened_formatting_is_bounded),
        cmocka_unit_test(test_too_much_is_an_error),
        cmocka_unit_test(test_odd_input),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
