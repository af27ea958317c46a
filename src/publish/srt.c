#include "publish/srt.h"

#include "base/utf8.h"
#include "publish/fold.h"
#include "publish/saying.h"
#include "publish/stamp.h"

#include <inttypes.h>

enum { LINE_CHARACTERS = 32, LINES = 2 };

struct caption {
    struct view lines[LINES];
    size_t count;
    int64_t begin_ms;
    int64_t end_ms;
};

struct srt {
    const struct episode *episode;
    struct buf *out;
    size_t number;
    const char *speaker; /* of the caption before */
};

/* "-->" divides times in this format and must not stand in a text; nor may a
 * line end. */
static void add_line(struct buf *out, struct view line)
{
    for (size_t i = 0; i < line.size; i++) {
        char c = line.data[i];

        if (view_starts(view_slice(line, i, line.size), VIEW("-->"))) {
            buf_add_string(out, "\xE2\x86\x92");
            i += 2;
        } else if ((unsigned char)c < ' ') {
            buf_add_char(out, ' ');
        } else {
            buf_add_char(out, c);
        }
    }
    buf_add_char(out, '\n');
}

static void add_caption(struct srt *srt, const struct caption *caption,
                        const char *prefix)
{
    buf_addf(srt->out, "%zu\n", ++srt->number);
    stamp_clock(srt->out, caption->begin_ms, ',');
    buf_add_string(srt->out, " --> ");
    stamp_clock(srt->out, caption->end_ms, ',');
    buf_addf(srt->out, "\n%s", prefix);
    for (size_t i = 0; i < caption->count; i++)
        add_line(srt->out, caption->lines[i]);
    buf_add_char(srt->out, '\n');
}

/* Time of the first word that begins at or after the line's start, but inside
 * the caption; the time before when a long word merely goes on. */
static int64_t line_ms(const struct srt *srt, const struct saying *saying,
                       struct view line, size_t *word, int64_t before_ms)
{
    const struct words *words = &saying->cue->words;
    size_t begin = (size_t)(line.data - saying->cue->shown.data);

    if (!saying->time->words)
        return before_ms;
    while (*word < words->count && words->at[*word].begin < begin)
        ++*word;
    if (*word == words->count || words->at[*word].begin >= begin + line.size)
        return before_ms;
    int64_t ms = saying_word_ms(srt->episode, saying, *word);
    return ms > before_ms && ms < saying->end_ms ? ms : before_ms;
}

/* A caption ends where the next begins; those that share a beginning, because
 * one word fills them, share the end too. */
static void add_saying(struct srt *srt, const struct saying *saying)
{
    const char *speaker = saying_speaker(saying->cue);
    struct buf prefix = {0};
    struct view rest = saying->cue->shown;
    struct caption caption = {.begin_ms = saying->begin_ms};
    struct view line;
    size_t word = 0;
    size_t width = LINE_CHARACTERS;

    if (speaker != srt->speaker) {
        buf_addf(&prefix, "%s: ", speaker);
        width -= prefix.size;
    }
    srt->speaker = speaker;
    while (fold_line(&rest, width, &line)) {
        width = LINE_CHARACTERS;
        if (caption.count == LINES) {
            int64_t ms = line_ms(srt, saying, line, &word, caption.begin_ms);

            caption.end_ms = ms > caption.begin_ms ? ms : saying->end_ms;
            add_caption(srt, &caption, buf_string(&prefix));
            buf_reset(&prefix);
            caption = (struct caption){.begin_ms = ms};
        }
        caption.lines[caption.count++] = line;
    }
    caption.end_ms = saying->end_ms;
    add_caption(srt, &caption, buf_string(&prefix));
    buf_release(&prefix);
}

bool srt_write(const struct publish_request *request, struct buf *out,
               struct err *err)
{
    struct srt srt = {.episode = request->episode, .out = out};
    struct saying saying = {0};

    (void)err;
    while (saying_next(request->episode, &saying))
        add_saying(&srt, &saying);
    return true;
}
