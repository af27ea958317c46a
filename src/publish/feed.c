#include "publish/feed.h"

#include "publish/category.h"
#include "publish/fold.h"
#include "publish/guid.h"
#include "publish/mark.h"
#include "publish/markup.h"
#include "publish/pubdate.h"
#include "publish/stamp.h"

#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

/* Limits of podcast directories, in bytes (Apple, "A Podcaster's Guide"). */
enum { TEXT_BYTES = 255, DESCRIPTION_BYTES = 3900, CHAPTERS_MIN = 3 };

struct feed {
    const char *folder;
    const struct feed_channel *channel;
    struct buf *out;
    struct buf url; /* of the file that is being named */
};

static bool is_email(struct view text)
{
    size_t at = view_find(text, VIEW("@"), 0);

    if (at == 0 || at == SIZE_MAX || text.size > 254)
        return false;
    for (size_t i = 0; i < text.size; i++) {
        if ((unsigned char)text.data[i] <= ' ' ||
            (text.data[i] == '@' && i != at))
            return false;
    }
    size_t dot = view_find(text, VIEW("."), at);
    return dot != SIZE_MAX && dot > at + 1 && dot + 1 < text.size;
}

/* The form of BCP 47: two or three letters, then subtags of at most eight
 * letters and digits. */
static bool is_language(struct view tag)
{
    size_t letters = 0; /* of the subtag */
    bool is_first = true;

    for (size_t i = 0; i <= tag.size; i++) {
        int c = i < tag.size ? tag.data[i] : '-';
        int lower = c | 0x20;

        if (c == '-') {
            if (letters == 0 || letters > 8 ||
                (is_first && (letters < 2 || letters > 3)))
                return false;
            is_first = false;
            letters = 0;
        } else if ((lower >= 'a' && lower <= 'z') ||
                   (!is_first && c >= '0' && c <= '9')) {
            letters++;
        } else {
            return false;
        }
    }
    return true;
}

bool feed_check(const struct feed_channel *channel, struct err *err)
{
    struct view main_name;
    struct view sub_name;

    if (channel->base_url.size == 0)
        return err_set_kind(err, ERR_USAGE,
                            "base URL: a feed needs the address at which its "
                            "folder can be reached, as in "
                            "https://example.org/briefing/");
    if (!markup_is_url(channel->base_url))
        return err_set_kind(err, ERR_USAGE,
                            "base URL: \"%.*s\" is no web address; give the "
                            "one at which the folder can be reached, as in "
                            "https://example.org/briefing/",
                            VIEW_ARG(channel->base_url));
    if (view_find(channel->base_url, VIEW("?"), 0) != SIZE_MAX ||
        view_find(channel->base_url, VIEW("#"), 0) != SIZE_MAX)
        return err_set_kind(err, ERR_USAGE,
                            "base URL: \"%.*s\" has a query; give the address "
                            "of a folder",
                            VIEW_ARG(channel->base_url));
    if (view_trim(channel->title).size == 0)
        return err_set_kind(err, ERR_USAGE,
                            "the feed has no title; give the series a name");
    if (channel->owner_email.size > 0 && !is_email(channel->owner_email))
        return err_set_kind(err, ERR_USAGE,
                            "owner: \"%.*s\" is no e-mail address",
                            VIEW_ARG(channel->owner_email));
    if (channel->guid.size > 0 && !guid_is(channel->guid))
        return err_set_kind(err, ERR_USAGE,
                            "guid: \"%.*s\" is no UUID, as in "
                            "9b024349-ccf0-5f69-a609-6b82873eab3c",
                            VIEW_ARG(channel->guid));
    if (channel->language.size > 0 && !is_language(channel->language))
        return err_set_kind(err, ERR_USAGE,
                            "language: \"%.*s\" is no tag of one, as en or "
                            "en-gb",
                            VIEW_ARG(channel->language));
    return category_find(channel->category, &main_name, &sub_name, err);
}

/* At most size bytes, cut between words, in one line. */
static struct view cut(struct view text, size_t size)
{
    bool is_cut;

    text = view_trim(text);
    for (size_t width = size; text.size > size; width -= width / 8)
        text = fold_head(text, width, &is_cut);
    return text;
}

/* The absolute address of a file in the folder; valid until the next call. */
static struct view url_of(struct feed *feed, struct view name,
                          const char *ending)
{
    buf_reset(&feed->url);
    buf_add(&feed->url, feed->channel->base_url);
    if (!view_ends(feed->channel->base_url, VIEW("/")))
        buf_add_char(&feed->url, '/');
    markup_url_part(&feed->url, name);
    markup_url_part(&feed->url, view_of(ending));
    return buf_view(&feed->url);
}

static bool exists(const struct feed *feed, struct view name,
                   const char *ending)
{
    struct buf path = {0};
    struct stat status;

    buf_addf(&path, "%s/%.*s%s", feed->folder, VIEW_ARG(name), ending);
    bool is_there = stat(buf_string(&path), &status) == 0 &&
                    S_ISREG(status.st_mode) && status.st_size > 0;
    buf_release(&path);
    return is_there;
}

