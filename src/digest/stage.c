#include "digest/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct view stage_path(struct arena *arena, struct view folder,
                       struct view digest)
{
    return arena_format(arena, "%.*s/.briefcast-%.*s", VIEW_ARG(folder),
                        VIEW_ARG(digest));
}

bool stage_make_folder(struct view path, struct err *err)
{
    struct arena arena = {0};
    char *name = arena_new(&arena, path.size + 1, 1);
    struct stat status;
    bool ok;

    memcpy(name, path.data, path.size);
    for (size_t i = 1; i < path.size; i++) {
        if (name[i] != '/')
            continue;
        name[i] = '\0';
        /* What cannot be made is seen at the last one. */
        if (mkdir(name, 0777) != 0 && errno != EEXIST)
            err_set_errno(err, "%s: cannot be made as a folder", name);
        name[i] = '/';
    }
    ok = mkdir(name, 0777) == 0 ||
         (errno == EEXIST && stat(name, &status) == 0 &&
          S_ISDIR(status.st_mode)) ||
         err_set_errno(err, "%s: cannot be made as a folder", name);
    arena_release(&arena);
    return ok;
}

static int remove_entry(const char *path, const struct stat *status, int type,
                        struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    remove(path);
    return 0;
}

void stage_remove(struct view path)
{
    nftw(path.data, remove_entry, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

bool stage_open(struct view folder, struct view stage, struct err *err)
{
    stage_remove(stage);
    return stage_make_folder(folder, err) && stage_make_folder(stage, err);
}

void stage_close(struct view stage)
{
    stage_remove(stage);
}

static int by_name(const void *a, const void *b)
{
    return view_compare(*(const struct view *)a, *(const struct view *)b);
}

bool stage_list(struct arena *arena, struct view stage,
                struct state_names *names, struct err *err)
{
    DIR *dir = opendir(stage.data);
    const struct dirent *entry;

    *names = (struct state_names){0};
    if (!dir)
        return err_set_errno(err, "%s: cannot be read as a folder", stage.data);
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] != '.')
            *ARENA_PUSH(arena, names) =
                arena_copy(arena, view_of(entry->d_name));
    }
    closedir(dir);
    if (names->count > 0)
        qsort(names->at, names->count, sizeof *names->at, by_name);
    return true;
}

static bool is_there(struct view path)
{
    struct stat status;

    return lstat(path.data, &status) == 0;
}

static bool sync_folder(struct view folder, struct err *err)
{
    int fd = open(folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (!ok)
        err_set_errno(err, "%s: cannot be made safe on disk", folder.data);
    if (fd >= 0)
        close(fd);
    return ok;
}

bool stage_publish(struct arena *arena, struct view folder, struct view stage,
                   const struct state_names *names, bool *complete,
                   struct err *err)
{
    *complete = true;
    for (size_t i = 0; i < names->count; i++) {
        struct view from = arena_format(arena, "%.*s/%.*s", VIEW_ARG(stage),
                                        VIEW_ARG(names->at[i]));
        struct view to = arena_format(arena, "%.*s/%.*s", VIEW_ARG(folder),
                                      VIEW_ARG(names->at[i]));

        *complete = *complete && (is_there(from) || is_there(to));
    }
    if (!*complete)
        return true;
    for (size_t i = 0; i < names->count; i++) {
        struct view from = arena_format(arena, "%.*s/%.*s", VIEW_ARG(stage),
                                        VIEW_ARG(names->at[i]));
        struct view to = arena_format(arena, "%.*s/%.*s", VIEW_ARG(folder),
                                      VIEW_ARG(names->at[i]));

        if (rename(from.data, to.data) != 0 && errno != ENOENT)
            return err_set_errno(err, "%s: cannot be moved to %s", from.data,
                                 to.data);
    }
    return sync_folder(folder, err);
}
