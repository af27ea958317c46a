#include "base/encoding.h"

#include "base/encoding_label.h"
#include "base/utf8.h"

#include <iconv.h>
#include <uchardet/uchardet.h>

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Windows-1252, bytes 0x80 to 0x9F (WHATWG index); 0: not assigned. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* How far the bytes are UTF-8. */
struct survey {
    size_t good;  /* valid sequences of two bytes and more */
    size_t bad;   /* bytes outside of them, but for a cut last character */
    bool escapes; /* holds ESC */
    size_t not_ascii;
};

static struct survey survey_utf8(struct view bytes)
{
    struct survey survey = {0};
    size_t cut = 0;

    for (size_t at = 0; at < bytes.size;) {
        size_t begin = at;
        uint32_t c = utf8_next(bytes, &at);

        if (c < 0x80) {
            survey.escapes |= c == 0x1B;
            continue;
        }
        survey.not_ascii += at - begin;
        if (c != UTF8_INVALID)
            survey.good++;
        else if (at == bytes.size && (unsigned char)bytes.data[begin] >= 0xC2)
            cut = at - begin;
        else
            survey.bad += at - begin;
    }
    /* A cut character alone is no sign of UTF-8. */
    if (survey.good == 0)
        survey.bad += cut;
    return survey;
}

/* Notes count lost input bytes that stand at the end of what out holds. */
static void note_replaced(struct buf *out, size_t start, size_t count,
                          struct encoding *found)
{
    if (found->replaced_bytes == 0) {
        found->replaced_line = 1;
        for (size_t i = start; i < out->size; i++)
            found->replaced_line += out->data[i] == '\n';
    }
    found->replaced_bytes += count;
    buf_add_codepoint(out, 0xFFFD);
}

static void add_windows_1252(struct buf *out, size_t start, unsigned char byte,
                             struct encoding *found)
{
    if (byte >= 0x80 && byte < 0xA0 && windows_1252[byte - 0x80] == 0)
        note_replaced(out, start, 1, found);
    else
        buf_add_codepoint(out, byte >= 0x80 && byte < 0xA0
                                   ? windows_1252[byte - 0x80]
                                   : byte);
}

static void from_windows_1252(struct view bytes, struct buf *out,
                              struct encoding *found)
{
    size_t start = out->size;

    for (size_t i = 0; i < bytes.size; i++)
        add_windows_1252(out, start, (unsigned char)bytes.data[i], found);
}

/* Bad bytes are windows-1252, but for a cut character at the end. */
static void from_utf8(struct view bytes, struct buf *out,
                      struct encoding *found)
{
    size_t start = out->size;
    size_t plain = 0; /* begin of the valid bytes not copied yet */

    for (size_t at = 0; at < bytes.size;) {
        size_t begin = at;

        if (utf8_next(bytes, &at) != UTF8_INVALID)
            continue;
        buf_add(out, view_slice(bytes, plain, begin));
        plain = at;
        if (at == bytes.size && (unsigned char)bytes.data[begin] >= 0xC2) {
            note_replaced(out, start, at - begin, found);
            continue;
        }
        for (size_t i = begin; i < at; i++)
            add_windows_1252(out, start, (unsigned char)bytes.data[i], found);
        found->repaired_bytes += at - begin;
    }
    buf_add(out, view_slice(bytes, plain, bytes.size));
}

/* Appends what iconv makes of bytes.  False, nothing appended, when it does
 * not know the name or more than one in 25 of the not_ascii bytes is lost
 * (then the name is wrong). */
static bool from_iconv(struct view bytes, const char *name, size_t not_ascii,
                       struct buf *out, struct encoding *found)
{
    iconv_t converter = iconv_open("UTF-8", name);
    size_t start = out->size;
    char *in = (char *)bytes.data;
    size_t left = bytes.size;
    char chunk[4096];

    /* NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says no */
    if (converter == (iconv_t)-1)
        return false;
    while (left > 0) {
        char *to = chunk;
        size_t room = sizeof chunk;
        size_t status = iconv(converter, &in, &left, &to, &room);
        int why = errno;

        buf_add(out, (struct view){chunk, sizeof chunk - room});
        if (status != SIZE_MAX || why == E2BIG)
            continue;
        size_t lost = why == EINVAL ? left : 1;
        note_replaced(out, start, lost, found);
        in += lost;
        left -= lost;
    }
    /* Some converters hold the last character back. */
    char *to = chunk;
    size_t room = sizeof chunk;
    iconv(converter, NULL, NULL, &to, &room);
    buf_add(out, (struct view){chunk, sizeof chunk - room});
    iconv_close(converter);
    /* Only UCS-4 can name more characters than UTF-8 has. */
    if ((found->replaced_bytes > 2 && found->replaced_bytes > not_ascii / 25) ||
        !utf8_valid(view_slice(buf_view(out), start, out->size), NULL)) {
        out->size = start;
        found->replaced_bytes = found->replaced_line = 0;
        return false;
    }
    return true;
}

