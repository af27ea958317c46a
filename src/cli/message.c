#include "cli/message.h"

#include "base/buf.h"
#include "format/json.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct printing {
    bool hides_warnings;
    bool hides_notes;
    bool json;
    bool verbose;
    bool progress;
    time_t last_progress;
};

/* {"event": "warning", "message": "..."} */
static void print_event(const char *event, const char *line)
{
    struct buf text = {0};
    struct json_writer json;

    json_writer_init(&json, &text, true);
    json_begin_object(&json, NULL);
    json_add_text(&json, "event", view_of(event));
    json_add_text(&json, "message", view_of(line));
    json_end_object(&json);
    fputs(buf_string(&text), stdout);
    fflush(stdout);
    buf_release(&text);
}

static bool is_due(struct printing *printing)
{
    enum { SECONDS = 2 };
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    if (printing->last_progress != 0 &&
        now.tv_sec - printing->last_progress < SECONDS)
        return false;
    printing->last_progress = now.tv_sec;
    return true;
}

static void print_line(void *context, enum log_level level, const char *line)
{
    static const char *const events[] = {
        [LOG_WARNING] = "warning",
        [LOG_NOTE] = "note",
        [LOG_DETAIL] = "detail",
        [LOG_PROGRESS] = "progress",
    };
    struct printing *printing = context;

    if (level == LOG_PROGRESS && (!printing->progress || !is_due(printing)))
        return;
    if (level == LOG_DETAIL && !printing->verbose)
        return;
    if (printing->json)
        print_event(events[level], line);
    else if (level == LOG_PROGRESS)
        fprintf(stderr, "%s\n", line);
    else if (level == LOG_WARNING ? !printing->hides_warnings
                                  : !printing->hides_notes)
        fprintf(stderr, "briefcast: %s: %s\n", events[level], line);
}

const struct log *message_log_problems(const struct options *options)
{
    static struct printing printing;
    static struct log log = {print_line, &printing};

    printing = (struct printing){
        .hides_notes = options->quiet,
        .json = options->json,
        .verbose = options->verbose,
        .progress =
            options->progress || (!options->quiet && isatty(STDERR_FILENO)),
    };
    return &log;
}

const struct log *message_log(const struct options *options)
{
    const struct log *log = message_log_problems(options);
    struct printing *printing = log->context;

    printing->hides_warnings = options->quiet;
    return log;
}

int message_error(const struct options *options, const struct err *err)
{
    static const int statuses[] = {
        [ERR_FAILED] = 1, [ERR_USAGE] = 2, [ERR_INTERRUPTED] = 130};

    if (options->json)
        print_event("error", err->message);
    fprintf(stderr, "briefcast: error: %s\n", err->message);
    return statuses[err->kind];
}

int message_finish(const struct options *options, int status)
{
    struct err err;

    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    err_set_errno(&err, "standard output cannot be written");
    (void)options;
    fprintf(stderr, "briefcast: error: %s\n", err.message);
    return 1;
}
