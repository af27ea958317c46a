#include "encode/id3_frame.h"

#include "base/utf8.h"

enum { FRAME_HEADER_SIZE = 10 };

size_t id3_frame_begin(struct buf *out, const char *id)
{
    size_t begin = out->size;

    buf_add(out, (struct view){id, 4});
    buf_add_u32be(out, 0);
    buf_add_u16be(out, 0);
    return begin;
}

void id3_frame_end(struct buf *out, size_t begin)
{
    /* At the cap the frame may lack; the buffer says so. */
    if (out->overflow)
        return;

    size_t size = out->size - begin - FRAME_HEADER_SIZE;
    for (int i = 0; i < 4; i++)
        out->data[begin + 4 + (size_t)i] = (char)(size >> (24 - 8 * i) & 0xFF);
}

/* Controls have no place in a tag; and what is no character at all could be
 * taken for a byte order mark (U+FFFE). */
static bool is_tag_character(uint32_t codepoint)
{
    return codepoint == '\n' ||
           (codepoint >= 0x20 && codepoint != 0x7F &&
            !(codepoint >= 0x80 && codepoint < 0xA0) && codepoint != 0xFEFF &&
            (codepoint & 0xFFFE) != 0xFFFE);
}

/* The next character that goes into a tag; false at the end. */
static bool next_character(struct view text, size_t *at, uint32_t *codepoint)
{
    while (*at < text.size) {
        *codepoint = utf8_next(text, at);
        if (*codepoint == UTF8_INVALID)
            *codepoint = 0xFFFD;
        if (*codepoint == '\t')
            *codepoint = ' ';
        if (is_tag_character(*codepoint))
            return true;
    }
    return false;
}

enum id3_encoding id3_encoding_for(struct view text)
{
    uint32_t codepoint;

    for (size_t at = 0; next_character(text, &at, &codepoint);) {
        if (codepoint > 0xFF)
            return ID3_UTF16;
    }
    return ID3_LATIN1;
}

void id3_add_encoding(struct buf *out, enum id3_encoding encoding)
{
    buf_add_char(out, (char)encoding);
}

/* Little endian, as the mark before it says. */
static void add_unit(struct buf *out, unsigned unit)
{
    char bytes[2] = {(char)(unit & 0xFF), (char)(unit >> 8 & 0xFF)};

    buf_add(out, (struct view){bytes, sizeof bytes});
}

static void add_character(struct buf *out, enum id3_encoding encoding,
                          uint32_t codepoint)
{
    if (encoding == ID3_LATIN1) {
        buf_add_char(out, (char)(unsigned char)codepoint);
    } else if (codepoint < 0x10000) {
        add_unit(out, codepoint);
    } else {
        add_unit(out, 0xD800 + ((codepoint - 0x10000) >> 10));
        add_unit(out, 0xDC00 + ((codepoint - 0x10000) & 0x3FF));
    }
}

void id3_add_text(struct buf *out, enum id3_encoding encoding, struct view text)
{
    uint32_t codepoint;

    if (encoding == ID3_UTF16)
        add_unit(out, 0xFEFF);
    for (size_t at = 0; next_character(text, &at, &codepoint);)
        add_character(out, encoding, codepoint);
}

void id3_add_text_end(struct buf *out, enum id3_encoding encoding,
                      struct view text)
{
    id3_add_text(out, encoding, text);
    buf_add_char(out, '\0');
    if (encoding == ID3_UTF16)
        buf_add_char(out, '\0');
}

static bool is_white(uint32_t codepoint)
{
    return codepoint == ' ' || codepoint == '\n' || codepoint == 0xA0;
}

static bool is_blank(struct view text)
{
    uint32_t codepoint;

    for (size_t at = 0; next_character(text, &at, &codepoint);) {
        if (!is_white(codepoint))
            return false;
    }
    return true;
}

void id3_add_text_frame(struct buf *out, const char *id, struct view text)
{
    enum id3_encoding encoding = id3_encoding_for(text);
    uint32_t codepoint;

    text = view_trim(text);
    if (is_blank(text))
        return;

    size_t frame = id3_frame_begin(out, id);
    id3_add_encoding(out, encoding);
    if (encoding == ID3_UTF16)
        add_unit(out, 0xFEFF);
    for (size_t at = 0; next_character(text, &at, &codepoint);)
        add_character(out, encoding, codepoint == '\n' ? ' ' : codepoint);
    id3_frame_end(out, frame);
}

void id3_add_link_frame(struct buf *out, struct view url)
{
    url = view_trim(url);
    if (url.size == 0)
        return;

    size_t frame = id3_frame_begin(out, "WXXX");
    id3_add_encoding(out, ID3_LATIN1);
    buf_add_char(out, '\0');
    for (size_t i = 0; i < url.size; i++) {
        unsigned char byte = (unsigned char)url.data[i];

        if (byte > 0x20 && byte < 0x7F)
            buf_add_char(out, (char)byte);
        else
            buf_addf(out, "%%%02X", byte);
    }
    id3_frame_end(out, frame);
}

bool id3_add_picture_frame(struct buf *out, struct view picture,
                           enum id3_picture kind)
{
    bool is_jpeg = view_starts(picture, VIEW("\xFF\xD8\xFF"));

    if (!is_jpeg && !view_starts(picture, VIEW("\x89PNG\r\n\x1A\n")))
        return false;
    size_t frame = id3_frame_begin(out, "APIC");
    id3_add_encoding(out, ID3_LATIN1);
    buf_add_string(out, is_jpeg ? "image/jpeg" : "image/png");
    buf_add_char(out, '\0');
    buf_add_char(out, (char)kind);
    buf_add_char(out, '\0');
    buf_add(out, picture);
    id3_frame_end(out, frame);
    return true;
}