/* RFC 1843: "~{" to "~}" are pairs of GB 2312 without the high bits. */
static void from_hz(struct view bytes, struct buf *out, struct encoding *found)
{
    struct buf wide = {0};
    bool inside = false;

    for (size_t i = 0; i < bytes.size; i++) {
        char next = i + 1 < bytes.size ? bytes.data[i + 1] : '\0';

        if (bytes.data[i] == '~' && next != '\0' && strchr("{}~\n", next)) {
            inside = next == '{' || (inside && next != '}');
            if (next == '~')
                buf_add_char(&wide, '~');
            i++;
            continue;
        }
        inside = inside && bytes.data[i] != '\n';
        buf_add_char(&wide,
                     inside ? (char)(bytes.data[i] | 0x80) : bytes.data[i]);
    }
    if (!from_iconv(buf_view(&wide), "GB18030", SIZE_MAX, out, found))
        from_windows_1252(buf_view(&wide), out, found);
    buf_release(&wide);
}

/* The encoding of a byte order mark, and its size; NULL without one. */
static const char *mark_of(struct view bytes, size_t *size)
{
    static const struct {
        struct view mark;
        const char *name;
    } marks[] = {
        {{"\xEF\xBB\xBF", 3}, "UTF-8"},    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
        {{"\0\0\xFE\xFF", 4}, "UTF-32BE"}, {{"\xFF\xFE", 2}, "UTF-16LE"},
        {{"\xFE\xFF", 2}, "UTF-16BE"},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (view_starts(bytes, marks[i].mark)) {
            *size = marks[i].mark.size;
            return marks[i].name;
        }
    }
    return NULL;
}

/* Text in UTF-16 and UTF-32 shows by where its zero bytes stand: markup and
 * spaces have them, whatever the script. */
static const char *wide_of(struct view bytes)
{
    size_t sample = bytes.size < 4096 ? bytes.size / 4 * 4 : 4096;
    size_t zeros[4] = {0};

    for (size_t i = 0; i < sample; i++)
        zeros[i % 4] += bytes.data[i] == '\0';
    size_t quarter = sample / 4;
    size_t many = quarter / 5 + 1;
    size_t few = quarter / 50;
    if (zeros[0] <= few && zeros[1] >= many && zeros[2] > quarter * 9 / 10 &&
        zeros[3] > quarter * 9 / 10)
        return "UTF-32LE";
    if (zeros[0] > quarter * 9 / 10 && zeros[1] > quarter * 9 / 10 &&
        zeros[2] >= many && zeros[3] <= few)
        return "UTF-32BE";
    if (zeros[0] <= few && zeros[2] <= few && zeros[1] >= many &&
        zeros[3] >= many)
        return "UTF-16LE";
    if (zeros[1] <= few && zeros[3] <= few && zeros[0] >= many &&
        zeros[2] >= many)
        return "UTF-16BE";
    return NULL;
}

/* The name of a stateful encoding whose bytes are ASCII, if one of the
 * labels says so, or unlabelled Japanese escapes stand there. */
static const char *escaped_of(struct view bytes,
                              char labels[][ENCODING_NAME_ROOM],
                              const struct survey *survey)
{
    for (size_t i = 0; i < 2; i++) {
        if (strncmp(labels[i], "ISO-2022-", 9) == 0 && survey->escapes)
            return labels[i];
        if (strcmp(labels[i], "HZ") == 0 &&
            view_find(bytes, VIEW("~{"), 0) != SIZE_MAX)
            return labels[i];
    }
    if (survey->escapes && survey->not_ascii == 0 &&
        (view_find(bytes, VIEW("\x1B$B"), 0) != SIZE_MAX ||
         view_find(bytes, VIEW("\x1B$@"), 0) != SIZE_MAX))
        return "ISO-2022-JP-3";
    return NULL;
}

/* Where the markup that begins at `at` ends: a tag, or a whole script or
 * style element.  *unclosed remembers that no closing tag follows. */
static size_t skip_markup(struct view bytes, size_t at, bool *unclosed)
{
    enum { LONGEST_TAG = 2000 };
    struct view rest = view_slice(bytes, at, at + LONGEST_TAG);
    const char *end = memchr(rest.data, '>', rest.size);
    size_t behind = end ? at + (size_t)(end - rest.data) + 1 : at + 1;

    if (*unclosed || !(view_starts_nocase(rest, VIEW("<script")) ||
                       view_starts_nocase(rest, VIEW("<style"))))
        return behind;
    size_t close = view_find(bytes, VIEW("</s"), behind);
    *unclosed = close == SIZE_MAX;
    return *unclosed ? behind : close;
}

/* Feeds uchardet the stretches of text (not tags, scripts, styles) that hold
 * more than ASCII: the rest only waters its statistics down. */
