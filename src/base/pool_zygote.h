/* The child side of a pool, for base/pool.c only. */
#ifndef BASE_POOL_ZYGOTE_H
#define BASE_POOL_ZYGOTE_H

#include "base/pool.h"

#include <sys/types.h>

/* Is the zygote: opens the work, tells so over control, forks a child for
 * each order, and never returns.  conductor is the parent's process id;
 * noise becomes stderr. */
_Noreturn void pool_zygote(const struct pool_work *work, int control, int noise,
                           pid_t conductor);

#endif
