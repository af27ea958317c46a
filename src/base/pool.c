#include "base/pool.h"

#include "base/interrupt.h"
#include "base/mem.h"
#include "base/pool_wire.h"
#include "base/pool_zygote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    RECORDS_MAX = 256 << 20, /* bytes that one job may send */
    READ_CHUNK = 1 << 18,
    PIPE_BYTES = 1 << 20, /* what Linux lets anyone ask for */
    NOISE_BYTES = 4096,
    OPEN_TIMEOUT_MS = 60 * 1000,
    GRACE_MS = 2000, /* for the zygote to do as it is told */
    TICK_MS = 250,   /* how long a stop by signal may go unseen */
    RETRY_PAUSE_MS = 20,
    ZYGOTES_MAX = 16, /* that may die under one pool */
};

/* A place for one running job. */
struct slot {
    bool busy;
    size_t job;
    unsigned attempt;
    struct pool_fds fds; /* our ends; records is -1 once it is at its end */
    struct buf records;
    bool ended; /* the zygote has reported its status */
    int status;
    int64_t deadline_ms; /* of the attempt; once killed or ended: of the
                            answer to that */
    char why[128];       /* why it was killed; empty: it was not */
};

struct retry {
    size_t job;
    unsigned attempt;
    int64_t not_before_ms;
};

struct pool {
    struct pool_work work;
    pid_t zygote;
    int control; /* -1: no zygote */
    int noise;   /* what the zygote says on stderr */
    unsigned zygotes_lost;
    struct slot *slots; /* work.at_once */
    struct retry *retries;
    size_t retry_count;
    size_t next_job;
    size_t reported;
    struct pool_result result;
};

static int64_t now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* What stands in a noise pipe, in one line, for a message. */
static void read_noise(int fd, char *text, size_t room)
{
    ssize_t got = fd < 0 ? 0 : read(fd, text, room - 1);

    text[got > 0 ? got : 0] = '\0';
    struct view line = view_trim(view_of(text));
    memmove(text, line.data, line.size);
    text[line.size] = '\0';
}

static bool open_noise(int fds[2])
{
    if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    /* It is read once at the end.  What does not fit is lost, on purpose. */
    fcntl(fds[1], F_SETPIPE_SZ, NOISE_BYTES);
    return true;
}

/* The zygote: start, end, replacement. */

static bool wait_opened(struct pool *pool, struct err *err)
{
    struct pollfd ready = {.fd = pool->control, .events = POLLIN};
    int64_t deadline = now_ms() + OPEN_TIMEOUT_MS;
    struct pool_report report;
    char noise[512];

    for (;;) {
        int64_t left = deadline - now_ms();

        if (interrupt_pending(err))
            return false;
        if (left <= 0)
            return err_set(err, "a worker process did not become ready within "
                                "a minute; try again when the machine has "
                                "less to do");
        poll(&ready, 1, left < TICK_MS ? (int)left : TICK_MS);
        int got = pool_wire_take_report(pool->control, &report);
        if (got == 0)
            continue;
        if (got > 0 && report.event == POOL_OPENED)
            return true;
        if (got > 0) {
            *err = report.err;
            return false;
        }
        read_noise(pool->noise, noise, sizeof noise);
        return err_set(err, "a worker process ended before it was ready%s%s",
                       *noise ? ": " : "", noise);
    }
}

static void end_zygote(struct pool *pool, bool gently)
{
    struct pool_order order = {.verb = POOL_QUIT};
    struct pollfd gone = {.fd = pool->control, .events = POLLIN};
    struct pool_report report;

    if (pool->zygote <= 0)
        return;
    if (gently && pool_wire_order(pool->control, &order, NULL)) {
        int64_t deadline = now_ms() + GRACE_MS;

        while (pool_wire_take_report(pool->control, &report) >= 0 &&
               now_ms() < deadline)
            poll(&gone, 1, TICK_MS);
    } else {
        kill(pool->zygote, SIGKILL);
    }
    close_fd(&pool->control);
    close_fd(&pool->noise);
    /* Not reaped yet, so the number is still its own. */
    while (waitpid(pool->zygote, NULL, 0) < 0 && errno == EINTR)
        ;
    pool->zygote = 0;
}

