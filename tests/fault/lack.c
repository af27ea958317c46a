/* Loaded before the C library, makes a kernel seem to lack what LACK names:
 * "landlock", "seccomp", "privileges" (no_new_privs), "limits", several of
 * them with commas, as older kernels and containers do. */
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The C library names its parameters by reserved words.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

/* A pointer to a function cannot be cast from what dlsym() gives. */
#define REAL(pointer, name)                                                    \
    do {                                                                       \
        void *found = dlsym(RTLD_NEXT, name);                                  \
        memcpy(&(pointer), &found, sizeof found);                              \
    } while (0)

static bool lacks(const char *what)
{
    const char *list = getenv("LACK");

    return list && strstr(list, what);
}

long syscall(long number, ...)
{
    long (*real)(long, ...);
    long a[6];
    va_list args;

    va_start(args, number);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(args, long);
    va_end(args);
    if (number >= SYS_landlock_create_ruleset &&
        number <= SYS_landlock_restrict_self && lacks("landlock")) {
        errno = ENOSYS;
        return -1;
    }
    REAL(real, "syscall");
    return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int prctl(int option, ...)
{
    int (*real)(int, ...);
    unsigned long a[4];
    va_list args;

    va_start(args, option);
    for (int i = 0; i < 4; i++)
        a[i] = va_arg(args, unsigned long);
    va_end(args);
    if ((option == PR_SET_SECCOMP && lacks("seccomp")) ||
        (option == PR_SET_NO_NEW_PRIVS && lacks("privileges"))) {
        errno = EINVAL;
        return -1;
    }
    REAL(real, "prctl");
    return real(option, a[0], a[1], a[2], a[3]);
}

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit)
{
    int (*real)(__rlimit_resource_t, const struct rlimit *);

    if (lacks("limits")) {
        errno = EPERM;
        return -1;
    }
    REAL(real, "setrlimit");
    return real(resource, limit);
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
