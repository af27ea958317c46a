/* reading: in the cell the same documents come out as without it, deeds of
 * a reader that was taken over are stopped, and its death is one line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/atomic_file.h"
#include "base/mem.h"
#include "base/sandbox.h"
#include "pipeline/reading_cell.h"
#include "read/document_print.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void collect_line(void *context, enum log_level level, const char *line)
{
    buf_addf(context, "told %d: %s\n", (int)level, line);
}

/* What a way of reading gives, with all it says. */
static void read_into(struct buf *out, reading_function *read,
                      const struct read_request *request)
{
    const struct log log = {collect_line, out};
    struct arena arena = {0};
    struct documents documents = {0};
    struct err err;

    if (!read(&arena, request, &log, &documents, &err)) {
        buf_addf(out, "error %d: %s\n", (int)err.kind, err.message);
        documents.count = 0;
    }
    for (size_t i = 0; i < documents.count; i++) {
        buf_addf(out, "%zu replaced, source %.*s\n",
                 documents.at[i].replaced_bytes,
                 VIEW_ARG(documents.at[i].source));
        document_print(&documents.at[i], DOCUMENT_AS_JSON, out);
    }
    arena_release(&arena);
}

static size_t compare_files(const char *pattern)
{
    glob_t found = {0};
    size_t count = 0;

    if (glob(pattern, 0, NULL, &found) == 0)
        count = found.gl_pathc;
    for (size_t i = 0; i < count; i++) {
        struct buf free_way = {0};
        struct buf cell_way = {0};
        char *data = NULL;
        struct read_request request = {.source = view_of(found.gl_pathv[i]),
                                       .base_url = VIEW("http://a.example/b"),
                                       .language = VIEW("en")};
        struct err err;

        if (!file_read(found.gl_pathv[i], 4 << 20, &data, &request.bytes.size,
                       &err))
            fail_msg("%s", err.message);
        request.bytes.data = data;
        read_into(&free_way, read_documents, &request);
        read_into(&cell_way, reading_documents, &request);
        if (!view_equal(buf_view(&free_way), buf_view(&cell_way)))
            fail_msg("%s: differs in the cell:\n%s\n---\n%s", found.gl_pathv[i],
                     buf_string(&cell_way), buf_string(&free_way));
        buf_release(&free_way);
        buf_release(&cell_way);
        free(data);
    }
    globfree(&found);
    return count;
}

static void test_same_as_without(void **state)
{
    (void)state;
    assert_true(compare_files("tests/golden/read/*/input.*") >= 60);
    assert_true(compare_files("tests/articles/*.*") >= 4);
    assert_true(compare_files("tests/fixtures/hostile/*") >= 20);
}

static void test_encodings(void **state)
{
    static const struct {
        const char *bytes;
        const char *type;
        const char *wanted;
    } rows[] = {
        {"<p>\xd0\xd2\xc9\xd7\xc5\xd4 \xcd\xc9\xd2",
         "text/html; charset=koi8-r", "привет мир"},
        {"<p>\x93\xfa\x96\x7b\x8c\xea", "text/html; charset=shift_jis",
         "日本語"},
        {"<p>\xc4\xe3\xba\xc3\xca\xc0\xbd\xe7", "text/html; charset=gbk",
         "你好世界"},
        {"<p>caf\x82 au lait", "text/html; charset=ibm850", "café au lait"},
        {"<p>\x1b$BF|K\\8l\x1b(B", "text/html; charset=iso-2022-jp", "日本語"},
        {"<p>\xc7\xd1\xb1\xdb\xc0\xd4\xb4\xcf\xb4\xd9",
         "text/html; charset=euc-kr", "한글입니다"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = {0};
        struct read_request request = {.source = VIEW("a.html"),
                                       .bytes = view_of(rows[i].bytes),
                                       .content_type = view_of(rows[i].type)};

        read_into(&out, reading_documents, &request);
        if (!strstr(buf_string(&out), rows[i].wanted))
            fail_msg("%s gave %s", rows[i].type, buf_string(&out));
        buf_release(&out);
    }
}

/* Readers that were taken over; what each tells is whether it got through. */

static int open_descriptor; /* of the conductor: a file, open for writing */

static bool tell(struct arena *arena, struct documents *documents, bool through)
{
    struct document *document = ARENA_PUSH(arena, documents);

    document->format = VIEW("deed");
    document->title = through ? VIEW("through") : VIEW("stopped");
    return true;
}

#define READER(name)                                                           \
    static bool name(struct arena *arena, const struct read_request *request,  \
                     const struct log *log, struct documents *documents,       \
                     struct err *err)

READER(opens)
{
    (void)request, (void)log, (void)err;
    return tell(arena, documents, open("/etc/hostname", O_RDONLY) >= 0);
}

READER(creates)
{
    (void)request, (void)log, (void)err;
    return tell(arena, documents,
                open("/tmp/test_reading", O_WRONLY | O_CREAT, 0600) >= 0);
}

READER(connects)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(9),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    (void)request, (void)log, (void)err;
    return tell(arena, documents,
                fd >= 0 && (connect(fd, (const struct sockaddr *)&address,
                                    sizeof address) == 0 ||
                            errno == ECONNREFUSED));
}

