/* converter: programs run without a shell, and stopped in time.  Stand-ins
 * for pandoc and pdftotext are written into a folder of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/converter.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct converter_limits limits = {.time_ms = 3000,
                                               .output_bytes = 1 << 20};

static enum converter_end run(const char *const argv[], struct view input,
                              int64_t time_ms, struct buf *out, struct err *err)
{
    struct converter_limits own = limits;

    own.time_ms = time_ms;
    return converter_run(argv, input, &own, out, err);
}

static void test_passes_input_to_output(void **state)
{
    const char *const argv[] = {"cat", NULL};
    struct buf input = {0};
    struct buf out = {0};
    struct err err;

    (void)state;
    while (input.size < 700000)
        buf_addf(&input, "%zu\n", input.size);
    assert_int_equal(run(argv, buf_view(&input), 5000, &out, &err),
                     CONVERTER_DONE);
    assert_true(view_equal(buf_view(&out), buf_view(&input)));
    buf_release(&input);
    buf_release(&out);
}

static void test_no_shell(void **state)
{
    const char *const argv[] = {"printf", "%s", "$(id) `id` ; id", NULL};
    struct buf out = {0};
    struct err err;

    (void)state;
    assert_int_equal(run(argv, VIEW(""), 3000, &out, &err), CONVERTER_DONE);
    assert_string_equal(buf_string(&out), "$(id) `id` ; id");
    buf_release(&out);
}

static void test_bad_programs(void **state)
{
    static const struct {
        const char *argv[4];
        enum converter_end end;
        const char *message;
    } rows[] = {
        {{"no-such-program-here", NULL}, CONVERTER_MISSING, NULL},
        {{"false", NULL}, CONVERTER_FAILED, "status 1"},
        {{"sh", "-c", "kill -9 $$", NULL}, CONVERTER_FAILED, "signal 9"},
        {{"sleep", "20", NULL}, CONVERTER_FAILED, "was stopped"},
        {{"sh", "-c", "exec >&-; sleep 20", NULL},
         CONVERTER_FAILED,
         "signal 9"},
        {{"yes", NULL}, CONVERTER_FAILED, "more than 1048576 bytes"},
        {{"true", NULL}, CONVERTER_DONE, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};
        struct err err = {0};

        assert_int_equal(
            run(rows[i].argv, VIEW("unread input"), 500, &out, &err),
            rows[i].end);
        if (rows[i].message)
            assert_non_null(strstr(err.message, rows[i].message));
        buf_release(&out);
    }
}

static char folder[] = "/tmp/briefcast-converter-XXXXXX";

static void write_program(const char *name, const char *script)
{
    char path[100];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", script);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
}

static void remove_program(const char *name)
{
    char path[100];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
}

static void test_readers(void **state)
{
    struct arena arena = {0};
    struct documents documents = {0};
    struct err err;
    struct read_request request = {.source = VIEW("a.pdf"),
                                   .bytes = VIEW("%PDF-1.4 ...")};
    const char *found = getenv("PATH");
    char *path = strdup(found ? found : "/usr/bin:/bin");
    char longer[4200];

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(pdf_reader.probe(&request), 90);
    setenv("PATH", folder, 1);
    assert_false(read_documents(&arena, &request, NULL, &documents, &err));
    if (!strstr(err.message, "install the package poppler-utils"))
        fail_msg("%s", err.message);
    snprintf(longer, sizeof longer, "%s:%s", folder, path);
    setenv("PATH", longer, 1);
    write_program("pdftotext", "cat >/dev/null; echo 'Words from a page.'");
    assert_true(read_documents(&arena, &request, NULL, &documents, &err));
    assert_int_equal(documents.count, 1);
    assert_true(view_equal(documents.at[0].format, VIEW("pdf")));
    assert_true(view_equal(documents.at[0].blocks.at[0].text,
                           VIEW("Words from a page.")));
    write_program("pandoc", "cat >/dev/null; echo '<h1>Head</h1><p>Body.</p>'");
    request =
        (struct read_request){.source = VIEW("a.docx"),
                              .bytes = VIEW("PK\x03\x04 word/document.xml")};
    assert_int_equal(docx_reader.probe(&request), 90);
    assert_true(read_documents(&arena, &request, NULL, &documents, &err));
    assert_true(view_equal(documents.at[1].title, VIEW("Head")));
    assert_int_equal(documents.at[1].blocks.count, 2);
    write_program("pandoc", "exit 3");
    assert_false(read_documents(&arena, &request, NULL, &documents, &err));
    assert_non_null(strstr(err.message, "a.docx: pandoc: ended with status 3"));
    remove_program("pandoc");
    remove_program("pdftotext");
    rmdir(folder);
    setenv("PATH", path, 1);
    free(path);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passes_input_to_output),
        cmocka_unit_test(test_no_shell),
        cmocka_unit_test(test_bad_programs),
        cmocka_unit_test(test_readers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
