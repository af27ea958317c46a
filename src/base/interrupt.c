#include "base/interrupt.h"

#include "base/atomic_file.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const int stop_signals[] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t stopped_by;

static void on_stop(int number)
{
    if (stopped_by == 0) {
        stopped_by = number;
        return;
    }
    /* The second wish is carried out here, whatever the program is doing. */
    atomic_file_remove_all();
    _exit(130);
}

static void handle(int number, void (*handler)(int))
{
    /* No SA_RESTART: a read from a terminal or a pipe that never ends must
     * come back so that the flag is seen. */
    struct sigaction action = {.sa_handler = handler};

    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void interrupt_watch(void)
{
    for (size_t i = 0; i < sizeof stop_signals / sizeof stop_signals[0]; i++) {
        struct sigaction old;

        /* nohup and shells' background jobs have them ignored on purpose. */
        if (sigaction(stop_signals[i], NULL, &old) == 0 &&
            old.sa_handler == SIG_IGN)
            continue;
        handle(stop_signals[i], on_stop);
    }
    handle(SIGPIPE, SIG_IGN);
    handle(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error */
}

bool interrupt_pending(struct err *err)
{
    if (stopped_by == 0)
        return false;
    if (err)
        err_set_kind(err, ERR_INTERRUPTED,
                     "stopped by a signal; nothing was published");
    return true;
}

void interrupt_forget(void)
{
    for (size_t i = 0; i < sizeof stop_signals / sizeof stop_signals[0]; i++)
        handle(stop_signals[i], SIG_DFL);
    handle(SIGPIPE, SIG_DFL);
    handle(SIGXFSZ, SIG_DFL);
    stopped_by = 0;
}
