#include "pipeline/series.h"

#include "base/atomic_file.h"
#include "pipeline/episode_cover.h"
#include "publish/cover.h"
#include "publish/index.h"
#include "publish/picture.h"

#include <stdlib.h>
#include <sys/stat.h>

/* What is looked through for the words that we leave in our own files. */
enum { OWN_BYTES_MAX = 64 << 20 };

/* The cover's bytes: the user's picture, once it has passed, or a drawn one. */
static bool take_cover(const struct series_request *request, struct buf *cover,
                       struct err *err)
{
    char *data = NULL;
    size_t size = 0;

    if (!request->cover)
        return cover_draw(request->channel.title, request->channel.author,
                          cover, err);
    bool ok = picture_read_cover(request->cover, &data, &size, err);
    if (ok)
        buf_add(cover, (struct view){data, size});
    free(data);
    return ok;
}

bool series_check(const struct series_request *request, struct err *err)
{
    char *data = NULL;
    size_t size = 0;
    bool ok = feed_check(&request->channel, err) &&
              (!request->cover ||
               picture_read_cover(request->cover, &data, &size, err));

    free(data);
    return ok;
}

/* True if no file has that name, or one that holds the words. */
static bool is_free(const char *path, struct view words)
{
    struct stat status;
    char *data = NULL;
    size_t size = 0;
    struct err ignored;

    if (lstat(path, &status) != 0)
        return true;
    bool is_ours = file_read(path, OWN_BYTES_MAX, &data, &size, &ignored) &&
                   view_find((struct view){data, size}, words, 0) != SIZE_MAX;
    free(data);
    return is_ours;
}

static bool write_file(const char *path, struct view bytes, struct err *err)
{
    struct atomic_file file = {.fd = -1};
    bool ok = atomic_file_open(&file, path, err) &&
              atomic_file_write(&file, bytes, err) &&
              atomic_file_finish(&file, err) && atomic_file_publish(&file, err);

    atomic_file_abandon(&file);
    return ok;
}

static struct view in_folder(struct arena *arena, const char *folder,
                             struct view name)
{
    struct view root = view_of(folder);

    return arena_format(arena, "%.*s%s%.*s", VIEW_ARG(root),
                        view_ends(root, VIEW("/")) ? "" : "/", VIEW_ARG(name));
}

static bool write_cover(struct arena *arena,
                        const struct series_request *request,
                        struct feed_channel *channel, struct series *series,
                        struct err *err)
{
    struct buf cover = {0};
    struct buf name = {0};
    bool ok = take_cover(request, &cover, err);

    if (ok) {
        cover_name(&name, buf_view(&cover));
        channel->cover_name = arena_copy(arena, buf_view(&name));
        series->cover = in_folder(arena, request->folder, channel->cover_name);
        ok = write_file(series->cover.data, buf_view(&cover), err);
    }
    buf_release(&cover);
    buf_release(&name);
    return ok;
}

static bool write_page(struct arena *arena,
                       const struct series_request *request,
                       const struct feed_channel *channel,
                       struct series *series, struct err *err)
{
    struct view path = in_folder(arena, request->folder, VIEW(SERIES_PAGE));
    struct buf page = {0};

    if (!is_free(path.data, VIEW(INDEX_MARK))) {
        log_warning(request->log,
                    "%.*s: is no page of briefcast's, and is left as it is; "
                    "the series has no page of its own",
                    VIEW_ARG(path));
        return true;
    }
    index_write(request->folder, channel, &series->records, &page);
    bool ok = write_file(path.data, buf_view(&page), err);
    if (ok)
        series->page = path;
    buf_release(&page);
    return ok;
}

static bool write_feed(const struct series_request *request,
                       const struct feed_channel *channel,
                       const struct series *series, struct err *err)
{
    struct buf feed = {0};
    bool ok =
        feed_write(request->folder, channel, &series->records, &feed, err) &&
        write_file(series->feed.data, buf_view(&feed), err);

    buf_release(&feed);
    return ok;
}

bool series_publish(struct arena *arena, const struct series_request *request,
                    struct series *series, struct err *err)
{
    struct feed_channel channel = request->channel;
    struct records records;

    *series = (struct series){0};
    if (!series_check(request, err) ||
        !feed_list(arena, request->folder, request->log, &records, err))
        return false;
    if (records.count == 0)
        return err_set(err,
                       "%s: has no episode to list; make one into it with "
                       "--write episode",
                       request->folder);
    if (channel.language.size == 0)
        channel.language = records.at[0].language;
    series->episodes = records.count;
    series->feed = in_folder(arena, request->folder, VIEW(FEED_NAME));
    if (!is_free(series->feed.data, VIEW(FEED_MARK)))
        return err_set(err,
                       "%.*s: is no feed of briefcast's; move it away, or use "
                       "another folder",
                       VIEW_ARG(series->feed));
    series->records = records;
    return write_cover(arena, request, &channel, series, err) &&
           episode_cover_write(arena, request->folder, channel.cover_name,
                               &series->records, err) &&
           write_page(arena, request, &channel, series, err) &&
           write_feed(request, &channel, series, err);
}
