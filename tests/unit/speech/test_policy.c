/* What a listener may choose, and what is made of it. */
#include "speech/expansion.h"
#include "speech/policy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_choices(void **state)
{
    struct speech_request request = {.code = SPEECH_SAY};
    struct err err;
    (void)state;
    assert_true(policy_read(&request, VIEW(""), &err));
    assert_int_equal(request.code, SPEECH_SAY);
    assert_true(policy_read(&request,
                            VIEW("urls=full, footnotes=say,tables=announce,"
                                 "code=skip,images=skip,emoji=say,"
                                 "capitals=letters,abbreviations=explain"),
                            &err));
    assert_int_equal(request.urls, SPEECH_URLS_WHOLE);
    assert_int_equal(request.footnotes, SPEECH_SAY);
    assert_int_equal(request.tables, SPEECH_ANNOUNCE);
    assert_int_equal(request.code, SPEECH_SKIP);
    assert_int_equal(request.images, SPEECH_SKIP);
    assert_int_equal(request.emoji, SPEECH_SAY);
    assert_int_equal(request.capitals, SPEECH_CAPITALS_LETTERS);
    assert_int_equal(request.abbreviations, SPEECH_ABBREVIATIONS_EXPLAIN);
}

static void test_refused(void **state)
{
    static const struct {
        const char *list;
        const char *says;
    } rows[] = {
        {"links=skip", "there are urls, footnotes"},
        {"urls=never", "urls=site, urls=full, urls=skip"},
        {"urls", "choose one of"},
        {"footnotes=announce",
         "footnotes=say, footnotes=count, footnotes=skip"},
        {"code=say,code=skip", "named twice"},
        {",", "nothing that can be chosen"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct speech_request request = {0};
        struct err err;
        assert_false(policy_read(&request, view_of(rows[i].list), &err));
        assert_int_equal(err.kind, ERR_USAGE);
        if (!strstr(err.message, rows[i].says))
            fail_msg("%s: %s", rows[i].list, err.message);
    }
}

static void test_explanations(void **state)
{
    static const struct {
        const char *text;
        const char *letters;
        const char *words; /* "": none */
    } rows[] = {
        {"The European Central Bank (ECB) met.", "ECB",
         "European Central Bank"},
        {"explosively formed penetrators (EFPs)", "EFP",
         "explosively formed penetrators"},
        {"the Department of Health and Safety (DHS)", "DHS",
         "Department of Health and Safety"},
        {"the Bank (ECB)", "ECB", ""},
        {"a long story (IN PART)", "IN", ""},
        {"the (EU)", "EU", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct block block = {.kind = BLOCK_PARAGRAPH,
                              .text = view_of(rows[i].text)};
        struct document document = {.blocks = {&block, 1, 1}};
        struct expansions found = {0};
        struct view letters = view_of(rows[i].letters);
        expansions_find(&arena, &document, &found);
        struct view first =
            expansions_take(&found, letters, 0, letters.size, 0);
        struct view again =
            expansions_take(&found, letters, 0, letters.size, 0);
        struct view later =
            expansions_take(&found, letters, 0, letters.size, 1);
        if (!view_equal(first, view_of(rows[i].words)) || again.size > 0 ||
            !view_equal(later, first))
            fail_msg("%s: \"%.*s\"", rows[i].text, VIEW_ARG(first));
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_explanations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
