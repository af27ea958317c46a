#include "base/fork.h"

#include <time.h>
#include <unistd.h>

enum { TRIES = 6, PAUSE_MS = 20 };

static void pause_ms(long ms)
{
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&time, NULL);
}

pid_t fork_patiently(void)
{
    for (int i = 1;; i++) {
        pid_t pid = fork();

        if (pid >= 0 || i == TRIES)
            return pid;
        pause_ms(PAUSE_MS * (long)i);
    }
}
