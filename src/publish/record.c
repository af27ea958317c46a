#include "publish/record.h"

#include "format/json.h"
#include "publish/guid.h"
#include "publish/mark.h"
#include "publish/markup.h"
#include "publish/pubdate.h"

#include <string.h>

enum { FORMAT_VERSION = 1, CHAPTERS_MAX = 100000 };

/* Text in one line, at most size bytes. */
static void add_line(struct buf *out, struct view text, size_t size)
{
    bool space = false;

    for (size_t i = 0; i < text.size && out->size < size; i++) {
        char c = text.data[i];

        if ((unsigned char)c <= ' ') {
            space = out->size > 0;
            continue;
        }
        if (space)
            buf_add_char(out, ' ');
        space = false;
        buf_add_char(out, c);
    }
}

/* What the article says of itself; of several articles, their titles. */
static void add_summary(const struct episode *episode, struct buf *out)
{
    const struct articles *articles = &episode->script->articles;

    if (articles->count == 1) {
        add_line(out, articles->at[0]->document->summary, 1000);
        return;
    }
    for (size_t i = 0; i < articles->count; i++) {
        struct view title = view_trim(articles->at[i]->document->title);

        if (title.size == 0 || out->size > 1000)
            continue;
        if (out->size > 0)
            buf_add_string(out, "; ");
        buf_add(out, title);
    }
}

static void add_chapters(struct json_writer *writer,
                         const struct episode *episode)
{
    struct mark mark = {0};
    struct buf label = {0};

    json_begin_array(writer, "chapters");
    while (mark_next(episode, &mark)) {
        buf_reset(&label);
        mark_label(&label, &mark, 200);
        json_begin_object(writer, NULL);
        json_add_integer(writer, "begin_ms", mark.begin_ms);
        json_add_text(writer, "title", buf_view(&label));
        if (markup_is_url(mark.chapter->url))
            json_add_text(writer, "url", mark.chapter->url);
        if (markup_is_url(mark.chapter->image))
            json_add_text(writer, "image", mark.chapter->image);
        json_end_object(writer);
    }
    json_end_array(writer);
    buf_release(&label);
}

bool record_write(const struct publish_request *request, struct buf *out,
                  struct err *err)
{
    const struct episode *episode = request->episode;
    const struct articles *articles = &episode->script->articles;
    struct json_writer writer;
    struct buf text = {0};
    char guid[GUID_SIZE];

    if (!guid_of_audio(request->audio_path, guid, err))
        return false;
    json_writer_init(&writer, out, false);
    json_begin_object(&writer, NULL);
    json_add_integer(&writer, "briefcast_episode", FORMAT_VERSION);
    json_add_text(&writer, "guid", view_of(guid));
    json_add_text(&writer, "title", episode->title);
    json_add_text(&writer, "author", episode->artist);
    json_add_text(&writer, "language", episode->language);
    pubdate_iso(&text, episode->made);
    json_add_text(&writer, "made", buf_view(&text));
    buf_reset(&text);
    add_summary(episode, &text);
    json_add_text(&writer, "summary", buf_view(&text));
    if (articles->count == 1 && markup_is_url(articles->at[0]->document->url))
        json_add_text(&writer, "url", articles->at[0]->document->url);
    json_add_integer(&writer, "duration_ms", mark_total_ms(episode));
    json_add_text(&writer, "audio", request->audio_name);
    add_chapters(&writer, episode);
    json_end_object(&writer);
    buf_release(&text);
    return true;
}

static bool take_number(const struct json *object, const char *key, double most,
                        int64_t *number)
{
    const struct json *value = json_member(object, key);

    if (!value || value->kind != JSON_KIND_NUMBER || !(value->number >= 0) ||
        value->number > most)
        return false;
    *number = (int64_t)value->number;
    return true;
}

static bool take_chapters(struct arena *arena, const struct json *json,
                          struct record *record)
{
    const struct json *array = json_member(json, "chapters");
    size_t i = 0;

    if (!array || array->kind != JSON_KIND_ARRAY || array->count > CHAPTERS_MAX)
        return false;
    record->chapters = arena_new(arena, array->count, sizeof *record->chapters);
    for (const struct json *at = array->first; at; at = at->next, i++) {
        struct record_chapter *chapter = &record->chapters[i];

        chapter->title = json_member_text(at, "title");
        if (!take_number(at, "begin_ms", 1e12, &chapter->begin_ms) ||
            chapter->title.size == 0)
            return false;
        if (markup_is_url(json_member_text(at, "url")))
            chapter->url = json_member_text(at, "url");
        if (markup_is_url(json_member_text(at, "image")))
            chapter->image = json_member_text(at, "image");
    }
    record->chapter_count = i;
    return true;
}

/* The name of a file in the same folder. */
static bool is_file_name(struct view name)
{
    return name.size > 0 && name.size < 256 && name.data[0] != '.' &&
           !memchr(name.data, '/', name.size) &&
           !memchr(name.data, 0, name.size);
}

bool record_parse(struct arena *arena, const char *path, struct view text,
                  struct record *record, struct err *err)
{
    const struct json *json = json_parse(arena, text, err);
    int64_t version;

    *record = (struct record){0};
    if (!json) {
        err_prefix(err, "%s", path);
        return false;
    }
    record->guid = json_member_text(json, "guid");
    record->title = json_member_text(json, "title");
    record->author = json_member_text(json, "author");
    record->language = json_member_text(json, "language");
    record->summary = json_member_text(json, "summary");
    record->audio_name = json_member_text(json, "audio");
    if (markup_is_url(json_member_text(json, "url")))
        record->url = json_member_text(json, "url");
    if (!take_number(json, "briefcast_episode", 1e6, &version) ||
        version != FORMAT_VERSION)
        return err_set(err,
                       "%s: is no episode file of this briefcast; make the "
                       "episode again",
                       path);
    if (!guid_is(record->guid) || record->title.size == 0 ||
        !pubdate_parse(json_member_text(json, "made"), &record->made) ||
        !take_number(json, "duration_ms", 1e12, &record->duration_ms) ||
        !is_file_name(record->audio_name) ||
        !take_chapters(arena, json, record))
        return err_set(err,
                       "%s: the episode file is damaged; make the episode "
                       "again",
                       path);
    return true;
}
