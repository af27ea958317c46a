#include "publish/feed.h"

#include "base/atomic_file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { RECORD_BYTES_MAX = 16 << 20 };

static bool read_record(struct arena *arena, const char *folder,
                        struct view file_name, struct record *record,
                        struct err *err)
{
    struct view path =
        arena_format(arena, "%s/%.*s", folder, VIEW_ARG(file_name));
    struct stat status;
    char *data = NULL;
    size_t size = 0;

    if (!file_read(path.data, RECORD_BYTES_MAX, &data, &size, err))
        return false;
    struct view text = arena_copy(arena, (struct view){data, size});
    free(data);
    if (!record_parse(arena, path.data, text, record, err))
        return false;
    record->name =
        view_slice(file_name, 0, file_name.size - strlen(RECORD_ENDING));
    struct view audio =
        arena_format(arena, "%s/%.*s", folder, VIEW_ARG(record->audio_name));
    if (stat(audio.data, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size == 0)
        return err_set(err,
                       "%s: its sound %s is not there; the episode is left "
                       "out",
                       path.data, audio.data);
    record->audio_bytes = (uint64_t)status.st_size;
    return true;
}

/* Newest first; names decide between episodes of one second. */
static int compare(const void *a, const void *b)
{
    const struct record *left = a;
    const struct record *right = b;

    if (left->made != right->made)
        return left->made < right->made ? 1 : -1;
    return view_compare(left->name, right->name);
}

/* A record's guid and where it stands. */
struct sound {
    struct view guid;
    size_t index;
};

static int compare_guids(const void *a, const void *b)
{
    const struct sound *left = a;
    const struct sound *right = b;
    int order = view_compare(left->guid, right->guid);

    if (order != 0)
        return order;
    return left->index < right->index ? -1 : left->index > right->index;
}

/* A feed must not name one sound twice: the newest stays.  Clears the name of
 * the others, in one pass over the records by guid. */
static void drop_twins(struct arena *arena, const struct log *log,
                       struct records *records)
{
    struct sound *sorted = arena_new(arena, records->count, sizeof *sorted);
    size_t kept = 0;

    for (size_t i = 0; i < records->count; i++)
        sorted[i] = (struct sound){records->at[i].guid, i};
    qsort(sorted, records->count, sizeof *sorted, compare_guids);
    for (size_t i = 1; i < records->count; i++) {
        if (!view_equal(sorted[i].guid, sorted[i - 1].guid))
            continue;
        struct record *twin = &records->at[sorted[i].index];
        log_warning(log,
                    "%.*s: has the same sound as a newer episode, and is left "
                    "out of the feed",
                    VIEW_ARG(twin->name));
        twin->audio_bytes = 0;
    }
    for (size_t i = 0; i < records->count; i++) {
        if (records->at[i].audio_bytes > 0)
            records->at[kept++] = records->at[i];
    }
    records->count = kept;
}

bool feed_list(struct arena *arena, const char *folder, const struct log *log,
               struct records *records, struct err *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    *records = (struct records){0};
    if (!dir)
        return err_set_errno(err, "%s: cannot be read as a folder", folder);
    while (errno = 0, (entry = readdir(dir))) {
        struct view name = arena_copy(arena, view_of(entry->d_name));
        struct record record;
        struct err problem;

        if (!view_ends(name, VIEW(RECORD_ENDING)) || name.data[0] == '.' ||
            name.size == strlen(RECORD_ENDING))
            continue;
        if (read_record(arena, folder, name, &record, &problem))
            *ARENA_PUSH(arena, records) = record;
        else
            log_warning(log, "%s", problem.message);
    }
    bool ok = errno == 0;
    if (!ok)
        err_set_errno(err, "%s: cannot be read", folder);
    closedir(dir);
    if (records->count > 0) {
        qsort(records->at, records->count, sizeof *records->at, compare);
        drop_twins(arena, log, records);
    }
    return ok;
}
