#include "base/interrupt.h"

#include "base/atomic_file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

static void test_a_signal_is_a_wish(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct err err = {0};

        interrupt_watch();
        assert_false(interrupt_pending(&err));
        raise(numbers[i]);
        assert_true(interrupt_pending(&err));
        assert_int_equal(err.kind, ERR_INTERRUPTED);
        assert_true(interrupt_pending(NULL));
        interrupt_forget();
        assert_false(interrupt_pending(NULL));
    }
}

static int status_of(void (*child)(void))
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        child();
        _exit(0);
    }
    waitpid(pid, &status, 0);
    return status;
}

static void signal_twice(void)
{
    struct atomic_file file;
    struct err err;

    interrupt_watch();
    if (!atomic_file_open(&file, "/tmp/test_interrupt", &err))
        _exit(1);
    if (file.temporary[5] != '.')
        _exit(2);
    raise(SIGINT);
    raise(SIGTERM);
    _exit(3);
}

static void test_the_second_ends_the_process(void **state)
{
    (void)state;
    int status = status_of(signal_twice);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 130);
    assert_int_equal(access("/tmp/test_interrupt", F_OK), -1);
}

static void forget_then_signal(void)
{
    interrupt_watch();
    interrupt_forget();
    raise(SIGTERM);
}

static void test_forgotten_in_a_child(void **state)
{
    (void)state;
    int status = status_of(forget_then_signal);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
}

static void ignored_before(void)
{
    signal(SIGHUP, SIG_IGN);
    interrupt_watch();
    raise(SIGHUP);
    _exit(interrupt_pending(NULL) ? 1 : 0);
}

static void test_nohup_is_respected(void **state)
{
    (void)state;
    assert_int_equal(status_of(ignored_before), 0);
}

static void write_into_the_void(void)
{
    int fds[2];

    interrupt_watch();
    if (pipe(fds) != 0)
        _exit(1);
    close(fds[0]);
    _exit(write(fds[1], "x", 1) == -1 ? 0 : 2);
}

static void test_broken_pipes_do_not_kill(void **state)
{
    (void)state;
    assert_int_equal(status_of(write_into_the_void), 0);
}

static void test_blocked_reads_come_back(void **state)
{
    int fds[2];
    char *data;
    size_t size;
    struct err err = {0};

    (void)state;
    assert_int_equal(pipe(fds), 0);
    int kept = dup(STDIN_FILENO);
    dup2(fds[0], STDIN_FILENO);
    interrupt_watch();
    struct sigaction action;
    sigaction(SIGINT, NULL, &action);
    sigaction(SIGALRM, &action, NULL);
    alarm(1);
    assert_false(file_read("-", 100, &data, &size, &err));
    assert_int_equal(err.kind, ERR_INTERRUPTED);
    interrupt_forget();
    signal(SIGALRM, SIG_DFL);
    dup2(kept, STDIN_FILENO);
    close(kept);
    close(fds[0]);
    close(fds[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_signal_is_a_wish),
        cmocka_unit_test(test_the_second_ends_the_process),
        cmocka_unit_test(test_forgotten_in_a_child),
        cmocka_unit_test(test_nohup_is_respected),
        cmocka_unit_test(test_broken_pipes_do_not_kill),
        cmocka_unit_test(test_blocked_reads_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
