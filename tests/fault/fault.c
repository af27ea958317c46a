/* Loaded before the C library, makes one call of the program, or that one and
 * all behind it, fail.  The environment says which:
 *
 *     FAULT_KIND    name of a call below, or "io" for all but allocations
 *     FAULT_AT      its number, from 1, counted over all processes of a run;
 *                   0: none fails, they are only counted
 *     FAULT_HOW     name of an error (ENOSPC), "short" (half is written or
 *                   read), or "kill" (SIGKILL for the main process)
 *     FAULT_STICKY  set: all later calls fail too
 *     FAULT_UNDER   only writes, opens, renames and removals below this
 *                   folder count
 *     FAULT_COUNT   file of 8 bytes where the count is kept
 *
 *     FAULT_IN      the library whose calls are meant, by a part of its name;
 *                   without it they are those of our own program alone */
/* Its checked variants of read() and others would make ours inline. */
#undef _FORTIFY_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The C library names its parameters by reserved words.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */

static struct {
    bool ready;
    bool sticky;
    const char *in;
    const char *kind;
    const char *under;
    uint64_t at;
    int error;
    bool is_short;
    bool is_kill;
    _Atomic uint64_t *count; /* shared by all processes */
    uintptr_t first, last;   /* of the code whose calls fail */
    pid_t main_process;
} fault;

static const struct {
    const char *name;
    int number;
} errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EINTR", EINTR},
              {"EMFILE", EMFILE}, {"ENOMEM", ENOMEM}, {"EAGAIN", EAGAIN},
              {"EDQUOT", EDQUOT}, {"EACCES", EACCES}};

static int find_code(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size;
    (void)context;
    if (fault.in && !strstr(info->dlpi_name, fault.in))
        return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];

        if (header->p_type != PT_LOAD || !(header->p_flags & PF_X))
            continue;
        fault.first = info->dlpi_addr + header->p_vaddr;
        fault.last = fault.first + header->p_memsz;
    }
    return 1; /* the first of all is the program itself */
}

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAULT_AT");
    const char *how = getenv("FAULT_HOW");
    const char *path = getenv("FAULT_COUNT");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;

    if (fd < 0 || !at || !how)
        return;
    fault.count = mmap(NULL, sizeof *fault.count, PROT_READ | PROT_WRITE,
                       MAP_SHARED, fd, 0);
    close(fd);
    if (fault.count == MAP_FAILED)
        return;
    fault.kind = getenv("FAULT_KIND");
    fault.under = getenv("FAULT_UNDER");
    fault.at = strtoull(at, NULL, 10);
    fault.sticky = getenv("FAULT_STICKY") != NULL;
    fault.in = getenv("FAULT_IN");
    fault.is_short = strcmp(how, "short") == 0;
    fault.is_kill = strcmp(how, "kill") == 0;
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        if (strcmp(how, errors[i].name) == 0)
            fault.error = errors[i].number;
    }
    fault.main_process = getpid();
    dl_iterate_phdr(find_code, NULL);
    fault.ready = fault.kind != NULL;
}

/* Whether a call is about a file below the folder in question. */
static bool is_under(int fd, const char *path)
{
    char link[64];
    char target[4096];

    if (!fault.under)
        return true;
    if (!path) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t size = fd < 0 ? -1 : readlink(link, target, sizeof target - 1);
        if (size < 0)
            return false;
        target[size] = '\0';
        path = target;
    }
    return strncmp(path, fault.under, strlen(fault.under)) == 0;
}

/* Whether this call is to fail; counts it. */
static bool strikes_file(const char *name, const void *caller, bool is_io,
                         int fd, const char *path)
{
    uintptr_t from = (uintptr_t)caller;

    if (!fault.ready || from < fault.first || from >= fault.last)
        return false;
    if (strcmp(fault.kind, name) != 0 &&
        !(is_io && strcmp(fault.kind, "io") == 0))
        return false;
    if (!is_under(fd, path))
        return false;
    uint64_t number = atomic_fetch_add(fault.count, 1) + 1;
    if (fault.at == 0 || number < fault.at ||
        (number > fault.at && !fault.sticky))
        return false;
    if (fault.is_kill)
        kill(fault.main_process, SIGKILL);
    return true;
}

static bool strikes(const char *name, const void *caller, bool is_io)
{
    return strikes_file(name, caller, is_io, -1, NULL);
}

#define REAL(pointer, name)                                                    \
    do {                                                                       \
        static void *found;                                                    \
        if (!found)                                                            \
            found = dlsym(RTLD_NEXT, name);                                    \
        memcpy(&(pointer), &found, sizeof found);                              \
    } while (0)

