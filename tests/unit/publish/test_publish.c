#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/publish/stage.h"

#include <stdlib.h>

static void check(const char *name, bool words, const char *wanted)
{
    struct stage stage = {0};

    stage_article(&stage, "Tea & <cake>");
    stage_block(&stage, BLOCK_HEADING, 1, "Tea & <cake>");
    stage_block(&stage, BLOCK_PARAGRAPH, 0,
                "One two --> three.|~https://example.org/|[00:01] five.");
    stage_finish(&stage);
    char *text = stage_write(&stage, name, words);
    assert_string_equal(text, wanted);
    free(text);
    stage_release(&stage);
}

static void test_vtt(void **state)
{
    (void)state;
    check("vtt", false,
          "WEBVTT\n\n"
          "00:00:00.500 --> 00:00:00.800\n<v Heading>Tea &amp; "
          "&lt;cake&gt;\n\n"
          "00:00:01.300 --> 00:00:01.700\n<v Body>One two --&gt; three.\n\n"
          "00:00:02.200 --> 00:00:02.400\n<v Body>[00:01] five.\n\n");
}

static void test_vtt_words(void **state)
{
    (void)state;
    check("vtt", true,
          "WEBVTT\n\n"
          "00:00:00.500 --> 00:00:00.800\n<v Heading>Tea "
          "<00:00:00.600>&amp; <00:00:00.700>&lt;cake&gt;\n\n"
          "00:00:01.300 --> 00:00:01.700\n<v Body>One <00:00:01.400>two "
          "<00:00:01.500>--&gt; <00:00:01.600>three.\n\n"
          "00:00:02.200 --> 00:00:02.400\n<v Body>[00:01] "
          "<00:00:02.300>five.\n\n");
}

static void test_srt(void **state)
{
    (void)state;
    check("srt", false,
          "1\n00:00:00,500 --> 00:00:00,800\nHeading: Tea & <cake>\n\n"
          "2\n00:00:01,300 --> 00:00:01,700\nBody: One two \xE2\x86\x92 "
          "three.\n\n"
          "3\n00:00:02,200 --> 00:00:02,400\n[00:01] five.\n\n");
}

static void test_lrc(void **state)
{
    (void)state;
    check("lrc", false,
          "[ti:Tea & <cake>]\n[ar:Ann & Bob]\n[al:Series]\n"
          "[length:00:02]\n[re:briefcast]\n"
          "[00:00.50]Tea & <cake>\n[00:01.30]One two --> three.\n"
          "[00:02.20] [00:01] five.\n");
}

static void test_segments(void **state)
{
    (void)state;
    check("json", false,
          "{\n  \"version\": \"1.0.0\",\n  \"segments\": [\n"
          "    {\n      \"speaker\": \"Heading\",\n"
          "      \"startTime\": 0.500,\n      \"endTime\": 0.800,\n"
          "      \"body\": \"Tea & <cake>\"\n    },\n"
          "    {\n      \"speaker\": \"Body\",\n"
          "      \"startTime\": 1.300,\n      \"endTime\": 1.700,\n"
          "      \"body\": \"One two --> three.\"\n    },\n"
          "    {\n      \"speaker\": \"Body\",\n"
          "      \"startTime\": 2.200,\n      \"endTime\": 2.400,\n"
          "      \"body\": \"[00:01] five.\"\n    }\n  ]\n}\n");
}

static void test_text(void **state)
{
    (void)state;
    check("txt", false,
          "Tea & <cake>\n\nOne two --> three. [00:01] five.\n\n----\n\n"
          "Left out: 1 piece\n\nlink address (1):\n"
          "  https://example.org/\n");
}

static void test_gap_is_told(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_article(&stage, "A");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "Heard.|Lost.");
    stage_finish(&stage);
    stage.timeline.cues[4].gap = true;
    char *text = stage_write(&stage, "txt", false);
    assert_string_equal(text, "Heard.\n\n----\n\nLeft out: 1 piece\n\n"
                              "could not be spoken (1):\n  Lost.\n");
    free(text);
    text = stage_write(&stage, "vtt", false);
    assert_null(strstr(text, "Lost"));
    free(text);
    stage_release(&stage);
}

/* A mark that has no sound is counted, and not called a loss. */
static void test_marks_are_not_words(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_article(&stage, "A");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "Heard.|~--");
    stage_finish(&stage);
    char *text = stage_write(&stage, "txt", false);
    assert_string_equal(text, "Heard.\n\n----\n\nNo word was left out.\n\n"
                              "Marks without a sound of their own: "
                              "link address (1).\n");
    free(text);
    stage_release(&stage);
}

/* An author's line end inside a sentence is no line end of the file. */
static void test_line_ends_inside(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_article(&stage, "A");
    stage_block(&stage, BLOCK_PARAGRAPH, 0, "One\n\n-->\ttwo.");
    stage_finish(&stage);
    char *text = stage_write(&stage, "srt", false);
    assert_non_null(strstr(text, "\nBody: One  \xE2\x86\x92 two.\n\n"));
    free(text);
    text = stage_write(&stage, "vtt", false);
    assert_non_null(strstr(text, "\n<v Body>One  --&gt; two.\n\n"));
    free(text);
    text = stage_write(&stage, "lrc", false);
    assert_non_null(strstr(text, "]One  --> two.\n"));
    free(text);
    stage_release(&stage);
}

static void check_lines(char *text, size_t most)
{
    struct view rest = view_of(text);
    struct view line;

    while (view_next_line(&rest, &line))
        assert_true(line.size <= most);
    free(text);
}

static void test_long_sentences_fold(void **state)
{
    struct stage stage = {0};

    (void)state;
    stage_article(&stage, "A");
    stage_block(&stage, BLOCK_PARAGRAPH, 0,
                "An aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
                "is long and goes on with further words for some lines more.");
    stage_finish(&stage);
    check_lines(stage_write(&stage, "srt", false), 32);
    check_lines(stage_write(&stage, "vtt", false), 65 + strlen("<v Body>"));
    stage_release(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vtt),
        cmocka_unit_test(test_vtt_words),
        cmocka_unit_test(test_srt),
        cmocka_unit_test(test_lrc),
        cmocka_unit_test(test_segments),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_gap_is_told),
        cmocka_unit_test(test_marks_are_not_words),
        cmocka_unit_test(test_line_ends_inside),
        cmocka_unit_test(test_long_sentences_fold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
