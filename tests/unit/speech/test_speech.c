/* Lines and documents, from what is written to what is said. */
#include "base/atomic_file.h"
#include "speech/ledger.h"
#include "speech/speech.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void collect(void *context, enum log_level level, const char *line)
{
    (void)level;
    snprintf(context, 256, "%s", line);
}

/* Every row of a table "written TAB spoken" of one language. */
static void check_table(const char *language, size_t least)
{
    char path[64];
    char warning[256] = "";
    struct log log = {.write = collect, .context = warning};
    char *data = NULL;
    size_t size = 0;
    size_t rows = 0;
    size_t wrong = 0;
    struct err err;
    snprintf(path, sizeof path, "tests/golden/speech/%s.tsv", language);
    assert_true(file_read(path, 1 << 20, &data, &size, &err));
    struct view rest = {data, size};
    struct view row;
    while (view_next_line(&rest, &row)) {
        struct speech_request request = {.language = view_of(language)};
        struct arena arena = {0};
        struct view wanted = row;
        struct view written = view_cut(&wanted, '\t');
        struct view spoken;
        assert_true(
            speech_line(&arena, &request, &log, written, &spoken, &err));
        if (!view_equal(spoken, wanted)) {
            print_error("%s:%zu: \"%.*s\"\n  said \"%.*s\"\n  want \"%.*s\"\n",
                        path, rows + 1, VIEW_ARG(written), VIEW_ARG(spoken),
                        VIEW_ARG(wanted));
            wrong++;
        }
        rows++;
        arena_release(&arena);
    }
    free(data);
    assert_int_equal(wrong, 0);
    assert_true(rows >= least);
    assert_string_equal(warning, "");
}

static void test_english(void **state)
{
    (void)state;
    check_table("en", 340);
}

static void test_german(void **state)
{
    (void)state;
    check_table("de", 70);
}

static void test_romance(void **state)
{
    (void)state;
    check_table("fr", 60);
    check_table("es", 60);
    check_table("it", 45);
    check_table("pt", 45);
}

static void test_other_languages(void **state)
{
    static const char *const languages[] = {"ru", "sv", "hu", "nl", "zh", "pl"};
    (void)state;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        check_table(languages[i], 2);
}

/* A document of one block and one sentence. */
struct sheet {
    struct arena arena;
    struct block block;
    struct document document;
    struct sentence sentences[4];
    struct outline outline;
};

static void sheet_init(struct sheet *sheet, enum block_kind kind,
                       const char *text, size_t rows)
{
    *sheet = (struct sheet){0};
    sheet->block =
        (struct block){.kind = kind, .text = view_of(text), .line = 7};
    sheet->document = (struct document){
        .source = VIEW("article.txt"),
        .blocks = {.at = &sheet->block, .count = 1},
    };
    size_t count = 0;
    size_t begin = 0;
    for (struct view rest = view_of(text), row;
         rows > 1 && count < 4 && view_next_line(&rest, &row);) {
        begin = (size_t)(row.data - text);
        sheet->sentences[count++] =
            (struct sentence){.begin = begin, .end = begin + row.size};
    }
    if (rows == 1)
        sheet->sentences[count++] = (struct sentence){.end = strlen(text)};
    sheet->outline = (struct outline){
        .document = &sheet->document,
        .sentences = {.at = sheet->sentences, .count = count},
    };
}

static void speak_sheet(struct sheet *sheet,
                        const struct speech_request *request)
{
    struct err err;
    if (!speech_outline(&sheet->arena, request, NULL, &sheet->outline, &err))
        fail_msg("%s", err.message);
}

static void assert_said(const struct sheet *sheet, size_t i, const char *want)
{
    struct view spoken = sheet->sentences[i].spoken;
    if (!view_equal(spoken, view_of(want)))
        fail_msg("said \"%.*s\", want \"%s\"", VIEW_ARG(spoken), want);
}

static void test_word_spans(void **state)
{
    struct sheet sheet;
    struct speech_request request = {0};
    (void)state;
    sheet_init(&sheet, BLOCK_PARAGRAPH, "In 1979 the U.S. Embassy fell.", 1);
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "In nineteen seventy-nine the U.S Embassy fell.");
    const struct tokens *tokens = &sheet.sentences[0].tokens;
    assert_int_equal(tokens->count, 7);
    assert_int_equal(tokens->at[1].begin, 3);
    assert_int_equal(tokens->at[1].end, 7);
    assert_int_equal(tokens->at[1].fate, TOKEN_REWRITTEN);
    assert_string_equal(tokens->at[1].rule, "year");
    assert_int_equal(tokens->at[1].spoken_begin, 3);
    assert_int_equal(tokens->at[1].spoken_end,
                     3 + strlen("nineteen seventy-nine"));
    assert_int_equal(tokens->at[0].fate, TOKEN_SPOKEN);
    arena_release(&sheet.arena);
}

