#include "base/atomic_file.h"

#include "base/buf.h"
#include "base/interrupt.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names of the temporaries that exist, for the day a signal ends us.  Slots
 * are filled and emptied by one pointer store each, so that a handler that
 * comes between sees a whole name or none. */
enum { SLOTS = 64 };
static _Atomic(char *) open_names[SLOTS];
/* Where a file has been placed, to be taken back; NULL: it has not. */
static _Atomic(char *) placed_names[SLOTS];
/* A forked child inherits the table but must not remove its parent's files. */
static _Atomic pid_t owner;

/* NOLINTNEXTLINE(readability-non-const-parameter): the slot is not const */
static bool claim_slot(char *temporary)
{
    for (size_t i = 0; i < SLOTS; i++) {
        if (!atomic_load(&open_names[i])) {
            atomic_store(&owner, getpid());
            atomic_store(&open_names[i], temporary);
            return true;
        }
    }
    return false;
}

static void free_slot(const char *temporary)
{
    for (size_t i = 0; i < SLOTS; i++) {
        if (atomic_load(&open_names[i]) == temporary) {
            atomic_store(&placed_names[i], NULL);
            atomic_store(&open_names[i], NULL);
        }
    }
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the slot is not const */
static void set_placed(const char *temporary, char *path)
{
    for (size_t i = 0; i < SLOTS; i++) {
        if (atomic_load(&open_names[i]) == temporary)
            atomic_store(&placed_names[i], path);
    }
}

/* Takes a file back from its name.  Where an older one was put aside, that
 * one has the temporary name, and the exchange succeeds. */
static void take_back(const char *temporary, const char *path)
{
    if (path &&
        renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE) != 0)
        unlink(path);
    unlink(temporary);
}

/* What the user named may be a link: the file behind it is replaced, not the
 * link.  Devices, pipes and folders cannot be replaced by a rename. */
static char *resolve_target(const char *path, struct err *err)
{
    struct stat info;

    if (!*path) {
        err_set(err, "the name of the output file is empty; give one with -o");
        return NULL;
    }
    if (stat(path, &info) != 0)
        return mem_copy_string(path, strlen(path));
    if (S_ISDIR(info.st_mode)) {
        err_set(err,
                "%s: is a folder; give the name of a file, or remove the "
                "folder",
                path);
        return NULL;
    }
    if (!S_ISREG(info.st_mode)) {
        err_set(err, "%s: is a device or pipe; give the name of a plain file",
                path);
        return NULL;
    }
    char *real = realpath(path, NULL);
    return real ? real : mem_copy_string(path, strlen(path));
}

/* FOLDER/.NAME.XXXXXX, NAME cut so that it stays a legal name. */
static char *temporary_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    int folder_size = slash ? (int)(slash - path) + 1 : 0;
    int name_size = (int)strnlen(path + folder_size, NAME_MAX - 8);
    struct buf name = {0};

    buf_addf(&name, "%.*s.%.*s.XXXXXX", folder_size, path, name_size,
             path + folder_size);
    return buf_take(&name);
}

static mode_t plain_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

static void forget(struct atomic_file *file)
{
    if (file->temporary)
        free_slot(file->temporary);
    free(file->temporary);
    free(file->path);
    *file = (struct atomic_file){.fd = -1};
}

bool atomic_file_open(struct atomic_file *file, const char *path,
                      struct err *err)
{
    *file = (struct atomic_file){.fd = -1};
    file->path = resolve_target(path, err);
    if (!file->path)
        return false;
    file->temporary = temporary_name(file->path);
    file->fd = mkostemp(file->temporary, O_CLOEXEC);
    if (file->fd < 0) {
        err_set_errno(err,
                      "%s: cannot write there; check that its folder exists, "
                      "is writable and has space",
                      path);
        forget(file);
        return false;
    }
    if (!claim_slot(file->temporary)) {
        err_set(err, "%s: more than %d output files are open at once", path,
                SLOTS);
        atomic_file_abandon(file);
        return false;
    }
    if (fchmod(file->fd, plain_mode()) != 0) {
        err_set_errno(err, "%s: cannot set its permissions", path);
        atomic_file_abandon(file);
        return false;
    }
    return true;
}

static bool write_failed(const struct atomic_file *file, struct err *err)
{
    return err_set_errno(err,
                         "%s: cannot write; make space or choose another "
                         "place",
                         file->path);
}

bool atomic_file_write(struct atomic_file *file, struct view bytes,
                       struct err *err)
{
    while (bytes.size > 0) {
        ssize_t done = write(file->fd, bytes.data, bytes.size);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return write_failed(file, err);
        bytes = view_slice(bytes, (size_t)done, bytes.size);
    }
    return true;
}

bool atomic_file_write_at(struct atomic_file *file, struct view bytes,
                          int64_t offset, struct err *err)
{
    while (bytes.size > 0) {
        ssize_t done = pwrite(file->fd, bytes.data, bytes.size, offset);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return write_failed(file, err);
        bytes = view_slice(bytes, (size_t)done, bytes.size);
        offset += done;
    }
    return true;
}

