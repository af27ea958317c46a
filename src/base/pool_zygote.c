#include "base/pool_zygote.h"

#include "base/fork.h"
#include "base/interrupt.h"
#include "base/mem.h"
#include "base/pool_wire.h"
#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct child {
    pid_t pid; /* 0: free */
    uint64_t job;
    uint32_t attempt;
};

struct zygote {
    const struct pool_work *work;
    int control;
    struct child *children; /* work->at_once of them */
};

static void on_child(int number)
{
    (void)number; /* it is enough that ppoll comes back */
}

/* SIGCHLD arrives only inside ppoll, so that no end is missed between the
 * look and the sleep. */
static void watch_children(void)
{
    struct sigaction action = {.sa_handler = on_child};
    sigset_t set;

    sigemptyset(&action.sa_mask);
    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

static void unwatch_children(void)
{
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigset_t set;

    sigemptyset(&action.sa_mask);
    sigaction(SIGCHLD, &action, NULL);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* A child must not outlive its parent, whatever kills that one. */
static void die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
}

/* Libraries chat: stdout is the program's product and stderr is cli's. */
static void quiet_streams(int noise)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        if (null > STDERR_FILENO)
            close(null);
    }
    if (noise >= 0 && noise != STDERR_FILENO) {
        dup2(noise, STDERR_FILENO);
        close(noise);
    }
}

static _Noreturn void be_job(const struct zygote *zygote, pid_t parent,
                             const struct pool_order *order,
                             const struct pool_fds *fds)
{
    const struct pool_work *work = zygote->work;
    struct pool_pipe pipe = {.fd = fds->records};
    struct err err = {.message = "it did not say why"};

    die_with(parent);
    setpgid(0, 0);
    unwatch_children();
    close(zygote->control);
    quiet_streams(fds->noise);
    sandbox_limit_memory(work->job_memory_bytes);
    sandbox_enter(work->sandbox, 0);
    if (work->closes_files) {
        /* Behind the cell, which needs descriptors of its own to be built. */
        close_range(STDERR_FILENO + 1, (unsigned)pipe.fd - 1, 0);
        close_range((unsigned)pipe.fd + 1, ~0u, 0);
    }
    bool ok = work->run(work->context, (size_t)order->job, order->attempt,
                        &pipe, &err);
    bool sealed = pool_wire_seal(&pipe, ok, &err);
    _exit(sealed ? 0 : 1);
}

static struct child *free_child(const struct zygote *zygote)
{
    for (unsigned i = 0; i < zygote->work->at_once; i++) {
        if (zygote->children[i].pid == 0)
            return &zygote->children[i];
    }
    return NULL;
}

static bool start_job(struct zygote *zygote, const struct pool_order *order,
                      const struct pool_fds *fds)
{
    struct pool_report report = {
        .event = POOL_NO_FORK, .job = order->job, .attempt = order->attempt};
    struct child *child = free_child(zygote);
    pid_t self = getpid();

    if (!child)
        return false; /* more orders than agreed: out of step */
    pid_t pid = fork_patiently();
    if (pid == 0)
        be_job(zygote, self, order, fds);
    if (pid < 0) {
        report.status = errno;
        return pool_wire_report(zygote->control, &report);
    }
    setpgid(pid, pid);
    *child = (struct child){pid, order->job, order->attempt};
    return true;
}

static void kill_job(const struct zygote *zygote,
                     const struct pool_order *order)
{
    for (unsigned i = 0; i < zygote->work->at_once; i++) {
        const struct child *child = &zygote->children[i];

        if (child->pid > 0 && child->job == order->job &&
            child->attempt == order->attempt)
            kill(-child->pid, SIGKILL);
    }
}

static struct child *child_of(const struct zygote *zygote, pid_t pid)
{
    for (unsigned i = 0; i < zygote->work->at_once; i++) {
        if (zygote->children[i].pid == pid)
            return &zygote->children[i];
    }
    return NULL;
}

/* Reaps whoever has ended.  What a job forked and left behind is killed
 * while the job is still a zombie, so that the number of its group cannot be
 * anybody else's; then it lands here, too, because we are the subreaper. */
static bool reap(struct zygote *zygote)
{
    for (;;) {
        siginfo_t info = {.si_pid = 0};

        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
            info.si_pid == 0)
            return true;
        struct child *child = child_of(zygote, info.si_pid);
        if (child)
            kill(-info.si_pid, SIGKILL);
        int status = 0;
        waitpid(info.si_pid, &status, 0);
        if (!child)
            continue;
        struct pool_report report = {.event = POOL_ENDED,
                                     .job = child->job,
                                     .attempt = child->attempt,
                                     .status = status};
        child->pid = 0;
        if (!pool_wire_report(zygote->control, &report))
            return false;
    }
}

static _Noreturn void quit(const struct zygote *zygote)
{
    for (unsigned i = 0; i < zygote->work->at_once; i++) {
        if (zygote->children[i].pid > 0)
            kill(-zygote->children[i].pid, SIGKILL);
    }
    while (wait(NULL) > 0 || errno == EINTR)
        ;
    _exit(0);
}

static bool obey(struct zygote *zygote)
{
    struct pool_order order = {0};
    struct pool_fds fds;

    if (!pool_wire_take_order(zygote->control, &order, &fds))
        return false;
    bool ok = true;
    if (order.verb == POOL_RUN)
        ok = fds.records >= 0 && start_job(zygote, &order, &fds);
    else if (order.verb == POOL_KILL)
        kill_job(zygote, &order);
    else
        ok = false;
    if (fds.records >= 0)
        close(fds.records);
    if (fds.noise >= 0)
        close(fds.noise);
    return ok;
}

static void serve(struct zygote *zygote)
{
    struct pollfd poll_control = {.fd = zygote->control, .events = POLLIN};
    sigset_t none;

    sigemptyset(&none);
    for (;;) {
        int ready = ppoll(&poll_control, 1, NULL, &none);

        if (ready < 0 && errno != EINTR)
            quit(zygote);
        if (!reap(zygote) || (ready > 0 && !obey(zygote)))
            quit(zygote);
    }
}

_Noreturn void pool_zygote(const struct pool_work *work, int control, int noise,
                           pid_t conductor)
{
    struct pool_report report = {.event = POOL_OPENED};
    struct zygote zygote = {.work = work, .control = control};

    die_with(conductor);
    /* A group of our own: Ctrl-C is the conductor's to handle. */
    setpgid(0, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    interrupt_forget();
    mem_on_exhaustion(NULL);
    quiet_streams(noise);
    zygote.children = mem_new(work->at_once, sizeof *zygote.children);
    if (work->open && !work->open(work->context, &report.err))
        report.event = POOL_NOT_OPENED;
    if (work->sandbox != SANDBOX_NONE)
        sandbox_prepare();
    watch_children();
    if (!pool_wire_report(control, &report) || report.event == POOL_NOT_OPENED)
        _exit(1);
    serve(&zygote);
    _exit(0);
}