static void add_categories(struct feed *feed)
{
    struct view main_name;
    struct view sub_name;
    struct err err;
    struct buf *out = feed->out;

    if (!category_find(feed->channel->category, &main_name, &sub_name, &err))
        return;
    buf_add_string(out, "<itunes:category");
    markup_attribute(out, "text", main_name);
    if (sub_name.size == 0) {
        buf_add_string(out, "/>\n");
        return;
    }
    buf_add_string(out, "><itunes:category");
    markup_attribute(out, "text", sub_name);
    buf_add_string(out, "/></itunes:category>\n");
}

static void add_owner(struct feed *feed, struct view author)
{
    const struct feed_channel *channel = feed->channel;
    struct buf *out = feed->out;

    markup_element(out, "itunes:author", author);
    if (channel->owner_email.size == 0)
        return;
    buf_add_string(out, "<itunes:owner>\n");
    markup_element(out, "itunes:name",
                   channel->owner_name.size > 0
                       ? cut(channel->owner_name, TEXT_BYTES)
                       : author);
    markup_element(out, "itunes:email", channel->owner_email);
    buf_add_string(out, "</itunes:owner>\n<podcast:locked");
    markup_attribute(out, "owner", channel->owner_email);
    buf_add_string(out, ">no</podcast:locked>\n");
}

static void add_guid(struct feed *feed)
{
    char guid[GUID_SIZE];

    if (feed->channel->guid.size > 0) {
        markup_element(feed->out, "podcast:guid", feed->channel->guid);
        return;
    }
    guid_of_feed(url_of(feed, VIEW(FEED_NAME), ""), guid);
    markup_element(feed->out, "podcast:guid", view_of(guid));
}

static void add_channel(struct feed *feed, const struct records *records)
{
    const struct feed_channel *channel = feed->channel;
    struct view title = cut(channel->title, TEXT_BYTES);
    struct view author = cut(channel->author, TEXT_BYTES);
    struct buf *out = feed->out;
    struct buf date = {0};

    markup_element(out, "title", title);
    markup_element(out, "link", url_of(feed, (struct view){0}, ""));
    markup_element(out, "description",
                   channel->description.size > 0
                       ? cut(channel->description, DESCRIPTION_BYTES)
                       : title);
    markup_element(out, "language",
                   channel->language.size > 0 ? channel->language : VIEW("en"));
    buf_add_string(out, "<atom:link rel=\"self\" type=\"application/rss+xml\"");
    markup_attribute(out, "href", url_of(feed, VIEW(FEED_NAME), ""));
    buf_add_string(out, "/>\n<itunes:image");
    markup_attribute(out, "href", url_of(feed, channel->cover_name, ""));
    buf_add_string(out, "/>\n");
    add_categories(feed);
    markup_element(out, "itunes:explicit",
                   channel->is_explicit ? VIEW("true") : VIEW("false"));
    add_owner(feed, author.size > 0 ? author : title);
    markup_element(out, "itunes:type", VIEW("episodic"));
    add_guid(feed);
    markup_element(out, "podcast:medium", VIEW("podcast"));
    markup_element(out, "copyright", cut(channel->copyright, TEXT_BYTES));
    if (records->count > 0) {
        pubdate_mail(&date, records->at[0].made);
        markup_element(out, "lastBuildDate", buf_view(&date));
    }
    buf_add_string(out, FEED_MARK "\n");
    buf_release(&date);
}

/* "00:00:00 Title" lines, which Apple and Spotify make chapters of when there
 * are three or more. */
static void add_description(struct feed *feed, const struct record *record)
{
    struct buf text = {0};

    buf_add_string(&text, "<p>");
    markup_text(&text, record->summary.size > 0 ? cut(record->summary, 1200)
                                                : cut(record->title, 255));
    buf_add_string(&text, "</p>");
    if (record->chapter_count >= CHAPTERS_MIN)
        buf_add_string(&text, "\n<p>");
    for (size_t i = 0;
         record->chapter_count >= CHAPTERS_MIN && i < record->chapter_count &&
         text.size < DESCRIPTION_BYTES - 300;
         i++) {
        const struct chapter chapter = {.title = record->chapters[i].title};
        const struct mark mark = {.chapter = &chapter, .index = i};
        struct buf label = {0};

        if (i > 0)
            buf_add_string(&text, "<br/>\n");
        stamp_whole(&text, record->chapters[i].begin_ms);
        buf_add_char(&text, ' ');
        mark_label(&label, &mark, MARK_DESCRIPTION_CHARACTERS);
        markup_text(&text, buf_view(&label));
        buf_release(&label);
    }
    if (record->chapter_count >= CHAPTERS_MIN)
        buf_add_string(&text, "</p>");
    buf_add_string(feed->out, "<description><![CDATA[");
    buf_add(feed->out, buf_view(&text));
    buf_add_string(feed->out, "]]></description>\n");
    buf_release(&text);
}

