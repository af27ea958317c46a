#include "publish/chapters.h"

#include "format/json.h"
#include "publish/mark.h"
#include "publish/markup.h"

static void add_chapter(struct json_writer *writer, const struct mark *mark,
                        struct buf *label)
{
    buf_reset(label);
    mark_label(label, mark, MARK_JSON_CHARACTERS);
    json_begin_object(writer, NULL);
    json_add_number(writer, "startTime", (double)mark->begin_ms / 1000, 3);
    json_add_number(writer, "endTime", (double)mark->end_ms / 1000, 3);
    json_add_text(writer, "title", buf_view(label));
    if (markup_is_url(mark->chapter->url))
        json_add_text(writer, "url", mark->chapter->url);
    if (markup_is_url(mark->chapter->image))
        json_add_text(writer, "img", mark->chapter->image);
    json_end_object(writer);
}

bool chapters_write(const struct publish_request *request, struct buf *out,
                    struct err *err)
{
    const struct episode *episode = request->episode;
    struct json_writer writer;
    struct buf label = {0};
    struct mark mark = {0};

    (void)err;
    json_writer_init(&writer, out, false);
    json_begin_object(&writer, NULL);
    json_add_text(&writer, "version", VIEW("1.2.0"));
    json_add_text_if(&writer, "title", episode->title);
    json_add_text_if(&writer, "author", episode->artist);
    json_add_text_if(&writer, "podcastName", episode->album);
    json_add_text_if(&writer, "fileName", request->audio_name);
    json_begin_array(&writer, "chapters");
    while (mark_next(episode, &mark))
        add_chapter(&writer, &mark, &label);
    json_end_array(&writer);
    json_end_object(&writer);
    buf_release(&label);
    return true;
}

bool chapters_wanted(const struct publish_request *request)
{
    return mark_count(request->episode) > 1;
}
