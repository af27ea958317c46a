#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* AddressSanitizer maps terabytes of address space for its shadow. */
#if defined(__SANITIZE_ADDRESS__)
enum { ADDRESS_SPACE_IS_OURS = 0 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { ADDRESS_SPACE_IS_OURS = 0 };
#else
enum { ADDRESS_SPACE_IS_OURS = 1 };
#endif
#else
enum { ADDRESS_SPACE_IS_OURS = 1 };
#endif

enum { FOLDERS_MAX = 4 };
static char folders[FOLDERS_MAX][256];
static size_t folder_count;

/* What sandbox_prepare() made. */
static bool is_prepared;
static struct sock_fprog filters[SANDBOX_PROFILE_COUNT];
static int rulesets[SANDBOX_PROFILE_COUNT] = {-1, -1, -1, -1, -1};

static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),
    SCMP_SYS(getppid),
    SCMP_SYS(gettid),
    SCMP_SYS(tgkill),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(getrusage),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(close_range),
};

static const int allowed_to_read[] = {SCMP_SYS(fstat), SCMP_SYS(newfstatat),
                                      SCMP_SYS(stat), SCMP_SYS(getdents64),
                                      SCMP_SYS(fcntl)};

/* What forking and waiting needs besides, and building the child's cell. */
static const int allowed_to_fork[] = {
    SCMP_SYS(fork),
    SCMP_SYS(wait4),
    SCMP_SYS(waitid),
    SCMP_SYS(kill),
    SCMP_SYS(rt_sigtimedwait),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(rseq),
    SCMP_SYS(setpgid),
    SCMP_SYS(getrlimit),
    SCMP_SYS(setrlimit),
    SCMP_SYS(prlimit64),
    SCMP_SYS(prctl),
    SCMP_SYS(seccomp),
    SCMP_SYS(landlock_restrict_self),
};

static const int refused[] = {
    SCMP_SYS(open),   SCMP_SYS(openat2),   SCMP_SYS(creat),
    SCMP_SYS(lstat),  SCMP_SYS(statx),     SCMP_SYS(access),
    SCMP_SYS(mkdir),  SCMP_SYS(faccessat), SCMP_SYS(readlink),
    SCMP_SYS(unlink), SCMP_SYS(rename),    SCMP_SYS(truncate),
};

static const int refused_unless_reading[] = {
    SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(fstat), SCMP_SYS(newfstatat)};

static const int deadly[] = {
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace),
    SCMP_SYS(socket), SCMP_SYS(connect),  SCMP_SYS(process_vm_writev),
};

static const int deadly_unless_forking[] = {SCMP_SYS(fork), SCMP_SYS(vfork),
                                            SCMP_SYS(clone)};

/* What no program that only converts a file has to do; everything else it
 * may.  A program falls back where it is refused. */
static const int refused_to_programs[] = {
    SCMP_SYS(socket),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(move_mount),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(shmget),
    SCMP_SYS(msgget),
};

const char *sandbox_layer_name(enum sandbox_layer layer)
{
    switch (layer) {
    case SANDBOX_LIMITS:
        return "resource limits";
    case SANDBOX_NO_PRIVILEGES:
        return "no new privileges";
    case SANDBOX_LANDLOCK:
        return "Landlock";
    case SANDBOX_SECCOMP:
        return "seccomp";
    }
    return NULL;
}

/* One rule for each of a list; a call that this machine's architecture does
 * not have is passed over. */
static bool add_rules(scmp_filter_ctx filter, uint32_t action, const int *calls,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int failed = seccomp_rule_add(filter, action, calls[i], 0);

        if (failed && failed != -EDOM && failed != -EOPNOTSUPP)
            return false;
    }
    return true;
}

static bool add_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp only)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, only) == 0;
}

/* Memory that cannot be run; files that are only read; threads' and
 * namespaces' kinds of clone stay unknown calls. */
static bool add_conditional(scmp_filter_ctx filter,
                            enum sandbox_profile profile)
{
    scmp_datum_t changes = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    scmp_datum_t spaces = CLONE_VM | CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID;