static bool start_zygote(struct pool *pool, struct err *err)
{
    int control[2];
    int noise[2] = {-1, -1};
    pid_t conductor = getpid();

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) != 0)
        return err_set_errno(err, "cannot make a socket for the workers");
    if (!open_noise(noise)) {
        close(control[0]);
        close(control[1]);
        return err_set_errno(err, "cannot make a pipe for the workers");
    }
    pid_t pid = fork();
    if (pid == 0) {
        close(control[0]);
        close(noise[0]);
        pool_zygote(&pool->work, control[1], noise[1], conductor);
    }
    close(control[1]);
    close(noise[1]);
    pool->control = control[0];
    pool->noise = noise[0];
    if (pid < 0) {
        err_set_errno(err, "cannot start a worker process; try again when the "
                           "machine has less to do");
        close_fd(&pool->control);
        close_fd(&pool->noise);
        return false;
    }
    pool->zygote = pid;
    fcntl(pool->control, F_SETFL, O_NONBLOCK);
    return true;
}

static bool open_zygote(struct pool *pool, struct err *err)
{
    if (!start_zygote(pool, err))
        return false;
    if (wait_opened(pool, err))
        return true;
    end_zygote(pool, false);
    return false;
}

static void clear_slot(struct slot *slot)
{
    close_fd(&slot->fds.records);
    close_fd(&slot->fds.noise);
    buf_reset(&slot->records);
    slot->busy = false;
}

static void queue_retry(struct pool *pool, size_t job, unsigned attempt)
{
    pool->retries[pool->retry_count++] = (struct retry){
        job, attempt, now_ms() + RETRY_PAUSE_MS * (int64_t)attempt};
}

/* The jobs it was running have ended with it, by no fault that is known to
 * be theirs: they begin again. */
static bool replace_zygote(struct pool *pool, struct err *err)
{
    if (++pool->zygotes_lost > ZYGOTES_MAX)
        return err_set(err, "worker processes keep dying; check the memory "
                            "of the machine and try again");
    log_note(pool->work.log, "a worker process died and was replaced");
    end_zygote(pool, false);
    for (unsigned i = 0; i < pool->work.at_once; i++) {
        struct slot *slot = &pool->slots[i];

        if (slot->busy)
            queue_retry(pool, slot->job, slot->attempt);
        clear_slot(slot);
    }
    return open_zygote(pool, err);
}

/* Jobs: hand out, read, judge. */

static bool choose_job(struct pool *pool, size_t below, struct retry *chosen)
{
    int64_t now = now_ms();

    for (size_t i = 0; i < pool->retry_count; i++) {
        if (pool->retries[i].not_before_ms > now)
            continue;
        *chosen = pool->retries[i];
        pool->retries[i] = pool->retries[--pool->retry_count];
        return true;
    }
    if (pool->next_job >= pool->work.job_count || pool->next_job >= below)
        return false;
    *chosen = (struct retry){.job = pool->next_job++};
    return true;
}

/* 1: handed out; 0: the zygote does not take it; -1: error. */
static int start_job(struct pool *pool, struct slot *slot,
                     const struct retry *chosen, struct err *err)
{
    struct pool_order order = {POOL_RUN, chosen->attempt, chosen->job};
    int records[2];
    int noise[2];

    if (pipe2(records, O_CLOEXEC) != 0) {
        err_set_errno(err, "cannot make a pipe for a worker");
        return -1;
    }
    if (!open_noise(noise)) {
        err_set_errno(err, "cannot make a pipe for a worker");
        close(records[0]);
        close(records[1]);
        return -1;
    }
    fcntl(records[0], F_SETFL, O_NONBLOCK);
    fcntl(records[1], F_SETPIPE_SZ, PIPE_BYTES);
    bool taken = pool_wire_order(pool->control, &order,
                                 &(struct pool_fds){records[1], noise[1]});
    close(records[1]);
    close(noise[1]);
    slot->busy = true;
    slot->job = chosen->job;
    slot->attempt = chosen->attempt;
    slot->fds = (struct pool_fds){records[0], noise[0]};
    slot->ended = false;
    slot->why[0] = '\0';
    slot->deadline_ms = now_ms() + pool->work.job_timeout_ms;
    return taken ? 1 : 0;
}

static bool hand_out(struct pool *pool, size_t below, struct err *err)
{
    for (unsigned i = 0; i < pool->work.at_once; i++) {
        struct slot *slot = &pool->slots[i];
        struct retry chosen;

        if (slot->busy)
            continue;
        if (!choose_job(pool, below, &chosen))
            break;
        int started = start_job(pool, slot, &chosen, err);
        if (started < 0)
            return false;
        if (started == 0)
            return replace_zygote(pool, err);
    }
    return true;
}