static void add_transcripts(struct feed *feed, const struct record *record)
{
    static const struct {
        const char *ending;
        const char *type;
        const char *more;
    } kinds[] = {
        {".vtt", "text/vtt", " rel=\"captions\""},
        {".srt", "application/x-subrip", " rel=\"captions\""},
        {".json", "application/json", ""},
        {".html", "text/html", ""},
        {".txt", "text/plain", ""},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!exists(feed, record->name, kinds[i].ending))
            continue;
        buf_add_string(feed->out, "<podcast:transcript");
        markup_attribute(feed->out, "url",
                         url_of(feed, record->name, kinds[i].ending));
        buf_addf(feed->out, " type=\"%s\"", kinds[i].type);
        if (record->language.size > 0)
            markup_attribute(feed->out, "language", record->language);
        buf_addf(feed->out, "%s/>\n", kinds[i].more);
    }
}

static void add_psc(struct feed *feed, const struct record *record)
{
    if (record->chapter_count == 0)
        return;
    buf_add_string(feed->out, "<psc:chapters version=\"1.2\">\n");
    for (size_t i = 0; i < record->chapter_count; i++) {
        const struct record_chapter *chapter = &record->chapters[i];

        buf_add_string(feed->out, "<psc:chapter start=\"");
        stamp_clock(feed->out, chapter->begin_ms, '.');
        buf_add_char(feed->out, '"');
        markup_attribute(feed->out, "title", chapter->title);
        if (chapter->url.size > 0)
            markup_attribute(feed->out, "href", chapter->url);
        if (chapter->image.size > 0)
            markup_attribute(feed->out, "image", chapter->image);
        buf_add_string(feed->out, "/>\n");
    }
    buf_add_string(feed->out, "</psc:chapters>\n");
}

static void add_item(struct feed *feed, const struct record *record)
{
    struct buf *out = feed->out;
    struct buf text = {0};

    buf_add_string(out, "<item>\n");
    markup_element(out, "title", cut(record->title, TEXT_BYTES));
    if (exists(feed, record->name, ".html"))
        markup_element(out, "link", url_of(feed, record->name, ".html"));
    else
        markup_element(out, "link", record->url);
    buf_add_string(out, "<enclosure");
    markup_attribute(out, "url", url_of(feed, record->audio_name, ""));
    buf_addf(out, " length=\"%" PRIu64 "\" type=\"audio/mpeg\"/>\n",
             record->audio_bytes);
    buf_add_string(out, "<guid isPermaLink=\"false\">");
    markup_text(out, record->guid);
    buf_add_string(out, "</guid>\n");
    pubdate_mail(&text, record->made);
    markup_element(out, "pubDate", buf_view(&text));
    add_description(feed, record);
    buf_addf(out, "<itunes:duration>%" PRId64 "</itunes:duration>\n",
             (record->duration_ms + 500) / 1000);
    markup_element(out, "itunes:author", cut(record->author, TEXT_BYTES));
    markup_element(out, "itunes:explicit",
                   feed->channel->is_explicit ? VIEW("true") : VIEW("false"));
    if (record->cover_name.size > 0) {
        buf_add_string(out, "<itunes:image");
        markup_attribute(out, "href", url_of(feed, record->cover_name, ""));
        buf_add_string(out, "/>\n");
    }
    markup_element(out, "itunes:episodeType", VIEW("full"));
    add_transcripts(feed, record);
    if (exists(feed, record->name, ".chapters.json")) {
        buf_add_string(out, "<podcast:chapters");
        markup_attribute(out, "url",
                         url_of(feed, record->name, ".chapters.json"));
        buf_add_string(out, " type=\"application/json+chapters\"/>\n");
    }
    add_psc(feed, record);
    buf_add_string(out, "</item>\n");
    buf_release(&text);
}

bool feed_write(const char *folder, const struct feed_channel *channel,
                const struct records *records, struct buf *out, struct err *err)
{
    struct feed feed = {.folder = folder, .channel = channel, .out = out};

    if (!feed_check(channel, err))
        return false;
    if (records->count == 0)
        return err_set(err,
                       "%s: has no episode to list; make one into this folder "
                       "first",
                       folder);
    buf_add_string(
        out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<rss version=\"2.0\" "
             "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
             "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\" "
             "xmlns:atom=\"http://www.w3.org/2005/Atom\" "
             "xmlns:psc=\"http://podlove.org/simple-chapters\">\n"
             "<channel>\n");
    add_channel(&feed, records);
    for (size_t i = 0; i < records->count; i++)
        add_item(&feed, &records->at[i]);
    buf_add_string(out, "</channel>\n</rss>\n");
    buf_release(&feed.url);
    return true;
}
