#include "publish/lrc.h"

#include "publish/mark.h"
#include "publish/saying.h"

#include <inttypes.h>

/* One line; in a tag's value a bracket would end it. */
static void add_line(struct buf *out, struct view text, bool in_tag)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if ((unsigned char)c < 0x20)
            c = ' ';
        if (in_tag && (c == '[' || c == ']'))
            c = c == '[' ? '(' : ')';
        buf_add_char(out, c);
    }
}

static void add_tag(struct buf *out, const char *name, struct view value)
{
    if (value.size == 0)
        return;
    buf_addf(out, "[%s:", name);
    add_line(out, value, true);
    buf_add_string(out, "]\n");
}

bool lrc_write(const struct publish_request *request, struct buf *out,
               struct err *err)
{
    const struct episode *episode = request->episode;
    int64_t total_ms = mark_total_ms(episode);
    struct saying saying = {0};

    (void)err;
    add_tag(out, "ti", episode->title);
    add_tag(out, "ar", episode->artist);
    add_tag(out, "al", episode->album);
    buf_addf(out, "[length:%02" PRId64 ":%02" PRId64 "]\n", total_ms / 60000,
             total_ms / 1000 % 60);
    add_tag(out, "re", VIEW("briefcast"));
    while (saying_next(episode, &saying)) {
        struct view text = view_trim(saying.cue->shown);

        buf_addf(out, "[%02" PRId64 ":%02" PRId64 ".%02" PRId64 "]",
                 saying.begin_ms / 60000, saying.begin_ms / 1000 % 60,
                 saying.begin_ms % 1000 / 10);
        /* A bracket at its head would read as a further time. */
        if (text.data[0] == '[')
            buf_add_char(out, ' ');
        add_line(out, text, false);
        buf_add_char(out, '\n');
    }
    return true;
}
