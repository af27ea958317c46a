#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "encode/id3_tree.h"

#include <string.h>

#define CHAPTER(name)                                                          \
    {                                                                          \
        .id = {(name), 1 }                                                     \
    }
#define LIST(name, top, kids)                                                  \
    {                                                                          \
        .id = {(name), 1}, .is_list = true, .is_top = (top),                   \
        .children = {(kids), sizeof(kids) - 1},                                \
    }

static const struct {
    struct id3_node nodes[5];
    size_t count;
    const char *fault; /* a word of the message; NULL: none */
} rows[] = {
    {{LIST("t", true, "a\0b\0"), CHAPTER("a"), CHAPTER("b")}, 3, NULL},
    {{CHAPTER("b"), LIST("x", false, "b\0"), LIST("t", true, "a\0x\0"),
      CHAPTER("a")},
     4,
     NULL},
    {{LIST("t", true, "a\0c\0"), CHAPTER("a")}, 2, "does not exist"},
    {{LIST("t", true, "a\0a\0"), CHAPTER("a")}, 2, "two chapter lists"},
    {{LIST("t", true, "a\0t\0"), CHAPTER("a")}, 2, "their root"},
    {{LIST("t", true, "a\0"), CHAPTER("a"), CHAPTER("a")}, 3, "are called"},
    {{LIST("t", true, "a\0"), CHAPTER("a"), CHAPTER("b")}, 3, "in no"},
    {{LIST("t", false, "a\0"), CHAPTER("a")}, 2, "no chapter list is"},
    {{LIST("t", true, "a\0"), LIST("u", true, ""), CHAPTER("a")},
     3,
     "claim to be"},
    {{LIST("t", true, "a\0"), CHAPTER("a"), LIST("x", false, "y\0"),
      LIST("y", false, "x\0")},
     4,
     "circle"},
};

static void test_trees(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct id3_node copy[5];
        struct id3_nodes nodes = {copy, rows[i].count, 5};
        struct err err = {0};

        memcpy(copy, rows[i].nodes, sizeof copy);
        assert_int_equal(id3_tree_check(&nodes, &err), rows[i].fault == NULL);
        if (rows[i].fault && !strstr(err.message, rows[i].fault))
            fail_msg("row %zu: %s", i, err.message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
