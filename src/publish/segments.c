#include "publish/segments.h"

#include "format/json.h"
#include "publish/saying.h"

bool segments_write(const struct publish_request *request, struct buf *out,
                    struct err *err)
{
    struct json_writer writer;
    struct saying saying = {0};

    (void)err;
    json_writer_init(&writer, out, false);
    json_begin_object(&writer, NULL);
    json_add_text(&writer, "version", VIEW("1.0.0"));
    json_begin_array(&writer, "segments");
    while (saying_next(request->episode, &saying)) {
        json_begin_object(&writer, NULL);
        json_add_text(&writer, "speaker", view_of(saying_speaker(saying.cue)));
        json_add_number(&writer, "startTime", (double)saying.begin_ms / 1000,
                        3);
        json_add_number(&writer, "endTime", (double)saying.end_ms / 1000, 3);
        json_add_text(&writer, "body", view_trim(saying.cue->shown));
        json_end_object(&writer);
    }
    json_end_array(&writer);
    json_end_object(&writer);
    return true;
}