static void feed_text(uchardet_t detector, struct view bytes)
{
    enum { ENOUGH = 1 << 16 };
    bool unclosed = false;
    size_t fed = 0;

    for (size_t at = 0; at < bytes.size && fed < ENOUGH;) {
        if (bytes.data[at] == '<') {
            at = skip_markup(bytes, at, &unclosed);
            continue;
        }
        struct view text = view_slice(bytes, at, bytes.size);
        text = view_cut(&text, '<');
        at += text.size;
        bool plain = true;
        for (size_t i = 0; i < text.size && plain; i++)
            plain = (unsigned char)text.data[i] < 0x80;
        if (plain)
            continue;
        text = view_slice(text, 0, ENOUGH);
        uchardet_handle_data(detector, text.data, text.size);
        uchardet_handle_data(detector, "\n", 1);
        fed += text.size;
    }
}

static bool guess(struct view bytes, char name[ENCODING_NAME_ROOM])
{
    uchardet_t detector = uchardet_new();

    feed_text(detector, bytes);
    uchardet_data_end(detector);
    bool known =
        encoding_label_name(view_of(uchardet_get_charset(detector)), name);
    uchardet_delete(detector);
    return known && strcmp(name, "UTF-8") != 0;
}

/* Decodes by name; false, nothing appended, when the bytes deny it. */
static bool decode(struct view bytes, const char *name, size_t not_ascii,
                   struct buf *out, struct encoding *found)
{
    snprintf(found->name, sizeof found->name, "%s", name);
    if (strcmp(name, "UTF-8") == 0)
        from_utf8(bytes, out, found);
    else if (strcmp(name, "CP1252") == 0)
        from_windows_1252(bytes, out, found);
    else if (strcmp(name, "HZ") == 0)
        from_hz(bytes, out, found);
    else
        return from_iconv(bytes, name, not_ascii, out, found);
    return true;
}

static void choose(struct view bytes, struct view content_type, struct buf *out,
                   struct encoding *found)
{
    size_t mark = 0;
    const char *name = mark_of(bytes, &mark);
    char labels[2][ENCODING_NAME_ROOM] = {"", ""};
    char guessed[ENCODING_NAME_ROOM];

    if (!name)
        name = wide_of(bytes);
    if (name &&
        decode(view_slice(bytes, mark, bytes.size), name, SIZE_MAX, out, found))
        return;
    struct survey survey = survey_utf8(bytes);
    if (!encoding_label_name(encoding_charset(content_type), labels[0]))
        labels[0][0] = '\0';
    /* A text that says in ASCII that it is UTF-16 is not. */
    if (!encoding_label_name(encoding_label_inside(bytes), labels[1]) ||
        strncmp(labels[1], "UTF-16", 6) == 0)
        labels[1][0] = '\0';
    name = escaped_of(bytes, labels, &survey);
    if (name && decode(bytes, name, survey.not_ascii, out, found))
        return;
    if (survey.bad == 0 ||
        (survey.good >= 10 && survey.good > 20 * survey.bad)) {
        decode(bytes, "UTF-8", 0, out, found);
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        if (labels[i][0] != '\0' && strcmp(labels[i], "UTF-8") != 0 &&
            decode(bytes, labels[i], survey.not_ascii, out, found))
            return;
    }
    if (survey.good > 3 * survey.bad)
        decode(bytes, "UTF-8", 0, out, found);
    else if (!guess(bytes, guessed) ||
             !decode(bytes, guessed, survey.not_ascii, out, found))
        decode(bytes, "CP1252", 0, out, found);
}

void encoding_to_utf8(struct view bytes, struct view content_type,
                      struct buf *out, struct encoding *found)
{
    size_t start = out->size;
    size_t kept = start;

    *found = (struct encoding){0};
    choose(bytes, content_type, out, found);
    for (size_t i = start; i < out->size; i++) {
        if (out->data[i] != '\0')
            out->data[kept++] = out->data[i];
    }
    if (out->data)
        out->data[kept] = '\0';
    out->size = kept;
}

void encoding_prepare(struct view bytes, struct view content_type)
{
    const struct view labels[] = {encoding_charset(content_type),
                                  encoding_label_inside(bytes)};
    char name[ENCODING_NAME_ROOM];
    bool has_escapes = view_find(bytes, VIEW("\x1B"), 0) != SIZE_MAX ||
                       view_find(bytes, VIEW("~{"), 0) != SIZE_MAX;

    if (utf8_valid(bytes, NULL) && !has_escapes)
        return;
    /* Never closed: the C library unloads what nobody uses. */
    for (size_t i = 0; encoding_label_row(i); i++)
        (void)iconv_open("UTF-8", encoding_label_row(i));
    for (size_t i = 0; i < 2; i++) {
        if (encoding_label_name(labels[i], name))
            (void)iconv_open("UTF-8", name);
    }
}