bool atomic_file_finish(struct atomic_file *file, struct err *err)
{
    int fd = file->fd;

    /* After a failed fsync the pages count as clean and a second one would
     * say all is well: it is never repeated. */
    if (fsync(fd) != 0)
        return write_failed(file, err);
    file->fd = -1;
    /* Linux has released the descriptor even after EINTR. */
    if (close(fd) != 0 && errno != EINTR)
        return write_failed(file, err);
    return true;
}

/* Some file systems cannot sync a folder and say EINVAL; there the rename is
 * as safe as it gets. */
static bool sync_folder(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == path ? mem_copy_string("/", 1)
                   : slash       ? mem_copy_string(path, (size_t)(slash - path))
                                 : mem_copy_string(".", 1);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = true;

    if (fd < 0) {
        /* A folder that can be written but not listed. */
        done = errno == EACCES ||
               err_set_errno(err, "%s: cannot open the folder", folder);
    } else {
        if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
            done = err_set_errno(err, "%s: cannot sync the folder", folder);
        close(fd);
    }
    free(folder);
    return done;
}

/* Puts the file in place of a plain one, which gets the temporary name.  Some
 * file systems cannot exchange: there the older file is gone at once. */
static bool exchange(struct atomic_file *file)
{
    struct stat older;

    if (lstat(file->path, &older) == 0 && S_ISREG(older.st_mode) &&
        renameat2(AT_FDCWD, file->temporary, AT_FDCWD, file->path,
                  RENAME_EXCHANGE) == 0) {
        file->place = ATOMIC_EXCHANGED;
        return true;
    }
    if (renameat2(AT_FDCWD, file->temporary, AT_FDCWD, file->path,
                  RENAME_NOREPLACE) == 0) {
        file->place = ATOMIC_FRESH;
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != EEXIST)
        return false;
    if (rename(file->temporary, file->path) != 0)
        return false;
    file->place = ATOMIC_FINAL;
    return true;
}

bool atomic_file_place(struct atomic_file *file, struct err *err)
{
    if (!exchange(file))
        return err_set_errno(err,
                             "%s: cannot put the finished file there; check "
                             "that no folder is in the way and that the place "
                             "is writable",
                             file->path);
    if (file->place != ATOMIC_FINAL)
        set_placed(file->temporary, file->path);
    return sync_folder(file->path, err);
}

void atomic_file_commit(struct atomic_file *file)
{
    if (!file->temporary)
        return;
    free_slot(file->temporary);
    if (file->place == ATOMIC_EXCHANGED)
        unlink(file->temporary);
    forget(file);
}

bool atomic_file_publish(struct atomic_file *file, struct err *err)
{
    if (!atomic_file_place(file, err))
        return false;
    atomic_file_commit(file);
    return true;
}

void atomic_file_abandon(struct atomic_file *file)
{
    if (!file->temporary)
        return;
    if (file->fd >= 0)
        close(file->fd);
    free_slot(file->temporary);
    if (file->place == ATOMIC_HIDDEN)
        unlink(file->temporary);
    else if (file->place != ATOMIC_FINAL)
        take_back(file->temporary, file->path);
    forget(file);
}

void atomic_file_remove_all(void)
{
    int saved = errno;

    if (atomic_load(&owner) != getpid())
        return;
    for (size_t i = 0; i < SLOTS; i++) {
        const char *name = atomic_load(&open_names[i]);

        if (name)
            take_back(name, atomic_load(&placed_names[i]));
    }
    errno = saved;
}

bool file_write_new(const char *path, struct view bytes, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool ok = fd >= 0 || err_set_errno(err, "%s: cannot be made", path);

    while (ok && bytes.size > 0) {
        ssize_t done = write(fd, bytes.data, bytes.size);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            ok = err_set_errno(err, "%s: cannot be written", path);
        else
            bytes = view_slice(bytes, (size_t)done, bytes.size);
    }
    if (fd >= 0 && close(fd) != 0 && errno != EINTR && ok)
        ok = err_set_errno(err, "%s: cannot be written", path);
    return ok;
}

void atomic_file_hurry(struct atomic_file *file)
{
    /* Only advice: what fails here fails in the sync. */
    (void)sync_file_range(file->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

static bool read_all(int fd, const char *path, size_t cap, struct buf *into,
                     struct err *err)
{
    for (;;) {
        char chunk[65536];
        ssize_t got = read(fd, chunk, sizeof chunk);

        if (got < 0 && errno == EINTR && !interrupt_pending(err))
            continue;
        if (got < 0 && errno == EINTR)
            return false;
        if (got < 0)
            return err_set_errno(err, "%s: cannot read", path);
        if (got == 0)
            return true;
        buf_add(into, (struct view){chunk, (size_t)got});
        if (into->overflow)
            return err_set(err,
                           "%s: is larger than %zu MB; give a smaller file or "
                           "cut it into parts",
                           path, cap / 1000000);
    }
}

bool file_read(const char *path, size_t cap, char **data, size_t *size,
               struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : path;
    int fd =
        standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct buf content = {.cap = cap};
    struct stat info;
    bool done = false;

    if (fd < 0)
        return err_set_errno(err, "%s: cannot open", name);
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        err_set(err, "%s: is a folder; give the name of a file", name);
        goto out;
    }
    if (!read_all(fd, name, cap, &content, err))
        goto out;
    *size = content.size;
    *data = buf_take(&content);
    done = true;
out:
    buf_release(&content);
    if (!standard)
        close(fd);
    return done;
}
