#include "pipeline/reading.h"

#include "base/encoding.h"
#include "base/pool.h"
#include "model/document_wire.h"
#include "pipeline/reading_cell.h"
#include "read/feed.h"

#include <string.h>

/* Records that the reading process sends. */
enum record {
    RECORD_LINE,      /* of the log: a byte for the level, then the text */
    RECORD_PROGRAM,   /* name of the format that needs a program */
    RECORD_DOCUMENTS, /* see document_wire.h */
    RECORD_FEED,      /* a feed as JSON */
    RECORD_ERROR,     /* struct err: why it cannot be read */
};

/* A text that has more to complain of than this is complained of enough. */
enum { LINES_MAX = 1000 };

struct cell {
    const struct read_request *request;
    reading_function *read;
    bool shows_feed; /* a feed comes back as JSON */
    const struct log *log;
    struct pool_pipe *pipe; /* in the child */
    unsigned lines;
    /* What came back. */
    struct buf program;
    struct buf documents;
    struct buf feed;
    struct err error;
    bool failed;
};

static void send_line(void *context, enum log_level level, const char *line)
{
    struct cell *cell = context;
    struct buf text = {0};

    if (cell->lines++ >= LINES_MAX)
        return;
    buf_add_char(&text, (char)level);
    buf_add_string(&text, line);
    /* A parent that has gone is seen when the documents are sent. */
    (void)pool_send(cell->pipe, RECORD_LINE, buf_view(&text));
    buf_release(&text);
}

static bool open_cell(void *context, struct err *err)
{
    const struct cell *cell = context;

    (void)err;
    encoding_prepare(cell->request->bytes, cell->request->content_type);
    return true;
}

/* What is wrong with the text is a result, too. */
static bool send_what_is_read(struct cell *cell, struct arena *arena,
                              const struct log *log)
{
    struct documents documents = {0};
    struct buf packed = {0};
    enum record record = RECORD_DOCUMENTS;
    struct err err;
    bool done;
    bool sent;

    if (cell->shows_feed && read_is_feed(cell->request)) {
        record = RECORD_FEED;
        done = read_feed_json(arena, cell->request, log, &packed, &err);
    } else {
        done = cell->read(arena, cell->request, log, &documents, &err);
        if (done)
            document_pack(&documents, 0, &packed);
    }
    if (done)
        sent = pool_send_all(cell->pipe, record, buf_view(&packed));
    else
        sent = pool_send(cell->pipe, RECORD_ERROR,
                         (struct view){(const char *)&err, sizeof err});
    buf_release(&packed);
    return sent;
}

/* Only a process that dies fails. */
static bool read_in_cell(void *context, size_t job, unsigned attempt,
                         struct pool_pipe *pipe, struct err *err)
{
    struct cell *cell = context;
    const struct log log = {send_line, cell};
    struct arena arena = {0};
    const char *program = read_needs_program(cell->request);
    bool sent;

    (void)job;
    (void)attempt;
    (void)err;
    cell->pipe = pipe;
    if (program)
        sent = pool_send(pipe, RECORD_PROGRAM, view_of(program));
    else
        sent = send_what_is_read(cell, &arena, &log);
    arena_release(&arena);
    return sent;
}

static void take_line(const struct log *log, struct view line)
{
    struct view text = view_slice(line, 1, line.size);

    if (line.size > 0 && line.data[0] == LOG_WARNING)
        log_warning(log, "%.*s", VIEW_ARG(text));
    else if (line.size > 0)
        log_note(log, "%.*s", VIEW_ARG(text));
}

static void take_error(struct cell *cell, struct view bytes)
{
    struct err sent;

    if (bytes.size != sizeof sent)
        return;
    memcpy(&sent, bytes.data, sizeof sent);
    err_set_kind(&cell->error, sent.kind == ERR_USAGE ? ERR_USAGE : ERR_FAILED,
                 "%.*s", (int)strnlen(sent.message, sizeof sent.message),
                 sent.message);
    cell->failed = true;
}

static bool take_records(void *context, const struct pool_result *result,
                         struct err *err)
{
    struct cell *cell = context;
    struct view records = buf_view(&result->records);
    struct view payload;
    uint32_t type;

    (void)err;
    while (pool_next_record(&records, &type, &payload)) {
        switch (type) {
        case RECORD_LINE:
            if (cell->lines++ < LINES_MAX)
                take_line(cell->log, payload);
            break;
        case RECORD_PROGRAM:
            buf_add(&cell->program, view_slice(payload, 0, 16));
            break;
        case RECORD_DOCUMENTS:
            buf_add(&cell->documents, payload);
            break;
        case RECORD_FEED:
            buf_add(&cell->feed, payload);
            break;
        case RECORD_ERROR:
            take_error(cell, payload);
            break;
        default:
            break;
        }
    }
    return true;
}

