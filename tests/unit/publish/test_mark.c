#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/publish/stage.h"

#include "format/json.h"
#include "publish/mark.h"

#include <stdlib.h>

static void test_first_begins_at_zero(void **state)
{
    struct stage stage = {0};
    struct mark mark = {0};

    (void)state;
    stage_article(&stage, "A");
    stage_block(&stage, BLOCK_HEADING, 1, "A");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "One two.");
    stage_block(&stage, BLOCK_HEADING, 2, "B");
    stage_finish(&stage);
    assert_true(mark_next(&stage.episode, &mark));
    assert_int_equal(mark.begin_ms, 0);
    assert_int_equal(mark.end_ms, 1800);
    assert_true(mark_next(&stage.episode, &mark));
    assert_int_equal(mark.begin_ms, 1800);
    assert_int_equal(mark.end_ms, mark_total_ms(&stage.episode));
    assert_false(mark_next(&stage.episode, &mark));
    assert_int_equal(mark_count(&stage.episode), 2);
    stage_release(&stage);
}

/* Two marks in one millisecond are one chapter: players want rising times. */
static void test_twins_are_one(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_article(&stage, "A");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "One two.");
    stage_finish(&stage);
    stage_mark(&stage, 0, VIEW("Same"), 1);
    stage.script.chapters.at[1].cue = stage.script.chapters.at[0].cue;
    assert_int_equal(mark_count(&stage.episode), 1);
    stage_release(&stage);
}

static void label(const char *title, size_t width, const char *wanted)
{
    struct chapter chapter = {.title = view_of(title)};
    struct mark mark = {.chapter = &chapter, .index = 6};
    struct buf out = {0};

    mark_label(&out, &mark, width);
    assert_string_equal(buf_string(&out), wanted);
    buf_release(&out);
}

static void test_labels(void **state)
{
    (void)state;
    label("Short", 10, "Short");
    label(" a \n b ", 10, "a b");
    label("one two three", 9, "one two\xE2\x80\xA6");
    label("onetwothreefour", 9, "onetwoth\xE2\x80\xA6");
    label(" ", 9, "Chapter 7");
}

static void test_json(void **state)
{
    struct stage stage = {0};
    struct arena arena = {0};
    struct err err;

    (void)state;
    stage_article(&stage, "A \"quoted\" title that is rather longer than "
                          "any player shows");
    stage_block(&stage, BLOCK_HEADING, 1,
                "A \"quoted\" title that is rather longer than any player "
                "shows");
    stage_block(&stage, BLOCK_HEADING, 2, "B");
    stage_finish(&stage);
    stage.script.chapters.at[1].url = VIEW("https://example.org/b");
    char *text = stage_write(&stage, "chapters", false);
    const struct json *json = json_parse(&arena, view_of(text), &err);
    assert_non_null(json);
    assert_true(view_equal(json_member_text(json, "version"), VIEW("1.2.0")));
    const struct json *first = json_member(json, "chapters")->first;
    assert_true(view_equal(json_member_text(first, "title"),
                           VIEW("A \"quoted\" title that is rather longer "
                                "than\xE2\x80\xA6")));
    assert_true(json_member(first, "startTime")->number == 0);
    assert_true(json_member(first->next, "startTime")->number ==
                json_member(first, "endTime")->number);
    assert_true(view_equal(json_member_text(first->next, "url"),
                           VIEW("https://example.org/b")));
    free(text);
    arena_release(&arena);
    stage_release(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_first_begins_at_zero),
        cmocka_unit_test(test_twins_are_one),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
