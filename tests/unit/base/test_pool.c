#include "base/pool.h"

#include "base/interrupt.h"
#include "base/mem.h"
#include "base/pool_wire.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { JOBS = 20, BAD_JOB = 7, TYPE = 5 };

/* What goes wrong with BAD_JOB. */
enum fault {
    FAULT_NONE,
    FAULT_ABORT,
    FAULT_SEGV,
    FAULT_EXIT_SILENTLY,
    FAULT_FALSE,
    FAULT_HANG,
    FAULT_STOPPED,
    FAULT_FLOOD,
    FAULT_GARBAGE,
    FAULT_CUT_SHORT,
    FAULT_FORGED_SEAL,
    FAULT_LEAVES_CHILD,
    FAULT_KILLS_ZYGOTE,
    FAULT_COUNT
};

struct plan {
    enum fault fault;
    unsigned faulty_attempts; /* of BAD_JOB */
    int opened;               /* set by open, seen by run */
    bool refuse_open;
    int flag_fd; /* a job that would start anew writes here */
};

static struct view bytes_of(const void *data, size_t size)
{
    return (struct view){data, size};
}

static bool open_work(void *context, struct err *err)
{
    struct plan *plan = context;

    plan->opened++;
    return !plan->refuse_open || err_set(err, "nothing to open");
}

static bool flood(struct pool_pipe *pipe)
{
    char *block = mem_new(POOL_RECORD_MAX, 1);

    while (pool_send(pipe, TYPE, bytes_of(block, POOL_RECORD_MAX)))
        ;
    free(block);
    return false;
}

static bool go_wrong(const struct plan *plan, struct pool_pipe *pipe,
                     struct err *err)
{
    struct pool_pipe other = {.fd = pipe->fd, .sum = 12345};

    switch (plan->fault) {
    case FAULT_ABORT:
        signal(SIGABRT, SIG_DFL);
        abort();
    case FAULT_SEGV:
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
        return false;
    case FAULT_EXIT_SILENTLY:
        _exit(0);
    case FAULT_FALSE:
        return err_set(err, "no wish to");
    case FAULT_HANG:
        for (;;)
            pause();
    case FAULT_STOPPED:
        raise(SIGSTOP);
        return true;
    case FAULT_FLOOD:
        return flood(pipe);
    case FAULT_GARBAGE:
        return write(pipe->fd, "this is no record at all", 24) == 24;
    case FAULT_CUT_SHORT:
        return write(pipe->fd, "\5\0\0\0\100\0\0\0abc", 11) == 11 &&
               (_exit(0), true);
    case FAULT_FORGED_SEAL:
        pool_wire_seal(&other, true, NULL);
        _exit(0);
    case FAULT_LEAVES_CHILD:
        if (fork() == 0) {
            for (;;)
                pause();
        }
        return true;
    case FAULT_KILLS_ZYGOTE:
        kill(getppid(), SIGKILL);
        for (;;)
            pause();
    case FAULT_NONE:
    case FAULT_COUNT:
        break;
    }
    return true;
}

static bool run_work(void *context, size_t job, unsigned attempt,
                     struct pool_pipe *pipe, struct err *err)
{
    const struct plan *plan = context;
    uint64_t product = job * job + (uint64_t)plan->opened;

    if (job == BAD_JOB && attempt < plan->faulty_attempts &&
        !go_wrong(plan, pipe, err))
        return false;
    return pool_send(pipe, TYPE, bytes_of(&product, sizeof product)) &&
           pool_send(pipe, TYPE + 1, bytes_of("tail", 4));
}

static struct pool_work work_of(struct plan *plan, unsigned attempts)
{
    return (struct pool_work){.open = open_work,
                              .run = run_work,
                              .context = plan,
                              .job_count = JOBS,
                              .at_once = 3,
                              .attempts = attempts,
                              .job_timeout_ms = 300};
}

static void check_result(const struct pool_result *result)
{
    struct view records = buf_view(&result->records);
    struct view payload;
    uint32_t type;
    uint64_t product;

    assert_true(pool_next_record(&records, &type, &payload));
    assert_int_equal(type, TYPE);
    assert_int_equal(payload.size, sizeof product);
    memcpy(&product, payload.data, sizeof product);
    assert_int_equal(product, result->job * result->job + 1);
    assert_true(pool_next_record(&records, &type, &payload));
    assert_int_equal(type, TYPE + 1);
    assert_true(view_equal(payload, VIEW("tail")));
    assert_false(pool_next_record(&records, &type, &payload));
}

/* Runs all jobs; each must be reported once.  Returns how many failed. */
static int run_all(const struct pool_work *work)
{
    struct err err = {0};
    struct pool *pool = pool_start(work, &err);
    bool seen[JOBS] = {false};
    int failed = 0;
    struct pool_result *result;
    enum pool_state state;

    assert_non_null(pool);
    while ((state = pool_next(pool, SIZE_MAX, &result, &err)) != POOL_EMPTY) {
        if (state == POOL_ERROR)
            fail_msg("%s", err.message);
        assert_true(result->job < JOBS);
        assert_false(seen[result->job]);
        seen[result->job] = true;
        if (state == POOL_DONE) {
            check_result(result);
        } else {
            failed++;
            assert_int_equal(result->job, BAD_JOB);
            assert_int_not_equal(result->error.message[0], '\0');
        }
    }
    for (int i = 0; i < JOBS; i++)
        assert_true(seen[i]);
    pool_stop(pool);
    return failed;
}

