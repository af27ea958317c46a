/* A lock that one run of a digest holds.  It ends with the process, however
 * that ends, so none is ever stale. */
#ifndef DIGEST_LOCK_H
#define DIGEST_LOCK_H

#include "base/err.h"

#include <stdbool.h>

struct lock {
    int fd; /* -1 when not held */
};

/* Takes the lock of the file at path, which is made; false, with the process
 * that holds it, when another has it. */
bool lock_take(struct lock *lock, const char *path, struct err *err) MUST_USE;

/* A lock that is not held is fine. */
void lock_release(struct lock *lock);

#endif
