#include "read/converter.h"

#include "base/interrupt.h"
#include "base/sandbox.h"
#include "read/draft.h"
#include "read/html_blocks.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_MISSING = 127 }; /* as shells say it */

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void limit(int resource, size_t most)
{
    struct rlimit limit = {most, most};

    setrlimit((__rlimit_resource_t)resource, &limit);
}

/* In the child: never returns. */
static void become(const char *const argv[], int input, int output,
                   const struct converter_limits *limits)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    interrupt_forget();
    setpgid(0, 0);
    limit(RLIMIT_CPU, (size_t)(limits->time_ms / 1000 + 1));
    limit(RLIMIT_CORE, 0);
    if (limits->memory_bytes > 0)
        limit(RLIMIT_AS, limits->memory_bytes);
    if (nowhere < 0 || dup2(input, 0) < 0 || dup2(output, 1) < 0 ||
        dup2(nowhere, 2) < 0)
        _exit(EXIT_FAILURE);
    sandbox_enter(SANDBOX_PROGRAM, 0);
    close_range(3, ~0U, 0);
    execvp(argv[0], (char *const *)argv);
    _exit(errno == ENOENT ? EXIT_MISSING : EXIT_FAILURE);
}

struct running {
    pid_t pid;
    int64_t deadline_ms;
    int to;   /* its standard input; -1 when closed */
    int from; /* its standard output */
    struct view input;
};

static void close_input(struct running *running)
{
    if (running->to >= 0)
        close(running->to);
    running->to = -1;
}

/* Without SIGPIPE when the program does not read to the end. */
static void feed(struct running *running)
{
    ssize_t sent = send(running->to, running->input.data, running->input.size,
                        MSG_NOSIGNAL | MSG_DONTWAIT);

    if (sent > 0)
        running->input =
            view_slice(running->input, (size_t)sent, running->input.size);
    if (running->input.size == 0 ||
        (sent < 0 && errno != EAGAIN && errno != EINTR))
        close_input(running);
}

/* Passes bytes in both directions until the program closes its output. */
static bool pass(struct running *running, const struct converter_limits *limits,
                 struct buf *out, struct err *err)
{
    for (;;) {
        struct pollfd fds[2] = {{running->from, POLLIN, 0},
                                {running->to, POLLOUT, 0}};
        char chunk[16384];

        if (interrupt_pending(err))
            return false;
        if (now_ms() >= running->deadline_ms)
            return err_set(err, "took more than %lld s and was stopped",
                           (long long)limits->time_ms / 1000);
        if (poll(fds, 2, 100) < 0 && errno != EINTR)
            return err_set_errno(err, "cannot be waited for");
        if (running->to >= 0 && fds[1].revents)
            feed(running);
        if (!fds[0].revents)
            continue;
        ssize_t size = read(running->from, chunk, sizeof chunk);
        if (size == 0)
            return true;
        if (size < 0 && errno != EINTR)
            return err_set_errno(err, "cannot be read from");
        if (size > 0)
            buf_add(out, (struct view){chunk, (size_t)size});
        if (out->size > limits->output_bytes)
            return err_set(err, "wrote more than %zu bytes and was stopped",
                           limits->output_bytes);
    }
}

/* One that has closed its output should end soon; one that does not is
 * stopped.  Returns its wait status. */
static int wait_for_end(const struct running *running)
{
    static const struct timespec pause = {.tv_nsec = 5000000};
    int status = 0;

    while (waitpid(running->pid, &status, WNOHANG) == 0) {
        if (now_ms() >= running->deadline_ms)
            kill(running->pid, SIGKILL);
        nanosleep(&pause, NULL);
    }
    return status;
}

static bool start(const char *const argv[],
                  const struct converter_limits *limits,
                  struct running *running, struct err *err)
{
    int input[2] = {-1, -1};
    int output[2] = {-1, -1};

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, input) != 0 ||
        pipe2(output, O_CLOEXEC) != 0 || (running->pid = fork()) < 0) {
        err_set_errno(err, "cannot be started");
        for (int i = 0; i < 2; i++) {
            if (input[i] >= 0)
                close(input[i]);
            if (output[i] >= 0)
                close(output[i]);
        }
        return false;
    }
    if (running->pid == 0)
        become(argv, input[1], output[1], limits);
    close(input[1]);
    close(output[1]);
    running->to = input[0];
    running->from = output[0];
    return true;
}

enum converter_end converter_run(const char *const argv[], struct view input,
                                 const struct converter_limits *limits,
                                 struct buf *out, struct err *err)
{
    struct running running = {.input = input,
                              .deadline_ms = now_ms() + limits->time_ms,
                              .to = -1,
                              .from = -1};

    sandbox_prepare();
    if (!start(argv, limits, &running, err))
        return CONVERTER_FAILED;
    bool passed = pass(&running, limits, out, err);
    close_input(&running);
    close(running.from);
    if (!passed) {
        kill(-running.pid, SIGKILL);
        kill(running.pid, SIGKILL);
    }
    int status = wait_for_end(&running);
    if (!passed)
        return CONVERTER_FAILED;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MISSING)
        return CONVERTER_MISSING;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return CONVERTER_DONE;
    if (WIFSIGNALED(status))
        err_set(err, "was ended by signal %d", WTERMSIG(status));
    else
        err_set(err,
                "ended with status %d; the file may be damaged or locked: "
                "get it again, or give the text in another format",
                WEXITSTATUS(status));
    return CONVERTER_FAILED;
}

