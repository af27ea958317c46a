/* A cell for processes that handle what strangers wrote: no network, no
 * files, no programs, little memory.  It is built of layers that hold
 * independently; where a kernel or container lacks one, the others still do,
 * and none is needed for the work to be right.
 *
 * A system call that the cell does not know answers ENOSYS, so that
 * libraries fall back; opening a file answers EACCES; a network socket, a
 * program or a debugger's call ends the process (SIGSYS), so that an attempt
 * is seen.  (SANDBOX_PROGRAM answers EACCES to all that it forbids.) */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

enum sandbox_profile {
    SANDBOX_NONE,
    /* Computes on memory and on descriptors that are open: no file is
     * opened or grows, no process starts. */
    SANDBOX_COMPUTE,
    /* The same, but may read the folders that were named.  Where there is no
     * Landlock, any file that the user may read can be opened for reading,
     * so that the work is the same everywhere. */
    SANDBOX_READ,
    /* The same, and may fork children like itself and wait for them. */
    SANDBOX_FORK,
    /* For programs of others that turn one format into another: starts
     * programs and reads any file that the user may read, but reaches no
     * network and no other process, and changes no file. */
    SANDBOX_PROGRAM,
    SANDBOX_PROFILE_COUNT
};

enum sandbox_layer {
    SANDBOX_LIMITS = 1 << 0,        /* setrlimit: no core, files, processes */
    SANDBOX_NO_PRIVILEGES = 1 << 1, /* prctl: no new ones, not traceable */
    SANDBOX_LANDLOCK = 1 << 2,      /* Linux 5.13 and later */
    SANDBOX_SECCOMP = 1 << 3,
};

/* Name of a layer for people; NULL for what is no layer. */
const char *sandbox_layer_name(enum sandbox_layer layer);

/* Names a folder that SANDBOX_READ and SANDBOX_FORK may read,
 * for cells that are entered later. */
void sandbox_allow_reading(const char *folder);

/* Makes ready what all later cells of this process and its children share,
 * so that entering one costs microseconds.  Called by sandbox_enter() where
 * it was not.  Keeps one descriptor a profile open. */
void sandbox_prepare(void);

/* Builds the cell around this process, for good, and gives the layers that
 * are on.  cpu_s limits its processor time, 0: no limit. */
unsigned sandbox_enter(enum sandbox_profile profile, unsigned cpu_s);

/* Which layers sandbox_enter() would give; tried in a forked child. */
unsigned sandbox_probe(enum sandbox_profile profile);

/* Caps the address space of this process; 0 does nothing.  Never fails:
 * without the limit the work is the same, only less contained. */
void sandbox_limit_memory(size_t bytes);

/* Address space in use, in bytes; 0 when it cannot be told. */
size_t sandbox_memory_in_use(void);

#endif