/* False when the zygote cannot be reached. */
static bool kill_job(struct pool *pool, struct slot *slot)
{
    struct pool_order order = {POOL_KILL, slot->attempt, slot->job};

    close_fd(&slot->fds.records);
    slot->deadline_ms = now_ms() + GRACE_MS;
    return pool_wire_order(pool->control, &order, NULL);
}

/* Reads what there is; at the end the descriptor becomes -1. */
static bool read_records(struct pool *pool, struct slot *slot)
{
    char *into = buf_extend(&slot->records, READ_CHUNK);

    if (!into) {
        snprintf(slot->why, sizeof slot->why, "it sent more than %d MB",
                 RECORDS_MAX >> 20);
        return kill_job(pool, slot);
    }
    ssize_t got = read(slot->fds.records, into, READ_CHUNK);
    slot->records.size -= READ_CHUNK - (size_t)(got > 0 ? got : 0);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        close_fd(&slot->fds.records);
    return true;
}

/* 1: report taken, 0: none, -1: the zygote has gone. */
static int take_report(struct pool *pool)
{
    struct pool_report report;
    int got = pool_wire_take_report(pool->control, &report);

    if (got <= 0)
        return got;
    for (unsigned i = 0; i < pool->work.at_once; i++) {
        struct slot *slot = &pool->slots[i];

        if (!slot->busy || slot->job != report.job ||
            slot->attempt != report.attempt)
            continue;
        slot->ended = true;
        slot->status = report.status;
        slot->deadline_ms = now_ms() + GRACE_MS;
        if (report.event == POOL_NO_FORK)
            snprintf(slot->why, sizeof slot->why,
                     "no process could be started for it: %s",
                     strerror(report.status));
    }
    return 1;
}

/* Why the attempt failed; false if it did not. */
static bool judge(struct slot *slot, struct err *err)
{
    size_t size = 0;
    bool ok = false;

    if (*slot->why)
        return !err_set(err, "%s", slot->why);
    if (WIFSIGNALED(slot->status))
        return !err_set(err, "it was ended by signal %d (%s)",
                        WTERMSIG(slot->status),
                        strsignal(WTERMSIG(slot->status)));
    if (!pool_wire_check(buf_view(&slot->records), &size, &ok, err))
        return !err_set(err, "it ended with status %d and no complete result",
                        WEXITSTATUS(slot->status));
    slot->records.size = size;
    return !ok;
}

static enum pool_state settle(struct pool *pool, struct slot *slot)
{
    struct pool_result *result = &pool->result;
    bool failed = judge(slot, &result->error);
    char noise[512];

    if (failed) {
        read_noise(slot->fds.noise, noise, sizeof noise);
        log_note(pool->work.log, "part %zu, attempt %u failed: %s%s%s%s",
                 slot->job + 1, slot->attempt + 1, result->error.message,
                 *noise ? " (" : "", noise, *noise ? ")" : "");
    }
    if (failed && slot->attempt + 1 < pool->work.attempts) {
        queue_retry(pool, slot->job, slot->attempt + 1);
        clear_slot(slot);
        return POOL_EMPTY;
    }
    result->job = slot->job;
    struct buf old = result->records;
    result->records = slot->records;
    slot->records = old;
    if (failed) {
        buf_reset(&result->records);
        err_prefix(&result->error, "part %zu, tried %u times", slot->job + 1,
                   slot->attempt + 1);
    }
    clear_slot(slot);
    pool->reported++;
    return failed ? POOL_FAILED : POOL_DONE;
}

/* Kills what has run too long; false when even that has no effect. */
static bool keep_time(struct pool *pool, struct slot *slot, int64_t now)
{
    if (!slot->busy || now < slot->deadline_ms)
        return true;
    if (slot->ended) {
        /* Someone else still holds the pipe; what came is all there is. */
        close_fd(&slot->fds.records);
        return true;
    }
    if (*slot->why)
        return false;
    snprintf(slot->why, sizeof slot->why, "it took longer than %lld s",
             (long long)(pool->work.job_timeout_ms / 1000));
    return kill_job(pool, slot);
}

static int poll_timeout(const struct pool *pool, int64_t now)
{
    int64_t timeout = TICK_MS;

    for (unsigned i = 0; i < pool->work.at_once; i++) {
        const struct slot *slot = &pool->slots[i];

        if (slot->busy && slot->deadline_ms - now < timeout)
            timeout = slot->deadline_ms - now;
    }
    for (size_t i = 0; i < pool->retry_count; i++) {
        if (pool->retries[i].not_before_ms - now < timeout)
            timeout = pool->retries[i].not_before_ms - now;
    }
    return timeout < 0 ? 0 : (int)timeout;
}

