#include "publish/mark.h"

#include "publish/fold.h"

int64_t mark_total_ms(const struct episode *episode)
{
    return timeline_ms(episode->timeline, episode->timeline->frames);
}

static int64_t begin_ms(const struct episode *episode, size_t i)
{
    const struct chapter *chapters = episode->script->chapters.at;
    const struct cue_time *cues = episode->timeline->cues;
    int64_t frame = cues[chapters[i].cue].at.begin;

    /* The silence before the first word is the first chapter's. */
    if (frame == cues[chapters[0].cue].at.begin)
        return 0;
    return timeline_ms(episode->timeline, frame);
}

bool mark_next(const struct episode *episode, struct mark *mark)
{
    const struct chapters *chapters = &episode->script->chapters;
    int64_t total_ms = mark_total_ms(episode);
    size_t i = mark->chapter ? mark->index + 1 : 0;
    int64_t after_ms = mark->chapter ? mark->begin_ms : -1;

    while (i < chapters->count && (begin_ms(episode, i) <= after_ms))
        i++;
    if (i >= chapters->count || begin_ms(episode, i) >= total_ms)
        return false;
    *mark = (struct mark){
        .chapter = &chapters->at[i],
        .index = i,
        .begin_ms = begin_ms(episode, i),
        .end_ms = total_ms,
    };
    for (size_t next = i + 1; next < chapters->count; next++) {
        int64_t next_ms = begin_ms(episode, next);

        if (next_ms <= mark->begin_ms)
            continue;
        if (next_ms < total_ms)
            mark->end_ms = next_ms;
        break;
    }
    return true;
}

size_t mark_count(const struct episode *episode)
{
    struct mark mark = {0};
    size_t count = 0;

    while (mark_next(episode, &mark))
        count++;
    return count;
}

/* One line, with single spaces for white space. */
static void add_folded(struct buf *out, struct view text)
{
    bool space = false;

    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];

        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            space = true;
            continue;
        }
        if (space)
            buf_add_char(out, ' ');
        space = false;
        buf_add_char(out, c);
    }
}

void mark_label(struct buf *out, const struct mark *mark, size_t width)
{
    struct view title = view_trim(mark->chapter->title);
    bool cut;

    if (title.size == 0) {
        buf_addf(out, "Chapter %zu", mark->index + 1);
        return;
    }
    struct view head = fold_head(title, width, &cut);
    if (cut)
        head = fold_head(title, width - 1, &cut);
    add_folded(out, head);
    if (cut)
        buf_add_string(out, "\xE2\x80\xA6");
}
