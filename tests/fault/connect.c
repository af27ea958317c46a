/* Loaded before the C library, writes down every network address that the
 * program connects to, one a line, in the file that CONNECT_LOG names, and
 * refuses those beyond this machine: so a test can show that none was asked
 * for, and never asks itself. */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_loopback(const struct sockaddr *address, char *text, size_t size)
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    char name[INET6_ADDRSTRLEN] = "";

    if (address->sa_family == AF_INET) {
        memcpy(&v4, address, sizeof v4);
        inet_ntop(AF_INET, &v4.sin_addr, name, sizeof name);
        snprintf(text, size, "%s %u\n", name, ntohs(v4.sin_port));
        return ntohl(v4.sin_addr.s_addr) >> 24 == 127;
    }
    memcpy(&v6, address, sizeof v6);
    inet_ntop(AF_INET6, &v6.sin6_addr, name, sizeof name);
    snprintf(text, size, "%s %u\n", name, ntohs(v6.sin6_port));
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

/* The C library names its parameters by reserved words.
 * NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
int connect(int fd, __CONST_SOCKADDR_ARG to, socklen_t size)
{
    int (*real)(int, const struct sockaddr *, socklen_t);
    void *found = dlsym(RTLD_NEXT, "connect");
    const char *path = getenv("CONNECT_LOG");
    const struct sockaddr *address = to.__sockaddr__;
    char line[INET6_ADDRSTRLEN + 16];

    memcpy(&real, &found, sizeof found);
    if (address->sa_family != AF_INET && address->sa_family != AF_INET6)
        return real(fd, address, size);
    bool allowed = is_loopback(address, line, sizeof line);
    int log =
        path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (log >= 0) {
        (void)!write(log, line, strlen(line));
        close(log);
    }
    if (allowed)
        return real(fd, address, size);
    errno = ENETUNREACH;
    return -1;
}
