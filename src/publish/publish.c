#include "publish/publish.h"

#include "publish/chapters.h"
#include "publish/daisy.h"
#include "publish/epub.h"
#include "publish/lrc.h"
#include "publish/page.h"
#include "publish/record.h"
#include "publish/segments.h"
#include "publish/srt.h"
#include "publish/text.h"
#include "publish/vtt.h"

const struct publish_output publish_outputs[] = {
    {
        .name = "vtt",
        .ending = ".vtt",
        .title = "WebVTT transcript",
        .write = vtt_write,
    },
    {
        .name = "chapters",
        .ending = ".chapters.json",
        .title = "chapters for podcast apps",
        .wanted = chapters_wanted,
        .write = chapters_write,
    },
    {
        .name = "txt",
        .ending = ".txt",
        .title = "what was spoken and what was left out",
        .write = text_write,
    },
    {
        .name = "srt",
        .ending = ".srt",
        .title = "SubRip transcript",
        .write = srt_write,
    },
    {
        .name = "lrc",
        .ending = ".lrc",
        .title = "lyrics for music players",
        .write = lrc_write,
    },
    {
        .name = "json",
        .ending = ".json",
        .title = "transcript for programs",
        .write = segments_write,
    },
    {
        .name = "html",
        .ending = ".html",
        .title = "page with player and transcript",
        .write = page_write,
    },
    {
        .name = "epub",
        .ending = ".epub",
        .title = "EPUB 3 with text and sound in step",
        .shows_cover = true,
        .needs_audio = true,
        .write_file = epub_write,
    },
    {
        .name = "daisy",
        .ending = ".daisy",
        .title = "DAISY 2.02 book, a folder",
        .needs_audio = true,
        .write_folder = daisy_write,
    },
    {
        .name = "episode",
        .ending = RECORD_ENDING,
        .title = "what a podcast feed needs to know",
        .shows_cover = true,
        .needs_audio = true,
        .write = record_write,
    },
};

const size_t publish_output_count =
    sizeof publish_outputs / sizeof publish_outputs[0];

const struct publish_output *publish_find(struct view name)
{
    for (size_t i = 0; i < publish_output_count; i++) {
        if (view_equal(name, view_of(publish_outputs[i].name)))
            return &publish_outputs[i];
    }
    return NULL;
}
