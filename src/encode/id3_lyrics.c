#include "encode/id3_lyrics.h"

#include "encode/id3_frame.h"

enum { TIME_IN_MS = 2, TEXT_TRANSCRIPTION = 2 };

/* The text as paragraphs: sentences part by a space, items by a line end,
 * everything else by an empty line. */
static struct view separator(const struct cue *pause)
{
    switch (pause->pause) {
    case PAUSE_SENTENCE:
        return VIEW(" ");
    case PAUSE_ITEM:
        return VIEW("\n");
    default:
        return VIEW("\n\n");
    }
}

static void join(const struct script *script, struct buf *text)
{
    struct view between = {0};

    for (size_t i = 0; i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];

        /* Of several pauses in a row the widest counts. */
        if (cue->kind == CUE_PAUSE && separator(cue).size >= between.size)
            between = separator(cue);
        if (cue->kind != CUE_SAY || cue->shown.size == 0)
            continue;
        if (text->size > 0)
            buf_add(text, between.size > 0 ? between : VIEW(" "));
        buf_add(text, cue->shown);
        between = (struct view){0};
    }
}

static void add_sentences(const struct episode *episode,
                          enum id3_encoding encoding, struct buf *out)
{
    const struct script *script = episode->script;
    const struct timeline *timeline = episode->timeline;

    for (size_t i = 0; i < script->cues.count; i++) {
        const struct cue *cue = &script->cues.at[i];

        if (cue->kind != CUE_SAY || cue->shown.size == 0)
            continue;
        int64_t ms = timeline_ms(timeline, timeline->cues[i].at.begin);
        id3_add_text_end(out, encoding, cue->shown);
        buf_add_u32be(out, (unsigned long)(ms <= UINT32_MAX ? ms : UINT32_MAX));
    }
}

void id3_add_lyrics(const struct episode *episode, const char *language,
                    struct buf *out)
{
    struct buf text = {0};

    join(episode->script, &text);
    enum id3_encoding encoding = id3_encoding_for(buf_view(&text));
    if (text.size > 0) {
        size_t frame = id3_frame_begin(out, "USLT");

        id3_add_encoding(out, encoding);
        buf_add_string(out, language);
        id3_add_text_end(out, encoding, (struct view){0});
        id3_add_text(out, encoding, buf_view(&text));
        id3_frame_end(out, frame);

        frame = id3_frame_begin(out, "SYLT");
        id3_add_encoding(out, encoding);
        buf_add_string(out, language);
        buf_add_char(out, TIME_IN_MS);
        buf_add_char(out, TEXT_TRANSCRIPTION);
        id3_add_text_end(out, encoding, (struct view){0});
        add_sentences(episode, encoding, out);
        id3_frame_end(out, frame);
    }
    buf_release(&text);
}
