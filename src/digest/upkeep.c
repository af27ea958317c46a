#include "digest/upkeep.h"

#include "digest/notes.h"
#include "digest/stage.h"
#include "pipeline/series.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The record of an episode that is being removed; hidden, so that no feed
 * tells of it. */
#define LEAVING_ENDING ".leaving"

static struct view path_of(struct arena *arena, struct view folder,
                           struct view name, const char *ending)
{
    return arena_format(arena, "%.*s/%.*s%s", VIEW_ARG(folder), VIEW_ARG(name),
                        ending);
}

static bool is_there(struct view path)
{
    struct stat status;

    return stat(path.data, &status) == 0;
}

static bool hide(struct arena *arena, struct view folder, struct view name,
                 struct err *err)
{
    struct view record = path_of(arena, folder, name, RECORD_ENDING);
    struct view hidden = arena_format(arena, "%.*s/.%.*s" LEAVING_ENDING,
                                      VIEW_ARG(folder), VIEW_ARG(name));

    return rename(record.data, hidden.data) == 0 ||
           err_set_errno(err, "%s: cannot be taken out of the feed",
                         record.data);
}

/* Files of an episode are called NAME.ending and NAME-NN.mp3. */
static bool belongs(struct view file, struct view name)
{
    return view_starts(file, name) && file.size > name.size &&
           (file.data[name.size] == '.' ||
            (file.size == name.size + strlen("-01.mp3") &&
             file.data[name.size] == '-' && view_ends(file, VIEW(".mp3"))));
}

static void remove_files(struct arena *arena, struct view folder,
                         struct view name)
{
    DIR *dir = opendir(folder.data);
    const struct dirent *entry;

    if (!dir)
        return;
    while ((entry = readdir(dir))) {
        if (belongs(view_of(entry->d_name), name))
            stage_remove(path_of(arena, folder, view_of(entry->d_name), ""));
    }
    closedir(dir);
}

/* Removes what was hidden, the hidden record last. */
static size_t clear_leaving(struct arena *arena, struct view folder)
{
    struct state_names leaving = {0};
    DIR *dir = opendir(folder.data);
    const struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.' &&
            view_ends(view_of(entry->d_name), VIEW(LEAVING_ENDING)))
            *ARENA_PUSH(arena, &leaving) =
                arena_copy(arena, view_of(entry->d_name));
    }
    if (dir)
        closedir(dir);
    for (size_t i = 0; i < leaving.count; i++) {
        struct view file = leaving.at[i];
        struct view name =
            view_slice(file, 1, file.size - strlen(LEAVING_ENDING));

        remove_files(arena, folder, name);
        stage_remove(path_of(arena, folder, file, ""));
    }
    return leaving.count;
}

static bool is_old(const struct digest_config *config, int64_t now, size_t rank,
                   const struct record *record)
{
    return (config->keep_episodes > 0 && rank >= config->keep_episodes) ||
           (config->keep_days > 0 &&
            (int64_t)record->made < now - config->keep_days * 24 * 3600);
}

static bool hide_old(struct arena *arena, const struct digest_config *config,
                     int64_t now, const struct records *records, size_t *left,
                     struct err *err)
{
    size_t rank = 0; /* among the digest's own episodes */

    *left = records->count;
    for (size_t i = 0; i < records->count; i++) {
        struct view name = records->at[i].name;

        if (!is_there(path_of(arena, config->output, name, NOTES_ENDING)))
            continue;
        if (is_old(config, now, rank++, &records->at[i])) {
            if (!hide(arena, config->output, name, err))
                return false;
            --*left;
        }
    }
    return true;
}

static struct series_request series_of(const struct digest_config *config,
                                       const struct log *log)
{
    return (struct series_request){
        .folder = config->output.data,
        .channel = {.base_url = config->base_url,
                    .title = config->title,
                    .description = config->description,
                    .author = config->author,
                    .owner_email = config->email,
                    .category = config->category,
                    .language = config->language},
        .cover = config->cover.size > 0 ? config->cover.data : NULL,
        .log = log,
    };
}

bool upkeep_check(const struct digest_config *config, struct err *err)
{
    struct series_request request = series_of(config, NULL);

    return config->base_url.size == 0 || series_check(&request, err);
}

bool upkeep_run(struct arena *arena, const struct digest_config *config,
                int64_t now, const struct log *log, struct upkeep *upkeep,
                struct err *err)
{
    struct series_request request = series_of(config, log);
    struct records records;
    struct series series;

    *upkeep = (struct upkeep){0};
    if (!is_there(config->output))
        return true;
    if (!feed_list(arena, config->output.data, log, &records, err) ||
        !hide_old(arena, config, now, &records, &upkeep->episodes, err))
        return false;
    if (config->base_url.size > 0 && upkeep->episodes > 0) {
        if (!series_publish(arena, &request, &series, err))
            return false;
        upkeep->feed = series.feed;
    }
    upkeep->removed = clear_leaving(arena, config->output);
    return true;
}
