#include "cache/room.h"

#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    BLOCK_BYTES = 4096,
    /* A temporary this old was left by a process that was killed. */
    STALE_S = 3600,
    NAME_DIGITS = 30, /* of a key's 32; the others name the folder */
};

static const char *const endings[CACHE_KIND_END] = {
    [CACHE_SPOKEN] = ".spoken", [CACHE_WAVE] = ".wave", [CACHE_MPEG] = ".mpeg"};

struct file {
    char *path;
    struct timespec used;
    uint64_t bytes;
};

struct files {
    struct file *at;
    size_t count;
    size_t room;
};

void room_path(const char *folder, enum cache_kind kind,
               struct checksum_128 key, struct buf *path)
{
    buf_addf(path, "%s/%02x/%014" PRIx64 "%016" PRIx64 "%s", folder,
             (unsigned)(key.high >> 56), key.high & 0xFFFFFFFFFFFFFF, key.low,
             endings[kind]);
}

static bool is_hex(struct view name)
{
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];

        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return true;
}

static bool is_folder_name(const char *name)
{
    struct view view = view_of(name);

    return view.size == 2 && is_hex(view);
}

static bool is_entry_name(const char *name)
{
    struct view view = view_of(name);

    if (view.size <= NAME_DIGITS || !is_hex(view_slice(view, 0, NAME_DIGITS)))
        return false;
    struct view ending = view_slice(view, NAME_DIGITS, view.size);
    for (int kind = CACHE_SPOKEN; kind < CACHE_KIND_END; kind++) {
        if (view_equal(ending, view_of(endings[kind])))
            return true;
    }
    return false;
}

static bool is_temporary_name(const char *name)
{
    return view_starts(view_of(name), VIEW(ROOM_TEMPORARY));
}

static void list_file(const char *folder, const char *name, int folder_fd,
                      struct files *files)
{
    struct stat status;
    struct buf path = {0};

    if (fstatat(folder_fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(status.st_mode))
        return;
    if (files->count == files->room) {
        files->room = files->room ? files->room * 2 : 256;
        files->at = mem_resize(files->at, files->room, sizeof *files->at);
    }
    buf_addf(&path, "%s/%s", folder, name);
    files->at[files->count++] = (struct file){
        .path = buf_take(&path),
        .used = status.st_mtim,
        .bytes = ((uint64_t)status.st_size + BLOCK_BYTES - 1) / BLOCK_BYTES *
                 BLOCK_BYTES,
    };
}

/* Lists the files of a folder whose names are of the wanted form. */
static void list_folder(const char *folder, bool (*wanted)(const char *name),
                        struct files *files)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;

    if (!entries)
        return;
    while ((entry = readdir(entries))) {
        if (wanted(entry->d_name))
            list_file(folder, entry->d_name, dirfd(entries), files);
    }
    closedir(entries);
}

static void visit(const char *folder,
                  void (*call)(const char *subfolder, struct files *files),
                  struct files *files)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    struct buf path = {0};

    if (!entries)
        return;
    while ((entry = readdir(entries))) {
        if (!is_folder_name(entry->d_name))
            continue;
        buf_reset(&path);
        buf_addf(&path, "%s/%s", folder, entry->d_name);
        call(buf_string(&path), files);
    }
    closedir(entries);
    buf_release(&path);
}

static void list_entries(const char *subfolder, struct files *files)
{
    list_folder(subfolder, is_entry_name, files);
}

static void remove_folder(const char *subfolder, struct files *files)
{
    (void)files;
    rmdir(subfolder);
}

static void release(struct files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->at[i].path);
    free(files->at);
    *files = (struct files){0};
}

static struct room_usage sum_up(const struct files *files)
{
    struct room_usage usage = {.entries = files->count};

    for (size_t i = 0; i < files->count; i++)
        usage.bytes += files->at[i].bytes;
    return usage;
}

struct room_usage room_measure(const char *folder)
{
    struct files files = {0};

    visit(folder, list_entries, &files);
    struct room_usage usage = sum_up(&files);
    release(&files);
    return usage;
}

static int by_use(const void *a, const void *b)
{
    const struct file *left = a;
    const struct file *right = b;

    if (left->used.tv_sec != right->used.tv_sec)
        return left->used.tv_sec < right->used.tv_sec ? -1 : 1;
    if (left->used.tv_nsec != right->used.tv_nsec)
        return left->used.tv_nsec < right->used.tv_nsec ? -1 : 1;
    return strcmp(left->path, right->path);
}

static void remove_stale(const char *folder, int64_t age_s)
{
    struct files files = {0};
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    list_folder(folder, is_temporary_name, &files);
    for (size_t i = 0; i < files.count; i++) {
        if (now.tv_sec - files.at[i].used.tv_sec >= age_s)
            unlink(files.at[i].path);
    }
    release(&files);
}

static struct room_usage shrink(const char *folder, uint64_t limit_bytes)
{
    struct room_usage removed = {0};
    struct files files = {0};

    visit(folder, list_entries, &files);
    uint64_t left = sum_up(&files).bytes;
    if (left > limit_bytes && files.count > 0) {
        /* A little more than must be, so that it is not done again at once. */
        limit_bytes -= limit_bytes / 16;
        qsort(files.at, files.count, sizeof *files.at, by_use);
    } else {
        limit_bytes = left;
    }
    for (size_t i = 0; left > limit_bytes && i < files.count; i++) {
        if (unlink(files.at[i].path) != 0)
            continue;
        left -= files.at[i].bytes;
        removed.bytes += files.at[i].bytes;
        removed.entries++;
    }
    release(&files);
    return removed;
}

struct room_usage room_make(const char *folder, uint64_t limit_bytes)
{
    struct room_usage removed = {0};
    struct buf path = {0};

    buf_addf(&path, "%s/lock", folder);
    int lock = open(buf_string(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    buf_release(&path);
    if (lock < 0)
        return removed;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0) {
        removed = shrink(folder, limit_bytes);
        remove_stale(folder, STALE_S);
    }
    close(lock);
    return removed;
}

struct room_usage room_clear(const char *folder)
{
    static const char *const ours[] = {"lock", "CACHEDIR.TAG"};
    struct room_usage removed = shrink(folder, 0);
    struct buf path = {0};

    remove_stale(folder, INT64_MIN);
    visit(folder, remove_folder, NULL);
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
        buf_reset(&path);
        buf_addf(&path, "%s/%s", folder, ours[i]);
        unlink(buf_string(&path));
    }
    rmdir(folder);
    buf_release(&path);
    return removed;
}