static int open_fds(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void test_all_jobs_are_reported(void **state)
{
    (void)state;
    for (unsigned at_once = 1; at_once <= 8; at_once++) {
        struct plan plan = {.fault = FAULT_NONE};
        struct pool_work work = work_of(&plan, 1);

        work.at_once = at_once;
        assert_int_equal(run_all(&work), 0);
        assert_int_equal(plan.opened, 0); /* only the zygote's copy */
    }
}

static void test_a_fault_costs_one_attempt(void **state)
{
    (void)state;
    int fds = open_fds();
    for (enum fault fault = FAULT_NONE; fault < FAULT_COUNT; fault++) {
        struct plan plan = {.fault = fault, .faulty_attempts = 1};
        struct pool_work work = work_of(&plan, 2);

        if (fault == FAULT_FLOOD)
            work.job_timeout_ms = 5000;
        /* A zygote's death is not counted against its jobs, so the attempt
         * is the first one again, for ever. */
        if (fault == FAULT_KILLS_ZYGOTE)
            continue;
        assert_int_equal(run_all(&work), 0);
        assert_no_children();
        assert_int_equal(open_fds(), fds);
    }
}

static void test_a_lasting_fault_fails_one_job(void **state)
{
    static const enum fault lasting[] = {
        FAULT_ABORT,   FAULT_EXIT_SILENTLY, FAULT_FALSE,      FAULT_HANG,
        FAULT_GARBAGE, FAULT_CUT_SHORT,     FAULT_FORGED_SEAL};
    (void)state;
    for (size_t i = 0; i < sizeof lasting / sizeof lasting[0]; i++) {
        struct plan plan = {.fault = lasting[i], .faulty_attempts = 99};
        struct pool_work work = work_of(&plan, 2);

        assert_int_equal(run_all(&work), 1);
        assert_no_children();
    }
}

static void test_a_killer_of_zygotes_ends_the_pool(void **state)
{
    struct plan plan = {.fault = FAULT_KILLS_ZYGOTE, .faulty_attempts = 99};
    struct pool_work work = work_of(&plan, 2);
    struct pool_result *result;
    enum pool_state pool_state;
    struct err err = {0};

    (void)state;
    work.job_timeout_ms = 5000;
    struct pool *pool = pool_start(&work, &err);
    assert_non_null(pool);
    do {
        pool_state = pool_next(pool, SIZE_MAX, &result, &err);
    } while (pool_state == POOL_DONE);
    assert_int_equal(pool_state, POOL_ERROR);
    assert_non_null(strstr(err.message, "keep dying"));
    pool_stop(pool);
    assert_no_children();
}

/* The jobs of a zygote that is killed from outside are done by the next. */
static bool slow_work(void *context, size_t job, unsigned attempt,
                      struct pool_pipe *pipe, struct err *err)
{
    struct plan *plan = context;
    char once = 0;

    if (job == BAD_JOB && read(plan->flag_fd, &once, 1) == 1)
        kill(getppid(), SIGKILL);
    return run_work(context, job, attempt, pipe, err);
}

static void test_a_killed_zygote_is_replaced(void **state)
{
    int flag[2];
    struct plan plan = {.fault = FAULT_NONE};
    struct pool_work work = work_of(&plan, 1);

    (void)state;
    assert_int_equal(pipe2(flag, O_NONBLOCK | O_CLOEXEC), 0);
    assert_int_equal(write(flag[1], "xxx", 3), 3);
    plan.flag_fd = flag[0];
    work.run = slow_work;
    assert_int_equal(run_all(&work), 0);
    assert_no_children();
    close(flag[0]);
    close(flag[1]);
}

static void test_open_that_fails_says_why(void **state)
{
    struct plan plan = {.refuse_open = true};
    struct pool_work work = work_of(&plan, 1);
    struct err err = {0};

    (void)state;
    assert_null(pool_start(&work, &err));
    assert_string_equal(err.message, "nothing to open");
    assert_no_children();
}

static bool open_crashes(void *context, struct err *err)
{
    (void)context;
    (void)err;
    fputs("the roof fell in\n", stderr);
    signal(SIGABRT, SIG_DFL);
    abort();
}

static void test_open_that_crashes_is_an_error(void **state)
{
    struct plan plan = {0};
    struct pool_work work = work_of(&plan, 1);
    struct err err = {0};

    (void)state;
    work.open = open_crashes;
    assert_null(pool_start(&work, &err));
    assert_non_null(strstr(err.message, "the roof fell in"));
    assert_no_children();
}

static void test_no_job_above_the_bound(void **state)
{
    struct plan plan = {0};
    struct pool_work work = work_of(&plan, 1);
    struct err err = {0};
    struct pool *pool = pool_start(&work, &err);
    struct pool_result *result;

    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pool_next(pool, 4, &result, &err), POOL_DONE);
        assert_true(result->job < 4);
    }
    assert_int_equal(pool_next(pool, 4, &result, &err), POOL_ERROR);
    assert_int_equal(pool_next(pool, 5, &result, &err), POOL_DONE);
    assert_int_equal(result->job, 4);
    pool_stop(pool);
    assert_no_children();
}

