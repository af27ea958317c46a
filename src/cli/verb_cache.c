#include "cache/room.h"
#include "cli/making.h"
#include "cli/verb.h"
#include "format/json.h"

#include <stdio.h>

/* What the verb has to tell. */
struct told {
    struct view folder;
    struct room_usage held;
    struct room_usage removed;
    uint64_t limit_bytes;
};

static void print_json(const struct told *told)
{
    struct buf text = {0};
    struct json_writer json;

    json_writer_init(&json, &text, true);
    json_begin_object(&json, NULL);
    json_add_text(&json, "folder", told->folder);
    json_add_integer(&json, "entries", (long long)told->held.entries);
    json_add_integer(&json, "bytes", (long long)told->held.bytes);
    json_add_integer(&json, "limit_bytes", (long long)told->limit_bytes);
    json_add_integer(&json, "removed_entries",
                     (long long)told->removed.entries);
    json_add_integer(&json, "removed_bytes", (long long)told->removed.bytes);
    json_end_object(&json);
    fputs(buf_string(&text), stdout);
    buf_release(&text);
}

static void print_lines(const struct told *told)
{
    if (told->removed.entries > 0)
        printf("removed: %zu entries, %.1f MB\n", told->removed.entries,
               (double)told->removed.bytes / 1e6);
    printf("folder: %.*s\n", VIEW_ARG(told->folder));
    printf("entries: %zu\n", told->held.entries);
    printf("size: %.1f MB\n", (double)told->held.bytes / 1e6);
    printf("limit: %.0f MB\n", (double)told->limit_bytes / 1e6);
}

int verb_cache(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct told told = {
        .folder = making_cache_folder(&arena),
        .limit_bytes = making_cache_bytes(options),
    };
    int status = -1;

    if (options->argument_count > 0) {
        err_set_kind(err, ERR_USAGE,
                     "the verb cache takes options only, not "
                     "\"%s\"; see briefcast cache --help",
                     options->arguments[0]);
        goto out;
    }
    if (told.folder.size == 0) {
        err_set(err, "neither XDG_CACHE_HOME nor HOME is set to a folder, so "
                     "that there is no cache; set one");
        goto out;
    }
    if (options->clear)
        told.removed = room_clear(told.folder.data);
    else if (options->cache_mb > 0)
        told.removed = room_make(told.folder.data, told.limit_bytes);
    told.held = room_measure(told.folder.data);
    if (options->clear && told.held.entries > 0) {
        err_set(err,
                "%s: %zu entries cannot be removed; check who may write there",
                told.folder.data, told.held.entries);
        goto out;
    }
    if (options->json)
        print_json(&told);
    else if (!options->quiet)
        print_lines(&told);
    status = 0;
out:
    arena_release(&arena);
    return status;
}
