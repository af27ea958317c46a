#include "publish/vtt.h"

#include "publish/fold.h"
#include "publish/markup.h"
#include "publish/saying.h"
#include "publish/stamp.h"

enum { LINE_CHARACTERS = 65 };

/* Where words begin inside a cue that is being written. */
struct word_stamps {
    const struct episode *episode;
    const struct saying *saying;
    size_t next;     /* index of the next word to stamp */
    int64_t last_ms; /* time of the last stamp; they must rise */
};

/* Appends part of the cue's text, with the time before each word in it.  A
 * time must lie inside the cue and above the one before; a word that shares
 * its time with another goes unstamped. */
static void add_stamped(struct buf *out, struct view part,
                        struct word_stamps *stamps)
{
    const struct saying *saying = stamps->saying;
    const struct cue *cue = saying->cue;
    size_t offset = (size_t)(part.data - cue->shown.data);
    size_t done = 0;

    for (; stamps->next < cue->words.count; stamps->next++) {
        size_t begin = cue->words.at[stamps->next].begin;

        if (begin < offset + done)
            continue;
        if (begin >= offset + part.size)
            break;
        int64_t ms = saying_word_ms(stamps->episode, saying, stamps->next);
        if (ms <= stamps->last_ms || ms >= saying->end_ms)
            continue;
        markup_cue_text(out, view_slice(part, done, begin - offset));
        done = begin - offset;
        buf_add_char(out, '<');
        stamp_clock(out, ms, '.');
        buf_add_char(out, '>');
        stamps->last_ms = ms;
    }
    markup_cue_text(out, view_slice(part, done, part.size));
}

static void add_cue(const struct publish_request *request,
                    const struct saying *saying, struct buf *out)
{
    struct view rest = saying->cue->shown;
    struct view line;
    struct word_stamps stamps = {
        .episode = request->episode,
        .saying = saying,
        .last_ms = saying->begin_ms,
    };

    stamp_clock(out, saying->begin_ms, '.');
    buf_add_string(out, " --> ");
    stamp_clock(out, saying->end_ms, '.');
    buf_addf(out, "\n<v %s>", saying_speaker(saying->cue));
    while (fold_line(&rest, LINE_CHARACTERS, &line)) {
        if (request->words && saying->time->words)
            add_stamped(out, line, &stamps);
        else
            markup_cue_text(out, line);
        buf_add_char(out, '\n');
    }
    buf_add_char(out, '\n');
}

bool vtt_write(const struct publish_request *request, struct buf *out,
               struct err *err)
{
    struct saying saying = {0};

    (void)err;
    buf_add_string(out, "WEBVTT\n\n");
    while (saying_next(request->episode, &saying))
        add_cue(request, &saying, out);
    return true;
}
