#include "base/atomic_folder.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/view.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 8 };

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *place)
{
    (void)status;
    (void)type;
    (void)place;
    return remove(path);
}

/* Has the disk begin to write, so that the syncs that follow find little left
 * to wait for, and many small files share a commit of the journal. */
static int begin_sync(const char *path, const struct stat *status, int type,
                      struct FTW *place)
{
    int fd = type == FTW_F ? open(path, O_RDONLY | O_CLOEXEC) : -1;

    (void)status;
    (void)place;
    if (fd >= 0) {
        /* Only advice: what fails here fails in the sync. */
        (void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
        close(fd);
    }
    return 0;
}

static int sync_entry(const char *path, const struct stat *status, int type,
                      struct FTW *place)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int result = fd < 0 ? -1 : fsync(fd);

    (void)status;
    (void)type;
    (void)place;
    if (fd >= 0)
        close(fd);
    return result;
}

static void remove_tree(const char *path)
{
    nftw(path, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

/* Offset of the file name in a path. */
static size_t name_offset(struct view path)
{
    size_t at = path.size;

    while (at > 0 && path.data[at - 1] != '/')
        at--;
    return at;
}

bool atomic_folder_open(struct atomic_folder *folder, const char *path,
                        struct err *err)
{
    struct view whole = view_of(path);
    size_t name = name_offset(whole);
    struct buf temporary = {0};
    mode_t mask = umask(0);

    umask(mask);
    buf_addf(&temporary, "%.*s.%.*s.XXXXXX", (int)name, path,
             VIEW_ARG(view_slice(whole, name, whole.size)));
    *folder = (struct atomic_folder){0};
    char *made = buf_take(&temporary);
    if (!mkdtemp(made) || chmod(made, 0777 & ~mask) != 0) {
        err_set_errno(err, "%s: the folder cannot be made", path);
        free(made);
        return false;
    }
    folder->temporary = made;
    folder->path = mem_copy_string(whole.data, whole.size);
    return true;
}

/* The folder around it holds its name; that must be safe too. */
static bool sync_parent(const char *path)
{
    struct view whole = view_of(path);
    size_t name = name_offset(whole);
    char *parent =
        name > 0 ? mem_copy_string(path, name) : mem_copy_string(".", 1);
    int result = sync_entry(parent, NULL, 0, NULL);

    free(parent);
    return result == 0;
}

static void forget(struct atomic_folder *folder)
{
    free(folder->temporary);
    free(folder->path);
    *folder = (struct atomic_folder){0};
}

bool atomic_folder_place(struct atomic_folder *folder, struct err *err)
{
    nftw(folder->temporary, begin_sync, OPEN_FOLDERS, FTW_PHYS);
    if (nftw(folder->temporary, sync_entry, OPEN_FOLDERS,
             FTW_DEPTH | FTW_PHYS) != 0)
        return err_set_errno(err, "%s: the folder cannot be made safe on disk",
                             folder->path);
    folder->placed = renameat2(AT_FDCWD, folder->temporary, AT_FDCWD,
                               folder->path, RENAME_NOREPLACE) == 0;
    if (!folder->placed && errno == EEXIST)
        folder->placed = folder->exchanged =
            renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->path,
                      RENAME_EXCHANGE) == 0;
    if (!folder->placed || !sync_parent(folder->path))
        return err_set_errno(err, "%s: the folder cannot be put in its place",
                             folder->path);
    return true;
}

void atomic_folder_commit(struct atomic_folder *folder)
{
    if (folder->exchanged)
        remove_tree(folder->temporary);
    forget(folder);
}

void atomic_folder_abandon(struct atomic_folder *folder)
{
    if (folder->exchanged)
        renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->path,
                  RENAME_EXCHANGE);
    if (folder->temporary)
        remove_tree(folder->placed && !folder->exchanged ? folder->path
                                                         : folder->temporary);
    forget(folder);
}
