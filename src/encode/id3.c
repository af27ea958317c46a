#include "encode/id3.h"

#include "encode/id3_chapters.h"
#include "encode/id3_frame.h"
#include "encode/id3_lyrics.h"
#include "encode/language_code.h"

#include <stdio.h>
#include <string.h>

enum {
    HEADER_SIZE = 10,
    /* Room in which other programs can change a tag without moving the
     * audio. */
    PADDING_SIZE = 1024,
    SIZE_MAX_SYNCHSAFE = (1 << 28) - 1,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* True if date has digits where pattern has '0', and otherwise its bytes. */
static bool looks_like(struct view date, const char *pattern)
{
    size_t size = strlen(pattern);

    if (date.size < size)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (pattern[i] == '0' ? !is_digit(date.data[i])
                              : pattern[i] != date.data[i])
            return false;
    }
    return true;
}

static void add_digits_frame(struct buf *out, const char *id, const char *a,
                             const char *b)
{
    char digits[4] = {a[0], a[1], b[0], b[1]};

    id3_add_text_frame(out, id, (struct view){digits, sizeof digits});
}

/* Version 2.3 has the parts of a date in three frames: yyyy, ddmm, hhmm. */
static void add_date(const struct episode *episode, struct buf *out)
{
    struct view date = view_trim(episode->date);
    char made[32];
    struct tm tm;

    if (!looks_like(date, "0000") && gmtime_r(&episode->made, &tm)) {
        size_t size = strftime(made, sizeof made, "%Y-%m-%dT%H:%M", &tm);

        date = (struct view){made, size};
    }
    if (!looks_like(date, "0000"))
        return;
    add_digits_frame(out, "TYER", date.data, date.data + 2);
    if (looks_like(date, "0000-00-00"))
        add_digits_frame(out, "TDAT", date.data + 8, date.data + 5);
    if (looks_like(date, "0000-00-00T00:00"))
        add_digits_frame(out, "TIME", date.data + 11, date.data + 14);
}

static void add_comment(struct view comment, const char *language,
                        struct buf *out)
{
    enum id3_encoding encoding = id3_encoding_for(comment);

    if (view_trim(comment).size == 0)
        return;
    size_t frame = id3_frame_begin(out, "COMM");
    id3_add_encoding(out, encoding);
    buf_add_string(out, language);
    id3_add_text_end(out, encoding, (struct view){0});
    id3_add_text(out, encoding, comment);
    id3_frame_end(out, frame);
}

static bool add_cover(struct view cover, struct buf *out, struct err *err)
{
    if (cover.size == 0 || id3_add_picture_frame(out, cover, ID3_FRONT_COVER))
        return true;
    return err_set(err, "the cover is neither a JPEG nor a PNG image; "
                        "convert it to one of them");
}

static void add_texts(const struct episode *episode, const char *language,
                      struct buf *out)
{
    const struct timeline *timeline = episode->timeline;
    char length[32];

    id3_add_text_frame(out, "TIT2", episode->title);
    id3_add_text_frame(out, "TPE1", episode->artist);
    id3_add_text_frame(out, "TALB", episode->album);
    add_date(episode, out);
    id3_add_text_frame(out, "TLAN", view_of(language));
    id3_add_text_frame(out, "TCON", VIEW("Podcast"));
    snprintf(length, sizeof length, "%lld",
             (long long)timeline_ms(timeline, timeline->frames));
    id3_add_text_frame(out, "TLEN", view_of(length));
}

/* Sizes in the header have seven bits a byte (section 3.1). */
static void write_header(char *at, size_t size)
{
    static const char start[] = {'I', 'D', '3', 3, 0, 0};

    memcpy(at, start, sizeof start);
    for (int i = 0; i < 4; i++)
        at[6 + i] = (char)(size >> (21 - 7 * i) & 0x7F);
}

bool id3_write(const struct episode *episode, struct buf *out, struct err *err)
{
    char room[4];
    const char *language = language_code(episode->language, room);
    size_t start = out->size;

    if (!buf_extend(out, HEADER_SIZE))
        return err_set(err, "no room for an ID3 tag");
    add_texts(episode, language, out);
    add_comment(episode->comment, language, out);
    id3_add_chapters(episode, out);
    bool fine = add_cover(episode->cover, out, err);
    id3_add_lyrics(episode, language, out);
    char *padding = buf_extend(out, PADDING_SIZE);
    size_t size = out->size - start - HEADER_SIZE;
    if (fine && (!padding || out->overflow || size > SIZE_MAX_SYNCHSAFE))
        fine = err_set(err, "the ID3 tag would be longer than the 256 MiB that "
                            "it can be; leave out the cover or make the "
                            "briefing in parts");
    if (!fine) {
        out->size = start;
        return false;
    }
    if (padding)
        memset(padding, 0, PADDING_SIZE);
    write_header(out->data + start, size);
    return true;
}