/* In a function of the name: its real one into `real`, and the fault. */
#define STRIKES(name) strikes(name, __builtin_return_address(0), true)
#define STRIKES_FD(name, fd)                                                   \
    strikes_file(name, __builtin_return_address(0), true, fd, NULL)
#define STRIKES_PATH(name, path)                                               \
    strikes_file(name, __builtin_return_address(0), true, -1, path)
#define FAIL(value)                                                            \
    do {                                                                       \
        errno = fault.error;                                                   \
        return (value);                                                        \
    } while (0)

/* A call that moves count bytes fails, or moves half of them. */
#define MOVES(name, count)                                                     \
    if (STRIKES_FD(name, fd)) {                                                \
        if (!fault.is_short)                                                   \
            FAIL(-1);                                                          \
        (count) = (count) > 1 ? (count) / 2 : (count);                         \
    }

ssize_t write(int fd, const void *data, size_t count)
{
    ssize_t (*real)(int, const void *, size_t);
    MOVES("write", count)
    REAL(real, "write");
    return real(fd, data, count);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off_t);
    MOVES("write", count)
    REAL(real, "pwrite");
    return real(fd, data, count, offset);
}

ssize_t read(int fd, void *data, size_t count)
{
    ssize_t (*real)(int, void *, size_t);
    MOVES("read", count)
    REAL(real, "read");
    return real(fd, data, count);
}

ssize_t pread(int fd, void *data, size_t count, off_t offset)
{
    ssize_t (*real)(int, void *, size_t, off_t);
    MOVES("read", count)
    REAL(real, "pread");
    return real(fd, data, count, offset);
}

/* Names that libraries call who were built for large files. */
ssize_t pwrite64(int fd, const void *data, size_t count, off64_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off64_t);
    MOVES("write", count)
    REAL(real, "pwrite64");
    return real(fd, data, count, offset);
}

ssize_t pread64(int fd, void *data, size_t count, off64_t offset)
{
    ssize_t (*real)(int, void *, size_t, off64_t);
    MOVES("read", count)
    REAL(real, "pread64");
    return real(fd, data, count, offset);
}

size_t fwrite(const void *data, size_t size, size_t count, FILE *file)
{
    size_t (*real)(const void *, size_t, size_t, FILE *);
    REAL(real, "fwrite");
    if (file == stdout && STRIKES("write")) {
        errno = fault.error;
        return real(data, size, count / 2, file) / 2;
    }
    return real(data, size, count, file);
}

int fflush(FILE *file)
{
    int (*real)(FILE *);
    if (STRIKES("write") && !fault.is_short)
        FAIL(EOF);
    REAL(real, "fflush");
    return real(file);
}

int fsync(int fd)
{
    int (*real)(int);
    if (STRIKES_FD("fsync", fd))
        FAIL(-1);
    REAL(real, "fsync");
    return real(fd);
}

int fdatasync(int fd)
{
    int (*real)(int);
    if (STRIKES("fsync"))
        FAIL(-1);
    REAL(real, "fdatasync");
    return real(fd);
}

int ftruncate64(int fd, off64_t size)
{
    int (*real)(int, off64_t);
    if (STRIKES("write"))
        FAIL(-1);
    REAL(real, "ftruncate64");
    return real(fd, size);
}

int ftruncate(int fd, off_t size)
{
    int (*real)(int, off_t);
    if (STRIKES("write"))
        FAIL(-1);
    REAL(real, "ftruncate");
    return real(fd, size);
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *);
    if (STRIKES_PATH("rename", to))
        FAIL(-1);
    REAL(real, "rename");
    return real(from, to);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to,
              unsigned flags)
{
    int (*real)(int, const char *, int, const char *, unsigned);
    if (STRIKES("rename"))
        FAIL(-1);
    REAL(real, "renameat2");
    return real(from_fd, from, to_fd, to, flags);
}

int unlink(const char *path)
{
    int (*real)(const char *);
    if (STRIKES_PATH("unlink", path))
        FAIL(-1);
    REAL(real, "unlink");
    return real(path);
}

int remove(const char *path)
{
    int (*real)(const char *);
    if (STRIKES("unlink"))
        FAIL(-1);
    REAL(real, "remove");
    return real(path);
}

int mkdir(const char *path, mode_t mode)
{
    int (*real)(const char *, mode_t);
    if (STRIKES("mkdir"))
        FAIL(-1);
    REAL(real, "mkdir");
    return real(path, mode);
}

