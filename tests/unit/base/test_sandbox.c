#include "base/sandbox.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Each deed gives 0 when it was stopped; being killed counts as stopped. */

static int open_for_reading(void)
{
    return open("/etc/hostname", O_RDONLY) < 0 ? 0 : 1;
}

static int open_for_writing(void)
{
    int fd = open("/tmp/test_sandbox", O_WRONLY | O_CREAT, 0600);

    if (fd >= 0)
        unlink("/tmp/test_sandbox");
    return fd < 0 ? 0 : 1;
}

static int write_to_an_open_file(void)
{
    FILE *file = tmpfile();

    sandbox_enter(SANDBOX_COMPUTE, 0);
    return file && write(fileno(file), "x", 1) > 0;
}

static int connect_somewhere(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(9),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    /* A refusal by the other side would mean that we had got through. */
    return fd >= 0 && (connect(fd, (const struct sockaddr *)&address,
                               sizeof address) == 0 ||
                       errno == ECONNREFUSED);
}

static int start_a_program(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return 0;
}

static int fork_a_child(void)
{
    pid_t pid = fork();

    if (pid == 0)
        _exit(0);
    return pid > 0 ? 1 : 0;
}

static int trace_a_process(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 1 : 0;
}

static int delete_a_file(void)
{
    return unlink("/tmp/test_sandbox_victim") == 0 ? 1 : 0;
}

/* Runs a deed in a cell; gives the status of waitpid. */
static int try(enum sandbox_profile profile, int (*deed)(void))
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        sandbox_enter(profile, 5);
        _exit(deed());
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static bool was_stopped(int status)
{
    return (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) ||
           (WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void test_deeds_are_stopped(void **state)
{
    static int (*const deeds[])(void) = {
        open_for_reading,      open_for_writing, connect_somewhere,
        write_to_an_open_file, fork_a_child,     trace_a_process,
        delete_a_file};
    FILE *victim = fopen("/tmp/test_sandbox_victim", "w");

    (void)state;
    fclose(victim);
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        if (!was_stopped(try(SANDBOX_COMPUTE, deeds[i])))
            fail_msg("deed %zu was not stopped", i);
    }
    /* Where files may be read, Landlock says which. */
    size_t first = sandbox_probe(SANDBOX_FORK) & SANDBOX_LANDLOCK ? 0 : 1;
    for (size_t i = first; i < 4; i++) {
        if (!was_stopped(try(SANDBOX_READ, deeds[i])) ||
            !was_stopped(try(SANDBOX_FORK, deeds[i])))
            fail_msg("deed %zu was not stopped where forking is allowed", i);
    }
    unlink("/tmp/test_sandbox_victim");
    int status = try(SANDBOX_COMPUTE, start_a_program);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGSYS);
}

/* What shows that the deeds themselves work. */
static void test_deeds_work_outside(void **state)
{
    (void)state;
    assert_int_equal(WEXITSTATUS(try(SANDBOX_NONE, open_for_writing)), 1);
    assert_int_equal(WEXITSTATUS(try(SANDBOX_NONE, connect_somewhere)), 1);
    assert_int_equal(WEXITSTATUS(try(SANDBOX_NONE, fork_a_child)), 1);
}

static int compute(void)
{
    size_t size = 40 << 20;
    char *memory = mem_new(size, 1);
    double sum = 0;

    for (size_t i = 0; i < size; i += 4096)
        sum += memory[i]++;
    memory = mem_resize(memory, size * 2, 1);
    free(memory);
    return sum > 0;
}

static int use_pipe(void)
{
    char byte = 0;
    int fds[2];

    /* A pipe is made before the cell. */
    if (pipe(fds) != 0)
        return 1;
    sandbox_enter(SANDBOX_COMPUTE, 5);
    return write(fds[1], "x", 1) != 1 || read(fds[0], &byte, 1) != 1 ||
           byte != 'x';
}

static int fork_and_wait(void)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        sandbox_enter(SANDBOX_COMPUTE, 5);
        _exit(7);
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 7 ? 0 : 1;
}

/* What programs that convert are kept from, and what they are not. */
static void test_programs_are_held(void **state)
{
    static int (*const deeds[])(void) = {open_for_writing, connect_somewhere,
                                         trace_a_process, delete_a_file};
    unsigned layers = sandbox_probe(SANDBOX_PROGRAM);
    FILE *victim = fopen("/tmp/test_sandbox_victim", "w");

    (void)state;
    fclose(victim);
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++) {
        bool is_file =
            deeds[i] == open_for_writing || deeds[i] == delete_a_file;

        if (!(layers & (is_file ? SANDBOX_LANDLOCK : SANDBOX_SECCOMP)))
            continue;
        if (!was_stopped(try(SANDBOX_PROGRAM, deeds[i])))
            fail_msg("deed %zu of a program was not stopped", i);
    }
    unlink("/tmp/test_sandbox_victim");
    int status = try(SANDBOX_PROGRAM, start_a_program);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(WEXITSTATUS(try(SANDBOX_PROGRAM, open_for_reading)), 1);
    assert_int_equal(WEXITSTATUS(try(SANDBOX_PROGRAM, fork_a_child)), 1);
}

static void test_work_goes_on_inside(void **state)
{
    (void)state;
    assert_int_equal(try(SANDBOX_COMPUTE, compute), 0);
    assert_int_equal(try(SANDBOX_FORK, compute), 0);
    assert_int_equal(try(SANDBOX_NONE, use_pipe), 0);
    assert_int_equal(try(SANDBOX_FORK, fork_and_wait), 0);
}

static int abort_now(void)
{
    signal(SIGABRT, SIG_DFL);
    abort();
}

static int burn(void)
{
    volatile unsigned i = 1;

    while (i != 0)
        i |= 1;
    return 0;
}

static void test_faults_are_seen(void **state)
{
    int status = try(SANDBOX_COMPUTE, abort_now);
    pid_t pid = fork();

    (void)state;
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    if (pid == 0) {
        sandbox_enter(SANDBOX_COMPUTE, 1);
        _exit(burn());
    }
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status));
}

static void test_layers_are_told(void **state)
{
    unsigned layers = sandbox_probe(SANDBOX_COMPUTE);
    unsigned known = 0;

    (void)state;
    /* Limits and no new privileges hold on every Linux. */
    assert_true(layers & SANDBOX_LIMITS);
    assert_true(layers & SANDBOX_NO_PRIVILEGES);
    for (unsigned bit = 1; bit < 256; bit <<= 1) {
        if (sandbox_layer_name((enum sandbox_layer)bit))
            known |= bit;
    }
    assert_int_equal(layers & ~known, 0);
    assert_int_equal(sandbox_probe(SANDBOX_NONE), 0);
}

static void test_memory_in_use(void **state)
{
    (void)state;
    size_t before = sandbox_memory_in_use();
    char *memory = mem_new(64 << 20, 1);
    assert_true(sandbox_memory_in_use() >= before + (64 << 20));
    free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deeds_work_outside),
        cmocka_unit_test(test_deeds_are_stopped),
        cmocka_unit_test(test_programs_are_held),
        cmocka_unit_test(test_work_goes_on_inside),
        cmocka_unit_test(test_faults_are_seen),
        cmocka_unit_test(test_layers_are_told),
        cmocka_unit_test(test_memory_in_use),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