READER(executes)
{
    (void)request, (void)log, (void)err, (void)arena, (void)documents;
    execl("/bin/true", "true", (char *)NULL);
    return tell(arena, documents, false);
}

READER(forks)
{
    pid_t pid = fork();

    (void)request, (void)log, (void)err;
    if (pid == 0)
        _exit(0);
    return tell(arena, documents, pid > 0);
}

READER(writes_to_inherited)
{
    (void)request, (void)log, (void)err;
    return tell(arena, documents, pwrite(open_descriptor, "x", 1, 0) == 1);
}

READER(reads_inherited)
{
    char byte;

    (void)request, (void)log, (void)err;
    return tell(arena, documents, pread(open_descriptor, &byte, 1, 0) >= 0);
}

READER(dies)
{
    (void)request, (void)log, (void)err, (void)arena, (void)documents;
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return false;
}

READER(eats_memory)
{
    (void)request, (void)log, (void)err, (void)documents;
    for (;;)
        memset(mem_new(1, 1 << 20), 1, 1 << 20);
    return tell(arena, documents, true);
}

READER(lies)
{
    struct document *document = ARENA_PUSH(arena, documents);
    struct block *block = ARENA_PUSH(arena, &document->blocks);
    struct run *run = ARENA_PUSH(arena, &block->runs);

    (void)request, (void)log, (void)err;
    block->kind = BLOCK_PARAGRAPH;
    block->text = VIEW("short");
    *run = (struct run){.begin = 2, .end = 2000};
    return true;
}

static void run_deed(reading_function *deed, struct buf *out)
{
    struct read_request request = {.source = VIEW("evil.html"),
                                   .bytes = VIEW("<p>x")};
    struct arena arena = {0};
    struct documents documents = {0};
    struct err err;

    if (reading_in_cell(&arena, &request, deed, NULL, &documents, &err))
        buf_addf(out, "%.*s", VIEW_ARG(documents.at[0].title));
    else
        buf_addf(out, "error: %s", err.message);
    arena_release(&arena);
}

static void test_deeds_are_stopped(void **state)
{
    static const struct {
        const char *name;
        reading_function *deed;
        bool deadly; /* where there is seccomp */
    } rows[] = {
        {"open", opens, false},
        {"create", creates, false},
        {"connect", connects, true},
        {"execute", executes, true},
        {"fork", forks, true},
        {"write to an open file", writes_to_inherited, false},
        {"read an open file", reads_inherited, false},
    };
    FILE *file = tmpfile();
    bool has_seccomp = sandbox_probe(SANDBOX_COMPUTE) & SANDBOX_SECCOMP;

    (void)state;
    assert_non_null(file);
    open_descriptor = fileno(file);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = {0};
        bool deadly = rows[i].deadly && has_seccomp;

        run_deed(rows[i].deed, &out);
        if (!strstr(buf_string(&out), deadly ? "ended by signal" : "stopped"))
            fail_msg("%s: %s", rows[i].name, buf_string(&out));
        buf_release(&out);
    }
    fclose(file);
}

static void test_faults_are_one_line(void **state)
{
    static const struct {
        reading_function *deed;
        const char *wanted;
    } rows[] = {
        {dies, "error: evil.html: cannot be read; it may be damaged"},
        {lies, "error: evil.html: what was read of it came back damaged"},
#if !defined(__SANITIZE_ADDRESS__)
        {eats_memory, "error: evil.html: cannot be read; it may be damaged"},
#endif
    };

    (void)state;
    (void)eats_memory;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buf out = {0};

        run_deed(rows[i].deed, &out);
        if (strncmp(buf_string(&out), rows[i].wanted, strlen(rows[i].wanted)) !=
            0)
            fail_msg("wanted %s, got %s", rows[i].wanted, buf_string(&out));
        buf_release(&out);
    }
}

static double now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void test_cost(void **state)
{
    struct read_request request = {.source = VIEW("a.md"),
                                   .bytes = VIEW("# Title\n\nA text.\n")};
    double least_ms = 1e9;

    (void)state;
    for (int i = 0; i < 20; i++) {
        struct buf out = {0};
        double start_ms = now_ms();

        read_into(&out, reading_documents, &request);
        double took_ms = now_ms() - start_ms;
        least_ms = took_ms < least_ms ? took_ms : least_ms;
        buf_release(&out);
    }
    print_message("# a page in its cell: %.1f ms\n", least_ms);
#if !defined(__SANITIZE_ADDRESS__)
    assert_true(least_ms < 25);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_without),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_deeds_are_stopped),
        cmocka_unit_test(test_faults_are_one_line),
        cmocka_unit_test(test_cost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