static void test_small_table(void **state)
{
    struct sheet sheet;
    struct speech_request request = {0};
    (void)state;
    sheet_init(&sheet, BLOCK_TABLE, "City\tSize\nRome\t5 km\nBonn\t3 km\n", 3);
    sheet.block.header_rows = 1;
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "City, Size");
    assert_said(&sheet, 1, "City, Rome, Size, five kilometers");
    assert_said(&sheet, 2, "City, Bonn, Size, three kilometers");
    arena_release(&sheet.arena);
}

static void test_blocks_that_are_announced(void **state)
{
    struct sheet sheet;
    struct speech_request request = {0};
    (void)state;
    sheet_init(&sheet, BLOCK_CODE, "int x;\nint y;\n", 1);
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "code block with two lines.");
    arena_release(&sheet.arena);
    sheet_init(&sheet, BLOCK_CODE, "x = 1", 1);
    request.code = SPEECH_SAY;
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "x equals one");
    arena_release(&sheet.arena);
}

static void test_notes_and_images(void **state)
{
    struct sheet sheet;
    struct speech_request request = {0};
    (void)state;
    sheet_init(&sheet, BLOCK_NOTE, "See page 5.", 1);
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "");
    assert_int_equal(sheet.sentences[0].tokens.at[0].fate, TOKEN_SKIPPED);
    assert_string_equal(sheet.sentences[0].tokens.at[0].rule, "footnote");
    arena_release(&sheet.arena);
    request.footnotes = SPEECH_SAY;
    sheet_init(&sheet, BLOCK_NOTE, "See page 5.", 1);
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "See page five.");
    arena_release(&sheet.arena);
    request.footnotes = SPEECH_ANNOUNCE;
    sheet_init(&sheet, BLOCK_NOTE, "See page 5.\nOr 6.", 2);
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "one note is left out.");
    assert_said(&sheet, 1, "");
    arena_release(&sheet.arena);
    sheet_init(&sheet, BLOCK_IMAGE, "A red cat", 1);
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "image, A red cat");
    arena_release(&sheet.arena);
}

static void test_address_policies(void **state)
{
    static const struct {
        enum speech_urls urls;
        const char *spoken;
    } cases[] = {
        {SPEECH_URLS_DEFAULT, "See example dot com now."},
        {SPEECH_URLS_SITE, "See example dot com now."},
        {SPEECH_URLS_SKIP, "See now."},
        {SPEECH_URLS_WHOLE, "See h.t.t.p.s colon slash slash example dot com "
                            "slash about now."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet sheet;
        struct speech_request request = {.urls = cases[i].urls};
        sheet_init(&sheet, BLOCK_PARAGRAPH,
                   "See https://example.com/about now.", 1);
        speak_sheet(&sheet, &request);
        assert_said(&sheet, 0, cases[i].spoken);
        arena_release(&sheet.arena);
    }
}

static void test_note_marks_of_the_reader(void **state)
{
    struct sheet sheet;
    struct speech_request request = {0};
    struct run run = {.kind = RUN_NOTEMARK, .begin = 7, .end = 8};
    (void)state;
    sheet_init(&sheet, BLOCK_PARAGRAPH, "It fell2 hard.", 1);
    sheet.block.runs = (struct runs){.at = &run, .count = 1};
    speak_sheet(&sheet, &request);
    assert_said(&sheet, 0, "It fell hard.");
    arena_release(&sheet.arena);
}

static void test_uncovered_text_is_an_error(void **state)
{
    struct sheet sheet;
    struct speech_request request = {0};
    struct err err;
    (void)state;
    sheet_init(&sheet, BLOCK_PARAGRAPH, "Said. Forgotten.", 1);
    sheet.sentences[0].end = 5;
    assert_false(
        speech_outline(&sheet.arena, &request, NULL, &sheet.outline, &err));
    assert_non_null(strstr(err.message, "article.txt:7"));
    assert_non_null(strstr(err.message, "Forgotten"));
    arena_release(&sheet.arena);
}

static int close_icu(void **state)
{
    (void)state;
    speech_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_german),
        cmocka_unit_test(test_romance),
        cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_word_spans),
        cmocka_unit_test(test_small_table),
        cmocka_unit_test(test_blocks_that_are_announced),
        cmocka_unit_test(test_notes_and_images),
        cmocka_unit_test(test_address_policies),
        cmocka_unit_test(test_note_marks_of_the_reader),
        cmocka_unit_test(test_uncovered_text_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, close_icu);
}