/* Waits for something to happen and takes note of it.  False when the zygote
 * has to be replaced. */
static bool attend(struct pool *pool, struct pollfd *polled)
{
    unsigned count = pool->work.at_once;
    bool alive = true;

    for (unsigned i = 0; i < count; i++)
        polled[i] =
            (struct pollfd){.fd = pool->slots[i].fds.records, .events = POLLIN};
    polled[count] = (struct pollfd){.fd = pool->control, .events = POLLIN};
    if (poll(polled, count + 1, poll_timeout(pool, now_ms())) < 0)
        return true;
    for (unsigned i = 0; i < count; i++) {
        if (polled[i].fd >= 0 && polled[i].revents != 0)
            alive = read_records(pool, &pool->slots[i]) && alive;
    }
    int got = 0;
    if (polled[count].revents != 0) {
        while ((got = take_report(pool)) > 0)
            ;
    }
    int64_t now = now_ms();
    for (unsigned i = 0; i < count; i++)
        alive = keep_time(pool, &pool->slots[i], now) && alive;
    return alive && got >= 0;
}

static bool any_busy(const struct pool *pool)
{
    for (unsigned i = 0; i < pool->work.at_once; i++) {
        if (pool->slots[i].busy)
            return true;
    }
    return pool->retry_count > 0;
}

static enum pool_state settle_one(struct pool *pool)
{
    for (unsigned i = 0; i < pool->work.at_once; i++) {
        struct slot *slot = &pool->slots[i];

        if (!slot->busy || !slot->ended || slot->fds.records >= 0)
            continue;
        enum pool_state state = settle(pool, slot);
        if (state != POOL_EMPTY)
            return state;
    }
    return POOL_EMPTY;
}

enum pool_state pool_next(struct pool *pool, size_t below,
                          struct pool_result **result, struct err *err)
{
    struct pollfd *polled = mem_new(pool->work.at_once + 1, sizeof *polled);
    enum pool_state state;

    *result = &pool->result;
    for (;;) {
        state = POOL_ERROR;
        if (interrupt_pending(err))
            break;
        state = settle_one(pool);
        if (state != POOL_EMPTY || pool->reported == pool->work.job_count)
            break;
        state = POOL_ERROR;
        if (!hand_out(pool, below, err))
            break;
        if (!any_busy(pool)) {
            err_set(err, "no part below number %zu is left to work on", below);
            break;
        }
        if (!attend(pool, polled) && !replace_zygote(pool, err))
            break;
    }
    free(polled);
    return state;
}

struct pool *pool_start(const struct pool_work *work, struct err *err)
{
    struct pool *pool = mem_new(1, sizeof *pool);

    pool->work = *work;
    pool->control = -1;
    pool->noise = -1;
    pool->slots = mem_new(work->at_once, sizeof *pool->slots);
    /* Only jobs that had a slot can be waiting for their next attempt, but
     * a slot may have given up many. */
    pool->retries = mem_new(work->job_count, sizeof *pool->retries);
    for (unsigned i = 0; i < work->at_once; i++) {
        buf_init(&pool->slots[i].records, RECORDS_MAX);
        pool->slots[i].fds = (struct pool_fds){-1, -1};
    }
    buf_init(&pool->result.records, RECORDS_MAX);
    if (open_zygote(pool, err))
        return pool;
    pool_stop(pool);
    return NULL;
}

bool pool_collect(struct pool *pool, size_t (*below)(const void *context),
                  bool (*take)(void *context, const struct pool_result *result,
                               struct err *err),
                  void *context, struct err *err)
{
    struct pool_result *result;

    for (;;) {
        switch (pool_next(pool, below(context), &result, err)) {
        case POOL_DONE:
            if (!take(context, result, err))
                return false;
            break;
        case POOL_FAILED:
            *err = result->error;
            return false;
        case POOL_EMPTY:
            return true;
        case POOL_ERROR:
            return false;
        }
    }
}

void pool_stop(struct pool *pool)
{
    if (!pool)
        return;
    end_zygote(pool, true);
    for (unsigned i = 0; i < pool->work.at_once; i++) {
        clear_slot(&pool->slots[i]);
        buf_release(&pool->slots[i].records);
    }
    buf_release(&pool->result.records);
    free(pool->slots);
    free(pool->retries);
    free(pool);
}
