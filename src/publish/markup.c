#include "publish/markup.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

static bool is_xml_char(uint32_t c)
{
    if (c == UTF8_INVALID || c == 0xFFFE || c == 0xFFFF)
        return false;
    return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

static const char *reference(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void markup_text(struct buf *out, struct view text)
{
    size_t kept = 0;

    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);
        const char *other = NULL;

        if (!is_xml_char(c))
            other = "\xEF\xBF\xBD";
        else if (c < 0x80)
            other = reference((char)c);
        if (!other)
            continue;
        buf_add(out, view_slice(text, kept, begin));
        buf_add_string(out, other);
        kept = at;
    }
    buf_add(out, view_slice(text, kept, text.size));
}

void markup_attribute(struct buf *out, const char *name, struct view value)
{
    buf_addf(out, " %s=\"", name);
    markup_text(out, value);
    buf_add_char(out, '"');
}

void markup_element(struct buf *out, const char *name, struct view text)
{
    if (text.size == 0)
        return;
    buf_addf(out, "<%s>", name);
    markup_text(out, text);
    buf_addf(out, "</%s>\n", name);
}

void markup_cue_text(struct buf *out, struct view text)
{
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        uint32_t c = utf8_next(text, &at);

        if (c == '&' || c == '<' || c == '>')
            buf_add_string(out, reference((char)c));
        else if (c == UTF8_INVALID || c == 0)
            buf_add_codepoint(out, 0xFFFD);
        else if (c < 0x20)
            buf_add_char(out, ' ');
        else
            buf_add(out, view_slice(text, begin, at));
    }
}

void markup_url_part(struct buf *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (letter || (c >= '0' && c <= '9') || (c && strchr("-._~", c)))
            buf_add_char(out, (char)c);
        else
            buf_addf(out, "%%%02X", c);
    }
}

bool markup_is_url(struct view text)
{
    static const char others[] = "-._~:/?#[]@!$&'()*+,;=%";
    size_t host;

    if (view_starts_nocase(text, VIEW("https://")))
        host = 8;
    else if (view_starts_nocase(text, VIEW("http://")))
        host = 7;
    else
        return false;
    if (text.size == host || strchr("/?#:", text.data[host]))
        return false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

        if (!letter && !(c >= '0' && c <= '9') && !(c && strchr(others, c)))
            return false;
    }
    return true;
}
