/* What the pool's processes say to each other; for base/pool*.c and their
 * tests only.
 *
 * Conductor and zygote share a SOCK_SEQPACKET socket: orders go down (with
 * two descriptors for a job), reports come up.  A job writes records into a
 * pipe: a header of type and size, then the payload; the last record is the
 * seal, which says how the job ended and sums up all records before it.  Both
 * ends are the same program on the same machine, so numbers travel as they
 * lie in memory. */
#ifndef BASE_POOL_WIRE_H
#define BASE_POOL_WIRE_H

#include "base/err.h"
#include "base/pool.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pool_verb { POOL_RUN = 1, POOL_KILL, POOL_QUIT };

struct pool_order {
    uint32_t verb;
    uint32_t attempt;
    uint64_t job;
};

enum pool_event { POOL_OPENED = 1, POOL_NOT_OPENED, POOL_ENDED, POOL_NO_FORK };

struct pool_report {
    uint32_t event;
    uint32_t attempt;
    uint64_t job;
    int32_t status; /* POOL_ENDED: as from waitpid; POOL_NO_FORK: errno */
    struct err err; /* POOL_NOT_OPENED */
};

/* What a job is given besides its number. */
struct pool_fds {
    int records;
    int noise; /* becomes its stderr */
};

/* Sends an order, with descriptors unless fds is NULL.  False with errno. */
bool pool_wire_order(int control, const struct pool_order *order,
                     const struct pool_fds *fds) MUST_USE;

/* Receives an order; fds are -1 where none came, else the caller's.  False
 * when the conductor has gone or sends what is no order. */
bool pool_wire_take_order(int control, struct pool_order *order,
                          struct pool_fds *fds) MUST_USE;

bool pool_wire_report(int control, const struct pool_report *report) MUST_USE;

/* Receives a report.  1: there is one, 0: none is waiting (the socket must
 * not block then), -1: the zygote has gone. */
int pool_wire_take_report(int control, struct pool_report *report) MUST_USE;

/* The pipe of a running job. */
struct pool_pipe {
    int fd;
    uint64_t sum;
};

/* Sends the seal.  err is read when ok is false. */
bool pool_wire_seal(struct pool_pipe *pipe, bool ok, const struct err *err);

/* Checks all that a job sent: whole records, a sound seal as the last.  Then
 * *ok says what the seal says (err set when false) and *size is how many of
 * the bytes come before the seal.  False when the bytes are damaged. */
bool pool_wire_check(struct view bytes, size_t *size, bool *ok,
                     struct err *err) MUST_USE;

#endif