DIR *opendir(const char *path)
{
    DIR *(*real)(const char *);
    if (STRIKES("open"))
        FAIL(NULL);
    REAL(real, "opendir");
    return real(path);
}

int open64(const char *path, int flags, ...)
{
    int (*real)(const char *, int, ...);
    va_list args;

    va_start(args, flags);
    mode_t mode = va_arg(args, mode_t);
    va_end(args);
    if (STRIKES("open"))
        FAIL(-1);
    REAL(real, "open64");
    return real(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    int (*real)(const char *, int, ...);
    va_list args;

    va_start(args, flags);
    mode_t mode = va_arg(args, mode_t);
    va_end(args);
    if (STRIKES_PATH("open", path))
        FAIL(-1);
    REAL(real, "open");
    return real(path, flags, mode);
}

int mkostemp(char *path, int flags)
{
    int (*real)(char *, int);
    if (STRIKES_PATH("open", path))
        FAIL(-1);
    REAL(real, "mkostemp");
    return real(path, flags);
}

char *mkdtemp(char *path)
{
    char *(*real)(char *);
    if (STRIKES("open"))
        FAIL(NULL);
    REAL(real, "mkdtemp");
    return real(path);
}

FILE *fopen(const char *path, const char *mode)
{
    FILE *(*real)(const char *, const char *);
    if (STRIKES("open"))
        FAIL(NULL);
    REAL(real, "fopen");
    return real(path, mode);
}

int memfd_create(const char *name, unsigned flags)
{
    int (*real)(const char *, unsigned);
    if (STRIKES("open"))
        FAIL(-1);
    REAL(real, "memfd_create");
    return real(name, flags);
}

/* The descriptor is gone all the same, as on Linux. */
int close(int fd)
{
    int (*real)(int);
    bool fails = STRIKES_FD("close", fd);
    REAL(real, "close");
    int result = real(fd);
    if (fails)
        FAIL(-1);
    return result;
}

pid_t fork(void)
{
    pid_t (*real)(void);
    if (STRIKES("fork"))
        FAIL(-1);
    REAL(real, "fork");
    return real();
}

/* Says why it failed by its result. */
int posix_spawnp(pid_t *pid, const char *file,
                 const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const argv[],
                 char *const envp[])
{
    int (*real)(pid_t *, const char *, const posix_spawn_file_actions_t *,
                const posix_spawnattr_t *, char *const *, char *const *);
    if (STRIKES("fork"))
        return fault.error;
    REAL(real, "posix_spawnp");
    return real(pid, file, actions, attributes, argv, envp);
}

int pipe2(int fds[2], int flags)
{
    int (*real)(int *, int);
    if (STRIKES("pipe"))
        FAIL(-1);
    REAL(real, "pipe2");
    return real(fds, flags);
}

int socketpair(int domain, int type, int protocol, int fds[2])
{
    int (*real)(int, int, int, int *);
    if (STRIKES("pipe"))
        FAIL(-1);
    REAL(real, "socketpair");
    return real(domain, type, protocol, fds);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    ssize_t (*real)(int, const struct msghdr *, int);
    if (STRIKES("send") && !fault.is_short)
        FAIL(-1);
    REAL(real, "sendmsg");
    return real(fd, message, flags);
}

ssize_t send(int fd, const void *data, size_t count, int flags)
{
    ssize_t (*real)(int, const void *, size_t, int);
    MOVES("send", count)
    REAL(real, "send");
    return real(fd, data, count, flags);
}

ssize_t recv(int fd, void *data, size_t count, int flags)
{
    ssize_t (*real)(int, void *, size_t, int);
    if (STRIKES("send") && !fault.is_short)
        FAIL(-1);
    REAL(real, "recv");
    return real(fd, data, count, flags);
}

int poll(struct pollfd *fds, nfds_t count, int timeout_ms)
{
    int (*real)(struct pollfd *, nfds_t, int);
    if (STRIKES("poll"))
        FAIL(-1);
    REAL(real, "poll");
    return real(fds, count, timeout_ms);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd,
           off_t offset)
{
    void *(*real)(void *, size_t, int, int, int, off_t);
    if (strikes("malloc", __builtin_return_address(0), false))
        FAIL(MAP_FAILED);
    REAL(real, "mmap");
    return real(at, size, protection, flags, fd, offset);
}

/* glibc's own names: dlsym() itself allocates. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    if (strikes("malloc", __builtin_return_address(0), false))
        FAIL(NULL);
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    if (strikes("malloc", __builtin_return_address(0), false))
        FAIL(NULL);
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    if (strikes("malloc", __builtin_return_address(0), false))
        FAIL(NULL);
    return __libc_realloc(old, size);
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
