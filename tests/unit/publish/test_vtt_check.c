#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/atomic_file.h"
#include "publish/vtt_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is wrong, by a piece of the message; NULL: sound. */
static const struct {
    const char *text;
    const char *fault;
} cases[] = {
    {"WEBVTT\n\n00:01.000 --> 00:02.000\ntext\n", NULL},
    {"WEBVTT - title\n\nNOTE a\nb\n\nid\n00:00:01.000 --> 00:00:02.000 "
     "line:0\n<v Ann>a &amp; <i>b</i>\n",
     NULL},
    {"\xEF\xBB\xBFWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n"
     "a <00:01.500>b\r\n",
     NULL},
    {"WEBVTT\n\n1000:00:00.000 --> 1000:00:01.000\na\n", NULL},
    {"", "does not begin"},
    {"WEBVTTX\n", "does not begin"},
    {"WEBVTT\ntext\n", ":2: no blank line"},
    {"WEBVTT\n\n", "has no cue"},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\n", ":3: the cue has no text"},
    {"WEBVTT\n\n00:02.000 --> 00:01.000\na\n", ":3: the cue ends before"},
    {"WEBVTT\n\n00:02.00 --> 00:03.000\na\n", ":3: the times"},
    {"WEBVTT\n\n00:62.000 --> 01:03.000\na\n", ":3: the times"},
    {"WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n",
     ":6: the cue begins before"},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\na & b\n", ":4: \"&\""},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\na < b\n", ":4: \"<\""},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\na <x>b</x>\n", ":4: \"<\" begins"},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\na </i>\n", ":4: a tag is closed"},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\n<v>a\n", ":4: <v> and <lang>"},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\n<i>a\n\n", "not closed"},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\na --> b\n", ":4: \"-->\""},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\na <00:03.000>b\n", ":4: the time"},
    {"WEBVTT\n\na\nb\n", "without times"},
    {"WEBVTT\n\n00:01.000 --> 00:02.000\na\xFF\n", "no UTF-8"},
};

static void test_cases(void **state)
{
    char path[] = "/tmp/briefcast-vtt-XXXXXX";

    (void)state;
    close(mkstemp(path));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        FILE *file = fopen(path, "wb");
        struct buf found = {0};
        struct err err = {0};

        assert_non_null(file);
        fputs(cases[i].text, file);
        assert_int_equal(fclose(file), 0);
        bool is_sound = vtt_check(path, &found, &err);
        if (is_sound != (cases[i].fault == NULL))
            fail_msg("case %zu: %s", i, err.message);
        if (cases[i].fault && !strstr(err.message, cases[i].fault))
            fail_msg("case %zu: \"%s\" does not say \"%s\"", i, err.message,
                     cases[i].fault);
        buf_release(&found);
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
