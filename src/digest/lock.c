#include "digest/lock.h"

#include <fcntl.h>
#include <unistd.h>

/* A record lock of POSIX: unlike flock(), forked children do not inherit it, so
 * a worker that outlives a killed run cannot hold it. */
bool lock_take(struct lock *lock, const char *path, struct err *err)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

    lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock->fd < 0)
        return err_set_errno(err, "%s: cannot be opened", path);
    if (fcntl(lock->fd, F_SETLK, &whole) == 0)
        return true;
    if (fcntl(lock->fd, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK)
        err_set(err,
                "another run of this digest is going on (process %ld); try "
                "again when it has ended",
                (long)whole.l_pid);
    else
        err_set(err,
                "%s: cannot be locked; another run of this digest may be "
                "going on",
                path);
    lock_release(lock);
    return false;
}

void lock_release(struct lock *lock)
{
    if (lock->fd >= 0)
        close(lock->fd);
    lock->fd = -1;
}