static size_t only_one(const void *context)
{
    (void)context;
    return 1;
}

/* Runs the reading process and collects what it says. */
static bool run_cell(struct cell *cell, struct err *err)
{
    struct pool_work work = {
        .open = open_cell,
        .run = read_in_cell,
        .context = cell,
        .job_count = 1,
        .at_once = 1,
        .attempts = 1,
        .job_timeout_ms = (int64_t)READING_TIME_S * 1000,
        .job_memory_bytes = (size_t)READING_MEMORY_MB << 20,
        .sandbox = SANDBOX_COMPUTE,
        .closes_files = true,
    };
    struct pool *pool = pool_start(&work, err);

    if (!pool)
        return false;
    bool ok = pool_collect(pool, only_one, take_records, cell, err);
    pool_stop(pool);
    if (ok || err->kind == ERR_INTERRUPTED)
        return ok;
    err_prefix(err,
               "%.*s: cannot be read; it may be damaged, or made to do harm, "
               "or need more than %d MB or %d s",
               VIEW_ARG(cell->request->source), READING_MEMORY_MB,
               READING_TIME_S);
    return false;
}

static bool finish(struct arena *arena, const struct cell *cell,
                   struct documents *documents, struct err *err)
{
    struct view source = arena_copy(arena, cell->request->source);

    if (cell->failed) {
        *err = cell->error;
        return false;
    }
    if (cell->feed.size > 0)
        return true;
    if (document_unpack(arena, buf_view(&cell->documents), source, documents))
        return true;
    return err_set(err,
                   "%.*s: what was read of it came back damaged; please "
                   "report it with the file",
                   VIEW_ARG(source));
}

/* *feed receives a feed's JSON where it is wanted, else it is NULL. */
static bool read_once(struct arena *arena, const struct read_request *request,
                      reading_function *read, const struct log *log,
                      struct documents *documents, struct buf *feed,
                      struct buf *program, struct err *err)
{
    struct cell cell = {.request = request,
                        .read = read,
                        .shows_feed = feed != NULL,
                        .log = log};
    bool ok = run_cell(&cell, err);

    *program = cell.program;
    if (ok && cell.program.size == 0)
        ok = finish(arena, &cell, documents, err);
    if (ok && feed)
        buf_add(feed, buf_view(&cell.feed));
    buf_release(&cell.documents);
    buf_release(&cell.feed);
    return ok;
}

static bool read_in_turn(struct arena *arena,
                         const struct read_request *request,
                         reading_function *read, const struct log *log,
                         struct documents *documents, struct buf *feed,
                         struct err *err)
{
    struct read_request second = *request;
    struct buf program = {0};
    struct buf again = {0};
    struct buf converted = {0};
    bool ok =
        read_once(arena, request, read, log, documents, feed, &program, err);

    if (ok && program.size > 0) {
        second.format = buf_view(&program);
        ok = read_convert(&second, &converted, err);
        second.bytes = buf_view(&converted);
        second.converted = true;
        ok = ok &&
             read_once(arena, &second, read, log, documents, NULL, &again, err);
    }
    buf_release(&program);
    buf_release(&again);
    buf_release(&converted);
    return ok;
}

bool reading_in_cell(struct arena *arena, const struct read_request *request,
                     reading_function *read, const struct log *log,
                     struct documents *documents, struct err *err)
{
    return read_in_turn(arena, request, read, log, documents, NULL, err);
}

bool reading_documents(struct arena *arena, const struct read_request *request,
                       const struct log *log, struct documents *documents,
                       struct err *err)
{
    return reading_in_cell(arena, request, read_documents, log, documents, err);
}

bool reading_entries(struct arena *arena, const struct read_request *request,
                     const struct log *log, struct documents *documents,
                     struct err *err)
{
    struct read_request feed = *request;

    feed.format = VIEW("feed");
    return reading_in_cell(arena, &feed, feed_read_entries, log, documents,
                           err);
}

bool reading_documents_or_feed(struct arena *arena,
                               const struct read_request *request,
                               const struct log *log,
                               struct documents *documents, struct buf *feed,
                               struct err *err)
{
    return read_in_turn(arena, request, read_documents, log, documents, feed,
                        err);
}
