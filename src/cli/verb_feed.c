#include "cli/message.h"
#include "cli/verb.h"
#include "format/json.h"
#include "pipeline/series.h"

#include <stdio.h>
#include <string.h>

/* The next episode, from *i on, that has a cover of its own. */
static bool next_cover(const struct series *series, size_t *i,
                       struct view *name)
{
    const struct records *records = &series->records;

    for (; *i < records->count; ++*i) {
        *name = records->at[*i].cover_name;
        if (name->size > 0 && !view_ends(series->cover, *name))
            return true;
    }
    return false;
}

/* In the folder of the feed; valid until the next call. */
static const char *cover_path(struct buf *path, const struct series *series,
                              struct view name)
{
    buf_reset(path);
    buf_add(path,
            view_slice(series->feed, 0, series->feed.size - strlen(FEED_NAME)));
    buf_add(path, name);
    return buf_string(path);
}

static void print_json(const struct series *series)
{
    const struct view files[] = {series->feed, series->page, series->cover};
    struct buf text = {0};
    struct buf path = {0};
    struct view name;
    struct json_writer json;

    json_writer_init(&json, &text, true);
    json_begin_object(&json, NULL);
    json_add_text(&json, "event", VIEW("done"));
    json_begin_array(&json, "files");
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (files[i].size > 0)
            json_add_text(&json, NULL, files[i]);
    }
    for (size_t i = 0; next_cover(series, &i, &name); i++)
        json_add_text(&json, NULL, view_of(cover_path(&path, series, name)));
    json_end_array(&json);
    buf_release(&path);
    json_add_integer(&json, "episodes", (long long)series->episodes);
    json_end_object(&json);
    fputs(buf_string(&text), stdout);
    buf_release(&text);
}

static void print_series(const struct series *series)
{
    struct buf path = {0};
    struct view name;

    printf("%.*s: %zu episode%s\n", VIEW_ARG(series->feed), series->episodes,
           series->episodes == 1 ? "" : "s");
    if (series->page.size > 0)
        printf("%.*s\n", VIEW_ARG(series->page));
    printf("%.*s\n", VIEW_ARG(series->cover));
    for (size_t i = 0; next_cover(series, &i, &name); i++)
        printf("%s\n", cover_path(&path, series, name));
    buf_release(&path);
}

int verb_feed(const struct options *options, struct err *err)
{
    struct arena arena = {0};
    struct series series;
    struct series_request request = {
        .channel = {.base_url = view_of(options->base_url),
                    .title = view_of(options->title),
                    .description = view_of(options->description),
                    .author = view_of(options->author),
                    .owner_email = view_of(options->email),
                    .owner_name = view_of(options->owner),
                    .category = view_of(options->category),
                    .language = view_of(options->language),
                    .copyright = view_of(options->copyright),
                    .guid = view_of(options->guid),
                    .is_explicit = options->is_explicit},
        .cover = options->cover,
        .log = message_log(options),
    };

    if (options->argument_count != 1) {
        err_set_kind(err, ERR_USAGE,
                     "say which folder: briefcast feed FOLDER --base-url URL "
                     "--title TEXT --category NAME");
        return -1;
    }
    request.folder = options->arguments[0];
    bool ok = series_publish(&arena, &request, &series, err);
    if (ok && options->json)
        print_json(&series);
    else if (ok && !options->quiet)
        print_series(&series);
    arena_release(&arena);
    return ok ? 0 : -1;
}
