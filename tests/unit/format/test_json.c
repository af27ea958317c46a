#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/json.h"

#include <math.h>
#include <string.h>

static struct json *parse(struct arena *arena, const char *text)
{
    struct err err;

    return json_parse(arena, view_of(text), &err);
}

static void test_values(void **state)
{
    struct arena arena = {0};
    struct json *value = parse(
        &arena, "{\"a\": [1, -2.5e1, true, null], \"b\": \"x\\u00e9\\n\"}");

    (void)state;
    assert_non_null(value);
    assert_int_equal(value->kind, JSON_KIND_OBJECT);
    assert_int_equal(value->count, 2);
    const struct json *list = json_member(value, "a");
    assert_int_equal(list->count, 4);
    assert_true(list->first->number == 1);
    assert_true(list->first->next->number == -25);
    assert_int_equal(list->first->next->next->kind, JSON_KIND_BOOL);
    assert_true(list->first->next->next->truth);
    assert_int_equal(list->first->next->next->next->kind, JSON_KIND_NULL);
    assert_true(view_equal(json_member_text(value, "b"), VIEW("xé\n")));
    assert_null(json_member(value, "c"));
    assert_null(json_member(list, "a"));
    assert_int_equal(json_text(list).size, 0);
    assert_int_equal(json_member_text(NULL, "a").size, 0);
    arena_release(&arena);
}

static void test_members_keep_their_order(void **state)
{
    struct arena arena = {0};
    struct json *value = parse(&arena, "{\"z\":1,\"a\":2,\"m\":3,\"a\":4}");

    (void)state;
    assert_true(view_equal(value->first->key, VIEW("z")));
    assert_true(view_equal(value->first->next->key, VIEW("a")));
    assert_true(value->first->next->number == 4);
    assert_true(view_equal(value->first->next->next->key, VIEW("m")));
    arena_release(&arena);
}

static void test_what_is_no_json(void **state)
{
    static const char *const texts[] = {
        "", "{", "[1,]", "{\"a\" 1}", "\"\xff\"", "nul", "1 2", "'a'",
    };
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct err err = {0};

        assert_null(json_parse(&arena, view_of(texts[i]), &err));
        assert_non_null(strstr(err.message, "line "));
    }
    arena_release(&arena);
}

static void test_deep_nesting_is_refused(void **state)
{
    enum { DEPTH = 100000 };
    static char text[DEPTH];
    struct arena arena = {0};
    struct err err;

    (void)state;
    memset(text, '[', sizeof text);
    assert_null(json_parse(&arena, (struct view){text, sizeof text}, &err));
    arena_release(&arena);
}

static void write_sample(struct json_writer *writer)
{
    json_begin_object(writer, NULL);
    json_add_text(writer, "t", VIEW("a\"\\\n\t\x01\xffz"));
    json_add_text_if(writer, "none", (struct view){0});
    json_begin_array(writer, "list");
    json_add_integer(writer, NULL, -7);
    json_add_number(writer, NULL, 1.0 / 3, 3);
    json_add_number(writer, NULL, NAN, 3);
    json_add_bool(writer, NULL, false);
    json_add_null(writer, NULL);
    json_end_array(writer);
    json_begin_array(writer, "empty");
    json_end_array(writer);
    json_end_object(writer);
}

static void test_writing_in_one_line(void **state)
{
    struct buf out = {0};
    struct json_writer writer;

    (void)state;
    json_writer_init(&writer, &out, true);
    write_sample(&writer);
    assert_string_equal(buf_string(&out),
                        "{\"t\": \"a\\\"\\\\\\n\\t\\u0001\xef\xbf\xbdz\", "
                        "\"list\": [-7, 0.333, null, false, null], "
                        "\"empty\": []}\n");
    buf_release(&out);
}

static void test_what_is_written_can_be_parsed(void **state)
{
    struct arena arena = {0};
    struct buf out = {0};
    struct json_writer writer;

    (void)state;
    json_writer_init(&writer, &out, false);
    write_sample(&writer);
    struct json *value = parse(&arena, buf_string(&out));
    assert_non_null(value);
    assert_int_equal(json_member(value, "list")->count, 5);
    assert_non_null(strstr(buf_string(&out), "\n  \"list\": [\n    -7,"));
    buf_release(&out);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_members_keep_their_order),
        cmocka_unit_test(test_what_is_no_json),
        cmocka_unit_test(test_deep_nesting_is_refused),
        cmocka_unit_test(test_writing_in_one_line),
        cmocka_unit_test(test_what_is_written_can_be_parsed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
