/* The ledger: what adds up, and planted faults that do not. */
#include "speech/ledger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char text[] = "It costs $5 now.";

/* "It costs five dollars now." in tokens that add up. */
static const struct token sound[] = {
    {TOKEN_SPOKEN, "word", 0, 2, 0, 2},
    {TOKEN_SPOKEN, "word", 3, 8, 3, 8},
    {TOKEN_REWRITTEN, "money", 9, 11, 9, 21},
    {TOKEN_SPOKEN, "word", 12, 15, 22, 25},
    {TOKEN_SPOKEN, "mark", 15, 16, 25, 26},
};
enum { COUNT = sizeof sound / sizeof *sound };

static bool check(struct token tokens[COUNT], size_t count, const char *spoken,
                  struct err *err)
{
    struct sentence sentence = {
        .end = sizeof text - 1,
        .tokens = {.at = tokens, .count = count},
        .spoken = view_of(spoken),
    };
    return ledger_check(view_of(text), &sentence, err);
}

static const char spoken[] = "It costs five dollars now.";

static void test_sound(void **state)
{
    struct token tokens[COUNT];
    struct err err;
    (void)state;
    memcpy(tokens, sound, sizeof sound);
    assert_true(check(tokens, COUNT, spoken, &err));
}

static void test_planted_rule_that_eats_a_figure(void **state)
{
    struct token tokens[COUNT];
    struct err err;
    (void)state;
    memcpy(tokens, sound, sizeof sound);
    /* It says nothing for "$5" and claims to have rewritten it. */
    tokens[2].spoken_end = 9;
    tokens[3].spoken_begin = 9;
    tokens[3].spoken_end = 12;
    tokens[4].spoken_begin = 12;
    tokens[4].spoken_end = 13;
    assert_false(check(tokens, COUNT, "It costs now.", &err));
    assert_non_null(strstr(err.message, "$5"));
}

static void test_faults(void **state)
{
    static const struct {
        size_t token;
        struct token now;
    } cases[] = {
        {1, {TOKEN_SPOKEN, "word", 3, 7, 3, 8}},        /* a hole: "s" */
        {1, {TOKEN_SPOKEN, "word", 1, 8, 3, 8}},        /* overlap */
        {1, {TOKEN_SPOKEN, NULL, 3, 8, 3, 8}},          /* no rule */
        {1, {TOKEN_SPOKEN, "", 3, 8, 3, 8}},            /* no rule */
        {1, {TOKEN_SKIPPED, "noise", 3, 8, 3, 8}},      /* skipped, said */
        {2, {TOKEN_REWRITTEN, "money", 9, 11, 14, 21}}, /* "five" of none */
        {3, {TOKEN_SPOKEN, "word", 12, 15, 3, 25}},     /* goes back */
        {4, {TOKEN_SPOKEN, "mark", 15, 40, 25, 26}},    /* outside */
        {4, {TOKEN_SPOKEN, "mark", 15, 16, 25, 99}},    /* outside */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct token tokens[COUNT];
        struct err err;
        memcpy(tokens, sound, sizeof sound);
        tokens[cases[i].token] = cases[i].now;
        if (check(tokens, COUNT, spoken, &err))
            fail_msg("case %zu passed", i);
    }
}

static void test_missing_end(void **state)
{
    struct token tokens[COUNT];
    struct err err;
    (void)state;
    memcpy(tokens, sound, sizeof sound);
    assert_false(check(tokens, 3, "It costs five dollars", &err));
    assert_non_null(strstr(err.message, "now"));
    assert_false(
        check(tokens, COUNT, "It costs five dollars now. Really", &err));
}

static void test_print(void **state)
{
    struct token tokens[COUNT];
    struct buf out;
    struct sentence sentence = {
        .end = sizeof text - 1,
        .tokens = {.at = tokens, .count = COUNT},
        .spoken = view_of(spoken),
    };
    (void)state;
    memcpy(tokens, sound, sizeof sound);
    buf_init(&out, 0);
    ledger_print(view_of(text), &sentence, &out);
    assert_non_null(strstr(buf_string(&out), "\tmoney\t$5\tfive dollars\n"));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_planted_rule_that_eats_a_figure),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_missing_end),
        cmocka_unit_test(test_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
