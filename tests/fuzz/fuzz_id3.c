/* Tags of episodes with any texts, chapters and times: our own reader must
 * find each tag sound, with as many chapters and sentences as went in.  Where
 * ID3_OUT names a file, tags and what they should say are appended to it, for
 * check_id3.py, which asks mutagen. */
#include "promise.h"

#include "base/utf8.h"
#include "encode/id3.h"
#include "encode/id3_picture.h"
#include "encode/id3_read.h"
#include "format/json.h"

#include <string.h>

enum { CHAPTERS_MAX = 12, RATE_HZ = 22050 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct show {
    struct episode episode;
    struct script script;
    struct timeline timeline;
    struct cue cues[2 * CHAPTERS_MAX];
    struct cue_time times[2 * CHAPTERS_MAX];
    struct chapter chapters[CHAPTERS_MAX];
};

/* Texts of an episode are UTF-8 without NUL, as readers promise. */
static struct view take_text(struct arena *arena, struct view *input)
{
    struct view raw = view_cut(input, '\n');
    struct buf clean = {0};

    for (size_t at = 0; at < raw.size;) {
        uint32_t c = utf8_next(raw, &at);
        if (c != UTF8_INVALID && c != 0)
            buf_add_codepoint(&clean, c);
    }
    struct view text = arena_copy(arena, buf_view(&clean));
    buf_release(&clean);
    return text;
}

static unsigned take_byte(struct view *input)
{
    unsigned byte = input->size > 0 ? (unsigned char)input->data[0] : 0;

    *input = view_slice(*input, 1, input->size);
    return byte;
}

static void add_chapter(struct arena *arena, struct show *show, size_t i,
                        struct view *input, int64_t *now)
{
    static const char *const urls[] = {"", "https://a.example/\xc3\xa9?x",
                                       "http://b.example"};
    int64_t length = 100 + (int64_t)take_byte(input) * 997;
    struct view title = take_text(arena, input);

    show->chapters[i] =
        (struct chapter){.title = title.size > 0 ? title : VIEW("Chapter"),
                         .level = (int)(take_byte(input) % 7),
                         .cue = 2 * i,
                         .url = view_of(urls[take_byte(input) % 3])};
    show->cues[2 * i].kind = CUE_MARK;
    show->cues[2 * i].chapter = i;
    show->cues[2 * i + 1].kind = CUE_SAY;
    show->cues[2 * i + 1].shown = take_text(arena, input);
    show->times[2 * i].at = (struct stretch){*now, *now};
    show->times[2 * i + 1].at = (struct stretch){*now, *now + length};
    *now += length;
}

static size_t make_show(struct arena *arena, struct show *show,
                        struct view input)
{
    size_t count = 1 + take_byte(&input) % CHAPTERS_MAX;
    int64_t now = 0;

    show->episode = (struct episode){.title = take_text(arena, &input),
                                     .artist = take_text(arena, &input),
                                     .album = take_text(arena, &input),
                                     .comment = take_text(arena, &input),
                                     .language = take_text(arena, &input),
                                     .date = take_text(arena, &input),
                                     .script = &show->script,
                                     .timeline = &show->timeline};
    for (size_t i = 0; i < count; i++)
        add_chapter(arena, show, i, &input, &now);
    show->script = (struct script){.cues = {show->cues, 2 * count, 0},
                                   .chapters = {show->chapters, count, 0}};
    show->timeline = (struct timeline){.script = &show->script,
                                       .rate_hz = RATE_HZ,
                                       .frames = now,
                                       .cues = show->times};
    return count;
}

/* A line of JSON with the tag in hexadecimal. */
static void write_out(const char *path, const struct show *show, size_t count,
                      const struct buf *tag)
{
    FILE *file = fopen(path, "ab");
    struct buf line = {0};
    struct buf hex = {0};
    struct json_writer json;

    for (size_t i = 0; i < tag->size; i++)
        buf_addf(&hex, "%02x", (unsigned char)tag->data[i]);
    json_writer_init(&json, &line, true);
    json_begin_object(&json, NULL);
    json_add_text(&json, "tag", buf_view(&hex));
    json_add_text(&json, "title", show->episode.title);
    json_add_text(&json, "artist", show->episode.artist);
    json_begin_array(&json, "chapters");
    for (size_t i = 0; i < count; i++) {
        struct stretch at = timeline_chapter(&show->timeline, i);

        json_begin_object(&json, NULL);
        json_add_text(&json, "title", show->chapters[i].title);
        json_add_integer(&json, "begin",
                         timeline_ms(&show->timeline, at.begin));
        json_add_integer(&json, "end", timeline_ms(&show->timeline, at.end));
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    promise(file && fwrite(line.data, 1, line.size, file) == line.size, "id3",
            "ID3_OUT cannot be written");
    fclose(file);
    buf_release(&hex);
    buf_release(&line);
}

/* Whatever bytes a tag holds, it is read within its bounds. */
static void try_picture(struct view bytes)
{
    struct buf tag = {0};
    struct view picture;

    bytes = view_slice(bytes, 0, 0x3FFF);
    buf_add(&tag, VIEW("ID3\3\0\0\0\0"));
    buf_add_char(&tag, (char)(bytes.size >> 7));
    buf_add_char(&tag, (char)(bytes.size & 0x7F));
    buf_add(&tag, bytes);
    if (id3_picture(buf_view(&tag), &picture))
        promise(picture.data >= tag.data &&
                    picture.data + picture.size <= tag.data + tag.size,
                "id3", "a picture outside its tag");
    buf_release(&tag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct show *show = arena_new(&arena, 1, sizeof *show);
    size_t count =
        make_show(&arena, show, (struct view){(const char *)data, size});
    struct id3_summary summary = {0};
    struct buf tag = {0};
    struct err err = {.message = ""};
    const char *out = getenv("ID3_OUT");

    promise(id3_write(&show->episode, &tag, &err), "id3", err.message);
    promise(id3_read_size(buf_view(&tag)) == tag.size, "id3", "a false size");
    promise(id3_read(buf_view(&tag), &summary, &err), "id3", err.message);
    promise(summary.version == 3 && summary.chapters == count, "id3",
            "chapters are missing");
    struct view picture;
    promise(!id3_picture(buf_view(&tag), &picture), "id3",
            "a picture where none was put in");
    try_picture((struct view){(const char *)data, size});
    if (out)
        write_out(out, show, count, &tag);
    buf_release(&tag);
    arena_release(&arena);
    return 0;
}