/* Every process of the pool must be gone when its conductor is killed. */
static bool tell_pid_and_wait(void *context, size_t job, unsigned attempt,
                              struct pool_pipe *pipe, struct err *err)
{
    const struct plan *plan = context;
    pid_t pids[2] = {getpid(), getppid()};

    (void)job;
    (void)attempt;
    (void)pipe;
    (void)err;
    if (write(plan->flag_fd, pids, sizeof pids) > 0)
        sleep(UINT_MAX); /* its death is what the test waits for */
    return false;
}

static void be_conductor(int flag_fd)
{
    struct plan plan = {.flag_fd = flag_fd};
    struct pool_work work = work_of(&plan, 1);
    struct pool_result *result;
    struct err err;

    work.run = tell_pid_and_wait;
    work.at_once = 1;
    work.job_timeout_ms = 60000;
    interrupt_watch();
    struct pool *pool = pool_start(&work, &err);
    enum pool_state got = pool_next(pool, SIZE_MAX, &result, &err);
    pool_stop(pool);
    _exit(got == POOL_ERROR && err.kind == ERR_INTERRUPTED ? 130 : 1);
}

static void end_conductor(int number, int expected_status)
{
    int flag[2];
    pid_t pids[2];
    int status;

    assert_int_equal(pipe2(flag, O_CLOEXEC), 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid_t conductor = fork();
    if (conductor == 0)
        be_conductor(flag[1]);
    assert_int_equal(read(flag[0], pids, sizeof pids), sizeof pids);
    kill(conductor, number);
    assert_int_equal(waitpid(conductor, &status, 0), conductor);
    if (expected_status >= 0) {
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), expected_status);
    }
    /* Orphans come to us, the subreaper, and must be dying. */
    while (waitpid(-1, NULL, 0) > 0)
        ;
    assert_int_equal(kill(pids[0], 0), -1);
    assert_int_equal(kill(pids[1], 0), -1);
    prctl(PR_SET_CHILD_SUBREAPER, 0);
    close(flag[0]);
    close(flag[1]);
}

static void test_nobody_survives_the_conductor(void **state)
{
    (void)state;
    alarm(20);
    end_conductor(SIGKILL, -1);
    end_conductor(SIGINT, 130);
    end_conductor(SIGTERM, 130);
    alarm(0);
}

/* A job's chatter on stdout and stderr does not reach ours; what it said on
 * stderr is noted when it fails. */
static void note(void *context, enum log_level level, const char *line)
{
    struct buf *notes = context;

    (void)level;
    buf_add_string(notes, line);
    buf_add_char(notes, '\n');
}

static bool chatter(void *context, size_t job, unsigned attempt,
                    struct pool_pipe *pipe, struct err *err)
{
    (void)context;
    (void)job;
    (void)pipe;
    for (int i = 0; i < 10000; i++)
        fputs("oh dear ", stderr);
    printf("and this is not for you\n");
    fflush(stdout);
    return attempt > 0 || err_set(err, "first time never works");
}

static void test_chatter_is_noted_and_bounded(void **state)
{
    struct buf notes = {0};
    struct log log = {note, &notes};
    struct plan plan = {0};
    struct pool_work work = work_of(&plan, 2);
    struct err err;
    struct pool_result *result;

    (void)state;
    work.run = chatter;
    work.job_count = 1;
    work.log = &log;
    struct pool *pool = pool_start(&work, &err);
    assert_int_equal(pool_next(pool, SIZE_MAX, &result, &err), POOL_DONE);
    pool_stop(pool);
    assert_non_null(strstr(buf_string(&notes), "first time never works"));
    assert_non_null(strstr(buf_string(&notes), "oh dear"));
    assert_true(notes.size < 1024);
    buf_release(&notes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_jobs_are_reported),
        cmocka_unit_test(test_a_fault_costs_one_attempt),
        cmocka_unit_test(test_a_lasting_fault_fails_one_job),
        cmocka_unit_test(test_a_killer_of_zygotes_ends_the_pool),
        cmocka_unit_test(test_a_killed_zygote_is_replaced),
        cmocka_unit_test(test_open_that_fails_says_why),
        cmocka_unit_test(test_open_that_crashes_is_an_error),
        cmocka_unit_test(test_no_job_above_the_bound),
        cmocka_unit_test(test_nobody_survives_the_conductor),
        cmocka_unit_test(test_chatter_is_noted_and_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