/* Runs a converter on the request's bytes; the messages name all. */
static bool convert(const struct read_request *request,
                    const char *const argv[], const char *package,
                    const char *format, struct buf *out, struct err *err)
{
    static const struct converter_limits limits = {
        .time_ms = 60000,
        .output_bytes = READER_TEXT_MAX,
        .memory_bytes = (size_t)4 << 30, /* pandoc reserves much */
    };

    switch (converter_run(argv, request->bytes, &limits, out, err)) {
    case CONVERTER_DONE:
        return true;
    case CONVERTER_MISSING:
        return err_set(err,
                       "%.*s: %s files are read by %s, which is not installed; "
                       "install the package %s, or give the text in another "
                       "format",
                       VIEW_ARG(request->source), format, argv[0], package);
    default:
        err_prefix(err, "%.*s: %s", VIEW_ARG(request->source), argv[0]);
        return false;
    }
}

static bool by_pandoc(const struct read_request *request, const char *from,
                      const char *format, struct buf *out, struct err *err)
{
    const char *const argv[] = {"pandoc", "--sandbox", "-f",          from,
                                "-t",     "html",      "--wrap=none", NULL};

    return convert(request, argv, "pandoc", format, out, err);
}

/* Reads the page that pandoc made. */
static bool read_page(struct arena *arena, const struct read_request *request,
                      const char *format, const struct log *log,
                      struct documents *documents, struct err *err)
{
    struct html_tree tree;
    struct draft draft;

    if (!html_parse(arena, request->bytes, &tree, err)) {
        err_prefix(err, "%.*s", VIEW_ARG(request->source));
        return false;
    }
    struct document *document =
        reader_new_document(arena, request, format, NULL, log, documents);
    draft_init(&draft, arena, document);
    html_blocks(&draft, &tree, 0);
    draft_end(&draft);
    draft_release(&draft);
    if (document->blocks.count > 0 &&
        document->blocks.at[0].kind == BLOCK_HEADING) {
        document->title = document->blocks.at[0].text;
        document->title_in_blocks = true;
    }
    return true;
}

static bool is_zip_with(struct view bytes, struct view name)
{
    return view_starts(bytes, VIEW("PK\x03\x04")) &&
           view_find(view_slice(bytes, 0, 1 << 16), name, 0) != SIZE_MAX;
}

static int probe_docx(const struct read_request *request)
{
    return is_zip_with(request->bytes, VIEW("word/")) ? 90 : 0;
}

static int probe_odt(const struct read_request *request)
{
    return is_zip_with(view_slice(request->bytes, 0, 200),
                       VIEW("mimetypeapplication/vnd.oasis.opendocument.text"))
               ? 100
               : 0;
}

static int probe_pdf(const struct read_request *request)
{
    return view_find(view_slice(request->bytes, 0, 1024), VIEW("%PDF-"), 0) !=
                   SIZE_MAX
               ? 90
               : 0;
}

static bool convert_docx(const struct read_request *request, struct buf *out,
                         struct err *err)
{
    return by_pandoc(request, "docx", "DOCX", out, err);
}

static bool read_docx(struct arena *arena, const struct read_request *request,
                      const struct log *log, struct documents *documents,
                      struct err *err)
{
    return read_page(arena, request, "docx", log, documents, err);
}

static bool convert_odt(const struct read_request *request, struct buf *out,
                        struct err *err)
{
    return by_pandoc(request, "odt", "ODT", out, err);
}

static bool read_odt(struct arena *arena, const struct read_request *request,
                     const struct log *log, struct documents *documents,
                     struct err *err)
{
    return read_page(arena, request, "odt", log, documents, err);
}

static bool convert_pdf(const struct read_request *request, struct buf *out,
                        struct err *err)
{
    const char *const argv[] = {"pdftotext", "-enc", "UTF-8", "-", "-", NULL};

    return convert(request, argv, "poppler-utils", "PDF", out, err);
}

static bool read_pdf(struct arena *arena, const struct read_request *request,
                     const struct log *log, struct documents *documents,
                     struct err *err)
{
    struct read_request text = *request;
    size_t first = documents->count;

    log_note(log,
             "%.*s: PDF has no reading order; columns, notes and running "
             "heads may be mixed into the text",
             VIEW_ARG(request->source));
    text.content_type = VIEW("text/plain; charset=utf-8");
    if (!text_reader.read(arena, &text, log, documents, err))
        return false;
    for (size_t i = first; i < documents->count; i++)
        documents->at[i].format = VIEW("pdf");
    return true;
}

const struct reader docx_reader = {
    .name = "docx",
    .extensions = " .docx ",
    .probe = probe_docx,
    .convert = convert_docx,
    .read = read_docx,
};

const struct reader odt_reader = {
    .name = "odt",
    .extensions = " .odt ",
    .probe = probe_odt,
    .convert = convert_odt,
    .read = read_odt,
};

const struct reader pdf_reader = {
    .name = "pdf",
    .extensions = " .pdf ",
    .probe = probe_pdf,
    .convert = convert_pdf,
    .read = read_pdf,
};
