/* A pool runs numbered jobs in child processes, several at once.
 *
 * A zygote is forked from the caller; it opens once what all jobs need, and
 * from then on only forks: each job runs in a child of its own, born from
 * the same fresh state, whatever ran before it or beside it.  A job gives
 * records (a type and bytes) through a close-on-exec pipe; the last one
 * carries a checksum of all.  Jobs see the caller's memory as it was when
 * the pool was started.  A child that dies, hangs, or sends rubbish costs
 * one attempt; a zygote that dies is replaced. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "base/sandbox.h"
#include "base/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a running job puts its records. */
struct pool_pipe;

/* Sends bytes of any size, as records of one type. */
bool pool_send_all(struct pool_pipe *pipe, uint32_t type, struct view bytes);

/* Sends one record of at most POOL_RECORD_MAX bytes.  False when the parent
 * has gone; the job should then return false. */
enum { POOL_RECORD_MAX = 1 << 20 };
bool pool_send(struct pool_pipe *pipe, uint32_t type, struct view payload);

struct pool_work {
    /* In the zygote, once, before any job; may be NULL. */
    bool (*open)(void *context, struct err *err);
    /* In a child; attempt counts from 0.  A false or an early death is a
     * failed attempt. */
    bool (*run)(void *context, size_t job, unsigned attempt,
                struct pool_pipe *pipe, struct err *err);
    void *context;
    size_t job_count;
    unsigned at_once;        /* children side by side, at least 1 */
    unsigned attempts;       /* tries for each job, at least 1 */
    int64_t job_timeout_ms;  /* wall clock for one attempt */
    size_t job_memory_bytes; /* RLIMIT_AS of a child; 0: none */
    /* The cell that a child enters before run(). */
    enum sandbox_profile sandbox;
    /* A child keeps nothing open but its pipe and the standard streams. */
    bool closes_files;
    const struct log *log; /* failed attempts are noted here */
};

enum pool_state {
    POOL_DONE,   /* a job has finished; its records are complete */
    POOL_FAILED, /* a job has used up its attempts; error says why */
    POOL_EMPTY,  /* every job has been reported */
    POOL_ERROR,  /* the pool itself cannot go on */
};

/* One record in pool_result.records: type, size, then size bytes. */
struct pool_result {
    size_t job;
    struct buf records; /* owned by the pool, valid until the next call */
    struct err error;
};

struct pool;

/* Forks the zygote.  NULL when it cannot be started or open() failed. */
struct pool *pool_start(const struct pool_work *work, struct err *err);

/* Waits for the next job to finish, in whatever order, handing out new jobs
 * by number, but none above `below` (so that results that wait for an earlier
 * one stay few).  With POOL_ERROR err is set; that includes a stop asked for
 * by signal (ERR_INTERRUPTED, see base/interrupt.h). */
enum pool_state pool_next(struct pool *pool, size_t below,
                          struct pool_result **result, struct err *err);

/* Takes every result as it comes.  take is called for each finished job;
 * below, asked before each wait, is pool_next()'s limit.  False with err set
 * when a job failed for good, take() failed, or the pool cannot go on. */
bool pool_collect(struct pool *pool, size_t (*below)(const void *context),
                  bool (*take)(void *context, const struct pool_result *result,
                               struct err *err),
                  void *context, struct err *err) MUST_USE;

/* Ends what still runs and frees all.  NULL is allowed. */
void pool_stop(struct pool *pool);

/* Takes the next record off *records; false at the end. */
bool pool_next_record(struct view *records, uint32_t *type,
                      struct view *payload);

#endif
