#include "publish/index.h"

#include "publish/inline.h"
#include "publish/markup.h"
#include "publish/page_asset.h"
#include "publish/pubdate.h"
#include "publish/stamp.h"

#include <sys/stat.h>

static bool exists(const char *folder, struct view name, const char *ending)
{
    struct buf path = {0};
    struct stat status;

    buf_addf(&path, "%s/%.*s%s", folder, VIEW_ARG(name), ending);
    bool is_there = stat(buf_string(&path), &status) == 0;
    buf_release(&path);
    return is_there;
}

/* <a href="NAME.ENDING">what<span> of title</span></a> */
static void add_link(struct buf *out, struct view name, const char *ending,
                     struct view text)
{
    buf_add_string(out, "<a href=\"");
    markup_url_part(out, name);
    markup_url_part(out, view_of(ending));
    buf_add_string(out, "\">");
    markup_text(out, text);
    buf_add_string(out, "</a>");
}

static void add_files(const char *folder, const struct record *record,
                      struct buf *out)
{
    static const struct {
        const char *ending;
        const char *what;
    } files[] = {{".epub", "EPUB"}, {".txt", "text"}};

    buf_add_string(out, " &middot; ");
    add_link(out, record->audio_name, "", VIEW("MP3"));
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (!exists(folder, record->name, files[i].ending))
            continue;
        buf_add_string(out, " &middot; ");
        add_link(out, record->name, files[i].ending, view_of(files[i].what));
    }
}

static void add_episode(const char *folder, const struct record *record,
                        struct buf *out)
{
    struct buf day = {0};
    bool has_page = exists(folder, record->name, ".html");

    if (record->cover_name.size > 0) {
        buf_add_string(out,
                       "<li class=\"pictured\">\n<img alt=\"\" width=\"96\" "
                       "height=\"96\" loading=\"lazy\" src=\"");
        markup_url_part(out, record->cover_name);
        buf_add_string(out, "\">\n<div>\n<h2");
    } else {
        buf_add_string(out, "<li>\n<div>\n<h2");
    }
    inline_language(out, record->language, false);
    buf_add_char(out, '>');
    add_link(out, has_page ? record->name : record->audio_name,
             has_page ? ".html" : "", record->title);
    buf_add_string(out, "</h2>\n");
    if (record->summary.size > 0) {
        buf_add_string(out, "<p");
        inline_language(out, record->language, false);
        buf_add_char(out, '>');
        markup_text(out, record->summary);
        buf_add_string(out, "</p>\n");
    }
    pubdate_day(&day, record->made);
    buf_addf(out, "<p class=\"hint\"><time>%s</time> &middot; ",
             buf_string(&day));
    stamp_short(out, record->duration_ms);
    add_files(folder, record, out);
    buf_add_string(out, "</p>\n</div>\n</li>\n");
    buf_release(&day);
}

void index_write(const char *folder, const struct feed_channel *channel,
                 const struct records *records, struct buf *out)
{
    struct view language =
        channel->language.size > 0 ? channel->language : VIEW("en");

    buf_add_string(out, "<!DOCTYPE html>\n<html");
    inline_language(out, language, false);
    buf_add_string(
        out,
        ">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n" INDEX_MARK "\n"
        "<link rel=\"alternate\" type=\"application/rss+xml\" "
        "href=\"" FEED_NAME "\" title=\"Podcast\">\n");
    markup_element(out, "title", channel->title);
    buf_addf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n",
             page_asset_style);
    markup_element(out, "h1", channel->title);
    markup_element(out, "p", channel->description);
    buf_add_string(out, "<p><a href=\"" FEED_NAME "\">Podcast feed</a></p>\n"
                        "<ul class=\"covers\">\n");
    for (size_t i = 0; i < records->count; i++)
        add_episode(folder, &records->at[i], out);
    buf_add_string(out, "</ul>\n</main>\n</body>\n</html>\n");
}
