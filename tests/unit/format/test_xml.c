/* xml: the cleaning pass by rows, the tree, and what must stay harmless. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "format/xml.h"
#include "format/xml_clean.h"

#include <string.h>

struct row {
    const char *in;
    const char *strict; /* NULL: not looked at */
    const char *mended;
};

static const struct row rows[] = {
    {"<a>b</a>", "<a>b</a>", "<a>b</a>"},
    {"<a>x&nbsp;y &eacute; &amp; R&D &#151; &#x41; &# &zzz;</a>",
     "<a>x\u00a0y \u00e9 &amp; R&amp;D &#8212; &#65; &amp;# &amp;zzz;</a>",
     "<a>x\u00a0y \u00e9 &amp; R&amp;D &#8212; &#65; &amp;# &amp;zzz;</a>"},
    {"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY z \"]>\">]>\n<a>&z;</a>",
     "\n<a></a>", "\n<a></a>"},
    {"<a><!-- b\n --><![CDATA[<&]]>c</a>", "<a>\n&lt;&amp;c</a>",
     "<a>\n&lt;&amp;c</a>"},
    {"<a>\x01\x02 \xEF\xBF\xBE\xC2\x92</a>", "<a> \u2019</a>",
     "<a> \u2019</a>"},
    {"<a><b>c</a>", "<a><b>c</a>", "<a><b>c</b></a>"},
    {"<a>b</c></a>", "<a>b</c></a>", "<a>b</a>"},
    {"<a b=c d e='f' g=\"<&\"/>", NULL,
     "<a b=\"c\" d=\"\" e=\"f\" g=\"&lt;&amp;\"/>"},
    {"<a>1 < 2 <3</a>", NULL, "<a>1 &lt; 2 &lt;3</a>"},
    {"<a><b>c", NULL, "<a><b>c</b></a>"},
    {"<A>b</a>", NULL, "<A>b</A>"},
    {"<a><![CDATA[b</a>", NULL, "<a>b</a>"},
    {"<a>b<!-- c</a>", NULL, "<a>b&lt;!-- c</a>"},
};

static void test_clean(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf strict = {0};
        struct buf mended = {0};

        xml_clean(view_of(rows[i].in), false, &strict);
        xml_clean(view_of(rows[i].in), true, &mended);
        if (rows[i].strict)
            assert_string_equal(buf_string(&strict), rows[i].strict);
        assert_string_equal(buf_string(&mended), rows[i].mended);
        buf_release(&strict);
        buf_release(&mended);
    }
}

static void test_tree(void **state)
{
    static const char text[] =
        "<?xml version='1.0'?>\n<p:a xmlns:p='urn:p' x='1 &amp; 2' q:y='z'>"
        "one\n<b>two<c/></b>three</p:a>";
    struct arena arena = {0};
    struct xml_tree tree;
    struct err err;
    struct buf markup = {0};

    (void)state;
    assert_true(xml_parse(&arena, view_of(text), XML_STRICT, &tree, &err));
    assert_int_equal(tree.count, 6);
    assert_true(view_equal(tree.at[0].space, VIEW("urn:p")));
    assert_true(view_equal(tree.at[0].prefix, VIEW("p")));
    assert_true(view_equal(xml_attribute(&tree.at[0], "x"), VIEW("1 & 2")));
    assert_true(view_equal(xml_attribute(&tree.at[0], "q:y"), VIEW("z")));
    assert_int_equal(xml_attribute(&tree.at[0], "y").size, 0);
    size_t b = xml_child(&tree, 0, "B", SIZE_MAX);
    assert_int_equal(b, 2);
    assert_int_equal(tree.at[b].line, 3);
    assert_int_equal(tree.at[b].end, 5);
    assert_int_equal(xml_next_sibling(&tree, b), 5);
    assert_int_equal(xml_next_sibling(&tree, 5), SIZE_MAX);
    assert_int_equal(xml_find(&tree, 0, "c", 0), 4);
    assert_true(view_equal(xml_text(&arena, &tree, 0), VIEW("one\ntwothree")));
    xml_add_markup(&tree, 0, &markup);
    assert_string_equal(buf_string(&markup), "one\n<b>two<c></c></b>three");
    buf_release(&markup);
    arena_release(&arena);
}

static void test_strict_names_the_line(void **state)
{
    struct arena arena = {0};
    struct xml_tree tree;
    struct err err;

    (void)state;
    assert_false(
        xml_parse(&arena, VIEW("<a>\n<b>\n</a>"), XML_STRICT, &tree, &err));
    assert_non_null(strstr(err.message, "line 3"));
    assert_false(xml_parse(&arena, VIEW("words"), XML_MEND, &tree, &err));
    assert_non_null(strstr(err.message, "no XML"));
    assert_false(xml_parse(&arena, (struct view){0}, XML_MEND, &tree, &err));
    arena_release(&arena);
}

/* Entities of every kind expand to nothing, and nothing is opened. */
static void test_entities_are_harmless(void **state)
{
    static const char text[] =
        "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>"
        "<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;&b;'>"
        "<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]>"
        "<a x='&c;'>1&f;2&c;3</a>";
    struct arena arena = {0};
    struct xml_tree tree;
    struct err err;

    (void)state;
    for (int mode = XML_STRICT; mode <= XML_MEND; mode++) {
        assert_true(
            xml_parse(&arena, view_of(text), (enum xml_mode)mode, &tree, &err));
        assert_true(view_equal(xml_text(&arena, &tree, 0), VIEW("123")));
        assert_int_equal(xml_attribute(&tree.at[0], "x").size, 0);
    }
    arena_release(&arena);
}

static void test_depth_and_width_are_bounded(void **state)
{
    struct arena arena = {0};
    struct buf deep = {0};
    struct buf wide = {0};
    struct xml_tree tree;
    struct err err;

    (void)state;
    for (int i = 0; i < 50000; i++)
        buf_add_string(&deep, "<a>");
    assert_false(xml_parse(&arena, buf_view(&deep), XML_STRICT, &tree, &err));
    assert_true(xml_parse(&arena, buf_view(&deep), XML_MEND, &tree, &err));
    assert_true(tree.count < 1000);
    buf_add_string(&wide, "<a");
    for (int i = 0; i < 50000; i++)
        buf_addf(&wide, " x%d='1'", i);
    buf_add_string(&wide, "/>");
    assert_true(xml_parse(&arena, buf_view(&wide), XML_MEND, &tree, &err));
    assert_true(tree.at[0].attribute_count <= 200);
    buf_release(&deep);
    buf_release(&wide);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean),
        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_strict_names_the_line),
        cmocka_unit_test(test_entities_are_harmless),
        cmocka_unit_test(test_depth_and_width_are_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