    return add_if(filter, SCMP_SYS(mmap),
                  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           add_if(filter, SCMP_SYS(mprotect),
                  SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) &&
           (profile < SANDBOX_READ ||
            add_if(filter, SCMP_SYS(openat),
                   SCMP_A2(SCMP_CMP_MASKED_EQ, changes, O_RDONLY))) &&
           (profile < SANDBOX_FORK ||
            add_if(filter, SCMP_SYS(clone),
                   SCMP_A0(SCMP_CMP_MASKED_EQ, spaces, 0)));
}

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static bool fill_filter(scmp_filter_ctx filter, enum sandbox_profile profile)
{
    const uint32_t allow = SCMP_ACT_ALLOW;
    const uint32_t refuse = SCMP_ACT_ERRNO(EACCES);
    const uint32_t end = SCMP_ACT_KILL_PROCESS;

    if (profile == SANDBOX_PROGRAM)
        return add_rules(filter, refuse, refused_to_programs,
                         COUNT(refused_to_programs));
    return add_rules(filter, allow, allowed, COUNT(allowed)) &&
           add_rules(filter, refuse, refused, COUNT(refused)) &&
           add_rules(filter, end, deadly, COUNT(deadly)) &&
           add_conditional(filter, profile) &&
           (profile < SANDBOX_READ
                ? add_rules(filter, refuse, refused_unless_reading,
                            COUNT(refused_unless_reading))
                : add_rules(filter, allow, allowed_to_read,
                            COUNT(allowed_to_read))) &&
           (profile < SANDBOX_FORK
                ? add_rules(filter, end, deadly_unless_forking,
                            COUNT(deadly_unless_forking))
                : add_rules(filter, allow, allowed_to_fork,
                            COUNT(allowed_to_fork)));
}

/* The filter as a program for the kernel, so that a child only has to hand
 * it over. */
static void compile_filter(enum sandbox_profile profile)
{
    scmp_filter_ctx filter = seccomp_init(
        profile == SANDBOX_PROGRAM ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(ENOSYS));
    int fd = memfd_create("filter", MFD_CLOEXEC);
    off_t size = 0;

    if (filter && fd >= 0 && fill_filter(filter, profile) &&
        seccomp_export_bpf(filter, fd) == 0)
        size = lseek(fd, 0, SEEK_END);
    if (size > 0) {
        struct sock_filter *program = malloc((size_t)size);

        if (program && pread(fd, program, (size_t)size, 0) == size)
            filters[profile] = (struct sock_fprog){
                (unsigned short)((size_t)size / sizeof *program), program};
        else
            free(program);
    }
    if (fd >= 0)
        close(fd);
    if (filter)
        seccomp_release(filter);
}

/* Access rights grow with the version; asking for one that the kernel does
 * not know is an error. */
static uint64_t handled_rights(long version)
{
    uint64_t rights = LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1; /* version 1 */

    if (version >= 2)
        rights |= 1u << 13; /* REFER */
    if (version >= 3)
        rights |= 1u << 14; /* TRUNCATE */
    return rights;
}

static void allow_folder(int ruleset, const char *folder, uint64_t more)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access =
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | more,
        .parent_fd = open(folder, O_PATH | O_CLOEXEC),
    };

    if (rule.parent_fd < 0)
        return;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule,
            0);
    close(rule.parent_fd);
}

void sandbox_allow_reading(const char *folder)
{
    for (size_t i = 0; i < folder_count; i++) {
        if (strcmp(folders[i], folder) == 0)
            return;
    }
    if (folder_count == FOLDERS_MAX || strlen(folder) >= sizeof folders[0])
        return;
    snprintf(folders[folder_count++], sizeof folders[0], "%s", folder);
    for (size_t i = SANDBOX_READ; i <= SANDBOX_FORK; i++) {
        if (rulesets[i] >= 0)
            allow_folder(rulesets[i], folder, 0);
    }
}

static void make_ruleset(enum sandbox_profile profile)
{
    /* The second member, since version 4: TCP bind and connect. */
    uint64_t attributes[2] = {0, 3};
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);

    if (version < 1)
        return;
    attributes[0] = handled_rights(version);
    long ruleset = syscall(SYS_landlock_create_ruleset, attributes,
                           sizeof attributes[0] * (version >= 4 ? 2 : 1), 0);
    if (ruleset < 0)
        return;
    rulesets[profile] = (int)ruleset;
    if (profile == SANDBOX_PROGRAM)
        allow_folder((int)ruleset, "/", LANDLOCK_ACCESS_FS_EXECUTE);
    else if (profile >= SANDBOX_READ)
        for (size_t i = 0; i < folder_count; i++)
            allow_folder((int)ruleset, folders[i], 0);
}

void sandbox_prepare(void)
{
    if (is_prepared)
        return;
    is_prepared = true;
    for (enum sandbox_profile profile = SANDBOX_COMPUTE;
         profile < SANDBOX_PROFILE_COUNT; profile++) {
        compile_filter(profile);
        make_ruleset(profile);
    }
}

static bool limit(int what, rlim_t value)
{
    struct rlimit old;
    struct rlimit fresh = {value, value};

    if (getrlimit((__rlimit_resource_t)what, &old) == 0 &&
        old.rlim_max <= value)
        return true;
    return setrlimit((__rlimit_resource_t)what, &fresh) == 0;
}

static bool enter_limits(enum sandbox_profile profile, unsigned cpu_s)
{
    /* At the file size limit a write fails instead of killing us: a log may
     * be our stderr. */
    signal(SIGXFSZ, SIG_IGN);
    bool on = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0);
    if (profile < SANDBOX_FORK)
        on = limit(RLIMIT_NPROC, 0) && on;
    if (cpu_s > 0)
        on = limit(RLIMIT_CPU, cpu_s) && on;
    return on;
}

unsigned sandbox_enter(enum sandbox_profile profile, unsigned cpu_s)
{
    unsigned layers = 0;

    if (profile == SANDBOX_NONE)
        return 0;
    sandbox_prepare();
    if (enter_limits(profile, cpu_s))
        layers |= SANDBOX_LIMITS;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
        layers |= SANDBOX_NO_PRIVILEGES;
    if (rulesets[profile] >= 0 &&
        syscall(SYS_landlock_restrict_self, rulesets[profile], 0) == 0)
        layers |= SANDBOX_LANDLOCK;
    if (filters[profile].filter &&
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filters[profile]) == 0)
        layers |= SANDBOX_SECCOMP;
    return layers;
}

unsigned sandbox_probe(enum sandbox_profile profile)
{
    int status = 0;

    sandbox_prepare();
    pid_t pid = fork();
    if (pid == 0)
        _exit((int)sandbox_enter(profile, 0));
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return pid > 0 && WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) : 0;
}

void sandbox_limit_memory(size_t bytes)
{
    if (bytes > 0 && ADDRESS_SPACE_IS_OURS)
        limit(RLIMIT_AS, bytes);
}

size_t sandbox_memory_in_use(void)
{
    /* The first number of the file is the size in pages. */
    FILE *file = fopen("/proc/self/statm", "re");
    char line[128];
    unsigned long pages = 0;

    if (!file)
        return 0;
    if (fgets(line, sizeof line, file))
        pages = strtoul(line, NULL, 10);
    fclose(file);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}
